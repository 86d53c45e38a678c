//! Sums of a table: where cells stand, appending a total, and whether stated sums add up.

use crate::{Area, Cell, Row, RowKind, Table, Text, Value};

impl Table {
    /// Which cell stands at each place: `result[row][column]` is the index of the cell in its row that starts there;
    /// `None` where a span covers the place or the row has too few cells.
    pub fn places(&self) -> Vec<Vec<Option<usize>>> {
        let width = self.columns.len();
        let mut deep = vec![0_u16; width];
        let mut places = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut line = vec![None; width];
            let mut cells = row.cells.iter().enumerate().peekable();
            let mut column = 0;
            while column < width {
                if let Some(covered) = deep.get_mut(column).filter(|covered| **covered > 0) {
                    *covered -= 1;
                    column += 1;
                    continue;
                }
                let Some((index, cell)) = cells.next() else {
                    break;
                };
                if let Some(place) = line.get_mut(column) {
                    *place = Some(index);
                }
                let across = match row.kind {
                    RowKind::Group if row.cells.len() == 1 => width,
                    _ => usize::from(cell.columns.max(1)),
                };
                for covered in deep.iter_mut().skip(column).take(across) {
                    *covered = cell.rows.saturating_sub(1);
                }
                column += across;
            }
            places.push(line);
        }
        places
    }

    /// The number that stands at a place, when one does.
    fn number_at(&self, places: &[Vec<Option<usize>>], row: usize, column: usize) -> Option<i64> {
        let index = (*places.get(row)?.get(column)?)?;
        match self.rows.get(row)?.cells.get(index)?.value {
            Value::Number(number) => Some(number),
            Value::Empty | Value::Text(_) | Value::Day(_) => None,
        }
    }

    /// Appends the sum of the given body rows as a subtotal or total: the label over the columns before the first one
    /// that adds, sums in the columns that add, nothing elsewhere. Group rows and other sums in the range are passed over.
    pub fn sum(&mut self, kind: RowKind, label: impl Into<Text>, over: std::ops::Range<usize>) {
        let places = self.places();
        let body = |row: &usize| self.rows.get(*row).is_some_and(|row| row.kind == RowKind::Body);
        let rows: Vec<usize> = over.filter(body).collect();
        let runs = runs(&rows);
        let lead = self.columns.iter().position(|column| column.adds).unwrap_or(self.columns.len());
        let mut cells = Vec::new();
        let label: Text = label.into();
        if lead > 0 {
            cells.push(Cell::text(label).over(u16::try_from(lead).unwrap_or(u16::MAX)));
        }
        for (column, shape) in self.columns.iter().enumerate().skip(lead) {
            if !shape.adds {
                cells.push(Cell::empty());
                continue;
            }
            let sum = rows.iter().filter_map(|row| self.number_at(&places, *row, column)).sum();
            let mut cell = Cell::number(sum);
            cell.adds = runs
                .iter()
                .map(|(first_row, last_row)| Area {
                    first_row: *first_row,
                    last_row: *last_row,
                    first_column: column,
                    last_column: column,
                })
                .collect();
            cells.push(cell);
        }
        self.rows.push(Row { kind, cells, who: None });
    }

    /// Appends a total over all body rows so far.
    pub fn total(&mut self, label: impl Into<Text>) {
        self.sum(RowKind::Total, label, 0..self.rows.len());
    }

    /// The first stated sum that is not the sum of its cells: row, column, stated, summed.
    pub fn wrong_sum(&self) -> Option<(usize, usize, i64, i64)> {
        let places = self.places();
        for (row, line) in places.iter().enumerate() {
            for (column, place) in line.iter().enumerate() {
                let cell = place.and_then(|index| self.rows.get(row)?.cells.get(index));
                let Some(cell) = cell.filter(|cell| !cell.adds.is_empty()) else {
                    continue;
                };
                let Value::Number(stated) = cell.value else {
                    continue;
                };
                let summed = cell
                    .adds
                    .iter()
                    .flat_map(|area| (area.first_row..=area.last_row).map(move |row| (row, area)))
                    .flat_map(|(row, area)| (area.first_column..=area.last_column).map(move |column| (row, column)))
                    .filter_map(|(row, column)| self.number_at(&places, row, column))
                    .sum::<i64>();
                if summed != stated {
                    return Some((row, column, stated, summed));
                }
            }
        }
        None
    }
}

/// Runs of following numbers: `1 2 3 5` is `(1, 3) (5, 5)`.
fn runs(rows: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Width};

    fn table() -> Table {
        Table {
            columns: vec![
                Column::text("村", Width::Chars(6)),
                Column::count("人次", Width::Chars(4)),
                Column::count("人数", Width::Chars(4)).not_added(),
            ],
            ..Table::default()
        }
    }

    #[test]
    fn sums_pass_over_groups_and_other_sums() {
        let mut table = table();
        table.rows.push(Row::group("一片"));
        table.rows.push(Row::body(vec!["甲".into(), 3.into(), 2.into()]));
        table.rows.push(Row::body(vec!["乙".into(), 4.into(), 1.into()]));
        table.sum(RowKind::Subtotal, "小计", 0..3);
        table.rows.push(Row::body(vec!["丙".into(), 5.into(), 1.into()]));
        table.total("合计");
        let last = table.rows.last().unwrap();
        assert_eq!(last.cells[1].value, Value::Number(12));
        assert_eq!(last.cells[1].adds.len(), 2);
        assert_eq!(last.cells[2].value, Value::Empty);
        assert_eq!(table.wrong_sum(), None);
        table.rows[1].cells[1] = Cell::number(30);
        assert_eq!(table.wrong_sum(), Some((3, 1, 7, 34)));
    }

    #[test]
    fn spans_cover_places() {
        let mut table = table();
        table.rows.push(Row::body(vec![Cell::text("甲").deep(2), 3.into(), 2.into()]));
        table.rows.push(Row::body(vec![4.into(), 1.into()]));
        assert_eq!(table.places(), vec![vec![Some(0), Some(1), Some(2)], vec![None, Some(0), Some(1)]]);
    }
}
