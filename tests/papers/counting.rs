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

/// Three villages, two delegates, counted in the hall: every paper of the round is set and looked at.
#[test]
fn the_papers_of_a_round_are_set() {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let roster = office.call("delegates.register", json!({}));
    let people: Vec<&Value> =
        roster["tenures"].as_array().unwrap().iter().take(2).map(|one| &one["person_id"]).collect();
    let areas = office.call("areas.list", json!({}));
    let mut subjects: Vec<Value> =
        (0..3).map(|at| json!({"person_id": people[0], "area_id": areas[at]["id"]})).collect();
    subjects.push(json!({"person_id": people[1], "area_id": areas[0]["id"]}));
    let round = json!(office.id(
        "evaluations.save",
        json!({"year": 2026, "title": "2026年度党代表履职民主评议", "state": "planned", "subjects": subjects}),
    ));
    let printed = office.call("evaluations.print", json!({"round": round}));
    let rows = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "overall"];
    for (at, batch) in printed["batches"].as_array().unwrap().iter().enumerate() {
        let valid = [26, 3, 12, 14][at];
        for row in rows {
            for n in 0..valid {
                let grade =
                    ["good", "good", "fair", "good", "unknown", "plain", "good", "bad"][(n * 3 + row.len() + at) % 8];
                let stroke = json!({"round": round, "batch": batch["id"], "row": row, "grade": grade, "by": 1});
                office.call("evaluations.hall_mark", stroke);
            }
        }
        let sheets = json!({"round": round, "batch": batch["id"], "valid": valid, "void": 1, "blank": 0});
        office.call("evaluations.hall_sheets", sheets);
        let issued = json!({"batch": batch["id"], "issued": valid + 3, "taken_by": "麦联络"});
        office.call("evaluations.issue", issued);
        let bag = json!({"batch": batch["id"], "returned": valid + 1, "held_on": "2026-09-12", "returned_on": "2026-09-12", "invited": 40,
            "present_members": 18, "present_residents": 12, "scrutineers": ["麦伯", "罗姨"], "counters": ["陆姨"], "chair": "冯书记", "reader": "邓仔"});
        office.call("evaluations.bag", bag);
    }
    let keep = std::env::var_os("ZHUDIAN_KEEP").map(std::path::PathBuf::from);
    let paper = |name: &str, token: &Value| {
        let pdf = office.desk.shelf().take(token.as_str().unwrap()).unwrap().pdf.clone();
        if let Some(folder) = &keep {
            std::fs::write(folder.join(format!("{name}.pdf")), &pdf).unwrap();
        }
        (crate::looking::pages_of(&pdf), crate::looking::text_of(&pdf))
    };
    let make = |kind: &str| {
        let made = office.call("papers.make", json!({"kind": kind, "options": {"round": round}}));
        paper(kind, &made["paper"])
    };
    let (pages, text) = make("pack");
    assert_eq!(pages, 3 * 3 + 4, "cover, speech and rules a village, a hall sheet a batch");
    assert!(text.contains("票袋封口后"));
    let trial = office.call("evaluations.print", json!({"round": round, "trial": true}));
    let (pages, text) = paper("trial", &trial["paper"]);
    assert_eq!(pages, 1);
    assert!(text.contains("100毫米"));
    office.call("evaluations.close", json!({"round": round}));
    let correct = json!({"round": round, "batch": printed["batches"][0]["id"], "row": "q1", "counts": {"bad": 2, "good": 13}, "reason": "复查发现唱错一张", "name": "陈书记"});
    office.call("evaluations.correct", correct);
    let (pages, text) = make("tally");
    assert_eq!(pages, 3);
    assert!(
        text.contains("监票人") && text.contains("麦伯") && text.contains("罗姨") && text.contains("更正："),
        "{text}"
    );
    assert_eq!(make("result_page").0, 2);
    assert_eq!(make("results").0, 1);
    let folder = office.folder.path().join("saved");
    std::fs::create_dir_all(&folder).unwrap();
    for kind in ["tally", "results", "result_page"] {
        let made = office.call("papers.make", json!({"kind": kind, "options": {"round": round}}));
        for format in ["xlsx", "docx"] {
            let to = office.desk.files().offer(folder.clone());
            office.call("papers.save", json!({"paper": made["paper"], "format": format, "to": to}));
        }
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 6);
    let mut docx: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|one| one.unwrap().path()).collect();
    docx.retain(|path| path.extension().is_some_and(|ending| ending == "docx"));
    let profile = format!("-env:UserInstallation=file://{}", office.folder.path().join("soffice").display());
    let done = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .args(&docx)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut pages: Vec<usize> =
        docx.iter().map(|path| crate::looking::pages_of(&std::fs::read(path.with_extension("pdf")).unwrap())).collect();
    if let Some(keep) = &keep {
        for path in &docx {
            let name = path.with_extension("pdf").file_name().unwrap().to_string_lossy().into_owned();
            std::fs::copy(path.with_extension("pdf"), keep.join(format!("docx-{name}"))).unwrap();
            std::fs::copy(path, keep.join(path.file_name().unwrap())).unwrap();
        }
    }
    pages.sort_unstable();
    assert_eq!(pages, [1, 2, 3], "in another program the papers have no page more");
    let (pages, text) = make("result_letter");
    assert!(pages >= 2 && text.contains("特此报告"));
}
