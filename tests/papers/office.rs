//! An office with a year of life in it, so that the papers are looked at as they will be: full.

use serde_json::{Value, json};
use zhudian_testkit::Office;

const FAMILY: [&str; 20] = [
    "陈", "梁", "黄", "何", "麦", "罗", "邓", "冯", "潘", "谢", "区", "曾", "欧阳", "司徒", "关", "孔", "叶", "单",
    "仇", "翟",
];
const GIVEN: [&str; 12] =
    ["国栋", "志明", "淑仪", "伟强", "少芬", "建业", "耀辉", "丽珊", "振华", "婉仪", "䶮", "嘉欣"];

/// A small made-up stream of numbers: the same office every time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// 里水镇 with its villages, two of them without a team, and a ledger from January to September.
pub fn lively() -> Office {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let mut dice = Dice::new(7);
    let areas = office.call("areas.list", json!({}));
    let areas: Vec<&Value> = areas.as_array().unwrap().iter().collect();
    let roster = office.call("delegates.register", json!({}));
    let (term, group) = (roster["terms"][0]["id"].clone(), roster["circles"][0]["id"].clone());
    let of_district =
        office.id("delegates.term", json!({"level": "district", "name": "区第十三届", "starts": "2021-08-01"}));
    let mut people = Vec::new();
    for at in 0..areas.len() + 12 {
        let name = format!("{}{}", FAMILY[at % FAMILY.len()], GIVEN[(at * 7 + at / 12) % GIVEN.len()]);
        let phone = format!("1380000{:04}", at * 37);
        let person =
            office.id("delegates.save", json!({"name": name, "sex": "m", "post": "村党委委员", "phone": phone}));
        let (level, term) = if at % 5 == 0 { ("district", json!(of_district)) } else { ("town", term.clone()) };
        let seat =
            json!({"person_id": person, "level": level, "term_id": term, "circle_id": group, "from_day": "2021-08-01"});
        office.id("delegates.tenure", seat);
        people.push(person);
    }
    for (at, area) in areas.iter().enumerate() {
        if at % 17 == 9 {
            continue;
        }
        let name = format!("{}驻点团队", area["short_name"].as_str().unwrap());
        let team = office.id(
            "stations.team",
            json!({"name": name, "kind": "main", "area_id": area["id"], "valid_from": "2026-01-01"}),
        );
        let member = |person: &str, role: &str| {
            office.id(
                "stations.member",
                json!({"team_id": team, "person_id": person, "role": role, "valid_from": "2026-01-01"}),
            );
        };
        if at % 13 != 5 {
            member(&people[at], "leader");
        }
        member(&people[(at + 3) % people.len()], "liaison");
        member(&people[(at + 5) % people.len()], "member");
        for other in [at, at + 11, at + 23].into_iter().take(1 + at % 3) {
            let person = &people[other % people.len()];
            office.id(
                "stations.contact",
                json!({"person_id": person, "area_id": area["id"], "team_id": team, "valid_from": "2026-01-01"}),
            );
        }
        if at % 11 != 7 {
            let slot = json!({"area_id": area["id"], "weekday": 1 + at % 5, "starts": "15:00", "ends": "18:30", "place": "村委会一楼接待室",
                "every_weeks": if at % 6 == 2 { 2 } else { 1 }, "valid_from": "2026-01-05"});
            office.id("stations.slot", slot);
        }
    }
    for round in 0..320 {
        let at = dice.roll(areas.len() as u64 - 2) as usize;
        let month = 1 + dice.roll(9);
        let day = format!("2026-{month:02}-{:02}", 1 + dice.roll(if month == 9 { 14 } else { 28 }));
        let kind = ["reception", "household", "firm"][dice.roll(3) as usize];
        let mut visit = json!({"day": day, "area_id": areas[at]["id"], "kind": kind, "leader_id": people[at],
            "delegates": [people[(at + 11) % people.len()], people[(at + 23) % people.len()]]});
        match kind {
            "reception" => visit["received"] = json!(dice.roll(20)),
            "household" => visit["households"] = json!(1 + dice.roll(8)),
            _ => visit["firms"] = json!(1 + dice.roll(5)),
        }
        if round % 2 == 0 {
            let status = if round % 4 == 0 { "closed" } else { "registered" };
            visit["opinions"] =
                json!([{"topic": "traffic", "content": "村口到小学那段路灯不亮", "giver": "麦女士", "status": status}]);
        }
        office.call("visits.save", visit);
    }
    office
}
