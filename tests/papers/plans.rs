//! The sheets of a week and the notices of stations as they come out of the printer: the square code on the rendered page
//! is read back by a reader that shares no code with the one that drew it, the text by poppler.

use crate::looking::{grey_pages, pages_of, run, text_of, with_file};
use image::GrayImage;
use rxing::common::HybridBinarizer;
use rxing::qrcode::QRCodeReader;
use rxing::{BinaryBitmap, ImmutableReader, Luma8LuminanceSource};
use serde_json::{Value, json};
use std::process::Command;
use zhudian_testkit::Office;

fn office() -> Office {
    Office::sample_with(zhudian_rooms::rooms())
}

fn make(office: &Office, kind: &str, options: Value) -> (Value, Vec<u8>) {
    let made = office.call("papers.make", json!({"kind": kind, "options": options}));
    let pdf = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone();
    if let Some(folder) = std::env::var_os("ZHUDIAN_PAPERS") {
        std::fs::create_dir_all(&folder).unwrap();
        let name = format!("{kind}-{}.pdf", made["name"].as_str().unwrap());
        std::fs::write(std::path::Path::new(&folder).join(name), &pdf).unwrap();
    }
    (made, pdf)
}

/// What the square code in a part of the page says: left, upper, right and lower edge in shares of it.
fn code_at(page: &GrayImage, [left, top, right, bottom]: [f64; 4]) -> String {
    let (width, height) = (f64::from(page.width()), f64::from(page.height()));
    let part = image::imageops::crop_imm(
        page,
        (left * width) as u32,
        (top * height) as u32,
        ((right - left) * width) as u32,
        ((bottom - top) * height) as u32,
    )
    .to_image();
    let (width, height) = part.dimensions();
    let source = Luma8LuminanceSource::new(part.into_raw(), width, height).unwrap();
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    QRCodeReader::new().immutable_decode(&mut bitmap).unwrap().getText().to_owned()
}

#[test]
fn the_code_of_a_sheet_finds_its_plan() {
    let office = office();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let other = json!({"day": "2026-09-17", "area_id": area, "kind": "household", "households": "旧村东片"});
    office.call("plans.save", other);
    // Something to give back, and something about a person, which no sheet may show.
    let heard = |content: &str, named: bool| json!({"topic": "traffic", "content": content, "named": named, "giver": "黎伯", "status": "handling", "unit": "镇市政办"});
    let opinions = [heard("村口的路灯不亮，放学时天黑，孩子们走路不安全", false), heard("某干部的事", true)];
    office.call(
        "visits.save",
        json!({"day": "2026-09-01", "area_id": area, "kind": "household", "households": 1, "opinions": opinions}),
    );
    let lines = office.call("plans.week", json!({}))["lines"].clone();
    let (made, pdf) = make(&office, "visit_sheets", json!({}));
    assert_eq!(made["pages"], 2, "a page a plan");
    assert_eq!(pages_of(&pdf), 2);
    let text = text_of(&pdf);
    for part in
        ["驻点走访记录表", "第二村民小组", "旧村东片", "要给群众回话的", "□没碰到", "个人信息告知", "■定点接待", "性质"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("某干部") && !text.contains("黎伯"));
    // Wide enough for a cheap reader at arm's length, and for a scan at 200 dpi.
    for dpi in [120.0, 200.0, 300.0] {
        for (at, page) in grey_pages(&pdf, dpi).iter().enumerate() {
            let code = code_at(page, [0.78, 0.0, 1.0, 0.16]);
            let found = office.call("plans.find", json!({"code": code}));
            assert_eq!(found["plan"]["id"], lines[at]["id"], "page {at} at {dpi} dpi: {code}");
            let printed: String =
                found["code"].as_str().unwrap().chars().filter(|letter| !letter.is_whitespace()).collect();
            assert!(text.contains(&printed), "{printed}");
        }
    }
    // Many promises go overleaf, with the number of their sheet, and none is left out.
    let many: Vec<Value> =
        (0..9).map(|at| heard(&format!("第{at}件事等着回话，说的是村道上的坑和雨天的积水"), false)).collect();
    office.call(
        "visits.save",
        json!({"day": "2026-09-03", "area_id": area, "kind": "household", "households": 1, "opinions": many}),
    );
    let (made, pdf) = make(&office, "visit_sheets", json!({"plan_ids": [lines[0]["id"]]}));
    assert_eq!(made["pages"], 2);
    let text = text_of(&pdf);
    assert!(text.contains("要给群众回话的10条，见背面") && text.contains("第8件事"), "{text}");
    let more: Vec<Value> = (9..32).map(|at| heard(&format!("第{at}件事也等着回话"), false)).collect();
    office.call(
        "visits.save",
        json!({"day": "2026-09-04", "area_id": area, "kind": "household", "households": 1, "opinions": more}),
    );
    let (_, pdf) = make(&office, "visit_sheets", json!({"plan_ids": [lines[0]["id"]]}));
    let text = text_of(&pdf);
    assert!(text.contains("要给群众回话的33条") && (0..32).all(|at| text.contains(&format!("第{at}件事"))), "{text}");
    // Asked for, the giver stands on it, and then the paper is marked as personal.
    let (made, pdf) = make(&office, "visit_sheets", json!({"giver": true}));
    assert_eq!(made["personal"], true);
    assert!(text_of(&pdf).contains("黎伯"));
}

#[test]
fn notices_hang_on_the_wall_in_both_sizes() {
    let office = office();
    let texts = json!({"reach": "0757-85660000\n工作日8:30—17:30", "code": "https://example.org/zhudian?x=沙涌"});
    office.call("posters.save", json!({"texts": texts}));
    let area = office.call("areas.list", json!({}));
    let ids: Vec<&Value> = (0..3).map(|at| &area[at]["id"]).collect();
    for (large, plain, size) in
        [(false, false, "595.276 x 841.89"), (true, false, "841.89 x 1190.55"), (false, true, "595.276 x 841.89")]
    {
        let (made, pdf) = make(&office, "station_notice", json!({"area_ids": ids, "large": large, "plain": plain}));
        assert_eq!(made["pages"], 3);
        let said = with_file(&pdf, "notice.pdf", |path| run(Command::new("pdfinfo").arg(path)));
        assert!(said.contains(size), "{said}");
        let text = text_of(&pdf);
        for part in
            ["里水镇党代表驻点联系群众", "0757-85660000", "工作日8:30—17:30", "梁䶮海", "可以来说什么", "2026年9月15日"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("13800000000"), "a private phone");
        let page = &grey_pages(&pdf, 150.0)[0];
        let corner = if plain { [0.0, 0.75, 0.5, 1.0] } else { [0.6, 0.75, 1.0, 1.0] };
        assert_eq!(code_at(page, corner), "https://example.org/zhudian?x=沙涌");
    }
}

/// Twelve people and the longest texts still keep to their page.
#[test]
fn a_full_notice_keeps_to_its_page() {
    let office = office();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let roster = office.call("delegates.register", json!({}));
    for at in 0..12 {
        let person = office.id("delegates.save", json!({"name": format!("欧阳家{}", "一二三四五六七八九十甲乙".chars().nth(at).unwrap()), "post": "镇经济发展办公室副主任"}));
        office.id("delegates.tenure", json!({"person_id": person, "level": "town", "term_id": roster["terms"][0]["id"], "from_day": "2021-08-01"}));
        office.id("stations.contact", json!({"person_id": person, "area_id": area, "valid_from": "2026-01-01"}));
    }
    let list = "对村里、镇里工作的意见和建议\n".repeat(10);
    office.call(
        "posters.save",
        json!({"texts": {"list": list, "title": "里水镇沙涌村党群服务中心党代表驻点接待室", "reach": "0757-85660000"}}),
    );
    for plain in [false, true] {
        let (made, pdf) = make(&office, "station_notice", json!({"area_ids": [area], "plain": plain}));
        assert_eq!((made["pages"].as_i64(), pages_of(&pdf)), (Some(1), 1));
        assert!(text_of(&pdf).contains("欧阳家乙"));
    }
}

/// A room with a very long name is parted into lines of about the same length: no character stands alone.
#[test]
fn a_long_room_is_parted_evenly() {
    let office = office();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let room = "里水镇沙涌村党群服务中心综合楼二楼东侧党代表驻点联系群众接待室（原村委会旧办公楼会议室旁边，从北门进）";
    office.call("posters.save", json!({"area_id": area, "texts": {"where": room}}));
    for plain in [false, true] {
        let (_, pdf) = make(&office, "station_notice", json!({"area_ids": [area], "plain": plain}));
        let text =
            with_file(&pdf, "room.pdf", |path| run(Command::new("pdftotext").args(["-layout"]).arg(path).arg("-")));
        let lines: Vec<usize> = text
            .lines()
            .map(|line| line.split_whitespace().filter(|part| *part != "地点").collect::<String>())
            .filter(|line| line.chars().count() > 4 && room.contains(line.as_str()))
            .map(|line| line.chars().count())
            .collect();
        assert_eq!(lines.iter().sum::<usize>(), room.chars().count(), "{text}");
        let (least, most) = (lines.iter().min().unwrap(), lines.iter().max().unwrap());
        assert!(lines.len() > 1 && most - least <= 4, "{lines:?}: {text}");
    }
}
