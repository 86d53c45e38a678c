//! The material as a paper, and what the minutes say of it.

use super::gather::{Group, windows};
use super::model::{Material, MaterialItem};
use super::store;
use crate::features::delegates::store as delegates;
use crate::features::duties::rules::Span;
use crate::features::meetings::store as meetings;
use crate::features::office::store as office;
use crate::features::proposals::papers::Drawn;
use crate::features::reports::frame::{Head, long_day, meta, paper, period_name, said};
use crate::features::rulebook;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use zhudian_paper::{Block, Cell, Column, DayPattern, ParagraphStyle, Row, Setting, Table, Width};

fn days(it: &Material) -> Result<Span> {
    Ok(Span { from: day(&it.from_day)?, to: day(&it.to_day)? })
}

/// The material of a meeting as it was gathered; with names in the copy for the group's leader.
///
/// # Errors
/// `materials.none`, `materials.no_names`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, meeting: &str, leader_copy: bool) -> Result<Drawn> {
    let it = store::of_meeting(reading.db, meeting)?.ok_or_else(|| refuse("materials.none"))?;
    if leader_copy && !rulebook::store::flag(reading.db, "group_material_names", &reading.today.to_string())? {
        return Err(refuse("materials.no_names"));
    }
    let held = meetings::whole(reading.db, meeting)?.ok_or_else(|| refuse("meetings.gone"))?;
    let group = delegates::circles(reading.db)?
        .into_iter()
        .find(|one| Some(&one.id) == it.circle_id.as_ref())
        .map_or_else(|| print("materials.everybody").to_owned(), |one| one.name);
    let span = days(&it)?;
    let period = period_name(span.from, span.to);
    let title = said("materials.title", &[("group", group.clone().into()), ("period", period.clone().into())]);
    let mut document = paper(head, title.clone(), Setting::A4);
    document.meta = vec![meta(vec![
        said("materials.for", &[("day", day(&held.day).map(long_day)?.into()), ("title", held.title.into())]),
        said("materials.made_on", &[("day", day(&it.made_on).map(long_day)?.into())]),
    ])];
    document.blocks = blocks(reading, &it)?;
    if leader_copy {
        document.subtitle = Some(print("materials.leader").into());
        document.blocks.extend(names(reading, &it, span)?);
    }
    document.definitions = vec![print("materials.define.group").into(), print("materials.define.named").into()];
    let covers = if leader_copy { print("materials.leader").to_owned() } else { String::new() };
    Ok(Drawn { title, covers, document, personal: false })
}

fn blocks(reading: &Reading<'_>, it: &Material) -> Result<Vec<Block>> {
    let mut all = vec![Block::heading(2, print("materials.part.contact"))];
    all.push(figures(it));
    if !it.figures.natures.is_empty() {
        all.push(natures(it));
    }
    let of = |section: &str| -> Vec<&MaterialItem> { it.items.iter().filter(|item| item.section == section).collect() };
    let heard = of("opinion");
    all.push(Block::heading(2, print("materials.part.opinion")));
    if heard.is_empty() {
        all.push(Block::paragraph(print("materials.nothing")));
    } else {
        all.push(matters(reading, &heard)?);
    }
    for (section, key) in [("action", "materials.part.action"), ("proposal", "materials.part.proposal")] {
        all.push(Block::heading(2, print(key)));
        all.push(list(&of(section)));
    }
    all.push(Block::heading(2, print("materials.part.duty")));
    all.push(if it.figures.windows.is_empty() { Block::paragraph(print("materials.nothing")) } else { duty(it) });
    all.push(Block::heading(2, print("materials.part.evaluation")));
    all.push(list(&of("evaluation")));
    Ok(all)
}

fn figures(it: &Material) -> Block {
    let figures = &it.figures;
    let heads = [
        ("materials.delegates", figures.delegates),
        ("materials.visits", figures.visits),
        ("materials.villages", figures.villages),
        ("materials.received", figures.received),
        ("materials.households", figures.households),
        ("materials.firms", figures.firms),
        ("materials.opinions", figures.opinions),
    ];
    let columns = heads.iter().map(|(key, _)| Column::count(print(key), Width::Share(1)).centred()).collect();
    let row = Row::body(heads.iter().map(|(_, n)| Cell::number(*n)).collect());
    Block::Table(Table { columns, rows: vec![row], ..Table::default() })
}

fn natures(it: &Material) -> Block {
    let columns = vec![
        Column::text(print("opinion.nature"), Width::Share(2)),
        Column::count(print("materials.heard"), Width::Share(1)),
        Column::count(print("materials.ended"), Width::Share(1)),
        Column::count(print("materials.running"), Width::Share(1)),
    ];
    let rows = it.figures.natures.iter().map(|one| {
        Row::body(vec![
            one.label.clone().into(),
            Cell::number(one.n),
            Cell::number(one.ended),
            Cell::number(one.n - one.ended),
        ])
    });
    Block::Table(Table {
        columns,
        rows: rows.collect(),
        caption: Some(print("materials.by_nature").to_owned()),
        ..Table::default()
    })
}

/// Opinions under the words of their topics.
fn matters(reading: &Reading<'_>, heard: &[&MaterialItem]) -> Result<Block> {
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("materials.matter_of"), Width::Share(3)),
        Column::text(print("materials.how_far"), Width::Share(2)),
    ];
    let mut rows = Vec::new();
    let mut last: Option<&str> = None;
    for (at, item) in (1_usize..).zip(heard) {
        if last != Some(item.topic.as_str()) {
            let label = if item.topic.is_empty() {
                print("materials.unsorted").to_owned()
            } else {
                office::label(reading.db, "topic", &item.topic)?
            };
            rows.push(Row::group(label));
            last = Some(&item.topic);
        }
        rows.push(Row::body(vec![at.to_string().into(), item.label.clone().into(), item.detail.clone().into()]));
    }
    Ok(Block::Table(Table { columns, rows, ..Table::default() }))
}

fn list(items: &[&MaterialItem]) -> Block {
    if items.is_empty() {
        return Block::paragraph(print("materials.nothing"));
    }
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("materials.matter_of"), Width::Share(3)),
        Column::text(print("materials.how_far"), Width::Share(2)),
    ];
    let rows = (1_usize..).zip(items).map(|(at, item)| {
        Row::body(vec![at.to_string().into(), item.label.clone().into(), item.detail.clone().into()])
    });
    Block::Table(Table { columns, rows: rows.collect(), ..Table::default() })
}

fn duty(it: &Material) -> Block {
    let columns = vec![
        Column::text(print("materials.rule"), Width::Share(1)),
        Column::day(print("materials.first"), Width::Chars(6), DayPattern::default()),
        Column::day(print("materials.last"), Width::Chars(6), DayPattern::default()),
        Column::count(print("materials.total"), Width::Chars(4)),
        Column::count(print("materials.met"), Width::Chars(4)),
        Column::count(print("materials.to_do"), Width::Chars(4)),
        Column::count(print("materials.overdue"), Width::Chars(4)),
    ];
    let rows = it.figures.windows.iter().map(|one| {
        Row::body(vec![
            one.rule.clone().into(),
            Cell::day(one.from.clone()),
            Cell::day(one.to.clone()),
            Cell::number(one.total),
            Cell::number(one.met),
            Cell::number(one.open),
            Cell::number(one.overdue),
        ])
    });
    Block::Table(Table { columns, rows: rows.collect(), ..Table::default() })
}

/// Who has still something to do, in the order of the register, for the group's leader alone.
fn names(reading: &Reading<'_>, it: &Material, span: Span) -> Result<Vec<Block>> {
    let group = Group::of(reading, it.circle_id.as_deref(), span)?;
    let mut all = vec![Block::heading(2, print("materials.part.names"))];
    for window in windows(reading, &group, span)? {
        let names: Vec<String> = window.open.iter().chain(&window.overdue).map(|one| one.name.clone()).collect();
        if !names.is_empty() {
            all.push(Block::styled(ParagraphStyle::Item, format!("{} {}—{}", window.title, window.from, window.to)));
            all.push(Block::paragraph(names.join("\u{3001}")));
        }
    }
    if all.len() == 1 {
        all.push(Block::paragraph(print("materials.nothing")));
    }
    Ok(all)
}

/// What the minutes say of the material: what was told, discussed, or turned into an action point.
///
/// # Errors
/// What the database says.
pub fn ticked(reading: &Reading<'_>, meeting: &str) -> Result<Vec<Block>> {
    let Some(it) = store::of_meeting(reading.db, meeting)? else { return Ok(Vec::new()) };
    let ticked: Vec<&MaterialItem> = it.items.iter().filter(|item| !item.mark.is_empty()).collect();
    if ticked.is_empty() {
        return Ok(Vec::new());
    }
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(3)).centred(),
        Column::text(print("materials.matter_of"), Width::Share(1)),
        Column::text(print("materials.came"), Width::Chars(8)),
    ];
    let rows = (1_usize..).zip(ticked).map(|(at, item)| {
        let mark = print(&format!("materials.mark.{}", item.mark));
        Row::body(vec![at.to_string().into(), item.label.clone().into(), mark.into()])
    });
    let caption = Some(print("materials.ticked").to_owned());
    Ok(vec![Block::Table(Table { columns, rows: rows.collect(), caption, ..Table::default() })])
}
