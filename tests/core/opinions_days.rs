//! Days of opinions: nothing ends in time to come or before it was heard, and a period's papers tell what was so then.

use serde_json::{Value, json};
use zhudian_core::features::opinions::papers::draft;
use zhudian_core::features::reports::gather::head;
use zhudian_core::features::reports::model::Wish;
use zhudian_core::ground::station::{Actor, Right};
use zhudian_testkit::Office;

fn area(office: &Office) -> Value {
    office.call("areas.list", json!({}))[2]["id"].clone()
}

#[test]
fn a_paper_ends_no_opinion_in_time_to_come() {
    let office = Office::sample();
    let visit = |status: &str, on: &str| {
        json!({"day": "2026-09-08", "area_id": area(&office), "kind": "reception",
            "opinions": [{"content": "甲"}, {"content": "乙", "status": status, "closed_on": on}]})
    };
    for (status, on) in [("closed", "2062-09-08"), ("closed", "2026-09-16"), ("answered", "2026-09-16")] {
        let refusal = office.refused("visits.save", visit(status, on));
        assert_eq!(refusal.code, "visits.closed_in_future", "{status} {on}");
        assert!(refusal.sentence().contains("第2条") && !refusal.sentence().contains('{'), "{}", refusal.sentence());
    }
    office.call("visits.save", visit("closed", "2026-09-15"));
    office.call("visits.save", visit("registered", "2026-09-16"));
}

#[test]
fn what_was_done_on_the_spot_goes_with_the_day_of_its_visit() {
    let office = Office::sample();
    let saved = office.call(
        "visits.save",
        json!({"day": "2026-09-01", "area_id": area(&office), "kind": "reception",
            "opinions": [{"content": "水沟堵了", "status": "answered", "answer": "当场讲清"}]}),
    );
    let open = || office.call("visits.open", json!({"id": saved["id"]}));
    let id = open()["opinions"][0]["id"].clone();
    office.call("opinions.move", json!({"id": id, "kind": "tell", "told": "visit", "day": "2026-09-10"}));
    for day in ["2026-09-05", "2026-08-28", "2026-09-10"] {
        let mut visit = open();
        visit["day"] = json!(day);
        office.call("visits.save", visit);
        let whole = office.call("opinions.open", json!({"id": id}));
        assert_eq!((&whole["line"]["day"], &whole["line"]["closed_on"]), (&json!(day), &json!(day)));
        assert_eq!((&whole["chain"][0]["day"], &whole["told_on"]), (&json!(day), &json!("2026-09-10")));
        let balance =
            office.call("opinions.balance", json!({"from": "2026-08-01", "to": "2026-09-03"}))["whole"].clone();
        assert!(balance["closing"].as_i64().unwrap() >= 0, "{day}: {balance}");
    }
    let mut visit = open();
    visit["day"] = json!("2026-09-11");
    assert_eq!(office.refused("visits.save", visit).code, "visits.opinion_later", "it was told of before that");
}

/// The ledger of a period lists what its balance counts, whatever happened since.
#[test]
fn the_ledger_of_a_past_period_lists_what_was_open_then() {
    let office = Office::on("2026-04-10");
    let area = area(&office);
    let heard = |content: &str, day: &str| {
        office.id("opinions.save", json!({"day": day, "area_id": area, "content": content, "nature": "appeal"}))
    };
    let go = |wish: Value| office.call("opinions.move", wish);
    let again = heard("去年办结今年又办的事", "2025-11-03");
    go(json!({"id": again, "kind": "answer_now", "answer": "已清", "day": "2025-12-01"}));
    go(json!({"id": again, "kind": "rehandle", "unit": "镇市政办", "note": "又堵了", "day": "2026-03-02"}));
    let open = heard("去年没有办结的事", "2025-11-04");
    go(json!({"id": open, "kind": "answer_now", "answer": "已清", "day": "2026-03-20"}));
    heard("今年的事", "2026-01-08");
    let paper = |from: &str, to: &str| {
        let wish: Wish =
            serde_json::from_value(json!({"kind": "opinion_ledger", "options": {"from": from, "to": to}})).unwrap();
        let actor = Actor { id: "t".into(), name: String::new(), right: Right::View };
        let made = office.desk.station().unwrap().read(&actor, |reading| {
            let made = draft(reading, &head(reading)?, wish.kind, &wish.options)?;
            Ok(serde_json::to_string(&made.document)?)
        });
        let text = made.unwrap();
        ["又办的事", "没有办结的事", "今年的事"].map(|words| text.contains(words))
    };
    let balance = |from: &str, to: &str| {
        let whole = office.call("opinions.balance", json!({"from": from, "to": to}))["whole"].clone();
        ["opening", "heard", "reopened"].map(|of| whole[of].as_i64().unwrap())
    };
    for (from, to, listed, counted) in [
        ("2026-01-01", "2026-02-28", [false, true, true], [1, 1, 0]),
        ("2026-03-01", "2026-03-31", [true, true, true], [2, 0, 1]),
        ("2026-04-01", "2026-04-10", [true, false, true], [2, 0, 0]),
        ("2025-11-01", "2025-12-31", [true, true, false], [0, 2, 0]),
    ] {
        assert_eq!((paper(from, to), balance(from, to)), (listed, counted), "{from}");
    }
}
