//! Reading untidy workbooks: bytes in, people and visits out, with every doubt named by its cell.
//!
//! Nothing here knows the database, and nothing knows one file: headings, orders, merges and spellings are found in
//! the data, proposed with a confidence, and open to correction by a [`Mapping`]. The way through the house:
//! [`workbook`] opens bytes into [`grid`] sheets, [`shapes`] brings unusual tables and [`forms`] into the usual one, [`heading`] finds the head rows, [`columns`] proposes what each column
//! holds, and [`roster`] or [`visits`] reads the rows with the value readers ([`days`], [`counts`], [`names`],
//! [`phones`], [`citizen`], [`places`]).

pub mod besides;
pub mod boxes;
pub mod citizen;
pub mod clocks;
pub mod columns;
pub mod container;
pub mod counts;
pub mod days;
pub mod delimited;
pub mod dittos;
pub mod finding;
pub mod forms;
pub mod grid;
pub mod halves;
pub mod heading;
pub mod known;
pub mod labels;
pub mod laid;
pub mod lines;
pub mod mapping;
pub mod marked;
pub mod merging;
pub mod model;
pub mod moved;
pub mod names;
pub mod opinions;
pub mod phones;
pub mod places;
pub mod roster;
pub mod shapes;
pub mod spellings;
pub mod stacked;
pub mod summing;
pub mod tenure;
pub mod text;
pub mod ticks;
pub mod visits;
pub mod workbook;
pub mod years;

pub use finding::{Finding, Place, Trouble};
pub use known::{Known, KnownArea, KnownPerson};
pub use mapping::{Job, Mapping, NotRead, Role, SheetPlan};
pub use workbook::Workbook;
