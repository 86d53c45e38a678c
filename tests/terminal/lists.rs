//! The workbook of a list as another program reads it: the rows of the call, typed, with a frozen head.

use crate::serve::served;
use crate::support::Trial;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Rows as openpyxl reads them below the head, and whether the head is frozen.
fn read(file: &Path) -> Value {
    let code = r#"
import datetime, json, sys
from openpyxl import load_workbook
sheet = load_workbook(sys.argv[1]).active
rows = [list(row) for row in sheet.iter_rows(values_only=True)]
top = int(sheet.freeze_panes[1:]) - 1
text = lambda value: value.date().isoformat() if isinstance(value, datetime.datetime) else value
print(json.dumps({"head": rows[top - 1], "top": top, "rows": [[text(v) for v in row] for row in rows[top:]]}))
"#;
    let output =
        Command::new("python3").args(["-c", code]).arg(file).output().expect("python3 with openpyxl is needed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn list(trial: &Trial, arguments: &[&str]) -> Value {
    let out = trial.folder.path().join("lists");
    let mut all = vec!["list"];
    all.extend(arguments);
    all.extend(["--out", out.to_str().unwrap()]);
    let written = trial.answer(&all);
    read(&out.join(written["files"][0]["name"].as_str().unwrap()))
}

#[test]
fn a_workbook_holds_the_rows_of_the_call_over_all_pages() {
    let trial = Trial::new();
    trial.answer(&["init", "--office", "里水镇", "--area", "440605126", "--since", "2014-07-01"]);
    for (kind, file) in [("roster", "roster-lishui.xlsx"), ("visits", "visits-lishui.xlsx")] {
        trial.answer(&["import", kind, &format!("{}/../../tests/fixtures/lishui/{file}", env!("CARGO_MANIFEST_DIR"))]);
    }
    let sheet = list(&trial, &["visits", r#"{"sort":"households","descending":true}"#]);
    let rows = sheet["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1800, "head {}", sheet["head"]);
    let mut lines: Vec<Value> = Vec::new();
    for offset in [0, 1000] {
        let page = json!({"sort": "households", "descending": true, "offset": offset, "limit": 1000});
        lines.extend(trial.answer(&["call", "visits.list", &page.to_string()])["lines"].as_array().unwrap().clone());
    }
    for (row, line) in rows.iter().zip(&lines) {
        assert_eq!(row[0], json!(format!("{}-{}", line["year"], line["number"])));
        assert_eq!(row[1], line["day"], "days are days");
        for (at, field) in [(6, "received"), (7, "households"), (8, "firms"), (9, "opinions")] {
            assert_eq!(row[at], line[field], "{field} is a number");
        }
    }
    let request = r#"{"topic":"traffic"}"#;
    let asked = trial.answer(&["call", "opinions.list", request])["total"].clone();
    let sheet = list(&trial, &["opinions", request]);
    assert_eq!(json!(sheet["rows"].as_array().unwrap().len()), asked);
    assert!(!sheet["head"].to_string().contains("电话"), "{}", sheet["head"]);
    let sheet = list(&trial, &["opinions", request, "--personal", "核对原件"]);
    assert!(sheet["head"].to_string().contains("电话"), "{}", sheet["head"]);
    let register = trial.answer(&["call", "exchange.register", "{}"]);
    assert_eq!(register[0]["reason"], "核对原件");
    let refusal = trial.refusal(&["list", "nothing", "--out", trial.folder.path().to_str().unwrap()]);
    assert_eq!(refusal["code"], "views.list");
}

/// The practice township shows life on every page, so every list of the register has rows there.
#[test]
fn every_list_leaves_by_one_command_and_opens_in_a_spreadsheet() {
    let trial = Trial::new();
    let opened = served(&trial).page_asks("practice.open");
    assert!(opened.starts_with("HTTP/1.1 200"), "{opened}");
    let practice = trial.folder.path().join("practice").join("practice.db");
    let material: Value = serde_json::from_str(include_str!("../../src-tauri/core/data/practice.json")).unwrap();
    let run = |arguments: &[&str]| -> Value {
        let mut command = trial.command_on(&practice, arguments);
        command.env("ZHUDIAN_PASSPHRASE", material["passphrase"].as_str().unwrap());
        command.env("ZHUDIAN_USER", material["person"].as_str().unwrap());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let call = |name: &str, request: Value| run(&["call", name, &request.to_string()]);
    call("transfers.begin", json!({"from_id": null, "to_name": "陈美仪", "witness": "李伟", "absent": ""}));
    call("openings.save", json!({"day": "2020-12-31", "visits": 12, "source": "旧台账"}));
    let visits = call("visits.list", json!({"limit": 1}));
    call("visits.remove", json!({"id": visits["lines"][0]["id"]}));
    let area = call("areas.list", json!({}))[0]["id"].clone();
    call(
        "opinions.save",
        json!({"day": "2026-09-01", "area_id": area, "topic": "traffic", "nature": "suggestion", "content": "路灯不亮", "giver": "区艳芳芳"}),
    );
    call("erasure.erase", json!({"term": "区艳芳芳", "ground": "依本人申请"}));
    call("backup.now", json!({}));
    if call("evaluations.list", json!({})).as_array().unwrap().is_empty() {
        let stations = call("stations.whole", json!({}));
        let contact = &stations["contacts"][0];
        let subject = json!({"area_id": contact["area_id"], "person_id": contact["person_id"]});
        call(
            "evaluations.save",
            json!({"year": 2026, "title": "年度民主评议", "state": "planned", "subjects": [subject]}),
        );
    }
    let lists: Value = serde_json::from_str(include_str!("../../src-tauri/core/data/lists.json")).unwrap();
    let lists = lists.as_object().unwrap();
    // The register of exports is taken last: by then it has lines. Lists within one record are asked for with it.
    let whole = |code: &&String| *code != "exports" && lists[code.as_str()]["example"].is_null();
    let mut codes: Vec<&String> = lists.keys().filter(whole).collect();
    codes.push(lists.keys().find(|code| *code == "exports").unwrap());
    let out = trial.folder.path().join("books");
    for code in codes {
        let about = &lists[code];
        let written = run(&["list", code, "--out", out.to_str().unwrap()]);
        let sheet = read(&out.join(written["files"][0]["name"].as_str().unwrap()));
        let rows = sheet["rows"].as_array().unwrap();
        assert!(!rows.is_empty(), "{code} has no rows");
        let columns: Vec<&Value> =
            about["columns"].as_array().unwrap().iter().filter(|one| one["private"] != true).collect();
        let head = sheet["head"].as_array().unwrap();
        for (column, word) in columns.iter().zip(head) {
            assert_eq!(&column["name"], word, "{code}");
        }
        for row in rows {
            let cells = row.as_array().unwrap();
            assert!(cells.iter().any(|cell| !cell.is_null()), "{code} has an empty row");
            for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_null()) {
                let kind = column["kind"].as_str().unwrap_or_default().split(':').next().unwrap();
                match kind {
                    "number" | "count" | "distinct" | "sum" => assert!(cell.is_number(), "{code} {column}: {cell}"),
                    "day" => assert!(cell.as_str().is_some_and(|day| day.len() == 10), "{code} {column}: {cell}"),
                    _ => assert!(cell.is_string(), "{code} {column}: {cell}"),
                }
            }
        }
        // A list that is answered whole leaves with as many rows as its call has lines; tests/core/views.rs looks at all.
        let (name, within) = (about["call"].as_str().unwrap_or_default(), about["lines"].as_str().unwrap_or_default());
        if matches!(code.as_str(), "actions" | "activity_reports" | "collations" | "reach") {
            let answer = call(name, json!({}));
            let lines = if within.is_empty() { &answer } else { &answer[within] };
            assert_eq!(rows.len(), lines.as_array().unwrap().len(), "{code}");
        }
    }
}

#[test]
fn a_town_code_of_another_town_is_refused_with_the_right_one() {
    let trial = Trial::new();
    let refusal = trial.refusal(&["init", "--office", "大沥镇", "--area", "440605124"]);
    assert_eq!(refusal["code"], "areas.other_town");
    assert!(refusal.to_string().contains("440605125"), "{refusal}");
    assert!(refusal.to_string().contains("狮山镇"), "{refusal}");
    assert!(!trial.database().exists());
    trial.answer(&["init", "--office", "南海区大沥镇党委", "--area", "440605125"]);
}

#[test]
fn a_paper_with_personal_data_is_written_only_when_that_is_said() {
    let trial = Trial::new();
    trial.answer(&["init", "--office", "里水镇", "--area", "440605126", "--since", "2014-07-01"]);
    let areas = trial.answer(&["call", "areas.list"]);
    let entry = json!({"day": "2014-07-02", "area_id": areas[0]["id"], "content": "村口路灯不亮", "giver": "麦女士"});
    let id = trial.answer(&["call", "opinions.save", &entry.to_string()])["id"].clone();
    let options = json!({"opinion_ids": [id], "giver": true}).to_string();
    let out = trial.folder.path().join("papers").display().to_string();
    let refusal = trial.refusal(&["paper", "opinion_form", &options, "--out", &out]);
    assert_eq!(refusal["code"], "exchange.personal", "{refusal}");
    let made = trial.answer(&["paper", "opinion_form", &options, "--out", &out, "--personal"]);
    assert!(made["files"].as_array().unwrap().len() >= 2, "{made}");
}
