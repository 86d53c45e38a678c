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
    let temporary = beside(path, "part");
    let written = (|| -> std::io::Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()
    })();
    if let Err(error) = written.and_then(|()| std::fs::rename(&temporary, path)) {
        std::fs::remove_file(&temporary).ok();
        return Err(error.into());
    }
    sync_folder(path);
    Ok(())
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
