//! Boxes that folded paper has moved farther than the bars beside the rows tell.

use super::bars::Drift;
use super::boxes::{Measured, another_frame, measure_on_a_facet};
use super::frame::{LOST, Lean};
use super::grey::Grey;
use super::plane::Plane;
use std::collections::BTreeMap;
use zhudian_paper::geometry::{BoxPlace, PageGeometry};

/// A frame is looked for at most this far from its place, as a share of the distance of two rows and in millimetres: any
/// farther, and it could be the box of another row.
const REACH: (f64, f64) = (0.42, 8.0);
/// Two rows lie this share of their printed distance apart, more or less; else one of their frames is not theirs.
const APART: (f64, f64) = (0.7, 1.3);
/// A column that lies this share of the distance of two rows off may be the column of the rows above or below.
const OFF: f64 = 0.2;
/// Unless this share of the frames is found, the page is not the one it was taken for and nothing more is looked for.
const ENOUGH: f64 = 0.5;

/// Looks again for the boxes whose frames were not found, leaning as their neighbours do, and doubts frames that may be
/// those of other rows. `black` is the value of print at a box.
pub(crate) fn look_again(
    picture: &Grey,
    plane: &Plane,
    drift: &Drift,
    page: &PageGeometry,
    measured: &mut [Measured],
    black: impl Fn(&BoxPlace) -> f32,
) {
    let found = measured.iter().filter(|measured| measured.frame >= LOST).count();
    if found < measured.len() && found as f64 >= ENOUGH * measured.len() as f64 {
        let mut leans: BTreeMap<&str, Lean> = BTreeMap::new();
        for (place, measured) in page.boxes.iter().zip(measured.iter_mut()).filter(|(_, box_)| box_.frame < LOST) {
            let reach = (REACH.0 * row_pitch(page, place)).min(REACH.1);
            let first = leans.get(place.option.as_str()).copied();
            let again = measure_on_a_facet(picture, plane, drift, place, black(place), reach, first);
            if let Some(again) = again {
                leans.insert(&place.option, again.lean);
                *measured = Measured { two_tone: measured.two_tone, ..again };
            }
        }
    }
    doubt_columns(picture, plane, drift, page, measured, black);
}

/// The distance to the nearest box of the same column.
fn row_pitch(page: &PageGeometry, place: &BoxPlace) -> f64 {
    let others = page.boxes.iter().filter(|other| other.option == place.option && other.row != place.row);
    others.map(|other| (other.area.y_mm - place.area.y_mm).abs()).fold(f64::INFINITY, f64::min)
}

/// Loses the frames of columns that may have been taken for those of other rows: rows too near to each other or too far
/// apart, and columns that lie off and do not begin and end where the printed ones do.
fn doubt_columns(
    picture: &Grey,
    plane: &Plane,
    drift: &Drift,
    page: &PageGeometry,
    measured: &mut [Measured],
    black: impl Fn(&BoxPlace) -> f32,
) {
    let mut columns: BTreeMap<&str, Vec<(usize, &BoxPlace)>> = BTreeMap::new();
    page.boxes.iter().enumerate().for_each(|(at, place)| columns.entry(&place.option).or_default().push((at, place)));
    let mut lost = Vec::new();
    for column in columns.values() {
        let found = |at: &usize| measured.get(*at).filter(|measured| measured.frame >= LOST);
        for pair in column.windows(2) {
            let [(upper, a), (lower, b)] = pair else { continue };
            let (Some(first), Some(second)) = (found(upper), found(lower)) else { continue };
            let apart = (second.middle.1 - first.middle.1) / (b.area.y_mm - a.area.y_mm).max(1.0);
            if apart < APART.0 || apart > APART.1 {
                lost.extend([*upper, *lower]);
            }
        }
        // How far each box lies off, downwards, as a share of the distance of two rows.
        let off = |(at, place): &(usize, &BoxPlace)| {
            let wanted = drift.moved(place.area.centre());
            found(at).map(|measured| (measured.middle.1 - wanted.1) / row_pitch(page, place))
        };
        for up in [true, false] {
            let is_off =
                |place: &(usize, &BoxPlace)| off(place).is_some_and(|off| if up { off < -OFF } else { off > OFF });
            if !column.iter().any(is_off) {
                continue;
            }
            // Taken for the rows below them, the boxes have none for the first row, and one is left under the last.
            let (end, other) = if up { (column.first(), column.last()) } else { (column.last(), column.first()) };
            let (Some(end), Some((at, place))) = (end, other) else { continue };
            let pitch = row_pitch(page, place) * if up { 1.0 } else { -1.0 };
            let beyond = |last: &Measured| {
                let at = (last.middle.0, last.middle.1 + pitch);
                another_frame(picture, plane, at, place, black(place), last.lean)
            };
            if found(&end.0).is_none() || found(at).is_none_or(beyond) {
                lost.extend(column.iter().filter(|place| is_off(place)).map(|(at, _)| *at));
            }
        }
    }
    for at in lost {
        if let Some(measured) = measured.get_mut(at) {
            measured.frame = 0.0;
        }
    }
}
