//! Finished papers, kept in memory until they are saved, printed or pushed out by newer ones. Nothing readable lies on
//! a disk meanwhile, and locking the program empties the shelf.

use crate::ground::ids::blind_id;
use crate::ground::refusal::{Result, refuse};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use zhudian_paper::Document;

/// Most papers kept at a time; a page shows one and a batch of exports holds a handful.
const MOST: usize = 32;
/// Most bytes of finished files kept at a time.
const MOST_BYTES: usize = 96 << 20;

/// A finished paper.
pub struct Paper {
    /// Which paper: a kind of `papers.make`, or `sheets`.
    pub kind: &'static str,
    /// Title for people.
    pub title: String,
    /// File name without its ending.
    pub name: String,
    /// The finished PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// What it was made of, for workbooks and editable files; evaluation sheets have none.
    pub document: Option<Document>,
    /// The finished workbook of a list, which has no pages.
    pub book: Option<Vec<u8>>,
    /// Whether phones or people who gave an opinion stand on it.
    pub personal: bool,
    /// Whether it is only ever printed: a recovery key is not to lie on a disk.
    pub print_only: bool,
    /// What names and phones on it are for, as the clerk wrote it.
    pub reason: String,
}

impl Paper {
    fn bytes(&self) -> usize {
        self.pdf.len() + self.book.as_ref().map_or(0, Vec::len)
    }
}

/// The shelf.
#[derive(Default)]
pub struct Shelf(Mutex<VecDeque<(String, Arc<Paper>)>>);

impl Shelf {
    /// Lays a paper on the shelf and answers its token. The oldest papers make room.
    pub fn lay(&self, paper: Paper) -> String {
        let token = blind_id();
        if let Ok(mut held) = self.0.lock() {
            held.push_back((token.clone(), Arc::new(paper)));
            while held.len() > 1
                && (held.len() > MOST || held.iter().map(|(_, one)| one.bytes()).sum::<usize>() > MOST_BYTES)
            {
                held.pop_front();
            }
        }
        token
    }

    /// The paper behind a token.
    ///
    /// # Errors
    /// `papers.gone` when it made room for newer ones or the program was locked meanwhile.
    pub fn take(&self, token: &str) -> Result<Arc<Paper>> {
        let found = self
            .0
            .lock()
            .ok()
            .and_then(|held| held.iter().find(|(name, _)| name == token).map(|(_, one)| Arc::clone(one)));
        found.ok_or_else(|| refuse("papers.gone"))
    }

    /// Empties the shelf.
    pub fn clear(&self) {
        if let Ok(mut held) = self.0.lock() {
            held.clear();
        }
    }
}
