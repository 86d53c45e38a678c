//! What each subcommand asks of the office.

use crate::arguments::{Arguments, Command, Sheets};
use crate::office::{Office, passphrase, person};
use crate::{calls, print};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Read;
use zhudian_core::ground::refusal::{Refusal, refuse};

/// Runs one command and prints its answer.
///
/// # Errors
/// The refusal of the first call that said no.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let Arguments { db, json, command } = arguments;
    if let Command::Calls { typescript } = command {
        return match (typescript, json) {
            (true, _) => print(zhudian_core::desk::register().typescript().trim_end()),
            (false, true) => print(&calls::values().to_string()),
            (false, false) => calls::lines().iter().try_for_each(|line| print(line)),
        };
    }
    if let Command::Sheets { act: Sheets::Read { paths, round: None, geometry: Some(geometry), out } } = command {
        return crate::work::read_sheets(&paths, &[crate::work::geometry_of(&geometry)?], &out);
    }
    let mut office = Office::at(db)?;
    match command {
        Command::Init { office: name, area, areas, since } => {
            let areas = areas.map(|list| office.offer(&list)).transpose()?;
            let founded = office.ask(
                "office.found",
                json!({ "office": name, "area_code": area, "areas": areas, "since": since, "person": person(), "passphrase": passphrase()? }),
            )?;
            let key = founded.answer.get("recovery_key").cloned().unwrap_or_default();
            print(&json!({ "recovery_key": key }).to_string())
        }
        Command::Call { name, payload } => {
            let payload = with_files(&office, payload_of(&payload)?)?;
            let reply = office.call(&name, payload)?;
            print(&reply.answer.to_string())
        }
        Command::Undo { operation, rest } => {
            let operation = match operation {
                Some(operation) => operation,
                None => last_operation(&mut office)?,
            };
            let except: Vec<Value> = if rest {
                let seen = office.call("history.can_undo", json!({ "operation": operation }))?.answer;
                let ways = seen.get("in_the_way").and_then(Value::as_array).cloned().unwrap_or_default();
                ways.iter().filter_map(|way| way.get("record").cloned()).collect()
            } else {
                Vec::new()
            };
            let reply = office.call("history.undo", json!({ "operation": operation, "except": except }))?;
            print(&json!({ "undone": operation, "operation": reply.operation, "answer": reply.answer }).to_string())
        }
        Command::Check => {
            let answer = office.call("check.run", json!({}))?.answer;
            print(&answer.to_string())?;
            // A batch hears by the exit code that something is wrong.
            let sound = answer.get("sound").and_then(Value::as_bool).unwrap_or_default();
            if sound { Ok(()) } else { Err(refuse("database.damaged")) }
        }
        #[cfg(debug_assertions)]
        Command::Serve { pages, choice } => {
            crate::serve::run(office.into_desk(), crate::serve::Site::new(pages, choice)?)
        }
        other => crate::work::run(&mut office, other),
    }
}

/// The payload as written or from standard input.
fn payload_of(written: &str) -> Result<Value, Refusal> {
    let mut text = written.to_owned();
    if written == "-" {
        text.clear();
        std::io::stdin().read_to_string(&mut text).map_err(|error| refuse("cli.payload").because(error))?;
    }
    // Shells and editors of one system put a mark before the text.
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| refuse("cli.payload").because(error))
}

/// Calls take tokens, never paths: a text `file:PATH` becomes one.
fn with_files(office: &Office, value: Value) -> Result<Value, Refusal> {
    Ok(match value {
        Value::String(text) => match text.strip_prefix("file:") {
            Some(path) => Value::String(office.offer_new(path.as_ref())?),
            None => Value::String(text),
        },
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| with_files(office, item)).collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| with_files(office, value).map(|value| (name, value)))
                .collect::<Result<_, _>>()?,
        ),
        other => other,
    })
}

/// The newest operation that stands and can be taken back.
fn last_operation(office: &mut Office) -> Result<i64, Refusal> {
    let recent: Vec<Line> = office.read("history.recent", json!({ "limit": 100 }))?;
    recent
        .into_iter()
        .find(|line| line.undone_by.is_none() && line.undoes.is_none() && line.undo != "never")
        .map(|line| line.operation)
        .ok_or_else(|| refuse("cli.nothing_to_undo"))
}

/// What this command needs of a line of recent operations.
#[derive(Deserialize)]
struct Line {
    operation: i64,
    undoes: Option<i64>,
    undone_by: Option<i64>,
    undo: String,
}
