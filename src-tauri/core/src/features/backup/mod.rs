//! Backup and restore.
//!
//! A backup is one file `zhudian-DAY-TIME.zdbk` in the folder `backups` beside the database: the encrypted database
//! together with its passphrase slots (see `ground::bundle`). It is copied from a read snapshot, so no save waits; it is
//! reopened with the key, checked and counted before it gets its name. Each backup goes to the second place too when
//! that can be reached. Old ones are thinned by age and by their share of the disk, both dated parameters.
//!
//! A restore shows first what the backup holds, takes a backup of what is there, and makes the restored file an installation
//! of its own whose first entry tells which head it restores and which it leaves.

pub mod calls;
pub mod keeper;
pub mod model;
pub mod restore;
mod restore_calls;
pub mod rules;
pub mod store;
pub mod swapping;

pub use keeper::Keeper;
