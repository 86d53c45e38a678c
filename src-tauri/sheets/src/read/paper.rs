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
    /// The paper seen in a coarse patch.
    pub(crate) fn of(patch: &Patch) -> Self {
        let side = patch.wide;
        let rows = closed(&patch.px, side, 1, side);
        let columns = closed(&patch.px, side, side, 1);
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

/// Fills up all that is dark and short along one direction: the lightest within reach, then the darkest of those.
fn closed(px: &[f32], side: usize, step: usize, line_step: usize) -> Vec<f32> {
    let mut result = vec![0.0; px.len()];
    let (mut line, mut light) = (vec![0.0f32; side], vec![0.0f32; side]);
    for start in 0..side {
        for (at, value) in line.iter_mut().enumerate() {
            *value = px[start * line_step + at * step];
        }
        for (at, value) in light.iter_mut().enumerate() {
            let near = &line[at.saturating_sub(LONG)..(at + LONG + 1).min(side)];
            *value = near.iter().copied().fold(0.0, f32::max);
        }
        for at in 0..side {
            let near = &light[at.saturating_sub(LONG)..(at + LONG + 1).min(side)];
            result[start * line_step + at * step] = near.iter().copied().fold(255.0, f32::min);
        }
    }
    result
}
