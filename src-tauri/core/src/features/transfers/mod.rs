//! A clerk's work goes to another clerk (经办人工作移交): a list that is counted from the records, ticked off line by line,
//! frozen when it is signed, and closed when the old account is disabled and the new one has a passphrase of its own.
//!
//! Everything typed is kept line by line, so an unfinished transfer is there again after the program was closed. The
//! recovery key itself is never written down here: only where its envelope lies and who sealed it.

pub mod calls;
pub mod counting;
pub mod model;
pub mod papers;
pub mod rules;
pub mod store;
