//! What the live schema says of itself.
//!
//! Each table tells in its first line whether the journal records it, each column tells its class. SQLite keeps these
//! comments with the table, so that capture, export, masks and erasure all read the one text that made the table.

use super::refusal::{Result, refuse};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// What a column holds, and so who may see it and whether it leaves the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// About a resident, or how to reach a person.
    Personal,
    /// The work of the office.
    Office,
    /// Can be rebuilt; never journalled.
    Derived,
    /// Keys and salts.
    Secret,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Name.
    pub name: String,
    /// Class.
    pub class: Class,
    /// Meaning.
    pub about: String,
}

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Whether the journal records it.
    pub journalled: bool,
    /// Why not, when it does not.
    pub reason: String,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// (column, table referenced)
    pub references: Vec<(String, String)>,
    /// The reference to the record a row is a part of: (column, table). A register others only point into has no parts.
    pub whole: Option<(String, String)>,
}

/// Tables that are pointed into and own nothing of what points there.
const REGISTERS: &[&str] = &["areas", "terms", "circles", "clerks", "opinion_families"];

impl Table {
    /// Columns of one class.
    pub fn of(&self, class: Class) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(move |column| column.class == class).map(|column| column.name.as_str())
    }

    /// Columns the journal carries.
    pub fn carried(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| matches!(column.class, Class::Personal | Class::Office))
    }
}

/// All tables by name.
#[derive(Debug, Clone, Default)]
pub struct Schema(pub BTreeMap<String, Table>);

impl Schema {
    /// Reads the live schema.
    ///
    /// # Errors
    /// Refuses with `fault` when a table or column does not say what it is.
    pub fn read(db: &Connection) -> Result<Self> {
        let mut tables = BTreeMap::new();
        let mut statement = db.prepare(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        for row in rows {
            let (name, sql) = row?;
            if is_shadow(&name) {
                continue;
            }
            let mut table = describe(&name, &sql)?;
            let mut live = db.prepare("SELECT name, \"notnull\" FROM pragma_table_info(?1)")?;
            let names: Vec<(String, bool)> =
                live.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            let known = |column: &str| table.columns.iter().any(|known| known.name == column);
            if let Some((missing, _)) = names.iter().find(|(column, _)| !known(column)) {
                return Err(refuse("fault").because(format!("column {name}.{missing} has no class")));
            }
            let mut keys = db.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
            table.references =
                keys.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            table.whole = whole(&names, &table.references);
            tables.insert(name, table);
        }
        Ok(Self(tables))
    }

    /// The tables the journal records.
    pub fn journalled(&self) -> impl Iterator<Item = &Table> {
        self.0.values().filter(|table| table.journalled)
    }
}

/// A row is a part of the first record it cannot be without. What was heard or planned goes with its visit as well, though
/// it may stand alone.
fn whole(columns: &[(String, bool)], references: &[(String, String)]) -> Option<(String, String)> {
    let of = |wanted: &dyn Fn(bool, &str) -> bool| {
        columns.iter().find_map(|(column, needed)| {
            let (_, table) = references.iter().find(|(name, _)| name == column)?;
            wanted(*needed, table).then(|| (column.clone(), table.clone()))
        })
    };
    of(&|needed, table| needed && !REGISTERS.contains(&table)).or_else(|| of(&|_, table| table == "visits"))
}

/// Tables a full-text index keeps for itself.
fn is_shadow(name: &str) -> bool {
    ["_data", "_idx", "_content", "_docsize", "_config"]
        .iter()
        .any(|tail| name.strip_suffix(tail).is_some_and(|head| head.ends_with("_grams")))
}

fn describe(name: &str, sql: &str) -> Result<Table> {
    let mut lines = sql.lines();
    let head = lines.next().unwrap_or_default();
    let mark = head.split_once("-- {").and_then(|(_, rest)| rest.split_once('}')).map(|(mark, _)| mark.trim());
    let (journalled, reason) = match mark {
        Some("journalled") => (true, String::new()),
        Some(other) => match other.strip_prefix("plain:") {
            Some(reason) => (false, reason.trim().to_owned()),
            None => return Err(refuse("fault").because(format!("table {name} has an unknown mark {other}"))),
        },
        None => return Err(refuse("fault").because(format!("table {name} does not say whether it is journalled"))),
    };
    let mut columns = Vec::new();
    for line in lines {
        let Some((definition, comment)) = line.split_once("-- [").or_else(|| line.split_once("/* [")) else { continue };
        let Some((class, about)) = comment.split_once(']') else { continue };
        // A column that was added later stands behind the comma the engine wrote before it.
        let Some(column) = definition.trim_start_matches([',', ' ']).split_whitespace().next() else { continue };
        let class = match class {
            "personal" => Class::Personal,
            "office" => Class::Office,
            "derived" => Class::Derived,
            "secret" => Class::Secret,
            other => {
                return Err(refuse("fault").because(format!("column {name}.{column} has an unknown class {other}")));
            }
        };
        columns.push(Column {
            name: column.to_owned(),
            class,
            about: about.split("*/").next().unwrap_or_default().trim().to_owned(),
        });
    }
    Ok(Table { name: name.to_owned(), journalled, reason, columns, references: Vec::new(), whole: None })
}
