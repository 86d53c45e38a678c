//! What every feature stands on: the file and its doors, the journal, the words, the clock.

pub mod capture;
pub mod clock;
pub mod disk;
pub mod file;
pub mod ids;
pub mod journal;
pub mod keys;
pub mod migrations;
pub mod place;
pub mod progress;
pub mod refusal;
pub mod schema;
pub mod station;
pub mod undo;
pub mod words;
