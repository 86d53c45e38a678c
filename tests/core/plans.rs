//! Plans: their numbers, the week's proposals, the way of a sheet from print to back-entry, and that none is ever lost.

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use zhudian_core::features::plans::code::{Typed, check_digit, digits, read};
use zhudian_core::features::plans::rules::state;
use zhudian_testkit::{Office, day};

/// Numbers and their check digits, worked out apart from the program with the table of Damm's thesis; 572 with 4 is the
/// example usually given.
#[test]
fn check_digits_are_those_of_the_table() {
    for (body, check) in
        [("572", 4), ("0", 0), ("1", 3), ("20260001", 9), ("20260123", 3), ("43881234567", 9), ("12345678901", 8)]
    {
        assert_eq!(check_digit(body), check, "{body}");
        assert_eq!(check_digit(&format!("{body}{check}")), 0, "{body}");
    }
    assert_eq!(digits(2026, 123), "202601233");
    assert_eq!(digits(2026, 12_345).len(), 10);
}

#[test]
fn a_number_is_read_as_people_and_readers_give_it() {
    let whole = digits(2026, 123);
    let check = &whole[8..];
    let number = Typed::Number { year: 2026, number: 123 };
    for typed in [
        whole.clone(),
        format!("走-2026-0123-{check}"),
        format!("2026-0123-{check}"),
        format!(" 走－２０２６－０１２３－{check} "),
        format!("2026 0123 {check}"),
        format!("0123{check}"),
        format!("0123-{check}"),
    ] {
        assert_eq!(read(&typed, 2026), number, "{typed}");
    }
    assert_eq!(read(&digits(2026, 12_345), 2026), Typed::Number { year: 2026, number: 12_345 });
    for typed in ["", "   ", "走", "123", "2026-0123", "1K7QF3M000011X2", "202601235202601235", "abc"] {
        assert_eq!(read(typed, 2026), Typed::Shape, "{typed}");
    }
    let other = (check.parse::<u8>().unwrap() + 1) % 10;
    assert_eq!(read(&format!("2026-0123-{other}"), 2026), Typed::Wrong);
}

/// Pictures that lie in the file, whoever they are of.
fn pictures(office: &Office) -> i64 {
    let station = office.desk.station().unwrap();
    let actor = zhudian_core::ground::station::Actor {
        id: "test".to_owned(),
        name: String::new(),
        right: zhudian_core::ground::station::Right::Manage,
    };
    let counted = |reading: &zhudian_core::ground::station::Reading<'_>| {
        Ok(reading.db.query_row("SELECT count(*) FROM pictures", [], |row| row.get(0))?)
    };
    station.read(&actor, counted).unwrap()
}

#[test]
fn a_picture_is_brought_back_by_undo_and_goes_for_good_when_it_is_erased() {
    let town = town();
    let office = &town.office;
    let shown = || office.call("posters.portrait", json!({"id": town.delegate}))["picture"].clone();
    let desk = || office.call("posters.desk", json!({}));
    let first = shown();
    // Another picture: the same one with a remark of its own (JPEG, segment COM).
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, first.as_str().unwrap()).unwrap();
    let other = [&bytes[..2], &[0xFF, 0xFE, 0x00, 0x04, b'2', b'6'], &bytes[2..]].concat();
    let other = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, other);
    let mark = desk()["portraits"][0]["mark"].clone();
    let before = office.dump();
    let changed = office.rpc("posters.picture", json!({"person_id": town.delegate, "picture": other})).unwrap();
    assert_eq!((shown(), pictures(office)), (json!(other), 2));
    assert_ne!(desk()["portraits"][0]["mark"], mark);
    office.call("history.undo", json!({"operation": changed.operation}));
    assert_eq!((shown(), office.dump()), (first.clone(), before.clone()));
    let dropped = office.rpc("posters.unpicture", json!({"id": town.delegate})).unwrap();
    assert_eq!((shown(), desk()["former"].clone()), (Value::Null, json!([town.delegate])));
    office.call("history.undo", json!({"operation": dropped.operation}));
    assert_eq!((shown(), office.dump()), (first, before));
    // For good: neither the file nor the history nor an undo holds it.
    assert_eq!(office.refused("posters.forget", json!({"id": town.delegate, "ground": " "})).code, "erasure.ground");
    office.call("posters.unpicture", json!({"id": town.delegate}));
    let done = office.call("posters.forget", json!({"id": town.delegate, "ground": "本人要求"}));
    assert!(done["records"].as_u64().unwrap() >= 1, "{done}");
    assert_eq!((shown(), pictures(office), desk()["former"].clone()), (Value::Null, 0, json!([])));
    assert_eq!(office.refused("history.undo", json!({"operation": dropped.operation})).code, "undo.done");
    assert_eq!(office.refused("history.undo", json!({"operation": changed.operation})).code, "undo.done");
    assert_eq!(office.call("history.verify", json!({}))["broken_at"], Value::Null);
    // The next picture begins anew.
    office.call("posters.picture", json!({"person_id": town.delegate, "picture": other}));
    assert_eq!(pictures(office), 1);
}

proptest! {
    #[test]
    fn every_wrong_digit_and_every_swap_is_noticed(year in 2015_i64..2100, number in 1_i64..99_999, at in 0_usize..9, by in 1_u8..10) {
        let right = digits(year, number);
        prop_assert_eq!(read(&right, 2026), Typed::Number { year, number });
        let mut one: Vec<u8> = right.bytes().collect();
        one[at] = b'0' + (one[at] - b'0' + by) % 10;
        prop_assert_eq!(read(std::str::from_utf8(&one).unwrap(), 2026), Typed::Wrong);
        let mut two: Vec<u8> = right.bytes().collect();
        if at > 0 && two[at] != two[at - 1] {
            two.swap(at, at - 1);
            prop_assert_eq!(read(std::str::from_utf8(&two).unwrap(), 2026), Typed::Wrong);
        }
    }
}

#[test]
fn how_a_plan_stands() {
    let today = day("2026-09-15");
    for (on, entered, closing, expected) in [
        ("2026-09-16", false, "", "planned"),
        ("2026-09-15", false, "", "planned"),
        ("2026-09-14", false, "", "due"),
        ("2026-09-12", false, "", "due"),
        ("2026-09-11", false, "", "late"),
        ("2026-09-11", true, "", "entered"),
        ("2026-09-20", true, "", "entered"),
        ("2026-09-11", false, "moved", "closed"),
    ] {
        assert_eq!(state(day(on), entered, closing, today, 3), expected, "{on} {entered} {closing}");
    }
}

struct Town {
    office: Office,
    areas: Vec<String>,
    delegate: String,
    leader: String,
}

fn town() -> Town {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    let areas = areas.as_array().unwrap().iter().map(|area| area["id"].as_str().unwrap().to_owned()).collect();
    let roster = office.call("delegates.register", json!({}));
    let of = |name: &str| {
        let people = roster["people"].as_array().unwrap();
        people.iter().find(|one| one["name"] == name).unwrap()["id"].as_str().unwrap().to_owned()
    };
    Town { delegate: of("梁䶮海"), leader: of("陈国栋"), areas, office }
}

impl Town {
    fn slot(&self, area: usize, weekday: i64) {
        self.office.id(
            "stations.slot",
            json!({"area_id": self.areas[area], "weekday": weekday, "starts": "15:00", "ends": "18:30", "place": "接待室",
                "every_weeks": 1, "valid_from": "2026-01-01"}),
        );
    }

    fn week(&self, on: &str) -> Value {
        self.office.call("plans.week", json!({"day": on}))
    }

    fn plan(&self, on: &str) -> String {
        self.office.id("plans.save", json!({"day": on, "area_id": self.areas[2], "kind": "household"}))
    }

    fn open(&self, id: &str) -> Value {
        self.office.call("plans.open", json!({"id": id}))
    }

    fn visit(&self, plan: &str, on: &str) -> Value {
        json!({"day": on, "area_id": self.areas[2], "kind": "household", "households": 3, "plan_id": plan})
    }
}

#[test]
fn a_week_is_planned_from_what_is_arranged() {
    let town = town();
    // Tuesday the 15th is today. Wednesday's village has a plan, Monday's day is over, Thursday's is suspended.
    town.slot(0, 3);
    town.slot(1, 1);
    town.slot(2, 4);
    town.slot(3, 5);
    town.office.call(
        "weeks.note",
        json!({"area_id": town.areas[2], "day": "2026-09-17", "kind": "suspended", "reason": "台风"}),
    );
    let proposed = town.office.call("plans.proposed", json!({"day": "2026-09-15"}));
    let proposed = proposed.as_array().unwrap();
    assert_eq!(proposed.len(), 1, "{proposed:?}");
    assert_eq!(proposed[0]["day"], "2026-09-18");
    // The week after holds three, its Friday being a holiday; the leader on leave is not asked, nor is a delegate who is away.
    town.office.id(
        "delegates.leave",
        json!({"person_id": town.delegate, "from_day": "2026-09-20", "to_day": "2026-09-30", "reason": "official"}),
    );
    let next = town.office.call("plans.proposed", json!({"day": "2026-09-22"}));
    let days: Vec<&str> = next.as_array().unwrap().iter().map(|plan| plan["day"].as_str().unwrap()).collect();
    assert_eq!(days, ["2026-09-21", "2026-09-23", "2026-09-24"], "the 25th is mid-autumn");
    let first = next.as_array().unwrap().iter().find(|plan| plan["area_id"] == json!(town.areas[0])).unwrap();
    assert_eq!(first["leader_id"], json!(town.leader));
    assert_eq!(
        (&first["starts"], &first["place"], &first["kind"]),
        (&json!("15:00"), &json!("接待室"), &json!("reception"))
    );
    let asked = first["delegates"].as_array().unwrap();
    assert!(!asked.is_empty() && !asked.contains(&json!(town.delegate)), "{asked:?}");
    // One click lays them; a second one has nothing left to do.
    let laid = town.office.call("plans.lay", json!({"day": "2026-09-22", "topics": "秋季防火"}));
    assert_eq!(laid["ids"].as_array().unwrap().len(), 3);
    assert_eq!(town.office.refused("plans.lay", json!({"day": "2026-09-22"})).code, "plans.nothing_to_lay");
    let week = town.week("2026-09-22");
    assert_eq!((week["counts"]["planned"].as_i64(), week["lines"][0]["topics"].as_str()), (Some(3), Some("秋季防火")));
    // The board says planned, and still says unreported: a plan is no visit.
    let board = town.office.call("weeks.board", json!({"day": "2026-09-22"}));
    let of = |area: usize| {
        let lines = board["lines"].as_array().unwrap();
        lines.iter().find(|line| line["area_id"] == json!(town.areas[area])).unwrap().clone()
    };
    assert_eq!(
        (of(0)["planned"].as_i64(), of(0)["visits"].as_i64(), of(0)["state"].as_str()),
        (Some(1), Some(0), Some("unreported"))
    );
    let sums = town.office.call("visits.list", json!({}))["sums"].clone();
    assert_eq!(sums["visits"], 1);
}

#[test]
fn a_village_that_waits_to_hear_is_planned_without_a_fixed_time() {
    let town = town();
    for (area, content, named) in [(5, "路口装灯", false), (6, "某人", true)] {
        town.office.call(
            "visits.save",
            json!({"day": "2026-09-01", "area_id": town.areas[area], "kind": "household", "households": 1,
                "opinions": [{"topic": "traffic", "content": content, "named": named, "status": "handling", "unit": "镇市政办"}]}),
        );
    }
    let proposed = town.office.call("plans.proposed", json!({"day": "2026-09-15"}));
    let proposed = proposed.as_array().unwrap();
    let of = |area: usize| proposed.iter().find(|plan| plan["area_id"] == json!(town.areas[area]));
    let plan = of(5).unwrap();
    // The week's last working day: the Sunday is worked in exchange for the national holiday.
    assert_eq!((plan["day"].as_str(), plan["kind"].as_str()), (Some("2026-09-20"), Some("household")));
    assert!(plan["topics"].as_str().unwrap().contains("1条"));
    assert!(of(6).is_none(), "an opinion about a person is no reason printed on a sheet");
    let laid = town.office.call("plans.lay", json!({"day": "2026-09-15", "area_ids": [town.areas[5]]}));
    let whole = town.open(laid["ids"][0].as_str().unwrap());
    assert_eq!(whole["promises"][0]["content"], "路口装灯");
}

#[test]
fn a_sheet_comes_back_and_its_plan_is_entered() {
    let town = town();
    let id = town.plan("2026-09-10");
    let whole = town.open(&id);
    assert_eq!(whole["state"], "late");
    let code = whole["code"].as_str().unwrap();
    assert!(code.starts_with("走-2026-"), "{code}");
    let found = town.office.call("plans.find", json!({"code": code}));
    assert_eq!(found["plan"]["id"], json!(id));
    let missing = town.office.call("plans.missing", json!({}));
    assert_eq!(missing["missing"], 1);
    assert_eq!(missing["lines"][0]["id"], json!(id));
    let saved = town.office.call("visits.save", town.visit(&id, "2026-09-11"));
    let whole = town.open(&id);
    assert_eq!(whole["state"], "entered");
    assert_eq!(whole["visit"], json!(format!("2026\u{2013}{}", saved["number"])));
    assert_eq!(town.office.call("plans.missing", json!({}))["missing"], 0);
    assert_eq!(town.office.call("visits.open", json!({"id": saved["id"]}))["plan_id"], json!(id));
    // Entered is entered: it is neither changed, closed, removed nor entered twice.
    for (call, payload) in [
        ("plans.save", whole["plan"].clone()),
        ("plans.close", json!({"ids": [id], "closing": "moved"})),
        ("plans.remove", json!({"id": id})),
        ("visits.save", town.visit(&id, "2026-09-12")),
    ] {
        assert_eq!(town.office.refused(call, payload).code, "plans.entered", "{call}");
    }
    // Saving the visit without a word about the plan keeps the link; an empty word takes it away.
    let mut visit = town.office.call("visits.open", json!({"id": saved["id"]}));
    visit["plan_id"] = Value::Null;
    visit["note"] = json!("补记");
    town.office.call("visits.save", visit.clone());
    assert_eq!(town.open(&id)["state"], "entered");
    visit["plan_id"] = json!("");
    visit["version"] = json!(0);
    town.office.call("visits.save", visit.clone());
    assert_eq!(town.open(&id)["state"], "late");
    // And a removed visit gives its plan back; taking the removal back links them again.
    visit["plan_id"] = json!(id);
    town.office.call("visits.save", visit);
    let removed = town.office.rpc("visits.remove", json!({"id": saved["id"]})).unwrap();
    assert_eq!(town.open(&id)["state"], "late");
    town.office.call("history.undo", json!({"operation": removed.operation}));
    assert_eq!(town.open(&id)["state"], "entered");
}

#[test]
fn a_plan_that_did_not_take_place_is_closed_and_may_still_be_entered() {
    let town = town();
    let id = town.plan("2026-09-10");
    for (closing, note, code) in [("rain", "", "plans.closing"), ("other", " ", "plans.closing_note")] {
        let asked = json!({"ids": [id], "closing": closing, "note": note});
        assert_eq!(town.office.refused("plans.close", asked).code, code);
    }
    assert_eq!(town.office.refused("plans.reopen", json!({"id": id})).code, "plans.not_closed");
    town.office.call("plans.close", json!({"ids": [id], "closing": "not_gone", "note": "责任人开会"}));
    let whole = town.open(&id);
    assert_eq!((&whole["state"], &whole["plan"]["closed_on"]), (&json!("closed"), &json!("2026-09-15")));
    assert_eq!(town.office.call("plans.missing", json!({}))["missing"], 0);
    town.office.call("plans.reopen", json!({"id": id}));
    assert_eq!(town.open(&id)["state"], "late");
    town.office.call("plans.close", json!({"ids": [id], "closing": "moved"}));
    // The sheet turns up after all.
    town.office.call("visits.save", town.visit(&id, "2026-09-10"));
    assert_eq!(
        (town.open(&id)["state"].as_str(), town.open(&id)["plan"]["closing"].as_str()),
        (Some("entered"), Some(""))
    );
}

#[test]
fn a_wrong_number_is_told_apart_from_an_unknown_one() {
    let town = town();
    let code = town.open(&town.plan("2026-09-16"))["code"].as_str().unwrap().to_owned();
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let last = digits[8..].parse::<u8>().unwrap();
    let find = |code: &str| town.office.refused("plans.find", json!({"code": code})).code;
    assert_eq!(find(&format!("{}{}", &digits[..8], (last + 3) % 10)), "plans.code_wrong");
    assert_eq!(find("1K7QF3M000011X2"), "plans.code_shape");
    assert_eq!(find(&zhudian_core::features::plans::code::digits(2026, 4321)), "plans.code_unknown");
    // The last five digits are enough within the year.
    assert_eq!(town.office.call("plans.find", json!({"code": &digits[4..]}))["code"], json!(code));
}

#[test]
fn unsound_plans_are_refused() {
    let town = town();
    let area = &town.areas[0];
    for (plan, code) in [
        (json!({"day": "2026-13-01", "area_id": area, "kind": "reception"}), "day.unreadable"),
        (json!({"day": "2026-09-20", "starts": "9", "area_id": area, "kind": "reception"}), "time.unreadable"),
        (
            json!({"day": "2026-09-20", "starts": "15:00", "ends": "14:00", "area_id": area, "kind": "reception"}),
            "plans.time_backwards",
        ),
        (json!({"day": "2026-09-20", "kind": "reception"}), "plans.area"),
        (json!({"day": "2026-09-20", "area_id": area, "kind": "party"}), "plans.kind"),
        (
            json!({"day": "2026-09-20", "area_id": area, "kind": "reception", "topics": "长".repeat(201)}),
            "plans.too_long",
        ),
        (
            json!({"day": "2026-09-20", "area_id": area, "kind": "reception", "delegates": [town.delegate], "members": [town.delegate]}),
            "plans.person_twice",
        ),
        (json!({"id": "nowhere", "day": "2026-09-20", "area_id": area, "kind": "reception"}), "plans.gone"),
    ] {
        assert_eq!(town.office.refused("plans.save", plan.clone()).code, code, "{plan}");
    }
    let id = town.plan("2026-09-16");
    let mut plan = town.open(&id)["plan"].clone();
    plan["topics"] = json!("排水");
    town.office.call("plans.save", plan.clone());
    assert_eq!(town.office.refused("plans.save", plan).code, "plans.changed_meanwhile");
}

#[test]
fn the_sheets_of_a_week_are_one_paper() {
    let town = town();
    let made = town.office.call("papers.make", json!({"kind": "visit_sheets", "options": {"day": "2026-09-15"}}));
    assert!(made["name"].as_str().unwrap().contains("驻点走访记录表"), "{made}");
    assert_eq!(made["formats"], json!(["pdf", "docx"]));
    let document = &town.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().document;
    let text = serde_json::to_string(document.as_ref().unwrap()).unwrap();
    let code = town.week("2026-09-15")["lines"][0]["code"].as_str().unwrap().to_owned();
    for part in [code.as_str(), "第二村民小组", "排水沟清淤", "梁䶮海", "个人信息告知"] {
        assert!(text.contains(part), "{part}");
    }
    let refusal = town.office.refused("papers.make", json!({"kind": "visit_sheets", "options": {"day": "2026-11-15"}}));
    assert_eq!(refusal.code, "plans.no_sheets");
}

#[test]
fn a_notice_says_what_the_town_and_the_village_wrote() {
    let town = town();
    let make = |options: Value| {
        let made = town.office.call("papers.make", json!({"kind": "station_notice", "options": options}));
        let paper = town.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
        (made, serde_json::to_value(paper.document.as_ref().unwrap()).unwrap()["blocks"].clone())
    };
    let first = json!({"area_ids": [town.areas[0]]});
    let (made, blocks) = make(first.clone());
    assert_eq!((made["formats"].clone(), blocks.as_array().unwrap().len()), (json!(["pdf"]), 1));
    let poster = &blocks[0]["poster"];
    assert_eq!(poster["above"]["text"], "里水镇党代表驻点联系群众");
    assert!(made["warnings"].as_array().unwrap().len() == 2, "no time, no number: {made}");
    // The delegate's picture is the sample's; private phones are nowhere.
    let text = blocks.to_string();
    assert!(text.contains("\"picture\":\"/9j/"), "the picture");
    assert!(!text.contains("13800000000"));
    assert!(!make(json!({"area_ids": [town.areas[0]], "photos": false})).1.to_string().contains("/9j/"));
    town.office.call("posters.save", json!({"texts": {"reach": "0757-85660000", "lead": "来坐坐"}}));
    let own = json!({"area_id": town.areas[0], "texts": {"lead": "沙涌的街坊，来坐坐", "closing": ""}});
    let own = town.office.rpc("posters.save", own).unwrap();
    let (_, blocks) = make(json!({"area_ids": [town.areas[0], town.areas[1]]}));
    assert_eq!(blocks[0]["poster"]["lead"]["text"], "沙涌的街坊，来坐坐");
    assert_eq!(blocks[0]["poster"]["closing"]["text"], "");
    assert_eq!(blocks[1]["poster"]["lead"]["text"], "来坐坐");
    assert!(blocks[1]["poster"]["facts"].to_string().contains("0757-85660000"));
    town.office.call("history.undo", json!({"operation": own.operation}));
    town.office.call("posters.save", json!({"texts": {"lead": null}}));
    assert_eq!(make(first).1[0]["poster"]["lead"]["text"], "有想法、有难处，请来坐坐，当面说。");
    // Without villages by name every one with a fixed time gets its notice; the sample has one.
    assert_eq!(make(json!({})).1.as_array().unwrap().len(), 1);
}

#[test]
fn only_small_whole_pictures_are_kept() {
    use zhudian_core::features::posters::pictures::size;
    let town = town();
    let example: Value = serde_json::from_str(include_str!("../../src-tauri/core/data/portrait-example.json")).unwrap();
    let refused = |picture: String| {
        town.office.refused("posters.picture", json!({"person_id": town.delegate, "picture": picture})).code
    };
    assert_eq!(refused("A".repeat(300_000)), "posters.picture_large");
    assert_eq!(refused("not base64".to_owned()), "posters.picture_kind");
    assert_eq!(refused("iVBORw0KGgo=".to_owned()), "posters.picture_kind");
    let whole = example["picture"].as_str().unwrap().to_owned();
    assert_eq!(refused(whole[..whole.len() - 8].to_owned()), "posters.picture_kind");
    assert_eq!(size(b"\xFF\xD8\xFF\xD9"), None);
    let desk = town.office.call("posters.desk", json!({}));
    assert_eq!(desk["portraits"][0]["person_id"], json!(town.delegate));
    assert_eq!((&desk["portraits"][0]["width"], &desk["portraits"][0]["height"]), (&json!(60), &json!(80)));
    town.office.call("posters.unpicture", json!({"id": town.delegate}));
    assert_eq!(town.office.refused("posters.unpicture", json!({"id": town.delegate})).code, "posters.no_picture");
    assert_eq!(town.office.call("posters.portrait", json!({"id": town.delegate}))["picture"], Value::Null);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 4, ..ProptestConfig::default() })]

    /// Whatever is planned, entered, closed, opened, removed and taken back: no plan is lost, and no number stands on two.
    #[test]
    fn no_plan_is_lost_and_no_number_is_given_twice(steps in prop::collection::vec((0_u8..6, any::<prop::sample::Index>()), 10..24)) {
        let town = town();
        let (mut ids, mut given, mut gone, mut last) = (Vec::new(), BTreeSet::new(), BTreeSet::new(), None);
        for (step, pick) in steps {
            let chosen: Option<&String> = if ids.is_empty() { None } else { Some(&ids[pick.index(ids.len())]) };
            match (step, chosen) {
                (0 | 1, _) => {
                    let plan = json!({"day": "2026-09-14", "area_id": town.areas[3], "kind": "household"});
                    let reply = town.office.rpc("plans.save", plan).unwrap();
                    let code = reply.answer["code"].as_str().unwrap().to_owned();
                    prop_assert!(given.insert(code.clone()), "{} was given twice", code);
                    ids.push(reply.answer["id"].as_str().unwrap().to_owned());
                    last = reply.operation;
                }
                (2, Some(id)) => { let _ = town.office.rpc("visits.save", town.visit(id, "2026-09-14")); }
                (3, Some(id)) => { let _ = town.office.rpc("plans.close", json!({"ids": [id], "closing": "moved"})); }
                (4, Some(id)) if town.office.rpc("plans.remove", json!({"id": id})).is_ok() => {
                    gone.insert(id.clone());
                }
                (5, _) => {
                    // The newest plan is taken back, unless something came after it.
                    if let (Some(operation), Some(newest)) = (last.take(), ids.last().cloned())
                        && town.office.rpc("history.undo", json!({"operation": operation})).is_ok()
                    {
                        gone.insert(newest);
                    }
                }
                _ => {}
            }
        }
        for id in &ids {
            let there = town.office.rpc("plans.open", json!({"id": id})).is_ok();
            prop_assert_eq!(there, !gone.contains(id));
        }
        let lines = town.week("2026-09-14")["lines"].as_array().unwrap().clone();
        let mine: Vec<_> = lines.iter().filter(|line| ids.iter().any(|id| line["id"] == json!(id))).collect();
        prop_assert_eq!(mine.len(), ids.len() - gone.len());
        prop_assert_eq!(&town.office.call("check.run", json!({}))["sound"], &json!(true));
    }
}
