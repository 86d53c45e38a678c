//! What may be asked of evaluations.

use super::store::{self, Kind, Round, Subject};
use super::{
    board, closing, correcting, deciding, form_calls, gather, keying, packs, printing, remarks, reprinting, results,
    scanning, signing, trial, voiding,
};
use crate::calls::Call;
use crate::features::One;
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "evaluations.save", right: Right::Enter, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "evaluations.remove", right: Right::Enter, undo: Undo::Undoable };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("evaluations.list", r#"{"year":2026}"#, list),
        Call::read(
            "evaluations.same",
            r#"{"year":2026,"subjects":[{"person_id":"$delegate","area_id":"$area"}]}"#,
            same,
        ),
        Call::write(
            &SAVE,
            r#"{"year":2026,"title":"2026年度民主评议","state":"planned","subjects":[{"person_id":"$delegate","area_id":"$area"}]}"#,
            save,
        ),
        Call::write(&REMOVE, r#"{"id":"$round"}"#, remove),
        Call::work(&printing::PRINT, r#"{"round":"$round"}"#, printing::print),
        Call::work(&voiding::VOID, r#"{"round":"$printed","batch":"$batch","reason":"$clerkname"}"#, voiding::void),
        Call::work(&reprinting::REPRINT, r#"{"round":"$printed"}"#, reprinting::reprint),
        Call::read("evaluations.forms", "{}", form_calls::list),
        Call::write(
            &form_calls::SAVE,
            r#"{"title":"履职评议表","kind":"one_delegate","items":[{"text":"总体评价"}],
                "grades":[{"label":"满意","satisfied":true},{"label":"不满意"}],"instruction":"每行只选一项。"}"#,
            form_calls::save,
        ),
        Call::read("evaluations.results", r#"{"round":"$closed"}"#, results::results),
        Call::work(&trial::READ, r#"{"round":"$printed","files":["$scan"]}"#, trial::read),
        Call::read("evaluations.geometry", r#"{"round":"$round"}"#, printing::geometry),
        Call::work(&board::BOARD, r#"{"round":"$round"}"#, board::board),
        Call::work(&board::BALANCE, r#"{"round":"$scanned"}"#, board::balance),
        Call::write(
            &packs::ISSUE,
            r#"{"batch":"$batch","issued":20,"taken_by":"$clerkname","on":"2026-09-14","sealed":10}"#,
            packs::issue,
        ),
        Call::write(
            &packs::BAG,
            r#"{"batch":"$batch","held_on":"2026-09-14","returned_on":"2026-09-15","invited":30,"present_members":12,"present_residents":8,"returned":19}"#,
            packs::bag,
        ),
        Call::work(&scanning::SCAN, r#"{"round":"$printed","files":["$scan"]}"#, scanning::scan),
        Call::work(&deciding::STACK, r#"{"round":"$scanned"}"#, deciding::stack),
        Call::work(&deciding::PICTURE, r#"{"round":"$scanned","page":"$page"}"#, deciding::picture),
        Call::work(&deciding::DOUBTS, r#"{"round":"$scanned"}"#, deciding::doubts),
        Call::work(
            &deciding::DECIDE,
            r#"{"round":"$scanned","page":"$page","row":"q1","answer":"good"}"#,
            deciding::decide,
        ),
        Call::work(&deciding::UNDECIDE, r#"{"round":"$decided"}"#, deciding::undecide),
        Call::work(&deciding::PAGE, r#"{"round":"$scanned","page":"$page","verdict":"void"}"#, deciding::page),
        Call::work(&keying::KEYED, r#"{"round":"$printed","batch":"$batch"}"#, keying::keyed),
        Call::work(
            &keying::KEY,
            r#"{"round":"$printed","batch":"$batch","no":1,"look":"third","answers":{"q1":"good"}}"#,
            keying::key,
        ),
        Call::work(&keying::HALL, r#"{"round":"$printed","batch":"$batch"}"#, keying::hall),
        Call::work(
            &keying::MARK,
            r#"{"round":"$printed","batch":"$batch","row":"q1","grade":"good","by":1}"#,
            keying::mark,
        ),
        Call::work(
            &keying::SHEETS,
            r#"{"round":"$printed","batch":"$batch","valid":8,"void":1,"blank":0}"#,
            keying::sheets,
        ),
        Call::work(&remarks::REMARKS, r#"{"round":"$printed"}"#, remarks::remarks),
        Call::work(&remarks::REMARK, r#"{"round":"$worded","batch":"$batch","text":"$clerkname"}"#, remarks::remark),
        Call::work(&closing::CLOSE, r#"{"round":"$decided","note":"$clerkname","name":"$clerkname"}"#, closing::close),
        Call::write(
            &signing::SIGN,
            r#"{"round":"$closed","scrutineers":["$clerkname"],"counters":["$clerkname"],"chair":"$clerkname"}"#,
            signing::sign,
        ),
        Call::write(&signing::UNSIGN, r#"{"round":"$signed","area_id":"$area"}"#, signing::unsign),
        Call::read("evaluations.counted", r#"{"round":"$closed","batch":"$batch"}"#, correcting::counted),
        Call::work(
            &correcting::CORRECT,
            r#"{"round":"$closed","batch":"$batch","row":"q1","counts":{"good":5,"fair":1},"reason":"$clerkname","name":"$clerkname"}"#,
            correcting::correct,
        ),
    ]
}

/// Which rounds.
#[derive(Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
struct OfYear {
    /// All years when left out.
    year: Option<i64>,
}

fn list(reading: &Reading<'_>, asked: OfYear) -> Result<Vec<Round>> {
    let mut all = store::list(reading.db, asked.year)?;
    for round in &mut all {
        round.apart = printing::voters_of(reading, round)?.len() > 1;
    }
    Ok(all)
}

/// A round that is about to be saved.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "RoundToCompare")]
struct ToCompare {
    /// Its record; empty or left out for a new one.
    #[serde(default)]
    id: String,
    /// Year it is for.
    year: i64,
    /// Whom it evaluates, and by which village.
    subjects: Vec<Subject>,
}

/// Another evaluation of the same delegates by the same village in the same year. The duty counts one of them.
#[derive(Serialize, TS)]
#[ts(rename = "SameEvaluation")]
struct Same {
    /// The other evaluation.
    round: String,
    /// Its name.
    title: String,
    /// Day it was held.
    held_on: Option<String>,
    /// planned, held or finished.
    state: String,
    /// Village or community.
    area_id: String,
    /// Delegates in both.
    people: Vec<String>,
}

/// What a person is asked before a second evaluation of the same village and year is begun.
fn same(reading: &Reading<'_>, asked: ToCompare) -> Result<Vec<Same>> {
    let mut found: Vec<Same> = Vec::new();
    for round in store::list(reading.db, Some(asked.year))? {
        if round.id == asked.id || round.kind != Kind::Delegates {
            continue;
        }
        for subject in round.subjects.iter().filter(|one| asked.subjects.contains(one)) {
            let known = found.iter_mut().find(|one| one.round == round.id && one.area_id == subject.area_id);
            match known {
                Some(one) => one.people.push(subject.person_id.clone()),
                None => found.push(Same {
                    round: round.id.clone(),
                    title: round.title.clone(),
                    held_on: round.held_on.clone(),
                    state: round.state.clone(),
                    area_id: subject.area_id.clone(),
                    people: vec![subject.person_id.clone()],
                }),
            }
        }
    }
    Ok(found)
}

/// Saves an evaluation.
///
/// # Errors
/// `evaluations.title`, `evaluations.year`, `evaluations.state`, `evaluations.in_future`, `evaluations.held_on`,
/// `evaluations.twice`, `evaluations.gone`, `evaluations.closed`; what already stands on paper.
pub fn save(writing: &mut Writing<'_>, mut round: Round) -> Result<One> {
    round.title = round.title.trim().to_owned();
    round.note = round.note.trim().to_owned();
    if round.title.is_empty() {
        return Err(refuse("evaluations.title"));
    }
    if !(1949..=9999).contains(&round.year) {
        return Err(refuse("evaluations.year"));
    }
    if round.state.is_empty() {
        "planned".clone_into(&mut round.state);
    }
    if !matches!(round.state.as_str(), "planned" | "held" | "finished") {
        return Err(refuse("evaluations.state"));
    }
    match &round.held_on {
        Some(held) if day(held)? > writing.today && round.state != "planned" => {
            return Err(refuse("evaluations.in_future").with("day", held.clone()));
        }
        None if round.state != "planned" => return Err(refuse("evaluations.held_on")),
        _ => {}
    }
    if round.kind == Kind::Report {
        report(&mut round)?;
    } else if round.subjects.iter().any(|one| round.subjects.iter().filter(|other| *other == one).count() > 1) {
        return Err(refuse("evaluations.twice"));
    }
    if round.id.is_empty() {
        round.id = new_id();
    } else if !store::exists(writing.tx, &round.id)? {
        return Err(refuse("evaluations.gone"));
    } else if let Some(day) = store::batches::closed_on(writing.tx, &round.id)? {
        return Err(refuse("evaluations.closed").with("day", day));
    } else {
        on_paper(&gather::whole(&writing.reading(), &round.id)?, &round)?;
    }
    writing.note("title", round.title.clone());
    writing.subject(&round.id);
    store::save(writing.tx, &round)?;
    Ok(One { id: round.id })
}

/// Tidies who reports and the meetings, and refuses what cannot be printed.
fn report(round: &mut Round) -> Result<()> {
    round.subjects.clear();
    for one in &mut round.rated {
        one.name = one.name.trim().to_owned();
        one.post = one.post.trim().to_owned();
    }
    for one in &mut round.meetings {
        one.name = one.name.trim().to_owned();
        one.venue = one.venue.trim().to_owned();
        one.held_on.as_deref().map(day).transpose()?;
        for n in [one.invited, one.present].into_iter().flatten() {
            if !(0..=100_000).contains(&n) {
                return Err(refuse("evaluations.figure").with("n", n));
            }
        }
    }
    let names = round.rated.iter().map(|one| &one.name).chain(round.meetings.iter().map(|one| &one.name));
    if names.into_iter().any(String::is_empty) {
        return Err(refuse("evaluations.report_name"));
    }
    let twice = |names: Vec<&String>| names.iter().any(|one| names.iter().filter(|other| other == &one).count() > 1);
    if twice(round.rated.iter().map(|one| &one.name).collect())
        || twice(round.meetings.iter().map(|one| &one.name).collect())
    {
        return Err(refuse("evaluations.report_twice"));
    }
    Ok(())
}

/// Who stands on printed sheets stays in the round: their answers would be counted for nobody.
fn on_paper(held: &gather::Whole, wanted: &Round) -> Result<()> {
    if !held.batches.is_empty() && held.round.kind != wanted.kind {
        return Err(refuse("evaluations.printed_kind"));
    }
    let stays = |person: &str, area: &str| match wanted.kind {
        Kind::Delegates => wanted.subjects.iter().any(|one| one.person_id == person && one.area_id == area),
        Kind::Report => {
            wanted.rated.iter().any(|one| one.id == person) && wanted.meetings.iter().any(|one| one.id == area)
        }
    };
    for batch in &held.batches {
        let rows = batch.rows.iter().map(|row| row.code.as_str()).filter(|_| batch.team);
        let area = &batch.held.area_id;
        for person in rows.chain(batch.held.person_id.as_deref()) {
            // A form with items in its rows names its delegate by the batch; what is no person has left before.
            if held.people.contains_key(person) && !stays(person, area) {
                let (name, area) = (held.person(person), held.area(area));
                return Err(refuse("evaluations.on_paper").with("name", name).with("area", area));
            }
        }
    }
    Ok(())
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let printed = store::printed(writing.tx, &one.id)?;
    if printed > 0 {
        return Err(refuse("evaluations.printed").with("n", printed));
    }
    if store::remove(writing.tx, &one.id)? == 0 {
        return Err(refuse("evaluations.gone"));
    }
    writing.subject(&one.id);
    Ok(one)
}
