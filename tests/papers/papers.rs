//! Every paper of the sample office: page count and text by poppler, preview against print, workbooks by openpyxl and
//! LibreOffice. With `ZHUDIAN_PAPERS` set to a folder the files are left there to be looked at.

use crate::looking::{grey_pages, pages_of, run, text_of, with_file};
use crate::office::lively;
use image::GrayImage;
use serde_json::{Value, json};
use std::process::Command;
use zhudian_testkit::Office;

pub fn make(office: &Office, kind: &str, options: Value) -> (Value, Vec<u8>) {
    let made = office.call("papers.make", json!({"kind": kind, "options": options}));
    let pdf = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone();
    if let Some(folder) = std::env::var_os("ZHUDIAN_PAPERS") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{kind}.pdf")), &pdf).unwrap();
    }
    println!("{kind}: {} pages, {} bytes, {} {:?}", made["pages"], pdf.len(), made["name"], made["warnings"]);
    assert_eq!(made["pages"], pages_of(&pdf), "{kind}");
    (made, pdf)
}

/// Pages as the preview shows them against the same pages by poppler: same count, same size, few pixels apart.
pub fn preview_is_print(office: &Office, made: &Value, pdf: &[u8]) {
    let dpi = 101.6; // 4 pixels a millimetre
    let printed = grey_pages(pdf, dpi);
    assert_eq!(made["pages"], printed.len());
    for (at, printed) in printed.iter().enumerate() {
        let shown = office.call("papers.page", json!({"paper": made["paper"], "page": at + 1, "scale": 4}));
        let png = base64(shown["png"].as_str().unwrap());
        let shown = image::load_from_memory(&png).unwrap().to_luma8();
        assert!(
            shown.width().abs_diff(printed.width()) <= 1 && shown.height().abs_diff(printed.height()) <= 1,
            "page {at}"
        );
        let apart = difference(&shown, printed);
        println!("  page {}: {:.2} % apart", at + 1, apart * 100.0);
        assert!(apart < 0.02, "page {}: {apart}", at + 1);
    }
}

/// Share of the ink by which two pictures differ over areas of 4 x 4 pixels: two renderers smooth edges differently.
fn difference(one: &GrayImage, other: &GrayImage) -> f64 {
    let (width, height) = (one.width().min(other.width()) / 4, one.height().min(other.height()) / 4);
    let ink = |image: &GrayImage, x: u32, y: u32| -> f64 {
        (0..16).map(|at| 255.0 - f64::from(image.get_pixel(x * 4 + at % 4, y * 4 + at / 4)[0])).sum::<f64>()
            / (16.0 * 255.0)
    };
    let mut sum = 0.0;
    for y in 0..height {
        for x in 0..width {
            sum += (ink(one, x, y) - ink(other, x, y)).abs();
        }
    }
    sum / f64::from(width * height)
}

fn base64(text: &str) -> Vec<u8> {
    with_file(text.as_bytes(), "page.txt", |path| Command::new("base64").arg("-d").arg(path).output().unwrap().stdout)
}

pub fn holds(pdf: &[u8], wanted: &[&str]) {
    let text = text_of(pdf);
    for one in wanted {
        let one: String = one.chars().filter(|letter| !letter.is_whitespace()).collect();
        assert!(text.contains(&one), "{one} is not on the paper");
    }
}

#[test]
fn every_paper_can_be_handed_to_a_secretary() {
    let office = lively();
    let (month, pdf) = make(&office, "month", json!({"from": "2026-08-01", "to": "2026-08-31", "in_charge": "冯建业"}));
    holds(
        &pdf,
        &[
            "里水镇驻点联系月汇总表",
            "内部资料",
            "统计期：2026年8月1日至8月31日",
            "本页小计",
            "合计",
            "填报单位：里水镇",
            "负责人：冯建业",
            "核对码",
            "第1页，共",
        ],
    );
    preview_is_print(&office, &month, &pdf);
    workbook(&office, &month, 39);

    let (slips, pdf) = make(&office, "slips", json!({"day": "2026-09-15"}));
    holds(&pdf, &["党代表履职情况提示单", "不公示、不排名", "梁䶮海", "基准日：2026年9月15日", "签名："]);
    let delegates = office.call("duties.as_of", json!({"records": false}))["delegates"].as_array().unwrap().len();
    assert_eq!(slips["pages"], delegates, "one page a delegate");
    assert!(!slips["formats"].as_array().unwrap().is_empty());
    let one = office.call("duties.as_of", json!({"records": false}))["delegates"][0]["id"].clone();
    let (slip, pdf) = make(&office, "slips", json!({"person_id": one}));
    assert_eq!(slip["pages"], 1);
    preview_is_print(&office, &slip, &pdf);

    let (coverage, pdf) = make(&office, "coverage", json!({}));
    holds(&pdf, &["党代表驻点全覆盖情况表", "【空缺】", "未安排驻点的代表"]);
    assert!(
        with_file(&pdf, "a3.pdf", |path| run(Command::new("pdfinfo").arg(path))).contains("1190.55 x 841.89"),
        "A3"
    );
    preview_is_print(&office, &coverage, &pdf);

    let (schedule, pdf) = make(&office, "schedule", json!({"from": "2026-10-01", "to": "2026-10-31"}));
    holds(&pdf, &["党代表驻点安排表", "安排期：2026年10月1日至10月31日", "每周一15:00—18:30"]);
    preview_is_print(&office, &schedule, &pdf);

    let (forms, pdf) = make(&office, "forms", json!({"from": "2026-10-12", "to": "2026-10-18"}));
    holds(&pdf, &["党代表驻点联系接待登记表", "2026年10月12日", "村委会一楼接待室", "12群众意见", "□定点接待"]);
    let slots = forms["pages"].as_i64().unwrap();
    assert!(slots > 20 && forms["formats"] == json!(["pdf", "docx"]), "{forms}");
    assert_eq!(
        text_of(&pdf).matches("党代表驻点联系接待登记表").count(),
        usize::try_from(slots).unwrap(),
        "one page a form"
    );

    let (chase, pdf) = make(&office, "chase", json!({"from": "2026-09-07", "to": "2026-09-13"}));
    holds(&pdf, &["驻点情况催报名单", "联系电话", "1380000"]);
    preview_is_print(&office, &chase, &pdf);

    let (ledger, pdf) = make(&office, "ledger", json!({"from": "2026-01-01", "to": "2026-09-30"}));
    holds(&pdf, &["走访接待台账", "2026-321", "合计（321次）", "本页小计"]);
    assert!(!text_of(&pdf).contains("麦女士"));
    preview_is_print(&office, &ledger, &pdf);
    workbook(&office, &ledger, 321);

    let (key, pdf) = make(&office, "key", json!({"recovery_key": office.recovery_key}));
    let groups: String = office.recovery_key.chars().filter(char::is_ascii_alphanumeric).collect();
    let found: String = text_of(&pdf).chars().filter(char::is_ascii_alphanumeric).collect();
    assert!(found.contains(&groups), "the key can be read back whole");
    preview_is_print(&office, &key, &pdf);
    assert_eq!(key["pages"], 1);
}

/// Saves as xlsx, opens it with openpyxl and LibreOffice, and compares the totals with the sums of the rows.
fn workbook(office: &Office, made: &Value, body: usize) {
    let folder = office.folder.path().join("xlsx");
    std::fs::create_dir_all(&folder).unwrap();
    let to = office.desk.files().offer(folder.clone());
    let saved =
        office.call("exchange.export", json!({"papers": [{"paper": made["paper"], "format": "xlsx"}], "to": to}));
    let path = folder.join(saved["files"][0]["name"].as_str().unwrap());
    let script = r#"
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
sums = [row for row in sheet.iter_rows() if any(isinstance(c.value, str) and c.value.startswith("=") for c in row)]
print(len(sums), sheet.freeze_panes, sum(1 for c in sums[-1] if isinstance(c.value, str) and c.value.startswith("=")))
"#;
    let said = run(Command::new("python3").args(["-c", script]).arg(&path));
    let parts: Vec<&str> = said.split_whitespace().collect();
    assert_eq!(parts[0], "1", "one row of formulas: {said}");
    assert_ne!(parts[1], "None", "the head is frozen");
    assert!(parts[2].parse::<usize>().unwrap() >= 4, "{said}");
    // LibreOffice works the formulas out anew; what it finds must be what the paper says.
    run(Command::new("soffice")
        .args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
            "--outdir",
        ])
        .arg(&folder)
        .arg(&path)
        .env("HOME", &folder));
    let csv = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|end| end == "csv"))
        .unwrap();
    let text = std::fs::read_to_string(&csv).unwrap();
    std::fs::remove_file(&csv).unwrap();
    let total = text.lines().find(|line| line.contains("合计")).unwrap_or_else(|| panic!("no total: {text}"));
    let paper = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
    let document = serde_json::to_value(paper.document.as_ref().unwrap()).unwrap();
    let table = document["blocks"].as_array().unwrap().iter().find_map(|block| block.get("table")).unwrap();
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.len(), body + 1);
    for cell in rows.last().unwrap()["cells"].as_array().unwrap() {
        if let Some(number) = cell["value"]["number"].as_i64() {
            let plain = number.to_string();
            let grouped = zhudian_paper::Column::count("", zhudian_paper::Width::Chars(1)).write_number(number);
            assert!(total.contains(&plain) || total.contains(&grouped), "{number} is not in {total}");
        }
    }
}
