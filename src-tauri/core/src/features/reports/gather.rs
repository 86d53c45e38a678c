//! Fills the plain structs of the papers from the records, over the stores of the features that own them.

use super::frame::Head;
use super::model::Options;
use crate::features::areas::store as areas;
use crate::features::delegates::store as delegates;
use crate::features::office::store as office;
use crate::features::stations::store::{self as stations, Slot};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// A person as a paper names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Record.
    pub id: String,
    /// Name.
    pub name: String,
    /// Unit and post.
    pub post: String,
    /// Work phone.
    pub phone: String,
}

/// A team at a village.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TeamView {
    /// Name.
    pub name: String,
    /// Whether it helps another team.
    pub helper: bool,
    /// Responsible.
    pub leaders: Vec<Name>,
    /// Liaison.
    pub liaisons: Vec<Name>,
    /// The others.
    pub members: Vec<Name>,
}

/// A village with what is arranged for it on a day.
#[derive(Debug, Clone, Default)]
pub struct Village {
    /// Record.
    pub id: String,
    /// Name as printed.
    pub name: String,
    /// Teams.
    pub teams: Vec<TeamView>,
    /// Delegates who serve it.
    pub delegates: Vec<Name>,
    /// Fixed times.
    pub slots: Vec<Slot>,
}

impl Village {
    /// The teams of one kind.
    pub fn teams(&self, helper: bool) -> impl Iterator<Item = &TeamView> {
        self.teams.iter().filter(move |team| team.helper == helper)
    }

    /// Those responsible for the station.
    pub fn leaders(&self) -> impl Iterator<Item = &Name> {
        self.teams(false).flat_map(|team| &team.leaders)
    }

    /// The station's liaisons.
    pub fn liaisons(&self) -> impl Iterator<Item = &Name> {
        self.teams(false).flat_map(|team| &team.liaisons)
    }
}

/// Who prints, in which office.
///
/// # Errors
/// `office.none`; what the database says.
pub fn head(reading: &Reading<'_>) -> Result<Head> {
    let office = office::office(reading.db)?.ok_or_else(|| refuse("office.none"))?;
    Ok(Head { office: office.name, clerk: reading.actor.name.clone(), today: reading.today })
}

/// The days of the options: both, or the month of today.
///
/// # Errors
/// `day.unreadable`, `papers.days_backwards`.
pub fn span(options: &Options, today: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
    let first = today.with_day(1).unwrap_or(today);
    let from = options.from.as_deref().map_or(Ok(first), day)?;
    let to = options.to.as_deref().map_or(Ok(today), day)?;
    if to < from {
        return Err(refuse("papers.days_backwards").with("from", from.to_string()).with("to", to.to_string()));
    }
    Ok((from, to))
}

/// Whether a dated link holds on a day.
#[must_use]
pub fn holds(on: &str, from: Option<&str>, to: Option<&str>) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
}

/// Everybody by id.
///
/// # Errors
/// What the database says.
pub fn people(reading: &Reading<'_>) -> Result<BTreeMap<String, Name>> {
    let people = delegates::people(reading.db)?;
    Ok(people
        .into_iter()
        .map(|one| (one.id.clone(), Name { id: one.id, name: one.name, post: one.post, phone: one.phone }))
        .collect())
}

/// Ids of those who hold a seat on a day, by strokes of the surname.
///
/// # Errors
/// What the database says.
pub fn seated(reading: &Reading<'_>, on: NaiveDate) -> Result<Vec<Name>> {
    let on = on.to_string();
    let tenures = delegates::seats(reading.db, None)?;
    let people = delegates::people(reading.db)?;
    let holds_seat = |id: &str| {
        tenures.iter().any(|one| one.person_id == id && holds(&on, Some(&one.from_day), one.to_day.as_deref()))
    };
    Ok(people
        .into_iter()
        .filter(|one| holds_seat(&one.id))
        .map(|one| Name { id: one.id, name: one.name, post: one.post, phone: one.phone })
        .collect())
}

/// The town's villages with what is arranged for them on a day.
///
/// # Errors
/// What the database says.
pub fn villages(reading: &Reading<'_>, on: NaiveDate) -> Result<Vec<Village>> {
    let on = on.to_string();
    let town = office::office(reading.db)?.ok_or_else(|| refuse("office.none"))?.area_code;
    let people = people(reading)?;
    let teams = stations::teams(reading.db)?;
    let members = stations::members(reading.db)?;
    let contacts = stations::contacts(reading.db)?;
    let slots = stations::slots(reading.db)?;
    let order: BTreeMap<String, usize> =
        delegates::people(reading.db)?.into_iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    let with_role = |team: &str, role: &str| -> Vec<Name> {
        let held = members.iter().filter(|one| {
            one.team_id == team && one.role == role && holds(&on, Some(&one.valid_from), one.valid_to.as_deref())
        });
        held.filter_map(|one| people.get(&one.person_id).cloned()).collect()
    };
    let mut found = Vec::new();
    for area in areas::list(reading.db)? {
        if !area.town_code.starts_with(&town) || !holds(&on, area.valid_from.as_deref(), area.valid_to.as_deref()) {
            continue;
        }
        let mut serving: Vec<Name> = contacts
            .iter()
            .filter(|one| one.area_id == area.id && holds(&on, Some(&one.valid_from), one.valid_to.as_deref()))
            .filter_map(|one| people.get(&one.person_id).cloned())
            .collect();
        serving.sort_by_key(|one| order.get(&one.id).copied());
        serving.dedup();
        found.push(Village {
            teams: teams
                .iter()
                .filter(|one| {
                    one.area_id.as_deref() == Some(&area.id)
                        && holds(&on, Some(&one.valid_from), one.valid_to.as_deref())
                })
                .map(|one| TeamView {
                    name: one.name.clone(),
                    helper: one.kind == "helper",
                    leaders: with_role(&one.id, "leader"),
                    liaisons: with_role(&one.id, "liaison"),
                    members: with_role(&one.id, "member"),
                })
                .collect(),
            delegates: serving,
            slots: slots
                .iter()
                .filter(|one| one.area_id == area.id && holds(&on, None, one.valid_to.as_deref()))
                .cloned()
                .collect(),
            name: if area.short_name.is_empty() { area.name } else { area.short_name },
            id: area.id,
        });
    }
    Ok(found)
}

/// The days a fixed time falls on. Every second week counts from the week of its first day.
#[must_use]
pub fn slot_days(slot: &Slot, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let Ok(first) = day(&slot.valid_from) else { return Vec::new() };
    let last = slot.valid_to.as_deref().and_then(|text| day(text).ok()).map_or(to, |end| end.min(to));
    let monday = |one: NaiveDate| one - Days::new(u64::from(one.weekday().num_days_from_monday()));
    let every = slot.every_weeks.max(1);
    from.max(first)
        .iter_days()
        .take_while(|one| *one <= last)
        .filter(|one| i64::from(one.weekday().number_from_monday()) == slot.weekday)
        .filter(|one| ((*one - monday(first)).num_days() / 7) % every == 0)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_week_counts_from_its_first_week() {
        let slot = Slot { weekday: 2, every_weeks: 2, valid_from: "2026-09-02".into(), ..Slot::default() };
        let (from, to) = (day("2026-09-01").unwrap(), day("2026-09-30").unwrap());
        // The 1st lies before the first day; its week counts as the first, so the 15th and 29th follow.
        let days: Vec<String> = slot_days(&slot, from, to).iter().map(ToString::to_string).collect();
        assert_eq!(days, ["2026-09-15", "2026-09-29"]);
        let weekly = Slot { every_weeks: 1, valid_to: Some("2026-09-15".into()), ..slot };
        assert_eq!(slot_days(&weekly, from, to).len(), 2);
    }
}
