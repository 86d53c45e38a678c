//! Counts of one kind written in several columns: parts that stand beside each other are added, a part of a total is not.

use super::heading::plain;
use super::spellings::spellings;
use super::text::without_brackets;

/// True when two columns count different ones of one kind under headings of one make: "visited: firms" and "visited: shops",
/// "received: members" and "received: residents". A heading that says nothing but what both count is their total, and a
/// heading that holds the other's words names a part of it.
#[must_use]
pub fn beside(paths: &[Vec<String>], one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (paths.get(one), paths.get(other)) else { return false };
    let above = |path: &[String]| path.iter().rev().skip(1).map(|p| plain(p)).collect::<Vec<_>>();
    if above(one) != above(other) {
        return false;
    }
    let (Some(one), Some(other)) = (one.last(), other.last()) else { return false };
    let (one, other) = (plain(one), plain(other));
    let s = spellings();
    if [&one, &other].iter().any(|text| s.of_which.iter().any(|word| text.contains(word.as_str()))) {
        return false;
    }
    if unit(&one) != unit(&other) {
        return false;
    }
    let (one, other) = (body(&one), body(&other));
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.chars().skip(shared).collect::<String>();
    let (own, theirs) = (rest(&one), rest(&other));
    // What is left of both must name somebody, and neither the other's kind.
    own.chars().count() >= 2
        && theirs.chars().count() >= 2
        && !own.contains(theirs.as_str())
        && !theirs.contains(own.as_str())
        && (shared >= 2 || unit_named(&one, &other))
}

/// What stands in brackets, the unit of most headings.
fn unit(text: &str) -> Option<String> {
    text.split_once('(').map(|(_, rest)| rest.trim_end_matches(')').to_owned())
}

/// Headings that share no verb are of one make when both name somebody who is counted.
fn unit_named(one: &str, other: &str) -> bool {
    let s = spellings();
    let is = |text: &str| s.counted_kinds.iter().any(|word| text == word.as_str());
    let somebody = |text: &str| is(text) || text.strip_suffix(s.household.as_str()).is_some_and(is);
    somebody(one) && somebody(other)
}

/// A heading without its unit.
fn body(text: &str) -> String {
    let mut text = without_brackets(text).unwrap_or_else(|| text.to_owned());
    for tail in &spellings().count_tails {
        if let Some(rest) = text.strip_suffix(tail.as_str()) {
            text = rest.to_owned();
            break;
        }
    }
    text
}
