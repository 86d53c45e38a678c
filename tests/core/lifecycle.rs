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

#[test]
fn a_new_term_ends_the_last_one_of_its_level() {
    let office = Office::sample();
    let terms = |office: &Office| office.call("delegates.register", json!({}))["terms"].clone();
    let ends = |level: &str, name: &str| {
        let all = terms(&office);
        let all = all.as_array().unwrap();
        all.iter().find(|one| one["level"] == level && one["name"] == name).unwrap()["ends"].clone()
    };
    office.call("delegates.term", json!({"level": "district", "name": "第十四届", "starts": "2021-09-01"}));
    assert_eq!(ends("town", "第十四届"), json!(null), "another level has a congress of its own");
    let next =
        office.rpc("delegates.term", json!({"level": "town", "name": "第十五届", "starts": "2026-08-20"})).unwrap();
    assert_eq!((ends("town", "第十四届"), ends("district", "第十四届")), (json!("2026-08-20"), json!(null)));
    // One step takes the whole of it back.
    office.call("history.undo", json!({"operation": next.operation}));
    assert_eq!(ends("town", "第十四届"), json!(null));
    // An older term that is entered afterwards ends nothing.
    office.call(
        "delegates.term",
        json!({"level": "town", "name": "第十三届", "starts": "2016-08-01", "ends": "2021-08-01"}),
    );
    assert_eq!(ends("town", "第十四届"), json!(null));
    // Without an end of its own it ends where the next one of its level begins.
    office.call("delegates.term", json!({"level": "town", "name": "第十二届", "starts": "2011-08-01"}));
    assert_eq!(ends("town", "第十二届"), json!("2016-08-01"));
}

#[test]
fn groups_stand_under_one_another_and_never_in_a_ring() {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let (term, first) = (roster["terms"][0]["id"].clone(), roster["circles"][0].clone());
    let delegation = office.id("delegates.circle", json!({"term_id": term, "name": "里水代表团", "place": 1}));
    let under = with(first.clone(), &[("parent_id", json!(delegation))]);
    office.call("delegates.circle", under);
    let ring = json!({"id": delegation, "term_id": term, "name": "里水代表团", "parent_id": first["id"], "place": 1});
    assert_eq!(office.refused("delegates.circle", ring).code, "delegates.circle_name");
    let other = office.id("delegates.term", json!({"level": "district", "name": "第十四届", "starts": "2021-09-01"}));
    let astray = json!({"term_id": other, "name": "第一组", "parent_id": delegation, "place": 1});
    assert_eq!(office.refused("delegates.circle", astray).code, "delegates.circle_name");
    // What others belong to stays; what nobody needs goes.
    for (kind, id) in [("circle", first["id"].clone()), ("circle", json!(delegation)), ("term", term)] {
        assert_eq!(office.refused("delegates.remove", json!({"kind": kind, "id": id})).code, "delegates.in_use");
    }
    office.call("delegates.remove", json!({"kind": "term", "id": other}));
}

#[test]
fn nobody_holds_the_same_place_twice_at_once() {
    let office = Office::sample();
    let stations = office.call("stations.whole", json!({}));
    for (call, link) in [("stations.contact", &stations["contacts"][0]), ("stations.member", &stations["members"][0])] {
        let anew = with(link.clone(), &[("id", json!("")), ("valid_from", json!("2026-05-01"))]);
        assert_eq!(office.refused(call, anew.clone()).code, "stations.twice");
        // What ended may begin again, on the same day too.
        office.call(call, with(link.clone(), &[("valid_to", json!("2026-05-01"))]));
        office.call(call, anew);
    }
    let slot = json!({"area_id": stations["contacts"][0]["area_id"], "weekday": 2, "starts": "18:30", "ends": "15:00", "place": "",
        "every_weeks": 1, "valid_from": "2026-01-01"});
    assert_eq!(office.refused("stations.slot", slot).code, "stations.slot_backwards");
}
