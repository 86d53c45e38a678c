//! Notices and situation reports: a text, whom it is for, and proof that each of them got it, without any network.
//!
//! Whom a notice is for is entered in a few lines (all delegates, a group, villages, units); the office file holds the
//! single recipients those lines meant on the day of the paper, so that a later change of the register changes nothing.
//! Delivery is told a recipient at a time: in person, by telephone, posted up, through somebody. An opinion about a
//! person by name stands in no notice: it cannot be chosen, its words are refused in the text, and one that is marked so
//! later disappears from the paper.

pub mod calls;
pub mod model;
pub mod papers;
pub mod rules;
pub mod store;
