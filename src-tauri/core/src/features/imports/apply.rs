//! Writes what the preview told, as one operation. The records are looked at again inside the transaction: what was
//! saved since the preview counts.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::apply_people;
use super::compare::{Digests, ListChange, remembered};
use super::prepared::Prepared;
use super::preview::{row_key, takes_file};
use super::reading::mapping::Job;
use super::reading::text::key;
use super::store;
use super::visit_rows::{self, Fate, NEW, VisitRow};
use super::wire::{Applied, Import};
use crate::features::delegates::store::{Person, save_person};
use crate::features::office::store as office;
use crate::features::visits::calls::save_checked;
use crate::features::visits::model::Visit;
use crate::features::visits::rules;
use crate::ground::ids::{hex, new_id};
use crate::ground::progress::Progress;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;

/// How many records were made, changed and left.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    /// Made.
    pub created: usize,
    /// Changed.
    pub updated: usize,
    /// Left as they are.
    pub unchanged: usize,
    /// Values changed on both sides and left.
    pub both: usize,
}

/// Writes everything.
///
/// # Errors
/// `work.cancelled`, the refusals of saving a visit, what the database says; nothing is written then.
pub fn apply(
    writing: &mut Writing<'_>,
    request: &Import,
    prepared: Prepared,
    progress: &dyn Progress,
) -> Result<Applied> {
    let tally = match request.job {
        Job::Visits => visits(writing, request, &prepared.visits, progress)?,
        Job::Roster => apply_people::people(writing, request, &prepared, progress)?,
    };
    writing.note("created", tally.created);
    writing.note("updated", tally.updated);
    Ok(Applied {
        created: tally.created,
        updated: tally.updated,
        unchanged: tally.unchanged,
        both: tally.both,
        refused: prepared.refused,
        notices: prepared.notices,
        passed_over: prepared.passed_over,
        dropped_columns: prepared.dropped,
        files: prepared.files,
    })
}

/// Code of a dictionary entry with this label; made when there is none.
///
/// # Errors
/// What the database says.
pub fn word(
    writing: &mut Writing<'_>,
    list: &str,
    label: &str,
    held: &mut HashMap<(String, String), String>,
) -> Result<String> {
    if held.is_empty() {
        for entry in office::entries(writing.tx)? {
            held.insert((entry.list.clone(), key(&entry.label)), entry.code);
        }
    }
    let place = (list.to_owned(), key(label));
    if let Some(code) = held.get(&place) {
        return Ok(code.clone());
    }
    // The code comes from the label, so that two offices that add one word add one code.
    let digest = hex(&Sha256::digest(place.1.as_bytes()));
    let code = format!("x{}", digest.chars().take(10).collect::<String>());
    office::save_entry(
        writing.tx,
        &office::Entry {
            id: new_id(),
            list: list.to_owned(),
            code: code.clone(),
            label: label.to_owned(),
            place: i64::try_from(held.keys().filter(|(l, _)| l == list).count()).unwrap_or(0),
            active: true,
        },
    )?;
    held.insert(place, code.clone());
    Ok(code)
}

/// Makes what rows name and the office does not have yet.
struct Maker {
    people: HashMap<String, String>,
    words: HashMap<(String, String), String>,
}

impl Maker {
    fn person(&mut self, writing: &mut Writing<'_>, id: &str, category: &str) -> Result<String> {
        let Some(name) = id.strip_prefix(NEW) else { return Ok(id.to_owned()) };
        let k = super::reading::text::name_key(name);
        if let Some(id) = self.people.get(&k) {
            return Ok(id.clone());
        }
        let person = Person { id: new_id(), name: name.to_owned(), category: category.to_owned(), ..Person::default() };
        save_person(writing.tx, &person)?;
        self.people.insert(k, person.id.clone());
        Ok(person.id)
    }

    /// The visit with real ids and codes. The leader comes first: a leader who is named elsewhere too stays a leader.
    fn whole(&mut self, writing: &mut Writing<'_>, visit: &Visit) -> Result<Visit> {
        let mut visit = visit.clone();
        if let Some(leader) = &visit.leader_id {
            visit.leader_id = Some(self.person(writing, leader, "town_leader")?);
        }
        for person in visit.delegates.iter_mut().chain(visit.members.iter_mut()) {
            *person = self.person(writing, person, "other")?;
        }
        for tag in &mut visit.tags {
            if let Some(label) = tag.strip_prefix(NEW) {
                *tag = word(writing, "tag", label, &mut self.words)?;
            }
        }
        for heard in &mut visit.opinions {
            if let Some(label) = heard.topic.strip_prefix(NEW) {
                heard.topic = word(writing, "topic", label, &mut self.words)?;
            }
        }
        Ok(visit)
    }
}

fn visits(writing: &mut Writing<'_>, request: &Import, rows: &[VisitRow], progress: &dyn Progress) -> Result<Tally> {
    let fates = visit_rows::fates(writing.tx, rows)?;
    let mut tally = Tally::default();
    let mut maker = Maker { people: HashMap::new(), words: HashMap::new() };
    let total = rows.len() as u64;
    for (at, (row, fate)) in rows.iter().zip(fates).enumerate() {
        if at % 200 == 0 {
            progress.step(at as u64, total, "imports.writing");
            progress.go_on()?;
        }
        if request.decisions.skip.contains(&row_key(&row.file, &row.place)) {
            continue;
        }
        let place = i64::try_from(at).unwrap_or(i64::MAX);
        match fate {
            Fate::Removed { .. } => tally.unchanged += 1,
            Fate::Same { record, memory } => {
                tally.unchanged += 1;
                let digests = visit_rows::canon(&row.visit).digests().unsaid(&row.said);
                let after = remembered(memory.as_ref().map(|(_, d)| d), &digests, &row.said, &[], false);
                keep(writing, memory, &record, &row.visit.day, place, &after)?;
            }
            Fate::New => {
                let mut visit = maker.whole(writing, &row.visit)?;
                let digests = visit_rows::canon(&visit).digests().unsaid(&row.said);
                save_checked(writing, &mut visit)?;
                keep(writing, None, &visit.id, &visit.day, place, &digests)?;
                tally.created += 1;
            }
            Fate::Asks { now, memory, asked } => {
                let file = maker.whole(writing, &row.visit)?;
                let mut visit = *now;
                let (mut open, mut taken) = (Vec::new(), false);
                for change in &asked.fields {
                    let field = visit_rows::FIELDS.get(change.field).map_or("", |(f, ..)| *f);
                    if !change.both || takes_file(&request.decisions, &visit.id, field) {
                        visit_rows::set_field(&mut visit, field, &file);
                        taken = true;
                    } else if !request.decisions.both.contains_key(&super::preview::change_key(&visit.id, field)) {
                        open.push(change.field);
                        tally.both += 1;
                    }
                }
                let mut open_list = false;
                let mut list = asked.list.clone();
                for change in &mut list {
                    if let ListChange::Both { file } = *change {
                        let field = format!("opinion.{file}");
                        if takes_file(&request.decisions, &visit.id, &field) {
                            *change = ListChange::Added { file };
                        } else if !request.decisions.both.contains_key(&super::preview::change_key(&visit.id, &field)) {
                            open_list = true;
                            tally.both += 1;
                        }
                    }
                }
                taken |= list.iter().any(|c| !matches!(c, ListChange::Both { .. }));
                visit_rows::set_opinions(&mut visit, &list, &file);
                if taken {
                    let delegates = visit.delegates.clone();
                    visit.members.retain(|m| !delegates.contains(m));
                    rules::check(&mut visit, writing.today)?;
                    save_checked(writing, &mut visit)?;
                    tally.updated += 1;
                } else {
                    tally.unchanged += 1;
                }
                let digests = visit_rows::canon(&file).digests().unsaid(&row.said);
                let digests = if memory.is_none() { digests.undecided(&open) } else { digests };
                let after = remembered(memory.as_ref().map(|(_, d)| d), &digests, &row.said, &open, open_list);
                keep(writing, memory, &visit.id, &file.day, place, &after)?;
            }
        }
    }
    progress.step(total, total, "imports.writing");
    Ok(tally)
}

fn keep(
    writing: &mut Writing<'_>,
    memory: Option<(String, Digests)>,
    record: &str,
    day: &str,
    place: i64,
    digests: &Digests,
) -> Result<()> {
    let id = match memory {
        Some((_, held)) if held == *digests => return Ok(()),
        Some((id, _)) => id,
        None => new_id(),
    };
    store::keep_row(writing.tx, &id, Job::Visits, record, day, place, &digests.text())
}
