//! A random walk over every write call: whatever was done, the journal replays to the same tables, the chain holds, and
//! taking everything back in reverse order gives the tables of the beginning.

use proptest::prelude::*;
use serde_json::json;
use zhudian_core::calls::Kind;
use zhudian_core::desk::register;
use zhudian_core::ground::station::Undo;
use zhudian_testkit::Office;

/// Printing sheets cannot be taken back, and handovers begin something first, past the walk: the contract takes each of
/// these back alone.
fn prints(example: &str) -> bool {
    [
        "$batch",
        "$printed",
        "$scan",
        "$page",
        "$decided",
        "$closed",
        "$signed",
        "$handover",
        "$passed",
        "$transfer",
        "$ownline",
        "$given",
        "$closing",
        "$materialitem",
        "$withmaterial",
        "$attachment",
    ]
    .iter()
    .any(|place| example.contains(place))
}

/// Takes one step; answers the operation it left, if it changed anything: a material made anew with nothing new in it stands
/// in the journal and has nothing to take back.
fn step(office: &Office, choice: usize, undoable: bool) -> Option<i64> {
    let calls: Vec<_> = register()
        .0
        .values()
        .filter(|call| {
            let taken_back = call.undo == Undo::Undoable && !prints(call.example);
            call.kind == Kind::Write && (!undoable || taken_back) && !call.name.starts_with("history.")
        })
        .collect();
    let call = calls[choice % calls.len()];
    let mut example = office.example(call.example);
    // The same example twice would often change nothing: names get a number.
    if let Some(name) = example.get_mut("name").filter(|name| name.is_string()) {
        *name = json!(format!("{}{choice}", name.as_str().unwrap()));
    }
    let reply = office.rpc(call.name, example).ok().filter(|reply| !reply.changed.is_empty())?;
    reply.operation
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 8, ..ProptestConfig::default() })]

    #[test]
    fn replay_equals_the_tables_after_any_walk(choices in prop::collection::vec(0_usize..10_000, 12..25), undos in prop::collection::vec(any::<prop::sample::Index>(), 6)) {
        let office = Office::sample();
        let mut done = Vec::new();
        for (at, choice) in choices.iter().enumerate() {
            done.extend(step(&office, *choice, false));
            if at % 4 == 3 && !done.is_empty() {
                let target = done[undos[(at / 4) % undos.len()].index(done.len())];
                // Later work may stand in the way: then it is a refusal and nothing happens.
                if let Ok(reply) = office.rpc("history.undo", json!({"operation": target})) {
                    done.extend(reply.operation);
                }
            }
        }
        prop_assert!(!done.is_empty());
        prop_assert_eq!(crate::journal::replayed(&office), office.dump());
        prop_assert_eq!(&office.call("check.run", json!({}))["sound"], &json!(true));
    }

    #[test]
    fn all_taken_back_in_reverse_is_the_beginning(choices in prop::collection::vec(0_usize..10_000, 10..20)) {
        let office = Office::sample();
        let before = office.dump();
        let done: Vec<i64> = choices.iter().filter_map(|choice| step(&office, *choice, true)).collect();
        for operation in done.iter().rev() {
            let undone = office.rpc("history.undo", json!({"operation": operation}));
            // Something an operation left beside the tables it may take back is named by the refusal.
            prop_assert!(undone.is_ok(), "{} {:?}", operation, undone.err());
        }
        prop_assert_eq!(office.dump(), before);
        prop_assert_eq!(crate::journal::replayed(&office), office.dump());
    }
}
