//! The commands that bring tables in, make papers and carry files out.

use crate::arguments::{Command, ImportKind, ReportKind, Sheets};
use crate::office::{Office, passphrase, person};
use crate::print;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use zhudian_core::ground::refusal::{Refusal, refuse};
use zhudian_paper::geometry::Geometry;

/// Runs one of them.
///
/// # Errors
/// The refusal of the first call that said no.
pub fn run(office: &mut Office, command: Command) -> Result<(), Refusal> {
    let answer = match command {
        Command::Import { kind, files, dry_run, mapping } => import(office, kind, &files, dry_run, mapping.as_deref())?,
        Command::Duties { as_of } => office.call("duties.as_of", json!({ "as_of": as_of, "records": true }))?.answer,
        Command::Statistics { from, to } => statistics(office, &from, &to)?,
        Command::Report { kind: ReportKind::Month, from, to, out } => {
            std::fs::create_dir_all(&out)?;
            report(office, "month", &json!({ "from": from, "to": to }), &out, Some(&["xlsx", "pdf"]), false)?
        }
        Command::Paper { kind, options, out, personal } => {
            std::fs::create_dir_all(&out)?;
            let options: Value =
                serde_json::from_str(&options).map_err(|error| refuse("cli.payload").because(error))?;
            report(office, &kind, &options, &out, None, personal)?
        }
        Command::List { list, request, out, personal } => {
            std::fs::create_dir_all(&out)?;
            let request: Value =
                serde_json::from_str(&request).map_err(|error| refuse("cli.payload").because(error))?;
            let wish = json!({ "list": list, "request": request, "personal": personal.is_some(), "reason": personal });
            let made = office.call("papers.make", json!({ "kind": "list", "options": { "list": drop_null(wish) } }))?;
            let folder = office.offer(&out)?;
            let paper = made.answer.get("paper").cloned().unwrap_or_default();
            let save = json!({ "paper": paper, "format": "xlsx", "to": folder, "personal": personal.is_some() });
            without_tokens(office.call("papers.save", save)?.answer)
        }
        Command::Sheets { act: Sheets::Print { round, pack, out, geometry } } => {
            let pdf = office.offer_new(&out)?;
            let geometry = geometry.map(|file| office.offer_new(&file)).transpose()?;
            let wish = json!({ "round": round, "pack": pack, "pdf": pdf, "geometry": geometry });
            office.call("evaluations.print", wish)?.answer
        }
        Command::Sheets { act: Sheets::Read { paths, round, out, .. } } => {
            let geometry = office.read("evaluations.geometry", json!({ "round": round }))?;
            return read_sheets(&paths, &[geometry], &out);
        }
        Command::Export { report, to, medium } => {
            let files = offered(office, &report)?;
            let folder = office.offer_folder(&to)?;
            let written = office.call("exchange.export", json!({ "files": files, "to": folder, "medium": medium }))?;
            without_tokens(written.answer)
        }
        Command::Backup { to } => backup(office, to.as_deref())?,
        Command::Restore { backup, yes, dry_run } => return restore(office, &backup, yes, dry_run),
        // The rest never comes here: `commands::run` answers it.
        other => return Err(refuse("call.unknown").with("call", format!("{other:?}"))),
    };
    print(&answer.to_string())
}

/// The geometry a file holds.
///
/// # Errors
/// `cli.geometry` when it holds none; what the disk says.
pub fn geometry_of(file: &Path) -> Result<Geometry, Refusal> {
    serde_json::from_slice(&bytes_of(file)?).map_err(|error| refuse("cli.geometry").because(error))
}

/// Reads scans and writes what was read, page by page.
///
/// # Errors
/// `file.not_there` for a path that is not there; what the disk says.
pub fn read_sheets(paths: &[PathBuf], geometries: &[Geometry], out: &Path) -> Result<(), Refusal> {
    if let Some(path) = paths.iter().find(|path| !path.exists()) {
        return Err(not_there(path));
    }
    let told = zhudian_rooms::read_paths(paths, geometries)?;
    std::fs::write(out, serde_json::to_vec_pretty(&told)?)?;
    let mut counts: std::collections::BTreeMap<&str, u64> = std::collections::BTreeMap::new();
    let pages = told.as_object().into_iter().flat_map(|pages| pages.values());
    for status in pages.filter_map(|page| page.get("status").and_then(Value::as_str)) {
        *counts.entry(status).or_default() += 1;
    }
    print(&json!(counts).to_string())
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
    let mapping = mapping.map_or_else(|| Ok(json!({})), written_mapping)?;
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
            "passed_over": part("passed_over"),
            "dropped_columns": part("dropped_columns"),
            "operation": null,
            "villages": part("villages"),
            "names": part("names"),
            "not_listed": part("not_listed"),
            "mapping": proposed_mapping(&preview),
            "sheets": sheets(&preview),
        }));
    }
    let reply = office.call("imports.apply", asked)?;
    let mut answer = reply.answer;
    let read = sheets(&answer);
    if let Some(fields) = answer.as_object_mut() {
        fields.insert("operation".to_owned(), json!(reply.operation));
        fields.remove("files");
        fields.insert("sheets".to_owned(), read);
    }
    Ok(answer)
}

/// The refusal that names what was written on the command line and is not there.
pub fn not_there(path: &Path) -> Refusal {
    refuse("file.not_there").with("file", path.display().to_string())
}

/// The bytes of a file named on the command line.
fn bytes_of(file: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => not_there(file).because(error),
        _ => error.into(),
    })
}

/// A mapping as a person wrote it: whole, as `--dry-run` printed it, or only the columns, `{"heading": "role"}`.
fn written_mapping(file: &Path) -> Result<Value, Refusal> {
    let bytes = bytes_of(file)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mapping: Value = serde_json::from_slice(bytes).map_err(|error| refuse("cli.payload").because(error))?;
    let only_columns =
        mapping.as_object().is_some_and(|parts| !parts.is_empty() && parts.values().all(Value::is_string));
    Ok(if only_columns { json!({ "columns": mapping }) } else { mapping })
}

/// What was taken for what, in the shape `--mapping` reads: a person corrects a role and hands it back.
fn proposed_mapping(preview: &Value) -> Value {
    let mut mapping = preview.get("mapping").cloned().unwrap_or_default();
    let Some(columns) = mapping.get_mut("columns").and_then(Value::as_object_mut) else { return mapping };
    for column in every(preview, "files", "sheets").flat_map(|sheet| list(sheet, "columns")) {
        let word = |name: &str| column.get(name).and_then(Value::as_str).unwrap_or_default();
        let heading = if word("heading").is_empty() { word("letter") } else { word("heading") };
        let role = if word("role").is_empty() { "ignore" } else { word("role") };
        columns.entry(heading).or_insert_with(|| json!(role));
    }
    mapping
}

/// The sheets with what was found on them, one short entry each.
fn sheets(preview: &Value) -> Value {
    let found = list(preview, "files").flat_map(|file| {
        list(file, "sheets").map(move |sheet| {
            let columns: Vec<Value> = list(sheet, "columns")
                .map(|column| json!({ "column": column.get("letter"), "heading": column.get("heading"), "role": column.get("role"), "filled": column.get("filled") }))
                .collect();
            json!({ "file": file.get("name"), "sheet": sheet.get("sheet"), "not_read": sheet.get("not_read"), "columns": columns })
        })
    });
    Value::Array(found.collect())
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn every<'a>(value: &'a Value, outer: &str, inner: &'static str) -> impl Iterator<Item = &'a Value> {
    list(value, outer).flat_map(move |one| list(one, inner))
}

/// The counts of a period, and the same by month, village, kind and topic.
fn statistics(office: &mut Office, from: &str, to: &str) -> Result<Value, Refusal> {
    let asked = json!({ "from": from, "to": to });
    let mut counts = office.call("statistics.totals", asked.clone())?.answer;
    for part in ["by_month", "by_kind", "by_topic", "by_area"] {
        let answer = office.call(&format!("statistics.{part}"), asked.clone())?.answer;
        if let Some(fields) = counts.as_object_mut() {
            fields.insert(part.to_owned(), answer);
        }
    }
    Ok(counts)
}

/// Makes a paper and saves it in the formats wanted, or in all it has; answers the files with their digests.
fn report(
    office: &mut Office,
    kind: &str,
    options: &Value,
    out: &Path,
    wanted: Option<&[&str]>,
    personal: bool,
) -> Result<Value, Refusal> {
    let made = office.call("papers.make", json!({ "kind": kind, "options": options }))?.answer;
    let paper = made.get("paper").cloned().unwrap_or_default();
    let folder = office.offer(out)?;
    let mut files = Vec::new();
    let has: Vec<String> = made
        .get("formats")
        .and_then(Value::as_array)
        .map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let formats = wanted.map_or(has, |wanted| wanted.iter().map(|one| (*one).to_owned()).collect());
    for format in formats {
        let wish = json!({ "paper": paper, "format": format, "to": folder, "personal": personal });
        // What was written before the one that was refused stays, and is named.
        let saved = office
            .call("papers.save", wish)
            .map_err(|refused| if files.is_empty() { refused } else { refused.with("written", files.clone()) })?;
        files.extend(without_tokens(saved.answer).get("files").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    let part = |name: &str| made.get(name).cloned().unwrap_or_default();
    Ok(json!({ "title": part("title"), "pages": part("pages"), "checks": part("checks"), "files": files }))
}

/// Leaves out what was not given.
fn drop_null(mut wish: Value) -> Value {
    if let Some(fields) = wish.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    wish
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
        None => {
            let mut taken = office.call("backup.now", json!({}))?.answer;
            let file = taken.get("name").and_then(Value::as_str).map(|name| office.backup_file(name));
            if let (Some(file), Some(fields)) = (file, taken.as_object_mut()) {
                fields.insert("path".to_owned(), json!(file.display().to_string()));
            }
            Ok(taken)
        }
        Some(folder) => {
            let folder = office.offer(folder)?;
            Ok(office.call("backup.second_place", json!({ "folder": folder }))?.answer)
        }
    }
}

/// Shows what a backup holds and, when that is confirmed or nothing stands in its place, puts it there.
fn restore(office: &mut Office, backup: &Path, yes: bool, dry_run: bool) -> Result<(), Refusal> {
    // A backup may be named as `backup` printed it, or by where it lies.
    let beside = backup.file_name().map(|name| office.backup_file(&name.to_string_lossy()));
    let file = match beside {
        Some(beside) if !backup.exists() && beside.exists() => office.offer(&beside)?,
        _ => office.offer(backup)?,
    };
    let recovery_key = std::env::var("ZHUDIAN_RECOVERY_KEY").ok().filter(|key| !key.is_empty());
    if office.exists() {
        let holds = office.call("backup.inspect", json!({ "file": file, "recovery_key": recovery_key }))?.answer;
        if dry_run || !yes {
            print(&holds.to_string())?;
            // A batch must not take the look for the deed.
            return if dry_run { Ok(()) } else { Err(refuse("cli.restore_unconfirmed")) };
        }
        let head = holds.get("head").cloned().unwrap_or_default();
        let asked = json!({ "file": file, "recovery_key": recovery_key, "head": head });
        return print(&office.call("backup.restore", asked)?.answer.to_string());
    }
    // To look with the recovery key no passphrase is needed; to restore with it, it becomes the new one.
    let secret = if dry_run && recovery_key.is_some() { String::new() } else { passphrase()? };
    let opener = json!({ "file": file, "person": person(), "passphrase": secret, "recovery_key": recovery_key });
    let call = if dry_run { "restore.inspect" } else { "restore.open" };
    let mut answer = office.ask(call, opener)?.answer;
    // A session of this process is of no use to anybody after it.
    if let Some(unlocked) = answer.get_mut("unlocked").and_then(Value::as_object_mut) {
        unlocked.remove("session");
    }
    print(&answer.to_string())
}
