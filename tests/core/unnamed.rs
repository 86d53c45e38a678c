//! Whoever gave an opinion stands on no paper that leaves givers out, in none of its words: not where an answer was given to
//! a whole family, not on the sheet that is carried through the village.

use serde_json::{Value, json};
use zhudian_testkit::Office;

/// Names and number of two who gave the same opinion; they stand in its words and in its answer.
const GIVERS: [&str; 3] = ["区隐名", "何另名", "13911119999"];

struct Town {
    office: Office,
    /// The lead of a family and the one merged into it.
    lead: String,
    joined: String,
    activity: String,
    plan: String,
}

fn town() -> Town {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let delegate = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let heard = |content: &str, giver: &str, phone: &str| {
        let one = json!({"content": content, "topic": "environment", "nature": "appeal", "giver": giver, "giver_phone": phone});
        let visit = json!({"day": "2026-09-01", "area_id": area, "kind": "reception", "delegates": [delegate], "opinions": [one]});
        let visit = office.id("visits.save", visit);
        office.call("visits.open", json!({"id": visit}))["opinions"][0]["id"].as_str().unwrap().to_owned()
    };
    let lead = heard("区隐名家门前水沟堵了，请打139 1111 9999", "区隐名（北沙涌）", "13911119999");
    let joined = heard("何另名家也水浸", "何另名", "");
    office.call("opinions.join", json!({"lead": lead, "ids": [joined]}));
    let go = |kind: &str, more: Value| {
        let mut wish = json!({"id": lead, "kind": kind});
        wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        office.call("opinions.move", wish);
    };
    go("send", json!({"unit": "镇水利所", "note": "区隐名来电", "day": "2026-09-15"}));
    let answer = "区隐名、何另名反映的水沟已清，已电告区隐名（13911119999）。热线85600000";
    go("reply", json!({"answer": answer, "day": "2026-09-15"}));
    let activity = office.id(
        "activities.save",
        json!({"kind": "research", "title": "看水沟", "from_day": "2026-09-03", "areas": [area], "delegates": [delegate]}),
    );
    office.call("activities.link", json!({"activity_id": activity, "kind": "opinions", "record_id": lead}));
    let plan = office.id("plans.save", json!({"day": "2026-09-16", "area_id": area, "kind": "household"}));
    Town { office, lead, joined, activity, plan }
}

impl Town {
    fn paper(&self, kind: &str, options: Value) -> String {
        let made = self.office.call("papers.make", json!({"kind": kind, "options": options}));
        let paper = self.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
        String::from_utf8(paper.pdf.clone()).unwrap()
    }
}

fn tells(text: &str) -> Vec<&'static str> {
    GIVERS.into_iter().filter(|name| text.contains(name)).collect()
}

#[test]
fn no_paper_that_leaves_givers_out_names_one() {
    let town = town();
    let office = &town.office;
    let both = json!([town.lead, town.joined]);
    let span = json!({"from": "2026-09-01", "to": "2026-09-15"});
    for (kind, options) in [
        ("opinion_board", span.clone()),
        ("opinion_ledger", span.clone()),
        ("opinion_form", json!({"opinion_ids": both, "giver": false})),
        ("opinion_notice", json!({"opinion_ids": [town.lead]})),
        ("opinion_thread", json!({"opinion_ids": both})),
        ("visit_sheets", json!({"plan_ids": [town.plan]})),
        ("activity_record", json!({"record_id": town.activity})),
        ("group_material", office.example(r#"{"record_id":"$withmaterial"}"#)),
        ("handover", office.example(r#"{"record_id":"$handover"}"#)),
        ("transfer", office.example(r#"{"record_id":"$transfer"}"#)),
        ("dossier", office.example(r#"{"person_id":"$delegate","year":2026}"#)),
    ] {
        let text = town.paper(kind, options);
        assert_eq!(tells(&text), [""; 0], "{kind}");
        if matches!(kind, "visit_sheets" | "activity_record" | "opinion_board") {
            assert!(text.contains("某某"), "{kind} tells of the opinion");
        }
    }
    let begun = office.call("proposals.begin", json!({"opinions": [town.lead]}));
    assert_eq!(tells(&begun.to_string()), [""; 0]);
    // Asked for, the sheet of the visit tells the giver it goes to, and each is told by the own line only.
    let text = town.paper("visit_sheets", json!({"plan_ids": [town.plan], "giver": true}));
    assert_eq!(tells(&text), ["区隐名", "何另名", "13911119999"]);
}

#[test]
fn what_is_answered_to_a_family_names_the_lead_to_nobody_else() {
    let town = town();
    let answer = |id: &str| town.office.call("opinions.open", json!({"id": id}))["answer"].as_str().unwrap().to_owned();
    assert!(answer(&town.lead).contains("区隐名"), "its own answer stays as it was written");
    assert_eq!(answer(&town.joined), "某某、何另名反映的水沟已清，已电告某某（***）。热线85600000");
    let excerpt = town.paper("opinion_excerpt", json!({"opinion_ids": [town.joined]}));
    assert_eq!(tells(&excerpt), ["何另名"]);
    let excerpt = town.paper("opinion_excerpt", json!({"opinion_ids": [town.lead]}));
    assert_eq!(tells(&excerpt), ["区隐名", "13911119999"], "nor the joined one to the lead");
}

#[test]
fn what_is_kept_about_a_person_is_found_however_it_was_written() {
    let town = town();
    let found = |term: &str| {
        let all = town.office.call("opinions.person", json!({"term": term, "checked": "身份证原件"}));
        all.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for term in ["区隐名", "区 隐名", "区隐名（北沙涌）", "139-1111-9999", "139 1111 9999"] {
        assert_eq!(found(term), std::slice::from_ref(&town.lead), "{term}");
    }
    assert_eq!(found("隐名"), [""; 0], "part of a name is another name");
}
