//! The plan of the stations: which village, which day, where, who. It may be hung up, so phones stand on it only when
//! asked for.

use super::coverage::slot_words;
use super::frame::{Head, long_span, meta, names, paper, said};
use super::gather::{Village, slot_days};
use crate::ground::words;
use chrono::{Datelike, NaiveDate};
use zhudian_paper::{Block, Column, Document, Row, RowKind, Setting, SignaturePlace, Table, Width};

/// The plan.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Villages in their fixed order.
    pub villages: Vec<Village>,
    /// Whether liaisons' phones are printed.
    pub phones: bool,
}

/// Days in words, the month named once: 9月1、8、15日.
#[must_use]
pub fn days_words(days: &[NaiveDate]) -> String {
    let mut months: Vec<(u32, Vec<String>)> = Vec::new();
    for one in days {
        match months.last_mut() {
            Some((month, held)) if *month == one.month() => held.push(one.day().to_string()),
            _ => months.push((one.month(), vec![one.day().to_string()])),
        }
    }
    let lines: Vec<String> = months
        .iter()
        .map(|(month, held)| said("schedule.days", &[("m", (*month).into()), ("days", held.join("\u{3001}").into())]))
        .collect();
    lines.join("\n")
}

/// The plan as a paper.
#[must_use]
pub fn document(head: &Head, schedule: &Schedule) -> Document {
    let print = words::print;
    let mut document = paper(head, said("schedule.title", &[("office", head.office.clone().into())]), Setting::A4_WIDE);
    document.meta = vec![meta(vec![said("schedule.span", &[("span", long_span(schedule.from, schedule.to).into())])])];
    if !schedule.phones {
        document.marking = None;
    }
    let mut columns = vec![
        Column::text(print("column.place"), Width::Chars(2)).centred(),
        Column::text(print("column.village"), Width::Chars(6)),
        Column::text(print("column.slot"), Width::Chars(12)),
        Column::text(print("column.days"), Width::Chars(12)),
        Column::text(print("column.room"), Width::Share(3)),
        Column::text(print("column.leader"), Width::Chars(4)),
        Column::text(print("column.station_delegates"), Width::Share(5)),
        Column::text(print("column.liaison"), Width::Chars(4)),
    ];
    if schedule.phones {
        columns.push(Column::text(print("column.phone"), Width::Chars(6)));
    }
    let rows = schedule.villages.iter().zip(1_usize..).map(|(village, at)| row(village, at, schedule)).collect();
    document.blocks = vec![Block::Table(Table { columns, rows, ..Table::default() })];
    document.signatures = vec![
        SignaturePlace { label: print("sign.unit").to_owned(), value: head.office.clone().into() },
        SignaturePlace { label: print("sign.day").to_owned(), value: super::frame::long_day(head.today).into() },
    ];
    document.definitions = vec![print("schedule.define").into()];
    document
}

fn row(village: &Village, at: usize, schedule: &Schedule) -> Row {
    let mut days: Vec<NaiveDate> =
        village.slots.iter().flat_map(|slot| slot_days(slot, schedule.from, schedule.to)).collect();
    days.sort_unstable();
    days.dedup();
    let slots: Vec<String> = village.slots.iter().map(slot_words).collect();
    let mut rooms: Vec<&str> =
        village.slots.iter().map(|slot| slot.place.as_str()).filter(|place| !place.is_empty()).collect();
    rooms.dedup();
    let undecided = words::print("schedule.undecided");
    let mut cells = vec![
        at.to_string().into(),
        village.name.clone().into(),
        if slots.is_empty() { undecided.into() } else { slots.join("\n").into() },
        days_words(&days).into(),
        rooms.join("\n").into(),
        names(village.leaders().map(|one| one.name.as_str()), "").into(),
        names(village.delegates.iter().map(|one| one.name.as_str()), "").into(),
        names(village.liaisons().map(|one| one.name.as_str()), "").into(),
    ];
    if schedule.phones {
        let phones: Vec<&str> =
            village.liaisons().map(|one| one.phone.as_str()).filter(|phone| !phone.is_empty()).collect();
        cells.push(phones.join("\n").into());
    }
    Row { kind: RowKind::Body, cells, who: Some(village.name.clone()) }
}
