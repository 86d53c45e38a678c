//! Letters by GB/T 9704: the type area, 22 lines of 28 characters.

use zhudian_paper::*;

use crate::papers;
use crate::tools::{PRESS, file, run, text, words};

#[test]
fn a_full_page_has_22_lines_of_28_characters() {
    let letter = Letter { parts: vec![LetterPart::body("字".repeat(28 * 22 * 2))], ..Letter::default() };
    let document = Document { blocks: vec![Block::Letter(Box::new(letter))], ..Document::default() };
    let pdf = PRESS.pdf(&document).unwrap();
    let text = text(&pdf);
    let first = text.split('\u{c}').next().unwrap();
    let lines: Vec<usize> = first.lines().map(|line| line.trim().chars().count()).filter(|count| *count > 0).collect();
    assert_eq!(lines.len(), 22, "{first}");
    assert_eq!(lines[0], 26, "two characters in");
    assert!(lines[1..].iter().all(|count| *count == 28), "{lines:?}");
    // Head margin 37 mm and binding margin 28 mm, 1 mm either way.
    let file = file("letter.pdf", &pdf);
    let html = run("pdftotext", &["-bbox", "-l", "1", words(&file.path), "-"]);
    let first = html.lines().find(|line| line.contains("<word")).unwrap();
    let value = |name: &str| {
        first.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse::<f64>().unwrap() / 72.0
            * 25.4
    };
    let indent = 2.0 * 156.0 / 28.0;
    assert!((value("xMin") - 28.0 - indent).abs() < 1.0, "{first}");
    assert!((value("yMin") - 37.0).abs() < 3.0, "{first}");
}

#[test]
fn a_letter_holds_all_its_parts_and_numbers_its_pages() {
    let pdf = PRESS.pdf(&papers::letter()).unwrap();
    let text = text(&pdf);
    for part in [
        "中共里水镇委员会文件",
        "里委〔2026〕18号",
        "一、基本情况",
        "特此报告。",
        "附件：1.",
        "2026年10月8日",
        "抄送：",
        "印发",
        "\u{2014}1\u{2014}",
        "\u{2014}2\u{2014}",
    ] {
        let close: String = text.chars().filter(|sign| *sign != ' ').collect();
        let part = part.replace(' ', "");
        assert!(close.contains(&part), "{part} in {text}");
    }
}
