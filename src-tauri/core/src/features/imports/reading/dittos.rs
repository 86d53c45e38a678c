//! Marks that repeat the cell above, written out where the words above are clear.

use super::grid::{Sheet, Value};
use super::lines::{Line, line};
use super::mapping::{Job, Role, SheetPlan};
use super::spellings::spellings;

/// Roles whose repetition is written out here. Days, villages, kinds and leaders are repeated where they are read, what was
/// said is repeated with a word to the clerk, and a count is never repeated: two visits that met the same number are rare.
const REPEATED: [Role; 10] = [
    Role::Delegates,
    Role::Others,
    Role::Place,
    Role::Time,
    Role::Topic,
    Role::Giver,
    Role::Answer,
    Role::Status,
    Role::Unit,
    Role::Tags,
];

/// The sheet with these marks replaced by what they repeat; `None` when there are none.
#[must_use]
pub fn written_out(sheet: &Sheet, plan: &SheetPlan) -> Option<Sheet> {
    let s = spellings();
    let is_mark = |value: &Value| matches!(value, Value::Text(text) if s.is_ditto(text));
    let columns: Vec<u32> = REPEATED.into_iter().flat_map(|role| plan.columns_of(role).collect::<Vec<_>>()).collect();
    let from = plan.first_row();
    if !columns.iter().any(|column| (from..sheet.height()).any(|row| is_mark(sheet.own(row, *column)))) {
        return None;
    }
    let told: Vec<bool> =
        (0..sheet.height()).map(|row| row >= from && line(sheet, plan, Job::Visits, row) == Line::Data).collect();
    let mut cells: Vec<(u32, u32, Value)> =
        sheet.cells().map(|(row, column, value)| (row, column, value.clone())).collect();
    for column in columns {
        let mut above: Option<Value> = None;
        for cell in cells.iter_mut().filter(|(row, at, _)| *at == column && told.get(*row as usize) == Some(&true)) {
            match &above {
                Some(above) if is_mark(&cell.2) => cell.2.clone_from(above),
                _ if is_mark(&cell.2) => {}
                _ => above = Some(cell.2.clone()),
            }
        }
    }
    Some(sheet.relaid(cells, sheet.merges().to_vec()))
}
