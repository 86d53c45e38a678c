//! Fills a practice township. Choices are counted off, not drawn: the same day gives the same township.

use super::Material;
use crate::features::delegates::store as people;
use crate::features::stations::store as stations;
use crate::features::visits::model::{Heard, Visit};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::{Datelike, Days, NaiveDate};

/// Villages that have a station in the practice township.
const VILLAGES: usize = 16;

/// Delegates of the practice township; the last two have no village, so that the holes of the coverage table show.
const DELEGATES: usize = 42;

/// Counts off choices: a step that is prime to every list's length visits all of it before it repeats.
struct Counter(u64);

impl Counter {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        list.get(at)
    }
}

/// Lays terms, groups, people, teams, fixed times and the visits of this year up to the day. Answers the visits.
///
/// # Errors
/// What the database says.
pub fn fill(writing: &mut Writing<'_>, material: &Material) -> Result<usize> {
    let today = writing.today;
    let year_start = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let mut counter = Counter(20_140_701);
    let term = people::Term {
        id: new_id(),
        level: "town".to_owned(),
        name: material.term.clone(),
        starts: (year_start - Days::new(1_500)).to_string(),
        ends: None,
    };
    people::save_term(writing.tx, &term)?;
    let mut circles = Vec::new();
    for (place, name) in (1..).zip(&material.groups) {
        let circle =
            people::Circle { id: new_id(), term_id: term.id.clone(), parent_id: None, name: name.clone(), place };
        people::save_circle(writing.tx, &circle)?;
        circles.push(circle.id);
    }
    let areas: Vec<_> = crate::features::areas::list(&writing.reading())?.into_iter().take(VILLAGES).collect();
    let leaders = leaders(writing, material, &mut counter)?;
    let delegates = delegates(writing, material, &term, &circles)?;
    let mut teams = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let team = stations::Team {
            id: new_id(),
            name: area.short_name.clone(),
            kind: "main".to_owned(),
            area_id: Some(area.id.clone()),
            valid_from: year_start.to_string(),
            valid_to: None,
        };
        stations::save_team(writing.tx, &team)?;
        let leader = leaders.get(at % leaders.len().max(1)).cloned().unwrap_or_default();
        let liaison = delegates.get(at).cloned().unwrap_or_default();
        for (person_id, role) in [(&leader, "leader"), (&liaison, "liaison")] {
            stations::save_member(
                writing.tx,
                &stations::Member {
                    id: new_id(),
                    team_id: team.id.clone(),
                    person_id: person_id.clone(),
                    role: role.to_owned(),
                    valid_from: year_start.to_string(),
                    valid_to: None,
                },
            )?;
        }
        stations::save_slot(
            writing.tx,
            &stations::Slot {
                id: new_id(),
                area_id: area.id.clone(),
                weekday: if at % 4 == 3 { 4 } else { 2 },
                starts: "15:00".to_owned(),
                ends: "18:30".to_owned(),
                place: material.rooms.get(at % material.rooms.len().max(1)).cloned().unwrap_or_default(),
                every_weeks: 1,
                valid_from: year_start.to_string(),
                valid_to: None,
            },
        )?;
        teams.push((team.id, leader));
    }
    for (at, person_id) in delegates.iter().enumerate().take(DELEGATES - 2) {
        let place = at % areas.len().max(1);
        if let (Some(area), Some((team, _))) = (areas.get(place), teams.get(place)) {
            stations::save_contact(
                writing.tx,
                &stations::Contact {
                    id: new_id(),
                    person_id: person_id.clone(),
                    area_id: area.id.clone(),
                    team_id: Some(team.clone()),
                    valid_from: year_start.to_string(),
                    valid_to: None,
                },
            )?;
        }
    }
    let mut count = 0;
    let mut day = year_start;
    while day <= today {
        for (at, area) in areas.iter().enumerate() {
            let weekday = if at % 4 == 3 { 4 } else { 2 };
            if day.weekday().number_from_monday() != weekday || counter.below(9) == 0 {
                continue;
            }
            let leader = teams.get(at).map(|(_, leader)| leader.clone());
            let mut visit = visit(material, &mut counter, (day, today), &area.id, leader);
            visit.delegates = delegates
                .iter()
                .enumerate()
                .take(DELEGATES - 2)
                .filter(|(who, _)| who % areas.len() == at && *who != 7 && counter.below(5) > 1)
                .map(|(_, id)| id.clone())
                .collect();
            crate::features::visits::calls::save_checked(writing, &mut visit)?;
            count += 1;
        }
        day = day + Days::new(1);
    }
    super::papers::fill(writing, material, &delegates, circles.first())?;
    super::plans::fill(writing, material)?;
    super::handovers::fill(writing, &delegates)?;
    super::followed::fill(writing, material, &areas, &delegates)?;
    let villages: Vec<String> = areas.iter().map(|area| area.id.clone()).collect();
    super::outings::fill(writing, material, &delegates, &villages)?;
    super::rounds::fill(writing, material, &villages)?;
    Ok(count)
}

fn leaders(writing: &Writing<'_>, material: &Material, counter: &mut Counter) -> Result<Vec<String>> {
    let mut ids = Vec::new();
    for (at, post) in material.leaders.iter().enumerate() {
        let surname = material.surnames.get((at * 5 + 3) % material.surnames.len().max(1)).cloned().unwrap_or_default();
        let given = material.given.get((at * 7 + 2) % material.given.len().max(1)).cloned().unwrap_or_default();
        let person = people::Person {
            id: new_id(),
            name: format!("{surname}{given}"),
            sex: "m".to_owned(),
            post: post.clone(),
            category: "town_leader".to_owned(),
            phone: format!("138{:08}", counter.below(100_000_000)),
            ..people::Person::default()
        };
        people::save_person(writing.tx, &person)?;
        ids.push(person.id);
    }
    Ok(ids)
}

fn delegates(
    writing: &Writing<'_>,
    material: &Material,
    term: &people::Term,
    circles: &[String],
) -> Result<Vec<String>> {
    let layers = ["leader", "department", "village", "firm", "profession", "member"];
    let mut ids = Vec::new();
    for at in 0..DELEGATES {
        let surname = material.surnames.get(at % material.surnames.len().max(1)).cloned().unwrap_or_default();
        let given = material.given.get((at * 11 + 5) % material.given.len().max(1)).cloned().unwrap_or_default();
        let person = people::Person {
            id: new_id(),
            name: format!("{surname}{given}"),
            sex: if at % 3 == 0 { "f" } else { "m" }.to_owned(),
            post: material.posts.get(at % material.posts.len().max(1)).cloned().unwrap_or_default(),
            phone: format!("139{:08}", 10_000_000 + at * 137_531),
            ..people::Person::default()
        };
        people::save_person(writing.tx, &person)?;
        people::save_tenure(
            writing.tx,
            &people::Tenure {
                id: new_id(),
                person_id: person.id.clone(),
                level: "town".to_owned(),
                term_id: term.id.clone(),
                circle_id: circles.get(at % circles.len().max(1)).cloned(),
                layer: layers.get(at % layers.len()).copied().unwrap_or("other").to_owned(),
                from_day: term.starts.clone(),
                ..people::Tenure::default()
            },
        )?;
        ids.push(person.id);
    }
    Ok(ids)
}

/// What an office has done about what it heard: of the last days much is only registered, of the last weeks some is being
/// handled, what is older has been answered. What is overdue stands in the list of matters that are followed.
fn lately(day: NaiveDate, today: NaiveDate) -> &'static [&'static str] {
    match (today - day).num_days() {
        ..5 => &["registered", "handling", "answered"],
        5..36 => &["closed", "answered", "handling"],
        _ => &["closed", "closed", "answered"],
    }
}

fn visit(
    material: &Material,
    counter: &mut Counter,
    (day, today): (NaiveDate, NaiveDate),
    area: &str,
    leader: Option<String>,
) -> Visit {
    let kinds = ["reception", "reception", "household", "household", "firm", "forum", "research", "appointment"];
    let kind = counter.of(&kinds).copied().unwrap_or("reception");
    let mut count = |of: &[&str], least: u64, span: u64| {
        if of.contains(&kind) { i64::try_from(least + counter.below(span)).unwrap_or(0) } else { 0 }
    };
    let received = count(&["reception", "forum", "appointment"], 2, 22);
    let households = count(&["household", "research"], 1, 12);
    let firms = count(&["firm", "research"], 1, 6);
    let topics: Vec<&String> = material.opinions.keys().collect();
    let statuses = lately(day, today);
    let mut opinions = Vec::new();
    for _ in 0..counter.below(3) {
        let Some(topic) = counter.of(&topics).copied() else { continue };
        let Some(content) = material.opinions.get(topic).and_then(|all| counter.of(all)) else { continue };
        let status = counter.of(statuses).copied().unwrap_or("registered");
        opinions.push(Heard {
            topic: topic.clone(),
            content: content.clone(),
            giver: counter.of(&material.givers).cloned().unwrap_or_default(),
            status: status.to_owned(),
            unit: if status == "registered" {
                String::new()
            } else {
                counter.of(&material.units).cloned().unwrap_or_default()
            },
            closed_on: matches!(status, "closed" | "answered").then(|| day.to_string()),
            ..Heard::default()
        });
    }
    Visit {
        day: day.to_string(),
        starts: "15:00".to_owned(),
        ends: "17:30".to_owned(),
        area_id: area.to_owned(),
        place: counter.of(&material.rooms).cloned().unwrap_or_default(),
        kind: kind.to_owned(),
        leader_id: leader,
        received,
        households,
        firms,
        situation: counter.of(&material.situations).cloned().unwrap_or_default(),
        opinions,
        ..Visit::default()
    }
}
