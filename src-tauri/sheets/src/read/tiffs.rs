//! Scans in a TIFF: one picture or many, in all the codes that scanners and fax machines write.

use super::fax::{Code, lines};
use super::grey::Grey;
use super::pictures::{
    MOST_PAGES, MOST_PIXELS, from_channels, from_cmyk, jpeg, of_light_paper, packed, unpacked, within,
};
use hayro_ccitt::EncodingMode;
use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

/// Codes of compression: the three of fax machines, and the first way of putting a JPEG into a TIFF.
const FAXED: std::ops::RangeInclusive<u16> = 2..=4;
const OLD_JPEG: u16 = 6;

/// The pictures of a TIFF.
pub(crate) struct Tiffs<'a> {
    words: Words<'a>,
    /// Where the directory of each picture begins.
    heads: Vec<u64>,
}

impl<'a> Tiffs<'a> {
    /// Follows the chain of directories, whatever they hold: a picture that cannot be opened is a page all the same.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let little = bytes.starts_with(b"II");
        let words = Words { bytes, little, big: Words { bytes, little, big: false }.short(2)? == 43 };
        let mut next = if words.big { words.eight(8)? } else { words.long(4)? };
        let (mut heads, mut seen) = (Vec::new(), HashSet::new());
        while next != 0 && heads.len() < MOST_PAGES && seen.insert(next) {
            heads.push(next);
            next = words.after(next).unwrap_or(0);
        }
        // Small pictures for a list are no pages.
        heads.retain(|head| words.entry(*head, 254).and_then(|at| words.long(at)).is_none_or(|kind| kind & 1 == 0));
        Some(Self { words, heads })
    }

    pub(crate) fn count(&self) -> usize {
        self.heads.len()
    }

    pub(crate) fn picture(&self, place: usize) -> Option<Grey> {
        let mut limits = Limits::default();
        limits.decoding_buffer_size = 4 * MOST_PIXELS;
        let head = *self.heads.get(place)?;
        let coloured = self.words.palette(head).is_some();
        let mut decoder = Decoder::new(self.words.beginning_with(head)).ok()?.with_limits(limits);
        let (wide, high) = decoder.dimensions().ok()?;
        let (wide, high) = within(wide as usize, high as usize)?;
        let compression: u16 = tag(&mut decoder, Tag::Compression).unwrap_or(1);
        let picture = match compression {
            code if FAXED.contains(&code) => self.faxed(&mut decoder, wide, high, code),
            OLD_JPEG => self.old_jpeg(&mut decoder),
            _ if coloured => of_palette(&mut decoder, wide, high),
            _ => decoded(&mut decoder, wide, high),
        }?;
        let mirrored = matches!(tag::<u16>(&mut decoder, Tag::Orientation), Some(2 | 4 | 5 | 7));
        Some(if mirrored { picture.mirrored() } else { picture })
    }

    fn faxed(&self, decoder: &mut Decoder<Beginning<'a>>, wide: usize, high: usize, compression: u16) -> Option<Grey> {
        let options: u32 = tag(decoder, Tag::Unknown(292)).unwrap_or(0);
        let code = match compression {
            2 => Code { mode: EncodingMode::Group3_1D, aligned: true },
            3 if options & 1 == 1 => Code { mode: EncodingMode::Group3_2D, aligned: false },
            3 => Code { mode: EncodingMode::Group3_1D, aligned: false },
            _ => Code { mode: EncodingMode::Group4, aligned: false },
        };
        let lowest_bit_first = tag::<u16>(decoder, Tag::FillOrder) == Some(2);
        let rows = tag::<u32>(decoder, Tag::RowsPerStrip).map_or(high, |rows| (rows as usize).clamp(1, high));
        let offsets = decoder.get_tag_u64_vec(Tag::StripOffsets).ok()?;
        let lengths = decoder.get_tag_u64_vec(Tag::StripByteCounts).ok()?;
        let mut px = Vec::with_capacity(wide * high);
        for (offset, length) in offsets.into_iter().zip(lengths) {
            let done = px.len() / wide;
            // A strip that is short would pull up all that follow it.
            if done >= high || !done.is_multiple_of(rows) {
                break;
            }
            let strip = self.words.part(offset, length)?;
            let turned: Vec<u8>;
            let strip = if lowest_bit_first {
                turned = strip.iter().map(|byte| byte.reverse_bits()).collect();
                &turned
            } else {
                strip
            };
            px.extend(lines(strip, wide, rows.min(high - done), code)?);
        }
        let high = px.len() / wide;
        px.truncate(high * wide);
        Grey::new(wide, high, of_light_paper(px))
    }

    /// The first way of putting a JPEG into a TIFF: the whole of it lies at one place, or is the one strip.
    fn old_jpeg(&self, decoder: &mut Decoder<Beginning<'a>>) -> Option<Grey> {
        let whole = match (tag(decoder, Tag::Unknown(513)), tag(decoder, Tag::Unknown(514))) {
            (Some(at), Some(length)) => self.words.part(at, length),
            _ => None,
        };
        let strip = || match decoder.get_tag_u64_vec(Tag::StripOffsets).ok()?.as_slice() {
            [at] => self.words.bytes.get(usize::try_from(*at).ok()?..),
            _ => None,
        };
        jpeg(whole.filter(|bytes| bytes.starts_with(&[0xff, 0xd8])).or_else(strip)?)
    }
}

/// A picture in one of the codes that are not a fax machine's.
fn decoded(decoder: &mut Decoder<Beginning<'_>>, wide: usize, high: usize) -> Option<Grey> {
    let colours = decoder.colortype().ok()?;
    let mut result = DecodingResult::U8(Vec::new());
    decoder.read_image_to_buffer(&mut result).ok()?;
    let samples = match result {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|sample| (sample >> 8) as u8).collect(),
        _ => return None,
    };
    let apart = tag::<u16>(decoder, Tag::PlanarConfiguration) == Some(2);
    let samples = if apart { side_by_side(&samples, wide * high) } else { samples };
    match colours {
        ColorType::Gray(1) => {
            let Grey { px, .. } = packed(&samples, wide, high, 1)?;
            Grey::new(wide, high, of_light_paper(px))
        }
        ColorType::Gray(bits) if bits < 8 => packed(&samples, wide, high, bits),
        ColorType::Gray(_) => Grey::new(wide, high, samples),
        ColorType::GrayA(_) => from_channels(&samples, wide, high, 2),
        ColorType::Multiband { bit_depth: 8 | 16, num_samples } => {
            from_channels(&samples, wide, high, usize::from(num_samples))
        }
        // The first of its channels is the brightness.
        ColorType::YCbCr(_) => {
            Grey::new(wide, high, samples.chunks_exact(3).filter_map(|all| all.first()).copied().collect())
        }
        ColorType::RGB(8 | 16) => from_channels(&samples, wide, high, 3),
        ColorType::RGBA(8 | 16) => from_channels(&samples, wide, high, 4),
        ColorType::CMYK(8 | 16) => from_cmyk(&samples, wide, high),
        _ => None,
    }
}

/// A picture of places in a palette, which the decoder is told are shades.
fn of_palette(decoder: &mut Decoder<Beginning<'_>>, wide: usize, high: usize) -> Option<Grey> {
    let ColorType::Gray(bits @ (1 | 2 | 4 | 8)) = decoder.colortype().ok()? else { return None };
    let map = decoder.get_tag_u16_vec(Tag::ColorMap).ok()?;
    let mut result = DecodingResult::U8(Vec::new());
    decoder.read_image_to_buffer(&mut result).ok()?;
    let DecodingResult::U8(places) = result else { return None };
    let count = map.len() / 3;
    let colour =
        |at: usize| [0, 1, 2].map(|channel| map.get(channel * count + at).map_or(0, |value| (value >> 8) as u8));
    let shades = from_channels(&(0..count).flat_map(colour).collect::<Vec<u8>>(), count, 1, 3)?.px;
    let shade = |at: u8| shades.get(usize::from(at)).copied().unwrap_or(255);
    Grey::new(wide, high, unpacked(&places, wide, high, bits).map(shade).collect())
}

/// Channels that lie one after the other, put side by side.
fn side_by_side(samples: &[u8], pixels: usize) -> Vec<u8> {
    let channels = samples.len() / pixels.max(1);
    let mut mixed = Vec::with_capacity(samples.len());
    for pixel in 0..pixels {
        mixed.extend((0..channels).filter_map(|channel| samples.get(channel * pixels + pixel)));
    }
    mixed
}

fn tag<T: TryFrom<u64>>(decoder: &mut Decoder<Beginning<'_>>, tag: Tag) -> Option<T> {
    decoder.find_tag_unsigned(tag).ok().flatten()
}

/// The numbers of the file, in its order of bytes.
#[derive(Clone, Copy)]
struct Words<'a> {
    bytes: &'a [u8],
    little: bool,
    /// Places are eight bytes wide.
    big: bool,
}

impl<'a> Words<'a> {
    fn take<const N: usize>(&self, at: u64) -> Option<[u8; N]> {
        let at = usize::try_from(at).ok()?;
        let mut bytes: [u8; N] = self.bytes.get(at..at.checked_add(N)?)?.try_into().ok()?;
        if self.little {
            bytes.reverse();
        }
        Some(bytes)
    }

    fn short(&self, at: u64) -> Option<u64> {
        self.take(at).map(|bytes| u64::from(u16::from_be_bytes(bytes)))
    }

    fn long(&self, at: u64) -> Option<u64> {
        self.take(at).map(|bytes| u64::from(u32::from_be_bytes(bytes)))
    }

    fn eight(&self, at: u64) -> Option<u64> {
        self.take(at).map(u64::from_be_bytes)
    }

    /// Entries of a directory, where the first stands, and how many bytes one has.
    fn entries(&self, head: u64) -> Option<(u64, u64, u64)> {
        Some(if self.big {
            (self.eight(head)?, head.checked_add(8)?, 20)
        } else {
            (self.short(head)?, head.checked_add(2)?, 12)
        })
    }

    /// Where the directory after the one at `head` begins.
    fn after(&self, head: u64) -> Option<u64> {
        let (count, first, size) = self.entries(head)?;
        let at = first.checked_add(count.checked_mul(size)?)?;
        if self.big { self.eight(at) } else { self.long(at) }
    }

    /// Where the value of an entry stands.
    fn entry(&self, head: u64, wanted: u64) -> Option<u64> {
        let (count, first, size) = self.entries(head)?;
        let at = (0..count.min(500)).map(|entry| first + entry * size).find(|at| self.short(*at) == Some(wanted))?;
        Some(at + if self.big { 12 } else { 8 })
    }

    /// Whether a picture is kept as places in a palette, and where that is said.
    fn palette(&self, head: u64) -> Option<u64> {
        self.entry(head, 262).filter(|at| self.short(*at) == Some(3))
    }

    fn part(&self, at: u64, length: u64) -> Option<&'a [u8]> {
        let (at, length) = (usize::try_from(at).ok()?, usize::try_from(length).ok()?);
        self.bytes.get(at..at.checked_add(length)?.min(self.bytes.len()))
    }

    /// The file as if the directory there were its first: then its picture can be opened whatever stands before it.
    fn beginning_with(&self, head: u64) -> Beginning<'a> {
        let mut first: Vec<u8> = self.bytes.iter().copied().take(if self.big { 8 } else { 4 }).collect();
        let mut place = if self.big { head.to_be_bytes().to_vec() } else { (head as u32).to_be_bytes().to_vec() };
        if self.little {
            place.reverse();
        }
        first.append(&mut place);
        let one = if self.little { [1, 0] } else { [0, 1] };
        Beginning { first, bytes: self.bytes, shades: self.palette(head).map(|at| (at, one)), at: 0 }
    }
}

/// A file whose first bytes are others, and the two that say that its picture is one of a palette.
struct Beginning<'a> {
    first: Vec<u8>,
    bytes: &'a [u8],
    shades: Option<(u64, [u8; 2])>,
    at: u64,
}

impl Read for Beginning<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let at = usize::try_from(self.at).unwrap_or(usize::MAX);
        let mut rest = match self.first.get(at..) {
            Some(first) if !first.is_empty() => first,
            _ => self.bytes.get(at..).unwrap_or_default(),
        };
        let count = rest.read(into)?;
        for (place, byte) in self.shades.iter().flat_map(|(from, bytes)| (*from..).zip(bytes)) {
            let within = place
                .checked_sub(self.at)
                .and_then(|place| into.get_mut(..count)?.get_mut(usize::try_from(place).ok()?));
            if let Some(within) = within {
                *within = *byte;
            }
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Beginning<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.bytes.len() as u64, by),
            SeekFrom::Current(by) => (self.at, by),
        };
        self.at = from.checked_add_signed(by).ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
