//! The papers of activities and notices as real PDF: their words, the letters' layout by what poppler reads, and that an
//! opinion about a person by name is on none of them.

use crate::looking::{pages_of, text_of};
use serde_json::{Value, json};
use zhudian_testkit::Office;

fn paper(office: &Office, kind: &str, options: Value) -> (usize, String) {
    let made = office.call("papers.make", json!({"kind": kind, "options": options}));
    let pdf = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone();
    if let Some(folder) = std::env::var_os("ZHUDIAN_PAPERS") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("{kind}.pdf")), &pdf).unwrap();
    }
    (pages_of(&pdf), text_of(&pdf))
}

fn holds(text: &str, wanted: &[&str]) {
    for one in wanted {
        let one: String = one.chars().filter(|letter| !letter.is_whitespace()).collect();
        assert!(text.contains(&one), "{one} is not on the paper: {text}");
    }
}

#[test]
fn the_papers_of_activities_hold_their_words() {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let roster = office.call("delegates.register", json!({}));
    let delegate = roster["tenures"][0]["person_id"].clone();
    let area = office.call("areas.list", json!({}))[1]["id"].clone();
    let id = office.id(
        "activities.save",
        json!({"kind": "research", "title": "老旧小区加装电梯", "from_day": "2026-08-11", "to_day": "2026-08-13", "areas": [area],
            "organiser": "区委党联办", "delegates": [delegate], "companions": "镇住建办何工", "findings": "七成住户赞成加装。", "advice": "先做样板楼。"}),
    );
    let content = "一、现状\n走访三个小区、42户，七成赞成加装。\n二、难点\n（一）费用分摊\n一楼住户不愿出资。";
    let report = office.id(
        "activities.report",
        json!({"activity_id": id, "person_id": delegate, "day": "2026-08-20", "title": "关于加装电梯的调研报告", "content": content}),
    );
    office.id(
        "activities.use",
        json!({"report_id": report, "day": "2026-09-10", "way": "bulletin", "receiver": "《党代表参阅》", "document": "第8期"}),
    );
    let collation = office.id(
        "activities.collate",
        json!({"day": "2026-09-01", "title": "第三季度调研报告", "receiver": "区委党联办", "document": "里党函〔2026〕6号", "reports": [report]}),
    );
    office.call(
        "activities.opinion",
        json!({"activity_id": id, "opinion": {"area_id": area, "day": "2026-08-11", "topic": "other", "content": "某干部收钱不办事", "named": true}}),
    );
    let (pages, text) = paper(&office, "activity_record", json!({"record_id": id}));
    assert_eq!(pages, 1);
    let wanted = [
        "党代表调研记录表",
        "老旧小区加装电梯",
        "8月11日",
        "镇住建办何工",
        "七成住户赞成加装",
        "关于加装电梯的调研报告",
    ];
    holds(&text, &wanted);
    // Two columns stand beside each other: what poppler reads runs from one into the other.
    holds(&text, &["区委参阅、信", "息采用：《党代表参阅》第8", "委党联办", "反映具体人"]);
    assert!(!text.contains("收钱"), "{text}");
    let (_, text) = paper(&office, "activity_report", json!({"record_id": report}));
    holds(&text, &["关于加装电梯的调研报告", "（一）费用分摊", "一楼住户不愿出资", "梁䶮海", "2026年8月20日"]);
    let (pages, text) = paper(&office, "activity_collation", json!({"record_id": collation}));
    assert!(pages >= 3, "{pages} pages");
    holds(
        &text,
        &["关于报送第三季度调研报告的函", "里党函〔2026〕6号", "区委党联办：", "报送报告目录", "一楼住户不愿出资"],
    );
    let (_, text) = paper(&office, "activity_list", json!({"from": "2026-01-01", "to": "2026-12-31"}));
    holds(&text, &["视察调研等活动台账", "视察北沙涌整治", "新任代表培训", "共3次"]);
}

#[test]
fn the_papers_of_a_notice_hold_their_words() {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let roster = office.call("delegates.register", json!({}));
    let circle = roster["circles"][0]["id"].clone();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let opinion = |content: &str, named: bool| {
        office.id(
            "opinions.save",
            json!({"area_id": area, "day": "2026-09-01", "topic": "environment", "content": content, "giver": "麦女士", "named": named}),
        )
    };
    let told = opinion("北涌边水沟淤塞，雨后积水", false);
    opinion("某干部收钱不办事，多次推诿", true);
    let id = office.id(
        "notices.save",
        json!({"kind": "circular", "day": "2026-09-07", "document": "里党办〔2026〕12号", "title": "关于上半年驻点联系情况的通报",
            "body": "一、总体情况\n各驻点按时开展接待。", "contact": "陈小明 85600000", "receipt_by": "2026-09-10", "opinions": [told],
            "audience": [{"kind": "circle", "target": circle}, {"kind": "area", "target": area}, {"kind": "unit", "target": "镇党建办"}]}),
    );
    let recipients = office.call("notices.open", json!({"id": id}))["recipients"].clone();
    let at = |index: usize| recipients[index]["recipient"]["id"].clone();
    office.call(
        "notices.deliver",
        json!({"notice_id": id, "recipients": [at(4)], "day": "2026-09-08", "way": "entrusted", "receiver": "冼主任", "reached": true}),
    );
    let (pages, text) = paper(&office, "notice", json!({"record_id": id}));
    assert_eq!(pages, 1);
    let wanted = [
        "里党办〔2026〕12号",
        "关于上半年驻点联系情况的通报",
        "第一组各位党代表",
        "镇党建办：",
        "一、总体情况",
        "2026年9月7日",
        "陈小明85600000",
    ];
    holds(&text, &wanted);
    holds(&text, &["北涌边水沟淤塞，雨后积水"]);
    assert!(!text.contains("麦女士") && !text.contains("收钱"), "{text}");
    let (_, text) = paper(&office, "notice_delivery", json!({"record_id": id}));
    holds(&text, &["送达登记表", "签收", "梁䶮海", "委托转交", "由冼主任转交", "应送6，已送达1", "送达人："]);
    let (_, text) = paper(&office, "notice_phones", json!({"record_id": id}));
    holds(&text, &["电话通知单", "13800000000", "没有登记电话", "答复"]);
}
