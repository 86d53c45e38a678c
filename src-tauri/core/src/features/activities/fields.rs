//! What each kind of activity asks for: rule-book text in the office's own words, read here.
//!
//! A parameter `activities.fields.<kind>` names fields by their words, parted by the enumeration comma; a field that must
//! be filled carries the word for it behind. A kind without a parameter takes that of `activities.fields.other`.

use super::model::{Activity, KindFields};
use crate::ground::refusal::{Result, refuse};
use serde::Deserialize;
use serde_json::Value;
use std::sync::OnceLock;

/// A field with its word.
#[derive(Debug, Clone, Deserialize)]
struct Field {
    code: String,
    word: String,
}

#[derive(Deserialize)]
struct Book {
    /// What stands between fields.
    between: String,
    /// What stands behind a field that must be filled.
    must: String,
    fields: Vec<Field>,
}

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/activity-fields.json"))
            .expect("the built-in fields are read by a test")
    })
}

/// The parameter a kind's fields stand in.
#[must_use]
pub fn parameter(kind: &str) -> String {
    format!("activities.fields.{kind}")
}

/// Reads the fields of a kind.
///
/// # Errors
/// `activities.fields` with the word that is no field.
pub fn read(kind: &str, text: &str) -> Result<KindFields> {
    let book = book();
    let mut found = KindFields { kind: kind.to_owned(), fields: Vec::new(), needs: Vec::new() };
    for part in text.split(book.between.as_str()).map(str::trim).filter(|part| !part.is_empty()) {
        let (word, must) = part.strip_suffix(book.must.as_str()).map_or((part, false), |word| (word.trim(), true));
        let known = book.fields.iter().find(|field| field.word == word);
        let field = known.ok_or_else(|| refuse("activities.fields").with("word", word))?;
        if !found.fields.contains(&field.code) {
            found.fields.push(field.code.clone());
            if must {
                found.needs.push(field.code.clone());
            }
        }
    }
    Ok(found)
}

/// Looks at a value somebody wants to put into the rule book.
///
/// # Errors
/// `activities.fields` with the word that is no field.
pub fn check_value(name: &str, value: &Value) -> Result<()> {
    match name.strip_prefix("activities.fields.") {
        Some(kind) => read(kind, value.as_str().unwrap_or_default()).map(|_| ()),
        None => Ok(()),
    }
}

/// The word of a field.
#[must_use]
pub fn word(code: &str) -> &'static str {
    book().fields.iter().find(|field| field.code == code).map_or("", |field| field.word.as_str())
}

/// Whether an activity has something in a field. Reports and what grew out of it have records of their own and are never
/// missed here.
#[must_use]
pub fn filled(one: &Activity, field: &str) -> bool {
    match field {
        "time" => !one.starts.is_empty(),
        "place" => !one.place.is_empty(),
        "areas" => !one.areas.is_empty(),
        "organiser" => !one.organiser.is_empty(),
        "invited_by" => !one.invited_by.is_empty(),
        "delegates" => !one.delegates.is_empty(),
        "members" => !one.members.is_empty() || !one.companions.is_empty(),
        "hours" => one.hours > 0,
        "audience" => !one.audience.is_empty(),
        "manner" => !one.manner.is_empty(),
        "findings" => !one.findings.is_empty(),
        "advice" => !one.advice.is_empty(),
        _ => true,
    }
}
