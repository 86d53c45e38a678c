//! The papers of opinions. What names a person is on none of them but the form of that one opinion; the giver stands only
//! where the paper goes to the giver or the clerk asked for it.

mod lists;
mod sheets;

use super::giver_words::replaced;
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

    /// A text without the giver's name and without telephone numbers.
    pub fn without_giver(&self, text: &str) -> String {
        without_giver(&self.kept.entry.giver, &self.kept.entry.giver_phone, text)
    }

    /// A text as it stands where the giver may be read, else without the giver.
    pub fn told(&self, text: &str, giver: bool) -> String {
        if giver { text.to_owned() } else { self.without_giver(text) }
    }
}

/// Fewest digits that may be a telephone number.
const PHONE_DIGITS: usize = 7;
/// What stands for a number.
const NUMBER: &str = "***";

/// A text without the giver, however the giver is written, and without telephone numbers.
#[must_use]
pub fn without_giver(giver: &str, phone: &str, text: &str) -> String {
    let text = replaced(giver, "", text, words::print("opinion.somebody"));
    let mut out = String::new();
    let mut run = String::new();
    for letter in text.chars().chain(['\n']) {
        if digit(letter).is_some() || (between_digits(letter) && !run.is_empty()) {
            run.push(letter);
            continue;
        }
        // What parts the number from the next word stays.
        let number = run.trim_end_matches(between_digits);
        out.push_str(if is_number_of_somebody(number) { NUMBER } else { number });
        out.extend(run.chars().skip(number.chars().count()));
        run.clear();
        out.push(letter);
    }
    out.pop();
    // A short number of the giver is told by the giver's own entry only.
    replaced("", phone, &out, NUMBER)
}

/// The value of a digit, narrow or wide as input methods write it.
fn digit(letter: char) -> Option<u32> {
    let narrow = match letter {
        '\u{ff10}'..='\u{ff19}' => char::from_u32(u32::from(letter) - 0xff10 + 0x30)?,
        _ => letter,
    };
    narrow.to_digit(10)
}

/// Blanks and dashes a number may be written with; a new line begins something else.
fn between_digits(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

/// Whether a row of digits may reach somebody: long enough, and not just years side by side.
fn is_number_of_somebody(run: &str) -> bool {
    let digits = run.chars().filter(|letter| digit(*letter).is_some()).count();
    let mut groups = run.split(between_digits).filter(|group| !group.is_empty());
    let year = |group: &str| {
        let digits: Vec<u32> = group.chars().filter_map(digit).collect();
        matches!(digits.as_slice(), [1, 9, _, _] | [2, 0, _, _])
    };
    digits >= PHONE_DIGITS && !groups.all(year)
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
                    (sheets::forms(head, &cases, giver), "opinion.form.title", giver)
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
    use super::{sentence, without_giver};

    #[test]
    fn a_giver_is_left_out_however_the_giver_is_written() {
        let told = |text: &str| without_giver("何先生（北沙涌）", "137-0000-0002", text);
        for (text, after) in [
            ("何先生说水沟堵了", "某某说水沟堵了"),
            ("何先生（北沙涌）说水沟堵了", "某某说水沟堵了"),
            ("请打137-0000-0002联系", "请打***联系"),
            ("请打13700000002联系", "请打***联系"),
            ("打137 0000 0003 找他", "打*** 找他"),
            ("打１３７０００００００３找他", "打***找他"),
            ("打１３７－００００－０００３找他", "打***找他"),
            ("办公室0757\u{3000}85600000", "办公室***"),
            ("北沙涌2025-2026两年，8月15日、3组12户", "北沙涌2025-2026两年，8月15日、3组12户"),
            ("2024 2025 2026年都淹", "2024 2025 2026年都淹"),
            ("共5处\n137户", "共5处\n137户"),
        ] {
            assert_eq!(told(text), after);
        }
        assert_eq!(without_giver("何先生、区女士", "", "区女士和何先生都说"), "某某和某某都说");
        assert_eq!(without_giver("", "", "没有留名的人"), "没有留名的人");
        assert_eq!(without_giver("何先生", "66123", "短号66123"), "短号***");
        assert_eq!(without_giver("何", "", "何处"), "何处", "one character names nobody");
    }

    #[test]
    fn what_was_said_ends_as_a_sentence() {
        assert_eq!(sentence("路灯不亮"), "路灯不亮。");
        for whole in ["路灯不亮。", "几时修？", "“尽快修”", ""] {
            assert_eq!(sentence(whole), whole);
        }
        assert_eq!(sentence("路灯不亮 "), "路灯不亮。");
    }
}
