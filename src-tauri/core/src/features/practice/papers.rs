//! Proposals and a meeting of the practice township, at every stage of their way.

use super::Material;
use crate::features::meetings::model::{ActionPoint, Agenda, Attendance, Meeting};
use crate::features::meetings::store as meetings;
use crate::features::proposals::calls as proposals;
use crate::features::proposals::chain_calls::go;
use crate::features::proposals::model::{Move, Proposal, UnitRole};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

/// A proposal as the data file has it.
#[derive(Deserialize)]
pub(super) struct Paper {
    title: String,
    basis: String,
    plan: String,
    topic: String,
    /// The last step it takes; none for one still being written.
    way: String,
}

/// The steps up to an answer, with the days after it was handed in.
const STEPS: [(&str, u64); 4] = [("file", 4), ("assign", 6), ("accept", 8), ("reply", 40)];

/// Lays the proposals and the meeting.
///
/// # Errors
/// What the calls refuse; what the database says.
pub(super) fn fill(
    writing: &mut Writing<'_>,
    material: &Material,
    delegates: &[String],
    circle: Option<&String>,
) -> Result<()> {
    let today = writing.today;
    for (at, paper) in (0_u64..).zip(&material.proposals) {
        let begun = today - Days::new(60 - at * 4);
        let who = |next: usize| delegates.get(usize::try_from(at).unwrap_or(0) * 3 + next).cloned();
        let draft = paper.way == "draft";
        let one = Proposal {
            day: begun.to_string(),
            kind: "suggestion".to_owned(),
            title: paper.title.clone(),
            basis: paper.basis.clone(),
            plan: paper.plan.clone(),
            topic: paper.topic.clone(),
            lead_id: who(0),
            proposers: who(1).into_iter().chain(who(2)).collect(),
            unsigned: if draft { who(2).into_iter().collect() } else { Vec::new() },
            sign_by: draft.then(|| (today + Days::new(7)).to_string()),
            draft,
            ..Proposal::default()
        };
        let id = proposals::save(writing, one)?.id;
        let last = STEPS.iter().position(|(step, _)| *step == paper.way);
        for (step, after) in STEPS.iter().take(last.map_or(0, |last| last + 1)) {
            let unit = material
                .units
                .get(usize::try_from(at).unwrap_or(0) % material.units.len().max(1))
                .cloned()
                .unwrap_or_default();
            take(writing, &id, step, (begun + Days::new(*after)).min(today), unit)?;
        }
    }
    circle.map_or(Ok(()), |circle| meeting(writing, material, delegates, circle, today))
}

fn take(writing: &mut Writing<'_>, id: &str, step: &str, day: NaiveDate, unit: String) -> Result<()> {
    let units =
        if step == "assign" { vec![UnitRole { unit: unit.clone(), role: "sole".to_owned() }] } else { Vec::new() };
    let answers = step == "reply";
    go(
        writing,
        Move {
            proposal_id: id.to_owned(),
            code: step.to_owned(),
            day: day.to_string(),
            unit: if matches!(step, "accept" | "reply") { unit.clone() } else { String::new() },
            units,
            signer: if answers { unit } else { String::new() },
            result: if answers { "B".to_owned() } else { String::new() },
            ..Move::default()
        },
    )
    .map(|_| ())
}

fn meeting(
    writing: &Writing<'_>,
    material: &Material,
    delegates: &[String],
    circle: &str,
    today: NaiveDate,
) -> Result<()> {
    let step = material.groups.len().max(1);
    let members = delegates.iter().step_by(step);
    let title = material.proposals.first().map(|paper| paper.title.clone()).unwrap_or_default();
    let one = Meeting {
        id: new_id(),
        day: (today - Days::new(25)).to_string(),
        starts: "15:00".to_owned(),
        kind: "group".to_owned(),
        circle_id: Some(circle.to_owned()),
        title: title.clone(),
        place: material.rooms.first().cloned().unwrap_or_default(),
        agenda: vec![Agenda { kind: "topic".to_owned(), title: title.clone(), ..Agenda::default() }],
        attendance: members
            .enumerate()
            .map(|(at, person)| Attendance {
                person_id: person.clone(),
                status: if at == 4 { "leave" } else { "present" }.to_owned(),
                reason: if at == 4 { "official".to_owned() } else { String::new() },
            })
            .collect(),
        ..Meeting::default()
    };
    meetings::save(writing.tx, &one)?;
    let point = ActionPoint {
        id: new_id(),
        meeting_id: one.id,
        content: title,
        owner: material.units.first().cloned().unwrap_or_default(),
        due_on: Some((today + Days::new(5)).to_string()),
        ..ActionPoint::default()
    };
    meetings::save_action(writing.tx, &point)
}
