//! What printers and copiers do to sheets: smaller prints, prints off the middle, copies of copies, red pens in colour,
//! pictures that a camera stores turned.

use crate::forms::{batch, delegate_form, fonts, team_form};
use crate::pens::Paper;
use crate::raster::grey_pages;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgb, RgbImage, imageops};
use std::io::Cursor;
use std::sync::LazyLock;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::PageStatus;
use zhudian_sheets::{Pictures, draw, geometry_of, read};

const DPI: f64 = 200.0;

static PRINTED: LazyLock<(Geometry, Vec<GrayImage>)> = LazyLock::new(|| {
    let batches = [batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 16), 0x0bad_cafe, 1)];
    (geometry_of(&batches).unwrap(), grey_pages(&draw(&batches, fonts()).unwrap(), 200))
});

/// The option that is ticked in each row of a page, in turn.
fn answers(page: usize) -> Vec<(String, String)> {
    let rows = PRINTED.0.pages[page].boxes.chunk_by(|a, b| a.row == b.row);
    rows.enumerate()
        .map(|(at, places)| places[at % places.len()].clone())
        .map(|place| (place.row, place.option))
        .collect()
}

/// Ticks a print, which may have been made smaller or copied first.
fn ticked(page: usize) -> GrayImage {
    let mut paper = Paper::new(&PRINTED.1[page], &PRINTED.0.pages[page], DPI);
    answers(page).iter().enumerate().for_each(|(at, (row, option))| paper.tick(row, option, at as u32));
    paper.image
}

#[track_caller]
fn assert_read(name: &str, page: usize, image: &DynamicImage) {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    assert_read_from(name, page, &bytes.into_inner());
}

#[track_caller]
fn assert_read_from(name: &str, page: usize, bytes: &[u8]) {
    let verdict = read(bytes, std::slice::from_ref(&PRINTED.0), Pictures::default()).remove(0);
    assert_eq!(verdict.status, PageStatus::Read, "{name}, sheet {page}: {:?}", verdict.reason);
    for (row, (name_of_row, option)) in verdict.rows.iter().zip(answers(page)) {
        assert_eq!(row.row, name_of_row);
        assert!(row.doubtful || row.marked == [option], "{name}, sheet {page}: {row:?}");
    }
    let doubtful = verdict.rows.iter().filter(|row| row.doubtful).count();
    assert!(doubtful * 10 <= verdict.rows.len(), "{name}, sheet {page}: {doubtful} rows doubtful");
}

/// The page as a printer makes it that shrinks it to `share`, moved by some pixels.
fn shrunk(image: &GrayImage, share: f64, aside: i64, down: i64) -> GrayImage {
    let side = |whole: u32| (f64::from(whole) * share) as u32;
    let (wide, high) = (side(image.width()), side(image.height()));
    let small = imageops::resize(image, wide, high, imageops::Triangle);
    let mut sheet = GrayImage::from_pixel(image.width(), image.height(), Luma([255]));
    let middle = |whole: u32, part: u32| i64::from(whole - part) / 2;
    imageops::replace(&mut sheet, &small, middle(image.width(), wide) + aside, middle(image.height(), high) + down);
    sheet
}

#[test]
fn smaller_prints_and_prints_off_the_middle_are_read() {
    for page in 0..2 {
        for (share, aside, down) in [(0.94, 0, 0), (0.97, 12, -9), (0.955, -20, 15)] {
            let image = shrunk(&ticked(page), share, aside, down);
            assert_read(&format!("printed at {share}"), page, &DynamicImage::from(image));
        }
    }
}

#[test]
fn a_copy_of_a_copy_is_read() {
    for page in 0..2 {
        let mut image = ticked(page);
        for copy in 0..2u32 {
            let soft = imageops::blur(&image, 0.9);
            image = GrayImage::from_fn(soft.width(), soft.height(), |x, y| {
                let grain =
                    (x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b) ^ copy).wrapping_mul(0xc2b2_ae35) >> 24;
                let value = (f64::from(soft.get_pixel(x, y)[0]) - 90.0) * 1.8 + f64::from(grain) / 10.0 - 12.0;
                Luma([value.clamp(0.0, 255.0) as u8])
            });
        }
        assert_read("a copy of a copy", page, &DynamicImage::from(image));
    }
}

#[test]
fn a_red_pen_is_read_in_colour_and_in_grey() {
    for page in 0..2 {
        let (clean, ticked) = (&PRINTED.1[page], ticked(page));
        let red = RgbImage::from_fn(clean.width(), clean.height(), |x, y| {
            let (print, ink) = (clean.get_pixel(x, y)[0], ticked.get_pixel(x, y)[0]);
            if ink < print { Rgb([200, 30, 40]) } else { Rgb([print; 3]) }
        });
        let colour = DynamicImage::from(red);
        assert_read("a red pen in grey", page, &DynamicImage::from(colour.to_luma8()));
        assert_read("a red pen in colour", page, &colour);
    }
}

/// A JPEG whose EXIF block says how it must be turned or mirrored to stand upright, as cameras write it.
fn with_turn(image: &GrayImage, tag: u8) -> Vec<u8> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 85).encode_image(image).unwrap();
    // One entry: tag 0x0112, a short, once.
    let block = [b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[tag], &[0; 6]].concat();
    let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &block, &jpeg[2..]].concat()
}

#[test]
fn the_turn_that_a_camera_writes_down_changes_nothing() {
    let upright = ticked(0);
    let mirrored = |image: &GrayImage| imageops::flip_horizontal(image);
    // As the sensor lay for each of the eight tags.
    let stored = [
        upright.clone(),
        mirrored(&upright),
        imageops::rotate180(&upright),
        imageops::flip_vertical(&upright),
        mirrored(&imageops::rotate90(&upright)),
        imageops::rotate270(&upright),
        mirrored(&imageops::rotate270(&upright)),
        imageops::rotate90(&upright),
    ];
    for (tag, image) in (1..).zip(&stored) {
        assert_read_from(&format!("tag {tag}"), 0, &with_turn(image, tag));
    }
    // Mirrored, and nothing says so: no row is read from it.
    let mut bytes = Cursor::new(Vec::new());
    stored[1].write_to(&mut bytes, ImageFormat::Png).unwrap();
    let verdict = read(&bytes.into_inner(), std::slice::from_ref(&PRINTED.0), Pictures::default()).remove(0);
    assert!(verdict.rows.is_empty() && verdict.status != PageStatus::Read, "{:?}", verdict.status);
}

#[test]
fn the_shadow_of_a_hand_is_no_texture() {
    for page in 0..2 {
        let sheet = ticked(page);
        for (light, soft) in [(0.75, 2.0), (0.6, 6.0), (0.55, 25.0)] {
            let shaded = GrayImage::from_fn(sheet.width(), sheet.height(), |x, y| {
                let (x, y) = (f64::from(x), f64::from(y));
                let far = 520.0 - (x - 1150.0).hypot((y - 1250.0) * 0.7);
                let share = 1.0 - (1.0 - light) / (1.0 + (-far / soft).exp());
                Luma([(f64::from(sheet.get_pixel(x as u32, y as u32)[0]) * share) as u8])
            });
            assert_read(&format!("shadow {light} {soft}"), page, &DynamicImage::from(shaded));
        }
    }
}
