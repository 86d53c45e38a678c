//! One box: its printed frame is found first, then the ink inside and around it is measured.
//!
//! Bounds: patches are square; every index is made of a row and a column under their side.
#![allow(clippy::indexing_slicing)]

use super::bars::Drift;
use super::blobs::blobs;
use super::frame::{Frame, LOST, Lean, Seen};
use super::grey::Grey;
use super::paper::{COARSE, HALF, Paper};
use super::patch::{FINE, Patch};
use super::plane::{Plane, Point};
use zhudian_paper::geometry::BoxPlace;

/// White beyond the frame that belongs to the box: marks run out of it, nothing printed stands in it.
const RING: f64 = 1.75;
/// White and black closer than this many grey levels tell no ink.
const FLAT: f32 = 35.0;
/// Darkness that counts as ink, before noise is taken into account.
const INK: f32 = 0.17;
/// Noise, as darkness that could be told from it, from which on a patch is smoothed once, and again.
const GRAINY: [f32; 3] = [INK, 0.3, 0.3];
/// Smaller areas of ink are noise: in samples, a twentieth of a square millimetre.
const GRAIN: usize = 5;
/// With less ink than this, inside and around, the paper needs no closer look.
const SPOTLESS: (f32, f32) = (0.05, 0.15);
/// Ink that reaches no farther in from the frame is the frame's own, bled into the paper.
const BLEED: f64 = 0.3;
/// Ink of a filled box bleeds out of it no farther than this.
const BLED: f64 = 0.9;
/// Parts of the rim in which ink may leave the ring.
const EXITS: usize = 16;
/// Darkness up to which the paper around a box may be noise.
const LEVEL: f32 = 0.12;
/// Cells at the rim that are ink leaving the ring.
const LEAVES: usize = 3;
/// A stripe this dark may be a stroke drawn with a ruler.
const RULED: f32 = 0.42;

/// What was measured at one box. Areas in square millimetres.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// How well the frame was found, 0 to 1.
    pub(crate) frame: f32,
    /// Mean darkness of the ink over the inside.
    pub(crate) ink: f32,
    /// Share of the inside that is inked.
    pub(crate) cover: f32,
    /// Area of ink inside.
    pub(crate) inside: f32,
    /// Length of the longest stroke inside.
    pub(crate) stroke: f32,
    /// Area of ink in the ring.
    pub(crate) outside: f32,
    /// Area of ink in the outer part of the ring, which ink bled out of a filled box does not reach.
    pub(crate) far_outside: f32,
    /// Length of the longest stroke in the ring.
    pub(crate) outside_stroke: f32,
    /// Eighths of the ring with ink in them.
    pub(crate) around: u8,
    /// White and black differ too little to tell ink.
    pub(crate) flat: bool,
    /// A long straight line runs through the box: a stripe of the scanner or a stroke with a ruler.
    pub(crate) ruled: bool,
    /// Area inside that was taken for the paper's own shade.
    pub(crate) levelled: f32,
    /// Ink comes into the ring and leaves it on another side.
    pub(crate) through: bool,
    /// Ink leaves the ring downwards: the tail of a large tick comes from the row below.
    pub(crate) below: bool,
    /// Places at which ink leaves the ring.
    pub(crate) exits: u8,
    /// Area of ink in and around the box that was taken for grain.
    pub(crate) grain: f32,
    /// The picture has two tones, so that of a faint stroke only grains are left.
    pub(crate) two_tone: bool,
    /// Darkness from which on a sample counts as ink.
    pub(crate) limit: f32,
    /// How far the frame lay from where the bars led, in millimetres.
    pub(crate) shift: f32,
    /// Where the frame lies on the sheet, and how the paper leans there.
    pub(crate) middle: Point,
    pub(crate) lean: Lean,
    /// Ink of the box and its ring on a coarse grid.
    pub(crate) pattern: Vec<u8>,
}

/// Side of the coarse grid.
pub(crate) const PATTERN: usize = 16;

/// Half the side of the patch around a box.
fn half(place: &BoxPlace) -> f64 {
    place.area.w_mm / 2.0 + RING + 0.2
}

/// Finds and measures one box.
pub(crate) fn measure(picture: &Grey, plane: &Plane, drift: &Drift, place: &BoxPlace, black: f32) -> Measured {
    let wanted = drift.moved(place.area.centre());
    let found = Frame::found(picture, plane, wanted, place, black, half(place));
    measured(picture, plane, wanted, place, black, found)
}

/// Finds and measures one box on folded paper, up to `reach` millimetres from its place; `first` is how the paper leans
/// at its neighbour.
pub(crate) fn measure_on_a_facet(
    picture: &Grey,
    plane: &Plane,
    drift: &Drift,
    place: &BoxPlace,
    black: f32,
    reach: f64,
    first: Option<Lean>,
) -> Option<Measured> {
    let wanted = drift.moved(place.area.centre());
    let found = Frame::on_a_facet(picture, plane, wanted, place, black, (reach, half(place)), first)?;
    (found.0.fit >= LOST).then(|| measured(picture, plane, wanted, place, black, found))
}

/// Whether a frame that leans as its neighbour does stands at a point of the sheet where none is printed.
pub(crate) fn another_frame(
    picture: &Grey,
    plane: &Plane,
    at: Point,
    place: &BoxPlace,
    black: f32,
    lean: Lean,
) -> bool {
    Frame::is_at(picture, plane, at, place, black, half(place), lean)
}

fn measured(
    picture: &Grey,
    plane: &Plane,
    wanted: Point,
    place: &BoxPlace,
    black: f32,
    (frame, seen): (Frame, Seen),
) -> Measured {
    let shift = (frame.middle.0 - wanted.0).hypot(frame.middle.1 - wanted.1) as f32;
    let white = seen.white;
    let middle = seen.patch.wide as f64 / 2.0;
    let mut view = View {
        far: (0..seen.patch.wide).map(|at| ((at as f64 + 0.5 - middle) / FINE).abs()).collect(),
        dark: seen.dark,
        patch: seen.patch,
        white,
        black,
        half: place.area.w_mm / 2.0,
        line: place.line_mm,
    };
    for grain in GRAINY {
        if view.noise() * 4.0 > grain {
            view.patch = view.patch.smoothed();
            view.dark = view.patch.darkness(white, black);
        }
    }
    let first = view.measured(frame.fit);
    if first.inside < SPOTLESS.0 && first.outside < SPOTLESS.1 && first.limit <= INK {
        return Measured { shift, middle: frame.middle, lean: frame.lean, ..first };
    }
    let paper = Paper::of(&frame.patch(picture, plane, HALF, 2.0 * COARSE));
    let ruled = view.flatten(&paper);
    let last = view.measured(frame.fit);
    let levelled = first.inside - last.inside;
    Measured { ruled, shift, levelled, middle: frame.middle, lean: frame.lean, ..last }
}

/// A straightened patch with the frame in its middle.
struct View {
    patch: Patch,
    dark: Vec<f32>,
    white: f32,
    black: f32,
    /// Half the side of the box.
    half: f64,
    line: f64,
    /// Distance of each column or row from the middle in millimetres.
    far: Vec<f64>,
}

impl View {
    /// Distance of a sample from the middle in millimetres.
    fn off(&self, at: usize) -> f64 {
        (at as f64 + 0.5 - self.patch.wide as f64 / 2.0) / FINE
    }

    fn inner(&self) -> f64 {
        self.half - self.line - 0.25
    }

    fn in_ring(&self, x: usize, y: usize) -> bool {
        let far = self.far[x].max(self.far[y]);
        far >= self.half + 0.3 && far <= self.half + RING
    }

    /// Takes the paper's own shades out of the darkness; tells whether a dark straight line was taken out inside.
    fn flatten(&mut self, paper: &Paper) -> bool {
        let (wide, inner) = (self.patch.wide, self.inner());
        let range = (self.white - self.black).max(1.0);
        let mut ruled = 0usize;
        for y in 0..wide {
            for x in 0..wide {
                let (u, v) = (self.off(x), self.off(y));
                let light = paper.at(u, v);
                let scale = (light - self.black).max(range * 0.4);
                self.dark[y * wide + x] = ((light - self.patch.px[y * wide + x]) / scale).clamp(-0.3, 1.2);
                if u.abs().max(v.abs()) <= inner && paper.stripe_at(u, v) > RULED * range {
                    ruled += 1;
                }
            }
        }
        self.level();
        ruled > 30
    }

    /// Paper is 0: noise makes the lightest of many samples lighter than the paper is.
    fn level(&mut self) {
        let mut values = self.ring_values();
        if values.len() < 16 {
            return;
        }
        let at = values.len() * 3 / 10;
        let paper = values.select_nth_unstable_by(at, f32::total_cmp).1.clamp(-LEVEL, LEVEL);
        self.dark.iter_mut().for_each(|dark| *dark -= paper);
    }

    fn measured(&self, fit: f32) -> Measured {
        let wide = self.patch.wide;
        let inner = self.inner();
        let limit = INK.max(self.noise() * 4.0);
        let mut inside = vec![false; self.dark.len()];
        let mut outside = vec![false; self.dark.len()];
        let mut cells = 0usize;
        for y in 0..wide {
            for x in 0..wide {
                let at = y * wide + x;
                let dark = self.dark[at] > limit;
                if self.far[x].max(self.far[y]) <= inner {
                    cells += 1;
                    inside[at] = dark;
                } else {
                    outside[at] = dark && self.in_ring(x, y);
                }
            }
        }
        let square = (FINE * FINE) as f32;
        let border = |bounds: (usize, usize, usize, usize)| {
            let (left, top, right, low) = bounds;
            let at = |at: usize| self.off(at);
            let depth = (inner + at(right)).min(inner - at(left)).min(inner + at(low)).min(inner - at(top));
            depth < BLEED
        };
        let (inside_cells, stroke, grain_inside) = without_grain(&mut inside, wide, border);
        let (outside_cells, outside_stroke, grain_outside) = without_grain(&mut outside, wide, |_| false);
        let weight: f32 =
            inside.iter().zip(&self.dark).filter(|(inked, _)| **inked).map(|(_, dark)| dark.min(1.0)).sum();
        let mut eighths = [0usize; 8];
        let mut exits = [0usize; EXITS];
        let mut far_cells = 0usize;
        let rim = self.half + RING - 0.3;
        for (at, _) in outside.iter().enumerate().filter(|(_, inked)| **inked) {
            let (x, y) = (at % wide, at / wide);
            eighths[sector(self.off(x), self.off(y), 8)] += 1;
            let far = self.far[x].max(self.far[y]);
            far_cells += usize::from(far >= self.half + BLED);
            if far >= rim {
                exits[sector(self.off(x), self.off(y), EXITS)] += 1;
            }
        }
        Measured {
            frame: fit,
            ink: weight / cells.max(1) as f32,
            cover: inside_cells as f32 / cells.max(1) as f32,
            inside: inside_cells as f32 / square,
            stroke,
            outside: outside_cells as f32 / square,
            far_outside: far_cells as f32 / square,
            outside_stroke,
            around: eighths.iter().filter(|count| **count as f32 / square > 0.12).count() as u8,
            flat: self.white - self.black < FLAT,
            ruled: false,
            levelled: 0.0,
            through: passes_through(&exits),
            below: exits.iter().take(EXITS / 2).skip(1).any(|cells| *cells >= LEAVES),
            exits: runs(&exits),
            grain: (grain_inside + grain_outside) as f32 / square,
            two_tone: false,
            limit,
            shift: 0.0,
            middle: (0.0, 0.0),
            lean: Lean::default(),
            pattern: if inside_cells + outside_cells > 0 { self.pattern(&inside, &outside) } else { Vec::new() },
        }
    }

    /// Darkness of every other sample of the ring.
    fn ring_values(&self) -> Vec<f32> {
        let wide = self.patch.wide;
        (0..wide)
            .step_by(2)
            .flat_map(|y| (y / 2 % 2..wide).step_by(2).map(move |x| (x, y)))
            .filter(|(x, y)| self.in_ring(*x, *y))
            .map(|(x, y)| self.dark[y * wide + x])
            .collect()
    }

    /// Noise of white paper: the spread of the lighter samples of the ring, so that ink there is not taken for noise.
    fn noise(&self) -> f32 {
        let mut values = self.ring_values();
        if values.len() < 16 {
            return 0.0;
        }
        let (first, third) = (values.len() / 10, values.len() * 3 / 10);
        let light = *values.select_nth_unstable_by(first, f32::total_cmp).1;
        let paper = *values.select_nth_unstable_by(third, f32::total_cmp).1;
        // Of a normal spread, a tenth lies beyond 1.28 times its width and three tenths beyond 0.52 times.
        (paper - light) / 0.76
    }

    /// The ink alone, without the frame that all boxes share.
    fn pattern(&self, inside: &[bool], outside: &[bool]) -> Vec<u8> {
        let wide = self.patch.wide;
        let mut sums = vec![(0.0f32, 0u32); PATTERN * PATTERN];
        for y in 0..wide {
            for x in 0..wide {
                let at = y * wide + x;
                let sum = &mut sums[y * PATTERN / wide * PATTERN + x * PATTERN / wide];
                sum.1 += 1;
                if inside[at] || outside[at] {
                    sum.0 += self.dark[at].min(1.0);
                }
            }
        }
        sums.into_iter().map(|(sum, count)| (sum / count.max(1) as f32 * 255.0) as u8).collect()
    }
}

/// Takes areas of a few samples, and those that `is_frame` knows by their bounds, out of a mask; answers the cells that
/// stay, the length of the longest area in millimetres, and the cells of the small areas taken out.
fn without_grain(
    mask: &mut [bool],
    wide: usize,
    is_frame: impl Fn((usize, usize, usize, usize)) -> bool,
) -> (usize, f32, usize) {
    if !mask.iter().any(|dark| *dark) {
        return (0, 0.0, 0);
    }
    let found = blobs(&mut mask.to_vec(), wide, wide, 1);
    let (mut longest, mut grain): (f64, f64) = (0.0, 0.0);
    for blob in &found {
        let (left, top, right, low) = blob.bounds;
        let frame = is_frame(blob.bounds);
        if blob.area < GRAIN as f64 || frame {
            grain += if frame { 0.0 } else { blob.area };
            // Areas this small or narrow share their bounding box with no others but grain.
            (top..=low).for_each(|y| mask[y * wide + left..=y * wide + right].fill(false));
        } else {
            longest = longest.max(blob.length() / FINE);
        }
    }
    (mask.iter().filter(|dark| **dark).count(), longest as f32, grain as usize)
}

/// The part of a turn, of so many, in which a point lies. The corners and the middles of the sides lie in the middle of
/// their parts, so that an arm of a cross counts once.
fn sector(x: f64, y: f64, parts: usize) -> usize {
    let turn = (y.atan2(x) / std::f64::consts::TAU + 1.0) * parts as f64 + 0.5;
    (turn as usize) % parts
}

/// The number of places at which ink leaves the ring, neighbouring parts taken as one.
fn runs(exits: &[usize; EXITS]) -> u8 {
    let before = exits.iter().cycle().skip(EXITS - 1);
    exits.iter().zip(before).filter(|(here, before)| **here >= LEAVES && **before < LEAVES).count() as u8
}

/// Whether ink leaves the ring at two places far apart, as a line does that comes from elsewhere and goes on.
fn passes_through(exits: &[usize; EXITS]) -> bool {
    let left: Vec<usize> = exits.iter().enumerate().filter(|(_, cells)| **cells >= LEAVES).map(|(at, _)| at).collect();
    let apart = |a: usize, b: usize| a.abs_diff(b).min(EXITS - a.abs_diff(b));
    left.iter().any(|a| left.iter().any(|b| apart(*a, *b) >= EXITS * 5 / 16))
}
