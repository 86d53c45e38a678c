//! What may be asked of erasure.

use super::store::{self, Erasure, ErasureLine};
use super::{home, rounds};
use crate::calls::{Call, Done, Work};
use crate::features::Nothing;
use crate::features::attachments::erasing::{self as files, Offered};
use crate::features::attachments::model::Owner;
use crate::ground::erasing::{self, Found};
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::schema::Schema;
use crate::ground::station::{Op, Reading, Right, Station, Undo};
use crate::ground::{undo, words};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

const PREVIEW: Op = Op { name: "erasure.preview", right: Right::Manage, undo: Undo::Never("looked") };
const ERASE: Op = Op { name: "erasure.erase", right: Right::Manage, undo: Undo::Never("erased") };

/// Personal columns that name a person or a way to reach one: a match empties them whole. In longer texts only the term
/// itself is masked.
const SHORT: &[&str] = &["giver", "giver_phone", "phone"];

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::work(&PREVIEW, r#"{"term":"麦女士"}"#, preview),
        Call::work(&ERASE, r#"{"term":"麦女士","ground":"依本人申请"}"#, erase),
        Call::read("erasure.list", "{}", list),
    ]
}

/// What to look for.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ErasureTerm")]
struct Term {
    /// A name or a telephone number as it was written.
    term: String,
}

/// One record that holds the term.
#[derive(Serialize, TS)]
#[ts(rename = "ErasureHit")]
struct Hit {
    /// Table.
    kind: String,
    /// What the table's records are, in words.
    what: String,
    /// Record.
    record: String,
    /// Columns that hold it; empty when only the history does.
    columns: Vec<String>,
    /// Columns that hold it and are not personal ones: to be changed by hand; their history keeps the old value.
    by_hand: Vec<String>,
    /// Page that opens the paper it stands in, empty when none does.
    page: &'static str,
    /// What the page is opened with.
    opens: String,
    /// Year of a dossier.
    year: Option<i64>,
    /// Day of the paper, when it has one.
    day: Option<String>,
    /// Its text with the term in it, shortened.
    excerpt: String,
    /// An attachment of a record the term stands in, which may be about others: it is erased only when asked for.
    unsure: bool,
}

/// What an erasure would touch.
#[derive(Serialize, TS)]
#[ts(rename = "ErasurePreview")]
struct Preview {
    /// Records.
    hits: Vec<Hit>,
    /// Drafts that would be thrown away.
    drafts: i64,
}

fn cleaned(term: &str) -> Result<String> {
    let term = term.trim().to_owned();
    let digits = term.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    if term.chars().count() < if digits { 5 } else { 2 } {
        return Err(refuse("erasure.short"));
    }
    Ok(term)
}

fn preview(work: &Work<'_>, asked: Term) -> Result<Done<Preview>> {
    let term = cleaned(&asked.term)?;
    let (station, actor) = (work.desk.station()?, &work.session.actor);
    // That somebody looks is written down before anything is shown.
    let written = station.write(&PREVIEW, actor, |writing| {
        writing.keep();
        Ok(())
    })?;
    let mut found = station.read(actor, |reading| in_file(reading, &term))?;
    for one in rounds::with(work.desk, actor, &term)? {
        found.hits.push(Hit {
            kind: "round_remarks".to_owned(),
            what: home::what("round_remarks").to_owned(),
            record: one.id,
            columns: vec!["text".to_owned()],
            by_hand: Vec::new(),
            page: "evaluations",
            opens: one.round,
            year: None,
            day: one.day,
            excerpt: one.text.chars().take(EXCERPT).collect(),
            unsure: false,
        });
    }
    Ok(Done { answer: found, operation: written.operation, changed: Vec::new() })
}

/// Characters of a text that are shown.
const EXCERPT: usize = 60;

/// What the office file holds of a term.
fn in_file(reading: &Reading<'_>, term: &str) -> Result<Preview> {
    let mut hits = Vec::new();
    let all = erasing::search(reading.db, reading.schema, term)?;
    let files = files_about(reading.db, reading.schema, &all, term)?;
    for ((kind, record), found) in grouped(texts(all)) {
        let now = undo::current(reading.db, reading.schema, &kind, &record)?.unwrap_or_default();
        let columns = |erasable: bool| -> Vec<String> {
            found.iter().filter(|one| one.erasable == erasable).filter_map(|one| one.column.clone()).collect()
        };
        let text = found
            .iter()
            .filter_map(|one| one.column.as_ref())
            .filter_map(|column| now.get(column)?.as_str())
            .next()
            .unwrap_or_default();
        let paper = home::of(reading.db, reading.schema, &kind, &record)?;
        hits.push(Hit {
            what: home::what(&kind).to_owned(),
            page: paper.page,
            opens: paper.opens,
            year: paper.year,
            columns: columns(true),
            by_hand: columns(false),
            day: now.get("day").and_then(Value::as_str).map(str::to_owned).or(paper.day),
            excerpt: text.chars().take(EXCERPT).collect(),
            unsure: false,
            kind,
            record,
        });
    }
    for Offered { one, sure } in files {
        let paper = home::of(reading.db, reading.schema, files::TABLE, &one.id)?;
        hits.push(Hit {
            kind: files::TABLE.to_owned(),
            what: home::what(files::TABLE).to_owned(),
            record: one.id,
            columns: if one.stands { vec!["digest".to_owned()] } else { Vec::new() },
            by_hand: Vec::new(),
            page: paper.page,
            opens: paper.opens,
            year: None,
            day: paper.day,
            excerpt: one.name.chars().take(EXCERPT).collect(),
            unsure: !sure,
        });
    }
    Ok(Preview { hits, drafts: erasing::drafts_with(reading.db, term)? })
}

/// What was found in words. An attachment is not masked: it goes whole or stays.
fn texts(mut found: Vec<Found>) -> Vec<Found> {
    found.retain(|one| one.kind != files::TABLE);
    found
}

/// Attachments that are offered along with what was found: those of opinions the person gave surely, those of other records
/// the person stands in perhaps.
fn files_about(db: &Connection, schema: &Schema, found: &[Found], term: &str) -> Result<Vec<Offered>> {
    let (mut gave, mut stands_in) = (BTreeSet::new(), BTreeSet::new());
    for one in found {
        let Some(owner) = Owner::of_table(&one.kind) else { continue };
        let giver = one.column.as_deref().is_none_or(|column| SHORT.contains(&column));
        if owner == Owner::Opinions && giver {
            gave.insert(one.record.clone());
        } else if owner == Owner::OpinionMoves
            && let Some(now) = undo::current(db, schema, &one.kind, &one.record)?
            && let Some(opinion) = now.get("opinion_id").and_then(Value::as_str)
        {
            stands_in.insert((Owner::Opinions, opinion.to_owned()));
        }
        stands_in.insert((owner, one.record.clone()));
    }
    files::about(db, term, &gave, &stands_in)
}

fn grouped(found: Vec<Found>) -> BTreeMap<(String, String), Vec<Found>> {
    let mut groups: BTreeMap<(String, String), Vec<Found>> = BTreeMap::new();
    for one in found {
        groups.entry((one.kind.clone(), one.record.clone())).or_default().push(one);
    }
    groups
}

/// An erasure.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Erase {
    /// A name or a telephone number as it was written.
    term: String,
    /// Request or rule it follows. It must not hold the term: it stays.
    ground: String,
    /// Only these records; all that the preview shows when left out.
    #[serde(default)]
    records: Option<Vec<String>>,
}

/// What was erased.
#[derive(Serialize, TS)]
#[ts(rename = "ErasureDone")]
struct Erasing {
    /// The erasure.
    id: String,
    /// Records touched.
    records: usize,
    /// Drafts thrown away.
    drafts: usize,
    /// Records in which the term still stands in a column that is not personal, to be changed by hand.
    by_hand: usize,
    /// Backups that still hold what was erased, until they are rewritten.
    backups: usize,
}

fn erase(work: &Work<'_>, request: Erase) -> Result<Done<Erasing>> {
    let term = cleaned(&request.term)?;
    let ground = request.ground.trim().to_owned();
    if ground.is_empty() {
        return Err(refuse("erasure.ground"));
    }
    if ground.contains(&term) {
        return Err(refuse("erasure.named"));
    }
    let station = work.desk.station()?;
    let chosen = |record: &str| request.records.as_ref().is_none_or(|records| records.iter().any(|one| one == record));
    // The words of the rounds lie outside of the office file: they are laid down first and put in place once the erasure is
    // written, so that nothing is masked without a record and nothing recorded stays unmasked.
    let id = new_id();
    let _held = work.desk.rounds().erase();
    let laid = rounds::lay(work.desk, &work.session.actor, &term, &id, &chosen)?;
    let in_rounds = laid.words;
    let written = station.write(&ERASE, &work.session.actor, |writing| {
        let all = erasing::search(writing.tx, writing.schema, &term)?;
        let by_hand = grouped(all.iter().filter(|one| !one.erasable && chosen(&one.record)).cloned().collect()).len();
        let gone: Vec<String> = files_about(writing.tx, writing.schema, &all, &term)?
            .into_iter()
            .filter(|offered| chosen(&offered.one.id) && (offered.sure || request.records.is_some()))
            .map(|offered| offered.one.id)
            .collect();
        let groups = grouped(texts(all).into_iter().filter(|one| one.erasable && chosen(&one.record)).collect());
        let touched = groups.len() + in_rounds + gone.len();
        let drafts = erasing::throw_drafts(writing.tx, Some(&term))?;
        if touched == 0 && drafts == 0 {
            return Err(refuse("erasure.nothing"));
        }
        let erasure = Erasure {
            id: id.clone(),
            day: writing.today.to_string(),
            ground: ground.clone(),
            clerk_id: writing.actor.id.clone(),
            records: i64::try_from(touched).unwrap_or(0),
        };
        store::add(writing.tx, &erasure)?;
        erasing::owe(writing.tx, &erasure.id)?;
        for (kind, record) in groups.keys() {
            let values = after(writing.tx, writing.schema, kind, record, &term)?;
            erasing::empty(writing, kind, record, &values)?;
            let emptied: Vec<&str> = values.keys().map(String::as_str).collect();
            store::add_line(writing.tx, &new_id(), &erasure.id, kind, record, &emptied.join(","))?;
        }
        files::erase(writing, &erasure.id, &gone)?;
        writing.note("records", touched);
        writing.note("ground", ground.clone());
        Ok(Erasing { id: erasure.id, records: touched, drafts, by_hand, backups: 0 })
    });
    let settled = rounds::settle(work.desk, &laid);
    let mut done: Done<Erasing> = match written {
        Ok(written) => {
            settled.map_err(|refusal| refuse("erasure.unscrubbed").because(format!("{refusal:?}")))?;
            // The values are out of the tables now; out of the file they are after the scrub. Should that fail, saying so
            // matters more than the success so far.
            super::finish(&station)?;
            written.into()
        }
        // Whoever was told to erase once more finds the words gone already: what was left to do is done now.
        Err(refusal) if refusal.code == "erasure.nothing" => {
            let Some((id, records)) = late(&station)? else { return Err(refusal) };
            Done::silent(Erasing { id, records, drafts: 0, by_hand: 0, backups: 0 })
        }
        Err(refusal) => return Err(refusal),
    };
    done.answer.backups =
        crate::features::backup::keeper::own_list(&station)?.iter().filter(|line| line.holds_erased).count();
    Ok(done)
}

/// Does what earlier erasures still owe. Answers the newest of them and how many records they touched together; none when
/// nothing was owed.
///
/// # Errors
/// `erasure.unscrubbed`; what the database says.
fn late(station: &Station) -> Result<Option<(String, usize)>> {
    let owed = super::catch_up(station)?;
    let Some(newest) = owed.last().cloned() else { return Ok(None) };
    let all = station.read(&crate::features::auth::doorkeeper(), |reading| store::all(reading.db))?;
    let records = all.iter().filter(|one| owed.contains(&one.id)).map(|one| one.records).sum::<i64>();
    Ok(Some((newest, usize::try_from(records).unwrap_or(0))))
}

/// The personal columns of a record as they shall stand: short ones that hold the term are emptied, and with the giver
/// goes the giver's number; in texts the term is masked.
fn after(db: &Connection, schema: &Schema, kind: &str, record: &str, term: &str) -> Result<Map<String, Value>> {
    let Some(now) = undo::current(db, schema, kind, record)? else { return Ok(Map::new()) };
    let Some(table) = schema.0.get(kind) else { return Ok(Map::new()) };
    let personal: Vec<&str> = table.of(crate::ground::schema::Class::Personal).collect();
    let holds = |column: &str| now.get(column).and_then(Value::as_str).is_some_and(|text| text.contains(term));
    let short = personal.iter().any(|column| SHORT.contains(column) && holds(column));
    let mut values = Map::new();
    for column in personal {
        let Some(text) = now.get(column).and_then(Value::as_str) else { continue };
        if SHORT.contains(&column) {
            if short && !text.is_empty() {
                values.insert(column.to_owned(), Value::String(String::new()));
            }
        } else if text.contains(term) {
            values.insert(column.to_owned(), Value::String(text.replace(term, words::term("erasure.mask"))));
        }
    }
    Ok(values)
}

fn list(reading: &Reading<'_>, _: Nothing) -> Result<Vec<ErasureLine>> {
    store::erasures(reading.db)
}
