//! The keys a file had before: backups of those days and the stores of running rounds still need them. They lie in the
//! encrypted file itself, so only who opens it today can open what is older.

use super::file::FileKey;
use super::ids::hex;
use super::keys::unhex;
use super::refusal::Result;
use rusqlite::{Connection, OptionalExtension};
use zeroize::Zeroizing;

const NAME: &str = "keys.former";

/// The former keys, the newest first.
///
/// # Errors
/// What the database says.
pub fn keys(db: &Connection) -> Result<Vec<FileKey>> {
    let text: Option<String> = db
        .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([NAME], |row| row.get(0))
        .optional()?;
    let text = Zeroizing::new(text.unwrap_or_default());
    let list: Vec<Zeroizing<String>> =
        serde_json::from_str::<Vec<String>>(&text).unwrap_or_default().into_iter().map(Zeroizing::new).collect();
    Ok(list.iter().filter_map(|one| Some(Zeroizing::new(unhex(one)?.try_into().ok()?))).collect())
}

/// Keeps the former keys in a file.
///
/// # Errors
/// What the database says.
pub fn keep(db: &Connection, keys: &[FileKey]) -> Result<()> {
    let list: Vec<String> = keys.iter().map(|key| hex(key.as_ref())).collect();
    db.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
    )?
    .execute([NAME, &serde_json::to_string(&list)?])?;
    Ok(())
}
