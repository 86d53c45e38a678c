//! A few sheets of each class of the neutral simulator; `measure.py` runs the large numbers.

use crate::forms::{batch, delegate_form, fonts, root, team_form};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use zhudian_paper::geometry::Geometry;
use zhudian_sheets::{draw, geometry_of, read_paths};

const PACKAGES: [&str; 3] = ["numpy", "opencv-python-headless", "augraphy==8.2.6"];

pub fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Python with the simulator's packages, set up in the user's cache folder the first time: a machine without them fails
/// here rather than passing untested.
pub static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache"));
    let folder = cache.join("zhudian/pensim-venv");
    let python = folder.join("bin/python");
    let works = Command::new(&python)
        .args(["-c", "import cv2, numpy, augraphy"])
        .output()
        .is_ok_and(|output| output.status.success());
    if !works {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES));
    }
    python
});

struct Counted {
    pages: usize,
    read: usize,
    rows: usize,
    silent: Vec<String>,
    doubtful: usize,
}

/// Simulates `sheets` sheets of a class, reads them, and compares with the truth.
fn counted(class: &str, sheets: usize, styles: &str) -> Counted {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let batches = [batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 16), 0x0bad_cafe, 1)];
    let geometry: Geometry = geometry_of(&batches).unwrap();
    std::fs::write(path("sheets.pdf"), draw(&batches, fonts()).unwrap()).unwrap();
    std::fs::write(path("sheets.json"), serde_json::to_vec(&geometry).unwrap()).unwrap();
    run(Command::new(&*PYTHON)
        .arg(root().join("tests/sheets/pensim.py"))
        .args(["--sheets", &sheets.to_string(), "--seed", "4", "--classes", class, "--styles", styles])
        .arg("--pdf")
        .arg(path("sheets.pdf"))
        .arg("--geometry")
        .arg(path("sheets.json"))
        .arg("--out")
        .arg(folder.path()));
    let truth: Value = serde_json::from_slice(&std::fs::read(path("truth.json")).unwrap()).unwrap();
    let told = read_paths(&[path(class)], std::slice::from_ref(&geometry)).unwrap();
    let mut counted = Counted { pages: 0, read: 0, rows: 0, silent: Vec::new(), doubtful: 0 };
    for (key, page) in told.as_object().unwrap() {
        let wanted = &geometry.pages[truth[key]["page"].as_u64().unwrap() as usize - 1];
        counted.pages += 1;
        counted.read += usize::from(page["status"] == "read");
        assert!(page["batch"].is_null() || page["batch"] == wanted.batch.as_str(), "{class} {key}: wrong code");
        for (row, said) in page["rows"].as_object().unwrap() {
            counted.rows += 1;
            let truth = &truth[key]["rows"][row];
            if said["doubtful"] == true {
                counted.doubtful += 1;
            } else if said["marked"] != truth["marked"] || truth["scrapped"] != serde_json::json!([]) {
                counted.silent.push(format!("{key} {row}: {said} instead of {truth}"));
            }
        }
    }
    assert_eq!(counted.pages, sheets);
    counted
}

#[test]
fn scanned_and_photographed_sheets_are_read_without_silent_errors() {
    for class in ["d1", "d2", "d3", "d5", "d6", "d7"] {
        let counted = counted(class, 6, "nasty");
        assert_eq!(counted.silent, Vec::<String>::new(), "{class}");
        assert_eq!(counted.read, counted.pages, "{class}");
        assert!(
            counted.doubtful * 100 <= counted.rows * 12,
            "{class}: {} of {} rows to review",
            counted.doubtful,
            counted.rows
        );
    }
}

#[test]
fn plain_ticks_need_hardly_any_review() {
    for class in ["d1", "d3"] {
        let counted = counted(class, 6, "plain");
        assert_eq!(counted.silent, Vec::<String>::new(), "{class}");
        assert!(counted.doubtful <= 1, "{class}: {} of {} rows to review", counted.doubtful, counted.rows);
    }
}

#[test]
fn dirty_folded_and_shadowed_sheets_are_doubted_rather_than_guessed() {
    for class in ["a1", "a3"] {
        let counted = counted(class, 3, "nasty");
        assert_eq!(counted.silent, Vec::<String>::new(), "{class}");
    }
}
