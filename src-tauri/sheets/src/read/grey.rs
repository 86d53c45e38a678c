//! A grey picture and what is done to all of it.
//!
//! Bounds: `new` checks once that there are `wide * high` pixels; every index below is made of a row under `high` and a
//! column under `wide`.
#![allow(clippy::indexing_slicing)]

/// A grey picture, 0 black to 255 white, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grey {
    pub(crate) wide: usize,
    pub(crate) high: usize,
    pub(crate) px: Vec<u8>,
}

impl Grey {
    /// A picture, or `None` when the number of pixels does not fit its size.
    pub(crate) fn new(wide: usize, high: usize, px: Vec<u8>) -> Option<Self> {
        let fits = wide > 0 && high > 0 && wide.checked_mul(high) == Some(px.len());
        fits.then_some(Self { wide, high, px })
    }

    /// The value between pixels; white outside the picture.
    #[inline]
    pub(crate) fn sample(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        if !(x >= 0.0 && y >= 0.0) {
            return 255.0;
        }
        let (left, top) = (x as usize, y as usize);
        if left + 1 >= self.wide || top + 1 >= self.high {
            return 255.0;
        }
        let (u, v) = (x - left as f32, y - top as f32);
        let at = top * self.wide + left;
        let value = |at: usize| f32::from(self.px[at]);
        let upper = value(at) + (value(at + 1) - value(at)) * u;
        let lower = value(at + self.wide) + (value(at + self.wide + 1) - value(at + self.wide)) * u;
        upper + (lower - upper) * v
    }

    /// Whether nearly all pixels are black or white, as a scanner set to text makes them.
    pub(crate) fn two_tone(&self) -> bool {
        let (count, plain) = self.px.iter().step_by(17).fold((0usize, 0usize), |(count, plain), value| {
            (count + 1, plain + usize::from(*value <= 8 || *value >= 247))
        });
        // A clean white page is no sign of two tones: there must be black, and hardly anything between.
        let black = self.px.iter().step_by(17).filter(|value| **value <= 8).count();
        black * 200 > count && plain * 1000 >= count * 997
    }

    /// The picture shrunk by a whole factor; each pixel is the mean of a square.
    pub(crate) fn shrunk(&self, factor: usize) -> Self {
        if factor <= 1 {
            return self.clone();
        }
        let (wide, high) = ((self.wide / factor).max(1), (self.high / factor).max(1));
        let mut px = Vec::with_capacity(wide * high);
        let mut sums = vec![0u32; wide];
        let count = (factor * factor) as u32;
        for row in 0..high {
            sums.fill(0);
            for line in 0..factor.min(self.high) {
                let from = (row * factor + line).min(self.high - 1) * self.wide;
                let pixels = &self.px[from..from + self.wide];
                for (sum, square) in sums.iter_mut().zip(pixels.chunks_exact(factor)) {
                    *sum += square.iter().map(|value| u32::from(*value)).sum::<u32>();
                }
            }
            px.extend(sums.iter().map(|sum| (sum / count) as u8));
        }
        Self { wide, high, px }
    }

    /// The pixels of a rectangle that lies in the picture.
    pub(crate) fn cut(&self, left: usize, top: usize, wide: usize, high: usize) -> Vec<u8> {
        let lines = self.px.chunks_exact(self.wide).skip(top).take(high);
        lines.flat_map(|line| line.iter().skip(left).take(wide)).copied().collect()
    }

    /// Mirrored left to right.
    pub(crate) fn mirrored(mut self) -> Self {
        self.px.chunks_exact_mut(self.wide).for_each(<[u8]>::reverse);
        self
    }

    /// Takes out stripes that dust on the glass of a feeder draws along the whole page: a column that is darker than both
    /// its neighbours on nearly all rows is lightened by that much, and likewise for rows.
    pub(crate) fn without_streaks(mut self) -> Self {
        let columns = self.dark_columns();
        let rows = self.dark_rows();
        for line in self.px.chunks_exact_mut(self.wide).filter(|_| !columns.is_empty()) {
            for (column, depth) in &columns {
                line[*column] = line[*column].saturating_add(*depth);
            }
        }
        for (row, depth) in rows {
            self.px[row * self.wide..(row + 1) * self.wide]
                .iter_mut()
                .for_each(|value| *value = value.saturating_add(depth));
        }
        self
    }

    /// Columns darker than those beside them on nearly all rows, with their depth.
    fn dark_columns(&self) -> Vec<(usize, u8)> {
        let mut depths = vec![Depth::default(); self.wide.saturating_sub(2 * REACH)];
        for sample in 0..SAMPLES {
            let from = (sample * 2 + 1) * self.high / (2 * SAMPLES) * self.wide;
            let line = &self.px[from..from + self.wide];
            let beside = line.iter().zip(line.iter().skip(2 * REACH));
            for ((depth, value), (left, right)) in depths.iter_mut().zip(line.iter().skip(REACH)).zip(beside) {
                depth.add(*value, *left.min(right));
            }
        }
        depths.iter().enumerate().filter_map(|(at, depth)| Some((at + REACH, depth.streak()?))).collect()
    }

    /// Rows darker than those beside them on nearly all columns, with their depth.
    fn dark_rows(&self) -> Vec<(usize, u8)> {
        let columns: Vec<usize> = (0..SAMPLES).map(|sample| (sample * 2 + 1) * self.wide / (2 * SAMPLES)).collect();
        let line = |row: usize| &self.px[row * self.wide..(row + 1) * self.wide];
        let depth = |row: usize| {
            let (above, here, below) = (line(row - REACH), line(row), line(row + REACH));
            let mut depth = Depth::default();
            columns.iter().for_each(|at| depth.add(here[*at], above[*at].min(below[*at])));
            Some((row, depth.streak()?))
        };
        (REACH..self.high.saturating_sub(REACH)).filter_map(depth).collect()
    }
}

/// A streak is at most this many pixels wide on either side of its middle.
const REACH: usize = 6;
/// Places along a line at which it is compared with its neighbours.
const SAMPLES: usize = 160;

/// How much darker a line is than those beside it.
#[derive(Clone, Default)]
struct Depth {
    darker: u16,
    sum: i32,
}

impl Depth {
    #[inline]
    fn add(&mut self, value: u8, beside: u8) {
        let depth = i32::from(beside) - i32::from(value);
        self.darker += u16::from(depth >= 6);
        self.sum += depth.clamp(0, 100);
    }

    /// The depth of a streak. Nearly all places must be darker: a column of boxes or text is not, and a line too dark to
    /// see through is left alone.
    fn streak(&self) -> Option<u8> {
        let mean = self.sum / SAMPLES as i32;
        (usize::from(self.darker) * 5 >= SAMPLES * 4 && (12..=80).contains(&mean)).then_some(mean as u8)
    }
}

/// Sums over rectangles in constant time.
pub(crate) struct Sums {
    wide: usize,
    high: usize,
    sums: Vec<u32>,
}

impl Sums {
    pub(crate) fn of(picture: &Grey) -> Self {
        let (wide, high) = (picture.wide, picture.high);
        let mut sums = vec![0u32; (wide + 1) * (high + 1)];
        for row in 0..high {
            let mut line = 0u32;
            for column in 0..wide {
                line += u32::from(picture.px[row * wide + column]);
                sums[(row + 1) * (wide + 1) + column + 1] = sums[row * (wide + 1) + column + 1].wrapping_add(line);
            }
        }
        Self { wide, high, sums }
    }

    /// Mean over the square of the given reach around a pixel, cut off at the edges.
    pub(crate) fn mean(&self, x: usize, y: usize, reach: usize) -> f32 {
        let (left, top) = (x.saturating_sub(reach), y.saturating_sub(reach));
        let (right, low) = ((x + reach + 1).min(self.wide), (y + reach + 1).min(self.high));
        let at = |x: usize, y: usize| self.sums[y * (self.wide + 1) + x];
        let sum = at(right, low).wrapping_add(at(left, top)).wrapping_sub(at(right, top)).wrapping_sub(at(left, low));
        sum as f32 / ((right - left) * (low - top)).max(1) as f32
    }
}
