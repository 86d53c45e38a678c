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
    /// Samples the rectangle around `middle` of the sheet, half its size in millimetres each way.
    pub(crate) fn around(picture: &Grey, plane: &Plane, middle: Point, half: (f64, f64)) -> Self {
        Self::mapped(picture, |(x, y)| plane.at((middle.0 + x, middle.1 + y)), half, FINE)
    }

    /// Samples the rectangle around the origin of a map to pixels, which is taken to be even over the patch.
    pub(crate) fn mapped(picture: &Grey, map: impl Fn(Point) -> Point, half: (f64, f64), fine: f64) -> Self {
        let (wide, high) = ((half.0 * 2.0 * fine).round() as usize, (half.1 * 2.0 * fine).round() as usize);
        let at = map((0.0, 0.0));
        let slope = |ahead: Point, behind: Point| ((ahead.0 - behind.0) / 4.0, (ahead.1 - behind.1) / 4.0);
        let across = slope(map((2.0, 0.0)), map((-2.0, 0.0)));
        let down = slope(map((0.0, 2.0)), map((0.0, -2.0)));
        let (x, start_y) = (-(wide as f64 - 1.0) / 2.0 / fine, -(high as f64 - 1.0) / 2.0 / fine);
        let (du, dv) = ((across.0 / fine) as f32, (across.1 / fine) as f32);
        let mut px = Vec::with_capacity(wide * high);
        for row in 0..high {
            let y = start_y + row as f64 / fine;
            let mut u = (at.0 + across.0 * x + down.0 * y) as f32;
            let mut v = (at.1 + across.1 * x + down.1 * y) as f32;
            for _ in 0..wide {
                px.push(picture.sample(u, v));
                (u, v) = (u + du, v + dv);
            }
        }
        Self { wide, high, px }
    }

    /// Each sample the mean of the nine around it, against noise.
    pub(crate) fn smoothed(&self) -> Self {
        let (wide, high) = (self.wide, self.high);
        let mut px = self.px.clone();
        for y in 1..high.saturating_sub(1) {
            for x in 1..wide.saturating_sub(1) {
                let line = |y: usize| self.px[y * wide + x - 1] + self.px[y * wide + x] + self.px[y * wide + x + 1];
                px[y * wide + x] = (line(y - 1) + line(y) + line(y + 1)) / 9.0;
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

    /// Darkness of each sample between local white, 0, and local black, 1; paper lighter than white is a little under 0.
    pub(crate) fn darkness(&self, white: f32, black: f32) -> Vec<f32> {
        let scale = 1.0 / (white - black).max(1.0);
        self.px.iter().map(|value| ((white - value) * scale).clamp(-0.3, 1.2)).collect()
    }
}
