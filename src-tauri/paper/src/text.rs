//! Text on paper, with the name of whom it speaks about.

use serde::{Deserialize, Serialize};

/// A piece of text. `who` names the person or record a missing character is reported under: a clerk can act on
/// "this delegate's name holds a character no font has", not on a place on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The characters as they stand on paper. A line break in it breaks the line.
    pub text: String,
    /// Who is blamed when a character has no glyph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

impl Text {
    /// Text that belongs to a person or record.
    pub fn of(who: impl Into<String>, text: impl Into<String>) -> Self {
        Self { text: text.into(), who: Some(who.into()) }
    }

    /// A person's name, which is blamed by itself.
    pub fn name(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { who: Some(name.clone()), text: name }
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), who: None }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, who: None }
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self { text: text.clone(), who: None }
    }
}

/// How a day is written: `{y}` year, `{m}` month, `{d}` day without leading zeros, `{mm}` and `{dd}` with them.
/// Anything else stands as it is. The pattern is data of the core's words; the default is the ISO form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DayPattern(pub String);

impl Default for DayPattern {
    fn default() -> Self {
        Self("{y}-{mm}-{dd}".to_owned())
    }
}

impl DayPattern {
    /// The day written out; `None` when `day` is not of the shape `YYYY-MM-DD`.
    pub fn write(&self, day: &str) -> Option<String> {
        let (year, month, date) = day_parts(day)?;
        Some(
            self.0
                .replace("{y}", &year.to_string())
                .replace("{mm}", &format!("{month:02}"))
                .replace("{dd}", &format!("{date:02}"))
                .replace("{m}", &month.to_string())
                .replace("{d}", &date.to_string()),
        )
    }
}

/// Year, month and day of `YYYY-MM-DD`, checked against the length of the month.
pub(crate) fn day_parts(day: &str) -> Option<(u16, u8, u8)> {
    let mut parts = day.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(date, 2) {
        return None;
    }
    let (year, month, date): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, date.parse().ok()?);
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=length).contains(&date).then_some((year, month, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_by_its_pattern() {
        assert_eq!(DayPattern::default().write("2026-09-05").unwrap(), "2026-09-05");
        assert_eq!(DayPattern("{y}年{m}月{d}日".into()).write("2026-09-05").unwrap(), "2026年9月5日");
        for wrong in ["2026-02-30", "2026-13-01", "2026-9-05", "", "2026-09-05-1", "２０２６-09-05"] {
            assert_eq!(DayPattern::default().write(wrong), None, "{wrong}");
        }
    }
}
