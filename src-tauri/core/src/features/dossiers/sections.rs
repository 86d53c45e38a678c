//! From the records of a year to what a booklet shows: parts, heads and lines, written out.

use super::gather::Year;
use super::model::{Content, Line, Section};
use super::rules::SHAPE;
use crate::features::duties::model::WindowLine;
use crate::features::duties::rules::Part;
use crate::features::duties::{sheet, store::Person};
use crate::features::opinions::papers::without_giver;
use crate::features::proposals::model::Proposal;
use crate::features::reports::frame::{long_day, said, short_day};
use crate::features::rulebook::model::Duty;
use crate::ground::clock::day;
use crate::ground::words::{print, term};

/// Longest piece of an opinion's words on a line; the ledger holds the whole.
const LONGEST: usize = 90;

/// The windows of each duty of a delegate, judged once for everything that looks at them.
pub type Windows = Vec<(Duty, Vec<WindowLine>)>;

/// Judges a delegate's year.
#[must_use]
pub fn windows(year: &Year, person: &Person) -> Windows {
    let judge = |duty| (duty, sheet::windows(&year.duties, person, duty, &year.labels, true));
    Duty::ALL.into_iter().map(judge).collect()
}

/// What a delegate's booklet shows.
#[must_use]
pub fn content(year: &Year, person: &Person, windows: &Windows) -> Content {
    let found = year.people.get(&person.id);
    let levels: Vec<&str> = person
        .delegate
        .seats
        .iter()
        .filter(|(_, seat)| seat.with(&year.days).is_some())
        .map(|(level, _)| level.as_str())
        .collect();
    let mut rules: Vec<String> = year.duties.rules.iter().map(|rule| rule.book.clone()).collect();
    rules.dedup();
    let mut content = Content {
        shape: SHAPE,
        year: year.year,
        as_of: year.as_of.to_string(),
        office: year.office.clone(),
        person_id: person.id.clone(),
        name: person.name.clone(),
        post: found.map(|one| one.post.clone()).unwrap_or_default(),
        circle: person.group.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        levels: words_of(&levels, "level."),
        rules: rules.join("\u{3001}"),
        sections: Vec::new(),
    };
    let parts = vec![
        visits(year, person),
        opinions(year, person),
        proposals(year, person),
        meetings(year, person),
        activities(year, person),
        evaluations(year, person),
        letters(year, person),
    ];
    let first = facts(year, person, &content);
    content.sections = vec![
        first,
        summary(year, person, &parts),
        tenures(year, person),
        stations(year, person),
        duties(year, person, windows),
    ];
    content.sections.extend(parts);
    content
}

/// The words of codes, each once.
fn words_of(codes: &[&str], prefix: &str) -> String {
    let mut found: Vec<&str> = Vec::new();
    for code in codes {
        let word = print(&format!("{prefix}{code}"));
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found.join("\u{3001}")
}

/// An empty part with its heading and columns.
fn section(code: &str, heads: &[&str]) -> Section {
    Section {
        code: code.to_owned(),
        title: print(&format!("dossier.{code}")).to_owned(),
        heads: heads.iter().map(|head| print(&format!("dossier.head.{head}")).to_owned()).collect(),
        lines: Vec::new(),
        note: print(&format!("dossier.{code}.note")).to_owned(),
        empty: print(&format!("dossier.{code}.empty")).to_owned(),
    }
}

fn line(key: impl Into<String>, page: &str, record: &str, cells: Vec<String>) -> Line {
    Line { key: key.into(), page: page.to_owned(), record: record.to_owned(), cells }
}

/// A stored day as it stands in a narrow column of a booklet of one year.
fn short(text: &str) -> String {
    day(text).map(short_day).unwrap_or_else(|_| text.to_owned())
}

fn long(text: &str) -> String {
    day(text).map(long_day).unwrap_or_else(|_| text.to_owned())
}

/// A number; nothing for none, so that a column of zeros does not shout.
fn number(n: i64) -> String {
    if n == 0 { String::new() } else { n.to_string() }
}

fn facts(year: &Year, person: &Person, content: &Content) -> Section {
    let mut found = section("facts", &["item", "value"]);
    let sex = year.people.get(&person.id).map(|one| one.sex.as_str()).unwrap_or_default();
    let fact = |key: &str, value: &str| {
        line(key, "delegates", &person.id, vec![print(&format!("dossier.fact.{key}")).to_owned(), value.to_owned()])
    };
    found.lines = vec![
        fact("name", &content.name),
        fact("sex", print(&format!("dossier.sex.{sex}"))),
        fact("level", &content.levels),
        fact("circle", &content.circle),
        fact("post", &content.post),
        fact("office", &content.office),
    ];
    found
}

/// The year in figures: what stands in the other parts, counted.
fn summary(year: &Year, person: &Person, parts: &[Section]) -> Section {
    let mut found = section("summary", &["item", "value"]);
    let fact =
        |key: &str, value: String| line(key, "", "", vec![print(&format!("dossier.sum.{key}")).to_owned(), value]);
    let lines = |code: &str| parts.iter().find(|part| part.code == code).map_or(0, |part| part.lines.len());
    let visits = year.visits.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    let figure = |of: fn(&crate::features::visits::store::Part) -> i64| visits.iter().map(of).sum::<i64>();
    let opinions = year.opinions.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    let ended = opinions.iter().filter(|one| matches!(one.status.as_str(), "answered" | "closed")).count();
    let came = year.meetings.iter().flat_map(|meeting| &meeting.attendance).filter(|one| one.person_id == person.id);
    let came: Vec<&str> = came.map(|one| one.status.as_str()).collect();
    let count = |status: &str| came.iter().filter(|one| **one == status).count();
    found.lines.push(fact("visits", said("dossier.times", &[("n", visits.len().into())])));
    found.lines.push(fact(
        "reached",
        said(
            "dossier.reached",
            &[
                ("received", figure(|one| one.received).into()),
                ("households", figure(|one| one.households).into()),
                ("firms", figure(|one| one.firms).into()),
            ],
        ),
    ));
    found.lines.push(fact("opinions", said("dossier.ended", &[("n", opinions.len().into()), ("ended", ended.into())])));
    found.lines.push(fact("proposals", said("dossier.papers", &[("n", lines("proposals").into())])));
    found.lines.push(fact(
        "meetings",
        said(
            "dossier.came",
            &[
                ("present", count("present").into()),
                ("leave", count("leave").into()),
                ("absent", count("absent").into()),
            ],
        ),
    ));
    found.lines.push(fact("activities", said("dossier.times", &[("n", lines("activities").into())])));
    found
}

/// Seats of the year with how they began and ended, and leaves with the class of their reason.
fn tenures(year: &Year, person: &Person) -> Section {
    let mut found = section("tenures", &["what", "from", "to", "remark"]);
    for seat in year.tenures.iter().filter(|seat| seat.person_id == person.id) {
        let Some((from, to)) = year.within(&seat.from_day, seat.to_day.as_deref()) else { continue };
        let term =
            year.terms.iter().find(|term| term.id == seat.term_id).map(|term| term.name.as_str()).unwrap_or_default();
        let circle = seat.circle_id.as_ref().and_then(|id| year.circles.iter().find(|circle| circle.id == *id));
        let what = [term, print(&format!("level.{}", seat.level)), circle.map_or("", |circle| &circle.name)];
        let layer = if seat.layer.is_empty() { String::new() } else { year.label("layer", &seat.layer) };
        let ended = to.as_ref().map(|_| {
            let how = print(&format!("dossier.ending.{}", seat.ending.as_deref().unwrap_or("other")));
            said(
                "dossier.by_document",
                &[("how", how.into()), ("document", seat.document.clone().unwrap_or_default().into())],
            )
        });
        let remark: Vec<String> =
            [Some(layer).filter(|layer| !layer.is_empty()), ended].into_iter().flatten().collect();
        let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{3000}");
        let to = to.map_or_else(|| print("dossier.to_end").to_owned(), |to| long(&to));
        found.lines.push(line(&seat.id, "delegates", &person.id, vec![what, long(&from), to, remark.join("\u{ff0c}")]));
    }
    for leave in year.leaves.iter().filter(|leave| leave.person_id == person.id) {
        if year.within(&leave.from_day, Some(&leave.to_day)).is_none() {
            continue;
        }
        let reason = print(&format!("leave.{}", leave.reason)).to_owned();
        let what = print("dossier.leave").to_owned();
        found.lines.push(line(
            &leave.id,
            "delegates",
            &person.id,
            vec![what, long(&leave.from_day), long(&leave.to_day), reason],
        ));
    }
    found
}

/// Villages served and teams belonged to.
fn stations(year: &Year, person: &Person) -> Section {
    let mut found = section("stations", &["village", "team", "role", "from", "to"]);
    let to_words = |to: Option<String>| to.map_or_else(|| print("dossier.to_end").to_owned(), |to| long(&to));
    for contact in year.contacts.iter().filter(|one| one.person_id == person.id) {
        let Some((from, to)) = year.within(&contact.valid_from, contact.valid_to.as_deref()) else { continue };
        let team = contact.team_id.as_ref().and_then(|id| year.teams.iter().find(|team| team.id == *id));
        let cells = vec![
            year.area(&contact.area_id),
            team.map(|team| team.name.clone()).unwrap_or_default(),
            print("dossier.role.delegate").to_owned(),
            long(&from),
            to_words(to),
        ];
        found.lines.push(line(&contact.id, "stations", &contact.area_id, cells));
    }
    for member in year.members.iter().filter(|one| one.person_id == person.id) {
        let Some((from, to)) = year.within(&member.valid_from, member.valid_to.as_deref()) else { continue };
        let team = year.teams.iter().find(|team| team.id == member.team_id);
        let area = team.and_then(|team| team.area_id.clone()).unwrap_or_default();
        let cells = vec![
            year.area(&area),
            team.map(|team| team.name.clone()).unwrap_or_default(),
            print(&format!("dossier.role.{}", member.role)).to_owned(),
            long(&from),
            to_words(to),
        ];
        found.lines.push(line(&member.id, "stations", &area, cells));
    }
    found
}

/// Every window of every duty: what was asked for and how that was reckoned, what was done, why others did not count.
fn duties(year: &Year, person: &Person, windows: &Windows) -> Section {
    let mut found = section("duties", &["duty", "window", "required", "done", "state", "why"]);
    for (_, windows) in windows {
        for window in windows {
            let title = year.duties.rules.iter().find(|rule| rule.id == window.rule).map(|rule| rule.title.clone());
            let mut why: Vec<String> = window.sum.iter().cloned().collect();
            if window.sum.is_none() {
                why.extend(window.relief.iter().map(|relief| relief.sentence.clone()));
            }
            let mut reasons: Vec<(&str, usize)> = Vec::new();
            for not in window.not_counted.iter().filter(|not| not.code != "after_as_of") {
                match reasons.iter_mut().find(|(known, _)| *known == not.why) {
                    Some((_, n)) => *n += 1,
                    None => reasons.push((&not.why, 1)),
                }
            }
            why.extend(
                reasons
                    .into_iter()
                    .map(|(why, n)| said("dossier.not_counted", &[("n", n.into()), ("why", why.into())])),
            );
            let span = said("slip.span", &[("from", short(&window.from).into()), ("to", short(&window.to).into())]);
            let cells = vec![
                title.unwrap_or_default(),
                span,
                window.required.to_string(),
                window.done.to_string(),
                print(&format!("state.{}", if window.required == 0 { "none" } else { window.state })).to_owned(),
                why.concat(),
            ];
            found.lines.push(line(format!("{}|{}", window.rule, window.from), "duties", &person.id, cells));
        }
    }
    found
}

fn visits(year: &Year, person: &Person) -> Section {
    let mut found =
        section("visits", &["day", "village", "kind", "part", "received", "households", "firms", "opinions"]);
    let opinions = year.opinions.get(&person.id).map(Vec::as_slice).unwrap_or_default();
    for visit in year.visits.get(&person.id).map(Vec::as_slice).unwrap_or_default() {
        // Counted from the lines of the next part, which leave out what is about a person by name: a figure of its own
        // would tell that there was such a one.
        let heard = opinions.iter().filter(|one| one.visit_id.as_ref() == Some(&visit.id)).count();
        let heard = if visit.part == "delegate" { number(i64::try_from(heard).unwrap_or(0)) } else { String::new() };
        let cells = vec![
            short(&visit.day),
            year.area(&visit.area_id),
            year.label("visit_kind", &visit.kind),
            print(&format!("dossier.part.{}", visit.part)).to_owned(),
            number(visit.received),
            number(visit.households),
            number(visit.firms),
            heard,
        ];
        found.lines.push(line(&visit.id, "visits", &visit.id, cells));
    }
    found
}

fn opinions(year: &Year, person: &Person) -> Section {
    let mut found = section("opinions", &["number", "day", "village", "content", "outcome", "told"]);
    for one in year.opinions.get(&person.id).map(Vec::as_slice).unwrap_or_default() {
        let content = without_giver(&one.giver, &one.giver_phone, &one.content).replace(['\n', '\r'], " ");
        let content = if content.chars().count() > LONGEST {
            format!("{}\u{2026}", content.chars().take(LONGEST).collect::<String>())
        } else {
            content
        };
        let topic = year.label("topic", &one.topic);
        let mut outcome = vec![year.label("opinion_state", &one.state)];
        outcome.extend(Some(one.unit.clone()).filter(|unit| !unit.is_empty()));
        outcome.extend(one.closed_on.as_deref().map(short));
        let mut told: Vec<String> = one.told_on.as_deref().map(short).into_iter().collect();
        if !one.rating.is_empty() {
            told.push(year.label("opinion_rating", &one.rating));
        }
        let cells = vec![
            one.number.clone(),
            short(&one.day),
            year.area(&one.area_id),
            said("dossier.opinion", &[("topic", topic.into()), ("content", content.into())]),
            outcome.join("\u{ff0c}"),
            told.join("\u{ff0c}"),
        ];
        found.lines.push(line(&one.id, "opinions", &one.id, cells));
    }
    found
}

/// The part of a delegate in a proposal; none when there is none.
#[must_use]
pub fn part_in(year: &Year, person: &Person, proposal: &Proposal) -> Option<&'static str> {
    let by_team = || year.duties.deeds(person, Duty::Proposal).iter().any(|deed| deed.id == proposal.id);
    if proposal.lead_id.as_ref() == Some(&person.id) {
        Some("lead")
    } else if proposal.proposers.contains(&person.id) {
        Some(if proposal.unsigned.contains(&person.id) { "unsigned" } else { "signed" })
    } else if proposal.team_id.is_some() && by_team() {
        Some("team")
    } else {
        None
    }
}

fn proposals(year: &Year, person: &Person) -> Section {
    let mut found = section("proposals", &["number", "title", "part", "day", "stage", "result"]);
    for one in year.proposals.iter().filter(|one| one.stage != "draft") {
        let Some(part) = part_in(year, person, one) else { continue };
        let outcome = year.outcomes.get(&one.id).cloned().unwrap_or_default();
        let mut stage = vec![term(&format!("proposals.stage.{}", one.stage)).to_owned()];
        stage.extend(Some(outcome.unit.clone()).filter(|unit| !unit.is_empty()));
        let mut result = Vec::new();
        if !outcome.result.is_empty() {
            result.push(format!("{}\u{ff0c}{}", outcome.result, year.label(&outcome.scheme, &outcome.result)));
        }
        if let Some((work, came)) = outcome.ratings.get(&person.id) {
            let fields = [
                ("work", year.label("satisfaction", work).into()),
                ("outcome", year.label("satisfaction", came).into()),
            ];
            result.push(said("dossier.rating", &fields));
        }
        let kind = year.label("proposal_kind", &one.kind);
        let cells = vec![
            if one.number.is_empty() { kind } else { one.number.clone() },
            one.title.clone(),
            print(&format!("dossier.proposer.{part}")).to_owned(),
            short(&one.day),
            stage.join("\u{ff0c}"),
            result.join("\u{ff1b}"),
        ];
        found.lines.push(line(&one.id, "proposals", &one.id, cells));
    }
    found
}

fn meetings(year: &Year, person: &Person) -> Section {
    let mut found = section("meetings", &["day", "kind", "title", "came"]);
    let deeds = year.duties.deeds(person, Duty::Meeting);
    for one in &year.meetings {
        let came = one.attendance.iter().find(|came| came.person_id == person.id);
        let told = match came.map(|came| (came.status.as_str(), came.reason.as_str())) {
            Some(("leave", reason)) => print(if reason.is_empty() { "dossier.came.leave" } else { leave_word(reason) }),
            Some((status, _)) => print(&format!("dossier.came.{status}")),
            None if deeds.iter().any(|deed| deed.id == one.id && deed.part == Part::Unlisted && !deed.outside) => {
                print("dossier.came.unlisted")
            }
            None => continue,
        };
        let cells = vec![short(&one.day), year.label("meeting_kind", &one.kind), one.title.clone(), told.to_owned()];
        found.lines.push(line(&one.id, "meetings", &one.id, cells));
    }
    found
}

/// Inspections, research, meetings attended, training, reports on duty, with what came of their reports.
fn activities(year: &Year, person: &Person) -> Section {
    let mut found = section("activities", &["day", "kind", "title", "village", "came_of"]);
    for one in year.activities.get(&person.id).map(Vec::as_slice).unwrap_or_default() {
        let day = if one.to_day.is_empty() || one.to_day == one.from_day {
            short(&one.from_day)
        } else {
            said("slip.span", &[("from", short(&one.from_day).into()), ("to", short(&one.to_day).into())])
        };
        let mut came: Vec<String> = Vec::new();
        if one.hours > 0 {
            let hours = if one.hours % 10 == 0 {
                (one.hours / 10).to_string()
            } else {
                format!("{}.{}", one.hours / 10, one.hours % 10)
            };
            came.push(said("dossier.hours", &[("n", hours.into())]));
        }
        came.extend(Some(one.manner.clone()).filter(|manner| !manner.is_empty()));
        came.extend(one.reports.iter().map(|title| said("dossier.report", &[("title", title.clone().into())])));
        came.extend(one.uses.iter().cloned());
        let place = if one.place.is_empty() { one.organiser.clone() } else { one.place.clone() };
        let cells = vec![day, one.kind_label.clone(), one.title.clone(), place, came.join("\u{ff1b}")];
        found.lines.push(line(&one.id, "activities", &one.id, cells));
    }
    found
}

fn leave_word(reason: &str) -> &'static str {
    match reason {
        "official" => "leave.official",
        "private" => "leave.private",
        "sick" => "leave.sick",
        _ => "leave.other",
    }
}

/// Closed results as the evaluation itself shows them: what it hides of small groups stays hidden here.
fn evaluations(year: &Year, person: &Person) -> Section {
    let mut found = section("evaluations", &["round", "item", "satisfied", "share"]);
    for one in &year.rounds {
        if !one.round.subjects.iter().any(|subject| subject.person_id == person.id) {
            continue;
        }
        let held = one.round.held_on.as_deref().map(short).unwrap_or_default();
        let round = said("dossier.round", &[("title", one.round.title.clone().into()), ("day", held.into())]);
        let told = |key: String, item: String, satisfied: String, share: String| {
            line(key, "evaluations", &one.round.id, vec![round.clone(), item, satisfied, share])
        };
        let delegate =
            one.results.as_ref().and_then(|results| results.delegates.iter().find(|line| line.person_id == person.id));
        let Some(delegate) = delegate else {
            let state = if one.round.state == "finished" { "dossier.round.elsewhere" } else { "dossier.round.open" };
            found.lines.push(told(one.round.id.clone(), print(state).to_owned(), String::new(), String::new()));
            continue;
        };
        if !delegate.shown {
            let why = delegate.hidden_reason.clone().unwrap_or_default();
            found.lines.push(told(one.round.id.clone(), why, String::new(), String::new()));
            continue;
        }
        for item in &delegate.items {
            let share = if item.denominator > 0 {
                let tenths = (item.satisfied * 2000 + item.denominator) / (2 * item.denominator);
                format!("{}.{}%", tenths / 10, tenths % 10)
            } else {
                String::new()
            };
            let satisfied = said("dossier.satisfied", &[("n", item.satisfied.into()), ("of", item.denominator.into())]);
            found.lines.push(told(format!("{}|{}", one.round.id, item.row), item.text.clone(), satisfied, share));
        }
    }
    found
}

/// Letters that carry a document number, of the delegate's own proposals.
fn letters(year: &Year, person: &Person) -> Section {
    let mut found = section("letters", &["day", "document", "step", "about"]);
    let mut dated: Vec<(&str, Line)> = Vec::new();
    for one in &year.proposals {
        if !matches!(part_in(year, person, one), Some("lead" | "team")) {
            continue;
        }
        let letters = year.outcomes.get(&one.id).map(|one| one.letters.as_slice()).unwrap_or_default();
        for (at, (on, step, document)) in letters.iter().enumerate() {
            let cells =
                vec![long(on), document.clone(), term(&format!("proposals.move.{step}")).to_owned(), one.title.clone()];
            dated.push((on, line(format!("{}|{at}", one.id), "proposals", &one.id, cells)));
        }
    }
    dated.sort_by(|(one, a), (other, b)| (one, &a.key).cmp(&(other, &b.key)));
    found.lines = dated.into_iter().map(|(_, line)| line).collect();
    found
}

/// What was missing at the closing and what was said of it.
#[must_use]
pub fn gaps_told(gaps: &[super::model::Gap], note: &str) -> Section {
    let mut found = section("gaps", &["gap"]);
    // A booklet names the first of a kind and how many there were; the page of the dossier lists them all.
    for run in gaps.chunk_by(|one, other| one.code == other.code) {
        let Some(first) = run.first() else { continue };
        let sentence = match run.len() {
            1 => first.sentence.clone(),
            n => said("dossier.gaps.same", &[("first", first.sentence.clone().into()), ("n", n.into())]),
        };
        found.lines.push(line(first.code, first.page, &first.record, vec![sentence]));
    }
    if !note.is_empty() {
        found.note = said("dossier.gaps.said", &[("note", note.into())]);
    }
    found
}
