//! Reading the square code where it must be.
//!
//! The corners tell where each module lies, so the modules are sampled directly and only then handed to the decoder;
//! a general code finder is the second choice, for paper that is folded near the code.
//!
//! Bounds: grids are made with their full size before they are indexed.
#![allow(clippy::indexing_slicing)]

use super::grey::Grey;
use super::plane::{Plane, Point};
use rxing::common::{BitMatrix, HybridBinarizer};
use rxing::qrcode::QRCodeReader;
use rxing::qrcode::decoder::qrcode_decoder::decode_bitmatrix;
use rxing::{BinaryBitmap, ImmutableReader, Luma8LuminanceSource};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zhudian_paper::code::PageCode;

/// Modules of a version-1 code.
const MODULES: usize = 21;
/// The module, the lower left and upper right code on every sheet of this format: the reader must know their places
/// before it knows which sheet it sees.
pub(crate) const PLACES: [(f64, f64); 2] = [(172.5, 9.7), (22.5, 272.6)];
pub(crate) const SIDE: f64 = 14.7;

/// A code and whether the picture must be turned by half a turn to stand upright.
pub(crate) struct Found {
    pub(crate) code: PageCode,
    pub(crate) upside_down: bool,
}

/// Reads the code at either of its places on a sheet whose millimetres `plane` takes to pixels.
pub(crate) fn read(picture: &Grey, plane: &Plane) -> Option<Found> {
    let place = |place: &(f64, f64)| {
        let grid = Grid::sampled(picture, plane, *place);
        grid.read()
    };
    let direct = PLACES.iter().find_map(place);
    direct.or_else(|| PLACES.iter().find_map(|place| detected(picture, plane, *place)))
}

/// Darkness samples around a code, three to a module, with two modules of margin.
struct Grid {
    cells: Vec<f32>,
}

/// Samples to a module, modules of margin, samples to a side.
const FINE: usize = 4;
const MARGIN: usize = 2;
const ACROSS: usize = (MODULES + 2 * MARGIN) * FINE;

impl Grid {
    fn sampled(picture: &Grey, plane: &Plane, (x, y): Point) -> Self {
        let module = SIDE / MODULES as f64;
        let step = module / FINE as f64;
        let origin = (x - module * MARGIN as f64, y - module * MARGIN as f64);
        let mut cells = Vec::with_capacity(ACROSS * ACROSS);
        for row in 0..ACROSS {
            for column in 0..ACROSS {
                let at = plane.at((origin.0 + (column as f64 + 0.5) * step, origin.1 + (row as f64 + 0.5) * step));
                cells.push(picture.sample(at.0 as f32, at.1 as f32));
            }
        }
        Self { cells }
    }

    /// Mean of the inner samples of each module, the grid moved by some samples.
    fn modules(&self, dx: isize, dy: isize) -> Vec<f32> {
        let base = (MARGIN * FINE) as isize;
        let mut modules = Vec::with_capacity(MODULES * MODULES);
        for row in 0..MODULES {
            for column in 0..MODULES {
                let left = (base + dx) as usize + column * FINE;
                let top = (base + dy) as usize + row * FINE;
                let inner = |line: usize| {
                    self.cells[(top + line) * ACROSS + left + 1] + self.cells[(top + line) * ACROSS + left + 2]
                };
                modules.push((inner(1) + inner(2)) / 4.0);
            }
        }
        modules
    }

    fn read(&self) -> Option<Found> {
        let reach = ((MARGIN - 1) * FINE) as isize;
        let mut best: Vec<(f32, bool, (isize, isize))> = Vec::new();
        for dy in -reach..=reach {
            for dx in -reach..=reach {
                let modules = self.modules(dx, dy);
                for upside_down in [false, true] {
                    best.push((finder_contrast(&modules, upside_down), upside_down, (dx, dy)));
                }
            }
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0));
        best.iter().take(6).find_map(|(_, upside_down, (dx, dy))| {
            let code = decoded(&self.modules(*dx, *dy), *upside_down)?;
            Some(Found { code, upside_down: *upside_down })
        })
    }
}

/// How well the three finder patterns show: mean of their light modules less mean of their dark ones.
fn finder_contrast(modules: &[f32], upside_down: bool) -> f32 {
    let (mut light, mut dark) = ((0.0f32, 0.0f32), (0.0f32, 0.0f32));
    for (left, top) in [(0usize, 0usize), (MODULES - 7, 0), (0, MODULES - 7)] {
        for row in 0..7usize {
            for column in 0..7usize {
                let ring = row.min(6 - row).min(column.min(6 - column));
                let (x, y) = (left + column, top + row);
                let at = if upside_down { (MODULES - 1 - y) * MODULES + MODULES - 1 - x } else { y * MODULES + x };
                let sum = if ring == 1 { &mut light } else { &mut dark };
                *sum = (sum.0 + modules[at], sum.1 + 1.0);
            }
        }
    }
    light.0 / light.1 - dark.0 / dark.1
}

fn decoded(modules: &[f32], upside_down: bool) -> Option<PageCode> {
    let mut sorted = modules.to_vec();
    sorted.sort_by(f32::total_cmp);
    let (dark, light) = (sorted[sorted.len() / 8], sorted[sorted.len() * 7 / 8]);
    if light - dark < 20.0 {
        return None;
    }
    let half = (dark + light) / 2.0;
    let mut bits = BitMatrix::with_single_dimension(MODULES as u32).ok()?;
    for (at, value) in modules.iter().enumerate() {
        let at = if upside_down { MODULES * MODULES - 1 - at } else { at };
        if *value < half {
            bits.set((at % MODULES) as u32, (at / MODULES) as u32);
        }
    }
    let text = guarded(|| decode_bitmatrix(&bits).ok().map(|result| result.getText().to_owned()))?;
    PageCode::parse(&text)
}

/// The general finder on a straightened cut-out with wide margins.
fn detected(picture: &Grey, plane: &Plane, (x, y): Point) -> Option<Found> {
    let (margin, fine) = (3.0, 7.0);
    let across = ((SIDE + 2.0 * margin) * fine) as usize;
    let mut px = Vec::with_capacity(across * across);
    for row in 0..across {
        for column in 0..across {
            let at = plane.at((x - margin + column as f64 / fine, y - margin + row as f64 / fine));
            px.push(picture.sample(at.0 as f32, at.1 as f32) as u8);
        }
    }
    found_anywhere(px, across, across)
}

/// Finds a code of ours anywhere in a picture: slow, for pages that cannot be registered.
pub(crate) fn found_anywhere(px: Vec<u8>, wide: usize, high: usize) -> Option<Found> {
    let source = Luma8LuminanceSource::new(px, wide as u32, high as u32).ok()?;
    let result = guarded(|| {
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
        QRCodeReader::new().immutable_decode_with_hints(&mut bitmap, &rxing::DecodeHints::default()).ok()
    })?;
    let code = PageCode::parse(result.getText())?;
    let points = result.getPoints();
    // Lower left, upper left, upper right of the code.
    let upside_down = match (points.first(), points.get(1)) {
        (Some(lower), Some(upper)) => lower.y < upper.y,
        _ => false,
    };
    Some(Found { code, upside_down })
}

/// Decoders of others may panic on noise; that is no code and no end of the program.
fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}
