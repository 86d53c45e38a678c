//! Papers of single opinions: the form that goes with it, letters to units and to the giver, the excerpt for the person.

use super::lists::written;
use super::{Case, sentence};
use crate::features::reports::frame::{Head, long_day, meta, paper, said};
use crate::ground::refusal::{Result, refuse};
use crate::ground::words;
use zhudian_paper::{
    Block, Cell, Column, DayPattern, Document, Field, FieldRow, Fields, Letter, LetterPart, Row, RowKind, Setting,
    SignaturePlace, Table, Text, Width,
};

fn filled(key: &str, value: impl Into<Text>) -> Field {
    Field { label: words::print(key).to_owned(), value: value.into(), weight: 1, sign: None }
}

fn row(fields: Vec<Field>, height: u32) -> FieldRow {
    FieldRow { fields, height }
}

/// A paper with a page for each of these opinions, which bears the office and the opinion's number above what is told of it.
pub(super) fn a_page_each(
    head: &Head,
    title: &str,
    cases: &[Case],
    mut told: impl FnMut(&Case) -> Result<Vec<Block>>,
) -> Result<Document> {
    let mut document = paper(head, title.to_owned(), Setting::A4);
    for (at, case) in cases.iter().enumerate() {
        let line = meta(vec![
            said("opinion.form.office", &[("office", head.office.clone().into())]),
            said("opinion.form.number", &[("number", case.number().into())]),
        ]);
        if at == 0 {
            document.meta = vec![line];
        } else {
            document.blocks.push(Block::NewPaper { title: title.to_owned().into(), meta: vec![line] });
        }
        document.blocks.extend(told(case)?);
    }
    document.foot.pages = String::new();
    Ok(document)
}

/// The form that accompanies an opinion through its whole way, a page each. With the giver on a sheet apart no text of it
/// tells the giver either.
pub(super) fn forms(head: &Head, cases: &[Case], giver: bool) -> Result<Document> {
    a_page_each(head, words::print("opinion.form.title"), cases, |case| Ok(vec![form(case, giver)]))
}

fn form(case: &Case, giver: bool) -> Block {
    let line = &case.line;
    // Who told of a person by name never stands on the sheet that tells it.
    let giver = giver && !line.named;
    let who = match (giver, case.kept.entry.giver.is_empty()) {
        (_, true) => words::print("opinion.anonymous").to_owned(),
        (true, false) => case.kept.entry.giver.clone(),
        (false, false) => words::print("opinion.giver_apart").to_owned(),
    };
    let phone = if giver { case.kept.entry.giver_phone.clone() } else { String::new() };
    let sent = case.last(&["send", "reassign", "rehandle"]);
    let draft = case.last(&["draft"]);
    let reply = case.last(&["reply", "answer_now", "decline", "enter_closed"]);
    let feedback = case.last(&["feedback", "tell"]);
    let signed = |one: Option<&crate::features::opinions::model::MoveLine>| {
        one.map(|one| {
            let signer = if one.signer.is_empty() { String::new() } else { format!("{}\u{3000}", one.signer) };
            Text::from(format!("{signer}{}", written(&one.day)))
        })
        .or_else(|| Some(words::print("opinion.form.sign").into()))
    };
    let tall = |key: &str, text: String, one| Field { sign: signed(one), ..filled(key, text) };
    Block::Fields(Fields {
        label_chars: 6,
        rows: vec![
            row(
                vec![
                    filled("opinion.heard_on", written(&line.day)),
                    filled("column.village", line.area_written.clone()),
                ],
                90,
            ),
            row(vec![filled("opinion.giver", who), filled("opinion.phone", phone)], 90),
            row(vec![filled("opinion.nature", case.nature.clone()), filled("opinion.topic", case.topic.clone())], 90),
            row(
                vec![filled(
                    "opinion.content",
                    if giver { line.content.clone() } else { case.without_giver(&line.content) },
                )],
                420,
            ),
            row(
                vec![
                    filled("opinion.first", case.first.clone()),
                    filled("opinion.recorder", case.kept.recorder.clone()),
                ],
                90,
            ),
            row(
                vec![tall(
                    "opinion.form.view",
                    draft.map(|one| case.told(&one.note, giver)).unwrap_or_default(),
                    draft,
                )],
                300,
            ),
            row(
                vec![
                    filled("opinion.unit", line.unit.clone()),
                    filled("opinion.paper", sent.map(|one| one.paper.clone()).unwrap_or_default()),
                ],
                90,
            ),
            row(
                vec![
                    filled("opinion.sent_on", sent.map(|one| written(&one.day)).unwrap_or_default()),
                    filled("opinion.due_on", case.until.as_deref().map(written).unwrap_or_default()),
                ],
                90,
            ),
            row(vec![tall("opinion.form.result", case.told(&case.kept.answer, giver), reply)], 420),
            row(vec![tall("opinion.form.feedback", case.told(&case.said_back, giver), feedback)], 240),
            row(
                vec![
                    filled("opinion.state", case.state.clone()),
                    filled("opinion.closed_on", line.closed_on.as_deref().map(written).unwrap_or_default()),
                ],
                90,
            ),
        ],
    })
}

/// Letters one after another.
fn letters(head: &Head, all: Vec<Letter>) -> Document {
    let mut document = paper(head, String::new(), Setting::A4);
    document.marking = None;
    document.foot = zhudian_paper::Foot::default();
    document.blocks = all.into_iter().map(|letter| Block::Letter(Box::new(letter))).collect();
    document
}

fn signed(head: &Head, letter: Letter) -> Letter {
    Letter { signed: vec![head.office.clone().into()], day: long_day(head.today).into(), ..letter }
}

/// Letters to the units that are to handle: the giver is left out unless asked for.
pub(super) fn notices(head: &Head, cases: &[Case], giver: bool, district: &str, decline: i64) -> Result<Document> {
    let mut all = Vec::new();
    for case in cases {
        let sent = case
            .last(&["send", "reassign", "rehandle", "refer", "refer_petition"])
            .ok_or_else(|| refuse("opinions.no_such_step").with("number", case.number()))?;
        let elsewhere = sent.kind.starts_with("refer");
        let mut parts = vec![
            LetterPart::body(said(
                if elsewhere { "opinion.notice.refer" } else { "opinion.notice.lead" },
                &[("number", case.number().into()), ("day", written(&case.line.day).into())],
            )),
            LetterPart::body(said(
                "opinion.notice.where",
                &[("area", case.line.area_written.clone().into()), ("topic", case.topic.clone().into())],
            )),
        ];
        // To the petition office what happened and who told of it go apart, each on a sheet to be sealed by itself.
        let petition = sent.kind == "refer_petition";
        let apart = if petition { petition_sheets(case, giver) } else { Vec::new() };
        parts.push(LetterPart::body(if petition {
            words::print("opinion.notice.petition").to_owned()
        } else {
            said("opinion.notice.what", &[("content", sentence(&case.content()).into())])
        }));
        let shown = giver && !petition && !case.line.named;
        if shown && !case.kept.entry.giver.is_empty() {
            let phone = &case.kept.entry.giver_phone;
            let who = if phone.is_empty() {
                case.kept.entry.giver.clone()
            } else {
                format!("{}\u{ff08}{phone}\u{ff09}", case.kept.entry.giver)
            };
            parts.push(LetterPart::body(said("opinion.notice.who", &[("giver", who.into())])));
        }
        if !sent.note.is_empty() {
            parts.push(LetterPart::body(said("opinion.notice.view", &[("note", case.told(&sent.note, shown).into())])));
        }
        if !elsewhere {
            let due = case.line.due_on.as_deref().map(written).unwrap_or_default();
            if !due.is_empty() {
                parts.push(LetterPart::body(said("opinion.notice.due", &[("day", due.into())])));
            }
            parts.push(LetterPart::body(said("opinion.notice.decline", &[("n", decline.into())])));
        }
        parts.push(LetterPart::body(words::print("opinion.notice.privacy")));
        all.push(signed(
            head,
            Letter {
                number: sent.paper.clone().into(),
                title: words::print("opinion.notice.title").into(),
                addressee: said("opinion.addressee", &[("who", sent.unit.clone().into())]).into(),
                parts,
                annexes: crate::features::activities::papers::annexes(
                    &apart.iter().map(|sheet| sheet.title.text.as_str()).collect::<Vec<_>>(),
                ),
                note: said("opinion.contact", &[("clerk", head.clerk.clone().into())]).into(),
                copies: if district.is_empty() {
                    Text::default()
                } else {
                    said("opinion.copies", &[("to", district.into())]).into()
                },
                ..Letter::default()
            },
        ));
        all.extend(apart);
    }
    Ok(letters(head, all))
}

/// What goes to the petition office beside the letter: what happened, without the giver, and on a sheet of its own the
/// giver when the clerk asks for it. Neither sheet tells what the other does.
fn petition_sheets(case: &Case, giver: bool) -> Vec<Letter> {
    let number = LetterPart::body(said("opinion.form.number", &[("number", case.number().into())]));
    let sealed = || LetterPart::body(words::print("opinion.petition.apart"));
    let facts = Letter {
        title: words::print("opinion.petition.facts").into(),
        parts: vec![number.clone(), LetterPart::body(case.without_giver(&case.line.content)), sealed()],
        ..Letter::default()
    };
    let kept = &case.kept.entry;
    if !giver || kept.giver.is_empty() {
        return vec![facts];
    }
    let phone = if kept.giver_phone.is_empty() { words::print("opinion.petition.no_phone") } else { &kept.giver_phone };
    let who = Letter {
        title: words::print("opinion.petition.giver").into(),
        parts: vec![
            number,
            LetterPart::body(said("opinion.petition.name", &[("giver", kept.giver.clone().into())])),
            LetterPart::body(said("opinion.petition.phone", &[("phone", phone.into())])),
            sealed(),
        ],
        ..Letter::default()
    };
    vec![facts, who]
}

fn to_giver(case: &Case) -> Text {
    let giver = &case.kept.entry.giver;
    if giver.is_empty() {
        words::print("opinion.to_nobody").into()
    } else {
        Text::of(giver.clone(), said("opinion.addressee", &[("who", giver.clone().into())]))
    }
}

fn opening(case: &Case) -> LetterPart {
    LetterPart::body(said(
        "opinion.letter.opening",
        &[("day", written(&case.line.day).into()), ("content", sentence(&case.line.content).into())],
    ))
}

fn each(
    head: &Head,
    cases: &[Case],
    kinds: &[&str],
    title: &str,
    body: impl Fn(&Case, &crate::features::opinions::model::MoveLine) -> Vec<LetterPart>,
) -> Result<Document> {
    let mut all = Vec::new();
    for case in cases {
        let Some(made) = case.last(kinds) else { continue };
        let mut parts = vec![opening(case)];
        parts.extend(body(case, made));
        all.push(signed(
            head,
            Letter {
                number: made.paper.clone().into(),
                title: words::print(title).into(),
                addressee: to_giver(case),
                parts,
                note: said("opinion.contact", &[("clerk", head.clerk.clone().into())]).into(),
                ..Letter::default()
            },
        ));
    }
    if all.is_empty() {
        let number = cases.first().map(Case::number).unwrap_or_default();
        return Err(refuse("opinions.no_such_step").with("number", number));
    }
    Ok(letters(head, all))
}

/// Letters that tell the giver of an extension.
pub(super) fn extensions(head: &Head, cases: &[Case]) -> Result<Document> {
    each(head, cases, &["extend"], "opinion.extension.title", |_, made| {
        let until = made.deadline.as_deref().map(written).unwrap_or_default();
        vec![LetterPart::body(said(
            "opinion.extension.body",
            &[("reason", made.note.trim_end_matches(['\u{3002}', '.']).into()), ("day", until.into())],
        ))]
    })
}

/// Letters that tell the giver why it is not handled.
pub(super) fn declines(head: &Head, cases: &[Case]) -> Result<Document> {
    each(head, cases, &["decline"], "opinion.decline.title", |case, made| {
        vec![
            LetterPart::body(said(
                "opinion.decline.body",
                &[("reason", sentence(&case.told(&made.answer, true)).into())],
            )),
            LetterPart::body(words::print("opinion.decline.end")),
        ]
    })
}

/// Answers, one to each giver.
pub(super) fn replies(head: &Head, cases: &[Case]) -> Result<Document> {
    each(head, cases, &["reply", "answer_now", "enter_closed"], "opinion.reply.title", |case, _| {
        vec![
            LetterPart::body(said("opinion.reply.body", &[("answer", case.told(&case.kept.answer, true).into())])),
            LetterPart::body(words::print("opinion.reply.end")),
        ]
    })
}

/// What is stored about one person, for that person.
pub(super) fn excerpt(head: &Head, cases: &[Case]) -> Document {
    let print = words::print;
    let mut document = paper(head, print("opinion.excerpt.title").to_owned(), Setting::A4);
    document.meta = vec![meta(vec![
        said("opinion.form.office", &[("office", head.office.clone().into())]),
        said("opinion.ledger.count", &[("n", cases.len().into())]),
        long_day(head.today),
    ])];
    let columns = vec![
        Column::text(print("opinion.number"), Width::Chars(5)).centred(),
        Column::day(print("opinion.heard_on"), Width::Chars(6), DayPattern::default()),
        Column::text(print("opinion.giver"), Width::Chars(5)),
        Column::text(print("opinion.phone"), Width::Chars(6)),
        Column::text(print("opinion.content"), Width::Share(2)),
        Column::text(print("opinion.answer"), Width::Share(1)),
        Column::text(print("opinion.state"), Width::Chars(4)),
    ];
    let rows = cases.iter().map(|case| Row {
        kind: RowKind::Body,
        cells: vec![
            case.number().into(),
            Cell::day(case.line.day.clone()),
            Text::name(case.kept.entry.giver.clone()).into(),
            case.kept.entry.giver_phone.clone().into(),
            case.line.content.clone().into(),
            case.told(&case.kept.answer, true).into(),
            case.state.clone().into(),
        ],
        who: Some(case.number()),
    });
    let place = |key: &str| SignaturePlace { label: print(key).to_owned(), value: Text::default() };
    document.blocks = vec![
        Block::paragraph(print("opinion.excerpt.lead")),
        Block::Table(Table { columns, rows: rows.collect(), row_height: 90, ..Table::default() }),
        Block::paragraph(print("opinion.excerpt.use")),
        Block::paragraph(print("opinion.excerpt.rights")),
        Block::Signatures(vec![place("opinion.excerpt.received"), place("sign.blank_day")]),
    ];
    document
}
