//! The papers of a handover, of a clerk's transfer and of a group's meeting, read back by poppler and opened by LibreOffice.

use crate::looking::{run, text_of};
use crate::office::lively;
use crate::papers::{holds, make, preview_is_print};
use serde_json::{Value, json};
use std::process::Command;
use zhudian_testkit::Office;

/// The paper as Word, turned into a PDF by LibreOffice: its text without blanks.
fn word(office: &Office, made: &Value) -> String {
    let folder = tempfile::tempdir().unwrap();
    let to = office.desk.files().offer(folder.path().to_owned());
    office.call("papers.save", json!({"paper": made["paper"], "format": "docx", "to": to}));
    let written = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    run(Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&written));
    text_of(&std::fs::read(written.with_extension("pdf")).unwrap())
}

#[test]
fn a_handover_a_transfer_and_a_material_can_be_signed_and_filed() {
    let office = lively();
    let roster = office.call("delegates.register", json!({}));
    let contacts = office.call("stations.whole", json!({}))["contacts"].clone();
    let serving = contacts.as_array().unwrap();
    let (from, area) = (serving[5]["person_id"].clone(), serving[5]["area_id"].clone());
    let to =
        serving.iter().find(|one| one["area_id"] != area && one["person_id"] != from).unwrap()["person_id"].clone();
    let save = |content: &str, named: bool| {
        let opinion = json!({"day": "2026-08-20", "area_id": area, "topic": "environment", "nature": "appeal", "content": content,
            "giver": "欧阳小梅", "giver_phone": "13722223333", "named": named});
        office.id("opinions.save", opinion)
    };
    save("涌边护栏松动，找欧阳小梅13722223333", false);
    save("某干部占地", true);
    let handover = json!({"from_id": from, "to_id": to, "day": "2026-09-16", "ground": "term_over", "area_ids": [area], "witness": "李伟"});
    let id = office.id("handovers.save", json!({"handover": handover, "contacts": true}));
    let (made, pdf) = make(&office, "handover", json!({"record_id": id}));
    holds(
        &pdf,
        &[
            "党代表联系工作交接清单",
            "原因：换届",
            "自2026年9月16日起由接收人负责",
            "涌边护栏松动",
            "移交人",
            "交接签字",
            "监交人",
        ],
    );
    for hidden in ["欧阳小梅", "13722223333", "某干部"] {
        assert!(!text_of(&pdf).contains(hidden), "{hidden}");
    }
    preview_is_print(&office, &made, &pdf);
    let text = word(&office, &made);
    assert!(text.contains("涌边护栏松动") && text.contains("交接签字"), "{text}");

    let id = office.id("transfers.begin", json!({"to_name": "陈小明", "witness": "李伟"}));
    office.give_all(&id);
    office.call("transfers.sign", json!({"id": id}));
    let (made, pdf) = make(&office, "transfer", json!({"record_id": id}));
    holds(
        &pdf,
        &[
            "经办人工作移交清单",
            "签字日期：2026年9月15日",
            "恢复密钥信封",
            "保密柜",
            "票袋",
            "本机备份",
            "移交签字",
            "明细",
        ],
    );
    assert!(!text_of(&pdf).contains("欧阳小梅") && !text_of(&pdf).contains("护栏"));
    preview_is_print(&office, &made, &pdf);
    assert!(word(&office, &made).contains("恢复密钥信封"));

    let circle = roster["circles"][0]["id"].clone();
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-09-14", "kind": "group", "circle_id": circle, "title": "讨论下半年走访情况"}),
    );
    office.call("materials.make", json!({"meeting_id": meeting}));
    let (made, pdf) = make(&office, "group_material", json!({"record_id": meeting}));
    holds(
        &pdf,
        &["第一组2026年下半年会议材料", "一、联系走访", "二、社情民意", "五、履职窗口", "六、民主评议", "待完成"],
    );
    for person in roster["people"].as_array().unwrap().iter().take(8) {
        let name = person["name"].as_str().unwrap();
        assert!(!text_of(&pdf).contains(name), "{name} stands by name");
    }
    preview_is_print(&office, &made, &pdf);
    let text = word(&office, &made);
    assert!(text.contains("社情民意") && text.contains("履职窗口"), "{text}");
}
