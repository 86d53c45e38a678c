//! The table: texts on the left, one column of boxes a grade, a pair of bars a row.

use super::lines::{POINT, width, wrap_well};
use super::measures::{
    BOX, BOX_LINE, COLUMN_PITCH, LEADING, MOST_PAGES, ROW_PADDING, ROW_PITCH, ROW_SIZE_MANY_PAGES, ROW_SIZES,
    TABLE_END, TEXT_COLUMN, TEXT_EDGES,
};
use super::{Align, Ink, Sketch, Voice, free_text_height, head};
use crate::fault::SheetFault;
use zhudian_paper::code::{BatchCode, PageCode};
use zhudian_paper::form::{Form, FormItem, FormKind};
use zhudian_paper::geometry::{Area, BoxPlace};

/// Width kept for the printed number of a row.
const NUMBER: f64 = 9.0;
/// Height of the head of the table.
const HEAD: f64 = 10.5;
/// Largest and smallest type of the column heads.
const HEAD_SIZES: (f64, f64) = (13.0, 9.0);
/// White between a text and the note beside it.
const BESIDE: f64 = 2.5;
/// Size of a second line in a row, as a share of the first.
const NOTE: f64 = 0.76;

/// The columns of a table.
pub(super) struct Columns {
    /// Centre of each column of boxes.
    centres: Vec<f64>,
    /// Left edge of the first column of boxes.
    boxes_from: f64,
    pitch: f64,
}

impl Columns {
    pub(super) fn of(form: &Form) -> Result<Self, SheetFault> {
        let count = form.grades.len();
        let text = match form.kind {
            FormKind::OneDelegate => TEXT_COLUMN.0,
            FormKind::Team => TEXT_COLUMN.1,
        };
        let room = TEXT_EDGES.1 - TEXT_EDGES.0;
        let most = ((room - text) / COLUMN_PITCH.0).floor() as usize;
        if count > most {
            return Err(SheetFault::TooManyGrades { given: count, most });
        }
        // Points of an evaluation need room for words; names do not, so the boxes of a team stand wider apart.
        let wish = match form.kind {
            FormKind::OneDelegate => 68.0,
            FormKind::Team => text,
        };
        let pitch = ((room - wish) / count as f64).clamp(COLUMN_PITCH.0, COLUMN_PITCH.1);
        if let Some(grade) = form.grades.iter().find(|grade| width(&grade.label, HEAD_SIZES.1) > pitch - 2.0) {
            return Err(SheetFault::TooLong { text: grade.label.clone() });
        }
        let boxes_from = TEXT_EDGES.1 - pitch * count as f64;
        let centres = (0..count).map(|at| boxes_from + pitch * (at as f64 + 0.5)).collect();
        Ok(Self { centres, boxes_from, pitch })
    }

    fn text_from(&self) -> f64 {
        TEXT_EDGES.0 + NUMBER
    }

    fn text_room(&self) -> f64 {
        self.boxes_from - 3.0 - self.text_from()
    }
}

/// The text of one row in lines, and the height it needs.
#[derive(Clone)]
struct Row {
    number: usize,
    lines: Vec<String>,
    note: Vec<String>,
    /// The note follows the text on its line.
    beside: bool,
    height: f64,
}

/// The rows of one page.
pub(super) struct Run {
    rows: Vec<Row>,
    size: f64,
    first: usize,
}

/// How the rows are spread over pages.
pub(super) struct Split {
    pub(super) runs: Vec<Run>,
}

/// Spreads the rows over as few pages as their type allows: one page in the largest type that fits, else several.
pub(super) fn split(form: &Form, columns: &Columns) -> Result<Split, SheetFault> {
    let first_room = TABLE_END - begin(form, true)? - HEAD;
    let last = free_text_height(form);
    let fits = |rows: &[Row]| rows.iter().map(|row| row.height).sum::<f64>() <= first_room - last;
    // Rows of at most two lines in somewhat smaller type read better than large type broken into many lines.
    for most_lines in [2, usize::MAX] {
        for size in ROW_SIZES {
            let Ok(rows) = rows(form, columns, size) else {
                continue;
            };
            if fits(&rows) && rows.iter().all(|row| row.lines.len() <= most_lines) {
                return Ok(Split { runs: vec![Run { rows, size, first: 0 }] });
            }
        }
    }
    let sizes = ROW_SIZES.iter().filter(|size| **size <= ROW_SIZE_MANY_PAGES);
    let (size, rows) = sizes
        .map(|size| rows(form, columns, *size).map(|rows| (*size, rows)))
        .reduce(|found, smaller| found.or(smaller))
        .unwrap_or(Err(SheetFault::NoItems))?;
    let next_room = TABLE_END - begin(form, false)? - HEAD;
    let room = |page: usize, pages: usize| {
        let whole = if page == 0 { first_room } else { next_room };
        whole - if page + 1 == pages { last } else { 0.0 }
    };
    // Pages filled alike are easier to turn than a full one and one with two rows: the smallest share of each page's
    // room that still takes all rows.
    for pages in 2..=usize::from(MOST_PAGES) {
        for share in 5..=20 {
            let rooms: Vec<f64> = (0..pages).map(|page| room(page, pages) * f64::from(share) / 20.0).collect();
            if let Some(runs) = fill(&rows, size, &rooms) {
                return Ok(Split { runs });
            }
        }
    }
    Err(SheetFault::TooManyPages { most: MOST_PAGES })
}

/// Rows put on pages of the given rooms one after another, or `None` when some remain or a page stays empty.
fn fill(rows: &[Row], size: f64, rooms: &[f64]) -> Option<Vec<Run>> {
    let mut left = rows.iter().enumerate().peekable();
    let mut runs = Vec::new();
    for room in rooms {
        let (mut used, mut run) = (0.0, Run { rows: Vec::new(), size, first: left.peek()?.0 });
        while let Some((_, row)) = left.next_if(|(_, row)| used + row.height <= *room) {
            used += row.height;
            run.rows.push(row.clone());
        }
        if run.rows.is_empty() {
            return None;
        }
        runs.push(run);
    }
    left.peek().is_none().then_some(runs)
}

/// Where the table begins, found by drawing the head on a page that is thrown away.
fn begin(form: &Form, first: bool) -> Result<f64, SheetFault> {
    let mut trial = Sketch::new(&PageCode { batch: BatchCode::from_bits(0), sheet: 0, page: 1, pages: 1 });
    if first { head::first(&mut trial, form) } else { head::following(&mut trial, form) }
}

fn rows(form: &Form, columns: &Columns, size: f64) -> Result<Vec<Row>, SheetFault> {
    let room = columns.text_room();
    // Notes stand beside all texts or under all of them.
    let beside = form
        .items
        .iter()
        .all(|item| item.note.is_empty() || width(&item.text, size) + BESIDE + width(&item.note, size * NOTE) <= room);
    let row = |(at, item): (usize, &FormItem)| {
        let long = || SheetFault::TooLong { text: item.text.clone() };
        let lines = wrap_well(&item.text, size, room).ok_or_else(long)?;
        let note = if item.note.is_empty() {
            Vec::new()
        } else {
            wrap_well(&item.note, size * NOTE, room).ok_or_else(long)?
        };
        if lines.len() > 6 {
            return Err(long());
        }
        let mut row = Row { number: at + 1, lines, note, beside, height: 0.0 };
        row.height = (row.text_height(size) + ROW_PADDING).max(ROW_PITCH.0);
        Ok(row)
    };
    form.items.iter().enumerate().map(row).collect()
}

impl Row {
    fn text_height(&self, size: f64) -> f64 {
        let leading = size * POINT * LEADING;
        let note = if self.beside { 0.0 } else { self.note.len() as f64 * leading * NOTE };
        self.lines.len() as f64 * leading + note
    }
}

/// Draws the rows of a page from `top` on.
pub(super) fn draw(page: &mut Sketch, form: &Form, columns: &Columns, run: &Run, top: f64) {
    let (left, right) = TEXT_EDGES;
    page.rule(left, top, right, 0.5);
    let fits = |size: &f64| form.grades.iter().all(|grade| width(&grade.label, *size) <= columns.pitch - 2.0);
    let head_size = [HEAD_SIZES.0, 12.0, 11.0, 10.0].into_iter().find(fits).unwrap_or(HEAD_SIZES.1);
    let middle = top + HEAD / 2.0;
    page.text(columns.text_from(), middle, 13.0, Voice::Strong, Align::Start, &form.row_head);
    for (grade, centre) in form.grades.iter().zip(&columns.centres) {
        page.text(*centre, middle, head_size, Voice::Strong, Align::Middle, &grade.label);
    }
    let mut y = top + HEAD;
    page.rule(left, y, right, 0.3);
    let room = TABLE_END - free_text_height(form) - y;
    let tallest = run.rows.iter().map(|row| row.height).fold(0.0, f64::max);
    // Rows of one height where they fit: the eye follows an even table more safely.
    let alike = tallest * run.rows.len() as f64 <= room;
    let heights: Vec<f64> = run.rows.iter().map(|row| if alike { tallest } else { row.height }).collect();
    let spare = room - heights.iter().sum::<f64>();
    let stretch = (spare / run.rows.len().max(1) as f64).clamp(0.0, (ROW_PITCH.1 - tallest).max(1.6));
    for (at, (row, height)) in run.rows.iter().zip(heights).enumerate() {
        let height = height + stretch;
        let centre = y + height / 2.0;
        write_row(page, columns, run.size, row, centre);
        if let Some(item) = form.items.get(run.first + at) {
            page.bars(&item.code, centre);
            for (grade, x) in form.grades.iter().zip(&columns.centres) {
                let area = Area { x_mm: x - BOX / 2.0, y_mm: centre - BOX / 2.0, w_mm: BOX, h_mm: BOX };
                page.ink(Ink::Frame { area, line: BOX_LINE });
                page.geometry.boxes.push(BoxPlace {
                    row: item.code.clone(),
                    option: grade.label.clone(),
                    grade: grade.code.clone(),
                    area,
                    line_mm: BOX_LINE,
                });
            }
        }
        y += height;
        let last = at + 1 == run.rows.len();
        page.rule(left, y, right, if last { 0.5 } else { 0.13 });
    }
}

fn write_row(page: &mut Sketch, columns: &Columns, size: f64, row: &Row, centre: f64) {
    let leading = size * POINT * LEADING;
    let mut y = centre - row.text_height(size) / 2.0 + leading / 2.0;
    page.text(columns.text_from() - 3.0, centre, size, Voice::Text, Align::End, &row.number.to_string());
    for line in &row.lines {
        page.text(columns.text_from(), y, size, Voice::Text, Align::Start, line);
        y += leading;
    }
    if row.beside {
        let text = row.lines.iter().map(|line| width(line, size)).fold(0.0, f64::max);
        let x = columns.text_from() + text + BESIDE;
        row.note.iter().for_each(|note| page.text(x, centre + 0.2, size * NOTE, Voice::Text, Align::Start, note));
        return;
    }
    y -= leading * (1.0 - NOTE) / 2.0;
    for line in &row.note {
        page.text(columns.text_from(), y, size * NOTE, Voice::Text, Align::Start, line);
        y += leading * NOTE;
    }
}
