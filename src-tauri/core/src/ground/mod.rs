//! What every feature stands on: the file and its doors, the journal, the words, the clock.

pub mod bundle;
pub mod capture;
pub mod clock;
pub mod disk;
pub mod erasing;
pub mod file;
pub mod former;
pub mod ids;
pub mod journal;
pub mod keys;
pub mod migrations;
pub mod numbers;
pub mod place;
pub mod progress;
pub mod refusal;
pub mod schema;
pub mod sealing;
pub mod snapshot;
pub mod soundness;
pub mod station;
pub mod staying;
pub mod tries;
pub mod undo;
pub mod words;
pub mod wrapping;
