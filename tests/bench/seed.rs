//! Seeded offices: the same numbers give the same words, so that ours and the peers' work on equal data.

use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use zhudian_core::desk::{Desk, Place, Rooms};
use zhudian_core::features::visits::model::{Heard, Visit};
use zhudian_core::ground::clock::SetClock;
use zhudian_core::ground::progress::Unwatched;

/// Words opinions are made of; frequencies fall off as in real ledgers.
pub const WORDS: &[&str] = &[
    "路灯不亮",
    "道路破损",
    "排水沟淤塞",
    "垃圾收集点",
    "夜间噪声",
    "公交班次少",
    "学位不足",
    "停车困难",
    "出租屋管理",
    "宅基地确权",
    "旧厂房改造",
    "老人取药",
    "医保备案",
    "养老金认证",
    "低保申请",
    "健身器材损坏",
    "电动车充电",
    "消防通道堵塞",
    "河涌黑臭",
    "红绿灯",
    "村口到小学",
    "工业区",
    "卫生站",
    "幼儿园",
    "市场周边",
    "希望尽快处理",
    "多次反映",
    "建议公开方案",
    "群众意见较大",
    "雨天积水",
];

/// A desk on the office of a folder, on the day all seeded offices stand on.
fn desk(home: &Path) -> Desk {
    Desk::new(Place {
        database: home.join("office.db"),
        markers: home.join("markers"),
        clock: Arc::new(SetClock::on("2026-09-15".parse().unwrap())),
        rooms: Rooms::default(),
    })
}

/// Kinds of visits and the words a ledger has for them.
const KINDS: [(&str, &str); 4] =
    [("reception", "定点接待"), ("household", "入户走访"), ("firm", "走访企业商户"), ("forum", "座谈")];

pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit.max(1)
    }

    /// A text of about `length` characters.
    pub fn text(&mut self, length: u64) -> String {
        let mut text = String::new();
        while (text.chars().count() as u64) < length {
            let span = WORDS.len() as u64;
            let at = self.below(span).min(self.below(span));
            text.push_str(WORDS[usize::try_from(at).unwrap_or(0)]);
            text.push(['，', '、', '；'][usize::try_from(self.below(3)).unwrap_or(0)]);
        }
        text
    }
}

/// Days a seeded ledger reaches over.
const DAYS: u64 = 1_840;

/// A day of a seeded ledger, counted from its first.
fn day(at: u64) -> String {
    (chrono::NaiveDate::from_ymd_opt(2021, 9, 1).unwrap() + chrono::Days::new(at.min(DAYS - 1))).to_string()
}

/// Who works in a seeded office, and what opens it.
pub const CLERK: &str = "甲";
pub const PASSPHRASE: &str = "一二三四五六";

pub struct Bench {
    pub folder: tempfile::TempDir,
    pub desk: Desk,
    pub session: String,
    pub areas: Vec<String>,
    pub people: Vec<String>,
}

impl Bench {
    /// An office with 300 delegates and their villages, no visits yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("office");
        Self::found(folder, &home)
    }

    /// The same at a place where it stays.
    pub fn at(home: &Path) -> Self {
        Self::found(tempfile::tempdir().unwrap(), home)
    }

    /// An office laid by [`Self::lay`] before: a million visits take longer to lay than to measure.
    pub fn of(home: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(home);
        let opened = desk
            .rpc(None, "auth.unlock", json!({"person": CLERK, "passphrase": PASSPHRASE}), &Unwatched)
            .unwrap_or_else(|refusal| panic!("{}: {refusal:?}", home.display()));
        let session = opened.answer["session"].as_str().unwrap().to_owned();
        let mut bench = Self { folder, desk, session, areas: Vec::new(), people: Vec::new() };
        let ids = |lines: Value| -> Vec<String> {
            lines.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
        };
        bench.areas = ids(bench.call("areas.list", json!({})));
        bench.people = ids(bench.call("delegates.register", json!({}))["people"].clone());
        bench
    }

    /// Lays an office of so many visits at a place where it stays.
    pub fn lay(home: &Path, visits: usize) {
        let bench = Self::found(tempfile::tempdir().unwrap(), home);
        bench.fill(visits);
    }

    fn found(folder: tempfile::TempDir, home: &Path) -> Self {
        let desk = desk(home);
        let founded = desk
            .rpc(None, "office.found", json!({"office": "里水镇", "area_code": "440605126", "since": "2026-01-01", "person": CLERK, "passphrase": PASSPHRASE}), &Unwatched)
            .unwrap();
        let session = founded.answer["session"].as_str().unwrap().to_owned();
        let mut bench = Self { folder, desk, session, areas: Vec::new(), people: Vec::new() };
        bench.areas = bench
            .call("areas.list", json!({}))
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect();
        let term =
            bench.call("delegates.term", json!({"level": "town", "name": "第十四届", "starts": "2021-08-01"}))["id"]
                .clone();
        let circle =
            bench.call("delegates.circle", json!({"term_id": term, "name": "第一组", "place": 1}))["id"].clone();
        for at in 0..300 {
            let name = format!(
                "代{}{}",
                ["国", "文", "志", "惠", "玉"][at % 5],
                char::from_u32(0x4e00 + 37 * u32::try_from(at).unwrap()).unwrap()
            );
            let person = bench.call("delegates.save", json!({"name": name}))["id"].as_str().unwrap().to_owned();
            bench.call("delegates.tenure", json!({"person_id": person, "level": "town", "term_id": term, "circle_id": circle, "from_day": "2021-08-01"}));
            bench.call("stations.contact", json!({"person_id": person, "area_id": bench.areas[at % bench.areas.len()], "valid_from": "2026-01-01"}));
            bench.people.push(person);
        }
        bench
    }

    pub fn call(&self, name: &str, payload: Value) -> Value {
        self.desk
            .rpc(Some(&self.session), name, payload, &Unwatched)
            .unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"))
            .answer
    }

    /// Adds visits, one opinion each, by importing ledgers of 20,000 rows, a stretch of days each: the way they come into
    /// an office.
    pub fn fill(&self, count: usize) {
        let people = self.call("delegates.register", json!({}))["people"].clone();
        let areas = self.call("areas.list", json!({}));
        let named = |lines: &Value, field: &str, id: &str| -> String {
            let line = lines.as_array().unwrap().iter().find(|one| one["id"] == id).unwrap();
            line[field].as_str().unwrap().to_owned()
        };
        let names: std::collections::HashMap<&String, String> =
            self.people.iter().map(|id| (id, named(&people, "name", id))).collect();
        let villages: std::collections::HashMap<&String, String> =
            self.areas.iter().map(|id| (id, named(&areas, "name", id))).collect();
        let mut numbers = Numbers::new(7);
        let ledger = self.folder.path().join("走访台账.csv");
        let (mut left, mut written) = (count, 0);
        while left > 0 {
            let now = left.min(20_000);
            let mut text =
                "序号,日期,村（社区）,联系形式,责任人,参加代表,接待人次,走访户次,走访企业,走访记录,备注,意见类别,意见内容\n".to_owned();
            let done = (count - left) as u64;
            let span = (done * DAYS / count as u64, (DAYS * now as u64).div_ceil(count as u64));
            for at in 1..=now {
                let mut visit = self.visit(&mut numbers);
                visit.day = day(span.0 + numbers.below(span.1));
                let kind = KINDS.iter().find(|(kind, _)| *kind == visit.kind).unwrap().1;
                writeln!(
                    text,
                    "{at},{},{},{kind},{},{},{},{},{},{},原本第{}页,交通道路,{}",
                    visit.day,
                    villages[&visit.area_id],
                    names[visit.leader_id.as_ref().unwrap()],
                    names[&visit.delegates[0]],
                    visit.received,
                    visit.households,
                    numbers.below(9),
                    numbers.text(12),
                    written + at,
                    visit.opinions[0].content,
                )
                .unwrap();
            }
            written += now;
            std::fs::write(&ledger, text).unwrap();
            let token = self.desk.files().offer(ledger.clone());
            let answer = self.call("imports.apply", json!({"job": "visits", "files": [token]}));
            // Some made-up rows look like visits of an earlier file, which an import meets and does not double.
            let created = usize::try_from(answer["created"].as_u64().unwrap()).unwrap();
            assert!(created * 10 > now * 5 && created <= now, "{created} of {now}: {}", answer["refused"]);
            left -= created;
        }
    }

    pub fn visit(&self, numbers: &mut Numbers) -> Visit {
        let day = day(numbers.below(DAYS));
        let person = |numbers: &mut Numbers| {
            self.people[usize::try_from(numbers.below(self.people.len() as u64)).unwrap_or(0)].clone()
        };
        let first = person(numbers);
        Visit {
            day,
            area_id: self.areas[usize::try_from(numbers.below(self.areas.len() as u64)).unwrap_or(0)].clone(),
            kind: KINDS[usize::try_from(numbers.below(4)).unwrap_or(0)].0.to_owned(),
            leader_id: Some(person(numbers)),
            delegates: vec![first],
            received: i64::try_from(numbers.below(30)).unwrap_or(0),
            households: i64::try_from(numbers.below(12)).unwrap_or(0),
            opinions: vec![Heard { topic: "traffic".to_owned(), content: numbers.text(55), ..Heard::default() }],
            ..Visit::default()
        }
    }
}
