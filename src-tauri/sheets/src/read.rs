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
mod embedded;
mod fax;
mod folds;
mod frame;
mod grey;
mod noise;
mod page;
mod painted;
mod paper;
mod patch;
mod paths;
mod pdf;
mod pictures;
mod plane;
mod ring;
mod slide;
mod small;
mod spans;
mod stray;
mod strip;
mod tiffs;
mod twins;

pub use page::Pictures;
pub use paths::{files_of, read_paths};
pub use small::small;
pub use strip::thumbnail_of as thumbnail;
pub use twins::{doubles, mark_doubles};

use page::{Wanted, read_page};
use pictures::Source;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict};

/// Pages in work at a time, so that memory does not grow with the height of the stack.
const AT_ONCE: usize = 4;

/// Reads all pages of one file: a PDF of scans, a TIFF of several pages, a JPEG, PNG or BMP. The kind is told by the
/// bytes. Pages are looked up in `geometries` by the code they carry.
pub fn read(bytes: &[u8], geometries: &[Geometry], pictures: Pictures) -> Vec<PageVerdict> {
    let mut verdicts = Vec::new();
    read_each(bytes, geometries, pictures, &mut |verdict, _| {
        verdicts.push(verdict);
        true
    });
    verdicts
}

/// As [`read`], but hands over each verdict as soon as it is made, with the number of pages of the file; reading stops
/// when `take` answers `false`. Pages come in their order.
pub fn read_each(
    bytes: &[u8],
    geometries: &[Geometry],
    pictures: Pictures,
    take: &mut dyn FnMut(PageVerdict, u32) -> bool,
) {
    let wanted = Wanted::new(geometries);
    let source = Source::open(bytes);
    let count = source.count();
    let total = u32::try_from(count).unwrap_or(u32::MAX);
    let one = |place: usize| page_at(&source, place, &wanted, pictures);
    let mut place = 0;
    while place < count {
        let end = (place + AT_ONCE).min(count);
        let verdicts: Vec<PageVerdict> =
            if end - place == 1 { vec![one(place)] } else { (place..end).into_par_iter().map(one).collect() };
        for verdict in verdicts {
            if !take(verdict, total) {
                return;
            }
        }
        place = end;
    }
}

/// Our own code must not panic either; should it, the page is one to look at and the others are still read.
fn page_at(source: &Source, place: usize, wanted: &Wanted, pictures: Pictures) -> PageVerdict {
    let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
    let rejected = |reason| PageVerdict::without_rows(number, PageStatus::Rejected, reason);
    match source.picture(place) {
        Ok(picture) => catch_unwind(AssertUnwindSafe(|| read_page(picture, number, wanted, pictures)))
            .unwrap_or_else(|_| rejected(PageReason::NotRegistered)),
        Err(reason) => rejected(reason),
    }
}
