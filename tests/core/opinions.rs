//! Opinions end to end: registered at a visit, moved along the chain, answered, counted.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhudian_core::features::opinions::chain::chain;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::Office;

fn opinion(office: &Office) -> String {
    office.call("opinions.list", json!({"text": "淤塞"}))["lines"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_old_ledgers_bring_is_not_overdue_at_once() {
    let office = Office::sample();
    let mut whole = office.call("office.whole", json!({}))["office"].clone();
    whole["since"] = json!("2026-09-10");
    office.call("office.save", whole);
    let before = office.call("opinions.list", json!({"text": "淤塞"}))["lines"][0].clone();
    assert_eq!(
        (&before["due_on"], &before["light"]),
        (&json!(null), &json!("none")),
        "heard before the first day of use"
    );
    let id = opinion(&office);
    step(&office, &id, "send", json!({"unit": "镇市政办"}));
    assert_eq!(
        office.call("opinions.list", json!({"text": "淤塞"}))["lines"][0]["due_on"],
        "2026-11-02",
        "taken up, its clock runs"
    );
}

fn step(office: &Office, id: &str, kind: &str, more: Value) -> Value {
    let mut payload = json!({"id": id, "kind": kind});
    payload.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.call("opinions.move", payload)
}

#[test]
fn from_a_word_at_the_door_to_its_end() {
    let office = Office::sample();
    let id = opinion(&office);
    let whole = office.call("opinions.open", json!({"id": id}));
    assert_eq!((&whole["line"]["state"], &whole["line"]["light"]), (&json!("registered"), &json!("overdue")));
    assert_eq!(
        whole["may"][0],
        json!({"kind": "send", "main": true, "fields": ["unit", "paper", "deadline", "signer", "note", "attachment"], "needs": ["unit"], "latest": "2026-11-02", "sheet": "opinion_notice"})
    );
    assert!(whole["first_id"].is_string(), "who heard it first stays responsible");
    step(&office, &id, "draft", json!({"note": "请市政办清淤", "day": "2026-09-03", "signer": "陈国栋"}));
    step(&office, &id, "send", json!({"unit": "镇市政办", "paper": "转〔2026〕3号", "day": "2026-09-07"}));
    step(&office, &id, "accept", json!({"day": "2026-09-08"}));
    step(&office, &id, "start", json!({"day": "2026-09-09"}));
    step(
        &office,
        &id,
        "extend",
        json!({"deadline": "2026-11-06", "note": "等枯水期", "day": "2026-09-10", "signer": "陈国栋"}),
    );
    let line = office.call("opinions.list", json!({"state": "extended"}))["lines"][0].clone();
    assert_eq!(
        (&line["due_on"], &line["light"], &line["unit"]),
        (&json!("2026-11-06"), &json!("running"), &json!("镇市政办"))
    );
    step(
        &office,
        &id,
        "reply",
        json!({"answer": "已清淤并加盖板", "day": "2026-09-11", "paper": "复〔2026〕3号", "signer": "陈国栋"}),
    );
    assert_eq!(
        office.call("opinions.list", json!({"light": "untold"}))["total"],
        1,
        "an answer that nobody was told of"
    );
    step(
        &office,
        &id,
        "feedback",
        json!({"told": "visit", "rating": "dissatisfied", "note": "还有臭味", "day": "2026-09-12"}),
    );
    let whole = office.call("opinions.open", json!({"id": id}));
    assert_eq!(whole["may"][0]["kind"], "rehandle", "who is dissatisfied is not closed first");
    step(&office, &id, "rehandle", json!({"unit": "镇水利所", "note": "加装截流井", "day": "2026-09-13"}));
    step(&office, &id, "reply", json!({"answer": "已加装", "day": "2026-09-14"}));
    step(&office, &id, "feedback", json!({"told": "phone", "rating": "satisfied", "day": "2026-09-14"}));
    step(&office, &id, "close", json!({}));
    let whole = office.call("opinions.open", json!({"id": id}));
    assert_eq!(
        (&whole["line"]["status"], &whole["line"]["closed_on"], &whole["told_on"]),
        (&json!("closed"), &json!("2026-09-15"), &json!("2026-09-14"))
    );
    assert_eq!(whole["chain"].as_array().unwrap().len(), 11);
    assert_eq!(whole["moves"], 11);
    assert_eq!(whole["line"]["unit"], "镇水利所");
    let visit = office.call("visits.open", json!({"id": whole["line"]["visit_id"]}));
    assert_eq!(
        (&visit["opinions"][0]["status"], &visit["opinions"][0]["on_its_way"]),
        (&json!("closed"), &json!(true))
    );
    assert_eq!(office.call("workbench.today", json!({}))["totals"]["closed"], 1);
}

/// (state made by, move, what it carries, refusal)
const REFUSED: &[(&[&str], &str, &str, &str)] = &[
    (&[], "close", "{}", "opinions.move_not_now"),
    (&[], "accept", "{}", "opinions.move_not_now"),
    (&[], "extend", r#"{"deadline":"2026-10-01","note":"x"}"#, "opinions.move_not_now"),
    (&[], "feedback", r#"{"told":"visit"}"#, "opinions.move_not_now"),
    (&[], "send", "{}", "opinions.needs"),
    (&[], "send", r#"{"unit":"  "}"#, "opinions.needs"),
    (&[], "answer_now", "{}", "opinions.needs"),
    (&[], "withdraw", r#"{"note":"x"}"#, "opinions.nothing_to_withdraw"),
    (&[], "fly", "{}", "opinions.move_unknown"),
    (&[], "send", r#"{"unit":"甲","day":"2026-08-31"}"#, "opinions.day_before"),
    (&[], "send", r#"{"unit":"甲","day":"2026-09-16"}"#, "opinions.in_future"),
    (&[], "send", r#"{"unit":"甲","day":"今天"}"#, "day.unreadable"),
    (&[], "send", r#"{"unit":"甲","seen":3}"#, "opinions.moved_meanwhile"),
    (&[], "send", r#"{"unit":"甲","deadline":"2026-09-01"}"#, "opinions.deadline_early"),
    (&[], "send", r#"{"unit":"甲","deadline":"2027-09-01"}"#, "opinions.deadline_late"),
    (&[], "merge", "{}", "opinions.by_family"),
    (&["send"], "enter_closed", r#"{"told":"visit"}"#, "opinions.needs"),
    (&["send"], "send", r#"{"unit":"乙"}"#, "opinions.move_not_now"),
    (&["send"], "answer_now", r#"{"answer":"好"}"#, "opinions.move_not_now"),
    (&["send"], "reassign", r#"{"unit":"乙"}"#, "opinions.needs"),
    (&["send"], "close", "{}", "opinions.move_not_now"),
    (&["send", "reply"], "extend", r#"{"deadline":"2026-11-10","note":"x"}"#, "opinions.move_not_now"),
    (&["send", "reply"], "feedback", r#"{"told":"pigeon"}"#, "opinions.word"),
    (&["send", "reply"], "feedback", r#"{"told":"visit","rating":"great"}"#, "opinions.word"),
    (&["send", "reply"], "decline", r#"{"answer":"不行"}"#, "opinions.move_not_now"),
    (&["answer_now"], "send", r#"{"unit":"甲"}"#, "opinions.move_not_now"),
    (&["answer_now"], "close", "{}", "opinions.move_not_now"),
    (&["decline"], "reply", r#"{"answer":"x"}"#, "opinions.move_not_now"),
    (&["refer"], "accept", "{}", "opinions.move_not_now"),
];

#[test]
fn what_may_not_follow_is_refused_and_changes_nothing() {
    for (path, kind, more, code) in REFUSED {
        let office = Office::sample();
        let id = opinion(&office);
        for made in *path {
            step(&office, &id, made, json!({"unit": "镇市政办", "answer": "已办"}));
        }
        let before = office.dump();
        let mut payload: Value = serde_json::from_str(more).unwrap();
        payload["id"] = json!(id);
        payload["kind"] = json!(kind);
        let refusal = office.refused("opinions.move", payload);
        assert_eq!(refusal.code, *code, "{path:?} {kind} {more}");
        assert!(!refusal.sentence().contains('{') && !refusal.hint().contains('{'), "{}", refusal.sentence());
        assert_eq!(office.dump(), before);
    }
}

#[test]
fn a_wrong_move_is_taken_back_in_sight() {
    let office = Office::sample();
    let id = opinion(&office);
    step(&office, &id, "send", json!({"unit": "镇市政办"}));
    let undo = office.refused("history.undo", json!({}));
    assert_eq!(undo.code, "undo.counter_entry");
    step(&office, &id, "withdraw", json!({"note": "应转水利所"}));
    let whole = office.call("opinions.open", json!({"id": id}));
    assert_eq!((&whole["line"]["state"], &whole["line"]["unit"]), (&json!("registered"), &json!("")));
    assert_eq!(whole["chain"].as_array().unwrap().len(), 2, "both stay in sight");
    assert_eq!(whole["chain"][1]["withdraws"], whole["chain"][0]["id"]);
    step(&office, &id, "send", json!({"unit": "镇水利所"}));
    // Another clerk who only enters may not take back what this one did.
    let other = office.session_of("enter");
    let wish = json!({"id": id, "kind": "withdraw", "note": "看错"});
    assert_eq!(office.desk.rpc(Some(&other), "opinions.move", wish, &Unwatched).unwrap_err().code, "right.missing");
    let seen = office.desk.rpc(Some(&other), "opinions.open", json!({"id": id}), &Unwatched).unwrap().answer;
    assert!(seen["may"].as_array().unwrap().iter().all(|may| may["kind"] != "withdraw"), "and is not offered it");
    let viewer = office.session_of("view");
    let wish = json!({"id": id, "kind": "accept"});
    assert_eq!(office.desk.rpc(Some(&viewer), "opinions.move", wish, &Unwatched).unwrap_err().code, "right.missing");
}

#[test]
fn the_form_registers_and_answers_and_does_not_undo_what_was_done_later() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[2]["id"].clone();
    let saved = office.call(
        "visits.save",
        json!({"day": "2026-09-08", "area_id": area, "kind": "reception", "opinions": [
            {"content": "甲", "status": "answered", "answer": "当场讲清"}, {"content": "乙", "status": "handling", "unit": "镇市政办", "nature": "appeal"},
            {"content": "丙", "status": "closed"}, {"content": "丁"}, {"content": "戊", "status": "handling"}]}),
    );
    let open = |office: &Office| office.call("visits.open", json!({"id": saved["id"]}));
    let states = |office: &Office| -> Vec<String> {
        open(office)["opinions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                office.call("opinions.open", json!({"id": one["id"]}))["line"]["state"].as_str().unwrap().to_owned()
            })
            .collect()
    };
    assert_eq!(states(&office), ["answered", "sent", "closed", "registered", "drafting"]);
    // The day is put right: what was done on the spot goes with it.
    let mut visit = open(&office);
    visit["day"] = json!("2026-09-10");
    office.call("visits.save", visit);
    assert_eq!(open(&office)["opinions"][0]["closed_on"], "2026-09-10");
    // The form puts its own slips right.
    let mut visit = open(&office);
    visit["opinions"][0]["status"] = json!("registered");
    visit["opinions"][0]["answer"] = json!("");
    visit["opinions"][0]["closed_on"] = json!(null);
    office.call("visits.save", visit);
    assert_eq!(states(&office)[0], "registered");
    // From here on the chain is followed elsewhere.
    let sent = open(&office)["opinions"][1]["id"].clone();
    step(&office, sent.as_str().unwrap(), "accept", json!({}));
    let mut visit = open(&office);
    visit["received"] = json!(3);
    office.call("visits.save", visit.clone());
    assert_eq!(states(&office)[1], "accepted", "saving the form again changes nothing about it");
    visit = open(&office);
    visit["opinions"][1]["status"] = json!("registered");
    assert_eq!(office.refused("visits.save", visit).code, "visits.opinion_on_its_way");
    let mut visit = open(&office);
    visit["opinions"].as_array_mut().unwrap().remove(1);
    assert_eq!(office.refused("visits.save", visit).code, "visits.opinion_kept");
    let mut visit = open(&office);
    visit["opinions"][1]["status"] = json!("closed");
    office.call("visits.save", visit);
    assert_eq!(states(&office)[1], "closed", "an end entered from the paper is a move of its own");
    assert_eq!(office.refused("visits.remove", json!({"id": saved["id"]})).code, "visits.opinions_on_their_way");
    let counts = office.call("opinions.counts", json!({}));
    assert_eq!(counts["status"], json!({"registered": 4, "handling": 1, "closed": 2}));
}

#[test]
fn who_is_named_is_not_shown() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let id = office.id(
        "opinions.save",
        json!({"day": "2026-09-10", "area_id": area, "content": "村干部黄某占用集体地", "giver": "区先生", "named": true}),
    );
    let list = office.call("opinions.list", json!({})).to_string();
    assert!(!list.contains("黄某") && !list.contains("区先生") && !list.contains("区*"), "{list}");
    assert_eq!(office.call("opinions.list", json!({"text": "黄某"}))["total"], 0);
    assert!(!office.call("search.find", json!({"text": "集体地"})).to_string().contains("黄某"));
    assert_eq!(office.call("opinions.open", json!({"id": id}))["line"]["content"], "村干部黄某占用集体地");
    // Signs alone stand in no index: the visits' own search looks at the texts and leaves these out all the same.
    let visit = office.id(
        "visits.save",
        json!({"day": "2026-09-10", "area_id": area, "kind": "reception",
            "opinions": [{"topic": "traffic", "content": "黄某……", "giver": "区先生", "named": true}]}),
    );
    assert_ne!(visit, "");
    assert_eq!(office.call("visits.list", json!({"filter": {"text": "……"}}))["lines"], json!([]));
    // Each giver of a family is answered with the same words: what is about a person by name is in none.
    let other = office
        .id("opinions.save", json!({"day": "2026-09-10", "area_id": area, "content": "占用集体地", "giver": "梁先生"}));
    for (lead, one) in [(&id, &other), (&other, &id)] {
        assert_eq!(office.refused("opinions.join", json!({"lead": lead, "ids": [one]})).code, "opinions.family_named");
    }
    // One that is seen to be about a person later is not answered with the others.
    let third = office
        .id("opinions.save", json!({"day": "2026-09-10", "area_id": area, "content": "集体地被占", "giver": "何先生"}));
    office.call("opinions.join", json!({"lead": other, "ids": [third]}));
    office.id("opinions.save", json!({"id": third, "day": "2026-09-10", "area_id": area, "content": "黄某占集体地", "giver": "何先生", "named": true}));
    step(&office, &other, "send", json!({"unit": "镇国土所"}));
    step(&office, &other, "reply", json!({"answer": "已清理"}));
    let whole = office.call("opinions.open", json!({"id": third}));
    assert_eq!(whole["line"]["state"], "drafting", "it is handled by itself again");
    assert!(whole["line"]["due_on"].is_string() && whole["answer"] == "", "{whole}");
}

#[test]
fn a_balance_holds_across_years_and_stays_as_reported() {
    let office = Office::on("2027-03-10");
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let add = |day: &str, nature: &str| {
        office.id("opinions.save", json!({"day": day, "area_id": area, "content": day, "nature": nature}))
    };
    let first = add("2026-11-02", "appeal");
    let second = add("2026-12-30", "opinion");
    let third = add("2027-01-05", "suggestion");
    step(&office, &first, "answer_now", json!({"answer": "好", "day": "2026-11-03"}));
    step(&office, &second, "refer", json!({"unit": "法院", "day": "2027-01-10"}));
    let balance =
        |from: &str, to: &str| office.call("opinions.balance", json!({"from": from, "to": to}))["whole"].clone();
    let old = json!({"opening": 0, "heard": 2, "reopened": 0, "ended": 1, "closing": 1});
    assert_eq!(balance("2026-01-01", "2026-12-31"), old);
    assert_eq!(
        balance("2027-01-01", "2027-03-10"),
        json!({"opening": 1, "heard": 1, "reopened": 0, "ended": 1, "closing": 1})
    );
    step(&office, &first, "rehandle", json!({"unit": "镇市政办", "note": "又坏了", "day": "2027-02-01"}));
    assert_eq!(balance("2026-01-01", "2026-12-31"), old, "last year's figures stay as they were reported");
    assert_eq!(
        balance("2027-01-01", "2027-03-10"),
        json!({"opening": 1, "heard": 1, "reopened": 1, "ended": 1, "closing": 2})
    );
    step(&office, &third, "answer_now", json!({"answer": "好", "day": "2027-02-02"}));
    step(&office, &third, "withdraw", json!({"note": "记错", "day": "2027-02-03"}));
    assert_eq!(
        balance("2027-01-01", "2027-03-10"),
        json!({"opening": 1, "heard": 1, "reopened": 2, "ended": 2, "closing": 2})
    );
    let lines = office.call("opinions.balance", json!({"from": "2026-01-01", "to": "2026-12-31"}))["lines"].clone();
    assert_eq!(lines["problem"]["heard"], 1, "problems and words are counted apart");
    assert_eq!(lines["word"]["heard"], 1);
}

#[test]
fn the_same_matter_is_handled_once_and_each_giver_answered() {
    let office = Office::sample();
    let lead = opinion(&office);
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let add = |content: &str, giver: &str| {
        office.id("opinions.save", json!({"day": "2026-09-05", "area_id": area, "content": content, "giver": giver}))
    };
    let second = add("北沙涌排水沟淤塞，下雨就淹", "何先生");
    let third = add("排水沟淤塞发臭，北沙涌东侧最严重", "区女士");
    let other = add("希望增加公交班次", "陈先生");
    let found = office.call("opinions.similar", json!({"id": lead}));
    let ids: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(
        ids.contains(&second.as_str()) && ids.contains(&third.as_str()) && !ids.contains(&other.as_str()),
        "{found}"
    );
    office.call("opinions.join", json!({"lead": lead, "ids": [second, third], "title": "北沙涌排水沟淤塞"}));
    let whole = office.call("opinions.open", json!({"id": lead}));
    assert_eq!(whole["family"].as_array().unwrap().len(), 2);
    assert_eq!(office.call("opinions.open", json!({"id": second}))["line"]["state"], "merged");
    assert_eq!(office.refused("opinions.join", json!({"lead": second, "ids": [other]})).code, "opinions.lead_merged");
    assert_eq!(office.refused("opinions.join", json!({"lead": other, "ids": [lead]})).code, "opinions.is_lead");
    step(&office, &lead, "send", json!({"unit": "镇市政办"}));
    step(&office, &lead, "reply", json!({"answer": "已清淤"}));
    for id in [&second, &third] {
        let whole = office.call("opinions.open", json!({"id": id}));
        assert_eq!((&whole["line"]["state"], &whole["answer"]), (&json!("replied"), &json!("已清淤")));
    }
    assert_eq!(office.call("opinions.list", json!({"light": "untold"}))["total"], 3, "each giver is still to be told");
    let whole = office.call("opinions.open", json!({"id": lead}));
    assert_eq!(whole["family"].as_array().unwrap().len(), 2, "answered, they are still one family");
    step(&office, &third, "rehandle", json!({"unit": "镇水利所", "note": "还是臭"}));
    let whole = office.call("opinions.open", json!({"id": third}));
    assert_eq!((&whole["line"]["state"], &whole["line"]["family_id"]), (&json!("sent"), &json!(null)));
    let promises = office.call("opinions.promises", json!({"area_id": area}));
    assert_eq!(promises[0]["light"], "untold", "who waits for an answer comes first");
    let many: Vec<Value> = (0..40)
        .map(|at| json!({"content": format!("第{at}件"), "topic": "traffic", "status": "handling", "unit": "镇市政办"}))
        .collect();
    let visit = json!({"day": "2026-09-09", "area_id": area, "kind": "household", "households": 1, "opinions": many});
    office.call("visits.save", visit);
    let all = office.call("opinions.promises", json!({"area_id": area}));
    assert_eq!(all.as_array().unwrap().len(), promises.as_array().unwrap().len() + 40, "none of them is left out");
}

#[test]
fn a_resident_sees_what_is_kept_and_old_names_go() {
    let office = Office::sample();
    let id = opinion(&office);
    assert_eq!(office.refused("opinions.person", json!({"term": "麦女士", "checked": " "})).code, "opinions.unchecked");
    assert_eq!(office.refused("opinions.person", json!({"term": "麦", "checked": "身份证"})).code, "erasure.short");
    let kept = office.call("opinions.person", json!({"term": "13700000001", "checked": "身份证原件"}));
    assert_eq!(kept.as_array().unwrap().len(), 1);
    assert_eq!((&kept[0]["id"], &kept[0]["giver"]), (&json!(id), &json!("麦女士")));
    let told = office.call("history.recent", json!({"limit": 1}))[0]["sentence"].as_str().unwrap().to_owned();
    assert!(told.contains("身份证原件") && !told.contains("13700000001"), "{told}");
    assert_eq!(office.call("opinions.expiring", json!({}))["lines"], json!([]));
    step(&office, &id, "answer_now", json!({"answer": "已清"}));
    office.call(
        "rulebook.parameter",
        json!({"name": "opinion_keep_months", "value": 0, "valid_from": "2026-01-01", "source": "示例"}),
    );
    let due = office.call("opinions.expiring", json!({}));
    assert_eq!(due["lines"].as_array().unwrap().len(), 1);
    assert!(!due.to_string().contains("麦女士"), "the preview masks whom it is about");
    assert_eq!(due["in_words"], json!([]));
    let mut entry = json!({"id": id, "day": "2026-09-08", "area_id": office.call("areas.list", json!({}))[0]["id"], "nature": "opinion",
        "content": "麦女士家门口水沟堵了", "giver": "麦女士", "giver_phone": "137-0000-0001"});
    office.id("opinions.save", entry.clone());
    let told = office.call("opinions.expiring", json!({}));
    assert_eq!(told["in_words"][0]["id"], json!(id), "a name in the words is told before");
    assert_eq!(told["in_words"][0]["texts"][0]["after"], "［已擦除］家门口水沟堵了");
    assert!(!told["in_words"].to_string().contains("麦女士"), "{told}");
    let found = office.call("opinions.person", json!({"term": "13700000001", "checked": "身份证原件"}));
    assert_eq!(found.as_array().unwrap().len(), 1, "a number is found however it is written");
    entry["content"] = json!("门口水沟堵了");
    office.id("opinions.save", entry);
    let done = office.call("opinions.expire", json!({}));
    assert_eq!(done["erased"], 1);
    let whole = office.call("opinions.open", json!({"id": id}));
    assert_eq!((&whole["giver"], &whole["giver_phone"], &whole["answer"]), (&json!(""), &json!(""), &json!("已清")));
    assert_eq!(office.call("history.verify", json!({}))["broken_at"], json!(null));
    assert_eq!(office.call("opinions.expire", json!({}))["erased"], 0);
}

/// Givers stand in what they said, in the answers and in the visit's words: all of it goes when asked for, the journal holds
/// none of it any more, and what nobody asked for stays and is told.
#[test]
fn a_giver_is_masked_in_words_where_the_clerk_asked_for_it() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let visit = office.id(
        "visits.save",
        json!({"day": "2026-09-01", "area_id": area, "kind": "reception", "received": 2,
            "situation": "麦彩霞和区先生都来过，麦彩霞电话13700000021。",
            "opinions": [
                {"content": "麦彩霞家门口路灯不亮", "giver": "麦彩霞（二组）", "giver_phone": "137-0000-0021", "topic": "traffic", "status": "registered"},
                {"content": "沟渠堵了", "giver": "区先生", "topic": "traffic", "status": "registered"},
                {"content": "加装路牌", "giver": "区生", "topic": "traffic", "status": "registered"}
            ]}),
    );
    let lines = office.call("opinions.list", json!({"limit": 50}))["lines"].clone();
    let of = |text: &str| {
        let found = lines.as_array().unwrap().iter().find(|one| one["content"].as_str().unwrap().contains(text));
        found.unwrap_or_else(|| panic!("{text} in {lines}"))["id"].as_str().unwrap().to_owned()
    };
    let (first, second, third) = (of("路灯不亮"), of("沟渠"), of("路牌"));
    step(&office, &first, "record", json!({"note": "致电 13700000021"}));
    step(&office, &first, "answer_now", json!({"answer": "已换灯，麦彩霞在场"}));
    step(&office, &second, "answer_now", json!({"answer": "已清"}));
    step(&office, &third, "answer_now", json!({"answer": "已答复区生"}));
    office.call(
        "rulebook.parameter",
        json!({"name": "opinion_keep_months", "value": 0, "valid_from": "2026-01-01", "source": "示例"}),
    );
    let told = office.call("opinions.expiring", json!({}));
    let texts = |id: &str| {
        let found = told["in_words"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned();
        found.map_or(0, |one| one["texts"].as_array().unwrap().len())
    };
    assert_eq!((texts(&first), texts(&second), texts(&third)), (5, 1, 2), "{told:#}");
    let done = office.call("opinions.expire", json!({"in_words": [first, second]}));
    assert_eq!((&done["erased"], &done["masked"], &done["left"]), (&json!(3), &json!(2), &json!(1)));
    let told = office.call("history.recent", json!({"limit": 1}))[0]["sentence"].as_str().unwrap().to_owned();
    assert!(told.contains("3条") && told.contains("2条") && !told.contains('麦'), "{told}");
    let whole = office.call("opinions.open", json!({"id": first}));
    assert_eq!(whole["line"]["content"], "［已擦除］家门口路灯不亮");
    assert_eq!(whole["answer"], "已换灯，［已擦除］在场");
    let situation = office.call("visits.open", json!({"id": visit}))["situation"].clone();
    assert_eq!(situation, "［已擦除］和［已擦除］都来过，［已擦除］电话［已擦除］。");
    assert_eq!(office.call("opinions.open", json!({"id": third}))["answer"], "已答复区生", "nobody asked for it to go");
    for record in [&first, &visit] {
        let history = office.call("history.record", json!({"id": record})).to_string();
        assert!(!history.contains("麦彩霞") && !history.contains("13700000021"), "{history}");
    }
    assert_eq!(office.call("search.find", json!({"text": "麦彩霞"}))["hits"].as_array().map_or(0, Vec::len), 0);
    assert_eq!(office.call("history.verify", json!({}))["broken_at"], json!(null));
    // A next step is still written onto the words as they stand now.
    step(&office, &first, "rehandle", json!({"unit": "镇供电所", "note": "又不亮了"}));
    assert_eq!(office.call("opinions.open", json!({"id": first}))["line"]["content"], "［已擦除］家门口路灯不亮");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 4, ..ProptestConfig::default() })]

    /// Whatever is offered can be made; nothing made is ever lost; a deadline never lies before its start; an open matter
    /// always has a next step; the balance equals what is open.
    #[test]
    fn a_walk_along_the_chain_loses_nothing(choices in prop::collection::vec(any::<prop::sample::Index>(), 4..14)) {
        let office = Office::sample();
        let id = opinion(&office);
        let paper = office.call("proposals.list", json!({}))[0]["id"].clone();
        let mut seen: Vec<Value> = Vec::new();
        for choice in choices {
            let whole = office.call("opinions.open", json!({"id": id}));
            let may: Vec<Value> = whole["may"].as_array().unwrap().clone();
            prop_assert!(!may.is_empty(), "no way out of {}", whole["line"]["state"]);
            let chosen = choice.get(&may);
            let latest = chosen["latest"].as_str().unwrap_or_default();
            let mut wish = json!({"id": id, "kind": chosen["kind"], "unit": "镇市政办", "note": "说明", "answer": "答复", "told": "phone", "proposal_id": paper, "seen": whole["moves"]});
            if chosen["needs"].as_array().unwrap().contains(&json!("deadline")) {
                wish["deadline"] = json!(latest);
            }
            office.call("opinions.move", wish);
            let after = office.call("opinions.open", json!({"id": id}));
            let chain = after["chain"].as_array().unwrap();
            prop_assert_eq!(&chain[..seen.len()], &seen[..]);
            prop_assert_eq!(chain.len(), seen.len() + 1);
            seen.clone_from(chain);
            if let Some(due) = after["line"]["due_on"].as_str() {
                prop_assert!(due >= after["since"].as_str().unwrap());
            }
            let ended = chain_end(after["line"]["state"].as_str().unwrap());
            prop_assert_eq!(ended, after["line"]["closed_on"].is_string());
            prop_assert!(ended || after["may"][0]["main"] == json!(true), "{} has no clear next step", after["line"]["state"]);
            let counts = office.call("opinions.counts", json!({}));
            let open = counts["status"]["registered"].as_i64().unwrap_or(0) + counts["status"]["handling"].as_i64().unwrap_or(0);
            let balance = office.call("opinions.balance", json!({"from": "2026-01-01", "to": "2026-09-15"}));
            prop_assert_eq!(balance["whole"]["closing"].as_i64().unwrap(), open);
        }
        prop_assert_eq!(crate::journal::replayed(&office), office.dump());
    }
}

fn chain_end(state: &str) -> bool {
    chain().state(state).end
}

/// The ledger's pages are cut from one index: no page sorts, no count looks at a row. Figures of time stand in the bench.
#[test]
fn a_page_of_the_ledger_is_read_from_its_index() {
    use zhudian_core::features::calendar::store::calendar;
    use zhudian_core::features::opinions::model::OpinionPage;
    use zhudian_core::features::opinions::store::orders::Order;
    use zhudian_core::features::opinions::store::{Lit, count_sql, page_sql, walk_sql};
    let office = Office::sample();
    let actor = zhudian_core::ground::station::Actor {
        id: "t".to_owned(),
        name: String::new(),
        right: zhudian_core::ground::station::Right::View,
    };
    let some = |word: &str| Some(word.to_owned());
    let base = OpinionPage { sort: "due".to_owned(), ..OpinionPage::default() };
    let mut pages = vec![
        base.clone(),
        OpinionPage { status: some("closed"), ..base.clone() },
        OpinionPage { state: some("sent"), open: true, ..base.clone() },
        OpinionPage { topic: some("land"), nature: some("appeal"), unit: some("镇市政办"), ..base.clone() },
        OpinionPage { area_id: some("x"), from: some("2026-01-01"), to: some("2026-12-31"), ..base.clone() },
    ];
    for light in ["overdue", "today", "soon", "due", "running", "none", "untold", "done"] {
        pages.push(OpinionPage { light: some(light), ..base.clone() });
    }
    office
        .desk
        .station()
        .unwrap()
        .read(&actor, |reading| {
            let calendar = calendar(reading.db)?;
            let lit = Lit::new(reading.db, &calendar, reading.today)?;
            let plan = |(sql, values): (String, Vec<zhudian_core::rusqlite::types::Value>)| -> Vec<String> {
                let mut statement = reading.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
                let rows = statement
                    .query_map(zhudian_core::rusqlite::params_from_iter(values), |row| row.get::<_, String>(3))
                    .unwrap();
                rows.map(Result::unwrap).collect()
            };
            for page in &pages {
                for (sort, index) in [("due", "opinions_turn"), ("day", "opinions_day")] {
                    let page = OpinionPage { sort: sort.to_owned(), ..page.clone() };
                    let few = matches!(page.light.as_deref(), Some("overdue" | "today" | "soon" | "due" | "running"));
                    let index = if few { "opinions_turn" } else { index };
                    for total in [None, Some(50), Some(10)] {
                        let (sql, values, _) = page_sql(reading.db, &page, &lit, total)?;
                        let steps = plan((sql, values));
                        assert!(steps[0].contains(&format!("COVERING INDEX {index}")), "{page:?}: {steps:?}");
                        let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
                        assert_eq!(sorts, few && sort == "day", "{page:?} sorts: {steps:?}");
                    }
                    let steps = plan(count_sql(reading.db, &page, &lit)?);
                    assert!(steps.iter().all(|step| step.contains("COVERING INDEX")), "{page:?}: {steps:?}");
                }
            }
            for page in &pages {
                for order in [Order::Area, Order::Topic, Order::State, Order::Number] {
                    let page = OpinionPage { sort: "other".to_owned(), ..page.clone() };
                    let steps = plan(walk_sql(reading.db, &page, &lit, order)?);
                    assert!(steps[0].contains("COVERING INDEX"), "{page:?}: {steps:?}");
                    let few = matches!(page.light.as_deref(), Some("overdue" | "today" | "soon" | "due" | "running"));
                    let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
                    assert_eq!(sorts, few, "{page:?} in the order of {order:?} sorts: {steps:?}");
                }
            }
            let words = OpinionPage { text: some("路灯"), ..base.clone() };
            let (sql, values, _) = page_sql(reading.db, &words, &lit, None)?;
            let steps = plan((sql, values)).join(" ");
            assert!(steps.contains("COVERING INDEX opinions_turn"), "words ask nothing of the rows: {steps}");
            Ok(())
        })
        .unwrap();
}
