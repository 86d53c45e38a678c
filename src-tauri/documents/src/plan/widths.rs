//! Widths of columns, and breaks where a text does not fit one.

use zhudian_paper::{Align, Column, ColumnKind, RowKind, Table, Width};

use super::table::CellPlan;

/// The width of a text in ems, in the strong face or the usual one.
pub(crate) type Measure<'a> = &'a dyn Fn(&str, bool) -> f64;

/// Room left and right of a cell's text in points.
pub(super) const INSET: f64 = 3.5;

/// Both insets and a hair, so that rounding never breaks a line.
const PADDING: f64 = 2.0 * INSET + 1.0;

/// A run of letters and digits up to this many ems widens its column; a longer one breaks.
const LONGEST_WHOLE: f64 = 9.0;

pub(super) fn is_sum(kind: RowKind) -> bool {
    matches!(kind, RowKind::Subtotal | RowKind::Total)
}

/// The width in ems of the longest run of letters and digits, when it can be longer than what is known already.
fn longest_run(text: &str, bold: bool, known: f64, width_of: Measure<'_>) -> f64 {
    let mut longest = 0.0_f64;
    for run in text.split(|sign: char| !sign.is_ascii_graphic()) {
        // No sign is wider than an em: a short run needs no measuring.
        #[allow(clippy::cast_precision_loss)]
        if run.len() as f64 > known {
            longest = longest.max(width_of(run, bold));
        }
    }
    longest
}

/// The least widths in points: figures and days as wide as their longest value, text two characters and as wide as a
/// telephone number in it.
pub(super) fn needed(
    table: &Table,
    rows: &[(RowKind, Vec<CellPlan>)],
    places: &[Vec<Option<usize>>],
    size: f64,
    width_of: Measure<'_>,
) -> Vec<f64> {
    let mut needed: Vec<f64> = vec![size * 2.0 + PADDING; table.columns.len()];
    for (index, (column, least)) in table.columns.iter().zip(needed.iter_mut()).enumerate() {
        let text_column = matches!(column.kind, ColumnKind::Text);
        let mut longest = 0.0_f64;
        for ((kind, cells), line) in rows.iter().zip(places) {
            let place = line.get(index).copied().flatten();
            let Some(cell) = place.and_then(|place| cells.get(place)) else {
                continue;
            };
            if cell.across() > 1 {
                continue;
            }
            let bold = is_sum(*kind);
            let width = if text_column {
                longest_run(cell.text(), bold, longest, width_of).min(LONGEST_WHOLE)
            } else if cell.align().is_none() {
                width_of(cell.text(), bold)
            } else {
                0.0
            };
            longest = longest.max(width);
        }
        *least = least.max(longest * size + PADDING);
    }
    needed
}

/// Room right of the text: in a wide column of figures a third of what is left over, at most 9 points.
pub(super) fn pads(table: &Table, widths: &[f64], needed: &[f64]) -> Vec<f64> {
    let columns = table.columns.iter().zip(widths.iter().zip(needed));
    let pad = |(column, (width, least)): (&Column, (&f64, &f64))| match column.alignment() {
        Align::Right => INSET + ((width - least) / 3.0).clamp(0.0, 9.0),
        Align::Left | Align::Centre => INSET,
    };
    columns.map(pad).collect()
}

/// Widths in points that fill the room: figures and days never narrower than their longest value, the rest by the
/// stated characters and shares.
pub(super) fn widths(table: &Table, needed: &[f64], room: f64, size: f64) -> Vec<f64> {
    let mut widths: Vec<f64> = Vec::with_capacity(needed.len());
    let mut shares = 0.0;
    for (column, least) in table.columns.iter().zip(needed) {
        match column.width {
            Width::Chars(chars) => widths.push((f64::from(chars) * size + PADDING).max(*least)),
            Width::Share(weight) => {
                shares += f64::from(weight.max(1));
                widths.push(0.0);
            }
        }
    }
    let fixed: f64 = widths.iter().sum();
    if shares > 0.0 {
        let left = (room - fixed).max(0.0);
        for ((column, width), least) in table.columns.iter().zip(widths.iter_mut()).zip(needed) {
            if let Width::Share(weight) = column.width {
                *width = (left * f64::from(weight.max(1)) / shares).max(*least);
            }
        }
    }
    fit(&mut widths, needed, room);
    widths
}

/// Makes widths add up to the room. Too wide: what is above need shrinks first, and only then figures. Too narrow:
/// all grow by the same part.
fn fit(widths: &mut [f64], needed: &[f64], room: f64) {
    let total: f64 = widths.iter().sum();
    if total <= room {
        let grow = room / total;
        widths.iter_mut().for_each(|width| *width *= grow);
        return;
    }
    let spare: f64 = widths.iter().zip(needed).map(|(width, least)| (width - least).max(0.0)).sum();
    let part = if spare > 0.0 { ((total - room) / spare).min(1.0) } else { 0.0 };
    for (width, least) in widths.iter_mut().zip(needed) {
        *width -= (*width - least).max(0.0) * part;
    }
    let rest: f64 = widths.iter().sum();
    if rest > room {
        widths.iter_mut().for_each(|width| *width *= room / rest);
    }
}

/// Breaks a text of full-width characters into lines of equal length, `room` characters at most.
pub(super) fn even_lines(text: &str, room: f64) -> String {
    let characters: Vec<char> = text.chars().collect();
    let full_width = characters.iter().all(|character| *character as u32 >= 0x2E80);
    // `room` is small and not negative here, and the cut to whole characters is meant.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let most = (room + 0.2).max(1.0) as usize;
    if !full_width || characters.len() <= most {
        return text.to_owned();
    }
    // What stands in brackets goes on its own line.
    if let Some(bracket) = text.find('\u{FF08}').filter(|place| *place > 0) {
        let (before, rest) = text.split_at(bracket);
        return format!("{}\n{}", even_lines(before, room), even_lines(rest, room));
    }
    let each = characters.len().div_ceil(characters.len().div_ceil(most));
    let lines: Vec<String> = characters.chunks(each).map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

/// Breaks a run of letters and digits that is wider than its cell, as a hand would at the cell's edge: a clipped
/// telephone number is worse than one on two lines. A break is a new line and not an invisible sign, so that copied
/// text holds nothing that cannot be seen.
pub(super) fn break_long_runs(text: &mut String, room: f64, bold: bool, width_of: Measure<'_>) {
    if longest_run(text, bold, room, width_of) <= room {
        return;
    }
    let mut broken = String::with_capacity(text.len() + 16);
    for run in runs_of(text) {
        if !run.starts_with(|sign: char| sign.is_ascii_graphic()) || width_of(run, bold) <= room {
            broken.push_str(run);
            continue;
        }
        let mut used = 0.0;
        let mut sign_text = [0_u8; 4];
        for sign in run.chars() {
            let width = width_of(sign.encode_utf8(&mut sign_text), bold);
            if used > 0.0 && used + width > room {
                broken.push('\n');
                used = 0.0;
            }
            broken.push(sign);
            used += width;
        }
    }
    *text = broken;
}

/// The text in pieces that are letters and digits throughout, or hold none.
fn runs_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let graphic = rest.chars().next()?.is_ascii_graphic();
        let end = rest.find(|sign: char| sign.is_ascii_graphic() != graphic).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_heads_break_into_even_lines() {
        assert_eq!(even_lines("接待群众人次", 4.2), "接待群\n众人次");
        assert_eq!(even_lines("人次", 4.0), "人次");
        assert_eq!(even_lines("提出人（可不填）", 5.0), "提出人\n（可不填）");
        assert_eq!(even_lines("xlsx表", 2.0), "xlsx表");
    }

    #[test]
    fn only_a_run_wider_than_its_cell_is_broken() {
        let half = |text: &str, _: bool| text.chars().count() as f64 * 0.5;
        let mut phone = "电话13800138000".to_owned();
        break_long_runs(&mut phone, 5.6, false, &half);
        assert_eq!(phone, "电话13800138000");
        break_long_runs(&mut phone, 3.0, false, &half);
        assert_eq!(phone, "电话138001\n38000");
    }

    #[test]
    fn widths_fill_the_room_and_figures_keep_theirs() {
        let mut wide = [200.0, 300.0, 100.0];
        fit(&mut wide, &[60.0, 60.0, 100.0], 400.0);
        assert!((wide.iter().sum::<f64>() - 400.0).abs() < 1e-6);
        assert!((wide[2] - 100.0).abs() < 1e-6);
        let mut narrow = [50.0, 50.0];
        fit(&mut narrow, &[20.0, 20.0], 200.0);
        assert!((narrow[0] - 100.0).abs() < 1e-6);
    }
}
