//! The program: prepares the surroundings of the web view and opens the window.
#![cfg_attr(all(not(debug_assertions), target_os = "windows"), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    zhudian_shell::run()
}
