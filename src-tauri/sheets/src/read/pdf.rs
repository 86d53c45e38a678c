//! Scans in a PDF: the pictures of a page are taken out as they are; a page is drawn only where that cannot be done.

use super::embedded::{Embedded, embedded};
use super::grey::Grey;
use super::painted::{Map, Painted, inherited, numbers_of, painted};
use super::pictures::{MOST_PIXELS, Picture, from_channels, guarded, of_light_paper};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use lopdf::{DecompressError, Document, Object, ObjectId};
use std::sync::OnceLock;

/// Pages that must be drawn are drawn at this many pixels along their longer side: 250 dpi.
const DRAWN: f32 = 2900.0;
/// A scan has at least this many pixels along its shorter side.
const LEAST: usize = 600;
/// Share of a page that its scan covers at least.
const COVERED: f64 = 0.6;
/// How far the shape of a pixel may be from a square; the rest is for drawing.
const SQUARE: f64 = 0.25;
/// How far apart strips of one picture may lie, or over one another, as a share of the height of the page.
const APART: f64 = 0.002;
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
    /// The file as it is drawn.
    drawing: OnceLock<Option<Pdf>>,
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
        Some(Self { bytes, document, pages, drawn, may_be_drawn: OnceLock::new(), drawing: OnceLock::new() })
    }

    pub(crate) fn count(&self) -> usize {
        self.pages.len().max(self.drawn)
    }

    pub(crate) fn picture(&self, place: usize) -> Option<Picture> {
        if self.is_marked_on_a_screen(place) {
            return None;
        }
        guarded(|| self.taken_out(place)).map(Picture::from).or_else(|| {
            let grey = guarded(|| self.drawn(place))?;
            Some(Picture { grey, two_tone: guarded(|| Some(self.shows_two_tones(place)))? })
        })
    }

    fn page(&self, place: usize) -> Option<(&Document, ObjectId)> {
        Some((self.document.as_ref()?, *self.pages.get(place)?))
    }

    /// The one picture that is the page, or the strips that are.
    fn taken_out(&self, place: usize) -> Option<Grey> {
        let (document, page) = self.page(place)?;
        let size = page_size(document, page)?;
        let found = painted(document, page)?;
        let Embedded { mut grey, bilevel } = match found.as_slice() {
            [one] => one_picture(document, one, size)?,
            [] => return None,
            strips => one_of_strips(document, strips, size)?,
        };
        if grey.wide.min(grey.high) < LEAST {
            return None;
        }
        if bilevel {
            grey.px = of_light_paper(grey.px);
        }
        Some(grey)
    }

    /// Whether somebody drew or wrote on the page with a program: such marks lie beside the picture and would be lost.
    fn is_marked_on_a_screen(&self, place: usize) -> bool {
        /// What is seen or done on a screen alone.
        const UNSEEN: [&[u8]; 4] = [b"Link", b"Popup", b"Widget", b"Text"];
        let notes = || {
            let (document, page) = self.page(place)?;
            let notes = document.get_dictionary(page).ok()?.get_deref(b"Annots", document).ok()?.as_array().ok()?;
            Some(notes.iter().any(|note| {
                let dict = document.dereference(note).ok().and_then(|(_, note)| note.as_dict().ok());
                let kind = dict.and_then(|dict| dict.get(b"Subtype").ok()).and_then(|kind| kind.as_name().ok());
                kind.is_some_and(|kind| !UNSEEN.contains(&kind))
            }))
        };
        guarded(notes).unwrap_or(false)
    }

    /// Whether a page that is drawn is one of pictures in two tones: smoothed by drawing, they have shades that tell
    /// nothing of faint strokes.
    fn shows_two_tones(&self, place: usize) -> bool {
        let Some((document, page)) = self.page(place) else { return false };
        let two_tone = |dict: &lopdf::Dictionary| {
            let is =
                |name: &[u8], wanted: i64| dict.get(name).and_then(Object::as_i64).is_ok_and(|value| value == wanted);
            let stencil = matches!(dict.get(b"ImageMask"), Ok(Object::Boolean(true)));
            let side = |name: &[u8]| dict.get(name).and_then(Object::as_i64).unwrap_or(0);
            (stencil || is(b"BitsPerComponent", 1)) && side(b"Width") >= LEAST as i64 / 2
        };
        match painted(document, page) {
            Some(found) => found.iter().any(|one| two_tone(&one.stream.dict)),
            None => document
                .get_page_images(page)
                .is_ok_and(|images| images.iter().any(|image| two_tone(image.origin_dict))),
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
        let drawing = || guarded(|| Pdf::new(self.bytes.to_vec()).ok());
        let page = self.drawing.get_or_init(drawing).as_ref()?.pages().get(place)?;
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

/// Width and height of a page in points.
fn page_size(document: &Document, page: ObjectId) -> Option<(f64, f64)> {
    let sides = numbers_of(document, inherited(document, document.get_dictionary(page).ok()?, b"MediaBox")?)?;
    let [left, low, right, top] = sides.as_slice() else { return None };
    Some(((right - left).abs(), (top - low).abs())).filter(|(wide, high)| *wide > 0.0 && *high > 0.0)
}

/// Left, lower, right and upper edge of a picture on the page.
fn edges([a, b, c, d, e, f]: Map) -> [f64; 4] {
    let (x, y) = ([0.0, a, c, a + c], [0.0, b, d, b + d]);
    let least = |values: [f64; 4]| values.into_iter().fold(f64::MAX, f64::min);
    let most = |values: [f64; 4]| values.into_iter().fold(f64::MIN, f64::max);
    [e + least(x), f + least(y), e + most(x), f + most(y)]
}

/// A picture that covers the page, the way its map lays it there.
fn one_picture(document: &Document, one: &Painted, (wide, high): (f64, f64)) -> Option<Embedded> {
    let [left, low, right, top] = edges(one.map);
    if (right - left).min(wide) * (top - low).min(high) < COVERED * wide * high {
        return None;
    }
    let Embedded { grey, bilevel } = embedded(document, one.stream)?;
    let [a, b, c, d, ..] = one.map;
    let shape = (a.hypot(b) / c.hypot(d)).ln() - (grey.wide as f64 / grey.high as f64).ln();
    let mirrored = a * d - b * c < 0.0;
    (shape.abs() < SQUARE).then(|| Embedded { grey: if mirrored { grey.mirrored() } else { grey }, bilevel })
}

/// Strips of one width that lie below one another and together cover the page.
fn one_of_strips(document: &Document, strips: &[Painted], (wide, high): (f64, f64)) -> Option<Embedded> {
    let mut strips: Vec<(&Painted, [f64; 4])> = strips.iter().map(|strip| (strip, edges(strip.map))).collect();
    // From the top of the page downwards.
    strips.sort_by(|(_, a), (_, b)| b[3].total_cmp(&a[3]));
    let slack = APART * high;
    let upright = |[a, b, c, d, ..]: Map| a > 0.0 && d > 0.0 && b == 0.0 && c == 0.0;
    let joined = strips.windows(2).all(|pair| match pair {
        [(_, [left, low, right, _]), (_, [x, _, u, top])] => {
            (left - x).abs() < slack && (right - u).abs() < slack && (low - top).abs() < slack
        }
        _ => false,
    });
    let ((_, [left, _, right, top]), (_, [_, low, ..])) = (strips.first()?, strips.last()?);
    let covers = (right - left).min(wide) * (top - low).min(high) >= COVERED * wide * high;
    if !joined || !covers || !strips.iter().all(|(strip, _)| upright(strip.map)) {
        return None;
    }
    let (shape, mut parts) =
        ((right - left) / (top - low), strips.iter().map(|(strip, _)| embedded(document, strip.stream)));
    let mut whole = parts.next()??;
    for part in parts {
        let part = part?;
        let fits = part.grey.wide == whole.grey.wide && part.bilevel == whole.bilevel;
        if !fits || whole.grey.px.len() + part.grey.px.len() > MOST_PIXELS {
            return None;
        }
        whole.grey.high += part.grey.high;
        whole.grey.px.extend(part.grey.px);
    }
    let own = whole.grey.wide as f64 / whole.grey.high as f64;
    ((shape.ln() - own.ln()).abs() < SQUARE).then_some(whole)
}
