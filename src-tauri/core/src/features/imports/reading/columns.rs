//! Proposes what each column of each sheet holds, from headings first and values second.

use std::collections::HashSet;

use super::citizen;
use super::days::{self, Around};
use super::forms;
use super::grid::{Sheet, Value, address, letters};
use super::heading::{self, Head};
use super::known::Known;
use super::mapping::{Alternative, ColumnPlan, Ground, Job, Mapping, NotRead, Role, SheetPlan, memory_of};
use super::names::{is_name, split};
use super::places::Places;
use super::spellings::{headings, spellings};
use super::summing;
use super::text::{half_width, key, tidy_name};
use super::workbook::Workbook;

/// Rows whose values are looked at; more would not change a proposal.
const SAMPLE: u32 = 300;
/// A role is proposed from here on; below it is only an alternative.
const ENOUGH: f32 = 0.5;
/// From this share of bare figures on, a column counts.
const FIGURES: f32 = 0.8;

/// Plans every sheet of a workbook. `chosen` is what the clerk says now, `remembered` what was said before.
#[must_use]
pub fn plan(book: &Workbook, job: Job, known: &Known, chosen: &Mapping, remembered: &Mapping) -> Vec<SheetPlan> {
    let mut places = Places::new(known, &chosen.clone().over(remembered).villages);
    let names = known.names();
    let mut plans: Vec<SheetPlan> = book
        .sheets
        .iter()
        .enumerate()
        .map(|(index, sheet)| one((index, sheet, &book.name), job, &mut places, &names, (chosen, remembered)))
        .collect();
    for plan in plans.iter_mut().filter(|plan| job == Job::Visits && plan.not_read == Some(NotRead::NoHead)) {
        if book.sheets.get(plan.index).is_some_and(|sheet| counts_only(sheet, &places)) {
            plan.not_read = Some(NotRead::Counts);
        }
    }
    // A sheet is left out for its name or for being hidden only when another one remains.
    let doubtful = |p: &SheetPlan| matches!(p.not_read, Some(NotRead::Summary | NotRead::Hidden));
    if plans.iter().all(|p| p.not_read.is_some()) {
        for plan in plans.iter_mut().filter(|p| doubtful(p)) {
            plan.not_read = None;
        }
    }
    plans
}

fn one(
    (index, sheet, file): (usize, &Sheet, &str),
    job: Job,
    places: &mut Places<'_>,
    names: &HashSet<String>,
    (chosen, remembered): (&Mapping, &Mapping),
) -> SheetPlan {
    let mut plan = SheetPlan {
        index,
        sheet: sheet.name.clone(),
        not_read: None,
        head: 0,
        depth: 0,
        title: Vec::new(),
        columns: Vec::new(),
        carried: Vec::new(),
    };
    if sheet.height() == 0 {
        plan.not_read = Some(NotRead::Empty);
        return plan;
    }
    let found = heading::find(sheet, job, &[chosen, remembered]);
    let certain = found.is_some();
    let Some(head) = found.or_else(|| first_row_of_words(sheet)) else {
        // Of forms that were never filled in no row is left.
        plan.not_read = Some(if sheet.moved().is_some() { NotRead::NoRows } else { NotRead::NoHead });
        return plan;
    };
    plan.head = head.row;
    plan.depth = head.depth;
    plan.title = (0..head.row).flat_map(|r| sheet.filled(r).map(|(_, v)| v.shown()).collect::<Vec<_>>()).collect();
    let around = Around { from_1904: sheet.from_1904, ..around(&sheet.name, &plan.title, "") };
    let profiles: Vec<Profile> =
        (0..sheet.width()).map(|c| Profile::of(sheet, head.row + head.depth, c, around, places, names)).collect();
    plan.columns = columns(&head, job, &profiles, chosen, remembered);
    if sheet.moved().is_some() {
        // A label has no column of its own in the file, but a cell.
        for column in &mut plan.columns {
            let (row, at) = sheet.origin(head.row + head.depth.saturating_sub(1), column.index);
            column.letter = address(row, at);
        }
    }
    plan.carried = carried(sheet, &plan, job, chosen.carry_down.or(remembered.carry_down));
    let wanted = chosen.sheets.get(&sheet.name).or_else(|| remembered.sheets.get(&sheet.name)).copied();
    plan.not_read = if wanted == Some(false) {
        Some(NotRead::Chosen)
    } else if !essentials(&plan, job, sheet, file, places)
        || (!certain && wanted != Some(true) && chosen.columns.is_empty())
    {
        Some(NotRead::NoHead)
    } else if profiles.iter().all(|p| p.filled == 0) {
        Some(NotRead::NoRows)
    } else if wanted == Some(true) {
        None
    } else if plan.columns.iter().any(|column| is_pivot(&column.heading)) {
        Some(NotRead::Counts)
    } else if sheet.hidden {
        Some(NotRead::Hidden)
    } else if headings().off_sheets.iter().any(|w| key(&sheet.name).contains(w.as_str())) {
        Some(NotRead::Summary)
    } else {
        None
    };
    plan
}

/// A heading spreadsheets write over the figures of a pivot table, which counts again what another sheet tells.
fn is_pivot(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    headings().pivot.iter().any(|word| heading.starts_with(word.as_str()))
}

/// A grid of figures under villages, months or days: it sums up visits and tells of none.
fn counts_only(sheet: &Sheet, places: &Places<'_>) -> bool {
    let (mut all, mut figures, mut villages, mut times) = (0usize, 0usize, 0usize, 0usize);
    for (_, _, value) in sheet.cells().take_while(|(row, ..)| *row < SAMPLE) {
        let text = half_width(&value.shown());
        all += 1;
        if text.parse::<f64>().is_ok() {
            figures += 1;
        } else if days::named_in(&[&text]).month.is_some() || forms::is_day(value) {
            times += 1;
        } else if text.chars().count() <= 12 && places.knows(&text) {
            villages += 1;
        }
    }
    figures >= 4 && figures * 2 >= all && (villages >= 2 || times >= 2)
}

/// Year and month the sheet's surroundings name: the sheet's own name first, then its title, then the file. A cell that is
/// nothing but a day is when the paper was filled in.
#[must_use]
pub fn around(sheet: &str, title: &[String], file: &str) -> Around {
    let mut texts = vec![sheet];
    texts.extend(title.iter().map(String::as_str).filter(|text| !is_filing_day(text)));
    texts.push(file);
    days::named_in(&texts)
}

/// Nothing but a day: over a table it is when the paper was filled in.
#[must_use]
pub fn is_filing_day(text: &str) -> bool {
    let s = spellings();
    let marks = |c: char| s.year.contains(&c) || s.month.contains(&c) || s.day.contains(&c) || s.is_han_digit(c);
    text.chars().all(|c| !super::text::is_han(c) || marks(c))
        && days::read(&Value::Text(text.into()), Around::default()).is_ok_and(|day| !day.span)
}

/// For a sheet whose headings nobody knows: the first row of at least three words, so that the clerk can map it.
fn first_row_of_words(sheet: &Sheet) -> Option<Head> {
    (0..sheet.height().min(20)).find_map(|row| {
        let words = sheet.filled(row).filter(|(_, v)| matches!(v, Value::Text(_))).count();
        (words >= 3).then(|| Head { row, depth: 1, paths: heading::paths(sheet, row, 1), score: 0.0 })
    })
}

/// The columns a job cannot do without.
fn essentials(plan: &SheetPlan, job: Job, sheet: &Sheet, file: &str, places: &mut Places<'_>) -> bool {
    let has = |role: Role| plan.column(role).is_some();
    match job {
        Job::Roster => {
            has(Role::Name)
                && [
                    Role::Village,
                    Role::Team,
                    Role::Sex,
                    Role::Layer,
                    Role::Level,
                    Role::Delegation,
                    Role::Group,
                    Role::Post,
                    Role::Phone,
                    Role::CitizenId,
                ]
                .into_iter()
                .any(has)
        }
        Job::Visits => {
            (has(Role::Day) || super::visits::sections::names_day(sheet, plan))
                && (has(Role::Village) || super::visits::sections::names_village(sheet, plan, places, file))
                && [
                    Role::Kind,
                    Role::Received,
                    Role::Households,
                    Role::Firms,
                    Role::Delegates,
                    Role::Leader,
                    Role::Opinion,
                    Role::Others,
                    Role::Situation,
                ]
                .into_iter()
                .any(has)
        }
    }
}

/// What the values of one column look like, as shares of its filled cells.
#[derive(Debug, Default)]
struct Profile {
    filled: usize,
    day: f32,
    /// A month and a day without a year: a day where the heading says so.
    yearless: f32,
    phone: f32,
    citizen: f32,
    sex: f32,
    area: f32,
    kind: f32,
    level: f32,
    count: f32,
    order: f32,
    name: f32,
    names: f32,
    long: f32,
    /// Bare figures among what is said.
    figure: f32,
}

impl Profile {
    fn of(sheet: &Sheet, from: u32, column: u32, around: Around, places: &Places<'_>, names: &HashSet<String>) -> Self {
        let s = spellings();
        let mut p = Self::default();
        let mut said = 0usize;
        let mut previous = None;
        let heading = from.checked_sub(1).map(|above| sheet.seen(above, column).0.shown()).unwrap_or_default();
        for row in from..sheet.height().min(from.saturating_add(SAMPLE)) {
            let value = sheet.own(row, column);
            if value.is_empty() {
                continue;
            }
            let text = value.shown();
            // The head printed again over a next part says nothing about the values.
            if text == heading {
                continue;
            }
            p.filled += 1;
            if s.is_ditto(&text) {
                p.filled -= 1;
                continue;
            }
            if s.is_none(&text) {
                p.count += 1.0;
                continue;
            }
            said += 1;
            let add = |share: &mut f32, hit: bool| {
                if hit {
                    *share += 1.0;
                }
            };
            let digits = half_width(&text).chars().filter(char::is_ascii_digit).count();
            let number: Option<f64> = match value {
                Value::Number(n) => Some(*n),
                Value::Text(_) => half_width(&text).parse().ok(),
                _ => None,
            };
            // A bare small number is no day, however many serials it could be.
            let dayish = !matches!(value, Value::Number(n) if *n < 30_000.0 && n.fract() == 0.0)
                && number.is_none_or(|n| n > 10_000.0 || n.fract() > 0.0);
            let day = days::read(value, around);
            // A line over the rows may tell the month of "the 8th".
            let part = day == Err(days::Refused::YearMissing) && text.contains(s.day.as_slice());
            add(&mut p.day, dayish && (day.is_ok() || part));
            add(&mut p.yearless, dayish && day == Err(days::Refused::YearMissing));
            add(&mut p.citizen, citizen::is_value(value));
            add(
                &mut p.phone,
                (7..=13).contains(&digits)
                    && !text.contains(['.', '/'])
                    && number.is_none_or(|n| n >= 1_000_000.0)
                    && !matches!(value, Value::Moment { .. }),
            );
            add(&mut p.sex, s.sex(&text).is_some());
            let han = text.chars().any(super::text::is_han);
            let short = text.chars().count() <= 30;
            add(&mut p.area, han && short && (places.knows(&text) || s.is_undecided(&text)));
            add(&mut p.kind, s.kind(&text).is_some());
            add(&mut p.level, short && !super::roster::levels(&text).is_empty());
            add(
                &mut p.count,
                !matches!(value, Value::Moment { .. }) && digits <= 5 && super::counts::read(value, "").is_ok(),
            );
            let n = number.filter(|n| n.fract() == 0.0 && *n >= 0.0);
            add(&mut p.figure, n.is_some_and(|n| n < 10_000.0));
            add(&mut p.order, n.is_some() && n > previous);
            previous = n.or(previous);
            let tidy = tidy_name(&text);
            add(&mut p.name, is_name(&tidy) && s.sex(&text).is_none());
            if han || digits == 0 {
                let several = split(&text, names);
                add(&mut p.names, !several.names.is_empty() && several.odd.is_empty());
            }
            add(&mut p.long, text.chars().count() >= 7);
        }
        let spoken = (said.max(1)) as f32;
        let all = (p.filled.max(1)) as f32;
        for share in [
            &mut p.day,
            &mut p.yearless,
            &mut p.phone,
            &mut p.citizen,
            &mut p.sex,
            &mut p.area,
            &mut p.kind,
            &mut p.level,
            &mut p.order,
            &mut p.name,
            &mut p.names,
            &mut p.long,
            &mut p.figure,
        ] {
            *share /= spoken;
        }
        p.count /= all;
        p
    }

    /// How well the values fit a role; `None` when any text would do.
    fn fit(&self, role: Role) -> Option<f32> {
        if self.filled == 0 {
            return None;
        }
        Some(match role {
            Role::Day => self.day.max(self.yearless),
            Role::From | Role::Until | Role::Birth | Role::JoinedParty => self.day,
            Role::Phone | Role::GiverPhone => self.phone,
            Role::CitizenId => self.citizen,
            Role::Sex => self.sex,
            Role::Village => self.area,
            // A start and an end that carry their day are days first.
            Role::Time => 1.0 - self.day,
            Role::Kind => self.kind,
            Role::Level => self.level,
            // A heading such as "layer of delegates" may mean either; cells that name levels decide.
            Role::Layer if self.level >= 0.6 => 1.0 - self.level,
            Role::Received | Role::Households | Role::Firms | Role::OpinionCount | Role::Age => self.count,
            Role::Sequence => self.order,
            Role::Name => self.name.max(self.names * 0.95),
            Role::Leader | Role::Delegates | Role::Liaison => self.names,
            // Bare figures are how many were heard or answered, never what was said.
            Role::Opinion | Role::Answer | Role::Status | Role::Unit | Role::Giver | Role::Situation
                if self.figure >= FIGURES =>
            {
                return Some(-2.0);
            }
            // Under "contents" some books write what was done.
            Role::Opinion if self.kind >= 0.7 => self.long - 1.0,
            Role::Opinion => self.long,
            _ => return None,
        })
    }

    /// Roles whose values have a shape of their own: a heading alone does not make a column one of them.
    fn shaped(role: Role) -> bool {
        matches!(
            role,
            Role::Day
                | Role::Phone
                | Role::Sex
                | Role::Village
                | Role::Kind
                | Role::Received
                | Role::Households
                | Role::Firms
                | Role::OpinionCount
                | Role::Name
                | Role::Delegates
                | Role::GiverPhone
        )
    }

    /// Roles the values alone speak for.
    fn alone(&self, role: Role, job: Job) -> f32 {
        if self.filled < 2 {
            return 0.0;
        }
        match role {
            Role::CitizenId if self.citizen >= 0.3 => 1.0,
            Role::Sex if job == Job::Roster && self.sex >= 0.9 => 0.7,
            Role::Level if job == Job::Roster && self.level >= 0.8 => 0.72,
            Role::Day if job == Job::Visits && self.day >= 0.8 => 0.62,
            Role::Phone if job == Job::Roster && self.phone >= 0.7 => 0.6,
            Role::Village if self.area >= 0.7 => 0.58,
            Role::Kind if job == Job::Visits && self.kind >= 0.7 => 0.58,
            Role::Name if job == Job::Roster && self.name >= 0.9 && self.sex < 0.5 => 0.4,
            Role::Delegates if job == Job::Visits && self.names >= 0.8 => 0.35,
            Role::Opinion if job == Job::Visits && self.long >= 0.7 => 0.35,
            _ => 0.0,
        }
    }
}

fn columns(head: &Head, job: Job, profiles: &[Profile], chosen: &Mapping, remembered: &Mapping) -> Vec<ColumnPlan> {
    let all_roles: Vec<Role> = headings().of(job).keys().filter_map(|name| Role::named(name)).collect();
    let mut plans: Vec<ColumnPlan> = Vec::new();
    let mut offers: Vec<(f32, usize, Role, Ground)> = Vec::new();
    for (index, (path, profile)) in head.paths.iter().zip(profiles).enumerate() {
        let letter = letters(index as u32);
        let by_heading = heading::worth(job, path);
        for role in &all_roles {
            let worth = by_heading.iter().find(|(r, _)| r == role).map_or(0.0, |(_, w)| *w);
            let fit = profile.fit(*role);
            let mut confidence = match fit {
                Some(f) if worth >= 0.3 => {
                    if *role == Role::Village && worth >= 0.95 && f < 0.15 && profile.filled >= 3 {
                        // The villages of another town are villages too: each is asked about, the sheet is not passed over.
                        worth * 0.57
                    } else if Profile::shaped(*role) && f < 0.15 && profile.filled >= 3 {
                        worth * 0.45
                    } else {
                        worth * (0.7 + 0.3 * f)
                    }
                }
                _ => worth * 0.92,
            };
            // A column headed "place" whose cells are villages tells the villages, where no other column does.
            if job == Job::Visits && *role == Role::Village && profile.area >= 0.7 {
                let place = by_heading.iter().find(|(r, _)| *r == Role::Place).map_or(0.0, |(_, w)| *w);
                confidence = confidence.max(place * 0.94);
            }
            // Figures under "problems raised" say how many there were.
            if *role == Role::OpinionCount && profile.figure >= FIGURES {
                let heard = by_heading.iter().find(|(r, _)| *r == Role::Opinion).map_or(0.0, |(_, w)| *w);
                confidence = confidence.max(heard * 0.9);
            }
            let mut ground = Ground::Heading;
            let alone = profile.alone(*role, job);
            if alone > confidence {
                confidence = alone;
                ground = Ground::Content;
            }
            if confidence >= 0.2 {
                offers.push((confidence, index, *role, ground));
            }
        }
        plans.push(ColumnPlan {
            index: index as u32,
            memory: memory_of(path),
            heading: path.join(" / "),
            role: None,
            confidence: 0.0,
            ground: Ground::Unknown,
            alternatives: Vec::new(),
            filled: profile.filled,
            letter,
        });
    }
    let mut taken: HashSet<Role> = HashSet::new();
    for (mapping, ground) in [(chosen, Ground::Chosen), (remembered, Ground::Remembered)] {
        for (plan, path) in plans.iter_mut().zip(&head.paths) {
            if plan.role.is_some() {
                continue;
            }
            if let Some(role) = mapping.role_of(path, &plan.letter)
                && (role.repeats() || role.is_count() || !taken.contains(&role))
            {
                plan.role = Some(role);
                plan.confidence = 1.0;
                plan.ground = ground;
                taken.insert(role);
            }
        }
    }
    // A column of citizen numbers is dropped whatever anybody says it is.
    for (plan, profile) in plans.iter_mut().zip(profiles) {
        if profile.alone(Role::CitizenId, job) > 0.0 && plan.ground != Ground::Unknown {
            plan.role = Some(Role::CitizenId);
        }
    }
    offers.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (confidence, index, role, ground) in &offers {
        // Names and villages may stand in several columns when only a number tells their headings apart.
        let leaf = |at: usize| head.paths.get(at).and_then(|path| path.last()).map(|last| heading::numberless(last));
        let listed = *role == Role::Name
            || (*role == Role::Village && job == Job::Roster)
            || (role.repeats() && *ground == Ground::Heading);
        let numbered =
            listed && plans.iter().any(|plan| plan.role == Some(*role) && leaf(plan.index as usize) == leaf(*index));
        // "District delegates" and "town delegates" beside each other are names of two levels.
        let level = |at: usize| {
            let leaf = head.paths.get(at).and_then(|path| path.last()).map(|last| heading::plain(last));
            leaf.is_some_and(|leaf| !super::roster::levels(&leaf).is_empty())
        };
        let by_level = *role == Role::Name
            && job == Job::Roster
            && level(*index)
            && plans.iter().any(|plan| plan.role == Some(Role::Name) && level(plan.index as usize));
        let numbered = numbered || by_level;
        let added = role.is_count()
            && *ground == Ground::Heading
            && *confidence >= 0.7
            && plans
                .iter()
                .all(|plan| plan.role != Some(*role) || summing::beside(&head.paths, plan.index as usize, *index));
        let fixed = |at: usize| leaf(at).is_some_and(|leaf| headings().fixed_phones.contains(&leaf));
        let beside = *role == Role::Phone
            && plans.iter().filter(|plan| plan.role == Some(Role::Phone)).any(|plan| {
                let held = plan.index as usize;
                held.abs_diff(*index) == 1 && fixed(held) != fixed(*index)
            });
        let Some(plan) = plans.get_mut(*index) else { continue };
        let free = !taken.contains(role) || (role.repeats() && *confidence >= 0.8) || numbered || added || beside;
        if plan.role.is_none() && free && *confidence >= ENOUGH && !(plan.heading.is_empty() && plan.filled == 0) {
            plan.role = Some(*role);
            plan.confidence = *confidence;
            plan.ground = *ground;
            taken.insert(*role);
        }
    }
    for (confidence, index, role, _) in offers {
        if let Some(plan) = plans.get_mut(index)
            && plan.role != Some(role)
            && plan.alternatives.len() < 4
        {
            plan.alternatives.push(Alternative { role, confidence });
        }
    }
    plans.retain(|p| !(p.heading.is_empty() && p.filled == 0));
    plans
}

/// Roles in which this sheet leaves a cell empty to repeat the one above. Where the sheet joins cells, the joins say it;
/// a few empty cells in a full column are gaps, not repetitions.
fn carried(sheet: &Sheet, plan: &SheetPlan, job: Job, said: Option<bool>) -> Vec<Role> {
    let (roles, anchors): (&[(Role, f32)], &[Role]) = match job {
        Job::Roster => {
            (&[(Role::Village, 0.1), (Role::Team, 0.1), (Role::Delegation, 0.3), (Role::Group, 0.3)], &[Role::Name])
        }
        Job::Visits => (
            &[(Role::Day, 0.1), (Role::Village, 0.1), (Role::Leader, 0.3)],
            &[Role::Kind, Role::Received, Role::Households, Role::Firms],
        ),
    };
    // What a form leaves empty is not what the form before it says.
    let form = sheet.moved().is_some_and(|moved| moved.labels.is_none());
    if said == Some(false) || form {
        return Vec::new();
    }
    let from = plan.first_row();
    let mut out = Vec::new();
    for (role, share) in roles {
        let Some(column) = plan.column(*role) else { continue };
        if sheet.joins_rows(column, from) {
            continue;
        }
        let (mut rows, mut empty, mut opened) = (0u32, 0u32, false);
        for row in from..sheet.height() {
            let anchored = anchors.iter().filter_map(|r| plan.column(*r)).any(|c| !sheet.own(row, c).is_empty());
            let is_total = sheet.filled(row).next().is_some_and(|(_, v)| spellings().is_total(&v.shown()));
            if !anchored || is_total {
                continue;
            }
            rows += 1;
            if sheet.own(row, column).is_empty() {
                if !opened {
                    break;
                }
                empty += 1;
            } else {
                opened = true;
            }
        }
        let many = empty >= 2 && empty as f32 >= share * rows as f32;
        if opened && (many || (said == Some(true) && empty > 0)) {
            out.push(*role);
        }
    }
    out
}
