//! What stays when an operation is taken back but for some of its records.
//!
//! A record that stays is whole: its parts stay with it, and so does whatever it cannot be without. The parts of a record
//! are the rows whose `whole` reference (see `schema`) leads to it; what is merely pointed into keeps none of its own.

use super::journal::Change;
use super::refusal::Result;
use super::schema::Schema;
use super::undo;
use rusqlite::Connection;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What an operation did to a record, seen over all its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Did {
    Made,
    Gone,
    Changed,
}

/// A reference from one record of the operation to another: whether it is the one to its whole, and the other record.
type Link = (bool, usize);

/// One record an operation touched.
struct Own {
    kind: String,
    record: String,
    did: Did,
    /// Where it points since the operation.
    after: Vec<Link>,
    /// Where it pointed before.
    before: Vec<Link>,
}

/// The records an operation touched and how they hold together.
pub struct Family {
    own: Vec<Own>,
    by_id: BTreeMap<String, usize>,
    /// Of each record those that point to it since the operation, and those that did before.
    pointing_after: BTreeMap<usize, Vec<Link>>,
    pointing_before: BTreeMap<usize, Vec<Link>>,
}

impl Family {
    /// Reads how the records of an operation hold together.
    ///
    /// # Errors
    /// What the database says.
    pub fn of(db: &Connection, schema: &Schema, done: &[Change]) -> Result<Self> {
        let mut family = Self {
            own: Vec::new(),
            by_id: BTreeMap::new(),
            pointing_after: BTreeMap::new(),
            pointing_before: BTreeMap::new(),
        };
        for change in done {
            let at = *family.by_id.entry(change.record.clone()).or_insert(family.own.len());
            let did = match change.verb.as_str() {
                "I" => Did::Made,
                "D" => Did::Gone,
                _ => Did::Changed,
            };
            match family.own.get_mut(at) {
                None => family.own.push(Own {
                    kind: change.kind.clone(),
                    record: change.record.clone(),
                    did,
                    after: Vec::new(),
                    before: Vec::new(),
                }),
                // Replaced, or made and taken away again: neither new nor gone by it.
                Some(own) if did != Did::Changed && own.did != did => own.did = Did::Changed,
                Some(_) => {}
            }
        }
        for change in done {
            family.link(db, schema, change)?;
        }
        for (at, own) in family.own.iter().enumerate() {
            for (links, pointing) in
                [(&own.after, &mut family.pointing_after), (&own.before, &mut family.pointing_before)]
            {
                for (whole, other) in links {
                    pointing.entry(*other).or_default().push((*whole, at));
                }
            }
        }
        Ok(family)
    }

    fn link(&mut self, db: &Connection, schema: &Schema, change: &Change) -> Result<()> {
        let Some(table) = schema.0.get(&change.kind) else { return Ok(()) };
        let whole = table.whole.as_ref().map(|(column, _)| column.as_str());
        // A reference that may outlive its record is no foreign key: what only notes something of a record is a part of it.
        let noted = |column: &str| table.references.is_empty() && column.ends_with("_id");
        let points = |column: &str| noted(column) || table.references.iter().any(|(name, _)| name == column);
        let now: Map<String, Value> = match change.verb.as_str() {
            "I" | "D" => Map::new(),
            _ => undo::current(db, schema, &change.kind, &change.record)?.unwrap_or_default(),
        };
        let mut links: [Vec<Link>; 2] = [Vec::new(), Vec::new()];
        for column in table.carried().map(|column| column.name.as_str()).filter(|column| points(column)) {
            // One that may belong to records of several kinds says so of each column.
            let said = table.columns.iter().any(|known| known.part && known.name == column);
            let part = whole == Some(column) || said || noted(column);
            let told = change.values.get(column);
            let (before, after) = match (change.verb.as_str(), told) {
                ("I", value) => (None, value),
                ("D", value) => (value, None),
                (_, Some(pair)) => (pair.get(0), pair.get(1)),
                (_, None) => (now.get(column), now.get(column)),
            };
            for (value, links) in [before, after].into_iter().zip(&mut links) {
                let other = value.and_then(Value::as_str).and_then(|id| self.by_id.get(id));
                links.extend(other.map(|other| (part, *other)));
            }
        }
        let [before, after] = links;
        if let Some(own) = self.by_id.get(&change.record).and_then(|at| self.own.get_mut(*at)) {
            own.before.extend(before);
            own.after.extend(after);
        }
        Ok(())
    }

    /// Whether a record of the operation points to another one of it since: taking it back takes the reference back.
    #[must_use]
    pub fn points(&self, from: &str, to: &str) -> bool {
        let (Some(from), Some(to)) = (self.by_id.get(from), self.by_id.get(to)) else { return false };
        self.own.get(*from).is_some_and(|own| own.after.iter().any(|(_, other)| other == to))
    }

    /// The records of the operation that stay when these stay.
    #[must_use]
    pub fn staying<'r>(&self, roots: impl Iterator<Item = &'r str>) -> BTreeSet<&str> {
        // Kept whole with its parts, or only because another cannot be without it.
        let mut kept: BTreeMap<usize, bool> = BTreeMap::new();
        let mut waiting: Vec<Link> = roots.filter_map(|id| self.by_id.get(id)).map(|at| (true, *at)).collect();
        while let Some((whole, at)) = waiting.pop() {
            let known = kept.get(&at).copied();
            if known == Some(true) || known == Some(whole) {
                continue;
            }
            kept.insert(at, whole);
            let Some(own) = self.own.get(at) else { continue };
            let did = |other: usize| self.own.get(other).map(|own| own.did);
            let pointing = |map: &BTreeMap<usize, Vec<Link>>| map.get(&at).cloned().unwrap_or_default();
            match own.did {
                Did::Gone => {
                    // What it was a part of does not come back without it, nor does anything that pointed to it.
                    waiting.extend(own.before.iter().filter(|(part, other)| *part && did(*other) == Some(Did::Gone)));
                    waiting.extend(pointing(&self.pointing_before));
                }
                Did::Made | Did::Changed => {
                    waiting.extend(own.after.iter().filter(|(_, other)| did(*other) == Some(Did::Made)));
                    if whole {
                        waiting.extend(pointing(&self.pointing_after).into_iter().filter(|(part, _)| *part));
                        waiting.extend(pointing(&self.pointing_before).into_iter().filter(|(part, _)| *part));
                    }
                }
            }
        }
        kept.keys().filter_map(|at| self.own.get(*at)).map(|own| own.record.as_str()).collect()
    }

    /// The record of the operation a record is a part of at last: (table, record).
    #[must_use]
    pub fn whole_of(&self, record: &str) -> Option<(&str, &str)> {
        let mut at = *self.by_id.get(record)?;
        // A chain of parts is short; the bound only guards against a circle.
        for _ in 0..8 {
            let Some(own) = self.own.get(at) else { break };
            let Some((_, next)) = own.after.iter().chain(&own.before).find(|(part, _)| *part) else { break };
            at = *next;
        }
        self.own.get(at).map(|own| (own.kind.as_str(), own.record.as_str()))
    }
}
