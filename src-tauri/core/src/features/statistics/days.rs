//! The days behind the figures of stations: each fixed day of a period with how it stands, and the days of villages
//! without a fixed time on which somebody came. The table of villages counts exactly these.

use super::calls::{in_order, recorded, span};
use super::model::Period;
use crate::features::areas;
use crate::features::weeks::calls::Fixed;
use crate::features::weeks::rules::Standing;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Which days.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "FixedDaysAsked")]
pub struct Asked {
    /// First day.
    pub from: String,
    /// Last day; today when it is left out.
    pub to: String,
    /// Only this village.
    pub area: Option<String>,
    /// `expected` for all fixed days, `held`, or a single state: reported, zero, made_up, suspended or unreported.
    pub state: Option<String>,
    /// Words in the village's name or in the reason.
    pub text: Option<String>,
    /// day, area or state.
    pub sort: String,
    /// Last first.
    pub descending: bool,
    /// Lines left out before.
    pub offset: usize,
    /// Lines wanted, 1000 at most.
    pub limit: usize,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            from: String::new(),
            to: String::new(),
            area: None,
            state: None,
            text: None,
            sort: "day".to_owned(),
            descending: true,
            offset: 0,
            limit: 50,
        }
    }
}

/// A day of a station.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FixedDay {
    /// Village, day and time: what tells the line apart.
    pub id: String,
    /// Village or community.
    pub area_id: String,
    /// Its name.
    pub area: String,
    /// The day.
    pub day: String,
    /// HH:MM.
    pub starts: String,
    /// HH:MM.
    pub ends: String,
    /// Room.
    pub place: String,
    /// reported, zero, suspended, made_up or unreported.
    pub state: &'static str,
    /// A fixed day: it counts as expected.
    pub fixed: bool,
    /// Why it was not held, or was moved.
    pub reason: String,
    /// Day it is made up on, as told.
    pub moved_to: Option<String>,
    /// Visits of the village that day.
    pub visits: i64,
}

/// How many days stand how, whatever state is asked for.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct FixedDayCounts {
    /// Fixed days (应驻).
    pub expected: i64,
    /// Held (实驻), with the days of villages without a fixed time.
    pub held: i64,
    /// Not held, with a reason (停驻).
    pub suspended: i64,
    /// Nothing is known.
    pub unreported: i64,
}

/// A page of days.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FixedDayPage {
    /// First day looked at.
    pub from: String,
    /// Last day looked at.
    pub to: String,
    /// Lines.
    pub lines: Vec<FixedDay>,
    /// Days the filter leaves.
    pub total: usize,
    /// How they stand.
    pub counts: FixedDayCounts,
}

impl FixedDay {
    fn held(&self) -> bool {
        matches!(self.state, "reported" | "zero" | "made_up")
    }

    fn is(&self, state: &str) -> bool {
        match state {
            "expected" => self.fixed,
            "held" => self.held(),
            state => self.state == state,
        }
    }
}

/// The days of a period, page by page.
///
/// # Errors
/// `day.unreadable`, `statistics.backwards`; what the database says.
pub fn page(reading: &Reading<'_>, asked: Asked) -> Result<FixedDayPage> {
    let today = reading.today.to_string();
    let to = if asked.to.is_empty() { today } else { asked.to.clone() };
    let from = if asked.from.is_empty() { to.get(..4).map(|year| format!("{year}-01-01")) } else { None };
    let from = from.unwrap_or_else(|| asked.from.clone());
    let mut lines = days(reading, &Period { from: from.clone(), to: to.clone(), area: asked.area, kind: None })?;
    let text = asked.text.unwrap_or_default();
    lines.retain(|line| line.area.contains(text.trim()) || line.reason.contains(text.trim()));
    let n = |state: &str| i64::try_from(lines.iter().filter(|line| line.is(state)).count()).unwrap_or(i64::MAX);
    let counts = FixedDayCounts {
        expected: n("expected"),
        held: n("held"),
        suspended: n("suspended"),
        unreported: n("unreported"),
    };
    if let Some(state) = asked.state.as_deref().filter(|state| !state.is_empty()) {
        lines.retain(|line| line.is(state));
    }
    // The lines come by village in the office's order; a sort that keeps equal lines as they are keeps it.
    match asked.sort.as_str() {
        "area" => {}
        "state" => lines.sort_by_key(|line| line.state),
        _ => lines.sort_by(|one, other| (&one.day, &one.starts).cmp(&(&other.day, &other.starts))),
    }
    if asked.descending {
        lines.reverse();
    }
    let total = lines.len();
    let lines = lines.into_iter().skip(asked.offset).take(asked.limit.min(1000)).collect();
    Ok(FixedDayPage { from, to, lines, total, counts })
}

/// All days of a period by village.
fn days(reading: &Reading<'_>, asked: &Period) -> Result<Vec<FixedDay>> {
    let within = span(asked)?;
    let known: BTreeMap<String, areas::Area> =
        areas::list(reading)?.into_iter().map(|area| (area.id.clone(), area)).collect();
    let recorded = recorded(reading.db, asked, within)?;
    let fixed = Fixed::load(reading.db, within)?;
    let mut lines = Vec::new();
    for id in in_order(reading.db, asked, within, &known, recorded.iter())? {
        let Some(area) = known.get(&id) else { continue };
        let visited = fixed.visited(&id, within);
        let line = |day: String, starts: &str, standing: Standing| FixedDay {
            id: format!("{id} {day} {starts}"),
            area_id: id.clone(),
            area: area.name.clone(),
            starts: starts.to_owned(),
            ends: String::new(),
            place: String::new(),
            state: standing.code(),
            fixed: true,
            reason: String::new(),
            moved_to: None,
            visits: 0,
            day,
        };
        match fixed.judged(&id, within) {
            None => lines.extend(visited.iter().map(|(day, n)| FixedDay {
                fixed: false,
                visits: *n,
                ..line(day.to_string(), "", Standing::Reported)
            })),
            Some(judged) => lines.extend(judged.into_iter().map(|one| {
                let told = one.note.map(|(_, note)| note);
                let holiday = fixed.holiday(one.day).filter(|_| told.is_none() && one.standing == Standing::Suspended);
                FixedDay {
                    ends: one.slot.ends.clone(),
                    place: one.slot.place.clone(),
                    reason: told.map(|note| note.reason.clone()).or(holiday.map(str::to_owned)).unwrap_or_default(),
                    moved_to: told.and_then(|note| note.moved_to).or(one.made_up_on).map(|day| day.to_string()),
                    visits: visited.get(&one.day).copied().unwrap_or_default(),
                    ..line(one.day.to_string(), &one.slot.starts, one.standing)
                }
            })),
        }
    }
    Ok(lines)
}
