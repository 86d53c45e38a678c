//! What may be asked of the check.

use crate::calls::{Call, Done, Work};
use crate::features::Nothing;
use crate::features::attachments;
use crate::features::auth::doorkeeper;
use crate::features::backup::{keeper, model::Tried, store};
use crate::ground::refusal::Result;
use crate::ground::snapshot;
use crate::ground::soundness::{self, Finding, Part};
use crate::ground::station::{Op, Right, Undo};
use crate::ground::words;
use serde::Serialize;
use ts_rs::TS;

const RUN: Op = Op { name: "check.run", right: Right::View, undo: Undo::Never("looked") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![Call::work(&RUN, "{}", run)]
}

/// What the check found.
#[derive(Serialize, TS)]
#[ts(rename = "CheckVerdict")]
struct Verdict {
    /// Whether everything is sound.
    sound: bool,
    /// The verdict as a sentence.
    sentence: String,
    /// What to do.
    hint: String,
    /// Part by part.
    parts: Vec<PartLine>,
    /// Journal entries read.
    entries: i64,
    /// Rows of the tables a clerk knows.
    rows: i64,
}

/// One part's finding.
#[derive(Serialize, TS)]
#[ts(rename = "CheckLine")]
struct PartLine {
    /// What was looked at, in words.
    label: String,
    /// The finding.
    #[serde(flatten)]
    finding: Finding,
}

fn run(work: &Work<'_>, _: Nothing) -> Result<Done<Verdict>> {
    let station = work.desk.station()?;
    work.progress.step(0, 1, "check.running");
    // Pages that are held in memory would hide damage on the disk: a connection of its own reads them anew.
    station.release_readers();
    let (findings, entries, rows) = station.read(&doorkeeper(), |reading| {
        let mut findings = soundness::look(reading.db, reading.schema);
        findings.push(soundness::finding(Part::Attachments, attachments::store::first_unsound(reading.db)));
        let entries = snapshot::standing(reading.db).map_or(0, |standing| standing.entries);
        let rows = snapshot::counts(reading.db, reading.schema)
            .map_or(0, |counts| store::named(&counts).iter().map(|one| one.rows).sum());
        Ok((findings, entries, rows))
    })?;
    let sound = findings.iter().all(|one| one.sound);
    let at = station.clock().now();
    // A damaged or foreign-held file may refuse this note; the verdict counts.
    keeper::remember(&station, |habits| habits.checked = Some(Tried { at, good: sound })).ok();
    work.progress.step(1, 1, "check.running");
    let word = |key: &str| words::term(&format!("check.{}.{key}", if sound { "sound" } else { "damaged" })).to_owned();
    Ok(Done::silent(Verdict {
        sound,
        sentence: word("verdict"),
        hint: word("hint"),
        parts: findings
            .into_iter()
            .map(|finding| PartLine {
                label: words::term(&format!("check.part.{}", part_key(&finding))).to_owned(),
                finding,
            })
            .collect(),
        entries,
        rows,
    }))
}

fn part_key(finding: &Finding) -> String {
    serde_json::to_value(finding.part).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
