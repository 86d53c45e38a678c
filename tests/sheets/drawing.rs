//! What is printed stands where the geometry says, and reads as it was written.

use crate::forms::{batch, delegate_form, fonts, team_form};
use crate::raster::{frame_edges, grey_pages, text_of};
use serde_json::Value;
use zhudian_paper::code::{BatchCode, PageCode};
use zhudian_paper::form::{FreeText, Grade};
use zhudian_sheets::{SheetFault, draw, geometry_of, layout};

#[test]
fn box_frames_stand_within_a_fifth_of_a_millimetre() {
    let batches = [batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 30), 77, 1)];
    let pages = grey_pages(&draw(&batches, fonts()).unwrap(), 300);
    let geometry = geometry_of(&batches).unwrap();
    assert_eq!(pages.len(), geometry.pages.len());
    for (image, page) in pages.iter().zip(&geometry.pages) {
        for place in &page.boxes {
            let found = frame_edges(image, 300.0, &place.area);
            let wanted = [
                place.area.x_mm,
                place.area.y_mm,
                place.area.x_mm + place.area.w_mm,
                place.area.y_mm + place.area.h_mm,
            ];
            for (found, wanted) in found.iter().zip(wanted) {
                assert!(
                    (found - wanted).abs() <= 0.2,
                    "page {} row {} {}: {found} instead of {wanted}",
                    page.page,
                    place.row,
                    place.option
                );
            }
        }
        for square in page.squares.iter().chain(page.bars.iter().map(|bar| &bar.area)) {
            let found = frame_edges(image, 300.0, square);
            assert!(
                (found[0] - square.x_mm).abs() <= 0.2 && (found[1] - square.y_mm).abs() <= 0.2,
                "{square:?} found at {found:?}"
            );
        }
    }
}

#[test]
fn measures_keep_what_reading_needs() {
    for form in [delegate_form("河村村"), team_form("河村村", 12), team_form("河村村", 40)] {
        for page in &layout(&form, &BatchCode::from_bits(5)).unwrap().pages {
            assert_eq!((page.width_mm, page.height_mm, page.squares.len(), page.codes.len()), (210.0, 297.0, 4, 2));
            for square in &page.squares {
                let (x, y) = square.centre();
                assert!((x.min(210.0 - x) - 12.7).abs() < 1e-9 && (y.min(297.0 - y) - 12.7).abs() < 1e-9);
            }
            assert!(
                page.codes
                    .iter()
                    .all(|code| code.module_mm >= 0.6 && (code.area.w_mm - 21.0 * code.module_mm).abs() < 1e-9)
            );
            let rows: Vec<_> = page.boxes.chunk_by(|a, b| a.row == b.row).collect();
            for pair in rows.windows(2) {
                assert!(pair[1][0].area.y_mm - pair[0][0].area.y_mm >= 9.0 - 1e-9);
            }
            for row in &rows {
                assert!(row.windows(2).all(|pair| pair[1].area.x_mm - pair[0].area.x_mm >= 20.0 - 1e-9));
                let bars: Vec<_> = page.bars.iter().filter(|bar| bar.row == row[0].row).collect();
                assert_eq!(bars.len(), 2);
                assert!(bars.iter().all(|bar| (bar.area.centre().1 - row[0].area.centre().1).abs() < 1e-9));
            }
            let last = rows.last().unwrap()[0].area;
            assert!(
                last.y_mm + last.h_mm < page.codes[1].area.y_mm - 2.8,
                "the last row stands clear of the second code"
            );
        }
    }
}

#[test]
fn all_rows_stand_on_one_page_where_they_fit_and_on_more_where_not() {
    let pages = |count| layout(&team_form("河村村", count), &BatchCode::from_bits(5)).unwrap().pages;
    assert_eq!((pages(3).len(), pages(17).len(), pages(30).len()), (1, 1, 2));
    for count in 1..=80 {
        let pages = pages(count);
        let rows: Vec<_> = pages.iter().flat_map(|page| page.bars.chunks(2).map(|pair| pair[0].row.clone())).collect();
        assert_eq!(rows, (1..=count).map(|at| format!("d{at}")).collect::<Vec<_>>());
        assert!(pages.iter().all(|page| usize::from(page.sheet_pages) == pages.len()));
        let fewest = pages.iter().map(|page| page.bars.len() / 2).min().unwrap();
        assert!(pages.len() == 1 || fewest >= 5, "{count} rows leave a page of {fewest}");
    }
}

#[test]
fn a_thousand_sheets_of_a_hundred_batches_are_small() {
    let form = |at: u32| {
        if at.is_multiple_of(2) { delegate_form(&format!("第{at}村")) } else { team_form(&format!("第{at}村"), 12) }
    };
    let batches: Vec<_> = (0..125).map(|at| batch(form(at), at * 7919, 8)).collect();
    let pdf = draw(&batches, fonts()).unwrap();
    assert!(pdf.len() <= 2_000_000, "{} bytes", pdf.len());
    assert_eq!(lopdf_pages(&pdf), 1000);
    assert_eq!(pdf, draw(&batches, fonts()).unwrap(), "printing again gives the same bytes");
}

fn lopdf_pages(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).unwrap().get_pages().len()
}

#[test]
fn the_text_can_be_read_back_and_nothing_tells_sheets_apart() {
    let batches = [batch(team_form("河村村", 12), 99, 3)];
    let text = text_of(&draw(&batches, fonts()).unwrap());
    let pages: Vec<_> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), 3);
    assert!(pages.iter().all(|page| *page == pages[0]));
    for word in [
        "驻点团队党代表履职情况群众评议表",
        "欧阳建国",
        "陈𬭎",
        "黎㛃",
        "较满意",
        "请勿署名、盖章、按手印",
        "河村村",
        "000-033 1/1",
    ] {
        assert!(pages[0].contains(word), "{word} is missing in {}", pages[0]);
    }
}

#[test]
fn random_sheet_numbers_are_an_option() {
    let mut numbered = batch(delegate_form("河村村"), 99, 2);
    numbered.sheet_numbers = vec![0xabcde, 0x12345];
    let text = text_of(&draw(&[numbered], fonts()).unwrap());
    assert!(text.contains("ABCDE") && text.contains("12345"));
}

#[test]
fn a_missing_glyph_names_text_and_character() {
    let mut form = team_form("河村村", 3);
    form.items[1].text = "王\u{e000}".into();
    let fault = draw(&[batch(form, 1, 1)], fonts()).unwrap_err();
    assert_eq!(fault, SheetFault::MissingGlyph { text: "王\u{e000}".into(), character: '\u{e000}' });
    assert_eq!(fault.code(), "sheets.missing_glyph");
    assert_eq!(fault.fields()["text"], "王\u{e000}");
}

#[test]
fn forms_that_cannot_be_read_safely_are_refused() {
    let code = BatchCode::from_bits(1);
    let fault = |change: &dyn Fn(&mut zhudian_paper::form::Form)| {
        let mut form = delegate_form("河村村");
        change(&mut form);
        layout(&form, &code).unwrap_err().code()
    };
    assert_eq!(fault(&|form| form.items.clear()), "sheets.no_items");
    assert_eq!(fault(&|form| form.grades.truncate(1)), "sheets.no_grades");
    assert_eq!(fault(&|form| form.items[1].code = "q1".into()), "sheets.twice_named");
    assert_eq!(fault(&|form| form.grades[1].label = "满意".into()), "sheets.twice_named");
    assert_eq!(
        fault(&|form| form.grades.extend((0..4).map(|at| Grade { code: at.to_string(), label: at.to_string() }))),
        "sheets.too_many_grades"
    );
    assert_eq!(fault(&|form| form.title = "很长的标题".repeat(20)), "sheets.too_long");
    assert_eq!(fault(&|form| form.items = team_form("", 400).items), "sheets.too_many_pages");
}

#[test]
fn free_words_have_their_place_when_asked_for() {
    let mut form = delegate_form("河村村");
    form.free_text = Some(FreeText { label: "其他意见：".into(), lines: 2 });
    let pages = layout(&form, &BatchCode::from_bits(1)).unwrap().pages;
    let (place, last) = (pages[0].free_text.unwrap(), pages[0].boxes.last().unwrap().area);
    assert_eq!(pages.len(), 1);
    assert!(last.y_mm + last.h_mm < place.y_mm && place.y_mm + place.h_mm <= pages[0].codes[1].area.y_mm);
}

#[test]
fn the_file_has_the_shape_neutral_tools_read() {
    let value: Value = serde_json::to_value(
        geometry_of(&[batch(delegate_form("河村村"), 1, 40), batch(team_form("河村村", 30), 2, 9)]).unwrap(),
    )
    .unwrap();
    let pages = value["pages"].as_array().unwrap();
    assert_eq!(pages.iter().map(|page| page["page"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 41, 42]);
    let first = &pages[0]["boxes"][0];
    assert_eq!((&first["row"], &first["option"]), (&Value::from("q1"), &Value::from("满意")));
    assert!(["x_mm", "y_mm", "w_mm", "h_mm"].iter().all(|key| first[key].is_f64()));
    let back: zhudian_paper::geometry::Geometry = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(back).unwrap(), value);
}

#[test]
fn codes_survive_typing_and_refuse_every_single_slip() {
    let code = PageCode { batch: BatchCode::from_bits(0x2bad_cafe), sheet: 0, page: 1, pages: 2 };
    let text = code.text();
    assert_eq!((text.len(), PageCode::parse(&text)), (16, Some(code.clone())));
    assert_eq!(BatchCode::parse(&code.batch.readable().to_lowercase()), Some(code.batch.clone()));
    assert_eq!(BatchCode::parse("o1i-lab"), BatchCode::parse("011-1AB"));
    for (at, old) in text.char_indices() {
        for new in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|new| *new != old) {
            let mut slip = text.clone();
            slip.replace_range(at..=at, &new.to_string());
            assert_eq!(PageCode::parse(&slip), None, "{slip}");
        }
    }
    assert!(
        ["", "hello", "1234567890123456", "\u{4e2d}\u{4e2d}\u{4e2d}\u{4e2d}\u{4e2d}a", "https://example.c"]
            .iter()
            .all(|text| PageCode::parse(text).is_none())
    );
}
