//! The printed count was signed by hand: who signed, and when. The figures stay as they are; this tells the board that the
//! paper is done.

use super::gather;
use super::keying::Kept;
use super::packs;
use super::store::{Kind, signings};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A signed count is written down.
pub const SIGN: Op = Op { name: "evaluations.sign", right: Right::Enter, undo: Undo::Undoable };
/// A signed count was written down by mistake.
pub const UNSIGN: Op = Op { name: "evaluations.unsign", right: Right::Enter, undo: Undo::Undoable };

/// Signed counts. Names left out are those written down with the bag.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "CountsSigned")]
pub struct Signed {
    /// The evaluation.
    round: String,
    /// Villages or meetings whose pages were signed; all of the round when empty.
    #[serde(default)]
    areas: Vec<String>,
    /// Day; today when left out.
    on: Option<String>,
    /// Who signed as those who watch the count.
    #[serde(default)]
    scrutineers: Vec<String>,
    /// Who signed as those who count.
    #[serde(default)]
    counters: Vec<String>,
    /// Who signed as leader of the meeting.
    #[serde(default)]
    chair: String,
    /// Name of the signed paper or its scan, and where it lies.
    #[serde(default)]
    paper: String,
}

/// A count that was not signed.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "CountUnsigned")]
pub struct Unsigned {
    /// The evaluation.
    round: String,
    /// Village or meeting.
    area_id: String,
}

/// Who signed the count of a village.
#[derive(Serialize, TS)]
#[ts(rename = "CountSigning")]
pub struct Signing {
    /// Day.
    pub(super) on: String,
    /// Who signed as those who watch the count.
    pub(super) scrutineers: Vec<String>,
    /// Who signed as those who count.
    pub(super) counters: Vec<String>,
    /// Who signed as leader of the meeting.
    pub(super) chair: String,
    /// Name of the signed paper or its scan, and where it lies; empty when nobody said.
    pub(super) paper: String,
    /// Whether a figure was corrected after that: the new page has to be signed.
    pub(super) outdated: bool,
}

/// Writes down that printed counts were signed.
///
/// # Errors
/// `evaluations.gone`, `evaluations.not_closed_sign`, `evaluations.sign_area`, `evaluations.sign_names`,
/// `evaluations.rated`, `evaluations.in_future`, `evaluations.sign_before`.
pub fn sign(writing: &mut Writing<'_>, asked: Signed) -> Result<Kept> {
    let whole = gather::whole(&writing.reading(), &asked.round)?;
    let Some(closed) = whole.round.closed_on.clone() else { return Err(refuse("evaluations.not_closed_sign")) };
    let on = asked.on.unwrap_or_else(|| writing.today.to_string());
    if day(&on)? > writing.today {
        return Err(refuse("evaluations.in_future").with("day", on));
    }
    if day(&on)? < day(&closed)? {
        return Err(refuse("evaluations.sign_before").with("day", on).with("closed", closed));
    }
    let mut known: Vec<&str> = Vec::new();
    for batch in &whole.batches {
        if !known.contains(&batch.held.area_id.as_str()) {
            known.push(&batch.held.area_id);
        }
    }
    if asked.areas.iter().any(|area| !known.contains(&area.as_str())) {
        return Err(refuse("evaluations.sign_area"));
    }
    let corrections = signings::corrections(writing.tx, &asked.round)?;
    let (scrutineers, counters) = (packs::names(asked.scrutineers), packs::names(asked.counters));
    let chair = asked.chair.trim().to_owned();
    known.retain(|area| asked.areas.is_empty() || asked.areas.iter().any(|one| one == area));
    for area in &known {
        let bag = whole.batches.iter().map(|one| &one.held).find(|held| held.area_id == *area);
        let or_bag = |names: &Vec<String>, of: fn(&super::store::batches::Held) -> &Vec<String>| match bag {
            Some(bag) if names.is_empty() => of(bag).clone(),
            _ => names.clone(),
        };
        let one = signings::Signing {
            on: on.clone(),
            scrutineers: or_bag(&scrutineers, |held| &held.scrutineers),
            counters: or_bag(&counters, |held| &held.counters),
            chair: match bag {
                Some(bag) if chair.is_empty() => bag.chair.clone(),
                _ => chair.clone(),
            },
            paper: asked.paper.trim().to_owned(),
            corrections: corrections.get(*area).copied().unwrap_or(0),
        };
        if one.scrutineers.is_empty() || one.counters.is_empty() || one.chair.is_empty() {
            return Err(refuse("evaluations.sign_names").with("area", whole.area(area)));
        }
        let signed: Vec<&str> = one.scrutineers.iter().chain(&one.counters).map(String::as_str).collect();
        packs::apart(&whole, &signed)?;
        signings::save(writing.tx, &asked.round, area, whole.round.kind == Kind::Report, &one)?;
    }
    writing.note("title", whole.round.title.clone());
    writing.note("n", known.len());
    writing.subject(&asked.round);
    Ok(Kept {})
}

/// Takes back that a count was signed.
///
/// # Errors
/// `evaluations.gone`, `evaluations.sign_area`.
pub fn unsign(writing: &mut Writing<'_>, asked: Unsigned) -> Result<Kept> {
    let whole = gather::whole(&writing.reading(), &asked.round)?;
    if !signings::remove(writing.tx, &asked.round, &asked.area_id)? {
        return Err(refuse("evaluations.sign_area"));
    }
    writing.note("title", whole.round.title.clone());
    writing.note("area", whole.area(&asked.area_id));
    writing.subject(&asked.round);
    Ok(Kept {})
}
