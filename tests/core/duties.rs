//! Duties: dated cases in tables, properties, and another place's rules entered by calls alone.

use zhudian_core::features::duties::rules::{self, Deed, Delegate, Part, Span, State};
use zhudian_core::features::rulebook::model::{Duty, Prorate, Rounding, Rule, Unit};
use zhudian_testkit::day;

pub fn span(from: &str, to: &str) -> Span {
    Span { from: day(from), to: day(to) }
}

pub fn rule(unit: Unit, length: i64, required: i64) -> Rule {
    Rule {
        duty: Duty::Contact,
        levels: vec!["town".to_owned()],
        window_unit: unit,
        window_length: length,
        required,
        valid_from: "2015-06-11".to_owned(),
        ..Rule::default()
    }
}

pub fn delegate(seats: &[(&str, &str)], leaves: &[(&str, &str)]) -> Delegate {
    Delegate {
        seats: seats.iter().map(|(from, to)| ("town".to_owned(), span(from, to))).collect(),
        leaves: leaves.iter().map(|(from, to)| span(from, to)).collect(),
    }
}

/// One window as text: required, done and state.
pub fn told(rule: &Rule, who: &Delegate, days: &[&str], as_of: &str, since: &str) -> String {
    let deeds: Vec<Deed<'_>> = days
        .iter()
        .map(|text| Deed { id: text, day: day(text), kind: "reception", part: Part::First, outside: false })
        .collect();
    rules::judge(rule, who, &deeds, day(as_of), day(since))
        .iter()
        .map(|one| {
            format!(
                "{}/{}{}",
                one.counted.len(),
                one.required,
                match one.state {
                    State::Met => "✓",
                    State::Open => "…",
                    State::NotDue => "-",
                    State::Overdue => "!",
                }
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

pub const WHOLE: &[(&str, &str)] = &[("2011-10-01", "2026-12-31")];

/// Calendar pairs of 南海 2015: (name, seats, leaves, days of visits, day asked about, first day of use, windows).
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)], &'a [&'a str], &'a str, &'a str, &'a str);

#[test]
fn pairs_of_months_on_many_days() {
    let cases: &[Case<'_>] = &[
        (
            "a rule has no windows before its first day",
            WHOLE,
            &[],
            &[],
            "2015-01-01",
            "2015-01-01",
            "0/1- 0/1- 0/1- 0/1-",
        ),
        (
            "twenty of thirty days of June make a month of two",
            WHOLE,
            &[],
            &[],
            "2015-06-11",
            "2015-01-01",
            "0/1… 0/1- 0/1- 0/1-",
        ),
        ("nothing done, January", WHOLE, &[], &[], "2016-01-01", "2016-01-01", "0/1… 0/1- 0/1- 0/1- 0/1- 0/1-"),
        ("last day of a pair is in time", WHOLE, &[], &[], "2016-02-29", "2016-01-01", "0/1… 0/1- 0/1- 0/1- 0/1- 0/1-"),
        ("the day after is late", WHOLE, &[], &[], "2016-03-01", "2016-01-01", "0/1! 0/1… 0/1- 0/1- 0/1- 0/1-"),
        (
            "29 February counts",
            WHOLE,
            &[],
            &["2016-02-29"],
            "2016-03-01",
            "2016-01-01",
            "1/1✓ 0/1… 0/1- 0/1- 0/1- 0/1-",
        ),
        (
            "1 March is the next pair",
            WHOLE,
            &[],
            &["2016-03-01"],
            "2016-03-01",
            "2016-01-01",
            "0/1! 1/1✓ 0/1- 0/1- 0/1- 0/1-",
        ),
        (
            "twice in a pair does not help the next",
            WHOLE,
            &[],
            &["2016-01-05", "2016-02-05"],
            "2016-03-10",
            "2016-01-01",
            "2/1✓ 0/1… 0/1- 0/1- 0/1- 0/1-",
        ),
        (
            "two on one day",
            WHOLE,
            &[],
            &["2016-01-05", "2016-01-05"],
            "2016-01-06",
            "2016-01-01",
            "2/1✓ 0/1- 0/1- 0/1- 0/1- 0/1-",
        ),
        (
            "a year well done",
            WHOLE,
            &[],
            &["2016-01-01", "2016-04-30", "2016-05-01", "2016-08-31", "2016-09-01", "2016-12-31"],
            "2016-12-31",
            "2016-01-01",
            "1/1✓ 1/1✓ 1/1✓ 1/1✓ 1/1✓ 1/1✓",
        ),
        ("a year not done", WHOLE, &[], &[], "2016-12-31", "2016-01-01", "0/1! 0/1! 0/1! 0/1! 0/1! 0/1…"),
        (
            "a record after the day asked about is not known yet",
            WHOLE,
            &[],
            &["2016-02-20"],
            "2016-02-10",
            "2016-01-01",
            "0/1… 0/1- 0/1- 0/1- 0/1- 0/1-",
        ),
        (
            "last year's record does not count",
            WHOLE,
            &[],
            &["2015-12-31"],
            "2016-01-15",
            "2016-01-01",
            "0/1… 0/1- 0/1- 0/1- 0/1- 0/1-",
        ),
        // First day of use.
        (
            "use began in May: earlier pairs ask for nothing",
            WHOLE,
            &[],
            &["2016-02-02"],
            "2016-05-10",
            "2016-05-01",
            "1/0- 0/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "use began on the last day of a pair",
            WHOLE,
            &[],
            &[],
            "2016-05-10",
            "2016-04-30",
            "0/0- 0/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "use began in the second month of a pair",
            WHOLE,
            &[],
            &[],
            "2016-05-10",
            "2016-04-01",
            "0/0- 0/1! 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "use began in the middle of the second month",
            WHOLE,
            &[],
            &[],
            "2016-05-10",
            "2016-04-16",
            "0/0- 0/1! 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "use began too late in the second month",
            WHOLE,
            &[],
            &[],
            "2016-05-10",
            "2016-04-17",
            "0/0- 0/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "use began next year",
            WHOLE,
            &[],
            &["2016-02-02", "2016-11-11"],
            "2016-12-10",
            "2017-01-01",
            "1/0- 0/0- 0/0- 0/0- 0/0- 1/0-",
        ),
        // By-election.
        (
            "elected on 1 July",
            &[("2016-07-01", "2026-12-31")],
            &[],
            &[],
            "2016-08-01",
            "2016-01-01",
            "0/0- 0/0- 0/0- 0/1… 0/1- 0/1-",
        ),
        (
            "elected on 20 July: half of the pair",
            &[("2016-07-20", "2026-12-31")],
            &[],
            &[],
            "2016-08-25",
            "2016-01-01",
            "0/0- 0/0- 0/0- 0/1… 0/1- 0/1-",
        ),
        (
            "elected on 20 August: too little of it",
            &[("2016-08-20", "2026-12-31")],
            &[],
            &[],
            "2016-08-25",
            "2016-01-01",
            "0/0- 0/0- 0/0- 0/0- 0/1- 0/1-",
        ),
        (
            "a visit before the election does not count",
            &[("2016-08-20", "2026-12-31")],
            &[],
            &["2016-08-19"],
            "2016-08-25",
            "2016-01-01",
            "0/0- 0/0- 0/0- 0/0- 0/1- 0/1-",
        ),
        (
            "a visit after it is done though not asked for",
            &[("2016-08-20", "2026-12-31")],
            &[],
            &["2016-08-21"],
            "2016-08-25",
            "2016-01-01",
            "0/0- 0/0- 0/0- 1/0- 0/1- 0/1-",
        ),
        // Termination and suspension end the seat on their day.
        (
            "ended on 31 March",
            &[("2011-10-01", "2016-03-31")],
            &[],
            &["2016-02-01"],
            "2016-09-15",
            "2016-01-01",
            "1/1✓ 0/1! 0/0- 0/0- 0/0- 0/0-",
        ),
        (
            "ended on 10 March",
            &[("2011-10-01", "2016-03-10")],
            &[],
            &["2016-02-01"],
            "2016-09-15",
            "2016-01-01",
            "1/1✓ 0/0- 0/0- 0/0- 0/0- 0/0-",
        ),
        (
            "suspended, then a visit",
            &[("2011-10-01", "2016-03-10")],
            &[],
            &["2016-03-11"],
            "2016-09-15",
            "2016-01-01",
            "0/1! 0/0- 0/0- 0/0- 0/0- 0/0-",
        ),
        (
            "ended before the year",
            &[("2011-10-01", "2015-12-31")],
            &[],
            &[],
            "2016-09-15",
            "2016-01-01",
            "0/0- 0/0- 0/0- 0/0- 0/0- 0/0-",
        ),
        (
            "two terms without a gap",
            &[("2011-10-01", "2016-09-20"), ("2016-09-21", "2021-08-01")],
            &[],
            &["2016-09-20"],
            "2016-10-01",
            "2016-01-01",
            "0/1! 0/1! 0/1! 0/1! 1/1✓ 0/1-",
        ),
        (
            "a gap of months between two seats",
            &[("2011-10-01", "2016-02-29"), ("2016-09-01", "2021-08-01")],
            &[],
            &[],
            "2016-10-01",
            "2016-01-01",
            "0/1! 0/0- 0/0- 0/0- 0/1… 0/1-",
        ),
        // Leave.
        (
            "on leave for a whole pair",
            WHOLE,
            &[("2016-03-01", "2016-04-30")],
            &[],
            "2016-05-10",
            "2016-01-01",
            "0/1! 0/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "on leave for one month of a pair",
            WHOLE,
            &[("2016-03-01", "2016-03-31")],
            &[],
            "2016-05-10",
            "2016-01-01",
            "0/1! 0/1! 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "on leave for most of a pair",
            WHOLE,
            &[("2016-03-01", "2016-04-20")],
            &[],
            "2016-05-10",
            "2016-01-01",
            "0/1! 0/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "a visit on a day of leave still counts",
            WHOLE,
            &[("2016-03-01", "2016-04-30")],
            &["2016-03-05"],
            "2016-05-10",
            "2016-01-01",
            "0/1! 1/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "two leaves that touch",
            WHOLE,
            &[("2016-03-01", "2016-03-31"), ("2016-04-01", "2016-04-30")],
            &[],
            "2016-05-10",
            "2016-01-01",
            "0/1! 0/0- 0/1… 0/1- 0/1- 0/1-",
        ),
        (
            "leave over the end of a pair",
            WHOLE,
            &[("2016-04-20", "2016-06-30")],
            &[],
            "2016-07-10",
            "2016-01-01",
            "0/1! 0/1! 0/0- 0/1… 0/1- 0/1-",
        ),
    ];
    let rule = rule(Unit::Month, 2, 1);
    for (name, seats, leaves, days, as_of, since, wanted) in cases {
        assert_eq!(told(&rule, &delegate(seats, leaves), days, as_of, since), *wanted, "{name}");
    }
}

#[test]
fn other_windows_and_shares() {
    let half = rule(Unit::Month, 6, 1);
    let year = rule(Unit::Month, 12, 1);
    let two = rule(Unit::Month, 12, 2);
    let quarter = rule(Unit::Month, 3, 1);
    let month = rule(Unit::Month, 1, 4);
    let five = rule(Unit::Month, 5, 1);
    let blocks = Rule { starts_on: Some("2016-01-11".to_owned()), ..rule(Unit::Day, 100, 1) };
    let day_share = Rule { prorate: Prorate::Day, ..rule(Unit::Month, 12, 12) };
    let unshared = Rule { prorate: Prorate::None, ..rule(Unit::Month, 12, 12) };
    let up = Rule { rounding: Rounding::Up, ..rule(Unit::Month, 12, 1) };
    let down = Rule { rounding: Rounding::Down, ..rule(Unit::Month, 12, 2) };
    let no_relief = Rule { leave_relief: false, ..rule(Unit::Month, 6, 1) };
    let ended = Rule { valid_to: Some("2016-06-30".to_owned()), ..rule(Unit::Month, 2, 1) };
    let begun = Rule { valid_from: "2016-07-01".to_owned(), ..rule(Unit::Month, 2, 1) };
    let later = Rule { starts_on: Some("2016-07-01".to_owned()), ..rule(Unit::Month, 6, 1) };
    let five_years = Rule { valid_from: "2015-06-11".to_owned(), ..rule(Unit::Month, 60, 1) };
    let cases: &[(&str, &Rule, &[(&str, &str)], &[(&str, &str)], &[&str], &str, &str)] = &[
        ("half years", &half, WHOLE, &[], &["2016-06-30"], "2016-07-01", "1/1✓ 0/1…"),
        ("half year missed", &half, WHOLE, &[], &["2016-07-01"], "2016-07-01", "0/1! 1/1✓"),
        ("half year, last day", &half, WHOLE, &[], &[], "2016-06-30", "0/1… 0/1-"),
        (
            "elected on 16 March: over half of the half year",
            &half,
            &[("2016-03-16", "2026-12-31")],
            &[],
            &[],
            "2016-06-30",
            "0/1… 0/1-",
        ),
        (
            "elected on 20 April: less than half",
            &half,
            &[("2016-04-20", "2026-12-31")],
            &[],
            &[],
            "2016-06-30",
            "0/0- 0/1-",
        ),
        ("a year", &year, WHOLE, &[], &[], "2016-12-31", "0/1…"),
        ("a year done in November", &year, WHOLE, &[], &["2016-11-30"], "2016-12-31", "1/1✓"),
        (
            "elected on 1 July: half a year rounds up",
            &year,
            &[("2016-07-01", "2026-12-31")],
            &[],
            &[],
            "2016-09-01",
            "0/1…",
        ),
        (
            "elected on 1 August: five months round down",
            &year,
            &[("2016-08-01", "2026-12-31")],
            &[],
            &[],
            "2016-09-01",
            "0/0-",
        ),
        ("rounded up, any month asks for one", &up, &[("2016-12-01", "2026-12-31")], &[], &[], "2016-12-31", "0/1…"),
        (
            "rounded up, less than half a month asks for none",
            &up,
            &[("2016-12-20", "2026-12-31")],
            &[],
            &[],
            "2016-12-31",
            "0/0-",
        ),
        ("two a year, one done", &two, WHOLE, &[], &["2016-03-03"], "2016-12-31", "1/2…"),
        (
            "two a year, half a year in office",
            &two,
            &[("2016-07-01", "2026-12-31")],
            &[],
            &["2016-08-03"],
            "2016-12-31",
            "1/1✓",
        ),
        (
            "two a year, nine months, rounded half up",
            &two,
            &[("2016-04-01", "2026-12-31")],
            &[],
            &["2016-08-03"],
            "2016-12-31",
            "1/2…",
        ),
        (
            "two a year, nine months, rounded down",
            &down,
            &[("2016-04-01", "2026-12-31")],
            &[],
            &["2016-08-03"],
            "2016-12-31",
            "1/1✓",
        ),
        ("quarters", &quarter, WHOLE, &[], &["2016-03-31", "2016-04-01"], "2016-08-01", "1/1✓ 1/1✓ 0/1… 0/1-"),
        (
            "four a month, three done",
            &month,
            &[("2016-11-01", "2026-12-31")],
            &[],
            &["2016-12-01", "2016-12-02", "2016-12-03"],
            "2016-12-03",
            "0/0- 0/0- 0/0- 0/0- 0/0- 0/0- 0/0- 0/0- 0/0- 0/0- 0/4! 3/4…",
        ),
        ("five months: the last window is cut by the year", &five, WHOLE, &[], &[], "2016-11-01", "0/1! 0/1! 0/1…"),
        (
            "blocks of a hundred days from a first day",
            &blocks,
            WHOLE,
            &[],
            &["2016-01-10", "2016-04-19", "2016-04-20"],
            "2016-08-01",
            "1/1✓ 1/1✓ 0/1… 0/1-",
        ),
        (
            "by days: 184 of 366 days of twelve",
            &day_share,
            &[("2016-07-01", "2026-12-31")],
            &[],
            &[],
            "2016-12-31",
            "0/6…",
        ),
        ("by days with leave", &day_share, WHOLE, &[("2016-01-01", "2016-06-30")], &[], "2016-12-31", "0/6…"),
        (
            "not pro-rated: one day asks for all",
            &unshared,
            &[("2016-12-31", "2026-12-31")],
            &[],
            &[],
            "2016-12-31",
            "0/12…",
        ),
        (
            "not pro-rated, on leave for all of it",
            &unshared,
            WHOLE,
            &[("2016-01-01", "2016-12-31")],
            &[],
            "2016-12-31",
            "0/0-",
        ),
        (
            "a rule without relief ignores leave",
            &no_relief,
            WHOLE,
            &[("2016-01-01", "2016-12-31")],
            &[],
            "2016-12-31",
            "0/1! 0/1…",
        ),
        ("a rule that ended in June has no later windows", &ended, WHOLE, &[], &[], "2016-12-31", "0/1! 0/1! 0/1!"),
        (
            "a rule that began in July has no earlier windows",
            &begun,
            WHOLE,
            &[],
            &["2016-03-03"],
            "2016-12-31",
            "0/1! 0/1! 0/1…",
        ),
        ("a rule's own first day", &later, WHOLE, &[], &["2016-03-03"], "2016-12-31", "1/0- 0/1…"),
        (
            "once a term of five years from the rule's year",
            &five_years,
            WHOLE,
            &[],
            &["2016-03-03"],
            "2016-12-31",
            "1/1✓",
        ),
        ("the end of those five years", &five_years, WHOLE, &[], &[], "2019-12-31", "0/1…"),
        ("the next five years", &five_years, WHOLE, &[], &[], "2020-01-01", "0/1…"),
    ];
    for (name, rule, seats, leaves, days, as_of, wanted) in cases {
        assert_eq!(told(rule, &delegate(seats, leaves), days, as_of, "2016-01-01"), *wanted, "{name}");
    }
}
