//! Values as offices write them, one by one.

use std::collections::HashSet;

use chrono::NaiveDate;
use zhudian_core::features::imports::reading::days::{self, Around};
use zhudian_core::features::imports::reading::grid::{Sheet, Value, address};
use zhudian_core::features::imports::reading::mapping::Mapping;
use zhudian_core::features::imports::reading::places::Places;
use zhudian_core::features::imports::reading::text::name_key;
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{citizen, counts, names, opinions, phones};

use super::imports_reading::district;

fn text(t: &str) -> Value {
    Value::Text(t.into())
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

#[test]
fn a_day_is_read_in_every_spelling() {
    let around = Around { year: Some(2014), month: Some(7), ..Default::default() };
    for spelling in [
        "2014.7.1",
        "14.7.1",
        "2014-07-01",
        "２０１４/０７/０１",
        "2014年7月1日",
        "2014年7月1号",
        "14年7月1日",
        "2014 年 7 月 1 日",
        "20140701",
        "2014/7/1",
        "2014、7、1",
        "2014。7。1",
        "7月1日",
        "7.1",
        "7/1",
        "1日",
        "2014.07.01 ",
        "2014-7-1 00:00:00",
        "2014年7月1日（星期二）",
        "二〇一四年七月一日",
        "二○一四年七月一日",
        "七月一日",
        "2014\\7\\1",
        "2014-07-01T00:00:00",
        "'14.7.1",
        "2014.7.1上午",
        "2014年07月01日 上午",
        "2014. 7. 1",
        "2014–7–1",
        "41821",
        "2014_7_1",
        "7-1",
    ] {
        let read = days::read(&text(spelling), around);
        assert_eq!(read.map(|r| r.day), Ok(day(2014, 7, 1)), "{spelling}");
    }
    assert_eq!(days::read(&Value::Number(41821.0), around).unwrap().day, day(2014, 7, 1));
    assert_eq!(days::read(&Value::Number(20_140_701.0), around).unwrap().day, day(2014, 7, 1));
    let old = Around { from_1904: true, ..around };
    assert_eq!(days::read(&Value::Number(41821.0 - 1462.0), old).unwrap().day, day(2014, 7, 1));
    assert_eq!(days::read(&text("7/13/2014"), around).unwrap().day, day(2014, 7, 13));
    assert_eq!(days::read(&text("二〇一四年十二月二十三日"), around).unwrap().day, day(2014, 12, 23));
    assert_eq!(days::read(&text("2014年10月20日"), around).unwrap().day, day(2014, 10, 20));
    assert_eq!(days::read(&text("2014-07-01 15:30"), around).unwrap().minutes, Some(15 * 60 + 30));
    let span = days::read(&text("2014年7月1日-3日"), around).unwrap();
    assert_eq!((span.day, span.span), (day(2014, 7, 1), true));
    let span = days::read(&text("7月1日至2日"), around).unwrap();
    assert_eq!((span.day, span.span), (day(2014, 7, 1), true));
    for (spelling, code) in [
        ("2014.2.30", "imports.day_impossible"),
        ("2014-13-01", "imports.day_impossible"),
        ("上旬", "imports.day_unreadable"),
        ("", "imports.day_missing"),
        ("/", "imports.day_missing"),
        ("7/8/2014", "imports.day_unclear"),
        ("接待群众", "imports.day_unreadable"),
        ("3", "imports.day_unreadable"),
        ("13912345678", "imports.day_unreadable"),
        ("2014年7月", "imports.day_unreadable"),
        ("2014年1-6月", "imports.day_unreadable"),
    ] {
        assert_eq!(days::read(&text(spelling), around).map(|r| r.day).map_err(|e| e.code()), Err(code), "{spelling}");
    }
    assert_eq!(
        days::read(&text("7月1日"), Around::default()).map_err(|e| e.code()).unwrap_err(),
        "imports.day_without_year"
    );
    let named = |texts: &[&str]| {
        let around = days::named_in(texts);
        (around.year, around.month)
    };
    assert_eq!(named(&["2014年7月", "x"]), (Some(2014), Some(7)));
    assert_eq!(named(&["Sheet1", "里水镇台账(2015年)", ""]), (Some(2015), None));
    assert_eq!(named(&["7月", "2014年度台账"]), (Some(2014), Some(7)));
    assert_eq!(named(&["201407"]), (Some(2014), Some(7)));
    assert_eq!(named(&["Sheet2", "440605126"]), (None, None));
}

#[test]
fn a_count_is_read_with_its_word() {
    for (spelling, n) in [
        ("23", 23),
        ("22 ", 22),
        ("１３", 13),
        ("0人", 0),
        ("24人", 24),
        ("12人次", 12),
        ("-", 0),
        ("/", 0),
        ("无", 0),
        ("—", 0),
        ("", 0),
        ("1,234", 1234),
        ("二十三", 23),
        ("十", 10),
        ("约20人", 20),
        ("20余人", 20),
        ("30多人", 30),
        ("共15人", 15),
        ("15人(含党员3人)", 15),
        ("两人", 2),
        ("一百零五", 105),
        ("接待15人", 15),
    ] {
        assert_eq!(counts::read(&text(spelling), "received").map(|r| r.count), Ok(n), "{spelling}");
    }
    assert!(counts::read(&text("20户"), "received").unwrap().other_unit);
    assert!(!counts::read(&text("20户"), "households").unwrap().other_unit);
    assert!(counts::read(&text("20余户"), "households").unwrap().about);
    assert_eq!(counts::read(&text("3户5人"), "received").unwrap().count, 5);
    assert_eq!(counts::read(&text("3户5人"), "households").unwrap().count, 3);
    for (value, code) in [
        (text("若干"), "imports.count_unreadable"),
        (text("2.5"), "imports.count_broken"),
        (text("-3"), "imports.count_negative"),
        (Value::Number(41821.5), "imports.count_broken"),
        (Value::Number(13_912_345_678.0), "imports.count_too_large"),
        (Value::Unstored, "imports.formula_without_value"),
        (Value::Fault("#REF!"), "imports.cell_fault"),
        (text("2014年7月1日"), "imports.count_unreadable"),
    ] {
        assert_eq!(counts::read(&value, "received").map(|r| r.count), Err(code), "{value:?}");
    }
}

#[test]
fn names_in_one_cell_are_parted() {
    let known: HashSet<String> =
        ["区堃波", "鄺惠", "李敏", "潘小娟", "司徒国斌", "欧阳丽霞", "王和平", "买买提·吐尔逊", "𠮷野", "张三"]
            .iter()
            .map(|n| name_key(n))
            .collect();
    for (cell, wanted) in [
        ("区堃波 鄺　惠", vec!["区堃波", "鄺惠"]),
        ("鄺　惠 区堃波 ", vec!["鄺惠", "区堃波"]),
        ("李 敏、潘小娟", vec!["李敏", "潘小娟"]),
        ("李　敏 潘小娟", vec!["李敏", "潘小娟"]),
        ("司徒国斌 欧阳丽霞", vec!["司徒国斌", "欧阳丽霞"]),
        ("司徒国斌，欧阳丽霞；李敏/潘小娟", vec!["司徒国斌", "欧阳丽霞", "李敏", "潘小娟"]),
        ("司徒国斌\n欧阳丽霞", vec!["司徒国斌", "欧阳丽霞"]),
        ("李敏和潘小娟", vec!["李敏", "潘小娟"]),
        ("王和平", vec!["王和平"]),
        ("李敏潘小娟", vec!["李敏", "潘小娟"]),
        ("李敏同志", vec!["李敏"]),
        ("党委委员李敏", vec!["李敏"]),
        ("代表：李敏、潘小娟", vec!["李敏", "潘小娟"]),
        ("李敏（组长）、潘小娟(女)", vec!["李敏", "潘小娟"]),
        ("赵钱孙、周 吴", vec!["赵钱孙", "周吴"]),
        ("陈 大 文", vec!["陈大文"]),
        ("买买提•吐尔逊", vec!["买买提•吐尔逊"]),
        ("𠮷野 李敏", vec!["𠮷野", "李敏"]),
        ("无", vec![]),
        ("/", vec![]),
        ("", vec![]),
        ("-", vec![]),
        ("李敏、李敏", vec!["李敏"]),
        ("李敏等3人", vec!["李敏"]),
    ] {
        assert_eq!(names::split(cell, &known).names, wanted, "{cell}");
    }
    assert!(names::split("李敏等3人", &known).more);
    assert_eq!(names::near("区坤波", ["区堃波", "李敏"].into_iter()), ["区堃波"]);
}

#[test]
fn telephones_are_read_three_ways() {
    for (value, wanted) in [
        (text("13913679557"), "13913679557"),
        (Value::Number(13_971_346_715.0), "13971346715"),
        (text("139-7271-1320"), "13972711320"),
        (text("139 7271 1320"), "13972711320"),
        (text("13977315296(微信同号)"), "13977315296"),
        (text("１３９１３６７９５５７"), "13913679557"),
        (text("+86 13913679557"), "13913679557"),
        (text("0757-85661234"), "0757-85661234"),
        (text("(0757)85661234"), "0757-85661234"),
        (text("85661234"), "85661234"),
        (text("13913679557/0757-85661234"), "13913679557 / 0757-85661234"),
        (text("13913679557、13913679558"), "13913679557 / 13913679558"),
        (text("13913679557 13913679558"), "13913679557 / 13913679558"),
        (text("无"), ""),
        (Value::Empty, ""),
    ] {
        assert_eq!(phones::read(&value).phone, wanted, "{value:?}");
    }
    assert!(phones::read(&text("见通讯录")).odd);
}

#[test]
fn citizen_numbers_are_seen_anywhere() {
    for yes in [
        "440682198001011234",
        "44068219800101123X",
        "４４０６８２１９８００１０１１２３ｘ",
        "440682 19800101 1234",
        "440682800101123",
    ] {
        assert!(citizen::is_number(yes), "{yes}");
        let (masked, n) = citizen::mask(&format!("反映人张三，身份证{yes}，住沙涌"));
        assert_eq!(n, 1, "{yes}");
        assert!(
            !masked.contains("19800101")
                && !masked.contains("800101")
                && masked.contains("440")
                && masked.ends_with("，住沙涌"),
            "{masked}"
        );
    }
    for no in [
        "13913679557",
        "440682198013011234",
        "440605126004",
        "2014070120140731",
        "123456789012345678",
        "13913679557 13913679558",
    ] {
        assert!(!citizen::is_number(no), "{no}");
        assert_eq!(citizen::mask(no), (no.to_owned(), 0));
    }
    assert!(citizen::is_value(&Value::Number(440_682_198_001_011_200.0)));
    let two = citizen::mask("440682198001011234 440682198001011242");
    assert_eq!((two.0.contains("198001"), two.1), (false, 2), "{two:?}");
    assert_eq!(citizen::mask("44068219800101123413912345678").0, "440*************3413912345678");
}

#[test]
fn a_village_is_found_by_its_short_names() {
    let known = district("440605126");
    let mut places = Places::new(&known, &Mapping::default().villages);
    let code = |places: &mut Places<'_>, t: &str| places.find(t).code;
    for (spelling, wanted) in [
        ("沙涌社区居委会", "440605126004"),
        ("沙涌社区", "440605126004"),
        ("沙涌", "440605126004"),
        (" 沙涌 ", "440605126004"),
        ("沙 涌", "440605126004"),
        ("里水镇沙涌社区", "440605126004"),
        ("沙涌村", "440605126004"),
        ("沙涌（社区）", "440605126004"),
        ("沙涌驻点团队", "440605126004"),
        ("汤村", "440605126229"),
        ("汤村村", "440605126229"),
        ("汤村村委会", "440605126229"),
        ("洲村", "440605126010"),
        ("洲村社区", "440605126010"),
        ("和桂工业园社区社区", "440605126401"),
        ("和桂工业园", "440605126401"),
        ("南海区里水镇汤村村民委员会", "440605126229"),
        ("沙涌居委会", "440605126004"),
        ("440605126004", "440605126004"),
    ] {
        assert_eq!(code(&mut places, spelling).as_deref(), Some(wanted), "{spelling}");
    }
    for none in ["待定", "无", "未安排", "/", "暂缺"] {
        assert!(places.find(none).none, "{none}");
    }
    let near = places.find("沙湧");
    assert_eq!(near.code, None);
    assert_eq!(near.alternatives.first().map(|c| c.code.as_str()), Some("440605126004"));
    assert_eq!(places.find("火星").code, None);
    let aliases = [("老沙".to_owned(), "440605126004".to_owned())].into();
    assert_eq!(Places::new(&known, &aliases).find("老 沙").code.as_deref(), Some("440605126004"));
}

#[test]
fn every_official_name_of_the_district_means_itself() {
    let whole = district("440605");
    let mut towns: Vec<String> = whole.areas.iter().map(|a| a.town_code.clone()).collect();
    towns.dedup();
    for town in towns {
        let known = district(&town);
        let mut places = Places::new(&known, &Mapping::default().villages);
        for area in known.areas.iter().filter(|a| a.town_code == town) {
            assert_eq!(places.find(&area.name).code.as_ref(), Some(&area.code), "{}", area.name);
        }
    }
}

#[test]
fn opinions_are_parted_only_when_numbered() {
    assert_eq!(opinions::split("1.路灯不亮；2.垃圾多"), ["路灯不亮", "垃圾多"]);
    assert_eq!(opinions::split("1、路灯不亮\n2、垃圾多\n3、车多"), ["路灯不亮", "垃圾多", "车多"]);
    assert_eq!(opinions::split("（1）路灯不亮。（2）垃圾多。"), ["路灯不亮。", "垃圾多。"]);
    assert_eq!(opinions::split("①路灯不亮 ②垃圾多"), ["路灯不亮", "垃圾多"]);
    assert_eq!(opinions::split("路灯不亮；垃圾多"), ["路灯不亮；垃圾多"]);
    assert_eq!(opinions::split("1.5米宽的路太窄"), ["1.5米宽的路太窄"]);
    assert_eq!(opinions::split("无"), Vec::<String>::new());
}

#[test]
fn a_file_that_is_no_workbook_is_refused_by_name() {
    let open = |bytes: &[u8]| Workbook::open("x.xlsx", bytes, Limits::default()).map(|_| ()).map_err(|t| t.code);
    assert_eq!(open(b""), Err("imports.empty"));
    assert_eq!(open(b"%PDF-1.7 ..."), Err("imports.not_a_workbook"));
    assert_eq!(open(b"\x89PNG\r\n\x1a\n"), Err("imports.not_a_workbook"));
    assert_eq!(open(b"just words without any column"), Err("imports.not_a_workbook"));
    assert_eq!(open(b"<html><table><tr><td>1</td></tr></table></html>"), Err("imports.web_page"));
    assert_eq!(open(&[0, 1, 2, 3, 4, 5]), Err("imports.not_a_workbook"));
    let good = std::fs::read(format!("{}/../../tests/fixtures/lishui/roster-lishui.xlsx", env!("CARGO_MANIFEST_DIR")))
        .unwrap();
    for part in [10, 100, good.len() / 2, good.len() - 30] {
        assert_eq!(open(&good[..part]), Err("imports.truncated"), "{part}");
    }
    let mut spoilt = good.clone();
    let middle = spoilt.len() / 2;
    for byte in &mut spoilt[middle - 400..middle + 400] {
        *byte ^= 0x5a;
    }
    assert!(matches!(open(&spoilt), Err("imports.damaged" | "imports.truncated")), "{:?}", open(&spoilt));
    let small = Limits { bytes: 1000, ..Limits::default() };
    assert_eq!(Workbook::open("x", &good, small).map(|_| ()).map_err(|t| t.code), Err("imports.too_large"));
    let few = Limits { cells: 100, ..Limits::default() };
    assert_eq!(Workbook::open("x", &good, few).map(|_| ()).map_err(|t| t.code), Err("imports.too_many_cells"));
    let tight = Limits { unpacked: 5_000, ..Limits::default() };
    assert_eq!(Workbook::open("x", &good, tight).map(|_| ()).map_err(|t| t.code), Err("imports.too_large"));
    // A compound file holding an encrypted package is what Excel writes when it is given a password.
    let mut locked = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    locked.resize(1024, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(open(&locked), Err("imports.password"));
    locked.truncate(1024);
    assert_eq!(open(&locked), Err("imports.not_a_workbook"));
}

#[test]
fn garbage_never_panics() {
    let good = std::fs::read(format!("{}/../../tests/fixtures/lishui/roster-lishui.xlsx", env!("CARGO_MANIFEST_DIR")))
        .unwrap();
    let mut seed = 7u64;
    for _ in 0..60 {
        let mut bytes = good.clone();
        for _ in 0..6 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (seed >> 33) as usize % bytes.len();
            bytes[at] = (seed >> 20) as u8;
        }
        let _ = Workbook::open("x.xlsx", &bytes, Limits::default());
    }
}

#[test]
fn addresses_are_those_of_a_spreadsheet() {
    assert_eq!(address(0, 0), "A1");
    assert_eq!(address(9, 25), "Z10");
    assert_eq!(address(0, 26), "AA1");
    assert_eq!(address(0, 16_383), "XFD1");
    let sheet = Sheet::new("x".into(), vec![(0, 0, text("a")), (2, 1, Value::Number(2.0))], Vec::new());
    assert_eq!((sheet.height(), sheet.width()), (3, 2));
}
