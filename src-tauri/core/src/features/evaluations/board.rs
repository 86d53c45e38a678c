//! The board of a round: how far each village is, and the balance of its batches.

use super::counting::Figures;
use super::gather::{self, Printed, Whole};
use super::rounds;
use super::signing::Signing;
use super::store::{Kind, Voters, signings};
use crate::calls::{Done, Work};
use crate::ground::refusal::Result;
use crate::ground::station::{Op, Right, Undo};
use crate::ground::words;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use ts_rs::TS;

/// The board.
pub const BOARD: Op = Op { name: "evaluations.board", right: Right::View, undo: Undo::Undoable };
/// The balance.
pub const BALANCE: Op = Op { name: "evaluations.balance", right: Right::View, undo: Undo::Undoable };

/// Which round.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OfRound {
    /// The evaluation.
    pub round: String,
}

/// How far a village is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "RoundStage")]
pub enum Stage {
    /// No sheets yet.
    Planned,
    /// Sheets are printed.
    Printed,
    /// Sheets were taken out.
    Taken,
    /// The meeting was held.
    Held,
    /// The bag is back.
    Returned,
    /// Sheets were read.
    Read,
    /// A person must look at some.
    Review,
    /// Everything adds up.
    Balanced,
    /// The round is closed.
    Closed,
    /// The printed count was signed.
    Signed,
}

/// Sheets by where their figures come from.
#[derive(Serialize, TS)]
#[ts(rename = "SheetsByOrigin")]
pub struct ByOrigin {
    /// From scans.
    scan: i64,
    /// By two keyings.
    keyed: i64,
    /// Counted in the hall.
    hall: i64,
}

/// One batch.
#[derive(Serialize, TS)]
#[ts(rename = "BoardBatch")]
pub struct BatchLine {
    /// Record.
    id: String,
    /// Code on its sheets.
    code: String,
    /// The delegate its sheets are about; none for a team.
    person_id: Option<String>,
    /// Name of the delegate.
    person: Option<String>,
    /// Who fills in its sheets.
    voters: Voters,
    /// Whether there is room for free words on them.
    free_text: bool,
    /// How far it is.
    stage: Stage,
    /// Sheets printed.
    copies: i64,
    /// Printed sheets handed out.
    issued: i64,
    /// Sheets copied on the spot and registered.
    copied: i64,
    /// Printed sheets kept back under seal.
    sealed: i64,
    /// Printed sheets destroyed.
    destroyed: i64,
    /// Who took the sheets out.
    taken_by: String,
    /// Day they were taken out.
    taken_on: Option<String>,
    /// Day of the meeting.
    held_on: Option<String>,
    /// When it began, HH:MM; empty when not written down.
    starts: String,
    /// Where it was held.
    venue: String,
    /// Day the bag came back.
    returned_on: Option<String>,
    /// Sheets counted when the bag was opened.
    returned: Option<i64>,
    /// People who should have come.
    invited: Option<i64>,
    /// Party members who came.
    present_members: Option<i64>,
    /// Residents who came.
    present_residents: Option<i64>,
    /// Those who watch the count.
    scrutineers: Vec<String>,
    /// Those who count.
    counters: Vec<String>,
    /// Who led the meeting.
    chair: String,
    /// Who called out the count.
    reader: String,
    /// Valid sheets with an answer.
    valid: i64,
    /// Void sheets.
    void: i64,
    /// Sheets without any answer.
    blank: i64,
    /// Handed out and not returned.
    missing: i64,
    /// Handed out and in none of these.
    difference: i64,
    /// Pages, rows' pages and keyed sheets a person must look at.
    to_review: i64,
    /// Where its figures come from.
    by_origin: ByOrigin,
}

/// One village.
#[derive(Serialize, TS)]
#[ts(rename = "BoardVillage")]
pub struct VillageLine {
    /// Village or community, or the meeting.
    area_id: String,
    /// Its name.
    area: String,
    /// How far it is: as far as its last batch.
    stage: Stage,
    /// Its batches.
    batches: Vec<BatchLine>,
    /// Who signed its printed count; none until that was written down.
    signing: Option<Signing>,
}

/// The round of a board.
#[derive(Serialize, TS)]
pub struct BoardRound {
    /// Record.
    id: String,
    /// Who rates whom.
    kind: Kind,
    /// Name.
    title: String,
    /// planned, held or finished.
    state: String,
    /// Day its counting was closed.
    closed_on: Option<String>,
    /// Why it was closed with a difference.
    closed_note: String,
    /// Who answers for the closing.
    closed_by: String,
}

/// The board.
#[derive(Serialize, TS)]
#[ts(rename = "RoundBoard")]
pub struct Board {
    /// The round.
    round: BoardRound,
    /// Villages in the order of the round.
    villages: Vec<VillageLine>,
    /// Pages of no known batch a person must look at.
    stray: i64,
}

fn stage(whole: &Whole, batch: &Printed, figures: &Figures) -> Stage {
    let held = &batch.held;
    let counted = figures.sheets.scanned + figures.sheets.keyed + figures.sheets.hall;
    if whole.round.closed_on.is_some() {
        Stage::Closed
    } else if figures.to_review > 0 {
        Stage::Review
    } else if counted > 0 && held.returned.is_some() && !figures.leaves_over() {
        Stage::Balanced
    } else if counted > 0 {
        Stage::Read
    } else if held.returned_on.is_some() || held.returned.is_some() {
        Stage::Returned
    } else if held.held_on.is_some() {
        Stage::Held
    } else if held.issued > 0 {
        Stage::Taken
    } else {
        Stage::Printed
    }
}

/// The board of a round.
///
/// # Errors
/// `evaluations.gone`, `evaluations.store`; what the disk says.
pub fn board(work: &Work<'_>, asked: OfRound) -> Result<Done<Board>> {
    let store = rounds::of(work.desk, &asked.round)?;
    let (whole, figures, closing, mut signed, corrections) =
        work.desk.station()?.read(&work.session.actor, |reading| {
            let whole = gather::whole(reading, &asked.round)?;
            let figures = gather::figures(reading, &whole, store.as_deref())?;
            let closing = super::store::batches::closing(reading.db, &asked.round)?;
            let signed = signings::of_round(reading.db, &asked.round)?;
            let corrections = signings::corrections(reading.db, &asked.round)?;
            Ok((whole, figures, closing, signed, corrections))
        })?;
    let stray = if whole.round.closed_on.is_none() { gather::stray_pages(store.as_deref())? } else { 0 };
    let mut order: Vec<&str> = Vec::new();
    let subjects = whole.round.subjects.iter().map(|one| one.area_id.as_str());
    for area in subjects.chain(whole.batches.iter().map(|one| one.held.area_id.as_str())) {
        if !order.contains(&area) {
            order.push(area);
        }
    }
    let line = |batch: &Printed, figures: &Figures| {
        let (held, sheets) = (&batch.held, &figures.sheets);
        BatchLine {
            id: held.id.clone(),
            code: held.code.clone(),
            person_id: held.person_id.clone(),
            person: held.person_id.as_ref().map(|id| whole.person(id)),
            voters: held.voters,
            free_text: batch.free_text,
            stage: stage(&whole, batch, figures),
            copies: held.copies,
            issued: held.issued,
            copied: held.copied,
            sealed: held.sealed,
            destroyed: held.destroyed,
            taken_by: held.taken_by.clone(),
            taken_on: held.taken_on.clone(),
            held_on: held.held_on.clone(),
            starts: held.starts.clone(),
            venue: held.venue.clone(),
            returned_on: held.returned_on.clone(),
            returned: held.returned,
            invited: held.invited,
            present_members: held.present_members,
            present_residents: held.present_residents,
            scrutineers: held.scrutineers.clone(),
            counters: held.counters.clone(),
            chair: held.chair.clone(),
            reader: held.reader.clone(),
            valid: sheets.valid,
            void: sheets.void,
            blank: sheets.blank,
            missing: sheets.missing,
            difference: sheets.difference,
            to_review: figures.to_review,
            by_origin: ByOrigin { scan: sheets.scanned, keyed: sheets.keyed, hall: sheets.hall },
        }
    };
    let villages = order
        .into_iter()
        .map(|area| {
            let lines: Vec<BatchLine> = whole
                .batches
                .iter()
                .zip(&figures)
                .filter(|(batch, _)| batch.held.area_id == area)
                .map(|(batch, figures)| line(batch, figures))
                .collect();
            // A person who must look comes first; otherwise a village is as far as its last batch.
            let review = lines.iter().any(|one| one.stage == Stage::Review);
            let least = lines.iter().map(|one| one.stage).min().unwrap_or(Stage::Planned);
            let signing = signed.remove(area).map(|one| Signing {
                outdated: one.corrections < corrections.get(area).copied().unwrap_or(0),
                on: one.on,
                scrutineers: one.scrutineers,
                counters: one.counters,
                chair: one.chair,
                paper: one.paper,
            });
            let done = least == Stage::Closed && signing.as_ref().is_some_and(|one| !one.outdated);
            VillageLine {
                area_id: area.to_owned(),
                area: whole.area(area),
                stage: match (review, done) {
                    (true, _) => Stage::Review,
                    (false, true) => Stage::Signed,
                    (false, false) => least,
                },
                batches: lines,
                signing,
            }
        })
        .collect();
    let round = BoardRound {
        id: whole.round.id.clone(),
        kind: whole.round.kind,
        title: whole.round.title.clone(),
        state: whole.round.state.clone(),
        closed_on: whole.round.closed_on.clone(),
        closed_note: closing.0,
        closed_by: closing.1,
    };
    Ok(Done::silent(Board { round, villages, stray }))
}

/// The balance of one batch.
#[derive(Serialize, TS)]
#[ts(rename = "BatchBalance")]
pub struct Balance {
    /// Batch.
    batch: String,
    /// Village.
    area: String,
    /// Delegate; none for a team.
    person: Option<String>,
    /// Sheets handed out, with those copied on the spot.
    issued: i64,
    /// Valid sheets with an answer.
    valid: i64,
    /// Void sheets.
    void: i64,
    /// Sheets without any answer.
    blank: i64,
    /// Handed out and not returned.
    missing: i64,
    /// What is left over; nothing when everything adds up.
    difference: i64,
    /// Pages and keyed sheets a person must look at.
    unsettled: i64,
    /// What a person should know, in sentences.
    notes: Vec<String>,
}

/// What a person should know of a batch before it is closed.
#[must_use]
pub fn notes(batch: &Printed, figures: &Figures, least: i64) -> Vec<String> {
    let held = &batch.held;
    let issued = held.issued + held.copied;
    let unused = held.copies - held.issued - held.sealed - held.destroyed;
    let unheard = figures.unheard();
    let few = figures.sheets.hall_valid > 0 && unheard < least;
    let facts = [
        ("unheard", if few { unheard } else { 0 }),
        ("not_issued", i64::from(issued == 0)),
        ("unused", unused),
        ("not_returned", i64::from(issued > 0 && held.returned.is_none())),
        ("more_than_issued", figures.surplus),
        ("more_than_returned", if figures.surplus == 0 { -figures.sheets.difference } else { 0 }),
        ("not_counted", figures.uncounted),
        ("pages_open", figures.pages_open),
        ("rows_open", figures.rows_open),
        ("keyed_open", figures.keyed_open),
        ("uneven", figures.uneven),
        ("hall_uneven", figures.hall_uneven),
    ];
    facts
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(code, n)| {
            let mut fields = Map::new();
            fields.insert("n".to_owned(), n.into());
            words::fill(words::term(&format!("evaluations.note.{code}")), &fields)
        })
        .collect()
}

/// The balance of a round, batch by batch.
///
/// # Errors
/// As [`board`].
pub fn balance(work: &Work<'_>, asked: OfRound) -> Result<Done<Vec<Balance>>> {
    let store = rounds::of(work.desk, &asked.round)?;
    let (whole, figures) = work.desk.station()?.read(&work.session.actor, |reading| {
        let whole = gather::whole(reading, &asked.round)?;
        let figures = gather::figures(reading, &whole, store.as_deref())?;
        Ok((whole, figures))
    })?;
    let lines = whole.batches.iter().zip(&figures).map(|(batch, figures)| Balance {
        batch: batch.held.id.clone(),
        area: whole.area(&batch.held.area_id),
        person: batch.held.person_id.as_ref().map(|id| whole.person(id)),
        issued: batch.held.issued + batch.held.copied,
        valid: figures.sheets.valid,
        void: figures.sheets.void,
        blank: figures.sheets.blank,
        missing: figures.sheets.missing,
        difference: figures.sheets.difference,
        unsettled: figures.to_review,
        notes: notes(batch, figures, whole.rules.least_valid),
    });
    Ok(Done::silent(lines.collect()))
}
