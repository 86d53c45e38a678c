//! Rows of a register as people of this office, and what each asks.

use std::collections::{BTreeMap, HashMap};

use super::compare::{Asked, Canon, Digests, Said, compare};
use super::reading::finding::Place;
use super::reading::mapping::{Job, Role, SheetPlan};
use super::reading::model::Person as Read;
use super::reading::text::{key, name_key};
use super::store;
use crate::features::areas::Area;
use crate::features::delegates::store::{self as delegates, Circle, Person, Tenure, Term};
use crate::features::office::store::Entry;
use crate::features::stations::store::{self as stations, Contact, Member, Team};
use crate::ground::refusal::Result;
use rusqlite::Connection;

/// Fields of a person that are compared, in the order of their digests. The order is stored: new fields go to the end.
pub const FIELDS: [(&str, Role); 11] = [
    ("name", Role::Name),
    ("sex", Role::Sex),
    ("post", Role::Post),
    ("phone", Role::Phone),
    ("note", Role::Note),
    ("layer", Role::Layer),
    ("level", Role::Level),
    ("delegation", Role::Delegation),
    ("group", Role::Group),
    ("from_day", Role::From),
    ("to_day", Role::Until),
];

/// A person of the file.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// File.
    pub file: String,
    /// What was read.
    pub read: Read,
    /// Which fields its sheet has columns for.
    pub said: Said,
    /// Its sheet has a column for teams.
    pub teams: bool,
}

impl PersonRow {
    /// Cell of a field, or of the name.
    #[must_use]
    pub fn cell(&self, role: Role) -> Option<&Place> {
        self.read.cells.get(&role).or_else(|| self.read.cells.get(&Role::Name))
    }
}

/// Which fields a sheet has columns for, or tells of this person over the rows or beside the name.
#[must_use]
pub fn said(plan: Option<&SheetPlan>, person: &Read) -> Said {
    let has = |role: Role| plan.is_none_or(|p| p.column(role).is_some());
    let told = |field: &str| match field {
        "sex" => !person.sex.is_empty(),
        "level" => !person.levels.is_empty(),
        "delegation" => !person.delegation.is_empty(),
        "group" => !person.group.is_empty(),
        _ => false,
    };
    Said {
        fixed: FIELDS.iter().map(|(field, role)| has(*role) || told(field)).collect(),
        list: has(Role::Village) || has(Role::Team),
    }
}

/// The register as it stands.
pub struct Register {
    /// People.
    pub people: Vec<Person>,
    /// Seats.
    pub tenures: Vec<Tenure>,
    /// Terms, newest first.
    pub terms: Vec<Term>,
    /// Delegations and groups.
    pub circles: Vec<Circle>,
    /// Assignments.
    pub contacts: Vec<Contact>,
    /// Teams.
    pub teams: Vec<Team>,
    /// Roles.
    pub members: Vec<Member>,
    /// Areas.
    pub areas: Vec<Area>,
    /// Layers.
    pub layers: Vec<Entry>,
}

impl Register {
    /// Reads it.
    ///
    /// # Errors
    /// What the database says.
    pub fn read(db: &Connection) -> Result<Self> {
        Ok(Self {
            people: delegates::people(db)?,
            tenures: delegates::tenures(db, None)?,
            terms: delegates::terms(db)?,
            circles: delegates::circles(db)?,
            contacts: stations::contacts(db)?,
            teams: stations::teams(db)?,
            members: stations::members(db)?,
            areas: store::areas(db)?,
            layers: crate::features::office::store::entries(db)?.into_iter().filter(|e| e.list == "layer").collect(),
        })
    }

    /// Seats of a person that reach to this day or beyond.
    pub fn seats<'a>(&'a self, person: &'a str, day: &'a str) -> impl Iterator<Item = &'a Tenure> {
        self.tenures.iter().filter(move |t| t.person_id == person && t.to_day.as_deref().is_none_or(|to| to >= day))
    }

    /// Villages of a person on this day or later.
    pub fn villages<'a>(&'a self, person: &'a str, day: &'a str) -> impl Iterator<Item = &'a Contact> {
        self.contacts.iter().filter(move |c| c.person_id == person && c.valid_to.as_deref().is_none_or(|to| to >= day))
    }

    /// A person as comparable text, on this day.
    #[must_use]
    pub fn canon(&self, person: &Person, day: &str) -> Canon {
        let seat = self.seats(&person.id, day).next();
        let circle = seat.and_then(|t| t.circle_id.as_ref()).and_then(|id| self.circles.iter().find(|c| c.id == *id));
        let parent = circle.and_then(|c| c.parent_id.as_ref()).and_then(|id| self.circles.iter().find(|c| c.id == *id));
        let layer = seat.map_or("", |t| {
            self.layers.iter().find(|e| e.code == t.layer).map_or(t.layer.as_str(), |e| e.label.as_str())
        });
        let mut levels: Vec<&str> = self.seats(&person.id, day).map(|t| t.level.as_str()).collect();
        levels.sort_unstable();
        levels.dedup();
        // A delegation without a group may have come from either column.
        let (delegation, group) = match (parent, circle) {
            (Some(p), Some(c)) => (p.name.as_str(), c.name.as_str()),
            (None, Some(c)) => ("", c.name.as_str()),
            _ => ("", ""),
        };
        Canon {
            fixed: vec![
                person.name.clone(),
                person.sex.clone(),
                person.post.clone(),
                person.phone.clone(),
                person.note.clone(),
                key(layer),
                levels.join(" "),
                key(delegation),
                key(group),
                seat.map(|t| t.from_day.clone()).unwrap_or_default(),
                seat.and_then(|t| t.to_day.clone()).unwrap_or_default(),
            ],
            list: self
                .villages(&person.id, day)
                .map(|c| {
                    let area = self.areas.iter().find(|a| a.id == c.area_id).map_or("", |a| a.code.as_str());
                    let team = c
                        .team_id
                        .as_ref()
                        .and_then(|id| self.teams.iter().find(|t| t.id == *id))
                        .map_or("", |t| t.name.as_str());
                    format!("{area}/{}", key(team))
                })
                .collect(),
        }
    }
}

/// A person of the file as comparable text. A delegation without a group counts as the group, as the register holds it.
#[must_use]
pub fn canon(read: &Read, level: &str) -> Canon {
    let mut levels: Vec<&str> = read.levels.iter().map(String::as_str).collect();
    if levels.is_empty() {
        levels.push(level);
    }
    levels.sort_unstable();
    let (delegation, group) = if read.group.is_empty() {
        ("", read.delegation.as_str())
    } else {
        (read.delegation.as_str(), read.group.as_str())
    };
    Canon {
        fixed: vec![
            read.name.clone(),
            read.sex.clone(),
            read.post.clone(),
            read.phone.clone(),
            read.note.clone(),
            key(&read.layer),
            levels.join(" "),
            key(delegation),
            key(group),
            read.from.map(|d| d.to_string()).unwrap_or_default(),
            read.until.map(|d| d.to_string()).unwrap_or_default(),
        ],
        list: read
            .seats
            .iter()
            .filter_map(|s| s.code.as_ref().map(|code| format!("{code}/{}", key(&s.team))))
            .collect(),
    }
}

/// What becomes of a person of the file.
#[derive(Debug, Clone)]
pub enum Fate {
    /// A new person.
    New,
    /// Nothing changes.
    Same {
        /// The person.
        record: String,
        /// What was remembered.
        memory: Option<(String, Digests)>,
        /// What the file says.
        file: Canon,
    },
    /// The file asks for something.
    Asks {
        /// The person.
        record: String,
        /// What was remembered.
        memory: Option<(String, Digests)>,
        /// What the file says.
        file: Canon,
        /// The person as it stands.
        now: Canon,
        /// What is asked.
        asked: Asked,
    },
}

/// What becomes of each person, and the people matched.
///
/// # Errors
/// What the database says.
pub fn fates(
    db: &Connection,
    register: &Register,
    rows: &[PersonRow],
    names: &BTreeMap<String, String>,
    level: &str,
    day: &str,
) -> Result<Vec<Fate>> {
    let mut memory: HashMap<String, (String, Digests)> = HashMap::new();
    for held in store::remembered(db, Job::Roster, "", "")? {
        if let Some(digests) = Digests::read(&held.digests, FIELDS.len()) {
            memory.insert(held.record, (held.id, digests));
        }
    }
    let matched = matched(register, rows, names);
    Ok(rows
        .iter()
        .zip(matched)
        .map(|(row, person)| {
            let Some(person) = person.and_then(|at| register.people.get(at)) else { return Fate::New };
            let memory = memory.get(&person.id).cloned();
            let (mut file, now) = (canon(&row.read, level), register.canon(person, day));
            // A file without teams does not ask for other teams.
            if !row.teams {
                for seat in &mut file.list {
                    if let Some(held) = now.list.iter().find(|n| n.starts_with(seat.as_str())) {
                        seat.clone_from(held);
                    }
                }
            }
            let mut said = row.said.clone();
            // A level the file does not write is only asked of people without a seat.
            if let Some(slot) = said.fixed.get_mut(6)
                && now.fixed.get(6).is_some_and(String::is_empty)
            {
                *slot = true;
            }
            let asked = compare(memory.as_ref().map(|(_, d)| d), &file, &now, &said);
            if asked.is_empty() {
                Fate::Same { record: person.id.clone(), memory, file }
            } else {
                Fate::Asks { record: person.id.clone(), memory, file, now, asked }
            }
        })
        .collect())
}

/// The person each row means: by the clerk's word, by name, among several of one name by telephone, group or village,
/// and without the name by the telephone. No person is meant twice.
fn matched(register: &Register, rows: &[PersonRow], names: &BTreeMap<String, String>) -> Vec<Option<usize>> {
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_phone: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, person) in register.people.iter().enumerate() {
        by_name.entry(name_key(&person.name)).or_default().push(at);
        if !person.phone.is_empty() {
            by_phone.entry(person.phone.as_str()).or_default().push(at);
        }
    }
    let mut taken: Vec<bool> = vec![false; register.people.len()];
    let mut out: Vec<Option<usize>> = vec![None; rows.len()];
    let mut claim = |slot: &mut Option<usize>, at: usize| {
        if let Some(t @ false) = taken.get_mut(at) {
            *t = true;
            *slot = Some(at);
        }
    };
    for (row, slot) in rows.iter().zip(out.iter_mut()) {
        if let Some(id) = names.get(&row.read.name)
            && let Some(at) = register.people.iter().position(|p| p.id == *id)
        {
            claim(slot, at);
        }
    }
    // Sure ones first, so that of two people of one name each finds its own.
    for pass in 0..3 {
        for (row, slot) in
            rows.iter().zip(out.iter_mut()).filter(|(row, _)| names.get(&row.read.name).is_none_or(|n| n != "new"))
        {
            if slot.is_some() {
                continue;
            }
            let same = by_name.get(&name_key(&row.read.name)).cloned().unwrap_or_default();
            let twins = rows.iter().filter(|other| name_key(&other.read.name) == name_key(&row.read.name)).count();
            let phone =
                |at: &usize| register.people.get(*at).is_some_and(|p| !p.phone.is_empty() && p.phone == row.read.phone);
            let hit = match pass {
                0 => same.iter().copied().find(phone),
                1 if same.len() == 1 && twins == 1 => same.first().copied(),
                1 => same.iter().copied().find(|at| {
                    register.people.get(*at).is_some_and(|p| {
                        let c = register.canon(p, "");
                        let group = c.fixed.get(8).is_some_and(|g| !g.is_empty() && *g == key(&row.read.group));
                        let village = row
                            .read
                            .seats
                            .iter()
                            .filter_map(|s| s.code.as_ref())
                            .any(|code| c.list.iter().any(|v| v.starts_with(code.as_str())));
                        (group || village) && (p.phone.is_empty() || row.read.phone.is_empty())
                    })
                }),
                // The same telephone and village under another name: a name that was corrected.
                _ => match by_phone.get(row.read.phone.as_str()).map(Vec::as_slice) {
                    Some([only])
                        if !rows.iter().any(|other| {
                            register.people.get(*only).is_some_and(|p| name_key(&p.name) == name_key(&other.read.name))
                        }) =>
                    {
                        Some(*only)
                    }
                    _ => None,
                },
            };
            if let Some(at) = hit {
                claim(slot, at);
            }
        }
    }
    out
}
