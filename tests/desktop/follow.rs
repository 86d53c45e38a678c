//! A word at the door followed to its end, and a proposal from two opinions to its second answer.

use crate::window::{Told, Window};
use crate::{import, report, start};
use serde_json::Value;
use thirtyfour::Key;

const GIVER: &str = "麦女士";

/// One opinion from a visit to its end, with the paper to the unit, the form and the board printed on the way.
pub fn an_opinion_from_a_visit_to_its_end(window: &mut Window) -> Told<()> {
    start::found(window, "空白开始")?;
    let papers = window.scratch().join("papers");
    std::fs::create_dir(&papers).map_err(|error| error.to_string())?;
    visit(window, &[("村口到小学那段路灯不亮", GIVER)])?;

    window.keys(Key::Alt + "y")?;
    window.sees("村口到小学那段路灯不亮")?;
    window.click_on("table.opinions tbody tr td.said")?;
    step(window, "拟办", &[("#move-note", "请市政办查线路")], &[])?;
    step(window, "转办", &[("#move-unit", "镇市政办"), ("#move-paper", "转〔2026〕3号")], &[])?;

    let notice = print(window, "通知书", &papers, "notice")?;
    says(&notice, &["镇市政办", "路灯不亮", "转〔2026〕3号"], &[GIVER, "麦"])?;

    step(window, "受理", &[], &[])?;
    step(window, "答复", &[("#move-answer", "已换12盏路灯"), ("#move-signer", "李伟")], &[])?;
    step(window, "群众反馈", &[], &[("#move-told", "电话"), ("#move-rating", "满意")])?;
    step(window, "办结", &[], &[])?;
    window.sees("办结")?;

    let form = print(window, "办理表", &papers, "form")?;
    says(&form, &["意见建议办理表", "已换12盏路灯", "满意"], &["{"])?;

    window.keys(Key::Alt + "y")?;
    window.click("意见公开栏")?;
    window.find("zd-preview img")?;
    window.click("全年")?;
    // Nothing leaves the desk until the paper of the year is there: the first save is the year's.
    let board = save(window, &papers.join("board"))?;
    says(&board, &["公开栏", "1月1日", "路灯不亮", "已换12盏路灯"], &[GIVER, "麦"])?;
    window.close();

    let lines = window.terminal(&["call", "opinions.list", r#"{"status":"closed"}"#])?;
    let id = lines.pointer("/lines/0/id").and_then(Value::as_str).ok_or(format!("nothing is closed: {lines}"))?;
    let whole = window.terminal(&["call", "opinions.open", &format!(r#"{{"id":"{id}"}}"#)])?;
    let kinds = words(&whole, "/chain", "kind");
    if kinds != ["draft", "send", "accept", "reply", "feedback", "close"] {
        return Err(format!("the chain in the closed file: {kinds:?}"));
    }
    if whole.pointer("/rating").and_then(Value::as_str) != Some("satisfied") {
        return Err(format!("what the giver said in the closed file: {whole}"));
    }
    Ok(())
}

/// A proposal from two opinions: co-signed, examined, assigned, answered, found wanting, handled anew, answered, closed;
/// and both givers answered with it.
pub fn a_proposal_from_two_opinions_to_its_second_answer(window: &mut Window) -> Told<()> {
    start::found(window, "导入去年的表")?;
    import::import_the_roster(window)?;
    let people = window.terminal(&["call", "delegates.register"])?;
    // WebDriver cannot type characters beyond the first plane, and equal beginnings would find somebody else.
    let names: Vec<String> = words(&people, "/people", "name");
    let alone = |name: &&String| {
        name.chars().all(|letter| u32::from(letter) <= 0xffff)
            && names.iter().filter(|other| other.contains(name.as_str())).count() == 1
    };
    let two: Vec<String> = names.iter().filter(alone).take(2).cloned().collect();
    let [lead, second] = two.as_slice() else { return Err(format!("two delegates are needed: {names:?}")) };
    visit(window, &[("村口到小学那段路灯不亮", GIVER), ("学生晚修回家看不见路", "黎伯")])?;

    window.keys(Key::Alt + "y")?;
    window.sees("学生晚修回家看不见路")?;
    for row in 1..=2 {
        window.click_on(&format!("table.opinions tbody tr:nth-child({row}) label.tick"))?;
    }
    window.click("写提议")?;
    window.wait("what was heard in the ground", || Ok(window.value("#basis")?.contains("晚修")))?;
    if window.value("#basis")?.contains('麦') {
        return Err("the ground names who gave the opinion".to_owned());
    }
    window.fill("#title", "加装小学路段路灯")?;
    window.fill("#plan", "加装路灯12盏。")?;
    for (field, name) in [("#lead", lead), ("#proposers", second)] {
        window.fill(field, name)?;
        window.keys(Key::Enter + "")?;
    }
    window.keys(Key::Control + "s")?;
    window.click("签回")?;
    window.sees("2人")?;
    take(window, "收件", &[])?;
    take(window, "立案", &[])?;
    window.sees("提议〔")?;
    let before = open(window, "交办")?;
    window.fill("#step-units-0", "镇市政办")?;
    window.keys(Key::Enter + "")?;
    window.click("记下交办")?;
    taken(window, before)?;
    take(window, "签收", &[])?;
    reply(window, 2, "先装6盏。")?;
    rate(window, &[1, 3])?;
    take(window, "再办", &[("#step-note", "还差6盏")])?;
    reply(window, 1, "12盏路灯全部亮灯。")?;
    rate(window, &[1, 1])?;
    take(window, "办结", &[])?;
    window.click("逐条答复2条")?;
    window.wait("everyone is answered", || Ok(!window.text()?.contains("来源意见待答复")))?;
    window.close();

    let page = window.terminal(&["call", "proposals.page", r#"{"filter":{"stage":"closed"}}"#])?;
    let line = page.pointer("/lines/0").ok_or(format!("nothing is closed: {page}"))?;
    if line.pointer("/round").and_then(Value::as_i64) != Some(2)
        || line.pointer("/result").and_then(Value::as_str) != Some("A")
    {
        return Err(format!("the second answer stands in the closed file: {line}"));
    }
    let told = window.terminal(&["call", "opinions.list", r#"{"state":"replied"}"#])?;
    for opinion in words(&told, "/lines", "id") {
        let whole = window.terminal(&["call", "opinions.open", &format!(r#"{{"id":"{opinion}"}}"#)])?;
        let (kinds, answer) = (words(&whole, "/chain", "kind"), whole.pointer("/answer").and_then(Value::as_str));
        if kinds != ["to_proposal", "reply"] || !answer.is_some_and(|words| words.contains("12盏路灯全部亮灯")) {
            return Err(format!("an opinion in the closed file: {kinds:?} {answer:?}"));
        }
    }
    if told.pointer("/total").and_then(Value::as_i64) != Some(2) {
        return Err(format!("both opinions are answered: {told}"));
    }
    Ok(())
}

/// Registers a visit of today with what was said, by keyboard.
fn visit(window: &Window, said: &[(&str, &str)]) -> Told<()> {
    window.keys(Key::Alt + "n")?;
    window.focus_is("day")?;
    window.keys("今天")?;
    window.tab_to("area")?;
    window.keys("草场")?;
    window.keys(Key::Enter + "")?;
    window.tab_to("received")?;
    window.keys("3")?;
    for (row, (content, giver)) in said.iter().enumerate() {
        window.fill(&format!("[data-cell='{row}:0']"), content)?;
        window.select(&format!("[data-cell='{row}:1']"), "交通道路")?;
        window.fill(&format!("[data-cell='{row}:2']"), giver)?;
    }
    window.keys(Key::Control + "s")?;
    window.sees("撤销")
}

/// One move of the opinion that is open.
fn step(window: &Window, name: &str, fields: &[(&str, &str)], lists: &[(&str, &str)]) -> Told<()> {
    window.find("ol.thread > li")?;
    let before = window.texts("ol.thread > li")?.len();
    window.click(name)?;
    window.find("dialog .moveform")?;
    for (field, text) in fields {
        window.fill(field, text)?;
    }
    for (field, word) in lists {
        window.select(field, word)?;
    }
    window.click_on("dialog .btn.primary")?;
    window.wait("the move is made", || Ok(window.texts("dialog .moveform")?.is_empty()))?;
    // The page shows the move before the next one is looked for: what can follow has changed with it.
    window.wait("the move is in the chain", || Ok(window.texts("ol.thread > li")?.len() > before))
}

/// Opens the form of a step; tells how many steps there are so far.
fn open(window: &Window, name: &str) -> Told<usize> {
    let before = steps(window)?;
    window.click(name)?;
    window.find(".stepform").map(|_| before)
}

fn steps(window: &Window) -> Told<usize> {
    window.texts(".chain ol.timeline > li").map(|lines| lines.len())
}

/// One step of the proposal that is open.
fn take(window: &Window, name: &str, fields: &[(&str, &str)]) -> Told<()> {
    let before = open(window, name)?;
    for (field, text) in fields {
        window.fill(field, text)?;
    }
    window.click(&format!("记下{name}"))?;
    taken(window, before)
}

/// The form of the step goes when it is written, and the step stands in the list before the next one is looked for:
/// what can follow has changed with it. What flies by in a corner may be missed.
fn taken(window: &Window, before: usize) -> Told<()> {
    window.wait("the form is gone", || Ok(window.texts(".stepform")?.is_empty()))?;
    window.wait("the step is in the list", || Ok(steps(window)? > before))
}

/// The answer of the unit with its class, the first of which is "solved".
fn reply(window: &Window, class: usize, note: &str) -> Told<()> {
    let before = open(window, "答复")?;
    window.click_on(&format!(".stepform zd-seg[label='办理结果'] button:nth-of-type({class})"))?;
    window.fill("#step-signer", "李伟")?;
    window.fill("#step-note", note)?;
    window.click("记下答复")?;
    taken(window, before)
}

/// What each proposer says of what came of it: 1 is satisfied, 3 is not.
fn rate(window: &Window, outcomes: &[usize]) -> Told<()> {
    let before = open(window, "征询意见")?;
    for (row, outcome) in outcomes.iter().enumerate() {
        let row = row + 1;
        window.click_on(&format!(".ratinggrid tbody tr:nth-child({row}) td:nth-of-type(1) button:nth-of-type(1)"))?;
        window.click_on(&format!(
            ".ratinggrid tbody tr:nth-child({row}) td:nth-of-type(2) button:nth-of-type({outcome})"
        ))?;
    }
    window.fill("#rating-paper-0", "征询意见表")?;
    window.click("记下征询意见")?;
    taken(window, before)
}

/// A paper of the open opinion as a PDF: its words.
fn print(window: &Window, kind: &str, folder: &std::path::Path, name: &str) -> Told<String> {
    window.click("打印")?;
    window.find(".paperdialog zd-preview img")?;
    window.click(kind)?;
    window.wait("the paper that was chosen", || {
        Ok(window.texts(".paperdialog button[aria-checked='true']")?.concat().contains(kind))
    })?;
    window.find(".paperdialog zd-preview img")?;
    let text = save(window, &folder.join(name))?;
    window.click("关闭")?;
    Ok(text)
}

fn save(window: &Window, folder: &std::path::Path) -> Told<String> {
    std::fs::create_dir(folder).map_err(|error| error.to_string())?;
    window.will_choose(&[folder])?;
    window.click("存PDF")?;
    window.wait("the paper in its folder", || Ok(report::saved(folder, "pdf").is_some()))?;
    let pdf = report::saved(folder, "pdf").ok_or("the paper was not saved")?;
    report::program("pdftotext", &["-layout", &pdf, "-"])
}

fn says(text: &str, words: &[&str], not: &[&str]) -> Told<()> {
    // A word may be broken between two lines of a box.
    let flat: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    match words.iter().find(|word| !flat.contains(**word)).or(not.iter().find(|word| flat.contains(**word))) {
        Some(word) => Err(format!("{word:?} in the paper:\n{text}")),
        None => Ok(()),
    }
}

fn words(value: &Value, list: &str, field: &str) -> Vec<String> {
    let lines = value.pointer(list).and_then(Value::as_array).into_iter().flatten();
    lines.filter_map(|line| line.get(field).and_then(Value::as_str).map(str::to_owned)).collect()
}
