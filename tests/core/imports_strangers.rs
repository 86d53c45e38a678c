//! What a stranger's tables hold beside the usual: times in two columns, a second telephone, villages that are none any more.

use super::imports::{ledger, lishui, request};
use super::imports_reading::district;
use serde_json::json;
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::workbook::Limits;
use zhudian_core::features::imports::reading::{
    Job, Known, KnownPerson, Mapping, Workbook, model, roster, shapes, visits,
};
use zhudian_testkit::Office;

fn known() -> Known {
    let mut known = district("440605126");
    known.people = ["潘润林", "冯婉钊", "区嘉军"]
        .iter()
        .map(|name| KnownPerson { id: (*name).into(), name: (*name).into(), areas: vec![], delegate: true })
        .collect();
    known
}

fn opened(rows: &[&str], job: Job) -> Workbook {
    let mut book = Workbook::open("台账.csv", rows.join("\r\n").as_bytes(), Limits::default()).unwrap();
    shapes::settle(&mut book, job, &known());
    book
}

fn ledger_of(rows: &[&str]) -> model::VisitsReading {
    let (book, none, known) = (opened(rows, Job::Visits), Mapping::default(), known());
    visits::read(&book, &plan(&book, Job::Visits, &known, &none, &none), &known, &none)
}

fn register_of(rows: &[&str]) -> model::RosterReading {
    let (book, none, known) = (opened(rows, Job::Roster), Mapping::default(), known());
    roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none)
}

#[test]
fn a_start_and_an_end_in_two_columns_are_the_time_of_the_visit() {
    let reading = ledger_of(&[
        "日期,开始时间,结束时间,村居,党代表,接待人次",
        "2026-3-5,9:00,11:30,沙涌,潘润林,3",
        "2026-3-6,下午2时半,下午5时,草场,冯婉钊,2",
        "2026-3-7,,,草场,冯婉钊,2",
    ]);
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading.visits.iter().map(|v| v.time.as_str()).collect();
    assert_eq!(seen[0], "9:00；11:30");
    assert_eq!(seen[2], "");
    // Without a column of days the start is the day.
    let reading = ledger_of(&[
        "序号,开始时间,结束时间,村居,党代表,接待人次",
        "1,2026-3-5 9:00,2026-3-5 11:30,沙涌,潘润林,3",
        "2,2026-3-6 15:00,2026-3-6 17:00,草场,冯婉钊,2",
    ]);
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading.visits.iter().map(|v| (v.day.to_string(), v.time.as_str())).collect();
    assert_eq!(seen, [("2026-03-05".into(), "09:00-11:30"), ("2026-03-06".to_owned(), "15:00-17:00")]);
}

#[test]
fn a_second_column_of_opinions_counts_however_few_it_holds() {
    let reading = ledger_of(&[
        "日期,村居,党代表,接待人次,意见1,意见2",
        "2026-3-5,沙涌,潘润林,3,村口的路灯不亮,停车难",
        "2026-3-6,草场,冯婉钊,2,排水渠堵塞需要清淤,",
        "2026-3-7,草场,冯婉钊,2,公交车班次太少,",
    ]);
    let heard: Vec<usize> = reading.visits.iter().map(|v| v.opinions.len()).collect();
    assert_eq!(heard, [2, 1, 1]);
}

#[test]
fn a_fixed_telephone_beside_the_mobile_one_is_kept_and_anybody_elses_is_not() {
    let reading = register_of(&[
        "姓名,驻点村,手机,固定电话",
        "潘润林,沙涌,13800138000,85601234",
        "冯婉钊,草场,13800138001,",
        "区嘉军,河村,,0757-85601235",
    ]);
    let seen: Vec<_> = reading.people.iter().map(|p| p.phone.as_str()).collect();
    assert_eq!(seen, ["13800138000 / 85601234", "13800138001", "0757-85601235"]);
    let reading = register_of(&[
        "姓名,手机,驻点村,联络员,联系电话",
        "潘润林,13800138000,沙涌,李小明,13900139000",
        "冯婉钊,13800138001,草场,李小明,13900139000",
    ]);
    let seen: Vec<_> = reading.people.iter().map(|p| p.phone.as_str()).collect();
    assert_eq!(seen, ["13800138000", "13800138001"]);
}

/// Two villages of which the first became the second on 1 January 2015.
fn merged(office: &Office) -> (String, String) {
    let areas = office.call("areas.list", json!({}));
    let find = |name: &str| areas.as_array().unwrap().iter().find(|a| a["short_name"] == name).unwrap().clone();
    let (mut old, new) = (find("沙涌"), find("草场"));
    old["valid_to"] = json!("2014-12-31");
    old["successor_id"] = new["id"].clone();
    for only_answered in ["pinyin", "initials"] {
        old.as_object_mut().unwrap().remove(only_answered);
    }
    office.call("areas.save", old.clone());
    let id = |area: &serde_json::Value| area["id"].as_str().unwrap().to_owned();
    (id(&old), id(&new))
}

#[test]
fn a_visit_is_not_entered_in_a_village_that_is_none_that_day() {
    let office = lishui();
    let (old, new) = merged(&office);
    let visit = |day: &str, area: &str| json!({"day": day, "area_id": area, "kind": "reception", "received": 1});
    let refused = office.refused("visits.save", visit("2015-01-01", &old));
    assert_eq!(refused.code, "visits.area_ended");
    assert!(refused.sentence().contains("草场"), "{}", refused.sentence());
    let saved = office.call("visits.save", visit("2014-12-31", &old));
    office.call("visits.save", visit("2015-01-01", &new));
    assert_eq!(office.refused("visits.save", visit("1900-01-01", &new)).code, "visits.day_too_early");
    // What stands already may be corrected when the village ended earlier than was thought.
    let areas = office.call("areas.list", json!({}));
    let mut area = areas.as_array().unwrap().iter().find(|a| a["id"] == json!(old)).unwrap().clone();
    area["valid_to"] = json!("2014-11-30");
    for only_answered in ["pinyin", "initials"] {
        area.as_object_mut().unwrap().remove(only_answered);
    }
    office.call("areas.save", area);
    let mut whole = office.call("visits.open", json!({"id": saved["id"]}));
    whole["received"] = json!(2);
    office.call("visits.save", whole.clone());
    whole["day"] = json!("2014-12-30");
    whole["version"] = json!(0);
    assert_eq!(office.refused("visits.save", whole).code, "visits.area_ended");
}

#[test]
fn a_ledger_of_a_merged_village_is_asked_about_and_never_moved_in_silence() {
    let office = lishui();
    let (old, new) = merged(&office);
    let rows = [
        vec!["日期", "村居", "参加代表", "形式", "接待人次"],
        vec!["2014-12-30", "沙涌", "潘润林", "接待群众", "3"],
        vec!["2015-01-06", "沙涌", "潘润林", "接待群众", "4"],
    ];
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|c| (*c).to_owned()).collect()).collect();
    let path = ledger(office.folder.path(), "台账.xlsx", &rows);
    let seen = office.call("imports.preview", request(&office, "visits", &path));
    assert_eq!((&seen["counts"]["new"], &seen["counts"]["refused"]), (&json!(1), &json!(1)), "{seen}");
    assert_eq!(
        (&seen["refused"][0]["code"], &seen["refused"][0]["cell"]),
        (&json!("imports.village_ended"), &json!("B3"))
    );
    let question = &seen["villages"][0];
    assert_eq!(
        (&question["text"], question["found"]["alternatives"][0]["name"].as_str()),
        (&json!("沙涌"), Some("草场社区居委会"))
    );
    office.call("imports.apply", request(&office, "visits", &path));
    let at = |area: &str| office.call("visits.list", json!({"filter": {"area_id": area}}))["sums"]["visits"].clone();
    assert_eq!((at(&old), at(&new)), (json!(1), json!(0)));
}

#[test]
fn a_seat_belongs_to_a_term_of_its_level() {
    let office = lishui();
    let register = office.call("delegates.register", json!({}));
    let (person, term) = (&register["people"][0]["id"], &register["terms"][0]["id"]);
    assert_eq!(register["terms"][0]["level"], "town");
    let seat = json!({"person_id": person, "level": "district", "term_id": term, "from_day": "2014-01-01"});
    assert_eq!(office.refused("delegates.tenure", seat).code, "delegates.term_level");
}

fn month(office: &Office, name: &str, rows: &[[&str; 6]]) -> std::path::PathBuf {
    let head = ["日期", "村居", "责任人", "参加代表", "形式", "接待人次"];
    let rows: Vec<Vec<String>> =
        std::iter::once(&head).chain(rows).map(|row| row.iter().map(|c| (*c).to_owned()).collect()).collect();
    ledger(office.folder.path(), name, &rows)
}

#[test]
fn the_book_of_the_next_month_adds_to_the_last_one_and_never_writes_over_it() {
    let office = lishui();
    let visits = || office.call("visits.list", json!({}))["sums"]["visits"].clone();
    let leaders = ["卢炳珍", "潘润林", "接待群众"];
    let [leader, delegate, kind] = leaders;
    let may = [
        ["2015-05-05", "沙涌", leader, delegate, kind, "3"],
        ["2015-05-12", "草场", leader, delegate, kind, "4"],
        ["2015-05-19", "河村", leader, delegate, kind, "5"],
    ];
    let june = may.map(|mut row| {
        row[0] = ["2015-06-02", "2015-06-09", "2015-06-16"][row[5].parse::<usize>().unwrap() - 3];
        row
    });
    // The same team in the same villages a month later, the third visit with the same figures.
    office.call("imports.apply", request(&office, "visits", month(&office, "5月.xlsx", &may)));
    let added = office.call("imports.apply", request(&office, "visits", month(&office, "6月.xlsx", &june)));
    assert_eq!((&added["created"], &added["updated"], visits()), (&json!(3), &json!(0), json!(6)));
    // A ledger of another village by the same team on the same days is another ledger.
    let other = may.map(|mut row| {
        row[1] = "甘蕉";
        row
    });
    let added = office.call("imports.apply", request(&office, "visits", month(&office, "甘蕉.xlsx", &other)));
    assert_eq!((&added["created"], &added["updated"], visits()), (&json!(3), &json!(0), json!(9)));
    // In the next edition of a book a corrected day is a correction.
    let mut again = june;
    again[1][0] = "2015-06-10";
    let mended = office.call("imports.apply", request(&office, "visits", month(&office, "6月改.xlsx", &again)));
    assert_eq!((&mended["created"], &mended["updated"], visits()), (&json!(0), &json!(1), json!(9)));
}

#[test]
fn numbered_lines_are_opinions_also_when_a_figure_follows_the_number() {
    use zhudian_core::features::imports::reading::opinions::split;
    assert_eq!(split("1.29巷排水渠堵塞\n2.90号楼旁垃圾清运不及时"), ["29巷排水渠堵塞", "90号楼旁垃圾清运不及时"]);
    assert_eq!(split("1.5米宽的路太窄"), ["1.5米宽的路太窄"]);
    assert_eq!(split("1.5米宽的路太窄\n建议加宽"), ["1.5米宽的路太窄\n建议加宽"]);
}

#[test]
fn counts_with_units_of_their_own_in_one_heading_are_read_and_a_lunar_day_is_asked_about() {
    let reading = ledger_of(&[
        "日期,村居,党代表,接待（人次）/走访（户）/企业（家）",
        "2026-3-5,沙涌,潘润林,5/0/2",
        "农历十月初五,草场,冯婉钊,1/2/0",
        "2026年农历三月初八,草场,冯婉钊,1/2/0",
    ]);
    assert_eq!(reading.visits.len(), 1);
    let one = &reading.visits[0];
    assert_eq!((one.received, one.households, one.firms), (5, 0, 2));
    assert_eq!(reading.refused.len(), 2, "{:?}", reading.refused);
}
