//! What the boxes of a row say together.
//!
//! The limits are those of a cautious counter: a row is decided only when one box has a plain mark and the others are
//! clean, or when all are clean. Everything else is for a person. They are fixed measures of pens and paper, not tuned
//! to any collection of scans.

use super::boxes::Measured;
use super::frame::LOST;
use zhudian_paper::verdict::{BoxAnswer, RowDoubt};

/// Ink that is certainly no mark, in square millimetres: less than a dot of a sharp pencil.
const CLEAN: f32 = 0.10;
/// A speck of dust or toner: no longer and no larger than this. A pen leaves more when it means it.
const SPECK: (f32, f32) = (1.0, 0.65);
/// Thin traces, such as dirt along a stripe: area and mean darkness. Beside a plain mark they mean nothing.
const SCRATCH: (f32, f32) = (0.5, 0.025);
/// Traces that a stripe, a fold or the frame itself leaves where the paper is not flat: mean darkness inside, and area
/// around the box and farther out. Beside a plain mark they mean nothing either.
const TRACE: (f32, f32, f32) = (0.04, 1.5, 0.15);
/// A mark is plain beside a scratch, and beside a trace, when it is this many times as dark.
const PLAIN: (f32, f32) = (6.0, 8.0);
/// The least mark: length of its longest stroke in millimetres, and mean darkness over the inside.
const MARK: (f32, f32) = (1.3, 0.045);
/// From this share on a box is filled.
const FILLED: f32 = 0.62;
/// Paper on which only ink darker than this can be told from noise says nothing about faint marks.
const NOISY: f32 = 0.22;
/// More than this taken for shade, in square millimetres, may have been ink after all.
const LEVELLED: f32 = 0.8;
/// Ink in the ring that is no dust: area and length of its longest stroke.
const OUTSIDE: (f32, f32) = (0.45, 1.2);
/// Ink in this many eighths of the ring goes round the box, as no tick or cross does.
const AROUND: u8 = 5;
/// A line through the box is a cross drawn large from this mean darkness on.
const CROSS: f32 = 0.22;
/// A dot that hangs on the frame, in square millimetres: a speck like others.
const DOT: f32 = 0.06;
/// An inside so much darker than the paper around is tinted, as highlighters do it; no print has such a shade.
const TINT: f32 = 0.04;
/// Where only ink darker than this can be told from what surrounds it, nothing can be told.
const DROWNED: f32 = 0.5;
/// More ink in the ring than any tail of a tick leaves, in square millimetres.
const FLOODED: f32 = 8.5;

/// More ink than this in and around a box of a picture in two tones may be a faint stroke, in square millimetres: one
/// pixel of 300 dpi is 0.007.
const GRAINS: f32 = 0.005;
/// Crumbs beside a mark in two tones, in square millimetres: the stroke of a pencil that comes out in pieces.
const PIECES: f32 = 0.12;
/// Of a page in two tones with this many rows unmarked, and this share of them, marks may have been lost.
const FEW: (usize, usize, usize) = (3, 3, 10);
/// Ink in the outer ring, in square millimetres, that a filled box may leave: the tail of a stroke.
const FAR: f32 = 2.5;
/// Stroke inside and mean darkness of a mark that cannot be a ring around the box.
const BOLD: (f32, f32) = (3.2, 0.12);

/// A row's answer: the place of its one mark, no mark, or why a person must look.
pub(crate) type Decision = Result<Option<usize>, RowDoubt>;

/// What one box looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Clean,
    Speck,
    Scratch,
    Faint,
    OnlyOutside,
    Mark,
    Filled,
    Surrounded,
    Lost,
}

fn look(box_: &Measured) -> Look {
    if box_.frame < LOST || box_.flat {
        return Look::Lost;
    }
    // A filled box bleeds to all sides, but not far.
    let bled = box_.cover >= FILLED && box_.ring.far <= FAR;
    // A bold tick may touch five or six eighths, but it runs through the box and leaves it at one or two places.
    let bold = box_.stroke >= BOLD.0 && box_.ink >= BOLD.1 && box_.ring.exits <= 2 && box_.ring.around <= 6;
    let around = if box_.cover >= FILLED { 7 } else { AROUND };
    let surrounded = box_.outside > FLOODED || (box_.ring.around >= around && !bled && !bold);
    // A line that passes through is part of something larger: a ring of coffee, a stamp, a stroke over several boxes. A
    // large cross passes too, but leaves more ink inside, at more than two places. What comes from below may belong to
    // the row below.
    let crossed = box_.ring.through || box_.ring.below;
    let passed = box_.ring.through && box_.ring.exits <= 2 || crossed && box_.ink < CROSS;
    if surrounded || box_.spans || box_.textured || passed || box_.limit > DROWNED {
        return Look::Surrounded;
    }
    if box_.ruled {
        return Look::Faint;
    }
    if box_.cover >= FILLED {
        return Look::Filled;
    }
    if box_.stroke >= MARK.0 && box_.ink >= MARK.1 {
        return Look::Mark;
    }
    if box_.outside >= OUTSIDE.0 && box_.outside_stroke >= OUTSIDE.1 {
        return if box_.inside < CLEAN { Look::OnlyOutside } else { Look::Faint };
    }
    if box_.inside < CLEAN {
        return if box_.tint > TINT {
            Look::Faint
        } else if box_.dot < DOT {
            Look::Clean
        } else {
            Look::Speck
        };
    }
    if box_.stroke <= SPECK.0 && box_.inside <= SPECK.1 {
        Look::Speck
    } else if box_.inside <= SCRATCH.0 && box_.ink <= SCRATCH.1 {
        Look::Scratch
    } else {
        Look::Faint
    }
}

/// The row's answer: the place of its one mark, no mark, or why a person must look; and what each box says. On `striped`
/// paper stripes run all over the page and are no strokes drawn through boxes.
pub(crate) fn decide(row: &[Measured], striped: bool) -> (Decision, Vec<BoxAnswer>) {
    let mut looks: Vec<Look> = row.iter().map(look).collect();
    forget_traces(row, &mut looks);
    let count = |wanted: Look| looks.iter().filter(|look| **look == wanted).count();
    let (marks, filled) = (count(Look::Mark), count(Look::Filled));
    let unmarked = marks + filled == 0;
    // Where the paper is noisy or dark a pencil might not show, so an unmarked row is not taken for one; nor, on noisy
    // paper, a filled box, which may have been a slip, for the answer.
    let noisy = |(box_, look): (&Measured, &Look)| *look != Look::Filled && box_.limit > NOISY;
    let murky = marks == 0 && row.iter().zip(&looks).any(noisy)
        || unmarked && !striped && row.iter().any(|box_| box_.levelled > LEVELLED);
    // In two tones a faint pencil leaves but a few grains; beside a filled box they may be the mark that is meant.
    let grainy = marks == 0
        && row.iter().zip(&looks).any(|(box_, look)| {
            *look != Look::Filled && box_.two_tone && box_.grain + box_.inside + box_.outside > GRAINS
        });
    // With a plain mark elsewhere a speck is dust; alone it may be all that a faint pen left.
    let speck_alone = unmarked && count(Look::Speck) > 0;
    let scratched = count(Look::Scratch) > 0 && !plain_beside_scratches(row, &looks);
    let doubt = if count(Look::Lost) > 0 {
        Some(RowDoubt::FrameLost)
    } else if count(Look::Surrounded) > 0 {
        Some(RowDoubt::InkAround)
    } else if filled > 0 && marks > 0 {
        Some(RowDoubt::FilledBesideMark)
    } else if marks + filled > 1 {
        Some(RowDoubt::SeveralMarks)
    } else if count(Look::OnlyOutside) > 0 {
        Some(RowDoubt::OnlyOutside)
    } else if count(Look::Faint) > 0 || scratched || speck_alone || murky || grainy {
        Some(RowDoubt::Faint)
    } else {
        None
    };
    let answers = looks.iter().map(|look| match look {
        Look::Clean => BoxAnswer::Blank,
        Look::Speck | Look::Scratch if doubt.is_none() => BoxAnswer::Blank,
        Look::Mark | Look::Filled => BoxAnswer::Marked,
        _ => BoxAnswer::Doubtful,
    });
    let answers = answers.collect();
    let place = looks.iter().position(|look| matches!(look, Look::Mark | Look::Filled));
    (doubt.map_or(Ok(place), Err), answers)
}

/// Whether the rows of a page in two tones, as they were decided, show a pen that marks plainly wherever it marks. Where a
/// stroke left but a few grains, or came out in pieces, another may have left nothing at all; of a page without a plain
/// mark nobody knows the pen, and one with few marks may have lost the others. Then an unmarked row may not be one.
pub(crate) fn shows_its_pen<'a>(decided: impl Iterator<Item = (&'a [Measured], Decision, &'a [BoxAnswer])>) -> bool {
    let (mut plain, mut unmarked, mut rows) = (false, 0, 0);
    for (figures, decision, answers) in decided {
        let marked = |answer: &BoxAnswer| *answer == BoxAnswer::Marked;
        let is_marked = answers.iter().any(marked);
        let in_pieces = figures.iter().zip(answers).any(|(box_, answer)| marked(answer) && box_.grain > PIECES);
        if in_pieces || decision == Err(RowDoubt::Faint) && !is_marked {
            return false;
        }
        plain |= is_marked;
        rows += 1;
        unmarked += usize::from(decision == Ok(None));
    }
    plain && (unmarked < FEW.0 || unmarked * FEW.2 < rows * FEW.1)
}

/// Whether a row's mark is so much darker than the scratches beside it that they cannot be meant.
fn plain_beside_scratches(row: &[Measured], looks: &[Look]) -> bool {
    let most = |wanted: fn(&Look) -> bool| {
        row.iter().zip(looks).filter(|(_, look)| wanted(look)).map(|(box_, _)| box_.ink).fold(0.0, f32::max)
    };
    most(|look| matches!(look, Look::Mark | Look::Filled)) >= PLAIN.0 * most(|look| *look == Look::Scratch).max(0.01)
}

/// Beside one plain mark, takes boxes with no more than a trace of ink for clean.
fn forget_traces(row: &[Measured], looks: &mut [Look]) {
    let mut marks = row.iter().zip(looks.iter()).filter(|(_, look)| matches!(look, Look::Mark | Look::Filled));
    let (Some((mark, Look::Mark)), None) = (marks.next(), marks.next()) else {
        return;
    };
    let is_trace = |box_: &Measured| {
        box_.ink <= TRACE.0
            && box_.outside <= TRACE.1
            && box_.ring.far <= TRACE.2
            && !box_.ruled
            && mark.ink >= PLAIN.1 * box_.ink.max(0.01)
    };
    for (box_, look) in row.iter().zip(looks) {
        if matches!(look, Look::Faint | Look::OnlyOutside) && is_trace(box_) {
            *look = Look::Scratch;
        }
    }
}
