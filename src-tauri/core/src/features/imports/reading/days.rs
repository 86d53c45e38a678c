//! Days in every spelling an office uses.

use chrono::{Datelike, Days, NaiveDate};

use super::clocks;
use super::grid::Value;
use super::spellings::spellings;
use super::text::{half_width, trimmed};

/// What the sheet around a day says: for spellings that leave the year out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around {
    /// Year from the sheet's name, title or file name.
    pub year: Option<i32>,
    /// Month from the same.
    pub month: Option<u32>,
    /// First and last month of a time that touches two years, as year and month: a month then tells its year.
    pub months: Option<[(i32, u32); 2]>,
    /// Days count from 1904.
    pub from_1904: bool,
}

impl Around {
    /// The year of a month: the one that is named, or the only one of a time over two years that has the month.
    #[must_use]
    pub fn year_of(&self, month: u32) -> Option<i32> {
        self.year.or_else(|| {
            let [first, last] = self.months?;
            let mut years = (first.0..=last.0).filter(|year| (first..=last).contains(&(*year, month)));
            years.next().filter(|_| years.next().is_none())
        })
    }
}

/// A day read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// The day.
    pub day: NaiveDate,
    /// Minutes after midnight when the cell also holds a time.
    pub minutes: Option<u16>,
    /// The cell names a span of days; the first was taken.
    pub span: bool,
    /// The year was not written but taken from around.
    pub guessed_year: bool,
}

/// Why a cell is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing is written.
    Missing,
    /// It is no spelling of a day.
    Unreadable,
    /// The calendar has no such day.
    Impossible,
    /// Day and month could be either.
    Unclear,
    /// A number whose last nought is lost: the first or the tenth.
    Tenth,
    /// No year is written and none stands around.
    YearMissing,
}

impl Refused {
    /// Code of the finding.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "imports.day_missing",
            Self::Unreadable => "imports.day_unreadable",
            Self::Impossible => "imports.day_impossible",
            Self::Unclear => "imports.day_unclear",
            Self::Tenth => "imports.day_tenth",
            Self::YearMissing => "imports.day_without_year",
        }
    }
}

/// Reads the cell as a day.
///
/// # Errors
/// Why it is none.
pub fn read(value: &Value, around: Around) -> Result<Read, Refused> {
    match value {
        Value::Empty | Value::Unstored => Err(Refused::Missing),
        Value::Moment { day, minutes, .. } if day.year() >= 1901 => {
            Ok(Read { day: *day, minutes: (*minutes > 0).then_some(*minutes), span: false, guessed_year: false })
        }
        Value::Moment { .. } | Value::Flag(_) | Value::Fault(_) => Err(Refused::Unreadable),
        Value::Number(n) => number(*n, around),
        Value::Text(text) => read_text(text, around),
    }
}

fn plain(day: NaiveDate) -> Read {
    Read { day, minutes: None, span: false, guessed_year: false }
}

fn number(n: f64, around: Around) -> Result<Read, Refused> {
    // 20140701 typed as a number.
    if n.fract() == 0.0 && (19_000_101.0..=21_001_231.0).contains(&n) {
        let n = n as i32;
        return made(n / 10_000, (n / 100 % 100).unsigned_abs(), (n % 100).unsigned_abs()).map(plain);
    }
    // A serial that lost its format: only those between 1930 and 2100 are taken for days.
    let serial = if around.from_1904 { n + 1462.0 } else { n };
    if (10_959.0..73_050.0).contains(&serial) {
        let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(Refused::Unreadable)?;
        let day = epoch.checked_add_days(Days::new(serial as u64)).ok_or(Refused::Unreadable)?;
        let minutes = ((serial.fract() * 1440.0).round() as u16) % 1440;
        return Ok(Read { minutes: (minutes > 0).then_some(minutes), ..plain(day) });
    }
    // 7.1 typed as a number in a sheet whose title names the year.
    if n > 1.0 && n < 13.0 && n.fract() > 0.0 {
        // A number does not keep the nought behind: 3.1 may have been typed as the tenth.
        if (n * 10.0).fract().abs() < 1e-6 && (n * 10.0).rem_euclid(10.0) < 3.5 {
            return Err(Refused::Tenth);
        }
        return read_text(&n.to_string(), around);
    }
    Err(Refused::Unreadable)
}

fn made(year: i32, month: u32, day: u32) -> Result<NaiveDate, Refused> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Refused::Impossible)
}

/// A year of two digits: those up to 69 belong to this century, as spreadsheets hold it.
fn whole_year(year: i32, digits: usize) -> Option<i32> {
    match digits {
        1 | 2 if year < 70 => Some(2000 + year),
        1 | 2 => Some(1900 + year),
        4 if (1900..2100).contains(&year) => Some(year),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy)]
enum Mark {
    Year,
    Month,
    Day,
    Point,
    Colon,
    End,
}

/// Numbers with the mark that follows each.
fn parts(text: &str) -> (Vec<(u32, usize, Mark)>, bool) {
    let s = spellings();
    let mut out: Vec<(u32, usize, Mark)> = Vec::new();
    let mut digits = String::new();
    let mut han = String::new();
    let mut span = false;
    let mut foreign = false;
    let close = |digits: &mut String, han: &mut String, mark: Mark, out: &mut Vec<(u32, usize, Mark)>| {
        if !digits.is_empty() {
            out.push((digits.parse().unwrap_or(u32::MAX), digits.len(), mark));
            digits.clear();
        } else if !han.is_empty() {
            if let Some(n) = s.han_number(han) {
                let width = if n > 99 { 4 } else { 2 };
                out.push((n, width, mark));
            }
            han.clear();
        }
    };
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !han.is_empty() {
                close(&mut digits, &mut han, Mark::End, &mut out);
            }
            digits.push(c);
            continue;
        }
        // The mark for a day also is a Han digit's neighbour, so marks are looked at first.
        let mark = if s.year.contains(&c) {
            Mark::Year
        } else if s.month.contains(&c) {
            Mark::Month
        } else if s.day.contains(&c) {
            Mark::Day
        } else if matches!(
            c,
            '.' | '-' | '/' | '\u{3001}' | ',' | '\u{3002}' | '\\' | '_' | '\u{2010}'..='\u{2015}' | '~'
        ) {
            Mark::Point
        } else if c == ':' {
            Mark::Colon
        } else if s.is_han_digit(c) && digits.is_empty() {
            han.push(c);
            continue;
        } else {
            Mark::End
        };
        if digits.is_empty() && han.is_empty() {
            // A mark without a number before it: a span such as day-to-day, or words.
            if s.range.contains(&c) && !out.is_empty() {
                span = true;
            } else if !matches!(mark, Mark::Point) && !c.is_whitespace() {
                foreign = true;
            }
        }
        close(&mut digits, &mut han, mark, &mut out);
    }
    close(&mut digits, &mut han, Mark::End, &mut out);
    let _ = foreign;
    (out, span)
}

/// The first day of "4.20-4.21" or "4/20-21": a month and a day on the left of the only mark of a span, a day or a month
/// and a day on its right. Without this the three numbers would pass for year, month and day.
fn first_of_span(text: &str) -> Option<&str> {
    let s = spellings();
    let mut marks = text.char_indices().filter(|(_, c)| s.range.contains(c));
    let (at, mark) = marks.next().filter(|_| marks.next().is_none())?;
    let (left, right) = (text.get(..at)?, text.get(at + mark.len_utf8()..)?);
    let numbers = |part: &str| -> Option<Vec<u32>> {
        part.split(['.', '/']).map(|n| if n.len() <= 2 { n.parse().ok() } else { None }).collect()
    };
    let (left_numbers, right_numbers) = (numbers(left)?, numbers(right)?);
    let both = match (left_numbers.as_slice(), right_numbers.as_slice()) {
        ([month, day], [last]) => *month <= 12 && day < last && *last <= 31,
        ([month, day], [other, last]) => (month, day) < (other, last) && *other <= 12 && *last <= 31,
        _ => false,
    };
    both.then_some(left)
}

fn read_text(text: &str, around: Around) -> Result<Read, Refused> {
    let s = spellings();
    if s.is_none(text) {
        return Err(Refused::Missing);
    }
    // A day of the lunar calendar is another day than its numbers say.
    if s.is_lunar(text) {
        return Err(Refused::Unreadable);
    }
    let folded = half_width(text);
    let bare = super::text::without_brackets(&folded).unwrap_or_else(|| folded.clone());
    let bare = clocks::words_taken(&without_weekday(&bare));
    // Blanks around points are slips of the hand; a blank between a day and a time stays.
    let mut tight = String::with_capacity(bare.len());
    let mut chars = bare.trim().chars().peekable();
    while let Some(c) = chars.next() {
        if c == ' ' {
            let before = tight.chars().next_back();
            let after = chars.peek().copied();
            let joins = |c: Option<char>| c.is_some_and(|c| !c.is_ascii_digit());
            if joins(before) || joins(after) {
                continue;
            }
        }
        tight.push(if c == 'T' { ' ' } else { c });
    }
    // Eight digits in a row.
    if tight.len() == 8 && tight.bytes().all(|b| b.is_ascii_digit()) {
        return number(tight.parse().map_err(|_| Refused::Unreadable)?, around);
    }
    if let Ok(n) = tight.parse::<f64>()
        && n >= 10_959.0
    {
        return number(n, around);
    }
    if let Some(first) = first_of_span(&tight)
        && let Ok(read) = read_text(first, around)
    {
        return Ok(Read { span: true, ..read });
    }
    let (all, mut span) = parts(&tight);
    let get = |i: usize| all.get(i).copied();
    let (first, second, third) = (get(0), get(1), get(2));
    let Some((a, a_width, a_mark)) = first else { return Err(Refused::Unreadable) };
    let mut used = 0;
    let day = match (a_mark, second, third) {
        // A month behind a month: "2015, 1-6" is no day.
        (Mark::Year | Mark::Point, Some(_), Some((_, _, Mark::Month))) => return Err(Refused::Unreadable),
        // 2014 year 7 month 1 day; 2014 year 7 month alone is no day.
        (Mark::Year, Some((b, ..)), Some((c, ..))) => {
            used = 3;
            let year = whole_year(a as i32, a_width).ok_or(Refused::Unreadable)?;
            Ok((made(year, b, c)?, false))
        }
        (Mark::Month, Some((b, _, mark)), _) if !matches!(mark, Mark::Colon) => {
            used = 2;
            let year = around.year_of(a).ok_or(Refused::YearMissing)?;
            Ok((made(year, a, b)?, true))
        }
        (Mark::Day, ..) => {
            used = 1;
            let (year, month) = around.year.zip(around.month).ok_or(Refused::YearMissing)?;
            Ok((made(year, month, a)?, true))
        }
        (Mark::Point, Some((b, _, Mark::Point | Mark::Month)), Some((c, c_width, _))) => {
            used = 3;
            if a_width == 4 || (a_width <= 2 && c_width <= 2) {
                let year = whole_year(a as i32, a_width).ok_or(Refused::Unreadable)?;
                Ok((made(year, b, c)?, false))
            } else if c_width == 4 {
                // The year last, as machines set to another country write it: only when one number can be no month.
                let year = whole_year(c as i32, c_width).ok_or(Refused::Unreadable)?;
                match (a > 12, b > 12) {
                    (false, true) => Ok((made(year, a, b)?, false)),
                    (true, false) => Ok((made(year, b, a)?, false)),
                    (false, false) if a == b => Ok((made(year, a, b)?, false)),
                    (false, false) => Err(Refused::Unclear),
                    (true, true) => Err(Refused::Impossible),
                }
            } else {
                Err(Refused::Unreadable)
            }
        }
        (Mark::Point, Some((b, b_width, _)), _) if a_width <= 2 && b_width <= 2 => {
            used = 2;
            let year = around.year_of(a).ok_or(Refused::YearMissing)?;
            Ok((made(year, a, b)?, true))
        }
        _ => Err(Refused::Unreadable),
    };
    let (day, guessed_year) = day?;
    let rest: Vec<_> = all.iter().skip(used).collect();
    let clock = clocks::told(&folded).first().copied().filter(|minutes| *minutes > 0);
    if clock.is_none() && !rest.is_empty() && !rest.iter().any(|(_, _, mark)| matches!(mark, Mark::Colon)) {
        // Another number behind the day: the other end of a span, or 00 of a clock.
        span = span || rest.iter().any(|(n, ..)| *n > 0);
    }
    Ok(Read { day, minutes: clock, span, guessed_year })
}

/// The text without the day of the week, whose figure is no part of the day.
fn without_weekday(text: &str) -> String {
    let s = spellings();
    let mut out = text.to_owned();
    for word in &s.weeks {
        while let Some(at) = out.find(word.as_str()) {
            let (before, behind) = out.split_at(at);
            let behind = behind.get(word.len()..).unwrap_or_default();
            let Some(day) = behind.chars().next().filter(|c| s.weekdays.contains(*c)) else { break };
            out = format!("{before} {}", behind.get(day.len_utf8()..).unwrap_or_default());
        }
    }
    trimmed(&out).to_owned()
}

/// A number of a text with the marks around it.
struct Figure {
    value: i32,
    digits: usize,
    /// Character behind it.
    next: Option<char>,
    /// It ends a span that another number began: the six of "1-6".
    ends: bool,
}

/// The numbers of a text in figures or Han digits.
fn figures(text: &str) -> Vec<Figure> {
    let s = spellings();
    let chars: Vec<char> = half_width(text).chars().collect();
    let mut out: Vec<Figure> = Vec::new();
    let mut at = 0;
    let mut last_end = None;
    while let Some(c) = chars.get(at) {
        let han = s.is_han_digit(*c);
        if !han && !c.is_ascii_digit() {
            at += 1;
            continue;
        }
        let same = |c: &&char| if han { s.is_han_digit(**c) } else { c.is_ascii_digit() };
        let run: String = chars.iter().skip(at).take_while(same).collect();
        let length = run.chars().count();
        let value = if han { s.han_number(&run).and_then(|n| i32::try_from(n).ok()) } else { run.parse().ok() };
        let between = last_end.map(|end: usize| chars.get(end..at).unwrap_or_default());
        let mark = |c: &char| s.year.contains(c) || s.month.contains(c) || *c == s.month_tail || c.is_whitespace();
        let ends = between.is_some_and(|between| {
            between.iter().any(|c| s.range.contains(c) || s.separators.contains(c))
                && between.iter().all(|c| s.range.contains(c) || s.separators.contains(c) || mark(c))
        });
        at += length;
        if let Some(value) = value {
            // Han figures up to ninety-nine are as wide as two digits.
            let digits = if han && value < 100 {
                2
            } else if han {
                4
            } else {
                length
            };
            out.push(Figure { value, digits, next: chars.get(at).copied(), ends });
        }
        last_end = Some(at);
    }
    out
}

/// Year and month named in a title, a sheet's name or a file's name; the first text that names one decides. A text that
/// names two years or two months names neither, but the months in between; the day a paper was filled in says nothing of
/// the days on it.
#[must_use]
pub fn named_in(texts: &[&str]) -> Around {
    let s = spellings();
    let mut out = Around::default();
    let (mut year_told, mut month_told) = (false, false);
    for text in texts {
        let text = s
            .filed
            .iter()
            .filter_map(|word| text.find(word.as_str()))
            .min()
            .and_then(|at| text.get(..at))
            .unwrap_or(text);
        let (mut years, mut months): (Vec<i32>, Vec<(i32, u32)>) = (Vec::new(), Vec::new());
        let figures = figures(text);
        for (at, one) in figures.iter().enumerate() {
            let n = one.value;
            match (one.digits, one.next) {
                // A bare four-digit number is a year when a mark, a point or nothing follows.
                (4, mark)
                    if (1990..2100).contains(&n)
                        && mark.is_none_or(|m| s.year.contains(&m) || !super::text::is_han(m)) =>
                {
                    years.push(n);
                }
                (6, _) if (199_001..210_000).contains(&n) && (1..=12).contains(&(n % 100)) => {
                    years.push(n / 100);
                    months.extend(u32::try_from(n % 100).ok().map(|month| (n / 100, month)));
                }
                (2, Some(mark)) if s.year.contains(&mark) => years.push(2000 + n),
                (1 | 2, Some(mark)) if s.month.contains(&mark) && (1..=12).contains(&n) => {
                    // A month with its day behind tells a day, and not what the rows are about.
                    let dated = figures.get(at + 1).is_some_and(|day| day.next.is_some_and(|c| s.day.contains(&c)));
                    // "1-6" with one word for month behind: the first month stands before the span.
                    let first = figures.get(at.wrapping_sub(1)).filter(|_| one.ends).map(|first| first.value);
                    let year = years.last().copied().unwrap_or_default();
                    let first = first.filter(|first| (1..=12).contains(first));
                    let all = first.into_iter().chain((!dated).then_some(n));
                    months.extend(all.filter_map(|month| u32::try_from(month).ok()).map(|month| (year, month)));
                }
                _ => {}
            }
        }
        let spans = figures.iter().any(|one| one.ends);
        years.dedup();
        months.dedup();
        if !year_told && let Some(first) = years.first() {
            year_told = true;
            let whole = months.len() == 2 && months.iter().all(|(year, _)| *year > 0);
            match (years.as_slice(), months.as_slice()) {
                ([only], _) => out.year = Some(*only),
                (_, [from, to]) if whole && from < to => out.months = Some([*from, *to]),
                _ => {}
            }
            // Years told beside each other and not as a span: the first names the paper.
            if years.len() > 1 && !spans && out.months.is_none() {
                out.year = Some(*first);
            }
        }
        if !month_told && let Some((_, first)) = months.first() {
            month_told = true;
            out.month = months.iter().all(|(_, month)| month == first).then_some(*first);
        }
    }
    out
}
