//! Names of a row as people of the register.

use std::collections::BTreeMap;

use super::Reader;
use crate::features::imports::reading::citizen;
use crate::features::imports::reading::finding::{Finding, Place};
use crate::features::imports::reading::mapping::{Job, Role};
use crate::features::imports::reading::model::Named;
use crate::features::imports::reading::names;
use crate::features::imports::reading::spellings::headings;
use crate::features::imports::reading::text::name_key;

impl Reader<'_> {
    pub(super) fn people_in(
        &mut self,
        role: Role,
        row: u32,
        area: Option<&str>,
        cells: &mut BTreeMap<Role, Place>,
    ) -> Vec<Named> {
        let columns: Vec<u32> = self.plan.columns_of(role).collect();
        let mut out = Vec::new();
        for column in columns {
            let (value, from) = self.sheet.seen(row, column);
            if value.is_empty() {
                continue;
            }
            let (text, masked) = citizen::mask(&value.shown());
            let place = self.at(from, column);
            if masked > 0 {
                self.out.notices.push(Finding::at(&place, "imports.citizen_number_masked").with("shown", text.clone()));
            }
            let found = self.named(&text, &place, area, role == Role::Delegates);
            if !found.is_empty() {
                cells.entry(role).or_insert(place);
            }
            out.extend(found);
        }
        out
    }

    /// Names in a text with the people they mean. Of two people of one name the one who serves this village is meant.
    pub(super) fn named(&mut self, text: &str, place: &Place, area: Option<&str>, as_delegates: bool) -> Vec<Named> {
        let split = match self.split.get(text) {
            Some(split) => split.clone(),
            None => {
                let split = names::split(text, &self.people.names);
                self.split.insert(text.to_owned(), split.clone());
                split
            }
        };
        if split.more {
            self.out.notices.push(Finding::at(place, "imports.names_and_others").with("text", text));
        }
        for everybody in &split.everybody {
            self.out.notices.push(Finding::at(place, "imports.names_everybody").with("text", everybody.clone()));
        }
        if !split.absent.is_empty() {
            let names = split.absent.join("\u{3001}");
            self.out.notices.push(Finding::at(place, "imports.names_absent").with("names", names));
        }
        for odd in &split.odd {
            self.out.notices.push(Finding::at(place, "imports.name_unreadable").with("text", odd.clone()));
        }
        split
            .names
            .into_iter()
            .map(|name| {
                let person = self.person(&name, place, area, as_delegates);
                Named { name, person, place: place.clone() }
            })
            .collect()
    }

    /// Where one column names the leader and the delegates, "leader and delegates", and no other names a leader, the first
    /// who is no delegate led.
    pub(super) fn leads_delegates(
        &mut self,
        delegates: &mut Vec<Named>,
        cells: &mut BTreeMap<Role, Place>,
    ) -> Option<Named> {
        let first = delegates.first()?;
        let known = first.person.and_then(|at| self.people.known.people.get(at));
        if self.plan.column(Role::Leader).is_some() || known.is_some_and(|person| person.delegate) {
            return None;
        }
        let column = self.plan.columns.iter().find(|column| column.index == first.place.column)?;
        let lists = headings().of(Job::Visits);
        let leads = |word: &&String| word.chars().count() > 1 && column.memory.contains(word.as_str());
        lists.get(&Role::Leader.name())?.iter().find(leads)?;
        let leader = delegates.remove(0);
        cells.insert(Role::Leader, leader.place.clone());
        self.out.names.remove(&leader.name);
        Some(leader)
    }

    fn person(&mut self, name: &str, place: &Place, area: Option<&str>, as_delegates: bool) -> Option<usize> {
        let all = self.people.by_name.get(&name_key(name)).cloned().unwrap_or_default();
        let get = |i: usize| self.people.known.people.get(i);
        let mut fitting = all.clone();
        if fitting.len() > 1 && as_delegates {
            fitting.retain(|i| get(*i).is_some_and(|p| p.delegate));
        }
        if fitting.len() > 1
            && let Some(area) = area
        {
            let here: Vec<usize> = fitting
                .iter()
                .copied()
                .filter(|i| get(*i).is_some_and(|p| p.areas.iter().any(|a| a == area)))
                .collect();
            if !here.is_empty() {
                fitting = here;
            }
        }
        if let [only] = fitting.as_slice() {
            return Some(*only);
        }
        if !as_delegates && all.is_empty() {
            // A leader or companion without a seat is no doubt.
            return None;
        }
        if !self.people.known.people.is_empty() {
            let near: Vec<String> = names::near(name, self.people.known.people.iter().map(|p| p.name.as_str()))
                .into_iter()
                .map(str::to_owned)
                .collect();
            let code = if all.is_empty() { "imports.person_unknown" } else { "imports.person_unclear" };
            self.out.notices.push(Finding::at(place, code).with("name", name).with("candidates", near.clone()));
            self.out.names.insert(name.to_owned(), near);
        }
        None
    }
}
