//! The booklet of a year as a real PDF: its contents page names the pages its parts stand on.

use serde_json::json;
use std::collections::BTreeMap;
use zhudian_testkit::Office;

/// An office with the real press and a year of life for its first delegate; the year's dossier is closed with a slip.
fn office() -> (Office, String) {
    let office = Office::sample_with(zhudian_rooms::rooms());
    let roster = office.call("delegates.register", json!({}));
    let delegate = roster["tenures"][0]["person_id"].as_str().unwrap().to_owned();
    let areas = office.call("areas.list", json!({}));
    let mut visit = String::new();
    for month in 1..=12 {
        for at in 0..3 {
            visit = office.id(
                "visits.save",
                json!({"day": format!("2025-{month:02}-{:02}", 4 + at * 8), "area_id": areas[at]["id"], "kind": "household",
                    "delegates": [delegate], "households": 3 + at,
                    "opinions": [{"topic": "environment", "content": "村口排水沟淤塞，雨季漫水，请清淤并加盖板。"}]}),
            );
        }
    }
    let chosen = json!({"people": [delegate], "year": 2025, "note": "9月意见还在办理，下年接着办。"});
    office.call("dossiers.check", chosen.clone());
    office.call("dossiers.close", chosen);
    let mut whole = office.call("visits.open", json!({"id": visit}));
    if whole.get("visit").is_some() {
        whole = whole["visit"].clone();
    }
    whole["households"] = json!(9);
    office.call("visits.save", whole);
    office.call(
        "dossiers.slip",
        json!({"person": delegate, "year": 2025, "document": "里党联〔2026〕3号", "reason": "原表笔误",
            "lines": [{"section": "visits", "line": visit}]}),
    );
    (office, delegate)
}

/// The text of each page as another program reads it.
fn pages(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("booklet.pdf");
    std::fs::write(&path, pdf).unwrap();
    let out = std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect()
}

/// What the contents page says: heading and page.
fn contents(page: &str) -> BTreeMap<String, usize> {
    page.lines()
        .filter_map(|line| {
            let number = line.trim().rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()?;
            let heading: String = line.trim().split('.').next()?.trim().to_owned();
            line.contains(". . .").then_some((heading, number))
        })
        .collect()
}

#[test]
fn the_contents_page_names_the_pages_its_parts_stand_on() {
    let (office, delegate) = office();
    let made = office.call("papers.make", json!({"kind": "dossier", "options": {"person_id": delegate, "year": 2025}}));
    let paper = office.desk.shelf().take(made["paper"].as_str().unwrap()).unwrap();
    let pages = pages(&paper.pdf);
    if let Some(folder) = std::env::var_os("ZHUDIAN_KEEP") {
        std::fs::write(std::path::Path::new(&folder).join("dossier.pdf"), &paper.pdf).unwrap();
    }
    assert_eq!(pages.len(), paper.pages);
    let told = contents(&pages[1]);
    assert!(told.len() >= 14, "{told:?}\n{}", pages[1]);
    for (heading, number) in &told {
        let there = pages.get(number - 1).map_or("", String::as_str);
        let found = there.lines().any(|line| line.trim().starts_with(heading.as_str()));
        assert!(found, "{heading} is not on page {number}:\n{there}");
        // The page says so itself, except that a page of the contents would be one too.
        assert!(there.contains(&format!("第{number}页")), "page {number} has another number:\n{there}");
        assert!(there.contains(&format!("共{}页", pages.len())), "{there}");
        assert!(there.contains("梁䶮海"), "a loose page must find back: {there}");
    }
    assert!(!pages[0].contains("第1页"), "the cover shows no number");
    for word in ["梁䶮海", "2025年度党代表履职档案", "附更正条1张"] {
        assert!(pages[0].contains(word), "{word}: {}", pages[0]);
    }
    let last = pages.last().unwrap();
    for word in ["更正条第1号", "里党联〔2026〕3号", "户数：9", "原表笔误"] {
        assert!(last.contains(word), "{word}: {last}");
    }
    assert!(
        pages.iter().any(|page| page.contains("本人核对意见") && page.contains("盖章") && page.contains("封存摘要"))
    );
    let docx = office.desk.printer().unwrap().docx(paper.document.as_ref().unwrap()).unwrap();
    assert!(docx.len() > 10_000);
}

#[test]
fn booklets_in_one_file_count_their_own_pages() {
    let (office, _) = office();
    let folder = office.folder.path().join("out");
    std::fs::create_dir_all(&folder).unwrap();
    let to = office.desk.files().offer(folder.clone());
    let done = office.call("dossiers.print", json!({"year": 2025, "together": true, "to": to}));
    assert_eq!(done["booklets"], json!(4));
    let file = folder.join(done["files"][0].as_str().unwrap());
    let pdf = std::fs::read(&file).unwrap();
    if let Some(folder) = std::env::var_os("ZHUDIAN_KEEP") {
        std::fs::write(std::path::Path::new(&folder).join("dossiers.pdf"), &pdf).unwrap();
    }
    let pages = pages(&pdf);
    assert_eq!(json!(pages.len()), done["pages"]);
    let covers: Vec<usize> = (0..pages.len())
        .filter(|at| {
            pages[*at].contains("供本人及组织核对，不公示、不排名")
                && !pages[*at].contains("第1页")
                && !pages[*at].contains('共')
        })
        .collect();
    assert_eq!(covers.len(), 4, "{covers:?}");
    for (at, first) in covers.iter().enumerate() {
        let end = covers.get(at + 1).copied().unwrap_or(pages.len());
        let told = contents(&pages[first + 1]);
        assert!(told.len() >= 12, "{}", pages[first + 1]);
        for (heading, number) in told {
            let there = &pages[first + number - 1];
            assert!(
                there.lines().any(|line| line.trim().starts_with(&heading)),
                "{heading} is not on {number}: {there}"
            );
            assert!(
                there.contains(&format!("第{number}页")) && there.contains(&format!("共{}页", end - first)),
                "{there}"
            );
        }
    }
}
