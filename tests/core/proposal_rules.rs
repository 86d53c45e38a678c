//! Time limits and numbers of proposals as tables of dated cases. The working days are counted by the State Council's
//! calendar, independently of the program.

use crate::proposal_chain::book;
use serde_json::json;
use zhudian_core::features::proposals::rules;
use zhudian_core::features::proposals::terms::Term;
use zhudian_core::features::weeks::holidays::works;
use zhudian_testkit::day;

#[test]
fn limits_end_on_their_day() {
    for (limit, from, due) in [
        // Working days by the State Council's calendar: the day itself does not count, working weekends do.
        ("5个工作日", "2026-01-01", "2026-01-08"),
        ("10个工作日", "2026-02-10", "2026-03-02"),
        ("5个工作日", "2026-02-13", "2026-02-27"),
        ("1个工作日", "2026-02-13", "2026-02-14"),
        ("5个工作日", "2026-03-02", "2026-03-09"),
        ("10个工作日", "2026-04-01", "2026-04-16"),
        ("1个工作日", "2026-04-03", "2026-04-07"),
        ("10个工作日", "2026-04-28", "2026-05-14"),
        ("1个工作日", "2026-05-08", "2026-05-09"),
        ("10个工作日", "2026-06-11", "2026-06-26"),
        ("7个工作日", "2026-06-18", "2026-06-30"),
        ("15个工作日", "2026-09-15", "2026-10-12"),
        ("5个工作日", "2026-09-18", "2026-09-24"),
        ("10个工作日", "2026-09-24", "2026-10-15"),
        ("5个工作日", "2026-09-30", "2026-10-13"),
        ("1个工作日", "2026-09-30", "2026-10-08"),
        ("1个工作日", "2026-10-09", "2026-10-10"),
        ("10个工作日", "2025-09-28", "2025-10-17"),
        ("15个工作日", "2025-01-20", "2025-02-14"),
        ("5个工作日", "2024-12-30", "2025-01-07"),
        // Months end on the day of the same number, or on the last of a shorter month.
        ("3个月", "2026-06-18", "2026-09-18"),
        ("3个月", "2025-11-30", "2026-02-28"),
        ("3个月", "2023-11-30", "2024-02-29"),
        ("3个月", "2026-01-31", "2026-04-30"),
        ("6个月", "2026-08-31", "2027-02-28"),
        ("6个月", "2026-06-11", "2026-12-11"),
        ("1个月", "2026-01-31", "2026-02-28"),
        ("1个月", "2026-12-15", "2027-01-15"),
        ("2个月", "2026-07-31", "2026-09-30"),
        ("3月", "2026-06-30", "2026-09-30"),
        // Days.
        ("15天", "2026-06-11", "2026-06-26"),
        ("10日", "2026-12-28", "2027-01-07"),
        ("5个自然日", "2026-02-26", "2026-03-03"),
    ] {
        let term = Term::read(limit).unwrap_or_else(|| panic!("{limit} does not read"));
        assert_eq!(term.after(day(from), &works), Some(day(due)), "{limit} from {from}");
    }
    for none in ["", "0", "0个月", " 0天 "] {
        assert_eq!(Term::read(none).unwrap().after(day("2026-06-11"), &works), None, "{none}");
    }
    for wrong in ["三个月", "3", "3周", "个月", "-3个月", "9999天", "3个月多"] {
        assert_eq!(Term::read(wrong), None, "{wrong}");
    }
}

#[test]
fn a_limit_that_ends_on_a_free_day_moves_on_where_the_rule_says_so() {
    let mut book = book();
    let three = book.limit("proposals.reply_within");
    // 2026-07-05 is a Sunday; 2026-10-03 lies in the National Day holidays.
    for (from, plain, rolled) in
        [("2026-04-05", "2026-07-05", "2026-07-06"), ("2026-07-03", "2026-10-03", "2026-10-08")]
    {
        book.0.insert("proposals.roll".into(), json!(false));
        assert_eq!(book.due(three, day(from), &works), Some(day(plain)));
        book.0.insert("proposals.roll".into(), json!(true));
        assert_eq!(book.due(three, day(from), &works), Some(day(rolled)));
    }
}

#[test]
fn numbers_run_by_kind_and_by_session_or_year() {
    let mut book = book();
    let term = Some(("t14", "第十四届"));
    for (kind, session, year, serial, series, printed) in [
        ("motion", 1, 2026, 12, "motion/t14/1", "第十四届第一次会议第12号提案"),
        ("motion", 2, 2026, 1, "motion/t14/2", "第十四届第二次会议第1号提案"),
        ("motion", 10, 2026, 7, "motion/t14/10", "第十四届第十次会议第7号提案"),
        ("motion", 11, 2026, 7, "motion/t14/11", "第十四届第十一次会议第7号提案"),
        ("motion", 20, 2026, 7, "motion/t14/20", "第十四届第二十次会议第7号提案"),
        ("motion", 21, 2026, 7, "motion/t14/21", "第十四届第二十一次会议第7号提案"),
        ("suggestion", 0, 2026, 3, "suggestion/2026", "提议〔2026〕3号"),
        ("suggestion", 2, 2027, 1, "suggestion/2027", "提议〔2027〕1号"),
        ("inquiry", 0, 2026, 100, "inquiry/2026", "询问〔2026〕100号"),
        ("interpellation", 0, 2026, 2, "interpellation/2026", "质询〔2026〕2号"),
    ] {
        let numbering = rules::numbering(&book, kind, term, session, year).unwrap();
        assert_eq!((numbering.series.as_str(), numbering.print(serial).as_str()), (series, printed));
    }
    for (term, session) in [(None, 1), (term, 0)] {
        assert_eq!(rules::numbering(&book, "motion", term, session, 2026).unwrap_err().code, "proposals.session");
    }
    book.0.insert("proposals.series.motion".into(), json!("year"));
    book.0.insert("proposals.number.motion".into(), json!("里党提〔{year}〕{n}号"));
    let own = rules::numbering(&book, "motion", None, 0, 2026).unwrap();
    assert_eq!((own.series.as_str(), own.print(5).as_str()), ("motion/2026", "里党提〔2026〕5号"));
}

#[test]
fn values_are_looked_at_before_the_rule_book_takes_them() {
    for (name, value, code) in [
        ("proposals.reply_within", json!("三个月"), "proposals.limit"),
        ("proposals.number.motion", json!("第号"), "proposals.pattern"),
        ("proposals.series.motion", json!("month"), "proposals.series"),
        ("proposals.signers.motion", json!(-1), "proposals.below_zero"),
    ] {
        assert_eq!(rules::check_value(name, &value).unwrap_err().code, code);
    }
    for (name, value) in
        [("proposals.reply_within", json!("90天")), ("proposals.return_within", json!("0")), ("other", json!("x"))]
    {
        rules::check_value(name, &value).unwrap();
    }
}
