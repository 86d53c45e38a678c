//! What may be asked of delegates.

use super::store::{self, Circle, Leave, Person, Removable, Tenure, Term};
use crate::calls::Call;
use crate::features::{Nothing, One};
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "delegates.save", right: Right::Enter, undo: Undo::Undoable };
const TENURE: Op = Op { name: "delegates.tenure", right: Right::Enter, undo: Undo::Undoable };
const LEAVE: Op = Op { name: "delegates.leave", right: Right::Enter, undo: Undo::Undoable };
const TERM: Op = Op { name: "delegates.term", right: Right::Manage, undo: Undo::Undoable };
const CIRCLE: Op = Op { name: "delegates.circle", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "delegates.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("delegates.register", "{}", register),
        Call::read("delegates.reading", r#"{"name":"区嘉军"}"#, reading),
        Call::write(&SAVE, r#"{"name":"䶮海","sex":"m","post":"镇党委委员"}"#, save),
        Call::write(&TERM, r#"{"level":"town","name":"第十四届","starts":"2021-08-01"}"#, save_term),
        Call::write(&CIRCLE, r#"{"term_id":"$term","name":"第九组","place":9}"#, save_circle),
        Call::write(
            &TENURE,
            r#"{"person_id":"$person","level":"town","term_id":"$term","from_day":"2026-01-01"}"#,
            save_tenure,
        ),
        Call::write(
            &LEAVE,
            r#"{"person_id":"$delegate","from_day":"2026-03-01","to_day":"2026-03-20","reason":"sick"}"#,
            save_leave,
        ),
        Call::write(&REMOVE, r#"{"kind":"person","id":"$person"}"#, remove),
    ]
}

/// The whole register: a town has a few hundred people, so the pages hold it and pick from it without asking again.
#[derive(Serialize, TS)]
pub struct Roster {
    /// People by strokes of the surname.
    pub people: Vec<Person>,
    /// Seats.
    pub tenures: Vec<Tenure>,
    /// Terms, newest first.
    pub terms: Vec<Term>,
    /// Delegations and groups in order.
    pub circles: Vec<Circle>,
    /// Leaves.
    pub leaves: Vec<Leave>,
}

fn register(reading: &Reading<'_>, _: Nothing) -> Result<Roster> {
    Ok(Roster {
        people: store::people(reading.db)?,
        tenures: store::tenures(reading.db, None)?,
        terms: store::terms(reading.db)?,
        circles: store::circles(reading.db)?,
        leaves: store::leaves(reading.db, None)?,
    })
}

/// A name whose reading is asked for.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
}

/// The built-in reading of a name.
#[derive(Serialize, TS)]
struct NameReading {
    /// Syllables parted by spaces.
    pinyin: String,
    /// Their first letters.
    initials: String,
}

fn reading(_: &Reading<'_>, named: Named) -> Result<NameReading> {
    let pinyin = super::naming::reading(&named.name);
    Ok(NameReading { initials: super::naming::initials(&pinyin), pinyin })
}

fn save(writing: &mut Writing<'_>, mut person: Person) -> Result<One> {
    person.name = person.name.trim().to_owned();
    if person.name.is_empty() {
        return Err(refuse("delegates.name"));
    }
    if !matches!(person.sex.as_str(), "" | "m" | "f") {
        return Err(refuse("delegates.sex"));
    }
    if person.id.is_empty() {
        person.id = new_id();
    }
    writing.note("name", person.name.clone());
    writing.subject(&person.id);
    store::save_person(writing.tx, &person)?;
    Ok(One { id: person.id })
}

fn save_term(writing: &mut Writing<'_>, mut term: Term) -> Result<One> {
    level(&term.level)?;
    day(&term.starts)?;
    if let Some(ends) = &term.ends {
        day(ends)?;
        if *ends < term.starts {
            return Err(refuse("delegates.tenure_backwards")
                .with("from", term.starts.clone())
                .with("to", ends.clone()));
        }
    }
    term.name = term.name.trim().to_owned();
    if term.name.is_empty() {
        return Err(refuse("delegates.term_name"));
    }
    if term.id.is_empty() {
        term.id = new_id();
        // A term has no end of its own: it ends on the day the next congress of its level opens.
        let mut next: Option<String> = None;
        for mut other in store::terms(writing.tx)? {
            if other.level != term.level {
                continue;
            }
            if other.starts > term.starts {
                next = Some(next.map_or_else(|| other.starts.clone(), |day| day.min(other.starts.clone())));
            } else if other.starts < term.starts && other.ends.is_none() {
                other.ends = Some(term.starts.clone());
                store::save_term(writing.tx, &other)?;
            }
        }
        term.ends = term.ends.or(next);
    }
    writing.note("name", term.name.clone());
    store::save_term(writing.tx, &term)?;
    Ok(One { id: term.id })
}

fn save_circle(writing: &mut Writing<'_>, mut circle: Circle) -> Result<One> {
    circle.name = circle.name.trim().to_owned();
    if circle.name.is_empty() {
        return Err(refuse("delegates.circle_name"));
    }
    if circle.id.is_empty() {
        circle.id = new_id();
    }
    if circle.parent_id.is_some() && !stands_under(&circle, &store::circles(writing.tx)?) {
        return Err(refuse("delegates.circle_name"));
    }
    writing.note("name", circle.name.clone());
    store::save_circle(writing.tx, &circle)?;
    Ok(One { id: circle.id })
}

/// Whether a group stands under one of its own term, and going up from there never leads back to it.
fn stands_under(circle: &Circle, all: &[Circle]) -> bool {
    let mut next = circle.parent_id.as_ref();
    for _ in 0..=all.len() {
        let Some(id) = next else { return true };
        let Some(parent) = all.iter().find(|one| one.id == *id && one.id != circle.id) else { return false };
        if parent.term_id != circle.term_id {
            return false;
        }
        next = parent.parent_id.as_ref();
    }
    false
}

fn save_tenure(writing: &mut Writing<'_>, mut tenure: Tenure) -> Result<One> {
    level(&tenure.level)?;
    day(&tenure.from_day)?;
    if let Some(to) = &tenure.to_day {
        day(to)?;
        if *to < tenure.from_day {
            return Err(refuse("delegates.tenure_backwards")
                .with("from", tenure.from_day.clone())
                .with("to", to.clone()));
        }
    }
    let terms = store::terms(writing.tx)?;
    if let Some(term) = terms.iter().find(|term| term.id == tenure.term_id && term.level != tenure.level) {
        return Err(refuse("delegates.term_level").with("term", term.name.clone()));
    }
    let person = store::find(writing.tx, &tenure.person_id)?.ok_or_else(|| refuse("delegates.gone"))?;
    if tenure.id.is_empty() {
        tenure.id = new_id();
    }
    writing.note("name", person.name);
    writing.subject(&person.id);
    store::save_tenure(writing.tx, &tenure)?;
    Ok(One { id: tenure.id })
}

fn save_leave(writing: &mut Writing<'_>, mut leave: Leave) -> Result<One> {
    day(&leave.from_day)?;
    day(&leave.to_day)?;
    if leave.to_day < leave.from_day {
        return Err(refuse("delegates.tenure_backwards")
            .with("from", leave.from_day.clone())
            .with("to", leave.to_day.clone()));
    }
    if !matches!(leave.reason.as_str(), "official" | "private" | "sick" | "other") {
        return Err(refuse("delegates.leave_reason"));
    }
    let person = store::find(writing.tx, &leave.person_id)?.ok_or_else(|| refuse("delegates.gone"))?;
    if leave.id.is_empty() {
        leave.id = new_id();
    }
    writing.note("name", person.name);
    writing.subject(&person.id);
    store::save_leave(writing.tx, &leave)?;
    Ok(One { id: leave.id })
}

/// What to remove.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Remove {
    kind: Removable,
    id: String,
}

fn remove(writing: &mut Writing<'_>, request: Remove) -> Result<One> {
    let used = |table: &str| {
        crate::ground::undo::references(writing.tx, writing.schema, table, &request.id).map(|found| found.len())
    };
    let count = match request.kind {
        Removable::Person => used("people")?,
        Removable::Term => used("terms")?,
        Removable::Circle => used("circles")?,
        Removable::Leave | Removable::Tenure => 0,
    };
    if count > 0 {
        let refusal = match request.kind {
            Removable::Person => refuse("delegates.used"),
            _ => refuse("delegates.in_use"),
        };
        return Err(refusal.with("count", count));
    }
    if store::remove(writing.tx, request.kind, &request.id)? == 0 {
        return Err(refuse("delegates.gone"));
    }
    writing.subject(&request.id);
    Ok(One { id: request.id })
}

fn level(text: &str) -> Result<()> {
    if matches!(text, "city" | "district" | "town") { Ok(()) } else { Err(refuse("delegates.level")) }
}

fn day(text: &str) -> Result<()> {
    crate::ground::clock::day(text).map(|_| ())
}
