//! What is missing in a dossier. Which gaps are looked for is rule-book data (`dossier.gap.…`); the words say what to do.

use super::gather::Year;
use super::model::Gap;
use super::sections::{Windows, part_in};
use crate::features::duties::rules::Part;
use crate::features::duties::store::Person;
use crate::features::reports::frame::{said, short_day};
use crate::features::rulebook::model::Duty;
use crate::features::rulebook::store as rulebook;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every gap the program can see, in the order of the booklet, with the page it is put right on.
pub const GAPS: &[(&str, &str)] = &[
    ("phone", "delegates"),
    ("circle", "delegates"),
    ("layer", "delegates"),
    ("document", "delegates"),
    ("leave_reason", "delegates"),
    ("station", "delegates"),
    ("team", "stations"),
    ("leader", "stations"),
    ("liaison", "stations"),
    ("duty", "duties"),
    ("visit_leader", "visits"),
    ("visit_figures", "visits"),
    ("opinion_open", "opinions"),
    ("opinion_signer", "opinions"),
    ("opinion_untold", "opinions"),
    ("proposal_draft", "proposals"),
    ("proposal_unsigned", "proposals"),
    ("proposal_open", "proposals"),
    ("proposal_signer", "proposals"),
    ("proposal_rating", "proposals"),
    ("meeting_unlisted", "meetings"),
    ("meeting_leave", "meetings"),
    ("meeting_minutes", "meetings"),
    ("activity_report", "activities"),
    ("evaluation_open", "evaluations"),
];

/// Which gaps the rule book asks for on a day.
///
/// # Errors
/// What the database says.
pub fn asked(db: &Connection, on: &str) -> Result<BTreeSet<&'static str>> {
    let mut found = BTreeSet::new();
    for (code, _) in GAPS {
        let set = rulebook::value(db, &format!("dossier.gap.{code}"), on)?.and_then(|value| value.as_bool());
        if set.unwrap_or(true) {
            found.insert(*code);
        }
    }
    Ok(found)
}

/// Gathers gaps the rule book asks for.
struct Finding<'a> {
    asked: &'a BTreeSet<&'static str>,
    found: Vec<Gap>,
}

impl Finding<'_> {
    fn add(&mut self, code: &str, record: &str, fields: &[(&str, Value)]) {
        let Some((code, page)) = GAPS.iter().find(|(known, _)| *known == code) else { return };
        if !self.asked.contains(code) {
            return;
        }
        self.found.push(Gap {
            code,
            sentence: said(&format!("dossier.gap.{code}"), fields),
            remedy: said(&format!("dossier.remedy.{code}"), fields),
            page,
            record: record.to_owned(),
        });
    }
}

/// A stored day in the shape of a sentence.
fn on(text: &str) -> Value {
    day(text).map(short_day).unwrap_or_else(|_| text.to_owned()).into()
}

/// What is missing in the dossier of one delegate.
#[must_use]
pub fn gaps(year: &Year, person: &Person, windows: &Windows, asked: &BTreeSet<&'static str>) -> Vec<Gap> {
    let mut finding = Finding { asked, found: Vec::new() };
    of_person(year, person, &mut finding);
    of_stations(year, person, &mut finding);
    of_duties(year, person, windows, &mut finding);
    of_visits(year, person, &mut finding);
    of_opinions(year, person, &mut finding);
    of_proposals(year, person, &mut finding);
    of_meetings(year, person, &mut finding);
    of_activities(year, person, &mut finding);
    of_evaluations(year, person, &mut finding);
    let order = |gap: &Gap| GAPS.iter().position(|(code, _)| *code == gap.code);
    finding.found.sort_by_key(order);
    finding.found
}

fn of_person(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    if year.people.get(&person.id).is_some_and(|one| one.phone.trim().is_empty()) {
        finding.add("phone", &person.id, &[]);
    }
    for seat in year.tenures.iter().filter(|seat| seat.person_id == person.id) {
        let Some((_, to)) = year.within(&seat.from_day, seat.to_day.as_deref()) else { continue };
        if seat.circle_id.is_none() {
            finding.add("circle", &person.id, &[]);
        }
        if seat.layer.is_empty() {
            finding.add("layer", &person.id, &[]);
        }
        let decided = matches!(seat.ending.as_deref(), Some("terminated" | "suspended"));
        if let Some(to) = to.filter(|_| decided && seat.document.as_deref().unwrap_or_default().trim().is_empty()) {
            finding.add("document", &person.id, &[("day", on(&to))]);
        }
    }
    for leave in year.leaves.iter().filter(|leave| leave.person_id == person.id && leave.reason.is_empty()) {
        if year.within(&leave.from_day, Some(&leave.to_day)).is_some() {
            finding.add("leave_reason", &person.id, &[("day", on(&leave.from_day))]);
        }
    }
}

fn of_stations(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    let mut any = false;
    for contact in year.contacts.iter().filter(|one| one.person_id == person.id) {
        if year.within(&contact.valid_from, contact.valid_to.as_deref()).is_none() {
            continue;
        }
        any = true;
        let village = [("village", year.area(&contact.area_id).into())];
        let Some(team) = contact.team_id.as_ref() else {
            finding.add("team", &contact.area_id, &village);
            continue;
        };
        let has = |role: &str| {
            year.members.iter().any(|one| {
                one.team_id == *team
                    && one.role == role
                    && year.within(&one.valid_from, one.valid_to.as_deref()).is_some()
            })
        };
        for (code, role) in [("leader", "leader"), ("liaison", "liaison")] {
            if !has(role) {
                finding.add(code, &contact.area_id, &village);
            }
        }
    }
    if !any {
        finding.add("station", &person.id, &[]);
    }
}

fn of_duties(year: &Year, person: &Person, windows: &Windows, finding: &mut Finding<'_>) {
    let last = year.as_of == year.days.to;
    for (_, windows) in windows {
        for window in windows {
            // On the last day of the year everything that is still open will not be done any more.
            let missed = window.state == "overdue" || (last && window.state == "open");
            if !missed {
                continue;
            }
            let title = year.duties.rules.iter().find(|rule| rule.id == window.rule).map(|rule| rule.title.clone());
            let fields = [
                ("duty", title.unwrap_or_default().into()),
                ("from", on(&window.from)),
                ("to", on(&window.to)),
                ("required", window.required.into()),
                ("done", window.done.into()),
            ];
            finding.add("duty", &person.id, &fields);
        }
    }
}

fn of_visits(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    for visit in year.visits.get(&person.id).map(Vec::as_slice).unwrap_or_default() {
        let fields = [("day", on(&visit.day)), ("village", year.area(&visit.area_id).into())];
        if !visit.led {
            finding.add("visit_leader", &visit.id, &fields);
        }
        let heard = year
            .opinions
            .get(&person.id)
            .is_some_and(|all| all.iter().any(|one| one.visit_id.as_ref() == Some(&visit.id)));
        if visit.received + visit.households + visit.firms == 0 && !heard {
            finding.add("visit_figures", &visit.id, &fields);
        }
    }
}

fn of_opinions(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    for one in year.opinions.get(&person.id).map(Vec::as_slice).unwrap_or_default() {
        let fields =
            [("number", one.number.clone().into()), ("day", on(&one.day)), ("village", year.area(&one.area_id).into())];
        if matches!(one.status.as_str(), "registered" | "handling") && one.closed_on.is_none() {
            finding.add("opinion_open", &one.id, &fields);
        } else if one.told_on.is_none()
            && !matches!(one.state.as_str(), "merged" | "proposed")
            && !one.giver.trim().is_empty()
        {
            finding.add("opinion_untold", &one.id, &fields);
        }
        if one.signer.as_ref().is_some_and(|signer| signer.trim().is_empty()) {
            finding.add("opinion_signer", &one.id, &fields);
        }
    }
}

fn of_proposals(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    for one in &year.proposals {
        let Some(part) = part_in(year, person, one) else { continue };
        let fields = [("title", one.title.clone().into())];
        if part == "unsigned" {
            finding.add("proposal_unsigned", &one.id, &fields);
            continue;
        }
        let own = matches!(part, "lead" | "team");
        let outcome = year.outcomes.get(&one.id);
        match one.stage.as_str() {
            "draft" if own => finding.add("proposal_draft", &one.id, &fields),
            "received" | "filed" | "assigned" | "handling" | "merged" if own => {
                finding.add("proposal_open", &one.id, &fields)
            }
            "replied" | "rated" | "closed"
                if outcome.is_some_and(|one| one.signer.is_some() && !one.ratings.contains_key(&person.id))
                    && part != "team" =>
            {
                finding.add("proposal_rating", &one.id, &fields);
            }
            _ => {}
        }
        let unsigned = outcome.and_then(|one| one.signer.as_ref()).is_some_and(|signer| signer.trim().is_empty());
        if own && unsigned {
            finding.add("proposal_signer", &one.id, &fields);
        }
    }
}

fn of_meetings(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    let deeds = year.duties.deeds(person, Duty::Meeting);
    for one in &year.meetings {
        let fields = [("day", on(&one.day)), ("title", one.title.clone().into())];
        let came = one.attendance.iter().find(|came| came.person_id == person.id);
        let unlisted = deeds.iter().any(|deed| deed.id == one.id && deed.part == Part::Unlisted && !deed.outside);
        if came.is_none() && unlisted {
            finding.add("meeting_unlisted", &one.id, &fields);
        }
        if came.is_some_and(|came| came.status == "leave" && came.reason.is_empty()) {
            finding.add("meeting_leave", &one.id, &fields);
        }
        if (came.is_some() || unlisted) && !year.minutes.contains(&one.id) {
            finding.add("meeting_minutes", &one.id, &fields);
        }
    }
}

fn of_activities(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    for one in year.activities.get(&person.id).map(Vec::as_slice).unwrap_or_default() {
        if one.kind == "research" && one.reports.is_empty() {
            finding.add("activity_report", &one.id, &[("day", on(&one.from_day)), ("title", one.title.clone().into())]);
        }
    }
}

fn of_evaluations(year: &Year, person: &Person, finding: &mut Finding<'_>) {
    for one in &year.rounds {
        let about = one.round.subjects.iter().any(|subject| subject.person_id == person.id);
        if about && one.results.is_none() && one.round.state != "finished" {
            finding.add("evaluation_open", &one.round.id, &[("title", one.round.title.clone().into())]);
        }
    }
}
