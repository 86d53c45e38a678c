//! What may be asked of duties.

use super::model::{AsOf, Asked, DutySheet, Explain, Explained, Forecast, RecordLine, Upcoming};
use super::{forecast, sheet, store};
use crate::calls::Call;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use chrono::NaiveDate;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("duties.as_of", r#"{"as_of":"2026-09-15"}"#, as_of),
        Call::read("duties.explain", r#"{"person":"$delegate","duty":"contact","from":"2026-09-01"}"#, explain),
        Call::read("duties.forecast", r#"{"as_of":"2026-09-15"}"#, forecast_of),
        Call::read("duties.upcoming", r#"{"as_of":"2026-09-15"}"#, upcoming),
    ]
}

/// The day asked about, or today.
///
/// # Errors
/// `day.unreadable`.
pub fn asked_day(reading: &Reading<'_>, text: Option<&str>) -> Result<NaiveDate> {
    text.map_or(Ok(reading.today), day)
}

fn as_of(reading: &Reading<'_>, asked: Asked) -> Result<DutySheet> {
    let as_of = asked_day(reading, asked.as_of.as_deref())?;
    let gathered = store::gather(reading.db, as_of, asked.group.as_deref(), asked.person.as_deref())?;
    Ok(sheet::whole(&gathered, &store::labels(reading.db)?, asked.records))
}

fn forecast_of(reading: &Reading<'_>, asked: Asked) -> Result<Forecast> {
    let as_of = asked_day(reading, asked.as_of.as_deref())?;
    forecast::forecast(reading, &asked, as_of)
}

fn upcoming(reading: &Reading<'_>, asked: AsOf) -> Result<Upcoming> {
    upcoming_on(reading, asked_day(reading, asked.as_of.as_deref())?)
}

/// The summary over all delegates on a day.
///
/// # Errors
/// What the database says.
pub fn upcoming_on(reading: &Reading<'_>, as_of: NaiveDate) -> Result<Upcoming> {
    Ok(sheet::upcoming(&store::gather(reading.db, as_of, None, None)?))
}

fn explain(reading: &Reading<'_>, asked: Explain) -> Result<Vec<Explained>> {
    let as_of = asked_day(reading, asked.as_of.as_deref())?;
    let gathered = store::gather(reading.db, as_of, None, Some(&asked.person))?;
    let labels = store::labels(reading.db)?;
    let person = gathered.people.first().ok_or_else(|| refuse("duties.person"))?;
    let days: std::collections::HashMap<&str, NaiveDate> =
        gathered.deeds(person, asked.duty).into_iter().map(|deed| (deed.id, deed.day)).collect();
    let feature = match asked.duty.code() {
        "contact" => "visits",
        "meeting" => "meetings",
        "proposal" => "proposals",
        _ => "evaluations",
    };
    let mut found = Vec::new();
    for window in sheet::windows(&gathered, person, asked.duty, &labels, true) {
        let wanted = asked.from.as_ref().is_none_or(|from| *from == window.from)
            && asked.rule.as_ref().is_none_or(|rule| *rule == window.rule);
        let Some(rule) = gathered.rules.iter().find(|rule| wanted && rule.id == window.rule) else { continue };
        let mut records = Vec::new();
        let counted = window.counted.iter().map(|id| (id, None));
        for (id, not) in counted.chain(window.not_counted.iter().map(|not| (&not.id, Some(not)))) {
            let (about, kind) = store::describe(reading.db, asked.duty, id)?;
            records.push(RecordLine {
                id: id.clone(),
                feature,
                day: days.get(id.as_str()).map(ToString::to_string).unwrap_or_default(),
                label: crate::ground::words::print_with(
                    "record",
                    &[
                        ("about".to_owned(), about.into()),
                        ("kind".to_owned(), sheet::kind_label(asked.duty, &kind, &labels).into()),
                    ]
                    .into_iter()
                    .collect(),
                )
                .trim_matches('\u{ff0c}')
                .to_owned(),
                counts: not.is_none(),
                why: not.map(|not| not.why.clone()),
                code: not.map(|not| not.code),
            });
        }
        records.sort_by(|one, other| (&one.day, &one.id).cmp(&(&other.day, &other.id)));
        found.push(Explained { rule: sheet::rule_words(rule), source: rule.source.clone(), window, records });
    }
    Ok(found)
}
