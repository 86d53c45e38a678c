//! Ink where nobody was asked to write: finger prints, stamps, names.
//!
//! Two looks: the small picture tells where open paper is darker than the paper around it, which shadows, folds and the
//! stripes of dirty rollers are too; there the full picture tells whether the dark is made of strokes.
//!
//! Bounds: the page is divided into `wide * high` cells, made with their full size; indices are kept under it.
#![allow(clippy::indexing_slicing)]

use super::bars::Drift;
use super::blobs::blobs;
use super::corners::Small;
use super::grey::Grey;
use super::paper::strokes;
use super::patch::Patch;
use super::plane::{Plane, Point};
use super::slide::{Way, level, lightest, parts};
use zhudian_paper::geometry::{Area, PageGeometry};

/// Side of a cell in millimetres.
const CELL: f64 = 1.0;
/// Paper this near to its edge is left out: shadows of the lid, staple holes, curled edges.
const EDGE: f64 = 6.0;
/// Marks may run this far out of their boxes.
const TAIL: f64 = 6.0;
/// Print may lie this far from where it should on a flat page.
const SLACK: f64 = 0.7;
/// Print on folded paper lies off no farther than the boxes by more than this.
const FOLDED: f64 = 1.5;
/// How much darker than the paper around it a cell is that is worth a second look.
const TINTED: f32 = 0.06;
/// Cells around a cell among which the lightest is its paper.
const AROUND: usize = 9;
/// Side of the tiles of the second look in cells, and the white sampled around them in millimetres.
const TILE: usize = 24;
const MARGIN: f64 = 4.0;
/// Samples to a millimetre of the second look.
const FINE: f64 = 4.0;
/// Tinted cells of a tile that make it worth looking at.
const LEAST: usize = 4;
/// Where one in so many open cells is tinted, the paper is striped or in shade.
const STRIPED: usize = 5;
/// Share of a cell that is stroke for it to hold ink.
const INKED: f32 = 0.16;
/// Cells between pieces of ink that belong together.
const NEAR: usize = 2;
/// A stroke that comes this near to a box, in millimetres, may be the tail of its tick.
const TAIL_END: f64 = 8.0;
/// One straight stroke has no more variance across than this once it is joined, in cells.
const STRAIGHT: f64 = 3.4;
/// Ink of this size is meant, not dirt: area in square millimetres, and extent in millimetres.
const MEANT: (f64, f64) = (4.5, 5.0);

/// What the paper outside the boxes shows.
pub(crate) struct Around {
    /// Ink that may tell whose the sheet is.
    pub(crate) stray: bool,
    /// Stripes or shade all over the page.
    pub(crate) striped: bool,
}

/// Looks at the paper outside the boxes; `shift` is the farthest a frame lay from where the bars led, in millimetres, that
/// is how far other print may lie off.
pub(crate) fn around(
    picture: &Grey,
    small: &Small,
    plane: &Plane,
    drift: &Drift,
    page: &PageGeometry,
    shift: f64,
) -> Around {
    let cells = Cells::open(page, SLACK + (2.0 * shift).min(shift + FOLDED));
    let tinted = cells.tinted(small, plane, drift);
    let count = tinted.iter().filter(|tinted| **tinted).count();
    let open = cells.closed.iter().filter(|closed| !**closed).count();
    let striped = count * STRIPED > open;
    if count < LEAST {
        return Around { stray: false, striped };
    }
    let ink = cells.strokes(picture, plane, drift, &tinted, striped);
    Around { stray: cells.is_meant(&ink, page), striped }
}

/// The paper in cells; those with print, boxes or edges are closed.
struct Cells {
    wide: usize,
    high: usize,
    closed: Vec<bool>,
}

impl Cells {
    fn open(page: &PageGeometry, slack: f64) -> Self {
        let (wide, high) = ((page.width_mm / CELL) as usize, (page.height_mm / CELL) as usize);
        let mut closed = vec![false; wide * high];
        let mut close = |area: &Area, slack: f64| {
            let cell = |mm: f64, most: usize| (mm / CELL).floor().clamp(0.0, most as f64) as usize;
            let (left, right) = (cell(area.x_mm - slack, wide), cell(area.x_mm + area.w_mm + slack + CELL, wide));
            for row in cell(area.y_mm - slack, high)..cell(area.y_mm + area.h_mm + slack + CELL, high) {
                closed[row * wide + left..row * wide + right].fill(true);
            }
        };
        page.printed.iter().for_each(|area| close(area, slack));
        page.squares.iter().for_each(|area| close(area, slack + 1.0));
        page.bars.iter().for_each(|bar| close(&bar.area, slack + 1.0));
        page.boxes.iter().for_each(|place| close(&place.area, TAIL));
        page.free_text.iter().for_each(|area| close(area, 2.0));
        let inside = |at: usize| {
            let (x, y) = ((at % wide) as f64 * CELL, (at / wide) as f64 * CELL);
            x > EDGE && y > EDGE && x < page.width_mm - EDGE - CELL && y < page.height_mm - EDGE - CELL
        };
        closed.iter_mut().enumerate().for_each(|(at, closed)| *closed |= !inside(at));
        Self { wide, high, closed }
    }

    /// Open cells darker than the lightest near them.
    fn tinted(&self, small: &Small, plane: &Plane, drift: &Drift) -> Vec<bool> {
        /// Places looked at along each side of a cell, and cells between places that are mapped exactly.
        const STEPS: usize = 3;
        const NODES: usize = 8;
        let scale = small.factor as f64;
        let nodes = self.wide / NODES + 2;
        let line = |row: usize| -> Vec<Point> {
            let at = |node: usize| {
                let (x, y) = plane.at(drift.moved(((node * NODES) as f64 * CELL, row as f64 * CELL)));
                (x / scale, y / scale)
            };
            (0..nodes).map(at).collect()
        };
        let between = |line: &[Point], column: f64| {
            let node = (column / NODES as f64) as usize;
            let share = column / NODES as f64 - node as f64;
            let (a, b) = (line[node], line[node + 1]);
            (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
        };
        let mut light = vec![0.0f32; self.wide * self.high];
        let mut upper = line(0);
        for row in 0..self.high {
            let lower = line(row + 1);
            for column in (0..self.wide).filter(|column| !self.closed[row * self.wide + column]) {
                let (top, low) = (between(&upper, column as f64 + 0.5), between(&lower, column as f64 + 0.5));
                let next = between(&upper, column as f64 + 1.5);
                // From column to column, and from row to row, of the places.
                let share = |ahead: f64, here: f64| (ahead - here) / STEPS as f64;
                let across = (share(next.0, top.0), share(next.1, top.1));
                let down = (share(low.0, top.0), share(low.1, top.1));
                // Whole parts of a pixel add up without turning kinds of number.
                let part = |pixels: f64| (pixels * 65536.0) as i32;
                let first = (part(top.0 + down.0 * 0.5 - across.0), part(top.1 + down.1 * 0.5 - across.1));
                let (across, down) = ((part(across.0), part(across.1)), (part(down.0), part(down.1)));
                let mut sum = 0u32;
                for v in 0..STEPS as i32 {
                    for u in 0..STEPS as i32 {
                        let x = first.0.wrapping_add(down.0.wrapping_mul(v)).wrapping_add(across.0.wrapping_mul(u));
                        let y = first.1.wrapping_add(down.1.wrapping_mul(v)).wrapping_add(across.1.wrapping_mul(u));
                        sum += u32::from(small.picture.value((x >> 16) as isize, (y >> 16) as isize));
                    }
                }
                light[row * self.wide + column] = sum as f32 / (STEPS * STEPS) as f32;
            }
            upper = lower;
        }
        let columns = lightest(&parts(&light), self.wide, AROUND, Way::Down);
        let paper = lightest(&columns, self.wide, AROUND, Way::Along);
        let tinted = |(light, paper): (&f32, &_)| *light > 0.0 && *light < level(*paper) * (1.0 - TINTED);
        light.iter().zip(&paper).map(tinted).collect()
    }

    /// The share of each cell that is stroke, measured where the paper is tinted.
    fn strokes(&self, picture: &Grey, plane: &Plane, drift: &Drift, tinted: &[bool], striped: bool) -> Vec<f32> {
        let mut ink = vec![0.0f32; self.wide * self.high];
        for top in (0..self.high).step_by(TILE) {
            for left in (0..self.wide).step_by(TILE) {
                let (low, right) = ((top + TILE).min(self.high), (left + TILE).min(self.wide));
                let cells = || (top..low).flat_map(|row| (left..right).map(move |column| (row, column)));
                if cells().filter(|(row, column)| tinted[row * self.wide + column]).count() < LEAST {
                    continue;
                }
                let half = TILE as f64 * CELL / 2.0;
                let middle = (left as f64 * CELL + half, top as f64 * CELL + half);
                let map = |(x, y): Point| plane.at(drift.moved((middle.0 + x, middle.1 + y)));
                let patch = Patch::mapped(picture, map, (half + MARGIN, half + MARGIN), FINE);
                let dark = strokes(&patch, striped);
                let place = |cell: usize| ((cell as f64 * CELL + MARGIN) * FINE) as usize;
                for (row, column) in cells().filter(|(row, column)| !self.closed[row * self.wide + column]) {
                    let (y, x) = (place(row - top), place(column - left));
                    let side = (CELL * FINE) as usize;
                    let count = (y..y + side)
                        .map(|y| {
                            dark[y * patch.wide + x..y * patch.wide + x + side].iter().filter(|dark| **dark).count()
                        })
                        .sum::<usize>();
                    ink[row * self.wide + column] = count as f32 / (side * side) as f32;
                }
            }
        }
        ink
    }

    /// The cells with ink, and those so near to one that writing broken by print holds together.
    fn joined(&self, ink: &[f32]) -> Vec<bool> {
        let mut mask = vec![false; ink.len()];
        for at in (0..ink.len()).filter(|at| ink[*at] >= INKED) {
            let (row, column) = (at / self.wide, at % self.wide);
            for row in row.saturating_sub(NEAR)..(row + NEAR + 1).min(self.high) {
                mask[row * self.wide + column.saturating_sub(NEAR)
                    ..row * self.wide + (column + NEAR + 1).min(self.wide)]
                    .fill(true);
            }
        }
        mask
    }

    /// Whether ink holds together in the size of something written or pressed on.
    fn is_meant(&self, ink: &[f32], page: &PageGeometry) -> bool {
        let mut mask = self.joined(ink);
        blobs(&mut mask, self.wide, self.high, 3).iter().any(|blob| {
            let (left, top, right, low) = blob.bounds;
            // Joining has made it larger on all sides.
            let extent = |from: usize, to: usize| (to - from + 1).saturating_sub(2 * NEAR) as f64 * CELL;
            let (across, down) = (extent(left, right), extent(top, low));
            let cells = (top..=low).flat_map(|row| (left..=right).map(move |column| row * self.wide + column));
            let inked = cells.map(|cell| ink[cell]).filter(|share| *share >= INKED);
            let area = inked.map(f64::from).sum::<f64>() * CELL * CELL;
            // A long thin line is a fold, a streak of the feeder or the edge of another sheet.
            let line = across.min(down) <= 3.0 * CELL && across.max(down) > 25.0;
            // One straight stroke beside boxes is the tail of a large tick.
            let reaches = |area: &Area| {
                let (x, y) = ((area.x_mm - TAIL_END) / CELL, (area.y_mm - TAIL_END) / CELL);
                let (u, v) = (x + (area.w_mm + 2.0 * TAIL_END) / CELL, y + (area.h_mm + 2.0 * TAIL_END) / CELL);
                (left as f64) < u && right as f64 > x && (top as f64) < v && low as f64 > y
            };
            let line = line || blob.spread.1 <= STRAIGHT && page.boxes.iter().any(|place| reaches(&place.area));
            let across_page = down > page.height_mm * 0.5 || across > page.width_mm * 0.5;
            !line && !across_page && area >= MEANT.0 && across.max(down) >= MEANT.1 && across.min(down) >= 2.0 * CELL
        })
    }
}
