//! Several opinions in one cell: split only when the clerk numbered them.

/// The opinions of a cell, each trimmed. A cell is split when it begins with the first number of a list and the second
/// follows; everything else is one opinion.
#[must_use]
pub fn split(text: &str) -> Vec<String> {
    let text = super::text::trimmed(text);
    if super::spellings::spellings().is_none(text) {
        return Vec::new();
    }
    numbered(text, marker).or_else(|| lines(text)).unwrap_or_else(|| vec![text.to_owned()])
}

/// The lines of a text of which each begins with its number, also when a figure follows the point: "1.29 lamps are out".
fn lines(text: &str) -> Option<Vec<String>> {
    let lines: Vec<&str> = text.lines().map(super::text::trimmed).filter(|line| !line.is_empty()).collect();
    let bare = |(number, line): (usize, &&str)| {
        let rest = line.strip_prefix(number.to_string().as_str())?;
        let rest = rest.strip_prefix(['.', '\u{ff0e}', '\u{3001}'])?;
        let rest = super::text::trimmed(rest).trim_end_matches(['\u{ff1b}', ';']);
        (!rest.is_empty()).then(|| rest.to_owned())
    };
    let pieces: Option<Vec<String>> = (1..).zip(&lines).map(bare).collect();
    pieces.filter(|pieces| pieces.len() > 1)
}

/// The opinions a report counts and then tells: "heard 2 opinions: 1. … 2. …". None when it tells none that way.
#[must_use]
pub fn in_words(text: &str) -> Vec<String> {
    let s = super::spellings::spellings();
    let counted = |before: &str| {
        let Some(number) = s.opinion_units.iter().find_map(|unit| before.strip_suffix(unit.as_str())) else {
            return false;
        };
        let words = number.trim_end_matches(|c: char| c.is_ascii_digit() || s.is_han_digit(c));
        words.len() < number.len() && s.opinion_words.iter().any(|word| words.ends_with(word.as_str()))
    };
    let told = text.match_indices([':', '\u{ff1a}']).find_map(|(at, colon)| {
        let (before, rest) = text.split_at(at);
        counted(before).then(|| rest.trim_start_matches(colon))
    });
    told.map(split).unwrap_or_default()
}

/// The answers of a cell to several opinions, one each, when the clerk numbered them as the opinions; then a number may
/// also stand right before the words.
#[must_use]
pub fn answers(text: &str, opinions: usize) -> Option<Vec<String>> {
    if opinions < 2 {
        return None;
    }
    let bare = |chars: &[char], number: u32| {
        marker(chars, number).or_else(|| {
            let digits = number.to_string();
            let written = chars.get(..digits.len())?.iter().collect::<String>() == digits;
            (written && chars.get(digits.len()).copied().is_some_and(super::text::is_han)).then_some(digits.len())
        })
    };
    numbered(super::text::trimmed(text), bare).filter(|answers| answers.len() == opinions)
}

/// The pieces of a list whose marks are found by `mark`; none when it is no list.
fn numbered(text: &str, mark: impl Fn(&[char], u32) -> Option<usize>) -> Option<Vec<String>> {
    let chars: Vec<char> = text.chars().collect();
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut wanted = 1u32;
    let mut i = 0;
    while i < chars.len() {
        // A number in brackets or a circle is a mark wherever it stands; a bare one only at the beginning of a sentence.
        let framed = matches!(chars.get(i), Some('(' | '\u{ff08}' | '\u{2460}'..='\u{2473}'));
        let at_start = i == 0
            || (framed && wanted > 1)
            || (wanted > 1 && counted_is(chars.get(i..).unwrap_or_default()))
            || chars
                .get(i - 1)
                .is_some_and(|c| matches!(c, '\n' | '\r' | ' ' | '\u{3000}' | ';' | '\u{ff1b}' | '\u{3002}'));
        if at_start && let Some(length) = mark(chars.get(i..).unwrap_or_default(), wanted) {
            starts.push((i, i + length));
            wanted += 1;
            i += length;
            continue;
        }
        i += 1;
    }
    if starts.len() < 2 || starts.first().is_none_or(|(at, _)| *at != 0) {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain(std::iter::once(chars.len()));
    let pieces = starts
        .iter()
        .zip(ends)
        .map(|((_, from), to)| {
            let piece: String = chars.get(*from..to).unwrap_or_default().iter().collect();
            super::text::trimmed(&piece).trim_end_matches(['\u{ff1b}', ';', '\u{ff0c}', ',']).trim().to_owned()
        })
        .filter(|piece| !piece.is_empty())
        .collect();
    Some(pieces)
}

/// Length of the list mark for this number at the beginning: one with a point, a comma or brackets, or circled.
fn marker(chars: &[char], number: u32) -> Option<usize> {
    if let Some(length) = spoken(chars, number) {
        return Some(length);
    }
    if number <= 20
        && let Some(circled) = char::from_u32(0x2460 + number - 1)
        && chars.first() == Some(&circled)
    {
        return Some(1);
    }
    let text: String = number.to_string();
    let digits: Vec<char> = text.chars().collect();
    let wide: Vec<char> = digits.iter().filter_map(|c| char::from_u32(*c as u32 - 0x30 + 0xff10)).collect();
    let open = usize::from(matches!(chars.first(), Some('(' | '\u{ff08}')));
    let body = chars.get(open..open + digits.len())?;
    if body != digits.as_slice() && body != wide.as_slice() {
        return None;
    }
    let after = chars.get(open + digits.len())?;
    if open == 1 {
        return matches!(after, ')' | '\u{ff09}').then_some(open + digits.len() + 1);
    }
    // A point followed by a digit is a decimal number.
    let next = chars.get(digits.len() + 1);
    let decimal = matches!(after, '.' | '\u{ff0e}') && next.is_some_and(char::is_ascii_digit);
    (matches!(after, '.' | '\u{ff0e}' | '\u{3001}' | ')' | '\u{ff09}' | ',' | '\u{ff0c}') && !decimal)
        .then_some(digits.len() + 1)
}

/// "Two is" behind a comma goes on the list that began with "one is".
fn counted_is(chars: &[char]) -> bool {
    let s = super::spellings::spellings();
    let figures = chars.iter().take_while(|c| s.is_han_digit(**c)).count();
    figures > 0 && chars.get(figures).is_some_and(|c| s.is_word == c.to_string())
}

/// Length of "one is" and "two is" in Han figures, or of a Han figure with a comma, a point or in brackets.
fn spoken(chars: &[char], number: u32) -> Option<usize> {
    let s = super::spellings::spellings();
    let open = usize::from(matches!(chars.first(), Some('(' | '\u{ff08}')));
    let figure: String = chars.iter().skip(open).take_while(|c| s.is_han_digit(**c)).collect();
    if figure.is_empty() || s.han_number(&figure) != Some(number) {
        return None;
    }
    let length = open + figure.chars().count();
    let after = chars.get(length)?;
    let framed = open == 1 && matches!(after, ')' | '\u{ff09}');
    let said = open == 0 && (matches!(after, '\u{3001}' | '.' | '\u{ff0e}') || s.is_word == after.to_string());
    (framed || said).then_some(length + 1)
}
