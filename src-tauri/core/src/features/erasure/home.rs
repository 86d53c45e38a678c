//! The paper a record stands in: what a person opens to read it.

use crate::ground::refusal::Result;
use crate::ground::schema::Schema;
use crate::ground::undo;
use crate::ground::words;
use rusqlite::Connection;
use serde_json::{Map, Value};

/// Records that are a part of another: (table, column that names the other, table of the other).
const WITHIN: &[(&str, &str, &str)] = &[
    ("action_points", "meeting_id", "meetings"),
    ("activity_areas", "activity_id", "activities"),
    ("activity_links", "activity_id", "activities"),
    ("activity_people", "activity_id", "activities"),
    ("activity_reports", "activity_id", "activities"),
    ("agenda_items", "meeting_id", "meetings"),
    ("attachments", "visit_id", "visits"),
    ("attachments", "opinion_id", "opinions"),
    ("attachments", "report_id", "activity_reports"),
    ("attachments", "meeting_id", "meetings"),
    ("attachments", "proposal_id", "proposals"),
    ("attendances", "meeting_id", "meetings"),
    ("batches", "round_id", "rounds"),
    ("batch_counts", "batch_id", "batches"),
    ("dossier_slips", "dossier_id", "dossiers"),
    ("materials", "meeting_id", "meetings"),
    ("material_items", "material_id", "materials"),
    ("notice_deliveries", "recipient_id", "notice_recipients"),
    ("notice_opinions", "notice_id", "notices"),
    ("notice_recipients", "notice_id", "notices"),
    ("opinion_moves", "opinion_id", "opinions"),
    ("proposal_moves", "proposal_id", "proposals"),
    ("proposal_ratings", "move_id", "proposal_moves"),
    ("proposal_versions", "proposal_id", "proposals"),
    ("proposers", "proposal_id", "proposals"),
    ("report_uses", "report_id", "activity_reports"),
    ("round_meetings", "round_id", "rounds"),
    ("round_rated", "round_id", "rounds"),
    ("round_signings", "round_id", "rounds"),
    ("round_subjects", "round_id", "rounds"),
    ("tally_corrections", "round_id", "rounds"),
    ("tenures", "person_id", "people"),
    ("visit_people", "visit_id", "visits"),
    ("visit_tags", "visit_id", "visits"),
];

/// Pages that open a record of a table.
const PAGES: &[(&str, &str)] = &[
    ("visits", "visits"),
    ("opinions", "opinions"),
    ("people", "delegates"),
    ("areas", "stations"),
    ("proposals", "proposals"),
    ("meetings", "meetings"),
    ("activities", "activities"),
    ("notices", "notices"),
    ("dossiers", "dossiers"),
    ("rounds", "evaluations"),
];

/// Most steps from a part to its paper: a recipient's delivery needs two.
const DEEPEST: usize = 3;

/// A paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// Table.
    pub kind: String,
    /// Record.
    pub record: String,
    /// Page that opens it; empty when none does.
    pub page: &'static str,
    /// What the page is opened with: the record, or the delegate of a dossier.
    pub opens: String,
    /// Year of a dossier: a delegate has one for each.
    pub year: Option<i64>,
    /// Title or name; empty when it has none.
    pub title: String,
    /// Day, when it has one.
    pub day: Option<String>,
}

/// What the records of a table are, in words.
#[must_use]
pub fn what(kind: &str) -> &'static str {
    words::screen(&format!("history.table.{kind}")).unwrap_or_default()
}

/// The paper of a record that stands; of one that is gone nothing can be opened.
///
/// # Errors
/// What the database says.
pub fn of(db: &Connection, schema: &Schema, kind: &str, record: &str) -> Result<Home> {
    let mut home = Home { kind: kind.to_owned(), record: record.to_owned(), ..Home::default() };
    let Some(mut now) = undo::current(db, schema, kind, record)? else { return Ok(home) };
    for _ in 0..DEEPEST {
        // What may belong to records of several kinds names one of them.
        let above = WITHIN
            .iter()
            .filter(|(part, _, _)| *part == home.kind)
            .find_map(|(_, column, parent)| Some((now.get(*column)?.as_str()?.to_owned(), parent)));
        let Some((above, parent)) = above else { break };
        let Some(found) = undo::current(db, schema, parent, &above)? else { break };
        home.kind = (*parent).to_owned();
        home.record = above;
        now = found;
    }
    home.page = PAGES.iter().find(|(table, _)| *table == home.kind).map_or("", |(_, page)| page);
    let text = |column: &str| said(&now, column);
    home.title = text("title").or_else(|| text("name")).unwrap_or_default();
    home.day = text("day").or_else(|| text("from_day")).or_else(|| text("held_on")).or_else(|| text("closed_on"));
    home.opens = if home.kind == "dossiers" {
        home.year = now.get("year").and_then(Value::as_i64);
        text("person_id").unwrap_or_default()
    } else {
        home.record.clone()
    };
    Ok(home)
}

fn said(now: &Map<String, Value>, column: &str) -> Option<String> {
    now.get(column).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
}
