//! Ink where nobody was asked to write: finger prints, stamps, names.
//!
//! Two looks: the small picture tells where open paper is darker than the paper around it, which shadows, folds and the
//! stripes of dirty rollers are too; there the full picture tells whether the dark is made of strokes.
//!
//! Bounds: the page is divided into `wide * high` cells, made with their full size; indices are kept under it.
#![allow(clippy::indexing_slicing)]

use super::bars::Drift;
use super::blobs::{Blob, blobs};
use super::corners::Small;
use super::grey::Grey;
use super::paper::strokes;
use super::patch::Patch;
use super::plane::{Plane, Point};
use super::ring::RING;
use super::slide::{Part, Way, filled, level, lightest, parts};
use zhudian_paper::geometry::{Area, BoxPlace, PageGeometry};

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
/// A spot is no longer than twice this in either direction, in cells: a fold or a stripe is long in one, a shadow in both.
const SPOT: usize = 12;
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

/// A mark beside its box is as large as this: area in square millimetres and extent in cells. Dust is smaller.
const BESIDE: (f64, usize) = (0.8, 2);
/// Paper above and below a word at the head of a column that is looked at, and half of the widest column, in millimetres.
const HEAD_AROUND: f64 = 1.5;
const HEAD_HALF: f64 = 13.0;
/// More ink beside a word than beside those of the other columns is a mark, in square millimetres: a short thin stroke.
const HEAD_MARK: f64 = 1.5;
/// Half the height in which marks beside the boxes of a row are looked for where no other row is near, in millimetres.
const BAND: f64 = 7.0;

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
    let cells = Cells::open(page, slack(shift), TAIL);
    let (tinted, spots) = cells.tinted(small, plane, drift);
    let open = cells.closed.iter().filter(|closed| !**closed).count();
    let striped = tinted * STRIPED > open;
    if spots.iter().filter(|spot| **spot).count() < LEAST {
        return Around { stray: false, striped };
    }
    let ink = cells.strokes(picture, plane, drift, (&spots, LEAST), striped);
    Around { stray: cells.is_meant(&ink, page), striped }
}

/// Of the rows given by their boxes, those with a mark that lies beside all of them: too far from any to be measured with
/// it, and too small to be writing.
pub(crate) fn beside(
    picture: &Grey,
    small: &Small,
    plane: &Plane,
    drift: &Drift,
    page: &PageGeometry,
    (shift, striped): (f64, bool),
    rows: &[&[BoxPlace]],
) -> Vec<bool> {
    let bands: Vec<(f64, f64)> = rows.iter().map(|row| band(page, row)).collect();
    let mut cells = Cells::open(page, slack(shift), RING + CELL / 2.0);
    for (at, line) in cells.closed.chunks_exact_mut(cells.wide).enumerate() {
        let middle = (at as f64 + 0.5) * CELL;
        if !bands.iter().any(|(top, low)| (*top..*low).contains(&middle)) {
            line.fill(true);
        }
    }
    let (_, spots) = cells.tinted(small, plane, drift);
    let ink = cells.strokes(picture, plane, drift, (&spots, BESIDE.1), striped);
    let mut mask: Vec<bool> = ink.iter().map(|share| *share >= INKED).collect();
    let marks = blobs(&mut mask, cells.wide, cells.high, BESIDE.1);
    let is_mark = |blob: &&Blob| {
        let (left, top, right, low) = blob.bounds;
        let inked = (top..=low).flat_map(|row| &ink[row * cells.wide + left..=row * cells.wide + right]);
        let area = inked.filter(|share| **share >= INKED).map(|share| f64::from(*share)).sum::<f64>() * CELL * CELL;
        area >= BESIDE.0 && (right - left).max(low - top) + 1 >= BESIDE.1
    };
    let heights: Vec<f64> = marks.iter().filter(is_mark).map(|blob| blob.centre.1 * CELL).collect();
    bands.iter().map(|(top, low)| heights.iter().any(|at| (*top..*low).contains(at))).collect()
}

/// Whether a word at the head of the columns was marked: a ring, a tick or a line under it leaves ink beside the word that
/// the heads of the other columns do not have. Somebody who answers so leaves the boxes empty.
pub(crate) fn heads(picture: &Grey, plane: &Plane, drift: &Drift, page: &PageGeometry, striped: bool) -> bool {
    let words = columns(page);
    if words.len() < 2 {
        return false;
    }
    let inked = |(word, half): &(Area, f64)| {
        let (x, y) = word.centre();
        let map = |(dx, dy): Point| plane.at(drift.moved((x + dx, y + dy)));
        let high = word.h_mm / 2.0 + HEAD_AROUND;
        let patch = Patch::mapped(picture, map, (*half, high), FINE);
        let dark = strokes(&patch, striped);
        let middle = (patch.wide as f64 / 2.0, patch.high as f64 / 2.0);
        let off = |at: usize, middle: f64| (at as f64 + 0.5 - middle).abs() / FINE;
        // Rules of the table run all the way across.
        let is_rule = |line: &[bool]| line.iter().filter(|dark| **dark).count() * 8 > line.len() * 7;
        let lines: Vec<&[bool]> = dark.chunks_exact(patch.wide.max(1)).collect();
        let ruled: Vec<bool> = lines.iter().map(|line| is_rule(line)).collect();
        let near_rule = |at: usize| ruled[at.saturating_sub(2)..(at + 3).min(ruled.len())].contains(&true);
        let beside = lines.iter().enumerate().filter(|(row, _)| !near_rule(*row)).map(|(row, line)| {
            let over = off(row, middle.1) > word.h_mm / 2.0;
            let beside = |column: usize| over || off(column, middle.0) > word.w_mm / 2.0;
            line.iter().enumerate().filter(|(column, dark)| **dark && beside(*column)).count()
        });
        beside.sum::<usize>() as f64 / (FINE * FINE)
    };
    let mut areas: Vec<f64> = words.iter().map(inked).collect();
    areas.sort_by(f64::total_cmp);
    let (usual, most) = (areas[(areas.len() - 1) / 2], areas[areas.len() - 1]);
    most - usual > HEAD_MARK
}

/// The words at the heads of the columns of boxes, and half the width of a column. Nothing when one has none.
fn columns(page: &PageGeometry) -> Vec<(Area, f64)> {
    let Some(first) = page.boxes.first() else { return Vec::new() };
    let row: Vec<&BoxPlace> = page.boxes.iter().take_while(|place| place.row == first.row).collect();
    let centres: Vec<f64> = row.iter().map(|place| place.area.centre().0).collect();
    let half = centres.windows(2).map(|pair| (pair[1] - pair[0]).abs() / 2.0).fold(HEAD_HALF, f64::min);
    let word = |place: &&BoxPlace| {
        let over = |area: &&Area| {
            let (x, y) = area.centre();
            (x - place.area.centre().0).abs() < 0.5 && y < place.area.y_mm && area.w_mm < 2.0 * half
        };
        page.printed.iter().filter(over).max_by(|a, b| a.y_mm.total_cmp(&b.y_mm)).map(|area| (*area, half))
    };
    row.iter().map(word).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Where a row begins and ends: half way to the rows above and below.
fn band(page: &PageGeometry, row: &[BoxPlace]) -> (f64, f64) {
    let Some(place) = row.first() else { return (0.0, 0.0) };
    let middle = place.area.centre().1;
    let others = page.boxes.iter().map(|other| other.area.centre().1 - middle);
    let (mut above, mut below) = (BAND, BAND);
    for off in others {
        if off < -1.0 {
            above = above.min(-off / 2.0);
        } else if off > 1.0 {
            below = below.min(off / 2.0);
        }
    }
    (middle - above, middle + below)
}

/// How far print may lie from its place where frames lie so far from theirs.
fn slack(shift: f64) -> f64 {
    SLACK + (2.0 * shift).min(shift + FOLDED)
}

/// The paper in cells; those with print, boxes or edges are closed.
struct Cells {
    wide: usize,
    high: usize,
    closed: Vec<bool>,
}

impl Cells {
    fn open(page: &PageGeometry, slack: f64, tail: f64) -> Self {
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
        page.boxes.iter().for_each(|place| close(&place.area, tail));
        page.free_text.iter().for_each(|area| close(area, 2.0));
        let inside = |at: usize, size: f64| (at as f64 * CELL) > EDGE && (at as f64 * CELL) < size - EDGE - CELL;
        let edges: Vec<bool> = (0..wide).map(|column| !inside(column, page.width_mm)).collect();
        for (row, line) in closed.chunks_exact_mut(wide.max(1)).enumerate() {
            let edge = !inside(row, page.height_mm);
            line.iter_mut().zip(&edges).for_each(|(closed, side)| *closed |= edge | side);
        }
        Self { wide, high, closed }
    }

    /// How many open cells are darker than the lightest near them, and which of these belong to spots: a shadow, a fold or
    /// a stripe is dark too, but runs on.
    fn tinted(&self, small: &Small, plane: &Plane, drift: &Drift) -> (usize, Vec<bool>) {
        let light = self.lightness(small, plane, drift);
        let columns = lightest(&light, self.wide, AROUND, Way::Down);
        let paper = lightest(&columns, self.wide, AROUND, Way::Along);
        let is_darker = |light: Part, paper: Part| level(light) < level(paper) * (1.0 - TINTED);
        let mut tinted: Vec<bool> = light.iter().zip(&paper).map(|(light, paper)| is_darker(*light, *paper)).collect();
        tinted.iter_mut().zip(&self.closed).for_each(|(tinted, closed)| *tinted &= !closed);
        let count = tinted.iter().filter(|tinted| **tinted).count();
        if count > 0 {
            for way in [Way::Along, Way::Down] {
                let whole = filled(&self.bridged(&light, way), self.wide, SPOT, way);
                let spots = tinted.iter_mut().zip(light.iter().zip(&whole));
                spots.for_each(|(tinted, (light, whole))| *tinted &= is_darker(*light, *whole));
            }
        }
        (count, tinted)
    }

    /// Lightness of the open cells in the small picture.
    fn lightness(&self, small: &Small, plane: &Plane, drift: &Drift) -> Vec<Part> {
        /// Cells between places that are mapped exactly.
        const NODES: usize = 8;
        let scale = small.factor as f64;
        let nodes = self.wide / NODES + 2;
        let line = |row: usize| -> Vec<Point> {
            let at = |node: usize| {
                let (x, y) = plane.at(drift.moved(((node * NODES) as f64 * CELL, (row as f64 + 0.5) * CELL)));
                (x / scale, y / scale)
            };
            (0..nodes).map(at).collect()
        };
        // The side of a cell in the middle of the picture, in pixels.
        let middle = (self.wide as f64 * CELL / 2.0, self.high as f64 * CELL / 2.0);
        let (here, next) = (plane.at(middle), plane.at((middle.0 + CELL, middle.1)));
        let side = ((next.0 - here.0).hypot(next.1 - here.1) / scale).round().max(1.0) as usize;
        let mut light = vec![0.0f32; self.wide * self.high];
        for row in 0..self.high {
            let cells = row * self.wide..(row + 1) * self.wide;
            if self.closed[cells.clone()].iter().all(|closed| *closed) {
                continue;
            }
            let line = line(row);
            for (column, light) in light[cells].iter_mut().enumerate() {
                if self.closed[row * self.wide + column] {
                    continue;
                }
                let column = column as f64 + 0.5;
                let node = (column / NODES as f64) as usize;
                let share = column / NODES as f64 - node as f64;
                let (a, b) = (line[node], line[node + 1]);
                let (x, y) = (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share);
                *light = small.sums.mean_at(x.floor() as i32, y.floor() as i32, side);
            }
        }
        parts(&light)
    }

    /// The cells with the closed ones as light as the lighter of the open ones before and after them: what runs on beyond
    /// print is bridged, and what ends there is not.
    fn bridged(&self, light: &[Part], way: Way) -> Vec<Part> {
        let (lines, cells, stride, next) = match way {
            Way::Along => (self.high, self.wide, 1, self.wide),
            Way::Down => (self.wide, self.high, self.wide, 1),
        };
        let mut bridged = light.to_vec();
        for line in 0..lines {
            let at = |cell: usize| line * next + cell * stride;
            let mut from = 0;
            while from < cells {
                if !self.closed[at(from)] {
                    from += 1;
                    continue;
                }
                let to = (from..cells).find(|cell| !self.closed[at(*cell)]).unwrap_or(cells);
                let ends = [from.checked_sub(1), Some(to).filter(|to| *to < cells)];
                let lighter = ends.map(|end| end.map_or(Part::MAX, |cell| light[at(cell)])).into_iter().max();
                (from..to).for_each(|cell| bridged[at(cell)] = lighter.unwrap_or(Part::MAX));
                from = to;
            }
        }
        bridged
    }

    /// The share of each cell that is stroke, measured in tiles with at least so many spots.
    fn strokes(
        &self,
        picture: &Grey,
        plane: &Plane,
        drift: &Drift,
        (spots, least): (&[bool], usize),
        striped: bool,
    ) -> Vec<f32> {
        let mut ink = vec![0.0f32; self.wide * self.high];
        for top in (0..self.high).step_by(TILE) {
            for left in (0..self.wide).step_by(TILE) {
                let (low, right) = ((top + TILE).min(self.high), (left + TILE).min(self.wide));
                let cells = || (top..low).flat_map(|row| (left..right).map(move |column| (row, column)));
                if cells().filter(|(row, column)| spots[row * self.wide + column]).count() < least {
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
