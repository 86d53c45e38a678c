//! Passphrases, recovery, waiting, people.

use chrono::TimeDelta;
use serde_json::{Value, json};
use zhudian_core::ground::keys::slots_path;
use zhudian_core::ground::progress::Unwatched;
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
