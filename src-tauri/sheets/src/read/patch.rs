//! A straightened cut-out of the sheet and the measures taken on it.
//!
//! Bounds: a patch has `wide * high` samples, made in one place; indices are a column under `wide` and a row under `high`.
#![allow(clippy::indexing_slicing)]

use super::grey::Grey;
use super::plane::{Plane, Point};

/// Samples to a millimetre.
pub(crate) const FINE: f64 = 10.0;

/// A rectangle of the sheet, sampled ten times a millimetre.
pub(crate) struct Patch {
    pub(crate) wide: usize,
    pub(crate) high: usize,
    pub(crate) px: Vec<f32>,
}

impl Patch {
    /// Samples the rectangle around `middle`, half its size in millimetres each way.
    pub(crate) fn around(picture: &Grey, plane: &Plane, middle: Point, half: (f64, f64)) -> Self {
        let (wide, high) = (
            (half.0 * 2.0 * FINE).round() as usize,
            (half.1 * 2.0 * FINE).round() as usize,
        );
        let (at, across, down) = plane.near(middle);
        let (start_x, start_y) = (
            -(wide as f64 - 1.0) / 2.0 / FINE,
            -(high as f64 - 1.0) / 2.0 / FINE,
        );
        let mut px = Vec::with_capacity(wide * high);
        for row in 0..high {
            let y = start_y + row as f64 / FINE;
            let x = start_x;
            let mut u = (at.0 + across.0 * x + down.0 * y) as f32;
            let mut v = (at.1 + across.1 * x + down.1 * y) as f32;
            let (du, dv) = ((across.0 / FINE) as f32, (across.1 / FINE) as f32);
            for _ in 0..wide {
                px.push(picture.sample(u, v));
                (u, v) = (u + du, v + dv);
            }
        }
        Self { wide, high, px }
    }

    /// The value under which a share of all samples lies.
    pub(crate) fn quantile(&self, share: f64) -> f32 {
        let mut counts = [0usize; 256];
        for value in &self.px {
            counts[(*value as usize).min(255)] += 1;
        }
        let mut left = (self.px.len() as f64 * share) as usize;
        for (value, count) in counts.iter().enumerate() {
            if *count > left {
                return value as f32;
            }
            left -= count;
        }
        255.0
    }

    /// Darkness of each sample between local white, 0, and local black, 1.
    pub(crate) fn darkness(&self, white: f32, black: f32) -> Vec<f32> {
        let scale = 1.0 / (white - black).max(1.0);
        self.px
            .iter()
            .map(|value| ((white - value) * scale).clamp(0.0, 1.2))
            .collect()
    }
}
