//! A sheet drawn pixel by pixel from its geometry, without fonts and without the program's own drawing.

use qrcode::{EcLevel, QrCode, Version};
use std::sync::LazyLock;
use zhudian_paper::code::BatchCode;
use zhudian_paper::form::{Form, FormItem, FormKind, Grade};
use zhudian_paper::geometry::{Area, Geometry, PageGeometry};
use zhudian_sheets::{Batch, geometry_of};

/// One form with as many rows as asked for.
fn form(rows: usize) -> Form {
    let grade = |code: &str| Grade { code: code.into(), label: code.into() };
    Form {
        kind: FormKind::Team,
        title: "TITLE".into(),
        row_head: "ROW".into(),
        grades: ["A", "B", "C", "D", "E"].map(grade).to_vec(),
        items: (1..=rows)
            .map(|at| FormItem { code: format!("d{at}"), text: format!("Name {at}"), note: String::new() })
            .collect(),
        ..Form::default()
    }
}

/// The geometry of two batches.
pub static GEOMETRY: LazyLock<Geometry> = LazyLock::new(|| {
    let batch = |rows, code| Batch {
        form: form(rows),
        code: BatchCode::from_bits(code),
        copies: 1,
        sheet_numbers: Vec::new(),
    };
    geometry_of(&[batch(8, 0x1234_5678), batch(16, 0x0bad_cafe)]).expect("the forms fit")
});

/// A grey page.
#[derive(Clone)]
pub struct Page {
    pub wide: usize,
    pub high: usize,
    pub px: Vec<u8>,
    pub dpi: f64,
}

impl Page {
    /// The clean print of a page.
    pub fn of(page: &PageGeometry, dpi: f64) -> Self {
        let px = |mm: f64| (mm * dpi / 25.4).round() as usize;
        let (wide, high) = (px(page.width_mm), px(page.height_mm));
        let mut paper = Self { wide, high, px: vec![250; wide * high], dpi };
        page.squares.iter().for_each(|area| paper.fill(area, 20));
        page.bars.iter().for_each(|bar| paper.fill(&bar.area, 20));
        for place in &page.boxes {
            paper.fill(&place.area, 30);
            let (x, line) = (place.area, place.line_mm);
            let inner = Area { x_mm: x.x_mm + line, y_mm: x.y_mm + line, w_mm: x.w_mm - 2.0 * line, h_mm: x.h_mm - 2.0 * line };
            paper.fill(&inner, 250);
        }
        for code in &page.codes {
            let square = QrCode::with_version(code.text.as_bytes(), Version::Normal(1), EcLevel::Q).expect("16 characters fit");
            let across = square.width();
            let module = code.area.w_mm / across as f64;
            for (at, colour) in square.to_colors().into_iter().enumerate() {
                if colour == qrcode::Color::Dark {
                    let (x, y) = ((at % across) as f64, (at / across) as f64);
                    let area = Area {
                        x_mm: code.area.x_mm + x * module,
                        y_mm: code.area.y_mm + y * module,
                        w_mm: module,
                        h_mm: module,
                    };
                    paper.fill(&area, 20);
                }
            }
        }
        paper
    }

    /// Paints a rectangle given in millimetres.
    pub fn fill(&mut self, area: &Area, grey: u8) {
        let px = |mm: f64, most: usize| ((mm * self.dpi / 25.4).round().max(0.0) as usize).min(most);
        let (left, right) = (px(area.x_mm, self.wide), px(area.x_mm + area.w_mm, self.wide));
        for row in px(area.y_mm, self.high)..px(area.y_mm + area.h_mm, self.high) {
            self.px[row * self.wide + left..row * self.wide + right.max(left)].fill(grey);
        }
    }

    /// A round pen drawn from one point to another, in millimetres.
    pub fn stroke(&mut self, from: (f64, f64), to: (f64, f64), width: f64, grey: u8) {
        let px = |mm: f64| mm * self.dpi / 25.4;
        let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 0.15).ceil().clamp(1.0, 4000.0);
        let r = px(width / 2.0).max(0.6);
        for step in 0..=steps as usize {
            let share = step as f64 / steps;
            let (x, y) = (px(from.0 + (to.0 - from.0) * share), px(from.1 + (to.1 - from.1) * share));
            for row in (y - r).max(0.0) as usize..=((y + r).max(0.0) as usize).min(self.high - 1) {
                for column in (x - r).max(0.0) as usize..=((x + r).max(0.0) as usize).min(self.wide - 1) {
                    if (column as f64 + 0.5 - x).hypot(row as f64 + 0.5 - y) <= r {
                        let pixel = &mut self.px[row * self.wide + column];
                        *pixel = (*pixel).min(grey);
                    }
                }
            }
        }
    }

    /// Seen through a projective map given by where the four corners go, as shares of the new size.
    pub fn warped(&self, corners: [(f64, f64); 4], wide: usize, high: usize, around: u8) -> Self {
        let mut px = vec![around; wide * high];
        // Bilinear between the corners, the other way round: good enough for a page that lies almost flat.
        let [a, b, c, d] = corners;
        let fine = 2 * self.wide.max(self.high).max(wide).max(high);
        let side = fine.min(2600);
        for row in 0..side {
            let v = (row as f64 + 0.5) / side as f64;
            let source = &self.px[(v * self.high as f64) as usize * self.wide..][..self.wide];
            for column in 0..side {
                let u = (column as f64 + 0.5) / side as f64;
                let mix = |p: f64, q: f64, r: f64, s: f64| (p * (1.0 - u) + q * u) * (1.0 - v) + (s * (1.0 - u) + r * u) * v;
                let (x, y) = (mix(a.0, b.0, c.0, d.0) * wide as f64, mix(a.1, b.1, c.1, d.1) * high as f64);
                if x >= 0.0 && y >= 0.0 && (x as usize) < wide && (y as usize) < high {
                    px[y as usize * wide + x as usize] = source[(u * self.wide as f64) as usize];
                }
            }
        }
        Self { wide, high, px, dpi: self.dpi }
    }

    /// A quarter turn clockwise.
    pub fn turned(&self) -> Self {
        let (wide, high) = (self.high, self.wide);
        let px = (0..wide * high).map(|at| self.px[(self.high - 1 - at % wide) * self.wide + at / wide]).collect();
        Self { wide, high, px, dpi: self.dpi }
    }

    /// As a file of eight-bit grey without compression.
    pub fn bmp(&self) -> Vec<u8> {
        self.file(image::ImageFormat::Bmp)
    }

    /// As a file of any kind.
    pub fn file(&self, format: image::ImageFormat) -> Vec<u8> {
        let picture = image::GrayImage::from_raw(self.wide as u32, self.high as u32, self.px.clone()).expect("a whole picture");
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("a picture in memory");
        bytes.into_inner()
    }
}

/// Panics of decoders are guarded by the reader and allowed; a panic of our own code is a finding.
pub fn watch_own_panics() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let own = panic.location().is_some_and(|place| {
            let file = place.file().replace('\\', "/");
            ["sheets/src", "paper/src", "fuzz_targets"].iter().any(|folder| file.contains(folder))
        });
        if own {
            told(panic);
        }
    }));
}
