//! What goes along with the sheets to the meetings of an evening: covers of the bags, what the chair says, the rules in
//! plain words, sheets to count aloud by.

use super::gather::{self, Printed, Whole};
use super::papers::voters_said;
use super::store::Voters;
use crate::features::reports::frame::{Head, meta, paper, said};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use zhudian_paper::{
    Block, Cell, Column, Document, Field, FieldRow, Fields, MetaLine, ParagraphStyle, Row, Setting, SignaturePlace,
    Table, TableSize, Text, Width,
};

/// Sentences of the chair and rules of the evening; they are examples, which an office changes in the editable file.
const CHAIR: usize = 8;
const RULES: usize = 8;

fn field(key: &str, value: impl Into<Text>) -> Field {
    Field::new(print(key), value)
}

fn row(fields: Vec<Field>, height: u32) -> FieldRow {
    FieldRow { fields, height }
}

/// Which of the papers of an evening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    All,
    /// The cover of the bag.
    Cover,
    /// Everything but the cover.
    Rest,
}

/// The papers of all villages of a round, or of one.
///
/// # Errors
/// `evaluations.gone`, `evaluations.not_printed`.
pub fn pack(reading: &Reading<'_>, head: &Head, round: &str, area: Option<&str>, part: Part) -> Result<Document> {
    let whole = gather::whole(reading, round)?;
    let mut areas: Vec<&str> = Vec::new();
    for batch in whole.batches.iter().filter(|one| area.is_none_or(|area| area == one.held.area_id)) {
        if !areas.contains(&batch.held.area_id.as_str()) {
            areas.push(&batch.held.area_id);
        }
    }
    if areas.is_empty() {
        return Err(refuse("evaluations.not_printed"));
    }
    let line = |area: &str| -> Vec<MetaLine> {
        vec![meta(vec![
            said("evaluations.of_round", &[("title", whole.round.title.clone().into())]),
            whole.said("evaluations.in_village", &[("area", area.into())]),
        ])]
    };
    let first = if part == Part::Rest { "evaluations.speech" } else { "evaluations.cover" };
    let mut document = paper(head, whole.print(first).to_owned(), Setting::A4);
    let mut blocks = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let batches: Vec<&Printed> = whole.batches.iter().filter(|one| one.held.area_id == *area).collect();
        let name = whole.area(area);
        if at == 0 {
            document.meta = line(&name);
        } else {
            blocks.push(Block::NewPaper { title: whole.print(first).into(), meta: line(&name) });
        }
        if part != Part::Rest {
            blocks.extend(cover(&whole, &batches));
        }
        if part == Part::Cover {
            continue;
        }
        if part == Part::All {
            blocks.push(Block::NewPaper { title: whole.print("evaluations.speech").into(), meta: line(&name) });
        }
        blocks.extend(speech(&whole));
        blocks.push(Block::NewPaper { title: whole.print("evaluations.rules").into(), meta: line(&name) });
        blocks.extend(rules(&whole));
        for batch in batches {
            blocks.push(Block::NewPaper { title: whole.print("evaluations.hall_sheet").into(), meta: line(&name) });
            blocks.extend(hall(&whole, batch));
        }
    }
    document.blocks = blocks;
    document.foot.pages = String::new();
    Ok(document)
}

fn rated(whole: &Whole, batch: &Printed) -> Text {
    match &batch.held.person_id {
        Some(person) if batch.held.voters != Voters::All => {
            let name = whole.person(person);
            Text::of(&name, voters_said(&name, batch.held.voters))
        }
        Some(person) => Text::name(whole.person(person)),
        None if batch.held.voters != Voters::All => {
            voters_said(whole.print("evaluations.team"), batch.held.voters).into()
        }
        None => batch.rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("\u{3001}").into(),
    }
}

/// The cover of a bag: what is in it, and who hands it to whom.
fn cover(whole: &Whole, batches: &[&Printed]) -> Vec<Block> {
    let mut table = Table {
        size: TableSize::Large,
        row_height: 130,
        columns: vec![
            Column::text(print("evaluations.code"), Width::Chars(6)).centred(),
            Column::text(whole.print("evaluations.rated"), Width::Share(1)),
            Column::count(print("evaluations.printed"), Width::Chars(4)),
            Column::count(print("evaluations.issued"), Width::Chars(4)).not_added(),
            Column::count(print("evaluations.returned"), Width::Chars(4)).not_added(),
        ],
        ..Table::default()
    };
    for batch in batches {
        table.rows.push(Row::body(vec![
            batch.readable().into(),
            Cell::text(rated(whole, batch)),
            batch.held.copies.into(),
            Cell::empty(),
            Cell::empty(),
        ]));
    }
    if batches.len() > 1 {
        table.total(print("evaluations.total"));
    }
    let signed = |who: &str, on: &str| row(vec![field(who, ""), field(on, "")], 210);
    vec![
        Block::Table(table),
        Block::Space(40),
        Block::Fields(Fields {
            label_chars: 6,
            rows: vec![
                signed("evaluations.pack.taken", "evaluations.pack.taken_on"),
                signed("evaluations.pack.sealed", "evaluations.pack.sealed_on"),
                signed("evaluations.pack.returned", "evaluations.pack.returned_on"),
                signed("evaluations.pack.opened", "evaluations.pack.opened_on"),
                row(vec![field("evaluations.pack.copied", ""), field("evaluations.pack.unused", "")], 210),
            ],
        }),
        Block::styled(ParagraphStyle::Note, whole.print("evaluations.pack.note")),
    ]
}

fn numbered(whole: &Whole, prefix: &str, count: usize) -> Vec<Block> {
    (1..=count).map(|n| Block::styled(ParagraphStyle::Aloud, whole.print(&format!("{prefix}.{n}")))).collect()
}

/// What the chair says, step by step.
fn speech(whole: &Whole) -> Vec<Block> {
    let mut blocks = vec![Block::styled(
        ParagraphStyle::Aloud,
        whole.said("evaluations.speech.opening", &[("title", whole.round.title.clone().into())]),
    )];
    blocks.extend(numbered(whole, "evaluations.speech", CHAIR));
    blocks.push(Block::styled(ParagraphStyle::Note, print("evaluations.sample")));
    blocks
}

fn rules(whole: &Whole) -> Vec<Block> {
    let mut blocks = numbered(whole, "evaluations.rule", RULES);
    // The first rule says that no sheet bears a number: where sheets do, it says what the number is for.
    if let (Some(first), true) = (blocks.first_mut(), whole.batches.iter().any(|batch| batch.held.numbered)) {
        *first = Block::styled(ParagraphStyle::Aloud, print("evaluations.rule.1.numbered"));
    }
    blocks.push(Block::styled(ParagraphStyle::Note, print("evaluations.sample")));
    blocks
}

/// A sheet to count aloud by: room for strokes in every row and grade.
fn hall(whole: &Whole, batch: &Printed) -> Vec<Block> {
    let mut columns = vec![Column::text(whole.print("evaluations.item"), Width::Share(2))];
    columns.extend(batch.grades.iter().map(|grade| Column::text(&grade.label, Width::Share(1)).centred()));
    columns.push(Column::text(print("evaluations.blank"), Width::Share(1)).centred());
    columns.push(Column::text(print("evaluations.void"), Width::Share(1)).centred());
    let empty = columns.len().saturating_sub(1);
    let rows = batch
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![Cell::text(Text::of(&row.text, &row.text))];
            cells.extend((0..empty).map(|_| Cell::empty()));
            Row::body(cells)
        })
        .collect();
    // A team's delegates stand in the rows; the sheet of one delegate names him above.
    let about: Vec<String> = batch.held.person_id.iter().map(|person| whole.person(person)).collect();
    let about: Vec<String> = match batch.held.voters {
        Voters::All => about,
        voters => vec![voters_said(&about.join("\u{3001}"), voters)],
    };
    let mut blocks = vec![Block::Fields(Fields {
        label_chars: 6,
        rows: vec![
            row(
                vec![
                    Field::new(whole.print("evaluations.rated"), about.join("\u{3001}")),
                    field("evaluations.code", batch.readable()),
                ],
                85,
            ),
            row(vec![field("evaluations.returned", ""), field("evaluations.valid", "")], 85),
            row(vec![field("evaluations.void_sheets", ""), field("evaluations.blank_sheets", "")], 85),
        ],
    })];
    blocks.push(Block::Table(Table { columns, rows, row_height: 170, ..Table::default() }));
    blocks.push(Block::Signatures(
        ["evaluations.reader", "evaluations.counters", "evaluations.scrutineers"]
            .map(|key| SignaturePlace { label: print(key).to_owned(), value: Text::default() })
            .to_vec(),
    ));
    blocks
}
