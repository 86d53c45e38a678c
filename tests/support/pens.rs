//! Sheets filled in by the neutral pen simulator and aged by its scanners, which share no code with the reader.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

const PACKAGES: [&str; 2] = ["numpy", "opencv-python-headless"];

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Python with the simulator's packages, set up in the user's cache folder the first time: a machine without them fails
/// here rather than passing untested.
static PYTHON: LazyLock<PathBuf> = LazyLock::new(|| {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(std::env::var_os("HOME").unwrap()).join(".cache"));
    let folder = cache.join("zhudian/pensim-venv");
    let python = folder.join("bin/python");
    let works =
        Command::new(&python).args(["-c", "import cv2, numpy"]).output().is_ok_and(|output| output.status.success());
    if !works {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES));
    }
    python
});

/// Fills in so many sheets of a printed file, page by page in turn, and scans them by one class into `out/<class>/0001.jpg` …
/// Answers the truth: `{"0001": {"page": 1, "rows": {"q1": {"marked": […], "scrapped": []}}}}`.
pub fn filled_in(
    sheets: &Path,
    geometry: &Path,
    out: &Path,
    (count, seed): (usize, u32),
    class: &str,
    styles: &str,
) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    run(Command::new(&*PYTHON)
        .arg(root.join("tests/sheets/pensim.py"))
        .args(["--sheets", &count.to_string(), "--seed", &seed.to_string(), "--classes", class, "--styles", styles])
        .arg("--pdf")
        .arg(sheets)
        .arg("--geometry")
        .arg(geometry)
        .arg("--out")
        .arg(out));
    serde_json::from_slice(&std::fs::read(out.join("truth.json")).unwrap()).unwrap()
}
