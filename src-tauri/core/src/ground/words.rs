//! The words people see. They live in `words/zh/*.json`, one file a feature, and are compiled in.

use chrono::Datelike;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One wording file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Wording {
    #[serde(default)]
    refusals: BTreeMap<String, (String, String)>,
    #[serde(default)]
    operations: BTreeMap<String, String>,
    #[serde(default)]
    print: BTreeMap<String, String>,
    #[serde(default)]
    terms: BTreeMap<String, String>,
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

fn all() -> &'static Wording {
    static WORDS: OnceLock<Wording> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut all = Wording::default();
        for (name, text) in WORD_FILES {
            let one: Wording = serde_json::from_str(text)
                .unwrap_or_else(|error| panic!("the wording file {name} does not read: {error}"));
            all.refusals.extend(one.refusals);
            all.operations.extend(one.operations);
            all.print.extend(one.print);
            all.terms.extend(one.terms);
        }
        all
    })
}

/// Fills `{field}` places of a sentence.
#[must_use]
pub fn fill(sentence: &str, fields: &Map<String, Value>) -> String {
    let mut text = sentence.to_owned();
    for (field, value) in fields {
        let shown = match value {
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().map(shown_item).collect::<Vec<_>>().join("\u{3001}"),
            other => other.to_string(),
        };
        text = text.replace(&format!("{{{field}}}"), &shown);
    }
    text
}

/// Fields of a sentence for people: a day stands as they write it, not as it is stored. Quoted text stays as it was.
fn spoken(fields: &Map<String, Value>) -> Map<String, Value> {
    let written = |text: &str| {
        let day = super::clock::day(text).ok()?;
        let parts = [("y", i64::from(day.year())), ("m", i64::from(day.month())), ("d", i64::from(day.day()))];
        let parts = parts.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        Some(Value::String(fill(screen("days.long")?, &parts)))
    };
    fields
        .iter()
        .map(|(name, value)| {
            let said = value.as_str().filter(|_| name != "text").and_then(written);
            (name.clone(), said.unwrap_or_else(|| value.clone()))
        })
        .collect()
}

fn shown_item(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Sentence and hint of a refusal code.
#[must_use]
pub fn refusal(code: &str, fields: &Map<String, Value>) -> (String, String) {
    match all().refusals.get(code).or_else(|| all().refusals.get("fault")) {
        Some((sentence, hint)) => {
            let fields = spoken(fields);
            (fill(sentence, &fields), fill(hint, &fields))
        }
        None => (code.to_owned(), String::new()),
    }
}

/// Whether a refusal code has its words.
#[must_use]
pub fn has_refusal(code: &str) -> bool {
    all().refusals.contains_key(code)
}

/// The sentence a clerk reads in the journal for an operation.
#[must_use]
pub fn operation(name: &str, fields: &Map<String, Value>) -> String {
    all().operations.get(name).map_or_else(|| name.to_owned(), |sentence| fill(sentence, &spoken(fields)))
}

/// Whether an operation has its sentence.
#[must_use]
pub fn has_operation(name: &str) -> bool {
    all().operations.contains_key(name)
}

/// A printed word.
#[must_use]
pub fn print(key: &str) -> &'static str {
    all().print.get(key).map_or("", String::as_str)
}

/// A printed sentence with places filled.
#[must_use]
pub fn print_with(key: &str, fields: &Map<String, Value>) -> String {
    fill(print(key), fields)
}

/// A term of the field (labels of codes).
#[must_use]
pub fn term(key: &str) -> &'static str {
    all().terms.get(key).map_or("", String::as_str)
}

/// A word of the screens by feature and key, for lists that leave the program as they stood on the screen.
#[must_use]
pub fn screen(key: &str) -> Option<&'static str> {
    static SCREENS: OnceLock<BTreeMap<&str, BTreeMap<String, String>>> = OnceLock::new();
    let screens = SCREENS.get_or_init(|| {
        let read = |text: &str| serde_json::from_str(text).unwrap_or_default();
        SCREEN_FILES.iter().map(|(feature, text)| (*feature, read(text))).collect()
    });
    let (feature, rest) = key.split_once('.')?;
    screens.get(feature)?.get(rest).map(String::as_str)
}

/// Every key of one section, for the tests that look for missing and unused words.
#[must_use]
pub fn keys(section: &str) -> Vec<&'static str> {
    match section {
        "refusals" => all().refusals.keys().map(String::as_str).collect(),
        "operations" => all().operations.keys().map(String::as_str).collect(),
        "print" => all().print.keys().map(String::as_str).collect(),
        _ => all().terms.keys().map(String::as_str).collect(),
    }
}
