//! Taking place, time and device out of photos, without touching the picture itself.
//!
//! Only what a picture needs to be shown is kept: of a JPEG its tables, frames and scans, its colour profile and how it is
//! turned (ITU-T T.81; Exif 2.32); of a PNG its critical chunks and those about colour and size (ISO/IEC 15948). Whatever
//! stands behind the end of a picture, as the little films of some phones, goes as well.

/// A picture without what it tells of the photographer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bare {
    /// The picture.
    pub bytes: Vec<u8>,
    /// Whether anything was taken out.
    pub cleaned: bool,
}

/// Chunks of a PNG that are kept.
const KEPT: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD", b"cICP",
];

/// A JPEG without its metadata; nothing when its parts do not add up to a picture.
#[must_use]
pub fn jpeg(bytes: &[u8]) -> Option<Bare> {
    let mut bare = vec![0xFF, 0xD8];
    let mut at = 2;
    let (mut scanned, mut turned) = (false, None);
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Filling before a marker.
            0xFF => at += 1,
            0xD9 if scanned => {
                bare.extend([0xFF, 0xD9]);
                let bare = with_turn(bare, turned);
                return Some(Bare { cleaned: bare.len() < bytes.len() || bare != bytes, bytes: bare });
            }
            0x01 | 0xD0..=0xD9 => return None,
            _ => {
                let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                let segment = bytes.get(at..at + 2 + length)?;
                let body = segment.get(4..)?;
                if marker == 0xE1 && turned.is_none() {
                    turned = body.strip_prefix(b"Exif\0\0").and_then(turn);
                }
                if needed(marker, body) {
                    bare.extend_from_slice(segment);
                }
                at += 2 + length;
                if marker == 0xDA {
                    scanned = true;
                    let end = scan_end(bytes, at)?;
                    bare.extend_from_slice(bytes.get(at..end)?);
                    at = end;
                }
            }
        }
    }
}

/// Whether a segment is needed to show the picture as it is.
fn needed(marker: u8, body: &[u8]) -> bool {
    match marker {
        0xE0 => body.starts_with(b"JFIF\0"),
        0xE2 => body.starts_with(b"ICC_PROFILE\0"),
        0xEE => body.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// The next marker behind the data of a scan.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let next = bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)? + at;
        match *bytes.get(next + 1)? {
            0x00 | 0xD0..=0xD7 => at = next + 2,
            0xFF => at = next + 1,
            _ => return Some(next),
        }
    }
}

/// How the picture is turned (Exif tag 0x0112), where it is.
fn turn(exif: &[u8]) -> Option<u8> {
    let little = exif.starts_with(b"II");
    let word = |at: usize| -> Option<u16> {
        let pair: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let table = usize::try_from(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()?;
    let entries = usize::from(word(table)?).min(200);
    let place = (0..entries).map(|entry| table + 2 + entry * 12).find(|at| word(*at) == Some(0x0112))?;
    u8::try_from(word(place + 8)?).ok().filter(|turn| (2..=8).contains(turn))
}

/// Puts how the picture is turned, and nothing else, back behind its first marker.
fn with_turn(bare: Vec<u8>, turn: Option<u8>) -> Vec<u8> {
    let Some(turn) = turn else { return bare };
    let mut exif = b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turn, 0, 0, 0, 0, 0, 0]);
    let mut whole = bare.get(..2).unwrap_or_default().to_vec();
    whole.append(&mut exif);
    whole.extend_from_slice(bare.get(2..).unwrap_or_default());
    whole
}

/// A PNG without its metadata; nothing when its chunks do not add up to a picture.
#[must_use]
pub fn png(bytes: &[u8]) -> Option<Bare> {
    let mut bare = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_be_bytes(four)).ok()?;
        let chunk = bytes.get(at..at.checked_add(12)?.checked_add(length)?)?;
        let name = chunk.get(4..8)?;
        if KEPT.iter().any(|kept| name == *kept) {
            bare.extend_from_slice(chunk);
        }
        at += chunk.len();
        if name == b"IEND" {
            return Some(Bare { cleaned: bare.len() < bytes.len(), bytes: bare });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a JPEG a decoder does not look into here.
    fn photo(between: &[u8], behind: &[u8]) -> Vec<u8> {
        let mut bytes = b"\xFF\xD8\xFF\xE0\0\x07JFIF\0".to_vec();
        bytes.extend_from_slice(between);
        bytes.extend_from_slice(b"\xFF\xDB\0\x04ab\xFF\xDA\0\x03x\x12\xFF\0\x34\xFF\xD0\x56\xFF\xD9");
        bytes.extend_from_slice(behind);
        bytes
    }

    #[test]
    fn a_photo_loses_its_place_and_keeps_its_turn() {
        let plain = photo(b"", b"");
        assert_eq!(jpeg(&plain), Some(Bare { bytes: plain.clone(), cleaned: false }));
        // A little-endian block: turned by 90 degrees, and then where it was taken.
        let mut block =
            b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\0\0\0\0\0\0\0\0"
                .to_vec();
        block.extend_from_slice(b"GPS 23.2N 113.1E");
        let mut segment = vec![0xFF, 0xE1];
        segment.extend_from_slice(&u16::try_from(block.len() + 2).unwrap().to_be_bytes());
        segment.extend_from_slice(&block);
        let told = photo(&segment, b"a little film");
        let bare = jpeg(&told).unwrap();
        assert!(bare.cleaned);
        assert!(!bare.bytes.windows(3).any(|part| part == b"GPS"));
        assert!(!bare.bytes.windows(4).any(|part| part == b"film"));
        // Once more nothing changes: the turn stands in a block of its own.
        let again = jpeg(&bare.bytes).unwrap();
        assert_eq!(again, Bare { bytes: bare.bytes.clone(), cleaned: false });
        assert_eq!(turn(&bare.bytes[12..]), Some(6));
    }

    #[test]
    fn half_a_photo_is_none() {
        let plain = photo(b"", b"");
        for end in 3..plain.len() {
            assert_eq!(jpeg(&plain[..end]), None, "{end}");
        }
    }

    #[test]
    fn a_png_loses_its_texts() {
        let chunk = |name: &[u8; 4], body: &[u8]| {
            let mut bytes = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
            bytes.extend_from_slice(name);
            bytes.extend_from_slice(body);
            bytes.extend_from_slice(&[0; 4]);
            bytes
        };
        let mut told = b"\x89PNG\r\n\x1a\n".to_vec();
        for part in [chunk(b"IHDR", b"x"), chunk(b"tEXt", b"Author"), chunk(b"eXIf", b"GPS"), chunk(b"IEND", b"")] {
            told.extend(part);
        }
        let bare = png(&told).unwrap();
        assert!(bare.cleaned && !bare.bytes.windows(6).any(|part| part == b"Author"));
        assert!(!png(&bare.bytes).unwrap().cleaned);
        assert_eq!(png(&told[..told.len() - 2]), None);
    }
}
