//! Counts: 23, 23 as text with its counting word, full-width digits, a dash for none.

use super::grid::Value;
use super::spellings::spellings;
use super::text::{half_width, key};

/// A count read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// The number.
    pub count: u32,
    /// The cell says "about" or "more than".
    pub about: bool,
    /// The cell counts in another unit than its column.
    pub other_unit: bool,
}

/// The largest count one visit can honestly have; a larger one is a date or a telephone in the wrong column.
const MOST: f64 = 100_000.0;

/// Reads the cell as a count; nothing written is none.
///
/// # Errors
/// Code of the finding when it is no count.
pub fn read(value: &Value, unit: &str) -> Result<Read, &'static str> {
    let exact = |n: f64| {
        if n < 0.0 {
            Err("imports.count_negative")
        } else if n.fract() != 0.0 {
            Err("imports.count_broken")
        } else if n > MOST {
            Err("imports.count_too_large")
        } else {
            Ok(Read { count: n as u32, about: false, other_unit: false })
        }
    };
    match value {
        Value::Empty => exact(0.0),
        Value::Number(n) => exact(*n),
        // A small count in a cell that was dressed as a date.
        Value::Moment { serial, .. } if *serial < 2000.0 => exact(*serial),
        Value::Unstored => Err("imports.formula_without_value"),
        Value::Fault(_) => Err("imports.cell_fault"),
        Value::Moment { .. } | Value::Flag(_) => Err("imports.count_unreadable"),
        Value::Text(text) => read_text(text, unit, exact),
    }
}

fn read_text(text: &str, unit: &str, exact: impl Fn(f64) -> Result<Read, &'static str>) -> Result<Read, &'static str> {
    let s = spellings();
    if s.is_none(text) {
        return exact(0.0);
    }
    let folded = half_width(text);
    let folded = key(&folded.replace(',', ""));
    if let Ok(n) = folded.parse::<f64>() {
        return exact(n);
    }
    let bare = super::text::without_brackets(&folded).unwrap_or(folded);
    let (numbers, mut about) = numbers(&bare);
    let mine = |word: &str| s.units.get(unit).is_some_and(|words| words.iter().any(|w| word.starts_with(w.as_str())));
    let any = |word: &str| s.units.values().flatten().any(|w| word.starts_with(w.as_str()));
    match numbers.as_slice() {
        // "No firms" counts none.
        [] if s.says_none(&bare) => exact(0.0),
        [] => Err("imports.count_unreadable"),
        [(n, word)] => {
            let mut word = word.as_str();
            if let Some(rest) = s.more.iter().find_map(|m| word.strip_prefix(m.as_str())) {
                about = true;
                word = rest;
            }
            let known = word.is_empty() || mine(word) || any(word);
            if !known && word.chars().count() > 4 {
                return Err("imports.count_unreadable");
            }
            let other = !word.is_empty() && !mine(word) && any(word);
            exact(*n).map(|r| Read { about, other_unit: other, ..r })
        }
        // "10-15 persons" is no count.
        several if several.iter().rev().skip(1).any(|(_, word)| joins(word)) => Err("imports.count_unreadable"),
        // Several numbers: the one with this column's counting word, if there is exactly one. What is told behind "of
        // which" is a part of a number before it.
        several => {
            let parts = several.iter().scan(false, |part, (n, word)| {
                let of_which = std::mem::replace(part, s.part_of.iter().any(|w| word.contains(w.as_str())));
                Some((!of_which).then_some((n, word)))
            });
            let mut hits = parts.flatten().filter(|(_, word)| mine(word));
            match (hits.next(), hits.next()) {
                (Some((n, _)), None) => exact(*n).map(|r| Read { about, ..r }),
                _ => Err("imports.count_unreadable"),
            }
        }
    }
}

/// A mark that makes a span of the numbers around it.
fn joins(word: &str) -> bool {
    let s = spellings();
    let mut marks = word.chars();
    marks.next().is_some_and(|mark| s.range.contains(&mark) || mark == '/') && marks.next().is_none()
}

/// A count told in words: the first number in digits that one of the unit's own counting words follows. Delegates and
/// officials who came along are not counted as received.
#[must_use]
pub fn told(text: &str, unit: &str) -> Option<u32> {
    let s = spellings();
    let words = s.units_in_words.get(unit)?;
    let folded = half_width(text);
    let chars: Vec<char> = folded.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let run = chars.get(at..)?.iter().take_while(|c| c.is_ascii_digit()).count();
        if run == 0 {
            at += 1;
            continue;
        }
        let number: String = chars.get(at..at + run)?.iter().collect();
        at += run;
        let behind: String = chars.get(at..)?.iter().filter(|c| !c.is_whitespace()).take(12).collect();
        let Some(rest) = words.iter().find_map(|w| behind.strip_prefix(w.as_str())) else { continue };
        if s.titles.iter().any(|title| rest.starts_with(title.as_str())) {
            continue;
        }
        return number.parse().ok().filter(|n| f64::from(*n) <= MOST);
    }
    None
}

/// Each number with the words behind it, and whether a word before says "about".
fn numbers(text: &str) -> (Vec<(f64, String)>, bool) {
    let s = spellings();
    let mut out: Vec<(f64, String)> = Vec::new();
    let mut digits = String::new();
    let mut han = String::new();
    let mut words = String::new();
    let mut about = false;
    let chars: Vec<char> = text.chars().chain(std::iter::once('\n')).collect();
    for c in chars {
        if c.is_ascii_digit() || (c == '.' && !digits.is_empty()) {
            digits.push(c);
            continue;
        }
        if digits.is_empty() && s.is_han_digit(c) {
            han.push(c);
            continue;
        }
        let number = if digits.is_empty() { s.han_number(&han).map(f64::from) } else { digits.parse().ok() };
        if let Some(n) = number {
            if s.about.iter().any(|a| words.ends_with(a.as_str())) {
                about = true;
            }
            words.clear();
            out.push((n, String::new()));
        }
        digits.clear();
        han.clear();
        if c != '\n' {
            words.push(c);
            if let Some((_, behind)) = out.last_mut() {
                behind.push(c);
            }
        }
    }
    // A word that introduces the next number is no counting word of the one before.
    (out, about)
}
