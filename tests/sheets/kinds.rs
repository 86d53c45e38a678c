//! One filled-in sheet in every kind of file that scanners, copiers, fax machines and phones write: all say the same.

use crate::forms::{batch, delegate_form, fonts, root, team_form};
use crate::pens::Paper;
use crate::raster::grey_pages;
use crate::simulated::{PYTHON, run};
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;
use zhudian_paper::geometry::Geometry;
use zhudian_paper::verdict::{PageReason, PageStatus, PageVerdict};
use zhudian_sheets::{Pictures, draw, files_of, geometry_of, read};

const ANSWERS: [(&str, &str); 7] = [
    ("q1", "满意"),
    ("q2", "较满意"),
    ("q3", "一般"),
    ("q4", "不满意"),
    ("q5", "不了解"),
    ("q6", "满意"),
    ("q8", "满意"),
];
/// Beginnings of the names of files in two tones.
const TWO_TONES: [&str; 8] = ["bits", "bw-", "flate-bits", "group3", "group4", "huffman", "jbig2", "layers"];

/// The geometry, and the folder with the files that `kinds.py` wrote.
static KINDS: LazyLock<(Geometry, TempDir)> = LazyLock::new(|| {
    let batches = [batch(delegate_form("河村村"), 0x1234_5678, 1), batch(team_form("河村村", 16), 0x0bad_cafe, 1)];
    let geometry = geometry_of(&batches).unwrap();
    let clean = grey_pages(&draw(&batches, fonts()).unwrap(), 200).remove(0);
    let mut paper = Paper::new(&clean, &geometry.pages[0], 200.0);
    ANSWERS.iter().enumerate().for_each(|(at, (row, option))| paper.tick(row, option, at as u32));
    let folder = tempfile::tempdir().unwrap();
    paper.image.save(folder.path().join("sheet.png")).unwrap();
    clean.save(folder.path().join("blank.png")).unwrap();
    let (x, y) = geometry.pages[0].boxes[0].area.centre();
    let points = [x / 25.4 * 72.0, 842.0 - y / 25.4 * 72.0].map(|value| format!("{value:.2}"));
    run(Command::new(&*PYTHON)
        .current_dir(folder.path())
        .arg(root().canonicalize().unwrap().join("tests/sheets/kinds.py"))
        .args(["sheet.png", "blank.png", "."])
        .args(points));
    (geometry, folder)
});

fn files(kind: &str) -> Vec<(String, Vec<PageVerdict>)> {
    let (geometry, folder) = &*KINDS;
    let read_file = |path: PathBuf| {
        let verdicts = read(&std::fs::read(&path).unwrap(), std::slice::from_ref(geometry), Pictures::default());
        (path.file_name().unwrap().to_string_lossy().into_owned(), verdicts)
    };
    // Every kind is looked for in a folder too.
    let files = files_of(&[folder.path().join(kind)]).unwrap();
    assert_eq!(files.len(), std::fs::read_dir(folder.path().join(kind)).unwrap().count());
    files.into_iter().map(read_file).collect()
}

#[test]
fn every_kind_of_file_says_the_same() {
    let mut faults = Vec::new();
    for (name, verdicts) in files("read") {
        for verdict in verdicts {
            let marked = verdict.rows.iter().flat_map(|row| row.marked.iter().map(|option| (&*row.row, &**option)));
            let two_tone = TWO_TONES.iter().any(|start| name.starts_with(start));
            if (verdict.status, verdict.reason, verdict.two_tone) != (PageStatus::Read, None, two_tone)
                || marked.collect::<Vec<_>>() != ANSWERS
                || verdict.rows.iter().any(|row| row.doubtful)
            {
                let doubtful: Vec<_> = verdict.rows.iter().filter(|row| row.doubtful).map(|row| &row.row).collect();
                let (status, reason, tone) = (verdict.status, verdict.reason, verdict.two_tone);
                faults.push(format!("{name} {status:?} {reason:?} {doubtful:?} two tones: {tone}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn marks_that_lie_beside_the_picture_of_a_page_are_not_lost() {
    for (name, verdicts) in files("look") {
        let row = verdicts[0].rows.first();
        assert!(
            row.is_some_and(|row| row.doubtful || row.marked == ["满意"]),
            "{name}: {:?}",
            verdicts[0].rows.first()
        );
    }
}

#[test]
fn what_cannot_be_read_is_said_to_be_so() {
    for (name, verdicts) in files("refused") {
        assert_eq!(verdicts.len(), 1, "{name}");
        let verdict = &verdicts[0];
        assert!(verdict.rows.is_empty() && verdict.status != PageStatus::Read, "{name}: {verdict:?}");
        assert_eq!(verdict.reason == Some(PageReason::HeicPicture), name.ends_with(".heic"), "{name}");
    }
}

#[test]
fn a_picture_that_cannot_be_opened_hides_none_of_those_after_it() {
    let (_, verdicts) = files("between").remove(0);
    let status: Vec<_> = verdicts.iter().map(|verdict| (verdict.page, verdict.status)).collect();
    assert_eq!(status, [(1, PageStatus::Read), (2, PageStatus::Rejected), (3, PageStatus::Read)]);
}
