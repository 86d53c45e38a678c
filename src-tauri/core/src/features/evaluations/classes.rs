//! Classes of a report on duty: from shares of answers to a word, as the rule book says.

use super::results::{ResultDelegate, ResultItem};
use super::weights;
use crate::ground::refusal::{Result, refuse};
use crate::ground::words;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The parameter of the rule book.
pub const PARAMETER: &str = "evaluation.report_classes";

/// A class and what it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// Its word.
    pub label: String,
    /// The grade whose share is asked for; none for the share of satisfied answers.
    pub grade: Option<String>,
    /// Least share, as a fraction of whole numbers: two thirds is not 66.7 percent.
    pub least: (i64, i64),
    /// Most of those who report that may have the class, in percent.
    pub cap: Option<i64>,
}

impl Class {
    /// Whether the answers of an item reach it. Compared in whole numbers: a border belongs to the better class.
    fn reached(&self, item: &ResultItem) -> bool {
        let n = match &self.grade {
            None => item.satisfied,
            Some(label) => {
                item.grades.iter().find(|one| one.label == *label && one.share.is_some()).map_or(0, |one| one.n)
            }
        };
        n * self.least.1 >= self.least.0 * item.denominator
    }

    /// Its share as it is written: a percent, or a fraction.
    fn share(&self) -> String {
        match self.least {
            (part, 100) => format!("{part}%"),
            (part, whole) => format!("{part}/{whole}"),
        }
    }

    /// What it asks for, in words, after what the class before it asks for.
    fn words(&self, before: Option<&Self>) -> String {
        let key = match (&self.grade, before.is_some_and(|one| one.grade.is_some())) {
            (Some(_), _) => "evaluations.class.of_grade",
            (None, true) => "evaluations.class.rate",
            (None, false) => "evaluations.class",
        };
        let fields = Map::from_iter([
            ("class".to_owned(), self.label.clone().into()),
            ("grade".to_owned(), self.grade.clone().unwrap_or_default().into()),
            ("share".to_owned(), self.share().into()),
        ]);
        let mut said = words::fill(words::term(key), &fields);
        if let Some(cap) = self.cap {
            let fields = Map::from_iter([("percent".to_owned(), cap.into())]);
            said.push_str(&words::fill(words::term("evaluations.class.cap"), &fields));
        }
        said
    }
}

/// A number at the end of a text, and what stands before it.
fn number(text: &str) -> Option<(&str, i64)> {
    let before = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    Some((before, text.strip_prefix(before)?.parse().ok()?))
}

fn part(text: &str) -> Option<Class> {
    const PERCENT: [char; 2] = ['%', '\u{ff05}'];
    // The word that begins the cap: 限.
    let (asked, cap) = match text.split_once('\u{9650}') {
        Some((asked, cap)) => {
            let ("", cap) = number(cap.trim().trim_end_matches(PERCENT))? else { return None };
            (asked.trim(), Some(cap))
        }
        None => (text, None),
    };
    let (before, last) = number(asked.trim().trim_end_matches(PERCENT))?;
    let (before, least) = match before.strip_suffix('/') {
        Some(before) => {
            let (before, first) = number(before)?;
            (before, (first, last))
        }
        None => (before, (last, 100)),
    };
    let trimmed = before.trim_matches(|letter: char| letter.is_whitespace() || "\u{2265}>=:\u{ff1a}".contains(letter));
    let (label, grade) = match trimmed.trim_end_matches([')', '\u{ff09}']).split_once(['(', '\u{ff08}']) {
        // A grade is often written with the word for a ballot behind it.
        Some((label, grade)) => (label.trim(), Some(grade.trim().trim_end_matches('\u{7968}').to_owned())),
        None => (trimmed, None),
    };
    let fits = !label.is_empty()
        && grade.as_deref() != Some("")
        && (0..=least.1).contains(&least.0)
        && least.1 > 0
        && cap.is_none_or(|cap| (1..100).contains(&cap));
    fits.then(|| Class { label: label.to_owned(), grade, least, cap })
}

/// Reads classes as they are written in the rule book, the best first: a word with its least share, which is a percent or
/// a fraction. A grade in brackets behind the word asks for the share of that grade alone, and a number behind 限 says
/// how many percent of those who report may have the class. The last one asks for nothing, so that every share has one.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Class>> {
    let mut all: Vec<Class> = Vec::new();
    for text in text.split(['\u{3001}', '\u{ff0c}', ',', '\u{ff1b}', ';']) {
        let class = part(text.trim())?;
        let before = all.iter().rev().find(|one| one.grade == class.grade);
        let falls = before.is_none_or(|one| one.least.0 * class.least.1 > class.least.0 * one.least.1);
        if !falls || all.iter().any(|one| one.label == class.label) {
            return None;
        }
        all.push(class);
    }
    let last = all.last()?;
    (last.least.0 == 0 && last.grade.is_none() && last.cap.is_none()).then_some(all)
}

/// The class of an item; none without an answer that counts.
#[must_use]
pub fn of<'a>(classes: &'a [Class], item: &ResultItem) -> Option<&'a Class> {
    if item.denominator <= 0 { None } else { classes.iter().find(|one| one.reached(item)) }
}

/// Gives every delegate its class. Where more reach a class than it may hold, nobody is chosen and nobody ranked: they are
/// named as having reached it, and the meeting decides. Answers the sentences that say so.
pub fn give(classes: &[Class], delegates: &mut [ResultDelegate], reporting: i64) -> Vec<String> {
    let mut said = Vec::new();
    for delegate in &mut *delegates {
        let villages = delegate.villages.iter_mut().flat_map(|one| &mut one.items);
        for item in delegate.items.iter_mut().chain(villages) {
            item.class = of(classes, item).map(|class| class.label.clone());
        }
    }
    for class in classes {
        let Some(cap) = class.cap else { continue };
        let most = reporting * cap / 100;
        let reached = delegates
            .iter()
            .filter(|one| one.items.iter().any(|item| item.class.as_ref() == Some(&class.label)))
            .count();
        let reached = i64::try_from(reached).unwrap_or(i64::MAX);
        if reached <= most {
            continue;
        }
        let fields = Map::from_iter([
            ("class".to_owned(), class.label.clone().into()),
            ("n".to_owned(), reached.into()),
            ("most".to_owned(), most.into()),
            ("percent".to_owned(), cap.into()),
            ("reporting".to_owned(), reporting.into()),
        ]);
        said.push(words::fill(words::term("evaluations.class.over"), &fields));
        let open = words::fill(words::term("evaluations.class.open"), &fields);
        for item in delegates.iter_mut().flat_map(|one| &mut one.items) {
            if item.class.as_ref() == Some(&class.label) {
                item.class = Some(open.clone());
            }
        }
    }
    // A single meeting of several is no result of its own where a class holds only so many.
    if classes.iter().any(|one| one.cap.is_some()) {
        for item in delegates.iter_mut().flat_map(|one| &mut one.villages).flat_map(|one| &mut one.items) {
            item.class = None;
        }
    }
    said
}

/// How shares become classes, in a sentence; none where there are no classes.
#[must_use]
pub fn sentence(classes: &[Class], satisfied: &str) -> Option<String> {
    let (last, rest) = classes.split_last()?;
    let before = std::iter::once(None).chain(rest.iter().map(Some));
    let said: Vec<String> = rest.iter().zip(before).map(|(class, before)| class.words(before)).collect();
    let fields = Map::from_iter([
        ("grades".to_owned(), satisfied.into()),
        ("classes".to_owned(), said.join(words::term("evaluations.class.comma")).into()),
        ("last".to_owned(), last.label.clone().into()),
    ]);
    Some(words::fill(words::term("evaluations.classes"), &fields))
}

/// Refuses what cannot be read as the classes or the weight of an evaluation, and a protection that would be none: what
/// fewer than five have filled in may be guessed, whatever a place decides.
///
/// # Errors
/// `evaluations.classes`, `evaluations.grade_weights`, `evaluations.weight`, `evaluations.least`.
pub fn check_value(name: &str, value: &Value) -> Result<()> {
    const LEAST: [(&str, i64); 2] = [("evaluation.least_valid", 5), ("evaluation.least_split", 10)];
    if name == PARAMETER {
        let text = value.as_str().unwrap_or_default();
        if read(text).is_none() {
            return Err(refuse("evaluations.classes").with("text", text));
        }
    }
    if name == weights::PARAMETER {
        let text = value.as_str().unwrap_or_default();
        if weights::read(text).is_none() {
            return Err(refuse("evaluations.grade_weights").with("text", text));
        }
    }
    if name == "evaluation.members_weight" && !value.as_i64().is_some_and(|weight| (0..100).contains(&weight)) {
        return Err(refuse("evaluations.weight"));
    }
    if let Some((_, least)) = LEAST.iter().find(|(known, _)| *known == name)
        && value.as_i64().is_none_or(|n| n < *least)
    {
        return Err(refuse("evaluations.least").with("least", *least));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::results::ResultGrade;
    use super::*;

    fn item(answers: &[(&str, i64)], satisfied: i64) -> ResultItem {
        let denominator: i64 = answers.iter().map(|(_, n)| n).sum();
        let grade = |(label, n): &(&str, i64)| ResultGrade {
            grade: (*label).to_owned(),
            label: (*label).to_owned(),
            n: *n,
            share: Some(0.0),
        };
        ResultItem {
            row: String::new(),
            text: String::new(),
            grades: answers.iter().map(grade).collect(),
            denominator,
            blank: 0,
            void: 0,
            satisfied,
            satisfied_share: None,
            weighted_share: None,
            weighted: None,
            graded_share: None,
            graded: None,
            class: None,
        }
    }

    #[test]
    fn classes_are_read_and_a_border_belongs_to_the_better_class() {
        let classes = read("称职80、基本称职60、不称职0").unwrap();
        let of =
            |n, all: i64| of(&classes, &item(&[("称职", n), ("不称职", all - n)], n)).map(|one| one.label.as_str());
        assert_eq!((of(80, 100), of(79, 100), of(599, 1000)), (Some("称职"), Some("基本称职"), Some("不称职")));
        assert_eq!((of(0, 5), of(0, 0), of(2, 3)), (Some("不称职"), None, Some("基本称职")));
        let first = read("满意 ≥ 85%，基本满意：60；不满意0").unwrap().swap_remove(0);
        assert_eq!(first, Class { label: "满意".into(), grade: None, least: (85, 100), cap: None });
        for wrong in ["", "称职", "称职80", "称职80、基本称职80、不称职0", "称职80、称职0", "80、0", "称职101、差0"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_class_may_ask_for_the_share_of_one_grade_and_hold_only_so_many() {
        let classes = read("优秀（优秀票）2/3限30%、称职80、基本称职60、不称职0").unwrap();
        assert_eq!(
            classes[0],
            Class { label: "优秀".into(), grade: Some("优秀".into()), least: (2, 3), cap: Some(30) }
        );
        let of = |excellent, good, bad| {
            of(&classes, &item(&[("优秀", excellent), ("称职", good), ("不称职", bad)], excellent + good))
                .map(|one| one.label.as_str())
        };
        // Twenty of thirty are two thirds exactly; two thirds of 100 are more than 66.
        assert_eq!((of(20, 0, 10), of(66, 34, 0), of(67, 33, 0)), (Some("优秀"), Some("称职"), Some("优秀")));
        for wrong in [
            "优秀（）2/3、差0",
            "优秀（优秀票）4/3、差0",
            "优秀（优秀票）2/0、差0",
            "优秀（优秀）2/3限0、差0",
            "优秀（优秀）2/3限100、差0",
            "优秀80、差（差）0",
            "优秀80、差0限20",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let said = sentence(&classes, "优秀、称职").unwrap();
        assert!(said.contains("“优秀”票达到2/3的为优秀") && said.contains("30%"), "{said}");
    }
}
