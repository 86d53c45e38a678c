//! Papers as docx: to be edited in an office program, so the faces are named, not embedded, and nothing is refused for
//! a missing glyph.

mod letter;
mod table;

use std::io::Cursor;
use std::sync::LazyLock;

use docx_rs::{
    AlignmentType, BreakType, Docx, FieldCharType, Footer, Header, InstrNUMPAGES, InstrPAGE, InstrText, LineSpacing,
    LineSpacingType, PageMargin, PageOrientationType, Paragraph, Run, RunFonts, SpecialIndentType, Tab, TabValueType,
};
use serde::Deserialize;
use zhudian_paper::{
    Block, Cover, Document, FieldRow, Fields, MetaLine, Orientation, ParagraphStyle, PrintFault, Setting,
    SignaturePlace, Text, WritingLines,
};

use crate::pdf::{failed, tables};
use crate::plan::{PagePlan, TablePlan, check_sums, clean};

/// The faces named in `data/fonts.json` for files that are edited.
#[derive(Deserialize)]
struct Named {
    letter: Faces,
}

/// Names of faces by what they set.
#[derive(Deserialize)]
pub(crate) struct Faces {
    body: String,
    title: String,
    heading: String,
    second_heading: String,
    digits: String,
    table: String,
}

static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let named: Named = serde_json::from_str(include_str!("../../data/fonts.json"))
        .expect("the table of fonts is part of the program and read by the tests");
    named.letter
});

/// Twentieths of a point, in which the format measures.
pub(crate) fn twips(points: f64) -> i32 {
    // Lengths on a page: far below the limit.
    #[allow(clippy::cast_possible_truncation)]
    let twips = (points * 20.0).round() as i32;
    twips
}

/// The same for lengths that are never negative.
pub(crate) fn size_twips(points: f64) -> usize {
    usize::try_from(twips(points)).unwrap_or(0)
}

/// Half points, in which the format measures type.
pub(crate) fn half_points(points: f64) -> usize {
    size_twips(points) / 10
}

/// A run of text in a named face; line breaks stay.
pub(crate) fn run(text: &str, face: &str, points: f64, bold: bool) -> Run {
    let fonts = RunFonts::new().ascii(&FACES.digits).hi_ansi(&FACES.digits).east_asia(face);
    let mut run = Run::new().size(half_points(points)).fonts(fonts);
    if bold {
        run = run.bold();
    }
    for (index, line) in clean(text).split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line.replace('\u{200B}', ""));
    }
    run
}

/// A paragraph with an exact distance between its lines.
pub(crate) fn paragraph(pitch: f64, before: f64, after: f64) -> Paragraph {
    let unsigned = |points: f64| u32::try_from(twips(points)).unwrap_or(0);
    Paragraph::new().line_spacing(
        LineSpacing::new()
            .line_rule(LineSpacingType::Exact)
            .line(twips(pitch))
            .before(unsigned(before))
            .after(unsigned(after)),
    )
}

/// Writes a paper as docx.
///
/// # Errors
/// A table of a wrong shape, a sum that differs.
pub(crate) fn docx(document: &Document) -> Result<Vec<u8>, PrintFault> {
    check_sums(tables(document))?;
    // A letter with what it encloses, or several letters in one file, all stand on the letter's page.
    let is_letter = matches!(document.blocks.first(), Some(Block::Letter(_)));
    let page = if is_letter { PagePlan::letter() } else { PagePlan::of(document.setting) };
    let mut file = if is_letter { letter::page(document) } else { set_page(document, &page) };
    let is_booklet = matches!(document.blocks.first(), Some(Block::Cover(_)));
    if !is_letter && !is_booklet {
        for part in head(&document.title, document.subtitle.as_ref(), &document.meta, &page) {
            file = file.add_paragraph(part);
        }
    }
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        if matches!(block, Block::Letter(_)) && before.is_some_and(|before| !matches!(before, Block::PageBreak)) {
            file = add_block(file, &Block::PageBreak, &page)?;
        }
        file = add_block(file, block, &page)?;
        before = Some(block);
    }
    if !document.signatures.is_empty() {
        file = file.add_paragraph(signatures(&document.signatures, &page));
    }
    for text in &document.definitions {
        file = file.add_paragraph(paragraph(14.0, 0.0, 0.0).add_run(run(&text.text, &FACES.table, 9.0, false)));
    }
    let mut built = file.build();
    built.document = table::mark_rows(&built.document);
    built.styles = close_digits(&built.styles);
    let mut bytes = Cursor::new(Vec::new());
    built.pack(&mut bytes).map_err(|error| failed(&error.to_string()))?;
    Ok(bytes.into_inner())
}

/// Digits stand close to Han characters, as on the printed paper; office programs put a space between by default, and
/// the library has no word for it.
fn close_digits(styles: &[u8]) -> Vec<u8> {
    let start = "<w:pPr><w:rPr /></w:pPr>";
    let closed = "<w:pPr><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr>";
    String::from_utf8_lossy(styles).replace(start, closed).into_bytes()
}

/// The first line two characters in, said twice: by characters for Word and WPS, by length for LibreOffice.
pub(crate) fn two_in(line: Paragraph, points: f64) -> Paragraph {
    let first = SpecialIndentType::FirstLine(twips(2.0 * points));
    line.indent(None, Some(first), None, None).first_line_chars(200)
}

fn set_page(document: &Document, page: &PagePlan) -> Docx {
    let unsigned = |points: f64| u32::try_from(twips(points)).unwrap_or(0);
    let margin = PageMargin::new()
        .top(twips(page.top))
        .bottom(twips(page.bottom))
        .left(twips(page.inside))
        .right(twips(page.outside))
        .header(twips(34.0))
        .footer(twips(28.0));
    let mut file = Docx::new()
        .page_size(unsigned(page.width), unsigned(page.height))
        .page_margin(margin)
        .default_fonts(RunFonts::new().ascii(&FACES.digits).hi_ansi(&FACES.digits).east_asia(&FACES.table))
        .default_size(half_points(10.5));
    if matches!(document.setting, Setting { orientation: Orientation::Landscape, .. }) {
        file = file.page_orient(PageOrientationType::Landscape);
    }
    if let Some(marking) = &document.marking {
        let line = Paragraph::new().add_run(run(marking, &FACES.heading, 10.5, true));
        file = file.header(Header::new().add_paragraph(line));
    }
    file.footer(Footer::new().add_paragraph(foot(document, page)))
}

/// Note, page number and proof code on one line, by tabs.
fn foot(document: &Document, page: &PagePlan) -> Paragraph {
    let small = |text: &str| run(text, &FACES.table, 9.0, false);
    let tab = |value: TabValueType, points: f64| Tab::new().val(value).pos(size_twips(points));
    let mut line = Paragraph::new()
        .add_tab(tab(TabValueType::Center, page.inner() / 2.0))
        .add_tab(tab(TabValueType::Right, page.inner()))
        .add_run(small(document.foot.note.as_deref().unwrap_or_default()))
        .add_run(Run::new().add_tab());
    let mut rest = document.foot.pages.as_str();
    while let Some(start) = rest.find('{') {
        let (before, mark) = rest.split_at(start);
        line = line.add_run(small(before));
        if let Some(after) = mark.strip_prefix("{page}") {
            line = line.add_run(field(InstrText::PAGE(InstrPAGE::new()), 9.0));
            rest = after;
        } else if let Some(after) = mark.strip_prefix("{pages}") {
            line = line.add_run(field(InstrText::NUMPAGES(InstrNUMPAGES::new()), 9.0));
            rest = after;
        } else {
            break;
        }
    }
    line.add_run(small(rest))
        .add_run(Run::new().add_tab())
        .add_run(small(document.foot.proof.as_deref().unwrap_or_default()))
}

/// A number the office program counts, in the type of its line: the library's own has the type of the page.
pub(crate) fn field(instruction: InstrText, points: f64) -> Run {
    run("", &FACES.table, points, false)
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(instruction)
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false)
}

/// Title, line below it, meta lines.
fn head(title: &Text, subtitle: Option<&Text>, meta: &[MetaLine], page: &PagePlan) -> Vec<Paragraph> {
    let mut parts = Vec::new();
    if !title.is_empty() {
        parts.push(paragraph(26.0, 0.0, 4.0).align(AlignmentType::Center).add_run(run(
            &title.text,
            &FACES.title,
            18.0,
            true,
        )));
    }
    if let Some(subtitle) = subtitle {
        parts.push(paragraph(18.0, 0.0, 4.0).align(AlignmentType::Center).add_run(run(
            &subtitle.text,
            &FACES.table,
            12.0,
            false,
        )));
    }
    for line in meta {
        parts.push(spread(line.0.iter().map(|text| text.text.as_str()), page));
    }
    parts
}

/// Texts from the left edge to the right one, by tabs.
fn spread<'a>(texts: impl ExactSizeIterator<Item = &'a str>, page: &PagePlan) -> Paragraph {
    let count = texts.len();
    let mut line = paragraph(16.0, 2.0, 3.0);
    // Few texts on a line: exact as floating point.
    #[allow(clippy::cast_precision_loss)]
    let step = page.inner() / (count.max(2) - 1) as f64;
    for (index, text) in texts.enumerate() {
        if index > 0 {
            let last = index + 1 == count;
            let value = if last { TabValueType::Right } else { TabValueType::Center };
            #[allow(clippy::cast_precision_loss)]
            let place = step * index as f64;
            line = line.add_tab(Tab::new().val(value).pos(size_twips(place))).add_run(Run::new().add_tab());
        }
        line = line.add_run(run(text, &FACES.table, 10.5, false));
    }
    line
}

/// Places to sign, evenly over the line.
fn signatures(places: &[SignaturePlace], page: &PagePlan) -> Paragraph {
    let mut line = paragraph(22.0, 8.0, 4.0);
    // Few places: exact as floating point.
    #[allow(clippy::cast_precision_loss)]
    let step = page.inner() / places.len().max(1) as f64;
    for (index, place) in places.iter().enumerate() {
        if index > 0 {
            #[allow(clippy::cast_precision_loss)]
            let at = step * index as f64;
            line = line.add_tab(Tab::new().val(TabValueType::Left).pos(size_twips(at))).add_run(Run::new().add_tab());
        }
        let words = format!("{}{}", place.label, place.value.text);
        line = line.add_run(run(&words, &FACES.table, 10.5, false));
    }
    line
}

fn add_block(file: Docx, block: &Block, page: &PagePlan) -> Result<Docx, PrintFault> {
    Ok(match block {
        Block::Heading(heading) => {
            let (face, size) = if heading.level <= 1 { (&FACES.heading, 14.0) } else { (&FACES.second_heading, 12.0) };
            let line = paragraph(22.0, 8.0, 4.0).keep_next(true);
            file.add_paragraph(line.add_run(run(&heading.text.text, face, size, true)))
        }
        Block::Paragraph(part) => file.add_paragraph(styled(part.style, &part.text.text)),
        Block::Table(table) => {
            // No fonts are needed to edit a file: digits of the widest stand-ins are two thirds of an em wide.
            #[allow(clippy::cast_precision_loss)]
            let width = |text: &str, _: bool| text.chars().count() as f64 * 0.68;
            let plan = TablePlan::of(table, page.inner(), &width)?;
            let mut file = file;
            if plan.caption.is_some() || plan.unit.is_some() {
                let texts = [plan.caption.as_deref(), plan.unit.as_deref()];
                file = file.add_paragraph(spread(texts.map(Option::unwrap_or_default).into_iter(), page));
            }
            file.add_table(table::table(&plan))
        }
        Block::Fields(fields) => add_fields(file, fields, page),
        Block::Lines(lines) => add_lines(file, *lines),
        Block::Signatures(places) => file.add_paragraph(signatures(places, page)),
        Block::Space(tenths) => file.add_paragraph(paragraph(f64::from(*tenths) * 72.0 / 254.0, 0.0, 0.0)),
        Block::PageBreak => file.add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page))),
        Block::NewPaper { title, meta } => {
            let mut file = file;
            for (index, part) in head(title, None, meta, page).into_iter().enumerate() {
                file = file.add_paragraph(part.page_break_before(index == 0));
            }
            file
        }
        Block::Letter(letter) => letter::add(file, letter),
        Block::Cover(cover) => add_cover(file, cover),
        // A chart is a drawing of the table beside it, which can be edited; the drawing could not.
        Block::Bars(_) => file,
        // Its pages are only known where it is printed; the headings can be walked in the office program's own list.
        Block::Contents(_) => file,
        Block::Code(code) => {
            let line = paragraph(16.0, 0.0, 0.0).align(AlignmentType::Right);
            file.add_paragraph(line.add_run(run(&code.label.text, &FACES.digits, 12.0, true)))
        }
        // A notice is a drawing: it is printed, not edited, and its texts are kept where it was made.
        Block::Poster(poster) => file.add_paragraph(styled(ParagraphStyle::Centred, &poster.title.text)),
    })
}

fn styled(style: ParagraphStyle, text: &str) -> Paragraph {
    let plain = |line: Paragraph| line.add_run(run(text, &FACES.table, 12.0, false));
    match style {
        ParagraphStyle::Body => plain(two_in(paragraph(20.0, 3.0, 3.0).align(AlignmentType::Both), 12.0)),
        ParagraphStyle::Flush => plain(paragraph(20.0, 3.0, 3.0).align(AlignmentType::Both)),
        ParagraphStyle::Centred => plain(paragraph(20.0, 3.0, 3.0).align(AlignmentType::Center)),
        ParagraphStyle::Item => {
            plain(paragraph(20.0, 2.0, 2.0).indent(Some(360), Some(SpecialIndentType::Hanging(360)), None, None))
        }
        ParagraphStyle::Aloud => paragraph(30.0, 4.0, 4.0).add_run(run(text, &FACES.table, 16.0, false)).indent(
            Some(480),
            Some(SpecialIndentType::Hanging(480)),
            None,
            None,
        ),
        ParagraphStyle::Note => paragraph(13.0, 0.5, 0.5).add_run(run(text, &FACES.table, 9.0, false)),
        ParagraphStyle::Key => {
            paragraph(34.0, 12.0, 12.0).align(AlignmentType::Center).add_run(run(text, &FACES.heading, 20.0, true))
        }
    }
}

/// The first page of a booklet: title, name, its lines, and who made it below.
fn add_cover(file: Docx, cover: &Cover) -> Docx {
    let centred = |text: &str, face: &str, size: f64, before: f64| {
        paragraph(size * 1.6, before, 6.0).align(AlignmentType::Center).add_run(run(text, face, size, size > 14.0))
    };
    let mut file = file
        .add_paragraph(centred(&cover.title.text, &FACES.title, 26.0, 150.0).page_break_before(true))
        .add_paragraph(centred(&cover.subtitle.text, &FACES.heading, 22.0, 24.0));
    for (at, (label, value)) in cover.fields.iter().filter(|(_, value)| !value.is_empty()).enumerate() {
        let before = if at == 0 { 60.0 } else { 0.0 };
        file = file.add_paragraph(centred(&format!("{label}\u{ff1a}{}", value.text), &FACES.table, 14.0, before));
    }
    for (at, text) in cover.below.iter().enumerate() {
        let before = if at == 0 { 150.0 } else { 0.0 };
        file = file.add_paragraph(centred(&text.text, &FACES.table, 14.0, before));
    }
    file.add_paragraph(centred(&cover.note.text, &FACES.table, 9.0, 12.0))
        .add_paragraph(Paragraph::new().add_run(Run::new().add_break(BreakType::Page)))
}

/// A form is a table a row, so that each row has its own columns.
fn add_fields(file: Docx, fields: &Fields, page: &PagePlan) -> Docx {
    let chars = if fields.label_chars == 0 { 4 } else { fields.label_chars };
    let label = f64::from(chars) * 10.5 + 11.0;
    let row = |row: &FieldRow| table::field_row(row, label, page.inner());
    let mut file = file;
    for parts in &fields.rows {
        file = file.add_table(row(parts));
    }
    file.add_paragraph(paragraph(8.0, 0.0, 0.0))
}

/// Ruled lines are rows of a table that has only its bottom lines.
fn add_lines(file: Docx, lines: WritingLines) -> Docx {
    let pitch = if lines.pitch == 0 { 90 } else { lines.pitch };
    let rows = (0..lines.count).map(|_| table::ruled(f64::from(pitch) * 72.0 / 254.0)).collect();
    file.add_table(table::lines(rows))
}
