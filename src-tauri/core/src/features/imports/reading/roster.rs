//! The register: rows into people with their villages.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::citizen;
use super::days::{self, Around};
use super::finding::{Finding, Place};
use super::grid::{Sheet, Value};
use super::known::Known;
use super::lines::{Line, alone, line, passed_over};
use super::mapping::{Job, Mapping, Role, SheetPlan};
use super::marked::{behind_name, unmarked};
use super::merging::Merger;
use super::model::{Dropped, Person, RosterReading, Seat, TeamPart};
use super::moved;
use super::names;
use super::phones;
use super::places::Places;
use super::spellings::{headings, spellings};
use super::tenure;
use super::text::{bare_heading, is_blank, key, name_key, tidy_name};
use super::workbook::Workbook;

/// Columns of this plan that are left out.
#[must_use]
pub fn dropped(plan: &SheetPlan) -> Vec<Dropped> {
    plan.columns
        .iter()
        .filter(|c| c.role.is_some_and(Role::is_dropped) && c.filled > 0)
        .map(|c| Dropped {
            sheet: plan.sheet.clone(),
            column: c.letter.clone(),
            heading: c.heading.clone(),
            role: c.role.map(Role::name).unwrap_or_default(),
            filled: c.filled,
        })
        .collect()
}

/// Reads every planned sheet.
#[must_use]
pub fn read(book: &Workbook, plans: &[SheetPlan], known: &Known, mapping: &Mapping) -> RosterReading {
    let mut out = RosterReading::default();
    let mut places = Places::new(known, &mapping.villages);
    let mut merger = Merger::default();
    for plan in plans.iter().filter(|p| p.not_read.is_none()) {
        if let Some(sheet) = book.sheets.get(plan.index) {
            out.dropped.extend(dropped(plan));
            let before = [out.refused.len(), out.notices.len(), out.skipped.len()];
            Reader {
                sheet,
                plan,
                name: Arc::from(sheet.name.as_str()),
                mapping,
                names: known.names(),
                out: &mut out,
                merger: &mut merger,
                above: HashMap::new(),
                rows_of: HashMap::new(),
                section: Section::default(),
            }
            .read(&mut places, &book.name);
            moved::back_people(sheet, &mut out, &mut merger.people, before);
        }
    }
    out.people = merger.people;
    out
}

#[derive(Default)]
struct Section {
    village: Option<(String, Option<String>)>,
    delegation: String,
    group: String,
    levels: Vec<String>,
}

struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    name: Arc<str>,
    mapping: &'a Mapping,
    names: HashSet<String>,
    out: &'a mut RosterReading,
    merger: &'a mut Merger,
    above: HashMap<Role, (String, Place)>,
    /// First row of each name: what stands in it again is repeated from there, not from another person's row.
    rows_of: HashMap<String, u32>,
    section: Section,
}

impl Reader<'_> {
    fn at(&self, row: u32, column: u32) -> Place {
        Place { sheet: Arc::clone(&self.name), row, column }
    }

    fn read(&mut self, places: &mut Places<'_>, file: &str) {
        let around = super::columns::around(&self.sheet.name, &self.plan.title, file);
        let around = Around { from_1904: self.sheet.from_1904, ..around };
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
        if self.plan.column(Role::Village).is_none() {
            let found = places.find(&self.sheet.name);
            if found.code.is_some() {
                self.section.village = Some((self.sheet.name.clone(), found.code));
            }
        }
        // A tab of its own for each level.
        if self.plan.column(Role::Level).is_none() {
            let lists = &spellings().list_tails;
            let tab = key(&self.sheet.name);
            let bare = lists.iter().find_map(|tail| tab.strip_suffix(tail.as_str())).unwrap_or(&tab);
            self.section.levels = levels(bare);
        }
        // A line above the head may name the village of the rows below it, as the lines further down do.
        for text in self.plan.title.iter().rev() {
            if self.heads_section(text, places) {
                break;
            }
        }
        let by_team = self.villages_by_team(places);
        for row in self.plan.first_row()..self.sheet.height() {
            if self.mapping.skip_hidden_rows && self.sheet.hidden_rows.contains(&row) {
                continue;
            }
            match line(self.sheet, self.plan, Job::Roster, row) {
                Line::Data if alone(self.sheet, row).is_some_and(|text| self.heads_section(&text, places)) => {}
                Line::Data => self.person(row, places, around, &by_team),
                Line::Section(text) if self.heads_section(&text, places) => {}
                other => {
                    if let Some(finding) = passed_over(&self.at(row, 0), &other) {
                        self.out.skipped.push(finding);
                    }
                }
            }
        }
    }

    /// Rows grouped under a line that names a village or a group.
    fn heads_section(&mut self, text: &str, places: &mut Places<'_>) -> bool {
        let bare = bare_heading(text);
        let found = places.find(&bare);
        if found.code.is_some() && self.plan.column(Role::Village).is_none() {
            self.section.village = Some((bare, found.code));
            return true;
        }
        let free = |role: Role| self.plan.column(role).is_none();
        // "Two, district delegates (3)" tells the level of those below it.
        let level = levels(&bare);
        if !level.is_empty() && free(Role::Level) {
            self.section.levels = level;
            return true;
        }
        // Who leads a group may stand behind its name.
        let name = bare.split(is_blank).next().unwrap_or_default();
        let ends = |tails: &[String]| tails.iter().any(|tail| key(name).ends_with(tail.as_str()));
        if ends(&spellings().delegation_tails) && free(Role::Delegation) {
            self.section.delegation = name.to_owned();
            self.section.group.clear();
            return true;
        }
        if ends(&spellings().team_tails) && free(Role::Group) {
            self.section.group = name.to_owned();
            return true;
        }
        false
    }

    /// The village each team stands beside anywhere in the sheet, when it is only one.
    fn villages_by_team(&self, places: &mut Places<'_>) -> HashMap<String, Option<(String, String)>> {
        let mut map: HashMap<String, Option<(String, String)>> = HashMap::new();
        let (Some(team), Some(village)) = (self.plan.column(Role::Team), self.plan.column(Role::Village)) else {
            return map;
        };
        for row in self.plan.first_row()..self.sheet.height() {
            let (team, village) = (self.sheet.seen(row, team).0.shown(), self.sheet.seen(row, village).0.shown());
            if team.is_empty() || village.is_empty() {
                continue;
            }
            if let Some(code) = places.find(&village).code {
                let entry = map.entry(key(&team)).or_insert_with(|| Some((village.clone(), code.clone())));
                if entry.as_ref().is_some_and(|(_, held)| *held != code) {
                    *entry = None;
                }
            }
        }
        map
    }

    /// Text of a role in this row: its own, joined, or repeated from above when this sheet writes it so.
    fn text(&mut self, role: Role, row: u32) -> (String, Option<Place>) {
        let mut joined: Vec<String> = Vec::new();
        let mut place = None;
        for column in self.plan.columns_of(role) {
            let (value, from) = self.sheet.seen(row, column);
            let at = self.at(from, column);
            match value {
                Value::Fault(_) => self.out.notices.push(Finding::at(&at, "imports.cell_fault")),
                Value::Unstored => self.out.notices.push(Finding::at(&at, "imports.formula_without_value")),
                Value::Empty => {}
                other => {
                    let (text, masked) = citizen::mask(&other.shown());
                    if masked > 0 {
                        self.out
                            .notices
                            .push(Finding::at(&at, "imports.citizen_number_masked").with("shown", text.clone()));
                    }
                    if !text.is_empty() {
                        joined.push(text);
                        place.get_or_insert(at);
                    }
                }
            }
        }
        let text = joined.join("\u{ff1b}");
        let repeats = spellings().is_ditto(&text) || (text.is_empty() && self.plan.carried.contains(&role));
        if repeats {
            if spellings().is_ditto(&text)
                && let Some((text, place)) = self.own_above(role, row)
            {
                return (text, Some(place));
            }
            return self.above.get(&role).map_or((String::new(), None), |(t, p)| (t.clone(), Some(p.clone())));
        }
        if let Some(p) = &place {
            self.above.insert(role, (text.clone(), p.clone()));
        }
        (text, place)
    }

    /// What an earlier row of the same name says in this role.
    fn own_above(&self, role: Role, row: u32) -> Option<(String, Place)> {
        let earlier = self.earlier(row)?;
        let column = self.plan.column(role).filter(|_| role != Role::Village)?;
        let (value, from) = self.sheet.seen(earlier, column);
        let text = citizen::mask(&value.shown()).0;
        (!spellings().is_none(&text) && !spellings().is_ditto(&text)).then(|| (text, self.at(from, column)))
    }

    /// The earlier row with the name of this one.
    fn earlier(&self, row: u32) -> Option<u32> {
        let name = self.sheet.own(row, self.plan.column(Role::Name)?).shown();
        self.rows_of.get(&name_key(&name)).copied()
    }

    /// Text that stands for nothing becomes empty.
    fn said(&mut self, role: Role, row: u32, cells: &mut BTreeMap<Role, Place>) -> String {
        let (text, place) = self.text(role, row);
        if let Some(place) = place {
            cells.insert(role, place);
        }
        if spellings().is_none(&text) { String::new() } else { text }
    }

    fn day(&mut self, role: Role, row: u32, around: Around, cells: &mut BTreeMap<Role, Place>) -> Option<NaiveDate> {
        let column = self.plan.column(role)?;
        let (value, from) = self.sheet.seen(row, column);
        if value.is_empty() || spellings().is_none(&value.shown()) {
            return None;
        }
        let place = self.at(from, column);
        if let Some((since, until)) = tenure::read(&value.shown()) {
            cells.insert(role, place);
            return if role == Role::Until { until.or(since) } else { since };
        }
        match days::read(value, around) {
            Ok(read) => {
                cells.insert(role, place);
                Some(read.day)
            }
            Err(why) => {
                self.out.notices.push(Finding::at(&place, why.code()).with("text", value.shown()));
                None
            }
        }
    }

    fn person(
        &mut self,
        row: u32,
        places: &mut Places<'_>,
        around: Around,
        by_team: &HashMap<String, Option<(String, String)>>,
    ) {
        let Some(name_column) = self.plan.column(Role::Name) else { return };
        let mut cells = BTreeMap::new();
        let raw = unmarked(&self.said(Role::Name, row, &mut cells)).to_owned();
        let at_name = cells.get(&Role::Name).cloned().unwrap_or_else(|| self.at(row, name_column));
        let village = self.text(Role::Village, row);
        if raw.is_empty() {
            self.out.refused.push(Finding::at(&at_name, "imports.name_missing"));
            return;
        }
        if spellings().is_undecided(&raw) {
            self.out.skipped.push(Finding::at(&at_name, "imports.row_vacant"));
            return;
        }
        let split = names::split(&raw, &self.names);
        let names: Vec<String> = if split.names.len() > 1 {
            split.names
        } else {
            let bare =
                super::text::without_brackets(&raw).filter(|b| !tidy_name(b).is_empty()).unwrap_or_else(|| raw.clone());
            let whole = tidy_name(&bare);
            // A name of a shape the reader does not know is still a name: the clerk sees it in the preview.
            if names::is_name(&whole) {
                vec![whole]
            } else {
                split.names.first().cloned().map_or_else(|| vec![whole], |n| vec![n])
            }
        };
        if names.iter().any(|n| !names::is_name(n)) {
            if names.iter().all(|n| n.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())) {
                self.out.refused.push(Finding::at(&at_name, "imports.name_unreadable").with("text", raw));
                return;
            }
            self.out.notices.push(Finding::at(&at_name, "imports.name_unusual").with("text", raw.clone()));
        }
        let sex_text = self.said(Role::Sex, row, &mut cells);
        // In brackets behind a name, where there is no column; a cell of the column never tells it of several people.
        let sex = spellings().sex(&sex_text).filter(|_| names.len() == 1).unwrap_or_default().to_owned();
        if spellings().sex(&sex_text).is_none()
            && !sex_text.is_empty()
            && let Some(place) = cells.get(&Role::Sex)
        {
            self.out.notices.push(Finding::at(place, "imports.sex_unreadable").with("text", sex_text));
        }
        let level_text = self.said(Role::Level, row, &mut cells);
        let mut group = self.said(Role::Group, row, &mut cells);
        if group.is_empty() {
            group.clone_from(&self.section.group);
        }
        let mut delegation = self.said(Role::Delegation, row, &mut cells);
        if delegation.is_empty() {
            delegation.clone_from(&self.section.delegation);
        }
        let told = levels(&level_text);
        let level_told = !told.is_empty();
        let mut numbers = self.numbers(row, &mut cells);
        if numbers.is_empty() && names.len() == 1 {
            numbers.extend(phones::beside_name(&raw));
        }
        // One column may tell both ends of a time in office.
        let both = self.plan.column(Role::From).filter(|_| self.plan.column(Role::Until).is_none());
        let ends = both.and_then(|column| tenure::read(&self.sheet.seen(row, column).0.shown())).and_then(|(_, to)| to);
        let team = self.said(Role::Team, row, &mut cells);
        let seats = self.seats(row, village, &team, places, by_team);
        let person = Person {
            name: String::new(),
            sex,
            layer: self.said(Role::Layer, row, &mut cells),
            levels: if told.is_empty() { self.section.levels.clone() } else { told },
            delegation,
            group,
            post: self.said(Role::Post, row, &mut cells),
            phone: String::new(),
            note: self.said(Role::Note, row, &mut cells),
            from: self.day(Role::From, row, around, &mut cells),
            until: self.day(Role::Until, row, around, &mut cells).or(ends),
            seats,
            cells,
        };
        for (role, part) in [(Role::Leader, "leader"), (Role::Liaison, "liaison")] {
            self.team_parts(role, part, row, &team, &person.seats);
        }
        self.own_part(row, &names, &team, &person.seats);
        self.out.rows += 1;
        self.rows_of.entry(name_key(&self.sheet.own(row, name_column).shown())).or_insert(row);
        let several = names.len();
        let by_column = if person.levels.is_empty() || !level_told { self.levels_over(row) } else { Vec::new() };
        for (index, name) in names.into_iter().enumerate() {
            let phone = if several == 1 {
                numbers.join(" / ")
            } else if numbers.len() == several {
                numbers.get(index).cloned().unwrap_or_default()
            } else {
                String::new()
            };
            let mut one = Person { phone, ..person.clone() };
            let remarks = behind_name(&raw, &name);
            if one.sex.is_empty()
                && let Some(sex) = remarks.iter().find_map(|text| spellings().sex(text))
            {
                sex.clone_into(&mut one.sex);
            }
            if !level_told {
                let over = by_column.iter().filter(|(names, _)| names.contains(&name_key(&name)));
                let mut told: Vec<String> = over.flat_map(|(_, levels)| levels.clone()).collect();
                told.extend(remarks.iter().flat_map(|text| levels(text)));
                let mut seen = HashSet::new();
                told.retain(|level| seen.insert(level.clone()));
                if !told.is_empty() {
                    one.levels = told;
                }
            }
            self.merger.add(Person { name, ..one }, &mut self.out.notices);
        }
    }

    /// Names of this row under headings that name a level, "district delegates", with those levels.
    fn levels_over(&self, row: u32) -> Vec<(HashSet<String>, Vec<String>)> {
        let mut out = Vec::new();
        for column in self.plan.columns.iter().filter(|column| column.role == Some(Role::Name)) {
            let heading = column.heading.rsplit(" / ").next().unwrap_or_default();
            let over = levels(&super::heading::plain(heading));
            if !over.is_empty() {
                let split = names::split(&self.sheet.seen(row, column.index).0.shown(), &self.names);
                out.push((split.names.iter().map(|name| name_key(name)).collect(), over));
            }
        }
        out
    }

    /// Telephones of a row; a mobile and a fixed one may stand in two columns.
    fn numbers(&mut self, row: u32, cells: &mut BTreeMap<Role, Place>) -> Vec<String> {
        let columns: Vec<u32> = self.plan.columns_of(Role::Phone).collect();
        let mut out: Vec<String> = Vec::new();
        for column in columns {
            let numbers = self.numbers_in(column, row, cells);
            out.extend(numbers.into_iter().filter(|number| !out.contains(number)).collect::<Vec<_>>());
        }
        out
    }

    fn numbers_in(&mut self, column: u32, row: u32, cells: &mut BTreeMap<Role, Place>) -> Vec<String> {
        let (mut value, mut from) = self.sheet.seen(row, column);
        // A telephone is repeated from the same person's row; from another's only the clerk could tell.
        if spellings().is_ditto(&value.shown())
            && let Some(earlier) = self.earlier(row)
        {
            (value, from) = self.sheet.seen(earlier, column);
        }
        if value.is_empty() {
            return Vec::new();
        }
        let place = self.at(from, column);
        if citizen::is_value(value) {
            self.out.notices.push(Finding::at(&place, "imports.citizen_number_masked"));
            return Vec::new();
        }
        let read = phones::read(value);
        if read.odd {
            self.out
                .notices
                .push(Finding::at(&place, "imports.phone_unreadable").with("text", citizen::mask(&read.phone).0));
        }
        cells.entry(Role::Phone).or_insert(place);
        read.phone.split(" / ").filter(|p| !p.is_empty()).map(str::to_owned).collect()
    }

    fn seats(
        &mut self,
        row: u32,
        (text, place): (String, Option<Place>),
        team: &str,
        places: &mut Places<'_>,
        by_team: &HashMap<String, Option<(String, String)>>,
    ) -> Vec<Seat> {
        let place = place.unwrap_or_else(|| self.at(row, self.plan.column(Role::Village).unwrap_or(0)));
        let seat = |village: &str, code: Option<String>| Seat {
            village: village.to_owned(),
            code,
            team: team.to_owned(),
            place: place.clone(),
        };
        if text.is_empty() {
            if let Some(Some((village, code))) = by_team.get(&key(team)) {
                return vec![seat(village, Some(code.clone()))];
            }
            return match &self.section.village {
                Some((village, code)) => vec![seat(village, code.clone())],
                None => Vec::new(),
            };
        }
        let whole = places.find(&text);
        if whole.none {
            return Vec::new();
        }
        if whole.code.is_some() {
            return vec![seat(&text, whole.code)];
        }
        // Several villages in one cell, when every piece is one.
        let pieces: Vec<&str> = text
            .split(|c: char| spellings().separators.contains(&c) || c.is_whitespace())
            .filter(|p| !p.is_empty())
            .collect();
        if pieces.len() > 1 {
            let found: Vec<(String, Option<String>)> =
                pieces.iter().map(|p| ((*p).to_owned(), places.find(p).code)).collect();
            if found.iter().all(|(_, code)| code.is_some()) {
                return found.iter().map(|(v, code)| seat(v, code.clone())).collect();
            }
        }
        let code = if whole.alternatives.is_empty() { "imports.village_unknown" } else { "imports.village_unclear" };
        let names: Vec<String> = whole.alternatives.iter().map(|c| c.name.clone()).collect();
        self.out.refused.push(Finding::at(&place, code).with("text", text.clone()).with("candidates", names));
        self.out.villages.insert(text.clone(), whole);
        vec![seat(&text, None)]
    }

    /// A column that tells what the person of this row is in the team.
    fn own_part(&mut self, row: u32, names: &[String], team: &str, seats: &[Seat]) {
        let mut cells = BTreeMap::new();
        let said = key(&self.said(Role::Part, row, &mut cells));
        let Some(place) = cells.remove(&Role::Part) else { return };
        let lists = headings().of(Job::Roster);
        let parts = [(Role::Leader, "leader"), (Role::Liaison, "liaison")];
        let Some((_, part)) =
            parts.into_iter().find(|(role, _)| lists.get(&role.name()).is_some_and(|l| l.contains(&said)))
        else {
            return;
        };
        for name in names {
            for seat in seats.iter().filter(|seat| seat.code.is_some()) {
                self.out.parts.push(TeamPart {
                    name: name.clone(),
                    part,
                    team: team.to_owned(),
                    code: seat.code.clone(),
                    place: place.clone(),
                });
            }
        }
    }

    fn team_parts(&mut self, role: Role, part: &'static str, row: u32, team: &str, seats: &[Seat]) {
        let mut cells = BTreeMap::new();
        let text = self.said(role, row, &mut cells);
        let Some(place) = cells.remove(&role) else { return };
        if phones::beside_name(&text).is_some() {
            let shown = citizen::mask(&text).0;
            self.out.notices.push(Finding::at(&place, "imports.phone_beside_name").with("text", shown));
        }
        let split = names::split(&text, &self.names);
        // Who is away still holds the part.
        for name in split.names.into_iter().chain(split.absent) {
            let found = TeamPart {
                name,
                part,
                team: team.to_owned(),
                code: seats.first().and_then(|s| s.code.clone()),
                place: place.clone(),
            };
            if !self
                .out
                .parts
                .iter()
                .any(|p| p.name == found.name && p.part == part && p.team == found.team && p.code == found.code)
            {
                self.out.parts.push(found);
            }
        }
    }
}

pub(super) fn levels(text: &str) -> Vec<String> {
    let s = spellings();
    if let Some(level) = s.level(text) {
        return vec![level.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    for piece in text.split(|c: char| s.separators.contains(&c) || c.is_whitespace()) {
        if let Some(level) = s.level(piece)
            && !out.iter().any(|l| l == level)
        {
            out.push(level.to_owned());
        }
    }
    out
}
