//! The rule book: every number a place may set differently, as dated data with its source.
//!
//! A rule asks delegates of some levels for so many records in each window; a parameter sets how something is
//! reckoned. Both have first and last days, so that an old year is always judged by its old rules.

pub mod calls;
pub mod model;
pub mod store;

use crate::ground::ids::built_in_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Writing;
use model::{Parameter, Rule};
use rusqlite::Connection;
use serde::Deserialize;

/// The built-in book.
#[derive(Deserialize)]
struct BuiltIn {
    rules: Vec<Rule>,
    parameters: Vec<Parameter>,
}

fn built_in() -> Result<BuiltIn> {
    Ok(serde_json::from_str(include_str!("../../../data/rulebook.json"))?)
}

/// A whole number the office set for a day; where it set none, that of the built-in book.
///
/// # Errors
/// What the database says; `fault` for a name no book knows.
pub fn number(db: &Connection, name: &str, day: &str) -> Result<i64> {
    if let Some(number) = store::value(db, name, day)?.and_then(|value| value.as_i64()) {
        return Ok(number);
    }
    let built = built_in()?.parameters.into_iter().rev().find(|one| one.name == name);
    built.and_then(|one| one.value.as_i64()).ok_or_else(|| refuse("fault").because(name))
}

/// A text the office set for a day; where it set none, that of the built-in book.
///
/// # Errors
/// What the database says; `fault` for a name no book knows.
pub fn text(db: &Connection, name: &str, day: &str) -> Result<String> {
    let held = store::value(db, name, day)?;
    let built = || built_in().ok()?.parameters.into_iter().rev().find(|one| one.name == name).map(|one| one.value);
    let text = held.or_else(built).and_then(|value| value.as_str().map(str::to_owned));
    text.ok_or_else(|| refuse("fault").because(name))
}

/// Lays the built-in rules and parameters at the founding of an office.
///
/// # Errors
/// What the database says.
pub fn install(writing: &mut Writing<'_>) -> Result<()> {
    let built = built_in()?;
    for mut rule in built.rules {
        rule.id = built_in_id("rules", &rule.code);
        store::save_rule(writing.tx, &rule)?;
    }
    for mut parameter in built.parameters {
        parameter.id = built_in_id("parameters", &parameter.name);
        store::save_parameter(writing.tx, &parameter)?;
    }
    Ok(())
}
