//! The papers of a notice: the notice as an official letter, the sheet it is signed for on, and the list to ring up from.

use super::calls::{missing, whole};
use super::model::{NoticeWhole, RecipientLine};
use crate::features::office::store as office;
use crate::features::proposals::papers::Drawn;
use crate::features::reports::frame::{Head, long_day, meta, paper, said};
use crate::features::reports::model::{Kind, Options};
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words::print;
use zhudian_paper::{
    Block, Cell, Column, Document, Letter, LetterPart, Row, Setting, SignaturePlace, Table, Text, Width,
};

/// Groups named in the address of a letter before it says only how many there are.
const NAMED_GROUPS: usize = 6;

/// Makes the paper of a kind.
///
/// # Errors
/// `notices.gone`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, kind: Kind, options: &Options) -> Result<Drawn> {
    let it = whole(reading, options.record_id.as_deref().unwrap_or_default())?;
    let covers = written(&it.notice.day);
    let (title, document, personal) = match kind {
        Kind::Notice => (it.notice.title.clone(), letter(reading, head, &it)?, false),
        Kind::NoticePhones => {
            let title = print("notices.phones.title").to_owned();
            (title.clone(), phones(reading, head, &it, title)?, true)
        }
        _ => {
            let title = print("notices.delivery.title").to_owned();
            (title.clone(), delivery(reading, head, &it, title)?, false)
        }
    };
    Ok(Drawn { title, covers, document, personal })
}

fn written(text: &str) -> String {
    day(text).map(long_day).unwrap_or_default()
}

/// Whom the letter is addressed to: what its audience says, in its own words and order.
fn addressee(reading: &Reading<'_>, it: &NoticeWhole) -> Result<String> {
    let circles = crate::features::delegates::store::circles(reading.db)?;
    let mut parts: Vec<String> = Vec::new();
    for line in &it.notice.audience {
        let name = || {
            let known = it.recipients.iter().find(|one| {
                one.recipient.person_id.as_ref() == Some(&line.target)
                    || one.recipient.area_id.as_ref() == Some(&line.target)
            });
            known.map(|one| one.name.clone()).unwrap_or_default()
        };
        parts.push(match line.kind.as_str() {
            "delegates" => print("notices.to.delegates").to_owned(),
            "areas" => print("notices.to.areas").to_owned(),
            "circle" => {
                let circle = circles.iter().find(|one| one.id == line.target).map(|one| one.name.clone());
                said("notices.to.circle", &[("circle", circle.unwrap_or_default().into())])
            }
            "area" => said("notices.to.area", &[("area", name().into())]),
            "person" => said("notices.to.person", &[("name", name().into())]),
            _ => line.target.clone(),
        });
    }
    let more = parts.len() > NAMED_GROUPS;
    parts.truncate(NAMED_GROUPS);
    let joined = parts.join("\u{3001}");
    Ok(if more { said("notices.to.more", &[("to", joined.into())]) } else { joined })
}

/// The notice by the layout of official letters.
fn letter(reading: &Reading<'_>, head: &Head, it: &NoticeWhole) -> Result<Document> {
    let notice = &it.notice;
    let mut parts: Vec<LetterPart> = crate::features::activities::papers::letter_parts(&notice.body);
    for (at, one) in (1..).zip(&it.opinions) {
        parts.push(LetterPart::body(said(
            "notices.opinion",
            &[
                ("n", i64::from(at).into()),
                ("area", one.area.clone().into()),
                ("content", one.content.trim_end_matches(['\u{3002}', '.']).into()),
                ("unit", one.unit.clone().into()),
                ("progress", one.progress.trim_end_matches(['\u{3002}', '.']).into()),
            ],
        )));
    }
    let letter = Letter {
        number: notice.document.clone().into(),
        title: notice.title.clone().into(),
        addressee: said("proposals.addressee", &[("to", addressee(reading, it)?.into())]).into(),
        parts,
        signed: vec![head.office.clone().into()],
        day: written(&notice.day).into(),
        note: if notice.contact.is_empty() {
            Text::default()
        } else {
            said("notices.contact", &[("contact", notice.contact.clone().into())]).into()
        },
        ..Letter::default()
    };
    Ok(Document {
        setting: Setting { two_sided: true, ..Setting::A4 },
        blocks: vec![Block::Letter(Box::new(letter))],
        ..Document::default()
    })
}

/// Title, day and limit of the notice above its sheets.
fn about(it: &NoticeWhole) -> Vec<zhudian_paper::MetaLine> {
    let notice = &it.notice;
    let reached = it.recipients.iter().filter(|line| line.reached_on.is_some()).count();
    let mut days = vec![said("notices.sheet.day", &[("day", written(&notice.day).into())])];
    if let Some(by) = &notice.receipt_by {
        days.push(said("notices.sheet.by", &[("day", written(by).into())]));
    }
    days.push(said("notices.sheet.count", &[("n", it.recipients.len().into()), ("reached", reached.into())]));
    vec![meta(vec![said("notices.sheet.what", &[("title", notice.title.clone().into())])]), meta(days)]
}

/// Everybody who must have the notice: how it got there is printed when it is known, the rest is room to write and sign.
fn delivery(reading: &Reading<'_>, head: &Head, it: &NoticeWhole, title: String) -> Result<Document> {
    let mut document = paper(head, title, Setting::A4);
    document.meta = about(it);
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("notices.sheet.name"), Width::Share(2)),
        Column::text(print("notices.sheet.about"), Width::Share(2)),
        Column::text(print("notices.sheet.when"), Width::Chars(7)),
        Column::text(print("notices.sheet.way"), Width::Chars(4)),
        Column::text(print("notices.sheet.sign"), Width::Chars(8)),
        Column::text(print("column.note"), Width::Share(2)),
    ];
    let mut rows = Vec::new();
    for (at, line) in (1_usize..).zip(&it.recipients) {
        let done = line.deliveries.iter().find(|one| one.reached);
        let when = done.map(|one| format!("{} {}", short(&one.day), one.at).trim().to_owned()).unwrap_or_default();
        let way = done.map_or(Ok(String::new()), |one| office::label(reading.db, "notice_way", &one.way))?;
        let taken = done.filter(|one| !one.receiver.is_empty()).map(|one| {
            let by = said("notices.sheet.taken", &[("name", one.receiver.clone().into())]);
            if one.note.is_empty() { by } else { format!("{by}\u{ff1b}{}", one.note) }
        });
        let note = taken.or_else(|| done.map(|one| one.note.clone())).unwrap_or_default();
        rows.push(Row::body(vec![
            at.to_string().into(),
            called(line).into(),
            line.about.clone().into(),
            when.into(),
            way.into(),
            Cell::empty(),
            note.into(),
        ]));
    }
    document.blocks = vec![Block::Table(Table { columns, rows, row_height: 95, ..Table::default() })];
    document.signatures = ["notices.sheet.sent_by", "notices.sheet.checked_by"]
        .map(|key| SignaturePlace { label: print(key).to_owned(), value: Text::default() })
        .to_vec();
    Ok(document)
}

fn called(line: &RecipientLine) -> Text {
    if line.recipient.kind == "person" { Text::name(line.name.clone()) } else { line.name.clone().into() }
}

fn short(text: &str) -> String {
    day(text).map(crate::features::reports::frame::short_day).unwrap_or_default()
}

/// Who has not got it, with a telephone to try and room for what was said.
fn phones(reading: &Reading<'_>, head: &Head, it: &NoticeWhole, title: String) -> Result<Document> {
    let mut document = paper(head, title, Setting::A4);
    document.meta = about(it);
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("notices.sheet.name"), Width::Share(1)),
        Column::text(print("notices.sheet.about"), Width::Share(1)),
        Column::text(print("notices.phones.contact"), Width::Chars(8)),
        Column::text(print("notices.phones.phone"), Width::Chars(7)),
        Column::text(print("notices.phones.called"), Width::Chars(6)),
        Column::text(print("notices.phones.said"), Width::Share(1)),
    ];
    let lines = missing(reading, it)?;
    let rows = (1_usize..).zip(&lines).map(|(at, line)| {
        let role = print(match line.role.as_str() {
            "own" => "notices.phones.own",
            "liaison" => "notices.phones.liaison",
            "leader" => "notices.phones.leader",
            _ => "notices.phones.none",
        });
        let contact = if line.role == "own" || line.contact.is_empty() {
            role.to_owned()
        } else {
            format!("{role}{}", line.contact)
        };
        Row::body(vec![
            at.to_string().into(),
            line.name.clone().into(),
            line.about.clone().into(),
            contact.into(),
            line.phone.clone().into(),
            Cell::empty(),
            Cell::empty(),
        ])
    });
    document.blocks = if lines.is_empty() {
        vec![Block::paragraph(print("notices.phones.nobody"))]
    } else {
        vec![Block::Table(Table { columns, rows: rows.collect(), row_height: 95, ..Table::default() })]
    };
    Ok(document)
}
