//! Workbooks: typed cells, formulas that re-add the sums, no text that is ever a formula.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use zhudian_paper::*;

use crate::papers;
use crate::tools::{PRESS, convert, file, run, words};

fn read(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn workbook(table: Table) -> Workbook {
    Workbook { sheets: vec![Sheet { name: "表".into(), table, ..Sheet::default() }] }
}

/// Adds what a formula of `SUM(A1:A2,B3)` names, by the values of the sheet.
fn add(formula: &str, value: &dyn Fn(&str) -> f64) -> f64 {
    let inner = formula.trim_start_matches('=');
    inner
        .split('+')
        .flat_map(|part| part.trim_start_matches("SUM(").trim_end_matches(')').split(','))
        .map(|area| {
            let (from, to) = area.split_once(':').unwrap_or((area, area));
            let column = from.trim_end_matches(|character: char| character.is_ascii_digit());
            let row = |cell: &str| cell[column.len()..].parse::<u32>().unwrap();
            assert_eq!(column, to.trim_end_matches(|character: char| character.is_ascii_digit()));
            (row(from)..=row(to)).map(|row| value(&format!("{column}{row}"))).sum::<f64>()
        })
        .sum()
}

#[test]
fn a_report_is_typed_and_its_formulas_re_add_every_sum() {
    let document = papers::month();
    let bytes = PRESS.xlsx(&Workbook::from(&document)).unwrap();
    let mut book = read(&bytes);
    let name = book.sheet_names()[0].clone();
    let values = book.worksheet_range(&name).unwrap();
    let formulas = book.worksheet_formula(&name).unwrap();
    let value = |cell: &str| {
        let letters: String = cell.chars().filter(char::is_ascii_alphabetic).collect();
        let column = letters.bytes().fold(0_u32, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1) - 1;
        let row = cell[letters.len()..].parse::<u32>().unwrap() - 1;
        match values.get_value((row, column)) {
            Some(Data::Float(number)) => *number,
            Some(Data::Int(number)) => *number as f64,
            _ => 0.0,
        }
    };
    let (top, left) = formulas.start().unwrap();
    let mut checked = 0;
    for (row, column, formula) in formulas.used_cells() {
        let stated = match values.get_value((top + row as u32, left + column as u32)) {
            Some(Data::Float(number)) => *number,
            other => panic!("{formula}: {other:?}"),
        };
        assert!((add(formula, &value) - stated).abs() < 1e-9, "{formula} is not {stated}");
        checked += 1;
    }
    assert_eq!(checked, 3 * 9, "two groups and the total, nine columns each");
    // LibreOffice reads the same.
    let csv = String::from_utf8(convert(&bytes, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")).unwrap();
    assert!(csv.contains("里水镇党代表驻点联系群众工作月汇总表"), "{csv}");
    let total = csv.lines().find(|line| line.starts_with("合计")).unwrap();
    assert!(total.contains("468") && total.contains("1,083"), "{total}");
}

#[test]
fn typed_text_is_never_a_formula() {
    let typed = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "=HYPERLINK(\"http://x.invalid\")",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "=cmd|' /C calc'!A0",
        "007",
        "1e5",
        "13800138000",
        "TRUE",
        "2026-09-15",
        "{=1}",
        "https://x.invalid",
        "mailto:a@b.c",
    ];
    let mut table = Table { columns: vec![Column::text("内容", Width::Share(1))], ..Table::default() };
    for typed in typed {
        table.rows.push(Row::body(vec![typed.into()]));
    }
    let bytes = PRESS.xlsx(&workbook(table)).unwrap();
    let mut book = read(&bytes);
    assert!(book.worksheet_formula("表").unwrap().used_cells().next().is_none());
    let values = book.worksheet_range("表").unwrap();
    for (row, typed) in typed.iter().enumerate() {
        let wanted = typed.replace('\t', " ");
        assert_eq!(values.get((row + 1, 0)), Some(&Data::String(wanted)), "{typed}");
    }
}

#[test]
fn days_and_numbers_keep_their_kind() {
    let mut table = Table {
        columns: vec![
            Column::day("日期", Width::Chars(6), papers::day()),
            Column {
                kind: ColumnKind::Number { decimals: 2, grouped: true },
                ..Column::count("金额", Width::Chars(6))
            },
            Column::count("大数", Width::Chars(6)),
        ],
        ..Table::default()
    };
    table.rows.push(Row::body(vec![Cell::day("2026-09-05"), 12_345_678.into(), (i64::MAX - 1).into()]));
    let bytes = PRESS.xlsx(&workbook(table)).unwrap();
    let mut book = read(&bytes);
    let values = book.worksheet_range("表").unwrap();
    let Some(Data::DateTime(day)) = values.get((1, 0)) else { panic!("{values:?}") };
    assert_eq!(day.as_datetime().unwrap().to_string(), "2026-09-05 00:00:00");
    assert_eq!(values.get((1, 1)), Some(&Data::Float(123_456.78)));
    assert_eq!(values.get((1, 2)), Some(&Data::String("9,223,372,036,854,775,806".into())));
    let csv = String::from_utf8(convert(&bytes, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76")).unwrap();
    assert!(csv.contains("2026年9月5日,\"123,456.78\""), "{csv}");
}

#[test]
fn a_page_is_set_up_for_paper() {
    let bytes = PRESS.xlsx(&Workbook::from(&papers::coverage())).unwrap();
    let fods = String::from_utf8(convert(&bytes, "xlsx", "fods")).unwrap();
    assert!(
        fods.contains("fo:page-width=\"16.53") || fods.contains("fo:page-width=\"42"),
        "A3 with its long edge above"
    );
    assert!(fods.contains("table:table-header-rows"), "the head is repeated on paper");
    assert!(fods.contains("内部资料"));
    let file = file("book.xlsx", &bytes);
    let sheet = run("unzip", &["-p", words(&file.path), "xl/worksheets/sheet1.xml"]);
    assert!(sheet.contains("state=\"frozen\""), "the head stays in sight");
}

#[test]
fn an_empty_book_offers_lists_and_keeps_telephone_numbers_as_text() {
    let bytes = PRESS.entry_book(&papers::entry()).unwrap();
    let mut book = read(&bytes);
    assert_eq!(book.sheet_names(), ["走访台账", "选项"]);
    let lists = book.worksheet_range("选项").unwrap();
    assert_eq!(lists.get((38, 0)), Some(&Data::String(papers::VILLAGES[38].to_owned())));
    let fods = String::from_utf8(convert(&bytes, "xlsx", "fods")).unwrap();
    assert!(fods.contains("cell-content-is-in-list"), "lists");
    assert!(fods.contains("cell-content-is-date"), "days");
    assert!(fods.contains("cell-content-is-whole-number"), "counts");
    assert!(fods.contains("日期写成2026-9-15的样子"), "the refusal's own words");
}

#[test]
fn the_same_workbook_gives_the_same_bytes() {
    let workbook = Workbook::from(&papers::month());
    assert_eq!(PRESS.xlsx(&workbook).unwrap(), PRESS.xlsx(&workbook).unwrap());
}

#[test]
fn a_chart_is_drawn_from_the_table_it_follows_or_from_one_of_its_own() {
    use zhudian_paper::{Bar, Bars, Block, Document};
    let bars = Bars {
        caption: "各档次比例".into(),
        row_head: "内容".into(),
        figure_head: "满意率".into(),
        parts: vec!["满意".into(), "不满意".into()],
        rows: vec![Bar { label: "联系群众".into(), counts: vec![9, 1], figure: "90.0%".into() }],
    };
    let with = |blocks: Vec<Block>| Workbook::from(&Document { title: "结果".into(), blocks, ..Document::default() });
    let alone = with(vec![Block::Bars(bars.clone())]);
    assert_eq!((alone.sheets.len(), alone.sheets[0].charted), (1, 2));
    let mut table = bars.table();
    table.columns.insert(3, zhudian_paper::Column::count("空白", zhudian_paper::Width::Chars(3)));
    table.rows[0].cells.insert(3, 0.into());
    let joined = with(vec![Block::Table(table.clone()), Block::Bars(bars.clone())]);
    assert_eq!((joined.sheets.len(), joined.sheets[0].charted), (1, 2), "the chart stands below its table");
    table.rows.push(table.rows[0].clone());
    assert_eq!(with(vec![Block::Table(table), Block::Bars(bars)]).sheets.len(), 2, "another table is not its table");
    let bytes = PRESS.xlsx(&joined).unwrap();
    let parts = zip_names(&bytes);
    assert!(parts.iter().any(|name| name == "xl/charts/chart1.xml"), "{parts:?}");
}

/// Names of the parts of a workbook, from the central list of the archive.
fn zip_names(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|four| four == b"PK\x01\x02") {
        let entry = at + found;
        let length = usize::from(u16::from_le_bytes([bytes[entry + 28], bytes[entry + 29]]));
        names.push(String::from_utf8_lossy(&bytes[entry + 46..entry + 46 + length]).into_owned());
        at = entry + 46;
    }
    names
}
