//! Writes the files the fuzzing of files starts from: a small sheet as every kind of picture and as a PDF of scans.

#[allow(dead_code)]
mod drawn;

use drawn::{GEOMETRY, Page};
use image::ImageFormat;

fn main() {
    let folder = std::path::PathBuf::from(std::env::args().nth(1).expect("a folder to write to"));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let page = Page::of(&GEOMETRY.pages[0], 60.0);
    let kinds = [("png", ImageFormat::Png), ("bmp", ImageFormat::Bmp), ("tif", ImageFormat::Tiff), ("jpg", ImageFormat::Jpeg)];
    for (end, kind) in kinds {
        std::fs::write(folder.join(format!("sheet.{end}")), page.file(kind)).expect("the folder can be written");
    }
    let jpeg = page.file(ImageFormat::Jpeg);
    std::fs::write(folder.join("sheet.pdf"), pdf(&page, &jpeg, "/Filter /DCTDecode")).expect("the folder can be written");
    std::fs::write(folder.join("plain.pdf"), pdf(&page, &page.px, "")).expect("the folder can be written");
}

/// A PDF with one picture a page, as scanners write it.
fn pdf(page: &Page, samples: &[u8], filter: &str) -> Vec<u8> {
    let head = format!("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n4 0 obj<</Length 26>>stream\nq 595 0 0 842 0 0 cm /I Do\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceGray/BitsPerComponent 8 {filter}/Length {}>>stream\n", page.wide, page.high, samples.len());
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(samples);
    bytes.extend_from_slice(b"\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\nstartxref\n0\n%%EOF\n");
    bytes
}
