//! What is asked for when a delegate was bound for a part of the time: dated cases for each duty, reckoned by hand from
//! the windows of the sources (two months, half a year, a year), and the sum as it is written out.

use super::duties::{delegate, rule};
use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::{Value, json};
use zhudian_core::features::duties::rules::{self, Span};
use zhudian_core::features::rulebook::model::{Prorate, Rounding, Rule, Unit};
use zhudian_testkit::{Office, day};

type Days<'a> = &'a [(&'a str, &'a str)];

/// (what, months of the window, its first day, required, by days, rounding, seats, leaves, first day of use, wanted as
/// "required bound/whole").
type Case<'a> = (&'a str, i64, &'a str, i64, bool, Rounding, Days<'a>, Days<'a>, &'a str, &'a str);

fn reckoned(case: &Case<'_>) -> String {
    let (_, months, from, required, by_days, rounding, seats, leaves, since, _) = case;
    let rule = Rule {
        prorate: if *by_days { Prorate::Day } else { Prorate::Month },
        rounding: *rounding,
        ..rule(Unit::Month, *months, *required)
    };
    let window = rules::windows(&rule, day(from), day(since)).into_iter().find(|one| one.holds(day(from))).unwrap();
    let (number, _, share) = rules::required(&rule, &delegate(seats, leaves), window, day(since));
    format!("{number} {}/{}", share.bound, share.whole)
}

const OPEN: &str = "2031-12-31";
const USE: &str = "2020-01-01";

// One case a line, so that the table can be read as one.
#[rustfmt::skip]
#[test]
fn parts_of_a_window_for_every_duty() {
    use Rounding::{Down, Half, Up};
    let cases: &[Case<'_>] = &[
        // A year by days: proposal and evaluation.
        ("by-election on 1 July: 184 of 365 days", 12, "2026-01-01", 1, true, Half, &[("2026-07-01", OPEN)], &[], USE, "1 184/365"),
        ("by-election on 2 July: 183 days are more than half", 12, "2026-01-01", 1, true, Half, &[("2026-07-02", OPEN)], &[], USE, "1 183/365"),
        ("by-election on 3 July: 182 days are less", 12, "2026-01-01", 1, true, Half, &[("2026-07-03", OPEN)], &[], USE, "0 182/365"),
        ("by-election on the last day", 12, "2026-01-01", 1, true, Half, &[("2026-12-31", OPEN)], &[], USE, "0 1/365"),
        ("in office from the first day", 12, "2026-01-01", 1, true, Half, &[("2026-01-01", OPEN)], &[], USE, "1 365/365"),
        ("by-election on 2 January", 12, "2026-01-01", 1, true, Half, &[("2026-01-02", OPEN)], &[], USE, "1 364/365"),
        ("suspended on 30 June", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", "2026-06-30")], &[], USE, "0 181/365"),
        ("suspended on 1 July", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", "2026-07-01")], &[], USE, "0 182/365"),
        ("suspended on 2 July", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", "2026-07-02")], &[], USE, "1 183/365"),
        ("leap year, exactly half: halves go up", 12, "2024-01-01", 1, true, Half, &[("2024-07-02", OPEN)], &[], USE, "1 183/366"),
        ("leap year, a day less", 12, "2024-01-01", 1, true, Half, &[("2024-07-03", OPEN)], &[], USE, "0 182/366"),
        ("a single day, rounded up", 12, "2026-01-01", 1, true, Up, &[("2026-12-31", OPEN)], &[], USE, "1 1/365"),
        ("a day missing, rounded down", 12, "2026-01-01", 1, true, Down, &[("2026-01-02", OPEN)], &[], USE, "0 364/365"),
        ("two a year from 1 July", 12, "2026-01-01", 2, true, Half, &[("2026-07-01", OPEN)], &[], USE, "1 184/365"),
        ("two a year from 1 April", 12, "2026-01-01", 2, true, Half, &[("2026-04-01", OPEN)], &[], USE, "2 275/365"),
        ("four a year until 31 March", 12, "2026-01-01", 4, true, Half, &[("2021-08-01", "2026-03-31")], &[], USE, "1 90/365"),
        ("four a year until 31 March, rounded down", 12, "2026-01-01", 4, true, Down, &[("2021-08-01", "2026-03-31")], &[], USE, "0 90/365"),
        ("leave of 183 days", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", OPEN)], &[("2026-01-01", "2026-07-02")], USE, "0 182/365"),
        ("leave of 182 days", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", OPEN)], &[("2026-01-01", "2026-07-01")], USE, "1 183/365"),
        ("leave all year", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", OPEN)], &[("2026-01-01", "2026-12-31")], USE, "0 0/365"),
        ("by-election and a day of leave", 12, "2026-01-01", 1, true, Half, &[("2026-07-01", OPEN)], &[("2026-12-31", "2026-12-31")], USE, "1 183/365"),
        ("by-election and two days of leave", 12, "2026-01-01", 1, true, Half, &[("2026-07-01", OPEN)], &[("2026-12-30", "2026-12-31")], USE, "0 182/365"),
        ("two leaves that overlap count once", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", OPEN)], &[("2026-02-01", "2026-02-20"), ("2026-02-10", "2026-02-28")], USE, "1 337/365"),
        ("a leave before the seat takes nothing", 12, "2026-01-01", 1, true, Half, &[("2026-07-01", OPEN)], &[("2026-03-01", "2026-06-30")], USE, "1 184/365"),
        ("re-elected without a gap", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", "2026-09-20"), ("2026-09-21", OPEN)], &[], USE, "1 365/365"),
        ("suspended from April to September: 182 days", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", "2026-03-31"), ("2026-10-01", OPEN)], &[], USE, "0 182/365"),
        ("suspended a day later: 183 days", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", "2026-04-01"), ("2026-10-01", OPEN)], &[], USE, "1 183/365"),
        ("use began on 1 July", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", OPEN)], &[], "2026-07-01", "1 184/365"),
        ("use began on 3 July", 12, "2026-01-01", 1, true, Half, &[("2021-08-01", OPEN)], &[], "2026-07-03", "0 182/365"),
        // A year by months.
        ("by-election in July, by months", 12, "2026-01-01", 1, false, Half, &[("2026-07-01", OPEN)], &[], USE, "1 6/12"),
        ("by-election on 16 July: July counts", 12, "2026-01-01", 1, false, Half, &[("2026-07-16", OPEN)], &[], USE, "1 6/12"),
        ("by-election on 17 July: it does not", 12, "2026-01-01", 1, false, Half, &[("2026-07-17", OPEN)], &[], USE, "0 5/12"),
        // Half a year by months: meetings of the group.
        ("by-election on 1 April", 6, "2026-01-01", 1, false, Half, &[("2026-04-01", OPEN)], &[], USE, "1 3/6"),
        ("by-election on 16 April: half of April", 6, "2026-01-01", 1, false, Half, &[("2026-04-16", OPEN)], &[], USE, "1 3/6"),
        ("by-election on 17 April", 6, "2026-01-01", 1, false, Half, &[("2026-04-17", OPEN)], &[], USE, "0 2/6"),
        ("ended on 16 March", 6, "2026-01-01", 1, false, Half, &[("2021-08-01", "2026-03-16")], &[], USE, "1 3/6"),
        ("ended on 15 March: less than half of 31 days", 6, "2026-01-01", 1, false, Half, &[("2021-08-01", "2026-03-15")], &[], USE, "0 2/6"),
        ("ended on 14 February: half of it", 6, "2026-01-01", 1, false, Half, &[("2021-08-01", "2026-02-14")], &[], USE, "0 2/6"),
        ("ended on 13 February", 6, "2026-01-01", 1, false, Half, &[("2021-08-01", "2026-02-13")], &[], USE, "0 1/6"),
        ("leave of three months", 6, "2026-01-01", 1, false, Half, &[("2021-08-01", OPEN)], &[("2026-01-01", "2026-03-31")], USE, "1 3/6"),
        ("leave of four months", 6, "2026-01-01", 1, false, Half, &[("2021-08-01", OPEN)], &[("2026-01-01", "2026-04-30")], USE, "0 2/6"),
        ("eleven days of June, rounded up from nothing", 6, "2026-01-01", 1, false, Up, &[("2026-06-20", OPEN)], &[], USE, "0 0/6"),
        ("sixteen days of June, rounded up", 6, "2026-01-01", 1, false, Up, &[("2026-06-15", OPEN)], &[], USE, "1 1/6"),
        // Two months: contact.
        ("by-election on 16 July: both months", 2, "2026-07-01", 1, false, Half, &[("2026-07-16", OPEN)], &[], USE, "1 2/2"),
        ("by-election on 17 July: one of two", 2, "2026-07-01", 1, false, Half, &[("2026-07-17", OPEN)], &[], USE, "1 1/2"),
        ("by-election on 16 August", 2, "2026-07-01", 1, false, Half, &[("2026-08-16", OPEN)], &[], USE, "1 1/2"),
        ("by-election on 17 August", 2, "2026-07-01", 1, false, Half, &[("2026-08-17", OPEN)], &[], USE, "0 0/2"),
        ("suspended on 15 July", 2, "2026-07-01", 1, false, Half, &[("2021-08-01", "2026-07-15")], &[], USE, "0 0/2"),
        ("suspended on 16 July", 2, "2026-07-01", 1, false, Half, &[("2021-08-01", "2026-07-16")], &[], USE, "1 1/2"),
        ("two months by days from 1 August", 2, "2026-07-01", 1, true, Half, &[("2026-08-01", OPEN)], &[], USE, "1 31/62"),
        ("two months by days from 2 August", 2, "2026-07-01", 1, true, Half, &[("2026-08-02", OPEN)], &[], USE, "0 30/62"),
    ];
    assert!(cases.len() >= 40, "{}", cases.len());
    for case in cases {
        assert_eq!(reckoned(case), case.9, "{}", case.0);
    }
}

#[rustfmt::skip]
#[test]
fn the_last_safe_day() {
    let works = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let all: Days<'_> = &[("2021-08-01", OPEN)];
    let cases: &[(&str, (&str, &str), Days<'_>, Days<'_>, &str, Option<&str>)] = &[
        ("a Monday ends the window", ("2026-07-01", "2026-08-31"), all, &[], "2026-07-10", Some("2026-08-31")),
        ("a Saturday ends it", ("2026-01-01", "2026-02-28"), all, &[], "2026-02-01", Some("2026-02-27")),
        ("leave to the end", ("2026-07-01", "2026-08-31"), all, &[("2026-08-25", "2026-09-10")], "2026-07-10", Some("2026-08-24")),
        ("leave over the end, a weekend before it", ("2026-07-01", "2026-08-31"), all, &[("2026-08-24", "2026-08-31")], "2026-07-10", Some("2026-08-21")),
        ("leave in the middle does not matter", ("2026-07-01", "2026-08-31"), all, &[("2026-08-03", "2026-08-07")], "2026-07-10", Some("2026-08-31")),
        ("the seat ends on a Sunday", ("2026-07-01", "2026-08-31"), &[("2021-08-01", "2026-08-16")], &[], "2026-07-10", Some("2026-08-14")),
        ("the seat begins at the end", ("2026-07-01", "2026-08-31"), &[("2026-08-29", OPEN)], &[], "2026-07-10", Some("2026-08-31")),
        ("only a weekend is left", ("2026-07-01", "2026-08-30"), all, &[], "2026-08-29", None),
        ("leave for all that is left", ("2026-07-01", "2026-08-31"), all, &[("2026-08-10", "2026-12-31")], "2026-08-10", None),
        ("today is the last day", ("2026-07-01", "2026-08-31"), all, &[], "2026-08-31", Some("2026-08-31")),
        ("it is past", ("2026-07-01", "2026-08-31"), all, &[], "2026-09-01", None),
    ];
    for (name, (from, to), seats, leaves, today, wanted) in cases {
        let window = Span { from: day(from), to: day(to) };
        let found = rules::last_safe(&rule(Unit::Month, 2, 1), &delegate(seats, leaves), window, day(today), &works);
        assert_eq!(found, wanted.map(day), "{name}");
    }
}

/// An office in which proposals are pro-rated by days from 2026 on.
fn by_days() -> (Office, String) {
    let office = Office::sample();
    let rules = office.call("rulebook.list", json!({}))["rules"].clone();
    let mut rule = rules.as_array().unwrap().iter().find(|one| one["code"] == "nanhai2015.proposal").unwrap().clone();
    let id = rule["id"].clone();
    rule["prorate"] = json!("day");
    rule["code"] = json!("");
    office.call("rulebook.replace", json!({"id": id, "from": "2026-01-01", "rule": rule}));
    let roster = office.call("delegates.register", json!({}));
    let person = office.id("delegates.save", json!({"name": "冼志远"}));
    let term = roster["terms"][0]["id"].clone();
    let circle = roster["circles"][0]["id"].clone();
    office.id(
        "delegates.tenure",
        json!({"person_id": person, "level": "town", "term_id": term, "circle_id": circle, "from_day": "2026-07-01"}),
    );
    (office, person)
}

fn proposal_window(office: &Office, person: &str) -> Value {
    let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15", "person": person}));
    let duties = sheet["delegates"][0]["duties"].as_array().unwrap();
    let windows = duties.iter().find(|one| one["duty"] == "proposal").unwrap()["windows"].as_array().unwrap();
    windows.iter().find(|one| one["from"] == "2026-01-01" && !one["sum"].is_null()).unwrap_or(&windows[0]).clone()
}

#[test]
fn the_sum_can_be_done_again_by_hand() {
    let (office, person) = by_days();
    let window = proposal_window(&office, &person);
    assert_eq!(window["sum"], "2026年7月1日任职，全期365天中在任184天：1件×184÷365≈0.504，四舍五入为1件。");
    assert_eq!((window["required"].as_i64(), window["relief"].is_null()), (Some(1), true));
    office.call(
        "delegates.leave",
        json!({"person_id": person, "from_day": "2026-08-01", "to_day": "2026-08-31", "reason": "sick"}),
    );
    let window = proposal_window(&office, &person);
    assert_eq!(
        window["sum"],
        "2026年7月1日任职，2026年8月1日至2026年8月31日病假，全期365天中在任184天，扣除请假31天，余153天：1件×153÷365≈0.419，四舍五入为0件。"
    );
    assert_eq!(window["relief"]["code"], "leave");
    // What a leave must be to count is data.
    office.call(
        "rulebook.parameter",
        json!({"name": "duties.leave_least_days", "value": 90, "valid_from": "2026-01-01", "source": "区委党联办电话通知"}),
    );
    assert_eq!(proposal_window(&office, &person)["required"], json!(1));
}

#[test]
fn a_suspension_is_named_in_the_sum_and_is_data() {
    let (office, person) = by_days();
    let roster = office.call("delegates.register", json!({}));
    let mut seat =
        roster["tenures"].as_array().unwrap().iter().find(|one| one["person_id"] == json!(person)).unwrap().clone();
    seat["to_day"] = json!("2026-09-30");
    seat["ending"] = json!("suspended");
    seat["document"] = json!("里委〔2026〕8号");
    office.call("delegates.tenure", seat);
    let window = proposal_window(&office, &person);
    assert_eq!(
        window["sum"],
        "2026年7月1日任职，2026年9月30日停止执行职务，全期365天中在任92天：1件×92÷365≈0.252，四舍五入为0件。"
    );
    office.call(
        "rulebook.parameter",
        json!({"name": "duties.suspension_relieves", "value": false, "valid_from": "2026-01-01", "source": "区委党联办电话通知"}),
    );
    assert_eq!(
        proposal_window(&office, &person)["sum"],
        "2026年7月1日任职，全期365天中在任184天：1件×184÷365≈0.504，四舍五入为1件。"
    );
}

#[test]
fn the_forecast_tells_what_is_missing_until_the_end_of_the_year() {
    let office = Office::sample();
    let told = office.call("duties.forecast", json!({"as_of": "2026-09-15"}));
    assert_eq!(told["until"], "2026-12-31");
    for delegate in told["delegates"].as_array().unwrap() {
        let windows = delegate["windows"].as_array().unwrap();
        assert!(!windows.is_empty());
        for window in windows {
            assert!(window["missing"].as_i64().unwrap() > 0);
            match window["safe"].as_str() {
                Some(safe) => {
                    assert!(safe >= "2026-09-15" && safe <= window["to"].as_str().unwrap(), "{window}");
                    assert!(!matches!(day(safe).weekday(), Weekday::Sat | Weekday::Sun), "{window}");
                }
                None => assert_eq!(window["state"], "overdue", "{window}"),
            }
        }
    }
}

#[test]
fn what_a_team_did_counts_for_its_members_where_the_rule_says_so() {
    let office = Office::sample();
    let roster = office.call("delegates.register", json!({}));
    let people = roster["people"].as_array().unwrap();
    let quiet = people.iter().find(|one| one["name"] == "区嘉军").unwrap()["id"].clone();
    let window = |office: &Office| -> Value {
        let sheet = office.call("duties.as_of", json!({"as_of": "2026-09-15", "person": quiet}));
        let duties = sheet["delegates"][0]["duties"].as_array().unwrap().clone();
        let contact = duties.iter().find(|one| one["duty"] == "contact").unwrap()["windows"].clone();
        contact.as_array().unwrap().iter().find(|one| one["from"] == "2026-09-01").unwrap().clone()
    };
    assert_eq!(window(&office)["done"], json!(0));
    let rules = office.call("rulebook.list", json!({}))["rules"].clone();
    let mut rule = rules.as_array().unwrap().iter().find(|one| one["code"] == "nanhai2015.contact").unwrap().clone();
    let id = rule["id"].clone();
    rule["team_credit"] = json!(true);
    rule["code"] = json!("");
    office.call("rulebook.replace", json!({"id": id, "from": "2026-01-01", "rule": rule}));
    // The visit of 1 September was made by another delegate at the team's own station.
    assert_eq!(window(&office)["done"], json!(1));
    assert_eq!(window(&office)["state"], "met");
}

#[test]
fn the_slip_shows_the_sum_and_the_last_safe_day() {
    let (office, person) = by_days();
    let made =
        office.call("papers.make", json!({"kind": "slips", "options": {"day": "2026-09-15", "person_id": person}}));
    let paper = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
    let text = serde_json::to_string(&paper.document).unwrap();
    assert!(text.contains("2026年7月1日任职，全期365天中在任184天：1件×184÷365≈0.504，四舍五入为1件。"), "{text}");
    // The year's last day is a Thursday before a holiday, and a working day.
    assert!(text.contains("提案提议1次，最晚2026年12月31日（周四）"), "{text}");
    assert!(text.contains("到年底还要完成"), "{text}");
}
