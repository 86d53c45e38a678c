//! The preview is the saved file: same pages, same pixels but for the edges of letters.

use image::GenericImageView;
use zhudian_paper::{PrintFault, Printer};

use crate::papers;
use crate::tools::{PRESS, file, run, words};

#[test]
fn each_page_looks_as_poppler_draws_it() {
    for (name, document) in
        [("month", papers::month()), ("reception", papers::reception()), ("letter", papers::letter())]
    {
        let pdf = PRESS.pdf(&document).unwrap();
        let file = file("paper.pdf", &pdf);
        let info = run("pdfinfo", &[words(&file.path)]);
        let count = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
        let pages = PRESS.page_count(&pdf).unwrap();
        assert_eq!(count, pages.to_string());
        let stem = file.folder.path().join("page");
        run("pdftoppm", &["-r", "101.6", "-png", words(&file.path), words(&stem)]);
        for number in 1..=pages {
            let theirs = image::open(format!("{}-{number}.png", words(&stem))).unwrap().to_luma8();
            let picture = PRESS.page(&pdf, number, 4.0).unwrap();
            let ours = image::load_from_memory(&picture.png).unwrap();
            assert_eq!(ours.dimensions(), (picture.width, picture.height));
            let ours = ours.to_luma8();
            let (width, height) = (ours.width().min(theirs.width()), ours.height().min(theirs.height()));
            assert!(ours.width().abs_diff(theirs.width()) <= 1, "{name} {number}: width");
            assert!(ours.height().abs_diff(theirs.height()) <= 1, "{name} {number}: height");
            // Blocks of 4 × 4 pixels, one millimetre each way: letters' edges differ by renderer, ink does not.
            let mut far = 0_u32;
            let mut blocks = 0_u32;
            for top in (0..height - 4).step_by(4) {
                for left in (0..width - 4).step_by(4) {
                    let ink = |image: &image::GrayImage| -> i32 {
                        (0..16).map(|at| 255 - i32::from(image.get_pixel(left + at % 4, top + at / 4)[0])).sum()
                    };
                    blocks += 1;
                    far += u32::from((ink(&ours) - ink(&theirs)).abs() > 16 * 90);
                }
            }
            let part = f64::from(far) / f64::from(blocks);
            assert!(part < 0.002, "{name} page {number}: {far} of {blocks} blocks differ");
        }
    }
}

#[test]
fn a_page_that_is_not_there_is_refused() {
    let pdf = PRESS.pdf(&papers::key()).unwrap();
    for page in [0, 2, usize::MAX] {
        assert_eq!(PRESS.page(&pdf, page, 4.0).unwrap_err(), PrintFault::NoSuchPage { page, pages: 1 });
    }
}

#[test]
fn bytes_that_are_no_pdf_are_refused() {
    for bytes in [b"".as_slice(), b"%PDF-1.7", b"PK\x03\x04 not a pdf"] {
        let fault = PRESS.page_count(bytes).unwrap_err();
        assert_eq!(fault, PrintFault::NotAPdf);
    }
}

#[test]
fn a_huge_scale_is_held_to_what_fits_memory() {
    let pdf = PRESS.pdf(&papers::key()).unwrap();
    let picture = PRESS.page(&pdf, 1, 0.001).unwrap();
    assert!(picture.width > 0 && picture.height > 0);
}
