//! House rules that can be read from the sources.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Files with one of these endings under a folder, without what is built or downloaded.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    fn walk(path: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", "dist", ".git", "gen", "types", "golden"].contains(&name.as_str()) {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder} is empty");
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// A source without its comments, its unit tests and the example payloads of its calls.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\n").next().unwrap_or_default();
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("r#\"") {
        bare.push_str(before);
        rest = after.split_once("\"#").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*'))
        .map(|line| line.split(" // ").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

fn han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[test]
fn sql_stands_in_stores_and_in_the_ground() {
    let mut found = Vec::new();
    for (name, text) in files("src-tauri", &[".rs"]) {
        if name.contains("/ground/")
            || name.ends_with("/store.rs")
            || name.contains("/sql/")
            || name.contains("/store/")
        {
            continue;
        }
        for word in ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE FROM", "\"CREATE ", "\"PRAGMA "] {
            if code(&text).contains(word) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// The ground carries every feature and knows none: what it must know of a table, the table says itself.
#[test]
fn the_ground_names_no_table_of_a_feature() {
    let folder = "src-tauri/core/src/ground/migrations";
    let tables: Vec<String> = files(folder, &[".sql"])
        .into_iter()
        .filter(|(name, _)| !name.ends_with("00_ground.sql"))
        .flat_map(|(_, text)| {
            let names = text.split("CREATE TABLE ").skip(1).filter_map(|table| table.split_whitespace().next());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    assert!(tables.len() > 30, "{tables:?}");
    let mut found = Vec::new();
    for (name, text) in files("src-tauri/core/src/ground", &[".rs"]) {
        let text = code(&text);
        for table in &tables {
            let named = ["\"{}\"", "'{}'", "FROM {} ", "INTO {} ", "UPDATE {} ", "FROM {}\""];
            if named.iter().any(|shape| text.contains(&shape.replace("{}", table))) {
                found.push(format!("{name}: {table}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn inserts_name_their_columns_and_no_statement_is_glued_from_values() {
    for (name, text) in files("src-tauri/core/src", &[".rs", ".sql"]) {
        for part in text.split("INSERT INTO ").skip(1) {
            let rest: String = part.chars().take(400).collect();
            let columns = rest.find('(').unwrap_or(usize::MAX);
            let values = rest.find("VALUES").or_else(|| rest.find("SELECT")).unwrap_or(usize::MAX);
            assert!(columns < values, "{name}: an INSERT without columns: {}", rest.lines().next().unwrap_or_default());
        }
    }
}

#[test]
fn no_han_in_the_code() {
    let mut found = Vec::new();
    for (name, text) in files("src-tauri", &[".rs"]).into_iter().filter(|(name, _)| !name.contains("/tests/")) {
        if let Some(line) = code(&text).lines().find(|line| line.chars().any(han)) {
            found.push(format!("{name}: {}", line.trim()));
        }
    }
    assert!(found.is_empty(), "words belong into words/ or data/: {found:#?}");
}

#[test]
fn no_file_is_longer_than_the_wall() {
    let mut found = Vec::new();
    for folder in ["src-tauri", "tests"] {
        for (name, text) in files(folder, &[".rs"]) {
            let lines = text.lines().count();
            if lines > 600 {
                found.push(format!("{name}: {lines}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn only_the_shell_knows_tauri() {
    let mut found = Vec::new();
    for folder in ["src-tauri/core", "src-tauri/cli", "src-tauri/paper", "src-tauri/documents", "src-tauri/sheets"] {
        for (name, text) in files(folder, &[".rs", "Cargo.toml"]) {
            let text = if name.ends_with(".rs") { code(&text) } else { text };
            for word in ["tauri::", "rfd::", "tauri =", "rfd ="] {
                if text.contains(word) {
                    found.push(format!("{name}: {word}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_table_is_strict_and_says_what_it_is() {
    for (name, text) in files("src-tauri/core/src/ground/migrations", &[".sql"]) {
        for table in text.split("CREATE TABLE ").skip(1) {
            let title = table.split_whitespace().next().unwrap_or_default();
            let body = table.split("\n)").next().unwrap_or_default();
            let tail = table.split("\n)").nth(1).unwrap_or_default();
            assert!(tail.trim_start().starts_with("STRICT"), "{name}: {title} is not STRICT");
            let mark = body.lines().next().unwrap_or_default();
            assert!(
                ["-- {journalled}", "-- {journalled, register}", "-- {plain: "]
                    .iter()
                    .any(|known| mark.contains(known)),
                "{name}: {title} does not say whether it is journalled"
            );
            let journalled = mark.contains("{journalled");
            for line in body.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()) {
                let constraint = ["UNIQUE", "PRIMARY", "FOREIGN", "CHECK"].iter().any(|word| line.starts_with(word));
                let classed = ["personal", "office", "derived", "secret"].iter().any(|class| {
                    [format!("-- [{class}] "), format!("-- [{class}, part] ")].iter().any(|said| line.contains(said))
                });
                assert!(constraint || classed, "{name}: {title}: {line}");
                if journalled {
                    let kind = line.split_whitespace().nth(1).unwrap_or_default().trim_end_matches(',');
                    assert!(
                        constraint || ["TEXT", "INTEGER"].contains(&kind),
                        "{name}: a journalled table holds {kind}: {line}"
                    );
                }
            }
        }
    }
}

#[test]
fn names_say_what_a_thing_is() {
    let vague = ["Manager", "Helper", "Util", "Utils", "Common", "Misc"];
    for (name, text) in
        files("src-tauri", &[".rs"]).into_iter().chain(files("tests", &[".rs"])).chain(files("ui", &[".ts"]))
    {
        let stem = name.rsplit('/').next().unwrap_or_default().to_lowercase();
        for word in vague {
            assert!(!stem.split(['.', '_', '-']).any(|part| part == word.to_lowercase()), "{name}");
            for keyword in ["struct ", "enum ", "trait ", "class ", "mod "] {
                for part in code(&text).split(keyword).skip(1) {
                    let title: String = part.chars().take_while(|letter| letter.is_alphanumeric()).collect();
                    assert!(
                        !title.ends_with(word) || title.len() == word.len() && keyword == "mod ",
                        "{name}: {title}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_clock_and_the_dice_stand_in_the_ground() {
    let mut found = Vec::new();
    for (name, text) in files("src-tauri/core/src", &[".rs"]) {
        if name.contains("/ground/") {
            continue;
        }
        for word in ["Utc::now", "Local::now", "SystemTime::now", "getrandom", "Uuid::new", "Uuid::now"] {
            if code(&text).contains(word) {
                found.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_test_file_is_in_the_list() {
    let list = std::fs::read_to_string(root().join("tests/core/main.rs")).unwrap();
    for (name, _) in files("tests/core", &[".rs"]) {
        let stem = name.trim_start_matches("tests/core/").trim_end_matches(".rs").to_owned();
        assert!(stem == "main" || stem.contains('/') || list.contains(&format!("mod {stem};")), "{name} is never run");
    }
}

/// dpkg refuses a package whose name is not of small letters, digits and a few signs.
#[test]
fn the_debian_package_has_a_name_dpkg_takes() {
    let text = std::fs::read_to_string(root().join("tauri.linux.conf.json")).unwrap();
    let config: serde_json::Value = serde_json::from_str(&text).unwrap();
    let name = config["productName"].as_str().unwrap();
    let known = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "+-.".contains(letter);
    assert!(name.len() > 1 && name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.chars().all(known));
}
