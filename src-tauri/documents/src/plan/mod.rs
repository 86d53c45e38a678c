//! From a paper to the data the templates set: every value written out, every width decided, every character checked.
//!
//! The templates only place what they are given. What may differ by content (widths, breaks in long numbers, even
//! lines in narrow heads) is decided here, where it can be tested without setting a page.

mod bars;
mod checks;
mod poster;
mod table;
mod widths;

use serde::Serialize;
use zhudian_paper::{
    Block, Cover, Document, FieldRow, Letter, LetterLevel, MetaLine, Orientation, Paper, ParagraphStyle, PrintFault,
    Setting, SignaturePlace, Text,
};

use crate::fonts::{Families, Fonts};
use bars::BarsPlan;
pub(crate) use checks::{check_glyphs, check_sums, missing_in};
pub(crate) use poster::pictures;
use poster::{CodePlan, PosterPlan};
pub(crate) use table::{TablePlan, check_shape, write_value};

/// What the templates read.
#[derive(Serialize)]
pub(crate) struct Plan<'a> {
    page: PagePlan,
    families: &'a Families,
    title: String,
    subtitle: Option<String>,
    marking: Option<&'a str>,
    meta: Vec<Vec<String>>,
    blocks: Vec<BlockPlan<'a>>,
    signatures: Vec<SignPlan>,
    definitions: Vec<String>,
    foot: FootPlan<'a>,
}

/// Paper and margins in points.
#[derive(Serialize, Clone, Copy)]
pub(crate) struct PagePlan {
    pub width: f64,
    pub height: f64,
    pub top: f64,
    pub bottom: f64,
    /// The binding side.
    pub inside: f64,
    pub outside: f64,
    two_sided: bool,
}

#[derive(Serialize)]
struct FootPlan<'a> {
    pages: &'a str,
    proof: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct SignPlan {
    label: String,
    value: String,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockPlan<'a> {
    Heading { level: u8, text: String },
    Paragraph { style: ParagraphStyle, text: String },
    Table(Box<TablePlan>),
    Bars(BarsPlan),
    Fields { label: f64, rows: Vec<FieldRowPlan> },
    Lines { count: u16, pitch: f64 },
    Signatures { places: Vec<SignPlan> },
    Space { height: f64 },
    PageBreak,
    NewPaper { title: String, meta: Vec<Vec<String>> },
    Letter { letter: Box<LetterPlan>, pages: &'a str },
    Code(CodePlan),
    Poster(Box<PosterPlan>),
    Cover { cover: Box<CoverPlan> },
    Contents { title: String },
}

#[derive(Serialize)]
struct CoverPlan {
    title: String,
    subtitle: String,
    fields: Vec<(String, String)>,
    below: Vec<String>,
    note: String,
    running: String,
}

#[derive(Serialize)]
struct FieldRowPlan {
    height: f64,
    fields: Vec<FieldPlan>,
}

#[derive(Serialize)]
struct FieldPlan {
    label: String,
    value: String,
    weight: u16,
    sign: Option<String>,
}

#[derive(Serialize)]
struct LetterPlan {
    head: Option<String>,
    number: String,
    title: String,
    addressee: String,
    parts: Vec<(LetterLevel, String)>,
    annexes: Vec<String>,
    signed: Vec<String>,
    day: String,
    note: String,
    copies: String,
    printed_by: String,
    printed_on: String,
}

/// Points in a tenth of a millimetre.
const TENTH: f64 = 72.0 / 254.0;

impl PagePlan {
    /// Margins leave the marking and the foot their lines; the binding side is wider.
    pub fn of(setting: Setting) -> Self {
        let (short, long) = match setting.paper {
            Paper::A4 => (2100.0, 2970.0),
            Paper::A3 => (2970.0, 4200.0),
        };
        let (width, height) = match setting.orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        };
        let outside = if setting.two_sided { 160.0 } else { 180.0 };
        Self {
            width: width * TENTH,
            height: height * TENTH,
            top: 220.0 * TENTH,
            bottom: 200.0 * TENTH,
            inside: 220.0 * TENTH,
            outside: outside * TENTH,
            two_sided: setting.two_sided,
        }
    }

    /// The page of a letter by GB/T 9704-2012.
    pub fn letter() -> Self {
        Self {
            width: 2100.0 * TENTH,
            height: 2970.0 * TENTH,
            top: 370.0 * TENTH,
            bottom: 350.0 * TENTH,
            inside: 280.0 * TENTH,
            outside: 260.0 * TENTH,
            two_sided: false,
        }
    }

    /// Width between the margins in points.
    pub fn inner(&self) -> f64 {
        self.width - self.inside - self.outside
    }
}

impl<'a> Plan<'a> {
    /// Decides everything about a paper that does not need its pages. `swift`: plain tables are laid row by row.
    ///
    /// # Errors
    /// A table of a wrong shape.
    pub fn of(document: &'a Document, fonts: &'a Fonts, swift: bool) -> Result<Self, PrintFault> {
        let page = PagePlan::of(document.setting);
        let blocks = document
            .blocks
            .iter()
            .map(|block| BlockPlan::of(block, &page, fonts, document, swift))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            page,
            families: &fonts.families,
            title: clean(&document.title.text),
            subtitle: document.subtitle.as_ref().map(|text| clean(&text.text)),
            marking: document.marking.as_deref(),
            meta: document.meta.iter().map(meta_line).collect(),
            blocks,
            signatures: sign_places(&document.signatures),
            definitions: document.definitions.iter().map(|text| clean(&text.text)).collect(),
            foot: FootPlan {
                pages: &document.foot.pages,
                proof: document.foot.proof.as_deref(),
                note: document.foot.note.as_deref(),
            },
        })
    }
}

impl<'a> BlockPlan<'a> {
    fn of(
        block: &'a Block,
        page: &PagePlan,
        fonts: &Fonts,
        document: &'a Document,
        swift: bool,
    ) -> Result<Self, PrintFault> {
        Ok(match block {
            Block::Heading(heading) => {
                Self::Heading { level: heading.level.clamp(1, 2), text: clean(&heading.text.text) }
            }
            Block::Paragraph(paragraph) => {
                Self::Paragraph { style: paragraph.style, text: clean(&paragraph.text.text) }
            }
            Block::Table(table) => {
                let mut plan = TablePlan::of(table, page.inner(), &|text, bold| fonts.width(text, bold))?;
                plan.swift &= swift;
                Self::Table(Box::new(plan))
            }
            Block::Bars(bars) => Self::Bars(BarsPlan::of(bars)),
            Block::Fields(fields) => Self::Fields {
                label: f64::from(if fields.label_chars == 0 { 4 } else { fields.label_chars }),
                rows: fields.rows.iter().map(field_row).collect(),
            },
            Block::Lines(lines) => Self::Lines {
                count: lines.count,
                pitch: f64::from(if lines.pitch == 0 { 90 } else { lines.pitch }) * TENTH,
            },
            Block::Signatures(places) => Self::Signatures { places: sign_places(places) },
            Block::Space(height) => Self::Space { height: f64::from(*height) * TENTH },
            Block::PageBreak => Self::PageBreak,
            Block::NewPaper { title, meta } => {
                Self::NewPaper { title: clean(&title.text), meta: meta.iter().map(meta_line).collect() }
            }
            Block::Cover(cover) => Self::Cover { cover: Box::new(CoverPlan::of(cover)) },
            Block::Contents(contents) => Self::Contents { title: clean(&contents.title.text) },
            Block::Letter(letter) => {
                Self::Letter { letter: Box::new(LetterPlan::of(letter)), pages: &document.foot.pages }
            }
            Block::Code(code) => Self::Code(CodePlan::of(code)?),
            Block::Poster(poster) => {
                let before = document.blocks.iter().take_while(|one| !std::ptr::eq(*one, block));
                Self::Poster(Box::new(PosterPlan::of(poster, pictures(before).count())?))
            }
        })
    }
}

impl CoverPlan {
    fn of(cover: &Cover) -> Self {
        Self {
            title: clean(&cover.title.text),
            subtitle: clean(&cover.subtitle.text),
            fields: cover.fields.iter().map(|(label, value)| (clean(label), clean(&value.text))).collect(),
            below: cover.below.iter().map(|text| clean(&text.text)).collect(),
            note: clean(&cover.note.text),
            running: clean(&cover.running.text),
        }
    }
}

impl LetterPlan {
    fn of(letter: &Letter) -> Self {
        let texts = |texts: &[Text]| texts.iter().map(|text| clean(&text.text)).collect();
        Self {
            head: letter.head.as_ref().map(|text| clean(&text.text)),
            number: clean(&letter.number.text),
            title: clean(&letter.title.text),
            addressee: clean(&letter.addressee.text),
            parts: letter.parts.iter().map(|part| (part.level, clean(&part.text.text))).collect(),
            annexes: texts(&letter.annexes),
            signed: texts(&letter.signed),
            day: clean(&letter.day.text),
            note: clean(&letter.note.text),
            copies: clean(&letter.copies.text),
            printed_by: clean(&letter.printed_by.text),
            printed_on: clean(&letter.printed_on.text),
        }
    }
}

fn meta_line(line: &MetaLine) -> Vec<String> {
    line.0.iter().map(|text| clean(&text.text)).collect()
}

fn sign_places(places: &[SignaturePlace]) -> Vec<SignPlan> {
    let plan = |place: &SignaturePlace| SignPlan { label: clean(&place.label), value: clean(&place.value.text) };
    places.iter().map(plan).collect()
}

fn field_row(row: &FieldRow) -> FieldRowPlan {
    FieldRowPlan {
        height: f64::from(row.height) * TENTH,
        fields: row
            .fields
            .iter()
            .map(|field| FieldPlan {
                label: clean(&field.label),
                value: clean(&field.value.text),
                weight: field.weight.max(1),
                sign: field.sign.as_ref().map(|text| clean(&text.text)),
            })
            .collect(),
    }
}

/// Text as it can be set: one kind of line break, tabs as spaces, other control characters dropped. They come from
/// pasted cells and have no shape in any font.
pub(crate) fn clean(text: &str) -> String {
    if !text.chars().any(char::is_control) {
        return text.to_owned();
    }
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|character| match character {
            '\n' => Some('\n'),
            '\r' => Some('\n'),
            '\t' => Some(' '),
            control if control.is_control() => None,
            other => Some(other),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn control_characters_are_not_set() {
        assert_eq!(clean("甲\t乙\r\n丙\r丁\u{0}\u{7}"), "甲 乙\n丙\n丁");
    }
}
