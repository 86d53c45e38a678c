//! Papers like one that is being written, among 50,000: what the desk asks while somebody types.

use crate::seed::{Bench, Numbers, WORDS};
use crate::{Line, median, ms, p95};
use serde_json::json;
use std::path::Path;
use std::time::Instant;
use zhudian_core::features::proposals::calls::save;
use zhudian_core::features::proposals::model::Proposal;
use zhudian_core::ground::station::{Actor, Op, Right, Undo};

const PAPERS: usize = 50_000;
const VERBS: [&str; 8] = ["加装", "整治", "规范", "改善", "增设", "更换", "修补", "清理"];

/// Measures on the office at `home`, which is laid first when it is not there.
pub fn run(home: Option<&Path>) -> Vec<Line> {
    let bench = match home {
        Some(home) if home.join("office.db").exists() => Bench::of(home),
        Some(home) => {
            let bench = Bench::at(home);
            lay(&bench);
            bench
        }
        None => {
            let bench = Bench::new();
            lay(&bench);
            bench
        }
    };
    let asked = [
        ("加装北沙涌路灯", ""),
        ("整治河涌黑臭", "河涌黑臭、排水沟淤塞，群众意见较大，雨天积水，希望尽快处理。"),
        ("关于", ""),
        ("增设电动车充电", "电动车充电；消防通道堵塞，多次反映，建议公开方案。"),
        ("完全没有提过的新鲜事", "从来没有人写过的内容，和别的都不一样。"),
    ];
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..10 {
        for (title, text) in asked {
            let start = Instant::now();
            let papers = bench.call("proposals.like", json!({"title": title, "text": text, "except": ""}));
            times.push(start.elapsed().as_secs_f64());
            found += papers.as_array().unwrap().len();
        }
    }
    assert!(found > 0, "like papers are found");
    vec![Line {
        name: format!("like papers among {PAPERS} (median, p95)"),
        ours: format!("{}, {}", ms(median(times.clone())), ms(p95(times))),
        peer: String::new(),
        ratio: None,
        floor: "<= 100 ms",
    }]
}

fn lay(bench: &Bench) {
    const OP: Op = Op { name: "imports.apply", right: Right::Enter, undo: Undo::Undoable };
    let actor = Actor { id: "bench".to_owned(), name: String::new(), right: Right::Manage };
    let station = bench.desk.station().unwrap();
    let mut numbers = Numbers::new(23);
    for _ in 0..PAPERS / 2_500 {
        station
            .write(&OP, &actor, |writing| {
                for _ in 0..2_500 {
                    let one = |numbers: &mut Numbers, list: &[&str]| {
                        list[usize::try_from(numbers.below(list.len() as u64)).unwrap_or(0)].to_owned()
                    };
                    let day =
                        chrono::NaiveDate::from_ymd_opt(2021, 9, 1).unwrap() + chrono::Days::new(numbers.below(1_800));
                    let (verb, matter) = (one(&mut numbers, &VERBS), one(&mut numbers, WORDS));
                    let number = numbers.below(100_000);
                    let paper = Proposal {
                        day: day.to_string(),
                        kind: "suggestion".to_owned(),
                        title: format!("关于{verb}{matter}的建议（{number}）"),
                        basis: numbers.text(90),
                        plan: format!("由镇里统筹，{verb}{matter}，{}", numbers.text(50)),
                        lead_id: Some(bench.people[usize::try_from(numbers.below(300)).unwrap_or(0)].clone()),
                        draft: true,
                        ..Proposal::default()
                    };
                    save(writing, paper)?;
                }
                Ok(())
            })
            .unwrap();
    }
}
