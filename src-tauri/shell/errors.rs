//! The log of this installation: what went wrong and where, never who or what was typed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

/// The log is turned over at this size (bytes), so that a fault in a loop cannot fill the disk.
const FULL: u64 = 1 << 20;

static LOG: OnceLock<Mutex<PathBuf>> = OnceLock::new();

/// Names the log file and sends panics of any thread there.
pub fn start(log: &Path) {
    if LOG.set(Mutex::new(log.to_owned())).is_err() {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        // Only the place is noted: the message of a panic may quote a row.
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        note("panic", &place);
    }));
}

/// Adds one line: what kind of thing happened, and the fact, which must name no person.
pub fn note(kind: &str, fact: &str) {
    let Some(log) = LOG.get() else { return };
    let Ok(path) = log.lock() else { return };
    if std::fs::metadata(&*path).is_ok_and(|file| file.len() > FULL) {
        // A failed turn-over is not worth more than a longer log.
        drop(std::fs::rename(&*path, path.with_extension("old.log")));
    }
    let line = format!("{} {kind} {}\n", now(), fact.replace(['\n', '\r'], " "));
    if let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(&*path) {
        drop(file.write_all(line.as_bytes()));
    }
}

/// Seconds since 1970; the log needs an order, not a calendar.
fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}
