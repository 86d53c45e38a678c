//! The chain of a paper: which step may follow which, by whom, and where a row of steps stands. Pure.
//!
//! Steps are never changed. Where a paper stands is told by its steps alone; what the table of proposals holds of it is a
//! copy for lists. A wrong step is taken back by a later one, newest first.

use super::model::{Move, Rating, UnitRole};
use super::rules::Book;
use crate::ground::clock;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Right;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use ts_rs::TS;

/// A stage of the chain.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(rename = "ProposalStage")]
pub struct Stage {
    /// Stable code.
    pub code: String,
    /// Nothing waits any more.
    pub ended: bool,
}

/// A kind of step.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[ts(rename = "ProposalStep")]
pub struct Step {
    /// Stable code.
    pub code: String,
    /// Stages it may follow; `*` for all.
    pub from: Vec<String>,
    /// Stage it leads to; the same one when empty.
    #[serde(default)]
    pub to: String,
    /// Condition of leading there; the same stage until it holds.
    #[serde(default)]
    pub when: String,
    /// Right it needs.
    pub right: Right,
    /// Right it needs when it takes back what another clerk entered; the same when none.
    #[serde(default)]
    pub others: Option<Right>,
    /// What must be said with it.
    pub needs: Vec<String>,
    /// Kinds of paper it is for; empty for all.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// The whole chain, as its data file says it.
#[derive(Debug, Clone, Deserialize)]
pub struct Chain {
    /// Stages in the order of the work.
    pub stages: Vec<Stage>,
    /// Steps in the order they are offered.
    pub moves: Vec<Step>,
}

impl Chain {
    /// The chain of the program.
    #[must_use]
    pub fn whole() -> &'static Self {
        static CHAIN: OnceLock<Chain> = OnceLock::new();
        CHAIN.get_or_init(|| {
            serde_json::from_str(include_str!("../../../data/proposal-chain.json")).expect("the built-in chain reads")
        })
    }

    /// A kind of step.
    #[must_use]
    pub fn step(&self, code: &str) -> Option<&Step> {
        self.moves.iter().find(|step| step.code == code)
    }

    /// Whether nothing waits any more in a stage.
    #[must_use]
    pub fn ended(&self, stage: &str) -> bool {
        self.stages.iter().any(|one| one.code == stage && one.ended)
    }

    /// Steps that may follow a stage.
    pub fn after<'a>(&'a self, stage: &'a str, kind: &'a str) -> impl Iterator<Item = &'a Step> {
        self.moves.iter().filter(move |step| {
            step.from.iter().any(|from| from == stage || from == "*")
                && (step.kinds.is_empty() || step.kinds.iter().any(|one| one == kind))
        })
    }
}

/// A unit as it stands in the present round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ProposalUnit")]
pub struct UnitState {
    /// Unit.
    pub unit: String,
    /// sole, lead, joint or part.
    pub role: String,
    /// Day it took the paper.
    pub accepted_on: Option<String>,
    /// Day it gave the paper back.
    pub returned_on: Option<String>,
    /// Day its opinion came, for one that helps.
    pub opinion_on: Option<String>,
    /// Day its answer came.
    pub replied_on: Option<String>,
}

impl UnitState {
    /// Whether an answer is expected of it; a helping unit gives an opinion only.
    #[must_use]
    pub fn answers(&self) -> bool {
        self.role != "joint" && self.returned_on.is_none()
    }
}

/// Where a paper stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Stage.
    pub stage: String,
    /// Number as printed, with its series and serial.
    pub number: Option<(String, String, i64)>,
    /// 1, and one more with each handling anew.
    pub round: i64,
    /// Units of the present assignment.
    pub units: Vec<UnitState>,
    /// Day of the assignment, or of the handling anew.
    pub assigned_on: Option<String>,
    /// Whether the longer time was given.
    pub hard: bool,
    /// Last day for the answer.
    pub reply_by: Option<String>,
    /// Last day for the proposers' ratings.
    pub feedback_by: Option<String>,
    /// Extensions in this round.
    pub extensions: i64,
    /// Day of the last answer.
    pub replied_on: Option<String>,
    /// Result class of the last answer.
    pub result: String,
    /// The paper it was joined to.
    pub into_id: Option<String>,
    /// Day it was withdrawn.
    pub withdrawn_on: Option<String>,
    /// Day of the last step.
    pub last_day: Option<String>,
    /// Ratings of this round, the newest of each proposer.
    pub ratings: Vec<Rating>,
}

impl State {
    /// The next day something is due in this stage.
    #[must_use]
    pub fn due_on(&self) -> Option<&String> {
        match self.stage.as_str() {
            "assigned" | "handling" | "merged" => self.reply_by.as_ref(),
            "replied" => self.feedback_by.as_ref(),
            _ => None,
        }
    }

    /// Units that answer, parted by the mark of enumeration.
    #[must_use]
    pub fn answering(&self) -> String {
        let units: Vec<&str> = self.units.iter().filter(|unit| unit.answers()).map(|unit| unit.unit.as_str()).collect();
        units.join("\u{3001}")
    }

    /// Proposers dissatisfied with how it was handled or with what came of it.
    #[must_use]
    pub fn dissatisfied(&self) -> i64 {
        let count = self.ratings.iter().filter(|rating| rating.dissatisfied()).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// Marks a unit of the assignment that still holds the paper; another name marks nothing.
    fn mark(&mut self, name: &str, mark: impl FnOnce(&mut UnitState)) {
        if let Some(unit) = self.units.iter_mut().find(|one| one.unit == name && one.returned_on.is_none()) {
            mark(unit);
        }
    }

    fn holds(&self, when: &str, unit: &str) -> bool {
        let mut answering = self.units.iter().filter(|one| one.answers());
        match when {
            "all_accepted" => answering.all(|one| one.accepted_on.is_some()),
            "all_replied" => answering.all(|one| one.replied_on.is_some()),
            "answering_unit" => self.units.iter().any(|one| one.unit == unit && one.role != "joint"),
            _ => true,
        }
    }
}

/// Steps that count: without those taken back, and without the taking back.
pub fn effective(moves: &[Move]) -> impl DoubleEndedIterator<Item = &Move> {
    moves.iter().filter(|one| {
        one.corrects.is_none() && !moves.iter().any(|other| other.corrects.as_deref() == Some(one.id.as_str()))
    })
}

/// Where a row of steps stands.
#[must_use]
pub fn fold(moves: &[Move]) -> State {
    let mut state = State { stage: "draft".to_owned(), round: 1, ..State::default() };
    for one in effective(moves) {
        take(&mut state, one);
    }
    state
}

/// One step further.
fn take(state: &mut State, one: &Move) {
    let Some(step) = Chain::whole().step(&one.code) else { return };
    let day = Some(one.day.clone());
    if let (Some(series), Some(serial)) = (&one.series, one.serial) {
        state.number = Some((one.number.clone(), series.clone(), serial));
    }
    match one.code.as_str() {
        "receive" | "reconsider" | "unmerge" => state.into_id = None,
        "withdraw" => {
            state.withdrawn_on = day;
            state.into_id = None;
        }
        "merge" => {
            state.into_id.clone_from(&one.other_id);
            state.reply_by.clone_from(&one.due_on);
            state.units.clear();
        }
        "assign" | "reassign" => {
            let fresh = |unit: &UnitRole| UnitState {
                unit: unit.unit.clone(),
                role: unit.role.clone(),
                ..UnitState::default()
            };
            state.units = one.units.iter().map(fresh).collect();
            state.assigned_on = day;
            state.hard = one.hard;
            state.reply_by.clone_from(&one.due_on);
            state.extensions = 0;
        }
        "accept" => state.mark(&one.unit, |unit| unit.accepted_on = day),
        "co_opinion" => state.mark(&one.unit, |unit| unit.opinion_on = day),
        "extend" => {
            state.extensions += 1;
            state.reply_by.clone_from(&one.due_on);
        }
        "reply" | "answer_at_once" => {
            if !state.units.iter().any(|unit| unit.unit == one.unit && unit.returned_on.is_none()) {
                state.units.push(UnitState { unit: one.unit.clone(), role: "sole".to_owned(), ..UnitState::default() });
            }
            state.mark(&one.unit, |unit| unit.replied_on = day);
            state.replied_on = Some(one.day.clone());
            state.result.clone_from(&one.result);
            state.feedback_by.clone_from(&one.due_on);
        }
        "rate" => {
            for rating in &one.ratings {
                state.ratings.retain(|known| known.person_id != rating.person_id);
                state.ratings.push(rating.clone());
            }
        }
        "redo" => {
            state.round += 1;
            state.ratings.clear();
            state.extensions = 0;
            state.assigned_on = day;
            state.reply_by.clone_from(&one.due_on);
            state.feedback_by = None;
            for unit in &mut state.units {
                unit.replied_on = None;
                unit.opinion_on = None;
            }
        }
        _ => {}
    }
    let leads = !step.to.is_empty() && (step.when.is_empty() || state.holds(&step.when, &one.unit));
    if one.code == "return" {
        state.mark(&one.unit, |unit| unit.returned_on = Some(one.day.clone()));
        if leads {
            // The whole assignment goes back: whoever assigns it anew names all its units.
            state.units.clear();
            state.assigned_on = None;
            state.reply_by = None;
        }
    }
    if leads {
        state.stage.clone_from(&step.to);
    }
    state.last_day = Some(one.day.clone());
}

/// What a step is judged by, beside the steps before it.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// Kind of paper.
    pub kind: &'a str,
    /// Right of the one who enters it.
    pub right: Right,
    /// The rule book on the day of the step.
    pub book: &'a Book,
    /// The day the office stands on.
    pub today: NaiveDate,
    /// Day handed in.
    pub handed_in: &'a str,
    /// Delegates who signed, the lead or the team among them.
    pub signed: i64,
    /// Delegates who are asked what they say of the answer.
    pub raters: i64,
    /// Whether a delegation proposes as one.
    pub delegation: bool,
    /// Whether subject, ground and plan are all written.
    pub whole_text: bool,
    /// Whether the inquiry an interpellation follows was made.
    pub asked_before: bool,
    /// Whether other papers were joined to this one.
    pub has_joined: bool,
    /// Whether a day is worked.
    pub works: &'a dyn Fn(NaiveDate) -> bool,
}

/// Whether a step may follow.
///
/// # Errors
/// `proposals.move_unknown`, `proposals.move_not_now`, `right.missing`, `proposals.move_backwards`,
/// `proposals.in_future`, `proposals.needs_*`, `proposals.unit_unknown`, `proposals.too_few`, `proposals.text_missing`,
/// `proposals.inquiry_missing`, `proposals.return_late`, `proposals.extended`, `proposals.has_joined`,
/// `proposals.dissatisfied`, `proposals.satisfied`, `proposals.feedback_open`, `proposals.ratings_open`, `day.unreadable`.
pub fn check(state: &State, one: &Move, facts: &Facts<'_>) -> Result<()> {
    let chain = Chain::whole();
    let step = chain.step(&one.code).ok_or_else(|| refuse("proposals.move_unknown"))?;
    if !chain.after(&state.stage, facts.kind).any(|may| may.code == step.code) {
        return Err(refuse("proposals.move_not_now")
            .with("move", label("move", &one.code))
            .with("stage", label("stage", &state.stage)));
    }
    if facts.right < step.right {
        return Err(refuse("right.missing").with("operation", "proposals.move"));
    }
    let day = clock::day(&one.day)?;
    if day > facts.today {
        return Err(refuse("proposals.in_future").with("day", one.day.clone()));
    }
    let earliest = state.last_day.as_deref().unwrap_or(facts.handed_in);
    if one.day.as_str() < earliest && one.code != "receive" {
        return Err(refuse("proposals.move_backwards").with("day", one.day.clone()).with("before", earliest));
    }
    needs(state, one, step, facts.kind)?;
    match one.code.as_str() {
        "file" | "merge" => files(facts)?,
        "return" => in_time(state, day, facts)?,
        "extend" if state.extensions >= facts.book.extensions() => {
            return Err(refuse("proposals.extended").with("n", facts.book.extensions()));
        }
        "redo" if state.dissatisfied() == 0 && state.stage != "closed" => return Err(refuse("proposals.satisfied")),
        "close" => closes(state, one, facts)?,
        _ => {}
    }
    // Papers joined to this one wait for what it comes to.
    if facts.has_joined && !step.to.is_empty() && !holds_joined(&step.to) {
        return Err(refuse("proposals.has_joined"));
    }
    Ok(())
}

/// Whether a paper in a stage may have others joined to it that are not answered yet: it goes on, or was answered itself.
#[must_use]
pub fn holds_joined(stage: &str) -> bool {
    !matches!(stage, "draft" | "refused" | "opinion" | "withdrawn" | "merged")
}

/// The words of a stage or step.
#[must_use]
pub fn label(what: &str, code: &str) -> &'static str {
    crate::ground::words::term(&format!("proposals.{what}.{code}"))
}

fn needs(state: &State, one: &Move, step: &Step, kind: &str) -> Result<()> {
    for need in &step.needs {
        let missing = match need.as_str() {
            "note" => one.note.trim().is_empty().then(|| refuse("proposals.needs_note")),
            "ground" => one.ground.is_empty().then(|| refuse("proposals.needs_ground")),
            "unit" => one.unit.trim().is_empty().then(|| refuse("proposals.needs_unit")),
            "units" => one.units.is_empty().then(|| refuse("proposals.needs_units")),
            "signer" => one.signer.trim().is_empty().then(|| refuse("proposals.needs_signer")),
            // Questions are answered; there is nothing to class as solved or planned.
            "result" if matches!(kind, "inquiry" | "interpellation") => None,
            "result" => one.result.is_empty().then(|| refuse("proposals.needs_result")),
            "other" => one.other_id.is_none().then(|| refuse("proposals.needs_other")),
            "ratings" => one.ratings.is_empty().then(|| refuse("proposals.needs_ratings")),
            _ => None,
        };
        if let Some(missing) = missing {
            return Err(missing.with("move", label("move", &one.code)));
        }
    }
    if step.needs.iter().any(|need| need == "units") {
        divides(&one.units)?;
    }
    let known = state.units.iter().find(|unit| unit.unit == one.unit && unit.returned_on.is_none());
    let of_units = matches!(one.code.as_str(), "accept" | "return" | "contact" | "co_opinion")
        || (one.code == "reply" && state.stage == "handling");
    if of_units && known.is_none() {
        return Err(refuse("proposals.unit_unknown").with("unit", one.unit.clone()));
    }
    let wrong_role = match (one.code.as_str(), known) {
        ("co_opinion", Some(unit)) => unit.role != "joint",
        ("reply", Some(unit)) => unit.role == "joint" || unit.replied_on.is_some(),
        ("accept", Some(unit)) => unit.accepted_on.is_some(),
        _ => false,
    };
    if wrong_role {
        return Err(refuse("proposals.unit_not_this")
            .with("unit", one.unit.clone())
            .with("move", label("move", &one.code)));
    }
    Ok(())
}

/// One unit alone; or one in the lead with any number that help; or two and more that each answer their part.
fn divides(units: &[UnitRole]) -> Result<()> {
    let count = |role: &str| units.iter().filter(|unit| unit.role == role).count();
    let (sole, lead, joint, part) = (count("sole"), count("lead"), count("joint"), count("part"));
    let sound = sole + lead + joint + part == units.len()
        && matches!((sole, lead, joint, part), (1, 0, 0, 0) | (0, 1, 1.., 0) | (0, 0, _, 2..));
    if !sound {
        return Err(refuse("proposals.units_divided"));
    }
    let twice = units.iter().any(|one| units.iter().filter(|other| other.unit == one.unit).count() > 1);
    if twice || units.iter().any(|unit| unit.unit.trim().is_empty()) {
        return Err(refuse("proposals.units_twice"));
    }
    Ok(())
}

fn files(facts: &Facts<'_>) -> Result<()> {
    let enough = facts.signed >= facts.book.signers(facts.kind);
    let as_one = facts.delegation && facts.book.flag("proposals.delegation_suffices");
    if !enough && !as_one {
        return Err(refuse("proposals.too_few")
            .with("signed", facts.signed)
            .with("least", facts.book.signers(facts.kind)));
    }
    if !facts.whole_text {
        return Err(refuse("proposals.text_missing"));
    }
    if facts.kind == "interpellation" && facts.book.flag("proposals.inquiry_first") && !facts.asked_before {
        return Err(refuse("proposals.inquiry_missing"));
    }
    Ok(())
}

/// A paper wrongly assigned is given back within its time; later the assignment stands.
fn in_time(state: &State, day: NaiveDate, facts: &Facts<'_>) -> Result<()> {
    let Some(assigned) = state.assigned_on.as_deref().map(clock::day).transpose()? else { return Ok(()) };
    let until = facts.book.due(facts.book.limit("proposals.return_within"), assigned, facts.works);
    match until {
        Some(until) if day > until => Err(refuse("proposals.return_late").with("until", until.to_string())),
        _ => Ok(()),
    }
}

fn closes(state: &State, one: &Move, facts: &Facts<'_>) -> Result<()> {
    if state.stage == "replied" {
        // Without a single rating the paper is closed only when the time for them has run out.
        if let Some(until) = state.feedback_by.as_ref().filter(|until| one.day <= **until) {
            return Err(refuse("proposals.feedback_open").with("until", until.clone()));
        }
        return Ok(());
    }
    let of = i64::try_from(state.ratings.len()).unwrap_or(i64::MAX);
    // Those who have not said anything are heard until their time has run out.
    let waits = facts.raters - of;
    if let Some(until) = state.feedback_by.as_ref().filter(|until| waits > 0 && one.day <= **until) {
        return Err(refuse("proposals.ratings_open").with("n", waits).with("until", until.clone()));
    }
    if facts.book.asks_anew(state.dissatisfied(), of) {
        if state.round <= facts.book.redos() {
            return Err(refuse("proposals.dissatisfied").with("n", state.dissatisfied()));
        }
        if one.note.trim().is_empty() {
            return Err(refuse("proposals.needs_note").with("move", label("move", "close")));
        }
    }
    Ok(())
}
