//! One box: its printed frame is found first, then the ink inside and around it is measured.
//!
//! Bounds: patches are square; every index is made of a row and a column under their side.
#![allow(clippy::indexing_slicing)]

use super::bars::Drift;
use super::blobs::{blobs, next};
use super::frame::{Frame, LOST, Lean, Seen, whole_samples};
use super::grey::Grey;
use super::noise::{Around, noise, nth, rank};
use super::paper::{COARSE, HALF, Paper};
use super::patch::{FINE, Patch};
use super::plane::{Plane, Point};
use super::ring::{RING, Ring, is_speck};
use std::ops::Range;
use zhudian_paper::geometry::BoxPlace;

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
/// Ink at the frame no longer than this, in millimetres, is no line of the frame but a dot beside it.
const DOT: f64 = 1.2;
/// Noise of the paper around a box that may be a texture laid over it.
pub(crate) const TEXTURED: f32 = 0.06;
/// Paper between the frame and what counts as inside, in millimetres.
const CLEAR: f64 = 0.25;
/// Darkness up to which the paper around a box may be noise.
const LEVEL: f32 = 0.12;
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
    /// Length of the longest stroke in the ring.
    pub(crate) outside_stroke: f32,
    /// Where the ink of the ring lies.
    pub(crate) ring: Ring,
    /// White and black differ too little to tell ink.
    pub(crate) flat: bool,
    /// A long straight line runs through the box: a stripe of the scanner or a stroke with a ruler.
    pub(crate) ruled: bool,
    /// Area inside that was taken for the paper's own shade.
    pub(crate) levelled: f32,
    /// Area of ink in and around the box that was taken for grain.
    pub(crate) grain: f32,
    /// Noise of the paper around the box as it was scanned.
    pub(crate) noise: f32,
    /// How much of that is fine, as the lines of a thumb are and the edge of a shadow is not.
    pub(crate) texture: f32,
    /// The paper around is far noisier than around other boxes: the lines of a thumb or a stamp may be taken for its noise.
    pub(crate) textured: bool,
    /// Area of the largest dot that hangs on the frame inside.
    pub(crate) dot: f32,
    /// How much darker the inside is than the paper around, where it holds no ink: a highlighter leaves a tint.
    pub(crate) tint: f32,
    /// The stroke runs on to the box beside it.
    pub(crate) spans: bool,
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
    whole_samples(place.area.w_mm / 2.0 + RING + 0.2)
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
    let mut view = View::of(seen, place, black);
    let mut spread = view.spread();
    let mut grains = noise(spread);
    let scanned = grains;
    let texture = if grains > TEXTURED { view.around().texture() } else { 0.0 };
    for grain in GRAINY {
        if grains * 4.0 > grain {
            view.patch = view.patch.smoothed();
            view.dark = view.patch.darkness(white, black);
            spread = view.spread();
            grains = noise(spread);
        }
    }
    let tint = view.tint(spread);
    let first = view.measured(frame.fit, grains);
    if first.inside < SPOTLESS.0 && first.outside < SPOTLESS.1 && first.limit <= INK {
        return Measured { noise: scanned, texture, tint, shift, middle: frame.middle, lean: frame.lean, ..first };
    }
    let paper = Paper::of(&frame.patch(picture, plane, HALF, 2.0 * COARSE));
    let (ruled, grains) = view.flatten(&paper);
    let last = view.measured(frame.fit, grains);
    let levelled = first.inside - last.inside;
    Measured { noise: scanned, texture, tint, ruled, shift, levelled, middle: frame.middle, lean: frame.lean, ..last }
}

/// A straightened patch with the frame in its middle.
struct View {
    patch: Patch,
    dark: Vec<f32>,
    white: f32,
    black: f32,
    /// Half the side of the box, and of its inside.
    half: f64,
    clear: f64,
    /// Columns, and rows, of the inside, of what lies within the ring, and of all within its outer edge.
    inner: Range<usize>,
    within: Range<usize>,
    ring: Range<usize>,
}

impl View {
    fn of(seen: Seen, place: &BoxPlace, black: f32) -> Self {
        let (half, wide) = (place.area.w_mm / 2.0, seen.patch.wide);
        // The columns whose distance from the middle fits.
        let columns = |fits: &dyn Fn(f64) -> bool| {
            let off = |at: &usize| fits(((*at as f64 + 0.5 - wide as f64 / 2.0) / FINE).abs());
            let first = (0..wide).find(off).unwrap_or(wide);
            first..(first..wide).rfind(off).map_or(first, |last| last + 1)
        };
        let clear = half - place.line_mm - CLEAR;
        Self {
            inner: columns(&|far| far <= clear),
            within: columns(&|far| far < half + 0.3),
            ring: columns(&|far| far <= half + RING),
            half,
            clear,
            white: seen.white,
            black,
            dark: seen.dark,
            patch: seen.patch,
        }
    }

    /// Distance of a sample from the middle in millimetres.
    fn off(&self, at: usize) -> f64 {
        (at as f64 + 0.5 - self.patch.wide as f64 / 2.0) / FINE
    }

    /// Takes the paper's own shades out of the darkness; tells whether a dark straight line was taken out inside, and the
    /// noise that is left.
    fn flatten(&mut self, paper: &Paper) -> (bool, f32) {
        let wide = self.patch.wide;
        let range = (self.white - self.black).max(1.0);
        let columns: Vec<_> = self.ring.clone().map(|x| paper.place(self.off(x))).collect();
        for y in self.ring.clone() {
            let light = paper.line(paper.place(self.off(y)));
            let line = y * wide + self.ring.start..y * wide + self.ring.end;
            let samples = self.dark[line.clone()].iter_mut().zip(&self.patch.px[line]);
            for ((dark, value), place) in samples.zip(&columns) {
                let light = light[place.0] + (light[place.0 + 1] - light[place.0]) * place.1;
                let scale = (light - self.black).max(range * 0.4);
                *dark = ((light - value) / scale).clamp(-0.3, 1.2);
            }
        }
        let mut ruled = 0usize;
        if paper.darkest_stripe() > RULED * range {
            for y in self.inner.clone() {
                let stripe = |x| paper.stripe_at(self.off(x), self.off(y));
                ruled += self.inner.clone().filter(|x| stripe(*x) > RULED * range).count();
            }
        }
        (ruled > 30, self.level())
    }

    /// Paper is 0: noise makes the lightest of many samples lighter than the paper is. Answers the noise.
    fn level(&mut self) -> f32 {
        let spread = self.spread();
        let level = spread.1.clamp(-LEVEL, LEVEL);
        self.dark.iter_mut().for_each(|dark| *dark -= level);
        noise(spread)
    }

    fn measured(&self, fit: f32, noise: f32) -> Measured {
        let wide = self.patch.wide;
        let limit = INK.max(noise * 4.0);
        let mut inside = vec![false; self.dark.len()];
        let mut outside = vec![false; self.dark.len()];
        let mark = |mask: &mut [bool], columns: &Range<usize>| {
            for y in columns.clone() {
                let line = y * wide + columns.start..y * wide + columns.end;
                mask[line.clone()].iter_mut().zip(&self.dark[line]).for_each(|(mask, dark)| *mask = *dark > limit);
            }
        };
        mark(&mut inside, &self.inner);
        mark(&mut outside, &self.ring);
        for y in self.within.clone() {
            outside[y * wide + self.within.start..y * wide + self.within.end].fill(false);
        }
        let cells = self.inner.len() * self.inner.len();
        let square = (FINE * FINE) as f32;
        let border = |bounds: (usize, usize, usize, usize)| {
            let (left, top, right, low) = bounds;
            let depth = |from: usize, to: usize| (self.clear + self.off(to)).min(self.clear - self.off(from));
            depth(left, right).min(depth(top, low)) < BLEED
        };
        let within = without_grain(&mut inside, wide, border);
        let around = without_grain(&mut outside, wide, |_| false);
        let mut weight = 0.0;
        if within.cells > 0 {
            let inked = inside.iter().zip(&self.dark).filter(|(inked, _)| **inked);
            weight = inked.map(|(_, dark)| dark.min(1.0)).sum();
        }
        let inked = outside.iter().enumerate().filter(|(_, inked)| **inked).map(|(at, _)| (at % wide, at / wide));
        let placed = inked.take(around.cells).map(|(x, y)| ((self.off(x), self.off(y)), around.is_speck(x, y)));
        Measured {
            frame: fit,
            ink: weight / cells.max(1) as f32,
            cover: within.cells as f32 / cells.max(1) as f32,
            inside: within.cells as f32 / square,
            stroke: within.longest,
            outside: around.cells as f32 / square,
            outside_stroke: around.longest,
            ring: Ring::of(placed, self.half),
            flat: self.white - self.black < FLAT,
            grain: (within.grain + around.grain) as f32 / square,
            dot: within.dot as f32 / square,
            noise,
            limit,
            pattern: if within.cells + around.cells > 0 { self.pattern(&inside, &outside) } else { Vec::new() },
            ..Measured::default()
        }
    }

    fn around(&self) -> Around<'_> {
        Around { dark: &self.dark, wide: self.patch.wide, ring: &self.ring, within: &self.within }
    }

    /// The middle value of the inside against that of the paper around.
    fn tint(&self, spread: (f32, f32)) -> f32 {
        let wide = self.patch.wide;
        let lines = self.inner.clone().step_by(2).map(|y| y * wide + self.inner.start..y * wide + self.inner.end);
        let mut values: Vec<i32> = lines.flat_map(|line| self.dark[line].iter().copied().map(rank)).collect();
        if values.is_empty() {
            return 0.0;
        }
        let middle = values.len() / 2;
        // Half of the noise of paper lies above this.
        nth(&mut values, middle) - spread.1 - 0.52 * noise(spread)
    }

    /// How dark the lightest samples around the box are, and its paper.
    fn spread(&self) -> (f32, f32) {
        self.around().light_and_paper().unwrap_or_default()
    }

    /// The ink alone, without the frame that all boxes share.
    fn pattern(&self, inside: &[bool], outside: &[bool]) -> Vec<u8> {
        let wide = self.patch.wide;
        let cells: Vec<usize> = (0..wide).map(|x| x * PATTERN / wide).collect();
        let mut lines = [0u32; PATTERN];
        cells.iter().for_each(|cell| lines[*cell] += 1);
        let mut sums = vec![0.0f32; PATTERN * PATTERN];
        for (y, row) in cells.iter().enumerate() {
            let line = y * wide..(y + 1) * wide;
            let masks = inside[line.clone()].iter().zip(&outside[line.clone()]);
            for ((cell, (inside, outside)), dark) in cells.iter().zip(masks).zip(&self.dark[line]) {
                if inside | outside {
                    sums[row * PATTERN + cell] += dark.min(1.0);
                }
            }
        }
        let count = |at: usize| (lines[at / PATTERN] * lines[at % PATTERN]).max(1);
        sums.iter().enumerate().map(|(at, sum)| (sum / count(at) as f32 * 255.0) as u8).collect()
    }
}

/// What is left of a mask of ink, and what was taken out of it, in cells.
#[derive(Default)]
struct Ink {
    /// Cells that stayed, and the length of the longest area in millimetres.
    cells: usize,
    longest: f32,
    /// Small areas that were taken out, and the largest dot at the frame.
    grain: usize,
    dot: usize,
    /// Bounds of areas that are specks.
    specks: Vec<Bounds>,
}

/// Left, upper, right and lower edge, the last two inclusive.
type Bounds = (usize, usize, usize, usize);

impl Ink {
    fn is_speck(&self, x: usize, y: usize) -> bool {
        self.specks.iter().any(|(left, top, right, low)| (*left..=*right).contains(&x) && (*top..=*low).contains(&y))
    }
}

/// Takes areas of a few samples, and those that `is_frame` knows by their bounds, out of a mask.
fn without_grain(mask: &mut [bool], wide: usize, is_frame: impl Fn(Bounds) -> bool) -> Ink {
    let mut ink = Ink::default();
    if next(mask, 0).is_none() {
        return ink;
    }
    let mut longest = 0.0f64;
    for blob in &blobs(&mut mask.to_vec(), wide, wide, 1) {
        let (left, top, right, low) = blob.bounds;
        let frame = is_frame(blob.bounds);
        if blob.area < GRAIN as f64 || frame {
            let area = blob.area as usize;
            if !frame {
                ink.grain += area;
            } else if blob.length() / FINE <= DOT {
                ink.dot = ink.dot.max(area);
            }
            // Areas this small or narrow share their bounding box with no others but grain.
            (top..=low).for_each(|y| mask[y * wide + left..=y * wide + right].fill(false));
            continue;
        }
        longest = longest.max(blob.length() / FINE);
        if is_speck(blob) {
            ink.specks.push(blob.bounds);
        }
    }
    ink.cells = mask.iter().fold(0usize, |count, dark| count.wrapping_add(usize::from(*dark)));
    ink.longest = longest as f32;
    ink
}
