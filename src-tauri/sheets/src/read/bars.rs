//! The bars beside each row: how far each row has moved from where the corners say it is.

use super::blobs::blobs;
use super::grey::Grey;
use super::patch::{FINE, Patch};
use super::plane::{Plane, Point};
use std::collections::BTreeMap;
use zhudian_paper::geometry::{Bar, PageGeometry, Side};

/// How far a bar is looked for from its place, in millimetres: near first, then farther, since the fold of a sheet moves
/// rows by up to 4 mm.
const REACHES: [f64; 2] = [1.4, 3.4];

/// How far it is looked for on a sheet that lacks a corner, in millimetres and as a share of the distance of two rows.
const LOOSE: f64 = 7.0;
const NOT_THE_NEXT: f64 = 0.42;

/// What a bar told.
#[derive(Clone, Copy)]
struct Told {
    y_mm: f64,
    moved: Point,
    black: f32,
}

/// How rows have moved, and how black print is there.
pub(crate) struct Drift {
    left: Vec<Told>,
    right: Vec<Told>,
    edges: (f64, f64),
}

impl Drift {
    pub(crate) fn measured(picture: &Grey, plane: &Plane, page: &PageGeometry) -> Self {
        let mut sides: BTreeMap<bool, Vec<Told>> = BTreeMap::new();
        for bar in &page.bars {
            if let Some(told) = REACHES.into_iter().find_map(|reach| find(picture, plane, bar, reach)) {
                sides.entry(bar.side == Side::Left).or_default().push(told);
            }
        }
        let of =
            |left: bool| page.bars.iter().find(|bar| (bar.side == Side::Left) == left).map(|bar| bar.area.centre().0);
        let mut take = |left| {
            let mut told = sides.remove(&left).unwrap_or_default();
            // The page was laid on its corner squares, so there nothing has moved.
            let ends = page.squares.iter().map(|square| square.centre().1);
            let (first, last) = (ends.clone().fold(f64::MAX, f64::min), ends.fold(0.0, f64::max));
            let still = |y_mm: f64, like: Option<&Told>| like.map(|like| Told { y_mm, moved: (0.0, 0.0), ..*like });
            told.sort_by(|a, b| a.y_mm.total_cmp(&b.y_mm));
            let (above, below) = (still(first, told.first()), still(last, told.last()));
            above.into_iter().chain(told).chain(below).collect::<Vec<_>>()
        };
        let (left, right) = (take(true), take(false));
        Self { left, right, edges: (of(true).unwrap_or(0.0), of(false).unwrap_or(page.width_mm)) }
    }

    /// Where a point of the sheet really lies, in the same millimetres.
    pub(crate) fn moved(&self, (x, y): Point) -> Point {
        let at = |side: &[Told]| between(side, y).map_or((0.0, 0.0), |told| told.moved);
        let (left, right) = (at(&self.left), at(&self.right));
        let share = ((x - self.edges.0) / (self.edges.1 - self.edges.0).max(1.0)).clamp(0.0, 1.0);
        (x + left.0 + (right.0 - left.0) * share, y + left.1 + (right.1 - left.1) * share)
    }

    /// Value of solid black print at a point.
    pub(crate) fn black(&self, (x, y): Point) -> Option<f32> {
        let share = (((x - self.edges.0) / (self.edges.1 - self.edges.0).max(1.0)).clamp(0.0, 1.0)) as f32;
        let at = |side: &[Told]| between(side, y).map(|told| told.black);
        match (at(&self.left), at(&self.right)) {
            (Some(left), Some(right)) => Some(left + (right - left) * share),
            (left, right) => left.or(right),
        }
    }
}

/// The map of a sheet that lacks a corner, laid on the bars of that side instead: seen at an angle, the fourth corner does
/// not lie where three of them say. From the corner that is there each bar found tells better where the next one is.
pub(crate) fn without_corner(
    picture: &Grey,
    plane: &Plane,
    page: &PageGeometry,
    (corners, missing): ([Point; 4], usize),
) -> Option<Plane> {
    let (left, upper) = (matches!(missing, 0 | 3), missing < 2);
    let mut bars: Vec<&Bar> = page.bars.iter().filter(|bar| (bar.side == Side::Left) == left).collect();
    bars.sort_by(|a, b| a.area.y_mm.total_cmp(&b.area.y_mm));
    if upper {
        bars.reverse();
    }
    // Any farther, and it could be the bar of another row.
    let apart = bars.windows(2).filter_map(|pair| match pair {
        [a, b] => Some((a.area.y_mm - b.area.y_mm).abs()),
        _ => None,
    });
    let farthest = (apart.fold(f64::INFINITY, f64::min) * NOT_THE_NEXT).min(LOOSE);
    let [near, far] = REACHES;
    let reaches = [near, far.min(farthest), farthest];
    let (mut laid, mut found) = (*plane, 0);
    for bar in &bars {
        let Some(told) = reaches.into_iter().find_map(|reach| find(picture, &laid, bar, reach)) else { continue };
        let place = bar.area.centre();
        let seen = laid.at((place.0 + told.moved.0, place.1 + told.moved.1));
        let (mut from, mut to) = (corners, corners.map(|corner| plane.at(corner)));
        *from.get_mut(missing)? = place;
        *to.get_mut(missing)? = seen;
        laid = Plane::through(from, to)?;
        found += 1;
    }
    (found > 0 && found * 2 >= bars.len()).then_some(laid)
}

/// The bar at a height, or what lies between its neighbours above and below.
fn between(side: &[Told], y: f64) -> Option<Told> {
    let after = side.partition_point(|told| told.y_mm < y - 1e-6);
    let (above, below) = (after.checked_sub(1).and_then(|at| side.get(at)), side.get(after));
    match (above, below) {
        (Some(above), Some(below)) => {
            let share = ((y - above.y_mm) / (below.y_mm - above.y_mm).max(1e-6)).clamp(0.0, 1.0);
            let mix = |a: f64, b: f64| a + (b - a) * share;
            let moved = (mix(above.moved.0, below.moved.0), mix(above.moved.1, below.moved.1));
            Some(Told { y_mm: y, moved, black: mix(f64::from(above.black), f64::from(below.black)) as f32 })
        }
        (one, other) => one.or(other).copied(),
    }
}

fn find(picture: &Grey, plane: &Plane, bar: &Bar, reach: f64) -> Option<Told> {
    let centre = bar.area.centre();
    let (half_w, half_h) = (bar.area.w_mm / 2.0, bar.area.h_mm / 2.0);
    let patch = Patch::around(picture, plane, centre, (half_w + reach, half_h + reach));
    // Half of a bar, where that is less, is all that is surely dark in a wide patch.
    let share = 2.0 * half_w * half_h / (4.0 * (half_w + reach) * (half_h + reach));
    let (dark, light) = (patch.quantile(share.min(0.03)), patch.quantile(0.6));
    if light - dark < 30.0 {
        return None;
    }
    let half = (dark + light) / 2.0;
    let mut mask: Vec<bool> = patch.px.iter().map(|value| *value < half).collect();
    let wanted = bar.area.w_mm * bar.area.h_mm * FINE * FINE;
    let found = blobs(&mut mask, patch.wide, patch.high, (wanted * 0.5) as usize);
    let fits = |blob: &&super::blobs::Blob| {
        let (left, top, right, low) = blob.bounds;
        let (wide, high) = ((right - left + 1) as f64 / FINE, (low - top + 1) as f64 / FINE);
        let near = |is: f64, wanted: f64| (is - wanted).abs() < 0.9;
        !blob.at_edge && blob.area < wanted * 1.5 && near(wide, bar.area.w_mm) && near(high, bar.area.h_mm)
    };
    let middle = (patch.wide as f64 / 2.0, patch.high as f64 / 2.0);
    let off = |blob: &super::blobs::Blob| ((blob.centre.0 - middle.0) / FINE, (blob.centre.1 - middle.1) / FINE);
    let best = found.iter().filter(fits).min_by(|a, b| {
        let far = |blob| {
            let off = off(blob);
            off.0.hypot(off.1)
        };
        far(a).total_cmp(&far(b))
    })?;
    // The middle of the bar, where blur does not reach, tells how black print is.
    let (x, y) = (best.centre.0 as usize, best.centre.1 as usize);
    let core =
        (y.saturating_sub(3)..y + 4).flat_map(|row| (x.saturating_sub(5)..x + 6).map(move |column| (row, column)));
    let values: Vec<f32> = core.filter_map(|(row, column)| patch.px.get(row * patch.wide + column)).copied().collect();
    let black = values.iter().sum::<f32>() / values.len().max(1) as f32;
    Some(Told { y_mm: centre.1, moved: off(best), black })
}
