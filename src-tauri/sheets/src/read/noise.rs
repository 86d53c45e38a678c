//! Noise of the paper around a box, which tells ink from grain.
//!
//! Bounds: `dark` has `wide * wide` samples, and `ring` and `within` are columns, and rows, under `wide`.
#![allow(clippy::indexing_slicing)]

use std::ops::Range;

/// The darkness of the samples of a square patch, the columns of the ring around its box, and of all within the ring.
pub(crate) struct Around<'a> {
    pub(crate) dark: &'a [f32],
    pub(crate) wide: usize,
    pub(crate) ring: &'a Range<usize>,
    pub(crate) within: &'a Range<usize>,
}

impl Around<'_> {
    /// How dark the lightest samples of the ring are, and its paper: ink there is darker than either. Every other sample is
    /// looked at.
    pub(crate) fn light_and_paper(&self) -> Option<(f32, f32)> {
        let wide = self.wide;
        let mut values = Vec::with_capacity(self.ring.len() * self.ring.len() / 4);
        for y in self.ring.clone().filter(|y| y % 2 == 0) {
            let line = &self.dark[y * wide..(y + 1) * wide];
            let mut take = |columns: Range<usize>| {
                // Like the fields of a chessboard.
                let first = columns.start + (columns.start + y / 2) % 2;
                values.extend(line[first.min(columns.end)..columns.end].iter().step_by(2).copied().map(rank));
            };
            if self.within.contains(&y) {
                take(self.ring.start..self.within.start);
                take(self.within.end..self.ring.end);
            } else {
                take(self.ring.clone());
            }
        }
        if values.len() < 16 {
            return None;
        }
        let (first, third) = (values.len() / 10, values.len() * 3 / 10);
        let paper = nth(&mut values, third);
        let light = nth(&mut values[..third], first);
        Some((light, paper))
    }

    /// Noise of the paper around against its own near neighbourhood: half the distance of two lines of a thumb away it is
    /// lightest where it was darkest, while shade changes but little over that way.
    pub(crate) fn texture(&self) -> f32 {
        const AWAY: usize = 3;
        let wide = self.wide;
        let clear = self.within.start.saturating_sub(AWAY)..self.within.end + AWAY;
        let whole = AWAY..wide.saturating_sub(AWAY);
        let mut lighter: Vec<i32> = Vec::with_capacity(self.ring.len() * self.ring.len() / 2);
        let first = self.ring.start.max(whole.start);
        let across = first..self.ring.end.min(whole.end).max(first);
        for y in self.ring.clone().step_by(2).filter(|y| whole.contains(y)) {
            let mut take = |columns: Range<usize>| {
                let part = |from: usize| &self.dark[from..from + columns.len()];
                let at = y * wide + columns.start;
                let aside = part(at - AWAY).iter().zip(part(at + AWAY));
                let near = aside.zip(part(at - AWAY * wide)).zip(part(at + AWAY * wide));
                let off =
                    |(here, (((a, b), c), d)): (&f32, (((&f32, &f32), &f32), &f32))| here - (a + b + c + d) * 0.25;
                lighter.extend(part(at).iter().zip(near).map(|place| rank(off(place))));
            };
            if clear.contains(&y) {
                take(across.start..clear.start.clamp(across.start, across.end));
                take(clear.end.clamp(across.start, across.end)..across.end);
            } else {
                take(across.clone());
            }
        }
        if lighter.len() < 16 {
            return 0.0;
        }
        // A tenth of a normal spread lies beyond 1.28 times its width; strokes and edges take less room than that.
        let tenth = lighter.len() / 10;
        -nth(&mut lighter, tenth) / 1.28
    }
}

/// A value as a whole number of the same order, which is compared at once.
pub(crate) fn rank(value: f32) -> i32 {
    let bits = value.to_bits().cast_signed();
    bits ^ ((bits >> 31).cast_unsigned() >> 1).cast_signed()
}

/// The value that so many of these are under; there are more than that.
pub(crate) fn nth(values: &mut [i32], at: usize) -> f32 {
    let rank = *values.select_nth_unstable(at).1;
    f32::from_bits((rank ^ ((rank >> 31).cast_unsigned() >> 1).cast_signed()).cast_unsigned())
}

/// Noise of white paper: the spread of the lighter samples of the ring, so that ink there is not taken for noise. Of a
/// normal spread, a tenth lies beyond 1.28 times its width and three tenths beyond 0.52 times.
pub(crate) fn noise((light, paper): (f32, f32)) -> f32 {
    (paper - light) / 0.76
}
