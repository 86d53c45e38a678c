//! Scans made and damaged in known ways read as what they are.

use crate::forms::{batch, delegate_form, fonts, team_form};
use crate::pens::Paper;
use crate::raster::grey_pages;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, imageops};
use std::io::Cursor;
use std::sync::LazyLock;
use zhudian_paper::geometry::{Area, Geometry};
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict, RowDoubt};
use zhudian_sheets::{Batch, Pictures, doubles, draw, geometry_of, mark_doubles, read, read_paths};

/// A delegate's sheet and a team's sheet, drawn, with their geometry.
struct Printed {
    batches: Vec<Batch>,
    geometry: Geometry,
    pdf: Vec<u8>,
    at_200: Vec<GrayImage>,
}

static PRINTED: LazyLock<Printed> = LazyLock::new(|| {
    let batches = vec![batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 16), 0x0bad_cafe, 1)];
    let pdf = draw(&batches, fonts()).unwrap();
    Printed { geometry: geometry_of(&batches).unwrap(), at_200: grey_pages(&pdf, 200), batches, pdf }
});

const ANSWERS: [(&str, &str); 7] = [
    ("q1", "满意"),
    ("q2", "较满意"),
    ("q3", "一般"),
    ("q4", "不满意"),
    ("q5", "不了解"),
    ("q6", "满意"),
    ("q8", "满意"),
];

fn filled_in(hand: u32) -> Paper<'static> {
    let mut paper = Paper::new(&PRINTED.at_200[0], &PRINTED.geometry.pages[0], 200.0);
    ANSWERS.iter().enumerate().for_each(|(at, (row, option))| paper.tick(row, option, hand * 31 + at as u32));
    paper
}

fn bytes(image: &GrayImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn png(image: &GrayImage) -> Vec<u8> {
    bytes(image, ImageFormat::Png)
}

fn one(bytes: &[u8]) -> PageVerdict {
    let verdicts = read(bytes, std::slice::from_ref(&PRINTED.geometry), Pictures::default());
    assert_eq!(verdicts.len(), 1);
    verdicts.into_iter().next().unwrap()
}

fn answers(verdict: &PageVerdict) -> Vec<(String, String)> {
    verdict.rows.iter().flat_map(|row| row.marked.iter().map(|marked| (row.row.clone(), marked.clone()))).collect()
}

#[track_caller]
fn assert_read(verdict: &PageVerdict) {
    assert_eq!((verdict.status, verdict.reason), (PageStatus::Read, None), "{:?}", verdict.code);
    let wanted: Vec<_> = ANSWERS.iter().map(|(row, option)| (row.to_string(), option.to_string())).collect();
    assert_eq!(answers(verdict), wanted);
    assert!(verdict.rows.iter().all(|row| !row.doubtful), "{:?}", verdict.rows.iter().find(|row| row.doubtful));
    assert_eq!(verdict.code.as_ref().unwrap().batch, PRINTED.batches[0].code);
}

#[test]
fn all_four_turns_read_alike() {
    let paper = filled_in(1).image;
    for (turn, image) in
        [paper.clone(), imageops::rotate270(&paper), imageops::rotate180(&paper), imageops::rotate90(&paper)]
            .iter()
            .enumerate()
    {
        let verdict = one(&png(image));
        assert_read(&verdict);
        assert_eq!(usize::from(verdict.turn), turn);
    }
}

#[test]
fn resolutions_from_150_to_600_dpi_read_alike() {
    for dpi in [150, 200, 240, 300, 400, 600] {
        let mut paper = Paper::new(&grey_pages(&PRINTED.pdf, dpi)[0], &PRINTED.geometry.pages[0], f64::from(dpi));
        ANSWERS.iter().enumerate().for_each(|(at, (row, option))| paper.tick(row, option, at as u32));
        assert_read(&one(&png(&paper.image)));
    }
}

#[test]
fn colour_grey_and_bitonal_read_alike() {
    let grey = filled_in(2).image;
    let bitonal = GrayImage::from_fn(grey.width(), grey.height(), |x, y| {
        Luma([if grey.get_pixel(x, y)[0] < 140 { 0 } else { 255 }])
    });
    let colour = image::RgbImage::from_fn(grey.width(), grey.height(), |x, y| {
        let value = grey.get_pixel(x, y)[0];
        // A blue pen on yellowish paper.
        image::Rgb([value, value, (u16::from(value) * 9 / 10 + 20).min(255) as u8])
    });
    let mut colour_bytes = Cursor::new(Vec::new());
    DynamicImage::from(colour).write_to(&mut colour_bytes, ImageFormat::Png).unwrap();
    for bytes in [png(&grey), png(&bitonal), colour_bytes.into_inner()] {
        assert_read(&one(&bytes));
    }
}

fn jpeg(image: &GrayImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 85).encode_image(image).unwrap();
    bytes
}

/// A PDF of scans as scanners write it: one JPEG a page.
fn pdf_of(images: &[Vec<u8>], size: (u32, u32)) -> Vec<u8> {
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.4");
    let pages = document.new_object_id();
    let kids: Vec<Object> = images
        .iter()
        .map(|jpeg| {
            let entries = dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(size.0), "Height" => i64::from(size.1),
                "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8, "Filter" => "DCTDecode" };
            let image = document.add_object(Stream::new(entries, jpeg.clone()).with_compression(false));
            let content = document.add_object(Stream::new(Dictionary::new(), b"q 595 0 0 842 0 0 cm /Im0 Do Q".to_vec()));
            let page = dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "Contents" => content, "Resources" => dictionary! { "XObject" => dictionary! { "Im0" => image } } };
            document.add_object(page).into()
        })
        .collect();
    let count = kids.len() as i64;
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn tiff_of(images: &[&GrayImage]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    for image in images {
        encoder.write_image::<tiff::encoder::colortype::Gray8>(image.width(), image.height(), image.as_raw()).unwrap();
    }
    bytes.into_inner()
}

#[test]
fn every_kind_of_file_reads_alike() {
    let image = filled_in(3).image;
    for format in [ImageFormat::Png, ImageFormat::Bmp, ImageFormat::Tiff] {
        assert_read(&one(&bytes(&image, format)));
    }
    let (jpeg, size) = (jpeg(&image), image.dimensions());
    let from_jpeg = one(&jpeg);
    assert_read(&from_jpeg);
    let from_pdf = one(&pdf_of(&[jpeg], size));
    assert_eq!(from_pdf, from_jpeg, "the picture is taken out as it is");
}

#[test]
fn files_of_several_pages_are_read_page_by_page_in_order() {
    let (first, second) = (filled_in(4).image, PRINTED.at_200[1].clone());
    let blank = GrayImage::from_pixel(1600, 2300, Luma([250]));
    let tiff = tiff_of(&[&first, &blank, &second, &first]);
    let size = first.dimensions();
    let pdf = pdf_of(
        &[
            jpeg(&first),
            jpeg(&GrayImage::from_pixel(size.0, size.1, Luma([251]))),
            jpeg(&imageops::resize(&second, size.0, size.1, imageops::Triangle)),
            jpeg(&first),
        ],
        size,
    );
    for bytes in [tiff, pdf] {
        let mut verdicts = read(&bytes, std::slice::from_ref(&PRINTED.geometry), Pictures::default());
        assert_eq!(verdicts.iter().map(|verdict| verdict.page).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_read(&verdicts[0]);
        assert_eq!((verdicts[1].status, verdicts[1].reason), (PageStatus::Blank, Some(PageReason::NoPrint)));
        assert_eq!((verdicts[2].status, verdicts[2].reason), (PageStatus::Read, Some(PageReason::NoMarks)));
        assert_eq!(verdicts[2].code.as_ref().unwrap().batch, PRINTED.batches[1].code);
        mark_doubles(&mut verdicts);
        assert_eq!((verdicts[3].status, verdicts[3].reason), (PageStatus::Duplicate, Some(PageReason::SameSheet)));
    }
}

#[test]
fn the_printed_file_itself_reads_as_unmarked_sheets() {
    let verdicts = read(&PRINTED.pdf, std::slice::from_ref(&PRINTED.geometry), Pictures::default());
    assert_eq!(verdicts.len(), 2);
    for verdict in &verdicts {
        assert_eq!((verdict.status, verdict.reason), (PageStatus::Read, Some(PageReason::NoMarks)));
    }
}

#[test]
fn sheets_of_other_batches_and_papers_are_foreign() {
    let verdicts = read(
        &png(&filled_in(5).image),
        &[Geometry { pages: PRINTED.geometry.pages[1..].to_vec() }],
        Pictures::default(),
    );
    assert_eq!((verdicts[0].status, verdicts[0].reason), (PageStatus::Foreign, Some(PageReason::OtherBatch)));
    assert!(verdicts[0].rows.is_empty());
    // Any other printed page: the sheet's own text without squares, codes and bars.
    let mut other = Paper::new(&PRINTED.at_200[0], &PRINTED.geometry.pages[0], 200.0);
    let edge = |x_mm, y_mm, w_mm, h_mm| Area { x_mm, y_mm, w_mm, h_mm };
    [
        edge(0.0, 0.0, 210.0, 31.0),
        edge(0.0, 265.0, 210.0, 32.0),
        edge(0.0, 0.0, 18.0, 297.0),
        edge(192.0, 0.0, 18.0, 297.0),
    ]
    .into_iter()
    .for_each(|area| other.whiten(area));
    let verdict = one(&png(&other.image));
    assert_eq!((verdict.status, verdict.reason), (PageStatus::Foreign, Some(PageReason::NotASheet)));
}

#[test]
fn damaged_sheets_are_never_read_silently() {
    let torn = |corner: usize| {
        let mut paper = filled_in(6);
        let square = PRINTED.geometry.pages[0].squares[corner];
        paper.whiten(Area { x_mm: square.x_mm - 10.0, y_mm: square.y_mm - 10.0, w_mm: 24.0, h_mm: 24.0 });
        one(&png(&paper.image))
    };
    for corner in 0..4 {
        let verdict = torn(corner);
        assert_eq!(
            (verdict.status, verdict.reason),
            (PageStatus::Review, Some(PageReason::CornerMissing)),
            "corner {corner}"
        );
        // The other three corners and the code tell where its boxes are: what they say waits for the person who looks.
        assert_eq!(answers(&verdict).len(), ANSWERS.len(), "corner {corner}");
        assert!(
            answers(&verdict).iter().zip(ANSWERS).all(|(found, (row, option))| found.0 == row && found.1 == option)
        );
    }
    let mut covered = filled_in(7);
    PRINTED.geometry.pages[0].codes.iter().for_each(|code| covered.blacken(code.area));
    let verdict = one(&png(&covered.image));
    assert_eq!((verdict.status, verdict.reason), (PageStatus::Review, Some(PageReason::CodeUnreadable)));
    assert!(verdict.rows.is_empty());
    let mut half_covered = filled_in(7);
    half_covered.blacken(PRINTED.geometry.pages[0].codes[0].area);
    assert_eq!(one(&png(&half_covered.image)).code.unwrap().batch, PRINTED.batches[0].code);
    // Half the sheet gone: at best it is known as ours, never read.
    let whole = filled_in(8).image;
    let half = imageops::crop_imm(&whole, 0, 0, whole.width(), whole.height() / 2).to_image();
    let verdict = one(&png(&half));
    assert!(
        verdict.rows.is_empty() && matches!(verdict.status, PageStatus::Review | PageStatus::Rejected),
        "{:?}",
        verdict.status
    );
}

#[test]
fn a_code_of_one_form_over_the_boxes_of_another_is_not_read() {
    // The team's code pasted onto the delegate's sheet: the frames do not fit.
    let mut image = filled_in(9).image;
    for code in &PRINTED.geometry.pages[1].codes {
        let px = |mm: f64| (mm * 200.0 / 25.4) as i64;
        let (x, y, w, h) = (px(code.area.x_mm - 2.0), px(code.area.y_mm - 2.0), px(18.7), px(18.7));
        let piece = imageops::crop_imm(&PRINTED.at_200[1], x as u32, y as u32, w as u32, h as u32).to_image();
        imageops::replace(&mut image, &piece, x, y);
    }
    let verdict = one(&png(&image));
    assert_eq!((verdict.status, verdict.reason), (PageStatus::Review, Some(PageReason::FramesDoNotFit)));
    assert!(verdict.rows.is_empty());
}

/// Puts one mark on a page.
type Marking = fn(&mut Paper);

#[test]
fn marks_that_may_tell_the_voter_go_to_review() {
    let marks: [(&str, Marking); 4] = [
        ("thumb print", |paper| paper.thumb((120.0, 270.0), 110)),
        ("thumb print below the table", |paper| paper.thumb((165.0, 272.0), 150)),
        ("stamp", |paper| paper.stamp((150.0, 267.0), 120)),
        ("name", |paper| paper.name((140.0, 267.0))),
    ];
    assert_read(&one(&png(&filled_in(10).image)));
    for (name, mark) in marks {
        let mut paper = filled_in(10);
        mark(&mut paper);
        let verdict = one(&png(&paper.image));
        assert_eq!(
            (verdict.status, verdict.reason),
            (PageStatus::Review, Some(PageReason::IdentifyingMarks)),
            "{name}"
        );
        assert_eq!(verdict.rows.len(), 8, "what the boxes say is kept for the person who decides");
    }
}

#[test]
fn doubtful_rows_say_why() {
    let doubt = |draw: &dyn Fn(&mut Paper)| {
        let mut paper = Paper::new(&PRINTED.at_200[0], &PRINTED.geometry.pages[0], 200.0);
        draw(&mut paper);
        let verdict = one(&png(&paper.image));
        let row = verdict.rows.iter().find(|row| row.row == "q3").unwrap();
        assert_eq!(row.doubtful, row.doubt.is_some());
        assert!(!row.doubtful || row.marked.is_empty());
        row.doubt
    };
    let centre = |option: &str| {
        PRINTED.geometry.pages[0]
            .boxes
            .iter()
            .find(|place| place.row == "q3" && place.option == option)
            .unwrap()
            .area
            .centre()
    };
    let (fair, plain) = (centre("较满意"), centre("一般"));
    assert_eq!(doubt(&|_| ()), None);
    assert_eq!(doubt(&|paper| paper.tick("q3", "一般", 1)), None);
    assert_eq!(doubt(&|paper| paper.fill("q3", "一般")), None);
    assert_eq!(doubt(&|paper| (paper.tick("q3", "一般", 1), paper.tick("q3", "一般", 9)).0), None);
    assert_eq!(
        doubt(&|paper| (paper.tick("q3", "一般", 1), paper.tick("q3", "满意", 2)).0),
        Some(RowDoubt::SeveralMarks)
    );
    assert_eq!(
        doubt(&|paper| (paper.tick("q3", "一般", 1), paper.fill("q3", "满意")).0),
        Some(RowDoubt::FilledBesideMark)
    );
    assert_eq!(doubt(&|paper| paper.circle("q3", "一般")), Some(RowDoubt::InkAround));
    assert_eq!(doubt(&|paper| paper.dot(plain, 0.3, 60)), Some(RowDoubt::Faint));
    assert_eq!(
        doubt(&|paper| paper.stroke(&[(plain.0 + 2.6, plain.1 - 0.5), (plain.0 + 3.6, plain.1 + 0.6)], 0.5, 50)),
        Some(RowDoubt::OnlyOutside)
    );
    assert!(
        doubt(&|paper| paper.stroke(&[(fair.0 - 1.0, fair.1 + 1.0), (plain.0 + 1.0, plain.1 - 1.0)], 0.5, 50))
            .is_some(),
        "one stroke through two boxes"
    );
    assert!(doubt(&|paper| paper.thumb(plain, 120)).is_some(), "a thumb print on a box");
    assert!(doubt(&|paper| paper.stamp((plain.0 - 7.0, plain.1 - 7.0), 120)).is_some(), "a stamp over a box");
    assert!(
        doubt(&|paper| paper.stroke(&[(fair.0 - 12.0, fair.1), (plain.0 + 12.0, plain.1)], 0.6, 40)).is_some(),
        "a ruled line through the row"
    );
    // A speck beside a plain mark is dust.
    assert_eq!(doubt(&|paper| (paper.tick("q3", "一般", 1), paper.dot(fair, 0.25, 80)).0), None);
}

#[test]
fn strips_show_the_doubtful_rows() {
    let mut paper = filled_in(11);
    paper.tick("q3", "满意", 5);
    let verdicts = read(
        &png(&paper.image),
        std::slice::from_ref(&PRINTED.geometry),
        Pictures { doubtful_rows: true, page: true, ..Pictures::default() },
    );
    for row in &verdicts[0].rows {
        assert_eq!(row.doubtful, row.row == "q3");
        assert_eq!(row.strip.is_empty(), !row.doubtful);
    }
    let strip = image::load_from_memory(&verdicts[0].rows[2].strip).unwrap();
    assert!(strip.width() > strip.height() * 8);
    assert_eq!(image::load_from_memory(&verdicts[0].picture).unwrap().width(), 840);
}

#[test]
fn double_scans_are_found_and_like_answers_are_not() {
    // The same sheet again: larger, shifted and noisier. Other sheets: the same answers by other hands.
    let again = |image: &GrayImage| {
        let resized = imageops::resize(image, image.width() * 26 / 25, image.height() * 26 / 25, imageops::Triangle);
        let blurred = imageops::blur(&resized, 0.8);
        imageops::rotate180(&blurred)
    };
    let mut pages = Vec::new();
    for hand in 20..32 {
        let image = filled_in(hand).image;
        pages.push(one(&png(&image)));
        if hand % 4 == 0 {
            pages.push(one(&jpeg(&again(&image))));
        }
    }
    let patterns: Vec<_> =
        pages.iter().map(|page| (page.code.clone().unwrap(), page.pattern.clone().unwrap())).collect();
    let found = doubles(&patterns);
    assert_eq!(found, [(1, 0, PageReason::SameInk), (6, 5, PageReason::SameInk), (11, 10, PageReason::SameInk)]);
    // Unmarked sheets are all alike and none is a double of another.
    let blank = one(&png(&PRINTED.at_200[0]));
    let second = one(&jpeg(&PRINTED.at_200[0]));
    let patterns: Vec<_> =
        [blank, second].into_iter().map(|page| (page.code.unwrap(), page.pattern.unwrap())).collect();
    assert_eq!(doubles(&patterns), []);
}

#[test]
fn random_sheet_numbers_tell_double_scans_apart() {
    let mut numbered = batch(delegate_form("河村村"), 0x1234_5678, 2);
    numbered.sheet_numbers = vec![0xabcde, 0x12345];
    let geometry = geometry_of(std::slice::from_ref(&numbered)).unwrap();
    let pages = grey_pages(&draw(&[numbered], fonts()).unwrap(), 150);
    let mut verdicts: Vec<_> = [&pages[0], &pages[1], &pages[0]]
        .iter()
        .enumerate()
        .map(|(at, page)| {
            let page = if at == 2 { imageops::blur(*page, 0.6) } else { (*page).clone() };
            read(&png(&page), std::slice::from_ref(&geometry), Pictures::default()).remove(0)
        })
        .collect();
    assert_eq!(verdicts[1].code.as_ref().unwrap().sheet, 0x12345);
    mark_doubles(&mut verdicts);
    assert_eq!(
        verdicts.iter().map(|verdict| verdict.status).collect::<Vec<_>>(),
        [PageStatus::Read, PageStatus::Read, PageStatus::Duplicate]
    );
}

#[test]
fn folders_are_read_to_json() {
    let folder = tempfile::tempdir().unwrap();
    let image = filled_in(12).image;
    std::fs::write(folder.path().join("0001.png"), png(&image)).unwrap();
    std::fs::write(folder.path().join("0002.tif"), tiff_of(&[&PRINTED.at_200[1], &image])).unwrap();
    std::fs::write(folder.path().join("0003.jpg"), b"no picture").unwrap();
    std::fs::write(folder.path().join("notes.txt"), b"not a scan").unwrap();
    let told = read_paths(
        &[folder.path().to_path_buf(), folder.path().join("gone.png")],
        std::slice::from_ref(&PRINTED.geometry),
    )
    .unwrap();
    let keys: Vec<_> = told.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["0001", "0002#1", "0002#2", "0003", "gone"]);
    assert_eq!(told["0001"]["status"], "read");
    assert_eq!(told["0001"]["batch"], PRINTED.batches[0].code.as_str());
    assert_eq!(told["0001"]["rows"]["q2"]["marked"], serde_json::json!(["较满意"]));
    assert_eq!(told["0001"]["rows"]["q2"]["doubtful"], false);
    assert!(told["0001"]["rows"]["q2"]["ink"]["较满意"].as_f64().unwrap() > 0.05);
    assert_eq!(told["0001"]["rows"]["q7"]["marked"], serde_json::json!([]));
    assert_eq!(told["0002#2"]["status"], "duplicate");
    assert_eq!((&told["0003"]["status"], &told["0003"]["reason"]), (&"rejected".into(), &"no_picture".into()));
    assert_eq!(told["gone"]["status"], "rejected");
}

mod broken {
    use super::*;
    use proptest::prelude::*;

    fn samples() -> Vec<Vec<u8>> {
        let image = imageops::resize(&PRINTED.at_200[0], 620, 877, imageops::Triangle);
        let jpeg = jpeg(&image);
        vec![
            png(&image),
            bytes(&image, ImageFormat::Bmp),
            tiff_of(&[&image, &image]),
            pdf_of(&[jpeg.clone(), jpeg.clone()], image.dimensions()),
            jpeg,
            draw(&PRINTED.batches[..1], fonts()).unwrap(),
        ]
    }

    static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(samples);

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn random_bytes_end_in_verdicts(bytes in proptest::collection::vec(any::<u8>(), 0..4096), head in 0usize..7) {
            let heads: [&[u8]; 7] = [b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"%PDF-1.4\n", b"BM"];
            let file = [heads[head], &bytes].concat();
            prop_assert!(!read(&file, std::slice::from_ref(&PRINTED.geometry), Pictures::default()).is_empty());
        }

        #[test]
        fn truncated_and_spoilt_files_end_in_verdicts(which in 0usize..6, cut in 0.0f64..1.0, spoilt in proptest::collection::vec((0.0f64..1.0, any::<u8>()), 0..8)) {
            // The data of a JPEG have no checksum: a changed byte may draw a block that looks like ink, and nobody can tell.
            let could_draw = matches!(which, 3 | 4) && !spoilt.is_empty();
            let mut file = SAMPLES[which].clone();
            file.truncate((file.len() as f64 * cut) as usize);
            for (place, value) in spoilt {
                let at = (file.len() as f64 * place) as usize;
                if let Some(byte) = file.get_mut(at) {
                    *byte = value;
                }
            }
            for verdict in read(&file, std::slice::from_ref(&PRINTED.geometry), Pictures { doubtful_rows: true, page: true, ..Pictures::default() }) {
                // A spoilt picture may still be read, but never says more than the sheet does.
                prop_assert!(could_draw || verdict.rows.iter().all(|row| row.marked.is_empty()), "{:?}", verdict.rows);
            }
        }
    }
}
