//! Writes a register: people, seats, villages, teams. Every link is dated; nobody is deleted.

use std::collections::HashMap;

use super::apply::{Tally, word};
use super::compare::{Digests, ListChange, remembered};
use super::people_rows::{self, Fate, PersonRow, Register};
use super::prepared::Prepared;
use super::preview::{change_key, row_key, takes_file, terms_of, unlisted};
use super::reading::mapping::{Job, Role};
use super::reading::model::Seat;
use super::reading::text::{key, name_key};
use super::store;
use super::wire::{Import, NotListed};
use crate::features::delegates::store::{self as delegates, Circle, Person, Tenure, Term};
use crate::features::stations::store::{self as stations, Contact, Member, Team};
use crate::ground::ids::new_id;
use crate::ground::progress::Progress;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use crate::ground::words;

struct Scribe<'a, 'w> {
    writing: &'a mut Writing<'w>,
    register: Register,
    effective: String,
    level: String,
    from: String,
    words: HashMap<(String, String), String>,
    /// Teams made for villages whose leaders are named, by the village's code.
    made: HashMap<String, String>,
}

/// Writes the people of a register.
///
/// # Errors
/// `work.cancelled`, `day.unreadable`, `delegates.level`, what the database says.
pub fn people(
    writing: &mut Writing<'_>,
    request: &Import,
    prepared: &Prepared,
    progress: &dyn Progress,
) -> Result<Tally> {
    let register = Register::read(writing.tx)?;
    let (effective, level) = terms_of(writing.tx, &request.decisions, &register, writing.today)?;
    let fates =
        people_rows::fates(writing.tx, &register, &prepared.people, &request.decisions.names, &level, &effective)?;
    let gone = unlisted(&register, &fates, &effective, &request.decisions);
    // A first register holds since the term began when the term is known.
    let from = match register.terms.iter().find(|t| t.level == level && t.ends.is_none()) {
        Some(term) if register.tenures.is_empty() && request.decisions.effective.is_none() => term.starts.clone(),
        _ => effective.clone(),
    };
    let mut scribe = Scribe { writing, register, effective, level, from, words: HashMap::new(), made: HashMap::new() };
    scribe.teams_of_villages(prepared)?;
    let mut tally = Tally::default();
    let total = prepared.people.len() as u64;
    for (at, (row, fate)) in prepared.people.iter().zip(fates).enumerate() {
        if at % 50 == 0 {
            progress.step(at as u64, total, "imports.writing");
            progress.go_on()?;
        }
        if row.cell(Role::Name).is_some_and(|p| request.decisions.skip.contains(&row_key(&row.file, p))) {
            continue;
        }
        let place = i64::try_from(at).unwrap_or(i64::MAX);
        match fate {
            Fate::New => {
                let row = &scribe.with_teams(row);
                let person = scribe.person(row)?;
                let file = people_rows::canon(&row.read, &scribe.level).digests();
                scribe.keep(None, &person, place, &file)?;
                tally.created += 1;
            }
            Fate::Same { record, memory, file } => {
                tally.unchanged += 1;
                let after = remembered(memory.as_ref().map(|(_, d)| d), &file.digests(), &row.said, &[], false);
                scribe.keep(memory, &record, place, &after)?;
            }
            Fate::Asks { record, memory, asked, file, .. } => {
                let decisions = &request.decisions;
                let (mut fields, mut open, mut open_list) = (Vec::new(), Vec::new(), false);
                for change in &asked.fields {
                    let field = people_rows::FIELDS.get(change.field).map_or("", |(f, _)| *f);
                    if !change.both || takes_file(decisions, &record, field) {
                        fields.push(field);
                    } else if !decisions.both.contains_key(&change_key(&record, field)) {
                        open.push(change.field);
                        tally.both += 1;
                    }
                }
                let mut list = Vec::new();
                for change in &asked.list {
                    match *change {
                        ListChange::Both { file } => {
                            let field = format!("village.{file}");
                            if takes_file(decisions, &record, &field) {
                                list.push(ListChange::Added { file });
                            } else if !decisions.both.contains_key(&change_key(&record, &field)) {
                                open_list = true;
                                tally.both += 1;
                            }
                        }
                        other => list.push(other),
                    }
                }
                if fields.is_empty() && list.is_empty() {
                    tally.unchanged += 1;
                } else {
                    scribe.change(row, &record, &fields, &list)?;
                    tally.updated += 1;
                }
                let after = remembered(memory.as_ref().map(|(_, d)| d), &file.digests(), &row.said, &open, open_list);
                scribe.keep(memory, &record, place, &after)?;
            }
        }
    }
    for part in &prepared.parts {
        scribe.part(&part.name, part.part, &part.team, part.code.as_deref())?;
    }
    for person in gone {
        let ending = match person.choice {
            NotListed::Keep => continue,
            NotListed::Terminated => "terminated",
            NotListed::Suspended => "suspended",
            NotListed::TermOver => "term_over",
        };
        scribe.end(&person.id, ending)?;
        tally.updated += 1;
    }
    progress.step(total, total, "imports.writing");
    Ok(tally)
}

impl Scribe<'_, '_> {
    fn keep(&mut self, memory: Option<(String, Digests)>, record: &str, place: i64, digests: &Digests) -> Result<()> {
        let id = match memory {
            Some((_, held)) if held == *digests => return Ok(()),
            Some((id, _)) => id,
            None => new_id(),
        };
        store::keep_row(self.writing.tx, &id, Job::Roster, record, "", place, &digests.text())
    }

    fn person(&mut self, row: &PersonRow) -> Result<String> {
        let read = &row.read;
        let person = Person {
            id: new_id(),
            name: read.name.clone(),
            sex: read.sex.clone(),
            post: read.post.clone(),
            phone: read.phone.clone(),
            note: read.note.clone(),
            ..Person::default()
        };
        delegates::save_person(self.writing.tx, &person)?;
        self.seat(row, &person.id)?;
        for seat in &read.seats {
            self.assign(&person.id, seat)?;
        }
        let id = person.id.clone();
        self.register.people.push(person);
        Ok(id)
    }

    /// The levels a row speaks of.
    fn levels(&self, row: &PersonRow) -> Vec<String> {
        if row.read.levels.is_empty() { vec![self.level.clone()] } else { row.read.levels.clone() }
    }

    fn seat(&mut self, row: &PersonRow, person: &str) -> Result<()> {
        for level in self.levels(row) {
            if self.register.seats(person, &self.effective).any(|t| t.level == level) {
                continue;
            }
            let term = self.term(&level)?;
            let circle = self.circle(&term, row)?;
            let layer = self.layer(&row.read.layer)?;
            let tenure = Tenure {
                id: new_id(),
                person_id: person.to_owned(),
                level,
                term_id: term,
                circle_id: circle,
                layer,
                from_day: row.read.from.map_or_else(|| self.from.clone(), |d| d.to_string()),
                to_day: row.read.until.map(|d| d.to_string()),
                ending: row.read.until.map(|_| "other".to_owned()),
                ..Tenure::default()
            };
            delegates::save_tenure(self.writing.tx, &tenure)?;
            self.register.tenures.push(tenure);
        }
        Ok(())
    }

    fn layer(&mut self, label: &str) -> Result<String> {
        if label.is_empty() { Ok(String::new()) } else { word(self.writing, "layer", label, &mut self.words) }
    }

    /// The running term of a level; made when there is none, because every seat belongs to one.
    fn term(&mut self, level: &str) -> Result<String> {
        if let Some(term) = self.register.terms.iter().find(|t| t.level == level && t.ends.is_none()) {
            return Ok(term.id.clone());
        }
        let term = Term {
            id: new_id(),
            level: level.to_owned(),
            name: words::term("imports.term").to_owned(),
            starts: self.from.clone(),
            ends: None,
        };
        delegates::save_term(self.writing.tx, &term)?;
        self.register.terms.push(term.clone());
        Ok(term.id)
    }

    fn circle(&mut self, term: &str, row: &PersonRow) -> Result<Option<String>> {
        let parent = if row.read.group.is_empty() { None } else { self.one_circle(term, &row.read.delegation, None)? };
        let name = if row.read.group.is_empty() { &row.read.delegation } else { &row.read.group };
        self.one_circle(term, name, parent)
    }

    fn one_circle(&mut self, term: &str, name: &str, parent: Option<String>) -> Result<Option<String>> {
        if name.is_empty() {
            return Ok(None);
        }
        let found =
            self.register.circles.iter().find(|c| {
                c.term_id == term && key(&c.name) == key(name) && (parent.is_none() || c.parent_id == parent)
            });
        if let Some(circle) = found {
            return Ok(Some(circle.id.clone()));
        }
        let circle = Circle {
            id: new_id(),
            term_id: term.to_owned(),
            parent_id: parent,
            name: name.to_owned(),
            place: i64::try_from(self.register.circles.len()).unwrap_or(0) + 1,
        };
        delegates::save_circle(self.writing.tx, &circle)?;
        self.register.circles.push(circle.clone());
        Ok(Some(circle.id))
    }

    fn team(&mut self, name: &str, area: Option<&str>) -> Result<Option<String>> {
        if name.is_empty() {
            return Ok(None);
        }
        let same = |t: &&Team| key(&t.name) == key(name) && (area.is_none() || t.area_id.as_deref() == area);
        if let Some(team) = self.register.teams.iter().find(same) {
            return Ok(Some(team.id.clone()));
        }
        let team = Team {
            id: new_id(),
            name: name.to_owned(),
            kind: "main".to_owned(),
            area_id: area.map(str::to_owned),
            valid_from: self.effective.clone(),
            valid_to: None,
        };
        stations::save_team(self.writing.tx, &team)?;
        self.register.teams.push(team.clone());
        Ok(Some(team.id))
    }

    fn assign(&mut self, person: &str, seat: &Seat) -> Result<()> {
        let area = seat
            .code
            .as_ref()
            .and_then(|code| self.register.areas.iter().find(|a| a.code == *code))
            .map(|a| a.id.clone());
        let Some(area) = area else { return Ok(()) };
        let team = self.team(&seat.team, Some(&area))?;
        let contact = Contact {
            id: new_id(),
            person_id: person.to_owned(),
            area_id: area,
            team_id: team,
            valid_from: self.effective.clone(),
            valid_to: None,
        };
        stations::save_contact(self.writing.tx, &contact)?;
        self.register.contacts.push(contact);
        Ok(())
    }

    /// Ends an assignment the day before the change; one that would end before it began is taken away.
    fn unassign(&mut self, mut contact: Contact) -> Result<()> {
        if contact.valid_from >= self.effective {
            store::unassign(self.writing.tx, &contact.id)?;
        } else {
            contact.valid_to = Some(self.day_before());
            stations::save_contact(self.writing.tx, &contact)?;
        }
        self.register.contacts.retain(|c| c.id != contact.id);
        Ok(())
    }

    fn day_before(&self) -> String {
        self.effective
            .parse::<chrono::NaiveDate>()
            .ok()
            .and_then(|d| d.pred_opt())
            .map_or_else(|| self.effective.clone(), |d| d.to_string())
    }

    fn change(&mut self, row: &PersonRow, record: &str, fields: &[&str], list: &[ListChange]) -> Result<()> {
        let read = &row.read;
        let held: Vec<Contact> = self.register.villages(record, &self.effective).cloned().collect();
        if let Some(person) = self.register.people.iter_mut().find(|p| p.id == record) {
            for field in fields {
                match *field {
                    "name" => person.name.clone_from(&read.name),
                    "sex" => person.sex.clone_from(&read.sex),
                    "post" => person.post.clone_from(&read.post),
                    "phone" => person.phone.clone_from(&read.phone),
                    "note" => person.note.clone_from(&read.note),
                    _ => {}
                }
            }
            delegates::save_person(self.writing.tx, person)?;
        }
        if fields.contains(&"level") {
            self.seat(row, record)?;
        }
        let seat_fields = ["layer", "delegation", "group", "from_day", "to_day"];
        if fields.iter().any(|f| seat_fields.contains(f)) {
            let layer = self.layer(&read.layer)?;
            let seats: Vec<Tenure> = self.register.seats(record, &self.effective).cloned().collect();
            for mut seat in seats {
                if fields.contains(&"layer") {
                    seat.layer.clone_from(&layer);
                }
                if fields.contains(&"group") || fields.contains(&"delegation") {
                    seat.circle_id = self.circle(&seat.term_id.clone(), row)?;
                }
                if let (true, Some(from)) = (fields.contains(&"from_day"), read.from) {
                    seat.from_day = from.to_string();
                }
                if fields.contains(&"to_day") {
                    seat.to_day = read.until.map(|d| d.to_string());
                    seat.ending = read.until.map(|_| seat.ending.clone().unwrap_or_else(|| "other".to_owned()));
                }
                delegates::save_tenure(self.writing.tx, &seat)?;
            }
        }
        // Positions of the list count only villages with a code, as the comparison did.
        let seats: Vec<&Seat> = read.seats.iter().filter(|s| s.code.is_some()).collect();
        for change in list {
            let (file, now) = match change {
                ListChange::Added { file } | ListChange::Both { file } => (Some(*file), None),
                ListChange::Replaced { now, file } | ListChange::Met { now, file } => (Some(*file), Some(*now)),
                ListChange::Removed { now } => (None, Some(*now)),
            };
            if let Some(contact) = now.and_then(|at| held.get(at)) {
                self.unassign(contact.clone())?;
            }
            if let Some(seat) = file.and_then(|at| seats.get(at)) {
                self.assign(record, seat)?;
            }
        }
        Ok(())
    }

    /// The leader or liaison of a team. Leaders are often no delegates: those not in the register are added without a seat.
    fn part(&mut self, name: &str, role: &str, team: &str, code: Option<&str>) -> Result<()> {
        let area = code.and_then(|c| self.register.areas.iter().find(|a| a.code == c)).map(|a| a.id.clone());
        let by_area =
            || self.register.teams.iter().find(|t| area.is_some() && t.area_id == area).map(|t| t.name.clone());
        let team_name = if team.is_empty() { by_area().unwrap_or_default() } else { team.to_owned() };
        let Some(team) = self.team(&team_name, area.as_deref())? else { return Ok(()) };
        let person = match self.register.people.iter().find(|p| name_key(&p.name) == name_key(name)) {
            Some(person) => person.id.clone(),
            None => {
                let person = Person {
                    id: new_id(),
                    name: name.to_owned(),
                    category: "town_leader".to_owned(),
                    ..Person::default()
                };
                delegates::save_person(self.writing.tx, &person)?;
                self.register.people.push(person.clone());
                person.id
            }
        };
        let there = self.register.members.iter().any(|m| {
            m.team_id == team
                && m.person_id == person
                && m.role == role
                && m.valid_to.as_deref().is_none_or(|to| to >= self.effective.as_str())
        });
        if !there {
            let member = Member {
                id: new_id(),
                team_id: team,
                person_id: person,
                role: role.to_owned(),
                valid_from: self.effective.clone(),
                valid_to: None,
            };
            stations::save_member(self.writing.tx, &member)?;
            self.register.members.push(member);
        }
        Ok(())
    }

    /// A register that names leaders by village and no team means the team of that village: it is made, and those who serve
    /// there without a team belong to it.
    fn teams_of_villages(&mut self, prepared: &Prepared) -> Result<()> {
        for part in prepared.parts.iter().filter(|part| part.team.is_empty()) {
            let Some(code) = &part.code else { continue };
            let Some(area) = self.register.areas.iter().find(|a| a.code == *code) else { continue };
            let (area, village) = (area.id.clone(), area.short_name.clone());
            if self.register.teams.iter().any(|t| t.area_id.as_ref() == Some(&area)) {
                continue;
            }
            let name = words::term("imports.team_of").replace("{village}", &village);
            let team = self.team(&name, Some(&area))?;
            for contact in &mut self.register.contacts {
                let runs = contact.valid_to.as_deref().is_none_or(|to| to >= self.effective.as_str());
                if contact.area_id == area && contact.team_id.is_none() && runs {
                    contact.team_id.clone_from(&team);
                    stations::save_contact(self.writing.tx, contact)?;
                }
            }
            self.made.insert(code.clone(), name);
        }
        Ok(())
    }

    /// The row with the teams this register made without naming them.
    fn with_teams(&self, row: &PersonRow) -> PersonRow {
        let mut row = row.clone();
        for seat in row.read.seats.iter_mut().filter(|seat| seat.team.is_empty()) {
            if let Some(team) = seat.code.as_ref().and_then(|code| self.made.get(code)) {
                seat.team.clone_from(team);
            }
        }
        row
    }

    /// Ends the seats and villages of a person who is not listed any more.
    fn end(&mut self, person: &str, ending: &str) -> Result<()> {
        let day = self.effective.clone();
        let seats: Vec<Tenure> = self.register.seats(person, &day).filter(|t| t.to_day.is_none()).cloned().collect();
        for mut seat in seats {
            seat.to_day = Some(day.clone().max(seat.from_day.clone()));
            seat.ending = Some(ending.to_owned());
            delegates::save_tenure(self.writing.tx, &seat)?;
        }
        if ending != "suspended" {
            let held: Vec<Contact> = self.register.villages(person, &day).cloned().collect();
            for contact in held {
                self.unassign(contact)?;
            }
        }
        Ok(())
    }
}
