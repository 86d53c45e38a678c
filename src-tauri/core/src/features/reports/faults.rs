//! Why no paper was made, in the core's words.

use crate::ground::refusal::{Refusal, refuse};
use serde_json::Value;
use zhudian_paper::{PrintFault, SheetTrouble};

/// A print fault as a refusal.
#[must_use]
pub fn refusal(fault: PrintFault) -> Refusal {
    match fault {
        PrintFault::MissingGlyph { who, character, code_point, all } => {
            // A text that names nobody is shown itself, so that a person can find it.
            let shown = if who.is_empty() { all.first().map_or_else(String::new, |one| one.text.clone()) } else { who };
            refuse("print.missing_glyph")
                .with("who", shown)
                .with("character", character)
                .with("code_point", code_point)
                .with("count", all.len())
                .with("all", serde_json::to_value(all).unwrap_or(Value::Null))
        }
        PrintFault::FontsMissing { looked_in } => refuse("print.fonts_missing").with("looked_in", looked_in),
        PrintFault::SumDiffers { row, column, stated, summed } => refuse("print.sum_differs")
            .with("row", row)
            .with("column", column)
            .with("stated", stated)
            .with("summed", summed),
        PrintFault::NoSuchPage { page, pages } => refuse("print.no_such_page").with("page", page).with("pages", pages),
        other @ (PrintFault::TableShape { .. } | PrintFault::NotAPdf | PrintFault::Failed { .. }) => {
            refuse("print.failed").because(other)
        }
    }
}

/// Trouble with an evaluation sheet as a refusal.
#[must_use]
pub fn sheet_refusal(trouble: SheetTrouble) -> Refusal {
    let field = |name: &str| trouble.fields.get(name).cloned().unwrap_or(Value::Null);
    match trouble.code.as_str() {
        "sheets.missing_glyph" => {
            let character = field("character");
            let code_point = character
                .as_str()
                .and_then(|text| text.chars().next())
                .map_or_else(String::new, |one| format!("U+{:04X}", one as u32));
            refuse("print.missing_glyph")
                .with("who", field("text"))
                .with("character", character)
                .with("code_point", code_point)
                .with("count", 1)
        }
        "sheets.too_long" => refuse("print.too_long").with("text", field("text")),
        "sheets.too_many_grades" => {
            refuse("print.too_many_grades").with("given", field("given")).with("most", field("most"))
        }
        "sheets.too_many_pages" => refuse("print.too_many_rows").with("most", field("most")),
        "sheets.no_items" | "sheets.no_grades" | "sheets.twice_named" => refuse("print.form").because(&trouble.code),
        "sheets.font" => refuse("print.fonts_missing").with("looked_in", Vec::<String>::new()).because(field("reason")),
        other => refuse("print.failed").because(other),
    }
}
