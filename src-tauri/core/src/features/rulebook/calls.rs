//! What may be asked of the rule book.

use super::model::{Parameter, Rule, Unit};
use super::store;
use crate::calls::Call;
use crate::features::office::store as office;
use crate::features::{Nothing, One};
use crate::ground::clock::day;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

const SAVE: Op = Op { name: "rulebook.save", right: Right::Manage, undo: Undo::Undoable };
const REPLACE: Op = Op { name: "rulebook.replace", right: Right::Manage, undo: Undo::Undoable };
const END: Op = Op { name: "rulebook.end", right: Right::Manage, undo: Undo::Undoable };
const REMOVE: Op = Op { name: "rulebook.remove", right: Right::Manage, undo: Undo::Undoable };
const PARAMETER: Op = Op { name: "rulebook.parameter", right: Right::Manage, undo: Undo::Undoable };

/// Largest number a rule asks for, and longest window: a larger one is a slip of the hand.
const LARGEST: i64 = 3_660;

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::read("rulebook.list", "{}", list),
        Call::write(
            &SAVE,
            r#"{"book":"本镇办法","title":"接待群众","duty":"contact","levels":["town"],"window_unit":"month","window_length":12,"required":2,
                "kinds":["reception"],"valid_from":"2026-01-01","source":"本镇党委会议纪要"}"#,
            save,
        ),
        Call::write(
            &REPLACE,
            r#"{"id":"$rule","from":"2026-01-01","rule":{"title":"联系走访","duty":"contact","levels":["town"],
            "window_unit":"rolling","window_length":60,"required":1,"source":"本镇党委会议纪要"}}"#,
            replace,
        ),
        Call::write(&END, r#"{"id":"$rule","on":"2026-06-30"}"#, end),
        Call::write(&REMOVE, r#"{"id":"$ownrule"}"#, remove),
        Call::write(
            &PARAMETER,
            r#"{"name":"forum_counts_as_reception","value":false,"valid_from":"2026-01-01","source":"区党联办电话通知"}"#,
            parameter,
        ),
    ]
}

/// The whole rule book.
#[derive(Serialize, TS)]
struct RuleBook {
    /// Rules, past ones too.
    rules: Vec<Rule>,
    /// Parameters, past ones too.
    parameters: Vec<Parameter>,
}

fn list(reading: &Reading<'_>, _: Nothing) -> Result<RuleBook> {
    Ok(RuleBook { rules: store::rules(reading.db)?, parameters: store::parameters(reading.db)? })
}

/// Checks a rule and trims what was typed.
fn check(writing: &Writing<'_>, rule: &mut Rule) -> Result<()> {
    for text in [&mut rule.book, &mut rule.title, &mut rule.source] {
        *text = text.trim().to_owned();
    }
    if rule.title.is_empty() {
        return Err(refuse("rulebook.title"));
    }
    if rule.source.is_empty() {
        return Err(refuse("rulebook.source"));
    }
    if rule.levels.is_empty() || rule.levels.iter().any(|level| !matches!(level.as_str(), "city" | "district" | "town"))
    {
        return Err(refuse("rulebook.levels"));
    }
    if !(1..=LARGEST).contains(&rule.window_length) || !(0..=LARGEST).contains(&rule.required) {
        return Err(refuse("rulebook.figures").with("largest", LARGEST));
    }
    // A kind nobody registers would never be counted, and nobody would be told.
    for kind in &rule.kinds {
        if !office::knows(writing.tx, rule.duty.kind_list(), kind)? {
            return Err(refuse("rulebook.kinds").with("kind", kind.clone()));
        }
    }
    day(&rule.valid_from)?;
    rule.starts_on.as_deref().map_or(Ok(()), |text| day(text).map(|_| ()))?;
    if let Some(to) = &rule.valid_to {
        day(to)?;
        if *to < rule.valid_from {
            return Err(refuse("rulebook.backwards").with("from", rule.valid_from.clone()).with("to", to.clone()));
        }
    }
    rule.levels.sort();
    rule.levels.dedup();
    rule.kinds.sort();
    rule.kinds.dedup();
    // The same question asked twice of the same people would show every window twice.
    let same = |other: &Rule| {
        other.id != rule.id
            && (other.duty, other.window_unit, other.window_length, &other.kinds)
                == (rule.duty, rule.window_unit, rule.window_length, &rule.kinds)
            && other.levels.iter().any(|level| rule.levels.contains(level))
            && other.valid_to.as_ref().is_none_or(|to| *to >= rule.valid_from)
            && rule.valid_to.as_ref().is_none_or(|to| *to >= other.valid_from)
    };
    if let Some(twin) = store::rules(writing.tx)?.into_iter().find(same) {
        return Err(refuse("rulebook.twin").with("title", twin.title).with("book", twin.book));
    }
    Ok(())
}

/// The first day of this year: windows that ended before it are closed.
fn year_began(today: NaiveDate) -> String {
    NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today).to_string()
}

/// The last day of last year.
fn last_year_ended(today: NaiveDate) -> String {
    NaiveDate::from_ymd_opt(today.year() - 1, 12, 31).unwrap_or(today).to_string()
}

fn save(writing: &mut Writing<'_>, mut rule: Rule) -> Result<One> {
    if let Some(known) = store::find(writing.tx, &rule.id)? {
        rule.code.clone_from(&known.code);
        if rule.book.is_empty() {
            rule.book.clone_from(&known.book);
        }
        // Words may be put right at any time; what was asked in a past year stays.
        let asked = |one: &Rule| Rule {
            book: String::new(),
            title: String::new(),
            source: String::new(),
            place: 0,
            starts_on: None,
            ..one.clone()
        };
        check(writing, &mut rule)?;
        if known.valid_from < year_began(writing.today) && asked(&known) != asked(&rule) {
            return Err(refuse("rulebook.closed_year").with("from", known.valid_from));
        }
    } else {
        rule.id = new_id();
        rule.code = format!("own_{}", rule.id);
        check(writing, &mut rule)?;
    }
    writing.note("title", rule.title.clone());
    writing.subject(&rule.id);
    store::save_rule(writing.tx, &rule)?;
    Ok(One { id: rule.id })
}

/// A rule that takes another one's place from a day on.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Replacement {
    /// The rule that ends the day before.
    id: String,
    /// First day of the new one.
    from: String,
    /// The new rule; its first day is `from`.
    rule: Rule,
}

fn replace(writing: &mut Writing<'_>, request: Replacement) -> Result<One> {
    let from = day(&request.from)?;
    close(writing, &request.id, from.pred_opt().unwrap_or(from))?;
    let old = store::find(writing.tx, &request.id)?.ok_or_else(|| refuse("rulebook.gone"))?;
    let mut rule = request.rule;
    rule.id = String::new();
    rule.valid_from = request.from;
    if rule.book.is_empty() {
        rule.book = old.book;
    }
    if rule.place == 0 {
        rule.place = old.place;
    }
    save(writing, rule)
}

/// Ends a rule on its last day.
fn close(writing: &mut Writing<'_>, id: &str, on: NaiveDate) -> Result<Rule> {
    let mut rule = store::find(writing.tx, id)?.ok_or_else(|| refuse("rulebook.gone"))?;
    let on = on.to_string();
    if on < rule.valid_from {
        return Err(refuse("rulebook.backwards").with("from", rule.valid_from).with("to", on));
    }
    // Days it stops or starts to ask in: from the earlier end on. What was asked in a past year stays.
    let earlier = rule.valid_to.as_ref().map_or(&on, |to| to.min(&on));
    if rule.valid_to.as_ref() != Some(&on) && *earlier < last_year_ended(writing.today) {
        return Err(refuse("rulebook.ends_closed_year").with("on", on).with("from", year_began(writing.today)));
    }
    rule.valid_to = Some(on);
    store::save_rule(writing.tx, &rule)?;
    Ok(rule)
}

/// The last day of a rule.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
struct Ending {
    id: String,
    on: String,
}

fn end(writing: &mut Writing<'_>, request: Ending) -> Result<One> {
    let rule = close(writing, &request.id, day(&request.on)?)?;
    writing.note("title", rule.title);
    writing.note("on", request.on);
    writing.subject(&request.id);
    Ok(One { id: request.id })
}

fn remove(writing: &mut Writing<'_>, one: One) -> Result<One> {
    let rule = store::find(writing.tx, &one.id)?.ok_or_else(|| refuse("rulebook.gone"))?;
    if rule.valid_from < year_began(writing.today) {
        return Err(refuse("rulebook.closed_year").with("from", rule.valid_from));
    }
    writing.note("title", rule.title);
    writing.subject(&one.id);
    store::remove_rule(writing.tx, &one.id)?;
    Ok(one)
}

fn parameter(writing: &mut Writing<'_>, mut parameter: Parameter) -> Result<One> {
    day(&parameter.valid_from)?;
    let known: Vec<Parameter> =
        store::parameters(writing.tx)?.into_iter().filter(|one| one.name == parameter.name).collect();
    let shape = known.first().ok_or_else(|| refuse("rulebook.parameter"))?;
    if std::mem::discriminant(&shape.value) != std::mem::discriminant(&parameter.value) {
        return Err(refuse("rulebook.parameter"));
    }
    crate::features::proposals::rules::check_value(&parameter.name, &parameter.value)?;
    crate::features::activities::fields::check_value(&parameter.name, &parameter.value)?;
    crate::features::evaluations::classes::check_value(&parameter.name, &parameter.value)?;
    crate::features::attachments::rules::check_value(&parameter.name, &parameter.value)?;
    if parameter.source.trim().is_empty() {
        return Err(refuse("rulebook.source"));
    }
    parameter.id =
        known.iter().find(|one| one.valid_from == parameter.valid_from).map_or_else(new_id, |one| one.id.clone());
    writing.note("name", crate::ground::words::term(&format!("parameter.{}", parameter.name)));
    writing.subject(&parameter.id);
    store::save_parameter(writing.tx, &parameter)?;
    Ok(One { id: parameter.id })
}

/// The days a rule's window length is said in, for sentences.
#[must_use]
pub fn window_words(unit: Unit, length: i64) -> String {
    let mut fields = serde_json::Map::new();
    fields.insert("n".to_owned(), length.into());
    let key = format!("window.{}", unit.code());
    let special = crate::ground::words::term(&format!("{key}.{length}"));
    if special.is_empty() {
        crate::ground::words::fill(crate::ground::words::term(&key), &fields)
    } else {
        special.to_owned()
    }
}
