//! What voters and tables do to sheets that no simulator thought of: marks beside their boxes, lines down a column, words in
//! boxes, sheets of every shape, two sheets in one picture. A row may be doubted; it is never silently wrong.

use crate::forms::{batch, delegate_form, fonts, team_form};
use crate::pens::Paper;
use crate::raster::grey_pages;
use image::{GrayImage, ImageFormat, Luma, imageops};
use std::io::Cursor;
use std::sync::LazyLock;
use zhudian_paper::form::{Form, FormItem, Grade};
use zhudian_paper::geometry::{Area, Geometry};
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict, RowVerdict};
use zhudian_sheets::{Batch, Pictures, draw, files_of, geometry_of, read};

const DPI: f64 = 200.0;

struct Printed {
    geometry: Geometry,
    pages: Vec<GrayImage>,
}

impl Printed {
    fn of(batches: &[Batch]) -> Self {
        let pages = grey_pages(&draw(batches, fonts()).unwrap(), DPI as u32);
        Self { geometry: geometry_of(batches).unwrap(), pages }
    }

    fn sheet(&self, page: usize) -> Paper<'_> {
        Paper::new(&self.pages[page], &self.geometry.pages[page], DPI)
    }

    fn centre(&self, page: usize, row: &str, option: &str) -> (f64, f64) {
        let places = &self.geometry.pages[page].boxes;
        places.iter().find(|place| place.row == row && place.option == option).unwrap().area.centre()
    }

    fn read(&self, image: &GrayImage) -> PageVerdict {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        read(&bytes.into_inner(), std::slice::from_ref(&self.geometry), Pictures::default()).remove(0)
    }
}

/// A delegate's sheet and the sheet of a team of 16.
static PRINTED: LazyLock<Printed> = LazyLock::new(|| {
    Printed::of(&[batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 16), 0x0bad_cafe, 1)])
});

fn row<'a>(verdict: &'a PageVerdict, row: &str) -> &'a RowVerdict {
    verdict.rows.iter().find(|found| found.row == row).unwrap()
}

/// Rows of a page in turn, each with an option that may be ticked there.
fn answers(printed: &Printed, page: usize) -> Vec<(String, String)> {
    let rows = printed.geometry.pages[page].boxes.chunk_by(|a, b| a.row == b.row);
    rows.enumerate()
        .map(|(at, places)| places[at % places.len()].clone())
        .map(|place| (place.row, place.option))
        .collect()
}

fn ticked(printed: &Printed, page: usize) -> Paper<'_> {
    let mut paper = printed.sheet(page);
    answers(printed, page).iter().enumerate().for_each(|(at, (row, option))| paper.tick(row, option, at as u32));
    paper
}

/// Every row says what was ticked or is doubted, and of those no more than a share.
#[track_caller]
fn assert_read(printed: &Printed, page: usize, image: &GrayImage, most_doubtful: f64, name: &str) {
    let verdict = printed.read(image);
    assert!(!verdict.rows.is_empty(), "{name}, page {page}: {:?} {:?}", verdict.status, verdict.reason);
    for (row, (code, option)) in verdict.rows.iter().zip(answers(printed, page)) {
        assert_eq!(row.row, code);
        assert!(row.doubtful || row.marked == [option], "{name}, page {page}: {row:?}");
    }
    let doubtful = verdict.rows.iter().filter(|row| row.doubtful).count() as f64;
    assert!(doubtful <= most_doubtful * verdict.rows.len() as f64, "{name}, page {page}: {doubtful} rows doubtful");
}

#[test]
fn a_tick_beside_its_box_is_doubted_wherever_in_the_row_it_stands() {
    for (page, code) in [(0, "q3"), (1, "d6")] {
        for aside in [-11.0, -8.5, -7.0, -5.8, 5.8, 7.0, 8.5, 11.0] {
            let mut paper = PRINTED.sheet(page);
            for (other, option) in answers(&PRINTED, page).iter().filter(|(row, _)| row != code) {
                paper.tick(other, option, 7);
            }
            let (x, y) = PRINTED.centre(page, code, "较满意");
            let x = x + aside;
            paper.stroke(&[(x - 1.5, y - 0.2), (x - 0.4, y + 1.4), (x + 1.8, y - 1.9)], 0.5, 50);
            let verdict = PRINTED.read(&paper.image);
            assert!(row(&verdict, code).doubtful, "{page} {aside}: {:?}", row(&verdict, code));
            let doubtful = verdict.rows.iter().filter(|row| row.doubtful).count();
            assert!(doubtful <= 2, "{page} {aside}: {doubtful} rows");
        }
    }
}

#[test]
fn a_row_left_out_beside_neat_ticks_is_not_doubted() {
    for page in [0, 1] {
        let mut paper = PRINTED.sheet(page);
        for (at, (row, option)) in answers(&PRINTED, page).iter().enumerate().filter(|(at, _)| at % 3 != 1) {
            paper.tick(row, option, at as u32);
        }
        let verdict = PRINTED.read(&paper.image);
        let doubtful: Vec<_> = verdict.rows.iter().filter(|row| row.doubtful).collect();
        assert!(doubtful.is_empty(), "{doubtful:?}");
    }
}

#[test]
fn a_line_drawn_down_a_column_is_doubted_in_every_row_it_crosses() {
    for (page, from, to) in [(0, 2, 6), (1, 3, 12)] {
        for width in [0.4, 0.8, 1.2, 2.0, 3.5] {
            let name = |at: i32| format!("{}{at}", if page == 0 { "q" } else { "d" });
            let mut paper = PRINTED.sheet(page);
            let (x, top) = PRINTED.centre(page, &name(from), "满意");
            let (_, low) = PRINTED.centre(page, &name(to), "满意");
            paper.stroke(&[(x - 1.6, top - 0.4), (x, top + 1.2), (x + 0.3, low + 0.6)], width, 45);
            let verdict = PRINTED.read(&paper.image);
            for at in from..=to {
                assert!(row(&verdict, &name(at)).doubtful, "{width}: {:?}", row(&verdict, &name(at)));
            }
        }
    }
}

#[test]
fn a_cross_over_two_boxes_is_doubted_in_both_rows() {
    for width in [0.5, 0.9, 1.4] {
        for (a, b) in [("d5", "d6"), ("d9", "d10")] {
            let mut paper = PRINTED.sheet(1);
            let ((x, top), (_, low)) = (PRINTED.centre(1, a, "一般"), PRINTED.centre(1, b, "一般"));
            for way in [-1.0, 1.0] {
                paper.stroke(&[(x - way * 2.2, top - 1.8), (x + way * 2.2, low + 1.8)], width, 45);
            }
            let verdict = PRINTED.read(&paper.image);
            for code in [a, b] {
                assert!(row(&verdict, code).doubtful, "{width}: {:?}", row(&verdict, code));
            }
        }
    }
}

#[test]
fn a_tail_that_ends_in_the_box_of_the_next_row_marks_nothing_there() {
    for width in [0.5, 1.0, 1.6] {
        // Upwards out of the box below, and downwards out of the box above.
        for (from, to) in [("d8", "d7"), ("d7", "d8")] {
            let mut paper = PRINTED.sheet(1);
            let ((x, start), (_, end)) = (PRINTED.centre(1, from, "满意"), PRINTED.centre(1, to, "满意"));
            let way = (end - start).signum();
            paper.stroke(&[(x - 1.7, start), (x - 0.4, start + 1.2), (x + 0.2, end - way * 0.3)], width, 45);
            let verdict = PRINTED.read(&paper.image);
            let found = row(&verdict, to);
            assert!(found.doubtful || found.marked.is_empty(), "{from} {to} {width}: {found:?}");
        }
    }
}

#[test]
fn words_digits_and_rings_in_or_round_a_box_never_mark_another() {
    // 同意 written over the box, a figure in it, two small strokes that mean the same again, a ring round it.
    type Strokes = Vec<Vec<(f64, f64)>>;
    let agreed: Strokes = vec![
        vec![(-5.0, -2.5), (-5.0, 2.8)],
        vec![(-5.0, -2.5), (-0.8, -2.5), (-0.8, 2.6)],
        vec![(-4.0, -1.0), (-1.8, -1.0)],
        vec![(-3.8, 0.4), (-2.0, 0.4), (-2.0, 1.8), (-3.8, 1.8), (-3.8, 0.4)],
        vec![(0.8, -2.4), (5.0, -2.4)],
        vec![(1.4, -1.0), (4.4, -1.0)],
        vec![(1.8, 0.0), (4.2, 0.0), (4.2, 1.2), (1.8, 1.2), (1.8, 0.0)],
        vec![(0.8, 2.6), (2.6, 1.8), (4.0, 2.8), (5.2, 2.0)],
    ];
    let one: Strokes = vec![vec![(-0.5, -0.8), (0.2, -1.5), (0.2, 1.5)]];
    let again: Strokes = vec![vec![(-0.6, -0.7), (-0.8, 0.5)], vec![(0.6, -0.7), (0.4, 0.5)]];
    let ring: Strokes =
        vec![(0..=40).map(|at| f64::from(at) * 0.157).map(|t| (3.6 * t.cos(), 3.3 * t.sin())).collect()];
    for (name, strokes) in [("agreed", agreed), ("one", one), ("again", again), ("ring", ring)] {
        for width in [0.35, 0.6] {
            let mut paper = PRINTED.sheet(1);
            let (x, y) = PRINTED.centre(1, "d7", "较满意");
            for points in &strokes {
                paper.stroke(&points.iter().map(|(u, v)| (x + u, y + v)).collect::<Vec<_>>(), width, 50);
            }
            let verdict = PRINTED.read(&paper.image);
            let found = row(&verdict, "d7");
            assert!(found.doubtful || found.marked == ["较满意"], "{name} {width}: {found:?}");
            for other in verdict.rows.iter().filter(|row| row.row != "d7") {
                assert!(other.doubtful || other.marked.is_empty(), "{name} {width}: {other:?}");
            }
        }
    }
}

#[test]
fn a_ring_round_a_name_goes_to_a_person() {
    let ring = |paper: &mut Paper, (x, y): (f64, f64), (wide, high): (f64, f64)| {
        let points = (0..=60).map(|at| f64::from(at) / 60.0 * 6.4);
        paper.stroke(&points.map(|t| (x + wide * t.cos(), y + high * t.sin())).collect::<Vec<_>>(), 0.5, 50);
    };
    let (x, y) = PRINTED.centre(1, "d5", "满意");
    let mut paper = PRINTED.sheet(1);
    ring(&mut paper, (x - 38.0, y), (13.0, 4.2));
    let verdict = PRINTED.read(&paper.image);
    assert!(verdict.status == PageStatus::Review || row(&verdict, "d5").doubtful, "{:?}", verdict.reason);
}

#[test]
fn white_fluid_over_the_first_choice_leaves_the_second() {
    for (wide, high) in [(2.2, 2.2), (4.4, 3.0), (6.0, 6.0), (12.0, 6.5)] {
        let mut paper = ticked(&PRINTED, 1);
        paper.tick("d3", "满意", 5);
        let (x, y) = PRINTED.centre(1, "d3", "满意");
        paper.whiten(Area { x_mm: x - wide / 2.0, y_mm: y - high / 2.0, w_mm: wide, h_mm: high });
        assert_read(&PRINTED, 1, &paper.image, 0.2, &format!("fluid {wide}"));
    }
}

/// The picture seen through a map from places of the new one, white paper or another shade outside.
fn mapped(image: &GrayImage, wide: u32, high: u32, around: u8, map: impl Fn(f64, f64) -> (f64, f64)) -> GrayImage {
    GrayImage::from_fn(wide, high, |x, y| {
        let (u, v) = map(f64::from(x), f64::from(y));
        let inside = u >= 0.0 && v >= 0.0 && u < f64::from(image.width()) && v < f64::from(image.height());
        if inside { *image.get_pixel(u as u32, v as u32) } else { Luma([around]) }
    })
}

#[test]
fn sheets_laid_askew_on_a_black_lid_are_read() {
    for page in [0, 1] {
        let image = ticked(&PRINTED, page).image;
        for degrees in [-8.0_f64, -5.0, 5.0, 8.0] {
            let (wide, high) = (image.width() + 420, image.height() + 320);
            let (sin, cos) = degrees.to_radians().sin_cos();
            let middle = (f64::from(wide) / 2.0, f64::from(high) / 2.0);
            let own = (f64::from(image.width()) / 2.0, f64::from(image.height()) / 2.0);
            let askew = mapped(&image, wide, high, 12, |x, y| {
                let (x, y) = (x - middle.0, y - middle.1);
                (own.0 + cos * x + sin * y, own.1 - sin * x + cos * y)
            });
            assert_read(&PRINTED, page, &askew, 0.13, &format!("{degrees} degrees"));
        }
    }
}

#[test]
fn holes_staples_and_the_print_of_a_sheet_beneath_tell_nothing() {
    for page in [0, 1] {
        let mut paper = ticked(&PRINTED, page);
        for y in [108.5, 188.5] {
            paper.dot((11.0, y), 3.0, 15);
        }
        paper.stroke(&[(24.0, 22.0), (35.0, 24.0)], 0.6, 70);
        assert_read(&PRINTED, page, &paper.image, 0.13, "holes");
        // The other sheet, face down and a little aside, shines through.
        let beneath = imageops::flip_horizontal(&ticked(&PRINTED, 1 - page).image);
        let image = ticked(&PRINTED, page).image;
        let through = GrayImage::from_fn(image.width(), image.height(), |x, y| {
            let below =
                f64::from(beneath.get_pixel((x + 31).min(beneath.width() - 1), (y + 17).min(beneath.height() - 1))[0]);
            Luma([(f64::from(image.get_pixel(x, y)[0]) * (1.0 - 0.12 * (1.0 - below / 255.0))) as u8])
        });
        assert_read(&PRINTED, page, &through, 0.13, "through");
    }
}

#[test]
fn the_pattern_of_a_screen_or_a_cloth_is_no_ink() {
    for page in [0, 1] {
        let image = ticked(&PRINTED, page).image;
        for (across, down, depth) in [(2.7, 61.0, 0.25), (5.3, 4.1, 0.3), (9.0, 40.0, 0.35)] {
            let woven = GrayImage::from_fn(image.width(), image.height(), |x, y| {
                let wave = (f64::from(x) / across + f64::from(y) / 97.0).sin() * (f64::from(y) / down).cos();
                Luma([(f64::from(image.get_pixel(x, y)[0]) * (1.0 - depth * (0.5 + 0.5 * wave))) as u8])
            });
            let verdict = PRINTED.read(&woven);
            for (row, (_, option)) in verdict.rows.iter().zip(answers(&PRINTED, page)) {
                assert!(row.doubtful || row.marked == [option], "{across} {down}: {row:?}");
            }
        }
    }
}

#[test]
fn of_two_sheets_in_one_picture_neither_is_counted() {
    let (one, other) = (ticked(&PRINTED, 0).image, ticked(&PRINTED, 1).image);
    let (wide, high) = (one.width(), one.height());
    let mut beside = GrayImage::from_pixel(wide * 2, high, Luma([255]));
    imageops::replace(&mut beside, &one, 0, 0);
    imageops::replace(&mut beside, &other, i64::from(wide), 0);
    let mut below = GrayImage::from_pixel(wide, high * 2, Luma([255]));
    imageops::replace(&mut below, &one, 0, 0);
    imageops::replace(&mut below, &imageops::rotate180(&one), 0, i64::from(high));
    for image in [beside, below] {
        let verdict = PRINTED.read(&image);
        assert_eq!((verdict.status, verdict.reason), (PageStatus::Rejected, Some(PageReason::SeveralSheets)));
        assert!(verdict.rows.is_empty());
    }
}

#[test]
fn a_photograph_without_one_corner_keeps_its_rows_for_the_person_who_looks() {
    for page in [0, 1] {
        let image = ticked(&PRINTED, page).image;
        let (wide, high) = (f64::from(image.width()), f64::from(image.height()));
        for (missing, (x_mm, y_mm)) in [(0.0, 0.0), (190.0, 0.0), (190.0, 277.0), (0.0, 277.0)].into_iter().enumerate()
        {
            let mut paper = Paper { image: image.clone(), page: &PRINTED.geometry.pages[page], dpi: DPI };
            paper.blacken(Area { x_mm, y_mm, w_mm: 20.0, h_mm: 20.0 });
            for lean in [0.0, 0.05] {
                let seen = mapped(&paper.image, image.width(), image.height(), 60, |x, y| {
                    let (u, v) = (x / wide - 0.5, y / high - 0.5);
                    let near = 1.08 / (1.0 + lean * 2.0 * v - lean * u);
                    ((u * near + 0.5) * wide, (v * near + 0.5) * high)
                });
                let verdict = PRINTED.read(&seen);
                assert_eq!(verdict.status, PageStatus::Review, "{page} {missing} {lean}: {:?}", verdict.reason);
                // From an upper corner it is far to the first bar: where that is not found, nothing is read.
                let may_be_lost = lean > 0.0 && missing > 1;
                if !may_be_lost || !verdict.rows.is_empty() {
                    assert_eq!(verdict.reason, Some(PageReason::CornerMissing), "{page} {missing} {lean}");
                    let most_doubtful = if may_be_lost { 1.0 } else { 0.2 };
                    assert_read(&PRINTED, page, &seen, most_doubtful, &format!("without corner {missing}, {lean}"));
                }
            }
        }
    }
}

fn of_shape(mut form: Form, rows: usize, grades: usize, text: &str) -> Form {
    form.items =
        (0..rows).map(|at| FormItem { code: format!("r{}", at + 1), text: text.into(), note: String::new() }).collect();
    let labels = ["满意", "较满意", "一般", "不满意", "不了解", "弃权"];
    form.grades =
        labels.iter().take(grades).map(|label| Grade { code: (*label).into(), label: (*label).into() }).collect();
    form
}

#[test]
fn sheets_of_every_shape_are_read() {
    let long = "对群众反映的问题有登记、有答复，推动解决村里的实际困难，并把办理的结果当面告诉反映人";
    let shapes = [
        of_shape(delegate_form("河村村"), 1, 2, "对该代表履职情况的总体评价"),
        of_shape(delegate_form("河村村"), 1, 5, long),
        of_shape(delegate_form("河村村"), 6, 3, long),
        of_shape(delegate_form("河村村"), 10, 6, "按时到驻点接待群众"),
        of_shape(team_form("河村村", 8), 8, 5, "曾嘉欣"),
        of_shape(team_form("河村村", 8), 8, 6, "司徒美玲"),
        of_shape(delegate_form("河村村"), 24, 5, "按时到驻点接待群众，遇特殊情况提前告知"),
        of_shape(team_form("河村村", 8), 60, 4, "曾嘉欣"),
    ];
    let batches: Vec<_> = (0..).zip(shapes).map(|(at, form)| batch(form, 0x0200_0000 + at * 7919, 1)).collect();
    let printed = Printed::of(&batches);
    assert!(printed.geometry.pages.iter().any(|page| page.sheet_pages > 2));
    for page in 0..printed.pages.len() {
        let image = ticked(&printed, page).image;
        assert_read(&printed, page, &image, 0.1, "upright");
        assert_read(&printed, page, &imageops::rotate90(&image), 0.1, "turned");
        // As a phone sees it: from one side.
        let (wide, high) = (f64::from(image.width()), f64::from(image.height()));
        let seen = mapped(&image, image.width(), image.height(), 80, |x, y| {
            let (u, v) = (x / wide - 0.5, y / high - 0.5);
            let near = 1.08 / (1.0 + 0.12 * v + 0.03 * u);
            ((u * near + 0.5) * wide, (v * near + 0.5) * high)
        });
        assert_read(&printed, page, &seen, 0.2, "from one side");
    }
}

#[test]
fn scans_in_folders_within_folders_are_found_and_what_systems_keep_beside_them_is_not() {
    let folder = tempfile::tempdir().unwrap();
    for place in ["b.jpg", "1/a.PNG", "1/2/c.tif", "1/._a.PNG", ".trash/d.jpg", "note.txt"] {
        let path = folder.path().join(place);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, b"").unwrap();
    }
    let found = files_of(&[folder.path().to_path_buf()]).unwrap();
    let names: Vec<_> = found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_string_lossy()).collect();
    assert_eq!(names, ["1/2/c.tif", "1/a.PNG", "b.jpg"]);
}
