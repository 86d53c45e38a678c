//! Prepares the window: reads `tauri.conf.json` and the capabilities, and sees to it that a checkout without a built
//! page still compiles.

use std::path::Path;

/// What the window shows when the pages were not built: the name of the program and what to do.
const NOT_BUILT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>&#39547;&#28857;&#36890;</title>\
<body><p>The pages are not built: npm run build</p></body></html>";

fn main() {
    let pages = Path::new("ui/dist");
    let front = pages.join("index.html");
    if !front.exists() {
        // Tauri embeds the folder at compile time and refuses to compile without it.
        std::fs::create_dir_all(pages).expect("the checkout takes files");
        std::fs::write(&front, NOT_BUILT).expect("the checkout takes files");
    }
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*.json");
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the window cannot be prepared: {error:#}");
    }
}
