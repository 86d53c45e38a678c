//! Plans of the practice township: last week's, most of them entered, and this week's, as a Monday leaves them.

use crate::features::plans::{calls, propose, store};
use crate::features::visits::model::{Filter, Page};
use crate::features::visits::store as visits;
use crate::features::weeks::rules::week_of;
use crate::ground::refusal::Result;
use crate::ground::station::Writing;
use chrono::Days;

/// Lays the plans: those of the week before out of its visits, one of them not back, one not gone to; those of this week
/// by the same click a clerk would make.
///
/// # Errors
/// What the database says.
pub(super) fn fill(writing: &Writing<'_>, material: &super::Material) -> Result<()> {
    let today = writing.today;
    let before = week_of(today - Days::new(7));
    let filter = Filter { from: Some(before.from.to_string()), to: Some(before.to.to_string()), ..Filter::default() };
    let page = Page { filter, sort: "day".to_owned(), descending: false, offset: 0, limit: 40 };
    for (at, line) in visits::lines(writing.tx, &page)?.into_iter().enumerate() {
        let Some(visit) = visits::whole(writing.tx, &line.id)? else { continue };
        let mut plan = crate::features::plans::model::Plan {
            day: visit.day.clone(),
            starts: visit.starts.clone(),
            ends: visit.ends.clone(),
            area_id: visit.area_id.clone(),
            place: visit.place.clone(),
            kind: visit.kind.clone(),
            leader_id: visit.leader_id.clone(),
            delegates: visit.delegates.clone(),
            topics: material.plan_topics.get(at % material.plan_topics.len().max(1)).cloned().unwrap_or_default(),
            ..crate::features::plans::model::Plan::default()
        };
        calls::insert(writing, &mut plan)?;
        match at {
            // Not back: the visit stands in the ledger without its sheet, as it happens.
            2 | 5 => {}
            7 => store::close(writing.tx, &plan.id, "suspended", "", Some(&before.to.to_string()))?,
            _ => calls::link(writing.tx, Some(&plan.id), &visit.id)?,
        }
    }
    let reading = writing.reading();
    for (at, mut plan) in propose::week(&reading, today)?.into_iter().enumerate() {
        plan.topics = material.plan_topics.get(at % material.plan_topics.len().max(1)).cloned().unwrap_or(plan.topics);
        plan.households =
            material.plan_households.get(at % material.plan_households.len().max(1)).cloned().unwrap_or_default();
        calls::insert(writing, &mut plan)?;
    }
    Ok(())
}
