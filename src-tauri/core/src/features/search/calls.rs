//! What may be asked of the search.

use super::{grams, store};
use crate::calls::{Call, Done, Work};
use crate::features::delegates::naming;
use crate::features::{Nothing, areas, delegates, stations};
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
    /// Only this kind: people, areas, visits, opinions, proposals, activities, notices, meetings or plans.
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

/// A record found by its words.
#[derive(Serialize, TS)]
struct TextHit {
    /// Record.
    id: String,
    /// Visit to open.
    visit_id: Option<String>,
    /// Day.
    day: String,
    /// Village or community; of a paper its number; of an activity, notice or meeting its title.
    area: String,
    /// Text around the hit.
    snippet: String,
}

/// Hits by kind.
#[derive(Default, Serialize, TS)]
struct Hits {
    /// Delegates and others.
    people: Vec<NameHit>,
    /// There are more people.
    more_people: bool,
    /// Villages and communities, by their own names or those of their teams.
    areas: Vec<NameHit>,
    /// There are more of them.
    more_areas: bool,
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
    /// Activities, by their own words or those of their reports.
    activities: Vec<TextHit>,
    /// There are more activities.
    more_activities: bool,
    /// Notices.
    notices: Vec<TextHit>,
    /// There are more notices.
    more_notices: bool,
    /// Meetings, by their own words or those of their agenda and of what they asked for.
    meetings: Vec<TextHit>,
    /// There are more meetings.
    more_meetings: bool,
    /// Planned visits.
    plans: Vec<TextHit>,
    /// There are more planned visits.
    more_plans: bool,
    /// The words as understood, for marking.
    words: Vec<String>,
}

fn find(reading: &Reading<'_>, asked: Asked) -> Result<Hits> {
    let words = grams::words(&asked.text);
    let limit = asked.limit.unwrap_or(8).clamp(1, 50);
    let wants = |kind: &str| asked.kind.as_deref().is_none_or(|only| only == kind);
    let letters = words.len() == 1 && asked.text.trim().chars().all(|letter| letter.is_ascii_alphabetic());
    let mut hits = Hits { words: words.clone(), ..Hits::default() };
    if words.is_empty() {
        return Ok(hits);
    }
    let holds = |text: &str| {
        let folded = grams::fold(text);
        words.iter().all(|word| folded.contains(word.as_str()))
    };
    if wants("people") {
        let people = delegates::store::people(reading.db)?;
        let found = people
            .into_iter()
            .filter(|one| {
                holds(&format!("{} {} {} {}", one.name, one.post, one.note, one.phone))
                    || (letters && naming::matches_letters(&one.name, &one.pinyin, &asked.text))
            })
            .map(|one| NameHit { id: one.id, name: one.name, about: one.post });
        (hits.people, hits.more_people) = part(found, asked.offset, limit);
    }
    if wants("areas") {
        let teams = stations::store::teams(reading.db)?;
        let found = areas::list(reading)?.into_iter().filter_map(|one| {
            let own = holds(&format!("{} {} {} {}", one.name, one.short_name, one.town_name, one.code))
                || (letters
                    && naming::matches_letters(&one.short_name, &naming::reading(&one.short_name), &asked.text));
            if own {
                return Some(NameHit { id: one.id, name: one.name, about: one.town_name });
            }
            let team = teams.iter().find(|team| team.area_id.as_ref() == Some(&one.id) && holds(&team.name))?;
            Some(NameHit { id: one.id, name: one.name, about: team.name.clone() })
        });
        (hits.areas, hits.more_areas) = part(found, asked.offset, limit);
    }
    let texts = |kind: &str| {
        if wants(kind) { texts(reading, kind, &words, letters, &asked, limit) } else { Ok((Vec::new(), false)) }
    };
    (hits.visits, hits.more_visits) = texts("visits")?;
    (hits.opinions, hits.more_opinions) = texts("opinions")?;
    (hits.proposals, hits.more_proposals) = texts("proposals")?;
    (hits.activities, hits.more_activities) = texts("activities")?;
    (hits.notices, hits.more_notices) = texts("notices")?;
    (hits.meetings, hits.more_meetings) = texts("meetings")?;
    (hits.plans, hits.more_plans) = texts("plans")?;
    Ok(hits)
}

/// A part of what was found, and whether there is more behind it.
fn part(found: impl Iterator<Item = NameHit>, offset: usize, limit: usize) -> (Vec<NameHit>, bool) {
    let mut hits: Vec<NameHit> = found.skip(offset).take(limit + 1).collect();
    let more = hits.len() > limit;
    hits.truncate(limit);
    (hits, more)
}

fn texts(
    reading: &Reading<'_>,
    kind: &str,
    words: &[String],
    letters: bool,
    asked: &Asked,
    limit: usize,
) -> Result<(Vec<TextHit>, bool)> {
    let (mut found, mut more) = store::find(reading.db, kind, words, asked.offset, limit)?;
    if letters && found.is_empty() && asked.offset == 0 {
        // Nobody wrote these letters: they may be the first letters of a title's words.
        let typed = asked.text.trim().to_lowercase();
        let initials = |title: &str| naming::initials(&naming::place_reading(title)).to_lowercase();
        found = store::titles(reading.db, kind)?;
        found.retain(|one| typed.len() > 1 && initials(&one.text).contains(&typed));
        more = found.len() > limit;
        found.truncate(limit);
    }
    let mut hits = Vec::new();
    for one in found {
        let Some(place) = store::place_of(reading.db, kind, &one.record)? else { continue };
        // What has a title shows it already; beside it stands what comes after.
        let text = one.text.strip_prefix(place.name.as_str()).unwrap_or(&one.text);
        let snippet = snippet(text, words);
        hits.push(TextHit { id: one.record, visit_id: place.visit, day: place.day, area: place.name, snippet });
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
