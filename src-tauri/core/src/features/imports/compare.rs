//! Three ways of looking at one row: the file then, the file now, the record now.
//!
//! The file then is remembered as short digests of its values (`import_rows`), never as the values: they would be
//! copies of personal data that an erasure had to find. What a clerk changed since is never overwritten.

use sha2::{Digest, Sha256};

/// A row or record as comparable text: fixed fields in a fixed order, and a list (opinions, villages) in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Canon {
    /// Values of the fixed fields.
    pub fixed: Vec<String>,
    /// Values of the list.
    pub list: Vec<String>,
}

/// Digests of a [`Canon`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digests {
    /// Of the fixed fields.
    pub fixed: Vec<String>,
    /// Of the list.
    pub list: Vec<String>,
}

/// 48 bits are plenty to tell one value of one field from another, and too few to hold one.
fn digest(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let hash = Sha256::digest(text.as_bytes());
    let bits = hash.iter().take(6).fold(0u64, |n, byte| (n << 8) | u64::from(*byte));
    (0..8u32).map(|at| LETTERS.get(((bits >> (at * 6)) & 63) as usize).copied().map_or('A', char::from)).collect()
}

impl Canon {
    /// Digests of the values; a value's place does not enter, so that a list may be reordered.
    #[must_use]
    pub fn digests(&self) -> Digests {
        let all = |values: &[String]| values.iter().map(|v| digest(v)).collect();
        Digests { fixed: all(&self.fixed), list: all(&self.list) }
    }
}

/// Stands for a field the sheet has no column for: which fields those are tells one book from another.
const UNSAID: &str = "--------";

/// Stands for a field in which two books differ and nobody has decided yet: it is asked about with every file until then.
const UNDECIDED: &str = "????????";

impl Digests {
    /// With the fields nobody has decided about marked as such.
    #[must_use]
    pub fn undecided(mut self, open: &[usize]) -> Self {
        for field in open {
            if let Some(digest) = self.fixed.get_mut(*field) {
                UNDECIDED.clone_into(digest);
            }
        }
        self
    }

    /// With the fields the sheet has no column for marked as such.
    #[must_use]
    pub fn unsaid(mut self, said: &Said) -> Self {
        for (digest, said) in self.fixed.iter_mut().zip(&said.fixed) {
            if !said {
                UNSAID.clone_into(digest);
            }
        }
        self
    }

    /// Which fields the sheet has columns for, a bit each: a ledger and its next edition have the same.
    #[must_use]
    pub fn book(&self) -> u64 {
        self.fixed.iter().fold(0, |bits, digest| (bits << 1) | u64::from(digest != UNSAID))
    }

    /// As stored: the fixed ones, a stroke, the list.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}|{}", self.fixed.concat(), self.list.concat())
    }

    /// From the stored text; none when another version of the program wrote another number of fields.
    #[must_use]
    pub fn read(text: &str, fields: usize) -> Option<Self> {
        let (fixed, list) = text.split_once('|')?;
        let parts = |t: &str| -> Vec<String> {
            t.as_bytes().chunks(8).map(|c| String::from_utf8_lossy(c).into_owned()).collect()
        };
        let digests = Self { fixed: parts(fixed), list: parts(list) };
        (digests.fixed.len() == fields).then_some(digests)
    }

    /// How much of two rows is alike, from 0 to 1, by the weights of their fields; the list weighs as given.
    #[must_use]
    pub fn likeness(&self, other: &Self, weights: &[u32], list: u32) -> f32 {
        let mut hit = 0;
        for ((a, b), weight) in self.fixed.iter().zip(&other.fixed).zip(weights) {
            if a == b || a == UNSAID || b == UNSAID {
                hit += weight;
            }
        }
        let all: u32 = weights.iter().sum::<u32>() + list;
        let same = self.list.iter().filter(|d| other.list.contains(d)).count();
        let most = self.list.len().max(other.list.len());
        let share = if most == 0 { 1.0 } else { same as f32 / most as f32 };
        (hit as f32 + list as f32 * share) / all as f32
    }
}

/// Which fields a file has columns for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Of the fixed fields; those beyond the end are said.
    pub fixed: Vec<bool>,
    /// Of the list.
    pub list: bool,
}

/// What is remembered after a row was taken: the file's digests, except where the file has no column or where the clerk
/// has not decided between both.
#[must_use]
pub fn remembered(then: Option<&Digests>, file: &Digests, said: &Said, open: &[usize], open_list: bool) -> Digests {
    let Some(then) = then else { return file.clone() };
    let keep = |field: &usize| open.contains(field) || !said.fixed.get(*field).copied().unwrap_or(true);
    Digests {
        fixed: file
            .fixed
            .iter()
            .enumerate()
            .map(|(at, d)| if keep(&at) { then.fixed.get(at).unwrap_or(d).clone() } else { d.clone() })
            .collect(),
        list: if open_list || !said.list { then.list.clone() } else { file.list.clone() },
    }
}

/// What the file asks of one fixed field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldChange {
    /// Position of the field.
    pub field: usize,
    /// The record was changed as well: the clerk decides.
    pub both: bool,
}

/// What the file asks of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListChange {
    /// A new entry of the file.
    Added {
        /// Position in the file's list.
        file: usize,
    },
    /// An entry the file changed.
    Replaced {
        /// Position in the record's list.
        now: usize,
        /// Position in the file's list.
        file: usize,
    },
    /// An entry the file no longer has.
    Removed {
        /// Position in the record's list.
        now: usize,
    },
    /// An entry both have: what the record leaves empty may be filled from the file.
    Met {
        /// Position in the record's list.
        now: usize,
        /// Position in the file's list.
        file: usize,
    },
    /// Changed in the file and in the record.
    Both {
        /// Position in the file's list.
        file: usize,
    },
}

/// What the file asks of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Fixed fields.
    pub fields: Vec<FieldChange>,
    /// The list.
    pub list: Vec<ListChange>,
}

impl Asked {
    /// Nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.list.is_empty()
    }
}

/// Values that say nothing: an empty text or a count of none.
fn says_nothing(text: &str) -> bool {
    text.is_empty() || text == "0"
}

/// Compares three ways. Without a memory of the file then, a record's empty field may be filled, anything else that
/// differs is for the clerk, and what the file leaves empty stays. A field the file has no column for is not asked of.
#[must_use]
pub fn compare(then: Option<&Digests>, file: &Canon, now: &Canon, said: &Said) -> Asked {
    let mut asked = Asked::default();
    let (f, n) = (file.digests(), now.digests());
    for (field, ((fv, nv), (fd, nd))) in file.fixed.iter().zip(&now.fixed).zip(f.fixed.iter().zip(&n.fixed)).enumerate()
    {
        if fd == nd || !said.fixed.get(field).copied().unwrap_or(true) {
            continue;
        }
        match then.and_then(|t| t.fixed.get(field)) {
            Some(t) if t == fd => {}
            Some(t) => asked.fields.push(FieldChange { field, both: t != nd }),
            None if says_nothing(fv) => {}
            None => asked.fields.push(FieldChange { field, both: !says_nothing(nv) }),
        }
    }
    if said.list {
        asked.list = list(then.map(|t| t.list.as_slice()), &f.list, &n.list);
    }
    asked
}

fn list(then: Option<&[String]>, file: &[String], now: &[String]) -> Vec<ListChange> {
    let mut free: Vec<bool> = vec![true; now.len()];
    let take = |free: &mut Vec<bool>, wanted: &String| -> Option<usize> {
        let at = now.iter().zip(free.iter()).position(|(d, open)| *open && d == wanted)?;
        if let Some(slot) = free.get_mut(at) {
            *slot = false;
        }
        Some(at)
    };
    let mut out = Vec::new();
    let Some(then) = then else {
        for (at, d) in file.iter().enumerate() {
            if take(&mut free, d).is_none() {
                out.push(ListChange::Added { file: at });
            }
        }
        return out;
    };
    let mut left: Vec<Option<&String>> = then.iter().map(Some).collect();
    let mut fresh: Vec<usize> = Vec::new();
    for (at, d) in file.iter().enumerate() {
        match left.iter_mut().find(|t| **t == Some(d)) {
            // Unchanged in the file: the record's own entry, changed or not, stays.
            Some(slot) => {
                *slot = None;
                take(&mut free, d);
            }
            None => fresh.push(at),
        }
    }
    let mut old = left.into_iter().flatten();
    for at in fresh {
        let Some(d) = file.get(at) else { continue };
        let before = old.next();
        if take(&mut free, d).is_some() {
            continue;
        }
        match before {
            None => out.push(ListChange::Added { file: at }),
            Some(t) => match take(&mut free, t) {
                Some(now) => out.push(ListChange::Replaced { now, file: at }),
                None => out.push(ListChange::Both { file: at }),
            },
        }
    }
    for t in old {
        if let Some(now) = take(&mut free, t) {
            out.push(ListChange::Removed { now });
        }
    }
    out
}

/// Matches rows of a file to remembered rows, one to one: equal ones first and in their order, then the most alike.
/// Answers for each row of the file the position of its remembered row. Rows that are alike but not equal meet only where
/// `allowed` says so of their positions.
#[must_use]
pub fn match_rows(
    file: &[Digests],
    then: &[Digests],
    weights: &[u32],
    list: u32,
    keys: &[[usize; 2]],
    least: f32,
    allowed: &dyn Fn(usize, usize) -> bool,
) -> Vec<Option<usize>> {
    use std::collections::HashMap;
    let mut out: Vec<Option<usize>> = vec![None; file.len()];
    let mut taken = vec![false; then.len()];
    let mut equal: HashMap<String, std::collections::VecDeque<usize>> = HashMap::new();
    for (at, t) in then.iter().enumerate() {
        equal.entry(t.text()).or_default().push_back(at);
    }
    for (f, slot) in file.iter().zip(out.iter_mut()) {
        if let Some(at) = equal.get_mut(&f.text()).and_then(std::collections::VecDeque::pop_front) {
            *slot = Some(at);
            if let Some(t) = taken.get_mut(at) {
                *t = true;
            }
        }
    }
    // Candidates share at least one pair of telling fields; all pairs of all rows would be too many.
    let mut offers: Vec<(f32, usize, usize)> = Vec::new();
    for [a, b] in keys {
        let key = |d: &Digests| Some(format!("{}{}", d.fixed.get(*a)?, d.fixed.get(*b)?));
        let mut open: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, t) in then.iter().enumerate().filter(|(at, _)| !taken.get(*at).copied().unwrap_or(true)) {
            if let Some(k) = key(t) {
                open.entry(k).or_default().push(at);
            }
        }
        for (row, f) in file.iter().enumerate().filter(|(row, _)| out.get(*row).is_some_and(Option::is_none)) {
            for at in key(f).and_then(|k| open.get(&k)).into_iter().flatten() {
                if let Some(t) = then.get(*at).filter(|_| allowed(row, *at)) {
                    let alike = f.likeness(t, weights, list);
                    if alike >= least {
                        offers.push((alike, row, *at));
                    }
                }
            }
        }
    }
    // Of equally alike rows the ones that stand nearest to one another in their files belong together.
    offers.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.abs_diff(x.2).cmp(&y.1.abs_diff(y.2))).then(x.1.cmp(&y.1)));
    for (_, row, at) in offers {
        if let (Some(slot @ None), Some(t @ false)) = (out.get_mut(row), taken.get_mut(at)) {
            *slot = Some(at);
            *t = true;
        }
    }
    out
}
