//! Times of day in every spelling an office uses: "9:00-11:30", "half past two in the afternoon".

use super::spellings::spellings;
use super::text::{half_width, is_blank};

/// A time with where it stands, in characters.
#[derive(Debug, Clone, Copy)]
struct Clock {
    from: usize,
    to: usize,
    minutes: u16,
    /// Written in words and not with a colon.
    words: bool,
}

fn number(chars: &[char], from: usize) -> Option<(u16, usize)> {
    let digits: String = chars.iter().skip(from).take_while(|c| c.is_ascii_digit()).take(3).collect();
    if digits.is_empty() || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().map(|n| (n, from + digits.len()))
}

/// The time that begins here.
fn clock(chars: &[char], from: usize, afternoon: bool) -> Option<Clock> {
    let s = spellings();
    if from > 0 && chars.get(from - 1).is_some_and(char::is_ascii_digit) {
        return None;
    }
    let (hour, at) = number(chars, from)?;
    let mark = *chars.get(at)?;
    let (minute, to, words) = if mark == ':' {
        let (minute, mut to) = number(chars, at + 1).filter(|(_, to)| *to == at + 3)?;
        if chars.get(to) == Some(&':') {
            to = number(chars, to + 1).map_or(to, |(_, end)| end);
        }
        (minute, to, false)
    } else if s.hour.contains(&mark) {
        let next = chars.get(at + 1).copied();
        if next == Some(s.half) {
            (30, at + 2, true)
        } else if let Some((minute, to)) = number(chars, at + 1) {
            let unit = chars.get(to).is_some_and(|c| s.minute.contains(c));
            (minute, to + usize::from(unit), true)
        } else {
            (0, at + 1, true)
        }
    } else {
        return None;
    };
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    (hour < 24 && minute < 60).then_some(Clock { from, to, minutes: hour * 60 + minute, words })
}

/// Length of a word for a part of the day that begins here, and whether it is past noon.
fn part(chars: &[char], from: usize) -> Option<(usize, bool)> {
    let s = spellings();
    let hit = |words: &[String]| {
        words
            .iter()
            .find(|word| word.chars().eq(chars.iter().copied().skip(from).take(word.chars().count())))
            .map(|word| word.chars().count())
    };
    hit(&s.afternoon).map(|n| (n, true)).or_else(|| hit(&s.morning).map(|n| (n, false)))
}

fn all(chars: &[char]) -> Vec<Clock> {
    let mut out = Vec::new();
    let (mut at, mut afternoon) = (0, false);
    while at < chars.len() {
        if let Some((length, late)) = part(chars, at) {
            afternoon = late;
            at += length;
        } else if let Some(clock) = clock(chars, at, afternoon) {
            at = clock.to;
            out.push(clock);
        } else {
            at += 1;
        }
    }
    out
}

/// The times of a text in their order, in minutes after midnight.
#[must_use]
pub fn told(text: &str) -> Vec<u16> {
    let chars: Vec<char> = half_width(text).chars().collect();
    all(&chars).into_iter().map(|clock| clock.minutes).collect()
}

/// The part of the day a text names, as written; none when it names none or several.
#[must_use]
pub fn part_told(text: &str) -> Option<String> {
    let chars: Vec<char> = half_width(text).chars().collect();
    let mut found = (0..chars.len()).filter_map(|at| part(&chars, at).map(|(length, _)| (at, length)));
    let (at, length) = found.next()?;
    found.next().is_none().then(|| chars.iter().skip(at).take(length).collect())
}

/// HH:MM.
#[must_use]
pub fn written(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn without(text: &str, colons: bool) -> String {
    let s = spellings();
    let chars: Vec<char> = half_width(text).chars().collect();
    let found: Vec<Clock> = all(&chars).into_iter().filter(|clock| clock.words || colons).collect();
    let mut out = String::new();
    let mut at = 0;
    for clock in &found {
        let between = chars.get(at..clock.from).unwrap_or_default();
        // What joins two times goes with them.
        let joins = at > 0 && between.iter().all(|c| is_blank(*c) || s.range.contains(c) || s.separators.contains(c));
        if !joins {
            out.extend(between);
        }
        at = clock.to;
    }
    out.extend(chars.get(at..).unwrap_or_default());
    out
}

/// The text without times written in words: what is left is for the reader of days.
#[must_use]
pub fn words_taken(text: &str) -> String {
    without(text, false)
}

/// The text says nothing but times: parts of the day and marks between them count as such.
#[must_use]
pub fn nothing_else(text: &str) -> bool {
    let s = spellings();
    let rest: Vec<char> = without(text, true).chars().collect();
    let mut at = 0;
    while at < rest.len() {
        if let Some((length, _)) = part(&rest, at) {
            at += length;
        } else if rest.get(at).is_some_and(|c| is_blank(*c) || s.range.contains(c) || s.separators.contains(c)) {
            at += 1;
        } else {
            return false;
        }
    }
    true
}
