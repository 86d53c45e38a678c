//! The objects of the PDF file.

use super::fonts::{Lettering, Used};
use super::{Known, PAPER};
use crate::fault::SheetFault;
use crate::layout::{Align, Ink};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, LineCapStyle, LineJoinStyle, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::io::Write;
use zhudian_paper::geometry::Area;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;
const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The file while pages are added.
pub(super) struct Writer {
    pdf: Pdf,
    next: Ref,
    catalog: Ref,
    tree: Ref,
    resources: Ref,
    pages: Vec<Ref>,
    known: Known,
}

impl Writer {
    pub(super) fn new() -> Self {
        let mut next = Ref::new(1);
        let (catalog, tree, resources) = (next.bump(), next.bump(), next.bump());
        Self { pdf: Pdf::new(), next, catalog, tree, resources, pages: Vec::new(), known: Known::new() }
    }

    /// Writes a content stream, once for equal bytes.
    pub(super) fn stream(&mut self, bytes: Vec<u8>) -> Ref {
        if let Some(known) = self.known.get(&bytes) {
            return *known;
        }
        let stream = self.next.bump();
        self.pdf.stream(stream, &packed(&bytes)).filter(Filter::FlateDecode);
        self.known.insert(bytes, stream);
        stream
    }

    /// Adds a page made of streams written before.
    pub(super) fn page(&mut self, streams: &[Ref; 2]) {
        let page = self.next.bump();
        self.pages.push(page);
        let mut writer = self.pdf.page(page);
        writer.parent(self.tree);
        // Paper size and resources are inherited from the page tree: a page is little more than its two streams.
        writer.insert(Name(b"Contents")).array().items(streams);
        writer.finish();
    }

    pub(super) fn finish(mut self, lettering: &Lettering, title: &str) -> Result<Vec<u8>, SheetFault> {
        let mut fonts = Vec::new();
        for (number, used) in lettering.faces.iter().enumerate() {
            if !used.meaning.is_empty() {
                fonts.push((format!("F{number}"), self.font(number, used)?));
            }
        }
        let mut resources = self.pdf.indirect(self.resources).dict();
        let mut list = resources.insert(Name(b"Font")).dict();
        for (name, font) in &fonts {
            list.pair(Name(name.as_bytes()), *font);
        }
        list.finish();
        resources.finish();
        let count = i32::try_from(self.pages.len()).unwrap_or(i32::MAX);
        let mut tree = self.pdf.pages(self.tree);
        tree.kids(self.pages.iter().copied()).count(count);
        tree.media_box(Rect::new(0.0, 0.0, (PAPER.0 * MM) as f32, (PAPER.1 * MM) as f32));
        tree.insert(Name(b"Resources")).primitive(self.resources);
        tree.finish();
        let info = self.next.bump();
        self.pdf.document_info(info).title(TextStr(title));
        let mut catalog = self.pdf.catalog(self.catalog);
        catalog.pages(self.tree).lang(TextStr("zh-CN"));
        let mut preferences = catalog.viewer_preferences();
        preferences.display_doc_title(true);
        // The sheet must come out in its true size; readers that honour this print it so without being asked.
        preferences.pair(Name(b"PrintScaling"), Name(b"None"));
        preferences.finish();
        catalog.finish();
        Ok(self.pdf.finish())
    }

    fn font(&mut self, number: usize, used: &Used) -> Result<Ref, SheetFault> {
        let fault = |reason: String| SheetFault::Font { reason };
        let [font, cid, descriptor, cmap, file] = std::array::from_fn(|_| self.next.bump());
        let subset =
            subsetter::subset(used.bytes, used.index, &used.glyphs).map_err(|error| fault(error.to_string()))?;
        let raw = ttf_parser::RawFace::parse(&subset, 0).map_err(|error| fault(error.to_string()))?;
        let cff = raw.table(ttf_parser::Tag::from_bytes(b"CFF "));
        let base = format!("{}+{}", tag(number, used), name(used));
        let type0 = if cff.is_some() { format!("{base}-Identity-H") } else { base.clone() };
        self.pdf
            .type0_font(font)
            .base_font(Name(type0.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(cmap);
        let mut writer = self.pdf.cid_font(cid);
        writer.subtype(if cff.is_some() { CidFontType::Type0 } else { CidFontType::Type2 });
        writer.base_font(Name(base.as_bytes())).system_info(SYSTEM).font_descriptor(descriptor).default_width(1000.0);
        if cff.is_none() {
            writer.cid_to_gid_map_predefined(Name(b"Identity"));
        }
        let mut widths = writer.widths();
        for (code, advance) in used.advances.iter().filter(|(_, advance)| **advance != 1000.0) {
            widths.same(*code, *code, *advance);
        }
        widths.finish();
        writer.finish();
        let units = 1000.0 / f32::from(used.parsed.units_per_em());
        let scaled = |value: i16| f32::from(value) * units;
        let bounds = used.parsed.global_bounding_box();
        let mut writer = self.pdf.font_descriptor(descriptor);
        writer
            .name(Name(base.as_bytes()))
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)))
            .italic_angle(0.0)
            .ascent(scaled(used.parsed.ascender()))
            .descent(scaled(used.parsed.descender()))
            .cap_height(scaled(used.parsed.capital_height().unwrap_or(used.parsed.ascender())))
            .stem_v(80.0);
        if cff.is_some() {
            writer.font_file3(file);
        } else {
            writer.font_file2(file);
        }
        writer.finish();
        let mut map = UnicodeCmap::new(Name(b"Sheet"), SYSTEM);
        for (code, character) in &used.meaning {
            map.pair(*code, *character);
        }
        self.pdf.cmap(cmap, &packed(&map.finish())).filter(Filter::FlateDecode);
        let data = packed(cff.unwrap_or(&subset));
        let mut stream = self.pdf.stream(file, &data);
        stream.filter(Filter::FlateDecode);
        if cff.is_some() {
            stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        } else {
            stream.pair(Name(b"Length1"), i32::try_from(subset.len()).unwrap_or(i32::MAX));
        }
        stream.finish();
        Ok(font)
    }
}

/// Six capitals that tell this subset from any other of the same font.
fn tag(number: usize, used: &Used) -> String {
    let mut sum = used
        .meaning
        .values()
        .fold(number as u64 + 7, |sum, c| sum.wrapping_mul(1_099_511_628_211).wrapping_add(*c as u64));
    let letter = |sum: &mut u64| {
        let letter = char::from(b'A' + (*sum % 26) as u8);
        *sum /= 26;
        letter
    };
    (0..6).map(|_| letter(&mut sum)).collect()
}

fn name(used: &Used) -> String {
    let names = used.parsed.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME);
    let name: Option<String> = names.filter_map(|name| name.to_string()).next();
    let plain = |name: String| name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>();
    name.map(plain).filter(|name| !name.is_empty()).unwrap_or_else(|| "Face".to_owned())
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
}

/// The content stream of some ink.
pub(super) fn content(inks: &[Ink], lettering: &mut Lettering) -> Result<Vec<u8>, SheetFault> {
    let mut content = Content::new();
    for ink in inks {
        match ink {
            Ink::Solid(area) => {
                rectangle(&mut content, *area);
                content.fill_nonzero();
            }
            Ink::Frame { area, line } => {
                let half = line / 2.0;
                let path = Area {
                    x_mm: area.x_mm + half,
                    y_mm: area.y_mm + half,
                    w_mm: area.w_mm - line,
                    h_mm: area.h_mm - line,
                };
                content.set_line_width((line * MM) as f32);
                rectangle(&mut content, path);
                content.stroke();
            }
            Ink::Stroke { points, width } => {
                content.save_state();
                content.set_line_cap(LineCapStyle::RoundCap).set_line_join(LineJoinStyle::RoundJoin);
                content.set_line_width((width * MM) as f32);
                for (at, (x, y)) in points.iter().enumerate() {
                    let (x, y) = point(*x, *y);
                    if at == 0 {
                        content.move_to(x, y)
                    } else {
                        content.line_to(x, y)
                    };
                }
                content.stroke().restore_state();
            }
            Ink::Text { x, middle, size_pt, voice, align, text } => {
                write_text(&mut content, lettering, *x, *middle, *size_pt, (*voice, *align), text)?;
            }
            Ink::Code { area, text } => code(&mut content, *area, text)?,
        }
    }
    Ok(content.finish().to_vec())
}

fn write_text(
    content: &mut Content,
    lettering: &mut Lettering,
    x: f64,
    middle: f64,
    size: f64,
    (voice, align): (crate::layout::Voice, Align),
    text: &str,
) -> Result<(), SheetFault> {
    let stretches = lettering.set(voice, text)?;
    let em = size / MM;
    let wide: f64 = stretches.iter().map(|stretch| stretch.ems * em).sum();
    let mut x = match align {
        Align::Start => x,
        Align::Middle => x - wide / 2.0,
        Align::End => x - wide,
    };
    // Full-width glyphs stand in an em box from 0.12 em under the baseline to 0.88 em over it.
    let baseline = middle + 0.38 * em;
    for stretch in &stretches {
        let (left, low) = point(x, baseline);
        let face = format!("F{}", stretch.face);
        content.begin_text().set_font(Name(face.as_bytes()), size as f32).next_line(left, low);
        content.show(Str(&stretch.codes)).end_text();
        x += stretch.ems * em;
    }
    Ok(())
}

/// Draws a square code as one path of runs, so that no hair line of white shows between its modules.
fn code(content: &mut Content, area: Area, text: &str) -> Result<(), SheetFault> {
    let fault = |error: qrcode::types::QrError| SheetFault::Font { reason: format!("square code: {error}") };
    // One alphanumeric segment always fits; the library's own choice of segments is at times one bit too long.
    let mut bits = qrcode::bits::Bits::new(qrcode::Version::Normal(1));
    bits.push_alphanumeric_data(text.as_bytes()).map_err(fault)?;
    bits.push_terminator(qrcode::EcLevel::Q).map_err(fault)?;
    let code = qrcode::QrCode::with_bits(bits, qrcode::EcLevel::Q).map_err(fault)?;
    let side = code.width();
    let module = area.w_mm / side as f64;
    for (line, modules) in code.to_colors().chunks(side).enumerate() {
        let mut at = 0;
        while at < side {
            let dark = |at: &usize| modules.get(*at) == Some(&qrcode::Color::Dark);
            let run = (at..side).take_while(dark).count();
            if run > 0 {
                let x_mm = area.x_mm + at as f64 * module;
                rectangle(
                    content,
                    Area { x_mm, y_mm: area.y_mm + line as f64 * module, w_mm: run as f64 * module, h_mm: module },
                );
            }
            at += run.max(1);
        }
    }
    content.fill_nonzero();
    Ok(())
}

fn rectangle(content: &mut Content, area: Area) {
    let (x, y) = point(area.x_mm, area.y_mm + area.h_mm);
    content.rect(x, y, (area.w_mm * MM) as f32, (area.h_mm * MM) as f32);
}

fn point(x_mm: f64, y_mm: f64) -> (f32, f32) {
    (thousandth(x_mm * MM), thousandth((PAPER.1 - y_mm) * MM))
}

/// A thousandth of a point is finer than any printer, and short numbers keep the file small.
fn thousandth(points: f64) -> f32 {
    ((points * 1000.0).round() / 1000.0) as f32
}
