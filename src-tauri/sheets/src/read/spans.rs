//! A stroke that runs from one box towards the next, or from row to row: one mark, but of which box?
//!
//! Bounds: there is a measured box for every printed one; patches are `wide * high`; every index is made of a row under `high` and a column under `wide`.
#![allow(clippy::indexing_slicing)]

use super::boxes::Measured;
use super::grey::Grey;
use super::patch::Patch;
use super::plane::{Plane, Point};
use std::collections::BTreeMap;
use std::ops::Range;
use zhudian_paper::geometry::{BoxPlace, PageGeometry};

/// Samples to a millimetre: enough for the thinnest pen.
const FINE: f64 = 5.0;
/// Share of the paper between two boxes over which the tail of a tick may run.
const TAIL: f64 = 0.5;
/// Down a column boxes stand nearer, and the tail of a tick may come near the box above: only what runs all the way spans.
const WHOLE: f64 = 0.9;
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
            let search = Search { height, share: TAIL, down: false };
            let runs = others
                .filter(|other| other.frame > 0.0)
                .any(|other| runs_on(picture, plane, (box_, other), place, black(place), search));
            measured[first + at].spans = runs;
        }
        first += row.len();
    }
    down(picture, plane, page, measured, black);
}

/// The same from row to row: a line drawn down a column from one tick, or a cross over two boxes. Only what leaves a box
/// downwards comes into the box below.
fn down(
    picture: &Grey,
    plane: &Plane,
    page: &PageGeometry,
    measured: &mut [Measured],
    black: impl Fn(&BoxPlace) -> f32,
) {
    let mut columns: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    page.boxes.iter().enumerate().for_each(|(at, place)| columns.entry(&place.option).or_default().push(at));
    let search = Search { height: HALF, share: WHOLE, down: true };
    for pair in columns.values().flat_map(|column| column.windows(2)) {
        let &[above, below] = pair else { continue };
        let (upper, lower, place) = (&measured[above], &measured[below], &page.boxes[above]);
        let inked = |box_: &Measured| box_.ring.exits > 0 && box_.inside + box_.outside > LEAST && box_.frame > 0.0;
        if upper.ring.below
            && inked(upper)
            && inked(lower)
            && runs_on(picture, plane, (upper, lower), place, black(place), search)
        {
            measured[above].spans = true;
            measured[below].spans = true;
        }
    }
}

/// The height of a row: the distance to the nearest other.
fn height(page: &PageGeometry, row: &[BoxPlace]) -> f64 {
    let Some(place) = row.first() else { return 0.0 };
    let others = page.boxes.iter().filter(|other| other.row != place.row && other.option == place.option);
    others.map(|other| (other.area.y_mm - place.area.y_mm).abs()).fold(f64::INFINITY, f64::min)
}

/// How a stroke is followed.
#[derive(Clone, Copy)]
struct Search {
    /// How far it may lie from the straight way, in millimetres.
    height: f64,
    /// The share of the way it must run.
    share: f64,
    /// It runs down a column, over rules of the table; else it runs between them.
    down: bool,
}

/// Whether ink runs from a box over a share of the way to another.
fn runs_on(
    picture: &Grey,
    plane: &Plane,
    (from, to): (&Measured, &Measured),
    place: &BoxPlace,
    black: f32,
    Search { height, share, down }: Search,
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
    let white = patch.quantile(0.75);
    let limit = from.limit * (white - black).max(1.0);
    let aside = (ASIDE * FINE) as usize;
    let value = |x: usize, y: usize| patch.px[y * patch.wide + x];
    let rows = aside..patch.high.saturating_sub(aside);
    // Lines with ink in a column, near the ink of the columns before: a stroke goes on where it was.
    let is_dark = |x: usize, y: usize| {
        let paper = if down { white } else { value(x, y - aside).min(value(x, y + aside)) };
        paper - value(x, y) > limit
    };
    let is_rule = |x: usize| down && rows.clone().filter(|y| is_dark(x, *y)).count() * 3 > rows.len() * 2;
    let inked = |x: usize, near: &Range<usize>| -> Option<Range<usize>> {
        let stroke = |y: &usize| near.contains(y) && is_dark(x, *y);
        let first = rows.clone().find(stroke)?;
        Some(first..rows.clone().rfind(stroke).map_or(first, |last| last) + 1)
    };
    let (mut run, mut gap, mut near) = (0usize, 0usize, rows.clone());
    for x in 0..patch.wide {
        if is_rule(x) {
            continue;
        }
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
    run as f64 >= share * patch.wide as f64
}
