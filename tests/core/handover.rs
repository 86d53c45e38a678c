//! One delegate takes another's place: what the successor is told, what stays hidden, who answers from which day.

use serde_json::{Value, json};
use zhudian_core::features::handovers::rules::{Held, held};
use zhudian_testkit::Office;

struct Town {
    office: Office,
    area: Value,
    from: Value,
    to: Value,
}

fn town() -> Town {
    let office = Office::sample();
    let people = office.call("delegates.register", json!({}))["people"].clone();
    let find = |name: &str| people.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone();
    Town {
        area: office.call("areas.list", json!({}))[0]["id"].clone(), from: find("梁䶮海"), to: find("鄺惠"), office
    }
}

impl Town {
    fn opinion(&self, change: Value) -> String {
        let mut opinion = json!({"day": "2026-08-20", "area_id": self.area, "topic": "environment", "nature": "appeal", "content": "涌边护栏松动"});
        opinion.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        self.office.id("opinions.save", opinion)
    }

    fn brief(&self, included: &[&str]) -> Value {
        let asked = json!({"from_id": self.from, "to_id": self.to, "day": "2026-09-16", "included": included});
        self.office.call("handovers.brief", asked)
    }

    fn wish(&self, change: Value) -> Value {
        let mut handover = json!({"from_id": self.from, "to_id": self.to, "day": "2026-09-16", "ground": "terminated", "area_ids": [self.area]});
        handover.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        json!({"handover": handover, "contacts": true})
    }

    fn paper(&self, id: &str) -> String {
        let made = self.office.call("papers.make", json!({"kind": "handover", "options": {"record_id": id}}));
        String::from_utf8(self.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone()).unwrap()
    }
}

fn contents(whole: &Value) -> Vec<String> {
    let told = whole["briefing"]["opinions"].as_array().unwrap();
    told.iter().map(|one| one["content"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_may_be_told_is_a_table() {
    let close = ["鄺惠".to_owned(), "陈国栋".to_owned(), "李".to_owned()];
    let mentions = |names: &[&str]| Some(Held::Mentions(names.iter().map(|name| (*name).to_owned()).collect()));
    let cases: &[(bool, &str, &str, bool, Option<Held>)] = &[
        (false, "涌边护栏松动", "", false, None),
        (true, "涌边护栏松动", "", false, Some(Held::Named)),
        (true, "涌边护栏松动", "", true, Some(Held::Named)),
        (false, "鄺惠说好的路灯还没有装", "", false, mentions(&["鄺惠"])),
        (false, "鄺 惠说好的路灯还没有装", "", false, mentions(&["鄺惠"])),
        (false, "鄺\n惠说好的路灯", "", false, mentions(&["鄺惠"])),
        (false, "路灯", "已请陈国栋协调", false, mentions(&["陈国栋"])),
        (false, "鄺惠、陈国栋都来过", "陈国栋答复", false, mentions(&["鄺惠", "陈国栋"])),
        (false, "鄺惠说好的路灯还没有装", "", true, None),
        (false, "李子树挡路", "", false, None),
        (false, "邝惠说好的路灯", "", false, None),
        (false, "", "", false, None),
    ];
    for (named, content, answer, included, wanted) in cases {
        assert_eq!(held(*named, &[content, answer], &close, *included), *wanted, "{content} {answer}");
    }
}

#[test]
fn the_successor_is_told_what_is_open_and_never_what_is_about_them() {
    let town = town();
    town.opinion(
        json!({"content": "涌边护栏松动，找何女士13711112222", "giver": "何女士", "giver_phone": "13711112222"}),
    );
    let about = town.opinion(json!({"content": "鄺惠占了公家的地", "named": true, "giver": "区伯"}));
    let leader = town.opinion(json!({"content": "陈国栋办事拖拉", "named": true}));
    let mention = town.opinion(json!({"content": "陈国栋上次答应装路灯，一直没有装"}));
    let ended = town.opinion(json!({"content": "问养老认证怎么办"}));
    town.office.call("opinions.move", json!({"id": ended, "kind": "answer_now", "answer": "已当场办好"}));
    let owed = town.opinion(json!({"content": "菜市场漏水"}));
    let go = |wish: Value| town.office.call("opinions.move", wish);
    go(json!({"id": owed, "kind": "send", "unit": "镇市政办", "day": "2026-08-21"}));
    go(json!({"id": owed, "kind": "reply", "answer": "已修好", "day": "2026-09-01"}));
    let whole = town.brief(&[]);
    let told = contents(&whole);
    assert_eq!(told[0], "菜市场漏水", "what somebody waits for comes first: {told:?}");
    assert!(whole["briefing"]["opinions"][0]["promise"].as_bool().unwrap());
    assert!(told.iter().any(|text| text.contains("排水沟淤塞")), "{told:?}");
    assert!(!told.iter().any(|text| text.contains("养老认证")), "it is ended and told: {told:?}");
    let text = whole["briefing"]["opinions"].to_string();
    for hidden in ["鄺惠", "陈国栋", "何女士", "13711112222", "区伯", "麦女士", "13700000001"] {
        assert!(!text.contains(hidden), "{hidden}: {text}");
    }
    let held = whole["briefing"]["held"].as_array().unwrap();
    let why = |id: &str| held.iter().find(|one| one["id"] == json!(id)).map(|one| one["why"].clone());
    assert_eq!(why(&about), Some(json!("named")));
    assert_eq!(why(&leader), Some(json!("named")));
    assert_eq!(why(&mention), Some(json!("mentions")));
    assert_eq!(held.len(), 3);
    assert!(!held.iter().any(|one| one.to_string().contains("占了公家")), "not even the clerk's list says it");
    // After a look the clerk may tell what only mentions somebody; never what is about a person.
    let told = contents(&town.brief(&[&mention, &about]));
    assert!(told.iter().any(|text| text.contains("陈国栋上次答应")));
    assert!(!told.iter().any(|text| text.contains("占了公家")));
    let refused = town.office.refused("handovers.save", town.wish(json!({"included": [about]})));
    assert_eq!(refused.code, "handovers.named");
}

#[test]
fn the_paper_says_nothing_of_what_is_hidden_not_even_how_many() {
    let town = town();
    let id = town.office.id("handovers.save", town.wish(json!({"signed_on": "2026-09-15", "witness": "李伟"})));
    let before = town.paper(&id);
    town.opinion(json!({"content": "鄺惠占了公家的地", "named": true}));
    town.opinion(json!({"content": "陈国栋答应的事没有办"}));
    let after = town.paper(&id);
    let rest = |text: &str| text.split("\"foot\"").next().unwrap().to_owned();
    assert_eq!(rest(&before), rest(&after), "a paper that changes tells that there is something");
    for wanted in [
        "党代表联系工作交接清单",
        "移交人",
        "接收人",
        "监交人",
        "2026年9月15日",
        "梁䶮海",
        "鄺惠",
        "李伟",
        "整治北沙涌排水",
        "核对走访台账",
        "排水沟淤塞",
    ] {
        assert!(after.contains(wanted), "{wanted} is missing");
    }
    for hidden in ["麦女士", "13700000001"] {
        assert!(!after.contains(hidden), "{hidden}");
    }
}

#[test]
fn villages_go_over_on_the_day_and_come_back_with_undo() {
    let town = town();
    let before = town.office.dump();
    let reply = town.office.rpc("handovers.save", town.wish(json!({}))).unwrap();
    let contacts = town.office.call("stations.whole", json!({}))["contacts"].clone();
    let of = |person: &Value| -> Vec<Value> {
        let all = contacts.as_array().unwrap().iter();
        all.filter(|one| one["person_id"] == *person && one["area_id"] == town.area).cloned().collect()
    };
    assert_eq!(of(&town.from)[0]["valid_to"], "2026-09-15");
    assert_eq!(of(&town.to)[0]["valid_from"], "2026-09-16");
    assert_eq!(of(&town.to)[0]["team_id"], of(&town.from)[0]["team_id"]);
    // The visits of before still stand under the one who made them.
    let visits = town.office.call("visits.list", json!({}))["lines"].to_string();
    assert!(visits.contains("梁䶮海"), "{visits}");
    // Saved again, nothing is handed over twice.
    let id = reply.answer["id"].as_str().unwrap();
    town.office.call("handovers.save", town.wish(json!({"id": id, "note": "补记"})));
    let again = town.office.call("stations.whole", json!({}))["contacts"].clone();
    assert_eq!(again, contacts);
    let newest = town.office.call("history.recent", json!({"limit": 2}));
    for line in newest.as_array().unwrap() {
        town.office.call("history.undo", json!({"operation": line["operation"]}));
    }
    assert_eq!(town.office.dump(), before);
}

#[test]
fn chains_say_who_follows_and_say_it_back() {
    let town = town();
    let open = town.opinion(json!({}));
    let moved = town.opinion(json!({"content": "路面下陷"}));
    let named = town.opinion(json!({"content": "鄺惠占地", "named": true}));
    let first = town.office.call("opinions.open", json!({"id": open}))["first_id"].clone();
    let id = town.office.id("handovers.save", town.wish(json!({})));
    let done = town.office.call("handovers.pass", json!({"id": id}));
    assert!(done["passed"].as_i64().unwrap() >= 3, "{done}");
    let chain = |id: &str| town.office.call("opinions.open", json!({"id": id}))["chain"].clone();
    let note = chain(&open)[0]["note"].as_str().unwrap().to_owned();
    assert!(note.contains("自2026年9月16日起由鄺惠接续跟进") && note.contains("梁䶮海"), "{note}");
    assert_eq!(chain(&named), json!([]), "nobody writes into what is hidden");
    assert_eq!(town.office.call("opinions.open", json!({"id": open}))["first_id"], first);
    assert_eq!(town.office.refused("handovers.pass", json!({"id": id})).code, "handovers.nothing");
    assert_eq!(town.office.refused("handovers.remove", json!({"id": id})).code, "handovers.passed_already");
    let other = town.office.refused("handovers.save", town.wish(json!({"id": id, "day": "2026-09-20"})));
    assert_eq!(other.code, "handovers.passed_already");
    // One goes on meanwhile: its line cannot be withdrawn any more, so a second line says it.
    town.office.call("opinions.move", json!({"id": moved, "kind": "send", "unit": "镇市政办"}));
    town.office.call("handovers.take_back", json!({"id": id}));
    let kinds = |id: &str| -> Vec<String> {
        chain(id).as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(&open), ["record", "withdraw"]);
    assert_eq!(kinds(&moved), ["record", "send", "record"]);
    assert_eq!(town.office.refused("handovers.take_back", json!({"id": id})).code, "handovers.nothing");
    town.office.call("handovers.remove", json!({"id": id}));
}

#[test]
fn what_cannot_be_a_handover_is_refused() {
    let town = town();
    for (change, code) in [
        (json!({"to_id": town.from}), "handovers.same"),
        (json!({"to_id": "00000000-0000-7000-8000-000000000000"}), "handovers.person"),
        (json!({"ground": "tired"}), "handovers.ground"),
        (json!({"ground": ""}), "handovers.ground"),
        (json!({"day": "2026-02-30"}), "day.unreadable"),
        (json!({"signed_on": "2026-09-16"}), "handovers.signed_ahead"),
        (json!({"area_ids": ["x"]}), "handovers.area"),
        (json!({"id": "x"}), "handovers.gone"),
        (json!({"included": ["x"]}), "handovers.named"),
    ] {
        assert_eq!(town.office.refused("handovers.save", town.wish(change.clone())).code, code, "{change}");
    }
}

#[test]
fn the_last_villages_are_found_after_the_seat_has_ended() {
    let town = town();
    let contacts = town.office.call("stations.whole", json!({}))["contacts"].clone();
    let mut own = contacts.as_array().unwrap().iter().find(|one| one["person_id"] == town.from).unwrap().clone();
    own["valid_to"] = json!("2026-06-30");
    town.office.call("stations.contact", own);
    let whole = town.brief(&[]);
    assert_eq!(whole["line"]["handover"]["area_ids"], json!([town.area]));
    assert_eq!(whole["running"], 0);
    assert_eq!(whole["briefing"]["proposals"][0]["part"], "lead");
    assert_eq!(whole["briefing"]["actions"][0]["content"], "核对走访台账");
    assert!(!whole["briefing"]["duties"].as_array().unwrap().is_empty());
}

#[test]
fn proposals_say_who_follows_them_and_plans_stand_in_the_briefing() {
    let town = town();
    let office = &town.office;
    let other = office.call("areas.list", json!({}))[1]["id"].clone();
    let plan = |change: Value| {
        let mut plan = json!({"day": "2026-09-10", "area_id": town.area, "kind": "reception", "topics": "汛期排水"});
        plan.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        office.id("plans.save", plan)
    };
    let of_village = plan(json!({}));
    let of_person = plan(json!({"area_id": other, "delegates": [town.from], "day": "2026-09-22"}));
    let elsewhere = plan(json!({"area_id": other}));
    let id = office.id("handovers.save", town.wish(json!({})));
    let open = || office.call("handovers.open", json!({"id": id}));
    let whole = open();
    let plans: Vec<&Value> = whole["briefing"]["plans"].as_array().unwrap().iter().map(|one| &one["id"]).collect();
    assert!(plans.contains(&&json!(of_village)) && plans.contains(&&json!(of_person)), "{plans:?}");
    assert!(!plans.contains(&&json!(elsewhere)));
    let papers = whole["briefing"]["proposals"].as_array().unwrap();
    assert!(!papers.is_empty() && papers.iter().all(|one| one["passed"] == false), "{papers:?}");
    let paper = papers[0]["id"].as_str().unwrap().to_owned();
    let steps = |id: &str| office.call("proposals.open", json!({"id": id}))["moves"].as_array().unwrap().clone();
    let stage = || office.call("proposals.open", json!({"id": paper}))["proposal"]["stage"].clone();
    let (before, stood) = (steps(&paper).len(), stage());
    let done = office.call("handovers.pass", json!({"id": id}))["passed"].as_i64().unwrap();
    assert_eq!(open()["line"]["passed"], json!(done));
    assert!(open()["briefing"]["proposals"].as_array().unwrap().iter().all(|one| one["passed"] == true));
    let now = steps(&paper);
    assert_eq!((now.len(), stage()), (before + 1, stood.clone()));
    let step = &now[before]["step"];
    let note = step["note"].as_str().unwrap();
    assert_eq!(step["move"], "record");
    assert!(note.contains("自2026年9月16日起由鄺惠接续") && note.contains("梁䶮海"), "{note}");
    assert_eq!(office.refused("handovers.pass", json!({"id": id})).code, "handovers.nothing");
    let text = town.paper(&id);
    for wanted in ["没有走完的走访安排", "汛期排水"] {
        assert!(text.contains(wanted), "{wanted} is missing");
    }
    // Taken back: the newest step by the chain's own way, and the briefing says so again.
    assert_eq!(office.call("handovers.take_back", json!({"id": id}))["passed"], json!(done));
    let now = steps(&paper);
    assert_eq!((now.last().unwrap()["step"]["move"].clone(), stage()), (json!("correct"), stood));
    assert!(open()["briefing"]["proposals"].as_array().unwrap().iter().all(|one| one["passed"] == false));
    office.call("handovers.remove", json!({"id": id}));
}
