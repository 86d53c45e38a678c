//! Making a move: what stands, what may follow, the line it leaves.

use super::chain::{MoveSpec, chain};
use super::model::{MoveLine, MoveWish};
use super::rules::{self, Days, Standing};
use super::store::clock::Limits;
use super::store::{self, chain as moves};
use crate::features::calendar::rules::Calendar;
use crate::features::calendar::store::calendar;
use crate::features::office::store::knows;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Writing;
use crate::ground::words;
use chrono::NaiveDate;
use rusqlite::Connection;

/// What many moves of one operation share.
pub struct Moving {
    calendar: Calendar,
    limits: Limits,
}

/// What a move left.
pub struct Moved {
    /// The move.
    pub id: String,
    /// State after it.
    pub state: String,
}

impl Moving {
    /// Reads the rule book and the calendar.
    ///
    /// # Errors
    /// What the database says.
    pub fn new(db: &Connection) -> Result<Self> {
        Ok(Self { calendar: calendar(db)?, limits: Limits::new(db)? })
    }

    /// Makes one move, or refuses and leaves everything as it was.
    ///
    /// # Errors
    /// `opinions.*`, `right.missing`; what the database says.
    pub fn make(&self, writing: &Writing<'_>, wish: &MoveWish) -> Result<Moved> {
        self.made(writing, wish, false)
    }

    /// Makes a move that follows from what was done elsewhere: whoever may do that needs no right of its own for it.
    ///
    /// # Errors
    /// `opinions.*`; what the database says.
    pub fn follow(&self, writing: &Writing<'_>, wish: &MoveWish) -> Result<Moved> {
        self.made(writing, wish, true)
    }

    fn made(&self, writing: &Writing<'_>, wish: &MoveWish, follows: bool) -> Result<Moved> {
        let spec = chain().spec(&wish.kind).ok_or_else(|| refuse("opinions.move_unknown"))?;
        let kept = store::kept(writing.tx, &wish.id)?.ok_or_else(|| refuse("opinions.gone"))?;
        if wish.seen.is_some_and(|seen| seen != kept.moves) {
            return Err(refuse("opinions.moved_meanwhile"));
        }
        let before = moves::moves(writing.tx, &wish.id)?;
        let now = rules::standing(&kept.entry.day, rules::effective(&before));
        // A field is called as the form calls it for this move: the reason of an extension, not a remark.
        let named = |need: &str| {
            let own = words::screen(&format!("opinions.field.{}.{need}", spec.code));
            own.unwrap_or_else(|| words::term(&format!("opinion.field.{need}"))).to_owned()
        };
        rules::may_follow(spec, &now, &before).map_err(|refusal| {
            refusal
                .with("move", label(writing, "opinion_move", &spec.code))
                .with("state", label(writing, "opinion_state", &now.state))
        })?;
        let last = spec.withdraws.then(|| rules::effective(&before).last()).flatten();
        let foreign = last.is_some_and(|one| one.clerk_id != writing.actor.id);
        let right = if foreign { spec.others.unwrap_or(spec.right) } else { spec.right };
        if !follows && writing.actor.right < right {
            return Err(refuse("right.missing").with("operation", "opinions.move"));
        }
        let on = match last {
            _ if !wish.day.is_empty() => wish.day.clone(),
            Some(last) => {
                rules::taken_back_on(last, writing.today).max(rules::bound(&kept.entry.day, &before).to_owned())
            }
            None => writing.today.to_string(),
        };
        let at = rules::check_day(&on, &kept.entry.day, &before, writing.today)?;
        let mut line = carried(spec, wish);
        for need in &spec.needs {
            if missing(need, &line) {
                return Err(refuse("opinions.needs")
                    .with("move", label(writing, "opinion_move", &spec.code))
                    .with("field", named(need)));
            }
        }
        for (list, code) in [("told_by", &line.told), ("opinion_rating", &line.rating)] {
            if !code.is_empty() && !knows(writing.tx, list, code)? {
                return Err(refuse("opinions.word"));
            }
        }
        if let Some(deadline) = &line.deadline {
            // An extension adds to the deadline that runs, by the rule that clock began under.
            let days = self.days(if spec.starts { &on } else { &now.since });
            rules::check_deadline(deadline, spec, &now, at, &kept.entry.nature, days, &self.calendar)?;
        }
        line.id = new_id();
        line.place = i64::try_from(before.len()).unwrap_or(i64::MAX) + 1;
        line.day = on;
        line.clerk_id.clone_from(&writing.actor.id);
        line.withdraws = last.map(|one| one.id.clone());
        let mut all = before;
        all.push(line);
        settle(writing.tx, &wish.id, &kept.entry.day, &now, all)
    }

    /// The last day a deadline may be set to by a move made on a day; none when it sets none.
    ///
    /// # Errors
    /// `opinions.gone`; what the database says.
    pub fn latest(&self, db: &Connection, id: &str, kind: &str, on: NaiveDate) -> Result<Option<NaiveDate>> {
        let spec = chain().spec(kind).ok_or_else(|| refuse("opinions.move_unknown"))?;
        let kept = store::kept(db, id)?.ok_or_else(|| refuse("opinions.gone"))?;
        let now = rules::standing(&kept.entry.day, rules::effective(&moves::moves(db, id)?));
        let days = self.days(if spec.starts { kept.entry.day.as_str() } else { &now.since });
        Ok(rules::latest(spec, &now, on, &kept.entry.nature, days, &self.calendar))
    }

    /// The numbers in force on a day.
    #[must_use]
    pub fn days(&self, on: &str) -> Days {
        self.limits.on(on)
    }
}

/// Finishes a new last line of a chain, writes it and what the chain adds up to.
fn settle(db: &Connection, opinion: &str, heard: &str, now: &Standing, mut all: Vec<MoveLine>) -> Result<Moved> {
    let after = rules::standing(heard, rules::effective(&all));
    let count = all.len();
    let Some(line) = all.last_mut() else { return Err(refuse("fault")) };
    line.before.clone_from(&now.state);
    line.after.clone_from(&after.state);
    line.closes = rules::closes(&now.state, &after.state);
    moves::add(db, opinion, line)?;
    moves::stand(db, opinion, &chain().state(&after.state).status, &after, count)?;
    Ok(Moved { id: line.id.clone(), state: after.state })
}

/// Writes a move that a form or an import stands for; what it must carry is the form's business.
///
/// # Errors
/// What the database says.
pub fn enter(db: &Connection, opinion: &str, heard: &str, clerk: &str, line: MoveLine) -> Result<Moved> {
    let before = moves::moves(db, opinion)?;
    let now = rules::standing(heard, rules::effective(&before));
    let line = MoveLine {
        id: new_id(),
        place: i64::try_from(before.len()).unwrap_or(i64::MAX) + 1,
        clerk_id: clerk.to_owned(),
        ..line
    };
    let all = before.into_iter().chain([line]).collect();
    settle(db, opinion, heard, &now, all)
}

/// Adds a chain up anew after the day the opinion was heard has moved.
///
/// # Errors
/// What the database says.
pub fn again(db: &Connection, opinion: &str, heard: &str) -> Result<()> {
    let all = moves::moves(db, opinion)?;
    let now = rules::standing(heard, rules::effective(&all));
    moves::stand(db, opinion, &chain().state(&now.state).status, &now, all.len())
}

/// The label of a code as the office words it.
fn label(writing: &Writing<'_>, list: &str, code: &str) -> String {
    crate::features::office::store::label(writing.tx, list, code).unwrap_or_else(|_| code.to_owned())
}

/// What of a wish its kind of move can carry, trimmed; the rest is left out.
fn carried(spec: &MoveSpec, wish: &MoveWish) -> MoveLine {
    let takes = |field: &str| spec.fields.iter().any(|known| known == field);
    let text = |field: &str, value: &str| if takes(field) { value.trim().to_owned() } else { String::new() };
    MoveLine {
        kind: spec.code.clone(),
        unit: text("unit", &wish.unit),
        paper: text("paper", &wish.paper),
        deadline: wish.deadline.clone().filter(|one| takes("deadline") && !one.is_empty()),
        signer: text("signer", &wish.signer),
        note: text("note", &wish.note),
        answer: text("answer", &wish.answer),
        told: text("told", &wish.told),
        rating: text("rating", &wish.rating),
        attachment: text("attachment", &wish.attachment),
        visit_id: wish.visit_id.clone().filter(|_| spec.tells),
        proposal_id: wish.proposal_id.clone().filter(|_| takes("proposal") || takes("source")),
        family_id: wish.family_id.clone().filter(|_| spec.by_family),
        ..MoveLine::default()
    }
}

fn missing(need: &str, line: &MoveLine) -> bool {
    match need {
        "unit" => line.unit.is_empty(),
        "paper" => line.paper.is_empty(),
        "deadline" => line.deadline.is_none(),
        "signer" => line.signer.is_empty(),
        "note" => line.note.is_empty(),
        "answer" => line.answer.is_empty(),
        "told" => line.told.is_empty(),
        "rating" => line.rating.is_empty(),
        "proposal" => line.proposal_id.is_none(),
        "family" => line.family_id.is_none(),
        _ => false,
    }
}
