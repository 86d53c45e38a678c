//! An evaluation form as plain values: what is asked and how it is worded.
//!
//! Every word on the paper arrives here as data, so that a place can change a form without a new program. The geometry
//! is worked out from these values alone; who fills in a sheet is known to nobody.

use serde::{Deserialize, Serialize};

/// Who stands in the rows of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// One delegate is rated; the rows are the points of the evaluation.
    #[default]
    OneDelegate,
    /// A team is rated; the rows are its delegates.
    Team,
}

/// One grade, that is one column of boxes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    /// Stable code of the grade, never printed.
    pub code: String,
    /// The printed label; it is also the name of the option in geometry and answers.
    pub label: String,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormItem {
    /// Stable code; it is the name of the row in geometry and answers (for example `q1`).
    pub code: String,
    /// The printed text: a point of the evaluation, or a delegate's name.
    pub text: String,
    /// A smaller second line under the text, for example a delegate's post. Empty prints nothing.
    #[serde(default)]
    pub note: String,
}

/// A printed label with its value, for example the village. An empty value prints an empty line to write on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetaField {
    /// What the value is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// The line that shows how to mark a box and how to correct a slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExampleLine {
    /// Words before the examples.
    pub lead: String,
    /// Words after the ticked box.
    pub ticked: String,
    /// Words after the filled box.
    pub filled: String,
}

/// A ruled space for free words, counted by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeText {
    /// Words before the lines.
    pub label: String,
    /// Number of ruled lines, 1 to 5.
    pub lines: u8,
}

/// Everything printed on an evaluation sheet but its batch code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    /// Who stands in the rows.
    pub kind: FormKind,
    /// Small line over the title, usually the office.
    pub office: String,
    /// The title.
    pub title: String,
    /// Line under the title, usually who is rated.
    pub subtitle: String,
    /// Village, year, town and the like, in one line.
    pub meta: Vec<MetaField>,
    /// How to fill in the sheet, one paragraph each.
    pub instructions: Vec<String>,
    /// Example marks.
    pub example: Option<ExampleLine>,
    /// Head of the column of texts.
    pub row_head: String,
    /// The rows, in printed order.
    pub items: Vec<FormItem>,
    /// The columns, in printed order.
    pub grades: Vec<Grade>,
    /// Space for free words; absent by default.
    pub free_text: Option<FreeText>,
    /// The line at the foot that forbids names, seals and finger prints and allows any pen.
    pub notice: String,
    /// A last friendly line at the foot.
    pub closing: String,
    /// Page number of sheets with several pages, with `{page}` and `{pages}` in it.
    pub page_label: String,
    /// Added to the title from the second page on.
    pub continued: String,
    /// On a trial sheet: words under a line of exactly 100 mm, in the place of the closing line. Empty prints neither.
    pub ruler: String,
}
