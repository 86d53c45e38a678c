//! Readings, initials and sort keys of names.
//!
//! The reading of a surname comes from a table first (曾 单 仇 解 区 and compound surnames are misread by every general
//! table); the clerk may correct it, and a corrected reading is never recomputed.

use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

fn surnames() -> &'static BTreeMap<String, String> {
    static TABLE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    TABLE.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/surnames.json")).expect("the built-in surname table reads")
    })
}

/// The reading of a name: syllables parted by spaces, surname first. A character without a reading stands for itself.
#[must_use]
pub fn reading(name: &str) -> String {
    let letters: Vec<char> = name.chars().filter(|letter| !letter.is_whitespace()).collect();
    let head = |count: usize| letters.iter().take(count).collect::<String>();
    let (taken, mut syllables) = [2, 1]
        .into_iter()
        .filter(|count| letters.len() > *count || (*count == 1 && letters.len() == 1))
        .find_map(|count| surnames().get(&head(count)).map(|reading| (count, vec![reading.clone()])))
        .unwrap_or((0, Vec::new()));
    for letter in letters.iter().skip(taken) {
        syllables.push(
            letter
                .to_pinyin()
                .map_or_else(|| letter.to_lowercase().collect(), |pinyin| pinyin.plain().replace('ü', "v")),
        );
    }
    syllables.join(" ")
}

/// First letters of a reading.
#[must_use]
pub fn initials(reading: &str) -> String {
    reading.split_whitespace().filter_map(|syllable| syllable.chars().next()).collect()
}

/// Readings of characters in the names of places, where they differ from the table of all words.
fn places() -> &'static BTreeMap<String, String> {
    static TABLE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    TABLE.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/place-readings.json")).expect("the built-in place table reads")
    })
}

/// The reading of a place's name: syllables parted by spaces. No character is a surname here.
#[must_use]
pub fn place_reading(name: &str) -> String {
    let syllable = |letter: char| {
        places().get(&letter.to_string()).cloned().unwrap_or_else(|| {
            letter.to_pinyin().map_or_else(|| letter.to_lowercase().collect(), |one| one.plain().replace('\u{fc}', "v"))
        })
    };
    name.chars().filter(|letter| !letter.is_whitespace()).map(syllable).collect::<Vec<_>>().join(" ")
}

/// First letters of a place's name by every reading of its characters, parted by spaces, the usual one first.
#[must_use]
pub fn place_initials(name: &str) -> String {
    /// Names with several doubtful characters would multiply; eight ways find them all the same.
    const WAYS: usize = 8;
    let usual = initials(&place_reading(name));
    let mut ways = vec![String::new()];
    for letter in name.chars().filter(|letter| !letter.is_whitespace()) {
        let mut firsts: Vec<String> =
            places().get(&letter.to_string()).map(|one| one.chars().take(1).collect()).into_iter().collect();
        match letter.to_pinyin_multi() {
            Some(all) => firsts.extend(all.into_iter().map(|one| one.first_letter().to_owned())),
            None => firsts.push(letter.to_lowercase().collect()),
        }
        let mut longer = Vec::new();
        for way in &ways {
            for first in &firsts {
                let next = format!("{way}{first}");
                if longer.len() < WAYS && !longer.contains(&next) {
                    longer.push(next);
                }
            }
        }
        ways = longer;
    }
    ways.retain(|way| *way != usual);
    ways.insert(0, usual);
    ways.join(" ")
}

/// Whether typed letters are initials or the beginning of the full reading of a name, by any reading of each
/// character: search should find too much rather than too little.
#[must_use]
pub fn matches_letters(name: &str, reading: &str, typed: &str) -> bool {
    let typed: String = typed.to_lowercase().chars().filter(|letter| letter.is_ascii_alphabetic()).collect();
    if typed.is_empty() {
        return false;
    }
    if initials(reading).starts_with(&typed) || reading.replace(' ', "").starts_with(&typed) {
        return true;
    }
    let mut letters = name.chars();
    typed.chars().all(|wanted| {
        letters.next().is_some_and(|letter| {
            letter
                .to_pinyin_multi()
                .is_some_and(|all| all.into_iter().any(|one| one.first_letter().starts_with(wanted)))
        })
    })
}

/// Sort key by strokes of the surname, then of the given name (CLDR stroke order), as hex so that SQL can sort by it.
#[must_use]
pub fn stroke_key(name: &str) -> String {
    static COLLATOR: OnceLock<Option<icu_collator::CollatorBorrowed<'static>>> = OnceLock::new();
    let collator = COLLATOR.get_or_init(|| {
        let locale = icu_locale_core::locale!("zh-u-co-stroke");
        icu_collator::Collator::try_new((&locale).into(), icu_collator::options::CollatorOptions::default()).ok()
    });
    let mut key: Vec<u8> = Vec::new();
    if let Some(collator) = collator {
        let name: String = match_key(name);
        let Ok(()) = collator.write_sort_key_to(&name, &mut key);
    }
    crate::ground::ids::hex(&key)
}

/// The name as compared: compatibility forms folded, all spaces gone.
#[must_use]
pub fn match_key(name: &str) -> String {
    name.nfkc().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect()
}

/// The number in a group's name, so that the tenth does not stand before the second: after the ordinal mark in Chinese
/// numerals, or in digits.
#[must_use]
pub fn ordinal(name: &str) -> Option<i64> {
    const NUMERALS: &str = "\u{96f6}\u{4e00}\u{4e8c}\u{4e09}\u{56db}\u{4e94}\u{516d}\u{4e03}\u{516b}\u{4e5d}";
    let (mut whole, mut last, mut found) = (0, None, false);
    let mut marked = false;
    for letter in name.chars() {
        let digit = letter
            .to_digit(10)
            .map(i64::from)
            .or_else(|| u32::from(letter).checked_sub(0xff10).filter(|n| *n < 10).map(i64::from));
        let numeral = NUMERALS.chars().position(|one| one == letter).and_then(|at| i64::try_from(at).ok());
        match (letter, digit, numeral) {
            (_, Some(digit), _) => {
                last = Some(last.unwrap_or(0) * 10 + digit);
                found = true;
            }
            ('\u{7b2c}', _, _) if !found => marked = true,
            (_, _, Some(numeral)) if marked => {
                last = Some(numeral);
                found = true;
            }
            ('\u{5341}', _, _) if marked => {
                whole += last.take().unwrap_or(1) * 10;
                found = true;
            }
            ('\u{767e}', _, _) if marked && found => whole += last.take().unwrap_or(1) * 100,
            _ if found => break,
            _ => {}
        }
    }
    found.then(|| whole + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_read_as_surnames() {
        for (name, wanted) in [
            ("曾巩", "zeng gong"),
            ("单健钊", "shan jian zhao"),
            ("仇和", "qiu he"),
            ("解缙", "xie jin"),
            ("查良镛", "zha liang yong"),
            ("翟天临", "zhai tian lin"),
            ("盖文权", "ge wen quan"),
            ("朴正", "piao zheng"),
            ("区嘉军", "ou jia jun"),
            ("欧阳婉波", "ou yang wan bo"),
            ("尉迟恭", "yu chi gong"),
            ("万俟卨", "mo qi xie"),
        ] {
            assert_eq!(reading(name), wanted, "{name}");
        }
        assert_eq!(initials(&reading("司徒玉涛")), "styt");
    }

    #[test]
    fn places_read_as_spoken_there_and_are_found_by_every_reading() {
        assert_eq!(place_reading("北沙涌"), "bei sha chong");
        assert_eq!(place_initials("北沙涌"), "bsc bsy");
        assert_eq!(place_reading("仇边"), "chou bian");
        assert!(place_initials("长乐").split(' ').any(|way| way == "cl"));
        assert!(place_initials("重重重重重").split(' ').count() <= 9);
    }

    #[test]
    fn strokes_sort_by_surname() {
        let mut names = ["谭文红", "丁一", "卢炳珍", "王五", "䶮海"];
        names.sort_by_key(|name| stroke_key(name));
        assert_eq!(names[0], "丁一");
        assert_eq!(names[1], "王五");
        assert_eq!(names[2], "卢炳珍");
    }

    #[test]
    fn initials_find_by_any_reading() {
        assert!(matches_letters("单健钊", &reading("单健钊"), "sjz"));
        assert!(matches_letters("单健钊", &reading("单健钊"), "djz"));
        assert!(!matches_letters("单健钊", &reading("单健钊"), "xjz"));
    }
}
