//! Long plain tables, laid row by row.
//!
//! The typesetter's own tables ask the script for every cell, lay each cell two or three times in boxes within boxes and
//! keep a mark of it for the tags. A register of 300 pages has tens of thousands of cells and no tags, so its rows are
//! laid here: every different text once, on all cores, and then placed. It looks the same: a test compares pictures of both
//! ways. The template hands the rows over as metadata, whose rule is replaced by this one.

use std::collections::HashMap;

use typst::diag::{SourceResult, StrResult, bail};
use typst::engine::Engine;
use typst::foundations::{
    Array, Content, Dict, FromValue, NativeElement, Packed, ShowFn, Str, StyleChain, Target, Value,
};
use typst::introspection::{Locator, MetadataElem};
use typst::layout::{
    Abs, AlignElem, Alignment, Axes, BlockElem, BoxElem, Fragment, Frame, FrameItem, HAlignment, Point, Region,
    Regions, Size, VAlignment,
};
use typst::syntax::Span;
use typst::text::{FontFamily, FontList, FontWeight, TextElem};
use typst::visualize::{Color, FixedStroke, Geometry};
use typst::{Library, LibraryExt};
use zhudian_paper::write_number;

/// The key by which the template's metadata is known.
const MARK: &str = "zhudian-rows";

/// The same lines as in `table.typ`.
const GRID_LINE: f64 = 0.35;
const SUBTOTAL_LINE: f64 = 0.5;
const TOTAL_LINE: f64 = 0.75;

/// Different texts that one core lays in one go.
const BATCH: usize = 128;

/// A name in a list that is longer than this does not keep the list's names whole; as in `table.typ`.
const LONGEST_NAME: usize = 6;

/// The mark between the names of a list.
const BETWEEN: char = '\u{3001}';

/// The library of the typesetter with these rows in it.
pub(crate) fn library() -> Library {
    let mut library = Library::default();
    library.rules.replace(Target::Paged, RULE);
    library
}

/// Metadata shows nothing, unless it holds rows.
const RULE: ShowFn<MetadataElem> = |elem, _, _| match &elem.value {
    Value::Dict(dict) if dict.contains(MARK) => Ok(BlockElem::multi_layouter(elem.clone(), lay).pack()),
    _ => Ok(Content::empty()),
};

/// A table as the template hands it over.
struct Rows<'a> {
    widths: Vec<Abs>,
    /// Room right of the text by column.
    pads: Vec<Abs>,
    aligns: Vec<HAlignment>,
    inset: Abs,
    pad_y: Abs,
    strong: FontList,
    head: Vec<Row<'a>>,
    body: Vec<Row<'a>>,
    sum: Option<PageSum<'a>>,
}

/// A row, and how thick the line above it is.
struct Row<'a> {
    cells: Vec<Cell<'a>>,
    line: f64,
}

struct Cell<'a> {
    column: usize,
    across: usize,
    text: &'a str,
    align: Option<HAlignment>,
    strong: bool,
    /// Names of columns have the same room on both sides.
    even: bool,
}

/// What stands below the rows of every page.
struct PageSum<'a> {
    label: &'a str,
    lead: usize,
    adds: Vec<bool>,
    decimals: Vec<u8>,
    grouped: Vec<bool>,
    numbers: Vec<Vec<i64>>,
}

/// A row made ready: the frame of each cell with the place where it begins.
struct Laid {
    height: Abs,
    cells: Vec<(Abs, Frame)>,
    /// Columns that begin inside a cell over several: no line stands there.
    inside: Vec<usize>,
    line: f64,
}

/// One page's rows while they are gathered.
#[derive(Default)]
struct Page<'a> {
    rows: Vec<&'a Laid>,
    /// Which body rows, for their sum.
    body: Vec<usize>,
}

fn lay(
    elem: &Packed<MetadataElem>,
    engine: &mut Engine,
    _: Locator,
    styles: StyleChain,
    regions: Regions,
) -> SourceResult<Fragment> {
    let rows = match Rows::read(&elem.value) {
        Ok(rows) => rows,
        Err(fault) => bail!(elem.span(), "{fault}"),
    };
    rows.lay(engine, styles, regions)
}

impl<'a> Rows<'a> {
    fn read(value: &'a Value) -> StrResult<Self> {
        let Value::Dict(whole) = value else { return Err("rows are a dictionary".into()) };
        let plan = dict(whole.get(MARK)?)?;
        let points = |key: &str| -> StrResult<Vec<Abs>> {
            numbers(plan.get(key)?).map(|all| all.into_iter().map(Abs::pt).collect())
        };
        let strong = array(whole.get("strong")?)?.iter().map(|name| Ok(FontFamily::new(text(name)?)));
        let aligns = array(plan.get("aligns")?)?.iter().map(|name| Ok(side(text(name)?)));
        let head = array(plan.get("head")?)?.iter().map(|row| head_row(array(row)?));
        let body = array(plan.get("rows")?)?.iter().map(|row| body_row(array(row)?));
        let sum = match plan.get("page_sum")? {
            Value::Dict(sum) => Some(PageSum::read(sum)?),
            _ => None,
        };
        Ok(Self {
            widths: points("widths")?,
            pads: points("pads")?,
            aligns: aligns.collect::<StrResult<_>>()?,
            inset: Abs::pt(number(plan.get("inset")?)?),
            pad_y: Abs::pt(number(whole.get("pad-y")?)?),
            strong: FontList(strong.collect::<StrResult<_>>()?),
            head: head.collect::<StrResult<_>>()?,
            body: body.collect::<StrResult<_>>()?,
            sum,
        })
    }

    fn lay(&self, engine: &mut Engine, styles: StyleChain, regions: Regions) -> SourceResult<Fragment> {
        let mut frames = Frames::default();
        let head = self.wanted(&self.head, &mut frames);
        let body = self.wanted(&self.body, &mut frames);
        frames.lay(engine, styles, &self.strong)?;
        let head: Vec<Laid> = head.iter().zip(&self.head).map(|(cells, row)| self.row(row, cells, &frames)).collect();
        let body: Vec<Laid> = body.iter().zip(&self.body).map(|(cells, row)| self.row(row, cells, &frames)).collect();
        // What is added up are counts, so a page's sum is never longer than the sum of all.
        let all: Vec<usize> = (0..body.len()).collect();
        let foot = self.foot(&all, engine, styles)?.map_or(Abs::zero(), |row| row.height);
        let mut finished = Vec::new();
        for page in self.pages(&head, &body, foot, regions) {
            let foot = if page.body.is_empty() { None } else { self.foot(&page.body, engine, styles)? };
            finished.push(self.drawn(page.rows.into_iter().chain(foot.as_ref())));
        }
        Ok(Fragment::frames(finished))
    }

    /// Which rows stand on which page, by the rules of the typesetter: the head on every page, never alone, and a row
    /// as a whole unless no page can hold it.
    fn pages<'r>(&self, head: &'r [Laid], body: &'r [Laid], foot: Abs, mut regions: Regions) -> Vec<Page<'r>> {
        let high: Abs = head.iter().map(|row| row.height).sum();
        let mut pages = Vec::new();
        let mut page = Page::default();
        let mut could_progress = regions.may_progress();
        let mut left = regions.size.y - foot - high;
        for (at, row) in body.iter().enumerate() {
            while !left.fits(row.height) && (could_progress || regions.last.is_some() && !page.body.is_empty()) {
                pages.push(std::mem::take(&mut page));
                regions.next();
                could_progress = regions.may_progress();
                left = regions.size.y - foot - high;
            }
            if page.rows.is_empty() {
                page.rows.extend(head);
            }
            page.rows.push(row);
            page.body.push(at);
            left -= row.height;
        }
        if page.rows.is_empty() {
            page.rows.extend(head);
        }
        pages.push(page);
        pages
    }

    /// The cells of rows as they have to be laid, each different one once.
    fn wanted(&self, rows: &[Row<'a>], frames: &mut Frames<'a>) -> Vec<Vec<usize>> {
        let cells = |row: &Row<'a>| row.cells.iter().map(|cell| frames.want(self.job(cell))).collect();
        rows.iter().map(cells).collect()
    }

    fn job<'t>(&self, cell: &Cell<'t>) -> Job<'t> {
        let across: Abs = self.widths.iter().skip(cell.column).take(cell.across).sum();
        Job {
            text: cell.text,
            width: across - (self.inset + self.right(cell)),
            align: cell.align.or_else(|| self.aligns.get(cell.column).copied()).unwrap_or(HAlignment::Left),
            strong: cell.strong,
        }
    }

    /// Room right of a cell's text: that of the column it begins in.
    fn right(&self, cell: &Cell) -> Abs {
        if cell.even { self.inset } else { self.pads.get(cell.column).copied().unwrap_or(self.inset) }
    }

    fn row(&self, row: &Row, wanted: &[usize], frames: &Frames) -> Laid {
        let laid: Vec<Frame> = wanted.iter().map(|at| frames.done.get(*at).cloned().unwrap_or_default()).collect();
        self.placed(row, laid)
    }

    fn placed(&self, row: &Row, laid: Vec<Frame>) -> Laid {
        let highest = laid.iter().map(Frame::height).max().unwrap_or_default();
        let begins = |column: usize| self.widths.iter().take(column).sum::<Abs>() + self.inset;
        let inside = row.cells.iter().flat_map(|cell| cell.column + 1..cell.column + cell.across);
        Laid {
            height: highest + self.pad_y + self.pad_y,
            cells: row.cells.iter().map(|cell| begins(cell.column)).zip(laid).collect(),
            inside: inside.collect(),
            line: row.line,
        }
    }

    /// The sum of some rows, laid.
    fn foot(&self, of: &[usize], engine: &mut Engine, styles: StyleChain) -> SourceResult<Option<Laid>> {
        let Some(sum) = &self.sum else { return Ok(None) };
        let written = sum.written(of);
        let mut row = Row { cells: Vec::new(), line: GRID_LINE };
        if sum.lead > 0 {
            let align = Some(HAlignment::Center);
            row.cells.push(Cell { column: 0, across: sum.lead, text: sum.label, align, strong: true, even: false });
        }
        let figures = (sum.lead..).zip(&written);
        row.cells.extend(figures.map(|(column, text)| Cell {
            column,
            across: 1,
            text,
            align: None,
            strong: true,
            even: false,
        }));
        let laid = row.cells.iter().map(|cell| self.job(cell).lay(engine, styles, &self.strong));
        let laid = laid.collect::<SourceResult<_>>()?;
        Ok(Some(self.placed(&row, laid)))
    }

    /// The rows of a page one below the other, over their lines.
    fn drawn<'r>(&self, rows: impl Iterator<Item = &'r Laid>) -> Frame {
        let width: Abs = self.widths.iter().sum();
        let rows: Vec<&Laid> = rows.collect();
        let mut output = Frame::soft(Size::new(width, rows.iter().map(|row| row.height).sum()));
        let mut lines = self.upright(&rows);
        let mut y = Abs::zero();
        let mut cells = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                lines.push((row.line, level(width, y, row.line)));
            }
            for (x, frame) in &row.cells {
                let above = self.pad_y + (row.height - (frame.height() + self.pad_y + self.pad_y)) / 2.0;
                let corner = Point::new(*x, y + above);
                cells.extend(frame.items().map(|(point, item)| (corner + *point, item.clone())));
            }
            y += row.height;
        }
        lines.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        output.push_multiple(lines.into_iter().map(|(_, line)| line));
        output.push_multiple(cells);
        output
    }

    /// The lines between the columns, broken by cells over several.
    fn upright(&self, rows: &[&Laid]) -> Vec<(f64, (Point, FrameItem))> {
        let mut lines = Vec::new();
        let mut x = Abs::zero();
        for (column, width) in self.widths.iter().enumerate() {
            if column > 0 {
                let (mut from, mut y) = (Abs::zero(), Abs::zero());
                for row in rows {
                    if row.inside.contains(&column) {
                        lines.extend(standing(x, from, y));
                        from = y + row.height;
                    }
                    y += row.height;
                }
                lines.extend(standing(x, from, y));
            }
            x += *width;
        }
        lines
    }
}

impl<'a> PageSum<'a> {
    fn read(sum: &'a Dict) -> StrResult<Self> {
        let rows = array(sum.get("numbers")?)?.iter();
        let numbers = rows.map(|row| array(row)?.iter().map(cast::<i64>).collect());
        Ok(Self {
            label: text(sum.get("label")?)?,
            lead: cast(sum.get("lead")?)?,
            adds: array(sum.get("adds")?)?.iter().map(cast).collect::<StrResult<_>>()?,
            decimals: array(sum.get("decimals")?)?.iter().map(cast).collect::<StrResult<_>>()?,
            grouped: array(sum.get("grouped")?)?.iter().map(cast).collect::<StrResult<_>>()?,
            numbers: numbers.collect::<StrResult<_>>()?,
        })
    }

    /// The sums of rows by column after the lead, written out; empty where a column does not add.
    fn written(&self, rows: &[usize]) -> Vec<String> {
        let columns = self.adds.iter().zip(&self.decimals).zip(&self.grouped).enumerate().skip(self.lead);
        let number = |row: &usize, column: usize| self.numbers.get(*row).and_then(|all| all.get(column)).copied();
        let sum = |column: usize| rows.iter().filter_map(|row| number(row, column)).sum::<i64>();
        columns
            .map(
                |(column, ((adds, decimals), grouped))| {
                    if *adds { write_number(sum(column), *decimals, *grouped) } else { String::new() }
                },
            )
            .collect()
    }
}

/// A text to be laid.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Job<'a> {
    text: &'a str,
    width: Abs,
    align: HAlignment,
    strong: bool,
}

impl Job<'_> {
    fn lay(&self, engine: &mut Engine, styles: StyleChain, strong: &FontList) -> SourceResult<Frame> {
        let content = if self.strong {
            let text = TextElem::packed(self.text).set(TextElem::font, strong.clone());
            text.set(TextElem::weight, FontWeight::from_number(700))
        } else {
            names(self.text)
        };
        let align = AlignElem::alignment.set(Alignment::Both(self.align, VAlignment::Horizon)).wrap();
        let region = Region::new(Size::new(self.width, Abs::inf()), Axes::new(true, false));
        typst_layout::layout_frame(engine, &content, Locator::root(), styles.chain(&align), region)
    }
}

/// Every different text of a table once.
#[derive(Default)]
struct Frames<'a> {
    known: HashMap<Job<'a>, usize>,
    jobs: Vec<Job<'a>>,
    done: Vec<Frame>,
}

impl<'a> Frames<'a> {
    fn want(&mut self, job: Job<'a>) -> usize {
        let next = self.jobs.len();
        *self.known.entry(job).or_insert_with_key(|job| {
            self.jobs.push(*job);
            next
        })
    }

    fn lay(&mut self, engine: &mut Engine, styles: StyleChain, strong: &FontList) -> SourceResult<()> {
        let batches = engine.parallelize(self.jobs.chunks(BATCH), |engine, jobs| {
            jobs.iter().map(|job| job.lay(engine, styles, strong)).collect::<SourceResult<Vec<Frame>>>()
        });
        for batch in batches {
            self.done.extend(batch?);
        }
        Ok(())
    }
}

/// A list of names breaks between names, never inside one.
fn names(text: &str) -> Content {
    let long = |part: &str| part.len() > LONGEST_NAME && Str::from(part).clusters().len() > LONGEST_NAME;
    if !text.contains(BETWEEN) || text.split(BETWEEN).any(long) {
        return TextElem::packed(text);
    }
    let mut parts = Vec::new();
    for (at, part) in text.split(BETWEEN).enumerate() {
        if at > 0 {
            parts.push(TextElem::packed(BETWEEN));
        }
        parts.push(BoxElem::new().with_body(Some(TextElem::packed(part))).pack());
    }
    Content::sequence(parts)
}

fn level(width: Abs, y: Abs, points: f64) -> (Point, FrameItem) {
    let thickness = Abs::pt(points);
    let line = Geometry::Line(Point::with_x(width + thickness)).stroked(stroke(thickness));
    (Point::new(-thickness / 2.0, y), FrameItem::Shape(line, Span::detached()))
}

fn standing(x: Abs, from: Abs, to: Abs) -> Option<(f64, (Point, FrameItem))> {
    let thickness = Abs::pt(GRID_LINE);
    let line = Geometry::Line(Point::with_y(to - from + thickness)).stroked(stroke(thickness));
    (to > from).then(|| (GRID_LINE, (Point::new(x, from - thickness / 2.0), FrameItem::Shape(line, Span::detached()))))
}

fn stroke(thickness: Abs) -> FixedStroke {
    FixedStroke::from_pair(Color::BLACK, thickness)
}

fn head_row(cells: &Array) -> StrResult<Row<'_>> {
    let mut column = 0;
    let mut row = Row { cells: Vec::new(), line: GRID_LINE };
    for cell in cells.iter() {
        let cell = dict(cell)?;
        let across: usize = cast(cell.get("c")?)?;
        let align = Some(HAlignment::Center);
        row.cells.push(Cell { column, across, text: text(cell.get("t")?)?, align, strong: true, even: true });
        column += across;
    }
    Ok(row)
}

fn body_row(row: &Array) -> StrResult<Row<'_>> {
    let [kind, cells] = row.as_slice() else { return Err("a row is its kind and its cells".into()) };
    let (strong, line) = match text(kind)? {
        "body" => (false, GRID_LINE),
        "subtotal" => (true, SUBTOTAL_LINE),
        _ => (true, TOTAL_LINE),
    };
    let mut column = 0;
    let mut row = Row { cells: Vec::new(), line };
    for cell in array(cells)?.iter() {
        let (text, across, align) = match cell {
            Value::Dict(cell) => {
                let align = if cell.contains("a") { Some(side(text(cell.get("a")?)?)) } else { None };
                (text(cell.get("t")?)?, cast(cell.get("c")?)?, align)
            }
            plain => (text(plain)?, 1, None),
        };
        row.cells.push(Cell { column, across, text, align, strong, even: false });
        column += across;
    }
    Ok(row)
}

fn side(name: &str) -> HAlignment {
    match name {
        "right" => HAlignment::Right,
        "centre" => HAlignment::Center,
        _ => HAlignment::Left,
    }
}

fn dict(value: &Value) -> StrResult<&Dict> {
    match value {
        Value::Dict(dict) => Ok(dict),
        other => Err(format!("a dictionary was expected, not {}", other.ty().long_name()).into()),
    }
}

fn array(value: &Value) -> StrResult<&Array> {
    match value {
        Value::Array(array) => Ok(array),
        other => Err(format!("an array was expected, not {}", other.ty().long_name()).into()),
    }
}

fn text(value: &Value) -> StrResult<&str> {
    match value {
        Value::Str(text) => Ok(text.as_str()),
        other => Err(format!("a text was expected, not {}", other.ty().long_name()).into()),
    }
}

fn number(value: &Value) -> StrResult<f64> {
    cast(value)
}

fn numbers(value: &Value) -> StrResult<Vec<f64>> {
    array(value)?.iter().map(number).collect()
}

fn cast<T: FromValue>(value: &Value) -> StrResult<T> {
    T::from_value(value.clone()).map_err(|fault| fault.message().clone())
}
