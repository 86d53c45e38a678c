//! Printed boxes, of which one or more are ticked: "\u{2611} reception \u{25a1} at home".

use super::grid::{Sheet, Value};
use super::text::{is_blank, is_han, trimmed};

/// Boxes left empty.
const OPEN: [char; 4] = ['\u{25a1}', '\u{2610}', '\u{25a2}', '\u{25ef}'];
/// Boxes with a mark in them.
const TICKED: [char; 8] =
    ['\u{2611}', '\u{2612}', '\u{25a0}', '\u{25a3}', '\u{2713}', '\u{2714}', '\u{221a}', '\u{25cf}'];

/// The words behind the ticked boxes of a text; `None` when it holds no choice between boxes.
#[must_use]
pub fn ticked(text: &str) -> Option<Vec<String>> {
    let open = text.chars().filter(|c| OPEN.contains(c)).count();
    if open == 0 || !text.chars().any(is_han) {
        return None;
    }
    let is_box = |c: char| OPEN.contains(&c) || TICKED.contains(&c);
    let whole = trimmed(text);
    // Boxes stand before their words, or all of them behind.
    let behind = whole.ends_with(is_box) && !whole.starts_with(is_box);
    let mut words: Vec<(bool, String)> = Vec::new();
    let mut word = String::new();
    let mut state: Option<bool> = None;
    for c in whole.chars() {
        if !is_box(c) {
            word.push(c);
            continue;
        }
        let tick = TICKED.contains(&c);
        if word.chars().all(is_blank) && (state.is_some() || (behind && !words.is_empty())) {
            // A tick written into or beside an empty box ticks it.
            match words.last_mut().filter(|_| behind) {
                Some((ticked, _)) => *ticked |= tick,
                None => state = Some(state == Some(true) || tick),
            }
            word.clear();
            continue;
        }
        let said = std::mem::take(&mut word);
        match state {
            _ if behind => words.push((tick, said)),
            Some(before) => words.push((before, said)),
            // What stands before the first box only asks.
            None => {}
        }
        state = Some(tick);
    }
    if let (Some(last), false) = (state, behind) {
        words.push((last, word));
    }
    let marks = [';', '\u{ff1b}', '\u{3001}', ',', '\u{ff0c}', '\u{3002}'];
    let bare = |word: &str| trimmed(trimmed(word).trim_matches(marks)).to_owned();
    let chosen = words.iter().filter(|(ticked, _)| *ticked).map(|(_, word)| bare(word));
    Some(chosen.filter(|word| !word.is_empty()).collect())
}

/// The sheet with the ticked words alone where boxes are printed; `None` when there are none.
#[must_use]
pub fn chosen(sheet: &Sheet) -> Option<Sheet> {
    let holds = |value: &Value| match value {
        Value::Text(text) if text.contains(OPEN) => ticked(text),
        _ => None,
    };
    if !sheet.cells().any(|(.., value)| holds(value).is_some()) {
        return None;
    }
    let cells = sheet.cells().map(|(row, column, value)| {
        let kept = holds(value).map(|words| Value::Text(words.join("\u{3001}").into()));
        (row, column, kept.unwrap_or_else(|| value.clone()))
    });
    Some(sheet.relaid(cells.collect(), sheet.merges().to_vec()))
}
