//! Papers that hang together: joined ones, those named by others, those of a delegation, those that ended.

use serde_json::{Value, json};
use zhudian_testkit::Office;

struct Town {
    office: Office,
    people: Vec<String>,
}

fn town() -> Town {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people = roster["tenures"].as_array().unwrap().iter();
    let mut people: Vec<String> = people.map(|one| one["person_id"].as_str().unwrap().to_owned()).collect();
    people.dedup();
    Town { office, people }
}

impl Town {
    fn paper(&self, change: Value) -> String {
        let mut paper = json!({"day": "2026-04-02", "kind": "suggestion", "title": "加装沙涌小学门口路灯", "basis": "门前路段夜间无灯。",
            "plan": "加装路灯12盏。", "lead_id": self.people[0]});
        paper.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        self.office.id("proposals.save", paper)
    }

    fn step(id: &str, step: &str, on: &str, more: Value) -> Value {
        let mut body = json!({"proposal_id": id, "move": step, "day": on});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    }

    fn go(&self, id: &str, step: &str, on: &str, more: Value) -> Value {
        self.office.call("proposals.move", Self::step(id, step, on, more))
    }

    fn no(&self, id: &str, step: &str, on: &str, more: Value) -> String {
        self.office.refused("proposals.move", Self::step(id, step, on, more)).code
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("proposals.open", json!({"id": id}))
    }

    fn handled(&self, id: &str) {
        self.go(id, "file", "2026-04-08", json!({}));
        self.go(id, "assign", "2026-04-13", json!({"units": [{"unit": "镇市政办", "role": "sole"}]}));
        self.go(id, "accept", "2026-04-14", json!({"unit": "镇市政办"}));
    }
}

#[test]
fn a_joined_paper_keeps_following_whatever_is_noted_on_it() {
    let town = town();
    let (main, other) = (town.paper(json!({})), town.paper(json!({"title": "沙涌小学门口太暗"})));
    town.go(&other, "merge", "2026-04-09", json!({"other_id": main}));
    town.handled(&main);
    let line = || {
        let page = town.office.call("proposals.page", json!({"filter": {"stage": "merged"}}));
        (page["lines"][0]["due_on"].clone(), page["lines"][0]["unit"].clone())
    };
    let followed = (json!("2026-07-13"), json!("镇市政办"));
    assert_eq!(line(), followed);
    town.go(&other, "record", "2026-04-20", json!({"note": "代表来电询问"}));
    assert_eq!(line(), followed);
    town.go(&main, "extend", "2026-07-10", json!({"note": "等设备到货"}));
    assert_eq!(line().0, json!("2026-08-13"));
}

#[test]
fn a_paper_others_wait_in_does_not_fail_and_one_taken_out_holds_nobody() {
    let town = town();
    let (main, other) = (town.paper(json!({})), town.paper(json!({"title": "沙涌小学门口太暗"})));
    town.go(&other, "merge", "2026-04-09", json!({"other_id": main}));
    for (step, more) in [
        ("refuse", json!({"ground": "outside", "note": "属上级事权"})),
        ("to_opinion", json!({"note": "属日常维护"})),
        ("withdraw", json!({"note": "不提了"})),
    ] {
        assert_eq!(town.no(&main, step, "2026-04-10", more), "proposals.has_joined", "{step}");
    }
    let received = town.open(&main)["moves"][0]["step"]["id"].clone();
    let back = json!({"corrects": received, "note": "误点"});
    assert_eq!(town.no(&main, "correct", "", back), "proposals.has_joined", "nor back to a draft");
    assert_eq!(town.office.refused("proposals.remove", json!({"id": main})).code, "proposals.has_joined");
    // Withdrawn, the joined one waits for nothing; taken back, it waits again.
    let gone = town.go(&other, "withdraw", "2026-04-10", json!({"note": "代表撤回"}));
    assert_eq!((&town.open(&main)["joined"], &town.open(&other)["joined_to"]), (&json!([]), &Value::Null));
    town.go(&other, "correct", "", json!({"corrects": gone["move_id"], "note": "误点"}));
    assert_eq!(town.no(&main, "withdraw", "2026-04-11", json!({"note": "不提了"})), "proposals.has_joined");
    town.go(&other, "withdraw", "2026-09-15", json!({"note": "代表撤回"}));
    // A paper the steps of another name stays to be read; it is withdrawn, not removed.
    let refusal = town.office.refused("proposals.remove", json!({"id": main}));
    assert_eq!(refusal.code, "proposals.named_by");
    assert!(refusal.sentence().contains("1件") && !refusal.hint().contains('{'), "{}", refusal.sentence());
    town.go(&main, "withdraw", "2026-09-15", json!({"note": "不提了"}));
    // So does an inquiry somebody followed up.
    let inquiry = town.paper(json!({"kind": "inquiry", "title": "询问河涌治理进度"}));
    let after = town.paper(json!({"kind": "interpellation", "title": "质询河涌治理", "inquiry_id": inquiry}));
    assert_eq!(town.office.refused("proposals.remove", json!({"id": inquiry})).code, "proposals.named_by");
    town.office.call("proposals.remove", json!({"id": after}));
    town.office.call("proposals.remove", json!({"id": inquiry}));
}

#[test]
fn a_paper_that_ended_takes_no_more_opinions_with_it() {
    let town = town();
    let area = town.office.call("areas.list", json!({}))[0]["id"].clone();
    let heard = |content: &str| {
        town.office.id("opinions.save", json!({"day": "2026-03-05", "area_id": area, "content": content}))
    };
    let (first, second) = (heard("甲事"), heard("乙事"));
    let id = town.paper(json!({"sources": [first]}));
    town.go(&id, "withdraw", "2026-04-09", json!({"note": "代表撤回"}));
    let mut paper = town.open(&id)["proposal"].clone();
    paper["note"] = json!("存档");
    town.office.call("proposals.save", paper);
    let mut paper = town.open(&id)["proposal"].clone();
    paper["sources"] = json!([first, second]);
    assert_eq!(town.office.refused("proposals.save", paper).code, "proposals.ended");
    let state = town.office.call("opinions.open", json!({"id": second}))["line"]["state"].clone();
    assert_eq!(state, "registered", "its clock goes on");
}

#[test]
fn an_extension_does_not_end_before_it_is_made() {
    let town = town();
    let id = town.paper(json!({}));
    town.handled(&id);
    let late =
        town.office.refused("proposals.move", Town::step(&id, "extend", "2026-08-14", json!({"note": "等设备"})));
    assert_eq!(late.code, "proposals.extend_late");
    assert!(late.sentence().contains("13") && late.hint().contains("调整承办单位"), "{}", late.sentence());
    town.go(&id, "extend", "2026-08-13", json!({"note": "等设备"}));
}

#[test]
fn the_delegates_of_a_delegation_say_what_they_think_of_its_answer() {
    let town = town();
    let roster = town.office.call("delegates.register", json!({}));
    let seats = roster["tenures"].as_array().unwrap();
    let seat = seats.iter().find(|one| one["circle_id"].is_string()).unwrap();
    let circle = seat["circle_id"].clone();
    let id = town.paper(json!({"lead_id": null, "circle_id": circle}));
    town.handled(&id);
    town.go(&id, "reply", "2026-06-20", json!({"unit": "镇市政办", "signer": "李伟", "result": "B"}));
    let raters = town.open(&id)["raters"].clone();
    assert!(raters.as_array().unwrap().contains(&seat["person_id"]), "{raters}");
    let outside =
        seats.iter().find(|one| one["circle_id"] != circle && !raters.as_array().unwrap().contains(&one["person_id"]));
    let rating = |who: &Value| json!({"ratings": [{"person_id": who, "work": "satisfied", "outcome": "dissatisfied", "paper": "征询意见表6月28日"}]});
    if let Some(other) = outside {
        assert_eq!(town.no(&id, "rate", "2026-06-28", rating(&other["person_id"])), "proposals.not_a_proposer");
    }
    town.go(&id, "rate", "2026-06-28", rating(&seat["person_id"]));
    assert_eq!(town.go(&id, "redo", "2026-07-03", json!({"note": "只装了6盏"}))["stage"], json!("handling"));
}

/// A limit that runs into a year whose holidays are not announced says so, and ends on its right day once they are.
#[test]
fn a_limit_is_reckoned_anew_when_holidays_become_known() {
    let town = town();
    // The sample office has entered a list of its own for that year.
    town.office.call("calendar.remove", json!({"year": 2027}));
    town.office.call(
        "rulebook.parameter",
        json!({"name": "proposals.feedback_within", "value": "150个工作日", "valid_from": "2026-01-01", "source": "示例"}),
    );
    let id = town.paper(json!({}));
    town.handled(&id);
    let clock = |what: &str| {
        let clocks = town.open(&id)["clocks"].clone();
        let found = clocks.as_array().unwrap().iter().find(|one| one["what"] == what).unwrap().clone();
        (found["due"].clone(), found["without_holidays"].clone())
    };
    assert_eq!(clock("reply").1, json!(false), "this year's holidays are known");
    town.go(&id, "reply", "2026-06-22", json!({"unit": "镇市政办", "signer": "李伟", "result": "B"}));
    let reckoned = || {
        let day = town.office.call("calendar.reckon", json!({"from": "2026-06-22", "days": 150}));
        (day["day"].clone(), day["without_holidays"].clone())
    };
    let due =
        || town.office.call("proposals.page", json!({"filter": {"stage": "replied"}}))["lines"][0]["due_on"].clone();
    let unknown = reckoned();
    assert_eq!((clock("feedback"), due()), (unknown.clone(), unknown.0.clone()));
    assert_eq!(unknown.1, json!(true));
    let text = "2027-01-01,休,元旦\n2027-01-04,休,元旦";
    town.office.call("calendar.import", json!({"year": 2027, "text": text, "source": "示例通知"}));
    let known = reckoned();
    assert_eq!((clock("feedback"), due()), (known.clone(), known.0.clone()));
    assert!(known.0 != unknown.0 && known.1 == json!(false), "{known:?}");
    town.office.call("calendar.remove", json!({"year": 2027}));
    assert_eq!((clock("feedback"), due()), (unknown.clone(), unknown.0));
}
