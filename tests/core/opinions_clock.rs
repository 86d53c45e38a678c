//! Working days and the clock of opinions, by dated cases. The days were reckoned by hand and by a separate script from the
//! State Council's announcements and the Guangdong rule (5 to pass on, 5 to say no, 30 to finish, 15 more at most), not
//! by the program.

use chrono::NaiveDate;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use zhudian_core::features::calendar::rules::{Calendar, read};
use zhudian_core::features::opinions::chain::chain;
use zhudian_core::features::opinions::model::MoveLine;
use zhudian_core::features::opinions::rules::{self, Days, Standing};
use zhudian_testkit::{Office, day};

fn calendar() -> Calendar {
    Calendar::with(&BTreeMap::new())
}

const GUANGDONG: Days = Days { send: 5, decline: 5, close: 30, extend: 15 };

/// (begins, working days, last day)
const CASES: &[(&str, i64, &str)] = &[
    ("2026-02-12", 5, "2026-02-26"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-14", 5, "2026-02-28"),
    ("2026-02-15", 5, "2026-02-28"),
    ("2026-02-23", 5, "2026-02-28"),
    ("2026-02-24", 5, "2026-03-02"),
    ("2026-04-03", 5, "2026-04-13"),
    ("2026-04-04", 5, "2026-04-13"),
    ("2026-04-30", 5, "2026-05-11"),
    ("2026-05-05", 5, "2026-05-11"),
    ("2026-05-08", 5, "2026-05-14"),
    ("2026-06-18", 5, "2026-06-26"),
    ("2026-06-21", 5, "2026-06-26"),
    ("2026-09-15", 5, "2026-09-21"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-19", 5, "2026-09-24"),
    ("2026-09-20", 5, "2026-09-28"),
    ("2026-09-24", 5, "2026-10-09"),
    ("2026-09-30", 5, "2026-10-13"),
    ("2026-10-07", 5, "2026-10-13"),
    ("2026-10-09", 5, "2026-10-15"),
    ("2026-01-01", 5, "2026-01-08"),
    ("2025-12-31", 5, "2026-01-08"),
    ("2025-09-26", 5, "2025-10-10"),
    ("2025-09-30", 5, "2025-10-14"),
    ("2025-10-08", 5, "2025-10-14"),
    ("2025-01-24", 5, "2025-02-07"),
    ("2025-05-05", 5, "2025-05-12"),
    ("2024-02-08", 5, "2024-02-21"),
    ("2024-02-09", 5, "2024-02-22"),
    ("2024-09-13", 5, "2024-09-23"),
    ("2024-09-30", 5, "2024-10-12"),
    ("2023-09-28", 5, "2023-10-11"),
    ("2023-01-20", 5, "2023-02-01"),
    ("2022-01-28", 5, "2022-02-09"),
    ("2021-02-10", 5, "2021-02-23"),
    ("2020-01-23", 5, "2020-02-07"),
    ("2020-04-30", 5, "2020-05-11"),
    ("2019-10-01", 5, "2019-10-12"),
    ("2018-02-14", 5, "2018-02-27"),
    ("2017-01-26", 5, "2017-02-08"),
    ("2016-02-05", 5, "2016-02-17"),
    ("2015-09-02", 5, "2015-09-10"),
    ("2015-06-11", 5, "2015-06-18"),
    ("2015-02-17", 5, "2015-03-02"),
    ("2026-01-05", 30, "2026-02-14"),
    ("2026-01-20", 30, "2026-03-09"),
    ("2026-02-14", 30, "2026-04-03"),
    ("2026-03-16", 30, "2026-04-28"),
    ("2026-04-27", 30, "2026-06-10"),
    ("2026-06-01", 30, "2026-07-14"),
    ("2026-08-31", 30, "2026-10-16"),
    ("2026-09-15", 30, "2026-11-02"),
    ("2026-09-20", 30, "2026-11-06"),
    ("2025-12-01", 30, "2026-01-13"),
    ("2025-08-29", 30, "2025-10-16"),
    ("2025-01-02", 30, "2025-02-19"),
    ("2024-12-31", 30, "2025-02-18"),
    ("2024-01-15", 30, "2024-02-29"),
    ("2023-12-20", 30, "2024-02-01"),
    ("2020-01-10", 30, "2020-02-28"),
    ("2019-09-02", 30, "2019-10-18"),
    ("2015-06-12", 30, "2015-07-27"),
    ("2014-07-01", 30, "2014-08-12"),
    ("2026-10-27", 15, "2026-11-17"),
    ("2026-02-10", 15, "2026-03-09"),
    ("2025-09-19", 15, "2025-10-16"),
    ("2026-04-20", 15, "2026-05-13"),
    ("2024-09-27", 15, "2024-10-23"),
    ("2026-06-12", 15, "2026-07-06"),
];

#[test]
fn working_days_end_where_the_announcements_say() {
    for (from, days, until) in CASES {
        let found = calendar().after(day(from), *days);
        assert_eq!(found.day, day(until), "{days} working days after {from}");
        assert!(!found.without_holidays, "{from}: every year of the cases is announced");
        assert_eq!(calendar().between(day(from), day(until)), *days, "counted back from {until}");
        assert_eq!(calendar().between(day(until), day(from)), -*days, "and the other way");
    }
    assert!(CASES.len() >= 60);
}

#[test]
fn a_year_without_its_list_says_so() {
    let calendar = calendar();
    // 30 working days from 7 December 2026 run into 2027, which is not announced yet: Monday to Friday are counted.
    let found = calendar.after(day("2026-12-07"), 30);
    assert_eq!((found.day, found.without_holidays), (day("2027-01-18"), true));
    let found = calendar.after(day("2026-12-07"), 18);
    assert_eq!((found.day, found.without_holidays), (day("2026-12-31"), false));
    assert!(calendar.after(day("2013-12-30"), 5).without_holidays);
    assert!(calendar.knows(2014) && calendar.knows(2026) && !calendar.knows(2027));
}

#[test]
fn an_imported_list_stands_before_the_built_in_one() {
    let lines = read(2027, "日期,类别,名称\n2027-01-01，休，元旦\n2027/01/04\t休\t元旦\n1月2日 班 元旦").unwrap_err();
    assert_eq!(lines.code, "calendar.line", "a day must be written whole");
    let lines = read(2027, "日期,类别,名称\n2027-01-01，休，元旦\n2027/01/04\t休\t元旦\n\n2027-01-09 班 元旦").unwrap();
    let calendar = Calendar::with(&BTreeMap::from([(2027, lines)]));
    for (on, works) in [
        ("2027-01-01", false),
        ("2027-01-04", false),
        ("2027-01-05", true),
        ("2027-01-09", true),
        ("2027-01-10", false),
    ] {
        assert_eq!(calendar.works(day(on)), works, "{on}");
    }
    let found = calendar.after(day("2026-12-31"), 5);
    assert_eq!((found.day, found.without_holidays), (day("2027-01-09"), false));
    for (text, code) in [
        ("2028-01-01,休,元旦", "calendar.other_year"),
        ("2027-01-01,休,元旦\n2027-01-01,休,元旦", "calendar.twice"),
        ("", "calendar.empty"),
        ("2027-01-01,假,元旦", "calendar.line"),
    ] {
        assert_eq!(read(2027, text).unwrap_err().code, code);
    }
    let office = Office::sample();
    assert_eq!(office.call("calendar.reckon", json!({"from": "2027-12-27", "days": 5}))["without_holidays"], true);
    assert_eq!(office.call("calendar.reckon", json!({"from": "2026-12-31", "days": 1}))["day"], "2027-01-04");
    office.call(
        "calendar.import",
        json!({"year": 2027, "text": "2027-01-01,休,元旦\n2027-01-04,休,元旦", "source": "示例通知"}),
    );
    assert_eq!(office.call("calendar.reckon", json!({"from": "2026-12-31", "days": 1}))["day"], "2027-01-05");
    assert_eq!(office.refused("calendar.remove", json!({"year": 2026})).code, "calendar.not_imported");
}

fn made(id: usize, kind: &str, on: &str) -> MoveLine {
    MoveLine { id: id.to_string(), kind: kind.to_owned(), day: on.to_owned(), ..MoveLine::default() }
}

/// Heard on a day, moves with their days and deadlines, the state, the due day (empty for none).
type ChainCase = (&'static str, &'static [(&'static str, &'static str, &'static str)], &'static str, &'static str);

const CHAINS: &[ChainCase] = &[
    ("2026-09-01", &[], "registered", "2026-09-08"),
    ("2026-09-30", &[], "registered", "2026-10-13"),
    ("2026-09-01", &[("draft", "2026-09-03", "")], "drafting", "2026-09-08"),
    ("2026-09-01", &[("answer_now", "2026-09-01", "")], "answered", ""),
    ("2026-09-01", &[("send", "2026-09-15", "")], "sent", "2026-11-02"),
    ("2026-09-01", &[("send", "2026-09-15", "2026-09-18")], "sent", "2026-09-18"),
    ("2026-09-01", &[("send", "2026-09-15", ""), ("accept", "2026-09-16", "")], "accepted", "2026-11-02"),
    (
        "2026-09-01",
        &[("send", "2026-09-15", ""), ("accept", "2026-09-16", ""), ("start", "2026-09-17", "")],
        "handling",
        "2026-11-02",
    ),
    ("2026-09-01", &[("send", "2026-09-15", ""), ("urge", "2026-10-20", "")], "sent", "2026-11-02"),
    ("2026-09-01", &[("send", "2026-09-15", ""), ("extend", "2026-10-30", "2026-11-17")], "extended", "2026-11-17"),
    ("2026-09-01", &[("send", "2026-09-15", ""), ("send_back", "2026-09-21", "")], "drafting", "2026-09-29"),
    ("2026-09-01", &[("send", "2026-09-02", ""), ("reassign", "2026-09-15", "")], "sent", "2026-11-02"),
    ("2026-09-01", &[("send", "2026-09-02", "2026-09-10"), ("reassign", "2026-09-15", "")], "sent", "2026-11-02"),
    ("2026-09-01", &[("send", "2026-09-15", ""), ("reply", "2026-10-09", "")], "replied", ""),
    (
        "2026-09-01",
        &[("send", "2026-09-15", ""), ("reply", "2026-10-09", ""), ("feedback", "2026-10-10", "")],
        "heard_back",
        "",
    ),
    (
        "2026-09-01",
        &[
            ("send", "2026-09-15", ""),
            ("reply", "2026-10-09", ""),
            ("feedback", "2026-10-10", ""),
            ("close", "2026-10-12", ""),
        ],
        "closed",
        "",
    ),
    (
        "2026-09-01",
        &[
            ("send", "2026-09-02", ""),
            ("reply", "2026-09-08", ""),
            ("feedback", "2026-09-09", ""),
            ("rehandle", "2026-09-15", ""),
        ],
        "sent",
        "2026-11-02",
    ),
    ("2026-09-01", &[("send", "2026-09-02", ""), ("decline", "2026-09-08", "")], "declined", ""),
    ("2026-09-01", &[("refer_petition", "2026-09-03", "")], "referred", ""),
    ("2026-09-01", &[("to_proposal", "2026-09-03", "")], "proposed", ""),
    ("2026-09-01", &[("to_proposal", "2026-09-03", ""), ("reply", "2026-09-10", "")], "replied", ""),
    ("2026-09-01", &[("to_proposal", "2026-09-03", ""), ("resume", "2026-09-15", "")], "drafting", "2026-09-21"),
    ("2026-09-01", &[("to_proposal", "2026-09-03", ""), ("resume", "2026-09-30", "")], "drafting", "2026-10-13"),
    ("2026-09-01", &[("to_proposal", "2026-09-03", ""), ("send", "2026-09-15", "")], "sent", "2026-11-02"),
    ("2026-09-01", &[("to_proposal", "2026-09-03", ""), ("decline", "2026-09-15", "")], "declined", ""),
    (
        "2026-09-01",
        &[("send", "2026-09-02", ""), ("extend", "2026-09-10", "2026-10-30"), ("to_proposal", "2026-09-15", "")],
        "proposed",
        "",
    ),
    ("2026-09-01", &[("merge", "2026-09-03", "")], "merged", ""),
    ("2026-09-01", &[("merge", "2026-09-03", ""), ("split", "2026-09-24", "")], "drafting", "2026-10-09"),
    ("2026-02-12", &[], "registered", "2026-02-26"),
    ("2026-02-12", &[("send", "2026-02-14", "")], "sent", "2026-04-03"),
];

#[test]
fn a_chain_adds_up_to_its_state_and_its_deadline() {
    for (heard, moves, state, due) in CHAINS {
        let moves: Vec<MoveLine> = moves
            .iter()
            .enumerate()
            .map(|(at, (kind, on, deadline))| MoveLine {
                deadline: Some((*deadline).to_owned()).filter(|text| !text.is_empty()),
                ..made(at, kind, on)
            })
            .collect();
        let now = rules::standing(heard, rules::effective(&moves));
        assert_eq!(now.state, *state, "{moves:?}");
        let found = rules::due(&now, "appeal", GUANGDONG, &calendar()).map(|found| found.day.to_string());
        assert_eq!(found.unwrap_or_default(), *due, "{state} {moves:?}");
        assert_eq!(rules::due(&now, "praise", GUANGDONG, &calendar()), None, "praise has no clock");
    }
}

#[test]
fn what_is_taken_back_counts_for_nothing() {
    let mut moves = vec![made(0, "send", "2026-09-15"), made(1, "accept", "2026-09-16")];
    moves.push(MoveLine { withdraws: Some("1".to_owned()), ..made(2, "withdraw", "2026-09-17") });
    assert_eq!(rules::standing("2026-09-01", rules::effective(&moves)).state, "sent");
    moves.push(MoveLine { withdraws: Some("0".to_owned()), ..made(3, "withdraw", "2026-09-17") });
    let now = rules::standing("2026-09-01", rules::effective(&moves));
    assert_eq!((now.state.as_str(), now.since.as_str()), ("registered", "2026-09-01"));
    assert_eq!(
        rules::may_follow(chain().spec("withdraw").unwrap(), &now, &moves).unwrap_err().code,
        "opinions.nothing_to_withdraw"
    );
}

/// Steps with their days and what they count, and the last day that binds the next one.
#[test]
fn a_wrong_day_is_put_right_and_what_was_counted_stays() {
    let back = |at: usize, of: &str, on: &str, closes: i64| MoveLine {
        withdraws: Some(of.to_owned()),
        closes,
        ..made(at, "withdraw", on)
    };
    let end = |at: usize, on: &str| MoveLine { closes: 1, ..made(at, "answer_now", on) };
    let cases: &[(Vec<MoveLine>, &str)] = &[
        (vec![], "2026-09-01"),
        (vec![made(0, "send", "2026-09-08")], "2026-09-08"),
        // The wrong step is gone, whenever it was taken back: the right one may be as early as the paper says.
        (vec![made(0, "send", "2026-09-08"), back(1, "0", "2026-09-15", 0)], "2026-09-01"),
        (
            vec![made(0, "send", "2026-09-03"), made(1, "accept", "2026-09-08"), back(2, "1", "2026-09-15", 0)],
            "2026-09-03",
        ),
        // An end that was reported stays reported; one taken back on its own day was never counted.
        (vec![end(0, "2026-08-31"), back(1, "0", "2026-09-15", -1)], "2026-09-15"),
        (vec![end(0, "2026-09-14"), back(1, "0", "2026-09-14", -1)], "2026-09-01"),
    ];
    for (moves, bound) in cases {
        assert_eq!(rules::bound("2026-09-01", moves), *bound, "{moves:?}");
    }
    let on = |text: &str| rules::taken_back_on(&made(0, "send", text), day("2026-09-15"));
    assert_eq!((on("2026-09-02").as_str(), on("2026-08-31").as_str()), ("2026-09-02", "2026-09-15"));
}

/// (state, due, told, light on 15 September 2026 with 5 working days for soon: until 21 September)
const LIGHTS: &[(&str, &str, bool, &str)] = &[
    ("registered", "2026-09-14", false, "overdue"),
    ("registered", "2026-09-15", false, "today"),
    ("sent", "2026-09-16", false, "soon"),
    ("sent", "2026-09-21", false, "soon"),
    ("sent", "2026-09-22", false, "running"),
    ("extended", "2025-12-31", false, "overdue"),
    ("replied", "", false, "untold"),
    ("heard_back", "", true, "none"),
    ("merged", "", false, "none"),
    ("proposed", "", false, "none"),
    ("closed", "", false, "untold"),
    ("closed", "", true, "done"),
    ("answered", "", true, "done"),
    ("declined", "", false, "untold"),
    ("referred", "", true, "done"),
];

#[test]
fn lights_say_what_is_due() {
    for (state, due, told, light) in LIGHTS {
        let due = Some(*due).filter(|text| !text.is_empty());
        assert_eq!(rules::light(state, due, *told, "2026-09-15", "2026-09-21"), *light, "{state} {due:?}");
    }
}

/// (deadline, move, on, refusal or empty) for a matter sent on 1 September 2026, so due on 19 October.
const DEADLINES: &[(&str, &str, &str, &str)] = &[
    ("2026-09-15", "reassign", "2026-09-15", ""),
    ("2026-09-14", "reassign", "2026-09-15", "opinions.deadline_early"),
    ("2026-11-02", "reassign", "2026-09-15", ""),
    ("2026-11-03", "reassign", "2026-09-15", "opinions.deadline_late"),
    ("2026-10-19", "extend", "2026-10-12", "opinions.deadline_early"),
    ("2026-10-20", "extend", "2026-10-12", ""),
    ("2026-11-09", "extend", "2026-10-12", ""),
    ("2026-11-10", "extend", "2026-10-12", "opinions.deadline_late"),
    ("2026-10-12", "extend", "2026-10-12", "opinions.deadline_early"),
    ("2026-11-05", "extend", "2026-11-06", "opinions.deadline_early"),
    ("2026-13-01", "extend", "2026-10-12", "day.unreadable"),
];

#[test]
fn no_deadline_before_its_start_nor_beyond_the_rule() {
    let now = Standing { state: "sent".to_owned(), since: "2026-09-01".to_owned(), ..Standing::default() };
    assert_eq!(rules::due(&now, "", GUANGDONG, &calendar()).unwrap().day, day("2026-10-19"));
    for (deadline, kind, on, code) in DEADLINES {
        let spec = chain().spec(kind).unwrap();
        let found = rules::check_deadline(deadline, spec, &now, day(on), "", GUANGDONG, &calendar());
        assert_eq!(
            found.err().map(|refusal| refusal.code.to_string()).unwrap_or_default(),
            *code,
            "{kind} to {deadline}"
        );
    }
}

#[test]
fn every_state_has_a_way_out_and_every_way_leads_to_an_end() {
    let all: Vec<&str> = chain().states.iter().map(|state| state.code.as_str()).collect();
    for state in &chain().states {
        let out: Vec<&str> = chain()
            .moves
            .iter()
            .filter(|spec| spec.from.contains(&state.code))
            .map(|spec| spec.code.as_str())
            .collect();
        assert!(out.iter().any(|code| *code != "withdraw"), "{} has no way out", state.code);
        assert!(state.next.is_empty() == state.end, "{} has no next step", state.code);
        assert!(state.next.is_empty() || out.contains(&state.next.as_str()), "{}: {}", state.code, state.next);
        let mut seen = vec![state.code.as_str()];
        let mut at = 0;
        while let Some(code) = seen.get(at).copied() {
            for spec in chain().moves.iter().filter(|spec| spec.from.iter().any(|from| from == code)) {
                if let Some(to) = spec.to.as_deref().filter(|to| !seen.contains(to)) {
                    seen.push(to);
                }
            }
            at += 1;
        }
        assert!(seen.iter().any(|code| chain().state(code).end), "{} never ends", state.code);
    }
    for spec in &chain().moves {
        assert!(spec.from.iter().chain(&spec.to).all(|state| all.contains(&state.as_str())), "{}", spec.code);
        assert!(spec.needs.iter().all(|need| spec.fields.contains(need) || need == "family"), "{}", spec.code);
    }
    let office = Office::empty();
    let words: Vec<Value> =
        office.call("office.whole", json!({}))["dictionary"].as_array().cloned().unwrap_or_default();
    for (list, codes) in [
        ("opinion_state", all),
        ("opinion_move", chain().moves.iter().map(|one| one.code.as_str()).collect()),
        ("opinion_nature", chain().natures.iter().map(|one| one.code.as_str()).collect()),
    ] {
        for code in codes {
            assert!(words.iter().any(|word| word["list"] == list && word["code"] == code), "{list} {code} has no word");
        }
    }
}

#[test]
fn the_days_of_the_rule_book_are_those_in_force_when_the_clock_began() {
    let office = Office::sample();
    let mut whole = office.call("office.whole", json!({}))["office"].clone();
    whole["since"] = json!("2026-01-01");
    office.call("office.save", whole);
    let due = |office: &Office| office.call("opinions.list", json!({"text": "淤塞"}))["lines"][0]["due_on"].clone();
    assert_eq!(due(&office), "2026-09-08", "5 working days from 1 September");
    office.call(
        "rulebook.parameter",
        json!({"name": "opinion_send_days", "value": 3, "valid_from": "2026-08-01", "source": "示例：3日认领"}),
    );
    assert_eq!(due(&office), "2026-09-04", "a rule in force on the day changes what is open");
    office.call(
        "rulebook.parameter",
        json!({"name": "opinion_send_days", "value": 9, "valid_from": "2026-09-02", "source": "示例"}),
    );
    assert_eq!(due(&office), "2026-09-04", "a later rule leaves an older matter alone");
    let _: NaiveDate = day("2026-09-04");
}
