//! What the chain adds up to, what may follow, and when it is due. Pure: days and calendar are passed in.

use super::chain::{Clock, MoveSpec, chain};
use super::model::MoveLine;
use crate::features::calendar::rules::{Calendar, Reckoned};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use chrono::NaiveDate;

/// What a chain of moves adds up to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Dictionary opinion_state.
    pub state: String,
    /// Day the running clock began.
    pub since: String,
    /// Deadline set by a move.
    pub deadline: Option<String>,
    /// Unit that handles it.
    pub unit: String,
    /// Answer given.
    pub answer: String,
    /// What the giver said of it.
    pub rating: String,
    /// Day the matter ended.
    pub closed_on: Option<String>,
    /// Day the giver was told.
    pub told_on: Option<String>,
    /// Family it was merged into.
    pub family_id: Option<String>,
}

/// The numbers of the rule book for one opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Working days to pass it on.
    pub send: i64,
    /// Working days to say no.
    pub decline: i64,
    /// Working days to finish.
    pub close: i64,
    /// Working days an extension may add.
    pub extend: i64,
}

/// Moves that still stand: neither taken back nor taking back.
pub fn effective(moves: &[MoveLine]) -> impl Iterator<Item = &MoveLine> {
    moves
        .iter()
        .filter(|one| one.withdraws.is_none())
        .filter(|one| !moves.iter().any(|other| other.withdraws.as_deref() == Some(one.id.as_str())))
}

/// Adds up a chain from the day the opinion was heard.
#[must_use]
pub fn standing<'a>(heard: &str, moves: impl Iterator<Item = &'a MoveLine>) -> Standing {
    let chain = chain();
    let mut now = Standing { state: "registered".to_owned(), since: heard.to_owned(), ..Standing::default() };
    for one in moves {
        let Some(spec) = chain.spec(&one.kind) else { continue };
        if spec.starts {
            one.day.clone_into(&mut now.since);
            // What was answered before belongs to the handling that is over.
            now.deadline = None;
            now.rating = String::new();
            now.told_on = None;
            now.family_id = None;
        }
        if one.deadline.is_some() {
            now.deadline.clone_from(&one.deadline);
        }
        if !one.unit.is_empty() {
            now.unit.clone_from(&one.unit);
        }
        if !one.answer.is_empty() {
            now.answer.clone_from(&one.answer);
        }
        if !one.rating.is_empty() {
            now.rating.clone_from(&one.rating);
        }
        if spec.tells {
            now.told_on = Some(one.day.clone());
        }
        if let Some(to) = &spec.to {
            now.closed_on = chain.state(to).end.then(|| one.day.clone());
            // Who was merged stays in the family when it is answered; a handling of its own leaves it.
            if to == "merged" {
                now.family_id.clone_from(&one.family_id);
            }
            now.state.clone_from(to);
        }
    }
    now
}

/// The end of the running clock; none where no clock runs.
#[must_use]
pub fn due(now: &Standing, nature: &str, days: Days, calendar: &Calendar) -> Option<Reckoned> {
    if !chain().has_clock(nature) {
        return None;
    }
    let since = day(&now.since).ok()?;
    let set = || {
        let until = now.deadline.as_deref().and_then(|text| day(text).ok())?;
        Some(Reckoned { day: until, without_holidays: false })
    };
    match chain().state(&now.state).clock {
        Clock::Send => Some(calendar.after(since, days.send)),
        Clock::Close => set().or_else(|| Some(calendar.after(since, days.close))),
        Clock::Given => set(),
        Clock::None => None,
    }
}

/// The last day a deadline may be set to by a move, when the move sets one.
#[must_use]
pub fn latest(
    spec: &MoveSpec,
    now: &Standing,
    on: NaiveDate,
    nature: &str,
    days: Days,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    if !spec.fields.iter().any(|field| field == "deadline") {
        return None;
    }
    if spec.to.as_deref() == Some("extended") {
        let until = due(now, nature, days, calendar).map_or(on, |found| found.day);
        return Some(calendar.after(until, days.extend).day);
    }
    Some(calendar.after(on, days.close).day)
}

/// The light of a due day. `soon` is the last day that counts as soon due.
#[must_use]
pub fn light(state: &str, due_on: Option<&str>, told: bool, today: &str, soon: &str) -> &'static str {
    let spec = chain().state(state);
    match due_on {
        Some(due) if due < today => "overdue",
        Some(due) if due == today => "today",
        Some(due) if due <= soon => "soon",
        Some(_) => "running",
        None if !told && (spec.end || spec.next == "feedback") => "untold",
        None if spec.end => "done",
        None => "none",
    }
}

/// Whether a move may follow, by its state alone.
///
/// # Errors
/// `opinions.move_unknown`, `opinions.move_not_now`, `opinions.nothing_to_withdraw`.
pub fn may_follow(spec: &MoveSpec, now: &Standing, moves: &[MoveLine]) -> Result<()> {
    if !spec.from.contains(&now.state) {
        return Err(refuse("opinions.move_not_now"));
    }
    if spec.withdraws && effective(moves).next().is_none() {
        return Err(refuse("opinions.nothing_to_withdraw"));
    }
    Ok(())
}

/// The last day that binds the next move: that of every move that stands, so that a wrong day is put right by taking the
/// move back; and that of every end or new opening ever counted, so that a balance once reported stays. A move taken back on
/// its own day was never counted.
#[must_use]
pub fn bound<'a>(heard: &'a str, moves: &'a [MoveLine]) -> &'a str {
    let undone_at_once = |one: &MoveLine| {
        moves.iter().any(|other| {
            let pair = other.withdraws.as_deref() == Some(one.id.as_str())
                || one.withdraws.as_deref() == Some(other.id.as_str());
            pair && other.day == one.day
        })
    };
    let counted = moves.iter().filter(|one| one.closes != 0 && !undone_at_once(one));
    effective(moves).chain(counted).map(|one| one.day.as_str()).chain([heard]).max().unwrap_or(heard)
}

/// The day a move is taken back on when nobody says one: its own in the month that runs, for nothing was reported of it yet;
/// today later.
#[must_use]
pub fn taken_back_on(one: &MoveLine, today: NaiveDate) -> String {
    let today = today.to_string();
    let month = |text: &str| text.get(..7).map(str::to_owned);
    if month(&one.day) == month(&today) { one.day.clone() } else { today }
}

/// Checks the day of a move: not before what binds it and not in the future.
///
/// # Errors
/// `opinions.day_before`, `opinions.in_future`, `day.unreadable`.
pub fn check_day(on: &str, heard: &str, moves: &[MoveLine], today: NaiveDate) -> Result<NaiveDate> {
    let at = day(on)?;
    let last = bound(heard, moves);
    if on < last {
        return Err(refuse("opinions.day_before").with("day", on.to_owned()).with("last", last.to_owned()));
    }
    if at > today {
        return Err(refuse("opinions.in_future").with("day", on.to_owned()));
    }
    Ok(at)
}

/// Checks a deadline a move sets: never before its start, an extension never before the old deadline, and not beyond what
/// the rule book allows.
///
/// # Errors
/// `opinions.deadline_early`, `opinions.deadline_late`, `day.unreadable`.
pub fn check_deadline(
    text: &str,
    spec: &MoveSpec,
    now: &Standing,
    on: NaiveDate,
    nature: &str,
    days: Days,
    calendar: &Calendar,
) -> Result<()> {
    let until = day(text)?;
    let first = if spec.to.as_deref() == Some("extended") {
        due(now, nature, days, calendar).map_or(on, |found| found.day.max(on))
    } else {
        on
    };
    if until < first || (until == first && spec.to.as_deref() == Some("extended")) {
        return Err(refuse("opinions.deadline_early").with("day", text.to_owned()).with("first", first.to_string()));
    }
    let last = latest(spec, now, on, nature, days, calendar).unwrap_or(until);
    if until > last {
        return Err(refuse("opinions.deadline_late").with("day", text.to_owned()).with("last", last.to_string()));
    }
    Ok(())
}

/// 1 when a move ends the matter, -1 when it opens it again.
#[must_use]
pub fn closes(before: &str, after: &str) -> i64 {
    i64::from(chain().state(after).end) - i64::from(chain().state(before).end)
}
