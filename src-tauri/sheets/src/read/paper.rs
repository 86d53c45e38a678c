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
        let rows = closed(&px, side, (1, side), LONG);
        let columns = closed(&px, side, (side, 1), LONG);
        let stripe = rows.iter().zip(&columns).map(|(a, b)| (a - b).abs()).collect();
        let light = rows.into_iter().zip(columns).map(|(a, b)| a.min(b)).collect();
        Self { side, light, stripe }
    }

    /// Lightness at a place in millimetres from the middle.
    pub(crate) fn at(&self, x: f64, y: f64) -> f32 {
        self.value(&self.light, x, y)
    }

    /// How much darker a stripe makes the paper there.
    pub(crate) fn stripe_at(&self, x: f64, y: f64) -> f32 {
        self.value(&self.stripe, x, y)
    }

    fn value(&self, grid: &[f32], x: f64, y: f64) -> f32 {
        let place = |mm: f64| (mm * COARSE + (self.side as f64 - 1.0) / 2.0).clamp(0.0, self.side as f64 - 1.001);
        let (x, y) = (place(x), place(y));
        let (left, top) = (x as usize, y as usize);
        let (u, v) = ((x - left as f64) as f32, (y - top as f64) as f32);
        let at = top * self.side + left;
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

/// Fills up all that is dark and short along one direction: the lightest within reach, then the darkest of those.
fn closed(px: &[f32], side: usize, (step, line_step): (usize, usize), reach: usize) -> Vec<f32> {
    let mut result = vec![0.0; side * side];
    let window = 2 * reach + 1;
    let mut line = Vec::with_capacity(side + 2 * reach);
    for start in 0..side {
        line.clear();
        line.resize(reach, 0.0);
        line.extend((0..side).map(|at| px[start * line_step + at * step]));
        line.resize(side + 2 * reach, 0.0);
        slide(&mut line, window, |a, b| if a > b { a } else { b });
        line.truncate(side);
        line.resize(side + reach, 255.0);
        line.splice(0..0, std::iter::repeat_n(255.0, reach));
        slide(&mut line, window, |a, b| if a < b { a } else { b });
        for (at, value) in line.iter().take(side).enumerate() {
            result[start * line_step + at * step] = *value;
        }
    }
    result
}

/// Puts at each place the pick of the `window` values that begin there, by doubling.
fn slide(values: &mut [f32], window: usize, pick: impl Fn(f32, f32) -> f32) {
    let mut have = 1;
    while have < window {
        let step = have.min(window - have);
        for at in 0..values.len().saturating_sub(step) {
            values[at] = pick(values[at], values[at + step]);
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
    let (rows, columns) = ((1, side), (side, 1));
    let filled = |direction, reach| closed(&patch.px, side, direction, reach);
    let (near_rows, near_columns) = (filled(rows, NARROW), filled(columns, NARROW));
    let near = near_rows.into_iter().zip(near_columns);
    let paper: Vec<f32> = if striped {
        near.map(|(a, b)| a.min(b)).collect()
    } else {
        let far = filled(rows, SHORT).into_iter().zip(filled(columns, SHORT)).map(|(a, b)| a.min(b));
        near.zip(far).map(|((a, b), far)| a.max(b).min(far)).collect()
    };
    let dark: Vec<f32> = patch.px.iter().zip(paper).map(|(value, paper)| (paper - value) / paper.max(1.0)).collect();
    // The lightest of many samples is lighter than the paper, the more the grainier it is.
    let mut sorted: Vec<f32> = dark.iter().step_by(5).copied().collect();
    sorted.sort_by(f32::total_cmp);
    let share = |twentieths: usize| sorted.get(sorted.len() * twentieths / 20).copied().unwrap_or(0.0);
    let (light, paper) = (share(2), share(7));
    let limit = paper + ((paper - light) / 0.9 * 4.5).max(STROKE);
    dark.into_iter().map(|dark| dark > limit).collect()
}
