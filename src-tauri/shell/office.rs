//! The core as the shell uses it: one desk on the data folder of this installation.

use crate::paths::Paths;
pub use zhudian_core::desk::Desk;
pub use zhudian_core::ground::progress::Progress;
pub use zhudian_core::ground::refusal::{Refusal, refuse};
use zhudian_core::desk::Place;

/// A desk on this installation's database, with nothing open yet.
pub fn open(paths: &Paths) -> Desk {
    Desk::new(Place::at(paths.database.clone()))
}

/// Ends all sessions and closes the file, so that nothing but the database itself is left.
pub fn close(desk: &Desk) {
    desk.clear();
}
