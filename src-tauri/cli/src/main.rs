//! The terminal program.

fn main() -> std::process::ExitCode {
    zhudian_cli::run(std::env::args_os())
}
