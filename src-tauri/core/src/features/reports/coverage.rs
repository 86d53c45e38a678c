//! Villages by teams by delegates: which village is looked after, and which holes are left.

use super::frame::{Head, long_day, meta, names, paper, said, weekday};
use super::gather::{Name, Village};
use crate::features::stations::store::Slot;
use crate::ground::words;
use chrono::NaiveDate;
use zhudian_paper::{Block, Cell, Column, Document, ParagraphStyle, Row, RowKind, Setting, Table, Text, Width};

/// The table.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    /// The day it shows.
    pub day: NaiveDate,
    /// Villages in their fixed order.
    pub villages: Vec<Village>,
    /// Delegates in office on the day, by strokes.
    pub delegates: Vec<Name>,
}

/// What a village lacks, as keys of words.
#[must_use]
pub fn holes(village: &Village) -> Vec<&'static str> {
    let team = village.teams(false).next().is_some();
    let mut holes = Vec::new();
    if !team {
        holes.push("hole.team");
    } else if village.leaders().next().is_none() {
        holes.push("hole.leader");
    }
    if village.delegates.is_empty() {
        holes.push("hole.delegates");
    }
    if village.slots.is_empty() {
        holes.push("hole.slot");
    }
    holes
}

/// A fixed time in words.
#[must_use]
pub fn slot_words(slot: &Slot) -> String {
    let every = match slot.every_weeks {
        ..=1 => said("slot.weekly", &[("weekday", weekday(slot.weekday).into())]),
        2 => said("slot.second", &[("weekday", weekday(slot.weekday).into())]),
        weeks => said("slot.every", &[("weeks", weeks.into()), ("weekday", weekday(slot.weekday).into())]),
    };
    if slot.starts.is_empty() {
        return every;
    }
    said(
        "slot.time",
        &[("every", every.into()), ("starts", slot.starts.clone().into()), ("ends", slot.ends.clone().into())],
    )
}

/// The table as a paper.
#[must_use]
pub fn document(head: &Head, coverage: &Coverage) -> Document {
    let print = words::print;
    let mut document = paper(head, said("coverage.title", &[("office", head.office.clone().into())]), Setting::A3_WIDE);
    let with_holes = coverage.villages.iter().filter(|one| !holes(one).is_empty()).count();
    let sums = said(
        "coverage.sums",
        &[
            ("villages", coverage.villages.len().into()),
            ("whole", (coverage.villages.len() - with_holes).into()),
            ("holes", with_holes.into()),
            ("delegates", coverage.delegates.len().into()),
        ],
    );
    document.meta = vec![meta(vec![said("paper.as_of", &[("day", long_day(coverage.day).into())]), sums])];
    let columns = vec![
        Column::text(print("column.place"), Width::Chars(2)).centred(),
        Column::text(print("column.village"), Width::Chars(7)),
        Column::text(print("column.main_team"), Width::Share(2)),
        Column::text(print("column.leader"), Width::Chars(5)),
        Column::text(print("column.liaison"), Width::Chars(5)),
        Column::text(print("column.members"), Width::Share(2)),
        Column::text(print("column.helper_team"), Width::Share(2)),
        Column::text(print("column.station_delegates"), Width::Share(5)),
        Column::count(print("column.head_count"), Width::Chars(3)).not_added(),
        Column::text(print("column.slot"), Width::Chars(12)),
        Column::text(print("column.room"), Width::Share(3)),
        Column::text(print("column.holes"), Width::Chars(10)),
    ];
    let rows = coverage.villages.iter().zip(1_usize..).map(|(village, at)| row(village, at)).collect();
    document.blocks = vec![Block::Table(Table { columns, rows, ..Table::default() })];
    let placed = |one: &&Name| {
        coverage.villages.iter().filter(|village| village.delegates.iter().any(|other| other.id == one.id)).count()
    };
    let list = |wanted: &dyn Fn(usize) -> bool, key: &str| -> Option<Block> {
        let found: Vec<&Name> = coverage.delegates.iter().filter(|one| wanted(placed(one))).collect();
        let joined = names(found.iter().map(|one| one.name.as_str()), "").text;
        (!found.is_empty()).then(|| {
            let text = said(key, &[("count", found.len().into()), ("names", joined.clone().into())]);
            Block::styled(ParagraphStyle::Flush, Text::of(joined, text))
        })
    };
    document.blocks.extend(list(&|stations| stations == 0, "coverage.without"));
    document.blocks.extend(list(&|stations| stations > 1, "coverage.several"));
    document.definitions = vec![print("coverage.define").into()];
    document
}

fn row(village: &Village, at: usize) -> Row {
    let hole = words::print("hole");
    let of =
        |people: Vec<&Name>, nobody: &str| -> Cell { names(people.iter().map(|one| one.name.as_str()), nobody).into() };
    let holes = holes(village);
    let lacks = |key: &str| if holes.contains(&key) { hole } else { "" };
    let team_hole = lacks("hole.team");
    let main: Vec<&str> = village.teams(false).map(|team| team.name.as_str()).collect();
    let helper: Vec<&str> = village.teams(true).map(|team| team.name.as_str()).collect();
    let slots: Vec<String> = village.slots.iter().map(slot_words).collect();
    let mut rooms: Vec<&str> =
        village.slots.iter().map(|slot| slot.place.as_str()).filter(|place| !place.is_empty()).collect();
    rooms.dedup();
    let words_of: Vec<&str> = holes.iter().map(|key| words::print(key)).collect();
    Row {
        kind: RowKind::Body,
        cells: vec![
            at.to_string().into(),
            village.name.clone().into(),
            names(main, team_hole).into(),
            of(village.leaders().collect(), if team_hole.is_empty() { lacks("hole.leader") } else { hole }),
            of(village.liaisons().collect(), ""),
            of(village.teams(false).flat_map(|team| &team.members).collect(), ""),
            names(helper, "").into(),
            of(village.delegates.iter().collect(), lacks("hole.delegates")),
            i64::try_from(village.delegates.len()).unwrap_or(0).into(),
            if slots.is_empty() { lacks("hole.slot").into() } else { slots.join("\n").into() },
            rooms.join("\n").into(),
            words_of.join("\u{3001}").into(),
        ],
        who: Some(village.name.clone()),
    }
}
