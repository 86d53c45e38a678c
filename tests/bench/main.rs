//! `npm run bench`: ratios in one run, ours always through the register, encrypted, with journal and search.
//!
//! Peers run in their fastest documented mode on the same data; what they made is compared first. A peer that is not
//! installed is printed as missing. Absolute times are for the reader only.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, missing_docs)]

#[cfg(feature = "papers")]
mod dossiers;
mod journal;
mod likeness;
mod opinions;
mod pages;
mod paper;
#[cfg(feature = "papers")]
mod papers;
mod roundtrip;
mod saves;
mod search;
mod seed;
mod workbooks;

use std::io::Write;
use std::path::{Path, PathBuf};

/// One line of the table.
pub struct Line {
    pub name: String,
    pub ours: String,
    pub peer: String,
    /// How many times better than the peer; for costs, how many times the plain work.
    pub ratio: Option<f64>,
    /// What must or should be reached.
    pub floor: &'static str,
}

/// A word after another on the command line.
fn after(word: &str) -> Option<String> {
    std::env::args().skip_while(|one| one != word).nth(1)
}

fn main() {
    if saves::only_slow() {
        return;
    }
    // `--lay FOLDER --visits N` only makes an office that later runs measure on.
    if let Some(home) = after("--lay") {
        let visits = after("--visits").and_then(|count| count.parse().ok()).unwrap_or(100_000);
        let start = std::time::Instant::now();
        seed::Bench::lay(Path::new(&home), visits);
        println!("{visits} visits laid in {:.0} s", start.elapsed().as_secs_f64());
        return;
    }
    let only: Option<Vec<String>> = after("--only").map(|names| names.split(',').map(str::to_owned).collect());
    let wants = |name: &str| only.as_deref().is_none_or(|only| only.iter().any(|one| one == name));
    let home = after("--home").map(PathBuf::from);
    let office = |visits: usize| home.as_ref().map(|home| home.join(visits.to_string()));
    let mut lines = Vec::new();
    let mut take = |more: Vec<Line>| {
        for line in more {
            let ratio = line.ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}x"));
            println!("{:<44} {:<22} {:<44} {:>8}  {}", line.name, line.ours, line.peer, ratio, line.floor);
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
    #[cfg(feature = "papers")]
    if wants("papers") {
        take(papers::run());
    }
    #[cfg(feature = "papers")]
    if wants("dossiers") {
        take(dossiers::run());
    }
    #[cfg(not(feature = "papers"))]
    for part in ["papers", "dossiers"] {
        if wants(part) {
            println!("{part}: left out, this build has no printer (made without default features)");
        }
    }
    for visits in [10_000, 100_000, 1_000_000] {
        if wants("search") || wants(&format!("search-{visits}")) {
            take(search::run(visits, office(visits).as_deref()));
        }
    }
    if wants("opinions") || wants("opinions-200000") {
        take(opinions::run(office(opinions::OPINIONS).as_deref()));
    }
    if wants("likeness") {
        take(likeness::run(home.as_ref().map(|home| home.join("papers")).as_deref()));
    }
    if wants("roundtrip") {
        take(roundtrip::run());
    }
    if only.is_some() && wants("pages") {
        pages::run();
    }
    // Minutes of drawing and scanning, so only when asked for by name.
    if only.is_some() && wants("paper") {
        paper::run();
    }
    if let Some(path) = after("--to") {
        let mut text = String::from("| what | ours | peer | ratio | floor |\n|---|---|---|---|---|\n");
        for line in &lines {
            let ratio = line.ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}"));
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

/// How a peer's time is told; one that is not installed is told as missing.
pub fn told(peer: &str, seconds: Option<f64>) -> String {
    seconds.map_or_else(|| format!("{peer}: missing"), |seconds| format!("{peer} {}", ms(seconds)))
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
