//! Figures over a large office. Not part of the everyday run: it seeds a million visits past the journal.
//! `cargo test -p zhudian-core --test core -- --ignored --nocapture scale`

use crate::journal::plain;
use serde_json::{Value, json};
use std::time::Instant;
use zhudian_testkit::Office;

/// Adds delegates and visits by plain SQL; the triggers that journal them are taken off this throw-away file.
fn seed(office: &Office, people: usize, visits: usize, years: i64) {
    let term = office.id("delegates.term", json!({"level": "town", "name": "第十四届", "starts": "2011-08-01"}));
    let areas = office.call("areas.list", json!({}));
    let areas: Vec<&str> = areas.as_array().unwrap().iter().map(|area| area["id"].as_str().unwrap()).collect();
    let db = plain(office);
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for name in triggers {
        db.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
    }
    db.execute_batch("BEGIN").unwrap();
    let id = |kind: u128, n: usize| {
        let n = n as u128;
        let text = format!("{:032x}", (0x0190_0000_0000_7000_8000_0000_0000_0000_u128 + (kind << 52)) | n);
        format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
    };
    for n in 0..people {
        db.execute(
            "INSERT INTO people (id, name, sex, post, category, phone, note, pinyin, pinyin_set) VALUES (?1, ?2, 'm', '', '', '', '', '', 0)",
            [id(1, n), format!("代表{n}")],
        )
        .unwrap();
        db.execute(
            "INSERT INTO tenures (id, person_id, level, term_id, layer, from_day) VALUES (?1, ?2, 'town', ?3, '', '2011-08-01')",
            [&id(2, n), &id(1, n), &term],
        )
        .unwrap();
    }
    let last = zhudian_testkit::day("2026-09-15");
    let mut visit = db
        .prepare(
            "INSERT INTO visits (id, day, starts, ends, area_id, place, kind, leader_id, companions, received, households, firms, situation, note,
                 year, number, paper_page, recorder_id)
             VALUES (?1, ?2, '', '', ?3, '村委会', 'reception', ?4, '', 7, 2, 1, '村口到小学那段路灯不亮，排水沟上次清淤是3月，群众反映多次。', '', ?5, ?6, '', 'x')",
        )
        .unwrap();
    let mut came = db
        .prepare("INSERT INTO visit_people (id, visit_id, person_id, part, place) VALUES (?1, ?2, ?3, 'delegate', ?4)")
        .unwrap();
    let mut rows = 0;
    for n in 0..visits {
        let back = years * 365 - (n as i64 * years * 365) / visits as i64;
        let day = (last - chrono::TimeDelta::days(back)).to_string();
        let at = id(3, n);
        visit
            .execute(zhudian_core::rusqlite::params![
                at,
                day,
                areas[n % areas.len()],
                id(1, n * 7 % people),
                9000 + n as i64,
                1
            ])
            .unwrap();
        for place in 0..=n % 4 {
            rows += 1;
            came.execute(zhudian_core::rusqlite::params![
                id(4, rows),
                at,
                id(1, (n * 13 + place * 5) % people),
                place as i64
            ])
            .unwrap();
        }
    }
    db.execute_batch("COMMIT").unwrap();
    println!("{visits} visits, {rows} parts, {} MB", std::fs::metadata(office.database()).unwrap().len() / 1_000_000);
}

fn timed(office: &Office, name: &str, payload: &Value) {
    let mut all: Vec<u128> = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        office.call(name, payload.clone());
        all.push(begun.elapsed().as_millis());
    }
    all.sort_unstable();
    println!("{name} {payload}: best {} ms, middle {} ms, worst {} ms", all[0], all[2], all[4]);
}

#[test]
#[ignore = "seeds a million visits; run by hand"]
fn duties_of_three_hundred_over_a_million_visits() {
    let office = Office::empty();
    seed(&office, 300, 1_000_000, 10);
    for (name, payload) in [
        ("duties.as_of", json!({"as_of": "2026-09-15"})),
        ("duties.as_of", json!({"as_of": "2026-09-15", "records": false})),
        ("duties.upcoming", json!({"as_of": "2026-09-15"})),
        ("weeks.board", json!({})),
        ("statistics.totals", json!({"from": "2026-08-01", "to": "2026-08-31"})),
        ("statistics.by_area", json!({"from": "2026-08-01", "to": "2026-08-31"})),
        ("workbench.today", json!({})),
    ] {
        timed(&office, name, &payload);
    }
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15"}));
    assert_eq!(sheet["delegates"].as_array().unwrap().len(), 300);
}
