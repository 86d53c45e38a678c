//! Scans come in: two files are read at a time, each page goes into the round's store under a random id.
//!
//! Nothing of a file's name, time or place in the stack is kept. A picture that was seen before changes nothing, so a
//! folder may be done twice, and a run that was cancelled or killed goes on where it stopped.

use super::board::OfRound;
use super::gather::{self, Printed};
use super::mates::{self, Passed};
use super::rounds::{self, RoundStore};
use super::store::round::{self as stored, Answer, Page};
use crate::calls::{Done, Work};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, mpsc};
use ts_rs::TS;
use zhudian_paper::SheetReader;
use zhudian_paper::code::PageCode;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{InkPattern, PageReason, PageStatus, PageVerdict};

/// Scans come in.
pub const SCAN: Op = Op { name: "evaluations.scan", right: Right::Enter, undo: Undo::Never("scanned") };

/// Files read at a time: both cores of an office PC.
const READERS: usize = 2;
/// Pages written in one go: what a power cut can make the program read again.
const TOGETHER: usize = 8;

/// Scans wanted.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ScanWish")]
pub struct Wish {
    /// The evaluation.
    round: String,
    /// Tokens of files and folders.
    files: Vec<String>,
}

/// What came of a run.
#[derive(Debug, Default, Serialize, TS)]
#[ts(rename = "ScanReport")]
pub struct Report {
    /// Pages looked at.
    pages: u64,
    /// Read without doubt.
    read: u64,
    /// To be looked at, whole or in rows.
    review: u64,
    /// Nothing can be said from the picture: scan again.
    rejected: u64,
    /// No sheets of this round.
    foreign: u64,
    /// Pages without print.
    blank: u64,
    /// Suspected doubles.
    duplicate: u64,
    /// Pictures seen before, which changed nothing.
    seen_before: u64,
    /// Read from pictures in black and white alone, on which a faint pencil may leave nothing.
    two_tone: u64,
    /// Whether a person stopped the run; the same files again go on where it stopped.
    cancelled: bool,
}

/// What a reading thread hands over.
enum Handed {
    /// One page of a file: the place of the file, its digest and the verdict.
    Page(usize, [u8; 32], Box<PageVerdict>),
    /// A file that was read to its end, with its number of pages.
    End([u8; 32], u32),
    /// A file that was read whole before.
    Known(i64),
}

/// Pages of a run by their places in the stack; it goes with the run.
type Stack = BTreeMap<(usize, u32), Passed>;

/// Reads scans into the store of a round.
///
/// # Errors
/// `room.reader`, `evaluations.gone`, `evaluations.closed`, `evaluations.not_printed`, `evaluations.no_scans`,
/// `evaluations.scanning`; what the disk says. What was read until then is kept.
pub fn scan(work: &Work<'_>, wish: Wish) -> Result<Done<Report>> {
    let reader = work.desk.sheet_reader()?;
    let whole = work.desk.station()?.read(&work.session.actor, |reading| gather::whole(reading, &wish.round))?;
    whole.still_open()?;
    if whole.batches.is_empty() {
        return Err(refuse("evaluations.not_printed"));
    }
    let _alone = work.desk.rounds().scan(&wish.round)?;
    let store = rounds::begun(work.desk, &wish.round)?;
    let chosen = wish.files.iter().map(|token| work.desk.files().path(token)).collect::<Result<Vec<_>>>()?;
    let files = reader.files(&chosen)?;
    if files.is_empty() {
        return Err(refuse("evaluations.no_scans"));
    }
    let batches: BTreeMap<&str, &Printed> = whole.batches.iter().map(|one| (one.held.code.as_str(), one)).collect();
    let geometries = whole.batches.iter().map(Printed::geometry).collect::<Result<Vec<_>>>()?;
    let run = Run { reader: reader.as_ref(), store: &store, batches, geometries };
    let report = run.all(work, &files)?;
    run.compare()?;
    Ok(Done::silent(report))
}

struct Run<'a> {
    reader: &'a dyn SheetReader,
    store: &'a RoundStore,
    batches: BTreeMap<&'a str, &'a Printed>,
    geometries: Vec<Geometry>,
}

impl Run<'_> {
    fn all(&self, work: &Work<'_>, files: &[PathBuf]) -> Result<Report> {
        let mut report = Report::default();
        let stop = AtomicBool::new(false);
        // Pages known to be there: one a file until it has been opened.
        let total = AtomicU64::new(files.len() as u64);
        let queue = Mutex::new(files.iter().enumerate());
        let mut stack = Stack::new();
        let (hand, take) = mpsc::sync_channel::<Result<Handed>>(TOGETHER);
        std::thread::scope(|scope| -> Result<()> {
            for _ in 0..READERS.min(files.len()) {
                let hand = hand.clone();
                let (stop, queue, total) = (&stop, &queue, &total);
                scope.spawn(move || {
                    let next = || queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner).next();
                    while let Some((place, file)) = next() {
                        if stop.load(Ordering::Relaxed) || self.file(place, file, &hand, stop, total).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(hand);
            let mut waiting = Vec::new();
            let mut failed = None;
            for handed in take {
                match handed {
                    Ok(handed) if failed.is_none() => waiting.push(handed),
                    Ok(_) => {}
                    Err(refusal) => failed = Some(refusal),
                }
                if waiting.len() >= TOGETHER && failed.is_none() {
                    failed = self.keep(&mut waiting, &mut report, &mut stack).err();
                    work.progress.step(report.pages, total.load(Ordering::Relaxed).max(report.pages), "scan");
                }
                if failed.is_some() || work.progress.cancelled() {
                    // The threads hear of it at their next page; what they hand over until then is still kept.
                    stop.store(true, Ordering::Relaxed);
                }
            }
            match failed {
                Some(refusal) => Err(refusal),
                None => self.keep(&mut waiting, &mut report, &mut stack),
            }
        })?;
        report.cancelled = work.progress.cancelled() && stop.load(Ordering::Relaxed);
        self.join(&stack, report.cancelled)?;
        work.progress.step(report.pages, total.load(Ordering::Relaxed).max(report.pages), "scan");
        Ok(report)
    }

    /// Reads one file. An error says that nobody takes pages any more.
    fn file(
        &self,
        place: usize,
        file: &PathBuf,
        hand: &mpsc::SyncSender<Result<Handed>>,
        stop: &AtomicBool,
        total: &AtomicU64,
    ) -> std::result::Result<(), ()> {
        let gone = |_| ();
        let bytes = match std::fs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => return hand.send(Err(error.into())).map_err(gone),
        };
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        match self.store.read(|db| stored::file_pages(db, &digest)) {
            Ok(Some(pages)) => {
                let more = u64::try_from(pages).unwrap_or(1).saturating_sub(1);
                total.fetch_add(more, Ordering::Relaxed);
                return hand.send(Ok(Handed::Known(pages))).map_err(gone);
            }
            Ok(None) => {}
            Err(refusal) => return hand.send(Err(refusal)).map_err(gone),
        }
        let (mut counted, mut pages, mut whole) = (0_u32, 0_u32, true);
        let mut broken = false;
        self.reader.read(&bytes, &self.geometries, &mut |verdict, of| {
            if counted == 0 {
                total.fetch_add(u64::from(of.saturating_sub(1)), Ordering::Relaxed);
            }
            (counted, pages) = (counted + 1, of);
            broken = hand.send(Ok(Handed::Page(place, digest, Box::new(verdict)))).is_err();
            whole = counted == of || !(stop.load(Ordering::Relaxed) || broken);
            whole
        });
        if broken {
            return Err(());
        }
        if whole && counted >= pages {
            hand.send(Ok(Handed::End(digest, pages))).map_err(gone)?;
        }
        Ok(())
    }

    /// Writes what was handed over, in one go.
    fn keep(&self, waiting: &mut Vec<Handed>, report: &mut Report, stack: &mut Stack) -> Result<()> {
        let mut counts = Report::default();
        let mut passed = Stack::new();
        self.store.write(|tx| {
            for handed in waiting.iter() {
                match handed {
                    Handed::Known(pages) => {
                        let pages = u64::try_from(*pages).unwrap_or_default();
                        counts.pages += pages;
                        counts.seen_before += pages;
                    }
                    Handed::End(digest, pages) => stored::file_read(tx, digest, i64::from(*pages))?,
                    Handed::Page(place, digest, verdict) => {
                        counts.pages += 1;
                        let mut of_sheet = Passed::default();
                        if stored::first_seen(tx, &picture_digest(digest, verdict))? {
                            of_sheet = self.page(tx, verdict, &mut counts)?;
                        } else {
                            counts.seen_before += 1;
                        }
                        passed.insert((*place, verdict.page), of_sheet);
                    }
                }
            }
            Ok(())
        })?;
        waiting.clear();
        stack.append(&mut passed);
        report.pages += counts.pages;
        report.read += counts.read;
        report.review += counts.review;
        report.rejected += counts.rejected;
        report.foreign += counts.foreign;
        report.blank += counts.blank;
        report.duplicate += counts.duplicate;
        report.seen_before += counts.seen_before;
        report.two_tone += counts.two_tone;
        Ok(())
    }

    /// Joins pages of sheets of several pages; one whose counterpart did not come waits for a person. A run that was stopped
    /// may have left a sheet in two, so nobody is called for it: its other page joins it in the run that goes on.
    fn join(&self, stack: &Stack, cancelled: bool) -> Result<()> {
        let passed: Vec<Passed> = stack.values().cloned().collect();
        if passed.iter().all(|one| one.page.is_empty()) {
            return Ok(());
        }
        let joined = mates::join(&passed);
        self.store.write(|tx| {
            for sheet in &joined.sheets {
                stored::join(tx, &sheet.iter().map(String::as_str).collect::<Vec<_>>())?;
            }
            if cancelled || joined.alone.is_empty() {
                return Ok(());
            }
            let held = stored::pages(tx)?;
            let own = |id: &str| passed.iter().find(|one| one.page == id);
            let number = |page: &Page| serde_json::from_str::<PageCode>(&page.code).map_or(0, |code| code.sheet);
            for id in &joined.alone {
                let Some(one) = own(id) else { continue };
                let of_batch = |other: &&String| own(other).is_some_and(|other| other.batch == one.batch);
                let left: Vec<&Page> = held
                    .iter()
                    .filter(|page| page.batch == one.batch && page.mate.is_empty() && page.verdict.is_empty())
                    .filter(|page| page.sheet_page > 0 && own(&page.id).is_none())
                    .filter(|page| one.sheet == number(page))
                    .collect();
                match left.as_slice() {
                    [other]
                        if one.of == 2
                            && other.sheet_page != i64::from(one.at)
                            && (one.sheet > 0 || joined.alone.iter().filter(of_batch).count() == 1) =>
                    {
                        stored::join(tx, &[id, &other.id])?;
                    }
                    _ => stored::alone(tx, id)?,
                }
            }
            Ok(())
        })
    }

    fn page(&self, tx: &rusqlite::Transaction<'_>, verdict: &PageVerdict, counts: &mut Report) -> Result<Passed> {
        let batch = verdict.code.as_ref().and_then(|code| self.batches.get(code.batch.as_str()));
        let doubtful = verdict.rows.iter().any(|row| row.doubtful);
        match verdict.status {
            PageStatus::Read if !doubtful => counts.read += 1,
            PageStatus::Read | PageStatus::Review => counts.review += 1,
            PageStatus::Rejected => counts.rejected += 1,
            PageStatus::Foreign => counts.foreign += 1,
            PageStatus::Blank => counts.blank += 1,
            PageStatus::Duplicate => counts.duplicate += 1,
        }
        counts.two_tone += u64::from(verdict.two_tone);
        let page = Page {
            batch: batch.map(|one| one.held.id.clone()).unwrap_or_default(),
            code: verdict.code.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default(),
            sheet_page: verdict.code.as_ref().map_or(0, |code| i64::from(code.page)),
            status: word(verdict.status)?,
            reason: verdict.reason.map(word).transpose()?.unwrap_or_default(),
            pattern: match &verdict.pattern {
                Some(pattern) if batch.is_some() => serde_json::to_string(pattern)?,
                _ => String::new(),
            },
            ..Page::default()
        };
        let mut answers = Vec::new();
        let mut pictures = Vec::new();
        for row in &verdict.rows {
            answers.push(Answer {
                row: row.row.clone(),
                marked: match (row.doubtful, row.marked.first()) {
                    (true, _) => String::new(),
                    (false, None) => "blank".to_owned(),
                    (false, Some(label)) => grade(batch, label),
                },
                doubt: row.doubt.map(word).transpose()?.unwrap_or_default(),
                ink: serde_json::to_string(&row.ink)?,
                ..Answer::default()
            });
            if !row.strip.is_empty() {
                pictures.push((row.row.clone(), row.strip.clone()));
            }
        }
        if !verdict.picture.is_empty() {
            pictures.push((String::new(), verdict.picture.clone()));
        }
        let id = stored::add_page(tx, &page, &answers, &pictures)?;
        Ok(match &verdict.code {
            Some(code) if code.pages > 1 && batch.is_some() => {
                Passed { page: id, batch: page.batch, sheet: code.sheet, at: code.page, of: code.pages }
            }
            _ => Passed::default(),
        })
    }

    /// Looks for sheets that were scanned twice, over all runs: among the pages of batches that got new ones.
    fn compare(&self) -> Result<()> {
        let (pages, fresh) = self.store.read(stored::patterns)?;
        let mut candidates = Vec::new();
        let mut read = Vec::new();
        for page in pages.iter().filter(|page| fresh.contains(&page.batch)) {
            let alive =
                page.verdict.is_empty() && matches!(page.status.as_str(), "read" | "review") || page.verdict == "count";
            if let (true, Ok(code), Ok(pattern)) =
                (alive, serde_json::from_str::<PageCode>(&page.code), serde_json::from_str::<InkPattern>(&page.pattern))
            {
                candidates.push(page);
                read.push((code, pattern));
            }
        }
        let mut found = self.reader.doubles(&read);
        // A number tells a double for certain, whatever its ink looks like in the second scan.
        let mut numbers: BTreeMap<(&str, u32, u8), usize> = BTreeMap::new();
        for (at, (code, _)) in read.iter().enumerate().filter(|(_, (code, _))| code.sheet != 0) {
            let first = *numbers.entry((code.batch.as_str(), code.sheet, code.page)).or_insert(at);
            if first != at && !found.iter().any(|(known, ..)| *known == at) {
                found.push((at, first, PageReason::SameSheet));
            }
        }
        self.store.write(|tx| {
            for (at, first, reason) in found {
                if let (Some(page), Some(twin)) = (candidates.get(at), candidates.get(first)) {
                    stored::suspect(tx, &page.id, &twin.id, &word::<PageReason>(reason)?)?;
                }
            }
            stored::compared(tx)
        })
    }
}

/// The picture's own digest; for a file without a picture, the file's and the number of its page.
fn picture_digest(file: &[u8; 32], verdict: &PageVerdict) -> Vec<u8> {
    match verdict.pattern.as_ref().map(|pattern| pattern.picture).filter(|picture| *picture != 0) {
        Some(picture) => picture.to_le_bytes().to_vec(),
        None => [file.as_slice(), &verdict.page.to_le_bytes()].concat(),
    }
}

fn grade(batch: Option<&&Printed>, label: &str) -> String {
    batch
        .and_then(|batch| batch.grades.iter().find(|grade| grade.label == label))
        .map_or_else(|| label.to_owned(), |grade| grade.code.clone())
}

fn word<T: Serialize>(value: T) -> Result<String> {
    Ok(serde_json::to_value(value)?.as_str().unwrap_or_default().to_owned())
}

/// Doubles found before the program was ended are looked for again by the next run; this asks for it by itself.
///
/// # Errors
/// As [`scan`].
pub fn compare_again(work: &Work<'_>, asked: &OfRound) -> Result<()> {
    let Some(store) = rounds::of(work.desk, &asked.round)? else { return Ok(()) };
    let (_, fresh) = store.read(stored::patterns)?;
    if fresh.is_empty() {
        return Ok(());
    }
    let reader = work.desk.sheet_reader()?;
    Run { reader: reader.as_ref(), store: &store, batches: BTreeMap::new(), geometries: Vec::new() }.compare()
}
