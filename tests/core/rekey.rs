//! A new file key: everybody who may unlock still does, who was disabled does not, and a kill in the middle harms nobody.

use crate::faults::{again, next, say, victim_of_this_run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::time::Duration;
use zhudian_core::desk::Desk;
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::{keys, snapshot, soundness};
use zhudian_testkit::{Office, PASSPHRASE, PERSON, database, desk, dump};

fn unlock(desk: &Desk, person: &str) -> Result<Value, String> {
    desk.rpc(None, "auth.unlock", json!({"person": person, "passphrase": PASSPHRASE}), &Unwatched)
        .map(|reply| reply.answer)
        .map_err(|refusal| refusal.code)
}

fn clerk(office: &Office, name: &str) -> String {
    office.id("auth.add", json!({"name": name, "role": "enter", "passphrase": PASSPHRASE}))
}

#[test]
fn a_disabled_clerk_with_a_copy_does_not_open_what_is_written_later() {
    let office = Office::sample();
    let (leaving, staying) = (clerk(&office, "要离开的人"), "留下的人");
    clerk(&office, staying);
    let old = office.call("backup.now", json!({}))["name"].clone();
    // The leaving clerk makes a copy of the slots while they still open.
    let slots = std::fs::read(keys::slots_path(&office.database())).unwrap();
    let copied = keys::Slots::read(&office.database()).unwrap().key_of("要离开的人", PASSPHRASE).unwrap();
    office.call("auth.disable", json!({"id": leaving}));
    let before = office.dump();
    let installation = || office.desk.station().unwrap().installation();
    let first = installation();
    let reply = office.rpc("auth.rekey", json!({})).unwrap();
    let recovery = reply.answer["recovery_key"].as_str().unwrap().to_owned();
    assert_ne!(recovery, office.recovery_key);
    assert_eq!(office.dump(), before, "nothing of the office changes, and the session goes on");
    assert!(reply.operation.is_some());
    let newest = office.call("history.recent", json!({"limit": 1}))[0].clone();
    assert_eq!(newest["sentence"], "换了新的文件密钥，2位经办人的口令不变");
    office.call("delegates.save", json!({"name": "换钥以后的人"}));
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
    assert_eq!(installation(), first, "it is the same installation");

    // From within, the backup of before is still the office's own; a new one is under the new key.
    let lines = office.call("backup.list", json!({}));
    assert!(lines.as_array().unwrap().iter().all(|line| line["own"] == true), "{lines}");
    let seen = office.call("backup.inspect", json!({"backup": old}));
    assert_eq!((seen["standing"].as_str(), seen["sound"].as_bool()), (Some("older"), Some(true)));
    assert_eq!(office.call("backup.rehearse", json!({}))["good"], true);

    // The copy of the slots and the key in it open nothing that lies here now.
    assert!(snapshot::look(&office.database(), &copied).is_err());
    office.desk.clear();
    assert!(unlock(&office.desk, staying).is_ok(), "a clerk who was not there needs no new passphrase");
    office.desk.clear();
    assert_eq!(unlock(&office.desk, "要离开的人").unwrap_err(), "keys.wrong");
    std::fs::write(keys::slots_path(&office.database()), slots).unwrap();
    assert!(unlock(&office.desk, "要离开的人").is_err());
    // The new recovery key opens, the old one does not.
    let recover = |key: &str| {
        let payload = json!({"recovery_key": key, "person": PERSON, "passphrase": PASSPHRASE});
        office.desk.rpc(None, "auth.recover", payload, &Unwatched).map(|_| ()).map_err(|refusal| refusal.code)
    };
    std::fs::remove_file(keys::slots_path(&office.database())).unwrap();
    assert_eq!(recover(&office.recovery_key).unwrap_err(), "keys.other_file");
    recover(&recovery).unwrap();
}

#[test]
fn a_backup_of_before_is_restored_under_the_new_key() {
    let office = Office::sample();
    let before = office.dump();
    let leaving = clerk(&office, "要离开的人");
    let old = office.call("backup.now", json!({}))["name"].clone();
    office.call("auth.disable", json!({"id": leaving}));
    office.call("auth.rekey", json!({}));
    office.call("auth.rekey", json!({}));
    let seen = office.call("backup.inspect", json!({"backup": old}));
    office.call("backup.restore", json!({"backup": old, "head": seen["head"]}));
    assert_eq!(unlock(&office.desk, "要离开的人").unwrap_err(), "keys.wrong", "no slot comes back");
    unlock(&office.desk, PERSON).unwrap();
    assert_ne!(dump(&office.desk), before, "the account of that day is in it");
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    assert!(snapshot::look(&office.database(), &key).is_err(), "the first key opens nothing here");
    // On another computer the old backup opens with its own slots and its own recovery key.
    let there = tempfile::tempdir().unwrap();
    let other = desk(there.path(), &office.clock);
    let path = office.database().with_file_name("backups").join(old.as_str().unwrap());
    let file = other.files().offer(path);
    let opened = other.rpc(
        None,
        "restore.open",
        json!({"file": file, "recovery_key": office.recovery_key, "person": PERSON, "passphrase": PASSPHRASE}),
        &Unwatched,
    );
    assert!(opened.is_ok(), "{opened:?}");
}

#[test]
fn a_save_during_the_change_is_kept_or_refused() {
    let office = Office::sample();
    let stop = std::sync::atomic::AtomicBool::new(false);
    let saved = std::thread::scope(|scope| {
        let saving = scope.spawn(|| {
            let mut saved = Vec::new();
            for at in 0.. {
                if stop.load(std::sync::atomic::Ordering::SeqCst) {
                    break;
                }
                if office.rpc("delegates.save", json!({"name": format!("边换边录{at}")})).is_ok() {
                    saved.push(format!("边换边录{at}"));
                }
            }
            saved
        });
        for _ in 0..3 {
            std::thread::sleep(Duration::from_millis(30));
            office.call("auth.rekey", json!({}));
        }
        std::thread::sleep(Duration::from_millis(30));
        stop.store(true, std::sync::atomic::Ordering::SeqCst);
        saving.join().unwrap()
    });
    assert!(saved.len() > 5, "{}", saved.len());
    let text = office.call("delegates.register", json!({}))["people"].to_string();
    for name in &saved {
        assert!(text.contains(&format!("\"{name}\"")), "{name} was acknowledged and is lost");
    }
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
}

#[test]
fn changes_keys_until_killed() {
    let Some(victim) = victim_of_this_run() else { return };
    say("ready");
    for at in 0.. {
        victim.office.rpc("auth.rekey", json!({})).unwrap();
        victim.office.rpc("delegates.save", json!({"name": format!("第{at}把钥匙之后")})).unwrap();
        say("changed");
    }
}

#[test]
fn a_change_of_key_that_is_killed_leaves_the_old_or_the_new_key() {
    let office = Office::sample();
    clerk(&office, "留下的人");
    office.desk.clear();
    let (mut state, mut changed) = (11, 0);
    for kill in 0..30 {
        let key = keys::Slots::read(&office.database()).unwrap().key_of(PERSON, PASSPHRASE).unwrap();
        let recovery = keys::recovery_text(&key);
        let mut child = again("rekey::changes_keys_until_killed", office.folder.path(), &recovery, 0).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while lines.next().is_some_and(|line| !line.unwrap().ends_with("ready")) {}
        std::thread::sleep(Duration::from_micros(next(&mut state) % 900_000));
        child.kill().unwrap();
        child.wait().unwrap();
        changed += lines.map_while(Result::ok).filter(|line| line.ends_with("changed")).count();
        let one = desk(office.folder.path(), &office.clock);
        unlock(&one, PERSON).unwrap_or_else(|code| panic!("kill {kill}: {code}"));
        let station = one.station().unwrap();
        let key = station.key().clone();
        drop(station);
        one.clear();
        unlock(&one, "留下的人").unwrap_or_else(|code| panic!("kill {kill}: {code}"));
        one.clear();
        let (db, schema) = snapshot::look(&database(office.folder.path()), &key).unwrap();
        assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None, "kill {kill}");
        drop(db);
        let left: Vec<String> = std::fs::read_dir(office.database().parent().unwrap())
            .unwrap()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.contains("restoring"))
            .collect();
        assert!(left.is_empty(), "kill {kill}: {left:?}");
    }
    println!("30 kills, {changed} whole changes between them");
    assert!(changed > 5, "{changed}");
}
