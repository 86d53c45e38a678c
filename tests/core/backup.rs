//! Backup and restore: what is taken can be restored, here and on a new computer; what is damaged or foreign is refused.

use chrono::TimeDelta;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use zhudian_core::desk::{Desk, Place, Rooms};
use zhudian_core::features::backup::Keeper;
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::refusal::Refusal;
use zhudian_testkit::{Office, PASSPHRASE, PERSON, dump};

fn folder(office: &Office) -> PathBuf {
    office.database().with_file_name("backups")
}

fn taken(office: &Office) -> Value {
    office.call("backup.now", json!({}))
}

fn unlock(desk: &Desk) -> Result<String, Refusal> {
    desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .map(|reply| reply.answer["session"].as_str().unwrap().to_owned())
}

fn another_computer(office: &Office) -> Desk {
    let home = office.folder.path().join("new computer");
    Desk::new(Place {
        database: home.join("office").join("zhudian.db"),
        markers: home.join("markers"),
        clock: office.clock.clone(),
        rooms: Rooms::default(),
    })
}

#[test]
fn a_backup_is_one_checked_file_and_tells_nothing() {
    let office = Office::sample();
    let line = taken(&office);
    let files: Vec<String> = std::fs::read_dir(folder(&office))
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files, [line["name"].as_str().unwrap()], "nothing else stays in the folder");
    let bytes = std::fs::read(folder(&office).join(line["name"].as_str().unwrap())).unwrap();
    for word in [PERSON, "里水镇", "排水沟", "麦女士", "13700000001", "SQLite format 3"] {
        assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} lies in the open");
    }
    let state = office.call("backup.state", json!({}));
    assert_eq!((&state["light"], &state["reason"], &state["unsaved"]), (&json!("due"), &json!("no_second"), &json!(0)));
    assert_eq!(state["sentence"], "还没有设第二备份");
}

#[test]
fn the_keeper_takes_one_when_something_changed_and_half_an_hour_passed() {
    let office = Office::sample();
    let keeper = Keeper::of(&office.desk);
    assert_eq!(office.call("backup.due", json!({}))["due"], true);
    assert!(keeper.tick().unwrap().is_some(), "nothing was saved yet");
    assert!(keeper.tick().unwrap().is_none());
    office.clock.advance(TimeDelta::minutes(40));
    assert!(keeper.tick().unwrap().is_none(), "nothing changed");
    office.call("delegates.save", json!({"name": "新人"}));
    assert_eq!(office.call("backup.due", json!({})), json!({"due": true, "minutes": 0}));
    assert!(keeper.tick().unwrap().is_some());
    office.clock.advance(TimeDelta::minutes(10));
    office.call("delegates.save", json!({"name": "又一新人"}));
    assert_eq!(office.call("backup.due", json!({})), json!({"due": false, "minutes": 20}));
    assert!(keeper.tick().unwrap().is_none());
    office.call("auth.lock", json!({}));
    let session = unlock(&office.desk).unwrap();
    let list = office.desk.rpc(Some(&session), "backup.list", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(list.as_array().unwrap().len(), 3, "locking takes one");
    assert_eq!(list[0]["reason"], "leaving");
}

#[test]
fn a_save_does_not_wait_for_a_backup() {
    let office = Office::sample();
    let station = office.desk.station().unwrap();
    struct Saving<'a>(&'a Office, std::sync::atomic::AtomicU32);
    impl zhudian_core::ground::progress::Progress for Saving<'_> {
        fn step(&self, _: u64, _: u64, what: &str) {
            // In the middle of the copy another thread's save goes through, because this very thread saves.
            if what == "backup.copying" {
                self.0.call("delegates.save", json!({"name": "边备份边录入"}));
                self.1.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            }
        }
        fn cancelled(&self) -> bool {
            false
        }
    }
    for at in 0..400 {
        station
            .tidy(|tx| {
                Ok(tx.execute(
                    "INSERT INTO settings (name, value) VALUES (?1, ?2)",
                    [format!("x{at}"), "长".repeat(8000)],
                )?)
            })
            .unwrap();
    }
    let saving = Saving(&office, 0.into());
    let line = zhudian_core::features::backup::keeper::take(&station, "asked", &saving).unwrap();
    assert!(saving.1.load(std::sync::atomic::Ordering::SeqCst) > 0);
    let head = office.call("history.recent", json!({"limit": 1}))[0]["operation"].as_i64().unwrap();
    assert!(line.entries < head, "the backup holds the moment it began at");
    let seen = office.call("backup.inspect", json!({"backup": line.name}));
    assert_eq!((seen["standing"].as_str(), seen["sound"].as_bool()), (Some("older"), Some(true)));
}

#[test]
fn a_picture_comes_back_with_the_backup_and_one_that_was_erased_does_not() {
    let person = |office: &Office| office.call("posters.desk", json!({}))["portraits"][0]["person_id"].clone();
    for erased in [false, true] {
        let office = Office::sample();
        let whose = person(&office);
        let picture = office.call("posters.portrait", json!({"id": whose}))["picture"].clone();
        assert!(picture.as_str().unwrap().starts_with("/9j/"));
        let line = taken(&office);
        office.call("posters.unpicture", json!({"id": whose}));
        if erased {
            let done = office.call("posters.forget", json!({"id": whose, "ground": "本人要求"}));
            assert_eq!(done["backups"], json!(1), "the older backup still holds it: {done}");
        }
        let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
        office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
        let session = unlock(&office.desk).unwrap();
        let shown = office.desk.rpc(Some(&session), "posters.portrait", json!({"id": whose}), &Unwatched).unwrap();
        assert_eq!(shown.answer["picture"], if erased { Value::Null } else { picture });
        let left: i64 = office
            .desk
            .station()
            .unwrap()
            .with_writer(|db| Ok(db.query_row("SELECT count(*) FROM pictures", [], |row| row.get(0))?))
            .unwrap();
        assert_eq!(left, i64::from(!erased), "the bytes themselves are gone");
    }
}

#[test]
fn a_restore_is_previewed_keeps_the_old_file_and_says_what_it_leaves() {
    let office = Office::sample();
    let before = office.dump();
    let line = taken(&office);
    office.call("delegates.save", json!({"name": "备份以后的人"}));
    let installations = |desk: &Desk| {
        let station = desk.station().unwrap();
        station.installation()
    };
    let first = installations(&office.desk);
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    assert_eq!(
        (seen["standing"].as_str(), seen["left_behind"].as_i64(), seen["office"].as_str()),
        (Some("older"), Some(1), Some("里水镇"))
    );
    assert!(seen["counts"].as_array().unwrap().iter().any(|one| one["table"] == "visits" && one["rows"] == 1));
    assert_eq!(office.refused("backup.restore", json!({"backup": line["name"]})).code, "backup.unseen");
    assert_eq!(office.refused("backup.restore", json!({"backup": line["name"], "head": "0"})).code, "backup.unseen");
    let left = office.call("history.verify", json!({}))["head"].clone();
    let restored = office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
    assert_eq!(office.refused("visits.list", json!({})).code, "session.none", "everybody unlocks anew");
    let session = unlock(&office.desk).unwrap();
    assert_eq!(dump(&office.desk), before);
    let ask = |name: &str| office.desk.rpc(Some(&session), name, json!({}), &Unwatched).unwrap().answer;
    let newest = ask("history.recent")[0].clone();
    assert_eq!(newest["name"], "backup.restore");
    assert!(newest["sentence"].as_str().unwrap().contains("放下此后的1笔操作"), "{newest}");
    assert_eq!(newest["undo"], "never");
    assert_eq!(ask("history.verify")["broken_at"], json!(null));
    assert!(installations(&office.desk) > first, "a restored file is an installation of its own");
    let note: String = office
        .desk
        .station()
        .unwrap()
        .with_writer(|db| Ok(db.query_row("SELECT note FROM journal ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))?))
        .unwrap();
    assert!(note.contains(left.as_str().unwrap()) && note.contains(seen["head"].as_str().unwrap()), "{note}");
    // What the office held until then stands in the list and is the way back.
    let list = office.desk.rpc(Some(&session), "backup.list", json!({}), &Unwatched).unwrap().answer;
    let kept = list.as_array().unwrap().iter().find(|one| one["name"] == restored["kept_aside"]).unwrap();
    assert_eq!((&kept["reason"], &kept["own"], &kept["damaged"]), (&json!("restore"), &json!(true), &json!(false)));
    let laid = office.folder.path().join("laid.db");
    zhudian_core::ground::bundle::unpack(&folder(&office).join(kept["name"].as_str().unwrap()), &laid).unwrap();
    let key = zhudian_core::ground::keys::recovery_key(&office.recovery_key).unwrap();
    let old = zhudian_core::ground::file::connect(&laid, &key, zhudian_core::ground::file::Use::Read).unwrap();
    let people: i64 =
        old.query_row("SELECT count(*) FROM people WHERE name = '备份以后的人'", [], |row| row.get(0)).unwrap();
    assert_eq!(people, 1);
}

#[test]
fn a_restore_gives_no_number_again_and_keeps_the_second_place() {
    let office = Office::sample();
    let stick = office.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    office.call("backup.second_place", json!({"folder": office.desk.files().offer(stick)}));
    let line = taken(&office);
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let visit =
        json!({"day": "2026-09-08", "area_id": area, "kind": "reception", "opinions": [{"content": "村口路灯不亮"}]});
    let given = office.call("visits.save", visit.clone())["number"].as_i64().unwrap();
    let opinion =
        |page: &Value| page["lines"].as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()).max();
    let heard = opinion(&office.call("opinions.list", json!({}))).unwrap();
    // The newest was thrown away before, and its number was on paper all the same.
    let thrown = office.call("visits.save", visit.clone());
    office.call("visits.remove", json!({"id": thrown["id"]}));
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
    let session = unlock(&office.desk).unwrap();
    let ask = |name: &str, payload: Value| office.desk.rpc(Some(&session), name, payload, &Unwatched).unwrap().answer;
    assert_eq!(ask("visits.save", visit)["number"].as_i64().unwrap(), given + 2);
    assert_eq!(opinion(&ask("opinions.list", json!({}))).unwrap(), heard + 2);
    let state = ask("backup.state", json!({}));
    assert_eq!(state["second"]["label"], "stick", "{state}");
}

#[test]
fn a_new_computer_opens_the_backup_with_a_passphrase_or_the_recovery_key() {
    for by_recovery in [false, true] {
        let office = Office::sample();
        let before = office.dump();
        let line = taken(&office);
        let stick = office.folder.path().join("stick.zdbk");
        std::fs::copy(folder(&office).join(line["name"].as_str().unwrap()), &stick).unwrap();
        let desk = another_computer(&office);
        let file = desk.files().offer(stick);
        let ask = |name: &str, payload: Value| desk.rpc(None, name, payload, &Unwatched).map(|reply| reply.answer);
        assert_eq!(ask("restore.inspect", json!({"file": file})).unwrap_err().code, "backup.foreign");
        assert_eq!(
            ask("restore.inspect", json!({"file": file, "person": PERSON, "passphrase": "不是这个口令"}))
                .unwrap_err()
                .code,
            "keys.wrong"
        );
        assert_eq!(
            ask("restore.open", json!({"file": file, "person": PERSON, "passphrase": "不是这个口令"}))
                .unwrap_err()
                .code,
            "keys.wrong"
        );
        assert!(!desk.place().database.exists());
        let opened = if by_recovery {
            let seen = ask("restore.inspect", json!({"file": file, "recovery_key": office.recovery_key})).unwrap();
            assert_eq!(seen["standing"], "unknown");
            ask("restore.open", json!({"file": file, "recovery_key": office.recovery_key, "person": "新来的", "passphrase": "新电脑的口令", "head": seen["head"]})).unwrap()
        } else {
            ask("restore.open", json!({"file": file, "person": PERSON, "passphrase": PASSPHRASE})).unwrap()
        };
        let session = opened["unlocked"]["session"].as_str().unwrap();
        if by_recovery {
            assert_eq!(opened["unlocked"]["person"]["role"], "manage");
        } else {
            assert_eq!(dump(&desk), before);
            assert_eq!(opened["unlocked"]["copied"], false, "a restore is no copy by accident");
        }
        desk.rpc(Some(session), "delegates.save", json!({"name": "新电脑上的人"}), &Unwatched).unwrap();
        let sound = desk.rpc(Some(session), "check.run", json!({}), &Unwatched).unwrap().answer;
        assert_eq!(sound["sound"], true, "{sound}");
        assert_eq!(
            ask("restore.open", json!({"file": file, "person": PERSON, "passphrase": PASSPHRASE})).unwrap_err().code,
            "database.exists"
        );
    }
}

#[test]
fn damaged_foreign_and_newer_backups_are_refused_and_nothing_changes() {
    let office = Office::sample();
    let line = taken(&office);
    let good = std::fs::read(folder(&office).join(line["name"].as_str().unwrap())).unwrap();
    let before = office.dump();
    let bad = office.folder.path().join("bad.zdbk");
    let file = office.desk.files().offer(bad.clone());
    let ask = |bytes: &[u8]| {
        std::fs::write(&bad, bytes).unwrap();
        let inspected = office.rpc("backup.inspect", json!({"file": file})).err().map(|refusal| refusal.code);
        let restored =
            office.rpc("backup.restore", json!({"file": file, "head": "x"})).err().map(|refusal| refusal.code);
        (inspected.unwrap_or_default(), restored.unwrap_or_default())
    };
    let pair = |code: &str| (code.to_owned(), code.to_owned());
    assert_eq!(ask(b""), pair("backup.not_one"));
    assert_eq!(ask(b"PK\x03\x04 a workbook"), pair("backup.not_one"));
    let mut tried = 0;
    for cut in (0..good.len()).step_by(good.len() / 60).chain([good.len() - 1]) {
        let codes = ask(&good[..cut]);
        assert!(codes.0.starts_with("backup."), "{cut}: {codes:?}");
        tried += 1;
    }
    for at in (0..good.len()).step_by(good.len() / 150) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x20;
        let codes = ask(&bytes);
        // A changed letter of the head's own facts may go unseen; nothing is ever restored from it without the right head.
        assert!(!codes.1.is_empty(), "{at}");
        tried += 1;
    }
    assert!(tried > 200);
    let other = Office::empty();
    let theirs = taken(&other);
    let codes = ask(&std::fs::read(folder(&other).join(theirs["name"].as_str().unwrap())).unwrap());
    assert_eq!(codes, pair("backup.foreign"));
    assert_eq!(office.dump(), before);
    let left: Vec<String> = std::fs::read_dir(office.database().parent().unwrap())
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("restoring"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_second_place_gets_every_backup_and_warns_when_it_is_old() {
    let office = Office::sample();
    let stick = office.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let missing = office.desk.files().offer(office.folder.path().join("nowhere"));
    assert_eq!(office.refused("backup.second_place", json!({"folder": missing})).code, "backup.second_missing");
    let token = office.desk.files().offer(stick.clone());
    let state = office.call("backup.second_place", json!({"folder": token}));
    assert_eq!(
        (&state["second"]["days"], &state["second"]["same_disk"], &state["second"]["reachable"]),
        (&json!(0), &json!(true), &json!(true))
    );
    assert_eq!(std::fs::read_dir(&stick).unwrap().count(), 1);
    let gone = office.folder.path().join("stick in a drawer");
    std::fs::rename(&stick, &gone).unwrap();
    office.clock.advance(TimeDelta::days(8));
    taken(&office);
    let state = office.call("backup.state", json!({}));
    assert_eq!(
        (&state["light"], &state["reason"], &state["second"]["days"]),
        (&json!("owed"), &json!("second_old"), &json!(8))
    );
    assert_eq!(state["sentence"], "第二备份已有8天没有更新");
    std::fs::rename(&gone, &stick).unwrap();
    taken(&office);
    assert_eq!(office.call("backup.state", json!({}))["reason"], "no_rehearsal");
    let rehearsed = office.call("backup.rehearse", json!({}));
    assert_eq!((&rehearsed["good"], &rehearsed["differing"]), (&json!(true), &json!([])));
    assert_eq!(office.call("backup.state", json!({}))["light"], "ok");
    // Days that the office set itself count from then on.
    let station = office.desk.station().unwrap();
    let op = zhudian_core::ground::station::Op {
        name: "test.set",
        right: zhudian_core::ground::station::Right::Manage,
        undo: zhudian_core::ground::station::Undo::Undoable,
    };
    let actor = zhudian_core::ground::station::Actor {
        id: "t".into(),
        name: String::new(),
        right: zhudian_core::ground::station::Right::Manage,
    };
    station.write(&op, &actor, |writing| Ok(writing.tx.execute("INSERT INTO parameters (id, name, value, valid_from, source) VALUES ('p', 'backup.second_warn_days', '3', '2026-01-01', '本单位规定')", [])?)).unwrap();
    office.clock.advance(TimeDelta::days(4));
    assert_eq!(office.call("backup.state", json!({}))["second"]["warn_days"], 3);
}

#[test]
fn a_stick_of_several_offices_keeps_the_backups_of_each() {
    let (office, neighbour) = (Office::sample(), Office::empty());
    let stick = office.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    for one in [&office, &neighbour] {
        let token = one.desk.files().offer(stick.clone());
        one.call("backup.second_place", json!({"folder": token}));
    }
    let names = || -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(&stick)
            .unwrap()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let first = names();
    assert_eq!(first.len(), 2, "both clocks stand at the same second, and neither wrote over the other: {first:?}");
    // The first to come has the plain name.
    let (theirs, own) = (first[0].as_str(), &first[1]);
    std::fs::copy(stick.join(own), stick.join("年终.zdbk")).unwrap();
    for _ in 0..40 {
        office.call("delegates.save", json!({"name": "某人"}));
        taken(&office);
        office.clock.advance(TimeDelta::days(40));
    }
    let left = names();
    assert!(left.len() < 40, "its own are thinned: {}", left.len());
    // The neighbour's, and the one somebody gave a name to, are still there.
    for name in [theirs, "年终.zdbk"] {
        assert!(left.iter().any(|one| one == name), "{name} of {left:?}");
    }
    assert!(left.len() > 3);
}

#[test]
fn backups_are_thinned_while_the_office_works() {
    let office = Office::sample();
    for _ in 0..40 {
        office.call("delegates.save", json!({"name": "某人"}));
        taken(&office);
        office.clock.advance(TimeDelta::hours(7));
    }
    let list = office.call("backup.list", json!({}));
    let count = list.as_array().unwrap().len();
    assert!((14..22).contains(&count), "{count}");
}

#[test]
fn a_restore_cut_off_between_file_and_slots_is_finished() {
    let office = Office::sample();
    taken(&office);
    office.call("auth.lock", json!({}));
    let waiting = office.database().with_file_name("zhudian.db.restoring.keys");
    std::fs::rename(zhudian_core::ground::keys::slots_path(&office.database()), &waiting).unwrap();
    // The next look at the door puts the slots in their place.
    let state = office.desk.rpc(None, "auth.state", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(state["state"], "locked");
    unlock(&office.desk).unwrap();
}

#[test]
fn a_migration_begins_with_a_backup() {
    let office = Office::sample();
    let station = office.desk.station().unwrap();
    station
        .with_writer(|db| {
            zhudian_core::features::backup::keeper::before_migration(
                &office.database(),
                station.clock(),
                db,
                station.key(),
            )
        })
        .unwrap();
    let list = office.call("backup.list", json!({}));
    assert_eq!((list[0]["reason"].as_str(), list[0]["own"].as_bool()), (Some("migration"), Some(true)));
    assert_eq!(office.call("backup.inspect", json!({"backup": list[0]["name"]}))["sound"], true);
}

#[test]
fn two_programs_only_the_writer_backs_up() {
    let office = Office::sample();
    let second = zhudian_testkit::desk(office.folder.path(), &office.clock);
    let session = unlock(&second).unwrap();
    assert_eq!(second.rpc(Some(&session), "backup.now", json!({}), &Unwatched).unwrap_err().code, "station.in_use");
    assert!(Keeper::of(&second).tick().unwrap().is_none());
    let _: Arc<_> = second.station().unwrap();
}
