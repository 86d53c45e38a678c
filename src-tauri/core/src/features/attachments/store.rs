//! The SQL of attachments and their files.

use super::model::{Attachment, Owner};
use crate::ground::ids::hex;
use crate::ground::refusal::{Result, refuse};
use base64::Engine;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// Attachments of a record; of an opinion also those of its moves.
const OF: &str =
    "SELECT a.id, a.move_id, a.file_name, a.media, a.bytes, a.cleaned, a.day, coalesce(c.name, ''), a.note, f.small
    FROM attachments a LEFT JOIN clerks c ON c.id = a.clerk_id LEFT JOIN attachment_files f ON f.digest = a.digest";

/// An attachment to be kept.
pub struct New<'a> {
    /// Record.
    pub id: &'a str,
    /// What it belongs to.
    pub owner: Owner,
    /// That record.
    pub record: &'a str,
    /// The opinion, when it comes with a move.
    pub opinion: Option<&'a str>,
    /// Name without its ending.
    pub name: &'a str,
    /// Kind of file.
    pub media: &'a str,
    /// Its bytes.
    pub content: &'a [u8],
    /// Their SHA-256.
    pub digest: &'a str,
    /// Small picture as JPEG.
    pub small: Option<&'a [u8]>,
    /// Whether metadata was taken out.
    pub cleaned: bool,
    /// Day.
    pub day: &'a str,
    /// Clerk.
    pub clerk: &'a str,
}

/// An attachment with what is needed to hand it out.
pub struct Kept {
    /// What it belongs to.
    pub owner: Owner,
    /// That record; of a move its opinion.
    pub record: String,
    /// Name without its ending.
    pub name: String,
    /// Kind of file.
    pub media: String,
    /// Digest of its bytes.
    pub digest: String,
    /// Remark.
    pub note: String,
}

/// Whether a record is there; of a move the opinion it belongs to.
pub fn standing(db: &Connection, owner: Owner, record: &str) -> Result<Option<Option<String>>> {
    let sql = match owner {
        Owner::Visits => "SELECT NULL FROM visits WHERE id = ?1",
        Owner::Opinions => "SELECT NULL FROM opinions WHERE id = ?1",
        Owner::OpinionMoves => "SELECT opinion_id FROM opinion_moves WHERE id = ?1",
        Owner::ActivityReports => "SELECT NULL FROM activity_reports WHERE id = ?1",
        Owner::Meetings => "SELECT NULL FROM meetings WHERE id = ?1",
        Owner::Proposals => "SELECT NULL FROM proposals WHERE id = ?1",
    };
    Ok(db.prepare_cached(sql)?.query_row([record], |row| row.get(0)).optional()?)
}

/// Attachments of a record; of an opinion also those of its moves. What was erased is not among them.
pub fn list(db: &Connection, owner: Owner, record: &str) -> Result<Vec<Attachment>> {
    let column = owner.column();
    let mut statement = db.prepare_cached(&format!("{OF} WHERE a.{column} = ?1 AND a.digest <> '' ORDER BY a.id"))?;
    let rows = statement.query_map([record], |row| {
        let small: Option<Vec<u8>> = row.get(9)?;
        Ok(Attachment {
            id: row.get(0)?,
            move_id: row.get(1)?,
            name: row.get(2)?,
            media: row.get(3)?,
            bytes: row.get(4)?,
            cleaned: row.get(5)?,
            day: row.get(6)?,
            clerk: row.get(7)?,
            note: row.get(8)?,
            small: small.map(|bytes| base64::engine::general_purpose::STANDARD.encode(bytes)),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Digests of the attachments of a record.
pub fn digests(db: &Connection, owner: Owner, record: &str) -> Result<Vec<String>> {
    let column = owner.column();
    let mut statement = db.prepare_cached(&format!("SELECT digest FROM attachments WHERE {column} = ?1"))?;
    Ok(statement.query_map([record], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Bytes of all files kept.
pub fn total(db: &Connection) -> Result<i64> {
    Ok(db.prepare_cached("SELECT coalesce(sum(length), 0) FROM attachment_files")?.query_row([], |row| row.get(0))?)
}

/// Whether the bytes of a digest lie there.
pub fn lies(db: &Connection, digest: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM attachment_files WHERE digest = ?1")?.exists([digest])?)
}

/// Keeps an attachment; the same bytes lie once.
pub fn add(db: &Connection, new: &New<'_>) -> Result<()> {
    let length = i64::try_from(new.content.len()).unwrap_or(i64::MAX);
    db.prepare_cached(
        "INSERT INTO attachment_files (digest, length, small, content) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (digest) DO NOTHING",
    )?
    .execute(params![new.digest, length, new.small, new.content])?;
    let of = |owner: Owner| (new.owner == owner).then_some(new.record);
    db.prepare_cached(
        "INSERT INTO attachments (id, visit_id, opinion_id, move_id, report_id, meeting_id, proposal_id, file_name, media, bytes,
             digest, cleaned, day, clerk_id, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, '')",
    )?
    .execute(params![
        new.id,
        of(Owner::Visits),
        of(Owner::Opinions).or(new.opinion),
        of(Owner::OpinionMoves),
        of(Owner::ActivityReports),
        of(Owner::Meetings),
        of(Owner::Proposals),
        new.name,
        new.media,
        length,
        new.digest,
        new.cleaned,
        new.day,
        new.clerk
    ])?;
    Ok(())
}

/// One attachment that was not erased.
pub fn find(db: &Connection, id: &str) -> Result<Option<Kept>> {
    let found = db
        .prepare_cached(
            "SELECT visit_id, opinion_id, report_id, meeting_id, proposal_id, file_name, media, digest, note
             FROM attachments WHERE id = ?1 AND digest <> ''",
        )?
        .query_row([id], |row| {
            let owners = [Owner::Visits, Owner::Opinions, Owner::ActivityReports, Owner::Meetings, Owner::Proposals];
            let mut own = (Owner::Visits, String::new());
            for (at, owner) in owners.into_iter().enumerate() {
                if let Some(record) = row.get::<_, Option<String>>(at)? {
                    own = (owner, record);
                }
            }
            Ok(Kept {
                owner: own.0,
                record: own.1,
                name: row.get(5)?,
                media: row.get(6)?,
                digest: row.get(7)?,
                note: row.get(8)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// The bytes of a digest.
pub fn content(db: &Connection, digest: &str) -> Result<Option<Vec<u8>>> {
    Ok(db
        .prepare_cached("SELECT content FROM attachment_files WHERE digest = ?1")?
        .query_row([digest], |row| row.get(0))
        .optional()?)
}

/// The first attachment whose bytes are gone or not those it was kept with; bytes that only the journal names are looked at
/// as well.
pub fn first_unsound(db: &Connection) -> Result<Option<String>> {
    let gone = db
        .prepare(
            "SELECT id FROM attachments WHERE digest <> '' AND digest NOT IN (SELECT digest FROM attachment_files) LIMIT 1",
        )?
        .query_row([], |row| row.get::<_, String>(0))
        .optional()?;
    if let Some(id) = gone {
        return Ok(Some(format!("{id}: its bytes are gone")));
    }
    let mut statement = db.prepare("SELECT digest, length, content FROM attachment_files ORDER BY digest")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (digest, length): (String, i64) = (row.get(0)?, row.get(1)?);
        let content = row.get_ref(2)?.as_blob().map_err(|error| refuse("fault").because(error))?;
        if hex(&Sha256::digest(content)) != digest || usize::try_from(length) != Ok(content.len()) {
            return Ok(Some(format!("{digest}: other bytes")));
        }
    }
    Ok(None)
}

/// Year and number of a record that has them in the ledger.
pub fn numbered(db: &Connection, owner: Owner, record: &str) -> Result<Option<(i64, i64)>> {
    let sql = match owner {
        Owner::Visits => "SELECT year, number FROM visits WHERE id = ?1",
        Owner::Opinions | Owner::OpinionMoves => "SELECT year, number FROM opinions WHERE id = ?1",
        Owner::ActivityReports | Owner::Meetings | Owner::Proposals => return Ok(None),
    };
    Ok(db.prepare_cached(sql)?.query_row([record], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Gives an attachment its name and remark.
pub fn name(db: &Connection, id: &str, name: &str, note: &str) -> Result<()> {
    db.prepare_cached(
        "UPDATE attachments SET file_name = ?2, note = ?3 WHERE id = ?1 AND (file_name <> ?2 OR note <> ?3)",
    )?
    .execute([id, name, note])?;
    Ok(())
}

/// Takes an attachment away; its bytes stay as long as the journal can bring it back.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    Ok(db.prepare_cached("DELETE FROM attachments WHERE id = ?1")?.execute([id])?)
}

/// Takes the attachments of a record away that is about to go itself; they come back with it.
pub fn leave(db: &Connection, owner: Owner, record: &str) -> Result<()> {
    let sql = match owner {
        Owner::Visits => {
            "DELETE FROM attachments WHERE visit_id = ?1 OR opinion_id IN (SELECT id FROM opinions WHERE visit_id = ?1)"
        }
        Owner::Opinions => "DELETE FROM attachments WHERE opinion_id = ?1",
        Owner::OpinionMoves => "UPDATE attachments SET move_id = NULL WHERE move_id = ?1",
        Owner::ActivityReports => "DELETE FROM attachments WHERE report_id = ?1",
        Owner::Meetings => "DELETE FROM attachments WHERE meeting_id = ?1",
        Owner::Proposals => "DELETE FROM attachments WHERE proposal_id = ?1",
    };
    db.prepare_cached(sql)?.execute([record])?;
    Ok(())
}

/// Takes the attachments of all reports on an activity away that is about to go itself.
pub fn leave_activity(db: &Connection, activity: &str) -> Result<()> {
    db.prepare_cached(
        "DELETE FROM attachments WHERE report_id IN (SELECT id FROM activity_reports WHERE activity_id = ?1)",
    )?
    .execute([activity])?;
    Ok(())
}

/// What came with the move a visit's form wrote stays with the opinion: the form is about to write the move anew.
pub fn leave_form_move(db: &Connection, opinion: &str) -> Result<()> {
    db.prepare_cached(
        "UPDATE attachments SET move_id = NULL WHERE move_id IN (SELECT id FROM opinion_moves WHERE opinion_id = ?1 AND by_form = 1)",
    )?
    .execute([opinion])?;
    Ok(())
}

/// An attachment that stands or that the journal could bring back.
#[derive(Debug, Clone)]
pub struct Ever {
    /// Record.
    pub id: String,
    /// What it belongs or belonged to: (owner, record), of a move's also the opinion.
    pub of: Vec<(Owner, String)>,
    /// Name.
    pub name: String,
    /// Remark.
    pub note: String,
    /// Digest of its bytes.
    pub digest: String,
    /// Whether it stands.
    pub stands: bool,
}

/// Every attachment whose bytes are still there by right: those that stand, and those that were removed and not erased.
pub fn ever(db: &Connection) -> Result<Vec<Ever>> {
    let owners = [
        Owner::Visits,
        Owner::Opinions,
        Owner::OpinionMoves,
        Owner::ActivityReports,
        Owner::Meetings,
        Owner::Proposals,
    ];
    let read = |row: &rusqlite::Row<'_>, stands: bool| -> rusqlite::Result<Ever> {
        let mut of = Vec::new();
        for (at, owner) in owners.into_iter().enumerate() {
            if let Some(record) = row.get::<_, Option<String>>(at + 4)? {
                of.push((owner, record));
            }
        }
        Ok(Ever { id: row.get(0)?, of, name: row.get(1)?, note: row.get(2)?, digest: row.get(3)?, stands })
    };
    let mut statement = db.prepare_cached(
        "SELECT id, file_name, note, digest, visit_id, opinion_id, move_id, report_id, meeting_id, proposal_id
         FROM attachments WHERE digest <> '' ORDER BY id",
    )?;
    let mut all: Vec<Ever> = statement.query_map([], |row| read(row, true))?.collect::<rusqlite::Result<_>>()?;
    let mut statement = db.prepare_cached(
        "SELECT record, json_extract(personal, '$.file_name'), json_extract(personal, '$.note'), json_extract(personal, '$.digest'),
             json_extract(office, '$.visit_id'), json_extract(office, '$.opinion_id'), json_extract(office, '$.move_id'),
             json_extract(office, '$.report_id'), json_extract(office, '$.meeting_id'), json_extract(office, '$.proposal_id')
         FROM journal_changes c
         WHERE kind = 'attachments' AND verb = 'D' AND personal IS NOT NULL AND json_extract(personal, '$.digest') <> ''
           AND NOT EXISTS (SELECT 1 FROM attachments a WHERE a.id = c.record)
           AND NOT EXISTS (SELECT 1 FROM journal_changes l WHERE l.record = c.record AND l.kind = 'attachments' AND l.verb = 'D' AND l.id > c.id)
         ORDER BY record",
    )?;
    for removed in statement.query_map([], |row| read(row, false))? {
        all.push(removed?);
    }
    Ok(all)
}

/// Bytes of these digests that no attachment which stands needs.
pub fn only_removed(db: &Connection, digests: &[String]) -> Result<i64> {
    let mut statement = db.prepare_cached(
        "SELECT length FROM attachment_files WHERE digest = ?1 AND digest NOT IN (SELECT digest FROM attachments)",
    )?;
    let mut bytes = 0;
    for digest in digests {
        bytes += statement.query_row([digest], |row| row.get::<_, i64>(0)).optional()?.unwrap_or(0);
    }
    Ok(bytes)
}

/// Takes away the bytes nobody names any more: no attachment, and no entry of the journal that could be taken back.
pub fn sweep(db: &Connection) -> Result<()> {
    db.prepare_cached(
        "DELETE FROM attachment_files WHERE digest NOT IN (SELECT digest FROM attachments) AND digest NOT IN (
             SELECT json_extract(personal, '$.digest') FROM journal_changes
             WHERE kind = 'attachments' AND verb <> 'U' AND json_extract(personal, '$.digest') IS NOT NULL)",
    )?
    .execute([])?;
    Ok(())
}

/// How many attachments an opinion has, its moves' among them.
pub fn of_opinion(db: &Connection, opinion: &str) -> Result<usize> {
    let n: i64 = db
        .prepare_cached("SELECT count(*) FROM attachments WHERE opinion_id = ?1 AND digest <> ''")?
        .query_row([opinion], |row| row.get(0))?;
    Ok(usize::try_from(n).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{first_unsound, hex};
    use rusqlite::Connection;
    use sha2::{Digest, Sha256};

    #[test]
    fn bytes_that_are_gone_or_others_are_found() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE attachments (id TEXT, digest TEXT);
             CREATE TABLE attachment_files (digest TEXT, length INTEGER, small BLOB, content BLOB)",
        )
        .unwrap();
        let digest = hex(&Sha256::digest(b"minutes"));
        let keep = |content: &[u8], length: i64| {
            db.execute("DELETE FROM attachment_files", []).unwrap();
            db.execute(
                "INSERT INTO attachment_files (digest, length, content) VALUES (?1, ?2, ?3)",
                rusqlite::params![digest, length, content],
            )
            .unwrap();
        };
        // One whose bytes were erased has none to look at.
        db.execute("INSERT INTO attachments (id, digest) VALUES ('a1', ?1), ('a2', '')", [&digest]).unwrap();
        keep(b"minutes", 7);
        assert_eq!(first_unsound(&db).unwrap(), None);
        keep(b"minutez", 7);
        assert_eq!(first_unsound(&db).unwrap(), Some(format!("{digest}: other bytes")));
        keep(b"minutes", 6);
        assert_eq!(first_unsound(&db).unwrap(), Some(format!("{digest}: other bytes")));
        db.execute("DELETE FROM attachment_files", []).unwrap();
        assert_eq!(first_unsound(&db).unwrap(), Some("a1: its bytes are gone".to_owned()));
    }
}
