//! Letters by GB/T 9704: the type area, 22 lines of 28 characters.

use zhudian_paper::*;

use crate::papers;
use crate::tools::{PRESS, convert, file, run, text, words};

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

/// The lines a title is set in.
fn title_lines(text: &str) -> Vec<usize> {
    text.lines().map(|line| line.chars().filter(|sign| !sign.is_whitespace()).count()).filter(|n| *n > 0).collect()
}

#[test]
fn a_title_fills_its_lines_evenly() {
    let titled = |signs: usize| {
        let letter = Letter { title: "题".repeat(signs).into(), ..Letter::default() };
        Document { blocks: vec![Block::Letter(Box::new(letter))], ..Document::default() }
    };
    for (signs, lines) in
        [(18, vec![18]), (20, vec![20]), (21, vec![11, 10]), (39, vec![20, 19]), (41, vec![14, 14, 13])]
    {
        let document = titled(signs);
        assert_eq!(title_lines(&text(&PRESS.pdf(&document).unwrap())), lines, "{signs} in the PDF");
        let converted = convert(&PRESS.docx(&document).unwrap(), "docx", "pdf");
        assert_eq!(title_lines(&text(&converted)), lines, "{signs} in the docx");
    }
}

#[test]
fn a_line_of_the_docx_holds_28_characters() {
    let letter = Letter { parts: vec![LetterPart::body("字".repeat(28 * 6))], ..Letter::default() };
    let document = Document { blocks: vec![Block::Letter(Box::new(letter))], ..Document::default() };
    let lines = title_lines(&text(&convert(&PRESS.docx(&document).unwrap(), "docx", "pdf")));
    assert_eq!(&lines[..4], &[26, 28, 28, 28], "{lines:?}");
}
