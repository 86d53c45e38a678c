//! The practice township: an office of its own in a file of its own, filled with invented people and a year of work,
//! opened and thrown away with one button. Everything in it follows from its data file and the day, so that two
//! practice townships of one day are alike.

pub mod calls;
mod fill;
mod followed;
mod handovers;
mod outings;
mod papers;
mod plans;
mod rounds;

use serde::Deserialize;
use std::collections::BTreeMap;

/// What the practice township is made of.
#[derive(Deserialize)]
pub(super) struct Material {
    office: String,
    area_code: String,
    district_office: String,
    person: String,
    passphrase: String,
    term: String,
    groups: Vec<String>,
    surnames: Vec<String>,
    given: Vec<String>,
    posts: Vec<String>,
    leaders: Vec<String>,
    rooms: Vec<String>,
    situations: Vec<String>,
    opinions: BTreeMap<String, Vec<String>>,
    givers: Vec<String>,
    units: Vec<String>,
    proposals: Vec<papers::Paper>,
    plan_topics: Vec<String>,
    plan_households: Vec<String>,
    followed: Vec<followed::Followed>,
    grown: Vec<followed::Grown>,
    evaluation: String,
    collation: String,
    outings: Vec<outings::Outing>,
    notices: Vec<outings::Paper>,
}

fn material() -> crate::ground::refusal::Result<Material> {
    Ok(serde_json::from_str(include_str!("../../../data/practice.json"))?)
}
