//! The recovery key on paper: copied by nobody, sealed, kept by the unit. It is printed and never saved as a file.

use super::frame::{Head, long_day, meta, paper, said};
use crate::ground::words;
use zhudian_paper::{Block, Document, Field, FieldRow, Fields, ParagraphStyle, Setting, Text};

/// Groups on one line of the sheet.
const GROUPS_A_LINE: usize = 4;

/// The sheet for a key in groups parted by hyphens or blanks.
#[must_use]
pub fn document(head: &Head, recovery_key: &str) -> Document {
    let print = words::print;
    let mut document = paper(head, print("key.title").to_owned(), Setting::A4);
    document.marking = Some(print("key.marking").to_owned());
    document.meta = vec![meta(vec![
        said("key.office", &[("office", head.office.clone().into())]),
        said("key.day", &[("day", long_day(head.today).into())]),
    ])];
    let groups: Vec<&str> = recovery_key
        .split(|letter: char| letter == '-' || letter.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect();
    let lines: Vec<String> = groups.chunks(GROUPS_A_LINE).map(|line| line.join(" - ")).collect();
    document.blocks = vec![
        Block::Space(30),
        Block::paragraph(print("key.what")),
        Block::styled(ParagraphStyle::Key, lines.join("\n")),
        Block::heading(1, print("key.rules")),
    ];
    for key in ["key.rule.1", "key.rule.2", "key.rule.3", "key.rule.4"] {
        document.blocks.push(Block::styled(ParagraphStyle::Item, print(key)));
    }
    document.blocks.push(Block::heading(1, print("key.sealing")));
    let field = |key: &str, value: Text| Field { label: print(key).to_owned(), value, weight: 1, sign: None };
    let row = |fields: Vec<Field>| FieldRow { fields, height: 140 };
    document.blocks.push(Block::Fields(Fields {
        label_chars: 5,
        rows: vec![
            row(vec![field("key.printed_by", head.clerk.clone().into()), field("key.sealed_by", Text::default())]),
            row(vec![field("key.kept_by", Text::default()), field("key.sealed_on", Text::default())]),
            row(vec![field("key.place", Text::default())]),
            row(vec![field("key.used", Text::default())]),
        ],
    }));
    document.foot.pages = String::new();
    document
}
