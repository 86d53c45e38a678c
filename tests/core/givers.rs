//! Givers whose time is over, where they are also written outside of the opinions.

use serde_json::{Value, json};
use zhudian_core::features::erasure::home;
use zhudian_core::features::opinions::giver_elsewhere::{Giver, Givers, around, without_all};
use zhudian_core::ground::station::{Actor, Right};
use zhudian_testkit::Office;

/// An opinion of a giver that ended, and everything may be forgotten at once.
fn ended(office: &Office, giver: &str, phone: &str) -> String {
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let id = office.id(
        "opinions.save",
        json!({"day": "2026-09-01", "area_id": area, "nature": "opinion", "topic": "traffic", "content": "路灯不亮", "giver": giver, "giver_phone": phone}),
    );
    office.call(
        "rulebook.parameter",
        json!({"name": "opinion_keep_months", "value": 0, "valid_from": "2026-01-01", "source": "示例"}),
    );
    id
}

fn end(office: &Office, id: &str) {
    office.call("opinions.move", json!({"id": id, "kind": "answer_now", "answer": "已换灯", "day": "2026-09-02"}));
}

fn paper<'a>(told: &'a Value, record: &str) -> &'a Value {
    let papers = told["elsewhere"].as_array().unwrap();
    papers.iter().find(|one| one["record"] == record).unwrap_or_else(|| panic!("{record} in {told:#}"))
}

#[test]
fn a_giver_in_minutes_proposals_and_notices_is_told_and_goes_where_it_was_ticked() {
    let office = Office::sample();
    let id = ended(&office, "麦彩霞", "137-0000-0021");
    end(&office, &id);
    let people = office.call("delegates.register", json!({}))["people"].clone();
    let lead = people.as_array().unwrap().iter().find(|one| one["name"] == "梁䶮海").unwrap()["id"].clone();
    let grown = office.id(
        "proposals.save",
        json!({"day": "2026-09-03", "kind": "suggestion", "title": "加装路灯", "basis": "麦彩霞反映夜间无灯。", "plan": "加装12盏。",
            "lead_id": lead, "sources": [id]}),
    );
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-09-04", "kind": "group", "title": "议路灯", "minutes": "会上说到麦彩霞家门口。", "note": "麦彩霞来旁听"}),
    );
    office.call("meetings.action", json!({"meeting_id": meeting, "content": "回访麦彩霞", "owner": "镇市政办"}));
    let notice = office.id(
        "notices.save",
        json!({"kind": "notice", "day": "2026-09-05", "title": "关于麦彩霞家路灯的通知", "body": "联系电话13700000021。",
            "audience": [{"kind": "areas"}]}),
    );
    let told = office.call("opinions.expiring", json!({}));
    assert!(!told.to_string().contains("麦彩霞") && !told.to_string().contains("13700000021"), "{told:#}");
    assert_eq!(told["elsewhere"].as_array().unwrap().len(), 3, "{told:#}");
    let of =
        |record: &str| (paper(&told, record)["sure"] == true, paper(&told, record)["places"].as_array().unwrap().len());
    assert_eq!(
        of(&grown),
        (true, 1),
        "what grew out of the opinion surely means its giver; versions say the same again"
    );
    assert_eq!(of(&meeting), (false, 3), "minutes, remark and action point; a name alone may be another person's");
    assert_eq!(of(&notice), (true, 2), "nobody else has the number");
    assert_eq!(paper(&told, &notice)["title"], "关于［已擦除］家路灯的通知");
    assert_eq!(paper(&told, &grown)["opinions"], json!([id]));
    assert_eq!(
        (&paper(&told, &meeting)["page"], &paper(&told, &meeting)["what"]),
        (&json!("meetings"), &json!("会议"))
    );
    assert_eq!(paper(&told, &grown)["places"][0]["around"], "［已擦除］反映夜间无灯。");

    let done = office.call("opinions.expire", json!({"elsewhere": [grown, notice]}));
    assert_eq!((&done["erased"], &done["elsewhere"]), (&json!(1), &json!(2)));
    let still: Vec<&str> =
        done["still"].as_array().unwrap().iter().map(|one| one["record"].as_str().unwrap()).collect();
    assert_eq!(
        still,
        [meeting.as_str(), notice.as_str()],
        "not asked for, and a title that can only be changed by hand"
    );
    let told = office.call("history.recent", json!({"limit": 1}))[0]["sentence"].as_str().unwrap().to_owned();
    assert!(told.contains("1条") && told.contains("2份") && !told.contains('麦'), "{told}");
    assert_eq!(office.call("proposals.open", json!({"id": grown}))["proposal"]["basis"], "［已擦除］反映夜间无灯。");
    assert_eq!(office.call("notices.open", json!({"id": notice}))["notice"]["body"], "联系电话［已擦除］。");
    assert_eq!(office.call("meetings.open", json!({"id": meeting}))["meeting"]["minutes"], "会上说到麦彩霞家门口。");
    let history = office.call("history.record", json!({"id": grown})).to_string();
    assert!(!history.contains("麦彩霞"), "{history}");
    let open = office.call("proposals.open", json!({"id": grown}));
    assert!(!open["versions"].to_string().contains("麦彩霞"), "{open:#}");
    assert_eq!(office.call("history.verify", json!({}))["broken_at"], json!(null));
}

#[test]
fn a_delegate_who_gave_an_opinion_stays_in_the_offices_own_records() {
    let office = Office::sample();
    let id = ended(&office, "梁䶮海", "");
    end(&office, &id);
    office.call(
        "meetings.save",
        json!({"day": "2026-09-04", "kind": "group", "title": "例会", "minutes": "梁䶮海汇报了走访情况。"}),
    );
    assert_eq!(office.call("opinions.expiring", json!({}))["elsewhere"], json!([]));
}

#[test]
fn words_about_a_person_by_name_are_not_shown_in_the_preview() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let id = ended(&office, "麦彩霞", "");
    office.call(
        "opinions.save",
        json!({"id": id, "day": "2026-09-01", "area_id": area, "nature": "opinion", "topic": "traffic", "content": "反映某人", "giver": "麦彩霞", "named": true}),
    );
    office.call("opinions.move", json!({"id": id, "kind": "answer_now", "answer": "已告知", "day": "2026-09-02"}));
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-09-04", "kind": "group", "title": "例会", "minutes": "麦彩霞反映了某人的事。"}),
    );
    let told = office.call("opinions.expiring", json!({}));
    assert_eq!(paper(&told, &meeting)["places"], json!([{"column": "minutes", "around": "", "by_hand": false}]));
}

/// The page of erasures and the bin say what each record is and open its paper.
#[test]
fn every_record_that_may_be_found_has_a_word() {
    let office = Office::sample();
    let actor = Actor { id: String::new(), name: String::new(), right: Right::View };
    let missing = office.desk.station().unwrap().read(&actor, |reading| {
        let tables = reading.schema.journalled().map(|table| table.name.clone());
        Ok(tables.filter(|table| home::what(table).is_empty()).collect::<Vec<_>>())
    });
    let missing = missing.unwrap();
    assert!(missing.is_empty(), "history.table.* lacks {missing:?}");
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-09-04", "kind": "group", "title": "例会", "agenda": [{"kind": "topic", "title": "路灯", "outcome": "请麦彩霞到场"}]}),
    );
    let hits = office.call("erasure.preview", json!({"term": "麦彩霞"}))["hits"].clone();
    assert_eq!(
        (&hits[0]["what"], &hits[0]["page"], &hits[0]["opens"]),
        (&json!("会议议程"), &json!("meetings"), &json!(meeting))
    );
}

fn giver(opinion: &str, name: &str, phone: &str) -> Giver {
    Giver { opinion: opinion.to_owned(), name: name.to_owned(), phone: phone.to_owned() }
}

#[test]
fn one_look_finds_every_giver_in_each_spelling() {
    let givers = Givers::new(vec![
        giver("a", "麦彩霞（二组）", "137-0000-0021"),
        giver("b", "麦彩", ""),
        giver("c", "何", "110"),
        giver("d", "区 先生", ""),
    ]);
    let found = |text: &str| givers.within(text).into_iter().map(|one| one.opinion.clone()).collect::<Vec<_>>();
    assert_eq!(found("会上谈到麦彩霞家的路灯"), ["a", "b"]);
    assert_eq!(found("致电13700000021"), ["a"]);
    assert_eq!(found("区先生也说"), ["d"]);
    assert_eq!(found("何家110"), [] as [&str; 0], "one character or three digits name nobody");
    assert_eq!(found("麦"), [] as [&str; 0]);
    assert_eq!(found(""), [] as [&str; 0]);
}

#[test]
fn the_words_around_are_shown_and_no_more() {
    let one = giver("a", "麦彩霞", "");
    let long = format!("{}麦彩霞{}", "前".repeat(40), "后".repeat(60));
    let shown = around(&long, &without_all(&[&one], &long));
    assert_eq!(shown, format!("…{}［已擦除］{}…", "前".repeat(14), "后".repeat(26)));
    let short = "麦彩霞说灯坏了";
    assert_eq!(around(short, &without_all(&[&one], short)), "［已擦除］说灯坏了");
    let frozen = r#"{"cells":["麦彩霞","灯"]}"#;
    assert_eq!(around(frozen, &without_all(&[&one], frozen)), "cells ［已擦除］ , 灯");
}

/// Whoever was never told is not kept for ever: a longer time runs from the last step, and the list says so of each line.
#[test]
fn a_giver_who_was_never_told_falls_due_from_the_last_step() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let heard = |day: &str, giver: &str| {
        office.id(
            "opinions.save",
            json!({"day": day, "area_id": area, "nature": "opinion", "topic": "traffic", "content": "路灯不亮", "giver": giver, "giver_phone": ""}),
        )
    };
    // A term of 24 months, on the sample's day 2026-09-15: the last step lies on 2024-09-15 or before.
    office.call(
        "rulebook.parameter",
        json!({"name": "opinion_keep_untold_months", "value": 24, "valid_from": "2026-01-01", "source": "镇办〔2026〕1号"}),
    );
    let idle = heard("2024-09-15", "麦彩霞");
    let fresh = heard("2024-09-16", "区先生");
    let moved = heard("2024-03-01", "陈小姐");
    office.call("opinions.move", json!({"id": moved, "kind": "record", "note": "去看过", "day": "2024-10-08"}));
    let sent = heard("2024-03-02", "黄先生");
    office.call("opinions.move", json!({"id": sent, "kind": "record", "note": "去看过", "day": "2024-09-02"}));
    let told = heard("2024-03-03", "何女士");
    office.call("opinions.move", json!({"id": told, "kind": "answer_now", "answer": "已换灯", "day": "2024-03-03"}));
    heard("2024-03-04", "");
    let due = office.call("opinions.expiring", json!({}));
    assert_eq!((&due["untold_months"], &due["untold_until"]), (&json!(24), &json!("2024-09-15")), "{due:#}");
    let times: Vec<(&str, &str, &str)> = due["times"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["why"].as_str().unwrap(), one["since"].as_str().unwrap()))
        .collect();
    assert_eq!(
        times,
        [(sent.as_str(), "open", "2024-09-02"), (idle.as_str(), "open", "2024-09-15")],
        "{fresh} moved on a later day, {told} was told and has its own term"
    );
    // Whom somebody still means to answer is left out.
    let done = office.call("opinions.expire", json!({"spare": [idle]}));
    assert_eq!(done["erased"], 1);
    assert_eq!(office.call("opinions.open", json!({"id": sent}))["giver"], "");
    assert_eq!(office.call("opinions.open", json!({"id": idle}))["giver"], "麦彩霞");
    assert_eq!(office.call("erasure.list", json!({}))[0]["ground"], "到期擦除：镇办〔2026〕1号");
    // The matter goes on all the same.
    office.call("opinions.move", json!({"id": sent, "kind": "answer_now", "answer": "已换灯", "day": "2026-09-15"}));
}
