//! What kind of line a row is, before anything in it is read.

use super::citizen;
use super::finding::{Finding, Place};
use super::grid::Sheet;
use super::mapping::{Job, Role, SheetPlan};
use super::spellings::spellings;
use super::text::key;

/// A longer text alone in its row is more than a heading.
const SENTENCE: usize = 12;

/// A row below the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Nothing in it.
    Blank,
    /// A total or subtotal.
    Total,
    /// The head printed again for the next page.
    Head,
    /// A note, a signature line, a title printed again.
    Remark,
    /// One text alone in the row: a village or a group heading the rows below it.
    Section(String),
    /// Something to read.
    Data,
}

/// Tells what this row is.
#[must_use]
pub fn line(sheet: &Sheet, plan: &SheetPlan, job: Job, row: u32) -> Line {
    let filled: Vec<(u32, String)> = sheet.filled(row).map(|(c, v)| (c, v.shown())).collect();
    let Some((first_column, first)) = filled.first() else { return Line::Blank };
    let s = spellings();
    if s.is_total(first) {
        return Line::Total;
    }
    let role_of = |column: u32| plan.columns.iter().find(|c| c.index == column).and_then(|c| c.role);
    let leading = [Role::Sequence, Role::Village, Role::Name, Role::Day, Role::Team, Role::Leader];
    let sums_up = |text: &str| s.is_total(text) || s.counts_people(text);
    if filled.iter().any(|(c, text)| role_of(*c).is_some_and(|r| leading.contains(&r)) && sums_up(text)) {
        return Line::Total;
    }
    let headed = |(column, text): &(u32, String)| {
        let k = key(text);
        plan.columns.iter().find(|p| p.index == *column).is_some_and(|p| p.memory.split('/').any(|part| part == k))
    };
    // A repeated head begins like the head; most rows are told apart by their first two cells.
    if filled.iter().take(2).any(headed) {
        let same = filled.iter().filter(|cell| headed(cell)).count();
        if same >= 2 && same * 10 >= filled.len() * 6 {
            return Line::Head;
        }
    }
    if plan.title.iter().any(|t| key(t) == key(first)) {
        return Line::Remark;
    }
    let essential: &[Role] = match job {
        Job::Roster => &[Role::Name],
        Job::Visits => &[
            Role::Day,
            Role::Village,
            Role::Kind,
            Role::Received,
            Role::Households,
            Role::Firms,
            Role::Delegates,
            Role::Opinion,
            Role::Leader,
        ],
    };
    let told = filled.iter().filter(|(c, _)| role_of(*c).is_some_and(|r| essential.contains(&r))).count();
    let alone = filled.len() == 1;
    // "In all 12 persons received" told in one cell.
    if alone && s.begins_total(first) {
        return Line::Total;
    }
    // Who filled it in, who looked it over, who signs: labels with a name or a day behind each.
    let labels = filled.iter().filter(|(_, text)| text.contains([':', '\u{ff1a}']) && s.is_remark(text)).count();
    if labels >= 2 && labels * 2 >= filled.len() {
        return Line::Remark;
    }
    if s.is_remark(first) && (told == 0 || filled.len() <= 2) {
        return Line::Remark;
    }
    if alone {
        let wide = sheet.merges().iter().any(|m| m.top == row && m.left == *first_column && m.right > m.left + 1);
        if wide || told == 0 {
            return Line::Section(first.clone());
        }
    }
    if told == 0
        && filled.iter().all(|(c, _)| matches!(role_of(*c), None | Some(Role::Ignore | Role::Sequence | Role::Note)))
    {
        return Line::Remark;
    }
    Line::Data
}

/// The text of a row that holds nothing else.
#[must_use]
pub fn alone(sheet: &Sheet, row: u32) -> Option<String> {
    let mut filled = sheet.filled(row);
    let (_, value) = filled.next()?;
    filled.next().is_none().then(|| value.shown())
}

/// The notice that a row was passed over.
#[must_use]
pub fn passed_over(place: &Place, line: &Line) -> Option<Finding> {
    let code = match line {
        Line::Total => "imports.row_total",
        Line::Head => "imports.row_head",
        // What is told in a sentence below a row may belong to it: it is said what was left.
        Line::Section(text) if text.chars().count() > SENTENCE => {
            return Some(Finding::at(place, "imports.row_alone").with("text", citizen::mask(text).0));
        }
        Line::Remark | Line::Section(_) => "imports.row_remark",
        Line::Blank | Line::Data => return None,
    };
    Some(Finding::at(place, code))
}
