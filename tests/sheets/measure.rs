//! Measures the reader on simulated scans and prints one line a class.
//!
//! `measure make DIR` writes `sheets.pdf` and `sheets.json` of the test forms; `measure read DIR` reads every
//! `DIR/<class>/NNNN.*` that `pensim.py` drew and compares it with `DIR/truth.json`. `tests/sheets/measure.py` runs both.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::print_stdout, missing_docs)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Instant;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::PageStatus;
use zhudian_sheets::{Pictures, draw, geometry_of, read};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

#[path = "forms.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod forms;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let folder = PathBuf::from(&arguments[2]);
    match arguments[1].as_str() {
        "make" => make(&folder),
        "read" => measure(&folder, arguments.get(3).is_some_and(|word| word == "-v")),
        other => panic!("{other}: make DIR or read DIR"),
    }
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
    unread: Vec<String>,
    rows: usize,
    silent: Vec<String>,
    review: Vec<String>,
    wrong_codes: usize,
}

fn measure(folder: &Path, verbose: bool) {
    let geometry: Geometry = serde_json::from_slice(&std::fs::read(folder.join("sheets.json")).unwrap()).unwrap();
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let mut classes: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    classes.sort();
    println!("class  pages unread wrong-code   rows silent review   share   CPU ms/page  decoding alone");
    for class in classes {
        let mut files: Vec<_> = std::fs::read_dir(&class).unwrap().map(|entry| entry.unwrap().path()).collect();
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
        let name = class.file_name().unwrap().to_string_lossy().into_owned();
        println!(
            "{name:6} {:5} {:6} {:10} {:6} {:6} {:6} {:6.2}% {:8.1} {:8.1}",
            tally.pages,
            tally.unread.len(),
            tally.wrong_codes,
            tally.rows,
            tally.silent.len(),
            tally.review.len(),
            100.0 * tally.review.len() as f64 / tally.rows.max(1) as f64,
            1000.0 * spent / tally.pages.max(1) as f64,
            1000.0 * decoding / tally.pages.max(1) as f64
        );
        let sampled = tally.review.iter().step_by(tally.review.len() / 8 + 1).filter(|_| verbose);
        for line in tally.unread.iter().take(6).chain(&tally.silent).chain(sampled) {
            println!("    {line}");
        }
    }
}

fn compare(
    tally: &mut Tally,
    file: &Path,
    verdict: &zhudian_paper::verdict::PageVerdict,
    truth: &Value,
    geometry: &Geometry,
) {
    let key = file.file_stem().unwrap().to_string_lossy().into_owned();
    let page = &truth[&key];
    tally.pages += 1;
    let wanted =
        geometry.pages.iter().find(|geometry| u64::from(geometry.page) == page["page"].as_u64().unwrap()).unwrap();
    if let Some(code) = &verdict.code {
        tally.wrong_codes += usize::from(code.batch != wanted.batch || code.page != wanted.sheet_page);
    }
    if verdict.status != PageStatus::Read {
        tally.unread.push(format!("{} {:?} {:?}", file.display(), verdict.status, verdict.reason));
    }
    if verdict.rows.is_empty() {
        return;
    }
    for (row, said) in page["rows"].as_object().unwrap() {
        let found = verdict.rows.iter().find(|found| found.row == *row).unwrap();
        let marked: Vec<_> =
            said["marked"].as_array().unwrap().iter().map(|mark| mark.as_str().unwrap().to_owned()).collect();
        tally.rows += 1;
        let ink: Vec<_> =
            found.ink.iter().map(|ink| format!("{:.3}/{:.1}/{:.2}", ink.ink, ink.outside_mm2, ink.frame)).collect();
        let line = || {
            format!(
                "{} {row} {} truth {marked:?} scrapped {} read {:?} {:?} {}",
                file.display(),
                said["style"],
                said["scrapped"],
                found.marked,
                found.doubt,
                ink.join(" ")
            )
        };
        if found.doubtful {
            tally.review.push(line());
        } else if found.marked != marked || !said["scrapped"].as_array().unwrap().is_empty() {
            tally.silent.push(line());
        }
    }
}

/// CPU seconds of this process so far, where the system tells.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
