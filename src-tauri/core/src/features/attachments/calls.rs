//! What may be asked of attachments.

use super::model::{Add, Added, Cleared, Listed, Named, NotTaken, Opened, Owner, Place, Removed, Save};
use super::rules::{self, Limits};
use super::{erasing, kinds, metadata, store};
use crate::calls::{Call, Done, Work};
use crate::features::erasure::store::{self as erasures, Erasure};
use crate::features::exchange::calls::{Written, write};
use crate::features::exchange::writing::{self, Outgoing};
use crate::features::reports::calls::private_folder;
use crate::features::{Nothing, One};
use crate::ground::ids::{hex, new_id};
use crate::ground::refusal::{Refusal, Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use crate::ground::words;
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use std::path::Path;

const LIST: Op = Op { name: "attachments.list", right: Right::View, undo: Undo::Never("looked") };
const OPEN: Op = Op { name: "attachments.open", right: Right::View, undo: Undo::Never("looked") };
const ADD: Op = Op { name: "attachments.add", right: Right::Enter, undo: Undo::Undoable };
const NAME: Op = Op { name: "attachments.name", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "attachments.remove", right: Right::Enter, undo: Undo::Undoable };
const SAVE: Op = Op { name: "attachments.save", right: Right::Enter, undo: Undo::Never("exported") };
const CLEAR: Op = Op { name: "attachments.clear", right: Right::Manage, undo: Undo::Never("erased") };

/// Longest edge of the small picture, in points.
const EDGE: u32 = 240;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::work(&LIST, r#"{"owner":"visits","record":"$visit"}"#, list),
        Call::work(&ADD, r#"{"owner":"opinions","record":"$opinion","files":["$photo"]}"#, add),
        Call::work(&OPEN, r#"{"id":"$attachment"}"#, open),
        Call::write(&NAME, r#"{"id":"$attachment","name":"现场照片一","note":"北沙涌东边"}"#, rename),
        Call::write(&REMOVE, r#"{"id":"$attachment"}"#, remove),
        Call::work(&SAVE, r#"{"ids":["$attachment"],"to":"$folder","medium":"U-03","reason":"报区党联办"}"#, save),
        Call::read("attachments.removed", "{}", removed),
        Call::work(&CLEAR, "{}", clear),
    ]
}

fn gone() -> Refusal {
    refuse("attachments.gone")
}

fn list(work: &Work<'_>, place: Place) -> Result<Done<Listed>> {
    let station = work.desk.station()?;
    let listed = station.read(&work.session.actor, |reading| {
        store::standing(reading.db, place.owner, &place.record)?.ok_or_else(|| refuse("attachments.no_record"))?;
        let limits = Limits::on(reading.db, &reading.today.to_string())?;
        let files = store::list(reading.db, place.owner, &place.record)?;
        Ok(Listed { files, largest: limits.file, most: limits.count, kinds: limits.kinds })
    })?;
    // Where opening the record is written down, so is looking at what hangs on it; where nothing hangs, nothing is seen.
    if listed.files.is_empty() || !place.owner.watched() {
        return Ok(Done::silent(listed));
    }
    let written = station.write(&LIST, &work.session.actor, |writing| {
        writing.subject(&place.record);
        writing.note("n", listed.files.len());
        writing.keep();
        Ok(())
    })?;
    Ok(Done { answer: listed, operation: written.operation, changed: Vec::new() })
}

/// A file that was read and looked at.
struct Ready {
    name: String,
    media: &'static str,
    content: Vec<u8>,
    digest: String,
    small: Option<Vec<u8>>,
    cleaned: bool,
}

fn add(work: &Work<'_>, request: Add) -> Result<Done<Added>> {
    let station = work.desk.station()?;
    let limits = station.read(&work.session.actor, |reading| {
        store::standing(reading.db, request.owner, &request.record)?.ok_or_else(|| refuse("attachments.no_record"))?;
        Limits::on(reading.db, &reading.today.to_string())
    })?;
    if request.files.is_empty() {
        return Err(refuse("attachments.nothing"));
    }
    let (mut taken, mut refused, mut first) = (Vec::new(), Vec::new(), None);
    let total = request.files.len() as u64;
    for (at, token) in request.files.iter().enumerate() {
        work.progress.go_on()?;
        let path = work.desk.files().path(token)?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        match ready(work, &limits, &path) {
            Ok(one) => taken.push(one),
            // A missing room is no fault of the file.
            Err(refusal) if refusal.code.starts_with("room.") => return Err(refusal),
            Err(refusal) => {
                let (sentence, hint) = words::refusal(&refusal.code, &refusal.fields);
                refused.push(NotTaken { name: name.clone(), sentence, hint });
                first.get_or_insert(refusal.with("file", name));
            }
        }
        work.progress.step(at as u64 + 1, total, "attachments");
    }
    if let (true, Some(refusal)) = (taken.is_empty(), first) {
        return Err(refusal);
    }
    let written = station.write(&ADD, &work.session.actor, |writing| {
        let opinion = store::standing(writing.tx, request.owner, &request.record)?
            .ok_or_else(|| refuse("attachments.no_record"))?;
        let whole = opinion.as_deref().map_or((request.owner, request.record.as_str()), |one| (Owner::Opinions, one));
        let mut held = store::digests(writing.tx, whole.0, whole.1)?;
        let mut lying = store::total(writing.tx)?;
        let day = writing.today.to_string();
        let clerk = writing.actor.id.clone();
        let mut added = Added { ids: Vec::new(), cleaned: 0, same: 0, refused };
        for one in &taken {
            if held.contains(&one.digest) {
                added.same += 1;
                continue;
            }
            held.push(one.digest.clone());
            if i64::try_from(held.len()).unwrap_or(i64::MAX) > limits.count {
                return Err(refuse("attachments.many").with("most", limits.count));
            }
            if !store::lies(writing.tx, &one.digest)? {
                lying += i64::try_from(one.content.len()).unwrap_or(i64::MAX);
                if lying > limits.total {
                    return Err(refuse("attachments.full").with("most", limits.total >> 20));
                }
            }
            let id = new_id();
            store::add(
                writing.tx,
                &store::New {
                    id: &id,
                    owner: request.owner,
                    record: &request.record,
                    opinion: opinion.as_deref(),
                    name: &one.name,
                    media: one.media,
                    content: &one.content,
                    digest: &one.digest,
                    small: one.small.as_deref(),
                    cleaned: one.cleaned,
                    day: &day,
                    clerk: &clerk,
                },
            )?;
            added.cleaned += usize::from(one.cleaned);
            added.ids.push(id);
        }
        writing.subject(whole.1);
        writing.note("n", added.ids.len());
        writing.note("of", called(writing.tx, whole.0, whole.1)?);
        Ok(added)
    })?;
    Ok(written.into())
}

/// Reads a chosen file and looks at it before anything is written.
fn ready(work: &Work<'_>, limits: &Limits, path: &Path) -> Result<Ready> {
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(refuse("attachments.folder"));
    }
    limits.check_size(about.len())?;
    let bytes = std::fs::read(path)?;
    let media = kinds::of(&bytes)?;
    limits.check_kind(media)?;
    let bare = match media {
        "jpeg" => metadata::jpeg(&bytes).map(Some),
        "png" => metadata::png(&bytes).map(Some),
        _ => Some(None),
    };
    let bare = bare.ok_or_else(|| refuse("attachments.unreadable"))?;
    let cleaned = bare.as_ref().is_some_and(|bare| bare.cleaned);
    let content = bare.map_or(bytes, |bare| bare.bytes);
    let small = if kinds::picture(media) {
        let small = work.desk.pictures()?.small(&content, EDGE);
        Some(small.ok_or_else(|| refuse("attachments.unreadable"))?)
    } else {
        None
    };
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().trim().to_owned());
    let name: String = stem.chars().take(rules::LONGEST).collect();
    let name = if name.is_empty() { words::term("attachments.unnamed").to_owned() } else { name };
    Ok(Ready { name, media, digest: hex(&Sha256::digest(&content)), content, small, cleaned })
}

/// What a record is called in a sentence that stays for ever: its kind and its number in the ledger, never a name.
fn called(db: &Connection, owner: Owner, record: &str) -> Result<String> {
    let what = words::term(&format!("attachments.of.{}", owner.table()));
    Ok(match store::numbered(db, owner, record)? {
        Some((year, number)) => format!("{what}{year}-{number}"),
        None => what.to_owned(),
    })
}

/// The bytes of an attachment with what it is.
fn fetched(reading: &Reading<'_>, id: &str) -> Result<(store::Kept, Vec<u8>)> {
    let kept = store::find(reading.db, id)?.ok_or_else(gone)?;
    let content = store::content(reading.db, &kept.digest)?.ok_or_else(|| refuse("attachments.lost"))?;
    // What the disk gives back is what was put in, or it is not handed out as that.
    if hex(&Sha256::digest(&content)) != kept.digest {
        return Err(refuse("attachments.lost"));
    }
    Ok((kept, content))
}

/// Lays a copy into the private folder for the system's viewer; the folder is emptied when the program starts and ends.
fn open(work: &Work<'_>, one: One) -> Result<Done<Opened>> {
    let station = work.desk.station()?;
    let (kept, bytes) = station.read(&work.session.actor, |reading| fetched(reading, &one.id))?;
    let file = Outgoing {
        what: kept.name.clone(),
        stem: kept.name.clone(),
        ending: kinds::ending(&kept.media).to_owned(),
        bytes,
        personal: true,
        reason: String::new(),
    };
    let mut staged = writing::stage(&private_folder(work)?, vec![file], work.progress)?;
    let written = station.write(&OPEN, &work.session.actor, |writing| {
        writing.subject(&kept.record);
        writing.note("of", called(writing.tx, kept.owner, &kept.record)?);
        writing.keep();
        staged.iter_mut().try_for_each(|one| one.name().map(|_| ()))
    })?;
    let path = staged.first().and_then(|one| one.path()).map(Path::to_owned).ok_or_else(gone)?;
    Ok(Done {
        answer: Opened { file: work.desk.files().offer(path) },
        operation: written.operation,
        changed: Vec::new(),
    })
}

fn rename(writing: &mut Writing<'_>, wanted: Named) -> Result<One> {
    let kept = store::find(writing.tx, &wanted.id)?.ok_or_else(gone)?;
    let (name, note) = (wanted.name.trim(), wanted.note.trim());
    if name.is_empty() || name.chars().count() > rules::LONGEST || note.chars().count() > rules::LONGEST {
        return Err(refuse("attachments.name").with("longest", rules::LONGEST));
    }
    store::name(writing.tx, &wanted.id, name, note)?;
    writing.subject(&kept.record);
    writing.note("of", called(writing.tx, kept.owner, &kept.record)?);
    Ok(One { id: wanted.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let kept = store::find(writing.tx, &one.id)?.ok_or_else(gone)?;
    store::remove(writing.tx, &one.id)?;
    writing.subject(&kept.record);
    writing.note("of", called(writing.tx, kept.owner, &kept.record)?);
    Ok(one)
}

/// Carries attachments out, with their line in the register. The register stays for ever, so it gets no name a clerk typed.
fn save(work: &Work<'_>, request: Save) -> Result<Done<Written>> {
    let reason = request.reason.trim();
    if reason.is_empty() {
        return Err(refuse("attachments.reason"));
    }
    if request.ids.is_empty() {
        return Err(refuse("attachments.nothing"));
    }
    let folder = work.desk.files().path(&request.to)?;
    let station = work.desk.station()?;
    let files = station.read(&work.session.actor, |reading| {
        let mut files = Vec::new();
        for id in &request.ids {
            let (kept, bytes) = fetched(reading, id)?;
            let what = format!("{}{}", called(reading.db, kept.owner, &kept.record)?, words::term("attachments.file"));
            files.push(Outgoing {
                stem: what.clone(),
                what,
                ending: kinds::ending(&kept.media).to_owned(),
                bytes,
                personal: true,
                reason: reason.to_owned(),
            });
        }
        Ok(files)
    })?;
    write(work, &SAVE, folder, files, &request.medium, true)
}

fn removed(reading: &Reading<'_>, _: Nothing) -> Result<Removed> {
    let (n, digests) = cleared(reading.db)?;
    Ok(Removed {
        n: n.len(),
        bytes: store::only_removed(reading.db, &digests)?,
        total: store::total(reading.db)?,
        most: Limits::on(reading.db, &reading.today.to_string())?.total,
    })
}

/// Removed attachments and their digests, each once.
fn cleared(db: &Connection) -> Result<(Vec<String>, Vec<String>)> {
    let all = store::ever(db)?;
    let mut digests: Vec<String> = all.iter().filter(|one| !one.stands).map(|one| one.digest.clone()).collect();
    digests.sort();
    digests.dedup();
    Ok((all.into_iter().filter(|one| !one.stands).map(|one| one.id).collect(), digests))
}

/// Clears removed attachments away for good: afterwards their removal cannot be taken back.
fn clear(work: &Work<'_>, _: Nothing) -> Result<Done<Cleared>> {
    let station = work.desk.station()?;
    let written = station.write(&CLEAR, &work.session.actor, |writing| {
        let (ids, digests) = cleared(writing.tx)?;
        if ids.is_empty() {
            return Ok(Cleared { n: 0, bytes: 0, backups: 0 });
        }
        let bytes = store::only_removed(writing.tx, &digests)?;
        let erasure = Erasure {
            id: new_id(),
            day: writing.today.to_string(),
            ground: words::term("attachments.cleared").to_owned(),
            clerk_id: writing.actor.id.clone(),
            records: i64::try_from(ids.len()).unwrap_or(i64::MAX),
        };
        erasures::add(writing.tx, &erasure)?;
        crate::ground::erasing::owe(writing.tx, &erasure.id)?;
        erasing::erase(writing, &erasure.id, &ids)?;
        writing.note("n", ids.len());
        Ok(Cleared { n: ids.len(), bytes, backups: 0 })
    })?;
    let mut done: Done<Cleared> = written.into();
    if done.answer.n > 0 {
        crate::features::erasure::finish(&station)?;
        done.answer.backups =
            crate::features::backup::keeper::own_list(&station)?.iter().filter(|line| line.holds_erased).count();
    }
    Ok(done)
}
