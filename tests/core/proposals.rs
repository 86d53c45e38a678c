//! Proposals in an office: versions, signatures, numbers, the chain with its rights, what counts for the duty.

use serde_json::{Value, json};
use zhudian_testkit::Office;

struct Town {
    office: Office,
    people: Vec<String>,
    term: String,
}

fn town() -> Town {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people = ["梁䶮海", "鄺惠", "司徒玉涛", "区嘉军"].map(|name| {
        let found = roster["people"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    });
    let term = roster["terms"][0]["id"].as_str().unwrap().to_owned();
    Town { office, people: people.to_vec(), term }
}

impl Town {
    fn paper(&self, change: Value) -> String {
        let mut paper = json!({"day": "2026-04-02", "kind": "suggestion", "title": "加装沙涌小学门口路灯", "basis": "门前路段夜间无灯。",
            "plan": "加装路灯12盏。", "lead_id": self.people[0]});
        paper.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        self.office.id("proposals.save", paper)
    }

    fn go(&self, id: &str, step: &str, on: &str, more: Value) -> Value {
        self.office.call("proposals.move", Self::step(id, step, on, more))
    }

    fn step(id: &str, step: &str, on: &str, more: Value) -> Value {
        let mut body = json!({"proposal_id": id, "move": step, "day": on});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    }

    fn no(&self, id: &str, step: &str, on: &str, more: Value) -> String {
        self.office.refused("proposals.move", Self::step(id, step, on, more)).code
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("proposals.open", json!({"id": id}))
    }

    /// Taken as far as an answer.
    fn answered(&self, id: &str) {
        self.go(id, "file", "2026-04-10", json!({}));
        self.go(
            id,
            "assign",
            "2026-04-13",
            json!({"units": [{"unit": "镇市政办", "role": "lead"}, {"unit": "供电所", "role": "joint"}]}),
        );
        self.go(id, "accept", "2026-04-15", json!({"unit": "镇市政办"}));
        self.go(id, "co_opinion", "2026-05-06", json!({"unit": "供电所", "note": "电源可就近接入。"}));
        self.go(
            id,
            "reply",
            "2026-06-20",
            json!({"unit": "镇市政办", "signer": "李伟", "result": "B", "document": "里市政函〔2026〕8号", "contact": "何敏 85600000"}),
        );
    }
}

#[test]
fn a_paper_goes_from_two_opinions_to_reply_dissatisfaction_and_handling_anew() {
    let town = town();
    let heard: Vec<Value> = ["村口到小学那段路灯不亮", "学生晚修回家看不见路"]
        .iter()
        .map(|content| {
            town.office.call(
                "visits.save",
                json!({"day": "2026-03-05", "area_id": town.office.call("areas.list", json!({}))[0]["id"], "kind": "reception",
                    "opinions": [{"topic": "traffic", "content": content, "giver": "麦女士"}]}),
            );
            let list = town.office.call("opinions.list", json!({"text": content}));
            list["lines"][0]["id"].clone()
        })
        .collect();
    let mut begun = town.office.call("proposals.begin", json!({"opinions": heard}));
    let basis = begun["basis"].as_str().unwrap();
    assert!(basis.contains("路灯不亮") && basis.contains("晚修") && !basis.contains("麦"), "{basis}");
    assert_eq!((&begun["topic"], &begun["draft"]), (&json!("traffic"), &json!(true)));
    begun["title"] = json!("加装沙涌小学门口路灯");
    begun["plan"] = json!("加装路灯12盏。");
    begun["day"] = json!("2026-03-09");
    let id = town.office.id("proposals.save", begun);
    let thread = town.open(&id);
    assert_eq!((&thread["proposal"]["stage"], thread["sources"].as_array().unwrap().len()), (&json!("draft"), 2));
    for opinion in &heard {
        let of = town.office.call("proposals.of_opinion", json!({"id": opinion}));
        assert_eq!(of[0]["id"], json!(id));
    }
    let mut paper = thread["proposal"].clone();
    paper["lead_id"] = json!(town.people[0]);
    paper["proposers"] = json!([town.people[1]]);
    paper["unsigned"] = json!([town.people[1]]);
    paper["sign_by"] = json!("2026-04-01");
    town.office.id("proposals.save", paper);
    town.office
        .call("proposals.sign", json!({"id": id, "person_id": town.people[1], "state": "signed", "day": "2026-03-20"}));
    town.go(&id, "receive", "2026-04-02", json!({}));
    assert_eq!(town.open(&id)["proposal"]["day"], json!("2026-04-02"));
    town.answered(&id);
    let thread = town.open(&id);
    assert_eq!(thread["proposal"]["number"], json!("提议〔2026〕1号"));
    assert_eq!(thread["raters"], json!([town.people[0], town.people[1]]));
    let rating = |who: usize, outcome: &str| json!({"person_id": town.people[who], "work": "satisfied", "outcome": outcome, "paper": "征询意见表6月28日"});
    assert_eq!(
        town.no(&id, "rate", "2026-06-28", json!({"ratings": [rating(2, "satisfied")]})),
        "proposals.not_a_proposer"
    );
    let mut nameless = rating(0, "satisfied");
    nameless["paper"] = json!(" ");
    assert_eq!(town.no(&id, "rate", "2026-06-28", json!({"ratings": [nameless]})), "proposals.rating_paper");
    town.go(&id, "rate", "2026-06-28", json!({"ratings": [rating(0, "satisfied")]}));
    assert_eq!(town.no(&id, "close", "2026-06-29", json!({})), "proposals.ratings_open", "one has said nothing yet");
    town.go(&id, "rate", "2026-07-02", json!({"ratings": [rating(1, "dissatisfied")]}));
    assert_eq!(town.open(&id)["ratings"].as_array().unwrap().len(), 2);
    assert_eq!(town.no(&id, "close", "2026-07-03", json!({})), "proposals.dissatisfied");
    let anew = town.go(&id, "redo", "2026-07-03", json!({"note": "只装了6盏"}));
    assert_eq!(anew["stage"], json!("handling"));
    let thread = town.open(&id);
    assert_eq!((&thread["round"], &thread["ratings"]), (&json!(2), &json!([])));
    town.go(&id, "reply", "2026-08-01", json!({"unit": "镇市政办", "signer": "李伟", "result": "A"}));
    town.go(&id, "rate", "2026-08-05", json!({"ratings": [rating(0, "satisfied"), rating(1, "basic")]}));
    assert_eq!(town.go(&id, "close", "2026-08-06", json!({}))["stage"], json!("closed"));
    let thread = town.open(&id);
    assert_eq!(thread["moves"].as_array().unwrap().len(), 12);
    assert!(thread["next"].as_array().unwrap().iter().all(|next| next["move"] == "redo" || next["move"] == "correct"));
    // The list tells the same as the steps.
    let page = town.office.call("proposals.page", json!({"filter": {"text": "路灯"}}));
    let line = &page["lines"][0];
    assert_eq!(
        (&line["stage"], &line["result"], &line["round"], &line["unit"]),
        (&json!("closed"), &json!("A"), &json!(2), &json!("镇市政办"))
    );
}

#[test]
fn numbers_run_on_and_a_freed_one_comes_back_to_its_paper() {
    let town = town();
    let mut numbers = Vec::new();
    for title in ["甲事一件", "乙事一件", "丙事一件"] {
        let id = town.paper(json!({"title": title}));
        let moved = town.go(&id, "file", "2026-05-06", json!({}));
        numbers.push((id, moved["number"].as_str().unwrap().to_owned(), moved["move_id"].clone()));
    }
    assert_eq!(
        numbers.iter().map(|one| one.1.as_str()).collect::<Vec<_>>(),
        ["提议〔2026〕1号", "提议〔2026〕2号", "提议〔2026〕3号"]
    );
    let (last, _, step) = &numbers[2];
    town.go(last, "correct", "", json!({"corrects": step, "note": "误点"}));
    let thread = town.open(last);
    assert_eq!((&thread["proposal"]["number"], &thread["proposal"]["stage"]), (&json!(""), &json!("received")));
    assert!(thread["moves"][1]["corrected_by"].is_string() && thread["moves"].as_array().unwrap().len() == 3);
    assert_eq!(town.go(last, "file", "2026-05-07", json!({}))["number"], json!("提议〔2026〕3号"));
    // Motions run by session, with ten names or a delegation.
    let roster = town.office.call("delegates.register", json!({}));
    let motion = |session: i64, circle: Value| {
        town.paper(json!({"kind": "motion", "title": "推进河涌连片治理", "term_id": town.term, "session": session, "circle_id": circle}))
    };
    let few = motion(3, Value::Null);
    assert_eq!(town.no(&few, "file", "2026-05-06", json!({})), "proposals.too_few");
    let circle = roster["circles"][0]["id"].clone();
    for (session, number) in
        [(3, "第十四届第三次会议第1号提案"), (3, "第十四届第三次会议第2号提案"), (4, "第十四届第四次会议第1号提案")]
    {
        let id = motion(session, circle.clone());
        assert_eq!(town.go(&id, "file", "2026-05-06", json!({}))["number"], json!(number));
    }
    let nowhere = motion(0, circle);
    assert_eq!(town.no(&nowhere, "file", "2026-05-06", json!({})), "proposals.session");
}

#[test]
fn each_saved_text_is_a_version_and_changes_are_shown() {
    let town = town();
    let id = town.paper(json!({"draft": true}));
    let mut paper = town.open(&id)["proposal"].clone();
    paper["note"] = json!("先放着");
    town.office.call("proposals.save", paper.clone());
    assert_eq!(town.open(&id)["versions"], json!(1));
    paper["plan"] = json!("加装路灯20盏，年内完成。");
    paper["version"] = json!(0);
    town.office.call("proposals.save", paper.clone());
    let told = town.office.call("proposals.difference", json!({"id": id, "from": 1, "to": 2}));
    assert_eq!(
        told["plan"],
        json!([{"kind": "same", "text": "加装路灯"}, {"kind": "gone", "text": "12"}, {"kind": "new", "text": "20"}, {"kind": "same", "text": "盏"},
            {"kind": "new", "text": "，年内完成"}, {"kind": "same", "text": "。"}])
    );
    assert_eq!(
        town.office.refused("proposals.difference", json!({"id": id, "from": 1, "to": 3})).code,
        "proposals.version_gone"
    );
    // A form opened before somebody else saved does not write over it.
    paper["version"] = json!(1_i64);
    assert_eq!(town.office.refused("proposals.save", paper.clone()).code, "proposals.changed_meanwhile");
    town.go(&id, "receive", "2026-05-01", json!({}));
    town.go(&id, "file", "2026-05-02", json!({}));
    let mut filed = town.open(&id)["proposal"].clone();
    filed["note"] = json!("已送");
    town.office.call("proposals.save", filed.clone());
    filed["version"] = json!(0);
    filed["plan"] = json!("另一个方案");
    assert_eq!(town.office.refused("proposals.save", filed).code, "proposals.fixed");
    assert_eq!(town.office.refused("proposals.remove", json!({"id": id})).code, "proposals.not_removed");
}

#[test]
fn slips_come_back_signed_or_not() {
    let town = town();
    let (lead, two, three) = (&town.people[0], &town.people[1], &town.people[2]);
    let id = town
        .paper(json!({"draft": true, "proposers": [two, three], "unsigned": [two, three], "sign_by": "2026-04-20"}));
    assert_eq!(town.open(&id)["signed"], json!(1));
    let before = town.open(&id)["proposal"]["version"].clone();
    let sign = |person: &str, state: &str, on: &str| json!({"id": id, "person_id": person, "state": state, "day": on});
    town.office.call("proposals.sign", sign(two, "signed", "2026-04-18"));
    town.office.call("proposals.sign", sign(three, "declined", "2026-04-18"));
    let thread = town.open(&id);
    assert_eq!(
        (&thread["signed"], &thread["signers"][1]["state"], &thread["signers"][0]["signed_on"]),
        (&json!(2), &json!("declined"), &json!("2026-04-18"))
    );
    assert_eq!(
        town.office.refused("proposals.sign", sign(three, "signed", "2026-04-21")).code,
        "proposals.signed_late"
    );
    assert_eq!(town.office.refused("proposals.sign", sign(lead, "signed", "2026-04-18")).code, "proposals.not_asked");
    // Saving the paper again keeps what the slips say; a form opened before a slip came back does not unsay it.
    let paper = thread["proposal"].clone();
    town.office.call("proposals.save", paper.clone());
    let mut old = paper;
    old["version"] = before;
    assert_eq!(town.office.refused("proposals.save", old).code, "proposals.changed_meanwhile");
    assert_eq!(town.open(&id)["signers"], thread["signers"]);
}

#[test]
fn the_duty_counts_what_was_handed_in_and_signed() {
    let town = town();
    town.office.call("proposals.remove", json!({"id": town.office.call("proposals.list", json!({}))[0]["id"]}));
    let state = |who: usize| {
        let sheet = town.office.call("duties.as_of", json!({"person": town.people[who]}));
        let duties = sheet["delegates"][0]["duties"].as_array().unwrap().clone();
        let window = duties.iter().find(|duty| duty["duty"] == "proposal").unwrap()["windows"][0].clone();
        let why = window["not_counted"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>();
        (window["done"].as_i64().unwrap(), why)
    };
    let two = &town.people[1];
    let id = town.paper(json!({"draft": true, "proposers": [two], "unsigned": [two]}));
    assert_eq!((state(0), state(1)), ((0, vec!["draft".into()]), (0, vec!["draft".into()])));
    town.go(&id, "receive", "2026-04-02", json!({}));
    assert_eq!((state(0), state(1)), ((1, vec![]), (0, vec!["unsigned".into()])));
    town.office.call("proposals.sign", json!({"id": id, "person_id": two, "state": "signed", "day": "2026-04-03"}));
    assert_eq!(state(1), (1, vec![]));
    town.go(&id, "refuse", "2026-04-09", json!({"ground": "several", "note": "一件写了两件事"}));
    assert_eq!((state(0), state(1)), ((0, vec!["refused".into()]), (0, vec!["refused".into()])));
    town.office.call(
        "rulebook.parameter",
        json!({"name": "proposals.refused_counts", "value": true, "valid_from": "2026-01-01", "source": "电话通知"}),
    );
    assert_eq!(state(0), (1, vec![]));
    let question = town.paper(json!({"kind": "inquiry", "title": "询问河涌治理进度", "lead_id": town.people[2]}));
    assert_eq!(state(2), (0, vec!["kind".into()]));
    town.go(&question, "withdraw", "2026-04-09", json!({"note": "另行了解"}));
    let teams = town.office.call("stations.whole", json!({}));
    let team = teams["teams"][0]["id"].clone();
    town.office.call(
        "stations.member",
        json!({"team_id": team, "person_id": town.people[3], "role": "member", "valid_from": "2026-01-01"}),
    );
    town.paper(json!({"lead_id": null, "team_id": team, "title": "团队提的一件"}));
    assert_eq!(state(3), (1, vec![]));
}

#[test]
fn joined_papers_keep_to_themselves() {
    let town = town();
    let main = town.paper(json!({"title": "整治沙涌夜间照明"}));
    let other = town.paper(json!({"title": "沙涌小学门口太暗", "lead_id": town.people[1]}));
    assert_eq!(town.no(&other, "merge", "2026-04-09", json!({"other_id": other})), "proposals.other_wrong");
    town.go(&main, "file", "2026-04-08", json!({}));
    let joined = town.go(&other, "merge", "2026-04-09", json!({"other_id": main}));
    assert_eq!((&joined["stage"], &joined["number"]), (&json!("merged"), &json!("提议〔2026〕2号")));
    assert_eq!(town.no(&main, "withdraw", "2026-04-10", json!({"note": "不提了"})), "proposals.has_joined");
    town.go(&main, "assign", "2026-04-13", json!({"units": [{"unit": "镇市政办", "role": "sole"}]}));
    let thread = town.open(&other);
    assert_eq!((&thread["joined_to"]["id"], &thread["units"][0]["unit"]), (&json!(main), &json!("镇市政办")));
    let line = town.office.call("proposals.page", json!({"filter": {"stage": "merged"}}))["lines"][0].clone();
    assert_eq!((&line["due_on"], &line["unit"]), (&json!("2026-07-13"), &json!("镇市政办")));
    town.go(&main, "accept", "2026-04-14", json!({"unit": "镇市政办"}));
    let reply = json!({"unit": "镇市政办", "signer": "李伟", "result": "A"});
    town.go(&main, "reply", "2026-05-20", reply.clone());
    assert_eq!(town.open(&other)["proposal"]["stage"], json!("merged"));
    assert_eq!(town.go(&other, "reply", "2026-05-20", reply)["stage"], json!("replied"));
}

#[test]
fn an_interpellation_follows_its_inquiry() {
    let town = town();
    town.office.call(
        "rulebook.parameter",
        json!({"name": "proposals.signers.interpellation", "value": 1, "valid_from": "2026-01-01", "source": "示例"}),
    );
    let inquiry = town.paper(json!({"kind": "inquiry", "title": "询问河涌治理进度"}));
    assert_eq!(
        town.go(
            &inquiry,
            "answer_at_once",
            "2026-04-05",
            json!({"unit": "镇水利所", "signer": "黄强", "note": "当场说明"})
        )["stage"],
        json!("replied")
    );
    let alone = town.paper(json!({"kind": "interpellation", "title": "质询河涌治理"}));
    assert_eq!(town.no(&alone, "file", "2026-04-20", json!({})), "proposals.inquiry_missing");
    let wrong = town.office.refused(
        "proposals.save",
        json!({"day": "2026-04-02", "kind": "suggestion", "title": "不对", "lead_id": town.people[0], "inquiry_id": inquiry}),
    );
    assert_eq!(wrong.code, "proposals.inquiry_wrong");
    let after = town.paper(json!({"kind": "interpellation", "title": "质询河涌治理", "inquiry_id": inquiry}));
    assert_eq!(town.go(&after, "file", "2026-04-20", json!({}))["number"], json!("质询〔2026〕1号"));
    assert_eq!(town.open(&after)["inquiry"]["id"], json!(inquiry));
}

#[test]
fn like_papers_are_shown_while_one_is_written() {
    let town = town();
    for (title, plan) in [
        ("整治北沙涌东侧排水沟", "汛前清淤，增设沉沙井。"),
        ("更换村级公园健身器材", "逐步更换老旧器材。"),
        ("关于治理北沙涌排水问题的提议", "请水利所清淤。"),
    ] {
        town.paper(json!({"title": title, "plan": plan}));
    }
    let like = |title: &str, text: &str| -> Vec<String> {
        let found = town.office.call("proposals.like", json!({"title": title, "text": text}));
        found.as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap().to_owned()).collect()
    };
    let found = like("北沙涌排水沟整治", "");
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|title| title.contains("北沙涌")));
    assert!(like("完全没有提过的事情", "").is_empty());
    assert_eq!(like("另起一个题目", "各村公园的老旧器材要逐步更换，逐步更换老旧器材。"), ["更换村级公园健身器材"]);
    // What is removed is no longer found, and the index made anew finds the same.
    town.office.call("search.rebuild", json!({}));
    assert_eq!(like("北沙涌排水沟整治", ""), found);
    let hits = town.office.call("search.find", json!({"text": "沉沙井"}));
    assert!(!hits["proposals"].as_array().unwrap().is_empty());
}

#[test]
fn a_list_filters_sorts_and_counts() {
    let town = town();
    let late = town.paper(json!({"title": "逾期的一件"}));
    town.go(&late, "file", "2026-04-10", json!({}));
    town.go(&late, "assign", "2026-04-13", json!({"units": [{"unit": "镇市政办", "role": "sole"}]}));
    town.paper(json!({"title": "起草的一件", "draft": true, "kind": "motion"}));
    let page = town.office.call("proposals.page", json!({"sort": "due", "descending": false}));
    assert_eq!((&page["total"], &page["overdue"]), (&json!(3), &json!(1)));
    assert_eq!(
        (&page["lines"][0]["title"], &page["lines"][0]["light"], &page["lines"][0]["days_left"]),
        (&json!("逾期的一件"), &json!("overdue"), &json!(-64))
    );
    let count = |filter: Value| town.office.call("proposals.page", json!({"filter": filter}))["total"].clone();
    assert_eq!(count(json!({"stage": "overdue"})), json!(1));
    assert_eq!(count(json!({"stage": "draft", "kind": "motion"})), json!(1));
    assert_eq!(count(json!({"stage": "draft", "kind": "suggestion"})), json!(0));
    assert_eq!(count(json!({"person_id": town.people[3]})), json!(1));
    assert_eq!(count(json!({"unit": "市政"})), json!(1));
    assert_eq!(count(json!({"text": "100%"})), json!(0));
}

#[test]
fn papers_wait_for_their_step() {
    let town = town();
    let id = town.paper(json!({}));
    let make = |kind: &str| json!({"kind": kind, "options": {"record_id": id}});
    for kind in ["proposal_assignment", "proposal_reply", "proposal_rating"] {
        assert_eq!(town.office.refused("papers.make", make(kind)).code, "proposals.no_paper", "{kind}");
    }
    for kind in ["proposal", "proposal_slip", "proposal_examination"] {
        town.office.call("papers.make", make(kind));
    }
    town.answered(&id);
    for kind in ["proposal_assignment", "proposal_reply", "proposal_rating"] {
        let made = town.office.call("papers.make", make(kind));
        assert!(made["name"].as_str().unwrap().contains("提议〔2026〕1号"), "{}", made["name"]);
    }
    town.office
        .call("papers.make", json!({"kind": "proposal_list", "options": {"from": "2026-01-01", "to": "2026-12-31"}}));
}

/// A number that stood on paper goes to no other paper; the one it was given to bears it again.
#[test]
fn a_number_that_was_taken_back_is_not_given_to_another_paper() {
    let town = town();
    let number = |id: &str| town.open(id)["proposal"]["number"].as_str().unwrap().to_owned();
    let first = town.paper(json!({}));
    let filed = town.go(&first, "file", "2026-04-10", json!({}));
    assert_eq!(number(&first), "提议〔2026〕1号");
    town.go(&first, "correct", "2026-04-11", json!({"corrects": filed["move_id"], "note": "误点"}));
    assert_eq!(number(&first), "");
    let second = town.paper(json!({"title": "整治黄屋坑"}));
    town.go(&second, "file", "2026-04-12", json!({}));
    assert_eq!(number(&second), "提议〔2026〕2号");
    town.go(&first, "file", "2026-04-13", json!({}));
    assert_eq!(number(&first), "提议〔2026〕1号");
    // Taken away for good, the number goes with it.
    let third = town.paper(json!({"title": "修村道"}));
    let filed = town.go(&third, "file", "2026-04-14", json!({}));
    town.go(&third, "correct", "2026-04-14", json!({"corrects": filed["move_id"], "note": "误点"}));
    town.office.call("proposals.remove", json!({"id": third}));
    let fourth = town.paper(json!({"title": "清淤"}));
    town.go(&fourth, "file", "2026-04-15", json!({}));
    assert_eq!(number(&fourth), "提议〔2026〕4号");
}
