//! Totals already reported before the ledger begins (期初累计数), with the paper they stand on, so that totals of the
//! year equal what was reported. A line without a village is what was never split by village; it is added to the lines
//! of villages, and stands for every record up to its day.

pub mod calls;
pub mod store;
