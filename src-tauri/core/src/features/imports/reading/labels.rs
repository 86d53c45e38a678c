//! Lines that tell something by a label, as forms do: "village: Datong   leader: Li".

use super::heading;
use super::mapping::{Job, Role};
use super::places::Places;
use super::text::{bare_heading, is_blank, trimmed};

/// What a line tells under labels, in its order.
#[must_use]
pub fn told(job: Job, text: &str) -> Vec<(Role, String)> {
    let mut out = Vec::new();
    if !text.contains([':', '\u{ff1a}']) {
        return out;
    }
    let mut label = String::new();
    let mut pieces = pieces(text).into_iter().peekable();
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

/// The text parted at its colons; the one of a time of day parts nothing.
fn pieces(text: &str) -> Vec<&str> {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c));
    let mut out = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(found) = rest.get(from..).and_then(|tail| tail.find([':', '\u{ff1a}'])) {
        let (before, behind) = rest.split_at(from + found);
        let mut chars = behind.chars();
        let colon = chars.next().map_or(1, char::len_utf8);
        if digit(before.chars().next_back()) && digit(chars.next()) {
            from += found + colon;
            continue;
        }
        out.push(before);
        rest = behind.get(colon..).unwrap_or_default();
        from = 0;
    }
    out.push(rest);
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
