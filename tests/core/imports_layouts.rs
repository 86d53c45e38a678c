//! A generator of made-up offices: every seed is another township with other headings, orders, sheets and spellings.
//! What it wrote must come back exactly.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{Cursor, Read, Write};

use chrono::{Datelike, Days, NaiveDate};
use rust_xlsxwriter::{Format, Formula, Workbook as Writer, Worksheet};
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::{Job, Mapping};
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{Known, KnownPerson, roster, visits};

use super::imports_reading::district;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
    fn one_in(&mut self, n: usize) -> bool {
        self.roll(n) == 0
    }
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
    fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.roll(i + 1);
            list.swap(i, j);
        }
    }
}

/// A cell before it is written.
#[derive(Clone, Debug, PartialEq)]
enum Ink {
    Text(String),
    Number(f64),
    Day(NaiveDate),
    Formula(String, f64),
    Nothing,
}

fn ink(text: impl Into<String>) -> Ink {
    let text = text.into();
    if text.is_empty() { Ink::Nothing } else { Ink::Text(text) }
}

/// One table as it will stand in a sheet.
struct Table {
    name: String,
    titles: Vec<String>,
    /// Upper heading (may be empty) and heading of each column.
    heads: Vec<(String, String, String)>,
    head_rows: usize,
    rows: Vec<Vec<Ink>>,
    /// (first row, last row, column) within `rows`.
    joins: Vec<(usize, usize, usize)>,
    hidden: Vec<usize>,
    left: usize,
    merge_heads: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Paper {
    Xlsx,
    Xlsx1904,
    CsvUtf8,
    CsvBom,
    CsvGb,
}

impl Paper {
    fn joins(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xlsx1904)
    }
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, ink: &Ink, from_1904: bool) {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    match ink {
        Ink::Text(t) => {
            sheet.write_string(row, column, t).unwrap();
        }
        Ink::Number(n) => {
            sheet.write_number(row, column, *n).unwrap();
        }
        Ink::Day(d) => {
            let serial = (*d - NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days() as f64;
            let serial = if from_1904 { serial - 1462.0 } else { serial };
            sheet.write_number_with_format(row, column, serial, &date).unwrap();
        }
        Ink::Formula(f, n) => {
            sheet.write_formula(row, column, Formula::new(f).set_result(n.to_string())).unwrap();
        }
        Ink::Nothing => {}
    }
}

/// The rows of a table from the top: titles, head, body; and where the body begins.
fn layout(table: &Table) -> (Vec<Vec<Ink>>, usize) {
    let width = table.left + table.heads.len();
    let mut all: Vec<Vec<Ink>> = Vec::new();
    for title in &table.titles {
        let mut row = vec![Ink::Nothing; width];
        row[table.left.min(width - 1)] = ink(title.clone());
        all.push(row);
    }
    for level in 0..table.head_rows {
        let mut row = vec![Ink::Nothing; table.left];
        let mut before = String::new();
        for (top, middle, leaf) in &table.heads {
            let text = match (table.head_rows, level) {
                (1, 0) => leaf.clone(),
                (2, 0) => {
                    if middle.is_empty() {
                        leaf.clone()
                    } else {
                        middle.clone()
                    }
                }
                (2, _) => {
                    if middle.is_empty() {
                        String::new()
                    } else {
                        leaf.clone()
                    }
                }
                (_, 0) => {
                    if top.is_empty() {
                        leaf.clone()
                    } else {
                        top.clone()
                    }
                }
                (_, 1) => {
                    if top.is_empty() {
                        String::new()
                    } else if middle.is_empty() {
                        leaf.clone()
                    } else {
                        middle.clone()
                    }
                }
                _ => {
                    if top.is_empty() || middle.is_empty() {
                        String::new()
                    } else {
                        leaf.clone()
                    }
                }
            };
            // An upper heading is written once over its columns.
            let upper = level + 1 < table.head_rows && text == before && !text.is_empty();
            row.push(if upper { Ink::Nothing } else { ink(text.clone()) });
            before = text;
        }
        all.push(row);
    }
    let body = all.len();
    for row in &table.rows {
        let mut line = vec![Ink::Nothing; table.left];
        line.extend(row.iter().cloned());
        all.push(line);
    }
    (all, body)
}

fn xlsx(tables: &[Table], extras: &[&str], from_1904: bool, dice: &mut Dice) -> Vec<u8> {
    let mut book = Writer::new();
    let format = Format::new();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(&table.name).unwrap();
        let (all, body) = layout(table);
        for (r, row) in all.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                write_cell(sheet, r as u32, c as u16, cell, from_1904);
            }
        }
        let last = (table.left + table.heads.len() - 1) as u16;
        for (r, title) in table.titles.iter().enumerate() {
            if table.merge_heads && last as usize > table.left {
                sheet.merge_range(r as u32, table.left as u16, r as u32, last, title, &format).unwrap();
            }
        }
        if table.merge_heads {
            let top = table.titles.len();
            for level in 0..table.head_rows {
                let line = &all[top + level];
                let mut c = table.left;
                while c <= last as usize {
                    let Ink::Text(text) = &line[c] else {
                        c += 1;
                        continue;
                    };
                    let mut right = c;
                    while level + 1 < table.head_rows
                        && right < last as usize
                        && line[right + 1] == Ink::Nothing
                        && all[top + level + 1][right + 1] != Ink::Nothing
                        && all[top + level + 1][c] != Ink::Nothing
                        && (0..level).all(|up| all[top + up][right + 1] == Ink::Nothing)
                    {
                        right += 1;
                    }
                    let mut bottom = level;
                    while right == c && bottom + 1 < table.head_rows && all[top + bottom + 1][c] == Ink::Nothing {
                        bottom += 1;
                    }
                    if right > c || bottom > level {
                        sheet
                            .merge_range(
                                (top + level) as u32,
                                c as u16,
                                (top + bottom) as u32,
                                right as u16,
                                text,
                                &format,
                            )
                            .unwrap();
                    }
                    c = right + 1;
                }
            }
        }
        for (from, to, column) in &table.joins {
            let (from, to, column) = ((body + from) as u32, (body + to) as u32, (table.left + column) as u16);
            sheet.merge_range(from, column, to, column, "", &format).unwrap();
            write_cell(sheet, from, column, &all[from as usize][column as usize], from_1904);
        }
        for row in &table.hidden {
            sheet.set_row_hidden((body + row) as u32).unwrap();
        }
    }
    for extra in extras {
        let sheet = book.add_worksheet();
        sheet.set_name(*extra).unwrap();
        if extra.contains('汇') {
            for (r, row) in
                [["村居", "接待人次", "走访户数", "意见条数"], ["沙涌", "12", "3", "4"], ["合计", "12", "3", "4"]]
                    .iter()
                    .enumerate()
            {
                for (c, text) in row.iter().enumerate() {
                    sheet.write_string(r as u32, c as u16, *text).unwrap();
                }
            }
        } else if extra.contains('说') {
            sheet.write_string(0, 0, "填报说明").unwrap();
            sheet.write_string(1, 0, "1.请按实际填写，日期格式不限。").unwrap();
        }
    }
    let _ = dice;
    let bytes = book.save_to_buffer().unwrap();
    if from_1904 { dated_from_1904(&bytes) } else { bytes }
}

fn dated_from_1904(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut body = Vec::new();
        file.read_to_end(&mut body).unwrap();
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(body).unwrap();
            assert!(text.contains("<workbookPr"));
            body = text.replace("<workbookPr", "<workbookPr date1904=\"1\"").into_bytes();
        }
        out.start_file(
            name,
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
        )
        .unwrap();
        out.write_all(&body).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn csv_of(table: &Table, paper: Paper, dice: &mut Dice) -> Vec<u8> {
    let (all, _) = layout(table);
    let delimiter = dice.pick(b",,\t;");
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    for row in all {
        let line: Vec<String> = row
            .iter()
            .map(|c| match c {
                Ink::Text(t) => t.clone(),
                Ink::Number(n) | Ink::Formula(_, n) => n.to_string(),
                Ink::Day(d) => format!("{}/{}/{}", d.year(), d.month(), d.day()),
                Ink::Nothing => String::new(),
            })
            .collect();
        writer.write_record(&line).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
    match paper {
        Paper::CsvBom => [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat(),
        Paper::CsvGb => encoding_rs::GB18030.encode(&text).0.into_owned(),
        _ => text.into_bytes(),
    }
}

#[derive(Clone, Debug)]
struct Delegate {
    name: String,
    sex: &'static str,
    layer: &'static str,
    group: String,
    post: String,
    phone: String,
    areas: Vec<usize>,
}

struct Office {
    known: Known,
    home: Vec<usize>,
    delegates: Vec<Delegate>,
    leaders: Vec<String>,
}

const SURNAMES: [&str; 24] = [
    "陈", "李", "黄", "何", "梁", "区", "邝", "鄺", "单", "解", "仇", "曾", "盖", "朴", "欧阳", "司徒", "麦", "招",
    "霍", "冼", "劳", "简", "和", "及",
];
const GIVEN: [&str; 24] = [
    "敏", "惠", "小娟", "伟玲", "国斌", "凤燕", "志强", "润林", "玉霞", "䶮海", "燊铭", "㛃成", "𠮷", "塱燕", "永强",
    "丽红", "和平", "建华", "子燕", "嘉军", "文", "波", "绍良", "洁辉",
];

fn office(dice: &mut Dice) -> Office {
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

fn spelled_area(office: &Office, area: usize, dice: &mut Dice) -> String {
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

fn spelled_name(name: &str, dice: &mut Dice) -> String {
    let count = name.chars().count();
    match dice.roll(6) {
        0 if count == 2 => name.chars().map(String::from).collect::<Vec<_>>().join(dice.pick(&[" ", "　", "  "])),
        1 => format!("{name} "),
        _ => name.to_owned(),
    }
}

fn decorated(heading: &str, dice: &mut Dice) -> String {
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
fn untidy(table: &mut Table, dice: &mut Dice, key_column: usize) {
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

fn titles(dice: &mut Dice, what: &str, least: usize) -> Vec<String> {
    let all = [format!("某镇{what}(2014年)"), "填报单位：某镇党委办".to_owned(), "（2014年度）".to_owned()];
    all.into_iter().take(least + dice.roll(3)).collect()
}

fn roster_table(office: &Office, dice: &mut Dice, paper: Paper) -> (Table, Vec<Delegate>) {
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

fn made(tables: &[Table], paper: Paper, dice: &mut Dice) -> (String, Vec<u8>) {
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
            ("file.xlsx".into(), xlsx(tables, &extras, paper == Paper::Xlsx1904, dice))
        }
        _ => ("file.csv".into(), csv_of(&tables[0], paper, dice)),
    }
}

fn paper(dice: &mut Dice) -> Paper {
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

#[derive(Clone, Debug)]
struct Truth {
    day: NaiveDate,
    area: usize,
    kind: &'static str,
    leader: Option<String>,
    delegates: Vec<String>,
    counts: [u32; 3],
    opinions: Vec<(String, String)>,
}

fn truth(office: &Office, dice: &mut Dice, from: NaiveDate, days: usize) -> Vec<Truth> {
    let mut list: Vec<Truth> = (0..30)
        .map(|_| {
            let mut delegates: Vec<String> =
                (0..dice.roll(5)).map(|_| office.delegates[dice.roll(office.delegates.len())].name.clone()).collect();
            if dice.one_in(12) {
                delegates = office.delegates.iter().take(8).map(|d| d.name.clone()).collect();
            }
            let mut seen = HashSet::new();
            delegates.retain(|d| seen.insert(d.clone()));
            Truth {
                day: from + Days::new(dice.roll(days) as u64),
                area: dice.pick(&office.home),
                kind: dice.pick(&["reception", "household", "firm", "forum", "research", "appointment"]),
                leader: (!dice.one_in(5)).then(|| office.leaders[dice.roll(4)].clone()),
                delegates,
                counts: [dice.roll(40) as u32, dice.roll(25) as u32, dice.roll(9) as u32],
                opinions: (0..dice.roll(4).saturating_sub(1))
                    .map(|_| {
                        (
                            dice.pick(&["环境", "交通", "治安", "教育"]).to_owned(),
                            format!("村口路面破损第{}处，建议尽快修补", dice.roll(1000)),
                        )
                    })
                    .collect(),
            }
        })
        .collect();
    list.sort_by_key(|t| t.day);
    list
}

fn spelled_day(day: NaiveDate, dice: &mut Dice, short: bool) -> Ink {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let wide = |t: String| {
        t.chars()
            .map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 - 0x30 + 0xff10).unwrap() } else { c })
            .collect::<String>()
    };
    match dice.roll(if short { 12 } else { 10 }) {
        0 | 1 => Ink::Day(day),
        2 => ink(format!("{y}.{m}.{d}")),
        3 => ink(format!("{}.{m}.{d}", y % 100)),
        4 => ink(format!("{y}年{m}月{d}日")),
        5 => ink(wide(format!("{y}/{m:02}/{d:02}"))),
        6 => ink(format!("{y}-{m:02}-{d:02}")),
        7 => ink(format!("{y}{m:02}{d:02}")),
        8 => ink(format!("{y}年{m}月{d}日(星期二)")),
        9 => ink(format!("{y} - {m} - {d}")),
        10 => ink(format!("{m}月{d}日")),
        _ => ink(format!("{m}.{d}")),
    }
}

fn spelled_count(n: u32, unit: &str, dice: &mut Dice) -> Ink {
    if n == 0 {
        return match dice.roll(6) {
            0 => ink("-"),
            1 => ink("/"),
            2 => ink("无"),
            3 => Ink::Nothing,
            4 => ink("０"),
            _ => Ink::Number(0.0),
        };
    }
    match dice.roll(6) {
        0 => ink(n.to_string()),
        1 => ink(format!("{n}{unit}")),
        2 => ink(format!("{n} ")),
        3 => ink(n.to_string().chars().map(|c| char::from_u32(c as u32 - 0x30 + 0xff10).unwrap()).collect::<String>()),
        4 => Ink::Formula(format!("{}+1", n - 1), f64::from(n)),
        _ => Ink::Number(f64::from(n)),
    }
}

fn spelled_kind(kind: &str, dice: &mut Dice) -> &'static str {
    match kind {
        "reception" => dice.pick(&["接待群众", "定点接待", "驻点接待"]),
        "household" => dice.pick(&["入户走访", "走访群众"]),
        "firm" => dice.pick(&["走访企业商户", "走访企业"]),
        "forum" => dice.pick(&["座谈会", "座谈"]),
        "research" => dice.pick(&["调研", "考察调研"]),
        _ => dice.pick(&["预约面谈", "约谈"]),
    }
}

fn ledger_table(office: &Office, dice: &mut Dice, paper: Paper, name: &str, list: &[Truth]) -> Table {
    let merges = paper.joins() && dice.one_in(2);
    let short = true;
    let mut columns: Vec<(&str, String, String)> = vec![
        ("day", "".into(), decorated(dice.pick(&["日期", "走访时间", "活动日期", "驻点日期", "时间"]), dice)),
        (
            "village",
            "".into(),
            decorated(dice.pick(&["驻点村（社区）", "村居", "联系村（居）", "走访村居", "驻点村居名称"]), dice),
        ),
        (
            "leader",
            "参加人员情况".into(),
            decorated(dice.pick(&["责任人", "带队领导", "驻点领导", "团队负责人"]), dice),
        ),
        (
            "delegates",
            "参加人员情况".into(),
            decorated(dice.pick(&["参加代表", "党代表", "参加党代表姓名", "驻点党代表"]), dice),
        ),
        ("kind", "".into(), decorated(dice.pick(&["形式", "活动形式", "联系方式", "走访类型", "活动类别"]), dice)),
        (
            "received",
            "联系群众情况".into(),
            dice.pick(&["接待（人次）", "接待人次", "接待群众人数", "接访人次"]).into(),
        ),
        ("households", "联系群众情况".into(), dice.pick(&["走访户数", "走访（户）", "入户数", "走访群众户次"]).into()),
        (
            "firms",
            "联系群众情况".into(),
            dice.pick(&["走访企业商户", "走访企业（家）", "企业商户家次", "走访企业数"]).into(),
        ),
        ("topic", "收集意见建议".into(), dice.pick(&["意见类别", "问题分类", "诉求类别"]).into()),
        ("opinion", "收集意见建议".into(), dice.pick(&["意见内容", "问题内容", "意见建议内容", "具体内容"]).into()),
        ("note", "".into(), "备注".into()),
    ];
    let mut blocks: BTreeMap<String, Vec<(&str, String, String)>> = BTreeMap::new();
    for c in columns.drain(..) {
        let block = if c.1.is_empty() { c.0.to_owned() } else { c.1.clone() };
        blocks.entry(block).or_default().push(c);
    }
    let mut blocks: Vec<_> = blocks.into_values().collect();
    dice.shuffle(&mut blocks);
    let mut columns: Vec<(&str, String, String)> = blocks.into_iter().flatten().collect();
    if dice.one_in(2) {
        columns.insert(0, ("seq", String::new(), dice.pick(&["序号", "编号"]).into()));
    }
    let at = |role: &str| columns.iter().position(|c| c.0 == role).unwrap();
    let (day_column, kind_column) = (at("day"), at("kind"));
    let mut rows: Vec<Vec<Ink>> = Vec::new();
    let mut joins = Vec::new();
    for (i, t) in list.iter().enumerate() {
        let names: Vec<String> = t.delegates.iter().map(|n| spelled_name(n, dice).trim().to_owned()).collect();
        let separator = dice.pick(&["、", "，", ",", ";", "；", "/", "\n", " ", "  ", " 、"]);
        let first = rows.len();
        for line in 0..t.opinions.len().max(1) {
            let row = columns
                .iter()
                .map(|(role, ..)| match *role {
                    "topic" => t.opinions.get(line).map_or(Ink::Nothing, |o| ink(o.0.clone())),
                    "opinion" => t.opinions.get(line).map_or_else(
                        || if dice.one_in(5) { ink(dice.pick(&["无", "/"])) } else { Ink::Nothing },
                        |o| ink(o.1.clone()),
                    ),
                    _ if line > 0 => Ink::Nothing,
                    "seq" => Ink::Number((i + 1) as f64),
                    "day" => spelled_day(t.day, dice, short),
                    "village" => ink(spelled_area(office, t.area, dice)),
                    "leader" => match &t.leader {
                        None => ink(dice.pick(&["", "无", "/"])),
                        Some(l) => ink(format!("{l}{}", dice.pick(&["", "", " "]))),
                    },
                    "delegates" => {
                        if names.is_empty() {
                            ink(dice.pick(&["", "无", "/"]))
                        } else {
                            ink(names.join(separator))
                        }
                    }
                    "kind" => ink(spelled_kind(t.kind, dice)),
                    "received" => spelled_count(t.counts[0], "人", dice),
                    "households" => spelled_count(t.counts[1], "户", dice),
                    "firms" => spelled_count(t.counts[2], "家", dice),
                    "note" => {
                        if dice.one_in(9) {
                            ink("已反馈")
                        } else {
                            Ink::Nothing
                        }
                    }
                    _ => Ink::Nothing,
                })
                .collect();
            rows.push(row);
        }
        if merges && rows.len() > first + 1 {
            for (c, (role, ..)) in columns.iter().enumerate() {
                if !matches!(*role, "topic" | "opinion") && rows[first][c] != Ink::Nothing {
                    joins.push((first, rows.len() - 1, c));
                }
            }
        }
    }
    let head_rows = 1 + dice.roll(3);
    let heads = columns
        .iter()
        .map(|(_, upper, leaf)| {
            (if upper.is_empty() { String::new() } else { "工作开展情况".to_owned() }, upper.clone(), leaf.clone())
        })
        .collect();
    let mut table = Table {
        name: name.into(),
        titles: titles(dice, "驻点联系群众工作台账", 1),
        heads,
        head_rows,
        rows,
        joins,
        hidden: Vec::new(),
        left: if paper.joins() { dice.roll(3).saturating_sub(1) } else { 0 },
        merge_heads: dice.one_in(2),
    };
    let _ = kind_column;
    untidy(&mut table, dice, day_column);
    table
}

#[test]
fn forty_made_up_ledgers_come_back_exactly() {
    let only: Option<u64> = std::env::var("ZHUDIAN_SEED").ok().and_then(|s| s.parse().ok());
    let mut wrong = Vec::new();
    for seed in only.map_or(0..40u64, |s| s..s + 1) {
        let mut dice = Dice(seed * 104_729 + 3);
        let office = office(&mut dice);
        let paper = paper(&mut dice);
        let mut known = office.known.clone();
        known.people = office
            .delegates
            .iter()
            .enumerate()
            .map(|(i, d)| KnownPerson {
                id: i.to_string(),
                name: d.name.clone(),
                areas: d.areas.iter().map(|a| known.areas[*a].code.clone()).collect(),
                delegate: true,
            })
            .collect();
        let months = if paper.joins() { 1 + dice.roll(3) } else { 1 };
        let mut all = Vec::new();
        let mut tables = Vec::new();
        for month in 0..months {
            let from = NaiveDate::from_ymd_opt(2014, 7 + month as u32, 1).unwrap();
            let list = truth(&office, &mut dice, from, 28);
            let name = format!("2014年{}月", 7 + month);
            tables.push(ledger_table(&office, &mut dice, paper, &name, &list));
            all.extend(list);
        }
        let (name, bytes) = made(&tables, paper, &mut dice);
        if only.is_some() {
            std::fs::write(format!("/tmp/ledger-{seed}-{name}"), &bytes).unwrap();
        }
        let book = Workbook::open(&name, &bytes, Limits::default()).unwrap_or_else(|e| panic!("seed {seed}: {e:?}"));
        let none = Mapping::default();
        let plans = plan(&book, Job::Visits, &known, &none, &none);
        let reading = visits::read(&book, &plans, &known, &none);
        let mut wanted: Vec<String> = all
            .iter()
            .map(|t| {
                format!(
                    "{}|{}|{}|{:?}|{:?}|{:?}|{:?}",
                    t.day, known.areas[t.area].code, t.kind, t.leader, t.delegates, t.counts, t.opinions
                )
            })
            .collect();
        let mut found: Vec<String> = reading
            .visits
            .iter()
            .map(|v| {
                format!(
                    "{}|{}|{}|{:?}|{:?}|{:?}|{:?}",
                    v.day,
                    v.area,
                    v.kind,
                    v.leader.as_ref().map(|l| l.name.clone()),
                    v.delegates.iter().map(|d| d.name.clone()).collect::<Vec<_>>(),
                    [v.received, v.households, v.firms],
                    v.opinions.iter().map(|o| (o.topic.clone(), o.text.clone())).collect::<Vec<_>>(),
                )
            })
            .collect();
        wanted.sort();
        found.sort();
        if wanted != found || !reading.refused.is_empty() {
            let missing: Vec<&String> = wanted.iter().filter(|w| !found.contains(w)).take(2).collect();
            let extra: Vec<&String> = found.iter().filter(|f| !wanted.contains(f)).take(2).collect();
            wrong.push(format!(
                "seed {seed} {paper:?} heads {:?}\n  plans {:?}\n  missing {missing:#?}\n  extra {extra:#?}\n  refused {:?}",
                tables.iter().map(|t| t.head_rows).collect::<Vec<_>>(),
                plans.iter().map(|p| (p.not_read, p.head, p.depth, p.carried.clone(), p.columns.iter().map(|c| (c.heading.clone(), c.role)).collect::<Vec<_>>())).collect::<Vec<_>>(),
                reading.refused.iter().take(4).collect::<Vec<_>>(),
            ));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
