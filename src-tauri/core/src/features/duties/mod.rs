//! Duties: what each delegate has to do in which window, what counts for it, what does not, and why.
//!
//! `rules` judges, `store` gathers the records set-wise, `model` is what is answered. All figures come from the
//! rule book; any day can be asked about, and an old year is judged by the rules in force then.

pub mod calls;
pub mod forecast;
pub mod model;
pub mod rules;
pub mod sheet;
pub mod store;
pub mod sums;
