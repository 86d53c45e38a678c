//! Evaluation sheets made by the rooms that every program uses.

use crate::looking::{frame_edges, grey_pages, pages_of, text_of};
use zhudian_paper::SheetBatch;
use zhudian_paper::code::BatchCode;
use zhudian_paper::form::{Form, FormItem, Grade};

fn form() -> Form {
    let grades = [("good", "满意"), ("fair", "较满意"), ("plain", "一般"), ("bad", "不满意"), ("unknown", "不了解")];
    Form {
        title: "党代表履职情况群众评议表".into(),
        subtitle: "被评议代表：梁䶮海".into(),
        row_head: "评议内容".into(),
        items: (1..=4)
            .map(|at| FormItem { code: format!("q{at}"), text: "耐心听取意见".into(), note: String::new() })
            .collect(),
        grades: grades.iter().map(|(code, label)| Grade { code: (*code).into(), label: (*label).into() }).collect(),
        notice: "请勿署名。".into(),
        page_label: "第 {page} 页，共 {pages} 页".into(),
        ..Form::default()
    }
}

#[test]
fn the_rooms_draw_sheets_whose_frames_stand_where_the_geometry_says() {
    let rooms = zhudian_rooms::rooms();
    let batches = [SheetBatch { form: form(), code: BatchCode::from_bits(77), copies: 2, numbers: Vec::new() }];
    let (pdf, geometry) = rooms.sheets.unwrap().sheets(&batches).unwrap();
    assert_eq!(pages_of(&pdf), 2);
    assert!(text_of(&pdf).contains("梁䶮海"));
    let dpi = 300.0;
    let page = &grey_pages(&pdf, dpi)[0];
    for one in &geometry.pages[0].boxes {
        let area = one.area;
        let wanted = [area.x_mm, area.y_mm, area.x_mm + area.w_mm, area.y_mm + area.h_mm];
        for (found, wanted) in frame_edges(page, dpi, &area).into_iter().zip(wanted) {
            assert!((found - wanted).abs() < 0.2, "{}/{}: {found} for {wanted}", one.row, one.option);
        }
    }
    assert_eq!(geometry.pages[0].boxes.len(), 20);
}

#[test]
fn a_character_without_a_glyph_is_named() {
    let mut form = form();
    form.items[0].text = "罕\u{F8FF}字".into();
    let batches = [SheetBatch { form, code: BatchCode::from_bits(1), copies: 1, numbers: Vec::new() }];
    let trouble = zhudian_rooms::rooms().sheets.unwrap().sheets(&batches).unwrap_err();
    assert_eq!(trouble.code, "sheets.missing_glyph");
    assert_eq!(trouble.fields["character"], "\u{F8FF}");
}
