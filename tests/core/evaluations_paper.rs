//! What happens to paper around the count: a misprinted batch, the pack of an evening, names that may not touch a sheet, the
//! printed count that is signed by hand.

use crate::evaluations::Round;
use serde_json::{Value, json};

/// A round over some villages, counted and closed, with these many sheets in each.
fn counted(villages: usize, sheets: i64) -> Round {
    let round = Round::over(villages);
    let mut pages = Vec::new();
    for at in 0..villages {
        round.issue(at, sheets);
        round.returned(at, sheets);
        pages.extend((0..sheets).map(|_| round.sheet(at, "满意", json!({}))));
    }
    round.scan("stack.scan", &pages);
    round.close();
    round
}

fn stages(round: &Round) -> Vec<Value> {
    let board = round.call("evaluations.board", json!({}));
    board["villages"].as_array().unwrap().iter().map(|one| one["stage"].clone()).collect()
}

fn areas(round: &Round) -> Vec<Value> {
    let board = round.call("evaluations.board", json!({}));
    board["villages"].as_array().unwrap().iter().map(|one| one["area_id"].clone()).collect()
}

#[test]
fn a_signed_count_is_written_down_without_moving_a_figure() {
    let round = counted(2, 12);
    assert_eq!(stages(&round), ["closed", "closed"]);
    let results = round.call("evaluations.results", json!({}));
    let area = areas(&round)[0].clone();
    let names = json!({"areas": [area], "scrutineers": ["麦伯", " "], "counters": ["陆姨", "何叔"], "chair": "冯书记",
        "paper": " 计票表扫描件，档案柜三层 "});
    let mut payload = names.clone();
    payload["round"] = round.id.clone();
    let reply = round.office.rpc("evaluations.sign", payload).unwrap();
    assert_eq!(stages(&round), ["signed", "closed"]);
    let signing = round.call("evaluations.board", json!({}))["villages"][0]["signing"].clone();
    assert_eq!(signing["scrutineers"], json!(["麦伯"]));
    assert_eq!(signing["paper"], "计票表扫描件，档案柜三层");
    assert_eq!((&signing["on"], &signing["outdated"]), (&json!("2026-09-15"), &json!(false)));
    assert_eq!(round.call("evaluations.results", json!({})), results);
    // A clerk's act: undone like every other, also on a round that is closed.
    round.office.call("history.undo", json!({"operation": reply.operation}));
    assert_eq!(stages(&round), ["closed", "closed"]);
    round.call("evaluations.sign", names.clone());
    // A second signing of the same page takes the place of the first.
    round.call("evaluations.sign", names);
    let fix = json!({"batch": round.batch(0), "row": "q1", "counts": {"good": 11, "fair": 1}, "reason": "数错", "name": "麦伯"});
    round.call("evaluations.correct", fix);
    assert_eq!(stages(&round), ["closed", "closed"], "the page that was signed shows another figure");
    assert_eq!(round.call("evaluations.board", json!({}))["villages"][0]["signing"]["outdated"], true);
    let again = json!({"scrutineers": ["麦伯"], "counters": ["陆姨"], "chair": "冯书记"});
    round.call("evaluations.sign", again);
    assert_eq!(stages(&round), ["signed", "signed"]);
    round.call("evaluations.unsign", json!({"area_id": area}));
    assert_eq!(stages(&round), ["closed", "signed"]);
    assert_eq!(round.refused("evaluations.unsign", json!({"area_id": area})), "evaluations.sign_area");
}

#[test]
fn a_signing_is_refused_before_the_closing_without_names_and_by_the_rated() {
    let open = Round::over(1);
    let names = json!({"scrutineers": ["麦伯"], "counters": ["陆姨"], "chair": "冯书记"});
    assert_eq!(open.refused("evaluations.sign", names.clone()), "evaluations.not_closed_sign");
    let round = counted(1, 12);
    assert_eq!(round.refused("evaluations.sign", json!({"scrutineers": ["麦伯"]})), "evaluations.sign_names");
    let with = |name: &str, value: Value| {
        let mut asked = names.clone();
        asked[name] = value;
        asked
    };
    assert_eq!(round.refused("evaluations.sign", with("on", json!("2026-09-14"))), "evaluations.sign_before");
    assert_eq!(round.refused("evaluations.sign", with("on", json!("2027-01-01"))), "evaluations.in_future");
    assert_eq!(round.refused("evaluations.sign", with("areas", json!(["没有的村"]))), "evaluations.sign_area");
    let rated = round.call("evaluations.results", json!({}))["delegates"][0]["person"].clone();
    assert_eq!(round.refused("evaluations.sign", with("scrutineers", json!([rated]))), "evaluations.rated");
    assert_eq!(stages(&round), ["closed"]);
}

#[test]
fn names_that_were_told_with_the_bag_need_not_be_typed_again() {
    let round = Round::over(1);
    round.issue(0, 6);
    let bag = json!({"batch": round.batch(0), "returned": 6, "scrutineers": ["麦伯"], "counters": ["陆姨"], "chair": "冯书记"});
    round.office.call("evaluations.bag", bag);
    let pages: Vec<Value> = (0..6).map(|_| round.sheet(0, "满意", json!({}))).collect();
    round.scan("stack.scan", &pages);
    round.close();
    round.call("evaluations.sign", json!({}));
    assert_eq!(round.call("evaluations.board", json!({}))["villages"][0]["signing"]["chair"], "冯书记");
}

#[test]
fn what_was_written_down_of_a_meeting_stands_on_its_count_and_can_be_taken_away() {
    let round = Round::over(1);
    round.issue(0, 6);
    let bag = |more: Value| {
        let mut wish = json!({"batch": round.batch(0)});
        wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        wish
    };
    let held = json!({"held_on": "2026-09-14", "starts": "19:30", "venue": " 沙涌党群服务中心 ", "returned": 19, "invited": 30});
    round.office.call("evaluations.bag", bag(held));
    // A figure that was written for another bag is taken away again; what is not named stays.
    round.office.call("evaluations.bag", bag(json!({"returned": null})));
    let line = round.line(0);
    assert_eq!(
        (&line["returned"], &line["invited"], &line["venue"]),
        (&json!(null), &json!(30), &json!("沙涌党群服务中心"))
    );
    assert_eq!(round.office.refused("evaluations.bag", bag(json!({"starts": "25:00"}))).code, "time.unreadable");
    round.returned(0, 6);
    let pages: Vec<Value> = (0..6).map(|_| round.sheet(0, "满意", json!({}))).collect();
    round.scan("stack.scan", &pages);
    round.close();
    let options = json!({"round": round.id});
    let made = round.office.call("papers.make", json!({"kind": "tally", "options": options}));
    let paper = round.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
    let text = String::from_utf8(paper.pdf.clone()).unwrap();
    assert!(text.contains("2026年9月14日 19:30") && text.contains("沙涌党群服务中心"), "{text}");
}

#[test]
fn the_rated_are_known_in_every_spelling_of_their_names() {
    let round = Round::over(1);
    let board = round.call("evaluations.board", json!({}));
    let rated = board["villages"][0]["batches"][0]["person"].as_str().unwrap().to_owned();
    let apart: String = rated.chars().flat_map(|letter| [letter, '\u{3000}']).collect();
    for taken in
        [rated.clone(), format!(" {rated} "), apart.clone(), format!("麦联络、{rated}"), format!("麦联络 {rated}")]
    {
        let wish = json!({"batch": round.batch(0), "issued": 5, "taken_by": taken});
        assert_eq!(round.office.refused("evaluations.issue", wish).code, "evaluations.rated", "{taken}");
    }
    for field in ["scrutineers", "counters"] {
        let wish = json!({"batch": round.batch(0), field: ["麦伯", apart]});
        assert_eq!(round.office.refused("evaluations.bag", wish).code, "evaluations.rated");
    }
    // Another person of the same name is told apart by what stands behind it.
    let other = json!({"batch": round.batch(0), "issued": 5, "taken_by": format!("{rated}（村民小组长）")});
    round.office.call("evaluations.issue", other);
}

#[test]
fn a_misprinted_batch_is_void_and_a_right_one_is_printed_in_the_same_round() {
    let round = Round::over(1);
    let wrong = round.batches[0].clone();
    let void = |reason: &str| json!({"batch": wrong["id"], "reason": reason});
    assert_eq!(round.refused("evaluations.void", void(" ")), "evaluations.void_reason");
    // Another form for somebody who stands on printed sheets is refused as long as these count.
    let mut it = round.office.call("evaluations.list", json!({}));
    let mut it = it.as_array_mut().unwrap().iter().find(|one| one["id"] == round.id).unwrap().clone();
    it["form"] = json!({"items": [{"code": "q1", "text": "总体评价"}]});
    round.office.call("evaluations.save", it);
    assert_eq!(round.refused("evaluations.print", json!({})), "evaluations.other_form");
    round.issue(0, 4);
    assert_eq!(round.refused("evaluations.void", void("漏印一条")), "evaluations.void_issued");
    round.office.call("evaluations.issue", json!({"batch": wrong["id"], "issued": 0, "taken_by": "", "destroyed": 30}));
    round.call("evaluations.void", void("漏印一条"));
    assert_eq!(round.refused("evaluations.void", void("漏印一条")), "evaluations.batch_gone");
    let issue = json!({"batch": wrong["id"], "issued": 3, "taken_by": "麦联络"});
    assert_eq!(round.office.refused("evaluations.issue", issue).code, "evaluations.batch_void");
    assert_eq!(stages(&round), ["planned"]);
    let right = round.call("evaluations.print", json!({}))["batches"][0].clone();
    assert_ne!(right["code"], wrong["code"]);
    let list = round.office.call("evaluations.list", json!({}));
    let listed = list.as_array().unwrap().iter().find(|one| one["id"] == round.id).unwrap();
    assert_eq!((&listed["batches"][0]["code"], listed["batches"].as_array().unwrap().len()), (&right["code"], 1));
    assert_eq!(
        (&listed["voided"][0]["code"], &listed["voided"][0]["reason"], &listed["voided"][0]["copies"]),
        (&wrong["code"], &json!("漏印一条"), &json!(30))
    );
    // A sheet of the void batch that turns up is of no batch of the round and is counted nowhere.
    round.office.call("evaluations.issue", json!({"batch": right["id"], "issued": 6, "taken_by": "麦联络"}));
    round.office.call("evaluations.bag", json!({"batch": right["id"], "returned": 6}));
    let page = |code: &Value| json!({"batch": code, "rows": {"q1": "满意"}, "picture": round.fresh()});
    let pages: Vec<Value> = (0..6).map(|_| page(&right["code"])).chain([page(&wrong["code"])]).collect();
    let report = round.scan("stack.scan", &pages);
    assert_eq!((&report["read"], &report["foreign"]), (&json!(6), &json!(1)));
    let void = json!({"batch": right["id"], "reason": "不要了"});
    round.office.call("evaluations.issue", json!({"batch": right["id"], "issued": 0, "taken_by": ""}));
    assert_eq!(round.refused("evaluations.void", void), "evaluations.void_counted");
}

#[test]
fn an_evening_is_one_file_in_the_order_of_the_tables() {
    let round = Round::over(3);
    let pack = round.call("evaluations.reprint", json!({"pack": true, "copies": 4}));
    let places = pack["places"].as_array().unwrap();
    assert_eq!(places.len(), 3);
    // A trial sheet, then for each village its cover, its sheets and what is said there.
    let ends: Vec<(i64, i64)> =
        places.iter().map(|one| (one["from"].as_i64().unwrap(), one["to"].as_i64().unwrap())).collect();
    assert_eq!(ends[0].0, 2);
    assert!(ends.windows(2).all(|pair| pair[1].0 == pair[0].1 + 1), "{ends:?}");
    assert_eq!(pack["pages"], ends[2].1);
    let paper = round.office.desk.shelf().take(pack["paper"].as_str().unwrap()).unwrap();
    assert_eq!(paper.pages as i64, ends[2].1);
    assert!(paper.name.ends_with("会场包"), "{}", paper.name);
    let order: Vec<String> = serde_json::from_slice(&paper.pdf).unwrap();
    assert_eq!(order.len(), 1 + 3 * 3);
    // The same in one act with the printing.
    let all = round.call("evaluations.print", json!({"pack": true}));
    assert_eq!((all["places"].as_array().unwrap().len(), all["batches"].as_array().unwrap().len()), (3, 3));
}

#[test]
fn sheets_of_two_pages_begin_on_the_front_of_a_leaf() {
    let round = Round::over(2);
    let mut it = round.office.call("evaluations.list", json!({}));
    let mut it = it.as_array_mut().unwrap().iter().find(|one| one["id"] == round.id).unwrap().clone();
    let batch = round.batch(0).clone();
    round.call("evaluations.void", json!({"batch": batch, "reason": "改成两页"}));
    round.call("evaluations.void", json!({"batch": round.batch(1), "reason": "改成两页"}));
    let items: Vec<Value> = (1..=20).map(|at| json!({"code": format!("q{at}"), "text": format!("第{at}条")})).collect();
    it["form"] = json!({"items": items});
    it.as_object_mut().unwrap().remove("voided");
    round.office.call("evaluations.save", it);
    let pack = round.call("evaluations.print", json!({"pack": true}));
    assert_eq!(pack["batches"][0]["pages"], 2);
    let geometry = pack["geometry"]["pages"].as_array().unwrap();
    let firsts = geometry.iter().filter(|page| page["sheet_page"] == 1);
    assert!(firsts.clone().count() == 2 && firsts.into_iter().all(|page| page["page"].as_i64().unwrap() % 2 == 1));
    for place in pack["places"].as_array().unwrap() {
        assert_eq!(place["from"].as_i64().unwrap() % 2, 1);
    }
}
