//! A report to a folder and the preview of a paper.

use crate::start;
use crate::window::{Told, Window};
use std::path::Path;
use thirtyfour::Key;

/// A month report: previewed, saved twice, read back with other programs.
pub fn a_report_is_previewed_and_saved(window: &mut Window) -> Told<()> {
    start::found(window, "空白开始")?;
    let out = window.scratch().join("reports");
    std::fs::create_dir(&out).map_err(|error| error.to_string())?;

    window.keys(Key::Alt + "b")?;
    window.click("月汇总")?;
    window.click("全年")?;
    window.find("zd-preview img")?;
    window.will_choose(&[&out])?;
    window.click("存xlsx")?;
    window.sees("已核对")?;
    window.click("存PDF")?;
    window.wait("both files in the folder", || Ok(saved(&out, "xlsx").is_some() && saved(&out, "pdf").is_some()))?;
    let pages = window.texts("main")?.join(" ");

    let pdf = saved(&out, "pdf").ok_or("no PDF was saved")?;
    let text = program("pdftotext", &["-layout", &pdf, "-"])?;
    for word in ["里水镇", "草场", "合计", "内部资料"] {
        if !text.contains(word) {
            return Err(format!("the saved PDF does not say {word}:\n{text}"));
        }
    }
    let count = program("pdfinfo", &[&pdf])?;
    let count =
        count.lines().find_map(|line| line.strip_prefix("Pages:")).map(str::trim).unwrap_or_default().to_owned();
    if !pages.contains(&format!("{count}页")) {
        return Err(format!("the page says {pages:?}, the file has {count} pages"));
    }
    window.close();
    let exports = window.terminal(&["call", "exchange.register"])?;
    if exports.as_array().map(Vec::len) != Some(2) {
        return Err(format!("both files stand in the register of exports: {exports}"));
    }
    Ok(())
}

pub fn saved(folder: &Path, ending: &str) -> Option<String> {
    let entries = std::fs::read_dir(folder).ok()?.flatten();
    let file = entries.map(|entry| entry.path()).find(|path| path.extension().is_some_and(|given| given == ending))?;
    Some(file.display().to_string())
}

pub fn program(name: &str, arguments: &[&str]) -> Told<String> {
    let output =
        std::process::Command::new(name).args(arguments).output().map_err(|error| format!("{name}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("{name} {arguments:?} failed"))
    }
}
