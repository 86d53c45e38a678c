//! The list of a transfer as a paper with a page to sign. It prints what stands in the list, frozen or not.

use super::calls::whole;
use super::model::TransferLine;
use crate::features::handovers::papers::signatures;
use crate::features::proposals::papers::Drawn;
use crate::features::reports::frame::{Head, long_day, meta, paper, said};
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words::print;
use zhudian_paper::{Block, Cell, Column, Document, ParagraphStyle, Row, RowKind, Setting, Table, Width};

/// Parts of the list in its order, by the kinds of their lines.
const PARTS: &[(&str, &[&str])] = &[
    ("work", &["opinions", "promises", "proposals", "plans", "notices", "action", "weeks", "reports", "drafts"]),
    ("things", &["round", "stick", "paper", "backup", "key"]),
    ("more", &["free"]),
];

/// The paper of a transfer.
///
/// # Errors
/// `transfers.gone`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, id: &str) -> Result<Drawn> {
    let it = whole(reading, id)?;
    let transfer = &it.transfer;
    let title = print("transfers.title").to_owned();
    let mut document = paper(head, title.clone(), Setting::A4);
    let written = |text: &str| day(text).map(long_day).unwrap_or_default();
    document.meta = vec![
        meta(vec![
            said("transfers.from", &[("name", transfer.from.clone().into())]),
            said("transfers.to", &[("name", transfer.to_name.clone().into())]),
            said("transfers.watched", &[("name", transfer.witness.clone().into())]),
        ]),
        meta(vec![
            said("transfers.counted", &[("day", written(&transfer.counted_on).into())]),
            match &transfer.signed_on {
                Some(signed) => said("transfers.signed", &[("day", written(signed).into())]),
                None => print("transfers.unsigned").to_owned(),
            },
        ]),
    ];
    let mut blocks = Vec::new();
    if !transfer.absent.is_empty() {
        blocks.push(Block::paragraph(said(
            "transfers.in_absence",
            &[("name", transfer.from.clone().into()), ("why", transfer.absent.clone().into())],
        )));
    }
    let mut number = 0;
    for (part, kinds) in PARTS {
        let lines: Vec<&TransferLine> = it.lines.iter().filter(|line| kinds.contains(&line.kind.as_str())).collect();
        if !lines.is_empty() {
            blocks.push(Block::heading(2, print(&format!("transfers.part.{part}"))));
            blocks.push(table(&lines, &mut number));
        }
    }
    if !transfer.note.is_empty() {
        blocks.push(Block::paragraph(said("transfers.remark", &[("note", transfer.note.clone().into())])));
    }
    blocks.push(Block::heading(2, print("transfers.sign")));
    blocks.push(Block::paragraph(print("transfers.declare")));
    let signed = transfer.signed_on.as_deref().map(written).unwrap_or_default();
    let from = if transfer.absent.is_empty() { "transfers.sign_from" } else { "transfers.sign_for" };
    let own = if transfer.absent.is_empty() { transfer.from.as_str() } else { "" };
    blocks.push(signatures(
        &[
            (print(from), own),
            (print("transfers.sign_to"), &transfer.to_name),
            (print("transfers.sign_witness"), &transfer.witness),
        ],
        &signed,
    ));
    let written_out: Vec<&TransferLine> = it.lines.iter().filter(|line| line.detail.len() > 1).collect();
    if !written_out.is_empty() {
        blocks.push(Block::heading(2, print("transfers.detail")));
        for line in written_out {
            let n = line.counted.unwrap_or_else(|| i64::try_from(line.detail.len()).unwrap_or(i64::MAX));
            let fields = [("label", line.label.clone().into()), ("n", n.into())];
            blocks.push(Block::heading(3, said("transfers.detail_of", &fields)));
            // What is told by village has a line for each.
            let by_village = line.detail.iter().any(|one| one.contains('\u{3001}'));
            let parts = if by_village { line.detail.clone() } else { vec![line.detail.join("\u{ff1b}")] };
            blocks.extend(parts.into_iter().map(|part| Block::styled(ParagraphStyle::Item, part)));
        }
    }
    document.blocks = blocks;
    Ok(Drawn {
        title,
        covers: format!("{}{}", transfer.from, transfer.to_name),
        document: closed(document),
        personal: false,
    })
}

fn table(lines: &[&TransferLine], number: &mut usize) -> Block {
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("transfers.what"), Width::Share(3)),
        Column::text(print("transfers.how_many"), Width::Chars(4)).centred(),
        Column::text(print("transfers.where"), Width::Share(2)),
        Column::text(print("column.note"), Width::Share(2)),
        Column::text(print("transfers.given"), Width::Chars(4)).centred(),
    ];
    let rows = lines.iter().map(|line| {
        *number += 1;
        let note = match (line.detail.as_slice(), line.note.is_empty()) {
            ([one], true) => one.clone(),
            ([one], false) => format!("{one}\u{ff1b}{}", line.note),
            _ => line.note.clone(),
        };
        Row {
            kind: RowKind::Body,
            cells: vec![
                number.to_string().into(),
                line.label.clone().into(),
                line.counted.map_or_else(Cell::empty, |n| n.to_string().into()),
                line.kept_at.clone().into(),
                note.into(),
                print(if line.given { "transfers.yes" } else { "transfers.no" }).into(),
            ],
            who: None,
        }
    });
    Block::Table(Table { columns, rows: rows.collect(), row_height: 80, ..Table::default() })
}

/// Nothing is added below the signatures.
fn closed(mut document: Document) -> Document {
    document.definitions = vec![print("transfers.define").into()];
    document
}
