//! The ledger: rows into visits with the opinions heard there.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::citizen;
use super::days::{self, Around};
use super::finding::{Finding, Place};
use super::grid::{Sheet, Value};
use super::known::Known;
use super::lines::{Line, line, passed_over};
use super::mapping::{Job, Mapping, Role, SheetPlan};
use super::model::{Named, Opinion, Visit, VisitsReading};
use super::moved::{self, Mark};
use super::names;
use super::opinions;
use super::phones;
use super::places::Places;
use super::roster::dropped;
use super::spellings::spellings;
use super::text::{key, name_key, without_brackets};
use super::workbook::Workbook;
use super::years::{Afar, Filed, Years};
use sums::Sums;

mod counting;
mod people;
pub mod sections;
mod sums;
mod times;
mod twins;

/// Reads every planned sheet.
#[must_use]
pub fn read(book: &Workbook, plans: &[SheetPlan], known: &Known, mapping: &Mapping) -> VisitsReading {
    let mut out = VisitsReading::default();
    let mut places = Places::new(known, &mapping.villages);
    let people = People { known, by_name: known.by_name(), names: known.names() };
    let kinds = mapping.kinds.iter().map(|(k, v)| (key(k), v.clone())).collect();
    let mut own: Vec<usize> = Vec::new();
    let beside = super::years::beside(book, plans);
    for plan in plans.iter().filter(|p| p.not_read.is_none()) {
        if let Some(sheet) = book.sheets.get(plan.index) {
            out.dropped.extend(dropped(plan));
            let settled = super::dittos::written_out(sheet, plan);
            let sheet = settled.as_ref().unwrap_or(sheet);
            let around = super::columns::around(&sheet.name, &plan.title, &book.name);
            let mark = Mark::of(&out);
            let mut reader = Reader {
                sheet,
                plan,
                name: Arc::from(sheet.name.as_str()),
                mapping,
                people: &people,
                kinds: &kinds,
                out: &mut out,
                above: HashMap::new(),
                section: None,
                section_leader: None,
                whose: None,
                leader_of: String::new(),
                years: Years::of(sheet, plan, sheet.from_1904),
                afar: Afar { beside: beside.get(&plan.index).copied(), filed: Filed::of(sheet, plan) },
                section_day: None,
                said_above: HashMap::new(),
                opinions_told: Vec::new(),
                around: Around { from_1904: sheet.from_1904, ..around },
                split: HashMap::new(),
                sums: Sums::default(),
            };
            reader.read(&mut places, &book.name);
            if reader.whose.is_some() {
                own.extend(mark.visits()..reader.out.visits.len());
            }
            moved::back(sheet, &mut out, mark);
        }
    }
    sections::joined(&mut out, &own);
    twins::by_delegate(&mut out);
    twins::opinions_of(&mut out, plans);
    out
}

struct People<'a> {
    known: &'a Known,
    by_name: HashMap<String, Vec<usize>>,
    names: HashSet<String>,
}

struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    name: Arc<str>,
    mapping: &'a Mapping,
    people: &'a People<'a>,
    kinds: &'a HashMap<String, String>,
    out: &'a mut VisitsReading,
    above: HashMap<Role, u32>,
    section: Option<(String, String, Place)>,
    /// Leader a line over the rows names, with its cell.
    section_leader: Option<(String, Place)>,
    /// Delegate whose own sheet this is.
    whose: Option<(String, Place)>,
    /// Village, as written, of the row the leader above was written in.
    leader_of: String,
    years: Years,
    afar: Afar,
    /// Day a line over the rows tells, where the sheet has no column of days.
    section_day: Option<(String, Place)>,
    /// Opinion last written in each column, for a ditto mark below it.
    said_above: HashMap<u32, String>,
    /// Visits whose row says how many opinions were heard, with the cell.
    opinions_told: Vec<(usize, usize, Place)>,
    around: Around,
    split: HashMap<String, names::Split>,
    sums: Sums,
}

/// What a row holds of its own in the columns that make a visit.
const IDENTITY: [Role; 8] =
    [Role::Day, Role::Village, Role::Kind, Role::Leader, Role::Received, Role::Households, Role::Firms, Role::Time];

impl Reader<'_> {
    fn at(&self, row: u32, column: u32) -> Place {
        Place { sheet: Arc::clone(&self.name), row, column }
    }

    fn read(&mut self, places: &mut Places<'_>, file: &str) {
        let hidden: Vec<u32> = self
            .sheet
            .hidden_rows
            .iter()
            .copied()
            .filter(|r| *r >= self.plan.first_row() && *r < self.sheet.height())
            .collect();
        if let Some(first) = hidden.first() {
            let code =
                if self.mapping.skip_hidden_rows { "imports.hidden_rows_skipped" } else { "imports.hidden_rows_read" };
            let finding = Finding::at(&self.at(*first, 0), code).with("rows", hidden.len());
            self.out.notices.push(finding);
        }
        self.begins_with_village(places, file);
        self.begins_with_delegate(file);
        self.begins_with_day();
        self.counts_added();
        // The visit a row without a day belongs to; `None` after a refused row, so that its opinions are not given to
        // the visit before.
        let mut open: Option<usize> = None;
        for row in self.plan.first_row()..self.sheet.height() {
            if self.mapping.skip_hidden_rows && self.sheet.hidden_rows.contains(&row) {
                continue;
            }
            match line(self.sheet, self.plan, Job::Visits, row) {
                Line::Data | Line::Section(_) | Line::Remark if self.tells_of_above(row, open) => {}
                Line::Data | Line::Section(_) | Line::Remark if self.heads_day(row) | self.heads_rows(row, places) => {
                    open = None;
                }
                Line::Data | Line::Section(_) if self.heads_month(row) => open = None,
                Line::Data if self.continues(row) => self.more(row, open),
                Line::Data => open = self.visit(row, places),
                other => {
                    if other == Line::Total {
                        self.sums.begin();
                    }
                    if let Some(finding) = passed_over(&self.at(row, 0), &other) {
                        self.out.skipped.push(finding);
                    }
                }
            }
        }
        self.opinions_without_words();
    }

    /// A row that holds nothing of its own where a visit is told continues the visit above.
    fn continues(&self, row: u32) -> bool {
        if row == self.plan.first_row() {
            return false;
        }
        !IDENTITY.into_iter().flat_map(|role| self.plan.columns_of(role)).any(|c| !self.sheet.own(row, c).is_empty())
    }

    /// Value of a role with its cell: the row's own, the joined one, or the one above when this sheet repeats by leaving
    /// empty or by a ditto mark.
    fn value(&mut self, role: Role, row: u32) -> (&Value, Option<Place>) {
        let Some(column) = self.plan.column(role) else { return (&Value::Empty, None) };
        let (value, from) = self.sheet.seen(row, column);
        let ditto = matches!(value, Value::Text(t) if spellings().is_ditto(t));
        if ditto || (value.is_empty() && self.plan.carried.contains(&role)) {
            return match self.above.get(&role) {
                Some(above) => (
                    self.sheet.seen(*above, column).0,
                    Some(Place { sheet: Arc::clone(&self.name), row: *above, column }),
                ),
                None => (&Value::Empty, Some(Place { sheet: Arc::clone(&self.name), row, column })),
            };
        }
        if !value.is_empty() {
            self.above.insert(role, from);
        }
        (value, Some(Place { sheet: Arc::clone(&self.name), row: from, column }))
    }

    /// Text of a role, citizen numbers masked, words for nothing made empty.
    fn text(&mut self, role: Role, row: u32, cells: &mut BTreeMap<Role, Place>) -> String {
        let mut joined = Vec::new();
        let columns: Vec<u32> = self.plan.columns_of(role).collect();
        for column in columns {
            let (value, from) = self.sheet.seen(row, column);
            let place = Place { sheet: Arc::clone(&self.name), row: from, column };
            match value {
                Value::Empty => continue,
                Value::Fault(_) => self.out.notices.push(Finding::at(&place, "imports.cell_fault")),
                Value::Unstored => self.out.notices.push(Finding::at(&place, "imports.formula_without_value")),
                other => {
                    let shown = other.shown();
                    let (text, masked) = citizen::mask(&shown);
                    if masked > 0 {
                        self.out
                            .notices
                            .push(Finding::at(&place, "imports.citizen_number_masked").with("shown", text.clone()));
                    }
                    if !spellings().is_none(&text) {
                        cells.entry(role).or_insert(place);
                        joined.push(text);
                    }
                }
            }
        }
        joined.join("\u{ff1b}")
    }

    fn visit(&mut self, row: u32, places: &mut Places<'_>) -> Option<usize> {
        let mut cells: BTreeMap<Role, Place> = BTreeMap::new();
        let mut refused: Vec<Finding> = Vec::new();
        let around = self.around;

        let (value, place) = self.value(Role::Day, row);
        let (mut value, mut place) = (value.clone(), place);
        if self.plan.column(Role::Day).is_none()
            && let Some((text, at)) = self.section_day.clone()
        {
            (value, place) = (Value::Text(text.as_str().into()), Some(at));
        }
        let shown = value.shown();
        let mut read = days::read(&value, around);
        let near = (read == Err(days::Refused::YearMissing)).then(|| self.years.near(row)).flatten();
        if let Some(year) = near {
            read = days::read(&value, Around { year: Some(year), ..around });
        }
        let day_place = place.unwrap_or_else(|| self.at(row, 0));
        if read == Err(days::Refused::YearMissing) {
            read = self.year_from_afar(&value, &day_place, around).ok_or(days::Refused::YearMissing);
        }
        let day = match read {
            Ok(read) => {
                if let Some(year) = near {
                    let finding = Finding::at(&day_place, "imports.day_year_of_neighbours");
                    self.out.notices.push(finding.with("text", shown.clone()).with("year", year));
                }
                if read.span {
                    self.out.notices.push(Finding::at(&day_place, "imports.day_span").with("text", shown.clone()));
                }
                let outside = around.year.is_some_and(|y| y != read.day.year())
                    || around.month.is_some_and(|m| m != read.day.month());
                if outside && around.month.is_some() {
                    self.out
                        .notices
                        .push(Finding::at(&day_place, "imports.day_outside_title").with("text", shown.clone()));
                }
                Some(read)
            }
            Err(why) => {
                refused.push(Finding::at(&day_place, why.code()).with("text", citizen::mask(&shown).0));
                None
            }
        };
        cells.insert(Role::Day, day_place);

        let (village, area) = self.village(row, places, &mut cells, &mut refused);
        let mut counted = [(Role::Received, "received"), (Role::Households, "households"), (Role::Firms, "firms")]
            .map(|(role, unit)| self.count(role, unit, row, &mut cells, &mut refused));
        self.tally(row, &mut cells, &mut counted, &mut refused);
        self.in_another_column(&mut cells, &mut counted);
        let situation = self.text(Role::Situation, row, &mut cells);
        if self.stopped(row, counted, &situation) || self.sums_up(row, counted) {
            return None;
        }
        self.counts_in_words(&situation, &cells, &mut counted);
        let (kind_text, kind) = self.kind(row, counted, &situation, &mut cells, &mut refused);
        let [received, households, firms] = self.people_counted(row, &kind, counted);
        let (leader, mut others) = self.leader(row, area.as_deref(), &mut cells);
        let mut delegates = self.people_in(Role::Delegates, row, area.as_deref(), &mut cells);
        let leader = leader.or_else(|| self.leads_delegates(&mut delegates, &mut cells));
        delegates.extend(self.own_delegate(area.as_deref(), &mut cells));
        for person in self.people_in(Role::Others, row, area.as_deref(), &mut cells) {
            let delegate = person.person.and_then(|i| self.people.known.people.get(i)).is_some_and(|p| p.delegate);
            let leads = leader.as_ref().is_some_and(|l| name_key(&l.name) == name_key(&person.name));
            if delegate && !leads {
                delegates.push(person);
            } else if !leads {
                others.push(person);
            }
        }
        let mut seen = HashSet::new();
        delegates.retain(|d| seen.insert(name_key(&d.name)));
        let time = self.time(row, &value, &mut cells);
        let first_column = self.sheet.filled(row).next().map_or(0, |(c, _)| c);
        let tags_text = self.text(Role::Tags, row, &mut cells);
        let visit = Visit {
            day: day.map_or(NaiveDate::MIN, |d| d.day),
            time,
            area: area.unwrap_or_default(),
            village,
            room: self.text(Role::Place, row, &mut cells),
            kind,
            kind_text,
            leader,
            delegates,
            others,
            received: received.unwrap_or(0),
            households: households.unwrap_or(0),
            firms: firms.unwrap_or(0),
            situation,
            note: self.text(Role::Note, row, &mut cells),
            page: self.text(Role::Page, row, &mut cells),
            tags: tags_text
                .split(|c: char| spellings().separators.contains(&c))
                .map(|t| t.trim().to_owned())
                .filter(|t| !t.is_empty())
                .collect(),
            opinions: self.opinions(row, day.map(|d| d.day)),
            place: self.at(row, first_column),
            cells,
        };
        if refused.is_empty() {
            self.out.visits.push(visit);
            let index = self.out.visits.len() - 1;
            self.opinions_told(row, index);
            return Some(index);
        }
        self.out.refused.extend(refused);
        None
    }

    /// A row that continues a visit: more opinions, and delegates of its own when each has a line.
    fn more(&mut self, row: u32, open: Option<usize>) {
        let heard_on = open.and_then(|index| self.out.visits.get(index)).map(|visit| visit.day);
        let opinions = self.opinions(row, heard_on);
        let Some(index) = open else {
            if let Some((column, _)) = self.sheet.filled(row).next() {
                self.out.refused.push(Finding::at(&self.at(row, column), "imports.row_without_visit"));
            }
            return;
        };
        let mut cells = BTreeMap::new();
        let own: Vec<u32> =
            self.plan.columns_of(Role::Delegates).filter(|c| !self.sheet.own(row, *c).is_empty()).collect();
        let area = self.out.visits.get(index).map(|v| v.area.clone());
        let added =
            if own.is_empty() { Vec::new() } else { self.people_in(Role::Delegates, row, area.as_deref(), &mut cells) };
        let heard = self.givers(row);
        if let Some(visit) = self.out.visits.get_mut(index) {
            match visit.kind.as_str() {
                "household" => visit.households += heard,
                "firm" => visit.firms += heard,
                _ => visit.received += heard,
            }
            visit.opinions.extend(opinions);
            for person in added {
                if !visit.delegates.iter().any(|d| name_key(&d.name) == name_key(&person.name)) {
                    visit.delegates.push(person);
                }
            }
        }
    }

    fn village(
        &mut self,
        row: u32,
        places: &mut Places<'_>,
        cells: &mut BTreeMap<Role, Place>,
        refused: &mut Vec<Finding>,
    ) -> (String, Option<String>) {
        let section = self.section.clone();
        let (value, place) = self.value(Role::Village, row);
        let text = value.shown();
        let place = place.unwrap_or_else(|| self.at(row, 0));
        if text.is_empty() {
            if let Some((village, code, at)) = section {
                cells.insert(Role::Village, at);
                return (village, Some(code));
            }
            refused.push(Finding::at(&place, "imports.village_missing"));
            return (text, None);
        }
        cells.insert(Role::Village, place.clone());
        let found = places.find(&text);
        if found.none {
            refused.push(Finding::at(&place, "imports.village_missing"));
            return (text, None);
        }
        if found.code.is_none() {
            let code =
                if found.alternatives.is_empty() { "imports.village_unknown" } else { "imports.village_unclear" };
            let names: Vec<String> = found.alternatives.iter().map(|c| c.name.clone()).collect();
            refused.push(Finding::at(&place, code).with("text", citizen::mask(&text).0).with("candidates", names));
            self.out.villages.insert(text.clone(), found);
            return (text, None);
        }
        (text, found.code)
    }

    fn kind(
        &mut self,
        row: u32,
        counts: [Option<u32>; 3],
        situation: &str,
        cells: &mut BTreeMap<Role, Place>,
        refused: &mut Vec<Finding>,
    ) -> (String, String) {
        let (value, place) = self.value(Role::Kind, row);
        let text = value.shown();
        let place = place.unwrap_or_else(|| self.at(row, 0));
        if spellings().is_none(&text) {
            // A sheet without a column of kinds may tell it in words, when it names no more than one.
            if self.plan.column(Role::Kind).is_none()
                && let Some(told) = spellings().kind_told(situation)
            {
                self.out.notices.push(Finding::at(&place, "imports.kind_from_text"));
                return (String::new(), told.to_owned());
            }
            if let Some(counted) = self.kind_counted(row, counts) {
                self.out.notices.push(Finding::at(&place, "imports.kind_by_count"));
                return (String::new(), counted);
            }
            // Without a kind the count that stands there says what was done.
            let by_count = match counts.map(|c| c.unwrap_or(0) > 0) {
                [false, true, _] => "household",
                [false, false, true] => "firm",
                _ => "reception",
            };
            self.out.notices.push(Finding::at(&place, "imports.kind_by_count"));
            return (String::new(), by_count.to_owned());
        }
        cells.insert(Role::Kind, place.clone());
        let folded = key(&text);
        let bare = without_brackets(&folded).unwrap_or_default();
        let found = [folded.as_str(), bare.as_str()].into_iter().find_map(|k| {
            self.kinds
                .get(k)
                .or_else(|| self.people.known.kinds.get(k))
                .map(String::as_str)
                .or_else(|| spellings().kind(k))
                .map(str::to_owned)
        });
        match found.or_else(|| self.first_of_several(&text)) {
            Some(code) => (text, code),
            None => {
                refused.push(Finding::at(&place, "imports.kind_unknown").with("text", citizen::mask(&text).0));
                *self.out.kinds.entry(text.clone()).or_insert(0) += 1;
                (text, String::new())
            }
        }
    }

    /// Two kinds in one cell: the first is the visit's, and the cell is told.
    fn first_of_several(&mut self, text: &str) -> Option<String> {
        let s = spellings();
        let codes: Vec<String> = text
            .split(|c: char| s.separators.contains(&c) || c.is_whitespace())
            .flat_map(|piece| s.joined(piece))
            .filter_map(|piece| s.kind(piece).map(str::to_owned))
            .collect();
        (codes.len() >= 2).then(|| codes.first().cloned()).flatten()
    }

    fn leader(
        &mut self,
        row: u32,
        area: Option<&str>,
        cells: &mut BTreeMap<Role, Place>,
    ) -> (Option<Named>, Vec<Named>) {
        let village = self.value(Role::Village, row).0.shown();
        let (value, place) = self.value(Role::Leader, row);
        let (text, place) = (value.shown(), place);
        let Some(place) = place.filter(|_| !text.is_empty()) else { return self.leader_above(area, cells) };
        // A leader written behind a village leads there only: an empty cell beside the next village says nothing.
        let behind = self.plan.column(Role::Leader) > self.plan.column(Role::Village);
        if place.row == row {
            self.leader_of = village;
        } else if behind && self.plan.carried.contains(&Role::Leader) && key(&village) != key(&self.leader_of) {
            return (None, Vec::new());
        }
        let mut all = self.named(&text, &place, area, false);
        if all.is_empty() {
            return (None, Vec::new());
        }
        cells.insert(Role::Leader, place);
        let first = all.remove(0);
        (Some(first), all)
    }

    fn opinions(&mut self, row: u32, heard_on: Option<NaiveDate>) -> Vec<Opinion> {
        let mut out = Vec::new();
        let columns: Vec<u32> = self.plan.columns_of(Role::Opinion).collect();
        let mut cells = BTreeMap::new();
        // Joined cells repeat for every row they cover; only the first row's opinion counts.
        let texts: Vec<(u32, String)> = columns
            .iter()
            .map(|c| (*c, self.sheet.own(row, *c).shown()))
            .filter(|(_, text)| !spellings().is_none(text))
            .collect();
        if texts.is_empty() {
            return if columns.is_empty() { self.opinions_in_words(row) } else { out };
        }
        let texts: Vec<(u32, String)> =
            texts.into_iter().filter_map(|(column, text)| self.not_ditto(row, column, text)).collect();
        let mut said = |reader: &mut Self, role: Role| reader.text(role, row, &mut cells);
        let topic = said(self, Role::Topic);
        let giver = said(self, Role::Giver);
        let answer = said(self, Role::Answer);
        let unit = said(self, Role::Unit);
        let status_text = said(self, Role::Status);
        let (closed_on, closed_text) = self.closed_on(row, heard_on);
        let told = |answer: &str| {
            let s = spellings();
            s.status(&status_text)
                .or_else(|| closed_on.map(|_| "closed"))
                .or_else(|| s.status(&closed_text))
                .or_else(|| s.status_told(answer))
                .unwrap_or_default()
                .to_owned()
        };
        let giver_phone = self
            .plan
            .column(Role::GiverPhone)
            .map(|c| phones::read(self.sheet.seen(row, c).0).phone)
            .unwrap_or_default();
        for (column, text) in texts {
            let place = self.at(row, column);
            let (text, masked) = citizen::mask(&text);
            if masked > 0 {
                self.out.notices.push(Finding::at(&place, "imports.citizen_number_masked").with("shown", text.clone()));
            }
            let pieces = opinions::split(&text);
            // Answers numbered like the opinions belong to one each.
            let answers = opinions::answers(&answer, pieces.len());
            for (index, piece) in pieces.into_iter().enumerate() {
                let own = answers.as_ref().and_then(|answers| answers.get(index));
                let status = told(own.unwrap_or(&answer));
                out.push(Opinion {
                    topic: topic.clone(),
                    text: piece,
                    giver: giver.clone(),
                    giver_phone: citizen::mask(&giver_phone).0,
                    answer: own.unwrap_or(&answer).clone(),
                    closed_on: closed_on.filter(|_| status == "closed"),
                    status,
                    unit: unit.clone(),
                    place: place.clone(),
                });
            }
        }
        out
    }
}
