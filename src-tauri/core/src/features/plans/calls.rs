//! What may be asked of plans.

use super::code::{self, Typed};
use super::model::{PageAsked, Plan, PlanCounts, PlanLine, PlanPage, PlanWhole, Plans};
use super::store::{self, pages};
use super::{propose, rules};
use crate::calls::Call;
use crate::features::One;
use crate::features::duties::calls::asked_day;
use crate::features::office::store::knows;
use crate::features::opinions::calls::promised;
use crate::features::reports::frame::said;
use crate::features::rulebook::store::value;
use crate::features::visits::store as visits;
use crate::features::weeks::rules::week_of;
use crate::ground::clock;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::Datelike;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const LAY: Op = Op { name: "plans.lay", right: Right::Enter, undo: Undo::Undoable };
const SAVE: Op = Op { name: "plans.save", right: Right::Enter, undo: Undo::Undoable };
const CLOSE: Op = Op { name: "plans.close", right: Right::Enter, undo: Undo::Undoable };
const REOPEN: Op = Op { name: "plans.reopen", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "plans.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("plans.week", r#"{"day":"2026-09-15"}"#, week),
        Call::read("plans.page", r#"{"filter":{"state":"planned"},"sort":"code","limit":50}"#, page),
        Call::read("plans.missing", "{}", missing),
        Call::read("plans.proposed", r#"{"day":"2026-09-15"}"#, proposed),
        Call::read("plans.open", r#"{"id":"$plan"}"#, open),
        Call::read("plans.find", r#"{"code":"$plancode"}"#, find),
        Call::write(&LAY, r#"{"day":"2026-10-14","topics":"秋季防火"}"#, lay),
        Call::write(
            &SAVE,
            r#"{"day":"2026-09-17","starts":"15:00","ends":"17:30","area_id":"$area","place":"村委会一楼","kind":"household",
                "leader_id":"$person","delegates":["$delegate"],"households":"第三、第四村民小组","topics":"排水整治"}"#,
            save,
        ),
        Call::write(&CLOSE, r#"{"ids":["$plan"],"closing":"suspended","note":"台风"}"#, close),
        Call::write(&REOPEN, r#"{"id":"$planclosed"}"#, reopen),
        Call::write(&REMOVE, r#"{"id":"$plan"}"#, remove),
    ]
}

/// A day of the week asked about.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "PlanWeek")]
struct Week {
    /// Any day of it; today when left out.
    day: Option<String>,
}

/// A number as typed or scanned.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PlanCode")]
struct Coded {
    code: String,
}

/// A week to plan.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "PlanLay")]
struct Lay {
    /// Any day of it; today when left out.
    day: Option<String>,
    /// Only these villages; all when empty.
    area_ids: Vec<String>,
    /// What is to be spoken about everywhere this week.
    topics: String,
}

/// Plans laid.
#[derive(Serialize, TS)]
#[ts(rename = "PlansLaid")]
struct Laid {
    /// Records.
    ids: Vec<String>,
}

/// Plans to close.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "PlanClose")]
struct Close {
    /// Records.
    ids: Vec<String>,
    /// moved, suspended, not_gone or other.
    closing: String,
    /// The reason in words.
    #[serde(default)]
    note: String,
}

/// A saved plan.
#[derive(Serialize, TS)]
#[ts(rename = "PlanSaved")]
struct Saved {
    /// Record.
    id: String,
    /// Its number as printed.
    code: String,
}

/// A number as it is printed and read out.
#[must_use]
pub fn written(year: i64, number: i64) -> String {
    let (padded, check) = code::parts(year, number);
    said("plans.code", &[("year", year.into()), ("number", padded.into()), ("check", check.into())])
}

/// Days a sheet may take to come back, by the rule book.
fn back_days(reading: &Reading<'_>) -> Result<u64> {
    let days = value(reading.db, "plans.back_days", &reading.today.to_string())?;
    Ok(days.and_then(|days| days.as_u64()).unwrap_or(0))
}

fn state_of(plan: &Plan, reading: &Reading<'_>) -> Result<&'static str> {
    let day = clock::day(&plan.day)?;
    Ok(rules::state(day, plan.visit_id.is_some(), &plan.closing, reading.today, back_days(reading)?))
}

fn judged(reading: &Reading<'_>, which: store::Which<'_>) -> Result<Vec<PlanLine>> {
    judge(reading, store::lines(reading.db, which)?)
}

fn judge(reading: &Reading<'_>, found: Vec<(PlanLine, i64, i64)>) -> Result<Vec<PlanLine>> {
    let back = back_days(reading)?;
    let mut lines = Vec::new();
    for (mut line, year, number) in found {
        line.code = written(year, number);
        let day = clock::day(&line.day)?;
        line.state = rules::state(day, line.visit_id.is_some(), &line.closing, reading.today, back);
        lines.push(line);
    }
    Ok(lines)
}

/// Every plan that was neither entered nor closed, by day, judged on the day the office stands on.
///
/// # Errors
/// What the database says.
pub fn unfinished(reading: &Reading<'_>) -> Result<Vec<PlanLine>> {
    judged(reading, store::Which::OpenBefore(FAR))
}

/// Later than any day.
const FAR: &str = "9999-12-31";

fn counted(lines: &[PlanLine]) -> PlanCounts {
    let count =
        |state: &str| i64::try_from(lines.iter().filter(|line| line.state == state).count()).unwrap_or_default();
    PlanCounts {
        planned: count("planned"),
        due: count("due"),
        late: count("late"),
        entered: count("entered"),
        closed: count("closed"),
    }
}

fn week(reading: &Reading<'_>, asked: Week) -> Result<Plans> {
    let span = week_of(asked_day(reading, asked.day.as_deref())?);
    let (from, to) = (span.from.to_string(), span.to.to_string());
    let lines = judged(reading, store::Which::Days(&from, &to))?;
    let counts = counted(&lines);
    Ok(Plans { from, to, lines, counts, missing: store::missing(reading.db, &reading.today.to_string())? })
}

/// Plans of whatever time, page by page.
fn page(reading: &Reading<'_>, asked: PageAsked) -> Result<PlanPage> {
    let first = reading.today.checked_sub_days(chrono::Days::new(back_days(reading)?)).unwrap_or(reading.today);
    let days = pages::Days { today: reading.today.to_string(), late_before: first.to_string() };
    let counts = pages::counts(reading.db, &asked.filter, &days)?;
    let total = match asked.filter.state.as_deref() {
        None => counts.planned + counts.due + counts.late + counts.entered + counts.closed,
        Some("planned") => counts.planned,
        Some("due") => counts.due,
        Some("late") => counts.late,
        Some("entered") => counts.entered,
        Some("closed") => counts.closed,
        Some(_) => 0,
    };
    Ok(PlanPage { lines: judge(reading, pages::lines(reading.db, &asked, &days)?)?, total, counts })
}

/// Sheets that are not back, of whatever week.
fn missing(reading: &Reading<'_>, _: crate::features::Nothing) -> Result<Plans> {
    let today = reading.today.to_string();
    let lines = judged(reading, store::Which::OpenBefore(&today))?;
    let counts = counted(&lines);
    let from = lines.first().map_or_else(|| today.clone(), |line| line.day.clone());
    Ok(Plans { from, to: today.clone(), lines, counts, missing: store::missing(reading.db, &today)? })
}

/// The plans a click would lay, without numbers.
fn proposed(reading: &Reading<'_>, asked: Week) -> Result<Vec<Plan>> {
    propose::week(reading, asked_day(reading, asked.day.as_deref())?)
}

/// A plan with its number, its state and what the village waits to hear.
///
/// # Errors
/// `plans.gone`; what the database says.
pub fn whole(reading: &Reading<'_>, id: &str) -> Result<PlanWhole> {
    let plan = store::whole(reading.db, id)?.ok_or_else(|| refuse("plans.gone"))?;
    let visit = match &plan.visit_id {
        Some(visit) => visits::number_of(reading.db, visit)?.map(|(year, number)| format!("{year}\u{2013}{number}")),
        None => None,
    };
    Ok(PlanWhole {
        code: written(plan.year, plan.number),
        state: state_of(&plan, reading)?,
        visit,
        promises: promised(reading, &plan.area_id)?,
        plan,
    })
}

fn open(reading: &Reading<'_>, one: One) -> Result<PlanWhole> {
    whole(reading, &one.id)
}

/// The plan of a typed or scanned number.
fn find(reading: &Reading<'_>, asked: Coded) -> Result<PlanWhole> {
    let typed = asked.code.trim().chars().take(40).collect::<String>();
    let this_year = i64::from(reading.today.year());
    let read = match code::read(&typed, this_year) {
        // A short number of last year still comes in during January.
        Typed::Wrong if reading.today.month() == 1 => match code::read(&typed, this_year - 1) {
            Typed::Number { year, number } if year < this_year => Typed::Number { year, number },
            _ => Typed::Wrong,
        },
        read => read,
    };
    let (year, number) = match read {
        Typed::Number { year, number } => (year, number),
        Typed::Wrong => return Err(refuse("plans.code_wrong").with("typed", typed)),
        Typed::Shape => return Err(refuse("plans.code_shape").with("typed", typed)),
    };
    let id = store::by_number(reading.db, year, number)?
        .ok_or_else(|| refuse("plans.code_unknown").with("code", written(year, number)))?;
    whole(reading, &id)
}

/// Gives a plan its number and writes it.
///
/// # Errors
/// What the database says.
pub fn insert(writing: &Writing<'_>, plan: &mut Plan) -> Result<()> {
    plan.id = new_id();
    plan.year = i64::from(clock::day(&plan.day)?.year());
    plan.number = store::next_number(writing.tx, plan.year)?;
    store::save(writing.tx, plan, &writing.actor.id)
}

fn lay(writing: &mut Writing<'_>, asked: Lay) -> Result<Laid> {
    let reading = writing.reading();
    let on = asked_day(&reading, asked.day.as_deref())?;
    let mut wanted = propose::week(&reading, on)?;
    wanted.retain(|plan| asked.area_ids.is_empty() || asked.area_ids.contains(&plan.area_id));
    if wanted.is_empty() {
        return Err(refuse("plans.nothing_to_lay"));
    }
    let mut ids = Vec::new();
    for plan in &mut wanted {
        // What a village waits to hear stays beside what is spoken about everywhere.
        let both = [asked.topics.trim(), plan.topics.as_str()];
        plan.topics = both.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{ff1b}");
        rules::check(plan)?;
        insert(writing, plan)?;
        ids.push(plan.id.clone());
    }
    let week = week_of(on);
    writing.note("from", week.from.to_string());
    writing.note("n", ids.len());
    Ok(Laid { ids })
}

fn save(writing: &mut Writing<'_>, mut plan: Plan) -> Result<Saved> {
    rules::check(&mut plan)?;
    if !knows(writing.tx, "visit_kind", &plan.kind)? {
        return Err(refuse("plans.kind"));
    }
    if plan.id.is_empty() {
        // What the program gives is never taken from a request.
        plan = Plan { visit_id: None, closing: String::new(), closing_note: String::new(), closed_on: None, ..plan };
        insert(writing, &mut plan)?;
    } else {
        let held = held(writing.tx, &plan.id)?;
        if held.visit_id.is_some() {
            return Err(refuse("plans.entered").with("code", written(held.year, held.number)));
        }
        if plan.version != 0 && plan.version != held.version {
            return Err(refuse("plans.changed_meanwhile"));
        }
        // A number once printed stays, in whatever year the visit is moved to.
        (plan.year, plan.number) = (held.year, held.number);
        store::save(writing.tx, &plan, &writing.actor.id)?;
    }
    let code = written(plan.year, plan.number);
    writing.note("code", code.clone());
    writing.note("day", plan.day.clone());
    writing.subject(&plan.id);
    Ok(Saved { id: plan.id, code })
}

fn held(db: &Connection, id: &str) -> Result<Plan> {
    store::whole(db, id)?.ok_or_else(|| refuse("plans.gone"))
}

fn close(writing: &mut Writing<'_>, asked: Close) -> Result<Laid> {
    if !rules::CLOSINGS.contains(&asked.closing.as_str()) {
        return Err(refuse("plans.closing"));
    }
    let note = asked.note.trim();
    if asked.closing == "other" && note.is_empty() {
        return Err(refuse("plans.closing_note"));
    }
    let today = writing.today.to_string();
    for id in &asked.ids {
        let plan = held(writing.tx, id)?;
        if plan.visit_id.is_some() {
            return Err(refuse("plans.entered").with("code", written(plan.year, plan.number)));
        }
        store::close(writing.tx, id, &asked.closing, note, Some(&today))?;
        writing.subject(id);
    }
    writing.note("n", asked.ids.len());
    writing.note("why", crate::ground::words::term(&format!("plan.{}", asked.closing)));
    Ok(Laid { ids: asked.ids })
}

fn reopen(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let plan = held(writing.tx, &one.id)?;
    if plan.closing.is_empty() {
        return Err(refuse("plans.not_closed").with("code", written(plan.year, plan.number)));
    }
    store::close(writing.tx, &one.id, "", "", None)?;
    writing.note("code", written(plan.year, plan.number));
    writing.subject(&one.id);
    Ok(one)
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let plan = held(writing.tx, &one.id)?;
    if plan.visit_id.is_some() {
        return Err(refuse("plans.entered").with("code", written(plan.year, plan.number)));
    }
    store::remove(writing.tx, &one.id)?;
    writing.note("code", written(plan.year, plan.number));
    writing.subject(&one.id);
    Ok(one)
}

/// Links a saved visit with the plan its sheet was printed from, or with none.
///
/// # Errors
/// `plans.gone`, `plans.entered`.
pub fn link(db: &Connection, plan: Option<&str>, visit: &str) -> Result<()> {
    let had = store::of_visit(db, visit)?;
    if had.as_deref() == plan {
        return Ok(());
    }
    if had.is_some() {
        store::unlink(db, visit)?;
    }
    let Some(id) = plan else { return Ok(()) };
    let plan = held(db, id)?;
    if plan.visit_id.is_some() {
        return Err(refuse("plans.entered").with("code", written(plan.year, plan.number)));
    }
    store::link(db, id, visit)
}
