//! Rows as they stand in the file, to be shown beside what is made of them.
//!
//! Columns that are dropped are not among them, and a citizen number in any other cell is masked here as everywhere.

use std::collections::BTreeSet;

use super::prepared::Prepared;
use super::reading::citizen;
use super::reading::finding::Place;
use super::reading::grid::{Moved, Value, letters, parsed};
use super::reading::mapping::Role;
use super::wire::{Original, Told};

/// Rows shown of one record, and characters of one cell: a page shows no more, whatever a file holds.
const ROWS: usize = 24;
const LETTERS: usize = 400;

/// The rows some cells of a record stand in: its first row with what merges lay over it, then those below.
#[must_use]
pub fn of<'a>(
    prepared: &Prepared,
    file: &str,
    first: &'a Place,
    others: impl Iterator<Item = &'a Place>,
) -> Vec<Original> {
    let places: Vec<&Place> = std::iter::once(first).chain(others.filter(|place| place.sheet == first.sheet)).collect();
    let mut rows: BTreeSet<u32> = places.iter().map(|place| place.row).filter(|row| *row > first.row).collect();
    rows.insert(first.row);
    let Some(sheet) = sheet(prepared, file, first) else { return Vec::new() };
    if let Some(moved) = sheet.moved() {
        // All that was laid into the rows of this record, whatever field it became.
        let here: BTreeSet<(u32, u32)> = places.iter().map(|place| (place.row, place.column)).collect();
        let laid: BTreeSet<u32> =
            moved.cells.iter().filter(|(_, from)| here.contains(from)).map(|((row, _), _)| *row).collect();
        let from: Vec<(u32, u32)> =
            moved.cells.iter().filter(|((row, _), _)| laid.contains(row)).map(|(_, from)| *from).collect();
        let columns: BTreeSet<u32> = from.iter().map(|(_, column)| *column).collect();
        rows.extend(from.iter().map(|(row, _)| *row));
        return rows.into_iter().take(ROWS).map(|row| as_filed(moved, row, &columns)).collect();
    }
    rows.into_iter()
        .take(ROWS)
        .map(|row| {
            let seen = |column: u32| if row == first.row { sheet.seen(row, column).0 } else { sheet.own(row, column) };
            Original {
                row: row + 1,
                cells: (0..sheet.width())
                    .filter(|column| !dropped(prepared, file, &first.sheet, *column))
                    .filter_map(|column| {
                        let text = text(seen(column));
                        (!text.is_empty()).then(|| (letters(column), text))
                    })
                    .collect(),
            }
        })
        .collect()
}

/// A row of a form or of a table on its side, as it stands in the file: of the latter only the record's own column.
fn as_filed(moved: &Moved, row: u32, columns: &BTreeSet<u32>) -> Original {
    let of_record = |column: u32| moved.labels.is_none_or(|labels| column < labels || columns.contains(&column));
    let cells = (0..moved.from.width()).filter(|column| of_record(*column)).filter_map(|column| {
        let text = text(moved.from.own(row, column));
        (!text.is_empty()).then(|| (letters(column), text))
    });
    Original { row: row + 1, cells: cells.collect() }
}

/// Lays the row of its cell beside everything said.
pub fn lay(prepared: &Prepared, told: &mut [Told]) {
    for one in told {
        let Some((row, column)) = parsed(&one.cell) else { continue };
        let place = Place { sheet: one.sheet.as_str().into(), row, column };
        one.original = of(prepared, &one.file, &place, std::iter::empty());
    }
}

/// The sheet of this cell. A table that stood side by side with another makes two sheets of one name.
fn sheet<'a>(prepared: &'a Prepared, file: &str, place: &Place) -> Option<&'a super::reading::grid::Sheet> {
    let book = prepared.books.iter().find(|book| book.name == file)?;
    let mut named = book.sheets.iter().filter(|sheet| *sheet.name == *place.sheet);
    let first = named.next()?;
    let holds = |sheet: &&super::reading::grid::Sheet| {
        !sheet.moved().map_or(*sheet, |moved| &moved.from).own(place.row, place.column).is_empty()
    };
    if holds(&first) { Some(first) } else { named.find(holds).or(Some(first)) }
}

fn dropped(prepared: &Prepared, file: &str, sheet: &str, column: u32) -> bool {
    let plans = prepared.files.iter().filter(|one| one.name == file).flat_map(|one| &one.sheets);
    plans
        .filter(|plan| plan.sheet == sheet)
        .flat_map(|plan| &plan.columns)
        .any(|one| one.index == column && one.role.is_some_and(Role::is_dropped))
}

fn text(value: &Value) -> String {
    let shown = value.shown();
    let (masked, _) = citizen::mask(&shown);
    let masked = if citizen::is_value(value) && masked == shown { "*".repeat(shown.chars().count()) } else { masked };
    if masked.chars().count() > LETTERS {
        masked.chars().take(LETTERS).chain(std::iter::once('\u{2026}')).collect()
    } else {
        masked
    }
}
