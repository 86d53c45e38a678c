//! Reading files and folders for the terminal, with an answer in JSON.

use super::page::Pictures;
use super::{mark_doubles, read};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict};

/// Endings of files that may hold scans; in a folder, others are passed over. What phones write is named although it cannot
/// be read: it must be told, not left out.
const ENDINGS: [&str; 14] =
    ["pdf", "tif", "tiff", "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "dib", "webp", "heic", "heif", "avif"];
/// Both cores of an office PC.
const THREADS: usize = 2;

/// Folders within folders that are looked into: a machine makes one a day, an office one a village.
const DEEP: usize = 6;

/// The files to read, in the order of their names: a file as it is, and all scans in a folder and the folders within.
///
/// # Errors
/// When a folder cannot be listed.
pub fn files_of(paths: &[PathBuf]) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            list(path, 0, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn list(folder: &Path, deep: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut within =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    // What systems keep beside pictures begins with a dot.
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    within.retain(|path| !is_hidden(path));
    within.sort();
    for path in within {
        if path.is_dir() {
            // A link may lead back to where it stands.
            if deep < DEEP && !path.is_symlink() {
                list(&path, deep + 1, files)?;
            }
        } else if ending(&path).is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            files.push(path);
        }
    }
    Ok(())
}

fn ending(file: &Path) -> Option<String> {
    file.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// Reads files and folders and answers page by page, by file stem, or `stem#page` for files of several pages:
/// `{"status", "reason", "batch", "page", "turn", "rows": {row: {"marked": [option], "doubtful", "why", "ink": {option: share}}}}`.
/// Two files with the same stem keep their full names. Pages read twice are told as `duplicate`.
///
/// # Errors
/// When a folder cannot be listed or no threads can be made; a file that cannot be opened is a rejected page.
pub fn read_paths(paths: &[PathBuf], geometries: &[Geometry]) -> std::io::Result<Value> {
    let files = files_of(paths)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().map_err(std::io::Error::other)?;
    let read_file = |file: &PathBuf| match std::fs::read(file) {
        Ok(bytes) => read(&bytes, geometries, Pictures::default()),
        Err(_) => vec![PageVerdict::without_rows(1, PageStatus::Rejected, PageReason::NoPicture)],
    };
    let read: Vec<Vec<PageVerdict>> = pool.install(|| files.par_iter().map(read_file).collect());
    let mut names = Vec::new();
    let mut verdicts = Vec::new();
    for (name, pages) in names_of(&files).into_iter().zip(read) {
        let many = pages.len() > 1;
        for verdict in pages {
            names.push(if many { format!("{name}#{}", verdict.page) } else { name.clone() });
            verdicts.push(verdict);
        }
    }
    mark_doubles(&mut verdicts);
    let entries = names.into_iter().zip(&verdicts).map(|(name, verdict)| (name, told(verdict)));
    Ok(Value::Object(entries.collect::<Map<_, _>>()))
}

/// For each file its stem, or its name with the ending, or its whole path, whichever no other file shares.
fn names_of(files: &[PathBuf]) -> Vec<String> {
    let stem = |file: &Path| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let whole = |file: &Path| file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for file in files {
        let (stem, whole) = (stem(file), whole(file));
        let with_ending = whole != stem;
        *seen.entry(stem).or_default() += 1;
        if with_ending {
            *seen.entry(whole).or_default() += 1;
        }
    }
    let once = |name: &String| seen.get(name) == Some(&1);
    let name = |file: &PathBuf| {
        let candidates = [stem(file), whole(file)];
        candidates.into_iter().find(once).unwrap_or_else(|| file.to_string_lossy().into_owned())
    };
    files.iter().map(name).collect()
}

fn told(verdict: &PageVerdict) -> Value {
    let rows: Map<String, Value> = verdict
        .rows
        .iter()
        .map(|row| {
            let ink: Map<String, Value> = row.ink.iter().map(|ink| (ink.option.clone(), json!(ink.ink))).collect();
            let row_told = json!({ "marked": row.marked, "doubtful": row.doubtful, "why": row.doubt, "ink": ink });
            (row.row.clone(), row_told)
        })
        .collect();
    json!({
        "status": verdict.status,
        "reason": verdict.reason,
        "batch": verdict.code.as_ref().map(|code| code.batch.as_str()),
        "page": verdict.code.as_ref().map(|code| code.page),
        "turn": verdict.turn,
        "rows": rows,
    })
}
