//! The printer of the program.

use std::sync::{Arc, OnceLock};

use zhudian_paper::{Document, EntryBook, FontRole, FontUsed, Picture, PrintFault, Printer, Workbook};

use crate::fonts::{FontPlaces, Fonts};
use crate::{docx, pages, pdf, plan, xlsx};

/// Makes files of papers. Fonts are read at the first need and once: a start without printing reads none. When they
/// are missing, the next try looks again, so that a clerk who installs them need not start the program anew.
pub struct Press {
    places: FontPlaces,
    fonts: OnceLock<Arc<Fonts>>,
}

impl Press {
    /// A press that looks for its fonts in the given places.
    #[must_use]
    pub fn new(places: FontPlaces) -> Self {
        Self { places, fonts: OnceLock::new() }
    }

    /// A press that looks for its fonts in the stated order.
    #[must_use]
    pub fn usual() -> Self {
        Self::new(FontPlaces::usual(Vec::new()))
    }

    fn loaded(&self) -> Result<&Arc<Fonts>, PrintFault> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let loaded = Arc::new(Fonts::load(&self.places)?);
        Ok(self.fonts.get_or_init(|| loaded))
    }

    /// The faces a role is set in, best first, as font files with the face's place in a collection: for what is drawn
    /// without the typesetter. Every list ends with the other fonts in use, for rare characters.
    ///
    /// # Errors
    /// No fonts.
    pub fn faces(&self, role: FontRole) -> Result<Vec<(Vec<u8>, u32)>, PrintFault> {
        let fonts = self.loaded()?;
        let families = match role {
            FontRole::Body => &fonts.families.body,
            FontRole::Title => &fonts.families.title,
            FontRole::Heading => &fonts.families.heading,
            FontRole::SecondHeading => &fonts.families.second,
        };
        let bold = role != FontRole::Body;
        let face = |family: &String| {
            let same = fonts.fonts.iter().filter(|font| font.info().family == *family);
            same.min_by_key(|font| font.info().variant.weight.to_number().abs_diff(if bold { 700 } else { 400 }))
        };
        Ok(families.iter().filter_map(face).map(|font| (font.data().to_vec(), font.index())).collect())
    }
}

impl Printer for Press {
    fn pdf(&self, document: &Document) -> Result<Vec<u8>, PrintFault> {
        pdf::pdf(document, self.loaded()?)
    }

    fn xlsx(&self, workbook: &Workbook) -> Result<Vec<u8>, PrintFault> {
        xlsx::xlsx(workbook)
    }

    fn entry_book(&self, book: &EntryBook) -> Result<Vec<u8>, PrintFault> {
        xlsx::entry_book(book)
    }

    fn docx(&self, document: &Document) -> Result<Vec<u8>, PrintFault> {
        docx::docx(document)
    }

    fn page_count(&self, pdf: &[u8]) -> Result<usize, PrintFault> {
        pages::count(pdf)
    }

    fn page(&self, pdf: &[u8], number: usize, pixels_per_mm: f32) -> Result<Picture, PrintFault> {
        pages::picture(pdf, number, pixels_per_mm)
    }

    fn missing(&self, text: &str) -> Result<Vec<char>, PrintFault> {
        Ok(plan::missing_in(text, self.loaded()?))
    }

    fn fonts(&self) -> Result<Vec<FontUsed>, PrintFault> {
        Ok(self.loaded()?.used.clone())
    }
}
