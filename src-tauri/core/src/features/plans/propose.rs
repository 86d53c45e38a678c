//! A week's plans out of what is arranged: the fixed times, the teams, the delegates who serve a village, and what its
//! people wait to hear.

use super::model::Plan;
use super::store;
use crate::features::delegates::store::{self as delegates, Leave};
use crate::features::duties::rules::Span;
use crate::features::office::store as office;
use crate::features::opinions::store::papers::promised_by_village;
use crate::features::reports::frame::said;
use crate::features::reports::gather::{self, Village};
use crate::features::weeks::calls::Fixed;
use crate::features::weeks::holidays::works;
use crate::features::weeks::rules::{Standing, week_of};
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a sheet at a fixed time is for; the first kind of the dictionary stands in when an office dropped it.
const AT_STATION: &str = "reception";

/// What a sheet is for that only gives back promises.
const AT_DOORS: &str = "household";

/// Who may be sent where.
struct Staff<'a> {
    reading: &'a Reading<'a>,
    leaves: Vec<Leave>,
    seated: BTreeMap<NaiveDate, BTreeSet<String>>,
}

/// The plans a week still lacks, from today on: every fixed day that is neither reported, told of nor planned; and for a
/// village without a fixed time whose people wait to hear something, the week's last working day.
///
/// # Errors
/// What the database says.
pub fn week(reading: &Reading<'_>, on: NaiveDate) -> Result<Vec<Plan>> {
    let week = week_of(on);
    let days = Span { from: week.from.max(reading.today), to: week.to };
    if days.from > days.to {
        return Ok(Vec::new());
    }
    let fixed = Fixed::load(reading.db, days)?;
    let planned = store::by_day(reading.db, &week.from.to_string(), &week.to.to_string(), false)?;
    let waiting = promised_by_village(reading.db)?;
    let kinds: Vec<String> = office::entries(reading.db)?
        .into_iter()
        .filter(|one| one.list == "visit_kind" && one.active)
        .map(|one| one.code)
        .collect();
    let kind = |wanted: &str| kinds.iter().find(|code| *code == wanted).or(kinds.first()).cloned().unwrap_or_default();
    let mut staff = Staff { reading, leaves: delegates::leaves(reading.db, None)?, seated: BTreeMap::new() };
    let mut found = Vec::new();
    for village in gather::villages(reading, days.to)? {
        let Some(judged) = fixed.judged(&village.id, days) else {
            let idle =
                !planned.keys().any(|(area, _)| *area == village.id) && fixed.visited(&village.id, week).is_empty();
            let last = days.from.iter_days().take_while(|day| *day <= days.to).filter(|day| works(*day)).last();
            if let (true, Some(n), Some(day)) = (idle, waiting.get(&village.id), last) {
                let topics = said("plans.promised", &[("n", (*n).into())]);
                found.push(Plan { kind: kind(AT_DOORS), topics, ..staff.plan(&village, day)? });
            }
            continue;
        };
        let mut taken = BTreeSet::new();
        for one in judged {
            // A day told to be moved is planned on the day it was moved to, when that is told.
            let day = match (one.standing, one.note.and_then(|(_, note)| note.moved_to)) {
                (Standing::Unreported, Some(to)) if days.holds(to) => to,
                (Standing::Unreported, None) => one.day,
                _ => continue,
            };
            if planned.contains_key(&(village.id.clone(), day.to_string())) || !taken.insert(day) {
                continue;
            }
            found.push(Plan {
                starts: one.slot.starts.clone(),
                ends: one.slot.ends.clone(),
                place: one.slot.place.clone(),
                kind: kind(AT_STATION),
                ..staff.plan(&village, day)?
            });
        }
    }
    found.sort_by(|one, other| (&one.day, &one.starts).cmp(&(&other.day, &other.starts)));
    Ok(found)
}

impl Staff<'_> {
    /// A plan with a village's people on a day: whoever is on leave or out of office is left out.
    fn plan(&mut self, village: &Village, day: NaiveDate) -> Result<Plan> {
        if !self.seated.contains_key(&day) {
            let seated = gather::seated(self.reading, day)?.into_iter().map(|one| one.id).collect();
            self.seated.insert(day, seated);
        }
        let text = day.to_string();
        let here = |id: &str| {
            !self.leaves.iter().any(|leave| leave.person_id == id && leave.from_day <= text && text <= leave.to_day)
        };
        let holds = |id: &str| self.seated.get(&day).is_some_and(|seated| seated.contains(id));
        let serving: Vec<String> =
            village.delegates.iter().map(|one| one.id.clone()).filter(|id| holds(id) && here(id)).collect();
        let leader = village.leaders().map(|one| one.id.clone()).find(|id| here(id));
        let own = village.liaisons().chain(village.teams(false).flat_map(|team| &team.members));
        let helping =
            village.teams(true).flat_map(|team| team.leaders.iter().chain(&team.liaisons).chain(&team.members));
        let mut members: Vec<String> = Vec::new();
        for one in own.chain(helping) {
            let named = serving.contains(&one.id) || leader.as_ref() == Some(&one.id) || members.contains(&one.id);
            if !named && here(&one.id) {
                members.push(one.id.clone());
            }
        }
        Ok(Plan {
            day: text,
            area_id: village.id.clone(),
            leader_id: leader,
            delegates: serving,
            members,
            ..Plan::default()
        })
    }
}
