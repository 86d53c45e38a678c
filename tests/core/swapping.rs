//! One file takes the place of another: readers beside the window, logs left by a crash, work under way, and the file that
//! was there before.

use crate::faults::{SmallDisk, again, moved_to, say, victim_of_this_run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use zhudian_core::desk::Desk;
use zhudian_core::ground::file::{self, Use};
use zhudian_core::ground::keys::{self, Slots, slots_path};
use zhudian_core::ground::progress::{Progress, Unwatched};
use zhudian_core::ground::snapshot;
use zhudian_core::ground::station::{Actor, Right};
use zhudian_testkit::{Office, PASSPHRASE, PERSON, database, desk, dump};

fn unlock(desk: &Desk) -> Result<String, String> {
    desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .map(|reply| reply.answer["session"].as_str().unwrap().to_owned())
        .map_err(|refusal| refusal.code)
}

fn people(desk: &Desk, session: &str) -> String {
    desk.rpc(Some(session), "delegates.register", json!({}), &Unwatched).unwrap().answer["people"].to_string()
}

/// Starts the victim of a test and waits until it says the word.
fn started(test: &str, office: &Office, word: &str) -> Child {
    let mut child = again(test, office.folder.path(), &office.recovery_key, 0).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().ends_with(word)), "the other program ended before it said {word}");
    child
}

fn beside(office: &Office, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", office.database().display()))
}

/// Names in the office's folder that tell of what was put aside.
fn aside(office: &Office) -> Vec<String> {
    let entries = std::fs::read_dir(office.database().parent().unwrap()).unwrap();
    entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(".before-"))
        .collect()
}

#[test]
fn looks_until_told() {
    let Some(victim) = victim_of_this_run() else { return };
    let station = victim.office.desk.station().unwrap();
    let told = database(Path::new(&std::env::var_os("ZHUDIAN_VICTIM").unwrap())).with_file_name("told");
    let looker = Actor { id: "t".into(), name: String::new(), right: Right::View };
    station
        .read(&looker, |reading| {
            let people: i64 = reading.db.query_row("SELECT count(*) FROM people", [], |row| row.get(0))?;
            say(&format!("{people} looking"));
            while !told.exists() {
                std::thread::sleep(Duration::from_millis(20));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn beside_a_reader_nothing_is_swapped_and_nothing_is_lost() {
    let office = Office::sample();
    let leaving = office.id("auth.add", json!({"name": "要离开的人", "role": "enter", "passphrase": PASSPHRASE}));
    let line = office.call("backup.now", json!({}));
    let mut child = started("swapping::looks_until_told", &office, "looking");
    office.call("auth.disable", json!({"id": leaving}));
    office.call("delegates.save", json!({"name": "有人在看时录的"}));
    assert!(std::fs::metadata(beside(&office, "-wal")).unwrap().len() > 0, "the log holds it");
    let refusal = office.refused("auth.rekey", json!({}));
    assert_eq!(refusal.code, "station.looked_at");
    assert!(refusal.sentence().contains("查看") && refusal.hint().contains("再试"));
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    let asked = json!({"backup": line["name"], "head": seen["head"]});
    assert_eq!(office.refused("backup.restore", asked.clone()).code, "station.looked_at");
    // Nobody was locked out, and work goes on.
    office.call("delegates.save", json!({"name": "被拒以后录的"}));
    let before = office.dump();
    std::fs::write(office.database().with_file_name("told"), b"").unwrap();
    assert!(child.wait().unwrap().success());
    office.call("auth.rekey", json!({}));
    assert_eq!(office.dump(), before);
    office.desk.clear();
    let session = unlock(&office.desk).unwrap();
    assert_eq!(dump(&office.desk), before);
    let sound = office.desk.rpc(Some(&session), "check.run", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(sound["sound"], true, "{sound}");
    office.desk.rpc(Some(&session), "backup.restore", asked, &Unwatched).unwrap();
}

#[test]
fn saves_and_waits_to_be_killed() {
    let Some(victim) = victim_of_this_run() else { return };
    victim.office.rpc("delegates.save", json!({"name": "断电以前的人"})).unwrap();
    say("saved");
    std::thread::sleep(Duration::from_secs(600));
}

/// An office whose program was killed with saves in the log, and whose file was moved away alone.
fn crashed_and_moved() -> (Office, Value, String, PathBuf) {
    let office = Office::sample();
    let before = office.dump();
    let line = office.call("backup.now", json!({}));
    office.desk.clear();
    let mut child = started("swapping::saves_and_waits_to_be_killed", &office, "saved");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(std::fs::metadata(beside(&office, "-wal")).unwrap().len() > 0);
    let moved = office.folder.path().join("moved").join("office.db");
    std::fs::create_dir(moved.parent().unwrap()).unwrap();
    std::fs::rename(office.database(), &moved).unwrap();
    (office, line, before, moved)
}

/// The moved file together with the log that was put aside holds what was saved last.
fn nothing_lost(office: &Office, moved: &Path) {
    let log = aside(office).into_iter().find(|name| name.ends_with("-wal")).expect("the log is kept");
    std::fs::copy(office.database().with_file_name(log), format!("{}-wal", moved.display())).unwrap();
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let db = file::connect(moved, &key, Use::Read).unwrap();
    let people: i64 =
        db.query_row("SELECT count(*) FROM people WHERE name = '断电以前的人'", [], |row| row.get(0)).unwrap();
    assert_eq!(people, 1);
}

#[test]
fn a_log_left_by_a_crash_is_not_read_into_the_restored_file() {
    let (office, line, before, moved) = crashed_and_moved();
    let backup = office.database().with_file_name("backups").join(line["name"].as_str().unwrap());
    let file = office.desk.files().offer(backup);
    let asked = json!({"file": file, "person": PERSON, "passphrase": PASSPHRASE});
    let opened = office.desk.rpc(None, "restore.open", asked, &Unwatched).unwrap().answer;
    assert_eq!(dump(&office.desk), before);
    let session = opened["unlocked"]["session"].as_str();
    let sound = office.desk.rpc(session, "check.run", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(sound["sound"], true, "{sound}");
    nothing_lost(&office, &moved);
}

#[test]
fn founding_anew_keeps_what_belongs_to_the_file_that_is_away() {
    let (office, _, _, moved) = crashed_and_moved();
    let slots = std::fs::read(slots_path(&office.database())).unwrap();
    let found = |area: &str, person: &str| {
        let asked = json!({"office": "里水镇", "area_code": area, "person": person, "passphrase": PASSPHRASE});
        office.desk.rpc(None, "office.found", asked, &Unwatched).map(|reply| reply.answer)
    };
    // A founding that fails leaves all as it lay.
    let markers = office.folder.path().join("markers");
    std::fs::rename(&markers, office.folder.path().join("kept markers")).unwrap();
    std::fs::write(&markers, b"no folder").unwrap();
    assert!(found("440605126", "新来的人").is_err());
    std::fs::remove_file(&markers).unwrap();
    std::fs::rename(office.folder.path().join("kept markers"), &markers).unwrap();
    assert_eq!(std::fs::read(slots_path(&office.database())).unwrap(), slots);
    assert!(beside(&office, "-wal").exists() && !office.database().exists());
    let founded = found("440605126", "新来的人").unwrap();
    assert_ne!(founded["recovery_key"], json!(office.recovery_key));
    nothing_lost(&office, &moved);
    // The old file comes back: the slots beside it are the new ones, and the recovery key opens it all the same.
    office.desk.clear();
    std::fs::rename(&moved, office.database()).unwrap();
    assert_eq!(unlock(&office.desk).unwrap_err(), "keys.wrong");
    let recover = |key: &str| {
        let asked = json!({"recovery_key": key, "person": PERSON, "passphrase": PASSPHRASE});
        office.desk.rpc(None, "auth.recover", asked, &Unwatched).map_err(|refusal| refusal.code)
    };
    assert_eq!(recover(founded["recovery_key"].as_str().unwrap()).unwrap_err(), "database.damaged");
    let session = recover(&office.recovery_key).unwrap().answer["session"].as_str().unwrap().to_owned();
    assert!(people(&office.desk, &session).contains("断电以前的人"));
    office.desk.clear();
    unlock(&office.desk).unwrap();
}

#[test]
fn a_restore_counts_every_save_and_takes_none_away_unseen() {
    let office = Office::sample();
    let line = office.call("backup.now", json!({}));
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    let stop = AtomicBool::new(false);
    let saved = std::thread::scope(|scope| {
        let saving = scope.spawn(|| {
            let mut saved = Vec::new();
            for at in 0.. {
                if stop.load(Ordering::SeqCst) {
                    return saved;
                }
                match office.rpc("delegates.save", json!({"name": format!("边恢复边录{at}")})) {
                    Ok(_) => saved.push(format!("边恢复边录{at}")),
                    Err(refusal) => {
                        assert!(["database.busy", "session.none"].contains(&refusal.code.as_str()), "{refusal:?}");
                    }
                }
            }
            saved
        });
        std::thread::sleep(Duration::from_millis(50));
        office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
        stop.store(true, Ordering::SeqCst);
        saving.join().unwrap()
    });
    assert!(!saved.is_empty());
    let session = unlock(&office.desk).unwrap();
    let ask = |name: &str, payload: Value| office.desk.rpc(Some(&session), name, payload, &Unwatched).unwrap().answer;
    let list = ask("backup.list", json!({}));
    let kept =
        list.as_array().unwrap().iter().find(|one| one["reason"] == "restore").expect("the old file is a backup");
    let left = kept["entries"].as_i64().unwrap() - line["entries"].as_i64().unwrap();
    assert_eq!(left, i64::try_from(saved.len()).unwrap(), "what was acknowledged is in the backup of before");
    let newest = ask("history.recent", json!({"limit": 1}))[0].clone();
    assert!(newest["sentence"].as_str().unwrap().contains(&format!("放下此后的{left}笔操作")), "{newest}");
    assert_eq!(aside(&office), Vec::<String>::new(), "nothing lies about");
    // The way back is a restore like any other.
    let back = ask("backup.inspect", json!({"backup": kept["name"]}));
    ask("backup.restore", json!({"backup": kept["name"], "head": back["head"]}));
    assert!(people(&office.desk, &unlock(&office.desk).unwrap()).contains(saved.last().unwrap()));
}

/// Long work: it ends when it has said so many steps.
struct Slow<'a>(&'a AtomicBool);

impl Progress for Slow<'_> {
    fn step(&self, _: u64, _: u64, _: &str) {
        self.0.store(true, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(150));
    }
    fn cancelled(&self) -> bool {
        false
    }
}

#[test]
fn a_restore_waits_for_the_backup_under_way() {
    let office = Office::sample();
    let line = office.call("backup.now", json!({}));
    office.call("delegates.save", json!({"name": "备份以后的人"}));
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    let begun = AtomicBool::new(false);
    let timer = std::thread::scope(|scope| {
        let timer = scope.spawn(|| {
            let station = office.desk.station().unwrap();
            zhudian_core::features::backup::keeper::take(&station, "timer", &Slow(&begun)).map(|line| line.name)
        });
        while !begun.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(5));
        }
        office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
        timer.join().unwrap()
    });
    // Its copy was of the old file; what it could not note any more is no loss.
    assert!(timer.as_ref().map_or_else(|refusal| refusal.code == "database.busy", |_| true), "{timer:?}");
    let session = unlock(&office.desk).unwrap();
    let list = office.desk.rpc(Some(&session), "backup.list", json!({}), &Unwatched).unwrap().answer;
    assert!(list.as_array().unwrap().iter().all(|one| one["damaged"] == false), "{list}");
    assert_eq!(list.as_array().unwrap().len(), 3);
    let sound = office.desk.rpc(Some(&session), "check.run", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(sound["sound"], true, "{sound}");
}

#[test]
fn a_second_program_does_not_swap_under_the_one_that_writes() {
    let office = Office::sample();
    let line = office.call("backup.now", json!({}));
    let second = desk(office.folder.path(), &office.clock);
    let backup = office.database().with_file_name("backups").join(line["name"].as_str().unwrap());
    let file = second.files().offer(backup);
    let asked = json!({"file": file, "person": PERSON, "passphrase": PASSPHRASE, "aside": true});
    assert_eq!(second.rpc(None, "restore.open", asked.clone(), &Unwatched).unwrap_err().code, "station.in_use");
    office.call("delegates.save", json!({"name": "照常录入的人"}));
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
    assert_eq!(aside(&office), Vec::<String>::new());
    office.desk.clear();
    second.rpc(None, "restore.open", asked, &Unwatched).unwrap();
    assert_eq!(aside(&office).len(), 2, "the file and its slots");
}

#[test]
fn a_file_that_could_not_become_a_backup_is_listed_and_named_after_an_erasure() {
    let office = Office::sample();
    let line = office.call("backup.now", json!({}));
    office.desk.clear();
    let mut bytes = std::fs::read(office.database()).unwrap();
    for page in 8..bytes.len() / file::PAGE {
        bytes[page * file::PAGE + 7] ^= 0xff;
    }
    std::fs::write(office.database(), &bytes).unwrap();
    let backup = office.database().with_file_name("backups").join(line["name"].as_str().unwrap());
    let token = office.desk.files().offer(backup);
    let asked = json!({"file": token, "person": PERSON, "passphrase": PASSPHRASE, "aside": true});
    let opened = office.desk.rpc(None, "restore.open", asked, &Unwatched).unwrap().answer;
    let session = opened["unlocked"]["session"].as_str();
    let ask = |name: &str, payload: Value| office.desk.rpc(session, name, payload, &Unwatched).unwrap().answer;
    let old = || {
        let list = ask("backup.list", json!({}));
        list.as_array().unwrap().iter().find(|one| one["reason"] == "aside").cloned().expect("the old file is listed")
    };
    let listed = old();
    assert_eq!((&listed["damaged"], &listed["holds_erased"]), (&json!(true), &json!(false)));
    assert_eq!(listed["name"], opened["kept_aside"]);
    assert!(listed["taken"].as_str().unwrap().ends_with('Z') && listed["bytes"].as_i64() > Some(100_000), "{listed}");
    let done = ask("erasure.erase", json!({"term": "麦女士", "ground": "依申请"}));
    assert_eq!(done["backups"], 2, "the backup and the old file");
    assert_eq!(old()["holds_erased"], true);
    let cleansed = ask("backup.cleanse", json!({}));
    assert_eq!((&cleansed["rewritten"], &cleansed["left"]), (&json!(1), &json!([opened["kept_aside"]])));
}

#[test]
fn slots_that_wait_go_before_the_file_they_wait_with() {
    let folder = tempfile::tempdir().unwrap();
    let laid = folder.path().join("zhudian.db.restoring");
    std::fs::write(&laid, b"a foreign file").unwrap();
    // Slots that something holds, so that they cannot be removed: were the file to go, they would be taken for the office's.
    std::fs::create_dir(slots_path(&laid)).unwrap();
    snapshot::take_away(&laid);
    assert!(laid.exists());
    std::fs::remove_dir(slots_path(&laid)).unwrap();
    std::fs::write(slots_path(&laid), b"foreign slots").unwrap();
    snapshot::take_away(&laid);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_right_passphrase_is_taken_on_a_full_disk_after_a_slip() {
    let office = Office::sample();
    let Some(disk) = SmallDisk::mount(&office.folder.path().join("small"), "size=12m") else { return };
    moved_to(&disk, &office);
    // The window is open, so the file needs no more room; a second program looks.
    let window = desk(&disk.0, &office.clock);
    unlock(&window).unwrap();
    let second = desk(&disk.0, &office.clock);
    let wrong = json!({"person": PERSON, "passphrase": "不是这个口令啊"});
    assert_eq!(second.rpc(None, "auth.unlock", wrong.clone(), &Unwatched).unwrap_err().code, "keys.wrong");
    let mut ballast = std::fs::File::create(disk.0.join("ballast")).unwrap();
    let block = [7_u8; 4096];
    while std::io::Write::write_all(&mut ballast, &block).is_ok() {}
    assert_eq!(second.rpc(None, "auth.unlock", wrong, &Unwatched).unwrap_err().code, "keys.wrong");
    unlock(&second).unwrap();
    second.clear();
    window.clear();
}

#[test]
fn the_slots_of_a_disabled_clerk_go_at_the_next_opening() {
    let office = Office::sample();
    let leaving = office.id("auth.add", json!({"name": "要离开的人", "role": "enter", "passphrase": PASSPHRASE}));
    let with = std::fs::read(slots_path(&office.database())).unwrap();
    office.call("auth.disable", json!({"id": leaving}));
    office.desk.clear();
    // As a program leaves it that is killed between the entry and the slots.
    std::fs::write(slots_path(&office.database()), with).unwrap();
    assert!(Slots::read(&office.database()).unwrap().key_of("要离开的人", PASSPHRASE).is_some());
    unlock(&office.desk).unwrap();
    assert!(Slots::read(&office.database()).unwrap().key_of("要离开的人", PASSPHRASE).is_none());
    assert!(Slots::read(&office.database()).unwrap().key_of(PERSON, PASSPHRASE).is_some());
}
