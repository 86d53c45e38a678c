//! A time in office in one cell: from a month or day, to another or until now.

use chrono::{Days, Months, NaiveDate};

use super::spellings::spellings;
use super::text::half_width;

/// First and last day, when the cell tells at least one month or a span; a single whole day is left to the reader of days.
#[must_use]
pub fn read(text: &str) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
    let folded: String = half_width(text).chars().filter(|c| !c.is_whitespace()).collect();
    let marks = &spellings().range;
    let mut bare = folded.clone();
    for word in &spellings().since_words {
        bare = bare.replace(word.as_str(), "");
    }
    // The stroke that parts two ends may be the one inside a day: every place is tried, the whole cell first.
    if let Some((from, true)) = end(&bare, false) {
        return Some((Some(from), None));
    }
    for (at, mark) in bare.match_indices(marks.as_slice()) {
        let (Some(left), Some(right)) = (bare.get(..at), bare.get(at + mark.len()..)) else { continue };
        if let Some((from, month)) = end(left, false) {
            if right.is_empty() {
                return Some((Some(from), None));
            }
            if let Some((to, _)) = end(right, true)
                && to >= from
                && (month || left.len() > 7)
            {
                return Some((Some(from), Some(to)));
            }
        }
    }
    None
}

/// A month or a day written out, and whether it was a month; a month at the end of a span is its last day.
fn end(text: &str, last: bool) -> Option<(NaiveDate, bool)> {
    let s = spellings();
    let dated = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/');
    let marked = |c: char| s.year.contains(&c) || s.month.contains(&c) || s.day.contains(&c);
    if !text.chars().all(|c| dated(c) || marked(c)) {
        return None;
    }
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|piece| !piece.is_empty()).collect();
    let number = |at: usize| numbers.get(at).and_then(|piece| piece.parse::<u32>().ok());
    let year = numbers.first().filter(|year| year.len() == 4).and_then(|year| year.parse::<i32>().ok())?;
    match numbers.len() {
        2 => {
            let first = NaiveDate::from_ymd_opt(year, number(1)?, 1)?;
            let day =
                if last { first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))? } else { first };
            Some((day, true))
        }
        3 => NaiveDate::from_ymd_opt(year, number(1)?, number(2)?).map(|day| (day, false)),
        _ => None,
    }
}
