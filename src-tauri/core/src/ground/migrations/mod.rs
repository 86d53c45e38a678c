//! The steps from an empty file to the schema of this program. A released step is never edited.

use super::capture;
use super::refusal::{Result, refuse};
use super::schema::Schema;
use rusqlite::Connection;

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Marks our files among all SQLite files: "ZDIA" as a number.
const APPLICATION: i32 = 0x5a44_4941;

/// Schema version this program writes.
#[must_use]
pub fn newest() -> u32 {
    STEPS.last().map_or(0, |(number, _)| *number)
}

/// Schema version of an open file.
///
/// # Errors
/// Refuses with `database.newer` when a newer program wrote it.
pub fn version(db: &Connection) -> Result<u32> {
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > newest() {
        return Err(refuse("database.newer").with("file", version).with("program", newest()));
    }
    Ok(version)
}

/// Brings a file to the newest schema in one transaction and lays the triggers anew.
///
/// # Errors
/// `database.newer`, or what the database says; nothing is changed then.
pub fn migrate(db: &mut Connection) -> Result<Schema> {
    version(db)?;
    through(db, STEPS)
}

/// A step: the version it leads to, and its texts in order.
pub type Step = (u32, &'static [&'static str]);

/// The same through other steps, for the tests of what a release will do.
///
/// # Errors
/// As [`migrate`].
pub fn through(db: &mut Connection, steps: &[Step]) -> Result<Schema> {
    let from: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if from == steps.last().map_or(0, |(number, _)| *number) {
        let schema = Schema::read(db)?;
        capture::compare(db, &schema)?;
        return Ok(schema);
    }
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    for (number, files) in steps.iter().filter(|(number, _)| *number > from) {
        for sql in *files {
            tx.execute_batch(sql)?;
        }
        tx.execute_batch(&format!("PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION};"))?;
    }
    let schema = Schema::read(&tx)?;
    capture::install(&tx, &schema)?;
    tx.commit()?;
    Ok(schema)
}
