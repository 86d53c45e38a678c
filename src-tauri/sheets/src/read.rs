//! Reading scanned sheets.
//!
//! Bytes in, verdicts out: pictures are taken out of the file, each is registered by its corner squares, refined by the
//! bars beside each row and the frame of each box, and only then is ink measured. A page whose code or frames do not fit
//! is not read at all. No input ends the program: decoders of others run guarded.

mod bars;
mod blobs;
mod boxes;
mod code;
mod corners;
mod decide;
mod grey;
mod page;
mod patch;
mod pictures;
mod plane;
mod stray;
mod strip;

pub use page::Pictures;

use page::{Wanted, read_page};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict};

/// Reads all pages of one file: a PDF of scans, a TIFF of several pages, a JPEG, PNG or BMP. The kind is told by the
/// bytes. Pages are looked up in `geometries` by the code they carry.
pub fn read(bytes: &[u8], geometries: &[Geometry], pictures: Pictures) -> Vec<PageVerdict> {
    let wanted = Wanted::new(geometries);
    let mut verdicts = Vec::new();
    pictures::each(bytes, |number, picture| {
        verdicts.push(match picture {
            Some(picture) => guarded(picture, number, &wanted, pictures),
            None => PageVerdict::without_rows(number, PageStatus::Rejected, PageReason::NoPicture),
        });
    });
    verdicts
}

/// Our own code must not panic either; should it, the page is one to look at and the others are still read.
fn guarded(picture: grey::Grey, number: u32, wanted: &Wanted, pictures: Pictures) -> PageVerdict {
    catch_unwind(AssertUnwindSafe(|| {
        read_page(picture, number, wanted, pictures)
    }))
    .unwrap_or_else(|_| {
        PageVerdict::without_rows(number, PageStatus::Rejected, PageReason::NotRegistered)
    })
}
