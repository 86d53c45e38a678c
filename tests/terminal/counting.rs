//! The paper loop by command lines: printed, filled in, scanned, killed in between, counted, closed.

use crate::support::Trial;
use serde_json::{Value, json};
use std::path::PathBuf;
use zhudian_testkit::pens;

struct Evening {
    trial: Trial,
    round: Value,
    folder: PathBuf,
    truth: Value,
}

impl Evening {
    fn new(count: usize, class: &str) -> Self {
        let trial = Trial::founded();
        let call = |name: &str, payload: Value| trial.answer(&["call", name, &payload.to_string()]);
        let area = call("areas.list", json!({}))[0]["id"].clone();
        let person = call("delegates.save", json!({"name": "梁䶮海", "sex": "m", "post": "村党委委员"}))["id"].clone();
        let subjects = json!([{"person_id": person, "area_id": area}]);
        let round = call(
            "evaluations.save",
            json!({"year": 2026, "title": "2026年度评议", "state": "planned", "subjects": subjects}),
        )["id"]
            .clone();
        let folder = trial.folder.path().join("evening");
        std::fs::create_dir_all(&folder).unwrap();
        let path = |name: &str| folder.join(name).display().to_string();
        let id = round.as_str().unwrap();
        let (pdf, geometry) = (path("sheets.pdf"), path("sheets.json"));
        let printed = trial.answer(&["sheets", "print", "--round", id, "--out", &pdf, "--geometry", &geometry]);
        assert_eq!(printed["batches"].as_array().unwrap().len(), 1);
        let truth = pens::filled_in(pdf.as_ref(), geometry.as_ref(), &folder, (count, 5), class, "plain");
        Self { round, folder, truth, trial }
    }

    fn call(&self, name: &str, mut payload: Value) -> Value {
        payload["round"] = self.round.clone();
        self.trial.answer(&["call", name, &payload.to_string()])
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }
}

#[test]
fn scans_are_read_with_or_without_an_office() {
    let evening = Evening::new(6, "d1");
    let (out, scans) = (evening.path("read.json"), evening.path("d1"));
    let geometry = evening.path("sheets.json");
    // No office file is named, and none is looked for.
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_zhudian-cli"))
        .args(["sheets", "read", "--geometry", &geometry, &scans, "--out", &out])
        .env("ZHUDIAN_HOME", evening.folder.join("nowhere"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let (mut right, mut doubtful) = (0, 0);
    for (key, page) in evening.truth.as_object().unwrap() {
        assert_eq!(told[key]["status"], "read", "{key}: {}", told[key]);
        for (row, truth) in page["rows"].as_object().unwrap() {
            let said = &told[key]["rows"][row];
            assert_eq!(said["ink"].as_object().unwrap().len(), 5);
            if said["doubtful"] == true {
                doubtful += 1;
            } else {
                assert_eq!(said["marked"], truth["marked"], "{key} {row}");
                right += 1;
            }
        }
    }
    assert!(right + doubtful == 48 && doubtful <= 2, "{right} right, {doubtful} in doubt");
    let with_round = evening.path("round.json");
    let id = evening.round.as_str().unwrap();
    let counts = evening.trial.answer(&["sheets", "read", "--round", id, &scans, "--out", &with_round]);
    assert_eq!(counts, json!({"read": 6}));
    assert_eq!(std::fs::read(&with_round).unwrap(), std::fs::read(&out).unwrap());
    for words in [
        ["sheets", "read", "--geometry", &geometry, "/no/such", "--out", &out],
        ["sheets", "read", "--geometry", "/no/such", &scans, "--out", &out],
    ] {
        let refusal = evening.trial.refusal(&words);
        assert_eq!((&refusal["code"], &refusal["sentence"]), (&json!("file.not_there"), &json!("找不到“/no/such”。")));
    }
}

#[test]
fn a_run_killed_in_between_goes_on_and_an_evening_is_closed_by_command_lines() {
    let evening = Evening::new(40, "d1");
    let folder = format!("file:{}", evening.path("d1"));
    let wish = json!({"round": evening.round, "files": [folder]}).to_string();
    let mut run = evening
        .trial
        .command(&["call", "evaluations.scan", &wish])
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // Killed as soon as something was kept: the log of the store has grown.
    let rounds = evening.trial.folder.path().join("office.db.rounds");
    let grown = || {
        std::fs::read_dir(&rounds).into_iter().flatten().flatten().any(|entry| {
            entry.path().to_string_lossy().ends_with("-wal")
                && entry.metadata().is_ok_and(|about| about.len() > 300_000)
        })
    };
    for _ in 0..1200 {
        if grown() || run.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    // What is in the log may not be committed yet: a moment later it is.
    std::thread::sleep(std::time::Duration::from_millis(500));
    run.kill().ok();
    run.wait().unwrap();
    let kept = evening.call("evaluations.stack", json!({"limit": 1}))["total"].as_i64().unwrap();
    let rest = evening.call("evaluations.scan", json!({"files": [folder]}));
    assert_eq!(rest["seen_before"].as_i64().unwrap(), kept, "{rest}");
    assert_eq!(rest["pages"], 40);
    assert!(kept > 0, "nothing was kept");
    println!("killed after {kept} of 40 pages");
    let counts = evening.call("evaluations.stack", json!({"limit": 1}))["counts"].clone();
    assert_eq!(counts["read"].as_i64().unwrap() + counts["review"].as_i64().unwrap(), 40, "{counts}");
    for row in evening.call("evaluations.doubts", json!({"limit": 100}))["rows"].as_array().unwrap() {
        let decision = json!({"page": row["page"], "row": row["row"], "answer": "void"});
        evening.call("evaluations.decide", decision);
    }
    let batch = evening.call("evaluations.board", json!({}))["villages"][0]["batches"][0]["id"].clone();
    let tell = |name: &str, payload: Value| evening.trial.answer(&["call", name, &payload.to_string()]);
    tell("evaluations.issue", json!({"batch": batch, "issued": 30, "taken_by": "麦联络"}));
    let over = json!({"round": evening.round}).to_string();
    assert_eq!(evening.trial.refusal(&["call", "evaluations.close", &over])["code"], "evaluations.overfull");
    tell("evaluations.issue", json!({"batch": batch, "issued": 30, "taken_by": "麦联络", "copied": 11}));
    tell("evaluations.bag", json!({"batch": batch, "returned": 40, "returned_on": "2026-01-02"}));
    let balance = evening.call("evaluations.balance", json!({}))[0].clone();
    assert_eq!((&balance["issued"], &balance["missing"], &balance["difference"]), (&json!(41), &json!(1), &json!(0)));
    evening.call("evaluations.close", json!({}));
    assert!(std::fs::read_dir(&rounds).unwrap().next().is_none(), "the store is gone");
    let one = evening.call("evaluations.results", json!({}))["delegates"][0].clone();
    assert_eq!(one["valid"], 40);
    let mut good = 0;
    for page in evening.truth.as_object().unwrap().values() {
        good += i64::from(page["rows"]["q1"]["marked"][0] == "满意");
    }
    let told = one["items"][0]["grades"][0]["n"].as_i64().unwrap();
    let void = one["items"][0]["void"].as_i64().unwrap();
    assert!(told <= good && good <= told + void, "{told} of {good}, {void} void");
}
