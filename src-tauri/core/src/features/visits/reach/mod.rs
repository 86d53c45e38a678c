//! How far visits reached: which villages nobody went to, or not since a day, at the doors and at the firms; and which
//! groups of households of a village were called on when. It knows villages and groups only, never a resident: who lives
//! behind a door is in no list.

pub mod store;

use crate::features::areas::store as areas;
use crate::features::duties::calls::asked_day;
use crate::features::office::store::office;
use crate::features::reports::gather::holds;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::At;
use ts_rs::TS;

/// What is asked.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReachAsked {
    /// The day it is judged on; today when left out.
    pub as_of: Option<String>,
    /// Whoever was last visited before this day counts as not visited since; the first day of the year when left out.
    pub since: Option<String>,
}

/// A group of households that was called on, or is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct GroupReach {
    /// As the plans call it.
    pub name: String,
    /// Last day it was called on.
    pub last: Option<String>,
    /// Day of the next plan whose sheet is not entered.
    pub planned: Option<String>,
    /// never, before or since: whether it was called on since the day asked for.
    pub state: &'static str,
}

/// How far visits reached in a village.
#[derive(Debug, Clone, Serialize, TS)]
pub struct VillageReach {
    /// Village or community.
    pub area_id: String,
    /// Its name as spoken.
    pub area: String,
    /// Last visit of any kind.
    pub last: Option<String>,
    /// never, before or since.
    pub state: &'static str,
    /// Last day households were visited.
    pub doors_on: Option<String>,
    /// never, before or since.
    pub doors: &'static str,
    /// Last day firms or shops were visited.
    pub firms_on: Option<String>,
    /// never, before or since.
    pub firms: &'static str,
    /// Households visited since the day asked for, each call counted.
    pub households: i64,
    /// Of which for the first time in their year.
    pub households_first: i64,
    /// Firms and shops visited since the day asked for.
    pub firms_visited: i64,
    /// Households in total, where the area says so.
    pub households_all: Option<i64>,
    /// Firms and shops in total, where the area says so.
    pub firms_all: Option<i64>,
    /// Groups of households the plans name.
    pub groups: Vec<GroupReach>,
}

/// How far visits reached.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Reach {
    /// The day it was judged on.
    pub as_of: String,
    /// The day asked for.
    pub since: String,
    /// Villages of the town in their fixed order.
    pub villages: Vec<VillageReach>,
}

/// Whether something was done since a day.
#[must_use]
pub fn state(last: Option<&str>, since: &str) -> &'static str {
    match last {
        None => "never",
        Some(last) if last < since => "before",
        Some(_) => "since",
    }
}

/// Names of groups as typed, each by itself: parted by the marks of enumeration, and a word that all of them share at
/// their end is given back to those before it.
#[must_use]
pub fn groups(typed: &str) -> Vec<String> {
    let parts: Vec<&str> = typed
        .split(['\u{3001}', '\u{ff0c}', ',', '\u{ff1b}', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let endings = words::term("visits.group_endings");
    let ending =
        parts.last().and_then(|last| endings.split_whitespace().find(|ending| last.ends_with(ending))).unwrap_or("");
    let whole = |part: &&str| endings.split_whitespace().any(|known| part.ends_with(known));
    let mut found: Vec<String> = Vec::new();
    for part in &parts {
        let name = if whole(part) { (*part).to_owned() } else { format!("{part}{ending}") };
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// How far visits reached, by village and by group of households.
///
/// # Errors
/// `day.unreadable`, `papers.days_backwards`; what the database says.
pub fn reach(reading: &Reading<'_>, asked: ReachAsked) -> Result<Reach> {
    let on = asked_day(reading, asked.as_of.as_deref())?;
    let since = match &asked.since {
        Some(since) => day(since)?,
        None => on.with_ordinal(1).unwrap_or(on),
    };
    let (as_of, since) = (on.to_string(), since.to_string());
    if since > as_of {
        return Err(refuse("papers.days_backwards").with("from", since).with("to", as_of));
    }
    let mut called: BTreeMap<String, Vec<GroupReach>> = BTreeMap::new();
    for one in store::called(reading.db)? {
        let known = called.entry(one.area_id).or_default();
        let visited = one.visited.filter(|day| *day <= as_of);
        for name in groups(&one.groups) {
            let at = known.iter().position(|group| group.name == name).unwrap_or_else(|| {
                known.push(GroupReach { name, last: None, planned: None, state: "never" });
                known.len() - 1
            });
            let Some(group) = known.get_mut(at) else { continue };
            match &visited {
                Some(day) => group.last = group.last.clone().max(Some(day.clone())),
                None if group.planned.is_none() => group.planned = Some(one.planned.clone()),
                None => {}
            }
            group.state = state(group.last.as_deref(), &since);
        }
    }
    let sums = store::sums(reading.db, &since, &as_of)?;
    let town = office(reading.db)?.ok_or_else(|| refuse("office.none"))?.area_code;
    let all = areas::list(reading.db)?.into_iter().filter(|one| {
        one.town_code.starts_with(&town) && holds(&as_of, one.valid_from.as_deref(), one.valid_to.as_deref())
    });
    let villages = all.map(|one| {
        let last = |at| store::last(reading.db, &one.id, at, &as_of);
        let (any, doors_on, firms_on) = (last(At::All)?, last(At::Doors)?, last(At::Firms)?);
        let (households, households_first, firms_visited) = sums.get(&one.id).copied().unwrap_or_default();
        Ok(VillageReach {
            state: state(any.as_deref(), &since),
            doors: state(doors_on.as_deref(), &since),
            firms: state(firms_on.as_deref(), &since),
            groups: called.remove(&one.id).unwrap_or_default(),
            area_id: one.id,
            area: one.short_name,
            last: any,
            doors_on,
            firms_on,
            households,
            households_first,
            firms_visited,
            households_all: one.households,
            firms_all: one.firms,
        })
    });
    Ok(Reach { villages: villages.collect::<Result<_>>()?, as_of, since })
}
