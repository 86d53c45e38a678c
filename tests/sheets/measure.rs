//! Measures the reader on simulated scans and prints one line a class.
//!
//! `measure make DIR` writes `sheets.pdf` and `sheets.json` of the test forms; `measure read DIR [-v] [--to FILE.json]`
//! reads every `DIR/<class>/NNNN.*` that `pensim.py` drew and compares it with `DIR/truth.json`; `measure stack DIR` reads
//! all files of a folder on both cores as the terminal does; `measure tell DIR/<class> --to FILE.json` keeps what it reads there, so
//! that two readers can be compared row by row; `measure one FILE` tells all about one page; `measure print FILE.pdf` prints 1,000 sheets of 100 batches.
//! `tests/sheets/measure.py` and `tests/bench/paper.py` run them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, missing_docs)]

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Instant;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict, RowVerdict};
use zhudian_sheets::{Pictures, draw, geometry_of, read, read_paths};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

#[path = "forms.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod forms;

/// Styles of which nobody can tell what was meant: a silent answer is wrong whatever it says.
const UNTOLD: [&str; 3] = ["span", "stamp", "thumb"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = PathBuf::from(&arguments[2]);
    let to = arguments.iter().position(|word| word == "--to").map(|at| PathBuf::from(&arguments[at + 1]));
    match arguments[1].as_str() {
        "make" => make(&folder),
        "read" => measure(&folder, arguments.iter().any(|word| word == "-v"), to.as_deref()),
        "stack" => stack(&folder),
        "tell" => tell(&folder, to.as_deref().unwrap()),
        "one" => one(&folder),
        "print" => print(&folder),
        other => panic!("{other}: make DIR, read DIR, stack DIR or print FILE"),
    }
}

/// One page of `DIR/<class>/NNNN.*`, row by row, with its picture and its strips beside it.
fn one(file: &Path) {
    let class = file.parent().unwrap();
    let geometry: Geometry =
        serde_json::from_slice(&std::fs::read(class.parent().unwrap().join("sheets.json")).unwrap()).unwrap();
    let pictures = Pictures { page: true, all_rows: true, ..Pictures::default() };
    for verdict in read(&std::fs::read(file).unwrap(), std::slice::from_ref(&geometry), pictures) {
        println!("{:?} {:?}", verdict.status, verdict.reason);
        std::fs::write(file.with_extension("page.png"), &verdict.picture).unwrap();
        for row in &verdict.rows {
            println!("{} {:?} {:?} {:?}", row.row, row.marked, row.doubt, row.ink);
            std::fs::write(file.with_extension(format!("{}.png", row.row)), &row.strip).unwrap();
        }
    }
}

/// A whole folder on both cores: wall time, CPU, and the most memory held.
fn stack(folder: &Path) {
    let geometry: Geometry =
        serde_json::from_slice(&std::fs::read(folder.parent().unwrap().join("sheets.json")).unwrap()).unwrap();
    let started = Instant::now();
    let told = read_paths(&[folder.to_path_buf()], std::slice::from_ref(&geometry)).unwrap();
    let pages = told.as_object().unwrap().len();
    println!("{}", json!({ "pages": pages, "seconds": started.elapsed().as_secs_f64(), "peak_mib": peak_mib() }));
}

/// What is read from a whole folder, row by row.
fn tell(folder: &Path, to: &Path) {
    let geometry: Geometry =
        serde_json::from_slice(&std::fs::read(folder.parent().unwrap().join("sheets.json")).unwrap()).unwrap();
    let told = read_paths(&[folder.to_path_buf()], std::slice::from_ref(&geometry)).unwrap();
    std::fs::write(to, serde_json::to_vec(&told).unwrap()).unwrap();
}

/// 1,000 sheets over 100 batches into one PDF.
fn print(file: &Path) {
    let fonts = forms::fonts();
    let batches: Vec<_> = (0..100)
        .map(|at| forms::batch(forms::team_form(&format!("河村村{at}"), 12), 0x0100_0000 + at * 7919, 10))
        .collect();
    let (started, before) = (Instant::now(), cpu());
    let pdf = draw(&batches, fonts).unwrap();
    let (seconds, spent) = (started.elapsed().as_secs_f64(), cpu() - before);
    std::fs::write(file, &pdf).unwrap();
    println!(
        "{}",
        json!({ "sheets": 1000, "batches": 100, "bytes": pdf.len(), "seconds": seconds, "cpu": spent, "peak_mib": peak_mib() })
    );
}

fn make(folder: &Path) {
    let batches = [
        forms::batch(forms::delegate_form("河村村"), 0x1234_5678, 1),
        forms::batch(forms::team_form("河村村", 16), 0x0bad_cafe, 1),
    ];
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("sheets.pdf"), draw(&batches, forms::fonts()).unwrap()).unwrap();
    std::fs::write(folder.join("sheets.json"), serde_json::to_vec(&geometry_of(&batches).unwrap()).unwrap()).unwrap();
}

#[derive(Default)]
struct Tally {
    pages: usize,
    /// Pages from which nothing was read.
    rejected: Vec<String>,
    /// Pages read that a person must look at for marks that may tell the voter.
    telling: Vec<String>,
    rows: usize,
    silent: Vec<String>,
    review: Vec<String>,
    wrong_codes: usize,
}

fn measure(folder: &Path, verbose: bool, to: Option<&Path>) {
    let geometry: Geometry = serde_json::from_slice(&std::fs::read(folder.join("sheets.json")).unwrap()).unwrap();
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let mut classes: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    classes.sort();
    let mut told = serde_json::Map::new();
    println!("class   pages rejected telling wrong-code   rows silent review   share  CPU ms/page  decoding alone");
    for class in classes {
        let name = class.file_name().unwrap().to_string_lossy().into_owned();
        let mut files: Vec<_> = std::fs::read_dir(&class).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| truth.get(&*file.file_stem().unwrap().to_string_lossy()).is_some());
        files.sort();
        let mut tally = Tally::default();
        let (mut spent, mut decoding) = (0.0, 0.0);
        for file in &files {
            let bytes = std::fs::read(file).unwrap();
            let (before, started) = (cpu(), Instant::now());
            let verdicts = read(&bytes, std::slice::from_ref(&geometry), Pictures::default());
            spent += if cpu() > 0.0 { cpu() - before } else { started.elapsed().as_secs_f64() };
            let before = cpu();
            let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
            std::hint::black_box(JpegDecoder::new_with_options(ZCursor::new(&bytes), options).decode().ok());
            decoding += cpu() - before;
            compare(&mut tally, file, &verdicts[0], &truth, &geometry);
        }
        let a_page = |seconds: f64| 1000.0 * seconds / tally.pages.max(1) as f64;
        println!(
            "{name:7} {:5} {:8} {:7} {:10} {:6} {:6} {:6} {:6.2}% {:12.1} {:15.1}",
            tally.pages,
            tally.rejected.len(),
            tally.telling.len(),
            tally.wrong_codes,
            tally.rows,
            tally.silent.len(),
            tally.review.len(),
            100.0 * tally.review.len() as f64 / tally.rows.max(1) as f64,
            a_page(spent),
            a_page(decoding)
        );
        let figures = json!({
            "pages": tally.pages, "rejected": tally.rejected.len(), "telling": tally.telling.len(), "wrong_codes": tally.wrong_codes,
            "rows": tally.rows, "silent": tally.silent.len(), "review": tally.review.len(),
            "cpu": spent, "decoding": decoding, "peak_mib": peak_mib(),
        });
        told.insert(name, figures);
        let sampled = tally.review.iter().step_by(tally.review.len() / 60 + 1).filter(|_| verbose);
        let shown = if verbose { 40 } else { 6 };
        let pages = tally.rejected.iter().take(shown).chain(tally.telling.iter().take(shown));
        for line in pages.chain(&tally.silent).chain(sampled) {
            println!("    {line}");
        }
    }
    if let Some(to) = to {
        std::fs::write(to, serde_json::to_vec(&told).unwrap()).unwrap();
    }
}

fn compare(tally: &mut Tally, file: &Path, verdict: &PageVerdict, truth: &Value, geometry: &Geometry) {
    let key = file.file_stem().unwrap().to_string_lossy().into_owned();
    let page = &truth[&key];
    tally.pages += 1;
    let wanted =
        geometry.pages.iter().find(|geometry| u64::from(geometry.page) == page["page"].as_u64().unwrap()).unwrap();
    if let Some(code) = &verdict.code {
        tally.wrong_codes += usize::from(code.batch != wanted.batch || code.page != wanted.sheet_page);
    }
    let line = || format!("{} {:?} {:?}", file.display(), verdict.status, verdict.reason);
    if verdict.reason == Some(PageReason::IdentifyingMarks) {
        tally.telling.push(line());
    } else if verdict.status != PageStatus::Read {
        tally.rejected.push(line());
    }
    if verdict.rows.is_empty() {
        return;
    }
    for (row, said) in page["rows"].as_object().unwrap() {
        let found = verdict.rows.iter().find(|found| found.row == *row).unwrap();
        tally.rows += 1;
        let line = || line_of(file, row, said, found);
        if found.doubtful {
            tally.review.push(line());
        } else if wrong(said, found) {
            tally.silent.push(line());
        }
    }
}

/// Whether a row that nobody will look at says anything but what was marked.
fn wrong(said: &Value, found: &RowVerdict) -> bool {
    let untold = UNTOLD.contains(&said["style"].as_str().unwrap_or_default());
    // A seal may stand beside its box: then the box is blank and the page is one to look at.
    let seal = said["style"] == "seal" && found.marked.is_empty();
    untold || !seal && json!(found.marked) != said["marked"] || said["scrapped"] != json!([])
}

fn line_of(file: &Path, row: &str, said: &Value, found: &RowVerdict) -> String {
    let ink: Vec<_> =
        found.ink.iter().map(|ink| format!("{:.3}/{:.1}/{:.2}", ink.ink, ink.outside_mm2, ink.frame)).collect();
    format!(
        "{} {row} {} truth {} scrapped {} read {:?} {:?} {}",
        file.display(),
        said["style"],
        said["marked"],
        said["scrapped"],
        found.marked,
        found.doubt,
        ink.join(" ")
    )
}

/// The most memory this process ever held, where the system tells.
fn peak_mib() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1024.0
}

/// CPU seconds of this process so far, where the system tells.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
