//! A picture made small for a list, in its colours.

use super::pictures::{Source, guarded};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// No side of a picture in colours is longer, and no picture takes more memory: A3 at 600 dpi and the cameras of phones
/// stay below. What is larger is opened in grey, as the reader of sheets does.
const LONGEST: u32 = 20_000;
const MOST_BYTES: u64 = 400 << 20;
/// Quality of the small JPEG.
const QUALITY: u8 = 80;

/// The first picture of the bytes as a JPEG, upright, on white, its longer side `edge` points at most; nothing when the
/// bytes hold no whole picture.
pub fn small(bytes: &[u8], edge: u32) -> Option<Vec<u8>> {
    let picture = guarded(|| coloured(bytes)).or_else(|| guarded(|| grey(bytes)))?;
    let edge = edge.max(1);
    let picture = if picture.width().max(picture.height()) > edge { picture.thumbnail(edge, edge) } else { picture };
    let mut jpeg = Vec::new();
    on_white(&picture).write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    Some(jpeg)
}

fn coloured(bytes: &[u8]) -> Option<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST), Some(LONGEST));
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MOST_BYTES {
        return None;
    }
    let turn = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turn);
    Some(picture)
}

/// The scans of offices that only the reader of sheets opens: fax codes, print colours.
fn grey(bytes: &[u8]) -> Option<DynamicImage> {
    let grey = Source::open(bytes).picture(0).ok()?.grey;
    let (wide, high) = (u32::try_from(grey.wide).ok()?, u32::try_from(grey.high).ok()?);
    image::GrayImage::from_raw(wide, high, grey.px).map(DynamicImage::ImageLuma8)
}

/// What can be seen through lies on white paper.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let clear = picture.to_rgba8();
    let seen = |part: u8, alpha: u8| (255 - u16::from(255 - part) * u16::from(alpha) / 255).min(255) as u8;
    RgbImage::from_fn(clear.width(), clear.height(), |x, y| {
        let image::Rgba([red, green, blue, alpha]) = *clear.get_pixel(x, y);
        image::Rgb([seen(red, alpha), seen(green, alpha), seen(blue, alpha)])
    })
}
