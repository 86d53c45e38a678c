//! Connected dark areas.
//!
//! Bounds: masks have `wide * high` cells, checked once in `blobs`; every index is a cell inside.
#![allow(clippy::indexing_slicing)]

/// One connected dark area with its moments.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blob {
    pub(crate) area: f64,
    pub(crate) centre: (f64, f64),
    /// Variances along and across the main axis.
    pub(crate) spread: (f64, f64),
    /// Left, upper, right, lower edge, the last two inclusive.
    pub(crate) bounds: (usize, usize, usize, usize),
    pub(crate) at_edge: bool,
}

impl Blob {
    /// Diagonal of the bounding box in cells.
    pub(crate) fn length(&self) -> f64 {
        let (left, top, right, low) = self.bounds;
        ((right - left + 1) as f64).hypot((low - top + 1) as f64)
    }
}

/// The next dark cell from a place on. Whole blocks of white are passed over at once.
pub(crate) fn next(mask: &[bool], from: usize) -> Option<usize> {
    let rest = &mask[from..];
    let (blocks, _) = rest.as_chunks::<32>();
    let white = blocks.iter().take_while(|block| !block.iter().fold(false, |dark, cell| dark | cell)).count() * 32;
    rest[white..].iter().position(|dark| *dark).map(|at| from + white + at)
}

/// The eight-connected areas of a mask with at least `least` cells. The mask is used up.
pub(crate) fn blobs(mask: &mut [bool], wide: usize, high: usize, least: usize) -> Vec<Blob> {
    if mask.len() != wide * high || wide == 0 || high == 0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut stack: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(start) = next(mask, from) {
        from = start + 1;
        stack.push((start % wide, start / wide));
        let (mut n, mut sx, mut sy, mut sxx, mut syy, mut sxy) = (0u64, 0u64, 0u64, 0u64, 0u64, 0u64);
        let mut bounds = (wide, high, 0, 0);
        // Whole runs of a line at a time; a run that was taken meanwhile is passed over.
        while let Some((x, y)) = stack.pop() {
            let cells = &mut mask[y * wide..(y + 1) * wide];
            if !cells[x] {
                continue;
            }
            let first = cells[..x].iter().rposition(|dark| !dark).map_or(0, |white| white + 1);
            let end = cells[x..].iter().position(|dark| !dark).map_or(wide, |run| x + run);
            cells[first..end].fill(false);
            let (a, b, run) = (first as u64, y as u64, (end - first) as u64);
            // Sums of the columns and of their squares over the run, counted from its first.
            let (ones, squares) = (run * (run - 1) / 2, (run - 1) * run * (2 * run - 1) / 6);
            let columns = run * a + ones;
            n += run;
            (sx, sy) = (sx + columns, sy + b * run);
            (sxx, syy, sxy) = (sxx + a * a * run + 2 * a * ones + squares, syy + b * b * run, sxy + b * columns);
            bounds = (bounds.0.min(first), bounds.1.min(y), bounds.2.max(end - 1), bounds.3.max(y));
            let (left, right) = (first.saturating_sub(1), (end + 1).min(wide));
            for line in [y.checked_sub(1), Some(y + 1).filter(|line| *line < high)].into_iter().flatten() {
                let near = &mask[line * wide + left..line * wide + right];
                let mut before = false;
                for (column, dark) in (left..right).zip(near) {
                    if *dark && !before {
                        stack.push((column, line));
                    }
                    before = *dark;
                }
            }
        }
        if (n as usize) < least {
            continue;
        }
        let area = n as f64;
        let (x, y) = (sx as f64 / area, sy as f64 / area);
        // A cell is not a point but a square of variance 1/12.
        let vx = sxx as f64 / area - x * x + 1.0 / 12.0;
        let vy = syy as f64 / area - y * y + 1.0 / 12.0;
        let vxy = sxy as f64 / area - x * y;
        let half = ((vx - vy) / 2.0).hypot(vxy);
        let spread = ((vx + vy) / 2.0 + half, ((vx + vy) / 2.0 - half).max(0.0));
        let at_edge = bounds.0 == 0 || bounds.1 == 0 || bounds.2 + 1 == wide || bounds.3 + 1 == high;
        found.push(Blob { area, centre: (x + 0.5, y + 0.5), spread, bounds, at_edge });
    }
    found
}
