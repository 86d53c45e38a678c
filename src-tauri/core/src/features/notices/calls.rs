//! What may be asked of notices.

use super::model::{
    DeliverWish, Filter, Notice, NoticeCalls, NoticeLine, NoticePage, NoticePhone, NoticeWhole, NoticesDue, PageAsked,
    Recipient, RecipientLine,
};
use super::rules::{self, Register};
use super::store;
use crate::calls::Call;
use crate::features::delegates::store as delegates;
use crate::features::office::store::{self as office, knows};
use crate::features::opinions::papers::told;
use crate::features::reports::gather::{Village, holds, people, villages};
use crate::features::{Nothing, One, areas};
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::{Days, NaiveDate};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

const SAVE: Op = Op { name: "notices.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "notices.remove", right: Right::Enter, undo: Undo::Undoable };
const DELIVER: Op = Op { name: "notices.deliver", right: Right::Enter, undo: Undo::Undoable };
const UNDELIVER: Op = Op { name: "notices.undeliver", right: Right::Enter, undo: Undo::Undoable };
const PHONES: Op = Op { name: "notices.phones", right: Right::View, undo: Undo::Never("looked") };
const RING: Op = Op { name: "notices.ring", right: Right::View, undo: Undo::Never("looked") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("notices.page", r#"{"filter":{"state":"open"},"sort":"due","limit":50}"#, page),
        Call::read("notices.open", r#"{"id":"$notice"}"#, open),
        Call::read("notices.begin", "{}", begin),
        Call::watched(&PHONES, r#"{"id":"$notice"}"#, |one: &One| one.id.clone(), phones),
        Call::watched(&RING, "{}", |_: &Nothing| String::new(), ring),
        Call::write(
            &SAVE,
            r#"{"kind":"notice","day":"2026-09-14","title":"关于报送调研报告的通知","body":"请各位代表月底前报送调研报告。",
                "receipt_by":"2026-09-18","audience":[{"kind":"circle","target":"$circle"},{"kind":"area","target":"$area"},{"kind":"unit","target":"镇党建办"}]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$notice"}"#, remove),
        Call::write(
            &DELIVER,
            r#"{"notice_id":"$notice","recipients":["$recipient"],"day":"2026-09-14","way":"phone","reached":true,"note":"本人接听"}"#,
            deliver,
        ),
        Call::write(&UNDELIVER, r#"{"id":"$delivery"}"#, undeliver),
    ]
}

fn page(reading: &Reading<'_>, asked: PageAsked) -> Result<NoticePage> {
    store::page(reading.db, &asked, &reading.today.to_string())
}

fn open(reading: &Reading<'_>, one: One) -> Result<NoticeWhole> {
    whole(reading, &one.id)
}

/// A notice with its recipients and the opinions it may tell of.
///
/// # Errors
/// `notices.gone`; what the database says.
pub fn whole(reading: &Reading<'_>, id: &str) -> Result<NoticeWhole> {
    let notice = store::whole(reading.db, id)?.ok_or_else(|| refuse("notices.gone"))?;
    let mut recipients = store::recipients(reading.db, id)?;
    let groups = groups(reading.db, &notice.day)?;
    for line in &mut recipients {
        if let Some(group) = line.recipient.person_id.as_ref().and_then(|person| groups.get(person)) {
            line.about.clone_from(group);
        }
    }
    let opinions = told(reading, &notice.opinions)?;
    Ok(NoticeWhole { left_out: notice.opinions.len() - opinions.len(), recipients, opinions, notice })
}

/// The group of every delegate on a day, in words.
fn groups(db: &Connection, on: &str) -> Result<BTreeMap<String, String>> {
    let circles: BTreeMap<String, String> = delegates::circles(db)?.into_iter().map(|one| (one.id, one.name)).collect();
    let seats = delegates::seats(db, None)?;
    Ok(seats
        .into_iter()
        .filter(|seat| holds(on, Some(&seat.from_day), seat.to_day.as_deref()))
        .filter_map(|seat| Some((seat.person_id, circles.get(&seat.circle_id?)?.clone())))
        .collect())
}

/// What a new notice begins with.
#[derive(Serialize, TS)]
struct NoticeBegun {
    /// Day of the paper: today.
    day: String,
    /// Day everybody must have it by, by the rule book.
    receipt_by: String,
}

fn begin(reading: &Reading<'_>, _: Nothing) -> Result<NoticeBegun> {
    let today = reading.today;
    let days = crate::features::rulebook::number(reading.db, "notices.receipt_days", &today.to_string())?;
    let by = today.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0))).unwrap_or(today);
    Ok(NoticeBegun { day: today.to_string(), receipt_by: by.to_string() })
}

/// The register on a day, for what an audience means.
fn register(reading: &Reading<'_>, on: &str) -> Result<Register> {
    let seats = delegates::seats(reading.db, None)?;
    let seat_of = |person: &str| {
        seats.iter().find(|seat| seat.person_id == person && holds(on, Some(&seat.from_day), seat.to_day.as_deref()))
    };
    let people = delegates::people(reading.db)?;
    let town = office::office(reading.db)?.ok_or_else(|| refuse("office.none"))?.area_code;
    let areas = areas::store::list(reading.db)?;
    Ok(Register {
        delegates: people
            .into_iter()
            .filter_map(|one| seat_of(&one.id).map(|seat| (one.id, seat.circle_id.clone())))
            .collect(),
        circles: delegates::circles(reading.db)?.into_iter().map(|one| (one.id, one.parent_id)).collect(),
        areas: areas
            .into_iter()
            .filter(|one| {
                one.town_code.starts_with(&town) && holds(on, one.valid_from.as_deref(), one.valid_to.as_deref())
            })
            .map(|one| one.id)
            .collect(),
    })
}

/// Writes a notice and lays its recipients; also for the practice township.
///
/// # Errors
/// What [`rules::check`] says; `notices.kind`, `notices.named`, `notices.named_text`, `notices.opinion_gone`,
/// `notices.nobody_meant`, `notices.delivered_before`, `notices.has_delivery`, `notices.gone`, `notices.changed_meanwhile`.
pub fn save(writing: &mut Writing<'_>, mut notice: Notice) -> Result<One> {
    rules::check(&mut notice)?;
    if !knows(writing.tx, "notice_kind", &notice.kind)? {
        return Err(refuse("notices.kind"));
    }
    let held = if notice.id.is_empty() {
        notice.id = new_id();
        Vec::new()
    } else {
        if !store::exists(writing.tx, &notice.id)? {
            return Err(refuse("notices.gone"));
        }
        if notice.version != 0 && notice.version != store::version(writing.tx, &notice.id)? {
            return Err(refuse("notices.changed_meanwhile"));
        }
        store::recipients(writing.tx, &notice.id)?
    };
    check_opinions(writing.tx, &notice)?;
    let meant = rules::expand(&notice.audience, &register(&writing.reading(), &notice.day)?);
    if meant.is_empty() {
        return Err(refuse("notices.nobody_meant"));
    }
    if held.iter().flat_map(|line| &line.deliveries).any(|delivery| delivery.day < notice.day) {
        return Err(refuse("notices.delivered_before").with("day", notice.day.clone()));
    }
    writing.note("title", notice.title.clone());
    writing.subject(&notice.id);
    store::save(writing.tx, &notice, &writing.actor.id)?;
    lay(writing.tx, &notice.id, &held, &meant)?;
    Ok(One { id: notice.id })
}

/// An opinion about a person by name is neither chosen nor repeated.
fn check_opinions(db: &Connection, notice: &Notice) -> Result<()> {
    let before = store::whole(db, &notice.id)?.map(|one| one.opinions).unwrap_or_default();
    for opinion in &notice.opinions {
        match store::is_named(db, opinion)? {
            Some(false) => {}
            // One that was marked after it was chosen stays in the record and is left out of the paper.
            _ if before.contains(opinion) => {}
            Some(true) => return Err(refuse("notices.named")),
            None => return Err(refuse("notices.opinion_gone")),
        }
    }
    let (body, title) = (rules::Repeating::of(&notice.body), rules::Repeating::of(&notice.title));
    let told = store::named(db)?.into_iter().find(|(_, said)| body.repeats(said) || title.repeats(said));
    if let Some((number, _)) = told {
        return Err(refuse("notices.named_text").with("number", number));
    }
    Ok(())
}

/// Lays the recipients that are meant: those that stay keep their records, one somebody tried to reach is not dropped.
fn lay(db: &Connection, notice: &str, held: &[RecipientLine], meant: &[Recipient]) -> Result<()> {
    let same = |one: &Recipient, other: &Recipient| {
        (&one.kind, &one.person_id, &one.area_id, &one.unit)
            == (&other.kind, &other.person_id, &other.area_id, &other.unit)
    };
    for line in held.iter().filter(|line| !meant.iter().any(|one| same(one, &line.recipient))) {
        if !line.deliveries.is_empty() {
            return Err(refuse("notices.has_delivery").with("name", line.name.clone()));
        }
        store::drop_recipient(db, &line.recipient.id)?;
    }
    for (place, one) in (0_i64..).zip(meant) {
        match held.iter().find(|line| same(one, &line.recipient)) {
            Some(line) => store::place_recipient(db, &line.recipient.id, place)?,
            None => store::add_recipient(db, notice, one, place)?,
        }
    }
    Ok(())
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let notice = store::whole(writing.tx, &one.id)?.ok_or_else(|| refuse("notices.gone"))?;
    writing.note("title", notice.title);
    writing.subject(&one.id);
    store::remove(writing.tx, &one.id)?;
    Ok(one)
}

/// How many a delivery was entered for.
#[derive(Serialize, TS)]
pub struct NoticeDelivered {
    /// Recipients.
    pub recipients: usize,
    /// Who still has not got the notice.
    pub missing: usize,
}

/// Enters a delivery for one or many recipients; also for the practice township.
///
/// # Errors
/// What [`rules::check_delivery`] says; `notices.gone`, `notices.way`, `notices.recipient_gone`, `notices.reached_before`.
pub fn deliver(writing: &mut Writing<'_>, mut wish: DeliverWish) -> Result<NoticeDelivered> {
    let notice = store::whole(writing.tx, &wish.notice_id)?.ok_or_else(|| refuse("notices.gone"))?;
    rules::check_delivery(&mut wish, &notice.day, writing.today)?;
    if !knows(writing.tx, "notice_way", &wish.way)? {
        return Err(refuse("notices.way"));
    }
    if wish.sender.is_empty() {
        wish.sender.clone_from(&writing.actor.name);
    }
    let lines = store::recipients(writing.tx, &notice.id)?;
    let mut done: Vec<&String> = Vec::new();
    for id in &wish.recipients {
        let line =
            lines.iter().find(|line| line.recipient.id == *id).ok_or_else(|| refuse("notices.recipient_gone"))?;
        if let Some(on) = &line.reached_on {
            return Err(refuse("notices.reached_before").with("name", line.name.clone()).with("day", on.clone()));
        }
        if !done.contains(&id) {
            store::deliver(writing.tx, id, &wish, &writing.actor.id)?;
            done.push(id);
        }
    }
    let missing = store::recipients(writing.tx, &notice.id)?.iter().filter(|line| line.reached_on.is_none()).count();
    writing.note("title", notice.title);
    writing.note("n", done.len());
    writing.subject(&notice.id);
    Ok(NoticeDelivered { recipients: done.len(), missing })
}

fn undeliver(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let (recipient, notice) =
        store::of_delivery(writing.tx, &one.id)?.ok_or_else(|| refuse("notices.delivery_gone"))?;
    let known = store::whole(writing.tx, &notice)?.ok_or_else(|| refuse("notices.gone"))?;
    writing.note("title", known.title);
    writing.subject(&notice);
    store::undeliver(writing.tx, &one.id, &recipient)?;
    Ok(one)
}

fn phones(reading: &Reading<'_>, one: One) -> Result<Vec<NoticePhone>> {
    missing(reading, &whole(reading, &one.id)?)
}

/// Notices somebody has not got: what is due first, by the day everybody must have it.
fn unreached(limit: u32) -> PageAsked {
    PageAsked {
        filter: Filter { state: Some("open".to_owned()), ..Filter::default() },
        sort: "due".to_owned(),
        descending: false,
        limit,
        ..PageAsked::default()
    }
}

/// What is left to tell, for the first screen.
///
/// # Errors
/// What the database says.
pub fn due_on(reading: &Reading<'_>, day: NaiveDate) -> Result<NoticesDue> {
    let page = store::page(reading.db, &unreached(3), &day.to_string())?;
    Ok(NoticesDue {
        notices: page.total,
        late: page.late,
        missing: page.recipients - page.reached,
        titles: page.lines.into_iter().map(|line| line.title).collect(),
    })
}

/// Notices somebody has not got, those whose day is nearest first.
///
/// # Errors
/// What the database says.
pub fn open_lines(reading: &Reading<'_>) -> Result<Vec<NoticeLine>> {
    let mut lines = Vec::new();
    loop {
        let mut asked = unreached(200);
        asked.offset = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let page = store::page(reading.db, &asked, &reading.today.to_string())?;
        let more = !page.lines.is_empty();
        lines.extend(page.lines);
        if !more || i64::try_from(lines.len()).unwrap_or(i64::MAX) >= page.total {
            return Ok(lines);
        }
    }
}

/// Everybody to ring up, notice by notice, those whose day is nearest first.
fn ring(reading: &Reading<'_>, _: Nothing) -> Result<Vec<NoticeCalls>> {
    let calls = open_lines(reading)?
        .into_iter()
        .map(|line| Ok(NoticeCalls { phones: missing(reading, &whole(reading, &line.id)?)?, line }));
    calls.collect()
}

/// Whom to ring up for everybody who has not got a notice: a delegate, else the liaison of a village they serve; the
/// liaison of a village, else who is responsible there. All who are known are named, one line each.
///
/// # Errors
/// What the database says.
pub fn missing(reading: &Reading<'_>, notice: &NoticeWhole) -> Result<Vec<NoticePhone>> {
    let everybody = people(reading)?;
    let villages = villages(reading, reading.today.max(day(&notice.notice.day)?))?;
    let mut lines = Vec::new();
    for line in notice.recipients.iter().filter(|line| line.reached_on.is_none()) {
        let mut found: Vec<(&'static str, String, String)> = Vec::new();
        let of_village = |village: &Village, found: &mut Vec<(&'static str, String, String)>| {
            let liaisons = village.liaisons().map(|one| ("liaison", one));
            let leaders = village.leaders().map(|one| ("leader", one));
            let known = liaisons.chain(leaders).find(|(_, one)| !one.phone.is_empty());
            found.extend(known.map(|(role, one)| (role, one.name.clone(), one.phone.clone())));
        };
        if let Some(id) = &line.recipient.person_id {
            match everybody.get(id).filter(|one| !one.phone.is_empty()) {
                Some(one) => found.push(("own", one.name.clone(), one.phone.clone())),
                None => {
                    for village in villages.iter().filter(|one| one.delegates.iter().any(|other| other.id == *id)) {
                        of_village(village, &mut found);
                    }
                }
            }
        }
        if let Some(village) = villages.iter().find(|one| Some(&one.id) == line.recipient.area_id.as_ref()) {
            of_village(village, &mut found);
        }
        if found.is_empty() {
            found.push(("none", String::new(), String::new()));
        }
        lines.extend(found.into_iter().map(|(role, contact, phone)| NoticePhone {
            recipient_id: line.recipient.id.clone(),
            name: line.name.clone(),
            about: line.about.clone(),
            role: role.to_owned(),
            contact,
            phone,
            tried: line.deliveries.len(),
        }));
    }
    Ok(lines)
}
