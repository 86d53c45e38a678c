//! What may be asked of notices.

use super::model::{Portrait, PortraitForget, PortraitForgotten, PortraitPicture, PosterDesk, PosterText, PosterTexts};
use super::{pictures, store};
use crate::calls::{Call, Done, Work};
use crate::features::erasure::store::{self as erasures, Erasure};
use crate::features::{Nothing, One};
use crate::ground::erasing;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use crate::ground::undo;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use ts_rs::TS;

const SAVE: Op = Op { name: "posters.save", right: Right::Enter, undo: Undo::Undoable };
const PICTURE: Op = Op { name: "posters.picture", right: Right::Enter, undo: Undo::Undoable };
const UNPICTURE: Op = Op { name: "posters.unpicture", right: Right::Enter, undo: Undo::Undoable };
const FORGET: Op = Op { name: "posters.forget", right: Right::Manage, undo: Undo::Never("erased") };

/// Longest text of one field.
const LONGEST: usize = 400;

/// The smallest picture there is room for in an example: 60 by 60 grey points.
const EXAMPLE: &str = include_str!("../../../data/portrait-example.json");

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("posters.desk", "{}", desk),
        Call::read("posters.portrait", r#"{"id":"$delegate"}"#, portrait),
        Call::write(&SAVE, r#"{"texts":{"reach":"0757-85660000（工作日）"}}"#, save),
        Call::write(&PICTURE, EXAMPLE, picture),
        Call::write(&UNPICTURE, r#"{"id":"$delegate"}"#, unpicture),
        Call::work(&FORGET, r#"{"id":"$delegate","ground":"本人要求"}"#, forget),
    ]
}

/// A text of the data file.
#[derive(Deserialize)]
pub(super) struct Usual {
    pub field: String,
    pub usual: String,
}

#[derive(Deserialize)]
struct Template {
    fields: Vec<Usual>,
}

/// The usual texts in the order of the notice.
pub(super) fn usual() -> &'static [Usual] {
    static TEXTS: OnceLock<Vec<Usual>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let template: Template = serde_json::from_str(include_str!("../../../data/posters.json"))
            .expect("the texts of notices are part of the program and read by the tests");
        template.fields
    })
}

fn texts(db: &Connection) -> Result<Vec<PosterText>> {
    let held = store::texts(db)?;
    Ok(usual()
        .iter()
        .map(|one| {
            let of = || held.iter().filter(|(_, field, _)| *field == one.field);
            PosterText {
                field: one.field.clone(),
                usual: one.usual.clone(),
                town: of().find(|(area, ..)| area.is_none()).map(|(_, _, text)| text.clone()),
                villages: of().filter_map(|(area, _, text)| Some((area.clone()?, text.clone()))).collect(),
            }
        })
        .collect())
}

/// The texts as they hold for one village: its own, else the town's, else the usual ones.
///
/// # Errors
/// What the database says.
pub fn texts_of(db: &Connection, area: &str) -> Result<BTreeMap<String, String>> {
    Ok(texts(db)?
        .into_iter()
        .map(|one| {
            let own = one.villages.get(area).cloned();
            let text = own.or(one.town).unwrap_or(one.usual);
            (one.field, text)
        })
        .collect())
}

fn desk(reading: &Reading<'_>, _: Nothing) -> Result<PosterDesk> {
    Ok(PosterDesk {
        texts: texts(reading.db)?,
        portraits: store::portraits(reading.db)?,
        former: store::former(reading.db)?,
        largest: pictures::LARGEST,
    })
}

/// A picture, when there is one.
#[derive(Serialize, TS)]
struct PortraitShown {
    /// JPEG in base64.
    picture: Option<String>,
}

fn portrait(reading: &Reading<'_>, one: One) -> Result<PortraitShown> {
    Ok(PortraitShown { picture: store::picture(reading.db, &one.id)? })
}

/// How many texts were set.
#[derive(Serialize, TS)]
#[ts(rename = "PosterKept")]
struct Kept {
    /// Texts.
    n: usize,
}

fn save(writing: &mut Writing<'_>, wanted: PosterTexts) -> Result<Kept> {
    if let Some(area) = &wanted.area_id
        && !crate::features::areas::store::list(writing.tx)?.iter().any(|one| one.id == *area)
    {
        return Err(refuse("posters.area"));
    }
    for (field, text) in &wanted.texts {
        if !usual().iter().any(|one| one.field == *field) {
            return Err(refuse("posters.field").with("field", field.clone()));
        }
        let text = text.as_ref().map(|text| text.trim());
        let count = text.map_or(0, |text| text.chars().count());
        if count > LONGEST {
            return Err(refuse("posters.too_long").with("count", count).with("longest", LONGEST));
        }
        store::set_text(writing.tx, wanted.area_id.as_deref(), field, text)?;
    }
    writing.note("n", wanted.texts.len());
    Ok(Kept { n: wanted.texts.len() })
}

fn picture(writing: &mut Writing<'_>, wanted: PortraitPicture) -> Result<Portrait> {
    let person = crate::features::delegates::store::find(writing.tx, &wanted.person_id)?
        .ok_or_else(|| refuse("delegates.gone"))?;
    let (_, width, height) = pictures::checked(&wanted.picture)?;
    let mark = store::set_picture(writing.tx, &person.id, wanted.picture.trim(), width, height)?;
    writing.note("name", person.name);
    writing.subject(&person.id);
    Ok(Portrait { person_id: person.id, width: width.into(), height: height.into(), mark })
}

fn unpicture(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let person =
        crate::features::delegates::store::find(writing.tx, &one.id)?.ok_or_else(|| refuse("delegates.gone"))?;
    if store::remove_picture(writing.tx, &one.id)? == 0 {
        return Err(refuse("posters.no_picture").with("name", person.name));
    }
    writing.note("name", person.name);
    writing.subject(&one.id);
    Ok(one)
}

/// Takes every picture of a person out of the records, their history and the file: nothing brings it back, and a backup
/// that is restored later has it taken out again.
fn forget(work: &Work<'_>, wish: PortraitForget) -> Result<Done<PortraitForgotten>> {
    let ground = wish.ground.trim().to_owned();
    if ground.is_empty() {
        return Err(refuse("erasure.ground"));
    }
    let station = work.desk.station()?;
    let written = station.write(&FORGET, &work.session.actor, |writing| {
        let person =
            crate::features::delegates::store::find(writing.tx, &wish.id)?.ok_or_else(|| refuse("delegates.gone"))?;
        let records = store::records(writing.tx, &wish.id)?;
        if records.is_empty() {
            return Err(refuse("posters.no_picture").with("name", person.name));
        }
        let erasure = Erasure {
            id: new_id(),
            day: writing.today.to_string(),
            ground: ground.clone(),
            clerk_id: writing.actor.id.clone(),
            records: i64::try_from(records.len()).unwrap_or(i64::MAX),
        };
        erasures::add(writing.tx, &erasure)?;
        erasing::owe(writing.tx, &erasure.id)?;
        for record in &records {
            let mut values = Map::new();
            if undo::current(writing.tx, writing.schema, "portraits", record)?.is_some() {
                values.insert("digest".to_owned(), Value::String(String::new()));
            }
            erasing::empty(writing, "portraits", record, &values)?;
            erasures::add_line(writing.tx, &new_id(), &erasure.id, "portraits", record, "digest")?;
        }
        store::remove_picture(writing.tx, &wish.id)?;
        store::sweep(writing.tx)?;
        writing.note("ground", ground.clone());
        Ok(PortraitForgotten { id: erasure.id, records: records.len(), backups: 0 })
    })?;
    crate::features::erasure::finish(&station)?;
    let mut done: Done<PortraitForgotten> = written.into();
    done.answer.backups =
        crate::features::backup::keeper::own_list(&station)?.iter().filter(|line| line.holds_erased).count();
    Ok(done)
}
