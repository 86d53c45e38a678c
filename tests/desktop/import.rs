//! Last year's tables come in, one column corrected by hand; then a visit by keyboard alone changes a duty.

use crate::start;
use crate::window::{Told, Window};
use serde_json::Value;
use std::path::PathBuf;
use thirtyfour::Key;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lishui").join(name)
}

/// Roster and ledger, with a mapping corrected by hand; a visit by keyboard; the duty it changes.
pub fn tables_come_in_and_a_visit_changes_a_duty(window: &mut Window) -> Told<()> {
    start::found(window, "导入去年的表")?;
    import_the_roster(window)?;
    import_the_ledger(window)?;

    // The terminal may read while the window is open.
    let before = contact_now(window, None)?;
    if before.state != "open" {
        return Err(format!("nothing was visited in this window yet: {before:?}"));
    }
    register_a_visit_by_keyboard(window, &before.name)?;
    duty_shows(window, &before)?;
    window.close();

    let after = contact_now(window, Some(&before.id))?;
    if after.state != "met" || after.done != before.done + 1 {
        return Err(format!("the visit counts in the closed file: {before:?} {after:?}"));
    }
    let people = window.terminal(&["call", "delegates.register"])?;
    let phones = people.get("people").and_then(Value::as_array).into_iter().flatten();
    let with_phone = phones
        .filter(|person| person.get("phone").and_then(Value::as_str).is_some_and(|phone| !phone.is_empty()))
        .count();
    if with_phone != 0 {
        return Err(format!("the column of phones was left out by hand, yet {with_phone} people have one"));
    }
    Ok(())
}

pub fn import_the_roster(window: &Window) -> Told<()> {
    window.sees("代表名册")?;
    window.will_choose(&[&fixture("roster-lishui.xlsx")])?;
    window.click_on(".importcards section:nth-of-type(1) .row button:nth-of-type(1)")?;
    window.sees("身份证号")?;
    window.click("回对列")?;
    window.select("select[aria-label='K列读成什么']", "不要这一列")?;
    window.sees("你定的")?;
    window.click("看预览")?;
    window.click("写入72条")?;
    window.sees("导入完成")?;
    window.click("再导一个")
}

fn import_the_ledger(window: &Window) -> Told<()> {
    window.will_choose(&[&fixture("visits-lishui.xlsx")])?;
    window.click_on(".importcards section:nth-of-type(2) .row button:nth-of-type(1)")?;
    window.sees_within("写入1,800条", 120)?;
    window.click("写入1,800条")?;
    window.sees_within("导入完成", 120)?;
    window.sees("撤销这次导入")
}

/// Alt N, then paper order; nothing is clicked.
fn register_a_visit_by_keyboard(window: &Window, delegate: &str) -> Told<()> {
    window.keys(Key::Alt + "n")?;
    window.focus_is("day")?;
    window.keys("今天")?;
    window.tab_to("area")?;
    window.keys("草场")?;
    window.keys(Key::Enter + "")?;
    window.tab_to("delegates")?;
    window.keys(delegate)?;
    window.keys(Key::Enter + "")?;
    window.tab_to("received")?;
    window.keys("5")?;
    window.keys(Key::Control + "s")?;
    window.sees("草场社区")?;
    window.sees("撤销")
}

/// The page of duties says that the window is met, in words.
fn duty_shows(window: &Window, duty: &Contact) -> Told<()> {
    window.keys(Key::Alt + "l")?;
    let cell = format!("td[data-column='contact:{}'][aria-label*='{}']", duty.from, duty.name);
    window.find(&cell)?;
    window.wait("the duty is met on the page", || Ok(window.attribute(&cell, "aria-label")?.contains("已完成")))
}

#[derive(Debug)]
struct Contact {
    id: String,
    name: String,
    from: String,
    state: String,
    done: i64,
}

/// The contact window of today of one delegate; without an id, of the first with a name a keyboard of a test can type.
fn contact_now(window: &Window, id: Option<&str>) -> Told<Contact> {
    let sheet = window.terminal(&["duties"])?;
    let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let today = text(&sheet, "as_of");
    let list = |value: &Value, field: &str| value.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    for delegate in list(&sheet, "delegates") {
        let (this, name) = (text(&delegate, "id"), text(&delegate, "name"));
        // WebDriver cannot type characters beyond the first plane.
        if id.map_or_else(|| name.chars().any(|letter| u32::from(letter) > 0xffff), |wanted| wanted != this) {
            continue;
        }
        for duty in list(&delegate, "duties").iter().filter(|duty| text(duty, "duty") == "contact") {
            for line in list(duty, "windows") {
                if text(&line, "from") <= today && today <= text(&line, "to") {
                    let done = line.get("done").and_then(Value::as_i64).unwrap_or_default();
                    return Ok(Contact {
                        id: this,
                        name,
                        from: text(&line, "from"),
                        state: text(&line, "state"),
                        done,
                    });
                }
            }
        }
    }
    Err(format!("no contact window holds {today}"))
}
