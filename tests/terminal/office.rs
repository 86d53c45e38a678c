//! Founding, calling, refusing and taking back.

use crate::support::Trial;

#[test]
fn init_prints_the_recovery_key_once() {
    let trial = Trial::new();
    let founded = trial.answer(&["init", "--office", "里水镇", "--area", "440605126"]);
    assert_eq!(founded["recovery_key"].as_str().unwrap().chars().filter(char::is_ascii_alphanumeric).count(), 56);
    assert_eq!(founded.as_object().unwrap().len(), 1, "nothing else is said");
    assert_eq!(trial.refusal(&["init", "--office", "里水镇", "--area", "440605126"])["code"], "database.exists");
}

#[test]
fn an_office_of_another_district_brings_its_list() {
    let trial = Trial::new();
    let list = trial.database().with_file_name("villages.csv");
    std::fs::create_dir_all(list.parent().unwrap()).unwrap();
    std::fs::write(&list, "code,name,town_code,town_name,kind\n440606101001,居宁社区居委会,440606101,北滘镇,社区\n")
        .unwrap();
    let list = list.to_str().unwrap();
    assert_eq!(trial.refusal(&["init", "--office", "北滘镇", "--area", "440606101"])["code"], "areas.no_such_town");
    trial.answer(&["init", "--office", "北滘镇", "--area", "440606101", "--areas", list]);
    assert_eq!(trial.answer(&["call", "areas.list"])[0]["name"], "居宁社区居委会");
}

#[test]
fn a_call_answers_json_and_takes_its_payload_from_standard_input() {
    let trial = Trial::founded();
    let areas = trial.answer(&["call", "areas.list"]);
    assert!(areas.as_array().is_some_and(|areas| areas.len() > 30), "{areas}");
    let mut child = trial
        .command(&["call", "history.recent", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), "\u{feff}{\"limit\":1}".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let recent: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(recent[0]["name"], "office.found");
}

#[test]
fn a_refusal_is_said_in_words_or_as_json() {
    let trial = Trial::founded();
    let output = trial.run(&["call", "no.such"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("程序不认识这个操作") && said.contains("[call.unknown"), "{said}");
    assert_eq!(trial.refusal(&["call", "no.such"])["code"], "call.unknown");
    assert_eq!(trial.refusal(&["call", "areas.list", "{"])["code"], "cli.payload");
    assert_eq!(trial.run(&["no-such-command"]).status.code(), Some(2));
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let trial = Trial::founded();
    let output =
        trial.command(&["--json", "call", "areas.list"]).env("ZHUDIAN_PASSPHRASE", "别的口令不对").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let refusal: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(refusal["code"], "keys.wrong");
}

#[test]
fn the_last_operation_is_taken_back() {
    let trial = Trial::founded();
    let areas = trial.answer(&["call", "areas.list"]);
    let visit =
        serde_json::json!({ "day": "2026-03-03", "area_id": areas[0]["id"], "kind": "reception", "received": 3 });
    let before = trial.answer(&["call", "history.recent", r#"{"limit":1}"#])[0]["operation"].as_i64().unwrap();
    trial.answer(&["call", "visits.save", &visit.to_string()]);
    let undone = trial.answer(&["undo"]);
    assert_eq!(undone["undone"], before + 1);
    assert_eq!(trial.refusal(&["undo"])["code"], "cli.nothing_to_undo", "an undo is not taken back by itself");
}

#[test]
fn every_call_is_listed_with_its_shapes() {
    let trial = Trial::new();
    let output = trial.run(&["calls"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.starts_with("visits.save ")).unwrap();
    assert!(line.contains(" write ") && line.contains("->") && line.contains("area_id"), "{line}");
    assert!(!trial.database().exists(), "listing the calls opens nothing");
}

#[test]
fn the_file_is_checked() {
    let trial = Trial::founded();
    let checked = trial.answer(&["check"]);
    assert!(checked.is_object(), "{checked}");
}
