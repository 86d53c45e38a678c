//! What may be signed, and what may not be written down. Pure.

use super::model::{Transfer, TransferLine};
use crate::ground::refusal::{Result, refuse};

/// Letters and digits in a row of groups from which on a text is taken for a recovery key: half of one.
const KEY_LETTERS: usize = 28;

/// Whether a text looks like a recovery key or half of one: it is long, of letters and digits in groups, nothing else.
#[must_use]
pub fn looks_like_key(text: &str) -> bool {
    let mut run = 0;
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            run += 1;
            if run >= KEY_LETTERS {
                return true;
            }
        } else if !matches!(letter, '-' | ' ' | '\u{2013}' | '\u{2014}') {
            run = 0;
        }
    }
    false
}

/// Whether a kind of line is counted from the records: its words and its count stay as counted.
#[must_use]
pub fn is_counted(kind: &str) -> bool {
    !matches!(kind, "paper" | "key" | "free")
}

/// Looks at a list that is to be signed: everything is handed over or says why not, and the envelope has a place.
///
/// # Errors
/// `transfers.signed_already`, `transfers.nobody`, `transfers.witness`, `transfers.not_given`, `transfers.key_place`.
pub fn may_sign(it: &Transfer, lines: &[TransferLine]) -> Result<()> {
    if it.signed_on.is_some() {
        return Err(refuse("transfers.signed_already"));
    }
    if it.to_name.is_empty() {
        return Err(refuse("transfers.nobody"));
    }
    if it.witness.is_empty() {
        return Err(refuse("transfers.witness"));
    }
    let open = lines.iter().filter(|line| !line.given && line.note.is_empty()).count();
    if open > 0 {
        return Err(refuse("transfers.not_given").with("n", open));
    }
    if lines.iter().any(|line| line.kind == "key" && line.given && line.kept_at.is_empty()) {
        return Err(refuse("transfers.key_place"));
    }
    Ok(())
}
