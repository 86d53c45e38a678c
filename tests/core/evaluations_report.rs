//! Reports on duty: delegates of one or several meetings rate units and leaders on the same paper, counted the same way.

use crate::evaluations::Round;
use serde_json::{Value, json};
use zhudian_testkit::{Office, PERSON};

const RATED: [(&str, &str); 3] = [("农业农村办公室", ""), ("综合治理办公室", "主任 冯志强"), ("陈国栋", "镇党委委员")];

/// A report on duty before two meetings.
fn saved(office: &Office, present: [Option<i64>; 2]) -> Value {
    let rated: Vec<Value> = RATED.iter().map(|(name, post)| json!({"name": name, "post": post})).collect();
    let meetings = json!([
        {"name": "第一代表团", "venue": "镇政府三楼", "held_on": "2026-09-10", "invited": 20, "present": present[0]},
        {"name": "第二代表团", "held_on": "2026-09-11", "invited": 16, "present": present[1]}]);
    let id = office.id(
        "evaluations.save",
        json!({"kind": "report", "year": 2026, "title": "2026年述职测评", "state": "planned", "held_on": "2026-09-10", "rated": rated, "meetings": meetings}),
    );
    let rounds = office.call("evaluations.list", json!({}));
    rounds.as_array().unwrap().iter().find(|one| one["id"] == json!(id)).unwrap().clone()
}

fn print(office: Office, present: [Option<i64>; 2]) -> (Round, Value) {
    let round = saved(&office, present);
    let printed = office.call("evaluations.print", json!({"round": round["id"]}));
    let batches = printed["batches"].as_array().unwrap().clone();
    (Round::printed(office, round["id"].clone(), batches), round)
}

/// A ballot: the label each of those who report gets.
fn ballot(round: &Round, known: &Value, at: usize, labels: [&str; 3]) -> Value {
    let mut rows = serde_json::Map::new();
    for (one, label) in known["rated"].as_array().unwrap().iter().zip(labels) {
        rows.insert(one["id"].as_str().unwrap().to_owned(), json!(label));
    }
    json!({"batch": round.batches[at]["code"], "rows": rows, "picture": round.fresh()})
}

#[test]
fn ballots_are_printed_by_the_number_present_and_shares_become_classes() {
    let (round, known) = print(Office::sample(), [Some(18), Some(12)]);
    assert_eq!(known["subjects"].as_array().unwrap().len(), 6, "every meeting rates all who report");
    let printed: Vec<(Value, Value)> =
        round.batches.iter().map(|one| (one["area"].clone(), one["copies"].clone())).collect();
    assert_eq!(printed, [(json!("第一代表团"), json!(18)), (json!("第二代表团"), json!(12))]);
    round.issue(0, 18);
    round.issue(1, 12);
    let mut pages = Vec::new();
    for n in 0..18 {
        // 16 of 18 of the first, 12 of 18 of the second are good; the third gets nothing better than basic.
        let labels = [if n < 16 { "优秀" } else { "不称职" }, if n < 12 { "称职" } else { "基本称职" }, "基本称职"];
        pages.push(ballot(&round, &known, 0, labels));
    }
    for n in 0..12 {
        let labels = [if n < 8 { "称职" } else { "基本称职" }, if n < 8 { "优秀" } else { "不了解" }, "不称职"];
        pages.push(ballot(&round, &known, 1, labels));
    }
    assert_eq!(round.scan("stack.scan", &pages)["read"], 30);
    for (at, n) in [(0, 18), (1, 12)] {
        let bag = json!({"batch": round.batch(at), "held_on": "2026-09-10", "returned_on": "2026-09-11", "returned": n,
            "invited": 20, "present_members": n, "scrutineers": ["麦伯"], "counters": ["陆姨"], "chair": "书记"});
        round.office.call("evaluations.bag", bag);
        assert_eq!(round.line(at)["stage"], "balanced");
    }
    round.close();
    let results = round.call("evaluations.results", json!({}));
    let told: Vec<(Value, Value, Value)> = results["delegates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let item = &one["items"][0];
            (
                one["person"].clone(),
                json!(format!("{}/{}", item["satisfied"], item["denominator"])),
                item["class"].clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (json!("农业农村办公室"), json!("24/30"), json!("称职")),
            (json!("综合治理办公室"), json!("20/26"), json!("基本称职")),
            (json!("陈国栋"), json!("0/30"), json!("不称职")),
        ],
        "80 of 100 is competent, those who do not know are outside, and the order is that of the sheet"
    );
    assert_eq!(
        results["rule"],
        "称职率是“优秀、称职”票合计占分母的比例。等次：达到80%的为称职，达到60%的为基本称职，其余为不称职。"
    );
    // A rating by delegates is no evaluation of delegates.
    let duties = round.office.call("duties.as_of", json!({})).to_string();
    assert!(!duties.contains("述职测评"));
    for one in round.office.call("duties.as_of", json!({}))["delegates"].as_array().unwrap() {
        let duty = one["duties"].as_array().unwrap().iter().find(|one| one["duty"] == "evaluation").unwrap().clone();
        assert_eq!(duty["windows"][0]["done"], 0);
    }
    let make = |kind: &str| {
        let reply = round.office.call("papers.make", json!({"kind": kind, "options": {"round": round.id}}));
        let paper = round.office.desk.shelf().take(reply["paper"].as_str().unwrap()).unwrap();
        serde_json::to_string(paper.document.as_ref().unwrap()).unwrap()
    };
    let tally = make("tally");
    for words in ["述职测评计票统计表", "应到代表", "实到代表", "镇政府三楼", "等次", "称职率%", "达到应到人数的50%"]
    {
        assert!(tally.contains(words), "{words}: {tally}");
    }
    assert!(!tally.contains("群众") && !tally.contains("驻点团队") && !tally.contains("村（社区）"), "{tally}");
    let all = make("results");
    assert!(all.contains("述职测评结果汇总表") && all.contains("基本称职") && !all.contains("被评议代表"), "{all}");
    assert!(make("result_page").contains("各场合计"));
    assert!(make("result_letter").contains("在2场会议对3个述职对象进行了测评"));
}

/// A class by the share of one grade, which only so many may have: nobody is chosen where more have reached it.
#[test]
fn excellent_asks_for_the_share_of_excellent_ballots_and_holds_only_so_many() {
    for (cap, rated, told) in
        [(40, ["优秀", "称职", "不称职"], None), (30, ["达到优秀条件，待定", "称职", "不称职"], Some("名额是0个"))]
    {
        let office = Office::sample();
        let value = format!("优秀（优秀票）2/3限{cap}%、称职80、基本称职60、不称职0");
        let rule = json!({"name": "evaluation.report_classes", "value": value, "valid_from": "2026-01-01", "source": "本镇考核办法"});
        office.call("rulebook.parameter", rule);
        let (round, known) = print(office, [Some(12), Some(0)]);
        round.issue(0, 12);
        round.returned(0, 12);
        // Eight of twelve are two thirds exactly; of the second, seven are not.
        let labels =
            |n: usize| [if n < 8 { "优秀" } else { "基本称职" }, if n < 7 { "优秀" } else { "称职" }, "基本称职"];
        let pages: Vec<Value> = (0..12)
            .map(|n| ballot(&round, &known, 0, if n < 11 { labels(n) } else { ["不称职", "称职", "不称职"] }))
            .collect();
        round.scan("stack.scan", &pages);
        round.close();
        let results = round.call("evaluations.results", json!({}));
        let classes: Vec<&Value> =
            results["delegates"].as_array().unwrap().iter().map(|one| &one["items"][0]["class"]).collect();
        assert_eq!(classes, rated, "{results}");
        assert!(results["rule"].as_str().unwrap().contains("“优秀”票达到2/3的为优秀"), "{results}");
        match told {
            None => assert_eq!(results["over"], json!([])),
            Some(told) => assert!(results["over"][0].as_str().unwrap().contains(told), "{results}"),
        }
    }
}

#[test]
fn a_small_meeting_is_not_shown_apart_and_a_small_round_not_at_all() {
    for (first, second, whole, parts) in [(18, 3, true, false), (2, 2, false, false), (12, 11, true, true)] {
        let (round, known) = print(Office::sample(), [Some(first), Some(second)]);
        let pages: Vec<Value> = (0..first)
            .map(|_| ballot(&round, &known, 0, ["优秀"; 3]))
            .chain((0..second).map(|_| ballot(&round, &known, 1, ["不称职"; 3])))
            .collect();
        round.scan("stack.scan", &pages);
        for (at, n) in [(0, first), (1, second)] {
            round.issue(at, n);
            round.returned(at, n);
        }
        round.close();
        let one = round.call("evaluations.results", json!({}))["delegates"][0].clone();
        assert_eq!(one["shown"], whole);
        assert!(one["villages"].as_array().unwrap().iter().all(|meeting| meeting["shown"] == parts), "{one}");
        assert_eq!(one["items"].as_array().unwrap().is_empty(), !whole, "no share and no class of a few");
    }
}

#[test]
fn who_is_on_paper_stays_and_who_reports_touches_no_ballot() {
    let office = Office::sample();
    let bare = saved(&office, [None, None]);
    assert_eq!(
        office.refused("evaluations.print", json!({"round": bare["id"]})).code,
        "evaluations.nobody_present",
        "nobody knows yet how many came"
    );
    let copies = json!([{"area_id": bare["meetings"][0]["id"], "copies": 5}]);
    let printed = office.call("evaluations.print", json!({"round": bare["id"], "copies": copies}));
    assert_eq!(printed["batches"].as_array().unwrap().len(), 1);
    let mut fewer = bare.clone();
    fewer["rated"].as_array_mut().unwrap().pop();
    assert_eq!(office.refused("evaluations.save", fewer).code, "evaluations.on_paper");
    let mut other = bare.clone();
    other["kind"] = json!("delegates");
    assert_eq!(office.refused("evaluations.save", other).code, "evaluations.printed_kind");
    // A meeting without ballots may go, a name may be written right, more may be added.
    let mut changed = bare.clone();
    changed["meetings"].as_array_mut().unwrap().pop();
    changed["meetings"][0]["present"] = json!(6);
    office.call("evaluations.save", changed);
    let batch = printed["batches"][0]["id"].clone();
    for name in ["陈国栋", "冯志强"] {
        let issue = json!({"batch": batch, "issued": 5, "taken_by": name});
        assert_eq!(office.refused("evaluations.issue", issue).code, "evaluations.rated", "{name}");
    }
    office.call("evaluations.issue", json!({"batch": batch, "issued": 5, "taken_by": PERSON}));
    let mut nameless = bare;
    nameless["rated"][0]["name"] = json!(" ");
    assert_eq!(office.refused("evaluations.save", nameless).code, "evaluations.report_name");
    let wrong =
        json!({"name": "evaluation.report_classes", "value": "称职80", "valid_from": "2026-01-01", "source": "示例"});
    assert_eq!(office.refused("rulebook.parameter", wrong).code, "evaluations.classes");
}

#[test]
fn classes_are_those_of_the_day_and_a_form_of_the_office_is_for_one_purpose() {
    let office = Office::sample();
    let rule = json!({"name": "evaluation.report_classes", "value": "满意90、基本满意70、不满意0", "valid_from": "2026-09-01", "source": "本镇办法"});
    office.call("rulebook.parameter", rule);
    let form = json!({"title": "部门测评票", "kind": "one_delegate", "purpose": "report",
        "grades": [{"label": "满意", "satisfied": true}, {"label": "不满意"}], "instruction": "每行只选一项。"});
    let saved_form = office.call("evaluations.form_save", form);
    let forms = office.call("evaluations.forms", json!({}));
    let own = forms.as_array().unwrap().iter().find(|one| one["code"] == saved_form["code"]).unwrap();
    assert_eq!(
        (&own["kind"], &own["purpose"]),
        (&json!("team"), &json!("report")),
        "those who report stand in the rows"
    );
    let mut known = saved(&office, [Some(10), Some(0)]);
    known["form"] = json!({"code": saved_form["code"]});
    office.call("evaluations.save", known.clone());
    let printed = office.call("evaluations.print", json!({"round": known["id"]}));
    let batches = printed["batches"].as_array().unwrap().clone();
    assert_eq!(batches.len(), 1, "nobody came to the second meeting");
    let round = Round::printed(office, known["id"].clone(), batches);
    let pages: Vec<Value> =
        (0..10).map(|n| ballot(&round, &known, 0, [if n < 8 { "满意" } else { "不满意" }; 3])).collect();
    round.scan("stack.scan", &pages);
    round.issue(0, 10);
    round.returned(0, 10);
    round.close();
    let results = round.call("evaluations.results", json!({}));
    assert_eq!(results["delegates"][0]["items"][0]["class"], "基本满意");
}
