//! What may be asked of lists and their views.

use super::lists::{self, List, ListAbout, ListColumn, ListFilter};
use super::store::{self, Kept};
use crate::calls::Call;
use crate::features::One;
use crate::features::areas::store as areas;
use crate::features::delegates::store as delegates;
use crate::features::office::store as office;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

const SAVE: Op = Op { name: "views.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "views.remove", right: Right::Enter, undo: Undo::Undoable };

/// Most characters of a view's name: it stands on a small button.
const LONGEST: usize = 20;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("views.list", r#"{"list":"opinions"}"#, list),
        Call::read("views.about", r#"{"list":"opinions"}"#, about),
        Call::write(
            &SAVE,
            r#"{"list":"opinions","name":"交通未办","query":{"topic":"traffic","status":"registered"},"everyone":true}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$view"}"#, remove),
    ]
}

/// A list.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ListAsked")]
struct Asked {
    /// Code of the list.
    list: String,
}

/// A kept view.
#[derive(Serialize, TS)]
struct View {
    /// Record.
    id: String,
    /// Code of the list.
    list: String,
    /// Name.
    name: String,
    /// Filters that still fit, as they stand in the page's address.
    query: BTreeMap<String, String>,
    /// Whether everybody of the office sees it.
    everyone: bool,
    /// Whether it is the asking clerk's own.
    mine: bool,
    /// Whether the asking clerk may change it.
    may_change: bool,
    /// Clerk who keeps it.
    clerk: String,
    /// Names of filters that no longer fit and were left out.
    lost: Vec<String>,
}

fn list(reading: &Reading<'_>, asked: Asked) -> Result<Vec<View>> {
    let list = lists::find(&asked.list)?;
    let known = Known::new(reading.db)?;
    let kept = store::list(reading.db, &asked.list, &reading.actor.id)?;
    Ok(kept
        .into_iter()
        .map(|one| {
            let (query, lost) = fitting(list, &known, one.query);
            View {
                id: one.id,
                list: one.list,
                name: one.name,
                query,
                lost,
                everyone: one.everyone,
                mine: one.clerk == reading.actor.id,
                may_change: may_change(&one.clerk, &reading.actor.id, reading.actor.right),
                clerk: one.clerk_name,
            }
        })
        .collect())
}

fn may_change(keeper: &str, actor: &str, right: Right) -> bool {
    right >= if keeper == actor { Right::Enter } else { Right::Manage }
}

/// What filters may refer to.
struct Known {
    areas: Vec<String>,
    people: Vec<String>,
    circles: Vec<String>,
    words: Vec<(String, String)>,
}

impl Known {
    fn new(db: &Connection) -> Result<Self> {
        Ok(Self {
            areas: areas::list(db)?.into_iter().map(|one| one.id).collect(),
            people: delegates::people(db)?.into_iter().map(|one| one.id).collect(),
            circles: delegates::circles(db)?.into_iter().map(|one| one.id).collect(),
            words: office::entries(db)?.into_iter().filter(|one| one.active).map(|one| (one.list, one.code)).collect(),
        })
    }

    fn fits(&self, kind: &str, value: &str) -> bool {
        if let Some(list) = kind.strip_prefix("words:") {
            return value.split(',').all(|one| one == "-" || self.fits(&format!("word:{list}"), one));
        }
        let holds = |ids: &[String]| ids.iter().any(|id| id == value);
        match kind {
            "day" => day(value).is_ok(),
            "area" => holds(&self.areas),
            "person" => holds(&self.people),
            "circle" => holds(&self.circles),
            kind => match kind.split_once(':') {
                Some(("word", list)) => self.words.iter().any(|(held, code)| held == list && code == value),
                Some(("one", choices)) => choices.split(',').any(|one| one == value),
                _ => true,
            },
        }
    }
}

/// What of a view still fits its list, and the names of what does not.
fn fitting(list: &List, known: &Known, query: BTreeMap<String, String>) -> (BTreeMap<String, String>, Vec<String>) {
    let mut lost = Vec::new();
    let mut kept = BTreeMap::new();
    for (name, value) in query {
        match list.filters.get(&name) {
            Some(filter) if known.fits(&filter.kind, &value) => {
                kept.insert(name, value);
            }
            found => lost.push(found.map_or(name, |filter| filter.name.clone())),
        }
    }
    (kept, lost)
}

fn about(reading: &Reading<'_>, asked: Asked) -> Result<ListAbout> {
    let columns = super::sources::columns(reading, &asked.list)?;
    let filters = lists::find(&asked.list)?.filters.iter();
    Ok(ListAbout {
        columns: columns
            .into_iter()
            .map(|one| ListColumn { key: one.key, name: one.name, private: one.private })
            .collect(),
        filters: filters
            .map(|(key, one)| ListFilter { key: key.clone(), name: one.name.clone(), kind: one.kind.clone() })
            .collect(),
    })
}

/// A view to keep.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct ViewWish {
    /// Record; empty for a new one.
    id: String,
    /// Code of the list.
    list: String,
    /// Name.
    name: String,
    /// Filters by name, as they stand in the page's address.
    query: BTreeMap<String, String>,
    /// Whether everybody of the office sees it.
    everyone: bool,
}

fn save(writing: &mut Writing<'_>, wish: ViewWish) -> Result<One> {
    let list = lists::find(&wish.list)?;
    let name = wish.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST {
        return Err(refuse("views.name").with("most", LONGEST));
    }
    let query: BTreeMap<String, String> = wish.query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    if query.is_empty() {
        return Err(refuse("views.empty"));
    }
    if let Some(strange) = query.keys().find(|key| !list.filters.contains_key(*key)) {
        return Err(refuse("views.filter").with("filter", strange.clone()));
    }
    let mine = store::list(writing.tx, &wish.list, &writing.actor.id)?;
    if mine.iter().any(|one| one.name == name && one.id != wish.id && one.clerk == writing.actor.id) {
        return Err(refuse("views.twice").with("name", name));
    }
    let mut clerk = writing.actor.id.clone();
    if !wish.id.is_empty() {
        let known = store::find(writing.tx, &wish.id)?.ok_or_else(|| refuse("views.gone"))?;
        changeable(writing, &known)?;
        clerk = known.clerk;
    }
    let id = if wish.id.is_empty() { new_id() } else { wish.id };
    writing.note("name", name.clone());
    writing.subject(&id);
    let everyone = wish.everyone;
    store::save(
        writing.tx,
        &Kept { id: id.clone(), list: wish.list, name, query, everyone, clerk, clerk_name: String::new() },
    )?;
    Ok(One { id })
}

fn changeable(writing: &Writing<'_>, known: &Kept) -> Result<()> {
    if may_change(&known.clerk, &writing.actor.id, writing.actor.right) {
        return Ok(());
    }
    Err(refuse("views.foreign").with("clerk", known.clerk_name.clone()))
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let known = store::find(writing.tx, &one.id)?.ok_or_else(|| refuse("views.gone"))?;
    changeable(writing, &known)?;
    writing.note("name", known.name.clone());
    writing.subject(&one.id);
    store::remove(writing.tx, &one.id)?;
    Ok(one)
}
