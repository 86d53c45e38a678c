//! What is kept about the people who gave an opinion: shown to the person, and taken out when its time is over.

use super::model::OpinionLine;
use super::store::{self, Lit, clock::Limits, giver};
use crate::calls::{Call, Done, Work};
use crate::features::Nothing;
use crate::features::calendar::store::calendar;
use crate::features::erasure::store::{self as erasures, Erasure};
use crate::ground::clock::day;
use crate::ground::erasing;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Refusal, Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use crate::ground::words;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

const PERSON: Op = Op { name: "opinions.person", right: Right::Enter, undo: Undo::Never("looked") };
const EXPIRE: Op = Op { name: "opinions.expire", right: Right::Manage, undo: Undo::Never("erased") };

/// The calls about givers.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::write(&PERSON, r#"{"term":"麦女士","checked":"身份证原件"}"#, person),
        Call::read("opinions.expiring", "{}", expiring),
        Call::work(&EXPIRE, "{}", expire),
    ]
}

/// A person who asks what is kept.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct PersonAsked {
    /// Name or telephone number as it was written.
    term: String,
    /// How the clerk made sure of the person.
    checked: String,
}

/// One opinion with what is kept of its giver.
#[derive(Serialize, TS)]
pub struct KeptOfPerson {
    /// Record.
    pub id: String,
    /// Day heard.
    pub day: String,
    /// Village or community.
    pub area: String,
    /// Who said it.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// What was said.
    pub content: String,
    /// Answer given.
    pub answer: String,
    /// Dictionary opinion_state.
    pub state: String,
}

fn person(writing: &mut Writing<'_>, asked: PersonAsked) -> Result<Vec<KeptOfPerson>> {
    let (term, checked) = (asked.term.trim(), asked.checked.trim());
    if checked.is_empty() || checked.contains(term) {
        return Err(refuse("opinions.unchecked"));
    }
    let digits = term.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    if term.chars().count() < if digits { 5 } else { 2 } {
        return Err(refuse("erasure.short"));
    }
    let found = giver::of_person(writing.tx, term)?;
    // Who was looked for is not written down: the entry cannot be erased.
    writing.note("checked", checked.to_owned());
    writing.note("n", found.len());
    writing.keep();
    Ok(found)
}

/// Givers whose time is over.
#[derive(Serialize, TS)]
struct Expiring {
    /// Months after the end by the rule book.
    months: i64,
    /// The paper the number stands in.
    source: String,
    /// Ended on this day or before.
    until: String,
    /// Opinions, the givers masked.
    lines: Vec<OpinionLine>,
    /// Those of them in whose words or answer the giver stands too: to be corrected before.
    in_words: Vec<String>,
}

fn term(db: &rusqlite::Connection, today: NaiveDate) -> Result<(i64, String, NaiveDate)> {
    let limits = Limits::new(db)?;
    let on = today.to_string();
    let months = limits.number("opinion_keep_months", &on);
    let until = u32::try_from(months).ok().and_then(|months| today.checked_sub_months(Months::new(months)));
    Ok((months, limits.source("opinion_keep_months", &on), until.unwrap_or(day("1900-01-01")?)))
}

fn expiring(reading: &Reading<'_>, _: Nothing) -> Result<Expiring> {
    let (months, source, until) = term(reading.db, reading.today)?;
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let lines = giver::expired(reading.db, &until.to_string())?
        .iter()
        .filter_map(|id| store::one_line(reading.db, id, &lit, false).transpose())
        .collect::<Result<_>>()?;
    let in_words = giver::written_in_words(reading.db, &until.to_string())?;
    Ok(Expiring { months, source, until: until.to_string(), lines, in_words })
}

/// What an expiry did.
#[derive(Serialize, TS)]
struct Expired {
    /// Opinions whose giver was taken out.
    erased: usize,
    /// Backups that still hold the names, until they are rewritten.
    backups: usize,
}

fn expire(work: &Work<'_>, _: Nothing) -> Result<Done<Expired>> {
    let station = work.desk.station()?;
    let written = station.write(&EXPIRE, &work.session.actor, |writing| {
        let (_, source, until) = term(writing.tx, writing.today)?;
        let ids = giver::expired(writing.tx, &until.to_string())?;
        if ids.is_empty() {
            return Ok(0);
        }
        let mut fields = Map::new();
        fields.insert("source".to_owned(), source.into());
        let erasure = Erasure {
            id: new_id(),
            day: writing.today.to_string(),
            ground: words::fill(words::term("opinion.expired"), &fields),
            clerk_id: writing.actor.id.clone(),
            records: i64::try_from(ids.len()).unwrap_or(0),
        };
        erasures::add(writing.tx, &erasure)?;
        for id in &ids {
            let mut values = Map::new();
            for column in ["giver", "giver_phone"] {
                values.insert(column.to_owned(), Value::String(String::new()));
            }
            erasing::empty(writing, "opinions", id, &values)?;
            erasures::add_line(writing.tx, &new_id(), &erasure.id, "opinions", id, "giver,giver_phone")?;
        }
        writing.note("n", ids.len());
        Ok(ids.len())
    })?;
    if written.answer == 0 {
        return Ok(Done::silent(Expired { erased: 0, backups: 0 }));
    }
    erasing::scrub(&station)
        .map_err(|refusal: Refusal| refuse("erasure.unscrubbed").because(format!("{refusal:?}")))?;
    let backups = crate::features::backup::keeper::own_list(&station)?.iter().filter(|line| line.holds_erased).count();
    Ok(Done {
        answer: Expired { erased: written.answer, backups },
        operation: written.operation,
        changed: written.changed,
    })
}
