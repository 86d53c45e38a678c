//! What must not balance: sheets, pages and rows that went missing between the bag and the count.

use crate::evaluations::{ROWS, Round, figures};
use serde_json::{Value, json};
use zhudian_testkit::{Office, PERSON};

#[test]
fn a_bag_with_more_sheets_than_went_out_is_not_balanced_by_counting_fewer() {
    let round = Round::over(1);
    round.issue(0, 6);
    round.returned(0, 8);
    let pages: Vec<Value> = (0..6).map(|_| round.sheet(0, "满意", json!({}))).collect();
    round.scan("stack.scan", &pages);
    assert_eq!(figures(&round.line(0)), [6, 0, 0, 0, 0], "as many as were handed out");
    assert_ne!(round.line(0)["stage"], "balanced");
    let notes = round.call("evaluations.balance", json!({}))[0]["notes"].to_string();
    assert!(notes.contains("比发出多2张") && notes.contains("还差2张没有计到"), "{notes}");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.overfull");
    round.call("evaluations.close", json!({"note": "多出两张，查不出", "name": PERSON}));
    assert_eq!(figures(&round.line(0))[..2], [0, 6], "by rule");
}

#[test]
fn more_counted_than_came_back_is_told() {
    let round = Round::over(1);
    round.issue(0, 9);
    round.returned(0, 5);
    let pages: Vec<Value> = (0..7).map(|_| round.sheet(0, "满意", json!({}))).collect();
    round.scan("stack.scan", &pages);
    let notes = round.call("evaluations.balance", json!({}))[0]["notes"].to_string();
    assert!(notes.contains("计到的比收回的多2张") && !notes.contains("比发出多"), "{notes}");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.difference");
}

#[test]
fn a_row_nobody_called_in_the_hall_is_missed() {
    let round = Round::over(1);
    round.issue(0, 5);
    round.returned(0, 5);
    let called = |row: &str| {
        for _ in 0..5 {
            round.call("evaluations.hall_mark", json!({"batch": round.batch(0), "row": row, "grade": "good", "by": 1}));
        }
    };
    ROWS[1..].iter().for_each(|row| called(row));
    round.call("evaluations.hall_sheets", json!({"batch": round.batch(0), "valid": 5, "void": 0, "blank": 0}));
    assert_ne!(round.line(0)["stage"], "balanced");
    let notes = round.call("evaluations.balance", json!({}))[0]["notes"].to_string();
    assert!(notes.contains("最多相差5"), "{notes}");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.difference");
    called(ROWS[0]);
    assert_eq!(round.line(0)["stage"], "balanced");
}

/// The feeder took one side only: twenty points fill two pages, and no second page was ever read.
#[test]
fn backs_that_were_never_scanned_are_missed() {
    let office = Office::sample();
    let items: Vec<Value> = (1..=20).map(|n| json!({"code": format!("p{n}"), "text": format!("第{n}项")})).collect();
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["form"] = json!({"items": items});
    office.call("evaluations.save", round.clone());
    let printed = office.call("evaluations.print", json!({"round": round["id"]}));
    let round = Round::printed(office, round["id"].clone(), printed["batches"].as_array().unwrap().clone());
    let front = || {
        let rows: serde_json::Map<String, Value> = (1..=12).map(|n| (format!("p{n}"), json!("满意"))).collect();
        json!({"batch": round.batches[0]["code"], "rows": rows, "page": 1, "picture": round.fresh()})
    };
    round.scan("stack.scan", &[front(), front(), front()]);
    round.issue(0, 3);
    round.returned(0, 3);
    assert_eq!(round.line(0)["valid"], 3);
    assert_ne!(round.line(0)["stage"], "balanced");
    let notes = round.call("evaluations.balance", json!({}))[0]["notes"].to_string();
    assert!(notes.contains("各页数目相差3"), "{notes}");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.difference");
}
