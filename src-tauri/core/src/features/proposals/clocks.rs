//! The time limits of one paper and how they stand. Pure.

use super::chain::{State, effective};
use super::model::{Clock, Move, Proposal};
use super::rules::Book;
use chrono::NaiveDate;

/// The light of days left: past, near, or calm.
#[must_use]
pub fn light(days_left: i64, warn_days: i64) -> &'static str {
    match days_left {
        ..0 => "overdue",
        left if left <= warn_days => "soon",
        _ => "calm",
    }
}

struct Reckoning<'a> {
    book: &'a Book,
    today: NaiveDate,
    works: &'a dyn Fn(NaiveDate) -> bool,
}

impl Reckoning<'_> {
    fn clock(
        &self,
        what: &'static str,
        unit: &str,
        from: &str,
        due: Option<String>,
        done: Option<&String>,
    ) -> Option<Clock> {
        let due = due?;
        let days_left = (due.parse::<NaiveDate>().ok()? - self.today).num_days();
        let light = match done {
            Some(day) if *day > due => "late",
            Some(_) => "done",
            None => light(days_left, self.book.warn_days()),
        };
        Some(Clock {
            what,
            unit: unit.to_owned(),
            from: from.to_owned(),
            due,
            done_on: done.cloned(),
            days_left,
            light,
            without_holidays: false,
        })
    }

    fn after(&self, limit: &str, from: &str) -> Option<String> {
        let begin = from.parse().ok()?;
        self.book.due(self.book.limit(limit), begin, self.works).map(|day| day.to_string())
    }
}

/// The limits of a paper in the order of the work.
#[must_use]
pub fn clocks(
    paper: &Proposal,
    state: &State,
    moves: &[Move],
    book: &Book,
    today: NaiveDate,
    works: &dyn Fn(NaiveDate) -> bool,
) -> Vec<Clock> {
    let with = Reckoning { book, today, works };
    let mut all = Vec::new();
    if state.stage == "draft" && paper.sign_by.is_some() {
        let done = paper.unsigned.is_empty().then_some(&paper.day);
        all.extend(with.clock("sign", "", &paper.day, paper.sign_by.clone(), done));
    }
    let answered = matches!(state.stage.as_str(), "replied" | "rated" | "closed");
    if let Some(from) = &state.assigned_on {
        for unit in state.units.iter().filter(|unit| unit.returned_on.is_none()) {
            if state.stage == "assigned" && unit.accepted_on.is_none() {
                all.extend(with.clock("return", &unit.unit, from, with.after("proposals.return_within", from), None));
            }
        }
        let talked = effective(moves).find(|one| one.code == "contact" && one.day >= *from).map(|one| &one.day);
        let talked = talked.or(state.replied_on.as_ref().filter(|_| state.stage != "handling"));
        all.extend(with.clock("contact", "", from, with.after("proposals.contact_within", from), talked));
        for unit in state.units.iter().filter(|unit| unit.role == "joint" && unit.returned_on.is_none()) {
            // Once the answer is out, an opinion that never came is no longer waited for.
            let due =
                with.after("proposals.co_opinion_within", from).filter(|_| !answered || unit.opinion_on.is_some());
            all.extend(with.clock("co_opinion", &unit.unit, from, due, unit.opinion_on.as_ref()));
        }
    }
    if let Some(from) = state.assigned_on.as_ref().or(state.last_day.as_ref()).filter(|_| state.reply_by.is_some()) {
        let done = state.replied_on.as_ref().filter(|_| answered);
        all.extend(with.clock("reply", "", from, state.reply_by.clone(), done));
    }
    if let Some(from) = state.replied_on.as_ref().filter(|_| answered) {
        let rated = effective(moves).rev().find(|one| one.code == "rate" && one.day >= *from).map(|one| &one.day);
        let rated = rated.or(state.last_day.as_ref().filter(|_| state.stage == "closed"));
        all.extend(with.clock("feedback", "", from, state.feedback_by.clone(), rated));
    }
    if super::chain::Chain::whole().ended(&state.stage) {
        // What still ran when the paper ended asks for nothing any more.
        all.retain(|clock| clock.done_on.is_some());
    }
    all
}
