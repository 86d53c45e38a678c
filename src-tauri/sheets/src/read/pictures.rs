//! Taking the pictures out of a file.

use super::grey::Grey;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// No side of a scan is longer: A4 at 2,400 dpi.
const LONGEST: usize = 30_000;

/// Calls `take` for each picture of a file, numbered from 1; `None` stands for one that cannot be opened.
pub(crate) fn each(bytes: &[u8], mut take: impl FnMut(u32, Option<Grey>)) {
    take(
        1,
        catch_unwind(AssertUnwindSafe(|| single(bytes)))
            .ok()
            .flatten(),
    );
}

fn single(bytes: &[u8]) -> Option<Grey> {
    if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg(bytes)
    } else {
        other(bytes)
    }
}

fn jpeg(bytes: &[u8]) -> Option<Grey> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(LONGEST)
        .set_max_height(LONGEST);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let px = decoder.decode().ok()?;
    let info = decoder.info()?;
    Grey::new(usize::from(info.width), usize::from(info.height), px)
}

fn other(bytes: &[u8]) -> Option<Grey> {
    let reader = image::ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()?;
    let picture = reader.decode().ok()?.into_luma8();
    Grey::new(
        picture.width() as usize,
        picture.height() as usize,
        picture.into_raw(),
    )
}
