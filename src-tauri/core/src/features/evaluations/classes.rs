//! Classes of a report on duty: from the share of good answers to a word, as the rule book says.

use crate::ground::refusal::{Result, refuse};
use serde_json::Value;

/// The parameter of the rule book.
pub const PARAMETER: &str = "evaluation.report_classes";

/// A class and the least share it asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its word.
    pub label: String,
    /// Least share of satisfied answers, in percent.
    pub percent: i64,
}

/// Reads classes as they are written in the rule book: a word with its percent, one after the other, the best first. The
/// last one asks for nothing, so that every share has a class.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Class>> {
    let mut all: Vec<Class> = Vec::new();
    for part in text.split(['\u{3001}', '\u{ff0c}', ',', '\u{ff1b}', ';']) {
        let part = part.trim().trim_end_matches(['%', '\u{ff05}']);
        let label = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let percent: i64 = part.strip_prefix(label)?.parse().ok()?;
        let label = label.trim_matches(|letter: char| letter.is_whitespace() || "\u{2265}>=:\u{ff1a}".contains(letter));
        let falls = all.last().is_none_or(|last| last.percent > percent);
        if label.is_empty() || percent > 100 || !falls || all.iter().any(|one| one.label == label) {
            return None;
        }
        all.push(Class { label: label.to_owned(), percent });
    }
    all.last().is_some_and(|last| last.percent == 0).then_some(all)
}

/// The class of a share; none without an answer that counts. Compared in whole numbers: 80 of 100 is 80 percent.
#[must_use]
pub fn of(classes: &[Class], satisfied: i64, denominator: i64) -> Option<&Class> {
    if denominator <= 0 {
        return None;
    }
    classes.iter().find(|one| satisfied * 100 >= one.percent * denominator)
}

/// Refuses what cannot be read as the classes or the weight of an evaluation.
///
/// # Errors
/// `evaluations.classes`, `evaluations.weight`.
pub fn check_value(name: &str, value: &Value) -> Result<()> {
    if name == PARAMETER {
        let text = value.as_str().unwrap_or_default();
        if read(text).is_none() {
            return Err(refuse("evaluations.classes").with("text", text));
        }
    }
    if name == "evaluation.members_weight" && !value.as_i64().is_some_and(|weight| (0..100).contains(&weight)) {
        return Err(refuse("evaluations.weight"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_and_a_border_belongs_to_the_better_class() {
        let classes = read("称职80、基本称职60、不称职0").unwrap();
        let of = |satisfied, denominator| of(&classes, satisfied, denominator).map(|one| one.label.as_str());
        assert_eq!((of(80, 100), of(79, 100), of(599, 1000)), (Some("称职"), Some("基本称职"), Some("不称职")));
        assert_eq!((of(0, 5), of(0, 0), of(2, 3)), (Some("不称职"), None, Some("基本称职")));
        assert_eq!(read("满意 ≥ 85%，基本满意：60；不满意0").unwrap()[0], Class { label: "满意".into(), percent: 85 });
        for wrong in ["", "称职", "称职80", "称职80、基本称职80、不称职0", "称职80、称职0", "80、0", "称职101、差0"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
