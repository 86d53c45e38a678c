//! What the rule book or the office may switch on: separate sheets for party members and residents, numbers on sheets,
//! free words; and what closing freezes.

use crate::evaluations::Round;
use serde_json::{Value, json};
use zhudian_testkit::{Office, PERSON};

fn parameter(office: &Office, name: &str, value: Value) {
    let rule = json!({"name": name, "value": value, "valid_from": "2026-01-01", "source": "示例"});
    office.call("rulebook.parameter", rule);
}

/// A delegate in some villages, with sheets for members and for residents apart.
pub fn apart(villages: usize, weight: i64) -> Round {
    let office = Office::sample();
    parameter(&office, "evaluation.separate_voters", json!(true));
    parameter(&office, "evaluation.members_weight", json!(weight));
    let person = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let areas = office.call("areas.list", json!({}));
    let subjects: Vec<Value> =
        (0..villages).map(|at| json!({"person_id": person, "area_id": areas[at]["id"]})).collect();
    Round::of(office, &subjects, json!({}))
}

pub fn count(round: &Round, counts: &[(i64, i64)]) -> Value {
    let mut pages = Vec::new();
    for (at, (good, bad)) in counts.iter().enumerate() {
        pages.extend((0..*good).map(|_| round.sheet(at, "满意", json!({}))));
        pages.extend((0..*bad).map(|_| round.sheet(at, "不满意", json!({}))));
        round.issue(at, good + bad);
        round.returned(at, good + bad);
    }
    round.scan("stack.scan", &pages);
    round.close();
    round.call("evaluations.results", json!({}))
}

#[test]
fn members_and_residents_have_sheets_of_their_own_and_are_counted_apart() {
    let round = apart(1, 40);
    let voters: Vec<&Value> = round.batches.iter().map(|one| &one["voters"]).collect();
    assert_eq!(voters, ["members", "residents"]);
    assert_ne!(round.batches[0]["code"], round.batches[1]["code"]);
    let results = count(&round, &[(12, 0), (5, 15)]);
    let one = &results["delegates"][0];
    assert_eq!((&one["valid"], &one["items"][0]["satisfied"]), (&json!(32), &json!(17)));
    let rates: Vec<&Value> =
        one["voters"].as_array().unwrap().iter().map(|one| &one["items"][0]["satisfied_share"]).collect();
    assert_eq!(rates, [&json!(1.0), &json!(0.25)]);
    let weighted = one["items"][0]["weighted_share"].as_f64().unwrap();
    assert!((weighted - 0.55).abs() < 1e-9, "40% of 1 and 60% of a quarter: {weighted}");
    assert_eq!(results["rule"], "加权满意率：党员票占40%，群众票占60%；两种票都能分开列出时才算。");
    let paper = round.office.call("papers.make", json!({"kind": "tally", "options": {"round": round.id}}));
    let paper = round.office.desk.shelf().take(paper["paper"].as_str().unwrap()).unwrap();
    let text = serde_json::to_string(paper.document.as_ref().unwrap()).unwrap();
    assert!(text.contains("（党员票）") && text.contains("群众票（有效20张）") && text.contains("加权%"), "{text}");
}

#[test]
fn grades_weigh_what_the_rule_book_says_and_no_less_than_all_of_them() {
    let weighed = |weights: &str| {
        let office = Office::sample();
        parameter(&office, "evaluation.grade_weights", json!(weights));
        let person = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
        let area = office.call("areas.list", json!({}))[0]["id"].clone();
        let round = Round::of(office, &[json!({"person_id": person, "area_id": area})], json!({}));
        let grades = [("满意", 5), ("较满意", 3), ("一般", 1), ("不满意", 1), ("不了解", 2)];
        let pages: Vec<Value> = grades
            .into_iter()
            .flat_map(|(grade, n)| std::iter::repeat_n(grade, n))
            .map(|grade| round.sheet(0, grade, json!({})))
            .collect();
        round.issue(0, 12);
        round.returned(0, 12);
        round.scan("stack.scan", &pages);
        round.close();
        let results = round.call("evaluations.results", json!({}));
        let paper = round.office.call("papers.make", json!({"kind": "tally", "options": {"round": round.id}}));
        let paper = round.office.desk.shelf().take(paper["paper"].as_str().unwrap()).unwrap();
        (results, serde_json::to_string(paper.document.as_ref().unwrap()).unwrap())
    };
    let (results, paper) = weighed("满意100、较满意80、一般60、不满意0");
    let item = &results["delegates"][0]["items"][0];
    assert_eq!((&item["denominator"], &item["satisfied"]), (&json!(10), &json!(8)), "who knows nothing does not count");
    let graded = item["graded_share"].as_f64().unwrap();
    assert!((graded - 0.8).abs() < 1e-9, "5 of 1, 3 of 0.8 and 1 of 0.6 among 10: {graded}");
    let said = "折算率：满意100%、较满意80%、一般60%、不满意0%，按这个份量折算后相加，再除以分母。";
    assert_eq!(results["rule"], said);
    assert!(paper.contains("折算%") && paper.contains(said), "{paper}");
    let (results, paper) = weighed("满意100、不满意0");
    assert_eq!(results["delegates"][0]["items"][0]["graded_share"], Value::Null);
    assert_eq!(results["rule"], "规则里没有写“较满意、一般”折算多少，这次不折算。");
    assert!(!paper.contains("折算%"));
    let (results, _) = weighed("");
    assert_eq!((&results["rule"], &results["delegates"][0]["items"][0]["graded_share"]), (&Value::Null, &Value::Null));
    let office = Office::sample();
    for wrong in ["满意", "满意120", "满意0"] {
        let rule =
            json!({"name": "evaluation.grade_weights", "value": wrong, "valid_from": "2026-01-01", "source": "示例"});
        assert_eq!(office.refused("rulebook.parameter", rule).code, "evaluations.grade_weights");
    }
}

#[test]
fn a_handful_of_members_is_not_shown_and_not_weighed() {
    let round = apart(1, 40);
    let results = count(&round, &[(3, 0), (15, 5)]);
    let one = &results["delegates"][0];
    assert_eq!(one["shown"], true);
    assert!(one["voters"].as_array().unwrap().iter().all(|own| own["shown"] == false && own["items"] == json!([])));
    assert_eq!(one["items"][0]["weighted_share"], Value::Null, "beside the sum it would tell both");
    assert_eq!(one["villages"][0]["voters"], json!([]));
    assert!(one["hidden_reason"].as_str().unwrap().contains("党员票、群众票"));
}

/// Somebody who knows all that is shown, and how many sheets of each kind every village returned, tries to work a group out.
#[test]
fn villages_and_kinds_side_by_side_tell_no_small_group() {
    for counts in [[2, 20, 14, 0], [12, 11, 10, 13], [12, 8, 12, 2], [1, 1, 1, 1], [0, 12, 0, 3], [14, 0, 0, 12]] {
        let round = apart(2, 50);
        let pairs: Vec<(i64, i64)> = counts.iter().map(|n| (*n, 0)).collect();
        let results = count(&round, &pairs);
        let one = &results["delegates"][0];
        let villages: Vec<bool> = one["villages"].as_array().unwrap().iter().map(|one| one["shown"] == true).collect();
        let kinds = one["voters"].as_array().unwrap().iter().filter(|one| one["shown"] == true).count();
        let there = counts.iter().filter(|n| **n > 0).count();
        let small = counts.iter().any(|n| *n > 0 && *n < 10);
        // Two cuts of the same sheets at once would leave a cell of a few as a difference.
        if small && there > 2 {
            assert!(kinds == 0 || villages.iter().all(|shown| !shown), "{counts:?}: {villages:?} {kinds}");
        }
        for village in one["villages"].as_array().unwrap() {
            assert!(!small || there <= 2 || village["voters"] == json!([]), "{counts:?}");
        }
    }
}

#[test]
fn a_numbered_sheet_that_comes_twice_is_known_without_its_ink() {
    let round = Round::over(1);
    let one = round.call("evaluations.print", json!({"numbered": true, "copies": []}))["batches"][0].clone();
    let page = |sheet: u32, picture: u64| {
        let mut page = round.sheet(0, "满意", json!({}));
        (page["batch"], page["sheet"], page["picture"]) = (one["code"].clone(), json!(sheet), json!(picture));
        page
    };
    round.scan("stack.scan", &[page(7, 901), page(9, 902), page(7, 903)]);
    let stack = round.call("evaluations.stack", json!({"status": "duplicate"}));
    assert_eq!((&stack["total"], &stack["lines"][0]["reason"]), (&json!(1), &json!("same_sheet")));
    round.scan("again.scan", &[page(9, 904)]);
    assert_eq!(round.call("evaluations.stack", json!({"status": "duplicate"}))["total"], 2);
    let paper = round.office.call("papers.make", json!({"kind": "pack", "options": {"round": round.id}}));
    let paper = round.office.desk.shelf().take(paper["paper"].as_str().unwrap()).unwrap();
    let text = serde_json::to_string(paper.document.as_ref().unwrap()).unwrap();
    assert!(text.contains("编号是随机的") && !text.contains("没有编号"), "what is read out is true");
}

#[test]
fn free_words_are_kept_from_ten_valid_sheets_on_and_tied_to_no_sheet() {
    for (sheets, kept) in [(9, false), (10, true)] {
        let office = Office::sample();
        let mut round = office.call("evaluations.list", json!({}))[0].clone();
        round["form"] = json!({"items": [{"code": "q1", "text": "总体评价"}], "free_text": true});
        office.call("evaluations.save", round.clone());
        let printed = office.call("evaluations.print", json!({"round": round["id"]}));
        let round = Round::printed(office, round["id"].clone(), printed["batches"].as_array().unwrap().clone());
        let pages: Vec<Value> = (0..sheets).map(|_| round.sheet(0, "满意", json!({}))).collect();
        round.scan("stack.scan", &pages);
        let remark = |text: &str| round.call("evaluations.remark", json!({"batch": round.batch(0), "text": text}));
        remark("多到村里走走");
        remark("办事快");
        let typed = remark("写错的");
        assert_eq!((&typed["least"], typed["remarks"].as_array().unwrap().len()), (&json!(10), 3));
        let wrong = typed["remarks"].as_array().unwrap().iter().find(|one| one["text"] == "写错的").unwrap();
        round.call("evaluations.remark", json!({"batch": round.batch(0), "drop": wrong["id"]}));
        assert_eq!(
            round.refused("evaluations.remark", json!({"batch": round.batch(0), "text": "照抄".repeat(60)})),
            "evaluations.remark_long"
        );
        round.issue(0, sheets);
        round.returned(0, sheets);
        assert_eq!(round.call("evaluations.results", json!({}))["remarks"], json!([]), "nothing before closing");
        round.close();
        let results = round.call("evaluations.results", json!({}));
        let paper = round.office.call("papers.make", json!({"kind": "result_page", "options": {"round": round.id}}));
        let paper = round.office.desk.shelf().take(paper["paper"].as_str().unwrap()).unwrap();
        let text = serde_json::to_string(paper.document.as_ref().unwrap()).unwrap();
        if kept {
            assert_eq!(
                results["remarks"][0]["texts"],
                json!(["办事快", "多到村里走走"]),
                "in the order of their words"
            );
            assert!(text.contains("意见摘要") && text.contains("办事快"));
        } else {
            assert_eq!(results["remarks"], json!([]));
            assert!(!round.office.dump().contains("办事快") && !text.contains("意见摘要"), "the others are destroyed");
        }
        let journal = round.office.call("history.recent", json!({"limit": 50})).to_string();
        assert!(!journal.contains("办事快"), "no entry tells who typed what when");
    }
}

#[test]
fn only_sheets_with_room_for_free_words_take_them() {
    let round = Round::over(1);
    let remark = json!({"batch": round.batch(0), "text": "好"});
    assert_eq!(round.refused("evaluations.remark", remark), "evaluations.no_free_text");
}

#[test]
fn what_a_closed_round_stands_on_cannot_be_taken_back() {
    let round = Round::over(1);
    round.scan("stack.scan", &(0..6).map(|_| round.sheet(0, "满意", json!({}))).collect::<Vec<_>>());
    round.issue(0, 6);
    round.returned(0, 6);
    let recent = round.office.call("history.recent", json!({"limit": 4}));
    let operations: Vec<Value> = recent
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["sentence"].as_str().unwrap().contains("登记评议"))
        .map(|one| one["operation"].clone())
        .collect();
    assert!(operations.len() >= 3, "the saving, handing out, the bag: {recent}");
    // While the round is open, the bag may be taken back and done again; who stands on paper may not.
    round.office.call("history.undo", json!({"operation": operations[0]}));
    round.returned(0, 6);
    let saving = operations.last().unwrap().clone();
    assert_eq!(round.office.refused("history.undo", json!({"operation": saving})).code, "evaluations.printed_undo");
    round.close();
    let before = round.line(0);
    for operation in &operations[1..] {
        let refusal = round.office.refused("history.undo", json!({"operation": operation}));
        assert_eq!(refusal.code, "evaluations.closed", "{operation}");
    }
    assert_eq!(round.line(0), before);
    let issue = json!({"batch": round.batch(0), "issued": 5, "taken_by": PERSON});
    assert_eq!(round.office.refused("evaluations.issue", issue).code, "evaluations.closed");
}

/// Twenty points fill two pages: sheets that lie page by page in the stack are counted whole.
#[test]
fn a_jammed_feeder_is_seen_and_a_back_without_its_front_waits_for_a_person() {
    let office = Office::sample();
    let items: Vec<Value> = (1..=20).map(|n| json!({"code": format!("p{n}"), "text": format!("第{n}项")})).collect();
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["form"] = json!({"items": items});
    office.call("evaluations.save", round.clone());
    let printed = office.call("evaluations.print", json!({"round": round["id"]}));
    assert_eq!(printed["geometry"]["pages"].as_array().unwrap().len(), 2);
    let round = Round::printed(office, round["id"].clone(), printed["batches"].as_array().unwrap().clone());
    let side = |page: i64, label: &str| {
        let rows = if page == 1 { 1..=12 } else { 13..=20 };
        let rows: serde_json::Map<String, Value> = rows.map(|n| (format!("p{n}"), json!(label))).collect();
        json!({"batch": round.batches[0]["code"], "rows": rows, "page": page, "picture": round.fresh()})
    };
    let stack = [
        side(1, "满意"),
        side(2, "满意"),
        side(1, ""),
        side(2, "满意"),
        side(2, "一般"),
        side(1, "满意"),
        side(2, ""),
        side(1, ""),
        side(2, ""),
    ];
    round.scan("stack.scan", &stack);
    let line = round.line(0);
    let three = ["valid", "blank", "to_review"].map(|name| line[name].clone());
    assert_eq!(three, [json!(3), json!(1), json!(1)], "an empty front with a marked back is a valid sheet");
    let alone = round.call("evaluations.stack", json!({"status": "review"}))["lines"][0].clone();
    assert_eq!((&alone["reason"], &alone["sheet_page"]), (&json!("page_alone"), &json!(2)));
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.to_review");
    // Its front is in the feeder's tray: the sheet goes through once more, and the page that came alone is a double.
    round.scan("again.scan", &[side(1, "一般"), side(2, "一般")]);
    round.call("evaluations.page", json!({"page": alone["page"], "verdict": "duplicate"}));
    let line = round.line(0);
    assert_eq!((&line["valid"], &line["to_review"]), (&json!(4), &json!(0)));
    // A front that is void takes its back along.
    let first = round.call("evaluations.stack", json!({"status": "read"}))["lines"].as_array().unwrap().clone();
    let front = first.iter().find(|line| line["sheet_page"] == 1).unwrap();
    round.call("evaluations.page", json!({"page": front["page"], "verdict": "void"}));
    let line = round.line(0);
    assert_eq!(line["void"], 1);
    round.issue(0, 5);
    round.returned(0, 5);
    round.close();
    let results = round.call("evaluations.results", json!({}));
    let valid = round.line(0)["valid"].as_i64().unwrap();
    for item in results["delegates"][0]["items"].as_array().unwrap() {
        let n: i64 = item["grades"].as_array().unwrap().iter().map(|grade| grade["n"].as_i64().unwrap()).sum();
        assert_eq!(n + item["blank"].as_i64().unwrap(), valid, "{item}");
    }
}
