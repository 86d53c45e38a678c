//! The papers of opinions. What names a person is on none of them but the form of that one opinion; the giver stands only
//! where the paper goes to the giver or the clerk asked for it.

mod lists;
mod sheets;
mod thread;

use super::giver_words::Givers;
pub use super::giver_words::without_giver;
use super::model::{MoveLine, OpinionPage};
use super::store::{self, Kept, Lit, chain as moves, clock::Limits};
use super::{chain::chain, rules};
use crate::features::calendar::store::calendar;
use crate::features::office::store as office;
use crate::features::reports::frame::{Head, period_name};
use crate::features::reports::gather::{people, span};
use crate::features::reports::model::{Kind, Options};
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words;
use std::collections::BTreeMap;
use zhudian_paper::Document;

/// Most opinions on one paper.
const MOST: usize = 2_000;

/// A paper with what the shelf must know of it.
pub struct Made {
    /// Title of the whole.
    pub title: String,
    /// What it covers, for the file's name.
    pub covers: String,
    /// The paper.
    pub document: Document,
    /// Who gave an opinion stands on it.
    pub personal: bool,
}

/// An opinion with everything a paper may say of it.
pub(super) struct Case {
    /// Its line, the words in full.
    pub line: super::model::OpinionLine,
    /// As registered.
    pub kept: Kept,
    /// Moves that stand.
    pub done: Vec<MoveLine>,
    /// First person responsible.
    pub first: String,
    /// Labels of topic, nature and state.
    pub topic: String,
    /// Label of its nature.
    pub nature: String,
    /// Label of its state.
    pub state: String,
    /// How the giver was told and what the giver said of it, in words.
    pub said_back: String,
    /// Last day of the clock that ran last; it stays on the papers of what is answered.
    pub until: Option<String>,
    /// Who gave it, with those of the same family.
    pub givers: Givers,
    /// Moves that were taken back, and those that took them back.
    pub taken_back: usize,
}

impl Case {
    /// The last move of one of these kinds.
    pub fn last(&self, kinds: &[&str]) -> Option<&MoveLine> {
        self.done.iter().rev().find(|one| kinds.contains(&one.kind.as_str()))
    }

    /// Its ledger number.
    pub fn number(&self) -> String {
        format!("{}-{}", self.line.year, self.line.number)
    }

    /// What was said, for a paper others read: nothing that names the giver, no telephone number, and of a matter about
    /// a person by name nothing at all.
    pub fn content(&self) -> String {
        if self.line.named {
            return words::print("opinion.named").to_owned();
        }
        self.without_giver(&self.line.content)
    }

    /// A text without any giver's name and without telephone numbers.
    pub fn without_giver(&self, text: &str) -> String {
        self.givers.left_out(text)
    }

    /// A text as it stands where the giver may be read, else without the giver; whoever gave an opinion of the same family
    /// stands in neither.
    pub fn told(&self, text: &str, giver: bool) -> String {
        if giver { self.givers.for_own(text) } else { self.without_giver(text) }
    }
}

/// Makes one of the papers of opinions.
///
/// # Errors
/// `opinions.none_chosen`, `opinions.no_such_step`, `opinions.too_many`; what the database says.
pub fn draft(reading: &Reading<'_>, head: &Head, kind: Kind, options: &Options) -> Result<Made> {
    match kind {
        Kind::OpinionBoard | Kind::OpinionLedger => {
            let (from, to) = span(options, reading.today)?;
            let area = options.area_ids.first().map(String::as_str);
            let (cases, left_out) = of_span(reading, &from.to_string(), &to.to_string(), area)?;
            let list = lists::List { from, to, cases, left_out, area: area_name(reading, area)? };
            let document = if kind == Kind::OpinionBoard {
                lists::board(head, &list)
            } else {
                let days = crate::features::duties::rules::Span { from, to };
                lists::ledger(head, &list, &super::balance::balance(reading.db, days, area)?)
            };
            let covers = format!("{}{}", list.area, period_name(from, to));
            Ok(Made { title: document.title.text.clone(), covers, document, personal: false })
        }
        Kind::OpinionUrge => {
            let cases = if options.opinion_ids.is_empty() { overdue(reading)? } else { chosen(reading, options)? };
            let cases: Vec<Case> = cases
                .into_iter()
                .filter(|case| case.line.due_on.is_some() && case.line.status == "handling")
                .filter(|case| !case.line.unit.is_empty())
                .collect();
            if cases.is_empty() {
                return Err(refuse("opinions.nobody_to_urge"));
            }
            let document = lists::urge(head, &cases);
            let title = words::print("opinion.urge.title").to_owned();
            let covers = crate::features::reports::frame::long_day(head.today);
            Ok(Made { title, covers, document, personal: false })
        }
        _ => {
            let cases = chosen(reading, options)?;
            let office = office::office(reading.db)?.ok_or_else(|| refuse("office.none"))?;
            let giver = options.giver;
            let (document, title, personal) = match kind {
                Kind::OpinionForm => {
                    let giver = giver.unwrap_or(true);
                    (sheets::forms(head, &cases, giver)?, "opinion.form.title", giver)
                }
                Kind::OpinionThread => {
                    let giver = giver.unwrap_or(false);
                    (thread::threads(reading.db, head, &cases, giver)?, "opinion.thread.title", giver)
                }
                Kind::OpinionNotice => {
                    let giver = giver.unwrap_or(false);
                    let decline = Limits::new(reading.db)?.on(&reading.today.to_string()).decline;
                    let document = sheets::notices(head, &cases, giver, &office.district_office, decline)?;
                    // The sheet of facts to the petition office may tell of a person by name.
                    let personal = giver || cases.iter().any(|case| case.line.named);
                    (document, "opinion.notice.title", personal)
                }
                Kind::OpinionExtension => (sheets::extensions(head, &cases)?, "opinion.extension.title", true),
                Kind::OpinionDecline => (sheets::declines(head, &cases)?, "opinion.decline.title", true),
                Kind::OpinionReplies => (sheets::replies(head, &family(reading, cases)?)?, "opinion.reply.title", true),
                _ => (sheets::excerpt(head, &cases), "opinion.excerpt.title", true),
            };
            let covers = crate::features::reports::frame::long_day(head.today);
            Ok(Made { title: words::print(title).to_owned(), covers, document, personal })
        }
    }
}

fn area_name(reading: &Reading<'_>, area: Option<&str>) -> Result<String> {
    let Some(area) = area else { return Ok(String::new()) };
    Ok(crate::features::areas::store::list(reading.db)?
        .into_iter()
        .find(|one| one.id == area)
        .map(|one| one.name)
        .unwrap_or_default())
}

fn labels(reading: &Reading<'_>) -> Result<BTreeMap<(String, String), String>> {
    Ok(office::entries(reading.db)?.into_iter().map(|one| ((one.list, one.code), one.label)).collect())
}

fn cases(reading: &Reading<'_>, ids: &[String]) -> Result<Vec<Case>> {
    if ids.len() > MOST {
        return Err(refuse("opinions.too_many").with("n", ids.len()).with("most", MOST));
    }
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let limits = Limits::new(reading.db)?;
    let labels = labels(reading)?;
    let people = people(reading)?;
    let label = |list: &str, code: &str| {
        labels.get(&(list.to_owned(), code.to_owned())).cloned().unwrap_or_else(|| code.to_owned())
    };
    let mut all = Vec::new();
    for id in ids {
        let Some(line) = store::one_line(reading.db, id, &lit, true)? else { continue };
        let Some(kept) = store::kept(reading.db, id)? else { continue };
        let chain = moves::moves(reading.db, id)?;
        let done: Vec<MoveLine> = rules::effective(&chain).cloned().collect();
        let said_back = done.iter().rev().find(|one| matches!(one.kind.as_str(), "feedback" | "tell")).map(|one| {
            let words = [label("told_by", &one.told), label("opinion_rating", &one.rating), one.note.clone()];
            let said: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            said.join(words::print("opinion.form.comma"))
        });
        all.push(Case {
            until: until(&line, &done, &limits, &calendar),
            givers: store::family::givers(reading.db, &kept)?,
            taken_back: chain.len() - done.len(),
            said_back: said_back.unwrap_or_default(),
            first: kept
                .entry
                .first_id
                .as_ref()
                .and_then(|person| people.get(person))
                .map(|one| one.name.clone())
                .unwrap_or_default(),
            topic: label("topic", &line.topic),
            nature: label("opinion_nature", &line.nature),
            state: label("opinion_state", &line.state),
            line,
            kept,
            done,
        });
    }
    Ok(all)
}

/// The day that is due, or for what is answered the last day its handling had.
fn until(
    line: &super::model::OpinionLine,
    done: &[MoveLine],
    limits: &Limits,
    calendar: &crate::features::calendar::rules::Calendar,
) -> Option<String> {
    let handled = |count: usize| {
        let now = rules::standing(&line.day, done.iter().take(count));
        // Before it was passed on there was no handling that could be late.
        let running = chain().state(&now.state).status == "handling";
        let due = limits.due(&now, &line.day, &line.nature, calendar).filter(|_| running);
        due.map(|found| found.day.to_string())
    };
    line.due_on.clone().or_else(|| (1..=done.len()).rev().find_map(handled))
}

/// What a paper for many eyes may say of opinions, in the order asked for: those about a person by name are left out, and
/// so is whoever gave them.
///
/// # Errors
/// `opinions.too_many`; what the database says.
pub fn told(reading: &Reading<'_>, ids: &[String]) -> Result<Vec<crate::features::notices::model::Told>> {
    let open = cases(reading, ids)?.into_iter().filter(|case| !case.line.named);
    Ok(open
        .map(|case| crate::features::notices::model::Told {
            id: case.line.id.clone(),
            number: case.number(),
            area: case.line.area.clone(),
            topic: case.topic.clone(),
            content: case.content(),
            unit: case.line.unit.clone(),
            progress: lists::progress(&case),
        })
        .collect())
}

fn chosen(reading: &Reading<'_>, options: &Options) -> Result<Vec<Case>> {
    let found = cases(reading, &options.opinion_ids)?;
    if found.is_empty() {
        return Err(refuse("opinions.none_chosen"));
    }
    Ok(found)
}

/// Opinions heard in a span or still open then, oldest first, without those about a person by name; and how many of those.
fn of_span(reading: &Reading<'_>, from: &str, to: &str, area: Option<&str>) -> Result<(Vec<Case>, i64)> {
    let (ids, left_out) = store::papers::of_span(reading.db, from, to, area)?;
    Ok((cases(reading, &ids)?, left_out))
}

fn overdue(reading: &Reading<'_>) -> Result<Vec<Case>> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let page = OpinionPage {
        light: Some("overdue".to_owned()),
        status: Some("handling".to_owned()),
        sort: "due".to_owned(),
        limit: 200,
        ..OpinionPage::default()
    };
    let ids: Vec<String> = store::lines(reading.db, &page, &lit)?.into_iter().map(|line| line.id).collect();
    cases(reading, &ids)
}

/// The members of the families of these opinions: one handling, an answer to each.
fn family(reading: &Reading<'_>, chosen: Vec<Case>) -> Result<Vec<Case>> {
    let mut ids: Vec<String> = Vec::new();
    for case in &chosen {
        let members = match &case.kept.family_id {
            Some(family) => store::family::members(reading.db, family)?.into_iter().map(|(id, _)| id).collect(),
            None => vec![case.line.id.clone()],
        };
        for id in members {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    cases(reading, &ids)
}

/// What somebody wrote as a sentence of a letter: it ends with a full stop unless it has an end of its own.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let ends = ['\u{3002}', '\u{ff01}', '\u{ff1f}', '\u{2026}', '\u{201d}', '.', '!', '?'];
    if text.is_empty() || text.ends_with(ends) { text.to_owned() } else { format!("{text}\u{3002}") }
}

/// Whether a state ends the matter.
pub(super) fn ended(case: &Case) -> bool {
    chain().state(&case.line.state).end
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn what_was_said_ends_as_a_sentence() {
        assert_eq!(sentence("路灯不亮"), "路灯不亮。");
        for whole in ["路灯不亮。", "几时修？", "“尽快修”", ""] {
            assert_eq!(sentence(whole), whole);
        }
        assert_eq!(sentence("路灯不亮 "), "路灯不亮。");
    }
}
