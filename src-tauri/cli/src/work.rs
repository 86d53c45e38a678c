//! The commands that bring tables in, make papers and carry files out.

use crate::arguments::{Command, ImportKind, ReportKind, Sheets};
use crate::office::{Office, passphrase, person};
use crate::print;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zhudian_core::ground::refusal::{Refusal, refuse};

/// Runs one of them.
///
/// # Errors
/// The refusal of the first call that said no.
pub fn run(office: &mut Office, command: Command) -> Result<(), Refusal> {
    let answer = match command {
        Command::Import { kind, files, dry_run, mapping } => import(office, kind, &files, dry_run, mapping.as_deref())?,
        Command::Duties { as_of } => office.call("duties.as_of", json!({ "as_of": as_of, "records": true }))?.answer,
        Command::Statistics { from, to } => {
            office.call("reports.statistics", json!({ "from": from, "to": to }))?.answer
        }
        Command::Report { kind: ReportKind::Month, from, to, out } => {
            std::fs::create_dir_all(&out)?;
            report(office, "month", &json!({ "from": from, "to": to }), &out)?
        }
        Command::Sheets { act: Sheets::Print { round, out, geometry } } => {
            let pdf = office.offer_new(&out)?;
            let geometry = geometry.map(|file| office.offer_new(&file)).transpose()?;
            office.call("evaluations.print", json!({ "round": round, "pdf": pdf, "geometry": geometry }))?.answer
        }
        Command::Export { report, to, medium } => {
            let files = offered(office, &report)?;
            let folder = office.offer(&to)?;
            let written = office.call("exchange.export", json!({ "files": files, "to": folder, "medium": medium }))?;
            without_tokens(written.answer)
        }
        Command::Backup { to } => backup(office, to.as_deref())?,
        Command::Restore { backup, yes } => restore(office, &backup, yes)?,
        // The rest never comes here: `commands::run` answers it.
        other => return Err(refuse("call.unknown").with("call", format!("{other:?}"))),
    };
    print(&answer.to_string())
}

fn offered(office: &Office, files: &[PathBuf]) -> Result<Vec<String>, Refusal> {
    files.iter().map(|file| office.offer(file)).collect()
}

/// Previews or writes; answers what was made, changed, left and refused.
fn import(
    office: &mut Office,
    kind: ImportKind,
    files: &[PathBuf],
    dry_run: bool,
    mapping: Option<&Path>,
) -> Result<Value, Refusal> {
    let job = match kind {
        ImportKind::Roster => "roster",
        ImportKind::Visits => "visits",
    };
    let mapping = match mapping {
        Some(file) => {
            serde_json::from_slice(&std::fs::read(file)?).map_err(|error| refuse("cli.payload").because(error))?
        }
        None => json!({}),
    };
    let asked = json!({ "job": job, "files": offered(office, files)?, "mapping": mapping });
    if dry_run {
        let preview = office.call("imports.preview", asked)?.answer;
        let count = |name: &str| preview.pointer(&format!("/counts/{name}")).cloned().unwrap_or_default();
        let part = |name: &str| preview.get(name).cloned().unwrap_or_default();
        return Ok(json!({
            "created": count("new"),
            "updated": count("changed"),
            "unchanged": count("same"),
            "both": count("both"),
            "refused": part("refused"),
            "notices": part("notices"),
            "dropped_columns": part("dropped_columns"),
            "operation": null,
            "villages": part("villages"),
            "names": part("names"),
            "not_listed": part("not_listed"),
            "mapping": part("mapping"),
        }));
    }
    let reply = office.call("imports.apply", asked)?;
    let mut answer = reply.answer;
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("operation".to_owned(), json!(reply.operation));
    }
    Ok(answer)
}

/// Makes a paper and saves it as workbook and as pages; answers the files with their digests.
fn report(office: &mut Office, kind: &str, options: &Value, out: &Path) -> Result<Value, Refusal> {
    let made = office.call("papers.make", json!({ "kind": kind, "options": options }))?.answer;
    let paper = made.get("paper").cloned().unwrap_or_default();
    let folder = office.offer(out)?;
    let mut files = Vec::new();
    for format in ["xlsx", "pdf"] {
        let saved = office.call("papers.save", json!({ "paper": paper, "format": format, "to": folder }))?;
        files.extend(without_tokens(saved.answer).get("files").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    let part = |name: &str| made.get(name).cloned().unwrap_or_default();
    Ok(json!({ "title": part("title"), "pages": part("pages"), "checks": part("checks"), "files": files }))
}

/// Tokens of files mean nothing after this process.
fn without_tokens(mut written: Value) -> Value {
    for file in written.get_mut("files").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(fields) = file.as_object_mut() {
            fields.remove("file");
        }
    }
    written
}

/// Backs up in the office's own folder, and copies the checked file to another one when asked.
fn backup(office: &mut Office, to: Option<&Path>) -> Result<Value, Refusal> {
    match to {
        None => Ok(office.call("backup.now", json!({}))?.answer),
        Some(folder) => {
            let folder = office.offer(folder)?;
            Ok(office.call("backup.second_place", json!({ "folder": folder }))?.answer)
        }
    }
}

/// Shows what a backup holds, or puts it in the place of the office file.
fn restore(office: &mut Office, backup: &Path, yes: bool) -> Result<Value, Refusal> {
    let file = office.offer(backup)?;
    let recovery_key = std::env::var("ZHUDIAN_RECOVERY_KEY").ok().filter(|key| !key.is_empty());
    if office.exists() {
        let holds = office.call("backup.inspect", json!({ "file": file, "recovery_key": recovery_key }))?.answer;
        if !yes {
            return Ok(holds);
        }
        let head = holds.get("head").cloned().unwrap_or_default();
        return Ok(office
            .call("backup.restore", json!({ "file": file, "recovery_key": recovery_key, "head": head }))?
            .answer);
    }
    let opener = json!({ "file": file, "person": person(), "passphrase": passphrase()?, "recovery_key": recovery_key });
    let call = if yes { "restore.open" } else { "restore.inspect" };
    let mut answer = office.ask(call, opener)?.answer;
    // A session of this process is of no use to anybody after it.
    if let Some(unlocked) = answer.get_mut("unlocked").and_then(Value::as_object_mut) {
        unlocked.remove("session");
    }
    Ok(answer)
}
