//! Habits of other offices, each from a table that was once misread.

use super::imports_reading::district;
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::{Job, Mapping, Role};
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{Known, KnownPerson, model, names, roster, visits};

fn book(rows: &[&str]) -> Workbook {
    Workbook::open("大沥.csv", rows.join("\r\n").as_bytes(), Limits::default()).unwrap()
}

fn ledger(known: &Known, rows: &[&str]) -> model::VisitsReading {
    let (book, none) = (book(rows), Mapping::default());
    visits::read(&book, &plan(&book, Job::Visits, known, &none, &none), known, &none)
}

fn dali() -> Known {
    let mut known = district("440605125");
    known.people = ["陈大文", "單丽", "查良镛"]
        .iter()
        .map(|name| KnownPerson { id: (*name).into(), name: (*name).into(), areas: vec![], delegate: true })
        .collect();
    known
}

const HEAD: &str = "序号,时间,驻点村居,带队领导,参加代表,活动形式,接待人数,收集意见,办理情况";

#[test]
fn cells_that_name_levels_make_a_column_of_levels() {
    let known = district("440605125");
    for heading in ["代表层级", "代表类别", "层级"] {
        let book = book(&[
            &format!("序号,姓名,{heading},挂点村"),
            "1,陈大文,区、镇,沥东社区",
            "2,欧阳震华,镇,沥西社区",
            "3,仇小英,镇党代表,盐步社区",
        ]);
        let none = Mapping::default();
        let plans = plan(&book, Job::Roster, &known, &none, &none);
        assert_eq!(plans[0].columns[2].role, Some(Role::Level), "{heading}");
        let reading = roster::read(&book, &plans, &known, &none);
        assert_eq!(reading.people[0].levels, ["district", "town"], "{heading}");
        assert_eq!(reading.people[2].levels, ["town"]);
    }
    let book = book(&["序号,姓名,代表类别,挂点村", "1,陈大文,基层一线,沥东社区", "2,欧阳震华,领导干部,沥西社区"]);
    let none = Mapping::default();
    assert_eq!(plan(&book, Job::Roster, &known, &none, &none)[0].columns[2].role, Some(Role::Layer));
}

#[test]
fn a_day_without_a_year_takes_that_of_its_neighbours_and_says_so() {
    let known = dali();
    let told = ledger(
        &known,
        &[
            HEAD,
            "1,2026/3/5,沥东,,陈大文,接待,5,,",
            "2,3月12日,沥西社区,,陈大文,接待,2,,",
            "3,2026.4.2,盐步,,單丽,接待,4,,",
        ],
    );
    assert_eq!(told.refused, vec![]);
    assert_eq!(told.visits[1].day.to_string(), "2026-03-12");
    assert!(told.notices.iter().any(|finding| finding.code == "imports.day_year_of_neighbours"), "{:?}", told.notices);
    // Neighbours of two years say nothing: the row is asked about.
    let told = ledger(
        &known,
        &[
            HEAD,
            "1,2025/12/25,沥东,,陈大文,接待,5,,",
            "2,1月2日,沥西社区,,陈大文,接待,2,,",
            "3,2026.1.9,盐步,,單丽,接待,4,,",
        ],
    );
    assert_eq!(told.refused.len(), 1);
    assert_eq!(told.refused[0].code, "imports.day_without_year");
}

#[test]
fn an_empty_leader_beside_another_village_stays_empty() {
    let told = ledger(
        &dali(),
        &[
            HEAD,
            "1,2026/3/5,沥东,黎镇长,陈大文,接待,5,,",
            "2,2026/3/6,沥东,,陈大文,接待,5,,",
            "3,2026/3/7,盐步,,陈大文,接待,5,,",
            "4,2026/3/8,沥西,,陈大文,接待,5,,",
        ],
    );
    let leaders: Vec<_> = told.visits.iter().map(|v| v.leader.as_ref().map(|l| l.name.as_str())).collect();
    assert_eq!(leaders[1], Some("黎镇长"));
    assert_eq!(leaders[2..], [None, None]);
}

#[test]
fn what_an_answer_says_becomes_the_state() {
    let told = ledger(
        &dali(),
        &[
            "序号,时间,驻点村居,参加代表,活动形式,接待人数,意见内容,办理情况",
            "1,2026/3/5,沥东,陈大文,接待和走访,5,路灯不亮,已解决",
            "2,2026/3/6,沥西,陈大文,接待,5,水渠堵塞,正在处理",
            "3,2026/3/7,盐步,陈大文,接待,5,停车难,现场答复",
        ],
    );
    assert_eq!(told.refused, vec![]);
    let states: Vec<_> = told.visits.iter().map(|v| v.opinions[0].status.as_str()).collect();
    assert_eq!(states, ["closed", "handling", "answered"]);
    assert_eq!(told.visits[0].kind, "reception");
}

#[test]
fn villages_of_another_town_are_asked_about_and_the_sheet_is_read() {
    let mut known = dali();
    known.areas.retain(|area| area.town_code != "440605125");
    let told = ledger(
        &known,
        &[
            HEAD,
            "1,2026/3/5,沥东,,陈大文,接待,5,,",
            "2,2026/3/6,沥西,,陈大文,接待,2,,",
            "3,2026/3/7,盐步,,陈大文,接待,4,,",
        ],
    );
    assert_eq!(told.refused.len(), 3);
    assert!(told.refused.iter().all(|finding| finding.code.starts_with("imports.village_")), "{:?}", told.refused);
}

#[test]
fn a_simplified_name_is_proposed_for_the_traditional_one() {
    assert_eq!(names::near("单丽", ["單丽", "李敏"].into_iter()), ["單丽"]);
}
