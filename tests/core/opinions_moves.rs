//! Moves of many at once, and a wrong day of a move and how a clerk puts it right.

use serde_json::{Value, json};
use zhudian_testkit::Office;

fn step(office: &Office, id: &str, kind: &str, more: Value) -> Value {
    let mut payload = json!({"id": id, "kind": kind});
    payload.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.call("opinions.move", payload)
}

/// A ledger is typed from paper, often days later: whoever wrote a wrong day takes the step back and writes the right one,
/// and the clock runs from there.
#[test]
fn a_wrong_day_is_put_right_by_taking_the_step_back() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let id = office.id(
        "opinions.save",
        json!({"day": "2026-09-02", "area_id": area, "nature": "opinion", "topic": "traffic", "content": "路面破损"}),
    );
    step(&office, &id, "send", json!({"unit": "镇市政办", "day": "2026-09-10"}));
    step(&office, &id, "withdraw", json!({"note": "日期写错", "day": "2026-09-15"}));
    step(&office, &id, "send", json!({"unit": "镇市政办", "day": "2026-09-03"}));
    let due = office.call("opinions.open", json!({"id": id}))["line"]["due_on"].clone();
    assert_eq!(due, "2026-10-21", "thirty working days from the day on the paper");
    step(&office, &id, "reply", json!({"answer": "已修补", "day": "2026-09-14"}));
    step(&office, &id, "close", json!({"day": "2026-09-14"}));
    let balance =
        || office.call("opinions.balance", json!({"from": "2026-09-01", "to": "2026-09-15"}))["whole"].clone();
    let before = balance();
    step(&office, &id, "withdraw", json!({"note": "日期写错"}));
    step(&office, &id, "withdraw", json!({"note": "日期写错"}));
    assert_eq!(office.call("opinions.open", json!({"id": id}))["chain"].as_array().unwrap().len(), 7);
    step(&office, &id, "reply", json!({"answer": "已修补", "day": "2026-09-08"}));
    step(&office, &id, "close", json!({"day": "2026-09-11"}));
    let after = balance();
    assert_eq!(before["closing"], after["closing"]);
    for day in ["2026-09-10", "2026-09-11", "2026-09-13", "2026-09-14", "2026-09-15"] {
        let line = office.call("opinions.balance", json!({"from": "2026-09-01", "to": day}))["whole"].clone();
        let open = office.call("opinions.list", json!({"limit": 200}))["total"].as_i64().unwrap();
        assert!(line["closing"].as_i64().unwrap() >= 0 && line["closing"].as_i64().unwrap() <= open, "{day} {line}");
    }
    assert_eq!(office.call("opinions.open", json!({"id": id}))["line"]["closed_on"], "2026-09-11");
}

#[test]
fn many_are_moved_at_once_or_none() {
    let office = Office::sample();
    let ids: Vec<Value> = office.call("opinions.list", json!({}))["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    let sent = ids[0].as_str().unwrap();
    let may = office.call("opinions.may_many", json!({"ids": ids, "kind": "send"}));
    assert_eq!(may["can"].as_array().unwrap().len(), 2);
    step(&office, sent, "send", json!({"unit": "镇市政办"}));
    let may = office.call("opinions.may_many", json!({"ids": ids, "kind": "send"}));
    assert_eq!((may["can"].as_array().unwrap().len(), may["cannot"].as_array().unwrap().len()), (1, 1));
    let before = office.dump();
    let refusal =
        office.refused("opinions.move_many", json!({"ids": ids, "move": {"kind": "send", "unit": "镇市政办"}}));
    assert_eq!(refusal.code, "opinions.move_not_now");
    assert_eq!(office.dump(), before, "all or none");
    assert_eq!(
        office.call(
            "opinions.move_many",
            json!({"ids": [may["can"][0]["id"]], "move": {"kind": "send", "unit": "镇市政办"}})
        )["moved"],
        1
    );
}
