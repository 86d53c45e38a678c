//! Ink in the ring around a box: how far it goes round, and where it leaves.
//!
//! Bounds: `sector` answers a part under the number of parts it is given.
#![allow(clippy::indexing_slicing)]

use super::blobs::Blob;
use super::patch::FINE;
use super::plane::Point;

/// White beyond the frame that belongs to the box: marks run out of it, nothing printed stands in it.
pub(crate) const RING: f64 = 1.75;
/// Ink of a filled box bleeds out of it no farther than this.
const BLED: f64 = 0.9;
/// An eighth of the ring is inked from this area on, in square millimetres.
const INKED: f64 = 0.12;
/// Parts of the rim in which ink may leave the ring, and cells there that are ink leaving it.
const EXITS: usize = 16;
const LEAVES: usize = 3;
/// Ink this near the outer edge may leave the ring, however broken its stroke is; ink on the edge itself leaves it.
const RIM: f64 = 0.3;
const EDGE: f64 = 0.15;
/// Length in millimetres, and area, up to which ink is a speck of dust: it may lie on the edge, but crosses nothing.
const SPECK: (f64, f64) = (1.2, 0.65);

/// Where the ink of a ring lies.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ring {
    /// Area in the outer part of the ring, which ink bled out of a filled box does not reach.
    pub(crate) far: f32,
    /// Eighths of the ring with ink in them.
    pub(crate) around: u8,
    /// A stroke comes into the ring and leaves it on another side.
    pub(crate) through: bool,
    /// A stroke leaves the ring downwards: the tail of a large tick comes from the row below.
    pub(crate) below: bool,
    /// Places at which ink may leave the ring.
    pub(crate) exits: u8,
}

impl Ring {
    /// The ring of a box of that half side; `cells` are its inked samples as distances from the middle, and whether each
    /// belongs to a speck.
    pub(crate) fn of(cells: impl Iterator<Item = (Point, bool)>, half: f64) -> Self {
        let mut eighths = [0usize; 8];
        let (mut near, mut across) = ([0usize; EXITS], [0usize; EXITS]);
        let mut far_cells = 0usize;
        for ((x, y), speck) in cells {
            eighths[sector(x, y, 8)] += 1;
            let far = x.abs().max(y.abs());
            far_cells += usize::from(far >= half + BLED);
            if far >= half + RING - RIM {
                near[sector(x, y, EXITS)] += 1;
            }
            // The lower end of a tick may hang into the ring; only what goes on beyond it belongs to something else.
            if far >= half + RING - EDGE && !speck {
                across[sector(x, y, EXITS)] += 1;
            }
        }
        let square = FINE * FINE;
        Self {
            far: (far_cells as f64 / square) as f32,
            around: eighths.iter().filter(|count| **count as f64 / square > INKED).count() as u8,
            through: passes_through(&across),
            below: across.iter().take(EXITS / 2).skip(1).any(|cells| *cells >= LEAVES),
            exits: runs(&near),
        }
    }
}

/// Whether an area of ink is no more than a speck.
pub(crate) fn is_speck(blob: &Blob) -> bool {
    blob.length() / FINE <= SPECK.0 && blob.area / (FINE * FINE) <= SPECK.1
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
