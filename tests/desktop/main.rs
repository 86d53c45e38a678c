//! Journeys in the real window: the built program, the system's web view, clicks and keys only.
//!
//! The tests need a screen and a session bus and must not need a network. So the program first starts itself again
//! behind `unshare`, `xvfb-run` and `dbus-run-session` (see [`stage`]); a missing tool is a failure, never a skip.
#![allow(clippy::print_stderr, reason = "a missing tool is said to the person who runs the tests")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test that panics has failed")]

mod ballots;
mod canary;
mod evaluation;
mod follow;
mod import;
mod new_computer;
mod report;
mod stage;
mod start;
#[allow(dead_code, reason = "what a person can do, whether or not a journey does it yet")]
mod window;

use libtest_mimic::{Arguments, Failed, Trial};

/// What a person does in the window.
type Journey = fn(&mut window::Window) -> window::Told<()>;

fn main() {
    let arguments = Arguments::from_args();
    if !arguments.list && !stage::on_stage() {
        std::process::exit(stage::go());
    }
    let journeys: Vec<(&str, Journey)> = vec![
        ("the_window_opens_on_the_first_page", start::the_window_opens_on_the_first_page),
        ("first_run_to_an_unlocked_office", start::first_run_to_an_unlocked_office),
        ("tables_come_in_and_a_visit_changes_a_duty", import::tables_come_in_and_a_visit_changes_a_duty),
        ("a_report_is_previewed_and_saved", report::a_report_is_previewed_and_saved),
        (
            "an_evaluation_from_the_printed_sheet_to_the_signed_table",
            evaluation::an_evaluation_from_the_printed_sheet_to_the_signed_table,
        ),
        ("an_opinion_from_a_visit_to_its_end", follow::an_opinion_from_a_visit_to_its_end),
        (
            "a_proposal_from_two_opinions_to_its_second_answer",
            follow::a_proposal_from_two_opinions_to_its_second_answer,
        ),
        (
            "a_backup_and_the_recovery_key_give_the_office_back",
            new_computer::a_backup_and_the_recovery_key_give_the_office_back,
        ),
    ];
    let trials = journeys
        .into_iter()
        .map(|(name, journey)| Trial::test(name, move || window::play(name, journey).map_err(Failed::from)))
        .collect();
    // One window at a time: WebKitGTK gives out one automation session, and one program holds the bus name.
    libtest_mimic::run(&Arguments { test_threads: Some(1), ..arguments }, trials).exit();
}
