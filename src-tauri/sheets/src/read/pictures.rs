//! Taking the pictures out of a file.
//!
//! Every decoder runs guarded: a panic on broken bytes is a picture that cannot be opened, nothing more.

use super::grey::Grey;
use super::pdf::Scans;
use super::tiffs::Tiffs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhudian_paper::verdict::PageReason;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// No side of a scan is longer: A4 at 2,400 dpi.
const LONGEST: usize = 30_000;
/// No scan has more pixels: A4 at 1,200 dpi.
pub(super) const MOST_PIXELS: usize = 150_000_000;
/// Pages of a file that are counted; a stack of paper is never higher.
pub(super) const MOST_PAGES: usize = 5_000;

/// A picture of a page.
pub(crate) struct Picture {
    pub(crate) grey: Grey,
    /// It was drawn from pictures in two tones, whatever shades it has now.
    pub(crate) two_tone: bool,
}

impl From<Grey> for Picture {
    fn from(grey: Grey) -> Self {
        Self { grey, two_tone: false }
    }
}

/// A file of scans.
pub(crate) enum Source<'a> {
    /// One picture.
    Single(&'a [u8]),
    /// A TIFF.
    Tiff(Tiffs<'a>),
    /// A PDF.
    Pdf(Box<Scans<'a>>),
}

impl<'a> Source<'a> {
    /// Looks at the first bytes to tell the kind of file.
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
        let tiff = [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|kind| head.starts_with(*kind));
        if let Some(pictures) = Some(bytes).filter(|_| tiff).and_then(|bytes| guarded(|| Tiffs::open(bytes))) {
            return Self::Tiff(pictures);
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
            Self::Tiff(pictures) => pictures.count(),
            Self::Pdf(scans) => scans.count(),
        };
        count.clamp(1, MOST_PAGES)
    }

    /// The picture at a place from 0, or why it cannot be opened.
    pub(crate) fn picture(&self, place: usize) -> Result<Picture, PageReason> {
        let picture = match self {
            Self::Single(bytes) => guarded(|| single(bytes)).map(Picture::from),
            Self::Tiff(pictures) => guarded(|| pictures.picture(place)).map(Picture::from),
            Self::Pdf(scans) => guarded(|| scans.picture(place)),
        };
        picture.ok_or_else(|| match self {
            Self::Single(bytes) if is_heic(bytes) => PageReason::HeicPicture,
            _ => PageReason::NoPicture,
        })
    }
}

pub(super) fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

/// Whether a file is a picture in the codes of films, as phones keep them: nothing free of patents opens these.
fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 9] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"];
    bytes.get(4..8) == Some(b"ftyp") && bytes.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// The sides of a picture, where they are those of a scan.
pub(super) fn within(wide: usize, high: usize) -> Option<(usize, usize)> {
    let fits = wide <= LONGEST && high <= LONGEST && wide.checked_mul(high)? <= MOST_PIXELS;
    (fits && wide > 0 && high > 0).then_some((wide, high))
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
    let (wide, high) = within(usize::from(info.width), usize::from(info.height))?;
    // Few files keep no brightness of their own: print colours, and red, green and blue as they are.
    let kept = match (decoder.input_colorspace()?, info.components) {
        (ColorSpace::Luma | ColorSpace::YCbCr, _) => ColorSpace::Luma,
        (ColorSpace::CMYK, 4) => ColorSpace::CMYK,
        _ => ColorSpace::RGB,
    };
    if kept != ColorSpace::Luma {
        if wide * high > MOST_PIXELS / 3 {
            return None;
        }
        decoder.set_options(options.jpeg_set_out_colorspace(kept));
    }
    let px = decoder.decode().ok()?;
    let mirrored = decoder.exif().and_then(|exif| turn_tag(exif)).is_some_and(|tag| matches!(tag, 2 | 4 | 5 | 7));
    let picture = match kept {
        ColorSpace::Luma => Grey::new(wide, high, px)?,
        // The one program that writes print colours turned over also signs the file.
        ColorSpace::CMYK if bytes.get(..bytes.len().min(0x8000))?.windows(5).any(|word| word == b"Adobe") => {
            from_cmyk(&px.into_iter().map(|ink| 255 - ink).collect::<Vec<u8>>(), wide, high)?
        }
        ColorSpace::CMYK => from_cmyk(&px, wide, high)?,
        _ => from_channels(&px, wide, high, 3)?,
    };
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
    let (wide, high) = within(picture.width() as usize, picture.height() as usize)?;
    if !picture.color().has_alpha() {
        return Grey::new(wide, high, picture.into_luma8().into_raw());
    }
    // What can be seen through lies on white paper.
    let samples = picture.into_luma_alpha8().into_raw();
    let seen = |[grey, alpha]: &[u8; 2]| 255 - (u16::from(255 - grey) * u16::from(*alpha) / 255) as u8;
    Grey::new(wide, high, samples.as_chunks::<2>().0.iter().map(seen).collect())
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

/// Brightness of samples of print colours, 0 for no ink.
pub(super) fn from_cmyk(samples: &[u8], wide: usize, high: usize) -> Option<Grey> {
    let bright = |pixel: &[u8]| match pixel {
        [cyan, magenta, yellow, black] => {
            let ink = (u32::from(*cyan) * 77 + u32::from(*magenta) * 150 + u32::from(*yellow) * 29) >> 8;
            255 - (ink + u32::from(*black)).min(255) as u8
        }
        _ => 255,
    };
    Grey::new(wide, high, samples.chunks_exact(4).map(bright).collect())
}

/// Samples of 1, 2, 4 or 8 bits, each line filled up to whole bytes.
pub(super) fn unpacked(samples: &[u8], wide: usize, high: usize, bits: u8) -> impl Iterator<Item = u8> + '_ {
    let bits = bits.clamp(1, 8);
    let (line, most) = ((wide * usize::from(bits)).div_ceil(8), ((1u16 << bits) - 1) as u8);
    samples.chunks_exact(line.max(1)).take(high).flat_map(move |line| {
        let values =
            line.iter().flat_map(move |byte| (0..8 / bits).rev().map(move |place| (byte >> (place * bits)) & most));
        values.take(wide)
    })
}

/// Samples of 1, 2 or 4 bits as shades; of a bit each, the paper is told afterwards.
pub(super) fn packed(samples: &[u8], wide: usize, high: usize, bits: u8) -> Option<Grey> {
    if !matches!(bits, 1 | 2 | 4) {
        return None;
    }
    let most = (1u16 << bits) - 1;
    Grey::new(
        wide,
        high,
        unpacked(samples, wide, high, bits).map(|value| (u16::from(value) * 255 / most) as u8).collect(),
    )
}

/// Of two tones the one that covers most is the paper, whatever the file calls it.
pub(super) fn of_light_paper(mut px: Vec<u8>) -> Vec<u8> {
    let dark = px.iter().filter(|value| **value == 0).count();
    if dark * 2 > px.len() {
        px.iter_mut().for_each(|value| *value = 255 - *value);
    }
    px
}
