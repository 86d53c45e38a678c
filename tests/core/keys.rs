//! Passphrases, recovery, waiting, people.

use chrono::TimeDelta;
use serde_json::{Value, json};
use zhudian_core::ground::clock::Clock;
use zhudian_core::ground::keys::{self, Slots, slots_path};
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::tries::Tries;
use zhudian_testkit::{Office, PASSPHRASE, PERSON, desk};

fn unlock(
    desk: &zhudian_core::desk::Desk,
    person: &str,
    passphrase: &str,
) -> Result<Value, zhudian_core::ground::refusal::Refusal> {
    desk.rpc(None, "auth.unlock", json!({"person": person, "passphrase": passphrase}), &Unwatched)
        .map(|reply| reply.answer)
}

#[test]
fn wrong_tries_wait_longer_and_a_restart_does_not_shorten_it() {
    let office = Office::empty();
    office.call("auth.lock", json!({}));
    let mut waits = Vec::new();
    for _ in 0..5 {
        let refusal = unlock(&office.desk, PERSON, "错的口令错的口令").unwrap_err();
        assert_eq!(refusal.code, "keys.wrong");
        let seconds = refusal.fields["seconds"].as_i64().unwrap();
        waits.push(seconds);
        office.clock.advance(TimeDelta::seconds(seconds));
    }
    assert_eq!(waits, [0, 0, 5, 10, 20]);
    unlock(&office.desk, PERSON, "还是错的口令啊").unwrap_err();
    let again = desk(office.folder.path(), &office.clock);
    assert_eq!(unlock(&again, PERSON, PASSPHRASE).unwrap_err().code, "keys.wait");
    office.clock.advance(TimeDelta::seconds(300));
    assert!(unlock(&again, PERSON, PASSPHRASE).unwrap()["writable"].as_bool().unwrap());
}

#[test]
fn the_recovery_key_opens_the_bare_database() {
    let office = Office::sample();
    let before = office.dump();
    office.call("auth.lock", json!({}));
    std::fs::remove_file(slots_path(&office.database())).unwrap();
    assert_eq!(unlock(&office.desk, PERSON, PASSPHRASE).unwrap_err().code, "keys.missing");
    let opened = office
        .desk
        .rpc(
            None,
            "auth.recover",
            json!({"recovery_key": office.recovery_key, "person": PERSON, "passphrase": "恢复以后的口令"}),
            &Unwatched,
        )
        .unwrap();
    assert_eq!(opened.answer["person"]["role"], "manage");
    assert_eq!(office.dump(), before);
    office.desk.clear();
    unlock(&office.desk, PERSON, "恢复以后的口令").unwrap();
}

#[test]
fn another_offices_recovery_key_is_told_apart_from_a_mistyped_one() {
    let (office, other) = (Office::empty(), Office::empty());
    office.call("auth.lock", json!({}));
    let ask = |key: &str| {
        office
            .desk
            .rpc(
                None,
                "auth.recover",
                json!({"recovery_key": key, "person": PERSON, "passphrase": PASSPHRASE}),
                &Unwatched,
            )
            .unwrap_err()
            .code
    };
    assert_eq!(ask(&other.recovery_key), "keys.other_file");
    assert_eq!(ask("1234"), "keys.recovery");
}

#[test]
fn people_are_added_disabled_and_reset() {
    let office = Office::empty();
    let id = office.id("auth.add", json!({"name": "陈小明", "role": "enter", "passphrase": "里水镇的新口令"}));
    assert_eq!(
        office.refused("auth.add", json!({"name": "陈小明", "role": "view", "passphrase": "里水镇的新口令"})).code,
        "auth.same_name"
    );
    assert_eq!(
        office.refused("auth.add", json!({"name": "短", "role": "view", "passphrase": "123"})).code,
        "keys.short"
    );
    office.call("auth.reset", json!({"id": id, "passphrase": "重新设的口令吧"}));
    assert!(unlock(&office.desk, "陈小明", "里水镇的新口令").is_err());
    let session = unlock(&office.desk, "陈小明", "重新设的口令吧").unwrap()["session"].as_str().unwrap().to_owned();
    office.call("auth.disable", json!({"id": id}));
    assert_eq!(
        office.desk.rpc(Some(&session), "office.whole", json!({}), &Unwatched).unwrap_err().code,
        "session.none"
    );
    assert_eq!(unlock(&office.desk, "陈小明", "重新设的口令吧").unwrap_err().code, "keys.wrong");
    let me = office.call("auth.people", json!({}))[0]["id"].clone();
    assert_eq!(office.refused("auth.disable", json!({"id": me})).code, "auth.last_manager");
}

#[test]
fn the_file_and_its_slots_tell_nothing() {
    let office = Office::sample();
    office.call("auth.lock", json!({}));
    for path in [office.database(), slots_path(&office.database())] {
        let bytes = std::fs::read(path).unwrap();
        for word in [PERSON, "排水沟", "麦女士", "13700000001", "SQLite format 3"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} lies in the open");
        }
    }
}

#[test]
fn a_slip_in_another_program_does_not_bring_old_slots_back() {
    let office = Office::empty();
    let id = office.id("auth.add", json!({"name": "陈小明", "role": "enter", "passphrase": "里水镇的新口令"}));
    // Another program reads the slots; the tenth of a second a passphrase takes, a manager resets one.
    #[allow(unused_mut, reason = "the count of tries lies elsewhere")]
    let mut slots = Slots::read(&office.database()).unwrap();
    office.call("auth.reset", json!({"id": id, "passphrase": "重新设的口令吧"}));
    let now = office.clock.now().timestamp();
    assert_eq!(slots.open(&office.database(), PERSON, "输错了的口令", now).unwrap_err().code, "keys.wrong");
    assert!(unlock(&office.desk, "陈小明", "里水镇的新口令").is_err(), "the old passphrase stays gone");
    unlock(&office.desk, "陈小明", "重新设的口令吧").unwrap();
}

#[test]
fn a_clock_that_was_set_back_locks_nobody_out() {
    let office = Office::empty();
    office.call("auth.lock", json!({}));
    office.clock.advance(TimeDelta::days(1400));
    for _ in 0..4 {
        unlock(&office.desk, PERSON, "错的口令错的口令").unwrap_err();
        office.clock.advance(TimeDelta::seconds(5));
    }
    office.clock.advance(TimeDelta::days(-1400));
    let state = office.desk.rpc(None, "auth.state", json!({}), &Unwatched).unwrap().answer;
    assert!(state["wait"].as_i64().unwrap() <= 300, "{state}");
    unlock(&office.desk, PERSON, PASSPHRASE).unwrap();
}

#[test]
fn a_recovery_key_made_up_opens_nothing_on_an_open_desk() {
    let office = Office::sample();
    std::fs::remove_file(slots_path(&office.database())).unwrap();
    let made_up = keys::recovery_text(&keys::new_key().unwrap());
    let recover = |key: &str| {
        let asked = json!({"recovery_key": key, "person": PERSON, "passphrase": "恢复以后的口令"});
        office.desk.rpc(None, "auth.recover", asked, &Unwatched).map_err(|refusal| refusal.code)
    };
    assert_eq!(recover(&made_up).unwrap_err(), "keys.other_file");
    assert!(!slots_path(&office.database()).exists());
    // Slots of another file are no hindrance to the right key, and are kept.
    let other = Office::empty();
    std::fs::copy(slots_path(&other.database()), slots_path(&office.database())).unwrap();
    assert_eq!(
        office.refused("auth.add", json!({"name": "陈小明", "role": "view", "passphrase": PASSPHRASE})).code,
        "keys.other_slots"
    );
    assert_eq!(recover(&made_up).unwrap_err(), "keys.other_file");
    recover(&office.recovery_key).unwrap();
    office.desk.clear();
    unlock(&office.desk, PERSON, "恢复以后的口令").unwrap();
    let kept = std::fs::read_dir(office.database().parent().unwrap())
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().contains(".before-"))
        .count();
    assert_eq!(kept, 1);
}

#[test]
fn a_refused_commit_changes_no_passphrase() {
    let office = Office::empty();
    let id = office.id("auth.add", json!({"name": "陈小明", "role": "enter", "passphrase": "第0次的口令"}));
    // The file may not grow any more: sooner or later the journal finds no room for the entry.
    office
        .desk
        .station()
        .unwrap()
        .with_writer(|db| {
            let pages: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
            Ok(db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get::<_, i64>(0))?)
        })
        .unwrap();
    let mut at = 0;
    let refusal = loop {
        at += 1;
        assert!(at < 200, "the file had room for all");
        if let Err(refusal) = office.rpc("auth.reset", json!({"id": id, "passphrase": format!("第{at}次的口令")}))
        {
            break refusal;
        }
    };
    assert_eq!(refusal.code, "disk.full");
    assert!(unlock(&office.desk, "陈小明", &format!("第{at}次的口令")).is_err(), "what was refused did not happen");
    unlock(&office.desk, "陈小明", &format!("第{}次的口令", at - 1)).unwrap();
    let left = std::fs::read_dir(office.database().parent().unwrap())
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(".part"))
        .count();
    assert_eq!(left, 0);
}

#[test]
fn a_moment_further_than_the_longest_wait_is_no_wait_and_the_count_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("office.db");
    let (late, early) = (1_900_000_000, 1_790_000_000);
    for _ in 0..3 {
        assert_eq!(Tries::read(&database).wrong(&database, late).code, "keys.wrong");
    }
    assert_eq!(Tries::read(&database).wait(late), 5);
    assert_eq!(Tries::read(&database).wait(early), 0);
    assert_eq!(Tries::read(&database).wrong(&database, early).fields["seconds"], 10);
    assert_eq!(Tries::read(&database).wait(early), 10);
    Tries::forget(&database);
    assert_eq!(Tries::read(&database).wait(early), 0);
}
