//! The nouns of statistics.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
pub struct ActivitySums {
    /// Visits.
    pub visits: i64,
    /// Persons received (接待人次); forums count where the rule book says so.
    pub received: i64,
    /// Households visited (走访户次).
    pub households: i64,
    /// Firms and shops visited (企业商户家次).
    pub firms: i64,
    /// Persons of the register taking part in visits (参加人次), persons responsible with them.
    pub participants: i64,
    /// Opinions heard (意见条).
    pub opinions: i64,
    /// Of which registered only.
    pub registered: i64,
    /// Of which answered on the spot.
    pub answered: i64,
    /// Of which being handled.
    pub handling: i64,
    /// Of which closed (办结).
    pub closed: i64,
}

impl ActivitySums {
    /// Adds another one, `times` times: minus one takes away.
    pub fn add(&mut self, other: &Self, times: i64) {
        self.visits += times * other.visits;
        self.received += times * other.received;
        self.households += times * other.households;
        self.firms += times * other.firms;
        self.participants += times * other.participants;
        self.opinions += times * other.opinions;
        self.registered += times * other.registered;
        self.answered += times * other.answered;
        self.handling += times * other.handling;
        self.closed += times * other.closed;
    }
}

/// A period, and what of it.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Only this village.
    pub area: Option<String>,
    /// Only this kind of visit, and opinions heard at such visits.
    pub kind: Option<String>,
}

/// Totals of a period.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Totals {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The period.
    #[serde(flatten)]
    pub sums: ActivitySums,
    /// The year of the last day up to it, opening totals included; none when asked for one kind.
    pub year: Option<ActivitySums>,
}

/// A village.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AreaRow {
    /// Record; empty for the row of opening totals that belong to no village.
    pub area_id: String,
    /// Official name.
    pub area: String,
    /// 12-digit code.
    pub code: String,
    /// Persons responsible on the last day.
    pub leaders: Vec<String>,
    /// Fixed days in the period (应驻); none without a fixed time.
    pub expected: Option<i64>,
    /// Fixed days held, reports of no visitors and made-up days with them (实驻); without a fixed time, days with visits.
    pub held: i64,
    /// Fixed days suspended (停驻).
    pub suspended: i64,
    /// Reasons of the suspensions.
    pub reasons: Vec<String>,
    /// The period.
    pub period: ActivitySums,
    /// The year of the last day up to it, opening totals included.
    pub year: ActivitySums,
    /// Nothing at all in the period (零报告).
    pub zero: bool,
}

/// Villages as rows, in fixed order, zero rows with them.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ByArea {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// First day of the year so far.
    pub year_from: String,
    /// Rows.
    pub rows: Vec<AreaRow>,
    /// Their sum.
    pub expected: i64,
    /// Their sum.
    pub held: i64,
    /// Their sum.
    pub suspended: i64,
    /// Sum of the period.
    pub period: ActivitySums,
    /// Sum of the year so far.
    pub year: ActivitySums,
}

/// One key of a table: a month or a kind.
#[derive(Debug, Clone, Serialize, TS)]
pub struct KeyRow {
    /// 2026-09, or a kind of visit; empty for opinions heard at no visit.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Counts.
    pub sums: ActivitySums,
}

/// A topic with its opinions by status.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TopicRow {
    /// Dictionary topic; empty when none was chosen.
    pub topic: String,
    /// Its label.
    pub label: String,
    /// Opinions.
    pub total: i64,
    /// Registered only.
    pub registered: i64,
    /// Answered on the spot.
    pub answered: i64,
    /// Being handled.
    pub handling: i64,
    /// Closed.
    pub closed: i64,
}
