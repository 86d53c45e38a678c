//! Where the lines of a list come from: its call, or the few lists that a page puts together itself.

use super::lists::{self, Column, Paging};
use crate::features::backup::keeper::own_list;
use crate::features::delegates::store as delegates;
use crate::features::duties::calls::asked_day;
use crate::features::duties::model::WindowLine;
use crate::features::duties::{sheet, store as duties};
use crate::features::office::store::label;
use crate::features::opinions::store::kept;
use crate::features::reports::coverage::slot_words;
use crate::features::reports::gather::{Name, holds, villages};
use crate::ground::progress::Progress;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Reading, Station};
use crate::ground::words;
use chrono::Datelike;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// Most rows of a workbook; it opens slowly beyond that and no clerk reads it.
const MOST: usize = 200_000;
/// Lines asked for at a time.
const STEP: usize = 1000;

/// Columns and lines of a list.
pub struct Gathered {
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Lines in the order of the call.
    pub lines: Vec<Value>,
}

/// The columns a list has on this day.
///
/// # Errors
/// `views.list`; what the database says.
pub fn columns(reading: &Reading<'_>, code: &str) -> Result<Vec<Column>> {
    let mut columns = lists::find(code)?.columns.clone();
    if code == "duties" {
        columns.extend(duty_sheet(reading, &Value::Null)?.columns);
    }
    Ok(columns)
}

/// The lines of a list that is kept beside the office file; none for the lists within it.
///
/// # Errors
/// What the disk says.
pub fn beside(station: &Station, code: &str) -> Result<Option<Vec<Value>>> {
    if code != "backups" {
        return Ok(None);
    }
    let lines = own_list(station)?.into_iter().map(serde_json::to_value).collect::<serde_json::Result<_>>()?;
    Ok(Some(lines))
}

/// All lines a request leaves, over all pages, of one standing of the file.
///
/// # Errors
/// `views.list`, `views.too_many`, `work.cancelled`; the refusals of the list's call.
pub fn gather(reading: &Reading<'_>, code: &str, request: &Value, progress: &dyn Progress) -> Result<Gathered> {
    let list = lists::find(code)?;
    let mut gathered = match code {
        "delegates" => Gathered { columns: Vec::new(), lines: people(reading)? },
        "stations" => Gathered { columns: Vec::new(), lines: stations(reading)? },
        "duties" => duty_sheet(reading, request)?,
        _ => Gathered { columns: Vec::new(), lines: asked(reading, list, request, progress)? },
    };
    if code == "week" {
        // A village whose day has not come is not said to be missing.
        for line in gathered.lines.iter_mut().filter_map(Value::as_object_mut) {
            if line.get("come") == Some(&Value::Bool(false)) && line.get("state") == Some(&"unreported".into()) {
                line.insert("state".to_owned(), "later".into());
            }
        }
    }
    if code == "actions" {
        // Somebody of the register, or whoever was written down.
        let people: HashMap<String, String> =
            delegates::people(reading.db)?.into_iter().map(|one| (one.id, one.name)).collect();
        for line in &mut gathered.lines {
            let of =
                |field: &str| line.pointer(&format!("/action/{field}")).and_then(Value::as_str).unwrap_or_default();
            let who = people.get(of("person_id")).map_or_else(|| of("owner").to_owned(), Clone::clone);
            if let Some(line) = line.as_object_mut() {
                line.insert("who".to_owned(), who.into());
            }
        }
    }
    let mut columns = list.columns.clone();
    columns.append(&mut gathered.columns);
    Ok(Gathered { columns, lines: gathered.lines })
}

fn asked(reading: &Reading<'_>, list: &lists::List, request: &Value, progress: &dyn Progress) -> Result<Vec<Value>> {
    let call = crate::desk::register().0.get(list.call.as_str());
    let look =
        call.and_then(|call| call.look.as_ref()).ok_or_else(|| refuse("views.list").with("list", &*list.call))?;
    let mut request = request.as_object().cloned().unwrap_or_default();
    if list.paging != Paging::Whole {
        request.insert("limit".to_owned(), STEP.into());
        request.remove("offset");
        request.remove("before");
    }
    let mut lines: Vec<Value> = Vec::new();
    loop {
        progress.go_on()?;
        progress.step(lines.len() as u64, 0, "papers");
        let mut answer = look(reading, Value::Object(request.clone()))?;
        let page = list.lines_of(&mut answer).and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
        let got = page.len();
        lines.extend(page);
        if lines.len() > MOST {
            return Err(refuse("views.too_many").with("n", MOST));
        }
        match list.paging {
            Paging::Whole => return Ok(lines),
            // A call may hand out fewer lines at a time than asked for: only an empty page is the end.
            _ if got == 0 => return Ok(lines),
            Paging::Offset => request.insert("offset".to_owned(), lines.len().into()),
            Paging::Before => {
                let last = lines.last().and_then(|line| line.get("operation")).cloned().unwrap_or_default();
                request.insert("before".to_owned(), last)
            }
        };
    }
}

/// Adds to lines what the list masks; the caller has a reason from the clerk.
///
/// # Errors
/// What the database says.
pub fn unmask(reading: &Reading<'_>, code: &str, lines: &mut [Value]) -> Result<()> {
    if code != "opinions" {
        return Ok(());
    }
    for line in lines.iter_mut().filter_map(Value::as_object_mut) {
        let Some(found) = line.get("id").and_then(Value::as_str).map(|id| kept(reading.db, id)).transpose()?.flatten()
        else {
            continue;
        };
        line.insert("giver".to_owned(), found.entry.giver.into());
        line.insert("giver_phone".to_owned(), found.entry.giver_phone.into());
    }
    Ok(())
}

fn people(reading: &Reading<'_>) -> Result<Vec<Value>> {
    let on = reading.today.to_string();
    let tenures = delegates::seats(reading.db, None)?;
    let circles = delegates::circles(reading.db)?;
    let villages = villages(reading, reading.today)?;
    let mut lines = Vec::new();
    for person in delegates::people(reading.db)? {
        let own: Vec<_> = tenures.iter().filter(|one| one.person_id == person.id).collect();
        let now: Vec<_> =
            own.iter().filter(|one| holds(&on, Some(&one.from_day), one.to_day.as_deref())).copied().collect();
        let seats = if now.is_empty() { own.last().copied().into_iter().collect() } else { now.clone() };
        let level = |code: &str| words::screen(&format!("delegates.level.{code}")).unwrap_or_default();
        let layer = match seats.first() {
            Some(seat) => label(reading.db, "layer", &seat.layer)?,
            None => label(reading.db, "companion", &person.category)?,
        };
        let state = if !now.is_empty() {
            "delegates.seated"
        } else if own.is_empty() {
            "delegates.noSeat"
        } else {
            "delegates.ended"
        };
        let group = seats.iter().find_map(|seat| seat.circle_id.as_ref());
        let served = villages.iter().filter(|village| village.delegates.iter().any(|one| one.id == person.id));
        lines.push(json!({
            "id": person.id,
            "name": person.name,
            "pinyin": person.pinyin,
            "sex": person.sex,
            "levels": seats.iter().map(|seat| level(&seat.level)).collect::<Vec<_>>(),
            "group": group.and_then(|id| circles.iter().find(|circle| circle.id == *id)).map(|circle| &circle.name),
            "post": person.post,
            "layer": layer,
            "villages": served.map(|village| &village.name).collect::<Vec<_>>(),
            "state": words::screen(state),
            "phone": person.phone,
        }));
    }
    Ok(lines)
}

fn stations(reading: &Reading<'_>) -> Result<Vec<Value>> {
    let names = |of: Vec<&Name>| of.into_iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let line = |village: &crate::features::reports::gather::Village| {
        json!({
            "id": village.id,
            "name": village.name,
            "teams": village.teams.iter().map(|team| &team.name).collect::<Vec<_>>(),
            "leaders": names(village.leaders().collect()),
            "liaisons": names(village.liaisons().collect()),
            "delegates": names(village.delegates.iter().collect()),
            "slots": village.slots.iter().map(slot_words).collect::<Vec<_>>(),
        })
    };
    Ok(villages(reading, reading.today)?.iter().map(line).collect())
}

/// Delegates by windows, as the matrix of the duty page: a column a window of the year.
fn duty_sheet(reading: &Reading<'_>, request: &Value) -> Result<Gathered> {
    let as_of = asked_day(reading, request.get("as_of").and_then(Value::as_str))?;
    let gathered = duties::gather(reading.db, as_of, None, None)?;
    let sheet = sheet::whole(&gathered, &duties::labels(reading.db)?, false);
    let year = as_of.year().to_string();
    let mut columns: Vec<Column> = Vec::new();
    for one in sheet.delegates.iter().flat_map(|delegate| &delegate.duties) {
        for window in one.windows.iter().filter(|window| window.to.starts_with(&year)) {
            let key = format!("{}:{}", one.duty, window.from);
            if !columns.iter().any(|column| column.key == key) {
                let duty = words::screen(&format!("duties.duty.{}", one.duty)).unwrap_or(one.duty);
                let name = format!("{duty} {}", window_name(window));
                columns.push(Column { key, name, kind: "text".to_owned(), width: 8, ..Column::default() });
            }
        }
    }
    let order = |key: &str| {
        let (duty, from) = key.split_once(':').unwrap_or_default();
        let at = ["contact", "meeting", "proposal", "evaluation"].iter().position(|one| *one == duty);
        (at.unwrap_or(usize::MAX), from.to_owned())
    };
    columns.sort_by_key(|column| order(&column.key));
    let lines = sheet.delegates.iter().map(|delegate| {
        let mut line = Map::new();
        line.insert("id".to_owned(), delegate.id.clone().into());
        line.insert("name".to_owned(), delegate.name.clone().into());
        line.insert("group".to_owned(), delegate.group.clone().into());
        let mut open = 0;
        for one in &delegate.duties {
            for window in &one.windows {
                open += i64::from(matches!(window.state, "overdue" | "open"));
                line.insert(format!("{}:{}", one.duty, window.from), window_state(window).into());
            }
        }
        line.insert("open".to_owned(), open.into());
        Value::Object(line)
    });
    Ok(Gathered { lines: lines.collect(), columns })
}

fn window_name(window: &WindowLine) -> String {
    let (from, to) = (crate::ground::clock::day(&window.from), crate::ground::clock::day(&window.to));
    match (from, to) {
        (Ok(from), Ok(to)) => crate::features::reports::frame::period_name(from, to),
        _ => format!("{}\u{2013}{}", window.from, window.to),
    }
}

fn window_state(window: &WindowLine) -> String {
    let key = match window.state {
        "met" => "views.done",
        "open" => "views.open",
        "overdue" => "views.overdue",
        _ if window.relief.is_some() && window.required == 0 => "views.none",
        _ => "views.later",
    };
    let n = if window.state == "met" { window.done } else { (window.required - window.done).max(0) };
    words::print_with(key, &Map::from_iter([("n".to_owned(), n.into())]))
}
