//! B1: one saved visit at a time, against a rollback journal and against rewriting the workbook; and once more, by itself
//! and named so, with every flush of both programs made to take five milliseconds.

use crate::seed::{Bench, Numbers};
use crate::{Line, median, ms, python, told};
use serde_json::json;
use std::time::Instant;

/// What tells a run of ours that its flushes are slow, and that it prints seconds only.
const SLOW: &str = "ZHUDIAN_BENCH_SLOW_FLUSH";

/// Seconds of a save: ours, and of the rollback journal when there is one to compare with.
fn measured(rounds: i64, each: i64) -> (f64, Option<f64>, Bench) {
    let bench = Bench::new();
    bench.fill(10_000);
    let mut numbers = Numbers::new(11);
    let (mut ours, mut theirs, mut same) = (Vec::new(), Vec::new(), true);
    let peer_file = bench.folder.path().join("peer.db");
    for round in 0..rounds {
        let before = bench.call("visits.list", json!({}))["sums"]["visits"].as_i64().unwrap();
        let start = Instant::now();
        for _ in 0..each {
            let visit = serde_json::to_value(bench.visit(&mut numbers)).unwrap();
            bench.call("visits.save", visit);
        }
        ours.push(start.elapsed().as_secs_f64() / each as f64);
        same &= bench.call("visits.list", json!({}))["sums"]["visits"].as_i64().unwrap() == before + each;
        if let Some(answer) = python("rollback_saves.py", &[&peer_file.to_string_lossy(), &each.to_string(), "10000"]) {
            theirs.push(answer["seconds"].as_f64().unwrap_or(f64::NAN) / each as f64);
            same &= answer["rows"].as_i64() == Some(10_000 + (round + 1) * each);
        }
    }
    assert!(same, "a save was lost");
    (median(ours), (!theirs.is_empty()).then(|| median(theirs)), bench)
}

/// When this run was begun by [`slow`], measures and prints what that one waits for.
pub fn only_slow() -> bool {
    if std::env::var_os(SLOW).is_none() {
        return false;
    }
    let (ours, theirs, _) = measured(3, 100);
    println!("{}", json!({"ours": ours, "theirs": theirs}));
    true
}

/// The same two programs with slow flushes: the C compiler and the loader of Linux are needed.
fn slow() -> Option<Line> {
    let folder = tempfile::tempdir().ok()?;
    let library = folder.path().join("slow_flush.so");
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("slow_flush.c");
    let made = std::process::Command::new("cc")
        .args(["-O2", "-shared", "-fPIC", "-o"])
        .arg(&library)
        .arg(source)
        .arg("-ldl")
        .status();
    if !cfg!(target_os = "linux") || !made.is_ok_and(|status| status.success()) {
        return None;
    }
    let own = std::env::current_exe().ok()?;
    let output = std::process::Command::new(own).env("LD_PRELOAD", &library).env(SLOW, "1").output().ok()?;
    let answer: serde_json::Value =
        serde_json::from_str(String::from_utf8_lossy(&output.stdout).lines().last()?).ok()?;
    let (ours, theirs) = (answer["ours"].as_f64()?, answer["theirs"].as_f64());
    Some(Line {
        name: "B1 again, every flush of both made to take 5 ms".to_owned(),
        ours: ms(ours),
        peer: told("sqlite3 rollback journal", theirs),
        ratio: theirs.map(|seconds| seconds / ours),
        floor: "",
    })
}

pub fn run() -> Vec<Line> {
    let (mine, rollback, bench) = measured(5, 200);
    let office = bench.folder.path().join("ledger.xlsx");
    let calc =
        python("calc_rewrite.py", &[&office.to_string_lossy(), "10000"]).and_then(|answer| answer["seconds"].as_f64());
    let mut lines = vec![
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
    ];
    lines.extend(slow());
    lines
}
