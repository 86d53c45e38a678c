//! Finding the four corner squares, whatever the turn, the angle and the light.

use super::blobs::{Blob, blobs};
use super::grey::{Grey, Sums};
use super::plane::Point;

/// Longer side of the small picture in which squares are looked for; a square is then about 18 pixels wide.
const SMALL: usize = 880;
/// Side of a square as a share of the distance between squares along the short side.
const SIDE: f64 = 6.0 / 184.6;
/// Distance between squares along the long side as a multiple of the short side.
const ASPECT: f64 = 271.6 / 184.6;
/// More candidates than this are cut down to so many that are largest and those farthest from the middle.
const MOST: usize = 18;
const LARGEST: usize = 10;

/// A square on the facet of a fold is sheared: its variances may differ so many times. Small ones that uneven are bars; the
/// squares are larger than this share of the shorter side of the picture.
const SHEARED: f64 = 2.5;
const LARGER: f64 = 0.018;
/// Sets of squares that are told as possible corners: enough that a second sheet in the picture is among them.
const QUADS: usize = 8;

/// The small picture, used again for stray ink, and its solid squares.
pub(crate) struct Small {
    pub(crate) factor: usize,
    pub(crate) picture: Grey,
    /// Sums over its rectangles.
    pub(crate) sums: Sums,
    squares: Vec<(Point, f64)>,
    /// Share of dark pixels away from the edge of the picture.
    pub(crate) dark_share: f64,
}

impl Small {
    pub(crate) fn of(picture: &Grey) -> Self {
        let longer = picture.wide.max(picture.high);
        let factor = ((longer + SMALL / 2) / SMALL).max(1);
        let small = picture.shrunk(factor);
        let sums = Sums::of(&small);
        let mut dark = dark_cells(&small, &sums);
        let shorter = small.wide.min(small.high) as f64;
        let dark_share = dark_share(&dark, &small);
        let found = blobs(&mut dark, small.wide, small.high, 30);
        let is_square = |blob: &Blob| {
            let side = blob.area.sqrt();
            // For a solid square the two variances add up to a sixth of the area, whatever its turn.
            let solid = (blob.spread.0 + blob.spread.1) / blob.area;
            let even = blob.spread.0 / blob.spread.1.max(1e-6);
            let share = side / shorter;
            let uneven = if share > LARGER { SHEARED } else { 1.7 };
            (0.010..0.042).contains(&share) && (0.150..0.192).contains(&solid) && even < uneven
        };
        let squares = found.iter().filter(|blob| is_square(blob)).map(|blob| (blob.centre, blob.area.sqrt())).collect();
        Self { factor, picture: small, sums, squares, dark_share }
    }

    /// Number of solid squares that may be corners.
    pub(crate) fn squares(&self) -> usize {
        self.squares.len()
    }

    /// The squares that may be corners: of too many, the largest, and of the others those farthest from the middle.
    fn outer(&self) -> Vec<(Point, f64)> {
        let middle = (self.picture.wide as f64 / 2.0, self.picture.high as f64 / 2.0);
        let far = |p: &(Point, f64)| (p.0.0 - middle.0).hypot(p.0.1 - middle.1);
        let mut squares = self.squares.clone();
        if squares.len() > MOST {
            squares.sort_by(|a, b| b.1.total_cmp(&a.1));
            let mut others = squares.split_off(LARGEST);
            others.sort_by(|a, b| far(b).total_cmp(&far(a)));
            squares.extend(others.into_iter().take(MOST - LARGEST));
        }
        squares
    }

    /// The four corner squares in pixels of the full picture, clockwise from one that may be the upper left, so that the
    /// first side is a short one; and, less likely ones after likelier ones.
    pub(crate) fn quads(&self) -> Vec<[Point; 4]> {
        let squares = self.outer();
        let mut found: Vec<(f64, [Point; 4])> = Vec::new();
        for (a, first) in squares.iter().enumerate() {
            for (b, second) in squares.iter().enumerate().skip(a + 1) {
                for (c, third) in squares.iter().enumerate().skip(b + 1) {
                    for fourth in squares.iter().skip(c + 1) {
                        found.extend(quad([first, second, third, fourth]));
                    }
                }
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().take(QUADS).map(|(_, quad)| quad.map(|point| self.full(point))).collect()
    }

    /// The same for a sheet that lacks a corner: three squares at a right angle, and the place of the fourth, which is told.
    pub(crate) fn triples(&self) -> Vec<([Point; 4], usize)> {
        /// The angle at the middle square is right but for this.
        const RIGHT: f64 = 0.1;
        let squares = self.outer();
        let mut found: Vec<(f64, [Point; 4], usize)> = Vec::new();
        for (b, middle) in squares.iter().enumerate() {
            for (a, first) in squares.iter().enumerate().filter(|(a, _)| *a != b) {
                for (_, second) in squares.iter().enumerate().skip(a + 1).filter(|(c, _)| *c != b) {
                    let (u, v) = (from_to(middle.0, first.0), from_to(middle.0, second.0));
                    let slant = (u.0 * v.0 + u.1 * v.1) / (u.0.hypot(u.1) * v.0.hypot(v.1)).max(1e-6);
                    let fourth = (first.0.0 + v.0, first.0.1 + v.1);
                    if slant.abs() < RIGHT
                        && let Some((badness, quad)) = quad([first, middle, second, &(fourth, middle.1)])
                        && let Some(missing) = quad.iter().position(|point| *point == fourth)
                    {
                        found.push((badness, quad, missing));
                    }
                }
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.into_iter().take(3).map(|(_, quad, missing)| (quad.map(|point| self.full(point)), missing)).collect()
    }

    fn full(&self, (x, y): Point) -> Point {
        (x * self.factor as f64, y * self.factor as f64)
    }
}

fn from_to(from: Point, to: Point) -> Point {
    (to.0 - from.0, to.1 - from.1)
}

/// The share of dark cells away from the edge of the picture.
fn dark_share(dark: &[bool], small: &Grey) -> f64 {
    let margin = (small.wide.min(small.high) as f64 * 0.05) as usize;
    let inside = |size: usize| margin..size.saturating_sub(margin).max(margin);
    let (rows, columns) = (inside(small.high), inside(small.wide));
    let lines = dark.chunks_exact(small.wide).take(rows.end).skip(rows.start);
    let cells = |line: &[bool]| line.get(columns.clone()).map_or(0, |line| line.iter().filter(|dark| **dark).count());
    lines.map(cells).sum::<usize>() as f64 / (rows.len() * columns.len()).max(1) as f64
}

/// Cells clearly darker than their surroundings, about 17 mm wide.
fn dark_cells(small: &Grey, sums: &Sums) -> Vec<bool> {
    let reach = (small.wide.min(small.high) / 25).max(4);
    let mut dark = Vec::with_capacity(small.px.len());
    sums.means(reach, |row, means| {
        let line = small.px.get(row * small.wide..(row + 1) * small.wide).unwrap_or_default();
        dark.extend(line.iter().zip(means).map(|(value, mean)| f32::from(*value) < mean * 0.78));
    });
    dark
}

/// The four squares as the corners of a sheet, with how badly they fit, or nothing when they cannot be.
fn quad(mut squares: [&(Point, f64); 4]) -> Option<(f64, [Point; 4])> {
    let sides = squares.map(|square| square.1);
    let (least, most) = (sides.iter().copied().fold(f64::MAX, f64::min), sides.iter().copied().fold(0.0, f64::max));
    if most > least * 1.45 {
        return None;
    }
    let middle = (squares.iter().map(|s| s.0.0).sum::<f64>() / 4.0, squares.iter().map(|s| s.0.1).sum::<f64>() / 4.0);
    let angle = |s: &(Point, f64)| (s.0.1 - middle.1).atan2(s.0.0 - middle.0);
    // With y downwards growing angles run clockwise.
    squares.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
    let points = squares.map(|square| square.0);
    let [a, b, c, d] = points;
    let turn = |p: Point, q: Point, r: Point| (q.0 - p.0) * (r.1 - q.1) - (q.1 - p.1) * (r.0 - q.0);
    if [turn(a, b, c), turn(b, c, d), turn(c, d, a), turn(d, a, b)].iter().any(|turn| *turn <= 0.0) {
        return None;
    }
    let length = |p: Point, q: Point| (p.0 - q.0).hypot(p.1 - q.1);
    let (top, right, low, left) = (length(a, b), length(b, c), length(c, d), length(d, a));
    let portrait = top + low < left + right;
    let (short, long) = if portrait { ((top, low), (left, right)) } else { ((left, right), (top, low)) };
    let ratio = |(p, q): (f64, f64)| p.max(q) / p.min(q).max(1e-6);
    let (short_mean, long_mean) = ((short.0 + short.1) / 2.0, (long.0 + long.1) / 2.0);
    let side = sides.iter().sum::<f64>() / 4.0 / short_mean / SIDE;
    let aspect = long_mean / short_mean / ASPECT;
    if ratio(short) > 1.4 || ratio(long) > 1.4 || !(0.72..1.35).contains(&side) || !(0.78..1.28).contains(&aspect) {
        return None;
    }
    let badness = (side.ln() * 2.0).powi(2)
        + (aspect.ln() * 4.0).powi(2)
        + ratio(short).ln()
        + ratio(long).ln()
        + (most / least).ln();
    // Larger figures first: a sheet's corners lie outside everything else on it.
    let badness = badness - (short_mean * long_mean).ln() * 0.5;
    let quad = if portrait { [a, b, c, d] } else { [b, c, d, a] };
    Some((badness, quad))
}

/// The centre of a corner square to a fraction of a pixel, by the weight of its ink.
pub(crate) fn refined(picture: &Grey, (x, y): Point, side: f64) -> Point {
    let reach = side * 0.95;
    let (left, top) = ((x - reach).max(0.0) as usize, (y - reach).max(0.0) as usize);
    let (right, low) = (((x + reach) as usize).min(picture.wide), ((y + reach) as usize).min(picture.high));
    let lines = || {
        (top..low).filter_map(|row| Some((row, picture.px.get(row * picture.wide + left..row * picture.wide + right)?)))
    };
    let (dark, light) =
        lines().flat_map(|(_, line)| line).fold((255u8, 0u8), |(dark, light), v| (dark.min(*v), light.max(*v)));
    let half = (f64::from(dark) + f64::from(light)) / 2.0;
    let (mut sum, mut sx, mut sy) = (0.0, 0.0, 0.0);
    for (row, line) in lines() {
        for (column, value) in line.iter().enumerate() {
            let weight = (half - f64::from(*value)).clamp(0.0, (light - dark) as f64 * 0.25);
            sum += weight;
            sx += weight * ((left + column) as f64 + 0.5);
            sy += weight * (row as f64 + 0.5);
        }
    }
    if sum > 0.0 { (sx / sum, sy / sum) } else { (x, y) }
}
