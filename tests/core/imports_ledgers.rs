//! Forty made-up ledgers, each in a layout of its own, come back exactly.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, Days, NaiveDate};
use zhudian_core::features::imports::reading::columns::plan;
use zhudian_core::features::imports::reading::mapping::{Job, Mapping};
use zhudian_core::features::imports::reading::workbook::{Limits, Workbook};
use zhudian_core::features::imports::reading::{KnownPerson, visits};

use super::imports_ink::*;
use super::imports_layouts::*;

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
    let day_column = at("day");
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
