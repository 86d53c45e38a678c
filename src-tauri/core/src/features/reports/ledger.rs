//! The ledger of visits as a list. What people said and who said it stays in the office file.

use super::frame::{Head, long_span, meta, names, paper, report_signatures, said};
use crate::features::visits::model::VisitLine;
use crate::ground::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use zhudian_paper::{Block, Cell, Column, DayPattern, Document, Row, RowKind, Setting, Table, TableSize, Text, Width};

/// The list.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Which village, kind or person the list is cut to; empty for all.
    pub only: String,
    /// Visits by day.
    pub lines: Vec<VisitLine>,
    /// Labels of the kinds of visits by code.
    pub kinds: BTreeMap<String, String>,
}

/// The list as a paper.
#[must_use]
pub fn document(head: &Head, ledger: &Ledger) -> Document {
    let print = words::print;
    let mut document = paper(head, said("ledger.title", &[("office", head.office.clone().into())]), Setting::A4_WIDE);
    let mut line = vec![said("ledger.span", &[("span", long_span(ledger.from, ledger.to).into())])];
    if !ledger.only.is_empty() {
        line.push(said("ledger.only", &[("only", ledger.only.clone().into())]));
    }
    line.push(print("ledger.unit").to_owned());
    document.meta = vec![meta(line)];
    let columns = vec![
        Column::text(print("ledger.number"), Width::Chars(5)).centred(),
        Column::day(print("column.day"), Width::Chars(6), DayPattern::default()),
        Column::text(print("column.village"), Width::Chars(7)),
        Column::text(print("ledger.kind"), Width::Chars(6)),
        Column::text(print("column.leader"), Width::Chars(5)),
        Column::text(print("ledger.delegates"), Width::Share(1)),
        Column::count(print("ledger.received"), Width::Chars(4)),
        Column::count(print("ledger.households"), Width::Chars(4)),
        Column::count(print("ledger.firms"), Width::Chars(4)),
        Column::count(print("ledger.opinions"), Width::Chars(3)),
    ];
    let rows = ledger.lines.iter().map(|line| row(line, ledger)).collect();
    let mut table = Table {
        columns,
        rows,
        size: TableSize::Dense,
        page_sum: Some(print("month.page_sum").to_owned()),
        ..Table::default()
    };
    let label = said("ledger.total", &[("n", ledger.lines.len().into())]);
    table.total(label);
    document.blocks = vec![Block::Table(table)];
    document.signatures = report_signatures(head, "", "", "");
    document
}

fn row(line: &VisitLine, ledger: &Ledger) -> Row {
    let number = format!("{}-{:03}", line.year, line.number);
    let kind = ledger.kinds.get(&line.kind).cloned().unwrap_or_else(|| line.kind.clone());
    let cells: Vec<Cell> = vec![
        number.clone().into(),
        Cell::day(line.day.clone()),
        line.area.clone().into(),
        kind.into(),
        line.leader.as_ref().map_or_else(Cell::empty, |name| Text::name(name.clone()).into()),
        names(line.delegates.iter().map(String::as_str), "").into(),
        line.received.into(),
        line.households.into(),
        line.firms.into(),
        line.opinions.into(),
    ];
    Row { kind: RowKind::Body, cells, who: Some(number) }
}
