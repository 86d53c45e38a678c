//! What is kept about the people who gave an opinion: shown to the person, and taken out when its time is over.

use super::giver_words::{MaskedWords, masked, without};
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
use std::collections::BTreeMap;
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
    /// Those of them in whose words the giver stands too, with those words as they would stand without.
    in_words: Vec<GiverInWords>,
}

/// An opinion in whose words its giver stands.
#[derive(Serialize, TS)]
pub struct GiverInWords {
    /// Record.
    pub id: String,
    /// The words, as they would stand; empty ones where the matter is about a person by name.
    pub texts: Vec<MaskedWords>,
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
    let ids = giver::expired(reading.db, &until.to_string())?;
    let lines: Vec<OpinionLine> =
        ids.iter().filter_map(|id| store::one_line(reading.db, id, &lit, false).transpose()).collect::<Result<_>>()?;
    let mut in_words = Vec::new();
    for id in ids {
        let mut texts = in_words_of(reading.db, &id)?;
        // What is about a person by name is read in its own record, where the look is written down.
        if lines.iter().any(|line| line.named && line.id == id) {
            texts.iter_mut().for_each(|one| one.after.clear());
        }
        if !texts.is_empty() {
            in_words.push(GiverInWords { id, texts });
        }
    }
    Ok(Expiring { months, source, until: until.to_string(), lines, in_words })
}

fn in_words_of(db: &rusqlite::Connection, id: &str) -> Result<Vec<MaskedWords>> {
    let (giver, phone, texts) = giver::words_of(db, id)?;
    Ok(masked(&giver, &phone, &texts))
}

/// Which words are masked along with the givers.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct Expire {
    /// Opinions in whose words the giver is masked as well.
    in_words: Vec<String>,
}

/// What an expiry did.
#[derive(Serialize, TS)]
struct Expired {
    /// Opinions whose giver was taken out.
    erased: usize,
    /// Of them those in whose words the giver was masked.
    masked: usize,
    /// Of them those in whose words the giver still stands, because nobody asked for it to go.
    left: usize,
    /// Backups that still hold the names, until they are rewritten.
    backups: usize,
}

fn expire(work: &Work<'_>, asked: Expire) -> Result<Done<Expired>> {
    let station = work.desk.station()?;
    let written = station.write(&EXPIRE, &work.session.actor, |writing| {
        let (_, source, until) = term(writing.tx, writing.today)?;
        let ids = giver::expired(writing.tx, &until.to_string())?;
        if ids.is_empty() {
            return Ok(Expired { erased: 0, masked: 0, left: 0, backups: 0 });
        }
        let mut fields = Map::new();
        fields.insert("source".to_owned(), source.into());
        // Everything is looked up before the first giver goes: a visit holds the words of several opinions.
        let mut records: BTreeMap<(&str, String), Map<String, Value>> = BTreeMap::new();
        let (mut cleared, mut left) = (0, 0);
        for id in &ids {
            let (giver, phone, texts) = giver::words_of(writing.tx, id)?;
            let texts = masked(&giver, &phone, &texts);
            let own = records.entry(("opinions", id.clone())).or_default();
            for column in ["giver", "giver_phone"] {
                own.insert(column.to_owned(), Value::String(String::new()));
            }
            if texts.is_empty() {
                continue;
            }
            if !asked.in_words.contains(id) {
                left += 1;
                continue;
            }
            cleared += 1;
            for one in texts {
                let values = records.entry((one.kind, one.record)).or_default();
                // Two givers of one visit may stand in its words: what went for the first stays gone.
                let before = values.get(one.column).and_then(Value::as_str).map(str::to_owned);
                let after = match before {
                    Some(before) => without(&giver, &phone, &before),
                    None => one.after,
                };
                values.insert(one.column.to_owned(), Value::String(after));
            }
        }
        let erasure = Erasure {
            id: new_id(),
            day: writing.today.to_string(),
            ground: words::fill(words::term("opinion.expired"), &fields),
            clerk_id: writing.actor.id.clone(),
            records: i64::try_from(records.len()).unwrap_or(0),
        };
        erasures::add(writing.tx, &erasure)?;
        for ((kind, record), values) in &records {
            erasing::empty(writing, kind, record, values)?;
            let columns: Vec<&str> = values.keys().map(String::as_str).collect();
            erasures::add_line(writing.tx, &new_id(), &erasure.id, kind, record, &columns.join(","))?;
        }
        writing.note("n", ids.len());
        writing.note("words", cleared);
        Ok(Expired { erased: ids.len(), masked: cleared, left, backups: 0 })
    })?;
    let mut done: Done<Expired> = written.into();
    if done.answer.erased == 0 {
        return Ok(Done::silent(done.answer));
    }
    erasing::scrub(&station)
        .map_err(|refusal: Refusal| refuse("erasure.unscrubbed").because(format!("{refusal:?}")))?;
    done.answer.backups =
        crate::features::backup::keeper::own_list(&station)?.iter().filter(|line| line.holds_erased).count();
    Ok(done)
}
