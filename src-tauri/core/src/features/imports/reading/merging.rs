//! Rows that are one person.

use std::collections::HashMap;

use super::finding::Finding;
use super::mapping::Role;
use super::model::Person;
use super::text::{key, name_key};

/// Joins the rows of one person. Two rows are one person when the name is the same and nothing that does not change from
/// row to row speaks against it: another telephone or another sex does, and so do two of layer, group and post.
#[derive(Debug, Default)]
pub struct Merger {
    /// The people so far, in the order of their first rows.
    pub people: Vec<Person>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Merger {
    /// Adds a row; tells when it repeats one or shares its name with another person.
    pub fn add(&mut self, person: Person, notices: &mut Vec<Finding>) {
        let same = self.by_name.entry(name_key(&person.name)).or_default();
        let hit = same.iter().copied().find(|i| self.people.get(*i).is_some_and(|held| is_same(held, &person)));
        let Some(held) = hit.and_then(|i| self.people.get_mut(i)) else {
            if let Some(place) = person.cells.get(&Role::Name)
                && !same.is_empty()
            {
                notices.push(Finding::at(place, "imports.same_name").with("name", person.name.clone()));
            }
            same.push(self.people.len());
            self.people.push(person);
            return;
        };
        let before = held.seats.len();
        for seat in person.seats {
            if !held.seats.iter().any(|s| s.code == seat.code && key(&s.village) == key(&seat.village)) {
                held.seats.push(seat);
            }
        }
        if before == held.seats.len()
            && let Some(place) = person.cells.get(&Role::Name)
        {
            notices.push(Finding::at(place, "imports.row_repeated").with("name", held.name.clone()));
        }
        for (mine, theirs, role) in [
            (&mut held.sex, &person.sex, Role::Sex),
            (&mut held.layer, &person.layer, Role::Layer),
            (&mut held.delegation, &person.delegation, Role::Delegation),
            (&mut held.group, &person.group, Role::Group),
            (&mut held.post, &person.post, Role::Post),
            (&mut held.phone, &person.phone, Role::Phone),
            (&mut held.note, &person.note, Role::Note),
        ] {
            if mine.is_empty() && !theirs.is_empty() {
                mine.clone_from(theirs);
                if let Some(place) = person.cells.get(&role) {
                    held.cells.insert(role, place.clone());
                }
            }
        }
        for level in person.levels {
            if !held.levels.contains(&level) {
                held.levels.push(level);
            }
        }
        held.from = held.from.or(person.from);
        held.until = held.until.or(person.until);
    }
}

fn is_same(a: &Person, b: &Person) -> bool {
    let differ = |x: &str, y: &str| !x.is_empty() && !y.is_empty() && key(x) != key(y);
    if a.cells.contains_key(&Role::Name) && a.cells.get(&Role::Name) == b.cells.get(&Role::Name) {
        return true;
    }
    if !a.phone.is_empty() && a.phone == b.phone {
        return true;
    }
    if differ(&a.phone, &b.phone) || differ(&a.sex, &b.sex) {
        return false;
    }
    [(&a.layer, &b.layer), (&a.group, &b.group), (&a.post, &b.post)].iter().filter(|(x, y)| differ(x, y)).count() < 2
}
