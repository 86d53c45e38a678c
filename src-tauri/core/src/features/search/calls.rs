//! What may be asked of the search.

use super::{grams, store};
use crate::calls::{Call, Done, Work};
use crate::features::delegates::naming;
use crate::features::{Nothing, areas, delegates};
use crate::ground::refusal::Result;
use crate::ground::station::{Op, Reading, Right, Undo};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const REBUILD: Op = Op { name: "search.rebuild", right: Right::Manage, undo: Undo::Never("not_a_record") };

/// Characters shown before the hit and in all.
const BEFORE: usize = 12;
const SHOWN: usize = 60;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![Call::read("search.find", r#"{"text":"排水"}"#, find), Call::work(&REBUILD, "{}", rebuild)]
}

/// What is looked for.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Words, parted by spaces; all must be found. Letters are taken as pinyin initials too.
    text: String,
    /// Only this kind: people, areas, visits, opinions or proposals.
    #[serde(default)]
    kind: Option<String>,
    /// Hits of a kind left out before.
    #[serde(default)]
    offset: usize,
    /// Hits wanted of each kind, 50 at most; 8 when left out.
    #[serde(default)]
    limit: Option<usize>,
}

/// A person or village found.
#[derive(Serialize, TS)]
struct NameHit {
    /// Record.
    id: String,
    /// Name.
    name: String,
    /// Post, or town.
    about: String,
}

/// A visit or opinion found.
#[derive(Serialize, TS)]
struct TextHit {
    /// Record.
    id: String,
    /// Visit to open.
    visit_id: Option<String>,
    /// Day.
    day: String,
    /// Village or community.
    area: String,
    /// Text around the hit.
    snippet: String,
}

/// Hits by kind.
#[derive(Serialize, TS)]
struct Hits {
    /// Delegates and others.
    people: Vec<NameHit>,
    /// Villages and communities.
    areas: Vec<NameHit>,
    /// Visits.
    visits: Vec<TextHit>,
    /// There are more visits.
    more_visits: bool,
    /// Opinions. The giver is searched but not shown.
    opinions: Vec<TextHit>,
    /// There are more opinions.
    more_opinions: bool,
    /// Proposals; the number stands where the village stands.
    proposals: Vec<TextHit>,
    /// There are more proposals.
    more_proposals: bool,
    /// The words as understood, for marking.
    words: Vec<String>,
}

fn find(reading: &Reading<'_>, asked: Asked) -> Result<Hits> {
    let words = grams::words(&asked.text);
    let limit = asked.limit.unwrap_or(8).clamp(1, 50);
    let wants = |kind: &str| asked.kind.as_deref().is_none_or(|only| only == kind);
    let letters = words.len() == 1 && asked.text.trim().chars().all(|letter| letter.is_ascii_alphabetic());
    let mut hits = Hits {
        people: Vec::new(),
        areas: Vec::new(),
        visits: Vec::new(),
        more_visits: false,
        opinions: Vec::new(),
        more_opinions: false,
        proposals: Vec::new(),
        more_proposals: false,
        words: words.clone(),
    };
    if words.is_empty() {
        return Ok(hits);
    }
    let holds = |text: &str| {
        let folded = grams::fold(text);
        words.iter().all(|word| folded.contains(word.as_str()))
    };
    if wants("people") {
        let people = delegates::store::people(reading.db)?;
        hits.people = people
            .into_iter()
            .filter(|one| {
                holds(&format!("{} {} {} {}", one.name, one.post, one.note, one.phone))
                    || (letters && naming::matches_letters(&one.name, &one.pinyin, &asked.text))
            })
            .skip(asked.offset)
            .take(limit)
            .map(|one| NameHit { id: one.id, name: one.name, about: one.post })
            .collect();
    }
    if wants("areas") {
        let all = areas::list(reading)?;
        hits.areas = all
            .into_iter()
            .filter(|one| {
                holds(&format!("{} {} {} {}", one.name, one.short_name, one.town_name, one.code))
                    || (letters
                        && naming::matches_letters(&one.short_name, &naming::reading(&one.short_name), &asked.text))
            })
            .skip(asked.offset)
            .take(limit)
            .map(|one| NameHit { id: one.id, name: one.name, about: one.town_name })
            .collect();
    }
    if wants("visits") {
        (hits.visits, hits.more_visits) = texts(reading, "visits", &words, asked.offset, limit)?;
    }
    if wants("opinions") {
        (hits.opinions, hits.more_opinions) = texts(reading, "opinions", &words, asked.offset, limit)?;
    }
    if wants("proposals") {
        (hits.proposals, hits.more_proposals) = texts(reading, "proposals", &words, asked.offset, limit)?;
    }
    Ok(hits)
}

fn texts(
    reading: &Reading<'_>,
    kind: &str,
    words: &[String],
    offset: usize,
    limit: usize,
) -> Result<(Vec<TextHit>, bool)> {
    let (found, more) = store::find(reading.db, kind, words, offset, limit)?;
    let mut hits = Vec::new();
    for one in found {
        let Some((day, area, visit_id)) = store::place_of(reading.db, kind, &one.record)? else { continue };
        hits.push(TextHit { id: one.record, visit_id, day, area, snippet: snippet(&one.text, words) });
    }
    Ok((hits, more))
}

/// The text around the first hit, by characters.
fn snippet(text: &str, words: &[String]) -> String {
    let letters: Vec<char> = text.chars().collect();
    let folded: Vec<String> = letters.iter().map(|letter| grams::fold(&letter.to_string())).collect();
    let at = words
        .iter()
        .filter_map(|word| {
            (0..folded.len()).find(|start| {
                folded.iter().skip(*start).map(String::as_str).collect::<String>().starts_with(word.as_str())
            })
        })
        .min()
        .unwrap_or(0);
    let from = at.saturating_sub(BEFORE);
    let mut shown: String = letters.iter().skip(from).take(SHOWN).collect();
    if from > 0 {
        shown.insert(0, '…');
    }
    if letters.len() > from + SHOWN {
        shown.push('…');
    }
    shown.trim().to_owned()
}

/// How many records the index holds now.
#[derive(Serialize, TS)]
struct Rebuilt {
    /// Records.
    records: usize,
}

fn rebuild(work: &Work<'_>, _: Nothing) -> Result<Done<Rebuilt>> {
    let records = work.desk.station()?.tidy(|tx| store::rebuild(tx))?;
    Ok(Done::silent(Rebuilt { records }))
}
