//! The office itself: its name, its town, its first day of use, its dictionaries and dated settings.

pub mod calls;
pub mod display;
pub mod store;

use crate::ground::ids::built_in_id;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Built-in dictionaries: list → (code, label).
#[derive(Deserialize)]
struct BuiltIn {
    lists: BTreeMap<String, Vec<(String, String)>>,
}

/// Lays the built-in dictionaries.
///
/// # Errors
/// What the database says.
pub fn install_dictionaries(writing: &mut Writing<'_>) -> Result<()> {
    let built: BuiltIn = serde_json::from_str(include_str!("../../../data/dictionaries.json"))?;
    for (list, entries) in &built.lists {
        for (place, (code, label)) in entries.iter().enumerate() {
            store::save_entry(
                writing.tx,
                &store::Entry {
                    id: built_in_id("dictionary", &format!("{list}/{code}")),
                    list: list.clone(),
                    code: code.clone(),
                    label: label.clone(),
                    place: i64::try_from(place).unwrap_or(0),
                    active: true,
                },
            )?;
        }
    }
    Ok(())
}
