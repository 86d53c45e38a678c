//! The colour of the paper under a box: shadows, folds and the stripes of dirty rollers are paper too.
//!
//! A stroke of a pen is narrow in every direction or short; a stripe is long in one direction and a shadow in both. So the
//! paper is what stays after everything shorter than [`LONG`] has been filled up along rows and along columns.
//!
//! Bounds: all grids are `side * side`, made here.
#![allow(clippy::indexing_slicing)]

use super::patch::Patch;

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
        let px: Vec<f32> = patch.px.chunks_exact(patch.wide * 2).flat_map(|lines| halved(lines, patch.wide)).collect();
        let rows = closed_along(&px, side, LONG);
        let columns = closed_down(&px, side, LONG);
        let stripe = rows.iter().zip(&columns).map(|(a, b)| (a - b).abs()).collect();
        let light = rows.into_iter().zip(columns).map(|(a, b)| a.min(b)).collect();
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
    let pairs = upper.chunks_exact(2).zip(lower.chunks_exact(2));
    pairs.map(|(upper, lower)| upper.iter().chain(lower).sum::<f32>() / 4.0)
}

/// Fills up all that is dark and short along rows.
fn closed_along(px: &[f32], side: usize, reach: usize) -> Vec<f32> {
    transposed(&closed_down(&transposed(px, side), side, reach), side)
}

/// Rows of so many values made columns.
pub(crate) fn transposed(px: &[f32], wide: usize) -> Vec<f32> {
    let mut turned = Vec::with_capacity(px.len());
    (0..wide).for_each(|column| turned.extend(px.iter().skip(column).step_by(wide)));
    turned
}

/// Fills up all that is dark and short along columns: the lightest within reach, then the darkest of those. Whole rows are
/// taken at a time, side by side in the processor.
fn closed_down(px: &[f32], side: usize, reach: usize) -> Vec<f32> {
    let window = 2 * reach + 1;
    let mut rows = vec![0.0; (side + 2 * reach) * side];
    rows[reach * side..(reach + side) * side].copy_from_slice(px);
    slide(&mut rows, side, window, |a, b| if a > b { a } else { b });
    rows.copy_within(..side * side, reach * side);
    rows[..reach * side].fill(255.0);
    rows[(reach + side) * side..].fill(255.0);
    slide(&mut rows, side, window, |a, b| if a < b { a } else { b });
    rows.truncate(side * side);
    rows
}

/// Puts at each row the pick of the `window` rows that begin there, by doubling.
pub(crate) fn slide(values: &mut [f32], wide: usize, window: usize, pick: impl Fn(f32, f32) -> f32) {
    let mut have = 1;
    while have < window {
        let step = have.min(window - have);
        for row in 0..(values.len() / wide).saturating_sub(step) {
            let (upper, lower) = values.split_at_mut((row + step) * wide);
            let pairs = upper[row * wide..].iter_mut().zip(&lower[..wide]);
            pairs.take(wide).for_each(|(upper, lower)| *upper = pick(*upper, *lower));
        }
        have += step;
    }
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
    let side = patch.wide;
    let turned = transposed(&patch.px, side);
    let along = |reach| transposed(&closed_down(&turned, side, reach), side);
    let down = |reach| closed_down(&patch.px, side, reach);
    let (near_rows, near_columns) = (along(NARROW), down(NARROW));
    let near = near_rows.into_iter().zip(near_columns);
    let paper: Vec<f32> = if striped {
        near.map(|(a, b)| a.min(b)).collect()
    } else {
        let far = along(SHORT).into_iter().zip(down(SHORT)).map(|(a, b)| a.min(b));
        near.zip(far).map(|((a, b), far)| a.max(b).min(far)).collect()
    };
    let dark: Vec<f32> = patch.px.iter().zip(paper).map(|(value, paper)| (paper - value) / paper.max(1.0)).collect();
    // The lightest of many samples is lighter than the paper, the more the grainier it is.
    let mut some: Vec<f32> = dark.iter().step_by(5).copied().collect();
    if some.is_empty() {
        return Vec::new();
    }
    let (lighter, middle) = (some.len() * 2 / 20, some.len() * 7 / 20);
    let paper = *some.select_nth_unstable_by(middle, f32::total_cmp).1;
    let light = *some[..=middle].select_nth_unstable_by(lighter, f32::total_cmp).1;
    let limit = paper + ((paper - light) / 0.9 * 4.5).max(STROKE);
    dark.into_iter().map(|dark| dark > limit).collect()
}
