//! Opinions as a visit's form, an import or the reception desk enters them.

use super::model::{MoveLine, OpinionEntry};
use super::store::{self, chain as moves};
use super::{chain::chain, family, moving, rules};
use crate::features::visits::model::{Heard, Visit};
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use rusqlite::Connection;

/// Whether nothing was done about an opinion but what its form says.
fn only_by_form(done: &[MoveLine]) -> bool {
    done.len() <= 1 && done.iter().all(|one| one.by_form)
}

/// Makes the opinions of a visit be as its form says.
///
/// # Errors
/// `visits.opinion_kept` when a line was taken away whose handling has begun, `opinions.leads` when others are handled with
/// it, `visits.opinion_on_its_way` when the form asks for a
/// status its chain does not lead to, `visits.opinion_later` when the visit would come after its handling.
pub fn save_of_visit(db: &Connection, visit: &Visit, clerk: &str) -> Result<()> {
    let held = store::of_visit(db, &visit.id)?;
    for id in &held {
        if !visit.opinions.iter().any(|heard| heard.id == *id) {
            if !only_by_form(&moves::moves(db, id)?) {
                return Err(refuse("visits.opinion_kept"));
            }
            family::check_removal(db, id)?;
            store::remove(db, id)?;
        }
    }
    for (place, heard) in (0_i64..).zip(&visit.opinions) {
        let known = held.contains(&heard.id);
        let first = visit.leader_id.clone().or_else(|| visit.delegates.first().cloned());
        let entry = OpinionEntry {
            id: if known { heard.id.clone() } else { new_id() },
            visit_id: Some(visit.id.clone()),
            area_id: visit.area_id.clone(),
            day: visit.day.clone(),
            topic: heard.topic.clone(),
            nature: heard.nature.clone(),
            content: heard.content.clone(),
            giver: heard.giver.clone(),
            giver_phone: heard.giver_phone.clone(),
            named: heard.named,
            first_id: first,
        };
        if known {
            change(db, entry, heard, place, clerk)?;
        } else {
            store::insert(db, &entry, place, clerk)?;
            enter(db, &entry, heard, clerk)?;
        }
    }
    Ok(())
}

/// Writes what the form says was done at once.
fn enter(db: &Connection, entry: &OpinionEntry, heard: &Heard, clerk: &str) -> Result<()> {
    let kind = match heard.status.as_str() {
        "answered" => "answer_now",
        "closed" => "enter_closed",
        "handling" if heard.unit.is_empty() => "draft",
        "handling" => "send",
        _ if heard.answer.is_empty() && heard.unit.is_empty() => return Ok(()),
        _ => "record",
    };
    let ended = matches!(heard.status.as_str(), "answered" | "closed");
    // Nothing ends before it was heard.
    let day =
        heard.closed_on.clone().filter(|_| ended).map_or_else(|| entry.day.clone(), |on| on.max(entry.day.clone()));
    let line = MoveLine {
        kind: kind.to_owned(),
        day,
        unit: heard.unit.clone(),
        answer: heard.answer.clone(),
        by_form: true,
        ..MoveLine::default()
    };
    moving::enter(db, &entry.id, &entry.day, clerk, line)?;
    Ok(())
}

/// Changes an opinion the visit had before. What its form says was done at once goes with the visit's day also when more was
/// done since: it is part of that paper, and nothing ends before it was heard.
fn change(db: &Connection, mut entry: OpinionEntry, heard: &Heard, place: i64, clerk: &str) -> Result<()> {
    let kept = store::kept(db, &entry.id)?.ok_or_else(|| refuse("opinions.gone"))?;
    let done = moves::moves(db, &entry.id)?;
    let now = rules::standing(&kept.entry.day, rules::effective(&done));
    let status = &chain().state(&now.state).status;
    entry.first_id.clone_from(&kept.entry.first_id);
    if done.iter().any(|one| !one.by_form && one.day < entry.day) {
        return Err(refuse("visits.opinion_later").with("line", place + 1).with("day", entry.day));
    }
    store::correct(db, &entry)?;
    store::set_place(db, &entry.id, place)?;
    let same = *status == heard.status
        && now.answer == heard.answer
        && now.unit == heard.unit
        && (heard.closed_on.is_none() || now.closed_on == heard.closed_on);
    if only_by_form(&done) {
        if same && entry.day == kept.entry.day {
            return Ok(());
        }
        // A visit whose day is put right takes what was done on the spot with it.
        let mut heard = heard.clone();
        if heard.closed_on.as_ref() == Some(&kept.entry.day) && same {
            heard.closed_on = None;
        }
        moves::drop_form_move(db, &entry.id)?;
        moving::again(db, &entry.id, &entry.day)?;
        enter(db, &entry, &heard, clerk)?;
        return family::free(db, &entry.id, clerk, &entry.day);
    }
    if entry.day != kept.entry.day {
        moves::redate_form_move(db, &entry.id, &kept.entry.day, &entry.day)?;
        moving::again(db, &entry.id, &entry.day)?;
    }
    if *status == heard.status {
        return Ok(());
    }
    let may = chain().spec("enter_closed").is_some_and(|spec| rules::may_follow(spec, &now, &done).is_ok());
    if heard.status != "closed" || !may {
        return Err(refuse("visits.opinion_on_its_way").with("line", place + 1));
    }
    let done = moves::moves(db, &entry.id)?;
    let last = done.iter().map(|one| one.day.clone()).chain([entry.day.clone()]).max().unwrap_or_default();
    let line = MoveLine {
        kind: "enter_closed".to_owned(),
        day: heard.closed_on.clone().map_or(last.clone(), |on| on.max(last)),
        unit: heard.unit.clone(),
        answer: heard.answer.clone(),
        ..MoveLine::default()
    };
    let day = line.day.clone();
    moving::enter(db, &entry.id, &entry.day, clerk, line)?;
    family::free(db, &entry.id, clerk, &day)
}

/// Refuses to remove a visit whose opinions are on their way, or others are handled with, or at which an answer was given
/// back.
///
/// # Errors
/// `visits.opinions_on_their_way` with their number, `opinions.leads`.
pub fn check_removal(db: &Connection, visit: &str) -> Result<()> {
    let mut n = moves::told_at(db, visit)?;
    let held = store::of_visit(db, visit)?;
    for id in &held {
        n += i64::from(!only_by_form(&moves::moves(db, id)?));
    }
    if n > 0 {
        return Err(refuse("visits.opinions_on_their_way").with("n", n));
    }
    held.iter().try_for_each(|id| family::check_removal(db, id))
}

/// Whether an opinion entered by itself may be taken away whole.
///
/// # Errors
/// What the database says.
pub fn untouched(db: &Connection, id: &str) -> Result<bool> {
    Ok(moves::moves(db, id)?.is_empty())
}
