//! What a file is, told from its bytes; its ending proves nothing.

use crate::ground::refusal::{Result, refuse};
use std::io::Cursor;

/// Every kind the program knows, as the rule book names them.
pub const KNOWN: [&str; 8] = ["jpeg", "png", "pdf", "tiff", "bmp", "docx", "xlsx", "ofd"];

/// Pictures among them.
#[must_use]
pub fn picture(kind: &str) -> bool {
    matches!(kind, "jpeg" | "png" | "tiff" | "bmp")
}

/// The ending a file of this kind has outside.
#[must_use]
pub fn ending(kind: &str) -> &str {
    match kind {
        "jpeg" => "jpg",
        "tiff" => "tif",
        other => other,
    }
}

/// Tells the kind of a whole file.
///
/// # Errors
/// `attachments.empty`, `attachments.heic`, `attachments.old_office`, `attachments.macros`, `attachments.unreadable` for a
/// document that is cut off, `attachments.kind` for anything else.
pub fn of(bytes: &[u8]) -> Result<&'static str> {
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(refuse("attachments.empty"));
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let starts = |mark: &[u8]| head.starts_with(mark);
    if starts(&[0xFF, 0xD8, 0xFF]) {
        return Ok("jpeg");
    }
    if starts(b"\x89PNG\r\n\x1a\n") {
        return Ok("png");
    }
    if starts(b"II*\0") || starts(b"MM\0*") {
        return Ok("tiff");
    }
    if starts(b"BM") && head.get(6..10) == Some(&[0; 4]) {
        return Ok("bmp");
    }
    if head.windows(5).any(|part| part == b"%PDF-") {
        return whole_pdf(bytes);
    }
    if starts(b"PK\x03\x04") {
        return packed(bytes);
    }
    if starts(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Err(refuse("attachments.old_office"));
    }
    if head.get(4..8) == Some(b"ftyp")
        && head.get(8..12).is_some_and(|brand| {
            [b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"].iter().any(|known| brand == *known)
        })
    {
        return Err(refuse("attachments.heic"));
    }
    Err(refuse("attachments.kind"))
}

/// A PDF ends with the place of its table; one that was copied halfway does not.
fn whole_pdf(bytes: &[u8]) -> Result<&'static str> {
    let tail = bytes.get(bytes.len().saturating_sub(64 << 10)..).unwrap_or_default();
    if tail.windows(9).any(|part| part == b"startxref") { Ok("pdf") } else { Err(refuse("attachments.unreadable")) }
}

/// A document in a container of files, told by what must lie in it.
fn packed(bytes: &[u8]) -> Result<&'static str> {
    let archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| refuse("attachments.unreadable").because(error))?;
    let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let holds = |name: &str| names.iter().any(|one| one == name);
    if names.iter().any(|name| name.ends_with("vbaProject.bin")) {
        return Err(refuse("attachments.macros"));
    }
    match () {
        () if holds("word/document.xml") => Ok("docx"),
        () if holds("xl/workbook.xml") => Ok("xlsx"),
        () if holds("OFD.xml") => Ok("ofd"),
        () => Err(refuse("attachments.kind")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_tell_and_not_the_ending() {
        assert_eq!(of(b"\x89PNG\r\n\x1a\nrest").unwrap(), "png");
        assert_eq!(of(b"II*\0rest").unwrap(), "tiff");
        assert_eq!(of(b"%PDF-1.7\nbody\nstartxref\n9\n%%EOF").unwrap(), "pdf");
        assert_eq!(of(b"%PDF-1.7\nbody").unwrap_err().code, "attachments.unreadable");
        assert_eq!(of(b"\0\0\0\x18ftypheic").unwrap_err().code, "attachments.heic");
        assert_eq!(of(b"").unwrap_err().code, "attachments.empty");
        assert_eq!(of(&[0; 4096]).unwrap_err().code, "attachments.empty");
        assert_eq!(of(b"hello").unwrap_err().code, "attachments.kind");
        assert_eq!(of(b"PK\x03\x04cut off").unwrap_err().code, "attachments.unreadable");
    }
}
