//! The desk behind a command line: which file, who, and the calls.

use crate::progress::OnTerminal;
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zhudian_core::calls::Reply;
use zhudian_core::desk::{Desk, Place};
use zhudian_core::ground::refusal::{Refusal, refuse};
use zhudian_core::ground::words;

const PASSPHRASE: &str = "ZHUDIAN_PASSPHRASE";
const PERSON: &str = "ZHUDIAN_USER";

/// A desk and, once unlocked, its session.
pub struct Office {
    desk: Desk,
    session: Option<String>,
}

impl Office {
    /// A desk on this file, or on the window's when none is named.
    ///
    /// # Errors
    /// `file.missing` when the system names no place for data.
    pub fn at(file: Option<PathBuf>) -> Result<Self, Refusal> {
        let database = match file {
            Some(file) => std::path::absolute(file)?,
            None => window_file().ok_or_else(|| refuse("file.missing"))?,
        };
        let place = Place { rooms: zhudian_rooms::rooms(), ..Place::at(database) };
        Ok(Self { desk: Desk::new(place), session: None })
    }

    /// The desk itself, for the loopback server.
    #[cfg(debug_assertions)]
    pub fn into_desk(self) -> Desk {
        self.desk
    }

    /// Makes a call without a session: founding and looking at the door.
    ///
    /// # Errors
    /// The refusal of the call.
    pub fn ask(&self, name: &str, payload: Value) -> Result<Reply, Refusal> {
        self.desk.rpc(self.session.as_deref(), name, payload, &OnTerminal::default())
    }

    /// Unlocks for the person of the environment, asking for the passphrase when the environment has none.
    ///
    /// # Errors
    /// The refusals of unlocking.
    pub fn unlock(&mut self) -> Result<(), Refusal> {
        let reply = self.ask("auth.unlock", json!({ "person": person(), "passphrase": passphrase()? }))?;
        self.session = session(&reply.answer);
        Ok(())
    }

    /// Makes a call as the person of the environment and answers what the feature said.
    ///
    /// # Errors
    /// The refusal of the call.
    pub fn call(&mut self, name: &str, payload: Value) -> Result<Reply, Refusal> {
        if self.session.is_none() {
            self.unlock()?;
        }
        self.ask(name, payload)
    }

    /// Like [`call`](Self::call), read as the shape the command needs.
    ///
    /// # Errors
    /// The refusal of the call, or `fault` when the answer has another shape.
    pub fn read<T: for<'a> Deserialize<'a>>(&mut self, name: &str, payload: Value) -> Result<T, Refusal> {
        Ok(serde_json::from_value(self.call(name, payload)?.answer)?)
    }

    /// A file or folder named on the command line, as a token.
    ///
    /// # Errors
    /// `file.not_there` when it is not there.
    pub fn offer(&self, path: &Path) -> Result<String, Refusal> {
        let path = std::path::absolute(path)?;
        if !path.exists() {
            return Err(crate::work::not_there(&path));
        }
        Ok(self.desk.files().offer(path))
    }

    /// A folder to write into, as a token.
    ///
    /// # Errors
    /// `exchange.no_folder`.
    pub fn offer_folder(&self, path: &Path) -> Result<String, Refusal> {
        if !path.is_dir() {
            return Err(refuse("exchange.no_folder").with("folder", path.display().to_string()));
        }
        self.offer(path)
    }

    /// A file that is to be written, as a token.
    ///
    /// # Errors
    /// When the path cannot be made whole.
    pub fn offer_new(&self, path: &Path) -> Result<String, Refusal> {
        Ok(self.desk.files().offer(std::path::absolute(path)?))
    }

    /// Where a backup of this office lies.
    pub fn backup_file(&self, name: &str) -> PathBuf {
        zhudian_core::features::backup::keeper::folder(&self.desk.place().database).join(name)
    }

    /// Whether the office file is there.
    pub fn exists(&self) -> bool {
        self.desk.place().database.exists()
    }
}

/// The session of an answer that unlocked something.
pub fn session(answer: &Value) -> Option<String> {
    answer.get("session").and_then(Value::as_str).map(str::to_owned)
}

/// Who acts.
pub fn person() -> String {
    std::env::var(PERSON)
        .ok()
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| words::term("cli.first_person").to_owned())
}

/// The passphrase of the environment or of a person at the keyboard.
///
/// # Errors
/// `cli.no_passphrase` when there is neither.
pub fn passphrase() -> Result<String, Refusal> {
    match std::env::var(PASSPHRASE) {
        Ok(passphrase) if !passphrase.is_empty() => Ok(passphrase),
        _ => rpassword::prompt_password(words::term("cli.passphrase"))
            .map_err(|error| refuse("cli.no_passphrase").because(error)),
    }
}

/// The office file of the window: the same rule as `src-tauri/shell/paths.rs`.
fn window_file() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = from("ZHUDIAN_HOME").or_else(|| {
        let data = if cfg!(target_os = "windows") {
            from("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            from("HOME").map(|home| home.join("Library").join("Application Support"))
        } else {
            from("XDG_DATA_HOME").or_else(|| from("HOME").map(|home| home.join(".local").join("share")))
        };
        data.map(|data| data.join("zhudian"))
    })?;
    Some(home.join("office.db"))
}
