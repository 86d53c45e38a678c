//! What a person chooses in the system's dialogs. Paths stay here: the page gets tokens.

use crate::Shell;
use crate::office::{Refusal, refuse};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

/// What the page wants chosen.
#[derive(Debug, Deserialize)]
pub struct Wish {
    kind: Kind,
    #[serde(default)]
    title: String,
    #[serde(default)]
    filters: Vec<Filter>,
    /// Whether several files may be chosen at once (only for `open`).
    #[serde(default)]
    multiple: bool,
    /// The file name offered for saving.
    #[serde(default)]
    suggested: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Open,
    Folder,
    Save,
}

#[derive(Debug, Deserialize)]
struct Filter {
    name: String,
    extensions: Vec<String>,
}

/// Shows the dialog and answers `{files: [{token, name, bytes}]}`, empty when nothing was chosen.
///
/// # Errors
/// When a chosen file cannot be read.
pub async fn choose(app: &AppHandle, wish: Wish) -> Result<Value, Refusal> {
    let chosen = match choice_of_a_test() {
        Some(chosen) => chosen,
        None => ask(app, &wish).await,
    };
    let desk = &app.state::<Shell>().desk;
    let files: Vec<Value> = chosen
        .into_iter()
        .map(|path| if wish.kind == Kind::Save { with_extension(path, &wish.filters) } else { path })
        .map(|path| {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let bytes = std::fs::metadata(&path).map_or(0, |file| file.len());
            json!({ "token": desk.files().offer(path), "name": name, "bytes": bytes })
        })
        .collect();
    Ok(json!({ "files": files }))
}

async fn ask(app: &AppHandle, wish: &Wish) -> Vec<PathBuf> {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(&wish.title);
    if let Some(window) = app.get_webview_window(crate::window::LABEL) {
        dialog = dialog.set_parent(&window);
    }
    for filter in &wish.filters {
        dialog = dialog.add_filter(&filter.name, &filter.extensions);
    }
    let path = |file: rfd::FileHandle| file.path().to_owned();
    match wish.kind {
        Kind::Open if wish.multiple => dialog.pick_files().await.unwrap_or_default().into_iter().map(path).collect(),
        Kind::Open => dialog.pick_file().await.into_iter().map(path).collect(),
        Kind::Folder => dialog.pick_folder().await.into_iter().map(path).collect(),
        Kind::Save => dialog.set_file_name(&wish.suggested).save_file().await.into_iter().map(path).collect(),
    }
}

/// Linux save dialogs give no extension (<https://github.com/tauri-apps/plugins-workspace/issues/1106>): the first
/// one of the filter is appended, never put in place of something typed.
fn with_extension(path: PathBuf, filters: &[Filter]) -> PathBuf {
    let wanted: Vec<&String> = filters.iter().flat_map(|filter| &filter.extensions).collect();
    let has = path
        .extension()
        .is_some_and(|given| wanted.iter().any(|one| given.eq_ignore_ascii_case(one.as_str())));
    match wanted.first() {
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

    fn sheets() -> Vec<Filter> {
        vec![Filter { name: "Excel".into(), extensions: vec!["xlsx".into()] }]
    }

    #[test]
    fn a_saved_file_gets_its_extension_and_keeps_the_typed_name() {
        assert_eq!(with_extension(PathBuf::from("/a/2026.9"), &sheets()), PathBuf::from("/a/2026.9.xlsx"));
        assert_eq!(with_extension(PathBuf::from("/a/b.XLSX"), &sheets()), PathBuf::from("/a/b.XLSX"));
        assert_eq!(with_extension(PathBuf::from("/a/b"), &[]), PathBuf::from("/a/b"));
    }
}
