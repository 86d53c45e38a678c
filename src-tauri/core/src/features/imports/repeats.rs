//! Visits told twice in one import: twelve sheets of months and one of the whole year, or a file and its copy in one
//! folder. Counted twice they would double every figure.

use super::prepared::Prepared;
use super::reading::finding::Finding;
use super::visit_rows::{VisitRow, canon};
use super::wire::Told;
use std::collections::{HashMap, HashSet};

/// Fewer equal rows than this are a coincidence.
const FEWEST: usize = 3;

/// A sheet of a file.
type Sheet = (String, String);

fn sheet_of(row: &VisitRow) -> Sheet {
    (row.file.clone(), row.place.sheet.to_string())
}

/// All that two sheets of different shapes tell alike of one visit.
fn told(row: &VisitRow) -> String {
    let v = &row.visit;
    let mut delegates = v.delegates.clone();
    delegates.sort();
    format!("{}|{}|{}|{}|{}|{}|{}", v.day, v.area_id, v.kind, v.received, v.households, v.firms, delegates.join(" "))
}

/// How much a row tells beside that: of two tellings the fuller one is kept.
fn fullness(row: &VisitRow) -> (usize, usize) {
    let v = &row.visit;
    let words: usize = v.opinions.iter().map(|heard| heard.content.len() + heard.answer.len()).sum();
    (v.opinions.len(), words + v.situation.len() + v.note.len() + v.companions.len() + v.starts.len())
}

/// Leaves out the rows of a sheet that repeats earlier ones nearly whole, and says where a part is repeated. Equal rows of
/// one sheet are visits of their own, and a sheet the clerk chose is read as it is.
pub fn left_out(out: &mut Prepared) {
    let mut sheets: Vec<(Sheet, Vec<usize>)> = Vec::new();
    let mut places: HashMap<Sheet, usize> = HashMap::new();
    for (at, row) in out.visits.iter().enumerate() {
        let place = *places.entry(sheet_of(row)).or_insert_with_key(|sheet| {
            sheets.push((sheet.clone(), Vec::new()));
            sheets.len() - 1
        });
        if let Some((_, rows)) = sheets.get_mut(place) {
            rows.push(at);
        }
    }
    if sheets.len() < 2 {
        return;
    }
    let mut held: HashMap<String, Vec<usize>> = HashMap::new();
    let mut gone: HashSet<usize> = HashSet::new();
    for (sheet, rows) in sheets {
        let rows: Vec<(usize, String)> =
            rows.into_iter().filter_map(|at| out.visits.get(at).map(|row| (at, told(row)))).collect();
        let met = met(&out.visits, &rows, &held);
        let chosen = out.mapping.sheets.get(&sheet.1) == Some(&true);
        let whole = met.len() >= FEWEST && met.len() * 10 >= rows.len() * 9 && !chosen;
        if !met.is_empty() {
            let finding = finding(&out.visits, &sheet, &met, whole);
            out.notices.push(Told::of(&sheet.0, &finding));
        }
        if whole {
            let full = |at: &usize| out.visits.get(*at).map(fullness);
            gone.extend(met.iter().map(|(at, twin)| if full(at) > full(twin) { *twin } else { *at }));
        }
        for (at, key) in rows {
            let all = held.entry(key).or_default();
            all.push(at);
            all.retain(|at| !gone.contains(at));
        }
    }
    let mut at = 0;
    out.visits.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// Rows of a sheet with their twins on earlier ones, one to one: those that say the same in everything first.
fn met(all: &[VisitRow], rows: &[(usize, String)], held: &HashMap<String, Vec<usize>>) -> Vec<(usize, usize)> {
    let mut free: HashMap<&str, Vec<usize>> =
        rows.iter().filter_map(|(_, key)| held.get(key).map(|twins| (key.as_str(), twins.clone()))).collect();
    let same = |at: usize, twin: usize| match (all.get(at), all.get(twin)) {
        (Some(one), Some(other)) => canon(&one.visit) == canon(&other.visit),
        _ => false,
    };
    let mut out: Vec<(usize, usize)> = Vec::new();
    let mut paired: HashSet<usize> = HashSet::new();
    for exact in [true, false] {
        for (at, key) in rows {
            if paired.contains(at) {
                continue;
            }
            let Some(twins) = free.get_mut(key.as_str()) else { continue };
            if let Some(place) = twins.iter().position(|twin| !exact || same(*at, *twin)) {
                paired.insert(*at);
                out.push((*at, twins.remove(place)));
            }
        }
    }
    out
}

/// What is said of a sheet whose rows, told first, were met again.
fn finding(rows: &[VisitRow], sheet: &Sheet, met: &[(usize, usize)], whole: bool) -> Finding {
    let mut others: Vec<String> = Vec::new();
    for (file, name) in met.iter().filter_map(|(_, twin)| rows.get(*twin)).map(sheet_of) {
        let other = if file == sheet.0 { name } else { format!("{file} {name}") };
        if !others.contains(&other) {
            others.push(other);
        }
    }
    let place = met.first().and_then(|(at, _)| rows.get(*at)).map(|row| row.place.clone()).unwrap_or_default();
    Finding::at(&place, if whole { "imports.sheet_repeats" } else { "imports.rows_twice" })
        .with("sheet", sheet.1.clone())
        .with("rows", met.len())
        .with("other", others.join("\u{3001}"))
}
