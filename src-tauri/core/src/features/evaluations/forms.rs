//! The sheet of an evaluation: a built-in form, or the round's own, filled with who is rated where.

use super::store::{Kind, Voters};
use crate::ground::refusal::{Result, refuse};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::OnceLock;
use zhudian_paper::form::{Form, FormItem, FormKind, FreeText};

/// `data/forms.json`.
#[derive(Deserialize)]
struct BuiltIn {
    version: u32,
    default_copies: u32,
    most_copies: u32,
    free_text: FreeText,
    forms: Vec<OneForm>,
    common: Map<String, Value>,
}

#[derive(Deserialize)]
struct OneForm {
    code: String,
    form: Map<String, Value>,
}

/// Which words stand before village, year and day.
#[derive(Deserialize)]
struct MetaWords {
    area: String,
    year: String,
    year_value: String,
    day: String,
}

fn built_in() -> &'static BuiltIn {
    static FORMS: OnceLock<BuiltIn> = OnceLock::new();
    FORMS.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/forms.json"))
            .expect("the built-in forms are part of the program and read by a test")
    })
}

/// Sheets of a batch when nobody said how many, and the most of one batch.
#[must_use]
pub fn copies() -> (u32, u32) {
    (built_in().default_copies, built_in().most_copies)
}

/// Who is rated where.
pub struct Rated<'a> {
    /// The office over the title.
    pub office: &'a str,
    /// Village or community, or the meeting.
    pub area: &'a str,
    /// Who rates whom.
    pub round: Kind,
    /// Who fills in the sheets.
    pub voters: Voters,
    /// Year.
    pub year: i64,
    /// Day, when known, as printed.
    pub day: String,
    /// Those rated on the sheet: record, name, post.
    pub people: &'a [(String, String, String)],
}

/// A form an office made, in one version.
#[derive(Debug, Clone)]
pub struct OwnForm {
    /// Record.
    pub id: String,
    /// Form.
    pub code: String,
    /// Version, from 1.
    pub version: i64,
    /// What differs from the built-in form of its kind, as JSON.
    pub content: Map<String, Value>,
}

/// A form to be filled in.
pub struct Template {
    /// Form and version, as kept with what is printed.
    pub code: String,
    /// The form.
    pub form: Form,
    /// Its grades with what the counting needs to know of them.
    pub grades: Value,
}

fn kind_of(form: &Map<String, Value>) -> FormKind {
    serde_json::from_value::<FormKind>(form.get("kind").cloned().unwrap_or_default()).unwrap_or_default()
}

/// What a form is for: evaluating delegates, or reports on duty.
#[must_use]
pub fn purpose_of(form: &Map<String, Value>) -> Kind {
    serde_json::from_value::<Kind>(form.get("purpose").cloned().unwrap_or_default()).unwrap_or_default()
}

/// The first built-in form of a purpose and kind. Those who report stand in the rows of one sheet, always.
fn first_of(purpose: Kind, kind: FormKind) -> Option<&'static OneForm> {
    let fits =
        |one: &&OneForm| purpose_of(&one.form) == purpose && (purpose == Kind::Report || kind_of(&one.form) == kind);
    built_in().forms.iter().find(fits)
}

/// The built-in form of a purpose and kind with the office's own words over it.
fn over_built_in(purpose: Kind, kind: FormKind, own: &Map<String, Value>) -> Result<Map<String, Value>> {
    let built = built_in();
    let base = first_of(purpose, kind).ok_or_else(|| refuse("evaluations.form"))?;
    let mut whole = built.common.clone();
    for words in ["meta", "report_meta", "voters"] {
        whole.remove(words);
    }
    whole.extend(base.form.clone());
    whole.extend(own.clone());
    if own.get("free_text").and_then(Value::as_bool).is_some() {
        let wanted = own.get("free_text") == Some(&Value::Bool(true));
        whole
            .insert("free_text".to_owned(), if wanted { serde_json::to_value(&built.free_text)? } else { Value::Null });
    }
    Ok(whole)
}

/// The template a round prints with: its own when it has items, the office's or the built-in form of the code it names,
/// or the built-in of the kind. A form made for another purpose is passed over.
///
/// # Errors
/// `evaluations.form` for a code nobody knows or a form that does not read.
pub fn template(own: &Value, purpose: Kind, kind: Option<FormKind>, known: &[OwnForm]) -> Result<Template> {
    let built = built_in();
    let named = own.get("code").and_then(Value::as_str);
    let (code, mut whole) = if let Some(own) = own.as_object().filter(|own| own.contains_key("items")) {
        (
            format!("{}@{}", named.unwrap_or("own"), built.version),
            over_built_in(purpose, kind.unwrap_or_else(|| kind_of(own)), own)?,
        )
    } else if let Some(form) =
        named.and_then(|code| newest(known, code)).filter(|form| purpose_of(&form.content) == purpose)
    {
        (format!("{}@{}", form.code, form.version), over_built_in(purpose, kind_of(&form.content), &form.content)?)
    } else {
        let base = match named {
            Some(code) if !known.iter().any(|one| one.code == code) => {
                let base = built.forms.iter().find(|one| one.code == code).ok_or_else(|| refuse("evaluations.form"))?;
                Some(base).filter(|base| purpose_of(&base.form) == purpose)
            }
            _ => None,
        };
        let base = base.or_else(|| first_of(purpose, kind.unwrap_or_default()));
        let base = base.ok_or_else(|| refuse("evaluations.form"))?;
        (format!("{}@{}", base.code, built.version), over_built_in(purpose, kind_of(&base.form), &base.form)?)
    };
    whole.remove("code");
    whole.remove("purpose");
    if purpose == Kind::Report {
        whole.insert("kind".to_owned(), serde_json::to_value(FormKind::Team)?);
    }
    for item in whole.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(item) = item.as_object_mut() {
            item.entry("note").or_insert(json!(""));
        }
    }
    let grades = whole.get("grades").cloned().unwrap_or_default();
    let form: Form =
        serde_json::from_value(Value::Object(whole)).map_err(|error| refuse("evaluations.form").because(error))?;
    Ok(Template { code, form, grades })
}

/// Makes a form a trial sheet: it says so and bears a line of 100 mm.
pub fn as_trial(form: &mut Form) {
    super::trial::ruler_words().clone_into(&mut form.ruler);
    form.subtitle = crate::ground::words::print("evaluations.trial_subtitle").to_owned();
}

/// The built-in forms: code, version, content.
///
/// # Errors
/// `evaluations.form` when the built-in words do not read.
pub fn built_in_forms() -> Result<Vec<(String, i64, Map<String, Value>)>> {
    let built = built_in();
    let whole = |one: &OneForm| {
        Ok((
            one.code.clone(),
            i64::from(built.version),
            over_built_in(purpose_of(&one.form), kind_of(&one.form), &one.form)?,
        ))
    };
    built.forms.iter().map(whole).collect()
}

/// A form of the office with the built-in words it leaves as they are.
///
/// # Errors
/// As [`built_in_forms`].
pub fn whole_of(own: &OwnForm) -> Result<Map<String, Value>> {
    over_built_in(purpose_of(&own.content), kind_of(&own.content), &own.content)
}

fn newest<'a>(known: &'a [OwnForm], code: &str) -> Option<&'a OwnForm> {
    known.iter().filter(|one| one.code == code).max_by_key(|one| one.version)
}

/// The template filled in.
///
/// # Errors
/// `evaluations.form` when the built-in words do not read.
pub fn filled(template: &Form, rated: &Rated<'_>) -> Result<Form> {
    let common = &built_in().common;
    let meta = if rated.round == Kind::Report { "report_meta" } else { "meta" };
    let words: MetaWords = serde_json::from_value(common.get(meta).cloned().unwrap_or_default())
        .map_err(|error| refuse("evaluations.form").because(error))?;
    let mut form = template.clone();
    form.office = rated.office.to_owned();
    let names: Vec<&str> = rated.people.iter().map(|(_, name, _)| name.as_str()).collect();
    form.subtitle = form.subtitle.replace("{name}", &names.join("\u{3001}")).replace("{area}", rated.area);
    let voters = common.get("voters").and_then(|words| words.get(rated.voters.code())).and_then(Value::as_str);
    if let Some(words) = voters {
        form.subtitle = words.replace("{subtitle}", &form.subtitle);
    }
    if form.kind == FormKind::Team {
        // The row of a delegate is named by the record, so that answers find their person whatever the order was.
        form.items = rated
            .people
            .iter()
            .map(|(id, name, post)| FormItem { code: id.clone(), text: name.clone(), note: post.clone() })
            .collect();
    }
    let field = |label: &str, value: String| zhudian_paper::form::MetaField { label: label.to_owned(), value };
    form.meta = vec![
        field(&words.area, rated.area.to_owned()),
        field(&words.year, words.year_value.replace("{year}", &rated.year.to_string())),
        field(&words.day, rated.day.clone()),
    ];
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_forms_read_and_a_round_may_bring_its_own() {
        let one = template(&Value::Null, Kind::Delegates, None, &[]).unwrap();
        assert_eq!((one.code.as_str(), one.form.items.len(), one.form.grades.len()), ("sample.one_delegate.1@1", 8, 5));
        assert_eq!(one.grades[0]["satisfied"], true);
        let Template { code, form: team, .. } =
            template(&Value::Null, Kind::Delegates, Some(FormKind::Team), &[]).unwrap();
        assert_eq!((code.as_str(), team.kind), ("sample.team.1@1", FormKind::Team));
        let people = [
            ("p1".to_owned(), "梁䶮海".to_owned(), "书记".to_owned()),
            ("p2".to_owned(), "鄺惠".to_owned(), String::new()),
        ];
        let rated = Rated {
            office: "里水镇",
            area: "沙涌",
            round: Kind::Delegates,
            voters: Voters::Members,
            year: 2026,
            day: String::new(),
            people: &people,
        };
        let sheet = filled(&team, &rated).unwrap();
        assert_eq!(
            (sheet.items[1].code.as_str(), sheet.items[1].text.as_str(), sheet.subtitle.as_str()),
            ("p2", "鄺惠", "沙涌驻点团队（党员票）")
        );
        let report = template(&Value::Null, Kind::Report, None, &[]).unwrap();
        assert_eq!((report.code.as_str(), report.form.kind), ("sample.report.1@1", FormKind::Team));
        let sheet = filled(&report.form, &Rated { round: Kind::Report, voters: Voters::All, ..rated }).unwrap();
        assert_eq!((sheet.meta[0].label.as_str(), sheet.grades[0].label.as_str()), ("会议：", "优秀"));
        let of_delegates = json!({"code": "sample.one_delegate.1"});
        assert_eq!(template(&of_delegates, Kind::Report, None, &[]).unwrap().code, "sample.report.1@1");
        let own = json!({"code": "lishui.2026", "items": [{"code": "q1", "text": "总体评价"}]});
        let own = template(&own, Kind::Delegates, None, &[]).unwrap();
        assert_eq!((own.code.as_str(), own.form.items.len()), ("lishui.2026@1", 1));
        assert!(template(&json!({"code": "nobody"}), Kind::Delegates, None, &[]).is_err());
    }
}
