//! Where the head of a table is: titles above it, one to three rows of headings, merged or not.

use super::grid::Sheet;
use super::mapping::{Job, Mapping, Role};
use super::spellings::{headings, spellings};
use super::text::{key, trimmed, without_brackets};

/// The head of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// First row from 0.
    pub row: u32,
    /// How many rows.
    pub depth: u32,
    /// Headings of each column from the top down; empty for a column without one.
    pub paths: Vec<Vec<String>>,
    /// Sum of what its headings are worth.
    pub score: f32,
}

/// How far down a head is looked for.
const LOOK: u32 = 40;
/// More head rows than this are no head.
const DEEPEST: u32 = 3;

/// Headings of every column when the head stands at these rows. A merged heading counts for all columns it joins; an
/// empty cell beside a heading takes that heading when the row below parts it.
#[must_use]
pub fn paths(sheet: &Sheet, row: u32, depth: u32) -> Vec<Vec<String>> {
    let mut out = vec![Vec::new(); sheet.width() as usize];
    for level in 0..depth {
        let r = row + level;
        let mut beside: Option<String> = None;
        for (column, path) in (0u32..).zip(out.iter_mut()) {
            let (value, _) = sheet.seen(r, column);
            let mut text = tidy_heading(&value.shown());
            let covered = sheet.anchor(r, column).is_some();
            if text.is_empty() && !covered && level + 1 < depth {
                // An unmerged upper heading reaches over the empty cells to its right as long as they have parts below.
                let parts = |c: u32| !sheet.own(r + 1, c).is_empty();
                if let Some(upper) = &beside
                    && parts(column)
                {
                    text.clone_from(upper);
                }
            } else if !text.is_empty() {
                let parted = level + 1 < depth && !sheet.own(r + 1, column).is_empty();
                beside = parted.then(|| text.clone());
            }
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
    }
    out
}

fn tidy_heading(text: &str) -> String {
    let mut out = String::new();
    for word in text.split(super::text::is_blank).filter(|w| !w.is_empty()) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().next_back()) && latin(word.chars().next()) {
            out.push(' ');
        }
        out.push_str(word);
    }
    trimmed(&out).to_owned()
}

/// What a heading path is worth for each role, best first.
#[must_use]
pub fn worth(job: Job, path: &[String]) -> Vec<(Role, f32)> {
    let Some(last) = path.last() else { return Vec::new() };
    let leaf = plain(last);
    let bare = without_brackets(&leaf).filter(|b| b.chars().count() > 0);
    let inner: Option<String> = leaf.split_once('(').map(|(_, rest)| rest.trim_end_matches(')').to_owned());
    let above: String = path.iter().take(path.len().saturating_sub(1)).map(|p| plain(p)).collect();
    let whole = format!("{above}{leaf}");
    let mut out: Vec<(Role, f32)> = Vec::new();
    for (name, words) in headings().of(job) {
        let Some(role) = Role::named(name) else { continue };
        let best = words
            .iter()
            .map(|word| one(word, &leaf, bare.as_deref(), inner.as_deref(), &above, &whole))
            .fold(0.0f32, f32::max);
        if best > 0.0 {
            out.push((role, best));
        }
    }
    if let Some((person, said)) = telephone_of(job, &leaf) {
        out.retain(|(role, _)| *role != Role::Phone && *role != person);
        // "Leader and telephone" is a column of leaders; "leader's telephone" is nobody's telephone of this row.
        if said {
            out.push((person, 0.96));
        }
    }
    if job == Job::Visits {
        let named = units(&leaf);
        let ours = ["received", "households", "firms"].iter().filter(|unit| named.iter().any(|n| n == *unit)).count();
        if ours >= 2 {
            out.retain(|(role, _)| !matches!(role, Role::Received | Role::Households | Role::Firms | Role::Tally));
            out.push((Role::Tally, 0.97));
        }
    }
    if job == Job::Visits && out.iter().all(|(_, worth)| *worth < 0.8) {
        out.extend(counted_in(inner.as_deref()));
        if heard_and_answered(&leaf) {
            out.retain(|(role, _)| !matches!(role, Role::Opinion | Role::Answer));
            out.push((Role::Opinion, 0.9));
        }
    }
    let length = |text: &str| text.chars().count();
    if job == Job::Visits {
        of_sub_heading(path, &leaf, &mut out);
        // What was planned, or what it comes to so far, is no count of a visit.
        let short = |upper: &str, word: &str| upper.contains(word) && length(upper) <= length(word) + 2;
        if spellings().not_done.iter().any(|word| leaf.contains(word.as_str()) || short(&above, word)) {
            out.retain(|(role, _)| !role.is_count() && *role != Role::Tally);
        }
    }
    // "Main contents" below "opinions" are opinions, not what happened that day.
    if job == Job::Visits && spellings().opinion_words.iter().any(|word| above.contains(word.as_str())) {
        out.retain(|(role, _)| *role != Role::Situation);
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1));
    out
}

/// A heading nobody knows that says in brackets what it counts in: households and firms have units of their own, persons
/// are counted for many a reason.
fn counted_in(inner: Option<&str>) -> Option<(Role, f32)> {
    let unit = inner?;
    let of =
        |name: &str| spellings().units_in_words.get(name).is_some_and(|words| words.iter().any(|word| word == unit));
    match unit.chars().count() {
        _ if of("households") => Some((Role::Households, 0.8)),
        _ if of("firms") => Some((Role::Firms, 0.8)),
        2.. if of("received") => Some((Role::Received, 0.7)),
        _ => None,
    }
}

/// Parts and their total below a heading that counts: "persons received" with "members", "residents" and "in all".
fn of_sub_heading(path: &[String], leaf: &str, out: &mut Vec<(Role, f32)>) {
    let s = spellings();
    let Some(upper) = path.len().checked_sub(2).and_then(|at| path.get(at)) else { return };
    let lists = headings().of(Job::Visits);
    let upper = plain(upper);
    let upper = without_brackets(&upper).filter(|bare| !bare.is_empty()).unwrap_or(upper);
    let counts = [Role::Received, Role::Households, Role::Firms]
        .into_iter()
        .find(|role| lists.get(&role.name()).is_some_and(|words| words.contains(&upper)));
    let Some(role) = counts.filter(|_| out.iter().all(|(_, worth)| *worth < 0.8)) else { return };
    let bare = s.count_tails.iter().find_map(|tail| leaf.strip_suffix(tail.as_str())).unwrap_or(leaf);
    let somebody = |text: &str| s.counted_kinds.iter().any(|word| word == text);
    let parts = somebody(bare) || bare.strip_suffix(s.household.as_str()).is_some_and(somebody);
    out.retain(|(of, _)| !of.is_count());
    if s.totals.iter().any(|word| word == leaf) {
        out.push((role, 0.97));
    } else if parts {
        out.push((role, 0.9));
    }
}

/// "Problems raised and answers": one column tells what was said, with what was answered behind it.
fn heard_and_answered(leaf: &str) -> bool {
    let lists = headings().of(Job::Visits);
    let known = |role: Role, text: &str| lists.get(&role.name()).is_some_and(|words| words.iter().any(|w| w == text));
    let joiners = spellings().joiners.iter().map(String::as_str).chain(["\u{3001}", "/"]);
    joiners
        .filter_map(|joiner| leaf.split_once(joiner))
        .any(|(heard, answered)| known(Role::Opinion, heard) && known(Role::Answer, answered))
}

/// The units a heading names in order, of which at least one is ours: "visited (households/firms)".
#[must_use]
pub fn units(heading: &str) -> Vec<String> {
    let folded = plain(heading.rsplit(" / ").next().unwrap_or(heading));
    let inner = folded.split_once('(').map(|(_, rest)| rest.trim_end_matches(')').to_owned());
    let parts = |text: &str| -> Vec<String> {
        let pieces: Vec<&str> = text.split(['/', '\u{3001}', ',']).collect();
        let units: Vec<String> = pieces.iter().filter_map(|piece| unit_of(piece)).collect();
        if pieces.len() > 1 && units.len() == pieces.len() { units } else { Vec::new() }
    };
    let inside = inner.map(|text| parts(&text)).unwrap_or_default();
    if inside.is_empty() { parts(&folded) } else { inside }
}

/// Unit a piece of a heading counts in, with or without brackets around it; `other` for batches and the like.
fn unit_of(piece: &str) -> Option<String> {
    let piece = piece.trim_matches(['(', ')']);
    let of = |unit: &str| -> bool {
        spellings().units.get(unit).is_some_and(|words| words.iter().any(|word| piece.ends_with(word.as_str())))
    };
    // A shop's character for "door" is also the one for a household: firms are looked for first.
    let firms = spellings().units.get("firms");
    if of("firms")
        || firms.is_some_and(|words| words.iter().any(|w| w.chars().count() > 1 && piece.contains(w.as_str())))
    {
        return Some("firms".to_owned());
    }
    ["households", "received", "other"].into_iter().find(|unit| of(unit)).map(str::to_owned)
}

/// A heading that joins a person and a telephone: whose it is, and whether the cells name the person too.
fn telephone_of(job: Job, leaf: &str) -> Option<(Role, bool)> {
    let lists = headings().of(job);
    let list = |role: Role| lists.get(&role.name()).into_iter().flatten();
    let before =
        list(Role::Phone).filter_map(|phone| leaf.strip_suffix(phone.as_str())).min_by_key(|rest| rest.len())?;
    let mut parts = spellings().joiners.iter().map(String::as_str).chain(["\u{3001}", "/", "(", "\u{b7}"]);
    let joined = parts.find_map(|joiner| before.strip_suffix(joiner));
    let roles: &[Role] = if joined.is_some() && job == Job::Roster {
        &[Role::Leader, Role::Liaison, Role::Name]
    } else {
        &[Role::Leader, Role::Liaison]
    };
    let person = joined.unwrap_or(before);
    roles.iter().copied().find(|role| list(*role).any(|word| word == person)).map(|role| (role, joined.is_some()))
}

/// A heading without what only tells one column of a kind from the next: numbers, how to fill it in.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut folded = key(text);
    for word in &headings().decorations {
        folded = folded.replace(word.as_str(), "");
    }
    folded
        .trim_matches(|c: char| {
            matches!(c, '*' | ':' | '\u{3001}' | '.' | ',' | '\u{2605}' | '\u{203b}') || c.is_ascii_digit()
        })
        .to_owned()
}

/// A heading without the number that tells it from its sister, however that is written: "station one", "second station".
#[must_use]
pub fn numberless(text: &str) -> String {
    let plain = plain(text);
    let s = spellings();
    let bare: String = plain.chars().filter(|c| !matches!(c, '(' | ')' | '\u{7b2c}')).collect();
    bare.trim_matches(|c: char| c.is_ascii_digit() || s.is_han_digit(c)).to_owned()
}

fn one(word: &str, leaf: &str, bare: Option<&str>, inner: Option<&str>, above: &str, whole: &str) -> f32 {
    let length = |t: &str| t.chars().count() as f32;
    if let Some((parent, part)) = word.split_once('>') {
        let under = above.contains(parent);
        if under && (leaf == part || bare == Some(part)) {
            return 0.97;
        }
        if under && leaf.contains(part) && length(part) >= 2.0 {
            return 0.8;
        }
        // One heading that says both: "received (persons)".
        if bare.is_some_and(|b| b.contains(parent)) && inner == Some(part) {
            return 0.96;
        }
        return 0.0;
    }
    if leaf == word {
        return 1.0;
    }
    if leaf.replace(['(', ')', '/', '\u{3001}', '\u{b7}', '-'], "") == *word {
        return 0.98;
    }
    if bare == Some(word) {
        return 0.95;
    }
    if whole == word {
        return 0.96;
    }
    if length(word) >= 2.0 && leaf.contains(word) {
        // The end of a Chinese compound names the thing, what stands before it only tells which.
        let end = if leaf.ends_with(word) || bare.is_some_and(|b| b.ends_with(word)) { 0.06 } else { 0.0 };
        // What stands in brackets only explains; it does not thin the match.
        let whole = bare.filter(|b| b.contains(word)).unwrap_or(leaf);
        return 0.5 + end + 0.36 * length(word) / length(whole);
    }
    if length(leaf) >= 2.0 && word.contains(leaf) {
        return 0.3 + 0.3 * length(leaf) / length(word);
    }
    if length(word) >= 2.0 && !above.is_empty() && above.contains(word) {
        return 0.3;
    }
    0.0
}

/// Finds the head of this sheet for this job; `None` when no row has at least three headings worth something.
#[must_use]
pub fn find(sheet: &Sheet, job: Job, mappings: &[&Mapping]) -> Option<Head> {
    let mut best: Option<Head> = None;
    let last = sheet.height().min(LOOK);
    for row in 0..last {
        if sheet.filled(row).take(2).count() < 2 {
            continue;
        }
        for depth in 1..=DEEPEST {
            if row + depth > sheet.height() {
                break;
            }
            // A merge that reaches out of the head says the head is deeper; one that begins above, that it is higher.
            let torn = sheet.merges().iter().any(|m| {
                (m.top < row && m.bottom >= row) || (m.top < row + depth && m.bottom >= row + depth && m.top >= row)
            });
            let paths = paths(sheet, row, depth);
            let score = score(job, &paths, mappings) - 0.25 * (depth - 1) as f32 - if torn { 1.0 } else { 0.0 };
            if score >= 2.2 && best.as_ref().is_none_or(|b| score > b.score + 0.01) {
                best = Some(Head { row, depth, paths, score });
            }
        }
    }
    best
}

/// Worth of a head: every role counts once, by its best column.
fn score(job: Job, paths: &[Vec<String>], mappings: &[&Mapping]) -> f32 {
    let mut pairs: Vec<(f32, usize, Role)> = Vec::new();
    for (column, path) in paths.iter().enumerate() {
        // A heading that was mapped by hand is known, whatever the built-in list says.
        if let Some(role) = mappings.iter().find_map(|m| m.role_of(path, "")) {
            pairs.push((1.0, column, role));
        }
        for (role, worth) in worth(job, path).into_iter().take(4) {
            if worth >= 0.5 {
                pairs.push((worth, column, role));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut columns, mut roles) = (Vec::new(), Vec::new());
    let mut sum = 0.0;
    for (worth, column, role) in pairs {
        if !columns.contains(&column) && !roles.contains(&role) {
            columns.push(column);
            roles.push(role);
            sum += worth;
        }
    }
    sum
}
