//! Weights of grades: a share in which a better grade counts more than a worse one, as the rule book says.

use super::results::{ResultItem, share};
use crate::ground::words;
use serde::{Deserialize, Serialize};
use serde_json::Map;

/// The parameter of the rule book.
pub const PARAMETER: &str = "evaluation.grade_weights";

/// A grade and what one answer of it counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weight {
    /// Label of the grade as it is printed.
    pub label: String,
    /// What an answer counts for, in percent.
    pub percent: i64,
}

/// Reads weights as they are written in the rule book: each grade with a percent behind it. Nothing written weighs nothing.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Weight>> {
    let mut all: Vec<Weight> = Vec::new();
    if text.trim().is_empty() {
        return Some(all);
    }
    for piece in text.split(['\u{3001}', '\u{ff0c}', ',', '\u{ff1b}', ';']) {
        let piece = piece.trim().trim_end_matches(['%', '\u{ff05}']).trim_end();
        let label = piece.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let percent: i64 = piece.strip_prefix(label)?.parse().ok()?;
        let label = label.trim_matches(|letter: char| letter.is_whitespace() || "=:\u{ff1a}\u{d7}".contains(letter));
        // No sign and no fraction: what cannot be read is said, not read as something else.
        let whole = !label.ends_with(['-', '+', '.', '\u{2212}', '\u{ff0e}', '\u{ff0d}']);
        if label.is_empty() || !whole || percent > 100 || all.iter().any(|one| one.label == label) {
            return None;
        }
        all.push(Weight { label: label.to_owned(), percent });
    }
    all.iter().any(|one| one.percent > 0).then_some(all)
}

fn of(weights: &[Weight], label: &str) -> Option<i64> {
    weights.iter().find(|one| one.label == label).map(|one| one.percent)
}

/// Weighs the answers of each item whose counting grades all have a weight.
pub fn give(weights: &[Weight], items: &mut [ResultItem]) {
    for item in items.iter_mut().filter(|item| !weights.is_empty() && item.denominator > 0) {
        let parts = item.grades.iter().filter(|grade| grade.share.is_some());
        let sum: Option<i64> = parts.map(|grade| Some(of(weights, &grade.label)? * grade.n)).sum();
        item.graded = sum.map(|sum| (sum, 100 * item.denominator));
        item.graded_share = item.graded.and_then(|(part, whole)| share(part, whole));
    }
}

/// How grades are weighed on these sheets, in a sentence; none where the rule book weighs nothing. `labels` are the grades
/// that count.
#[must_use]
pub fn sentence(weights: &[Weight], labels: &[&str]) -> Option<String> {
    // Weights of other sheets' grades say nothing about these.
    if labels.iter().all(|label| of(weights, label).is_none()) {
        return None;
    }
    let without: Vec<&str> = labels.iter().copied().filter(|label| of(weights, label).is_none()).collect();
    let said = |key: &str, name: &str, value: String| {
        words::fill(words::term(key), &Map::from_iter([(name.to_owned(), value.into())]))
    };
    let comma = "\u{3001}";
    Some(if without.is_empty() {
        let part = |label: &&str| format!("{label}{}%", of(weights, label).unwrap_or_default());
        said("evaluations.graded", "grades", labels.iter().map(part).collect::<Vec<_>>().join(comma))
    } else {
        said("evaluations.graded.not", "labels", without.join(comma))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(label: &str, percent: i64) -> Weight {
        Weight { label: label.to_owned(), percent }
    }

    #[test]
    fn weights_are_read_as_they_are_written() {
        let three = Some(vec![weight("满意", 100), weight("较满意", 80), weight("不满意", 0)]);
        for text in ["满意100、较满意80、不满意0", "满意 100%，较满意：80％；不满意=0", "满意×100%,较满意×80%,不满意×0"]
        {
            assert_eq!(read(text), three, "{text}");
        }
        assert_eq!(read("  "), Some(Vec::new()));
        for text in ["满意", "满意120", "满意-5", "满意99.5", "满意100、满意80", "满意0、不满意0", "100", "满意100、、"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_grade_without_a_weight_is_said() {
        let weights = [weight("满意", 100), weight("不满意", 0)];
        assert!(sentence(&weights, &["满意", "不满意"]).unwrap().contains("满意100%、不满意0%"));
        assert!(sentence(&weights, &["满意", "一般", "不满意"]).unwrap().contains("一般"));
        assert_eq!(sentence(&[], &["满意"]), None);
        assert_eq!(sentence(&weights, &["称职", "不称职"]), None);
    }
}
