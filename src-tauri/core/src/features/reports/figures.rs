//! Figures of the papers from the features that reckon them.

use super::chase::Owed;
use super::frame::{said, short_day};
use super::gather::villages;
use super::month::{Counts, MonthRow};
use super::slips::{Slip, Slips, Window};
use crate::features::areas::store as areas;
use crate::features::delegates::store as delegates;
use crate::features::duties::forecast::Look;
use crate::features::duties::rules::Span;
use crate::features::duties::{sheet, store as duties};
use crate::features::rulebook::model::Duty;
use crate::features::statistics::calls::area_table;
use crate::features::statistics::model::{ActivitySums, Period};
use crate::features::weeks::calls::Fixed;
use crate::features::weeks::rules::Standing;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// The rows of the monthly report, as the statistics page shows them.
///
/// # Errors
/// What the database says.
pub fn month_rows(reading: &Reading<'_>, from: NaiveDate, to: NaiveDate) -> Result<(NaiveDate, Vec<MonthRow>)> {
    let asked = Period { from: from.to_string(), to: to.to_string(), ..Period::default() };
    let table = area_table(reading, &asked)?;
    let spoken: BTreeMap<String, String> = areas::list(reading.db)?
        .into_iter()
        .filter(|one| !one.short_name.is_empty())
        .map(|one| (one.id, one.short_name))
        .collect();
    let counts = |sums: &ActivitySums| Counts {
        received: sums.received,
        households: sums.households,
        firms: sums.firms,
        opinions: sums.opinions,
        closed: sums.closed,
    };
    let rows = table.rows.into_iter().map(|row| {
        let mut notes = row.reasons;
        if row.zero {
            notes.push(words::print("month.quiet").to_owned());
        }
        MonthRow {
            village: spoken.get(&row.area_id).cloned().unwrap_or(row.area),
            leaders: row.leaders,
            due: row.expected,
            held: row.held,
            suspended: row.suspended,
            attended: row.period.participants,
            period: counts(&row.period),
            year: counts(&row.year),
            zero: row.zero,
            note: notes.join("\u{3001}"),
        }
    });
    let rows = rows.collect();
    Ok((day(&table.year_from)?, rows))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Villages whose fixed day passed without a visit or a word.
///
/// # Errors
/// What the database says.
pub fn owed(reading: &Reading<'_>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Owed>> {
    let mut owed = Vec::new();
    if to < from {
        return Ok(owed);
    }
    let span = Span { from, to };
    let fixed = Fixed::load(reading.db, span)?;
    for village in villages(reading, to)? {
        let judged = fixed.judged(&village.id, span).unwrap_or_default();
        let mut days: Vec<NaiveDate> =
            judged.iter().filter(|one| one.standing == Standing::Unreported).map(|one| one.day).collect();
        days.dedup();
        if !days.is_empty() {
            owed.push(Owed {
                days,
                leaders: village.leaders().map(|one| one.name.clone()).collect(),
                liaisons: village.liaisons().map(|one| (one.name.clone(), one.phone.clone())).collect(),
                village: village.name,
            });
        }
    }
    Ok(owed)
}

/// Slips of one delegate, a group or everybody, by strokes of the surname.
///
/// # Errors
/// `duties.person`; what the database says.
pub fn slips(reading: &Reading<'_>, as_of: NaiveDate, circle: Option<&str>, person: Option<&str>) -> Result<Slips> {
    let gathered = duties::gather(reading.db, as_of, circle, person)?;
    let labels = duties::labels(reading.db)?;
    let people: BTreeMap<String, delegates::Person> =
        delegates::people(reading.db)?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let stations = villages(reading, as_of)?;
    let whole = sheet::whole(&gathered, &labels, true);
    let look = Look::new(reading, as_of)?;
    let titles: BTreeMap<&str, &str> =
        gathered.rules.iter().map(|rule| (rule.id.as_str(), rule.title.as_str())).collect();
    let mut slips = Vec::new();
    for (line, found) in whole.delegates.into_iter().zip(&gathered.people) {
        if !line.in_office {
            continue;
        }
        let mut windows = Vec::new();
        let ahead = look.ahead(&gathered, found);
        for (duties_of, duty) in line.duties.iter().zip(Duty::ALL) {
            let days: HashMap<&str, NaiveDate> =
                gathered.deeds(found, duty).into_iter().map(|deed| (deed.id, deed.day)).collect();
            for one in &duties_of.windows {
                let label = |id: &String| -> Result<String> {
                    let (about, kind) = duties::describe(reading.db, duty, id)?;
                    let kind = sheet::kind_label(duty, &kind, &labels);
                    let at = days.get(id.as_str()).map(|day| short_day(*day)).unwrap_or_default();
                    Ok(said("slip.record", &[("day", at.into()), ("about", about.into()), ("kind", kind.into())]))
                };
                let counted = one.counted.iter().take(MOST_RECORDS).map(label).collect::<Result<Vec<_>>>()?;
                // The sum says more than the reason that stands on it.
                let reckoned = one
                    .sum
                    .iter()
                    .chain(one.relief.iter().filter(|_| one.sum.is_none()).map(|reason| &reason.sentence));
                let mut reasons: Vec<String> = reckoned.cloned().collect();
                // The same reason is said once with how often it holds: a slip is one page.
                let mut grouped: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
                for not in one.not_counted.iter().filter(|not| not.code != AFTER) {
                    grouped.entry(&not.why).or_default().push(&not.id);
                }
                for (why, ids) in grouped {
                    let first = ids.first().map(|id| label(id)).transpose()?.unwrap_or_default();
                    let key = if ids.len() == 1 { "slip.not_counted" } else { "slip.not_counted_some" };
                    reasons.push(said(key, &[("record", first.into()), ("n", ids.len().into()), ("why", why.into())]));
                }
                windows.push(Window {
                    duty: titles.get(one.rule.as_str()).map_or_else(String::new, |title| (*title).to_owned()),
                    from: day(&one.from)?,
                    to: day(&one.to)?,
                    required: one.required,
                    done: one.done,
                    state: words::print(match one.state {
                        _ if one.required == 0 => "state.none",
                        "met" => "state.met",
                        "open" => "state.open",
                        "overdue" => "state.overdue",
                        _ => "state.not_due",
                    })
                    .to_owned(),
                    pending: ahead.iter().any(|ahead| ahead.rule == one.rule && ahead.from == one.from),
                    safe: ahead
                        .iter()
                        .find(|ahead| ahead.rule == one.rule && ahead.from == one.from)
                        .and_then(|ahead| ahead.safe.as_deref())
                        .map(day)
                        .transpose()?,
                    counted,
                    more: count(one.counted.len().saturating_sub(MOST_RECORDS)),
                    reasons,
                });
            }
        }
        slips.push(Slip {
            post: people.get(&line.id).map(|one| one.post.clone()).unwrap_or_default(),
            circle: line.group.unwrap_or_default(),
            levels: line.levels.iter().map(|level| words::print(level_key(level)).to_owned()).collect(),
            villages: stations
                .iter()
                .filter(|one| one.delegates.iter().any(|other| other.id == line.id))
                .map(|one| one.name.clone())
                .collect(),
            name: line.name,
            windows,
        });
    }
    let mut rules: Vec<String> = gathered.rules.iter().map(|rule| rule.book.clone()).collect();
    rules.dedup();
    Ok(Slips { as_of, rules: rules.join("\u{3001}"), slips })
}

/// Records named one by one in a window; more of them are counted.
const MOST_RECORDS: usize = 3;

/// Why a record after the day of the slip does not count: it is no news to anybody and stays off the paper.
const AFTER: &str = "after_as_of";

fn level_key(level: &str) -> &'static str {
    match level {
        "city" => "level.city",
        "district" => "level.district",
        _ => "level.town",
    }
}
