//! Where everything stands on a sheet.
//!
//! One pass over the form gives both the ink of each page and its geometry, so the reader looks for exactly what was
//! drawn. No font is asked: see [`lines`].

mod head;
mod ink;
mod lines;
mod measures;
mod table;

pub(crate) use ink::{Align, Ink, PageInk, Voice};
pub(crate) use measures::PAPER;

use crate::fault::SheetFault;
use lines::{POINT, width};
use measures::{BAR, MODULE, MODULES, MOST_PAGES, QUIET, SQUARE, SQUARE_CENTRE, TABLE_END, TEXT_EDGES};
use std::collections::BTreeSet;
use table::Columns;
use zhudian_paper::code::{BatchCode, PageCode};
use zhudian_paper::form::Form;
use zhudian_paper::geometry::{Area, CodePlace, Geometry, PageGeometry};

/// Where everything stands on the sheets of a batch, one page where it fits.
///
/// # Errors
/// When the form has no rows or columns, names a row twice, or does not fit in readable type.
pub fn layout(form: &Form, code: &BatchCode) -> Result<Geometry, SheetFault> {
    let pages = lay(form, code, 0)?;
    Ok(Geometry { pages: pages.into_iter().map(|page| page.geometry).collect() })
}

/// A page laid out: its ink and the geometry it was drawn by.
pub(crate) struct Page {
    pub(crate) ink: PageInk,
    pub(crate) geometry: PageGeometry,
}

/// Lays out all pages of one sheet; `sheet` is its random number or 0.
pub(crate) fn lay(form: &Form, code: &BatchCode, sheet: u32) -> Result<Vec<Page>, SheetFault> {
    check_names(form)?;
    let columns = Columns::of(form)?;
    let split = table::split(form, &columns)?;
    let pages = u8::try_from(split.runs.len()).ok().filter(|count| *count <= MOST_PAGES);
    let pages = pages.ok_or(SheetFault::TooManyPages { most: MOST_PAGES })?;
    let mut done = Vec::new();
    for (run, number) in split.runs.iter().zip(1..) {
        let place = PageCode { batch: code.clone(), sheet, page: number, pages };
        let mut page = Sketch::new(&place);
        page.corners();
        let below = if number == 1 { head::first(&mut page, form)? } else { head::following(&mut page, form)? };
        table::draw(&mut page, form, &columns, run, below);
        if number == pages {
            free_text(&mut page, form);
        }
        page.foot(form, &place)?;
        done.push(page.done());
    }
    Ok(done)
}

fn check_names(form: &Form) -> Result<(), SheetFault> {
    if form.items.is_empty() {
        return Err(SheetFault::NoItems);
    }
    if form.grades.len() < 2 {
        return Err(SheetFault::NoGrades);
    }
    let once = |names: Vec<&String>| {
        let mut seen = BTreeSet::new();
        names.into_iter().find(|name| name.is_empty() || !seen.insert(name.as_str())).cloned()
    };
    let twice = once(form.items.iter().map(|item| &item.code).collect())
        .or_else(|| once(form.grades.iter().map(|grade| &grade.label).collect()))
        .or_else(|| once(form.grades.iter().map(|grade| &grade.code).collect()));
    twice.map_or(Ok(()), |name| Err(SheetFault::TwiceNamed { name }))
}

/// Height the free-text space takes at the end of the last page.
pub(crate) fn free_text_height(form: &Form) -> f64 {
    form.free_text.as_ref().map_or(0.0, |free| 3.0 + 9.0 * f64::from(free.lines.clamp(1, 5)))
}

fn free_text(page: &mut Sketch, form: &Form) {
    let Some(free) = &form.free_text else { return };
    let top = TABLE_END + 2.5 - free_text_height(form) + 3.0;
    let lines = f64::from(free.lines.clamp(1, 5));
    let area = Area { x_mm: TEXT_EDGES.0, y_mm: top, w_mm: TEXT_EDGES.1 - TEXT_EDGES.0, h_mm: 9.0 * lines };
    page.text(TEXT_EDGES.0, top + 5.0, 12.5, Voice::Strong, Align::Start, &free.label);
    let after_label = TEXT_EDGES.0 + width(&free.label, 12.5) + 2.0;
    for line in 1..=free.lines.clamp(1, 5) {
        let from = if line == 1 { after_label } else { TEXT_EDGES.0 };
        page.rule(from, top + 9.0 * f64::from(line) - 1.0, TEXT_EDGES.1, 0.15);
    }
    page.geometry.free_text = Some(area);
}

/// A page in the making.
pub(crate) struct Sketch {
    ink: PageInk,
    pub(crate) geometry: PageGeometry,
}

impl Sketch {
    fn new(place: &PageCode) -> Self {
        let (width_mm, height_mm) = PAPER;
        Self {
            ink: PageInk::default(),
            geometry: PageGeometry {
                page: u32::from(place.page),
                width_mm,
                height_mm,
                batch: place.batch.clone(),
                sheet_page: place.page,
                sheet_pages: place.pages,
                boxes: Vec::new(),
                squares: Vec::new(),
                bars: Vec::new(),
                codes: Vec::new(),
                examples: Vec::new(),
                free_text: None,
                printed: Vec::new(),
            },
        }
    }

    fn done(mut self) -> Page {
        for place in self.geometry.printed.iter_mut() {
            *place = Area {
                x_mm: micro(place.x_mm),
                y_mm: micro(place.y_mm),
                w_mm: micro(place.w_mm),
                h_mm: micro(place.h_mm),
            };
        }
        Page { ink: self.ink, geometry: self.geometry }
    }

    /// A text that all batches of the form share.
    pub(crate) fn text(&mut self, x: f64, middle: f64, size_pt: f64, voice: Voice, align: Align, text: &str) {
        if text.is_empty() {
            return;
        }
        self.printed_text(x, middle, size_pt, align, text);
        self.ink.shared.push(Ink::Text { x, middle, size_pt, voice, align, text: text.to_owned() });
    }

    /// A text of this batch only.
    pub(crate) fn own_text(&mut self, x: f64, middle: f64, size_pt: f64, voice: Voice, align: Align, text: &str) {
        if text.is_empty() {
            return;
        }
        self.printed_text(x, middle, size_pt, align, text);
        self.ink.own.push(Ink::Text { x, middle, size_pt, voice, align, text: text.to_owned() });
    }

    fn printed_text(&mut self, x: f64, middle: f64, size_pt: f64, align: Align, text: &str) {
        let wide = width(text, size_pt);
        let left = match align {
            Align::Start => x,
            Align::Middle => x - wide / 2.0,
            Align::End => x - wide,
        };
        let high = size_pt * POINT;
        self.geometry.printed.push(Area {
            x_mm: left - 1.0,
            y_mm: middle - high / 2.0 - 0.6,
            w_mm: wide + 2.0,
            h_mm: high + 1.2,
        });
    }

    /// A horizontal line from `from` to `to`.
    pub(crate) fn rule(&mut self, from: f64, y: f64, to: f64, line: f64) {
        let area = Area { x_mm: from, y_mm: y - line / 2.0, w_mm: to - from, h_mm: line };
        self.ink.shared.push(Ink::Solid(area));
        self.geometry.printed.push(Area {
            x_mm: from - 0.6,
            y_mm: y - line / 2.0 - 0.6,
            w_mm: to - from + 1.2,
            h_mm: line + 1.2,
        });
    }

    pub(crate) fn ink(&mut self, ink: Ink) {
        self.ink.shared.push(ink);
    }

    pub(crate) fn own_rule(&mut self, from: f64, y: f64, to: f64, line: f64) {
        self.ink.own.push(Ink::Solid(Area { x_mm: from, y_mm: y - line / 2.0, w_mm: to - from, h_mm: line }));
        self.geometry.printed.push(Area { x_mm: from - 0.6, y_mm: y - 0.8, w_mm: to - from + 1.2, h_mm: 1.6 });
    }

    fn corners(&mut self) {
        let (near, half) = (SQUARE_CENTRE, SQUARE / 2.0);
        let (right, low) = (PAPER.0 - near, PAPER.1 - near);
        for (x, y) in [(near, near), (right, near), (right, low), (near, low)] {
            let area = Area { x_mm: x - half, y_mm: y - half, w_mm: SQUARE, h_mm: SQUARE };
            self.ink.shared.push(Ink::Solid(area));
            self.geometry.squares.push(area);
        }
    }

    /// A pair of bars level with `middle`.
    pub(crate) fn bars(&mut self, row: &str, middle: f64) {
        use zhudian_paper::geometry::{Bar, Side};
        for (side, centre) in [(Side::Left, SQUARE_CENTRE), (Side::Right, PAPER.0 - SQUARE_CENTRE)] {
            let area = Area { x_mm: centre - BAR.0 / 2.0, y_mm: middle - BAR.1 / 2.0, w_mm: BAR.0, h_mm: BAR.1 };
            self.ink.shared.push(Ink::Solid(area));
            self.geometry.bars.push(Bar { row: row.to_owned(), side, area });
        }
    }

    /// A line of exactly 100 mm with its ends marked, so that a person can hold a ruler to a trial print.
    fn ruler(&mut self, x: f64, y: f64) {
        const LINE: f64 = 0.3;
        self.rule(x, y, x + 100.0, LINE);
        for end in [x, x + 100.0 - LINE] {
            self.ink.shared.push(Ink::Solid(Area { x_mm: end, y_mm: y - 1.5, w_mm: LINE, h_mm: 3.0 }));
            self.geometry.printed.push(Area { x_mm: end - 0.6, y_mm: y - 2.1, w_mm: LINE + 1.2, h_mm: 4.2 });
        }
    }

    fn code(&mut self, x: f64, y: f64, text: &str) {
        let side = MODULE * MODULES;
        let area = Area { x_mm: x, y_mm: y, w_mm: side, h_mm: side };
        self.ink.own.push(Ink::Code { area, text: text.to_owned() });
        self.geometry.codes.push(CodePlace { area, module_mm: MODULE, text: text.to_owned() });
        let quiet = QUIET * MODULE;
        self.geometry.printed.push(Area {
            x_mm: x - quiet,
            y_mm: y - quiet,
            w_mm: side + 2.0 * quiet,
            h_mm: side + 2.0 * quiet,
        });
    }

    /// Both square codes with their letters, the notice, and the last line.
    fn foot(&mut self, form: &Form, place: &PageCode) -> Result<(), SheetFault> {
        let (side, quiet) = (MODULE * MODULES, QUIET * MODULE);
        let text = place.text();
        let mut letters = format!("{}  {}/{}", place.batch.readable(), place.page, place.pages);
        if place.sheet != 0 {
            letters = format!("{letters}  {:05X}", place.sheet);
        }
        let clear = SQUARE_CENTRE + SQUARE / 2.0 + 4.0;
        let (right, high) = (PAPER.0 - clear - quiet - side, SQUARE_CENTRE - SQUARE / 2.0);
        self.code(right, high, &text);
        self.own_text(right + side / 2.0, high + side + quiet + 1.0, 8.5, Voice::Strong, Align::Middle, &letters);
        let (left, low) = (clear + quiet, PAPER.1 - high - side);
        self.code(left, low, &text);
        let beside = left + side + quiet + 2.0;
        let room = TEXT_EDGES.1 - beside;
        let mut middle = low - 0.6;
        let notice = [13.0, 12.0, 11.0].iter().find_map(|size| {
            lines::wrap(&form.notice, *size, room).filter(|lines| lines.len() <= 2).map(|lines| (*size, lines))
        });
        let (size, notice) = notice.ok_or_else(|| SheetFault::TooLong { text: form.notice.clone() })?;
        for line in &notice {
            self.text(beside, middle, size, Voice::Strong, Align::Start, line);
            middle += size * POINT * 1.35;
        }
        let closing = if form.ruler.is_empty() { &form.closing } else { &form.ruler };
        if width(closing, 11.0) > room {
            return Err(SheetFault::TooLong { text: closing.clone() });
        }
        let under = if form.ruler.is_empty() { low + 9.0 } else { low + 9.3 };
        self.text(beside, under, 11.0, Voice::Text, Align::Start, closing);
        if !form.ruler.is_empty() {
            self.ruler(beside, low + 5.0);
        }
        self.own_text(beside, low + side - 1.2, 8.5, Voice::Strong, Align::Start, &letters);
        if place.pages > 1 {
            let label =
                form.page_label.replace("{page}", &place.page.to_string()).replace("{pages}", &place.pages.to_string());
            self.text(TEXT_EDGES.1, low + side - 1.2, 11.0, Voice::Text, Align::End, &label);
        }
        Ok(())
    }
}

/// Thousandths of a millimetre are enough for a file that people may read.
fn micro(mm: f64) -> f64 {
    (mm * 1000.0).round() / 1000.0
}
