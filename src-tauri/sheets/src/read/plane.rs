//! From millimetres on the sheet to pixels of a picture.

/// A point, in millimetres or pixels.
pub(crate) type Point = (f64, f64);

/// A projective map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plane {
    m: [f64; 8],
}

impl Plane {
    /// The map that takes four points to four points, or `None` when three of them lie on a line.
    pub(crate) fn through(from: [Point; 4], to: [Point; 4]) -> Option<Self> {
        let mut rows = Vec::with_capacity(8);
        for ((x, y), (u, v)) in from.into_iter().zip(to) {
            rows.push([x, y, 1.0, 0.0, 0.0, 0.0, -u * x, -u * y, u]);
            rows.push([0.0, 0.0, 0.0, x, y, 1.0, -v * x, -v * y, v]);
        }
        solve(rows).map(|m| Self { m })
    }

    pub(crate) fn at(&self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f, g, h] = self.m;
        let w = g * x + h * y + 1.0;
        let w = if w.abs() < 1e-9 { 1e-9 } else { w };
        ((a * x + b * y + c) / w, (d * x + e * y + f) / w)
    }
}

/// Gaussian elimination with pivots of eight equations, each with its right side last.
fn solve(mut rows: Vec<[f64; 9]>) -> Option<[f64; 8]> {
    for column in 0..8 {
        let size = |row: &[f64; 9]| row.get(column).map_or(0.0, |value| value.abs());
        let best = (column..8).max_by(|a, b| {
            let of = |at: &usize| rows.get(*at).map_or(0.0, size);
            of(a).total_cmp(&of(b))
        })?;
        rows.swap(column, best);
        let pivot = *rows.get(column)?;
        let head = *pivot.get(column)?;
        if head.abs() < 1e-9 {
            return None;
        }
        for (at, row) in rows.iter_mut().enumerate() {
            if at != column {
                let share = row.get(column)? / head;
                row.iter_mut().zip(pivot).for_each(|(value, taken)| *value -= share * taken);
            }
        }
    }
    let mut solution = [0.0; 8];
    for (at, value) in solution.iter_mut().enumerate() {
        let row = rows.get(at)?;
        *value = row.get(8)? / row.get(at)?;
    }
    solution.iter().all(|value| value.is_finite()).then_some(solution)
}
