//! A generator of made-up offices: every seed is another township with other headings, orders, sheets and spellings.
//! What it wrote must come back exactly.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::{Job, Mapping};
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{Known, roster};

use super::imports_ink::*;
use super::imports_reading::district;

#[derive(Clone, Debug)]
pub struct Delegate {
    pub name: String,
    pub sex: &'static str,
    pub layer: &'static str,
    pub group: String,
    pub post: String,
    pub phone: String,
    pub areas: Vec<usize>,
}

pub struct Office {
    pub known: Known,
    pub home: Vec<usize>,
    pub delegates: Vec<Delegate>,
    pub leaders: Vec<String>,
}

pub const SURNAMES: [&str; 24] = [
    "陈", "李", "黄", "何", "梁", "区", "邝", "鄺", "单", "解", "仇", "曾", "盖", "朴", "欧阳", "司徒", "麦", "招",
    "霍", "冼", "劳", "简", "和", "及",
];
pub const GIVEN: [&str; 24] = [
    "敏", "惠", "小娟", "伟玲", "国斌", "凤燕", "志强", "润林", "玉霞", "䶮海", "燊铭", "㛃成", "𠮷", "塱燕", "永强",
    "丽红", "和平", "建华", "子燕", "嘉军", "文", "波", "绍良", "洁辉",
];

pub fn office(dice: &mut Dice) -> Office {
    let towns = ["440605011", "440605121", "440605122", "440605123", "440605124", "440605125", "440605126"];
    let known = district(dice.pick(&towns));
    // Two villages of one town that people would write alike are a question for the clerk, not for this test.
    let stems: Vec<String> =
        known.areas.iter().map(|a| zhudian_core::features::imports::reading::places::stem(&a.name)).collect();
    let mut home: Vec<usize> = (0..known.areas.len())
        .filter(|i| known.areas[*i].town_code == known.office_code)
        .filter(|i| {
            (0..known.areas.len()).all(|j| {
                j == *i
                    || known.areas[j].town_code != known.office_code
                    || !(stems[j].contains(&stems[*i]) || stems[*i].contains(&stems[j]))
            })
        })
        .collect();
    dice.shuffle(&mut home);
    home.truncate(12);
    let mut seen = HashSet::new();
    let mut delegates = Vec::new();
    while delegates.len() < 28 {
        let name = format!("{}{}", dice.pick(&SURNAMES), dice.pick(&GIVEN));
        if !seen.insert(name.clone()) {
            continue;
        }
        let areas = match dice.roll(14) {
            0 => vec![],
            1 => vec![dice.pick(&home), dice.pick(&home)],
            _ => vec![dice.pick(&home)],
        };
        let mut areas = areas;
        areas.dedup();
        delegates.push(Delegate {
            name,
            sex: dice.pick(&["男", "女"]),
            layer: dice.pick(&["普通党员", "村(社区)干部", "镇街领导", "企业", "教育卫生"]),
            group: format!("第{}组", dice.pick(&["一", "二", "三", "四"])),
            post: format!(
                "{}{}",
                dice.pick(&["镇", "村", "厂", "学校"]),
                dice.pick(&["党委委员", "书记", "教师", "车间主任", "医生"])
            ),
            phone: format!("139{:08}", dice.roll(100_000_000)),
            areas,
        });
    }
    let leaders = ["卢炳珍", "谭文红", "缪伟权", "孔健强"].iter().map(|s| (*s).to_owned()).collect();
    Office { known, home, delegates, leaders }
}

pub fn spelled_area(office: &Office, area: usize, dice: &mut Dice) -> String {
    let a = &office.known.areas[area];
    let stem = zhudian_core::features::imports::reading::places::stem(&a.name);
    let kind = if a.name.contains("社区") { "社区" } else { "村" };
    match dice.roll(6) {
        0 => a.name.clone(),
        1 => stem,
        2 => format!("{stem} "),
        3 => format!("{}{}", a.town_name, a.name),
        4 => format!(" {stem}{kind}"),
        _ => format!("{stem}{kind}"),
    }
}

pub fn spelled_name(name: &str, dice: &mut Dice) -> String {
    let count = name.chars().count();
    match dice.roll(6) {
        0 if count == 2 => name.chars().map(String::from).collect::<Vec<_>>().join(dice.pick(&[" ", "　", "  "])),
        1 => format!("{name} "),
        _ => name.to_owned(),
    }
}

pub fn decorated(heading: &str, dice: &mut Dice) -> String {
    match dice.roll(8) {
        0 if heading.chars().count() == 2 => {
            heading.chars().map(String::from).collect::<Vec<_>>().join(dice.pick(&[" ", "　", "\n"]))
        }
        1 => format!("{heading}*"),
        2 => format!("{heading}（必填）"),
        3 => format!(" {heading}"),
        _ => heading.to_owned(),
    }
}

/// Adds what offices put between and around rows, keeping the joins right.
pub fn untidy(table: &mut Table, dice: &mut Dice, key_column: usize) {
    let width = table.heads.len();
    let breaks: Vec<usize> =
        (1..table.rows.len()).filter(|r| !table.joins.iter().any(|(a, b, _)| a < r && r <= b)).collect();
    let starts: Vec<usize> = breaks.into_iter().filter(|r| table.rows[*r][key_column] != Ink::Nothing).collect();
    if starts.is_empty() {
        return;
    }
    for _ in 0..dice.roll(4) {
        let at = dice.pick(&starts);
        if at >= table.rows.len()
            || table.joins.iter().any(|(a, b, _)| *a < at && at <= *b)
            || table.rows[at][key_column] == Ink::Nothing
        {
            continue;
        }
        let mut row = vec![Ink::Nothing; width];
        match dice.roll(4) {
            0 => row[0] = ink(dice.pick(&["小计", "小 计", "合计", "本页合计"])),
            1 => {
                row[0] = ink("小计：");
                row[width - 1] = Ink::Formula("SUM(A1:A2)".into(), 3.0);
            }
            2 if table.head_rows == 1 => row = table.heads.iter().map(|(_, _, leaf)| ink(leaf.clone())).collect(),
            _ => {}
        }
        // A row put in between must not break what is repeated by leaving empty.
        if row.iter().all(|c| *c == Ink::Nothing) && dice.one_in(2) {
            continue;
        }
        table.rows.insert(at, row);
        for (a, b, _) in &mut table.joins {
            if *a >= at {
                *a += 1;
                *b += 1;
            }
        }
    }
    for _ in 0..dice.roll(3) {
        let mut row = vec![Ink::Nothing; width];
        row[0] = ink(dice.pick(&[
            "合计:28人",
            "注：本表为示例。",
            "填报人：张三      审核人：李四",
            "备注：以上数据截至月底",
            "共计",
        ]));
        table.rows.push(row);
    }
    if dice.one_in(2) {
        for row in 0..table.rows.len() {
            if dice.one_in(15) {
                table.hidden.push(row);
            }
        }
    }
}

pub fn titles(dice: &mut Dice, what: &str, least: usize) -> Vec<String> {
    let all = [format!("某镇{what}(2014年)"), "填报单位：某镇党委办".to_owned(), "（2014年度）".to_owned()];
    all.into_iter().take(least + dice.roll(3)).collect()
}

pub fn roster_table(office: &Office, dice: &mut Dice, paper: Paper) -> (Table, Vec<Delegate>) {
    let mut order = office.delegates.clone();
    order.sort_by_key(|d| d.areas.first().copied().unwrap_or(usize::MAX));
    let mut lines: Vec<(Delegate, Option<usize>)> = Vec::new();
    for d in &order {
        for area in d.areas.iter().map(|a| Some(*a)).chain(d.areas.is_empty().then_some(None)) {
            lines.push((d.clone(), area));
        }
    }
    lines.sort_by_key(|(_, a)| a.map_or(usize::MAX, |a| office.home.iter().position(|h| *h == a).unwrap_or(0)));
    let merges = paper.joins() && dice.one_in(2);
    // Without joins: repeat the village, write a ditto mark, or leave it empty.
    let repeat = dice.roll(3);
    let with_id = dice.one_in(3);
    let mut columns: Vec<(&str, String, String)> = vec![
        (
            "village",
            "驻点情况".into(),
            decorated(
                dice.pick(&[
                    "驻点村居",
                    "村（社区）",
                    "驻点村(居)",
                    "联系村居",
                    "社区/村",
                    "挂点村",
                    "所驻村（社区）名称",
                ]),
                dice,
            ),
        ),
        ("name", "基本情况".into(), decorated(dice.pick(&["姓名", "代表姓名", "党代表姓名", "姓名"]), dice)),
        ("sex", "基本情况".into(), decorated("性别", dice)),
        ("layer", "基本情况".into(), decorated(dice.pick(&["类别", "层级类别", "代表类别", "代表结构"]), dice)),
        ("group", "基本情况".into(), decorated(dice.pick(&["代表团（组）", "组别", "所在组", "代表小组"]), dice)),
        ("post", "基本情况".into(), decorated(dice.pick(&["单位及职务", "工作单位及职务", "职务", "单位职务"]), dice)),
        ("phone", "".into(), decorated(dice.pick(&["联系电话", "手机号码", "电话", "移动电话", "联系方式"]), dice)),
    ];
    if with_id {
        columns.push(("id", "基本情况".into(), dice.pick(&["身份证号码", "证件号", "编码"]).into()));
    }
    if dice.one_in(2) {
        columns.push(("note", "".into(), "备注".into()));
    }
    // Columns under one upper heading stay together.
    let mut blocks: BTreeMap<String, Vec<(&str, String, String)>> = BTreeMap::new();
    for c in columns {
        let block = if c.1.is_empty() { c.0.to_owned() } else { c.1.clone() };
        blocks.entry(block).or_default().push(c);
    }
    let mut blocks: Vec<_> = blocks.into_values().collect();
    dice.shuffle(&mut blocks);
    let mut columns: Vec<(&str, String, String)> = blocks
        .into_iter()
        .flat_map(|mut b| {
            dice.shuffle(&mut b);
            b
        })
        .collect();
    if dice.one_in(2) {
        columns.insert(0, ("seq", String::new(), "序号".into()));
    }
    if dice.one_in(4) {
        columns.push(("blank", String::new(), String::new()));
    }
    let village_column = columns.iter().position(|c| c.0 == "village").unwrap();
    let name_column = columns.iter().position(|c| c.0 == "name").unwrap();
    let mut rows = Vec::new();
    let mut joins = Vec::new();
    let mut previous: Option<Option<usize>> = None;
    let mut opened = 0;
    for (i, (d, area)) in lines.iter().enumerate() {
        let same = previous == Some(*area) && area.is_some();
        let closes = |joins: &mut Vec<(usize, usize, usize)>, from: usize, to: usize| {
            if merges && to > from {
                joins.push((from, to, village_column));
            }
        };
        if !same {
            if i > 0 && previous.is_some_and(|p| p.is_some()) {
                closes(&mut joins, opened, i - 1);
            }
            opened = i;
        }
        let village = match area {
            None => ink(dice.pick(&["待定", "无", "/"])),
            Some(_) if same && merges => Ink::Nothing,
            Some(_) if same && repeat == 0 => Ink::Nothing,
            Some(_) if same && repeat == 1 => ink(dice.pick(&["同上", "〃"])),
            Some(a) => ink(spelled_area(office, *a, dice)),
        };
        previous = Some(*area);
        let row = columns
            .iter()
            .map(|(role, ..)| match *role {
                "seq" => {
                    if dice.one_in(6) {
                        ink(format!("{}", i + 1))
                    } else {
                        Ink::Number((i + 1) as f64)
                    }
                }
                "village" => village.clone(),
                "name" => ink(spelled_name(&d.name, dice)),
                "sex" => ink(d.sex),
                "layer" => ink(d.layer),
                "group" => ink(d.group.clone()),
                "post" => ink(d.post.clone()),
                "phone" => match dice.roll(4) {
                    0 => Ink::Number(d.phone.parse().unwrap()),
                    1 => ink(format!("{}-{}-{}", &d.phone[..3], &d.phone[3..7], &d.phone[7..])),
                    2 => ink(format!("{}（微信同号）", d.phone)),
                    _ => ink(d.phone.clone()),
                },
                "id" => ink(format!(
                    "44068219{:02}0{}1{}{:04}",
                    50 + dice.roll(40),
                    1 + dice.roll(9),
                    dice.roll(9),
                    dice.roll(10_000)
                )),
                "note" => {
                    if dice.one_in(4) {
                        ink(dice.pick(&["连任", "补选"]))
                    } else {
                        Ink::Nothing
                    }
                }
                _ => Ink::Nothing,
            })
            .collect();
        rows.push(row);
    }
    if merges && previous.is_some_and(|p| p.is_some()) && lines.len() > opened + 1 {
        joins.push((opened, lines.len() - 1, village_column));
    }
    let head_rows = 1 + dice.roll(3);
    let heads = columns
        .iter()
        .map(|(_, upper, leaf)| {
            (
                if upper.is_empty() { String::new() } else { "党代表驻点联系安排表".to_owned() },
                upper.clone(),
                leaf.clone(),
            )
        })
        .collect();
    let mut table = Table {
        name: dice.pick(&["党代表名册", "Sheet1", "名单", "分组表"]).into(),
        titles: titles(dice, "党代表驻点分组名册", 0),
        heads,
        head_rows,
        rows,
        joins,
        hidden: Vec::new(),
        left: if paper.joins() { dice.roll(3).saturating_sub(1) } else { 0 },
        merge_heads: dice.one_in(2),
    };
    untidy(&mut table, dice, if merges || repeat == 0 { village_column } else { name_column });
    (table, order)
}

pub fn made(tables: &[Table], paper: Paper, dice: &mut Dice) -> (String, Vec<u8>) {
    match paper {
        Paper::Xlsx | Paper::Xlsx1904 => {
            let mut extras = Vec::new();
            if dice.one_in(2) {
                extras.push("Sheet9");
            }
            if dice.one_in(2) {
                extras.push("汇总");
            }
            if dice.one_in(3) {
                extras.push("填报说明");
            }
            ("file.xlsx".into(), xlsx(tables, &extras, paper == Paper::Xlsx1904))
        }
        _ => ("file.csv".into(), csv_of(&tables[0], paper, dice)),
    }
}

pub fn paper(dice: &mut Dice) -> Paper {
    dice.pick(&[Paper::Xlsx, Paper::Xlsx, Paper::Xlsx, Paper::Xlsx1904, Paper::CsvUtf8, Paper::CsvBom, Paper::CsvGb])
}

#[test]
fn forty_made_up_rosters_come_back_exactly() {
    let only: Option<u64> = std::env::var("ZHUDIAN_SEED").ok().and_then(|s| s.parse().ok());
    let mut wrong = Vec::new();
    for seed in only.map_or(0..40u64, |s| s..s + 1) {
        let mut dice = Dice(seed * 7919 + 1);
        let office = office(&mut dice);
        let paper = paper(&mut dice);
        let (table, order) = roster_table(&office, &mut dice, paper);
        let (name, bytes) = made(std::slice::from_ref(&table), paper, &mut dice);
        if only.is_some() {
            std::fs::write(format!("/tmp/roster-{seed}-{name}"), &bytes).unwrap();
        }
        let book = Workbook::open(&name, &bytes, Limits::default()).unwrap_or_else(|e| panic!("seed {seed}: {e:?}"));
        let none = Mapping::default();
        let plans = plan(&book, Job::Roster, &office.known, &none, &none);
        let reading = roster::read(&book, &plans, &office.known, &none);
        let shape =
            |name: &str, sex: &str, layer: &str, group: &str, post: &str, phone: &str, areas: BTreeSet<String>| {
                format!("{name}|{sex}|{layer}|{group}|{post}|{phone}|{areas:?}")
            };
        let wanted: BTreeSet<String> = order
            .iter()
            .map(|d| {
                let areas = d.areas.iter().map(|a| office.known.areas[*a].code.clone()).collect();
                shape(&d.name, if d.sex == "男" { "m" } else { "f" }, d.layer, &d.group, &d.post, &d.phone, areas)
            })
            .collect();
        let found: BTreeSet<String> = reading
            .people
            .iter()
            .map(|p| {
                shape(
                    &p.name,
                    &p.sex,
                    &p.layer,
                    &p.group,
                    &p.post,
                    &p.phone,
                    p.seats.iter().filter_map(|s| s.code.clone()).collect(),
                )
            })
            .collect();
        let told = serde_json::to_string(&reading).unwrap();
        let kept = told.contains("44068219");
        if found != wanted || !reading.refused.is_empty() || kept {
            wrong.push(format!(
                "seed {seed} {paper:?} heads {} {:?}\n  columns {:?}\n  odd {:#?}\n  refused {:?} kept {kept}",
                table.head_rows,
                table.heads.iter().map(|h| h.2.clone()).collect::<Vec<_>>(),
                plans.first().map(|p| (
                    p.not_read,
                    p.head,
                    p.depth,
                    p.carried.clone(),
                    p.columns.iter().map(|c| (c.heading.clone(), c.role)).collect::<Vec<_>>()
                )),
                found.symmetric_difference(&wanted).take(6).collect::<Vec<_>>(),
                reading.refused.iter().take(4).collect::<Vec<_>>(),
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
