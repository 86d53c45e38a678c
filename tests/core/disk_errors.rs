//! A disk that answers "input/output error": one call after another is made to fail while the office works, by a small
//! library preloaded into a child (tests/fixtures/faults/failing_disk.c), once alone and once with everything after it.

use crate::faults::{again, say, victim_of_this_run};
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use zhudian_core::ground::{keys, snapshot, soundness};
use zhudian_testkit::Office;

#[test]
fn works_on_a_failing_disk() {
    let Some(victim) = victim_of_this_run() else { return };
    let area = victim.office.rpc("areas.list", json!({})).unwrap().answer[0]["id"].clone();
    say("ready");
    std::fs::write(std::env::var_os("FAILING_FROM").unwrap(), b"").unwrap();
    for at in 0..7 {
        let reply = match at {
            3 => victim.office.rpc("backup.now", json!({})),
            4 => victim.office.rpc("drafts.keep", json!({"id": "draft", "feature": "visits", "payload": {"at": at}})),
            _ => victim.office.rpc(
                "visits.save",
                json!({"day": "2026-09-05", "area_id": area, "kind": "reception", "received": 1, "note": at.to_string(),
                    "opinions": [{"content": "路灯不亮"}]}),
            ),
        };
        match reply {
            Ok(reply) => say(&format!("done {}", reply.operation.unwrap_or(0))),
            Err(refusal) => say(&format!("refused {}", refusal.code)),
        }
    }
    say("end");
}

/// The preloaded library, built by the compiler that built the database.
fn library(folder: &Path) -> PathBuf {
    let built = folder.join("failing_disk.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/faults/failing_disk.c");
    let done = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&built).arg(source).arg("-ldl").status();
    assert!(done.is_ok_and(|status| status.success()), "a C compiler is needed, as for the database itself");
    built
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_output_error_loses_nothing_that_was_acknowledged() {
    let tools = tempfile::tempdir().unwrap();
    let library = library(tools.path());
    let (mut runs, mut refused, mut acknowledged) = (0, 0, 0);
    for lasting in [false, true] {
        let office = Office::sample();
        office.desk.clear();
        let mut at = 1;
        loop {
            let begin = tools.path().join(format!("begin-{lasting}-{at}"));
            let mut command =
                again("disk_errors::works_on_a_failing_disk", office.folder.path(), &office.recovery_key, 0);
            command.env("LD_PRELOAD", &library).env("FAILING_FOLDER", office.folder.path().canonicalize().unwrap());
            command.env("FAILING_FROM", &begin).env("FAILING_AT", at.to_string());
            if lasting {
                command.env("FAILING_ON", "1");
            }
            let mut child = command.spawn().unwrap();
            let mut said = String::new();
            child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
            assert!(child.wait().unwrap().success(), "call {at}: the program ended\n{said}");
            runs += 1;
            let words: Vec<(&str, &str)> = said.lines().filter_map(|line| line.split_once(' ')).collect();
            let codes: Vec<&str> = words.iter().filter(|(word, _)| *word == "refused").map(|(_, code)| *code).collect();
            for code in &codes {
                assert!(code.starts_with("disk.") || code.starts_with("backup."), "call {at}: {code}\n{said}");
            }
            assert!(lasting || codes.len() <= 1, "one error is one refusal, call {at}\n{said}");
            refused += codes.len();
            let key = keys::recovery_key(&office.recovery_key).unwrap();
            let (db, schema) = snapshot::look(&office.database(), &key).unwrap();
            assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None, "call {at}, lasting {lasting}");
            for (_, seq) in words.iter().filter(|(word, seq)| *word == "done" && *seq != "0") {
                let kept: i64 =
                    db.query_row("SELECT count(*) FROM journal WHERE seq = ?1", [seq], |row| row.get(0)).unwrap();
                assert_eq!(kept, 1, "operation {seq} was acknowledged and is gone, call {at}\n{said}");
                acknowledged += 1;
            }
            if codes.is_empty() && at > 40 {
                break;
            }
            // Every call of the first saves, then fewer and fewer of the many a backup makes.
            at += (at / 8).max(if at < 24 { 1 } else { 5 });
        }
    }
    println!("{runs} disks, {refused} refusals, {acknowledged} acknowledged writes, none lost");
    assert!(refused > 40 && acknowledged > 40, "{refused} refusals, {acknowledged} acknowledged");
}
