//! The chain of proposals without an office, as tables of dated cases.
//!
//! The cases are written from the rules they come from: reply within three months, six for broad and hard matters; hand
//! back within ten working days; one month for a helping unit and for an extension; an inquiry before an interpellation;
//! at least ten proposers or a delegation for a motion; joined papers answered one by one; ratings by every proposer.

use chrono::NaiveDate;
use serde_json::json;
use zhudian_core::features::proposals::chain::{self, Facts, State};
use zhudian_core::features::proposals::clocks;
use zhudian_core::features::proposals::model::{Move, Proposal, Rating, UnitRole};
use zhudian_core::features::proposals::rules::Book;
use zhudian_core::features::weeks::holidays::works;
use zhudian_core::ground::station::Right;
use zhudian_testkit::day;

/// The built-in rule book.
pub fn book() -> Book {
    let text = include_str!("../../src-tauri/core/data/rulebook.json");
    let whole: serde_json::Value = serde_json::from_str(text).unwrap();
    let parameters = whole["parameters"].as_array().unwrap().iter();
    let named = parameters.map(|one| (one["name"].as_str().unwrap().to_owned(), one["value"].clone()));
    Book(named.filter(|(name, _)| name.starts_with("proposals.")).collect())
}

/// Steps written short: `assign 镇市政办` is one unit alone, `assign 主办+会办` one in the lead with helpers,
/// `assign 甲/乙` parts; `reply 单位`; `rate 代表=work/outcome`.
pub fn step(text: &str, on: &str, place: usize) -> Move {
    let (code, rest) = text.split_once(' ').unwrap_or((text, ""));
    let mut one = Move {
        id: format!("m{place}"),
        place: place as i64,
        code: code.into(),
        day: on.into(),
        note: "说明".into(),
        ..Move::default()
    };
    let role = |unit: &str, role: &str| UnitRole { unit: unit.into(), role: role.into() };
    match code {
        "assign" | "reassign" => {
            one.units = if rest.contains('/') {
                rest.split('/').map(|unit| role(unit, "part")).collect()
            } else if rest.contains('+') {
                rest.split('+')
                    .enumerate()
                    .map(|(at, unit)| role(unit, if at == 0 { "lead" } else { "joint" }))
                    .collect()
            } else {
                vec![role(rest, "sole")]
            };
            one.due_on = book().due(book().reply("suggestion", false), day(on), &works).map(|day| day.to_string());
        }
        "refuse" => one.ground = "private".into(),
        "merge" => one.other_id = Some("other".into()),
        "reply" | "answer_at_once" => {
            one.unit = rest.into();
            one.signer = "李伟".into();
            one.result = "A".into();
            one.due_on =
                book().due(book().limit("proposals.feedback_within"), day(on), &works).map(|day| day.to_string());
        }
        "rate" => {
            one.ratings = rest
                .split(',')
                .map(|each| {
                    let (who, marks) = each.split_once('=').unwrap();
                    let (work, outcome) = marks.split_once('/').unwrap();
                    Rating {
                        person_id: who.into(),
                        work: work.into(),
                        outcome: outcome.into(),
                        paper: "征询意见表".into(),
                        ..Rating::default()
                    }
                })
                .collect();
        }
        _ => one.unit = rest.into(),
    }
    if matches!(code, "file" | "merge") {
        one.number = format!("提议〔2026〕{place}号");
        one.series = Some("suggestion/2026".into());
        one.serial = Some(place as i64);
    }
    one
}

pub fn facts<'a>(kind: &'a str, book: &'a Book, today: NaiveDate) -> Facts<'a> {
    Facts {
        kind,
        right: Right::Manage,
        book,
        today,
        handed_in: "2026-06-01",
        signed: 10,
        raters: 0,
        delegation: false,
        whole_text: true,
        asked_before: true,
        has_joined: false,
        works: &works,
    }
}

/// Takes the steps one after the other; where the chain stands, or the place and code of the first refusal.
fn taken(kind: &str, steps: &[(&str, &str)]) -> Result<State, (usize, String)> {
    let book = book();
    let facts = facts(kind, &book, day("2027-12-31"));
    let mut moves: Vec<Move> = Vec::new();
    for (at, (text, on)) in steps.iter().enumerate() {
        let one = step(text, on, at + 1);
        chain::check(&chain::fold(&moves), &one, &facts).map_err(|refusal| (at + 1, refusal.code))?;
        moves.push(one);
    }
    Ok(chain::fold(&moves))
}

const FILED: [(&str, &str); 2] = [("receive", "2026-06-01"), ("file", "2026-06-10")];

#[rustfmt::skip]
#[test]
fn papers_go_their_way() {
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], Result<&'a str, (usize, &'a str)>);
    let cases: &[Case<'_>] = &[
        // One unit alone, satisfied, closed.
        ("suggestion", &[("assign 镇市政办", "2026-06-12")], Ok("assigned")),
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("accept 镇市政办", "2026-06-15")], Ok("handling")),
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("accept 镇市政办", "2026-06-15"), ("contact 镇市政办", "2026-06-20"), ("reply 镇市政办", "2026-08-20"), ("rate 甲=satisfied/satisfied", "2026-09-01"), ("close", "2026-09-02")], Ok("closed")),
        // A unit that never took the paper cannot answer it.
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("reply 镇市政办", "2026-08-20")], Err((4, "proposals.move_not_now"))),
        // The lead with helpers: it is handled once the lead took it, whatever the helpers do.
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("accept 市政办", "2026-06-15")], Ok("handling")),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("accept 交警中队", "2026-06-15")], Ok("assigned")),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("accept 市政办", "2026-06-15"), ("co_opinion 交警中队", "2026-07-01"), ("reply 市政办", "2026-07-20")], Ok("replied")),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("accept 市政办", "2026-06-15"), ("co_opinion 市政办", "2026-07-01")], Err((5, "proposals.unit_not_this"))),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("accept 市政办", "2026-06-15"), ("reply 交警中队", "2026-07-20")], Err((5, "proposals.unit_not_this"))),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("accept 教育办", "2026-06-15")], Err((4, "proposals.unit_unknown"))),
        // Parts: each unit takes it and answers for itself.
        ("suggestion", &[("assign 甲/乙", "2026-06-12"), ("accept 甲", "2026-06-13")], Ok("assigned")),
        ("suggestion", &[("assign 甲/乙", "2026-06-12"), ("accept 甲", "2026-06-13"), ("accept 乙", "2026-06-14"), ("reply 甲", "2026-07-01")], Ok("handling")),
        ("suggestion", &[("assign 甲/乙", "2026-06-12"), ("accept 甲", "2026-06-13"), ("accept 乙", "2026-06-14"), ("reply 甲", "2026-07-01"), ("reply 乙", "2026-07-02")], Ok("replied")),
        ("suggestion", &[("assign 甲/乙", "2026-06-12"), ("accept 甲", "2026-06-13"), ("accept 乙", "2026-06-14"), ("reply 甲", "2026-07-01"), ("reply 甲", "2026-07-02")], Err((7, "proposals.unit_not_this"))),
        ("suggestion", &[("assign 甲/甲", "2026-06-12")], Err((3, "proposals.units_twice"))),
        // Giving back: within ten working days of the 12th of June, that is until the 29th (the Dragon Boat days are free).
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("return 镇市政办", "2026-06-29")], Ok("filed")),
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("return 镇市政办", "2026-06-30")], Err((4, "proposals.return_late"))),
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("return 镇市政办", "2026-06-15"), ("assign 镇交通办", "2026-06-16"), ("accept 镇交通办", "2026-06-17")], Ok("handling")),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("return 交警中队", "2026-06-15")], Ok("assigned")),
        ("suggestion", &[("assign 市政办+交警中队", "2026-06-12"), ("return 交警中队", "2026-06-15"), ("accept 交警中队", "2026-06-16")], Err((5, "proposals.unit_unknown"))),
        ("suggestion", &[("assign 甲/乙", "2026-06-12"), ("return 乙", "2026-06-15")], Ok("filed")),
        ("suggestion", &[("assign 镇市政办", "2026-06-12"), ("reassign 镇交通办", "2026-07-20")], Ok("assigned")),
        // One extension a round.
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("extend", "2026-09-01"), ("extend", "2026-09-02")], Err((6, "proposals.extended"))),
        // Dissatisfied: handled anew before it may be closed; then closed with a word why.
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("rate 甲=satisfied/satisfied,乙=basic/dissatisfied", "2026-07-10"), ("close", "2026-07-11")], Err((7, "proposals.dissatisfied"))),
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("rate 乙=dissatisfied/satisfied", "2026-07-10"), ("redo", "2026-07-11")], Ok("handling")),
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("rate 乙=dissatisfied/satisfied", "2026-07-10"), ("redo", "2026-07-11"), ("reply 甲", "2026-08-01"), ("rate 乙=satisfied/basic", "2026-08-05"), ("close", "2026-08-06")], Ok("closed")),
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("rate 乙=dissatisfied/satisfied", "2026-07-10"), ("redo", "2026-07-11"), ("reply 甲", "2026-08-01"), ("rate 乙=satisfied/dissatisfied", "2026-08-05"), ("close", "2026-08-06")], Ok("closed")),
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("rate 乙=satisfied/satisfied", "2026-07-10"), ("redo", "2026-07-11")], Err((7, "proposals.satisfied"))),
        // Without a rating it is closed when the fifteen working days have run out: the 22nd of July is the last.
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("close", "2026-07-22")], Err((6, "proposals.feedback_open"))),
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("close", "2026-07-23")], Ok("closed")),
        // A late word of a proposer opens a closed paper again.
        ("suggestion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("close", "2026-07-23"), ("redo", "2026-09-01")], Ok("handling")),
        // Joined papers are answered by themselves.
        ("suggestion", &[("merge", "2026-06-12")], Ok("merged")),
        ("suggestion", &[("merge", "2026-06-12"), ("reply 甲", "2026-07-01"), ("rate 乙=satisfied/satisfied", "2026-07-10"), ("close", "2026-07-11")], Ok("closed")),
        ("suggestion", &[("merge", "2026-06-12"), ("unmerge", "2026-06-13"), ("file", "2026-06-14")], Ok("filed")),
        ("suggestion", &[("merge", "2026-06-12"), ("assign 甲", "2026-06-13")], Err((4, "proposals.move_not_now"))),
        // Withdrawn while it is handled, not after the answer.
        ("motion", &[("assign 甲", "2026-06-12"), ("withdraw", "2026-06-13")], Ok("withdrawn")),
        ("motion", &[("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01"), ("withdraw", "2026-07-02")], Err((6, "proposals.move_not_now"))),
        // Days run forward.
        ("motion", &[("assign 甲", "2026-06-09")], Err((3, "proposals.move_backwards"))),
        ("motion", &[("assign 甲", "2028-01-01")], Err((3, "proposals.in_future"))),
        // Questions may be answered at once, without a result class; proposals may not.
        ("inquiry", &[("answer_at_once 镇住建办", "2026-06-12")], Ok("replied")),
        ("interpellation", &[("answer_at_once 镇住建办", "2026-06-12")], Ok("replied")),
        ("suggestion", &[("answer_at_once 镇住建办", "2026-06-12")], Err((3, "proposals.move_not_now"))),
    ];
    for (kind, after, expected) in cases {
        let steps: Vec<_> = FILED.iter().chain(*after).copied().collect();
        let got = taken(kind, &steps);
        let told = got.as_ref().map(|state| state.stage.as_str()).map_err(|(at, code)| (*at, code.as_str()));
        assert_eq!(told, *expected, "{kind} {after:?}");
    }
    let received = [("receive", "2026-06-01")];
    for (next, expected) in [
        ("refuse", "refused"),
        ("to_opinion", "opinion"),
        ("merge", "merged"),
        ("file", "filed"),
        ("withdraw", "withdrawn"),
    ] {
        let state = taken("suggestion", &[received[0], (next, "2026-06-10")]).unwrap();
        assert_eq!(state.stage, expected);
    }
    let again = taken(
        "suggestion",
        &[received[0], ("refuse", "2026-06-10"), ("reconsider", "2026-06-20"), ("file", "2026-06-21")],
    );
    assert_eq!(again.unwrap().stage, "filed");
}

#[test]
fn what_filing_asks_for() {
    let received = chain::fold(&[step("receive", "2026-06-01", 1)]);
    let file = step("file", "2026-06-10", 2);
    let book = book();
    for (kind, signed, delegation, text, asked, expected) in [
        ("motion", 10, false, true, false, None),
        ("motion", 9, false, true, false, Some("proposals.too_few")),
        ("motion", 1, true, true, false, None),
        ("motion", 12, false, false, false, Some("proposals.text_missing")),
        ("suggestion", 1, false, true, false, None),
        ("suggestion", 0, false, true, false, Some("proposals.too_few")),
        ("inquiry", 1, false, true, false, None),
        ("interpellation", 10, false, true, true, None),
        ("interpellation", 10, false, true, false, Some("proposals.inquiry_missing")),
        ("interpellation", 9, false, true, true, Some("proposals.too_few")),
    ] {
        let facts = Facts {
            signed,
            delegation,
            whole_text: text,
            asked_before: asked,
            ..facts(kind, &book, day("2026-12-31"))
        };
        let got = chain::check(&received, &file, &facts).err().map(|refusal| refusal.code);
        assert_eq!(got.as_deref(), expected, "{kind} {signed} {delegation}");
    }
    let mut other = book.clone();
    other.0.insert("proposals.signers.motion".into(), json!(30));
    other.0.insert("proposals.delegation_suffices".into(), json!(false));
    other.0.insert("proposals.inquiry_first".into(), json!(false));
    let check = |kind, signed, delegation| {
        let facts = Facts { signed, delegation, asked_before: false, ..facts(kind, &other, day("2026-12-31")) };
        chain::check(&received, &file, &facts).is_ok()
    };
    assert!(!check("motion", 29, true));
    assert!(check("motion", 30, false));
    assert!(check("interpellation", 10, false));
    // Refusing and taking back is for those who manage; a joined paper holds the one it was joined to.
    let enter = Facts { right: Right::Enter, ..facts("motion", &book, day("2026-12-31")) };
    assert_eq!(chain::check(&received, &step("refuse", "2026-06-10", 2), &enter).unwrap_err().code, "right.missing");
    let holds = Facts { has_joined: true, ..facts("motion", &book, day("2026-12-31")) };
    for text in ["withdraw", "merge"] {
        assert_eq!(
            chain::check(&received, &step(text, "2026-06-10", 2), &holds).unwrap_err().code,
            "proposals.has_joined"
        );
    }
}

#[test]
fn every_step_says_what_it_lacks() {
    let book = book();
    let facts = facts("suggestion", &book, day("2027-01-01"));
    let bare = |text: &str| {
        let one = step(text, "2026-08-01", 9);
        Move {
            note: String::new(),
            unit: String::new(),
            ground: String::new(),
            signer: String::new(),
            result: String::new(),
            other_id: None,
            units: vec![],
            ratings: vec![],
            ..one
        }
    };
    let at = |steps: &[(&str, &str)]| {
        chain::fold(&steps.iter().enumerate().map(|(at, (text, on))| step(text, on, at + 1)).collect::<Vec<_>>())
    };
    let received = at(&FILED[..1]);
    let filed = at(&FILED);
    let handling = at(&[FILED[0], FILED[1], ("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13")]);
    let replied =
        at(&[FILED[0], FILED[1], ("assign 甲", "2026-06-12"), ("accept 甲", "2026-06-13"), ("reply 甲", "2026-07-01")]);
    for (state, text, code) in [
        (&received, "refuse", "proposals.needs_ground"),
        (&received, "merge", "proposals.needs_other"),
        (&received, "to_opinion", "proposals.needs_note"),
        (&received, "withdraw", "proposals.needs_note"),
        (&filed, "assign 甲", "proposals.needs_units"),
        (&handling, "extend", "proposals.needs_note"),
        (&handling, "contact 甲", "proposals.needs_unit"),
        (&handling, "reply 甲", "proposals.needs_unit"),
        (&replied, "rate 乙=satisfied/satisfied", "proposals.needs_ratings"),
    ] {
        assert_eq!(chain::check(state, &bare(text), &facts).unwrap_err().code, code, "{text}");
    }
    let mut reply = step("reply 甲", "2026-08-01", 9);
    reply.signer.clear();
    assert_eq!(chain::check(&handling, &reply, &facts).unwrap_err().code, "proposals.needs_signer");
    reply.signer = "李伟".into();
    reply.result.clear();
    assert_eq!(chain::check(&handling, &reply, &facts).unwrap_err().code, "proposals.needs_result");
    for units in ["甲+", "甲/"] {
        assert!(chain::check(&filed, &step(&format!("assign {units}"), "2026-06-12", 3), &facts).is_err(), "{units}");
    }
}

#[test]
fn clocks_tell_what_runs() {
    let book = book();
    let paper = Proposal { kind: "suggestion".into(), day: "2026-06-01".into(), ..Proposal::default() };
    let at = |steps: &[(&str, &str)], today: &str| -> Vec<String> {
        let moves: Vec<_> = steps.iter().enumerate().map(|(at, (text, on))| step(text, on, at + 1)).collect();
        let all = clocks::clocks(&paper, &chain::fold(&moves), &moves, &book, day(today), &works);
        all.iter().map(|clock| format!("{} {} {}", clock.what, clock.due, clock.light)).collect()
    };
    let lead = [FILED[0], FILED[1], ("assign 市政办+交警中队", "2026-06-12")];
    assert_eq!(
        at(&lead, "2026-06-20"),
        [
            "return 2026-06-29 soon",
            "return 2026-06-29 soon",
            "contact 2026-07-06 calm",
            "co_opinion 2026-07-12 calm",
            "reply 2026-09-12 calm"
        ]
    );
    let mut taken = lead.to_vec();
    taken.extend([
        ("accept 市政办", "2026-06-15"),
        ("contact 市政办", "2026-07-08"),
        ("co_opinion 交警中队", "2026-07-10"),
    ]);
    assert_eq!(
        at(&taken, "2026-09-10"),
        ["contact 2026-07-06 late", "co_opinion 2026-07-12 done", "reply 2026-09-12 soon"]
    );
    assert_eq!(at(&taken, "2026-09-13")[2], "reply 2026-09-12 overdue");
    taken.push(("reply 市政办", "2026-09-14"));
    assert_eq!(at(&taken, "2026-09-20")[2..], ["reply 2026-09-12 late", "feedback 2026-10-10 calm"]);
    taken.push(("rate 甲=satisfied/satisfied", "2026-10-01"));
    assert_eq!(at(&taken, "2026-10-20")[3], "feedback 2026-10-10 done");
    let slips = Proposal { sign_by: Some("2026-06-20".into()), unsigned: vec!["甲".into()], ..paper.clone() };
    let sign = clocks::clocks(&slips, &chain::fold(&[]), &[], &book, day("2026-06-25"), &works);
    assert_eq!((sign[0].what, sign[0].light, sign[0].days_left), ("sign", "overdue", -5));
}
