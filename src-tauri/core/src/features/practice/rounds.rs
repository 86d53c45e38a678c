//! Last year's evaluation, which was counted elsewhere, and this year's, whose sheets are to be printed next.

use crate::features::evaluations::calls as evaluations;
use crate::features::evaluations::store::{Round, Subject};
use crate::features::stations::store as stations;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::{Datelike, Days, NaiveDate};

/// Villages that evaluate this year on the first evening.
const EVENING: usize = 4;

/// Lays both.
///
/// # Errors
/// What the calls refuse; what the database says.
pub(super) fn fill(writing: &mut Writing<'_>, material: &super::Material, areas: &[String]) -> Result<()> {
    let year = writing.today.year();
    let titled = |year: i32| material.evaluation.replace("{year}", &year.to_string());
    let contacts = stations::contacts(writing.tx)?;
    let of = |villages: &[String]| -> Vec<Subject> {
        let among = contacts.iter().filter(|one| villages.contains(&one.area_id));
        among.map(|one| Subject { person_id: one.person_id.clone(), area_id: one.area_id.clone() }).collect()
    };
    let held = NaiveDate::from_ymd_opt(year - 1, 12, 10).map(|day| day.to_string());
    let last = Round {
        year: i64::from(year - 1),
        title: titled(year - 1),
        held_on: held,
        state: "finished".to_owned(),
        subjects: of(areas),
        ..Round::default()
    };
    evaluations::save(writing, last)?;
    let first: Vec<String> = areas.iter().take(EVENING).cloned().collect();
    let this = Round {
        year: i64::from(year),
        title: titled(year),
        held_on: Some((writing.today + Days::new(14)).to_string()),
        state: "planned".to_owned(),
        subjects: of(&first),
        ..Round::default()
    };
    evaluations::save(writing, this).map(|_| ())
}
