//! A clerk's work goes to another: a counted list, ticked, frozen, signed, and the accounts changed.

use serde_json::{Value, json};
use zhudian_core::features::transfers::rules::looks_like_key;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::{Office, PASSPHRASE, PERSON};

fn begin(office: &Office) -> String {
    office.id("transfers.begin", json!({"to_name": "新经办", "witness": "李伟"}))
}

fn lines(office: &Office, id: &str) -> Vec<Value> {
    office.call("transfers.open", json!({"id": id}))["lines"].as_array().unwrap().clone()
}

fn line(office: &Office, id: &str, kind: &str, item: &str) -> Value {
    let all = lines(office, id);
    let found = all.iter().find(|one| one["kind"] == kind && one["item"] == item);
    found.unwrap_or_else(|| panic!("no line {kind} {item}: {all:#?}")).clone()
}

fn paper(office: &Office, id: &str) -> String {
    let made = office.call("papers.make", json!({"kind": "transfer", "options": {"record_id": id}}));
    String::from_utf8(office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone()).unwrap()
}

fn unlock(office: &Office, name: &str) -> Result<String, String> {
    let reply = office.desk.rpc(None, "auth.unlock", json!({"person": name, "passphrase": PASSPHRASE}), &Unwatched);
    reply.map(|done| done.answer["session"].as_str().unwrap().to_owned()).map_err(|refusal| refusal.code)
}

#[test]
fn a_key_is_seen_and_words_are_not() {
    for (text, key) in [
        ("", false),
        ("镇政府保密柜二层，封条由李伟、陈国栋签名", false),
        ("文件柜 A3-12，U盘 U-03、U-07", false),
        ("https://example.cn", false),
        ("ABCDE-FGHJK-MNPQR-STVWX-YZ012-34567", true),
        ("密钥是 ABCDEFGH JKMNPQRS TVWXYZ01 23456789", true),
        ("ABCDE-FGHJK", false),
    ] {
        assert_eq!(looks_like_key(text), key, "{text}");
    }
    let office = Office::sample();
    assert!(looks_like_key(&office.recovery_key), "the real one is seen");
    let id = begin(&office);
    let envelope = line(&office, &id, "key", "key");
    for field in ["kept_at", "note", "label"] {
        let mut wish = json!({"id": envelope["id"], "label": "信封", "given": true, "kept_at": "保密柜"});
        wish[field] = json!(office.recovery_key);
        assert_eq!(office.refused("transfers.line", wish).code, "transfers.key_itself", "{field}");
    }
}

#[test]
fn everything_is_counted_and_says_its_records() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let save = |content: &str, day: &str| {
        office.id(
            "opinions.save",
            json!({"day": day, "area_id": area, "nature": "appeal", "content": content, "giver": "区先生"}),
        )
    };
    let late = save("路灯不亮", "2026-06-01");
    office.call("opinions.move", json!({"id": late, "kind": "send", "unit": "镇市政办", "day": "2026-06-02"}));
    let told = save("漏水", "2026-08-20");
    office.call("opinions.move", json!({"id": told, "kind": "send", "unit": "镇市政办", "day": "2026-08-21"}));
    office.call("opinions.move", json!({"id": told, "kind": "reply", "answer": "修好了", "day": "2026-09-01"}));
    office.call("drafts.keep", json!({"feature": "visits", "payload": {"day": "0908"}}));
    let made = office.call("papers.make", json!({"kind": "ledger"}));
    let folder = office.folder.path().join("stick");
    std::fs::create_dir_all(&folder).unwrap();
    let to = office.desk.files().offer(folder);
    office.call(
        "exchange.export",
        json!({"papers": [{"paper": made["paper"], "format": "pdf"}], "to": to, "medium": "U-03"}),
    );
    office.call("backup.now", json!({}));
    office.call(
        "stations.slot",
        json!({"area_id": area, "weekday": 3, "starts": "15:00", "ends": "17:00", "place": "接待室", "every_weeks": 1, "valid_from": "2026-09-01"}),
    );
    let id = begin(&office);
    let overdue = line(&office, &id, "opinions", "overdue");
    assert!(overdue["counted"].as_i64().unwrap() >= 1, "{overdue}");
    assert!(overdue["detail"].to_string().contains("镇市政办"), "{overdue}");
    for (kind, item, least) in [
        ("promises", "untold", 1),
        ("proposals", "proposals", 1),
        ("action", "actions", 1),
        ("drafts", "drafts", 1),
        ("weeks", "weeks", 1),
        ("reports", "reports", 8),
        ("stick", "U-03", 1),
        ("backup", "own", 1),
    ] {
        let found = line(&office, &id, kind, item);
        assert_eq!(found["counted"], least, "{found}");
    }
    assert!(line(&office, &id, "drafts", "drafts")["detail"][0].as_str().unwrap().contains("走访登记"));
    assert!(lines(&office, &id).iter().any(|one| one["kind"] == "round"));
    for item in ["bags", "ledgers", "boxes"] {
        assert_eq!(line(&office, &id, "paper", item)["counted"], json!(null));
    }
    // The open ones by due day and the list of opinions are the same number.
    let sum: i64 = lines(&office, &id)
        .iter()
        .filter(|one| one["kind"] == "opinions")
        .map(|one| one["counted"].as_i64().unwrap())
        .sum();
    let open = office.call("opinions.list", json!({"open": true}))["total"].as_i64().unwrap();
    let untold = office.call("opinions.list", json!({"open": true, "light": "untold"}))["total"].as_i64().unwrap();
    assert_eq!(sum, open - untold, "what waits to be told stands in its own line");
    let text = paper(&office, &id);
    for hidden in ["路灯不亮", "漏水", "区先生", "麦女士"] {
        assert!(!text.contains(hidden), "{hidden} stands in the list");
    }
    for wanted in ["经办人工作移交清单", "未签字", "U盘 U-03", "监交人", "新经办", "李伟"] {
        assert!(text.contains(wanted), "{wanted}");
    }
}

/// A round that ended, or was removed, since the list was begun is no longer handed over: its line goes with it.
#[test]
fn what_is_no_more_leaves_the_list_when_it_is_counted_anew() {
    let office = Office::sample();
    let round = office
        .id("evaluations.save", json!({"year": 2026, "title": "年度民主评议", "state": "planned", "subjects": []}));
    let id = begin(&office);
    line(&office, &id, "round", &round);
    let own =
        office.id("transfers.line", json!({"transfer_id": id, "label": "文件柜钥匙", "counted": 2, "given": true}));
    office.call("evaluations.remove", json!({"id": round}));
    office.call("transfers.count", json!({"id": id}));
    let all = lines(&office, &id);
    assert!(all.iter().all(|one| one["item"] != json!(round)), "{all:#?}");
    assert!(all.iter().any(|one| one["id"] == json!(own)));
    office.give_all(&id);
    office.call("transfers.sign", json!({"id": id}));
}

#[test]
fn a_list_is_ticked_frozen_and_counted_anew_before() {
    let office = Office::sample();
    let id = begin(&office);
    assert_eq!(office.refused("transfers.begin", json!({"to_name": "别人"})).code, "transfers.open_already");
    let refused = office.refused("transfers.sign", json!({"id": id}));
    assert_eq!(refused.code, "transfers.not_given");
    let own =
        office.id("transfers.line", json!({"transfer_id": id, "label": "文件柜钥匙", "counted": 2, "given": true}));
    office.give_all(&id);
    // A count that changed asks to be looked at again; what was written by hand stays.
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    office.call("opinions.save", json!({"day": "2026-09-14", "area_id": area, "nature": "appeal", "content": "新的"}));
    office.call("transfers.count", json!({"id": id}));
    let all = lines(&office, &id);
    let open: Vec<&Value> = all.iter().filter(|one| one["given"] == false).collect();
    assert_eq!(open.len(), 1, "{open:#?}");
    assert_eq!(open[0]["kind"], "opinions");
    let kept = line(&office, &id, "key", "key");
    assert_eq!((kept["kept_at"].as_str(), kept["given"].as_bool()), (Some("保密柜"), Some(true)));
    assert!(all.iter().any(|one| one["id"] == json!(own) && one["counted"] == 2));
    // Not ticked, but said why: that can be signed.
    office.call("transfers.line", json!({"id": open[0]["id"], "note": "已另行转办，清单见附件"}));
    office.call("transfers.sign", json!({"id": id}));
    let text = paper(&office, &id);
    office.call(
        "opinions.save",
        json!({"day": "2026-09-14", "area_id": area, "nature": "appeal", "content": "签字以后的"}),
    );
    assert_eq!(paper(&office, &id), text, "a signed list does not move");
    for (name, wish) in [
        ("transfers.line", json!({"id": own, "label": "改"})),
        ("transfers.line", json!({"transfer_id": id, "label": "加"})),
        ("transfers.line_remove", json!({"id": own})),
        ("transfers.count", json!({"id": id})),
        ("transfers.save", json!({"id": id, "to_name": "别人", "witness": "李伟"})),
        ("transfers.remove", json!({"id": id})),
    ] {
        assert_eq!(office.refused(name, wish).code, "transfers.frozen", "{name}");
    }
    assert_eq!(office.refused("transfers.sign", json!({"id": id})).code, "transfers.signed_already");
}

#[test]
fn what_is_wrong_is_refused() {
    let office = Office::sample();
    let id = begin(&office);
    let counted = line(&office, &id, "proposals", "proposals");
    office.call("transfers.line", json!({"id": counted["id"], "label": "别的", "counted": 99, "given": true}));
    let kept = line(&office, &id, "proposals", "proposals");
    assert_eq!(
        (&kept["label"], &kept["counted"]),
        (&counted["label"], &counted["counted"]),
        "a count is not written over"
    );
    assert_eq!(office.refused("transfers.line_remove", json!({"id": counted["id"]})).code, "transfers.line_counted");
    assert_eq!(office.refused("transfers.line", json!({"transfer_id": id, "label": " "})).code, "transfers.label");
    let many = json!({"transfer_id": id, "label": "箱", "counted": -1});
    assert_eq!(office.refused("transfers.line", many).code, "transfers.count");
    assert_eq!(office.refused("transfers.line", json!({"id": "x", "label": "箱"})).code, "transfers.line_gone");
    assert_eq!(office.refused("transfers.finish", json!({"id": id})).code, "transfers.not_signed");
    office.give_all(&id);
    let envelope = line(&office, &id, "key", "key");
    office.call("transfers.line", json!({"id": envelope["id"], "given": true}));
    assert_eq!(office.refused("transfers.sign", json!({"id": id})).code, "transfers.key_place");
    office.give_all(&id);
    office.call("transfers.save", json!({"id": id, "to_name": "新经办", "witness": ""}));
    assert_eq!(office.refused("transfers.sign", json!({"id": id})).code, "transfers.witness");
    office.call("transfers.save", json!({"id": id, "to_name": "", "witness": "李伟"}));
    assert_eq!(office.refused("transfers.sign", json!({"id": id})).code, "transfers.nobody");
    assert_eq!(office.refused("transfers.save", json!({"id": id, "to_name": PERSON})).code, "transfers.same");
    office.call("transfers.save", json!({"id": id, "to_name": "新经办", "witness": "李伟"}));
    for day in ["2026-09-16", "2026-09-14"] {
        assert_eq!(office.refused("transfers.sign", json!({"id": id, "day": day})).code, "transfers.sign_day", "{day}");
    }
}

#[test]
fn somebody_who_is_away_is_stood_in_for_with_a_reason() {
    let office = Office::sample();
    let enter = office.session_of("enter");
    let clerks = office.call("auth.people", json!({}));
    let id_of = |name: &str| clerks.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap()["id"].clone();
    let by = |session: &str, name: &str, payload: Value| {
        office
            .desk
            .rpc(Some(session), name, payload, &Unwatched)
            .map(|done| done.answer)
            .map_err(|refusal| refusal.code)
    };
    // A clerk cannot do it for another; who manages needs a reason.
    let own = json!({"from_id": id_of(PERSON), "to_name": "新经办"});
    assert_eq!(by(&enter, "transfers.begin", own).unwrap_err(), "transfers.not_own");
    let wish = json!({"from_id": id_of("某enter"), "to_name": "新经办", "witness": "李伟"});
    assert_eq!(office.refused("transfers.begin", wish).code, "transfers.absent");
    let wish = json!({"from_id": id_of("某enter"), "to_name": "新经办", "witness": "李伟", "absent": "调离本镇"});
    let id = office.id("transfers.begin", wish);
    assert!(paper(&office, &id).contains("某enter不在场（调离本镇）"));
    let emptied = json!({"id": id, "to_name": "新经办", "witness": "李伟", "absent": ""});
    assert_eq!(office.refused("transfers.save", emptied).code, "transfers.absent");
    // Their unfinished typing goes along.
    by(&enter, "drafts.keep", json!({"feature": "visits", "payload": {"day": "0908"}})).unwrap();
    office.give_all(&id);
    office.call("transfers.sign", json!({"id": id}));
    assert_eq!(office.refused("transfers.finish", json!({"id": id})).code, "transfers.no_account");
    office.call("auth.add", json!({"name": "新经办", "role": "enter", "passphrase": PASSPHRASE}));
    assert_eq!(office.refused("transfers.finish", json!({"id": id})).code, "transfers.still_active");
    office.call("auth.disable", json!({"id": id_of("某enter")}));
    office.call("transfers.finish", json!({"id": id}));
    assert_eq!(office.refused("transfers.finish", json!({"id": id})).code, "transfers.finished");
    assert!(unlock(&office, "某enter").is_err(), "the old account is closed");
    let new = unlock(&office, "新经办").unwrap();
    assert_eq!(by(&new, "drafts.list", json!({})).unwrap().as_array().unwrap().len(), 1, "nothing typed is lost");
}

#[test]
fn an_unfinished_transfer_is_there_after_the_program_was_closed() {
    let office = Office::sample();
    let id = begin(&office);
    let bags = line(&office, &id, "paper", "bags");
    let before = office.call("transfers.list", json!({}))[0]["given"].as_i64().unwrap();
    office.call("transfers.line", json!({"id": bags["id"], "counted": 12, "kept_at": "档案室三号柜", "given": true}));
    office.desk.clear();
    let session = unlock(&office, PERSON).unwrap();
    let found = office.desk.rpc(Some(&session), "transfers.list", json!({}), &Unwatched).unwrap().answer;
    assert_eq!(found[0]["id"], json!(id));
    assert_eq!(found[0]["given"], before + 1);
    let whole = office.desk.rpc(Some(&session), "transfers.open", json!({"id": id}), &Unwatched).unwrap().answer;
    let kept = whole["lines"].as_array().unwrap().iter().find(|one| one["id"] == bags["id"]).unwrap().clone();
    assert_eq!((kept["counted"].as_i64(), kept["kept_at"].as_str()), (Some(12), Some("档案室三号柜")));
}
