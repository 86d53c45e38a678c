//! The readers outside the program. A missing one fails the test: a skipped check proves nothing.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use zhudian_documents::Press;

/// One press for all tests: its fonts are read once.
pub static PRESS: LazyLock<Press> = LazyLock::new(Press::usual);

pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A file in a folder of its own, removed with it.
pub struct File {
    pub folder: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn file(name: &str, bytes: &[u8]) -> File {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    File { folder, path }
}

pub fn words(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// The text of a PDF as poppler reads it, in paper order.
pub fn text(pdf: &[u8]) -> String {
    let file = file("paper.pdf", pdf);
    run("pdftotext", &["-layout", words(&file.path), "-"])
}

/// Turns an office file into another kind with LibreOffice, in a profile of its own so that tests may run side by side.
pub fn convert(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let file = file(&format!("file.{from}"), bytes);
    let profile = file.folder.path().join("profile");
    let profile = format!("-env:UserInstallation=file://{}", words(&profile));
    let folder = words(file.folder.path());
    run("soffice", &[&profile, "--headless", "--convert-to", to, "--outdir", folder, words(&file.path)]);
    let extension = to.split(':').next().unwrap();
    std::fs::read(file.folder.path().join(format!("file.{extension}"))).unwrap()
}
