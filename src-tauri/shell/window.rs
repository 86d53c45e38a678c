//! The one window.

use crate::Shell;
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Emitter, Manager, WebviewWindow, WebviewWindowBuilder, WindowEvent};
use tauri_plugin_window_state::StateFlags;

/// The label of the window in `tauri.conf.json` and in the capability.
pub const LABEL: &str = "desk";

/// Tells the shell what the browser engine refused or what failed in a page: the place only, no text of the page.
const REPORTER: &str = include_str!("reporter.js");

/// What of the window is remembered between starts.
pub fn remembered() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED
}

/// Whether the page said that closing must be asked about.
#[derive(Default)]
pub struct Guard(AtomicBool);

impl Guard {
    /// The page has, or no longer has, unsaved work.
    pub fn set(&self, unsaved: bool) {
        self.0.store(unsaved, Ordering::Relaxed);
    }

    fn holds(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Opens the window as `tauri.conf.json` describes it, with a web view that keeps nothing on disk.
pub fn open(app: &App) -> tauri::Result<()> {
    let Some(description) = app.config().app.windows.iter().find(|window| window.label == LABEL) else {
        return Err(tauri::Error::WindowNotFound);
    };
    let profile = app.state::<Shell>().paths.web.clone();
    let window = WebviewWindowBuilder::from_config(app, description)?
        .data_directory(profile)
        .incognito(!driven())
        // Dropped files are chosen in the dialog instead: a page never sees a path.
        .disable_drag_drop_handler()
        .initialization_script(REPORTER)
        .on_navigation(own_page)
        .on_new_window(|_address, _features| NewWindowResponse::Deny)
        .build()?;
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event
            && closing.state::<Shell>().guard.holds()
        {
            api.prevent_close();
            ask_page(&closing);
        }
    });
    Ok(())
}

/// WebKitGTK gives its one automation session to a lasting profile only, so a window driven by a test keeps a profile
/// in the private folder, which is emptied at exit and start. Release builds never do.
fn driven() -> bool {
    cfg!(debug_assertions) && std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true")
}

/// The window shows its own pages and nothing else.
fn own_page(address: &tauri::Url) -> bool {
    address.scheme() == "tauri" || address.host_str() == Some("tauri.localhost")
}

fn ask_page(window: &WebviewWindow) {
    if window.emit("closing", json!({})).is_err() {
        // A page that cannot hear cannot answer either: the drafts are on disk, so close.
        drop(window.destroy());
    }
}

/// Closes without asking again: the page has asked.
pub fn close(app: &AppHandle) {
    app.state::<Shell>().guard.set(false);
    if let Some(window) = app.get_webview_window(LABEL) {
        drop(window.close());
    }
}

/// Brings the window to the front; what a second start does instead of opening another.
pub fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        drop(window.unminimize());
        drop(window.show());
        drop(window.set_focus());
    }
}

/// Puts the window back to the size of its description, in the middle of the screen: lost monitors move windows away.
pub fn reset(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else { return Ok(()) };
    if let Some(description) = app.config().app.windows.iter().find(|one| one.label == LABEL) {
        window.unmaximize()?;
        window.set_size(tauri::LogicalSize::new(description.width, description.height))?;
    }
    window.center()
}
