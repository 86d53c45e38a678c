//! Files that leave the program: whole, named safely, registered, or not there at all.

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use zhudian_core::ground::progress::{Progress, Unwatched};
use zhudian_core::ground::words;
use zhudian_testkit::Office;

fn paper(office: &Office) -> Value {
    office.call("papers.make", json!({"kind": "ledger", "options": {"from": "2026-09-01", "to": "2026-09-30"}}))["paper"].clone()
}

fn stick(office: &Office, name: &str) -> (std::path::PathBuf, String) {
    let folder = office.folder.path().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let token = office.desk.files().offer(folder.clone());
    (folder, token)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_report_is_written_read_back_registered_and_never_overwrites() {
    let office = Office::sample();
    let (folder, to) = stick(&office, "U盘");
    let paper = paper(&office);
    let ask = json!({"papers": [{"paper": paper, "format": "pdf"}, {"paper": paper, "format": "xlsx"}], "to": to, "medium": "U-03"});
    let first = office.call("exchange.export", ask.clone());
    assert_eq!(first["message"], "已写入并核对，可以安全拔出。");
    let bytes = std::fs::read(folder.join(first["files"][0]["name"].as_str().unwrap())).unwrap();
    assert_eq!(first["files"][0]["bytes"], bytes.len());
    let before = names(&folder);
    assert_eq!(before.len(), 2, "{before:?}");
    assert!(before[0].contains("内部资料"), "{before:?}");
    office.call("exchange.export", ask);
    let after = names(&folder);
    assert_eq!(after.len(), 4, "{after:?}");
    assert!(after.iter().any(|name| name.ends_with("（2）.pdf")), "{after:?}");
    let register = office.call("exchange.register", json!({}));
    assert_eq!(register.as_array().unwrap().len(), 4);
    assert_eq!(register[0]["medium"], "U-03");
    assert_eq!(register[0]["place"], "U盘");
    assert_eq!(register[0]["clerk"], "黄志芳");
    assert_eq!(
        register.as_array().unwrap().iter().filter(|one| one["digest"] == first["files"][0]["digest"]).count(),
        2
    );
    let sentence = office.call("history.recent", json!({"limit": 1}))[0]["sentence"].clone();
    assert!(sentence.as_str().unwrap().starts_with("导出2个文件到U盘"), "{sentence}");
}

#[test]
fn phones_leave_only_when_asked_for() {
    let office = Office::sample();
    let (folder, to) = stick(&office, "stick");
    let made = office.call("papers.make", json!({"kind": "chase"}));
    assert_eq!(made["personal"], true);
    let ask = json!({"papers": [{"paper": made["paper"], "format": "pdf"}], "to": to});
    assert_eq!(office.refused("exchange.export", ask.clone()).code, "exchange.personal");
    assert!(names(&folder).is_empty());
    let mut ask = ask;
    ask["personal"] = json!(true);
    office.call("exchange.export", ask);
    assert_eq!(office.call("exchange.register", json!({}))[0]["personal"], true);
    let without = office.call("papers.make", json!({"kind": "chase", "options": {"phones": false}}));
    assert_eq!(without["personal"], false);
}

#[test]
fn a_recovery_key_is_printed_and_never_saved() {
    let office = Office::sample();
    let (_, to) = stick(&office, "stick");
    let made = office.call("papers.make", json!({"kind": "key", "options": {"recovery_key": office.recovery_key}}));
    assert_eq!(made["print_only"], true);
    let ask = json!({"papers": [{"paper": made["paper"], "format": "pdf"}], "to": to});
    assert_eq!(office.refused("exchange.export", ask).code, "papers.print_only");
    assert_eq!(
        office.refused("papers.save", json!({"paper": made["paper"], "format": "pdf", "to": to})).code,
        "papers.print_only"
    );
    office.call("papers.print", json!({"paper": made["paper"], "to": to}));
    assert_eq!(
        office.refused("papers.make", json!({"kind": "key", "options": {"recovery_key": "AB-CD"}})).code,
        "papers.key"
    );
}

#[test]
fn a_file_takes_the_name_a_person_chose() {
    let office = Office::sample();
    let (folder, _) = stick(&office, "out");
    let to = office.desk.files().offer(folder.join("九月台账.pdf"));
    let saved = office.call("papers.save", json!({"paper": paper(&office), "format": "pdf", "to": to}));
    assert_eq!(saved["files"][0]["name"], "九月台账.pdf");
    assert_eq!(names(&folder), ["九月台账.pdf"]);
}

/// Takes the folder away as soon as writing has begun.
struct Pulling<'a>(&'a Path);

impl Progress for Pulling<'_> {
    fn step(&self, _: u64, _: u64, _: &str) {}
    fn cancelled(&self) -> bool {
        std::fs::remove_dir_all(self.0).ok();
        false
    }
}

/// Asks to stop at the first look.
struct Stopping;

impl Progress for Stopping {
    fn step(&self, _: u64, _: u64, _: &str) {}
    fn cancelled(&self) -> bool {
        true
    }
}

#[test]
fn a_stick_pulled_out_half_way_leaves_nothing_and_registers_nothing() {
    let office = Office::sample();
    let (folder, to) = stick(&office, "stick");
    let ask = json!({"papers": [{"paper": paper(&office), "format": "pdf"}], "to": to});
    let refusal =
        office.desk.rpc(Some(&office.session), "exchange.export", ask.clone(), &Pulling(&folder)).unwrap_err();
    assert_eq!(refusal.code, "exchange.gone", "{refusal:?}");
    assert!(!refusal.sentence().is_empty());
    assert_eq!(office.refused("exchange.export", ask.clone()).code, "exchange.no_folder");
    std::fs::create_dir_all(&folder).unwrap();
    let refusal = office.desk.rpc(Some(&office.session), "exchange.export", ask.clone(), &Stopping).unwrap_err();
    assert_eq!(refusal.code, "work.cancelled");
    assert!(names(&folder).is_empty());
    assert_eq!(office.call("exchange.register", json!({})), json!([]));
    office.desk.rpc(Some(&office.session), "exchange.export", ask, &Unwatched).unwrap();
}

/// A small file system of its own. Tests run as root here and in CI; elsewhere it says so instead of passing silently.
fn small_disk(folder: &Path, options: &str) -> bool {
    std::fs::create_dir_all(folder).unwrap();
    Command::new("mount")
        .args(["-t", "tmpfs", "-o", options, "tmpfs"])
        .arg(folder)
        .status()
        .is_ok_and(|status| status.success())
}

struct Unmounting(std::path::PathBuf);

impl Drop for Unmounting {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[test]
fn a_stick_that_is_too_small_or_read_only_is_refused_in_words() {
    let office = Office::sample();
    let (folder, to) = stick(&office, "small");
    if !small_disk(&folder, "size=48k") {
        assert!(std::env::var_os("CI").is_none(), "this test mounts a small disk and needs the right to");
        return;
    }
    let held = Unmounting(folder.clone());
    let big = office.folder.path().join("年报.pdf");
    std::fs::write(&big, vec![7_u8; 200_000]).unwrap();
    let file = office.desk.files().offer(big);
    let refusal = office.refused("exchange.export", json!({"files": [file], "to": to}));
    assert_eq!(refusal.code, "exchange.full");
    assert!(refusal.sentence().contains("196 KB"), "{}", refusal.sentence());
    assert!(names(&folder).is_empty());
    Command::new("mount").args(["-o", "remount,ro"]).arg(&folder).status().unwrap();
    drop(held);
    assert_eq!(office.call("exchange.register", json!({})), json!([]));
    assert!(words::has_refusal("exchange.read_only"));
}

/// Fills the rest of the disk while the file is being written: the free space was there when it was asked for.
struct Filling<'a>(&'a Path);

impl Progress for Filling<'_> {
    fn step(&self, _: u64, _: u64, _: &str) {}
    fn cancelled(&self) -> bool {
        std::fs::write(self.0.join("别的文件"), vec![1_u8; 4 << 20]).ok();
        false
    }
}

#[test]
fn a_stick_that_fills_up_meanwhile_keeps_no_half_file() {
    let office = Office::sample();
    let (folder, to) = stick(&office, "filling");
    if !small_disk(&folder, "size=3m") {
        assert!(std::env::var_os("CI").is_none(), "this test mounts a small disk and needs the right to");
        return;
    }
    let _held = Unmounting(folder.clone());
    let big = office.folder.path().join("年报.pdf");
    std::fs::write(&big, vec![7_u8; 2_500_000]).unwrap();
    let file = office.desk.files().offer(big);
    let ask = json!({"files": [file], "to": to});
    let refusal = office.desk.rpc(Some(&office.session), "exchange.export", ask, &Filling(&folder)).unwrap_err();
    assert_eq!(refusal.code, "exchange.full", "{refusal:?}");
    assert_eq!(names(&folder), ["别的文件"]);
    assert_eq!(office.call("exchange.register", json!({})), json!([]));
}
