//! How clerks keep a book in a spreadsheet for themselves and not for a program: bands of months, marks that repeat the row
//! above, sums and second tables beside the rows, the whole year again on a last sheet.

use super::imports::{ledger as written, lishui, token};
use super::imports_reading::district;
use serde_json::{Value, json};
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::NotRead;
use zhudian_core::features::imports::reading::workbook::Limits;
use zhudian_core::features::imports::reading::{
    Finding, Job, Known, KnownPerson, Mapping, Workbook, days, model, roster, shapes, visits,
};

fn danzao() -> Known {
    let mut known = district("440605123");
    known.people = ["陈志明", "李秀英", "黄伟强", "麦燕芬", "何国栋", "谢柳青"]
        .iter()
        .map(|name| KnownPerson { id: (*name).into(), name: (*name).into(), areas: vec![], delegate: true })
        .collect();
    known
}

fn opened(job: Job, known: &Known, rows: &[&str]) -> (Workbook, Vec<Finding>) {
    let mut book = Workbook::open("台账.csv", rows.join("\r\n").as_bytes(), Limits::default()).unwrap();
    let told = shapes::settle(&mut book, job, known);
    (book, told)
}

fn ledger(rows: &[&str]) -> (model::VisitsReading, Vec<Finding>) {
    let (known, none) = (danzao(), Mapping::default());
    let (book, told) = opened(Job::Visits, &known, rows);
    (visits::read(&book, &plan(&book, Job::Visits, &known, &none, &none), &known, &none), told)
}

fn register(rows: &[&str]) -> model::RosterReading {
    let (known, none) = (danzao(), Mapping::default());
    let (book, _) = opened(Job::Roster, &known, rows);
    roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none)
}

fn names(visit: &model::Visit) -> Vec<&str> {
    visit.delegates.iter().map(|one| one.name.as_str()).collect()
}

fn days_of(reading: &model::VisitsReading) -> Vec<String> {
    reading.visits.iter().map(|visit| visit.day.to_string()).collect()
}

fn codes(findings: &[Finding]) -> Vec<(&str, &str)> {
    findings.iter().map(|one| (one.cell.as_str(), one.code)).collect()
}

#[test]
fn months_in_a_column_of_their_own_and_a_signature_below() {
    let (reading, _) = ledger(&[
        ",丹灶镇2015年驻点联系群众工作台账,,,,,,,",
        ",填报单位：党委办,,,,,,,填报时间：2015年7月3日",
        ",月份,日期,周次,村（居）,参加联系党代表,形式,接待群众（人次）,群众反映意见建议",
        ",三月份,5日上午,第10周,丹灶,陈志明、李秀英,接待,12,村口路灯不亮",
        ",,12日,第11周,南沙,黄伟强,接待,8,",
        ",小计,,,,,,20,",
        ",四月份,9日下午,第15周,丹灶,李秀英,接待,7,",
        ",填报人：罗建业,,,审核人：张婉仪,,,负责人签名：,",
    ]);
    assert_eq!(codes(&reading.refused), []);
    assert_eq!(days_of(&reading), ["2015-03-05", "2015-03-12", "2015-04-09"]);
    assert_eq!(reading.visits.iter().map(|v| v.time.as_str()).collect::<Vec<_>>(), ["上午", "", "下午"]);
    assert_eq!(reading.visits.iter().map(|v| v.opinions.len()).collect::<Vec<_>>(), [1, 0, 0]);
}

#[test]
fn lines_of_months_tell_the_month_of_the_rows_below() {
    let rows = [
        "丹灶社区2015年1-6月驻点记录,,,",
        "日期,代表,接待人次,意见",
        "1月,,,",
        "8日,陈志明,5,",
        "二月份（1次）,,,",
        "5日,李秀英,4,",
    ];
    let (reading, _) = ledger(&rows);
    assert_eq!(codes(&reading.refused), []);
    assert_eq!(days_of(&reading), ["2015-01-08", "2015-02-05"]);
    // Without the lines the last month of the title is no month of these rows.
    let (reading, _) = ledger(&[rows[0], rows[1], rows[3]]);
    assert_eq!(codes(&reading.refused), [("A3", "imports.day_without_year")]);
}

#[test]
fn a_title_that_names_two_years_or_the_day_of_filling_in_gives_no_wrong_year() {
    let named = |texts: &[&str]| {
        let around = days::named_in(texts);
        (around.year, around.month)
    };
    assert_eq!(named(&["2015年1-6月驻点台账"]), (Some(2015), None));
    assert_eq!(named(&["2015年1月至3月"]), (Some(2015), None));
    assert_eq!(named(&["2013-2014年度台账"]), (None, None));
    assert_eq!(named(&["三月份", "二〇一五年台账"]), (Some(2015), Some(3)));
    assert_eq!(named(&["12月", "填报单位：丹灶镇  填报时间：2016年1月6日"]), (None, Some(12)));
    let (reading, _) = ledger(&[
        "丹灶镇2014年12月至2015年11月驻点情况,,,",
        "日期,村居,代表,接待人次",
        "12月18日,丹灶,陈志明,6",
        "1月8日,南沙,黄伟强,7",
        "11月12日,石联,何国栋,8",
    ]);
    assert_eq!(days_of(&reading), ["2014-12-18", "2015-01-08", "2015-11-12"]);
    for filed in ["填报单位：丹灶镇,,,填报时间：2016年1月6日", ",,填报时间：,2016年1月6日", ",,,2016年1月6日"]
    {
        let (reading, _) = ledger(&["驻点登记表,,,", filed, "日期,村居,代表,接待人次", "12月3日,丹灶,陈志明,6"]);
        // A paper tells of no day after the one it was filled in on, and the cell says where its year comes from.
        assert_eq!(days_of(&reading), ["2015-12-03"], "{filed}");
        assert!(codes(&reading.notices).contains(&("A4", "imports.day_year_of_filing")), "{filed}");
    }
}

#[test]
fn a_day_of_the_week_is_no_part_of_the_day_and_a_span_of_counts_is_no_count() {
    let (reading, _) = ledger(&[
        "日期,村居,代表,接待人次",
        "2015年3月5日 星期四,丹灶,陈志明,3",
        "2015年3月12日（周四）,丹灶,陈志明,4",
        "2015.3.19周四,丹灶,陈志明,5",
        "2015.3.26,丹灶,陈志明,10-15人",
        "2015.3.27,丹灶,陈志明,8人次/3批",
    ]);
    assert_eq!(days_of(&reading), ["2015-03-05", "2015-03-12", "2015-03-19", "2015-03-27"]);
    assert!(!reading.notices.iter().any(|one| one.code == "imports.day_span"), "{:?}", reading.notices);
    assert_eq!(codes(&reading.refused), [("D5", "imports.count_unreadable")]);
    assert_eq!(reading.visits[3].received, 8);
}

#[test]
fn marks_that_repeat_the_row_above_are_written_out_and_never_a_name_or_a_topic() {
    let (reading, _) = ledger(&[
        "日期,驻点地点,参加代表,其他参加人员,接待人次,意见类别,意见建议,答复情况",
        "2015-3-5,丹灶社区,陈志明 李秀英,司法所,10,交通,路面破损,已转城建办",
        "同上,同上,同上,″,6,″,缺少人行道,同上",
        "2015-3-12,南沙,〃,同上,3,,,",
    ]);
    assert_eq!(codes(&reading.refused), []);
    for visit in &reading.visits {
        assert_eq!(names(visit), ["陈志明", "李秀英"]);
    }
    let heard = &reading.visits[1].opinions[0];
    assert_eq!((heard.topic.as_str(), heard.answer.as_str()), ("交通", "已转城建办"));
    // With nothing above to repeat, the mark is told and is nobody.
    let (reading, _) = ledger(&["日期,村居,参加代表,接待人次", "2015-3-5,丹灶,同上,10"]);
    assert_eq!(names(&reading.visits[0]), [""; 0]);
    assert!(codes(&reading.notices).contains(&("C2", "imports.name_unreadable")));
}

#[test]
fn a_small_table_beside_the_ledger_lends_it_no_figures() {
    let (reading, told) = ledger(&[
        "驻点日期,村居,参加代表,接待人次,,村居,走访户次,企业家次",
        "2015-3-5,丹灶,陈志明,12,,丹灶,88,40",
        "2015-3-12,南沙,黄伟强,8,,南沙,77,30",
        ",,,,,石联,66,20",
        ",,,,,合计,231,90",
    ]);
    assert_eq!(codes(&reading.refused), []);
    let seen: Vec<_> = reading.visits.iter().map(|v| (v.received, v.households, v.firms)).collect();
    assert_eq!(seen, [(12, 0, 0), (8, 0, 0)]);
    assert_eq!(codes(&told), [("F1", "imports.table_beside")]);
    // A gap inside one table parts nothing.
    let (reading, told) =
        ledger(&["时间,,单位,,参加代表,接待人次", "2015.9.3,,东升,,陈志明,4", "2015.9.10,,劳边,,黄伟强,5"]);
    assert_eq!((reading.visits.len(), told.len()), (2, 0));
}

#[test]
fn a_row_of_sums_without_a_word_for_it_is_no_visit() {
    let head = "序号,日期,村居,参加代表,接待人次,走访户次";
    let (reading, _) = ledger(&[
        head,
        "1,2015-3-5,丹灶,陈志明,5,",
        "2,,,李秀英,6,",
        "3,,,黄伟强,,4",
        "一季度,,,,11,4",
        "4,2015-4-9,南沙,麦燕芬,2,",
        "5,,,何国栋,3,",
        "6,,,谢柳青,,1",
        ",,,,5,1",
        ",,,,16,5",
    ]);
    let seen: Vec<_> = reading.visits.iter().map(|v| (v.received, v.households)).collect();
    assert_eq!(seen, [(5, 0), (6, 0), (0, 4), (2, 0), (3, 0), (0, 1)]);
    assert!(codes(&reading.skipped).contains(&("A5", "imports.row_total")));
    assert!(codes(&reading.refused).iter().all(|(_, code)| *code == "imports.row_adds_up"), "{:?}", reading.refused);
}

#[test]
fn what_stands_in_a_line_below_a_visit_belongs_to_it_or_is_told() {
    let (reading, _) = ledger(&[
        "日期,村居,代表,形式,人次",
        "2015-3-5,丹灶,陈志明,接待,5",
        "群众意见：村口路灯不亮，晚上出行不便,,,,",
        "2015-3-12,南沙,黄伟强,接待,6",
        "群众意见：1.河涌清淤；2.增加路灯,,,,",
        "2015-3-19,石联,何国栋,接待,7",
        "群众意见：无,,,,",
        "同日下午走访困难党员三户送上慰问品,,,,",
        ",,,,合计接待18人次",
    ]);
    assert_eq!(codes(&reading.refused)[0], ("A8", "imports.day_unreadable"));
    let heard: Vec<Vec<&str>> =
        reading.visits.iter().map(|v| v.opinions.iter().map(|one| one.text.as_str()).collect()).collect();
    assert_eq!(heard, [vec!["村口路灯不亮，晚上出行不便"], vec!["河涌清淤", "增加路灯"], vec![]]);
    assert_eq!(codes(&reading.skipped), [("A9", "imports.row_total")]);
}

#[test]
fn a_pivot_table_is_no_ledger() {
    let (known, none) = (danzao(), Mapping::default());
    let rows = ["村居,日期,求和项:接待人次,求和项:走访户次", "丹灶,2015-1-8,5,0", "丹灶 汇总,,5,0", "总计,,5,0"];
    let (book, _) = opened(Job::Visits, &known, &rows);
    assert_eq!(plan(&book, Job::Visits, &known, &none, &none)[0].not_read, Some(NotRead::Counts));
}

#[test]
fn bands_of_a_register_tell_delegation_group_and_level() {
    let reading = register(&[
        "丹灶镇党代表名册,,,",
        "序号,姓名,性别,电话",
        "第一代表团（3人）,,,",
        "1,陈志明,男,13800130000",
        "第1组　组长：黄伟强,,,",
        "1,黄伟强,男,13800130002",
        "第二代表团（1人）,,,",
        "1,麦燕芬,女,13800130003",
    ]);
    let told: Vec<_> =
        reading.people.iter().map(|p| (p.name.as_str(), p.delegation.as_str(), p.group.as_str())).collect();
    assert_eq!(told, [("陈志明", "第一代表团", ""), ("黄伟强", "第一代表团", "第1组"), ("麦燕芬", "第二代表团", "")]);
    let reading = register(&[
        "姓名,性别,联系社区",
        "一、区党代表（1名）,,",
        "陈志明,男,丹灶",
        "二、镇党代表（2名）,,",
        "黄伟强,男,石联",
        "陈志明,男,丹灶",
    ]);
    let told: Vec<_> = reading.people.iter().map(|p| (p.name.as_str(), p.levels.join(" "))).collect();
    assert_eq!(told, [("陈志明", "district town".to_owned()), ("黄伟强", "town".to_owned())]);
}

#[test]
fn two_people_in_a_row_keep_what_is_said_of_each() {
    let reading = register(&[
        "村别,代表姓名,性别,代表姓名,性别,备注",
        "丹灶,陈志明,男,李秀英,女,",
        "南沙,黄伟强,男,麦燕芬,女,",
        "石联,何国栋,男,,,缺1名",
        "合计,5人,,,,",
    ]);
    let mut told: Vec<_> =
        reading.people.iter().map(|p| (p.name.as_str(), p.sex.as_str(), p.seats[0].village.as_str())).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("何国栋", "m", "石联"),
            ("李秀英", "f", "丹灶"),
            ("陈志明", "m", "丹灶"),
            ("麦燕芬", "f", "南沙"),
            ("黄伟强", "m", "南沙")
        ]
    );
    assert_eq!(codes(&reading.refused), []);
    let reading = register(&["序号,姓名,社区", "1,关少娟（女）,丹灶", "2,潘文辉(企业),南沙"]);
    assert_eq!(reading.people.iter().map(|p| p.sex.as_str()).collect::<Vec<_>>(), ["f", ""]);
}

fn row(cells: [&str; 6]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn a_copy_in_the_folder_does_not_double_the_year() {
    let office = lishui();
    let rows = [
        row(["日期", "村居", "参加代表", "形式", "接待人次", "意见内容"]),
        row(["2015.6.2", "沙涌", "潘润林", "接待群众", "8", ""]),
        row(["2015.6.3", "沙涌", "冯婉钊", "接待群众", "9", "路灯不亮"]),
        row(["2015.6.3", "沙涌", "冯婉钊", "接待群众", "9", ""]),
        row(["2015.6.4", "沙涌", "潘润林", "接待群众", "7", ""]),
    ];
    let folder = office.folder.path().join("copies");
    std::fs::create_dir(&folder).unwrap();
    written(&folder, "台账 - 副本.xlsx", &rows);
    written(&folder, "台账.xlsx", &rows);
    let asked = json!({"job": "visits", "files": [token(&office, &folder)]});
    let preview = office.call("imports.preview", asked.clone());
    assert_eq!(preview["counts"]["new"], 4, "equal rows of one sheet stay two visits");
    let said = |code: &str| preview["notices"].as_array().unwrap().iter().filter(|one| one["code"] == code).count();
    assert_eq!(said("imports.sheet_repeats"), 1);
    let done: Value = office.call("imports.apply", asked.clone());
    assert_eq!(done["created"], 4);
    assert_eq!(office.call("imports.preview", asked)["counts"]["same"], 4);
}
