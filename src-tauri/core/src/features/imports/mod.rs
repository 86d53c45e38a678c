//! Import of untidy workbooks: read, preview, decide, apply as one operation.
//!
//! [`reading`] is pure: bytes and what the office knows go in, people and visits with their doubts come out.
//! [`prepared`] reads the files of a request outside the write lock; [`visit_rows`] and [`people_rows`] turn what they
//! say into rows of this office and look at each three ways ([`compare`]); [`preview`] tells, [`apply`] writes.

pub mod apply;
pub mod apply_people;
pub mod calls;
pub mod compare;
pub mod originals;
pub mod people_rows;
pub mod prepared;
pub mod preview;
pub mod reading;
pub mod repeats;
pub mod sides;
pub mod store;
pub mod template;
pub mod visit_rows;
pub mod wire;
