//! What may be asked of handovers.

use super::briefing::{briefing, wanted};
use super::model::{Briefing, BriefingAsked, Handover, HandoverLine, HandoverWish};
use super::store;
use crate::calls::Call;
use crate::features::One;
use crate::features::areas;
use crate::features::delegates::store as delegates;
use crate::features::opinions::chain::chain;
use crate::features::opinions::model::MoveWish;
use crate::features::opinions::moving::Moving;
use crate::features::opinions::rules::effective;
use crate::features::opinions::store as opinions;
use crate::features::proposals::chain::{Chain as ProposalChain, effective as newest_step};
use crate::features::proposals::chain_calls as papers;
use crate::features::proposals::model::Move as Step;
use crate::features::proposals::store::steps;
use crate::features::reports::frame::{long_day, said};
use crate::features::reports::gather::holds;
use crate::features::stations::store::{self as stations, Contact};
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "handovers.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "handovers.remove", right: Right::Enter, undo: Undo::Undoable };
const PASS: Op = Op { name: "handovers.pass", right: Right::Enter, undo: Undo::ByCounterEntry };
const BACK: Op = Op { name: "handovers.take_back", right: Right::Enter, undo: Undo::ByCounterEntry };

/// Why somebody hands over.
pub const GROUNDS: &[&str] = &["terminated", "suspended", "term_over", "moved", "other"];

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("handovers.list", r#"{"person_id":"$delegate"}"#, list),
        Call::read("handovers.brief", r#"{"from_id":"$delegate","to_id":"$person","day":"2026-09-16"}"#, brief),
        Call::read("handovers.open", r#"{"id":"$handover"}"#, open),
        Call::write(
            &SAVE,
            r#"{"handover":{"from_id":"$delegate","to_id":"$person","day":"2026-09-16","ground":"moved","area_ids":["$area"]},"contacts":true}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$handover"}"#, remove),
        Call::write(&PASS, r#"{"id":"$handover"}"#, pass),
        Call::write(&BACK, r#"{"id":"$passed"}"#, take_back),
    ]
}

/// Whose handovers.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct HandoversAsked {
    /// A delegate who took part; everybody's when left out.
    person_id: Option<String>,
}

fn list(reading: &Reading<'_>, asked: HandoversAsked) -> Result<Vec<HandoverLine>> {
    let all = store::list(reading.db, asked.person_id.as_deref())?;
    all.into_iter().map(|one| line(reading.db, one)).collect()
}

fn line(db: &Connection, one: Handover) -> Result<HandoverLine> {
    let name =
        |id: &str| -> Result<String> { Ok(delegates::find(db, id)?.map(|person| person.name).unwrap_or_default()) };
    let areas: Result<Vec<String>> =
        one.area_ids.iter().map(|id| Ok(areas::name(db, id)?.unwrap_or_default())).collect();
    Ok(HandoverLine {
        from: name(&one.from_id)?,
        to: name(&one.to_id)?,
        areas: areas?,
        passed: store::passed(db, &one.id)?,
        handover: one,
    })
}

/// A handover with its briefing.
#[derive(Serialize, TS)]
struct HandoverWhole {
    /// The handover, kept or as it would be.
    line: HandoverLine,
    /// What the successor is told.
    briefing: Briefing,
    /// Villages that still run on the name of the one who hands over.
    running: i64,
}

fn brief(reading: &Reading<'_>, asked: BriefingAsked) -> Result<HandoverWhole> {
    let it = wanted(reading, asked)?;
    Ok(HandoverWhole {
        running: i64::try_from(running(reading.db, &it)?.len()).unwrap_or(i64::MAX),
        briefing: briefing(reading, &it)?,
        line: line(reading.db, it)?,
    })
}

fn open(reading: &Reading<'_>, one: One) -> Result<HandoverWhole> {
    brief(reading, BriefingAsked { id: Some(one.id), ..BriefingAsked::default() })
}

/// Assignments of the one who hands over to the villages that hold on the first day.
fn running(db: &Connection, it: &Handover) -> Result<Vec<Contact>> {
    let all = stations::contacts(db)?.into_iter();
    Ok(all
        .filter(|one| {
            one.person_id == it.from_id
                && it.area_ids.contains(&one.area_id)
                && one.valid_from < it.day
                && holds(&it.day, Some(&one.valid_from), one.valid_to.as_deref())
        })
        .collect())
}

/// Keeps a handover; the villages go over with it when asked.
///
/// # Errors
/// `handovers.*`, `day.unreadable`; what the database says.
pub fn save(writing: &mut Writing<'_>, wish: HandoverWish) -> Result<One> {
    let mut it = wish.handover;
    let on = day(&it.day)?;
    for text in [&mut it.witness, &mut it.note] {
        *text = text.trim().to_owned();
    }
    if it.witness.is_empty() {
        it.witness.clone_from(&writing.actor.name);
    }
    if it.from_id == it.to_id {
        return Err(refuse("handovers.same"));
    }
    let name = |id: &str| -> Result<String> {
        Ok(delegates::find(writing.tx, id)?.ok_or_else(|| refuse("handovers.person"))?.name)
    };
    let (from, to) = (name(&it.from_id)?, name(&it.to_id)?);
    if !GROUNDS.contains(&it.ground.as_str()) {
        return Err(refuse("handovers.ground"));
    }
    if let Some(signed) = &it.signed_on
        && day(signed)? > writing.today
    {
        return Err(refuse("handovers.signed_ahead"));
    }
    let mut seen = std::collections::BTreeSet::new();
    it.area_ids.retain(|area| seen.insert(area.clone()));
    for area in &it.area_ids {
        areas::name(writing.tx, area)?.ok_or_else(|| refuse("handovers.area"))?;
    }
    for opinion in &it.included {
        if opinions::kept(writing.tx, opinion)?.is_none_or(|kept| kept.entry.named) {
            return Err(refuse("handovers.named"));
        }
    }
    if it.id.is_empty() {
        it.id = new_id();
    } else {
        let known = store::find(writing.tx, &it.id)?.ok_or_else(|| refuse("handovers.gone"))?;
        let passed = store::passed(writing.tx, &it.id)? > 0;
        let same = known.from_id == it.from_id && known.to_id == it.to_id && known.day == it.day;
        if passed && !same {
            return Err(refuse("handovers.passed_already"));
        }
    }
    store::save(writing.tx, &it)?;
    if wish.contacts {
        for mut one in running(writing.tx, &it)? {
            one.valid_to = on.pred_opt().map(|last| last.to_string());
            stations::save_contact(writing.tx, &one)?;
            let has = stations::contacts(writing.tx)?.iter().any(|held| {
                held.person_id == it.to_id
                    && held.area_id == one.area_id
                    && holds(&it.day, Some(&held.valid_from), held.valid_to.as_deref())
            });
            if !has {
                let begun = Contact {
                    id: new_id(),
                    person_id: it.to_id.clone(),
                    area_id: one.area_id,
                    team_id: one.team_id,
                    valid_from: it.day.clone(),
                    valid_to: None,
                };
                stations::save_contact(writing.tx, &begun)?;
            }
        }
    }
    writing.note("from", from);
    writing.note("to", to);
    writing.note("day", it.day.clone());
    writing.subject(&it.id);
    Ok(One { id: it.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    if store::passed(writing.tx, &one.id)? > 0 {
        return Err(refuse("handovers.passed_already"));
    }
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("handovers.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}

/// How many chains were given a move.
#[derive(Serialize, TS)]
struct Passed {
    /// Handover.
    id: String,
    /// Opinions and proposals whose chain now says it.
    passed: i64,
    /// Those whose chain takes no such line where it stands: answered, and the giver still to be told; or ended since.
    left: i64,
}

/// Writes into the chain of every open opinion and proposal of the briefing that the successor follows it.
fn pass(writing: &mut Writing<'_>, one: One) -> Result<Passed> {
    let it = store::find(writing.tx, &one.id)?.ok_or_else(|| refuse("handovers.gone"))?;
    let names = line(writing.tx, it.clone())?;
    let told = briefing(&writing.reading(), &it)?;
    let note = said(
        "handovers.follows",
        &[
            ("from", names.from.clone().into()),
            ("to", names.to.clone().into()),
            ("day", day(&it.day).map(long_day)?.into()),
        ],
    );
    let moving = Moving::new(writing.tx)?;
    let (mut passed, mut left) = (0, 0);
    for opinion in told.opinions.iter().filter(|opinion| !opinion.passed) {
        let line = opinions::chain::moves(writing.tx, &opinion.id)?;
        let state = line.last().map_or("registered", |last| last.after.as_str());
        let takes = chain().spec("record").is_some_and(|spec| spec.from.iter().any(|from| from == state));
        if !takes {
            left += 1;
            continue;
        }
        let wish =
            MoveWish { id: opinion.id.clone(), kind: "record".to_owned(), note: note.clone(), ..MoveWish::default() };
        let moved = moving.make(writing, &wish)?;
        store::set_move(writing.tx, &it.id, &opinion.id, Some(&moved.id))?;
        passed += 1;
    }
    let fields =
        [("from", names.from.into()), ("to", names.to.clone().into()), ("day", day(&it.day).map(long_day)?.into())];
    let note = said("handovers.follows_paper", &fields);
    for paper in told.proposals.iter().filter(|paper| !paper.passed) {
        let step = papers::follow(writing, recorded(&paper.id, &note, writing.today))?;
        store::set_step(writing.tx, &it.id, &paper.id, Some(&step))?;
        passed += 1;
    }
    if passed == 0 {
        return Err(refuse("handovers.nothing"));
    }
    writing.note("n", passed);
    writing.note("to", names.to);
    writing.subject(&it.id);
    Ok(Passed { id: it.id, passed, left })
}

/// A line in the chain of a proposal, or the taking back of one.
fn recorded(proposal: &str, note: &str, on: NaiveDate) -> Step {
    Step {
        proposal_id: proposal.to_owned(),
        code: "record".to_owned(),
        day: on.to_string(),
        note: note.to_owned(),
        ..Step::default()
    }
}

/// Says in the chain of a proposal that the successor does not follow it after all; tells whether the chain still took it.
fn papers_back(writing: &mut Writing<'_>, proposal: &str, said_by: &str, note: &str) -> Result<bool> {
    let Some((_, stage)) = steps::kind_and_stage(writing.tx, proposal)? else { return Ok(false) };
    let moves = steps::of(writing.tx, proposal)?;
    let newest = newest_step(&moves).next_back();
    let own = newest.is_some_and(|last| last.id == said_by && last.clerk_id == writing.actor.id);
    let mut step = recorded(proposal, note, writing.today);
    if own {
        step.code = "correct".to_owned();
        step.corrects = Some(said_by.to_owned());
    } else if ProposalChain::whole().ended(&stage) {
        return Ok(false);
    }
    papers::follow(writing, step)?;
    Ok(true)
}

/// Takes it back: by the chain's own way where nothing came after, by a second line where something did.
fn take_back(writing: &mut Writing<'_>, one: One) -> Result<Passed> {
    let it = store::find(writing.tx, &one.id)?.ok_or_else(|| refuse("handovers.gone"))?;
    let names = line(writing.tx, it.clone())?;
    let moving = Moving::new(writing.tx)?;
    let note = said("handovers.follows_back", &[("to", names.to.clone().into())]);
    let (mut passed, mut left) = (0, 0);
    for held in store::opinions(writing.tx, &it.id)? {
        let Some(move_id) = held.move_id else { continue };
        let moves = opinions::chain::moves(writing.tx, &held.opinion_id)?;
        let newest = effective(&moves).last().is_some_and(|last| last.id == move_id);
        let state = moves.last().map_or("registered", |last| last.after.as_str());
        let kind = if newest { "withdraw" } else { "record" };
        if chain().spec(kind).is_some_and(|spec| spec.from.iter().any(|from| from == state)) {
            let wish = MoveWish {
                id: held.opinion_id.clone(),
                kind: kind.to_owned(),
                note: note.clone(),
                ..MoveWish::default()
            };
            moving.make(writing, &wish)?;
            passed += 1;
        } else {
            // The matter ended meanwhile: nobody follows it any more.
            left += 1;
        }
        store::set_move(writing.tx, &it.id, &held.opinion_id, None)?;
    }
    for (proposal, step) in store::proposals(writing.tx, &it.id)? {
        // The matter ended meanwhile: nobody follows it any more.
        let said = papers_back(writing, &proposal, &step, &note)?;
        (passed, left) = (passed + i64::from(said), left + i64::from(!said));
        store::set_step(writing.tx, &it.id, &proposal, None)?;
    }
    if passed + left == 0 {
        return Err(refuse("handovers.nothing"));
    }
    writing.note("n", passed);
    writing.note("to", names.to);
    writing.subject(&it.id);
    Ok(Passed { id: it.id, passed, left })
}
