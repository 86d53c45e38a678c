//! Families of the same matter: whoever is merged waits for somebody who will be answered, or for nobody at all.

use serde_json::{Value, json};
use zhudian_testkit::Office;

struct Town {
    office: Office,
    area: String,
}

fn town() -> Town {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].as_str().unwrap().to_owned();
    Town { office, area }
}

impl Town {
    fn heard(&self, content: &str) -> String {
        self.office.id(
            "opinions.save",
            json!({"day": "2026-09-01", "area_id": self.area, "nature": "appeal", "content": content, "giver": "何先生"}),
        )
    }

    fn join(&self, lead: &str, one: &str) {
        self.office.call("opinions.join", json!({"lead": lead, "ids": [one], "title": "同一件事"}));
    }

    fn step(&self, id: &str, kind: &str, more: Value) -> Value {
        let mut wish = json!({"id": id, "kind": kind});
        wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.office.call("opinions.move", wish)
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("opinions.open", json!({"id": id}))
    }

    fn state(&self, id: &str) -> String {
        self.open(id)["line"]["state"].as_str().unwrap().to_owned()
    }

    /// A lead with one merged into it.
    fn family(&self) -> (String, String) {
        let (lead, one) = (self.heard("排水沟堵了"), self.heard("沟渠淤塞"));
        self.join(&lead, &one);
        (lead, one)
    }
}

#[test]
fn an_opinion_others_are_handled_with_is_not_taken_away() {
    let town = town();
    let (lead, one) = town.family();
    let refusal = town.office.refused("opinions.remove", json!({"id": lead}));
    assert_eq!(refusal.code, "opinions.leads");
    assert!(refusal.sentence().contains("1条") && refusal.hint().contains("退出并案"), "{}", refusal.sentence());
    town.step(&one, "split", json!({"note": "另办"}));
    town.office.call("opinions.remove", json!({"id": lead}));
    // Nor with the visit it was heard at, or with its line on that paper.
    let visit = town.office.id(
        "visits.save",
        json!({"day": "2026-09-02", "area_id": town.area, "kind": "reception", "opinions": [{"content": "路灯不亮"}]}),
    );
    let mut paper = town.office.call("visits.open", json!({"id": visit}));
    let lead = paper["opinions"][0]["id"].as_str().unwrap().to_owned();
    town.join(&lead, &one);
    assert_eq!(town.office.refused("visits.remove", json!({"id": visit})).code, "opinions.leads");
    paper["opinions"] = json!([]);
    assert_eq!(town.office.refused("visits.save", paper.clone()).code, "opinions.leads");
    town.step(&one, "split", json!({"note": "另办"}));
    town.office.call("visits.save", paper);
}

#[test]
fn nobody_is_merged_into_what_is_answered_already() {
    let town = town();
    for (made, carries) in [
        (vec!["answer_now"], json!({"answer": "已讲清"})),
        (vec!["decline"], json!({"answer": "不属受理范围"})),
        (vec!["refer"], json!({"unit": "法院"})),
        (vec!["send", "reply"], json!({"unit": "镇市政办", "answer": "已办"})),
        (vec!["send", "reply", "feedback"], json!({"unit": "镇市政办", "answer": "已办", "told": "phone"})),
    ] {
        let (lead, one) = (town.heard("甲事"), town.heard("乙事"));
        for kind in &made {
            town.step(&lead, kind, carries.clone());
        }
        let before = town.office.dump();
        let refusal = town.office.refused("opinions.join", json!({"lead": lead, "ids": [one]}));
        assert_eq!(refusal.code, "opinions.lead_answered", "{made:?}");
        assert_eq!(town.office.dump(), before);
    }
}

#[test]
fn who_waited_for_a_matter_that_ends_without_an_answer_is_handled_alone() {
    let town = town();
    for (kind, carries) in [
        ("answer_now", json!({"answer": "已讲清"})),
        ("decline", json!({"answer": "不属受理范围"})),
        ("refer", json!({"unit": "法院"})),
        ("refer_petition", json!({"unit": "镇信访办"})),
        ("enter_closed", json!({"answer": "按原台账已办结", "told": "visit"})),
    ] {
        let (lead, one) = town.family();
        town.step(&lead, kind, carries);
        let whole = town.open(&one);
        assert_eq!(
            (&whole["line"]["state"], &whole["line"]["family_id"]),
            (&json!("drafting"), &json!(null)),
            "{kind}"
        );
        assert!(whole["line"]["due_on"].is_string(), "{kind}: its clock runs: {whole}");
        let split = whole["chain"].as_array().unwrap().last().unwrap().clone();
        assert!(split["kind"] == "split" && split["note"].as_str().unwrap().contains("退出并案"), "{split}");
    }
    // An end entered on the visit's paper is no other.
    let visit = town.office.id(
        "visits.save",
        json!({"day": "2026-09-02", "area_id": town.area, "kind": "reception", "opinions": [{"content": "路灯不亮"}]}),
    );
    let mut paper = town.office.call("visits.open", json!({"id": visit}));
    let (lead, one) = (paper["opinions"][0]["id"].as_str().unwrap().to_owned(), town.heard("路灯坏了"));
    town.join(&lead, &one);
    paper["opinions"][0]["status"] = json!("answered");
    paper["opinions"][0]["answer"] = json!("当场讲清");
    town.office.call("visits.save", paper);
    assert_eq!(town.state(&one), "drafting");
    // Whoever comes back to a family that is answered is handled alone as well.
    let (lead, one) = town.family();
    town.step(&lead, "send", json!({"unit": "镇市政办"}));
    town.step(&lead, "reply", json!({"answer": "已清"}));
    assert_eq!(town.state(&one), "replied");
    town.step(&one, "withdraw", json!({"note": "这一家没有清到"}));
    assert_eq!(town.state(&one), "drafting");
}

#[test]
fn what_one_move_does_a_move_of_many_does_too() {
    let town = town();
    let (lead, one) = town.family();
    town.step(&lead, "send", json!({"unit": "镇市政办"}));
    // The lead and the one merged into it are named both: each is answered once.
    let many = json!({"ids": [lead, one], "move": {"kind": "reply", "answer": "已清"}});
    assert_eq!(town.office.call("opinions.move_many", many)["moved"], 2);
    assert_eq!((town.state(&lead), town.state(&one)), ("replied".into(), "replied".into()));
    assert_eq!(town.open(&one)["chain"].as_array().unwrap().len(), 2);
    let paper = town.office.call("proposals.list", json!({}))[0]["id"].clone();
    let (first, second) = (town.heard("甲事"), town.heard("乙事"));
    let to = |paper: Value| json!({"ids": [first, second], "move": {"kind": "to_proposal", "proposal_id": paper}});
    let gone = to(json!("0190a000-0000-7000-8000-000000000000"));
    assert_eq!(town.office.refused("opinions.move_many", gone).code, "proposals.gone");
    town.office.call("opinions.move_many", to(paper.clone()));
    let sources = town.office.call("proposals.open", json!({"id": paper}))["sources"].to_string();
    assert!(sources.contains(&first) && sources.contains(&second), "{sources}");
    let named = town
        .office
        .id("opinions.save", json!({"day": "2026-09-01", "area_id": town.area, "content": "黄某占地", "named": true}));
    let wish = json!({"ids": [named], "move": {"kind": "to_proposal", "proposal_id": paper}});
    assert_eq!(town.office.refused("opinions.move_many", wish).code, "proposals.source_named");
}

#[test]
fn a_family_is_joined_nowhere_but_from_its_lead() {
    let town = town();
    let (lead, _) = town.family();
    let family = town.open(&lead)["line"]["family_id"].clone();
    let one = town.heard("丙事");
    let wish = json!({"id": one, "kind": "merge", "family_id": family});
    assert_eq!(town.office.refused("opinions.move", wish.clone()).code, "opinions.by_family");
    let many = json!({"ids": [one], "move": {"kind": "merge", "family_id": family}});
    assert_eq!(town.office.refused("opinions.move_many", many).code, "opinions.by_family");
}

/// What is entered from an old ledger says what came of it and how the giver was told.
#[test]
fn an_end_entered_afterwards_says_what_came_of_it() {
    let town = town();
    let one = town.heard("旧台账里的一条");
    for bare in [json!({}), json!({"told": "visit"}), json!({"answer": "已办"})] {
        let many = json!({"ids": [one], "move": {"kind": "enter_closed", "answer": bare["answer"].as_str().unwrap_or_default(),
            "told": bare["told"].as_str().unwrap_or_default()}});
        assert_eq!(town.office.refused("opinions.move_many", many).code, "opinions.needs", "{bare}");
    }
    let many = json!({"ids": [one], "move": {"kind": "enter_closed", "answer": "已办", "told": "visit"}});
    town.office.call("opinions.move_many", many);
    let whole = town.open(&one);
    assert_eq!((&whole["line"]["state"], &whole["answer"]), (&json!("closed"), &json!("已办")));
    assert_eq!(whole["chain"][0]["told"], "visit");
}

#[test]
fn a_former_lead_that_leaves_another_family_leads_its_own_again() {
    let town = town();
    let (former, one) = town.family();
    let own = town.open(&former)["line"]["family_id"].clone();
    town.step(&one, "split", json!({"note": "另办"}));
    let lead = town.heard("丙事");
    town.join(&lead, &former);
    let other = town.open(&former)["line"]["family_id"].clone();
    assert_ne!(other, own);
    let into = town.office.refused("opinions.join", json!({"lead": former, "ids": [one]}));
    assert_eq!(into.code, "opinions.lead_merged", "nobody waits for one that waits itself");
    town.step(&former, "split", json!({"note": "不是同一件"}));
    assert_eq!(town.open(&former)["line"]["family_id"], own);
    assert_eq!(town.open(&lead)["family"], json!([]), "it is no member of the other any more");
    town.join(&former, &one);
    assert_eq!(town.open(&one)["line"]["family_id"], own);
}
