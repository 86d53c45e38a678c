//! The colour of the paper under a box: shadows, folds and the stripes of dirty rollers are paper too.
//!
//! A stroke of a pen is narrow in every direction or short; a stripe is long in one direction and a shadow in both. So the
//! paper is what stays after everything shorter than [`LONG`] has been filled up along rows and along columns.
//!
//! Bounds: all grids are `side * side`, made here.
#![allow(clippy::indexing_slicing)]

use super::noise::{nth, rank};
use super::patch::Patch;
use super::slide::{Part, Way, filled, level, parts};

/// Samples to a millimetre of the coarse grid on which paper is measured.
pub(crate) const COARSE: f64 = 4.0;
/// Half the side of that grid in millimetres: up to the rules above and below the narrowest row, and a little on.
pub(crate) const HALF: f64 = 6.2;
/// What is shorter than twice this, in samples, is no part of the paper: 9 mm.
const LONG: usize = 18;

/// Lightness of the paper around a box on a coarse grid.
pub(crate) struct Paper {
    side: usize,
    light: Vec<f32>,
    /// Difference of the two directions: a stripe, not a shadow.
    stripe: Vec<f32>,
}

impl Paper {
    /// The paper seen in a patch of twice the fineness of the grid.
    pub(crate) fn of(patch: &Patch) -> Self {
        let side = patch.wide / 2;
        let mut px: Vec<f32> = Vec::with_capacity(side * side);
        patch.px.chunks_exact(patch.wide * 2).for_each(|lines| px.extend(halved(lines, patch.wide)));
        let px = parts(&px);
        let (rows, columns) = (filled(&px, side, LONG, Way::Along), filled(&px, side, LONG, Way::Down));
        let stripe = rows.iter().zip(&columns).map(|(a, b)| level((a - b).abs())).collect();
        let light = rows.into_iter().zip(columns).map(|(a, b)| level(a.min(b))).collect();
        Self { side, light, stripe }
    }

    /// Where a column or a row lies that is so many millimetres from the middle: the one before it, and the share of the
    /// way to the next.
    pub(crate) fn place(&self, mm: f64) -> (usize, f32) {
        let place = (mm * COARSE + (self.side as f64 - 1.0) / 2.0).clamp(0.0, self.side as f64 - 1.001);
        (place as usize, (place - place.floor()) as f32)
    }

    /// Lightness along a row.
    pub(crate) fn line(&self, (row, share): (usize, f32)) -> Vec<f32> {
        let (upper, lower) = (&self.light[row * self.side..], &self.light[(row + 1) * self.side..]);
        upper.iter().zip(lower).take(self.side).map(|(upper, lower)| upper + (lower - upper) * share).collect()
    }

    /// How much darker stripes make the paper at most.
    pub(crate) fn darkest_stripe(&self) -> f32 {
        self.stripe.iter().copied().fold(0.0, f32::max)
    }

    /// How much darker a stripe makes the paper at a place in millimetres from the middle.
    pub(crate) fn stripe_at(&self, x: f64, y: f64) -> f32 {
        let ((left, u), (top, v)) = (self.place(x), self.place(y));
        let (at, grid) = (top * self.side + left, &self.stripe);
        let upper = grid[at] + (grid[at + 1] - grid[at]) * u;
        let lower = grid[at + self.side] + (grid[at + self.side + 1] - grid[at + self.side]) * u;
        upper + (lower - upper) * v
    }
}

/// Two lines of samples made one of half the width.
fn halved(lines: &[f32], wide: usize) -> impl Iterator<Item = f32> + '_ {
    let (upper, lower) = lines.split_at(wide);
    let pairs = upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0);
    pairs.map(|([a, b], [c, d])| (a + b + c + d) / 4.0)
}

/// Samples of a square patch that belong to strokes: darker, by more than grain, than what stays when everything narrower
/// than a finger in one direction is filled up. What runs on and on is no stroke but a fold or a stripe; on `striped` paper
/// every straight line may be one.
pub(crate) fn strokes(patch: &Patch, striped: bool) -> Vec<bool> {
    /// Strokes are narrower than twice this and shorter than twice that, in samples of a quarter of a millimetre.
    const NARROW: usize = 7;
    const SHORT: usize = 48;
    /// How much darker than its paper a stroke is.
    const STROKE: f32 = 0.12;
    let px = parts(&patch.px);
    let both = |reach| {
        let (along, down) = (filled(&px, patch.wide, reach, Way::Along), filled(&px, patch.wide, reach, Way::Down));
        along.into_iter().zip(down)
    };
    let paper: Vec<Part> = if striped {
        both(NARROW).map(|(a, b)| a.min(b)).collect()
    } else {
        let far = both(SHORT).map(|(a, b)| a.min(b));
        both(NARROW).zip(far).map(|((a, b), far)| a.max(b).min(far)).collect()
    };
    let shade = |(value, paper): (&f32, Part)| (level(paper) - value) / level(paper).max(1.0);
    let dark: Vec<f32> = patch.px.iter().zip(paper).map(shade).collect();
    // The lightest of many samples is lighter than the paper, the more the grainier it is.
    let mut some: Vec<i32> = dark.iter().step_by(5).copied().map(rank).collect();
    if some.is_empty() {
        return Vec::new();
    }
    let (lighter, middle) = (some.len() * 2 / 20, some.len() * 7 / 20);
    let paper = nth(&mut some, middle);
    let light = nth(&mut some[..=middle], lighter);
    let limit = paper + ((paper - light) / 0.9 * 4.5).max(STROKE);
    dark.into_iter().map(|dark| dark > limit).collect()
}
