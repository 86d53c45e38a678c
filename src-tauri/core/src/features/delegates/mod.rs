//! Delegates and the other people of the contact work.
//!
//! One register of people; who has a seat has a tenure. A leader or companion without a seat is in the register too,
//! so that names, readings and search are one thing.

pub mod calls;
pub mod naming;
pub mod store;

pub use store::{Person, Tenure};
