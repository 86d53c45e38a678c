//! The week at the stations (本周驻点): each village's fixed days, and whether they were reported, held without visitors,
//! suspended, made up on another day, or are still open.

pub mod calls;
pub mod holidays;
pub mod rules;
pub mod store;
