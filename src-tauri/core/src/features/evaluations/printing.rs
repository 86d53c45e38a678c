//! Printing the sheets of a round: a batch with a code of its own for each village or meeting, or for each delegate of a
//! village; where the rule book asks for it, one for party members and one for residents.

use super::forms::{self, Rated};
use super::store::{self, Kind, Printed, Round, Voters};
use super::trial;
use crate::calls::{Done, Work};
use crate::features::delegates::store as delegates;
use crate::features::office::store as office;
use crate::features::reports::faults::sheet_refusal;
use crate::features::reports::frame::{long_day, said};
use crate::features::reports::shelf::Paper;
use crate::ground::clock::day;
use crate::ground::ids::{new_id, random_bytes};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo};
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;
use zhudian_paper::SheetBatch;
use zhudian_paper::code::BatchCode;
use zhudian_paper::form::{Form, FormKind};
use zhudian_paper::geometry::Geometry;

/// The operation.
pub const PRINT: Op = Op { name: "evaluations.print", right: Right::Enter, undo: Undo::Never("exported") };

/// How many sheets a village or a meeting gets.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// Village or community, or the meeting.
    area_id: String,
    /// Of these sheets only, where party members and residents have sheets of their own.
    #[serde(default)]
    voters: Voters,
    /// Sheets of each of its batches; none are printed when 0.
    copies: u32,
}

/// Which kind of sheet.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetKind {
    /// A sheet a delegate, the points as rows.
    OneDelegate,
    /// A sheet a village, its delegates as rows.
    Team,
}

/// Sheets wanted.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "SheetsWish")]
pub struct Wish {
    /// The evaluation.
    round: String,
    /// Which kind; that of the round's form when left out.
    kind: Option<SheetKind>,
    /// Sheets by village; when the list is empty, villages get the usual number and meetings one for each delegate who came.
    copies: Vec<Copies>,
    /// Every sheet bears a random number: a sheet that comes twice is known for certain, and somebody who has seen the
    /// number may find out whose sheet it is.
    numbered: bool,
    /// Token of the file the PDF is written to, for the terminal.
    pdf: Option<String>,
    /// Token of the file the geometry is written to, for the terminal.
    geometry: Option<String>,
    /// With everything that goes to the meetings, in one file village by village, a trial sheet before them.
    pack: bool,
    /// One sheet to try printer and scanner with, with a line of 100 mm; it is no sheet of the round.
    trial: bool,
}

/// A printed batch.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PrintedBatch {
    /// Record.
    pub(super) id: String,
    /// Village or community, or the meeting.
    pub(super) area_id: String,
    /// Its name.
    pub(super) area: String,
    /// Who fills in its sheets.
    pub(super) voters: Voters,
    /// The delegate its sheets are about; none for a team.
    pub(super) person_id: Option<String>,
    /// Name of the delegate.
    pub(super) person: Option<String>,
    /// Code on every sheet.
    pub(super) code: String,
    /// Sheets.
    pub(super) copies: i64,
    /// Pages of a sheet.
    pub(super) pages: i64,
}

/// Finished sheets.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Sheets {
    /// Token for `papers.page`, `papers.print` and `papers.save`.
    pub(super) paper: String,
    /// Title.
    pub(super) title: String,
    /// Pages of the file.
    pub(super) pages: i64,
    /// Batches in the order of the file.
    pub(super) batches: Vec<PrintedBatch>,
    /// Where the papers of each village lie in a pack; nothing for sheets alone.
    pub(super) places: Vec<super::packing::Place>,
    /// Where everything stands on the pages: each batch by its first sheet.
    #[ts(type = "unknown")]
    pub(super) geometry: Geometry,
}

/// A batch before it has a code.
struct Planned {
    area_id: String,
    area: String,
    meeting: bool,
    voters: Voters,
    person: Option<(String, String)>,
    copies: u32,
    form: Form,
    form_code: String,
    /// Its grades with what the counting needs to know of them.
    grades: serde_json::Value,
}

/// Lays sheets on the shelf, to be looked at, saved and printed; answers what they are asked for by.
pub(super) fn lay(work: &Work<'_>, title: &str, pages: usize, pdf: Vec<u8>) -> String {
    work.desk.shelf().lay(Paper {
        kind: "sheets",
        title: title.to_owned(),
        name: title.to_owned(),
        pages,
        pdf,
        document: None,
        book: None,
        personal: false,
        print_only: false,
        reason: String::new(),
    })
}

/// Prints the sheets, records their batches, and lays the PDF on the shelf.
///
/// # Errors
/// `evaluations.gone`, `evaluations.nobody`, `evaluations.copies`, `evaluations.form`, `evaluations.other_form`; what the
/// sheet maker refuses.
pub fn print(work: &Work<'_>, wish: Wish) -> Result<Done<Sheets>> {
    let maker = work.desk.sheet_maker()?;
    let station = work.desk.station()?;
    if wish.trial {
        return trial::print(work, &wish);
    }
    let (round, planned, known) = station.read(&work.session.actor, |reading| {
        let round = store::list(reading.db, None)?
            .into_iter()
            .find(|one| one.id == wish.round)
            .ok_or_else(|| refuse("evaluations.gone"))?;
        if let Some(day) = &round.closed_on {
            return Err(refuse("evaluations.closed").with("day", day.clone()));
        }
        let planned = plan(reading, &round, &wish)?;
        same_form(&super::gather::whole(reading, &round.id)?, &planned)?;
        Ok((round, planned, store::codes(reading.db)?))
    })?;
    let mut taken: BTreeSet<String> = known.into_iter().chain([trial::CODE.to_owned()]).collect();
    let mut batches = Vec::new();
    for one in &planned {
        let numbers = if wish.numbered { numbers(one.copies)? } else { Vec::new() };
        batches.push(SheetBatch { form: one.form.clone(), code: fresh_code(&mut taken)?, copies: one.copies, numbers });
    }
    work.progress.step(0, 1, "sheets");
    let (pdf, geometry) = maker.sheets(&batches).map_err(sheet_refusal)?;
    work.progress.go_on()?;
    work.progress.step(1, 1, "sheets");
    let at = station.clock().now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut answer = Vec::new();
    let mut records = Vec::new();
    let mut pages = 0;
    for (one, batch) in planned.iter().zip(&batches) {
        let own = own_geometry(&geometry, &batch.code);
        let a_sheet = i64::try_from(own.pages.len()).unwrap_or(1);
        pages += a_sheet * i64::from(one.copies);
        let record = PrintedBatch {
            id: new_id(),
            area_id: one.area_id.clone(),
            area: one.area.clone(),
            voters: one.voters,
            person_id: one.person.as_ref().map(|(id, _)| id.clone()),
            person: one.person.as_ref().map(|(_, name)| name.clone()),
            code: batch.code.as_str().to_owned(),
            copies: i64::from(one.copies),
            pages: a_sheet,
        };
        records.push(Printed {
            id: record.id.clone(),
            area_id: one.area_id.clone(),
            meeting: one.meeting,
            voters: one.voters,
            numbered: wish.numbered,
            person_id: record.person_id.clone(),
            code: record.code.clone(),
            copies: record.copies,
            geometry: serde_json::to_string(&own)?,
            form: as_printed(one)?,
            printed_at: at.clone(),
        });
        answer.push(record);
    }
    let written = station.write(&PRINT, &work.session.actor, |writing| {
        for record in &records {
            store::add_batch(writing.tx, &round.id, record)?;
        }
        writing.note("title", round.title.clone());
        writing.note("n", records.len());
        writing.note("copies", records.iter().map(|one| one.copies).sum::<i64>());
        writing.subject(&round.id);
        // The terminal's files appear with the entry or not at all; a pack needs the entry before it.
        if let (Some(token), false) = (&wish.pdf, wish.pack) {
            crate::ground::disk::replace(&work.desk.files().path(token)?, &pdf)?;
        }
        if let (Some(token), false) = (&wish.geometry, wish.pack) {
            crate::ground::disk::replace(&work.desk.files().path(token)?, &serde_json::to_vec_pretty(&geometry)?)?;
        }
        Ok(())
    })?;
    if wish.pack {
        let drawn = super::packing::Drawn { pdf, geometry, batches: answer };
        let (sheets, pack) = super::packing::bound(work, &round.id, drawn)?;
        if let Some(token) = &wish.pdf {
            crate::ground::disk::replace(&work.desk.files().path(token)?, &pack)?;
        }
        if let Some(token) = &wish.geometry {
            let geometry = serde_json::to_vec_pretty(&sheets.geometry)?;
            crate::ground::disk::replace(&work.desk.files().path(token)?, &geometry)?;
        }
        return Ok(Done { answer: sheets, operation: written.operation, changed: written.changed });
    }
    let title = said("evaluations.paper", &[("title", round.title.clone().into())]);
    let paper = lay(work, &title, usize::try_from(pages).unwrap_or(0), pdf);
    Ok(Done {
        answer: Sheets { paper, title, pages, batches: answer, places: Vec::new(), geometry },
        operation: written.operation,
        changed: written.changed,
    })
}

/// Refuses a second form for somebody who stands on printed sheets of the round: a row that only some of the sheets have
/// would be a result of its own, of however few.
fn same_form(held: &super::gather::Whole, planned: &[Planned]) -> Result<()> {
    for one in planned {
        let team = one.form.kind == FormKind::Team;
        let rows: Vec<(&str, &str)> =
            one.form.items.iter().map(|item| (item.code.as_str(), item.text.as_str())).collect();
        let grades: Vec<(&str, &str)> =
            one.form.grades.iter().map(|grade| (grade.code.as_str(), grade.label.as_str())).collect();
        for batch in &held.batches {
            let own: Vec<(&str, &str)> = batch.rows.iter().map(|row| (row.code.as_str(), row.text.as_str())).collect();
            let columns: Vec<(&str, &str)> =
                batch.grades.iter().map(|grade| (grade.code.as_str(), grade.label.as_str())).collect();
            let rates = |person: &str| {
                batch.held.person_id.as_deref() == Some(person)
                    || batch.team && own.iter().any(|(code, _)| *code == person)
            };
            let both = match &one.person {
                Some((id, _)) => rates(id).then_some(id.as_str()),
                None => rows.iter().map(|(code, _)| *code).find(|code| rates(code)),
            };
            let Some(person) = both else { continue };
            if team != batch.team || columns != grades || !team && own != rows {
                let (name, title) = (held.person(person), batch.title.clone());
                return Err(refuse("evaluations.other_form").with("name", name).with("title", title));
            }
        }
    }
    Ok(())
}

/// Where everything stands on the sheets of a round, batch by batch.
#[derive(Serialize, TS)]
#[ts(rename = "SheetsGeometry")]
pub struct Places {
    /// Pages of all its batches.
    #[ts(type = "unknown[]")]
    pages: Vec<zhudian_paper::geometry::PageGeometry>,
}

/// The geometry of all sheets of a round, for a reader outside the office.
///
/// # Errors
/// `evaluations.gone`; what the database says.
pub fn geometry(reading: &Reading<'_>, asked: super::board::OfRound) -> Result<Places> {
    let whole = super::gather::whole(reading, &asked.round)?;
    let mut pages = Vec::new();
    for batch in &whole.batches {
        pages.extend(batch.geometry()?.pages);
    }
    Ok(Places { pages })
}

/// What is kept of a printed form: its words, and how its grades are counted.
fn as_printed(one: &Planned) -> Result<String> {
    let mut form = serde_json::to_value(&one.form)?;
    if let Some(fields) = form.as_object_mut() {
        fields.insert("grades".to_owned(), one.grades.clone());
    }
    Ok(serde_json::to_string(&serde_json::json!({"code": one.form_code, "form": form}))?)
}

/// The first sheet a round would print, and what to call it.
pub(super) fn sample(reading: &Reading<'_>, round: &str, wish: Option<&Wish>) -> Result<(String, Form)> {
    let round = store::list(reading.db, None)?
        .into_iter()
        .find(|one| one.id == round)
        .ok_or_else(|| refuse("evaluations.gone"))?;
    let wish = Wish { kind: wish.and_then(|wish| wish.kind), round: round.id.clone(), ..Wish::default() };
    let first = plan(reading, &round, &wish)?.into_iter().next().ok_or_else(|| refuse("evaluations.nobody"))?;
    Ok((round.title, first.form))
}

impl Wish {
    /// The round and the files it names.
    pub(super) fn parts(&self) -> (&str, Option<&String>, Option<&String>) {
        (&self.round, self.pdf.as_ref(), self.geometry.as_ref())
    }
}

impl Sheets {
    /// Sheets that are no batch of a round.
    pub(super) fn loose(paper: String, title: String, geometry: Geometry) -> Self {
        let pages = i64::try_from(geometry.pages.len()).unwrap_or(1);
        Self { paper, title, pages, batches: Vec::new(), places: Vec::new(), geometry }
    }
}

/// The pages of one batch, counted from 1.
fn own_geometry(geometry: &Geometry, code: &BatchCode) -> Geometry {
    let mut pages: Vec<_> = geometry.pages.iter().filter(|page| page.batch == *code).cloned().collect();
    for (page, number) in pages.iter_mut().zip(1..) {
        page.page = number;
    }
    Geometry { pages }
}

fn fresh_code(taken: &mut BTreeSet<String>) -> Result<BatchCode> {
    loop {
        let code = BatchCode::from_bits(u32::from_le_bytes(random_bytes::<4>()?) & 0x3fff_ffff);
        if taken.insert(code.as_str().to_owned()) {
            return Ok(code);
        }
    }
}

/// A random number for each sheet of a batch, none twice; which sheet got which is kept nowhere.
pub(super) fn numbers(copies: u32) -> Result<Vec<u32>> {
    let mut taken = BTreeSet::new();
    let mut all = Vec::new();
    while all.len() < copies as usize {
        let number = u32::from_le_bytes(random_bytes::<4>()?) & 0xf_ffff;
        if number != 0 && taken.insert(number) {
            all.push(number);
        }
    }
    Ok(all)
}

/// A village or a meeting that gets sheets.
struct Place {
    id: String,
    name: String,
    /// Day, as printed.
    day: String,
    /// Sheets when nobody said how many; none where nobody knows who came.
    usual: Option<u32>,
    /// Those rated there: record, name, post.
    people: Vec<(String, String, String)>,
}

/// Where sheets go, in the order of the round, each with those rated there.
fn places(reading: &Reading<'_>, round: &Round) -> Result<Vec<Place>> {
    let held = |on: Option<&str>| -> Result<String> { Ok(on.map(day).transpose()?.map(long_day).unwrap_or_default()) };
    if round.kind == Kind::Report {
        let people: Vec<_> =
            round.rated.iter().map(|one| (one.id.clone(), one.name.clone(), one.post.clone())).collect();
        if people.is_empty() {
            return Ok(Vec::new());
        }
        let place = |one: &store::Meeting| {
            Ok(Place {
                id: one.id.clone(),
                name: one.name.clone(),
                day: held(one.held_on.as_deref().or(round.held_on.as_deref()))?,
                usual: one.present.and_then(|n| u32::try_from(n).ok()),
                people: people.clone(),
            })
        };
        return round.meetings.iter().map(place).collect();
    }
    let areas: BTreeMap<String, String> =
        crate::features::areas::store::list(reading.db)?.into_iter().map(|one| (one.id, one.name)).collect();
    let mut all: Vec<Place> = Vec::new();
    for subject in &round.subjects {
        if !all.iter().any(|place| place.id == subject.area_id) {
            all.push(Place {
                id: subject.area_id.clone(),
                name: areas.get(&subject.area_id).cloned().unwrap_or_default(),
                day: held(round.held_on.as_deref())?,
                usual: Some(forms::copies().0),
                people: Vec::new(),
            });
        }
        if let Some(place) = all.iter_mut().find(|place| place.id == subject.area_id)
            && let Some(person) = delegates::find(reading.db, &subject.person_id)?
        {
            place.people.push((person.id, person.name, person.post));
        }
    }
    Ok(all)
}

/// Which sheets a place gets: the same for all, or one kind for party members and one for residents.
pub(super) fn voters_of(reading: &Reading<'_>, round: &Round) -> Result<&'static [Voters]> {
    let on = round.held_on.clone().unwrap_or_else(|| reading.today.to_string());
    let apart = round.kind == Kind::Delegates
        && crate::features::rulebook::store::flag(reading.db, "evaluation.separate_voters", &on)?;
    Ok(if apart { &[Voters::Members, Voters::Residents] } else { &[Voters::All] })
}

fn plan(reading: &Reading<'_>, round: &Round, wish: &Wish) -> Result<Vec<Planned>> {
    let office = office::office(reading.db)?.ok_or_else(|| refuse("office.none"))?;
    let kind = wish.kind.map(|kind| match kind {
        SheetKind::OneDelegate => FormKind::OneDelegate,
        SheetKind::Team => FormKind::Team,
    });
    let own_kind = serde_json::from_value::<FormKind>(round.form.get("kind").cloned().unwrap_or_default()).ok();
    let known = store::batches::forms(reading.db)?;
    let forms::Template { code: form_code, form: template, grades } =
        forms::template(&round.form, round.kind, kind.or(own_kind), &known)?;
    let (_, most) = forms::copies();
    let voters_of = voters_of(reading, round)?;
    let mut planned = Vec::new();
    for place in places(reading, round)? {
        for voters in voters_of {
            let copies = match wish.copies.iter().find(|one| one.area_id == place.id && one.voters == *voters) {
                Some(one) => one.copies,
                None if wish.copies.is_empty() => match place.usual {
                    Some(usual) => usual,
                    None => return Err(refuse("evaluations.nobody_present").with("meeting", place.name)),
                },
                None => 0,
            };
            if copies > most {
                return Err(refuse("evaluations.copies").with("copies", copies).with("most", most));
            }
            if copies == 0 {
                continue;
            }
            let rated = |people: &[(String, String, String)]| {
                let rated = Rated {
                    office: &office.name,
                    area: &place.name,
                    round: round.kind,
                    voters: *voters,
                    year: round.year,
                    day: place.day.clone(),
                    people,
                };
                forms::filled(&template, &rated)
            };
            let batch = |person, form| Planned {
                area_id: place.id.clone(),
                area: place.name.clone(),
                meeting: round.kind == Kind::Report,
                voters: *voters,
                person,
                copies,
                form,
                form_code: form_code.clone(),
                grades: grades.clone(),
            };
            if template.kind == FormKind::Team {
                planned.push(batch(None, rated(&place.people)?));
            } else {
                for one in &place.people {
                    planned.push(batch(Some((one.0.clone(), one.1.clone())), rated(std::slice::from_ref(one))?));
                }
            }
        }
    }
    if planned.is_empty() {
        return Err(match round.kind {
            Kind::Report => refuse("evaluations.nobody_reports"),
            Kind::Delegates => refuse("evaluations.nobody"),
        });
    }
    Ok(planned)
}
