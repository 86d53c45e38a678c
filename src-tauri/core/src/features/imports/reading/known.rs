//! What the office already knows and a file is read against.

use std::collections::{HashMap, HashSet};

use super::text::name_key;
use crate::features::areas::store::Validity;

/// A village-level unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownArea {
    /// 12-digit code.
    pub code: String,
    /// Official name.
    pub name: String,
    /// 9-digit code of its town.
    pub town_code: String,
    /// Name of its town.
    pub town_name: String,
}

/// A person in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// Record id.
    pub id: String,
    /// Name as stored.
    pub name: String,
    /// Codes of the villages the person serves, for telling two of one name apart.
    pub areas: Vec<String>,
    /// A delegate, not only a leader or companion.
    pub delegate: bool,
}

/// Areas, people and spellings of one office.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Code of the office: its town (9 digits) or its district (6 digits). Units below it are preferred.
    pub office_code: String,
    /// All units that may be named, those of other towns included.
    pub areas: Vec<KnownArea>,
    /// The register.
    pub people: Vec<KnownPerson>,
    /// Labels of kinds the office added or renamed: folded label to code.
    pub kinds: HashMap<String, String>,
    /// Labels of topics: folded label to code.
    pub topics: HashMap<String, String>,
    /// Units that have a first or a last day, by code.
    pub dated: HashMap<String, Validity>,
}

impl Known {
    /// Positions of people by folded name.
    #[must_use]
    pub fn by_name(&self) -> HashMap<String, Vec<usize>> {
        let mut map: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, person) in self.people.iter().enumerate() {
            map.entry(name_key(&person.name)).or_default().push(index);
        }
        map
    }

    /// Folded names of all people.
    #[must_use]
    pub fn names(&self) -> HashSet<String> {
        self.people.iter().map(|p| name_key(&p.name)).collect()
    }
}
