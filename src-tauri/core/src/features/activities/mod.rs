//! Activities of delegates beside visits and meetings: inspections and research with their reports, meetings attended as
//! a guest, training, reports on duty.
//!
//! Which kinds there are is a dictionary; what each kind asks for is rule-book data (`activities.fields.<kind>`). Reports
//! are gathered for the district: a collation says which went to whom and when, a use says what a report was used for.
//! What grew out of an activity, an opinion or a proposal, is linked and seen from both sides.

pub mod calls;
pub mod fields;
pub mod model;
pub mod papers;
pub mod reporting;
pub mod rules;
pub mod store;

pub use store::of_delegate;
