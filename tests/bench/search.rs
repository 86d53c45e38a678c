//! B5: words of two, three and four characters over a large ledger, and the pages that must stay quick on it.

use crate::seed::Bench;
use crate::{Line, median, ms, p95};
use serde_json::json;
use std::path::Path;
use std::time::Instant;
use zhudian_core::ground::file::{self, Use};

const TERMS: &[&str] = &[
    "路灯",
    "低保",
    "充电",
    "取药",
    "红绿灯",
    "幼儿园",
    "养老金",
    "卫生站",
    "宅基地确",
    "消防通道",
    "旧厂房改",
    "医保备案",
    "路灯不亮 红绿灯",
];

/// Measures on the office at `home`, which is laid first when it is not there.
pub fn run(visits: usize, home: Option<&Path>) -> Vec<Line> {
    let bench = match home {
        Some(home) if home.join("office.db").exists() => Bench::of(home),
        Some(home) => {
            Bench::lay(home, visits);
            Bench::of(home)
        }
        None => {
            let bench = Bench::new();
            bench.fill(visits);
            bench
        }
    };
    let visits = usize::try_from(bench.call("visits.list", json!({}))["sums"]["visits"].as_u64().unwrap()).unwrap();
    let station = bench.desk.station().unwrap();
    let db = file::connect(station.path(), station.key(), Use::Read).unwrap();
    let (mut ours, mut like) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        for term in TERMS {
            let start = Instant::now();
            let found = bench.call("search.find", json!({"text": term, "kind": "opinions", "limit": 50}));
            ours.push(start.elapsed().as_secs_f64());
            let words: Vec<&str> = term.split(' ').collect();
            let condition: Vec<String> = (1..=words.len()).map(|at| format!("content LIKE ?{at}")).collect();
            let sql = format!("SELECT id FROM opinions WHERE {} ORDER BY id DESC", condition.join(" AND "));
            let patterns: Vec<String> = words.iter().map(|word| format!("%{word}%")).collect();
            let start = Instant::now();
            let mut statement = db.prepare(&sql).unwrap();
            let all: Vec<String> = statement
                .query_map(zhudian_core::rusqlite::params_from_iter(&patterns), |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            like.push(start.elapsed().as_secs_f64());
            let hits = found["opinions"].as_array().unwrap();
            assert_eq!(hits.len(), all.len().min(50), "{term}");
            assert!(hits.iter().all(|hit| all.iter().any(|id| hit["id"] == json!(id))), "{term}");
        }
    }
    let mut pages = Vec::new();
    for offset in [0, 50, 10_000.min(visits - 100), visits / 2, visits - 100] {
        for sort in ["day", "number"] {
            let start = Instant::now();
            let page = bench.call("visits.list", json!({"limit": 50, "offset": offset, "sort": sort}));
            pages.push(start.elapsed().as_secs_f64());
            assert_eq!(page["lines"].as_array().unwrap().len(), 50);
        }
    }
    let first: Vec<f64> = pages.iter().copied().take(2).collect();
    let mut filtered: (f64, String) = (0.0, String::new());
    let area = bench.areas[3].clone();
    for (name, filter) in [
        ("village", json!({"area_id": area})),
        ("kind", json!({"kind": "firm"})),
        ("a year", json!({"from": "2024-01-01", "to": "2024-12-31"})),
        ("village, kind, a year", json!({"area_id": area, "kind": "firm", "from": "2024-01-01", "to": "2024-12-31"})),
        ("households", json!({"with": "households", "from": "2026-01-01"})),
        ("person", json!({"person_id": bench.people[7]})),
        ("words", json!({"text": "路灯不亮 红绿灯"})),
        ("rare words", json!({"text": "雨天积水 养老金认证 幼儿园"})),
    ] {
        let mut page = json!({"filter": filter, "limit": 50});
        let lines = bench.call("visits.list", page.clone())["sums"]["visits"].as_u64().unwrap();
        for offset in [0, lines / 2, lines.saturating_sub(50)] {
            page["offset"] = json!(offset);
            let times = (0..3).map(|_| {
                let start = Instant::now();
                bench.call("visits.list", page.clone());
                start.elapsed().as_secs_f64()
            });
            let time = median(times.collect());
            eprintln!("  visits, {name:<22} {lines:>7} from {offset:>7}: {}", ms(time));
            if time > filtered.0 {
                filtered = (time, name.to_owned());
            }
        }
    }
    let mut duties = Vec::new();
    if zhudian_core::desk::register().0.contains_key("duties.as_of") {
        for _ in 0..5 {
            let start = Instant::now();
            let answer = bench.call("duties.as_of", json!({"as_of": "2026-09-15"}));
            duties.push(start.elapsed().as_secs_f64());
            assert_eq!(answer["delegates"].as_array().unwrap().len(), 300);
        }
    }
    let size = visits;
    vec![
        Line {
            name: format!("B5 search over {size} opinions, p95"),
            ours: ms(p95(ours.clone())),
            peer: format!("LIKE {}", ms(p95(like.clone()))),
            ratio: Some(median(like) / median(ours)),
            floor: ">= 10 at 1,000,000; p95 <= 20 ms at 100,000",
        },
        Line {
            name: format!("first page of {size} visits"),
            ours: ms(median(first)),
            peer: format!("page far in: {}; slowest filter: {} {}", ms(p95(pages)), filtered.1, ms(filtered.0)),
            ratio: None,
            floor: "aim <= 100 ms",
        },
        Line {
            name: format!("duties of 300 delegates over {size} visits"),
            ours: if duties.is_empty() { "not built".to_owned() } else { ms(median(duties)) },
            peer: String::new(),
            ratio: None,
            floor: "aim <= 300 ms",
        },
    ]
}
