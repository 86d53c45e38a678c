//! Straightened cut-outs for the person who decides.

use super::bars::Drift;
use super::grey::Grey;
use super::plane::{Plane, Point};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use zhudian_paper::geometry::{BoxPlace, PageGeometry};
use zhudian_paper::verdict::STRIP_EDGE_MM;

/// Samples to a millimetre in a strip, and in the picture of a page.
const STRIP: f64 = 6.0;
const PAGE: f64 = 4.0;
/// Half the height of a strip in millimetres.
const HALF: f64 = 6.0;

/// The row from its text to its last box.
pub(crate) fn strip(picture: &Grey, plane: &Plane, drift: &Drift, page: &PageGeometry, row: &[BoxPlace]) -> Vec<u8> {
    let middle = row.first().map_or(0.0, |place| place.area.centre().1);
    let (left, right) = (STRIP_EDGE_MM, page.width_mm - STRIP_EDGE_MM);
    let at = |x: f64, y: f64| plane.at(drift.moved((left + x, middle - HALF + y)));
    drawn(picture, (right - left, 2.0 * HALF), STRIP, false, at)
}

/// The whole page.
pub(crate) fn page(picture: &Grey, plane: &Plane) -> Vec<u8> {
    drawn(picture, (210.0, 297.0), PAGE, true, |x, y| plane.at((x, y)))
}

/// The small picture as it is, for pages that are not registered.
pub(crate) fn thumbnail(small: &Grey) -> Vec<u8> {
    let mut px = small.px.clone();
    levelled(&mut px);
    png(small.wide, small.high, &px)
}

/// Times a picture of a page is made smaller for a list.
const SMALLER: u32 = 6;

/// A picture of a page made small enough for a list.
pub fn thumbnail_of(bytes: &[u8]) -> Option<Vec<u8>> {
    let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Png).ok()?.to_luma8();
    let (wide, high) = ((picture.width() / SMALLER).max(1), (picture.height() / SMALLER).max(1));
    let small = image::imageops::thumbnail(&picture, wide, high);
    Some(png(wide as usize, high as usize, small.as_raw()))
}

/// Grey levels of the picture of a page: enough to see ink by, and few enough that paper is stored in little room.
const LEVELS: f32 = 15.0;
/// Share of the paper's white from which on a spot is white.
const WHITE: f32 = 0.82;

/// The picture with its paper made white, in few levels.
fn levelled(px: &mut [u8]) {
    let mut counts = [0_usize; 256];
    for value in px.iter() {
        if let Some(count) = counts.get_mut(usize::from(*value)) {
            *count += 1;
        }
    }
    // Paper fills most of a sheet: the level that seven tenths of the spots do not pass is its white.
    let (mut below, mut white) = (0, 255_u8);
    for (level, count) in (0..=255_u8).zip(counts) {
        below += count;
        if below * 10 >= px.len() * 7 {
            white = level;
            break;
        }
    }
    let whole = f32::from(white.max(1)) * WHITE;
    for value in px {
        let share = (f32::from(*value) / whole).min(1.0);
        *value = ((share * LEVELS).round() / LEVELS * 255.0) as u8;
    }
}

fn drawn(picture: &Grey, (wide, high): (f64, f64), fine: f64, level: bool, at: impl Fn(f64, f64) -> Point) -> Vec<u8> {
    let (columns, rows) = ((wide * fine) as usize, (high * fine) as usize);
    let mut px = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        for column in 0..columns {
            let (x, y) = at((column as f64 + 0.5) / fine, (row as f64 + 0.5) / fine);
            px.push(picture.sample(x as f32, y as f32) as u8);
        }
    }
    if level {
        levelled(&mut px);
    }
    png(columns, rows, &px)
}

/// An empty answer stands for a picture that could not be written, which memory alone can cause.
fn png(wide: usize, high: usize, px: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Sub);
    match encoder.write_image(px, wide as u32, high as u32, ExtendedColorType::L8) {
        Ok(()) => bytes,
        Err(_) => Vec::new(),
    }
}
