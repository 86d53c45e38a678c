//! The core as the shell uses it: one desk on the data folder of this installation.

use crate::Shell;
use crate::paths::Paths;
use std::path::PathBuf;
use std::time::Duration;
use tauri::{AppHandle, Manager};
pub use zhudian_core::desk::Desk;
use zhudian_core::desk::Place;
use zhudian_core::features::backup::Keeper;
pub use zhudian_core::ground::progress::Progress;
pub use zhudian_core::ground::refusal::{Refusal, refuse};

/// A desk on this installation's database, with nothing open yet. Papers are set in the fonts that were installed with
/// the program, else in those of the system.
pub fn open(paths: &Paths, fonts: Option<PathBuf>) -> Desk {
    let rooms = zhudian_rooms::rooms_with_fonts(fonts.into_iter().collect());
    Desk::new(Place { rooms, ..Place::at(paths.database.clone()) })
}

/// How often the keeper of backups looks whether one is due; the rule book says how long that is.
const LOOK: Duration = Duration::from_secs(60);

/// Takes backups in the background while the window is open. The core decides when; a failure shows on the health card.
pub fn keep(app: AppHandle) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(LOOK);
            let shell = app.state::<Shell>();
            if let Err(refusal) = Keeper::of(&shell.desk).tick() {
                crate::errors::note("backup", &refusal.code);
            }
        }
    });
}

/// Takes a last backup when something changed, ends all sessions and closes the file.
pub fn close(desk: &Desk) {
    if let Err(refusal) = Keeper::of(desk).leaving() {
        crate::errors::note("backup", &refusal.code);
    }
    desk.clear();
}
