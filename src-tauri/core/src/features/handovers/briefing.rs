//! Gathers what a successor is told, over the stores of the features that own the records.

use super::model::{
    BriefAction, BriefDay, BriefDuty, BriefHeld, BriefOpinion, BriefPlan, BriefProposal, BriefVillage, Briefing,
    BriefingAsked, Handover,
};
use super::{rules, store};
use crate::features::calendar::store::calendar;
use crate::features::delegates::store as delegates;
use crate::features::duties::{sheet, store as duties};
use crate::features::meetings::store as meetings;
use crate::features::office::store as office;
use crate::features::opinions::model::OpinionPage;
use crate::features::opinions::papers::without_giver;
use crate::features::opinions::store::{self as opinions, Lit};
use crate::features::plans::calls::unfinished;
use crate::features::plans::store::whole as plan;
use crate::features::proposals::model::Filter;
use crate::features::proposals::store as proposals;
use crate::features::reports::frame::{said, weekday};
use crate::features::reports::gather::{Village, holds, slot_days, villages};
use crate::features::rulebook::{self, model::Duty};
use crate::features::stations::store as stations;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// What of a briefing is asked: a kept handover, or one that is being filled in.
///
/// # Errors
/// `handovers.gone`, `handovers.from`, `day.unreadable`.
pub fn wanted(reading: &Reading<'_>, asked: BriefingAsked) -> Result<Handover> {
    if let Some(id) = &asked.id {
        return store::find(reading.db, id)?.ok_or_else(|| refuse("handovers.gone"));
    }
    let on = if asked.day.is_empty() { reading.today } else { day(&asked.day)? };
    let area_ids = if asked.area_ids.is_empty() { served(reading, &asked.from_id, on)? } else { asked.area_ids };
    Ok(Handover {
        from_id: asked.from_id,
        to_id: asked.to_id,
        day: on.to_string(),
        area_ids,
        included: asked.included,
        ..Handover::default()
    })
}

/// Villages a delegate serves on a day or served until the day before; the last ones served when there is none.
///
/// # Errors
/// What the database says.
pub fn served(reading: &Reading<'_>, person: &str, on: NaiveDate) -> Result<Vec<String>> {
    let before = on.pred_opt().unwrap_or(on).to_string();
    let held: Vec<_> = stations::contacts(reading.db)?.into_iter().filter(|one| one.person_id == person).collect();
    let holding = |at: &str| -> Vec<String> {
        held.iter()
            .filter(|one| holds(at, Some(&one.valid_from), one.valid_to.as_deref()))
            .map(|one| one.area_id.clone())
            .collect()
    };
    let mut found = holding(&before);
    if found.is_empty() {
        found = holding(&on.to_string());
    }
    if found.is_empty() {
        let last = held.iter().filter_map(|one| one.valid_to.clone()).filter(|end| *end <= before).max();
        found = last.map(|end| holding(&end)).unwrap_or_default();
    }
    let mut seen = BTreeSet::new();
    found.retain(|area| seen.insert(area.clone()));
    Ok(found)
}

/// The whole briefing.
///
/// # Errors
/// What the database says.
pub fn briefing(reading: &Reading<'_>, it: &Handover) -> Result<Briefing> {
    let on = day(&it.day)?;
    let all = villages(reading, on)?;
    let chosen: Vec<&Village> =
        it.area_ids.iter().filter_map(|id| all.iter().find(|village| village.id == *id)).collect();
    let (opinions, held) = words_of(reading, it, &close(reading, it, &chosen)?)?;
    Ok(Briefing {
        villages: chosen.iter().map(|village| shown(village, it, &opinions)).collect(),
        days: days(reading, it, &chosen, on)?,
        proposals: papers(reading, it)?,
        plans: plans(reading, it)?,
        actions: actions(reading, it)?,
        duties: windows(reading, it, on)?,
        opinions,
        held,
    })
}

/// Names of the successor and of everybody in the teams of the villages.
fn close(reading: &Reading<'_>, it: &Handover, chosen: &[&Village]) -> Result<Vec<String>> {
    let mut names: Vec<String> =
        delegates::find(reading.db, &it.to_id)?.into_iter().map(|person| person.name).collect();
    for village in chosen {
        for team in &village.teams {
            names.extend(team.leaders.iter().chain(&team.liaisons).chain(&team.members).map(|one| one.name.clone()));
        }
        names.extend(village.delegates.iter().filter(|one| one.id != it.from_id).map(|one| one.name.clone()));
    }
    Ok(names.into_iter().map(|name| name.chars().filter(|one| !one.is_whitespace()).collect()).collect())
}

fn shown(village: &Village, it: &Handover, opinions: &[BriefOpinion]) -> BriefVillage {
    let of = |promise: bool| {
        let n = opinions.iter().filter(|one| one.area == village.name && one.promise == promise).count();
        i64::try_from(n).unwrap_or(i64::MAX)
    };
    let name = |one: &crate::features::reports::gather::Name| one.name.clone();
    BriefVillage {
        area_id: village.id.clone(),
        area: village.name.clone(),
        leaders: village.leaders().map(name).collect(),
        liaisons: village.liaisons().map(name).collect(),
        delegates: village
            .delegates
            .iter()
            .filter(|one| one.id != it.from_id && one.id != it.to_id)
            .map(name)
            .collect(),
        times: village
            .slots
            .iter()
            .map(|slot| {
                said(
                    "handovers.time",
                    &[
                        ("weekday", weekday(slot.weekday).into()),
                        ("starts", slot.starts.clone().into()),
                        ("ends", slot.ends.clone().into()),
                        ("place", slot.place.clone().into()),
                    ],
                )
                .trim()
                .to_owned()
            })
            .collect(),
        open: of(false),
        promises: of(true),
    }
}

/// Opinions of the villages that are open or whose givers wait: what may be told, and what is held back.
fn words_of(reading: &Reading<'_>, it: &Handover, close: &[String]) -> Result<(Vec<BriefOpinion>, Vec<BriefHeld>)> {
    let db = reading.db;
    let calendar = calendar(db)?;
    let lit = Lit::new(db, &calendar, reading.today)?;
    let passed: BTreeSet<String> = store::opinions(db, &it.id)?
        .into_iter()
        .filter(|one| one.move_id.is_some())
        .map(|one| one.opinion_id)
        .collect();
    let (mut told, mut held) = (Vec::new(), Vec::new());
    for area in &it.area_ids {
        let mut ids: Vec<String> = Vec::new();
        for light in ["untold", ""] {
            let mut page = OpinionPage {
                area_id: Some(area.clone()),
                open: light.is_empty(),
                light: (!light.is_empty()).then(|| light.to_owned()),
                sort: "due".to_owned(),
                limit: 200,
                ..OpinionPage::default()
            };
            loop {
                let more = opinions::lines(db, &page, &lit)?;
                let got = u32::try_from(more.len()).unwrap_or(0);
                for line in more {
                    if !ids.contains(&line.id) {
                        ids.push(line.id);
                    }
                }
                if got < page.limit {
                    break;
                }
                page.offset += got;
            }
        }
        for id in ids {
            let Some(line) = opinions::one_line(db, &id, &lit, true)? else { continue };
            let Some(kept) = opinions::kept(db, &id)? else { continue };
            let number = format!("{}-{}", line.year, line.number);
            let texts = [line.content.as_str(), kept.answer.as_str(), kept.entry.giver.as_str()];
            if let Some(why) = rules::held(line.named, &texts, close, it.included.contains(&id)) {
                let code = why.code();
                let names = if let rules::Held::Mentions(names) = why { names } else { Vec::new() };
                held.push(BriefHeld { id, number, day: line.day, area: line.area, why: code, names });
                continue;
            }
            told.push(BriefOpinion {
                number,
                content: without_giver(&kept.entry.giver, &kept.entry.giver_phone, &line.content),
                state: office::label(db, "opinion_state", &line.state)?,
                promise: line.light == "untold",
                passed: passed.contains(&id),
                id,
                day: line.day,
                area: line.area,
                unit: line.unit,
                light: line.light,
                due_on: line.due_on,
            });
        }
    }
    told.sort_by_key(|one| (!one.promise, one.due_on.is_none(), one.due_on.clone(), one.day.clone()));
    Ok((told, held))
}

/// Proposals under way that the one who hands over leads or signed.
fn papers(reading: &Reading<'_>, it: &Handover) -> Result<Vec<BriefProposal>> {
    let passed: BTreeSet<String> = store::proposals(reading.db, &it.id)?.into_iter().map(|(id, _)| id).collect();
    let mut found = Vec::new();
    let mut asked = crate::features::proposals::model::PageAsked {
        filter: Filter { person_id: Some(it.from_id.clone()), stage: Some("open".to_owned()), ..Filter::default() },
        limit: 200,
        ..crate::features::proposals::model::PageAsked::default()
    };
    loop {
        let (lines, ..) = proposals::lists::page(reading.db, &asked, reading.today, 0)?;
        let got = u32::try_from(lines.len()).unwrap_or(0);
        for line in lines {
            let lead = proposals::whole(reading.db, &line.id)?
                .is_some_and(|paper| paper.lead_id.as_ref() == Some(&it.from_id));
            found.push(BriefProposal {
                part: if lead { "lead" } else { "signer" },
                passed: passed.contains(&line.id),
                id: line.id,
                number: line.number,
                title: line.title,
                stage: line.stage,
                unit: line.unit,
                due_on: line.due_on,
            });
        }
        if got < asked.limit {
            break;
        }
        asked.offset += got;
    }
    found.sort_by_key(|one| (one.part != "lead", one.due_on.is_none(), one.due_on.clone()));
    Ok(found)
}

/// Planned visits that were neither entered nor closed, of the villages handed over or with the one who hands over among
/// those who were to go.
fn plans(reading: &Reading<'_>, it: &Handover) -> Result<Vec<BriefPlan>> {
    let mut found = Vec::new();
    for line in unfinished(reading)? {
        let goes = || -> Result<bool> {
            let plan = plan(reading.db, &line.id)?;
            Ok(plan.is_some_and(|plan| {
                plan.leader_id.as_ref() == Some(&it.from_id) || plan.delegates.contains(&it.from_id)
            }))
        };
        if it.area_ids.contains(&line.area_id) || goes()? {
            found.push(BriefPlan {
                id: line.id,
                code: line.code,
                day: line.day,
                starts: line.starts,
                area: line.area,
                place: line.place,
                households: line.households,
                topics: line.topics,
                state: line.state,
            });
        }
    }
    Ok(found)
}

fn actions(reading: &Reading<'_>, it: &Handover) -> Result<Vec<BriefAction>> {
    let open = meetings::actions(reading.db, None, true)?;
    Ok(open
        .into_iter()
        .filter(|line| line.action.person_id.as_ref() == Some(&it.from_id))
        .map(|line| BriefAction {
            meeting_id: line.action.meeting_id,
            content: line.action.content,
            day: line.day,
            due_on: line.action.due_on,
        })
        .collect())
}

/// Fixed days of the villages and meetings of the successor's groups that come.
fn days(reading: &Reading<'_>, it: &Handover, chosen: &[&Village], on: NaiveDate) -> Result<Vec<BriefDay>> {
    let from = on.max(reading.today);
    let ahead = rulebook::number(reading.db, "handovers.ahead_days", &from.to_string())?;
    let to = from.checked_add_days(Days::new(u64::try_from(ahead).unwrap_or(0))).unwrap_or(from);
    let mut found = Vec::new();
    for village in chosen {
        for slot in &village.slots {
            for one in slot_days(slot, from, to) {
                found.push(BriefDay {
                    day: one.to_string(),
                    starts: slot.starts.clone(),
                    kind: "station",
                    what: village.name.clone(),
                    place: slot.place.clone(),
                    record: None,
                });
            }
        }
    }
    let circles: BTreeSet<String> = delegates::seats(reading.db, Some(&it.to_id))?
        .into_iter()
        .filter(|seat| holds(&from.to_string(), Some(&seat.from_day), seat.to_day.as_deref()))
        .filter_map(|seat| seat.circle_id)
        .collect();
    for meeting in meetings::list(reading.db, &from.to_string(), "9999-12-31")? {
        if meeting.circle_id.as_ref().is_none_or(|circle| circles.contains(circle)) {
            found.push(BriefDay {
                day: meeting.day,
                starts: meeting.starts,
                kind: "meeting",
                what: meeting.title,
                place: meeting.place,
                record: Some(meeting.id),
            });
        }
    }
    found.sort_by(|one, other| (&one.day, &one.starts).cmp(&(&other.day, &other.starts)));
    Ok(found)
}

/// Duty windows of the successor that run on the first day or come later in its year; none for somebody without a seat.
fn windows(reading: &Reading<'_>, it: &Handover, on: NaiveDate) -> Result<Vec<BriefDuty>> {
    let on = on.max(reading.today);
    let gathered = match duties::gather(reading.db, on, None, Some(&it.to_id)) {
        Ok(gathered) => gathered,
        Err(refusal) if refusal.code == "duties.person" => return Ok(Vec::new()),
        Err(refusal) => return Err(refusal),
    };
    let labels = duties::labels(reading.db)?;
    let Some(person) = gathered.people.first() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for duty in Duty::ALL {
        for window in sheet::windows(&gathered, person, duty, &labels, false) {
            let Some(rule) = gathered.rules.iter().find(|rule| rule.id == window.rule) else { continue };
            if window.to < on.to_string() || window.required == 0 {
                continue;
            }
            found.push(BriefDuty {
                duty: duty.code(),
                rule: sheet::rule_words(rule),
                from: window.from,
                to: window.to,
                required: window.required,
                done: window.done,
            });
        }
    }
    Ok(found)
}
