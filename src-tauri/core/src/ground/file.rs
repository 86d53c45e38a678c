//! Opening the encrypted file: the key, the settings of a connection, and the refusals of a file that is not ours.

use super::refusal::{Result, refuse};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// Oldest SQLite free of the write-ahead-log race (sqlite.org/wal.html#walresetbug).
const OLDEST_ENGINE: i32 = 3_051_003;

/// Bytes of a page. Pages of 1,024 and 2,048 bytes are fewer bytes a save and no less work.
pub const PAGE: usize = 4096;

/// The settings of the cipher, the same for every file of ours; a file opens with no others. The seal of a page is
/// HMAC-SHA256, for which processors have instructions.
const CIPHER: &str = "PRAGMA cipher_page_size = 4096; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;";

/// What the write door tells the triggers.
#[derive(Default)]
pub struct Marks {
    /// Number of the operation under way, 0 for none.
    pub operation: AtomicI64,
    /// Whether that operation is an erasure.
    pub erasing: AtomicBool,
}

/// How a connection is to be used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The one writer.
    Write,
    /// One of the readers: it cannot write.
    Read,
    /// A reader of a file in a folder that takes no writes. Nobody writes it meanwhile, and no log lies beside it.
    Still,
}

/// The key of a file: 32 random bytes, wiped from memory after use.
pub type FileKey = zeroize::Zeroizing<[u8; 32]>;

/// Opens a file with its key and sets the connection up.
///
/// # Errors
/// `database.damaged` when the key does not fit or the file is not ours; what the disk says.
pub fn connect(path: &Path, key: &FileKey, purpose: Use) -> Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    flags |= match purpose {
        Use::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        Use::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Use::Still => OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
    };
    let still = (purpose == Use::Still).then(|| still_name(path));
    let path = still.as_deref().map_or(path, Path::new);
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(refuse("fault").because(format!("SQLite {} is too old", rusqlite::version())));
    }
    let db = keyed(path, key, flags)?;
    let cipher: String = db.query_row("PRAGMA cipher_version", [], |row| row.get(0)).unwrap_or_default();
    if cipher.is_empty() {
        return Err(refuse("fault").because("the engine has no cipher"));
    }
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    // The two lines on full flushes are for macOS, where a plain one stops at the disk's own memory.
    db.execute_batch(
        "PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA mmap_size = 0;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA cache_size = -32768;",
    )?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    if purpose == Use::Write {
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if !mode.eq_ignore_ascii_case("wal") {
            return Err(refuse("database.no_wal").because(mode));
        }
    } else {
        db.execute_batch("PRAGMA query_only = ON;")?;
    }
    db.set_prepared_statement_cache_capacity(256);
    Ok(db)
}

/// The name of a file that is not to be locked or watched: it lies where nothing can be written, so the engine could not
/// make the files it would need for that.
fn still_name(path: &Path) -> String {
    let text = path.canonicalize().unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned();
    let text = text.strip_prefix(r"\\?\").unwrap_or(&text).replace('\\', "/");
    let plain: String = text
        .chars()
        .map(|letter| match letter {
            '%' | '?' | '#' => format!("%{:02X}", u32::from(letter)),
            other => other.to_string(),
        })
        .collect();
    format!("file:///{}?immutable=1", plain.trim_start_matches('/'))
}

/// A new file under a key, into which pages will be copied.
///
/// # Errors
/// What the disk says.
pub fn blank(path: &Path, key: &FileKey) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    keyed(path, key, flags | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
}

fn keyed(path: &Path, key: &FileKey, flags: OpenFlags) -> Result<Connection> {
    let db = Connection::open_with_flags(path, flags)?;
    let digits = zeroize::Zeroizing::new(super::ids::hex(key.as_ref()));
    db.execute_batch(&zeroize::Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", digits.as_str())))?;
    db.execute_batch(CIPHER)?;
    // The engine's own messages would tell of pages and paths on the terminal; refusals tell what a person needs.
    db.execute_batch("PRAGMA cipher_log_level = NONE").ok();
    Ok(db)
}

/// Registers the functions the triggers call. Only the write door does this.
///
/// # Errors
/// What the engine says.
pub fn register(db: &Connection, marks: &Arc<Marks>) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_INNOCUOUS;
    let operation = Arc::clone(marks);
    db.create_scalar_function("operation_now", 0, flags, move |_| match operation.operation.load(Ordering::SeqCst) {
        0 => Err(rusqlite::Error::UserFunctionError("no operation is open".into())),
        seq => Ok(seq),
    })?;
    let erasing = Arc::clone(marks);
    db.create_scalar_function("erasing_now", 0, flags, move |_| Ok(i64::from(erasing.erasing.load(Ordering::SeqCst))))?;
    Ok(())
}
