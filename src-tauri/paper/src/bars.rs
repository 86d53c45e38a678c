//! A chart: how answers fall to grades, a bar of shares for each row.

use crate::{Cell, Column, Row, RowKind, Table, Text, Width};
use serde::{Deserialize, Serialize};

/// Bars of shares below each other, each as long as the others: a whole and its parts, told apart by pattern and order, so
/// that a copy in black and white says the same. The figures themselves stand in the table the chart is drawn from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bars {
    /// What the chart shows, above it at the left.
    pub caption: String,
    /// The name of the rows, for the workbook's table.
    pub row_head: String,
    /// The name of the figure at the end of each bar.
    pub figure_head: String,
    /// The parts of each bar from left to right.
    pub parts: Vec<String>,
    /// The bars from above.
    pub rows: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// What it is about.
    pub label: Text,
    /// How much each part holds; as many as the chart has parts.
    pub counts: Vec<i64>,
    /// The figure at its end, written out.
    pub figure: String,
}

impl Bars {
    /// The figures as a table: a row a bar, a column a part. The workbook draws its chart from it.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut columns = vec![Column::text(&self.row_head, Width::Share(1))];
        columns.extend(self.parts.iter().map(|part| Column::count(part, Width::Chars(4)).not_added()));
        columns.push(Column::text(&self.figure_head, Width::Chars(5)).centred());
        let row = |bar: &Bar| {
            let mut cells = vec![Cell::text(bar.label.clone())];
            cells.extend(bar.counts.iter().map(|n| Cell::number(*n)));
            cells.push(Cell::text(bar.figure.clone()));
            Row::body(cells)
        };
        Table {
            columns,
            rows: self.rows.iter().map(row).collect(),
            caption: Some(self.caption.clone()),
            ..Table::default()
        }
    }

    /// Whether a table shows the same: its rows are the bars, and its columns after the first begin with the parts.
    #[must_use]
    pub fn shows(&self, table: &Table) -> bool {
        let heads = table.columns.iter().skip(1).map(|column| &column.name);
        table.rows.len() == self.rows.len()
            && table.rows.iter().all(|row| row.kind == RowKind::Body && row.cells.len() == table.columns.len())
            && heads.take(self.parts.len()).eq(&self.parts)
    }

    /// Everything written in it.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.rows.iter().map(|row| &row.label)
    }
}
