//! Files read and planned, before the office is looked at for changing it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::people_rows::{self, PersonRow};
use super::reading::columns::plan;
use super::reading::finding::{Finding, Place, Trouble};
use super::reading::known::Known;
use super::reading::mapping::{Job, Mapping, SheetPlan};
use super::reading::model::TeamPart;
use super::reading::places::Match;
use super::reading::text::key;
use super::reading::workbook::{Limits, Workbook, too_large};
use super::reading::{roster, shapes, visits};
use super::store::{self, AreaIds};
use super::visit_rows::{self, Lookup, VisitRow};
use super::wire::{DroppedColumn, FilePlan, Import, Told};
use crate::calls::Work;
use crate::ground::ids::hex;
use crate::ground::refusal::{Refusal, Result, refuse};

/// Everything the files say, against what the office knew when they were read.
pub struct Prepared {
    /// Fingerprint of the contents.
    pub fingerprint: String,
    /// Files with the plan of their sheets.
    pub files: Vec<FilePlan>,
    /// Rows of a ledger.
    pub visits: Vec<VisitRow>,
    /// Rows of a register.
    pub people: Vec<PersonRow>,
    /// Leaders and liaisons a register names, with their file.
    pub parts: Vec<TeamPart>,
    /// Cells that stopped their row.
    pub refused: Vec<Told>,
    /// Cells worth a word.
    pub notices: Vec<Told>,
    /// Rows passed over.
    pub passed_over: Vec<Told>,
    /// Columns left out.
    pub dropped: Vec<DroppedColumn>,
    /// Villages in question.
    pub villages: Vec<(String, Match)>,
    /// Kinds in question.
    pub kinds: Vec<String>,
    /// Names in question, with near names.
    pub names: HashMap<String, Vec<String>>,
    /// What the office knew.
    pub known: Known,
    /// Area ids by code.
    pub areas: AreaIds,
    /// What was remembered and said, together.
    pub mapping: Mapping,
    /// The files themselves, when their rows are to be shown.
    pub books: Vec<Workbook>,
}

fn refusal(trouble: Trouble) -> Refusal {
    Refusal { code: trouble.code.to_owned(), fields: trouble.fields, fault: trouble.fault }
}

/// Folders inside a chosen folder are looked into this deep.
const DEEPEST: usize = 3;

/// Workbook files of a folder and the folders in it, in order, and other papers that lie there. Word's and Excel's own lock
/// files begin with `~$`.
fn inside(folder: &Path, depth: usize, found: &mut Vec<PathBuf>, left: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let mut folders = Vec::new();
    for path in entries {
        let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        let ending = name.rsplit('.').next().unwrap_or_default();
        if name.starts_with("~$") || name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            folders.push(path);
        } else if matches!(ending, "xlsx" | "xlsm" | "xls" | "et" | "csv" | "xlsb" | "ods") {
            found.push(path);
        } else if matches!(ending, "doc" | "docx" | "wps" | "pdf" | "rtf" | "txt") {
            left.push(path);
        }
    }
    for path in folders.into_iter().filter(|_| depth < DEEPEST) {
        inside(&path, depth + 1, found, left)?;
    }
    Ok(())
}

/// The file's name; of several of one name in different folders the later ones carry a number, because rows are told
/// apart by it.
fn own_name(path: &Path, taken: &[FilePlan]) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let free = |name: &String| !taken.iter().any(|file| file.name == *name);
    std::iter::once(name.clone()).chain((2..).map(|at| format!("{name} ({at})"))).find(free).unwrap_or(name)
}

fn read_file(path: &Path, name: &str, limits: Limits) -> Result<Vec<u8>> {
    let size = std::fs::metadata(path)?.len();
    // The size is looked at before a byte is read.
    if size > limits.bytes {
        return Err(refusal(too_large(name, size, limits)));
    }
    Ok(std::fs::read(path)?)
}

/// Reads the files of a request. One file that cannot be read is the refusal itself; among several it is told and the
/// others are read. With `show` the files stay, so that their rows can be shown beside what is made of them.
///
/// # Errors
/// `file.token`, `imports.no_files`, the refusals of [`Workbook::open`], `work.cancelled`.
pub fn prepare(work: &Work<'_>, request: &Import, show: bool) -> Result<Prepared> {
    let (mut paths, mut left) = (Vec::new(), Vec::new());
    for token in &request.files {
        let path = work.desk.files().path(token)?;
        if path.is_dir() {
            inside(&path, 0, &mut paths, &mut left)?;
        } else {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(refuse("imports.no_files"));
    }
    let station = work.desk.station()?;
    let today = station.clock().today();
    let (known, areas, remembered, tags) = station.read(&work.session.actor, |reading| {
        let (known, areas) = store::known(reading.db)?;
        let tags: HashMap<String, String> = crate::features::office::store::entries(reading.db)?
            .into_iter()
            .filter(|e| e.list == "tag")
            .map(|e| (key(&e.label), e.code))
            .collect();
        Ok((known, areas, store::mapping(reading.db, request.job)?, tags))
    })?;
    let mapping = request.mapping.clone().over(&remembered);
    let mut out = Prepared {
        fingerprint: String::new(),
        files: Vec::new(),
        visits: Vec::new(),
        people: Vec::new(),
        parts: Vec::new(),
        refused: Vec::new(),
        notices: Vec::new(),
        passed_over: Vec::new(),
        dropped: Vec::new(),
        villages: Vec::new(),
        kinds: Vec::new(),
        names: HashMap::new(),
        known,
        areas,
        mapping,
        books: Vec::new(),
    };
    let mut hash = Sha256::new();
    let total = paths.len() as u64;
    for (done, path) in (0u64..).zip(&paths) {
        work.progress.step(done, total, "imports.reading");
        work.progress.go_on()?;
        let name = own_name(path, &out.files);
        let limits = Limits::default();
        let opened = read_file(path, &name, limits).and_then(|bytes| {
            hash.update(Sha256::digest(&bytes));
            Workbook::open(&name, &bytes, limits).map_err(refusal)
        });
        match opened {
            Ok(mut book) => {
                let shaped = shapes::settle(&mut book, request.job, &out.known);
                out.notices.extend(shaped.iter().map(|finding| Told::of(&book.name, finding)));
                take(&mut out, request, &remembered, &tags, today, &book);
                if show {
                    out.books.push(book);
                }
            }
            Err(failed) if paths.len() == 1 => return Err(failed),
            Err(failed) => out.refused.push(Told {
                file: name.clone(),
                sheet: String::new(),
                cell: String::new(),
                code: failed.code.clone(),
                message: failed.sentence(),
                hint: failed.hint(),
                original: Vec::new(),
            }),
        }
    }
    // One person in several files is one person.
    if request.job == Job::Roster && paths.len() > 1 {
        join_people(&mut out);
    }
    for path in left {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let finding = Finding::at(&Place::default(), "imports.file_left").with("file", name.clone());
        out.notices.push(Told { cell: String::new(), ..Told::of(&name, &finding) });
    }
    super::repeats::left_out(&mut out);
    out.fingerprint = hex(&hash.finalize());
    work.progress.step(total, total, "imports.reading");
    Ok(out)
}

/// Reads one workbook into the rest.
fn take(
    out: &mut Prepared,
    request: &Import,
    remembered: &Mapping,
    tags: &HashMap<String, String>,
    today: chrono::NaiveDate,
    book: &Workbook,
) {
    let plans = plan(book, request.job, &out.known, &request.mapping, remembered);
    let (mut refused, notices, passed, dropped, villages);
    match request.job {
        Job::Roster => {
            let reading = roster::read(book, &plans, &out.known, &out.mapping);
            for person in reading.people {
                let sheet = person.cells.values().next().map(|p| p.sheet.to_string()).unwrap_or_default();
                let plan = plans.iter().find(|p| p.sheet == sheet);
                let teams = plan.is_none_or(|p| p.column(super::reading::Role::Team).is_some());
                let said = people_rows::said(plan, &person);
                out.people.push(PersonRow { file: book.name.clone(), read: person, said, teams });
            }
            out.parts.extend(reading.parts);
            (refused, notices, passed) = (reading.refused, reading.notices, reading.skipped);
            (dropped, villages) = (reading.dropped, reading.villages);
        }
        Job::Visits => {
            let mut reading = visits::read(book, &plans, &out.known, &out.mapping);
            refused = reading.refused;
            let look = Lookup {
                known: &out.known,
                areas: &out.areas,
                mapping: &out.mapping,
                decisions: &request.decisions,
                tags,
                today,
            };
            let rows = visit_rows::rows(&book.name, &plans, reading.visits, &look, &mut refused, &mut reading.villages);
            out.visits.extend(rows);
            out.kinds.extend(reading.kinds.into_keys());
            out.names.extend(reading.names);
            (notices, passed) = (reading.notices, reading.skipped);
            (dropped, villages) = (reading.dropped, reading.villages);
        }
    }
    let told = |all: Vec<Finding>| -> Vec<Told> { all.iter().map(|f| Told::of(&book.name, f)).collect() };
    out.refused.extend(told(refused));
    out.notices.extend(told(notices));
    out.passed_over.extend(told(passed));
    let unread = plans.iter().filter(|plan| plan.not_read.is_none()).flat_map(columns_unread);
    out.notices.extend(told(unread.collect()));
    out.dropped.extend(dropped.iter().map(|d| DroppedColumn::of(&book.name, d)));
    for (text, found) in villages {
        if !out.villages.iter().any(|(t, _)| *t == text) {
            out.villages.push((text, found));
        }
    }
    out.files.push(FilePlan { name: book.name.clone(), sheets: plans });
}

/// Columns that hold something and are read as nothing: the terminal shows no columns before it writes.
fn columns_unread(plan: &SheetPlan) -> Vec<Finding> {
    let unread =
        plan.columns.iter().filter(|column| column.role.is_none() && column.filled > 0 && !column.heading.is_empty());
    let row = plan.first_row().saturating_sub(1);
    unread
        .map(|column| {
            let place = Place { sheet: plan.sheet.as_str().into(), row, column: column.index };
            Finding::at(&place, "imports.column_unread").with("heading", column.heading.clone())
        })
        .collect()
}

fn join_people(out: &mut Prepared) {
    let mut merger = super::reading::merging::Merger::default();
    let mut files: Vec<(String, super::compare::Said, bool)> = Vec::new();
    let mut notices = Vec::new();
    for row in std::mem::take(&mut out.people) {
        let before = merger.people.len();
        merger.add(row.read, &mut notices);
        if merger.people.len() > before {
            files.push((row.file, row.said, row.teams));
        }
    }
    out.people = merger
        .people
        .into_iter()
        .zip(files)
        .map(|(read, (file, said, teams))| PersonRow { file, read, said, teams })
        .collect();
}
