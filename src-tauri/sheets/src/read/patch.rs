//! A straightened cut-out of the sheet and the measures taken on it.
//!
//! Bounds: a patch has `wide * high` samples, made in one place; indices are a column under `wide` and a row under `high`;
//! a patch whose corners lie in the picture lies in it whole.
#![allow(clippy::indexing_slicing)]

use super::grey::Grey;
use super::plane::{Plane, Point};

/// Samples to a millimetre.
pub(crate) const FINE: f64 = 10.0;

/// A rectangle of the sheet, sampled ten times a millimetre.
#[derive(Clone)]
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
        let (start_x, start_y) = (-(wide as f64 - 1.0) / 2.0 / fine, -(high as f64 - 1.0) / 2.0 / fine);
        let place = |x: f64, y: f64| (at.0 + across.0 * x + down.0 * y, at.1 + across.1 * x + down.1 * y);
        let inside = |(x, y): Point| {
            (1.0..picture.wide as f64 - 1.0).contains(&x) && (1.0..picture.high as f64 - 1.0).contains(&y)
        };
        let whole = [(start_x, start_y), (-start_x, start_y), (start_x, -start_y), (-start_x, -start_y)];
        let whole = whole.into_iter().all(|(x, y)| inside(place(x, y)));
        let mut px = vec![255.0; wide * high];
        let step = (fixed(across.0 / fine), fixed(across.1 / fine));
        let within = |place: i32, size: usize| ((place >> 16) as usize) < size.saturating_sub(1);
        for (row, line) in px.chunks_exact_mut(wide.max(1)).enumerate() {
            let (u, v) = place(start_x, start_y + row as f64 / fine);
            let (mut u, mut v) = (fixed(u - 0.5), fixed(v - 0.5));
            if whole {
                for value in line {
                    *value = between(&picture.px, picture.wide, u, v);
                    (u, v) = (u.wrapping_add(step.0), v.wrapping_add(step.1));
                }
                continue;
            }
            for value in line {
                if within(u, picture.wide) && within(v, picture.high) {
                    *value = between(&picture.px, picture.wide, u, v);
                }
                (u, v) = (u.wrapping_add(step.0), v.wrapping_add(step.1));
            }
        }
        Self { wide, high, px }
    }

    /// The square of `side` samples whose middle lies `shift` samples off this patch's, or `None` where it is not all here.
    /// Both sides are even or both are odd.
    pub(crate) fn cut(&self, side: usize, shift: (i32, i32)) -> Option<Self> {
        let from = |size: usize, shift: i32| {
            let from = i64::try_from(size.checked_sub(side)? / 2).ok()? + i64::from(shift);
            usize::try_from(from).ok().filter(|from| from + side <= size)
        };
        let (left, top) = (from(self.wide, shift.0)?, from(self.high, shift.1)?);
        let lines = self.px.chunks_exact(self.wide).skip(top).take(side);
        let mut px = Vec::with_capacity(side * side);
        lines.for_each(|line| px.extend_from_slice(&line[left..left + side]));
        Some(Self { wide: side, high: side, px })
    }

    /// Each sample the mean of the nine around it, against noise.
    pub(crate) fn smoothed(&self) -> Self {
        let (wide, high) = (self.wide, self.high);
        let mut px = self.px.clone();
        if wide < 3 || high < 3 {
            return Self { wide, high, px };
        }
        // Three lines are added up first and then three of the sums, side by side in the processor.
        let mut sums = vec![0.0f32; wide];
        for y in 1..high - 1 {
            let line = |y: usize| &self.px[y * wide..(y + 1) * wide];
            let lines = line(y - 1).iter().zip(line(y)).zip(line(y + 1));
            sums.iter_mut().zip(lines).for_each(|(sum, ((a, b), c))| *sum = a + b + c);
            let threes = sums.iter().zip(&sums[1..]).zip(&sums[2..]);
            let inner = &mut px[y * wide + 1..(y + 1) * wide - 1];
            inner.iter_mut().zip(threes).for_each(|(value, ((a, b), c))| *value = (a + b + c) * (1.0 / 9.0));
        }
        Self { wide, high, px }
    }

    /// The value under which a share of all samples lies.
    pub(crate) fn quantile(&self, share: f64) -> f32 {
        // Four counts beside each other: most samples are paper, and each step of one count waits for the one before.
        let mut counts = [[0u32; 256]; 4];
        let (fours, rest) = self.px.as_chunks::<4>();
        for four in fours {
            for (counts, value) in counts.iter_mut().zip(four) {
                let count = &mut counts[usize::from(*value as u8)];
                *count = count.wrapping_add(1);
            }
        }
        for value in rest {
            counts[0][usize::from(*value as u8)] += 1;
        }
        let [a, b, c, d] = &counts;
        let counts = a.iter().zip(b).zip(c).zip(d).map(|(((a, b), c), d)| (a + b + c + d) as usize);
        let mut left = (self.px.len() as f64 * share) as usize;
        for (value, count) in counts.enumerate() {
            if count > left {
                return value as f32;
            }
            left -= count;
        }
        255.0
    }

    /// The same, of one sample in seven, which divides none of the usual widths, so that all columns have their turn.
    pub(crate) fn quantile_of_some(&self, share: f64) -> f32 {
        let mut counts = [0u32; 256];
        self.px.iter().step_by(7).for_each(|value| counts[usize::from(*value as u8)] += 1);
        let mut left = (self.px.len().div_ceil(7) as f64 * share) as u32;
        for (value, count) in counts.into_iter().enumerate() {
            if count > left {
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

/// Pixels in parts of 65,536: whole numbers add up without rounding and without turning kinds of number.
fn fixed(pixels: f64) -> i32 {
    (pixels * 65536.0) as i32
}

/// The value between pixels at a place in such parts, which lies inside the picture.
///
/// Nothing here can overflow: it is told so, since this is asked some million times a page.
#[inline(always)]
fn between(px: &[u8], wide: usize, u: i32, v: i32) -> f32 {
    let at = ((v >> 16) as usize).wrapping_mul(wide).wrapping_add((u >> 16) as usize);
    let [a, b, .., c, d] = &px[at..][..wide.wrapping_add(2)] else { return 255.0 };
    let share = |parts: i32| ((parts >> 8) & 0xff).cast_unsigned();
    let mix = |one: u32, other: u32, share: u32| (one << 8).wrapping_add(other.wrapping_sub(one).wrapping_mul(share));
    // The upper line in the lower half of a word and the lower line in the upper half are mixed at once.
    let column = |upper: u8, lower: u8| u32::from(upper) | u32::from(lower) << 16;
    let mixed = mix(column(*a, *c), column(*b, *d), share(u));
    mix(mixed & 0xffff, mixed >> 16, share(v)).cast_signed() as f32 * (1.0 / 65536.0)
}
