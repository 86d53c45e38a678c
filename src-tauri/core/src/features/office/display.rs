//! How the desk looks for a person on this computer, and after how many idle minutes it locks.

use super::store;
use crate::ground::refusal::{Result, refuse};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use ts_rs::TS;

/// What a person chose, or what is built in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Display {
    /// system, light, dark or contrast.
    pub theme: String,
    /// Size of type in percent: 100, 125 or 150.
    pub size: String,
    /// Idle minutes until the desk locks.
    pub idle_minutes: i64,
    /// Most idle minutes that may be chosen here.
    pub idle_most: i64,
}

/// What a person wishes to change; what is left out stays.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "DisplayWishes")]
pub struct Wishes {
    /// system, light, dark or contrast.
    #[serde(default)]
    pub theme: Option<String>,
    /// 100, 125 or 150.
    #[serde(default)]
    pub size: Option<String>,
    /// Idle minutes until the desk locks.
    #[serde(default)]
    pub idle_minutes: Option<i64>,
}

#[derive(Deserialize)]
struct BuiltIn {
    parameters: BTreeMap<String, i64>,
    themes: Vec<String>,
    sizes: Vec<String>,
}

fn built_in() -> &'static BuiltIn {
    static DATA: OnceLock<BuiltIn> = OnceLock::new();
    DATA.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/display.json")).expect("the built-in display data reads")
    })
}

impl Default for Display {
    fn default() -> Self {
        let number = |name: &str| built_in().parameters.get(name).copied().unwrap_or(1);
        let first = |list: &[String]| list.first().cloned().unwrap_or_default();
        Self {
            theme: first(&built_in().themes),
            size: first(&built_in().sizes),
            idle_minutes: number("display.idle_minutes"),
            idle_most: number("display.idle_most"),
        }
    }
}

/// What a person chose on this computer; the minutes never beyond what the office allows on this day.
///
/// # Errors
/// What the database says.
pub fn of(db: &Connection, clerk: &str, today: chrono::NaiveDate) -> Result<Display> {
    let mut usual = Display::default();
    for (name, place) in
        [("display.idle_minutes", &mut usual.idle_minutes), ("display.idle_most", &mut usual.idle_most)]
    {
        if let Some(number) = store::parameter(db, name, today)?.and_then(|text| text.parse().ok()) {
            *place = number;
        }
    }
    let kept = store::setting(db, &setting(clerk))?.and_then(|text| serde_json::from_str::<Display>(&text).ok());
    let mut display = kept.map_or_else(|| usual.clone(), |kept| Display { idle_most: usual.idle_most, ..kept });
    display.idle_minutes = display.idle_minutes.clamp(1, display.idle_most.max(1));
    Ok(display)
}

/// Keeps what a person wishes and answers all of it.
///
/// # Errors
/// `office.display` for a theme, a size or minutes that are not offered.
pub fn keep(db: &Connection, clerk: &str, wishes: &Wishes, today: chrono::NaiveDate) -> Result<Display> {
    let mut display = of(db, clerk, today)?;
    let (theme, size) = (&wishes.theme, &wishes.size);
    if theme.as_ref().is_some_and(|one| !built_in().themes.contains(one))
        || size.as_ref().is_some_and(|one| !built_in().sizes.contains(one))
        || wishes.idle_minutes.is_some_and(|minutes| minutes < 1 || minutes > display.idle_most)
    {
        return Err(refuse("office.display").with("most", display.idle_most));
    }
    display.theme = theme.clone().unwrap_or(display.theme);
    display.size = size.clone().unwrap_or(display.size);
    display.idle_minutes = wishes.idle_minutes.unwrap_or(display.idle_minutes);
    store::keep_setting(db, &setting(clerk), &serde_json::to_string(&display)?)?;
    Ok(display)
}

fn setting(clerk: &str) -> String {
    format!("display.{clerk}")
}
