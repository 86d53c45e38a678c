//! The power cut: what was acknowledged is on the disk, whichever of the later writes had reached it.
//!
//! The victim saves and says so; it is stopped twice a moment apart. What it wrote between the two stops was not yet
//! promised to anybody, so a power cut may leave any mixture of its sectors. Such mixtures are made and opened.

use crate::faults::{SmallDisk, again, moved_to, next};
use serde_json::json;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::{file, keys, snapshot, soundness};
use zhudian_testkit::{Office, PASSPHRASE, PERSON, database, desk};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

struct Image {
    database: Vec<u8>,
    log: Vec<u8>,
}

fn image(office: &Office) -> Image {
    let read = |ending: &str| std::fs::read(PathBuf::from(format!("{}{ending}", office.database().display())));
    Image { database: read("").unwrap(), log: read("-wal").unwrap_or_default() }
}

/// Each sector as it was before or after; the end as long as before, as after, or in between.
fn mixed(before: &[u8], after: &[u8], state: &mut u64) -> Vec<u8> {
    let (short, long) = (before.len().min(after.len()), before.len().max(after.len()));
    let length = short + if long > short { next(state) as usize % (long - short + 1) } else { 0 };
    let mut bytes = Vec::with_capacity(length);
    for start in (0..length).step_by(SECTOR) {
        let end = (start + SECTOR).min(length);
        let from =
            if (next(state).is_multiple_of(2) && end <= before.len()) || end > after.len() { before } else { after };
        bytes.extend_from_slice(&from[start..end]);
    }
    bytes
}

fn signal(child: &std::process::Child, name: &str) {
    assert!(Command::new("kill").arg(name).arg(child.id().to_string()).status().unwrap().success());
}

fn open_image(folder: &Path, image: (&[u8], &[u8]), key: &str, acknowledged: &[(String, String)]) {
    let path = folder.join("image.db");
    snapshot::take_away(&path);
    std::fs::write(&path, image.0).unwrap();
    std::fs::write(folder.join("image.db-wal"), image.1).unwrap();
    let key = keys::recovery_key(key).unwrap();
    // As the program does when it opens a file after a power cut: what the log holds is brought into the file first.
    let db = file::connect(&path, &key, file::Use::Write).unwrap();
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(db);
    let (db, schema) = snapshot::look(&path, &key).unwrap();
    assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None);
    for (seq, digest) in acknowledged {
        let kept: Result<String, _> =
            db.query_row("SELECT digest FROM journal WHERE seq = ?1", [seq], |row| row.get(0));
        assert_eq!(kept.as_ref(), Ok(digest), "an acknowledged write is lost");
    }
}

#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let until = Instant::now() + Duration::from_secs(40);
    let office = Office::sample();
    office.desk.clear();
    let folder = office.folder.path().join("images");
    std::fs::create_dir(&folder).unwrap();
    let (mut state, mut images, mut torn, mut kept) = (20_260_915_u64, 0, 0, 0);
    let mut child =
        again("faults::writes_until_killed", office.folder.path(), &office.recovery_key, 0).spawn().unwrap();
    let said: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let hears = Arc::clone(&said);
    let listening = std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if let ["done", seq, digest] = line.split(' ').collect::<Vec<_>>().as_slice() {
                hears.lock().unwrap().push(((*seq).to_owned(), (*digest).to_owned()));
            }
        }
    });
    while said.lock().unwrap().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    while images < 60 && Instant::now() < until {
        std::thread::sleep(Duration::from_micros(next(&mut state) % 60_000));
        signal(&child, "-STOP");
        std::thread::sleep(Duration::from_millis(5));
        let acknowledged = said.lock().unwrap().clone();
        let before = image(&office);
        signal(&child, "-CONT");
        std::thread::sleep(Duration::from_micros(next(&mut state) % 8_000));
        signal(&child, "-STOP");
        let after = image(&office);
        // The newest fifty are looked for; older ones were looked for in earlier images.
        let newest = &acknowledged[acknowledged.len().saturating_sub(50)..];
        open_image(&folder, (&before.database, &before.log), &office.recovery_key, newest);
        images += 1;
        // A log that was begun anew in between went through syncs of its own: its sectors are not free to mix.
        let same_log = before.log.get(..32) == after.log.get(..32) && before.log.len() >= 32;
        if same_log && (before.log != after.log || before.database != after.database) {
            let log = mixed(&before.log, &after.log, &mut state);
            // Pages of the file are written back only after the log that holds them was synced.
            let pages = if before.log == after.log {
                mixed(&before.database, &after.database, &mut state)
            } else {
                before.database.clone()
            };
            open_image(&folder, (&pages, &log), &office.recovery_key, newest);
            torn += 1;
        }
        kept = acknowledged.len();
        signal(&child, "-CONT");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    listening.join().unwrap();
    println!("{images} images, {torn} of them torn, {kept} acknowledged writes, none lost");
    assert!(images >= 20 && torn >= 5 && kept >= 20, "{images} images, {torn} torn, {kept} writes: too few to tell");
}

#[test]
fn a_disk_that_fills_at_any_point_refuses_or_keeps_and_goes_on_with_room() {
    let office = Office::sample();
    let Some(disk) = SmallDisk::mount(&office.folder.path().join("small"), "size=12m") else { return };
    moved_to(&disk, &office);
    let desk = desk(&disk.0, &office.clock);
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    let opened = desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer;
    let session = opened["session"].as_str();
    let ask = |name: &str, payload| desk.rpc(session, name, payload, &Unwatched);
    let area = ask("areas.list", json!({})).unwrap().answer[0]["id"].clone();
    let ballast = disk.0.join("ballast");
    let (mut refused, mut saved) = (0, 0);
    for room in (0..400).step_by(12) {
        // All but so many KiB of the disk is taken.
        std::fs::remove_file(&ballast).ok();
        let status = Command::new("dd")
            .args(["if=/dev/zero", "bs=1024", "count=100000", "status=none"])
            .arg(format!("of={}", ballast.display()))
            .stderr(std::process::Stdio::null())
            .status();
        assert!(status.is_ok());
        let length = std::fs::metadata(&ballast).unwrap().len();
        std::fs::OpenOptions::new()
            .write(true)
            .open(&ballast)
            .unwrap()
            .set_len(length.saturating_sub(room * 1024))
            .unwrap();
        let payload = json!({"day": "2026-09-05", "area_id": area, "kind": "reception", "received": 1,
            "situation": "长".repeat(1500), "note": format!("第{room}次")});
        match ask("visits.save", payload) {
            Ok(_) => saved += 1,
            Err(refusal) => {
                assert!(["disk.full", "disk.failing"].contains(&refusal.code.as_str()), "{refusal:?}");
                refused += 1;
            }
        }
        if room % 60 == 0 {
            let backup = ask("backup.now", json!({})).err().map(|refusal| refusal.code);
            assert!(matches!(backup.as_deref(), None | Some("disk.full" | "disk.failing")), "{backup:?}");
        }
        let list = ask("visits.list", json!({})).unwrap().answer;
        assert_eq!(list["sums"]["visits"], saved + 1, "looking still works and shows every saved visit, {room} KiB");
    }
    std::fs::remove_file(&ballast).unwrap();
    assert!(refused > 3 && saved > 3, "{refused} refused, {saved} saved");
    ask("delegates.save", json!({"name": "腾出空间以后"})).unwrap();
    assert_eq!(ask("check.run", json!({})).unwrap().answer["sound"], true);
    desk.clear();
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let (db, schema) = snapshot::look(&database(&disk.0), &key).unwrap();
    assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None);
    println!("{refused} saves refused, {saved} kept");
}
