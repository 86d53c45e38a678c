//! PDF: what stands on the pages, and what is refused.

use std::collections::BTreeSet;

use zhudian_documents::{FontPlaces, Press};
use zhudian_paper::*;

use crate::papers;
use crate::tools::{PRESS, file, run, text, words};

fn paper(table: Table) -> Document {
    Document { title: "表".into(), blocks: vec![Block::Table(table)], ..Document::default() }
}

#[test]
fn a_report_has_its_head_on_every_page_and_its_sums_at_the_end() {
    let pdf = PRESS.pdf(&papers::month()).unwrap();
    let text = text(&pdf);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), PRESS.page_count(&pdf).unwrap());
    for (index, page) in pages.iter().enumerate() {
        assert!(page.trim_start().starts_with("内部资料"), "marking on page {index}");
        assert!(page.contains("责任人") && page.contains("停驻"), "head on page {index}");
        assert!(page.contains(&format!("第{}页，共{}页", index + 1, pages.len())), "{page}");
        assert!(page.contains("校验码 7F3A-22C1-90DE"), "proof on page {index}");
    }
    assert!(pages[0].contains("里水镇党代表驻点联系群众工作月汇总表"));
    assert!(!pages[1].contains("里水镇党代表驻点联系群众工作月汇总表"));
    let last = pages.last().unwrap();
    assert!(last.contains("合计") && last.contains("填报单位：") && last.contains("说明"), "{last}");
    // A group's name comes back on the pages its rows run on to.
    assert!(pages[0].contains("第一片") && pages[1].contains("第一片"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(PRESS.pdf(&papers::key()).unwrap(), PRESS.pdf(&papers::key()).unwrap());
}

#[test]
fn what_people_type_is_never_markup() {
    let typed = [
        "#include \"main.typ\"",
        "$x^2$ *粗* _斜_ @引 <标> `码`",
        "= 标题",
        "#set page(width: 1cm)",
        "\\u{41} \\ // 注",
        "https://example.invalid",
        "<b>&amp;</b>",
        "--- ... 'a' \"b\"",
    ];
    let mut table = Table { columns: vec![Column::text("内容", Width::Share(1))], ..Table::default() };
    for typed in typed {
        table.rows.push(Row::body(vec![typed.into()]));
    }
    let mut document = paper(table);
    document.title = typed[0].into();
    for typed in typed {
        document.blocks.push(Block::paragraph(typed));
        document.definitions.push(typed.into());
        document.signatures.push(SignaturePlace { label: typed.into(), value: typed.into() });
    }
    document.foot.note = Some(typed[1].to_owned());
    let text = text(&PRESS.pdf(&document).unwrap());
    for typed in typed {
        assert!(text.matches(typed).count() >= 3, "{typed} in {text}");
    }
}

#[test]
fn every_general_standard_character_is_printed_and_read_back() {
    let list = include_str!("../fixtures/characters/general-standard.txt");
    let all: Vec<char> = list.chars().filter(|character| !character.is_whitespace()).collect();
    assert_eq!(all.len(), 8105);
    assert_eq!(all.iter().filter(|character| **character as u32 > 0xFFFF).count(), 196);
    assert_eq!(PRESS.missing(list).unwrap(), Vec::<char>::new());
    let mut table = Table { columns: vec![Column::text("字", Width::Share(1))], ..Table::default() };
    for line in list.lines() {
        table.rows.push(Row::body(vec![line.into()]));
    }
    let mut document = paper(table);
    // Bold and the sans face too: a name may stand in a title.
    for line in list.lines() {
        document.blocks.push(Block::heading(1, line));
        document.blocks.push(Block::heading(2, line));
    }
    let pdf = PRESS.pdf(&document).unwrap();
    let file = file("all.pdf", &pdf);
    let text = run("pdftotext", &["-raw", words(&file.path), "-"]);
    let mut counts = std::collections::HashMap::<char, usize>::new();
    for character in text.chars() {
        *counts.entry(character).or_default() += 1;
    }
    let lost: BTreeSet<char> =
        all.into_iter().filter(|character| counts.get(character).copied().unwrap_or(0) < 3).collect();
    assert!(lost.is_empty(), "{} lost: {lost:?}", lost.len());
}

#[test]
fn a_character_no_font_has_is_refused_with_its_person() {
    // U+3FFFD is no character and will never be one.
    let mut table = Table {
        columns: vec![Column::text("姓名", Width::Chars(6)), Column::text("单位", Width::Share(1))],
        ..Table::default()
    };
    table.rows.push(Row::body(vec![Text::name("陈志强").into(), "镇政府".into()]));
    table.rows.push(Row::body(vec![Text::of("陈\u{3FFFD}", "陈\u{3FFFD}").into(), "\u{E000}站".into()]));
    let fault = PRESS.pdf(&paper(table)).unwrap_err();
    let PrintFault::MissingGlyph { who, character, code_point, all } = &fault else { panic!("{fault:?}") };
    assert_eq!((who.as_str(), character.as_str(), code_point.as_str()), ("陈\u{3FFFD}", "\u{3FFFD}", "U+3FFFD"));
    // The second finding stands in another cell of the same person's row.
    assert_eq!(all.len(), 2);
    assert_eq!((all[1].who.as_str(), all[1].code_point.as_str()), ("陈\u{3FFFD}", "U+E000"));
    assert_eq!(PRESS.missing("陈\u{3FFFD}强").unwrap(), vec!['\u{3FFFD}']);
    let wire = serde_json::to_value(&fault).unwrap();
    assert_eq!(wire["code"], "missing_glyph");
    assert_eq!(wire["code"], fault.code());
}

#[test]
fn missing_fonts_are_a_plain_refusal_and_looked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let places = FontPlaces { folders: vec![folder.path().to_owned()], system: Vec::new(), installed_first: true };
    let press = Press::new(places);
    let fault = press.pdf(&papers::key()).unwrap_err();
    assert_eq!(fault, PrintFault::FontsMissing { looked_in: vec![folder.path().display().to_string()] });
    // What needs no fonts still works.
    assert!(press.docx(&papers::key()).is_ok());
    for font in PRESS.fonts().unwrap() {
        let file = std::path::PathBuf::from(font.file);
        std::fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
    }
    assert!(press.pdf(&papers::key()).is_ok());
}

#[test]
fn a_broken_font_file_is_as_good_as_none() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("NotoSerifSC_400Regular.ttf"), b"not a font").unwrap();
    let places = FontPlaces { folders: vec![folder.path().to_owned()], system: Vec::new(), installed_first: false };
    let fault = Press::new(places).pdf(&papers::key()).unwrap_err();
    assert_eq!(fault.code(), "fonts_missing");
}

#[test]
fn a_sum_that_is_none_is_refused() {
    let mut table = Table {
        columns: vec![Column::text("村", Width::Chars(6)), Column::count("人次", Width::Chars(4))],
        ..Table::default()
    };
    table.rows.push(Row::body(vec!["甲".into(), 3.into()]));
    table.total("合计");
    table.rows[0].cells[1] = 4.into();
    let document = paper(table);
    let wanted = PrintFault::SumDiffers { row: 2, column: "人次".into(), stated: 3, summed: 4 };
    assert_eq!(PRESS.pdf(&document).unwrap_err(), wanted);
    assert_eq!(PRESS.xlsx(&Workbook::from(&document)).unwrap_err(), wanted);
    assert_eq!(PRESS.docx(&document).unwrap_err(), wanted);
}

#[test]
fn rows_that_do_not_fit_their_columns_are_refused() {
    let columns =
        vec![Column::text("村", Width::Chars(6)), Column::day("日期", Width::Chars(6), DayPattern::default())];
    for cells in [
        vec!["甲".into()],
        vec!["甲".into(), "乙".into(), "丙".into()],
        vec![Cell::text("甲").over(3)],
        vec!["甲".into(), Cell::day("2026-02-30")],
    ] {
        let table = Table { columns: columns.clone(), rows: vec![Row::body(cells)], ..Table::default() };
        let fault = PRESS.pdf(&paper(table)).unwrap_err();
        assert!(matches!(fault, PrintFault::TableShape { row: 1, .. }), "{fault:?}");
    }
}

/// The boxes of all words on a PDF's pages: page, left, right, word.
fn boxes(pdf: &[u8]) -> Vec<(f64, f64, f64, String)> {
    let file = file("paper.pdf", pdf);
    let html = run("pdftotext", &["-bbox", words(&file.path), "-"]);
    let attribute = |line: &str, name: &str| {
        let start = line.find(&format!("{name}=\""))? + name.len() + 2;
        line[start..].split('"').next()?.parse::<f64>().ok()
    };
    let mut width = 0.0;
    let mut found = Vec::new();
    for line in html.lines() {
        if line.contains("<page") {
            width = attribute(line, "width").unwrap();
        } else if line.contains("<word") {
            let word = line.split('>').nth(1).unwrap().split('<').next().unwrap();
            found.push((width, attribute(line, "xMin").unwrap(), attribute(line, "xMax").unwrap(), word.to_owned()));
        }
    }
    found
}

#[test]
fn nothing_runs_out_of_its_cell_or_off_the_page() {
    let long = "13800138000138001380001380013800".repeat(2);
    let mut table = Table {
        columns: vec![
            Column::text("电话", Width::Chars(5)),
            Column::count("人次", Width::Chars(2)),
            Column::text("内容", Width::Chars(30)),
            Column::text("备注", Width::Chars(40)),
        ],
        ..Table::default()
    };
    table.rows.push(Row::body(vec![
        long.as_str().into(),
        123_456_789_012.into(),
        "很长的意见。".repeat(60).into(),
        "村".into(),
    ]));
    table.total("合计");
    let pdf = PRESS.pdf(&paper(table)).unwrap();
    let text = text(&pdf);
    assert!(text.contains("123,456,789,012"), "{text}");
    let found = boxes(&pdf);
    for (width, left, right, word) in &found {
        assert!(*left > 40.0 && *right < width - 40.0, "{word} from {left} to {right} of {width}");
    }
    let number = found.iter().find(|(_, _, _, word)| word.contains("123,456,789,012")).unwrap();
    let digits = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let phone: Vec<_> = found.iter().filter(|(_, _, _, word)| digits(word)).collect();
    assert!(phone.len() > 3, "the long number breaks");
    assert!(phone.iter().all(|(_, _, right, _)| *right < number.1), "and stays left of the next column");
}

#[test]
fn a_text_longer_than_a_page_goes_on() {
    let mut table = Table {
        columns: vec![Column::text("编号", Width::Chars(4)), Column::text("内容", Width::Share(1))],
        ..Table::default()
    };
    table.rows.push(Row::body(vec!["一".into(), format!("{}终", "很长的意见。".repeat(900)).into()]));
    let pdf = PRESS.pdf(&paper(table)).unwrap();
    assert!(PRESS.page_count(&pdf).unwrap() >= 3);
    assert!(text(&pdf).contains('终'));
}

#[test]
fn page_sums_add_up_to_the_total() {
    let pdf = PRESS.pdf(&papers::page_sums()).unwrap();
    let text = text(&pdf);
    let numbers = |label: &str| -> Vec<Vec<i64>> {
        let lines = text.lines().filter(|line| line.contains(label));
        let number = |word: &str| word.replace(',', "").parse::<i64>().ok();
        lines.map(|line| line.split_whitespace().filter_map(number).collect()).collect()
    };
    let pages = numbers("本页小计");
    let total = numbers("合计");
    assert_eq!(pages.len(), PRESS.page_count(&pdf).unwrap());
    for column in 0..2 {
        assert_eq!(pages.iter().map(|page| page[column]).sum::<i64>(), total[0][column], "{text}");
    }
}

#[test]
fn every_sample_is_set_and_its_fonts_are_embedded() {
    for (name, document) in papers::all() {
        let pdf = PRESS.pdf(&document).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let file = file("paper.pdf", &pdf);
        let fonts = run("pdffonts", &[words(&file.path)]);
        for line in fonts.lines().skip(2) {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let [.., embedded, subset, unicode, _, _] = columns.as_slice() else { panic!("{line}") };
            assert_eq!((*embedded, *subset, *unicode), ("yes", "yes", "yes"), "{name}: {line}");
        }
        let info = run("pdfinfo", &[words(&file.path)]);
        let size = match document.setting {
            Setting { paper: Paper::A3, .. } => "1190.55 x 841.89 pts (A3)",
            Setting { orientation: Orientation::Landscape, .. } => "841.89 x 595.276 pts (A4)",
            Setting { .. } => "595.276 x 841.89 pts (A4)",
        };
        assert!(info.contains(size), "{name}: {info}");
    }
}
