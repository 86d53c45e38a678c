//! What holds of the chain of proposals whatever is tried.

use crate::proposal_chain::{book, facts, step};
use chrono::Datelike;
use proptest::prelude::*;
use zhudian_core::features::proposals::chain::{self, Chain, Facts};
use zhudian_core::features::proposals::model::Move;
use zhudian_core::features::proposals::terms::Term;
use zhudian_core::features::weeks::holidays::works;
use zhudian_testkit::day;

/// Everything that could be tried next, right or wrong.
fn tries() -> Vec<&'static str> {
    vec![
        "receive",
        "file",
        "refuse",
        "merge",
        "to_opinion",
        "answer_at_once 甲",
        "assign 甲",
        "assign 甲+乙",
        "assign 甲/乙",
        "accept 甲",
        "accept 乙",
        "return 甲",
        "return 乙",
        "reassign 丙",
        "reassign 乙+甲",
        "contact 甲",
        "co_opinion 乙",
        "extend",
        "reply 甲",
        "reply 乙",
        "reply 丙",
        "accept 丙",
        "rate 子=satisfied/satisfied",
        "rate 子=dissatisfied/basic",
        "rate 丑=basic/dissatisfied",
        "redo",
        "close",
        "unmerge",
        "withdraw",
        "reconsider",
    ]
}

#[test]
fn every_stage_leads_to_an_end() {
    let chain = Chain::whole();
    for kind in ["motion", "suggestion", "inquiry", "interpellation"] {
        // Stages an end can be reached from, found backwards.
        let mut ends: Vec<&str> =
            chain.stages.iter().filter(|stage| stage.ended).map(|stage| stage.code.as_str()).collect();
        loop {
            let more: Vec<&str> = chain
                .stages
                .iter()
                .map(|stage| stage.code.as_str())
                .filter(|stage| {
                    !ends.contains(stage)
                        && chain
                            .after(stage, kind)
                            .any(|step| step.code != "correct" && ends.contains(&step.to.as_str()))
                })
                .collect();
            if more.is_empty() {
                break;
            }
            ends.extend(more);
        }
        assert_eq!(ends.len(), chain.stages.len(), "{kind}: an end cannot be reached from every stage");
    }
    for step in &chain.moves {
        for stage in
            step.from.iter().chain(std::iter::once(&step.to)).filter(|stage| *stage != "*" && !stage.is_empty())
        {
            assert!(chain.stages.iter().any(|one| one.code == *stage), "{stage} is no stage");
        }
        for what in ["move", "stage"] {
            let codes: Vec<&str> = if what == "move" {
                vec![&step.code]
            } else {
                chain.stages.iter().map(|one| one.code.as_str()).collect()
            };
            assert!(codes.iter().all(|code| !chain::label(what, code).is_empty()), "{what} without words");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever is tried: a step that was refused leaves nothing, one that was taken is kept; an unfinished paper always
    /// has a step that goes on; limits never end before they begin; taking back the newest step restores what was.
    #[test]
    fn no_step_is_lost_and_no_stage_is_a_dead_end(choices in prop::collection::vec((0_usize..10_000, 0_u64..20), 1..40), kind in 0_usize..4) {
        let kind = ["motion", "suggestion", "inquiry", "interpellation"][kind];
        let book = book();
        let mut today = day("2026-06-01");
        let mut moves: Vec<Move> = Vec::new();
        let all = tries();
        for (choice, wait) in choices {
            today = today + chrono::Days::new(wait);
            let facts = facts(kind, &book, today);
            let before = chain::fold(&moves);
            let one = step(all[choice % all.len()], &today.to_string(), moves.len() + 1);
            if chain::check(&before, &one, &facts).is_err() {
                continue;
            }
            if let Some(due) = &one.due_on {
                prop_assert!(*due >= one.day);
            }
            moves.push(one.clone());
            let after = chain::fold(&moves);
            prop_assert!(Chain::whole().stages.iter().any(|stage| stage.code == after.stage));
            let mut back = moves.clone();
            back.push(Move { id: "c".into(), code: "correct".into(), corrects: Some(one.id.clone()), ..Move::default() });
            prop_assert_eq!(&chain::fold(&back), &before);
            if !Chain::whole().ended(&after.stage) {
                let later = facts_later(&facts);
                let goes_on = all.iter().any(|text| {
                    let on = (today + chrono::Days::new(60)).to_string();
                    chain::check(&after, &step(text, &on, 99), &later).is_ok()
                });
                prop_assert!(goes_on, "{} is a dead end: {:?}", after.stage, moves);
            }
        }
        prop_assert_eq!(chain::effective(&moves).count(), moves.len());
    }

    /// Working days are counted one by one.
    #[test]
    fn working_days_are_what_lies_between(offset in 0_u64..2000, count in 1_u32..60) {
        let from = day("2015-01-01") + chrono::Days::new(offset * 2);
        let due = Term::read(&format!("{count}个工作日")).unwrap().after(from, &works).unwrap();
        let between = from.iter_days().skip(1).take_while(|one| *one <= due).filter(|one| works(*one)).count();
        prop_assert_eq!(between, count as usize);
        prop_assert!(works(due) && due > from);
        let months = Term::read(&format!("{}个月", count % 12 + 1)).unwrap().after(from, &works).unwrap();
        prop_assert!(months.day() <= from.day());
    }
}

fn facts_later<'a>(facts: &Facts<'a>) -> Facts<'a> {
    Facts { today: facts.today + chrono::Days::new(90), ..*facts }
}
