//! The papers of activities: the record of one, a report, reports sent on together with their letter, and the list.

use super::calls::whole;
use super::fields::filled;
use super::model::{Activity, ActivityWhole, Filter, PageAsked, ReportLine, Use};
use super::reporting::gathered;
use super::store::{self, lists, reports};
use crate::features::areas::store as areas;
use crate::features::office::store::{self as office, label};
use crate::features::proposals::papers::Drawn;
use crate::features::reports::frame::{
    Head, long_day, long_span, meta, names, paper, period_name, report_signatures, said,
};
use crate::features::reports::gather::{Name, people, span};
use crate::features::reports::model::{Kind, Options};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use rusqlite::Connection;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, DayPattern, Document, Field, FieldRow, Fields, Letter, LetterLevel, LetterPart,
    ParagraphStyle, Row, Setting, SignaturePlace, Table, TableSize, Text, Width,
};

/// Longest line, in letters, that can be a heading of a text.
const HEADING: usize = 30;

/// Makes the paper of a kind.
///
/// # Errors
/// `activities.gone`, `activities.report_gone`, `activities.collation_gone`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, kind: Kind, options: &Options) -> Result<Drawn> {
    let id = options.record_id.as_deref().unwrap_or_default();
    match kind {
        Kind::ActivityReport => report(reading, head, id),
        Kind::ActivityCollation => collation(reading, head, id),
        Kind::ActivityList => list(reading, head, options),
        _ => record(reading, head, id),
    }
}

fn field(key: &str, value: impl Into<Text>) -> Field {
    Field::new(print(key), value)
}

fn row(fields: Vec<Field>, height: u32) -> FieldRow {
    FieldRow { fields, height }
}

fn written(text: &str) -> String {
    day(text).map(long_day).unwrap_or_default()
}

/// The days of an activity written out.
fn days(from: &str, to: &str) -> String {
    match (day(from), day(to)) {
        (Ok(first), Ok(last)) if first != last => long_span(first, last),
        (Ok(first), _) => long_day(first),
        _ => String::new(),
    }
}

/// Tenths of an hour as people say them.
fn hours(tenths: i64) -> String {
    let (whole, rest) = (tenths / 10, tenths % 10);
    let number = if rest == 0 { whole.to_string() } else { format!("{whole}.{rest}") };
    said("activities.hours", &[("n", number.into())])
}

fn listed(names: Vec<String>) -> String {
    names.join("\u{3001}")
}

fn called(people: &BTreeMap<String, Name>, ids: &[String]) -> String {
    listed(ids.iter().filter_map(|id| people.get(id)).map(|one| one.name.clone()).collect())
}

fn places(db: &Connection, one: &Activity) -> Result<String> {
    let all = areas::list(db)?;
    let mut found: Vec<String> = one
        .areas
        .iter()
        .filter_map(|id| all.iter().find(|area| area.id == *id))
        .map(|area| area.name.clone())
        .collect();
    found.extend(Some(one.place.clone()).filter(|place| !place.is_empty()));
    Ok(listed(found))
}

/// A text as paragraphs of a letter: a short line numbered as official texts are is a heading.
#[must_use]
pub fn letter_parts(text: &str) -> Vec<LetterPart> {
    let numerals = print("letter.numerals");
    let level = |line: &str| {
        let ends = line.ends_with(['\u{3002}', '\u{ff1b}', '\u{ff1a}', '\u{ff0c}']);
        if ends || line.chars().count() > HEADING {
            return LetterLevel::Body;
        }
        let number = |rest: &str, end: char| {
            rest.split_once(end)
                .is_some_and(|(number, _)| !number.is_empty() && number.chars().all(|letter| numerals.contains(letter)))
        };
        match line.strip_prefix('\u{ff08}') {
            Some(rest) if number(rest, '\u{ff09}') => LetterLevel::Second,
            None if number(line, '\u{3001}') => LetterLevel::First,
            _ => LetterLevel::Body,
        }
    };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| LetterPart { level: level(line), text: line.into() }).collect()
}

/// One activity on a ruled sheet, with its reports and what became of them.
fn record(reading: &Reading<'_>, head: &Head, id: &str) -> Result<Drawn> {
    let it = whole(reading.db, id)?;
    let one = &it.activity;
    let kind = label(reading.db, "activity_kind", &one.kind)?;
    let title = said("activities.record.title", &[("office", head.office.clone().into()), ("kind", kind.into())]);
    let mut document = paper(head, title.clone(), Setting::A4);
    let people = people(reading)?;
    let asks = store::kind_fields(reading.db, &one.kind, &one.from_day)?;
    // A field is on the sheet when its kind asks for it, or when something was entered all the same.
    let shown = |name: &str| {
        asks.fields.iter().any(|field| field == name) || (!matches!(name, "reports" | "links") && filled(one, name))
    };
    let mut when = days(&one.from_day, &one.to_day);
    if !one.starts.is_empty() {
        when = format!("{when} {}", one.starts);
    }
    let what = if one.kind == "attendance" { "activities.record.meeting" } else { "activities.record.what" };
    let mut rows =
        vec![row(vec![field(what, one.title.clone())], 100), row(vec![field("activities.record.when", when)], 90)];
    let place = places(reading.db, one)?;
    let mut pair: Vec<Field> = Vec::new();
    if shown("place") || shown("areas") {
        rows.push(row(vec![field("activities.record.where", place)], 90));
    }
    if shown("organiser") {
        pair.push(field("activities.record.organiser", one.organiser.clone()));
    }
    if shown("invited_by") {
        pair.push(field("activities.record.invited_by", one.invited_by.clone()));
    }
    if shown("hours") {
        pair.push(field("activities.record.hours", if one.hours > 0 { hours(one.hours) } else { String::new() }));
    }
    if shown("audience") {
        pair.push(field("activities.record.audience", one.audience.clone()));
    }
    if shown("manner") {
        let manner =
            if one.manner.is_empty() { String::new() } else { label(reading.db, "report_manner", &one.manner)? };
        pair.push(field("activities.record.manner", manner));
    }
    while !pair.is_empty() {
        let rest = pair.split_off(pair.len().min(2));
        rows.push(row(std::mem::replace(&mut pair, rest), 90));
    }
    rows.push(row(vec![field("activities.record.delegates", called(&people, &one.delegates))], 110));
    if shown("members") {
        let mut members: Vec<String> =
            Some(called(&people, &one.members)).filter(|text| !text.is_empty()).into_iter().collect();
        members.extend(Some(one.companions.clone()).filter(|text| !text.is_empty()));
        rows.push(row(vec![field("activities.record.members", listed(members))], 90));
    }
    if shown("findings") {
        rows.push(row(vec![field("activities.record.findings", one.findings.clone())], 420));
    }
    if shown("advice") {
        rows.push(row(vec![field("activities.record.advice", one.advice.clone())], 320));
    }
    if !one.note.is_empty() {
        rows.push(row(vec![field("column.note", one.note.clone())], 90));
    }
    document.blocks = vec![Block::Fields(Fields { rows, label_chars: 5 })];
    if !it.reports.is_empty() {
        document.blocks.push(reports_table(reading.db, &it.reports, print("activities.record.reports"))?);
    }
    grown(&it, &mut document);
    document.signatures = ["activities.record.filled", "activities.record.checked"]
        .map(|key| SignaturePlace { label: print(key).to_owned(), value: Text::default() })
        .to_vec();
    Ok(Drawn {
        title,
        covers: format!("{}{}", one.title, days(&one.from_day, &one.from_day)),
        document,
        personal: false,
    })
}

/// What grew out of an activity, a line each.
fn grown(it: &ActivityWhole, document: &mut Document) {
    if it.links.is_empty() {
        return;
    }
    document.blocks.push(Block::heading(2, print("activities.record.links")));
    for link in &it.links {
        let key = if link.kind == "opinions" { "activities.record.opinion" } else { "activities.record.proposal" };
        let title = if link.title.is_empty() { print("opinion.named").to_owned() } else { link.title.clone() };
        document.blocks.push(Block::styled(
            ParagraphStyle::Item,
            said(key, &[("number", link.number.clone().into()), ("title", title.into())]),
        ));
    }
}

/// What a report was used for, in a line.
fn use_words(db: &Connection, one: &Use) -> Result<String> {
    let way = label(db, "report_use", &one.way)?;
    let place = [one.receiver.as_str(), one.document.as_str()].into_iter().filter(|part| !part.is_empty());
    let place: Vec<&str> = place.collect();
    let day = written(&one.day);
    let key = if place.is_empty() { "activities.used" } else { "activities.used_in" };
    Ok(said(key, &[("way", way.into()), ("place", place.join("").into()), ("day", day.into())]))
}

/// Reports with who wrote them, where they were sent and what they were used for.
fn reports_table(db: &Connection, lines: &[ReportLine], caption: &str) -> Result<Block> {
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("activities.report"), Width::Share(3)),
        Column::text(print("activities.author"), Width::Chars(5)),
        Column::day(print("activities.handed"), Width::Chars(6), DayPattern::default()),
        Column::text(print("activities.sent"), Width::Share(2)),
        Column::text(print("activities.uses"), Width::Share(3)),
    ];
    let mut rows = Vec::new();
    for (at, line) in (1_usize..).zip(lines) {
        let sent = line.sent.iter().map(|one| {
            said("activities.sent_to", &[("receiver", one.receiver.clone().into()), ("day", written(&one.day).into())])
        });
        let sent: Vec<String> = sent.collect();
        let uses: Vec<String> = line.uses.iter().map(|one| use_words(db, one)).collect::<Result<_>>()?;
        rows.push(Row::body(vec![
            at.to_string().into(),
            line.report.title.clone().into(),
            author(line).into(),
            Cell::day(line.report.day.clone()),
            sent.join("\u{ff1b}").into(),
            uses.join("\u{ff1b}").into(),
        ]));
    }
    let caption = Some(caption.to_owned()).filter(|text| !text.is_empty());
    Ok(Block::Table(Table { columns, rows, caption, size: TableSize::Dense, ..Table::default() }))
}

fn author(line: &ReportLine) -> Text {
    if line.author.is_empty() { print("activities.group").into() } else { Text::name(line.author.clone()) }
}

/// A report as an official text: title, who wrote it, the text, where the original lies.
fn report_letter(
    db: &Connection,
    head: &Head,
    line: &ReportLine,
    one: &Activity,
    people: &BTreeMap<String, Name>,
) -> Result<Letter> {
    let kind = label(db, "activity_kind", &one.kind)?;
    let mut parts = letter_parts(&line.report.content);
    if parts.is_empty() {
        parts.push(LetterPart::body(said(
            "activities.report.elsewhere",
            &[("what", format!("{}{}", line.report.document, line.report.attachment).into())],
        )));
    }
    let signed = match &line.report.person_id {
        Some(_) => line.author.clone(),
        None => said("activities.report.group", &[("kind", kind.into())]),
    };
    let mut notes = vec![said(
        "activities.report.about",
        &[
            ("days", days(&one.from_day, &one.to_day).into()),
            ("place", places(db, one)?.into()),
            ("names", called(people, &one.delegates).into()),
        ],
    )];
    if !line.report.content.is_empty() && !line.report.attachment.is_empty() {
        notes.push(said("activities.report.original", &[("what", line.report.attachment.clone().into())]));
    }
    Ok(Letter {
        number: line.report.document.clone().into(),
        title: line.report.title.clone().into(),
        parts,
        signed: vec![if signed.is_empty() { head.office.clone() } else { signed }.into()],
        day: written(&line.report.day).into(),
        note: notes.join("").into(),
        ..Letter::default()
    })
}

fn report(reading: &Reading<'_>, head: &Head, id: &str) -> Result<Drawn> {
    let found = reports::one(reading.db, id)?.ok_or_else(|| refuse("activities.report_gone"))?;
    let it = whole(reading.db, &found.activity_id)?;
    let line = it.reports.iter().find(|line| line.report.id == id).ok_or_else(|| refuse("activities.report_gone"))?;
    let letter = report_letter(reading.db, head, line, &it.activity, &people(reading)?)?;
    let document = Document {
        setting: Setting { two_sided: true, ..Setting::A4 },
        blocks: vec![Block::Letter(Box::new(letter))],
        ..Document::default()
    };
    Ok(Drawn { title: found.title, covers: written(&found.day), document, personal: false })
}

/// The list of what a letter encloses: the first with its word, each with its number where there are several.
pub fn annexes(titles: &[&str]) -> Vec<Text> {
    let line = |at: usize, title: &str| {
        let key = match (titles.len(), at) {
            (1, _) => "activities.annex.only",
            (_, 1) => "activities.annex.first",
            _ => "activities.annex.next",
        };
        Text::from(said(key, &[("n", at.into()), ("title", title.into())]))
    };
    (1_usize..).zip(titles).map(|(at, title)| line(at, title)).collect()
}

/// The letter that sends reports on, with the table of what it encloses, and each report after it.
fn collation(reading: &Reading<'_>, head: &Head, id: &str) -> Result<Drawn> {
    let it = gathered(reading.db, id)?;
    let one = &it.collation;
    let title = if one.title.is_empty() {
        print("activities.collation.title").to_owned()
    } else {
        said("activities.collation.titled", &[("title", one.title.clone().into())])
    };
    let mut letter = Letter {
        number: one.document.clone().into(),
        title: title.clone().into(),
        addressee: said("proposals.addressee", &[("to", one.receiver.clone().into())]).into(),
        parts: vec![LetterPart::body(said(
            "activities.collation.what",
            &[("n", it.reports.len().into()), ("title", one.title.clone().into())],
        ))],
        annexes: annexes(&it.reports.iter().map(|line| line.report.title.as_str()).collect::<Vec<_>>()),
        signed: vec![head.office.clone().into()],
        day: written(&one.day).into(),
        ..Letter::default()
    };
    if !one.signer.is_empty() {
        letter.note = said("activities.collation.signer", &[("name", one.signer.clone().into())]).into();
    }
    let table = print("activities.collation.table");
    let mut blocks = vec![
        Block::Letter(Box::new(letter)),
        Block::NewPaper { title: table.into(), meta: Vec::new() },
        reports_table(reading.db, &it.reports, "")?,
    ];
    let people = people(reading)?;
    for line in it.reports.iter().filter(|line| !line.report.content.is_empty()) {
        let activity = store::whole(reading.db, &line.report.activity_id)?.ok_or_else(|| refuse("activities.gone"))?;
        blocks.push(Block::PageBreak);
        blocks.push(Block::Letter(Box::new(report_letter(reading.db, head, line, &activity, &people)?)));
    }
    let document = Document { setting: Setting { two_sided: true, ..Setting::A4 }, blocks, ..Document::default() };
    Ok(Drawn { title, covers: written(&one.day), document, personal: false })
}

/// All activities of a span of days.
fn list(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drawn> {
    let (from, to) = span(options, reading.today)?;
    let filter = Filter {
        from: Some(from.to_string()),
        to: Some(to.to_string()),
        kind: options.visit_kind.clone(),
        person_id: options.person_id.clone(),
        ..Filter::default()
    };
    let mut asked = PageAsked { filter, descending: false, limit: 200, ..PageAsked::default() };
    let mut lines = Vec::new();
    loop {
        let more = lists::lines(reading.db, &asked)?;
        let last = more.len() < 200;
        lines.extend(more);
        asked.offset = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        if last {
            break;
        }
    }
    let title = said("activities.list.title", &[("office", head.office.clone().into())]);
    let mut document = paper(head, title.clone(), Setting::A4_WIDE);
    document.meta = vec![meta(vec![
        said("proposals.list.span", &[("span", long_span(from, to).into())]),
        said("activities.list.count", &[("n", lines.len().into())]),
    ])];
    let kinds: BTreeMap<String, String> = office::entries(reading.db)?
        .into_iter()
        .filter(|entry| entry.list == "activity_kind")
        .map(|entry| (entry.code, entry.label))
        .collect();
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::day(print("activities.list.day"), Width::Chars(6), DayPattern::default()),
        Column::text(print("activities.list.kind"), Width::Chars(4)),
        Column::text(print("activities.record.what"), Width::Share(3)),
        Column::text(print("activities.record.where"), Width::Share(2)),
        Column::text(print("activities.record.organiser"), Width::Share(2)),
        Column::text(print("activities.record.delegates"), Width::Share(3)),
        Column::count(print("activities.list.reports"), Width::Chars(3)),
        Column::count(print("activities.list.used"), Width::Chars(3)),
    ];
    let rows = (1_usize..).zip(&lines).map(|(at, line)| {
        let mut places = line.areas.clone();
        places.extend(Some(line.place.clone()).filter(|place| !place.is_empty()));
        Row::body(vec![
            at.to_string().into(),
            Cell::day(line.from_day.clone()),
            kinds.get(&line.kind).cloned().unwrap_or_default().into(),
            line.title.clone().into(),
            listed(places).into(),
            line.organiser.clone().into(),
            names(line.delegates.iter().map(String::as_str), "").into(),
            line.reports.into(),
            line.used.into(),
        ])
    });
    document.blocks =
        vec![Block::Table(Table { columns, rows: rows.collect(), size: TableSize::Dense, ..Table::default() })];
    document.signatures = report_signatures(head, "", "", "");
    Ok(Drawn { title, covers: period_name(from, to), document, personal: false })
}
