//! A drawn page, marked and spoilt in every way thought of: what is read must be what was drawn or nothing.
#![no_main]

mod drawn;

use arbitrary::Arbitrary;
use drawn::{GEOMETRY, Page};
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use zhudian_paper::geometry::Area;
use zhudian_sheets::{Pictures, read};

/// Something done to the paper. Places are shares of the page in 1/65536.
#[derive(Arbitrary, Debug)]
enum Deed {
    /// A plain tick in a box.
    Tick { place: u8, wobble: [i8; 6], grey: u8 },
    /// A stroke anywhere.
    Stroke { from: (u16, u16), to: (u16, u16), width: u8, grey: u8 },
    /// Paper or correction fluid over a place.
    Cover { at: (u16, u16), size: (u8, u8), grey: u8 },
    /// Part of the page torn off from an edge.
    Torn { edge: u8, depth: u8, grey: u8 },
    /// Shade that grows across the page.
    Shade { across: i8, down: i8 },
    /// Light and dark drawn together.
    Tone { black: u8, white: u8 },
    /// Grain.
    Noise { seed: u32, strength: u8 },
    /// A piece of the page copied elsewhere.
    Copied { from: (u16, u16), to: (u16, u16), size: (u8, u8) },
    /// A band of the page moved sideways, as a slipping feeder does.
    Slipped { at: u16, by: i8 },
    /// Two tones only.
    Bitonal { limit: u8 },
}

/// One scan.
#[derive(Arbitrary, Debug)]
struct Scan {
    second: bool,
    fine: bool,
    deeds: Vec<Deed>,
    corners: [(i8, i8); 4],
    size: (i8, i8),
    around: u8,
    turns: u8,
}

static PRINTED: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let pages = GEOMETRY.pages.iter();
    pages.flat_map(|page| [110.0, 150.0].map(|dpi| Page::of(page, dpi))).collect()
});

fuzz_target!(
    init: {
        drawn::watch_own_panics();
        LazyLock::force(&PRINTED);
    },
    |scan: Scan| {
        let which = usize::from(scan.second);
        let geometry = &GEOMETRY.pages[which];
        let mut page = PRINTED[which * 2 + usize::from(scan.fine)].clone();
        let (mut ticked, mut inked) = (BTreeSet::new(), false);
        for deed in scan.deeds.iter().take(24) {
            inked |= done(&mut page, geometry, deed, &mut ticked);
        }
        if scan.corners.iter().any(|corner| *corner != (0, 0)) {
            // Up to a fifth in from each corner or out of the picture.
            let flat = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
            let mut at = 0;
            let corners = flat.map(|(x, y)| {
                let (dx, dy) = scan.corners[at];
                at += 1;
                (x + f64::from(dx) / 640.0, y + f64::from(dy) / 640.0)
            });
            let grown = |side: usize, by: i8| (side as i64 + side as i64 * i64::from(by) / 256).max(40) as usize;
            page = page.warped(corners, grown(page.wide, scan.size.0), grown(page.high, scan.size.1), scan.around);
        }
        for _ in 0..scan.turns % 4 {
            page = page.turned();
        }
        let pictures = Pictures { doubtful_rows: true, page: true, ..Pictures::default() };
        let verdicts = read(&page.bmp(), std::slice::from_ref(&GEOMETRY), pictures);
        assert_eq!(verdicts.len(), 1);
        let verdict = &verdicts[0];
        if let Some(code) = &verdict.code {
            assert!(inked || code.batch == geometry.batch, "{code:?} is not on the page");
        }
        for row in &verdict.rows {
            assert!(row.marked.len() <= 1 && row.doubtful == row.doubt.is_some());
            // Without any other ink than ticks, nothing but a ticked box is ever told as marked.
            for option in row.marked.iter().filter(|_| !inked) {
                assert!(ticked.contains(&(row.row.clone(), option.clone())), "{} {option} is not marked", row.row);
            }
        }
    }
);

/// Does one deed; answers whether it may leave ink in a box other than a tick.
fn done(page: &mut Page, geometry: &zhudian_paper::geometry::PageGeometry, deed: &Deed, ticked: &mut BTreeSet<(String, String)>) -> bool {
    let (wide, high) = (page.wide, page.high);
    let mm = |(x, y): (u16, u16)| (f64::from(x) / 65536.0 * 210.0, f64::from(y) / 65536.0 * 297.0);
    match *deed {
        Deed::Tick { place, wobble, grey } => {
            let place = &geometry.boxes[usize::from(place) % geometry.boxes.len()];
            let [a, b, c, d, e, f] = wobble.map(|value| f64::from(value) / 320.0);
            let at = |u: f64, v: f64| (place.area.x_mm + u * place.area.w_mm, place.area.y_mm + v * place.area.h_mm);
            let (first, low, last) = (at(0.1 + a, 0.5 + b), at(0.45 + c, 0.85 + d), at(1.1 + e, -0.1 + f));
            page.stroke(first, low, 0.5, grey % 128);
            page.stroke(low, last, 0.5, grey % 128);
            ticked.insert((place.row.clone(), place.option.clone()));
            false
        }
        Deed::Stroke { from, to, width, grey } => {
            page.stroke(mm(from), mm(to), f64::from(width) / 40.0, grey);
            true
        }
        Deed::Cover { at, size, grey } => {
            let (x_mm, y_mm) = mm(at);
            let area = Area { x_mm, y_mm, w_mm: f64::from(size.0) / 3.0, h_mm: f64::from(size.1) / 3.0 };
            page.fill(&area, grey);
            grey < 245
        }
        Deed::Torn { edge, depth, grey } => {
            let depth = f64::from(depth) / 2.0;
            let area = match edge % 4 {
                0 => Area { x_mm: 0.0, y_mm: 0.0, w_mm: depth, h_mm: 297.0 },
                1 => Area { x_mm: 0.0, y_mm: 0.0, w_mm: 210.0, h_mm: depth },
                2 => Area { x_mm: 210.0 - depth, y_mm: 0.0, w_mm: depth, h_mm: 297.0 },
                _ => Area { x_mm: 0.0, y_mm: 297.0 - depth, w_mm: 210.0, h_mm: depth },
            };
            page.fill(&area, grey);
            true
        }
        Deed::Shade { across, down } => {
            for (at, value) in page.px.iter_mut().enumerate() {
                let (u, v) = ((at % wide) as f32 / wide as f32 - 0.5, (at / wide) as f32 / high as f32 - 0.5);
                let light = 1.0 + (u * f32::from(across) + v * f32::from(down)) / 160.0;
                *value = (f32::from(*value) * light.clamp(0.1, 1.5)).min(255.0) as u8;
            }
            false
        }
        Deed::Tone { black, white } => {
            let (black, white) = (f32::from(black), f32::from(white));
            page.px.iter_mut().for_each(|value| *value = (black + f32::from(*value) / 255.0 * (white - black)) as u8);
            // Light and dark may change places, and then white is ink.
            white <= black
        }
        Deed::Noise { seed, strength } => {
            let mut state = seed | 1;
            for value in &mut page.px {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let by = ((state >> 16) as i32 & 0xff) - 128;
                *value = (i32::from(*value) + by * i32::from(strength) / 128).clamp(0, 255) as u8;
            }
            strength > 60
        }
        Deed::Copied { from, to, size } => {
            let px = |(x, y): (u16, u16)| (usize::from(x) * wide / 65536, usize::from(y) * high / 65536);
            let ((x, y), (u, v), source) = (px(from), px(to), page.px.clone());
            for row in 0..usize::from(size.1) * 4 {
                for column in 0..usize::from(size.0) * 4 {
                    if y + row < high && x + column < wide && v + row < high && u + column < wide {
                        page.px[(v + row) * wide + u + column] = source[(y + row) * wide + x + column];
                    }
                }
            }
            true
        }
        Deed::Slipped { at, by } => {
            let from = usize::from(at) * high / 65536;
            for row in from..(from + high / 12).min(high) {
                let line = &mut page.px[row * wide..(row + 1) * wide];
                let by = usize::from(by.unsigned_abs());
                line.rotate_right(by % wide);
            }
            true
        }
        Deed::Bitonal { limit } => {
            page.px.iter_mut().for_each(|value| *value = if *value < limit { 0 } else { 255 });
            limit > 240
        }
    }
}
