//! What is checked before a page is set: every character has a glyph, every stated sum adds up.

use zhudian_paper::{Block, Document, Letter, Missing, PrintFault, SignaturePlace, Table, Text, Value};

use crate::fonts::Fonts;

/// More than this many findings help nobody.
const MOST: usize = 200;

/// Refuses a paper with a character no font has, naming whose text it stands in.
///
/// # Errors
/// [`PrintFault::MissingGlyph`] with all findings.
pub(crate) fn check_glyphs(document: &Document, fonts: &Fonts) -> Result<(), PrintFault> {
    let mut search = Search { fonts, missing: Vec::new() };
    search.document(document);
    let Some(first) = search.missing.first().cloned() else {
        return Ok(());
    };
    Err(PrintFault::MissingGlyph {
        who: first.who,
        character: first.character,
        code_point: first.code_point,
        all: search.missing,
    })
}

/// The characters of a text that no font has, each once.
pub(crate) fn missing_in(text: &str, fonts: &Fonts) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars() {
        if !character.is_control() && !fonts.has(character) && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

/// Refuses a table whose stated sums are not the sums of its cells.
///
/// # Errors
/// [`PrintFault::SumDiffers`] with the first one.
pub(crate) fn check_sums<'a>(tables: impl Iterator<Item = &'a Table>) -> Result<(), PrintFault> {
    for table in tables {
        if let Some((row, column, stated, summed)) = table.wrong_sum() {
            let name = table.columns.get(column).map(|column| column.name.clone());
            return Err(PrintFault::SumDiffers { row: row + 1, column: name.unwrap_or_default(), stated, summed });
        }
    }
    Ok(())
}

struct Search<'a> {
    fonts: &'a Fonts,
    missing: Vec<Missing>,
}

impl Search<'_> {
    fn document(&mut self, document: &Document) {
        let title = document.title.text.clone();
        self.text(&document.title, None);
        self.texts(&document.subtitle);
        self.plain(document.marking.as_deref().unwrap_or_default(), &title);
        document.meta.iter().for_each(|line| self.texts(&line.0));
        for block in &document.blocks {
            self.block(block, &title);
        }
        self.places(&document.signatures);
        self.texts(&document.definitions);
        self.plain(&document.foot.pages, &title);
        self.plain(document.foot.proof.as_deref().unwrap_or_default(), &title);
        self.plain(document.foot.note.as_deref().unwrap_or_default(), &title);
    }

    fn block(&mut self, block: &Block, title: &str) {
        match block {
            Block::Heading(heading) => self.text(&heading.text, None),
            Block::Paragraph(paragraph) => self.text(&paragraph.text, None),
            Block::Table(table) => self.table(table, title),
            Block::Bars(bars) => {
                self.texts(bars.texts());
                self.plain(&bars.caption, title);
                bars.parts.iter().for_each(|part| self.plain(part, title));
                bars.rows.iter().for_each(|row| self.plain(&row.figure, title));
            }
            Block::Fields(fields) => {
                // A form speaks of one person; the first field that names somebody stands for the others.
                let fields = || fields.rows.iter().flat_map(|row| &row.fields);
                let who = fields().find_map(|field| field.value.who.as_deref());
                for field in fields() {
                    self.plain(&field.label, title);
                    self.text(&field.value, who);
                    field.sign.iter().for_each(|sign| self.text(sign, who));
                }
            }
            Block::Signatures(places) => self.places(places),
            Block::NewPaper { title, meta } => {
                self.text(title, None);
                meta.iter().for_each(|line| self.texts(&line.0));
            }
            Block::Letter(letter) => self.letter(letter),
            Block::Cover(cover) => {
                self.texts([&cover.title, &cover.subtitle, &cover.note, &cover.running]);
                for (label, value) in &cover.fields {
                    self.plain(label, title);
                    self.text(value, None);
                }
                self.texts(&cover.below);
            }
            Block::Contents(contents) => self.text(&contents.title, None),
            Block::Code(code) => self.texts([&code.label, &code.note]),
            Block::Poster(poster) => self.texts(poster.texts()),
            Block::Lines(_) | Block::Space(_) | Block::PageBreak => {}
        }
    }

    fn table(&mut self, table: &Table, title: &str) {
        for text in table.unit.iter().chain(&table.caption).chain(&table.page_sum) {
            self.plain(text, title);
        }
        for head in table.head.iter().flatten() {
            self.plain(&head.text, title);
        }
        for column in &table.columns {
            self.plain(&column.name, title);
        }
        for row in &table.rows {
            let named = || {
                row.cells.iter().find_map(|cell| match &cell.value {
                    Value::Text(text) => text.who.as_deref(),
                    Value::Empty | Value::Number(_) | Value::Day(_) => None,
                })
            };
            let who = row.who.as_deref().or_else(named);
            for cell in &row.cells {
                match &cell.value {
                    Value::Text(text) => self.text(text, who),
                    Value::Day(day) => self.plain(day, title),
                    Value::Empty | Value::Number(_) => {}
                }
            }
        }
    }

    fn letter(&mut self, letter: &Letter) {
        self.texts(&letter.head);
        let single = [
            &letter.number,
            &letter.title,
            &letter.addressee,
            &letter.day,
            &letter.note,
            &letter.copies,
            &letter.printed_by,
            &letter.printed_on,
        ];
        single.into_iter().for_each(|text| self.text(text, None));
        letter.parts.iter().for_each(|part| self.text(&part.text, None));
        self.texts(&letter.annexes);
        self.texts(&letter.signed);
    }

    fn places(&mut self, places: &[SignaturePlace]) {
        for place in places {
            self.plain(&place.label, &place.label);
            self.text(&place.value, Some(&place.label));
        }
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        texts.into_iter().for_each(|text| self.text(text, None));
    }

    fn text(&mut self, text: &Text, who: Option<&str>) {
        self.plain(&text.text, text.who.as_deref().or(who).unwrap_or_default());
    }

    fn plain(&mut self, text: &str, who: &str) {
        for character in text.chars() {
            if character.is_control() || self.fonts.has(character) || self.missing.len() >= MOST {
                continue;
            }
            let missing = Missing {
                who: who.to_owned(),
                text: text.chars().take(40).collect(),
                character: character.to_string(),
                code_point: format!("U+{:04X}", character as u32),
            };
            if !self.missing.contains(&missing) {
                self.missing.push(missing);
            }
        }
    }
}
