//! What may be asked of opinions.

use super::balance::{Balances, balance};
use super::chain::{Chain, Clock, chain};
use super::model::{Limit, MayMove, MoveWish, Opinion, OpinionEntry, OpinionLine, OpinionPage, Sibling};
use super::moving::{Moved, Moving};
use super::rules::{self, Standing};
use super::store::{self, Lit, chain as moves, clock::Limits};
use crate::calls::Call;
use crate::features::calendar::store::calendar;
use crate::features::duties::rules::Span;
use crate::features::office::store::{knows, label};
use crate::features::{Nothing, One};
use crate::ground::clock;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

const OPEN: Op = Op { name: "opinions.open", right: Right::View, undo: Undo::Never("looked") };
const SAVE: Op = Op { name: "opinions.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "opinions.remove", right: Right::Enter, undo: Undo::Undoable };
const MOVE: Op = Op { name: "opinions.move", right: Right::Enter, undo: Undo::ByCounterEntry };
const MOVE_MANY: Op = Op { name: "opinions.move_many", right: Right::Enter, undo: Undo::ByCounterEntry };

/// Most opinions moved in one operation.
const MOST: usize = 5000;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("opinions.chain", "{}", whole_chain),
        Call::read("opinions.list", r#"{"status":"registered","sort":"due"}"#, list),
        Call::read("opinions.counts", "{}", counts),
        Call::read("opinions.alike", r#"{"area_id":"$area","content":"北沙涌东边水沟堵了"}"#, alike),
        Call::read("opinions.promises", r#"{"area_id":"$area"}"#, promises),
        Call::read("opinions.units", "{}", |reading: &Reading<'_>, _: Nothing| store::units(reading.db)),
        Call::read("opinions.balance", r#"{"from":"2026-01-01","to":"2026-09-15"}"#, balance_of),
        Call::watched(&OPEN, r#"{"id":"$opinion"}"#, |one: &One| one.id.clone(), open),
        Call::write(
            &SAVE,
            r#"{"day":"2026-09-10","area_id":"$area","topic":"traffic","nature":"appeal","content":"校门口早上堵车","giver":"何先生","giver_phone":"13700000002"}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$word"}"#, remove),
        Call::write(&MOVE, r#"{"id":"$opinion","kind":"send","unit":"镇市政办","paper":"转〔2026〕3号"}"#, make),
        Call::read("opinions.may_many", r#"{"ids":["$opinion"],"kind":"send"}"#, may_many),
        Call::read("opinions.ids", r#"{"status":"registered"}"#, ids),
        Call::write(&MOVE_MANY, r#"{"ids":["$opinion"],"move":{"kind":"send","unit":"镇市政办"}}"#, make_many),
    ]
}

fn whole_chain(_: &Reading<'_>, _: Nothing) -> Result<Chain> {
    Ok(chain().clone())
}

/// A page of opinions.
#[derive(Serialize, TS)]
struct OpinionLines {
    /// Lines.
    lines: Vec<OpinionLine>,
    /// How many the filter leaves.
    total: i64,
}

fn list(reading: &Reading<'_>, page: OpinionPage) -> Result<OpinionLines> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let (lines, total) = store::page(reading.db, &page, &lit)?;
    Ok(OpinionLines { lines, total })
}

/// A text that is being typed or was imported.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OpinionText")]
struct Typed {
    /// Village it was heard in.
    area_id: String,
    /// What was said.
    content: String,
    /// The visit it belongs to; that one's opinions are not compared.
    #[serde(default)]
    visit_id: String,
}

/// Opinions compared, the newest of the village: older ones are rarely the same thing still.
const COMPARED: u32 = 2000;
/// Lines answered.
const ANSWERED: usize = 3;

/// Earlier opinions of the village that seem to be the same thing, the most alike first.
fn alike(reading: &Reading<'_>, typed: Typed) -> Result<Vec<OpinionLine>> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let held = store::newest_of(reading.db, &typed.area_id, &typed.visit_id, COMPARED)?;
    let texts: Vec<&str> = held.iter().map(|(_, content)| content.as_str()).collect();
    let found = super::alike::alike(&typed.content, &texts, ANSWERED);
    let ids = found.into_iter().filter_map(|at| held.get(at));
    ids.filter_map(|(id, _)| store::one_line(reading.db, id, &lit, false).transpose()).collect()
}

/// How many opinions a filter leaves by status and by light.
#[derive(Serialize, TS)]
struct OpinionCounts {
    /// registered, answered, handling, closed.
    status: BTreeMap<String, i64>,
    /// overdue, today, soon and untold.
    light: BTreeMap<String, i64>,
    /// All.
    total: i64,
}

fn counts(reading: &Reading<'_>, page: OpinionPage) -> Result<OpinionCounts> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let plain = OpinionPage { status: None, state: None, light: None, open: false, ..page };
    let status = store::by_status(reading.db, &plain, &lit)?;
    let light = ["overdue", "today", "soon", "untold"].iter().map(|light| {
        let only = OpinionPage { light: Some((*light).to_owned()), ..plain.clone() };
        Ok(((*light).to_owned(), store::count(reading.db, &only, &lit)?))
    });
    Ok(OpinionCounts { light: light.collect::<Result<_>>()?, total: status.values().sum(), status })
}

/// A village.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct PromisesAsked {
    area_id: String,
}

/// What the people of a village wait to hear, for the next visit there.
fn promises(reading: &Reading<'_>, asked: PromisesAsked) -> Result<Vec<OpinionLine>> {
    promised(reading, &asked.area_id)
}

/// What the people of a village wait to hear, for the form and the sheet of a visit there.
///
/// # Errors
/// What the database says.
pub fn promised(reading: &Reading<'_>, area: &str) -> Result<Vec<OpinionLine>> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let ids = store::papers::promises(reading.db, area)?;
    ids.iter().filter_map(|id| store::one_line(reading.db, id, &lit, false).transpose()).collect()
}

/// What is due for the first screen: the first lines, and how many there are by light.
#[derive(Serialize, TS)]
pub struct OpinionsDue {
    /// Overdue.
    pub overdue: i64,
    /// Due today or soon.
    pub soon: i64,
    /// Answered, and the giver not told.
    pub untold: i64,
    /// On their way with a proposal that is answered.
    pub grown: i64,
    /// The first of what is due.
    pub lines: Vec<OpinionLine>,
}

/// What is due on a day.
///
/// # Errors
/// What the database says.
pub fn due_on(reading: &Reading<'_>, day: chrono::NaiveDate) -> Result<OpinionsDue> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, day)?;
    let count = |light: &str| {
        store::count(reading.db, &OpinionPage { light: Some(light.to_owned()), ..OpinionPage::default() }, &lit)
    };
    let first =
        OpinionPage { light: Some("due".to_owned()), sort: "due".to_owned(), limit: 4, ..OpinionPage::default() };
    Ok(OpinionsDue {
        overdue: count("overdue")?,
        soon: count("today")? + count("soon")?,
        untold: count("untold")?,
        grown: count("grown")?,
        lines: store::lines(reading.db, &first, &lit)?,
    })
}

/// A period, and a village when only one is asked for.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct BalanceAsked {
    from: String,
    to: String,
    #[serde(default)]
    area_id: Option<String>,
}

fn balance_of(reading: &Reading<'_>, asked: BalanceAsked) -> Result<Balances> {
    let (from, to) = (clock::day(&asked.from)?, clock::day(&asked.to)?);
    if to < from {
        return Err(refuse("papers.days_backwards").with("from", asked.from).with("to", asked.to));
    }
    balance(reading.db, Span { from, to }, asked.area_id.as_deref())
}

fn open(reading: &Reading<'_>, one: One) -> Result<Opinion> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let limits = Limits::new(reading.db)?;
    let line = store::one_line(reading.db, &one.id, &lit, true)?.ok_or_else(|| refuse("opinions.gone"))?;
    let kept = store::kept(reading.db, &one.id)?.ok_or_else(|| refuse("opinions.gone"))?;
    let done = moves::moves(reading.db, &one.id)?;
    let now = rules::standing(&kept.entry.day, rules::effective(&done));
    let family = match &kept.family_id {
        Some(family) => store::family::members(reading.db, family)?
            .into_iter()
            .filter(|(id, _)| *id != one.id)
            .filter_map(|(id, lead)| {
                store::one_line(reading.db, &id, &lit, false).transpose().map(|line| Ok(Sibling { line: line?, lead }))
            })
            .collect::<Result<_>>()?,
        None => Vec::new(),
    };
    Ok(Opinion {
        limits: running(&now, &kept.entry, &limits, &lit),
        may: may(reading, &now, &done, &kept.entry.nature, &limits, &lit)?,
        since: now.since.clone(),
        family_title: match &kept.family_id {
            Some(family) => store::family::title(reading.db, family)?,
            None => String::new(),
        },
        family,
        area_id: kept.entry.area_id,
        giver: kept.entry.giver,
        giver_phone: kept.entry.giver_phone,
        answer: kept.answer,
        rating: kept.rating,
        told_on: kept.told_on,
        first_id: kept.entry.first_id,
        recorder: kept.recorder,
        moves: kept.moves,
        chain: done,
        line,
    })
}

/// The deadlines that run: the clock of the state, and beside it the days a unit has to say no.
fn running(now: &Standing, entry: &OpinionEntry, limits: &Limits, lit: &Lit<'_>) -> Vec<Limit> {
    let days = limits.on(&now.since);
    let mut all = Vec::new();
    let state = chain().state(&now.state);
    let (name, parameter) = match state.clock {
        Clock::Send => ("send", "opinion_send_days"),
        Clock::Close => ("close", "opinion_close_days"),
        Clock::Given => ("given", "opinion_extend_days"),
        Clock::None => return all,
    };
    let Some(due) = limits.due(now, &entry.day, &entry.nature, lit.calendar) else { return all };
    let limit = |clock: &str, found: crate::features::calendar::rules::Reckoned, parameter: &str| Limit {
        clock: clock.to_owned(),
        day: found.day.to_string(),
        left: lit.calendar.between(lit.today, found.day),
        without_holidays: found.without_holidays,
        source: limits.source(parameter, &now.since),
    };
    all.push(limit(name, due, parameter));
    if state.code == "sent"
        && let Ok(since) = clock::day(&now.since)
    {
        all.push(limit("decline", lit.calendar.after(since, days.decline), "opinion_decline_days"));
    }
    all
}

fn may(
    reading: &Reading<'_>,
    now: &Standing,
    done: &[super::model::MoveLine],
    nature: &str,
    limits: &Limits,
    lit: &Lit<'_>,
) -> Result<Vec<MayMove>> {
    let state = chain().state(&now.state);
    let unhappy = now.rating == "dissatisfied" && !state.next_unhappy.is_empty();
    let next = if unhappy { &state.next_unhappy } else { &state.next };
    let last = rules::effective(done).last();
    let mut all: Vec<MayMove> = chain()
        .moves
        .iter()
        .filter(|spec| !spec.by_form && !spec.by_family)
        .filter(|spec| rules::may_follow(spec, now, done).is_ok())
        .filter(|spec| {
            let foreign = spec.withdraws && last.is_some_and(|one| one.clerk_id != reading.actor.id);
            reading.actor.right >= if foreign { spec.others.unwrap_or(spec.right) } else { spec.right }
        })
        .map(|spec| {
            let since = if spec.starts { reading.today.to_string() } else { now.since.clone() };
            let latest = rules::latest(spec, now, reading.today, nature, limits.on(&since), lit.calendar);
            MayMove {
                kind: spec.code.clone(),
                main: spec.code == *next,
                fields: spec.fields.clone(),
                needs: spec.needs.clone(),
                latest: latest.map(|day| day.to_string()),
                sheet: spec.sheet.clone(),
            }
        })
        .collect();
    all.sort_by_key(|one| !one.main);
    Ok(all)
}

/// Registers or corrects an opinion.
///
/// # Errors
/// `opinions.empty`, `opinions.in_future`, `opinions.word`, `opinions.gone`, `opinions.heard_later`, `visits.area`; what the
/// database says.
pub fn save(writing: &mut Writing<'_>, mut entry: OpinionEntry) -> Result<One> {
    for text in [&mut entry.content, &mut entry.giver, &mut entry.giver_phone] {
        *text = text.trim().to_owned();
    }
    if entry.content.is_empty() {
        return Err(refuse("opinions.empty"));
    }
    let day = clock::day(&entry.day)?;
    if day > writing.today {
        return Err(refuse("opinions.in_future").with("day", entry.day));
    }
    for (list, code) in [("topic", &entry.topic), ("opinion_nature", &entry.nature)] {
        if !code.is_empty() && !knows(writing.tx, list, code)? {
            return Err(refuse("opinions.word"));
        }
    }
    if entry.area_id.is_empty() {
        return Err(refuse("visits.area"));
    }
    if entry.id.is_empty() {
        entry.id = new_id();
        entry.visit_id = None;
        store::insert(writing.tx, &entry, 0, &writing.actor.id)?;
    } else {
        let kept = store::kept(writing.tx, &entry.id)?.ok_or_else(|| refuse("opinions.gone"))?;
        // What the visit's paper says of day and village is changed on that paper.
        if kept.entry.visit_id.is_some() {
            entry.day.clone_from(&kept.entry.day);
            entry.area_id.clone_from(&kept.entry.area_id);
        }
        let first = moves::moves(writing.tx, &entry.id)?.first().map(|one| one.day.clone());
        if first.is_some_and(|first| first < entry.day) {
            return Err(refuse("opinions.heard_later").with("day", entry.day));
        }
        store::correct(writing.tx, &entry)?;
        if entry.day != kept.entry.day {
            super::moving::again(writing.tx, &entry.id, &entry.day)?;
        }
    }
    writing.subject(&entry.id);
    Ok(One { id: entry.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let kept = store::kept(writing.tx, &one.id)?.ok_or_else(|| refuse("opinions.gone"))?;
    if kept.entry.visit_id.is_some() {
        return Err(refuse("opinions.of_visit"));
    }
    if !super::entry::untouched(writing.tx, &one.id)? {
        return Err(refuse("opinions.begun"));
    }
    super::family::check_removal(writing.tx, &one.id)?;
    store::remove(writing.tx, &one.id)?;
    writing.subject(&one.id);
    Ok(one)
}

/// Makes a move somebody asked for, with everything that goes with it: the proposal is told of the opinion that goes with
/// it, and one handling has an answer to each, so what is answered to the lead of a family is answered to those merged into
/// it. Answers the move and who was answered along with it.
fn move_one(writing: &Writing<'_>, moving: &Moving, wish: &MoveWish) -> Result<(Moved, Vec<String>)> {
    if chain().spec(&wish.kind).is_some_and(|spec| spec.by_family) {
        return Err(refuse("opinions.by_family"));
    }
    if let (Some(proposal), "to_proposal") = (&wish.proposal_id, wish.kind.as_str()) {
        crate::features::proposals::sources::join(writing, proposal, &wish.id)?;
    }
    let made = moving.make(writing, wish)?;
    let along = super::family::after_move(writing, moving, wish)?;
    Ok((made, along))
}

/// A move made.
#[derive(Serialize, TS)]
struct OpinionMoved {
    /// Opinion.
    id: String,
    /// The move.
    made: String,
    /// State after it.
    state: String,
}

fn make(writing: &mut Writing<'_>, wish: MoveWish) -> Result<OpinionMoved> {
    let moving = Moving::new(writing.tx)?;
    let (made, _) = move_one(writing, &moving, &wish)?;
    writing.subject(&wish.id);
    writing.note("move", label(writing.tx, "opinion_move", &wish.kind)?);
    Ok(OpinionMoved { id: wish.id, made: made.id, state: made.state })
}

/// What a filter leaves, to be moved together.
#[derive(Serialize, TS)]
struct OpinionIds {
    /// Opinions in the order of the list.
    ids: Vec<String>,
    /// Most that are moved in one operation.
    most: usize,
}

fn ids(reading: &Reading<'_>, page: OpinionPage) -> Result<OpinionIds> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    Ok(OpinionIds { ids: store::ids(reading.db, &page, &lit, MOST)?, most: MOST })
}

/// Opinions and a kind of move.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct ManyAsked {
    /// Opinions.
    ids: Vec<String>,
    /// Dictionary opinion_move.
    kind: String,
}

/// What can be said before many are moved.
#[derive(Serialize, TS)]
struct MayMoveMany {
    /// Opinions that may be moved.
    can: Vec<OpinionLine>,
    /// Opinions that may not, each with the reason.
    cannot: Vec<LeftOut>,
}

/// An opinion that is left out of a move of many.
#[derive(Serialize, TS)]
#[ts(rename = "OpinionLeftOut")]
struct LeftOut {
    /// The opinion.
    line: OpinionLine,
    /// Why, as a sentence.
    why: String,
}

fn may_many(reading: &Reading<'_>, asked: ManyAsked) -> Result<MayMoveMany> {
    let spec = chain().spec(&asked.kind).ok_or_else(|| refuse("opinions.move_unknown"))?;
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let mut answer = MayMoveMany { can: Vec::new(), cannot: Vec::new() };
    for id in asked.ids.iter().take(MOST) {
        let Some(line) = store::one_line(reading.db, id, &lit, false)? else { continue };
        let done = moves::moves(reading.db, id)?;
        let now = rules::standing(&line.day, rules::effective(&done));
        match rules::may_follow(spec, &now, &done) {
            Ok(()) => answer.can.push(line),
            Err(refusal) => {
                let refusal = refusal
                    .with("move", label(reading.db, "opinion_move", &spec.code)?)
                    .with("state", label(reading.db, "opinion_state", &now.state)?);
                answer.cannot.push(LeftOut { line, why: refusal.sentence() });
            }
        }
    }
    Ok(answer)
}

/// One move of many opinions.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct ManyMoved {
    /// Opinions.
    ids: Vec<String>,
    /// The move; its opinion is left empty.
    #[serde(rename = "move")]
    wish: MoveWish,
}

/// How many were moved.
#[derive(Serialize, TS)]
struct MovedMany {
    /// Opinions moved.
    moved: usize,
}

fn make_many(writing: &mut Writing<'_>, request: ManyMoved) -> Result<MovedMany> {
    if request.ids.is_empty() || request.ids.len() > MOST {
        return Err(refuse("opinions.many").with("most", MOST));
    }
    let moving = Moving::new(writing.tx)?;
    let mut answered: BTreeSet<String> = BTreeSet::new();
    for id in &request.ids {
        if answered.contains(id) {
            continue;
        }
        let wish = MoveWish { id: id.clone(), seen: None, ..request.wish.clone() };
        answered.extend(move_one(writing, &moving, &wish)?.1);
    }
    writing.note("move", label(writing.tx, "opinion_move", &request.wish.kind)?);
    writing.note("n", request.ids.len());
    Ok(MovedMany { moved: request.ids.len() })
}
