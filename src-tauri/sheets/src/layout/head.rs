//! The upper part of a page: office, title, who is rated, the village line, how to fill in the sheet.

use super::lines::{POINT, width, wrap, wrap_well};
use super::measures::{BOX, BOX_LINE, LEADING, PAPER, TEXT_EDGES};
use super::{Align, Ink, Sketch, Voice};
use crate::fault::SheetFault;
use zhudian_paper::form::{ExampleLine, Form};
use zhudian_paper::geometry::{Area, ExampleMark, ExamplePlace};

/// Room for the title: the same white left and right of the middle, clear of the square code.
const TITLE_ROOM: f64 = 126.0;
/// Type size of the instructions.
const SMALL: f64 = 12.0;

/// Draws the head of the first page and returns where the table may begin.
pub(super) fn first(page: &mut Sketch, form: &Form) -> Result<f64, SheetFault> {
    let mut below = title(page, form, &form.title, 21.0)?;
    below = meta(page, form, below)?;
    instructions(page, form, below)
}

/// Draws the head of a following page: the title again, smaller, and the village line.
pub(super) fn following(page: &mut Sketch, form: &Form) -> Result<f64, SheetFault> {
    let text = format!("{}{}", form.title, form.continued);
    let below = title(page, form, &text, 17.0)?;
    meta(page, form, below).map(|below| below + 2.0)
}

fn title(page: &mut Sketch, form: &Form, text: &str, largest: f64) -> Result<f64, SheetFault> {
    let middle_x = PAPER.0 / 2.0;
    let mut y = 15.0;
    if !form.office.is_empty() {
        page.text(middle_x, 13.6, 12.0, Voice::Text, Align::Middle, &form.office);
        y = 22.4;
    }
    let whole = [largest, 20.0, 19.0, 18.0].into_iter().filter(|size| *size <= largest);
    let one_line =
        whole.clone().find(|size| width(text, *size) <= TITLE_ROOM).map(|size| (size, vec![text.to_owned()]));
    let two_lines = || {
        [18.0, 17.0, 16.0, 15.0].into_iter().filter(|size| *size <= largest).find_map(|size| {
            let lines = wrap_well(text, size, TITLE_ROOM)?;
            (lines.len() <= 2).then_some((size, lines))
        })
    };
    let (size, lines) = one_line.or_else(two_lines).ok_or_else(|| SheetFault::TooLong { text: text.to_owned() })?;
    for line in &lines {
        page.text(middle_x, y, size, Voice::Title, Align::Middle, line);
        y += size * POINT * 1.3;
    }
    if !form.subtitle.is_empty() {
        let size = [16.0, 14.0, 12.0].into_iter().find(|size| width(&form.subtitle, *size) <= TITLE_ROOM);
        let size = size.ok_or_else(|| SheetFault::TooLong { text: form.subtitle.clone() })?;
        page.text(middle_x, y + 0.6, size, Voice::Title, Align::Middle, &form.subtitle);
        y += 8.4;
    }
    Ok(y.max(32.5))
}

fn meta(page: &mut Sketch, form: &Form, top: f64) -> Result<f64, SheetFault> {
    if form.meta.is_empty() {
        return Ok(top);
    }
    let middle = top + 3.2;
    let room = TEXT_EDGES.1 - TEXT_EDGES.0;
    // An empty value is a line to write on.
    let field = |size: f64| -> Vec<f64> {
        form.meta
            .iter()
            .map(|m| width(&m.label, size) + if m.value.is_empty() { 26.0 } else { width(&m.value, size) })
            .collect()
    };
    let size = [13.0, 12.0, 11.0, 10.0].into_iter().find(|size| {
        let gaps = 4.0 * form.meta.len().saturating_sub(1) as f64;
        field(*size).iter().sum::<f64>() + gaps <= room
    });
    let long = || SheetFault::TooLong { text: form.meta.iter().map(|m| format!("{}{} ", m.label, m.value)).collect() };
    let size = size.ok_or_else(long)?;
    let widths = field(size);
    let gap = match widths.len() {
        1 => 0.0,
        many => (room - widths.iter().sum::<f64>()) / (many - 1) as f64,
    };
    let mut x = TEXT_EDGES.0;
    for (m, wide) in form.meta.iter().zip(&widths) {
        page.text(x, middle, size, Voice::Text, Align::Start, &m.label);
        let at = x + width(&m.label, size);
        if m.value.is_empty() {
            page.own_rule(at, middle + size * POINT * 0.55, at + 26.0, 0.2);
        } else {
            page.own_text(at, middle, size, Voice::Strong, Align::Start, &m.value);
        }
        x += wide + gap;
    }
    Ok(middle + 5.0)
}

fn instructions(page: &mut Sketch, form: &Form, top: f64) -> Result<f64, SheetFault> {
    if form.instructions.is_empty() && form.example.is_none() {
        return Ok(top + 1.5);
    }
    let (left, right) = (TEXT_EDGES.0 + 4.0, TEXT_EDGES.1 - 4.0);
    let step = SMALL * POINT * LEADING;
    let mut y = top + 2.6 + step / 2.0;
    for paragraph in &form.instructions {
        let lines =
            wrap(paragraph, SMALL, right - left).ok_or_else(|| SheetFault::TooLong { text: paragraph.clone() })?;
        for line in &lines {
            page.text(left, y, SMALL, Voice::Text, Align::Start, line);
            y += step;
        }
    }
    if let Some(example) = &form.example {
        y += 1.6;
        examples(page, example, left, right, y)?;
        y += step;
    }
    let bottom = y - step / 2.0 + 2.2;
    let (x, w) = (TEXT_EDGES.0, TEXT_EDGES.1 - TEXT_EDGES.0);
    page.ink(Ink::Frame { area: Area { x_mm: x, y_mm: top, w_mm: w, h_mm: bottom - top }, line: 0.2 });
    page.geometry.printed.push(Area { x_mm: x - 0.6, y_mm: top - 0.6, w_mm: w + 1.2, h_mm: bottom - top + 1.2 });
    Ok(bottom + 4.0)
}

fn examples(page: &mut Sketch, example: &ExampleLine, left: f64, right: f64, middle: f64) -> Result<(), SheetFault> {
    let words = [&example.lead, &example.ticked, &example.filled];
    let need: f64 = words.iter().map(|text| width(text, SMALL)).sum::<f64>() + 2.0 * (BOX + 2.0) + 12.0;
    if left + need > right {
        return Err(SheetFault::TooLong { text: words.into_iter().cloned().collect() });
    }
    page.text(left, middle, SMALL, Voice::Strong, Align::Start, &example.lead);
    let mut x = left + width(&example.lead, SMALL) + 3.0;
    for (mark, text) in [(ExampleMark::Ticked, &example.ticked), (ExampleMark::Filled, &example.filled)] {
        let area = Area { x_mm: x, y_mm: middle - BOX / 2.0, w_mm: BOX, h_mm: BOX };
        page.ink(Ink::Frame { area, line: BOX_LINE });
        match mark {
            ExampleMark::Filled => {
                page.ink(Ink::Solid(Area { x_mm: x + 0.1, y_mm: area.y_mm + 0.1, w_mm: BOX - 0.2, h_mm: BOX - 0.2 }))
            }
            ExampleMark::Ticked => page.ink(Ink::Stroke { points: tick(area), width: 0.55 }),
        }
        page.geometry.examples.push(ExamplePlace { mark, area });
        x += BOX + 2.6;
        page.text(x, middle, SMALL, Voice::Text, Align::Start, text);
        x += width(text, SMALL) + 8.0;
    }
    Ok(())
}

/// A tick as a right-handed person makes it; its tail leaves the box.
fn tick(area: Area) -> Vec<(f64, f64)> {
    let at = |u: f64, v: f64| (area.x_mm + u * area.w_mm, area.y_mm + v * area.h_mm);
    vec![at(0.12, 0.48), at(0.42, 0.86), at(1.12, -0.12)]
}
