//! Visits end to end.

use serde_json::json;
use zhudian_testkit::Office;

#[test]
fn a_visit_is_numbered_listed_changed_and_removed() {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let people = office.call("delegates.register", json!({}));
    let delegates: Vec<_> =
        people["tenures"].as_array().unwrap().iter().map(|one| one["person_id"].clone()).take(2).collect();
    let saved = office.call(
        "visits.save",
        json!({"day": "2026-09-08", "starts": "15:00", "ends": "17:40", "area_id": areas[3]["id"], "kind": "reception", "received": 14,
            "delegates": delegates, "tags": ["policy"], "opinions": [{"content": "路灯不亮", "giver": "麦女士"}, {"content": " "}]}),
    );
    assert_eq!((saved["year"].as_i64(), saved["number"].as_i64()), (Some(2026), Some(2)));
    let list = office.call("visits.list", json!({"filter": {"from": "2026-09-02"}}));
    assert_eq!(list["lines"][0]["delegates"].as_array().unwrap().len(), 2);
    assert_eq!(list["lines"][0]["opinions"], 1, "an empty line of the form is no opinion");
    assert_eq!(list["sums"]["received"], 14);
    assert_eq!(office.call("visits.list", json!({"filter": {"text": "路灯"}}))["sums"]["visits"], 1);
    assert_eq!(office.call("visits.list", json!({"filter": {"text": "%"}}))["sums"]["visits"], 0);
    let mut whole = office.call("visits.open", json!({"id": saved["id"]}));
    whole["version"] = json!(whole["version"].as_i64().unwrap());
    whole["received"] = json!(15);
    let stale = whole.clone();
    office.call("visits.save", whole);
    assert_eq!(office.refused("visits.save", stale).code, "visits.changed_meanwhile");
    office.call("visits.remove", json!({"id": saved["id"]}));
    assert_eq!(office.call("history.bin", json!({})).as_array().unwrap().len(), 1);
    office.call("history.undo", json!({}));
    assert_eq!(office.call("visits.open", json!({"id": saved["id"]}))["received"], 15);
    assert!(office.call("history.bin", json!({})).as_array().unwrap().is_empty());
}

#[test]
fn an_unsound_visit_is_refused_with_what_to_do() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let good = json!({"day": "2026-09-08", "area_id": area, "kind": "reception"});
    for (change, code) in [
        (json!({"day": "2026-09-16"}), "visits.day_in_future"),
        (json!({"day": "2026-02-30"}), "day.unreadable"),
        (json!({"starts": "25:00"}), "time.unreadable"),
        (json!({"starts": "17:00", "ends": "15:00"}), "visits.time_backwards"),
        (json!({"area_id": ""}), "visits.area"),
        (json!({"kind": "party"}), "visits.kind"),
        (json!({"received": -1}), "visits.count"),
        (json!({"households": 2, "households_first": 3}), "visits.first_households"),
        (json!({"delegates": ["a", "a"]}), "visits.person_twice"),
        (json!({"opinions": [{"giver": "甲"}]}), "visits.opinion_empty"),
        (json!({"opinions": [{"topic": "transport"}]}), "visits.opinion_empty"),
        (json!({"opinions": [{"answer": "已答复"}]}), "visits.opinion_empty"),
        (json!({"opinions": [{"content": "甲", "topic": "x"}]}), "visits.topic"),
        (json!({"unknown": 1}), "call.shape"),
    ] {
        let mut payload = good.clone();
        payload.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let refusal = office.refused("visits.save", payload);
        assert_eq!(refusal.code, code);
        assert!(!refusal.hint().is_empty());
    }
    let before = office.dump();
    office.refused("visits.save", json!({"day": "2026-09-08", "area_id": "nowhere", "kind": "reception"}));
    assert_eq!(office.dump(), before);
}

#[test]
fn a_draft_survives_a_closed_program() {
    let office = Office::sample();
    let id = office.id("drafts.keep", json!({"feature": "visits", "payload": {"day": "0908", "situation": "没写完"}}));
    office.id(
        "drafts.keep",
        json!({"id": id, "feature": "visits", "payload": {"day": "0908", "situation": "没写完的话"}}),
    );
    let drafts = office.call("drafts.list", json!({}));
    assert_eq!(drafts.as_array().unwrap().len(), 1);
    assert_eq!(drafts[0]["payload"]["situation"], "没写完的话");
    office.call("drafts.drop", json!({"id": id}));
    assert!(office.call("drafts.list", json!({})).as_array().unwrap().is_empty());
}

#[test]
fn sums_from_the_tallies_equal_sums_added_up() {
    use zhudian_core::features::visits::model::Filter;
    use zhudian_core::features::visits::store::{summed, sums};
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let days = [
        "2025-12-31",
        "2026-01-01",
        "2026-01-31",
        "2026-02-01",
        "2026-02-28",
        "2026-03-15",
        "2026-06-30",
        "2026-09-15",
    ];
    let mut last = json!(null);
    for (at, day) in days.iter().enumerate() {
        for kind in ["reception", "household"] {
            last = office.call(
                "visits.save",
                json!({"day": day, "area_id": areas[at % 3]["id"], "kind": kind, "received": at, "firms": 1}),
            )["id"]
                .clone();
        }
    }
    let mut moved = office.call("visits.open", json!({"id": last}));
    moved["day"] = json!("2026-02-10");
    moved["received"] = json!(50);
    office.call("visits.save", moved);
    office.call("visits.remove", json!({"id": last}));
    office.call("history.undo", json!({}));
    let station = office.desk.station().unwrap();
    let actor = zhudian_core::ground::station::Actor {
        id: "t".into(),
        name: String::new(),
        right: zhudian_core::ground::station::Right::View,
    };
    let ends = [
        "2025-12-31",
        "2026-01-01",
        "2026-01-02",
        "2026-01-31",
        "2026-02-01",
        "2026-02-28",
        "2026-03-14",
        "2026-09-15",
        "2027-01-01",
    ];
    station
        .read(&actor, |reading| {
            let some = |text: &str| Some(text.to_owned());
            for from in ends.iter().map(|day| some(day)).chain([None]) {
                for to in ends.iter().map(|day| some(day)).chain([None]) {
                    for area_id in [None, areas[0]["id"].as_str().map(str::to_owned)] {
                        for kind in [None, some("household")] {
                            let filter = Filter {
                                from: from.clone(),
                                to: to.clone(),
                                area_id: area_id.clone(),
                                kind,
                                ..Filter::default()
                            };
                            assert_eq!(sums(reading.db, &filter)?, summed(reading.db, &filter)?, "{filter:?}");
                        }
                    }
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn an_opinion_heard_before_is_found_and_tells_its_village_in_full() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let found = office.call("opinions.alike", json!({"area_id": area, "content": "北沙涌东边的排水沟又堵了"}));
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["giver_masked"], "麦**", "{found}");
    let visit = found[0]["visit_id"].clone();
    let same = json!({"area_id": area, "content": "北沙涌东边的排水沟又堵了", "visit_id": visit});
    assert_eq!(office.call("opinions.alike", same), json!([]));
    // Two places of one spoken name are told apart by their town.
    let line = || office.call("opinions.list", json!({}))["lines"][0]["area_written"].as_str().unwrap().to_owned();
    let before = line();
    assert!(before.ends_with("居委会") || before.ends_with("村委会"), "{before}");
    let name = office.call("areas.list", json!({}))[0]["name"].clone();
    let twin = json!({"code": "440605125999", "name": name, "town_code": "440605125", "town_name": "丹灶镇", "kind": "village", "place": 1});
    office.call("areas.save", twin);
    assert_eq!(line(), format!("{before}（里水镇）"));
}

/// The list against a plain look through all its lines: every filter alone and two at once, every order, every page.
#[test]
fn a_page_is_cut_from_the_same_list_from_either_end() {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let kinds = ["reception", "household", "firm", "forum"];
    let situations = ["村口路灯不亮", "排水沟淤塞", "走访企业", ""];
    let person = office.call("delegates.register", json!({}))["people"][0]["id"].clone();
    for at in 0..48_usize {
        let leader = if at % 3 == 0 { person.clone() } else { serde_json::Value::Null };
        let delegates = if at % 4 == 0 { json!([person]) } else { json!([]) };
        let heard = if at % 5 == 0 { json!([{"content": "路边灯箱，夜里太亮"}]) } else { json!([]) };
        office.call(
            "visits.save",
            json!({"day": format!("2026-{:02}-{:02}", 3 + at % 6, 1 + at * 7 % 9), "area_id": areas[at % 3]["id"], "kind": kinds[at % 4],
                "received": at % 4, "households": at % 3, "situation": situations[at % 4], "opinions": heard,
                "leader_id": leader, "delegates": delegates}),
        );
    }
    let filters: Vec<serde_json::Value> = vec![
        json!({}),
        json!({"area_id": areas[1]["id"]}),
        json!({"kind": "firm"}),
        json!({"from": "2026-04-01", "to": "2026-06-30"}),
        json!({"with": "households"}),
        json!({"text": "路灯"}),
        json!({"text": "灯"}),
        json!({"text": "灯", "kind": "reception"}),
        json!({"text": "灯箱 夜里"}),
        json!({"area_id": areas[2]["id"], "from": "2026-05-02"}),
        json!({"text": "没有"}),
        json!({"person_id": person}),
        json!({"person_id": person, "kind": "reception", "from": "2026-03-10"}),
    ];
    let passes = |line: &serde_json::Value, filter: &serde_json::Value| {
        let whole = office.call("visits.open", json!({"id": line["id"]}));
        let mut texts: Vec<&str> = vec![whole["situation"].as_str().unwrap(), whole["note"].as_str().unwrap()];
        texts.extend(whole["opinions"].as_array().unwrap().iter().map(|one| one["content"].as_str().unwrap()));
        let words = filter["text"].as_str().unwrap_or_default();
        texts.iter().any(|text| words.split(' ').all(|word| text.contains(word)))
            && (filter["area_id"].is_null() || filter["area_id"] == line["area_id"])
            && (filter["kind"].is_null() || filter["kind"] == line["kind"])
            && (filter["with"].is_null() || line["households"].as_i64().unwrap() > 0)
            && (filter["person_id"].is_null()
                || filter["person_id"] == whole["leader_id"]
                || whole["delegates"].as_array().unwrap().contains(&filter["person_id"])
                || whole["members"].as_array().unwrap().contains(&filter["person_id"]))
            && filter["from"].as_str().is_none_or(|from| line["day"].as_str().unwrap() >= from)
            && filter["to"].as_str().is_none_or(|to| line["day"].as_str().unwrap() <= to)
    };
    for (sort, descending) in [("day", true), ("day", false), ("number", true), ("area", false), ("received", true)] {
        let all = office.call("visits.list", json!({"sort": sort, "descending": descending, "limit": 2000}));
        let all = all["lines"].as_array().unwrap();
        if sort == "day" {
            let key =
                |line: &serde_json::Value| (line["day"].as_str().unwrap().to_owned(), line["number"].as_i64().unwrap());
            let rising: Vec<_> =
                if descending { all.iter().rev().map(key).collect() } else { all.iter().map(key).collect() };
            assert!(rising.is_sorted());
        }
        for filter in &filters {
            let wanted: Vec<&serde_json::Value> = all.iter().filter(|line| passes(line, filter)).collect();
            for (offset, limit) in [(0, 7), (7, 7), (wanted.len() / 2, 5), (wanted.len().saturating_sub(3), 5)] {
                let page = office.call(
                    "visits.list",
                    json!({"filter": filter, "sort": sort, "descending": descending, "offset": offset, "limit": limit}),
                );
                assert_eq!(page["sums"]["visits"], wanted.len(), "{filter}");
                let lines: Vec<&serde_json::Value> = page["lines"].as_array().unwrap().iter().collect();
                // Orders by a figure leave open which of two equal days comes first.
                if matches!(sort, "day" | "number") {
                    let cut: Vec<&serde_json::Value> = wanted.iter().copied().skip(offset).take(limit).collect();
                    assert_eq!(lines, cut, "{filter} by {sort} from {offset}");
                } else {
                    assert_eq!(lines.len(), wanted.len().saturating_sub(offset).min(limit), "{filter} by {sort}");
                }
            }
        }
    }
}
