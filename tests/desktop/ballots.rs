//! Filled-in sheets: the printed pages as a scanner sees them, with ticks drawn by a hand that is never twice the same.

use crate::window::Told;
use std::path::{Path, PathBuf};
use std::process::Command;

const DPI: f64 = 200.0;
/// The bars beside each row, and the boxes of a row, in millimetres from the left edge of the built-in form.
const BARS: f64 = 12.7;
const FIRST_BOX: f64 = 98.6;
const NEXT_BOX: f64 = 20.2;

/// A scanned page in grey.
struct Scan {
    wide: usize,
    high: usize,
    px: Vec<u8>,
}

/// Draws `marks(sheet, row)`, boxes counted from 0, on every page of the PDF and lays the pictures into a folder.
pub fn filled(pdf: &str, folder: &Path, marks: impl Fn(usize, usize) -> Vec<usize>) -> Told<usize> {
    std::fs::create_dir_all(folder).map_err(said)?;
    let stem = folder.join("page");
    let output = Command::new("pdftoppm").args(["-r", "200", "-gray", pdf]).arg(&stem).output().map_err(said)?;
    if !output.status.success() {
        return Err(format!("pdftoppm: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(folder).map_err(said)?.flatten().map(|entry| entry.path()).collect();
    pages.sort();
    for (sheet, path) in pages.iter().enumerate() {
        let mut scan = Scan::read(&std::fs::read(path).map_err(said)?)?;
        for (row, middle) in scan.rows().into_iter().enumerate() {
            for option in marks(sheet, row) {
                scan.tick(FIRST_BOX + NEXT_BOX * option as f64, middle, sheet * 97 + row * 11 + option);
            }
        }
        std::fs::write(path.with_extension("bmp"), scan.bmp()).map_err(said)?;
        std::fs::remove_file(path).map_err(said)?;
    }
    Ok(pages.len())
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A shift in millimetres: no two ticks of a hand are alike, yet every run draws the same.
fn shift(seed: usize) -> f64 {
    let wave = (seed as f64 * 12.9898).sin() * 43758.5453;
    (wave - wave.floor() - 0.5) * 3.2
}

impl Scan {
    /// A grey picture of `pdftoppm`: `P5`, width, height, 255, then the spots.
    fn read(bytes: &[u8]) -> Told<Self> {
        let mut words = Vec::new();
        let mut at = 0;
        while words.len() < 4 {
            let end = bytes.iter().skip(at).position(u8::is_ascii_whitespace).ok_or("no head")? + at;
            words.push(String::from_utf8_lossy(&bytes[at..end]).into_owned());
            at = end + 1;
        }
        let number = |word: &String| word.parse::<usize>().map_err(said);
        Ok(Self { wide: number(&words[1])?, high: number(&words[2])?, px: bytes[at..].to_vec() })
    }

    fn dots(mm: f64) -> f64 {
        mm * DPI / 25.4
    }

    /// The middles of the rows in millimetres, told by the bars at their left.
    fn rows(&self) -> Vec<f64> {
        let column = Self::dots(BARS) as usize;
        let dark = |y: usize| self.px[y * self.wide + column] < 100;
        let mut found = Vec::new();
        let mut y = 0;
        while y < self.high {
            let from = y;
            while y < self.high && dark(y) {
                y += 1;
            }
            let tall = (y - from) as f64 * 25.4 / DPI;
            // The corner squares are six millimetres high, the bars two.
            if (1.2..3.0).contains(&tall) {
                found.push((from + y) as f64 / 2.0 * 25.4 / DPI);
            }
            y += 1;
        }
        found
    }

    fn tick(&mut self, x: f64, y: f64, seed: usize) {
        let s = |n: usize| shift(seed * 7 + n);
        let points = [
            (x - 1.6 + s(0) * 0.5, y + s(1) * 0.5),
            (x - 0.4 + s(2) * 0.4, y + 1.5 + s(3) * 0.3),
            (x + 1.9 + s(4) * 0.5, y - 1.9 + s(5) * 0.5),
        ];
        for pair in points.windows(2) {
            for step in 0..=60 {
                let share = f64::from(step) / 60.0;
                let at = |one: f64, other: f64| one + (other - one) * share;
                self.dot(at(pair[0].0, pair[1].0), at(pair[0].1, pair[1].1));
            }
        }
    }

    /// A spot of a ball-point pen, half a millimetre wide.
    fn dot(&mut self, x: f64, y: f64) {
        let (middle, reach) = ((Self::dots(x), Self::dots(y)), Self::dots(0.25));
        for row in (middle.1 - reach) as usize..=(middle.1 + reach) as usize {
            for column in (middle.0 - reach) as usize..=(middle.0 + reach) as usize {
                if let Some(px) = self.px.get_mut(row * self.wide + column) {
                    *px = 40;
                }
            }
        }
    }

    /// The picture as a 24-bit BMP, the oldest format a scanner writes.
    fn bmp(&self) -> Vec<u8> {
        let line = (self.wide * 3).div_ceil(4) * 4;
        let size = 54 + line * self.high;
        let mut bytes = b"BM".to_vec();
        let dots_to_a_metre = (DPI / 0.0254) as u32;
        for word in [size as u32, 0, 54, 40, self.wide as u32, self.high as u32] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.extend(1_u16.to_le_bytes());
        bytes.extend(24_u16.to_le_bytes());
        for word in [0, (line * self.high) as u32, dots_to_a_metre, dots_to_a_metre, 0, 0] {
            bytes.extend(word.to_le_bytes());
        }
        for row in self.px.chunks(self.wide).rev() {
            let start = bytes.len();
            bytes.extend(row.iter().flat_map(|px| [*px; 3]));
            bytes.resize(start + line, 0);
        }
        bytes
    }
}
