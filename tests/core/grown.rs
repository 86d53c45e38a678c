//! Opinions and the proposal that grew from them: on their way together, back when it fails, answered by its answer; and
//! no way beside the chain.

use serde_json::{Value, json};
use zhudian_testkit::Office;

struct Grown {
    office: Office,
    opinions: Vec<String>,
    lead: String,
}

fn heard(office: &Office, content: &str, more: Value) -> String {
    let mut entry = json!({"day": "2026-03-05", "area_id": office.call("areas.list", json!({}))[0]["id"], "topic": "traffic",
        "nature": "suggestion", "content": content, "giver": "麦女士"});
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    office.id("opinions.save", entry)
}

fn grown() -> Grown {
    let office = Office::sample();
    let opinions =
        ["村口到小学那段路灯不亮", "学生晚修回家看不见路"].map(|content| heard(&office, content, json!({}))).to_vec();
    let lead = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].as_str().unwrap().to_owned();
    Grown { office, opinions, lead }
}

impl Grown {
    fn paper(&self, more: Value) -> Value {
        let mut paper = self.office.call("proposals.begin", json!({"opinions": self.opinions}));
        paper["title"] = json!("加装沙涌小学门口路灯");
        paper["plan"] = json!("加装路灯12盏。");
        paper["day"] = json!("2026-03-09");
        paper["lead_id"] = json!(self.lead);
        paper.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        paper
    }

    fn save(&self, more: Value) -> (String, i64) {
        let reply = self.office.rpc("proposals.save", self.paper(more)).unwrap();
        (reply.answer["id"].as_str().unwrap().to_owned(), reply.operation.unwrap())
    }

    fn go(&self, id: &str, step: &str, on: &str, more: Value) -> Value {
        let mut body = json!({"proposal_id": id, "move": step, "day": on});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.office.call("proposals.move", body)
    }

    fn open(&self, opinion: &str) -> Value {
        self.office.call("opinions.open", json!({"id": opinion}))
    }

    fn states(&self) -> Vec<String> {
        self.opinions.iter().map(|id| self.open(id)["line"]["state"].as_str().unwrap().to_owned()).collect()
    }

    fn kinds(&self, opinion: &str) -> Vec<String> {
        let chain = self.open(opinion)["chain"].clone();
        chain.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
    }

    fn answered(&self, id: &str) {
        self.go(id, "file", "2026-04-10", json!({}));
        self.go(id, "assign", "2026-04-13", json!({"units": [{"unit": "镇市政办", "role": "sole"}]}));
        self.go(id, "accept", "2026-04-15", json!({"unit": "镇市政办"}));
        let reply = json!({"unit": "镇市政办", "signer": "李伟", "result": "A", "document": "里市政函〔2026〕8号", "note": "12盏路灯已装好亮灯。"});
        self.go(id, "reply", "2026-06-20", reply);
    }
}

#[test]
fn a_saved_paper_takes_its_opinions_with_it_and_one_undo_brings_all_back() {
    let town = grown();
    let before = town.office.dump();
    let (id, operation) = town.save(json!({}));
    assert_eq!(town.states(), ["proposed", "proposed"]);
    let line = town.open(&town.opinions[0])["chain"][0].clone();
    assert_eq!(
        (&line["kind"], &line["day"], &line["proposal_id"]),
        (&json!("to_proposal"), &json!("2026-03-09"), &json!(id))
    );
    let sources = town.office.call("proposals.open", json!({"id": id}))["sources"].clone();
    assert_eq!((&sources[0]["state"], &sources[1]["waits"]), (&json!("proposed"), &json!(true)));
    let of = town.office.call("proposals.of_opinion", json!({"id": town.opinions[1]}));
    assert_eq!((&of[0]["id"], &of[0]["answer"]), (&json!(id), &json!("")));
    // Saved again, nothing moves twice.
    let mut again = town.office.call("proposals.open", json!({"id": id}))["proposal"].clone();
    again["note"] = json!("补一句");
    let second = town.office.rpc("proposals.save", again).unwrap().operation.unwrap();
    assert_eq!(town.kinds(&town.opinions[0]), ["to_proposal"]);
    for operation in [second, operation] {
        town.office.call("history.undo", json!({"operation": operation}));
    }
    assert_eq!(town.office.dump(), before);
}

#[test]
fn an_opinion_taken_out_or_a_paper_removed_gives_opinions_back_by_a_move_in_sight() {
    let town = grown();
    let (id, _) = town.save(json!({}));
    let mut less = town.office.call("proposals.open", json!({"id": id}))["proposal"].clone();
    less["sources"] = json!([town.opinions[0]]);
    town.office.id("proposals.save", less);
    assert_eq!(town.states(), ["proposed", "registered"]);
    assert_eq!(town.kinds(&town.opinions[1]), ["to_proposal", "withdraw"]);
    town.office.call("opinions.move", json!({"id": town.opinions[0], "kind": "record", "note": "代表已到现场"}));
    town.office.call("proposals.remove", json!({"id": id}));
    assert_eq!(town.states(), ["drafting", "registered"]);
    assert_eq!(town.kinds(&town.opinions[0]), ["to_proposal", "record", "resume"], "what was noted since stays");
    let told = town.open(&town.opinions[0])["chain"][2]["note"].clone();
    assert!(told.as_str().unwrap().contains("加装沙涌小学门口路灯"), "{told}");
}

#[test]
fn a_paper_that_fails_gives_its_opinions_back_and_one_that_lives_again_takes_them() {
    let town = grown();
    let (id, _) = town.save(json!({"draft": false}));
    town.go(&id, "refuse", "2026-04-10", json!({"ground": "outside", "note": "属上级事权"}));
    assert_eq!(town.states(), ["drafting", "drafting"]);
    assert!(town.open(&town.opinions[0])["chain"][1]["note"].as_str().unwrap().contains("属上级事权"));
    let due = town.open(&town.opinions[0])["line"]["due_on"].clone();
    assert_eq!(due, "2026-09-21", "its clock begins anew on the day it came back");
    town.go(&id, "reconsider", "2026-05-06", json!({"note": "补充了材料"}));
    assert_eq!(town.states(), ["proposed", "proposed"]);
    town.go(&id, "withdraw", "2026-05-07", json!({"note": "代表撤回"}));
    assert_eq!(town.states(), ["drafting", "drafting"]);
}

#[test]
fn the_answer_of_the_paper_answers_everyone_once() {
    let town = grown();
    let third = heard(&town.office, "路灯坏了很久没有人修", json!({}));
    town.office.call("opinions.join", json!({"lead": town.opinions[0], "ids": [third], "title": "小学门口路灯"}));
    let (id, _) = town.save(json!({"draft": false}));
    assert_eq!(town.open(&third)["line"]["state"], "merged", "it stays with its family");
    let early = town.office.refused("proposals.answer_opinions", json!({"proposal_id": id}));
    assert_eq!(early.code, "proposals.not_answered");
    town.answered(&id);
    let told = town.office.call("proposals.of_opinion", json!({"id": town.opinions[0]}))[0].clone();
    let answer = told["answer"].as_str().unwrap();
    for word in ["提议", "《加装沙涌小学门口路灯》", "提议〔2026〕1号", "镇市政办", "12盏路灯已装好亮灯。"]
    {
        assert!(answer.contains(word), "{word}: {answer}");
    }
    assert!(!answer.contains('麦') && !answer.contains('{'), "{answer}");
    let due = town.office.call("workbench.today", json!({}))["work"]["due"]["grown"].clone();
    assert_eq!(town.office.call("opinions.list", json!({"light": "grown"}))["total"], due);
    assert_eq!(due, 2, "two opinions wait for what was answered");
    let one = town.office.call("proposals.answer_opinions", json!({"proposal_id": id, "opinions": [town.opinions[0]]}));
    assert_eq!(one["answered"], 1);
    assert_eq!(town.states(), ["replied", "proposed"]);
    assert_eq!(town.open(&third)["line"]["state"], "replied", "an answer to each of the family");
    let reply = town.open(&town.opinions[0])["chain"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&reply["paper"], &reply["signer"], &reply["proposal_id"]),
        (&json!("里市政函〔2026〕8号"), &json!("李伟"), &json!(id))
    );
    assert_eq!(town.office.call("proposals.answer_opinions", json!({"proposal_id": id}))["answered"], 1);
    assert_eq!(
        town.office.refused("proposals.answer_opinions", json!({"proposal_id": id})).code,
        "proposals.none_wait"
    );
    assert_eq!(
        town.office.call("opinions.list", json!({"light": "untold"}))["total"],
        3,
        "everyone is still to be told"
    );
}

#[test]
fn a_family_becomes_the_start_of_one_paper() {
    let town = grown();
    let third = heard(&town.office, "路灯坏了很久没有人修", json!({}));
    town.office.call("opinions.join", json!({"lead": town.opinions[0], "ids": [third], "title": "小学门口路灯"}));
    let begun = town.office.call("proposals.begin", json!({"opinions": [third]}));
    assert_eq!(begun["sources"], json!([town.opinions[0], third]), "the one it is handled by comes first");
}

/// A paper goes to co-signers, units and delegates: what it rests on never tells who said it.
#[test]
fn a_paper_begun_from_opinions_tells_nobody_who_gave_them() {
    let town = grown();
    let heard = heard(
        &town.office,
        "欧阳小梅家门前水浸，请打137 2222 3333",
        json!({"giver": "欧阳小梅（二组）", "giver_phone": "13722223333"}),
    );
    let begun = town.office.call("proposals.begin", json!({"opinions": [heard]}));
    let basis = begun["basis"].as_str().unwrap();
    assert!(basis.contains("家门前水浸") && !basis.contains("欧阳") && !basis.contains("3333"), "{basis}");
    let (id, _) = town.save(json!({"sources": [heard]}));
    let told = town.office.call("proposals.open", json!({"id": id}))["sources"].to_string();
    assert!(told.contains("门前水浸") && !told.contains("欧阳") && !told.contains("3333"), "{told}");
}

#[test]
fn an_opinion_about_a_person_by_name_starts_no_paper() {
    let town = grown();
    let named = heard(&town.office, "某干部态度差", json!({"named": true}));
    let mut paper = town.paper(json!({}));
    paper["sources"] = json!([named]);
    assert_eq!(town.office.refused("proposals.save", paper).code, "proposals.source_named");
    let (id, _) = town.save(json!({}));
    let to = json!({"id": named, "kind": "to_proposal", "proposal_id": id});
    assert_eq!(town.office.refused("opinions.move", to).code, "proposals.source_named");
}

#[test]
fn a_move_to_a_paper_that_is_there_already_is_linked_from_both_sides() {
    let town = grown();
    let id = town.office.call("proposals.list", json!({}))[0]["id"].as_str().unwrap().to_owned();
    let bare = json!({"id": town.opinions[0], "kind": "to_proposal"});
    assert_eq!(town.office.refused("opinions.move", bare).code, "opinions.needs");
    let gone =
        json!({"id": town.opinions[0], "kind": "to_proposal", "proposal_id": "0190a000-0000-7000-8000-000000000000"});
    assert_eq!(town.office.refused("opinions.move", gone).code, "proposals.gone");
    town.office.call("opinions.move", json!({"id": town.opinions[0], "kind": "to_proposal", "proposal_id": id}));
    let sources = town.office.call("proposals.open", json!({"id": id}))["sources"].clone();
    assert_eq!(sources[0]["opinion_id"], json!(town.opinions[0]));
    town.go(&id, "withdraw", "2026-09-14", json!({"note": "代表撤回"}));
    let ended = json!({"id": town.opinions[1], "kind": "to_proposal", "proposal_id": id});
    assert_eq!(town.office.refused("opinions.move", ended).code, "proposals.ended");
}

#[test]
fn nothing_a_chain_tells_is_restored_beside_it() {
    let town = grown();
    let opinion = town.opinions[0].clone();
    town.office.call("opinions.move", json!({"id": opinion, "kind": "send", "unit": "镇市政办"}));
    let (id, _) = town.save(json!({"sources": [], "draft": false}));
    let mut paper = town.office.call("proposals.open", json!({"id": id}))["proposal"].clone();
    paper["title"] = json!("加装沙涌小学门口路灯及减速带");
    town.office.id("proposals.save", paper);
    town.go(&id, "file", "2026-04-10", json!({}));
    let mut tried = Vec::new();
    for record in [&opinion, &id] {
        for line in town.office.call("history.record", json!({"id": record})).as_array().unwrap() {
            if line["verb"] != "U" {
                continue;
            }
            let fixed: Vec<&str> = line["fixed"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
            for column in line["values"].as_object().unwrap().keys() {
                let asked = json!({"record": record, "change": line["change"], "column": column});
                let code = town.office.refused("history.restore_value", asked).code;
                let told = if fixed.contains(&column.as_str()) { "history.told_by_moves" } else { "proposals.fixed" };
                assert_eq!(code, told, "{column}");
                tried.push(column.clone());
            }
        }
    }
    for column in ["state", "status", "unit", "since", "moves", "stage", "number", "serial", "title"] {
        assert!(tried.iter().any(|one| one == column), "{column} was not tried: {tried:?}");
    }
    // What was only typed goes back as before.
    let mut entry = json!({"id": opinion, "day": "2026-03-05", "area_id": town.office.call("areas.list", json!({}))[0]["id"],
        "topic": "safety", "nature": "suggestion", "content": "村口到小学那段路灯不亮", "giver": "麦女士"});
    town.office.id("opinions.save", entry.take());
    let lines = town.office.call("history.record", json!({"id": opinion}));
    let line = lines.as_array().unwrap().iter().find(|line| line["values"]["topic"].is_array() && line["verb"] == "U");
    let asked = json!({"record": opinion, "change": line.unwrap()["change"], "column": "topic"});
    town.office.call("history.restore_value", asked);
    assert_eq!(town.open(&opinion)["line"]["topic"], "traffic");
}

#[test]
fn a_clerk_takes_back_an_own_step_and_only_a_manager_that_of_another() {
    let town = grown();
    let (id, _) = town.save(json!({"draft": false}));
    let filed = town.go(&id, "file", "2026-04-10", json!({}));
    let other = town.office.session_of("enter");
    let correct = json!({"proposal_id": id, "move": "correct", "corrects": filed["move_id"], "note": "误点"});
    let watch = zhudian_core::ground::progress::Unwatched;
    let refused = town.office.desk.rpc(Some(&other), "proposals.move", correct, &watch).unwrap_err();
    assert_eq!(refused.code, "right.missing");
    let own = json!({"proposal_id": id, "move": "assign", "day": "2026-04-13", "units": [{"unit": "镇市政办", "role": "sole"}]});
    let step = town.office.desk.rpc(Some(&other), "proposals.move", own, &watch).unwrap();
    let undo = json!({"operation": step.operation});
    assert_eq!(town.office.refused("history.undo", undo).code, "undo.counter_entry", "a step is taken back in sight");
    let correct = json!({"proposal_id": id, "move": "correct", "corrects": step.answer["move_id"], "note": "单位选错"});
    let stage = town.office.desk.rpc(Some(&other), "proposals.move", correct, &watch).unwrap().answer;
    assert_eq!(stage["stage"], "filed");
}

/// What of a dump is not the paper's own chain: steps are added and never taken away.
fn without_steps(dump: &str) -> Vec<String> {
    dump.lines().filter(|line| !line.starts_with("proposal_moves|")).map(str::to_owned).collect()
}

#[test]
fn a_paper_without_opinions_that_is_turned_into_one_stands_in_the_ledger() {
    let town = grown();
    let (id, _) = town.save(json!({"sources": [], "topic": "traffic", "draft": false}));
    let thread = town.office.call("proposals.open", json!({"id": id}));
    let village = thread["village"].clone();
    let before = town.office.dump();
    let unnamed = json!({"proposal_id": id, "move": "to_opinion", "day": "2026-03-20"});
    assert_eq!(town.office.refused("proposals.move", unnamed).code, "proposals.needs_note");
    let area = town.office.call("areas.list", json!({}))[1]["id"].clone();
    town.go(&id, "to_opinion", "2026-03-20", json!({"note": "属日常维护", "area_id": area}));
    let thread = town.office.call("proposals.open", json!({"id": id}));
    let opinion =
        thread["moves"].as_array().unwrap().last().unwrap()["step"]["opinion_id"].as_str().unwrap().to_owned();
    let open = town.open(&opinion);
    assert_eq!((&open["area_id"], &open["line"]["day"]), (&area, &json!("2026-03-20")));
    assert_eq!((&open["line"]["state"], &open["first_id"]), (&json!("registered"), &json!(town.lead)));
    assert_eq!(open["line"]["content"], "加装沙涌小学门口路灯。加装路灯12盏。");
    assert_eq!((&open["chain"][0]["kind"], &open["chain"][0]["proposal_id"]), (&json!("record"), &json!(id)));
    let note = open["chain"][0]["note"].as_str().unwrap();
    assert!(note.contains("加装沙涌小学门口路灯") && note.ends_with("属日常维护"), "{note}");
    assert_eq!(
        town.office.call("proposals.of_opinion", json!({"id": opinion}))[0]["id"],
        json!(id),
        "linked both ways"
    );
    // A clock runs from the day it was turned.
    assert!(open["line"]["due_on"].as_str().unwrap() > "2026-03-20", "{}", open["line"]);
    // The step taken back, nothing is left of it but the two steps.
    town.go(
        &id,
        "correct",
        "2026-09-15",
        json!({"note": "选错", "corrects": thread["moves"].as_array().unwrap().last().unwrap()["step"]["id"]}),
    );
    assert_eq!(without_steps(&town.office.dump()), without_steps(&before));
    assert_eq!(town.office.call("proposals.of_opinion", json!({"id": opinion})), json!([]));
    // Where the lead serves one village, nobody need say which; where nobody can tell it is asked for.
    let turned = town
        .office
        .rpc("proposals.move", json!({"proposal_id": id, "move": "to_opinion", "day": "2026-03-20", "note": "再转"}));
    match village {
        Value::Null => assert_eq!(turned.unwrap_err().code, "proposals.needs_area"),
        known => {
            turned.unwrap();
            let thread = town.office.call("proposals.open", json!({"id": id}));
            let opinion = thread["moves"].as_array().unwrap().last().unwrap()["step"]["opinion_id"].clone();
            assert_eq!(town.office.call("opinions.open", json!({"id": opinion}))["area_id"], known);
        }
    }
}

#[test]
fn a_turned_paper_that_lives_again_takes_its_opinion_with_it() {
    let town = grown();
    let (id, _) = town.save(json!({"sources": [], "draft": false}));
    let area = town.office.call("areas.list", json!({}))[0]["id"].clone();
    town.go(&id, "to_opinion", "2026-03-20", json!({"note": "属日常维护", "area_id": area}));
    let last = |town: &Grown| {
        let thread = town.office.call("proposals.open", json!({"id": id}));
        thread["moves"].as_array().unwrap().last().unwrap()["step"].clone()
    };
    let step = last(&town);
    let opinion = step["opinion_id"].as_str().unwrap().to_owned();
    // Somebody works on it: it cannot go any more, so it goes with the paper.
    town.office
        .call("opinions.move", json!({"id": opinion, "kind": "draft", "note": "拟转市政办", "day": "2026-03-23"}));
    town.go(&id, "correct", "2026-09-15", json!({"note": "选错", "corrects": step["id"]}));
    assert_eq!(town.kinds(&opinion), ["record", "draft", "to_proposal"]);
    let thread = town.office.call("proposals.open", json!({"id": id}));
    assert_eq!(thread["sources"][0]["opinion_id"], json!(opinion));
    // Turned again it is given back to its own handling, and no second line is made.
    let before = town.office.call("opinions.list", json!({}))["total"].clone();
    town.go(&id, "to_opinion", "2026-09-15", json!({"note": "仍按意见办理"}));
    assert_eq!(town.office.call("opinions.list", json!({}))["total"], before);
    assert_eq!(town.open(&opinion)["line"]["state"], "drafting");
    // Examined anew, it goes along once more and hears the answer.
    town.go(&id, "reconsider", "2026-09-15", json!({"note": "领导批示立案"}));
    assert_eq!(town.open(&opinion)["line"]["state"], "proposed");
}

/// From the word at the door to the answer that was told: everything stands on one paper in the order it happened.
#[test]
fn the_thread_of_an_opinion_runs_through_its_paper_to_the_giver() {
    let town = grown();
    let (id, _) = town.save(json!({"draft": false}));
    town.answered(&id);
    let rating = json!({"person_id": town.lead, "work": "satisfied", "outcome": "dissatisfied", "paper": "征询意见表", "note": ""});
    town.go(&id, "rate", "2026-06-25", json!({"ratings": [rating]}));
    town.office.call("proposals.answer_opinions", json!({"proposal_id": id, "opinions": [town.opinions[0]]}));
    town.office.call("opinions.move", json!({"id": town.opinions[0], "kind": "feedback", "told": "phone"}));
    let options = json!({"opinion_ids": [town.opinions[0]]});
    let made = town.office.call("papers.make", json!({"kind": "opinion_thread", "options": options}));
    assert_eq!((&made["personal"], &made["title"]), (&json!(false), &json!("群众意见办理全程记录")));
    let paper = town.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
    let text = String::from_utf8(paper.pdf.clone()).unwrap();
    let mut last = 0;
    for part in [
        "村口到小学那段路灯不亮",
        "题目：加装沙涌小学门口路灯",
        "单位：镇市政办",
        "签发：李伟",
        "代表评价：1人，其中不满意1人",
        "答复：",
        "告知：",
    ] {
        let at =
            text.get(last..).and_then(|rest| rest.find(part)).unwrap_or_else(|| panic!("{part} after {last}: {text}"));
        last += at;
    }
    assert!(!text.contains("麦女士"));
}
