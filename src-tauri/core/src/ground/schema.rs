//! What the live schema says of itself.
//!
//! Each table tells in its first line whether the journal records it, each column tells its class. SQLite keeps these
//! comments with the table, so that capture, export, masks and erasure all read the one text that made the table. The
//! same comments say how records hold together: a table marked `register` owns nothing of what points into it, and a
//! column marked `part` makes its row a part of the record it points to, though it may stand alone.

use super::refusal::{Result, refuse};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether the row is a part of the record this column points to, as long as it points to one.
    pub part: bool,
}

/// One table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Whether the journal records it.
    pub journalled: bool,
    /// Whether it is only pointed into and owns nothing of what points there.
    pub register: bool,
    /// Why not, when it does not.
    pub reason: String,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// (column, table referenced)
    pub references: Vec<(String, String)>,
    /// The reference to the record a row is a part of: (column, table). A register others only point into has no parts.
    pub whole: Option<(String, String)>,
}

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
        let (mut tables, mut needed) = (BTreeMap::new(), BTreeMap::<String, BTreeSet<String>>::new());
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
            needed.insert(
                name.clone(),
                names.into_iter().filter(|(_, needed)| *needed).map(|(column, _)| column).collect(),
            );
            let mut keys = db.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
            table.references =
                keys.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            tables.insert(name, table);
        }
        let registers: BTreeSet<String> =
            tables.values().filter(|table| table.register).map(|table| table.name.clone()).collect();
        for (name, table) in &mut tables {
            table.whole = whole(table, needed.get(name).unwrap_or(&BTreeSet::new()), &registers);
        }
        Ok(Self(tables))
    }

    /// The tables the journal records.
    pub fn journalled(&self) -> impl Iterator<Item = &Table> {
        self.0.values().filter(|table| table.journalled)
    }
}

/// A row is a part of the first record it cannot be without, and else of the one it says it is a part of.
fn whole(table: &Table, needed: &BTreeSet<String>, registers: &BTreeSet<String>) -> Option<(String, String)> {
    let of = |wanted: &dyn Fn(&Column, &str) -> bool| {
        table.columns.iter().find_map(|column| {
            let (_, other) = table.references.iter().find(|(name, _)| *name == column.name)?;
            wanted(column, other).then(|| (column.name.clone(), other.clone()))
        })
    };
    of(&|column, other| needed.contains(&column.name) && !registers.contains(other))
        .or_else(|| of(&|column, _| column.part))
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
    let (journalled, register, reason) = match mark {
        Some("journalled") => (true, false, String::new()),
        Some("journalled, register") => (true, true, String::new()),
        Some(other) => match other.strip_prefix("plain:") {
            Some(reason) => (false, false, reason.trim().to_owned()),
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
        let (class, part) = class.strip_suffix(", part").map_or((class, false), |class| (class, true));
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
            part,
        });
    }
    Ok(Table { name: name.to_owned(), journalled, register, reason, columns, references: Vec::new(), whole: None })
}
