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

fn present(cell: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let known = dali().names();
    let split = names::split(cell, &known);
    (split.names, split.absent, split.everybody)
}

#[test]
fn who_is_written_down_as_away_was_not_there() {
    for (cell, there, away) in [
        ("陈大文，單丽（因事请假）", vec!["陈大文"], vec!["單丽"]),
        ("陈大文、單丽请假", vec!["陈大文"], vec!["單丽"]),
        ("参加：陈大文；请假：單丽、查良镛", vec!["陈大文"], vec!["單丽", "查良镛"]),
        ("陈大文（区代表）、單丽(区、镇代表)", vec!["陈大文", "單丽"], vec![]),
        ("（陈大文）", vec!["陈大文"], vec![]),
    ] {
        let (names, absent, everybody) = present(cell);
        assert_eq!(
            (names, absent),
            (there.iter().map(|n| (*n).to_owned()).collect(), away.iter().map(|n| (*n).to_owned()).collect()),
            "{cell}"
        );
        assert_eq!(everybody, Vec::<String>::new(), "{cell}");
    }
    let told = ledger(&dali(), &[HEAD, "1,2026/3/5,沥东,,陈大文、單丽（请假）,接待,5,,"]);
    assert_eq!(told.visits[0].delegates.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["陈大文"]);
    assert!(told.notices.iter().any(|n| n.code == "imports.names_absent"), "{:?}", told.notices);
}

#[test]
fn a_whole_circle_is_nobody_by_name() {
    for cell in ["全体党代表", "驻点团队全体成员", "各位代表", "全体"] {
        let (names, _, everybody) = present(cell);
        assert_eq!(names, Vec::<String>::new(), "{cell}");
        assert_eq!(everybody, [cell]);
    }
    assert_eq!(present("团队成员陈大文").0, ["陈大文"]);
    let told = ledger(&dali(), &[HEAD, "1,2026/3/5,沥东,,全体党代表,接待,5,,"]);
    assert_eq!(told.visits[0].delegates, vec![]);
    assert!(told.notices.iter().any(|n| n.code == "imports.names_everybody"));
}

#[test]
fn answers_numbered_like_the_opinions_belong_to_one_each() {
    let told = ledger(
        &dali(),
        &[
            HEAD,
            "1,2026/3/5,沥东,,陈大文,接待,5,1.路灯坏。2.停车难；3、菜市场占道,1已转城管办 2.正在办理 3、当场答复",
            "2,2026/3/6,沥东,,陈大文,接待,5,1.路灯坏。2.停车难,均已转城管办",
        ],
    );
    let answers: Vec<_> = told.visits[0].opinions.iter().map(|o| (o.answer.as_str(), o.status.as_str())).collect();
    assert_eq!(answers, [("已转城管办", "handling"), ("正在办理", "handling"), ("当场答复", "answered")]);
    assert!(told.visits[1].opinions.iter().all(|o| o.answer == "均已转城管办"));
}

#[test]
fn a_ditto_mark_repeats_the_same_person_and_a_short_number_is_written_out() {
    let known = district("440605125");
    let book = book(&[
        "序号,姓名,职务,联系电话,挂点村",
        "1,陈大文,沥东社区书记,13912345678,沥东社区",
        "2,欧阳震华,医生,1.3922221114E+10,沥西社区",
        "3,陈大文,同上,同上,盐步社区",
        "4,仇小英,教师,1.39222E+10,盐步社区",
    ]);
    let none = Mapping::default();
    let reading = roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none);
    let told: Vec<_> =
        reading.people.iter().map(|p| (p.name.as_str(), p.post.as_str(), p.phone.as_str(), p.seats.len())).collect();
    assert_eq!(
        told,
        [
            ("陈大文", "沥东社区书记", "13912345678", 2),
            ("欧阳震华", "医生", "13922221114", 1),
            ("仇小英", "教师", "1.39222E+10", 1),
        ]
    );
    assert!(reading.notices.iter().any(|n| n.code == "imports.phone_unreadable"));
}

fn roster_of(rows: &[&str]) -> model::RosterReading {
    let (known, book, none) = (district("440605125"), book(rows), Mapping::default());
    roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none)
}

#[test]
fn names_in_numbered_columns_are_all_read_and_the_leaders_telephone_is_nobody_elses() {
    let reading = roster_of(&[
        "村（社区）,驻点时间,责任人及电话,联络员,驻点党代表1,驻点党代表2",
        "沥东社区,每周三下午,陈志强13800000001,小李,陈大文,欧阳震华",
        "沥西社区,每周四上午,区堃波 13800000002,小王,仇小英,/",
    ]);
    let told: Vec<_> =
        reading.people.iter().map(|p| (p.name.as_str(), p.phone.as_str(), p.seats[0].village.as_str())).collect();
    assert_eq!(told, [("陈大文", "", "沥东社区"), ("欧阳震华", "", "沥东社区"), ("仇小英", "", "沥西社区")]);
    let leaders: Vec<_> = reading.parts.iter().filter(|p| p.part == "leader").map(|p| p.name.as_str()).collect();
    assert_eq!(leaders, ["陈志强", "区堃波"]);
    assert!(reading.notices.iter().any(|n| n.code == "imports.phone_beside_name"));
    let reading =
        roster_of(&["序号,姓名及联系电话,挂点村", "1,陈大文13800000001,沥东社区", "2,欧阳震华 0757-86221113,沥西社区"]);
    let told: Vec<_> = reading.people.iter().map(|p| (p.name.as_str(), p.phone.as_str())).collect();
    assert_eq!(told, [("陈大文", "13800000001"), ("欧阳震华", "0757-86221113")]);
}

#[test]
fn villages_in_lines_of_their_own_head_the_rows_below() {
    let reading = roster_of(&[
        "党代表名册,,,",
        "一、沥东社区（2人）,,,",
        "姓名,性别,身份,电话",
        "陈大文,男,区代表,13800000003",
        "欧阳震华,男,镇代表,13800000004",
        "二、沥西社区（1人）,,,",
        "姓名,性别,身份,电话",
        "仇小英,女,区代表,13800000005",
    ]);
    let told: Vec<_> = reading.people.iter().map(|p| (p.name.as_str(), p.seats[0].village.as_str())).collect();
    assert_eq!(told, [("陈大文", "沥东社区"), ("欧阳震华", "沥东社区"), ("仇小英", "沥西社区")]);
}

#[test]
fn counts_told_in_words_are_read_where_no_column_counts() {
    let told = ledger(
        &dali(),
        &[
            "日期,村居,党代表,活动情况,群众意见",
            "2015.03.11,沥东,陈大文,接待群众12人次，走访农户5户，走访企业2家,路灯坏了",
            "2015.03.18,沥东,陈大文,入户走访8户,无",
            "2015.03.19,沥西,單丽,3名党代表参加座谈会，15人到会,",
            "2015.03.20,沥西,單丽,听取大家意见,",
        ],
    );
    let counts: Vec<_> = told.visits.iter().map(|v| (v.received, v.households, v.firms, v.kind.as_str())).collect();
    assert_eq!(
        counts,
        [(12, 5, 2, "reception"), (0, 8, 0, "household"), (15, 0, 0, "forum"), (0, 0, 0, "reception")],
        "{:?}",
        told.notices
    );
    assert_eq!(told.notices.iter().filter(|n| n.code == "imports.counts_from_text").count(), 3);
}

#[test]
fn counts_of_two_units_in_one_cell_are_parted() {
    let told = ledger(
        &dali(),
        &[
            "日期,村居,党代表,接待群众（批/人）,上门走访（户/企业）,收集意见建议",
            "2026.3.5,沥东,陈大文,3批8人,走访5户、企业2家,无",
            "2026.3.6,沥东,陈大文,2/5,0/1,无",
            "2026.3.7,沥西,單丽,1人,走访农户10户，商铺4家,无",
            "2026.3.8,沥西,單丽,,6,无",
            "2026.3.9,沥西,單丽,5批12人次,/,无",
        ],
    );
    assert_eq!(told.refused, vec![]);
    let counts: Vec<_> = told.visits.iter().map(|v| (v.received, v.households, v.firms)).collect();
    assert_eq!(counts, [(8, 5, 2), (5, 0, 1), (1, 10, 4), (0, 6, 0), (12, 0, 0)]);
    assert!(told.notices.iter().any(|n| n.code == "imports.tally_first"));
    let told = ledger(
        &dali(),
        &["日期,村居,党代表,接待群众（批/人）,上门走访（户/企业）,收集意见建议", "2026.3.5,沥东,陈大文,8,去了几家,无"],
    );
    assert_eq!(told.refused[0].code, "imports.count_unreadable");
}

#[test]
fn a_remark_behind_one_of_several_names_is_said_of_that_one() {
    let present = |cell: &str| {
        let told = ledger(&dali(), &[HEAD, &format!("1,2026/3/5,沥东,,{cell},接待,5,,")]);
        told.visits[0].delegates.iter().map(|d| d.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(present("陈大文 查良镛(请假)"), ["陈大文"]);
    assert_eq!(present("陈大文(请假) 查良镛"), ["查良镛"]);
    assert_eq!(present("陈大文 查良镛（均请假）"), [""; 0]);
    assert_eq!(present("单丽、陈大文（因事）、查良镛"), ["单丽", "查良镛"]);
}

#[test]
fn opinions_numbered_in_brackets_are_parted_wherever_they_stand_and_a_ditto_repeats_the_one_above() {
    let told = ledger(
        &dali(),
        &[
            HEAD,
            "1,2026/3/5,沥东,,陈大文,接待,5,（1）河涌有臭味（2）要求加装电梯,（1）转水利所办理中（2）解释说明，群众满意",
            "2,2026/3/6,沥东,,陈大文,接待,5,①路灯坏②井盖松动,①已修复②尚未修复",
            "3,2026/3/7,沥东,,陈大文,接待,5,同上,",
            "4,2026/3/8,沥东,,陈大文,接待,5,第（2）小组门口积水,当面解释",
        ],
    );
    let heard = |at: usize| -> Vec<(&str, &str)> {
        told.visits[at].opinions.iter().map(|o| (o.text.as_str(), o.status.as_str())).collect()
    };
    assert_eq!(heard(0), [("河涌有臭味", "handling"), ("要求加装电梯", "answered")]);
    assert_eq!(heard(1), [("路灯坏", "closed"), ("井盖松动", "")]);
    assert_eq!(heard(2).len(), 2);
    assert_eq!(heard(3), [("第（2）小组门口积水", "answered")]);
    assert!(told.notices.iter().any(|n| n.code == "imports.opinion_ditto"));
}

#[test]
fn a_book_of_callers_counts_whom_it_names_and_tells_when_things_were_closed() {
    let told = ledger(
        &dali(),
        &[
            "接待日期,接待时间,社区,接待代表,来访群众姓名,联系电话,反映的问题,现场答复情况,转办部门,办结日期",
            "2026/3/5,15:00-17:30,沥东,陈大文,周伯,13711112222,小区停车难,已向交警中队反映,交警中队,2026/3/20",
            ",,,,何婶,,路灯坏了三盏,,市政办,",
            "2026/4/2,15:00-17:30,沥西,單丽,无人来访,,,,,",
            "2026/4/9,15:00,沥西,單丽,林先生,13533334444,希望增加公交班次,当面解释,,当场办结",
            "2026/4/16,15:00,沥西,單丽,周伯等5人,,垃圾桶太少,,,2025/4/16",
        ],
    );
    assert_eq!(told.refused, vec![]);
    assert_eq!(told.visits.iter().map(|v| v.received).collect::<Vec<_>>(), [2, 0, 1, 5]);
    assert_eq!(told.visits[3].opinions[0].closed_on.unwrap().to_string(), "2026-04-16", "not before it was heard");
    assert!(told.notices.iter().any(|n| n.code == "imports.closed_before"));
    let first = &told.visits[0].opinions;
    assert_eq!(first.len(), 2);
    assert_eq!((first[0].status.as_str(), first[0].unit.as_str()), ("closed", "交警中队"));
    assert_eq!(first[0].closed_on.unwrap().to_string(), "2026-03-20");
    assert_eq!((first[1].giver.as_str(), first[1].status.as_str(), first[1].unit.as_str()), ("何婶", "", "市政办"));
    assert_eq!(told.visits[2].opinions[0].status, "answered");
    assert!(told.notices.iter().any(|n| n.code == "imports.counted_by_names"));
}

#[test]
fn a_book_of_calls_at_doors_has_a_line_for_each() {
    let told = ledger(
        &dali(),
        &[
            "序号,走访日期,走访类型,社区,走访党代表,走访对象,收集到的意见,跟进情况",
            "1,20260108,入户,沥东,陈大文,郭某某（困难党员）,低保年审手续多,已转民政办，办理中",
            "2,20260108,农户,沥东,陈大文,梁某,,",
            "3,20260115,企业,沥西,單丽,某某五金有限公司,用地证办理慢,已答复",
            "4,20260120,商铺,沥西,單丽,发记饭店,油烟投诉,已整改",
        ],
    );
    assert_eq!(told.refused, vec![]);
    let counts: Vec<_> = told.visits.iter().map(|v| (v.kind.as_str(), v.households, v.firms)).collect();
    assert_eq!(counts, [("household", 1, 0), ("household", 1, 0), ("firm", 0, 1), ("firm", 0, 1)]);
    let states: Vec<_> = told.visits.iter().flat_map(|v| &v.opinions).map(|o| o.status.as_str()).collect();
    assert_eq!(states, ["handling", "answered", "closed"]);
}

#[test]
fn a_roster_tells_both_ends_of_a_time_in_office_in_one_cell() {
    let reading = roster_of(&[
        "编号,代表姓名,挂钩联系社区,任职起止",
        "1,陈大文,沥东社区,2021.9至今",
        "2,欧阳震华,沥西社区,2021.09-2026.09",
        "3,仇小英,（待定）,2023年5月补选",
        "4,查良镛,盐步社区,2021-09-28—2025-10-31",
        "填表人：王芳,,审核：李丽,2026年4月2日",
    ]);
    assert_eq!(reading.refused, vec![]);
    let told: Vec<_> = reading
        .people
        .iter()
        .map(|p| (p.from.map(|d| d.to_string()), p.until.map(|d| d.to_string()), p.seats.len()))
        .collect();
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (day("2021-09-01"), None, 1),
            (day("2021-09-01"), day("2026-09-30"), 1),
            (day("2023-05-01"), None, 0),
            (day("2021-09-28"), day("2025-10-31"), 1),
        ]
    );
}
