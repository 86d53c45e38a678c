//! The canary: what came in with the tables or was typed lies nowhere in the open once the window is closed.

use super::window::{Told, said};
use serde_json::Value;
use std::path::Path;

/// Where a program may write: the variable that names the place to it, and the folder inside the test's own.
pub const PLACES: [(&str, &str); 7] = [
    ("", "data"),
    ("", "new computer"),
    ("TMPDIR", "tmp"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_DATA_HOME", "share"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_CONFIG_HOME", "config"),
];

/// Refuses when a word of a resident or a telephone number of a delegate lies in any of these places.
pub fn nothing_open(folder: &Path) -> Told<()> {
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/lishui/expected-lishui.json");
    let known: Value = serde_json::from_str(&std::fs::read_to_string(fixture).map_err(said)?).map_err(said)?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut words: Vec<String> = vec![super::start::PASSPHRASE.to_owned()];
    words.extend(list(&known["delegates"]).iter().take(6).map(|one| text(&one["phone"])));
    let opinions = list(&known["visits"]).iter().flat_map(|visit| list(&visit["opinions"])).collect::<Vec<_>>();
    words.extend(opinions.iter().map(|one| text(&one["text"])).filter(|text| text.chars().count() > 7).take(12));
    words.retain(|word| !word.is_empty());
    let needles: Vec<Vec<u8>> = words
        .iter()
        .flat_map(|word| [word.as_bytes().to_vec(), word.encode_utf16().flat_map(u16::to_le_bytes).collect()])
        .collect();
    let mut found = Vec::new();
    for (_, place) in PLACES {
        look(&folder.join(place), &needles, &mut found);
    }
    if found.is_empty() { Ok(()) } else { Err(format!("plain words lie in {found:#?}")) }
}

fn look(folder: &Path, needles: &[Vec<u8>], found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            look(&path, needles, found);
        } else if let Ok(bytes) = std::fs::read(&path) {
            let first: Vec<u8> = needles.iter().filter_map(|needle| needle.first().copied()).collect();
            let holds = bytes.iter().enumerate().filter(|(_, byte)| first.contains(byte)).any(|(at, _)| {
                needles.iter().any(|needle| bytes.get(at..at + needle.len()) == Some(needle.as_slice()))
            });
            if holds {
                found.push(path.display().to_string());
            }
        }
    }
}
