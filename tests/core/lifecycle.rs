//! Villages and terms over the years, and the disk they lie on: what begins, ends and is taken over, and what cannot be.

use serde_json::{Value, json};
use zhudian_core::ground::refusal::Refusal;
use zhudian_testkit::Office;

fn area(office: &Office, name: &str) -> Value {
    let all = office.call("areas.list", json!({}));
    all.as_array().unwrap().iter().find(|area| area["short_name"] == name).unwrap().clone()
}

fn with(mut record: Value, changes: &[(&str, Value)]) -> Value {
    for (field, value) in changes {
        record[*field] = value.clone();
    }
    record
}

#[test]
fn a_village_that_was_taken_over_never_leads_back_to_itself() {
    let office = Office::on("2026-09-01");
    let (one, two) = (area(&office, "沙涌"), area(&office, "草场"));
    let ended = with(one.clone(), &[("valid_to", json!("2026-05-31")), ("successor_id", two["id"].clone())]);
    office.call("areas.save", ended);
    let round = with(two.clone(), &[("successor_id", one["id"].clone())]);
    assert_eq!(office.refused("areas.save", round).code, "areas.successor");
    assert_eq!(
        office.refused("areas.save", with(two.clone(), &[("successor_id", two["id"].clone())])).code,
        "areas.successor"
    );
    let new = with(two.clone(), &[("id", json!(""))]);
    assert_eq!(office.refused("areas.save", new).code, "areas.code_taken");
    let backwards = with(two.clone(), &[("valid_from", json!("2026-05-01")), ("valid_to", json!("2026-04-30"))]);
    assert_eq!(office.refused("areas.save", backwards).code, "areas.backwards");
    assert_eq!(office.refused("areas.save", with(two.clone(), &[("valid_to", json!("明年"))])).code, "day.unreadable");
    assert_eq!(office.refused("areas.save", with(two, &[("households", json!(-1))])).code, "areas.count");
}

#[test]
fn a_disk_without_room_for_the_shared_memory_is_called_full() {
    let failure = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_SHMSIZE), None);
    assert_eq!(Refusal::from(failure).code, "disk.full");
    let failure = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_READ), None);
    assert_eq!(Refusal::from(failure).code, "disk.failing");
}

#[test]
fn a_term_ends_after_it_began() {
    let office = Office::on("2026-09-01");
    let term = json!({"level": "town", "name": "第十四届", "starts": "2021-09-01", "ends": "2021-08-31"});
    assert_eq!(office.refused("delegates.term", term).code, "delegates.tenure_backwards");
}
