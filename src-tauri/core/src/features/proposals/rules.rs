//! What the rule book says of proposals, and what follows from it for one paper. Pure: day and calendar are passed in.

use super::terms::{self, Term};
use crate::ground::refusal::{Refusal, Result, refuse};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// What the proposals ask of the rule book, by name, in the order of the settings page.
pub const NAMES: &[&str] = &[
    "proposals.signers.motion",
    "proposals.signers.suggestion",
    "proposals.signers.inquiry",
    "proposals.signers.interpellation",
    "proposals.delegation_suffices",
    "proposals.inquiry_first",
    "proposals.series.motion",
    "proposals.series.suggestion",
    "proposals.series.inquiry",
    "proposals.series.interpellation",
    "proposals.number.motion",
    "proposals.number.suggestion",
    "proposals.number.inquiry",
    "proposals.number.interpellation",
    "proposals.return_within",
    "proposals.contact_within",
    "proposals.co_opinion_within",
    "proposals.reply_within",
    "proposals.reply_within_hard",
    "proposals.inquiry_reply_within",
    "proposals.extension",
    "proposals.extensions",
    "proposals.feedback_within",
    "proposals.redo_within",
    "proposals.redo_share",
    "proposals.redos",
    "proposals.roll",
    "proposals.warn_days",
    "proposals.result_scheme",
    "proposals.refused_counts",
];

/// Names whose value is a time limit.
const LIMITS: &[&str] = &[
    "proposals.return_within",
    "proposals.contact_within",
    "proposals.co_opinion_within",
    "proposals.reply_within",
    "proposals.reply_within_hard",
    "proposals.inquiry_reply_within",
    "proposals.extension",
    "proposals.feedback_within",
    "proposals.redo_within",
];

/// The rule book on one day.
#[derive(Debug, Clone, Default)]
pub struct Book(pub BTreeMap<String, Value>);

impl Book {
    fn number(&self, name: &str) -> i64 {
        self.0.get(name).and_then(Value::as_i64).unwrap_or(0)
    }

    /// A yes or no.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// A text.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A limit; one that cannot be read is none, the rule book does not take it in.
    #[must_use]
    pub fn limit(&self, name: &str) -> Term {
        Term::read(self.text(name)).unwrap_or(Term::NONE)
    }

    /// How many must have signed, the lead among them.
    #[must_use]
    pub fn signers(&self, kind: &str) -> i64 {
        self.number(&format!("proposals.signers.{kind}"))
    }

    /// Extensions an answer may have.
    #[must_use]
    pub fn extensions(&self) -> i64 {
        self.number("proposals.extensions")
    }

    /// Times a paper is handled anew before it may be closed over dissatisfaction.
    #[must_use]
    pub fn redos(&self) -> i64 {
        self.number("proposals.redos")
    }

    /// Days before a limit that are said to be near.
    #[must_use]
    pub fn warn_days(&self) -> i64 {
        self.number("proposals.warn_days")
    }

    /// Whether so many dissatisfied of so many ask for handling anew.
    #[must_use]
    pub fn asks_anew(&self, dissatisfied: i64, of: i64) -> bool {
        dissatisfied > 0 && dissatisfied * 100 >= self.number("proposals.redo_share") * of.max(1)
    }

    /// The limit an answer has.
    #[must_use]
    pub fn reply(&self, kind: &str, hard: bool) -> Term {
        self.limit(match kind {
            "inquiry" | "interpellation" => "proposals.inquiry_reply_within",
            _ if hard => "proposals.reply_within_hard",
            _ => "proposals.reply_within",
        })
    }

    /// The last day of a limit that begins on a day, moved on to a working day where the rule book says so.
    #[must_use]
    pub fn due(&self, term: Term, from: NaiveDate, works: &dyn Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
        let due = term.after(from, works)?;
        Some(if self.flag("proposals.roll") { terms::next_working_day(due, works) } else { due })
    }
}

/// Looks at a value before the rule book takes it in.
///
/// # Errors
/// `proposals.limit` for a limit that cannot be read, `proposals.pattern` for a number pattern without its number,
/// `proposals.series` for a series that is neither session nor year, `proposals.below_zero`.
pub fn check_value(name: &str, value: &Value) -> Result<()> {
    let text = value.as_str().unwrap_or_default();
    if LIMITS.contains(&name) && Term::read(text).is_none() {
        return Err(refuse("proposals.limit").with("text", text));
    }
    if name.starts_with("proposals.number.") && !text.contains("{n}") {
        return Err(refuse("proposals.pattern").with("text", text));
    }
    if name.starts_with("proposals.series.") && !matches!(text, "session" | "year") {
        return Err(refuse("proposals.series"));
    }
    if NAMES.contains(&name) && value.as_i64().is_some_and(|number| number < 0) {
        return Err(refuse("proposals.below_zero"));
    }
    Ok(())
}

/// A number to be given: its series and how it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering {
    /// Kind with term and session, or kind with year.
    pub series: String,
    /// How the number is printed, with `{n}` still open.
    pub pattern: String,
}

impl Numbering {
    /// The number printed.
    #[must_use]
    pub fn print(&self, serial: i64) -> String {
        self.pattern.replace("{n}", &serial.to_string())
    }
}

/// Which series a paper's number stands in.
///
/// # Errors
/// `proposals.session` when the series runs by session and the paper names none.
pub fn numbering(
    book: &Book,
    kind: &str,
    term: Option<(&str, &str)>,
    session: i64,
    year: i32,
) -> std::result::Result<Numbering, Refusal> {
    let pattern = book.text(&format!("proposals.number.{kind}"));
    let by_session = book.text(&format!("proposals.series.{kind}")) == "session";
    let (id, name) = term.unwrap_or_default();
    if by_session && (id.is_empty() || session < 1) {
        return Err(refuse("proposals.session"));
    }
    let series = if by_session { format!("{kind}/{id}/{session}") } else { format!("{kind}/{year}") };
    let pattern =
        pattern.replace("{term}", name).replace("{session}", &ordinal(session)).replace("{year}", &year.to_string());
    Ok(Numbering { series, pattern })
}

/// A small number in Han characters, as sessions are counted.
#[must_use]
pub fn ordinal(number: i64) -> String {
    let digits: Vec<char> = crate::ground::words::term("proposals.digits").chars().collect();
    let digit = |at: i64| usize::try_from(at).ok().and_then(|at| digits.get(at)).copied();
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).map_or_else(|| number.to_string(), String::from),
        (tens @ 1..=9, ones) => {
            [(tens > 1).then(|| digit(tens)).flatten(), digit(10), (ones > 0).then(|| digit(ones)).flatten()]
                .into_iter()
                .flatten()
                .collect()
        }
        _ => number.to_string(),
    }
}
