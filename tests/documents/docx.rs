//! Office files that are edited: LibreOffice opens them and finds everything.

use zhudian_paper::Printer;

use crate::papers;
use crate::tools::{PRESS, convert, text};

#[test]
fn a_letter_opens_and_keeps_its_parts() {
    let pdf = convert(&PRESS.docx(&papers::letter()).unwrap(), "docx", "pdf");
    let text = text(&pdf);
    for part in
        ["中共里水镇委员会文件", "一、基本情况", "（一）驻点团队到位情况", "附件：1.", "2026年10月8日", "抄送："]
    {
        let close: String = text.chars().filter(|sign| *sign != ' ').collect();
        let part = part.replace(' ', "");
        assert!(close.contains(&part), "{part} in {text}");
    }
}

#[test]
fn a_table_repeats_its_head_and_keeps_its_figures() {
    let pdf = convert(&PRESS.docx(&papers::month()).unwrap(), "docx", "pdf");
    let text = text(&pdf);
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert!(pages.len() >= 2, "{text}");
    for page in pages.iter().filter(|page| page.contains("社区")) {
        assert!(page.contains("内部资料") && page.contains("停驻"), "{page}");
    }
    for part in ["1,083", "合计", "填报单位："] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn every_sample_opens() {
    for (name, document) in papers::all() {
        let docx = PRESS.docx(&document).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let txt = convert(&docx, "docx", "txt:Text (encoded):UTF8");
        assert!(!String::from_utf8_lossy(&txt).trim().is_empty(), "{name}");
    }
}
