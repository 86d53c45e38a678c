//! Taking back: the rest of an operation, the right it asks for, and numbers that are never given twice.

use crate::imports::{ledger, lishui, request, sample_ledger};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use zhudian_core::ground::journal::{self, Of};
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::refusal::Refusal;
use zhudian_testkit::{Office, PASSPHRASE};

/// What a visit is in all tables, as its page shows it.
fn whole(office: &Office, id: &Value) -> Value {
    let mut visit = office.call("visits.open", json!({"id": id}));
    visit.as_object_mut().unwrap().remove("version");
    visit
}

fn as_clerk(office: &Office, session: &str, name: &str, payload: Value) -> Result<Value, Refusal> {
    office.desk.rpc(Some(session), name, payload, &Unwatched).map(|reply| reply.answer)
}

#[test]
fn the_rest_of_an_import_is_taken_back_and_a_visit_that_stays_is_whole() {
    let office = lishui();
    let path = ledger(office.folder.path(), "a.xlsx", &sample_ledger());
    let done = office.rpc("imports.apply", request(&office, "visits", path.clone())).unwrap();
    let list = office.call("visits.list", json!({"sort": "number", "descending": false, "limit": 100}));
    let first = list["lines"][0]["id"].clone();
    let mut changed = office.call("visits.open", json!({"id": first}));
    assert!(
        !changed["delegates"].as_array().unwrap().is_empty() && !changed["opinions"].as_array().unwrap().is_empty()
    );
    changed["received"] = json!(40);
    office.call("visits.save", changed);
    let before = whole(&office, &first);
    assert_eq!(office.refused("history.undo", json!({"operation": done.operation})).code, "undo.blocked");
    let can = office.call("history.can_undo", json!({"operation": done.operation}));
    assert_eq!((&can["staying"], &can["stays"][0]["why"]), (&json!(1), &json!("changed")), "{can}");
    assert_eq!(can["stays"][0]["name"], json!(format!("2015-{}", list["lines"][0]["number"])));
    assert!(can["rest"].as_i64().unwrap() > 59);
    let undone = office.call("history.undo", json!({"operation": done.operation, "except": [first]}));
    assert_eq!(undone["changes"], can["rest"]);
    assert_eq!(office.call("visits.list", json!({}))["sums"]["visits"], 1);
    assert_eq!(whole(&office, &first), before, "delegates, tags and opinions stay with their visit");
    assert_eq!(crate::journal::replayed(&office), office.dump());
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
    // What the file said of the visit stays as well: the next reading of the file knows it.
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!(preview["counts"]["new"], 59, "{}", preview["counts"]);
}

#[test]
fn a_part_that_stays_keeps_the_record_it_belongs_to() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    // Made: the opinion was corrected since, so the visit it was heard at stays whole and nothing is left to take back.
    let saved = office
        .rpc(
            "visits.save",
            json!({"day": "2026-09-10", "area_id": area, "kind": "reception", "received": 3,
            "opinions": [{"content": "甲"}, {"content": "乙"}]}),
        )
        .unwrap();
    let opinion = office.call("opinions.list", json!({"from": "2026-09-10"}))["lines"][0]["id"].clone();
    office.call("opinions.save", json!({"id": opinion, "day": "2026-09-10", "area_id": area, "content": "改过的话"}));
    let asked = json!({"operation": saved.operation, "except": [opinion]});
    assert_eq!(office.refused("history.undo", asked).code, "undo.no_rest");
    let can = office.call("history.can_undo", json!({"operation": saved.operation}));
    assert_eq!((&can["rest"], &can["stays"][0]["kind"]), (&json!(0), &json!("visits")), "{can}");
    // Removed: an opinion that stays away keeps its visit away, and nothing is half there.
    let gone = office.rpc("visits.remove", json!({"id": saved.answer["id"]})).unwrap();
    let asked = json!({"operation": gone.operation, "except": [opinion]});
    assert_eq!(office.refused("history.undo", asked).code, "undo.no_rest");
    office.call("history.undo", json!({"operation": gone.operation}));
    // Something outside points to what was made: it stays, the person it names with it.
    let person = office.rpc("delegates.save", json!({"name": "新代表"})).unwrap();
    let visit = json!({"day": "2026-09-11", "area_id": area, "kind": "reception", "delegates": [person.answer["id"]]});
    office.call("visits.save", visit);
    let way = office.refused("history.undo", json!({"operation": person.operation})).fields["records"][0].clone();
    assert_eq!((&way["why"], &way["of"]), (&json!("referenced"), &person.answer["id"]));
    let asked = json!({"operation": person.operation, "except": [way["record"]]});
    assert_eq!(office.refused("history.undo", asked).code, "undo.no_rest");
}

#[test]
fn every_table_says_what_its_rows_are_a_part_of() {
    let office = Office::empty();
    let schema = office.desk.station().unwrap().schema().clone();
    let whole = |table: &str| schema.0[table].whole.as_ref().map(|(_, whole)| whole.as_str());
    for (table, of) in [
        ("visit_people", Some("visits")),
        ("visit_tags", Some("visits")),
        ("opinions", Some("visits")),
        ("opinion_moves", Some("opinions")),
        ("plan_people", Some("plans")),
        ("tenures", Some("people")),
        ("team_members", Some("teams")),
        ("attendances", Some("meetings")),
        ("notice_deliveries", Some("notice_recipients")),
        ("proposal_ratings", Some("proposal_moves")),
        ("batches", Some("rounds")),
        ("visits", None),
        ("teams", None),
        ("circles", None),
        ("proposals", None),
        ("areas", None),
    ] {
        assert_eq!(whole(table), of, "{table}");
    }
}

#[test]
fn a_visit_entered_from_its_plan_is_taken_back_with_the_link() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let plan = office.id("plans.save", json!({"day": "2026-09-14", "area_id": area, "kind": "household"}));
    let before = office.dump();
    let saved = office
        .rpc(
            "visits.save",
            json!({"day": "2026-09-14", "area_id": area, "kind": "household", "households": 2, "plan_id": plan}),
        )
        .unwrap();
    office.call("history.undo", json!({"operation": saved.operation}));
    assert_eq!(office.dump(), before);
}

#[test]
fn nobody_takes_back_what_they_may_not_do() {
    let office = Office::sample();
    let enter = office.session_of("enter");
    let clerk = office.call("auth.people", json!({}));
    let clerk = clerk.as_array().unwrap().iter().find(|one| one["name"] == "某enter").unwrap()["id"].clone();
    // Somebody who once managed comes back as one who enters, and does not get the role back from the history.
    office.call("auth.add", json!({"name": "麦经办", "role": "manage", "passphrase": PASSPHRASE}));
    let people = office.call("auth.people", json!({}));
    let former = people.as_array().unwrap().iter().find(|one| one["name"] == "麦经办").unwrap()["id"].clone();
    office.call("auth.disable", json!({"id": former}));
    office.call("auth.add", json!({"name": "麦经办", "role": "enter", "passphrase": PASSPHRASE}));
    let unlock = json!({"person": "麦经办", "passphrase": PASSPHRASE});
    let again = office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].clone();
    let again = again.as_str().unwrap();
    let before = office.dump();
    for id in [&former, &clerk] {
        for line in as_clerk(&office, again, "history.record", json!({"id": id})).unwrap().as_array().unwrap() {
            for column in ["role", "active", "name"] {
                let asked = json!({"record": id, "change": line["change"], "column": column});
                assert!(as_clerk(&office, again, "history.restore_value", asked.clone()).is_err());
                assert!(office.rpc("history.restore_value", asked).is_err(), "not by one who manages either");
            }
        }
    }
    let history = office.call("history.record", json!({"id": former}));
    let disabled = history.as_array().unwrap().iter().find(|line| line["verb"] == "U").unwrap();
    let asked = json!({"record": former, "change": disabled["change"], "column": "active"});
    assert_eq!(office.refused("history.restore_value", asked).code, "history.clerks");
    assert_eq!(office.dump(), before);
    // What was managed is neither taken back nor put back by one who enters; the lists say so before.
    let parameter = |value: i64| json!({"name": "evaluation.members_weight", "value": value, "valid_from": "2026-01-01", "source": "示例"});
    office.call("rulebook.parameter", parameter(40));
    let ruled = office.rpc("rulebook.parameter", parameter(50)).unwrap().operation;
    for (name, asked) in [
        ("history.undo", json!({"operation": ruled})),
        ("history.undo", json!({})),
        ("history.can_undo", json!({"operation": ruled})),
    ] {
        assert_eq!(as_clerk(&office, &enter, name, asked).unwrap_err().code, "right.missing", "{name}");
    }
    let recent = as_clerk(&office, &enter, "history.recent", json!({"limit": 1})).unwrap();
    assert_eq!(recent[0]["needs"], "manage");
    let station = office.desk.station().unwrap();
    let actor = zhudian_core::ground::station::Actor {
        id: "test".to_owned(),
        name: String::new(),
        right: zhudian_core::ground::station::Right::View,
    };
    let changed = station.read(&actor, |reading| journal::changes(reading.db, Of::Operation(ruled.unwrap()))).unwrap();
    for change in changed.iter().filter(|change| change.verb == "U") {
        for column in change.values.keys() {
            let asked = json!({"record": change.record, "change": change.id, "column": column});
            let refusal = as_clerk(&office, &enter, "history.restore_value", asked).unwrap_err();
            assert_eq!(refusal.code, "right.missing", "{column}");
        }
    }
    // Nor is the undoing of it undone by one who enters, nor the restoring.
    let undone = office.rpc("history.undo", json!({"operation": ruled})).unwrap().operation;
    let refusal = as_clerk(&office, &enter, "history.undo", json!({"operation": undone})).unwrap_err();
    assert_eq!(refusal.code, "right.missing");
    // Views belong to who keeps them.
    let view =
        office.rpc("views.save", json!({"list": "visits", "name": "我的", "query": {"kind": "reception"}})).unwrap();
    let refusal = as_clerk(&office, &enter, "history.undo", json!({"operation": view.operation})).unwrap_err();
    assert_eq!(refusal.code, "right.missing");
    // What anybody may enter anybody who enters may take back.
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let visit = json!({"day": "2026-09-10", "area_id": area, "kind": "reception", "received": 3});
    let saved = office.rpc("visits.save", visit).unwrap();
    as_clerk(&office, &enter, "history.undo", json!({"operation": saved.operation})).unwrap();
}

#[test]
fn a_number_is_never_given_to_a_second_record() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let save = |day: &str| {
        let visit = json!({"day": day, "area_id": area, "kind": "reception", "received": 1, "opinions": [{"content": format!("{day}说的")}]});
        office.rpc("visits.save", visit).unwrap()
    };
    let numbers = |office: &Office| -> Vec<(i64, i64)> {
        let list = office.call("opinions.list", json!({"limit": 200}));
        list["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["year"].as_i64().unwrap(), one["number"].as_i64().unwrap()))
            .collect()
    };
    // Removed, another one saved, and back from the bin: each has its own number.
    let first = save("2026-09-10");
    let gone = office.rpc("visits.remove", json!({"id": first.answer["id"]})).unwrap();
    let second = save("2026-09-11");
    assert_ne!(second.answer["number"], first.answer["number"]);
    office.call("history.undo", json!({"operation": gone.operation}));
    let back = office.call("visits.open", json!({"id": first.answer["id"]}));
    assert_eq!(back["number"], first.answer["number"]);
    let all = numbers(&office);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "no two opinions of one number: {all:?}");
    // A saving taken back frees no number either: it may come back by taking that back.
    let third = save("2026-09-12");
    let undone = office.rpc("history.undo", json!({"operation": third.operation})).unwrap().operation;
    let fourth = save("2026-09-12");
    assert_eq!(fourth.answer["number"].as_i64(), third.answer["number"].as_i64().map(|n| n + 1));
    office.call("history.undo", json!({"operation": undone}));
    // Nor does one that moved to another year's ledger.
    let mut moved = office.call("visits.open", json!({"id": fourth.answer["id"]}));
    moved["day"] = json!("2025-09-12");
    moved["opinions"] = json!([]);
    let moving = office.rpc("visits.save", moved).unwrap().operation;
    let fifth = save("2026-09-13");
    assert_ne!(fifth.answer["number"], fourth.answer["number"]);
    office.call("history.undo", json!({"operation": moving}));
    let asked = office.call("visits.next_number", json!({"year": 2026}))["number"].clone();
    assert_eq!(asked.as_i64(), fifth.answer["number"].as_i64().map(|n| n + 1), "what is announced is what is given");
    // A plan as well.
    let plan = |day: &str| office.rpc("plans.save", json!({"day": day, "area_id": area, "kind": "household"})).unwrap();
    let one = plan("2026-09-14");
    let undone = office.rpc("history.undo", json!({"operation": one.operation})).unwrap().operation;
    assert_ne!(plan("2026-09-14").answer["code"], one.answer["code"]);
    office.call("history.undo", json!({"operation": undone}));
    assert_eq!(crate::journal::replayed(&office), office.dump());
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
}

#[test]
fn an_import_taken_back_and_made_again_leaves_its_numbers_to_the_first() {
    let office = lishui();
    let path = ledger(office.folder.path(), "a.xlsx", &sample_ledger());
    let apply = || office.rpc("imports.apply", request(&office, "visits", path.clone())).unwrap().operation;
    let first = apply();
    let undone = office.rpc("history.undo", json!({"operation": first})).unwrap().operation;
    let second = apply();
    let list = office.call("visits.list", json!({"sort": "number", "descending": false, "limit": 1}));
    assert_eq!(list["lines"][0]["number"], 61);
    office.call("history.undo", json!({"operation": second}));
    office.call("history.undo", json!({"operation": undone}));
    let list = office.call("visits.list", json!({"sort": "number", "descending": false, "limit": 1}));
    assert_eq!((&list["lines"][0]["number"], &list["sums"]["visits"]), (&json!(1), &json!(60)));
}

#[test]
fn an_older_form_of_sheets_that_comes_back_finds_its_version_free() {
    let office = Office::sample();
    let form = |title: &str, code: &str| {
        json!({"code": code, "title": title, "kind": "one_delegate", "items": [{"code": "q1", "text": "总体评价"}],
            "grades": [{"label": "满意"}, {"label": "不满意"}]})
    };
    let made = office.rpc("evaluations.form_save", form("样式", "")).unwrap().answer;
    let code = made["code"].as_str().unwrap();
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["form"] = json!({"code": code});
    office.call("evaluations.save", round.clone());
    office.call("evaluations.print", json!({"round": round["id"]}));
    let second = office.rpc("evaluations.form_save", form("样式二", code)).unwrap();
    assert_eq!(second.answer["version"], 2);
    let undone = office.rpc("history.undo", json!({"operation": second.operation})).unwrap().operation;
    assert_eq!(office.call("evaluations.form_save", form("样式三", code))["version"], 3);
    office.call("history.undo", json!({"operation": undone}));
}
