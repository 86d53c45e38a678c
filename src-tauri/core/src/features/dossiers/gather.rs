//! Everything a year's dossiers are made of, loaded set-wise once for all delegates asked about.

use super::store;
use crate::features::activities::model::DelegateActivity;
use crate::features::activities::of_delegate;
use crate::features::areas::store as areas;
use crate::features::delegates::store::{self as delegates, Circle, Leave, Person, Tenure, Term};
use crate::features::duties::rules::Span;
use crate::features::duties::{sheet::Labels, store as duties};
use crate::features::evaluations::board::OfRound;
use crate::features::evaluations::results::{self, Results};
use crate::features::evaluations::store::{self as evaluations, Round};
use crate::features::meetings::model::Meeting;
use crate::features::meetings::store as meetings;
use crate::features::office::store as office;
use crate::features::opinions::store::papers::{self as opinions, Answered};
use crate::features::proposals::model::Proposal;
use crate::features::proposals::store as proposals;
use crate::features::proposals::store::steps::Outcome;
use crate::features::stations::store::{self as stations, Contact, Member, Team};
use crate::features::visits::store::{self as visits, Part};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use chrono::NaiveDate;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A round of evaluation with its results, when its counting was closed.
pub struct Evaluated {
    /// The round.
    pub round: Round,
    /// Its results.
    pub results: Option<Results>,
}

/// The records of a year.
pub struct Year {
    /// The year.
    pub year: i64,
    /// Its days.
    pub days: Span,
    /// Day duties are judged on: the last of the year, or today while it runs.
    pub as_of: NaiveDate,
    /// The office as printed.
    pub office: String,
    /// Duties of all delegates with a seat in the year.
    pub duties: duties::Gathered,
    /// Labels of dictionary entries.
    pub labels: Labels,
    /// People by record.
    pub people: BTreeMap<String, Person>,
    /// Villages by record, as spoken.
    pub areas: HashMap<String, String>,
    /// Seats.
    pub tenures: Vec<Tenure>,
    /// Congresses.
    pub terms: Vec<Term>,
    /// Delegations and groups.
    pub circles: Vec<Circle>,
    /// Leaves.
    pub leaves: Vec<Leave>,
    /// Teams.
    pub teams: Vec<Team>,
    /// Their members.
    pub members: Vec<Member>,
    /// Who serves which village.
    pub contacts: Vec<Contact>,
    /// Parts in visits by person.
    pub visits: HashMap<String, Vec<Part>>,
    /// Opinions by person.
    pub opinions: HashMap<String, Vec<Answered>>,
    /// Opinions about a person by name, of whatever year: one that was told of in a closed dossier is told of no more.
    pub named: BTreeSet<String>,
    /// Proposals in order of days.
    pub proposals: Vec<Proposal>,
    /// What came of them.
    pub outcomes: BTreeMap<String, Outcome>,
    /// Meetings in order of days.
    pub meetings: Vec<Meeting>,
    /// Those with minutes.
    pub minutes: BTreeSet<String>,
    /// Activities by person.
    pub activities: HashMap<String, Vec<DelegateActivity>>,
    /// Evaluations.
    pub rounds: Vec<Evaluated>,
}

/// The days of a year.
///
/// # Errors
/// `dossiers.year` for a year no calendar has.
pub fn days(year: i64) -> Result<Span> {
    let day = |month, day| i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    match (day(1, 1), day(12, 31)) {
        (Some(from), Some(to)) if (1949..=9998).contains(&year) => Ok(Span { from, to }),
        _ => Err(refuse("dossiers.year").with("year", year)),
    }
}

/// Delegates with a seat in the year with their duties, and those whose dossier was closed and whose seat was put right
/// since: what was signed stays to be read, printed and corrected by slips.
fn seated(
    db: &Connection,
    (year, as_of): (i64, NaiveDate),
    circle: Option<&str>,
    person: Option<&str>,
    people: &BTreeMap<String, Person>,
) -> Result<duties::Gathered> {
    let mut closed = store::closed(db, year)?;
    closed.retain(|id| person.is_none_or(|one| one == id));
    let mut found = match duties::gather(db, as_of, circle, person) {
        Err(refusal) if refusal.code == "duties.person" && !closed.is_empty() => {
            let mut all = duties::gather(db, as_of, circle, None)?;
            all.people.clear();
            all
        }
        found => found?,
    };
    // A group is that of a seat: who has none stands in the list of all.
    for id in closed.into_iter().filter(|_| circle.is_none()) {
        if !found.people.iter().any(|one| one.id == id) {
            let name = people.get(&id).map(|one| one.name.clone()).unwrap_or_default();
            found.people.push(duties::Person::bare(id, name));
        }
    }
    Ok(found)
}

fn by_person<T>(all: Vec<T>, who: impl Fn(&T) -> &str) -> HashMap<String, Vec<T>> {
    let mut found: HashMap<String, Vec<T>> = HashMap::new();
    for one in all {
        found.entry(who(&one).to_owned()).or_default().push(one);
    }
    found
}

impl Year {
    /// Loads a year for everybody, a group or one delegate.
    ///
    /// # Errors
    /// `dossiers.year`, `duties.person`; what the database says.
    pub fn load(reading: &Reading<'_>, year: i64, circle: Option<&str>, person: Option<&str>) -> Result<Self> {
        let days = days(year)?;
        let db = reading.db;
        let as_of = days.to.min(reading.today.max(days.from));
        let (from, to) = (days.from.to_string(), as_of.to_string());
        let mut rounds = Vec::new();
        for round in evaluations::list(db, Some(year))? {
            let results = match &round.closed_on {
                Some(_) => Some(results::results(reading, OfRound { round: round.id.clone() })?),
                None => None,
            };
            rounds.push(Evaluated { round, results });
        }
        rounds.reverse();
        let mut held = proposals::list(db, &from, &to)?;
        held.reverse();
        let mut met = meetings::list(db, &from, &to)?;
        met.reverse();
        let people: BTreeMap<String, Person> =
            delegates::people(db)?.into_iter().map(|one| (one.id.clone(), one)).collect();
        let held_by = seated(db, (year, as_of), circle, person, &people)?;
        let mut activities = HashMap::new();
        for one in &held_by.people {
            activities.insert(one.id.clone(), of_delegate(db, &one.id, &from, &to)?);
        }
        let spoken =
            |area: areas::Area| (area.id, if area.short_name.is_empty() { area.name } else { area.short_name });
        Ok(Self {
            year,
            days,
            as_of,
            office: office::office(db)?.ok_or_else(|| refuse("office.none"))?.name,
            duties: held_by,
            activities,
            labels: duties::labels(db)?,
            people,
            areas: areas::list(db)?.into_iter().map(spoken).collect(),
            tenures: delegates::tenures(db, person)?,
            terms: delegates::terms(db)?,
            circles: delegates::circles(db)?,
            leaves: delegates::leaves(db, person)?,
            teams: stations::teams(db)?,
            members: stations::members(db)?,
            contacts: stations::contacts(db)?,
            visits: by_person(visits::parts(db, &from, &to, person)?, |one| &one.person_id),
            opinions: by_person(opinions::answered_for(db, &from, &to, person)?, |one| &one.person_id),
            named: opinions::named(db)?,
            outcomes: proposals::steps::outcomes(db, &from, &to)?,
            proposals: held,
            minutes: meetings::with_minutes(db, &from, &to)?,
            meetings: met,
            rounds,
        })
    }

    /// Whether the year is over, so that its dossiers can be closed.
    #[must_use]
    pub fn over(&self, today: NaiveDate) -> bool {
        today > self.days.to
    }

    /// A dictionary label; the code itself when nobody named it.
    #[must_use]
    pub fn label(&self, list: &str, code: &str) -> String {
        self.labels.get(&(list.to_owned(), code.to_owned())).cloned().unwrap_or_else(|| code.to_owned())
    }

    /// A village as spoken.
    #[must_use]
    pub fn area(&self, id: &str) -> String {
        self.areas.get(id).cloned().unwrap_or_default()
    }

    /// The part of a dated link that lies in the year; none when it does not touch it. An end after the year is not yet
    /// known to it.
    #[must_use]
    pub fn within(&self, from: &str, to: Option<&str>) -> Option<(String, Option<String>)> {
        let (first, last) = (self.days.from.to_string(), self.days.to.to_string());
        if from > last.as_str() || to.is_some_and(|to| to < first.as_str()) {
            return None;
        }
        Some((from.to_owned(), to.filter(|to| *to < last.as_str()).map(str::to_owned)))
    }
}
