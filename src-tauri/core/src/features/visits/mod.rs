//! Visits: receptions, household and business visits, forums, research, appointments.
//!
//! Three counts are kept apart and never added to one another: persons received (人次), households visited (户次) and
//! firms and shops visited (家次). A visit may have any number of delegates, or none.

pub mod calls;
pub mod model;
pub mod reach;
pub mod rules;
pub mod store;
