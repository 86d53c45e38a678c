//! Counting, as pure decisions: what a page stands for, what a sheet is, and what a batch adds up to.

use super::store::batches::{Answers, Held, Sheets};
use super::store::round::{Answer, Looks, Page};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// How a page stands in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "SheetStanding")]
pub enum Standing {
    /// Counted.
    Read,
    /// A person must look: at the page or at some of its rows.
    Review,
    /// Nothing can be said from the picture: scan it again.
    Rejected,
    /// No sheet of this round.
    Foreign,
    /// A page without print.
    Blank,
    /// Seems to be a sheet that is there already, or is one.
    Duplicate,
    /// Counted as a void sheet.
    Void,
}

/// What a person said of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PageJudgement")]
pub enum Judgement {
    /// It counts, by its rows.
    Count,
    /// A void sheet.
    Void,
    /// A sheet nobody filled in.
    Blank,
    /// The same sheet lies here twice.
    Duplicate,
    /// No sheet of this round.
    NotOurs,
}

impl Judgement {
    /// The code stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Void => "void",
            Self::Blank => "blank",
            Self::Duplicate => "duplicate",
            Self::NotOurs => "not_ours",
        }
    }
}

/// Whether the rows of a page count, which is also whether they may be asked about.
#[must_use]
pub fn rows_count(page: &Page) -> bool {
    page.verdict == "count" || (page.verdict.is_empty() && page.status == "read")
}

/// Whether a person still has to say what a page is.
#[must_use]
pub fn undecided(page: &Page) -> bool {
    page.verdict.is_empty() && matches!(page.status.as_str(), "review" | "duplicate")
}

/// Rows nobody has decided.
#[must_use]
pub fn open_rows(page: &Page, answers: &[Answer]) -> usize {
    if rows_count(page) { answers.iter().filter(|one| one.stands().is_empty()).count() } else { 0 }
}

/// How a page stands.
#[must_use]
pub fn standing(page: &Page, open: usize) -> Standing {
    match (page.verdict.as_str(), page.status.as_str()) {
        ("void", _) => Standing::Void,
        ("duplicate", _) | ("", "duplicate") => Standing::Duplicate,
        ("not_ours", _) | ("", "foreign") => Standing::Foreign,
        ("", "blank") => Standing::Blank,
        ("", "rejected") => Standing::Rejected,
        ("", "review") => Standing::Review,
        _ if open > 0 => Standing::Review,
        _ => Standing::Read,
    }
}

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// At least one answer.
    Valid,
    /// Void by rule or by a person.
    Void,
    /// No answer at all.
    Blank,
}

/// What a sheet is by the answers of its rows. Where one void row spoils the sheet is the rule book's business.
#[must_use]
pub fn sheet_of<'a>(answers: impl IntoIterator<Item = &'a str>, row_spoils_sheet: bool) -> Sheet {
    let (mut rows, mut void, mut blank) = (0, 0, 0);
    for answer in answers {
        rows += 1;
        match answer {
            "void" => void += 1,
            "blank" => blank += 1,
            _ => {}
        }
    }
    if void > 0 && (row_spoils_sheet || void + blank == rows) {
        Sheet::Void
    } else if blank == rows {
        Sheet::Blank
    } else {
        Sheet::Valid
    }
}

/// What a batch adds up to.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// Sheets.
    pub sheets: Sheets,
    /// Answers of the valid sheets.
    pub answers: Answers,
    /// Pages a person still has to look at, whole or in rows, and keyed sheets that differ.
    pub to_review: i64,
    /// Of these, pages to be judged whole.
    pub pages_open: i64,
    /// Of these, rows.
    pub rows_open: i64,
    /// Keyed sheets that are not settled.
    pub keyed_open: i64,
    /// Pages of a sheet of several pages that came more or less often than the first.
    pub uneven: i64,
    /// Answers of a row of the hall that are not as many as its valid sheets.
    pub hall_uneven: i64,
    /// Sheets that came back, or were counted, above those handed out.
    pub surplus: i64,
    /// Sheets of the opened bag that were not counted.
    pub uncounted: i64,
}

impl Figures {
    /// Valid sheets that were not called aloud. What was called everybody knows: the results less that tell these.
    #[must_use]
    pub fn unheard(&self) -> i64 {
        (self.sheets.valid - self.sheets.hall_valid).max(0)
    }

    /// Whether anything does not add up.
    #[must_use]
    pub fn leaves_over(&self) -> bool {
        let odd = [self.sheets.difference, self.uneven, self.hall_uneven, self.surplus, self.uncounted];
        odd.iter().any(|n| *n != 0)
    }

    fn add(&mut self, sheet: Sheet, rows: impl IntoIterator<Item = (String, String)>) {
        match sheet {
            Sheet::Void => self.sheets.void += 1,
            Sheet::Blank => self.sheets.blank += 1,
            Sheet::Valid => {
                self.sheets.valid += 1;
                for key in rows {
                    *self.answers.entry(key).or_default() += 1;
                }
            }
        }
    }
}

/// What lies in the store about one batch.
#[derive(Default)]
pub struct Counted<'a> {
    /// Rows of a whole sheet.
    pub rows: Vec<String>,
    /// How many pages it has.
    pub sheet_pages: i64,
    /// The pages read with their rows.
    pub pages: Vec<(&'a Page, &'a [Answer])>,
    /// Keyed sheets.
    pub keyed: BTreeMap<i64, Looks>,
    /// Marks of the hall.
    pub hall: Answers,
    /// Sheets of the hall: valid, void, blank.
    pub hall_sheets: Option<(i64, i64, i64)>,
}

/// What a keyed sheet says: settled answers, and the rows on which the looks differ and nobody has decided.
#[must_use]
pub fn settled(looks: &Looks) -> (Option<BTreeMap<String, String>>, Vec<String>) {
    let (Some(first), Some(second)) = (looks.get("first"), looks.get("second")) else { return (None, Vec::new()) };
    let third = looks.get("third");
    let rows: BTreeSet<&String> = first.keys().chain(second.keys()).collect();
    let mut whole = BTreeMap::new();
    let mut differs = Vec::new();
    for row in rows {
        let (one, other) = (first.get(row), second.get(row));
        match (third.and_then(|third| third.get(row)), one == other) {
            (Some(decided), false) => drop(whole.insert(row.clone(), decided.clone())),
            (_, true) => drop(one.map(|one| whole.insert(row.clone(), one.clone()))),
            (None, false) => differs.push(row.clone()),
        }
    }
    (differs.is_empty().then_some(whole), differs)
}

/// What a sheet is whose pages were joined, with an answer for every row of it. None while a person must look at one of its
/// pages, or when one of them does not count: then the sheet does not.
fn joined(
    pages: &[(&Page, &[Answer])],
    rows: &[String],
    row_spoils_sheet: bool,
) -> Option<(Sheet, Vec<(String, String)>)> {
    let said = |verdict: &str| pages.iter().any(|(page, _)| page.verdict == verdict);
    if pages.iter().any(|(page, answers)| undecided(page) || open_rows(page, answers) > 0) {
        return None;
    }
    if said("void") {
        return Some((Sheet::Void, Vec::new()));
    }
    if pages.iter().any(|(page, _)| page.verdict != "blank" && !rows_count(page)) {
        return None;
    }
    let mut answers: BTreeMap<String, String> = rows.iter().map(|row| (row.clone(), "blank".to_owned())).collect();
    for (page, own) in pages {
        for one in own.iter().filter(|_| page.verdict != "blank") {
            answers.insert(one.row.clone(), one.stands().to_owned());
        }
    }
    let sheet = sheet_of(answers.values().map(String::as_str), row_spoils_sheet);
    Some((sheet, answers.into_iter().collect()))
}

/// Adds a batch up. The pages of a sheet that lay next to each other are counted together; where they did not, a sheet of
/// several pages is counted by its first page and the answers of the others are added to it.
#[must_use]
pub fn figures(batch: &Held, counted: &Counted<'_>, row_spoils_sheet: bool) -> Figures {
    let mut sum = Figures::default();
    let mut by_page: BTreeMap<i64, i64> = BTreeMap::new();
    let mut sheets: BTreeMap<&str, Vec<(&Page, &[Answer])>> = BTreeMap::new();
    for (page, answers) in &counted.pages {
        let open = open_rows(page, answers);
        sum.rows_open += i64::try_from(open).unwrap_or(i64::MAX);
        if undecided(page) {
            sum.pages_open += 1;
        }
        let waits = undecided(page) || open > 0;
        sum.to_review += i64::from(waits);
        if !page.mate.is_empty() {
            sheets.entry(&page.mate).or_default().push((*page, *answers));
            continue;
        }
        if waits {
            continue;
        }
        let sheet = match page.verdict.as_str() {
            "void" => Sheet::Void,
            "blank" => Sheet::Blank,
            _ if rows_count(page) => sheet_of(answers.iter().map(Answer::stands), row_spoils_sheet),
            _ => continue,
        };
        *by_page.entry(page.sheet_page.max(1)).or_default() += 1;
        let rows = answers.iter().map(|one| (one.row.clone(), one.stands().to_owned()));
        if page.sheet_page <= 1 {
            sum.sheets.scanned += 1;
            sum.add(sheet, rows);
        } else if sheet == Sheet::Valid {
            for key in rows {
                *sum.answers.entry(key).or_default() += 1;
            }
        }
    }
    for pages in sheets.values() {
        if let Some((sheet, rows)) = joined(pages, &counted.rows, row_spoils_sheet) {
            sum.sheets.scanned += 1;
            sum.add(sheet, rows);
        }
    }
    // A page of which not one was scanned is missing as often as the first was read.
    let read = |page: i64| by_page.get(&page).copied().unwrap_or(0);
    let last = by_page.keys().next_back().copied().unwrap_or(1).max(counted.sheet_pages);
    sum.uneven = (2..=last).map(|page| (read(page) - read(1)).abs()).max().unwrap_or(0);
    for looks in counted.keyed.values() {
        match settled(looks).0 {
            Some(answers) => {
                sum.sheets.keyed += 1;
                sum.add(sheet_of(answers.values().map(String::as_str), row_spoils_sheet), answers.clone());
            }
            None => sum.keyed_open += 1,
        }
    }
    sum.to_review += sum.keyed_open;
    if let Some((valid, void, blank)) = counted.hall_sheets {
        sum.sheets.valid += valid;
        sum.sheets.void += void;
        sum.sheets.blank += blank;
        sum.sheets.hall += valid + void + blank;
        sum.sheets.hall_valid += valid;
    }
    let mut by_row: BTreeMap<&str, i64> = BTreeMap::new();
    if counted.hall_sheets.is_some() {
        // A row nobody called has no mark at all.
        by_row.extend(counted.rows.iter().map(|row| (row.as_str(), 0)));
    }
    for ((row, grade), marks) in &counted.hall {
        *by_row.entry(row).or_default() += marks;
        *sum.answers.entry((row.clone(), grade.clone())).or_default() += marks;
    }
    let valid = counted.hall_sheets.map_or(0, |sheets| sheets.0);
    sum.hall_uneven = by_row.values().map(|marks| (marks - valid).abs()).max().unwrap_or(valid);
    balance(batch, &mut sum);
    sum
}

/// Handed out = valid + void + blank + not returned + difference. Not returned is known once the bag was opened and its
/// sheets were counted by hand; then every sheet of the bag has to be counted, and no more may come back than went out.
fn balance(batch: &Held, sum: &mut Figures) {
    let issued = batch.issued + batch.copied;
    let sheets = &mut sum.sheets;
    let counted = sheets.valid + sheets.void + sheets.blank;
    sheets.missing = batch.returned.map_or(0, |returned| (issued - returned).max(0));
    sheets.difference = issued - counted - sheets.missing;
    sum.uncounted = batch.returned.map_or(0, |returned| (returned - counted).max(0));
    sum.surplus = (batch.returned.unwrap_or(0).max(counted) - issued).max(0);
}
