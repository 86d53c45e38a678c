//! The check: a plain verdict on a sound file and on a damaged one.

use serde_json::json;
use zhudian_core::ground::file::PAGE;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::{Office, PASSPHRASE, PERSON};

#[test]
fn a_sound_file_is_called_sound() {
    let office = Office::sample();
    let verdict = office.call("check.run", json!({}));
    assert_eq!((&verdict["sound"], &verdict["sentence"]), (&json!(true), &json!("数据完好")));
    assert_eq!(verdict["parts"].as_array().unwrap().len(), 6);
    assert_eq!(office.call("backup.state", json!({}))["checked_good"], true);
}

#[test]
fn the_bytes_of_attachments_are_looked_at() {
    let office = Office::sample();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let file = office.file("\u{8bb0}\u{5f55}.pdf", b"%PDF-1.7\nminutes\nstartxref\n9\n%%EOF");
    office.call("attachments.add", json!({"owner": "visits", "record": visit, "files": [file]}));
    let verdict = office.call("check.run", json!({}));
    let part = verdict["parts"].as_array().unwrap().iter().find(|one| one["part"] == "attachments").unwrap();
    assert_eq!((&part["sound"], &part["label"]), (&json!(true), &json!("附件的内容")));
}

#[test]
fn every_damaged_page_is_found_or_refused_and_a_damaged_file_is_not_backed_up() {
    let office = Office::sample();
    office.desk.clear();
    let good = std::fs::read(office.database()).unwrap();
    let pages = good.len() / PAGE;
    let (mut refused, mut told) = (0, 0);
    for page in (0..pages).step_by((pages / 40).max(1)) {
        let mut bytes = good.clone();
        bytes[page * PAGE + 1000] ^= 0x01;
        std::fs::write(office.database(), &bytes).unwrap();
        for ending in ["-wal", "-shm"] {
            std::fs::remove_file(office.database().with_file_name(format!("zhudian.db{ending}"))).ok();
        }
        let unlocked =
            office.desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched);
        match unlocked {
            Err(refusal) => {
                assert_eq!(refusal.code, "database.damaged", "page {page}: {refusal:?}");
                refused += 1;
            }
            Ok(reply) => {
                let session = reply.answer["session"].as_str();
                let verdict = office.desk.rpc(session, "check.run", json!({}), &Unwatched).unwrap().answer;
                assert_eq!(
                    (&verdict["sound"], &verdict["sentence"]),
                    (&json!(false), &json!("数据有问题")),
                    "page {page}"
                );
                let backup = office.desk.rpc(session, "backup.now", json!({}), &Unwatched).unwrap_err();
                assert!(
                    ["backup.unsound", "database.damaged"].contains(&backup.code.as_str()),
                    "page {page}: {backup:?}"
                );
                told += 1;
            }
        }
        office.desk.clear();
    }
    assert!(refused > 0 && told > 0 && refused + told >= 30, "{refused} refused, {told} told");
    std::fs::write(office.database(), &good).unwrap();
    office.desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched).unwrap();
}

#[test]
fn a_damaged_office_is_restored_from_its_backup() {
    let office = Office::sample();
    let before = office.dump();
    let line = office.call("backup.now", json!({}));
    office.desk.clear();
    let mut bytes = std::fs::read(office.database()).unwrap();
    for page in 8..bytes.len() / PAGE {
        bytes[page * PAGE + 7] ^= 0xff;
    }
    std::fs::write(office.database(), &bytes).unwrap();
    let refusal = office
        .desk
        .rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .unwrap_err();
    assert_eq!(refusal.code, "database.damaged");
    // The door is shut, so the way is the one of a new computer, with the damaged file put aside.
    let file =
        office.desk.files().offer(office.database().with_file_name("backups").join(line["name"].as_str().unwrap()));
    let opened = office
        .desk
        .rpc(
            None,
            "restore.open",
            json!({"file": file, "person": PERSON, "passphrase": PASSPHRASE, "aside": true}),
            &Unwatched,
        )
        .unwrap()
        .answer;
    assert!(opened["kept_aside"].as_str().unwrap().contains("before"));
    assert_eq!(office.dump(), before);
}
