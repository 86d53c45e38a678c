//! Scans in a PDF: the picture of a page is taken out as it is; a page is drawn only where that cannot be done.

use super::grey::Grey;
use super::pictures::{MOST_PIXELS, from_channels, guarded, jpeg, packed};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lopdf::xobject::PdfImage;
use lopdf::{DecompressError, Dictionary, Document, Object, ObjectId};
use std::sync::OnceLock;

/// Pages that must be drawn are drawn at this many pixels along their longer side: 250 dpi.
const DRAWN: f32 = 2900.0;
/// A scan has at least this many pixels along its shorter side.
const LEAST: i64 = 600;
/// How far the shape of the picture may be from that of the page for the picture to be the page.
const SHAPE: f64 = 0.12;
/// No part of a paper that is drawn swells to more bytes than this.
const SWOLLEN: usize = 256 << 20;

/// The pages of a PDF.
pub(crate) struct Scans<'a> {
    bytes: &'a [u8],
    document: Option<Document>,
    pages: Vec<ObjectId>,
    drawn: usize,
    /// Whether the file may be drawn, once that was looked at.
    may_be_drawn: OnceLock<bool>,
}

impl<'a> Scans<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let loaded = guarded(|| Some(Document::load_mem(bytes)));
        if let Some(Err(error)) = &loaded
            && swells(error)
        {
            return None;
        }
        let document = loaded.and_then(Result::ok).filter(|document| !document.is_encrypted());
        let pages: Vec<ObjectId> =
            document.as_ref().map(|document| document.get_pages().into_values().collect()).unwrap_or_default();
        let drawn =
            if pages.is_empty() { guarded(|| Pdf::new(bytes.to_vec()).ok().map(|pdf| pdf.pages().len()))? } else { 0 };
        Some(Self { bytes, document, pages, drawn, may_be_drawn: OnceLock::new() })
    }

    pub(crate) fn count(&self) -> usize {
        self.pages.len().max(self.drawn)
    }

    pub(crate) fn picture(&self, place: usize) -> Option<Grey> {
        guarded(|| self.taken_out(place)).or_else(|| guarded(|| self.drawn(place)))
    }

    /// The one picture that is the page.
    fn taken_out(&self, place: usize) -> Option<Grey> {
        let document = self.document.as_ref()?;
        let page = *self.pages.get(place)?;
        let images = document.get_page_images(page).ok()?;
        let [image] = images.as_slice() else {
            return None;
        };
        if image.width.min(image.height) < LEAST || !fills(document, page, image) {
            return None;
        }
        let has = |key: &[u8]| image.origin_dict.has(key);
        if has(b"Decode") || has(b"SMask") || has(b"Mask") || has(b"ImageMask") || has(b"DecodeParms") && is_jpeg(image)
        {
            return None;
        }
        let (wide, high) = (usize::try_from(image.width).ok()?, usize::try_from(image.height).ok()?);
        // A line of a picture that was predicted from the one before has a byte more.
        let most = wide.checked_mul(high).filter(|pixels| *pixels <= MOST_PIXELS)? * 3 + high;
        let filters: Vec<&str> = image.filters.iter().flatten().map(String::as_str).collect();
        match filters.as_slice() {
            ["DCTDecode"] => jpeg(image.content).filter(|_| plain_colours(image)),
            ["FlateDecode"] | [] | ["LZWDecode"] => {
                let stream = document.get_object(image.id).ok()?.as_stream().ok()?;
                let samples = if filters.is_empty() {
                    stream.content.clone()
                } else {
                    stream.decompressed_content_with_limit(most).ok()?
                };
                let bits = image.bits_per_component?;
                match (bits, samples.len() / (wide * high).max(1)) {
                    (1, 0) if grey(image) => packed(&samples, wide, high, 1),
                    (8, 1) if grey(image) => Grey::new(wide, high, samples.into_iter().take(wide * high).collect()),
                    (8, 3) if !indexed(image) => from_channels(samples.get(..wide * high * 3)?, wide, high, 3),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether nothing in the file is so large that drawing it could fill the memory: what draws has no limits of its own.
    fn is_modest(&self) -> bool {
        let Some(document) = &self.document else { return true };
        document.objects.values().filter_map(|object| object.as_stream().ok()).all(|stream| {
            let side = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).unwrap_or(1).max(1);
            let pixels = side(b"Width").checked_mul(side(b"Height"));
            let small = pixels.is_some_and(|pixels| pixels <= MOST_PIXELS as i64);
            small && !stream.decompressed_content_with_limit(SWOLLEN).is_err_and(|error| swells(&error))
        })
    }

    fn drawn(&self, place: usize) -> Option<Grey> {
        if !*self.may_be_drawn.get_or_init(|| self.is_modest()) {
            return None;
        }
        let pdf = Pdf::new(self.bytes.to_vec()).ok()?;
        let page = pdf.pages().get(place)?;
        let (wide, high) = page.render_dimensions();
        let scale = DRAWN / wide.max(high).max(1.0);
        if !scale.is_finite() || wide.min(high) * scale < 8.0 {
            return None;
        }
        let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let pixmap =
            render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings);
        from_channels(pixmap.data_as_u8_slice(), usize::from(pixmap.width()), usize::from(pixmap.height()), 4)
    }
}

fn swells(error: &lopdf::Error) -> bool {
    matches!(error, lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))
}

fn is_jpeg(image: &PdfImage) -> bool {
    image.filters.iter().flatten().any(|filter| filter == "DCTDecode")
}

fn grey(image: &PdfImage) -> bool {
    matches!(image.color_space.as_deref(), Some("DeviceGray" | "CalGray" | "ICCBased" | "G"))
}

fn indexed(image: &PdfImage) -> bool {
    matches!(image.color_space.as_deref(), Some("Indexed" | "I" | "Separation" | "DeviceN") | None)
}

/// Grey and the usual colours: their brightness is what the page shows. Print colours are left to the drawing.
fn plain_colours(image: &PdfImage) -> bool {
    matches!(image.color_space.as_deref(), Some("DeviceGray" | "DeviceRGB" | "CalGray" | "CalRGB" | "ICCBased"))
}

/// Whether a picture has the shape of its page, upright or turned.
fn fills(document: &Document, page: ObjectId, image: &PdfImage) -> bool {
    let Some((wide, high)) = media_box(document, page) else {
        return false;
    };
    let shape = (wide / high.max(1.0)).ln();
    let own = (image.width as f64 / (image.height as f64).max(1.0)).ln();
    (shape - own).abs() < SHAPE || (shape + own).abs() < SHAPE
}

fn media_box(document: &Document, page: ObjectId) -> Option<(f64, f64)> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..16 {
        if let Ok(object) = node.get(b"MediaBox") {
            let (_, object) = document.dereference(object).ok()?;
            let number = |object: &Object| object.as_float().ok().map(f64::from);
            let sides: Vec<f64> = object.as_array().ok()?.iter().filter_map(number).collect();
            let [left, low, right, top] = sides.as_slice() else {
                return None;
            };
            return Some(((right - left).abs(), (top - low).abs()));
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}
