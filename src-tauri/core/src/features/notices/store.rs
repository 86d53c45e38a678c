//! The SQL of notices.

use super::model::{
    Audience, DeliverWish, Delivery, Filter, Notice, NoticeLine, NoticePage, PageAsked, Recipient, RecipientLine,
};
use crate::ground::ids::new_id;
use crate::ground::refusal::Result;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

/// Whether a notice is there.
pub fn exists(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM notices WHERE id = ?1")?.exists([id])?)
}

/// When a notice, its audience or its opinions were last changed, as a number that fits a form. Deliveries do not count:
/// they are entered while the notice lies open.
pub fn version(db: &Connection, id: &str) -> Result<i64> {
    let version: Option<i64> = db
        .prepare_cached(
            "SELECT (max(r.changed) & 4503599627370495) + count(*) FROM records r WHERE r.id IN (SELECT ?1 UNION ALL
                 SELECT id FROM notice_audience WHERE notice_id = ?1 UNION ALL SELECT id FROM notice_opinions WHERE notice_id = ?1)",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(version.unwrap_or(0))
}

/// Inserts or changes a notice with its audience and opinions; rows that stay keep their ids.
pub fn save(db: &Connection, one: &Notice, recorder: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO notices (id, kind, day, document, title, body, contact, receipt_by, note, recorder_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET kind = ?2, day = ?3, document = ?4, title = ?5, body = ?6, contact = ?7, receipt_by = ?8, note = ?9",
    )?
    .execute(params![
        one.id,
        one.kind,
        one.day,
        one.document,
        one.title,
        one.body,
        one.contact,
        one.receipt_by,
        one.note,
        recorder
    ])?;
    if audience(db, &one.id)? != one.audience {
        db.prepare_cached("DELETE FROM notice_audience WHERE notice_id = ?1")?.execute([&one.id])?;
        for (place, line) in (0_i64..).zip(&one.audience) {
            db.prepare_cached(
                "INSERT INTO notice_audience (id, notice_id, kind, target, place) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![new_id(), one.id, line.kind, line.target, place])?;
        }
    }
    if opinions(db, &one.id)? != one.opinions {
        db.prepare_cached("DELETE FROM notice_opinions WHERE notice_id = ?1")?.execute([&one.id])?;
        for (place, opinion) in (0_i64..).zip(&one.opinions) {
            db.prepare_cached(
                "INSERT INTO notice_opinions (id, notice_id, opinion_id, place) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![new_id(), one.id, opinion, place])?;
        }
    }
    Ok(())
}

fn audience(db: &Connection, id: &str) -> Result<Vec<Audience>> {
    Ok(db
        .prepare_cached("SELECT kind, target FROM notice_audience WHERE notice_id = ?1 ORDER BY place, id")?
        .query_map([id], |row| Ok(Audience { kind: row.get(0)?, target: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Opinions whose handling a notice tells of.
pub fn opinions(db: &Connection, id: &str) -> Result<Vec<String>> {
    Ok(db
        .prepare_cached("SELECT opinion_id FROM notice_opinions WHERE notice_id = ?1 ORDER BY place, id")?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// One notice with its audience and opinions.
pub fn whole(db: &Connection, id: &str) -> Result<Option<Notice>> {
    let found = db
        .prepare_cached(
            "SELECT id, kind, day, document, title, body, contact, receipt_by, note FROM notices WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Notice {
                id: row.get(0)?,
                kind: row.get(1)?,
                day: row.get(2)?,
                document: row.get(3)?,
                title: row.get(4)?,
                body: row.get(5)?,
                contact: row.get(6)?,
                receipt_by: row.get(7)?,
                note: row.get(8)?,
                ..Notice::default()
            })
        })
        .optional()?;
    let Some(mut one) = found else { return Ok(None) };
    one.audience = audience(db, id)?;
    one.opinions = opinions(db, id)?;
    one.version = version(db, id)?;
    Ok(Some(one))
}

/// Removes a notice with everything that hangs on it.
pub fn remove(db: &Connection, id: &str) -> Result<usize> {
    for sql in [
        "DELETE FROM notice_deliveries WHERE recipient_id IN (SELECT id FROM notice_recipients WHERE notice_id = ?1)",
        "DELETE FROM notice_recipients WHERE notice_id = ?1",
        "DELETE FROM notice_audience WHERE notice_id = ?1",
        "DELETE FROM notice_opinions WHERE notice_id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(db.prepare_cached("DELETE FROM notices WHERE id = ?1")?.execute([id])?)
}

/// Recipients of a notice with what was done to reach them, in order.
pub fn recipients(db: &Connection, notice: &str) -> Result<Vec<RecipientLine>> {
    let mut all: Vec<RecipientLine> = db
        .prepare_cached(
            "SELECT r.id, r.kind, r.person_id, r.area_id, r.unit, r.reached_on, coalesce(p.name, a.short_name, r.unit), coalesce(a.town_name, '')
             FROM notice_recipients r LEFT JOIN people p ON p.id = r.person_id LEFT JOIN areas a ON a.id = r.area_id
             WHERE r.notice_id = ?1 ORDER BY r.place, r.id",
        )?
        .query_map([notice], |row| {
            Ok(RecipientLine {
                recipient: Recipient {
                    id: row.get(0)?,
                    kind: row.get(1)?,
                    person_id: row.get(2)?,
                    area_id: row.get(3)?,
                    unit: row.get(4)?,
                },
                reached_on: row.get(5)?,
                name: row.get(6)?,
                about: row.get(7)?,
                deliveries: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut deliveries = db.prepare_cached(
        "SELECT d.id, d.recipient_id, d.day, d.at, d.way, d.reached, d.sender, d.receiver, d.note, d.photo, coalesce(c.name, '')
         FROM notice_deliveries d LEFT JOIN clerks c ON c.id = d.clerk_id WHERE d.recipient_id = ?1 ORDER BY d.day, d.at, d.id",
    )?;
    for line in &mut all {
        line.deliveries = deliveries
            .query_map([&line.recipient.id], |row| {
                Ok(Delivery {
                    id: row.get(0)?,
                    recipient_id: row.get(1)?,
                    day: row.get(2)?,
                    at: row.get(3)?,
                    way: row.get(4)?,
                    reached: row.get(5)?,
                    sender: row.get(6)?,
                    receiver: row.get(7)?,
                    note: row.get(8)?,
                    photo: row.get(9)?,
                    clerk: row.get(10)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
    }
    Ok(all)
}

/// Adds a recipient.
pub fn add_recipient(db: &Connection, notice: &str, one: &Recipient, place: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO notice_recipients (id, notice_id, kind, person_id, area_id, unit, reached_on, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7)",
    )?
    .execute(params![new_id(), notice, one.kind, one.person_id, one.area_id, one.unit, place])?;
    Ok(())
}

/// Puts a recipient at its place.
pub fn place_recipient(db: &Connection, id: &str, place: i64) -> Result<()> {
    db.prepare_cached("UPDATE notice_recipients SET place = ?2 WHERE id = ?1 AND place <> ?2")?
        .execute(params![id, place])?;
    Ok(())
}

/// Removes a recipient nobody tried to reach.
pub fn drop_recipient(db: &Connection, id: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM notice_recipients WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Adds a delivery to a recipient and settles whether they have the notice.
pub fn deliver(db: &Connection, recipient: &str, one: &DeliverWish, clerk: &str) -> Result<String> {
    let id = new_id();
    db.prepare_cached(
        "INSERT INTO notice_deliveries (id, recipient_id, day, at, way, reached, sender, receiver, note, photo, clerk_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        id,
        recipient,
        one.day,
        one.at,
        one.way,
        one.reached,
        one.sender,
        one.receiver,
        one.note,
        one.photo,
        clerk
    ])?;
    settle(db, recipient)?;
    Ok(id)
}

/// The recipient and notice of a delivery.
pub fn of_delivery(db: &Connection, id: &str) -> Result<Option<(String, String)>> {
    Ok(db
        .prepare_cached(
            "SELECT d.recipient_id, r.notice_id FROM notice_deliveries d JOIN notice_recipients r ON r.id = d.recipient_id WHERE d.id = ?1",
        )?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Removes a delivery and settles whether its recipient still has the notice.
pub fn undeliver(db: &Connection, id: &str, recipient: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM notice_deliveries WHERE id = ?1")?.execute([id])?;
    settle(db, recipient)
}

fn settle(db: &Connection, recipient: &str) -> Result<()> {
    db.prepare_cached(
        "UPDATE notice_recipients SET reached_on = (SELECT min(day) FROM notice_deliveries WHERE recipient_id = ?1 AND reached = 1)
         WHERE id = ?1",
    )?
    .execute([recipient])?;
    Ok(())
}

/// Number, id and words of every opinion about a person by name.
pub fn named(db: &Connection) -> Result<Vec<(String, String)>> {
    Ok(db
        .prepare_cached("SELECT year || '-' || number, content FROM opinions WHERE named = 1 ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Of an opinion whether it is about a person by name; none when it is not there.
pub fn is_named(db: &Connection, opinion: &str) -> Result<Option<bool>> {
    Ok(db
        .prepare_cached("SELECT named FROM opinions WHERE id = ?1")?
        .query_row([opinion], |row| row.get(0))
        .optional()?)
}

const RECIPIENTS: &str = "(SELECT count(*) FROM notice_recipients r WHERE r.notice_id = n.id)";
const REACHED: &str =
    "(SELECT count(*) FROM notice_recipients r WHERE r.notice_id = n.id AND r.reached_on IS NOT NULL)";
const OPEN: &str = "EXISTS (SELECT 1 FROM notice_recipients r WHERE r.notice_id = n.id AND r.reached_on IS NULL)";

/// The WHERE clause of a filter with its values; the first value is today.
fn condition(filter: &Filter, today: &str) -> (String, Vec<Value>) {
    let mut parts = vec!["?1 <> ''".to_owned()];
    let mut values: Vec<Value> = vec![today.to_owned().into()];
    let text = filter.text.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")));
    for (sql, value) in [
        ("n.day >= ?", &filter.from),
        ("n.day <= ?", &filter.to),
        ("n.kind = ?", &filter.kind),
        ("n.id IN (SELECT notice_id FROM notice_recipients WHERE person_id = ?)", &filter.person_id),
        ("n.id IN (SELECT notice_id FROM notice_recipients WHERE area_id = ?)", &filter.area_id),
        (
            "(n.title LIKE ? ESCAPE '\\' OR n.body LIKE ? ESCAPE '\\' OR n.document LIKE ? ESCAPE '\\' OR n.note LIKE ? ESCAPE '\\')",
            &text,
        ),
    ] {
        if let Some(value) = value {
            values.push(value.clone().into());
            parts.push(sql.replace('?', &format!("?{}", values.len())));
        }
    }
    match filter.state.as_deref() {
        Some("open") => parts.push(OPEN.to_owned()),
        Some("late") => parts.push(format!("n.receipt_by < ?1 AND {OPEN}")),
        Some("done") => parts.push(format!("NOT {OPEN}")),
        _ => {}
    }
    (parts.join(" AND "), values)
}

/// One page of notices with the totals over all pages.
///
/// # Errors
/// What the database says.
pub fn page(db: &Connection, asked: &PageAsked, today: &str) -> Result<NoticePage> {
    let (sql, values) = condition(&asked.filter, today);
    let mut page = db
        .prepare_cached(&format!(
            "SELECT count(*), coalesce(sum({OPEN}), 0), coalesce(sum(coalesce(n.receipt_by < ?1, 0) AND {OPEN}), 0),
                 coalesce(sum({RECIPIENTS}), 0), coalesce(sum({REACHED}), 0) FROM notices n WHERE {sql}"
        ))?
        .query_row(params_from_iter(values.clone()), |row| {
            Ok(NoticePage {
                lines: Vec::new(),
                total: row.get(0)?,
                open: row.get(1)?,
                late: row.get(2)?,
                recipients: row.get(3)?,
                reached: row.get(4)?,
            })
        })?;
    let way = if asked.descending { "DESC" } else { "ASC" };
    let order = match asked.sort.as_str() {
        "title" => format!("n.title {way}, n.day DESC, n.id"),
        "due" => format!("n.receipt_by IS NULL, n.receipt_by {way}, n.day DESC, n.id"),
        "missing" => format!("{RECIPIENTS} - {REACHED} {way}, n.day DESC, n.id"),
        _ => format!("n.day {way}, n.id {way}"),
    };
    let mut values = values;
    values.push(i64::from(asked.limit.min(200)).into());
    values.push(i64::from(asked.offset).into());
    let (limit, offset) = (values.len() - 1, values.len());
    page.lines = db
        .prepare_cached(&format!(
            "SELECT n.id, n.kind, n.day, n.document, n.title, n.receipt_by, {RECIPIENTS}, {REACHED}, coalesce(n.receipt_by < ?1, 0) AND {OPEN}
             FROM notices n WHERE {sql} ORDER BY {order} LIMIT ?{limit} OFFSET ?{offset}"
        ))?
        .query_map(params_from_iter(values), |row| {
            Ok(NoticeLine {
                id: row.get(0)?,
                kind: row.get(1)?,
                day: row.get(2)?,
                document: row.get(3)?,
                title: row.get(4)?,
                receipt_by: row.get(5)?,
                recipients: row.get(6)?,
                reached: row.get(7)?,
                late: row.get(8)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(page)
}
