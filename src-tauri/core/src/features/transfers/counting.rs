//! Counts what a clerk holds, line by line, over the stores of the features that own the records.

use super::model::TransferLine;
use super::store;
use crate::features::backup::model::BackupState;
use crate::features::calendar::store::calendar;
use crate::features::drafts::store as drafts;
use crate::features::duties::rules::{Span, year_of};
use crate::features::evaluations::store as evaluations;
use crate::features::meetings::store as meetings;
use crate::features::opinions::model::{OpinionLine, OpinionPage};
use crate::features::opinions::store::{self as opinions, Lit};
use crate::features::proposals::model::{Filter, PageAsked};
use crate::features::proposals::store as proposals;
use crate::features::reports::frame::{long_day, period_name, said, short_day};
use crate::features::reports::gather::head;
use crate::features::weeks::calls::Fixed;
use crate::features::weeks::rules::Standing;
use crate::features::weeks::store as weeks;
use crate::ground::clock::day;
use crate::ground::refusal::Result;
use crate::ground::station::Reading;
use crate::ground::words::print;
use chrono::{DateTime, Datelike, Months, NaiveDate};

/// Lines of one count that are written out; of longer ones the rest is told as a number.
const WRITTEN_OUT: usize = 200;

/// More open opinions than this are told by village: a list of hundreds says nothing to who takes over.
const ONE_BY_ONE: usize = 40;

fn line(kind: &str, item: &str, label: impl Into<String>, counted: Option<usize>, detail: Vec<String>) -> TransferLine {
    let mut detail = detail;
    if detail.len() > WRITTEN_OUT {
        let rest = detail.len() - WRITTEN_OUT;
        detail.truncate(WRITTEN_OUT);
        detail.push(said("transfers.rest", &[("n", rest.into())]));
    }
    TransferLine {
        kind: kind.to_owned(),
        item: item.to_owned(),
        label: label.into(),
        counted: counted.map(|n| i64::try_from(n).unwrap_or(i64::MAX)),
        // Of nothing there is nothing to hand over.
        given: counted == Some(0),
        detail,
        ..TransferLine::default()
    }
}

fn short(text: &str) -> String {
    day(text).map(short_day).unwrap_or_default()
}

/// The day of a moment in UTC, as the office says it.
fn moment(text: &str) -> String {
    DateTime::parse_from_rfc3339(text).map(|at| long_day(at.date_naive())).unwrap_or_default()
}

/// Everything a clerk hands over as it stands now, in the order of the list. Lines to be filled in by hand stand at their
/// places, empty.
///
/// # Errors
/// What the database says.
pub fn count(reading: &Reading<'_>, clerk: &str, backup: &BackupState) -> Result<Vec<TransferLine>> {
    let mut all = words_of(reading)?;
    all.push(papers(reading)?);
    all.push(plans(reading)?);
    all.push(unreached(reading)?);
    all.push(actions(reading)?);
    all.push(unreported(reading)?);
    all.push(reports(reading)?);
    let kept = drafts::list(reading.db, clerk)?;
    let typed = kept.iter().map(|draft| {
        let what = print(&format!("transfers.draft.{}", draft.feature));
        let what = if what.is_empty() { draft.feature.as_str() } else { what };
        said("transfers.draft", &[("what", what.into()), ("day", moment(&draft.saved).into())])
    });
    all.push(line("drafts", "drafts", print("transfers.drafts"), Some(kept.len()), typed.collect()));
    all.extend(rounds(reading)?);
    for (medium, files, at) in store::sticks(reading.db)? {
        let label = said("transfers.stick", &[("medium", medium.clone().into())]);
        let detail = said("transfers.stick_used", &[("n", files.into()), ("day", moment(&at).into())]);
        all.push(line("stick", &medium, label, usize::try_from(files).ok(), vec![detail]));
    }
    for item in ["bags", "ledgers", "boxes"] {
        all.push(line("paper", item, print(&format!("transfers.paper.{item}")), None, Vec::new()));
    }
    all.extend(copies(backup));
    all.push(line("key", "key", print("transfers.key"), None, Vec::new()));
    Ok(all)
}

/// Opinions that are open, by what is due, and answers the givers still wait for. Numbers, villages and days only.
fn words_of(reading: &Reading<'_>) -> Result<Vec<TransferLine>> {
    let calendar = calendar(reading.db)?;
    let lit = Lit::new(reading.db, &calendar, reading.today)?;
    let mut found = Vec::new();
    for light in ["overdue", "today", "soon", "running", "none", "untold"] {
        let mut page =
            OpinionPage { light: Some(light.to_owned()), sort: "due".to_owned(), limit: 200, ..OpinionPage::default() };
        let mut lines = Vec::new();
        loop {
            let more = opinions::lines(reading.db, &page, &lit)?;
            let got = u32::try_from(more.len()).unwrap_or(0);
            lines.extend(more);
            if got < page.limit {
                break;
            }
            page.offset += got;
        }
        let detail = if lines.len() > ONE_BY_ONE { by_village(&lines) } else { lines.iter().map(alone).collect() };
        let kind = if light == "untold" { "promises" } else { "opinions" };
        found.push(line(kind, light, print(&format!("transfers.opinions.{light}")), Some(lines.len()), detail));
    }
    Ok(found)
}

/// An opinion with its village, the day it is due and the unit that has it.
fn alone(one: &OpinionLine) -> String {
    let due = one.due_on.as_deref().map(short).unwrap_or_default();
    let key = if due.is_empty() { "transfers.opinion" } else { "transfers.opinion_due" };
    let fields = [
        ("number", format!("{}-{}", one.year, one.number).into()),
        ("area", one.area.clone().into()),
        ("due", due.into()),
        ("unit", one.unit.clone().into()),
    ];
    said(key, &fields).trim().to_owned()
}

/// Many opinions, a line each village: how many, which is due first, and their numbers.
fn by_village(lines: &[OpinionLine]) -> Vec<String> {
    let mut villages: Vec<(&str, Vec<&OpinionLine>)> = Vec::new();
    for one in lines {
        match villages.iter_mut().find(|(area, _)| *area == one.area) {
            Some((_, held)) => held.push(one),
            None => villages.push((one.area.as_str(), vec![one])),
        }
    }
    let told = villages.into_iter().map(|(area, held)| {
        let due = held.iter().filter_map(|one| one.due_on.as_deref()).min().map(short).unwrap_or_default();
        let key = if due.is_empty() { "transfers.opinions_of" } else { "transfers.opinions_of_due" };
        let numbers: Vec<String> = held.iter().map(|one| format!("{}-{}", one.year, one.number)).collect();
        let fields = [
            ("area", area.to_owned().into()),
            ("n", held.len().into()),
            ("due", due.into()),
            ("numbers", numbers.join("\u{3001}").into()),
        ];
        said(key, &fields)
    });
    told.collect()
}

fn papers(reading: &Reading<'_>) -> Result<TransferLine> {
    let mut asked = PageAsked {
        filter: Filter { stage: Some("open".to_owned()), ..Filter::default() },
        sort: "due".to_owned(),
        descending: false,
        limit: 200,
        ..PageAsked::default()
    };
    let mut detail = Vec::new();
    loop {
        let (lines, ..) = proposals::lists::page(reading.db, &asked, reading.today, 0)?;
        let got = u32::try_from(lines.len()).unwrap_or(0);
        detail.extend(lines.iter().map(|one| {
            let due = one.due_on.as_deref().map(short).unwrap_or_default();
            let key = if due.is_empty() { "transfers.proposal" } else { "transfers.proposal_due" };
            let fields =
                [("number", one.number.clone().into()), ("title", one.title.clone().into()), ("due", due.into())];
            said(key, &fields).trim().to_owned()
        }));
        if got < asked.limit {
            break;
        }
        asked.offset += got;
    }
    Ok(line("proposals", "proposals", print("transfers.proposals"), Some(detail.len()), detail))
}

/// Planned visits whose sheets are not entered and not closed.
fn plans(reading: &Reading<'_>) -> Result<TransferLine> {
    let open = crate::features::plans::calls::unfinished(reading)?;
    let detail = open.iter().map(|one| {
        let fields =
            [("code", one.code.clone().into()), ("day", short(&one.day).into()), ("area", one.area.clone().into())];
        said("transfers.plan", &fields)
    });
    Ok(line("plans", "plans", print("transfers.plans"), Some(open.len()), detail.collect()))
}

/// Notices that did not reach everybody.
fn unreached(reading: &Reading<'_>) -> Result<TransferLine> {
    let open = crate::features::notices::calls::open_lines(reading)?;
    let detail = open.iter().map(|one| {
        let fields = [("title", one.title.clone().into()), ("n", (one.recipients - one.reached).into())];
        said("transfers.notice", &fields)
    });
    Ok(line("notices", "notices", print("transfers.notices"), Some(open.len()), detail.collect()))
}

fn actions(reading: &Reading<'_>) -> Result<TransferLine> {
    let open = meetings::actions(reading.db, None, true)?;
    let detail = open.iter().map(|one| {
        let due = one.action.due_on.as_deref().map(short).unwrap_or_default();
        let key = if due.is_empty() { "transfers.action" } else { "transfers.action_due" };
        said(key, &[("day", short(&one.day).into()), ("title", one.title.clone().into()), ("due", due.into())])
    });
    Ok(line("action", "actions", print("transfers.actions"), Some(open.len()), detail.collect()))
}

/// Fixed days of this year that came and were not reported.
fn unreported(reading: &Reading<'_>) -> Result<TransferLine> {
    let since = crate::features::office::store::office(reading.db)?
        .and_then(|office| day(&office.since).ok())
        .unwrap_or(reading.today);
    let days = Span { from: year_of(reading.today).from.max(since).min(reading.today), to: reading.today };
    let fixed = Fixed::load(reading.db, days)?;
    let (mut all, mut detail) = (0, Vec::new());
    for village in weeks::villages(reading.db, days)? {
        let judged = fixed.judged(&village.id, days).into_iter().flatten();
        let open: Vec<NaiveDate> =
            judged.filter(|one| one.standing == Standing::Unreported).map(|one| one.day).collect();
        if let Some(first) = open.first() {
            all += open.len();
            let fields = [("area", village.name.into()), ("n", open.len().into()), ("day", short_day(*first).into())];
            detail.push(said("transfers.week", &fields));
        }
    }
    Ok(line("weeks", "weeks", print("transfers.weeks"), Some(all), detail))
}

/// Months of this year that are over and whose report never went out.
fn reports(reading: &Reading<'_>) -> Result<TransferLine> {
    let who = head(reading)?;
    let since = crate::features::office::store::office(reading.db)?
        .and_then(|office| day(&office.since).ok())
        .unwrap_or(reading.today);
    let mut first = year_of(reading.today).from;
    let mut detail = Vec::new();
    while let Some((next, last)) = month_after(first).filter(|(_, last)| *last < reading.today) {
        let period = period_name(first, last);
        let stem = said("month.file", &[("office", who.office.clone().into()), ("period", period.clone().into())]);
        if last >= since && !store::went_out(reading.db, &stem)? {
            detail.push(period);
        }
        first = next;
    }
    Ok(line("reports", "reports", print("transfers.reports"), Some(detail.len()), detail))
}

/// First day of the next month and last day of this one.
fn month_after(first: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let next = first.with_day(1)?.checked_add_months(Months::new(1))?;
    Some((next, next.pred_opt()?))
}

fn rounds(reading: &Reading<'_>) -> Result<Vec<TransferLine>> {
    let open = evaluations::list(reading.db, None)?.into_iter();
    Ok(open
        .filter(|round| round.closed_on.is_none() && round.state != "finished")
        .map(|round| {
            let detail: Vec<String> = (!round.batches.is_empty())
                .then(|| said("transfers.round_batches", &[("n", round.batches.len().into())]))
                .into_iter()
                .collect();
            let label = said("transfers.round", &[("title", round.title.clone().into())]);
            let batches = Some(round.batches.len()).filter(|n| *n > 0);
            line("round", &round.id, label, batches, detail)
        })
        .collect())
}

/// Where backups lie and how old they are.
fn copies(backup: &BackupState) -> Vec<TransferLine> {
    let aged = |at: Option<&String>| match at {
        Some(at) => said("transfers.backup_at", &[("day", moment(at).into())]),
        None => print("transfers.backup_none").to_owned(),
    };
    let mut own = line(
        "backup",
        "own",
        print("transfers.backup.own"),
        Some(backup.count).filter(|n| *n > 0),
        vec![aged(backup.last_at.as_ref())],
    );
    print("transfers.backup.here").clone_into(&mut own.kept_at);
    let mut second = line("backup", "second", print("transfers.backup.second"), None, Vec::new());
    match &backup.second {
        Some(place) => {
            second.kept_at.clone_from(&place.label);
            second.detail.push(aged(place.at.as_ref()));
        }
        None => second.detail.push(print("transfers.backup_unset").to_owned()),
    }
    vec![own, second]
}
