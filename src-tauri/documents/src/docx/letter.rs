//! Letters of a docx file, by GB/T 9704-2012: margins 37, 35, 28 and 26 mm, 22 lines a page, body of size 3 (16 pt), title of size 2 (22 pt).

use docx_rs::{
    AlignmentType, Docx, Footer, InstrPAGE, InstrText, PageMargin, Paragraph, Run, RunFonts, Tab, TabValueType,
};
use zhudian_paper::{Document, Letter, LetterLevel};

use crate::plan::PagePlan;

use super::{FACES, field, half_points, paragraph, run, size_twips, twips, two_in};

const MM: f64 = 72.0 / 25.4;
/// Size 3 in points.
const BODY: f64 = 16.0;
/// What each character of the body gives up of its size, in twentieths of a point, so that 28 stand on a line.
const CLOSER: i32 = -5;
/// 225 mm over 22 lines.
const PITCH: f64 = 225.0 * MM / 22.0;

/// The page of a letter with its number between dashes.
pub(super) fn page(document: &Document) -> Docx {
    let page = PagePlan::letter();
    let margin = PageMargin::new()
        .top(twips(page.top))
        .bottom(twips(page.bottom))
        .left(twips(page.inside))
        .right(twips(page.outside))
        .header(twips(15.0 * MM))
        .footer(twips(23.0 * MM));
    let unsigned = |points: f64| u32::try_from(twips(points)).unwrap_or(0);
    let file = Docx::new()
        .page_size(unsigned(page.width), unsigned(page.height))
        .page_margin(margin)
        .default_fonts(RunFonts::new().ascii(&FACES.digits).hi_ansi(&FACES.digits).east_asia(&FACES.body))
        .default_size(half_points(BODY));
    if document.foot.pages.is_empty() {
        return file;
    }
    let dash = |text: &str| run(text, &FACES.table, 14.0, false);
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(dash("\u{2014} "))
        .add_run(field(InstrText::PAGE(InstrPAGE::new()), 14.0))
        .add_run(dash(" \u{2014}"));
    file.footer(Footer::new().add_paragraph(number))
}

/// Room left at either side of a title, so that of several lines none is left with a single character.
fn title_indent(title: &str) -> f64 {
    let signs = title.chars().count();
    let lines = signs.div_ceil(20);
    if lines <= 1 || title.contains('\n') {
        return 0.0;
    }
    let signs = u32::try_from(signs.div_ceil(lines)).unwrap_or(20);
    ((156.0 * MM - (f64::from(signs) + 0.8) * 22.0) / 2.0).max(0.0)
}

/// Adds the letter's parts.
pub(super) fn add(file: Docx, letter: &Letter) -> Docx {
    let mut parts: Vec<Paragraph> = Vec::new();
    let line = || paragraph(PITCH, 0.0, 0.0);
    // 28 characters stand on a line of 156 mm: each a fifth of a point closer than its size.
    let body = |text: &str| run(text, &FACES.body, BODY, false).character_spacing(CLOSER);
    if let Some(head) = &letter.head {
        parts.push(paragraph(PITCH * 2.0, PITCH, PITCH).align(AlignmentType::Center).add_run(run(
            &head.text,
            &FACES.title,
            36.0,
            true,
        )));
    }
    if !letter.number.is_empty() {
        parts.push(line().align(AlignmentType::Center).add_run(body(&letter.number.text)));
    }
    if letter.head.is_some() || !letter.number.is_empty() {
        parts.extend([line(), line()]);
    }
    if !letter.title.is_empty() {
        let title = run(&letter.title.text, &FACES.title, 22.0, true);
        let indent = Some(twips(title_indent(&letter.title.text)));
        let centred = paragraph(34.0, 0.0, 0.0).align(AlignmentType::Center);
        parts.push(centred.indent(indent, None, indent, None).add_run(title));
        parts.push(line());
    }
    if !letter.addressee.is_empty() {
        parts.push(line().add_run(body(&letter.addressee.text)));
    }
    for part in &letter.parts {
        let (face, bold) = match part.level {
            LetterLevel::First => (&FACES.heading, false),
            LetterLevel::Second => (&FACES.second_heading, false),
            LetterLevel::Third | LetterLevel::Body => (&FACES.body, false),
        };
        let text = run(&part.text.text, face, BODY, bold).character_spacing(CLOSER);
        parts.push(two_in(line().align(AlignmentType::Both), BODY).add_run(text));
    }
    for (index, annex) in letter.annexes.iter().enumerate() {
        if index == 0 {
            parts.push(line());
        }
        let indent = if index == 0 { 2.0 } else { 5.0 } * BODY;
        let text = body(&annex.text);
        parts.push(line().indent(Some(twips(indent)), None, None, None).add_run(text));
    }
    if !letter.signed.is_empty() || !letter.day.is_empty() {
        parts.extend([line(), line()]);
        for text in letter.signed.iter().chain((!letter.day.is_empty()).then_some(&letter.day)) {
            let signed = line().align(AlignmentType::Right).add_run(body(&text.text));
            parts.push(signed.indent(None, None, Some(twips(4.0 * BODY)), None));
        }
    }
    if !letter.note.is_empty() {
        parts.push(two_in(line(), BODY).add_run(body(&letter.note.text)));
    }
    if !letter.copies.is_empty() {
        parts.push(line());
        parts.push(paragraph(24.0, 0.0, 0.0).add_run(run(&letter.copies.text, &FACES.body, 14.0, false)));
    }
    if !letter.printed_by.is_empty() || !letter.printed_on.is_empty() {
        let small = |text: &str| run(text, &FACES.body, 14.0, false);
        parts.push(
            paragraph(24.0, 0.0, 0.0)
                .add_tab(Tab::new().val(TabValueType::Right).pos(size_twips(156.0 * MM)))
                .add_run(small(&letter.printed_by.text))
                .add_run(Run::new().add_tab())
                .add_run(small(&letter.printed_on.text)),
        );
    }
    parts.into_iter().fold(file, Docx::add_paragraph)
}
