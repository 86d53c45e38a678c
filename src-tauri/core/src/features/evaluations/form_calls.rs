//! The forms an office prints: the built-in ones and its own, version by version.

use super::forms::{self, OwnForm};
use super::store::{Kind, batches};
use crate::features::Nothing;
use crate::ground::ids::new_id;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A form is saved.
pub const SAVE: Op = Op { name: "evaluations.form_save", right: Right::Enter, undo: Undo::Undoable };

/// A row of a form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormRow {
    /// Stable code; given by the program when empty.
    #[serde(default)]
    code: String,
    /// What is printed.
    text: String,
    /// A smaller second line.
    #[serde(default)]
    note: String,
}

/// A grade of a form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FormGrade {
    /// Stable code; given by the program when empty.
    #[serde(default)]
    code: String,
    /// What is printed over its column.
    label: String,
    /// Whether it counts in denominators; by the rule book when left out.
    #[serde(default)]
    counts: Option<bool>,
    /// Whether it counts as satisfied.
    #[serde(default)]
    satisfied: bool,
}

/// A form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "EvaluationForm")]
pub struct Sheet {
    /// Stable code; empty for a new form.
    #[serde(default)]
    code: String,
    /// Version; given by the program.
    #[serde(default)]
    version: i64,
    /// Title.
    title: String,
    /// one_delegate or team.
    #[ts(type = "\"one_delegate\" | \"team\"")]
    kind: zhudian_paper::form::FormKind,
    /// What it is for.
    #[serde(default)]
    purpose: Kind,
    /// Rows; those of a team are its delegates.
    #[serde(default)]
    items: Vec<FormRow>,
    /// Columns, the best first.
    grades: Vec<FormGrade>,
    /// How to fill in the sheet, a paragraph a line.
    #[serde(default)]
    instruction: String,
    /// Whether there is room for free words.
    #[serde(default)]
    free_text: bool,
    /// Whether it comes with the program; saving it makes a form of the office.
    #[serde(default)]
    built_in: bool,
    /// Whether it was printed; saving it makes the next version.
    #[serde(default)]
    frozen: bool,
}

/// The form as it was saved.
#[derive(Serialize, TS)]
pub struct FormSaved {
    /// Stable code.
    code: String,
    /// Version.
    version: i64,
}

fn told(
    code: &str,
    version: i64,
    form: &Map<String, Value>,
    built_in: bool,
    printed: &BTreeSet<String>,
) -> Result<Sheet> {
    let part = |name: &str| form.get(name).cloned().unwrap_or_default();
    let lines: Vec<String> = serde_json::from_value(part("instructions")).unwrap_or_default();
    let items: Vec<Value> = part("items").as_array().cloned().unwrap_or_default();
    let grades: Vec<Value> = part("grades").as_array().cloned().unwrap_or_default();
    Ok(Sheet {
        code: code.to_owned(),
        version,
        title: part("title").as_str().unwrap_or_default().to_owned(),
        kind: serde_json::from_value(part("kind")).unwrap_or_default(),
        purpose: forms::purpose_of(form),
        items: items.into_iter().map(serde_json::from_value).collect::<std::result::Result<_, _>>()?,
        grades: grades.into_iter().map(serde_json::from_value).collect::<std::result::Result<_, _>>()?,
        instruction: lines.join("\n"),
        free_text: !part("free_text").is_null(),
        built_in,
        frozen: printed.contains(&format!("{code}@{version}")),
    })
}

/// The forms: built-in ones first, of each the newest version.
///
/// # Errors
/// What the database says.
pub fn list(reading: &Reading<'_>, _: Nothing) -> Result<Vec<Sheet>> {
    let printed = batches::printed_forms(reading.db)?;
    let mut all = Vec::new();
    for (code, version, form) in forms::built_in_forms()? {
        all.push(told(&code, version, &form, true, &printed)?);
    }
    let own = batches::forms(reading.db)?;
    for one in &own {
        let newest = own.iter().all(|other| other.code != one.code || other.version <= one.version);
        if newest {
            all.push(told(&one.code, one.version, &forms::whole_of(one)?, false, &printed)?);
        }
    }
    Ok(all)
}

fn coded(given: &str, taken: &mut BTreeSet<String>, letter: char) -> Result<String> {
    let given = given.trim();
    let code = if given.is_empty() {
        (1..=1000).map(|n| format!("{letter}{n}")).find(|code| !taken.contains(code)).unwrap_or_default()
    } else {
        given.to_owned()
    };
    if matches!(code.as_str(), "blank" | "void") || !taken.insert(code.clone()) {
        return Err(refuse("evaluations.form_twice").with("what", code));
    }
    Ok(code)
}

/// Saves a form of the office.
///
/// # Errors
/// `evaluations.form_title`, `evaluations.form_items`, `evaluations.form_grades`, `evaluations.form_twice`.
pub fn save(writing: &mut Writing<'_>, form: Sheet) -> Result<FormSaved> {
    let title = form.title.trim().to_owned();
    if title.is_empty() {
        return Err(refuse("evaluations.form_title"));
    }
    let report = form.purpose == Kind::Report;
    let kind = if report { zhudian_paper::form::FormKind::Team } else { form.kind };
    let team = kind == zhudian_paper::form::FormKind::Team;
    let mut items: Vec<FormRow> = form.items.into_iter().filter(|item| !item.text.trim().is_empty()).collect();
    if items.is_empty() && !team {
        return Err(refuse("evaluations.form_items"));
    }
    let mut grades: Vec<FormGrade> = form.grades.into_iter().filter(|grade| !grade.label.trim().is_empty()).collect();
    if !(2..=6).contains(&grades.len()) {
        return Err(refuse("evaluations.form_grades"));
    }
    let mut taken: BTreeSet<String> = items.iter().map(|one| one.code.trim().to_owned()).collect();
    taken.remove("");
    let mut given = BTreeSet::new();
    for item in &mut items {
        item.text = item.text.trim().to_owned();
        let mut all = if item.code.trim().is_empty() { taken.clone() } else { given.clone() };
        item.code = coded(&item.code, &mut all, 'q')?;
        taken.insert(item.code.clone());
        given.insert(item.code.clone());
    }
    let mut taken: BTreeSet<String> = grades.iter().map(|one| one.code.trim().to_owned()).collect();
    taken.remove("");
    let (mut given, mut labels) = (BTreeSet::new(), BTreeSet::new());
    for grade in &mut grades {
        grade.label = grade.label.trim().to_owned();
        let mut all = if grade.code.trim().is_empty() { taken.clone() } else { given.clone() };
        grade.code = coded(&grade.code, &mut all, 'g')?;
        taken.insert(grade.code.clone());
        given.insert(grade.code.clone());
        if !labels.insert(grade.label.clone()) {
            return Err(refuse("evaluations.form_twice").with("what", grade.label.clone()));
        }
    }
    let lines: Vec<&str> = form.instruction.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let content = json!({"kind": kind, "purpose": form.purpose, "title": title, "items": if team { Vec::new() } else { items }, "grades": grades,
        "instructions": lines, "free_text": form.free_text});
    let Value::Object(content) = content else { return Err(refuse("evaluations.form")) };
    let own = batches::forms(writing.tx)?;
    let newest = own.iter().filter(|one| one.code == form.code).max_by_key(|one| one.version);
    let printed = batches::printed_forms(writing.tx)?;
    let frozen = |one: &OwnForm| printed.contains(&format!("{}@{}", one.code, one.version));
    let one = match newest {
        Some(one) if !frozen(one) => OwnForm { content, ..one.clone() },
        Some(one) => {
            let version = batches::next_version(writing.tx, &one.code)?;
            OwnForm { id: new_id(), code: one.code.clone(), version, content }
        }
        None => {
            let id = new_id();
            OwnForm { code: format!("own.{id}"), id, version: 1, content }
        }
    };
    writing.note("title", title);
    writing.note("version", one.version);
    writing.subject(&one.id);
    batches::save_form(writing.tx, &one)?;
    Ok(FormSaved { code: one.code, version: one.version })
}
