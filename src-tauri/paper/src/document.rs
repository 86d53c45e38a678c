//! A paper: what stands above, its blocks, and what stands below.

use crate::{Bars, Letter, Poster, SquareCode, Table, Text};
use serde::{Deserialize, Serialize};

/// A paper. Set black on white; states are words, never colours.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title, centred. Empty on a letter, which has its own.
    #[serde(default)]
    pub title: Text,
    /// A line below the title: the period, or which part of the paper this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Text>,
    /// The marking on the first line at the left, also in the head of a workbook's printed pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking: Option<String>,
    /// Paper and margins.
    #[serde(default)]
    pub setting: Setting,
    /// Lines between title and first block: office, period, as of which day.
    #[serde(default)]
    pub meta: Vec<MetaLine>,
    /// What the paper says.
    #[serde(default)]
    pub blocks: Vec<Block>,
    /// Places to sign below the last block.
    #[serde(default)]
    pub signatures: Vec<SignaturePlace>,
    /// What the figures mean, one sentence each, below the signatures in small type.
    #[serde(default)]
    pub definitions: Vec<Text>,
    /// The foot of every page.
    #[serde(default)]
    pub foot: Foot,
}

/// Paper and margins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Size of the paper.
    pub paper: Paper,
    /// Which edge lies above.
    pub orientation: Orientation,
    /// Printed on both sides: the binding margin changes sides with the page.
    #[serde(default)]
    pub two_sided: bool,
}

impl Setting {
    /// A4 with the short edge above.
    pub const A4: Self = Self { paper: Paper::A4, orientation: Orientation::Portrait, two_sided: false };
    /// A4 with the long edge above.
    pub const A4_WIDE: Self = Self { paper: Paper::A4, orientation: Orientation::Landscape, two_sided: false };
    /// A3 with the short edge above.
    pub const A3: Self = Self { paper: Paper::A3, orientation: Orientation::Portrait, two_sided: false };
    /// A3 with the long edge above.
    pub const A3_WIDE: Self = Self { paper: Paper::A3, orientation: Orientation::Landscape, two_sided: false };
}

/// Size of the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// Which edge lies above.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// The short edge.
    #[default]
    Portrait,
    /// The long edge.
    Landscape,
}

/// A line of the paper's head: texts from left to right, the last one at the right edge when there are several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetaLine(pub Vec<Text>);

/// A place to sign: the label, and what stands there already. Empty: room to write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignaturePlace {
    /// What is to be written.
    pub label: String,
    /// What is known already.
    #[serde(default)]
    pub value: Text,
}

/// The foot of every page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foot {
    /// The page's number; `{page}` and `{pages}` are replaced. Empty: no number.
    #[serde(default)]
    pub pages: String,
    /// The code that proves which figures this paper shows, at the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
    /// A note at the left: who printed it and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A chart of shares.
    Bars(Bars),
    /// A grid of labels and values, as printed forms have.
    Fields(Fields),
    /// Ruled lines to write on.
    Lines(WritingLines),
    /// Places to sign inside the paper.
    Signatures(Vec<SignaturePlace>),
    /// Empty height, in tenths of a millimetre.
    Space(u32),
    /// What follows stands on a new page.
    PageBreak,
    /// A new paper of the same kind: new page with its own title, for one slip a person in one file.
    NewPaper {
        /// The title of the paper that begins.
        title: Text,
        /// Its lines below the title.
        meta: Vec<MetaLine>,
    },
    /// A letter by GB/T 9704, on its own pages.
    Letter(Box<Letter>),
    /// A square code at the upper right of the page the next block stands on.
    Code(SquareCode),
    /// A notice that hangs on a wall, on a page of its own.
    Poster(Box<Poster>),
    /// The first page of a booklet. Pages are counted from it; it shows no number itself.
    Cover(Box<Cover>),
    /// The headings of the booklet with the pages they stand on, on a page of its own.
    Contents(Contents),
}

/// The first page of a booklet. Several booklets in one paper each begin with theirs and count their own pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// What it is.
    pub title: Text,
    /// Whom it is about, below the title.
    #[serde(default)]
    pub subtitle: Text,
    /// Label and value, one line each.
    #[serde(default)]
    pub fields: Vec<(String, Text)>,
    /// Who made it and when, near the foot.
    #[serde(default)]
    pub below: Vec<Text>,
    /// What it is for, in small type at the foot.
    #[serde(default)]
    pub note: Text,
    /// What stands in the head of the following pages at the right, so that a loose page finds back.
    #[serde(default)]
    pub running: Text,
}

/// The contents page of a booklet: its first-level headings, and a second-level one below each where there are some.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The heading.
    pub title: Text,
}

/// A heading.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 or 2.
    pub level: u8,
    /// The words, with their number.
    pub text: Text,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The words.
    pub text: Text,
    /// How it is set.
    #[serde(default)]
    pub style: ParagraphStyle,
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParagraphStyle {
    /// First line two characters in, both edges even.
    #[default]
    Body,
    /// The same without the first line's indent.
    Flush,
    /// In the middle.
    Centred,
    /// Small type for notes.
    Note,
    /// Large type with equal digits, for a key that is copied by hand.
    Key,
    /// One item of a list, with its number in the text: the following lines stand two characters in.
    Item,
    /// Large type with open lines, to be read aloud in a hall or hung on its wall; following lines stand in as of an item.
    Aloud,
}

/// A grid of labels and values, as printed forms have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// The rows from above.
    pub rows: Vec<FieldRow>,
    /// Width of the labels in characters. 0: 4.
    #[serde(default)]
    pub label_chars: u16,
}

/// A row of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRow {
    /// Its fields from left to right.
    pub fields: Vec<Field>,
    /// Least height in tenths of a millimetre, as room to write. 0: one line.
    #[serde(default)]
    pub height: u32,
}

/// A label and what stands beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The label.
    pub label: String,
    /// The value. Empty: room to write.
    #[serde(default)]
    pub value: Text,
    /// Share of the row's width, at least 1.
    #[serde(default)]
    pub weight: u16,
    /// A date or name to sign at the lower right of a high field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<Text>,
}

impl Field {
    /// A field of one share.
    pub fn new(label: impl Into<String>, value: impl Into<Text>) -> Self {
        Self { label: label.into(), value: value.into(), weight: 1, sign: None }
    }

    /// The same field with another share of the row.
    pub fn weighing(mut self, weight: u16) -> Self {
        self.weight = weight;
        self
    }
}

/// Ruled lines to write on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WritingLines {
    /// How many.
    pub count: u16,
    /// Distance in tenths of a millimetre. 0: 90.
    #[serde(default)]
    pub pitch: u32,
}

impl Block {
    /// A paragraph of the usual style.
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph(Paragraph { text: text.into(), style: ParagraphStyle::Body })
    }

    /// A paragraph of the given style.
    pub fn styled(style: ParagraphStyle, text: impl Into<Text>) -> Self {
        Self::Paragraph(Paragraph { text: text.into(), style })
    }

    /// A heading.
    pub fn heading(level: u8, text: impl Into<Text>) -> Self {
        Self::Heading(Heading { level, text: text.into() })
    }
}
