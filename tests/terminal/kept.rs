//! Backups from a batch: taken, looked at, put back, carried to a new computer; and refusals a batch can read.

use crate::support::{PASSPHRASE, Trial};
use serde_json::Value;

#[test]
fn a_backup_is_put_back_only_when_that_is_confirmed() {
    let trial = Trial::founded();
    let taken = trial.answer(&["backup"]);
    let backup = taken["path"].as_str().unwrap();
    assert!(std::path::Path::new(backup).is_file());
    trial.answer(&["call", "delegates.save", r#"{"name":"区镕涛"}"#]);
    let people = || trial.answer(&["call", "delegates.register"])["people"].as_array().unwrap().len();
    assert_eq!(people(), 1);

    let looked = trial.answer(&["restore", backup, "--dry-run"]);
    assert_eq!((&looked["office"], &looked["sound"]), (&Value::from("里水镇"), &Value::from(true)));
    let unconfirmed = trial.command(&["--json", "restore", backup]).output().unwrap();
    assert_eq!(unconfirmed.status.code(), Some(1), "a look is not taken for the deed");
    let refusal: Value = serde_json::from_slice(&unconfirmed.stderr).unwrap();
    assert_eq!(refusal["code"], "cli.restore_unconfirmed");
    assert_eq!(people(), 1);

    // By the name alone, as `backup` printed it.
    trial.answer(&["restore", taken["name"].as_str().unwrap(), "--yes"]);
    assert_eq!(people(), 0);
    assert_eq!(trial.answer(&["check"])["sound"], true);
}

#[test]
fn a_new_computer_takes_the_backup_with_the_passphrase_or_the_recovery_key() {
    let old = Trial::new();
    let founded = old.answer(&["init", "--office", "里水镇", "--area", "440605126", "--since", "2026-01-01"]);
    let backup = old.answer(&["backup"])["path"].as_str().unwrap().to_owned();

    let new = Trial::new();
    assert_eq!(new.answer(&["restore", &backup, "--dry-run"])["office"], "里水镇");
    assert!(!new.database().exists(), "looking puts nothing there");
    assert!(new.answer(&["restore", &backup])["unlocked"]["session"].is_null(), "no session is told");
    assert!(new.answer(&["call", "areas.list"]).as_array().is_some_and(|areas| areas.len() > 30));

    let other = Trial::new();
    let wrong =
        other.command(&["--json", "restore", &backup]).env("ZHUDIAN_PASSPHRASE", "别的口令不对").output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    let output = other
        .command(&["restore", &backup])
        .env("ZHUDIAN_RECOVERY_KEY", founded["recovery_key"].as_str().unwrap())
        .env("ZHUDIAN_PASSPHRASE", "换了电脑以后的新口令")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let refused = other.refusal(&["call", "areas.list"]);
    assert_ne!(PASSPHRASE, "换了电脑以后的新口令");
    assert_eq!(refused["code"], "keys.wrong", "the old passphrase opens no longer");
}

#[test]
fn wrong_use_is_json_too_when_asked() {
    let output = Trial::new().command(&["--json", "report", "week"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let refusal: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(refusal["code"], "cli.usage");
    assert!(Trial::new().run(&["--help"]).status.success());
}
