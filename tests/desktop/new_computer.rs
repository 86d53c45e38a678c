//! 换电脑恢复: a backup on a stick, another computer, the recovery key from paper.

use crate::start::{self, CLERK};
use crate::window::{Told, Window};
use std::path::PathBuf;
use thirtyfour::Key;

/// The second place is a stick; on another computer the stick and the recovery key give the office back.
pub fn a_backup_and_the_recovery_key_give_the_office_back(window: &mut Window) -> Told<()> {
    let stick = window.scratch().join("STICK");
    std::fs::create_dir(&stick).map_err(|error| error.to_string())?;
    let key = start::found(window, "空白开始")?;
    let office = window.terminal(&["call", "office.whole"])?;

    window.keys(Key::Alt + "s")?;
    window.click("备份")?;
    window.will_choose(&[&stick])?;
    window.click("定第二备份")?;
    window.sees("第二备份放在STICK")?;
    window.close();
    let backup = newest(&stick)?;

    window.move_to_a_new_computer();
    window.open()?;
    window.click("在这台电脑上恢复")?;
    window.will_choose(&[&backup])?;
    window.click("选文件")?;
    window.click("恢复密钥")?;
    window.fill("#recovery", &key)?;
    window.fill("#who", CLERK)?;
    window.fill("#passphrase", start::PASSPHRASE)?;
    window.click("查看内容")?;
    window.sees("完好")?;
    window.click("接着恢复")?;
    window.sees("工作台")?;
    window.sees("里水镇")?;
    window.close();

    let restored = window.terminal(&["call", "office.whole"])?;
    if restored != office {
        return Err(format!("the restored office differs: {restored} instead of {office}"));
    }
    let check = window.terminal(&["check"])?;
    if check.get("sound").and_then(serde_json::Value::as_bool) != Some(true) {
        return Err(format!("the restored file is not sound: {check}"));
    }
    Ok(())
}

fn newest(folder: &std::path::Path) -> Told<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| error.to_string())?.flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|ending| ending == "zdbk") {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found.pop().ok_or_else(|| format!("no backup lies in {}", folder.display()))
}
