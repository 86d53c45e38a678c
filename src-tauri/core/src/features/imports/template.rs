//! The blank workbook to be filled in (空白填报模板) is made of the same headings and dictionaries the reading knows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zhudian_paper::{EntryBook, EntryColumn, EntryKind, EntrySheet};

use super::reading::mapping::Job;
use super::store;
use crate::calls::{Done, Work};
use crate::features::delegates::store as delegates;
use crate::features::office::store as office;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words;

/// Which template, and where to.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ImportTemplate")]
pub struct Template {
    /// roster or visits.
    pub job: Job,
    /// Token of a folder.
    pub to: String,
}

/// A saved file.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "ImportTemplateSaved")]
pub struct Saved {
    /// Name of the file in the folder.
    pub file: String,
    /// Bytes.
    pub bytes: usize,
}

/// Rows that check what is typed.
const ROWS: u32 = 300;
/// The largest count one row takes, as the reading does.
const MOST: u32 = 99_999;

/// Makes the template and lays it in the folder; a file of that name stays and the new one gets a number.
///
/// # Errors
/// `file.token`, `room.printer`, `imports.template`, what the disk says.
pub fn save(work: &Work<'_>, request: &Template) -> Result<Done<Saved>> {
    let folder = work.desk.files().path(&request.to)?;
    let station = work.desk.station()?;
    let book = station.read(&work.session.actor, |reading| book(reading, request.job))?;
    let bytes = work.desk.printer()?.entry_book(&book).map_err(|fault| refuse("imports.template").because(fault))?;
    let stem = words::term(match request.job {
        Job::Roster => "imports.template.roster",
        Job::Visits => "imports.template.visits",
    });
    for number in 1..100 {
        let name = if number == 1 { format!("{stem}.xlsx") } else { format!("{stem}-{number}.xlsx") };
        let opened = std::fs::OpenOptions::new().write(true).create_new(true).open(folder.join(&name));
        match opened {
            Ok(mut file) => {
                std::io::Write::write_all(&mut file, &bytes)?;
                file.sync_all()?;
                return Ok(Done::silent(Saved { file: name, bytes: bytes.len() }));
            }
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(e.into()),
        }
    }
    Err(refuse("imports.template"))
}

/// The template of a job with this office's villages, people and dictionaries.
///
/// # Errors
/// What the database says.
pub fn book(reading: &Reading<'_>, job: Job) -> Result<EntryBook> {
    let entries = office::entries(reading.db)?;
    let labels = |list: &str| -> Vec<String> {
        entries.iter().filter(|e| e.list == list && e.active).map(|e| e.label.clone()).collect()
    };
    let town = office::office(reading.db)?.map(|o| o.area_code).unwrap_or_default();
    let areas: Vec<String> =
        store::areas(reading.db)?.into_iter().filter(|a| a.code.starts_with(&town)).map(|a| a.name).collect();
    let people: Vec<String> = delegates::people(reading.db)?.into_iter().map(|p| p.name).collect();
    let circles: Vec<String> = delegates::circles(reading.db)?.into_iter().map(|c| c.name).collect();
    let today = reading.today.to_string();
    let column = |name: &str, kind: EntryKind, width: u16, required: bool| EntryColumn {
        name: words::term(&format!("imports.column.{name}")).to_owned(),
        kind,
        width,
        required,
        hint: words::term(&format!("imports.column_hint.{}", hint_of(name))).to_owned(),
        refusal: words::term("imports.column_refusal").to_owned(),
        filled: Vec::new(),
    };
    let day = || EntryKind::Day { from: "2000-01-01".to_owned(), to: today.clone() };
    let (sheet, columns) = match job {
        Job::Roster => (
            "imports.template.roster",
            vec![
                column("village", EntryKind::OneOf(areas), 16, false),
                column("team", EntryKind::Text, 14, false),
                column("name", EntryKind::Text, 8, true),
                column(
                    "sex",
                    EntryKind::OneOf(words::term("imports.sexes").split('/').map(str::to_owned).collect()),
                    5,
                    false,
                ),
                column("layer", EntryKind::Proposed(labels("layer")), 12, false),
                column("group", EntryKind::Proposed(circles), 10, false),
                column("post", EntryKind::Text, 20, false),
                column("phone", EntryKind::Text, 14, false),
                column("leader", EntryKind::Text, 8, false),
                column("note", EntryKind::Text, 16, false),
            ],
        ),
        Job::Visits => (
            "imports.template.visits",
            vec![
                column("day", day(), 11, true),
                column("village", EntryKind::OneOf(areas), 16, true),
                column("leader", EntryKind::Proposed(people), 8, false),
                column("delegates", EntryKind::Text, 18, false),
                column("others", EntryKind::Text, 14, false),
                column("kind", EntryKind::OneOf(labels("visit_kind")), 12, true),
                column("received", EntryKind::Count(MOST), 8, false),
                column("households", EntryKind::Count(MOST), 8, false),
                column("firms", EntryKind::Count(MOST), 10, false),
                column("topic", EntryKind::Proposed(labels("topic")), 10, false),
                column("opinion", EntryKind::Text, 36, false),
                column("giver", EntryKind::Text, 8, false),
                column("note", EntryKind::Text, 16, false),
            ],
        ),
    };
    Ok(EntryBook {
        sheets: vec![EntrySheet {
            name: words::term(sheet).to_owned(),
            columns,
            rows: ROWS,
            notes: vec![words::term("imports.template_note").to_owned()],
            ..EntrySheet::default()
        }],
        lists_name: words::term("imports.lists").to_owned(),
    })
}

/// Columns that share a hint.
fn hint_of(name: &str) -> &str {
    match name {
        "village" | "kind" | "sex" | "topic" | "layer" | "group" => "choose",
        "delegates" | "others" => "names",
        "received" | "households" | "firms" => "count",
        "day" => "day",
        "phone" => "phone",
        "giver" => "giver",
        _ => "text",
    }
}
