//! A backup as one file: a head that can be read without a key, the passphrase slots, and the encrypted database.
//!
//! `ZDBK0001` · length of the head (four bytes, little end first) · the head as JSON · the database as it lies on disk.
//! One file, so that a database never travels without the slots that open it. The head names no person and no office;
//! what the database holds stays encrypted.

use super::ids::hex;
use super::keys::Slots;
use super::refusal::{Result, refuse};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read, Write};
use std::path::Path;

/// Ending of a backup's name.
pub const ENDING: &str = "zdbk";
const MAGIC: &[u8; 8] = b"ZDBK0001";
/// A head is a few hundred bytes and the slots of some people; a larger one is not ours.
const LONGEST_HEAD: u32 = 1_048_576;

/// What can be known of a backup without its key.
#[derive(Clone, Serialize, Deserialize)]
pub struct Head {
    /// When it was taken, UTC.
    pub taken: String,
    /// Why: `timer`, `leaving`, `asked`, `migration`, `cleansed` …
    pub reason: String,
    /// Schema version of the database.
    pub schema: u32,
    /// The installation it was taken on.
    pub installation: String,
    /// Entries of its journal.
    pub entries: i64,
    /// Digest of the newest entry.
    pub head: String,
    /// Erasures it already knows.
    pub erasures: Vec<String>,
    /// Length of the database in bytes.
    pub bytes: u64,
    /// SHA-256 of the database.
    pub digest: String,
    /// The passphrase slots.
    pub slots: Slots,
}

/// Writes a backup whole or not at all: temporary name, sync, read back and compared, rename, sync of the folder.
///
/// # Errors
/// `backup.exists` when the name is taken, `backup.readback` when the disk returns other bytes; what the disk says.
pub fn write(path: &Path, head: &mut Head, database: &Path) -> Result<()> {
    if path.exists() {
        return Err(refuse("backup.exists"));
    }
    let temporary = super::disk::beside(path, "part");
    let written = fill(&temporary, head, database).and_then(|wanted| {
        if digest_of(&temporary)? != wanted {
            return Err(refuse("backup.readback"));
        }
        std::fs::rename(&temporary, path)?;
        Ok(())
    });
    if written.is_err() {
        std::fs::remove_file(&temporary).ok();
    } else {
        super::disk::sync_folder(path);
    }
    written
}

fn fill(temporary: &Path, head: &mut Head, database: &Path) -> Result<String> {
    head.bytes = std::fs::metadata(database)?.len();
    head.digest = digest_of(database)?;
    let text = serde_json::to_vec(&head)?;
    let length = u32::try_from(text.len()).map_err(|error| refuse("fault").because(error))?;
    let mut file = Hashing {
        file: OpenOptions::new().write(true).create(true).truncate(true).open(temporary)?,
        digest: Sha256::new(),
    };
    file.write_all(MAGIC)?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(&text)?;
    std::io::copy(&mut File::open(database)?, &mut file)?;
    file.file.sync_all()?;
    Ok(hex(&file.digest.finalize()))
}

/// Copies a backup to another folder in the same careful way.
///
/// # Errors
/// As [`write`].
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    let temporary = super::disk::beside(to, "part");
    let copied = (|| {
        let mut file = Hashing {
            file: OpenOptions::new().write(true).create(true).truncate(true).open(&temporary)?,
            digest: Sha256::new(),
        };
        std::io::copy(&mut File::open(from)?, &mut file)?;
        file.file.sync_all()?;
        let wanted = hex(&file.digest.finalize());
        if digest_of(&temporary)? != wanted {
            return Err(refuse("backup.readback"));
        }
        std::fs::rename(&temporary, to)?;
        Ok(())
    })();
    if copied.is_err() {
        std::fs::remove_file(&temporary).ok();
    } else {
        super::disk::sync_folder(to);
    }
    copied
}

/// Reads the head of a backup.
///
/// # Errors
/// `backup.not_one` when the file is no backup, `backup.damaged` when its head does not read or bytes are missing.
pub fn read_head(path: &Path) -> Result<Head> {
    Ok(open(path)?.0)
}

fn open(path: &Path) -> Result<(Head, BufReader<File>)> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut reader = BufReader::new(file);
    let mut magic = [0_u8; 8];
    let mut count = [0_u8; 4];
    reader.read_exact(&mut magic).map_err(|error| refuse("backup.not_one").because(error))?;
    if &magic != MAGIC {
        return Err(refuse("backup.not_one"));
    }
    reader.read_exact(&mut count).map_err(|error| refuse("backup.damaged").because(error))?;
    let count = u32::from_le_bytes(count);
    if count > LONGEST_HEAD {
        return Err(refuse("backup.damaged").because("the head is too long"));
    }
    let mut text = vec![0_u8; usize::try_from(count).unwrap_or(0)];
    reader.read_exact(&mut text).map_err(|error| refuse("backup.damaged").because(error))?;
    let head: Head = serde_json::from_slice(&text).map_err(|error| refuse("backup.damaged").because(error))?;
    if length != 12 + u64::from(count) + head.bytes {
        return Err(refuse("backup.damaged").because("bytes are missing or left over"));
    }
    Ok((head, reader))
}

/// Lays the database of a backup at a path where nothing lies yet, and compares its bytes with the head.
///
/// # Errors
/// As [`read_head`]; what the disk says.
pub fn unpack(path: &Path, to: &Path) -> Result<Head> {
    let (head, mut reader) = open(path)?;
    let mut file = Hashing { file: OpenOptions::new().write(true).create_new(true).open(to)?, digest: Sha256::new() };
    let copied = std::io::copy(&mut reader, &mut file).map_err(Into::into).and_then(|_| {
        file.file.sync_all()?;
        Ok(())
    });
    let whole = copied.and_then(|()| {
        if hex(&file.digest.finalize()) == head.digest {
            Ok(head)
        } else {
            Err(refuse("backup.damaged").because("the digest differs"))
        }
    });
    if whole.is_err() {
        std::fs::remove_file(to).ok();
    }
    whole
}

fn digest_of(path: &Path) -> Result<String> {
    let mut digest = Sha256::new();
    let mut file = File::open(path)?;
    let mut block = vec![0_u8; 262_144];
    loop {
        let count = file.read(&mut block)?;
        if count == 0 {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(block.get(..count).unwrap_or_default());
    }
}

/// A file whose bytes are digested on their way.
struct Hashing {
    file: File,
    digest: Sha256,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.digest.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
