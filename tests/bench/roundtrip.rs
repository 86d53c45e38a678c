//! B10 without the window: what a call costs from its JSON to its JSON, by the size of the answer. The way through the
//! window is measured by scripts/bench-window.mjs.

use crate::seed::Bench;
use crate::{Line, ms, p95};
use serde_json::{Value, json};
use std::time::Instant;
use zhudian_core::ground::progress::Unwatched;

pub fn run() -> Vec<Line> {
    let bench = Bench::new();
    bench.fill(2_000);
    let asked: [(&str, Value, &str); 4] = [
        ("visits.next_number", json!({ "year": 2026 }), "p95 <= 5 ms"),
        ("areas.list", json!({}), "p95 <= 10 ms"),
        ("visits.list", json!({ "limit": 200 }), "p95 <= 30 ms"),
        ("duties.as_of", json!({ "as_of": "2026-09-15", "records": true }), "p95 <= 200 ms"),
    ];
    asked
        .into_iter()
        .map(|(name, payload, floor)| {
            let mut bytes = 0;
            let times = (0..100)
                .map(|_| {
                    let text = payload.to_string();
                    let start = Instant::now();
                    let payload: Value = serde_json::from_str(&text).unwrap();
                    let reply = bench.desk.rpc(Some(&bench.session), name, payload, &Unwatched).unwrap();
                    bytes = reply.answer.to_string().len();
                    start.elapsed().as_secs_f64()
                })
                .collect();
            Line {
                name: format!("B10 {name}, {} KB", bytes.div_ceil(1000)),
                ours: format!("p95 {}", ms(p95(times))),
                peer: String::new(),
                ratio: None,
                floor,
            }
        })
        .collect()
}
