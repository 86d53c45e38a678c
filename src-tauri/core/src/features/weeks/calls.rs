//! What may be asked of weeks.

use super::holidays::Holidays;
use super::rules::{self, Note, Standing};
use super::store::{self, Keeper, WeekNote};
use crate::calls::Call;
use crate::features::One;
use crate::features::duties::calls::asked_day;
use crate::features::duties::rules::Span;
use crate::features::meetings::calls::Days;
use crate::features::rulebook::store::flag;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

const NOTE: Op = Op { name: "weeks.note", right: Right::Enter, undo: Undo::Undoable };
const NOTE_MANY: Op = Op { name: "weeks.note_many", right: Right::Enter, undo: Undo::Undoable };
const UNNOTE: Op = Op { name: "weeks.unnote", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("weeks.board", r#"{"day":"2026-09-15"}"#, board),
        Call::read("weeks.notes", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, notes),
        Call::read("weeks.chase", r#"{"day":"2026-09-15"}"#, chase),
        Call::write(&NOTE, r#"{"area_id":"$area","day":"2026-09-15","kind":"suspended","reason":"台风"}"#, note),
        Call::write(
            &NOTE_MANY,
            r#"{"days":[{"area_id":"$area","day":"2026-09-15"}],"kind":"suspended","reason":"台风"}"#,
            note_many,
        ),
        Call::write(&UNNOTE, r#"{"id":"$weeknote"}"#, unnote),
    ]
}

/// A day of the week asked about.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct Week {
    /// Any day of it; today when left out.
    day: Option<String>,
}

/// One village and one of its fixed days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct BoardLine {
    /// Village or community.
    pub area_id: String,
    /// Its name as spoken.
    pub area: String,
    /// The fixed day; empty when the village has no fixed time.
    pub day: Option<String>,
    /// HH:MM.
    pub starts: String,
    /// HH:MM.
    pub ends: String,
    /// Room.
    pub place: String,
    /// reported, zero, suspended, made_up, unreported or no_slot.
    pub state: &'static str,
    /// Whether the fixed day has come.
    pub come: bool,
    /// Why suspended or moved.
    pub reason: String,
    /// Day it is made up on, told or seen.
    pub moved_to: Option<String>,
    /// What was told, when something was.
    pub note_id: Option<String>,
    /// Visits of the village in the week.
    pub visits: i64,
    /// Plans that stand for the day, for the whole week where there is no fixed day. A plan is no visit.
    pub planned: i64,
    /// Persons responsible.
    pub leaders: Vec<String>,
}

/// How many fixed days stand how.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct BoardCounts {
    /// 已报
    pub reported: i64,
    /// 零报告
    pub zero: i64,
    /// 停驻
    pub suspended: i64,
    /// 改期补驻
    pub made_up: i64,
    /// 未报
    pub unreported: i64,
    /// Villages without a fixed time.
    pub no_slot: i64,
}

/// The board of a week.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Board {
    /// Monday.
    pub from: String,
    /// Sunday.
    pub to: String,
    /// Days from today to Sunday, 0 when it has passed.
    pub days_left: i64,
    /// Villages in their fixed order.
    pub lines: Vec<BoardLine>,
    /// Counts over the lines.
    pub counts: BoardCounts,
}

/// Everything the fixed days of a span are judged by.
pub struct Fixed {
    slots: BTreeMap<String, Vec<rules::Slot>>,
    open: BTreeMap<String, Span>,
    visits: BTreeMap<String, BTreeMap<NaiveDate, i64>>,
    notes: BTreeMap<(String, NaiveDate), (String, Note)>,
    holidays: Holidays,
}

/// One fixed day judged.
pub struct Judged<'a> {
    /// The day.
    pub day: NaiveDate,
    /// Its slot.
    pub slot: &'a rules::Slot,
    /// How it stands.
    pub standing: Standing,
    /// The day that made up for it.
    pub made_up_on: Option<NaiveDate>,
    /// What was told: record and note.
    pub note: Option<&'a (String, Note)>,
}

impl Fixed {
    /// Loads the fixed days of a span.
    ///
    /// # Errors
    /// What the database says.
    pub fn load(db: &Connection, days: Span) -> Result<Self> {
        let wide = whole_weeks(days);
        let notes = store::notes(db, wide)?;
        Ok(Self {
            slots: store::slots(db)?,
            open: store::open(db)?,
            visits: store::visits(db, store::around(wide, &notes))?,
            notes,
            holidays: Holidays::load(db)?,
        })
    }

    /// The holiday a day is free for, imported lists with the built-in ones.
    #[must_use]
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        self.holidays.holiday(day)
    }

    /// The fixed days of a village within a span, judged, in order of days. None when it has no fixed time then. Before its
    /// first day and after its last a village owes none, however long its fixed times were to run.
    #[must_use]
    pub fn judged(&self, area: &str, days: Span) -> Option<Vec<Judged<'_>>> {
        let open = self.open.get(area).copied().unwrap_or(Span::since(NaiveDate::MIN, None));
        let days = days.with(&open)?;
        self.slots.get(area).into_iter().flatten().find(|slot| slot.days.with(&days).is_some())?;
        // Whole weeks are judged: a visit makes up for one fixed day, wherever the span is cut.
        let wide = whole_weeks(days);
        let mut fixed: Vec<(NaiveDate, &rules::Slot)> = self
            .slots
            .get(area)
            .into_iter()
            .flatten()
            .flat_map(|slot| rules::days(slot, wide).into_iter().map(move |day| (day, slot)))
            .filter(|(day, _)| open.holds(*day))
            .collect();
        fixed.sort_by(|one, other| (one.0, &one.1.starts).cmp(&(other.0, &other.1.starts)));
        let told = |day: NaiveDate| self.notes.get(&(area.to_owned(), day));
        let fixtures: Vec<rules::Fixture<'_>> = fixed
            .iter()
            .map(|(day, _)| rules::Fixture {
                day: *day,
                note: told(*day).map(|(_, note)| note),
                holiday: self.holiday(*day).is_some(),
            })
            .collect();
        let none = BTreeMap::new();
        let stood = rules::stand(&fixtures, self.visits.get(area).unwrap_or(&none));
        let found = fixed.into_iter().zip(stood).filter(|((day, _), _)| days.holds(*day));
        Some(
            found
                .map(|((day, slot), rules::Stood { standing, made_up_on })| Judged {
                    day,
                    slot,
                    standing,
                    made_up_on,
                    note: told(day),
                })
                .collect(),
        )
    }

    /// Days of a village with visits within a span.
    #[must_use]
    pub fn visited(&self, area: &str, days: Span) -> BTreeMap<NaiveDate, i64> {
        self.visits
            .get(area)
            .map(|known| known.range(days.from..=days.to).map(|(day, n)| (*day, *n)).collect())
            .unwrap_or_default()
    }
}

/// A span from the Monday of its first week to the Sunday of its last.
fn whole_weeks(days: Span) -> Span {
    Span { from: rules::week_of(days.from).from, to: rules::week_of(days.to).to }
}

fn board(reading: &Reading<'_>, asked: Week) -> Result<Board> {
    board_of(reading, asked_day(reading, asked.day.as_deref())?)
}

/// The board of the week around a day.
///
/// # Errors
/// What the database says.
pub fn board_of(reading: &Reading<'_>, on: NaiveDate) -> Result<Board> {
    let week = rules::week_of(on);
    let fixed = Fixed::load(reading.db, week)?;
    let keepers = store::keepers(reading.db, week)?;
    let planned =
        crate::features::plans::store::by_day(reading.db, &week.from.to_string(), &week.to.to_string(), true)?;
    let weekly = flag(reading.db, "weekly_without_slot", &week.from.to_string())?;
    let mut lines = Vec::new();
    for village in store::villages(reading.db, week)? {
        let visited = fixed.visited(&village.id, week);
        let leaders: Vec<String> = keepers
            .get(&village.id)
            .into_iter()
            .flatten()
            .filter(|keeper| keeper.role == "leader")
            .map(|keeper| keeper.name.clone())
            .collect();
        let line = |state: Standing| BoardLine {
            area_id: village.id.clone(),
            area: village.name.clone(),
            day: None,
            starts: String::new(),
            ends: String::new(),
            place: String::new(),
            state: state.code(),
            come: week.to <= reading.today,
            reason: String::new(),
            moved_to: None,
            note_id: None,
            visits: visited.values().sum(),
            planned: planned.iter().filter(|((area, _), _)| *area == village.id).map(|(_, n)| *n).sum(),
            leaders: leaders.clone(),
        };
        match fixed.judged(&village.id, week) {
            None if !visited.is_empty() => lines.push(line(Standing::Reported)),
            None => lines.push(line(if weekly { Standing::Unreported } else { Standing::NoSlot })),
            Some(judged) => lines.extend(judged.into_iter().map(|one| {
                let told = one.note.map(|(_, note)| note);
                let holiday = fixed.holiday(one.day).filter(|_| told.is_none() && one.standing == Standing::Suspended);
                BoardLine {
                    planned: planned.get(&(village.id.clone(), one.day.to_string())).copied().unwrap_or_default(),
                    day: Some(one.day.to_string()),
                    starts: one.slot.starts.clone(),
                    ends: one.slot.ends.clone(),
                    place: one.slot.place.clone(),
                    come: one.day <= reading.today,
                    reason: told.map(|note| note.reason.clone()).or(holiday.map(str::to_owned)).unwrap_or_default(),
                    moved_to: told.and_then(|note| note.moved_to).or(one.made_up_on).map(|day| day.to_string()),
                    note_id: one.note.map(|(id, _)| id.clone()),
                    ..line(one.standing)
                }
            })),
        }
    }
    let count = |state: Standing| {
        i64::try_from(lines.iter().filter(|line| line.state == state.code()).count()).unwrap_or_default()
    };
    let counts = BoardCounts {
        reported: count(Standing::Reported),
        zero: count(Standing::Zero),
        suspended: count(Standing::Suspended),
        made_up: count(Standing::MadeUp),
        unreported: count(Standing::Unreported),
        no_slot: count(Standing::NoSlot),
    };
    Ok(Board {
        from: week.from.to_string(),
        to: week.to.to_string(),
        days_left: (week.to - reading.today).num_days().max(0),
        lines,
        counts,
    })
}

/// Who is to be telephoned for a village that has not reported.
#[derive(Debug, Clone, Serialize, TS)]
struct ChaseLine {
    /// The open day.
    #[serde(flatten)]
    line: BoardLine,
    /// Liaisons with their phones; the persons responsible when there is none.
    call: Vec<Keeper>,
}

fn chase(reading: &Reading<'_>, asked: Week) -> Result<Vec<ChaseLine>> {
    let on = asked_day(reading, asked.day.as_deref())?;
    let keepers = store::keepers(reading.db, rules::week_of(on))?;
    Ok(board_of(reading, on)?
        .lines
        .into_iter()
        .filter(|line| line.state == Standing::Unreported.code())
        .map(|line| {
            let known = keepers.get(&line.area_id).cloned().unwrap_or_default();
            let liaisons: Vec<Keeper> = known.iter().filter(|keeper| keeper.role == "liaison").cloned().collect();
            ChaseLine { call: if liaisons.is_empty() { known } else { liaisons }, line }
        })
        .collect())
}

fn notes(reading: &Reading<'_>, days: Days) -> Result<Vec<WeekNote>> {
    store::told(reading.db, &days.from, &days.to)
}

/// A village and one of its fixed days.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct StationDay {
    /// Village or community.
    area_id: String,
    /// The fixed day.
    day: String,
}

/// The same told of several villages, as after a storm.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct ManyNotes {
    /// Villages and days.
    days: Vec<StationDay>,
    /// zero or suspended.
    kind: String,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// How many were told.
#[derive(Serialize, TS)]
struct NotedMany {
    /// Villages.
    noted: usize,
}

/// Most villages told of at once: a town has a few dozen.
const MOST_NOTES: usize = 500;

fn note_many(writing: &mut Writing<'_>, many: ManyNotes) -> Result<NotedMany> {
    if many.days.is_empty() || many.days.len() > MOST_NOTES {
        return Err(refuse("weeks.many").with("most", MOST_NOTES));
    }
    if !matches!(many.kind.as_str(), "zero" | "suspended") {
        return Err(refuse("weeks.kind"));
    }
    let noted = many.days.len();
    for one in many.days {
        let told = WeekNote {
            area_id: one.area_id,
            day: one.day,
            kind: many.kind.clone(),
            reason: many.reason.clone(),
            ..WeekNote::default()
        };
        note(writing, told)?;
    }
    writing.note("n", noted);
    Ok(NotedMany { noted })
}

fn note(writing: &mut Writing<'_>, mut note: WeekNote) -> Result<One> {
    let on = day(&note.day)?;
    note.reason = note.reason.trim().to_owned();
    match note.kind.as_str() {
        "zero" if on > writing.today => return Err(refuse("weeks.zero_in_future").with("day", note.day)),
        "zero" => note.moved_to = None,
        "suspended" if note.reason.is_empty() => return Err(refuse("weeks.reason")),
        "suspended" => note.moved_to = None,
        "moved" => {
            let to = note.moved_to.as_deref().ok_or_else(|| refuse("weeks.moved_to"))?;
            if day(to)? == on {
                return Err(refuse("weeks.moved_to"));
            }
        }
        _ => return Err(refuse("weeks.kind")),
    }
    let area = crate::features::areas::name(writing.tx, &note.area_id)?.ok_or_else(|| refuse("weeks.area"))?;
    note.id = store::same(writing.tx, &note.area_id, &note.day)?.unwrap_or_else(new_id);
    writing.note("area", area);
    writing.note("day", note.day.clone());
    writing.note("kind", crate::ground::words::term(&format!("week.{}", note.kind)));
    writing.subject(&note.id);
    store::save(writing.tx, &note)?;
    Ok(One { id: note.id })
}

fn unnote(writing: &mut Writing<'_>, one: One) -> Result<One> {
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("weeks.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}
