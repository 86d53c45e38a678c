//! What hands and machines do to sheets, each drawn by itself: large ticks, faint pencils, bled ink, prints and names.

use crate::forms::{batch, delegate_form, fonts, team_form};
use crate::pens::Paper;
use crate::raster::grey_pages;
use image::{GrayImage, ImageFormat, Luma, imageops};
use std::io::Cursor;
use std::sync::LazyLock;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict, RowVerdict};
use zhudian_sheets::{Pictures, draw, geometry_of, read};

/// A delegate's sheet and a team's sheet at 200 dpi.
static PRINTED: LazyLock<(Geometry, Vec<GrayImage>)> = LazyLock::new(|| {
    let batches = [batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 16), 0x0bad_cafe, 1)];
    (geometry_of(&batches).unwrap(), grey_pages(&draw(&batches, fonts()).unwrap(), 200))
});

fn sheet(page: usize) -> Paper<'static> {
    Paper::new(&PRINTED.1[page], &PRINTED.0.pages[page], 200.0)
}

fn centre(page: usize, row: &str, option: &str) -> (f64, f64) {
    let places = &PRINTED.0.pages[page].boxes;
    places.iter().find(|place| place.row == row && place.option == option).unwrap().area.centre()
}

fn read_one(image: &GrayImage) -> PageVerdict {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let verdicts = read(&bytes.into_inner(), std::slice::from_ref(&PRINTED.0), Pictures::default());
    assert_eq!(verdicts.len(), 1);
    verdicts.into_iter().next().unwrap()
}

fn row<'a>(verdict: &'a PageVerdict, row: &str) -> &'a RowVerdict {
    verdict.rows.iter().find(|found| found.row == row).unwrap()
}

#[test]
fn the_tail_of_a_large_tick_is_no_mark_in_the_row_above() {
    for (out, up) in [(0.5, 11.5), (1.5, 12.0), (3.0, 13.5), (5.0, 12.5)] {
        let mut paper = sheet(1);
        let (x, y) = centre(1, "d9", "一般");
        paper.stroke(&[(x - 1.6, y), (x - 0.2, y + 1.6), (x + out, y - up)], 0.5, 40);
        let verdict = read_one(&paper.image);
        let above = row(&verdict, "d8");
        assert!(above.doubtful || above.marked.is_empty(), "{out} {up}: {above:?}");
        assert_ne!(verdict.reason, Some(PageReason::IdentifyingMarks), "{out} {up}");
    }
}

#[test]
fn a_filled_box_may_bleed_and_a_bold_tick_may_run_out() {
    let mut paper = sheet(0);
    paper.fill("q2", "满意");
    let (x, y) = centre(0, "q2", "满意");
    let side = 2.35;
    paper.stroke(
        &[(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side), (x - side, y - side)],
        0.5,
        70,
    );
    let (x, y) = centre(0, "q4", "一般");
    paper.stroke(&[(x - 2.8, y - 0.6), (x - 0.6, y + 2.7), (x + 3.4, y - 3.2)], 0.9, 40);
    let verdict = read_one(&paper.image);
    assert_eq!(row(&verdict, "q2").marked, ["满意"], "{:?}", row(&verdict, "q2"));
    assert_eq!(row(&verdict, "q4").marked, ["一般"], "{:?}", row(&verdict, "q4"));
}

#[test]
fn a_tick_may_hang_below_its_box_and_dust_may_lie_where_strokes_come_in() {
    let mut paper = sheet(1);
    let (x, y) = centre(1, "d4", "一般");
    paper.stroke(&[(x - 3.6, y - 0.8), (x - 0.9, y + 3.5), (x + 1.9, y - 2.7)], 0.5, 40);
    for (option, aside) in [("满意", 0.0), ("一般", 0.9), ("不了解", 1.1)] {
        let (x, y) = centre(1, "d4", option);
        paper.dot((x + aside, y + 3.85), 0.32, 60);
    }
    let verdict = read_one(&paper.image);
    assert_eq!(row(&verdict, "d4").marked, ["一般"], "{:?}", row(&verdict, "d4"));
    assert!(verdict.rows.iter().all(|row| !row.doubtful), "dust above the boxes of the next row is dust there too");
}

#[test]
fn the_edge_of_a_seal_is_no_mark() {
    for (aside, radius) in [(-3.5, 11.5), (-3.5, 13.0), (2.5, 12.0), (0.0, 10.5)] {
        let mut paper = sheet(1);
        for at in (2..=16).step_by(4) {
            paper.tick(&format!("d{at}"), "不满意", at);
        }
        let (x, y) = centre(1, "d7", "满意");
        let at = |turn: i32, r: f64| {
            let turn = f64::from(turn) / 20.0 * std::f64::consts::PI;
            (x + aside + r * turn.cos(), y + r * turn.sin())
        };
        for r in [radius, radius * 0.55] {
            paper.stroke(&(0..=40).map(|turn| at(turn, r)).collect::<Vec<_>>(), 0.8, 110);
        }
        paper.stroke(&(0..=5).map(|arm| at(arm * 16 - 10, radius * 0.4)).collect::<Vec<_>>(), 0.5, 110);
        let verdict = read_one(&paper.image);
        for number in 5..=9 {
            let found = row(&verdict, &format!("d{number}"));
            let truth: &[&str] = if number == 6 { &["不满意"] } else { &[] };
            assert!(found.doubtful || found.marked == truth, "{aside} {radius}: {found:?}");
        }
    }
}

/// The page as a scanner set to text makes it.
fn two_tones(paper: &Paper) -> GrayImage {
    let tone = |x: u32, y: u32| if paper.image.get_pixel(x, y)[0] < 140 { 0 } else { 255 };
    GrayImage::from_fn(paper.image.width(), paper.image.height(), |x, y| Luma([tone(x, y)]))
}

#[test]
fn grains_of_a_faint_stroke_in_two_tones_are_doubted() {
    let grains = |paper: &mut Paper| {
        let (x, y) = centre(0, "q5", "较满意");
        for (dx, dy) in [(-0.9, 0.2), (-0.2, 1.0), (0.6, -0.3), (1.1, -1.0)] {
            paper.dot((x + dx, y + dy), 0.09, 60);
        }
    };
    let mut paper = sheet(0);
    let marked = [("q1", "满意"), ("q2", "满意"), ("q3", "一般"), ("q4", "较满意"), ("q7", "满意"), ("q8", "不满意")];
    (1..).zip(marked).for_each(|(hand, (row, option))| paper.tick(row, option, hand));
    let plain = read_one(&two_tones(&paper));
    assert!(plain.rows.iter().all(|row| !row.doubtful), "beside plain marks white boxes are white in two tones");
    grains(&mut paper);
    let verdict = read_one(&two_tones(&paper));
    assert!(row(&verdict, "q5").doubtful);
    // Where one stroke left crumbs, another may have left nothing.
    assert!(row(&verdict, "q6").doubtful);
    assert_eq!(row(&verdict, "q1").marked, ["满意"]);
}

#[test]
fn a_sheet_in_two_tones_with_few_marks_may_have_lost_the_others() {
    let unmarked = |marks: usize| {
        let mut paper = sheet(1);
        (1..=marks as u32).for_each(|row| paper.tick(&format!("d{row}"), "满意", row));
        let verdict = read_one(&two_tones(&paper));
        assert!(verdict.two_tone && !read_one(&paper.image).two_tone);
        assert!(verdict.rows.iter().take(marks).all(|row| row.marked == ["满意"]));
        verdict.rows.iter().skip(marks).map(|row| row.doubtful).collect::<Vec<_>>()
    };
    assert_eq!(unmarked(13), [false; 3]);
    assert_eq!(unmarked(9), [true; 7]);
}

/// One mark for all rows at once is for a person to read.
#[test]
fn a_ring_a_tick_or_a_line_at_the_head_of_a_column_doubts_the_rows_without_marks() {
    let page = &PRINTED.0.pages[0];
    let first = &page.boxes[0];
    let option = |place: &&zhudian_paper::geometry::BoxPlace| place.row == first.row && place.option == "较满意";
    let column = page.boxes.iter().find(option).unwrap().area.centre().0;
    let over = page.printed.iter().filter(|area| (area.centre().0 - column).abs() < 0.5 && area.y_mm < first.area.y_mm);
    let word = over.max_by(|a, b| a.y_mm.total_cmp(&b.y_mm)).unwrap();
    let (x, y) = word.centre();
    let (w, h) = (word.w_mm / 2.0, word.h_mm / 2.0);
    let ring = |across: f64, down: f64| -> Vec<(f64, f64)> {
        let turn = |at: i32| f64::from(at) / 40.0 * std::f64::consts::TAU;
        (0..=40).map(|at| (x + across * turn(at).cos(), y + down * turn(at).sin())).collect()
    };
    let strokes = [
        ring(w + 0.4, h + 0.8),
        ring(w + 1.5, h + 1.8),
        vec![(x + w - 1.0, y), (x + w + 0.5, y + 1.5), (x + w + 2.8, y - 2.5)],
        vec![(x - w, y + h + 0.7), (x + w, y + h + 0.6)],
    ];
    for stroke in &strokes {
        let mut paper = sheet(0);
        paper.tick("q2", "一般", 3);
        let plain = read_one(&paper.image);
        assert!(plain.rows.iter().all(|row| !row.doubtful));
        paper.stroke(stroke, 0.5, 60);
        let found = read_one(&paper.image);
        assert_eq!(row(&found, "q2").marked, ["一般"]);
        assert!(found.rows.iter().all(|row| row.doubtful == (row.row != "q2")), "{stroke:?} {:?}", found.rows);
    }
}

#[test]
fn of_a_sheet_without_marks_two_tones_do_not_tell_whether_it_is_one() {
    let grey = read_one(&sheet(0).image);
    assert_eq!((grey.status, grey.reason), (PageStatus::Read, Some(PageReason::NoMarks)));
    let verdict = read_one(&two_tones(&sheet(0)));
    assert!(verdict.rows.iter().all(|row| row.doubtful));
}

#[test]
fn a_stroke_from_one_box_towards_the_next_is_doubted_however_far_it_comes() {
    let (x, y) = centre(0, "q2", "较满意");
    let pitch = centre(0, "q2", "一般").0 - x;
    for width in [0.35, 0.6, 1.2] {
        for share in [0.65, 0.8, 0.9, 1.0, 1.1] {
            for way in [-1.0, 1.0] {
                let mut paper = sheet(0);
                paper.stroke(&[(x - way, y + 0.4), (x + way * pitch * share, y - 1.2)], width, 40);
                let found = read_one(&paper.image);
                assert!(row(&found, "q2").doubtful, "{width} {share} {way}: {:?}", row(&found, "q2"));
                let found = read_one(&two_tones(&paper));
                assert!(row(&found, "q2").doubtful, "{width} {share} {way}, two tones: {:?}", row(&found, "q2"));
            }
        }
    }
    // A tick that runs out to the side, as many do.
    let mut paper = sheet(0);
    paper.stroke(&[(x - 1.4, y - 0.2), (x - 0.4, y + 1.5), (x + 6.0, y - 2.6)], 0.5, 40);
    assert_eq!(row(&read_one(&paper.image), "q2").marked, ["较满意"]);
}

#[test]
fn stripes_of_dirty_rollers_are_paper() {
    let mut paper = sheet(1);
    for (row, option, hand) in [("d2", "满意", 3), ("d5", "一般", 4), ("d9", "不了解", 5), ("d14", "较满意", 6)]
    {
        paper.tick(row, option, hand);
    }
    let striped = GrayImage::from_fn(paper.image.width(), paper.image.height(), |x, y| {
        let shade = 0.82 + 0.18 * (f64::from(x) / 11.0).sin() * (f64::from(x) / 71.0).cos();
        Luma([(f64::from(paper.image.get_pixel(x, y)[0]) * shade) as u8])
    });
    let verdict = read_one(&striped);
    assert_ne!(verdict.reason, Some(PageReason::IdentifyingMarks));
    for (name, option) in [("d2", "满意"), ("d5", "一般"), ("d9", "不了解"), ("d14", "较满意")] {
        assert_eq!(row(&verdict, name).marked, [option], "{:?}", row(&verdict, name));
    }
}

#[test]
fn a_corner_square_at_the_very_edge_of_the_picture_is_still_a_corner() {
    let paper = sheet(0);
    // The picture ends a little inside the lower right square.
    let end = |mm: f64| (mm * 200.0 / 25.4) as u32;
    let cut = imageops::crop_imm(&paper.image, 0, 0, end(199.7), end(290.0)).to_image();
    let verdict = read_one(&cut);
    assert_eq!((verdict.status, verdict.reason), (PageStatus::Read, Some(PageReason::NoMarks)));
}

#[test]
fn prints_and_names_are_found_on_open_paper_and_between_the_lines() {
    let marks: [(&str, fn(&mut Paper)); 7] = [
        ("pale thumb print beside the title", |paper| paper.thumb((38.0, 23.0), 165)),
        ("thumb print over the notice", |paper| paper.thumb((95.0, 272.0), 120)),
        ("thumb print over the names", |paper| paper.thumb((64.0, 160.0), 110)),
        ("name running into the notice", |paper| paper.name((150.0, 272.0))),
        ("name above the title", |paper| paper.name((30.0, 30.0))),
        ("stamp at the foot", |paper| paper.stamp((130.0, 279.0), 130)),
        ("stamp over the head of the table", |paper| paper.stamp((58.0, 80.0), 110)),
    ];
    for page in 0..2 {
        let clean = read_one(&sheet(page).image);
        assert_eq!((clean.status, clean.reason), (PageStatus::Read, Some(PageReason::NoMarks)));
        for (name, mark) in marks {
            let mut paper = sheet(page);
            mark(&mut paper);
            let verdict = read_one(&paper.image);
            assert_eq!(
                (verdict.status, verdict.reason),
                (PageStatus::Review, Some(PageReason::IdentifyingMarks)),
                "{name}, sheet {page}"
            );
        }
    }
}

/// A sheet folded along upright creases: between them the paper falls and rises again, up to `depth` millimetres.
fn folded(image: &GrayImage, creases: [f64; 3], depth: f64) -> GrayImage {
    let px = |mm: f64| mm * 200.0 / 25.4;
    let [left, low, right] = creases;
    GrayImage::from_fn(image.width(), image.height(), |x, y| {
        let at = f64::from(x) / px(1.0);
        let fall = if at < left || at > right {
            0.0
        } else if at < low {
            (at - left) / (low - left) * depth
        } else {
            (right - at) / (right - low) * depth
        };
        let from = f64::from(y) - px(fall);
        let upper = from.floor();
        let value = |row: f64| {
            if row < 0.0 { 255.0 } else { f64::from(image.get_pixel(x, (row as u32).min(image.height() - 1))[0]) }
        };
        Luma([(value(upper) + (value(upper + 1.0) - value(upper)) * (from - upper)) as u8])
    })
}

#[test]
fn a_code_away_from_its_place_is_found_whichever_way_up() {
    let mut paper = sheet(0);
    paper.tick("q1", "满意", 1);
    let px = |mm: f64| (mm * 200.0 / 25.4) as u32;
    for code in &PRINTED.0.pages[0].codes {
        let area = code.area;
        if area.x_mm < 100.0 {
            paper.blacken(area);
            continue;
        }
        let piece = imageops::crop_imm(&paper.image, px(area.x_mm), px(area.y_mm), px(area.w_mm), px(area.h_mm));
        let piece = piece.to_image();
        paper.whiten(area);
        imageops::replace(&mut paper.image, &piece, i64::from(px(area.x_mm - 5.5)), i64::from(px(area.y_mm)));
    }
    for (turn, image) in [(0, paper.image.clone()), (2, imageops::rotate180(&paper.image))] {
        let verdict = read_one(&image);
        assert_eq!(verdict.code.as_ref().unwrap().batch, PRINTED.0.pages[0].batch);
        assert_eq!((verdict.turn, &row(&verdict, "q1").marked), (turn, &vec!["满意".to_owned()]));
    }
}

#[test]
fn boxes_on_the_facets_of_folded_paper_are_read() {
    for page in 0..2 {
        let rows: Vec<_> = PRINTED.0.pages[page].boxes.chunk_by(|a, b| a.row == b.row).collect();
        let mut paper = sheet(page);
        rows.iter().enumerate().for_each(|(at, places)| {
            let place = &places[at % places.len()];
            paper.tick(&place.row, &place.option, at as u32);
        });
        // The crease lies beside the boxes of the fourth grade, which move by three millimetres and lean.
        let x = centre(page, &rows[0][0].row, "不满意").0;
        let verdict = read_one(&folded(&paper.image, [x - 14.0, x + 3.0, x + 20.0], 3.6));
        assert_eq!(verdict.status, PageStatus::Read, "{page}");
        for (at, places) in rows.iter().enumerate() {
            let found = row(&verdict, &places[0].row);
            assert!(found.doubtful || found.marked == [places[at % places.len()].option.clone()], "{found:?}");
        }
        let doubtful = verdict.rows.iter().filter(|row| row.doubtful).count();
        assert!(doubtful * 4 <= rows.len(), "{doubtful} of {} doubtful", rows.len());
    }
}

#[test]
fn a_column_folded_down_by_more_than_half_a_row_is_never_taken_for_other_rows() {
    let rows: Vec<_> = PRINTED.0.pages[1].boxes.chunk_by(|a, b| a.row == b.row).collect();
    let pitch = rows[1][0].area.y_mm - rows[0][0].area.y_mm;
    let last = rows.last().unwrap()[0].row.clone();
    let x = centre(1, "d1", "不满意").0;
    for last_is_filled in [false, true] {
        let mut paper = sheet(1);
        for places in rows.iter().step_by(2) {
            paper.tick(&places[0].row, "不满意", 7);
        }
        if last_is_filled {
            // Bent as it is, it shows no frame any more.
            paper.fill(&last, "不满意");
            let (x, y) = centre(1, &last, "不满意");
            paper.stroke(&[(x - 2.6, y - 0.8), (x + 2.5, y - 1.2), (x - 2.4, y + 1.6), (x + 2.7, y + 1.1)], 0.9, 40);
        }
        for share in [0.45, 0.5, 0.55, 0.65, 0.8, 1.0] {
            let verdict = read_one(&folded(&paper.image, [x - 16.0, x, x + 16.0], pitch * share));
            for (at, row) in verdict.rows.iter().enumerate() {
                let marked = at % 2 == 0 || last_is_filled && row.row == last;
                let truth: &[&str] = if marked { &["不满意"] } else { &[] };
                assert!(row.doubtful || row.marked == truth, "{share} {row:?}");
            }
        }
    }
}

#[test]
fn traces_of_ink_beside_a_plain_mark_mean_nothing_and_alone_they_are_doubted() {
    let trace = |paper: &mut Paper, option: &str| {
        let (x, y) = centre(0, "q3", option);
        paper.stroke(&[(x - 1.1, y + 0.6), (x + 1.1, y - 0.6)], 0.24, 160);
    };
    let mut paper = sheet(0);
    trace(&mut paper, "较满意");
    assert!(row(&read_one(&paper.image), "q3").doubtful);
    paper.tick("q3", "满意", 3);
    assert_eq!(row(&read_one(&paper.image), "q3").marked, ["满意"]);
    // A filled box may be a slip, and then the trace may be what is meant.
    let mut paper = sheet(0);
    trace(&mut paper, "较满意");
    paper.fill("q3", "满意");
    assert!(row(&read_one(&paper.image), "q3").doubtful);
}
