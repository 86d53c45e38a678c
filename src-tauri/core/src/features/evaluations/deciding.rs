//! The ledger of the stack, the pictures, and a person's decisions.

use super::counting::{self, Judgement, Standing};
use super::gather::{self, Whole};
use super::rounds::{self, Decided, RoundStore};
use super::store::round::{self as stored, Answer, Page};
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use base64::Engine;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use ts_rs::TS;
use zhudian_paper::code::BatchCode;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{BoxAnswer, BoxInk, STRIP_EDGE_MM};

/// The ledger.
pub const STACK: Op = Op { name: "evaluations.stack", right: Right::Enter, undo: Undo::Undoable };
/// A picture.
pub const PICTURE: Op = Op { name: "evaluations.picture", right: Right::Enter, undo: Undo::Undoable };
/// Rows in doubt.
pub const DOUBTS: Op = Op { name: "evaluations.doubts", right: Right::Enter, undo: Undo::Undoable };
/// A row is decided.
pub const DECIDE: Op = Op { name: "evaluations.decide", right: Right::Enter, undo: Undo::Never("scanned") };
/// The last decision is taken back.
pub const UNDECIDE: Op = Op { name: "evaluations.undecide", right: Right::Enter, undo: Undo::Never("scanned") };
/// A page is judged whole.
pub const PAGE: Op = Op { name: "evaluations.page", right: Right::Enter, undo: Undo::Never("scanned") };

fn begun(work: &Work<'_>, round: &str) -> Result<(Whole, Option<Arc<RoundStore>>)> {
    let whole = work.desk.station()?.read(&work.session.actor, |reading| gather::whole(reading, round))?;
    let store = if whole.round.closed_on.is_some() { None } else { rounds::of(work.desk, round)? };
    Ok((whole, store))
}

/// The store of a round for writing.
pub(super) fn writable(work: &Work<'_>, round: &str) -> Result<(Whole, Arc<RoundStore>)> {
    let whole = work.desk.station()?.read(&work.session.actor, |reading| gather::whole(reading, round))?;
    whole.still_open()?;
    Ok((whole, rounds::begun(work.desk, round)?))
}

/// Which part of the ledger.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StackWish {
    /// The evaluation.
    round: String,
    /// Only pages that stand so.
    status: Option<Standing>,
    /// Only this batch.
    batch: Option<String>,
    /// Only batches of this village or meeting.
    #[serde(default)]
    area: Option<String>,
    /// Lines to pass over.
    #[serde(default)]
    offset: usize,
    /// Most lines.
    #[serde(default = "hundred")]
    limit: usize,
}

fn hundred() -> usize {
    100
}

/// Pages by how they stand.
#[derive(Default, Serialize, TS)]
pub struct StackCounts {
    read: i64,
    review: i64,
    rejected: i64,
    foreign: i64,
    blank: i64,
    duplicate: i64,
    void: i64,
}

/// A page of the ledger.
#[derive(Serialize, TS)]
pub struct StackLine {
    /// Random id.
    page: String,
    /// Batch it counts for.
    batch: Option<String>,
    /// Code on it.
    code: Option<String>,
    /// Village.
    area: Option<String>,
    /// Delegate; none for a team.
    person: Option<String>,
    /// How it stands.
    status: Standing,
    /// Why, as a code; sentences are the page's.
    reason: Option<String>,
    /// Whether a person must still say what it is.
    undecided: bool,
    /// What a person said of it.
    verdict: Option<String>,
    /// The person's reason.
    said: String,
    /// The page it seems to repeat.
    twin: Option<String>,
    /// Page of its sheet, where sheets have several; 0 otherwise.
    sheet_page: i64,
    /// Rows nobody has decided.
    open_rows: i64,
    /// Whether it bears marks that may tell who filled it in.
    identifying: bool,
}

/// The ledger.
#[derive(Serialize, TS)]
pub struct Stack {
    /// Pages that were asked for.
    total: i64,
    /// All pages by how they stand.
    counts: StackCounts,
    /// Lines in no order of scanning.
    lines: Vec<StackLine>,
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Whether a batch belongs to the village that was asked for.
fn of_area(whole: &Whole, wanted: Option<&str>, batch: &str) -> bool {
    wanted.is_none_or(|area| whole.batches.iter().any(|one| one.held.id == batch && one.held.area_id == area))
}

/// The ledger of the stack.
///
/// # Errors
/// `evaluations.gone`, `evaluations.store`.
pub fn stack(work: &Work<'_>, asked: StackWish) -> Result<Done<Stack>> {
    let (whole, store) = begun(work, &asked.round)?;
    let mut stack = Stack { total: 0, counts: StackCounts::default(), lines: Vec::new() };
    let Some(store) = store else { return Ok(Done::silent(stack)) };
    let (pages, answers) = store.read(|db| Ok((stored::pages(db)?, stored::answers(db)?)))?;
    let mut passed = 0;
    for page in pages.iter().filter(|page| of_area(&whole, asked.area.as_deref(), &page.batch)) {
        let open = counting::open_rows(page, answers.get(&page.id).map_or(&[][..], Vec::as_slice));
        let status = counting::standing(page, open);
        let place = match status {
            Standing::Read => &mut stack.counts.read,
            Standing::Review => &mut stack.counts.review,
            Standing::Rejected => &mut stack.counts.rejected,
            Standing::Foreign => &mut stack.counts.foreign,
            Standing::Blank => &mut stack.counts.blank,
            Standing::Duplicate => &mut stack.counts.duplicate,
            Standing::Void => &mut stack.counts.void,
        };
        *place += 1;
        if asked.status.is_some_and(|wanted| wanted != status)
            || asked.batch.as_ref().is_some_and(|wanted| *wanted != page.batch)
        {
            continue;
        }
        stack.total += 1;
        passed += 1;
        if passed <= asked.offset || stack.lines.len() >= asked.limit {
            continue;
        }
        let batch = whole.batches.iter().find(|one| one.held.id == page.batch);
        stack.lines.push(StackLine {
            page: page.id.clone(),
            batch: some(&page.batch),
            code: batch.map(|one| one.held.code.clone()).or_else(|| code_of(page)),
            area: batch.map(|one| whole.area(&one.held.area_id)),
            person: batch.and_then(|one| one.held.person_id.as_ref()).map(|id| whole.person(id)),
            status,
            reason: some(&page.reason),
            undecided: counting::undecided(page),
            verdict: some(&page.verdict),
            said: page.said.clone(),
            twin: some(&page.twin),
            sheet_page: if batch.is_some_and(|one| one.pages > 1) { page.sheet_page } else { 0 },
            open_rows: i64::try_from(open).unwrap_or(i64::MAX),
            identifying: page.reason == "identifying_marks",
        });
    }
    Ok(Done::silent(stack))
}

fn code_of(page: &Page) -> Option<String> {
    let code: zhudian_paper::code::PageCode = serde_json::from_str(&page.code).ok()?;
    Some(code.batch.as_str().to_owned())
}

/// A picture wanted.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SheetPictureWish {
    /// The evaluation.
    round: String,
    /// Page.
    page: String,
    /// The strip of this row; the whole page when left out.
    row: Option<String>,
    /// Small enough for a list.
    #[serde(default)]
    thumb: bool,
}

/// A picture.
#[derive(Serialize, TS)]
pub struct SheetPicture {
    /// PNG as base64.
    png: String,
    /// Pixels.
    width: u32,
    /// Pixels.
    height: u32,
}

/// Width and height stand in the first chunk of every PNG.
fn size(png: &[u8]) -> (u32, u32) {
    let at =
        |from: usize| png.get(from..from + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
    (at(16), at(20))
}

/// A picture of a page or of one of its rows.
///
/// # Errors
/// `evaluations.page_gone`, `evaluations.no_picture`.
pub fn picture(work: &Work<'_>, asked: SheetPictureWish) -> Result<Done<SheetPicture>> {
    let (_, store) = begun(work, &asked.round)?;
    let store = store.ok_or_else(|| refuse("evaluations.page_gone"))?;
    let row = asked.row.unwrap_or_default();
    let mut png =
        store.read(|db| stored::picture(db, &asked.page, &row))?.ok_or_else(|| refuse("evaluations.no_picture"))?;
    if asked.thumb
        && let Some(small) = work.desk.sheet_reader()?.thumbnail(&png)
    {
        png = small;
    }
    let (width, height) = size(&png);
    Ok(Done::silent(SheetPicture { png: base64(&png), width, height }))
}

fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Which rows.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DoubtsWish {
    /// The evaluation.
    round: String,
    /// Only this batch.
    batch: Option<String>,
    /// Only batches of this village or meeting.
    #[serde(default)]
    area: Option<String>,
    /// Most rows.
    #[serde(default = "twenty")]
    limit: usize,
}

fn twenty() -> usize {
    20
}

/// What one box says.
#[derive(Serialize, TS)]
pub struct DoubtOption {
    /// Grade.
    grade: String,
    /// Its label.
    label: String,
    /// Share of the box that is inked.
    ink: f64,
    /// The middle of the box across the strip, 0 to 1.
    at: Option<f64>,
    /// blank, marked or doubtful.
    #[ts(type = "\"blank\" | \"marked\" | \"doubtful\"")]
    answer: BoxAnswer,
}

/// A row a person must decide.
#[derive(Serialize, TS)]
pub struct DoubtRow {
    /// Page.
    page: String,
    /// Row.
    row: String,
    /// Batch.
    batch: String,
    /// Village.
    area: String,
    /// Delegate; none for a team.
    person: Option<String>,
    /// What is printed in the row.
    text: String,
    /// Why it is in doubt: several_marks, filled_beside_mark, only_outside, faint, frame_lost, ink_around, or by_hand for a
    /// row nothing was read from.
    why: String,
    /// Its boxes in printed order.
    options: Vec<DoubtOption>,
    /// The row as PNG, base64; empty when only the whole page shows it.
    strip: String,
    /// Whether the page bears marks that may tell who filled it in.
    identifying: bool,
}

/// Rows in doubt.
#[derive(Serialize, TS)]
pub struct Doubts {
    /// Rows nobody has decided, of those asked for.
    left: i64,
    /// Pages nobody has judged, of those asked for.
    pages: i64,
    /// Some of the rows: page by page, in no order of scanning.
    rows: Vec<DoubtRow>,
}

/// What is left to do.
#[derive(Serialize, TS)]
pub struct Left {
    /// Rows nobody has decided.
    left: i64,
    /// Pages nobody has judged.
    pages: i64,
}

fn left(store: &RoundStore) -> Result<Left> {
    let (pages, answers) = store.read(|db| Ok((stored::pages(db)?, stored::answers(db)?)))?;
    Ok(left_of(&pages, &answers))
}

fn left_of(pages: &[Page], answers: &BTreeMap<String, Vec<Answer>>) -> Left {
    let rows = |page: &Page| counting::open_rows(page, answers.get(&page.id).map_or(&[][..], Vec::as_slice));
    Left {
        left: pages.iter().map(|page| i64::try_from(rows(page)).unwrap_or(i64::MAX)).sum(),
        pages: i64::try_from(pages.iter().filter(|page| counting::undecided(page)).count()).unwrap_or(i64::MAX),
    }
}

/// Where the middle of a box stands across the strip of its row.
fn across(geometry: &Geometry, sheet_page: i64, row: &str, label: &str) -> Option<f64> {
    let page = geometry.pages.iter().find(|page| i64::from(page.sheet_page) == sheet_page)?;
    let place = page.boxes.iter().find(|place| place.row == row && place.option == label)?;
    Some((place.area.centre().0 - STRIP_EDGE_MM) / (page.width_mm - 2.0 * STRIP_EDGE_MM))
}

/// Rows a person must decide, with their strips.
///
/// # Errors
/// `evaluations.gone`, `evaluations.store`.
pub fn doubts(work: &Work<'_>, asked: DoubtsWish) -> Result<Done<Doubts>> {
    let (whole, store) = begun(work, &asked.round)?;
    let Some(store) = store else { return Ok(Done::silent(Doubts { left: 0, pages: 0, rows: Vec::new() })) };
    let (mut pages, answers) = store.read(|db| Ok((stored::pages(db)?, stored::answers(db)?)))?;
    let wanted = |batch: &str| asked.batch.as_ref().is_none_or(|wanted| wanted == batch);
    pages.retain(|page| wanted(&page.batch) && of_area(&whole, asked.area.as_deref(), &page.batch));
    let Left { left, pages: whole_pages } = left_of(&pages, &answers);
    let mut rows = Vec::new();
    for batch in &whole.batches {
        let geometry = batch.geometry()?;
        for page in pages.iter().filter(|page| page.batch == batch.held.id && counting::rows_count(page)) {
            let mut open: Vec<&Answer> =
                answers.get(&page.id).into_iter().flatten().filter(|one| one.stands().is_empty()).collect();
            open.sort_by_key(|one| batch.rows.iter().position(|row| row.code == one.row));
            for one in open {
                if rows.len() >= asked.limit {
                    return Ok(Done::silent(Doubts { left, pages: whole_pages, rows }));
                }
                let (full, strip) = store.read(|db| {
                    Ok((stored::answer(db, &page.id, &one.row)?, stored::picture(db, &page.id, &one.row)?))
                })?;
                let full = full.unwrap_or_default();
                let ink: Vec<BoxInk> = serde_json::from_str(&full.ink).unwrap_or_default();
                let options = batch
                    .grades
                    .iter()
                    .map(|grade| {
                        let measured = ink.iter().find(|one| one.option == grade.label);
                        DoubtOption {
                            at: across(&geometry, page.sheet_page, &one.row, &grade.label),
                            grade: grade.code.clone(),
                            label: grade.label.clone(),
                            ink: measured.map_or(0.0, |one| one.ink),
                            answer: measured.map_or(BoxAnswer::Doubtful, |one| one.answer),
                        }
                    })
                    .collect();
                rows.push(DoubtRow {
                    page: page.id.clone(),
                    row: one.row.clone(),
                    batch: batch.held.id.clone(),
                    area: whole.area(&batch.held.area_id),
                    person: batch.held.person_id.as_ref().map(|id| whole.person(id)),
                    text: batch.text(&one.row).to_owned(),
                    why: if full.doubt.is_empty() { "by_hand".to_owned() } else { full.doubt },
                    options,
                    strip: strip.as_deref().map(base64).unwrap_or_default(),
                    identifying: page.reason == "identifying_marks",
                });
            }
        }
    }
    Ok(Done::silent(Doubts { left, pages: whole_pages, rows }))
}

/// A decision.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The evaluation.
    round: String,
    /// Page.
    page: String,
    /// Row.
    row: String,
    /// Grade, `blank` or `void`.
    answer: String,
}

fn page_of(store: &RoundStore, id: &str) -> Result<Page> {
    store.read(|db| stored::page(db, id))?.ok_or_else(|| refuse("evaluations.page_gone"))
}

/// Decides a row; a row that was decided before is decided anew.
///
/// # Errors
/// `evaluations.closed`, `evaluations.page_gone`, `evaluations.answer`.
pub fn decide(work: &Work<'_>, asked: Decision) -> Result<Done<Left>> {
    let (whole, store) = writable(work, &asked.round)?;
    let page = page_of(&store, &asked.page)?;
    if !whole.batch(&page.batch)?.takes(&asked.answer) {
        return Err(refuse("evaluations.answer"));
    }
    let before = store.write(|tx| {
        let known = stored::answer(tx, &asked.page, &asked.row)?.ok_or_else(|| refuse("evaluations.page_gone"))?;
        stored::decide(tx, &asked.page, &asked.row, &asked.answer)?;
        Ok(known.answer)
    })?;
    let decided = Decided { page: asked.page, row: asked.row, before };
    work.desk.rounds().remember(&asked.round, &work.session.actor.id, decided);
    Ok(Done::silent(left(&store)?))
}

/// A decision that was taken back.
#[derive(Serialize, TS)]
pub struct Undecided {
    /// Page.
    page: String,
    /// Row.
    row: String,
    /// Rows nobody has decided.
    left: i64,
    /// Pages nobody has judged.
    pages: i64,
}

/// Takes back the last decision of the person who asks.
///
/// # Errors
/// `evaluations.nothing_decided`.
pub fn undecide(work: &Work<'_>, asked: super::board::OfRound) -> Result<Done<Undecided>> {
    let (_, store) = writable(work, &asked.round)?;
    let last = work
        .desk
        .rounds()
        .last(&asked.round, &work.session.actor.id)
        .ok_or_else(|| refuse("evaluations.nothing_decided"))?;
    store.write(|tx| stored::decide(tx, &last.page, &last.row, &last.before))?;
    let Left { left, pages } = left(&store)?;
    Ok(Done::silent(Undecided { page: last.page, row: last.row, left, pages }))
}

/// What a person says of a page.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PageVerdictWish {
    /// The evaluation.
    round: String,
    /// Page.
    page: String,
    /// What it is; none takes the last word back.
    verdict: Option<Judgement>,
    /// Why.
    #[serde(default)]
    reason: String,
    /// Letters of the batch, as typed from a sheet whose square code could not be read.
    #[serde(default)]
    code: String,
}

/// Judges a page whole. A page that counts and has not been read is to be decided row by row from its picture.
///
/// # Errors
/// `evaluations.page_gone`, `evaluations.code` when the letters are those of no batch of the round, `evaluations.code_first`
/// when a page that counts has no batch.
pub fn page(work: &Work<'_>, asked: PageVerdictWish) -> Result<Done<Left>> {
    let (whole, store) = writable(work, &asked.round)?;
    let mut page = page_of(&store, &asked.page)?;
    let taken_for = page.batch.clone();
    if !asked.code.trim().is_empty() {
        let typed = BatchCode::parse(&asked.code);
        let batch = typed.and_then(|code| whole.batches.iter().find(|one| one.held.code == code.as_str()));
        let batch = batch.ok_or_else(|| refuse("evaluations.code").with("code", asked.code.trim()))?;
        page.batch = batch.held.id.clone();
    }
    let counted = matches!(asked.verdict, Some(Judgement::Count | Judgement::Void | Judgement::Blank));
    if counted && page.batch.is_empty() {
        return Err(refuse("evaluations.code_first"));
    }
    page.sheet_page = page.sheet_page.max(i64::from(counted));
    page.verdict = asked.verdict.map(|verdict| verdict.code().to_owned()).unwrap_or_default();
    page.said = asked.reason.trim().to_owned();
    let missing: Vec<String> = if asked.verdict == Some(Judgement::Count) {
        let geometry = whole.batch(&page.batch)?.geometry()?;
        let own = geometry.pages.iter().find(|one| i64::from(one.sheet_page) == page.sheet_page);
        let mut rows: Vec<String> =
            own.into_iter().flat_map(|own| own.boxes.iter().map(|place| place.row.clone())).collect();
        rows.dedup();
        rows
    } else {
        Vec::new()
    };
    store.write(|tx| {
        stored::judge(tx, &page)?;
        if page.batch != taken_for {
            // Rows of the sheet it was taken for do not stand on this one.
            stored::keep_rows(tx, &page.id, &missing)?;
        }
        for row in missing {
            stored::add_answer(tx, &Answer { page: page.id.clone(), row, ..Answer::default() })?;
        }
        Ok(())
    })?;
    Ok(Done::silent(left(&store)?))
}
