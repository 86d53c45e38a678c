//! What may be asked of materials.

use super::counted::counted;
use super::gather::gather;
use super::model::{Material, MaterialMark, MaterialRest, MaterialWish};
use super::{rules, store};
use crate::calls::Call;
use crate::features::One;
use crate::features::duties::rules::Span;
use crate::features::meetings::calls::action;
use crate::features::meetings::store as meetings;
use crate::features::rulebook::store::flag;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};

const MAKE: Op = Op { name: "materials.make", right: Right::Enter, undo: Undo::Undoable };
const REST: Op = Op { name: "materials.mark_rest", right: Right::Enter, undo: Undo::Undoable };
const MARK: Op = Op { name: "materials.mark", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("materials.open", r#"{"id":"$meeting"}"#, open),
        Call::read("materials.counted", r#"{"meeting_id":"$withmaterial","what":"visits"}"#, counted),
        Call::write(&MAKE, r#"{"meeting_id":"$meeting"}"#, make),
        Call::write(&REST, r#"{"meeting_id":"$withmaterial","mark":"told"}"#, mark_rest),
        Call::write(&MARK, r#"{"id":"$materialitem","mark":"action","action":{"content":"约市政办现场看一次"}}"#, mark),
    ]
}

/// The material of a meeting; none while nobody asked for one.
fn open(reading: &Reading<'_>, one: One) -> Result<Option<Material>> {
    let leader_copy = flag(reading.db, "group_material_names", &reading.today.to_string())?;
    Ok(store::of_meeting(reading.db, &one.id)?.map(|it| Material { leader_copy, ..it }))
}

/// Gathers a material anew and keeps it with its meeting.
///
/// # Errors
/// `meetings.gone`, `papers.days_backwards`, `day.unreadable`; what the database says.
pub fn make(writing: &mut Writing<'_>, wish: MaterialWish) -> Result<One> {
    let meeting = meetings::whole(writing.tx, &wish.meeting_id)?.ok_or_else(|| refuse("meetings.gone"))?;
    let held = store::of_meeting(writing.tx, &meeting.id)?;
    let usual = match &held {
        Some(known) => Span { from: day(&known.from_day)?, to: day(&known.to_day)? },
        None => rules::looked_at(day(&meeting.day)?),
    };
    let days = Span {
        from: wish.from.as_deref().map_or(Ok(usual.from), day)?,
        to: wish.to.as_deref().map_or(Ok(usual.to), day)?,
    };
    if days.to < days.from {
        return Err(refuse("papers.days_backwards")
            .with("from", days.from.to_string())
            .with("to", days.to.to_string()));
    }
    let gathered = gather(&writing.reading(), &meeting, days)?;
    let it = Material { id: held.map_or_else(new_id, |known| known.id), ..gathered };
    store::save(writing.tx, &it)?;
    writing.note("title", meeting.title);
    writing.subject(&meeting.id);
    writing.keep();
    Ok(One { id: it.id })
}

fn mark(writing: &mut Writing<'_>, wish: MaterialMark) -> Result<One> {
    let meeting = store::meeting_of(writing.tx, &wish.id)?.ok_or_else(|| refuse("materials.gone"))?;
    let whole = store::of_meeting(writing.tx, &meeting)?.ok_or_else(|| refuse("materials.gone"))?;
    let item = whole.items.into_iter().find(|item| item.id == wish.id).ok_or_else(|| refuse("materials.gone"))?;
    if let Some(point) = &item.action_id
        && meetings::action_meeting(writing.tx, point)?.is_some()
    {
        return Err(refuse("materials.is_action"));
    }
    let point = match wish.mark.as_str() {
        "" | "told" | "discussed" => None,
        "action" => {
            let mut point = wish.action.ok_or_else(|| refuse("materials.action"))?;
            point.id = String::new();
            point.meeting_id.clone_from(&meeting);
            Some(action(writing, point)?.id)
        }
        _ => return Err(refuse("materials.mark")),
    };
    store::mark(writing.tx, &wish.id, &wish.mark, point.as_deref())?;
    let title = meetings::whole(writing.tx, &meeting)?.map(|one| one.title).unwrap_or_default();
    writing.note("title", title);
    writing.subject(&meeting);
    Ok(One { id: wish.id })
}

/// Ticks off everything that is not ticked yet.
fn mark_rest(writing: &mut Writing<'_>, wish: MaterialRest) -> Result<One> {
    if !matches!(wish.mark.as_str(), "told" | "discussed") {
        return Err(refuse("materials.mark"));
    }
    let whole = store::of_meeting(writing.tx, &wish.meeting_id)?.ok_or_else(|| refuse("materials.gone"))?;
    for item in whole.items.iter().filter(|item| item.mark.is_empty()) {
        store::mark(writing.tx, &item.id, &wish.mark, None)?;
    }
    let title = meetings::whole(writing.tx, &wish.meeting_id)?.map(|one| one.title).unwrap_or_default();
    writing.note("title", title);
    writing.subject(&wish.meeting_id);
    Ok(One { id: whole.id })
}
