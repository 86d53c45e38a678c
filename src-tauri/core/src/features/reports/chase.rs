//! Who is to be reminded: villages whose fixed day has passed without a visit or a word, with the liaison's phone.

use super::frame::{Head, long_day, long_span, meta, names, paper, said, short_day, weekday};
use crate::ground::words;
use chrono::{Datelike, NaiveDate};
use zhudian_paper::{Block, Column, Document, Row, RowKind, Setting, Table, Width};

/// A village that is owed.
#[derive(Debug, Clone, Default)]
pub struct Owed {
    /// Village or community.
    pub village: String,
    /// Fixed days without a word.
    pub days: Vec<NaiveDate>,
    /// Responsible.
    pub leaders: Vec<String>,
    /// Liaisons with their phones.
    pub liaisons: Vec<(String, String)>,
}

/// The list.
#[derive(Debug, Clone, Default)]
pub struct Chase {
    /// First day looked at.
    pub from: NaiveDate,
    /// Last day looked at.
    pub to: NaiveDate,
    /// Villages in their fixed order.
    pub owed: Vec<Owed>,
    /// Whether phones are printed.
    pub phones: bool,
}

/// The list as a paper.
#[must_use]
pub fn document(head: &Head, chase: &Chase) -> Document {
    let print = words::print;
    let mut document = paper(head, said("chase.title", &[("office", head.office.clone().into())]), Setting::A4);
    document.meta = vec![meta(vec![
        said("chase.span", &[("span", long_span(chase.from, chase.to).into())]),
        said("paper.as_of", &[("day", long_day(head.today).into())]),
    ])];
    let mut columns = vec![
        Column::text(print("column.place"), Width::Chars(2)).centred(),
        Column::text(print("column.village"), Width::Chars(6)),
        Column::text(print("chase.days"), Width::Share(2)),
        Column::text(print("column.leader"), Width::Chars(4)),
        Column::text(print("column.liaison"), Width::Chars(4)),
    ];
    if chase.phones {
        columns.push(Column::text(print("column.phone"), Width::Chars(6)));
    }
    columns.push(Column::text(print("chase.reminded"), Width::Share(3)));
    let rows = chase.owed.iter().zip(1_usize..).map(|(one, at)| row(one, at, chase.phones)).collect();
    document.blocks = if chase.owed.is_empty() {
        vec![Block::paragraph(print("chase.none"))]
    } else {
        vec![
            Block::Table(Table { columns, rows, row_height: 100, ..Table::default() }),
            Block::styled(zhudian_paper::ParagraphStyle::Flush, said("chase.count", &[("n", chase.owed.len().into())])),
        ]
    };
    document.definitions = vec![print("chase.define").into()];
    document
}

fn row(one: &Owed, at: usize, phones: bool) -> Row {
    let days: Vec<String> = one
        .days
        .iter()
        .map(|day| {
            said(
                "chase.day",
                &[
                    ("day", short_day(*day).into()),
                    ("weekday", weekday(i64::from(day.weekday().number_from_monday())).into()),
                ],
            )
        })
        .collect();
    let mut cells = vec![
        at.to_string().into(),
        one.village.clone().into(),
        days.join("\u{3001}").into(),
        names(one.leaders.iter().map(String::as_str), "").into(),
        names(one.liaisons.iter().map(|(name, _)| name.as_str()), words::print("chase.no_liaison")).into(),
    ];
    if phones {
        let numbers: Vec<&str> = one.liaisons.iter().map(|(_, phone)| phone.as_str()).collect();
        cells.push(numbers.join("\n").into());
    }
    cells.push(zhudian_paper::Cell::empty());
    Row { kind: RowKind::Body, cells, who: Some(one.village.clone()) }
}
