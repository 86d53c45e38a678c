//! What is kept about one person who gave opinions, shown to the person.

use super::giver_due;
use super::store::giver;
use crate::calls::Call;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const PERSON: Op = Op { name: "opinions.person", right: Right::Enter, undo: Undo::Never("looked") };

/// The calls about givers.
#[must_use]
pub fn all() -> Vec<Call> {
    let person = Call::write(&PERSON, r#"{"term":"麦女士","checked":"身份证原件"}"#, person);
    [person].into_iter().chain(giver_due::all()).collect()
}

/// A person who asks what is kept.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct PersonAsked {
    /// Name or telephone number as it was written.
    term: String,
    /// How the clerk made sure of the person.
    checked: String,
}

/// One opinion with what is kept of its giver.
#[derive(Serialize, TS)]
pub struct KeptOfPerson {
    /// Record.
    pub id: String,
    /// Day heard.
    pub day: String,
    /// Village or community.
    pub area: String,
    /// Who said it.
    pub giver: String,
    /// How to reach the giver.
    pub giver_phone: String,
    /// What was said.
    pub content: String,
    /// Answer given.
    pub answer: String,
    /// Dictionary opinion_state.
    pub state: String,
    /// Attachments kept with it.
    pub files: i64,
}

fn person(writing: &mut Writing<'_>, asked: PersonAsked) -> Result<Vec<KeptOfPerson>> {
    let (term, checked) = (asked.term.trim(), asked.checked.trim());
    if checked.is_empty() || checked.contains(term) {
        return Err(refuse("opinions.unchecked"));
    }
    let digits = term.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    if term.chars().count() < if digits { 5 } else { 2 } {
        return Err(refuse("erasure.short"));
    }
    let found = giver::of_person(writing.tx, term)?;
    // Who was looked for is not written down: the entry cannot be erased.
    writing.note("checked", checked.to_owned());
    writing.note("n", found.len());
    writing.keep();
    Ok(found)
}
