//! Marks and damages drawn on rendered sheets, for tests that need to know exactly what is on the paper. The large
//! simulator is `pensim.py`; this one is small, quick and shares nothing with the reader.

use image::{GrayImage, Luma};
use zhudian_paper::geometry::{Area, PageGeometry};

/// A page under a pen.
pub struct Paper<'a> {
    pub image: GrayImage,
    pub page: &'a PageGeometry,
    pub dpi: f64,
}

impl<'a> Paper<'a> {
    pub fn new(image: &GrayImage, page: &'a PageGeometry, dpi: f64) -> Self {
        Self { image: image.clone(), page, dpi }
    }

    /// A stroke of a round pen through points in millimetres.
    pub fn stroke(&mut self, points: &[(f64, f64)], width: f64, grey: u8) {
        for pair in points.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 0.05).ceil().max(1.0);
            for step in 0..=steps as u32 {
                let share = f64::from(step) / steps;
                self.dot((from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share), width / 2.0, grey);
            }
        }
    }

    pub fn dot(&mut self, (x, y): (f64, f64), radius: f64, grey: u8) {
        let px = |mm: f64| mm * self.dpi / 25.4;
        let (cx, cy, r) = (px(x), px(y), px(radius));
        for row in (cy - r).max(0.0) as u32..=((cy + r) as u32).min(self.image.height() - 1) {
            for column in (cx - r).max(0.0) as u32..=((cx + r) as u32).min(self.image.width() - 1) {
                if (f64::from(column) + 0.5 - cx).hypot(f64::from(row) + 0.5 - cy) <= r {
                    let pixel = self.image.get_pixel_mut(column, row);
                    *pixel = Luma([pixel[0].min(grey)]);
                }
            }
        }
    }

    fn area(&self, row: &str, option: &str) -> Area {
        self.page.boxes.iter().find(|place| place.row == row && place.option == option).unwrap().area
    }

    /// A tick, a little different for each `hand`.
    pub fn tick(&mut self, row: &str, option: &str, hand: u32) {
        let area = self.area(row, option);
        let wobble = |at: u32| {
            let mixed = (hand.wrapping_mul(0x9e37_79b9) ^ at.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
            f64::from((mixed >> 13) % 1000) / 1000.0 - 0.5
        };
        let at = |u: f64, v: f64| (area.x_mm + u * area.w_mm, area.y_mm + v * area.h_mm);
        let points = [
            at(0.12 + 0.24 * wobble(1), 0.5 + 0.4 * wobble(2)),
            at(0.45 + 0.3 * wobble(3), 0.8 + 0.3 * wobble(4)),
            at(1.1 + 0.5 * wobble(5), -0.05 + 0.5 * wobble(6)),
        ];
        self.stroke(&points, 0.5 + 0.15 * wobble(7), 45);
    }

    pub fn fill(&mut self, row: &str, option: &str) {
        let area = self.area(row, option);
        for line in 0..12 {
            let y = area.y_mm + 0.2 + f64::from(line) * 0.34;
            self.stroke(&[(area.x_mm + 0.2, y), (area.x_mm + area.w_mm - 0.2, y + 0.1)], 0.5, 50);
        }
    }

    /// A ring around a box that leaves its inside white.
    pub fn circle(&mut self, row: &str, option: &str) {
        let (x, y) = self.area(row, option).centre();
        let points: Vec<_> = (0..=40)
            .map(|at| f64::from(at) / 40.0 * std::f64::consts::TAU)
            .map(|turn| (x + 3.4 * turn.cos(), y + 3.1 * turn.sin()))
            .collect();
        self.stroke(&points, 0.5, 50);
    }

    /// The ridges of a thumb, about 15 by 20 mm.
    pub fn thumb(&mut self, (x, y): (f64, f64), grey: u8) {
        for ridge in 1..=9 {
            let r = f64::from(ridge) * 0.85;
            let points: Vec<_> = (0..=60)
                .map(|at| f64::from(at) / 60.0 * std::f64::consts::TAU)
                .map(|turn| (x + r * turn.cos() * (1.0 + 0.08 * (3.0 * turn).sin()), y + 1.3 * r * turn.sin()))
                .collect();
            self.stroke(&points, 0.4, grey);
        }
    }

    /// A square stamp.
    pub fn stamp(&mut self, (x, y): (f64, f64), grey: u8) {
        let (w, h) = (14.0, 14.0);
        self.stroke(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], 0.8, grey);
        for line in 1..6 {
            let at = f64::from(line) * 2.3;
            self.stroke(&[(x + 2.0, y + at), (x + w - 2.0, y + at)], 0.7, grey);
            self.stroke(&[(x + at, y + 2.0), (x + at, y + h - 2.0)], 0.6, grey);
        }
    }

    /// Letters like a name, some 25 mm wide.
    pub fn name(&mut self, (x, y): (f64, f64)) {
        for letter in 0..3 {
            let x = x + f64::from(letter) * 8.0;
            self.stroke(&[(x, y), (x + 6.0, y + 0.4)], 0.5, 60);
            self.stroke(&[(x + 3.0, y - 2.0), (x + 2.6, y + 6.0)], 0.5, 60);
            self.stroke(&[(x + 0.5, y + 3.0), (x + 5.5, y + 2.4)], 0.5, 60);
            self.stroke(&[(x + 0.2, y + 6.2), (x + 3.0, y + 3.5), (x + 6.0, y + 6.4)], 0.5, 60);
        }
    }

    pub fn whiten(&mut self, area: Area) {
        self.paint(area, 255);
    }

    pub fn blacken(&mut self, area: Area) {
        self.paint(area, 20);
    }

    fn paint(&mut self, area: Area, grey: u8) {
        let px = |mm: f64| (mm * self.dpi / 25.4).max(0.0) as u32;
        for row in px(area.y_mm)..px(area.y_mm + area.h_mm).min(self.image.height()) {
            for column in px(area.x_mm)..px(area.x_mm + area.w_mm).min(self.image.width()) {
                self.image.put_pixel(column, row, Luma([grey]));
            }
        }
    }
}
