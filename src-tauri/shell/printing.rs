//! Finished papers and the system's viewer. Printing is the viewer's work: web views disagree about paper, the PDF
//! does not.

use crate::Shell;
use crate::office::{Refusal, refuse};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

/// Opens the paper behind a token in the system's viewer. The viewer gets a copy in the private folder, so that
/// nothing readable is left where temporary files of all programs lie.
///
/// False when the system has nothing that opens it.
///
/// # Errors
/// `file.*` and `disk.*` when it cannot be copied.
pub fn open(app: &AppHandle, token: &str) -> Result<bool, Refusal> {
    let shell = app.state::<Shell>();
    let paper = shell.desk.files().path(token)?;
    let copy = copy_for_viewer(&paper, &shell.paths.viewer)?;
    Ok(tauri_plugin_opener::open_path(&copy, None::<&str>).is_ok())
}

fn copy_for_viewer(paper: &Path, folder: &Path) -> Result<PathBuf, Refusal> {
    if paper.starts_with(folder) {
        return Ok(paper.to_owned());
    }
    let name = paper.file_name().ok_or_else(|| refuse("file.missing"))?;
    std::fs::create_dir_all(folder)?;
    let copy = folder.join(name);
    std::fs::copy(paper, &copy)?;
    Ok(copy)
}
