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

/// Whether a page bears ink outside its boxes that may tell whose it is.
pub(crate) fn has_stray_ink(
    small: &Small,
    plane: &Plane,
    drift: &Drift,
    page: &PageGeometry,
) -> bool {
    let (wide, high) = (
        (page.width_mm / CELL) as usize,
        (page.height_mm / CELL) as usize,
    );
    let mut closed = vec![false; wide * high];
    let mut close = |area: &Area, slack: f64| {
        let cell = |mm: f64, most: usize| (mm / CELL).floor().clamp(0.0, most as f64) as usize;
        let (left, right) = (
            cell(area.x_mm - slack, wide),
            cell(area.x_mm + area.w_mm + slack + CELL, wide),
        );
        for row in cell(area.y_mm - slack, high)..cell(area.y_mm + area.h_mm + slack + CELL, high) {
            closed[row * wide + left..row * wide + right].fill(true);
        }
    };
    page.printed.iter().for_each(|area| close(area, SLACK));
    page.squares
        .iter()
        .for_each(|area| close(area, SLACK + 1.0));
    page.bars
        .iter()
        .for_each(|bar| close(&bar.area, SLACK + 1.0));
    page.boxes.iter().for_each(|place| close(&place.area, TAIL));
    page.free_text.iter().for_each(|area| close(area, 2.0));
    let mut ink = vec![0.0f32; wide * high];
    let scale = small.factor as f64;
    let steps = 4;
    for row in 0..high {
        for column in 0..wide {
            let (x, y) = ((column as f64 + 0.5) * CELL, (row as f64 + 0.5) * CELL);
            let inside =
                x > EDGE && y > EDGE && x < page.width_mm - EDGE && y < page.height_mm - EDGE;
            if closed[row * wide + column] || !inside {
                continue;
            }
            let mut dark = 0;
            for sub in 0..steps * steps {
                let (u, v) = (f64::from(sub % steps), f64::from(sub / steps));
                let at = (
                    x + ((u + 0.5) / f64::from(steps) - 0.5) * CELL,
                    y + ((v + 0.5) / f64::from(steps) - 0.5) * CELL,
                );
                let (px, py) = plane.at(drift.moved(at));
                let (px, py) = ((px / scale) as usize, (py / scale) as usize);
                let within = px < small.picture.wide && py < small.picture.high;
                dark += i32::from(within && small.dark[py * small.picture.wide + px]);
            }
            ink[row * wide + column] = dark as f32 / (steps * steps) as f32;
        }
    }
    let mut mask: Vec<bool> = ink.iter().map(|share| *share >= INKED).collect();
    let found = blobs(&mut mask, wide, high, 3);
    found.iter().any(|blob| {
        let (left, top, right, low) = blob.bounds;
        let (across, down) = (
            (right - left + 1) as f64 * CELL,
            (low - top + 1) as f64 * CELL,
        );
        let cells =
            (top..=low).flat_map(|row| (left..=right).map(move |column| row * wide + column));
        let area = cells.map(|cell| f64::from(ink[cell])).sum::<f64>() * CELL * CELL;
        // A long thin line is a fold, a streak of the feeder or the edge of another sheet.
        let line = across.min(down) <= 2.0 * CELL && across.max(down) > 25.0;
        let across_page = down > page.height_mm * 0.5 || across > page.width_mm * 0.5;
        !line
            && !across_page
            && area >= MEANT.0
            && across.max(down) >= MEANT.1
            && across.min(down) >= 2.0 * CELL
    })
}
