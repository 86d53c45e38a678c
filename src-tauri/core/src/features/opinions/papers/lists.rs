//! Lists of opinions: the notice board, the ledger, the reminder to units.

use super::{Case, ended};
use crate::features::opinions::balance::{Balance, Balances};
use crate::features::reports::frame::{Head, long_day, long_span, meta, paper, report_signatures, said};
use crate::ground::clock::day;
use crate::ground::words;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, DayPattern, Document, ParagraphStyle, Row, RowKind, Setting, Table, TableSize, Width,
};

/// What a list shows.
pub(super) struct List {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Opinions, oldest first.
    pub cases: Vec<Case>,
    /// How many are left out because they are about a person by name.
    pub left_out: i64,
    /// Village, empty for the town.
    pub area: String,
}

fn day_cell(text: Option<&str>) -> Cell {
    text.map_or_else(Cell::empty, Cell::day)
}

/// How far it is, for people who read a notice board: no number of a paper, no unit's inner steps.
/// What came of it, without the giver; where it stands while nothing did.
pub(super) fn progress(case: &Case) -> String {
    let answer = case.without_giver(&case.kept.answer);
    if answer.is_empty() || !(ended(case) || case.line.light == "untold") { case.state.clone() } else { answer }
}

/// The notice board: what was said and what came of it, without any name.
pub(super) fn board(head: &Head, list: &List) -> Document {
    let print = words::print;
    let place = if list.area.is_empty() { head.office.clone() } else { list.area.clone() };
    let mut document = paper(head, said("opinion.board.title", &[("place", place.into())]), Setting::A4_WIDE);
    // It hangs in public: it is no inner paper.
    document.marking = None;
    document.meta = vec![meta(vec![
        said("opinion.span", &[("span", long_span(list.from, list.to).into())]),
        said("paper.as_of", &[("day", long_day(head.today).into())]),
    ])];
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(2)).centred(),
        Column::text(print("column.village"), Width::Chars(6)),
        Column::text(print("opinion.topic"), Width::Chars(4)),
        Column::text(print("opinion.content"), Width::Share(3)),
        Column::text(print("opinion.unit"), Width::Chars(6)),
        Column::text(print("opinion.came_of_it"), Width::Share(3)),
        Column::day(print("opinion.closed_on"), Width::Chars(5), DayPattern::default()),
    ];
    let rows = list.cases.iter().zip(1_usize..).map(|(case, at)| Row {
        kind: RowKind::Body,
        cells: vec![
            at.to_string().into(),
            case.line.area.clone().into(),
            case.topic.clone().into(),
            case.content().into(),
            case.line.unit.clone().into(),
            progress(case).into(),
            day_cell(case.line.closed_on.as_deref()),
        ],
        who: Some(case.number()),
    });
    document.blocks = if list.cases.is_empty() {
        vec![Block::paragraph(print("opinion.none"))]
    } else {
        vec![Block::Table(Table { columns, rows: rows.collect(), row_height: 90, ..Table::default() })]
    };
    document.blocks.push(Block::styled(ParagraphStyle::Note, print("opinion.board.note")));
    document
}

/// The ledger of a village or the town with its balance.
pub(super) fn ledger(head: &Head, list: &List, balances: &Balances) -> Document {
    let print = words::print;
    let place = if list.area.is_empty() { head.office.clone() } else { list.area.clone() };
    let mut document = paper(head, said("opinion.ledger.title", &[("place", place.into())]), Setting::A4_WIDE);
    document.meta = vec![meta(vec![
        said("opinion.span", &[("span", long_span(list.from, list.to).into())]),
        said("opinion.ledger.count", &[("n", list.cases.len().into())]),
        said("paper.as_of", &[("day", long_day(head.today).into())]),
    ])];
    let short = |name: &str| Column::day(print(name), Width::Chars(5), DayPattern::default());
    let columns = vec![
        Column::text(print("opinion.number"), Width::Chars(5)).centred(),
        short("opinion.heard_on"),
        Column::text(print("column.village"), Width::Chars(5)),
        Column::text(print("opinion.nature"), Width::Chars(3)),
        Column::text(print("opinion.content"), Width::Share(2)),
        Column::text(print("opinion.giver"), Width::Chars(3)),
        Column::text(print("opinion.first"), Width::Chars(4)),
        Column::text(print("opinion.unit"), Width::Chars(5)),
        short("opinion.sent_on"),
        short("opinion.due_on"),
        Column::text(print("opinion.state"), Width::Chars(4)),
        short("opinion.closed_on"),
        Column::text(print("opinion.answer"), Width::Share(1)),
    ];
    let rows = list.cases.iter().map(|case| Row {
        kind: RowKind::Body,
        cells: vec![
            case.number().into(),
            day_cell(Some(&case.line.day)),
            case.line.area.clone().into(),
            case.nature.clone().into(),
            case.content().into(),
            case.line.giver_masked.clone().into(),
            case.first.clone().into(),
            case.line.unit.clone().into(),
            day_cell(case.last(&["send", "reassign", "rehandle"]).map(|one| one.day.as_str())),
            day_cell(case.until.as_deref()),
            case.state.clone().into(),
            day_cell(case.line.closed_on.as_deref()),
            case.without_giver(&case.kept.answer).into(),
        ],
        who: Some(case.number()),
    });
    document.blocks = vec![
        Block::Table(Table { columns, rows: rows.collect(), size: TableSize::Dense, ..Table::default() }),
        Block::Table(balance_table(balances)),
    ];
    if list.left_out > 0 {
        document
            .blocks
            .push(Block::styled(ParagraphStyle::Note, said("opinion.left_out", &[("n", list.left_out.into())])));
    }
    if list.cases.iter().any(|case| case.line.due_open) {
        document.blocks.push(Block::styled(ParagraphStyle::Note, print("opinion.without_holidays")));
    }
    document.definitions = vec![print("opinion.ledger.define").into()];
    document.signatures = report_signatures(head, "", "", "");
    document
}

/// The balance: what is counted in 条, 宗 and 件 stands in lines of its own and is never added up.
fn balance_table(balances: &Balances) -> Table {
    let print = words::print;
    let columns = vec![
        Column::text(print("opinion.balance.kind"), Width::Share(1)),
        Column::count(print("opinion.balance.opening"), Width::Chars(6)),
        Column::count(print("opinion.balance.heard"), Width::Chars(6)),
        Column::count(print("opinion.balance.reopened"), Width::Chars(6)),
        Column::count(print("opinion.balance.ended"), Width::Chars(6)),
        Column::count(print("opinion.balance.closing"), Width::Chars(6)),
    ];
    let row = |key: &str, line: &Balance| {
        let count = |n: i64| Cell::number(n);
        Row::body(vec![
            print(key).into(),
            count(line.opening),
            count(line.heard),
            count(line.reopened),
            count(line.ended),
            count(line.closing),
        ])
    };
    let kinds = [
        ("opinion.kind.word", "word"),
        ("opinion.kind.problem", "problem"),
        ("opinion.kind.inquiry", "inquiry"),
        ("opinion.kind.praise", "praise"),
        ("opinion.kind.unsorted", ""),
    ];
    let rows = kinds.iter().filter_map(|(key, kind)| balances.lines.get(*kind).map(|line| row(key, line))).collect();
    Table { columns, rows, caption: Some(print("opinion.balance.title").to_owned()), ..Table::default() }
}

/// Reminders: a page for each unit with what it holds, without the givers.
pub(super) fn urge(head: &Head, cases: &[Case]) -> Document {
    let print = words::print;
    let mut units: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for case in cases {
        units.entry(case.line.unit.as_str()).or_default().push(case);
    }
    let title = print("opinion.urge.title").to_owned();
    let mut document = paper(head, title.clone(), Setting::A4);
    let mut blocks = Vec::new();
    for (at, (unit, held)) in units.iter().enumerate() {
        let line = meta(vec![
            said("opinion.urge.to", &[("unit", (*unit).into())]),
            said("paper.as_of", &[("day", long_day(head.today).into())]),
        ]);
        if at == 0 {
            document.meta = vec![line];
        } else {
            blocks.push(Block::NewPaper { title: title.clone().into(), meta: vec![line] });
        }
        blocks.push(Block::paragraph(said("opinion.urge.body", &[("n", held.len().into())])));
        let columns = vec![
            Column::text(print("opinion.number"), Width::Chars(5)).centred(),
            Column::text(print("column.village"), Width::Chars(6)),
            Column::text(print("opinion.content"), Width::Share(1)),
            Column::day(print("opinion.sent_on"), Width::Chars(5), DayPattern::default()),
            Column::day(print("opinion.due_on"), Width::Chars(5), DayPattern::default()),
            Column::text(print("opinion.urge.left"), Width::Chars(7)),
        ];
        let rows = held.iter().map(|case| {
            let left = case.line.left.unwrap_or_default();
            let words = if left < 0 {
                said("opinion.urge.past", &[("n", (-left).into())])
            } else {
                said("opinion.urge.days", &[("n", left.into())])
            };
            Row {
                kind: RowKind::Body,
                cells: vec![
                    case.number().into(),
                    case.line.area.clone().into(),
                    case.content().into(),
                    day_cell(case.last(&["send", "reassign", "rehandle"]).map(|one| one.day.as_str())),
                    day_cell(case.line.due_on.as_deref()),
                    words.into(),
                ],
                who: Some(case.number()),
            }
        });
        blocks.push(Block::Table(Table { columns, rows: rows.collect(), row_height: 90, ..Table::default() }));
        blocks.push(Block::paragraph(print("opinion.urge.ask")));
        blocks.push(Block::Signatures(
            report_signatures(head, "", "", "").into_iter().take(1).chain(sealed(head)).collect(),
        ));
    }
    document.blocks = blocks;
    document.foot.pages = String::new();
    document
}

fn sealed(head: &Head) -> Vec<zhudian_paper::SignaturePlace> {
    let place = |key: &str, value: String| zhudian_paper::SignaturePlace {
        label: words::print(key).to_owned(),
        value: value.into(),
    };
    vec![place("sign.filled", head.clerk.clone()), place("sign.day", long_day(head.today))]
}

/// A day of a move written out; empty when it does not read.
pub(super) fn written(text: &str) -> String {
    day(text).map(long_day).unwrap_or_default()
}
