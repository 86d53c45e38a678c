//! Papers of opinions: what stands on them and, more, what does not.

use serde_json::{Value, json};
use zhudian_core::features::opinions::papers::draft;
use zhudian_core::features::reports::gather::head;
use zhudian_core::features::reports::model::Wish;
use zhudian_core::ground::refusal::Refusal;
use zhudian_core::ground::station::{Actor, Right};
use zhudian_testkit::Office;

/// The paper as text, everything that would be printed.
fn paper(office: &Office, kind: &str, options: Value) -> Result<String, Refusal> {
    let wish: Wish = serde_json::from_value(json!({"kind": kind, "options": options})).unwrap();
    let actor = Actor { id: "t".into(), name: "黄志芳".into(), right: Right::View };
    office.desk.station().unwrap().read(&actor, |reading| {
        let made = draft(reading, &head(reading)?, wish.kind, &wish.options)?;
        Ok(serde_json::to_string(&made.document)?)
    })
}

fn handled() -> (Office, String, String) {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let id = office.id(
        "opinions.save",
        json!({"day": "2026-08-03", "area_id": area, "topic": "environment", "nature": "appeal",
            "content": "欧阳小梅家门前水浸，请打13722223333联系", "giver": "欧阳小梅", "giver_phone": "13722223333"}),
    );
    let named = office.id(
        "opinions.save",
        json!({"day": "2026-08-04", "area_id": area, "content": "村干部黄某占地", "giver": "区先生", "named": true}),
    );
    let go = |wish: Value| office.call("opinions.move", wish);
    go(
        json!({"id": id, "kind": "send", "unit": "镇水利所", "paper": "转〔2026〕7号", "day": "2026-08-05", "deadline": "2026-09-08"}),
    );
    go(json!({"id": named, "kind": "send", "unit": "镇水利所", "day": "2026-08-05", "deadline": "2026-09-08"}));
    (office, id, named)
}

#[test]
fn no_name_hangs_on_the_board_or_stands_in_the_ledger() {
    let (office, ..) = handled();
    let span = json!({"from": "2026-08-01", "to": "2026-09-15"});
    for kind in ["opinion_board", "opinion_ledger"] {
        let text = paper(&office, kind, span.clone()).unwrap();
        assert!(text.contains("水浸"), "{text}");
        for hidden in ["欧阳小梅", "13722223333", "黄某", "区先生", "麦女士", "13700000001"] {
            assert!(!text.contains(hidden), "{kind} shows {hidden}");
        }
    }
    let ledger = paper(&office, "opinion_ledger", span).unwrap();
    assert!(ledger.contains("另有1条反映具体人"), "{ledger}");
    assert!(ledger.contains("期初在办") && ledger.contains("问题（宗）"));
}

#[test]
fn units_are_told_what_to_do_and_not_who_said_it() {
    let (office, id, named) = handled();
    let notice = paper(&office, "opinion_notice", json!({"opinion_ids": [id]})).unwrap();
    assert!(
        notice.contains("镇水利所") && notice.contains("转〔2026〕7号") && notice.contains("2026年9月8日"),
        "{notice}"
    );
    assert!(!notice.contains("欧阳小梅") && !notice.contains("13722223333"), "{notice}");
    let asked = paper(&office, "opinion_notice", json!({"opinion_ids": [id], "giver": true})).unwrap();
    assert!(asked.contains("欧阳小梅"), "only when the clerk asks for it");
    let apart = paper(&office, "opinion_notice", json!({"opinion_ids": [named], "giver": true})).unwrap();
    assert!(!apart.contains("黄某") && !apart.contains("区先生"), "giver and circumstances stay apart");
    let urge = paper(&office, "opinion_urge", json!({})).unwrap();
    assert!(urge.contains("镇水利所") && urge.contains("超过5个工作日"), "{urge}");
    assert!(!urge.contains("欧阳小梅") && !urge.contains("黄某"));
}

#[test]
fn the_giver_is_told_each_step_on_paper() {
    let (office, id, _) = handled();
    let ids = json!({"opinion_ids": [id]});
    assert_eq!(paper(&office, "opinion_extension", ids.clone()).unwrap_err().code, "opinions.no_such_step");
    office.call(
        "opinions.move",
        json!({"id": id, "kind": "extend", "deadline": "2026-09-28", "note": "等水泵到货", "day": "2026-09-07"}),
    );
    let extension = paper(&office, "opinion_extension", ids.clone()).unwrap();
    assert!(extension.contains("等水泵到货") && extension.contains("2026年9月28日") && extension.contains("欧阳小梅"));
    office.call(
        "opinions.move",
        json!({"id": id, "kind": "reply", "answer": "已装水泵", "signer": "陈国栋", "day": "2026-09-14"}),
    );
    assert!(paper(&office, "opinion_replies", ids.clone()).unwrap().contains("已装水泵"));
    let form = paper(&office, "opinion_form", ids.clone()).unwrap();
    for word in ["党员群众意见建议办理表", "欧阳小梅", "镇水利所", "已装水泵", "陈国栋", "首问责任人"]
    {
        assert!(form.contains(word), "{word}");
    }
    let apart = paper(&office, "opinion_form", json!({"opinion_ids": [id], "giver": false})).unwrap();
    assert!(apart.contains("另页"), "the giver stands on a sheet apart");
    office.call("opinions.move", json!({"id": id, "kind": "withdraw", "note": "重写"}));
    office.call("opinions.move", json!({"id": id, "kind": "withdraw", "note": "不延了"}));
    office.call("opinions.move", json!({"id": id, "kind": "decline", "answer": "属私人宅基地事项"}));
    assert!(paper(&office, "opinion_decline", ids.clone()).unwrap().contains("属私人宅基地事项"));
    assert_eq!(
        paper(&office, "opinion_replies", ids).unwrap_err().code,
        "opinions.no_such_step",
        "what was taken back is not printed"
    );
    assert_eq!(paper(&office, "opinion_form", json!({})).unwrap_err().code, "opinions.none_chosen");
}

#[test]
fn the_answers_to_a_family_come_out_in_one_go() {
    let (office, id, _) = handled();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let other = office
        .id("opinions.save", json!({"day": "2026-08-04", "area_id": area, "content": "门前水浸", "giver": "司徒先生"}));
    office.call("opinions.join", json!({"lead": id, "ids": [other], "title": "门前水浸"}));
    office.call("opinions.move", json!({"id": id, "kind": "reply", "answer": "已装水泵"}));
    let replies = paper(&office, "opinion_replies", json!({"opinion_ids": [id]})).unwrap();
    assert!(replies.contains("欧阳小梅：") && replies.contains("司徒先生："), "{replies}");
    assert_eq!(replies.matches("已装水泵").count(), 2);
}

#[test]
fn to_the_petition_office_facts_and_giver_go_apart() {
    let (office, id, named) = handled();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let refer = |id: &str| {
        office.call(
            "opinions.move",
            json!({"id": id, "kind": "refer_petition", "unit": "镇信访办", "day": "2026-09-10"}),
        );
    };
    refer(&id);
    refer(&named);
    let pages = |id: &str, giver: bool| -> Vec<String> {
        let text = paper(&office, "opinion_notice", json!({"opinion_ids": [id], "giver": giver})).unwrap();
        let whole: Value = serde_json::from_str(&text).unwrap();
        whole["blocks"].as_array().unwrap().iter().map(ToString::to_string).collect()
    };
    let [letter, facts, who] = &pages(&id, true)[..] else { panic!("a letter and two sheets") };
    assert!(
        letter.contains("镇信访办") && letter.contains("附件：1. 反映情况") && letter.contains("2. 提出人信息"),
        "{letter}"
    );
    assert!(!letter.contains("水浸") && !letter.contains("欧阳小梅"), "{letter}");
    assert!(facts.contains("水浸") && !facts.contains("欧阳小梅") && !facts.contains("13722223333"), "{facts}");
    assert!(who.contains("欧阳小梅") && who.contains("13722223333") && !who.contains("水浸"), "{who}");
    assert_eq!(pages(&id, false).len(), 2, "the giver only when the clerk asks");
    let [letter, facts, who] = &pages(&named, true)[..] else { panic!("a letter and two sheets") };
    assert!(!letter.contains("黄某") && facts.contains("黄某") && !facts.contains("区先生") && who.contains("区先生"));
    assert!(who.contains("没有留"), "{who}");
    // To anybody else a matter about a person by name goes without its words, and its own form goes without the giver.
    let other = office.id(
        "opinions.save",
        json!({"day": "2026-09-01", "area_id": area, "content": "村干部黄某插队", "giver": "区先生", "named": true}),
    );
    let form = paper(&office, "opinion_form", json!({"opinion_ids": [other], "giver": true})).unwrap();
    assert!(form.contains("插队") && form.contains("另页") && !form.contains("区先生"), "{form}");
}

/// The giver said "apart" stands in no text of the sheet, in none of a letter to a unit, and on no public board, whatever
/// the way the name or the number was written.
#[test]
fn the_giver_left_out_is_left_out_of_every_text() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let id = office.id(
        "opinions.save",
        json!({"day": "2026-08-03", "area_id": area, "topic": "environment", "nature": "appeal",
            "content": "何先生说门前水浸，请打137 0000 0002或１３７００００００２１", "giver": "何先生（北沙涌）", "giver_phone": "137-0000-0002"}),
    );
    let go = |wish: Value| office.call("opinions.move", wish);
    go(json!({"id": id, "kind": "draft", "note": "何先生家先看现场", "day": "2026-08-04"}));
    go(json!({"id": id, "kind": "send", "unit": "镇水利所", "note": "先联系何先生13700000002", "day": "2026-08-05"}));
    go(json!({"id": id, "kind": "reply", "answer": "已到何先生家装水泵", "day": "2026-08-20"}));
    go(json!({"id": id, "kind": "feedback", "told": "phone", "note": "何先生137-0000-0002满意", "day": "2026-08-21"}));
    let span = json!({"from": "2026-08-01", "to": "2026-09-15"});
    let ids = json!({"opinion_ids": [id]});
    let apart = json!({"opinion_ids": [id], "giver": false});
    for (kind, options) in
        [("opinion_board", &span), ("opinion_ledger", &span), ("opinion_notice", &ids), ("opinion_form", &apart)]
    {
        let text = paper(&office, kind, options.clone()).unwrap();
        for hidden in ["何先生", "137 0000", "0000 0002", "１３７", "13700000002", "137-0000-0002"] {
            assert!(!text.contains(hidden), "{kind} shows {hidden}: {text}");
        }
        assert!(text.contains("某某"), "{kind}: {text}");
    }
    let whole = paper(&office, "opinion_form", ids).unwrap();
    assert!(
        whole.contains("何先生说门前水浸") && whole.contains("已到何先生家"),
        "asked for, it stands as it was written"
    );
    // The sheet of what is about a person by name goes without who told it, in every text as well.
    let named = office.id(
        "opinions.save",
        json!({"day": "2026-08-04", "area_id": area, "content": "区先生说黄某占地", "giver": "区先生", "named": true}),
    );
    go(json!({"id": named, "kind": "answer_now", "answer": "已当面答复区先生", "day": "2026-08-05"}));
    let form = paper(&office, "opinion_form", json!({"opinion_ids": [named], "giver": true})).unwrap();
    assert!(form.contains("黄某占地") && !form.contains("区先生"), "{form}");
}
