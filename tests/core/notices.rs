//! Notices: whom an audience means, proof of delivery without a network, whom to ring up, and that an opinion about a
//! person by name stands in none of them.

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use zhudian_core::features::notices::model::Audience;
use zhudian_core::features::notices::rules::{Register, expand, repeats};
use zhudian_testkit::Office;

struct Town {
    office: Office,
    people: Vec<String>,
    areas: Vec<String>,
    circle: String,
}

fn town() -> Town {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people = ["梁䶮海", "鄺惠", "司徒玉涛", "区嘉军", "陈国栋"].map(|name| {
        let found = roster["people"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    });
    let areas = office.call("areas.list", json!({}));
    let areas = (0..3).map(|at| areas[at]["id"].as_str().unwrap().to_owned()).collect();
    let circle = roster["circles"][0]["id"].as_str().unwrap().to_owned();
    Town { people: people.to_vec(), areas, circle, office }
}

impl Town {
    fn notice(&self, change: Value) -> Value {
        let mut one = json!({"kind": "notice", "day": "2026-09-07", "title": "关于报送调研报告的通知", "body": "请于月底前报送。",
            "receipt_by": "2026-09-10", "audience": [{"kind": "circle", "target": self.circle}, {"kind": "area", "target": self.areas[0]},
                {"kind": "unit", "target": " 镇党建办 "}, {"kind": "person", "target": self.people[0]}]});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        one
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("notices.open", json!({"id": id}))
    }

    fn recipients(&self, id: &str) -> Vec<(String, String)> {
        let whole = self.open(id);
        let all = whole["recipients"].as_array().unwrap();
        all.iter()
            .map(|one| (one["recipient"]["id"].as_str().unwrap().to_owned(), one["name"].as_str().unwrap().to_owned()))
            .collect()
    }

    fn deliver(&self, id: &str, recipients: &[&str], change: Value) -> Value {
        let mut one = json!({"notice_id": id, "recipients": recipients, "day": "2026-09-08", "way": "in_person", "reached": true});
        one.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        one
    }
}

#[test]
fn an_audience_becomes_single_recipients_each_once() {
    let town = town();
    let id = town.office.id("notices.save", town.notice(json!({})));
    let names: Vec<String> = town.recipients(&id).into_iter().map(|(_, name)| name).collect();
    // Four of the group in the order of the register, the village, the unit; the person was in the group already.
    assert_eq!(names.len(), 6);
    assert_eq!(names[5], "镇党建办");
    let before = town.recipients(&id);
    // Fewer groups: who stays keeps the record, the rest goes.
    let mut notice = town.open(&id)["notice"].clone();
    notice["audience"] = json!([{"kind": "unit", "target": "镇党建办"}, {"kind": "person", "target": town.people[0]}]);
    town.office.id("notices.save", notice.clone());
    let after = town.recipients(&id);
    assert_eq!(after.len(), 2);
    assert_eq!(after[0], before[5]);
    assert_eq!(town.office.refused("notices.save", notice).code, "notices.changed_meanwhile");
    // All delegates and all villages of the town.
    let all = town.notice(json!({"audience": [{"kind": "delegates"}, {"kind": "areas"}]}));
    let id = town.office.id("notices.save", all);
    let areas = town.office.call("areas.list", json!({})).as_array().unwrap().len();
    assert_eq!(town.recipients(&id).len(), 4 + areas);
}

#[test]
fn wrong_notices_are_refused() {
    let town = town();
    let none: [Value; 0] = [];
    for (change, code) in [
        (json!({"title": " "}), "notices.title"),
        (json!({"body": "\n"}), "notices.body"),
        (json!({"kind": "rumour"}), "notices.kind"),
        (json!({"day": "9月7日"}), "day.unreadable"),
        (json!({"receipt_by": "2026-09-06"}), "notices.receipt_by"),
        (json!({"audience": none}), "notices.audience"),
        (json!({"audience": [{"kind": "unit", "target": " "}]}), "notices.unit"),
        (json!({"audience": [{"kind": "everybody"}]}), "notices.unit"),
        (json!({"audience": [{"kind": "circle", "target": "nowhere"}]}), "notices.nobody_meant"),
        (json!({"opinions": ["nowhere"]}), "notices.opinion_gone"),
        (json!({"id": "nowhere"}), "notices.gone"),
    ] {
        assert_eq!(town.office.refused("notices.save", town.notice(change.clone())).code, code, "{change}");
    }
}

#[test]
fn delivery_is_told_one_by_one_or_for_many_and_taken_back() {
    let town = town();
    let office = &town.office;
    let id = office.id("notices.save", town.notice(json!({})));
    let all = town.recipients(&id);
    let at = |index: usize| all[index].0.as_str();
    for (change, code) in [
        (json!({"day": "2026-09-06"}), "notices.delivered_on"),
        (json!({"day": "2026-09-16"}), "notices.delivered_on"),
        (json!({"at": "下午"}), "time.unreadable"),
        (json!({"way": "pigeon"}), "notices.way"),
        (json!({"way": "entrusted"}), "notices.receiver"),
        (json!({"recipients": []}), "notices.nobody"),
        (json!({"recipients": ["nowhere"]}), "notices.recipient_gone"),
        (json!({"notice_id": "nowhere"}), "notices.gone"),
    ] {
        assert_eq!(
            office.refused("notices.deliver", town.deliver(&id, &[at(0)], change.clone())).code,
            code,
            "{change}"
        );
    }
    // A call nobody answered is kept and reaches nobody.
    let tried = json!({"way": "phone", "reached": false, "note": "无人接听"});
    assert_eq!(office.call("notices.deliver", town.deliver(&id, &[at(1)], tried))["missing"], json!(6));
    let done = office.call(
        "notices.deliver",
        town.deliver(&id, &[at(0), at(1), at(4)], json!({"way": "posted", "photo": "IMG_0031"})),
    );
    assert_eq!((&done["recipients"], &done["missing"]), (&json!(3), &json!(3)));
    let again = office.refused("notices.deliver", town.deliver(&id, &[at(2), at(0)], json!({})));
    assert_eq!(again.code, "notices.reached_before");
    // The whole bulk was refused, not half of it.
    assert!(town.open(&id)["recipients"][2]["deliveries"].as_array().unwrap().is_empty());
    let whole = town.open(&id);
    let line = &whole["recipients"][1];
    assert_eq!((line["deliveries"].as_array().unwrap().len(), &line["reached_on"]), (2, &json!("2026-09-08")));
    assert_eq!(line["deliveries"][1]["sender"], json!(zhudian_testkit::PERSON));
    // Whoever was tried is not dropped from the list, and the paper is not dated after it.
    let mut notice = whole["notice"].clone();
    notice["audience"] = json!([{"kind": "unit", "target": "镇党建办"}]);
    assert_eq!(office.refused("notices.save", notice).code, "notices.has_delivery");
    let mut notice = whole["notice"].clone();
    notice["day"] = json!("2026-09-09");
    assert_eq!(office.refused("notices.save", notice).code, "notices.delivered_before");
    // A slip is taken back, and the recipient is missing again.
    let slip = line["deliveries"][1]["id"].clone();
    office.call("notices.undeliver", json!({"id": slip}));
    assert_eq!(town.open(&id)["recipients"][1]["reached_on"], json!(null));
    assert_eq!(office.refused("notices.undeliver", json!({"id": slip})).code, "notices.delivery_gone");
    office.call("notices.remove", json!({"id": id}));
    assert_eq!(office.refused("notices.open", json!({"id": id})).code, "notices.gone");
}

#[test]
fn the_list_knows_what_is_missing_and_late() {
    let town = town();
    let first = town.office.id("notices.save", town.notice(json!({"title": "甲"})));
    town.office.id("notices.save", town.notice(json!({"title": "乙", "receipt_by": "2026-09-30"})));
    let unit = json!({"title": "丙", "kind": "circular", "receipt_by": null, "audience": [{"kind": "unit", "target": "镇党建办"}]});
    let third = town.office.id("notices.save", town.notice(unit));
    let only = town.recipients(&third);
    town.office.call("notices.deliver", town.deliver(&third, &[&only[0].0], json!({})));
    let ask = |filter: Value, sort: &str| {
        let page = town.office.call("notices.page", json!({"filter": filter, "sort": sort, "descending": false}));
        let titles: Vec<String> =
            page["lines"].as_array().unwrap().iter().map(|line| line["title"].as_str().unwrap().to_owned()).collect();
        (titles, page)
    };
    let week = json!({"from": "2026-09-07", "to": "2026-09-07"});
    let (titles, page) = ask(week, "due");
    assert_eq!(titles, ["甲", "乙", "丙"]);
    for (key, value) in [("total", 3), ("open", 2), ("late", 1), ("recipients", 13), ("reached", 1)] {
        assert_eq!(page[key], json!(value), "{key}");
    }
    let with = |key: &str, value: &str| {
        let mut filter = json!({"from": "2026-09-07", "to": "2026-09-07"});
        filter[key] = json!(value);
        ask(filter, "title").0
    };
    assert_eq!(with("state", "late"), ["甲"]);
    assert_eq!(with("state", "done"), ["丙"]);
    assert_eq!(with("kind", "circular"), ["丙"]);
    assert_eq!(with("person_id", &town.people[1]).len(), 2);
    assert_eq!(with("area_id", &town.areas[0]).len(), 2);
    assert_eq!(with("text", "月底前").len(), 3);
    assert_eq!(with("text", "_").len(), 0);
    let all: Vec<String> = town.recipients(&first).into_iter().map(|(id, _)| id).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    town.office.call("notices.deliver", town.deliver(&first, &all, json!({})));
    assert_eq!(with("state", "late").len(), 0);
}

#[test]
fn whoever_is_missing_is_rung_up_through_the_liaison() {
    let town = town();
    let office = &town.office;
    let stations = office.call("stations.whole", json!({}));
    let team = stations["teams"][0]["id"].clone();
    let liaison = office.id("delegates.save", json!({"name": "冼联络", "post": "村委办", "phone": "13511112222"}));
    office.id(
        "stations.member",
        json!({"team_id": team, "person_id": liaison, "role": "liaison", "valid_from": "2026-01-01"}),
    );
    // A delegate whose own number is not known is reached through the village.
    let roster = office.call("delegates.register", json!({}));
    let mut silent = roster["people"].as_array().unwrap().iter().find(|one| one["name"] == "区嘉军").unwrap().clone();
    silent["phone"] = json!("");
    office.call("delegates.save", silent);
    let id = office.id("notices.save", town.notice(json!({})));
    let lines = office.call("notices.phones", json!({"id": id}));
    let of = |name: &str| lines.as_array().unwrap().iter().find(|line| line["name"] == name).unwrap().clone();
    assert_eq!((of("梁䶮海")["role"].clone(), of("梁䶮海")["phone"].clone()), (json!("own"), json!("13800000000")));
    assert_eq!((of("区嘉军")["role"].clone(), of("区嘉军")["contact"].clone()), (json!("liaison"), json!("冼联络")));
    assert_eq!(of("镇党建办")["role"], json!("none"));
    let village = town.recipients(&id)[4].1.clone();
    assert_eq!(of(&village)["phone"], json!("13511112222"));
    // Who has it is not rung up; looking at numbers leaves a line.
    let first = town.recipients(&id)[0].0.clone();
    office.call("notices.deliver", town.deliver(&id, &[&first], json!({})));
    assert_eq!(office.call("notices.phones", json!({"id": id})).as_array().unwrap().len(), 5);
    assert!(office.call("history.recent", json!({"limit": 1}))[0]["sentence"].as_str().unwrap().contains("电话"));
}

/// Whoever's congress is over gets no notice, is in no group's material and stands on no poster.
#[test]
fn a_seat_ends_with_its_term() {
    let town = town();
    let office = &town.office;
    let all = json!({"audience": [{"kind": "delegates", "target": ""}]});
    let before = town.recipients(&office.id("notices.save", town.notice(all.clone()))).len();
    assert!(before > 3);
    let material = |day: &str| {
        let meeting = office
            .id("meetings.save", json!({"day": day, "kind": "group", "circle_id": town.circle, "title": "走访情况"}));
        office.call("materials.make", json!({"meeting_id": meeting}));
        office.call("materials.open", json!({"id": meeting}))["figures"]["delegates"].as_i64().unwrap()
    };
    assert!(material("2026-09-10") > 0);
    let roster = office.call("delegates.register", json!({}));
    for mut term in roster["terms"].as_array().unwrap().clone() {
        term["ends"] = json!("2026-06-30");
        office.call("delegates.term", term);
    }
    assert_eq!(office.refused("notices.save", town.notice(all)).code, "notices.nobody_meant");
    let circle = json!({"audience": [{"kind": "circle", "target": town.circle}]});
    assert_eq!(office.refused("notices.save", town.notice(circle)).code, "notices.nobody_meant");
    assert_eq!(material("2026-09-11"), 0, "the half year after the term");
    assert!(material("2026-07-10") > 0, "the half year that ended with it");
    let lines = office.call("views.about", json!({"list": "delegates"}));
    assert!(lines["columns"].is_array());
}

#[test]
fn an_opinion_about_a_person_by_name_stands_in_no_notice() {
    let town = town();
    let office = &town.office;
    let opinion = |content: &str, named: bool| {
        office.id(
            "opinions.save",
            json!({"area_id": town.areas[0], "day": "2026-09-01", "topic": "other", "content": content, "giver": "麦女士", "named": named}),
        )
    };
    let open = opinion("北涌边水沟淤塞，雨后积水", false);
    let named = opinion("反映某某干部收钱不办事，多次推诿", true);
    assert_eq!(office.refused("notices.save", town.notice(json!({"opinions": [named]}))).code, "notices.named");
    for body in ["有群众反映某某干部收钱，不办事。", "某干部收钱不办事\n多次推诿"] {
        assert_eq!(
            office.refused("notices.save", town.notice(json!({"body": body}))).code,
            "notices.named_text",
            "{body}"
        );
    }
    let id = office.id("notices.save", town.notice(json!({"kind": "circular", "body": "", "opinions": [open]})));
    let told = town.open(&id);
    assert_eq!(told["opinions"][0]["content"], json!("北涌边水沟淤塞，雨后积水"));
    assert!(!told.to_string().contains("麦女士"));
    // Marked afterwards: it disappears from the notice, the rest can still be changed.
    let whole = office.call("opinions.open", json!({"id": open}));
    office.call(
        "opinions.save",
        json!({"id": open, "area_id": town.areas[0], "day": "2026-09-01", "topic": "other", "content": whole["line"]["content"], "giver": "麦女士", "named": true}),
    );
    let told = town.open(&id);
    assert_eq!((&told["opinions"], &told["left_out"]), (&json!([]), &json!(1)));
    let mut notice = told["notice"].clone();
    notice["note"] = json!("已口头说明");
    office.id("notices.save", notice);
    let made = office.call("papers.make", json!({"kind": "notice", "options": {"record_id": id}}));
    assert!(made["title"].as_str().unwrap().contains("通知"));
}

#[test]
fn the_papers_of_activities_and_notices_can_be_made() {
    let town = town();
    let office = &town.office;
    let id =
        office.id("notices.save", town.notice(json!({"document": "里党办〔2026〕12号", "contact": "陈小明 85600000"})));
    for kind in ["notice", "notice_delivery", "notice_phones"] {
        let made = office.call("papers.make", json!({"kind": kind, "options": {"record_id": id}}));
        assert_eq!(made["personal"], json!(kind == "notice_phones"), "{kind}");
    }
    let activity = office.call("activities.page", json!({"filter": {"kind": "inspection"}}))["lines"][0]["id"].clone();
    let whole = office.call("activities.open", json!({"id": activity}));
    let collation =
        office.call("activities.collations", json!({"from": "2026-01-01", "to": "2026-12-31"}))[0]["id"].clone();
    for (kind, record) in [
        ("activity_record", activity),
        ("activity_report", whole["reports"][0]["report"]["id"].clone()),
        ("activity_collation", collation),
        ("activity_list", json!(null)),
    ] {
        let options = json!({"record_id": record, "from": "2026-01-01", "to": "2026-12-31"});
        let made = office.call("papers.make", json!({"kind": kind, "options": options}));
        assert!(!made["title"].as_str().unwrap().is_empty(), "{kind}");
    }
}

#[test]
fn repeated_words_are_found_whatever_stands_between() {
    for (text, opinion, found) in [
        ("", "某人收钱", false),
        ("某人收钱", "某人收钱", true),
        ("听说某人，收\n钱。", "某人收钱", true),
        ("某人", "某人", false),
        ("请报送走访计划", "请各村报送走访计划，月底前", false),
        ("各村报送走访计划月底", "请各村报送走访计划，月底前", true),
    ] {
        assert_eq!(repeats(text, opinion), found, "{text} / {opinion}");
    }
}

proptest! {
    /// Whatever the lines say: each recipient once, nobody who was not meant, nobody who was meant left out.
    #[test]
    fn nobody_is_meant_twice_and_nobody_is_forgotten(
        seats in proptest::collection::vec(0_usize..4, 0..30),
        lines in proptest::collection::vec((0_usize..6, 0_usize..40), 0..12),
    ) {
        let circle = |at: usize| format!("c{at}");
        let register = Register {
            delegates: seats.iter().enumerate().map(|(at, seat)| (format!("p{at}"), (*seat < 3).then(|| circle(*seat)))).collect(),
            // Group 2 belongs to delegation 1; a register that runs in a circle must not hang.
            circles: vec![(circle(0), None), (circle(1), None), (circle(2), Some(circle(1))), (circle(3), Some(circle(3)))],
            areas: (0..5).map(|at| format!("a{at}")).collect(),
        };
        let audience: Vec<Audience> = lines.iter().map(|(kind, at)| {
            let (kind, target) = match kind {
                0 => ("delegates", String::new()),
                1 => ("circle", circle(at % 4)),
                2 => ("person", format!("p{at}")),
                3 => ("areas", String::new()),
                4 => ("area", format!("a{}", at % 7)),
                _ => ("unit", format!("u{}", at % 3)),
            };
            Audience { kind: kind.to_owned(), target }
        }).collect();
        let found = expand(&audience, &register);
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for line in &audience {
            match line.kind.as_str() {
                "delegates" => wanted.extend(register.delegates.iter().map(|(id, _)| id.clone())),
                "circle" => wanted.extend(register.delegates.iter().filter(|(_, of)| {
                    of.as_ref() == Some(&line.target) || (line.target == "c1" && of.as_deref() == Some("c2"))
                }).map(|(id, _)| id.clone())),
                "areas" => wanted.extend(register.areas.iter().cloned()),
                _ => { wanted.insert(line.target.clone()); }
            }
        }
        let got: Vec<String> = found.iter().map(|one| {
            one.person_id.clone().or_else(|| one.area_id.clone()).unwrap_or_else(|| one.unit.clone())
        }).collect();
        prop_assert_eq!(got.len(), wanted.len());
        prop_assert_eq!(got.into_iter().collect::<BTreeSet<_>>(), wanted);
    }
}

#[test]
fn the_first_screen_counts_who_has_not_got_a_notice_and_the_list_says_whom_to_ring_up() {
    let town = town();
    let office = &town.office;
    let count = || office.call("workbench.today", json!({}))["work"]["notices"].clone();
    let rung = || office.call("notices.ring", json!({})).as_array().unwrap().clone();
    let before = count();
    let late = office.id(
        "notices.save",
        town.notice(
            json!({"audience": [{"kind": "area", "target": town.areas[0]}, {"kind": "unit", "target": "镇党建办"}]}),
        ),
    );
    let later = office.id("notices.save", town.notice(json!({"title": "关于会议的通知", "receipt_by": "2026-09-30", "audience": [{"kind": "unit", "target": "镇市政办"}]})));
    let n = |value: &Value, field: &str| value[field].as_i64().unwrap();
    let now = count();
    assert_eq!(n(&now, "notices") - n(&before, "notices"), 2);
    assert_eq!(n(&now, "missing") - n(&before, "missing"), 3);
    assert_eq!(n(&now, "late") - n(&before, "late"), 1);
    let calls = rung();
    let at = |id: &str| calls.iter().position(|one| one["line"]["id"] == json!(id)).unwrap();
    assert!(at(&late) < at(&later), "what is late comes first");
    let sum: i64 = calls.iter().map(|one| n(&one["line"], "recipients") - n(&one["line"], "reached")).sum();
    assert_eq!(sum, n(&now, "missing"), "the count on the first screen is the list it opens");
    let lines = calls[at(&late)]["phones"].as_array().unwrap();
    assert_eq!(lines.iter().map(|one| one["recipient_id"].as_str().unwrap()).collect::<BTreeSet<_>>().len(), 2);
    // Whoever is reached leaves the list; a notice that reached everybody leaves it whole.
    let all = town.recipients(&later);
    office.call("notices.deliver", town.deliver(&later, &[&all[0].0], json!({})));
    assert_eq!(n(&count(), "missing"), n(&now, "missing") - 1);
    assert!(!rung().iter().any(|one| one["line"]["id"] == json!(later)));
}
