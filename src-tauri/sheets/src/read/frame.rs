//! Finding the printed frame of a box: first where it lies, then how the paper is bent there.
//!
//! Bounds: profiles and patches are square and made here; positions outside answer 0.
#![allow(clippy::indexing_slicing)]

use super::grey::Grey;
use super::patch::{FINE, Patch};
use super::plane::{Plane, Point};
use zhudian_paper::geometry::BoxPlace;

/// How far a frame is looked for: near first, and farther when nothing fits.
const NEAR: f64 = 1.2;
const FAR: f64 = 3.2;
/// Paper sampled beyond what a box needs, in millimetres: most frames lie no farther off and are cut out of it.
const SPARE: f64 = 0.5;
/// A frame found at least this well needs no second search, and one found this well no bending.
const GOOD: f32 = 0.75;
const STRAIGHT: f32 = 0.97;
/// How far one half of a side may be bent away, in samples.
const BENT: i32 = 8;
/// A frame found worse than this is looked for on folded paper.
pub(crate) const LOST: f32 = 0.72;
/// A frame found on a facet this well needs no further facets.
const CERTAIN: f32 = 0.92;
/// Slopes of the facets of folded paper that are tried, both ways.
const SLOPES: [f64; 3] = [0.2, 0.35, 0.5];

/// How a frame leans on a facet of folded paper: by how much a line across it falls and a line down it moves aside, both
/// a millimetre.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lean {
    across: f64,
    down: f64,
}

impl Lean {
    fn at(self, (x, y): Point) -> Point {
        (x + self.down * y, y + self.across * x)
    }

    /// Flat paper, then facets beside upright creases, then beside level ones; the facet of the neighbour first.
    fn tried(first: Option<Self>) -> impl Iterator<Item = Self> {
        let both = |make: fn(f64) -> Self| SLOPES.into_iter().flat_map(move |slope| [make(slope), make(-slope)]);
        let across = both(|across| Self { across, down: 0.0 });
        let down = both(|down| Self { across: 0.0, down });
        first.into_iter().chain(std::iter::once(Self::default())).chain(across).chain(down)
    }
}

/// A frame found: its middle on the sheet, how it leans and is bent, and how well it fits.
pub(crate) struct Frame {
    pub(crate) middle: Point,
    pub(crate) lean: Lean,
    bend: Option<Plane>,
    pub(crate) fit: f32,
}

/// A patch with its white and the darkness of its samples.
pub(crate) struct Seen {
    pub(crate) patch: Patch,
    pub(crate) white: f32,
    pub(crate) dark: Vec<f32>,
}

impl Seen {
    fn of(patch: Patch, black: f32) -> Self {
        let white = patch.quantile(0.75);
        let dark = patch.darkness(white, black);
        Self { patch, white, dark }
    }

    /// The same with a white of some of the samples only, which is enough for looking around.
    fn sketched(patch: Patch, black: f32) -> Self {
        let white = patch.quantile_of_some(0.75);
        let dark = patch.darkness(white, black);
        Self { patch, white, dark }
    }
}

impl Frame {
    /// Looks for the frame of a box around `wanted`; `half` is the half size of the patches sampled around it.
    pub(crate) fn found(
        picture: &Grey,
        plane: &Plane,
        wanted: Point,
        place: &BoxPlace,
        black: f32,
        half: f64,
    ) -> (Self, Seen) {
        let near = Self::searched(picture, plane, wanted, place, black, (NEAR, half));
        // What is found at the very end of the reach may lie beyond it.
        let within = |frame: &Self| {
            let end = NEAR - 0.15;
            (frame.middle.0 - wanted.0).abs() < end && (frame.middle.1 - wanted.1).abs() < end
        };
        let (mut frame, mut seen) = if near.0.fit >= GOOD && within(&near.0) {
            near
        } else {
            let far = Self::searched(picture, plane, wanted, place, black, (FAR, half));
            let better = if within(&near.0) { far.0.fit > near.0.fit + 0.1 } else { far.0.fit >= near.0.fit };
            if better { far } else { near }
        };
        (frame, seen) = frame.bent(seen, picture, plane, place, black, half);
        (frame, seen)
    }

    /// Looks for a frame on folded paper, up to `reach` away: each facet of a fold leans its own way. `first` is how the
    /// neighbour leans.
    pub(crate) fn on_a_facet(
        picture: &Grey,
        plane: &Plane,
        wanted: Point,
        place: &BoxPlace,
        black: f32,
        (reach, half): (f64, f64),
        first: Option<Lean>,
    ) -> Option<(Self, Seen)> {
        let wide = place.area.w_mm / 2.0 + reach + 0.8;
        let mut best: Option<(f32, Lean, Point)> = None;
        for lean in Lean::tried(first) {
            let seen = Seen::of(leaning(picture, plane, wanted, lean, wide), black);
            // Far from where it was looked for, a frame is only seen from near its own height.
            for start in [0.0, -0.5, 0.5] {
                let shift = best_shift(&seen.patch, &seen.dark, place, reach, (start * reach * FINE) as i32);
                let fit = fit(&seen.patch, &seen.dark, place, shift);
                if best.as_ref().is_none_or(|best| fit > best.0 + 0.02) {
                    best = Some((fit, lean, lean.at((f64::from(shift.0) / FINE, f64::from(shift.1) / FINE))));
                }
            }
            if best.as_ref().is_some_and(|best| best.0 >= CERTAIN) {
                break;
            }
        }
        let (_, lean, (dx, dy)) = best?;
        let middle = (wanted.0 + dx, wanted.1 + dy);
        let seen = Seen::of(leaning(picture, plane, middle, lean, half), black);
        let fit = fit(&seen.patch, &seen.dark, place, (0, 0));
        Some(Self { middle, lean, bend: None, fit }.bent(seen, picture, plane, place, black, half))
    }

    /// Whether a frame that leans that way lies within half a millimetre or so of a point. Unlike letters, it stands out
    /// from white on both sides, or it is filled: it stands out whole or, where the paper is too bent for that, is black.
    pub(crate) fn is_at(
        picture: &Grey,
        plane: &Plane,
        at: Point,
        place: &BoxPlace,
        black: f32,
        half: f64,
        lean: Lean,
    ) -> bool {
        const REACH: f64 = 0.6;
        const BOTH_SIDES: f32 = 0.5;
        const WHOLE: f32 = 0.9;
        /// Mean darkness of the middle of a filled box: letters are lighter.
        const FILLED: f32 = 0.75;
        const MIDDLE: f64 = 0.8;
        let seen = Seen::of(leaning(picture, plane, at, lean, half), black);
        let shift = best_shift(&seen.patch, &seen.dark, place, REACH, 0);
        outlined(&seen.patch, &seen.dark, place, shift, true) >= BOTH_SIDES
            || outlined(&seen.patch, &seen.dark, place, shift, false) >= WHOLE
            || darkness_within(&seen.patch, &seen.dark, place.area.w_mm * MIDDLE) >= FILLED
    }

    /// The frame bent as the paper is, where that fits better.
    fn bent(self, seen: Seen, picture: &Grey, plane: &Plane, place: &BoxPlace, black: f32, half: f64) -> (Self, Seen) {
        if self.fit >= STRAIGHT {
            return (self, seen);
        }
        let Some(bend) = bend(&seen.patch, &seen.dark, place) else {
            return (self, seen);
        };
        let bent = Self { bend: Some(bend), fit: 0.0, ..self };
        let bent_seen = Seen::of(bent.patch(picture, plane, half, FINE), black);
        let fit = fit(&bent_seen.patch, &bent_seen.dark, place, (0, 0));
        if fit > self.fit { (Self { fit, ..bent }, bent_seen) } else { (self, seen) }
    }

    fn searched(
        picture: &Grey,
        plane: &Plane,
        wanted: Point,
        place: &BoxPlace,
        black: f32,
        (reach, half): (f64, f64),
    ) -> (Self, Seen) {
        let wide = whole_samples(place.area.w_mm / 2.0 + reach + 0.8);
        let sampled = (half + SPARE).max(wide);
        let around = Patch::around(picture, plane, wanted, (sampled, sampled));
        let cut = |half: f64, shift| around.cut((half * 2.0 * FINE).round() as usize, shift);
        let first = Seen::sketched(cut(wide, (0, 0)).unwrap_or_else(|| around.clone()), black);
        let (dx, dy) = best_shift(&first.patch, &first.dark, place, reach, 0);
        let middle = (wanted.0 + f64::from(dx) / FINE, wanted.1 + f64::from(dy) / FINE);
        let patch = cut(half, (dx, dy)).unwrap_or_else(|| Patch::around(picture, plane, middle, (half, half)));
        let seen = Seen::of(patch, black);
        let fit = fit(&seen.patch, &seen.dark, place, (0, 0));
        (Self { middle, lean: Lean::default(), bend: None, fit }, seen)
    }

    /// A patch around the frame, straightened as the frame is.
    pub(crate) fn patch(&self, picture: &Grey, plane: &Plane, half: f64, fine: f64) -> Patch {
        let map = |local: Point| {
            let (x, y) = self.lean.at(self.bend.map_or(local, |bend| bend.at(local)));
            plane.at((self.middle.0 + x, self.middle.1 + y))
        };
        Patch::mapped(picture, map, (half, half), fine)
    }
}

/// A length that is a whole number of samples, so that patches can be cut out of one another.
pub(crate) fn whole_samples(mm: f64) -> f64 {
    (mm * FINE - 1e-6).ceil() / FINE
}

/// The paper around a point as a facet shows it that leans that way, straightened.
fn leaning(picture: &Grey, plane: &Plane, middle: Point, lean: Lean, half: f64) -> Patch {
    let map = |local: Point| {
        let (x, y) = lean.at(local);
        plane.at((middle.0 + x, middle.1 + y))
    };
    Patch::mapped(picture, map, (half, half), FINE)
}

/// The shift in samples at which two pairs of lines a box apart are darkest and the paper beyond them lightest, looked
/// for from a height.
fn best_shift(patch: &Patch, dark: &[f32], place: &BoxPlace, reach: f64, height: i32) -> (i32, i32) {
    let side = place.area.w_mm - place.line_mm;
    let (mut dx, mut dy) = (0, height);
    for _ in 0..2 {
        dx = line_pair(&profile(patch, dark, true, dy, side), side, reach);
        dy = line_pair(&profile(patch, dark, false, dx, side), side, reach);
    }
    (dx, dy)
}

/// Mean darkness of columns (or rows) over the height (or width) of the box, moved by `shift` samples.
fn profile(patch: &Patch, dark: &[f32], columns: bool, shift: i32, side: f64) -> Vec<f32> {
    let length = patch.wide;
    let middle = length as i32 / 2 + shift;
    let half = (side / 2.0 * FINE) as i32 - 2;
    let (from, to) =
        ((middle - half).clamp(0, length as i32) as usize, (middle + half).clamp(0, length as i32) as usize);
    let mut sums = vec![0.0f32; length];
    if columns {
        for line in from..to {
            let line = &dark[line * length..(line + 1) * length];
            sums.iter_mut().zip(line).for_each(|(sum, dark)| *sum += dark.min(1.0));
        }
    } else {
        for (sum, line) in sums.iter_mut().zip(dark.chunks_exact(length)) {
            *sum = line[from..to].iter().map(|dark| dark.min(1.0)).sum();
        }
    }
    let count = (to - from).max(1) as f32;
    sums.iter_mut().for_each(|sum| *sum /= count);
    sums
}

/// Where two lines a side apart stand out best from the paper outside them.
fn line_pair(profile: &[f32], side: f64, reach: f64) -> i32 {
    let middle = (profile.len() as f64 - 1.0) / 2.0;
    let at = |place: i32| usize::try_from(place).ok().and_then(|place| profile.get(place)).copied().unwrap_or(0.0);
    // A line is about 3.5 samples wide: three samples of it against three outside.
    let line = |centre: i32| (at(centre - 1) + at(centre) + at(centre + 1)) / 3.0;
    let half = side / 2.0 * FINE;
    let (left, right) = ((middle - half).round() as i32, (middle + half).round() as i32);
    let steps = (reach * FINE) as i32;
    let score = |shift: i32| {
        let (first, second) = (line(left + shift), line(right + shift));
        let beyond = line(left + shift - 5) + line(right + shift + 5);
        // Both lines must be there: the weaker counts double. A slight pull to the middle breaks ties.
        first.min(second) * 2.0 + first.max(second) - beyond - shift.abs() as f32 * 0.002
    };
    let scored = (-steps..=steps).map(|shift| (score(shift), shift));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(0, |best| best.1)
}

/// The value `over` samples from the middle of the box across a side and `along` samples on it; the box lies `shift`
/// samples off the middle of the patch.
fn on_side(wide: usize, dark: &[f32], shift: (i32, i32), side: usize, over: f64, along: f64) -> f32 {
    let (u, v) = (wide as f64 / 2.0 + f64::from(shift.0), wide as f64 / 2.0 + f64::from(shift.1));
    let (x, y) = match side {
        0 => (u - over, v + along),
        1 => (u + over, v + along),
        2 => (u + along, v - over),
        _ => (u + along, v + over),
    };
    if x < 0.0 || y < 0.0 || x as usize >= wide || y as usize >= wide {
        0.0
    } else {
        dark[y as usize * wide + x as usize]
    }
}

/// Share of the outline of a frame, `shift` samples off the middle, that is dark and stands out from the paper just
/// outside.
fn fit(patch: &Patch, dark: &[f32], place: &BoxPlace, shift: (i32, i32)) -> f32 {
    outlined(patch, dark, place, shift, false)
}

/// The same, and where asked only what stands out from the paper inside too.
fn outlined(patch: &Patch, dark: &[f32], place: &BoxPlace, shift: (i32, i32), both_sides: bool) -> f32 {
    let half = (place.area.w_mm - place.line_mm) / 2.0 * FINE;
    let reach = half as i32 - 2;
    let good = |side: usize, along: i32| {
        let value = |over: f64| on_side(patch.wide, dark, shift, side, over, f64::from(along));
        let line = value(half - 1.0).max(value(half)).max(value(half + 1.0));
        let outside = value(half + 5.0).min(value(half + 6.5));
        let open = || line > value(half - 5.0).min(value(half - 6.5)) + 0.12;
        line > 0.28 && line > outside + 0.12 && (!both_sides || open())
    };
    let all = 4 * (2 * reach + 1).max(1);
    let count = (0..4)
        .flat_map(|side| (-reach..=reach).map(move |along| (side, along)))
        .filter(|(side, along)| good(*side, *along))
        .count();
    count as f32 / all as f32
}

/// Mean darkness of the square of that side in the middle of a patch.
fn darkness_within(patch: &Patch, dark: &[f32], side_mm: f64) -> f32 {
    let side = ((side_mm * FINE) as usize).clamp(1, patch.wide);
    let from = (patch.wide - side) / 2;
    let lines = dark.chunks_exact(patch.wide).skip(from).take(side);
    let sum: f32 = lines.map(|line| line[from..from + side].iter().map(|dark| dark.min(1.0)).sum::<f32>()).sum();
    sum / (side * side) as f32
}

/// How the frame is bent: each half of each side is looked for by itself, and the corners lie where the sides meet.
fn bend(patch: &Patch, dark: &[f32], place: &BoxPlace) -> Option<Plane> {
    let half = (place.area.w_mm - place.line_mm) / 2.0;
    let reach = (half * FINE) as i32 - 3;
    // Samples beyond the frame that are compared with it.
    const BEYOND: i32 = 6;
    // The outward move of a half side at which its line stands out best.
    let moved = |side: usize, first: bool| -> f64 {
        let range = if first { -reach..=-3 } else { 3..=reach };
        // How dark the half side is at each place over it, from the sample before the farthest move inwards on.
        let sum = |over: i32| -> f32 {
            let over = half * FINE + f64::from(over);
            range.clone().map(|along| on_side(patch.wide, dark, (0, 0), side, over, f64::from(along)).min(1.0)).sum()
        };
        let sums: Vec<f32> = (-BENT - 1..=BENT + BEYOND).map(sum).collect();
        let contrast = |move_: i32| -> f32 {
            let at = |over: i32| sums.get((move_ + over + BENT + 1) as usize).copied().unwrap_or(0.0);
            (at(-1) + at(0) + at(1)) / 3.0 - (at(5) + at(BEYOND)) / 2.0 - move_.abs() as f32 * 0.05
        };
        let seen = (-BENT..=BENT).map(|move_| (contrast(move_), move_));
        let best = seen.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(0, |best| best.1);
        f64::from(best) / FINE
    };
    // Outward moves at both ends of each side, drawn out from the middles of its halves.
    let ends = |side: usize| -> (f64, f64) {
        let (first, second) = (moved(side, true), moved(side, false));
        let slope = (second - first) / 2.0;
        (first - slope, second + slope)
    };
    let (left, right, top, low) = (ends(0), ends(1), ends(2), ends(3));
    let nominal = [(-half, -half), (half, -half), (half, half), (-half, half)];
    let bent = [
        (-half - left.0, -half - top.0),
        (half + right.0, -half - top.1),
        (half + right.1, half + low.1),
        (-half - left.1, half + low.0),
    ];
    Plane::through(nominal, bent)
}
