//! What is generated and committed: `docs/schema.sql`, the TypeScript of the calls, and one database of each released schema.
//!
//! `ZHUDIAN_GENERATE=1 cargo test -p zhudian-core --test core generated` (part of `npm run gen`) writes them anew.

use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zhudian_core::desk::{Desk, Place, Rooms};
use zhudian_core::ground::clock::SetClock;
use zhudian_core::ground::progress::Unwatched;
use zhudian_core::ground::{capture, migrations};
use zhudian_testkit::{Office, PASSPHRASE, PERSON, TODAY, day};

/// Schema versions that went out to offices. Whoever releases adds the number here and generates its fixture once;
/// from then on neither the migration nor the fixture is ever changed.
const RELEASED: &[u32] = &[];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn generate() -> bool {
    std::env::var_os("ZHUDIAN_GENERATE").is_some()
}

#[test]
fn docs_schema_sql_is_the_migrated_schema() {
    let office = Office::empty();
    let station = office.desk.station().unwrap();
    let text = station
        .with_writer(|db| {
            let mut statement = db.prepare(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'
                 AND name NOT GLOB 'search_grams_*' ORDER BY tbl_name, type DESC, name",
            )?;
            let parts: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(parts.join(";\n\n"))
        })
        .unwrap();
    let triggers = capture::wanted(station.schema()).len();
    let head = format!(
        "-- The schema of an office file, version {}: generated from the migrations by `npm run gen`. Do not edit.\n\
         -- The first line of a table says whether the journal records it; each column says whether it is personal, office,\n\
         -- derived or secret. {triggers} triggers that capture changes are laid from this text (see ground/capture.rs).\n\n",
        migrations::newest()
    );
    let wanted = format!("{head}{text};\n");
    let path = root().join("docs/schema.sql");
    if generate() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "docs/schema.sql is older than the migrations: npm run gen");
}

#[test]
fn the_generated_types_are_those_of_the_calls() {
    let path = root().join("ui/bridge/types/calls.ts");
    let wanted = format!("{}\n", zhudian_core::desk::register().typescript().trim_end());
    if generate() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found.trim_end() == wanted.trim_end(), "ui/bridge/types/calls.ts is older than the calls: npm run gen");
}

fn fixture(version: u32) -> PathBuf {
    root().join(format!("tests/fixtures/schema/{version:04}.db"))
}

/// Writes the sample office as a database and its slots.
fn write_fixture(path: &Path) {
    let office = Office::sample();
    office.desk.clear();
    for ending in ["", ".keys"] {
        let name = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        std::fs::copy(name(&office.database()), name(path)).unwrap();
    }
}

/// Opens a fixture with the current program: it is migrated, sound, and its records are there.
fn opens(fixture: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("office").join("zhudian.db");
    std::fs::create_dir_all(database.parent().unwrap()).unwrap();
    for ending in ["", ".keys"] {
        std::fs::copy(format!("{}{ending}", fixture.display()), format!("{}{ending}", database.display())).unwrap();
    }
    let clock = Arc::new(SetClock::on(day(TODAY)));
    let desk = Desk::new(Place { database, markers: folder.path().join("markers"), clock, rooms: Rooms::default() });
    let ask = |session: Option<&str>, name: &str, payload| desk.rpc(session, name, payload, &Unwatched).unwrap().answer;
    let opened = ask(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}));
    let session = opened["session"].as_str();
    assert_eq!(ask(session, "check.run", json!({}))["sound"], true);
    assert_eq!(ask(session, "visits.list", json!({}))["sums"]["visits"], 1);
    assert_eq!(ask(session, "office.whole", json!({}))["office"]["name"], "里水镇");
    ask(session, "delegates.save", json!({"name": "升级以后的人"}));
}

#[test]
fn every_released_schema_still_opens() {
    for version in RELEASED {
        let path = fixture(*version);
        if generate() && !path.exists() && *version == migrations::newest() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            write_fixture(&path);
        }
        assert!(
            path.exists(),
            "schema {version} was released and has no database in tests/fixtures/schema: npm run gen"
        );
        opens(&path);
    }
    // The way is walked for the schema that is not out yet, so that it is known to work on the day of a release.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newest.db");
    write_fixture(&path);
    opens(&path);
}

/// What a next release may bring: a column and a table, over a file with life in it.
const NEXT: migrations::Step = (
    2,
    &[
        "ALTER TABLE visits ADD COLUMN weather TEXT NOT NULL DEFAULT '' /* [office] weather of the day */;",
        "CREATE TABLE umbrellas ( -- {journalled}\n  id TEXT NOT NULL PRIMARY KEY, -- [office] record\n  owner TEXT NOT NULL -- [personal] who left it\n) STRICT;",
    ],
);

#[test]
fn a_next_schema_migrates_whole_or_not_at_all_and_the_journal_goes_on() {
    let office = Office::sample();
    let key = office.desk.station().unwrap().key().clone();
    let before = office.dump();
    office.desk.clear();
    let open = || {
        use zhudian_core::ground::file;
        file::connect(&office.database(), &key, file::Use::Write).unwrap()
    };
    // A step that fails half-way leaves the old schema, whole.
    const BROKEN: migrations::Step = (
        2,
        &[
            "ALTER TABLE visits ADD COLUMN weather TEXT NOT NULL DEFAULT '' /* [office] weather of the day */;",
            "CREATE TABLE visits (id TEXT) STRICT;",
        ],
    );
    let mut db = open();
    assert!(migrations::through(&mut db, &[BROKEN]).is_err());
    assert_eq!(migrations::version(&db).unwrap(), migrations::newest());
    drop(db);
    assert!(
        office.desk.rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched).is_ok()
    );
    assert_eq!(office.dump(), before);
    office.desk.clear();
    let mut db = open();
    let schema = migrations::through(&mut db, &[NEXT]).unwrap();
    assert!(schema.journalled().any(|table| table.name == "umbrellas"));
    assert_eq!(capture::compare(&db, &schema).map_err(|refusal| refusal.code), Ok(()));
    // The old entries still verify; the journal records the new column and the new table too.
    assert_eq!(zhudian_core::ground::journal::verify(&db).unwrap().broken_at, None);
    let triggers: i64 = db
        .query_row("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND (tbl_name = 'umbrellas' OR sql LIKE '%weather%')", [], |row| row.get(0))
        .unwrap();
    assert!(triggers >= 4, "{triggers}");
    drop(db);
    // This program knows no such schema and says so.
    let refusal = office
        .desk
        .rpc(None, "auth.unlock", json!({"person": PERSON, "passphrase": PASSPHRASE}), &Unwatched)
        .unwrap_err();
    assert_eq!(refusal.code, "database.newer");
}

#[test]
fn a_released_migration_has_the_number_after_the_one_before() {
    for (at, version) in RELEASED.iter().enumerate() {
        assert_eq!(*version as usize, at + 1);
    }
    assert!(migrations::newest() as usize <= RELEASED.len() + 1, "one unreleased schema at a time");
}
