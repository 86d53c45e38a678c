//! What the journal costs: the same store calls on the same encrypted file with the triggers and the journal taken out.

use crate::seed::{Bench, Numbers};
use crate::{Line, ms};
use std::time::Instant;
use zhudian_core::features::visits::{model::Visit, store};
use zhudian_core::ground::file::{self, Use};
use zhudian_core::ground::ids::new_id;
use zhudian_core::ground::{keys, migrations};
use zhudian_core::rusqlite::Connection;

/// Bytes the write-ahead log grew by since it was emptied.
fn logged(database: &std::path::Path) -> f64 {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    std::fs::metadata(std::path::PathBuf::from(name)).map_or(0.0, |meta| meta.len() as f64)
}

fn empty_log(db: &Connection) {
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    db.execute_batch("PRAGMA wal_autocheckpoint = 0").unwrap();
}

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    fields.iter().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

pub fn run() -> Vec<Line> {
    const COUNT: usize = 2_000;
    let bench = Bench::new();
    bench.fill(10_000);
    let visits: Vec<Visit> = {
        let mut numbers = Numbers::new(23);
        (0..COUNT).map(|_| bench.visit(&mut numbers)).collect()
    };
    // Ours: the write door with everything it does, search index aside by counting it on both sides.
    let station = bench.desk.station().unwrap();
    station
        .with_writer(|db| {
            empty_log(db);
            Ok(())
        })
        .unwrap();
    let (start, before) = (Instant::now(), cpu());
    for visit in &visits {
        bench.call("visits.save", serde_json::to_value(visit).unwrap());
    }
    let ours = (start.elapsed().as_secs_f64() / COUNT as f64, (cpu() - before) / COUNT as f64, logged(station.path()));
    // Plain: the same schema without triggers, the same statements, the same search index, one commit each.
    let path = bench.folder.path().join("plain.db");
    let mut db = file::connect(&path, &keys::new_key().unwrap(), Use::Write).unwrap();
    migrations::migrate(&mut db).unwrap();
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for name in triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let save = |db: &mut Connection, visit: &Visit| {
        let tx = db.transaction_with_behavior(zhudian_core::rusqlite::TransactionBehavior::Immediate).unwrap();
        let mut visit = visit.clone();
        visit.id = new_id();
        visit.year = visit.day[..4].parse().unwrap();
        visit.number = store::next_number(&tx, visit.year).unwrap();
        store::save_row(&tx, &visit, "bench").unwrap();
        store::save_people(&tx, &visit).unwrap();
        store::save_tags(&tx, &visit).unwrap();
        zhudian_core::features::opinions::entry::save_of_visit(&tx, &visit, "bench").unwrap();
        let ids: Vec<String> = tx
            .prepare_cached("SELECT id FROM opinions WHERE visit_id = ?1")
            .unwrap()
            .query_map([&visit.id], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut touched = vec![("visits".to_owned(), visit.id.clone())];
        touched.extend(ids.into_iter().map(|id| ("opinions".to_owned(), id)));
        zhudian_core::features::search::store::touch(&tx, &touched).unwrap();
        tx.commit().unwrap();
    };
    let mut numbers = Numbers::new(7);
    db.execute_batch("PRAGMA synchronous = OFF").unwrap();
    for _ in 0..10_000 {
        let visit = bench.visit(&mut numbers);
        save(&mut db, &visit);
    }
    db.execute_batch("PRAGMA synchronous = FULL").unwrap();
    empty_log(&db);
    let (start, before) = (Instant::now(), cpu());
    for visit in &visits {
        save(&mut db, visit);
    }
    let plain = (start.elapsed().as_secs_f64() / COUNT as f64, (cpu() - before) / COUNT as f64, logged(&path));
    vec![
        Line {
            name: "journal: time of a save".to_owned(),
            ours: ms(ours.0),
            peer: format!("same writes without it {}", ms(plain.0)),
            ratio: Some(ours.0 / plain.0),
            floor: "",
        },
        Line {
            name: "journal: CPU of a save".to_owned(),
            ours: ms(ours.1),
            peer: format!("same writes without it {}", ms(plain.1)),
            ratio: Some(ours.1 / plain.1),
            floor: "<= 4",
        },
        Line {
            name: "journal: bytes written by a save".to_owned(),
            ours: format!("{:.0} KiB", ours.2 / COUNT as f64 / 1024.0),
            peer: format!("same writes without it {:.0} KiB", plain.2 / COUNT as f64 / 1024.0),
            ratio: Some(ours.2 / plain.2),
            floor: "<= 2.2",
        },
    ]
}
