//! What is missing in the dossiers of a year, and the correction slips of a year: each as one list over all delegates, to be
//! worked through, taken along and looked up in.

use super::calls::{Shelf, years};
use super::model::{Gap, Slip, YearAsked};
use crate::features::duties::store::Person;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words::print;
use serde::Serialize;
use ts_rs::TS;

/// Whose dossier a line is about.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierOwner")]
pub struct Owner {
    /// Delegate.
    pub person_id: String,
    /// Name.
    pub name: String,
    /// Delegation or group.
    pub circle: String,
    /// Its record.
    pub circle_id: Option<String>,
}

impl Owner {
    fn of(person: &Person) -> Self {
        let group = person.group.as_ref();
        Self {
            person_id: person.id.clone(),
            name: person.name.clone(),
            circle: group.map(|(_, name)| name.clone()).unwrap_or_default(),
            circle_id: group.map(|(id, _)| id.clone()),
        }
    }
}

/// Something missing in one of the dossiers.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierGapLine")]
pub struct GapLine {
    /// Tells lines of the list apart.
    pub id: String,
    /// Whose dossier.
    pub owner: Owner,
    /// What is missing.
    pub gap: Gap,
}

/// What is missing in the dossiers of a year.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierGaps")]
pub struct GapList {
    /// Year.
    pub year: i64,
    /// Day duties are judged on.
    pub as_of: String,
    /// Years with dossiers to look at, newest first.
    pub years: Vec<i64>,
    /// Delegates by group and strokes, what is missing in the order of the booklet; closed dossiers are left out.
    pub lines: Vec<GapLine>,
}

/// A correction slip of one of the dossiers.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierSlipListed")]
pub struct SlipListed {
    /// Its record.
    pub id: String,
    /// Whose dossier.
    pub owner: Owner,
    /// Heading of the part it corrects.
    pub part: String,
    /// The slip.
    pub slip: Slip,
}

/// The correction slips of the dossiers of a year.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierSlips")]
pub struct SlipList {
    /// Year.
    pub year: i64,
    /// Years with dossiers to look at, newest first.
    pub years: Vec<i64>,
    /// Delegates by group and strokes, each one's slips by number.
    pub lines: Vec<SlipListed>,
}

fn shelf(reading: &Reading<'_>, asked: &YearAsked) -> Result<Shelf> {
    let year = asked.year.unwrap_or_else(|| super::rules::usual_year(reading.today));
    Shelf::load(reading, year, asked.circle_id.as_deref(), None)
}

/// What is missing in the dossiers of a year that are not closed.
///
/// # Errors
/// `dossiers.year`; what the database says.
pub fn gaps(reading: &Reading<'_>, asked: YearAsked) -> Result<GapList> {
    let shelf = shelf(reading, &asked)?;
    let lines = shelf.people().iter().flat_map(|person| {
        let line =
            |(at, gap): (usize, Gap)| GapLine { id: format!("{}/{at}", person.id), owner: Owner::of(person), gap };
        shelf.tell(person).gaps.into_iter().enumerate().map(line).collect::<Vec<_>>()
    });
    Ok(GapList {
        year: shelf.year.year,
        as_of: shelf.year.as_of.to_string(),
        lines: lines.collect(),
        years: years(reading, &shelf)?,
    })
}

/// The correction slips of the dossiers of a year.
///
/// # Errors
/// As [`gaps`].
pub fn slips(reading: &Reading<'_>, asked: YearAsked) -> Result<SlipList> {
    let shelf = shelf(reading, &asked)?;
    let lines = shelf.people().iter().flat_map(|person| {
        let line = |slip: Slip| SlipListed {
            id: slip.id.clone(),
            owner: Owner::of(person),
            part: print(&format!("dossier.{}", slip.section)).to_owned(),
            slip,
        };
        shelf.slips_of(person).into_iter().map(line).collect::<Vec<_>>()
    });
    Ok(SlipList { year: shelf.year.year, lines: lines.collect(), years: years(reading, &shelf)? })
}
