//! The notice of a station as a paper: one page a village.

use super::calls::texts_of;
use super::store;
use crate::features::delegates::store as delegates;
use crate::features::reports::coverage::slot_words;
use crate::features::reports::frame::{Head, long_day, said};
use crate::features::reports::gather::{Name, Village, villages};
use crate::features::reports::model::{Check, Options};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use std::collections::{BTreeMap, BTreeSet};
use zhudian_paper::{Block, Document, Orientation, Paper, Poster, PosterFact, PosterPerson, Setting, SquareCode, Text};

/// Most notices in one paper.
const MOST: usize = 400;

/// A paper with what the shelf must know of it.
pub struct Drawn {
    /// Title of the whole.
    pub title: String,
    /// What it covers, for the file's name.
    pub covers: String,
    /// The paper.
    pub document: Document,
    /// What was looked at.
    pub checks: Vec<Check>,
}

/// The notices of the villages asked for, of all that have a fixed time when none is named.
///
/// # Errors
/// `posters.none`, `posters.too_many`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drawn> {
    let mut list = villages(reading, reading.today)?;
    list.retain(
        |one| {
            if options.area_ids.is_empty() { !one.slots.is_empty() } else { options.area_ids.contains(&one.id) }
        },
    );
    if list.is_empty() {
        return Err(refuse("posters.none"));
    }
    if list.len() > MOST {
        return Err(refuse("posters.too_many").with("n", list.len()).with("most", MOST));
    }
    let seated: BTreeSet<String> = delegates::seats(reading.db, None)?
        .into_iter()
        .filter(|seat| {
            let today = reading.today.to_string();
            seat.from_day <= today && seat.to_day.as_ref().is_none_or(|last| *last >= today)
        })
        .map(|seat| seat.person_id)
        .collect();
    let mut document = Document {
        setting: Setting {
            paper: if options.large { Paper::A3 } else { Paper::A4 },
            orientation: Orientation::Portrait,
            two_sided: false,
        },
        ..Document::default()
    };
    let (mut without_time, mut without_reach) = (0, 0);
    for village in &list {
        let texts = texts_of(reading.db, &village.id)?;
        let poster = Notice { reading, head, options, village, texts, seated: &seated }.poster()?;
        without_time += usize::from(village.slots.is_empty());
        without_reach += usize::from(!poster.facts.iter().any(|fact| fact.mark == "reach"));
        document.blocks.push(Block::Poster(Box::new(poster)));
    }
    let check = |code, n: usize, met: &str, unmet: &str| Check {
        code,
        good: n == 0,
        sentence: if n == 0 { print(met).to_owned() } else { said(unmet, &[("n", n.into())]) },
    };
    let covers = match list.as_slice() {
        [one] => one.name.clone(),
        all => said("posters.covers", &[("n", all.len().into())]),
    };
    Ok(Drawn {
        title: print(if options.plain { "posters.plain_name" } else { "posters.name" }).to_owned(),
        covers,
        document,
        checks: vec![
            check("posters_time", without_time, "posters.all_times", "posters.no_time"),
            check("posters_reach", without_reach, "posters.all_reach", "posters.no_reach"),
        ],
    })
}

struct Notice<'a> {
    reading: &'a Reading<'a>,
    head: &'a Head,
    options: &'a Options,
    village: &'a Village,
    texts: BTreeMap<String, String>,
    seated: &'a BTreeSet<String>,
}

impl Notice<'_> {
    fn text(&self, field: &str) -> String {
        let text = self.texts.get(field).cloned().unwrap_or_default();
        text.replace(print("posters.token_office"), &self.head.office)
            .replace(print("posters.token_village"), &self.village.name)
    }

    fn lines(&self, field: &str) -> Vec<Text> {
        let text = self.text(field);
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Text::from).collect()
    }

    fn poster(&self) -> Result<Poster> {
        let options = self.options;
        let code = self.text("code");
        Ok(Poster {
            plain: options.plain,
            above: self.text("above").into(),
            title: self.text("title").into(),
            lead: self.text("lead").into(),
            facts: self.facts(),
            people_title: self.text("people_title").into(),
            people: self.people()?,
            list_title: self.text("list_title").into(),
            list: self.lines("list"),
            closing: self.text("closing").into(),
            code: (!code.is_empty()).then(|| SquareCode {
                text: code,
                label: Text::default(),
                note: self.text("code_note").into(),
            }),
            unit: self.text("unit").into(),
            day: long_day(self.head.today).into(),
        })
    }

    /// When and where are arranged in the records unless the village wrote its own; how to reach is the office's number.
    fn facts(&self) -> Vec<PosterFact> {
        let slots = &self.village.slots;
        let mut when: Vec<Text> = slots.iter().map(|slot| slot_words(slot).into()).collect();
        if when.is_empty() {
            when.push(print("posters.no_slot").into());
        }
        when.extend(self.lines("when_note"));
        let mut place = self.lines("where");
        if place.is_empty() {
            let mut rooms: Vec<&str> =
                slots.iter().map(|slot| slot.place.as_str()).filter(|room| !room.is_empty()).collect();
            rooms.dedup();
            place = rooms.into_iter().map(Text::from).collect();
        }
        let facts = [("when", when), ("where", place), ("reach", self.lines("reach"))];
        facts
            .into_iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(mark, lines)| PosterFact {
                mark: mark.to_owned(),
                label: print(&format!("posters.{mark}")).into(),
                lines,
            })
            .collect()
    }

    /// Those responsible first, then the delegates in the order of the register, each once.
    fn people(&self) -> Result<Vec<PosterPerson>> {
        let mut named = BTreeSet::new();
        let mut found = Vec::new();
        let leaders = self.village.leaders().map(|one| (one, "posters.leader"));
        let delegates = self.village.delegates.iter().map(|one| (one, "posters.delegate"));
        let liaisons = self.village.liaisons().map(|one| (one, "posters.liaison"));
        for (one, role) in leaders.chain(delegates).chain(liaisons) {
            let left = role == "posters.delegate" && !self.seated.contains(&one.id);
            if left || !named.insert(one.id.clone()) {
                continue;
            }
            found.push(self.person(one, role)?);
        }
        Ok(found)
    }

    fn person(&self, one: &Name, role: &str) -> Result<PosterPerson> {
        let picture = if self.options.photos { store::picture(self.reading.db, &one.id)? } else { None };
        Ok(PosterPerson {
            name: Text::name(one.name.clone()),
            role: print(role).into(),
            post: Text::of(one.name.clone(), one.post.clone()),
            picture,
        })
    }
}
