//! Rows as they stand in the file, to be shown beside what is made of them.
//!
//! Columns that are dropped are not among them, and a citizen number in any other cell is masked here as everywhere.

use std::collections::BTreeSet;

use super::prepared::Prepared;
use super::reading::citizen;
use super::reading::finding::Place;
use super::reading::grid::{Value, letters};
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
    let mut rows: BTreeSet<u32> =
        others.filter(|place| place.sheet == first.sheet && place.row > first.row).map(|place| place.row).collect();
    rows.insert(first.row);
    let Some(sheet) = sheet(prepared, file, first) else { return Vec::new() };
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

/// Lays the row of its cell beside everything said.
pub fn lay(prepared: &Prepared, told: &mut [Told]) {
    for one in told {
        let digits: String = one.cell.chars().filter(char::is_ascii_digit).collect();
        let Some(row) = digits.parse::<u32>().ok().and_then(|row| row.checked_sub(1)) else { continue };
        let place = Place { sheet: one.sheet.as_str().into(), row, column: 0 };
        one.original = of(prepared, &one.file, &place, std::iter::empty());
    }
}

/// The sheet of this cell. A table that stood side by side with another makes two sheets of one name.
fn sheet<'a>(prepared: &'a Prepared, file: &str, place: &Place) -> Option<&'a super::reading::grid::Sheet> {
    let book = prepared.books.iter().find(|book| book.name == file)?;
    let mut named = book.sheets.iter().filter(|sheet| *sheet.name == *place.sheet);
    let first = named.next()?;
    let holds = |sheet: &&super::reading::grid::Sheet| !sheet.own(place.row, place.column).is_empty();
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
