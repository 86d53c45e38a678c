//! What a dossier is worth telling apart by. Pure: contents, slips and days are passed in.

use super::model::{Change, Content, Line, Section, Slip, Stage};
use crate::ground::ids::hex;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Version of the shape of a frozen content.
pub const SHAPE: i64 = 1;

/// Parts that only sum up others: they stand in the booklet, and a slip for the source speaks for them.
const DERIVED: &[&str] = &["summary", "gaps"];

/// Facts without a date of their own: a new post in a later year is no correction of an old dossier.
const UNDATED: &[&str] = &["post", "circle", "office"];

/// The text that is frozen.
#[must_use]
pub fn frozen(content: &Content) -> String {
    serde_json::to_string(content).unwrap_or_default()
}

/// SHA-256 of a text.
#[must_use]
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// What a check is bound to: everything that is compared, without the day of judging.
#[must_use]
pub fn digest_of_lines(content: &Content) -> String {
    let lines: Vec<(&str, &Line)> = compared(content)
        .flat_map(|section| section.lines.iter().map(move |line| (section.code.as_str(), line)))
        .collect();
    digest(&serde_json::to_string(&lines).unwrap_or_default())
}

/// The digest as it is printed: sixteen digits in fours.
#[must_use]
pub fn seal(digest: &str) -> String {
    let letters: Vec<char> = digest.chars().take(16).collect();
    letters.chunks(4).map(|part| part.iter().collect::<String>().to_uppercase()).collect::<Vec<_>>().join("-")
}

/// The part that tells of opinions, and its column with their words.
const OPINIONS: (&str, usize) = ("opinions", 3);

/// What stands of a line that tells of nothing any more.
fn emptied(line: &mut Line, instead: &str) {
    for (at, cell) in line.cells.iter_mut().enumerate() {
        *cell = if at == OPINIONS.1 { instead.to_owned() } else { String::new() };
    }
}

/// Takes opinions out of a closed content that were found to be about a person by name since, their number too. What is
/// stored stays as it was signed; what is shown and printed tells no more than a dossier gathered now.
pub fn leave_out(content: &mut Content, named: &BTreeSet<String>, instead: &str) {
    let told = content.sections.iter_mut().filter(|section| section.code == OPINIONS.0);
    for line in told.flat_map(|section| &mut section.lines).filter(|line| named.contains(&line.key)) {
        emptied(line, instead);
    }
}

/// The same for correction slips of such a line.
pub fn leave_out_of(slips: &mut [Slip], named: &BTreeSet<String>, instead: &str) {
    for slip in slips.iter_mut().filter(|slip| slip.section == OPINIONS.0 && named.contains(&slip.line)) {
        instead.clone_into(&mut slip.subject);
        for text in [&mut slip.before, &mut slip.after].into_iter().filter(|text| !text.is_empty()) {
            instead.clone_into(text);
        }
        if let Ok(mut line) = serde_json::from_str::<Line>(&slip.cells) {
            emptied(&mut line, instead);
            slip.cells = serde_json::to_string(&line).unwrap_or_default();
        }
    }
}

fn compared(content: &Content) -> impl Iterator<Item = &Section> {
    content.sections.iter().filter(|section| !DERIVED.contains(&section.code.as_str()))
}

/// How far a dossier is.
#[must_use]
pub fn stage(closed: bool, slips: usize, checked: bool, gaps: usize) -> Stage {
    match (closed, slips, checked, gaps) {
        (true, 0, ..) => Stage::Closed,
        (true, ..) => Stage::Corrected,
        (false, _, true, _) => Stage::Checked,
        (false, _, false, 0) => Stage::Open,
        _ => Stage::Gaps,
    }
}

/// The year asked about when none is named: in January and February the work is still about the last one.
#[must_use]
pub fn usual_year(today: NaiveDate) -> i64 {
    use chrono::Datelike;
    i64::from(today.year()) - i64::from(today.month() <= 2)
}

/// What differs between a closed content with its slips and what the records say now. `cells` of a slip stand for its
/// line; a slip written by hand changes no line.
#[must_use]
pub fn changes(closed: &Content, slips: &[Slip], now: &Content) -> Vec<Change> {
    let mut found = Vec::new();
    for section in compared(closed) {
        let Some(current) = now.sections.iter().find(|one| one.code == section.code) else { continue };
        let mut known: BTreeMap<&str, Option<Line>> =
            section.lines.iter().map(|line| (line.key.as_str(), Some(line.clone()))).collect();
        let mut order: Vec<&str> = section.lines.iter().map(|line| line.key.as_str()).collect();
        for slip in slips.iter().filter(|slip| slip.section == section.code && !slip.line.is_empty()) {
            known.insert(&slip.line, serde_json::from_str(&slip.cells).ok());
            if !order.contains(&slip.line.as_str()) {
                order.push(&slip.line);
            }
        }
        let fresh = current.lines.iter().map(|line| line.key.as_str()).filter(|key| !known.contains_key(key));
        let order: Vec<&str> = order.iter().copied().chain(fresh).collect();
        for key in order.into_iter().filter(|key| !UNDATED.contains(key)) {
            let was = known.get(key).cloned().flatten();
            let is = current.lines.iter().find(|line| line.key == key);
            if was.as_ref().map(|line| &line.cells) == is.map(|line| &line.cells) {
                continue;
            }
            found.push(change(current, key, was.as_ref(), is));
        }
    }
    found
}

fn change(section: &Section, key: &str, was: Option<&Line>, is: Option<&Line>) -> Change {
    let either = is.or(was);
    // Columns both lines agree in say which line it is; the others say what changed.
    let differs = |at: usize| match (was, is) {
        (Some(was), Some(is)) => was.cells.get(at) != is.cells.get(at),
        _ => true,
    };
    let told = |line: Option<&Line>| -> String {
        let Some(line) = line else { return String::new() };
        let named = section
            .heads
            .iter()
            .zip(&line.cells)
            .enumerate()
            .filter(|(at, (_, cell))| differs(*at) && (was.is_some() && is.is_some() || !cell.is_empty()));
        named.map(|(_, (head, cell))| format!("{head}\u{ff1a}{cell}")).collect::<Vec<_>>().join("\u{ff1b}")
    };
    let subject =
        either.map(|line| line.cells.iter().filter(|cell| !cell.is_empty()).take(2).cloned().collect::<Vec<_>>());
    Change {
        section: section.code.clone(),
        title: section.title.clone(),
        line: key.to_owned(),
        subject: subject.unwrap_or_default().join("\u{ff0c}"),
        before: told(was),
        after: told(is),
        cells: is.and_then(|line| serde_json::to_string(line).ok()).unwrap_or_default(),
        page: either.map(|line| line.page.clone()).unwrap_or_default(),
        record: either.map(|line| line.record.clone()).unwrap_or_default(),
    }
}
