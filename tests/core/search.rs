//! Search against a plain look through every text.

use proptest::prelude::*;
use serde_json::json;
use zhudian_core::features::search::grams;
use zhudian_testkit::Office;

#[test]
fn everything_is_found_by_two_characters_one_character_or_initials() {
    let office = Office::sample();
    let find = |text: &str| office.call("search.find", json!({"text": text}));
    assert_eq!(find("淤塞")["opinions"].as_array().unwrap().len(), 1);
    assert_eq!(find("塞")["opinions"].as_array().unwrap().len(), 1, "the last character of a text");
    assert_eq!(find("清淤 ３月")["visits"].as_array().unwrap().len(), 1);
    assert_eq!(find("清淤 四月")["visits"].as_array().unwrap().len(), 0);
    assert_eq!(find("䶮")["people"][0]["name"], "梁䶮海");
    assert_eq!(find("styt")["people"][0]["name"], "司徒玉涛");
    assert_eq!(find("ojj")["people"][0]["name"], "区嘉军");
    assert!(!find("沙涌")["areas"].as_array().unwrap().is_empty());
    assert_eq!(find("麦女士")["opinions"].as_array().unwrap().len(), 1);
    assert!(find("，。")["visits"].as_array().unwrap().is_empty());
    assert!(find("\" OR grams:x*")["visits"].as_array().unwrap().is_empty());
}

#[test]
fn the_index_follows_changes_removals_and_undo() {
    let office = Office::sample();
    let hits = |text: &str| office.call("search.find", json!({"text": text}))["visits"].as_array().unwrap().len();
    let visit = office.call("visits.list", json!({}))["lines"][0]["id"].clone();
    let mut whole = office.call("visits.open", json!({"id": visit}));
    whole["situation"] = json!("换了新说法");
    office.call("visits.save", whole);
    assert_eq!((hits("清淤"), hits("新说")), (0, 1));
    office.call("history.undo", json!({}));
    assert_eq!((hits("清淤"), hits("新说")), (1, 0));
    office.call("visits.remove", json!({"id": visit}));
    assert_eq!(hits("清淤"), 0);
    office.call("history.undo", json!({}));
    office.call("search.rebuild", json!({}));
    assert_eq!(hits("清淤"), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Whatever a plain look finds, the pairs find too: a word inside a text never loses its candidate.
    #[test]
    fn pairs_never_lose_a_text(text in "[路灯不亮排水沟村口a-c1-3 ，]{0,24}", start in 0_usize..24, length in 1_usize..5) {
        let letters: Vec<char> = text.chars().collect();
        let word: String = letters.iter().skip(start).take(length).collect();
        prop_assume!(!word.is_empty() && word.chars().all(char::is_alphanumeric));
        let tokens = grams::of_text(&text);
        let found = grams::of_word(&word).split(" AND ").all(|part| match part.strip_suffix('*') {
            Some(begin) => tokens.iter().any(|token| token.starts_with(begin)),
            None => {
                let pairs: Vec<&str> = part.trim_matches('"').split(' ').collect();
                tokens.windows(pairs.len()).any(|some| some == pairs.as_slice())
            }
        });
        prop_assert_eq!(found, grams::fold(&text).contains(&grams::fold(&word)), "{} in {}", word, text);
    }
}
