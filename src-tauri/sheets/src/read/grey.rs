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
        /// Every so many pixels one is looked at; 17 divides no common width, so all columns have their turn.
        const STEP: usize = 17;
        let count = self.px.len().div_ceil(STEP);
        let (mut black, mut between) = (0usize, 0usize);
        for value in self.px.iter().step_by(STEP) {
            black += usize::from(*value <= 8);
            between += usize::from(*value > 8 && *value < 247);
            if between * 1000 > count * 3 {
                return false;
            }
        }
        // A clean white page is no sign of two tones: there must be black, and hardly anything between.
        black * 200 > count
    }

    /// The picture shrunk by a whole factor; each pixel is the mean of a square.
    pub(crate) fn shrunk(&self, factor: usize) -> Self {
        // So many lines at most add up to less than 65,536.
        let factor = factor.min(256);
        if factor <= 1 {
            return self.clone();
        }
        let (wide, high) = ((self.wide / factor).max(1), (self.high / factor).max(1));
        let mut px = Vec::with_capacity(wide * high);
        let mut sums = vec![0u16; self.wide];
        let count = (factor * factor) as u32;
        let known = if self.wide < factor { 0 } else { factor };
        for row in 0..high {
            // Whole lines are added up first, which runs side by side in the processor.
            sums.fill(0);
            for line in 0..factor {
                let from = (row * factor + line).min(self.high - 1) * self.wide;
                let pixels = &self.px[from..from + self.wide];
                sums.iter_mut().zip(pixels).for_each(|(sum, value)| *sum = sum.wrapping_add(u16::from(*value)));
            }
            match known {
                2 => means::<2>(&sums, &mut px),
                3 => means::<3>(&sums, &mut px),
                4 => means::<4>(&sums, &mut px),
                5 => means::<5>(&sums, &mut px),
                _ => {
                    let mean = |square: &[u16]| (square.iter().map(|sum| u32::from(*sum)).sum::<u32>() / count) as u8;
                    px.extend(sums.chunks(factor).take(wide).map(mean));
                }
            }
        }
        Self { wide, high, px }
    }

    /// The pixels of a rectangle that lies in the picture.
    pub(crate) fn cut(&self, left: usize, top: usize, wide: usize, high: usize) -> Vec<u8> {
        let lines = self.px.chunks_exact(self.wide).skip(top).take(high);
        lines.flat_map(|line| line.iter().skip(left).take(wide)).copied().collect()
    }

    /// White for black and black for white.
    pub(crate) fn negative(mut self) -> Self {
        self.px.iter_mut().for_each(|value| *value = 255 - *value);
        self
    }

    /// Whether more than half of the picture is dark: paper turned over, or no paper at all.
    pub(crate) fn is_dark(&self) -> bool {
        const STEP: usize = 17;
        const DARK: u8 = 110;
        let dark = self.px.iter().step_by(STEP).filter(|value| **value < DARK).count();
        dark * STEP * 2 > self.px.len()
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
        let mut depths = Depths::of(self.wide.saturating_sub(2 * REACH));
        for sample in 0..SAMPLES {
            let from = (sample * 2 + 1) * self.high / (2 * SAMPLES) * self.wide;
            let line = &self.px[from..from + self.wide];
            depths.add(&line[REACH.min(line.len())..], line, &line[(2 * REACH).min(line.len())..]);
        }
        depths.streaks().map(|(at, depth)| (at + REACH, depth)).collect()
    }

    /// Rows darker than those beside them on nearly all columns, with their depth.
    fn dark_rows(&self) -> Vec<(usize, u8)> {
        let columns: Vec<usize> = (0..SAMPLES).map(|sample| (sample * 2 + 1) * self.wide / (2 * SAMPLES)).collect();
        let mut upright = vec![0u8; SAMPLES * self.high];
        for (row, line) in self.px.chunks_exact(self.wide).enumerate() {
            for (to, column) in upright[row * SAMPLES..(row + 1) * SAMPLES].iter_mut().zip(&columns) {
                *to = line[*column];
            }
        }
        let line = |row: usize| &upright[row * SAMPLES..(row + 1) * SAMPLES];
        let depth = |row: usize| {
            let (above, here, below) = (line(row - REACH), line(row), line(row + REACH));
            let (mut darker, mut sum) = (0u16, 0u16);
            for ((value, above), below) in here.iter().zip(above).zip(below) {
                let (more, depth) = depth_of(*value, *above, *below);
                darker = darker.wrapping_add(more);
                sum = sum.wrapping_add(depth);
            }
            Some((row, streak(darker, sum)?))
        };
        (REACH..self.high.saturating_sub(REACH)).filter_map(depth).collect()
    }
}

/// Means of squares whose columns were added up; a factor that is known beforehand is quickly divided by.
fn means<const FACTOR: usize>(sums: &[u16], px: &mut Vec<u8>) {
    let mean = |square: &[u16; FACTOR]| {
        let sum = square.iter().fold(0u32, |all, sum| all.wrapping_add(u32::from(*sum)));
        (sum / (FACTOR * FACTOR) as u32) as u8
    };
    px.extend(sums.as_chunks::<FACTOR>().0.iter().map(mean));
}

/// A streak is at most this many pixels wide on either side of its middle.
const REACH: usize = 6;
/// Places along a line at which it is compared with its neighbours.
const SAMPLES: usize = 160;

/// Whether a place is darker than the darker of those beside it, as 1 or 0, and by how much.
#[inline]
fn depth_of(value: u8, before: u8, after: u8) -> (u16, u16) {
    let depth = before.min(after).saturating_sub(value);
    (u16::from(depth >= 6), u16::from(depth.min(100)))
}

/// The depth of a streak that is darker at so many places, and by how much over all of them. Nearly all places must be
/// darker: a column of boxes or text is not, and a line too dark to see through is left alone.
fn streak(darker: u16, sum: u16) -> Option<u8> {
    let mean = sum / SAMPLES as u16;
    (usize::from(darker) * 5 >= SAMPLES * 4 && (12..=80).contains(&mean)).then_some(mean as u8)
}

/// How much darker columns are than those beside them.
struct Depths {
    darker: Vec<u16>,
    sums: Vec<u16>,
}

impl Depths {
    fn of(count: usize) -> Self {
        Self { darker: vec![0; count], sums: vec![0; count] }
    }

    fn add(&mut self, values: &[u8], before: &[u8], after: &[u8]) {
        let figures = self.darker.iter_mut().zip(&mut self.sums);
        for ((((darker, sum), value), before), after) in figures.zip(values).zip(before).zip(after) {
            let (more, depth) = depth_of(*value, *before, *after);
            *darker = darker.wrapping_add(more);
            *sum = sum.wrapping_add(depth);
        }
    }

    fn streaks(&self) -> impl Iterator<Item = (usize, u8)> + '_ {
        let all = self.darker.iter().zip(&self.sums).enumerate();
        all.filter_map(|(at, (darker, sum))| Some((at, streak(*darker, *sum)?)))
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
            let (above, here) = sums[row * (wide + 1)..][..2 * (wide + 1)].split_at_mut(wide + 1);
            let mut line = 0u32;
            let pixels = &picture.px[row * wide..(row + 1) * wide];
            for ((here, above), value) in here.iter_mut().zip(above.iter()).skip(1).zip(pixels) {
                line = line.wrapping_add(u32::from(*value));
                *here = above.wrapping_add(line);
            }
        }
        Self { wide, high, sums }
    }

    /// The mean of a square of that side around a place, cut off at the edges; white outside the picture.
    #[inline]
    pub(crate) fn mean_at(&self, x: i32, y: i32, side: usize) -> f32 {
        let within = |place: i32, size: usize| usize::try_from(place).ok().filter(|place| *place < size);
        let (Some(x), Some(y)) = (within(x, self.wide), within(y, self.high)) else { return 255.0 };
        let (left, top) = (x.saturating_sub(side / 2), y.saturating_sub(side / 2));
        let (right, low) = ((left + side).min(self.wide), (top + side).min(self.high));
        let at = |row: usize, column: usize| self.sums[row * (self.wide + 1) + column];
        let sum = at(low, right).wrapping_add(at(top, left)).wrapping_sub(at(top, right)).wrapping_sub(at(low, left));
        sum as f32 / ((right - left) * (low - top)).max(1) as f32
    }

    /// Calls `see` with each line of a picture and the means around its pixels: over the square of the given reach, cut off
    /// at the edges.
    pub(crate) fn means(&self, reach: usize, mut see: impl FnMut(usize, &[f32])) {
        let across = self.wide + 1;
        let mut means = vec![0.0f32; self.wide];
        for row in 0..self.high {
            let (top, low) = (row.saturating_sub(reach), (row + reach + 1).min(self.high));
            let (upper, lower) = (&self.sums[top * across..][..across], &self.sums[low * across..][..across]);
            let high = low - top;
            let mut mean = |column: usize, left: usize, right: usize| {
                let sum = lower[right].wrapping_add(upper[left]).wrapping_sub(upper[right]).wrapping_sub(lower[left]);
                means[column] = sum as f32 / ((right - left) * high).max(1) as f32;
            };
            let (from, to) = (reach.min(self.wide), self.wide.saturating_sub(reach + 1).max(reach.min(self.wide)));
            for column in (0..from).chain(to..self.wide) {
                mean(column, column.saturating_sub(reach), (column + reach + 1).min(self.wide));
            }
            if to > from {
                let (window, count) = (2 * reach + 1, ((2 * reach + 1) * high) as f32);
                let left = upper.iter().zip(lower);
                let right = upper[window..].iter().zip(&lower[window..]);
                for ((mean, (a, b)), (c, d)) in means[from..to].iter_mut().zip(left).zip(right) {
                    // A square is smaller than 2^31 levels, so the signed number is the same and quicker to turn.
                    let sum = d.wrapping_add(*a).wrapping_sub(*c).wrapping_sub(*b);
                    *mean = sum.cast_signed() as f32 / count;
                }
            }
            see(row, &means);
        }
    }
}
