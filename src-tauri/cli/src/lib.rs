//! The terminal: the same calls as the window, from a command line, for batches and tests.
//!
//! A subcommand unlocks the office, makes one or a few calls of the register and prints the answer as JSON. A refusal
//! ends the program with 1 and stands on standard error, in words or, with `--json`, as it travels. Wrong use ends it
//! with 2.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

mod arguments;
mod calls;
mod commands;
mod office;
mod progress;
#[cfg(debug_assertions)]
mod serve;
mod work;

use clap::Parser;
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use zhudian_core::ground::refusal::{Refusal, refuse};

/// Runs one command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let written: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match arguments::Arguments::try_parse_from(&written) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are answers, not mistakes; clap knows which is which.
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            if error.use_stderr() && written.iter().any(|word| word == "--json") {
                drop(writeln!(std::io::stderr(), "{}", refuse("cli.usage").because(error).wire()));
                return ExitCode::from(code);
            }
            return error.print().map_or(ExitCode::FAILURE, |()| ExitCode::from(code));
        }
    };
    let json = arguments.json;
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => {
            let said = if json {
                refusal.wire().to_string()
            } else {
                let fault = refusal.fault.as_deref().map(|fault| format!(": {fault}")).unwrap_or_default();
                format!("{}\n{}\n[{}{fault}]", refusal.sentence(), refusal.hint(), refusal.code)
            };
            // Nobody is left to tell when standard error is closed.
            drop(writeln!(std::io::stderr(), "{said}"));
            ExitCode::FAILURE
        }
    }
}

/// Prints one line of the answer.
fn print(line: &str) -> Result<(), Refusal> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        // A reader that has seen enough (`| head`) is no failure.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(refuse("disk.failing").because(error)),
        _ => Ok(()),
    }
}
