//! Ink where nobody was asked to write: finger prints, stamps, names.
//!
//! Bounds: the page is divided into `WIDE * HIGH` cells, made with their full size; indices are kept under it.
#![allow(clippy::indexing_slicing)]

use super::bars::Drift;
use super::blobs::blobs;
use super::corners::Small;
use super::plane::Plane;
use zhudian_paper::geometry::{Area, PageGeometry};

/// Side of a cell in millimetres.
const CELL: f64 = 1.5;
/// Paper this near to its edge is left out: shadows of the lid, staple holes, curled edges.
const EDGE: f64 = 6.0;
/// Marks may run this far out of their boxes.
const TAIL: f64 = 6.0;
/// Print may lie this far from where it should on folded paper.
const SLACK: f64 = 1.6;
/// Share of a cell that is dark for it to hold ink.
const INKED: f32 = 0.12;
/// Ink of this size is meant, not dirt: dark area in square millimetres, and extent in millimetres.
const MEANT: (f64, f64) = (7.0, 6.0);

/// Whether a page bears ink outside its boxes that may tell whose it is; `shift` is the farthest a frame lay from where
/// the bars led, in millimetres, that is how far other print may lie off.
pub(crate) fn has_stray_ink(small: &Small, plane: &Plane, drift: &Drift, page: &PageGeometry, shift: f64) -> bool {
    let cells = Cells::open(page, SLACK + 1.5 * shift);
    // The dark areas at hand are a quick answer, since most pages bear none; a second look leaves out shadows.
    cells.hold_ink(small, &small.dark, plane, drift, page)
        && cells.hold_ink(small, &small.strokes(), plane, drift, page)
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

    fn hold_ink(&self, small: &Small, dark: &[bool], plane: &Plane, drift: &Drift, page: &PageGeometry) -> bool {
        /// Places looked at along each side of a cell.
        const STEPS: usize = 4;
        let (wide, scale) = (self.wide, small.factor as f64);
        let share = |cell: usize| {
            let (left, top) = ((cell % wide) as f64, (cell / wide) as f64);
            let place = |step: usize| (step as f64 + 0.5) / STEPS as f64;
            let spots = (0..STEPS * STEPS).filter(|step| {
                let at = ((left + place(step % STEPS)) * CELL, (top + place(step / STEPS)) * CELL);
                let (x, y) = plane.at(drift.moved(at));
                let (x, y) = ((x / scale) as usize, (y / scale) as usize);
                x < small.picture.wide && y < small.picture.high && dark[y * small.picture.wide + x]
            });
            spots.count() as f32 / (STEPS * STEPS) as f32
        };
        let ink: Vec<f32> =
            self.closed.iter().enumerate().map(|(cell, closed)| if *closed { 0.0 } else { share(cell) }).collect();
        let mut mask: Vec<bool> = ink.iter().map(|share| *share >= INKED).collect();
        blobs(&mut mask, wide, self.high, 3).iter().any(|blob| {
            let (left, top, right, low) = blob.bounds;
            let (across, down) = ((right - left + 1) as f64 * CELL, (low - top + 1) as f64 * CELL);
            let cells = (top..=low).flat_map(|row| (left..=right).map(move |column| row * wide + column));
            let area = cells.map(|cell| f64::from(ink[cell])).sum::<f64>() * CELL * CELL;
            // A long thin line is a fold, a streak of the feeder or the edge of another sheet.
            let line = across.min(down) <= 2.0 * CELL && across.max(down) > 25.0;
            let across_page = down > page.height_mm * 0.5 || across > page.width_mm * 0.5;
            !line && !across_page && area >= MEANT.0 && across.max(down) >= MEANT.1 && across.min(down) >= 2.0 * CELL
        })
    }
}
