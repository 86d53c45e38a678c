//! What a group looks at in its meeting: figures of the group, opinions without anybody's name, ticked off in the minutes.

use serde_json::{Value, json};
use zhudian_core::features::materials::rules::looked_at;
use zhudian_testkit::{Office, day};

fn town() -> (Office, Value, Value) {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let roster = office.call("delegates.register", json!({}));
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-09-15", "kind": "group", "circle_id": roster["circles"][0]["id"], "title": "下半年走访情况"}),
    );
    (office, area, json!(meeting))
}

fn open(office: &Office, meeting: &Value) -> Value {
    office.call("materials.open", json!({"id": meeting}))
}

fn paper(office: &Office, kind: &str, meeting: &Value, leader: bool) -> String {
    let options = json!({"record_id": meeting, "leader_copy": leader});
    let made = office.call("papers.make", json!({"kind": kind, "options": options}));
    String::from_utf8(office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone()).unwrap()
}

#[test]
fn a_meeting_looks_at_its_half_year_or_at_the_one_that_is_over() {
    for (held, from, to) in [
        ("2026-01-05", "2025-07-01", "2025-12-31"),
        ("2026-01-31", "2025-07-01", "2025-12-31"),
        ("2026-02-01", "2026-01-01", "2026-06-30"),
        ("2026-06-18", "2026-01-01", "2026-06-30"),
        ("2026-06-30", "2026-01-01", "2026-06-30"),
        ("2026-07-01", "2026-01-01", "2026-06-30"),
        ("2026-07-31", "2026-01-01", "2026-06-30"),
        ("2026-08-01", "2026-07-01", "2026-12-31"),
        ("2026-12-31", "2026-07-01", "2026-12-31"),
        ("2024-02-29", "2024-01-01", "2024-06-30"),
    ] {
        let span = looked_at(day(held));
        assert_eq!((span.from.to_string().as_str(), span.to.to_string().as_str()), (from, to), "{held}");
    }
}

#[test]
fn the_group_stands_in_figures_and_nobody_by_name() {
    let (office, area, meeting) = town();
    let people = office.call("delegates.register", json!({}))["people"].clone();
    let find = |name: &str| people.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone();
    let visit = |day: &str, who: &[&str], opinions: Value| {
        let delegates: Vec<Value> = who.iter().map(|name| find(name)).collect();
        office.id(
            "visits.save",
            json!({"day": day, "area_id": area, "kind": "household", "delegates": delegates, "households": 4, "opinions": opinions}),
        )
    };
    let same =
        json!([{"topic": "traffic", "content": "村口路灯不亮。", "giver": "欧阳小梅", "giver_phone": "13722223333"}]);
    visit("2026-08-04", &["鄺惠", "司徒玉涛"], same);
    visit(
        "2026-08-11",
        &["鄺惠"],
        json!([{"topic": "traffic", "content": "村口路灯不亮"}, {"topic": "welfare", "content": "梁䶮海答应的扶手没有装"}]),
    );
    visit("2026-05-04", &["鄺惠"], json!([{"topic": "traffic", "content": "上半年的事"}]));
    // Nobody of the group took part.
    visit("2026-08-18", &[], json!([{"topic": "traffic", "content": "别组的事"}]));
    let about = office.call("opinions.list", json!({"text": "村口路灯"}))["lines"][0].clone();
    office.call("materials.make", json!({"meeting_id": meeting}));
    let it = open(&office, &meeting);
    assert_eq!((it["from_day"].as_str(), it["to_day"].as_str()), (Some("2026-07-01"), Some("2026-12-31")));
    let figures = &it["figures"];
    // Two visits of August and the one of September of the sample; a visit with two of the group counts once.
    assert_eq!((figures["visits"].as_i64(), figures["households"].as_i64()), (Some(3), Some(14)), "{figures}");
    assert_eq!((figures["opinions"].as_i64(), figures["held"].as_i64()), (Some(3), Some(1)), "{figures}");
    let labels: Vec<&str> = it["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["section"] == "opinion")
        .map(|one| one["label"].as_str().unwrap())
        .collect();
    assert_eq!(
        labels.iter().filter(|label| label.contains("路灯")).count(),
        1,
        "the same words stand once: {labels:?}"
    );
    let light =
        it["items"].as_array().unwrap().iter().find(|one| one["label"].as_str().unwrap().contains("路灯")).unwrap();
    assert!(light["detail"].as_str().unwrap().starts_with("2条"), "{light}");
    let text = paper(&office, "group_material", &meeting, false);
    for hidden in ["欧阳小梅", "13722223333", "麦女士", "梁䶮海", "别组的事", "上半年的事", "鄺惠"]
    {
        assert!(!text.contains(hidden), "{hidden}");
    }
    for wanted in [
        "第一组2026年下半年会议材料",
        "村口路灯不亮",
        "走访户次",
        "履职窗口",
        "待完成",
        "核对走访台账",
        "整治北沙涌排水",
    ] {
        assert!(text.contains(wanted), "{wanted}");
    }
    // What turns out to be about a person goes out of the list and out of the figures.
    let mut entry = office.call("opinions.open", json!({"id": about["id"]}))["line"].clone();
    entry = json!({"id": entry["id"], "area_id": area, "day": entry["day"], "topic": entry["topic"], "nature": "appeal", "content": "村口路灯不亮", "named": true});
    office.call("opinions.save", entry);
    office.call("materials.make", json!({"meeting_id": meeting}));
    assert_eq!(open(&office, &meeting)["figures"]["opinions"], 2);
}

#[test]
fn names_stand_only_in_the_leaders_copy_and_only_by_the_rule_book() {
    let (office, _, meeting) = town();
    office.call("materials.make", json!({"meeting_id": meeting}));
    let wish = json!({"kind": "group_material", "options": {"record_id": meeting, "leader_copy": true}});
    assert_eq!(office.refused("papers.make", wish).code, "materials.no_names");
    office.call(
        "rulebook.parameter",
        json!({"name": "group_material_names", "value": true, "valid_from": "2026-01-01", "source": "本镇党代表工作办法"}),
    );
    let text = paper(&office, "group_material", &meeting, true);
    assert!(text.contains("组长留存") && text.contains("待完成的代表") && text.contains("鄺惠"), "{text}");
    let plain = paper(&office, "group_material", &meeting, false);
    assert!(!plain.contains("鄺惠"));
}

#[test]
fn items_are_ticked_kept_and_become_action_points() {
    let (office, _, meeting) = town();
    let none = json!({"kind": "group_material", "options": {"record_id": meeting}});
    assert_eq!(office.refused("papers.make", none).code, "materials.none");
    office.call("materials.make", json!({"meeting_id": meeting}));
    let items = open(&office, &meeting)["items"].as_array().unwrap().clone();
    let of = |section: &str| items.iter().find(|one| one["section"] == section).unwrap()["id"].clone();
    office.call("materials.mark", json!({"id": of("contact"), "mark": "told"}));
    office.call("materials.mark", json!({"id": of("proposal"), "mark": "discussed"}));
    for (wish, code) in [
        (json!({"id": of("opinion"), "mark": "liked"}), "materials.mark"),
        (json!({"id": of("opinion"), "mark": "action"}), "materials.action"),
        (json!({"id": of("opinion"), "mark": "action", "action": {"content": " "}}), "meetings.action"),
        (json!({"id": "x", "mark": "told"}), "materials.gone"),
    ] {
        assert_eq!(office.refused("materials.mark", wish.clone()).code, code, "{wish}");
    }
    let action = json!({"content": "约市政办清淤", "owner": "镇市政办", "due_on": "2026-10-15"});
    office.call("materials.mark", json!({"id": of("opinion"), "mark": "action", "action": action}));
    let point = office.call("meetings.actions", json!({"meeting_id": meeting}))[0]["action"].clone();
    assert_eq!((point["content"].as_str(), point["owner"].as_str()), (Some("约市政办清淤"), Some("镇市政办")));
    let again = json!({"id": of("opinion"), "mark": "told"});
    assert_eq!(office.refused("materials.mark", again.clone()).code, "materials.is_action");
    // A new gathering keeps what was ticked.
    office.call("materials.make", json!({"meeting_id": meeting}));
    let kept = open(&office, &meeting)["items"].as_array().unwrap().clone();
    let marks: Vec<&str> =
        kept.iter().map(|one| one["mark"].as_str().unwrap()).filter(|mark| !mark.is_empty()).collect();
    assert_eq!(marks, ["told", "action", "discussed"]);
    let minutes = paper(&office, "meeting_minutes", &meeting, false);
    for wanted in ["会议材料逐项情况", "已通报", "已讨论", "转行动事项", "约市政办清淤"] {
        assert!(minutes.contains(wanted), "{wanted}");
    }
    let rest = json!({"meeting_id": meeting, "mark": "action"});
    assert_eq!(office.refused("materials.mark_rest", rest).code, "materials.mark");
    let told = office.rpc("materials.mark_rest", json!({"meeting_id": meeting, "mark": "told"})).unwrap();
    let all = open(&office, &meeting)["items"].as_array().unwrap().clone();
    assert!(all.iter().all(|one| one["mark"] != ""), "{all:#?}");
    assert_eq!(all.iter().filter(|one| one["mark"] == "discussed").count(), 1, "what was ticked stays");
    office.call("history.undo", json!({"operation": told.operation}));
    office.call("meetings.action_remove", json!({"id": point["id"]}));
    office.call("materials.mark", again);
    let gone = office.rpc("meetings.remove", json!({"id": meeting})).unwrap();
    assert_eq!(open(&office, &meeting), json!(null));
    office.call("history.undo", json!({"operation": gone.operation}));
    assert_eq!(open(&office, &meeting)["items"].as_array().unwrap().len(), kept.len(), "it comes back whole");
}

#[test]
fn a_leave_has_a_reason_of_four_and_no_diagnosis() {
    let (office, ..) = town();
    let roster = office.call("delegates.register", json!({}));
    let person = roster["tenures"][0]["person_id"].clone();
    let save = |came: Value| {
        office.rpc("meetings.save", json!({"day": "2026-09-10", "kind": "group", "title": "会", "attendance": [came]}))
    };
    for reason in ["official", "private", "sick", "other", ""] {
        save(json!({"person_id": person, "status": "leave", "reason": reason})).unwrap();
    }
    for reason in ["感冒", "flu", "hospital"] {
        let refused = save(json!({"person_id": person, "status": "leave", "reason": reason})).unwrap_err();
        assert_eq!(refused.code, "meetings.reason", "{reason}");
    }
    let noted = save(json!({"person_id": person, "status": "leave", "reason": "sick", "note": "住院"})).unwrap_err();
    assert_eq!(noted.code, "call.shape", "there is no place to write an illness");
    let leave = json!({"person_id": person, "from_day": "2026-09-01", "to_day": "2026-09-05", "reason": "感冒"});
    assert!(office.rpc("delegates.leave", leave).is_err());
}
