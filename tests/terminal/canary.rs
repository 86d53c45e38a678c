//! The canary: after a whole journey nothing a resident said or is called by lies in the open, wherever the program may write.

use crate::support::Trial;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Words that stand nowhere else.
const WORDS: [&str; 4] = ["金丝雀巷十七号的水沟又堵了", "欧阳金丝雀", "13766554433", "窗台上的金丝雀不见了"];

/// Every file under a folder that holds one of the words, as UTF-8 or as UTF-16.
fn open_words(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            open_words(&path, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        for word in WORDS {
            let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for needle in [word.as_bytes(), wide.as_slice()] {
                if bytes.windows(needle.len()).any(|part| part == needle) {
                    found.push(format!("{word} lies in {}", path.display()));
                }
            }
        }
    }
}

/// The trial with a home and a temporary folder of its own.
struct Nest {
    trial: Trial,
    home: PathBuf,
}

impl Nest {
    fn ask(&self, arguments: &[&str]) -> Value {
        let output = self
            .trial
            .command(arguments)
            .env("HOME", &self.home)
            .env("TMPDIR", self.home.join("tmp"))
            .env("XDG_STATE_HOME", self.home.join("state"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_RUNTIME_DIR", self.home.join("run"))
            .output()
            .unwrap();
        // What a batch would keep as its log.
        let mut log = std::fs::OpenOptions::new().create(true).append(true).open(self.home.join("log")).unwrap();
        log.write_all(&output.stderr).unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or(Value::Null)
    }

    fn call(&self, name: &str, payload: Value) -> Value {
        self.ask(&["call", name, &payload.to_string()])
    }
}

#[test]
fn nothing_a_resident_said_lies_in_the_open() {
    let trial = Trial::founded();
    let home = trial.folder.path().join("home");
    for folder in ["tmp", "state", "cache", "run"] {
        std::fs::create_dir_all(home.join(folder)).unwrap();
    }
    let nest = Nest { trial, home };
    let area = nest.call("areas.list", json!({}))[0]["id"].clone();
    let visit = json!({"day": "2026-03-03", "area_id": area, "kind": "reception", "received": 3, "situation": WORDS[3],
        "opinions": [{"topic": "environment", "content": WORDS[0], "giver": WORDS[1], "giver_phone": WORDS[2]}]});
    assert!(nest.call("visits.save", visit)["id"].is_string());
    nest.call("drafts.keep", json!({"id": "a", "feature": "visits", "payload": {"situation": WORDS[3]}}));
    let found = nest.call("search.find", json!({"text": "金丝雀"}));
    let list = nest.call("opinions.list", json!({}));
    let opinion = list["lines"][0]["id"].clone();
    assert_eq!(nest.call("opinions.open", json!({"id": opinion}))["giver"], WORDS[1], "{found}");
    // A workbook brought in from the stick of another office: the stick is not ours, what is kept of it is.
    let outside = tempfile::tempdir().unwrap();
    let table = outside.path().join("台账.csv");
    std::fs::write(
        &table,
        format!("日期,村居,形式,接待人次,意见内容,提出人\n2026-03-09,沙涌,接待群众,2,{},{}\n", WORDS[0], WORDS[1]),
    )
    .unwrap();
    assert_eq!(nest.ask(&["import", "visits", table.to_str().unwrap()])["created"], 1);
    nest.ask(&["import", "visits", table.to_str().unwrap(), "--dry-run"]);
    assert!(nest.ask(&["undo"])["undone"].is_number());
    nest.ask(&["duties", "--as-of", "2026-04-01"]);
    let out = outside.path().join("out");
    std::fs::create_dir(&out).unwrap();
    nest.ask(&["report", "month", "--from", "2026-03-01", "--to", "2026-03-31", "--out", out.to_str().unwrap()]);
    assert!(std::fs::read_dir(&out).unwrap().count() > 0, "the report was written");
    // A refusal with the words in its payload is told without them.
    nest.call("visits.save", json!({"day": "2026-13-01", "area_id": area, "kind": "reception", "situation": WORDS[3]}));
    nest.call("no.such", json!({"situation": WORDS[3]}));
    nest.ask(&["backup"]);
    assert_eq!(nest.ask(&["check"])["sound"], true);
    let mut found = Vec::new();
    open_words(nest.trial.folder.path(), &mut found);
    assert!(found.is_empty(), "{found:#?}");
    // The look itself finds what lies in the open.
    std::fs::write(nest.home.join("tmp").join("x"), WORDS[1]).unwrap();
    open_words(nest.trial.folder.path(), &mut found);
    assert_eq!(found.len(), 1);
}
