//! Where the giver of an opinion is also written in its words. Pure.

use crate::ground::words;
use serde::Serialize;
use ts_rs::TS;

/// A text of an opinion, of one of its moves or of the visit it was heard at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Table.
    pub kind: &'static str,
    /// Record.
    pub record: String,
    /// Column.
    pub column: &'static str,
    /// What stands there.
    pub text: String,
}

/// A text as it will stand without the giver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct MaskedWords {
    /// Table.
    pub kind: &'static str,
    /// Record.
    pub record: String,
    /// Column.
    pub column: &'static str,
    /// The text with the mask in it.
    pub after: String,
}

/// How a giver may be written in words, longest first: as it stands, each of several by itself, without blanks and without
/// what is said of the giver in brackets; a number with and without its dashes. One character or a few digits name nobody.
#[must_use]
pub fn spellings(giver: &str, phone: &str) -> Vec<String> {
    let close = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // Two who came together are written with the mark of enumeration between them.
    let each = std::iter::once(giver).chain(giver.split('\u{3001}'));
    let mut found: Vec<String> = each
        .flat_map(|one| {
            let bare = one.split(['\u{ff08}', '(']).next().unwrap_or(one);
            [one.trim().to_owned(), close(one), bare.trim().to_owned(), close(bare)]
        })
        .filter(|name| name.chars().count() > 1)
        .chain([phone.trim().to_owned(), digits(phone)].into_iter().filter(|number| digits(number).len() > 4))
        .collect();
    found.sort_by(|one, other| other.chars().count().cmp(&one.chars().count()).then_with(|| one.cmp(other)));
    found.dedup();
    found
}

/// A text without its giver.
#[must_use]
pub fn without(giver: &str, phone: &str, text: &str) -> String {
    replaced(giver, phone, text, words::term("erasure.mask"))
}

/// A text in which every spelling of the giver gives way to other words.
#[must_use]
pub fn replaced(giver: &str, phone: &str, text: &str, by: &str) -> String {
    spellings(giver, phone).iter().fold(text.to_owned(), |text, one| text.replace(one.as_str(), by))
}

/// Who gave an opinion, and everybody whose opinion was merged with it: what is answered to one is answered to all, so
/// that any of them may stand in the words of the others.
#[derive(Debug, Clone, Default)]
pub struct Givers {
    /// Name and number of the giver.
    pub own: (String, String),
    /// Those of the same family.
    pub others: Vec<(String, String)>,
}

impl Givers {
    /// A text as anybody may read it: without all of them, and without telephone numbers.
    #[must_use]
    pub fn left_out(&self, text: &str) -> String {
        let (giver, phone) = &self.own;
        without_giver(giver, phone, &self.for_own(text))
    }

    /// A text as the giver may read it: without the others.
    #[must_use]
    pub fn for_own(&self, text: &str) -> String {
        self.others.iter().fold(text.to_owned(), |text, (giver, phone)| unnamed(giver, phone, &text))
    }
}

/// A text in which somebody stands for the giver; other numbers stay.
#[must_use]
pub fn unnamed(giver: &str, phone: &str, text: &str) -> String {
    replaced("", phone, &replaced(giver, "", text, words::print("opinion.somebody")), NUMBER)
}

/// Fewest digits that may be a telephone number.
const PHONE_DIGITS: usize = 7;
/// What stands for a number.
const NUMBER: &str = "***";

/// A text without the giver, however the giver is written, and without telephone numbers.
#[must_use]
pub fn without_giver(giver: &str, phone: &str, text: &str) -> String {
    let text = replaced(giver, "", text, words::print("opinion.somebody"));
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if digit(letter).is_some() || (between_digits(letter) && !run.is_empty()) {
            run.push(letter);
            continue;
        }
        // What parts the number from the next word stays.
        let number = run.trim_end_matches(between_digits);
        out.push_str(if is_number_of_somebody(number) { NUMBER } else { number });
        out.extend(run.chars().skip(number.chars().count()));
        run.clear();
        out.push(letter);
    }
    out.pop();
    // A short number of the giver is told by the giver's own entry only.
    replaced("", phone, &out, NUMBER)
}

/// The value of a digit, narrow or wide as input methods write it.
fn digit(letter: char) -> Option<u32> {
    let narrow = match letter {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(letter) - 0xff10 + 0x30)?,
        _ => letter,
    };
    narrow.to_digit(10)
}

/// Blanks and dashes a number may be written with; a new line begins something else.
fn between_digits(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

/// Whether a row of digits may reach somebody: long enough, and not just years side by side.
fn is_number_of_somebody(run: &str) -> bool {
    let digits = run.chars().filter(|letter| digit(*letter).is_some()).count();
    let mut groups = run.split(between_digits).filter(|group| !group.is_empty());
    let year = |group: &str| {
        let digits: Vec<u32> = group.chars().filter_map(digit).collect();
        matches!(digits.as_slice(), [1, 9, _, _] | [2, 0, _, _])
    };
    digits >= PHONE_DIGITS && !groups.all(year)
}

/// Whether a clerk's word means the giver: one of the spellings of the name, or one of the numbers however it is parted.
#[must_use]
pub fn is_giver(giver: &str, phone: &str, term: &str) -> bool {
    let name: String = term.chars().filter(|letter| !letter.is_whitespace()).collect();
    let number =
        |text: &str| text.chars().filter_map(digit).filter_map(|one| char::from_digit(one, 10)).collect::<String>();
    let wanted = number(term);
    let mut numbers = phone.split(|letter: char| digit(letter).is_none() && !between_digits(letter)).map(number);
    spellings(giver, "").contains(&name)
        || (wanted.len() > 4 && (number(phone) == wanted || numbers.any(|one| one == wanted)))
}

/// The texts that hold the giver, as they stand without.
#[must_use]
pub fn masked(giver: &str, phone: &str, texts: &[Written]) -> Vec<MaskedWords> {
    texts
        .iter()
        .map(|one| (one, without(giver, phone, &one.text)))
        .filter(|(one, after)| *after != one.text)
        .map(|(one, after)| MaskedWords { kind: one.kind, record: one.record.clone(), column: one.column, after })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Givers, is_giver, without_giver};

    #[test]
    fn a_giver_is_left_out_however_the_giver_is_written() {
        let told = |text: &str| without_giver("何先生（北沙涌）", "137-0000-0002", text);
        for (text, after) in [
            ("何先生说水沟堵了", "某某说水沟堵了"),
            ("何先生（北沙涌）说水沟堵了", "某某说水沟堵了"),
            ("请打137-0000-0002联系", "请打***联系"),
            ("请打13700000002联系", "请打***联系"),
            ("打137 0000 0003 找他", "打*** 找他"),
            ("打１３７０００００００３找他", "打***找他"),
            ("打１３７－００００－０００３找他", "打***找他"),
            ("办公室0757\u{3000}85600000", "办公室***"),
            ("北沙涌2025-2026两年，8月15日、3组12户", "北沙涌2025-2026两年，8月15日、3组12户"),
            ("2024 2025 2026年都淹", "2024 2025 2026年都淹"),
            ("共5处\n137户", "共5处\n137户"),
        ] {
            assert_eq!(told(text), after);
        }
        assert_eq!(without_giver("何先生、区女士", "", "区女士和何先生都说"), "某某和某某都说");
        assert_eq!(without_giver("", "", "没有留名的人"), "没有留名的人");
        assert_eq!(without_giver("何先生", "66123", "短号66123"), "短号***");
        assert_eq!(without_giver("何", "", "何处"), "何处", "one character names nobody");
    }

    #[test]
    fn what_is_answered_to_one_names_nobody_else() {
        let of = |name: &str, phone: &str| (name.to_owned(), phone.to_owned());
        let givers = Givers { own: of("区女士", ""), others: vec![of("何先生（北沙涌）", "13700000002")] };
        let answer = "何先生、区女士反映的沟已清，请何先生（13700000002）查看，热线0757-85600000";
        assert_eq!(givers.for_own(answer), "某某、区女士反映的沟已清，请某某（***）查看，热线0757-85600000");
        assert_eq!(givers.left_out(answer), "某某、某某反映的沟已清，请某某（***）查看，热线***");
    }

    #[test]
    fn a_giver_is_found_by_every_spelling() {
        for (giver, phone, term) in [
            ("何先生（北沙涌）", "", "何先生"),
            ("何先生、区女士", "", "区女士"),
            ("何 大明", "", "何大明"),
            ("何大明", "", "何\u{3000}大明"),
            ("", "137-0000-0002", "13700000002"),
            ("", "13700000002", "137 0000 0002"),
            ("", "１３７０００００００２", "13700000002"),
            ("", "13700000002/0757-85600000", "0757-85600000"),
        ] {
            assert!(is_giver(giver, phone, term), "{giver} {phone} {term}");
        }
        for (giver, phone, term) in
            [("何大明", "", "何大"), ("何先生", "13700000002", "1370000"), ("", "", "何先生"), ("", "", "13700000002")]
        {
            assert!(!is_giver(giver, phone, term), "{giver} {phone} {term}");
        }
    }
}
