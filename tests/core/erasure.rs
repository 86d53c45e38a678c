//! 擦除: after it the name is nowhere in the raw bytes, the chain still verifies, and a restored backup is erased again.

use crate::evaluations::Round;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use serde_json::{Value, json};
use std::path::Path;
use zhudian_core::features::erasure::rounds;
use zhudian_core::ground::file::{self, PAGE};
use zhudian_core::ground::keys;
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::station::{Actor, Right};
use zhudian_testkit::standins::photo;
use zhudian_testkit::{Office, PASSPHRASE, PERSON};

const NAME: &str = "麦女士";
const PHONE: &str = "13700000001";

/// Every page of an encrypted file in the clear, used or not: AES-256-CBC, the last 48 bytes of a page are its vector and
/// its seal, the first 16 bytes of the file are the salt (zetetic.net/sqlcipher/design).
fn plain_bytes(path: &Path, key: &[u8; 32]) -> Vec<u8> {
    let file = std::fs::read(path).unwrap_or_default();
    let mut plain = Vec::new();
    for (at, page) in file.chunks_exact(PAGE).enumerate() {
        plain.extend(plain_page(page, key, at == 0));
    }
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log = std::fs::read(log).unwrap_or_default();
    for frame in log.get(32..).unwrap_or_default().chunks_exact(24 + PAGE) {
        let first = frame[..4] == [0, 0, 0, 1];
        plain.extend(plain_page(&frame[24..], key, first));
    }
    plain
}

fn plain_page(page: &[u8], key: &[u8; 32], first: bool) -> Vec<u8> {
    let vector: [u8; 16] = page[PAGE - 48..PAGE - 32].try_into().unwrap();
    let mut body = page[if first { 16 } else { 0 }..PAGE - 48].to_vec();
    let mut cipher = cbc::Decryptor::<aes::Aes256>::new(key.into(), &vector.into());
    for block in body.chunks_exact_mut(16) {
        let mut whole: aes::Block = <[u8; 16]>::try_from(&*block).unwrap().into();
        cipher.decrypt_block(&mut whole);
        block.copy_from_slice(&whole);
    }
    body
}

fn times(office: &Office, path: &Path, word: &str) -> usize {
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let bytes = plain_bytes(path, &key);
    assert!(bytes.windows(12).any(|part| part == b"CREATE TABLE"), "the pages were not read right");
    let find = |word: &[u8]| bytes.windows(word.len()).filter(|part| *part == word).count();
    find(word.as_bytes())
}

fn backups(office: &Office) -> Value {
    office.call("backup.list", json!({}))
}

/// An office in which the name stands everywhere it can: in live rows, in changed and removed ones, in a draft.
fn written_all_over() -> Office {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["situation"] = json!("麦女士家门口的排水沟，电话13700000001");
    office.call("visits.save", whole.clone());
    whole = office.call("visits.open", json!({"id": visit}));
    whole["situation"] = json!("改写过的情况");
    office.call("visits.save", whole);
    let gone = office.id(
        "visits.save",
        json!({"day": "2026-09-02", "area_id": area, "kind": "reception", "received": 1, "situation": "麦女士再次来访",
            "opinions": [{"content": "麦女士反映噪声", "giver": NAME, "giver_phone": PHONE}, {"content": "别人的意见", "giver": "何先生", "giver_phone": "13711112222"}]}),
    );
    office.call("visits.remove", json!({"id": gone}));
    // Words of activities, notices, meetings and plans are searched too, so they must go as well.
    let activity = office.id(
        "activities.save",
        json!({"kind": "research", "title": "走访困难户", "from_day": "2026-08-03", "to_day": "2026-08-03", "organiser": "镇党委",
            "delegates": [office.call("delegates.register", json!({}))["tenures"][0]["person_id"]], "findings": "麦女士反映渗水", "advice": "派人修缮", "note": "麦女士在家"}),
    );
    office.id(
        "activities.report",
        json!({"activity_id": activity, "day": "2026-08-05", "title": "调研报告", "content": "据麦女士说，墙体渗水。"}),
    );
    let meeting = office.id(
        "meetings.save",
        json!({"day": "2026-08-06", "kind": "group", "title": "议渗水", "minutes": "麦女士家的墙由村委会修。",
            "agenda": [{"kind": "topic", "title": "危墙", "outcome": "先修麦女士家"}]}),
    );
    office.id("meetings.action", json!({"meeting_id": meeting, "content": "给麦女士回话", "owner": "村委会"}));
    office.id(
        "notices.save",
        json!({"kind": "notice", "day": "2026-08-07", "title": "关于修缮危墙的通知", "body": "麦女士家先修。",
            "audience": [{"kind": "areas", "target": ""}]}),
    );
    office.call("drafts.keep", json!({"feature": "visits", "payload": {"giver": NAME, "giver_phone": PHONE}}));
    for at in 0..30 {
        let payload = json!({"day": "2026-09-03", "area_id": area, "kind": "reception", "received": 1, "situation": "长".repeat(200 + at * 40),
            "opinions": [{"content": format!("第{at}条"), "giver": if at % 3 == 0 { NAME } else { "何先生" }, "giver_phone": if at % 3 == 0 { PHONE } else { "" }}]});
        office.call("visits.save", payload);
    }
    office
}

#[test]
fn an_erased_name_is_nowhere_and_the_chain_still_verifies() {
    let office = written_all_over();
    office.call("backup.now", json!({}));
    assert!(times(&office, &office.database(), NAME) > 10, "the looking glass works");
    let preview = office.call("erasure.preview", json!({"term": NAME}));
    let hits = preview["hits"].as_array().unwrap();
    assert!(hits.len() >= 13, "{preview}");
    assert!(hits.iter().any(|hit| hit["columns"] == json!([])), "what only the history holds is shown too");
    assert_eq!(preview["drafts"], 1);
    assert_eq!(office.refused("erasure.erase", json!({"term": NAME, "ground": "麦女士申请"})).code, "erasure.named");
    assert_eq!(office.refused("erasure.erase", json!({"term": "麦", "ground": "依申请"})).code, "erasure.short");
    let done = office.call("erasure.erase", json!({"term": NAME, "ground": "依本人2026年9月15日申请"}));
    assert_eq!(done["backups"], 1);
    // Givers' numbers went with their names; a text that held the number alone is found by the number.
    office.rpc("erasure.erase", json!({"term": PHONE, "ground": "依本人2026年9月15日申请"})).ok();
    // The pairs of characters the search keeps are gone with the name.
    for word in [NAME, PHONE, "麦女", "女士", "x09ea6x05973", "x05973x058eb"] {
        assert_eq!(times(&office, &office.database(), word), 0, "{word}");
    }
    let found = office.call("search.find", json!({"text": NAME}));
    assert!(!found.to_string().contains("\"id\""), "{found}");
    assert_eq!(
        std::fs::metadata(office.database().with_file_name("zhudian.db-wal")).map_or(0, |known| known.len())
            / 1_000_000,
        0
    );
    let chain = office.call("history.verify", json!({}));
    assert_eq!(chain["broken_at"], json!(null));
    assert!(chain["erased"].as_i64().unwrap() >= 13);
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
    // Others' data stays, and a replay of the journal still gives every table exactly.
    assert!(times(&office, &office.database(), "何先生") > 0);
    assert_eq!(crate::journal::replayed(&office), office.dump());
    let opinion = office.call("opinions.list", json!({"text": "北沙涌"}))["lines"][0]["id"].clone();
    let history = office.call("history.record", json!({"id": opinion}));
    assert!(history.as_array().unwrap().iter().any(|line| line["erased"] == true));
    let newest = office.call("history.recent", json!({"limit": 5}));
    assert!(newest.to_string().contains("已依规擦除"), "{newest}");
    assert_eq!(office.refused("erasure.erase", json!({"term": NAME, "ground": "再来一次"})).code, "erasure.nothing");
}

#[test]
fn older_backups_are_listed_and_can_be_rewritten() {
    let office = written_all_over();
    let line = office.call("backup.now", json!({}));
    let path = office.database().with_file_name("backups").join(line["name"].as_str().unwrap());
    let raw = |path: &Path| {
        let laid = office.folder.path().join("laid.db");
        std::fs::remove_file(&laid).ok();
        zhudian_core::ground::bundle::unpack(path, &laid).unwrap();
        times(&office, &laid, NAME)
    };
    assert!(raw(&path) > 10);
    office.call("erasure.erase", json!({"term": NAME, "ground": "依申请"}));
    assert_eq!(backups(&office)[0]["holds_erased"], true);
    assert_eq!(office.call("backup.state", json!({}))["holding_erased"], 1);
    let cleansed = office.call("backup.cleanse", json!({}));
    assert_eq!((&cleansed["rewritten"], &cleansed["left"]), (&json!(1), &json!([])));
    assert_eq!(backups(&office)[0]["holds_erased"], false);
    assert_eq!(raw(&path), 0);
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    assert_eq!(seen["sound"], true, "{seen}");
}

#[test]
fn restoring_an_older_backup_erases_again() {
    let office = written_all_over();
    let line = office.call("backup.now", json!({}));
    office.call("erasure.erase", json!({"term": NAME, "ground": "依申请"}));
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    assert_eq!((seen["holds_erased"].as_bool(), seen["standing"].as_str()), (Some(true), Some("older")));
    office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
    let session = office
        .desk
        .rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .unwrap()
        .answer["session"]
        .clone();
    let ask = |name: &str, payload: Value| office.desk.rpc(session.as_str(), name, payload, &Unwatched).unwrap().answer;
    assert_eq!(times(&office, &office.database(), NAME), 0);
    assert_eq!(ask("history.verify", json!({}))["broken_at"], json!(null));
    assert_eq!(ask("check.run", json!({}))["sound"], true);
    assert_eq!(ask("erasure.list", json!({})).as_array().unwrap().len(), 1);
}

#[test]
fn what_a_restore_left_behind_is_erased_with_the_rest() {
    let office = written_all_over();
    let line = office.call("backup.now", json!({}));
    office.call("delegates.save", json!({"name": "备份以后的人"}));
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    let session = office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].clone();
    let ask = |name: &str, payload: Value| office.desk.rpc(session.as_str(), name, payload, &Unwatched).unwrap().answer;
    let done = ask("erasure.erase", json!({"term": NAME, "ground": "依申请"}));
    assert_eq!(done["backups"], 2, "the backup and what the restore left behind");
    assert_eq!(ask("backup.cleanse", json!({})), json!({"rewritten": 2, "left": []}));
    for name in ask("backup.list", json!({})).as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()) {
        let laid = office.folder.path().join(format!("{name}.laid"));
        let path = office.database().with_file_name("backups").join(name);
        zhudian_core::ground::bundle::unpack(&path, &laid).unwrap();
        assert_eq!(times(&office, &laid, NAME), 0, "{name}");
    }
    let left = std::fs::read_dir(office.database().parent().unwrap()).unwrap().flatten();
    let left: Vec<_> = left.filter(|entry| entry.file_name().to_string_lossy().contains("before-")).collect();
    assert!(left.is_empty(), "{left:?}");
}

/// A photo with this mark in its bytes hangs on a record.
fn attached(office: &Office, owner: &str, record: &Value, name: &str, mark: &str) -> String {
    let file = office.file(name, &photo(mark));
    let asked = json!({"owner": owner, "record": record, "files": [file]});
    office.call("attachments.add", asked)["ids"][0].as_str().unwrap().to_owned()
}

#[test]
fn attachments_of_the_giver_go_with_their_bytes() {
    let office = Office::sample();
    let opinion = office.call("opinions.list", json!({"text": "北沙涌"}))["lines"][0].clone();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let step = office.call("opinions.move", json!({"id": opinion["id"], "kind": "send", "unit": "镇市政办"}));
    let visit = office.id(
        "visits.save",
        json!({"day": "2026-09-02", "area_id": area, "kind": "reception", "received": 1, "situation": "麦女士也来了"}),
    );
    let own = attached(&office, "opinions", &opinion["id"], "家门口.jpg", "canary-own-photo");
    let moved = attached(&office, "opinion_moves", &step["made"], "签收.jpg", "canary-of-move");
    let removed = attached(&office, "opinions", &opinion["id"], "旧照片.jpg", "canary-removed");
    office.call("attachments.remove", json!({"id": removed}));
    let crowd = attached(&office, "visits", &json!(visit), "会场.jpg", "canary-of-visit");
    let other = office.call("meetings.list", json!({}))[0]["id"].clone();
    // The very same photo hangs on a meeting too: one copy left would be all of it.
    let twin = attached(&office, "meetings", &other, "又一张.jpg", "canary-own-photo");
    let named = attached(&office, "meetings", &other, "麦女士来信.jpg", "canary-by-name");
    let kept = attached(&office, "meetings", &other, "签到.jpg", "kept-all-along");
    for mark in ["canary-own-photo", "canary-removed", "canary-of-visit"] {
        assert!(times(&office, &office.database(), mark) > 0, "the looking glass works: {mark}");
    }
    let preview = office.call("erasure.preview", json!({"term": NAME}));
    let files: Vec<&Value> =
        preview["hits"].as_array().unwrap().iter().filter(|hit| hit["kind"] == "attachments").collect();
    let offered = |id: &str| files.iter().find(|hit| hit["record"] == id).map(|hit| hit["unsure"].as_bool().unwrap());
    for id in [&own, &moved, &removed, &twin, &named] {
        assert_eq!(offered(id), Some(false), "{preview:#}");
    }
    assert_eq!((offered(&crowd), offered(&kept)), (Some(true), None));
    office.call("erasure.erase", json!({"term": NAME, "ground": "依本人申请"}));
    for mark in ["canary-own-photo", "canary-of-move", "canary-removed", "canary-by-name", "家门口", "旧照片", NAME]
    {
        assert_eq!(times(&office, &office.database(), mark), 0, "{mark}");
    }
    for mark in ["canary-of-visit", "kept-all-along"] {
        assert!(times(&office, &office.database(), mark) > 0, "nobody asked for {mark}");
    }
    assert_eq!(office.refused("attachments.open", json!({"id": own})).code, "attachments.gone");
    assert_eq!(office.call("history.verify", json!({}))["broken_at"], json!(null));
    assert_eq!(crate::journal::replayed(&office), office.dump());
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
}

#[test]
fn an_attachment_of_a_record_the_person_stands_in_goes_when_it_is_chosen() {
    let office = Office::sample();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["situation"] = json!("麦女士也来了");
    office.call("visits.save", whole);
    let crowd = attached(&office, "visits", &visit, "会场.jpg", "canary-of-visit");
    office.call("erasure.erase", json!({"term": NAME, "ground": "依本人申请", "records": [visit, crowd]}));
    assert_eq!(times(&office, &office.database(), "canary-of-visit"), 0);
    assert!(times(&office, &office.database(), NAME) > 0, "the opinion was not chosen");
}

#[test]
fn attachments_of_a_giver_whose_time_is_over_are_offered() {
    for asked in [true, false] {
        let office = Office::sample();
        let opinion = office.call("opinions.list", json!({"text": "北沙涌"}))["lines"][0]["id"].clone();
        let months = json!({"name": "opinion_keep_months", "value": 0, "valid_from": "2026-01-01", "source": "示例"});
        office.call("rulebook.parameter", months);
        let own = attached(&office, "opinions", &opinion, "麦女士家门口.jpg", "canary-own-photo");
        office.call(
            "opinions.move",
            json!({"id": opinion, "kind": "answer_now", "answer": "已清淤", "day": "2026-09-02"}),
        );
        let told = office.call("opinions.expiring", json!({}));
        assert_eq!(told["with_files"], json!([{"id": opinion, "n": 1}]), "{told:#}");
        assert!(told["elsewhere"].as_array().unwrap().is_empty() && !told.to_string().contains(NAME), "{told:#}");
        let wish = json!({"in_words": [opinion], "files": if asked { json!([opinion]) } else { json!([]) }});
        let done = office.call("opinions.expire", wish);
        assert_eq!(done["files"], json!(usize::from(asked)));
        // Its name goes with the words; the photo itself goes when it was ticked.
        assert_eq!(times(&office, &office.database(), NAME), 0);
        assert_eq!(times(&office, &office.database(), "canary-own-photo") > 0, !asked);
        assert_eq!(office.rpc("attachments.open", json!({"id": own})).is_ok(), !asked);
        assert_eq!(crate::journal::replayed(&office), office.dump());
    }
}

#[test]
fn only_the_chosen_records_are_erased() {
    let office = written_all_over();
    let preview = office.call("erasure.preview", json!({"term": NAME}));
    let chosen = preview["hits"][0]["record"].clone();
    let done = office.call("erasure.erase", json!({"term": NAME, "ground": "依申请", "records": [chosen]}));
    assert_eq!(done["records"], 1);
    let after = office.call("erasure.preview", json!({"term": NAME}));
    assert_eq!(after["hits"].as_array().unwrap().len(), preview["hits"].as_array().unwrap().len() - 1);
}

#[test]
fn a_name_in_an_office_column_is_told_and_left() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    office.call(
        "visits.save",
        json!({"day": "2026-09-02", "area_id": area, "kind": "reception", "received": 1, "note": "陪同麦女士"}),
    );
    let preview = office.call("erasure.preview", json!({"term": NAME}));
    assert!(preview["hits"].as_array().unwrap().iter().any(|hit| hit["by_hand"] == json!(["note"])), "{preview}");
    assert_eq!(office.call("erasure.erase", json!({"term": NAME, "ground": "依申请"}))["by_hand"], 1);
}

/// A closed round whose sheets said these words, in an office in which the name stands elsewhere too.
fn closed_with(words: &[&str]) -> Round {
    let office = Office::sample();
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["form"] = json!({"items": [{"code": "q1", "text": "总体评价"}], "free_text": true});
    office.call("evaluations.save", round.clone());
    let printed = office.call("evaluations.print", json!({"round": round["id"]}));
    let round = Round::printed(office, round["id"].clone(), printed["batches"].as_array().unwrap().clone());
    let pages: Vec<Value> = (0..12).map(|_| round.sheet(0, "满意", json!({}))).collect();
    round.scan("stack.scan", &pages);
    for text in words {
        round.call("evaluations.remark", json!({"batch": round.batch(0), "text": text}));
    }
    round.issue(0, 12);
    round.returned(0, 12);
    round.close();
    round
}

fn restored(office: &Office, line: &Value) -> Value {
    let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
    office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].clone()
}

#[test]
fn free_words_of_sheets_are_searched_and_masked_one_by_one() {
    let round = closed_with(&["办事快", "多到李阿婆家走走", "麦女士的事办得好"]);
    let office = &round.office;
    let line = office.call("backup.now", json!({}));
    let said = |remarks: &Value| remarks["remarks"][0]["texts"].clone();
    // A name that stands in nothing but these words is found and can be erased.
    let preview = office.call("erasure.preview", json!({"term": "李阿婆"}));
    let hits = preview["hits"].as_array().unwrap();
    assert_eq!((hits.len(), &hits[0]["what"]), (1, &json!("评议留言")), "{preview}");
    // Elsewhere and not chosen: what a sheet said stays as it is.
    let elsewhere = office.call("erasure.preview", json!({"term": NAME}));
    let chosen = elsewhere["hits"].as_array().unwrap().iter().find(|hit| hit["kind"] == "opinions").unwrap();
    let asked = json!({"term": NAME, "ground": "依申请", "records": [chosen["record"]]});
    office.call("erasure.erase", asked);
    let results = round.call("evaluations.results", json!({}));
    assert_eq!(said(&results), json!(["办事快", "多到李阿婆家走走", "麦女士的事办得好"]));
    assert_eq!(office.call("erasure.erase", json!({"term": "李阿婆", "ground": "依申请"}))["records"], 1);
    let after = json!(["办事快", "多到［已擦除］家走走", "麦女士的事办得好"]);
    assert_eq!(said(&round.call("evaluations.results", json!({}))), after);
    assert_eq!(times(office, &office.database(), "李阿婆"), 0);
    assert_eq!(crate::journal::replayed(office), office.dump());
    assert_eq!(office.call("check.run", json!({}))["sound"], true);
    // A restored older backup: the one line is masked again, and only that one.
    let session = restored(office, &line);
    let asked = json!({"round": round.id});
    let results = office.desk.rpc(session.as_str(), "evaluations.results", asked, &Unwatched).unwrap().answer;
    assert_eq!(said(&results), after);
    assert_eq!(times(office, &office.database(), "李阿婆"), 0);
}

/// While a round is counted its words lie in a store of their own: a name in them is found and goes all the same.
#[test]
fn free_words_of_a_round_that_is_counted_are_erased_too() {
    let office = Office::sample();
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["form"] = json!({"items": [{"code": "q1", "text": "总体评价"}], "free_text": true});
    office.call("evaluations.save", round.clone());
    let printed = office.call("evaluations.print", json!({"round": round["id"]}));
    let round = Round::printed(office, round["id"].clone(), printed["batches"].as_array().unwrap().clone());
    let office = &round.office;
    for text in ["办事快", "多到李阿婆家走走", "李阿婆说好"] {
        round.call("evaluations.remark", json!({"batch": round.batch(0), "text": text}));
    }
    let said = || {
        let all = round.call("evaluations.remarks", json!({}))["remarks"].as_array().unwrap().clone();
        let mut texts: Vec<String> = all.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect();
        texts.sort();
        texts
    };
    let before = office.dump();
    let preview = office.call("erasure.preview", json!({"term": "李阿婆"}));
    let hits = preview["hits"].as_array().unwrap().clone();
    assert_eq!((hits.len(), &hits[0]["what"], &hits[0]["opens"]), (2, &json!("评议留言"), &round.id), "{preview}");
    assert_eq!(office.dump(), before);
    let chosen = hits.iter().find(|hit| hit["excerpt"].as_str().unwrap().contains("走走")).unwrap();
    let asked = json!({"term": "李阿婆", "ground": "依申请", "records": [chosen["record"]]});
    assert_eq!(office.call("erasure.erase", asked)["records"], 1);
    assert_eq!(said(), ["办事快", "多到［已擦除］家走走", "李阿婆说好"]);
    let asked = json!({"term": "李阿婆", "ground": "依申请"});
    assert_eq!(office.call("erasure.erase", asked.clone())["records"], 1);
    assert_eq!(said(), ["办事快", "多到［已擦除］家走走", "［已擦除］说好"]);
    assert_eq!(office.refused("erasure.erase", asked).code, "erasure.nothing");
    assert_eq!(office.call("erasure.list", json!({}))[0]["records"], 1);
}

#[test]
fn what_an_erasure_left_in_the_file_is_owed_until_it_is_done() {
    let office = written_all_over();
    let standing_reader = |office: &Office| {
        let reader = crate::journal::plain(office);
        reader.execute_batch("BEGIN").unwrap();
        reader.query_row("SELECT count(*) FROM visits", [], |row| row.get::<_, i64>(0)).unwrap();
        reader
    };
    let reader = standing_reader(&office);
    let asked = json!({"term": NAME, "ground": "依本人申请"});
    assert_eq!(office.refused("erasure.erase", asked.clone()).code, "erasure.unscrubbed");
    // A backup that is taken meanwhile says that it may still hold the words.
    let line = office.call("backup.now", json!({}));
    assert_eq!(backups(&office)[0]["holds_erased"], true, "{line}");
    assert_eq!(office.refused("erasure.erase", asked.clone()).code, "erasure.unscrubbed", "still owed");
    drop(reader);
    let done = office.call("erasure.erase", asked.clone());
    assert!(done["records"].as_i64().unwrap() >= 13 && done["backups"] == 1, "{done}");
    assert_eq!(times(&office, &office.database(), "麦女"), 0);
    assert_eq!(office.refused("erasure.erase", asked).code, "erasure.nothing", "nothing is owed any more");
    assert_eq!(office.call("backup.cleanse", json!({}))["rewritten"], 1);
    assert_eq!(backups(&office)[0]["holds_erased"], false);
    // The next opening does what is owed as well.
    let reader = standing_reader(&office);
    let asked = json!({"term": "何先生", "ground": "依本人申请"});
    assert_eq!(office.refused("erasure.erase", asked).code, "erasure.unscrubbed");
    office.desk.clear();
    drop(reader);
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap();
    assert_eq!(times(&office, &office.database(), "何先"), 0);
}

/// A round that is counted, with these words said about its sheets.
fn counted_with(texts: &[&str]) -> Round {
    let office = Office::sample();
    let mut round = office.call("evaluations.list", json!({}))[0].clone();
    round["form"] = json!({"items": [{"code": "q1", "text": "总体评价"}], "free_text": true});
    office.call("evaluations.save", round.clone());
    let printed = office.call("evaluations.print", json!({"round": round["id"]}));
    let round = Round::printed(office, round["id"].clone(), printed["batches"].as_array().unwrap().clone());
    for text in texts {
        round.call("evaluations.remark", json!({"batch": round.batch(0), "text": text}));
    }
    round
}

fn said_in(round: &Round) -> Vec<String> {
    let all = round.call("evaluations.remarks", json!({}))["remarks"].as_array().unwrap().clone();
    let mut texts: Vec<String> = all.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect();
    texts.sort();
    texts
}

/// The office file refuses the write: nothing is masked, because nothing would tell of it.
#[test]
fn words_of_a_round_stay_when_the_erasure_cannot_be_written() {
    let round = counted_with(&["李阿婆说好"]);
    let office = &round.office;
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let other = file::connect(&office.database(), &key, file::Use::Write).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let refused = office.refused("erasure.erase", json!({"term": "李阿婆", "ground": "依申请"}));
    assert_eq!(refused.code, "database.busy");
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    assert_eq!(said_in(&round), ["李阿婆说好"]);
    assert_eq!(office.call("erasure.list", json!({})), json!([]));
    assert_eq!(office.call("erasure.erase", json!({"term": "李阿婆", "ground": "依申请"}))["records"], 1);
    assert_eq!(said_in(&round), ["［已擦除］说好"]);
}

/// The program ends between the two files: what is written is put in place at the next look, what is not is forgotten.
#[test]
fn words_laid_down_for_an_erasure_follow_the_office_file() {
    let round = counted_with(&["李阿婆说好", "陈伯说好"]);
    let office = &round.office;
    let actor = Actor { id: String::new(), name: String::new(), right: Right::Manage };
    let lay = |term: &str, erasure: &str| rounds::lay(&office.desk, &actor, term, erasure, &|_| true).unwrap().words;
    office.call("erasure.erase", json!({"term": NAME, "ground": "依申请"}));
    let written: String = office
        .desk
        .station()
        .unwrap()
        .with_writer(|db| Ok(db.query_row("SELECT id FROM erasures", [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(lay("李阿婆", &written), 1);
    assert_eq!(said_in(&round), ["陈伯说好", "［已擦除］说好"]);
    assert_eq!(lay("陈伯", "never-written"), 1);
    assert_eq!(said_in(&round), ["陈伯说好", "［已擦除］说好"]);
    assert_eq!(lay("陈伯", "never-written"), 1, "what was forgotten is laid down anew");
}
