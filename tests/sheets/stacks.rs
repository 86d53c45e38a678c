//! A stack as it comes from the feeder: two batches mixed, and everything that does not belong between them.

use crate::forms::{batch, delegate_form, fonts, team_form};
use crate::pens::Paper;
use crate::raster::grey_pages;
use image::{GrayImage, Luma, imageops};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;
use zhudian_paper::geometry::{Area, Geometry};
use zhudian_sheets::{Pictures, draw, geometry_of, read, read_paths};

const DPI: f64 = 150.0;

/// A delegate's sheet, a team's sheet, and a sheet of another village.
static PRINTED: LazyLock<(Geometry, Vec<GrayImage>)> = LazyLock::new(|| {
    let batches = [
        batch(delegate_form("河村村"), 0x1234_5678, 1),
        batch(team_form("河村村", 16), 0x0bad_cafe, 1),
        batch(delegate_form("甘蕉村"), 0x0fee_1bad, 1),
    ];
    (geometry_of(&batches).unwrap(), grey_pages(&draw(&batches, fonts()).unwrap(), 150))
});

/// A sheet of the page, filled in by one hand.
fn filled_in(page: usize, hand: u32) -> Paper<'static> {
    let geometry = &PRINTED.0.pages[page];
    let mut paper = Paper::new(&PRINTED.1[page], geometry, DPI);
    let rows: Vec<_> = geometry.boxes.chunk_by(|a, b| a.row == b.row).collect();
    for (at, places) in rows.iter().enumerate() {
        let place = &places[(hand as usize * 7 + at * 3) % places.len()];
        paper.tick(&place.row, &place.option, hand * 100 + at as u32);
    }
    paper
}

/// Marks of all pages read, counted by batch, row and option.
fn totals(told: &Value) -> BTreeMap<String, usize> {
    let mut totals = BTreeMap::new();
    for page in told.as_object().unwrap().values().filter(|page| page["status"] == "read") {
        for (row, said) in page["rows"].as_object().unwrap() {
            assert_eq!(said["doubtful"], false);
            for option in said["marked"].as_array().unwrap() {
                *totals.entry(format!("{} {row} {option}", page["batch"])).or_default() += 1;
            }
        }
    }
    totals
}

#[test]
fn what_does_not_belong_is_told_apart_and_the_totals_stay() {
    let folder = tempfile::tempdir().unwrap();
    let save = |name: &str, image: &GrayImage| image.save(folder.path().join(format!("{name}.png"))).unwrap();
    let asked = Geometry { pages: PRINTED.0.pages[..2].to_vec() };
    let told = || read_paths(&[folder.path().to_path_buf()], std::slice::from_ref(&asked)).unwrap();
    let sheets: Vec<GrayImage> =
        [(0, 1), (1, 2), (0, 3), (1, 4)].map(|(page, hand)| filled_in(page, hand).image).to_vec();
    sheets.iter().enumerate().for_each(|(at, sheet)| save(&format!("b{at}"), sheet));
    let before = totals(&told());
    assert_eq!(before.values().sum::<usize>(), 8 + 16 + 8 + 16);
    // The same four sheets in another order and turned, and everything else between them.
    sheets.iter().rev().enumerate().for_each(|(at, sheet)| save(&format!("b{at}"), &imageops::rotate180(sheet)));
    save("a-blank", &GrayImage::from_pixel(1240, 1754, Luma([247])));
    save("b1-foreign", &filled_in(2, 5).image);
    let mut torn = filled_in(0, 6);
    torn.whiten(Area { x_mm: 0.0, y_mm: 0.0, w_mm: 30.0, h_mm: 28.0 });
    save("b2-torn", &torn.image);
    let mut covered = filled_in(1, 7);
    PRINTED.0.pages[1].codes.iter().for_each(|code| covered.blacken(code.area));
    save("b3-covered", &covered.image);
    save("c-twice", &imageops::blur(&imageops::rotate90(&sheets[0]), 0.5));
    save("d-page-of-something-else", &imageops::crop_imm(&sheets[1], 220, 480, 700, 900).to_image());
    let after = told();
    let status = |name: &str| after[name]["status"].as_str().unwrap().to_owned();
    assert_eq!(totals(&after), before);
    assert_eq!(status("a-blank"), "blank");
    assert_eq!(status("b1-foreign"), "foreign");
    assert_eq!(status("b2-torn"), "review");
    assert_eq!(status("b3-covered"), "review");
    assert_eq!(status("c-twice"), "duplicate");
    assert!(["foreign", "rejected"].contains(&status("d-page-of-something-else").as_str()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Paper laid over a sheet, edges torn off, turns and light: nothing is read that was not marked.
    #[test]
    fn a_spoilt_sheet_never_says_more_than_it_did(
        covers in proptest::collection::vec((0.0f64..200.0, 0.0f64..290.0, 2.0f64..120.0, 2.0f64..120.0), 0..5),
        torn in 0u32..200, turns in 0u32..4, light in 0.4f64..1.0, hand in 0u32..50,
    ) {
        let mut paper = filled_in(0, hand);
        covers.iter().for_each(|(x_mm, y_mm, w_mm, h_mm)| paper.whiten(Area { x_mm: *x_mm, y_mm: *y_mm, w_mm: *w_mm, h_mm: *h_mm }));
        let mut image = paper.image;
        image.pixels_mut().for_each(|pixel| pixel[0] = (f64::from(pixel[0]) * light) as u8);
        image = imageops::crop_imm(&image, 0, 0, image.width() - torn, image.height()).to_image();
        for _ in 0..turns {
            image = imageops::rotate90(&image);
        }
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, image::ImageFormat::Bmp).unwrap();
        let full = filled_in(0, hand);
        let mut whole = Cursor::new(Vec::new());
        full.image.write_to(&mut whole, image::ImageFormat::Bmp).unwrap();
        let one = |bytes: Vec<u8>| read(&bytes, std::slice::from_ref(&PRINTED.0), Pictures::default()).remove(0);
        let (spoilt, whole) = (one(bytes.into_inner()), one(whole.into_inner()));
        for row in &spoilt.rows {
            let was = whole.rows.iter().find(|was| was.row == row.row).unwrap();
            prop_assert!(row.marked.is_empty() || row.marked == was.marked, "{row:?} {was:?}");
        }
    }
}
