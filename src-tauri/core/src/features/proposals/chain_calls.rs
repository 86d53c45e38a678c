//! What may be asked of the chain: a paper with its thread, and the next step.

use super::chain::{self, Chain, Facts, State};
use super::model::{Move, MoveLine, Next, Proposal, ProposalThread};
use super::rules::{Book, numbering};
use super::store::{self, steps};
use super::{clocks, model, reckoning, turned};
use crate::calls::Call;
use crate::features::One;
use crate::features::calendar::store::calendar;
use crate::features::delegates::store as delegates;
use crate::features::office::store as office;
use crate::features::reports::gather::holds;
use crate::features::stations::store as stations;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

const MOVE: Op = Op { name: "proposals.move", right: Right::Enter, undo: Undo::ByCounterEntry };

pub(super) fn all() -> Vec<Call> {
    vec![
        Call::read("proposals.open", r#"{"id":"$proposal"}"#, open),
        Call::write(&MOVE, r#"{"proposal_id":"$proposal","move":"file","day":"2026-04-20"}"#, go),
    ]
}

/// How many signed: the lead, those whose slip is back, and a team or delegation without a lead as one.
#[must_use]
pub fn signed(paper: &Proposal) -> i64 {
    let others = paper.proposers.len() - paper.unsigned.len().min(paper.proposers.len());
    let group = paper.team_id.is_some() || paper.circle_id.is_some();
    i64::try_from(others).unwrap_or(i64::MAX - 1) + i64::from(paper.lead_id.is_some() || group)
}

/// Proposers who are asked what they say of an answer: the lead and those who signed, or the members of the team, or the
/// delegates of the delegation or group who had a seat on the day it was handed in.
fn raters(db: &Connection, paper: &Proposal) -> Result<Vec<String>> {
    let mut all: Vec<String> = paper.lead_id.iter().cloned().collect();
    all.extend(paper.proposers.iter().filter(|person| !paper.unsigned.contains(person)).cloned());
    if let (true, Some(team)) = (all.is_empty(), &paper.team_id) {
        let members = stations::members(db)?.into_iter().filter(|one| {
            one.team_id == *team
                && one.valid_from <= paper.day
                && one.valid_to.as_ref().is_none_or(|last| *last >= paper.day)
        });
        all.extend(members.map(|one| one.person_id));
    }
    if let (true, Some(circle)) = (all.is_empty(), &paper.circle_id) {
        let circles = delegates::circles(db)?;
        // A delegation may be parted into groups; its delegates stand in these.
        let parent = |id: &str| circles.iter().find(|one| one.id == id).and_then(|one| one.parent_id.as_deref());
        let within = |id: &str| id == circle || parent(id) == Some(circle.as_str());
        for seat in delegates::seats(db, None)? {
            let of = seat.circle_id.as_deref().is_some_and(within);
            if of && holds(&paper.day, Some(&seat.from_day), seat.to_day.as_deref()) && !all.contains(&seat.person_id) {
                all.push(seat.person_id);
            }
        }
    }
    Ok(all)
}

fn open(reading: &Reading<'_>, one: One) -> Result<ProposalThread> {
    thread(reading, &one.id)
}

/// A paper with its whole thread.
///
/// # Errors
/// `proposals.gone`; what the database says.
pub fn thread(reading: &Reading<'_>, id: &str) -> Result<ProposalThread> {
    let db = reading.db;
    let paper = store::whole(db, id)?.ok_or_else(|| refuse("proposals.gone"))?;
    let moves = steps::of(db, id)?;
    let mut state = chain::fold(&moves);
    let joined_to = state.into_id.as_ref().map(|other| steps::name(db, other)).transpose()?.flatten();
    if let (Some(other), "merged") = (&joined_to, state.stage.as_str()) {
        // A joined paper is answered by the units of the one it was joined to, in its time.
        let main = chain::fold(&steps::of(db, &other.id)?);
        state.reply_by = main.reply_by;
        state.units = main.units;
        state.assigned_on = main.assigned_on;
    }
    let book = store::book(db, &reading.today.to_string())?;
    let calendar = calendar(db)?;
    let works = |day| calendar.works(day);
    let clerks = office::clerks(db)?;
    let entries = office::entries(db)?;
    let mut clocks = clocks::clocks(&paper, &state, &moves, &book, reading.today, &works);
    reckoning::tell(&mut clocks, &paper, &state, &book, &calendar);
    let next =
        Chain::whole().after(&state.stage, &paper.kind).filter(|step| step.code != "correct" || !moves.is_empty());
    Ok(ProposalThread {
        signers: store::signers(db, id)?,
        signed: signed(&paper),
        least: book.signers(&paper.kind),
        sources: store::opinions(db, &paper.sources)?,
        village: turned::village(db, &paper, &reading.today.to_string())?.filter(|_| paper.sources.is_empty()),
        told: super::sources::answer(db, &paper)?.map(|one| one.answer).unwrap_or_default(),
        versions: i64::try_from(store::versions(db, id)?.len()).unwrap_or(i64::MAX),
        next: next
            .map(|step| Next {
                code: step.code.clone(),
                needs: step.needs.clone(),
                to: step.to.clone(),
                allowed: reading.actor.right
                    >= if step.code == "correct" { correcting(&moves, &reading.actor.id) } else { step.right },
            })
            .collect(),
        clocks,
        round: state.round,
        ratings: state.ratings.clone(),
        raters: raters(db, &paper)?,
        scheme: book.text("proposals.result_scheme").to_owned(),
        joined: steps::joined(db, id)?,
        inquiry: paper.inquiry_id.as_ref().map(|inquiry| steps::name(db, inquiry)).transpose()?.flatten(),
        joined_to,
        moves: moves
            .iter()
            .map(|one| MoveLine {
                clerk: clerks
                    .iter()
                    .find(|clerk| clerk.id == one.clerk_id)
                    .map(|clerk| clerk.name.clone())
                    .unwrap_or_default(),
                corrected_by: moves
                    .iter()
                    .find(|other| other.corrects.as_deref() == Some(&one.id))
                    .map(|other| other.id.clone()),
                result_label: entries
                    .iter()
                    .find(|entry| entry.list == one.scheme && entry.code == one.result)
                    .map(|entry| entry.label.clone())
                    .unwrap_or_default(),
                step: one.clone(),
            })
            .collect(),
        units: state.units,
        proposal: paper,
    })
}

/// What a step answers.
#[derive(Serialize, TS)]
#[ts(rename = "ProposalMoved")]
pub struct Moved {
    /// Proposal.
    id: String,
    /// The step.
    move_id: String,
    /// Stage it stands in now.
    stage: String,
    /// Its number as printed.
    number: String,
}

/// The first step of a paper that is entered when it was handed in.
pub(super) fn receive(writing: &mut Writing<'_>, paper: &Proposal) -> Result<()> {
    let step =
        Move { proposal_id: paper.id.clone(), code: "receive".to_owned(), day: paper.day.clone(), ..Move::default() };
    let known = store::whole(writing.tx, &paper.id)?.ok_or_else(|| refuse("proposals.gone"))?;
    write(writing, &known, step).map(|_| ())
}

/// Takes a step.
///
/// # Errors
/// What [`chain::check`] refuses; `proposals.*` for what stands in no list; what the database says.
pub fn go(writing: &mut Writing<'_>, mut step: Move) -> Result<Moved> {
    for text in [&mut step.unit, &mut step.note, &mut step.document, &mut step.signer, &mut step.contact] {
        *text = text.trim().to_owned();
    }
    for unit in &mut step.units {
        unit.unit = unit.unit.trim().to_owned();
    }
    if step.code != "rate" {
        step.ratings.clear();
    }
    if !matches!(step.code.as_str(), "assign" | "reassign") {
        step.units.clear();
    }
    let paper = store::whole(writing.tx, &step.proposal_id)?.ok_or_else(|| refuse("proposals.gone"))?;
    let (step, state) = write(writing, &paper, step)?;
    writing.note("title", paper.title);
    writing.note("move", chain::label("move", &step.code));
    writing.subject(&step.proposal_id);
    Ok(Moved {
        id: step.proposal_id,
        move_id: step.id,
        stage: state.stage,
        number: state.number.map(|(number, ..)| number).unwrap_or_default(),
    })
}

/// Takes a step that follows from what was done elsewhere, without a note of its own in the operation. Answers the step.
///
/// # Errors
/// As [`go`].
pub fn follow(writing: &mut Writing<'_>, step: Move) -> Result<String> {
    let paper = store::whole(writing.tx, &step.proposal_id)?.ok_or_else(|| refuse("proposals.gone"))?;
    Ok(write(writing, &paper, step)?.0.id)
}

/// Judges a step, gives it what the program gives, and adds it.
fn write(writing: &mut Writing<'_>, paper: &Proposal, mut step: Move) -> Result<(Move, State)> {
    let db = writing.tx;
    let mut moves = steps::of(db, &paper.id)?;
    let state = chain::fold(&moves);
    let before = state.clone();
    if step.code == "correct" {
        step.day = writing.today.to_string();
    }
    let on = day(&step.day)?;
    let book = store::book(db, &step.day)?;
    let calendar = calendar(db)?;
    let works = |day| calendar.works(day);
    let joined = steps::joined(db, &paper.id)?;
    let asked_before = match &paper.inquiry_id {
        Some(inquiry) => {
            steps::kind_and_stage(db, inquiry)?.is_some_and(|(_, stage)| stage != "draft" && stage != "withdrawn")
        }
        None => false,
    };
    let facts = Facts {
        kind: &paper.kind,
        right: writing.actor.right,
        book: &book,
        today: writing.today,
        handed_in: &paper.day,
        signed: signed(paper),
        raters: i64::try_from(raters(db, paper)?.len()).unwrap_or(i64::MAX),
        delegation: paper.circle_id.is_some(),
        whole_text: !paper.basis.is_empty() && !paper.plan.is_empty(),
        asked_before,
        has_joined: joined.iter().any(|other| other.stage == "merged"),
        works: &works,
    };
    chain::check(&state, &step, &facts)?;
    looked_up(writing, paper, &step, &book)?;
    step.id = new_id();
    step.proposal_id.clone_from(&paper.id);
    step.clerk_id.clone_from(&writing.actor.id);
    step.place = i64::try_from(moves.len()).unwrap_or(i64::MAX - 1) + 1;
    (step.series, step.serial, step.due_on) = (None, None, None);
    step.number.clear();
    step.scheme = if step.result.is_empty() { String::new() } else { book.text("proposals.result_scheme").to_owned() };
    match step.code.as_str() {
        "correct" => corrects(&moves, &step, &joined, facts.has_joined)?,
        _ => step.corrects = None,
    }
    if matches!(step.code.as_str(), "file" | "merge") && state.number.is_none() {
        gives_number(db, paper, &mut step, &book, on)?;
    }
    step.due_on = due(db, paper, &state, &step, &book, (on, &works))?;
    if let Some(until) = step.due_on.as_ref().filter(|until| step.code == "extend" && **until < step.day) {
        return Err(refuse("proposals.extend_late").with("day", step.day.clone()).with("until", until.clone()));
    }
    step.opinion_id = if turned::makes(db, paper, &step)? { Some(turned::enter(writing, paper, &step)?) } else { None };
    steps::add(db, &step)?;
    if step.code == "receive" {
        steps::set_day(db, &paper.id, &step.day)?;
    }
    if step.code == "correct" && writing.actor.right < correcting(&moves, &writing.actor.id) {
        return Err(refuse("right.missing").with("operation", "proposals.move"));
    }
    let stood = turned::standing(&moves).cloned();
    moves.push(step.clone());
    let state = chain::fold(&moves);
    steps::settle(db, &paper.id, &state)?;
    super::sources::stepped(writing, paper, &step, &before, &state)?;
    if let Some(stood) = stood.filter(|_| before.stage == "opinion" && state.stage != "opinion") {
        turned::lives_again(writing, paper, &stood, step.code == "correct")?;
    }
    for other in joined.iter().filter(|other| other.stage == "merged") {
        steps::follow(db, &other.id, &state)?;
    }
    // Whatever is noted on a joined paper, it shows the day and the units of the one it was joined to.
    if let ("merged", Some(other)) = (state.stage.as_str(), &state.into_id) {
        steps::follow(db, &paper.id, &chain::fold(&steps::of(db, other)?))?;
    }
    Ok((step, state))
}

/// What must stand in lists and tables.
fn looked_up(writing: &Writing<'_>, paper: &Proposal, step: &Move, book: &Book) -> Result<()> {
    let db = writing.tx;
    if !step.ground.is_empty() && !office::knows(db, "proposal_ground", &step.ground)? {
        return Err(refuse("proposals.ground_unknown"));
    }
    if !step.result.is_empty() && !office::knows(db, book.text("proposals.result_scheme"), &step.result)? {
        return Err(refuse("proposals.result_unknown"));
    }
    if let Some(other) = step.other_id.as_ref().filter(|_| step.code == "merge") {
        let found = steps::kind_and_stage(db, other)?;
        let open = |stage: &str| matches!(stage, "received" | "filed" | "assigned" | "handling");
        if *other == paper.id || !found.is_some_and(|(kind, stage)| kind == paper.kind && open(&stage)) {
            return Err(refuse("proposals.other_wrong"));
        }
    }
    let raters = raters(db, paper)?;
    for rating in &step.ratings {
        if !raters.contains(&rating.person_id) {
            return Err(refuse("proposals.not_a_proposer"));
        }
        if step.ratings.iter().filter(|other| other.person_id == rating.person_id).count() > 1 {
            return Err(refuse("proposals.twice"));
        }
        for grade in [&rating.work, &rating.outcome] {
            if !office::knows(db, "satisfaction", grade)? {
                return Err(refuse("proposals.grade"));
            }
        }
        if rating.paper.trim().is_empty() {
            return Err(refuse("proposals.rating_paper"));
        }
    }
    Ok(())
}

/// The right taking back the newest step asks for: more when another clerk entered it.
fn correcting(moves: &[Move], clerk: &str) -> Right {
    let spec = Chain::whole().step("correct");
    let own = chain::effective(moves).next_back().is_some_and(|newest| newest.clerk_id == clerk);
    spec.map_or(Right::Manage, |spec| if own { spec.right } else { spec.others.unwrap_or(spec.right) })
}

/// Only the newest step that counts is taken back; the ones before it carry those after. Papers that wait in this one keep
/// it from going back to where it could not be answered.
fn corrects(moves: &[Move], step: &Move, joined: &[model::Named], has_joined: bool) -> Result<()> {
    let newest = chain::effective(moves).next_back().ok_or_else(|| refuse("proposals.correct_nothing"))?;
    if step.corrects.as_deref() != Some(&newest.id) {
        return Err(refuse("proposals.correct_newest").with("move", chain::label("move", &newest.code)));
    }
    let back: Vec<Move> = moves.iter().chain([step]).cloned().collect();
    let lost = has_joined && !chain::holds_joined(&chain::fold(&back).stage);
    if lost || (newest.code == "file" && !joined.is_empty()) {
        return Err(refuse("proposals.has_joined"));
    }
    Ok(())
}

fn gives_number(db: &Connection, paper: &Proposal, step: &mut Move, book: &Book, on: NaiveDate) -> Result<()> {
    let term = match &paper.term_id {
        Some(id) => store::term_name(db, id)?.map(|name| (id.clone(), name)),
        None => None,
    };
    let term = term.as_ref().map(|(id, name)| (id.as_str(), name.as_str()));
    let numbering = numbering(book, &paper.kind, term, paper.session, on.year())?;
    let serial = match steps::own_serial(db, &paper.id, &numbering.series)? {
        Some(own) => own,
        None => steps::next_serial(db, &numbering.series)?,
    };
    step.number = numbering.print(serial);
    step.series = Some(numbering.series);
    step.serial = Some(serial);
    Ok(())
}

/// The last day of what a step sets going.
pub(super) fn due(
    db: &Connection,
    paper: &Proposal,
    state: &State,
    step: &Move,
    book: &Book,
    (on, works): (NaiveDate, &dyn Fn(NaiveDate) -> bool),
) -> Result<Option<String>> {
    let due = match step.code.as_str() {
        "assign" | "reassign" => book.due(book.reply(&paper.kind, step.hard), on, works),
        "redo" => book.due(book.limit("proposals.redo_within"), on, works),
        "reply" | "answer_at_once" => book.due(book.limit("proposals.feedback_within"), on, works),
        "extend" => {
            // Time is added to the last day, not to the day it was asked for.
            let from = state.reply_by.as_deref().map(day).transpose()?.unwrap_or(on);
            book.due(book.limit("proposals.extension"), from, works)
        }
        "merge" => {
            let main = step.other_id.as_ref().map(|other| steps::of(db, other)).transpose()?;
            return Ok(main.and_then(|moves| chain::fold(&moves).reply_by));
        }
        _ => None,
    };
    Ok(due.map(|day| day.to_string()))
}
