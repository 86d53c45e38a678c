//! Every paper of an opinion and of a proposal as it is printed: its words by poppler, its other forms by LibreOffice and
//! openpyxl, its measures by GB/T 9704, and never who gave the opinion.

use crate::looking::{pages_of, run, text_of, with_file};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;
use zhudian_testkit::Office;

const GIVER: &str = "欧阳小梅";
const PHONE: &str = "13722223333";

struct Town {
    office: Office,
    /// Answered after an extension; declined; the start of the proposal.
    opinions: [String; 3],
    proposal: String,
}

/// Two opinions on their way and a proposal that grew from the third.
fn town() -> Town {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let area = office.call("areas.list", json!({}))[0]["id"].clone();
    let heard = |content: &str| {
        office.id(
            "opinions.save",
            json!({"day": "2026-03-05", "area_id": area, "topic": "environment", "nature": "appeal", "content": content,
                "giver": GIVER, "giver_phone": PHONE}),
        )
    };
    let opinions = [heard("东侧水沟淤塞，雨后水浸"), heard("把公共通道划为停车位"), heard("村口到小学那段路灯不亮")];
    let go = |wish: Value| office.call("opinions.move", wish);
    for (kind, on, more) in [
        ("send", "2026-03-06", json!({"unit": "镇水利所", "paper": "转〔2026〕7号", "signer": "陈国栋"})),
        ("accept", "2026-03-09", json!({})),
        ("extend", "2026-04-10", json!({"deadline": "2026-04-30", "note": "等枯水期施工", "paper": "延〔2026〕1号"})),
    ] {
        let mut wish = json!({"id": opinions[0], "kind": kind, "day": on});
        wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        go(wish);
    }
    go(
        json!({"id": opinions[1], "kind": "decline", "day": "2026-03-09", "answer": "公共通道是消防通道，不能划车位", "paper": "告〔2026〕1号"}),
    );
    let roster = office.call("delegates.register", json!({}));
    let people: Vec<Value> = roster["tenures"].as_array().unwrap().iter().map(|one| one["person_id"].clone()).collect();
    let mut paper = office.call("proposals.begin", json!({"opinions": [opinions[2]]}));
    for (field, value) in [
        ("title", json!("加装沙涌小学门口路灯")),
        ("plan", json!("加装路灯12盏。")),
        ("day", json!("2026-03-09")),
        ("lead_id", people[0].clone()),
        ("proposers", json!([people[1]])),
        ("draft", json!(false)),
    ] {
        paper[field] = value;
    }
    let proposal = office.id("proposals.save", paper);
    for (step, on, more) in [
        ("file", "2026-03-16", json!({})),
        (
            "assign",
            "2026-03-18",
            json!({"units": [{"unit": "镇市政办", "role": "lead"}, {"unit": "供电所", "role": "joint"}], "document": "交〔2026〕1号"}),
        ),
        ("accept", "2026-03-20", json!({"unit": "镇市政办"})),
        (
            "reply",
            "2026-05-20",
            json!({"unit": "镇市政办", "signer": "李伟", "result": "A", "document": "里市政函〔2026〕8号", "contact": "何敏 85600000", "note": "12盏路灯已装好亮灯。"}),
        ),
    ] {
        let mut body = json!({"proposal_id": proposal, "move": step, "day": on});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        office.call("proposals.move", body);
    }
    Town { office, opinions, proposal }
}

impl Town {
    fn made(&self, kind: &str, options: Value) -> (Value, Vec<u8>) {
        let made = self.office.call("papers.make", json!({"kind": kind, "options": options}));
        let pdf = self.office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap().pdf.clone();
        if let Some(folder) = std::env::var_os("ZHUDIAN_PAPERS") {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(std::path::Path::new(&folder).join(format!("{kind}.pdf")), &pdf).unwrap();
        }
        assert_eq!(made["pages"], pages_of(&pdf), "{kind}");
        (made, pdf)
    }

    /// The paper in another form, in a folder of its own.
    fn saved(&self, made: &Value, format: &str) -> PathBuf {
        let folder = self.office.folder.path().join(format!("{}-{format}", made["paper"].as_str().unwrap()));
        std::fs::create_dir_all(&folder).unwrap();
        let to = self.office.desk.files().offer(folder.clone());
        let papers = json!([{"paper": made["paper"], "format": format}]);
        let saved = self.office.call("exchange.export", json!({"papers": papers, "to": to, "personal": true}));
        folder.join(saved["files"][0]["name"].as_str().unwrap())
    }

    /// (kind, options, words it must hold)
    fn papers(&self) -> Vec<(&'static str, Value, Vec<&'static str>)> {
        let [handled, declined, _] = &self.opinions;
        let of = |id: &str| json!({"opinion_ids": [id]});
        let paper = json!({"record_id": self.proposal});
        let span = json!({"from": "2026-01-01", "to": "2026-09-15"});
        vec![
            ("opinion_board", span.clone(), vec!["公开栏", "水浸", "镇水利所"]),
            ("opinion_ledger", span, vec!["建议台账", "水沟", "小学", "期初在办", "问题（宗）"]),
            ("opinion_urge", of(handled), vec!["催办", "镇水利所", "水浸"]),
            ("opinion_notice", of(handled), vec!["事项办理通知书", "镇水利所", "转〔2026〕7号", "水浸"]),
            ("opinion_extension", of(handled), vec!["延期", "2026年4月30日", "等枯水期施工"]),
            ("opinion_decline", of(declined), vec!["不予办理", "公共通道是消防通道"]),
            ("proposal", paper.clone(), vec!["提议", "加装沙涌小学门口路灯", "案由", "案据", "方案", "联名代表"]),
            ("proposal_slip", paper.clone(), vec!["附议单", "加装沙涌小学门口路灯", "签名"]),
            ("proposal_examination", paper.clone(), vec!["审查意见表", "立案", "提议〔2026〕1号"]),
            ("proposal_assignment", paper.clone(), vec!["交办", "镇市政办", "供电所会办", "2026年6月18日"]),
            ("proposal_reply", paper.clone(), vec!["的答复", "收悉", "12盏路灯已装好亮灯", "何敏85600000"]),
            ("proposal_rating", paper, vec!["征询意见表", "办理工作", "办理结果", "满意"]),
        ]
    }
}

#[test]
fn every_paper_says_its_words_and_never_who_gave_the_opinion() {
    let town = town();
    for (kind, options, words) in town.papers() {
        let (made, pdf) = town.made(kind, options);
        let text = text_of(&pdf);
        for word in &words {
            assert!(text.contains(word), "{word} is not on {kind}:\n{text}");
        }
        for hidden in [PHONE, "{", "}"] {
            assert!(!text.contains(hidden), "{hidden} stands on {kind}:\n{text}");
        }
        // A letter that goes to the giver is addressed; nothing else bears the name.
        let addressed = matches!(kind, "opinion_extension" | "opinion_decline");
        assert_eq!(text.contains(GIVER), addressed, "{kind}:\n{text}");
        assert_eq!(made["warnings"], json!([]), "{kind}");
    }
    // The clerk's own form bears the giver unless it is left out, and what goes to the giver is addressed.
    for (kind, wanted) in [("opinion_form", true), ("opinion_notice", false)] {
        let (_, pdf) = town.made(kind, json!({"opinion_ids": [town.opinions[0]]}));
        assert_eq!(text_of(&pdf).contains(GIVER), wanted, "{kind}");
        let (_, pdf) = town.made(kind, json!({"opinion_ids": [town.opinions[0]], "giver": !wanted}));
        assert_eq!(text_of(&pdf).contains(GIVER), !wanted, "{kind} asked for");
    }
    let said = town.office.call("proposals.answer_opinions", json!({"proposal_id": town.proposal}));
    assert_eq!(said["answered"], 1);
    let (_, pdf) = town.made("opinion_replies", json!({"opinion_ids": [town.opinions[2]]}));
    assert!(text_of(&pdf).contains("12盏路灯已装好亮灯"), "the answer of the proposal answers the giver");
}

/// Without blanks and breaks.
fn flat(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn other_programs_open_the_papers_in_their_other_forms() {
    let town = town();
    let mut docx: Vec<(&str, Vec<&str>, PathBuf)> = Vec::new();
    let mut xlsx = 0;
    for (kind, options, words) in town.papers() {
        let (made, _) = town.made(kind, options);
        let forms: Vec<&str> = made["formats"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        if forms.contains(&"docx") {
            let path = town.saved(&made, "docx");
            let named = path.with_file_name(format!("{kind}.docx"));
            std::fs::rename(&path, &named).unwrap();
            docx.push((kind, words.clone(), named));
        }
        if forms.contains(&"xlsx") {
            let path = town.saved(&made, "xlsx");
            let script = "import sys, openpyxl\nbook = openpyxl.load_workbook(sys.argv[1])\nprint(''.join(str(c.value) for s in book.worksheets for r in s.iter_rows() for c in r if c.value is not None))";
            let text = flat(&run(Command::new("python3").args(["-c", script]).arg(&path)));
            // Of a form only its table becomes a sheet; a list is one whole.
            let list = matches!(kind, "opinion_board" | "opinion_ledger");
            for word in words.iter().filter(|word| list && !word.contains("公开栏")) {
                assert!(text.contains(word), "{word} is not in openpyxl's {kind}:\n{text}");
            }
            assert!(!text.contains(GIVER) && !text.contains(PHONE), "{kind}");
            xlsx += usize::from(list);
        }
    }
    // LibreOffice is started once: it takes longer to come up than to turn twelve papers.
    let folder = town.office.folder.path().join("turned");
    run(Command::new("soffice")
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&folder)
        .args(docx.iter().map(|(_, _, path)| path))
        .env("HOME", town.office.folder.path()));
    for (kind, words, _) in &docx {
        let text = text_of(&std::fs::read(folder.join(format!("{kind}.pdf"))).unwrap());
        for word in words {
            assert!(text.contains(word), "{word} is not in LibreOffice's {kind}:\n{text}");
        }
        let addressed = matches!(*kind, "opinion_extension" | "opinion_decline");
        assert!((addressed || !text.contains(GIVER)) && !text.contains(PHONE), "{kind}");
    }
    assert!(docx.len() >= 6 && xlsx == 2, "{} docx and {xlsx} lists were opened", docx.len());
}

/// Left, top and height of every word of the first page, in points.
fn placed(pdf: &[u8]) -> Vec<(f64, f64, f64, String)> {
    let html = with_file(pdf, "letter.pdf", |path| {
        run(Command::new("pdftotext").args(["-bbox", "-l", "1"]).arg(path).arg("-"))
    });
    html.lines()
        .filter(|line| line.contains("<word"))
        .map(|line| {
            let value = |name: &str| -> f64 {
                line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
            };
            let text = line.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
            (value("xMin"), value("yMin"), value("yMax") - value("yMin"), text)
        })
        .collect()
}

#[test]
fn letters_keep_the_measures_of_the_standard() {
    let town = town();
    let paper = json!({"record_id": town.proposal});
    for kind in ["proposal_assignment", "proposal_reply"] {
        let (_, pdf) = town.made(kind, paper.clone());
        let size = with_file(&pdf, "letter.pdf", |path| run(Command::new("pdfinfo").arg(path)));
        assert!(size.contains("595.276 x 841.89") || size.contains("595.28 x 841.89"), "A4: {size}");
        let words = placed(&pdf);
        let mm = |points: f64| points / 72.0 * 25.4;
        // A bracket that begins a line is set half outside: its box is wider than what is seen of it.
        let plain = words.iter().filter(|word| !word.3.starts_with('〔'));
        let left = plain.map(|word| mm(word.0)).fold(f64::INFINITY, f64::min);
        let top = words.iter().map(|word| mm(word.1)).fold(f64::INFINITY, f64::min);
        assert!((left - 28.0).abs() < 1.0, "{kind}: the binding margin is 28 mm, not {left}");
        assert!(top > 35.0, "{kind}: the head margin is 37 mm, not {top}");
        // The body: 16 points a character, a line of 225 mm / 22.
        let body: Vec<&(f64, f64, f64, String)> =
            words.iter().filter(|word| word.3.chars().count() > 7 && (90.0..250.0).contains(&mm(word.1))).collect();
        let mut tops: Vec<f64> = body.iter().map(|word| word.1).collect();
        tops.sort_by(f64::total_cmp);
        tops.dedup_by(|one, other| (*one - *other).abs() < 2.0);
        let pitch: Vec<f64> = tops.windows(2).map(|two| two[1] - two[0]).filter(|gap| *gap < 40.0).collect();
        assert!(!pitch.is_empty(), "{kind}: {words:?}");
        let line = 225.0 / 25.4 * 72.0 / 22.0;
        assert!(pitch.iter().all(|gap| (gap - line).abs() < 0.6), "{kind}: lines stand {pitch:?} apart, not {line}");
        let fonts = with_file(&pdf, "letter.pdf", |path| run(Command::new("pdffonts").arg(path)));
        assert!(fonts.lines().skip(2).all(|font| font.contains(" yes ")), "every font is inside:\n{fonts}");
    }
}
