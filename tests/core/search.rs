//! Search against a plain look through every text.

use proptest::prelude::*;
use serde_json::json;
use zhudian_core::features::search::grams;
use zhudian_testkit::Office;

#[test]
fn everything_is_found_by_two_characters_one_character_or_initials() {
    let office = Office::sample();
    let find = |text: &str| office.call("search.find", json!({"text": text}));
    assert_eq!(find("淤塞")["opinions"].as_array().unwrap().len(), 1);
    assert_eq!(find("塞")["opinions"].as_array().unwrap().len(), 1, "the last character of a text");
    assert_eq!(find("清淤 ３月")["visits"].as_array().unwrap().len(), 1);
    assert_eq!(find("清淤 四月")["visits"].as_array().unwrap().len(), 0);
    assert_eq!(find("䶮")["people"][0]["name"], "梁䶮海");
    assert_eq!(find("styt")["people"][0]["name"], "司徒玉涛");
    assert_eq!(find("ojj")["people"][0]["name"], "区嘉军");
    assert!(!find("沙涌")["areas"].as_array().unwrap().is_empty());
    assert_eq!(find("沙涌驻点团队")["areas"][0]["about"], "沙涌驻点团队", "a village by its team");
    let some = office.call("search.find", json!({"text": "13800000000", "limit": 3}));
    assert_eq!((some["people"].as_array().unwrap().len(), &some["more_people"]), (3, &json!(true)));
    assert_eq!(find("13800000000")["more_people"], false);
    assert_eq!(find("麦女士")["opinions"].as_array().unwrap().len(), 1);
    assert!(find("，。")["visits"].as_array().unwrap().is_empty());
    assert!(find("\" OR grams:x*")["visits"].as_array().unwrap().is_empty());
}

#[test]
fn activities_notices_meetings_and_plans_are_found_by_their_words_and_those_of_their_parts() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let hits = |kind: &str, text: &str| -> Vec<String> {
        let found = office.call("search.find", json!({"text": text}));
        let of = |hit: &serde_json::Value| hit["id"].as_str().unwrap().to_owned();
        found[kind].as_array().unwrap().iter().map(of).collect()
    };
    let activity = office.id(
        "activities.save",
        json!({"kind": "research", "title": "乡村振兴示范片", "from_day": "2026-08-11", "to_day": "2026-08-12", "organiser": "区委党联办", "delegates": [delegate],
            "findings": "鱼塘进水口淤塞，塘主姓䶮。"}),
    );
    let report = office.id(
        "activities.report",
        json!({"activity_id": activity, "day": "2026-08-20", "title": "塘头水质报告", "content": "建议每月换水一次。"}),
    );
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-08-21", "kind": "group", "title": "讨论蚕桑基地", "minutes": "议定先修机耕路。",
            "agenda": [{"kind": "report", "title": "桑叶收购价", "speaker": "镇农办"}]}),
    );
    let action =
        office.id("meetings.action", json!({"meeting_id": meeting, "content": "核对缫丝厂的用工", "owner": "镇农办"}));
    let notice = office.id(
        "notices.save",
        json!({"kind": "notice", "day": "2026-08-22", "title": "关于蚕桑培训的通知", "document": "里党联〔2026〕77号", "body": "请各代表带草帽。",
            "audience": [{"kind": "areas", "target": ""}]}),
    );
    let plan = office.call(
        "plans.save",
        json!({"day": "2026-09-17", "area_id": area, "kind": "household", "households": "第三村民小组", "topics": "缫丝厂用工"}),
    );
    for (kind, id, texts) in [
        ("activities", &activity, ["振兴", "淤塞", "䶮", "塘头 水质", "每月换水"]),
        ("meetings", &meeting, ["蚕桑", "耕路", "桑叶", "核对", "镇农"]),
        ("notices", &notice, ["草帽", "培训 通知", "７７号", "帽", "代表带"]),
        ("plans", &plan["id"].as_str().unwrap().to_owned(), ["村民", "缫丝", "用工", "三", "缫丝 用工"]),
    ] {
        for text in texts {
            assert!(hits(kind, text).contains(id), "{kind} by {text}");
        }
    }
    // Several parts with the words are one hit; the line says which activity, notice or meeting it is.
    assert_eq!(hits("meetings", "农办").len(), 1);
    let found = office.call("search.find", json!({"text": "每月换水", "kind": "activities"}));
    assert_eq!(
        (&found["activities"][0]["area"], &found["activities"][0]["day"], &found["opinions"]),
        (&json!("乡村振兴示范片"), &json!("2026-08-11"), &json!([]))
    );
    // First letters of the words of a title.
    assert_eq!(hits("activities", "xczx"), std::slice::from_ref(&activity));
    assert_eq!(hits("meetings", "csjd"), std::slice::from_ref(&meeting));
    assert_eq!(hits("notices", "cspx"), std::slice::from_ref(&notice));
    // What is removed, taken out or undone is found no longer, or again.
    office.call("activities.report_remove", json!({"id": report}));
    assert!(hits("activities", "每月换水").is_empty());
    office.call("history.undo", json!({}));
    assert_eq!(hits("activities", "每月换水"), [activity]);
    office.call("meetings.action_remove", json!({"id": action}));
    assert!(hits("meetings", "缫丝").is_empty());
    office.call("notices.remove", json!({"id": notice}));
    assert!(hits("notices", "草帽").is_empty());
    office.call("history.undo", json!({}));
    office.call("search.rebuild", json!({}));
    assert_eq!((hits("notices", "草帽"), hits("meetings", "桑叶")), (vec![notice], vec![meeting]));
}

#[test]
fn an_opinion_about_a_person_by_name_is_found_nowhere() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let opinion = office.id(
        "opinions.save",
        json!({"area_id": area, "day": "2026-08-11", "topic": "other", "content": "反映蚕桑站的老蔡", "named": true}),
    );
    let activity = office.call("activities.page", json!({}))["lines"][0]["id"].clone();
    office.call("activities.link", json!({"activity_id": activity, "kind": "opinions", "record_id": opinion}));
    let found = office.call("search.find", json!({"text": "老蔡"}));
    assert!(!found.to_string().contains("\"id\""), "{found}");
}

/// Saved rows wait for the index: a record says the same by search and by list while it waits, once it is indexed, and
/// when it waits again.
#[test]
fn what_waits_for_the_index_is_found_as_what_is_in_it() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let visit = |day: String, situation: &str| json!({"day": day, "area_id": area, "kind": "reception", "situation": situation});
    let first = office.call("visits.save", visit("2026-03-01".to_owned(), "塘边石栏松动"))["id"].clone();
    let found = |word: &str| {
        let hits = office.call("search.find", json!({"text": word, "kind": "visits", "limit": 50}));
        let lines = office.call("visits.list", json!({"filter": {"text": word}}));
        let (hits, lines) = (hits["visits"].as_array().unwrap().len(), lines["sums"]["visits"].as_u64().unwrap());
        assert_eq!(hits as u64, lines, "{word}");
        hits
    };
    assert_eq!((found("石栏"), found("栏")), (1, 1));
    let many = || {
        for at in 0..70 {
            let situation = if at % 2 == 0 { "桥头照明" } else { "例行走访" };
            office.call("visits.save", visit(format!("2026-04-{:02}", 1 + at % 28), situation));
        }
    };
    many();
    assert_eq!((found("石栏"), found("桥头"), found("头照")), (1, 35, 35));
    let mut whole = office.call("visits.open", json!({"id": first}));
    whole["situation"] = json!("塘边石栏已修");
    office.call("visits.save", whole);
    assert_eq!((found("松动"), found("已修"), found("石栏")), (0, 1, 1));
    office.call("history.undo", json!({}));
    assert_eq!((found("松动"), found("已修"), found("石栏")), (1, 0, 1));
    office.call("visits.remove", json!({"id": first}));
    assert_eq!(found("石栏"), 0);
    office.call("history.undo", json!({}));
    assert_eq!(found("石栏"), 1);
}

#[test]
fn the_index_follows_changes_removals_and_undo() {
    let office = Office::sample();
    let hits = |text: &str| office.call("search.find", json!({"text": text}))["visits"].as_array().unwrap().len();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["situation"] = json!("换了新说法");
    office.call("visits.save", whole);
    assert_eq!((hits("清淤"), hits("新说")), (0, 1));
    office.call("history.undo", json!({}));
    assert_eq!((hits("清淤"), hits("新说")), (1, 0));
    office.call("visits.remove", json!({"id": visit}));
    assert_eq!(hits("清淤"), 0);
    office.call("history.undo", json!({}));
    office.call("search.rebuild", json!({}));
    assert_eq!(hits("清淤"), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Whatever a plain look finds, the pairs find too: a word inside a text never loses its candidate.
    #[test]
    fn pairs_never_lose_a_text(text in "[路灯不亮排水沟村口a-c1-3 ，]{0,24}", start in 0_usize..24, length in 1_usize..5) {
        let letters: Vec<char> = text.chars().collect();
        let word: String = letters.iter().skip(start).take(length).collect();
        prop_assume!(!word.is_empty() && word.chars().all(char::is_alphanumeric));
        let tokens = grams::of_text(&text);
        let found = grams::of_word(&word).split(" AND ").all(|part| match part.strip_suffix('*') {
            Some(begin) => tokens.iter().any(|token| token.starts_with(begin)),
            None => {
                let pairs: Vec<&str> = part.trim_matches('"').split(' ').collect();
                tokens.windows(pairs.len()).any(|some| some == pairs.as_slice())
            }
        });
        prop_assert_eq!(found, grams::fold(&text).contains(&grams::fold(&word)), "{} in {}", word, text);
    }
}
