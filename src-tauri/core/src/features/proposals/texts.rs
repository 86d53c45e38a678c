//! What changed from one text to the other, sign by sign. Pure.

use serde::Serialize;
use ts_rs::TS;

/// Most single changes that are followed; texts further apart are shown as one taken out and one put in.
const FURTHEST: usize = 900;

/// A stretch of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "TextPiece")]
pub struct Piece {
    /// same, gone or new.
    pub kind: &'static str,
    /// The words.
    pub text: String,
}

/// Single signs, runs of Latin letters and digits kept together: a changed figure is one change.
fn tokens(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        let joins = letter.is_ascii_alphanumeric();
        match all.last_mut().filter(|_| open && joins) {
            Some(last) => last.push(letter),
            None => all.push(letter.to_string()),
        }
        open = joins;
    }
    all
}

/// The pieces of both texts in reading order.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (tokens(old), tokens(new));
    let head = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(one, other)| one == other).count();
    let inner = |all: &[String]| all.get(head..all.len() - tail).unwrap_or_default().to_vec();
    let mut pieces = Pieces::default();
    pieces.add("same", old.get(..head).unwrap_or_default());
    changes(&inner(&old), &inner(&new), &mut pieces);
    pieces.add("same", old.get(old.len() - tail..).unwrap_or_default());
    pieces.0
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn add(&mut self, kind: &'static str, tokens: &[String]) {
        if tokens.is_empty() {
            return;
        }
        match self.0.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(&tokens.concat()),
            None => self.0.push(Piece { kind, text: tokens.concat() }),
        }
    }
}

/// The shortest row of changes, by walking the diagonals from both texts' beginnings.
fn changes(old: &[String], new: &[String], pieces: &mut Pieces) {
    if old.is_empty() || new.is_empty() {
        pieces.add("gone", old);
        pieces.add("new", new);
        return;
    }
    let Some(steps) = walk(old, new) else {
        pieces.add("gone", old);
        pieces.add("new", new);
        return;
    };
    // Within one change what goes stands before what comes.
    let (mut gone, mut came): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for (kind, token) in steps {
        match kind {
            "gone" => gone.push(token),
            "new" => came.push(token),
            _ => {
                pieces.add("gone", &std::mem::take(&mut gone));
                pieces.add("new", &std::mem::take(&mut came));
                pieces.add("same", &[token]);
            }
        }
    }
    pieces.add("gone", &gone);
    pieces.add("new", &came);
}

fn walk(old: &[String], new: &[String]) -> Option<Vec<(&'static str, String)>> {
    let (long, wide) = (old.len(), new.len());
    let furthest = FURTHEST.min(long + wide);
    // reach[k] is how far into the old text diagonal k - offset has come; one picture is kept a change.
    let offset = furthest + 1;
    let mut reach = vec![0_usize; 2 * offset + 1];
    let mut kept: Vec<Vec<usize>> = Vec::new();
    let at = |reach: &[usize], k: usize| reach.get(k).copied().unwrap_or(0);
    let mut found = None;
    'search: for d in 0..=furthest {
        kept.push(reach.clone());
        for k in ((offset - d)..=(offset + d)).step_by(2) {
            let down = k == offset - d || (k != offset + d && at(&reach, k - 1) < at(&reach, k + 1));
            let mut x = if down { at(&reach, k + 1) } else { at(&reach, k - 1) + 1 };
            // On diagonal k the place in the new text is x + offset - k; one before the beginning is none.
            let Some(mut y) = (x + offset).checked_sub(k) else { continue };
            while x < long && y < wide && old.get(x) == new.get(y) {
                x += 1;
                y += 1;
            }
            if let Some(place) = reach.get_mut(k) {
                *place = x;
            }
            if x >= long && y >= wide {
                found = Some(d);
                break 'search;
            }
        }
    }
    let mut steps = Vec::new();
    let (mut x, mut y) = (long, wide);
    for d in (0..=found?).rev() {
        let before = kept.get(d)?;
        let k = (x + offset).checked_sub(y)?;
        let down = k == offset - d || (k != offset + d && at(before, k - 1) < at(before, k + 1));
        let (px, pk) = if down { (at(before, k + 1), k + 1) } else { (at(before, k - 1), k - 1) };
        let (from_x, from_y) = if d == 0 { (0, 0) } else { (px, (px + offset).checked_sub(pk)?) };
        while x > from_x && y > from_y && old.get(x - 1) == new.get(y - 1) {
            x -= 1;
            y -= 1;
            steps.push(("same", old.get(x)?.clone()));
        }
        if d > 0 {
            if down {
                y -= 1;
                steps.push(("new", new.get(y)?.clone()));
            } else {
                x -= 1;
                steps.push(("gone", old.get(x)?.clone()));
            }
        }
    }
    steps.reverse();
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> String {
        let mark = |piece: &Piece| match piece.kind {
            "gone" => format!("[-{}]", piece.text),
            "new" => format!("[+{}]", piece.text),
            _ => piece.text.clone(),
        };
        difference(old, new).iter().map(mark).collect()
    }

    #[test]
    fn changes_are_told_where_they_stand() {
        assert_eq!(told("", ""), "");
        assert_eq!(told("加装路灯", "加装路灯"), "加装路灯");
        assert_eq!(told("", "新写"), "[+新写]");
        assert_eq!(told("删去", ""), "[-删去]");
        assert_eq!(told("加装路灯12盏", "加装路灯20盏"), "加装路灯[-12][+20]盏");
        assert_eq!(told("由市政办完成", "由市政办和交警完成"), "由市政办[+和交警]完成");
        assert_eq!(told("甲乙", "丙丁"), "[-甲乙][+丙丁]");
    }

    #[test]
    fn both_texts_can_be_read_from_the_pieces() {
        let words = ["路灯", "排水", "。", "12", "清淤", "在", "北沙涌"];
        for seed in 0_usize..400 {
            let make = |salt: usize| -> String {
                (0..(seed * 7 + salt) % 19).map(|at| words[(at * at + seed * 3 + salt * at) % words.len()]).collect()
            };
            let (old, new) = (make(1), make(2));
            let pieces = difference(&old, &new);
            let side = |without: &str| -> String {
                pieces.iter().filter(|piece| piece.kind != without).map(|piece| piece.text.as_str()).collect()
            };
            assert_eq!(side("new"), old, "{seed}");
            assert_eq!(side("gone"), new, "{seed}");
        }
    }
}
