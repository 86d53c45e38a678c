//! Wrong tries of a passphrase, counted in a small file of their own.
//!
//! Counting must never touch the slots: a passphrase mistyped in one program would otherwise bring back the slots that it
//! read before another program changed them.

use super::disk;
use super::refusal::{Refusal, refuse};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The longest wait, in seconds.
const LONGEST: i64 = 300;

/// Wrong tries since the last right one.
#[derive(Serialize, Deserialize, Clone, Copy, Default)]
pub struct Tries {
    failures: u32,
    /// No try is taken before this moment, in seconds since 1970.
    not_before: i64,
}

/// Path of the count beside a database.
#[must_use]
pub fn tries_path(database: &Path) -> PathBuf {
    disk::beside(database, "tries")
}

impl Tries {
    /// The count of a database; none when there is no file or it does not read.
    #[must_use]
    pub fn read(database: &Path) -> Self {
        let bytes = std::fs::read(tries_path(database)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Seconds until the next try is taken. A moment further away than the longest wait was written under a clock that
    /// has been set back since: nobody waits for it, but the tries still count.
    #[must_use]
    pub fn wait(&self, now: i64) -> i64 {
        let wait = self.not_before.saturating_sub(now);
        if (1..=LONGEST).contains(&wait) { wait } else { 0 }
    }

    /// Counts a wrong try: the next one waits 0, 0, 5, 10, 20 … up to 300 seconds. Answers what to say.
    ///
    /// A place that takes no writes keeps no count: who can fill or protect the disk can copy the file as well, and what is
    /// to be said is that the passphrase was wrong.
    #[must_use]
    pub fn wrong(self, database: &Path, now: i64) -> Refusal {
        let failures = self.failures.saturating_add(1);
        let wait = if failures < 3 { 0 } else { (5_i64 << (failures - 3).min(6)).min(LONGEST) };
        let counted = Self { failures, not_before: now + wait };
        if let Ok(bytes) = serde_json::to_vec(&counted) {
            disk::replace(&tries_path(database), &bytes).ok();
        }
        refuse("keys.wrong").with("tries", failures).with("seconds", wait)
    }

    /// Forgets the count after a right passphrase. No failing disk may turn that away.
    pub fn forget(database: &Path) {
        std::fs::remove_file(tries_path(database)).ok();
    }
}
