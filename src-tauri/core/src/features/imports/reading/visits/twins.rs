//! What a book tells twice: one visit in a row for each delegate, and the opinions of its visits on a sheet of their own.

use std::collections::{HashMap, HashSet};

use super::sections::told;
use crate::features::imports::reading::finding::Finding;
use crate::features::imports::reading::mapping::{Role, SheetPlan};
use crate::features::imports::reading::model::VisitsReading;
use crate::features::imports::reading::text::name_key;

/// Rows right below each other that tell the same in words and in figures, each with another delegate, are one visit at
/// which all of them were. Where only the figures are the same it could be two visits: that is said.
pub(super) fn by_delegate(out: &mut VisitsReading) {
    let mut gone: HashSet<usize> = HashSet::new();
    let mut held = 0;
    for at in 1..out.visits.len() {
        let (Some(first), Some(visit)) = (out.visits.get(held), out.visits.get(at)) else { break };
        let named = |name: &str| first.delegates.iter().any(|one| name_key(&one.name) == name_key(name));
        let apart = visit.delegates.len() == 1 && !visit.delegates.iter().any(|one| named(&one.name));
        let leader = |visit: &super::Visit| visit.leader.as_ref().map(|one| name_key(&one.name));
        let counted = visit.received + visit.households + visit.firms > 0;
        let same = first.place.sheet == visit.place.sheet
            && !first.delegates.is_empty()
            && leader(first) == leader(visit)
            && told(first) == told(visit);
        if !(same && apart && counted) {
            held = at;
            continue;
        }
        let cell = first.place.cell();
        if visit.opinions.is_empty() && visit.situation.is_empty() {
            out.notices.push(Finding::at(&visit.place, "imports.visit_alike").with("cell", cell));
            held = at;
            continue;
        }
        let (place, delegates) = (visit.place.clone(), visit.delegates.clone());
        if let Some(first) = out.visits.get_mut(held) {
            first.delegates.extend(delegates);
        }
        out.notices.push(Finding::at(&place, "imports.visit_by_delegate").with("cell", cell));
        gone.insert(at);
    }
    keep(out, &gone);
}

/// A sheet that tells of nothing but opinions, beside one that tells of visits, tells what was heard at those visits: each
/// opinion belongs to the visit of its day and village. Where there is none the row is a visit of its own.
pub(super) fn opinions_of(out: &mut VisitsReading, plans: &[SheetPlan]) {
    let counted = [
        Role::Received,
        Role::Households,
        Role::Firms,
        Role::Tally,
        Role::Delegates,
        Role::Others,
        Role::Leader,
        Role::Kind,
        Role::Situation,
    ];
    let read = || plans.iter().filter(|plan| plan.not_read.is_none());
    let tells = |plan: &&SheetPlan| counted.iter().any(|role| plan.column(*role).is_some());
    let only: HashSet<&str> = read().filter(|plan| !tells(plan)).map(|plan| plan.sheet.as_str()).collect();
    if only.is_empty() || !read().any(|plan| tells(&plan)) {
        return;
    }
    let mut visits: HashMap<(chrono::NaiveDate, String), Vec<usize>> = HashMap::new();
    for (at, visit) in out.visits.iter().enumerate().filter(|(_, visit)| !only.contains(&*visit.place.sheet)) {
        visits.entry((visit.day, visit.area.clone())).or_default().push(at);
    }
    let mut gone: HashSet<usize> = HashSet::new();
    for at in 0..out.visits.len() {
        let Some(row) = out.visits.get(at).filter(|visit| only.contains(&*visit.place.sheet)) else { continue };
        let place = row.place.clone();
        let opinions = row.opinions.clone();
        match visits.get(&(row.day, row.area.clone())).map(Vec::as_slice) {
            None | Some([]) => {}
            Some([one]) => {
                let Some(visit) = out.visits.get_mut(*one) else { continue };
                let finding = Finding::at(&place, "imports.opinion_of_visit").with("sheet", place.sheet.to_string());
                let finding = finding.with("of", visit.place.sheet.to_string()).with("cell", visit.place.cell());
                let heard = |text: &str| visit.opinions.iter().any(|one| one.text == text);
                let new: Vec<_> = opinions.into_iter().filter(|one| !heard(&one.text)).collect();
                visit.opinions.extend(new);
                out.notices.push(finding);
                gone.insert(at);
            }
            Some(several) => {
                out.refused.push(Finding::at(&place, "imports.opinion_of_several").with("count", several.len()));
                gone.insert(at);
            }
        }
    }
    keep(out, &gone);
}

fn keep(out: &mut VisitsReading, gone: &HashSet<usize>) {
    let mut at = 0;
    out.visits.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}
