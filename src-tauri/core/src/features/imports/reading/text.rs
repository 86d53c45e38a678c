//! One way to look at text: what is shown stays as typed, what is compared is folded.

use unicode_normalization::UnicodeNormalization;

/// True for the characters that take no part in a comparison: all white space and the invisible marks that copying
/// from web pages and WPS leaves behind.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

/// The text as typed without blank characters at both ends.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Key for comparing: full-width forms made half-width, compatibility forms joined, lower case, no blanks at all.
#[must_use]
pub fn key(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| !is_blank(*c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().filter(|c| !is_blank(*c)).flat_map(char::to_lowercase).collect()
}

/// Half-width text with single blanks kept: for values in which a blank parts two things.
#[must_use]
pub fn half_width(text: &str) -> String {
    if text.is_ascii() {
        return trimmed(text).to_owned();
    }
    let folded: String = text.nfkc().collect();
    trimmed(&folded).to_owned()
}

/// True for a Han character, the extension blocks beyond the BMP included.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3007}'
        | '\u{20000}'..='\u{2fa1f}' | '\u{30000}'..='\u{3347f}' | '\u{e000}'..='\u{f8ff}')
}

/// True for the dots that part the names of several peoples.
#[must_use]
pub fn is_name_dot(c: char) -> bool {
    matches!(c, '\u{b7}' | '\u{2022}' | '\u{2027}' | '\u{30fb}' | '\u{ff65}' | '\u{2219}' | '\u{22c5}')
}

/// A name as stored: blanks between Han characters go, blanks inside a Latin name stay single.
#[must_use]
pub fn tidy_name(text: &str) -> String {
    let text = trimmed(text);
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_blank(c) {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_alphanumeric() && out.chars().next_back().is_some_and(|b| b.is_ascii_alphanumeric()) {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

/// Key of a name: folded, all dots made one, so that two spellings of one name meet.
#[must_use]
pub fn name_key(text: &str) -> String {
    key(text).chars().map(|c| if is_name_dot(c) { '\u{b7}' } else { c }).collect()
}

/// The text without anything in round, square or corner brackets; `None` when there was no bracket.
#[must_use]
pub fn without_brackets(text: &str) -> Option<String> {
    let mut out = String::new();
    let (mut depth, mut found) = (0u32, false);
    for c in text.chars() {
        match c {
            '(' | '\u{ff08}' | '[' | '\u{3010}' | '\u{3014}' | '\u{ff3b}' => {
                depth += 1;
                found = true;
            }
            ')' | '\u{ff09}' | ']' | '\u{3011}' | '\u{3015}' | '\u{ff3d}' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    found.then_some(out)
}

/// The text of a heading line without its number before and the brackets behind: "two, Lishui (5 people)" is Lishui.
#[must_use]
pub fn bare_heading(text: &str) -> String {
    let bare = without_brackets(text).unwrap_or_else(|| text.to_owned());
    let s = super::spellings::spellings();
    let rest = trimmed(&bare).trim_start_matches(|c: char| c.is_ascii_digit() || s.is_han_digit(c));
    let marks = ['\u{3001}', '.', '\u{ff0e}', ',', '\u{ff0c}', ':', '\u{ff1a}'];
    match rest.strip_prefix(marks) {
        Some(rest) if rest.len() < trimmed(&bare).len() => trimmed(rest).to_owned(),
        _ => trimmed(&bare).to_owned(),
    }
}

/// How many single characters must change to make one text from the other; stops counting at `limit`.
#[must_use]
pub fn distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for ((cb, diagonal), above) in b.iter().zip(&row).zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or(0);
            next.push((diagonal + usize::from(ca != cb)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
