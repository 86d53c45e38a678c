//! One picture of one page, from its pixels to its verdict.

use super::bars::{Drift, without_corner};
use super::boxes::{Measured, TEXTURED, measure};
use super::code::{self, Found};
use super::corners::{Small, refined};
use super::decide::{Decision, decide, shows_its_pen};
use super::folds::look_again;
use super::grey::Grey;
use super::pictures::Picture;
use super::plane::{Plane, Point};
use super::spans;
use super::stray::{Around, around, beside, heads};
use super::strip::strip;
use std::collections::HashMap;
use zhudian_paper::code::{BatchCode, PageCode};
use zhudian_paper::geometry::{BoxPlace, Geometry, PageGeometry};
use zhudian_paper::verdict::{
    BoxAnswer, BoxInk, InkPattern, PageReason, PageStatus, PageVerdict, RowDoubt, RowVerdict,
};

/// A picture whose shorter side is under this many pixels shows no sheet that can be read: 60 dpi.
const LEAST: usize = 480;
/// Larger pictures are halved first: 320 dpi tells all there is to tell.
const LARGE: usize = 4400;
/// Share of the boxes whose frame must be found for anything to be read from the page.
const GATE: f64 = 0.8;
/// A frame found this well counts for the gate.
const FRAME: f32 = 0.6;
/// A texture laid over a box is this many times as noisy as the paper around most boxes.
const NOISIER: f32 = 2.0;
/// A tint is this many times as dark as that of most boxes, which is but the shade of the paper.
const DARKER: f32 = 3.0;
/// The seal of an office is this wide, in millimetres: on a page that bears a stamp, marks so near a box that is all ink
/// may be its edge.
const SEAL: f64 = 42.0;
/// Under this share of dark paper a page is blank but for dust.
const BLANK: f64 = 0.0012;

/// The pages that are looked for, by batch and page of the sheet.
pub(crate) struct Wanted<'a> {
    pages: HashMap<(&'a BatchCode, u8), &'a PageGeometry>,
}

impl<'a> Wanted<'a> {
    pub(crate) fn new(geometries: &'a [Geometry]) -> Self {
        let pages = geometries.iter().flat_map(|geometry| &geometry.pages);
        Self { pages: pages.map(|page| ((&page.batch, page.sheet_page), page)).collect() }
    }

    fn page(&self, code: &PageCode) -> Option<&'a PageGeometry> {
        self.pages.get(&(&code.batch, code.page)).filter(|page| page.sheet_pages == code.pages).copied()
    }
}

/// Which pictures go into a verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pictures {
    /// Strips of doubtful rows.
    pub doubtful_rows: bool,
    /// Strips of all rows.
    pub all_rows: bool,
    /// The whole page.
    pub page: bool,
}

/// Reads one picture.
pub(crate) fn read_page(picture: Picture, number: u32, wanted: &Wanted, pictures: Pictures) -> PageVerdict {
    let without = |status, reason| PageVerdict::without_rows(number, status, reason);
    let Picture { grey: picture, two_tone } = picture;
    if picture.wide.min(picture.high) < LEAST {
        return without(PageStatus::Rejected, PageReason::PictureSize);
    }
    let digest = digest(&picture);
    // Shrinking and taking out streaks both make shades between the two.
    let two_tone = two_tone || picture.two_tone();
    let picture = if picture.wide.max(picture.high) > LARGE { picture.shrunk(2) } else { picture };
    let mut picture = picture.without_streaks();
    let mut small = Small::of(&picture);
    let mut found = register(&picture, &small);
    let has_code = |found: &Lying| found.found.is_some();
    if !found.as_ref().is_some_and(has_code) && picture.is_dark() {
        // Some programs call white black and black white.
        let turned = picture.clone().negative();
        let turned_small = Small::of(&turned);
        if let Some(again) = register(&turned, &turned_small).filter(has_code) {
            (picture, small, found) = (turned, turned_small, Some(again));
        }
    }
    let mut verdict = match found {
        // Of two sheets in one picture only one would be counted.
        Some(lying) if !lying.alone => without(PageStatus::Rejected, PageReason::SeveralSheets),
        Some(lying) => registered(&picture, &small, lying, wanted, pictures, number, two_tone),
        None => unregistered(&picture, &small, wanted, number),
    };
    if pictures.page && verdict.picture.is_empty() {
        verdict.picture = super::strip::thumbnail(&small.picture);
    }
    verdict.two_tone = two_tone && !verdict.rows.is_empty();
    verdict.pattern.get_or_insert_with(InkPattern::default).picture = digest;
    verdict
}

/// Where a sheet lies in a picture.
struct Lying {
    /// The map from the sheet to the picture.
    plane: Plane,
    /// Its code, when that can be read.
    found: Option<Found>,
    /// Quarter turns.
    turn: u8,
    /// The corner that is not there, clockwise from the upper left.
    missing: Option<usize>,
    /// No other sheet lies beside it.
    alone: bool,
}

impl Lying {
    /// Lays the sheet on four corners, the right way up as its code tells.
    fn on([a, b, c, d]: [Point; 4], found: Found, missing: Option<usize>) -> Option<Self> {
        let (quad, first) = if found.upside_down { ([c, d, a, b], 2) } else { ([a, b, c, d], 0) };
        let missing = missing.map(|missing| (missing + first) % 4);
        Some(Self { plane: Plane::through(CORNERS, quad)?, found: Some(found), turn: turn(quad), missing, alone: true })
    }
}

/// Finds the sheet. Several sets of squares may look like its corners; the one with a code wins, else the likeliest. A sheet
/// that lacks a corner is found only by its code.
fn register(picture: &Grey, small: &Small) -> Option<Lying> {
    let exact = |[a, b, c, d]: [Point; 4]| {
        let short = (a.0 - b.0).hypot(a.1 - b.1);
        let long = (b.0 - c.0).hypot(b.1 - c.1);
        let side = (short / 184.6 + long / 271.6) / 2.0 * 6.0;
        [a, b, c, d].map(|point| refined(picture, point, side))
    };
    let coded = |quad: [Point; 4], missing: Option<usize>| {
        let found = code::read(picture, &Plane::through(CORNERS, quad)?)?;
        Lying::on(quad, found, missing)
    };
    let all = small.quads();
    let quads = all.get(..all.len().min(LIKELY)).unwrap_or_default();
    let three = |(quad, missing): ([Point; 4], usize)| {
        let mut quad = exact(quad);
        quad.rotate_left(missing);
        let [made, before, over, after] = &mut quad;
        *made = (before.0 + after.0 - over.0, before.1 + after.1 - over.1);
        quad.rotate_right(missing);
        coded(quad, Some(missing))
    };
    let alone = |quad: &[Point; 4]| !all.iter().any(|other| are_apart(quad, other));
    let found = quads.iter().find_map(|quad| Some(Lying { alone: alone(quad), ..coded(exact(*quad), None)? }));
    let first = quads.first().filter(|quad| found.is_none() && !alone(quad));
    if let Some(plane) = first.and_then(|quad| Plane::through(CORNERS, *quad)) {
        return Some(Lying { plane, found: None, turn: 0, missing: None, alone: false });
    }
    if let Some(found) = found.or_else(|| small.triples().into_iter().find_map(three)) {
        return Some(found);
    }
    let quad = quads.iter().copied().map(exact).find(|quad| Plane::through(CORNERS, *quad).is_some())?;
    let turn = turn(quad);
    // Folded paper may carry the code away from where the corners say it is; on an upright picture it also tells which way
    // up that is. Whether the rest of the sheet lies where it should is for the frames to say.
    let found = if matches!(turn, 0 | 2) { code_in_a_corner(picture) } else { None };
    match found {
        Some(found) => {
            let upside_down = found.upside_down != (turn == 2);
            Lying::on(quad, Found { upside_down, ..found }, None)
        }
        None => Some(Lying { plane: Plane::through(CORNERS, quad)?, found: None, turn, missing: None, alone: true }),
    }
}

/// Sets of squares that are tried as the corners of the sheet.
const LIKELY: usize = 3;

/// Whether two sets of corners are those of two sheets that lie side by side: the middle of each is outside the other.
fn are_apart(one: &[Point; 4], other: &[Point; 4]) -> bool {
    let middle = |quad: &[Point; 4]| {
        let sum = quad.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
        (sum.0 / 4.0, sum.1 / 4.0)
    };
    let outside = |quad: &[Point; 4], (x, y): Point| {
        let [a, b, c, d] = *quad;
        // Corners run clockwise, so that all that is inside lies to the right of every side.
        let left_of = |(p, q): (Point, Point)| (q.0 - p.0) * (y - p.1) - (q.1 - p.1) * (x - p.0) < 0.0;
        [(a, b), (b, c), (c, d), (d, a)].into_iter().any(left_of)
    };
    outside(one, middle(other)) && outside(other, middle(one))
}

/// Centres of the corner squares on every sheet, clockwise from the upper left.
const CORNERS: [Point; 4] = [(12.7, 12.7), (197.3, 12.7), (197.3, 284.3), (12.7, 284.3)];

/// Quarter turns clockwise that make the picture stand upright.
fn turn([upper_left, upper_right, ..]: [Point; 4]) -> u8 {
    let (x, y) = (upper_right.0 - upper_left.0, upper_right.1 - upper_left.1);
    match (x.abs() > y.abs(), x > 0.0, y > 0.0) {
        (true, true, _) => 0,
        (true, false, _) => 2,
        (false, _, true) => 3,
        (false, _, false) => 1,
    }
}

fn registered(
    picture: &Grey,
    small: &Small,
    Lying { plane, found, turn, missing, .. }: Lying,
    wanted: &Wanted,
    pictures: Pictures,
    number: u32,
    two_tone: bool,
) -> PageVerdict {
    let plane = &plane;
    let with = |status, reason, code| PageVerdict { turn, code, ..PageVerdict::without_rows(number, status, reason) };
    let Some(found) = found else {
        let bare = with(PageStatus::Review, PageReason::CodeUnreadable, None);
        return PageVerdict { picture: page_picture(picture, plane, pictures), ..bare };
    };
    let code = found.code;
    let Some(page) = wanted.page(&code) else {
        return with(PageStatus::Foreign, PageReason::OtherBatch, Some(code));
    };
    let walked = missing.and_then(|missing| without_corner(picture, plane, page, (CORNERS, missing)));
    let plane = walked.as_ref().unwrap_or(plane);
    let drift = Drift::measured(picture, plane, page);
    let black =
        |place: &BoxPlace| drift.black(place.area.centre()).unwrap_or_else(|| square_black(picture, plane, page));
    let one = |place| Measured { two_tone, ..measure(picture, plane, &drift, place, black(place)) };
    let mut measured: Vec<Measured> = page.boxes.iter().map(one).collect();
    look_again(picture, plane, &drift, page, &mut measured, black);
    let fitting = measured.iter().filter(|measured| measured.frame >= FRAME).count();
    if (fitting as f64) < GATE * measured.len() as f64 {
        let bare = with(PageStatus::Review, PageReason::FramesDoNotFit, Some(code));
        return PageVerdict { picture: page_picture(picture, plane, pictures), ..bare };
    }
    let shift = measured.iter().map(|measured| measured.shift).fold(0.0, f32::max);
    let around = around(picture, small, plane, &drift, page, f64::from(shift));
    if around.striped {
        // Dirt of the rollers lies on frames and between boxes.
        measured.iter_mut().for_each(|measured| (measured.dot, measured.tint) = (0.0, 0.0));
    } else {
        let mut noises: Vec<f32> = measured.iter().map(|measured| measured.noise).collect();
        noises.sort_by(f32::total_cmp);
        let usual = noises.get(noises.len() / 2).copied().unwrap_or(0.0);
        let textured = |measured: &Measured| measured.noise.min(measured.texture) > TEXTURED.max(usual * NOISIER);
        measured.iter_mut().for_each(|measured| measured.textured = textured(measured));
        let mut tints: Vec<f32> = measured.iter().map(|measured| measured.tint).collect();
        tints.sort_by(f32::total_cmp);
        let shaded = tints.get(tints.len() * 7 / 10).map_or(0.0, |tint| tint * DARKER);
        measured.iter_mut().filter(|measured| measured.tint < shaded).for_each(|measured| measured.tint = 0.0);
        spans::find(picture, plane, page, &mut measured, black);
    }
    let sheet = Sheet { picture, small, plane, drift: &drift, page, around: &around };
    let (rows, marks) = rows(&sheet, &measured, pictures);
    let unmarked = rows.iter().all(|row| !row.doubtful && row.marked.is_empty());
    let (status, reason) = match (around.stray, missing.is_none(), unmarked) {
        (true, ..) => (PageStatus::Review, Some(PageReason::IdentifyingMarks)),
        // What the boxes say is kept for the person who looks at the sheet.
        (_, false, _) => (PageStatus::Review, Some(PageReason::CornerMissing)),
        (_, _, true) => (PageStatus::Read, Some(PageReason::NoMarks)),
        _ => (PageStatus::Read, None),
    };
    let pattern = Some(InkPattern { picture: 0, marks });
    let picture = page_picture(picture, plane, pictures);
    PageVerdict { page: number, status, reason, code: Some(code), turn, rows, pattern, picture, two_tone }
}

fn page_picture(picture: &Grey, plane: &Plane, pictures: Pictures) -> Vec<u8> {
    if pictures.page { super::strip::page(picture, plane) } else { Vec::new() }
}

/// Black of the corner squares, for pages whose bars are lost.
fn square_black(picture: &Grey, plane: &Plane, page: &PageGeometry) -> f32 {
    let values: Vec<f32> = page
        .squares
        .iter()
        .map(|square| {
            let (x, y) = plane.at(square.centre());
            picture.sample(x as f32, y as f32)
        })
        .collect();
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

/// A sheet that lies where its code says, and what its paper shows.
struct Sheet<'a> {
    picture: &'a Grey,
    small: &'a Small,
    plane: &'a Plane,
    drift: &'a Drift,
    page: &'a PageGeometry,
    around: &'a Around,
}

impl Sheet<'_> {
    /// Doubts rows without a mark in a box that have one beside their boxes.
    fn look_beside(&self, decided: &mut [Decided]) {
        let unmarked = |row: &&mut Decided| row.decision == Ok(None);
        let rows: Vec<&[BoxPlace]> =
            decided.iter().filter(|row| row.decision == Ok(None)).map(|row| row.places).collect();
        if rows.is_empty() {
            return;
        }
        let Self { picture, small, plane, drift, page, around } = *self;
        // Print lies off as most frames do; one that was lost in a fold is not asked.
        let figures = decided.iter().flat_map(|row| row.figures);
        let mut shifts: Vec<f32> = figures.map(|box_| box_.shift).collect();
        shifts.sort_by(f32::total_cmp);
        let shift = f64::from(shifts.get(shifts.len() * 3 / 4).copied().unwrap_or(0.0));
        let mut marked = beside(picture, small, plane, drift, page, (shift, around.striped), &rows);
        if heads(picture, plane, drift, page, around.striped) {
            // One mark for all rows at once is nothing a machine should hand out.
            marked.fill(true);
        }
        let doubted = decided.iter_mut().filter(unmarked).zip(marked).filter(|(_, marked)| *marked);
        doubted.for_each(|(row, _)| row.decision = Err(RowDoubt::OnlyOutside));
    }
}

/// A row, what was measured, and what it says.
struct Decided<'a> {
    places: &'a [BoxPlace],
    figures: &'a [Measured],
    decision: Decision,
    answers: Vec<BoxAnswer>,
}

fn rows(sheet: &Sheet, measured: &[Measured], pictures: Pictures) -> (Vec<RowVerdict>, Vec<(u16, Vec<u8>)>) {
    let Sheet { picture, plane, drift, page, around, .. } = *sheet;
    let mut rows = Vec::new();
    let mut marks = Vec::new();
    let mut rest = measured;
    let mut before: u16 = 0;
    let two_tone = measured.iter().any(|measured| measured.two_tone);
    let mut decided = Vec::new();
    for places in page.boxes.chunk_by(|a, b| a.row == b.row) {
        let (figures, after) = rest.split_at(places.len().min(rest.len()));
        rest = after;
        let (decision, answers) = decide(figures, around.striped);
        decided.push(Decided { places, figures, decision, answers });
    }
    sheet.look_beside(&mut decided);
    let pen = decided.iter().map(|row| (row.figures, row.decision, row.answers.as_slice()));
    let unsure = two_tone && !shows_its_pen(pen);
    let flooded: Vec<Point> = if around.stray { decided.iter().flat_map(flooded).collect() } else { Vec::new() };
    for Decided { places, figures, decision, answers } in decided {
        let stamped = |at: usize| places.get(at).is_some_and(|place| in_reach(place, &flooded));
        let decision = match decision {
            Ok(None) if unsure => Err(RowDoubt::Faint),
            Ok(Some(at)) if stamped(at) => Err(RowDoubt::InkAround),
            other => other,
        };
        let ink = places.iter().zip(figures).zip(answers).map(|((place, figures), answer)| BoxInk {
            option: place.option.clone(),
            ink: thousandth(figures.ink),
            outside_mm2: thousandth(figures.outside),
            frame: thousandth(figures.frame),
            answer,
        });
        let ink: Vec<BoxInk> = ink.collect();
        for (at, figures) in figures.iter().enumerate() {
            if figures.inside + figures.outside > 0.8 {
                marks.push((before + at as u16, figures.pattern.clone()));
            }
        }
        before = before.saturating_add(places.len() as u16);
        let marked = match decision {
            Ok(Some(at)) => places.get(at).map(|place| place.option.clone()).into_iter().collect(),
            _ => Vec::new(),
        };
        let wants_strip = pictures.all_rows || (pictures.doubtful_rows && decision.is_err());
        let strip = if wants_strip { strip(picture, plane, drift, page, places) } else { Vec::new() };
        let row = places.first().map(|place: &BoxPlace| place.row.clone()).unwrap_or_default();
        rows.push(RowVerdict { row, marked, doubtful: decision.is_err(), doubt: decision.err(), ink, strip });
    }
    (rows, marks)
}

/// Where the boxes of a row lie that ink surrounds.
fn flooded(row: &Decided) -> Vec<Point> {
    let boxes = row.places.iter().zip(&row.answers).filter(|_| row.decision == Err(RowDoubt::InkAround));
    boxes.filter(|(_, answer)| **answer == BoxAnswer::Doubtful).map(|(place, _)| place.area.centre()).collect()
}

/// Whether a stamp that surrounds one of the boxes there may be what marks this one.
fn in_reach(place: &BoxPlace, flooded: &[Point]) -> bool {
    let (x, y) = place.area.centre();
    flooded.iter().any(|(u, v)| (x - u).hypot(y - v) <= SEAL)
}

fn thousandth(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// A page whose corners were not found: blank, of another kind, or a damaged sheet of ours.
fn unregistered(picture: &Grey, small: &Small, wanted: &Wanted, number: u32) -> PageVerdict {
    let without = |status, reason| PageVerdict::without_rows(number, status, reason);
    if small.dark_share < BLANK && small.squares() == 0 {
        return without(PageStatus::Blank, PageReason::NoPrint);
    }
    if let Some(found) = code_in_a_corner(picture) {
        let known = wanted.page(&found.code).is_some();
        let (status, reason) = if known {
            (PageStatus::Review, PageReason::CornerMissing)
        } else {
            (PageStatus::Foreign, PageReason::OtherBatch)
        };
        return PageVerdict { code: Some(found.code), ..without(status, reason) };
    }
    match small.squares() {
        0 | 1 => without(PageStatus::Foreign, PageReason::NotASheet),
        _ => without(PageStatus::Rejected, PageReason::NotRegistered),
    }
}

/// Looks for a code of ours in the four corners of a page that cannot be registered.
fn code_in_a_corner(picture: &Grey) -> Option<Found> {
    /// Pixels along the longer side at which a module is about four pixels wide.
    const LONGER: usize = 1800;
    let picture = picture.shrunk((picture.wide.max(picture.high) / LONGER).max(1));
    let (wide, high) = (picture.wide * 9 / 20, picture.high * 7 / 20);
    let corners =
        [(picture.wide - wide, 0), (0, picture.high - high), (0, 0), (picture.wide - wide, picture.high - high)];
    corners.into_iter().find_map(|(left, top)| code::found_anywhere(picture.cut(left, top, wide, high), wide, high))
}

/// A digest of the pixels; it tells the same file read twice from another scan of the same sheet, no more.
fn digest(picture: &Grey) -> u64 {
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    // Four sums beside each other: each step of one waits for the one before.
    let mut sums = [1, 2, 3, 4].map(|at| picture.wide as u64 * at);
    let (blocks, rest) = picture.px.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        sums.iter_mut().zip(words).for_each(|(sum, word)| *sum = mix(*sum, u64::from_le_bytes(*word)));
    }
    let sum = sums.into_iter().fold(0, mix);
    rest.iter().fold(sum, |sum, byte| mix(sum, u64::from(*byte)))
}
