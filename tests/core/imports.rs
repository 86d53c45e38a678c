//! Import as the window and the terminal do it: preview, decide, apply, take back, and the next file against the last.

use rust_xlsxwriter::Workbook as Writer;
use serde_json::{Value, json};
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::Office;

pub(crate) fn fixture(name: &str) -> String {
    format!("{}/../../tests/fixtures/lishui/{name}", env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn token(office: &Office, path: impl Into<std::path::PathBuf>) -> String {
    office.desk.files().offer(path.into())
}

pub(crate) fn request(office: &Office, job: &str, path: impl Into<std::path::PathBuf>) -> Value {
    json!({"job": job, "files": [token(office, path)]})
}

fn operation(office: &Office, name: &str, payload: Value) -> (Value, Option<i64>) {
    let reply =
        office.desk.rpc(Some(&office.session), name, payload, &Unwatched).unwrap_or_else(|r| panic!("{name}: {r:?}"));
    (reply.answer, reply.operation)
}

pub(crate) fn lishui() -> Office {
    let office = Office::on("2015-06-30");
    let (answer, made) = operation(&office, "imports.apply", request(&office, "roster", fixture("roster-lishui.xlsx")));
    assert_eq!((answer["created"].as_u64(), made.is_some()), (Some(72), true), "{answer}");
    office
}

/// A ledger as rows of text; the first row is the head.
pub(crate) fn ledger(folder: &std::path::Path, name: &str, rows: &[Vec<String>]) -> std::path::PathBuf {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("2015年6月").unwrap();
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            if !text.is_empty() {
                sheet.write_string(r as u32, c as u16, text).unwrap();
            }
        }
    }
    let path = folder.join(name);
    book.save(&path).unwrap();
    path
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

pub(crate) fn sample_ledger() -> Vec<Vec<String>> {
    let villages = ["沙涌", "草场", "河村", "甘蕉", "胜利", "大步", "洲村", "大冲"];
    let people = ["潘润林", "冯婉钊", "区嘉军", "区堃波", "杜子珍", "梁小", "招绍红", "缪锦芳"];
    let kinds = ["接待群众", "入户走访", "座谈会", "考察调研"];
    let mut rows = vec![row(&[
        "日期",
        "村居",
        "责任人",
        "参加代表",
        "形式",
        "接待人次",
        "走访户数",
        "企业商户",
        "意见类别",
        "意见内容",
        "备注",
    ])];
    for i in 0..60usize {
        rows.push(vec![
            format!("2015.6.{}", 1 + i / 3),
            villages[i % 8].to_owned(),
            ["卢炳珍", "谭文红"][i % 2].to_owned(),
            people[i % 8].to_owned(),
            kinds[i % 4].to_owned(),
            (5 + i % 7).to_string(),
            (i % 5).to_string(),
            (i % 3).to_string(),
            if i % 2 == 0 { "环境".to_owned() } else { String::new() },
            if i % 2 == 0 { format!("第{i}处垃圾堆放点要清理") } else { String::new() },
            String::new(),
        ]);
    }
    rows
}

#[test]
fn the_roster_comes_in_once_and_goes_out_whole() {
    let office = Office::on("2015-06-30");
    let before = office.dump();
    let preview = office.call("imports.preview", request(&office, "roster", fixture("roster-lishui.xlsx")));
    assert_eq!(preview["counts"]["new"], 72, "{}", preview["counts"]);
    assert_eq!(preview["refused"], json!([]));
    assert_eq!(preview["dropped_columns"][0]["role"], "citizen_id");
    assert_eq!(office.dump(), before, "a preview wrote something");
    let (answer, made) = operation(&office, "imports.apply", request(&office, "roster", fixture("roster-lishui.xlsx")));
    assert_eq!(answer["created"], 72);
    assert!(!office.dump().contains("99999919"), "a citizen number was stored");
    let register = office.call("delegates.register", json!({}));
    assert_eq!(register["people"].as_array().unwrap().len(), 72);
    assert_eq!(register["tenures"].as_array().unwrap().len(), 72);
    let stations = office.call("stations.whole", json!({}));
    assert_eq!(stations["contacts"].as_array().unwrap().len(), 71, "69 with a village, two of them with two");
    let after = office.dump();
    let (again, none) = operation(&office, "imports.apply", request(&office, "roster", fixture("roster-lishui.xlsx")));
    assert_eq!(
        (again["created"].as_u64(), again["updated"].as_u64(), again["unchanged"].as_u64(), none),
        (Some(0), Some(0), Some(72), None)
    );
    assert_eq!(office.dump(), after);
    office.call("history.undo", json!({"operation": made}));
    assert_eq!(office.dump(), before);
}

#[test]
fn the_ledger_comes_in_once_and_goes_out_whole() {
    let office = lishui();
    let before = office.dump();
    let preview = office.call("imports.preview", request(&office, "visits", fixture("visits-lishui.xlsx")));
    assert_eq!(
        (preview["counts"]["new"].as_u64(), preview["counts"]["opinions"].as_u64()),
        (Some(1800), Some(1456)),
        "{}",
        preview["counts"]
    );
    assert_eq!(preview["refused"], json!([]));
    assert_eq!(preview["new_words"], json!([]));
    let (answer, made) = operation(&office, "imports.apply", request(&office, "visits", fixture("visits-lishui.xlsx")));
    assert_eq!(answer["created"], 1800);
    let sums = office.call("visits.list", json!({"limit": 1}))["sums"].clone();
    assert_eq!(sums, json!({"visits": 1800, "received": 13381, "households": 6156, "firms": 3228}));
    assert_eq!(office.call("opinions.list", json!({}))["total"], 1456);
    let people = office.call("delegates.register", json!({}))["people"].as_array().unwrap().len();
    assert_eq!(people, 72 + 8, "nine leaders, one of them a delegate");
    let after = office.dump();
    let (again, none) = operation(&office, "imports.apply", request(&office, "visits", fixture("visits-lishui.xlsx")));
    assert_eq!(
        (again["created"].as_u64(), again["updated"].as_u64(), again["unchanged"].as_u64(), none),
        (Some(0), Some(0), Some(1800), None)
    );
    assert_eq!(office.dump(), after);
    office.call("history.undo", json!({"operation": made}));
    assert_eq!(office.dump(), before);
}

#[test]
fn the_next_file_asks_only_for_what_it_changed() {
    let office = lishui();
    let folder = office.folder.path().to_owned();
    let mut rows = sample_ledger();
    let first = ledger(&folder, "a.xlsx", &rows);
    let (answer, _) = operation(&office, "imports.apply", request(&office, "visits", first));
    assert_eq!(answer["created"], 60, "{answer}");
    // The clerk edits three visits.
    let list = office.call("visits.list", json!({"sort": "number", "descending": false, "limit": 60}));
    let id = |at: usize| list["lines"][at]["id"].as_str().unwrap().to_owned();
    for (at, field, value) in
        [(4, "received", json!(33)), (20, "note", json!("已电话回访")), (40, "households", json!(9))]
    {
        let mut visit = office.call("visits.open", json!({"id": id(at)}));
        visit[field] = value;
        office.call("visits.save", visit);
    }
    // The file changes five cells of other fields and rows and gets a new row in the middle.
    rows[11][5] = "40".into();
    rows[16][3] = "罗家珍".into();
    rows[23][9] = "第22处垃圾堆放点已清理，要常态化".into();
    rows[31][0] = "2015.6.12".into();
    rows[51][4] = "预约面谈".into();
    rows.insert(
        30,
        row(&["2015.6.10", "金溪", "谭文红", "邹玉权、解敏良", "座谈会", "12", "", "", "教育", "小学学位不足", ""]),
    );
    let second = ledger(&folder, "b.xlsx", &rows);
    let preview = office.call("imports.preview", request(&office, "visits", second.clone()));
    let counts = &preview["counts"];
    assert_eq!(
        (
            counts["values"].as_u64(),
            counts["new"].as_u64(),
            counts["changed"].as_u64(),
            counts["both"].as_u64(),
            counts["same"].as_u64()
        ),
        (Some(5), Some(1), Some(5), Some(0), Some(55)),
        "{:#}",
        preview["rows"]
    );
    let (answer, made) = operation(&office, "imports.apply", request(&office, "visits", second.clone()));
    assert_eq!((answer["created"].as_u64(), answer["updated"].as_u64()), (Some(1), Some(5)));
    // What the clerk wrote is still there.
    assert_eq!(office.call("visits.open", json!({"id": id(4)}))["received"], 33);
    assert_eq!(office.call("visits.open", json!({"id": id(20)}))["note"], "已电话回访");
    let after = office.dump();
    let (again, none) = operation(&office, "imports.apply", request(&office, "visits", second));
    assert_eq!((again["updated"].as_u64(), again["created"].as_u64(), none), (Some(0), Some(0), None), "{again}");
    assert_eq!(office.dump(), after);
    assert!(made.is_some());
}

#[test]
fn what_both_changed_is_shown_and_never_overwritten() {
    let office = lishui();
    let folder = office.folder.path().to_owned();
    let mut rows = sample_ledger();
    let first = ledger(&folder, "a.xlsx", &rows);
    operation(&office, "imports.apply", request(&office, "visits", first));
    let list = office.call("visits.list", json!({"sort": "number", "descending": false, "limit": 60}));
    let id = list["lines"][10]["id"].as_str().unwrap().to_owned();
    let mut visit = office.call("visits.open", json!({"id": id}));
    visit["received"] = json!(77);
    visit["opinions"][0]["content"] = json!("电话里说已清理一半");
    office.call("visits.save", visit);
    rows[11][5] = "41".into();
    rows[11][9] = "第10处垃圾堆放点要清理，夏天臭".into();
    let second = ledger(&folder, "b.xlsx", &rows);
    let preview = office.call("imports.preview", request(&office, "visits", second.clone()));
    assert_eq!(preview["counts"]["both"], 1, "{:#}", preview["rows"]);
    let changes = preview["rows"][0]["changes"].as_array().unwrap().clone();
    assert_eq!(changes.len(), 2);
    assert!(changes.iter().all(|c| c["both"] == true));
    assert_eq!(
        (changes[0]["file"].as_str(), changes[0]["record"].as_str(), changes[0]["cell"].as_str()),
        (Some("41"), Some("77"), Some("F12"))
    );
    let (answer, _) = operation(&office, "imports.apply", request(&office, "visits", second.clone()));
    assert_eq!((answer["updated"].as_u64(), answer["both"].as_u64()), (Some(0), Some(2)));
    assert_eq!(office.call("visits.open", json!({"id": id}))["received"], 77);
    // The clerk decides: the count of the file, the words of the record.
    let mut decided = request(&office, "visits", second.clone());
    decided["decisions"] =
        json!({"both": {changes[0]["key"].as_str().unwrap(): "file", changes[1]["key"].as_str().unwrap(): "record"}});
    let (answer, _) = operation(&office, "imports.apply", decided);
    assert_eq!((answer["updated"].as_u64(), answer["both"].as_u64()), (Some(1), Some(0)), "{answer}");
    let visit = office.call("visits.open", json!({"id": id}));
    assert_eq!(
        (visit["received"].as_u64(), visit["opinions"][0]["content"].as_str()),
        (Some(41), Some("电话里说已清理一半"))
    );
    // Decided once, it is not asked again.
    let preview = office.call("imports.preview", request(&office, "visits", second));
    assert_eq!(
        (preview["counts"]["both"].as_u64(), preview["counts"]["changed"].as_u64()),
        (Some(0), Some(0)),
        "{:#}",
        preview["rows"]
    );
}

#[test]
fn equal_rows_are_matched_one_to_one() {
    let office = lishui();
    let folder = office.folder.path().to_owned();
    let same = row(&["2015.6.2", "沙涌", "", "潘润林", "入户走访", "", "3", "", "", "", ""]);
    let head = sample_ledger().remove(0);
    let path = ledger(&folder, "a.xlsx", &[head.clone(), same.clone(), same.clone(), same.clone()]);
    assert_eq!(operation(&office, "imports.apply", request(&office, "visits", path)).0["created"], 3);
    let path = ledger(&folder, "b.xlsx", &[head, same.clone(), same.clone(), same.clone(), same]);
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!((preview["counts"]["new"].as_u64(), preview["counts"]["same"].as_u64()), (Some(1), Some(3)));
}

#[test]
fn a_removed_visit_does_not_come_back_by_itself() {
    let office = lishui();
    let path = ledger(office.folder.path(), "a.xlsx", &sample_ledger());
    operation(&office, "imports.apply", request(&office, "visits", path.clone()));
    let list = office.call("visits.list", json!({"sort": "number", "descending": false, "limit": 5}));
    office.call("visits.remove", json!({"id": list["lines"][2]["id"]}));
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!(
        (preview["counts"]["removed"].as_u64(), preview["counts"]["new"].as_u64(), preview["counts"]["same"].as_u64()),
        (Some(1), Some(0), Some(59))
    );
}

#[test]
fn a_visit_entered_by_hand_is_met_and_not_doubled() {
    let office = lishui();
    let register = office.call("delegates.register", json!({}));
    let person =
        |name: &str| register["people"].as_array().unwrap().iter().find(|p| p["name"] == name).unwrap()["id"].clone();
    let area =
        office.call("areas.list", json!({})).as_array().unwrap().iter().find(|a| a["code"] == "440605126004").unwrap()
            ["id"]
            .clone();
    office.call("visits.save", json!({"day": "2015-06-02", "area_id": area, "kind": "household", "delegates": [person("潘润林")], "households": 3}));
    let head = sample_ledger().remove(0);
    let path = ledger(
        office.folder.path(),
        "a.xlsx",
        &[head, row(&["2015.6.2", "沙涌", "", "潘润林", "入户走访", "", "3", "", "", "", "村口"])],
    );
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!(
        (preview["counts"]["new"].as_u64(), preview["counts"]["changed"].as_u64()),
        (Some(0), Some(1)),
        "{:#}",
        preview["rows"]
    );
    assert_eq!(preview["rows"][0]["changes"][0]["field"], "note");
}

#[test]
fn every_refused_cell_has_its_address_and_its_sentence() {
    let office = lishui();
    let head = sample_ledger().remove(0);
    let path = ledger(
        office.folder.path(),
        "a.xlsx",
        &[
            row(&["里水镇台账（2015年6月）"]),
            head,
            row(&["2015.2.30", "沙涌", "", "潘润林", "入户走访", "", "3", "", "", "", ""]),
            row(&["2015.6.2", "火星", "", "潘润林", "入户走访", "", "3", "", "", "", ""]),
            row(&["2015.6.2", "沙涌", "", "潘润林", "跳伞", "", "3", "", "", "", ""]),
            row(&["2015.6.2", "沙涌", "", "潘润林", "入户走访", "若干", "3", "", "", "", ""]),
            row(&["2016.6.2", "沙涌", "", "潘润林", "入户走访", "", "3", "", "", "", ""]),
            row(&[
                "2015.6.2",
                "沙涌",
                "",
                "潘润林",
                "入户走访",
                "",
                "3",
                "",
                "环境",
                "张三440682198001011234说路灯不亮",
                "",
            ]),
        ],
    );
    let preview = office.call("imports.preview", request(&office, "visits", path.clone()));
    let refused: Vec<(String, String)> = preview["refused"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["cell"].as_str().unwrap().to_owned(), r["code"].as_str().unwrap().to_owned()))
        .collect();
    let wanted = [
        ("A3", "imports.day_impossible"),
        ("B4", "imports.village_unknown"),
        ("E5", "imports.kind_unknown"),
        ("F6", "imports.count_unreadable"),
        ("A7", "imports.day_in_future"),
    ];
    let wanted: Vec<(String, String)> = wanted.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let mut sorted = refused.clone();
    sorted.sort();
    let mut expected = wanted;
    expected.sort();
    assert_eq!(sorted, expected);
    for told in preview["refused"].as_array().unwrap().iter().chain(preview["notices"].as_array().unwrap()) {
        let sentence = told["message"].as_str().unwrap();
        assert!(!sentence.is_empty() && !sentence.contains('{') && !sentence.contains("imports."), "{told}");
        assert_eq!(told["sheet"], "2015年6月");
    }
    assert!(
        preview["notices"]
            .as_array()
            .unwrap()
            .iter()
            .any(|n| n["code"] == "imports.citizen_number_masked" && n["cell"] == "J8")
    );
    assert_eq!(preview["counts"]["new"], 1);
    // The clerk names the village and the kind; both are remembered for the next file.
    let mut told = request(&office, "visits", path.clone());
    told["mapping"] = json!({"villages": {"火星": "440605126005"}, "kinds": {"跳伞": "research"}});
    assert_eq!(office.call("imports.apply", told)["created"], 3);
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!((preview["counts"]["same"].as_u64(), preview["refused"].as_array().unwrap().len()), (Some(3), 3));
    assert!(!office.dump().contains("198001011234"), "a citizen number was stored");
}

#[test]
fn the_clerk_corrects_a_column_and_it_is_remembered_without_values() {
    let office = lishui();
    let path = ledger(
        office.folder.path(),
        "a.xlsx",
        &[
            row(&["甲", "乙", "丙", "丁", "戊"]),
            row(&["2015.6.2", "沙涌", "潘润林", "入户走访", "3"]),
            row(&["2015.6.3", "草场", "冯婉钊", "入户走访", "5"]),
        ],
    );
    let mut mapped = request(&office, "visits", path.clone());
    mapped["mapping"] =
        json!({"columns": {"甲": "day", "乙": "village", "丙": "delegates", "丁": "kind", "戊": "households"}});
    let (answer, _) = operation(&office, "imports.apply", mapped);
    assert_eq!(answer["created"], 2, "{answer}");
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!(preview["counts"]["same"], 2, "{}", preview["files"]);
    assert_eq!(preview["files"][0]["sheets"][0]["columns"][0]["ground"], "remembered");
    let mapping = preview["mapping"].to_string();
    assert!(!mapping.contains("潘润林") && !mapping.contains("沙涌"), "{mapping}");
}

#[test]
fn delegates_not_listed_are_asked_about_and_never_deleted() {
    let office = lishui();
    let mut rows = vec![row(&["姓名", "性别", "驻点村", "联系电话", "组别"])];
    // Two of the seventy-two, one with a new telephone and a new village; one newcomer.
    rows.push(row(&["潘润林", "男", "草场", "13900000001", "第一组"]));
    rows.push(row(&["鄺华娟", "男", "沙涌", "13998074602", "第四组"]));
    rows.push(row(&["新人甲", "女", "沙涌", "13900000002", "第一组"]));
    let path = ledger(office.folder.path(), "r.xlsx", &rows);
    let mut asked = request(&office, "roster", path.clone());
    asked["decisions"] = json!({"effective": "2015-07-01"});
    let preview = office.call("imports.preview", asked);
    assert_eq!(preview["not_listed"].as_array().unwrap().len(), 70);
    assert_eq!(
        (preview["counts"]["new"].as_u64(), preview["counts"]["changed"].as_u64(), preview["counts"]["same"].as_u64()),
        (Some(1), Some(1), Some(1)),
        "{:#}",
        preview["rows"]
    );
    let one = preview["not_listed"][0]["id"].as_str().unwrap().to_owned();
    let mut decided = request(&office, "roster", path);
    decided["decisions"] = json!({"effective": "2015-07-01", "not_listed": {one.clone(): "terminated"}});
    let before = office.dump();
    let (answer, made) = operation(&office, "imports.apply", decided);
    assert_eq!((answer["created"].as_u64(), answer["updated"].as_u64()), (Some(1), Some(2)), "{answer}");
    let register = office.call("delegates.register", json!({}));
    assert_eq!(register["people"].as_array().unwrap().len(), 73);
    let ended: Vec<&Value> =
        register["tenures"].as_array().unwrap().iter().filter(|t| !t["to_day"].is_null()).collect();
    assert_eq!(ended.len(), 1);
    assert_eq!(
        (ended[0]["person_id"].as_str(), ended[0]["ending"].as_str(), ended[0]["to_day"].as_str()),
        (Some(one.as_str()), Some("terminated"), Some("2015-07-01"))
    );
    office.call("history.undo", json!({"operation": made}));
    assert_eq!(office.dump(), before);
}

#[test]
fn several_files_and_a_folder_are_one_preview() {
    let office = lishui();
    let folder = office.folder.path().join("in");
    std::fs::create_dir(&folder).unwrap();
    let rows = sample_ledger();
    let (a, b): (Vec<_>, Vec<_>) =
        (rows[..31].to_vec(), std::iter::once(rows[0].clone()).chain(rows[31..].iter().cloned()).collect());
    ledger(&folder, "a.xlsx", &a);
    ledger(&folder, "b.xlsx", &b);
    std::fs::write(folder.join("~$a.xlsx"), b"lock").unwrap();
    std::fs::write(folder.join("c.xlsx"), b"%PDF-1.7").unwrap();
    let preview = office.call("imports.preview", request(&office, "visits", folder));
    assert_eq!(preview["counts"]["new"], 60);
    assert_eq!(preview["files"].as_array().unwrap().len(), 2);
    let bad = &preview["refused"][0];
    assert_eq!((bad["file"].as_str(), bad["code"].as_str()), (Some("c.xlsx"), Some("imports.not_a_workbook")));
}

#[test]
fn files_that_cannot_be_read_are_refused_whole() {
    let office = Office::on("2015-06-30");
    let folder = office.folder.path().to_owned();
    let big = folder.join("big.xlsx");
    std::fs::File::create(&big).unwrap().set_len(200 << 20).unwrap();
    std::fs::write(folder.join("x.xlsx"), b"\x89PNG\r\n\x1a\n").unwrap();
    std::fs::write(folder.join("y.xlsx"), b"").unwrap();
    for (name, code) in
        [("big.xlsx", "imports.too_large"), ("x.xlsx", "imports.not_a_workbook"), ("y.xlsx", "imports.empty")]
    {
        let refusal = office.refused("imports.preview", request(&office, "roster", folder.join(name)));
        assert_eq!(refusal.code, code);
        assert!(!refusal.sentence().contains('{'), "{}", refusal.sentence());
    }
    let before = office.dump();
    let session = office.session_of("view");
    let held = office.dump();
    let refusal = office
        .desk
        .rpc(Some(&session), "imports.apply", request(&office, "roster", fixture("roster-lishui.xlsx")), &Unwatched)
        .unwrap_err();
    assert_eq!(refusal.code, "right.missing");
    assert_eq!(office.dump(), held);
    drop(before);
}

#[test]
fn a_changed_file_is_not_applied_under_an_old_preview() {
    let office = lishui();
    let mut rows = sample_ledger();
    let path = ledger(office.folder.path(), "a.xlsx", &rows);
    let preview = office.call("imports.preview", request(&office, "visits", path.clone()));
    rows[3][5] = "8".into();
    ledger(office.folder.path(), "a.xlsx", &rows);
    let mut confirmed = request(&office, "visits", path);
    confirmed["fingerprint"] = preview["fingerprint"].clone();
    assert_eq!(office.refused("imports.apply", confirmed).code, "imports.file_changed");
}

#[test]
fn every_code_of_the_reading_has_words() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/features/imports");
    let mut stack = vec![root];
    while let Some(folder) = stack.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                stack.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for part in text.split("\"imports.").skip(1) {
                let code = format!("imports.{}", part.split('"').next().unwrap());
                let known = zhudian_core::ground::words::has_refusal(&code)
                    || !zhudian_core::ground::words::term(&code).is_empty()
                    || zhudian_core::desk::register().0.contains_key(code.as_str())
                    || code.contains('{');
                assert!(known, "{} says {code} without words", path.display());
            }
        }
    }
}

#[test]
fn a_large_ledger_is_previewed_whole() {
    let office = lishui();
    let path = office.folder.path().join("big.csv");
    let head = "日期,村居,责任人,参加代表,形式,接待人次,走访户数,企业商户,意见类别,意见内容\n";
    let mut text = String::from(head);
    for i in 0..20_000 {
        text.push_str(&format!(
            "2015.{}.{},沙涌,卢炳珍,潘润林、鄺华娟,入户走访,{},{},0,环境,第{i}处垃圾要清理\n",
            1 + i % 6,
            1 + i % 28,
            i % 30,
            i % 9
        ));
    }
    std::fs::write(&path, text).unwrap();
    let preview = office.call("imports.preview", request(&office, "visits", path));
    assert_eq!(preview["counts"]["new"], 20_000);
    let figures = json!({"kind": "household", "received": 1, "households": 1, "firms": 0, "opinions": 1});
    assert_eq!(preview["rows"][1]["figures"], figures);
}

fn old(name: &str) -> String {
    format!("{}/../../tests/fixtures/imports/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn old_and_open_formats_say_the_same_as_the_new_one() {
    let office = lishui();
    for name in ["roster.xls", "roster.et", "roster.ods"] {
        let preview = office.call("imports.preview", request(&office, "roster", old(name)));
        // A format that keeps joined cells says everything; .ods loses them in reading, so empty cells are filled from above.
        assert_eq!(preview["counts"]["new"], 0, "{name}: {}", preview["counts"]);
        assert_eq!(preview["refused"], json!([]), "{name}");
        if name != "roster.ods" {
            assert_eq!(preview["counts"]["same"], 72, "{name}: {:#}", preview["rows"]);
        }
    }
    operation(&office, "imports.apply", request(&office, "visits", fixture("visits-lishui.xlsx")));
    let preview = office.call("imports.preview", request(&office, "visits", old("visits.xls")));
    assert_eq!(preview["counts"]["same"], 1800, "{}", preview["counts"]);
}

#[test]
fn a_locked_workbook_is_refused_as_locked() {
    let office = Office::on("2015-06-30");
    assert_eq!(
        office.refused("imports.preview", request(&office, "roster", old("locked.xlsx"))).code,
        "imports.password"
    );
}

#[test]
fn a_file_without_any_list_is_not_an_import_of_nothing() {
    let office = Office::on("2015-06-30");
    let path = ledger(office.folder.path(), "a.xlsx", &[row(&["说明"]), row(&["本表", "没有", "名单"])]);
    assert_eq!(office.refused("imports.apply", request(&office, "roster", path)).code, "imports.nothing_to_read");
}

#[test]
fn a_ledger_before_the_roster_loses_nobody() {
    let office = Office::on("2015-06-30");
    let (answer, _) = operation(&office, "imports.apply", request(&office, "visits", fixture("visits-lishui.xlsx")));
    assert_eq!(answer["created"], 1800);
    operation(&office, "imports.apply", request(&office, "roster", fixture("roster-lishui.xlsx")));
    let register = office.call("delegates.register", json!({}));
    assert_eq!(register["tenures"].as_array().unwrap().len(), 72);
    let delegate = register["people"].as_array().unwrap().iter().find(|p| p["name"] == "潘润林").unwrap();
    assert_eq!(delegate["phone"], "13913679557");
    let list = office.call("visits.list", json!({"filter": {"person_id": delegate["id"]}, "limit": 1}));
    assert!(list["sums"]["visits"].as_u64().unwrap() > 0);
}
