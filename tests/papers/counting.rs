//! The paper loop with real paper: sheets drawn, filled in by the simulator, scanned, read, decided, closed.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use zhudian_testkit::{Office, pens};

struct Evening {
    office: Office,
    round: Value,
    batches: Vec<Value>,
    truth: Value,
    scans: std::path::PathBuf,
}

/// Two villages evaluate a delegate; so many sheets are filled in and scanned.
fn evening(count: usize, class: &str, styles: &str) -> Evening {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let person = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let areas = office.call("areas.list", json!({}));
    let subjects: Vec<Value> = (0..2).map(|at| json!({"person_id": person, "area_id": areas[at]["id"]})).collect();
    let round = json!(office.id(
        "evaluations.save",
        json!({"year": 2026, "title": "2026年度评议", "state": "planned", "subjects": subjects}),
    ));
    let folder = office.folder.path().join("evening");
    std::fs::create_dir_all(&folder).unwrap();
    let (pdf, geometry) = (folder.join("sheets.pdf"), folder.join("sheets.json"));
    let offer = |path: &std::path::Path| office.desk.files().offer(path.to_owned());
    let copies: Vec<Value> = (0..2).map(|at| json!({"area_id": areas[at]["id"], "copies": count})).collect();
    let printed = office.call(
        "evaluations.print",
        json!({"round": round, "copies": copies, "pdf": offer(&pdf), "geometry": offer(&geometry)}),
    );
    let batches = printed["batches"].as_array().unwrap().clone();
    let truth = pens::filled_in(&pdf, &geometry, &folder, (count, 11), class, styles);
    Evening { round, batches, truth, scans: folder.join(class), office }
}

impl Evening {
    fn call(&self, name: &str, mut payload: Value) -> Value {
        payload["round"] = self.round.clone();
        self.office.call(name, payload)
    }

    fn scan(&self, path: &std::path::Path) -> Value {
        let token = self.office.desk.files().offer(path.to_owned());
        self.call("evaluations.scan", json!({"files": [token]}))
    }

    /// What a person who sees the paper says of a row.
    fn answer(&self, key: &str, row: &str) -> &'static str {
        let truth = &self.truth[key]["rows"][row];
        let marked = truth["marked"].as_array().unwrap();
        let code = |label: &str| match label {
            "满意" => "good",
            "较满意" => "fair",
            "一般" => "plain",
            "不满意" => "bad",
            _ => "unknown",
        };
        marked.first().map_or("blank", |label| code(label.as_str().unwrap()))
    }
}

#[test]
fn what_was_ticked_is_what_is_counted() {
    let evening = evening(24, "d2", "nasty");
    let mut seen = std::collections::BTreeSet::new();
    let mut decided = 0;
    for key in evening.truth.as_object().unwrap().keys() {
        let report = evening.scan(&evening.scans.join(format!("{key}.jpg")));
        assert_eq!(report["pages"], 1, "{report}");
        // One sheet at a time, so that the test knows which paper a doubt is about; the program does not.
        let stack = evening.call("evaluations.stack", json!({"limit": 1000}));
        let fresh: Vec<&Value> =
            stack["lines"].as_array().unwrap().iter().filter(|line| seen.insert(line["page"].to_string())).collect();
        assert_eq!(fresh.len(), 1);
        let page = fresh[0]["page"].clone();
        if fresh[0]["undecided"] == true {
            evening.call("evaluations.page", json!({"page": page, "verdict": "count"}));
        }
        let doubts = evening.call("evaluations.doubts", json!({"limit": 100}));
        for row in doubts["rows"].as_array().unwrap() {
            assert_eq!(row["page"], page);
            if row["why"] != "by_hand" {
                let strip = evening.call("evaluations.picture", json!({"page": page, "row": row["row"]}));
                assert!(strip["width"].as_u64().unwrap() > 800 && strip["height"].as_u64().unwrap() > 40, "{strip}");
            }
            let answer = evening.answer(key, row["row"].as_str().unwrap());
            evening.call("evaluations.decide", json!({"page": page, "row": row["row"], "answer": answer}));
            decided += 1;
        }
    }
    assert!((1..40).contains(&decided), "{decided} of 192 rows were in doubt");
    let page = evening.call("evaluations.stack", json!({}))["lines"][0]["page"].clone();
    let whole = evening.call("evaluations.picture", json!({"page": page}));
    let thumb = evening.call("evaluations.picture", json!({"page": page, "thumb": true}));
    assert_eq!((&whole["width"], &whole["height"], &thumb["width"]), (&json!(840), &json!(1188), &json!(140)));
    assert!(whole["png"].as_str().unwrap().len() < 300_000, "{} letters", whole["png"].as_str().unwrap().len());

    // The same folder again, and one more scan of the same papers as one bundle, change nothing.
    let again = evening.scan(&evening.scans);
    assert_eq!((&again["pages"], &again["seen_before"]), (&json!(24), &json!(24)));

    for batch in &evening.batches {
        let issued = json!({"batch": batch["id"], "issued": 13, "taken_by": "麦联络"});
        evening.office.call("evaluations.issue", issued);
        evening.office.call("evaluations.bag", json!({"batch": batch["id"], "returned": 12}));
    }
    evening.call("evaluations.close", json!({}));
    let results = evening.call("evaluations.results", json!({}));
    let one = &results["delegates"][0];
    let mut wanted: BTreeMap<(String, &str), i64> = BTreeMap::new();
    for (key, page) in evening.truth.as_object().unwrap() {
        for row in page["rows"].as_object().unwrap().keys() {
            *wanted.entry((row.clone(), evening.answer(key, row))).or_default() += 1;
        }
    }
    assert_eq!(one["valid"], 24);
    for item in one["items"].as_array().unwrap() {
        let row = item["row"].as_str().unwrap().to_owned();
        for grade in item["grades"].as_array().unwrap() {
            let n = wanted.get(&(row.clone(), grade["grade"].as_str().unwrap())).copied().unwrap_or(0);
            assert_eq!(grade["n"].as_i64().unwrap(), n, "{row} {grade}");
        }
        assert_eq!(item["blank"].as_i64().unwrap(), wanted.get(&(row, "blank")).copied().unwrap_or(0));
    }
    assert_eq!(one["villages"][0]["valid"], 12);
    assert_eq!(one["villages"][0]["shown"], true);
}

#[test]
fn the_same_paper_scanned_by_another_machine_is_suspected() {
    let evening = evening(6, "d1,d7", "plain");
    let first = evening.scan(&evening.office.folder.path().join("evening/d1"));
    assert_eq!((&first["pages"], &first["duplicate"]), (&json!(6), &json!(0)));
    evening.scan(&evening.office.folder.path().join("evening/d7"));
    let counts = evening.call("evaluations.stack", json!({}))["counts"].clone();
    assert!(counts["duplicate"].as_i64().unwrap() >= 5, "{counts}");
}
