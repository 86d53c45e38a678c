//! The rule book: every number a place may set differently, as dated data with its source.
//!
//! A rule asks delegates of some levels for so many records in each window; a parameter sets how something is
//! reckoned. Both have first and last days, so that an old year is always judged by its old rules.

pub mod calls;
pub mod model;
pub mod store;

use crate::ground::ids::built_in_id;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use model::{Parameter, Rule};
use serde::Deserialize;

/// The built-in book.
#[derive(Deserialize)]
struct BuiltIn {
    rules: Vec<Rule>,
    parameters: Vec<Parameter>,
}

/// Lays the built-in rules and parameters at the founding of an office.
///
/// # Errors
/// What the database says.
pub fn install(writing: &mut Writing<'_>) -> Result<()> {
    let built: BuiltIn = serde_json::from_str(include_str!("../../../data/rulebook.json"))?;
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
