//! A list of villages of an office's own: a workbook or a text as offices keep it. Columns are found by their headings
//! (`data/area-naming.json`). Rows of towns, as in the statistical list, name the town of the villages below their code.

use super::{Line, is_code, kind_told, naming};
use crate::features::imports::reading::grid::{Sheet, Value};
use crate::features::imports::reading::heading::plain;
use crate::features::imports::reading::workbook::{Limits, Workbook, too_large};
use crate::ground::refusal::{Refusal, Result, refuse};
use std::collections::BTreeMap;
use std::path::Path;

/// Headings stand within the first rows, below a title.
const HEADINGS_WITHIN: u32 = 10;

/// Where the columns are.
struct Columns {
    row: u32,
    at: BTreeMap<&'static str, u32>,
}

/// The lines of the first sheet that has the columns.
///
/// # Errors
/// `areas.list` when no sheet has a column of codes and one of names, `areas.no_town` when a village's town is not named,
/// `areas.code` for a code that is none; the refusals of [`Workbook::open`] that say what is wrong with a file.
pub fn read(path: &Path) -> Result<Vec<Line>> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let limits = Limits::default();
    let size = std::fs::metadata(path)?.len();
    let refusal = |trouble: crate::features::imports::reading::finding::Trouble| match trouble.code {
        "imports.not_a_workbook" | "imports.empty" => refuse("areas.list").because(trouble.code),
        _ => Refusal { code: trouble.code.to_owned(), fields: trouble.fields, fault: trouble.fault },
    };
    if size > limits.bytes {
        return Err(refusal(too_large(&name, size, limits)));
    }
    let book = Workbook::open(&name, &std::fs::read(path)?, limits).map_err(refusal)?;
    let lists = book.sheets.iter().filter_map(|sheet| columns(sheet).map(|columns| (sheet, columns)));
    for (sheet, columns) in lists {
        let lines = lines(sheet, &columns)?;
        if !lines.is_empty() {
            return Ok(lines);
        }
    }
    Err(refuse("areas.list").because("no lines"))
}

fn columns(sheet: &Sheet) -> Option<Columns> {
    (0..sheet.height().min(HEADINGS_WITHIN)).find_map(|row| {
        let mut at = BTreeMap::new();
        for role in ["code", "name", "town_code", "town_name", "kind"] {
            let words = naming().headings.get(role)?;
            let here = |column: &u32| {
                let heading = text(sheet, row, *column);
                // An underscore belongs to the heading; everything that only decorates it does not.
                words.contains(&heading.to_lowercase()) || words.contains(&plain(&heading))
            };
            if let Some(column) = (0..sheet.width()).find(here) {
                at.insert(role, column);
            }
        }
        (at.contains_key("code") && at.contains_key("name")).then_some(Columns { row, at })
    })
}

fn text(sheet: &Sheet, row: u32, column: u32) -> String {
    match sheet.seen(row, column).0 {
        Value::Text(text) => text.trim().to_owned(),
        other => other.shown(),
    }
}

fn lines(sheet: &Sheet, columns: &Columns) -> Result<Vec<Line>> {
    let cell = |row: u32, role: &str| columns.at.get(role).map_or_else(String::new, |at| text(sheet, row, *at));
    let rows = || (columns.row + 1..sheet.height()).map(|row| (row, cell(row, "code"), cell(row, "name")));
    // A town's own row: its nine digits, alone or filled up with zeros.
    let town_of = |code: &str| match code.len() {
        9 if is_code(code, 9) => Some(code.to_owned()),
        12 if is_code(code, 12) && code.ends_with("000") && !code.ends_with("000000") => {
            code.get(..9).map(str::to_owned)
        }
        _ => None,
    };
    let towns: BTreeMap<String, String> =
        rows().filter_map(|(_, code, name)| town_of(&code).map(|town| (town, name))).collect();
    let mut lines = Vec::new();
    for (row, code, name) in rows() {
        let above = is_code(&code, 6) || code.len() == 12 && code.ends_with("000000");
        if code.is_empty() && name.is_empty() || above || town_of(&code).is_some() {
            continue;
        }
        if !is_code(&code, 12) {
            return Err(refuse("areas.code").with("code", code));
        }
        let told = cell(row, "town_code");
        let town_code = if told.is_empty() { code.get(..9).unwrap_or_default().to_owned() } else { told };
        let town_name = match cell(row, "town_name") {
            told if told.is_empty() => towns.get(&town_code).cloned().unwrap_or_default(),
            told => told,
        };
        if name.is_empty() || town_name.is_empty() || !is_code(&town_code, 9) {
            return Err(refuse("areas.no_town").with("row", row + 1).with("name", name));
        }
        let kind = match cell(row, "kind") {
            told if told.is_empty() => kind_told(&name).to_owned(),
            told => told,
        };
        lines.push(Line { code, name, town_code, town_name, kind });
    }
    Ok(lines)
}
