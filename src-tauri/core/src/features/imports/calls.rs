//! What may be asked of imports.

use super::apply;
use super::prepared::prepare;
use super::preview;
use super::reading::NotRead;
use super::store;
use super::template::{self, Saved, Template};
use super::wire::{Applied, Import, Preview};
use crate::calls::{Call, Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};

const PREVIEW: Op = Op { name: "imports.preview", right: Right::Enter, undo: Undo::Never("looked") };
const APPLY: Op = Op { name: "imports.apply", right: Right::Enter, undo: Undo::Undoable };
const TEMPLATE: Op = Op { name: "imports.template", right: Right::View, undo: Undo::Never("looked") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::work(&PREVIEW, r#"{"job":"visits","files":["$file"]}"#, look),
        Call::work(&APPLY, r#"{"job":"visits","files":["$file"]}"#, write),
        Call::work(&TEMPLATE, r#"{"job":"visits","to":"$folder"}"#, empty),
    ]
}

fn look(work: &Work<'_>, request: Import) -> Result<Done<Preview>> {
    let prepared = prepare(work, &request, true)?;
    let station = work.desk.station()?;
    Ok(Done::silent(station.read(&work.session.actor, |reading| preview::preview(reading, &request, prepared))?))
}

fn write(work: &Work<'_>, request: Import) -> Result<Done<Applied>> {
    let prepared = prepare(work, &request, false)?;
    if request.fingerprint.as_ref().is_some_and(|seen| *seen != prepared.fingerprint) {
        return Err(refuse("imports.file_changed"));
    }
    // A file of which no sheet could be read is a wrong file or an unmapped one, not an import of nothing.
    if !prepared.files.iter().flat_map(|f| &f.sheets).any(|s| s.not_read.is_none()) {
        let mut sheets = prepared.files.iter().flat_map(|f| &f.sheets);
        let counts = sheets.any(|sheet| sheet.not_read == Some(NotRead::Counts));
        return Err(refuse(if counts { "imports.only_counts" } else { "imports.nothing_to_read" }));
    }
    let station = work.desk.station()?;
    let mapping = prepared.mapping.clone();
    let written = station.write(&APPLY, &work.session.actor, |writing| {
        let files: Vec<String> = prepared.files.iter().map(|f| f.name.clone()).collect();
        writing.note("files", files);
        apply::apply(writing, &request, prepared, work.progress)
    })?;
    // Headings and spellings are remembered only after they led to something.
    station.tidy(|tx| store::remember(tx, request.job, &mapping))?;
    Ok(written.into())
}

fn empty(work: &Work<'_>, request: Template) -> Result<Done<Saved>> {
    template::save(work, &request)
}
