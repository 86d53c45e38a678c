//! What may be asked of transfers.

use super::counting::count;
use super::model::{
    Transfer, TransferBegun, TransferHead, TransferLine, TransferLineWish, TransferSigned, TransferWhole,
};
use super::{rules, store};
use crate::calls::{Call, Done, Work};
use crate::features::backup::keeper;
use crate::features::office::store as office;
use crate::features::{Nothing, One};
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Actor, Op, Reading, Right, Undo, Writing};
use rusqlite::Connection;

const BEGIN: Op = Op { name: "transfers.begin", right: Right::Enter, undo: Undo::Undoable };
const SAVE: Op = Op { name: "transfers.save", right: Right::Enter, undo: Undo::Undoable };
const COUNT: Op = Op { name: "transfers.count", right: Right::Enter, undo: Undo::Undoable };
const LINE: Op = Op { name: "transfers.line", right: Right::Enter, undo: Undo::Undoable };
const UNLINE: Op = Op { name: "transfers.line_remove", right: Right::Enter, undo: Undo::Undoable };
const SIGN: Op = Op { name: "transfers.sign", right: Right::Enter, undo: Undo::Undoable };
const FINISH: Op = Op { name: "transfers.finish", right: Right::Manage, undo: Undo::Never("keys") };
const REMOVE: Op = Op { name: "transfers.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("transfers.list", "{}", |reading: &Reading<'_>, _: Nothing| store::list(reading.db)),
        Call::read("transfers.open", r#"{"id":"$transfer"}"#, open),
        Call::work(&BEGIN, r#"{"to_name":"陈小明","witness":"李伟"}"#, begin),
        Call::work(&COUNT, r#"{"id":"$transfer"}"#, recount),
        Call::write(&SAVE, r#"{"id":"$transfer","to_name":"陈小明","witness":"李伟","note":"另附实物清单"}"#, save),
        Call::write(
            &LINE,
            r#"{"transfer_id":"$transfer","label":"办公室钥匙","counted":2,"kept_at":"党政办","given":true}"#,
            set_line,
        ),
        Call::write(&UNLINE, r#"{"id":"$ownline"}"#, remove_line),
        Call::write(&SIGN, r#"{"id":"$given"}"#, sign),
        Call::write(&FINISH, r#"{"id":"$closing"}"#, finish),
        Call::write(&REMOVE, r#"{"id":"$transfer"}"#, remove),
    ]
}

fn find(db: &Connection, id: &str) -> Result<Transfer> {
    store::find(db, id)?.ok_or_else(|| refuse("transfers.gone"))
}

/// Whoever hands over does it, or somebody who manages in the place of one who is not there.
fn own(it: &Transfer, actor: &Actor) -> Result<()> {
    if it.from_id == actor.id || actor.right == Right::Manage {
        return Ok(());
    }
    Err(refuse("transfers.not_own").with("name", it.from.clone()))
}

/// A transfer of one's own that is not signed yet.
fn changeable(db: &Connection, id: &str, actor: &Actor) -> Result<Transfer> {
    let it = find(db, id)?;
    own(&it, actor)?;
    match &it.signed_on {
        Some(day) => Err(refuse("transfers.frozen").with("day", day.clone())),
        None => Ok(it),
    }
}

fn open(reading: &Reading<'_>, one: One) -> Result<TransferWhole> {
    whole(reading, &one.id)
}

/// A transfer with its list and how the accounts stand.
///
/// # Errors
/// `transfers.gone`; what the database says.
pub fn whole(reading: &Reading<'_>, id: &str) -> Result<TransferWhole> {
    let transfer = find(reading.db, id)?;
    let clerks = office::clerks(reading.db)?;
    Ok(TransferWhole {
        lines: store::lines(reading.db, id)?,
        from_active: clerks.iter().any(|clerk| clerk.id == transfer.from_id && clerk.active),
        to_id: clerks
            .iter()
            .find(|clerk| clerk.active && clerk.name == transfer.to_name && clerk.id != transfer.from_id)
            .map(|clerk| clerk.id.clone()),
        may: own(&transfer, reading.actor).is_ok(),
        transfer,
    })
}

/// No text of a transfer may be a recovery key.
fn clean(texts: &mut [&mut String]) -> Result<()> {
    for text in texts.iter_mut() {
        **text = text.trim().to_owned();
        if rules::looks_like_key(text) {
            return Err(refuse("transfers.key_itself"));
        }
    }
    Ok(())
}

fn begin(work: &Work<'_>, mut wish: TransferBegun) -> Result<Done<One>> {
    clean(&mut [&mut wish.to_name, &mut wish.witness, &mut wish.absent])?;
    let station = work.desk.station()?;
    let backup = keeper::state(&station)?;
    let written = station.write(&BEGIN, &work.session.actor, |writing| {
        let from_id = wish.from_id.clone().unwrap_or_else(|| writing.actor.id.clone());
        let clerks = office::clerks(writing.tx)?;
        let from = clerks.iter().find(|clerk| clerk.id == from_id).ok_or_else(|| refuse("transfers.clerk"))?;
        let it = Transfer {
            id: new_id(),
            from_id,
            from: from.name.clone(),
            to_name: wish.to_name.clone(),
            witness: wish.witness.clone(),
            absent: wish.absent.clone(),
            begun_on: writing.today.to_string(),
            counted_on: writing.today.to_string(),
            ..Transfer::default()
        };
        own(&it, writing.actor)?;
        if it.from_id != writing.actor.id && it.absent.is_empty() {
            return Err(refuse("transfers.absent").with("name", it.from));
        }
        if it.to_name == it.from {
            return Err(refuse("transfers.same").with("name", it.from));
        }
        let open = |one: &Transfer| one.from_id == it.from_id && one.finished_on.is_none();
        if store::list(writing.tx)?.iter().any(open) {
            return Err(refuse("transfers.open_already").with("name", it.from));
        }
        store::save(writing.tx, &it)?;
        for (place, mut line) in (1..).zip(count(&writing.reading(), &it.from_id, &backup)?) {
            line.id = new_id();
            store::save_line(writing.tx, &it.id, place, &line)?;
        }
        told(writing, &it);
        Ok(One { id: it.id })
    })?;
    Ok(written.into())
}

fn told(writing: &mut Writing<'_>, it: &Transfer) {
    writing.note("from", it.from.clone());
    writing.note("to", it.to_name.clone());
    writing.subject(&it.id);
}

/// Counts anew. What was written by hand and what was ticked stays, unless the count of its line changed.
fn recount(work: &Work<'_>, one: One) -> Result<Done<One>> {
    let station = work.desk.station()?;
    let backup = keeper::state(&station)?;
    let written = station.write(&COUNT, &work.session.actor, |writing| {
        let mut it = changeable(writing.tx, &one.id, writing.actor)?;
        let held = store::lines(writing.tx, &it.id)?;
        let counted = count(&writing.reading(), &it.from_id, &backup)?;
        let mut place = 0;
        for mut line in counted.clone() {
            place += 1;
            if let Some(known) = held.iter().find(|known| known.kind == line.kind && known.item == line.item) {
                line.id.clone_from(&known.id);
                let same =
                    !rules::is_counted(&line.kind) || known.counted == line.counted && known.detail == line.detail;
                line.given = (known.given && same) || line.counted == Some(0);
                line.note.clone_from(&known.note);
                if !known.kept_at.is_empty() {
                    line.kept_at.clone_from(&known.kept_at);
                }
                if !rules::is_counted(&line.kind) {
                    line.label.clone_from(&known.label);
                    line.counted = known.counted;
                }
            } else {
                line.id = new_id();
            }
            store::save_line(writing.tx, &it.id, place, &line)?;
        }
        for known in &held {
            if known.kind == "free" {
                // A line written by hand goes to the end.
                place += 1;
                store::save_line(writing.tx, &it.id, place, known)?;
            } else if !counted.iter().any(|line| line.kind == known.kind && line.item == known.item) {
                // A round may have ended, a place of backups gone: nobody hands over what is no more.
                store::remove_line(writing.tx, &known.id)?;
            }
        }
        it.counted_on = writing.today.to_string();
        store::save(writing.tx, &it)?;
        told(writing, &it);
        writing.keep();
        Ok(One { id: it.id })
    })?;
    Ok(written.into())
}

fn save(writing: &mut Writing<'_>, mut wish: TransferHead) -> Result<One> {
    clean(&mut [&mut wish.to_name, &mut wish.witness, &mut wish.absent, &mut wish.note])?;
    let it = changeable(writing.tx, &wish.id, writing.actor)?;
    if wish.to_name == it.from {
        return Err(refuse("transfers.same").with("name", it.from));
    }
    if it.from_id != writing.actor.id && wish.absent.is_empty() {
        return Err(refuse("transfers.absent").with("name", it.from));
    }
    let it = Transfer { to_name: wish.to_name, witness: wish.witness, absent: wish.absent, note: wish.note, ..it };
    store::save(writing.tx, &it)?;
    told(writing, &it);
    Ok(One { id: it.id })
}

fn set_line(writing: &mut Writing<'_>, mut wish: TransferLineWish) -> Result<One> {
    clean(&mut [&mut wish.label, &mut wish.kept_at, &mut wish.note])?;
    let transfer = if wish.id.is_empty() {
        wish.transfer_id.clone()
    } else {
        store::of_line(writing.tx, &wish.id)?.ok_or_else(|| refuse("transfers.line_gone"))?
    };
    let it = changeable(writing.tx, &transfer, writing.actor)?;
    let held = store::lines(writing.tx, &it.id)?;
    let at = held.iter().position(|line| line.id == wish.id);
    let known = at.and_then(|at| held.get(at)).cloned();
    let place = at.unwrap_or(held.len()) + 1;
    let mut line =
        known.unwrap_or_else(|| TransferLine { id: new_id(), kind: "free".to_owned(), ..TransferLine::default() });
    if !rules::is_counted(&line.kind) {
        if line.kind == "free" {
            line.label = wish.label;
        }
        if wish.counted.is_some_and(|n| !(0..=999_999).contains(&n)) {
            return Err(refuse("transfers.count"));
        }
        line.counted = wish.counted;
    }
    if line.label.is_empty() {
        return Err(refuse("transfers.label"));
    }
    line.kept_at = wish.kept_at;
    line.note = wish.note;
    line.given = wish.given;
    store::save_line(writing.tx, &it.id, i64::try_from(place).unwrap_or(i64::MAX), &line)?;
    writing.note("label", line.label);
    writing.subject(&it.id);
    Ok(One { id: line.id })
}

fn remove_line(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let transfer = store::of_line(writing.tx, &one.id)?.ok_or_else(|| refuse("transfers.line_gone"))?;
    let it = changeable(writing.tx, &transfer, writing.actor)?;
    let line = store::lines(writing.tx, &it.id)?.into_iter().find(|line| line.id == one.id);
    if line.is_none_or(|line| line.kind != "free") {
        return Err(refuse("transfers.line_counted"));
    }
    store::remove_line(writing.tx, &one.id)?;
    writing.subject(&it.id);
    Ok(one)
}

fn sign(writing: &mut Writing<'_>, wish: TransferSigned) -> Result<One> {
    let it = find(writing.tx, &wish.id)?;
    own(&it, writing.actor)?;
    rules::may_sign(&it, &store::lines(writing.tx, &it.id)?)?;
    let on = wish.day.as_deref().map_or(Ok(writing.today), day)?;
    if on > writing.today || on.to_string() < it.begun_on {
        return Err(refuse("transfers.sign_day").with("day", it.begun_on));
    }
    let it = Transfer { signed_on: Some(on.to_string()), ..it };
    store::save(writing.tx, &it)?;
    told(writing, &it);
    Ok(One { id: it.id })
}

/// The last step: the old account is closed, the new one has its own passphrase; unfinished typing goes along.
fn finish(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let whole = whole(&writing.reading(), &one.id)?;
    if whole.transfer.signed_on.is_none() {
        return Err(refuse("transfers.not_signed"));
    }
    if whole.transfer.finished_on.is_some() {
        return Err(refuse("transfers.finished"));
    }
    let Some(to) = whole.to_id else {
        return Err(refuse("transfers.no_account").with("name", whole.transfer.to_name));
    };
    if whole.from_active {
        return Err(refuse("transfers.still_active").with("name", whole.transfer.from));
    }
    store::give_drafts(writing.tx, &whole.transfer.from_id, &to)?;
    let it = Transfer { finished_on: Some(writing.today.to_string()), ..whole.transfer };
    store::save(writing.tx, &it)?;
    told(writing, &it);
    Ok(One { id: it.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let it = changeable(writing.tx, &one.id, writing.actor)?;
    store::remove(writing.tx, &it.id)?;
    told(writing, &it);
    Ok(one)
}
