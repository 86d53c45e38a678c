//! Forms and tables on their side: a sheet or a part of one for each visit, labels left of what they tell.

use super::imports::{lishui, request};
use super::imports_reading::district;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer, Worksheet};
use serde_json::{Value, json};
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::NotRead;
use zhudian_core::features::imports::reading::workbook::Limits;
use zhudian_core::features::imports::reading::{
    Finding, Job, Known, KnownPerson, Mapping, Workbook, boxes, clocks, model, roster, shapes, visits,
};

fn dali() -> Known {
    let mut known = district("440605126");
    known.people = ["潘润林", "冯婉钊", "区嘉军", "区堃波", "杜子珍"]
        .iter()
        .map(|name| KnownPerson { id: (*name).into(), name: (*name).into(), areas: vec![], delegate: true })
        .collect();
    known
}

fn put(sheet: &mut Worksheet, cells: &[(&str, &str)]) {
    for (at, text) in cells {
        let (row, column) = place(at);
        sheet.write_string(row, column, *text).unwrap();
    }
}

fn place(at: &str) -> (u32, u16) {
    let row: u32 = at[1..].parse().unwrap();
    (row - 1, u16::from(at.as_bytes()[0] - b'A'))
}

fn join(sheet: &mut Worksheet, from: &str, to: &str) {
    let ((top, left), (bottom, right)) = (place(from), place(to));
    // The first cell was written before; the join keeps it.
    sheet.merge_range(top, left, bottom, right, "", &Format::new()).unwrap();
}

/// Joins first and writes then, because a join writes its first cell.
fn form(sheet: &mut Worksheet, top: u32, joins: &[(&str, &str)], cells: &[(&str, &str)]) {
    let shift = |at: &str| format!("{}{}", &at[..1], at[1..].parse::<u32>().unwrap() + top);
    for (from, to) in joins {
        join(sheet, &shift(from), &shift(to));
    }
    let cells: Vec<(String, &str)> = cells.iter().map(|(at, text)| (shift(at), *text)).collect();
    put(sheet, &cells.iter().map(|(at, text)| (at.as_str(), *text)).collect::<Vec<_>>());
}

const JOINS: [(&str, &str); 6] = [("A1", "F1"), ("B4", "F4"), ("B6", "F6"), ("A7", "A8"), ("B7", "F7"), ("B8", "F8")];

fn sheet_for(book: &mut Writer, name: &str, cells: &[(&str, &str)]) {
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    form(sheet, 0, &JOINS, cells);
}

fn read(name: &str, bytes: &[u8]) -> (model::VisitsReading, Vec<Finding>, Vec<Option<NotRead>>) {
    let (known, none) = (dali(), Mapping::default());
    let mut book = Workbook::open(name, bytes, Limits::default()).unwrap();
    let told = shapes::settle(&mut book, Job::Visits, &known);
    let plans = plan(&book, Job::Visits, &known, &none, &none);
    let not_read = plans.iter().map(|plan| plan.not_read).collect();
    (visits::read(&book, &plans, &known, &none), told, not_read)
}

fn names(visit: &model::Visit) -> Vec<&str> {
    visit.delegates.iter().map(|one| one.name.as_str()).collect()
}

/// A workbook with a form on each of three sheets; the last was printed and never filled in.
fn a_form_a_sheet() -> Writer {
    let mut book = Writer::new();
    sheet_for(
        &mut book,
        "3月5日",
        &[
            ("A1", "里水镇党代表驻点联系群众接待登记表"),
            ("A2", "编号：001"),
            ("A3", "时  间"),
            ("B3", "2026年3月5日下午2:30-5:00"),
            ("D3", "地  点"),
            ("E3", "沙涌村党代表工作室"),
            ("A4", "参加人员"),
            ("B4", "潘润林、冯婉钊（区、镇代表）、陈志明主任"),
            ("A5", "接待对象"),
            ("B5", "麦女士"),
            ("C5", "联系电话"),
            ("D5", "13800138000"),
            ("E5", "活动形式"),
            ("F5", "☑定点接待 □入户走访 □走访企业"),
            ("A6", "反映问题"),
            ("B6", "1.村口路灯不亮；2.排水渠堵塞"),
            ("A7", "处理情况"),
            ("B7", "1.已修复；"),
            ("B8", "2.已转水利所处理"),
            ("A9", "记录人"),
            ("B9", "李秘书"),
        ],
    );
    sheet_for(
        &mut book,
        "3月12日",
        &[
            ("A1", "里水镇党代表驻点联系群众接待登记表"),
            ("A2", "编号：002"),
            ("A3", "时  间"),
            ("B3", "2026.3.12"),
            ("D3", "地  点"),
            ("E3", "草场村委会二楼会议室"),
            ("A4", "参加人员"),
            ("B4", "区嘉军"),
            ("A5", "接待对象"),
            ("B5", "无"),
            ("C5", "联系电话"),
            ("E5", "活动形式"),
            ("F5", "□定点接待 ☑入户走访 □走访企业"),
            ("A6", "反映问题"),
            ("B6", "无"),
            ("A7", "处理情况"),
        ],
    );
    sheet_for(
        &mut book,
        "空白",
        &[
            ("A1", "里水镇党代表驻点联系群众接待登记表"),
            ("A2", "编号："),
            ("A3", "时  间"),
            ("B3", "    年  月  日"),
            ("D3", "地  点"),
            ("A4", "参加人员"),
            ("A5", "接待对象"),
            ("A6", "反映问题"),
            ("A7", "处理情况"),
        ],
    );
    book
}

#[test]
fn a_form_on_each_sheet_is_a_visit_with_the_addresses_of_the_form() {
    let (reading, told, not_read) = read("登记表.xlsx", &a_form_a_sheet().save_to_buffer().unwrap());
    assert_eq!(reading.refused, []);
    assert_eq!(not_read, [None, None, Some(NotRead::NoHead)]);
    let seen: Vec<_> = reading
        .visits
        .iter()
        .map(|v| (v.day.to_string(), v.time.as_str(), v.area.as_str(), v.kind.as_str(), names(v)))
        .collect();
    assert_eq!(
        seen,
        [
            ("2026-03-05".into(), "14:30-17:00", "440605126004", "reception", vec!["潘润林", "冯婉钊"]),
            ("2026-03-12".to_owned(), "", "440605126005", "household", vec!["区嘉军"]),
        ]
    );
    let first = &reading.visits[0];
    assert_eq!(first.others.iter().map(|o| o.name.as_str()).collect::<Vec<_>>(), ["陈志明"]);
    assert_eq!((first.room.as_str(), first.received), ("沙涌村党代表工作室", 1));
    let heard: Vec<_> = first
        .opinions
        .iter()
        .map(|o| (o.text.as_str(), o.answer.as_str(), o.status.as_str(), o.giver.as_str(), o.place.cell()))
        .collect();
    assert_eq!(
        heard,
        [
            ("村口路灯不亮", "已修复", "closed", "麦女士", "B6".into()),
            ("排水渠堵塞", "已转水利所处理", "handling", "麦女士", "B6".to_owned()),
        ]
    );
    // Who wrote it down has a column of its own that the clerk may map; nothing was lost in silence.
    assert_eq!(told, []);
    assert!(reading.notices.iter().all(|one| one.cell != "A1"), "{:?}", reading.notices);
}

#[test]
fn a_form_repeated_down_a_sheet_with_a_table_of_those_heard_is_read_piece_by_piece() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("登记").unwrap();
    let joins = [("A1", "E1"), ("A2", "E2"), ("B3", "E3")];
    form(
        sheet,
        0,
        &joins,
        &[
            ("A1", "沙涌村驻点接待登记表（2026年）"),
            ("A2", "时间：4月9日 9:00-11:30    地点：村委会一楼    责任人：卢炳珍"),
            ("A3", "驻点代表"),
            ("B3", "潘润林、区堃波"),
            ("A4", "序号"),
            ("B4", "反映人"),
            ("C4", "联系电话"),
            ("D4", "反映问题"),
            ("E4", "处理情况"),
            ("A5", "1"),
            ("B5", "黄伯"),
            ("C5", "85601234"),
            ("D5", "公交班次少"),
            ("E5", "当场答复"),
            ("A6", "2"),
            ("B6", "何女士"),
            ("D6", "垃圾清运不及时"),
            ("E6", "办理中"),
            ("A7", "3"),
        ],
    );
    form(
        sheet,
        8,
        &joins,
        &[
            ("A1", "甘蕉村驻点接待登记表（2026年）"),
            ("A2", "时间：5月14日    地点：村委会    责任人：谭文红"),
            ("A3", "驻点代表"),
            ("B3", "杜子珍"),
            ("A4", "序号"),
            ("B4", "反映人"),
            ("C4", "联系电话"),
            ("D4", "反映问题"),
            ("E4", "处理情况"),
            ("A5", "1"),
            ("B5", "陈叔"),
            ("D5", "停车难"),
            ("E5", "已转交警中队"),
            ("A9", "本表一式两份"),
        ],
    );
    let (reading, told, _) = read("登记.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading
        .visits
        .iter()
        .map(|v| {
            let leader = v.leader.as_ref().map(|l| l.name.as_str());
            (v.day.to_string(), v.time.as_str(), v.area.as_str(), leader, names(v), v.received)
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("2026-04-09".into(), "09:00-11:30", "440605126004", Some("卢炳珍"), vec!["潘润林", "区堃波"], 2),
            ("2026-05-14".to_owned(), "", "440605126007", Some("谭文红"), vec!["杜子珍"], 1),
        ]
    );
    let heard: Vec<_> = reading
        .visits
        .iter()
        .flat_map(|v| &v.opinions)
        .map(|o| (o.giver.as_str(), o.text.as_str(), o.status.as_str(), o.place.cell()))
        .collect();
    assert_eq!(
        heard,
        [
            ("黄伯", "公交班次少", "answered", "D5".into()),
            ("何女士", "垃圾清运不及时", "handling", "D6".into()),
            ("陈叔", "停车难", "handling", "D13".to_owned()),
        ]
    );
    // What no label tells is named.
    let left: Vec<_> = told.iter().map(|one| (one.code, one.cell.as_str())).collect();
    assert_eq!(left, [("imports.form_cell_left", "A17")]);
}

#[test]
fn a_table_on_its_side_is_turned_and_keeps_its_addresses() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("2026年").unwrap();
    join(sheet, "A1", "E1");
    join(sheet, "A4", "A5");
    join(sheet, "C3", "D3");
    for row in 2..=3 {
        join(sheet, &format!("A{row}"), &format!("B{row}"));
    }
    put(
        sheet,
        &[
            ("A1", "驻点联系群众情况表"),
            ("A2", "日期"),
            ("A3", "村居"),
            ("C3", "沙涌"),
            ("E3", "河村"),
            ("A4", "接待走访"),
            ("B4", "接待人次"),
            ("B5", "走访户数"),
            ("A6", "参加代表"),
            ("C6", "潘润林"),
            ("D6", "潘润林、冯婉钊"),
            ("E6", "区嘉军"),
            ("A7", "意见建议"),
            ("C7", "路灯不亮"),
            ("E7", "一、道路破损；二、缺停车位"),
            ("A8", "办理情况"),
            ("C8", "已修复"),
        ],
    );
    let format = Format::new().set_num_format("yyyy-mm-dd");
    for (column, (month, day)) in [(2u16, (3, 5)), (3, (3, 12)), (4, (4, 2))] {
        let at = ExcelDateTime::from_ymd(2026, month, day).unwrap();
        sheet.write_datetime_with_format(1, column, at, &format).unwrap();
        sheet.write_number(3, column, f64::from(column) + 2.0).unwrap();
        sheet.write_number(4, column, f64::from(column)).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let (reading, _, _) = read("情况表.xlsx", &bytes);
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading
        .visits
        .iter()
        .map(|v| (v.day.to_string(), v.area.as_str(), names(v), v.received, v.households, v.opinions.len()))
        .collect();
    assert_eq!(
        seen,
        [
            ("2026-03-05".into(), "440605126004", vec!["潘润林"], 4, 2, 1),
            ("2026-03-12".into(), "440605126004", vec!["潘润林", "冯婉钊"], 5, 3, 0),
            ("2026-04-02".to_owned(), "440605126006", vec!["区嘉军"], 6, 4, 2),
        ]
    );
    let last = &reading.visits[2];
    assert_eq!((last.place.cell(), last.opinions[1].place.cell()), ("E2".to_owned(), "E7".to_owned()));
}

#[test]
fn a_grid_of_figures_is_no_ledger_and_says_so() {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    for (column, text) in ["村居", "1月", "2月", "3月"].iter().enumerate() {
        sheet.write_string(0, column as u16, *text).unwrap();
    }
    for (row, village) in ["沙涌", "草场", "河村"].iter().enumerate() {
        sheet.write_string(row as u32 + 1, 0, *village).unwrap();
        for column in 1..4u16 {
            sheet.write_number(row as u32 + 1, column, f64::from(column)).unwrap();
        }
    }
    let (reading, _, not_read) = read("次数.xlsx", &book.save_to_buffer().unwrap());
    assert_eq!((reading.visits.len(), not_read), (0, vec![Some(NotRead::Counts)]));
}

fn preview(office: &zhudian_testkit::Office, path: &std::path::Path) -> Value {
    office.call("imports.preview", request(office, "visits", path))
}

#[test]
fn forms_go_through_preview_import_change_and_undo_like_any_ledger() {
    let office = lishui();
    let path = office.folder.path().join("登记表.xlsx");
    let mut book = Writer::new();
    for (name, day, words) in [("甲", "2015年6月3日", "路灯不亮"), ("乙", "2015年6月10日", "排水不畅")]
    {
        sheet_for(
            &mut book,
            name,
            &[
                ("A1", "接待登记表"),
                ("A3", "时间"),
                ("B3", day),
                ("D3", "驻点村居"),
                ("E3", "沙涌"),
                ("A4", "参加代表"),
                ("B4", "潘润林"),
                ("A5", "接待人次"),
                ("B5", "3"),
                ("A6", "反映问题"),
                ("B6", words),
                ("A7", "处理情况"),
                ("B7", "已答复"),
            ],
        );
    }
    book.save(&path).unwrap();
    let before = office.dump();
    let seen = preview(&office, &path);
    assert_eq!((&seen["counts"]["new"], &seen["refused"]), (&json!(2), &json!([])), "{seen}");
    let line = &seen["rows"][1];
    assert_eq!((&line["sheet"], &line["cell"]), (&json!("乙"), &json!("B3")));
    let rows: Vec<&Value> = line["original"].as_array().unwrap().iter().map(|one| &one["row"]).collect();
    assert_eq!(rows, [&json!(3), &json!(4), &json!(5), &json!(6), &json!(7)]);
    assert_eq!(line["original"][0]["cells"][1], json!(["B", "2015年6月10日"]));
    assert_eq!(seen["files"][0]["sheets"][0]["columns"][0]["letter"], "A3");
    office.call("imports.apply", request(&office, "visits", &path));
    let again = preview(&office, &path);
    assert_eq!((&again["counts"]["same"], &again["counts"]["new"]), (&json!(2), &json!(0)));
    // The answer of the second form was mended.
    let mut book = Writer::new();
    for (name, day, words, count) in [("甲", "2015年6月3日", "路灯不亮", "3"), ("乙", "2015年6月10日", "排水不畅", "5")]
    {
        sheet_for(
            &mut book,
            name,
            &[
                ("A1", "接待登记表"),
                ("A3", "时间"),
                ("B3", day),
                ("D3", "驻点村居"),
                ("E3", "沙涌"),
                ("A4", "参加代表"),
                ("B4", "潘润林"),
                ("A5", "接待人次"),
                ("B5", count),
                ("A6", "反映问题"),
                ("B6", words),
                ("A7", "处理情况"),
                ("B7", "已答复"),
            ],
        );
    }
    book.save(&path).unwrap();
    let changed = preview(&office, &path);
    assert_eq!((&changed["counts"]["changed"], &changed["counts"]["values"]), (&json!(1), &json!(1)), "{changed}");
    assert_eq!(changed["rows"][0]["changes"][0]["cell"], "B5");
    office.call("history.undo", json!({}));
    assert_eq!(office.dump(), before);
}

#[test]
fn ticked_boxes_are_read_wherever_they_stand() {
    for (text, words) in [
        ("☑接待 □入户", Some(vec!["接待"])),
        ("□接待  ■入户  ■座谈", Some(vec!["入户", "座谈"])),
        ("接待☑ 入户□ 座谈√", Some(vec!["接待", "座谈"])),
        ("形式：□接待 √入户", Some(vec!["入户"])),
        ("□√接待 □入户", Some(vec!["接待"])),
        ("□接待 □入户", Some(vec![])),
        ("□", None),
        ("接待√", None),
        ("二○二六年三月", None),
    ] {
        let read = boxes::ticked(text);
        let read = read.as_ref().map(|all| all.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(read, words, "{text}");
    }
}

#[test]
fn times_of_day_are_read_in_the_spellings_of_offices() {
    for (text, times, alone) in [
        ("9:00-11:30", vec!["09:00", "11:30"], true),
        ("上午9时至11时30分", vec!["09:00", "11:30"], true),
        ("下午2点半-5点", vec!["14:30", "17:00"], true),
        ("下午 15：00", vec!["15:00"], true),
        ("上午", vec![], true),
        ("2026-03-05 09:30:00", vec!["09:30"], false),
        ("第3次", vec![], false),
    ] {
        let told: Vec<String> = clocks::told(text).into_iter().map(clocks::written).collect();
        assert_eq!(
            (told, clocks::nothing_else(text)),
            (times.into_iter().map(str::to_owned).collect(), alone),
            "{text}"
        );
    }
}

#[test]
fn a_card_for_each_delegate_is_read_without_the_family_and_the_citizen_number() {
    let mut book = Writer::new();
    for (tab, name, village) in [("1", "潘 润 林", "沙涌"), ("2", "欧阳婉儿", "草场、河村")] {
        let sheet = book.add_worksheet();
        sheet.set_name(tab).unwrap();
        form(
            sheet,
            0,
            &[("A1", "F1"), ("B4", "F4")],
            &[
                ("A1", "里水镇党代表登记表"),
                ("A2", "姓名"),
                ("B2", name),
                ("C2", "性别"),
                ("D2", "男"),
                ("E2", "出生年月"),
                ("F2", "1970年1月"),
                ("A3", "手机"),
                ("B3", "13800138000"),
                ("C3", "身份证号码"),
                ("D3", "440605197001011234"),
                ("E3", "代表级别"),
                ("F3", "镇"),
                ("A4", "单位及职务"),
                ("B4", "里水镇经济发展办副主任"),
                ("A5", "驻点村居"),
                ("B5", village),
                ("A6", "家庭成员"),
                ("A7", "称谓"),
                ("B7", "姓名"),
                ("C7", "年龄"),
                ("D7", "工作单位"),
                ("A8", "妻子"),
                ("B8", "某某"),
                ("C8", "50"),
                ("D8", "某公司"),
            ],
        );
    }
    let (known, none) = (dali(), Mapping::default());
    let mut book = Workbook::open("登记表.xlsx", &book.save_to_buffer().unwrap(), Limits::default()).unwrap();
    shapes::settle(&mut book, Job::Roster, &known);
    let reading = roster::read(&book, &plan(&book, Job::Roster, &known, &none, &none), &known, &none);
    assert_eq!(reading.refused, []);
    let seen: Vec<_> = reading
        .people
        .iter()
        .map(|p| (p.name.as_str(), p.sex.as_str(), p.levels.join(" "), p.post.as_str(), p.seats.len()))
        .collect();
    assert_eq!(
        seen,
        [
            ("潘润林", "m", "town".into(), "里水镇经济发展办副主任", 1),
            ("欧阳婉儿", "m", "town".to_owned(), "里水镇经济发展办副主任", 2)
        ]
    );
    assert_eq!(reading.people[0].seats[0].place.cell(), "B5");
    let dropped: Vec<&str> = reading.dropped.iter().map(|one| one.role.as_str()).collect();
    assert_eq!(dropped, ["birth", "citizen_id", "birth", "citizen_id"]);
    assert!(!format!("{reading:?}").contains("440605197001011234"));
}

#[test]
fn sheets_of_single_delegates_name_them_and_a_visit_on_several_is_one() {
    let mut book = Writer::new();
    for (name, rows) in [
        ("潘润林", [["2026-3-5", "沙涌", "接待群众", "8", "路灯不亮"], ["2026-3-6", "草场", "接待群众", "2", ""]]),
        ("2.冯婉钊", [["2026-3-5", "沙涌", "接待群众", "8", "路灯不亮"], ["2026-3-6", "草场", "接待群众", "3", ""]]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        put(sheet, &[("A1", "日期"), ("B1", "村居"), ("C1", "形式"), ("D1", "接待人次"), ("E1", "意见内容")]);
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                if !text.is_empty() {
                    sheet.write_string(row as u32 + 1, column as u16, *text).unwrap();
                }
            }
        }
    }
    let (reading, _, _) = read("按代表.xlsx", &book.save_to_buffer().unwrap());
    let seen: Vec<_> = reading.visits.iter().map(|v| (v.received, names(v))).collect();
    assert_eq!(seen, [(8, vec!["潘润林", "冯婉钊"]), (2, vec!["潘润林"]), (3, vec!["冯婉钊"])]);
    let told: Vec<_> = reading.notices.iter().map(|one| (one.code, one.sheet.as_str(), one.cell.as_str())).collect();
    assert_eq!(told, [("imports.visit_joined", "2.冯婉钊", "A2")]);
}
