//! Dossiers: gathered and checked, frozen at the closing whatever changes, corrected by slips that print with them.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhudian_core::calls::Kind;
use zhudian_core::desk::register;
use zhudian_core::features::dossiers::model::{Change, Content, Line, Section, Slip};
use zhudian_core::features::dossiers::rules;
use zhudian_testkit::{Office, day};

const YEAR: i64 = 2025;

/// The sample office in January of the next year, with a year of life for its first delegate.
struct Place {
    office: Office,
    delegate: String,
    area: String,
    visit: String,
}

fn visit(place: &str, delegate: &str, on: &str, households: i64) -> Value {
    json!({"day": on, "area_id": place, "kind": "household", "delegates": [delegate], "households": households})
}

fn place() -> Place {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let delegate = roster["tenures"][0]["person_id"].as_str().unwrap().to_owned();
    let area = office.call("areas.list", json!({}))[0]["id"].as_str().unwrap().to_owned();
    let one = office.id("visits.save", visit(&area, &delegate, "2025-03-05", 6));
    office.id("visits.save", visit(&area, &delegate, "2025-05-06", 4));
    Place { office, delegate, area, visit: one }
}

impl Place {
    fn one(&self) -> Value {
        self.office.call("dossiers.one", json!({"person": self.delegate, "year": YEAR}))
    }

    fn chosen(&self, note: &str) -> Value {
        json!({"people": [self.delegate], "year": YEAR, "note": note})
    }

    fn close(&self) {
        self.office.call("dossiers.check", self.chosen("补不齐的已说明"));
        self.office.call("dossiers.close", self.chosen(""));
    }

    fn line(&self) -> Value {
        let year = self.office.call("dossiers.year", json!({"year": YEAR}));
        year["lines"].as_array().unwrap().iter().find(|line| line["person_id"] == json!(self.delegate)).unwrap().clone()
    }

    fn change_visit(&self, households: i64) {
        let mut whole = self.office.call("visits.open", json!({"id": self.visit}));
        if whole.get("visit").is_some() {
            whole = whole["visit"].clone();
        }
        whole["households"] = json!(households);
        self.office.call("visits.save", whole);
    }

    fn booklet(&self) -> Value {
        let made = self
            .office
            .call("papers.make", json!({"kind": "dossier", "options": {"person_id": self.delegate, "year": YEAR}}));
        let paper = self.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
        serde_json::to_value(&paper.document).unwrap()
    }
}

/// A seat that is put right after the closing takes the delegate out of the year: what was signed is still read, printed and
/// corrected.
#[test]
fn what_was_signed_stays_when_the_seat_is_put_right() {
    let place = place();
    place.close();
    let sealed = place.one()["seal"].clone();
    let roster = place.office.call("delegates.register", json!({}));
    for seat in roster["tenures"].as_array().unwrap().iter().filter(|seat| seat["person_id"] == json!(place.delegate)) {
        let mut seat = seat.clone();
        seat["from_day"] = json!("2026-01-01");
        place.office.call("delegates.tenure", seat);
    }
    assert_eq!(place.one()["seal"], sealed);
    assert_eq!(place.line()["closed_on"], place.one()["line"]["closed_on"]);
    assert!(place.booklet().to_string().contains(sealed.as_str().unwrap()));
    place.office.call(
        "dossiers.slip",
        json!({"person": place.delegate, "year": YEAR, "document": "", "reason": "当年尚未当选", "section": "facts", "subject": "任职", "before": "有", "after": "无"}),
    );
    assert_eq!(place.one()["slips"].as_array().unwrap().len(), 1);
    // Whoever has neither a seat nor a closed dossier has none.
    let other = roster["people"].as_array().unwrap().iter().find(|one| one["id"] != json!(place.delegate)).unwrap();
    let refused = place.office.rpc("dossiers.one", json!({"person": other["id"], "year": 2019}));
    assert_eq!(refused.unwrap_err().code, "duties.person");
}

fn section<'a>(content: &'a Value, code: &str) -> &'a Value {
    content["sections"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap()
}

#[test]
fn the_year_is_gathered_and_its_gaps_say_what_to_do() {
    let place = place();
    let whole = place.one();
    let content = &whole["content"];
    assert_eq!(content["name"], "梁䶮海");
    let visits = section(content, "visits")["lines"].as_array().unwrap();
    assert_eq!(visits.len(), 2);
    assert_eq!(visits[0]["cells"][5], "6");
    assert_eq!(visits[0]["page"], "visits");
    assert_eq!(section(content, "summary")["lines"][0]["cells"][1], "2次");
    let gaps = whole["gaps"].as_array().unwrap();
    let codes: Vec<&str> = gaps.iter().map(|gap| gap["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"layer") && codes.contains(&"visit_leader") && codes.contains(&"station"), "{codes:?}");
    for gap in gaps {
        assert!(!gap["sentence"].as_str().unwrap().is_empty() && !gap["remedy"].as_str().unwrap().is_empty(), "{gap}");
        assert!(!gap["record"].as_str().unwrap().is_empty(), "{gap}");
    }
    let leader = gaps.iter().find(|gap| gap["code"] == "visit_leader").unwrap();
    assert_eq!(leader["record"], json!(place.visit));
    assert_eq!(place.line()["stage"], "gaps");
}

#[test]
fn a_gap_the_rule_book_does_not_ask_for_is_none() {
    let place = place();
    let before = place.one()["gaps"].as_array().unwrap().len();
    place.office.call(
        "rulebook.parameter",
        json!({"name": "dossier.gap.layer", "value": false, "valid_from": "2025-01-01", "source": "党联办电话通知"}),
    );
    assert_eq!(place.one()["gaps"].as_array().unwrap().len(), before - 1);
}

#[test]
fn check_then_close_and_nothing_else() {
    let place = place();
    let refused = |name: &str, payload: Value| place.office.refused(name, payload).code;
    // The sample was checked before these visits: a check is bound to what was seen.
    assert_eq!(refused("dossiers.close", place.chosen("已说明")), "dossiers.changed");
    assert_eq!(place.line()["recheck"], json!(true));
    assert_eq!(refused("dossiers.check", place.chosen("")), "dossiers.gaps");
    place.office.call("dossiers.check", place.chosen("补不齐的已说明"));
    assert_eq!(place.line()["stage"], "checked");
    place.change_visit(8);
    assert_eq!(refused("dossiers.close", place.chosen("")), "dossiers.changed");
    place.close();
    assert_eq!(place.line()["stage"], "closed");
    assert_eq!(refused("dossiers.close", place.chosen("")), "dossiers.closed");
    assert_eq!(refused("dossiers.check", place.chosen("又看")), "dossiers.closed");
    let runs = json!({"people": [place.delegate], "year": 2026, "note": "说明"});
    place.office.call("dossiers.check", runs.clone());
    assert_eq!(refused("dossiers.close", runs), "dossiers.year_runs");
    let newest = place.office.call("history.recent", json!({"limit": 9}));
    let closing = newest
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["name"] == "dossiers.close" || line["sentence"].as_str().unwrap().starts_with("封存2025"))
        .unwrap();
    assert_eq!(refused("history.undo", json!({"operation": closing["operation"]})), "undo.never");
}

#[test]
fn whatever_changes_the_closed_booklet_stays() {
    let place = place();
    place.close();
    let (content, booklet) = (place.one()["content"].clone(), place.booklet());
    let mut tried = 0;
    for call in register().0.values().filter(|call| call.kind == Kind::Write) {
        if ["dossiers.slip", "practice.discard"].contains(&call.name) || call.example.contains("$closed") {
            continue;
        }
        let example = place.office.example(call.example);
        tried += i32::from(place.office.rpc(call.name, example).is_ok());
    }
    assert!(tried > 30, "{tried}");
    place.change_visit(80);
    let renamed = place.office.call("delegates.register", json!({}));
    let mut person =
        renamed["people"].as_array().unwrap().iter().find(|one| one["id"] == json!(place.delegate)).unwrap().clone();
    person["name"] = json!("梁某");
    place.office.call("delegates.save", person);
    place.office.clock.advance(chrono::TimeDelta::days(400));
    let whole = place.one();
    assert_eq!(whole["content"], content);
    assert_eq!(whole["altered"], json!(false));
    // Paper, foot and all, except the proof code, which is made of nothing else.
    assert_eq!(place.booklet(), booklet);
}

#[test]
fn changes_are_told_and_slips_print() {
    let place = place();
    place.close();
    assert_eq!(place.one()["changes"], json!([]));
    place.change_visit(8);
    let changes = place.one()["changes"].clone();
    let changed = changes.as_array().unwrap().iter().find(|one| one["section"] == "visits").unwrap().clone();
    assert_eq!((changed["before"].as_str(), changed["after"].as_str()), (Some("户数：6"), Some("户数：8")));
    assert_eq!(changed["record"], json!(place.visit));
    assert_eq!(place.line()["changed"], json!(changes.as_array().unwrap().len()));
    let wish = |reason: &str| {
        json!({"person": place.delegate, "year": YEAR, "document": "里党联〔2026〕3号", "reason": reason,
            "lines": [{"section": "visits", "line": place.visit}]})
    };
    assert_eq!(place.office.refused("dossiers.slip", wish(" ")).code, "dossiers.reason");
    place.office.call("dossiers.slip", wish("原表笔误"));
    assert_eq!(place.line()["stage"], "corrected");
    assert_eq!(place.one()["changes"].as_array().unwrap().iter().filter(|one| one["section"] == "visits").count(), 0);
    assert_eq!(place.office.refused("dossiers.slip", wish("再开")).code, "dossiers.no_change");
    // A later change is told against what the slip said.
    place.change_visit(9);
    let again = place.one()["changes"].clone();
    let again = again.as_array().unwrap().iter().find(|one| one["section"] == "visits").unwrap().clone();
    assert_eq!((again["before"].as_str(), again["after"].as_str()), (Some("户数：8"), Some("户数：9")));
    // Back to what the slip says: nothing to tell. Taken out: told.
    place.change_visit(8);
    assert!(!place.one()["changes"].to_string().contains("\"visits\",\"title\""));
    place.office.call("visits.remove", json!({"id": place.visit}));
    let gone = place.one()["changes"].clone();
    let gone = gone.as_array().unwrap().iter().find(|one| one["section"] == "visits").unwrap().clone();
    assert_eq!(gone["after"], "");
    assert!(gone["before"].as_str().unwrap().contains("户数：8"), "{gone}");
    let by_hand = json!({"person": place.delegate, "year": YEAR, "reason": "本人提出", "section": "facts",
        "subject": "单位职务", "before": "村党委委员", "after": "村党委副书记"});
    place.office.call("dossiers.slip", by_hand);
    let slips = place.one()["slips"].clone();
    assert_eq!(
        slips.as_array().unwrap().iter().map(|slip| slip["number"].as_i64().unwrap()).collect::<Vec<_>>(),
        [1, 2]
    );
    let booklet = place.booklet().to_string();
    for printed in [
        "更正条第1号",
        "更正条第2号",
        "里党联〔2026〕3号",
        "户数：6",
        "户数：8",
        "原表笔误",
        "村党委副书记",
        "黄志芳",
        "附更正条2张",
    ] {
        assert!(booklet.contains(printed), "{printed}");
    }
}

/// What is missing over all delegates, and what was corrected over all of them: the same as in each dossier.
#[test]
fn gaps_and_slips_of_a_year_stand_in_one_list_each() {
    let place = place();
    let listed = |name: &str| place.office.call(name, json!({"year": YEAR}))["lines"].as_array().unwrap().clone();
    let own = |lines: Vec<Value>| -> Vec<Value> {
        lines.into_iter().filter(|line| line["owner"]["person_id"] == json!(place.delegate)).collect()
    };
    let gaps: Vec<Value> = own(listed("dossiers.gaps")).into_iter().map(|line| line["gap"].clone()).collect();
    assert_eq!(json!(gaps), place.one()["gaps"]);
    assert!(!gaps.is_empty() && listed("dossiers.slips").is_empty());
    let all: std::collections::BTreeSet<String> =
        listed("dossiers.gaps").iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(all.len(), listed("dossiers.gaps").len(), "lines are told apart");
    place.close();
    assert!(own(listed("dossiers.gaps")).is_empty(), "of a closed one nothing is missing any more");
    place.change_visit(8);
    let line = place.one()["changes"][0].clone();
    let wish = json!({"person": place.delegate, "year": YEAR, "reason": "原表笔误",
        "lines": [{"section": line["section"], "line": line["line"]}]});
    place.office.call("dossiers.slip", wish);
    let slips = own(listed("dossiers.slips"));
    assert_eq!(
        (slips.len(), &slips[0]["slip"], &slips[0]["part"]),
        (1, &place.one()["slips"][0], &json!("驻点联系与走访"))
    );
}

#[test]
fn no_giver_and_nothing_about_a_person_by_name() {
    let place = place();
    let mut whole = visit(&place.area, &place.delegate, "2025-09-09", 3);
    whole["opinions"] = json!([
        {"topic": "environment", "content": "麦女士家门口排水沟淤塞，电话13700000001", "giver": "麦女士", "giver_phone": "13700000001"},
        {"topic": "party", "content": "反映某干部作风问题", "giver": "何先生", "named": true},
    ]);
    let saved = place.office.rpc("visits.save", whole.clone());
    if saved.is_err() {
        // A visit's form has no mark for it; it is set where the opinion is corrected.
        whole["opinions"][1].as_object_mut().unwrap().remove("named");
        place.office.call("visits.save", whole);
        let list = place.office.call("opinions.list", json!({"text": "作风"}));
        let id = list["lines"][0]["id"].clone();
        let opened = place.office.call("opinions.open", json!({"id": id}));
        let line = &opened["line"];
        place.office.call(
            "opinions.save",
            json!({"id": id, "area_id": opened["area_id"], "day": line["day"], "topic": line["topic"],
            "nature": "opinion", "content": line["content"], "giver": opened["giver"], "named": true}),
        );
    }
    let content = place.one()["content"].clone();
    let told = content.to_string();
    assert_eq!(section(&content, "opinions")["lines"].as_array().unwrap().len(), 1, "{told}");
    for hidden in ["麦女士", "13700000001", "何先生", "作风"] {
        assert!(!told.contains(hidden), "{hidden} stands in the dossier");
    }
    let visits = section(&content, "visits")["lines"].as_array().unwrap();
    assert_eq!(visits.last().unwrap()["cells"][7], "1", "the number of opinions must not tell that there was another");
}

#[test]
fn a_year_without_a_seat_has_no_dossier() {
    let place = place();
    let refused = place.office.refused("dossiers.one", json!({"person": place.delegate, "year": 2019}));
    assert_eq!(refused.code, "duties.person");
    assert_eq!(place.office.refused("dossiers.year", json!({"year": 99})).code, "dossiers.year");
    assert_eq!(day("2026-01-01").to_string(), "2026-01-01");
}

#[test]
fn a_run_writes_one_file_a_person_or_one_for_all() {
    let place = place();
    let folder = place.office.folder.path().join("out");
    std::fs::create_dir_all(&folder).unwrap();
    let to = || place.office.desk.files().offer(folder.clone());
    let each = place.office.call("dossiers.print", json!({"year": YEAR, "to": to()}));
    assert_eq!(each["booklets"], json!(4));
    assert_eq!(each["files"].as_array().unwrap().len(), 4);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 4);
    let all = place.office.call("dossiers.print", json!({"year": YEAR, "together": true, "to": to()}));
    assert_eq!(all["files"].as_array().unwrap().len(), 1);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 5);
    assert_eq!(place.office.call("exchange.register", json!({})).as_array().unwrap().len(), 5, "what leaves is listed");
}

/// A person who stops the work after so many steps.
struct Stopped(std::sync::atomic::AtomicU64);

impl zhudian_core::ground::progress::Progress for Stopped {
    fn step(&self, _done: u64, _total: u64, _what: &str) {
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }

    fn cancelled(&self) -> bool {
        self.0.load(std::sync::atomic::Ordering::SeqCst) >= 3
    }
}

#[test]
fn a_stopped_run_leaves_nothing_behind() {
    let place = place();
    let folder = place.office.folder.path().join("out");
    std::fs::create_dir_all(&folder).unwrap();
    let to = place.office.desk.files().offer(folder.clone());
    let stopped = Stopped(std::sync::atomic::AtomicU64::new(0));
    let before = place.office.call("history.recent", json!({"limit": 1}))[0]["operation"].clone();
    let refused = place
        .office
        .desk
        .rpc(Some(&place.office.session), "dossiers.print", json!({"year": YEAR, "to": to}), &stopped)
        .unwrap_err();
    assert_eq!(refused.code, "work.cancelled");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    assert_eq!(place.office.call("history.recent", json!({"limit": 1}))[0]["operation"], before);
}

#[test]
fn an_erasure_reaches_a_closed_dossier_and_is_told() {
    let place = place();
    let mut whole = visit(&place.area, &place.delegate, "2025-09-09", 3);
    whole["opinions"] = json!([{"topic": "environment", "content": "隔壁何伯的围墙占道"}]);
    place.office.call("visits.save", whole);
    place.close();
    assert!(place.one()["content"].to_string().contains("何伯"));
    let ids = |whole: &Value| section(&whole["content"], "opinions")["lines"].as_array().unwrap().len();
    assert_eq!(ids(&place.one()), 1);
    place.office.call("erasure.erase", json!({"term": "何伯的围墙", "ground": "依本人2026年9月15日申请"}));
    let told = place.one();
    assert!(!told["content"].to_string().contains("何伯"), "{}", told["content"]);
    assert_eq!(told["altered"], json!(true));
    assert!(place.booklet().to_string().contains("依申请擦除"));
}

/// A content with one part of some lines.
fn content_of(lines: &[(u8, [u8; 3])]) -> Content {
    let mut lines: Vec<Line> = lines
        .iter()
        .map(|(key, cells)| Line {
            key: format!("k{key}"),
            cells: cells.iter().map(ToString::to_string).collect(),
            ..Line::default()
        })
        .collect();
    lines.sort_by(|one, other| one.key.cmp(&other.key));
    lines.dedup_by(|one, other| one.key == other.key);
    let heads = ["甲", "乙", "丙"].map(str::to_owned).to_vec();
    Content {
        sections: vec![Section { code: "visits".to_owned(), heads, lines, ..Section::default() }],
        ..Content::default()
    }
}

fn slips_for(changes: &[Change], from: i64) -> Vec<Slip> {
    let slip = |(number, change): (i64, &Change)| Slip {
        number,
        section: change.section.clone(),
        line: change.line.clone(),
        cells: change.cells.clone(),
        ..Slip::default()
    };
    (from..).zip(changes).map(slip).collect()
}

proptest! {
    #[test]
    fn slips_for_every_change_leave_nothing_to_tell(
        closed in prop::collection::vec((0_u8..5, [0_u8..3, 0_u8..3, 0_u8..3]), 0..6),
        then in prop::collection::vec((0_u8..5, [0_u8..3, 0_u8..3, 0_u8..3]), 0..6),
        later in prop::collection::vec((0_u8..5, [0_u8..3, 0_u8..3, 0_u8..3]), 0..6),
    ) {
        let (closed, then, later) = (content_of(&closed), content_of(&then), content_of(&later));
        let first = rules::changes(&closed, &[], &then);
        prop_assert_eq!(first.is_empty(), closed.sections[0].lines == then.sections[0].lines);
        let mut slips = slips_for(&first, 1);
        prop_assert!(rules::changes(&closed, &slips, &then).is_empty());
        // What comes later is told against what the slips said, exactly as if that had been closed.
        let second = rules::changes(&closed, &slips, &later);
        let told = |changes: &[Change]| -> std::collections::BTreeMap<String, (String, String)> {
            changes.iter().map(|one| (one.line.clone(), (one.before.clone(), one.after.clone()))).collect()
        };
        prop_assert_eq!(told(&second), told(&rules::changes(&then, &[], &later)));
        slips.extend(slips_for(&second, 100));
        prop_assert!(rules::changes(&closed, &slips, &later).is_empty());
        // Back to what was closed: told again, for the slips say something else.
        prop_assert_eq!(rules::changes(&closed, &slips, &closed).is_empty(), closed.sections[0].lines == later.sections[0].lines);
    }
}
