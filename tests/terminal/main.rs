//! The terminal program from outside: what a batch sees.

mod generated;
mod office;
mod serve;
mod support;
