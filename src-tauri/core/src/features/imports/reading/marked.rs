//! What lists set around a name: stars and numbers before it, brackets behind it.

use super::spellings::spellings;
use super::text::is_blank;

/// A name without the star, the number or the point a list sets before or behind it.
#[must_use]
pub fn unmarked(cell: &str) -> &str {
    let mark = |c: char| matches!(c, '*' | '#' | '\u{203b}' | '\u{2022}') || ('\u{25a0}'..='\u{27bf}').contains(&c);
    let bare = cell.trim_matches(|c: char| mark(c) || is_blank(c));
    let unnumbered = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let point = |c: char| matches!(c, '\u{3001}' | '.' | '\u{ff0e}');
    let rest = unnumbered.strip_prefix(point).map(|rest| rest.trim_start_matches(is_blank));
    let rest = rest.filter(|_| unnumbered.len() < bare.len()).unwrap_or(bare);
    if rest.is_empty() { cell } else { rest }
}

/// What stands in brackets right behind a name, piece by piece.
#[must_use]
pub fn behind_name(cell: &str, name: &str) -> Vec<String> {
    let tight: String = cell.chars().filter(|c| !is_blank(*c)).collect();
    let bare: String = name.chars().filter(|c| !is_blank(*c)).collect();
    let behind = tight.match_indices(bare.as_str()).filter_map(|(at, _)| tight.get(at + bare.len()..));
    let inside = |rest: &str| -> Option<String> {
        let (inner, _) = rest.strip_prefix(['(', '\u{ff08}'])?.split_once([')', '\u{ff09}'])?;
        Some(inner.to_owned())
    };
    let mut found = behind.filter_map(inside);
    let inner = found.next().unwrap_or_default();
    inner.split(|c: char| spellings().separators.contains(&c)).map(str::to_owned).collect()
}
