//! Names of people: several in one cell, blanks inside and between them, titles around them.

use std::collections::HashSet;

use super::spellings::spellings;
use pinyin::ToPinyin;

use super::text::{
    distance, half_width, is_blank, is_han, is_name_dot, name_key, tidy_name, trimmed, without_brackets,
};

/// Names found in one cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// Names in their order, as stored; each once.
    pub names: Vec<String>,
    /// The cell says there were others it does not name.
    pub more: bool,
    /// Pieces that cannot be a name.
    pub odd: Vec<String>,
    /// Names of which the cell says that the person was not there.
    pub absent: Vec<String>,
    /// Pieces that stand for a whole circle of people and name nobody.
    pub everybody: Vec<String>,
}

/// True for what can be a person's name: two to four Han characters, or more with a dot, or Latin words.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let text = trimmed(text);
    let count = text.chars().count();
    if text.chars().all(|c| is_han(c) || is_name_dot(c)) {
        let dots = text.chars().filter(|c| is_name_dot(*c)).count();
        return if dots > 0 { (4..=24).contains(&count) } else { (2..=4).contains(&count) };
    }
    (3..=40).contains(&count)
        && text.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'') || is_name_dot(c))
        && text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Splits a cell into names. `known` holds the folded names of the register; it decides where a blank stands inside a
/// name and where between two, and frees a name from the titles around it.
#[must_use]
pub fn split(cell: &str, known: &HashSet<String>) -> Split {
    let s = spellings();
    let mut out = Split::default();
    if s.is_none(cell) {
        return out;
    }
    // What repeats a row above is nobody's name.
    if s.is_ditto(cell) {
        out.odd.push(trimmed(cell).to_owned());
        return out;
    }
    let mut away = false;
    for (piece, remark) in remarked(cell) {
        let piece = trimmed(&piece);
        if s.is_group(piece) && !known.contains(&name_key(piece)) {
            // "First group (Chen, Li)": the people stand in the brackets, the group is nobody.
            let inside = if remark.is_empty() { Split::default() } else { split(&remark, known) };
            if inside.names.is_empty() {
                out.everybody.push(piece.to_owned());
            }
            out.names.extend(inside.names);
            out.absent.extend(inside.absent);
            continue;
        }
        if piece.is_empty() || s.is_none(piece) {
            continue;
        }
        let (piece, more) = without_others(piece);
        out.more |= more;
        // A list may begin with what it lists: "delegates:" and then names, or "on leave:" and then names.
        let piece = match piece.rsplit_once([':', '\u{ff1a}']) {
            Some((label, names)) => {
                away = s.says_absent(label);
                names
            }
            None => piece,
        };
        // A telephone written behind the name is no part of it.
        let piece = trimmed(piece).trim_end_matches(|c: char| c.is_ascii_digit() || is_blank(c) || c == '-');
        let (piece, gone) = s.before_absence(trimmed(piece)).map_or((piece, false), |rest| (rest, true));
        if trimmed(piece).is_empty() {
            continue;
        }
        let here = out.names.len();
        pieces(trimmed(piece), known, &mut out);
        if away || gone || s.says_absent(&remark) {
            // What stands behind one of several names is said of that name, unless it says that it is said of all.
            let all = away || s.all_of_them.iter().any(|word| remark.contains(word.as_str()));
            let from = if all { here } else { here.max(out.names.len().saturating_sub(1)) };
            let gone = out.names.split_off(from);
            out.absent.extend(gone);
        }
    }
    let mut seen = HashSet::new();
    out.names.retain(|n| seen.insert(name_key(n)));
    out
}

/// The pieces of a list, each with what stands in brackets beside it. A cell wholly in brackets is read as if they were
/// not there.
fn remarked(cell: &str) -> Vec<(String, String)> {
    let s = spellings();
    let plain = without_brackets(cell).is_some_and(|bare| trimmed(&bare).is_empty());
    let mut out = vec![(String::new(), String::new())];
    let mut depth = 0_u32;
    for c in cell.chars() {
        let Some((piece, remark)) = out.last_mut() else { break };
        match c {
            '(' | '\u{ff08}' | '[' | '\u{3010}' | '\u{3014}' | '\u{ff3b}' => {
                depth += u32::from(!plain);
                continue;
            }
            ')' | '\u{ff09}' | ']' | '\u{3011}' | '\u{3015}' | '\u{ff3d}' => {
                depth = depth.saturating_sub(1);
                continue;
            }
            c if depth > 0 => {
                remark.push(c);
                continue;
            }
            _ => {}
        }
        // A blank behind a bracket that says who was away parts that name from the next.
        let parted = is_blank(c) && s.says_absent(remark);
        if s.separators.contains(&c) || parted {
            out.push((String::new(), String::new()));
        } else {
            piece.push(c);
        }
    }
    out
}

fn without_others(piece: &str) -> (&str, bool) {
    for word in &spellings().and_others {
        if let Some((before, behind)) = piece.split_once(word.as_str()) {
            let counted =
                behind.chars().all(|c| !is_han(c) || spellings().is_han_digit(c) || behind.chars().count() <= 4);
            if counted && !trimmed(before).is_empty() {
                return (before, true);
            }
        }
    }
    (piece, false)
}

fn pieces(piece: &str, known: &HashSet<String>, out: &mut Split) {
    let words: Vec<&str> = piece.split(is_blank).filter(|w| !w.is_empty()).collect();
    if words.len() > 1 && words.iter().all(|w| w.is_ascii()) {
        // Latin names keep their blanks.
        return one(piece, known, out);
    }
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        // The longest run of words that together make a known name.
        let joined = (1..=rest.len().min(4)).rev().find_map(|n| {
            let text: String = rest.iter().take(n).copied().collect();
            known.contains(&name_key(&text)).then_some((n, text))
        });
        if let Some((n, text)) = joined {
            out.names.push(tidy_name(&text));
            rest = rest.get(n..).unwrap_or_default();
            continue;
        }
        // Single characters belong together: a name written wide. Two by two, three when three are left.
        let singles = rest.iter().take_while(|w| is_single(w)).count();
        if singles >= 2 {
            let n = if singles == 3 { 3 } else { 2 };
            let text: String = rest.iter().take(n).copied().collect();
            one(&text, known, out);
            rest = rest.get(n..).unwrap_or_default();
            continue;
        }
        // A lone character and what follows it, when what follows is no name by itself.
        if let [first, second, ..] = rest
            && is_single(first)
            && second.chars().count() <= 3
            && !known.contains(&name_key(second))
        {
            one(&format!("{first}{second}"), known, out);
            rest = rest.get(2..).unwrap_or_default();
            continue;
        }
        if let Some(first) = rest.first() {
            one(first, known, out);
        }
        rest = rest.get(1..).unwrap_or_default();
    }
}

fn is_single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_han) && chars.next().is_none()
}

fn one(piece: &str, known: &HashSet<String>, out: &mut Split) {
    let s = spellings();
    let name = tidy_name(piece);
    if known.contains(&name_key(&name)) {
        out.names.push(name);
        return;
    }
    // Words that also stand inside names part two names only when both sides can be names.
    for joiner in &s.joiners {
        if let Some((a, b)) = name.split_once(joiner.as_str())
            && is_name(a)
            && is_name(b)
            && (known.contains(&name_key(a)) || known.contains(&name_key(b)) || name.chars().count() > 4)
        {
            one(a, known, out);
            one(b, known, out);
            return;
        }
    }
    if let Some(parts) = parted(&name, known) {
        for part in parts {
            one(&part, known, out);
        }
        return;
    }
    if let Some(run) = run_of_known(&name, known) {
        out.names.extend(run);
        return;
    }
    let stripped = without_titles(&name, known);
    if !known.contains(&name_key(&stripped)) && s.is_everybody(&name) {
        out.everybody.push(name);
        return;
    }
    if stripped != name && known.contains(&name_key(&stripped)) && names_another(&name, &stripped, known) {
        // One stands in for the other, or brought them along: who was there is for the clerk to say.
        out.odd.push(name);
        return;
    }
    if is_name(&stripped) {
        out.names.push(stripped);
    } else {
        out.odd.push(name);
    }
}

/// Names parted by a mark that no list of separators holds: a point, a stroke, the dot that also stands inside names.
/// They are parted when each can be a name and one is known; around a dot, when all are.
fn parted(text: &str, known: &HashSet<String>) -> Option<Vec<String>> {
    let mark = |c: char| !is_han(c) && !c.is_alphanumeric();
    let parts: Vec<&str> = text.split(mark).filter(|part| !part.is_empty()).collect();
    if parts.len() < 2 || !parts.iter().all(|part| part.chars().all(is_han) && is_name(part)) {
        return None;
    }
    let knows = |part: &&str| known.contains(&name_key(part));
    let sure = if text.chars().any(is_name_dot) { parts.iter().all(knows) } else { parts.iter().any(knows) };
    sure.then(|| parts.into_iter().map(str::to_owned).collect())
}

/// Another known name stands in a text beside the one that was taken out of it.
fn names_another(text: &str, taken: &str, known: &HashSet<String>) -> bool {
    let Some(rest) = text.strip_suffix(taken).or_else(|| text.strip_prefix(taken)) else { return false };
    let chars: Vec<char> = rest.chars().collect();
    (2..=4usize).any(|n| chars.windows(n).any(|w| known.contains(&name_key(&w.iter().collect::<String>()))))
}

/// Known names written without anything between them.
fn run_of_known(text: &str, known: &HashSet<String>) -> Option<Vec<String>> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() < 4 || chars.len() > 40 || known.is_empty() {
        return None;
    }
    fn walk(chars: &[char], known: &HashSet<String>, out: &mut Vec<String>) -> bool {
        if chars.is_empty() {
            return true;
        }
        for n in (2..=chars.len().min(4)).rev() {
            let (Some(head), Some(tail)) = (chars.get(..n), chars.get(n..)) else { continue };
            let name: String = head.iter().collect();
            if known.contains(&name_key(&name)) {
                out.push(name);
                if walk(tail, known, out) {
                    return true;
                }
                out.pop();
            }
        }
        false
    }
    let mut out = Vec::new();
    walk(&chars, known, &mut out).then_some(out)
}

/// The name without titles before and behind it.
fn without_titles(name: &str, known: &HashSet<String>) -> String {
    // A known name at either end of a longer text is the name, the rest its titles.
    let chars: Vec<char> = name.chars().collect();
    if chars.len() > 2 {
        for n in (2..=4usize).rev() {
            if chars.len() <= n {
                continue;
            }
            let head: String = chars.iter().take(n).collect();
            let tail: String = chars.iter().skip(chars.len() - n).collect();
            for candidate in [tail, head] {
                if known.contains(&name_key(&candidate)) {
                    return candidate;
                }
            }
        }
    }
    let s = spellings();
    let mut rest = name.to_owned();
    loop {
        let shorter = s.titles.iter().find_map(|title| {
            let left = rest.strip_suffix(title.as_str()).or_else(|| rest.strip_prefix(title.as_str()))?;
            (left.chars().count() >= 2).then(|| left.to_owned())
        });
        match shorter {
            Some(left) => rest = left,
            None => return rest,
        }
    }
}

/// Syllables of a name without tones; a character without a reading stands for itself.
fn sound(name: &str) -> Vec<String> {
    name.chars().map(|c| c.to_pinyin().map_or_else(|| c.to_string(), |p| p.plain().to_owned())).collect()
}

/// Known names near this one, nearest first: one character apart, or of the same sound, as a simplified and a traditional
/// character are.
#[must_use]
pub fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name_key(&half_width(name));
    let length = wanted.chars().count();
    let mut hits: Vec<(usize, &str)> = known
        .filter_map(|candidate| {
            let known = name_key(candidate);
            let d = distance(&wanted, &known, 1);
            if d > 0 && known.chars().count() == length && sound(&known) == sound(&wanted) {
                return Some((1, candidate));
            }
            // Two-character names one apart share one character only: half of the register would be near.
            (d <= 1 && (length > 2 || candidate.chars().next() == wanted.chars().next())).then_some((d, candidate))
        })
        .collect();
    hits.sort_by_key(|(d, _)| *d);
    hits.into_iter().map(|(_, name)| name).take(8).collect()
}
