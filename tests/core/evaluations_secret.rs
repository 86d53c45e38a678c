//! Nobody can be found behind a sheet: what lies where before and after closing, and what results may tell.

use crate::evaluations::{ROWS, Round};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zhudian_core::ground::file::{self, Use};
use zhudian_core::ground::keys;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::{PASSPHRASE, PERSON};

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { found.extend(all_files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

fn store_files(round: &Round) -> Vec<PathBuf> {
    all_files(&round.office.database().with_file_name("zhudian.db.rounds"))
}

/// Every value of every table of an office file, as one text.
fn everything(path: &Path, recovery_key: &str) -> String {
    let db = file::connect(path, &keys::recovery_key(recovery_key).unwrap(), Use::Read).unwrap();
    let mut text = String::new();
    let mut tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        let Ok(mut statement) = db.prepare(&format!("SELECT * FROM {name}")) else { continue };
        let columns = statement.column_count();
        let Ok(mut rows) = statement.query([]) else { continue };
        while let Ok(Some(row)) = rows.next() {
            text.push_str(&name);
            for at in 0..columns {
                use zhudian_core::rusqlite::types::ValueRef;
                text.push('|');
                match row.get_ref(at).unwrap() {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => text.push_str(&String::from_utf8_lossy(bytes)),
                    ValueRef::Integer(number) => text.push_str(&number.to_string()),
                    ValueRef::Real(number) => text.push_str(&number.to_string()),
                    ValueRef::Null => {}
                }
            }
            text.push('\n');
        }
    }
    text
}

#[test]
fn no_copy_of_the_office_and_no_backup_leads_to_a_sheet() {
    let round = Round::over(1);
    round.issue(0, 6);
    round.returned(0, 6);
    let mut pages: Vec<Value> = (0..5).map(|_| round.sheet(0, "满意", json!({}))).collect();
    pages.push(round.sheet(0, "不满意", json!({"q3": "?", "q6": "不了解"})));
    round.scan("secret-name-of-a-file.scan", &pages);
    let doubt = round.call("evaluations.doubts", json!({}))["rows"][0].clone();
    round.call("evaluations.decide", json!({"page": doubt["page"], "row": doubt["row"], "answer": "bad"}));
    round.office.call("backup.now", json!({}));
    let pages: Vec<String> = round.call("evaluations.stack", json!({}))["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["page"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(pages.len(), 6);
    // Page ids are random: nothing in them tells time or order.
    assert!(pages.iter().all(|id| id.as_bytes()[14] == b'4'), "{pages:?}");
    let kept: Vec<(PathBuf, Vec<u8>)> =
        store_files(&round).into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    assert!(kept.len() >= 2);
    for (path, bytes) in &kept {
        let plain = String::from_utf8_lossy(bytes);
        assert!(!plain.contains("overall") && !plain.contains("secret-name") && !plain.contains(&pages[0]), "{path:?}");
    }

    round.close();
    round.office.call("backup.now", json!({}));
    assert_eq!(store_files(&round), Vec::<PathBuf>::new(), "the store is gone");
    round.office.call("history.recent", json!({}));
    let key = round.office.recovery_key.clone();
    let database = round.office.database();
    let live = everything(&database, &key);
    let mut texts = vec![("live".to_owned(), live)];
    for backup in all_files(&database.with_file_name("backups")) {
        let plain = round.office.folder.path().join("looked-at.db");
        std::fs::remove_file(&plain).ok();
        zhudian_core::ground::bundle::unpack(&backup, &plain).unwrap();
        texts.push((backup.display().to_string(), everything(&plain, &key)));
    }
    assert!(texts.len() >= 3, "the file and two backups were looked at");
    assert!(
        texts[0].1.contains("\ntallies|") && texts[0].1.contains("|q3|bad|1|1"),
        "the counts stand in the office file"
    );
    for (name, text) in &texts {
        assert!(text.contains("2026年度评议") && text.contains("evaluations.issue"), "{name} was not read at all");
        for page in &pages {
            assert!(!text.contains(page.as_str()), "{name}: a page id");
        }
        assert!(!text.contains("secret-name-of-a-file"), "{name}: the name of a scanned file");
        // The journal tells how many sheets there were, never how many answered what.
        for line in text.lines().filter(|line| line.starts_with("journal")) {
            assert!(!line.contains("\"counted\"") && !line.contains("tallies"), "{name}: {line}");
            assert!(!line.contains("evaluations.decide") && !line.contains("evaluations.scan"), "{name}: {line}");
        }
    }
    // A store that somebody copied before the closing opens for nobody who has the office file and its key alone.
    let copied = kept.iter().find(|(path, _)| path.extension().is_some_and(|end| end == "round")).unwrap();
    let path = round.office.folder.path().join("copied.round");
    std::fs::write(&path, &copied.1).unwrap();
    assert!(file::connect(&path, &keys::recovery_key(&key).unwrap(), Use::Read).is_err());
}

#[test]
fn a_restored_backup_of_before_the_closing_knows_no_sheet() {
    let round = Round::over(1);
    round.scan("stack.scan", &[round.sheet(0, "满意", json!({}))]);
    let taken = round.office.call("backup.now", json!({}));
    round.issue(0, 1);
    round.returned(0, 1);
    round.close();
    round.office.call("auth.lock", json!({}));
    let name = taken["name"].as_str().unwrap();
    let plain = round.office.folder.path().join("older.db");
    zhudian_core::ground::bundle::unpack(&round.office.database().with_file_name("backups").join(name), &plain)
        .unwrap();
    std::fs::copy(&plain, round.office.database()).unwrap();
    for ending in ["zhudian.db-wal", "zhudian.db-shm"] {
        std::fs::remove_file(round.office.database().with_file_name(ending)).ok();
    }
    let desk = zhudian_testkit::desk(round.office.folder.path(), &round.office.clock);
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    let session = desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].clone();
    let ask = |name: &str| desk.rpc(session.as_str(), name, json!({"round": round.id}), &Unwatched).unwrap().answer;
    let board = ask("evaluations.board");
    assert_eq!(board["round"]["closed_on"], Value::Null, "the round is open again");
    assert_eq!(board["villages"][0]["batches"][0]["valid"], 0, "and its sheets have to be scanned anew");
    assert_eq!(ask("evaluations.stack")["lines"], json!([]));
}

#[test]
fn a_store_left_by_a_power_cut_after_the_closing_is_destroyed_at_the_next_opening() {
    let round = Round::over(1);
    round.issue(0, 1);
    round.returned(0, 1);
    round.scan("stack.scan", &[round.sheet(0, "满意", json!({}))]);
    let kept: Vec<(PathBuf, Vec<u8>)> =
        store_files(&round).into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
    round.close();
    for (path, bytes) in kept {
        std::fs::write(path, bytes).unwrap();
    }
    round.office.call("auth.lock", json!({}));
    let desk = zhudian_testkit::desk(round.office.folder.path(), &round.office.clock);
    desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched).unwrap();
    assert_eq!(store_files(&round), Vec::<PathBuf>::new());
}

#[test]
fn decisions_survive_a_restart_and_their_order_does_not() {
    let round = Round::over(1);
    round.scan("stack.scan", &[round.sheet(0, "满意", json!({"q1": "?", "q2": "?"}))]);
    let row = round.call("evaluations.doubts", json!({}))["rows"][0].clone();
    round.call("evaluations.decide", json!({"page": row["page"], "row": row["row"], "answer": "good"}));
    round.office.call("auth.lock", json!({}));
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    let session = round.office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].clone();
    let ask = |name: &str| round.office.desk.rpc(session.as_str(), name, json!({"round": round.id}), &Unwatched);
    assert_eq!(ask("evaluations.doubts").unwrap().answer["left"], 1);
    assert_eq!(ask("evaluations.undecide").unwrap_err().code, "evaluations.nothing_decided");
}

/// Someone who knows all shown results, all sums of sheets and all villages but one tries to work that one out.
#[test]
fn no_results_tell_a_village_of_few_sheets() {
    for counts in [[3_usize, 12, 0], [3, 12, 14], [2, 4, 11], [5, 4, 3], [1, 1, 1], [10, 10, 4]] {
        let round = Round::over(3);
        let mut pages = Vec::new();
        for (at, count) in counts.iter().enumerate() {
            for n in 0..*count {
                let label = if (n + at) % 3 == 0 { "不满意" } else { "满意" };
                pages.push(round.sheet(at, label, json!({})));
            }
            round.issue(at, *count as i64);
            round.returned(at, *count as i64);
        }
        round.scan("stack.scan", &pages);
        round.close();
        let results = round.call("evaluations.results", json!({}));
        let one = &results["delegates"][0];
        let villages = one["villages"].as_array().unwrap();
        let whole: usize = counts.iter().sum();
        assert_eq!(one["shown"], json!(whole >= 5), "{counts:?}");
        let good = |items: &Value| items[0]["grades"][0]["n"].as_i64().unwrap();
        let hidden: Vec<usize> = (0..3).filter(|at| counts[*at] > 0 && villages[*at]["shown"] == false).collect();
        for at in 0..3 {
            let shown = villages[at]["shown"] == true;
            assert!(!shown || counts[at] >= 5, "{counts:?}");
            assert_eq!(villages[at]["items"].as_array().unwrap().is_empty(), !shown);
        }
        if one["shown"] == true && hidden.len() < 3 && !hidden.is_empty() {
            let known: i64 =
                (0..3).filter(|at| villages[*at]["shown"] == true).map(|at| good(&villages[at]["items"])).sum();
            let rest = good(&one["items"]) - known;
            let sheets: usize = hidden.iter().map(|at| counts[*at]).sum();
            assert!(
                villages.iter().all(|one| one["shown"] == false) || (hidden.len() >= 2 && sheets >= 10),
                "{counts:?} {rest}"
            );
        }
        assert_eq!(one["items"].as_array().unwrap().len(), if whole >= 5 { ROWS.len() } else { 0 });
    }
}

/// Who corrects counts sees the results before and after, and takes the difference.
#[test]
fn no_correction_tells_a_village_of_few_sheets() {
    for counts in [[3_usize, 12, 0], [3, 12, 14], [2, 4, 11], [5, 4, 3], [1, 1, 1], [10, 10, 4], [7, 0, 0], [12, 0, 30]]
    {
        let round = Round::over(3);
        let mut pages = Vec::new();
        for (at, count) in counts.iter().enumerate() {
            pages.extend((0..*count).map(|_| round.sheet(at, "满意", json!({}))));
            round.issue(at, *count as i64);
            round.returned(at, *count as i64);
        }
        round.scan("stack.scan", &pages);
        round.close();
        let results = || round.call("evaluations.results", json!({}));
        let before = results();
        let villages = before["delegates"][0]["villages"].as_array().unwrap().clone();
        for at in 0..3 {
            let shown = villages[at]["shown"] == true;
            // The figures a corrector would have to guess: nobody answered "bad", so all of one village are set to it.
            let correction = json!({"batch": round.batch(at), "row": "q1", "counts": {"good": 0, "bad": counts[at]}, "reason": "试", "name": PERSON});
            let look = json!({"batch": round.batch(at), "round": round.id});
            if counts[at] > 0 && shown {
                round.office.call("evaluations.counted", look);
                round.call("evaluations.correct", correction);
                // Whatever the correction says, what is shown and what is hidden stays as it was.
                let after = results();
                let parts = |of: &Value| -> Vec<Value> {
                    of["delegates"][0]["villages"].as_array().unwrap().iter().map(|one| one["shown"].clone()).collect()
                };
                assert_eq!(parts(&before), parts(&after), "{counts:?}");
            } else {
                assert_eq!(round.refused("evaluations.counted", look), "evaluations.correct_hidden", "{counts:?} {at}");
                assert_eq!(
                    round.refused("evaluations.correct", correction),
                    "evaluations.correct_hidden",
                    "{counts:?} {at}"
                );
            }
        }
        let after = results();
        if before["delegates"][0]["shown"] == false {
            assert_eq!(before, after, "{counts:?}");
        }
        assert!(after["corrections"].as_array().unwrap().iter().all(|one| one["was"].is_i64() && one["now"].is_i64()));
    }
}

/// Two prints of the same sheet in one village: the results show them together, a correction would show one of them.
#[test]
fn no_correction_tells_a_second_print_of_few_sheets() {
    let mut round = Round::over(1);
    let more = round.call("evaluations.print", json!({"copies": []}))["batches"][0].clone();
    round.batches.push(more);
    let mut pages: Vec<Value> = (0..20).map(|_| round.sheet(0, "满意", json!({}))).collect();
    pages.extend((0..3).map(|_| round.sheet(1, "不满意", json!({}))));
    round.issue(0, 20);
    round.returned(0, 20);
    round.issue(1, 3);
    round.returned(1, 3);
    round.scan("stack.scan", &pages);
    round.close();
    assert_eq!(round.call("evaluations.results", json!({}))["delegates"][0]["valid"], 23);
    for (at, n) in [(0, 20), (1, 3)] {
        let correction = json!({"batch": round.batch(at), "row": "q1", "counts": {"good": n, "bad": 0}, "reason": "试", "name": PERSON});
        assert_eq!(round.refused("evaluations.correct", correction), "evaluations.correct_hidden", "{at}");
    }
}

/// Party members' and residents' sheets apart: a correction of one kind in one village tells that cell.
#[test]
fn no_correction_tells_the_few_of_one_kind() {
    for (counts, told) in [([3, 20], [false, false]), ([12, 20], [true, true]), ([0, 7], [false, true])] {
        let round = crate::evaluations_options::apart(1, 0);
        let pairs: Vec<(i64, i64)> = counts.iter().map(|n| (*n, 0)).collect();
        crate::evaluations_options::count(&round, &pairs);
        for (at, told) in told.into_iter().enumerate() {
            let look = json!({"batch": round.batch(at), "round": round.id});
            let answer = round.office.rpc("evaluations.counted", look);
            assert_eq!(answer.is_ok(), told, "{counts:?} {at}");
        }
    }
}

#[test]
fn the_protection_can_be_made_stronger_and_never_weaker() {
    let round = Round::over(1);
    for (name, value, fits) in [
        ("evaluation.least_valid", 4, false),
        ("evaluation.least_valid", 8, true),
        ("evaluation.least_split", 9, false),
    ] {
        let rule = json!({"name": name, "value": value, "valid_from": "2026-01-01", "source": "示例"});
        let answer = round.office.rpc("rulebook.parameter", rule);
        assert_eq!(answer.map_err(|refusal| refusal.code).err().as_deref(), (!fits).then_some("evaluations.least"));
    }
}

/// What was called aloud everybody in the hall knows: the results less that must not be the few sheets of a scanner.
#[test]
fn no_result_less_what_was_called_tells_the_few_sheets_that_were_not() {
    for (called, scanned, shown) in [(12, 3, false), (12, 5, true), (12, 0, true), (0, 7, true)] {
        let round = Round::over(1);
        for row in ROWS {
            for _ in 0..called {
                let stroke = json!({"batch": round.batch(0), "row": row, "grade": "good", "by": 1});
                round.call("evaluations.hall_mark", stroke);
            }
        }
        if called > 0 {
            round.call(
                "evaluations.hall_sheets",
                json!({"batch": round.batch(0), "valid": called, "void": 0, "blank": 0}),
            );
        }
        let pages: Vec<Value> = (0..scanned).map(|_| round.sheet(0, "不满意", json!({}))).collect();
        if scanned > 0 {
            round.scan("stack.scan", &pages);
        }
        round.issue(0, called + scanned);
        round.returned(0, called + scanned);
        let notes = round.call("evaluations.balance", json!({}))[0]["notes"].to_string();
        assert_eq!(notes.contains("没有当众唱过"), !shown, "said before it is closed: {notes}");
        round.close();
        let results = round.call("evaluations.results", json!({}));
        let one = &results["delegates"][0];
        assert_eq!(one["shown"], json!(shown), "{called} {scanned}");
        assert_eq!(one["items"].as_array().unwrap().is_empty(), !shown);
        let look = json!({"batch": round.batch(0), "round": round.id});
        assert_eq!(round.office.rpc("evaluations.counted", look).is_ok(), shown, "{called} {scanned}");
        if !shown {
            assert!(one["hidden_reason"].as_str().unwrap().contains("唱"), "{one}");
        }
    }
}

/// An item that stands on a few sheets only would be a result of those few, whatever the number of all sheets is.
#[test]
fn nobody_is_rated_by_two_forms_in_one_round() {
    let round = Round::over(2);
    assert_eq!(round.refused("evaluations.print", json!({"kind": "team"})), "evaluations.other_form");
    let subjects = round.office.call("evaluations.list", json!({}))[0]["subjects"].clone();
    let form = json!({"items": [{"code": "q1", "text": "换了一项"}]});
    let changed = json!({"id": round.id, "year": 2026, "title": "2026年度评议", "state": "planned", "subjects": subjects, "form": form});
    round.office.call("evaluations.save", changed);
    assert_eq!(round.refused("evaluations.print", json!({})), "evaluations.other_form");
    let same = json!({"id": round.id, "year": 2026, "title": "2026年度评议", "state": "planned", "subjects": subjects});
    round.office.call("evaluations.save", same);
    round.call("evaluations.print", json!({}));
}

/// Results of one round under two rules have a difference of their own, and a closed round is frozen.
#[test]
fn a_closed_round_keeps_the_rules_it_was_closed_by() {
    let round = crate::evaluations_options::apart(3, 40);
    // Villages and kinds: which of the two is shown beside the sum depends on the least for splits.
    let counts = [3, 15, 20, 0, 0, 0];
    let pairs: Vec<(i64, i64)> = counts.iter().map(|n| (*n, 0)).collect();
    let before = crate::evaluations_options::count(&round, &pairs);
    for (name, value) in [
        ("evaluation.least_split", json!(18)),
        ("evaluation.least_valid", json!(30)),
        ("evaluation.members_weight", json!(0)),
        ("evaluation.unknown_counts", json!(true)),
        ("evaluation.separate_voters", json!(false)),
    ] {
        let rule = json!({"name": name, "value": value, "valid_from": "2026-01-01", "source": "示例"});
        round.office.call("rulebook.parameter", rule);
    }
    assert_eq!(before, round.call("evaluations.results", json!({})));
}
