//! The ledger's list against a plain look through all lines: whatever is asked for, in whatever order, on whatever page.

use proptest::prelude::*;
use serde_json::{Value, json};
use zhudian_testkit::Office;

const TOPICS: [&str; 4] = ["traffic", "land", "welfare", "other"];
const NATURES: [&str; 4] = ["opinion", "appeal", "dispute", ""];
const UNITS: [&str; 3] = ["镇市政办", "镇社保所", "村委会"];
const TEXTS: [&str; 5] = ["村口路灯不亮", "排水沟淤塞，路灯旁", "停车困难ABC", "夜间噪声12345", "路边灯箱"];

const ORDERS: [(&str, bool); 9] = [
    ("due", false),
    ("day", true),
    ("day", false),
    ("area", false),
    ("area", true),
    ("topic", false),
    ("state", false),
    ("number", false),
    ("number", true),
];

/// Opinions in every state a few moves lead to, in several villages, some of them about a person by name.
fn office() -> Office {
    let office = Office::sample();
    let areas = office.call("areas.list", json!({}));
    for at in 0..72_usize {
        let one = json!({
            "day": format!("2026-{:02}-{:02}", 5 + at % 5, 1 + at * 7 % 11), "area_id": areas[at % 3]["id"],
            "topic": TOPICS[at % 4], "nature": NATURES[at / 2 % 4], "content": format!("{}{at}", TEXTS[at % 5]),
            "giver": "何先生", "giver_phone": "", "named": at % 17 == 3
        });
        let id = office.id("opinions.save", one);
        let unit = UNITS[at % 3];
        let moves: &[&str] = match at % 6 {
            0 => &[],
            1 => &["send"],
            2 => &["send", "accept", "start"],
            3 => &["send", "accept", "start", "reply"],
            4 => &["answer"],
            _ => &["send", "accept", "start", "reply", "feedback", "close"],
        };
        for kind in moves {
            let whole = office.call("opinions.open", json!({"id": id}));
            let Some(may) = whole["may"].as_array().unwrap().iter().find(|may| may["kind"] == *kind) else { continue };
            let mut wish = json!({"id": id, "kind": kind, "unit": unit, "answer": "已办", "note": "说明", "told": "phone", "rating": "satisfied"});
            if may["needs"].as_array().unwrap().contains(&json!("deadline")) {
                wish["deadline"] = may["latest"].clone();
            }
            office.call("opinions.move", wish);
        }
    }
    office
}

fn pages(office: &Office, asked: &Value) -> (Vec<Value>, i64) {
    let answer = office.call("opinions.list", asked.clone());
    (answer["lines"].as_array().unwrap().clone(), answer["total"].as_i64().unwrap())
}

/// Whether a line passes, by what it shows.
fn passes(line: &Value, asked: &Value, area: &str) -> bool {
    let is = |field: &str| asked[field].as_str().is_none_or(|word| line[field] == word);
    let light = match asked["light"].as_str() {
        None => true,
        Some("near") => line["light"] == "today" || line["light"] == "soon",
        Some("due") => ["overdue", "today", "soon"].iter().any(|light| line["light"] == *light),
        Some(light) => line["light"] == light,
    };
    let status = match asked["status"].as_str() {
        None => true,
        Some("settled") => line["status"] == "answered" || line["status"] == "closed",
        Some(status) => line["status"] == status,
    };
    let topic = asked["topic"]
        .as_str()
        .is_none_or(|topics| topics.split(',').any(|topic| line["topic"] == if topic == "-" { "" } else { topic }));
    let words = asked["text"].as_str().unwrap_or_default();
    let open = asked["open"] != true || line["status"] == "registered" || line["status"] == "handling";
    is("state")
        && is("nature")
        && is("unit")
        && status
        && light
        && topic
        && open
        && (asked["area_id"].is_null() || line["area"] == area)
        && asked["from"].as_str().is_none_or(|from| line["day"].as_str().unwrap() >= from)
        && asked["to"].as_str().is_none_or(|to| line["day"].as_str().unwrap() <= to)
        && words.split(' ').all(|word| line["content"].as_str().unwrap().to_lowercase().contains(&word.to_lowercase()))
        && (words.is_empty() || line["named"] == false)
}

fn place(line: &Value) -> (u8, String) {
    let due = line["due_on"].as_str().unwrap_or_default().to_owned();
    let class = match line["light"].as_str().unwrap() {
        "overdue" | "today" | "soon" | "running" => 1,
        "none" => 2,
        "untold" => 3,
        _ => 4,
    };
    (class, due)
}

#[test]
fn whatever_is_asked_for_is_what_a_plain_look_finds() {
    let office = office();
    let areas = office.call("areas.list", json!({}));
    let whole: Vec<Vec<Value>> = ORDERS
        .iter()
        .map(|(sort, descending)| pages(&office, &json!({"sort": sort, "descending": descending, "limit": 2000})).0)
        .collect();
    assert!(whole[0].is_sorted_by_key(place), "what is due first stands first");
    let day = |line: &Value| (line["day"].as_str().unwrap().to_owned(), line["number"].as_i64().unwrap());
    assert!(whole[2].is_sorted_by_key(day) && whole[1].iter().rev().is_sorted_by_key(day));
    let whole_office = office.call("office.whole", json!({}));
    let words = whole_office["dictionary"].as_array().or_else(|| whole_office["entries"].as_array()).unwrap();
    let place_of = |list: &str, code: &Value| {
        let mut held = words.iter().filter(|one| one["list"] == list);
        held.position(|one| one["code"] == *code).unwrap_or(usize::MAX)
    };
    let village = |line: &Value| areas.as_array().unwrap().iter().position(|one| one["short_name"] == line["area"]);
    let newest = |line: &Value| std::cmp::Reverse(day(line));
    assert!(whole[3].is_sorted_by_key(|line| (village(line), newest(line))), "villages in the order of the office");
    assert!(whole[4].is_sorted_by_key(|line| (std::cmp::Reverse(village(line)), newest(line))));
    assert!(whole[5].is_sorted_by_key(|line| (place_of("topic", &line["topic"]), newest(line))));
    assert!(whole[6].is_sorted_by_key(|line| (place_of("opinion_state", &line["state"]), newest(line))));
    let number = |line: &Value| (line["year"].as_i64(), line["number"].as_i64());
    assert!(whole[7].is_sorted_by_key(number) && whole[8].iter().rev().is_sorted_by_key(number));
    assert!(whole.iter().all(|all| all.len() == whole[0].len()));
    let lights: std::collections::BTreeSet<&str> =
        whole[0].iter().map(|line| line["light"].as_str().unwrap()).collect();
    assert!(lights.len() >= 4, "the ledger shows several lights: {lights:?}");
    let one_of = |words: &'static [&'static str]| prop::option::weighted(0.25, prop::sample::select(words));
    let asked = (
        (
            one_of(&["registered", "answered", "handling", "closed", "settled", "nothing"]),
            one_of(&["registered", "sent", "handling", "replied", "answered", "closed"]),
            one_of(&["overdue", "today", "soon", "near", "due", "running", "none", "untold", "done", "nothing"]),
            one_of(&["traffic", "land,other", "-", "land,nothing", "nothing"]),
            one_of(&["opinion", "appeal", "dispute", "inquiry"]),
            one_of(&["镇市政办", "镇社保所", "村委会", "没有的单位"]),
        ),
        (
            prop::option::weighted(0.3, 0_usize..4),
            one_of(&["2026-05-03", "2026-07-01", "2026-09-05"]),
            one_of(&["2026-06-09", "2026-08-31", "2026-01-01"]),
            one_of(&["路灯", "灯", "路 灯", "abc", "路灯不亮", "123", "，", "没有"]),
            any::<bool>(),
        ),
        (0_usize..ORDERS.len(), 0_usize..60, 1_usize..40),
    );
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    runner
        .run(
            &asked,
            |((status, state, light, topic, nature, unit), (area, from, to, text, open), (order, offset, limit))| {
                let (sort, descending) = ORDERS[order];
                let area = area.map(|at| &areas[at]);
                let mut asked = json!({
                    "status": status, "state": state, "light": light, "topic": topic, "nature": nature, "unit": unit,
                    "area_id": area.map(|area| area["id"].clone()), "from": from, "to": to, "text": text,
                    "sort": sort, "descending": descending, "open": open && offset % 3 == 0
                });
                let short = area.map_or("", |area| area["short_name"].as_str().unwrap());
                let wanted: Vec<&Value> = whole[order].iter().filter(|line| passes(line, &asked, short)).collect();
                asked["offset"] = json!(offset);
                asked["limit"] = json!(limit);
                let (lines, total) = pages(&office, &asked);
                prop_assert_eq!(total, wanted.len() as i64, "{}", asked);
                let page: Vec<&Value> = wanted.into_iter().skip(offset).take(limit).collect();
                prop_assert_eq!(lines.iter().collect::<Vec<_>>(), page, "{}", asked);
                Ok(())
            },
        )
        .unwrap();
}

/// The index knows a record by the number of its row: laying the file anew must not give it another one.
#[test]
fn rows_keep_their_numbers_when_the_file_is_laid_anew() {
    let office = office();
    let (all, _) = pages(&office, &json!({"limit": 2000, "descending": false}));
    let loose: Vec<&Value> =
        all.iter().filter(|line| line["state"] == "registered" && line["visit_id"].is_null()).collect();
    assert!(loose.len() > 4);
    for line in loose.iter().step_by(2) {
        office.call("opinions.remove", json!({"id": line["id"]}));
    }
    let station = office.desk.station().unwrap();
    let rows = |station: &zhudian_core::ground::station::Station| {
        station
            .with_writer(|db| {
                let mut statement = db.prepare("SELECT id, rowid FROM opinions ORDER BY id").unwrap();
                let rows =
                    statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).unwrap();
                Ok(rows.map(Result::unwrap).collect::<Vec<_>>())
            })
            .unwrap()
    };
    let before = rows(&station);
    assert!(before.last().unwrap().1 as usize > before.len(), "there are gaps");
    let hits = pages(&office, &json!({"text": "路灯"}));
    station.with_writer(|db| Ok(db.execute_batch("VACUUM")?)).unwrap();
    assert_eq!(rows(&station), before);
    assert_eq!(pages(&office, &json!({"text": "路灯"})), hits);
}
