//! A screen, a session bus and no network.

use std::path::PathBuf;
use std::process::{Command, Stdio};

const MARK: &str = "ZHUDIAN_ON_STAGE";

/// Whether this process already runs on the stage.
pub fn on_stage() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Starts this program again on the stage and answers its exit code.
pub fn go() -> i32 {
    let missing: Vec<&str> =
        ["xvfb-run", "dbus-run-session", "WebKitWebDriver"].into_iter().filter(|tool| find(tool).is_none()).collect();
    if !missing.is_empty() || find_driver().is_none() {
        eprintln!(
            "the window cannot be driven: missing {missing:?}, tauri-driver {:?}. Run: npm run setup",
            find_driver()
        );
        return 1;
    }
    let program = std::env::current_exe().expect("a running program has a file");
    let mut inner: Vec<String> =
        ["xvfb-run", "-a", "-s", "-screen 0 1400x820x24", "dbus-run-session", "--"].map(String::from).to_vec();
    inner.push(program.display().to_string());
    inner.extend(std::env::args().skip(1));
    let mut command = match offline() {
        Some(mut before) => {
            // Only the loop of this machine is up, for the drivers.
            before.args(["sh", "-c", "ip link set lo up && exec \"$@\"", "stage"]).args(&inner);
            before
        }
        None => {
            eprintln!(
                "note: this system does not let a test run without a network (unshare is refused); running with it"
            );
            let mut plain = Command::new("xvfb-run");
            plain.args(inner.iter().skip(1));
            plain
        }
    };
    let status = command
        .env(MARK, "1")
        // Software drawing, the same on every machine.
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        // Without this renderer WebKitGTK 2.50 never answers when asked for a picture.
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "0")
        .env("NO_AT_BRIDGE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .status();
    match status {
        Ok(status) => status.code().unwrap_or(1),
        Err(error) => {
            eprintln!("the stage cannot be set: {error}");
            1
        }
    }
}

/// `unshare` in the form this system permits: as root, or with a user namespace.
fn offline() -> Option<Command> {
    find("ip")?;
    [["-n"].as_slice(), ["-rn"].as_slice()].into_iter().find_map(|form| {
        let allowed =
            Command::new("unshare").args(form).args(["ip", "link", "set", "lo", "up"]).stderr(Stdio::null()).status();
        allowed.is_ok_and(|status| status.success()).then(|| {
            let mut command = Command::new("unshare");
            command.args(form).arg("--");
            command
        })
    })
}

/// The driver of Tauri windows: in the tools folder of the project or on the path.
pub fn find_driver() -> Option<PathBuf> {
    let tools = std::env::var_os("ZHUDIAN_TOOLS")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/zhudian/tools")));
    tools.map(|tools| tools.join("bin/tauri-driver")).filter(|driver| driver.exists()).or_else(|| find("tauri-driver"))
}

fn find(tool: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([PathBuf::from("/usr/sbin"), PathBuf::from("/sbin")])
        .map(|folder| folder.join(tool))
        .find(|file| file.exists())
}
