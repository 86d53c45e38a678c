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

#[test]
fn a_second_book_of_the_same_visits_fills_what_is_empty_and_overwrites_nothing() {
    let office = lishui();
    let head = ["日期", "村居", "责任人", "参加代表", "形式", "接待人次", "意见内容", "办理情况"];
    let first = [
        vec!["2015.6.2", "沙涌", "卢炳珍", "潘润林、冯婉钊", "接待群众", "8", "村口路灯不亮", ""],
        vec!["2015.6.3", "草场", "谭文红", "区嘉军", "接待群众", "3", "", ""],
    ];
    let callers = ["日期", "村居", "接待代表", "来访群众", "反映问题", "转办部门", "办结日期"];
    let second = [
        vec!["2015.6.2", "沙涌", "潘润林", "周伯", "村口路灯不亮", "市政办", "2015.6.9"],
        vec!["", "", "", "何婶", "希望增加公交班次", "", ""],
    ];
    let book = |name: &str, head: &[&str], rows: &[Vec<&str>]| {
        let all: Vec<Vec<String>> = std::iter::once(head)
            .chain(rows.iter().map(Vec::as_slice))
            .map(|row| row.iter().map(|c| (*c).to_owned()).collect())
            .collect();
        ledger(office.folder.path(), name, &all)
    };
    office.call("imports.apply", request(&office, "visits", book("驻点.xlsx", &head, &first)));
    let visits = || office.call("visits.list", json!({}))["lines"].as_array().unwrap().clone();
    let before = visits();
    let other = book("来访登记.xlsx", &callers, &second);
    let told = office.call("imports.apply", request(&office, "visits", &other));
    assert_eq!((told["created"].as_u64(), told["updated"].as_u64()), (Some(0), Some(1)), "{told}");
    let after = visits();
    assert_eq!(after.len(), 2);
    let of = |list: &[serde_json::Value]| list.iter().find(|one| one["day"] == "2015-06-02").unwrap().clone();
    for field in ["delegates", "leader", "received"] {
        assert_eq!(of(&after)[field], of(&before)[field], "{field}");
    }
    let whole = office.call("visits.open", json!({"id": of(&after)["id"]}));
    let heard = whole["opinions"].as_array().unwrap_or_else(|| panic!("{whole}"));
    assert_eq!(heard.len(), 2, "{whole}");
    assert_eq!(
        (&heard[0]["unit"], &heard[0]["giver"], &heard[0]["status"]),
        (&json!("市政办"), &json!("周伯"), &json!("closed"))
    );
    assert_eq!(heard[0]["closed_on"], "2015-06-09");
    // A book of calls at doors on the same day, in the same village, by the same delegate tells of another visit.
    let doors = ["走访日期", "村居", "走访党代表", "走访类型", "走访对象", "收集到的意见"];
    let calls = [vec!["2015.6.2", "沙涌", "潘润林", "入户", "郭某某（困难党员，低保户）", ""]];
    let doors = book("入户.xlsx", &doors, &calls);
    let told = office.call("imports.apply", request(&office, "visits", &doors));
    assert_eq!((told["created"].as_u64(), told["both"].as_u64()), (Some(1), Some(0)), "{told}");
    let made = visits().into_iter().find(|one| one["kind"] == "household").unwrap();
    assert_eq!(made["households"], 1, "what stands in brackets tells of one household");
    // The first book, read again, asks for nothing, and so does the second.
    // What nobody decided is asked about each time.
    for (path, both) in [(book("驻点.xlsx", &head, &first), 0), (other, 1), (doors, 0)] {
        let again = office.call("imports.apply", request(&office, "visits", path));
        assert_eq!((again["created"].as_u64(), again["updated"].as_u64()), (Some(0), Some(0)), "{again}");
        assert_eq!(again["both"], both, "{again}");
    }
}
