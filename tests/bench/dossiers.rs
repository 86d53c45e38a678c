//! 500 booklets of a year in one run: how many a minute, and how much one of them costs beside a booklet made alone.

use crate::Line;
use crate::seed::{Bench, CLERK, PASSPHRASE};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use zhudian_core::desk::{Desk, Place, Rooms};
use zhudian_core::ground::clock::SetClock;
use zhudian_core::ground::progress::Unwatched;
use zhudian_documents::Press;

const BOOKLETS: usize = 500;
const VISITS: usize = 5_000;

/// A desk that can print, on the office of a folder.
struct Printing {
    desk: Desk,
    session: String,
}

impl Printing {
    fn open(home: &Path) -> Self {
        let desk = Desk::new(Place {
            database: home.join("office.db"),
            markers: home.join("markers"),
            clock: Arc::new(SetClock::on("2026-09-15".parse().unwrap())),
            rooms: Rooms { printer: Some(Arc::new(Press::usual())), ..Rooms::default() },
        });
        let unlock = json!({"person": CLERK, "passphrase": PASSPHRASE});
        let opened = desk.rpc(None, "auth.unlock", unlock, &Unwatched).unwrap();
        let session = opened.answer["session"].as_str().unwrap().to_owned();
        Self { desk, session }
    }

    fn call(&self, name: &str, payload: Value) -> Value {
        match self.desk.rpc(Some(&self.session), name, payload, &Unwatched) {
            Ok(reply) => reply.answer,
            Err(refusal) => panic!("{name}: {refusal:?}"),
        }
    }

    /// Delegates until there are as many as booklets are wanted.
    fn seat(&self) {
        let roster = self.call("delegates.register", json!({}));
        let term = roster["terms"][0].clone();
        let seated = roster["tenures"].as_array().unwrap().len();
        for at in seated..BOOKLETS {
            let person = self.call("delegates.save", json!({"name": format!("代表{at}"), "post": "村党委委员"}));
            let seat = json!({"person_id": person["id"], "level": term["level"], "term_id": term["id"], "from_day": "2021-08-01"});
            self.call("delegates.tenure", seat);
        }
    }
}

pub fn run() -> Vec<Line> {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("office");
    Bench::lay(&home, VISITS);
    let office = Printing::open(&home);
    office.seat();
    let year = office.call("dossiers.year", json!({"year": 2026}));
    let first = year["lines"][0]["person_id"].clone();
    let alone = || {
        let start = Instant::now();
        office.call("papers.make", json!({"kind": "dossier", "options": {"person_id": first, "year": 2026}}));
        start.elapsed().as_secs_f64()
    };
    // Fonts are read once in the life of the program.
    alone();
    let alone = alone();
    let out = folder.path().join("out");
    std::fs::create_dir_all(&out).unwrap();
    let to = office.desk.files().offer(out);
    let start = Instant::now();
    let done = office.call("dossiers.print", json!({"year": 2026, "to": to}));
    let seconds = start.elapsed().as_secs_f64();
    let booklets = done["booklets"].as_f64().unwrap_or_default();
    assert!(booklets >= 500.0, "{booklets} booklets");
    vec![Line {
        name: format!("{booklets} dossiers in one run, {} pages", done["pages"]),
        ours: format!("{:.0} a minute", booklets * 60.0 / seconds),
        peer: format!("one alone {:.0} ms", alone * 1000.0),
        ratio: Some(alone * booklets / seconds),
        floor: ">= 0.8",
    }]
}
