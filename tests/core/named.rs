//! What is about a person by name stands on no list, no search and no paper but its own: whatever can be read is read.

use serde_json::{Value, json};
use zhudian_core::calls::Kind;
use zhudian_core::desk::register;
use zhudian_testkit::Office;

/// Words that stand in an opinion about a person by name, its giver and its answer, and nowhere else.
const SECRET: [&str; 3] = ["占地暗语", "区隐名", "13911119999"];

/// What shows one record to whoever opened it, and the history of one record.
const OWN: [&str; 2] = ["history.record", "opinions.open"];

/// The sample office with two of them: one that came by telephone, one heard at a visit with delegates, both answered late.
fn office() -> Office {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let slot = json!({"id": "", "area_id": area, "weekday": 2, "starts": "15:00", "ends": "18:30", "place": "", "every_weeks": 1,
        "valid_from": "2026-01-01", "valid_to": null});
    office.call("stations.slot", slot);
    let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let words = json!({"day": "2026-07-06", "area_id": area, "topic": "land", "nature": "appeal", "content": "村干部占地暗语",
        "giver": "区隐名", "giver_phone": "13911119999", "named": true, "first_id": delegate});
    let alone = office.id("opinions.save", words);
    let heard = json!({"content": "组长占地暗语", "topic": "land", "nature": "appeal", "giver": "区隐名", "giver_phone": "13911119999", "named": true});
    office.id(
        "visits.save",
        json!({"day": "2026-07-07", "area_id": area, "kind": "reception", "delegates": [delegate], "opinions": [heard]}),
    );
    let lines = office.call("opinions.list", json!({"from": "2026-07-06", "to": "2026-07-07"}))["lines"].clone();
    assert!(lines.as_array().unwrap().iter().any(|line| line["id"] == json!(alone)));
    for line in lines.as_array().unwrap().iter().filter(|line| line["named"] == true) {
        let id = line["id"].as_str().unwrap();
        let go = |more: Value| {
            let mut wish = json!({"id": id});
            wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            office.call("opinions.move", wish);
        };
        go(json!({"kind": "send", "unit": "镇国土所", "note": "区隐名来电，占地暗语", "day": "2026-07-08"}));
        if id == alone {
            go(json!({"kind": "reply", "answer": "占地暗语已经查实", "day": "2026-08-20"}));
        }
    }
    office
}

fn tells(text: &str) -> Vec<&'static str> {
    SECRET.into_iter().filter(|secret| text.contains(secret)).collect()
}

#[test]
fn no_answer_of_the_register_tells_of_it() {
    let office = office();
    let (mut looked, mut refused) = (0, Vec::new());
    for call in register().0.values().filter(|call| call.kind == Kind::Read && !OWN.contains(&call.name)) {
        let Ok(reply) = office.rpc(call.name, office.example(call.example)) else {
            refused.push(call.name);
            continue;
        };
        looked += 1;
        assert_eq!(tells(&reply.answer.to_string()), [""; 0], "{}", call.name);
    }
    // Calls that answer nothing here: each stands by name, so that none drops out unseen.
    // The results of an evaluation wait for its closing, and no closed one lies in the sample office.
    assert_eq!(refused, ["evaluations.results"]);
    assert!(looked > 90, "only {looked} calls answered");
    for text in ["暗语", "占地", "区隐", "1391111", "查实"] {
        for (call, request) in [
            ("search.find", json!({"text": text})),
            ("opinions.list", json!({"text": text})),
            ("visits.list", json!({"filter": {"text": text}})),
        ] {
            assert_eq!(tells(&office.call(call, request).to_string()), [""; 0], "{call} {text}");
        }
    }
}

#[test]
fn no_paper_for_other_eyes_tells_of_it() {
    let office = office();
    let folder = office.folder.path().join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    let span = r#"{"from":"2026-07-01","to":"2026-09-15"}"#;
    let list = r#"{"list":{"list":"opinions","personal":true,"reason":"回访"}}"#;
    let mut refused = Vec::new();
    for (kind, options) in [
        ("month", r#"{"from":"2026-07-01","to":"2026-07-31"}"#),
        ("slips", "{}"),
        ("chase", "{}"),
        ("forms", span),
        ("ledger", span),
        ("opinion_board", span),
        ("opinion_ledger", span),
        ("opinion_urge", "{}"),
        ("visit_sheets", r#"{"day":"2026-09-15"}"#),
        ("group_material", r#"{"record_id":"$withmaterial"}"#),
        ("handover", r#"{"record_id":"$handover"}"#),
        ("transfer", r#"{"record_id":"$transfer"}"#),
        ("notice", r#"{"record_id":"$notice"}"#),
        ("activity_record", r#"{"record_id":"$activity"}"#),
        ("activity_list", span),
        ("meeting_minutes", r#"{"record_id":"$meeting"}"#),
        ("proposal_list", span),
        ("dossier", r#"{"person_id":"$delegate","year":2026}"#),
        ("list", list),
    ] {
        let wish = json!({"kind": kind, "options": office.example(options)});
        let reply = office.rpc("papers.make", wish);
        let made = match reply {
            Ok(reply) => reply.answer,
            Err(refusal) => {
                refused.push((kind, refusal.code));
                continue;
            }
        };
        let format = if kind == "list" { "xlsx" } else { "docx" };
        let to = office.desk.files().offer(folder.clone());
        let written = office.call(
            "papers.save",
            json!({"paper": made["paper"], "format": format, "to": to, "personal": made["personal"]}),
        );
        let name = written["files"][0]["name"].as_str().unwrap();
        assert_eq!(tells(&std::fs::read_to_string(folder.join(name)).unwrap()), [""; 0], "{kind}");
    }
    assert_eq!(refused, []);
}

/// An opinion that was handled like any other, told of in the material of a meeting and in a closed dossier, and turned out
/// to be about a person by name afterwards.
#[test]
fn what_turns_out_to_be_about_a_person_leaves_the_papers_it_stood_on() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let roster = office.call("delegates.register", json!({}));
    let delegate = roster["tenures"][0]["person_id"].clone();
    let heard = json!({"content": "村干部占地暗语", "topic": "land", "nature": "appeal", "giver": "区隐名"});
    let visit = office.id(
        "visits.save",
        json!({"day": "2025-11-04", "area_id": area, "kind": "reception", "delegates": [delegate], "opinions": [heard]}),
    );
    let opinion = office.call("visits.open", json!({"id": visit}))["opinions"][0]["id"].clone();
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-01-15", "kind": "group", "circle_id": roster["circles"][0]["id"], "title": "看上半年"}),
    );
    office.call("materials.make", json!({"meeting_id": meeting}));
    let material = || office.call("materials.open", json!({"id": meeting}));
    let item = |material: &Value| {
        material["items"].as_array().unwrap().iter().find(|one| one["section"] == "opinion").cloned()
    };
    let told = item(&material()).unwrap();
    assert_eq!(told["label"], "村干部占地暗语");
    office.call("materials.mark", json!({"id": told["id"], "mark": "discussed"}));
    let chosen = json!({"people": [delegate], "year": 2025, "note": "已说明"});
    office.call("dossiers.check", chosen.clone());
    office.call("dossiers.close", chosen);
    let one = || office.call("dossiers.one", json!({"person": delegate, "year": 2025}));
    assert!(one().to_string().contains("占地暗语"));
    let seal = one()["seal"].clone();
    let paper = |kind: &str, options: Value| {
        let made = office.call("papers.make", json!({"kind": kind, "options": options}));
        String::from_utf8(office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone()).unwrap()
    };
    let papers = || {
        [
            paper("group_material", json!({"record_id": meeting})),
            paper("meeting_minutes", json!({"record_id": meeting})),
            paper("dossier", json!({"person_id": delegate, "year": 2025})),
        ]
    };
    assert!(papers().iter().all(|text| text.contains("占地暗语")));
    // The visit's own paper says it from now on.
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["opinions"][0]["named"] = json!(true);
    let marked = office.rpc("visits.save", whole).unwrap().operation;
    for text in papers() {
        assert_eq!(tells(&text), [""; 0]);
    }
    let now = material();
    assert_eq!((item(&now), &now["figures"]["held"]), (None, &json!(1)));
    let closed = one();
    assert_eq!(tells(&closed.to_string()), [""; 0]);
    assert_eq!((&closed["altered"], &closed["seal"]), (&json!(false), &seal), "what was signed is kept as it was");
    // A correction slip for the line that is gone tells no more.
    let line = closed["changes"].as_array().unwrap().iter().find(|one| one["section"] == "opinions").unwrap();
    let wish = json!({"person": delegate, "year": 2025, "reason": "移出", "lines": [{"section": "opinions", "line": line["line"]}]});
    office.call("dossiers.slip", wish);
    assert_eq!(tells(&one().to_string()), [""; 0]);
    assert_eq!(tells(&office.call("dossiers.slips", json!({"year": 2025})).to_string()), [""; 0]);
    // Gathered anew, the item is gone for good; taken back before that it is there again.
    office.call("materials.make", json!({"meeting_id": meeting}));
    let mut whole = office.call("visits.open", json!({"id": visit}));
    assert_eq!(whole["opinions"][0]["id"], opinion);
    whole["opinions"][0]["named"] = json!(false);
    office.call("visits.save", whole);
    assert_eq!(item(&material()), None, "{marked:?}");
    office.call("materials.make", json!({"meeting_id": meeting}));
    assert_eq!(item(&material()).unwrap()["mark"], "");
}
