//! One delegate takes another's place: a briefing of what is open, a page to sign, and a record of who answers for it.
//!
//! Nothing that was written before is changed. The handover says from which day the successor answers; the chains of the
//! opinions say it by a move of their own; the first person responsible of an opinion stays who it was. An opinion about a
//! person by name is in no briefing; one that speaks of the successor or of somebody in the teams of the villages is held
//! back until the clerk has looked at it.

pub mod briefing;
pub mod calls;
pub mod model;
pub mod papers;
pub mod rules;
pub mod store;
