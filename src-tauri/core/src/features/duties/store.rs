//! The SQL of duties: everything one day's judgement needs, loaded set-wise.

use super::rules::{self, Deed, Delegate, Part, Span};
use crate::features::office::store as office;
use crate::features::rulebook::model::{Duty, Rule, Unit};
use crate::features::rulebook::store as rulebook;
use crate::ground::refusal::{Result, refuse};
use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A delegate with all that was found.
pub struct Person {
    /// Record.
    pub id: String,
    /// Name.
    pub name: String,
    /// Delegation or group on the day: record and name.
    pub group: Option<(String, String)>,
    /// Seats and leaves.
    pub delegate: Delegate,
    /// Circles of the seats with their days.
    circles: Vec<(String, Span)>,
    /// Villages with their days.
    villages: Vec<(String, Span)>,
    /// Teams with their days.
    teams: Vec<(String, Span)>,
    /// How seats ended: level, last day, terminated, suspended, term_over or other.
    endings: Vec<(String, NaiveDate, String)>,
    /// Leaves that relieve, with their reasons.
    reasons: Vec<(Span, String)>,
    /// Records by duty, as places in the gathered records.
    deeds: BTreeMap<Duty, Vec<Had>>,
}

impl Person {
    /// Somebody without a seat in the year, who still has papers of it.
    #[must_use]
    pub fn bare(id: String, name: String) -> Self {
        Self {
            id,
            name,
            group: None,
            delegate: Delegate::default(),
            circles: Vec::new(),
            villages: Vec::new(),
            teams: Vec::new(),
            endings: Vec::new(),
            reasons: Vec::new(),
            deeds: BTreeMap::new(),
        }
    }

    /// How the seat of a level that ended on a day ended; other when nobody said.
    #[must_use]
    pub fn ending(&self, level: &str, on: NaiveDate) -> &str {
        let found = self.endings.iter().find(|(known, day, _)| known == level && *day == on);
        found.map_or("other", |(_, _, ending)| ending.as_str())
    }

    /// Leaves that touch a span, with their reasons.
    pub fn leaves_told(&self, window: Span) -> impl Iterator<Item = (Span, &str)> {
        self.reasons
            .iter()
            .filter(move |(leave, _)| leave.with(&window).is_some())
            .map(|(leave, reason)| (*leave, reason.as_str()))
    }

    /// Whether the delegate serves a village on a day.
    #[must_use]
    pub fn serves(&self, area: &str, on: NaiveDate) -> bool {
        self.villages.iter().any(|(own, span)| own == area && span.holds(on))
    }
}

/// A part in a record.
struct Had {
    record: usize,
    part: Part,
    outside: bool,
}

/// A record.
pub struct Record {
    /// Its id.
    pub id: String,
    /// Its day.
    pub day: NaiveDate,
    kind: usize,
}

/// All that one day's judgement needs.
pub struct Gathered {
    /// The day.
    pub as_of: NaiveDate,
    /// First day of use.
    pub since: NaiveDate,
    /// Rules with a window that touches the day's year.
    pub rules: Vec<Rule>,
    /// Delegates who held a seat that year up to the day, by group and strokes.
    pub people: Vec<Person>,
    records: BTreeMap<Duty, Vec<Record>>,
    kinds: Vec<String>,
}

impl Gathered {
    /// The records that may count for a delegate and a duty, sorted by day.
    #[must_use]
    pub fn deeds<'a>(&'a self, person: &Person, duty: Duty) -> Vec<Deed<'a>> {
        let (Some(records), Some(had)) = (self.records.get(&duty), person.deeds.get(&duty)) else { return Vec::new() };
        had.iter()
            .filter_map(|had| {
                let record = records.get(had.record)?;
                let kind = self.kinds.get(record.kind).map_or("", String::as_str);
                Some(Deed { id: &record.id, day: record.day, kind, part: had.part, outside: had.outside })
            })
            .collect()
    }
}

/// Reads a stored day.
fn read_day(text: &str) -> Result<NaiveDate> {
    crate::ground::clock::day(text)
}

fn read_span(from: &str, to: Option<&str>) -> Result<Span> {
    Ok(Span::since(read_day(from)?, to.map(read_day).transpose()?))
}

/// Gathers rules, delegates and records for a day; only one group or one delegate when asked.
///
/// # Errors
/// `office.none`, `duties.person`; what the database says.
pub fn gather(db: &Connection, as_of: NaiveDate, group: Option<&str>, person: Option<&str>) -> Result<Gathered> {
    let office = office::office(db)?.ok_or_else(|| refuse("office.none"))?;
    let since = read_day(&office.since)?;
    let forums = rulebook::flag(db, "forum_counts_as_reception", &as_of.to_string())?;
    let mut held = rulebook::rules(db)?;
    held.retain(|rule| !rules::windows(rule, as_of, since).is_empty());
    held.sort_by(|one, other| {
        (one.duty, one.place, &one.valid_from, &one.id).cmp(&(other.duty, other.place, &other.valid_from, &other.id))
    });
    for rule in held.iter_mut().filter(|rule| forums && rule.kinds.iter().any(|kind| kind == "reception")) {
        rule.kinds.push("forum".to_owned());
    }
    let people = people(db, as_of, group, person)?;
    if let Some(id) = person
        && people.is_empty()
    {
        return Err(refuse("duties.person").with("id", id));
    }
    let mut gathered = Gathered { as_of, since, rules: held, people, records: BTreeMap::new(), kinds: Vec::new() };
    for duty in Duty::ALL {
        let Some(days) = reach(&gathered, duty) else { continue };
        match duty {
            Duty::Contact => visits(db, &mut gathered, days)?,
            Duty::Meeting => meetings(db, &mut gathered, days)?,
            Duty::Proposal => proposals(db, &mut gathered, days)?,
            Duty::Evaluation => evaluations(db, &mut gathered, days)?,
        }
    }
    Ok(gathered)
}

/// The days of which records of a duty are needed: its windows, and for a rolling one a length before them.
fn reach(gathered: &Gathered, duty: Duty) -> Option<Span> {
    let spans = gathered.rules.iter().filter(|rule| rule.duty == duty).flat_map(|rule| {
        let back =
            if rule.window_unit == Unit::Rolling { u64::try_from(rule.window_length).unwrap_or_default() } else { 0 };
        rules::windows(rule, gathered.as_of, gathered.since).into_iter().map(move |window| Span {
            from: window.from.checked_sub_days(Days::new(back)).unwrap_or(window.from),
            to: window.to,
        })
    });
    spans.reduce(|one, other| Span { from: one.from.min(other.from), to: one.to.max(other.to) })
}

/// Delegates with a seat in the year up to the day.
fn people(db: &Connection, as_of: NaiveDate, group: Option<&str>, person: Option<&str>) -> Result<Vec<Person>> {
    let year = rules::year_of(as_of);
    let mut parents: HashMap<String, Option<String>> = HashMap::new();
    let mut circles: HashMap<String, (i64, String)> = HashMap::new();
    for (place, circle) in (0..).zip(crate::features::delegates::store::circles(db)?) {
        circles.insert(circle.id.clone(), (place, circle.name));
        parents.insert(circle.id, circle.parent_id);
    }
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.name, t.level, t.from_day, min(coalesce(t.to_day, '9999-12-31'), coalesce(m.ends, '9999-12-31')), t.circle_id,
             CASE WHEN t.to_day IS NULL OR t.to_day > coalesce(m.ends, '9999-12-31') THEN 'term_over' ELSE coalesce(t.ending, 'other') END,
             coalesce(m.ends, '9999-12-31')
         FROM tenures t JOIN people p ON p.id = t.person_id JOIN terms m ON m.id = t.term_id
         WHERE ?1 IS NULL OR p.id = ?1 ORDER BY p.stroke_key, p.name, p.id, t.from_day",
    )?;
    let mut all: Vec<Person> = Vec::new();
    // Where the rule book says that suspended duties run on, the seat runs to the end of its term.
    let relieved =
        rulebook::value(db, "duties.suspension_relieves", &as_of.to_string())?.and_then(|value| value.as_bool());
    let mut rows = statement.query([person])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let ending: String = row.get(6)?;
        let runs_on = ending == "suspended" && relieved == Some(false);
        let to: String = if runs_on { row.get(7)? } else { row.get(4)? };
        let seat = read_span(&row.get::<_, String>(3)?, Some(&to))?;
        if all.last().is_none_or(|last| last.id != id) {
            all.push(Person::bare(id, row.get(1)?));
        }
        let Some(last) = all.last_mut() else { continue };
        let level: String = row.get(2)?;
        last.endings.push((level.clone(), seat.to, ending));
        last.delegate.seats.push((level, seat));
        if let Some(circle) = row.get::<_, Option<String>>(5)? {
            last.circles.push((circle, seat));
        }
    }
    all.retain(|one| one.delegate.seats.iter().any(|(_, seat)| seat.from <= as_of && seat.to >= year.from));
    for one in &mut all {
        let now = one.circles.iter().find(|(_, seat)| seat.holds(as_of)).or(one.circles.last());
        one.group = now.and_then(|(id, _)| circles.get(id).map(|(_, name)| (id.clone(), name.clone())));
    }
    if let Some(group) = group {
        all.retain(|one| one.group.as_ref().is_some_and(|(id, _)| lineage(&parents, id).any(|circle| circle == group)));
    }
    // Circles above count as the own ones too: a group's delegate belongs to the delegation that met.
    for one in &mut all {
        let own = std::mem::take(&mut one.circles);
        one.circles = own
            .iter()
            .flat_map(|(id, seat)| lineage(&parents, id).map(|circle| (circle.to_owned(), *seat)).collect::<Vec<_>>())
            .collect();
    }
    let place =
        |one: &Person| one.group.as_ref().and_then(|(id, _)| circles.get(id)).map_or(i64::MAX, |(place, _)| *place);
    all.sort_by_key(place);
    links(db, &mut all, as_of)?;
    Ok(all)
}

/// A circle and those above it.
fn lineage<'a>(parents: &'a HashMap<String, Option<String>>, id: &'a str) -> impl Iterator<Item = &'a str> {
    // Nine levels at most: a loop in the tree must not hang the program.
    std::iter::successors(Some(id), |at| parents.get(*at).and_then(|parent| parent.as_deref())).take(9)
}

/// Leaves, villages and teams of the people.
fn links(db: &Connection, people: &mut [Person], as_of: NaiveDate) -> Result<()> {
    let on = as_of.to_string();
    let least = rulebook::value(db, "duties.leave_least_days", &on)?.and_then(|value| value.as_i64()).unwrap_or(1);
    let relieving = rulebook::value(db, "duties.leave_reasons", &on)?;
    let relieving = relieving.as_ref().and_then(|value| value.as_str());
    let relieves = |span: &Span, reason: &str| {
        span.days() >= least && relieving.is_none_or(|list| list.split(',').any(|one| one.trim() == reason))
    };
    let at: HashMap<String, usize> = people.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
    let mut each = |sql: &str, put: &mut dyn FnMut(&mut Person, Span, Option<String>)| -> Result<()> {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(one) = at.get(row.get_ref(0)?.as_str().unwrap_or_default()).and_then(|at| people.get_mut(*at))
            else {
                continue;
            };
            let to: Option<String> = row.get(2)?;
            put(one, read_span(&row.get::<_, String>(1)?, to.as_deref())?, row.get(3)?);
        }
        Ok(())
    };
    each("SELECT person_id, from_day, to_day, reason FROM leaves ORDER BY from_day", &mut |one, span, reason| {
        let reason = reason.unwrap_or_default();
        if relieves(&span, &reason) {
            one.delegate.leaves.push(span);
            one.reasons.push((span, reason));
        }
    })?;
    each("SELECT person_id, valid_from, valid_to, area_id FROM contacts", &mut |one, span, area| {
        one.villages.extend(area.map(|area| (area, span)));
    })?;
    each(
        "SELECT person_id, valid_from, valid_to, team_id FROM contacts WHERE team_id IS NOT NULL
         UNION ALL SELECT person_id, valid_from, valid_to, team_id FROM team_members",
        &mut |one, span, team| one.teams.extend(team.map(|team| (team, span))),
    )
}

/// The place of a kind in the list of kinds.
fn kind_at(kinds: &mut Vec<String>, kind: &str) -> usize {
    kinds.iter().position(|known| known == kind).unwrap_or_else(|| {
        kinds.push(kind.to_owned());
        kinds.len() - 1
    })
}

/// Visits by one ordered walk over two covering indexes; people's parts come in the order of the paper.
fn visits(db: &Connection, gathered: &mut Gathered, days: Span) -> Result<()> {
    let at: HashMap<String, usize> = gathered.people.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
    let mut statement = db.prepare_cached(
        "SELECT v.id, v.day, v.kind, v.area_id, v.leader_id, x.person_id, x.part
         FROM visits v INDEXED BY visits_sums LEFT JOIN visit_people x INDEXED BY visit_people_visit ON x.visit_id = v.id
         WHERE v.day BETWEEN ?1 AND ?2 ORDER BY v.day",
    )?;
    let mut rows = statement.query([days.from.to_string(), days.to.to_string()])?;
    let teams = if gathered.rules.iter().any(|rule| rule.duty == Duty::Contact && rule.team_credit) {
        stations_of_teams(db, &gathered.people)?
    } else {
        HashMap::new()
    };
    let mut walk = Walk { day: days.from, teams, ..Walk::default() };
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str().unwrap_or_default();
        if walk.records.last().is_none_or(|last: &Record| last.id != id) {
            walk.settle(&mut gathered.people);
            let day = row.get_ref(1)?.as_str().unwrap_or_default();
            if walk.day_text != day {
                walk.day = read_day(day)?;
                day.clone_into(&mut walk.day_text);
            }
            let day = walk.day;
            let kind = kind_at(&mut gathered.kinds, row.get_ref(2)?.as_str().unwrap_or_default());
            walk.records.push(Record { id: id.to_owned(), day, kind });
            walk.area.clear();
            walk.area.push_str(row.get_ref(3)?.as_str().unwrap_or_default());
            walk.leader =
                row.get_ref(4)?.as_str_or_null().unwrap_or_default().and_then(|leader| at.get(leader)).copied();
        }
        let Some(person) = row.get_ref(5)?.as_str_or_null().unwrap_or_default() else { continue };
        let delegate = row.get_ref(6)?.as_str().unwrap_or_default() == "delegate";
        let part = match (delegate, walk.named) {
            (true, false) => Part::First,
            (true, true) => Part::Joint,
            (false, _) => Part::Member,
        };
        walk.named |= delegate;
        if let Some(person) = at.get(person) {
            walk.parts.push((*person, part));
        }
    }
    walk.settle(&mut gathered.people);
    gathered.records.insert(Duty::Contact, walk.records);
    Ok(())
}

/// Who belongs to the teams of a station, with the days on which both hold: place of the person, by village.
type StationTeams = HashMap<String, Vec<(usize, Span)>>;

/// The delegates of the teams of each station. Only asked for where a rule counts what a team did for its members.
fn stations_of_teams(db: &Connection, people: &[Person]) -> Result<StationTeams> {
    let mut found: StationTeams = HashMap::new();
    for team in crate::features::stations::store::teams(db)? {
        let Some(area) = team.area_id else { continue };
        let stands = read_span(&team.valid_from, team.valid_to.as_deref())?;
        for (at, one) in people.iter().enumerate() {
            let belongs = one.teams.iter().filter(|(id, _)| *id == team.id).filter_map(|(_, span)| span.with(&stands));
            found.entry(area.clone()).or_default().extend(belongs.map(|span| (at, span)));
        }
    }
    Ok(found)
}

/// One visit after the other, with the parts of the one at hand.
#[derive(Default)]
struct Walk {
    teams: StationTeams,
    day: NaiveDate,
    day_text: String,
    records: Vec<Record>,
    parts: Vec<(usize, Part)>,
    leader: Option<usize>,
    area: String,
    named: bool,
}

impl Walk {
    /// Hands the parts of the visit at hand to their people.
    fn settle(&mut self, people: &mut [Person]) {
        if let Some(leader) = self.leader.take() {
            match self.parts.iter_mut().find(|(person, _)| *person == leader) {
                Some((_, part)) if *part == Part::Member => *part = Part::Leader,
                Some(_) => {}
                None => self.parts.push((leader, Part::Leader)),
            }
        }
        if let Some(record) = self.records.last() {
            let at = self.records.len() - 1;
            for (person, span) in self.teams.get(&self.area).into_iter().flatten() {
                if span.holds(record.day) && !self.parts.iter().any(|(known, _)| known == person) {
                    self.parts.push((*person, Part::Team));
                }
            }
            for (person, part) in self.parts.drain(..) {
                let Some(one) = people.get_mut(person) else { continue };
                let outside = !one.villages.iter().any(|(area, span)| *area == self.area && span.holds(record.day));
                one.deeds.entry(Duty::Contact).or_default().push(Had { record: at, part, outside });
            }
        }
        self.parts.clear();
        self.named = false;
    }
}

/// Meetings: a delegate of the circle that met whom the sheet does not name is told so.
fn meetings(db: &Connection, gathered: &mut Gathered, days: Span) -> Result<()> {
    let mut all = crate::features::meetings::store::list(db, &days.from.to_string(), &days.to.to_string())?;
    all.sort_by(|one, other| (&one.day, &one.id).cmp(&(&other.day, &other.id)));
    let mut records = Vec::new();
    for meeting in all {
        let day = read_day(&meeting.day)?;
        let kind = kind_at(&mut gathered.kinds, &meeting.kind);
        for one in &mut gathered.people {
            let own = meeting
                .circle_id
                .as_ref()
                .is_none_or(|circle| one.circles.iter().any(|(id, seat)| id == circle && seat.holds(day)));
            let came = meeting.attendance.iter().find(|came| came.person_id == one.id);
            let part = match came.map(|came| came.status.as_str()) {
                Some("present") => Part::First,
                Some("leave") => Part::Excused,
                Some(_) => Part::Absent,
                None if own && day <= gathered.as_of => Part::Unlisted,
                None => continue,
            };
            one.deeds.entry(Duty::Meeting).or_default().push(Had { record: records.len(), part, outside: !own });
        }
        records.push(Record { id: meeting.id, day, kind });
    }
    gathered.records.insert(Duty::Meeting, records);
    Ok(())
}

/// Proposals: the lead, those who signed, and the members of the team on that day.
fn proposals(db: &Connection, gathered: &mut Gathered, days: Span) -> Result<()> {
    let mut all = crate::features::proposals::store::list(db, &days.from.to_string(), &days.to.to_string())?;
    all.sort_by(|one, other| (&one.day, &one.id).cmp(&(&other.day, &other.id)));
    let refused_counts =
        crate::features::rulebook::store::flag(db, "proposals.refused_counts", &gathered.as_of.to_string())?;
    let mut records = Vec::new();
    for proposal in all {
        let day = read_day(&proposal.day)?;
        let kind = kind_at(&mut gathered.kinds, &proposal.kind);
        let withdrawn =
            proposal.withdrawn_on.as_deref().map(read_day).transpose()?.is_some_and(|on| on <= gathered.as_of);
        for one in &mut gathered.people {
            let in_team = |team: &String| one.teams.iter().any(|(id, span)| id == team && span.holds(day));
            let part = if proposal.lead_id.as_ref() == Some(&one.id) {
                Part::First
            } else if proposal.proposers.contains(&one.id) {
                Part::Joint
            } else if proposal.team_id.as_ref().is_some_and(in_team) {
                Part::Team
            } else {
                continue;
            };
            let part = match proposal.stage.as_str() {
                "draft" => Part::Draft,
                _ if withdrawn => Part::Withdrawn,
                "refused" | "opinion" if !refused_counts => Part::Refused,
                _ if part == Part::Joint && proposal.unsigned.contains(&one.id) => Part::Unsigned,
                _ => part,
            };
            one.deeds.entry(Duty::Proposal).or_default().push(Had { record: records.len(), part, outside: false });
        }
        records.push(Record { id: proposal.id, day, kind });
    }
    gathered.records.insert(Duty::Proposal, records);
    Ok(())
}

/// Evaluations belong to the year they are for, even when held after it ended.
fn evaluations(db: &Connection, gathered: &mut Gathered, days: Span) -> Result<()> {
    let mut records: Vec<Record> = Vec::new();
    let mut found = Vec::new();
    for round in crate::features::evaluations::store::list(db, None)? {
        let Some(held) = round.held_on.as_deref().map(read_day).transpose()? else { continue };
        let Some(first) = i32::try_from(round.year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)) else {
            continue;
        };
        let year = rules::year_of(first);
        let day = held.clamp(year.from, year.to);
        if days.holds(day) {
            // By the day it counts for: after New Year no other day of the old year is asked about any more.
            let finished = round.state == "finished" && day <= gathered.as_of;
            found.push((day, finished, round));
        }
    }
    found.sort_by(|(day, _, round), (other_day, _, other)| (day, &round.id).cmp(&(other_day, &other.id)));
    let mut evaluated_by: BTreeSet<(String, String, i64)> = BTreeSet::new();
    for (day, finished, round) in found {
        // A round counted here tells for whom there were valid sheets; one that was only registered counts for all.
        let evaluated = match &round.closed_on {
            Some(_) => Some(crate::features::evaluations::store::batches::evaluated(db, &round.id)?),
            None => None,
        };
        // Every village that evaluates a delegate is a record of its own: what one village did does not speak for another.
        let kind = kind_at(&mut gathered.kinds, "");
        for (id, person, area) in subjects(db, &round.id)? {
            let Some(one) = gathered.people.iter_mut().find(|one| one.id == person) else { continue };
            let outside = !one.villages.iter().any(|(own, span)| *own == area && span.holds(day));
            let done = finished && evaluated.as_ref().is_none_or(|all| all.contains(&(person.clone(), area.clone())));
            // A village speaks once a year, whoever asked it twice.
            let part = match done {
                false => Part::Unfinished,
                true if evaluated_by.insert((person, area, round.year)) => Part::First,
                true => Part::Again,
            };
            one.deeds.entry(Duty::Evaluation).or_default().push(Had { record: records.len(), part, outside });
            records.push(Record { id, day, kind });
        }
    }
    gathered.records.insert(Duty::Evaluation, records);
    Ok(())
}

/// Whom a round is about, and in which village: record, delegate, village.
fn subjects(db: &Connection, round: &str) -> Result<Vec<(String, String, String)>> {
    let mut statement =
        db.prepare_cached("SELECT id, person_id, area_id FROM round_subjects WHERE round_id = ?1 ORDER BY place, id")?;
    let rows = statement.query_map([round], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Labels of a dictionary list by code.
pub fn labels(db: &Connection) -> Result<HashMap<(String, String), String>> {
    Ok(office::entries(db)?.into_iter().map(|entry| ((entry.list, entry.code), entry.label)).collect())
}

/// Village and kind of a visit, or the title of another record.
pub fn describe(db: &Connection, duty: Duty, id: &str) -> Result<(String, String)> {
    let sql = match duty {
        Duty::Contact => {
            "SELECT coalesce(a.short_name, ''), v.kind FROM visits v LEFT JOIN areas a ON a.id = v.area_id WHERE v.id = ?1"
        }
        Duty::Meeting => "SELECT title, kind FROM meetings WHERE id = ?1",
        Duty::Proposal => "SELECT title, kind FROM proposals WHERE id = ?1",
        Duty::Evaluation => {
            "SELECT r.title || ' ' || a.short_name, '' FROM round_subjects s JOIN rounds r ON r.id = s.round_id
             JOIN areas a ON a.id = s.area_id WHERE s.id = ?1"
        }
    };
    Ok(db.prepare_cached(sql)?.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}
