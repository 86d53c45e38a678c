//! The commands that make papers, bring tables in and carry files out.

use crate::arguments::Command;
use crate::office::Office;
use zhudian_core::ground::refusal::{Refusal, refuse};

/// Runs one of them.
///
/// # Errors
/// The refusal of the first call that said no.
pub fn run(_office: &mut Office, command: Command) -> Result<(), Refusal> {
    Err(refuse("call.unknown").with("call", format!("{command:?}")))
}
