//! Ledgers and registers of an unusual shape: ticked columns, tables side by side, villages over their rows.

use super::imports_reading::district;
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::known::KnownPerson;
use zhudian_core::features::imports::reading::workbook::Limits;
use zhudian_core::features::imports::reading::{
    Finding, Job, Known, Mapping, Role, Workbook, model, roster, shapes, visits,
};

fn opened(name: &str, job: Job, known: &Known, rows: &[&str]) -> (Workbook, Vec<Finding>) {
    let mut book = Workbook::open(name, rows.join("\r\n").as_bytes(), Limits::default()).unwrap();
    let told = shapes::settle(&mut book, job, known);
    (book, told)
}

fn ledger_in(name: &str, rows: &[&str]) -> (model::VisitsReading, Vec<Finding>) {
    let (known, none) = (xiqiao(), Mapping::default());
    let (book, told) = opened(name, Job::Visits, &known, rows);
    (visits::read(&book, &plan(&book, Job::Visits, &known, &none, &none), &known, &none), told)
}

fn register(rows: &[&str]) -> model::RosterReading {
    let (known, none) = (district("440605122"), Mapping::default());
    let (book, _) = opened("名册.csv", Job::Roster, &known, rows);
    roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none)
}

fn xiqiao() -> Known {
    let mut known = district("440605122");
    known.people = ["陈国华", "潘玉英", "关锐", "冼志强", "上官婉儿", "黎耀泉", "麦穗"]
        .iter()
        .map(|name| KnownPerson { id: (*name).into(), name: (*name).into(), areas: vec![], delegate: true })
        .collect();
    known
}

fn names(visit: &model::Visit) -> Vec<&str> {
    visit.delegates.iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn who_came_and_what_was_done_is_read_from_ticks() {
    let (reading, told) = ledger_in(
        "台账.csv",
        &[
            "序号,时间,地点,参加代表,,,,活动形式,,,情况统计,,",
            ",,,陈国华,潘玉英,关锐,冼志强,接待,入户,座谈,接待（人）,走访（户）,企业（家）",
            "1,2026年3月5日,崇南村,√,√,,,√,,,8,,",
            "2,2026年3月6日,河岗社区,,,√,请假,,√,,,12,",
            "3,2026年3月13日,新河,,×,√,√,,√,√,,6,2",
            "小计,,,1,1,2,1,1,2,1,8,18,2",
        ],
    );
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading
        .visits
        .iter()
        .map(|v| (v.village.as_str(), names(v), v.kind.as_str(), v.received, v.households, v.firms))
        .collect();
    assert_eq!(
        seen,
        [
            ("崇南村", vec!["陈国华", "潘玉英"], "reception", 8, 0, 0),
            ("河岗社区", vec!["关锐"], "household", 0, 12, 0),
            ("新河", vec!["关锐", "冼志强"], "household", 0, 6, 2),
        ]
    );
    // Each group of columns is told once, with its letters.
    let said: Vec<_> =
        told.iter().map(|f| (f.cell.as_str(), f.fields["from"].clone(), f.fields["to"].clone())).collect();
    assert_eq!(said, [("D1", "D".into(), "G".into()), ("H1", "H".into(), "J".into())]);
}

#[test]
fn counts_of_one_are_no_ticks() {
    let (reading, told) = ledger_in(
        "台账.csv",
        &["日期,村居,接待,走访,座谈,接待人次", "2026-03-05,崇南,1,,,8", "2026-03-06,河岗,,1,1,3"],
    );
    assert_eq!(told, []);
    assert_eq!(reading.visits.len(), 2);
}

#[test]
fn levels_are_read_from_ticks() {
    let reading = register(&[
        "序号,姓名,性别,代表层级,,,联系电话,驻点村（社区）,驻点身份",
        ",,,市,区,镇,,,",
        "1,陈国华,男,,√,√,13600000001,崇南,责任人",
        "2,潘玉英,女,,,√,13600000002,崇南,联络员",
        "3,关 锐,男,√,√,√,13600000003,河岗、新河,成员",
    ]);
    let seen: Vec<_> = reading.people.iter().map(|p| (p.name.as_str(), p.levels.join(" "), p.seats.len())).collect();
    assert_eq!(
        seen,
        [
            ("陈国华", "district town".into(), 1),
            ("潘玉英", "town".into(), 1),
            ("关锐", "city district town".to_owned(), 2)
        ]
    );
    let parts: Vec<_> = reading.parts.iter().map(|p| (p.name.as_str(), p.part)).collect();
    assert_eq!(parts, [("陈国华", "leader"), ("潘玉英", "liaison")]);
}

#[test]
fn a_register_printed_in_two_halves_is_read_as_one() {
    let reading = register(&[
        "西樵镇党代表名单,,,,,,,",
        "序号,姓名,驻点村,联系电话,序号,姓名,驻点村,联系电话",
        "1,陈国华,崇南,13600000001,4,冼志强,新河,13600000004",
        "2,潘玉英,崇南,13600000002,5,上官婉儿,大同,13600000005",
        "3,关 锐,河岗,13600000003,,,,",
    ]);
    let seen: Vec<_> = reading
        .people
        .iter()
        .map(|p| (p.name.as_str(), p.phone.as_str(), p.seats.first().map_or("", |s| s.village.as_str())))
        .collect();
    assert_eq!(
        seen,
        [
            ("陈国华", "13600000001", "崇南"),
            ("潘玉英", "13600000002", "崇南"),
            ("关锐", "13600000003", "河岗"),
            ("冼志强", "13600000004", "新河"),
            ("上官婉儿", "13600000005", "大同"),
        ]
    );
    assert_eq!(reading.people[4].cells[&Role::Name].cell(), "F4", "cells keep their addresses");
}

#[test]
fn a_line_with_labels_heads_the_rows_below_it() {
    let (reading, _) = ledger_in(
        "台账.csv",
        &[
            "驻点村：大同村　　　责任人：上官婉儿",
            "日期,参加人员,内容,接待人数,走访户数,收集意见,处理情况",
            "2026-01-08,上官婉儿,接待群众,5,0,建议修建公厕,已列入计划",
            "合计,1次,,5,,,",
            "",
            "驻点村：儒溪村　　　责任人：黎耀泉",
            "日期,参加人员,内容,接待人数,走访户数,收集意见,处理情况",
            "2026-01-15,黎耀泉 麦穗,接待日,3,,灌溉渠堵塞,村委会已清淤",
            "2026-03-19,黎耀泉 麦穗,企业走访,,2家,用电紧张,供电所答复",
            "合计,2次,,3,,,",
        ],
    );
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading
        .visits
        .iter()
        .map(|v| (v.village.as_str(), v.leader.as_ref().map(|l| l.name.as_str()), names(v), v.received, v.firms))
        .collect();
    assert_eq!(
        seen,
        [
            ("大同村", Some("上官婉儿"), vec![], 5, 0),
            ("儒溪村", Some("黎耀泉"), vec!["麦穗"], 3, 0),
            ("儒溪村", Some("黎耀泉"), vec!["麦穗"], 0, 2),
        ]
    );
    let heard: Vec<_> = reading.visits.iter().flat_map(|v| &v.opinions).map(|o| o.text.as_str()).collect();
    assert_eq!(heard, ["建议修建公厕", "灌溉渠堵塞", "用电紧张"]);
}

#[test]
fn the_title_or_the_file_may_name_the_village() {
    let rows = ["日期,接待代表,接待人次,反映问题", "2026-03-05,陈国华,4,路灯不亮"];
    let titled: Vec<&str> = ["西樵镇崇南社区党代表接待日登记簿,,,"].into_iter().chain(rows).collect();
    for (file, rows) in [("登记簿.csv", titled), ("崇南社区驻点台账.csv", rows.to_vec())] {
        let (reading, _) = ledger_in(file, &rows);
        let seen: Vec<_> = reading.visits.iter().map(|v| (v.area.as_str(), names(v), v.received)).collect();
        assert_eq!(seen, [("440605122015", vec!["陈国华"], 4)], "{file}");
    }
}

#[test]
fn a_day_nobody_came_is_no_visit() {
    let (reading, _) = ledger_in(
        "台账.csv",
        &[
            "接访日期,工作室,值班代表,工作情况,备注",
            "2026年3月5日,崇南社区党代表工作室,陈国华、潘玉英,接待群众8人次，走访农户5户、企业2家，收集意见建议2条：1.道路破损；2.路灯不亮。,",
            "2026年4月9日,儒溪村党代表工作室,黎耀泉,本次无群众来访。,零报告",
            "2026年4月16日,儒溪,黎耀泉,因台风停驻。,停驻",
            "2026年4月18日,儒溪,黎耀泉,接待2人次。,补驻（4月16日停驻）",
        ],
    );
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading.visits.iter().map(|v| (v.day.to_string(), v.received, v.households, v.firms)).collect();
    assert_eq!(
        seen,
        [("2026-03-05".into(), 8, 5, 2), ("2026-04-09".into(), 0, 0, 0), ("2026-04-18".to_owned(), 2, 0, 0),]
    );
    let heard: Vec<Vec<&str>> =
        reading.visits.iter().map(|v| v.opinions.iter().map(|o| o.text.as_str()).collect()).collect();
    assert_eq!(heard, [vec!["道路破损", "路灯不亮。"], vec![], vec![]]);
    let skipped: Vec<_> = reading.skipped.iter().map(|f| (f.code, f.cell.as_str())).collect();
    assert_eq!(skipped, [("imports.row_stopped", "A4")]);
}

#[test]
fn months_and_days_in_two_columns_are_one_day() {
    let (reading, _) = ledger_in(
        "西樵镇联系群众台账（2026年）.csv",
        &[
            "月,日,村居,代表,形式,人次,入户（户）,商企（家）,群众意见",
            "3,5,崇南,陈国华,接待,5,,,停车难",
            ",12日,新河,关锐,入户,,6,,",
            "4月,2,河岗,冼志强,走访企业,,,2,",
            "合计,,,,,5,6,2,",
        ],
    );
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading.visits.iter().map(|v| (v.day.to_string(), v.received, v.households, v.firms)).collect();
    assert_eq!(
        seen,
        [("2026-03-05".into(), 5, 0, 0), ("2026-03-12".into(), 0, 6, 0), ("2026-04-02".to_owned(), 0, 0, 2)]
    );
}
