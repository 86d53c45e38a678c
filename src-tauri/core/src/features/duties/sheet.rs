//! From judgements to what is answered: windows, reasons in words, and the summary over all delegates.

use super::model::{
    DelegateDuties, DutySheet, DutyWindows, Named, NotCounted, Reason, Upcoming, WindowLine, WindowSummary,
};
use super::rules::{self, Judged, Relief, Span, State, Why};
use super::store::{Gathered, Person};
use crate::features::reports::frame::long_day;
use crate::features::rulebook::calls::window_words;
use crate::features::rulebook::model::{Duty, Rule};
use crate::ground::words;
use chrono::NaiveDate;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Labels of dictionary entries by list and code.
pub type Labels = HashMap<(String, String), String>;

/// All rules that bind a delegate in the year, each with its judged windows and the records they point into.
pub(super) fn judged<'a>(
    gathered: &'a Gathered,
    person: &'a Person,
    duty: Duty,
) -> Vec<(&'a Rule, Vec<rules::Deed<'a>>, Vec<Judged>)> {
    let year = rules::year_of(gathered.as_of);
    gathered
        .rules
        .iter()
        .filter(|rule| rule.duty == duty && rules::binds(rule, &person.delegate, year))
        .map(|rule| {
            let mut deeds = gathered.deeds(person, duty);
            // What a team did at its station is only looked for where a rule counts it, and only told there.
            deeds.retain(|deed| duty != Duty::Contact || rule.team_credit || deed.part != rules::Part::Team);
            let windows = rules::judge(rule, &person.delegate, &deeds, gathered.as_of, gathered.since);
            (rule, deeds, windows)
        })
        .collect()
}

/// The whole answer.
#[must_use]
pub fn whole(gathered: &Gathered, labels: &Labels, records: bool) -> DutySheet {
    DutySheet {
        as_of: gathered.as_of.to_string(),
        since: gathered.since.to_string(),
        delegates: gathered.people.iter().map(|person| delegate(gathered, person, labels, records)).collect(),
    }
}

fn delegate(gathered: &Gathered, person: &Person, labels: &Labels, records: bool) -> DelegateDuties {
    let year = rules::year_of(gathered.as_of);
    let seats = &person.delegate.seats;
    let mut levels: Vec<String> =
        seats.iter().filter(|(_, seat)| seat.with(&year).is_some()).map(|(level, _)| level.clone()).collect();
    levels.sort();
    levels.dedup();
    DelegateDuties {
        id: person.id.clone(),
        name: person.name.clone(),
        group: person.group.as_ref().map(|(_, name)| name.clone()),
        group_id: person.group.as_ref().map(|(id, _)| id.clone()),
        levels,
        in_office: seats.iter().any(|(_, seat)| seat.holds(gathered.as_of)),
        duties: Duty::ALL
            .into_iter()
            .map(|duty| DutyWindows { duty: duty.code(), windows: windows(gathered, person, duty, labels, records) })
            .collect(),
    }
}

/// The windows of one duty of one delegate, of all rules that ask for it, in order of days.
#[must_use]
pub fn windows(gathered: &Gathered, person: &Person, duty: Duty, labels: &Labels, records: bool) -> Vec<WindowLine> {
    let mut lines: Vec<WindowLine> = Vec::new();
    for (rule, deeds, judged) in judged(gathered, person, duty) {
        for one in judged {
            let id = |at: &usize| deeds.get(*at).map(|deed| deed.id.to_owned());
            let not = |(at, why): &(usize, Why)| {
                let deed = deeds.get(*at)?;
                Some(NotCounted {
                    id: deed.id.to_owned(),
                    why: why_words(rule, *why, deed.kind, labels),
                    code: why.code(),
                })
            };
            lines.push(WindowLine {
                from: one.window.from.to_string(),
                to: one.window.to.to_string(),
                required: one.required,
                done: i64::try_from(one.counted.len()).unwrap_or(i64::MAX),
                state: one.state.code(),
                counted: if records { one.counted.iter().filter_map(id).collect() } else { Vec::new() },
                not_counted: if records { one.not_counted.iter().filter_map(not).collect() } else { Vec::new() },
                due: one.due.to_string(),
                rule: rule.id.clone(),
                sum: super::sums::sum(gathered, person, rule, &one),
                relief: one.relief.map(|relief| Reason {
                    code: relief.code(),
                    sentence: relief_words(gathered, person, rule, relief, &one),
                }),
            });
        }
    }
    lines.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    lines
}

pub(super) fn fields(pairs: &[(&str, Value)]) -> Map<String, Value> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

/// The label of a kind; the code itself when nobody named it.
#[must_use]
pub fn kind_label(duty: Duty, kind: &str, labels: &Labels) -> String {
    labels.get(&(duty.kind_list().to_owned(), kind.to_owned())).cloned().unwrap_or_else(|| kind.to_owned())
}

/// Why a record does not count, in words.
#[must_use]
pub fn why_words(rule: &Rule, why: Why, kind: &str, labels: &Labels) -> String {
    let kinds: Vec<Value> = rule.kinds.iter().map(|kind| kind_label(rule.duty, kind, labels).into()).collect();
    let facts = fields(&[("kinds", kinds.into()), ("kind", kind_label(rule.duty, kind, labels).into())]);
    let own = format!("why.{}.{}", why.code(), rule.duty.code());
    let key = if words::print(&own).is_empty() { format!("why.{}", why.code()) } else { own };
    words::print_with(&key, &facts)
}

fn relief_words(gathered: &Gathered, person: &Person, rule: &Rule, relief: Relief, one: &Judged) -> String {
    if let (Relief::Leave | Relief::Share, Some(sum)) = (relief, super::sums::sum(gathered, person, rule, one)) {
        return sum;
    }
    let facts = fields(&[("since", long_day(rules::starts(rule, gathered.since)).into())]);
    words::print_with(&format!("relief.{}", relief.code()), &facts)
}

/// A rule in words.
#[must_use]
pub fn rule_words(rule: &Rule) -> String {
    let facts = fields(&[
        ("title", rule.title.clone().into()),
        ("window", window_words(rule.window_unit, rule.window_length).into()),
        ("n", rule.required.into()),
        ("unit", words::print(&format!("unit.{}", rule.duty.code())).into()),
        ("book", rule.book.clone().into()),
        ("from", rule.valid_from.parse().map_or_else(|_| rule.valid_from.clone(), long_day).into()),
    ]);
    words::print_with("rule", &facts)
}

/// Every window of the year over all delegates.
#[must_use]
pub fn upcoming(gathered: &Gathered) -> Upcoming {
    let as_of = gathered.as_of;
    let mut sums: BTreeMap<(Duty, usize, Span), (WindowSummary, Option<NaiveDate>)> = BTreeMap::new();
    for (at, rule) in gathered.rules.iter().enumerate() {
        for window in rules::windows(rule, as_of, gathered.since) {
            let phase = if window.to < as_of {
                "past"
            } else if window.from > as_of {
                "later"
            } else {
                "current"
            };
            let summary = WindowSummary {
                duty: rule.duty.code(),
                title: rule.title.clone(),
                rule: rule.id.clone(),
                sentence: rule_words(rule),
                from: window.from.to_string(),
                to: window.to.to_string(),
                phase,
                due: String::new(),
                days_left: 0,
                total: 0,
                met: 0,
                done: 0,
                open: Vec::new(),
                overdue: Vec::new(),
            };
            sums.insert((rule.duty, at, window), (summary, None));
        }
    }
    let places: HashMap<&str, usize> =
        gathered.rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    for person in &gathered.people {
        for duty in Duty::ALL {
            for (rule, _, judged) in judged(gathered, person, duty) {
                let at = places.get(rule.id.as_str()).copied().unwrap_or_default();
                for one in judged {
                    let Some((sum, due)) = sums.get_mut(&(duty, at, one.window)) else { continue };
                    let named = || Named { id: person.id.clone(), name: person.name.clone() };
                    sum.done += i64::try_from(one.counted.len()).unwrap_or_default();
                    sum.total += i64::from(one.required > 0);
                    match one.state {
                        State::Met => sum.met += 1,
                        State::Open => {
                            sum.open.push(named());
                            *due = Some(due.map_or(one.due, |known| known.min(one.due)));
                        }
                        State::Overdue => sum.overdue.push(named()),
                        State::NotDue => {}
                    }
                }
            }
        }
    }
    let mut books: Vec<String> =
        gathered.rules.iter().filter(|rule| rules::in_force(rule).holds(as_of)).map(|rule| rule.book.clone()).collect();
    books.sort();
    books.dedup();
    let in_office =
        gathered.people.iter().filter(|person| person.delegate.seats.iter().any(|(_, seat)| seat.holds(as_of))).count();
    Upcoming {
        as_of: as_of.to_string(),
        since: gathered.since.to_string(),
        in_office: i64::try_from(in_office).unwrap_or_default(),
        books,
        windows: sums
            .into_iter()
            .map(|((_, _, window), (mut sum, due))| {
                let due = due.unwrap_or(window.to);
                sum.due = due.to_string();
                sum.days_left = (due - as_of).num_days();
                sum
            })
            .collect(),
    }
}
