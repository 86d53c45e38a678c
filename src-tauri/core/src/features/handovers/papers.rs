//! The briefing as a paper with a page to sign.

use super::briefing::briefing;
use super::model::{BriefOpinion, Briefing, Handover};
use super::store;
use crate::features::delegates::store as delegates;
use crate::features::proposals::papers::Drawn;
use crate::features::reports::frame::{Head, long_day, meta, paper, said};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::{print, term};
use zhudian_paper::{
    Block, Cell, Column, DayPattern, Field, FieldRow, Fields, ParagraphStyle, Row, Setting, Table, Text, Width,
};

/// The paper of a handover.
///
/// # Errors
/// `handovers.gone`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, id: &str) -> Result<Drawn> {
    let it = store::find(reading.db, id)?.ok_or_else(|| refuse("handovers.gone"))?;
    let told = briefing(reading, &it)?;
    let name = |id: &str| -> Result<String> {
        Ok(delegates::find(reading.db, id)?.map(|person| person.name).unwrap_or_default())
    };
    let (from, to) = (name(&it.from_id)?, name(&it.to_id)?);
    let title = print("handovers.title").to_owned();
    let mut document = paper(head, title.clone(), Setting::A4);
    let on = day(&it.day).map(long_day)?;
    document.meta = vec![
        meta(vec![
            said("handovers.from", &[("name", from.clone().into())]),
            said("handovers.to", &[("name", to.clone().into())]),
            said("handovers.since", &[("day", on.into())]),
        ]),
        meta(vec![
            said("handovers.because", &[("ground", term(&format!("handovers.ground.{}", it.ground)).into())]),
            said("paper.as_of", &[("day", long_day(head.today).into())]),
        ]),
    ];
    document.blocks = blocks(&told);
    document.blocks.extend(signing(&it, &from, &to));
    Ok(Drawn { title, covers: format!("{from}{to}"), document, personal: false })
}

fn day_cell(text: Option<&str>) -> Cell {
    text.map_or_else(Cell::empty, Cell::day)
}

fn numbered(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Block {
    let columns = [Column::text(print("column.place"), Width::Chars(3)).centred()].into_iter().chain(columns).collect();
    let rows = (1_usize..)
        .zip(rows)
        .map(|(at, cells)| Row::body([at.to_string().into()].into_iter().chain(cells).collect()))
        .collect();
    Block::Table(Table { columns, rows, ..Table::default() })
}

fn section(blocks: &mut Vec<Block>, key: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) {
    blocks.push(Block::heading(2, said(&format!("handovers.part.{key}"), &[("n", rows.len().into())])));
    blocks.push(if rows.is_empty() { Block::paragraph(print("handovers.nothing")) } else { numbered(columns, rows) });
}

fn text(key: &str, width: Width) -> Column {
    Column::text(print(key), width)
}

fn date(key: &str) -> Column {
    Column::day(print(key), Width::Chars(6), DayPattern::default())
}

fn opinions<'a>(of: impl Iterator<Item = &'a BriefOpinion>) -> Vec<Vec<Cell>> {
    of.map(|one| {
        vec![
            one.number.clone().into(),
            one.area.clone().into(),
            one.content.clone().into(),
            one.unit.clone().into(),
            one.state.clone().into(),
            day_cell(one.due_on.as_deref()),
        ]
    })
    .collect()
}

fn blocks(told: &Briefing) -> Vec<Block> {
    let mut all = Vec::new();
    let listed = |names: &[String]| Cell::from(names.join("\u{3001}"));
    section(
        &mut all,
        "villages",
        vec![
            text("column.village", Width::Chars(6)),
            text("handovers.times", Width::Share(2)),
            text("handovers.team", Width::Share(2)),
            Column::count(print("handovers.promises"), Width::Chars(4)),
            Column::count(print("handovers.open"), Width::Chars(4)),
        ],
        told.villages
            .iter()
            .map(|one| {
                let team: Vec<String> =
                    one.leaders.iter().chain(&one.liaisons).chain(&one.delegates).cloned().collect();
                vec![
                    one.area.clone().into(),
                    Cell::from(one.times.join("\n")),
                    listed(&team),
                    Cell::number(one.promises),
                    Cell::number(one.open),
                ]
            })
            .collect(),
    );
    let columns = || {
        vec![
            text("opinion.number", Width::Chars(5)).centred(),
            text("column.village", Width::Chars(5)),
            text("opinion.content", Width::Share(1)),
            text("opinion.unit", Width::Chars(6)),
            text("opinion.state", Width::Chars(4)),
            date("opinion.due_on"),
        ]
    };
    section(&mut all, "promises", columns(), opinions(told.opinions.iter().filter(|one| one.promise)));
    section(&mut all, "open", columns(), opinions(told.opinions.iter().filter(|one| !one.promise)));
    // Always the same words, whether or not there are any: a number would already tell.
    all.push(Block::styled(ParagraphStyle::Note, print("handovers.without_named")));
    section(
        &mut all,
        "proposals",
        vec![
            text("handovers.number", Width::Chars(9)),
            text("handovers.subject", Width::Share(1)),
            text("handovers.part", Width::Chars(4)),
            text("opinion.unit", Width::Chars(7)),
            date("opinion.due_on"),
        ],
        told.proposals
            .iter()
            .map(|one| {
                let number =
                    if one.number.is_empty() { print("handovers.no_number").to_owned() } else { one.number.clone() };
                vec![
                    number.into(),
                    one.title.clone().into(),
                    print(if one.part == "lead" { "handovers.lead" } else { "handovers.signer" }).into(),
                    one.unit.clone().into(),
                    day_cell(one.due_on.as_deref()),
                ]
            })
            .collect(),
    );
    section(
        &mut all,
        "plans",
        vec![
            text("handovers.number", Width::Chars(6)),
            date("handovers.on"),
            text("column.village", Width::Chars(6)),
            text("handovers.what", Width::Share(1)),
            text("opinion.state", Width::Chars(5)),
        ],
        told.plans
            .iter()
            .map(|one| {
                let about: Vec<&str> = [one.households.as_str(), one.topics.as_str(), one.place.as_str()]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect();
                vec![
                    one.code.clone().into(),
                    Cell::day(one.day.clone()),
                    one.area.clone().into(),
                    Cell::from(about.join("\u{ff1b}")),
                    print(&format!("handovers.plan.{}", one.state)).into(),
                ]
            })
            .collect(),
    );
    section(
        &mut all,
        "actions",
        vec![text("meetings.minutes.action", Width::Share(1)), date("handovers.asked_on"), date("opinion.due_on")],
        told.actions
            .iter()
            .map(|one| vec![one.content.clone().into(), Cell::day(one.day.clone()), day_cell(one.due_on.as_deref())])
            .collect(),
    );
    section(
        &mut all,
        "duties",
        vec![
            text("handovers.rule", Width::Share(1)),
            date("handovers.first"),
            date("handovers.last"),
            Column::count(print("handovers.required"), Width::Chars(4)),
            Column::count(print("handovers.done"), Width::Chars(4)),
        ],
        told.duties
            .iter()
            .map(|one| {
                vec![
                    one.rule.clone().into(),
                    Cell::day(one.from.clone()),
                    Cell::day(one.to.clone()),
                    Cell::number(one.required),
                    Cell::number(one.done),
                ]
            })
            .collect(),
    );
    section(
        &mut all,
        "days",
        vec![
            date("handovers.on"),
            text("handovers.at", Width::Chars(4)),
            text("handovers.what", Width::Share(1)),
            text("handovers.place", Width::Share(1)),
        ],
        told.days
            .iter()
            .map(|one| {
                vec![
                    Cell::day(one.day.clone()),
                    one.starts.clone().into(),
                    one.what.clone().into(),
                    one.place.clone().into(),
                ]
            })
            .collect(),
    );
    all
}

/// The part that is signed: who, with room to sign and for the day.
fn signing(it: &Handover, from: &str, to: &str) -> Vec<Block> {
    let signed = it.signed_on.as_deref().and_then(|text| day(text).ok()).map(long_day).unwrap_or_default();
    vec![
        Block::heading(2, print("handovers.sign")),
        Block::paragraph(print("handovers.declare")),
        signatures(
            &[
                (print("handovers.sign_from"), from),
                (print("handovers.sign_to"), to),
                (print("handovers.sign_witness"), &it.witness),
            ],
            &signed,
        ),
    ]
}

/// Rows to sign in: who it is in print, room for the hand, and the day.
#[must_use]
pub fn signatures(who: &[(&str, &str)], day: &str) -> Block {
    let rows = who.iter().map(|(role, name)| FieldRow {
        fields: vec![
            Field::new(*role, *name),
            Field::new(print("handovers.sign_hand"), Text::default()).weighing(2),
            Field::new(print("handovers.sign_day"), day),
        ],
        height: 130,
    });
    Block::Fields(Fields { rows: rows.collect(), label_chars: 5 })
}
