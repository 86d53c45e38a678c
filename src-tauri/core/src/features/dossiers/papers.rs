//! The booklet: cover, contents, parts, signature page, correction slips.

use super::calls::{Shelf, Told};
use super::model::{Content, Line, Section, Slip};
use super::rules;
use crate::features::office::store as office;
use crate::features::reports::frame::{Head, long_day, paper, said};
use crate::features::reports::model::Options;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use zhudian_paper::{
    Block, Cell, Column, Contents, Cover, Document, Field, FieldRow, Fields, ParagraphStyle, Row, RowKind, Setting,
    SignaturePlace, Table, TableSize, Text, Width,
};

/// Booklets in one file; more of them are volumes.
pub const MOST_IN_ONE: usize = 60;

/// A booklet with its names.
pub struct Drawn {
    /// Title of the whole.
    pub title: String,
    /// What it covers, for the file's name.
    pub covers: String,
    /// The paper.
    pub document: Document,
}

/// The booklet of one delegate, or those of a group in one file.
///
/// # Errors
/// `dossiers.person`, `dossiers.many`, `papers.nobody`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drawn> {
    let year = options.year.unwrap_or_else(|| rules::usual_year(reading.today));
    let shelf = Shelf::load(reading, year, options.circle_id.as_deref(), options.person_id.as_deref())?;
    let clerks = office::clerks(reading.db)?;
    let clerk = |id: &str| clerks.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default();
    let told: Vec<Told> = shelf.people().iter().map(|person| shelf.tell(person)).collect();
    if told.is_empty() {
        return Err(refuse("papers.nobody"));
    }
    if told.len() > MOST_IN_ONE {
        return Err(refuse("dossiers.many").with("n", told.len()).with("most", MOST_IN_ONE));
    }
    Ok(together(head, &told, &clerk))
}

/// Several booklets as one paper.
#[must_use]
pub fn together(head: &Head, told: &[Told], clerk: &dyn Fn(&str) -> String) -> Drawn {
    let year = told.first().map_or(0, |one| one.content.year);
    let title = said("dossier.title", &[("year", year.into())]);
    let mut document = paper(head, title.clone(), Setting::A4);
    for one in told {
        document.blocks.extend(booklet(one, clerk));
    }
    let covers = match told {
        [one] => {
            // A closed booklet is the same paper on whatever day it is printed.
            if let Some(closed) = &one.kept.closed_on {
                document.foot.note = Some(said(
                    "dossier.closed_foot",
                    &[("office", one.content.office.clone().into()), ("day", long(closed).into())],
                ));
            }
            one.content.name.clone()
        }
        [first, ..] => {
            said("dossier.and_others", &[("name", first.content.name.clone().into()), ("n", told.len().into())])
        }
        [] => String::new(),
    };
    Drawn { title, covers, document }
}

fn long(text: &str) -> String {
    day(text).map(long_day).unwrap_or_else(|_| text.to_owned())
}

fn booklet(told: &Told, clerk: &dyn Fn(&str) -> String) -> Vec<Block> {
    let content = &told.content;
    let title = said("dossier.title", &[("year", content.year.into())]);
    let mut blocks = vec![
        Block::Cover(Box::new(cover(told, &title))),
        Block::Contents(Contents { title: print("dossier.contents").into() }),
    ];
    let purpose = print("dossier.purpose");
    for (at, section) in content.sections.iter().enumerate() {
        let number = print(&format!("dossier.ordinal.{}", at + 1));
        blocks.push(Block::heading(
            1,
            said("dossier.heading", &[("number", number.into()), ("title", section.title.clone().into())]),
        ));
        blocks.extend(part(content, section));
    }
    let mut next = content.sections.len();
    let mut heading = |title: &str| {
        next += 1;
        let number = print(&format!("dossier.ordinal.{next}"));
        Block::heading(1, said("dossier.heading", &[("number", number.into()), ("title", print(title).into())]))
    };
    blocks.push(Block::PageBreak);
    blocks.push(heading("dossier.signing"));
    blocks.push(Block::paragraph(purpose));
    blocks.extend(signing(told, clerk));
    if !told.slips.is_empty() {
        blocks.push(Block::PageBreak);
        blocks.push(heading("dossier.slips"));
        blocks.push(Block::styled(ParagraphStyle::Note, print("dossier.slips.note")));
        for slip in &told.slips {
            blocks.extend(slip_form(content, slip));
        }
    }
    blocks
}

fn cover(told: &Told, title: &str) -> Cover {
    let content = &told.content;
    let name = |value: String| Text::of(content.name.clone(), value);
    let field = |key: &str, value: String| (print(&format!("dossier.fact.{key}")).to_owned(), name(value));
    let mut below = vec![content.office.clone().into()];
    let state = match &told.kept.closed_on {
        Some(day) => said("dossier.cover.closed", &[("day", long(day).into())]),
        None => said("dossier.cover.open", &[("day", long(&content.as_of).into())]),
    };
    below.push(state.into());
    if !told.slips.is_empty() {
        below.push(said("dossier.cover.slips", &[("n", told.slips.len().into())]).into());
    }
    Cover {
        title: title.into(),
        subtitle: Text::name(content.name.clone()),
        fields: vec![
            field("level", content.levels.clone()),
            field("circle", content.circle.clone()),
            field("post", content.post.clone()),
        ],
        below,
        note: print("dossier.purpose_short").into(),
        running: name(said("dossier.running", &[("name", content.name.clone().into()), ("title", title.into())])),
    }
}

/// How wide the columns of a part are; what is not named shares the rest.
fn widths(code: &str) -> &'static [Width] {
    use Width::{Chars, Share};
    match code {
        "tenures" => &[Share(3), Chars(7), Chars(7), Share(2)],
        "stations" => &[Chars(4), Share(1), Chars(4), Chars(7), Chars(7)],
        "duties" => &[Chars(4), Chars(9), Chars(3), Chars(3), Chars(5), Share(1)],
        "visits" => &[Chars(5), Share(1), Chars(5), Chars(4), Chars(3), Chars(3), Chars(3), Chars(3)],
        "opinions" => &[Chars(4), Chars(5), Chars(3), Share(3), Share(2), Chars(4)],
        "proposals" => &[Chars(6), Share(3), Chars(3), Chars(5), Share(2), Share(2)],
        "meetings" => &[Chars(5), Chars(6), Share(1), Chars(5)],
        "activities" => &[Chars(5), Chars(5), Share(1), Chars(5), Share(1)],
        "evaluations" => &[Share(2), Share(3), Chars(7), Chars(4)],
        "letters" => &[Chars(7), Share(2), Chars(4), Share(3)],
        _ => &[],
    }
}

/// Columns that hold numbers or single words and stand in the middle.
fn centred(code: &str, at: usize) -> bool {
    matches!(
        (code, at),
        ("duties", 1..=4)
            | ("visits", 0 | 2..=7)
            | ("meetings", 0 | 1 | 3)
            | ("evaluations", 2 | 3)
            | ("opinions", 0 | 1)
            | ("proposals", 2 | 3)
    )
}

fn part(content: &Content, section: &Section) -> Vec<Block> {
    let mut blocks = Vec::new();
    if section.lines.is_empty() {
        blocks.push(Block::paragraph(section.empty.clone()));
    } else if matches!(section.code.as_str(), "facts" | "summary") {
        blocks.push(pairs(content, section));
    } else if section.code == "gaps" {
        let items = section.lines.iter().enumerate().filter_map(|(at, line)| {
            let gap = line.cells.first()?;
            Some(Block::styled(
                ParagraphStyle::Item,
                said("dossier.item", &[("n", (at + 1).into()), ("text", gap.clone().into())]),
            ))
        });
        blocks.extend(items);
    } else {
        blocks.push(Block::Table(table(content, section)));
    }
    if !section.note.is_empty() {
        blocks.push(Block::styled(ParagraphStyle::Note, section.note.clone()));
    }
    blocks
}

/// Facts as a form: two a row, long ones alone.
fn pairs(content: &Content, section: &Section) -> Block {
    let mut rows: Vec<FieldRow> = Vec::new();
    let mut open: Option<Field> = None;
    for line in &section.lines {
        let [label, value] = line.cells.as_slice() else { continue };
        let field = Field::new(label.clone(), Text::of(content.name.clone(), value.clone()));
        let alone = section.code == "summary" || value.chars().count() > 12;
        match (open.take(), alone) {
            (None, false) => open = Some(field),
            (None, true) => rows.push(FieldRow { fields: vec![field], height: 85 }),
            (Some(first), false) => rows.push(FieldRow { fields: vec![first, field], height: 85 }),
            (Some(first), true) => {
                rows.push(FieldRow { fields: vec![first], height: 85 });
                rows.push(FieldRow { fields: vec![field], height: 85 });
            }
        }
    }
    rows.extend(open.map(|field| FieldRow { fields: vec![field], height: 85 }));
    Block::Fields(Fields { rows, label_chars: 4 })
}

fn table(content: &Content, section: &Section) -> Table {
    let widths = widths(&section.code);
    let columns: Vec<Column> = section
        .heads
        .iter()
        .enumerate()
        .map(|(at, head)| {
            let column = Column::text(head, widths.get(at).copied().unwrap_or_default());
            if centred(&section.code, at) { column.centred() } else { column }
        })
        .collect();
    let rows = rows(content, section);
    let size = if section.code == "duties" { TableSize::Dense } else { TableSize::Usual };
    Table { columns, rows, caption: None, size, ..Table::default() }
}

/// The lines as rows; a duty and a round are named once over their lines.
fn rows(content: &Content, section: &Section) -> Vec<Row> {
    let who = Some(content.name.clone());
    let merged = matches!(section.code.as_str(), "duties" | "evaluations");
    let first = |line: &Line| line.cells.first().cloned().unwrap_or_default();
    let mut rows = Vec::new();
    for run in section.lines.chunk_by(|one, other| merged && first(one) == first(other)) {
        for (at, line) in run.iter().enumerate() {
            let skip = usize::from(merged);
            let mut cells: Vec<Cell> = Vec::new();
            if merged && at == 0 {
                cells.push(Cell::from(first(line)).deep(u16::try_from(run.len()).unwrap_or(1)));
            }
            cells.extend(line.cells.iter().skip(skip).map(|cell| Cell::from(cell.clone())));
            rows.push(Row { kind: RowKind::Body, cells, who: who.clone() });
        }
    }
    rows
}

fn room(label: &str, sign: &str, height: u32) -> FieldRow {
    FieldRow {
        fields: vec![Field {
            label: print(label).to_owned(),
            value: Text::default(),
            weight: 1,
            sign: Some(print(sign).into()),
        }],
        height,
    }
}

fn signing(told: &Told, clerk: &dyn Fn(&str) -> String) -> Vec<Block> {
    let mut blocks = vec![Block::Fields(Fields {
        label_chars: 6,
        rows: vec![
            room("dossier.sign.own", "dossier.sign.name", 520),
            room("dossier.sign.liaison", "dossier.sign.name", 380),
            room("dossier.sign.unit", "dossier.sign.seal", 520),
        ],
    })];
    let Some(closed) = &told.kept.closed_on else {
        blocks.push(Block::styled(ParagraphStyle::Note, print("dossier.not_closed")));
        return blocks;
    };
    let line = |key: &str, value: String| SignaturePlace { label: print(key).to_owned(), value: value.into() };
    blocks.push(Block::Signatures(vec![
        line("dossier.closed_on", long(closed)),
        line("dossier.closed_by", clerk(&told.kept.closed_by)),
    ]));
    let seal = if told.altered {
        print("dossier.altered").to_owned()
    } else {
        said("dossier.seal", &[("code", rules::seal(&told.kept.digest).into())])
    };
    blocks.push(Block::styled(ParagraphStyle::Note, seal));
    blocks
}

/// One correction slip as a form that is signed.
fn slip_form(content: &Content, slip: &Slip) -> Vec<Block> {
    let section = content.sections.iter().find(|one| one.code == slip.section).map(|one| one.title.clone());
    let field = |key: &str, value: String| {
        Field::new(print(&format!("dossier.slip.{key}")), Text::of(content.name.clone(), value))
    };
    let row = |fields: Vec<Field>| FieldRow { fields, height: 85 };
    let none = |text: &str| if text.is_empty() { print("dossier.slip.nothing").to_owned() } else { text.to_owned() };
    vec![
        Block::heading(2, said("dossier.slip.heading", &[("n", slip.number.into())])),
        Block::Fields(Fields {
            label_chars: 4,
            rows: vec![
                row(vec![field("section", section.unwrap_or_default()), field("document", slip.document.clone())]),
                row(vec![field("subject", slip.subject.clone())]),
                row(vec![field("before", none(&slip.before))]),
                row(vec![field("after", none(&slip.after))]),
                row(vec![field("reason", slip.reason.clone())]),
                row(vec![field("clerk", slip.clerk.clone()), field("day", long(&slip.day))]),
            ],
        }),
    ]
}
