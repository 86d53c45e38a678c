//! How far long work is, on standard error, when a person looks.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};
use zhudian_core::ground::progress::Progress;
use zhudian_core::ground::words;

/// Progress on the terminal; silent when standard error is no terminal.
#[derive(Default)]
pub struct OnTerminal(Mutex<Option<Instant>>);

impl Progress for OnTerminal {
    fn step(&self, done: u64, total: u64, what: &str) {
        if !std::io::stderr().is_terminal() {
            return;
        }
        let Ok(mut told) = self.0.lock() else { return };
        if told.is_some_and(|last| last.elapsed() < Duration::from_millis(100)) && done < total {
            return;
        }
        *told = Some(Instant::now());
        let end = if done >= total { "\n" } else { "" };
        drop(write!(std::io::stderr(), "\r{} {done}/{total}{end}", words::term(what)));
    }

    fn cancelled(&self) -> bool {
        false
    }
}
