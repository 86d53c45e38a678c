//! The office: all rules and data of a township's contact work, without a window.
//!
//! - `ground`: the file and its two doors, the journal, refusals, words, clock.
//! - `features`: one folder a word of the field; each says in `calls.rs` what may be asked.
//! - `desk`: the one door from outside, `rpc(session, name, payload)`.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

pub mod calls;
pub mod desk;
pub mod features;
pub mod ground;

pub use rusqlite;
