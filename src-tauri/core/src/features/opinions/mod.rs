//! Opinions of residents. In lists the giver is masked; opening one leaves a line in the journal.

pub mod alike;
pub mod calls;
pub mod store;
