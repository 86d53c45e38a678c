//! The main job of an office from a batch: tables in, duties, counts, papers, a stick; each answer in its promised shape.

use crate::support::Trial;
use serde_json::{Value, json};
use std::path::Path;

const LEDGER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/lishui/visits-lishui.xlsx");
const ROSTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/lishui/roster-lishui.xlsx");

/// An office of 2014 with the roster of the sample township.
fn with_roster() -> Trial {
    let trial = Trial::new();
    trial.answer(&["init", "--office", "里水镇", "--area", "440605126", "--since", "2014-07-01"]);
    let brought = trial.answer(&["import", "roster", ROSTER]);
    assert_eq!((&brought["created"], &brought["updated"], &brought["unchanged"]), (&json!(72), &json!(0), &json!(0)));
    assert_eq!(brought["refused"], json!([]));
    assert_eq!(brought["dropped_columns"][0]["heading"], "代表基本情况 / 身份证号码");
    assert!(brought["operation"].is_i64());
    trial
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn tables_come_in_and_everything_is_answered_from_them() {
    let trial = with_roster();
    let looked = trial.answer(&["import", "visits", LEDGER, "--dry-run"]);
    assert_eq!((&looked["created"], &looked["operation"]), (&json!(1800), &Value::Null));
    let brought = trial.answer(&["import", "visits", LEDGER]);
    assert_eq!((&brought["created"], &brought["refused"]), (&json!(1800), &json!([])));
    let again = trial.answer(&["import", "visits", LEDGER]);
    assert_eq!(
        (&again["unchanged"], &again["operation"]),
        (&json!(1800), &Value::Null),
        "the same file changes nothing"
    );

    let counts = trial.answer(&["statistics", "--from", "2014-07-01", "--to", "2015-06-30"]);
    for (what, count) in
        [("visits", 1800), ("received", 13381), ("households", 6156), ("firms", 3228), ("opinions", 1456)]
    {
        assert_eq!(counts[what], count, "{what}");
    }
    let months: i64 =
        counts["by_month"].as_array().unwrap().iter().map(|one| one["sums"]["visits"].as_i64().unwrap()).sum();
    assert_eq!(months, 1800, "the months add up");

    let duties = trial.answer(&["duties", "--as-of", "2015-06-15"]);
    assert_eq!(duties["as_of"], "2015-06-15");
    let delegates = duties["delegates"].as_array().unwrap();
    assert_eq!(delegates.len(), 72);
    for one in delegates {
        assert!(one["id"].is_string() && one["name"].is_string());
        for duty in one["duties"].as_array().unwrap() {
            assert!(["contact", "meeting", "proposal", "evaluation"].contains(&duty["duty"].as_str().unwrap()));
            for window in duty["windows"].as_array().unwrap() {
                for key in ["from", "to", "required", "done", "state", "counted", "not_counted"] {
                    assert!(keys(window).contains(&key), "{key}: {window}");
                }
                assert!(["met", "open", "not_due", "overdue"].contains(&window["state"].as_str().unwrap()));
                assert!(window["not_counted"].as_array().unwrap().iter().all(|one| one["why"].is_string()));
            }
        }
    }

    let papers = trial.folder.path().join("papers");
    let to = papers.to_str().unwrap();
    let made = trial.answer(&["report", "month", "--from", "2015-05-01", "--to", "2015-05-31", "--out", to]);
    let names: Vec<String> =
        made["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names.len(), 2);
    let stick = trial.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    let finished: Vec<String> = names.iter().map(|name| papers.join(name).display().to_string()).collect();
    let export = ["export", "--report", &finished[0], &finished[1], "--to", stick.to_str().unwrap()];
    trial.answer(&export);
    trial.answer(&export);
    let mut lying: Vec<String> =
        std::fs::read_dir(&stick).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    lying.sort();
    assert_eq!(lying.len(), 4, "the second time stands beside the first: {lying:?}");
    assert!(same(&papers.join(&names[0]), &stick.join(&names[0])));
    assert_eq!(trial.answer(&["check"])["sound"], true);
}

fn same(one: &Path, other: &Path) -> bool {
    std::fs::read(one).unwrap() == std::fs::read(other).unwrap()
}

#[test]
fn a_printed_mapping_is_read_back_and_may_be_corrected() {
    let trial = Trial::new();
    trial.answer(&["init", "--office", "里水镇", "--area", "440605126", "--since", "2014-07-01"]);
    let looked = trial.answer(&["import", "roster", ROSTER, "--dry-run"]);
    assert_eq!(looked["mapping"]["columns"]["联系电话"], "phone");
    assert_eq!(looked["sheets"][0]["columns"][3]["role"], "name");
    let file = trial.folder.path().join("mapping.json");
    let mut corrected = looked["mapping"].clone();
    corrected["columns"]["联系电话"] = json!("ignore");
    for mapping in [corrected, json!({ "联系电话": "ignore" })] {
        std::fs::write(&file, mapping.to_string()).unwrap();
        let brought = trial.answer(&["import", "roster", ROSTER, "--mapping", file.to_str().unwrap()]);
        assert_eq!(brought["created"], 72);
        let people = trial.answer(&["call", "delegates.register"]);
        assert!(people["people"].as_array().unwrap().iter().all(|one| one["phone"] == ""), "the phones were left out");
        trial.answer(&["undo"]);
    }
    let wrong = |text: &str| {
        std::fs::write(&file, text).unwrap();
        trial.refusal(&["import", "roster", ROSTER, "--mapping", file.to_str().unwrap()])["code"].clone()
    };
    assert_eq!(wrong("{"), "cli.payload");
    assert_eq!(wrong(r#"{"columnz": {}}"#), "call.shape", "a misspelt part is not passed over");
    assert_eq!(wrong(r#"{"columns": {"姓名": "nmae"}}"#), "call.shape");
}

#[test]
fn sheets_are_printed_with_their_geometry() {
    let trial = with_roster();
    let whole = trial.answer(&["call", "stations.whole"]);
    let contact = &whole["contacts"][0];
    let subject = json!({ "person_id": contact["person_id"], "area_id": contact["area_id"] });
    let round = json!({ "year": 2015, "title": "2015年度民主评议", "state": "planned", "subjects": [subject] });
    let round = trial.answer(&["call", "evaluations.save", &round.to_string()]);
    let path = |name: &str| trial.folder.path().join(name).display().to_string();
    let (pdf, geometry) = (path("sheets.pdf"), path("sheets.json"));
    trial.answer(&[
        "sheets",
        "print",
        "--round",
        round["id"].as_str().unwrap(),
        "--out",
        &pdf,
        "--geometry",
        &geometry,
    ]);
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let geometry: Value = serde_json::from_slice(&std::fs::read(&geometry).unwrap()).unwrap();
    let page = &geometry["pages"][0];
    assert_eq!((&page["page"], &page["width_mm"], &page["height_mm"]), (&json!(1), &json!(210.0), &json!(297.0)));
    for key in ["row", "option", "x_mm", "y_mm", "w_mm", "h_mm"] {
        assert!(keys(&page["boxes"][0]).contains(&key), "{key}");
    }
}
