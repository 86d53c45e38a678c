//! What stands over rows instead of in them: the village and its leader in a line, in the title, on the tab or in the
//! file's name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Reader;
use crate::features::imports::reading::citizen;
use crate::features::imports::reading::days::{self, Around};
use crate::features::imports::reading::finding::{Finding, Place};
use crate::features::imports::reading::grid::{Sheet, Value};
use crate::features::imports::reading::labels;
use crate::features::imports::reading::lines::alone;
use crate::features::imports::reading::mapping::{Job, Role, SheetPlan};
use crate::features::imports::reading::model::{Named, Opinion, Visit, VisitsReading};
use crate::features::imports::reading::opinions;
use crate::features::imports::reading::places::Places;
use crate::features::imports::reading::spellings::spellings;
use crate::features::imports::reading::text::{bare_heading, is_blank, is_han, key, name_key};

/// More cells than this in a row are no line that heads others.
const FEW: usize = 4;

/// The text of a row that heads others: alone in its row, or nothing but labels with what they tell.
fn line_over(sheet: &Sheet, row: u32) -> Option<String> {
    let cells: Vec<String> = sheet.filled(row).take(FEW + 1).map(|(_, value)| value.shown()).collect();
    let labelled = |text: &String| text.contains([':', '\u{ff1a}']);
    let heads = cells.len() == 1 || (cells.len() <= FEW && cells.iter().all(labelled));
    (heads && !cells.is_empty()).then(|| cells.join(" "))
}

/// The file's name without its ending.
fn bare(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whether something over the rows names a village, for a sheet that has no column of villages.
#[must_use]
pub fn names_village(sheet: &Sheet, plan: &SheetPlan, places: &mut Places<'_>, file: &str) -> bool {
    labels::village(places, &sheet.name).is_some()
        || labels::village(places, bare(file)).is_some()
        || (0..sheet.height())
            .filter(|row| !(plan.head..plan.first_row()).contains(row))
            .any(|row| line_over(sheet, row).is_some_and(|text| labels::village(places, &text).is_some()))
}

/// Whether something over the rows tells their day, for a sheet that has no column of days but says who was there or what
/// was said: bare counts beside villages sum up a time and tell of no day.
#[must_use]
pub fn names_day(sheet: &Sheet, plan: &SheetPlan) -> bool {
    let told = [Role::Delegates, Role::Leader, Role::Others, Role::Kind, Role::Opinion];
    if !told.into_iter().any(|role| plan.column(role).is_some()) {
        return false;
    }
    let around = Around { year: Some(2000), ..Around::default() };
    day_of_tab(&sheet.name, around).is_some()
        || (0..plan.head).any(|row| line_over(sheet, row).is_some_and(|text| day_of_title(&text, around).is_some()))
        || (plan.first_row()..sheet.height())
            .any(|row| line_over(sheet, row).is_some_and(|text| day_of_line(&text, around).is_some()))
}

/// The text reads as a day, whatever year it may be in.
fn reads(text: &str, around: Around) -> bool {
    let around = Around { year: around.year.or(Some(2000)), ..around };
    text.contains(|c: char| c.is_ascii_digit() || spellings().is_han_digit(c))
        && days::read(&Value::Text(text.into()), around).is_ok()
}

/// A tab that is called by a day.
fn day_of_tab(name: &str, around: Around) -> Option<String> {
    let bare = bare_heading(name);
    let marked = bare.contains(spellings().day.as_slice()) || bare.contains(['.', '-']);
    (marked && reads(&bare, around)).then_some(bare)
}

/// The day a label of the title tells; a bare "date" may be the day the paper was made.
fn day_of_title(text: &str, around: Around) -> Option<String> {
    let (_, label) = (text.contains([':', '\u{ff1a}'])).then(|| ((), text.split([':', '\u{ff1a}']).next()))?;
    if key(label.unwrap_or_default()).chars().count() <= 2 || filed(text) {
        return None;
    }
    labels::told(Job::Visits, text)
        .into_iter()
        .find(|(role, value)| *role == Role::Day && reads(value, around))
        .map(|(_, value)| value)
}

/// The text tells when the paper was filled in.
fn filed(text: &str) -> bool {
    spellings().filed.iter().any(|word| text.contains(word.as_str()))
}

/// The day a line below the head tells of the rows below it: alone, beside a village, or under a label.
fn day_of_line(text: &str, around: Around) -> Option<String> {
    if filed(text) {
        return None;
    }
    let labelled = labels::told(Job::Visits, text).into_iter().find(|(role, _)| *role == Role::Day);
    let bare = bare_heading(text);
    let pieces = bare.split(is_blank).map(str::to_owned);
    let s = spellings();
    let marked = |text: &String| text.contains(s.day.as_slice()) || text.matches(['.', '-', '/']).count() == 2;
    let all = labelled.map(|(_, value)| value).into_iter().chain([bare.clone()]).chain(pieces);
    let mut found = all.filter(|text| marked(text) && text.chars().count() <= 24 && reads(text, around));
    found.next()
}

impl Reader<'_> {
    /// The day the sheet begins with, where it has no column of days: on its tab or under a label in its title.
    pub(super) fn begins_with_day(&mut self) {
        if self.plan.column(Role::Day).is_some() {
            return;
        }
        let mut titles =
            (0..self.plan.head).filter_map(|row| Some((row, day_of_title(&line_over(self.sheet, row)?, self.around)?)));
        let found = titles.next_back().or_else(|| day_of_tab(&self.sheet.name, self.around).map(|day| (0, day)));
        self.section_day = found.map(|(row, day)| (day, self.at(row, 0)));
    }

    /// A line that tells a day tells it of the rows below it, in a sheet without a column of days.
    pub(super) fn heads_day(&mut self, row: u32) -> bool {
        if self.plan.column(Role::Day).is_some() {
            return false;
        }
        let found = line_over(self.sheet, row).and_then(|text| day_of_line(&text, self.around));
        let told = found.is_some();
        if let Some(day) = found {
            let column = self.sheet.filled(row).next().map_or(0, |(column, _)| column);
            self.section_day = Some((day, self.at(row, column)));
        }
        told
    }

    /// The village the sheet begins with: on its tab, in its title, or in the file's name.
    pub(super) fn begins_with_village(&mut self, places: &mut Places<'_>, file: &str) {
        if self.plan.column(Role::Village).is_some() {
            return;
        }
        let found = labels::village(places, &self.sheet.name).or_else(|| labels::village(places, bare(file)));
        self.section = found.map(|(village, code)| (village, code, self.at(0, 0)));
        for row in 0..self.plan.head {
            self.heads_rows(row, places);
        }
    }

    /// The delegate whose own sheet or file this is, where the rows name nobody: on the tab, in the file's name, or under a
    /// label in the title.
    pub(super) fn begins_with_delegate(&mut self, file: &str) {
        if [Role::Delegates, Role::Others].into_iter().any(|role| self.plan.column(role).is_some()) {
            return;
        }
        let labelled = self.plan.title.iter().flat_map(|text| labels::told(Job::Visits, text));
        let labelled = labelled.filter(|(role, _)| *role == Role::Delegates).map(|(_, name)| name);
        let named = [self.sheet.name.as_str(), bare(file)].into_iter().map(|text| {
            let text = bare_heading(text);
            text.trim_start_matches(|c: char| !is_han(c)).to_owned()
        });
        let known = |name: &String| self.people.names.contains(&name_key(name));
        self.whose = named.chain(labelled).find(known).map(|name| (name, self.at(0, 0)));
    }

    /// Whose sheet it is, as the delegate of a visit; the visit is kept in mind, because the others who were there may have
    /// it on their own sheets.
    pub(super) fn own_delegate(&mut self, area: Option<&str>, cells: &mut BTreeMap<Role, Place>) -> Vec<Named> {
        let Some((name, place)) = self.whose.clone() else { return Vec::new() };
        cells.insert(Role::Delegates, place.clone());
        self.named(&name, &place, area, true)
    }

    /// A line that names a village heads the rows below it, in a sheet without a column of villages.
    pub(super) fn heads_rows(&mut self, row: u32, places: &mut Places<'_>) -> bool {
        if self.plan.column(Role::Village).is_some() {
            return false;
        }
        let Some(text) = line_over(self.sheet, row) else { return false };
        let Some((village, code)) = labels::village(places, &text) else { return false };
        let at = self.at(row, 0);
        self.section = Some((village, code, at.clone()));
        let leader = labels::told(Job::Visits, &text).into_iter().find(|(role, _)| *role == Role::Leader);
        self.section_leader = leader.map(|(_, name)| (name, at));
        true
    }

    /// A line that names nothing but a month tells the month of the rows below it.
    pub(super) fn heads_month(&mut self, row: u32) -> bool {
        let Some(text) = alone(self.sheet, row) else { return false };
        let s = spellings();
        let bare = bare_heading(&text);
        let mark = |c: char| s.year.contains(&c) || s.month.contains(&c) || c == s.month_tail || is_blank(c);
        if !bare.chars().all(|c| c.is_ascii_digit() || s.is_han_digit(c) || mark(c)) {
            return false;
        }
        let named = days::named_in(&[&bare]);
        let marked = |marks: &Vec<char>| bare.contains(marks.as_slice());
        if let Some(month) = named.month {
            // A year that was told for one band does not hold for the months of a time over two years.
            let year = named.year.or_else(|| self.around.year_of(month));
            self.around = Around { year, month: Some(month), ..self.around };
            return true;
        }
        if let Some(year) = named.year.filter(|_| marked(&s.year)) {
            self.around = Around { year: Some(year), month: None, ..self.around };
            return true;
        }
        false
    }

    /// A line below a visit that tells by a label what was said or seen there belongs to that visit.
    pub(super) fn tells_of_above(&mut self, row: u32, open: Option<usize>) -> bool {
        let Some(text) = alone(self.sheet, row) else { return false };
        // In the column of opinions every word is part of what was said.
        let column = self.sheet.filled(row).next().map_or(0, |(column, _)| column);
        if self.plan.columns_of(Role::Opinion).any(|of| of == column) {
            return false;
        }
        let told = labels::told(Job::Visits, &text);
        let belongs = |role: &Role| matches!(role, Role::Opinion | Role::Answer | Role::Situation);
        if told.is_empty() || !told.iter().all(|(role, _)| belongs(role)) {
            return false;
        }
        let place = self.at(row, column);
        if open.is_none() {
            self.out.refused.push(Finding::at(&place, "imports.row_without_visit"));
            return true;
        }
        let said = |wanted: Role| told.iter().find(|(role, _)| *role == wanted).map(|(_, text)| citizen::mask(text).0);
        let answer = said(Role::Answer).unwrap_or_default();
        let heard = told.iter().filter(|(role, _)| *role == Role::Opinion);
        let pieces: Vec<String> = heard.flat_map(|(_, text)| opinions::split(&citizen::mask(text).0)).collect();
        let answers = opinions::answers(&answer, pieces.len());
        let of = |at: usize| answers.as_ref().and_then(|all| all.get(at)).cloned().unwrap_or_else(|| answer.clone());
        let heard = pieces.into_iter().enumerate().map(|(at, text)| Opinion {
            text,
            status: spellings().status_told(&of(at)).unwrap_or_default().to_owned(),
            answer: of(at),
            place: place.clone(),
            ..Opinion::default()
        });
        if let Some(visit) = open.and_then(|index| self.out.visits.get_mut(index)) {
            visit.opinions.extend(heard);
            if let Some(seen) = said(Role::Situation).filter(|text| !spellings().is_none(text)) {
                let between = if visit.situation.is_empty() { "" } else { "\u{ff1b}" };
                visit.situation = format!("{}{between}{seen}", visit.situation);
            }
        }
        true
    }

    /// The leader named over the rows, where they have no column of leaders.
    pub(super) fn leader_above(
        &mut self,
        area: Option<&str>,
        cells: &mut BTreeMap<Role, Place>,
    ) -> (Option<Named>, Vec<Named>) {
        let above = self.section_leader.clone().filter(|_| self.plan.column(Role::Leader).is_none());
        let Some((text, place)) = above else { return (None, Vec::new()) };
        let mut all = self.named(&text, &place, area, false);
        if all.is_empty() {
            return (None, Vec::new());
        }
        cells.insert(Role::Leader, place);
        let first = all.remove(0);
        (Some(first), all)
    }

    /// A row that says nobody came that day is no visit: it is passed over with a word, and counts for nobody.
    pub(super) fn stopped(&mut self, row: u32, counted: [Option<u32>; 3], situation: &str) -> bool {
        let s = spellings();
        let other = [Role::Note, Role::Kind, Role::Status, Role::Received];
        let texts = other.into_iter().filter_map(|role| self.plan.column(role)).map(|c| self.sheet.own(row, c).shown());
        let said = texts.chain([situation.to_owned()]).find(|text| s.says_stopped(text));
        let heard = self.plan.columns_of(Role::Opinion).any(|c| !s.is_none(&self.sheet.own(row, c).shown()));
        let remarks = [Role::Note, Role::Kind].into_iter().filter_map(|role| self.plan.column(role));
        let mut remarks = remarks.map(|c| self.sheet.own(row, c).shown());
        let said = said.or_else(|| remarks.find(|text| !heard && s.says_called_off(text)));
        let Some(said) = said.filter(|_| counted.into_iter().flatten().sum::<u32>() == 0) else { return false };
        let place = self.at(row, self.plan.column(Role::Day).unwrap_or(0));
        self.out.skipped.push(Finding::at(&place, "imports.row_stopped").with("text", citizen::mask(&said).0));
        true
    }
}

/// A visit several delegates have on their own sheets is one visit at which all of them were. `own` are the visits read
/// from such sheets.
pub(super) fn joined(out: &mut VisitsReading, own: &[usize]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut gone: HashSet<usize> = HashSet::new();
    for at in own {
        let Some(visit) = out.visits.get(*at) else { continue };
        let Some(held) = first.get(&told(visit)).copied() else {
            first.insert(told(visit), *at);
            continue;
        };
        let (sheet, place, delegates) = (visit.place.sheet.clone(), visit.place.clone(), visit.delegates.clone());
        let Some(one) = out.visits.get_mut(held) else { continue };
        let named = |name: &str| one.delegates.iter().any(|d| name_key(&d.name) == name_key(name));
        if one.place.sheet == sheet || delegates.iter().any(|d| named(&d.name)) {
            continue;
        }
        one.delegates.extend(delegates);
        let finding = Finding::at(&place, "imports.visit_joined");
        out.notices.push(finding.with("sheet", one.place.sheet.to_string()).with("cell", one.place.cell()));
        gone.insert(*at);
    }
    let mut at = 0;
    out.visits.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// All a visit tells but who was there.
pub(super) fn told(visit: &Visit) -> String {
    let heard: Vec<String> = visit.opinions.iter().map(|opinion| key(&opinion.text)).collect();
    let counted = [visit.received, visit.households, visit.firms].map(|n| n.to_string());
    let day = visit.day.to_string();
    let parts = [&day, &visit.time, &visit.area, &visit.kind, &counted.join("/"), &heard.join("|")];
    let words = [key(&visit.situation), key(&visit.room)];
    parts.into_iter().chain(&words).cloned().collect::<Vec<_>>().join("\u{1f}")
}
