//! The monthly report: villages as rows, this period and the year so far, totals that add up.

use super::frame::{Head, long_day, long_span, meta, names, paper, period_name, report_signatures, said};
use crate::ground::words;
use chrono::NaiveDate;
use zhudian_paper::{Block, Cell, Column, Document, HeadCell, Row, RowKind, Setting, Table, TableSize, Width};

/// Counts of one village over some days. Persons, households and firms are never added to one another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Persons received.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms and shops visited.
    pub firms: i64,
    /// Opinions heard.
    pub opinions: i64,
    /// Of those opinions, closed by now.
    pub closed: i64,
}

/// One village.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MonthRow {
    /// Village or community.
    pub village: String,
    /// Who is responsible for its team at the period's end.
    pub leaders: Vec<String>,
    /// Fixed days in the period; none without a fixed time.
    pub due: Option<i64>,
    /// Of which held.
    pub held: i64,
    /// Of which suspended with a reason.
    pub suspended: i64,
    /// Delegates present, one count a delegate and visit.
    pub attended: i64,
    /// This period.
    pub period: Counts,
    /// The year up to the period's last day.
    pub year: Counts,
    /// Nothing at all in the period.
    pub zero: bool,
    /// Why days were suspended and whether nothing happened.
    pub note: String,
}

/// The report.
#[derive(Debug, Clone, Default)]
pub struct Month {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// First day of the year's figures.
    pub since: NaiveDate,
    /// Villages in their fixed order.
    pub rows: Vec<MonthRow>,
    /// Who filled it in; empty for the clerk who prints.
    pub filled_by: String,
    /// Who reviewed it; empty to be signed by hand.
    pub reviewed_by: String,
    /// Who is in charge; empty to be signed by hand.
    pub in_charge: String,
    /// What the figures mean, below.
    pub definitions: bool,
}

/// The report as a paper.
#[must_use]
pub fn document(head: &Head, month: &Month) -> Document {
    let print = words::print;
    let title = said("month.title", &[("office", head.office.clone().into())]);
    let mut document = paper(head, title, Setting::A4_WIDE);
    let span = said(
        "month.span",
        &[("span", long_span(month.from, month.to).into()), ("since", long_day(month.since).into())],
    );
    document.meta = vec![meta(vec![span, print("month.unit").to_owned()])];
    let mut table = Table {
        columns: columns(),
        head: head_rows(),
        size: TableSize::Dense,
        page_sum: Some(print("month.page_sum").to_owned()),
        ..Table::default()
    };
    table.rows = month.rows.iter().zip(1_i64..).map(|(row, at)| body(row, at)).collect();
    table.total(print("month.total"));
    document.blocks = vec![Block::Table(table)];
    document.signatures = report_signatures(head, &month.filled_by, &month.reviewed_by, &month.in_charge);
    if month.definitions {
        let keys = [
            "month.define.1",
            "month.define.2",
            "month.define.3",
            "month.define.4",
            "month.define.5",
            "month.define.6",
        ];
        document.definitions = keys.iter().map(|key| print(key).into()).collect();
    }
    document
}

/// The file's name without its ending.
#[must_use]
pub fn name(head: &Head, month: &Month) -> String {
    said("month.file", &[("office", head.office.clone().into()), ("period", period_name(month.from, month.to).into())])
}

fn columns() -> Vec<Column> {
    let print = words::print;
    let count = |keys: [&str; 2], chars: u16| {
        let name: Vec<&str> = keys.into_iter().filter(|key| !key.is_empty()).map(print).collect();
        Column::count(name.join("\u{b7}"), Width::Chars(chars))
    };
    let mut columns = vec![
        Column::text(print("column.place"), Width::Chars(2)).centred(),
        Column::text(print("column.village"), Width::Chars(7)),
        Column::text(print("column.leader"), Width::Chars(6)),
        count(["month.stays", "month.due"], 2),
        count(["month.stays", "month.held"], 2),
        count(["month.stays", "month.suspended"], 2),
        count(["month.attended", ""], 3),
    ];
    for group in ["month.received", "month.households", "month.firms", "month.opinions", "month.closed"] {
        columns.push(count([group, "month.now"], 3));
        columns.push(count([group, "month.year"], 4));
    }
    columns.push(Column::text(print("column.note"), Width::Share(1)));
    columns
}

fn head_rows() -> Vec<Vec<HeadCell>> {
    let print = words::print;
    let mut upper = vec![
        HeadCell::deep(print("column.place"), 2),
        HeadCell::deep(print("column.village"), 2),
        HeadCell::deep(print("column.leader"), 2),
        HeadCell::over(print("month.stays"), 3),
        HeadCell::deep(print("month.attended"), 2),
    ];
    let mut lower = vec![
        HeadCell::new(print("month.due")),
        HeadCell::new(print("month.held")),
        HeadCell::new(print("month.suspended")),
    ];
    for group in ["month.received", "month.households", "month.firms", "month.opinions_head", "month.closed_head"] {
        upper.push(HeadCell::over(print(group), 2));
        lower.push(HeadCell::new(print("month.now")));
        lower.push(HeadCell::new(print("month.year")));
    }
    upper.push(HeadCell::deep(print("column.note"), 2));
    vec![upper, lower]
}

fn body(row: &MonthRow, at: i64) -> Row {
    let mut cells: Vec<Cell> = vec![
        at.to_string().into(),
        row.village.clone().into(),
        names(row.leaders.iter().map(String::as_str), "").into(),
        row.due.map_or_else(Cell::empty, Cell::from),
        row.held.into(),
        row.suspended.into(),
        row.attended.into(),
    ];
    let pairs = |take: fn(&Counts) -> i64| [take(&row.period), take(&row.year)];
    for pair in [
        pairs(|one| one.received),
        pairs(|one| one.households),
        pairs(|one| one.firms),
        pairs(|one| one.opinions),
        pairs(|one| one.closed),
    ] {
        cells.extend(pair.map(Cell::from));
    }
    cells.push(row.note.clone().into());
    Row { kind: RowKind::Body, cells, who: None }
}
