//! The doors: one file, one writer, kind refusals of files that are not ours.

use serde_json::json;
use zhudian_core::ground::file::{self, Use};
use zhudian_core::ground::keys;
use zhudian_core::ground::progress::Unwatched;
use zhudian_testkit::{Office, PASSPHRASE, PERSON, desk};

fn unlock(office: &Office) -> Result<serde_json::Value, zhudian_core::ground::refusal::Refusal> {
    let second = desk(office.folder.path(), &office.clock);
    second
        .rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .map(|reply| reply.answer)
}

#[test]
fn a_second_program_may_look_and_not_write() {
    let office = Office::sample();
    let second = desk(office.folder.path(), &office.clock);
    let opened = second
        .rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .unwrap()
        .answer;
    assert_eq!(opened["writable"], false);
    let session = opened["session"].as_str();
    assert_eq!(second.rpc(session, "visits.list", json!({}), &Unwatched).unwrap().answer["sums"]["visits"], 1);
    assert_eq!(
        second.rpc(session, "delegates.save", json!({"name": "甲"}), &Unwatched).unwrap_err().code,
        "station.in_use"
    );
}

#[test]
fn a_newer_file_is_refused_kindly_and_left_alone() {
    let office = Office::sample();
    office.call("auth.lock", json!({}));
    let key = keys::recovery_key(&office.recovery_key).unwrap();
    let db = file::connect(&office.database(), &key, Use::Write).unwrap();
    db.execute_batch("PRAGMA user_version = 999").unwrap();
    drop(db);
    let refusal = unlock(&office).unwrap_err();
    assert_eq!(refusal.code, "database.newer");
    assert!(refusal.sentence().contains("999"));
}

#[test]
fn garbage_and_torn_files_are_refused() {
    for keep in [0, 100, 4096, 20_000] {
        let office = Office::sample();
        office.call("auth.lock", json!({}));
        let mut bytes = std::fs::read(office.database()).unwrap();
        bytes.truncate(keep);
        if keep >= 4096 {
            bytes[keep / 2] ^= 0xff;
        }
        std::fs::write(office.database(), &bytes).unwrap();
        let refusal = unlock(&office).unwrap_err();
        assert!(
            ["database.damaged", "database.triggers", "fault", "auth.disabled"].contains(&refusal.code.as_str()),
            "{keep}: {refusal:?}"
        );
        assert_eq!(std::fs::read(office.database()).unwrap().len(), bytes.len(), "{keep}: the file was written to");
    }
}

#[test]
fn a_copied_file_becomes_an_installation_of_its_own() {
    let office = Office::sample();
    office.call("auth.lock", json!({}));
    let elsewhere = office.folder.path().join("elsewhere").join("office");
    std::fs::create_dir_all(&elsewhere).unwrap();
    for ending in ["zhudian.db", "zhudian.db.keys"] {
        std::fs::copy(office.database().with_file_name(ending), elsewhere.join(ending)).unwrap();
    }
    let place = zhudian_core::desk::Place {
        database: elsewhere.join("zhudian.db"),
        markers: office.folder.path().join("markers"),
        clock: office.clock.clone(),
        rooms: zhudian_core::desk::Rooms::default(),
    };
    let copy = zhudian_core::desk::Desk::new(place);
    let open = |desk: &zhudian_core::desk::Desk| {
        desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched).unwrap().answer
    };
    assert_eq!(open(&copy)["copied"], true);
    copy.clear();
    assert_eq!(open(&copy)["copied"], false, "a copy is told once");
    assert_eq!(unlock(&office).unwrap()["copied"], false, "the first one stays what it was");
}

#[test]
fn work_that_outlives_a_lock_leaves_the_file_writable() {
    let office = Office::sample();
    // As an import does that is still writing when the idle desk locks itself.
    let held = office.desk.station().unwrap();
    office.call("auth.lock", json!({}));
    let unlock = json!({"person": PERSON, "passphrase": PASSPHRASE});
    let opened = office.desk.rpc(None, "auth.unlock", unlock.clone(), &Unwatched).unwrap().answer;
    assert_eq!(opened["writable"], true);
    drop(held);
    office.desk.rpc(opened["session"].as_str(), "delegates.save", json!({"name": "甲"}), &Unwatched).unwrap();
    office.desk.rpc(opened["session"].as_str(), "auth.lock", json!({}), &Unwatched).unwrap();
    assert_eq!(office.desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap().answer["writable"], true);
}

#[test]
fn a_founding_that_fails_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(zhudian_core::ground::clock::SetClock::on(zhudian_testkit::day("2026-09-15")));
    let desk = desk(folder.path(), &clock);
    let refusal = desk
        .rpc(
            None,
            "office.found",
            json!({"office": "里水镇", "area_code": "999999999", "person": PERSON, "passphrase": PASSPHRASE}),
            &Unwatched,
        )
        .unwrap_err();
    assert_eq!(refusal.code, "areas.no_such_town");
    let left: Vec<_> =
        std::fs::read_dir(folder.path().join("office")).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(desk.rpc(None, "auth.state", json!({}), &Unwatched).unwrap().answer["state"], "new");
}

#[test]
fn an_office_of_another_district_is_founded_with_a_list_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(zhudian_core::ground::clock::SetClock::on(zhudian_testkit::day("2026-09-15")));
    let desk = desk(folder.path(), &clock);
    let ask = |name: &str, payload: serde_json::Value| desk.rpc(None, name, payload, &Unwatched).map(|one| one.answer);
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        desk.files().offer(path)
    };
    assert_eq!(ask("areas.towns", json!({})).unwrap()[0]["name"], "桂城街道");
    // As an office program saves it: GB18030, lines ended the Windows way.
    let list = file(
        "villages.csv",
        b"code,name,town_code,town_name,kind\r\n440606101001,\xbe\xd3\xc4\xfe\xc9\xe7\xc7\xf8\xbe\xd3\xce\xaf\xbb\xe1,440606101,\xb1\xb1\x9c\xf2\xd5\xf2,\xc9\xe7\xc7\xf8\r\n440606101201,\xc8\xfd\xba\xe9\xc6\xe6\xb4\xe5\xce\xaf\xbb\xe1,440606101,\xb1\xb1\x9c\xf2\xd5\xf2,\xb4\xe5\r\n440606102201,\xc2\xed\xc1\xfa\xb4\xe5\xce\xaf\xbb\xe1,440606102,\xb3\xc2\xb4\xe5\xd5\xf2,\xb4\xe5\r\n",
    );
    let towns = ask("areas.towns", json!({"file": list})).unwrap();
    assert_eq!(
        (towns.as_array().unwrap().len(), &towns[0]["name"], &towns[0]["areas"]),
        (2, &json!("北滘镇"), &json!(["居宁社区居委会", "三洪奇村委会"]))
    );
    let founding = |areas: &str, code: &str| json!({"office": "北滘镇", "area_code": code, "areas": areas, "person": PERSON, "passphrase": PASSPHRASE});
    for (text, code) in [
        ("name,town_name\n居宁,北滘镇\n", "areas.list"),
        ("code,name\n440606101001,居宁\n", "areas.no_town"),
        ("编码,名称,镇街名称,镇街编码\n440606101001,居宁,北滘镇,4406\n", "areas.no_town"),
        ("\u{0}\u{1}", "areas.list"),
        ("code,name,town_code,town_name,kind\n", "areas.list"),
        ("code,name,town_code,town_name,kind\n4.40606E+11,居宁,440606101,北滘镇,社区\n", "areas.code"),
    ] {
        let bad = file("bad.csv", text.as_bytes());
        assert_eq!(ask("areas.towns", json!({"file": bad})).unwrap_err().code, code);
        assert_eq!(ask("office.found", founding(&bad, "440606101")).unwrap_err().code, code);
    }
    // The heads of an office, below a title; and the statistical list, where a town has a row of its own.
    for (name, text) in [
        (
            "heads.csv",
            "顺德区村居一览表\n序号,统计用区划代码,村（社区）名称,所属镇街\n1,440606101001,居宁社区居委会,北滘镇\n2,440606101201,三洪奇村委会,北滘镇\n\n",
        ),
        (
            "stats.csv",
            "统计用区划代码,城乡分类代码,名称\n440606000000,,顺德区\n440606101000,,北滘镇\n440606101001,121,居宁社区居委会\n440606101201,220,三洪奇村委会\n",
        ),
    ] {
        let list = file(name, text.as_bytes());
        assert_eq!(
            ask("areas.towns", json!({"file": list})).unwrap(),
            json!([{"code": "440606101", "name": "北滘镇", "areas": ["居宁社区居委会", "三洪奇村委会"]}]),
            "{name}"
        );
    }
    assert_eq!(ask("office.found", founding(&list, "440605126")).unwrap_err().code, "areas.no_such_town");
    let founded = ask("office.found", founding(&list, "440606101")).unwrap();
    let areas = desk.rpc(founded["session"].as_str(), "areas.list", json!({}), &Unwatched).unwrap().answer;
    let names: Vec<&str> = areas.as_array().unwrap().iter().map(|one| one["short_name"].as_str().unwrap()).collect();
    assert_eq!(names, ["居宁", "三洪奇"]);
}

#[test]
fn the_practice_township_lives_beside_the_office_and_is_thrown_away() {
    let office = Office::sample();
    let before = office.dump();
    assert_eq!(
        office.desk.rpc(None, "practice.open", json!({}), &Unwatched).unwrap_err().code,
        "practice.locked_first"
    );
    assert_eq!(office.refused("practice.discard", json!({})).code, "practice.only");
    office.call("auth.lock", json!({}));
    let opened = office.desk.rpc(None, "practice.open", json!({}), &Unwatched).unwrap().answer;
    let session = opened["session"].as_str();
    let list = office.desk.rpc(session, "visits.list", json!({}), &Unwatched).unwrap().answer;
    assert!(list["sums"]["visits"].as_i64().unwrap() > 300);
    assert_eq!(
        office.desk.rpc(session, "history.verify", json!({}), &Unwatched).unwrap().answer["broken_at"],
        json!(null)
    );
    every_state_has_life(&office, session);
    // Last year's evaluation is over, this year's is to be printed: the page shows life and the way on.
    let rounds = office.desk.rpc(session, "evaluations.list", json!({}), &Unwatched).unwrap().answer;
    let rounds: Vec<_> = rounds
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["state"], one["subjects"].as_array().unwrap().len() > 3))
        .collect();
    assert_eq!(rounds, [(&json!("planned"), true), (&json!("finished"), true)]);
    office.desk.rpc(session, "practice.discard", json!({}), &Unwatched).unwrap();
    assert!(!office.database().with_file_name("practice").join("practice.db").exists());
    let again =
        office.desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched).unwrap();
    assert_eq!(again.answer["copied"], false);
    assert_eq!(office.dump(), before);
}

/// Every state an opinion or a proposal can stand in is to be seen in the practice township.
fn every_state_has_life(office: &Office, session: Option<&str>) {
    let ask =
        |name: &str, payload: serde_json::Value| office.desk.rpc(session, name, payload, &Unwatched).unwrap().answer;
    for state in zhudian_core::features::opinions::chain::chain().states.iter() {
        let total = ask("opinions.list", json!({"state": state.code}))["total"].as_i64();
        assert!(total > Some(0), "no opinion is {}", state.code);
    }
    for stage in &zhudian_core::features::proposals::chain::Chain::whole().stages {
        let total = ask("proposals.page", json!({"filter": {"stage": stage.code}}))["total"].as_i64();
        assert!(total > Some(0), "no proposal is {}", stage.code);
    }
    for light in ["overdue", "running", "untold", "grown", "none", "done"] {
        assert!(ask("opinions.list", json!({"light": light}))["total"].as_i64() > Some(0), "no opinion is {light}");
    }
    let mut lines: Vec<serde_json::Value> = Vec::new();
    loop {
        let page = ask("opinions.list", json!({"limit": 200, "sort": "due", "offset": lines.len()}));
        lines.extend(page["lines"].as_array().unwrap().iter().cloned());
        if lines.len() as i64 == page["total"].as_i64().unwrap() {
            break;
        }
    }
    assert!(lines.iter().any(|line| line["named"] == true));
    // A light as a filter leaves the lines that bear it.
    for light in ["overdue", "today", "soon", "running", "untold", "none", "done"] {
        let bear = lines.iter().filter(|line| line["light"] == light).count();
        assert_eq!(ask("opinions.list", json!({"light": light}))["total"], bear, "{light}");
    }
}
