//! 履职档案: a delegate's year, gathered from the records, checked, closed, and corrected only in the open.
//!
//! Nothing is typed into a dossier: `gather` and `sections` read what the other features hold and write it out as it
//! will stand on paper. `gaps` says what is missing, what to do and where. Closing stores what is shown as it stands;
//! from then on the booklet is made of that text, whatever happens to the records. A later change of a record is told,
//! and a correction slip with old and new value can be written for it; there is no way to open a closed dossier again.
//!
//! A booklet compares nobody with anybody. Residents who gave an opinion are not named in it, and opinions about a person
//! by name are left out whole, their number too.

pub mod calls;
pub mod gaps;
pub mod gather;
pub mod model;
pub mod papers;
pub mod registers;
pub mod rules;
pub mod run;
pub mod sections;
pub mod store;
