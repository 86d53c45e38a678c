//! A trial sheet: printed with a line of 100 mm, ticked, scanned and read back before the whole run is printed.

use super::forms;
use super::printing::{self, Sheets, Wish};
use crate::calls::{Done, Work};
use crate::features::reports::faults::sheet_refusal;
use crate::features::reports::frame::said;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use crate::ground::words;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zhudian_paper::SheetBatch;
use zhudian_paper::code::BatchCode;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus};

/// The code of every trial sheet; no batch ever gets it.
pub const CODE: &str = "TRYTRY";
/// A trial sheet is read back.
pub const READ: Op = Op { name: "evaluations.trial_read", right: Right::Enter, undo: Undo::Undoable };

fn drawn(work: &Work<'_>, round: &str, wish: Option<&Wish>) -> Result<(String, SheetBatch, Vec<u8>, Geometry)> {
    let station = work.desk.station()?;
    let (title, mut form) = station.read(&work.session.actor, |reading| printing::sample(reading, round, wish))?;
    forms::as_trial(&mut form);
    let code = BatchCode::parse(CODE).ok_or_else(|| refuse("fault"))?;
    let batch = SheetBatch { form, code, copies: 1, numbers: Vec::new() };
    let (pdf, geometry) = work.desk.sheet_maker()?.sheets(std::slice::from_ref(&batch)).map_err(sheet_refusal)?;
    Ok((title, batch, pdf, geometry))
}

/// A trial sheet of the form a printed batch of a round has, as a PDF and where everything stands on it.
///
/// # Errors
/// As printing a round.
pub(super) fn sheet(work: &Work<'_>, round: &str, batch: Option<&str>) -> Result<(Vec<u8>, Geometry)> {
    let whole = work.desk.station()?.read(&work.session.actor, |reading| super::gather::whole(reading, round))?;
    let wanted = whole.batches.iter().find(|one| Some(one.held.id.as_str()) == batch);
    let first = wanted.or(whole.batches.first()).ok_or_else(|| refuse("evaluations.not_printed"))?;
    let mut form = super::reprinting::form_of(first)?;
    forms::as_trial(&mut form);
    let code = BatchCode::parse(CODE).ok_or_else(|| refuse("fault"))?;
    let batch = SheetBatch { form, code, copies: 1, numbers: Vec::new() };
    work.desk.sheet_maker()?.sheets(&[batch]).map_err(sheet_refusal)
}

/// Lays a trial sheet on the shelf; nothing is recorded.
///
/// # Errors
/// As printing a round.
pub fn print(work: &Work<'_>, wish: &Wish) -> Result<Done<Sheets>> {
    let (round, pdf_token, geometry_token) = wish.parts();
    let (title, _, pdf, geometry) = drawn(work, round, Some(wish))?;
    if let Some(token) = pdf_token {
        crate::ground::disk::replace(&work.desk.files().path(token)?, &pdf)?;
    }
    if let Some(token) = geometry_token {
        crate::ground::disk::replace(&work.desk.files().path(token)?, &serde_json::to_vec_pretty(&geometry)?)?;
    }
    let title = said("evaluations.trial", &[("title", title.into())]);
    let paper = printing::lay(work, &title, geometry.pages.len(), pdf);
    Ok(Done::silent(Sheets::loose(paper, title, geometry)))
}

/// A trial sheet that was scanned.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TrialWish {
    /// The evaluation it was printed for.
    round: String,
    /// Token of the scan, one file.
    files: Vec<String>,
}

/// A row of a trial sheet.
#[derive(Serialize, TS)]
pub struct TrialRow {
    /// What is printed in it.
    text: String,
    /// Label of its mark; none for an empty row or one in doubt.
    marked: Option<String>,
    /// Whether a person would have to look.
    doubtful: bool,
}

/// What was read from a trial sheet. Nothing of it is kept.
#[derive(Serialize, TS)]
pub struct TrialRead {
    /// What became of the page.
    #[ts(type = "\"read\" | \"review\" | \"rejected\" | \"foreign\" | \"blank\" | \"duplicate\"")]
    status: PageStatus,
    /// Why, as a code.
    #[ts(type = "string | null")]
    reason: Option<PageReason>,
    /// Its rows.
    rows: Vec<TrialRow>,
}

/// Reads a trial sheet back.
///
/// # Errors
/// `room.reader`, `evaluations.no_scans`; what the disk says.
pub fn read(work: &Work<'_>, asked: TrialWish) -> Result<Done<TrialRead>> {
    let reader = work.desk.sheet_reader()?;
    let chosen = asked.files.iter().map(|token| work.desk.files().path(token)).collect::<Result<Vec<_>>>()?;
    let file = reader.files(&chosen)?.into_iter().next().ok_or_else(|| refuse("evaluations.no_scans"))?;
    let (_, batch, _, geometry) = drawn(work, &asked.round, None)?;
    let mut found = None;
    reader.read(&std::fs::read(file)?, &[geometry], &mut |verdict, _| {
        found = Some(verdict);
        false
    });
    let verdict = found.ok_or_else(|| refuse("evaluations.no_scans"))?;
    let text = |row: &str| {
        let item = batch.form.items.iter().find(|item| item.code == row);
        item.map(|item| item.text.clone()).unwrap_or_default()
    };
    let rows = verdict
        .rows
        .iter()
        .map(|row| TrialRow { text: text(&row.row), marked: row.marked.first().cloned(), doubtful: row.doubtful })
        .collect();
    Ok(Done::silent(TrialRead { status: verdict.status, reason: verdict.reason, rows }))
}

/// The words of the ruler on a trial sheet.
#[must_use]
pub fn ruler_words() -> &'static str {
    words::print("evaluations.trial_ruler")
}
