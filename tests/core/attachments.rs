//! 附件: what may hang on a record, told from its bytes, once in the file, undone and erased with its record.

use serde_json::{Value, json};
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::standins::{BROKEN, photo};
use zhudian_testkit::{Office, PASSPHRASE, PERSON};

fn visit(office: &Office) -> String {
    office.call("visits.list", json!({}))["lines"][0]["id"].as_str().unwrap().to_owned()
}

fn opinion(office: &Office) -> String {
    let lines = office.call("opinions.list", json!({"text": "北沙涌"}))["lines"].clone();
    lines[0]["id"].as_str().unwrap().to_owned()
}

fn add(office: &Office, owner: &str, record: &str, files: &[(&str, &[u8])]) -> Value {
    let files: Vec<String> = files.iter().map(|(name, bytes)| office.file(name, bytes)).collect();
    office.call("attachments.add", json!({"owner": owner, "record": record, "files": files}))
}

fn list(office: &Office, owner: &str, record: &str) -> Vec<Value> {
    let answer = office.call("attachments.list", json!({"owner": owner, "record": record}));
    answer["files"].as_array().unwrap().clone()
}

fn refused(office: &Office, name: &str, bytes: &[u8]) -> String {
    let file = office.file(name, bytes);
    let ask = json!({"owner": "visits", "record": visit(office), "files": [file]});
    let refusal = office.refused("attachments.add", ask);
    assert_eq!(refusal.fields["file"], json!(name), "the sentence says which file");
    refusal.code
}

fn pdf(mark: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{mark}\nstartxref\n9\n%%EOF").into_bytes()
}

#[test]
fn a_photo_is_kept_without_its_place_and_handed_out_as_it_was_kept() {
    let office = Office::sample();
    let visit = visit(&office);
    let done = add(&office, "visits", &visit, &[("现场 一.JPG", &photo("甲")), ("签到表.pdf", &pdf("乙"))]);
    assert_eq!((done["ids"].as_array().unwrap().len(), done["cleaned"].as_i64()), (2, Some(1)));
    let files = list(&office, "visits", &visit);
    assert_eq!(files[0]["name"], "现场 一");
    assert_eq!((files[0]["media"].as_str(), files[0]["cleaned"].as_bool()), (Some("jpeg"), Some(true)));
    assert!(files[0]["small"].is_string() && files[1]["small"].is_null());
    let opened = office.call("attachments.open", json!({"id": files[0]["id"]}));
    let path = office.desk.files().path(opened["file"].as_str().unwrap()).unwrap();
    assert!(path.starts_with(office.database().with_file_name("viewer")), "{path:?}");
    assert_eq!(path.file_name().unwrap().to_str(), Some("现场 一.jpg"));
    let bytes = std::fs::read(path).unwrap();
    assert!(!bytes.windows(3).any(|part| part == b"GPS"));
    assert_eq!(bytes.len() as i64, files[0]["bytes"].as_i64().unwrap());
}

#[test]
fn the_same_bytes_lie_once_and_hang_on_a_record_once() {
    let office = Office::sample();
    let (visit, opinion) = (visit(&office), opinion(&office));
    let size = |office: &Office| office.call("attachments.removed", json!({}))["total"].as_i64().unwrap();
    add(&office, "visits", &visit, &[("甲.jpg", &photo("甲"))]);
    let once = size(&office);
    let again = add(&office, "visits", &visit, &[("换了名.jpg", &photo("甲"))]);
    assert_eq!((again["same"].as_i64(), again["ids"].as_array().unwrap().len()), (Some(1), 0));
    add(&office, "opinions", &opinion, &[("甲.jpg", &photo("甲"))]);
    assert_eq!(size(&office), once);
    assert_eq!((list(&office, "visits", &visit).len(), list(&office, "opinions", &opinion).len()), (1, 1));
}

#[test]
fn what_cannot_be_kept_is_refused_by_its_name_and_the_others_are_taken() {
    let office = Office::sample();
    let before = office.dump();
    assert_eq!(refused(&office, "空.jpg", b""), "attachments.empty");
    assert_eq!(refused(&office, "半张.jpg", &photo("甲")[..30]), "attachments.unreadable");
    let mut broken = photo("甲");
    broken.splice(30..30, b"\xFF\xDB\0\x08".iter().chain(BROKEN).copied());
    assert_eq!(refused(&office, "坏.jpg", &broken), "attachments.unreadable");
    assert_eq!(refused(&office, "手机.jpg", b"\0\0\0\x18ftypheic\0\0\0\0"), "attachments.heic");
    assert_eq!(refused(&office, "改了后缀.pdf", b"MZ a program"), "attachments.kind");
    assert_eq!(refused(&office, "旧.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"), "attachments.old_office");
    assert_eq!(office.dump(), before);
    let done = add(&office, "visits", &visit(&office), &[("空.jpg", b""), ("签到.pdf", &pdf("甲"))]);
    assert_eq!(done["ids"].as_array().unwrap().len(), 1);
    assert_eq!(done["refused"][0]["name"], "空.jpg");
    assert!(done["refused"][0]["hint"].as_str().unwrap().contains("重新"));
}

#[test]
fn the_rule_book_says_how_much_is_kept_and_what() {
    let office = Office::sample();
    let set = |name: &str, value: Value| {
        office.rpc(
            "rulebook.parameter",
            json!({"name": name, "value": value, "valid_from": "2026-01-01", "source": "本单位"}),
        )
    };
    set("attachments.count", json!(1)).unwrap();
    set("attachments.kinds", json!("pdf")).unwrap();
    assert_eq!(refused(&office, "甲.jpg", &photo("甲")), "attachments.kind");
    add(&office, "visits", &visit(&office), &[("一.pdf", &pdf("一"))]);
    let second = office.file("二.pdf", &pdf("二"));
    let ask = json!({"owner": "visits", "record": visit(&office), "files": [second]});
    assert_eq!(office.refused("attachments.add", ask).code, "attachments.many");
    set("attachments.file_mb", json!(1)).unwrap();
    assert_eq!(refused(&office, "大.pdf", &pdf(&"长".repeat(400_000))), "attachments.large");
    set("attachments.count", json!(9)).unwrap();
    set("attachments.total_mb", json!(1)).unwrap();
    add(&office, "visits", &visit(&office), &[("三.pdf", &pdf(&"a".repeat(900_000)))]);
    let fourth = office.file("四.pdf", &pdf(&"b".repeat(900_000)));
    let ask = json!({"owner": "visits", "record": visit(&office), "files": [fourth]});
    assert_eq!(office.refused("attachments.add", ask).code, "attachments.full");
    for (name, value) in [
        ("attachments.count", json!(0)),
        ("attachments.file_mb", json!(500)),
        ("attachments.kinds", json!("pdf,exe")),
        ("attachments.kinds", json!("")),
    ] {
        assert!(set(name, value).unwrap_err().code.starts_with("attachments.rule_"), "{name}");
    }
}

#[test]
fn a_move_has_its_own_and_its_opinion_shows_them_all() {
    let office = Office::sample();
    let opinion = opinion(&office);
    let made = office.call("opinions.move", json!({"id": opinion, "kind": "send", "unit": "镇市政办"}));
    let step = made["made"].as_str().unwrap();
    add(&office, "opinion_moves", step, &[("转办函.pdf", &pdf("函"))]);
    add(&office, "opinions", &opinion, &[("现场.jpg", &photo("甲"))]);
    assert_eq!(list(&office, "opinion_moves", step).len(), 1);
    let all = list(&office, "opinions", &opinion);
    assert_eq!(all.len(), 2);
    assert_eq!(all[0]["move_id"], json!(step));
    // The same paper is not put twice on one opinion, whichever of its moves it comes with.
    assert_eq!(add(&office, "opinions", &opinion, &[("又一份.pdf", &pdf("函"))])["same"], 1);
}

#[test]
fn every_kind_of_record_carries_attachments_and_takes_them_along() {
    let office = Office::sample();
    let first = |call: &str, with: Value| office.call(call, with);
    let meeting = first("meetings.list", json!({}))[0]["id"].clone();
    let proposal = first("proposals.list", json!({}))[0]["id"].clone();
    let reports = first("activities.reports", json!({}));
    let loose = reports.as_array().unwrap().iter().find(|one| one["report"]["title"] == "河道保洁情况").unwrap();
    let report = loose["report"]["id"].clone();
    let owners = [
        ("visits", json!(visit(&office)), "visits.remove"),
        ("meetings", meeting, "meetings.remove"),
        ("proposals", proposal, "proposals.remove"),
        ("activity_reports", report, "activities.report_remove"),
    ];
    for (owner, record, call) in owners {
        let record = record.as_str().unwrap();
        add(&office, owner, record, &[("件.pdf", &pdf(owner))]);
        let before = office.dump();
        let reply = office.rpc(call, json!({"id": record})).unwrap_or_else(|refusal| panic!("{call}: {refusal:?}"));
        let gone = office.refused("attachments.list", json!({"owner": owner, "record": record}));
        assert_eq!(gone.code, "attachments.no_record", "{owner}");
        office.call("history.undo", json!({"operation": reply.operation}));
        assert_eq!(office.dump(), before, "{owner}");
        let file = &list(&office, owner, record)[0];
        office.call("attachments.open", json!({"id": file["id"]}));
    }
}

#[test]
fn removed_comes_back_and_what_is_cleared_does_not() {
    let office = Office::sample();
    let visit = visit(&office);
    add(&office, "visits", &visit, &[("甲.jpg", &photo("甲")), ("乙.jpg", &photo("乙"))]);
    let (first, second) = (list(&office, "visits", &visit)[0].clone(), list(&office, "visits", &visit)[1].clone());
    let reply = office.rpc("attachments.remove", json!({"id": first["id"]})).unwrap();
    let bin = office.call("history.bin", json!({}));
    assert!(bin.as_array().unwrap().iter().any(|one| one["id"] == first["id"] && one["kind"] == "attachments"));
    office.call("history.undo", json!({"operation": reply.operation}));
    assert_eq!(list(&office, "visits", &visit).len(), 2);
    office.call("attachments.open", json!({"id": first["id"]}));
    let gone = office.rpc("attachments.remove", json!({"id": second["id"]})).unwrap();
    let told = office.call("attachments.removed", json!({}));
    assert_eq!(told["n"], 1);
    let done = office.call("attachments.clear", json!({}));
    assert_eq!((done["n"].as_i64(), done["bytes"].as_i64()), (Some(1), told["bytes"].as_i64()));
    assert!(told["bytes"].as_i64().unwrap() > 0);
    assert_eq!(office.refused("history.undo", json!({"operation": gone.operation})).code, "undo.blocked");
    assert!(!office.call("history.bin", json!({})).to_string().contains(second["id"].as_str().unwrap()));
    assert_eq!(office.call("attachments.clear", json!({}))["n"], 0);
    assert_eq!(office.call("history.verify", json!({}))["broken_at"], json!(null));
    assert_eq!(crate::journal::replayed(&office), office.dump());
}

#[test]
fn a_record_with_attachments_is_not_unmade_under_them() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let made = office
        .rpc("visits.save", json!({"day": "2026-09-03", "area_id": area, "kind": "reception", "received": 1}))
        .unwrap();
    let id = made.answer["id"].as_str().unwrap();
    add(&office, "visits", id, &[("甲.jpg", &photo("甲"))]);
    let refusal = office.refused("history.undo", json!({"operation": made.operation}));
    assert_eq!(refusal.code, "undo.blocked");
    assert!(refusal.fields["records"].to_string().contains("attachments"));
}

#[test]
fn a_form_that_writes_its_move_anew_keeps_what_hangs_on_it() {
    let office = Office::sample();
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let heard = json!({"content": "路灯不亮", "topic": "traffic", "status": "answered", "answer": "当晚修好"});
    let id = office.id(
        "visits.save",
        json!({"day": "2026-09-03", "area_id": area, "kind": "reception", "received": 1, "opinions": [heard]}),
    );
    let mut whole = office.call("visits.open", json!({"id": id}));
    let opinion = whole["opinions"][0]["id"].as_str().unwrap().to_owned();
    let step = office.call("opinions.open", json!({"id": opinion}))["chain"][0]["id"].as_str().unwrap().to_owned();
    add(&office, "opinion_moves", &step, &[("答复.pdf", &pdf("答复"))]);
    let before = office.dump();
    whole["opinions"][0]["answer"] = json!("第二天修好");
    let saved = office.rpc("visits.save", whole).unwrap();
    assert_eq!(list(&office, "opinions", &opinion).len(), 1);
    office.call("history.undo", json!({"operation": saved.operation}));
    assert_eq!(office.dump(), before);
    assert_eq!(list(&office, "opinion_moves", &step).len(), 1);
}

#[test]
fn what_leaves_the_program_stands_in_the_register_without_a_name() {
    let office = Office::sample();
    let opinion = opinion(&office);
    add(&office, "opinions", &opinion, &[("麦女士家门口.jpg", &photo("甲"))]);
    let file = list(&office, "opinions", &opinion)[0].clone();
    let folder = office.desk.files().offer(office.folder.path().to_owned());
    let ask = json!({"ids": [file["id"]], "to": folder, "reason": ""});
    assert_eq!(office.refused("attachments.save", ask).code, "attachments.reason");
    let ask = json!({"ids": [file["id"]], "to": folder, "medium": "U-03", "reason": "报区党联办"});
    let written = office.call("attachments.save", ask);
    let name = written["files"][0]["name"].as_str().unwrap();
    assert!(name.starts_with("意见") && name.ends_with(".jpg"), "{name}");
    let line = office.call("exchange.register", json!({"limit": 1}))[0].clone();
    assert_eq!((line["personal"].as_bool(), line["reason"].as_str()), (Some(true), Some("报区党联办")));
    assert!(!line.to_string().contains("麦女士"));
    assert!(!office.call("history.recent", json!({"limit": 5})).to_string().contains("麦女士"));
}

#[test]
fn looking_at_those_of_an_opinion_is_written_down() {
    let office = Office::sample();
    let opinion = opinion(&office);
    let newest = || office.call("history.recent", json!({"limit": 1}))[0].clone();
    let before = newest()["operation"].clone();
    assert_eq!(list(&office, "opinions", &opinion).len(), 0);
    assert_eq!(newest()["operation"], before, "where nothing hangs, nothing is seen");
    add(&office, "opinions", &opinion, &[("甲.jpg", &photo("甲"))]);
    list(&office, "opinions", &opinion);
    assert_eq!((newest()["name"].as_str(), newest()["subject"].as_str()), (Some("attachments.list"), Some(&*opinion)));
}

#[test]
fn they_stand_in_no_list_and_on_no_paper() {
    let office = Office::sample();
    let (visit, opinion) = (visit(&office), opinion(&office));
    add(&office, "visits", &visit, &[("附件暗语.jpg", &photo("甲"))]);
    add(&office, "opinions", &opinion, &[("附件暗语.pdf", &pdf("乙"))]);
    for call in zhudian_core::desk::register().0.values().filter(|call| call.kind == zhudian_core::calls::Kind::Read) {
        let Ok(reply) = office.rpc(call.name, office.example(call.example)) else { continue };
        assert!(!reply.answer.to_string().contains("附件暗语"), "{}", call.name);
    }
    for kind in ["ledger", "month", "reception"] {
        let ask = json!({"kind": kind, "options": {"from": "2026-09-01", "to": "2026-09-30"}});
        let Ok(made) = office.rpc("papers.make", ask) else { continue };
        let paper = office.desk.shelf().take(made.answer["paper"].as_str().unwrap()).unwrap();
        assert!(!String::from_utf8_lossy(&paper.pdf).contains("附件暗语"), "{kind}");
    }
}

#[test]
fn one_comes_back_with_the_backup_and_one_that_was_erased_does_not() {
    for erased in [false, true] {
        let office = Office::sample();
        let visit = visit(&office);
        add(&office, "visits", &visit, &[("甲.jpg", &photo("甲"))]);
        let line = office.call("backup.now", json!({}));
        let id = list(&office, "visits", &visit)[0]["id"].clone();
        office.call("attachments.remove", json!({"id": id}));
        if erased {
            let done = office.call("attachments.clear", json!({}));
            assert_eq!(done["backups"], json!(1), "the older backup still holds it: {done}");
        }
        let seen = office.call("backup.inspect", json!({"backup": line["name"]}));
        office.call("backup.restore", json!({"backup": line["name"], "head": seen["head"]}));
        let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
        let session = office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["session"].clone();
        let ask = |name: &str, asked: Value| office.desk.rpc(session.as_str(), name, asked, &Unwatched);
        let files =
            ask("attachments.list", json!({"owner": "visits", "record": visit})).unwrap().answer["files"].clone();
        assert_eq!(files.as_array().unwrap().len(), usize::from(!erased));
        assert_eq!(ask("attachments.open", json!({"id": id})).is_ok(), !erased);
        let total = ask("attachments.removed", json!({})).unwrap().answer["total"].as_i64().unwrap();
        assert_eq!(total > 0, !erased, "the bytes themselves are gone");
    }
}
