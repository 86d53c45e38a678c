//! Telephone numbers: text, number, with strokes, with remarks behind.

use super::grid::{Value, shown_number};
use super::text::half_width;

/// A telephone cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// As stored: a mobile number as 11 digits, others with their stroke; several joined by ` / `.
    pub phone: String,
    /// Something in the cell was no telephone number.
    pub odd: bool,
}

/// Reads the cell; an empty or "none" cell gives an empty number.
#[must_use]
pub fn read(value: &Value) -> Read {
    let text = match value {
        Value::Number(n) => shown_number(*n),
        Value::Text(text) => {
            let text = half_width(text);
            match short_form(&text) {
                Some(Some(whole)) => whole,
                Some(None) => return Read { phone: text, odd: true },
                None => text,
            }
        }
        _ => return Read { phone: String::new(), odd: !value.is_empty() },
    };
    if super::spellings::spellings().is_none(&text) {
        return Read::default();
    }
    let mut found: Vec<String> = Vec::new();
    let mut run = String::new();
    let bare = super::text::without_brackets(&text).unwrap_or_else(|| text.clone());
    // An area code may stand in brackets; then nothing useful is left outside.
    let chosen = if bare.chars().filter(char::is_ascii_digit).count() >= 10 || !text.starts_with('(') {
        bare
    } else {
        text.clone()
    };
    for c in chosen.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_digit()
            || (matches!(c, '-' | ' ' | '\u{2010}'..='\u{2015}' | ')' | '+' | '*') && !run.is_empty())
            || (c == '+' && run.is_empty())
        {
            run.push(if c.is_ascii_digit() || c == '*' {
                c
            } else if c == '+' {
                '+'
            } else {
                '-'
            });
            continue;
        }
        if c == '(' && run.is_empty() {
            continue;
        }
        found.extend(numbers(&run));
        run.clear();
    }
    let odd = found.is_empty();
    if odd {
        return Read { phone: super::text::trimmed(&text).to_owned(), odd };
    }
    found.dedup();
    Read { phone: found.join(" / "), odd }
}

/// A number that a spreadsheet saved as text in its short form, written out; none within when its last digits were lost.
/// No value for text of another form.
fn short_form(text: &str) -> Option<Option<String>> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent = exponent.strip_prefix('+')?.parse::<usize>().ok().filter(|exponent| *exponent <= 20)?;
    let (whole, fraction) = mantissa.split_once('.')?;
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    (whole.len() == 1 && digits(whole) && digits(fraction))
        .then(|| (fraction.len() == exponent).then(|| format!("{whole}{fraction}")))
}

/// The telephone number that stands behind a name in one cell.
#[must_use]
pub fn beside_name(text: &str) -> Option<String> {
    if !text.chars().any(super::text::is_han) {
        return None;
    }
    let read = read(&Value::Text(text.into()));
    let digits = read.phone.chars().filter(char::is_ascii_digit).count();
    (!read.odd && (7..=13).contains(&digits)).then_some(read.phone)
}

/// The numbers in a run of digits and strokes: one, or several eleven-digit ones that a blank parted.
fn numbers(run: &str) -> Vec<String> {
    let run = run.trim_matches('-');
    let run = run.strip_prefix("+86").or_else(|| run.strip_prefix("0086")).unwrap_or(run).trim_matches('-');
    let digits: String = run.chars().filter(|c| c.is_ascii_digit() || *c == '*').collect();
    match digits.len() {
        0..=2 => Vec::new(),
        11 if digits.starts_with('1') => vec![digits],
        13 if digits.starts_with("861") => vec![digits.chars().skip(2).collect()],
        n if n >= 22 && n % 11 == 0 && digits.starts_with('1') => {
            let all: Vec<char> = digits.chars().collect();
            all.chunks(11).map(|c| c.iter().collect()).collect()
        }
        _ => {
            let mut out = String::new();
            for c in run.chars() {
                if c != '-' || !out.ends_with('-') {
                    out.push(c);
                }
            }
            vec![out]
        }
    }
}
