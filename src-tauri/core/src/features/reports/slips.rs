//! 《党代表履职情况提示单》: what one delegate has done, has still to do and why, for the delegate and the staff to check.
//! It is not for the board and ranks nobody: delegates stand by strokes of the surname.

use super::frame::{self, Head, long_day, meta, names, paper, said, short_day};
use crate::ground::words;
use chrono::{Datelike, NaiveDate};
use zhudian_paper::{
    Block, Cell, Column, Document, Field, FieldRow, Fields, ParagraphStyle, Row, RowKind, Setting, SignaturePlace,
    Table, Text, Width,
};

/// One window of one duty.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The duty's label.
    pub duty: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// How often it is asked for.
    pub required: i64,
    /// How often it was done.
    pub done: i64,
    /// The state's label.
    pub state: String,
    /// Whether something is missing up to the end of the year.
    pub pending: bool,
    /// Last working day on which it can be done in time; none when that is past.
    pub safe: Option<NaiveDate>,
    /// Records that count, one short line each.
    pub counted: Vec<String>,
    /// How many more count that are not named.
    pub more: i64,
    /// Why others do not, and why less is asked for.
    pub reasons: Vec<String>,
}

/// One delegate.
#[derive(Debug, Clone, Default)]
pub struct Slip {
    /// Name.
    pub name: String,
    /// Unit and post.
    pub post: String,
    /// Delegation or group.
    pub circle: String,
    /// Labels of the levels the delegate sits at.
    pub levels: Vec<String>,
    /// Villages served.
    pub villages: Vec<String>,
    /// Windows of each duty, in the rule book's order.
    pub windows: Vec<Window>,
}

/// Slips of one delegate or of a group.
#[derive(Debug, Clone, Default)]
pub struct Slips {
    /// The day everything is reckoned on.
    pub as_of: NaiveDate,
    /// The rule book's name and source.
    pub rules: String,
    /// Delegates by strokes of the surname.
    pub slips: Vec<Slip>,
}

/// The slips as one paper, a new one a delegate.
#[must_use]
pub fn document(head: &Head, slips: &Slips) -> Document {
    let print = words::print;
    let title = print("slip.title").to_owned();
    let mut document = paper(head, title.clone(), Setting::A4);
    let line = meta(vec![
        said("slip.office", &[("office", head.office.clone().into())]),
        said("slip.as_of", &[("day", long_day(slips.as_of).into())]),
    ]);
    document.meta = vec![line.clone()];
    let mut blocks = Vec::new();
    for (at, slip) in slips.slips.iter().enumerate() {
        if at > 0 {
            blocks.push(Block::NewPaper { title: title.clone().into(), meta: vec![line.clone()] });
        }
        blocks.extend(one(slip, slips));
    }
    document.blocks = blocks;
    if slips.slips.len() > 1 {
        document.foot.pages = String::new();
    }
    document
}

fn one(slip: &Slip, slips: &Slips) -> Vec<Block> {
    let print = words::print;
    let field = |key: &str, value: Text| Field {
        label: print(key).to_owned(),
        value: Text { who: Some(slip.name.clone()), ..value },
        weight: 1,
        sign: None,
    };
    let fields = Fields {
        label_chars: 4,
        rows: vec![
            FieldRow {
                fields: vec![
                    field("slip.name", Text::name(slip.name.clone())),
                    field("slip.circle", slip.circle.clone().into()),
                ],
                height: 80,
            },
            FieldRow {
                fields: vec![
                    field("slip.post", slip.post.clone().into()),
                    field("slip.level", slip.levels.join("\u{3001}").into()),
                ],
                height: 80,
            },
            FieldRow {
                fields: vec![field(
                    "slip.villages",
                    names(slip.villages.iter().map(String::as_str), print("slip.no_village")),
                )],
                height: 80,
            },
        ],
    };
    let columns = vec![
        Column::text(print("slip.duty"), Width::Chars(4)),
        Column::text(print("slip.window"), Width::Chars(9)).centred(),
        Column::count(print("slip.required"), Width::Chars(3)).not_added(),
        Column::count(print("slip.done"), Width::Chars(3)).not_added(),
        Column::text(print("slip.state"), Width::Chars(5)).centred(),
        Column::text(print("slip.why"), Width::Share(1)),
    ];
    let rows = rows(slip);
    let open: Vec<&Window> = slip.windows.iter().filter(|window| window.pending).collect();
    let mut blocks = vec![Block::Fields(fields), Block::Table(Table { columns, rows, ..Table::default() })];
    blocks.push(Block::styled(
        ParagraphStyle::Flush,
        if open.is_empty() {
            print("slip.nothing_open").to_owned()
        } else {
            said("slip.open", &[("list", open_words(&open).into())])
        },
    ));
    blocks.push(Block::Fields(Fields {
        label_chars: 4,
        rows: vec![FieldRow {
            fields: vec![Field {
                label: print("slip.answer").to_owned(),
                value: Text::default(),
                weight: 1,
                sign: Some(print("slip.sign").into()),
            }],
            height: 280,
        }],
    }));
    blocks.push(Block::Signatures(vec![
        SignaturePlace { label: print("slip.staff").to_owned(), value: Text::default() },
        SignaturePlace { label: print("sign.blank_day").to_owned(), value: Text::default() },
    ]));
    blocks.push(Block::styled(ParagraphStyle::Note, print("slip.purpose")));
    if !slips.rules.is_empty() {
        blocks.push(Block::styled(ParagraphStyle::Note, said("slip.rules", &[("rules", slips.rules.clone().into())])));
    }
    blocks
}

/// What is still to be done up to the end of the year, one item a duty and window: what is late first, then by the last
/// working day on which it can be done.
fn open_words(open: &[&Window]) -> String {
    let mut open: Vec<&&Window> = open.iter().collect();
    open.sort_by_key(|window| window.safe.unwrap_or(NaiveDate::MIN));
    let items: Vec<String> = open
        .iter()
        .map(|window| {
            let missing = [("duty", window.duty.clone().into()), ("n", (window.required - window.done).into())];
            match window.safe {
                Some(safe) => {
                    let weekday = frame::weekday(i64::from(safe.weekday().number_from_monday()));
                    let day = [("day", long_day(safe).into()), ("weekday", weekday.into())];
                    said("slip.open_item", &[&missing[..], &day[..]].concat())
                }
                None => {
                    let span = [("from", short_day(window.from).into()), ("to", short_day(window.to).into())];
                    said("slip.late_item", &[&missing[..], &span[..]].concat())
                }
            }
        })
        .collect();
    items.join("\u{ff1b}")
}

/// The windows as rows; a duty is named once over its windows.
fn rows(slip: &Slip) -> Vec<Row> {
    let mut rows = Vec::new();
    for run in slip.windows.chunk_by(|one, other| one.duty == other.duty) {
        for (at, window) in run.iter().enumerate() {
            let mut cells = Vec::new();
            if at == 0 {
                cells.push(Cell::from(window.duty.clone()).deep(u16::try_from(run.len()).unwrap_or(1)));
            }
            cells.extend(row(window));
            rows.push(Row { kind: RowKind::Body, cells, who: Some(slip.name.clone()) });
        }
    }
    rows
}

fn row(window: &Window) -> Vec<Cell> {
    let mut lines = Vec::new();
    if !window.counted.is_empty() {
        let list = window.counted.join("\u{ff1b}");
        let key = if window.more > 0 { "slip.counted_more" } else { "slip.counted" };
        lines.push(said(key, &[("list", list.into()), ("more", window.more.into())]));
    }
    lines.extend(window.reasons.iter().cloned());
    let span = said("slip.span", &[("from", short_day(window.from).into()), ("to", short_day(window.to).into())]);
    vec![span.into(), window.required.into(), window.done.into(), window.state.clone().into(), lines.join("\n").into()]
}
