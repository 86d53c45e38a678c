//! Texts as pairs of characters. Pure.

use unicode_normalization::UnicodeNormalization;

/// The text as compared: compatibility forms folded (full-width digits and letters too), lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// The tokens of a text in its order: each pair of neighbours, and the last character of each run alone.
#[must_use]
pub fn of_text(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for run in runs(&fold(text)) {
        for (one, two) in run.iter().zip(run.iter().skip(1)) {
            tokens.push(format!("{}{}", code(*one), code(*two)));
        }
        if let Some(last) = run.last() {
            tokens.push(code(*last));
        }
    }
    tokens
}

/// What the index is asked for a typed word: its pairs one behind the other, or for one character every pair it begins.
/// The lone last character between two runs keeps a word from reaching over a stop.
#[must_use]
pub fn of_word(word: &str) -> String {
    let mut parts = Vec::new();
    for run in runs(&fold(word)) {
        match run.as_slice() {
            [only] => parts.push(format!("{}*", code(*only))),
            many => {
                let pairs: Vec<String> = many
                    .iter()
                    .zip(many.iter().skip(1))
                    .map(|(one, two)| format!("{}{}", code(*one), code(*two)))
                    .collect();
                parts.push(format!("\"{}\"", pairs.join(" ")));
            }
        }
    }
    parts.join(" AND ")
}

/// What the index is asked for everything typed: all its words. Empty when there is no letter or digit in it.
#[must_use]
pub fn question(typed: &str) -> String {
    words(typed).iter().map(|word| of_word(word)).collect::<Vec<_>>().join(" AND ")
}

/// The typed words, folded, without empty ones.
#[must_use]
pub fn words(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().filter(|word| !runs(word).is_empty()).map(str::to_owned).collect()
}

/// Whether a text holds everything typed, as the index would say of it.
#[must_use]
pub fn holds(text: &str, typed: &str) -> bool {
    let text = fold(text);
    words(typed).iter().flat_map(|word| runs(word)).all(|run| text.contains(&run.iter().collect::<String>()))
}

/// Runs of letters and digits; everything else parts them.
fn runs(text: &str) -> Vec<Vec<char>> {
    let mut all: Vec<Vec<char>> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() || u32::from(letter) >= 0x2_0000 {
            if !open {
                all.push(Vec::new());
            }
            if let Some(run) = all.last_mut() {
                run.push(letter);
            }
            open = true;
        } else {
            open = false;
        }
    }
    all
}

fn code(letter: char) -> String {
    format!("x{:05x}", u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_become_questions() {
        assert_eq!(of_word("路灯"), "\"x08defx0706f\"");
        assert_eq!(of_word("路灯亮"), "\"x08defx0706f x0706fx04eae\"");
        assert_eq!(question("路灯 亮，"), "\"x08defx0706f\" AND x04eae*");
        assert_eq!(question("，"), "");
        assert_eq!(of_word("路"), "x08def*");
        assert_eq!(of_word("２Ａ"), of_word("2a"));
        assert!(of_text("村口路灯").contains(&"x08defx0706f".to_owned()));
        assert!(of_text("村口路").contains(&"x08def".to_owned()));
        assert!(of_text("梁䶮海").contains(&format!("{}{}", code('䶮'), code('海'))));
        assert_eq!(of_text("𰻞面").len(), 2);
        assert!(words("  路灯  不亮 ，").len() == 2);
        assert!(holds("村口路灯，２Ａ不亮", "路灯 2a"));
        assert!(holds("村口路灯，不亮", "路灯，不") && !holds("村口路灯，不亮", "灯不"));
    }
}
