//! How long work says how far it is and hears that it should stop.

/// Hears of progress and can ask for a stop.
pub trait Progress: Sync {
    /// `done` of `total` units of `what` (a word key) are finished.
    fn step(&self, done: u64, total: u64, what: &str);
    /// Whether a person asked to stop.
    fn cancelled(&self) -> bool;

    /// Refuses with `work.cancelled` when a person asked to stop.
    ///
    /// # Errors
    /// The refusal itself.
    fn go_on(&self) -> super::refusal::Result<()> {
        if self.cancelled() { Err(super::refusal::refuse("work.cancelled")) } else { Ok(()) }
    }
}

/// Progress that nobody watches.
pub struct Unwatched;

impl Progress for Unwatched {
    fn step(&self, _done: u64, _total: u64, _what: &str) {}
    fn cancelled(&self) -> bool {
        false
    }
}
