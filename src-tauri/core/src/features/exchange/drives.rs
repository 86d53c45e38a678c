//! Disks a person may carry away: what is plugged in, how it is called, how much room it has.
//!
//! Linux reads the kernel's list of mounts and whether the disk calls itself removable. Windows asks each drive letter
//! only whether it answers; telling a stick from a fixed disk there needs a system call this crate does not make, so all
//! letters but the system's are listed as not known to be removable.

use std::path::{Path, PathBuf};

/// A disk that can be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drive {
    /// Where it is mounted; never sent to a page.
    pub path: PathBuf,
    /// The name a person knows it by.
    pub label: String,
    /// Free bytes.
    pub free: u64,
    /// Whether the system calls it removable.
    pub removable: bool,
}

/// The disks that are plugged in now.
#[must_use]
pub fn plugged_in() -> Vec<Drive> {
    let mut drives: Vec<Drive> = mounted().into_iter().filter(|drive| writable(&drive.path)).collect();
    drives.sort_by(|one, other| one.label.cmp(&other.label));
    drives
}

/// Free bytes of the disk a folder lies on.
#[must_use]
pub fn free(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}

/// What a person knows a folder by: the name of its disk, or its own name.
#[must_use]
pub fn label(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn drive(path: PathBuf, removable: bool) -> Drive {
    Drive { label: label(&path), free: free(&path).unwrap_or(0), path, removable }
}

/// A stick with its write switch on is shown nowhere as a place to write to.
fn writable(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|folder| folder.is_dir() && !folder.permissions().readonly())
}

#[cfg(target_os = "linux")]
fn mounted() -> Vec<Drive> {
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    carried(&mounts, &removable).into_iter().map(|(path, removable)| drive(path, removable)).collect()
}

/// Mounted devices that are removable, or lie below the places where desktops mount what is plugged in.
#[cfg(target_os = "linux")]
fn carried(mounts: &str, removable: &dyn Fn(&str) -> bool) -> Vec<(PathBuf, bool)> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (device, folder) = (words.next()?, words.next()?);
            let (_kind, options) = (words.next()?, words.next()?);
            // The kernel writes blanks in octal.
            let folder = folder.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
            let plugged = ["/media/", "/run/media/", "/mnt/"].iter().any(|place| folder.starts_with(place));
            let carried = device.starts_with("/dev/") && removable(device);
            let read_only = options.split(',').any(|option| option == "ro");
            ((device.starts_with("/dev/") && plugged || carried) && !read_only)
                .then(|| (PathBuf::from(folder), carried))
        })
        .collect()
}

/// The kernel says it of the whole disk: `sdb1` lies below `sdb`, which holds the file `removable`.
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

#[cfg(target_os = "windows")]
fn mounted() -> Vec<Drive> {
    let system = std::env::var("SystemDrive").unwrap_or_else(|_| "C:".to_owned());
    ('D'..='Z')
        .map(|letter| format!("{letter}:"))
        .filter(|letter| *letter != system)
        .map(|letter| PathBuf::from(format!("{letter}\\")))
        .filter(|path| path.is_dir())
        .map(|path| drive(path, false))
        .collect()
}

#[cfg(not(any(target_os = "linux", target_os = "windows")))]
fn mounted() -> Vec<Drive> {
    let folders =
        std::fs::read_dir("/Volumes").map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    // The disk the system started from stands there too, as a link.
    folders
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| !path.is_symlink())
        .map(|path| drive(path, true))
        .collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn sticks_are_found_in_the_list_of_mounts() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/clerk/U\\040\u{76d8} vfat rw,nosuid 0 0\ntmpfs /media/x tmpfs rw 0 0\n\
            /dev/sdc1 /run/media/clerk/LOCKED vfat ro 0 0\n/dev/sdd1 /srv/stick exfat rw 0 0\n";
        let found = carried(mounts, &|device| device == "/dev/sdb1" || device == "/dev/sdd1");
        assert_eq!(found, [(PathBuf::from("/media/clerk/U \u{76d8}"), true), (PathBuf::from("/srv/stick"), true)]);
    }
}
