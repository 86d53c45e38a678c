//! What stands at the sides of a row: its times of day, and whether its village was one on that day.

use std::collections::BTreeMap;

use super::reading::clocks;
use super::reading::finding::{Finding, Place};
use super::reading::model;
use super::reading::places::{Candidate, Match};
use super::visit_rows::Lookup;
use crate::features::areas::store::Outside;

/// A village that was none on that day: the clerk is asked about the one that took over, never given it in silence.
pub fn outside(
    one: &model::Visit,
    look: &Lookup<'_>,
    place: &Place,
    villages: &mut BTreeMap<String, Match>,
) -> Option<Finding> {
    let area = look.known.dated.get(&one.area)?;
    let day = one.day.to_string();
    let code = match area.misses(&day)? {
        Outside::Before => "imports.village_not_yet",
        Outside::Taken => "imports.village_ended",
        Outside::After => "imports.village_closed",
    };
    let taken = area.successor.as_ref().and_then(|(code, _)| look.known.areas.iter().find(|a| a.code == *code));
    if let Some(next) = taken.filter(|_| code == "imports.village_ended") {
        let (code, name, town) = (next.code.clone(), next.name.clone(), next.town_name.clone());
        let next = Candidate { code, name, town, confidence: 0.5 };
        villages.insert(one.village.clone(), Match { alternatives: vec![next], ..Match::default() });
    }
    let said = [("from", &area.from), ("to", &area.to)];
    let mut finding = Finding::at(place, code).with("text", one.village.clone()).with("day", day);
    for (name, day) in said {
        finding = finding.with(name, day.clone().unwrap_or_default());
    }
    Some(finding.with("successor", taken.map(|next| next.name.clone()).unwrap_or_default()))
}

/// Two times of a text, and the text itself when it holds anything else.
pub fn times(text: &str) -> (String, String, &str) {
    let found: Vec<String> = clocks::told(text).into_iter().map(clocks::written).collect();
    let starts = found.first().cloned().unwrap_or_default();
    let ends = found.get(1).filter(|e| **e >= starts).cloned().unwrap_or_default();
    let foreign = found.is_empty() || !clocks::nothing_else(text);
    let kept = if foreign && !text.trim().is_empty() { text.trim() } else { "" };
    (starts, ends, kept)
}
