//! Taking the pictures out of a file.
//!
//! Every decoder runs guarded: a panic on broken bytes is a picture that cannot be opened, nothing more.

use super::grey::Grey;
use super::pdf::Scans;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// No side of a scan is longer: A4 at 2,400 dpi.
const LONGEST: usize = 30_000;
/// No scan has more pixels: A4 at 1,200 dpi.
pub(super) const MOST_PIXELS: usize = 150_000_000;
/// Pages of a file that are counted; a stack of paper is never higher.
const MOST_PAGES: usize = 5_000;

/// A file of scans.
pub(crate) enum Source<'a> {
    /// One picture.
    Single(&'a [u8]),
    /// A TIFF with this many pictures.
    Tiff(&'a [u8], usize),
    /// A PDF.
    Pdf(Box<Scans<'a>>),
}

impl<'a> Source<'a> {
    /// Looks at the first bytes to tell the kind of file.
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
        if head.starts_with(b"II*\0")
            || head.starts_with(b"MM\0*")
            || head.starts_with(b"II+\0")
            || head.starts_with(b"MM\0+")
        {
            return Self::Tiff(bytes, guarded(|| tiff_pictures(bytes)).unwrap_or(1));
        }
        let scans = if head.windows(5).any(|word| word == b"%PDF-") { guarded(|| Scans::open(bytes)) } else { None };
        if let Some(scans) = scans {
            return Self::Pdf(Box::new(scans));
        }
        Self::Single(bytes)
    }

    /// The number of pictures, at least one: a file without any counts as one that cannot be opened.
    pub(crate) fn count(&self) -> usize {
        let count = match self {
            Self::Single(_) => 1,
            Self::Tiff(_, count) => *count,
            Self::Pdf(scans) => scans.count(),
        };
        count.clamp(1, MOST_PAGES)
    }

    /// The picture at a place from 0, or `None` when it cannot be opened.
    pub(crate) fn picture(&self, place: usize) -> Option<Grey> {
        match self {
            Self::Single(bytes) => guarded(|| single(bytes)),
            Self::Tiff(bytes, _) => guarded(|| tiff_picture(bytes, place)),
            Self::Pdf(scans) => guarded(|| scans.picture(place)),
        }
    }
}

pub(super) fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

fn single(bytes: &[u8]) -> Option<Grey> {
    if bytes.starts_with(&[0xff, 0xd8]) { jpeg(bytes) } else { other(bytes) }
}

/// A JPEG, of which only the brightness is decoded.
pub(super) fn jpeg(bytes: &[u8]) -> Option<Grey> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(LONGEST)
        .set_max_height(LONGEST);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (wide, high) = (usize::from(info.width), usize::from(info.height));
    if wide * high > MOST_PIXELS {
        return None;
    }
    let px = decoder.decode().ok()?;
    let mirrored = decoder.exif().and_then(|exif| turn_tag(exif)).is_some_and(|tag| matches!(tag, 2 | 4 | 5 | 7));
    let picture = Grey::new(wide, high, px)?;
    Some(if mirrored { picture.mirrored() } else { picture })
}

/// The orientation in an EXIF block. Turns need no care, since sheets are read in any turn, but mirrored pictures do.
fn turn_tag(exif: &[u8]) -> Option<u16> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let little = exif.starts_with(b"II");
    let word = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| -> Option<usize> {
        let four: [u8; 4] = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()
    };
    let table = long(4)?;
    let entries = usize::from(word(table)?);
    let entry = (0..entries.min(200)).map(|entry| table + 2 + entry * 12).find(|at| word(*at) == Some(0x0112))?;
    word(entry + 8)
}

fn other(bytes: &[u8]) -> Option<Grey> {
    let mut reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(LONGEST as u32), Some(LONGEST as u32));
    limits.max_alloc = Some(4 * MOST_PIXELS as u64);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    if picture.width() as usize * picture.height() as usize > MOST_PIXELS {
        return None;
    }
    let picture = picture.into_luma8();
    Grey::new(picture.width() as usize, picture.height() as usize, picture.into_raw())
}

fn tiff_pictures(bytes: &[u8]) -> Option<usize> {
    let mut decoder = Decoder::new(Cursor::new(bytes)).ok()?;
    let mut count = 1;
    while decoder.more_images() && count < MOST_PAGES && decoder.next_image().is_ok() {
        count += 1;
    }
    Some(count)
}

fn tiff_picture(bytes: &[u8], place: usize) -> Option<Grey> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = 4 * MOST_PIXELS;
    let mut decoder = Decoder::new(Cursor::new(bytes)).ok()?.with_limits(limits);
    if place > 0 {
        decoder.seek_to_image(place).ok()?;
    }
    let (wide, high) = decoder.dimensions().ok()?;
    let (wide, high) = (wide as usize, high as usize);
    if wide > LONGEST || high > LONGEST || wide * high > MOST_PIXELS {
        return None;
    }
    let colours = decoder.colortype().ok()?;
    let mut result = DecodingResult::U8(Vec::new());
    decoder.read_image_to_buffer(&mut result).ok()?;
    let samples = match result {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|sample| (sample >> 8) as u8).collect(),
        _ => return None,
    };
    match colours {
        ColorType::Gray(bits) if bits < 8 => packed(&samples, wide, high, bits),
        ColorType::Gray(_) => Grey::new(wide, high, samples),
        ColorType::GrayA(_) => from_channels(&samples, wide, high, 2),
        ColorType::RGB(_) | ColorType::YCbCr(_) => from_channels(&samples, wide, high, 3),
        ColorType::RGBA(_) => from_channels(&samples, wide, high, 4),
        // What is left are palettes and print colours, which scanners write as bilevel or not at all.
        ColorType::Palette(_) => other(bytes).filter(|_| place == 0),
        ColorType::CMYK(_) => from_cmyk(&samples, wide, high),
        _ => None,
    }
}

/// Brightness of samples with several channels; the first three are colour where there are three or more.
pub(super) fn from_channels(samples: &[u8], wide: usize, high: usize, channels: usize) -> Option<Grey> {
    let bright = |pixel: &[u8]| match pixel {
        [red, green, blue, ..] => ((u32::from(*red) * 77 + u32::from(*green) * 150 + u32::from(*blue) * 29) >> 8) as u8,
        [grey, ..] => *grey,
        [] => 255,
    };
    Grey::new(wide, high, samples.chunks_exact(channels.max(1)).map(bright).collect())
}

fn from_cmyk(samples: &[u8], wide: usize, high: usize) -> Option<Grey> {
    let bright = |pixel: &[u8]| match pixel {
        [cyan, magenta, yellow, black] => {
            let ink = (u32::from(*cyan) * 77 + u32::from(*magenta) * 150 + u32::from(*yellow) * 29) >> 8;
            255 - (ink + u32::from(*black)).min(255) as u8
        }
        _ => 255,
    };
    Grey::new(wide, high, samples.chunks_exact(4).map(bright).collect())
}

/// Samples of 1, 2 or 4 bits, each line filled up to whole bytes. Of two-coloured pictures the colour that covers most is
/// the paper, whatever the file calls it.
pub(super) fn packed(samples: &[u8], wide: usize, high: usize, bits: u8) -> Option<Grey> {
    if !matches!(bits, 1 | 2 | 4) {
        return None;
    }
    let line = (wide * usize::from(bits)).div_ceil(8);
    let most = (1u16 << bits) - 1;
    let mut px = Vec::with_capacity(wide * high);
    for line in samples.chunks_exact(line.max(1)).take(high) {
        let values = line
            .iter()
            .flat_map(|byte| (0..8 / bits).rev().map(move |place| (u16::from(*byte) >> (place * bits)) & most));
        px.extend(values.take(wide).map(|value| (value * 255 / most) as u8));
    }
    if bits == 1 {
        let dark = px.iter().filter(|value| **value == 0).count();
        if dark * 2 > px.len() {
            px.iter_mut().for_each(|value| *value = 255 - *value);
        }
    }
    Grey::new(wide, high, px)
}
