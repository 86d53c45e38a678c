//! Writing to a stick so that what stands under its name is whole and was read back.

use super::drives;
use super::names::{numbered, safe};
use crate::ground::ids::{blind_id, hex};
use crate::ground::progress::Progress;
use crate::ground::refusal::{Refusal, Result, refuse};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Bytes written or read between two looks at the stop button.
const PIECE: usize = 1 << 20;
/// Room left on the stick for its own tables.
const SPARE: u64 = 64 << 10;

/// A file to be written.
pub struct Outgoing {
    /// Title for the register.
    pub what: String,
    /// Name without its ending.
    pub stem: String,
    /// Ending without a dot.
    pub ending: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// Whether phones or givers stand in it.
    pub personal: bool,
    /// What they are for, for the register.
    pub reason: String,
}

/// A file that lies on the stick under its temporary name, read back and compared.
pub struct Staged {
    temporary: PathBuf,
    folder: PathBuf,
    stem: String,
    ending: String,
    named: Option<PathBuf>,
    /// SHA-256 of what was read back.
    pub digest: String,
    /// Its size.
    pub bytes: u64,
    /// Title for the register.
    pub what: String,
    /// Whether phones or givers stand in it.
    pub personal: bool,
    /// What they are for, for the register.
    pub reason: String,
}

impl Drop for Staged {
    /// A file that did not get its name is taken away, as far as the stick is still there.
    fn drop(&mut self) {
        if self.named.is_none() {
            std::fs::remove_file(&self.temporary).ok();
        }
    }
}

impl Staged {
    /// Gives the file its name, with （2） when that is taken, and answers it. Nothing is ever overwritten.
    ///
    /// # Errors
    /// `exchange.gone` when the stick has gone.
    pub fn name(&mut self) -> Result<String> {
        for at in 1..1000 {
            let name = numbered(&self.stem, &self.ending, at);
            let target = self.folder.join(&name);
            if target.symlink_metadata().is_ok() {
                continue;
            }
            rename(&self.temporary, &target).map_err(lost)?;
            self.named = Some(target);
            return Ok(name);
        }
        Err(refuse("exchange.names"))
    }

    /// Takes the file away again: its entry in the register could not be written.
    pub fn take_back(&mut self) {
        if let Some(named) = self.named.take() {
            std::fs::remove_file(named).ok();
        }
    }

    /// The file under its name.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.named.as_deref()
    }
}

/// Gives a file another name without overwriting, where the disk can promise it.
fn rename(from: &Path, to: &Path) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            // Some disks do not know the promise; the name was looked up the moment before.
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {}
            done => return done.map_err(std::io::Error::from),
        }
    }
    std::fs::rename(from, to)
}

/// Writes all files under temporary names, reads each back and compares it.
///
/// # Errors
/// `exchange.no_folder`, `exchange.full` before anything is written; `exchange.gone`, `exchange.differs`, `exchange.read_only`,
/// `work.cancelled` later: nothing of it stays on the stick then.
pub fn stage(folder: &Path, files: Vec<Outgoing>, progress: &dyn Progress) -> Result<Vec<Staged>> {
    if !folder.is_dir() {
        return Err(refuse("exchange.no_folder"));
    }
    let need: u64 = files.iter().map(|file| file.bytes.len() as u64).sum();
    if let Some(free) = drives::free(folder)
        && free < need + SPARE
    {
        return Err(full(need, free));
    }
    let count = files.len() as u64;
    let mut staged = Vec::new();
    for (at, file) in files.into_iter().enumerate() {
        progress.step(at as u64, count, "export");
        staged.push(stage_one(folder, file, progress)?);
    }
    progress.step(count, count, "export");
    Ok(staged)
}

fn stage_one(folder: &Path, file: Outgoing, progress: &dyn Progress) -> Result<Staged> {
    let staged = Staged {
        temporary: folder.join(format!("~zd-{}.part", blind_id())),
        folder: folder.to_owned(),
        stem: safe(&file.stem),
        ending: file.ending,
        named: None,
        digest: hex(&Sha256::digest(&file.bytes)),
        bytes: file.bytes.len() as u64,
        what: file.what,
        personal: file.personal,
        reason: file.reason,
    };
    let mut target = OpenOptions::new().write(true).create_new(true).open(&staged.temporary).map_err(lost)?;
    for piece in file.bytes.chunks(PIECE) {
        progress.go_on()?;
        target.write_all(piece).map_err(|error| room(error, file.bytes.len() as u64, folder))?;
    }
    target.sync_all().map_err(|error| room(error, file.bytes.len() as u64, folder))?;
    forget(&target);
    drop(target);
    let found = read_back(&staged.temporary, progress)?;
    if found != staged.digest {
        return Err(refuse("exchange.differs").with("file", format!("{}.{}", staged.stem, staged.ending)));
    }
    Ok(staged)
}

/// Asks the system to forget what it keeps of the file, so that reading it back asks the stick.
fn forget(file: &File) {
    #[cfg(target_os = "linux")]
    rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed).ok();
    #[cfg(not(target_os = "linux"))]
    let _ = file;
}

fn read_back(path: &Path, progress: &dyn Progress) -> Result<String> {
    #[cfg(windows)]
    if let Ok(digest) = past_memory::digest(path) {
        progress.go_on()?;
        return Ok(digest);
    }
    let mut file = File::open(path).map_err(lost)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0_u8; PIECE];
    loop {
        progress.go_on()?;
        let read = file.read(&mut piece).map_err(lost)?;
        if read == 0 {
            return Ok(hex(&digest.finalize()));
        }
        digest.update(piece.get(..read).unwrap_or_default());
    }
}

/// Windows answers from its memory what was just written, unless the file is opened past it. Such reads have to begin and
/// end at whole sectors, in the file and in memory; a disk that refuses them is read in the plain way.
#[cfg(windows)]
mod past_memory {
    use super::{Digest, File, OpenOptions, PIECE, Path, Read, Sha256, hex};
    use std::os::windows::fs::OpenOptionsExt;

    /// `FILE_FLAG_NO_BUFFERING` of the Windows API.
    const NO_BUFFERING: u32 = 0x2000_0000;
    /// The largest sector in use.
    const SECTOR: usize = 4096;

    pub(super) fn digest(path: &Path) -> std::io::Result<String> {
        let mut file: File = OpenOptions::new().read(true).custom_flags(NO_BUFFERING).open(path)?;
        let mut room = vec![0_u8; PIECE + SECTOR];
        let begin = room.as_ptr().align_offset(SECTOR);
        let mut digest = Sha256::new();
        loop {
            let piece = room.get_mut(begin..begin + PIECE).ok_or(std::io::ErrorKind::OutOfMemory)?;
            let read = file.read(piece)?;
            digest.update(piece.get(..read).unwrap_or_default());
            // Only the last piece is short: the next one would begin inside a sector.
            if read < PIECE {
                return Ok(hex(&digest.finalize()));
            }
        }
    }
}

/// Makes the new names survive the stick being pulled out. Only what this answered may be called safe.
///
/// # Errors
/// `exchange.gone` when the stick went before its names were on it.
pub fn settle(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        let opened = File::open(folder).map_err(lost)?;
        kept(opened.sync_all())?;
        #[cfg(target_os = "linux")]
        kept(rustix::fs::syncfs(&opened).map_err(std::io::Error::from))?;
        Ok(())
    }
    // Windows writes the tables of a removable disk at once and has no call for a folder; that it is still there can be seen.
    #[cfg(not(unix))]
    std::fs::metadata(folder).map(|_| ()).map_err(lost)
}

/// A disk that knows no such call keeps names as well as it can; every other failure means that they may be lost.
#[cfg(unix)]
fn kept(synced: std::io::Result<()>) -> Result<()> {
    use std::io::ErrorKind;
    synced.or_else(|error| match error.kind() {
        ErrorKind::InvalidInput | ErrorKind::Unsupported => Ok(()),
        _ => Err(lost(error)),
    })
}

fn full(need: u64, free: u64) -> Refusal {
    let shown = |bytes: u64| {
        if bytes < 1 << 20 {
            format!("{} KB", bytes.div_ceil(1 << 10))
        } else {
            format!("{} MB", bytes.div_ceil(1 << 20))
        }
    };
    refuse("exchange.full").with("need", shown(need)).with("free", shown(free))
}

fn room(error: std::io::Error, need: u64, folder: &Path) -> Refusal {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            full(need, drives::free(folder).unwrap_or(0)).because(error)
        }
        _ => lost(error),
    }
}

/// A stick that does not answer was pulled out or is broken; one that refuses is switched to reading.
fn lost(error: std::io::Error) -> Refusal {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => refuse("exchange.read_only").because(error),
        _ => refuse("exchange.gone").because(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_a_stick_that_went_are_not_called_safe() {
        let stick = tempfile::tempdir().unwrap();
        let place = stick.path().to_owned();
        assert!(settle(&place).is_ok());
        drop(stick);
        assert_eq!(settle(&place).unwrap_err().code, "exchange.gone");
    }
}
