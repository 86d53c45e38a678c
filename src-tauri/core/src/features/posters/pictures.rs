//! What of a picture is looked at before it is kept: that it is a JPEG, whole, and how large.

use crate::ground::refusal::{Result, refuse};
use base64::Engine;

/// Largest picture kept, in bytes: a portrait of 480 by 640 points needs a third of it.
pub const LARGEST: usize = 200 * 1024;

/// Least and most points of an edge: less is a stain on paper, more is no longer small.
const EDGES: std::ops::RangeInclusive<u16> = 60..=1600;

/// A picture in bytes with its width and height.
///
/// # Errors
/// `posters.picture_large`, `posters.picture_kind`, `posters.picture_size`.
pub fn checked(text: &str) -> Result<(Vec<u8>, u16, u16)> {
    // A third more characters than bytes.
    if text.len() > LARGEST / 3 * 4 + 8 {
        return Err(refuse("posters.picture_large").with("largest", LARGEST / 1024));
    }
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(text.trim())
        .map_err(|error| refuse("posters.picture_kind").because(error))?;
    let (width, height) = size(&bytes).ok_or_else(|| refuse("posters.picture_kind"))?;
    if !EDGES.contains(&width) || !EDGES.contains(&height) {
        return Err(refuse("posters.picture_size").with("width", width).with("height", height));
    }
    Ok((bytes, width, height))
}

/// Width and height from the frame header of a whole JPEG (ITU-T T.81, B.2.2); nothing when it is none.
#[must_use]
pub fn size(bytes: &[u8]) -> Option<(u16, u16)> {
    if !bytes.starts_with(&[0xFF, 0xD8]) || !bytes.ends_with(&[0xFF, 0xD9]) {
        return None;
    }
    let pair = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xFF => at += 1,
            // The frame headers; C4, C8 and CC among them are tables.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => return Some((pair(at + 7)?, pair(at + 5)?)),
            // The picture began without a frame.
            0xDA => return None,
            _ => at += 2 + usize::from(pair(at + 2)?),
        }
    }
}
