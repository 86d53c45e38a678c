//! A town of habits of its own: years told far from their rows, sheets of days, one visit in several rows, figures that
//! are no visit's.

use super::imports_reading::district;
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::workbook::Limits;
use zhudian_core::features::imports::reading::{
    Finding, Job, Known, KnownPerson, Mapping, Workbook, model, roster, shapes, visits,
};

fn danzao() -> Known {
    let mut known = district("440605123");
    let people = [("陈志明", true), ("李秀英", true), ("黄伟强", true), ("麦燕芬", true), ("黎振邦", false)];
    known.people = people
        .iter()
        .map(|(name, delegate)| KnownPerson {
            id: (*name).into(),
            name: (*name).into(),
            areas: vec![],
            delegate: *delegate,
        })
        .collect();
    known
}

/// Tabs with their rows, cells parted by commas, as a workbook.
fn book(tabs: &[(&str, &[&str])]) -> Workbook {
    let mut out = rust_xlsxwriter::Workbook::new();
    for (name, rows) in tabs {
        let sheet = out.add_worksheet().set_name(*name).unwrap();
        for (row, line) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(line.split(',')) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) if cell.is_empty() => continue,
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    Workbook::open("台账.xlsx", &out.save_to_buffer().unwrap(), Limits::default()).unwrap()
}

fn ledger(tabs: &[(&str, &[&str])]) -> model::VisitsReading {
    let (known, none) = (danzao(), Mapping::default());
    let mut book = book(tabs);
    shapes::settle(&mut book, Job::Visits, &known);
    visits::read(&book, &plan(&book, Job::Visits, &known, &none, &none), &known, &none)
}

fn register(rows: &[&str]) -> model::RosterReading {
    let (known, none) = (district("440605123"), Mapping::default());
    let mut book = book(&[("名册", rows)]);
    shapes::settle(&mut book, Job::Roster, &known);
    roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none)
}

fn days_of(reading: &model::VisitsReading) -> Vec<String> {
    reading.visits.iter().map(|visit| visit.day.to_string()).collect()
}

fn counts(reading: &model::VisitsReading) -> Vec<[u32; 3]> {
    reading.visits.iter().map(|visit| [visit.received, visit.households, visit.firms]).collect()
}

fn codes(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|one| (one.cell.as_str(), one.code)).collect()
}

const HEAD: &str = "日期,村居,代表,接待人次";

#[test]
fn the_day_of_filling_in_tells_the_year_where_it_can_be_only_one() {
    let filed = |rows: &[&str]| {
        let mut all = vec!["驻点台账", "填报单位：丹灶镇,,,填报日期：2016年1月6日", HEAD];
        all.extend(rows);
        ledger(&[("台账", &all)])
    };
    // Under ten days of the month without a word for it the column still is one of days.
    assert_eq!(days_of(&filed(&["12/3,丹灶,陈志明,6", "12/20,南沙,李秀英,7"])), ["2015-12-03", "2015-12-20"]);
    assert_eq!(days_of(&filed(&["12月3日,丹灶,陈志明,6", "1月4日,南沙,李秀英,7"])), ["2015-12-03", "2016-01-04"]);
    // A whole year in order, of which the first days also stand before the day of filling in.
    assert_eq!(days_of(&filed(&["1月4日,丹灶,陈志明,6", "12月3日,南沙,李秀英,7"])), ["2015-01-04", "2015-12-03"]);
    // In no order both years are possible.
    let unclear = filed(&["6月4日,丹灶,陈志明,6", "1月4日,南沙,李秀英,7", "3月3日,丹灶,陈志明,5"]);
    assert_eq!(unclear.refused.iter().filter(|one| one.code == "imports.day_without_year").count(), 3);
}

#[test]
fn sheets_of_months_take_their_year_from_the_sheets_beside() {
    let row = |month: u32| format!("{month}月5日,丹灶,陈志明,6");
    let rows: Vec<String> = [11, 12, 1, 2].map(row).to_vec();
    let tabs = |names: [&'static str; 4]| -> model::VisitsReading {
        let all: Vec<Vec<&str>> = rows.iter().map(|row| vec![HEAD, row.as_str()]).collect();
        let tabs: Vec<(&str, &[&str])> = names.into_iter().zip(all.iter().map(Vec::as_slice)).collect();
        ledger(&tabs)
    };
    let all = ["2014-11-05", "2014-12-05", "2015-01-05", "2015-02-05"];
    assert_eq!(days_of(&tabs(["2014年11月", "12月", "2015年1月", "2月"])), all);
    let none = tabs(["11月", "12月", "1月", "2月"]);
    assert_eq!(none.refused.len(), 4);
}

#[test]
fn a_line_or_a_tab_tells_the_day_of_the_rows_but_never_that_of_bare_sums() {
    let head = "村居,代表,接待人次,意见";
    let rows = [
        "驻点日志",
        head,
        "2015年3月5日",
        "丹灶,陈志明,3,路灯不亮",
        "南沙,李秀英,4,",
        "2015年3月12日",
        "丹灶,陈志明,5,",
    ];
    let reading = ledger(&[("日志", &rows)]);
    assert_eq!(codes(&reading.refused), []);
    assert_eq!(days_of(&reading), ["2015-03-05", "2015-03-05", "2015-03-12"]);
    let day = ["2015年驻点日", head, "丹灶,陈志明,3,"];
    assert_eq!(days_of(&ledger(&[("3月5日", &day), ("3月12日", &day)])), ["2015-03-05", "2015-03-12"]);
    // A table of sums that was made on a day.
    let (known, none) = (danzao(), Mapping::default());
    let sums =
        ["2015年3月汇总", "日期：2015年3月31日", "村居,驻点次数,接待人次,走访户数", "丹灶,4,20,10", "南沙,4,22,9"];
    let book = book(&[("表", &sums)]);
    let plans = plan(&book, Job::Visits, &known, &none, &none);
    assert!(plans[0].not_read.is_some());
}

#[test]
fn figures_that_were_planned_or_come_to_so_far_are_no_visits() {
    let rows = ["日期,村居,代表,计划走访户数,实际走访户数,接待人次,累计接待人次", "2015-3-5,丹灶,陈志明,5,3,4,40"];
    assert_eq!(counts(&ledger(&[("台账", &rows)])), [[4, 3, 0]]);
}

#[test]
fn a_part_behind_of_which_and_no_firms_in_words_are_counts() {
    let rows = [
        "日期,村居,代表,接待人次,走访企业",
        "2015-3-5,丹灶,陈志明,8人次；其中党员3人,无企业",
        "2015-3-6,丹灶,陈志明,10人（含党员2人）,未走访",
    ];
    let reading = ledger(&[("台账", &rows)]);
    assert_eq!(codes(&reading.refused), []);
    assert_eq!(counts(&reading), [[8, 0, 0], [10, 0, 0]]);
}

#[test]
fn one_visit_in_a_row_for_each_delegate_is_one_visit_when_the_words_are_the_same() {
    let rows = [
        "日期,村居,代表,接待人次,意见",
        "2015-3-5,丹灶,陈志明,6,路灯不亮",
        "2015-3-5,丹灶,李秀英,6,路灯不亮",
        "2015-3-6,南沙,黄伟强,2,",
        "2015-3-6,南沙,麦燕芬,2,",
    ];
    let reading = ledger(&[("台账", &rows)]);
    assert_eq!(counts(&reading), [[6, 0, 0], [2, 0, 0], [2, 0, 0]]);
    assert_eq!(reading.visits[0].delegates.len(), 2);
    assert_eq!(reading.visits[0].opinions.len(), 1);
    let told = codes(&reading.notices);
    assert!(told.contains(&("A3", "imports.visit_by_delegate")) && told.contains(&("A5", "imports.visit_alike")));
}

#[test]
fn a_sheet_of_nothing_but_opinions_adds_no_visits() {
    let visits =
        ["日期,村居,代表,接待人次", "2015-3-5,丹灶,陈志明,6", "2015-3-6,南沙,黄伟强,2", "2015-3-6,南沙,麦燕芬,3"];
    let heard = ["日期,村居,反映问题", "2015-3-5,丹灶,路灯不亮", "2015-3-6,南沙,公交太少", "2015-3-9,石联,河涌发臭"];
    let reading = ledger(&[("走访", &visits), ("意见", &heard)]);
    assert_eq!(days_of(&reading), ["2015-03-05", "2015-03-06", "2015-03-06", "2015-03-09"]);
    assert_eq!(reading.visits[0].opinions.len(), 1);
    assert_eq!(codes(&reading.refused), [("A3", "imports.opinion_of_several")]);
}

#[test]
fn rows_of_bare_figures_and_days_that_were_called_off_are_no_visits() {
    let rows = [
        "日期,村居,代表,接待人次,备注",
        "2015-3-5,丹灶,陈志明,6,",
        "2015-3-6,南沙,黄伟强,2,",
        "2015-3-9,石联,麦燕芬,,因台风取消",
        "2015-3-12,丹灶,陈志明,5,",
        ",,,70,",
        "全年总计（人次）,,,13,",
    ];
    let reading = ledger(&[("台账", &rows)]);
    assert_eq!(days_of(&reading), ["2015-03-05", "2015-03-06", "2015-03-12"]);
}

#[test]
fn leader_and_delegates_in_one_column_and_a_group_with_its_people_in_brackets() {
    let rows = [
        "日期,村居,带队领导及参加代表,接待人次,收集问题及答复",
        "2015-3-5,丹灶,黎振邦；陈志明、李秀英,6,路灯不亮",
        "2015-3-6,南沙,第一小组（黄伟强、麦燕芬）,2,",
    ];
    let reading = ledger(&[("台账", &rows)]);
    assert_eq!(reading.visits[0].leader.as_ref().map(|one| one.name.as_str()), Some("黎振邦"));
    assert_eq!(reading.visits[0].opinions.len(), 1);
    let names = |at: usize| reading.visits[at].delegates.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(0), ["陈志明", "李秀英"]);
    assert_eq!(names(1), ["黄伟强", "麦燕芬"]);
}

#[test]
fn delegates_of_two_levels_in_two_columns_keep_their_levels_and_their_sex() {
    let rows = ["村居名称,团队负责人,区党代表,镇党代表", "丹灶,黎振邦,陈志明,李秀英（女）、黄伟强", "共3名"];
    let reading = register(&rows);
    let told: Vec<_> = reading
        .people
        .iter()
        .map(|one| (one.name.as_str(), one.sex.as_str(), one.levels.join(" "), one.seats.len()))
        .collect();
    let level = |name: &str| name.to_owned();
    assert_eq!(
        told,
        [("陈志明", "", level("district"), 1), ("李秀英", "f", level("town"), 1), ("黄伟强", "", level("town"), 1)]
    );
}

#[test]
fn stars_numbers_and_a_line_of_how_many_are_no_names() {
    let rows = [
        "姓名,单位,驻点村居",
        "★陈志明,镇政府,丹灶",
        "2、李秀英*,学校,南沙",
        "黄伟强,医院,石联",
        "麦燕芬,企业,联沙",
        "何国栋,企业,上安",
        "共5名,,",
    ];
    let names: Vec<String> = register(&rows).people.into_iter().map(|one| one.name).collect();
    assert_eq!(names, ["陈志明", "李秀英", "黄伟强", "麦燕芬", "何国栋"]);
}
