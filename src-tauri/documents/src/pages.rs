//! Pictures of pages for the preview, drawn from the very bytes that are saved or printed.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use zhudian_paper::{Picture, PrintFault};

/// Millimetres in a point.
const MM: f32 = 25.4 / 72.0;

/// More pixels than this on one edge and a picture would no longer fit a screen's memory.
const MOST_PIXELS: f32 = 12_000.0;

fn open(pdf: &[u8]) -> Result<Pdf, PrintFault> {
    Pdf::new(pdf.to_vec()).map_err(|_| PrintFault::NotAPdf)
}

/// How many pages the bytes have.
pub(crate) fn count(pdf: &[u8]) -> Result<usize, PrintFault> {
    Ok(open(pdf)?.pages().len())
}

/// The picture of a page, from 1.
pub(crate) fn picture(pdf: &[u8], number: usize, pixels_per_mm: f32) -> Result<Picture, PrintFault> {
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let page = number
        .checked_sub(1)
        .and_then(|index| pages.get(index))
        .ok_or(PrintFault::NoSuchPage { page: number, pages: pages.len() })?;
    let (width, height) = page.render_dimensions();
    let wanted = (pixels_per_mm * MM).max(0.05);
    let scale = wanted.min(MOST_PIXELS / width.max(height).max(1.0));
    // Whole pixels: the last row of a page that is 1684.3 pixels high would be cut off otherwise.
    let fitted = |length: f32| (length * scale).round().max(1.0) / length.max(1.0);
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings { hinting: false, ..RenderSettings::default() },
        &PixmapSettings { x_scale: fitted(width), y_scale: fitted(height), bg_color: WHITE },
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let png = pixmap.into_png().map_err(|error| PrintFault::Failed { fault: error.to_string() })?;
    Ok(Picture { width, height, png })
}
