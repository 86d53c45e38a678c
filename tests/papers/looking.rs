//! Looking at a PDF with poppler.

use image::GrayImage;
use std::path::Path;
use std::process::Command;
use zhudian_paper::geometry::Area;

/// Runs a tool and answers what it printed; a tool that is not there is a failure, never a skip.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn with_file<T>(bytes: &[u8], name: &str, work: impl FnOnce(&Path) -> T) -> T {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    work(&path)
}

/// Number of pages by pdfinfo.
pub fn pages_of(pdf: &[u8]) -> usize {
    let said = with_file(pdf, "paper.pdf", |path| run(Command::new("pdfinfo").arg(path)));
    said.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap()
}

/// The text of a PDF without blanks and breaks.
pub fn text_of(pdf: &[u8]) -> String {
    let said = with_file(pdf, "paper.pdf", |path| run(Command::new("pdftotext").arg(path).arg("-")));
    said.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Every page in grey.
pub fn grey_pages(pdf: &[u8], dpi: f64) -> Vec<GrayImage> {
    with_file(pdf, "paper.pdf", |path| {
        let folder = path.parent().unwrap();
        run(Command::new("pdftoppm")
            .args(["-gray", "-r", &dpi.to_string(), "-png"])
            .arg(path)
            .arg(folder.join("page")));
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|file| file.extension().is_some_and(|end| end == "png"))
            .collect();
        files.sort();
        files.iter().map(|file| image::open(file).unwrap().to_luma8()).collect()
    })
}

/// Left, upper, right and lower outer edge of the dark figure at a place, in millimetres, found by walking in from
/// outside along its two axes.
pub fn frame_edges(image: &GrayImage, dpi: f64, area: &Area) -> [f64; 4] {
    let px = |mm: f64| mm * dpi / 25.4;
    let walk = |across: bool, fixed: f64, from: f64, to: f64| -> f64 {
        let (start, end) = (px(from).round() as i64, px(to).round() as i64);
        let step = if to > from { 1 } else { -1 };
        let mut at = start;
        while at != end {
            let (x, y) = if across { (at, px(fixed) as i64) } else { (px(fixed) as i64, at) };
            if image.get_pixel(x as u32, y as u32)[0] < 128 {
                return (at as f64 + if step > 0 { 0.0 } else { 1.0 }) * 25.4 / dpi;
            }
            at += step;
        }
        f64::NAN
    };
    let (x, y) = area.centre();
    let out = 1.2;
    [
        walk(true, y, area.x_mm - out, x),
        walk(false, x, area.y_mm - out, y),
        walk(true, y, area.x_mm + area.w_mm + out, x),
        walk(false, x, area.y_mm + area.h_mm + out, y),
    ]
}
