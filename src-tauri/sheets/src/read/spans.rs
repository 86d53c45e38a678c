//! A stroke that runs from one box towards the next: one mark, but of which box?
//!
//! Bounds: patches are `wide * high`; every index is made of a row under `high` and a column under `wide`.
#![allow(clippy::indexing_slicing)]

use super::boxes::Measured;
use super::grey::Grey;
use super::patch::Patch;
use super::plane::{Plane, Point};
use std::ops::Range;
use zhudian_paper::geometry::{BoxPlace, PageGeometry};

/// Samples to a millimetre: enough for the thinnest pen.
const FINE: f64 = 5.0;
/// Share of the paper between two boxes over which the tail of a tick may run.
const TAIL: f64 = 0.5;
/// Paper beside the frame at which the run begins, and a gap that does not end it, in millimetres.
const BESIDE: f64 = 0.5;
const GAP: f64 = 0.8;
/// Half the height in which the stroke is looked for, and how far rules of the table are kept away.
const HALF: f64 = 3.8;
const RULE: f64 = 1.0;
/// A stroke is darker than the paper this far above and below it.
const ASIDE: f64 = 1.2;
/// Ink of a mark that may run on, in square millimetres inside and around the box.
const LEAST: f32 = 0.3;
/// From column to column a stroke moves no farther, and it is no wider, than so many samples.
const STEP: usize = 2;
const WIDEST: usize = 12;

/// Marks the boxes whose stroke runs on to one beside them; `black` is the value of print at a box.
pub(crate) fn find(
    picture: &Grey,
    plane: &Plane,
    page: &PageGeometry,
    measured: &mut [Measured],
    black: impl Fn(&BoxPlace) -> f32,
) {
    let mut first = 0;
    for row in page.boxes.chunk_by(|a, b| a.row == b.row) {
        let height = HALF.min(height(page, row) / 2.0 - RULE);
        for at in 0..row.len() {
            let Some(box_) =
                measured.get(first + at).filter(|box_| box_.ring.exits > 0 && box_.inside + box_.outside > LEAST)
            else {
                continue;
            };
            let beside = [at.checked_sub(1), Some(at + 1).filter(|next| *next < row.len())];
            let others = beside.into_iter().flatten().filter_map(|at| measured.get(first + at));
            let place = &row[at];
            let runs = others
                .filter(|other| other.frame > 0.0)
                .any(|other| runs_on(picture, plane, (box_, other), place, black(place), height));
            measured[first + at].spans = runs;
        }
        first += row.len();
    }
}

/// The height of a row: the distance to the nearest other.
fn height(page: &PageGeometry, row: &[BoxPlace]) -> f64 {
    let Some(place) = row.first() else { return 0.0 };
    let others = page.boxes.iter().filter(|other| other.row != place.row && other.option == place.option);
    others.map(|other| (other.area.y_mm - place.area.y_mm).abs()).fold(f64::INFINITY, f64::min)
}

/// Whether ink runs from a box over half the way to another.
fn runs_on(
    picture: &Grey,
    plane: &Plane,
    (from, to): (&Measured, &Measured),
    place: &BoxPlace,
    black: f32,
    height: f64,
) -> bool {
    let way: Point = (to.middle.0 - from.middle.0, to.middle.1 - from.middle.1);
    let far = way.0.hypot(way.1);
    let open = far - place.area.w_mm - 2.0 * BESIDE;
    if open < 2.0 || height < 1.0 {
        return false;
    }
    let (along, middle) =
        ((way.0 / far, way.1 / far), ((from.middle.0 + to.middle.0) / 2.0, (from.middle.1 + to.middle.1) / 2.0));
    let map = |(x, y): Point| plane.at((middle.0 + along.0 * x - along.1 * y, middle.1 + along.1 * x + along.0 * y));
    let patch = Patch::mapped(picture, map, (open / 2.0, height + ASIDE), FINE);
    let limit = from.limit * (patch.quantile(0.75) - black).max(1.0);
    let aside = (ASIDE * FINE) as usize;
    let value = |x: usize, y: usize| patch.px[y * patch.wide + x];
    let rows = aside..patch.high.saturating_sub(aside);
    // Lines with ink in a column, near the ink of the columns before: a stroke goes on where it was.
    let inked = |x: usize, near: &Range<usize>| -> Option<Range<usize>> {
        let stroke =
            |y: &usize| value(x, y - aside).min(value(x, y + aside)) - value(x, *y) > limit && near.contains(y);
        let first = rows.clone().find(stroke)?;
        Some(first..rows.clone().rfind(stroke).map_or(first, |last| last) + 1)
    };
    let (mut run, mut gap, mut near) = (0usize, 0usize, rows.clone());
    for x in 0..patch.wide {
        if let Some(found) = inked(x, &near) {
            (run, gap) = (x + 1, 0);
            near = found.start.saturating_sub(STEP)..(found.end + STEP).min(found.start + WIDEST);
        } else {
            gap += 1;
            if gap as f64 > GAP * FINE {
                break;
            }
        }
    }
    run as f64 >= TAIL * patch.wide as f64
}
