//! The journal: replay, chain, capture that cannot be got past, undo with records in the way.

use serde_json::json;
use zhudian_core::ground::file::{self, Marks, Use};
use zhudian_core::ground::journal::{self, Of};
use zhudian_core::ground::{keys, migrations};
use zhudian_core::rusqlite::Connection;
use zhudian_testkit::Office;

/// A second file with the same schema and nothing in it, written by replay.
pub fn replayed(office: &Office) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("replay.db");
    let mut copy = file::connect(&path, &keys::new_key().unwrap(), Use::Write).unwrap();
    let marks = std::sync::Arc::new(Marks::default());
    file::register(&copy, &marks).unwrap();
    let schema = migrations::migrate(&mut copy).unwrap();
    marks.operation.store(1, std::sync::atomic::Ordering::SeqCst);
    let source = plain(office);
    let last: i64 = source.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).unwrap();
    for seq in 1..=last {
        copy.execute_batch("BEGIN; PRAGMA defer_foreign_keys = ON;").unwrap();
        for change in journal::changes(&source, Of::Operation(seq)).unwrap() {
            journal::apply(&copy, &schema, &change).unwrap();
        }
        copy.execute_batch("COMMIT").unwrap();
    }
    zhudian_testkit::dump_tables(&copy, &schema)
}

/// A connection of its own to the office's file.
pub fn plain(office: &Office) -> Connection {
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    file::connect(&office.database(), &key, Use::Write).unwrap()
}

#[test]
fn replay_gives_every_journalled_table_exactly() {
    let office = Office::sample();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["received"] = json!(7);
    whole["delegates"] = json!([]);
    whole["opinions"].as_array_mut().unwrap().push(json!({"topic": "other", "content": "另一条"}));
    office.call("visits.save", whole);
    office.call("history.undo", json!({}));
    office.call("visits.remove", json!({"id": visit}));
    assert_eq!(replayed(&office), office.dump());
    office.call("history.undo", json!({}));
    assert_eq!(replayed(&office), office.dump());
}

#[test]
fn a_write_past_the_door_is_refused_by_the_file_itself() {
    let office = Office::sample();
    let db = plain(&office);
    for sql in [
        "UPDATE visits SET received = 99",
        "DELETE FROM visit_tags",
        "INSERT OR REPLACE INTO offices SELECT * FROM offices",
    ] {
        let error = db.execute(sql, []);
        assert!(error.is_err() || sql.starts_with("DELETE"), "{sql} went past the journal");
    }
    let marks = std::sync::Arc::new(Marks::default());
    file::register(&db, &marks).unwrap();
    assert!(db.execute("UPDATE visits SET received = 99", []).is_err());
    marks.operation.store(999, std::sync::atomic::Ordering::SeqCst);
    for sql in [
        "UPDATE journal SET note = '{}'",
        "DELETE FROM journal",
        "DELETE FROM journal_changes",
        "UPDATE journal_changes SET office = '{}'",
        "UPDATE journal_changes SET personal = NULL",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ] {
        assert!(db.execute(sql, []).is_err(), "{sql} was let through");
    }
}

#[test]
fn replace_is_captured_as_removal_and_insertion() {
    let office = Office::sample();
    let db = plain(&office);
    let marks = std::sync::Arc::new(Marks::default());
    file::register(&db, &marks).unwrap();
    marks.operation.store(999, std::sync::atomic::Ordering::SeqCst);
    let before: i64 = db.query_row("SELECT count(*) FROM journal_changes", [], |row| row.get(0)).unwrap();
    db.execute("INSERT OR REPLACE INTO offices SELECT * FROM offices", []).unwrap();
    let verbs: String = db
        .query_row(
            "SELECT group_concat(verb, '') FROM (SELECT verb FROM journal_changes WHERE id > ?1 ORDER BY id)",
            [before],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(verbs, "DI");
}

#[test]
fn every_kind_of_tampering_breaks_the_chain() {
    let office = Office::sample();
    let db = plain(&office);
    assert_eq!(journal::verify(&db).unwrap().broken_at, None);
    let entries = journal::verify(&db).unwrap().entries;
    db.execute_batch("DROP TRIGGER guard_journal_update; DROP TRIGGER guard_journal_delete; DROP TRIGGER guard_changes_delete; DROP TRIGGER guard_changes_update").unwrap();
    let mut found = 0;
    let tampering = [
        "UPDATE journal SET note = note || ' ' WHERE seq = ?1",
        "UPDATE journal SET actor = 'x' WHERE seq = ?1",
        "UPDATE journal SET at = at || '0' WHERE seq = ?1",
        "DELETE FROM journal WHERE seq = ?1 AND seq < (SELECT max(seq) FROM journal)",
        "UPDATE journal_changes SET office = replace(office, ':', ': ') WHERE id = (SELECT min(id) FROM journal_changes WHERE seq = ?1 AND office IS NOT NULL)",
        "UPDATE journal_changes SET record = 'x' WHERE id = (SELECT min(id) FROM journal_changes WHERE seq = ?1)",
        "DELETE FROM journal_changes WHERE id = (SELECT min(id) FROM journal_changes WHERE seq = ?1)",
    ];
    for seq in 1..=entries {
        for sql in tampering {
            db.execute_batch("SAVEPOINT try").unwrap();
            if db.execute(sql, [seq]).unwrap() > 0 {
                assert!(journal::verify(&db).unwrap().broken_at.is_some(), "{sql} at {seq} went unseen");
                found += 1;
            }
            db.execute_batch("ROLLBACK TO try; RELEASE try").unwrap();
        }
    }
    assert!(found > 60, "{found}");
}

#[test]
fn an_undo_is_stopped_by_later_work_and_offers_the_rest() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let saved = office
        .rpc("visits.save", json!({"day": "2026-09-10", "area_id": area, "kind": "reception", "received": 3, "opinions": [{"content": "甲"}, {"content": "乙"}]}))
        .unwrap();
    let opinion = office.call("opinions.list", json!({"from": "2026-09-10"}))["lines"][0]["id"].clone();
    office.call("opinions.save", json!({"id": opinion, "day": "2026-09-10", "area_id": area, "content": "改过的话"}));
    let refusal = office.refused("history.undo", json!({"operation": saved.operation}));
    assert_eq!(refusal.code, "undo.blocked");
    assert_eq!(refusal.fields["records"][0]["record"], opinion);
    let can = office.call("history.can_undo", json!({"operation": saved.operation}));
    assert_eq!(can["in_the_way"][0]["why"], "changed");
    // The last change taken back clears the way.
    office.call("history.undo", json!({}));
    office.call("history.undo", json!({"operation": saved.operation}));
    assert_eq!(office.call("visits.list", json!({}))["sums"]["visits"], 1);
}

#[test]
fn a_person_used_by_a_visit_stands_in_the_way_of_undoing_the_person() {
    let office = Office::sample();
    let made = office.rpc("delegates.save", json!({"name": "新代表"})).unwrap();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    office.call(
        "visits.save",
        json!({"day": "2026-09-10", "area_id": area, "kind": "reception", "delegates": [made.answer["id"]]}),
    );
    let refusal = office.refused("history.undo", json!({"operation": made.operation}));
    assert_eq!(refusal.fields["records"][0]["why"], "referenced");
}

#[test]
fn one_old_value_is_written_again() {
    let office = Office::sample();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["households"] = json!(9);
    office.call("visits.save", whole);
    let history = office.call("history.record", json!({"id": visit}));
    let change = history.as_array().unwrap().iter().find(|line| line["verb"] == "U").unwrap();
    assert_eq!(change["values"]["households"], json!([6, 9]));
    office.call("history.restore_value", json!({"record": visit, "change": change["change"], "column": "households"}));
    assert_eq!(office.call("visits.open", json!({"id": visit}))["households"], 6);
}

#[test]
fn a_history_names_the_records_its_values_point_to() {
    let office = Office::sample();
    let opinion = office.call("opinions.list", json!({}))["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["visit_id"].is_string())
        .unwrap()["id"]
        .clone();
    let history = office.call("history.record", json!({"id": opinion}));
    let made = history.as_array().unwrap().iter().find(|line| line["verb"] == "I").unwrap();
    let name = |column: &str| made["names"][made["values"][column][1].as_str().unwrap()].clone();
    assert!(name("visit_id").as_str().unwrap().starts_with("20"), "{made}");
    assert_ne!(name("recorder_id"), json!(null), "{made}");
    assert_ne!(name("area_id"), json!(null), "{made}");
}

#[test]
fn the_list_of_unjournalled_tables_is_known_and_has_reasons() {
    let office = Office::empty();
    let schema = office.desk.station().unwrap().schema().clone();
    for table in schema.0.values().filter(|table| !table.journalled) {
        assert!(table.reason.len() > 10, "{} is not journalled and does not say why", table.name);
    }
    for column in schema.0.values().flat_map(|table| &table.columns) {
        assert!(!column.about.is_empty(), "{} is not explained", column.name);
    }
}
