//! Tables of answers, as the papers of a closed round print them.

use super::gather::Whole;
use super::results::{ResultDelegate, ResultItem};
use crate::features::reports::frame::said;
use crate::ground::words::print;
use zhudian_paper::{Cell, Column, ColumnKind, Row, Table, Text, Width};

/// A column of shares in percent with one decimal.
fn percent(name: &str) -> Column {
    let kind = ColumnKind::Number { decimals: 1, grouped: false };
    Column { name: name.to_owned(), kind, width: Width::Chars(4), ..Column::default() }
}

/// A share in tenths of a percent, rounded half up.
fn permille(part: i64, whole: i64) -> Cell {
    if whole == 0 { Cell::empty() } else { Cell::number((part * 2000 + whole) / (2 * whole)) }
}

/// The columns of a table of answers.
pub(super) struct Heads {
    /// Labels of the grades, in printed order.
    labels: Vec<String>,
    /// Head of the share of satisfied answers.
    satisfied: &'static str,
    /// Whether members and residents are weighed.
    weighted: bool,
    /// Whether grades are weighed.
    graded: bool,
    /// Whether shares have a class.
    class: bool,
}

impl Heads {
    pub(super) fn of<'a>(whole: &Whole, items: impl Iterator<Item = &'a ResultItem>) -> Self {
        let mut heads = Self {
            labels: Vec::new(),
            satisfied: whole.print("evaluations.satisfied"),
            weighted: false,
            graded: false,
            class: whole.reports(),
        };
        for item in items {
            heads.weighted |= item.weighted.is_some();
            heads.graded |= item.graded.is_some();
            for grade in &item.grades {
                if !heads.labels.contains(&grade.label) {
                    heads.labels.push(grade.label.clone());
                }
            }
        }
        heads
    }

    /// The columns every table of answers has after its first.
    pub(super) fn columns(&self, first: &str) -> Vec<Column> {
        // Beside one more share, counts take no more room than their heads need, so that the items keep theirs.
        let close = self.weighted || self.graded;
        let count = |name: &str| {
            let chars = if close { u16::try_from(name.chars().count()).unwrap_or(3).clamp(2, 3) } else { 3 };
            Column::count(name, Width::Chars(chars)).not_added()
        };
        let mut columns = vec![Column::text(first, Width::Share(1))];
        columns.extend(self.labels.iter().map(|label| count(label)));
        columns.extend(
            ["evaluations.blank", "evaluations.void", "evaluations.denominator"].map(|name| count(print(name))),
        );
        columns.push(percent(self.satisfied));
        if self.weighted {
            columns.push(percent(print("evaluations.weighted")));
        }
        if self.graded {
            columns.push(percent(print("evaluations.graded")));
        }
        if self.class {
            columns.push(Column::text(print("evaluations.class"), Width::Chars(4)).centred());
        }
        columns
    }

    pub(super) fn cells(&self, first: Text, item: &ResultItem) -> Vec<Cell> {
        let mut cells = vec![Cell::text(first)];
        for label in &self.labels {
            cells.push(match item.grades.iter().find(|grade| grade.label == *label) {
                Some(grade) => Cell::number(grade.n),
                None => Cell::empty(),
            });
        }
        cells.push(Cell::number(item.blank));
        cells.push(Cell::number(item.void));
        cells.push(Cell::number(item.denominator));
        cells.push(permille(item.satisfied, item.denominator));
        if self.weighted {
            cells.push(item.weighted.map_or_else(Cell::empty, |(part, whole)| permille(part, whole)));
        }
        if self.graded {
            cells.push(item.graded.map_or_else(Cell::empty, |(part, whole)| permille(part, whole)));
        }
        if self.class {
            cells.push(item.class.clone().map_or_else(Cell::empty, Cell::text));
        }
        cells
    }
}

pub(super) fn answers(whole: &Whole, caption: Option<String>, first: &str, lines: &[(Text, &ResultItem)]) -> Table {
    let heads = Heads::of(whole, lines.iter().map(|(_, item)| *item));
    let rows = lines.iter().map(|(text, item)| Row::body(heads.cells(text.clone(), item))).collect();
    Table { columns: heads.columns(first), rows, caption, ..Table::default() }
}

/// Shares of satisfied answers side by side, one row an item: a column for each village that is shown.
pub(super) fn by_village(whole: &Whole, one: &ResultDelegate) -> Table {
    let shown: Vec<_> = one.villages.iter().filter(|village| village.shown).collect();
    let mut columns = vec![Column::text(whole.print("evaluations.item"), Width::Share(3))];
    columns.extend(shown.iter().map(|village| {
        let fields = [("area", village.area.clone().into()), ("n", village.valid.into())];
        Column { width: Width::Share(1), ..percent(&said("evaluations.of_village", &fields)) }
    }));
    let row = |item: &ResultItem| {
        let mut cells = vec![Cell::text(Text::of(&one.person, &item.text))];
        cells.extend(shown.iter().map(|village| match village.items.iter().find(|other| other.row == item.row) {
            Some(own) => permille(own.satisfied, own.denominator),
            None => Cell::empty(),
        }));
        Row::body(cells)
    };
    Table {
        caption: Some(whole.print("evaluations.by_village").to_owned()),
        columns,
        rows: one.items.iter().map(row).collect(),
        ..Table::default()
    }
}
