//! Words typed about the sheets of evaluations that are still counted: they lie in the stores of the rounds, outside of the
//! office file and its history, until the closing keeps some of them and destroys the rest.

use crate::desk::Desk;
use crate::features::evaluations::rounds::{self, RoundStore};
use crate::features::evaluations::store::{self as evaluations, round as stored};
use crate::ground::refusal::Result;
use crate::ground::station::Actor;
use crate::ground::words;
use std::sync::Arc;

/// Words that hold a term.
pub struct Typed {
    /// Evaluation.
    pub round: String,
    /// Day of the evaluation.
    pub day: Option<String>,
    /// The entry, or the page it is said of.
    pub id: String,
    /// The words.
    pub text: String,
}

fn open(desk: &Desk, actor: &Actor) -> Result<Vec<(String, Option<String>, Arc<RoundStore>)>> {
    let all = desk.station()?.read(actor, |reading| evaluations::list(reading.db, None))?;
    let mut found = Vec::new();
    for round in all.into_iter().filter(|round| round.closed_on.is_none()) {
        // A store that cannot be opened with the keys of this office cannot be read by anybody here.
        let store = match rounds::of(desk, &round.id) {
            Err(refusal) if refusal.code == "evaluations.store" => None,
            store => store?,
        };
        found.extend(store.map(|store| (round.id, round.held_on, store)));
    }
    Ok(found)
}

/// Words of all rounds that are counted which hold a term.
///
/// # Errors
/// What the stores say.
pub fn with(desk: &Desk, actor: &Actor, term: &str) -> Result<Vec<Typed>> {
    let mut all = Vec::new();
    for (round, day, store) in open(desk, actor)? {
        let words = store.read(|db| stored::words_with(db, term))?;
        all.extend(words.into_iter().map(|(id, text)| Typed { round: round.clone(), day: day.clone(), id, text }));
    }
    Ok(all)
}

/// Words of rounds that were laid down for an erasure which is not written yet.
pub struct Laid {
    stores: Vec<Arc<RoundStore>>,
    /// How many texts they are.
    pub words: usize,
}

/// Lays down the chosen of them with the term masked, beside the words as they stand. They are put in place by [`settle`]
/// once the erasure stands in the office file; should the program end in between, the next opening of a round does it.
///
/// # Errors
/// What the stores say.
pub fn lay(desk: &Desk, actor: &Actor, term: &str, erasure: &str, chosen: &dyn Fn(&str) -> bool) -> Result<Laid> {
    let station = desk.station()?;
    if !station.writable() {
        station.tidy(|_| Ok(()))?;
    }
    let mut laid = Laid { stores: Vec::new(), words: 0 };
    for (_, _, store) in open(desk, actor)? {
        // Kept first: what is laid down in part is forgotten as well.
        laid.stores.push(Arc::clone(&store));
        let done = rounds::settle_masks(&station, &store).and_then(|()| {
            store.write(|tx| {
                let mut n = 0;
                for (id, text) in stored::words_with(tx, term)?.into_iter().filter(|(id, _)| chosen(id)) {
                    stored::lay_mask(tx, erasure, &id, &text.replace(term, words::term("erasure.mask")))?;
                    n += 1;
                }
                Ok(n)
            })
        });
        match done {
            Ok(n) => laid.words += n,
            Err(refusal) => {
                settle(desk, &laid).ok();
                return Err(refusal);
            }
        }
    }
    Ok(laid)
}

/// Puts in place what was laid down, when the erasure was written; forgets it otherwise.
///
/// # Errors
/// What the stores say; the next opening of a round tries again.
pub fn settle(desk: &Desk, laid: &Laid) -> Result<()> {
    let station = desk.station()?;
    laid.stores.iter().try_for_each(|store| rounds::settle_masks(&station, store))
}
