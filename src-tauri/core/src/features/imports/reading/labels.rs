//! Lines that tell something by a label, as forms do: "village: Datong   leader: Li".

use super::heading;
use super::mapping::{Job, Role};
use super::places::Places;
use super::text::{bare_heading, is_blank, trimmed};

/// What a line tells under labels, in its order.
#[must_use]
pub fn told(job: Job, text: &str) -> Vec<(Role, String)> {
    let mut out = Vec::new();
    let mut label = String::new();
    let mut pieces = text.split([':', '\u{ff1a}']).peekable();
    while let Some(piece) = pieces.next() {
        // The last word before the next colon is the next label.
        let last = pieces.peek().is_none();
        let cut = piece.trim_end_matches(is_blank).rfind(|c: char| is_blank(c) || matches!(c, '\u{ff1b}' | ';'));
        let (value, next) = match cut.filter(|_| !last) {
            Some(at) => piece.split_at(at),
            None if last => (piece, ""),
            None => ("", piece),
        };
        let role =
            heading::worth(job, std::slice::from_ref(&label)).into_iter().next().filter(|(_, worth)| *worth >= 0.8);
        if let (Some((role, _)), false) = (role, trimmed(value).is_empty()) {
            out.push((role, trimmed(value).to_owned()));
        }
        label = trimmed(next.trim_start_matches([';', '\u{ff1b}'])).to_owned();
    }
    out
}

/// The village a line is about: under a label, as all the line says, or within a title.
#[must_use]
pub fn village(places: &mut Places<'_>, text: &str) -> Option<(String, String)> {
    let labelled = told(Job::Visits, text).into_iter().find(|(role, _)| *role == Role::Village).map(|(_, value)| value);
    let alone = labelled.unwrap_or_else(|| bare_heading(text));
    if let Some(code) = places.find(&alone).code {
        return Some((alone, code));
    }
    places.within(text)
}
