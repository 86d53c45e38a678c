//! Lines of a call as typed cells.

use super::lists::Column;
use crate::features::areas::store as areas;
use crate::features::delegates::store as delegates;
use crate::features::office::store as office;
use crate::ground::refusal::Result;
use crate::ground::words;
use chrono::{DateTime, Local};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use zhudian_paper::{Cell, Text};

/// Words that stand for codes and records.
pub struct Names {
    areas: HashMap<String, String>,
    people: HashMap<String, String>,
    circles: HashMap<String, String>,
    words: HashMap<(String, String), String>,
}

impl Names {
    /// Loads them.
    ///
    /// # Errors
    /// What the database says.
    pub fn new(db: &Connection) -> Result<Self> {
        Ok(Self {
            areas: areas::list(db)?.into_iter().map(|one| (one.id, one.name)).collect(),
            people: delegates::people(db)?.into_iter().map(|one| (one.id, one.name)).collect(),
            circles: delegates::circles(db)?.into_iter().map(|one| (one.id, one.name)).collect(),
            words: office::entries(db)?.into_iter().map(|one| ((one.list, one.code), one.label)).collect(),
        })
    }

    /// The cell of a column in a line.
    #[must_use]
    pub fn cell(&self, column: &Column, line: &Value) -> Cell {
        if let Some((flag, instead)) = &column.hidden_when
            && line.get(flag).and_then(Value::as_bool) == Some(true)
        {
            return Cell::text(instead.as_str());
        }
        let value = at(line, if column.from.is_empty() { &column.key } else { &column.from });
        let of = |names: &HashMap<String, String>| {
            let id = value.and_then(Value::as_str).unwrap_or_default();
            word(names.get(id).map_or("", String::as_str))
        };
        match column.kind.as_str() {
            "number" => value.and_then(Value::as_i64).map_or_else(Cell::empty, Cell::number),
            "day" => match value.and_then(Value::as_str).filter(|day| !day.is_empty()) {
                Some(day) => Cell::day(day),
                None => Cell::empty(),
            },
            "time" => word(&moment(value.and_then(Value::as_str).unwrap_or_default())),
            "yes" => word(if value.and_then(Value::as_bool) == Some(true) { words::print("views.yes") } else { "" }),
            "area" => of(&self.areas),
            "circle" => of(&self.circles),
            "person" => {
                let id = value.and_then(Value::as_str).unwrap_or_default();
                name(self.people.get(id).map_or("", String::as_str))
            }
            "name" => name(value.and_then(Value::as_str).unwrap_or_default()),
            "join" => name(&joined(value)),
            kind => match kind.split_once(':') {
                Some(("word", list)) => {
                    let code = value.and_then(Value::as_str).unwrap_or_default();
                    let known = self.words.get(&(list.to_owned(), code.to_owned()));
                    word(known.map_or(code, String::as_str))
                }
                Some(("screen", prefix)) => {
                    let code = value.and_then(Value::as_str).unwrap_or_default();
                    word(words::screen(&format!("{prefix}{code}")).unwrap_or(code))
                }
                Some(("pattern", pattern)) => word(&filled(pattern, line)),
                Some(("join", pattern)) => {
                    let items = value.and_then(Value::as_array).into_iter().flatten();
                    let words: Vec<String> = items.map(|item| filled(pattern, item).trim().to_owned()).collect();
                    name(&words.join("\u{ff1b}"))
                }
                Some(("count", path)) => Cell::number(count(line, path)),
                Some(("distinct", path)) => Cell::number(distinct(line, path)),
                Some(("sum", path)) => Cell::number(parts(line, path).filter_map(Value::as_i64).sum()),
                _ => word(value.map_or(String::new(), plain).as_str()),
            },
        }
    }
}

fn word(text: &str) -> Cell {
    if text.is_empty() { Cell::empty() } else { Cell::text(text) }
}

/// Names keep their every character; a glyph nobody has is told with the name.
fn name(text: &str) -> Cell {
    if text.is_empty() { Cell::empty() } else { Cell::text(Text::of(text.to_owned(), text.to_owned())) }
}

/// A value as text.
#[must_use]
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The value at a path of fields parted by points.
#[must_use]
pub fn at<'a>(line: &'a Value, path: &str) -> Option<&'a Value> {
    // Keys of windows hold a colon and no point, so a path is parted by points alone.
    path.split('.').try_fold(line, |value, part| value.get(part))
}

fn joined(value: Option<&Value>) -> String {
    let items = value.and_then(Value::as_array).into_iter().flatten().map(plain);
    items.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\u{3001}")
}

/// A pattern with the fields of a line in its places; empty when all of them are.
#[must_use]
pub fn filled(pattern: &str, line: &Value) -> String {
    let mut text = pattern.to_owned();
    let Some(fields) = line.as_object() else { return text };
    let mut any = false;
    for (field, value) in fields {
        let place = format!("{{{field}}}");
        if text.contains(&place) {
            let shown = plain(value);
            any |= !shown.is_empty();
            text = text.replace(&place, &shown);
        }
    }
    if any { text } else { String::new() }
}

/// The moment as the clock on the office's wall showed it.
fn moment(text: &str) -> String {
    DateTime::parse_from_rfc3339(text)
        .map_or_else(|_| text.to_owned(), |at| at.with_timezone(&Local).format("%Y-%m-%d %H:%M").to_string())
}

fn parts<'a>(line: &'a Value, path: &'a str) -> impl Iterator<Item = &'a Value> {
    let (field, part) = path.split_once('.').unwrap_or((path, ""));
    let items = line.get(field).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(move |item| if part.is_empty() { Some(item) } else { item.get(part) })
}

fn count(line: &Value, path: &str) -> i64 {
    let (path, wanted) = path.split_once('=').map_or((path, None), |(path, wanted)| (path, Some(wanted)));
    let found = parts(line, path).filter(|item| wanted.is_none_or(|wanted| item.as_str() == Some(wanted)));
    i64::try_from(found.count()).unwrap_or(i64::MAX)
}

fn distinct(line: &Value, path: &str) -> i64 {
    let found: BTreeSet<String> = parts(line, path).map(plain).collect();
    i64::try_from(found.len()).unwrap_or(i64::MAX)
}
