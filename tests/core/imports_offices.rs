//! Tables of township offices as a stranger types them: what was once read wrongly in silence, or not at all.

use super::imports::request;
use super::imports_reading::district;
use serde_json::json;
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::finding::Finding;
use zhudian_core::features::imports::reading::grid::Value;
use zhudian_core::features::imports::reading::mapping::{Job, Mapping, Role};
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{Known, KnownPerson, days, model, roster, shapes, visits};
use zhudian_testkit::Office;

fn lishui() -> Known {
    let mut known = district("440605126");
    known.people = ["陈大文", "欧阳震华", "單丽", "李强", "王小明"]
        .iter()
        .map(|name| KnownPerson { id: (*name).into(), name: (*name).into(), areas: vec![], delegate: true })
        .collect();
    known
}

fn book(rows: &[&str]) -> Workbook {
    Workbook::open("里水.csv", rows.join("\r\n").as_bytes(), Limits::default()).unwrap()
}

fn ledger(rows: &[&str]) -> model::VisitsReading {
    let (book, none, known) = (book(rows), Mapping::default(), lishui());
    visits::read(&book, &plan(&book, Job::Visits, &known, &none, &none), &known, &none)
}

fn register(rows: &[&str]) -> model::RosterReading {
    let (book, none, known) = (book(rows), Mapping::default(), lishui());
    roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none)
}

fn role(rows: &[&str], column: usize) -> Option<Role> {
    let (book, none, known) = (book(rows), Mapping::default(), lishui());
    plan(&book, Job::Visits, &known, &none, &none)[0].columns[column].role
}

fn told<'a>(findings: &'a [Finding], code: &str) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.code == code).collect()
}

fn counts(visit: &model::Visit) -> (u32, u32, u32) {
    (visit.received, visit.households, visit.firms)
}

fn names(visit: &model::Visit) -> Vec<&str> {
    visit.delegates.iter().map(|named| named.name.as_str()).collect()
}

#[test]
fn counts_written_in_several_columns_are_added_and_said() {
    let reading = ledger(&[
        "日期,村居,党代表,接待党员（人）,接待群众（人）,走访党员（户）,走访困难群众（户）,走访企业（家）,走访商户（家）",
        "2026-3-5,沙涌,陈大文,3,9,1,2,1,4",
        "2026-3-6,草场,陈大文,1,2,,2,,",
    ]);
    assert_eq!(reading.refused, vec![]);
    assert_eq!(counts(&reading.visits[0]), (12, 3, 5));
    assert_eq!(counts(&reading.visits[1]), (3, 2, 0));
    assert_eq!(told(&reading.notices, "imports.counts_added").len(), 3);
    // Two head rows: what stands under one heading belongs together.
    let reading = ledger(&[
        "时间,村居,代表,接待情况,走访情况,,",
        ",,,接待（人次）,群众（户）,企业（家）,商铺（家）",
        "2026-01-05,沙涌,陈大文,8,3,1,2",
        "2026-01-06,草场,單丽,7,3,2,2",
    ]);
    assert_eq!(counts(&reading.visits[0]), (8, 3, 3));
}

#[test]
fn a_part_of_a_count_is_never_added_to_it() {
    for head in [
        "日期,村居,党代表,接待人次,其中：党员,走访户数,其中困难户",
        "日期,村居,党代表,接待人次,接待党员人次,走访户数,走访困难户户数",
        "日期,村居,党代表,接待（人次）,接待党员（人次）,走访（户）,走访困难户（户）",
        "日期,村居,党代表,接待群众人次,接待群众党员人次,走访群众户数,走访困难群众户数",
    ] {
        let reading = ledger(&[head, "2026-3-5,沙涌,陈大文,12,3,6,2", "2026-3-6,草场,陈大文,2,1,3,1"]);
        assert_eq!(counts(&reading.visits[0]), (12, 6, 0), "{head}");
        assert_eq!(told(&reading.notices, "imports.counts_added").len(), 0, "{head}");
    }
}

#[test]
fn figures_under_problems_raised_are_how_many_there_were() {
    let rows = [
        "驻点日期,驻点村居,驻点形式,驻点代表,接待群众（人次）,反映问题（件）,当场答复（件）,问题简述",
        "2026-3-5,沙涌,定点接待,陈大文,3,2,1,1.占道经营；2.噪音扰民",
        "2026-3-6,草场,入户走访,單丽,0,0,0,",
        "2026-3-7,甘蕉,座谈会,王小明,15,3,1,道路不平",
    ];
    assert_eq!(role(&rows, 5), Some(Role::OpinionCount));
    assert_eq!(role(&rows, 6), None);
    let reading = ledger(&rows);
    let heard: Vec<usize> = reading.visits.iter().map(|visit| visit.opinions.len()).collect();
    assert_eq!(heard, [2, 0, 1]);
    assert_eq!(reading.visits[2].opinions[0].text, "道路不平");
    // What is only counted is missed aloud.
    let missing = told(&reading.notices, "imports.opinions_without_words");
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].cell, "F4");
}

#[test]
fn opinions_told_as_one_is_and_two_is_are_parted_with_their_answers() {
    let reading = ledger(&[
        "日期,村居,党代表,走访户数,收集意见建议,办理情况",
        "2026/3/5,沙涌,陈大文,5,一是路灯不亮；二是排水不畅，三是缺少停车位。,一是已修好；二是正在整改；三是列入计划",
        "2026/3/6,草场,單丽,3,一、垃圾多。二、蚊虫多。,",
        "2026/3/7,甘蕉,單丽,3,一是希望修路,",
        "2026/3/8,甘蕉,單丽,3,统一是否收费的口径,",
    ]);
    let heard: Vec<Vec<&str>> =
        reading.visits.iter().map(|visit| visit.opinions.iter().map(|o| o.text.as_str()).collect()).collect();
    assert_eq!(heard[0], ["路灯不亮", "排水不畅", "缺少停车位。"]);
    assert_eq!(heard[1], ["垃圾多。", "蚊虫多。"]);
    assert_eq!(heard[2], ["一是希望修路"]);
    assert_eq!(heard[3], ["统一是否收费的口径"]);
    assert_eq!(reading.visits[0].opinions[1].answer, "正在整改");
}

#[test]
fn names_parted_by_points_or_strokes_are_all_read_and_a_stand_in_is_asked_about() {
    let reading = ledger(&[
        "日期,村居,参加代表,接待人次",
        "2026-3-5,沙涌,陈大文.李强.王小明,3",
        "2026-3-6,沙涌,陈大文-李强,3",
        "2026-3-7,沙涌,陈大文·李强,3",
        "2026-3-8,沙涌,阿卜杜拉·买买提,3",
        "2026-3-9,沙涌,陈大文代李强,3",
        "2026-3-10,沙涌,陈大文书记,3",
    ]);
    assert_eq!(names(&reading.visits[0]), ["陈大文", "李强", "王小明"]);
    assert_eq!(names(&reading.visits[1]), ["陈大文", "李强"]);
    assert_eq!(names(&reading.visits[2]), ["陈大文", "李强"]);
    assert_eq!(names(&reading.visits[3]), ["阿卜杜拉·买买提"]);
    assert!(names(&reading.visits[4]).is_empty());
    assert_eq!(told(&reading.notices, "imports.name_unreadable")[0].cell, "C6");
    assert_eq!(names(&reading.visits[5]), ["陈大文"]);
}

#[test]
fn a_span_without_a_year_begins_on_its_first_day_and_a_lost_nought_is_asked_about() {
    let around = days::Around { year: Some(2026), month: None, ..Default::default() };
    for (text, day) in [
        ("4.20-4.21", "2026-04-20"),
        ("4.20-21", "2026-04-20"),
        ("3.5-6", "2026-03-05"),
        ("3/5至3/6", "2026-03-05"),
        ("3月5日-6日", "2026-03-05"),
        ("12.5～12.7", "2026-12-05"),
    ] {
        let read = days::read(&Value::Text(text.into()), around).unwrap();
        assert_eq!((read.day.to_string().as_str(), read.span), (day, true), "{text}");
    }
    for (text, day) in [("26.3.5", "2026-03-05"), ("15/3/5", "2015-03-05"), ("26-3-5", "2026-03-05")] {
        let read = days::read(&Value::Text(text.into()), around).unwrap();
        assert_eq!((read.day.to_string().as_str(), read.span), (day, false), "{text}");
    }
    for lost in [3.1, 7.2, 12.3] {
        assert_eq!(days::read(&Value::Number(lost), around), Err(days::Refused::Tenth), "{lost}");
    }
    assert_eq!(days::read(&Value::Number(3.12), around).unwrap().day.to_string(), "2026-03-12");
    assert_eq!(days::read(&Value::Number(3.4), around).unwrap().day.to_string(), "2026-03-04");
    assert_eq!(days::read(&Value::Text("3.1".into()), around).unwrap().day.to_string(), "2026-03-01");
}

#[test]
fn subtotals_of_a_month_or_a_village_are_passed_over() {
    let reading = ledger(&[
        "时间,村,代表,接待群众（人）,走访（户）",
        "46086,沙涌,陈大文,3,1",
        "3月小计,,,3,1",
        "46120,草场,單丽,3,1",
        "一季度合计：,,,6,2",
        "2026-4-20,沙涌小计,,6,2",
    ]);
    assert_eq!(reading.refused, vec![]);
    assert_eq!(reading.visits.len(), 2);
    assert_eq!(told(&reading.skipped, "imports.row_total").len(), 3);
}

#[test]
fn a_column_of_telephones_is_no_kind_of_visit() {
    let rows = [
        "来访日期,接待点,接待代表,来访人姓名,联系方式,反映事项",
        "2026-3-5,沙涌,陈大文,黄大妈,13800138000,狗吵",
        "2026-3-5,沙涌,陈大文,李伯,0757-85661234,水压低",
    ];
    assert_eq!(role(&rows, 4), Some(Role::GiverPhone));
    assert_eq!(ledger(&rows).refused, vec![]);
    let rows = ["日期,村居,代表,联系方式,接待人次", "2026-3-5,沙涌,陈大文,定点接待,3"];
    assert_eq!(role(&rows, 3), Some(Role::Kind));
}

#[test]
fn a_village_is_known_by_its_committee_and_its_centre() {
    let reading = ledger(&[
        "日期,村居,代表,接待人次",
        "2026-3-5,沙涌居委,陈大文,3",
        "2026-3-6,沙涌社区党群服务中心,陈大文,3",
        "2026-3-7,赤山村委,陈大文,3",
    ]);
    assert_eq!(reading.refused, vec![]);
    let codes: Vec<&str> = reading.visits.iter().map(|visit| visit.area.as_str()).collect();
    assert_eq!(codes, ["440605126004", "440605126004", "440605126211"]);
}

#[test]
fn an_arrangement_with_a_line_for_each_village_is_a_register() {
    let reading = register(&[
        "序号,驻点村（社区）,驻点领导,驻点团队成员,联络员,联络员电话,驻点时间",
        "1,沙涌,刘书记,\"陈大文（组长）、欧阳震华、單丽\",叶联络,13800138000,每周四上午",
        "2,草场,王镇长,\"李强、王小明\",何联络,13800138001,每周四上午",
    ]);
    let people: Vec<&str> = reading.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(people, ["陈大文", "欧阳震华", "單丽", "李强", "王小明"]);
    assert_eq!(reading.people[4].seats[0].village, "草场");
    let parts: Vec<&str> = reading.parts.iter().map(|part| part.name.as_str()).collect();
    assert!(parts.contains(&"刘书记") && parts.contains(&"何联络"), "{parts:?}");
    assert!(reading.people.iter().all(|person| person.phone.is_empty()));
}

#[test]
fn two_villages_in_two_columns_are_both_read() {
    for (one, other) in [("驻点一", "驻点二"), ("驻点村1", "驻点村2"), ("联系村（一）", "联系村（二）")]
    {
        let reading =
            register(&[&format!("姓名,性别,职务,{one},{other}"), "陈大文,男,书记,沙涌,草场", "李强,男,教师,沙涌,"]);
        let seats: Vec<Vec<&str>> = reading
            .people
            .iter()
            .map(|person| person.seats.iter().map(|seat| seat.village.as_str()).collect())
            .collect();
        assert_eq!(seats, [vec!["沙涌", "草场"], vec!["沙涌"]], "{one}");
    }
}

#[test]
fn leaders_named_by_village_make_the_team_of_that_village() {
    let office = Office::on("2026-03-01");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("安排表.csv");
    let rows = [
        "序号,驻点村（社区）,驻点领导,姓名,联络员",
        "1,沙涌,刘书记,陈大文,叶联络",
        "2,沙涌,刘书记,李强,叶联络",
        "3,草场,王镇长,單丽,何联络",
    ];
    std::fs::write(&path, rows.join("\r\n")).unwrap();
    let answer = office.call("imports.apply", request(&office, "roster", &path));
    assert_eq!(answer["created"], 3, "{answer}");
    let stations = office.call("stations.whole", json!({}));
    let teams: Vec<&str> = stations["teams"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    assert_eq!(teams.len(), 2, "{teams:?}");
    assert!(teams.contains(&"沙涌驻点团队") && teams.contains(&"草场驻点团队"), "{teams:?}");
    let mut roles: Vec<&str> =
        stations["members"].as_array().unwrap().iter().map(|m| m["role"].as_str().unwrap()).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["leader", "leader", "liaison", "liaison"]);
    assert!(stations["contacts"].as_array().unwrap().iter().all(|c| !c["team_id"].is_null()));
    let after = office.dump();
    let again = office.call("imports.apply", request(&office, "roster", &path));
    assert_eq!((again["created"].as_u64(), again["updated"].as_u64()), (Some(0), Some(0)), "{again}");
    let now = office.dump();
    let new: Vec<&str> = now.lines().filter(|line| !after.lines().any(|held| held == *line)).collect();
    assert!(new.is_empty(), "the same file twice changes nothing: {new:?}");
}

#[test]
fn tables_below_each_other_are_read_each_under_its_own_head() {
    let rows = [
        "里水镇2026年3月驻点情况,,,,",
        "一、驻点接待情况,,,,",
        "日期,村居,党代表,接待人次,备注",
        "2026-3-5,沙涌,陈大文,3,",
        "2026-3-6,草场,單丽,4,",
        "日期,村居,党代表,接待人次,备注",
        "2026-3-9,草场,單丽,5,",
        "二、走访情况,,,,",
        "日期,村居,党代表,走访户数,走访企业",
        "2026-3-7,沙涌,李强,5,1",
        "3月8日,草场,王小明,6,2",
    ];
    let (mut book, none, known) = (book(&rows), Mapping::default(), lishui());
    shapes::settle(&mut book, Job::Visits, &known);
    let reading = visits::read(&book, &plan(&book, Job::Visits, &known, &none, &none), &known, &none);
    assert_eq!(reading.refused, vec![]);
    let told: Vec<(u32, u32, u32)> = reading.visits.iter().map(counts).collect();
    assert_eq!(told, [(3, 0, 0), (4, 0, 0), (5, 0, 0), (0, 5, 1), (0, 6, 2)]);
    assert_eq!(reading.visits[4].place.cell(), "A11");
    assert_eq!(reading.visits[4].day.to_string(), "2026-03-08");
}
