//! Where the giver of an opinion is also written in its words. Pure.

use crate::ground::words;
use serde::Serialize;
use ts_rs::TS;

/// A text of an opinion, of one of its moves or of the visit it was heard at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Table.
    pub kind: &'static str,
    /// Record.
    pub record: String,
    /// Column.
    pub column: &'static str,
    /// What stands there.
    pub text: String,
}

/// A text as it will stand without the giver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MaskedWords {
    /// Table.
    pub kind: &'static str,
    /// Record.
    pub record: String,
    /// Column.
    pub column: &'static str,
    /// The text with the mask in it.
    pub after: String,
}

/// How a giver may be written in words, longest first: as it stands, each of several by itself, without blanks and without
/// what is said of the giver in brackets; a number with and without its dashes. One character or a few digits name nobody.
#[must_use]
pub fn spellings(giver: &str, phone: &str) -> Vec<String> {
    let close = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // Two who came together are written with the mark of enumeration between them.
    let each = std::iter::once(giver).chain(giver.split('\u{3001}'));
    let mut found: Vec<String> = each
        .flat_map(|one| {
            let bare = one.split(['\u{ff08}', '(']).next().unwrap_or(one);
            [one.trim().to_owned(), close(one), bare.trim().to_owned(), close(bare)]
        })
        .filter(|name| name.chars().count() > 1)
        .chain([phone.trim().to_owned(), digits(phone)].into_iter().filter(|number| digits(number).len() > 4))
        .collect();
    found.sort_by(|one, other| other.chars().count().cmp(&one.chars().count()).then_with(|| one.cmp(other)));
    found.dedup();
    found
}

/// A text without its giver.
#[must_use]
pub fn without(giver: &str, phone: &str, text: &str) -> String {
    replaced(giver, phone, text, words::term("erasure.mask"))
}

/// A text in which every spelling of the giver gives way to other words.
#[must_use]
pub fn replaced(giver: &str, phone: &str, text: &str, by: &str) -> String {
    spellings(giver, phone).iter().fold(text.to_owned(), |text, one| text.replace(one.as_str(), by))
}

/// The texts that hold the giver, as they stand without.
#[must_use]
pub fn masked(giver: &str, phone: &str, texts: &[Written]) -> Vec<MaskedWords> {
    texts
        .iter()
        .map(|one| (one, without(giver, phone, &one.text)))
        .filter(|(one, after)| *after != one.text)
        .map(|(one, after)| MaskedWords { kind: one.kind, record: one.record.clone(), column: one.column, after })
        .collect()
}
