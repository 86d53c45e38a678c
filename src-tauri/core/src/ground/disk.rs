//! Writing files so that a power cut leaves the old one or the new one, never half of one.

use super::refusal::Result;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Replaces a file whole: temporary name in the same folder, write, sync, rename, sync of the folder.
///
/// # Errors
/// What the disk says; the old file stays then and the temporary one is taken away.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    Laid::beside(path, bytes)?.take_place()
}

/// Bytes that are safely on the disk beside a file, under a name of their own, and may take its place. They are taken away
/// again unless they do.
pub struct Laid {
    temporary: PathBuf,
    place: PathBuf,
}

impl Laid {
    /// Lays bytes beside a file. Two programs that write the same file at once do not meet.
    ///
    /// # Errors
    /// What the disk says; nothing is left then.
    pub fn beside(path: &Path, bytes: &[u8]) -> Result<Self> {
        let temporary = beside(path, &format!("{}.part", super::ids::blind_id()));
        let laid = Self { temporary, place: path.to_owned() };
        let mut file = OpenOptions::new().write(true).create_new(true).open(&laid.temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(laid)
    }

    /// Gives them the place.
    ///
    /// # Errors
    /// What the disk says; the old file stays then.
    pub fn take_place(self) -> Result<()> {
        rename(&self.temporary, &self.place)?;
        sync_folder(&self.place);
        Ok(())
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        std::fs::remove_file(&self.temporary).ok();
    }
}

/// Gives a file another name. On Windows a scanner may hold it for a moment; it is asked again for a second.
///
/// # Errors
/// What the disk says.
pub fn rename(from: &Path, to: &Path) -> Result<()> {
    let mut tries = if cfg!(windows) { 20 } else { 0 };
    loop {
        match std::fs::rename(from, to) {
            Err(error) if tries > 0 && error.kind() == std::io::ErrorKind::PermissionDenied => tries -= 1,
            other => return Ok(other?),
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Takes away what a killed program left of files it was laying beside this one or beside what belongs to it.
pub fn sweep_laid(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
    let begins = format!("{}.", name.to_string_lossy());
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(&begins) && name.ends_with(".part") {
            std::fs::remove_file(entry.path()).ok();
        }
    }
}

/// The same name with these letters behind it, such as the log `…-wal` of a database.
#[must_use]
pub fn with(path: &Path, letters: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(letters);
    PathBuf::from(name)
}

/// A name in the same folder with one more ending.
#[must_use]
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Syncs the folder a file lies in, so that its new name survives a power cut. Windows has no such call and needs none.
pub fn sync_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    {
        folder.sync_all().ok();
    }
    #[cfg(not(unix))]
    {
        let _: Option<File> = None;
        let _ = path;
    }
}
