//! Finding sheets that were scanned twice, by the fine pattern of their ink.
//!
//! Two people may give the same answers, but no two strokes of a pen run alike: where all marks of two pages of the same
//! batch lie on one another, it is one sheet. A sheet with fewer than three marks tells too little and is never called a
//! double by its ink. What is found is a suspicion for a person, not a verdict.

use super::boxes::PATTERN;
use std::collections::HashMap;
use zhudian_paper::code::PageCode;
use zhudian_paper::verdict::{InkPattern, PageReason, PageStatus, PageVerdict};

/// Fewer marks than this tell no sheet from another.
const LEAST_MARKS: usize = 3;
/// Likeness of one mark, averaged over all marks, from which two pages are the same sheet. In simulated scans of the same
/// sheet by other devices it was 0.91 and more, of other sheets with marks in the same boxes 0.79 and less.
const ALIKE: f32 = 0.88;

/// The pages that seem to be doubles, each with the earlier page it repeats and why. Pages are given by their place.
pub fn doubles(pages: &[(PageCode, InkPattern)]) -> Vec<(usize, usize, PageReason)> {
    let mut groups: HashMap<(&PageCode, Vec<u16>), Vec<usize>> = HashMap::new();
    let mut pictures: HashMap<u64, usize> = HashMap::new();
    let mut found = Vec::new();
    for (at, (code, pattern)) in pages.iter().enumerate() {
        if let Some(first) = pictures.get(&pattern.picture) {
            found.push((at, *first, PageReason::SameSheet));
            continue;
        }
        pictures.insert(pattern.picture, at);
        let places: Vec<u16> = pattern.marks.iter().map(|mark| mark.0).collect();
        let group = groups.entry((code, places.clone())).or_default();
        let numbered = code.sheet != 0;
        let twin = group.iter().copied().find(|other| {
            let enough = places.len() >= LEAST_MARKS;
            numbered || enough && pages.get(*other).is_some_and(|(_, other)| likeness(pattern, other) >= ALIKE)
        });
        match twin {
            Some(first) => found.push((at, first, if numbered { PageReason::SameSheet } else { PageReason::SameInk })),
            None => group.push(at),
        }
    }
    found
}

/// Marks pages that repeat an earlier one of the same reading as doubles. Each entry is one page of one file.
pub fn mark_doubles(verdicts: &mut [PageVerdict]) {
    let read = |verdict: &&mut PageVerdict| matches!(verdict.status, PageStatus::Read | PageStatus::Review);
    let mut places = Vec::new();
    let mut pages = Vec::new();
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        if let (true, Some(code), Some(pattern)) = (read(&verdict), verdict.code.clone(), verdict.pattern.clone()) {
            places.push(at);
            pages.push((code, pattern));
        }
    }
    for (at, _, reason) in doubles(&pages) {
        if let Some(verdict) = places.get(at).and_then(|place| verdicts.get_mut(*place)) {
            (verdict.status, verdict.reason) = (PageStatus::Duplicate, Some(reason));
        }
    }
}

/// Mean likeness of the marks of two pages with marks at the same places, 0 to 1.
fn likeness(one: &InkPattern, other: &InkPattern) -> f32 {
    let pairs = one.marks.iter().zip(&other.marks);
    let sum: f32 = pairs.map(|((_, a), (_, b))| best_correlation(a, b)).sum();
    sum / one.marks.len().max(1) as f32
}

/// Correlation of two ink grids at the best of nine shifts by one cell, since frames are found to a tenth of a millimetre
/// only and cells are half of one.
fn best_correlation(a: &[u8], b: &[u8]) -> f32 {
    let mut best: f32 = 0.0;
    for dy in -1..=1i32 {
        for dx in -1..=1i32 {
            best = best.max(correlation(a, b, dx, dy));
        }
    }
    best
}

fn correlation(a: &[u8], b: &[u8], dx: i32, dy: i32) -> f32 {
    let side = PATTERN as i32;
    let at = |grid: &[u8], x: i32, y: i32| grid.get((y * side + x) as usize).copied().map_or(0.0, f32::from);
    let (mut n, mut sa, mut sb, mut saa, mut sbb, mut sab) = (0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for y in 1..side - 1 {
        for x in 1..side - 1 {
            let (u, v) = (at(a, x, y), at(b, x + dx, y + dy));
            n += 1.0;
            (sa, sb) = (sa + u, sb + v);
            (saa, sbb, sab) = (saa + u * u, sbb + v * v, sab + u * v);
        }
    }
    let (va, vb) = (saa - sa * sa / n, sbb - sb * sb / n);
    if va <= 1.0 || vb <= 1.0 { 0.0 } else { (sab - sa * sb / n) / (va * vb).sqrt() }
}
