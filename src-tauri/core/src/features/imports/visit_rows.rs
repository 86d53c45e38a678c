//! Rows of a ledger as visits of this office, and what each asks.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::compare::{Asked, Canon, Digests, ListChange, Said, compare, match_rows};
use super::reading::finding::{Finding, Place};
use super::reading::known::Known;
use super::reading::mapping::{Job, Mapping, Role, SheetPlan};
use super::reading::model::{self, Named};
use super::reading::places::Match;
use super::reading::spellings::spellings;
use super::reading::text::{key, name_key};
use super::sides::{outside, times};
use super::store::{self, AreaIds, Remembered};
use super::wire::Decisions;
use crate::features::visits::model::{Heard, Visit};
use crate::features::visits::{rules, store as visits};
use crate::ground::refusal::Result;
use rusqlite::Connection;

/// What stands before the name or label of something this import would make.
pub const NEW: &str = "new:";

/// Fields of a visit that are compared, in the order of their digests. The order is stored: new fields go to the end.
pub const FIELDS: [(&str, Role, u32); 17] = [
    ("day", Role::Day, 3),
    ("starts", Role::Time, 0),
    ("ends", Role::Time, 0),
    ("area_id", Role::Village, 3),
    ("place", Role::Place, 1),
    ("kind", Role::Kind, 2),
    ("leader_id", Role::Leader, 2),
    ("delegates", Role::Delegates, 3),
    ("members", Role::Others, 1),
    ("companions", Role::Others, 1),
    ("received", Role::Received, 2),
    ("households", Role::Households, 2),
    ("firms", Role::Firms, 2),
    ("situation", Role::Situation, 1),
    ("note", Role::Note, 1),
    ("paper_page", Role::Page, 0),
    ("tags", Role::Tags, 0),
];
const LIST_WEIGHT: u32 = 3;
/// Positions in [`FIELDS`] of pairs of which a changed row still shares one with what it was.
const KEYS: [[usize; 2]; 4] = [[DAY, AREA], [AREA, 7], [DAY, 7], [DAY, 6]];
/// Positions in [`FIELDS`] of the day and the village.
const DAY: usize = 0;
const AREA: usize = 3;
/// How alike two rows must be to be one row that changed.
const LEAST: f32 = 0.6;

/// A row as a visit of this office; people and words that are not there yet stand as [`NEW`] and their name.
#[derive(Debug, Clone)]
pub struct VisitRow {
    /// File.
    pub file: String,
    /// First cell.
    pub place: Place,
    /// The visit.
    pub visit: Visit,
    /// Cells of its fields.
    pub cells: BTreeMap<Role, Place>,
    /// Cells of its opinions.
    pub opinion_cells: Vec<Place>,
    /// In short.
    pub title: Vec<String>,
    /// Which fields its sheet has columns for.
    pub said: Said,
}

/// What becomes of a row.
#[derive(Debug, Clone)]
pub enum Fate {
    /// A new visit.
    New,
    /// Nothing changes.
    Same {
        /// The visit.
        record: String,
        /// What was remembered.
        memory: Option<(String, Digests)>,
    },
    /// The file asks for something.
    Asks {
        /// The visit as it stands.
        now: Box<Visit>,
        /// What was remembered.
        memory: Option<(String, Digests)>,
        /// What is asked.
        asked: Asked,
    },
    /// The visit was removed here.
    Removed {
        /// The visit.
        record: String,
    },
}

/// A visit as comparable text.
#[must_use]
pub fn canon(visit: &Visit) -> Canon {
    let mut tags = visit.tags.clone();
    tags.sort();
    Canon {
        fixed: vec![
            visit.day.clone(),
            visit.starts.clone(),
            visit.ends.clone(),
            visit.area_id.clone(),
            visit.place.clone(),
            visit.kind.clone(),
            visit.leader_id.clone().unwrap_or_default(),
            visit.delegates.join(" "),
            visit.members.join(" "),
            visit.companions.clone(),
            visit.received.to_string(),
            visit.households.to_string(),
            visit.firms.to_string(),
            visit.situation.clone(),
            visit.note.clone(),
            visit.paper_page.clone(),
            tags.join(" "),
        ],
        list: visit.opinions.iter().map(heard_text).collect(),
    }
}

fn heard_text(heard: &Heard) -> String {
    let status = if heard.status.is_empty() { "registered" } else { &heard.status };
    [&heard.topic, &heard.content, &heard.giver, &heard.giver_phone, status, &heard.answer, &heard.unit].join("\u{1f}")
}

/// Which fields a sheet has columns for.
fn said(plan: Option<&SheetPlan>) -> Said {
    let has = |role: Role| plan.is_none_or(|p| p.column(role).is_some());
    let fixed = FIELDS
        .iter()
        .map(|(field, role, _)| match *field {
            // A name in the delegates' column that is no delegate stands in the companions, and the other way round.
            "companions" | "members" => has(Role::Others) || has(Role::Leader),
            "delegates" => has(Role::Delegates) || has(Role::Others),
            "area_id" | "day" => true,
            "note" => has(Role::Note) || has(Role::Time),
            _ => has(*role),
        })
        .collect();
    Said { fixed, list: has(Role::Opinion) }
}

/// Everything needed to turn names and labels into records.
pub struct Lookup<'a> {
    /// What the office knows.
    pub known: &'a Known,
    /// Area ids by code.
    pub areas: &'a AreaIds,
    /// What was mapped.
    pub mapping: &'a Mapping,
    /// What was decided.
    pub decisions: &'a Decisions,
    /// Codes of tags by folded label.
    pub tags: &'a HashMap<String, String>,
    /// The office's day.
    pub today: chrono::NaiveDate,
}

/// Turns what a file says into rows of this office; rows that cannot be are refused with their cell.
pub fn rows(
    file: &str,
    plans: &[SheetPlan],
    found: Vec<model::Visit>,
    look: &Lookup<'_>,
    refused: &mut Vec<Finding>,
    villages: &mut BTreeMap<String, Match>,
) -> Vec<VisitRow> {
    let mut said_by_sheet: HashMap<String, Said> = HashMap::new();
    let by_name = look.known.by_name();
    let topics: HashMap<String, String> = look.mapping.topics.iter().map(|(k, v)| (key(k), v.clone())).collect();
    let mut out = Vec::with_capacity(found.len());
    for mut one in found {
        // A topic or an answer without words and without a giver is no opinion.
        one.opinions.retain(|heard| !(heard.text.trim().is_empty() && heard.giver.trim().is_empty()));
        let sheet = one.place.sheet.to_string();
        let mut said =
            said_by_sheet.entry(sheet).or_insert_with_key(|name| said(plans.iter().find(|p| p.sheet == *name))).clone();
        // A sheet may name its delegate over the rows, and tell what was said in lines below them.
        for ((field, ..), said) in FIELDS.iter().zip(&mut said.fixed) {
            *said |= match *field {
                "delegates" => !one.delegates.is_empty(),
                "situation" => !one.situation.is_empty(),
                _ => false,
            };
        }
        said.list |= !one.opinions.is_empty();
        let mut unclear = Vec::new();
        let mut id_of = |named: &Named| -> String {
            if let Some(id) = look.decisions.names.get(&named.name) {
                return if id.is_empty() || id == "new" { format!("{NEW}{}", named.name) } else { id.clone() };
            }
            if let Some(person) = named.person.and_then(|i| look.known.people.get(i)) {
                return person.id.clone();
            }
            if by_name.get(&name_key(&named.name)).is_some_and(|all| all.len() > 1) {
                unclear.push(Finding::at(&named.place, "imports.person_unclear").with("name", named.name.clone()));
            }
            format!("{NEW}{}", named.name)
        };
        let leader = one.leader.as_ref().map(&mut id_of);
        let mut delegates: Vec<String> = one.delegates.iter().map(&mut id_of).collect();
        let (mut members, mut companions) = (Vec::new(), Vec::new());
        for other in &one.others {
            if other.person.is_some() || look.decisions.names.contains_key(&other.name) {
                members.push(id_of(other));
            } else {
                companions.push(other.name.clone());
            }
        }
        dedupe(&mut delegates, &[]);
        dedupe(&mut members, &delegates);
        let (starts, ends, rest) = times(&one.time);
        let note =
            [one.note.as_str(), rest].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join("\u{ff1b}");
        let topic = |text: &str| -> String {
            let k = key(text);
            if k.is_empty() {
                return String::new();
            }
            topics
                .get(&k)
                .or_else(|| look.known.topics.get(&k))
                .cloned()
                .or_else(|| {
                    spellings().topic(text).filter(|c| look.known.topics.values().any(|v| v == c)).map(str::to_owned)
                })
                .unwrap_or_else(|| format!("{NEW}{text}"))
        };
        let at = |role: Role| one.cells.get(&role).unwrap_or(&one.place);
        let outside = outside(&one, look, at(Role::Village), villages);
        let mut visit = Visit {
            day: one.day.to_string(),
            starts,
            ends,
            area_id: look.areas.get(&one.area).cloned().unwrap_or_default(),
            place: one.room,
            kind: one.kind,
            leader_id: leader,
            delegates,
            members,
            companions: companions.join("\u{3001}"),
            received: one.received.into(),
            households: one.households.into(),
            firms: one.firms.into(),
            situation: one.situation,
            note,
            paper_page: one.page,
            tags: one
                .tags
                .iter()
                .map(|t| look.tags.get(&key(t)).cloned().unwrap_or_else(|| format!("{NEW}{t}")))
                .collect(),
            opinions: one
                .opinions
                .iter()
                .map(|o| Heard {
                    topic: topic(&o.topic),
                    content: o.text.clone(),
                    giver: o.giver.clone(),
                    giver_phone: o.giver_phone.clone(),
                    status: if o.status.is_empty() { "registered".to_owned() } else { o.status.clone() },
                    answer: o.answer.clone(),
                    unit: o.unit.clone(),
                    closed_on: o.closed_on.map(|day| day.to_string()),
                    ..Heard::default()
                })
                .collect(),
            ..Visit::default()
        };
        unclear.extend(outside);
        for opinion in one.opinions.iter().filter(|opinion| opinion.closed_on.is_some_and(|day| day > look.today)) {
            let day = opinion.closed_on.map(|day| day.to_string()).unwrap_or_default();
            unclear.push(Finding::at(&opinion.place, "imports.day_in_future").with("text", day));
        }
        let at = |role: Role| one.cells.get(&role).unwrap_or(&one.place);
        // The day an opinion ends on was told above, at its own cell.
        let unsound = rules::check(&mut visit, look.today).err();
        if let Some(refusal) = unsound.filter(|refusal| refusal.code != "visits.closed_in_future") {
            let (role, code) = match refusal.code.as_str() {
                "visits.day_in_future" => (Role::Day, "imports.day_in_future"),
                "visits.count" => (Role::Received, "imports.count_too_large"),
                _ => (Role::Day, "imports.row_unsound"),
            };
            let mut finding =
                Finding::at(at(role), code).with("text", visit.day.clone()).with("why", refusal.sentence());
            finding.fields.extend(refusal.fields.clone());
            unclear.push(finding);
        }
        if !unclear.is_empty() {
            refused.extend(unclear);
            continue;
        }
        out.push(VisitRow {
            file: file.to_owned(),
            title: vec![
                visit.day.clone(),
                one.village.trim().to_owned(),
                one.delegates.iter().map(|d| d.name.clone()).collect::<Vec<_>>().join("\u{3001}"),
            ],
            visit,
            opinion_cells: one.opinions.iter().map(|o| o.place.clone()).collect(),
            cells: one.cells,
            place: one.place,
            said,
        });
    }
    out
}

fn dedupe(list: &mut Vec<String>, other: &[String]) {
    let mut seen: HashSet<String> = other.iter().cloned().collect();
    list.retain(|id| seen.insert(id.clone()));
}

/// Remembered rows with their digests.
#[derive(Default)]
struct Held {
    rows: Vec<Remembered>,
    digests: Vec<Digests>,
}

impl Held {
    fn met_by(&self, file: &[Digests]) -> Vec<Option<usize>> {
        let weights: Vec<u32> = FIELDS.iter().map(|(_, _, w)| *w).collect();
        let met = |file: &[Digests], then: &[Digests], keys: &[[usize; 2]], allowed: &dyn Fn(usize, usize) -> bool| {
            match_rows(file, then, &weights, LIST_WEIGHT, keys, LEAST, allowed)
        };
        let [same, ..] = KEYS;
        let mut out = met(file, &self.digests, &[same], &|_, _| true);
        // A row of another day or village is the same row corrected only in the next edition of the same book, and not in
        // the book of the next month or of another village: rows of that month, or of that village, have been met already.
        let month = |at: usize| self.rows.get(at).and_then(|row| row.day.get(..7)).unwrap_or_default();
        let area = |digests: Option<&Digests>| digests.and_then(|d| d.fixed.get(AREA)).cloned().unwrap_or_default();
        let day = |digests: Option<&Digests>| digests.and_then(|d| d.fixed.get(DAY)).cloned().unwrap_or_default();
        let taken: HashSet<usize> = out.iter().flatten().copied().collect();
        let months: HashSet<&str> = taken.iter().map(|at| month(*at)).collect();
        let areas: HashSet<String> = taken.iter().map(|at| area(self.digests.get(*at))).collect();
        let open: Vec<usize> = (0..file.len()).filter(|row| out.get(*row).is_some_and(Option::is_none)).collect();
        let free: Vec<usize> = (0..self.digests.len()).filter(|at| !taken.contains(at)).collect();
        let (mine, theirs): (Vec<Digests>, Vec<Digests>) = (
            open.iter().filter_map(|row| file.get(*row).cloned()).collect(),
            free.iter().filter_map(|at| self.digests.get(*at).cloned()).collect(),
        );
        let edition = |row: usize, at: usize| {
            let (new, held) = (mine.get(row), theirs.get(at));
            let known = free.get(at).is_some_and(|at| months.contains(month(*at)));
            (day(new) == day(held) || known) && (area(new) == area(held) || areas.contains(&area(held)))
        };
        for (row, hit) in open.iter().zip(met(&mine, &theirs, &KEYS, &edition)) {
            if let (Some(slot), Some(at)) = (out.get_mut(*row), hit.and_then(|at| free.get(at))) {
                *slot = Some(*at);
            }
        }
        out
    }
}

/// Both rows name the same day, village and kind.
fn tells_of(file: &Digests, then: &Digests) -> bool {
    FIELDS
        .iter()
        .zip(file.fixed.iter().zip(&then.fixed))
        .all(|((field, ..), (a, b))| !matches!(*field, "day" | "area_id" | "kind") || a == b)
}

/// What becomes of each row, against the office as it stands.
///
/// # Errors
/// What the database says.
pub fn fates(db: &Connection, rows: &[VisitRow]) -> Result<Vec<Fate>> {
    let days = || rows.iter().map(|r| r.visit.day.as_str());
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Ok(Vec::new()) };
    // A day that was corrected may lie outside what the file spans now.
    let wide = |day: &str, by: i64| {
        day.parse::<chrono::NaiveDate>()
            .ok()
            .and_then(|d| d.checked_add_signed(chrono::TimeDelta::days(by)))
            .map_or_else(|| day.to_owned(), |d| d.to_string())
    };
    let (from, to) = (wide(first, -400), wide(last, 400));
    let held = store::remembered(db, Job::Visits, &from, &to)?;
    let file: Vec<Digests> = rows.iter().map(|r| canon(&r.visit).digests().unsaid(&r.said)).collect();
    // First the rows of this book's earlier edition, then those another book of the same visits brought. Of years of a
    // ledger each digest is kept once, and not its text.
    let books: HashSet<u64> = file.iter().map(Digests::book).collect();
    let (mut own, mut others) = (Held::default(), Held::default());
    for row in held {
        let Some(digests) = Digests::read(&row.digests, FIELDS.len()) else { continue };
        let into = if books.contains(&digests.book()) { &mut own } else { &mut others };
        into.rows.push(Remembered { digests: String::new(), ..row });
        into.digests.push(digests);
    }
    let matched = own.met_by(&file);
    let left: Vec<usize> = matched.iter().enumerate().filter(|(_, hit)| hit.is_none()).map(|(at, _)| at).collect();
    let unmatched: Vec<Digests> =
        if others.rows.is_empty() { Vec::new() } else { left.iter().filter_map(|at| file.get(*at).cloned()).collect() };
    let elsewhere: HashMap<usize, usize> =
        left.into_iter().zip(others.met_by(&unmatched)).filter_map(|(at, hit)| hit.map(|hit| (at, hit))).collect();
    let mut by_hand: HashMap<String, Vec<String>> = HashMap::new();
    for (id, facts) in store::entered_by_hand(db, first, last)? {
        by_hand.entry(facts).or_default().push(id);
    }
    let mut out = Vec::with_capacity(rows.len());
    for (at, ((row, digests), hit)) in rows.iter().zip(&file).zip(matched).enumerate() {
        // Another book tells of the same visit only when it agrees with the record on the day, the village and what was
        // done. What that book said stays: an empty field may be filled, anything that differs is for the clerk.
        if let Some(held) = elsewhere.get(&at).and_then(|hit| others.rows.get(*hit)) {
            match visits::whole(db, &held.record)? {
                // Of a removed visit only what was remembered can agree.
                None if elsewhere
                    .get(&at)
                    .and_then(|hit| others.digests.get(*hit))
                    .is_some_and(|then| tells_of(digests, then)) =>
                {
                    out.push(Fate::Removed { record: held.record.clone() });
                    continue;
                }
                None => {}
                Some(now)
                    if (&now.day, &now.area_id, &now.kind) == (&row.visit.day, &row.visit.area_id, &row.visit.kind) =>
                {
                    out.push(against(db, row, &held.record, None)?);
                    continue;
                }
                Some(_) => {}
            }
        }
        let memory = hit.and_then(|at| own.rows.get(at).zip(own.digests.get(at)));
        if let Some((held, before)) = memory {
            let memory = Some((held.id.clone(), before.clone()));
            if !store::exists(db, Job::Visits, &held.record)? {
                out.push(Fate::Removed { record: held.record.clone() });
            } else if before == digests {
                out.push(Fate::Same { record: held.record.clone(), memory });
            } else {
                out.push(against(db, row, &held.record, memory)?);
            }
            continue;
        }
        let v = &row.visit;
        let facts = format!("{}|{}|{}|{}|{}|{}", v.day, v.area_id, v.kind, v.received, v.households, v.firms);
        let mut twin = None;
        if let Some(ids) = by_hand.get_mut(&facts) {
            for (at, id) in ids.iter().enumerate() {
                let now = visits::whole(db, id)?.unwrap_or_default();
                if now.delegates == v.delegates && now.leader_id == v.leader_id {
                    twin = Some(at);
                    break;
                }
            }
            if let Some(at) = twin {
                let id = ids.remove(at);
                out.push(against(db, row, &id, None)?);
            }
        }
        if twin.is_none() {
            out.push(Fate::New);
        }
    }
    Ok(out)
}

fn against(db: &Connection, row: &VisitRow, record: &str, memory: Option<(String, Digests)>) -> Result<Fate> {
    let Some(now) = visits::whole(db, record)? else { return Ok(Fate::Removed { record: record.to_owned() }) };
    let mut asked = compare(memory.as_ref().map(|(_, d)| d), &canon(&row.visit), &canon(&now), &row.said);
    if memory.is_none() {
        meet(&mut asked.list, &row.visit, &now);
    }
    Ok(if asked.is_empty() {
        Fate::Same { record: record.to_owned(), memory }
    } else {
        Fate::Asks { now: Box::new(now), memory, asked }
    })
}

/// An opinion of the file whose words the record has already is no second one: it may only fill what is empty.
fn meet(list: &mut Vec<ListChange>, file: &Visit, now: &Visit) {
    let mut met: HashSet<usize> = HashSet::new();
    list.retain_mut(|change| {
        let ListChange::Added { file: at } = *change else { return true };
        let Some(new) = file.opinions.get(at) else { return true };
        let twin = now
            .opinions
            .iter()
            .enumerate()
            .find(|(i, held)| !met.contains(i) && key(&held.content) == key(&new.content));
        let Some((i, held)) = twin else { return true };
        met.insert(i);
        *change = ListChange::Met { now: i, file: at };
        filled(held, new) != *held
    });
}

/// The record's opinion with what it leaves empty filled from the file's.
fn filled(held: &Heard, new: &Heard) -> Heard {
    let mut out = held.clone();
    for (slot, value) in [
        (&mut out.topic, &new.topic),
        (&mut out.giver, &new.giver),
        (&mut out.giver_phone, &new.giver_phone),
        (&mut out.answer, &new.answer),
        (&mut out.unit, &new.unit),
    ] {
        if slot.is_empty() {
            slot.clone_from(value);
        }
    }
    if matches!(out.status.as_str(), "" | "registered") && !matches!(new.status.as_str(), "" | "registered") {
        out.status.clone_from(&new.status);
        out.closed_on.clone_from(&new.closed_on);
    }
    out
}

/// Sets one compared field of a visit to what the row says.
pub fn set_field(visit: &mut Visit, field: &str, from: &Visit) {
    match field {
        "day" => visit.day.clone_from(&from.day),
        "starts" => visit.starts.clone_from(&from.starts),
        "ends" => visit.ends.clone_from(&from.ends),
        "area_id" => visit.area_id.clone_from(&from.area_id),
        "place" => visit.place.clone_from(&from.place),
        "kind" => visit.kind.clone_from(&from.kind),
        "leader_id" => visit.leader_id.clone_from(&from.leader_id),
        "delegates" => visit.delegates.clone_from(&from.delegates),
        "members" => visit.members.clone_from(&from.members),
        "companions" => visit.companions.clone_from(&from.companions),
        "received" => visit.received = from.received,
        "households" => visit.households = from.households,
        "firms" => visit.firms = from.firms,
        "situation" => visit.situation.clone_from(&from.situation),
        "note" => visit.note.clone_from(&from.note),
        "paper_page" => visit.paper_page.clone_from(&from.paper_page),
        "tags" => visit.tags.clone_from(&from.tags),
        _ => {}
    }
}

/// Makes the opinions of a visit what the changes ask; what the clerk changed stays where the file did not ask.
pub fn set_opinions(visit: &mut Visit, changes: &[ListChange], from: &Visit) {
    let mut removed = Vec::new();
    for change in changes {
        match change {
            ListChange::Added { file } => visit.opinions.extend(from.opinions.get(*file).cloned()),
            ListChange::Replaced { now, file } => {
                if let (Some(held), Some(new)) = (visit.opinions.get_mut(*now), from.opinions.get(*file)) {
                    let (id, closed_on) = (held.id.clone(), held.closed_on.clone());
                    let closed_on = new.closed_on.clone().or(closed_on);
                    *held = Heard { id, closed_on, ..new.clone() };
                }
            }
            ListChange::Met { now, file } => {
                if let (Some(held), Some(new)) = (visit.opinions.get_mut(*now), from.opinions.get(*file)) {
                    *held = filled(held, new);
                }
            }
            ListChange::Removed { now } => removed.push(*now),
            ListChange::Both { .. } => {}
        }
    }
    let mut at = 0;
    visit.opinions.retain(|_| {
        at += 1;
        !removed.contains(&(at - 1))
    });
}
