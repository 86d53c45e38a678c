//! What a person chooses in the system's dialogs. Paths stay here: the page gets tokens.

use crate::Shell;
use crate::office::{Refusal, refuse};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use zhudian_core::ground::words;

/// What the page wants chosen.
#[derive(Debug, Deserialize)]
pub struct Wish {
    how: How,
    #[serde(default)]
    kind: Kind,
    /// The file name offered for saving.
    #[serde(default)]
    suggested: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum How {
    File,
    Files,
    Folder,
    Save,
}

/// Kinds of files by what they are to a clerk.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Sheet,
    Backup,
    Area,
    Picture,
    Pdf,
    Attachment,
    #[default]
    Any,
}

impl Kind {
    /// The term that names the kind, and its endings; none for any file.
    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Sheet => ("shell.kind.sheet", &["xlsx", "xlsm", "xls", "et", "csv"]),
            Self::Backup => ("shell.kind.backup", &["zdbk"]),
            Self::Area => ("shell.kind.area", &["xlsx", "xls", "et", "csv"]),
            Self::Picture => ("shell.kind.picture", &["jpg", "jpeg", "png", "tif", "tiff", "bmp", "pdf"]),
            Self::Pdf => ("shell.kind.pdf", &["pdf"]),
            Self::Attachment => {
                ("shell.kind.attachment", &["jpg", "jpeg", "png", "pdf", "tif", "tiff", "bmp", "docx", "xlsx", "ofd"])
            }
            Self::Any => ("shell.kind.any", &[]),
        }
    }
}

/// Shows the dialog and answers `[{token, name, bytes}]`, empty when nothing was chosen.
pub async fn choose(app: &AppHandle, wish: Wish) -> Value {
    let chosen = match choice_of_a_test() {
        Some(chosen) => chosen,
        None => ask(app, &wish).await,
    };
    let desk = &app.state::<Shell>().desk;
    let files = chosen
        .into_iter()
        .map(|path| if wish.how == How::Save { with_extension(path, wish.kind.filter().1) } else { path })
        .map(|path| {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
            json!({ "token": desk.files().offer(path), "name": name, "bytes": bytes })
        })
        .collect();
    Value::Array(files)
}

async fn ask(app: &AppHandle, wish: &Wish) -> Vec<PathBuf> {
    let title = match wish.how {
        How::File => "shell.choose.file",
        How::Files => "shell.choose.files",
        How::Folder => "shell.choose.folder",
        How::Save => "shell.choose.save",
    };
    let mut dialog = rfd::AsyncFileDialog::new().set_title(words::term(title));
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        dialog = dialog.set_parent(&window);
    }
    let (kind, endings) = wish.kind.filter();
    if !endings.is_empty() && wish.how != How::Folder {
        dialog = dialog.add_filter(words::term(kind), endings).add_filter(words::term("shell.kind.any"), &["*"]);
    }
    let path = |file: rfd::FileHandle| file.path().to_owned();
    match wish.how {
        How::File => dialog.pick_file().await.into_iter().map(path).collect(),
        How::Files => dialog.pick_files().await.unwrap_or_default().into_iter().map(path).collect(),
        How::Folder => dialog.pick_folder().await.into_iter().map(path).collect(),
        How::Save => dialog.set_file_name(&wish.suggested).save_file().await.into_iter().map(path).collect(),
    }
}

/// Linux save dialogs give no extension (<https://github.com/tauri-apps/plugins-workspace/issues/1106>): the first
/// one of the filter is appended, never put in place of something typed.
fn with_extension(path: PathBuf, endings: &[&str]) -> PathBuf {
    let has = path.extension().is_some_and(|given| endings.iter().any(|one| given.eq_ignore_ascii_case(one)));
    match endings.first() {
        Some(first) if !has => {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(first);
            PathBuf::from(name)
        }
        _ => path,
    }
}

/// A test cannot click in a dialog of the system. In debug builds only, `ZHUDIAN_TEST_CHOICE` names a text file whose
/// lines are what was chosen; the test rewrites it before each choice.
fn choice_of_a_test() -> Option<Vec<PathBuf>> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let list = std::env::var_os("ZHUDIAN_TEST_CHOICE")?;
    let lines = std::fs::read_to_string(Path::new(&list)).unwrap_or_default();
    Some(lines.lines().filter(|line| !line.is_empty()).map(PathBuf::from).collect())
}

/// Reads a wish.
///
/// # Errors
/// When the page asked in a shape nobody knows.
pub fn wish(payload: Value) -> Result<Wish, Refusal> {
    serde_json::from_value(payload).map_err(|error| refuse("fault").because(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_gets_its_extension_and_keeps_the_typed_name() {
        assert_eq!(with_extension(PathBuf::from("/a/2026.9"), &["xlsx"]), PathBuf::from("/a/2026.9.xlsx"));
        assert_eq!(with_extension(PathBuf::from("/a/b.XLSX"), &["xlsx"]), PathBuf::from("/a/b.XLSX"));
        assert_eq!(with_extension(PathBuf::from("/a/b"), &[]), PathBuf::from("/a/b"));
    }

    #[test]
    fn every_kind_of_file_has_its_word() {
        for kind in [Kind::Sheet, Kind::Backup, Kind::Area, Kind::Picture, Kind::Pdf, Kind::Attachment, Kind::Any] {
            assert_ne!(words::term(kind.filter().0), "", "{kind:?}");
        }
    }
}
