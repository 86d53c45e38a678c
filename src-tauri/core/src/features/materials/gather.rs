//! Gathers a material over the stores of the features that own the records.

use super::model::{Material, MaterialFigures, MaterialItem, MaterialNature, MaterialWindow};
use super::store;
use crate::features::calendar::store::calendar;
use crate::features::delegates::store as delegates;
use crate::features::duties::model::WindowSummary;
use crate::features::duties::rules::Span;
use crate::features::duties::{sheet, store as duties};
use crate::features::evaluations::store as evaluations;
use crate::features::handovers::rules::held;
use crate::features::meetings::model::Meeting;
use crate::features::meetings::store as meetings;
use crate::features::office::store as office;
use crate::features::opinions::papers::without_giver;
use crate::features::opinions::store::{self as opinions, Lit};
use crate::features::proposals::chain;
use crate::features::proposals::store as proposals;
use crate::features::reports::frame::{said, short_day};
use crate::features::rulebook;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words::print;
use std::collections::{BTreeMap, BTreeSet};

/// Villages named of one matter; of more their number is told.
const NAMED: usize = 4;

/// The group that meets, its subgroups, and who had a seat in it in these days.
pub struct Group {
    /// Records of the groups; none for everybody.
    pub circles: Option<BTreeSet<String>>,
    /// Delegates.
    pub people: BTreeSet<String>,
}

impl Group {
    /// The group of a meeting in a span.
    ///
    /// # Errors
    /// What the database says.
    pub fn of(reading: &Reading<'_>, circle: Option<&str>, days: Span) -> Result<Self> {
        let circles = match circle {
            None => None,
            Some(top) => {
                let all = delegates::circles(reading.db)?;
                let mut found = BTreeSet::from([top.to_owned()]);
                // A delegation stands above its groups, one step down at a time.
                while let Some(next) = all.iter().find(|one| {
                    !found.contains(&one.id) && one.parent_id.as_ref().is_some_and(|parent| found.contains(parent))
                }) {
                    found.insert(next.id.clone());
                }
                Some(found)
            }
        };
        let (from, to) = (days.from.to_string(), days.to.to_string());
        let people = delegates::seats(reading.db, None)?
            .into_iter()
            .filter(|seat| seat.from_day <= to && seat.to_day.as_ref().is_none_or(|last| *last >= from))
            .filter(|seat| match (&circles, &seat.circle_id) {
                (None, _) => true,
                (Some(circles), Some(circle)) => circles.contains(circle),
                (Some(_), None) => false,
            })
            .map(|seat| seat.person_id)
            .collect();
        Ok(Self { circles, people })
    }

    /// The records of the groups as the store asks for them.
    pub fn json(&self) -> Option<String> {
        self.circles.as_ref().and_then(|circles| serde_json::to_string(circles).ok())
    }

    fn met(&self, circle: Option<&String>) -> bool {
        match (&self.circles, circle) {
            (None, _) => true,
            (Some(circles), Some(circle)) => circles.contains(circle),
            (Some(_), None) => false,
        }
    }
}

fn item(section: &str, key: String, label: String, detail: String) -> MaterialItem {
    MaterialItem { section: section.to_owned(), item: key, label, detail, ..MaterialItem::default() }
}

fn short(text: &str) -> String {
    day(text).map(short_day).unwrap_or_default()
}

/// Everything a group looks at in a meeting, of a span of days.
///
/// # Errors
/// What the database says.
pub fn gather(reading: &Reading<'_>, meeting: &Meeting, days: Span) -> Result<Material> {
    let group = Group::of(reading, meeting.circle_id.as_deref(), days)?;
    let circles = group.json();
    let forums = rulebook::store::flag(reading.db, "forum_counts_as_reception", &days.to.to_string())?;
    let work = store::work(reading.db, days, circles.as_deref(), forums)?;
    let mut figures = MaterialFigures {
        delegates: i64::try_from(group.people.len()).unwrap_or(i64::MAX),
        visits: work.visits,
        received: work.received,
        households: work.households,
        firms: work.firms,
        villages: work.villages,
        ..MaterialFigures::default()
    };
    let heard = words_of(reading, &group, days, circles.as_deref(), &mut figures)?;
    figures.windows = windows(reading, &group, days)?
        .into_iter()
        .map(|window| MaterialWindow {
            rule: window.sentence,
            from: window.from,
            to: window.to,
            total: window.total,
            met: window.met,
            open: i64::try_from(window.open.len()).unwrap_or(i64::MAX),
            overdue: i64::try_from(window.overdue.len()).unwrap_or(i64::MAX),
        })
        .collect();
    let mut items =
        vec![item("contact", "contact".to_owned(), print("materials.item.contact").to_owned(), contact(&figures))];
    items.extend(heard);
    items.extend(actions(reading, &group, meeting, days)?);
    items.extend(papers(reading, &group, days)?);
    items.push(item("duty", "duty".to_owned(), print("materials.item.duty").to_owned(), duty(&figures)));
    items.extend(rounds(reading, &group, days)?);
    Ok(Material {
        meeting_id: meeting.id.clone(),
        circle_id: meeting.circle_id.clone(),
        from_day: days.from.to_string(),
        to_day: days.to.to_string(),
        made_on: reading.today.to_string(),
        figures,
        items,
        ..Material::default()
    })
}

fn contact(figures: &MaterialFigures) -> String {
    said(
        "materials.contact",
        &[
            ("visits", figures.visits.into()),
            ("villages", figures.villages.into()),
            ("received", figures.received.into()),
            ("households", figures.households.into()),
            ("firms", figures.firms.into()),
            ("opinions", figures.opinions.into()),
        ],
    )
}

fn duty(figures: &MaterialFigures) -> String {
    let open: i64 = figures.windows.iter().map(|window| window.open).sum();
    let overdue: i64 = figures.windows.iter().map(|window| window.overdue).sum();
    said("materials.duty", &[("n", figures.windows.len().into()), ("open", open.into()), ("overdue", overdue.into())])
}

/// One matter of one or several opinions.
#[derive(Default)]
pub struct Matter {
    topic: String,
    /// Its item in the material.
    pub key: String,
    label: String,
    n: i64,
    /// Its opinions.
    pub ids: Vec<String>,
    areas: BTreeSet<String>,
    states: BTreeMap<String, i64>,
}

/// Opinions by topic: those of a family and those of the same words stand in one line, without their givers.
///
/// # Errors
/// What the database says.
pub fn matters(
    reading: &Reading<'_>,
    group: &Group,
    days: Span,
    circles: Option<&str>,
    figures: &mut MaterialFigures,
) -> Result<Vec<Matter>> {
    let db = reading.db;
    let calendar = calendar(db)?;
    let lit = Lit::new(db, &calendar, reading.today)?;
    let names: Vec<String> = delegates::people(db)?
        .into_iter()
        .filter(|person| group.people.contains(&person.id))
        .map(|person| person.name.chars().filter(|one| !one.is_whitespace()).collect())
        .collect();
    let mut natures: BTreeMap<String, MaterialNature> = BTreeMap::new();
    let mut matters: Vec<Matter> = Vec::new();
    for id in store::opinions(db, days, circles)? {
        let Some(line) = opinions::one_line(db, &id, &lit, true)? else { continue };
        let Some(kept) = opinions::kept(db, &id)? else { continue };
        if held(line.named, &[line.content.as_str(), kept.answer.as_str()], &names, false).is_some() {
            figures.held += 1;
            continue;
        }
        figures.opinions += 1;
        let ended = i64::from(matches!(line.status.as_str(), "answered" | "closed"));
        let nature = natures.entry(line.nature.clone()).or_default();
        nature.code.clone_from(&line.nature);
        nature.n += 1;
        nature.ended += ended;
        let told = without_giver(&kept.entry.giver, &kept.entry.giver_phone, &line.content);
        let bare: String = told.chars().filter(|one| one.is_alphanumeric()).collect();
        let (key, label) = match &line.family_id {
            Some(family) => (format!("family:{family}"), opinions::family::title(db, family)?),
            None => (String::new(), told.clone()),
        };
        let same = |matter: &Matter| {
            matter.topic == line.topic
                && if key.is_empty() {
                    matter.key.starts_with("opinion:")
                        && matter.label.chars().filter(|one| one.is_alphanumeric()).eq(bare.chars())
                } else {
                    matter.key == key
                }
        };
        let at = matters.iter().position(same);
        let at = at.unwrap_or_else(|| {
            let key = if key.is_empty() { format!("opinion:{id}") } else { key.clone() };
            let label = if label.is_empty() { told } else { label };
            matters.push(Matter { topic: line.topic.clone(), key, label, ..Matter::default() });
            matters.len() - 1
        });
        if let Some(matter) = matters.get_mut(at) {
            matter.n += 1;
            matter.ids.push(id.clone());
            matter.areas.insert(line.area.clone());
            *matter.states.entry(office::label(db, "opinion_state", &line.state)?).or_default() += 1;
        }
    }
    figures.natures = natures.into_values().collect();
    for nature in &mut figures.natures {
        nature.label = if nature.code.is_empty() {
            print("materials.unsorted").to_owned()
        } else {
            office::label(db, "opinion_nature", &nature.code)?
        };
    }
    // Within a topic what was heard most comes first; topics stay in the order of the dictionary.
    let mut order: Vec<String> = Vec::new();
    for matter in &matters {
        if !order.contains(&matter.topic) {
            order.push(matter.topic.clone());
        }
    }
    matters.sort_by_key(|matter| (order.iter().position(|topic| *topic == matter.topic), -matter.n));
    Ok(matters)
}

fn words_of(
    reading: &Reading<'_>,
    group: &Group,
    days: Span,
    circles: Option<&str>,
    figures: &mut MaterialFigures,
) -> Result<Vec<MaterialItem>> {
    Ok(matters(reading, group, days, circles, figures)?
        .into_iter()
        .map(|matter| {
            let states: Vec<String> = matter
                .states
                .iter()
                .map(|(state, n)| said("materials.state", &[("state", state.clone().into()), ("n", (*n).into())]))
                .collect();
            let many = matter.areas.len();
            let mut areas = matter.areas.into_iter().take(NAMED).collect::<Vec<_>>().join("\u{3001}");
            if many > NAMED {
                areas = said("materials.areas", &[("areas", areas.into()), ("n", many.into())]);
            }
            let detail = said(
                "materials.matter",
                &[("n", matter.n.into()), ("areas", areas.into()), ("states", states.join("\u{ff0c}").into())],
            );
            MaterialItem { topic: matter.topic, ..item("opinion", matter.key, matter.label, detail) }
        })
        .collect())
}

/// What earlier meetings of the group asked for: what is still open, and what was done in these days.
fn actions(reading: &Reading<'_>, group: &Group, meeting: &Meeting, days: Span) -> Result<Vec<MaterialItem>> {
    let earlier: BTreeSet<String> = meetings::list(reading.db, "0001-01-01", &meeting.day)?
        .into_iter()
        .filter(|one| one.id != meeting.id && group.met(one.circle_id.as_ref()))
        .map(|one| one.id)
        .collect();
    let from = days.from.to_string();
    let mut found = Vec::new();
    for line in meetings::actions(reading.db, None, false)? {
        let it = line.action;
        if !earlier.contains(&it.meeting_id) || it.done_on.as_ref().is_some_and(|done| *done < from) {
            continue;
        }
        // The paper goes round the room: what is not done yet is told, a delegate's name beside it is not.
        let who = if it.person_id.is_some() { print("materials.member").to_owned() } else { it.owner };
        let stands = match (&it.done_on, &it.due_on) {
            (Some(done), _) => {
                said("materials.action_done", &[("day", short(done).into()), ("outcome", it.outcome.into())])
            }
            (None, Some(due)) => said("materials.action_due", &[("day", short(due).into())]),
            (None, None) => print("materials.action_open").to_owned(),
        };
        let detail = said(
            "materials.action",
            &[("day", short(&line.day).into()), ("who", who.into()), ("stands", stands.into())],
        );
        found.push(item("action", format!("action:{}", it.id), it.content, detail));
    }
    Ok(found)
}

/// Papers of the group or its members: under way, or handed in in these days.
fn papers(reading: &Reading<'_>, group: &Group, days: Span) -> Result<Vec<MaterialItem>> {
    let (from, to) = (days.from.to_string(), days.to.to_string());
    let mut found = Vec::new();
    for paper in proposals::list(reading.db, "0001-01-01", &to)? {
        let ended = matches!(paper.stage.as_str(), "refused" | "opinion" | "withdrawn" | "closed");
        let own = paper.circle_id.as_ref().is_some_and(|circle| group.met(Some(circle)))
            || paper.lead_id.as_ref().is_some_and(|person| group.people.contains(person))
            || paper.proposers.iter().any(|one| group.people.contains(one) && !paper.unsigned.contains(one));
        if !own || paper.draft || (ended && paper.day < from) {
            continue;
        }
        let number = if paper.number.is_empty() { print("handovers.no_number").to_owned() } else { paper.number };
        let detail = said(
            "materials.proposal",
            &[
                ("number", number.into()),
                ("day", short(&paper.day).into()),
                ("stage", chain::label("stage", &paper.stage).into()),
            ],
        );
        found.push(item("proposal", format!("proposal:{}", paper.id), paper.title, detail));
    }
    Ok(found)
}

/// Duty windows of the group that touch these days, judged on their last day or today.
///
/// # Errors
/// What the database says.
pub fn windows(reading: &Reading<'_>, group: &Group, days: Span) -> Result<Vec<WindowSummary>> {
    let as_of = days.to.min(reading.today).max(days.from);
    let mut gathered = duties::gather(reading.db, as_of, None, None)?;
    gathered.people.retain(|person| group.people.contains(&person.id));
    let (from, to) = (days.from.to_string(), days.to.to_string());
    let mut found = sheet::upcoming(&gathered).windows;
    let day = as_of.to_string();
    found.retain(|window| window.from <= to && window.to >= from && window.from <= day && window.total > 0);
    Ok(found)
}

/// Evaluations that were closed in these days, as totals of all their sheets.
fn rounds(reading: &Reading<'_>, group: &Group, days: Span) -> Result<Vec<MaterialItem>> {
    let (from, to) = (days.from.to_string(), days.to.to_string());
    let least = rulebook::number(reading.db, "evaluation.least_valid", &to)?;
    let mut found = Vec::new();
    for round in evaluations::list(reading.db, None)? {
        let closed = round.closed_on.as_ref().is_some_and(|on| *on >= from && *on <= to);
        if !closed || !round.subjects.iter().any(|subject| group.people.contains(&subject.person_id)) {
            continue;
        }
        let (valid, void, blank) = store::sheets(reading.db, &round.id)?;
        let detail = if valid < least {
            print("materials.round_few").to_owned()
        } else {
            said(
                "materials.round",
                &[("returned", (valid + void + blank).into()), ("valid", valid.into()), ("void", void.into())],
            )
        };
        found.push(item("evaluation", format!("round:{}", round.id), round.title, detail));
    }
    Ok(found)
}
