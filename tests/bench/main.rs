//! `npm run bench`: ratios in one run, ours always through the register, encrypted, with journal and search.
//!
//! Peers run in their fastest documented mode on the same data; what they made is compared first. A peer that is not
//! installed is printed as missing. Absolute times are for the reader only.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, missing_docs)]

mod journal;
mod saves;
mod search;
mod seed;
mod workbooks;

use std::io::Write;

pub struct Line {
    pub name: &'static str,
    pub ours: String,
    pub peer: String,
    /// How many times better than the peer; for costs, how many times the plain work.
    pub ratio: Option<f64>,
    pub floor: &'static str,
}

fn main() {
    let large = std::env::args().any(|word| word == "--large");
    let only = std::env::args().skip_while(|word| word != "--only").nth(1);
    let wants = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let mut lines = Vec::new();
    let mut take = |more: Vec<Line>| {
        for line in more {
            let ratio = line.ratio.map_or("missing".to_owned(), |ratio| format!("{ratio:.2}x"));
            println!(
                "{:<46} ours {:<24} peer {:<34} ratio {:<9} floor {}",
                line.name, line.ours, line.peer, ratio, line.floor
            );
            std::io::stdout().flush().ok();
            lines.push(line);
        }
    };
    if wants("saves") {
        take(saves::run());
    }
    if wants("journal") {
        take(journal::run());
    }
    if wants("workbooks") {
        take(workbooks::run());
    }
    if wants("search") {
        take(search::run(100_000));
        if large {
            take(search::run(1_000_000));
        }
    }
    if let Some(path) = std::env::args().skip_while(|word| word != "--to").nth(1) {
        let mut text = String::from("| what | ours | peer | ratio | floor |\n|---|---|---|---|---|\n");
        for line in &lines {
            let ratio = line.ratio.map_or("peer missing".to_owned(), |ratio| format!("{ratio:.2}"));
            text.push_str(&format!("| {} | {} | {} | {} | {} |\n", line.name, line.ours, line.peer, ratio, line.floor));
        }
        std::fs::write(path, text).unwrap();
    }
}

/// The median of some seconds.
pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The value 95 % stay under.
pub fn p95(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() * 95 / 100).copied().unwrap_or(f64::NAN)
}

pub fn ms(seconds: f64) -> String {
    format!("{:.2} ms", seconds * 1000.0)
}

/// Runs a Python peer; its last line is JSON. None when Python or its package is missing.
pub fn python(script: &str, words: &[&str]) -> Option<serde_json::Value> {
    let python = std::env::var("ZHUDIAN_BENCH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(script);
    let output = std::process::Command::new(python).arg(path).args(words).output().ok()?;
    if !output.status.success() {
        eprintln!("{script}: {}", String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default());
        return None;
    }
    serde_json::from_str(String::from_utf8_lossy(&output.stdout).lines().last()?).ok()
}
