//! The blank form of a reception: what is known is printed, the rest is room to write, in the order and with the numbers
//! of the visit form on the screen, so that it is typed in as it lies on the table.

use super::frame::{Head, long_day, meta, names, paper, said};
use super::gather::{Village, slot_days};
use crate::ground::words;
use chrono::{Datelike, NaiveDate};
use zhudian_paper::{
    Block, Column, Document, Field, FieldRow, Fields, MetaLine, ParagraphStyle, Row, Setting, SignaturePlace, Table,
    Text, Width,
};

/// One form.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// The day, when known.
    pub day: Option<NaiveDate>,
    /// HH:MM to HH:MM, when known.
    pub time: Option<(String, String)>,
    /// Village or community.
    pub village: String,
    /// Room.
    pub room: String,
    /// Responsible.
    pub leaders: Vec<String>,
    /// Other people of the team.
    pub others: Vec<String>,
    /// Delegates who serve the village.
    pub delegates: Vec<String>,
}

/// A batch of forms.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    /// The forms.
    pub forms: Vec<Form>,
    /// Labels of the kinds of visits.
    pub kinds: Vec<String>,
    /// Labels of the tags.
    pub tags: Vec<String>,
    /// Labels of the topics.
    pub topics: Vec<String>,
}

/// Forms for each fixed day of the villages; a village without a fixed time gets one form without a day.
#[must_use]
pub fn forms(villages: &[Village], from: NaiveDate, to: NaiveDate) -> Vec<Form> {
    let mut forms = Vec::new();
    for village in villages {
        let texts = |names: Vec<&super::gather::Name>| names.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        let blank = Form {
            village: village.name.clone(),
            leaders: texts(village.leaders().collect()),
            others: texts(village.liaisons().chain(village.teams(false).flat_map(|team| &team.members)).collect()),
            delegates: texts(village.delegates.iter().collect()),
            ..Form::default()
        };
        if village.slots.is_empty() {
            forms.push(blank);
            continue;
        }
        for slot in &village.slots {
            for day in slot_days(slot, from, to) {
                let time = (!slot.starts.is_empty()).then(|| (slot.starts.clone(), slot.ends.clone()));
                forms.push(Form { day: Some(day), time, room: slot.place.clone(), ..blank.clone() });
            }
        }
    }
    forms
}

/// The forms as one paper, a page each.
#[must_use]
pub fn document(head: &Head, batch: &Forms) -> Document {
    let print = words::print;
    let title = print("reception.title").to_owned();
    let mut document = paper(head, title.clone(), Setting::A4);
    let mut blocks = Vec::new();
    for (at, form) in batch.forms.iter().enumerate() {
        let line = number_line(head, form);
        if at == 0 {
            document.meta = vec![line];
        } else {
            blocks.push(Block::NewPaper { title: title.clone().into(), meta: vec![line] });
        }
        blocks.extend(one(form, batch));
    }
    document.blocks = blocks;
    // A batch of single pages is dealt out to villages: a running number would mislead.
    document.foot.pages = String::new();
    document
}

fn number_line(head: &Head, form: &Form) -> MetaLine {
    let year = form.day.unwrap_or(head.today).year();
    meta(vec![
        said("reception.office", &[("office", head.office.clone().into())]),
        said("reception.number", &[("year", year.into())]),
    ])
}

fn choices(labels: &[String]) -> String {
    let boxed: Vec<String> = labels.iter().map(|label| format!("{}{label}", words::print("reception.box"))).collect();
    boxed.join("\u{3000}")
}

fn one(form: &Form, batch: &Forms) -> Vec<Block> {
    let print = words::print;
    let field = |key: &str, value: Text| Field { label: print(key).to_owned(), value, weight: 1, sign: None };
    let row = |fields: Vec<Field>, height: u32| FieldRow { fields, height };
    let day = form.day.map_or_else(|| print("reception.blank_day").to_owned(), long_day);
    let time = match &form.time {
        Some((starts, ends)) => {
            said("reception.time", &[("starts", starts.clone().into()), ("ends", ends.clone().into())])
        }
        None => print("reception.blank_time").to_owned(),
    };
    let present = form
        .delegates
        .iter()
        .map(|name| format!("{}{name}", print("reception.box")))
        .collect::<Vec<_>>()
        .join("\u{3000}");
    let fields = Fields {
        label_chars: 6,
        rows: vec![
            row(vec![field("reception.1", day.into()), field("reception.2", time.into())], 90),
            row(
                vec![field("reception.3", form.village.clone().into()), field("reception.4", form.room.clone().into())],
                90,
            ),
            row(vec![field("reception.5", choices(&batch.kinds).into())], 120),
            row(
                vec![
                    field("reception.6", names(form.leaders.iter().map(String::as_str), "")),
                    field("reception.7", names(form.others.iter().map(String::as_str), "")),
                ],
                110,
            ),
            row(vec![field("reception.8", Text::of(form.delegates.join("\u{3001}"), present))], 160),
            row(vec![field("reception.9", print("reception.counts").into())], 100),
            row(vec![field("reception.10", choices(&batch.tags).into())], 90),
            row(vec![field("reception.11", Text::default())], 250),
        ],
    };
    let columns = vec![
        Column::text(print("reception.line"), Width::Chars(2)).centred(),
        Column::text(print("reception.content"), Width::Share(1)),
        Column::text(print("reception.topic"), Width::Chars(5)),
        Column::text(print("reception.giver"), Width::Chars(7)),
        Column::text(print("reception.handling"), Width::Chars(9)),
    ];
    let rows = (1..=7).map(|at: usize| {
        let mut cells = vec![at.to_string().into()];
        cells.extend((0..4).map(|_| zhudian_paper::Cell::empty()));
        Row::body(cells)
    });
    let table = Table {
        columns,
        rows: rows.collect(),
        caption: Some(print("reception.12").to_owned()),
        row_height: 105,
        ..Table::default()
    };
    let place = |key: &str| SignaturePlace { label: print(key).to_owned(), value: Text::default() };
    vec![
        Block::Fields(fields),
        Block::Table(table),
        Block::styled(
            ParagraphStyle::Note,
            said("reception.topics", &[("topics", batch.topics.join("\u{3001}").into())]),
        ),
        Block::styled(ParagraphStyle::Note, print("reception.note")),
        Block::styled(ParagraphStyle::Note, print("reception.informed")),
        Block::Signatures(vec![place("sign.recorder"), place("sign.leader"), place("sign.blank_day")]),
    ]
}
