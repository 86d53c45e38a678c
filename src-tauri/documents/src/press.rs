//! The printer of the program.

use std::sync::{Arc, OnceLock};

use zhudian_paper::{Document, EntryBook, FontUsed, Picture, PrintFault, Printer, Workbook};

use crate::fonts::{FontPlaces, Fonts};
use crate::{pages, pdf, plan};

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
}

impl Printer for Press {
    fn pdf(&self, document: &Document) -> Result<Vec<u8>, PrintFault> {
        pdf::pdf(document, self.loaded()?)
    }

    fn xlsx(&self, _workbook: &Workbook) -> Result<Vec<u8>, PrintFault> {
        Err(pdf::failed("not yet"))
    }

    fn entry_book(&self, _book: &EntryBook) -> Result<Vec<u8>, PrintFault> {
        Err(pdf::failed("not yet"))
    }

    fn docx(&self, _document: &Document) -> Result<Vec<u8>, PrintFault> {
        Err(pdf::failed("not yet"))
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
