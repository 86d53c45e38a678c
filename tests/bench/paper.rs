//! The paper part: our reader of sheets beside Auto Multiple Choice. `paper.py` says what is done and prints its own table.

use std::process::Command;

/// Runs the paper part with the words after `--paper`, for example `--paper --sheets 200 --seed 9`.
pub fn run() {
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("paper.py");
    let python = std::env::var("ZHUDIAN_BENCH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let words = std::env::args().skip_while(|word| word != "--paper").skip(1);
    match Command::new(python).arg(script).args(words).status() {
        Ok(status) if status.success() => {}
        Ok(status) => println!("paper: {status}"),
        Err(error) => println!("paper: missing, Python does not start: {error}"),
    }
}
