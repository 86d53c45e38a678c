//! The paper loop with a stand-in reader: sheets out, scans in, doubts, keyings, the hall, balance, closing, results.

use serde_json::{Value, json};
use zhudian_core::ground::progress::{Progress, Unwatched};
use zhudian_testkit::{Office, PASSPHRASE, PERSON};

/// A round of some delegates in some villages, each delegate with a sheet of its own, printed.
pub struct Round {
    pub office: Office,
    pub id: Value,
    pub batches: Vec<Value>,
    scans: std::cell::Cell<u64>,
}

pub const ROWS: [&str; 8] = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "overall"];

impl Round {
    /// One delegate in each of these many villages.
    pub fn over(villages: usize) -> Self {
        let office = Office::sample();
        let person = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
        let areas = office.call("areas.list", json!({}));
        let subjects: Vec<Value> =
            (0..villages).map(|at| json!({"person_id": person, "area_id": areas[at]["id"]})).collect();
        Self::of(office, &subjects, json!({}))
    }

    pub fn of(office: Office, subjects: &[Value], options: Value) -> Self {
        let id = json!(office.id(
            "evaluations.save",
            json!({"year": 2026, "title": "2026年度评议", "state": "planned", "subjects": subjects}),
        ));
        let mut wish = json!({"round": id});
        wish.as_object_mut().unwrap().extend(options.as_object().unwrap().clone());
        let printed = office.call("evaluations.print", wish);
        let batches = printed["batches"].as_array().unwrap().clone();
        Self { office, id, batches, scans: std::cell::Cell::new(0) }
    }

    /// A round that was printed elsewhere.
    pub fn printed(office: Office, id: Value, batches: Vec<Value>) -> Self {
        Self { office, id, batches, scans: std::cell::Cell::new(0) }
    }

    pub fn batch(&self, at: usize) -> &Value {
        &self.batches[at]["id"]
    }

    pub fn issue(&self, at: usize, n: i64) {
        let taken = json!({"batch": self.batch(at), "issued": n, "taken_by": "麦联络"});
        self.office.call("evaluations.issue", taken);
    }

    pub fn returned(&self, at: usize, n: i64) {
        self.office.call("evaluations.bag", json!({"batch": self.batch(at), "returned": n}));
    }

    /// A sheet of a batch with the same label in every row but those named.
    pub fn sheet(&self, at: usize, label: &str, rows: Value) -> Value {
        let mut all: serde_json::Map<String, Value> =
            ROWS.iter().map(|row| ((*row).to_owned(), json!(label))).collect();
        all.extend(rows.as_object().unwrap().clone());
        json!({"batch": self.batches[at]["code"], "rows": all, "picture": self.fresh()})
    }

    pub fn fresh(&self) -> u64 {
        self.scans.set(self.scans.get() + 1);
        self.scans.get()
    }

    pub fn file(&self, name: &str, pages: &[Value]) -> String {
        let path = self.office.folder.path().join(name);
        std::fs::write(&path, serde_json::to_vec(pages).unwrap()).unwrap();
        self.office.desk.files().offer(path)
    }

    pub fn scan(&self, name: &str, pages: &[Value]) -> Value {
        let file = self.file(name, pages);
        self.office.call("evaluations.scan", json!({"round": self.id, "files": [file]}))
    }

    pub fn call(&self, name: &str, mut payload: Value) -> Value {
        payload["round"] = self.id.clone();
        self.office.call(name, payload)
    }

    pub fn refused(&self, name: &str, mut payload: Value) -> String {
        payload["round"] = self.id.clone();
        self.office.refused(name, payload).code
    }

    pub fn line(&self, at: usize) -> Value {
        let board = self.call("evaluations.board", json!({}));
        let lines = board["villages"].as_array().unwrap().iter().flat_map(|one| one["batches"].as_array().unwrap());
        lines.into_iter().find(|one| one["id"] == *self.batch(at)).unwrap().clone()
    }

    pub fn close(&self) -> Value {
        self.call("evaluations.close", json!({}))
    }
}

pub fn figures(line: &Value) -> [i64; 5] {
    ["valid", "void", "blank", "missing", "difference"].map(|name| line[name].as_i64().unwrap())
}

#[test]
fn an_afternoon_from_handing_out_to_the_result() {
    let round = Round::over(1);
    assert_eq!(round.line(0)["stage"], "printed");
    round.issue(0, 12);
    assert_eq!(round.line(0)["stage"], "taken");
    let held = json!({"batch": round.batch(0), "held_on": "2026-09-14", "returned_on": "2026-09-15", "returned": 11, "invited": 20,
        "present_members": 8, "present_residents": 4, "scrutineers": ["麦伯"], "counters": ["陆姨"], "chair": "冯书记", "reader": "邓仔"});
    round.office.call("evaluations.bag", held);
    assert_eq!(round.line(0)["stage"], "returned");
    let mut pages: Vec<Value> = (0..7).map(|_| round.sheet(0, "满意", json!({}))).collect();
    pages.push(round.sheet(0, "较满意", json!({"q2": "?", "q5": "不了解"})));
    pages.push(round.sheet(0, "一般", json!({"q1": "?"})));
    pages.push(round.sheet(0, "", json!({})));
    pages.push(json!({"batch": round.batches[0]["code"], "status": "review", "reason": "identifying_marks", "picture": round.fresh(),
        "rows": {"q1": "不满意"}}));
    pages.push(json!({"batch": "ZZZZZZ", "picture": round.fresh()}));
    pages.push(json!({"batch": null, "status": "blank", "reason": "no_print", "picture": round.fresh()}));
    pages.push(json!({"batch": null, "status": "rejected", "reason": "not_registered", "picture": round.fresh()}));
    let report = round.scan("stack.scan", &pages);
    assert_eq!(
        report,
        json!({"pages": 14, "read": 8, "review": 3, "rejected": 1, "foreign": 1, "blank": 1, "duplicate": 0, "seen_before": 0, "two_tone": 0, "cancelled": false})
    );
    assert_eq!(round.line(0)["stage"], "review");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.to_review");

    // The same stack again, and the same pages in another file, change nothing.
    let before = round.call("evaluations.stack", json!({}));
    let again = round.scan("stack.scan", &pages);
    assert_eq!((&again["pages"], &again["seen_before"]), (&json!(14), &json!(14)));
    let mut turned = pages.clone();
    turned.reverse();
    assert_eq!(round.scan("other.scan", &turned)["seen_before"], 14);
    assert_eq!(round.call("evaluations.stack", json!({})), before);

    let stack = round.call("evaluations.stack", json!({"status": "review"}));
    assert_eq!((stack["total"].as_i64(), &stack["counts"]["read"]), (Some(3), &json!(8)));
    let marked = stack["lines"].as_array().unwrap().iter().find(|line| line["identifying"] == true).unwrap().clone();
    assert_eq!((&marked["undecided"], &marked["reason"]), (&json!(true), &json!("identifying_marks")));

    let doubts = round.call("evaluations.doubts", json!({}));
    assert_eq!(
        (&doubts["left"], &doubts["pages"]),
        (&json!(2), &json!(1)),
        "rows of a page nobody judged are not asked"
    );
    let rows = doubts["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter().all(|row| row["why"] == "several_marks" && row["strip"] != "" && row["options"][0]["ink"] == 0.2)
    );
    let decide = |row: &Value, answer: &str| {
        round.call("evaluations.decide", json!({"page": row["page"], "row": row["row"], "answer": answer}))
    };
    let wrong = json!({"page": rows[0]["page"], "row": rows[0]["row"], "answer": "excellent"});
    assert_eq!(round.refused("evaluations.decide", wrong), "evaluations.answer");
    assert_eq!(decide(&rows[0], "void")["left"], 1);
    assert_eq!(decide(&rows[1], "bad")["left"], 0);
    let back = round.call("evaluations.undecide", json!({}));
    assert_eq!((&back["row"], &back["left"]), (&rows[1]["row"], &json!(1)));
    assert_eq!(decide(&rows[1], "good")["left"], 0);
    let judged = round.call("evaluations.page", json!({"page": marked["page"], "verdict": "void", "reason": "有手印"}));
    assert_eq!(judged["pages"], 0);

    assert_eq!(figures(&round.line(0)), [9, 1, 1, 1, 0]);
    assert_eq!(round.line(0)["stage"], "balanced");
    let balance = round.call("evaluations.balance", json!({}))[0].clone();
    assert_eq!((&balance["issued"], &balance["unsettled"]), (&json!(12), &json!(0)));
    assert_eq!(balance["notes"], json!(["印制数里还有18份没有登记去向"]));
    let open = round.call("evaluations.results", json!({}));
    assert_eq!(
        (&open["closed"], open["delegates"].as_array().unwrap().len()),
        (&json!(false), 0),
        "no result before closing"
    );
    round.close();

    assert_eq!(round.line(0)["stage"], "closed");
    assert_eq!(figures(&round.line(0)), [9, 1, 1, 1, 0]);
    let results = round.call("evaluations.results", json!({}));
    let one = &results["delegates"][0];
    assert_eq!((&one["sheets"], &one["valid"], &one["shown"]), (&json!(11), &json!(9), &json!(true)));
    for item in one["items"].as_array().unwrap() {
        let n: i64 = item["grades"].as_array().unwrap().iter().map(|grade| grade["n"].as_i64().unwrap()).sum();
        assert_eq!(n + item["blank"].as_i64().unwrap() + item["void"].as_i64().unwrap(), 9, "{item}");
    }
    let item = |row: &str| one["items"].as_array().unwrap().iter().find(|item| item["row"] == row).unwrap().clone();
    // Seven good, one fair, one plain; one answer of each of the two doubtful rows was decided.
    assert_eq!(item("q3")["satisfied"], 8);
    assert_eq!(item("q5")["denominator"], 8, "those who do not know are outside the denominator");
    let share = item("q3")["satisfied_share"].as_f64().unwrap();
    assert!((share - 8.0 / 9.0).abs() < 1e-9);
    assert_eq!(round.refused("evaluations.scan", json!({"files": []})), "evaluations.closed");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.closed");
    let sentence = round.office.call("history.recent", json!({"limit": 1}))[0]["sentence"].clone();
    assert_eq!(sentence, "结票：2026年度评议，共11张");
}

#[test]
fn the_rated_take_no_sheets_and_count_none() {
    let round = Round::over(1);
    let rated = round.batches[0]["person"].clone();
    let issue = json!({"batch": round.batch(0), "issued": 3, "taken_by": rated});
    assert_eq!(round.office.refused("evaluations.issue", issue).code, "evaluations.rated");
    for part in ["scrutineers", "counters"] {
        let bag = json!({"batch": round.batch(0), part: ["麦伯", rated]});
        assert_eq!(round.office.refused("evaluations.bag", bag).code, "evaluations.rated");
    }
    let more = json!({"batch": round.batch(0), "issued": 30, "taken_by": "麦联络", "sealed": 1});
    assert_eq!(round.office.refused("evaluations.issue", more).code, "evaluations.more_than_printed");
    let before = json!({"batch": round.batch(0), "held_on": "2026-09-14", "returned_on": "2026-09-13"});
    assert_eq!(round.office.refused("evaluations.bag", before).code, "evaluations.bag_before");
    let later = json!({"batch": round.batch(0), "held_on": "2026-09-16"});
    assert_eq!(round.office.refused("evaluations.bag", later).code, "evaluations.in_future");
}

#[test]
fn a_difference_needs_a_note_and_a_name_and_copies_are_asked_for_first() {
    let round = Round::over(1);
    round.issue(0, 6);
    round.returned(0, 7);
    let pages: Vec<Value> = (0..7).map(|_| round.sheet(0, "满意", json!({}))).collect();
    round.scan("stack.scan", &pages);
    assert_eq!(figures(&round.line(0)), [7, 0, 0, 0, -1]);
    assert_eq!(round.call("evaluations.balance", json!({}))[0]["notes"][1], "比发出多1张：先查有没有现场复印没登记");
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.overfull");
    assert_eq!(round.refused("evaluations.close", json!({"note": "说不清"})), "evaluations.overfull");
    // Registered copies settle it.
    let copied = json!({"batch": round.batch(0), "issued": 6, "taken_by": "麦联络", "copied": 1});
    round.office.call("evaluations.issue", copied);
    assert_eq!(figures(&round.line(0)), [7, 0, 0, 0, 0]);
    // Without them all sheets are void by rule.
    round.issue(0, 6);
    round.call("evaluations.close", json!({"note": "多出一张，查不出", "name": PERSON}));
    assert_eq!(figures(&round.line(0))[..2], [0, 7]);
    let one = round.call("evaluations.results", json!({}))["delegates"][0].clone();
    assert_eq!((&one["shown"], &one["valid"]), (&json!(false), &json!(0)));
    let board = round.call("evaluations.board", json!({}));
    assert_eq!(
        (&board["round"]["closed_note"], &board["round"]["closed_by"]),
        (&json!("多出一张，查不出"), &json!(PERSON))
    );
}

#[test]
fn a_void_row_spoils_the_row_or_the_sheet_as_the_rule_book_says() {
    let count = |spoils: bool| {
        let round = Round::over(1);
        let rule = json!({"name": "evaluation.void_row_voids_sheet", "value": spoils, "valid_from": "2026-01-01", "source": "示例"});
        round.office.call("rulebook.parameter", rule);
        let rows: serde_json::Map<String, Value> = ROWS.iter().map(|row| ((*row).to_owned(), json!("?"))).collect();
        round
            .scan("stack.scan", &[round.sheet(0, "满意", json!({"q1": "?"})), round.sheet(0, "", Value::Object(rows))]);
        for row in round.call("evaluations.doubts", json!({"limit": 100}))["rows"].as_array().unwrap() {
            round.call("evaluations.decide", json!({"page": row["page"], "row": row["row"], "answer": "void"}));
        }
        figures(&round.line(0))[..3].to_vec()
    };
    assert_eq!(count(false), [1, 1, 0], "a sheet whose rows are all void is void");
    assert_eq!(count(true), [0, 2, 0]);
}

#[test]
fn a_code_typed_by_hand_opens_the_rows_of_a_page() {
    let round = Round::over(2);
    let unread = json!({"batch": null, "status": "review", "reason": "code_unreadable", "picture": round.fresh()});
    round.scan("stack.scan", &[unread]);
    assert_eq!(round.call("evaluations.board", json!({}))["stray"], 1);
    let page = round.call("evaluations.stack", json!({}))["lines"][0]["page"].clone();
    let judge = |verdict: &str, code: &str| json!({"page": page, "verdict": verdict, "code": code});
    assert_eq!(round.refused("evaluations.page", judge("count", "")), "evaluations.code_first");
    assert_eq!(round.refused("evaluations.page", judge("count", "000000")), "evaluations.code");
    let code = round.batches[1]["code"].as_str().unwrap().to_lowercase();
    let typed = format!("{}-{}", &code[..3], &code[3..]);
    assert_eq!(round.call("evaluations.page", judge("count", &typed))["left"], 8);
    let doubts = round.call("evaluations.doubts", json!({"limit": 100}));
    assert!(
        doubts["rows"].as_array().unwrap().iter().all(|row| row["why"] == "by_hand" && row["batch"] == *round.batch(1))
    );
    for row in doubts["rows"].as_array().unwrap() {
        round.call("evaluations.decide", json!({"page": page, "row": row["row"], "answer": "fair"}));
    }
    assert_eq!(figures(&round.line(1))[..1], [1]);
    let taken_back = json!({"page": page, "verdict": null});
    assert_eq!(round.call("evaluations.page", taken_back)["pages"], 1);
    assert_eq!(figures(&round.line(1))[..1], [0]);
}

#[test]
fn a_sheet_scanned_twice_is_suspected_over_runs() {
    let round = Round::over(1);
    let inked = |ink: u8| {
        let mut sheet = round.sheet(0, "满意", json!({}));
        sheet["ink"] = json!(ink);
        sheet
    };
    round.scan("one.scan", &[inked(3), inked(4)]);
    assert_eq!(round.line(0)["valid"], 2);
    round.scan("two.scan", &[inked(4), inked(5)]);
    let line = round.call("evaluations.stack", json!({"status": "duplicate"}));
    assert_eq!((&line["total"], &line["lines"][0]["reason"]), (&json!(1), &json!("same_ink")));
    assert!(line["lines"][0]["twin"].is_string());
    assert_eq!(round.line(0)["valid"], 3);
    assert_eq!(round.line(0)["to_review"], 1);
    let page = line["lines"][0]["page"].clone();
    round.call("evaluations.page", json!({"page": page, "verdict": "duplicate"}));
    assert_eq!((&round.line(0)["valid"], &round.line(0)["to_review"]), (&json!(3), &json!(0)));
    round.call("evaluations.page", json!({"page": page, "verdict": "count"}));
    assert_eq!(round.line(0)["valid"], 4);
}

#[test]
fn two_counters_key_apart_and_the_third_look_decides() {
    let round = Round::over(1);
    let whole =
        |answer: &str| -> Value { Value::Object(ROWS.iter().map(|row| ((*row).to_owned(), json!(answer))).collect()) };
    let key = |no: i64, look: &str, answers: Value| json!({"batch": round.batch(0), "no": no, "look": look, "answers": answers});
    round.call("evaluations.key", key(1, "first", whole("good")));
    round.call("evaluations.key", key(2, "first", whole("blank")));
    assert_eq!(round.refused("evaluations.key", key(1, "second", whole("good"))), "evaluations.same_counter");
    assert_eq!(round.refused("evaluations.key", key(1, "first", json!({"q1": "good"}))), "evaluations.answer");
    let other = round.office.session_of("enter");
    let rpc = |mut payload: Value| {
        payload["round"] = round.id.clone();
        round.office.desk.rpc(Some(&other), "evaluations.key", payload, &Unwatched).unwrap().answer
    };
    let mut differing = whole("good");
    differing["q4"] = json!("bad");
    assert_eq!(rpc(key(1, "second", differing))["differs"], json!(["q4"]));
    rpc(key(2, "second", whole("blank")));
    assert_eq!(figures(&round.line(0))[..3], [0, 0, 1]);
    assert_eq!(round.line(0)["to_review"], 1);
    assert_eq!(round.refused("evaluations.close", json!({})), "evaluations.to_review");
    let keyed = round.call("evaluations.keyed", json!({"batch": round.batch(0)}));
    assert_eq!((&keyed["first"]["sheets"], &keyed["first"]["person"]), (&json!(2), &json!(PERSON)));
    assert_eq!(keyed["sheets"][0]["differs"], json!(["q4"]));
    round.call("evaluations.key", key(1, "third", json!({"q4": "plain"})));
    let keyed = round.call("evaluations.keyed", json!({"batch": round.batch(0)}));
    assert_eq!(keyed["sheets"][0]["settled"]["q4"], "plain");
    assert_eq!(figures(&round.line(0))[..3], [1, 0, 1]);
    assert_eq!(round.line(0)["by_origin"], json!({"scan": 0, "keyed": 2, "hall": 0}));
    round.call("evaluations.key", key(2, "first", Value::Null));
    assert_eq!(round.line(0)["to_review"], 1, "a sheet that one counter took back is not settled");
    assert_eq!(round.refused("evaluations.key", key(1, "second", whole("good"))), "evaluations.same_counter");
    round.call("evaluations.key", key(1, "first", Value::Null));
    let keyed = round.call("evaluations.keyed", json!({"batch": round.batch(0)}));
    assert_eq!(keyed["first"]["person"], Value::Null, "who took everything back has counted nothing");
    // The two change places: the other's second look goes too, and the first counter keys it.
    rpc(key(1, "second", Value::Null));
    rpc(key(2, "second", Value::Null));
    round.call("evaluations.key", key(1, "second", whole("good")));
    assert_eq!(rpc(key(1, "first", whole("good")))["differs"], json!([]));
}

#[test]
fn the_hall_counts_aloud_and_all_three_ways_add_up() {
    let round = Round::over(1);
    let mark = |row: &str, grade: &str, by: i64| {
        round.call("evaluations.hall_mark", json!({"batch": round.batch(0), "row": row, "grade": grade, "by": by}))["count"].clone()
    };
    for row in ROWS {
        for _ in 0..5 {
            mark(row, "good", 1);
        }
    }
    assert_eq!(mark("q1", "bad", 1), 1);
    assert_eq!(mark("q1", "bad", -1), 0);
    assert_eq!(mark("q1", "bad", -1), 0, "never below none");
    round.call("evaluations.hall_sheets", json!({"batch": round.batch(0), "valid": 6, "void": 1, "blank": 0}));
    assert!(round.call("evaluations.balance", json!({}))[0]["notes"].to_string().contains("最多相差1"));
    for row in ROWS {
        mark(row, "blank", 1);
    }
    // As many as a result needs: of fewer, the results less what was called aloud would tell them.
    round.scan("stack.scan", &[(); 5].map(|()| round.sheet(0, "满意", json!({}))));
    round.issue(0, 13);
    round.returned(0, 12);
    assert_eq!(figures(&round.line(0)), [11, 1, 0, 1, 0]);
    assert_eq!(round.line(0)["by_origin"], json!({"scan": 5, "keyed": 0, "hall": 7}));
    let hall = round.call("evaluations.hall", json!({"batch": round.batch(0)}));
    assert_eq!((&hall["rows"][0]["counts"]["good"], &hall["rows"][0]["blank"]), (&json!(5), &json!(1)));
    round.close();
    let one = round.call("evaluations.results", json!({}))["delegates"][0].clone();
    assert_eq!((&one["items"][0]["grades"][0]["n"], &one["items"][0]["blank"]), (&json!(10), &json!(1)));
}

#[test]
fn a_cancelled_run_keeps_what_it_read_and_goes_on() {
    struct Stops(std::sync::atomic::AtomicU64);
    impl Progress for Stops {
        fn step(&self, done: u64, total: u64, _: &str) {
            assert!(done <= total, "{done} of {total}");
            self.0.store(done, std::sync::atomic::Ordering::SeqCst);
        }
        fn cancelled(&self) -> bool {
            self.0.load(std::sync::atomic::Ordering::SeqCst) >= 8
        }
    }
    let round = Round::over(1);
    let pages: Vec<Value> = (0..60).map(|_| round.sheet(0, "满意", json!({}))).collect();
    let file = round.file("stack.scan", &pages);
    let wish = json!({"round": round.id, "files": [file]});
    let stop = Stops(std::sync::atomic::AtomicU64::new(0));
    let reply = round.office.desk.rpc(Some(&round.office.session), "evaluations.scan", wish.clone(), &stop).unwrap();
    assert_eq!(reply.answer["cancelled"], true);
    let kept = reply.answer["read"].as_i64().unwrap();
    assert!((8..60).contains(&kept), "{kept}");
    assert_eq!(round.line(0)["valid"], kept);
    let rest = round.office.call("evaluations.scan", wish);
    assert_eq!((rest["seen_before"].as_i64().unwrap(), rest["read"].as_i64().unwrap()), (kept, 60 - kept));
    assert_eq!(round.line(0)["valid"], 60);
}

#[test]
fn a_correction_is_seen_beside_what_was_counted() {
    let round = Round::over(1);
    round.scan("stack.scan", &(0..6).map(|_| round.sheet(0, "满意", json!({}))).collect::<Vec<_>>());
    let correction = json!({"batch": round.batch(0), "row": "q1", "counts": {"good": 5, "bad": 1}, "reason": "复查发现错看一张", "name": PERSON});
    assert_eq!(round.refused("evaluations.correct", correction.clone()), "evaluations.not_closed");
    round.issue(0, 6);
    round.returned(0, 6);
    round.close();
    let mut bare = correction.clone();
    bare["reason"] = json!(" ");
    assert_eq!(round.refused("evaluations.correct", bare), "evaluations.reason");
    for (counts, code) in [
        (json!({"bad": 1}), "evaluations.row_sum"),
        (json!({"good": 0, "bad": 7}), "evaluations.row_sum"),
        (json!({"good": 7, "bad": -1}), "evaluations.figure"),
        (json!({"good": 6}), "evaluations.unchanged"),
        (json!({"none": 6}), "evaluations.answer"),
    ] {
        let mut wrong = correction.clone();
        wrong["counts"] = counts;
        assert_eq!(round.refused("evaluations.correct", wrong), code);
    }
    let counted = round.call("evaluations.counted", json!({"batch": round.batch(0)}));
    assert_eq!((&counted["valid"], &counted["rows"][0]["counts"][0]["n"]), (&json!(6), &json!(6)));
    round.call("evaluations.correct", correction);
    let results = round.call("evaluations.results", json!({}));
    let told = results["corrections"].as_array().unwrap();
    let steps: Vec<_> = told.iter().map(|one| (&one["label"], &one["was"], &one["now"], &one["name"])).collect();
    assert_eq!(
        steps,
        [
            (&json!("不满意"), &json!(0), &json!(1), &json!(PERSON)),
            (&json!("满意"), &json!(6), &json!(5), &json!(PERSON))
        ]
    );
    let item = &results["delegates"][0]["items"][0];
    assert_eq!((&item["denominator"], &item["satisfied"]), (&json!(6), &json!(5)), "the row still adds up");
    assert!(round.office.dump().contains("tally_corrections|"));
    // Only an entry of a higher right may close or correct.
    let clerk = round.office.session_of("enter");
    let refusal = round.office.desk.rpc(Some(&clerk), "evaluations.correct", json!({}), &Unwatched).unwrap_err();
    assert_eq!(refusal.code, "right.missing");
}

#[test]
fn results_feed_the_duty_of_those_who_were_evaluated() {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people: Vec<Value> =
        roster["tenures"].as_array().unwrap().iter().take(2).map(|one| one["person_id"].clone()).collect();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let subjects: Vec<Value> = people.iter().map(|person| json!({"person_id": person, "area_id": area})).collect();
    let round = Round::of(office, &subjects, json!({}));
    round.scan("stack.scan", &(0..6).map(|_| round.sheet(0, "满意", json!({}))).collect::<Vec<_>>());
    round.issue(0, 6);
    round.returned(0, 6);
    round.close();
    let state = |person: &Value| {
        let sheet = round.office.call("duties.as_of", json!({"person": person}));
        let duties = sheet["delegates"][0]["duties"].as_array().unwrap().clone();
        duties.iter().find(|one| one["duty"] == "evaluation").unwrap()["windows"][0]["done"].clone()
    };
    assert_eq!(state(&people[0]), 1);
    assert_eq!(state(&people[1]), 0, "nobody returned a sheet about this one");
}

#[test]
fn a_form_that_was_printed_is_frozen_and_a_team_has_its_delegates_as_rows() {
    let office = Office::sample();
    let form = json!({"title": "驻点履职评议表", "kind": "one_delegate", "items": [{"text": "接待群众"}, {"text": "总体评价"}],
        "grades": [{"label": "称职", "satisfied": true}, {"label": "不称职"}], "instruction": "每行只选一项。", "free_text": true});
    let saved = office.call("evaluations.form_save", form.clone());
    assert_eq!(saved["version"], 1);
    let mut changed = form.clone();
    changed["code"] = saved["code"].clone();
    assert_eq!(office.call("evaluations.form_save", changed.clone())["version"], 1, "not printed yet");
    let person = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].clone();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let subjects = json!([{"person_id": person, "area_id": area}]);
    let round = json!({"year": 2026, "title": "自定表", "state": "planned", "subjects": subjects, "form": {"code": saved["code"]}});
    let id = office.id("evaluations.save", round);
    let printed = office.call("evaluations.print", json!({"round": id}));
    let rows = printed["geometry"]["pages"][0]["boxes"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["row"], &rows[0]["option"]), (4, &json!("q1"), &json!("称职")));
    let list = office.call("evaluations.forms", json!({}));
    let own = list.as_array().unwrap().iter().find(|one| one["code"] == saved["code"]).unwrap().clone();
    assert_eq!((&own["frozen"], &own["built_in"], &own["free_text"]), (&json!(true), &json!(false), &json!(true)));
    assert!(list[0]["built_in"] == true && list[0]["items"].as_array().unwrap().len() == 8);
    assert_eq!(office.call("evaluations.form_save", changed)["version"], 2);
    let twice = json!({"title": "表", "kind": "team", "grades": [{"label": "好"}, {"label": "好"}]});
    assert_eq!(office.refused("evaluations.form_save", twice).code, "evaluations.form_twice");

    let round = Round::of(office, subjects.as_array().unwrap(), json!({"kind": "team"}));
    let mut page = json!({"batch": round.batches[0]["code"], "rows": {}, "picture": 1});
    page["rows"][person.as_str().unwrap()] = json!("较满意");
    round.scan("stack.scan", &[page]);
    assert_eq!(round.line(0)["valid"], 1);
}

#[test]
fn a_second_program_sees_the_board_and_may_not_scan() {
    let round = Round::over(1);
    round.scan("stack.scan", &[round.sheet(0, "满意", json!({}))]);
    let second = zhudian_testkit::desk(round.office.folder.path(), &round.office.clock);
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    let opened = second.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer;
    let session = opened["session"].as_str();
    let board = second.rpc(session, "evaluations.board", json!({"round": round.id}), &Unwatched).unwrap().answer;
    assert_eq!(board["villages"][0]["batches"][0]["valid"], 1);
    let sheets = json!({"round": round.id, "batch": round.batch(0), "valid": 1, "void": 0, "blank": 0});
    let refusal = second.rpc(session, "evaluations.hall_sheets", sheets, &Unwatched).unwrap_err();
    assert_eq!(refusal.code, "station.in_use");
}

#[test]
fn papers_of_a_closed_round_add_up_and_hide_what_they_must() {
    let round = Round::over(2);
    let make = |kind: &str, mut options: Value| {
        options["round"] = round.id.clone();
        round.office.rpc("papers.make", json!({"kind": kind, "options": options})).map(|reply| {
            let paper = round.office.desk.shelf().take(reply.answer["paper"].as_str().unwrap()).unwrap();
            (reply.answer.clone(), serde_json::to_string(paper.document.as_ref().unwrap()).unwrap())
        })
    };
    let (pack, text) = make("pack", json!({})).unwrap();
    assert_eq!((&pack["title"], &pack["formats"]), (&json!("2026年度评议会场包"), &json!(["pdf", "docx"])));
    assert!(text.contains("评议须知") && text.contains("开袋清点人") && text.contains("唱票计数表"));
    assert_eq!(make("tally", json!({})).unwrap_err().code, "evaluations.not_closed_paper");
    let mut pages: Vec<Value> = (0..12).map(|_| round.sheet(0, "满意", json!({}))).collect();
    pages.extend((0..3).map(|_| round.sheet(1, "不满意", json!({}))));
    round.scan("stack.scan", &pages);
    for (at, n) in [(0, 13), (1, 3)] {
        round.issue(at, n);
        round.returned(at, if at == 0 { 12 } else { 3 });
        let bag = json!({"batch": round.batch(at), "invited": 20, "present_members": 12, "present_residents": 3, "scrutineers": ["麦伯"]});
        round.office.call("evaluations.bag", bag);
    }
    round.close();
    let (tally, text) = make("tally", json!({})).unwrap();
    assert_eq!(tally["formats"], json!(["pdf", "xlsx", "docx"]));
    assert!(text.contains("到会人数达到应到人数的50%") && text.contains("麦伯"), "{text}");
    assert!(!text.contains("\"name\":\"满意\""), "two villages, one of three sheets: neither stands apart");
    let one = make("tally", json!({"batch": round.batch(1)})).unwrap().1;
    assert!(one.matches("票数").count() == 1 && one.contains("不分村列出"));
    let results = make("results", json!({})).unwrap().1;
    assert!(results.contains("不是名次") && results.contains("80") && results.contains("\"name\":\"满意\""));
    assert!(make("result_page", json!({})).unwrap().1.contains("各村合计"));
    assert_eq!(make("result_page", json!({"person_id": "nobody"})).unwrap_err().code, "evaluations.nobody_rated");
    let letter = make("result_letter", json!({})).unwrap().1;
    assert!(letter.contains("发出评议表16张，收回15张，其中有效15张"), "{letter}");
    assert_eq!(round.office.refused("papers.make", json!({"kind": "results"})).code, "evaluations.which");
}

#[test]
fn a_trial_sheet_is_read_back_and_is_no_sheet_of_the_round() {
    let round = Round::over(1);
    let trial = round.call("evaluations.print", json!({"trial": true}));
    assert_eq!((&trial["pages"], &trial["batches"]), (&json!(1), &json!([])));
    let page = json!({"batch": "TRYTRY", "rows": {"q1": "满意", "q2": "?"}, "picture": 1});
    let file = round.file("trial.scan", std::slice::from_ref(&page));
    let read = round.call("evaluations.trial_read", json!({"files": [file]}));
    assert_eq!(read["status"], "read");
    assert_eq!((&read["rows"][0]["marked"], &read["rows"][1]["doubtful"]), (&json!("满意"), &json!(true)));
    assert_eq!(round.scan("trial.scan", &[page])["foreign"], 1);
}
