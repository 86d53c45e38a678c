//! A handover that is being prepared, and the material of a group's meeting, half ticked off.

use crate::features::handovers::calls as handovers;
use crate::features::handovers::model::{Handover, HandoverWish};
use crate::features::materials::calls as materials;
use crate::features::materials::model::MaterialWish;
use crate::features::materials::store;
use crate::features::meetings::store as meetings;
use crate::features::stations::store as stations;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::Days;

/// The delegate who hands over: the one who made no visit this year.
const FROM: usize = 7;

/// Lays both.
///
/// # Errors
/// What the calls refuse; what the database says.
pub(super) fn fill(writing: &mut Writing<'_>, delegates: &[String]) -> Result<()> {
    let group = |one: &crate::features::meetings::model::Meeting| one.circle_id.is_some();
    let today = writing.today.to_string();
    if let Some(meeting) = meetings::list(writing.tx, "0001-01-01", &today)?.into_iter().find(group) {
        materials::make(writing, MaterialWish { meeting_id: meeting.id.clone(), ..MaterialWish::default() })?;
        let items = store::of_meeting(writing.tx, &meeting.id)?.map(|made| made.items).unwrap_or_default();
        for (item, mark) in items.iter().zip(["told", "discussed", "told"]) {
            store::mark(writing.tx, &item.id, mark, None)?;
        }
    }
    let (Some(from), Some(to)) = (delegates.get(FROM), delegates.last()) else { return Ok(()) };
    let areas = stations::contacts(writing.tx)?.into_iter().filter(|one| one.person_id == *from);
    let handover = Handover {
        from_id: from.clone(),
        to_id: to.clone(),
        day: (writing.today + Days::new(7)).to_string(),
        ground: "moved".to_owned(),
        area_ids: areas.map(|one| one.area_id).collect(),
        ..Handover::default()
    };
    handovers::save(writing, HandoverWish { handover, contacts: false }).map(|_| ())
}
