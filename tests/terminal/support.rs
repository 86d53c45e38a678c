//! A trial office and the program that is tried.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub const PASSPHRASE: &str = "驻点联系群众2026";

/// A folder with an office file in it, thrown away at the end.
pub struct Trial {
    pub folder: tempfile::TempDir,
}

impl Trial {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// An office that was founded.
    pub fn founded() -> Self {
        let trial = Self::new();
        let output = trial.run(&["init", "--office", "里水镇", "--area", "440605126", "--since", "2026-01-01"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        trial
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("office.db")
    }

    /// The program on this office, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_on(&self.database(), arguments)
    }

    /// The program on another file of this folder.
    pub fn command_on(&self, database: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhudian-cli"));
        command
            .arg("--db")
            .arg(database)
            .args(arguments)
            .env("ZHUDIAN_PASSPHRASE", PASSPHRASE)
            .env("ZHUDIAN_MARKERS", self.folder.path().join("markers"))
            .env_remove("ZHUDIAN_USER")
            .stdin(std::process::Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The answer of a command that must succeed.
    pub fn answer(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The refusal of a command that must be refused, as JSON.
    pub fn refusal(&self, arguments: &[&str]) -> Value {
        let output = self.command(arguments).arg("--json").output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        serde_json::from_slice(&output.stderr).unwrap()
    }
}
