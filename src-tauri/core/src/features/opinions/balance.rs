//! The balance of a period (期初在办 + 本期新增 + 重新办理 = 本期办结 + 期末在办).
//!
//! It is added up from what happened on its day, never from how things stand today: a matter that is opened again this
//! year stays ended in the year it was ended in, and is told apart as opened again. So a balance once reported stays.

use super::chain::chain;
use super::store::balance as store;
use crate::features::duties::rules::Span;
use crate::ground::refusal::Result;
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// One line of a balance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "OpinionBalance")]
pub struct Balance {
    /// Being handled when the period began.
    pub opening: i64,
    /// Heard in it.
    pub heard: i64,
    /// Ended before or in it and opened again in it.
    pub reopened: i64,
    /// Ended in it.
    pub ended: i64,
    /// Being handled when it ended.
    pub closing: i64,
}

impl Balance {
    /// Adds another line.
    pub fn add(&mut self, other: &Self) {
        self.opening += other.opening;
        self.heard += other.heard;
        self.reopened += other.reopened;
        self.ended += other.ended;
        self.closing += other.closing;
    }
}

/// A balance by what is counted: words (条), problems (宗), inquiries, praise; they are never added up to each other on paper.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "OpinionBalances")]
pub struct Balances {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// word, problem, inquiry, praise, or empty for what is not sorted yet.
    pub lines: BTreeMap<String, Balance>,
    /// All records.
    pub whole: Balance,
}

/// The balance of a period, of one village or of all.
///
/// # Errors
/// What the database says.
pub fn balance(db: &Connection, days: Span, area: Option<&str>) -> Result<Balances> {
    let mut all = Balances { from: days.from.to_string(), to: days.to.to_string(), ..Balances::default() };
    for (nature, line) in store::lines(db, &all.from, &all.to, area)? {
        let kind = chain().natures.iter().find(|one| one.code == nature).map_or("", |one| one.counts_as.as_str());
        all.whole.add(&line);
        all.lines.entry(kind.to_owned()).or_default().add(&line);
    }
    Ok(all)
}
