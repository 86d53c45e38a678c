//! One box: its printed frame is found first, then the ink inside and around it is measured.
//!
//! Bounds: all positions are kept inside the patch by `Found::window`, which is asked before any index is made.
#![allow(clippy::indexing_slicing)]

use super::bars::Drift;
use super::blobs::blobs;
use super::grey::Grey;
use super::patch::{FINE, Patch};
use super::plane::{Plane, Point};
use zhudian_paper::geometry::BoxPlace;

/// White beyond the frame that belongs to the box: marks run out of it, nothing printed stands in it.
const RING: f64 = 1.75;
/// How far a frame is looked for: near first, and farther when nothing fits.
const NEAR: f64 = 1.2;
const FAR: f64 = 3.2;
/// A frame found at least this well needs no second search.
const GOOD: f32 = 0.75;
/// White and black closer than this many grey levels tell no ink.
const FLAT: f32 = 35.0;
/// Darkness that counts as ink, before noise is taken into account.
const INK: f32 = 0.17;

/// What was measured at one box. Areas in square millimetres.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// How well the frame was found, 0 to 1.
    pub(crate) frame: f32,
    /// Mean darkness of the ink over the inside.
    pub(crate) ink: f32,
    /// Share of the inside that is inked.
    pub(crate) cover: f32,
    /// Area of ink inside.
    pub(crate) inside: f32,
    /// Length of the longest stroke inside.
    pub(crate) stroke: f32,
    /// Area of ink in the ring.
    pub(crate) outside: f32,
    /// Length of the longest stroke in the ring.
    pub(crate) outside_stroke: f32,
    /// Eighths of the ring with ink in them.
    pub(crate) around: u8,
    /// White and black differ too little to tell ink.
    pub(crate) flat: bool,
    /// Ink of the box and its ring on a coarse grid.
    pub(crate) pattern: Vec<u8>,
}

/// Side of the coarse grid.
pub(crate) const PATTERN: usize = 16;

/// Finds and measures one box.
pub(crate) fn measure(
    picture: &Grey,
    plane: &Plane,
    drift: &Drift,
    place: &BoxPlace,
    black: f32,
) -> Measured {
    let wanted = drift.moved(place.area.centre());
    let near = Frame::searched(picture, plane, wanted, place, black, NEAR);
    let frame = if near.fit >= GOOD {
        near
    } else {
        let far = Frame::searched(picture, plane, wanted, place, black, FAR);
        if far.fit > near.fit + 0.1 { far } else { near }
    };
    frame.measured(place)
}

/// A patch centred on a frame.
struct Frame {
    patch: Patch,
    dark: Vec<f32>,
    fit: f32,
    white: f32,
    black: f32,
}

impl Frame {
    fn searched(
        picture: &Grey,
        plane: &Plane,
        wanted: Point,
        place: &BoxPlace,
        black: f32,
        reach: f64,
    ) -> Self {
        let half = place.area.w_mm / 2.0;
        let wide = half + reach + 0.8;
        let patch = Patch::around(picture, plane, wanted, (wide, wide));
        let dark = patch.darkness(patch.quantile(0.75), black);
        let (dx, dy) = best_shift(&patch, &dark, place, reach);
        let centre = (wanted.0 + dx as f64 / FINE, wanted.1 + dy as f64 / FINE);
        let patch = Patch::around(
            picture,
            plane,
            centre,
            (half + RING + 0.2, half + RING + 0.2),
        );
        let white = patch.quantile(0.75);
        let dark = patch.darkness(white, black);
        let fit = fit(&patch, &dark, place);
        Self {
            patch,
            dark,
            fit,
            white,
            black,
        }
    }

    fn measured(&self, place: &BoxPlace) -> Measured {
        let (wide, half) = (self.patch.wide, place.area.w_mm / 2.0);
        let centre = wide as f64 / 2.0;
        // Distance of a sample from the middle in millimetres, the greater of the two directions.
        let off = |at: usize| ((at as f64 + 0.5 - centre) / FINE).abs();
        let inner = half - place.line_mm - 0.25;
        let ring = (half + 0.3, half + RING);
        let in_ring = |x: usize, y: usize| {
            let far = off(x).max(off(y));
            far >= ring.0 && far <= ring.1
        };
        let noise = self.noise(|x, y| in_ring(x, y));
        let limit = INK.max(noise * 4.0).min(0.45);
        let mut inside = vec![false; self.dark.len()];
        let mut outside = vec![false; self.dark.len()];
        let (mut cells, mut inked, mut weight) = (0usize, 0usize, 0.0f32);
        let mut eighths = [0usize; 8];
        for y in 0..wide {
            for x in 0..wide {
                let at = y * wide + x;
                let dark = self.dark[at] > limit;
                if off(x).max(off(y)) <= inner {
                    cells += 1;
                    if dark {
                        inside[at] = true;
                        inked += 1;
                        weight += self.dark[at].min(1.0);
                    }
                } else if dark && in_ring(x, y) {
                    outside[at] = true;
                    eighths[eighth(x as f64 + 0.5 - centre, y as f64 + 0.5 - centre)] += 1;
                }
            }
        }
        let square = (FINE * FINE) as f32;
        let pattern = self.pattern(limit);
        let longest = |mask: &mut Vec<bool>| {
            blobs(mask, wide, wide, 3)
                .iter()
                .map(|blob| blob.length() / FINE)
                .fold(0.0, f64::max) as f32
        };
        let outside_area = outside.iter().filter(|dark| **dark).count() as f32 / square;
        Measured {
            frame: self.fit,
            ink: weight / cells.max(1) as f32,
            cover: inked as f32 / cells.max(1) as f32,
            inside: inked as f32 / square,
            stroke: longest(&mut inside),
            outside: outside_area,
            outside_stroke: longest(&mut outside),
            around: eighths
                .iter()
                .filter(|count| **count as f32 / square > 0.09)
                .count() as u8,
            flat: self.white - self.black < FLAT,
            pattern,
        }
    }

    /// Noise of white paper: the spread of those samples of the ring that are lighter than usual.
    fn noise(&self, in_ring: impl Fn(usize, usize) -> bool) -> f32 {
        let wide = self.patch.wide;
        let mut values: Vec<f32> = (0..wide)
            .flat_map(|y| (0..wide).map(move |x| (x, y)))
            .filter(|(x, y)| (x + y) % 2 == 0 && in_ring(*x, *y))
            .map(|(x, y)| self.patch.px[y * wide + x])
            .collect();
        if values.len() < 16 {
            return 0.0;
        }
        values.sort_by(f32::total_cmp);
        let (middle, light) = (values[values.len() / 2], values[values.len() * 9 / 10]);
        // A tenth of a normal spread lies over 1.28 times its width.
        (light - middle) / 1.28 / (self.white - self.black).max(1.0)
    }

    fn pattern(&self, limit: f32) -> Vec<u8> {
        let wide = self.patch.wide;
        let mut pattern = Vec::with_capacity(PATTERN * PATTERN);
        for row in 0..PATTERN {
            for column in 0..PATTERN {
                let (top, low) = (row * wide / PATTERN, (row + 1) * wide / PATTERN);
                let (left, right) = (column * wide / PATTERN, (column + 1) * wide / PATTERN);
                let mut sum = 0.0;
                for y in top..low {
                    for x in left..right {
                        let dark = self.dark[y * wide + x];
                        sum += if dark > limit { dark.min(1.0) } else { 0.0 };
                    }
                }
                pattern.push((sum / ((low - top) * (right - left)).max(1) as f32 * 255.0) as u8);
            }
        }
        pattern
    }
}

/// The eighth of a turn in which a point lies.
fn eighth(x: f64, y: f64) -> usize {
    let turn = (y.atan2(x) / std::f64::consts::TAU + 1.0) * 8.0;
    (turn as usize) % 8
}

/// The shift in samples at which two pairs of lines a box apart are darkest and the paper beyond them lightest.
fn best_shift(patch: &Patch, dark: &[f32], place: &BoxPlace, reach: f64) -> (i32, i32) {
    let side = place.area.w_mm - place.line_mm;
    let (mut dx, mut dy) = (0, 0);
    for _ in 0..2 {
        dx = line_pair(&profile(patch, dark, true, dy, side), side, reach);
        dy = line_pair(&profile(patch, dark, false, dx, side), side, reach);
    }
    (dx, dy)
}

/// Mean darkness of columns (or rows) over the height (or width) of the box, moved by `shift` samples.
fn profile(patch: &Patch, dark: &[f32], columns: bool, shift: i32, side: f64) -> Vec<f32> {
    let length = patch.wide;
    let middle = length as i32 / 2 + shift;
    let half = (side / 2.0 * FINE) as i32 - 2;
    let (from, to) = (
        (middle - half).clamp(0, length as i32) as usize,
        (middle + half).clamp(0, length as i32) as usize,
    );
    let mut sums = vec![0.0f32; length];
    for line in from..to {
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum += dark[if columns {
                line * length + at
            } else {
                at * length + line
            }]
            .min(1.0);
        }
    }
    let count = (to - from).max(1) as f32;
    sums.iter_mut().for_each(|sum| *sum /= count);
    sums
}

/// Where two lines a side apart stand out best from the paper outside them.
fn line_pair(profile: &[f32], side: f64, reach: f64) -> i32 {
    let middle = (profile.len() as f64 - 1.0) / 2.0;
    let at = |position: f64| -> f32 {
        let place = position.round();
        if place < 0.0 {
            0.0
        } else {
            profile.get(place as usize).copied().unwrap_or(0.0)
        }
    };
    // A line is about 3.5 samples wide: three samples of it against three outside.
    let line = |centre: f64| (at(centre - 1.0) + at(centre) + at(centre + 1.0)) / 3.0;
    let half = side / 2.0 * FINE;
    let steps = (reach * FINE) as i32;
    let score = |shift: &i32| {
        let centre = middle + f64::from(*shift);
        let (first, second) = (line(centre - half), line(centre + half));
        let beyond = line(centre - half - 5.0) + line(centre + half + 5.0);
        // Both lines must be there: the weaker counts double. A slight pull to the middle breaks ties.
        first.min(second) * 2.0 + first.max(second) - beyond - shift.abs() as f32 * 0.002
    };
    (-steps..=steps)
        .max_by(|a, b| score(a).total_cmp(&score(b)))
        .unwrap_or(0)
}

/// Share of the frame's outline that is dark and stands out from the paper just outside.
fn fit(patch: &Patch, dark: &[f32], place: &BoxPlace) -> f32 {
    let wide = patch.wide;
    let centre = wide as f64 / 2.0;
    let half = (place.area.w_mm - place.line_mm) / 2.0 * FINE;
    let at = |x: f64, y: f64| {
        dark.get(y as usize * wide + x as usize)
            .copied()
            .unwrap_or(0.0)
    };
    let mut share = 0.0;
    for side in 0..4 {
        let (mut good, mut all) = (0.0f32, 0.0f32);
        let mut along = -half + 2.0;
        while along <= half - 2.0 {
            // `over` is the distance from the middle across the side, `along` the place on it.
            let value = |over: f64| match side {
                0 => at(centre - over, centre + along),
                1 => at(centre + over, centre + along),
                2 => at(centre + along, centre - over),
                _ => at(centre + along, centre + over),
            };
            let line = value(half - 1.0).max(value(half)).max(value(half + 1.0));
            let outside = value(half + 5.0).min(value(half + 6.5));
            all += 1.0;
            if line > 0.28 && line > outside + 0.12 {
                good += 1.0;
            }
            along += 1.0;
        }
        share += good / all.max(1.0);
    }
    share / 4.0
}
