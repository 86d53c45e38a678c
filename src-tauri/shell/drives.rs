//! Disks a person may carry away: what is plugged in, how it is called, how much room it has.

use serde::Serialize;
use std::path::{Path, PathBuf};

/// A disk that can be written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drive {
    /// Where it is mounted; never sent to a page.
    #[serde(skip)]
    pub path: PathBuf,
    /// The name a person knows it by.
    pub label: String,
    /// Free bytes.
    pub free: u64,
    /// Whether the system calls it removable.
    pub removable: bool,
}

/// The disks that are plugged in now.
pub fn plugged_in() -> Vec<Drive> {
    let mut drives: Vec<Drive> = mounted().into_iter().filter(|drive| writable(&drive.path)).collect();
    drives.sort_by(|one, other| one.label.cmp(&other.label));
    drives
}

fn drive(path: PathBuf, removable: bool) -> Drive {
    let label = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let free = fs4::available_space(&path).unwrap_or(0);
    Drive { path, label, free, removable }
}

/// A stick with its write switch on is shown nowhere as a place to write to.
fn writable(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|folder| folder.is_dir() && !folder.permissions().readonly())
}

#[cfg(target_os = "linux")]
fn mounted() -> Vec<Drive> {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    carried(&mounts).into_iter().map(|(device, path)| drive(path, removable(&device))).collect()
}

/// Mounted devices below the places where desktops mount what is plugged in.
#[cfg(target_os = "linux")]
fn carried(mounts: &str) -> Vec<(String, PathBuf)> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (device, folder) = (words.next()?, words.next()?);
            let (_kind, options) = (words.next()?, words.next()?);
            let folder = folder.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
            let plugged = ["/media/", "/run/media/", "/mnt/"].iter().any(|place| folder.starts_with(place));
            let read_only = options.split(',').any(|option| option == "ro");
            (device.starts_with("/dev/") && plugged && !read_only).then(|| (device.to_owned(), PathBuf::from(folder)))
        })
        .collect()
}

/// The kernel says it of the whole disk: `/sys/class/block/sdb1` lies below `sdb`, which holds the file.
#[cfg(target_os = "linux")]
fn removable(device: &str) -> bool {
    let Some(name) = Path::new(device).file_name() else { return false };
    let Ok(block) = Path::new("/sys/class/block").join(name).canonicalize() else { return false };
    block
        .ancestors()
        .take(2)
        .filter_map(|folder| std::fs::read_to_string(folder.join("removable")).ok())
        .any(|flag| flag.trim() == "1")
}

#[cfg(target_os = "macos")]
fn mounted() -> Vec<Drive> {
    let folders = std::fs::read_dir("/Volumes").map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    // The disk the system started from stands there too, as a link.
    folders.into_iter().map(|entry| entry.path()).filter(|path| !path.is_symlink()).map(|path| drive(path, true)).collect()
}

#[cfg(target_os = "windows")]
fn mounted() -> Vec<Drive> {
    // The system's own disk holds the program; every other letter may be a stick. Which one is removable is not asked.
    let system = std::env::var("SystemDrive").unwrap_or_else(|_| "C:".to_owned());
    ('A'..='Z')
        .map(|letter| format!("{letter}:"))
        .filter(|name| !name.eq_ignore_ascii_case(&system))
        .map(|name| PathBuf::from(format!("{name}\\")))
        .filter(|path| path.exists())
        .map(|path| drive(path, true))
        .collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn only_plugged_in_disks_that_take_files_are_listed() {
        let mounts = "/dev/sda1 / ext4 rw,relatime 0 0\n\
            proc /proc proc rw 0 0\n\
            /dev/sdb1 /media/li/U\\040DISK vfat rw,nosuid 0 0\n\
            /dev/sdc1 /run/media/li/OLD vfat ro,nosuid 0 0\n\
            server:/share /mnt/share nfs rw 0 0\n";
        assert_eq!(carried(mounts), [("/dev/sdb1".to_owned(), PathBuf::from("/media/li/U DISK"))]);
    }
}
