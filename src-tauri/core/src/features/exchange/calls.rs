//! What may be asked of files that leave the program.

use super::drives;
use super::store::{self, Export};
use super::writing::{Outgoing, Staged, settle, stage};
use crate::calls::{Call, Done, Work};
use crate::desk::Desk;
use crate::features::Nothing;
use crate::features::reports::faults::refusal;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo};
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;
use zhudian_paper::Workbook;

const EXPORT: Op = Op { name: "exchange.export", right: Right::Enter, undo: Undo::Never("exported") };
const SAVE: Op = Op { name: "papers.save", right: Right::Enter, undo: Undo::Never("exported") };
const DRIVES: Op = Op { name: "exchange.drives", right: Right::View, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::work(&DRIVES, "{}", list_drives),
        Call::work(&EXPORT, r#"{"papers":[{"paper":"$paper","format":"pdf"}],"to":"$folder","medium":"U-03"}"#, export),
        Call::work(&SAVE, r#"{"paper":"$paper","format":"pdf","to":"$folder"}"#, save),
        Call::read("exchange.register", r#"{"limit":50}"#, register),
    ]
}

/// A disk that is plugged in.
#[derive(Serialize, TS)]
struct DriveLine {
    /// Stands for the disk in `exchange.export`.
    token: String,
    /// The name a person knows it by.
    label: String,
    /// Free bytes.
    free: i64,
    /// Whether the system calls it removable.
    removable: bool,
}

fn list_drives(work: &Work<'_>, _: Nothing) -> Result<Done<Vec<DriveLine>>> {
    let found = drives::plugged_in();
    let line = |drive: drives::Drive| DriveLine {
        free: i64::try_from(drive.free).unwrap_or(i64::MAX),
        label: drive.label,
        removable: drive.removable,
        token: work.desk.files().offer(drive.path),
    };
    Ok(Done::silent(found.into_iter().map(line).collect()))
}

/// The form a paper is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PaperFormat")]
pub enum Format {
    /// The finished pages.
    Pdf,
    /// Its tables, to be counted with.
    Xlsx,
    /// To be edited.
    Docx,
}

/// A paper in a form.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PaperWanted")]
struct Wanted {
    /// Token of `papers.make`.
    paper: String,
    /// Its form.
    format: Format,
}

/// What is written where.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ExportRequest")]
struct Request {
    /// Papers.
    papers: Vec<Wanted>,
    /// Tokens of files made before, for instance by the terminal.
    files: Vec<String>,
    /// Token of a drive or folder.
    to: String,
    /// Number of the stick.
    medium: String,
    /// Whether papers with phones or people who gave an opinion may leave.
    personal: bool,
}

/// A written file.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ExportFile")]
struct WrittenFile {
    /// Its name on the stick.
    name: String,
    /// Its size.
    bytes: i64,
    /// SHA-256 of what was read back.
    digest: String,
    /// Token of the file, to open or show it.
    file: String,
}

/// What was written.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ExportWritten")]
pub struct Written {
    /// Files in order.
    files: Vec<WrittenFile>,
    /// The disk or folder.
    place: String,
    /// What to tell the person: written, compared, may be pulled out.
    message: String,
}

fn export(work: &Work<'_>, request: Request) -> Result<Done<Written>> {
    let folder = work.desk.files().path(&request.to)?;
    let mut files = Vec::new();
    for wanted in &request.papers {
        files.push(outgoing(work.desk, wanted)?);
    }
    for token in &request.files {
        files.push(chosen(work.desk, token)?);
    }
    if files.is_empty() {
        return Err(refuse("exchange.nothing"));
    }
    write(work, &EXPORT, folder, files, &request.medium, request.personal)
}

/// One paper to a folder a person chose, or under a name chosen in a dialog.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PaperSaveRequest")]
struct SaveRequest {
    /// Token of `papers.make`.
    paper: String,
    /// Its form.
    format: Format,
    /// Token of a folder, or of the file name chosen for it.
    to: String,
    /// Whether a paper with phones or people who gave an opinion may leave.
    #[serde(default)]
    personal: bool,
}

fn save(work: &Work<'_>, request: SaveRequest) -> Result<Done<Written>> {
    let mut file = outgoing(work.desk, &Wanted { paper: request.paper, format: request.format })?;
    let mut folder = work.desk.files().path(&request.to)?;
    if !folder.is_dir()
        && let (Some(parent), Some(stem)) = (folder.parent(), folder.file_stem())
    {
        file.stem = stem.to_string_lossy().into_owned();
        folder = parent.to_owned();
    }
    write(work, &SAVE, folder, vec![file], "", request.personal)
}

fn outgoing(desk: &Desk, wanted: &Wanted) -> Result<Outgoing> {
    let paper = desk.shelf().take(&wanted.paper)?;
    if paper.print_only {
        return Err(refuse("papers.print_only"));
    }
    let (ending, bytes) = match (wanted.format, &paper.document) {
        (Format::Xlsx, _) if paper.book.is_some() => ("xlsx", paper.book.clone().unwrap_or_default()),
        (_, _) if paper.book.is_some() => return Err(refuse("views.xlsx_only")),
        (Format::Pdf, _) => ("pdf", paper.pdf.clone()),
        (Format::Xlsx, Some(document)) => {
            let book = Workbook::from(document);
            if book.sheets.is_empty() {
                return Err(refuse("papers.no_tables"));
            }
            ("xlsx", desk.printer()?.xlsx(&book).map_err(refusal)?)
        }
        (Format::Docx, Some(document)) => ("docx", desk.printer()?.docx(document).map_err(refusal)?),
        (Format::Xlsx | Format::Docx, None) => return Err(refuse("papers.pdf_only")),
    };
    Ok(Outgoing {
        what: paper.title.clone(),
        stem: paper.name.clone(),
        ending: ending.to_owned(),
        bytes,
        personal: paper.personal,
        reason: paper.reason.clone(),
    })
}

fn chosen(desk: &Desk, token: &str) -> Result<Outgoing> {
    let path = desk.files().path(token)?;
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|text| text.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (text(path.file_stem()), text(path.extension()));
    let bytes = std::fs::read(&path)?;
    Ok(Outgoing {
        what: stem.clone(),
        stem,
        ending: if ending.is_empty() { "bin".to_owned() } else { ending },
        bytes,
        personal: false,
        reason: String::new(),
    })
}

/// Writes files to a folder with their lines in the register, all or none.
///
/// # Errors
/// `exchange.*`; what the database says.
pub fn write(
    work: &Work<'_>,
    op: &Op,
    folder: PathBuf,
    files: Vec<Outgoing>,
    medium: &str,
    personal: bool,
) -> Result<Done<Written>> {
    if !personal && files.iter().any(|file| file.personal) {
        return Err(refuse("exchange.personal"));
    }
    let mut staged = stage(&folder, files, work.progress)?;
    let station = work.desk.station()?;
    let at = station.clock().now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let place = drives::label(&folder);
    // The register's entry and the names appear together: when the entry cannot be written, the files are taken back.
    let done = station.write(op, &work.session.actor, |writing| {
        let mut names = Vec::new();
        for one in &mut staged {
            let name = one.name()?;
            store::add(
                writing.tx,
                &Export {
                    id: new_id(),
                    at: at.clone(),
                    clerk: writing.actor.id.clone(),
                    what: one.what.clone(),
                    file: name.clone(),
                    bytes: i64::try_from(one.bytes).unwrap_or(i64::MAX),
                    digest: one.digest.clone(),
                    place: place.clone(),
                    medium: medium.trim().to_owned(),
                    personal: one.personal,
                    reason: one.reason.clone(),
                },
            )?;
            names.push(name);
        }
        writing.note("files", names.clone());
        writing.note("n", names.len());
        writing.note("place", place.clone());
        settle(&folder)?;
        Ok(names)
    });
    let done = done.inspect_err(|_| staged.iter_mut().for_each(Staged::take_back))?;
    let written = done.answer.iter().zip(&staged).map(|(name, one)| WrittenFile {
        name: name.clone(),
        bytes: i64::try_from(one.bytes).unwrap_or(i64::MAX),
        digest: one.digest.clone(),
        file: one.path().map(|path| work.desk.files().offer(path.to_owned())).unwrap_or_default(),
    });
    let answer =
        Written { files: written.collect(), message: crate::ground::words::print("exchange.done").to_owned(), place };
    Ok(Done { answer, operation: done.operation, changed: done.changed })
}

/// How many entries.
#[derive(Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "ExportNewest")]
struct Newest {
    /// At most; 200 when left out.
    limit: u32,
}

impl Default for Newest {
    fn default() -> Self {
        Self { limit: 200 }
    }
}

fn register(reading: &Reading<'_>, newest: Newest) -> Result<Vec<Export>> {
    store::list(reading.db, newest.limit.min(200_000))
}
