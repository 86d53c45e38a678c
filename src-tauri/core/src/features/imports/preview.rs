//! What would happen, told before anything is written.

use std::collections::BTreeSet;

use super::compare::{Asked, ListChange};
use super::originals;
use super::people_rows::{self, Fate as PersonFate, PersonRow, Register};
use super::prepared::Prepared;
use super::reading::finding::Place;
use super::reading::mapping::{Job, Role};
use super::reading::text::{key, name_key};
use super::visit_rows::{self, Fate, NEW, VisitRow};
use super::wire::{
    Counts, Decisions, Import, NameQuestion, NotListed, Original, Preview, ReadFigures, RowLine, RowState, Side,
    Unlisted, ValueChange, VillageQuestion,
};
use crate::features::office::store as office;
use crate::features::visits::model::Visit;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use rusqlite::Connection;

/// Lines of a preview unless the page asks for another number.
const LINES: usize = 2000;

/// First day and level of what a roster changes.
///
/// # Errors
/// `day.unreadable`, `delegates.level` when the clerk's word is none.
pub fn terms_of(
    db: &Connection,
    decisions: &Decisions,
    register: &Register,
    today: chrono::NaiveDate,
) -> Result<(String, String)> {
    let place = office::office(db)?;
    let effective = match &decisions.effective {
        Some(day) => crate::ground::clock::day(day)?.to_string(),
        // The first register holds since the office began to use the program, later ones from today.
        None if register.tenures.is_empty() => place.as_ref().map(|o| o.since.clone()).unwrap_or_default(),
        None => today.to_string(),
    };
    let level = match &decisions.level {
        Some(level) if matches!(level.as_str(), "city" | "district" | "town") => level.clone(),
        Some(_) => return Err(refuse("delegates.level")),
        None if place.is_some_and(|o| o.area_code.len() <= 6) => "district".to_owned(),
        None => "town".to_owned(),
    };
    Ok((effective, level))
}

/// Key under which a row can be left out.
#[must_use]
pub fn row_key(file: &str, place: &Place) -> String {
    format!("{file}|{}|{}", place.sheet, place.cell())
}

/// Key of a change for a decision.
#[must_use]
pub fn change_key(record: &str, field: &str) -> String {
    format!("{record}/{field}")
}

/// What a decision makes of a value changed on both sides: true takes the file's.
#[must_use]
pub fn takes_file(decisions: &Decisions, record: &str, field: &str) -> bool {
    decisions.both.get(&change_key(record, field)) == Some(&Side::File)
}

/// Tells what would happen.
///
/// # Errors
/// What the database says.
pub fn preview(reading: &Reading<'_>, request: &Import, mut prepared: Prepared) -> Result<Preview> {
    let db = reading.db;
    let register = Register::read(db)?;
    let mut counts = Counts { refused: prepared.refused.len(), ..Counts::default() };
    let mut rows = Vec::new();
    let mut not_listed = Vec::new();
    let mut words: BTreeSet<(String, String)> = BTreeSet::new();
    let (effective, level) = terms_of(db, &request.decisions, &register, reading.today)?;
    let limit = request.limit.map_or(LINES, |n| n as usize);
    let mut push = |mut line: RowLine, counts: &mut Counts, original: &dyn Fn() -> Vec<Original>| {
        match line.state {
            RowState::New => counts.new += 1,
            RowState::Changed => counts.changed += 1,
            RowState::Same => counts.same += 1,
            RowState::Both => counts.both += 1,
            RowState::Removed => counts.removed += 1,
            RowState::Skipped => counts.skipped += 1,
        }
        counts.values += line.changes.iter().filter(|c| !c.both).count();
        if line.state != RowState::Same && rows.len() < limit {
            line.original = original();
            rows.push(line);
        }
    };
    match request.job {
        Job::Visits => {
            let names = Names { register: &register };
            for (row, fate) in prepared.visits.iter().zip(visit_rows::fates(db, &prepared.visits)?) {
                counts.opinions += row.visit.opinions.len();
                for (list, label) in new_words(&row.visit) {
                    words.insert((list.to_owned(), label.to_owned()));
                }
                let original =
                    || originals::of(&prepared, &row.file, &row.place, row.cells.values().chain(&row.opinion_cells));
                push(visit_line(row, &fate, &request.decisions, &names), &mut counts, &original);
            }
        }
        Job::Roster => {
            let fates =
                people_rows::fates(db, &register, &prepared.people, &request.decisions.names, &level, &effective)?;
            for (row, fate) in prepared.people.iter().zip(&fates) {
                let layer = &row.read.layer;
                if !layer.is_empty() && !register.layers.iter().any(|e| key(&e.label) == key(layer)) {
                    words.insert(("layer".to_owned(), layer.clone()));
                }
                let original = || {
                    row.cell(Role::Name).map_or_else(Vec::new, |name| {
                        let seats = row.read.seats.iter().map(|seat| &seat.place);
                        originals::of(&prepared, &row.file, name, row.read.cells.values().chain(seats))
                    })
                };
                push(person_line(row, fate, &register, &request.decisions), &mut counts, &original);
            }
            not_listed = unlisted(&register, &fates, &effective, &request.decisions);
        }
    }
    let by_name = |name: &str| -> Vec<(String, String)> {
        prepared
            .known
            .people
            .iter()
            .filter(|p| name_key(&p.name) == name_key(name))
            .map(|p| (p.id.clone(), p.name.clone()))
            .collect()
    };
    let names = prepared
        .names
        .iter()
        .map(|(name, near)| {
            let mut candidates = by_name(name);
            for other in near {
                candidates.extend(by_name(other).into_iter().filter(|c| !candidates.contains(c)).collect::<Vec<_>>());
            }
            NameQuestion { name: name.clone(), candidates }
        })
        .collect();
    let (mut refused, mut notices) = (std::mem::take(&mut prepared.refused), std::mem::take(&mut prepared.notices));
    originals::lay(&prepared, &mut refused);
    originals::lay(&prepared, &mut notices);
    Ok(Preview {
        job: request.job,
        fingerprint: prepared.fingerprint,
        files: prepared.files,
        counts,
        rows,
        refused,
        notices,
        passed_over: prepared.passed_over,
        dropped_columns: prepared.dropped,
        villages: prepared.villages.into_iter().map(|(text, found)| VillageQuestion { text, found }).collect(),
        kinds: prepared.kinds,
        names,
        not_listed,
        effective,
        new_words: words.into_iter().collect(),
        mapping: prepared.mapping,
    })
}

/// Delegates in office whom no row means. Without any delegate in office there is nobody to ask about.
#[must_use]
pub fn unlisted(register: &Register, fates: &[PersonFate], day: &str, decisions: &Decisions) -> Vec<Unlisted> {
    let meant: BTreeSet<&str> = fates
        .iter()
        .filter_map(|f| match f {
            PersonFate::Same { record, .. } | PersonFate::Asks { record, .. } => Some(record.as_str()),
            PersonFate::New => None,
        })
        .collect();
    register
        .people
        .iter()
        .filter(|p| !meant.contains(p.id.as_str()) && register.seats(&p.id, day).any(|t| t.to_day.is_none()))
        .map(|p| Unlisted {
            id: p.id.clone(),
            name: p.name.clone(),
            choice: decisions.not_listed.get(&p.id).copied().unwrap_or(NotListed::Keep),
        })
        .collect()
}

/// Labels a visit uses that stand in no dictionary: list and label.
pub fn new_words(visit: &Visit) -> impl Iterator<Item = (&'static str, &str)> {
    let topics = visit.opinions.iter().filter_map(|o| o.topic.strip_prefix(NEW)).map(|label| ("topic", label));
    topics.chain(visit.tags.iter().filter_map(|t| t.strip_prefix(NEW)).map(|label| ("tag", label)))
}

struct Names<'a> {
    register: &'a Register,
}

impl Names<'_> {
    fn person(&self, id: &str) -> String {
        if let Some(name) = id.strip_prefix(NEW) {
            return name.to_owned();
        }
        self.register.people.iter().find(|p| p.id == id).map_or_else(String::new, |p| p.name.clone())
    }

    fn field(&self, field: &str, value: &str) -> String {
        match field {
            "leader_id" => self.person(value),
            "delegates" | "members" => {
                // A new name may hold a blank itself; ids never do.
                value
                    .split(' ')
                    .filter(|v| !v.is_empty())
                    .map(|id| self.person(id))
                    .collect::<Vec<_>>()
                    .join("\u{3001}")
            }
            "area_id" => {
                self.register.areas.iter().find(|a| a.id == value).map_or_else(String::new, |a| a.name.clone())
            }
            _ => value.trim_start_matches(NEW).to_owned(),
        }
    }
}

fn state_of(asked: &Asked, decided: impl Fn(&str) -> bool, fields: &[&str], list: &str) -> RowState {
    let one_sided = asked.fields.iter().any(|c| !c.both || decided(fields.get(c.field).copied().unwrap_or_default()))
        || asked.list.iter().any(|c| match c {
            ListChange::Both { file } => decided(&format!("{list}.{file}")),
            _ => true,
        });
    if one_sided { RowState::Changed } else { RowState::Both }
}

fn visit_line(row: &VisitRow, fate: &Fate, decisions: &Decisions, names: &Names<'_>) -> RowLine {
    let key = row_key(&row.file, &row.place);
    let mut line = RowLine {
        file: row.file.clone(),
        sheet: row.place.sheet.to_string(),
        cell: row.place.cell(),
        state: RowState::New,
        record: None,
        title: row.title.clone(),
        figures: Some(ReadFigures {
            kind: row.visit.kind.clone(),
            received: row.visit.received,
            households: row.visit.households,
            firms: row.visit.firms,
            opinions: row.visit.opinions.len(),
        }),
        changes: Vec::new(),
        original: Vec::new(),
        key,
    };
    if decisions.skip.contains(&line.key) {
        line.state = RowState::Skipped;
        return line;
    }
    match fate {
        Fate::New => {}
        Fate::Same { record, .. } => {
            line.state = RowState::Same;
            line.record = Some(record.clone());
        }
        Fate::Removed { record } => {
            line.state = RowState::Removed;
            line.record = Some(record.clone());
        }
        Fate::Asks { now, asked, .. } => {
            let fields: Vec<&str> = visit_rows::FIELDS.iter().map(|(f, ..)| *f).collect();
            line.state = state_of(asked, |f| takes_file(decisions, &now.id, f), &fields, "opinion");
            line.record = Some(now.id.clone());
            let (file, held) = (visit_rows::canon(&row.visit), visit_rows::canon(now));
            for change in &asked.fields {
                let Some((field, role, _)) = visit_rows::FIELDS.get(change.field) else { continue };
                let value = |c: &super::compare::Canon| c.fixed.get(change.field).cloned().unwrap_or_default();
                line.changes.push(ValueChange {
                    key: change_key(&now.id, field),
                    field: (*field).to_owned(),
                    file: names.field(field, &value(&file)),
                    record: names.field(field, &value(&held)),
                    both: change.both,
                    cell: row.cells.get(role).unwrap_or(&row.place).cell(),
                });
            }
            for change in &asked.list {
                let (at_file, at_now, both) = match change {
                    ListChange::Added { file } => (Some(*file), None, false),
                    ListChange::Replaced { now, file } | ListChange::Met { now, file } => {
                        (Some(*file), Some(*now), false)
                    }
                    ListChange::Removed { now } => (None, Some(*now), false),
                    ListChange::Both { file } => (Some(*file), None, true),
                };
                let text = |list: &[crate::features::visits::model::Heard], at: Option<usize>| {
                    at.and_then(|i| list.get(i)).map(|o| o.content.clone()).unwrap_or_default()
                };
                line.changes.push(ValueChange {
                    key: change_key(&now.id, &format!("opinion.{}", at_file.or(at_now).unwrap_or(0))),
                    field: "opinion".to_owned(),
                    file: text(&row.visit.opinions, at_file),
                    record: text(&now.opinions, at_now),
                    both,
                    cell: at_file.and_then(|i| row.opinion_cells.get(i)).unwrap_or(&row.place).cell(),
                });
            }
        }
    }
    line
}

fn person_line(row: &PersonRow, fate: &PersonFate, register: &Register, decisions: &Decisions) -> RowLine {
    let nowhere = Place { sheet: "".into(), row: 0, column: 0 };
    let place = row.cell(Role::Name).unwrap_or(&nowhere);
    let villages: Vec<String> = row.read.seats.iter().map(|s| s.village.trim().to_owned()).collect();
    let mut line = RowLine {
        key: row_key(&row.file, place),
        file: row.file.clone(),
        sheet: place.sheet.to_string(),
        cell: place.cell(),
        state: RowState::New,
        record: None,
        title: vec![row.read.name.clone(), row.read.group.clone(), villages.join("\u{3001}")],
        figures: None,
        changes: Vec::new(),
        original: Vec::new(),
    };
    if decisions.skip.contains(&line.key) {
        line.state = RowState::Skipped;
        return line;
    }
    match fate {
        PersonFate::New => {}
        PersonFate::Same { record, .. } => {
            line.state = RowState::Same;
            line.record = Some(record.clone());
        }
        PersonFate::Asks { record, file, now, asked, .. } => {
            let fields: Vec<&str> = people_rows::FIELDS.iter().map(|(f, _)| *f).collect();
            line.state = state_of(asked, |f| takes_file(decisions, record, f), &fields, "village");
            line.record = Some(record.clone());
            let village = |entry: &String| {
                let code = entry.split('/').next().unwrap_or_default();
                register.areas.iter().find(|a| a.code == code).map_or_else(|| entry.clone(), |a| a.name.clone())
            };
            for change in &asked.fields {
                let Some((field, role)) = people_rows::FIELDS.get(change.field) else { continue };
                line.changes.push(ValueChange {
                    key: change_key(record, field),
                    field: (*field).to_owned(),
                    file: file.fixed.get(change.field).cloned().unwrap_or_default(),
                    record: now.fixed.get(change.field).cloned().unwrap_or_default(),
                    both: change.both,
                    cell: row.cell(*role).unwrap_or(&nowhere).cell(),
                });
            }
            for change in &asked.list {
                let (at_file, at_now, both) = match change {
                    ListChange::Added { file } => (Some(*file), None, false),
                    ListChange::Replaced { now, file } | ListChange::Met { now, file } => {
                        (Some(*file), Some(*now), false)
                    }
                    ListChange::Removed { now } => (None, Some(*now), false),
                    ListChange::Both { file } => (Some(*file), None, true),
                };
                line.changes.push(ValueChange {
                    key: change_key(record, &format!("village.{}", at_file.or(at_now).unwrap_or(0))),
                    field: "village".to_owned(),
                    file: at_file.and_then(|i| row.read.seats.get(i)).map(|s| s.village.clone()).unwrap_or_default(),
                    record: at_now.and_then(|i| now.list.get(i)).map(village).unwrap_or_default(),
                    both,
                    cell: at_file.and_then(|i| row.read.seats.get(i)).map_or(place, |s| &s.place).cell(),
                });
            }
        }
    }
    line
}
