//! Which tables and indexes a save writes pages of: read from the write-ahead log, whose page numbers are not encrypted.

use crate::seed::{Bench, Numbers};
use std::collections::BTreeMap;

const SAVES: usize = 200;

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes[..4].try_into().unwrap())
}

pub fn run() {
    let bench = Bench::new();
    bench.fill(10_000);
    let mut numbers = Numbers::new(23);
    let station = bench.desk.station().unwrap();
    let (mut counts, mut frames) = (BTreeMap::<String, usize>::new(), 0);
    station
        .with_writer(|db| {
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
            db.execute_batch("PRAGMA wal_autocheckpoint = 0").unwrap();
            Ok(())
        })
        .unwrap();
    for _ in 0..SAVES {
        bench.call("visits.save", serde_json::to_value(bench.visit(&mut numbers)).unwrap());
    }
    station
        .with_writer(|db| {
            let size = zhudian_core::ground::file::PAGE;
            let names: BTreeMap<u32, String> = db
                .prepare("SELECT pageno, name || CASE pagetype WHEN 'internal' THEN ' (inner)' WHEN 'overflow' THEN ' (overflow)' ELSE '' END FROM dbstat")
                .unwrap()
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let mut log = station.path().as_os_str().to_owned();
            log.push("-wal");
            let log = std::fs::read(log).unwrap();
            for frame in log[32..].chunks_exact(24 + size) {
                let page = number(frame);
                frames += 1;
                *counts.entry(names.get(&page).cloned().unwrap_or_else(|| "free".to_owned())).or_default() += 1;
            }
            Ok(())
        })
        .unwrap();
    let mut counts: Vec<(usize, String)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
    counts.sort_by(|one, other| other.cmp(one));
    println!("{:.1} pages a save", frames as f64 / SAVES as f64);
    for (count, name) in counts {
        println!("{:>6.2} {name}", count as f64 / SAVES as f64);
    }
}
