//! Evaluations of delegates by the members and residents of their villages. Answers carry no mark of a person; only
//! the round, its delegates and its printed batches are records here.

pub mod calls;
pub mod forms;
pub mod printing;
pub mod store;
