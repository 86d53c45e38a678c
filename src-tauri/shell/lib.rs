//! The window. The only room that knows Tauri and the system's dialogs; it knows no feature.
//!
//! A page asks by one command ([`ipc`]): the name of a call and a JSON payload. Names that begin with `shell.` are
//! answered here (choosing files, opening a finished paper, stopping long work, closing); every other name goes to the
//! core. Pages never see a path: what a person chose becomes a file token ([`files`]).

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice))]

mod errors;
mod files;
mod ipc;
mod jobs;
mod office;
mod paths;
mod printing;
mod surroundings;
mod window;

use std::process::ExitCode;
use tauri::{Manager, RunEvent};

/// Everything the commands of the window share.
pub(crate) struct Shell {
    /// The one desk of this process.
    pub desk: office::Desk,
    /// Where this installation keeps its things.
    pub paths: paths::Paths,
    /// Long work that runs now and may be stopped.
    pub jobs: jobs::Jobs,
    /// Whether the page has unsaved work, so that closing has to be asked about.
    pub guard: window::Guard,
}

/// Runs the window until it is closed.
pub fn run() -> ExitCode {
    surroundings::prepare();
    let paths = match paths::Paths::find().and_then(|paths| paths.prepare().map(|()| paths)) {
        Ok(paths) => paths,
        Err(error) => return surroundings::give_up("the data folder cannot be used", &error),
    };
    errors::start(&paths.log);
    let state_file = paths.window_state.display().to_string();

    let app = tauri::Builder::default()
        // First of all plugins: a second start must hand over before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| window::focus(app)))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_filename(state_file)
                .with_state_flags(window::remembered())
                .build(),
        )
        .invoke_handler(tauri::generate_handler![ipc::rpc])
        .setup(|app| {
            let fonts = app.path().resource_dir().ok().map(|folder| folder.join("fonts"));
            let desk = office::open(&paths, fonts);
            app.manage(Shell { desk, paths, jobs: jobs::Jobs::default(), guard: window::Guard::default() });
            office::keep(app.handle().clone());
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => return surroundings::give_up("the window cannot be opened", &error),
    };
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            let Some(shell) = app.try_state::<Shell>() else { return };
            shell.jobs.stop_all();
            office::close(&shell.desk);
            shell.paths.sweep();
        }
    });
    ExitCode::SUCCESS
}
