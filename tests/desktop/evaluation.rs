//! The afternoon of an evaluation: printed, filled in, scanned, decided by keyboard, balanced, closed.

use crate::window::{Told, Window};
use crate::{ballots, import, report, start};
use serde_json::Value;
use thirtyfour::Key;

const COPIES: usize = 5;

/// A round from the first name to the printed counting table, in the real window.
pub fn an_evaluation_from_the_printed_sheet_to_the_signed_table(window: &mut Window) -> Told<()> {
    start::found(window, "导入去年的表")?;
    import::import_the_roster(window)?;
    let printed = window.scratch().join("sheets");
    let scanned = window.scratch().join("scans");
    let papers = window.scratch().join("papers");
    for folder in [&printed, &papers] {
        std::fs::create_dir(folder).map_err(|error| error.to_string())?;
    }

    // Who is evaluated, and the sheets.
    window.keys(Key::Alt + "p")?;
    window.click("登记评议")?;
    window.fill("#title", "2026年民主评议")?;
    window.fill("#round-area", "沙涌")?;
    window.keys(Key::Enter + "")?;
    window.find(".rated .chip")?;
    window.keys(Key::Control + "s")?;
    window.find("#copies-all")?;
    window.fill("#copies-all", &COPIES.to_string())?;
    // The papers of the evening would stand between the sheets that are scanned.
    window.click("连同会场材料一次印好")?;
    window.click("排印10张")?;
    window.find("zd-preview img.printed")?;
    window.will_choose(&[&printed])?;
    window.click("存PDF")?;
    window.sees("已核对")?;
    let pdf = report::saved(&printed, "pdf").ok_or("the sheets were not saved")?;

    // Ten voters; the third ticks two boxes of the second row.
    let pages = ballots::filled(&pdf, &scanned, |sheet, row| match (sheet, row) {
        (2, 1) => vec![0, 2],
        _ => vec![(sheet % COPIES + row) % 3],
    })?;
    if pages != 2 * COPIES {
        return Err(format!("two delegates with {COPIES} sheets each make {} pages, not {pages}", 2 * COPIES));
    }

    // Handed out, met, brought back.
    window.click_on(".loopsteps li:nth-child(3) a")?;
    window.fill("#taken-by", "陈伟强")?;
    window.keys(Key::Control + "s")?;
    window.sees("已领1/1村")?;
    window.click_on(".loopsteps li:nth-child(4) a")?;
    window.fill("#held-on", "昨天")?;
    for batch in 1..=2 {
        window.fill(&format!("tr:nth-child({batch}) input[name^='back-']"), &COPIES.to_string())?;
    }
    window.keys(Key::Control + "s")?;
    window.sees("已回1/1村")?;

    // Read, decided by keyboard, balanced, closed.
    window.click_on(".loopsteps li:nth-child(5) a")?;
    window.sees("还没有读过票")?;
    window.will_choose(&[&scanned])?;
    window.click("选文件夹导入")?;
    window.sees_within("读完10页", 120)?;
    window.click("去复核")?;
    window.find(".scanstrip")?;
    for _ in 0..12 {
        if window.text()?.contains("复核完了") {
            break;
        }
        window.keys("1")?;
        std::thread::sleep(std::time::Duration::from_millis(300));
    }
    window.click("去核对")?;
    window.sees("相符")?;
    window.click_on(".foot .btn.primary")?;
    window.click_on("dialog .btn.primary")?;
    window.sees("满意率")?;
    window.click("计票统计表")?;
    window.find("zd-preview img.printed")?;
    window.will_choose(&[&papers])?;
    window.click("存PDF")?;
    window.sees("已核对")?;
    let table = report::saved(&papers, "pdf").ok_or("the counting table was not saved")?;
    let text = report::program("pdftotext", &["-layout", &table, "-"])?;
    for word in ["计票统计表", "监票人", "沙涌"] {
        if !text.contains(word) {
            return Err(format!("the counting table does not say {word}:\n{text}"));
        }
    }
    window.close();

    let rounds = window.terminal(&["call", "evaluations.list", "{}"])?;
    let round = rounds.pointer("/0/id").and_then(Value::as_str).ok_or("the file holds no round")?;
    let results = window.terminal(&["call", "evaluations.results", &format!(r#"{{"round":"{round}"}}"#)])?;
    let row = results.pointer("/delegates/0/items/0/grades").and_then(Value::as_array);
    let counts: Vec<i64> =
        row.into_iter().flatten().filter_map(|grade| grade.get("n").and_then(Value::as_i64)).collect();
    if counts != [2, 2, 1, 0, 0] {
        return Err(format!("the first row was ticked 2, 2, 1, 0, 0 times: {counts:?}\n{results}"));
    }
    Ok(())
}
