//! Evaluations of delegates by the members and residents of their villages, and ratings by delegates of units and leaders
//! who report on their duty: the same paper, the same count.
//!
//! Answers carry no mark of a person. What is printed, handed out and brought back are records of the office; sheets,
//! their pictures and their answers lie in a store of the round's own until its counting is closed, then the office file
//! gets the counts once and the store is destroyed.

pub mod board;
pub mod calls;
mod charts;
pub mod classes;
pub mod closing;
pub mod correcting;
pub mod counting;
pub mod deciding;
pub mod evening;
pub mod form_calls;
pub mod forms;
pub mod gather;
mod groups;
pub mod keying;
pub mod letter;
pub mod mates;
pub mod packing;
pub mod packs;
pub mod papers;
pub mod printing;
pub mod protection;
pub mod remarks;
pub mod reprinting;
pub mod results;
pub mod rounds;
pub mod scanning;
pub mod signing;
pub mod store;
pub mod tables;
pub mod trial;
pub mod voiding;
pub mod weights;
