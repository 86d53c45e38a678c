//! The terminal program from outside: what a batch sees.

mod office;
mod serve;
mod support;
