//! The samples of one picture of a PDF, in every code that scanners write.

use super::fax::{Code, lines};
use super::grey::Grey;
use super::painted::numbers_of;
use super::pictures::{from_channels, from_cmyk, jpeg, packed, unpacked, within};
use hayro_ccitt::EncodingMode;
use hayro_jbig2::{Globals, Page};
use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};
use lopdf::{Dictionary, Document, Object, Stream};

/// Pixels of a picture whose samples take twelve bytes each while they are decoded: A4 at 600 dpi.
const MOST_AT_LENGTH: usize = 36_000_000;
/// Bytes of what the pictures of a file share.
const SHARED: usize = 16 << 20;

/// A picture taken out of a PDF.
pub(super) struct Embedded {
    pub(super) grey: Grey,
    /// It has a bit a pixel, of which nobody knows yet which is the paper.
    pub(super) bilevel: bool,
}

/// What the colours of samples mean.
enum Colours {
    Grey,
    Rgb,
    Cmyk,
    /// Brightness of the colours of a palette.
    Palette(Vec<u8>),
}

/// The picture of a stream, or nothing where it must be drawn: masks, rare colours, codes that are not known here.
pub(super) fn embedded(document: &Document, stream: &Stream) -> Option<Embedded> {
    let asked = Asked { document, dict: &stream.dict };
    if asked.value(b"SMask").is_some() || asked.value(b"Mask").is_some() {
        return None;
    }
    let (wide, high) = within(asked.number(b"Width")?, asked.number(b"Height")?)?;
    // A stencil is painted in the colour of the pen, which on a scan is black.
    let stencil = matches!(asked.value(b"ImageMask"), Some(Object::Boolean(true)));
    let turned = match asked.value(b"Decode") {
        None => false,
        Some(decode) => match numbers_of(document, decode)?.as_slice() {
            [first, last, ..] if (first - last).abs() == 1.0 => first > last,
            _ => return None,
        },
    };
    let filters = asked.filters()?;
    let (last, before) = filters.split_last().map_or((&b""[..], &[][..]), |(last, before)| (*last, before));
    let params = asked.params(filters.len());
    let content = || unwrapped(stream, before);
    let bilevel = |px: Vec<u8>| Some(Embedded { grey: Grey::new(wide, px.len() / wide, px)?, bilevel: true });
    match last {
        b"CCITTFaxDecode" => {
            let params = Asked { document, dict: params.unwrap_or(&stream.dict) };
            if params.number(b"Columns").unwrap_or(1728) != wide {
                return None;
            }
            let mode = match params.value(b"K").and_then(|kind| kind.as_float().ok()).unwrap_or(0.0) {
                kind if kind < 0.0 => EncodingMode::Group4,
                kind if kind > 0.0 => EncodingMode::Group3_2D,
                _ => EncodingMode::Group3_1D,
            };
            let aligned = matches!(params.value(b"EncodedByteAlign"), Some(Object::Boolean(true)));
            bilevel(lines(&content()?, wide, high, Code { mode, aligned })?)
        }
        b"JBIG2Decode" => {
            let shared = params.and_then(|params| Asked { document, dict: params }.value(b"JBIG2Globals"));
            let shared = match shared {
                Some(shared) => Some(shared.as_stream().ok()?.decompressed_content_with_limit(SHARED).ok()?),
                None => None,
            };
            bilevel(of_jbig2(&content()?, shared.as_deref(), wide, high)?)
        }
        b"DCTDecode" => match asked.colours()? {
            Colours::Grey | Colours::Rgb => Some(plain(turned_over(jpeg(&content()?)?, turned))),
            _ => None,
        },
        b"JPXDecode" => Some(plain(turned_over(of_jpeg_2000(&content()?)?, turned))),
        b"" | b"FlateDecode" | b"LZWDecode" | b"RunLengthDecode" | b"ASCII85Decode" | b"ASCIIHexDecode" => {
            let bits = if stencil { 1 } else { u8::try_from(asked.number(b"BitsPerComponent")?).ok()? };
            let colours = if stencil { Colours::Grey } else { asked.colours()? };
            let grey = of_samples(stream, wide, high, bits, &colours)?;
            // Which of two tones is the paper is told by what there is more of.
            match colours {
                Colours::Palette(_) if turned => None,
                _ if bits == 1 => Some(Embedded { grey, bilevel: true }),
                _ => Some(plain(turned_over(grey, turned))),
            }
        }
        _ => None,
    }
}

fn plain(grey: Grey) -> Embedded {
    Embedded { grey, bilevel: false }
}

fn turned_over(grey: Grey, turned: bool) -> Grey {
    if turned { grey.negative() } else { grey }
}

/// The bytes of a stream without the codes laid around the last.
fn unwrapped(stream: &Stream, before: &[&[u8]]) -> Option<Vec<u8>> {
    if before.is_empty() {
        return Some(stream.content.clone());
    }
    let names = before.iter().map(|name| Object::Name(name.to_vec())).collect();
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Array(names));
    let wrapped = Stream::new(dict, stream.content.clone());
    // Codes laid around a coded picture make it no longer than this.
    wrapped.decompressed_content_with_limit(stream.content.len().saturating_mul(64).min(256 << 20)).ok()
}

/// Samples that only general codes were laid around.
fn of_samples(stream: &Stream, wide: usize, high: usize, bits: u8, colours: &Colours) -> Option<Grey> {
    let channels = match colours {
        Colours::Grey | Colours::Palette(_) => 1,
        Colours::Rgb => 3,
        Colours::Cmyk => 4,
    };
    let line = (wide * channels * usize::from(bits)).div_ceil(8);
    let whole = line.checked_mul(high)?;
    // A line that was predicted from the one before has a byte more.
    let mut samples = stream.decompressed_content_with_limit(whole + high + 64).ok()?;
    if samples.len() < whole {
        return None;
    }
    samples.truncate(whole);
    if bits == 16 {
        samples = samples.chunks_exact(2).filter_map(|pair| pair.first()).copied().collect();
    }
    match (colours, bits) {
        (Colours::Grey, 1 | 2 | 4) => packed(&samples, wide, high, bits),
        (Colours::Grey, 8 | 16) => Grey::new(wide, high, samples),
        (Colours::Palette(shades), 1 | 2 | 4 | 8) => {
            let shade = |at: u8| shades.get(usize::from(at)).copied().unwrap_or(255);
            Grey::new(wide, high, unpacked(&samples, wide, high, bits).map(shade).collect())
        }
        (Colours::Rgb, 8 | 16) => from_channels(&samples, wide, high, 3),
        (Colours::Cmyk, 8 | 16) => from_cmyk(&samples, wide, high),
        _ => None,
    }
}

fn of_jbig2(bytes: &[u8], shared: Option<&[u8]>, wide: usize, high: usize) -> Option<Vec<u8>> {
    struct Pixels(Vec<u8>);
    impl hayro_jbig2::Decoder for Pixels {
        fn push_pixel(&mut self, black: bool) {
            self.0.push(if black { 0 } else { 255 });
        }
        fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
            let value = if black { 0 } else { 255 };
            self.0.resize(self.0.len() + chunk_count as usize * 8, value);
        }
        fn next_line(&mut self) {}
    }
    let settings = hayro_jbig2::DecodeSettings::default();
    let shared = match shared {
        Some(shared) => Some(Globals::new(shared, &settings).ok()?),
        None => None,
    };
    let page = Page::new_embedded(bytes, shared.as_ref(), &settings).ok()?;
    if (page.width() as usize, page.height() as usize) != (wide, high) {
        return None;
    }
    let mut pixels = Pixels(Vec::with_capacity(wide * high));
    page.decode(&mut pixels).ok()?;
    (pixels.0.len() == wide * high).then_some(pixels.0)
}

fn of_jpeg_2000(bytes: &[u8]) -> Option<Grey> {
    let image = Image::new(bytes, &DecodeSettings::default()).ok()?;
    let (wide, high) = within(image.width() as usize, image.height() as usize)?;
    let colours = image.color_space().num_channels();
    if wide * high > MOST_AT_LENGTH || !matches!(colours, 1 | 3) {
        return None;
    }
    let channels = usize::from(colours) + usize::from(image.has_alpha());
    let mut context = DecoderContext::default();
    let samples = image.decode(&mut context).ok()?.data_u8();
    if samples.len() != wide * high * channels {
        return None;
    }
    from_channels(&samples, wide, high, channels)
}

/// What a picture says of itself.
struct Asked<'a> {
    document: &'a Document,
    dict: &'a Dictionary,
}

impl<'a> Asked<'a> {
    fn value(&self, name: &[u8]) -> Option<&'a Object> {
        let (_, value) = self.document.dereference(self.dict.get(name).ok()?).ok()?;
        (!value.is_null()).then_some(value)
    }

    fn number(&self, name: &[u8]) -> Option<usize> {
        usize::try_from(self.value(name)?.as_i64().ok()?).ok()
    }

    fn filters(&self) -> Option<Vec<&'a [u8]>> {
        match self.value(b"Filter") {
            None => Some(Vec::new()),
            Some(Object::Name(name)) => Some(vec![name]),
            Some(Object::Array(names)) => {
                names.iter().map(|name| self.document.dereference(name).ok()?.1.as_name().ok()).collect()
            }
            Some(_) => None,
        }
    }

    /// What the last of so many codes is told.
    fn params(&self, filters: usize) -> Option<&'a Dictionary> {
        match self.value(b"DecodeParms")? {
            Object::Dictionary(params) => Some(params),
            Object::Array(all) => self.document.dereference(all.get(filters.checked_sub(1)?)?).ok()?.1.as_dict().ok(),
            _ => None,
        }
    }

    fn colours(&self) -> Option<Colours> {
        self.colours_of(self.value(b"ColorSpace")?, 0)
    }

    fn colours_of(&self, space: &'a Object, deep: usize) -> Option<Colours> {
        let (_, space) = self.document.dereference(space).ok()?;
        let parts = match space {
            Object::Array(parts) => parts.as_slice(),
            _ => std::slice::from_ref(space),
        };
        let part = |at: usize| self.document.dereference(parts.get(at)?).ok().map(|(_, part)| part);
        Some(match part(0)?.as_name().ok()? {
            b"DeviceGray" | b"CalGray" => Colours::Grey,
            b"DeviceRGB" | b"CalRGB" => Colours::Rgb,
            b"DeviceCMYK" => Colours::Cmyk,
            b"ICCBased" => match part(1)?.as_stream().ok()?.dict.get(b"N").ok()?.as_i64().ok()? {
                1 => Colours::Grey,
                3 => Colours::Rgb,
                4 => Colours::Cmyk,
                _ => return None,
            },
            b"Indexed" if deep == 0 => {
                let table = match part(3)? {
                    Object::String(table, _) => table.clone(),
                    Object::Stream(table) => table.decompressed_content_with_limit(4096).ok()?,
                    _ => return None,
                };
                let shades = match self.colours_of(part(1)?, deep + 1)? {
                    Colours::Grey => table,
                    Colours::Rgb => from_channels(&table, table.len() / 3, 1, 3)?.px,
                    Colours::Cmyk => from_cmyk(&table, table.len() / 4, 1)?.px,
                    Colours::Palette(_) => return None,
                };
                Colours::Palette(shades)
            }
            _ => return None,
        })
    }
}
