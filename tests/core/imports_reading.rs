//! Reading untidy workbooks: the two files of one office exactly, then many made-up offices.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::{Job, Mapping, Role};
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{Known, KnownArea, KnownPerson, model, roster, visits};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../../tests/fixtures/lishui/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The 307 units of the district, seen from one town.
pub fn district(office: &str) -> Known {
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(fixture("nanhai-areas.csv")));
    let areas = reader
        .records()
        .map(|r| {
            let r = r.unwrap();
            KnownArea { code: r[0].into(), name: r[1].into(), town_code: r[2].into(), town_name: r[3].into() }
        })
        .collect();
    Known { office_code: office.into(), areas, ..Known::default() }
}

fn with_people(mut known: Known, people: &[model::Person]) -> Known {
    known.people = people
        .iter()
        .enumerate()
        .map(|(i, p)| KnownPerson {
            id: format!("person-{i}"),
            name: p.name.clone(),
            areas: p.seats.iter().filter_map(|s| s.code.clone()).collect(),
            delegate: true,
        })
        .collect();
    known
}

fn expected() -> Json {
    serde_json::from_slice(&fixture("expected-lishui.json")).unwrap()
}

fn read_roster(known: &Known) -> model::RosterReading {
    let book = Workbook::open("roster-lishui.xlsx", &fixture("roster-lishui.xlsx"), Limits::default()).unwrap();
    let none = Mapping::default();
    let plans = plan(&book, Job::Roster, known, &none, &none);
    roster::read(&book, &plans, known, &none)
}

#[test]
fn the_roster_of_lishui_is_read_exactly() {
    let known = district("440605126");
    let reading = read_roster(&known);
    assert_eq!(reading.refused, vec![], "{:#?}", reading.refused);
    let found: BTreeSet<String> = reading
        .people
        .iter()
        .map(|p| {
            let seat = p.seats.first();
            serde_json::json!({
                "name": p.name, "sex": match p.sex.as_str() { "m" => "男", "f" => "女", _ => "" }, "layer": p.layer,
                "group": p.group, "post": p.post, "phone": p.phone,
                "area": seat.and_then(|s| s.code.clone()),
                "team": seat.map(|s| s.team.clone()),
                "second_area": p.seats.get(1).and_then(|s| s.code.clone()),
            })
            .to_string()
        })
        .collect();
    let expected = expected();
    // Which of two villages is the first is not written anywhere in the file: compare the pair, sorted.
    let sorted = |text: &String| -> String {
        let mut v: Json = serde_json::from_str(text).unwrap();
        if !v["second_area"].is_null() {
            let mut both = [v["area"].to_string(), v["second_area"].to_string()];
            both.sort();
            v["area"] = both.join(" ").into();
            v["second_area"] = Json::Null;
            v["team"] = Json::Null;
        }
        v.to_string()
    };
    let wanted: BTreeSet<String> =
        expected["delegates"].as_array().unwrap().iter().map(|v| sorted(&v.to_string())).collect();
    let found: BTreeSet<String> = found.iter().map(sorted).collect();
    let odd: Vec<&String> = found.symmetric_difference(&wanted).collect();
    assert!(odd.is_empty(), "{odd:#?}");
    assert_eq!(reading.people.len(), 72);
    assert_eq!(reading.people.iter().filter(|p| p.seats.is_empty()).count(), 3);
    assert_eq!(reading.people.iter().filter(|p| p.seats.len() == 2).count(), 2);
    let dropped: Vec<&str> = reading.dropped.iter().map(|d| d.role.as_str()).collect();
    assert_eq!(dropped, ["citizen_id"]);
    let told = serde_json::to_string(&reading).unwrap();
    assert!(!told.contains("99999919"), "a citizen number got through");
}

#[test]
fn the_ledger_of_lishui_is_read_exactly() {
    let known = district("440605126");
    let known = with_people(known.clone(), &read_roster(&known).people);
    let book = Workbook::open("visits-lishui.xlsx", &fixture("visits-lishui.xlsx"), Limits::default()).unwrap();
    let none = Mapping::default();
    let plans = plan(&book, Job::Visits, &known, &none, &none);
    let reading = visits::read(&book, &plans, &known, &none);
    assert_eq!(reading.refused, vec![], "{:#?}", &reading.refused);
    let expected = expected();
    let shape = |v: &Json| -> String { v.to_string() };
    let mut wanted: Vec<String> = expected["visits"].as_array().unwrap().iter().map(shape).collect();
    let mut found: Vec<String> = reading
        .visits
        .iter()
        .map(|v| {
            shape(&serde_json::json!({
                "date": v.day.to_string(), "area": v.area, "kind": v.kind_text,
                "leader": v.leader.as_ref().map(|l| l.name.clone()),
                "delegates": v.delegates.iter().map(|d| d.name.clone()).collect::<Vec<_>>(),
                "households": v.households, "firms": v.firms, "received": v.received,
                "opinions": v.opinions.iter().map(|o| serde_json::json!({"topic": o.topic, "text": o.text})).collect::<Vec<_>>(),
            }))
        })
        .collect();
    assert_eq!(found.len(), 1800);
    wanted.sort();
    found.sort();
    for (f, w) in found.iter().zip(&wanted) {
        assert_eq!(f, w);
    }
    assert!(reading.visits.iter().flat_map(|v| &v.delegates).all(|d| d.person.is_some()));
    let sum = |f: fn(&model::Visit) -> u32| reading.visits.iter().map(f).sum::<u32>();
    assert_eq!(Json::from(sum(|v| v.received)), expected["totals"]["received"]);
    assert_eq!(Json::from(sum(|v| v.households)), expected["totals"]["households"]);
    assert_eq!(Json::from(sum(|v| v.firms)), expected["totals"]["firms"]);
    assert_eq!(reading.visits.iter().map(|v| v.opinions.len()).sum::<usize>(), 1456);
    let kinds: BTreeMap<&str, usize> = reading.visits.iter().fold(BTreeMap::new(), |mut m, v| {
        *m.entry(v.kind.as_str()).or_default() += 1;
        m
    });
    assert_eq!(
        kinds,
        BTreeMap::from([("firm", 364), ("forum", 346), ("household", 379), ("reception", 346), ("research", 365)])
    );
    let leaders: BTreeSet<String> =
        reading.visits.iter().filter_map(|v| v.leader.as_ref()).map(|l| l.name.clone()).collect();
    assert_eq!(Json::from(leaders.into_iter().collect::<Vec<_>>()), expected["leaders"]);
    let columns: Vec<(String, Option<Role>)> = plans[0].columns.iter().map(|c| (c.heading.clone(), c.role)).collect();
    assert_eq!(columns.iter().filter(|(_, r)| r.is_some()).count(), 12, "{columns:?}");
}
