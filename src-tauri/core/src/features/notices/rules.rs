//! What makes a notice and a delivery sound, and whom an audience means. Pure: the day and the register are passed in.

use super::model::{Audience, DeliverWish, Notice, Recipient};
use crate::ground::clock;
use crate::ground::refusal::{Result, refuse};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Letters a text may share with an opinion about a person by name before it is taken to be that opinion's words.
const SHARED: usize = 10;
/// An opinion shorter than this is too short to be told by its words.
const SHORTEST: usize = 4;

/// The register on the day of a paper.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Delegates with a seat, in the order of the register, each with its group.
    pub delegates: Vec<(String, Option<String>)>,
    /// Groups with the delegation they belong to.
    pub circles: Vec<(String, Option<String>)>,
    /// Villages of the town in their order.
    pub areas: Vec<String>,
}

impl Register {
    /// Whether a group is another one, or part of it.
    fn within(&self, circle: &str, whole: &str) -> bool {
        let mut at = Some(circle);
        for _ in 0..=self.circles.len() {
            match at {
                Some(one) if one == whole => return true,
                Some(one) => {
                    at = self.circles.iter().find(|(id, _)| id == one).and_then(|(_, parent)| parent.as_deref());
                }
                None => return false,
            }
        }
        false
    }
}

/// The single recipients an audience means, each once, in the order of its lines and of the register.
#[must_use]
pub fn expand(audience: &[Audience], register: &Register) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    let person =
        |id: &str| Recipient { kind: "person".to_owned(), person_id: Some(id.to_owned()), ..Recipient::default() };
    let area = |id: &str| Recipient { kind: "area".to_owned(), area_id: Some(id.to_owned()), ..Recipient::default() };
    for line in audience {
        let meant: Vec<Recipient> = match line.kind.as_str() {
            "delegates" => register.delegates.iter().map(|(id, _)| person(id)).collect(),
            "circle" => register
                .delegates
                .iter()
                .filter(|(_, circle)| circle.as_ref().is_some_and(|one| register.within(one, &line.target)))
                .map(|(id, _)| person(id))
                .collect(),
            "person" => vec![person(&line.target)],
            "areas" => register.areas.iter().map(|id| area(id)).collect(),
            "area" => vec![area(&line.target)],
            _ => vec![Recipient { kind: "unit".to_owned(), unit: line.target.clone(), ..Recipient::default() }],
        };
        for one in meant {
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}

/// Trims what was typed and checks it.
///
/// # Errors
/// `day.unreadable`, `notices.title`, `notices.body`, `notices.audience`, `notices.unit`, `notices.receipt_by`.
pub fn check(one: &mut Notice) -> Result<()> {
    for text in [&mut one.document, &mut one.title, &mut one.body, &mut one.contact, &mut one.note] {
        *text = text.trim().to_owned();
    }
    clock::day(&one.day)?;
    if one.title.is_empty() {
        return Err(refuse("notices.title"));
    }
    if one.body.is_empty() && one.opinions.is_empty() {
        return Err(refuse("notices.body"));
    }
    for line in &mut one.audience {
        line.target = line.target.trim().to_owned();
        match line.kind.as_str() {
            "delegates" | "areas" => line.target.clear(),
            "circle" | "person" | "area" | "unit" if line.target.is_empty() => return Err(refuse("notices.unit")),
            "circle" | "person" | "area" | "unit" => {}
            _ => return Err(refuse("notices.unit")),
        }
    }
    let mut once: Vec<Audience> = Vec::new();
    for line in std::mem::take(&mut one.audience) {
        if !once.contains(&line) {
            once.push(line);
        }
    }
    one.audience = once;
    if one.audience.is_empty() {
        return Err(refuse("notices.audience"));
    }
    if let Some(by) = &one.receipt_by {
        clock::day(by)?;
        if *by < one.day {
            return Err(refuse("notices.receipt_by").with("day", one.day.clone()));
        }
    }
    Ok(())
}

/// Trims and checks a delivery of a notice of a day.
///
/// # Errors
/// `day.unreadable`, `time.unreadable`, `notices.nobody`, `notices.delivered_on`, `notices.receiver`.
pub fn check_delivery(one: &mut DeliverWish, paper: &str, today: NaiveDate) -> Result<()> {
    for text in [&mut one.sender, &mut one.receiver, &mut one.note, &mut one.photo] {
        *text = text.trim().to_owned();
    }
    if one.recipients.is_empty() {
        return Err(refuse("notices.nobody"));
    }
    if clock::day(&one.day)? > today || one.day.as_str() < paper {
        return Err(refuse("notices.delivered_on").with("day", paper));
    }
    clock::time(&one.at)?;
    if one.way == "entrusted" && one.reached && one.receiver.is_empty() {
        return Err(refuse("notices.receiver"));
    }
    Ok(())
}

/// Letters and digits only, so that punctuation and line breaks hide nothing.
fn bare(text: &str) -> Vec<char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// A text that is compared with many opinions: its runs of ten letters are looked up, not walked through again for each.
pub struct Repeating {
    letters: Vec<char>,
    runs: HashSet<[char; SHARED]>,
}

impl Repeating {
    /// Prepares a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let letters = bare(text);
        let runs = letters.windows(SHARED).filter_map(|part| part.try_into().ok()).collect();
        Self { letters, runs }
    }

    /// Whether the text repeats the words of an opinion: all of a short one, or a run of ten letters of a longer one.
    #[must_use]
    pub fn repeats(&self, opinion: &str) -> bool {
        let said = bare(opinion);
        if said.len() < SHARED {
            return said.len() >= SHORTEST && self.letters.windows(said.len()).any(|here| here == said);
        }
        said.windows(SHARED).any(|part| self.runs.contains(part))
    }
}

/// Whether a text repeats the words of an opinion.
#[must_use]
pub fn repeats(text: &str, opinion: &str) -> bool {
    Repeating::of(text).repeats(opinion)
}
