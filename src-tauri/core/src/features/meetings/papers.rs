//! The papers of a meeting: its notice, the sheet people sign in on, and its minutes.

use super::calls::whole;
use super::model::{Agenda, MeetingWhole};
use crate::features::delegates::store as delegates;
use crate::features::office::store::{self as office, Entry};
use crate::features::proposals::papers::Drawn;
use crate::features::reports::frame::{Head, long_day, meta, paper, said};
use crate::features::reports::gather::{Name, people};
use crate::features::reports::model::{Kind, Options};
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words::print;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, Document, Field, FieldRow, Fields, Letter, LetterPart, ParagraphStyle, Row, Setting,
    SignaturePlace, Table, Text, Width,
};

/// Blank rows at the end of a sign-in sheet, for guests.
const GUESTS: usize = 4;

struct Paper<'a> {
    head: &'a Head,
    it: MeetingWhole,
    people: BTreeMap<String, Name>,
    entries: Vec<Entry>,
    circle: String,
    /// Congress and session in words, for a session of a congress.
    session: String,
}

/// Makes the paper of a kind.
///
/// # Errors
/// `meetings.gone`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, kind: Kind, options: &Options) -> Result<Drawn> {
    let it = whole(reading.db, options.record_id.as_deref().unwrap_or_default())?;
    let circles = delegates::circles(reading.db)?;
    let circle = circles.into_iter().find(|one| Some(&one.id) == it.meeting.circle_id.as_ref()).map(|one| one.name);
    let session = match &it.meeting.term_id {
        Some(term) if it.meeting.session > 0 => {
            let key = if it.meeting.kind == "annual" { "meetings.called_annual" } else { "meetings.called_session" };
            let term = crate::features::proposals::store::term_name(reading.db, term)?.unwrap_or_default();
            let session = crate::features::proposals::rules::ordinal(it.meeting.session);
            said(key, &[("term", term.into()), ("session", session.into())])
        }
        _ => String::new(),
    };
    let paper = Paper {
        session,
        head,
        people: people(reading)?,
        entries: office::entries(reading.db)?,
        circle: circle.unwrap_or_default(),
        it,
    };
    let (title, document) = match kind {
        Kind::MeetingNotice => paper.notice(),
        Kind::MeetingSignIn => paper.sign_in(),
        _ => {
            let (title, mut document) = paper.minutes();
            document.blocks.extend(crate::features::materials::papers::ticked(reading, &paper.it.meeting.id)?);
            (title, document)
        }
    };
    let covers = written(&paper.it.meeting.day);
    Ok(Drawn { title, covers, document, personal: false })
}

fn written(text: &str) -> String {
    day(text).map(long_day).unwrap_or_default()
}

fn field(key: &str, value: impl Into<Text>) -> Field {
    Field::new(print(key), value)
}

impl Paper<'_> {
    fn name(&self, id: &str) -> String {
        self.people.get(id).map(|one| one.name.clone()).unwrap_or_default()
    }

    fn kind(&self) -> String {
        let code = &self.it.meeting.kind;
        let entry = self.entries.iter().find(|entry| entry.list == "meeting_kind" && entry.code == *code);
        entry.map(|entry| entry.label.clone()).unwrap_or_default()
    }

    /// Which meeting: the group with the kind, or the congress with its session.
    fn called(&self) -> String {
        if self.session.is_empty() { format!("{}{}", self.circle, self.kind()) } else { self.session.clone() }
    }

    fn when(&self) -> String {
        let it = &self.it.meeting;
        if it.starts.is_empty() { written(&it.day) } else { format!("{} {}", written(&it.day), it.starts) }
    }

    fn speaker(&self, item: &Agenda) -> String {
        item.person_id.as_ref().map_or_else(|| item.speaker.clone(), |id| self.name(id))
    }

    fn agenda(&self) -> Vec<String> {
        (1..)
            .zip(&self.it.meeting.agenda)
            .map(|(at, item): (i64, _)| {
                let speaker = self.speaker(item);
                let key = if speaker.is_empty() { "meetings.item" } else { "meetings.item_by" };
                said(key, &[("n", at.into()), ("title", item.title.clone().into()), ("by", speaker.into())])
            })
            .collect()
    }

    /// A letter to those who are asked to come.
    fn notice(&self) -> (String, Document) {
        let it = &self.it.meeting;
        let title = said("meetings.notice.title", &[("called", self.called().into())]);
        let to = if self.circle.is_empty() {
            print("meetings.notice.all").to_owned()
        } else {
            said("meetings.notice.group", &[("circle", self.circle.clone().into())])
        };
        let mut parts = vec![LetterPart::body(said(
            "meetings.notice.what",
            &[("called", self.called().into()), ("title", it.title.clone().into())],
        ))];
        parts.push(LetterPart::body(said("meetings.notice.when", &[("when", self.when().into())])));
        if !it.place.is_empty() {
            parts.push(LetterPart::body(said("meetings.notice.where", &[("place", it.place.clone().into())])));
        }
        if !it.agenda.is_empty() {
            parts.push(LetterPart::body(print("meetings.notice.agenda")));
            parts.extend(self.agenda().into_iter().map(LetterPart::body));
        }
        parts.push(LetterPart::body(print("meetings.notice.leave")));
        let on = it.notice_on.as_deref().map_or_else(|| long_day(self.head.today), written);
        let letter = Letter {
            title: title.clone().into(),
            addressee: said("proposals.addressee", &[("to", to.into())]).into(),
            parts,
            signed: vec![self.head.office.clone().into()],
            day: on.into(),
            ..Letter::default()
        };
        let blocks = vec![Block::Letter(Box::new(letter))];
        (title, Document { setting: Setting::A4, blocks, ..Document::default() })
    }

    /// Names of those who are expected, with room to sign.
    fn sign_in(&self) -> (String, Document) {
        let title = said("meetings.sign_in.title", &[("called", self.called().into())]);
        let mut document = paper(self.head, title.clone(), Setting::A4);
        document.meta = vec![
            meta(vec![said("meetings.sign_in.what", &[("title", self.it.meeting.title.clone().into())])]),
            meta(vec![
                said("meetings.sign_in.when", &[("when", self.when().into())]),
                said("meetings.sign_in.expected", &[("n", self.it.expected.len().into())]),
            ]),
        ];
        let columns = vec![
            Column::text(print("column.place"), Width::Chars(3)).centred(),
            Column::text(print("proposals.form.name"), Width::Chars(6)),
            Column::text(print("proposals.form.post"), Width::Share(1)),
            Column::text(print("proposals.form.sign"), Width::Chars(9)),
            Column::text(print("column.note"), Width::Chars(7)),
        ];
        let mut rows: Vec<Row> = Vec::new();
        for id in &self.it.expected {
            let person = self.people.get(id).cloned().unwrap_or_default();
            let leave = self.it.meeting.attendance.iter().find(|came| came.person_id == *id && came.status == "leave");
            // The sheet goes round the room: that somebody asked for leave is told, not why.
            let note = leave.map(|_| print("meetings.leave")).unwrap_or_default();
            rows.push(Row::body(vec![
                (rows.len() + 1).to_string().into(),
                Text::name(person.name).into(),
                person.post.into(),
                Cell::empty(),
                note.into(),
            ]));
        }
        for _ in 0..GUESTS {
            rows.push(Row::body((0..5).map(|_| Cell::empty()).collect()));
        }
        document.blocks = vec![Block::Table(Table { columns, rows, row_height: 95, ..Table::default() })];
        (title, document)
    }

    fn leave(&self, reason: &str) -> String {
        let word = print(match reason {
            "official" => "meetings.leave.official",
            "private" => "meetings.leave.private",
            "sick" => "meetings.leave.sick",
            "other" => "meetings.leave.other",
            _ => "meetings.leave",
        });
        word.to_owned()
    }

    /// What was said and decided, with who came and what is to be done by whom.
    fn minutes(&self) -> (String, Document) {
        let it = &self.it.meeting;
        let title = said("meetings.minutes.title", &[("called", self.called().into())]);
        let mut document = paper(self.head, title.clone(), Setting::A4);
        let of = |status: &str| -> Vec<String> {
            let came = it.attendance.iter().filter(|came| came.status == status);
            came.map(|came| match status {
                "leave" => format!("{}\u{ff08}{}\u{ff09}", self.name(&came.person_id), self.leave(&came.reason)),
                _ => self.name(&came.person_id),
            })
            .collect()
        };
        let (present, leave, absent) = (of("present"), of("leave"), of("absent"));
        let count = said(
            "meetings.minutes.count",
            &[
                ("expected", self.it.expected.len().into()),
                ("present", present.len().into()),
                ("leave", leave.len().into()),
                ("absent", absent.len().into()),
            ],
        );
        let listed = |names: Vec<String>| names.join("\u{3001}");
        let row = |fields: Vec<Field>, height: u32| FieldRow { fields, height };
        let mut rows = vec![
            row(vec![field("meetings.minutes.what", it.title.clone())], 90),
            row(
                vec![field("meetings.minutes.when", self.when()), field("meetings.minutes.where", it.place.clone())],
                90,
            ),
            row(
                vec![
                    field("meetings.minutes.host", it.host.clone()),
                    field("meetings.minutes.recorder", it.recorder.clone()),
                ],
                90,
            ),
            row(vec![field("meetings.minutes.came", count)], 90),
            row(vec![field("meetings.minutes.present", listed(present))], 120),
        ];
        if !leave.is_empty() {
            rows.push(row(vec![field("meetings.minutes.leave", listed(leave))], 90));
        }
        if !absent.is_empty() {
            rows.push(row(vec![field("meetings.minutes.absent", listed(absent))], 90));
        }
        let mut blocks = vec![Block::Fields(Fields { rows, label_chars: 5 })];
        if !it.agenda.is_empty() {
            blocks.push(Block::heading(2, print("meetings.minutes.agenda")));
            for (line, item) in self.agenda().into_iter().zip(&it.agenda) {
                blocks.push(Block::styled(ParagraphStyle::Item, line));
                if !item.outcome.is_empty() {
                    blocks.push(Block::paragraph(item.outcome.clone()));
                }
            }
        }
        blocks.push(Block::heading(2, print("meetings.minutes.said")));
        let mut lines = it.minutes.lines().filter(|line| !line.trim().is_empty()).peekable();
        if lines.peek().is_none() {
            blocks.push(Block::Lines(zhudian_paper::WritingLines { count: 8, pitch: 0 }));
        }
        blocks.extend(lines.map(|line| Block::paragraph(line.to_owned())));
        if !self.it.actions.is_empty() {
            blocks.push(self.actions());
        }
        if !self.it.papers.is_empty() {
            blocks.push(Block::heading(2, print("meetings.minutes.papers")));
            for one in &self.it.papers {
                blocks.push(Block::styled(ParagraphStyle::Item, format!("{}\u{3000}{}", one.number, one.title)));
            }
        }
        document.blocks = blocks;
        document.signatures = ["meetings.minutes.sign_host", "meetings.minutes.sign_recorder"]
            .map(|key| SignaturePlace { label: print(key).to_owned(), value: Text::default() })
            .to_vec();
        (title, document)
    }

    fn actions(&self) -> Block {
        let columns = vec![
            Column::text(print("column.place"), Width::Chars(3)).centred(),
            Column::text(print("meetings.minutes.action"), Width::Share(1)),
            Column::text(print("meetings.minutes.owner"), Width::Chars(7)),
            Column::text(print("meetings.minutes.due"), Width::Chars(8)),
            Column::text(print("meetings.minutes.done"), Width::Chars(10)),
        ];
        let rows = (1..).zip(&self.it.actions).map(|(at, line): (usize, _)| {
            let it = &line.action;
            let owner = it.person_id.as_ref().map_or_else(|| it.owner.clone(), |id| self.name(id));
            let done = it.done_on.as_deref().map(written).unwrap_or_default();
            Row::body(vec![
                at.to_string().into(),
                it.content.clone().into(),
                owner.into(),
                it.due_on.as_deref().map(written).unwrap_or_default().into(),
                format!("{done}{}", it.outcome).into(),
            ])
        });
        let caption = Some(print("meetings.minutes.actions").to_owned());
        Block::Table(Table { columns, rows: rows.collect(), caption, ..Table::default() })
    }
}
