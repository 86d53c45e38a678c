//! B1: one saved visit at a time, against a rollback journal and against rewriting the workbook.

use crate::seed::{Bench, Numbers};
use crate::{Line, median, ms, python, told};
use serde_json::json;
use std::time::Instant;

pub fn run() -> Vec<Line> {
    let bench = Bench::new();
    bench.fill(10_000);
    let mut numbers = Numbers::new(11);
    let (mut ours, mut theirs, mut same) = (Vec::new(), Vec::new(), true);
    let peer_file = bench.folder.path().join("peer.db");
    for round in 0..5 {
        let before = bench.call("visits.list", json!({}))["sums"]["visits"].as_i64().unwrap();
        let start = Instant::now();
        for _ in 0..200 {
            let visit = serde_json::to_value(bench.visit(&mut numbers)).unwrap();
            bench.call("visits.save", visit);
        }
        ours.push(start.elapsed().as_secs_f64() / 200.0);
        same &= bench.call("visits.list", json!({}))["sums"]["visits"].as_i64().unwrap() == before + 200;
        if let Some(answer) = python("rollback_saves.py", &[&peer_file.to_string_lossy(), "200", "10000"]) {
            theirs.push(answer["seconds"].as_f64().unwrap_or(f64::NAN) / 200.0);
            same &= answer["rows"].as_i64() == Some(10_000 + (round + 1) * 200);
        }
    }
    assert!(same, "a save was lost");
    let mine = median(ours);
    let rollback = (!theirs.is_empty()).then(|| median(theirs));
    let office = bench.folder.path().join("ledger.xlsx");
    let calc =
        python("calc_rewrite.py", &[&office.to_string_lossy(), "10000"]).and_then(|answer| answer["seconds"].as_f64());
    vec![
        Line {
            name: "B1 one saved visit, 10,000 in the ledger".to_owned(),
            ours: ms(mine),
            peer: told("sqlite3 rollback journal", rollback),
            ratio: rollback.map(|seconds| seconds / mine),
            floor: ">= 2.5",
        },
        Line {
            name: "B1 one saved visit against a workbook".to_owned(),
            ours: ms(mine),
            peer: told("LibreOffice rewriting 10,000 rows", calc),
            ratio: calc.map(|seconds| seconds / mine),
            floor: ">= 100",
        },
    ]
}
