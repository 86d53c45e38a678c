//! The register of lists, as data.

use crate::ground::refusal::{Result, refuse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use ts_rs::TS;

/// How a list call hands out its lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paging {
    /// All at once.
    #[default]
    Whole,
    /// By `offset` and `limit`.
    Offset,
    /// By `before`, the `operation` of the last line, and `limit`.
    Before,
}

/// A column of a list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Column {
    /// Its code, and the field of the line when `from` is empty.
    pub key: String,
    /// Its head.
    pub name: String,
    /// Field of the line, parted by points.
    pub from: String,
    /// text, number, day, time, yes, join, area, person, circle; `word:LIST` for a dictionary, `screen:PREFIX` for words
    /// of the screens, `pattern:{year}-{number}`, `join:{name} {day}` for the pattern of each of several, `count:FIELD` or `count:FIELD.part=value`, `distinct:FIELD.part`,
    /// `sum:FIELD.part`.
    pub kind: String,
    /// Width in Han characters; 8 when left out.
    pub width: u16,
    /// Only with the personal data a clerk asked for by tick and reason; the column it replaces.
    pub instead_of: Option<String>,
    /// Says more about a person than the list shows.
    pub private: bool,
    /// A field that, when true, puts these words in place of the value.
    pub hidden_when: Option<(String, String)>,
}

/// A filter of a list's page.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// How people call it.
    pub name: String,
    /// text, day, area, person, circle, `word:LIST` or `one:a,b,c`.
    pub kind: String,
}

/// A list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Title of its workbook.
    pub title: String,
    /// The call that answers it; empty when [`super::sources`] gathers it.
    #[serde(default)]
    pub call: String,
    /// Field of the answer that holds the lines, or a pointer to it that begins with a stroke; empty when the answer is
    /// the list.
    #[serde(default)]
    pub lines: String,
    /// For lists within one record, what their call may be asked, with the places of the sample office; nothing for lists
    /// of the whole office.
    #[serde(default)]
    pub example: Option<serde_json::Value>,
    /// How the call hands them out.
    #[serde(default)]
    pub paging: Paging,
    /// Field that tells lines apart.
    #[serde(default = "id")]
    pub id: String,
    /// Filters of its page by their name in the address.
    #[serde(default)]
    pub filters: BTreeMap<String, Filter>,
    /// Columns from left to right.
    #[serde(default)]
    pub columns: Vec<Column>,
}

impl List {
    /// The lines of an answer of the list's call.
    pub fn lines_of<'a>(&self, answer: &'a mut serde_json::Value) -> Option<&'a mut serde_json::Value> {
        match self.lines.as_str() {
            "" => Some(answer),
            path if path.starts_with('/') => answer.pointer_mut(path),
            field => answer.get_mut(field),
        }
    }
}

fn id() -> String {
    "id".to_owned()
}

/// All lists by code.
pub fn all() -> &'static BTreeMap<String, List> {
    static LISTS: OnceLock<BTreeMap<String, List>> = OnceLock::new();
    LISTS.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/lists.json"))
            .expect("the register of lists is part of the program and read by the tests")
    })
}

/// One list.
///
/// # Errors
/// `views.list` when there is none of this code.
pub fn find(code: &str) -> Result<&'static List> {
    all().get(code).ok_or_else(|| refuse("views.list").with("list", code))
}

/// A filter as the window tells of it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListFilter {
    /// Name in the address.
    pub key: String,
    /// How people call it.
    pub name: String,
    /// text, day, area, person, circle, `word:LIST` or `one:a,b,c`.
    pub kind: String,
}

/// What a list offers.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListAbout {
    /// Columns from left to right.
    pub columns: Vec<ListColumn>,
    /// Filters.
    pub filters: Vec<ListFilter>,
}

/// A column as the export dialog offers it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ListColumn {
    /// Code.
    pub key: String,
    /// Head.
    pub name: String,
    /// Only with personal data asked for by tick and reason.
    pub private: bool,
}
