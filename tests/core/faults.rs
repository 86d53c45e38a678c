//! Faults: the killed process, the full disk, the folder that takes no writes, the network share.
//!
//! The victim is this test binary itself, started again for one test: it does acknowledged writes and prints each one's
//! number and digest; whatever it printed before it died must be in the file.

use serde_json::json;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use zhudian_core::calls::Kind;
use zhudian_core::desk::register;
use zhudian_core::features::auth::{actor, clerk, lay_open};
use zhudian_core::ground::clock::SetClock;
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::{file, keys, snapshot, soundness};
use zhudian_testkit::{Office, PASSPHRASE, PERSON, TODAY, database, day, desk};

const FOLDER: &str = "ZHUDIAN_VICTIM";

pub(crate) fn again(test: &str, folder: &Path, key: &str, seed: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env("ZHUDIAN_VICTIM_KEY", key).env("ZHUDIAN_VICTIM_SEED", seed.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null());
    command
}

pub(crate) struct Victim {
    pub(crate) office: Office,
    pub(crate) seed: usize,
}

/// The victim's side: none in an ordinary run of the tests.
pub(crate) fn victim_of_this_run() -> Option<Victim> {
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    let clock = Arc::new(SetClock::on(day(TODAY)));
    let desk = desk(&folder, &clock);
    let key = keys::recovery_key(&std::env::var("ZHUDIAN_VICTIM_KEY").unwrap()).unwrap();
    let station = lay_open(&desk, key, false).unwrap();
    let session = desk.begin(actor(&clerk(&station, PERSON).unwrap()));
    let office =
        Office { folder: tempfile::tempdir_in(&folder).unwrap(), desk, clock, session, recovery_key: String::new() };
    Some(Victim { office, seed: std::env::var("ZHUDIAN_VICTIM_SEED").unwrap().parse().unwrap() })
}

pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

#[test]
fn writes_until_killed() {
    let Some(victim) = victim_of_this_run() else { return };
    let writes: Vec<_> = register().0.values().filter(|call| call.kind == Kind::Write).collect();
    say("ready");
    for at in victim.seed.. {
        let reply = match at % (writes.len() + 4) {
            place if place < writes.len() => {
                let write = writes[place];
                let mut payload = victim.office.example(write.example);
                if let Some(name) = payload.get_mut("name").filter(|name| name.is_string()) {
                    *name = json!(format!("{}{at}", name.as_str().unwrap()));
                }
                victim.office.rpc(write.name, payload)
            }
            place if place == writes.len() => victim.office.rpc("backup.now", json!({})),
            place if place == writes.len() + 1 => {
                let payload = json!({"id": format!("draft-{}", at % 5), "feature": "visits", "payload": {"at": at}});
                victim.office.rpc("drafts.keep", payload)
            }
            place if place == writes.len() + 2 => {
                let payload = json!({"day": "2026-09-05", "area_id": victim.office.call("areas.list", json!({}))[0]["id"], "kind": "reception", "received": 1,
                    "opinions": [{"content": "一条意见", "giver": format!("受访{at}人")}]});
                victim.office.rpc("visits.save", payload)
            }
            _ => {
                let payload = json!({"term": format!("受访{}人", at - 1), "ground": "依申请"});
                victim.office.rpc("erasure.erase", payload)
            }
        };
        let Ok(reply) = reply else { continue };
        if let Some(seq) = reply.operation {
            let digest: String = victim
                .office
                .desk
                .station()
                .unwrap()
                .with_writer(|db| {
                    Ok(db.query_row("SELECT digest FROM journal WHERE seq = ?1", [seq], |row| row.get(0))?)
                })
                .unwrap();
            say(&format!("done {seq} {digest}"));
        } else if let Some(name) = reply.answer["name"].as_str() {
            say(&format!("backup {name}"));
        }
    }
}

/// A cheap row of numbers that is the same in every run.
pub(crate) fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn kill_often(kills: u32, seed: u64, until: Instant) -> (u32, usize) {
    let office = Office::sample();
    office.desk.clear();
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let (mut state, mut acknowledged, mut killed) = (seed, 0, 0);
    while (killed < kills || acknowledged < kills as usize) && Instant::now() < until {
        let mut child =
            again("faults::writes_until_killed", office.folder.path(), &office.recovery_key, next(&mut state) % 10_000)
                .spawn()
                .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut said: Vec<String> = Vec::new();
        while !said.iter().any(|line| line.ends_with("ready")) {
            said.push(lines.next().expect("the victim starts").unwrap());
        }
        // Each life is killed at another moment: somewhere in the first tenth of a second of its work, sometimes later.
        // A busy machine gets less done in that time, so lives grow longer while too few writes are acknowledged.
        let longer = if acknowledged < killed as usize { 4 } else { 1 };
        let wait = longer * if killed % 8 == 7 { next(&mut state) % 400_000 } else { next(&mut state) % 110_000 };
        std::thread::sleep(Duration::from_micros(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        said.extend(lines.map_while(Result::ok));
        killed += 1;
        let (db, schema) = snapshot::look(&office.database(), &key).unwrap();
        let findings = soundness::look(&db, &schema);
        assert_eq!(soundness::first_fault(&findings), None, "kill {killed} of row {seed}");
        for line in &said {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["done", seq, digest] if digest.len() == 64 => {
                    let kept: String = db
                        .query_row("SELECT digest FROM journal WHERE seq = ?1", [seq], |row| row.get(0))
                        .unwrap_or_default();
                    assert_eq!(&kept, digest, "an acknowledged write is lost, kill {killed} of row {seed}");
                    acknowledged += 1;
                }
                ["backup", name] if name.ends_with(".zdbk") => {
                    let path = office.database().with_file_name("backups").join(name);
                    assert!(!path.exists() || zhudian_core::ground::bundle::read_head(&path).is_ok());
                }
                _ => {}
            }
        }
        drop(db);
    }
    // What has its name in the folder is a whole backup.
    for line in zhudian_core::features::backup::keeper::list(&office.database().with_file_name("backups"), None, &[]) {
        assert!(!line.damaged, "{}", line.name);
    }
    (killed, acknowledged)
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    // A busy machine takes longer; the test ends with the last kill.
    let until = Instant::now() + Duration::from_secs(900);
    let rows: Vec<_> = (0..2).map(|row| std::thread::spawn(move || kill_often(105, 20_260_915 + row, until))).collect();
    let (mut killed, mut acknowledged) = (0, 0);
    for row in rows {
        let (kills, acks) = row.join().unwrap();
        killed += kills;
        acknowledged += acks;
    }
    println!("{killed} kills, {acknowledged} acknowledged writes, none lost");
    assert!(
        killed >= 200 && acknowledged >= 200,
        "{killed} kills, {acknowledged} acknowledged: too few to tell in this time"
    );
}

#[test]
fn restores_until_killed() {
    let Some(victim) = victim_of_this_run() else { return };
    let lines = victim.office.rpc("backup.list", json!({})).unwrap().answer;
    let name = lines[0]["name"].clone();
    let seen = victim.office.rpc("backup.inspect", json!({"backup": name})).unwrap().answer;
    say("ready");
    victim.office.rpc("backup.restore", json!({"backup": name, "head": seen["head"]})).unwrap();
    say("restored");
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_or_the_new_office() {
    let office = Office::sample();
    office.call("backup.now", json!({}));
    office.call("delegates.save", json!({"name": "备份以后的人"}));
    office.desk.clear();
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let mut state = 7;
    for kill in 0..12 {
        let mut child =
            again("faults::restores_until_killed", office.folder.path(), &office.recovery_key, 0).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while lines.next().is_some_and(|line| !line.unwrap().ends_with("ready")) {}
        std::thread::sleep(Duration::from_millis(next(&mut state) % 400));
        child.kill().unwrap();
        child.wait().unwrap();
        zhudian_core::features::backup::swapping::finish(&office.database());
        let (db, schema) = snapshot::look(&office.database(), &key).unwrap();
        assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None, "kill {kill}");
        drop(db);
        let opened = desk(office.folder.path(), &office.clock).rpc(
            None,
            "auth.unlock",
            json!({"person": PERSON, "passphrase": PASSPHRASE}),
            &Unwatched,
        );
        assert!(opened.is_ok(), "kill {kill}: {opened:?}");
    }
}

#[test]
fn saves_until_refused() {
    let Some(victim) = victim_of_this_run() else { return };
    let area = victim.office.rpc("areas.list", json!({})).unwrap().answer[0]["id"].clone();
    say("ready");
    for at in 0..5000 {
        let payload = json!({"day": "2026-09-05", "area_id": area, "kind": "reception", "received": 1, "situation": "长".repeat(2000), "note": at.to_string()});
        match victim.office.rpc("visits.save", payload) {
            Ok(reply) => say(&format!("done {}", reply.operation.unwrap())),
            Err(refusal) => {
                say(&format!("refused {}", refusal.code));
                let backup = victim.office.rpc("backup.now", json!({}));
                say(&format!("backup {}", backup.map_or_else(|refusal| refusal.code, |_| "taken".to_owned())));
                let list = victim.office.rpc("visits.list", json!({})).unwrap();
                say(&format!("visits {}", list.answer["sums"]["visits"]));
                return;
            }
        }
    }
}

fn refused_saving(office: &Office, output: &str, expected: &[&str]) {
    let line = |word: &str| output.lines().find_map(|line| line.strip_prefix(word).map(|rest| rest.trim().to_owned()));
    let code = line("refused ").unwrap_or_else(|| panic!("nothing was refused: {output}"));
    assert!(expected.contains(&code.as_str()), "{code}");
    let done = output.lines().filter(|line| line.starts_with("done ")).count();
    assert!(done > 3, "{output}");
    assert_eq!(line("visits "), Some((done + 1).to_string()), "looking still works and shows every saved visit");
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let (db, schema) = snapshot::look(&office.database(), &key).unwrap();
    assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_is_refused_kindly() {
    let office = Office::sample();
    office.desk.clear();
    let size = std::fs::metadata(office.database()).unwrap().len() / 512 + 600;
    let victim = again("faults::saves_until_refused", office.folder.path(), &office.recovery_key, 0);
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(format!("trap '' XFSZ; ulimit -f {size}; exec \"$0\" \"$@\""))
        .arg(victim.get_program())
        .args(victim.get_args());
    shell.envs(victim.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let ended = shell.output().unwrap();
    let output = format!("{}\n{}", String::from_utf8_lossy(&ended.stdout), ended.status);
    refused_saving(&office, &output, &["disk.failing", "disk.full"]);
}

/// A small disk of memory, when this computer lets us make one.
pub(crate) struct SmallDisk(pub(crate) PathBuf);

impl SmallDisk {
    pub(crate) fn mount(folder: &Path, options: &str) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let made = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "none"])
            .arg(folder)
            .stderr(Stdio::null())
            .status();
        if made.is_ok_and(|status| status.success()) {
            return Some(Self(folder.to_owned()));
        }
        println!("not tried: this user may not mount a small disk; the limit on file size is tried instead");
        None
    }

    pub(crate) fn remount(&self, options: &str) {
        assert!(
            Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(&self.0).status().unwrap().success()
        );
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

pub(crate) fn moved_to(disk: &SmallDisk, office: &Office) {
    office.desk.clear();
    let there = database(&disk.0);
    std::fs::create_dir_all(there.parent().unwrap()).unwrap();
    for ending in ["zhudian.db", "zhudian.db.keys"] {
        std::fs::copy(office.database().with_file_name(ending), there.with_file_name(ending)).unwrap();
    }
}

#[test]
fn a_full_disk_refuses_the_save_and_keeps_everything() {
    let office = Office::sample();
    let Some(disk) = SmallDisk::mount(&office.folder.path().join("small"), "size=6m") else { return };
    moved_to(&disk, &office);
    let output = again("faults::saves_until_refused", &disk.0, &office.recovery_key, 0).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    assert!(output.contains("refused disk.full"), "{output}");
    assert!(output.contains("backup disk.full"), "{output}");
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let (db, schema) = snapshot::look(&database(&disk.0), &key).unwrap();
    assert_eq!(soundness::first_fault(&soundness::look(&db, &schema)), None);
    drop(db);
    // With room again the same office goes on.
    disk.remount("size=40m");
    let desk = desk(&disk.0, &office.clock);
    let session =
        desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched).unwrap().answer
            ["session"]
            .clone();
    desk.rpc(session.as_str(), "delegates.save", json!({"name": "腾出空间以后"}), &Unwatched).unwrap();
    desk.rpc(session.as_str(), "backup.now", json!({}), &Unwatched).unwrap();
    desk.clear();
}

#[test]
fn a_folder_that_takes_no_writes_is_opened_for_looking() {
    let office = Office::sample();
    let Some(disk) = SmallDisk::mount(&office.folder.path().join("small"), "size=20m") else { return };
    moved_to(&disk, &office);
    disk.remount("ro");
    let desk = desk(&disk.0, &office.clock);
    let unlock = |passphrase: &str| {
        desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": passphrase}), &Unwatched)
            .map(|reply| reply.answer)
    };
    assert_eq!(unlock("不是这个口令啊").unwrap_err().code, "keys.wrong");
    let opened = unlock(PASSPHRASE).unwrap();
    assert_eq!((&opened["writable"], opened["notice"].as_str().unwrap().contains("只能查看")), (&json!(false), true));
    let session = opened["session"].as_str();
    let ask = |name: &str, payload| desk.rpc(session, name, payload, &Unwatched);
    assert_eq!(ask("visits.list", json!({})).unwrap().answer["sums"]["visits"], 1);
    assert_eq!(ask("check.run", json!({})).unwrap().answer["sound"], true);
    let month = json!({"from": "2026-09-01", "to": "2026-09-30"});
    assert!(ask("statistics.totals", month).is_ok(), "figures can be looked at");
    for (name, payload) in [
        ("delegates.save", json!({"name": "甲"})),
        ("drafts.keep", json!({"id": "a", "feature": "visits", "payload": {}})),
        ("backup.now", json!({})),
        ("auth.rekey", json!({})),
    ] {
        let refusal = ask(name, payload).unwrap_err();
        assert_eq!(refusal.code, "station.read_only", "{name}");
        assert!(refusal.sentence().contains("不允许写入"));
    }
    desk.clear();
    // A log that was left beside the file cannot be brought in here; the program says so and shows no older state.
    disk.remount("rw");
    std::fs::write(database(&disk.0).with_file_name("zhudian.db-wal"), [1; 64]).unwrap();
    disk.remount("ro");
    assert_eq!(unlock(PASSPHRASE).unwrap_err().code, "station.unsettled");
}

#[test]
fn looks_over_the_network() {
    let Some(victim) = victim_of_this_run() else { return };
    let station = victim.office.desk.station().unwrap();
    say(&format!("writable {}", station.writable()));
    let ask = |name: &str, payload| victim.office.rpc(name, payload);
    say(&format!("visits {}", ask("visits.list", json!({})).unwrap().answer["sums"]["visits"]));
    say(&format!("save {}", ask("delegates.save", json!({"name": "甲"})).unwrap_err().code));
    say(&format!("backup {}", ask("backup.now", json!({})).unwrap_err().code));
}

#[test]
fn a_file_on_a_network_share_may_be_looked_at_and_not_written() {
    let office = Office::sample();
    office.desk.clear();
    let mut command = again("faults::looks_over_the_network", office.folder.path(), &office.recovery_key, 0);
    let output = command.env("ZHUDIAN_NETWORK_FOLDER", office.folder.path().canonicalize().unwrap()).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    for line in ["writable false", "visits 1", "save station.network", "backup station.network"] {
        assert!(output.contains(line), "{line}: {output}");
    }
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    assert!(file::connect(&office.database(), &key, file::Use::Read).is_ok());
}
