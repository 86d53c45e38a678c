//! What may be asked of stations and teams.

use super::store::{self, Contact, Link, Member, Slot, Team};
use crate::calls::Call;
use crate::features::{Nothing, One};
use crate::ground::clock::{day, time};
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const TEAM: Op = Op { name: "stations.team", right: Right::Enter, undo: Undo::Undoable };
const MEMBER: Op = Op { name: "stations.member", right: Right::Enter, undo: Undo::Undoable };
const CONTACT: Op = Op { name: "stations.contact", right: Right::Enter, undo: Undo::Undoable };
const SLOT: Op = Op { name: "stations.slot", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "stations.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("stations.whole", "{}", whole),
        Call::write(
            &TEAM,
            r#"{"name":"草场驻点团队","kind":"main","area_id":"$area","valid_from":"2026-01-01"}"#,
            save_team,
        ),
        Call::write(
            &MEMBER,
            r#"{"team_id":"$team","person_id":"$person","role":"liaison","valid_from":"2026-01-01"}"#,
            save_member,
        ),
        Call::write(
            &CONTACT,
            r#"{"person_id":"$delegate","area_id":"$area","valid_from":"2025-01-01","valid_to":"2025-12-31"}"#,
            save_contact,
        ),
        Call::write(
            &SLOT,
            r#"{"area_id":"$area","weekday":2,"starts":"15:00","ends":"18:30","place":"村委会一楼","every_weeks":1,"valid_from":"2026-01-01"}"#,
            save_slot,
        ),
        Call::write(&REMOVE, r#"{"kind":"member","id":"$member"}"#, remove),
    ]
}

/// All stations of the town: small enough to be held by the pages.
#[derive(Serialize, TS)]
pub struct Stations {
    /// Teams.
    pub teams: Vec<Team>,
    /// Roles.
    pub members: Vec<Member>,
    /// Delegates' villages.
    pub contacts: Vec<Contact>,
    /// Fixed times.
    pub slots: Vec<Slot>,
}

fn whole(reading: &Reading<'_>, _: Nothing) -> Result<Stations> {
    Ok(Stations {
        teams: store::teams(reading.db)?,
        members: store::members(reading.db)?,
        contacts: store::contacts(reading.db)?,
        slots: store::slots(reading.db)?,
    })
}

fn span(from: &str, to: Option<&String>) -> Result<()> {
    day(from)?;
    if let Some(to) = to {
        day(to)?;
        if to.as_str() < from {
            return Err(refuse("delegates.tenure_backwards").with("from", from).with("to", to.clone()));
        }
    }
    Ok(())
}

/// Whether two links hold on a day together: what ended today may begin anew today.
fn meet(one: (&String, &Option<String>), other: (&String, &Option<String>)) -> bool {
    let over = |to: &Option<String>, from: &String| to.as_ref().is_some_and(|to| to <= from);
    !over(one.1, other.0) && !over(other.1, one.0)
}

fn fresh(id: &mut String) -> String {
    if id.is_empty() {
        *id = new_id();
    }
    id.clone()
}

fn save_team(writing: &mut Writing<'_>, mut team: Team) -> Result<One> {
    team.name = team.name.trim().to_owned();
    if team.name.is_empty() || !matches!(team.kind.as_str(), "main" | "helper") {
        return Err(refuse("stations.team_name"));
    }
    span(&team.valid_from, team.valid_to.as_ref())?;
    writing.note("name", team.name.clone());
    let id = fresh(&mut team.id);
    store::save_team(writing.tx, &team)?;
    Ok(One { id })
}

fn save_member(writing: &mut Writing<'_>, mut member: Member) -> Result<One> {
    if !matches!(member.role.as_str(), "leader" | "liaison" | "member") {
        return Err(refuse("stations.role"));
    }
    span(&member.valid_from, member.valid_to.as_ref())?;
    let twin = store::members(writing.tx)?.into_iter().any(|one| {
        one.id != member.id
            && (&one.team_id, &one.person_id, &one.role) == (&member.team_id, &member.person_id, &member.role)
            && meet((&one.valid_from, &one.valid_to), (&member.valid_from, &member.valid_to))
    });
    if twin {
        return Err(refuse("stations.twice"));
    }
    let id = fresh(&mut member.id);
    writing.subject(&member.team_id);
    store::save_member(writing.tx, &member)?;
    Ok(One { id })
}

fn save_contact(writing: &mut Writing<'_>, mut contact: Contact) -> Result<One> {
    span(&contact.valid_from, contact.valid_to.as_ref())?;
    let twin = store::contacts(writing.tx)?.into_iter().any(|one| {
        one.id != contact.id
            && (&one.person_id, &one.area_id) == (&contact.person_id, &contact.area_id)
            && meet((&one.valid_from, &one.valid_to), (&contact.valid_from, &contact.valid_to))
    });
    if twin {
        return Err(refuse("stations.twice"));
    }
    let id = fresh(&mut contact.id);
    writing.subject(&contact.person_id);
    store::save_contact(writing.tx, &contact)?;
    Ok(One { id })
}

fn save_slot(writing: &mut Writing<'_>, mut slot: Slot) -> Result<One> {
    if !(1..=7).contains(&slot.weekday) || !(1..=53).contains(&slot.every_weeks) {
        return Err(refuse("stations.slot"));
    }
    time(&slot.starts)?;
    time(&slot.ends)?;
    if !slot.starts.is_empty() && !slot.ends.is_empty() && slot.ends <= slot.starts {
        return Err(refuse("stations.slot_backwards").with("starts", slot.starts).with("ends", slot.ends));
    }
    span(&slot.valid_from, slot.valid_to.as_ref())?;
    let id = fresh(&mut slot.id);
    writing.subject(&slot.area_id);
    store::save_slot(writing.tx, &slot)?;
    Ok(One { id })
}

/// What to remove.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Unlink {
    kind: Link,
    id: String,
}

fn remove(writing: &mut Writing<'_>, request: Unlink) -> Result<One> {
    if store::remove(writing.tx, request.kind, &request.id)? == 0 {
        return Err(refuse("stations.gone"));
    }
    Ok(One { id: request.id })
}
