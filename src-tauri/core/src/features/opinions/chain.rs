//! The chain as data: states, moves and natures.

use crate::ground::station::Right;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use ts_rs::TS;

/// Which clock runs in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "OpinionClock")]
pub enum Clock {
    /// To pass it on.
    Send,
    /// To finish it.
    Close,
    /// To the day a move set.
    Given,
    /// None.
    None,
}

/// A state of the chain.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OpinionStateSpec")]
pub struct StateSpec {
    /// Dictionary opinion_state.
    pub code: String,
    /// registered, answered, handling or closed.
    pub status: String,
    /// Its clock.
    pub clock: Clock,
    /// The matter rests here.
    #[serde(default)]
    pub end: bool,
    /// The usual next move; empty for none.
    pub next: String,
    /// The usual next move when the giver is dissatisfied.
    #[serde(default)]
    pub next_unhappy: String,
}

/// A kind of move.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OpinionMoveSpec")]
pub struct MoveSpec {
    /// Dictionary opinion_move.
    pub code: String,
    /// States it may be made in.
    pub from: Vec<String>,
    /// State it leads to; none when the state stays.
    #[serde(default)]
    pub to: Option<String>,
    /// What it can carry: unit, paper, deadline, signer, note, answer, told, rating, attachment, proposal,
    /// source (the proposal an answer comes from; the program fills it in).
    pub fields: Vec<String>,
    /// What it must carry.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Right it needs.
    #[serde(default = "enter")]
    pub right: Right,
    /// Right needed when the move concerns what another clerk entered; that of the move itself when none.
    #[serde(default)]
    pub others: Option<Right>,
    /// The clock begins anew.
    #[serde(default)]
    pub starts: bool,
    /// With it the giver has been told.
    #[serde(default)]
    pub tells: bool,
    /// It takes the last move back.
    #[serde(default)]
    pub withdraws: bool,
    /// It enters from paper what was done before: forms and imports make it, and the ledger for many at once. It is never
    /// offered as a next step.
    #[serde(default)]
    pub by_form: bool,
    /// Only a family makes it.
    #[serde(default)]
    pub by_family: bool,
    /// Paper that goes with it.
    #[serde(default)]
    pub sheet: Option<String>,
}

fn enter() -> Right {
    Right::Enter
}

/// A nature of opinions.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OpinionNatureSpec")]
pub struct NatureSpec {
    /// Dictionary opinion_nature.
    pub code: String,
    /// word, problem, inquiry or praise: they are counted apart and never added up.
    pub counts_as: String,
    /// Whether deadlines run.
    pub clock: bool,
}

/// The whole chain.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "OpinionChain")]
pub struct Chain {
    /// Where it comes from.
    pub source: String,
    /// States.
    pub states: Vec<StateSpec>,
    /// Moves.
    pub moves: Vec<MoveSpec>,
    /// Natures.
    pub natures: Vec<NatureSpec>,
}

/// The chain of this program.
#[must_use]
pub fn chain() -> &'static Chain {
    static CHAIN: OnceLock<Chain> = OnceLock::new();
    CHAIN.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/opinion_moves.json"))
            .expect("the built-in chain of opinions reads")
    })
}

impl Chain {
    /// A state; an unknown code stands for a registered opinion, which every chain begins with.
    #[must_use]
    pub fn state(&self, code: &str) -> &StateSpec {
        static FIRST: OnceLock<StateSpec> = OnceLock::new();
        self.states.iter().find(|state| state.code == code).unwrap_or_else(|| {
            FIRST.get_or_init(|| StateSpec {
                code: "registered".to_owned(),
                status: "registered".to_owned(),
                clock: Clock::Send,
                end: false,
                next: "send".to_owned(),
                next_unhappy: String::new(),
            })
        })
    }

    /// A kind of move.
    #[must_use]
    pub fn spec(&self, code: &str) -> Option<&MoveSpec> {
        self.moves.iter().find(|spec| spec.code == code)
    }

    /// Whether deadlines run for a nature; they do while it is not sorted.
    #[must_use]
    pub fn has_clock(&self, nature: &str) -> bool {
        self.natures.iter().find(|one| one.code == nature).is_none_or(|one| one.clock)
    }
}
