//! Small pictures for lists: upright, in colour, on white, and none of what is no whole picture.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;
use zhudian_sheets::small;

fn bytes(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red at the left, blue at the right.
fn photo() -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(
        600,
        300,
        |x, _| {
            if x < 300 { Rgb([200, 20, 20]) } else { Rgb([20, 20, 200]) }
        },
    ))
}

fn opened(bytes: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap().to_rgb8()
}

#[test]
fn every_kind_of_picture_is_made_small_in_its_colours() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Tiff, ImageFormat::Bmp] {
        let made = opened(&small(&bytes(&photo(), format), 240).unwrap());
        assert_eq!(made.dimensions(), (240, 120), "{format:?}");
        let Rgb([red, _, blue]) = *made.get_pixel(10, 60);
        assert!(red > 150 && blue < 80, "{format:?}");
    }
    let tiny = opened(&small(&bytes(&photo().thumbnail(60, 60), ImageFormat::Png), 240).unwrap());
    assert_eq!(tiny.dimensions(), (60, 30), "nothing is made larger");
}

#[test]
fn a_photo_taken_on_its_side_stands_upright() {
    let plain = bytes(&photo(), ImageFormat::Jpeg);
    let mut turned = plain[..2].to_vec();
    // Turned by 90 degrees (Exif 2.32, tag 0x0112).
    turned.extend_from_slice(b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");
    turned.extend_from_slice(&plain[2..]);
    let made = opened(&small(&turned, 240).unwrap());
    assert_eq!(made.dimensions(), (120, 240));
    assert!(made.get_pixel(60, 20)[0] > 150, "the left became the top");
}

#[test]
fn what_can_be_seen_through_lies_on_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(80, 80, Rgba([0, 0, 0, 0])));
    assert!(opened(&small(&bytes(&clear, ImageFormat::Png), 240).unwrap()).get_pixel(40, 40)[0] > 250);
}

#[test]
fn what_is_no_whole_picture_has_none() {
    let png = bytes(&photo(), ImageFormat::Png);
    assert!(small(&png[..png.len() / 2], 240).is_none());
    assert!(small(b"", 240).is_none() && small(b"%PDF-1.7", 240).is_none());
    // A head that promises a picture of 60,000 by 60,000 points.
    let mut huge = png;
    huge.splice(16..24, [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    assert!(small(&huge, 240).is_none());
}
