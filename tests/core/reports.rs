//! Papers as values: what stands on them, and why some are refused.

use serde_json::{Value, json};
use zhudian_testkit::{Office, standins};

/// The paper as the stand-in wrote it: its own JSON.
fn document(office: &Office, kind: &str, options: Value) -> (Value, Value) {
    let made = office.call("papers.make", json!({"kind": kind, "options": options}));
    let paper = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
    (made, serde_json::from_slice(&paper.pdf).unwrap())
}

fn rows(document: &Value) -> &Vec<Value> {
    document["blocks"].as_array().unwrap().iter().find_map(|block| block["table"]["rows"].as_array()).unwrap()
}

fn cell(row: &Value, at: usize) -> &Value {
    let value = &row["cells"][at]["value"];
    value.get("number").or_else(|| value.get("text").map(|text| &text["text"])).unwrap_or(value)
}

#[test]
fn the_month_lists_every_village_and_adds_up() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    office.call(
        "visits.save",
        json!({"day": "2026-02-10", "area_id": area, "kind": "reception", "received": 9, "opinions": [{"content": "路灯不亮", "status": "closed"}]}),
    );
    let (made, paper) = document(&office, "month", json!({"from": "2026-09-01", "to": "2026-09-30"}));
    assert_eq!(made["title"], "里水镇驻点联系月汇总表");
    assert_eq!(made["name"], "里水镇驻点联系月汇总表 2026年9月（内部资料）");
    let villages = office.call("areas.list", json!({})).as_array().unwrap().len();
    let rows = rows(&paper);
    assert_eq!(rows.len(), villages + 1);
    // 接待 本期, 累计; 走访 本期, 累计; 意见 本期, 累计; 办结 本期, 累计.
    let first: Vec<&Value> = (7..17).map(|at| cell(&rows[0], at)).collect();
    assert_eq!(
        first,
        [&json!(0), &json!(9), &json!(6), &json!(6), &json!(0), &json!(0), &json!(1), &json!(2), &json!(0), &json!(1)]
    );
    let total = rows.last().unwrap();
    assert_eq!(total["kind"], "total");
    // Nine entered, and the 120 that the opening total of another village brings.
    assert_eq!(cell(total, 6), &json!(129), "the label covers three columns: {total}");
    assert_eq!(cell(&rows[1], 17), "零报告");
    assert!(made["warnings"][0].as_str().unwrap().contains("零报告"));
    assert_eq!(paper["foot"]["proof"].as_str().unwrap().chars().count(), "核对码 7F3K-20MQ".chars().count());
    assert!(!paper.to_string().contains("麦女士"), "who gave an opinion stands on no report");
}

#[test]
fn a_slip_says_what_counts_and_what_is_owed() {
    let office = Office::sample();
    let delegate = office.call("delegates.register", json!({}))["people"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "梁䶮海")
        .unwrap()["id"]
        .clone();
    let (made, paper) = document(&office, "slips", json!({"person_id": delegate, "day": "2026-09-15"}));
    assert!(made["name"].as_str().unwrap().contains("梁䶮海"), "{made}");
    let text = paper.to_string();
    for wanted in ["不公示、不排名", "联系走访", "逾期未完成", "已完成", "计入：9月1日", "民主评议"]
    {
        assert!(text.contains(wanted), "{wanted} is missing: {text}");
    }
    let (_, all) = document(&office, "slips", json!({}));
    let papers = all["blocks"].as_array().unwrap().iter().filter(|block| block.get("new_paper").is_some()).count();
    assert_eq!(papers, 3, "four delegates, one paper each");
}

#[test]
fn holes_stand_out_in_the_coverage() {
    let office = Office::sample();
    let (made, paper) = document(&office, "coverage", json!({}));
    assert_eq!(paper["setting"]["paper"], "a3");
    let rows = rows(&paper);
    assert_eq!(cell(&rows[3], 2), "【空缺】");
    assert_eq!(cell(&rows[0], 3), "陈国栋");
    assert!(made["warnings"][0].as_str().unwrap().contains("空缺"));
}

#[test]
fn forms_are_filled_with_what_is_known_and_reminders_with_who_to_ask() {
    let office = Office::sample();
    assert_eq!(office.refused("papers.make", json!({"kind": "forms"})).code, "papers.no_slots");
    let area = office.call("areas.list", json!({}))[1].clone();
    office.call(
        "stations.slot",
        json!({"area_id": area["id"], "weekday": 2, "starts": "15:00", "ends": "18:30", "place": "村委会一楼", "every_weeks": 1, "valid_from": "2026-01-01"}),
    );
    let (_, forms) = document(&office, "forms", json!({"from": "2026-09-01", "to": "2026-09-30"}));
    let papers = forms["blocks"].as_array().unwrap().iter().filter(|block| block.get("new_paper").is_some()).count();
    assert_eq!(papers, 4, "five Tuesdays");
    assert!(
        forms.to_string().contains("2026年9月29日")
            && forms.to_string().contains("村委会一楼")
            && forms.to_string().contains("□鄺惠")
    );
    let (made, chase) = document(&office, "chase", json!({"from": "2026-09-01"}));
    assert!(rows(&chase)[0].to_string().contains("9月15日（周二）"), "{chase}");
    assert_eq!(rows(&chase).len(), 1);
    // Phones were looked at, so a line stays.
    assert_eq!(made["personal"], true);
    let sentence = office.call("history.recent", json!({"limit": 1}))[0]["sentence"].clone();
    assert_eq!(sentence, "查看含电话的文件：里水镇驻点情况催报名单");
    let (plan, schedule) = document(&office, "schedule", json!({}));
    assert_eq!(plan["personal"], false);
    assert!(
        schedule.to_string().contains("每周二 15:00—18:30") && schedule.to_string().contains("9月1、8、15、22、29日")
    );
}

#[test]
fn a_character_no_font_has_is_refused_by_name() {
    let office = Office::sample();
    office.call("delegates.save", json!({"name": format!("陈{}", standins::NO_GLYPH)}));
    let person = office.call("delegates.register", json!({}))["people"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"].as_str().unwrap().contains(standins::NO_GLYPH))
        .unwrap()["id"]
        .clone();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    office.call(
        "visits.save",
        json!({"day": "2026-09-02", "area_id": area, "kind": "reception", "delegates": [person], "received": 1}),
    );
    let refusal = office.refused("papers.make", json!({"kind": "ledger"}));
    assert_eq!(refusal.code, "print.missing_glyph");
    assert!(refusal.sentence().contains("U+F8FF") && refusal.sentence().contains("梁䶮海"), "{}", refusal.sentence());
}

#[test]
fn locking_empties_the_shelf() {
    let office = Office::sample();
    let (made, _) = document(&office, "ledger", json!({}));
    office.desk.clear();
    assert!(office.desk.shelf().take(made["paper"].as_str().unwrap()).is_err());
}

#[test]
fn sheets_of_a_round_have_a_code_a_batch_and_are_kept_as_printed() {
    let office = Office::sample();
    let people = office.call("delegates.register", json!({}));
    let two: Vec<&Value> = people["tenures"].as_array().unwrap().iter().take(2).map(|one| &one["person_id"]).collect();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let evening = |title: &str| {
        let subjects = json!([{"person_id": two[0], "area_id": area}, {"person_id": two[1], "area_id": area}]);
        let wish = json!({"year": 2026, "title": title, "state": "planned", "subjects": subjects});
        office.id("evaluations.save", wish)
    };
    let round = evening("2026年度民主评议");
    let single = office.call("evaluations.print", json!({"round": round, "copies": [{"area_id": area, "copies": 12}]}));
    let batches = single["batches"].as_array().unwrap();
    assert_eq!(batches.len(), 2, "a batch a delegate");
    assert_ne!(batches[0]["code"], batches[1]["code"]);
    assert_eq!(single["pages"], 24);
    // One form a delegate: the team has an evening of its own.
    assert_eq!(
        office.refused("evaluations.print", json!({"round": round, "kind": "team"})).code,
        "evaluations.other_form"
    );
    let other = evening("2026年度团队评议");
    let team = office.call("evaluations.print", json!({"round": other, "kind": "team"}));
    assert_eq!(team["batches"].as_array().unwrap().len(), 1);
    assert_eq!(team["batches"][0]["copies"], 30);
    let list = office.call("evaluations.list", json!({}));
    let round_line = list.as_array().unwrap().iter().find(|one| one["id"] == json!(round)).unwrap();
    assert_eq!(round_line["batches"].as_array().unwrap().len(), 2);
    let sentence = office.call("history.recent", json!({"limit": 1}))[0]["sentence"].clone();
    assert_eq!(sentence, "印评议表：2026年度团队评议，1批30份");
    assert_eq!(office.refused("evaluations.remove", json!({"id": round})).code, "evaluations.printed");
    let many = json!({"round": round, "copies": [{"area_id": area, "copies": 99_999}]});
    assert_eq!(office.refused("evaluations.print", many).code, "evaluations.copies");
    let none = json!({"round": round, "copies": [{"area_id": area, "copies": 0}]});
    assert_eq!(office.refused("evaluations.print", none).code, "evaluations.nobody");
}
