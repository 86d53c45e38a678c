//! What may be asked of proposals as papers: list, open, write, sign, compare. Steps of the chain stand in [`super::chain_calls`].

use super::chain::{Chain, Stage, Step};
use super::chain_calls;
use super::model::{Filter, OfOpinion, PageAsked, Proposal, ProposalLine, ProposalPage, ProposalVersion, Signer};
use super::sources;
use super::store::{self, likeness::LikePaper, lists, steps};
use super::texts::{Piece, difference};
use crate::calls::Call;
use crate::features::meetings::calls::Days;
use crate::features::office::store::knows;
use crate::features::opinions::store as opinions;
use crate::features::{Nothing, One};
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "proposals.save", right: Right::Enter, undo: Undo::Undoable };
const SIGN: Op = Op { name: "proposals.sign", right: Right::Enter, undo: Undo::Undoable };
const ANSWER: Op = Op { name: "proposals.answer_opinions", right: Right::Enter, undo: Undo::ByCounterEntry };
const REMOVE: Op = Op { name: "proposals.remove", right: Right::Enter, undo: Undo::Undoable };

/// Papers named while one is written.
const LIKE_SHOWN: usize = 5;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    let mut calls = vec![
        Call::read("proposals.list", r#"{"from":"2026-01-01","to":"2026-12-31"}"#, list),
        Call::read("proposals.page", r#"{"filter":{"stage":"open"},"sort":"due","limit":50}"#, page),
        Call::read("proposals.chain", "{}", chain),
        Call::read("proposals.like", r#"{"title":"整治北沙涌排水","text":"","except":""}"#, like),
        Call::read("proposals.versions", r#"{"id":"$proposal"}"#, versions),
        Call::read("proposals.difference", r#"{"id":"$proposal","from":1,"to":1}"#, differs),
        Call::read("proposals.begin", r#"{"opinions":["$opinion"]}"#, begin),
        Call::read("proposals.of_opinion", r#"{"id":"$opinion"}"#, of_opinion),
        Call::read("proposals.units", "{}", units),
        Call::write(
            &SAVE,
            r#"{"day":"2026-06-18","kind":"suggestion","title":"加装沙涌小学门口路灯","basis":"门前路段夜间无灯。","plan":"加装路灯12盏。",
                "lead_id":"$delegate","proposers":["$person"]}"#,
            save,
        ),
        Call::write(&SIGN, r#"{"id":"$proposal","person_id":"$signer","state":"signed","day":"2026-04-10"}"#, sign),
        Call::write(&ANSWER, r#"{"proposal_id":"$proposal","opinions":["$opinion"]}"#, answer_opinions),
        Call::write(&REMOVE, r#"{"id":"$proposal"}"#, remove),
    ];
    calls.extend(chain_calls::all());
    calls
}

fn list(reading: &Reading<'_>, days: Days) -> Result<Vec<Proposal>> {
    store::list(reading.db, &days.from, &days.to)
}

fn page(reading: &Reading<'_>, asked: PageAsked) -> Result<ProposalPage> {
    let warn = store::book(reading.db, &reading.today.to_string())?.warn_days();
    let (lines, total, stages, overdue) = lists::page(reading.db, &asked, reading.today, warn)?;
    Ok(ProposalPage { lines, total, stages, overdue })
}

/// What is due of proposals for the first screen.
#[derive(Serialize, TS)]
pub struct ProposalsDue {
    /// Past their day.
    pub overdue: i64,
    /// Near it.
    pub soon: i64,
    /// The first of what is due.
    pub lines: Vec<ProposalLine>,
}

/// What is due of proposals on a day.
///
/// # Errors
/// What the database says.
pub fn due_on(reading: &Reading<'_>, day: chrono::NaiveDate) -> Result<ProposalsDue> {
    let warn = store::book(reading.db, &day.to_string())?.warn_days();
    let of = |stage: &str| {
        let filter = Filter { stage: Some(stage.to_owned()), ..Filter::default() };
        let asked = PageAsked { filter, sort: "due".to_owned(), descending: false, offset: 0, limit: 4 };
        lists::page(reading.db, &asked, day, warn).map(|(lines, total, ..)| (lines, total))
    };
    let ((mut lines, overdue), (near, soon)) = (of("overdue")?, of("soon")?);
    lines.extend(near);
    lines.truncate(4);
    Ok(ProposalsDue { overdue, soon, lines })
}

/// The chain as data, for pages.
#[derive(Serialize, TS)]
struct ProposalChain {
    /// Stages in the order of the work.
    stages: Vec<Stage>,
    /// Kinds of step.
    moves: Vec<Step>,
    /// How many must have signed, by kind, the lead among them.
    least: std::collections::BTreeMap<String, i64>,
    /// Whether a delegation alone suffices.
    delegation: bool,
    /// Kinds whose number runs by session.
    by_session: Vec<String>,
    /// Dictionary result classes are chosen from today.
    scheme: String,
}

fn chain(reading: &Reading<'_>, _: Nothing) -> Result<ProposalChain> {
    let book = store::book(reading.db, &reading.today.to_string())?;
    let kinds = ["motion", "suggestion", "inquiry", "interpellation"];
    Ok(ProposalChain {
        stages: Chain::whole().stages.clone(),
        moves: Chain::whole().moves.clone(),
        least: kinds.iter().map(|kind| ((*kind).to_owned(), book.signers(kind))).collect(),
        delegation: book.flag("proposals.delegation_suffices"),
        by_session: kinds
            .iter()
            .filter(|kind| book.text(&format!("proposals.series.{kind}")) == "session")
            .map(|kind| (*kind).to_owned())
            .collect(),
        scheme: book.text("proposals.result_scheme").to_owned(),
    })
}

/// A text as it is written.
#[derive(Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
#[ts(rename = "LikeAsked")]
struct LikeAsked {
    /// Subject.
    title: String,
    /// Ground and plan.
    text: String,
    /// The paper being written.
    except: String,
}

fn like(reading: &Reading<'_>, asked: LikeAsked) -> Result<Vec<LikePaper>> {
    if asked.title.chars().count() < 3 && asked.text.chars().count() < 12 {
        return Ok(Vec::new());
    }
    store::likeness::like(reading.db, &asked.title, &asked.text, &asked.except, LIKE_SHOWN)
}

fn versions(reading: &Reading<'_>, one: One) -> Result<Vec<ProposalVersion>> {
    store::versions(reading.db, &one.id)
}

/// Two versions of a paper.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ProposalVersions")]
struct TwoVersions {
    id: String,
    /// The earlier one.
    from: i64,
    /// The later one.
    to: i64,
}

/// What changed between them.
#[derive(Serialize, TS)]
struct ProposalDifference {
    /// Subject.
    title: Vec<Piece>,
    /// What it rests on.
    basis: Vec<Piece>,
    /// What is proposed.
    plan: Vec<Piece>,
}

fn differs(reading: &Reading<'_>, asked: TwoVersions) -> Result<ProposalDifference> {
    let all = store::versions(reading.db, &asked.id)?;
    let at = |place: i64| all.iter().find(|one| one.place == place).ok_or_else(|| refuse("proposals.version_gone"));
    let (old, new) = (at(asked.from)?, at(asked.to)?);
    Ok(ProposalDifference {
        title: difference(&old.title, &new.title),
        basis: difference(&old.basis, &new.basis),
        plan: difference(&old.plan, &new.plan),
    })
}

/// Opinions a paper is to grow from.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ProposalBegin")]
struct Begin {
    opinions: Vec<String>,
}

/// Opinions of the same family are one matter: whoever is named, the family comes with it, the one it is handled by first.
fn with_families(reading: &Reading<'_>, asked: &[String]) -> Result<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    for id in asked {
        let kept = opinions::kept(reading.db, id)?;
        let members = match kept.and_then(|kept| kept.family_id) {
            Some(family) => opinions::family::members(reading.db, &family)?.into_iter().map(|(id, _)| id).collect(),
            None => vec![id.clone()],
        };
        for one in members {
            if !all.contains(&one) {
                all.push(one);
            }
        }
    }
    Ok(all)
}

/// A paper begun from opinions: its ground tells what was heard where, never by whom.
fn begin(reading: &Reading<'_>, asked: Begin) -> Result<Proposal> {
    let sources = store::opinions(reading.db, &with_families(reading, &asked.opinions)?)?;
    let first = sources.first().ok_or_else(|| refuse("opinions.gone"))?;
    let heard: Vec<String> = sources
        .iter()
        .map(|one| {
            let mut fields = serde_json::Map::new();
            fields.insert("area".to_owned(), one.area.clone().into());
            fields.insert("content".to_owned(), one.content.trim_end_matches('\u{3002}').into());
            let heard = day(&one.day).map(crate::features::reports::frame::long_day).unwrap_or_default();
            fields.insert("day".to_owned(), heard.into());
            crate::ground::words::print_with("proposals.heard", &fields)
        })
        .collect();
    let same_topic = sources.iter().all(|one| one.topic == first.topic);
    Ok(Proposal {
        day: reading.today.to_string(),
        kind: "suggestion".to_owned(),
        basis: heard.join("\n"),
        topic: if same_topic { first.topic.clone() } else { String::new() },
        sources: sources.iter().map(|one| one.opinion_id.clone()).collect(),
        draft: true,
        ..Proposal::default()
    })
}

fn of_opinion(reading: &Reading<'_>, one: One) -> Result<Vec<OfOpinion>> {
    sources::of_opinion(reading.db, &one.id)
}

fn units(reading: &Reading<'_>, _: Nothing) -> Result<Vec<String>> {
    steps::units(reading.db)
}

/// Enters a paper, or changes one that is not filed yet.
///
/// # Errors
/// `proposals.*` for what is missing or not to be changed; what the database says.
pub fn save(writing: &mut Writing<'_>, mut paper: Proposal) -> Result<One> {
    let handed_in = day(&paper.day)?;
    if handed_in > writing.today {
        return Err(refuse("proposals.in_future").with("day", paper.day));
    }
    for text in [&mut paper.title, &mut paper.basis, &mut paper.plan, &mut paper.note] {
        *text = text.trim().to_owned();
    }
    checked(writing, &mut paper)?;
    let known = if paper.id.is_empty() { None } else { store::whole(writing.tx, &paper.id)? };
    match &known {
        None if !paper.id.is_empty() => return Err(refuse("proposals.gone")),
        None => paper.id = new_id(),
        Some(known) => unchanged(known, &mut paper)?,
    }
    writing.note("title", paper.title.clone());
    writing.subject(&paper.id);
    store::save(writing.tx, &paper)?;
    store::keep_version(writing.tx, &paper, &writing.today.to_string(), &writing.actor.id)?;
    sources::saved(writing, known.as_ref(), &paper)?;
    let stage = known.as_ref().map_or("draft", |known| known.stage.as_str());
    if stage == "draft" && !paper.draft {
        chain_calls::receive(writing, &paper)?;
    }
    Ok(One { id: paper.id })
}

/// Looks at what was entered.
fn checked(writing: &Writing<'_>, paper: &mut Proposal) -> Result<()> {
    if paper.title.is_empty() {
        return Err(refuse("proposals.title"));
    }
    if !knows(writing.tx, "proposal_kind", &paper.kind)? {
        return Err(refuse("proposals.kind"));
    }
    if !paper.topic.is_empty() && !knows(writing.tx, "topic", &paper.topic)? {
        return Err(refuse("proposals.topic"));
    }
    if paper.lead_id.is_none() && paper.team_id.is_none() && paper.circle_id.is_none() && !paper.draft {
        return Err(refuse("proposals.nobody"));
    }
    let twice = |person: &String| paper.proposers.iter().filter(|other| *other == person).count() > 1;
    if paper.proposers.iter().any(|person| twice(person) || paper.lead_id.as_ref() == Some(person)) {
        return Err(refuse("proposals.twice"));
    }
    paper.unsigned.retain(|person| paper.proposers.contains(person));
    if let Some(until) = &paper.sign_by
        && day(until)? < day(&paper.day)?
        && paper.draft
    {
        return Err(refuse("proposals.sign_by").with("day", paper.day.clone()));
    }
    if !(0..=99).contains(&paper.session) {
        return Err(refuse("proposals.session"));
    }
    if let Some(inquiry) = &paper.inquiry_id {
        let kind = steps::kind_and_stage(writing.tx, inquiry)?.map(|(kind, _)| kind);
        if kind.as_deref() != Some("inquiry") || paper.kind != "interpellation" {
            return Err(refuse("proposals.inquiry_wrong"));
        }
    }
    Ok(())
}

/// A paper that was changed meanwhile is not written over; one that is filed keeps its words and names.
fn unchanged(known: &Proposal, paper: &mut Proposal) -> Result<()> {
    if paper.version != 0 && paper.version != known.version {
        return Err(refuse("proposals.changed_meanwhile"));
    }
    if matches!(known.stage.as_str(), "draft" | "received") {
        if known.stage == "received" {
            // The day it was handed in is told by the step; a wrong one is corrected there.
            paper.day.clone_from(&known.day);
            paper.draft = false;
        }
        return Ok(());
    }
    let fixed = |one: &Proposal| {
        (
            (
                one.kind.clone(),
                one.title.clone(),
                one.basis.clone(),
                one.plan.clone(),
                one.term_id.clone(),
                one.session,
            ),
            (
                one.lead_id.clone(),
                one.team_id.clone(),
                one.circle_id.clone(),
                one.proposers.clone(),
                one.inquiry_id.clone(),
            ),
        )
    };
    if fixed(known) != fixed(paper) {
        return Err(refuse("proposals.fixed"));
    }
    paper.day.clone_from(&known.day);
    paper.draft = false;
    paper.unsigned.clone_from(&known.unsigned);
    Ok(())
}

/// What became of a co-signer's slip.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ProposalSlip")]
struct Slip {
    /// Proposal.
    id: String,
    /// Delegate.
    person_id: String,
    /// asked, signed or declined.
    state: String,
    /// Day on the slip.
    #[serde(default)]
    day: Option<String>,
}

fn sign(writing: &mut Writing<'_>, slip: Slip) -> Result<One> {
    let known = store::whole(writing.tx, &slip.id)?.ok_or_else(|| refuse("proposals.gone"))?;
    if !matches!(known.stage.as_str(), "draft" | "received") {
        return Err(refuse("proposals.fixed"));
    }
    if !matches!(slip.state.as_str(), "asked" | "signed" | "declined") {
        return Err(refuse("proposals.slip"));
    }
    let signed_on = (slip.state == "signed").then(|| slip.day.clone().unwrap_or_else(|| writing.today.to_string()));
    if let Some(on) = &signed_on {
        if day(on)? > writing.today {
            return Err(refuse("proposals.in_future").with("day", on.clone()));
        }
        if known.sign_by.as_ref().is_some_and(|until| on > until) {
            return Err(refuse("proposals.signed_late").with("until", known.sign_by.clone()));
        }
    }
    let signer = Signer { person_id: slip.person_id, state: slip.state, signed_on };
    if store::set_signer(writing.tx, &slip.id, &signer)? == 0 {
        return Err(refuse("proposals.not_asked"));
    }
    writing.note("title", known.title);
    writing.subject(&slip.id);
    Ok(One { id: slip.id })
}

/// Opinions to be answered with the answer of the paper they went with.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ProposalTold")]
struct Told {
    /// Proposal.
    proposal_id: String,
    /// Opinions; all that wait when left out.
    #[serde(default)]
    opinions: Vec<String>,
}

/// How many were answered.
#[derive(Serialize, TS)]
struct OpinionsAnswered {
    /// Opinions.
    answered: usize,
}

fn answer_opinions(writing: &mut Writing<'_>, told: Told) -> Result<OpinionsAnswered> {
    let known = store::whole(writing.tx, &told.proposal_id)?.ok_or_else(|| refuse("proposals.gone"))?;
    let ids = if told.opinions.is_empty() {
        let all = store::opinions(writing.tx, &known.sources)?;
        all.into_iter().filter(|one| one.waits).map(|one| one.opinion_id).collect()
    } else {
        told.opinions
    };
    if ids.is_empty() {
        return Err(refuse("proposals.none_wait"));
    }
    let answered = sources::tell(writing, &known, &ids)?;
    writing.note("title", known.title);
    writing.note("n", answered);
    // An opinion answered from its own page is what the entry is about; many at once are told of by their paper.
    writing.subject(if ids.len() == 1 { ids.first().unwrap_or(&known.id) } else { &known.id });
    Ok(OpinionsAnswered { answered })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let (_, stage) = steps::kind_and_stage(writing.tx, &one.id)?.ok_or_else(|| refuse("proposals.gone"))?;
    let known = store::whole(writing.tx, &one.id)?.ok_or_else(|| refuse("proposals.gone"))?;
    if !matches!(stage.as_str(), "draft" | "received") || !known.number.is_empty() {
        return Err(refuse("proposals.not_removed"));
    }
    let joined = steps::joined(writing.tx, &one.id)?;
    if joined.iter().any(|other| other.stage == "merged") {
        return Err(refuse("proposals.has_joined"));
    }
    // What other papers' steps say of this one stays true: it is withdrawn, not taken away.
    let n = steps::named_by(writing.tx, &one.id)?;
    if n > 0 {
        return Err(refuse("proposals.named_by").with("n", n));
    }
    sources::removed(writing, &known)?;
    store::remove(writing.tx, &one.id)?;
    writing.subject(&one.id);
    Ok(one)
}
