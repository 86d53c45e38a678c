//! Tables of a docx file.

use docx_rs::{
    AlignmentType, BorderType, HeightRule, Table, TableAlignmentType, TableBorder, TableBorderPosition, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType,
    WidthType,
};
use zhudian_paper::{Align, FieldRow, RowKind};

use super::{FACES, paragraph, run, size_twips, twips};
use crate::plan::TablePlan;

/// Eighths of a point, in which the format measures lines.
const THIN: usize = 3;
const TOTAL: usize = 6;
const FRAME: usize = 8;

/// Marks a row of the head. The library writes no mark for it, so head rows alone are built as rows that may not
/// split, and [`mark_rows`] says the rest in the finished XML, where typed text is escaped and cannot look like it.
const HEAD_MARK: &str = "<w:cantSplit />";

/// Says in the finished XML which rows are repeated, and that no row splits.
pub(super) fn mark_rows(document: &[u8]) -> Vec<u8> {
    let xml = String::from_utf8_lossy(document);
    xml.replace("<w:trPr />", "<w:trPr><w:cantSplit/></w:trPr>")
        .replace(HEAD_MARK, "<w:cantSplit/><w:tblHeader/>")
        .into_bytes()
}

fn framed(rows: Vec<TableRow>) -> Table {
    use TableBorderPosition as At;
    let mut table = Table::new(rows)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .margins(TableCellMargins::new().margin(40, 70, 40, 70));
    for (place, size) in [
        (At::Top, FRAME),
        (At::Bottom, FRAME),
        (At::Left, FRAME),
        (At::Right, FRAME),
        (At::InsideH, THIN),
        (At::InsideV, THIN),
    ] {
        let border = TableBorder::new(place).border_type(BorderType::Single).size(size).color("000000");
        table = table.set_border(border);
    }
    table
}

/// A planned table.
pub(super) fn table(plan: &TablePlan) -> Table {
    let mut rows = Vec::with_capacity(plan.head.len() + plan.rows.len());
    let mut deep = vec![(0_u16, 1_usize); plan.widths.len()];
    for line in &plan.head {
        let cells = line.iter().map(|cell| Place {
            text: &cell.t,
            across: usize::from(cell.c),
            down: cell.r,
            align: Align::Centre,
            own: true,
        });
        rows.push(row(plan, cells, &mut deep, RowKind::Total, false).cant_split());
    }
    deep.fill((0, 1));
    for (kind, cells) in &plan.rows {
        let cells = cells.iter().map(|cell| Place {
            text: cell.text(),
            across: usize::from(cell.across()),
            down: cell.down(),
            align: cell.align().unwrap_or(Align::Left),
            own: cell.align().is_some() || *kind == RowKind::Group,
        });
        let mut row = row(plan, cells, &mut deep, *kind, *kind == RowKind::Total);
        if plan.row_height > 0.0 && *kind == RowKind::Body {
            // Twentieths of a point as the library's small floating point: exact enough for a row.
            #[allow(clippy::cast_possible_truncation)]
            let height = (plan.row_height * 20.0) as f32;
            row = row.row_height(height).height_rule(HeightRule::AtLeast);
        }
        rows.push(row);
    }
    framed(rows).set_grid(plan.widths.iter().map(|width| size_twips(*width)).collect())
}

/// A cell to place; `own` says that its alignment goes before its column's.
struct Place<'a> {
    text: &'a str,
    across: usize,
    down: u16,
    align: Align,
    own: bool,
}

/// One row with the continuations of cells from above. `deep` holds, by column, how many rows a cell still covers and
/// over how many columns.
fn row<'a>(
    plan: &TablePlan,
    cells: impl Iterator<Item = Place<'a>>,
    deep: &mut [(u16, usize)],
    kind: RowKind,
    line_above: bool,
) -> TableRow {
    let mut built = Vec::new();
    let mut cells = cells;
    let mut column = 0;
    let bold = kind != RowKind::Body;
    while column < plan.widths.len() {
        if let Some((left, across)) = deep.get_mut(column).filter(|(left, _)| *left > 0) {
            *left -= 1;
            let across = (*across).max(1);
            let cell = sized(plan, column, across).vertical_merge(VMergeType::Continue);
            built.push(cell.add_paragraph(paragraph(plan.size * 1.4, 0.0, 0.0)));
            column += across;
            continue;
        }
        let Some(place) = cells.next() else { break };
        let across = place.across.max(1);
        if let Some(below) = deep.get_mut(column) {
            *below = (place.down.saturating_sub(1), across);
        }
        let align = if place.own { place.align } else { plan.aligns.get(column).copied().unwrap_or(Align::Left) };
        let mut cell = sized(plan, column, across).vertical_align(VAlignType::Center).add_paragraph(
            paragraph(plan.size * 1.4, 0.0, 0.0).align(alignment(align)).add_run(run(
                place.text,
                &FACES.table,
                plan.size,
                bold,
            )),
        );
        if place.down > 1 {
            cell = cell.vertical_merge(VMergeType::Restart);
        }
        if line_above {
            cell = cell.set_border(
                TableCellBorder::new(TableCellBorderPosition::Top)
                    .border_type(BorderType::Single)
                    .size(TOTAL)
                    .color("000000"),
            );
        }
        built.push(cell);
        column += across;
    }
    TableRow::new(built)
}

fn sized(plan: &TablePlan, column: usize, across: usize) -> TableCell {
    let width: f64 = plan.widths.iter().skip(column).take(across).sum();
    let cell = TableCell::new().width(size_twips(width), WidthType::Dxa);
    if across > 1 { cell.grid_span(across) } else { cell }
}

fn alignment(align: Align) -> AlignmentType {
    match align {
        Align::Left => AlignmentType::Left,
        Align::Centre => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    }
}

/// A row of a form as a table of its own.
pub(super) fn field_row(row: &FieldRow, label: f64, room: f64) -> Table {
    let weights: u16 = row.fields.iter().map(|field| field.weight.max(1)).sum();
    // Few fields on a row: exact as floating point.
    #[allow(clippy::cast_precision_loss)]
    let left = (room - label * row.fields.len() as f64).max(0.0);
    let mut cells = Vec::new();
    let mut widths = Vec::new();
    for field in &row.fields {
        let value = left * f64::from(field.weight.max(1)) / f64::from(weights.max(1));
        widths.extend([size_twips(label), size_twips(value)]);
        let name =
            paragraph(15.0, 0.0, 0.0).align(AlignmentType::Center).add_run(run(&field.label, &FACES.table, 10.5, true));
        let words = paragraph(15.0, 0.0, 0.0).add_run(run(&field.value.text, &FACES.table, 10.5, false));
        let mut cell = TableCell::new().width(size_twips(value), WidthType::Dxa).add_paragraph(words);
        if let Some(sign) = &field.sign {
            let sign = run(&sign.text, &FACES.table, 10.5, false);
            cell = cell.add_paragraph(paragraph(15.0, 6.0, 0.0).align(AlignmentType::Right).add_run(sign));
        }
        cells.push(
            TableCell::new()
                .width(size_twips(label), WidthType::Dxa)
                .vertical_align(VAlignType::Center)
                .add_paragraph(name),
        );
        cells.push(cell.vertical_align(VAlignType::Center));
    }
    let height = (f64::from(row.height) * 72.0 / 254.0).max(26.0);
    framed(vec![ruled_height(TableRow::new(cells), height)]).set_grid(widths)
}

fn ruled_height(row: TableRow, points: f64) -> TableRow {
    // Whole twentieths of a point, far below the limit.
    #[allow(clippy::cast_precision_loss)]
    let height = twips(points) as f32;
    row.row_height(height).height_rule(HeightRule::AtLeast)
}

/// A ruled line to write on.
pub(super) fn ruled(pitch: f64) -> TableRow {
    let cell = TableCell::new().add_paragraph(paragraph(pitch * 0.7, 0.0, 0.0));
    ruled_height(TableRow::new(vec![cell]), pitch)
}

/// Ruled lines as a table without a frame.
pub(super) fn lines(rows: Vec<TableRow>) -> Table {
    use TableBorderPosition as At;
    let mut table = framed(rows);
    for place in [At::Top, At::Left, At::Right] {
        table = table.clear_border(place);
    }
    table
}
