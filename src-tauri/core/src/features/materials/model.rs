//! The nouns of materials.

use crate::features::meetings::model::ActionPoint;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many of a nature.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MaterialNature {
    /// Dictionary opinion_nature; empty while not sorted.
    pub code: String,
    /// Its label.
    pub label: String,
    /// Opinions.
    pub n: i64,
    /// Of which ended.
    pub ended: i64,
}

/// A duty window of the group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MaterialWindow {
    /// The rule in words.
    pub rule: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Delegates who are asked for something.
    pub total: i64,
    /// Who have done it.
    pub met: i64,
    /// Who can still do it in time.
    pub open: i64,
    /// Whose window ended without it.
    pub overdue: i64,
}

/// The group in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct MaterialFigures {
    /// Delegates with a seat in the group in these days.
    pub delegates: i64,
    /// Visits at least one of them took part in.
    pub visits: i64,
    /// Persons received at these visits.
    pub received: i64,
    /// Households visited.
    pub households: i64,
    /// Firms and shops visited.
    pub firms: i64,
    /// Villages.
    pub villages: i64,
    /// Opinions heard at these visits, without those about a person by name.
    pub opinions: i64,
    /// By nature.
    pub natures: Vec<MaterialNature>,
    /// Opinions that speak of a member of the group and are held back.
    pub held: i64,
    /// Duty windows that touch these days.
    pub windows: Vec<MaterialWindow>,
}

/// What a group looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Material {
    /// Record.
    pub id: String,
    /// Meeting.
    pub meeting_id: String,
    /// Delegation or group; empty for all.
    pub circle_id: Option<String>,
    /// First day it covers.
    pub from_day: String,
    /// Last day it covers.
    pub to_day: String,
    /// Day it was gathered.
    pub made_on: String,
    /// In figures.
    pub figures: MaterialFigures,
    /// What can be ticked off, in order.
    pub items: Vec<MaterialItem>,
    /// The rule book allows a copy with names for the group's leader; told when it is opened, not kept.
    pub leader_copy: bool,
}

/// One thing the meeting can tick off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct MaterialItem {
    /// Record.
    pub id: String,
    /// contact, opinion, action, proposal, duty or evaluation.
    pub section: String,
    /// Dictionary topic of an opinion.
    pub topic: String,
    /// What it is about: a kind and a record parted by a colon.
    pub item: String,
    /// What is told.
    pub label: String,
    /// How far it is.
    pub detail: String,
    /// Empty, told, discussed or action.
    pub mark: String,
    /// Action point it became.
    pub action_id: Option<String>,
}

/// A material wanted.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MaterialWish {
    /// Meeting.
    pub meeting_id: String,
    /// First day; that of the half year the meeting looks at when left out.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A mark wanted.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MaterialMark {
    /// Item.
    pub id: String,
    /// Empty, told, discussed or action.
    pub mark: String,
    /// The action point it becomes, for `action`; its meeting is that of the material.
    pub action: Option<ActionPoint>,
}

/// A mark for everything that has none yet.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MaterialRest {
    /// Meeting.
    pub meeting_id: String,
    /// told or discussed.
    pub mark: String,
}

/// Which figure of a material is opened.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct MaterialFigure {
    /// Meeting.
    pub meeting_id: String,
    /// visits, villages, received, households, firms, opinions, open, overdue, or the item of a matter.
    pub what: String,
}

/// A record that a figure counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Counted {
    /// Page it opens on.
    pub page: &'static str,
    /// Record.
    pub record: String,
    /// Day; empty when it has none.
    pub day: String,
    /// Village or community; empty when it has none.
    pub area_id: String,
    /// What it is, where that is more than its day and village.
    pub label: String,
    /// How much of the figure it is.
    pub n: i64,
    /// Duty and first day of a duty's window, parted by a colon; empty for other records.
    pub window: String,
    /// Day the window was looked at.
    pub as_of: String,
}
