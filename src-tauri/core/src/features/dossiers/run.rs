//! A whole group or town in one run: booklet after booklet into a folder, with progress, and stopped whenever a person
//! wants. What was written before the stop is taken away again: half a set of booklets is no set.

use super::calls::{Shelf, Told};
use super::papers::{self, MOST_IN_ONE};
use crate::calls::{Done, Work};
use crate::features::exchange::drives;
use crate::features::exchange::store::{self as register, Export};
use crate::features::exchange::writing::{self, Outgoing, Staged};
use crate::features::office::store as office;
use crate::features::reports::faults;
use crate::features::reports::frame::{self, said};
use crate::features::reports::gather::head;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Prints booklets into a folder.
pub const PRINT: Op = Op { name: "dossiers.print", right: Right::Enter, undo: Undo::Never("exported") };

/// Which booklets, and where to.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(rename = "DossierRun")]
pub struct Run {
    /// Year.
    pub year: i64,
    /// Only this delegation or group.
    pub circle_id: Option<String>,
    /// Only these delegates; all of the group or town when empty.
    pub people: Vec<String>,
    /// All in one file, volume by volume; otherwise one file a delegate.
    pub together: bool,
    /// Token of the folder.
    pub to: String,
}

/// What was printed.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "DossierRunDone")]
pub struct Printed {
    /// Booklets.
    pub booklets: i64,
    /// Pages of all of them.
    pub pages: i64,
    /// Files.
    pub files: Vec<String>,
    /// Seconds it took.
    pub seconds: i64,
    /// Delegates whose booklet was not made, with the reason.
    pub failed: Vec<String>,
}

/// Prints a run.
///
/// # Errors
/// `papers.nobody`, `exchange.no_folder`, `exchange.full`, `work.cancelled`; what the database or the printer says.
pub fn print(work: &Work<'_>, run: Run) -> Result<Done<Printed>> {
    let folder = work.desk.files().path(&run.to)?;
    if !folder.is_dir() {
        return Err(refuse("exchange.no_folder"));
    }
    let printer = work.desk.printer()?;
    let station = work.desk.station()?;
    let began = station.clock().now();
    let (head, told, clerks) = station.read(&work.session.actor, |reading| {
        let one = match run.people.as_slice() {
            [one] => Some(one.as_str()),
            _ => None,
        };
        let shelf = Shelf::load(reading, run.year, run.circle_id.as_deref(), one)?;
        let wanted = shelf.people().iter().filter(|person| run.people.is_empty() || run.people.contains(&person.id));
        let told: Vec<Told> = wanted.map(|person| shelf.tell(person)).collect();
        Ok((head(reading)?, told, office::clerks(reading.db)?))
    })?;
    if told.is_empty() {
        return Err(refuse("papers.nobody"));
    }
    let clerk = |id: &str| clerks.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default();
    let total = told.len() as u64;
    let mut staged: Vec<Staged> = Vec::new();
    let mut printed = Printed { booklets: 0, pages: 0, files: Vec::new(), seconds: 0, failed: Vec::new() };
    let mut done = 0;
    for (volume, part) in told.chunks(if run.together { MOST_IN_ONE } else { 1 }).enumerate() {
        work.progress.step(done, total, "dossiers");
        work.progress.go_on()?;
        let mut drawn = papers::together(&head, part, &clerk);
        frame::prove(&mut drawn.document);
        let pdf = match printer.pdf(&drawn.document) {
            Ok(pdf) => pdf,
            // One name no font holds must not cost the other booklets.
            Err(fault) if !run.together => {
                printed.failed.push(said(
                    "dossier.failed",
                    &[("name", drawn.covers.into()), ("why", faults::refusal(fault).sentence().into())],
                ));
                done += part.len() as u64;
                continue;
            }
            Err(fault) => return Err(faults::refusal(fault)),
        };
        printed.pages += i64::try_from(printer.page_count(&pdf).map_err(faults::refusal)?).unwrap_or(0);
        let covers = if run.together && told.len() > MOST_IN_ONE {
            said("dossier.volume", &[("n", (volume + 1).into())])
        } else if run.together {
            String::new()
        } else {
            drawn.covers
        };
        let stem = said("paper.file", &[("title", drawn.title.clone().into()), ("covers", covers.into())]);
        let file = Outgoing {
            what: drawn.title,
            stem,
            ending: "pdf".to_owned(),
            bytes: pdf,
            personal: false,
            reason: String::new(),
        };
        staged.extend(writing::stage(&folder, vec![file], &Quiet(work.progress))?);
        done += part.len() as u64;
        printed.booklets += i64::try_from(part.len()).unwrap_or(0);
    }
    work.progress.step(total, total, "dossiers");
    work.progress.go_on()?;
    // What leaves the office is listed, file by file.
    let at = station.clock().now().to_rfc3339_opts(SecondsFormat::Secs, true);
    let place = drives::label(&folder);
    let written = station.write(&PRINT, &work.session.actor, |writing| {
        for one in &mut staged {
            let name = one.name()?;
            let entry = Export {
                id: new_id(),
                at: at.clone(),
                clerk: writing.actor.id.clone(),
                what: one.what.clone(),
                file: name.clone(),
                bytes: i64::try_from(one.bytes).unwrap_or(i64::MAX),
                digest: one.digest.clone(),
                place: place.clone(),
                medium: String::new(),
                personal: false,
                reason: String::new(),
            };
            register::add(writing.tx, &entry)?;
            printed.files.push(name);
        }
        writing.note("n", printed.booklets);
        writing.note("year", run.year);
        writing.keep();
        writing::settle(&folder)
    });
    let written = written.inspect_err(|_| staged.iter_mut().for_each(Staged::take_back))?;
    printed.seconds = (station.clock().now() - began).num_seconds();
    Ok(Done { answer: printed, operation: written.operation, changed: written.changed })
}

/// Hears of the stop, and leaves the counting to the run.
struct Quiet<'a>(&'a dyn crate::ground::progress::Progress);

impl crate::ground::progress::Progress for Quiet<'_> {
    fn step(&self, _done: u64, _total: u64, _what: &str) {}

    fn cancelled(&self) -> bool {
        self.0.cancelled()
    }
}
