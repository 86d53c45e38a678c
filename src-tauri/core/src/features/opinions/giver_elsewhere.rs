//! Where the giver of an opinion is also written outside of the opinion: in proposals, minutes, action points, notices,
//! reports and dossiers. Pure.
//!
//! A name alone may be another person's, or no name at all: each place is shown with the words around it and goes only
//! when a clerk ticked it. What grew out of the opinion itself, and what holds the telephone number, is ticked beforehand.

use super::giver_words::{spellings, without};
use crate::ground::words;
use std::collections::{BTreeSet, HashMap};

/// Characters shown before what is masked, and after.
const BEFORE: usize = 14;
const AFTER: usize = 26;

/// A giver whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Giver {
    /// The opinion.
    pub opinion: String,
    /// Name as it was written.
    pub name: String,
    /// How to reach the giver.
    pub phone: String,
}

/// All givers by the first two characters of each spelling, so that one look through a text finds any of thousands.
pub struct Givers {
    all: Vec<Giver>,
    starts: HashMap<(char, char), Vec<(String, usize)>>,
}

impl Givers {
    /// Sorts givers for looking through texts.
    #[must_use]
    pub fn new(all: Vec<Giver>) -> Self {
        let mut starts: HashMap<(char, char), Vec<(String, usize)>> = HashMap::new();
        for (at, giver) in all.iter().enumerate() {
            for spelling in spellings(&giver.name, &giver.phone) {
                let mut letters = spelling.chars();
                if let (Some(first), Some(second)) = (letters.next(), letters.next()) {
                    starts.entry((first, second)).or_default().push((spelling, at));
                }
            }
        }
        Self { all, starts }
    }

    /// The givers that stand in a text, in the order given.
    #[must_use]
    pub fn within(&self, text: &str) -> Vec<&Giver> {
        let mut found = BTreeSet::new();
        let mut letters = text.char_indices().peekable();
        while let Some((at, first)) = letters.next() {
            let Some((_, second)) = letters.peek() else { break };
            let Some(spelled) = self.starts.get(&(first, *second)) else { continue };
            let rest = text.get(at..).unwrap_or_default();
            found.extend(
                spelled.iter().filter(|(spelling, _)| rest.starts_with(spelling.as_str())).map(|(_, who)| *who),
            );
        }
        found.into_iter().filter_map(|at| self.all.get(at)).collect()
    }
}

/// A text without these givers.
#[must_use]
pub fn without_all(givers: &[&Giver], text: &str) -> String {
    givers.iter().fold(text.to_owned(), |text, giver| without(&giver.name, &giver.phone, &text))
}

/// Whether the giver's number stands in a text: nobody else has it.
#[must_use]
pub fn holds_number(giver: &Giver, text: &str) -> bool {
    spellings("", &giver.phone).iter().any(|number| text.contains(number.as_str()))
}

/// The words around the first place that was masked.
#[must_use]
pub fn around(before: &str, after: &str) -> String {
    // A frozen dossier is written as JSON: its signs are no words.
    let frozen = before.starts_with(['{', '[']);
    let letters: Vec<char> = after
        .chars()
        .map(|letter| if letter.is_control() || (frozen && "{}[]\"\\:".contains(letter)) { ' ' } else { letter })
        .collect();
    let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
    let mask = words::term("erasure.mask").chars().count();
    let (from, to) = (same.saturating_sub(BEFORE), (same + mask + AFTER).min(letters.len()));
    let shown: String = letters.get(from..to).unwrap_or_default().iter().collect();
    let ends = |cut: bool| if cut { "\u{2026}" } else { "" };
    format!("{}{}{}", ends(from > 0), shown.split_whitespace().collect::<Vec<_>>().join(" "), ends(to < letters.len()))
}
