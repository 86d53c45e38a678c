//! The lightest, and what stays when all that is dark and short has been filled up, along rows or columns of a grid.
//!
//! Values are whole sixty-fourths of a level, of which a processor compares eight at a time.
//!
//! Bounds: grids are made here with `wide` values a row and their margins; ranges lie within a row.
#![allow(clippy::indexing_slicing)]

/// A level of light in sixty-fourths.
pub(super) type Part = i16;
const PARTS: f32 = 64.0;
/// As light as can be.
const LIGHTEST: Part = 255 * 64;

/// Levels as parts.
pub(super) fn parts(levels: &[f32]) -> Vec<Part> {
    levels.iter().map(|level| (level * PARTS) as Part).collect()
}

/// A part as a level.
pub(super) fn level(part: Part) -> f32 {
    f32::from(part) * (1.0 / PARTS)
}

/// Which way neighbours lie.
#[derive(Clone, Copy)]
pub(super) enum Way {
    Along,
    Down,
}

/// The lightest of those within reach of each.
pub(super) fn lightest(grid: &[Part], wide: usize, reach: usize, way: Way) -> Vec<Part> {
    let mut margin = Margin::around(grid, wide, reach, way);
    margin.slide(i16::max);
    margin.inside()
}

/// The grid with all that is dark and no longer than twice the reach filled up: the lightest within reach, then the darkest
/// of those.
pub(super) fn filled(grid: &[Part], wide: usize, reach: usize, way: Way) -> Vec<Part> {
    let mut margin = Margin::around(grid, wide, reach, way);
    margin.slide(i16::max);
    margin.centre(LIGHTEST);
    margin.slide(i16::min);
    margin.inside()
}

/// A grid with a margin before and after each of its rows, or of its columns.
struct Margin {
    values: Vec<Part>,
    /// Room for the next step.
    next: Vec<Part>,
    /// Values of a row of the grid, and of one with its margins.
    wide: usize,
    row: usize,
    reach: usize,
    way: Way,
}

impl Margin {
    fn around(grid: &[Part], wide: usize, reach: usize, way: Way) -> Self {
        let wide = wide.max(1);
        let (row, size) = match way {
            Way::Along => (wide + 2 * reach, grid.len() / wide * (wide + 2 * reach)),
            Way::Down => (wide, grid.len() + 2 * reach * wide),
        };
        let mut this = Self { values: vec![0; size], next: vec![0; size], wide, row, reach, way };
        match way {
            Way::Along => {
                for (to, from) in this.values.chunks_exact_mut(row).zip(grid.chunks_exact(wide)) {
                    to[reach..reach + wide].copy_from_slice(from);
                }
            }
            Way::Down => this.values[reach * wide..][..grid.len()].copy_from_slice(grid),
        }
        this
    }

    /// Puts at each place the pick of the window that begins there, by doubling. What begins in the last margin is nothing
    /// anybody asks for.
    fn slide(&mut self, pick: impl Fn(Part, Part) -> Part) {
        let (window, stride) = (2 * self.reach + 1, if matches!(self.way, Way::Along) { 1 } else { self.wide });
        let mut have = 1;
        while have < window {
            let step = have.min(window - have);
            let ahead = &self.values[(step * stride).min(self.values.len())..];
            let pairs = self.values.iter().zip(ahead);
            self.next.iter_mut().zip(pairs).for_each(|(to, (here, ahead))| *to = pick(*here, *ahead));
            std::mem::swap(&mut self.values, &mut self.next);
            have += step;
        }
    }

    /// Puts the picks in the middle of new margins.
    fn centre(&mut self, margin: Part) {
        let (reach, wide) = (self.reach, self.wide);
        match self.way {
            Way::Along => {
                for row in self.values.chunks_exact_mut(self.row) {
                    row.copy_within(..wide, reach);
                    row[..reach].fill(margin);
                    row[reach + wide..].fill(margin);
                }
            }
            Way::Down => {
                let whole = self.values.len() - 2 * reach * wide;
                self.values.copy_within(..whole, reach * wide);
                self.values[..reach * wide].fill(margin);
                self.values[reach * wide + whole..].fill(margin);
            }
        }
    }

    /// The grid again, which begins where the first margin did.
    fn inside(mut self) -> Vec<Part> {
        match self.way {
            Way::Along => {
                let mut grid = Vec::with_capacity(self.values.len() / self.row * self.wide);
                self.values.chunks_exact(self.row).for_each(|row| grid.extend_from_slice(&row[..self.wide]));
                grid
            }
            Way::Down => {
                self.values.truncate(self.values.len() - 2 * self.reach * self.wide);
                self.values
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, value by value.
    fn plainly(grid: &[Part], wide: usize, reach: usize, way: Way) -> (Vec<Part>, Vec<Part>) {
        let high = grid.len() / wide;
        let near = |grid: &[Part], at: usize, pick: fn(Part, Part) -> Part| {
            let (x, y) = (at % wide, at / wide);
            let line: Vec<Part> = match way {
                Way::Along => grid[y * wide + x.saturating_sub(reach)..y * wide + (x + reach + 1).min(wide)].to_vec(),
                Way::Down => (y.saturating_sub(reach)..(y + reach + 1).min(high)).map(|y| grid[y * wide + x]).collect(),
            };
            line.into_iter().reduce(pick).unwrap()
        };
        let light: Vec<Part> = (0..grid.len()).map(|at| near(grid, at, i16::max)).collect();
        let filled = (0..grid.len()).map(|at| near(&light, at, i16::min)).collect();
        (light, filled)
    }

    #[test]
    fn whole_rows_at_a_time_give_what_single_values_give() {
        let (wide, high) = (23, 17);
        let grid: Vec<Part> = (0..wide * high).map(|at| ((at * 7919 + at * at * 31) % 251) as Part * 64).collect();
        for reach in [1, 2, 5, 9] {
            for way in [Way::Along, Way::Down] {
                let (light, whole) = plainly(&grid, wide, reach, way);
                assert_eq!(lightest(&grid, wide, reach, way), light);
                assert_eq!(filled(&grid, wide, reach, way), whole);
            }
        }
    }
}
