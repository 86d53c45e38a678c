//! The number of a sheet as people and readers know it.
//!
//! On paper it is year, number and a check digit; the square code holds the same in digits only, because a bar code
//! reader types into the window as a keyboard does, and an input method would swallow letters. The check digit is the
//! one of H. M. Damm (2004): it notices every single wrong digit and every swap of two neighbours.

use unicode_normalization::UnicodeNormalization;

/// The quasigroup of order ten in Damm's thesis; its diagonal is zero, which is what makes the check digit work.
const STEPS: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// Digits of the year on a sheet.
const YEAR: usize = 4;

/// Digits of the number at least; a year with more than 9,999 plans has longer ones.
const LEAST: usize = 4;

/// What a typed number may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A whole number whose check digit is right.
    Number {
        /// Year.
        year: i64,
        /// Number within the year.
        number: i64,
    },
    /// It has the length of a number, and the check digit is another one.
    Wrong,
    /// It is no number of a sheet.
    Shape,
}

/// The check digit of some digits.
#[must_use]
pub fn check_digit(digits: &str) -> u8 {
    digits.bytes().filter(u8::is_ascii_digit).fold(0, |row, digit| {
        let column = usize::from(digit - b'0');
        STEPS.get(usize::from(row)).and_then(|steps| steps.get(column)).copied().unwrap_or(0)
    })
}

/// What the square code says: year, number and check digit, digits only.
#[must_use]
pub fn digits(year: i64, number: i64) -> String {
    let body = format!("{year:04}{number:04}");
    let check = check_digit(&body);
    format!("{body}{check}")
}

/// The number, padded, and its check digit, as they are printed apart.
#[must_use]
pub fn parts(year: i64, number: i64) -> (String, u8) {
    (format!("{number:04}"), check_digit(&format!("{year:04}{number:04}")))
}

/// Reads what was typed or scanned: full-width digits, blanks, hyphens and the word before them do not matter. A number
/// typed without its year is one of `this_year`.
#[must_use]
pub fn read(typed: &str, this_year: i64) -> Typed {
    let text: String = typed.nfkc().filter(|letter| !letter.is_whitespace()).collect();
    let strange = |letter: char| letter.is_ascii_alphabetic();
    if text.is_empty() || text.chars().any(strange) {
        return Typed::Shape;
    }
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == LEAST + 1 {
        digits = format!("{this_year:04}{digits}");
    }
    if !(YEAR + LEAST + 1..=YEAR + 7).contains(&digits.len()) {
        return Typed::Shape;
    }
    // The check digit run through once more comes out as zero exactly when it is the right one.
    if check_digit(&digits) != 0 {
        return Typed::Wrong;
    }
    let (year, rest): (Vec<_>, Vec<_>) = digits.chars().enumerate().partition(|(at, _)| *at < YEAR);
    let value = |part: &[(usize, char)]| part.iter().map(|(_, digit)| *digit).collect::<String>().parse::<i64>().ok();
    let number = rest.split_last().and_then(|(_, number)| value(number));
    match (value(&year), number) {
        (Some(year), Some(number)) if number > 0 => Typed::Number { year, number },
        _ => Typed::Shape,
    }
}
