//! The core's tests: everything enters by the register, on a real encrypted file in a temporary folder.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::type_complexity,
    missing_docs
)]

mod activities;
mod attachments;
mod backup;
mod check;
mod contract;
mod disk_errors;
mod display;
mod doors;
mod dossiers;
mod duties;
mod duties_evaluations;
mod duties_reasons;
mod duties_sums;
mod erasure;
mod evaluations;
mod evaluations_balance;
mod evaluations_options;
mod evaluations_paper;
mod evaluations_report;
mod evaluations_secret;
mod exchange;
mod faults;
mod figures;
mod generated;
mod givers;
mod grown;
mod handover;
mod imports;
mod imports_clerks;
mod imports_forms;
mod imports_habits;
mod imports_ink;
mod imports_layouts;
mod imports_ledgers;
mod imports_offices;
mod imports_preview;
mod imports_reading;
mod imports_shapes;
mod imports_strangers;
mod imports_towns;
mod imports_values;
mod journal;
mod keys;
mod lifecycle;
mod likeness;
mod materials;
mod meetings;
mod named;
mod notices;
mod opinions;
mod opinions_clock;
mod opinions_days;
mod opinions_families;
mod opinions_list;
mod opinions_moves;
mod opinions_papers;
mod plans;
mod power;
mod proposal_chain;
mod proposal_joined;
mod proposal_rules;
mod proposal_walk;
mod proposals;
mod reach;
mod rekey;
mod reports;
mod scale;
mod search;
mod swapping;
mod taking_back;
mod tidy;
mod transfers;
mod unnamed;
mod views;
mod visits;
mod walk;
mod weeks;
