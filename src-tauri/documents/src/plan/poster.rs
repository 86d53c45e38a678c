//! Notices and square codes: which squares are dark, and which file each picture is.

use base64::Engine;
use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use zhudian_paper::{Block, Poster, PosterPerson, PrintFault, SquareCode, Text};

use super::clean;
use crate::pdf::failed;

/// A code this short still fits the smallest square at the highest level of correction, so that a fold or a stain of the
/// sheet does not matter.
const SHORT: usize = 17;

/// Dark squares of a code, a row a text of 0 and 1.
#[derive(Serialize)]
pub(crate) struct CodePlan {
    rows: Vec<String>,
    label: String,
    note: String,
}

#[derive(Serialize)]
pub(crate) struct PosterPlan {
    plain: bool,
    above: String,
    title: String,
    lead: String,
    facts: Vec<FactPlan>,
    people_title: String,
    people: Vec<PersonPlan>,
    list_title: String,
    list: Vec<String>,
    closing: String,
    code: Option<CodePlan>,
    unit: String,
    day: String,
}

#[derive(Serialize)]
struct FactPlan {
    mark: String,
    label: String,
    lines: Vec<String>,
}

#[derive(Serialize)]
struct PersonPlan {
    name: String,
    first: String,
    role: String,
    post: String,
    picture: Option<String>,
}

impl CodePlan {
    /// # Errors
    /// A text too long for any square code.
    pub fn of(code: &SquareCode) -> Result<Self, PrintFault> {
        let short = code.text.len() <= SHORT && code.text.bytes().all(|byte| byte.is_ascii_digit());
        let level = if short { EcLevel::H } else { EcLevel::M };
        let drawn = QrCode::with_error_correction_level(code.text.as_bytes(), level)
            .map_err(|error| failed(&error.to_string()))?;
        let square = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
        let colors = drawn.to_colors();
        let rows = colors.chunks(drawn.width()).map(|row| row.iter().map(square).collect()).collect();
        Ok(Self { rows, label: clean(&code.label.text), note: clean(&code.note.text) })
    }
}

impl PosterPlan {
    /// `before` pictures stand on the posters before this one.
    ///
    /// # Errors
    /// A text too long for any square code.
    pub fn of(poster: &Poster, before: usize) -> Result<Self, PrintFault> {
        let mut next = before;
        let mut person = |one: &PosterPerson| {
            let picture = one.picture.as_ref().map(|_| {
                next += 1;
                format!("picture-{}.jpg", next - 1)
            });
            let name = clean(&one.name.text);
            PersonPlan {
                first: name.chars().take(1).collect(),
                name,
                role: clean(&one.role.text),
                post: clean(&one.post.text),
                picture,
            }
        };
        let people = poster.people.iter().map(&mut person).collect();
        let lines = |texts: &[Text]| texts.iter().map(|text| clean(&text.text)).collect::<Vec<_>>();
        Ok(Self {
            plain: poster.plain,
            above: clean(&poster.above.text),
            title: clean(&poster.title.text),
            lead: clean(&poster.lead.text),
            facts: poster
                .facts
                .iter()
                .map(|fact| FactPlan {
                    mark: fact.mark.clone(),
                    label: clean(&fact.label.text),
                    lines: lines(&fact.lines),
                })
                .collect(),
            people_title: clean(&poster.people_title.text),
            people,
            list_title: clean(&poster.list_title.text),
            list: lines(&poster.list),
            closing: clean(&poster.closing.text),
            code: poster.code.as_ref().map(CodePlan::of).transpose()?,
            unit: clean(&poster.unit.text),
            day: clean(&poster.day.text),
        })
    }
}

/// The pictures of posters in the order they are numbered.
pub(crate) fn pictures<'a>(
    blocks: impl Iterator<Item = &'a Block>,
) -> impl Iterator<Item = Result<Vec<u8>, PrintFault>> {
    blocks
        .filter_map(|block| match block {
            Block::Poster(poster) => Some(poster),
            _ => None,
        })
        .flat_map(|poster| poster.people.iter().filter_map(|one| one.picture.as_ref()))
        .map(|text| base64::engine::general_purpose::STANDARD.decode(text).map_err(|error| failed(&error.to_string())))
}
