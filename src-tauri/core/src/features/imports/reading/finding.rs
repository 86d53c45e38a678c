//! What the reading has to say about a cell, and how it refuses a whole file.

use serde::Serialize;
use serde_json::{Map, Value};

use super::grid::address;

/// A file that cannot be read at all: a stable code and the facts of its sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trouble {
    /// Code such as `imports.password`; the sentence lives in `words/`.
    pub code: &'static str,
    /// Facts of the sentence.
    pub fields: Map<String, Value>,
    /// What the machine said, for the log only.
    pub fault: Option<String>,
}

impl Trouble {
    /// A refusal without facts yet.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code, fields: Map::new(), fault: None }
    }

    /// Adds one fact.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(field.to_owned(), value.into());
        self
    }

    /// Adds what the machine said.
    #[must_use]
    pub fn because(mut self, fault: impl std::fmt::Display) -> Self {
        self.fault = Some(fault.to_string());
        self
    }
}

/// Where something stands: sheet, row and column counted from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Name of the sheet.
    pub sheet: std::sync::Arc<str>,
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
}

impl Place {
    /// The address as a spreadsheet shows it.
    #[must_use]
    pub fn cell(&self) -> String {
        address(self.row, self.column)
    }
}

/// One thing said about one cell. As a refusal it stopped its row, as a notice it did not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Name of the sheet.
    pub sheet: String,
    /// Address of the cell such as `C12`; of the row's first cell when the whole row is meant.
    pub cell: String,
    /// Stable code; the sentence lives in `words/`.
    pub code: &'static str,
    /// Facts of the sentence. Never holds a citizen number.
    pub fields: Map<String, Value>,
}

impl Finding {
    /// A finding at this place.
    #[must_use]
    pub fn at(place: &Place, code: &'static str) -> Self {
        Self { sheet: place.sheet.to_string(), cell: place.cell(), code, fields: Map::new() }
    }

    /// Adds one fact.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(field.to_owned(), value.into());
        self
    }
}
