//! Where the file lies: on this computer or a network share, in its own place or copied here.

use super::refusal::{Result, refuse};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;

/// Whether a path lies on a network share, where the locks of SQLite cannot be trusted
/// (sqlite.org/howtocorrupt.html section 2), or on a folder a virtual machine shares with its host, where they are the
/// same trouble. Windows names both by `\\server\…`, also behind a drive letter; on macOS they are not recognised.
#[must_use]
pub fn on_network(path: &Path) -> bool {
    let path = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    if cfg!(windows) {
        let text = path.to_string_lossy();
        return text.starts_with(r"\\?\UNC\") || (text.starts_with(r"\\") && !text.starts_with(r"\\?\"));
    }
    #[cfg(debug_assertions)]
    if std::env::var_os("ZHUDIAN_NETWORK_FOLDER").is_some_and(|folder| path.starts_with(folder)) {
        return true;
    }
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mounts") else { return false };
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?.replace("\\040", " "), words.next()?))
        })
        .filter(|(folder, _)| path.starts_with(folder))
        .max_by_key(|(folder, _)| folder.len())
        .is_some_and(|(_, kind)| {
            matches!(
                kind,
                "nfs"
                    | "nfs4"
                    | "cifs"
                    | "smb3"
                    | "smbfs"
                    | "ncpfs"
                    | "afs"
                    | "fuse.sshfs"
                    | "fuse.gvfsd-fuse"
                    | "davfs"
                    | "9p"
                    | "ceph"
                    | "glusterfs"
                    | "lustre"
                    | "vboxsf"
                    | "vmhgfs"
                    | "prl_fs"
                    | "fuse.ceph"
                    | "fuse.glusterfs"
                    | "fuse.rclone"
                    | "fuse.vmhgfs-fuse"
            )
        })
}

/// Whether everything saved lies in the file itself. A log left beside it needs a folder that takes writes.
///
/// # Errors
/// `station.unsettled` when a log with saves in it lies beside the file.
pub fn settled(path: &Path) -> Result<()> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    match std::fs::metadata(Path::new(&log)) {
        Ok(known) if known.len() > 0 => Err(refuse("station.unsettled")),
        _ => Ok(()),
    }
}

/// Number of the newest installation named in the file.
///
/// # Errors
/// What the database says.
pub fn current(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT coalesce(max(number), 0) FROM installations", [], |row| row.get(0))?)
}

/// Finds out which installation this is. A marker outside the data folder names the installation and the path it
/// lives at; when the marker is missing or names another place, the file was copied: it gets an installation of its
/// own that remembers its parent. Answers (number, whether it is a fresh copy).
///
/// # Errors
/// What the database or the disk says.
pub fn installation(
    db: &mut Connection,
    path: &Path,
    markers: &Path,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(i64, bool)> {
    let known: Option<(i64, String)> = db
        .query_row("SELECT number, id FROM installations ORDER BY number DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let home = text_of(path);
    if let Some((number, id)) = &known
        && std::fs::read_to_string(markers.join(id)).is_ok_and(|text| text == home)
    {
        return Ok((*number, false));
    }
    begin(db, known, &home, markers, now)
}

/// Makes a restored file an installation of its own that will live at `home`, whatever the markers say.
///
/// # Errors
/// What the database or the disk says.
pub fn restored(
    db: &mut Connection,
    home: &Path,
    markers: &Path,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(i64, bool)> {
    let known: Option<(i64, String)> = db
        .query_row("SELECT number, id FROM installations ORDER BY number DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    begin(db, known, &text_of(home), markers, now)
}

/// A path as a marker names it. The file may not lie there yet; its folder does.
fn text_of(path: &Path) -> String {
    let whole = path.canonicalize().ok().or_else(|| {
        let folder = path.parent()?.canonicalize().ok()?;
        Some(folder.join(path.file_name()?))
    });
    whole.unwrap_or_else(|| path.to_owned()).to_string_lossy().into_owned()
}

fn begin(
    db: &Connection,
    known: Option<(i64, String)>,
    home: &str,
    markers: &Path,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(i64, bool)> {
    let id = super::ids::new_id();
    let number = known.as_ref().map_or(1, |(number, _)| number + 1);
    let head: Option<String> =
        db.query_row("SELECT digest FROM journal ORDER BY seq DESC LIMIT 1", [], |row| row.get(0)).optional()?;
    std::fs::create_dir_all(markers)?;
    super::disk::replace(&markers.join(&id), home.as_bytes())?;
    db.execute(
        "INSERT INTO installations (number, id, parent, since, head) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![number, id, known.as_ref().map(|(_, parent)| parent), now.to_rfc3339(), head],
    )?;
    Ok((number, known.is_some()))
}
