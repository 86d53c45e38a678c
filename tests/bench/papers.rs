//! B4: a ledger of 300 pages, from the same rows. Both papers must hold every row before times are compared.

use crate::{Line, median, ms, python, told};
use serde_json::json;
use std::path::Path;
use std::process::Command;
use std::time::Instant;
use zhudian_documents::Press;
use zhudian_paper::Printer;

// The ledger the papers' own tests are made of.
#[path = "../documents/papers.rs"]
mod ledgers;

/// Rows that fill about 300 pages of ours.
const ROWS: usize = 3_900;
const ROUNDS: usize = 3;

/// Pages of a PDF and how many of the ledger's numbers stand in it, as poppler reads it.
fn read_back(pdf: &Path) -> Option<(usize, usize)> {
    let text = Command::new("pdftotext").args(["-raw"]).arg(pdf).arg("-").output().ok()?;
    let text = String::from_utf8_lossy(&text.stdout).replace(char::is_whitespace, "");
    let found = (1..=ROWS).filter(|number| text.contains(&format!("2026-{number:04}"))).count();
    let about = Command::new("pdfinfo").arg(pdf).output().ok()?;
    let about = String::from_utf8_lossy(&about.stdout).into_owned();
    let pages = about.lines().find_map(|line| line.strip_prefix("Pages:"))?.trim().parse().ok()?;
    Some((pages, found))
}

fn whole(name: &str, pdf: &Path) -> usize {
    let (pages, found) = read_back(pdf).expect("poppler-utils are needed to compare the papers");
    assert_eq!(found, ROWS, "{name} left rows out");
    pages
}

pub fn run() -> Vec<Line> {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let ledger = ledgers::ledger(ROWS);
    let press = Press::usual();
    // Fonts are read once in the life of the program.
    press.pdf(&ledgers::ledger(1)).unwrap_or_else(|fault| panic!("{fault:?}"));
    let mut ours = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let pdf = press.pdf(&ledger).unwrap_or_else(|fault| panic!("{fault:?}"));
        std::fs::write(at("ours.pdf"), pdf).unwrap();
        ours.push(start.elapsed().as_secs_f64());
    }
    let pages = whole("ours", &at("ours.pdf"));
    let mine = median(ours);
    let asked = json!({ "rows": ROWS, "folder": folder.path() });
    std::fs::write(at("asked.json"), asked.to_string()).unwrap();
    [("WeasyPrint", "weasyprint_ledger.py", ">= 8"), ("XeLaTeX", "xelatex_ledger.py", ">= 2.5")]
        .into_iter()
        .map(|(peer, script, floor)| {
            let answer = python(script, &[&at("asked.json").to_string_lossy()]);
            let seconds = answer.as_ref().and_then(|answer| answer["seconds"].as_f64());
            let theirs = answer.and_then(|answer| answer["pdf"].as_str().map(|pdf| whole(peer, Path::new(pdf))));
            let peer = theirs.map_or_else(|| peer.to_owned(), |pages| format!("{peer} ({pages} pages)"));
            Line {
                name: format!("B4 ledger of {ROWS} rows, {pages} pages"),
                ours: ms(mine),
                peer: told(&peer, seconds),
                ratio: seconds.map(|seconds| seconds / mine),
                floor,
            }
        })
        .collect()
}
