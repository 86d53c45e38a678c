//! The week at the stations, and statistics that add up.

use serde_json::{Value, json};
use zhudian_core::features::duties::rules::Span;
use zhudian_core::features::weeks::holidays;
use zhudian_core::features::weeks::rules::{self, Note, Slot, Standing};
use zhudian_testkit::{Office, day};

fn area(office: &Office, at: usize) -> Value {
    office.call("areas.list", json!({}))[at]["id"].clone()
}

/// 沙涌 and four more villages with a fixed Tuesday.
fn stations() -> Office {
    let office = Office::empty();
    for at in 0..5 {
        office.call(
            "stations.slot",
            json!({"area_id": area(&office, at), "weekday": 2, "starts": "15:00", "ends": "18:30", "place": "一楼", "every_weeks": 1, "valid_from": "2026-01-01"}),
        );
    }
    office
}

fn visit(office: &Office, at: usize, on: &str, more: Value) -> String {
    let mut visit = json!({"day": on, "area_id": area(office, at), "kind": "reception"});
    visit.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.id("visits.save", visit)
}

fn states(board: &Value) -> Vec<&str> {
    board["lines"].as_array().unwrap().iter().take(5).map(|line| line["state"].as_str().unwrap()).collect()
}

#[test]
fn the_board_knows_the_five_states() {
    let office = stations();
    visit(&office, 0, "2026-09-15", json!({"received": 3}));
    office.call("weeks.note", json!({"area_id": area(&office, 1), "day": "2026-09-15", "kind": "zero"}));
    office.call(
        "weeks.note",
        json!({"area_id": area(&office, 2), "day": "2026-09-15", "kind": "suspended", "reason": "台风"}),
    );
    office.call(
        "weeks.note",
        json!({"area_id": area(&office, 3), "day": "2026-09-15", "kind": "moved", "moved_to": "2026-09-14"}),
    );
    let board = office.call("weeks.board", json!({}));
    assert_eq!(
        (&board["from"], &board["to"], &board["days_left"]),
        (&json!("2026-09-14"), &json!("2026-09-20"), &json!(5))
    );
    assert_eq!(states(&board), ["reported", "zero", "suspended", "unreported", "unreported"]);
    visit(&office, 3, "2026-09-14", json!({}));
    visit(&office, 4, "2026-09-14", json!({}));
    let board = office.call("weeks.board", json!({}));
    assert_eq!(states(&board), ["reported", "zero", "suspended", "made_up", "made_up"]);
    assert_eq!(board["lines"][4]["moved_to"], "2026-09-14");
    let counts = &board["counts"];
    let sum: i64 = ["reported", "zero", "suspended", "made_up", "unreported", "no_slot"]
        .iter()
        .map(|key| counts[key].as_i64().unwrap())
        .sum();
    assert_eq!(sum as usize, board["lines"].as_array().unwrap().len());
    // A note told again is the same note; told wrong it is refused.
    let again = office.id("weeks.note", json!({"area_id": area(&office, 2), "day": "2026-09-15", "kind": "zero"}));
    assert_eq!(office.call("weeks.board", json!({}))["lines"][2]["note_id"], json!(again));
    for (note, code) in [
        (json!({"kind": "suspended"}), "weeks.reason"),
        (json!({"kind": "moved"}), "weeks.moved_to"),
        (json!({"kind": "moved", "moved_to": "2026-09-15"}), "weeks.moved_to"),
        (json!({"kind": "zero", "day": "2026-09-22"}), "weeks.zero_in_future"),
        (json!({"kind": "lost"}), "weeks.kind"),
    ] {
        let mut payload = json!({"area_id": area(&office, 2), "day": "2026-09-15"});
        payload.as_object_mut().unwrap().extend(note.as_object().unwrap().clone());
        assert_eq!(office.refused("weeks.note", payload).code, code);
    }
}

#[test]
fn the_day_that_made_up_is_the_one_that_is_told() {
    let office = stations();
    office.call(
        "stations.slot",
        json!({"area_id": area(&office, 0), "weekday": 4, "starts": "15:00", "ends": "18:30", "place": "一楼", "every_weeks": 1, "valid_from": "2026-01-01"}),
    );
    // 8 September is the Tuesday, held as fixed; Thursday the 10th was made up on Friday.
    visit(&office, 0, "2026-09-08", json!({}));
    visit(&office, 0, "2026-09-11", json!({}));
    let board = office.call("weeks.board", json!({"day": "2026-09-08"}));
    assert_eq!(states(&board)[..2], ["reported", "made_up"]);
    assert_eq!((&board["lines"][0]["moved_to"], &board["lines"][1]["moved_to"]), (&json!(null), &json!("2026-09-11")));
}

#[test]
fn a_village_that_ended_owes_no_fixed_day() {
    let office = stations();
    let mut ended = office.call("areas.list", json!({}))[0].clone();
    for derived in ["pinyin", "initials"] {
        ended.as_object_mut().unwrap().remove(derived);
    }
    // It was merged on the Monday: neither its Tuesday nor any later one is expected of it.
    ended["valid_to"] = json!("2026-09-14");
    office.call("areas.save", ended.clone());
    let board = office.call("weeks.board", json!({"day": "2026-09-15"}));
    assert!(board["lines"].as_array().unwrap().iter().all(|line| line["area_id"] != ended["id"]));
    assert_eq!(office.call("weeks.chase", json!({})).as_array().unwrap().len(), 4);
    let of = |from: &str, to: &str| {
        let table = office.call("statistics.by_area", json!({"from": from, "to": to}));
        table["rows"]
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["area_id"] == ended["id"])
            .map(|row| row["expected"].clone())
    };
    assert_eq!(of("2026-09-01", "2026-09-30"), Some(json!(2)), "the 1st and the 8th");
    assert_eq!(of("2026-10-01", "2026-10-31"), None);
}

#[test]
fn who_is_telephoned() {
    let office = stations();
    let team = office.id(
        "stations.team",
        json!({"name": "沙涌", "kind": "main", "area_id": area(&office, 0), "valid_from": "2026-01-01"}),
    );
    for (name, role, phone) in [("陈国栋", "leader", "1"), ("李敏", "liaison", "13800000001")] {
        let person = office.id("delegates.save", json!({"name": name, "phone": phone}));
        office.call(
            "stations.member",
            json!({"team_id": team, "person_id": person, "role": role, "valid_from": "2026-01-01"}),
        );
    }
    let chase = office.call("weeks.chase", json!({}));
    assert_eq!(chase.as_array().unwrap().len(), 5);
    assert_eq!(chase[0]["call"][0]["phone"], "13800000001");
    assert_eq!(chase[0]["leaders"], json!(["陈国栋"]));
    visit(&office, 0, "2026-09-15", json!({}));
    assert_eq!(office.call("weeks.chase", json!({})).as_array().unwrap().len(), 4);
}

#[test]
fn fixed_days_every_other_week_and_holidays() {
    let slot = |every| Slot {
        weekday: 2,
        every_weeks: every,
        days: Span { from: day("2026-01-07"), to: day("2026-03-31") },
        starts: String::new(),
        ends: String::new(),
        place: String::new(),
    };
    let months = Span { from: day("2026-01-01"), to: day("2026-02-28") };
    let told = |every: i64| {
        rules::days(&slot(every), months).iter().map(|day| day.format("%m%d").to_string()).collect::<Vec<_>>().join(" ")
    };
    // The Tuesday of its first week lies before its first day.
    assert_eq!(told(1), "0113 0120 0127 0203 0210 0217 0224");
    assert_eq!(told(2), "0120 0203 0217");
    assert_eq!(rules::days(&slot(1), Span { from: day("2026-03-30"), to: day("2026-05-01") }).len(), 1);
    assert!(holidays::holiday(day("2026-10-01")).is_some());
    assert!(holidays::holiday(day("2026-10-10")).is_none(), "a working Saturday is no holiday");
    let none = std::collections::BTreeMap::new();
    let stand = |note: Option<&Note>, holiday| {
        rules::stand(&[rules::Fixture { day: day("2026-10-06"), note, holiday }], &none)[0].standing
    };
    assert_eq!(stand(None, true), Standing::Suspended);
    assert_eq!(stand(None, false), Standing::Unreported);
    let moved = Note { kind: "moved".to_owned(), moved_to: Some(day("2026-10-09")), reason: String::new() };
    assert_eq!(stand(Some(&moved), true), Standing::Unreported, "moved and not yet made up");
}

fn sums(value: &Value) -> [i64; 10] {
    [
        "visits",
        "received",
        "households",
        "firms",
        "participants",
        "opinions",
        "registered",
        "answered",
        "handling",
        "closed",
    ]
    .map(|key| value[key].as_i64().unwrap())
}

fn added<'a>(all: impl Iterator<Item = &'a Value>) -> [i64; 10] {
    all.fold([0; 10], |mut total, one| {
        for (at, n) in sums(one).iter().enumerate() {
            total[at] += n;
        }
        total
    })
}

/// A ledger of many days, villages and kinds.
fn ledger() -> Office {
    let office = stations();
    let leader = office.id("delegates.save", json!({"name": "陈国栋"}));
    let other = office.id("delegates.save", json!({"name": "李敏"}));
    let kinds = ["reception", "household", "firm", "forum", "research", "appointment"];
    let topics = ["traffic", "land", "other", ""];
    let statuses = ["registered", "answered", "handling", "closed"];
    for n in 0..60_u64 {
        let on = (day("2026-01-02") + chrono::Days::new(n * 4)).to_string();
        let opinions: Vec<Value> = (0..n % 4)
            .map(|at| json!({"topic": topics[((n + at) % 4) as usize], "content": "内容", "status": statuses[((n + at) % 4) as usize]}))
            .collect();
        visit(
            &office,
            (n % 7) as usize,
            &on,
            json!({"kind": kinds[(n % 6) as usize], "leader_id": leader, "delegates": if n % 2 == 0 { json!([leader, other]) } else { json!([other]) },
                "received": n, "households": n % 5, "firms": n % 3, "opinions": opinions}),
        );
    }
    office
}

#[test]
fn every_table_adds_up_to_the_totals() {
    let office = ledger();
    for (from, to) in [
        ("2026-01-01", "2026-09-15"),
        ("2026-03-01", "2026-03-31"),
        ("2026-09-15", "2026-09-15"),
        ("2025-01-01", "2025-12-31"),
    ] {
        let period = json!({"from": from, "to": to});
        let totals = office.call("statistics.totals", period.clone());
        let table = office.call("statistics.by_area", period.clone());
        let rows = table["rows"].as_array().unwrap();
        assert_eq!(added(rows.iter().map(|row| &row["period"])), sums(&totals), "{from}");
        assert_eq!(sums(&table["period"]), sums(&totals));
        assert_eq!(added(rows.iter().map(|row| &row["year"])), sums(&table["year"]));
        assert_eq!(rows.len(), 39, "every village of the town has its row");
        for name in ["statistics.by_month", "statistics.by_kind"] {
            let rows = office.call(name, period.clone());
            assert_eq!(added(rows.as_array().unwrap().iter().map(|row| &row["sums"])), sums(&totals), "{name} {from}");
        }
        let topics = office.call("statistics.by_topic", period.clone());
        let all: i64 = topics.as_array().unwrap().iter().map(|row| row["total"].as_i64().unwrap()).sum();
        assert_eq!(all, totals["opinions"].as_i64().unwrap());
        for row in topics.as_array().unwrap() {
            let parts: i64 =
                ["registered", "answered", "handling", "closed"].iter().map(|key| row[key].as_i64().unwrap()).sum();
            assert_eq!(parts, row["total"].as_i64().unwrap());
        }
        let kinds = ["reception", "household", "firm", "forum", "research", "appointment"];
        let by: Vec<Value> = kinds
            .iter()
            .map(|kind| office.call("statistics.totals", json!({"from": from, "to": to, "kind": kind})))
            .collect();
        assert_eq!(added(by.iter()), sums(&totals));
    }
    let march = office.call("statistics.by_area", json!({"from": "2026-03-01", "to": "2026-03-31"}));
    let first = &march["rows"][0];
    assert_eq!(first["expected"], 5);
    assert!(first["held"].as_i64().unwrap() <= 5);
    assert_eq!(march["rows"][6]["expected"], json!(null), "no fixed time, nothing expected");
    assert!(march["rows"][20]["zero"].as_bool().unwrap());
    let refusal = office.refused("statistics.totals", json!({"from": "2026-03-31", "to": "2026-03-01"}));
    assert_eq!(refusal.code, "statistics.backwards");
    // A visit with a leader who is also named counts two persons, one with a leader beside counts two as well.
    let all = office.call("statistics.totals", json!({"from": "2026-01-01", "to": "2026-09-15"}));
    assert_eq!(all["participants"], 120);
}

#[test]
fn forums_count_as_receptions_only_while_the_rule_book_says_so() {
    let office = ledger();
    let forums = office.call("statistics.totals", json!({"from": "2026-01-01", "to": "2026-09-15", "kind": "forum"}))["received"].as_i64().unwrap();
    let with = office.call("statistics.totals", json!({"from": "2026-01-01", "to": "2026-09-15"}))["received"]
        .as_i64()
        .unwrap();
    office.call(
        "rulebook.parameter",
        json!({"name": "forum_counts_as_reception", "value": false, "valid_from": "2026-01-01", "source": "电话通知"}),
    );
    let without = office.call("statistics.totals", json!({"from": "2026-01-01", "to": "2026-09-15"}))["received"]
        .as_i64()
        .unwrap();
    assert!(forums > 0);
    assert_eq!(with - without, forums);
}

#[test]
fn the_year_so_far_equals_what_was_reported() {
    let office = ledger();
    let whole = office.call("statistics.by_area", json!({"from": "2026-09-01", "to": "2026-09-15"}));
    // One village: its own opening totals stand for what was entered up to their day.
    office.call(
        "openings.save",
        json!({"day": "2026-05-31", "area_id": area(&office, 0), "visits": 20, "received": 900, "households": 70, "firms": 30, "opinions": 12, "closed": 9, "source": "1至5月汇总表"}),
    );
    let table = office.call("statistics.by_area", json!({"from": "2026-09-01", "to": "2026-09-15"}));
    let after =
        office.call("statistics.totals", json!({"from": "2026-06-01", "to": "2026-09-15", "area": area(&office, 0)}));
    assert_eq!(table["rows"][0]["year"]["received"].as_i64().unwrap(), 900 + after["received"].as_i64().unwrap());
    assert_eq!(table["rows"][1]["year"], whole["rows"][1]["year"]);
    let one =
        office.call("statistics.totals", json!({"from": "2026-09-01", "to": "2026-09-15", "area": area(&office, 0)}));
    assert_eq!(one["year"], table["rows"][0]["year"]);
    // A report of a time before the opening day is reckoned from the records alone.
    let early = office.call("statistics.by_area", json!({"from": "2026-04-01", "to": "2026-04-30"}));
    assert!(early["rows"][0]["year"]["received"].as_i64().unwrap() < 900);
    // The town as a whole: a row of its own, and the rows still add up.
    office.call(
        "openings.save",
        json!({"day": "2026-06-30", "visits": 640, "received": 20131, "opinions": 8923, "source": "上半年汇总表"}),
    );
    let table = office.call("statistics.by_area", json!({"from": "2026-09-01", "to": "2026-09-15"}));
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.last().unwrap()["year"]["received"], 20131);
    let later = office.call("statistics.totals", json!({"from": "2026-07-01", "to": "2026-09-15"}));
    assert_eq!(table["year"]["received"].as_i64().unwrap(), 900 + 20131 + later["received"].as_i64().unwrap());
    assert_eq!(added(rows.iter().map(|row| &row["year"])), sums(&table["year"]));
    assert_eq!(
        office.call("statistics.totals", json!({"from": "2026-09-01", "to": "2026-09-15"}))["year"],
        table["year"]
    );
    assert_eq!(
        office.refused("openings.save", json!({"day": "2026-06-30", "source": "又一张"})).code,
        "openings.twice"
    );
}

#[test]
fn the_first_screen_in_one_call() {
    let office = Office::sample();
    let desk = office.call("workbench.today", json!({}));
    assert_eq!(
        (&desk["as_of"], &desk["year"], &desk["office"]["name"]),
        (&json!("2026-09-15"), &json!(2026), &json!("里水镇"))
    );
    assert_eq!(desk["terms"][0]["name"], "第十四届");
    assert_eq!(desk["months"].as_array().unwrap().len(), 9);
    assert_eq!(desk["totals"]["visits"], 1);
    assert_eq!(desk["work"]["registered"], 2);
    assert_eq!(desk["duties"]["in_office"], 4);
    assert!(!desk["recent"].as_array().unwrap().is_empty());
    assert!(desk["week"]["lines"].as_array().unwrap().len() >= 39);
}
