//! What the preview shows beside each proposal.

use crate::imports::{fixture, ledger, lishui, request, sample_ledger, token};
use serde_json::{Value, json};
use zhudian_testkit::Office;

#[test]
fn the_preview_shows_the_row_as_it_stands_in_the_file() {
    let office = Office::on("2015-06-30");
    let mut asked = request(&office, "roster", fixture("roster-lishui.xlsx"));
    asked["limit"] = json!(200);
    let preview = office.call("imports.preview", asked);
    let line = &preview["rows"][0];
    let original = &line["original"][0];
    let digits: String = line["cell"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
    assert_eq!(original["row"].to_string(), digits);
    let cells: Vec<&str> = original["cells"].as_array().unwrap().iter().map(|one| one[1].as_str().unwrap()).collect();
    assert!(cells.iter().any(|text| text.replace(' ', "") == line["title"][0]), "{line}");
    // No column that is dropped and no citizen number travels.
    let dropped: Vec<&str> =
        preview["dropped_columns"].as_array().unwrap().iter().map(|one| one["column"].as_str().unwrap()).collect();
    assert!(!dropped.is_empty());
    for row in preview["rows"].as_array().unwrap() {
        for cell in row["original"].as_array().unwrap().iter().flat_map(|one| one["cells"].as_array().unwrap()) {
            assert!(!dropped.contains(&cell[0].as_str().unwrap()), "{cell}");
            let run = cell[1].as_str().unwrap().split(|c: char| !c.is_ascii_digit()).map(str::len).max();
            assert!(run < Some(15), "{cell}");
        }
    }
    for told in preview["refused"].as_array().unwrap().iter().chain(preview["notices"].as_array().unwrap()) {
        assert!(!told["original"].as_array().unwrap().is_empty(), "{told}");
    }
}

#[test]
fn two_files_of_one_name_are_told_apart() {
    let office = lishui();
    let (one, other) = (office.folder.path().join("a"), office.folder.path().join("b"));
    for (folder, from, to) in [(&one, 1, 20), (&other, 20, 30)] {
        std::fs::create_dir(folder).unwrap();
        let all = sample_ledger();
        let rows: Vec<Vec<String>> = std::iter::once(all[0].clone()).chain(all[from..to].iter().cloned()).collect();
        ledger(folder, "台账.xlsx", &rows);
    }
    let files = json!([token(&office, one.join("台账.xlsx")), token(&office, &other)]);
    let preview = office.call("imports.preview", json!({"job": "visits", "files": files}));
    let names: Vec<&Value> = preview["files"].as_array().unwrap().iter().map(|file| &file["name"]).collect();
    assert_eq!(names, [&json!("台账.xlsx"), &json!("台账.xlsx (2)")]);
    assert_eq!(preview["counts"]["new"], 29);
    let keys: std::collections::BTreeSet<String> =
        preview["rows"].as_array().unwrap().iter().map(|row| row["key"].to_string()).collect();
    assert_eq!(keys.len(), 29);
}
