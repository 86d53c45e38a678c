//! Collects the wording files, so that a new feature's file needs no list to be edited.

use std::fmt::Write as _;
use std::path::Path;

const TAKES: &str = "a text in memory takes every line";

fn main() {
    let folder = Path::new("words/zh");
    println!("cargo:rerun-if-changed=words/zh");
    println!("cargo:rerun-if-changed=src/ground/migrations");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.retain(|name| name.ends_with(".json"));
    names.sort();
    let (screens, names): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.ends_with(".screen.json"));
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let mut code = String::from("const WORD_FILES: &[(&str, &str)] = &[\n");
    for name in &names {
        writeln!(code, "    ({name:?}, include_str!({:?})),", format!("{root}/words/zh/{name}")).expect(TAKES);
    }
    code.push_str("];\nconst SCREEN_FILES: &[(&str, &str)] = &[\n");
    for name in &screens {
        let feature = name.trim_end_matches(".screen.json");
        writeln!(code, "    ({feature:?}, include_str!({:?})),", format!("{root}/words/zh/{name}")).expect(TAKES);
    }
    code.push_str("];\n");
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    std::fs::write(Path::new(&out).join("words.rs"), code).expect("the build folder takes files");
    schema(&root, &out);
}

/// Joins the files of each migration in name order into one text.
fn schema(root: &str, out: &str) {
    let folder = Path::new("src/ground/migrations");
    let mut steps: Vec<String> = std::fs::read_dir(folder)
        .map(|entries| {
            entries
                .flatten()
                .filter(|entry| entry.path().is_dir())
                .map(|entry| entry.file_name().to_string_lossy().into_owned())
                .collect()
        })
        .unwrap_or_default();
    steps.sort();
    let mut code = String::from("const STEPS: &[(u32, &[&str])] = &[\n");
    for step in &steps {
        let number = step.trim_start_matches('m').trim_start_matches('0');
        let mut files: Vec<String> = std::fs::read_dir(folder.join(step))
            .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        files.retain(|name| name.ends_with(".sql"));
        files.sort();
        writeln!(code, "    ({number}, &[").expect(TAKES);
        for file in files {
            let path = format!("{root}/src/ground/migrations/{step}/{file}");
            println!("cargo:rerun-if-changed={path}");
            writeln!(code, "        include_str!({path:?}),").expect(TAKES);
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    std::fs::write(Path::new(out).join("migrations.rs"), code).expect("the build folder takes files");
}
