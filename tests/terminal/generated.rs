//! What is generated from the register is committed and true.

use crate::support::Trial;

#[test]
fn the_types_of_the_pages_are_those_of_the_register() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/bridge/types/calls.ts");
    let committed = std::fs::read_to_string(file).unwrap();
    let made = String::from_utf8(Trial::new().run(&["calls", "--typescript"]).stdout).unwrap();
    assert!(committed.trim_end() == made.trim_end(), "ui/bridge/types/calls.ts is older than the calls: npm run gen");
}
