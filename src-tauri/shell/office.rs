//! The core as the shell uses it: one desk on the data folder of this installation.

use crate::paths::Paths;
use std::path::PathBuf;
use zhudian_core::desk::Place;
pub use zhudian_core::desk::Desk;
pub use zhudian_core::ground::progress::Progress;
pub use zhudian_core::ground::refusal::{Refusal, refuse};

/// A desk on this installation's database, with nothing open yet. Papers are set in the fonts that were installed with
/// the program, else in those of the system.
pub fn open(paths: &Paths, fonts: Option<PathBuf>) -> Desk {
    let rooms = zhudian_rooms::rooms_with_fonts(fonts.into_iter().collect());
    Desk::new(Place { rooms, ..Place::at(paths.database.clone()) })
}

/// Ends all sessions and closes the file, so that nothing but the database itself is left.
pub fn close(desk: &Desk) {
    desk.clear();
}
