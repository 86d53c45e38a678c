//! How long it takes to find like papers among fifty thousand. Not part of the everyday run.
//! `cargo test --workspace --test core -- --ignored --nocapture likeness`

use crate::journal::plain;
use serde_json::json;
use std::time::Instant;
use zhudian_core::features::proposals::store::likeness;
use zhudian_core::rusqlite::params;
use zhudian_testkit::Office;

const VERBS: [&str; 12] =
    ["加装", "整治", "规范", "改善", "增设", "更换", "修补", "推进", "完善", "清理", "优化", "扩建"];
const PLACES: [&str; 20] = [
    "北沙涌",
    "沙涌小学门口",
    "河村市场",
    "展旗峰下",
    "旧村内",
    "岗联路",
    "麻奢大道",
    "和顺圩",
    "金溪桥头",
    "逢涌村口",
    "大石水闸",
    "新联工业区",
    "胜利涌",
    "布新路",
    "邓岗公园",
    "流潮卫生站",
    "赤山长者饭堂",
    "白岗球场",
    "文教路口",
    "甘蕉村道",
];
const MATTERS: [&str; 15] = [
    "路灯",
    "排水沟",
    "公共停车位",
    "药品配备",
    "送餐点",
    "健身器材",
    "路面坑槽",
    "垃圾分类点",
    "消防通道",
    "公交候车亭",
    "监控探头",
    "无障碍通道",
    "排污管网",
    "绿化带",
    "图书阅览室",
];

#[test]
#[ignore = "seeds fifty thousand papers"]
fn like_papers_are_found_at_once() {
    let office = Office::sample();
    let lead = office.call("delegates.register", json!({}))["tenures"][0]["person_id"].as_str().unwrap().to_owned();
    let db = plain(&office);
    let triggers: Vec<String> = db
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for name in triggers {
        db.execute_batch(&format!("DROP TRIGGER \"{name}\"")).unwrap();
    }
    db.execute_batch("BEGIN").unwrap();
    for n in 0..50_000_usize {
        let (verb, place, matter) = (VERBS[n % 12], PLACES[n / 12 % 20], MATTERS[n / 240 % 15]);
        let title = format!("关于{verb}{place}{matter}的提议");
        let basis = format!(
            "{place}一带的{matter}多年失修，群众在驻点接待中反映{}次，第{n}号走访记录写明涉及{}户，雨季和夜间尤其不便。",
            n % 17 + 1,
            n % 311 + 5
        );
        let plan =
            format!("由镇里统筹，{verb}{matter}{}处，分{}期完成，{}月底前见效。", n % 9 + 1, n % 3 + 1, n % 12 + 1);
        db.execute(
            "INSERT INTO proposals (id, day, kind, title, basis, plan, topic, session, lead_id, note, number, stage, unit, result, round)
             VALUES (?1, ?2, 'suggestion', ?3, ?4, ?5, '', 0, ?6, '', '', 'closed', '', '', 1)",
            params![format!("p{n:06}"), format!("20{:02}-03-01", 10 + n % 16), title, basis, plan, lead],
        )
        .unwrap();
    }
    let begun = Instant::now();
    likeness::rebuild(&db).unwrap();
    db.execute_batch("COMMIT").unwrap();
    let grams: i64 = db.query_row("SELECT count(*) FROM proposal_grams", [], |row| row.get(0)).unwrap();
    println!("index of 50,000 papers: {grams} rows in {:?}", begun.elapsed());
    for (title, text) in [
        ("加装河村市场路灯", ""),
        ("整治北沙涌排水沟", "北沙涌一带的排水沟多年失修，群众多次反映，雨季和夜间尤其不便。由镇里统筹整治。"),
        ("关于", ""),
        ("完全没有提过的新鲜事", "从来没有人写过的内容，和别的都不一样。"),
    ] {
        let mut slowest = std::time::Duration::ZERO;
        let mut found = 0;
        for _ in 0..5 {
            let begun = Instant::now();
            found = office.call("proposals.like", json!({"title": title, "text": text})).as_array().unwrap().len();
            slowest = slowest.max(begun.elapsed());
        }
        println!("{title}: {found} like papers, slowest of five {slowest:?}");
        assert!(slowest.as_millis() <= 100, "{title}: {slowest:?}");
    }
}
