//! Where this installation keeps its things.

use std::io;
use std::path::{Path, PathBuf};

/// The folder of this name under the user's data folder holds everything; nothing is written elsewhere but what a
/// person exports.
const FOLDER: &str = "zhudian";

/// The environment variable that moves the data folder, for a trial office, a portable disk and the tests.
const ELSEWHERE: &str = "ZHUDIAN_HOME";

/// The places of one installation.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The data folder.
    pub home: PathBuf,
    /// The encrypted database.
    pub database: PathBuf,
    /// Finished papers shown in a viewer lie here and nowhere else; emptied at start and exit.
    pub viewer: PathBuf,
    /// The profile of the web view where one is needed at all; emptied at start and exit.
    pub web: PathBuf,
    /// The log: no personal data.
    pub log: PathBuf,
    /// Size and position of the window.
    pub window_state: PathBuf,
}

impl Paths {
    /// Finds the data folder: the environment's word first, then the system's place for data of programs.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn find() -> io::Result<Self> {
        let home = match std::env::var_os(ELSEWHERE).filter(|folder| !folder.is_empty()) {
            Some(folder) => std::path::absolute(folder)?,
            None => data_folder()?.join(FOLDER),
        };
        Ok(Self::at(&home))
    }

    /// The places under a given data folder.
    #[must_use]
    pub fn at(home: &Path) -> Self {
        Self {
            home: home.to_owned(),
            database: home.join("office.db"),
            viewer: home.join("viewer"),
            web: home.join("web"),
            log: home.join("log").join("zhudian.log"),
            window_state: home.join("window.json"),
        }
    }

    /// Makes the folders, closed to other users, and throws away what a killed process left for viewers.
    ///
    /// # Errors
    /// When the data folder cannot be made or written.
    pub fn prepare(&self) -> io::Result<()> {
        private_folder(&self.home)?;
        if let Some(folder) = self.log.parent() {
            private_folder(folder)?;
        }
        self.sweep();
        private_folder(&self.viewer)?;
        private_folder(&self.web)
    }

    /// Empties the folders that may hold readable text for a short time.
    pub fn sweep(&self) {
        for folder in [&self.viewer, &self.web] {
            if let Err(error) = std::fs::remove_dir_all(folder)
                && error.kind() != io::ErrorKind::NotFound
            {
                crate::errors::note("sweep", &error.kind().to_string());
            }
        }
    }
}

fn private_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// The place the system gives to data of programs.
fn data_folder() -> io::Result<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let found = if cfg!(target_os = "windows") {
        from("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        from("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        from("XDG_DATA_HOME").or_else(|| from("HOME").map(|home| home.join(".local").join("share")))
    };
    found.ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "the system names no home folder"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_for_a_viewer_are_gone_after_a_sweep() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(folder.path());
        paths.prepare().unwrap();
        std::fs::write(paths.viewer.join("a.pdf"), b"names").unwrap();
        paths.sweep();
        assert!(!paths.viewer.exists());
        paths.prepare().unwrap();
        assert_eq!(std::fs::read_dir(&paths.viewer).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn the_data_folder_is_closed_to_other_users() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::at(&folder.path().join("data"));
        paths.prepare().unwrap();
        assert_eq!(std::fs::metadata(&paths.home).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
