//! What all papers share: the marking, the foot with its proof code, days written out, words with their places filled.

use crate::ground::words;
use chrono::{Datelike, NaiveDate};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use zhudian_paper::{Document, Foot, MetaLine, Setting, SignaturePlace, Text};

/// Digits and letters without I, L, O, U, as in the codes of evaluation sheets.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Who prints and when.
#[derive(Debug, Clone)]
pub struct Head {
    /// The office as printed.
    pub office: String,
    /// The clerk who prints.
    pub clerk: String,
    /// The day of printing.
    pub today: NaiveDate,
}

/// A printed sentence with its places filled.
#[must_use]
pub fn said(key: &str, fields: &[(&str, Value)]) -> String {
    let fields: Map<String, Value> = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    words::print_with(key, &fields)
}

/// A day written out.
#[must_use]
pub fn long_day(day: NaiveDate) -> String {
    said("paper.day", &[("y", day.year().into()), ("m", day.month().into()), ("d", day.day().into())])
}

/// A span of days written out, the year named once when it is the same; a whole month, half year or year by its name.
#[must_use]
pub fn long_span(from: NaiveDate, to: NaiveDate) -> String {
    if from.year() == to.year() {
        let fields = [
            ("y", from.year().into()),
            ("m", from.month().into()),
            ("d", from.day().into()),
            ("m2", to.month().into()),
            ("d2", to.day().into()),
        ];
        return said("paper.span_in_year", &fields);
    }
    said("paper.span", &[("from", long_day(from).into()), ("to", long_day(to).into())])
}

/// The name of a period as a file and a title say it: a month, a half year, a year, or its first and last day.
#[must_use]
pub fn period_name(from: NaiveDate, to: NaiveDate) -> String {
    let next = to.succ_opt().unwrap_or(to);
    let whole = from.day() == 1 && next.day() == 1 && from.year() == to.year();
    let fields = [("y", from.year().into()), ("m", from.month().into())];
    match (whole, from.month(), to.month()) {
        (true, first, last) if first == last => said("paper.month", &fields),
        (true, 1, 6) => said("paper.first_half", &fields),
        (true, 7, 12) => said("paper.second_half", &fields),
        (true, 1, 12) => said("paper.year", &fields),
        (true, first, last) if last == first + 2 && first % 3 == 1 => {
            said("paper.quarter", &[("y", from.year().into()), ("q", (first / 3 + 1).into())])
        }
        _ => long_span(from, to),
    }
}

/// An empty paper with marking and foot.
#[must_use]
pub fn paper(head: &Head, title: String, setting: Setting) -> Document {
    Document {
        title: title.into(),
        marking: Some(words::print("paper.marking").to_owned()),
        setting,
        foot: Foot {
            pages: words::print("paper.pages").to_owned(),
            proof: None,
            note: Some(said(
                "paper.printed",
                &[("office", head.office.clone().into()), ("day", long_day(head.today).into())],
            )),
        },
        ..Document::default()
    }
}

/// Sets the proof code: eight letters of the digest of everything else on the paper. Two papers with the same code show
/// the same figures.
pub fn prove(document: &mut Document) {
    document.foot.proof = None;
    let bytes = serde_json::to_vec(document).unwrap_or_default();
    let digest = Sha256::digest(&bytes);
    let letter = |byte: &u8| LETTERS.get(usize::from(byte & 31)).copied().map_or('0', char::from);
    let (first, second): (Vec<_>, Vec<_>) = digest.iter().take(8).map(letter).enumerate().partition(|(at, _)| *at < 4);
    let text = |part: Vec<(usize, char)>| part.into_iter().map(|(_, letter)| letter).collect::<String>();
    document.foot.proof = Some(said("paper.proof", &[("code", format!("{}-{}", text(first), text(second)).into())]));
}

/// A line of the head.
#[must_use]
pub fn meta(texts: Vec<String>) -> MetaLine {
    MetaLine(texts.into_iter().map(Text::from).collect())
}

/// The five places every report is signed at.
#[must_use]
pub fn report_signatures(head: &Head, filled_by: &str, reviewed_by: &str, in_charge: &str) -> Vec<SignaturePlace> {
    let place = |key: &str, value: &str| SignaturePlace { label: words::print(key).to_owned(), value: value.into() };
    vec![
        place("sign.unit", &head.office),
        place("sign.filled", if filled_by.is_empty() { &head.clerk } else { filled_by }),
        place("sign.reviewed", reviewed_by),
        place("sign.charge", in_charge),
        place("sign.day", &long_day(head.today)),
    ]
}

/// Names in one cell; nobody is a hole when a word for it is given.
#[must_use]
pub fn names<'a>(names: impl IntoIterator<Item = &'a str>, nobody: &str) -> Text {
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() {
        return nobody.into();
    }
    let joined = names.join("\u{3001}");
    Text::of(joined.clone(), joined)
}

/// A day of a list in a narrow column.
#[must_use]
pub fn short_day(day: NaiveDate) -> String {
    said("paper.short_day", &[("m", day.month().into()), ("d", day.day().into())])
}

/// The word for a day of the week, Monday first.
#[must_use]
pub fn weekday(number: i64) -> &'static str {
    words::print(match number {
        1 => "weekday.1",
        2 => "weekday.2",
        3 => "weekday.3",
        4 => "weekday.4",
        5 => "weekday.5",
        6 => "weekday.6",
        _ => "weekday.7",
    })
}
