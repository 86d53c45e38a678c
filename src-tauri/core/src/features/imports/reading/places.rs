//! Names of villages as people write them, matched to official units.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::known::Known;
use super::spellings::spellings;
use super::text::{distance, key, without_brackets};

/// A unit a spelling could mean.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "VillageCandidate")]
pub struct Candidate {
    /// 12-digit code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Town, because two towns may have a village of one name.
    pub town: String,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What a spelling was taken for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ts_rs::TS)]
#[ts(rename = "VillageMatch")]
pub struct Match {
    /// The unit, when one can be meant and no other.
    pub code: Option<String>,
    /// The text says that there is none or none yet.
    pub none: bool,
    /// From 0 to 1; 1 is the official name.
    pub confidence: f32,
    /// Others it could mean, best first; the chosen one is not among them.
    pub alternatives: Vec<Candidate>,
}

/// Below this a match is only proposed and waits for the clerk.
const SURE: f32 = 0.9;

/// Finds units by spelling; remembers what it found.
#[derive(Debug)]
pub struct Places<'a> {
    known: &'a Known,
    spelled: HashMap<String, Vec<(usize, f32)>>,
    aliases: HashMap<String, String>,
    found: HashMap<String, Match>,
    towns: Vec<String>,
}

impl<'a> Places<'a> {
    /// Prepares the spellings of all units. `aliases` are the clerk's: spelling to code, empty for none.
    #[must_use]
    pub fn new(known: &'a Known, aliases: &BTreeMap<String, String>) -> Self {
        let mut spelled: HashMap<String, Vec<(usize, f32)>> = HashMap::new();
        for (index, area) in known.areas.iter().enumerate() {
            for (text, confidence) in spellings_of(&area.name) {
                let entry = spelled.entry(text).or_default();
                match entry.iter_mut().find(|(i, _)| *i == index) {
                    Some((_, held)) => *held = held.max(confidence),
                    None => entry.push((index, confidence)),
                }
            }
        }
        let aliases = aliases.iter().map(|(k, v)| (key(k), v.clone())).collect();
        let mut towns: Vec<String> = known.areas.iter().map(|a| key(&a.town_name)).collect();
        towns.sort();
        towns.dedup();
        towns.retain(|t| !t.is_empty());
        Self { known, spelled, aliases, found: HashMap::new(), towns }
    }

    /// What this text means.
    pub fn find(&mut self, text: &str) -> Match {
        if let Some(hit) = self.found.get(text) {
            return hit.clone();
        }
        let hit = self.look(text);
        self.found.insert(text.to_owned(), hit.clone());
        hit
    }

    /// True when the text surely is a unit; cheaper than [`Places::find`] for guessing columns.
    #[must_use]
    pub fn knows(&self, text: &str) -> bool {
        self.variants(text).iter().any(|v| self.spelled.contains_key(v))
    }

    /// The one unit of this office a longer text names with its kind, such as the title over a village's own book.
    #[must_use]
    pub fn within(&self, text: &str) -> Option<(String, String)> {
        let folded = key(text);
        let mut found: Option<(usize, &str)> = None;
        for (spelling, units) in &self.spelled {
            let whole =
                spelling.chars().count() >= 3 && stem(spelling) != *spelling && folded.contains(spelling.as_str());
            if !whole {
                continue;
            }
            let Some((index, _)) = units.iter().find(|(index, sure)| *sure >= SURE && self.at_home(*index)) else {
                continue;
            };
            match found {
                Some((held, longer)) if held != *index => {
                    // A name inside a longer name is no second village.
                    if longer.contains(spelling.as_str()) {
                        continue;
                    }
                    if !spelling.contains(longer) {
                        return None;
                    }
                    found = Some((*index, spelling));
                }
                Some((_, longer)) if longer.len() >= spelling.len() => {}
                _ => found = Some((*index, spelling)),
            }
        }
        let (index, spelling) = found?;
        Some((spelling.to_owned(), self.known.areas.get(index)?.code.clone()))
    }

    fn candidate(&self, index: usize, confidence: f32) -> Option<Candidate> {
        let area = self.known.areas.get(index)?;
        Some(Candidate { code: area.code.clone(), name: area.name.clone(), town: area.town_name.clone(), confidence })
    }

    fn at_home(&self, index: usize) -> bool {
        self.known.office_code.is_empty()
            || self.known.areas.get(index).is_some_and(|a| a.code.starts_with(&self.known.office_code))
    }

    /// The text, and the text without district, town, brackets and team words.
    fn variants(&self, text: &str) -> Vec<String> {
        let s = spellings();
        let mut out = vec![key(text)];
        if let Some(bare) = without_brackets(&key(text)) {
            out.push(bare);
            // A bracket may hold the tail of the name: the brackets go, the words stay.
            out.push(key(text).chars().filter(|c| !matches!(c, '(' | ')' | '[' | ']')).collect());
        }
        for index in 0..out.len() {
            let Some(base) = out.get(index).cloned() else { continue };
            for town in &self.towns {
                if let Some((_, rest)) = base.split_once(town.as_str())
                    && rest.chars().count() >= 2
                {
                    out.push(rest.to_owned());
                }
            }
        }
        for index in 0..out.len() {
            let Some(base) = out.get(index).cloned() else { continue };
            for tail in &s.team_tails {
                if let Some(stem) = base.strip_suffix(tail.as_str())
                    && stem.chars().count() >= 2
                {
                    out.push(stem.to_owned());
                    break;
                }
            }
        }
        out.retain(|v| !v.is_empty());
        out.dedup();
        out
    }

    fn look(&self, text: &str) -> Match {
        let s = spellings();
        if let Some(code) = self.aliases.get(&key(text)) {
            return Match {
                code: (!code.is_empty()).then(|| code.clone()),
                none: code.is_empty(),
                confidence: 1.0,
                alternatives: Vec::new(),
            };
        }
        if s.is_none(text) || s.is_undecided(text) {
            return Match { none: true, confidence: 1.0, ..Match::default() };
        }
        if let Some(area) = self.known.areas.iter().find(|a| a.code == key(text)) {
            return Match { code: Some(area.code.clone()), confidence: 1.0, ..Match::default() };
        }
        let mut hits: HashMap<usize, f32> = HashMap::new();
        for (n, variant) in self.variants(text).iter().enumerate() {
            // What had to be cut off weakens a match a little, never below sure.
            let cut = if n == 0 { 0.0 } else { 0.02 };
            for (index, confidence) in self.spelled.get(variant).into_iter().flatten() {
                let home = if self.at_home(*index) { 0.0 } else { 0.15 };
                let c = confidence - cut - home;
                let held = hits.entry(*index).or_insert(c);
                *held = held.max(c);
            }
        }
        if hits.is_empty() {
            self.guess(text, &mut hits);
        }
        let mut ranked: Vec<(usize, f32)> = hits.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let best = ranked.first().copied();
        let second = ranked.get(1).map_or(0.0, |(_, c)| *c);
        let mut found = Match::default();
        if let Some((index, confidence)) = best {
            found.confidence = confidence;
            // Two units of the same right are a question, not a match.
            if confidence >= SURE && confidence - second >= 0.015 {
                found.code = self.known.areas.get(index).map(|a| a.code.clone());
                ranked.remove(0);
            }
        }
        found.alternatives = ranked.iter().take(6).filter_map(|(i, c)| self.candidate(*i, *c)).collect();
        found
    }

    /// Units whose name is near: one character apart, or one name inside the other.
    fn guess(&self, text: &str, hits: &mut HashMap<usize, f32>) {
        let wanted = stem(&key(text));
        if wanted.chars().count() < 2 {
            return;
        }
        for (index, area) in self.known.areas.iter().enumerate() {
            let official = stem(&key(&area.name));
            let home = if self.at_home(index) { 0.0 } else { 0.25 };
            // Of two characters one is half the name: then the first must be right.
            let begins = official.chars().next() == wanted.chars().next();
            let long = official.chars().count() > 2 || begins;
            let confidence = if long && distance(&wanted, &official, 1) <= 1 && official.chars().count() >= 2 {
                let length = official.chars().count().max(wanted.chars().count()) as f32;
                0.85 - 0.3 / length
            } else if official.chars().count() >= 2 && (wanted.contains(&official) || official.contains(&wanted)) {
                0.6
            } else {
                continue;
            };
            if confidence - home >= 0.3 {
                hits.insert(index, confidence - home);
            }
        }
    }
}

/// The name without its last suffix; at least two characters stay.
#[must_use]
pub fn stem(name: &str) -> String {
    for suffix in &spellings().area_suffixes {
        if let Some(rest) = name.strip_suffix(suffix.as_str())
            && rest.chars().count() >= 2
        {
            return rest.to_owned();
        }
    }
    name.to_owned()
}

/// All ways this official name may be written, with how sure each is.
fn spellings_of(name: &str) -> Vec<(String, f32)> {
    let s = spellings();
    let name = key(name);
    let mut out = vec![(name.clone(), 1.0)];
    let base = stem(&name);
    // A unit whose whole name ends in a suffix may carry a second one behind it.
    for root in [&base, &name] {
        for tail in &s.area_tails {
            out.push((format!("{root}{tail}"), 0.97));
        }
    }
    if let Some(suffix) = name.strip_prefix(base.as_str())
        && !suffix.is_empty()
    {
        // The exact kind of unit is worth a little more than another: a village and a community may share a stem.
        let village = s.area_tails.iter().find(|t| !t.is_empty() && suffix.starts_with(t.as_str()));
        if let Some(tail) = village {
            out.push((format!("{base}{tail}"), 0.99));
        }
    }
    let shorter = stem(&base);
    if shorter != base {
        out.push((shorter, 0.92));
    }
    out
}
