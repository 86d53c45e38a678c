//! What has to be set before the web view starts, and the last words when it cannot.

use std::process::ExitCode;

/// Sets what the web view of this system needs.
///
/// On Linux, many drivers draw a white window with the DMA-BUF renderer
/// (<https://github.com/tauri-apps/tauri/issues/13899>), so it is off unless somebody asked for it.
pub fn prepare() {
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        // SAFETY: this is the first statement of the program; no other thread reads the environment yet.
        #[expect(unsafe_code, reason = "the renderer reads the environment of its own process")]
        unsafe {
            std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }
}

/// Says why the program ends, where a person starting it can see it, and ends it as failed.
pub fn give_up(what: &str, error: &dyn std::error::Error) -> ExitCode {
    crate::errors::note("start", what);
    let fault = format!("{what}: {error}");
    #[expect(clippy::print_stderr, reason = "there is no window to say it in")]
    {
        eprintln!("zhudian: {fault}");
    }
    if std::env::var_os("DISPLAY").is_some()
        || std::env::var_os("WAYLAND_DISPLAY").is_some()
        || cfg!(not(target_os = "linux"))
    {
        let words = crate::office::refuse("shell.cannot_start");
        rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title(words.sentence())
            .set_description(format!("{}\n\n{fault}", words.hint()))
            .show();
    }
    ExitCode::FAILURE
}
