//! The SQL of transfers.

use super::model::{Transfer, TransferLine};
use crate::ground::refusal::Result;
use rusqlite::{Connection, OptionalExtension, Row, params};

const TRANSFER: &str =
    "t.id, t.from_id, coalesce(c.name, ''), t.to_name, t.witness, t.absent, t.begun_on, t.counted_on, t.signed_on,
    t.finished_on, t.note, (SELECT count(*) FROM transfer_lines l WHERE l.transfer_id = t.id),
    (SELECT count(*) FROM transfer_lines l WHERE l.transfer_id = t.id AND l.given = 1)";

fn transfer(row: &Row<'_>) -> rusqlite::Result<Transfer> {
    Ok(Transfer {
        id: row.get(0)?,
        from_id: row.get(1)?,
        from: row.get(2)?,
        to_name: row.get(3)?,
        witness: row.get(4)?,
        absent: row.get(5)?,
        begun_on: row.get(6)?,
        counted_on: row.get(7)?,
        signed_on: row.get(8)?,
        finished_on: row.get(9)?,
        note: row.get(10)?,
        lines: row.get(11)?,
        given: row.get(12)?,
    })
}

/// All transfers, newest first.
///
/// # Errors
/// What the database says.
pub fn list(db: &Connection) -> Result<Vec<Transfer>> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT {TRANSFER} FROM transfers t LEFT JOIN clerks c ON c.id = t.from_id ORDER BY t.begun_on DESC, t.id DESC"
    ))?;
    Ok(statement.query_map([], transfer)?.collect::<rusqlite::Result<_>>()?)
}

/// One transfer.
///
/// # Errors
/// What the database says.
pub fn find(db: &Connection, id: &str) -> Result<Option<Transfer>> {
    Ok(db
        .prepare_cached(&format!(
            "SELECT {TRANSFER} FROM transfers t LEFT JOIN clerks c ON c.id = t.from_id WHERE t.id = ?1"
        ))?
        .query_row([id], transfer)
        .optional()?)
}

/// Inserts or changes a transfer.
///
/// # Errors
/// What the database says.
pub fn save(db: &Connection, one: &Transfer) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO transfers (id, from_id, to_name, witness, absent, begun_on, counted_on, signed_on, finished_on, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET to_name = ?3, witness = ?4, absent = ?5, counted_on = ?7, signed_on = ?8, finished_on = ?9, note = ?10",
    )?
    .execute(params![
        one.id,
        one.from_id,
        one.to_name,
        one.witness,
        one.absent,
        one.begun_on,
        one.counted_on,
        one.signed_on,
        one.finished_on,
        one.note
    ])?;
    Ok(())
}

/// The lines of a transfer in order.
///
/// # Errors
/// What the database says.
pub fn lines(db: &Connection, transfer: &str) -> Result<Vec<TransferLine>> {
    let mut statement = db.prepare_cached(
        "SELECT id, kind, item, label, counted, detail, kept_at, note, given FROM transfer_lines WHERE transfer_id = ?1 ORDER BY place, id",
    )?;
    let rows = statement.query_map([transfer], |row| {
        let detail: String = row.get(5)?;
        Ok(TransferLine {
            id: row.get(0)?,
            kind: row.get(1)?,
            item: row.get(2)?,
            label: row.get(3)?,
            counted: row.get(4)?,
            detail: detail.lines().map(str::to_owned).collect(),
            kept_at: row.get(6)?,
            note: row.get(7)?,
            given: row.get(8)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The transfer of a line.
///
/// # Errors
/// What the database says.
pub fn of_line(db: &Connection, line: &str) -> Result<Option<String>> {
    Ok(db
        .prepare_cached("SELECT transfer_id FROM transfer_lines WHERE id = ?1")?
        .query_row([line], |row| row.get(0))
        .optional()?)
}

/// Inserts or changes a line at a place.
///
/// # Errors
/// What the database says.
pub fn save_line(db: &Connection, transfer: &str, place: i64, one: &TransferLine) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO transfer_lines (id, transfer_id, place, kind, item, label, counted, detail, kept_at, note, given)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET place = ?3, label = ?6, counted = ?7, detail = ?8, kept_at = ?9, note = ?10, given = ?11",
    )?
    .execute(params![
        one.id,
        transfer,
        place,
        one.kind,
        one.item,
        one.label,
        one.counted,
        one.detail.join("\n"),
        one.kept_at,
        one.note,
        one.given
    ])?;
    Ok(())
}

/// Removes a line.
///
/// # Errors
/// What the database says.
pub fn remove_line(db: &Connection, line: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM transfer_lines WHERE id = ?1")?.execute([line])?)
}

/// Removes a transfer that was begun by mistake.
///
/// # Errors
/// What the database says.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    db.prepare_cached("DELETE FROM transfer_lines WHERE transfer_id = ?1")?.execute([id])?;
    Ok(db.prepare_cached("DELETE FROM transfers WHERE id = ?1")?.execute([id])?)
}

/// Numbers of sticks files went out on, with how many files and the newest day, UTC.
///
/// # Errors
/// What the database says.
pub fn sticks(db: &Connection) -> Result<Vec<(String, i64, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT medium, count(*), max(at) FROM exports WHERE medium <> '' GROUP BY medium ORDER BY max(at) DESC, medium",
    )?;
    Ok(statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?)
}

/// Names of files that went out and begin so.
///
/// # Errors
/// What the database says.
pub fn went_out(db: &Connection, stem: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM exports WHERE substr(file, 1, length(?1)) = ?1")?.exists([stem])?)
}

/// Gives the unfinished typing of a clerk to another.
///
/// # Errors
/// What the database says.
pub fn give_drafts(db: &Connection, from: &str, to: &str) -> Result<usize> {
    Ok(db.prepare_cached("UPDATE drafts SET person = ?2 WHERE person = ?1")?.execute([from, to])?)
}
