//! Walks the register: every call has a working example, keeps to its right, its journal entry and its way back.

use serde_json::{Value, json};
use zhudian_core::calls::Kind;
use zhudian_core::desk::register;
use zhudian_core::ground::journal::{self, Of};
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::station::{Actor, Right, Undo};
use zhudian_core::ground::words;
use zhudian_testkit::Office;

/// Calls whose example needs more than the sample office; each is tried in a test of its own.
const ELSEWHERE: &[&str] = &[
    "office.found",
    "auth.recover",
    "practice.open",
    "practice.discard",
    "history.restore_value",
    "proposals.answer_opinions",
    "imports.preview",
    "imports.apply",
    "imports.template",
    "backup.restore",
    "restore.inspect",
    "restore.open",
];

#[test]
fn every_example_works_and_every_write_keeps_its_promises() {
    let mut tried = 0;
    for call in register().0.values().filter(|call| !ELSEWHERE.contains(&call.name)) {
        let office = Office::sample();
        if matches!(call.name, "auth.disable" | "auth.reset") {
            office.call("auth.add", json!({"name": "陈小明", "role": "enter", "passphrase": "里水镇的新口令"}));
        }
        if call.name == "delegates.remove" {
            office.call("delegates.save", json!({"name": "误录人"}));
        }
        let mut example = office.example(call.example);
        if call.name == "delegates.remove" {
            let people = office.call("delegates.register", json!({}));
            let wrong = people["people"].as_array().unwrap().iter().find(|one| one["name"] == "误录人").unwrap();
            example["id"] = wrong["id"].clone();
        }
        let before = office.dump();
        if call.kind != Kind::Open {
            let none = office.desk.rpc(None, call.name, example.clone(), &Unwatched).unwrap_err();
            assert_eq!(none.code, "session.none", "{}", call.name);
        }
        if call.right > Right::View {
            let session = office.session_of("view");
            let before = office.dump();
            let refusal = office.desk.rpc(Some(&session), call.name, example.clone(), &Unwatched).unwrap_err();
            assert_eq!(refusal.code, "right.missing", "{}", call.name);
            assert_eq!(office.dump(), before, "{} changed something without the right", call.name);
        }
        let before = if call.right > Right::View { office.dump() } else { before };
        // Taking something back asks for the right that doing it asked for.
        let managed = call.kind == Kind::Write && call.right == Right::Manage;
        let enters = managed.then(|| office.session_of("enter"));
        let before = if managed { office.dump() } else { before };
        let newest = |office: &Office| office.call("history.recent", json!({"limit": 1}))[0].clone();
        let head = newest(&office);
        let reply = office.rpc(call.name, example).unwrap_or_else(|refusal| panic!("{}: {refusal:?}", call.name));
        tried += 1;
        if call.name == "auth.lock" {
            continue;
        }
        let after = newest(&office);
        match reply.operation {
            None => assert_eq!(after["operation"], head["operation"], "{} left an entry it did not tell of", call.name),
            Some(operation) => {
                assert_eq!(after["operation"], json!(operation), "{}", call.name);
                assert_eq!(
                    operation,
                    head["operation"].as_i64().unwrap() + 1,
                    "{} left more than one entry",
                    call.name
                );
                let sentence = after["sentence"].as_str().unwrap();
                assert!(words::has_operation(call.name), "{} has no sentence", call.name);
                assert!(!sentence.contains('{'), "{}: a place of the sentence is empty: {sentence}", call.name);
            }
        }
        match call.kind {
            Kind::Write if call.undo == Undo::Undoable => {
                assert_ne!(office.dump(), before, "{} changed nothing: its example is no example", call.name);
                if let Some(enters) = &enters {
                    not_taken_back(&office, enters, reply.operation.unwrap(), call.name);
                }
                let undone = office.rpc("history.undo", json!({"operation": reply.operation}));
                undone.unwrap_or_else(|refusal| panic!("{} cannot be undone: {refusal:?}", call.name));
                assert_eq!(office.dump(), before, "{} undone is not what it was", call.name);
            }
            Kind::Read | Kind::Watched => assert_eq!(office.dump(), before, "{} changed something", call.name),
            _ => {}
        }
        let check = office.call("history.verify", json!({}));
        assert_eq!(check["broken_at"], json!(null), "{}", call.name);
    }
    assert!(tried > 20, "only {tried} calls were tried");
}

/// Neither the operation nor any single value of it is written back by a clerk without its right.
fn not_taken_back(office: &Office, enters: &str, operation: i64, name: &str) {
    let after = office.dump();
    let asked = json!({ "operation": operation });
    let refusal = office.desk.rpc(Some(enters), "history.undo", asked, &Unwatched).unwrap_err();
    assert_eq!(refusal.code, "right.missing", "{name}");
    let actor = Actor { id: "test".to_owned(), name: String::new(), right: Right::View };
    let station = office.desk.station().unwrap();
    let changes = station.read(&actor, |reading| journal::changes(reading.db, Of::Operation(operation))).unwrap();
    for change in changes.iter().filter(|change| change.verb == "U") {
        for column in change.values.keys() {
            let asked = json!({"record": change.record, "change": change.id, "column": column});
            let refusal = office.desk.rpc(Some(enters), "history.restore_value", asked, &Unwatched).unwrap_err();
            assert_eq!(refusal.code, "right.missing", "{name} {column}");
        }
    }
    assert_eq!(office.dump(), after, "{name} was taken back without the right");
}

#[test]
fn every_refusal_code_in_the_sources_has_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut missing = Vec::new();
    let mut found = std::collections::BTreeSet::new();
    walk(&root, &mut |path, text| {
        for part in text.split("refuse(\"").skip(1) {
            let code = part.split('"').next().unwrap_or_default();
            found.insert(code.to_owned());
            if !words::has_refusal(code) {
                missing.push(format!("{}: {code}", path.display()));
            }
        }
        // The reading of workbooks names its codes where it finds something; tests/core/imports.rs looks for their words.
        for part in text.split("\"imports.").skip(1) {
            found.insert(format!("imports.{}", part.split('"').next().unwrap_or_default()));
        }
        for part in text.split("refuse(if ").skip(1) {
            for code in part.split('"').skip(1).step_by(2).take(2) {
                found.insert(code.to_owned());
            }
        }
        for code in
            ["disk.full", "disk.read_only", "database.busy", "disk.failing", "database.constraint", "file.missing"]
        {
            found.insert(code.to_owned());
        }
    });
    assert!(missing.is_empty(), "refusals without words: {missing:#?}");
    let unused: Vec<&str> = words::keys("refusals").into_iter().filter(|code| !found.contains(*code)).collect();
    assert!(unused.is_empty(), "words without a refusal: {unused:?}");
}

fn walk(folder: &std::path::Path, look: &mut dyn FnMut(&std::path::Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, look);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            look(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn no_two_wire_types_share_a_name() {
    let mut known: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
    let mut shared = std::collections::BTreeSet::new();
    for call in register().0.values() {
        for (name, declaration) in call.request.declarations.iter().chain(&call.answer.declarations) {
            if known.insert(name.clone(), declaration.clone()).is_some_and(|other| &other != declaration) {
                shared.insert(name.clone());
            }
        }
    }
    assert!(
        shared.is_empty(),
        "these names stand for two shapes each, so one of them is lost in the generated types: {shared:?}"
    );
}

#[test]
fn a_day_in_a_sentence_is_written_as_people_write_it_and_quoted_text_stays() {
    let fields = |value: Value| value.as_object().cloned().unwrap();
    let (sentence, _) =
        words::refusal("visits.day_in_future", &fields(json!({"day": "2026-09-16", "today": "2026-09-15"})));
    assert!(sentence.contains("2026年9月16日") && !sentence.contains("2026-09"), "{sentence}");
    let done = words::operation("visits.save", &fields(json!({"year": 2026, "number": 3, "day": "2026-09-05"})));
    assert!(done.contains("2026年9月5日") && done.contains("2026-3"), "{done}");
    let (sentence, _) = words::refusal("imports.closed_before", &fields(json!({"text": "2026-09-05"})));
    assert!(sentence.contains("2026-09-05"), "{sentence}");
}
