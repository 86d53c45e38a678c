//! The papers of one proposal, and the list of all: what is known is printed, the rest is room to write and sign.
//!
//! Notices and answers are letters by GB/T 9704; forms are ruled sheets. No seal is ever drawn: its room is left.

use super::chain;
use super::chain_calls::thread;
use super::model::{Filter, Move, PageAsked, ProposalThread};
use super::store::{self, lists};
use crate::features::delegates::store as delegates;
use crate::features::office::store::{self as office, Entry};
use crate::features::reports::frame::{Head, long_day, meta, names, paper, report_signatures, said};
use crate::features::reports::gather::{Name, people};
use crate::features::reports::model::{Kind, Options};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, DayPattern, Document, Field, FieldRow, Fields, Letter, LetterPart, ParagraphStyle, Row,
    Setting, SignaturePlace, Table, TableSize, Text, Width,
};

/// Rows left for names when nobody was asked yet.
const BLANK_ROWS: usize = 10;

/// A finished paper with its name.
pub struct Drawn {
    /// Title, also of the file.
    pub title: String,
    /// What it covers, for the file's name.
    pub covers: String,
    /// The paper.
    pub document: Document,
    /// Whether a phone stands on it.
    pub personal: bool,
}

struct Paper<'a> {
    head: &'a Head,
    it: ProposalThread,
    people: BTreeMap<String, Name>,
    entries: Vec<Entry>,
}

/// Makes the paper of a kind.
///
/// # Errors
/// `proposals.gone`, `proposals.no_paper` when its step was not taken yet; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, kind: Kind, options: &Options) -> Result<Drawn> {
    if kind == Kind::ProposalList {
        return list(reading, head, options);
    }
    let id = options.record_id.as_deref().unwrap_or_default();
    let paper =
        Paper { head, it: thread(reading, id)?, people: people(reading)?, entries: office::entries(reading.db)? };
    let (title, document) = match kind {
        Kind::ProposalSlip => paper.slip(),
        Kind::ProposalExamination => paper.examination(),
        Kind::ProposalAssignment => paper.assignment(reading)?,
        Kind::ProposalReply => paper.reply()?,
        Kind::ProposalRating => paper.rating()?,
        _ => paper.form(reading)?,
    };
    let phone = |id: &String| paper.people.get(id).is_some_and(|one| !one.phone.is_empty());
    let personal = kind == Kind::Proposal && paper.it.proposal.lead_id.as_ref().is_some_and(phone);
    Ok(Drawn { title, covers: paper.called(), document, personal })
}

fn field(key: &str, value: impl Into<Text>) -> Field {
    Field::new(print(key), value)
}

fn row(fields: Vec<Field>, height: u32) -> FieldRow {
    FieldRow { fields, height }
}

fn place(key: &str) -> SignaturePlace {
    SignaturePlace { label: print(key).to_owned(), value: Text::default() }
}

fn written(text: &str) -> String {
    day(text).map(long_day).unwrap_or_default()
}

impl Paper<'_> {
    fn name(&self, id: &str) -> Text {
        self.people.get(id).map_or_else(Text::default, |one| Text::name(one.name.clone()))
    }

    fn label(&self, list: &str, code: &str) -> String {
        self.entries
            .iter()
            .find(|entry| entry.list == list && entry.code == code)
            .map(|entry| entry.label.clone())
            .unwrap_or_default()
    }

    fn kind(&self) -> String {
        self.label("proposal_kind", &self.it.proposal.kind)
    }

    /// The number, or the subject of a paper that has none yet.
    fn called(&self) -> String {
        let paper = &self.it.proposal;
        if paper.number.is_empty() { paper.title.clone() } else { paper.number.clone() }
    }

    /// How an answer names the paper: its number, with the kind where the number does not say it.
    fn cited(&self) -> String {
        let kind = self.kind();
        let called = self.called();
        if called.contains(&kind) { called } else { format!("{called}{kind}") }
    }

    /// The lead, or who proposes without one.
    fn lead(&self) -> String {
        let paper = &self.it.proposal;
        paper.lead_id.as_deref().map(|id| self.name(id).text).unwrap_or_default()
    }

    /// Who proposes, as a letter names them.
    fn proposers(&self) -> String {
        let (lead, count) = (self.lead(), self.it.raters.len());
        match count {
            0 if lead.is_empty() => print("proposals.delegates").to_owned(),
            0 | 1 => said("proposals.one_delegate", &[("name", lead.into())]),
            _ => said("proposals.several", &[("name", lead.into()), ("n", count.into())]),
        }
    }

    /// The newest step of a kind that counts.
    fn step(&self, codes: &[&str]) -> Option<Move> {
        let moves: Vec<Move> = self.it.moves.iter().map(|line| line.step.clone()).collect();
        chain::effective(&moves).rev().find(|one| codes.contains(&one.code.as_str())).cloned()
    }

    fn titled(&self, key: &str) -> (String, Document) {
        let title = said(key, &[("office", self.head.office.clone().into()), ("kind", self.kind().into())]);
        (title.clone(), paper(self.head, title, Setting::A4))
    }

    fn choices(&self, list: &[(String, bool)]) -> String {
        let boxed: Vec<String> = list
            .iter()
            .map(|(label, chosen)| {
                format!("{}{label}", print(if *chosen { "proposals.chosen" } else { "reception.box" }))
            })
            .collect();
        boxed.join("\u{3000}")
    }

    /// The paper as it is handed in: subject, ground, plan, who proposes it.
    fn form(&self, reading: &Reading<'_>) -> Result<(String, Document)> {
        let it = &self.it.proposal;
        let (title, mut document) = self.titled("proposals.form.title");
        let term = match &it.term_id {
            Some(id) => store::term_name(reading.db, id)?.unwrap_or_default(),
            None => String::new(),
        };
        let session = if it.session > 0 {
            said(
                "proposals.form.session",
                &[("term", term.into()), ("session", super::rules::ordinal(it.session).into())],
            )
        } else {
            print("proposals.form.between").to_owned()
        };
        let lead = it.lead_id.as_ref().and_then(|id| self.people.get(id)).cloned().unwrap_or_default();
        let handed = if it.stage == "draft" { String::new() } else { written(&it.day) };
        let mut rows = vec![
            row(vec![field("proposals.form.number", it.number.clone()), field("proposals.form.when", session)], 90),
            row(
                vec![
                    field("proposals.form.topic", self.label("topic", &it.topic)),
                    field("proposals.form.handed", handed),
                ],
                90,
            ),
            row(vec![field("proposals.form.matter", it.title.clone())], 110),
            row(vec![field("proposals.form.basis", it.basis.clone())], 620),
            row(vec![field("proposals.form.plan", it.plan.clone())], 620),
        ];
        let group = self.group(reading)?;
        if !group.is_empty() {
            rows.push(row(vec![field("proposals.form.group", group)], 90));
        }
        rows.push(row(
            vec![
                field("proposals.form.lead", Text::name(lead.name.clone())),
                field("proposals.form.post", lead.post).weighing(2),
            ],
            100,
        ));
        rows.push(row(
            vec![field("proposals.form.phone", lead.phone), field("proposals.form.sign", Text::default()).weighing(2)],
            120,
        ));
        document.blocks.push(Block::Fields(Fields { rows, label_chars: 5 }));
        if !self.it.signers.is_empty() {
            document.blocks.push(self.signers(print("proposals.form.with")));
        }
        Ok((title, document))
    }

    fn group(&self, reading: &Reading<'_>) -> Result<String> {
        let it = &self.it.proposal;
        if let Some(circle) = &it.circle_id {
            let circles = delegates::circles(reading.db)?;
            return Ok(circles.into_iter().find(|one| one.id == *circle).map(|one| one.name).unwrap_or_default());
        }
        let teams = crate::features::stations::store::teams(reading.db)?;
        Ok(teams.into_iter().find(|one| Some(&one.id) == it.team_id.as_ref()).map(|one| one.name).unwrap_or_default())
    }

    /// Names with room to sign; blank rows when nobody was asked yet.
    fn signers(&self, caption: &str) -> Block {
        let columns = vec![
            Column::text(print("column.place"), Width::Chars(3)).centred(),
            Column::text(print("proposals.form.name"), Width::Chars(6)),
            Column::text(print("proposals.form.post"), Width::Share(1)),
            Column::text(print("proposals.form.sign"), Width::Chars(8)),
            Column::text(print("proposals.form.day"), Width::Chars(8)),
        ];
        let signed = |one: &super::model::Signer| one.signed_on.as_deref().map(written).unwrap_or_default();
        let mut rows: Vec<Row> = (1..)
            .zip(self.it.signers.iter().filter(|one| one.state != "declined"))
            .map(|(at, one): (usize, _)| {
                let person = self.people.get(&one.person_id).cloned().unwrap_or_default();
                Row::body(vec![
                    at.to_string().into(),
                    Text::name(person.name).into(),
                    person.post.into(),
                    Cell::empty(),
                    signed(one).into(),
                ])
            })
            .collect();
        for at in rows.len()..if rows.is_empty() { BLANK_ROWS } else { 0 } {
            rows.push(Row::body(vec![
                (at + 1).to_string().into(),
                Cell::empty(),
                Cell::empty(),
                Cell::empty(),
                Cell::empty(),
            ]));
        }
        Block::Table(Table { columns, rows, caption: Some(caption.to_owned()), row_height: 110, ..Table::default() })
    }

    /// The sheet co-signers sign, with the text they sign.
    fn slip(&self) -> (String, Document) {
        let it = &self.it.proposal;
        let (title, mut document) = self.titled("proposals.slip.title");
        let until = it.sign_by.as_deref().map_or_else(|| print("reception.blank_day").to_owned(), written);
        document.blocks = vec![
            Block::Fields(Fields {
                rows: vec![
                    row(vec![field("proposals.form.matter", it.title.clone())], 110),
                    row(vec![field("proposals.form.basis", it.basis.clone())], 300),
                    row(vec![field("proposals.form.plan", it.plan.clone())], 300),
                    row(
                        vec![
                            field("proposals.form.lead", Text::name(self.lead())),
                            field("proposals.slip.until", until),
                        ],
                        90,
                    ),
                ],
                label_chars: 5,
            }),
            self.signers(print("proposals.slip.table")),
            Block::styled(
                ParagraphStyle::Note,
                said("proposals.slip.note", &[("least", self.it.least.into()), ("kind", self.kind().into())]),
            ),
        ];
        (title, document)
    }

    /// What the examination says, with room for its signatures.
    fn examination(&self) -> (String, Document) {
        let it = &self.it.proposal;
        let (title, mut document) = self.titled("proposals.examination.title");
        let step = self.step(&["file", "refuse", "merge", "to_opinion"]);
        let code = step.as_ref().map(|one| one.code.clone()).unwrap_or_default();
        let views: Vec<(String, bool)> = ["file", "refuse", "merge", "to_opinion"]
            .iter()
            .map(|one| (chain::label("move", one).to_owned(), *one == code))
            .collect();
        let mut reason = step.as_ref().map(|one| one.note.clone()).unwrap_or_default();
        if let Some(one) = step.as_ref().filter(|one| !one.ground.is_empty()) {
            reason = format!("{}\u{3002}{reason}", self.label("proposal_ground", &one.ground));
        }
        if let (Some(other), "merge") = (&self.it.joined_to, code.as_str()) {
            reason = said(
                "proposals.examination.into",
                &[("number", other.number.clone().into()), ("title", other.title.clone().into())],
            );
        }
        let on = step.as_ref().map_or_else(|| print("reception.blank_day").to_owned(), |one| written(&one.day));
        let signed =
            said("proposals.examination.signed", &[("signed", self.it.signed.into()), ("least", self.it.least.into())]);
        document.blocks = vec![Block::Fields(Fields {
            rows: vec![
                row(
                    vec![
                        field("proposals.form.number", it.number.clone()),
                        field("proposals.form.handed", written(&it.day)),
                    ],
                    90,
                ),
                row(vec![field("proposals.form.matter", it.title.clone())], 110),
                row(
                    vec![
                        field("proposals.examination.by", self.proposers()),
                        field("proposals.examination.count", signed),
                    ],
                    90,
                ),
                row(vec![field("proposals.form.basis", it.basis.clone())], 300),
                row(vec![field("proposals.form.plan", it.plan.clone())], 300),
                row(vec![field("proposals.examination.view", self.choices(&views))], 110),
                row(vec![Field { sign: Some(on.into()), ..field("proposals.examination.reason", reason) }], 420),
            ],
            label_chars: 5,
        })];
        document.signatures = vec![place("proposals.examination.examiner"), place("proposals.examination.head")];
        (title, document)
    }

    fn letter(&self, letter: Letter) -> Document {
        Document {
            setting: Setting { two_sided: true, ..Setting::A4 },
            blocks: vec![Block::Letter(Box::new(letter))],
            ..Document::default()
        }
    }

    /// The notice a unit is given a paper with: who answers, who helps, and every limit as a day.
    fn assignment(&self, reading: &Reading<'_>) -> Result<(String, Document)> {
        let step = self.step(&["assign", "reassign"]).ok_or_else(|| refuse("proposals.no_paper"))?;
        let it = &self.it.proposal;
        let title = said("proposals.assignment.title", &[("cited", self.cited().into())]);
        let units: Vec<&str> = step.units.iter().map(|unit| unit.unit.as_str()).collect();
        let of = |role: &str| -> Vec<&str> {
            step.units.iter().filter(|unit| unit.role == role).map(|unit| unit.unit.as_str()).collect()
        };
        let said_of = |key: &str, list: Vec<&str>| {
            (!list.is_empty()).then(|| said(key, &[("units", list.join("\u{3001}").into())]))
        };
        let shares: Vec<String> = [
            said_of("proposals.assignment.sole", of("sole")),
            said_of("proposals.assignment.lead", of("lead")),
            said_of("proposals.assignment.joint", of("joint")),
            said_of("proposals.assignment.part", of("part")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let (book, from) = (store::book(reading.db, &step.day)?, day(&step.day)?);
        let calendar = crate::features::calendar::store::calendar(reading.db)?;
        let until = |limit: &str| book.due(book.limit(limit), from, &|day| calendar.works(day)).map(long_day);
        let mut parts = vec![
            LetterPart::body(said(
                "proposals.assignment.what",
                &[("by", self.proposers().into()), ("title", it.title.clone().into()), ("cited", self.cited().into())],
            )),
            LetterPart::body(shares.join("")),
        ];
        let mut asks = Vec::new();
        if let Some(until) = until("proposals.return_within") {
            asks.push(said("proposals.assignment.return", &[("until", until.into())]));
        }
        asks.push(print("proposals.assignment.talk").to_owned());
        if let Some(until) = until("proposals.co_opinion_within").filter(|_| !of("joint").is_empty()) {
            asks.push(said("proposals.assignment.co_opinion", &[("until", until.into())]));
        }
        if let Some(until) = &step.due_on {
            asks.push(said("proposals.assignment.reply", &[("until", written(until).into())]));
        }
        asks.push(print("proposals.assignment.form").to_owned());
        for (at, ask) in (1..).zip(asks) {
            parts.push(LetterPart::body(said("proposals.item", &[("n", i64::from(at).into()), ("text", ask.into())])));
        }
        let letter = Letter {
            number: step.document.clone().into(),
            title: title.clone().into(),
            addressee: said("proposals.addressee", &[("to", units.join("\u{3001}").into())]).into(),
            parts,
            annexes: vec![said("proposals.assignment.annex", &[("cited", self.cited().into())]).into()],
            signed: vec![self.head.office.clone().into()],
            day: written(&step.day).into(),
            ..Letter::default()
        };
        Ok((title, self.letter(letter)))
    }

    /// The answer of a unit: its class at the right above, its words, who to ring up. What is not written yet is left
    /// to be written in Word.
    fn reply(&self) -> Result<(String, Document)> {
        let it = &self.it.proposal;
        let step = self.step(&["reply", "answer_at_once"]);
        let unit = step
            .as_ref()
            .map(|one| one.unit.clone())
            .or_else(|| self.it.units.iter().find(|unit| unit.answers()).map(|unit| unit.unit.clone()));
        let unit = unit.ok_or_else(|| refuse("proposals.no_paper"))?;
        let step = step.unwrap_or_default();
        let title = said("proposals.reply.title", &[("cited", self.cited().into())]);
        let body = if step.note.is_empty() { print("proposals.reply.blank").to_owned() } else { step.note.clone() };
        let mut parts = vec![LetterPart::body(said("proposals.reply.opening", &[("title", it.title.clone().into())]))];
        parts.extend(body.lines().filter(|line| !line.trim().is_empty()).map(LetterPart::body));
        parts.push(LetterPart::body(print("proposals.reply.closing")));
        let on = if step.day.is_empty() { print("reception.blank_day").to_owned() } else { written(&step.day) };
        // The class stands beside the number, above the title at the right.
        let number = match (step.document.as_str(), step.result.as_str()) {
            (number, "") => number.to_owned(),
            (number, class) => {
                said("proposals.reply.class", &[("number", number.into()), ("class", class.into())]).trim().to_owned()
            }
        };
        let letter = Letter {
            number: number.into(),
            title: title.clone().into(),
            addressee: said("proposals.addressee", &[("to", self.proposers().into())]).into(),
            parts,
            signed: vec![unit.into()],
            day: on.into(),
            note: if step.contact.is_empty() {
                Text::default()
            } else {
                said("proposals.reply.contact", &[("contact", step.contact.clone().into())]).into()
            },
            copies: said("proposals.reply.copies", &[("office", self.head.office.clone().into())]).into(),
            ..Letter::default()
        };
        Ok((title, self.letter(letter)))
    }

    /// A sheet for each proposer: two marks, room for words, a signature.
    fn rating(&self) -> Result<(String, Document)> {
        let step = self.step(&["reply", "answer_at_once"]).ok_or_else(|| refuse("proposals.no_paper"))?;
        let (title, mut document) = self.titled("proposals.rating.title");
        let grades: Vec<(String, bool)> = self
            .entries
            .iter()
            .filter(|entry| entry.list == "satisfaction" && entry.active)
            .map(|entry| (entry.label.clone(), false))
            .collect();
        let class = self.label(&step.scheme, &step.result);
        let result = if step.result.is_empty() { String::new() } else { format!("{}\u{3000}{class}", step.result) };
        let raters: Vec<Text> = if self.it.raters.is_empty() {
            vec![Text::default()]
        } else {
            self.it.raters.iter().map(|id| self.name(id)).collect()
        };
        let mut blocks = Vec::new();
        for (at, rater) in raters.into_iter().enumerate() {
            if at > 0 {
                blocks.push(Block::NewPaper { title: title.clone().into(), meta: Vec::new() });
            }
            let rows = vec![
                row(
                    vec![
                        field("proposals.form.number", self.it.proposal.number.clone()),
                        field("proposals.rating.delegate", rater),
                    ],
                    100,
                ),
                row(vec![field("proposals.form.matter", self.it.proposal.title.clone())], 130),
                row(
                    vec![
                        field("proposals.rating.unit", step.unit.clone()),
                        field("proposals.rating.replied", written(&step.day)),
                    ],
                    100,
                ),
                row(
                    vec![
                        field("proposals.rating.document", step.document.clone()),
                        field("proposals.rating.result", result.clone()),
                    ],
                    100,
                ),
                row(vec![field("proposals.rating.work", self.choices(&grades))], 160),
                row(vec![field("proposals.rating.outcome", self.choices(&grades))], 160),
                row(
                    vec![Field {
                        sign: Some(print("proposals.rating.sign").into()),
                        ..field("proposals.rating.words", Text::default())
                    }],
                    700,
                ),
            ];
            blocks.push(Block::Fields(Fields { rows, label_chars: 5 }));
            let until = step.due_on.as_deref().map(written).unwrap_or_default();
            blocks.push(Block::styled(
                ParagraphStyle::Note,
                said("proposals.rating.note", &[("until", until.into()), ("office", self.head.office.clone().into())]),
            ));
        }
        document.blocks = blocks;
        // Single sheets are handed to single people: a running number would mislead.
        document.foot.pages = String::new();
        Ok((title, document))
    }
}

/// All papers of a span of days as a list.
fn list(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drawn> {
    let (from, to) = crate::features::reports::gather::span(options, reading.today)?;
    let entries = office::entries(reading.db)?;
    let label = |list: &str, code: &str| {
        entries.iter().find(|one| one.list == list && one.code == code).map(|one| one.label.clone()).unwrap_or_default()
    };
    let mut asked = PageAsked {
        filter: Filter { from: Some(from.to_string()), to: Some(to.to_string()), ..Filter::default() },
        descending: false,
        limit: 200,
        ..PageAsked::default()
    };
    let warn = store::book(reading.db, &reading.today.to_string())?.warn_days();
    let mut lines = Vec::new();
    loop {
        let (more, total, ..) = lists::page(reading.db, &asked, reading.today, warn)?;
        lines.extend(more);
        asked.offset = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        if i64::from(asked.offset) >= total {
            break;
        }
    }
    let title = said("proposals.list.title", &[("office", head.office.clone().into())]);
    let mut document = paper(head, title.clone(), Setting::A4_WIDE);
    document.meta = vec![meta(vec![
        said("proposals.list.span", &[("span", crate::features::reports::frame::long_span(from, to).into())]),
        said("proposals.list.count", &[("n", lines.len().into())]),
    ])];
    let columns = vec![
        Column::text(print("proposals.form.number"), Width::Chars(10)),
        Column::text(print("proposals.list.kind"), Width::Chars(3)),
        Column::day(print("proposals.form.handed"), Width::Chars(6), DayPattern::default()),
        Column::text(print("proposals.form.matter"), Width::Share(1)),
        Column::text(print("proposals.form.lead"), Width::Chars(5)),
        Column::count(print("proposals.list.with"), Width::Chars(3)),
        Column::text(print("proposals.rating.unit"), Width::Chars(8)),
        Column::text(print("proposals.list.stage"), Width::Chars(5)),
        Column::day(print("proposals.list.due"), Width::Chars(6), DayPattern::default()),
        Column::text(print("proposals.list.result"), Width::Chars(3)).centred(),
    ];
    let rows = lines.iter().map(|line| {
        let cells: Vec<Cell> = vec![
            line.number.clone().into(),
            label("proposal_kind", &line.kind).into(),
            Cell::day(line.day.clone()),
            line.title.clone().into(),
            names(std::iter::once(line.lead.as_str()).filter(|name| !name.is_empty()), "").into(),
            line.signed.into(),
            line.unit.clone().into(),
            chain::label("stage", &line.stage).into(),
            line.due_on.clone().map_or_else(Cell::empty, Cell::day),
            line.result.clone().into(),
        ];
        Row::body(cells)
    });
    let table = Table { columns, rows: rows.collect(), size: TableSize::Dense, ..Table::default() };
    document.blocks = vec![Block::Table(table)];
    document.signatures = report_signatures(head, "", "", "");
    Ok(Drawn { title, covers: crate::features::reports::frame::period_name(from, to), document, personal: false })
}
