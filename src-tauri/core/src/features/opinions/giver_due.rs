//! Givers whose time is over: seen line by line, then taken out, with what is written of them in words.

use super::giver_elsewhere::{Giver, Givers, around, holds_number, without_all};
use super::giver_words::{MaskedWords, masked, without};
use super::model::OpinionLine;
use super::store::{self, Lit, clock::Limits, giver};
use crate::calls::{Call, Done, Work};
use crate::features::Nothing;
use crate::features::attachments::erasing as files;
use crate::features::attachments::store as attachments;
use crate::features::calendar::store::calendar;
use crate::features::delegates::store as delegates;
use crate::features::erasure::home::{self, Home};
use crate::features::erasure::store::{self as erasures, Erasure};
use crate::features::{notices, proposals};
use crate::ground::clock::day;
use crate::ground::erasing;
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use crate::ground::schema::Schema;
use crate::ground::station::{Op, Reading, Right, Undo};
use crate::ground::words;
use chrono::{Months, NaiveDate};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

const EXPIRE: Op = Op { name: "opinions.expire", right: Right::Manage, undo: Undo::Never("erased") };

/// The calls about givers whose time is over.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![Call::read("opinions.expiring", "{}", expiring), Call::work(&EXPIRE, "{}", expire)]
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
    /// Months after the last move by the rule book, for those who were never told.
    untold_months: i64,
    /// The paper that number stands in.
    untold_source: String,
    /// Last moved on this day or before.
    untold_until: String,
    /// Why the time of each is over, in the order of the lines.
    times: Vec<GiverTime>,
    /// Opinions, the givers masked.
    lines: Vec<OpinionLine>,
    /// Those of them in whose words the giver stands too, with those words as they would stand without.
    in_words: Vec<GiverInWords>,
    /// Those of them with attachments, and how many.
    with_files: Vec<GiverFiles>,
    /// Papers outside of the opinions in which one of the givers seems to stand.
    elsewhere: Vec<GiverElsewhere>,
}

/// An opinion with attachments.
#[derive(Serialize, TS)]
struct GiverFiles {
    /// Record.
    id: String,
    /// Attachments, its moves' among them.
    n: usize,
}

/// Why a giver's time is over.
#[derive(Serialize, TS)]
struct GiverTime {
    /// Opinion.
    id: String,
    /// `told`: ended and told; `untold`: ended, the giver was never told; `open`: never ended.
    why: String,
    /// Day the time is counted from: the end, or the last move.
    since: String,
}

/// An opinion in whose words its giver stands.
#[derive(Serialize, TS)]
struct GiverInWords {
    /// Record.
    id: String,
    /// The words, as they would stand; empty ones where the matter is about a person by name.
    texts: Vec<MaskedWords>,
}

/// A paper in which a giver seems to stand: a proposal, the minutes of a meeting, a notice, a report, a dossier.
#[derive(Clone, Serialize, TS)]
struct GiverElsewhere {
    /// Record of the paper.
    record: String,
    /// What it is, in words.
    what: &'static str,
    /// Page that opens it, empty when none does.
    page: &'static str,
    /// What the page is opened with.
    opens: String,
    /// Year of a dossier.
    year: Option<i64>,
    /// Title; empty when it has none.
    title: String,
    /// Day, when it has one.
    day: Option<String>,
    /// Opinions whose givers seem to stand there.
    opinions: Vec<String>,
    /// Where, with the words around it as they would stand.
    places: Vec<GiverPlace>,
    /// Whether it is surely the giver: it grew out of the opinion, or the telephone number stands there.
    sure: bool,
}

/// One text of a paper.
#[derive(Clone, Serialize, TS)]
struct GiverPlace {
    /// Column.
    column: String,
    /// The words around the name, masked; empty where the matter is about a person by name.
    around: String,
    /// Whether it can only be changed by hand, because its history keeps the words.
    by_hand: bool,
}

/// A text that holds givers, with the paper it belongs to.
struct Hit {
    home: Home,
    kind: String,
    record: String,
    column: String,
    erasable: bool,
    around: String,
    after: String,
    givers: Vec<Giver>,
    numbered: bool,
}

/// How long givers stand by the rule book.
struct Term {
    months: i64,
    source: String,
    until: NaiveDate,
}

/// The term of a parameter; a rule book that lacks it lets nobody fall due.
fn term(limits: &Limits, name: &str, today: NaiveDate) -> Result<Term> {
    let on = today.to_string();
    let source = limits.source(name, &on);
    let months = limits.number(name, &on);
    let until = u32::try_from(months).ok().and_then(|months| today.checked_sub_months(Months::new(months)));
    let until = until.filter(|_| !source.is_empty()).unwrap_or(day("1900-01-01")?);
    Ok(Term { months, source, until })
}

/// The terms of those who were told and of those who never were.
fn terms(db: &Connection, today: NaiveDate) -> Result<(Term, Term)> {
    let limits = Limits::new(db)?;
    Ok((term(&limits, "opinion_keep_months", today)?, term(&limits, "opinion_keep_untold_months", today)?))
}

fn expiring(reading: &Reading<'_>, _: Nothing) -> Result<Expiring> {
    let (told, untold) = terms(reading.db, reading.today)?;
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let over = giver::expired(reading.db, &told.until.to_string(), &untold.until.to_string())?;
    let ids: Vec<String> = over.iter().map(|one| one.id.clone()).collect();
    let lines: Vec<OpinionLine> =
        ids.iter().filter_map(|id| store::one_line(reading.db, id, &lit, false).transpose()).collect::<Result<_>>()?;
    // What is about a person by name is read in its own record, where the look is written down.
    let named = |id: &str| lines.iter().any(|line| line.named && line.id == id);
    let (mut in_words, mut with_files) = (Vec::new(), Vec::new());
    for id in &ids {
        let n = attachments::of_opinion(reading.db, id)?;
        if n > 0 {
            with_files.push(GiverFiles { id: id.clone(), n });
        }
        let mut texts = in_words_of(reading.db, id)?;
        if named(id) {
            texts.iter_mut().for_each(|one| one.after.clear());
        }
        if !texts.is_empty() {
            in_words.push(GiverInWords { id: id.clone(), texts });
        }
    }
    let hits = hits(reading.db, reading.schema, &ids)?;
    let elsewhere = papers(reading.db, &hits, &named)?;
    let times = over.into_iter().map(|one| GiverTime { id: one.id, why: one.why, since: one.since }).collect();
    Ok(Expiring {
        months: told.months,
        source: told.source,
        until: told.until.to_string(),
        untold_months: untold.months,
        untold_source: untold.source,
        untold_until: untold.until.to_string(),
        times,
        lines,
        in_words,
        with_files,
        elsewhere,
    })
}

fn in_words_of(db: &Connection, id: &str) -> Result<Vec<MaskedWords>> {
    let (giver, phone, texts) = giver::words_of(db, id)?;
    Ok(masked(&giver, &phone, &texts))
}

/// Every text outside of the opinions, their moves and their visits in which one of these givers stands.
fn hits(db: &Connection, schema: &Schema, ids: &[String]) -> Result<Vec<Hit>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    // A delegate who gave an opinion, or whose paper was turned into one, is named in the office's own records by right.
    let serving: BTreeSet<String> = delegates::people(db)?.into_iter().map(|one| one.name).collect();
    let mut all = Vec::new();
    for id in ids {
        let (name, phone, _) = giver::words_of(db, id)?;
        let close: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        let name = if serving.contains(&close) { String::new() } else { name };
        all.push(Giver { opinion: id.clone(), name, phone });
    }
    let givers = Givers::new(all);
    let mut found = Vec::new();
    giver::each_text(db, schema, |place, text| {
        let within = givers.within(text);
        let after = without_all(&within, text);
        if after == text {
            return Ok(());
        }
        let home = home::of(db, schema, place.kind, place.record)?;
        // The names of an opinion's own attachments go with its words.
        if place.kind == files::TABLE && ids.contains(&home.record) {
            return Ok(());
        }
        found.push(Hit {
            home,
            kind: place.kind.to_owned(),
            record: place.record.to_owned(),
            column: place.column.to_owned(),
            erasable: place.erasable,
            around: around(text, &after),
            numbered: within.iter().any(|giver| holds_number(giver, text)),
            givers: within.into_iter().cloned().collect(),
            after,
        });
        Ok(())
    })?;
    Ok(found)
}

/// The texts by the papers they belong to, in the order of their days.
fn papers(db: &Connection, hits: &[Hit], named: &dyn Fn(&str) -> bool) -> Result<Vec<GiverElsewhere>> {
    let mut papers: BTreeMap<&str, GiverElsewhere> = BTreeMap::new();
    for hit in hits {
        let home = &hit.home;
        let paper = papers.entry(&home.record).or_insert_with(|| GiverElsewhere {
            record: home.record.clone(),
            what: home::what(&home.kind),
            page: home.page,
            opens: home.opens.clone(),
            year: home.year,
            title: String::new(),
            day: home.day.clone(),
            opinions: Vec::new(),
            places: Vec::new(),
            sure: false,
        });
        let hidden = hit.givers.iter().any(|giver| named(&giver.opinion));
        let place = GiverPlace {
            column: hit.column.clone(),
            around: if hidden { String::new() } else { hit.around.clone() },
            by_hand: !hit.erasable,
        };
        // Versions of one text say the same words again.
        if !paper.places.iter().any(|one| (&one.column, &one.around) == (&place.column, &place.around)) {
            paper.places.push(place);
        }
        // The preview tells nobody's name, its headings neither.
        let before = if paper.title.is_empty() { &home.title } else { &paper.title };
        paper.title = without_all(&hit.givers.iter().collect::<Vec<_>>(), before);
        paper.sure |= hit.numbered;
        for giver in &hit.givers {
            if !paper.opinions.contains(&giver.opinion) {
                paper.opinions.push(giver.opinion.clone());
            }
            paper.sure |= grew_from(db, home, &giver.opinion)?;
        }
    }
    let mut papers: Vec<GiverElsewhere> = papers.into_values().collect();
    papers.sort_by(|one, other| (&one.day, one.what, &one.record).cmp(&(&other.day, other.what, &other.record)));
    Ok(papers)
}

/// Whether a paper was made of an opinion, or tells of its handling.
fn grew_from(db: &Connection, home: &Home, opinion: &str) -> Result<bool> {
    Ok(match home.kind.as_str() {
        "proposals" => proposals::store::of_opinion(db, opinion)?.contains(&home.record),
        "notices" => notices::store::opinions(db, &home.record)?.iter().any(|one| one == opinion),
        _ => false,
    })
}

/// Which words are masked along with the givers.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct Expire {
    /// Opinions in whose words the giver is masked as well.
    in_words: Vec<String>,
    /// Opinions whose attachments are erased as well.
    files: Vec<String>,
    /// Papers outside of the opinions in which the giver is masked as well.
    elsewhere: Vec<String>,
    /// Opinions whose giver stays this time: somebody is still to be told.
    spare: Vec<String>,
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
    /// Attachments that were erased.
    files: usize,
    /// Papers outside of the opinions in which a giver was masked.
    elsewhere: usize,
    /// Papers in which a name still stands: not asked for, or to be changed by hand.
    still: Vec<GiverElsewhere>,
    /// Backups that still hold the names, until they are rewritten.
    backups: usize,
}

fn expire(work: &Work<'_>, asked: Expire) -> Result<Done<Expired>> {
    let station = work.desk.station()?;
    let written = station.write(&EXPIRE, &work.session.actor, |writing| {
        let (told, untold) = terms(writing.tx, writing.today)?;
        let mut over = giver::expired(writing.tx, &told.until.to_string(), &untold.until.to_string())?;
        over.retain(|one| !asked.spare.contains(&one.id));
        let of = |told: bool| over.iter().any(|one| (one.why == "told") == told);
        let ground = match (of(true), of(false)) {
            (true, true) => "opinion.expired_both",
            (false, true) => "opinion.expired_untold",
            _ => "opinion.expired",
        };
        let ids: Vec<String> = over.iter().map(|one| one.id.clone()).collect();
        if ids.is_empty() {
            return Ok(Expired {
                erased: 0,
                masked: 0,
                left: 0,
                files: 0,
                elsewhere: 0,
                still: Vec::new(),
                backups: 0,
            });
        }
        let mut fields = Map::new();
        fields.insert("source".to_owned(), told.source.into());
        fields.insert("untold".to_owned(), untold.source.into());
        // Everything is looked up before the first giver goes: a visit holds the words of several opinions.
        let mut records: BTreeMap<(String, String), Map<String, Value>> = BTreeMap::new();
        let (mut cleared, mut left) = (0, 0);
        for id in &ids {
            let (giver, phone, texts) = giver::words_of(writing.tx, id)?;
            let texts = masked(&giver, &phone, &texts);
            let own = records.entry(("opinions".to_owned(), id.clone())).or_default();
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
                let values = records.entry((one.kind.to_owned(), one.record)).or_default();
                // Two givers of one visit may stand in its words: what went for the first stays gone.
                let before = values.get(one.column).and_then(Value::as_str).map(str::to_owned);
                let after = match before {
                    Some(before) => without(&giver, &phone, &before),
                    None => one.after,
                };
                values.insert(one.column.to_owned(), Value::String(after));
            }
        }
        let hits = hits(writing.tx, writing.schema, &ids)?;
        let lit_named = named_of(writing.tx, &ids)?;
        let (mut still, mut papers_done) = (Vec::new(), 0);
        for mut paper in papers(writing.tx, &hits, &|id| lit_named.iter().any(|one| one == id))? {
            let wanted = asked.elsewhere.contains(&paper.record);
            let own = hits.iter().filter(|hit| wanted && hit.erasable && hit.home.record == paper.record);
            let mut touched = false;
            for hit in own {
                let values = records.entry((hit.kind.clone(), hit.record.clone())).or_default();
                values.insert(hit.column.clone(), Value::String(hit.after.clone()));
                touched = true;
            }
            papers_done += usize::from(touched);
            paper.places.retain(|place| place.by_hand || !touched);
            if !paper.places.is_empty() {
                still.push(paper);
            }
        }
        let with_files: BTreeSet<String> = ids.iter().filter(|id| asked.files.contains(id)).cloned().collect();
        let gone = files::of_opinions(writing.tx, &with_files)?;
        // What goes whole is not masked before.
        records.retain(|(kind, record), _| kind != files::TABLE || !gone.contains(record));
        let erasure = Erasure {
            id: new_id(),
            day: writing.today.to_string(),
            ground: words::fill(words::term(ground), &fields),
            clerk_id: writing.actor.id.clone(),
            records: i64::try_from(records.len() + gone.len()).unwrap_or(0),
        };
        erasures::add(writing.tx, &erasure)?;
        erasing::owe(writing.tx, &erasure.id)?;
        for ((kind, record), values) in &records {
            erasing::empty(writing, kind, record, values)?;
            let columns: Vec<&str> = values.keys().map(String::as_str).collect();
            erasures::add_line(writing.tx, &new_id(), &erasure.id, kind, record, &columns.join(","))?;
        }
        files::erase(writing, &erasure.id, &gone)?;
        writing.note("n", ids.len());
        writing.note("words", cleared);
        writing.note("papers", papers_done);
        Ok(Expired {
            erased: ids.len(),
            masked: cleared,
            left,
            files: gone.len(),
            elsewhere: papers_done,
            still,
            backups: 0,
        })
    })?;
    let mut done: Done<Expired> = written.into();
    if done.answer.erased == 0 {
        crate::features::erasure::catch_up(&station)?;
        return Ok(Done::silent(done.answer));
    }
    crate::features::erasure::finish(&station)?;
    done.answer.backups =
        crate::features::backup::keeper::own_list(&station)?.iter().filter(|line| line.holds_erased).count();
    Ok(done)
}

/// Those of the opinions that are about a person by name.
fn named_of(db: &Connection, ids: &[String]) -> Result<Vec<String>> {
    let mut named = Vec::new();
    for id in ids {
        if store::kept(db, id)?.is_some_and(|kept| kept.entry.named) {
            named.push(id.clone());
        }
    }
    Ok(named)
}
