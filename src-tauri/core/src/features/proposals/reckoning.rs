//! Last days that count working days, while the holidays of a year are not known yet and once they are.

use super::chain::{self, Chain, State};
use super::chain_calls::due;
use super::model::{Clock, Move, Proposal};
use super::rules::Book;
use super::store::{self, steps};
use super::terms::Unit;
use crate::features::calendar::rules::Calendar;
use crate::features::calendar::store::calendar;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::{Datelike, NaiveDate};

/// Says of each limit whether a year without its list of holidays lies in what it counts.
pub fn tell(clocks: &mut [Clock], paper: &Proposal, state: &State, book: &Book, calendar: &Calendar) {
    let year = |text: &str| text.parse::<NaiveDate>().map(|day| day.year());
    for clock in clocks.iter_mut() {
        let limit = match clock.what {
            "return" => book.limit("proposals.return_within"),
            "contact" => book.limit("proposals.contact_within"),
            "co_opinion" => book.limit("proposals.co_opinion_within"),
            "feedback" => book.limit("proposals.feedback_within"),
            "reply" if state.extensions > 0 => book.limit("proposals.extension"),
            "reply" if state.round > 1 => book.limit("proposals.redo_within"),
            "reply" => book.reply(&paper.kind, state.hard),
            // Co-signers sign by a day somebody chose.
            _ => continue,
        };
        let (Ok(from), Ok(until)) = (year(&clock.from), year(&clock.due)) else { continue };
        clock.without_holidays = match limit.unit {
            Unit::WorkingDays => (from..=until).any(|year| !calendar.knows(year)),
            // Only the last day is looked at, to be moved on to a working day.
            Unit::Months | Unit::Days => book.flag("proposals.roll") && !calendar.knows(until),
        };
    }
}

/// Reckons the last days of every paper that waits for something anew, after the holidays of a year became known or others:
/// each step by the rules of its own day.
///
/// # Errors
/// What the database says.
pub fn anew(writing: &Writing<'_>) -> Result<()> {
    let db = writing.tx;
    let calendar = calendar(db)?;
    for id in steps::waiting(db)? {
        let Some(paper) = store::whole(db, &id)? else { continue };
        let moves = steps::of(db, &id)?;
        if anew_of(writing, &paper, &moves, &calendar)? {
            let state = chain::fold(&steps::of(db, &id)?);
            steps::settle(db, &id, &state)?;
            for other in steps::joined(db, &id)?.iter().filter(|other| other.stage == "merged") {
                steps::follow(db, &other.id, &state)?;
            }
        }
    }
    Ok(())
}

/// Whether a day of the paper is another one now.
fn anew_of(writing: &Writing<'_>, paper: &Proposal, moves: &[Move], calendar: &Calendar) -> Result<bool> {
    let works = |day| calendar.works(day);
    let (mut done, mut changed): (Vec<Move>, bool) = (Vec::new(), false);
    for one in chain::effective(moves) {
        let mut one = one.clone();
        // A joined paper takes its day from the one it was joined to; it is reckoned there.
        if one.due_on.is_some() && one.code != "merge" && Chain::whole().step(&one.code).is_some() {
            let book = store::book(writing.tx, &one.day)?;
            let now = due(writing.tx, paper, &chain::fold(&done), &one, &book, (day(&one.day)?, &works))?;
            if now.is_some() && now != one.due_on {
                steps::set_due(writing.tx, &one.id, now.as_deref())?;
                one.due_on = now;
                changed = true;
            }
        }
        done.push(one);
    }
    Ok(changed)
}
