//! What may be asked of the first screen.

use super::store;
use crate::calls::Call;
use crate::features::delegates::store::{Term, terms};
use crate::features::drafts::store::{Draft, list as drafts};
use crate::features::duties::calls::{asked_day, upcoming_on};
use crate::features::duties::model::{AsOf, Upcoming};
use crate::features::duties::rules::year_of;
use crate::features::history::calls::{OperationLine, newest_lines};
use crate::features::meetings::model::Meeting;
use crate::features::meetings::store::list as meetings;
use crate::features::notices::calls::due_on as notices_due;
use crate::features::notices::model::NoticesDue;
use crate::features::office::store::{Office, office};
use crate::features::opinions::calls::{OpinionsDue, due_on};
use crate::features::proposals::calls::{ProposalsDue, due_on as proposals_due};
use crate::features::rulebook::{number, store::value};
use crate::features::statistics::calls::{months, topics};
use crate::features::statistics::model::{ActivitySums, KeyRow, Period, TopicRow};
use crate::features::weeks::calls::{Board, board_of};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use chrono::{Datelike, Days};
use serde::Serialize;
use ts_rs::TS;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![Call::read("workbench.today", r#"{"as_of":"2026-09-15"}"#, today)]
}

/// What waits today.
#[derive(Serialize, TS)]
struct Work {
    /// Unfinished typing of this clerk.
    drafts: Vec<Draft>,
    /// Opinions registered only.
    registered: i64,
    /// Opinions being handled.
    handling: i64,
    /// Opinions by what is due.
    due: OpinionsDue,
    /// Fixed days that have come and were not reported.
    unreported: i64,
    /// Sheets of planned visits that are not back.
    sheets: i64,
    /// Meetings of the next seven days.
    meetings: Vec<Meeting>,
    /// Proposals by what is due.
    proposals: ProposalsDue,
    /// Notices that did not reach everybody.
    notices: NoticesDue,
}

/// Everything the first screen shows.
#[derive(Serialize, TS)]
struct Workbench {
    /// The office.
    office: Office,
    /// The day everything is judged on.
    as_of: String,
    /// The office's day.
    today: String,
    /// Its year.
    year: i32,
    /// Congress terms running on the day.
    terms: Vec<Term>,
    /// The week around the day.
    week: Board,
    /// Duty windows of the year.
    duties: Upcoming,
    /// Days before a window ends when it counts as soon due.
    remind_days: i64,
    /// What waits.
    work: Work,
    /// Newest operations.
    recent: Vec<OperationLine>,
    /// Months of the year up to the day.
    months: Vec<KeyRow>,
    /// Their sum.
    totals: ActivitySums,
    /// Whether any visit was ever recorded, of whatever year.
    visited: bool,
    /// Opinions of the year by topic and status.
    topics: Vec<TopicRow>,
}

fn today(reading: &Reading<'_>, asked: AsOf) -> Result<Workbench> {
    let as_of = asked_day(reading, asked.as_of.as_deref())?;
    let day = as_of.to_string();
    let year = Period { from: year_of(as_of).from.to_string(), to: day.clone(), ..Period::default() };
    let week = board_of(reading, as_of)?;
    let come = week.lines.iter().filter(|line| line.come && line.state == "unreported").count();
    let (registered, handling) = store::open_opinions(reading.db)?;
    let months = months(reading, &year, false)?;
    let mut totals = ActivitySums::default();
    for month in &months {
        totals.add(&month.sums, 1);
    }
    let ahead = u64::try_from(number(reading.db, "meetings.soon_days", &day)?).unwrap_or(0);
    let soon = as_of.checked_add_days(Days::new(ahead)).unwrap_or(as_of).to_string();
    let mut terms = terms(reading.db)?;
    terms.retain(|term| term.starts <= day && term.ends.as_ref().is_none_or(|ends| *ends > day));
    Ok(Workbench {
        office: office(reading.db)?.ok_or_else(|| refuse("office.none"))?,
        today: reading.today.to_string(),
        year: as_of.year(),
        terms,
        work: Work {
            drafts: drafts(reading.db, &reading.actor.id)?,
            registered,
            handling,
            due: due_on(reading, as_of)?,
            unreported: i64::try_from(come).unwrap_or_default(),
            sheets: crate::features::plans::store::missing(reading.db, &day)?,
            meetings: meetings(reading.db, &day, &soon)?,
            proposals: proposals_due(reading, as_of)?,
            notices: notices_due(reading, as_of)?,
        },
        week,
        duties: upcoming_on(reading, as_of)?,
        remind_days: value(reading.db, "remind_days", &day)?.and_then(|days| days.as_i64()).unwrap_or_default(),
        recent: newest_lines(reading, 8)?,
        months,
        totals,
        visited: store::visited(reading.db)?,
        topics: topics(reading, &year)?,
        as_of: day,
    })
}
