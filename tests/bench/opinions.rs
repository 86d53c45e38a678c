//! A ledger of 200,000 opinions: each filter a clerk can choose, in each order, its first, middle
//! and last page with its number of lines.

use crate::seed::{Bench, Numbers, WORDS};
use crate::{Line, median, ms, p95};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;
use zhudian_core::features::visits::calls::save_checked;
use zhudian_core::features::visits::model::{Heard, Visit};
use zhudian_core::ground::station::{Actor, Op, Right, Undo};

/// Opinions of the ledger.
pub const OPINIONS: usize = 200_000;
/// Opinions of a visit.
const EACH: usize = 4;
const TOPICS: &[&str] = &["traffic", "environment", "land", "safety", "welfare", "education", "medical", "other"];
const NATURES: &[&str] = &["opinion", "suggestion", "appeal", "dispute", "inquiry"];
const UNITS: &[&str] = &["镇市政办", "镇农业农村办", "镇公安派出所", "镇社保所", "镇教育办", "村委会"];

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
    let area = bench.areas[3].clone();
    let filters: Vec<(&str, Value)> = vec![
        ("all", json!({})),
        ("status", json!({"status": "handling"})),
        ("closed", json!({"status": "closed"})),
        ("state", json!({"state": "sent"})),
        ("overdue", json!({"light": "overdue"})),
        ("untold", json!({"light": "untold"})),
        ("village", json!({"area_id": area})),
        ("village and status", json!({"area_id": area, "status": "closed"})),
        ("topic", json!({"topic": "land"})),
        ("topic, nature, unit", json!({"topic": "land", "nature": "inquiry", "unit": "村委会"})),
        ("a year", json!({"from": "2024-01-01", "to": "2024-12-31"})),
        (
            "a year of a village and topic",
            json!({"from": "2024-01-01", "to": "2024-12-31", "area_id": area, "topic": "land"}),
        ),
        ("open", json!({"open": true})),
        ("settled", json!({"status": "settled"})),
        ("done", json!({"light": "done"})),
        ("running", json!({"light": "running"})),
        ("several topics", json!({"topic": "land,safety,-"})),
        ("unit and status", json!({"unit": "村委会", "status": "closed"})),
        ("words", json!({"text": "宅基地确权"})),
        ("rare words", json!({"text": "雨天积水 养老金认证 幼儿园"})),
        ("one character", json!({"text": "路"})),
        (
            "words, village, topic, a year",
            json!({"text": "路灯", "area_id": area, "topic": "land", "from": "2024-01-01", "to": "2024-12-31"}),
        ),
        ("words and status", json!({"text": "路灯", "status": "closed"})),
    ];
    let (mut all, mut slowest, mut late) = (Vec::new(), ("", 0.0), 0);
    let total = bench.call("opinions.list", json!({"limit": 1}))["total"].as_u64().unwrap_or_default();
    assert_eq!(total, OPINIONS as u64, "the ledger is whole");
    for (name, filter) in &filters {
        for (sort, descending) in [
            ("due", false),
            ("day", true),
            ("day", false),
            ("area", false),
            ("topic", true),
            ("state", false),
            ("number", true),
        ] {
            let mut asked = filter.clone();
            asked["sort"] = json!(sort);
            asked["descending"] = json!(descending);
            let lines = bench.call("opinions.list", asked.clone())["total"].as_u64().unwrap();
            for (page, offset) in [("first", 0), ("middle", lines / 2), ("last", lines.saturating_sub(50))] {
                asked["offset"] = json!(offset);
                let mut times = Vec::new();
                for _ in 0..5 {
                    let start = Instant::now();
                    bench.call("opinions.list", asked.clone());
                    times.push(start.elapsed().as_secs_f64());
                }
                let time = median(times);
                let way = if descending { "falling" } else { "rising" };
                eprintln!("  {name:<30} {lines:>6} by {sort:<4} {way:<7} {page:<6}: {}", ms(time));
                if time > slowest.1 {
                    slowest = (name, time);
                }
                late += usize::from(time > 0.05);
                all.push(time);
            }
        }
    }
    let start = Instant::now();
    bench.call("opinions.counts", json!({}));
    let counts = start.elapsed().as_secs_f64();
    vec![
        Line {
            name: format!("{} pages of 200,000 opinions (median, p95)", all.len()),
            ours: format!("{}, {}", ms(median(all.clone())), ms(p95(all))),
            peer: format!("slowest: {} {}; {late} above 50 ms", slowest.0, ms(slowest.1)),
            ratio: None,
            floor: "each at most 50 ms",
        },
        Line {
            name: "counts by status and light".to_owned(),
            ours: ms(counts),
            peer: String::new(),
            ratio: None,
            floor: "",
        },
    ]
}

/// Five years of visits with four opinions each; nine in ten are ended.
fn lay(bench: &Bench) {
    const OP: Op = Op { name: "imports.apply", right: Right::Enter, undo: Undo::Undoable };
    let actor = Actor { id: "bench".to_owned(), name: String::new(), right: Right::Manage };
    let station = bench.desk.station().unwrap();
    let mut numbers = Numbers::new(11);
    for _ in 0..OPINIONS / EACH / 2_500 {
        station
            .write(&OP, &actor, |writing| {
                for _ in 0..2_500 {
                    save_checked(writing, &mut visit(bench, &mut numbers))?;
                }
                Ok(())
            })
            .unwrap();
    }
}

fn visit(bench: &Bench, numbers: &mut Numbers) -> Visit {
    let one = |numbers: &mut Numbers, list: &[&str]| {
        list[usize::try_from(numbers.below(list.len() as u64)).unwrap_or(0)].to_owned()
    };
    let mut visit = bench.visit(numbers);
    let day = visit.day.clone();
    visit.opinions = (0..EACH)
        .map(|_| {
            let status = match numbers.below(100) {
                0..=1 => "registered",
                2..=5 => "handling",
                6..=14 => "answered",
                _ => "closed",
            };
            let ended = matches!(status, "answered" | "closed");
            Heard {
                topic: one(numbers, TOPICS),
                nature: one(numbers, NATURES),
                content: format!("{}{}", numbers.text(40), one(numbers, WORDS)),
                giver: "麦女士".to_owned(),
                status: status.to_owned(),
                unit: if status == "registered" { String::new() } else { one(numbers, UNITS) },
                closed_on: ended.then(|| day.clone()),
                ..Heard::default()
            }
        })
        .collect();
    visit
}
