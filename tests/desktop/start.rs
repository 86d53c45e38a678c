//! From an empty computer to an unlocked office.

use crate::window::{Told, Window};

pub const CLERK: &str = "黄志芳";
pub const PASSPHRASE: &str = "驻点联系群众2026";

/// The window opens, bears its name and shows the first page.
pub fn the_window_opens_on_the_first_page(window: &mut Window) -> Told<()> {
    window.wait("the title", || Ok(window.title()?.contains("驻点通")))?;
    window.sees("从哪里开始")?;
    window.sees("非涉密软件")?;
    window.sees("严禁录入国家秘密")
}

/// First run to unlocked office: seven steps, the recovery key typed back from paper; closed and unlocked again.
pub fn first_run_to_an_unlocked_office(window: &mut Window) -> Told<()> {
    found(window, "空白开始")?;
    window.sees("工作台")?;
    window.sees("里水镇")?;
    window.sees(CLERK)?;
    window.close();

    // What the screen said is what the closed file holds.
    let office = window.terminal(&["call", "office.whole"])?;
    if office.pointer("/office/name").and_then(|name| name.as_str()) != Some("里水镇") {
        return Err(format!("the office of the file: {office}"));
    }
    let areas = window.terminal(&["call", "areas.list"])?;
    if areas.as_array().map(Vec::len) != Some(39) {
        return Err(format!("里水镇 has 39 villages: {areas}"));
    }

    window.open()?;
    unlock(window, "不是这个口令2026")?;
    window.sees("姓名或口令不对")?;
    unlock(window, PASSPHRASE)?;
    window.sees("工作台")
}

/// Goes through the first run to the desk, by the way with these words.
pub fn found(window: &Window, way: &str) -> Told<String> {
    window.click(way)?;
    window.click("下一步")?;
    window.select("#town", "里水镇")?;
    window.wait("the name of the office", || Ok(window.value("#office-name")? == "里水镇"))?;
    window.click("下一步")?;
    window.fill("#term", "第十四届")?;
    window.fill("[name=term-starts] input, input[name=term-starts]", "2021-8-1")?;
    window.click("下一步")?;
    window.sees("草场社区")?;
    window.click("下一步")?;
    window.fill("[name=since] input, input[name=since]", "2025-1-1")?;
    window.click("下一步")?;
    window.fill("#clerk", CLERK)?;
    window.fill("#passphrase", PASSPHRASE)?;
    window.fill("#again", PASSPHRASE)?;
    window.click("建立台账")?;
    window.sees("抄下恢复密钥")?;
    let key = copied_key(window)?;
    window.click("进入工作台")?;
    window.wait("the desk", || Ok(!window.text()?.contains("抄下恢复密钥")))?;
    Ok(key)
}

/// Copies the recovery key as a person does, with a second look at the hidden group, and types that group back.
fn copied_key(window: &Window) -> Told<String> {
    window.click("再看一眼")?;
    let groups: Vec<String> = window.texts(".keycard b")?;
    if groups.len() != 14 || groups.iter().any(|group| group.chars().count() != 4 || group.contains('·')) {
        return Err(format!("the recovery key has 14 groups of four characters: {groups:?}"));
    }
    let asked = window.texts(".keycard .asked b")?;
    let asked = asked.first().ok_or("no group is asked for")?;
    window.fill("#typed-back", asked)?;
    window.sees("对上了")?;
    Ok(groups.join(" "))
}

/// Types name and passphrase at the lock.
pub fn unlock(window: &Window, passphrase: &str) -> Told<()> {
    window.sees("打开台账")?;
    window.fill("#who", CLERK)?;
    window.fill("#passphrase", passphrase)?;
    window.click("打开")
}
