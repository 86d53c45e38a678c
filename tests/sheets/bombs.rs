//! Files made to fill the memory, to run in circles or to nest without end: each is refused, and the program goes on.

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::PageStatus;
use zhudian_sheets::{Pictures, read};

/// Reads on a thread with the stack that worker threads have; nothing may be told of such a file.
fn assert_refused(name: &str, bytes: Vec<u8>) {
    let started = std::time::Instant::now();
    let geometry = Geometry { pages: Vec::new() };
    let work = move || read(&bytes, &[geometry], Pictures { page: true, ..Pictures::default() });
    let verdicts = std::thread::spawn(work).join().expect(name);
    assert!(!verdicts.is_empty(), "{name}");
    for verdict in verdicts {
        assert!(verdict.rows.is_empty() && verdict.status != PageStatus::Read, "{name}: {verdict:?}");
    }
    assert!(started.elapsed().as_secs() < 120, "{name} takes {:?}", started.elapsed());
}

/// A PDF of the objects given, numbered from 1, the first its catalog.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj", at + 1).unwrap();
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).unwrap();
    places.iter().for_each(|place| writeln!(file, "{place:010} 00000 n ").unwrap());
    writeln!(file, "trailer <</Root 1 0 R/Size {}>>\nstartxref\n{table}\n%%EOF", objects.len() + 1).unwrap();
    file
}

fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>stream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A page that draws the stream object 5, called X, and may be anything.
fn page_of(object: Vec<u8>) -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>".to_vec(),
        stream("", b"q 595 0 0 842 0 0 cm /X Do Q"),
        object,
    ])
}

/// Zeros that take next to no room.
fn zeros(megabytes: usize) -> Vec<u8> {
    let mut zeros = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..megabytes).for_each(|_| zeros.write_all(&[0; 1 << 20]).unwrap());
    zeros.finish().unwrap()
}

#[test]
fn pictures_that_claim_to_be_huge_are_refused() {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let sum = crc(&[kind.as_slice(), content].concat());
        [&(content.len() as u32).to_be_bytes(), kind.as_slice(), content, &sum.to_be_bytes()].concat()
    };
    let head = |wide: u32, high: u32| [&wide.to_be_bytes()[..], &high.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let png = |wide, high| {
        let data = chunk(b"IDAT", &zeros(4));
        [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &head(wide, high)), &data, &chunk(b"IEND", &[])].concat()
    };
    assert_refused("a PNG of 30,000 by 30,000", png(30_000, 30_000));
    assert_refused("a PNG as wide as can be written", png(0x7fff_ffff, 0x7fff_ffff));
    // Start of frame of the largest JPEG there can be, then nothing.
    let jpeg = [
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice(),
        b"\xff\xc2\0\x11\x08\xff\xff\xff\xff\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xda\0\x0c\x03\x01\0\x02\x11\x03\x11\0\x3f\0",
    ];
    assert_refused("a JPEG of 65,535 by 65,535", jpeg.concat());
    let mut bmp = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    bmp.extend_from_slice(&[0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 1, 0, 24, 0]);
    bmp.resize(200, 0);
    assert_refused("a BMP as large as can be written", bmp);
    // Width, height, bits, no compression, one strip that claims to hold it all; and the table follows itself.
    let tiff = |next: u32| {
        let entry = |tag: u16, value: u32| {
            [&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat()
        };
        let tags =
            [(256, 60_000), (257, 60_000), (258, 8), (259, 1), (262, 1), (273, 8), (278, 60_000), (279, u32::MAX)];
        let entries: Vec<u8> = tags.iter().flat_map(|(tag, value)| entry(*tag, *value)).collect();
        [b"II*\0\x08\0\0\0".as_slice(), &(tags.len() as u16).to_le_bytes(), &entries, &next.to_le_bytes()].concat()
    };
    assert_refused("a TIFF of 60,000 by 60,000", tiff(0));
    assert_refused("a TIFF whose pages go round", tiff(8));
}

/// The checksum of a part of a PNG.
fn crc(bytes: &[u8]) -> u32 {
    let bit = |sum: u32, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}

#[test]
fn papers_that_swell_are_refused() {
    let picture = |wide: i64, high: i64, more: &str| {
        format!("/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray/BitsPerComponent 8{more}")
    };
    let flate = "/Filter/FlateDecode";
    assert_refused("a picture that swells", page_of(stream(&picture(1000, 1414, flate), &zeros(260))));
    assert_refused("a picture beyond all numbers", page_of(stream(&picture(i64::MAX, i64::MAX, flate), &zeros(1))));
    assert_refused("a picture of 100,000", page_of(stream(&picture(100_000, 141_400, flate), &zeros(1))));
    assert_refused("a form that swells", page_of(stream(&format!("/Subtype/Form/BBox[0 0 1 1]{flate}"), &zeros(260))));
}

#[test]
fn papers_that_run_in_circles_or_nest_without_end_are_refused() {
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 5 0 R>>>>";
    assert_refused("a form that draws itself", page_of(stream(form, b"/X Do /X Do")));
    let (catalog, leaf) = (b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Page/Parent 2 0 R>>".to_vec());
    let kids = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>".to_vec();
    assert_refused("pages that hold themselves", pdf(&[catalog.clone(), kids, leaf]));
    let deep = |open: &str, shut: &str| [open.repeat(100_000), shut.repeat(100_000)].concat().into_bytes();
    assert_refused("lists in lists", pdf(&[catalog.clone(), deep("[", "]")]));
    assert_refused("names in names", pdf(&[catalog.clone(), deep("<</A", ">>")]));
    let level = |at: usize| format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", at + 1).into_bytes();
    let levels: Vec<Vec<u8>> = std::iter::once(catalog).chain((2..20_000).map(level)).collect();
    assert_refused("pages below pages", pdf(&levels));
    assert_refused("brackets on a page", page_of(stream("/Subtype/Form/BBox[0 0 1 1]", &deep("[", "]"))));
}
