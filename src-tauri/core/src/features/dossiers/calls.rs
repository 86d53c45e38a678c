//! What may be asked of dossiers.

use super::gather::Year;
use super::model::{Asked, Chosen, Content, DoneCount, Gap, ListLine, Slip, SlipWish, Whole, YearAsked, YearList};
use super::store::{self, Kept};
use super::{gaps, registers, rules, run, sections};
use crate::calls::Call;
use crate::features::duties::store::Person;
use crate::features::office::store as office;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use crate::ground::words::print;
use std::collections::{BTreeSet, HashMap};

const CHECK: Op = Op { name: "dossiers.check", right: Right::Enter, undo: Undo::Undoable };
const CLOSE: Op = Op { name: "dossiers.close", right: Right::Manage, undo: Undo::Never("closed_dossier") };
const SLIP: Op = Op { name: "dossiers.slip", right: Right::Enter, undo: Undo::Never("slip") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("dossiers.year", r#"{"year":2026}"#, year_list),
        Call::read("dossiers.gaps", r#"{"year":2026}"#, registers::gaps),
        Call::read("dossiers.slips", r#"{"year":2025}"#, registers::slips),
        Call::read("dossiers.one", r#"{"person":"$delegate","year":2026}"#, one),
        Call::write(&CHECK, r#"{"people":["$delegate"],"year":2024,"note":"缺项已说明"}"#, check),
        Call::write(&CLOSE, r#"{"people":["$delegate"],"year":2025,"note":"补不齐的已说明"}"#, close),
        Call::write(
            &SLIP,
            r#"{"person":"$dossier","year":2025,"document":"里党联〔2026〕3号","reason":"原表笔误","section":"visits","subject":"3月5日走访","before":"走访6户","after":"走访8户"}"#,
            slip,
        ),
        Call::work(&run::PRINT, r#"{"year":2026,"people":["$delegate"],"to":"$folder"}"#, run::print),
    ]
}

/// The year's records with what was kept of its dossiers.
pub struct Shelf {
    /// The records.
    pub year: Year,
    kept: HashMap<String, Kept>,
    slips: HashMap<String, Vec<Slip>>,
    asked: BTreeSet<&'static str>,
    today: chrono::NaiveDate,
}

/// A dossier with all that can be told of it.
pub struct Told {
    /// What the booklet shows.
    pub content: Content,
    /// How it stands.
    pub line: ListLine,
    /// What is missing.
    pub gaps: Vec<Gap>,
    /// As stored.
    pub kept: Kept,
    /// Its slips.
    pub slips: Vec<Slip>,
    /// What changed since the closing.
    pub changes: Vec<super::model::Change>,
    /// The frozen content is not what it was.
    pub altered: bool,
    /// Digest of what would be checked now.
    fresh: String,
}

impl Shelf {
    /// Loads a year for everybody, a group or one delegate.
    ///
    /// # Errors
    /// `dossiers.year`, `duties.person`; what the database says.
    pub fn load(reading: &Reading<'_>, year: i64, circle: Option<&str>, person: Option<&str>) -> Result<Self> {
        let year = Year::load(reading, year, circle, person)?;
        Ok(Self {
            kept: store::of_year(reading.db, year.year)?,
            slips: store::slips(reading.db, year.year)?,
            asked: gaps::asked(reading.db, &year.as_of.to_string())?,
            today: reading.today,
            year,
        })
    }

    /// The delegates of the year, by group and strokes.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.year.duties.people
    }

    /// The correction slips of one of them.
    #[must_use]
    pub fn slips_of(&self, person: &Person) -> Vec<Slip> {
        let kept = self.kept.get(&person.id).map(|kept| kept.id.as_str()).unwrap_or_default();
        let mut slips = self.slips.get(kept).cloned().unwrap_or_default();
        rules::leave_out_of(&mut slips, &self.year.named, print("dossier.opinions.left_out"));
        slips
    }

    /// Everything about the dossier of one of them.
    #[must_use]
    pub fn tell(&self, person: &Person) -> Told {
        let kept = self.kept.get(&person.id).cloned().unwrap_or_else(|| Kept {
            person_id: person.id.clone(),
            year: self.year.year,
            ..Kept::default()
        });
        let slips = self.slips_of(person);
        let windows = sections::windows(&self.year, person);
        let now = sections::content(&self.year, person, &windows);
        let fresh = rules::digest_of_lines(&now);
        let closed = kept.closed_on.is_some();
        let gaps = if closed { Vec::new() } else { gaps::gaps(&self.year, person, &windows, &self.asked) };
        let checked = kept.checked_on.is_some() && kept.checked == fresh;
        let mut frozen: Option<Content> = closed.then(|| serde_json::from_str(&kept.content).unwrap_or_default());
        let instead = print("dossier.opinions.left_out");
        frozen.iter_mut().for_each(|content| rules::leave_out(content, &self.year.named, instead));
        let changes = frozen.as_ref().map(|frozen| rules::changes(frozen, &slips, &now)).unwrap_or_default();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let line = ListLine {
            person_id: person.id.clone(),
            name: person.name.clone(),
            circle: person.group.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            circle_id: person.group.as_ref().map(|(id, _)| id.clone()),
            stage: rules::stage(closed, slips.len(), checked, gaps.len()),
            gaps: count(gaps.len()),
            recheck: !closed && kept.checked_on.is_some() && !checked,
            over: self.year.over(self.today),
            checked_on: kept.checked_on.clone(),
            closed_on: kept.closed_on.clone(),
            slips: count(slips.len()),
            changed: count(changes.len()),
        };
        let altered = closed && rules::digest(&kept.content) != kept.digest;
        Told { content: frozen.unwrap_or(now), line, gaps, kept, slips, changes, altered, fresh }
    }

    /// The delegate of a record.
    ///
    /// # Errors
    /// `dossiers.person` when there is no seat in the year.
    pub fn person(&self, id: &str) -> Result<&Person> {
        self.people()
            .iter()
            .find(|one| one.id == id)
            .ok_or_else(|| refuse("dossiers.person").with("year", self.year.year))
    }
}

/// Years with dossiers to look at, newest first.
pub(super) fn years(reading: &Reading<'_>, shelf: &Shelf) -> Result<Vec<i64>> {
    let newest = rules::usual_year(reading.today).max(i64::from(chrono::Datelike::year(&reading.today)));
    let seats = shelf.year.tenures.iter().filter_map(|seat| seat.from_day.get(..4)?.parse::<i64>().ok());
    let first = seats.min().unwrap_or(newest).max(newest - 9);
    let mut years: Vec<i64> =
        store::years(reading.db)?.into_iter().chain(first..=newest).chain([shelf.year.year]).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    Ok(years)
}

fn year_list(reading: &Reading<'_>, asked: YearAsked) -> Result<YearList> {
    let year = asked.year.unwrap_or_else(|| rules::usual_year(reading.today));
    let shelf = Shelf::load(reading, year, asked.circle_id.as_deref(), None)?;
    Ok(YearList {
        year,
        as_of: shelf.year.as_of.to_string(),
        years: years(reading, &shelf)?,
        lines: shelf.people().iter().map(|person| shelf.tell(person).line).collect(),
    })
}

fn one(reading: &Reading<'_>, asked: Asked) -> Result<Whole> {
    let shelf = Shelf::load(reading, asked.year, None, Some(&asked.person))?;
    let told = shelf.tell(shelf.person(&asked.person)?);
    let clerks = office::clerks(reading.db)?;
    let clerk = |id: &str| clerks.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default();
    Ok(Whole {
        checked_by: clerk(&told.kept.checked_by),
        closed_by: clerk(&told.kept.closed_by),
        seal: rules::seal(&told.kept.digest),
        note: told.kept.note,
        content: told.content,
        line: told.line,
        gaps: told.gaps,
        altered: told.altered,
        slips: told.slips,
        changes: told.changes,
    })
}

/// The chosen delegates with their dossiers, each once.
fn chosen<'a>(shelf: &'a Shelf, chosen: &Chosen) -> Result<Vec<(&'a Person, Told)>> {
    let wanted: BTreeSet<&str> = chosen.people.iter().map(String::as_str).collect();
    if wanted.is_empty() {
        return Err(refuse("dossiers.none"));
    }
    let mut found = Vec::new();
    for id in wanted {
        let person = shelf.person(id)?;
        let told = shelf.tell(person);
        if told.line.closed_on.is_some() {
            return Err(refuse("dossiers.closed").with("name", person.name.clone()).with("year", chosen.year));
        }
        found.push((person, told));
    }
    Ok(found)
}

/// What the entry of the journal says of them.
fn told_of(writing: &mut Writing<'_>, found: &[(&Person, Told)], year: i64) -> DoneCount {
    let mut names: Vec<String> = found.iter().take(3).map(|(person, _)| person.name.clone()).collect();
    if found.len() > 3 {
        names.push("\u{2026}".to_owned());
    }
    writing.note("names", names);
    writing.note("n", found.len());
    writing.note("year", year);
    DoneCount { n: i64::try_from(found.len()).unwrap_or(i64::MAX) }
}

fn one_of(people: &[String]) -> Option<&str> {
    match people {
        [one] => Some(one),
        _ => None,
    }
}

/// Somebody looked at what was gathered and says that it is right, gaps and all.
fn check(writing: &mut Writing<'_>, request: Chosen) -> Result<DoneCount> {
    let shelf = Shelf::load(&writing.reading(), request.year, None, one_of(&request.people))?;
    let found = chosen(&shelf, &request)?;
    let note = request.note.trim();
    for (person, told) in &found {
        if !told.gaps.is_empty() && note.is_empty() {
            return Err(refuse("dossiers.gaps").with("name", person.name.clone()).with("n", told.gaps.len()));
        }
        let kept = Kept {
            id: if told.kept.id.is_empty() { new_id() } else { told.kept.id.clone() },
            checked_on: Some(writing.today.to_string()),
            checked_by: writing.actor.id.clone(),
            checked: told.fresh.clone(),
            note: if told.gaps.is_empty() { String::new() } else { note.to_owned() },
            ..told.kept.clone()
        };
        writing.subject(&kept.id);
        store::save(writing.tx, &kept)?;
    }
    Ok(told_of(writing, &found, request.year))
}

/// Freezes what the booklets show. There is no way back but correction slips.
fn close(writing: &mut Writing<'_>, request: Chosen) -> Result<DoneCount> {
    let shelf = Shelf::load(&writing.reading(), request.year, None, one_of(&request.people))?;
    if !shelf.year.over(writing.today) {
        return Err(refuse("dossiers.year_runs").with("year", request.year));
    }
    let found = chosen(&shelf, &request)?;
    let said = request.note.trim();
    for (person, told) in &found {
        if told.kept.checked_on.is_none() {
            return Err(refuse("dossiers.unchecked").with("name", person.name.clone()));
        }
        if told.line.recheck {
            return Err(refuse("dossiers.changed").with("name", person.name.clone()));
        }
        let note = if said.is_empty() { told.kept.note.clone() } else { said.to_owned() };
        if !told.gaps.is_empty() && note.is_empty() {
            return Err(refuse("dossiers.gaps").with("name", person.name.clone()).with("n", told.gaps.len()));
        }
        let mut content = told.content.clone();
        content.sections.push(sections::gaps_told(&told.gaps, &note));
        let frozen = rules::frozen(&content);
        let kept = Kept {
            closed_on: Some(writing.today.to_string()),
            closed_by: writing.actor.id.clone(),
            note,
            digest: rules::digest(&frozen),
            content: frozen,
            ..told.kept.clone()
        };
        writing.subject(&kept.id);
        store::save(writing.tx, &kept)?;
    }
    Ok(told_of(writing, &found, request.year))
}

/// Writes correction slips for changed lines, or one by hand.
fn slip(writing: &mut Writing<'_>, wish: SlipWish) -> Result<DoneCount> {
    let shelf = Shelf::load(&writing.reading(), wish.year, None, Some(&wish.person))?;
    let person = shelf.person(&wish.person)?;
    let told = shelf.tell(person);
    if told.kept.closed_on.is_none() {
        return Err(refuse("dossiers.not_closed").with("name", person.name.clone()));
    }
    let reason = wish.reason.trim();
    if reason.is_empty() {
        return Err(refuse("dossiers.reason"));
    }
    let mut number = told.slips.last().map_or(0, |slip| slip.number);
    let mut fresh = |section: &str, line: &str, subject: &str, before: &str, after: &str, cells: &str| {
        number += 1;
        Slip {
            id: new_id(),
            number,
            day: writing.today.to_string(),
            clerk: String::new(),
            document: wish.document.trim().to_owned(),
            section: section.to_owned(),
            line: line.to_owned(),
            subject: subject.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
            cells: cells.to_owned(),
            reason: reason.to_owned(),
        }
    };
    let mut slips = Vec::new();
    if wish.lines.is_empty() {
        let (subject, before, after) = (wish.subject.trim(), wish.before.trim(), wish.after.trim());
        if subject.is_empty() || (before.is_empty() && after.is_empty()) {
            return Err(refuse("dossiers.slip_empty"));
        }
        if before == after {
            return Err(refuse("dossiers.slip_same"));
        }
        if !told.content.sections.iter().any(|section| section.code == wish.section) {
            return Err(refuse("dossiers.section"));
        }
        slips.push(fresh(&wish.section, "", subject, before, after, ""));
    }
    for wanted in &wish.lines {
        let change = told.changes.iter().find(|one| one.section == wanted.section && one.line == wanted.line);
        let change = change.ok_or_else(|| refuse("dossiers.no_change"))?;
        slips.push(fresh(&change.section, &change.line, &change.subject, &change.before, &change.after, &change.cells));
    }
    for one in &slips {
        store::add_slip(writing.tx, &told.kept.id, &writing.actor.id, one)?;
    }
    writing.subject(&told.kept.id);
    writing.note("name", person.name.clone());
    writing.note("year", wish.year);
    writing.note("numbers", slips.iter().map(|one| one.number.to_string()).collect::<Vec<_>>());
    Ok(DoneCount { n: i64::try_from(slips.len()).unwrap_or(i64::MAX) })
}
