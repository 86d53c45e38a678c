//! Citizen identity numbers: never stored, always told.
//!
//! GB 11643: 18 digits, the last may be X, with the birthday as year, month and day in places 7 to 14; the older form has
//! 15 digits with a two-digit year. The check digit is not asked for: a mistyped number is as personal as a right one.

use super::grid::Value;
use super::text::half_width;

/// True when exactly this text, blanks and strokes aside, is such a number.
#[must_use]
pub fn is_number(text: &str) -> bool {
    let folded: Vec<char> = half_width(text).chars().filter(|c| !matches!(c, ' ' | '-' | '\'' | '`')).collect();
    shaped(&folded)
}

/// True when the cell as a whole is such a number; 18 digits stored as a number have lost their last digits but say as much.
#[must_use]
pub fn is_value(value: &Value) -> bool {
    match value {
        Value::Text(text) => is_number(text),
        Value::Number(n) if n.fract() == 0.0 && *n > 0.0 => is_number(&format!("{n:.0}")),
        _ => false,
    }
}

fn shaped(digits: &[char]) -> bool {
    let number = |from: usize, len: usize| -> Option<u32> {
        digits.get(from..from + len)?.iter().try_fold(0u32, |n, c| Some(n * 10 + c.to_digit(10)?))
    };
    let month_day = |from: usize| {
        number(from, 2).is_some_and(|m| (1..=12).contains(&m))
            && number(from + 2, 2).is_some_and(|d| (1..=31).contains(&d))
    };
    match digits.len() {
        18 => {
            digits.iter().take(17).all(char::is_ascii_digit)
                && digits.last().is_some_and(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'))
                && number(6, 4).is_some_and(|y| (1900..2100).contains(&y))
                && month_day(10)
        }
        15 => digits.iter().all(char::is_ascii_digit) && number(6, 2).is_some() && month_day(8),
        _ => false,
    }
}

/// The text with every such number masked, and how many were. First three and last two characters stay, enough for the
/// clerk to find it on the paper.
#[must_use]
pub fn mask(text: &str) -> (String, usize) {
    // Most texts hold no run of fifteen digits; look before building anything.
    let digit = |c: char| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c);
    let mut run = 0;
    if !text.chars().any(|c| {
        run = if digit(c) {
            run + 1
        } else if run > 0 && matches!(c, ' ' | '-') {
            run
        } else {
            0
        };
        run >= 14
    }) {
        return (text.to_owned(), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut found = 0;
    let mut pending: Vec<char> = Vec::new();
    for c in text.chars() {
        let inside = digit(c)
            || (!pending.is_empty() && matches!(c, ' ' | '-'))
            || (pending.len() >= 17 && matches!(c, 'x' | 'X' | '\u{ff38}' | '\u{ff58}'));
        if inside {
            pending.push(c);
        } else {
            found += mask_run(&pending, &mut out);
            pending.clear();
            out.push(c);
        }
    }
    found += mask_run(&pending, &mut out);
    (out, found)
}

/// Masks a run of digits, blanks and strokes: as one number written in groups, or else word by word.
fn mask_run(run: &[char], out: &mut String) -> usize {
    let bare = |part: &[char]| -> Vec<char> {
        half_width(&part.iter().collect::<String>()).chars().filter(|c| !matches!(c, ' ' | '-')).collect()
    };
    if masked(&bare(run), out) {
        // A blank that followed the number parts it from the next word.
        if run.last().is_some_and(|c| *c == ' ') {
            out.push(' ');
        }
        return 1;
    }
    let mut found = 0;
    for word in run.split_inclusive(|c| matches!(c, ' ' | '-')) {
        let digits = bare(word);
        if masked(&digits, out) {
            found += 1;
        } else if let Some(at) = inside(&digits) {
            // A number stuck to a telephone: what stands around it stays.
            out.extend(digits.iter().take(at));
            masked(digits.get(at..at + 18).unwrap_or_default(), out);
            out.extend(digits.iter().skip(at + 18));
            found += 1;
        } else {
            out.extend(word);
            continue;
        }
        if word.last().is_some_and(|c| matches!(c, ' ' | '-')) {
            out.push(' ');
        }
    }
    found
}

fn masked(digits: &[char], out: &mut String) -> bool {
    if !shaped(digits) {
        return false;
    }
    let last = digits.len().saturating_sub(2);
    out.extend(digits.iter().enumerate().map(|(i, c)| if i < 3 || i >= last { *c } else { '*' }));
    true
}

/// Where a number of 18 digits stands inside a longer run.
fn inside(digits: &[char]) -> Option<usize> {
    (digits.len() > 18).then(|| digits.windows(18).position(shaped)).flatten()
}
