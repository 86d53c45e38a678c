//! Breaking text into lines by the rules of Chinese setting, without a font.
//!
//! Widths are estimated: a full-width character is one em, any other 0.58 em, which no Latin letter of the fonts in use
//! passes by much. So the geometry of a form does not depend on the fonts installed where it is printed.

/// One point in millimetres.
pub(crate) const POINT: f64 = 25.4 / 72.0;

/// Estimated width of a text in millimetres.
pub(crate) fn width(text: &str, size_pt: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size_pt * POINT
}

fn em(c: char) -> f64 {
    match c {
        ' ' => 0.3,
        '\u{2014}' | '\u{2026}' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' => 1.0,
        c if (c as u32) < 0x2000 => 0.58,
        _ => 1.0,
    }
}

/// Lines no wider than `room_mm`, or `None` when one unbreakable piece is wider.
pub(crate) fn wrap(text: &str, size_pt: f64, room_mm: f64) -> Option<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text.trim()) {
        let piece_width = width(piece.trim_end(), size_pt);
        if piece_width > room_mm {
            return None;
        }
        if !line.is_empty() && width(&line, size_pt) + piece_width > room_mm {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(&piece);
    }
    lines.push(line.trim_end().to_owned());
    Some(lines)
}

/// As [`wrap`], but of all ways to break into the same number of lines the one that reads best: lines that end with a
/// mark of punctuation first, then no last line of one or two characters, then full lines.
pub(crate) fn wrap_well(text: &str, size_pt: f64, room_mm: f64) -> Option<Vec<String>> {
    let widest = wrap(text, size_pt, room_mm)?;
    let half_em = size_pt * POINT / 2.0;
    let pauses = |lines: &[String]| {
        lines.iter().rev().skip(1).filter(|line| line.chars().next_back().is_some_and(closes)).count()
    };
    let whole = |lines: &[String]| lines.last().is_some_and(|line| line.chars().count() > 2);
    let steps = (room_mm / half_em) as usize;
    let narrower = (0..steps).map_while(|step| wrap(text, size_pt, room_mm - half_em * step as f64));
    let mut same: Vec<_> = narrower.take_while(|lines| lines.len() == widest.len()).collect();
    // The greatest is the last of equals: with the narrowest first, the fullest lines.
    same.reverse();
    same.into_iter().max_by_key(|lines| (pauses(lines), whole(lines))).or(Some(widest))
}

/// The smallest pieces that may stand on a line of their own: a Latin word, or a character with the closing marks after
/// it and the opening marks before it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joins = false;
    let mut before: Option<char> = None;
    for c in text.chars() {
        let latin = |c: char| (c as u32) < 0x2000 && c != ' ';
        let same_word = before.is_some_and(|b| latin(b) && latin(c));
        match pieces.last_mut() {
            Some(last) if joins || same_word || c == ' ' || closes(c) => last.push(c),
            _ => pieces.push(c.to_string()),
        }
        joins = opens(c);
        before = Some(c);
    }
    pieces
}

/// Marks that never begin a line.
fn closes(c: char) -> bool {
    matches!(
        c,
        '\u{3001}'
            | '\u{3002}'
            | '\u{ff0c}'
            | '\u{ff1b}'
            | '\u{ff1a}'
            | '\u{ff1f}'
            | '\u{ff01}'
            | '\u{ff09}'
            | '\u{300b}'
            | '\u{3009}'
            | '\u{3011}'
            | '\u{300d}'
            | '\u{300f}'
            | '\u{201d}'
            | '\u{2019}'
            | '\u{2026}'
            | '\u{2014}'
            | '\u{00b7}'
            | '\u{ff05}'
    )
}

/// Marks that never end a line.
fn opens(c: char) -> bool {
    matches!(c, '\u{ff08}' | '\u{300a}' | '\u{3008}' | '\u{3010}' | '\u{300c}' | '\u{300e}' | '\u{201c}' | '\u{2018}')
}
