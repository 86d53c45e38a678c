//! The letters of a PDF: faces given as bytes, the glyphs used, and their subsets.

use crate::fault::SheetFault;
use crate::layout::Voice;
use std::collections::BTreeMap;
use std::sync::Arc;
use subsetter::GlyphRemapper;

/// A font file and the face in it; the face is 0 but in a collection (.ttc).
#[derive(Clone)]
pub struct Face {
    bytes: Arc<Vec<u8>>,
    index: u32,
}

impl Face {
    /// A face of a font file.
    pub fn new(bytes: Arc<Vec<u8>>, index: u32) -> Self {
        Self { bytes, index }
    }
}

/// The fonts of a sheet. Each list is tried in order, so a font with rare name characters may follow the usual one.
#[derive(Clone, Default)]
pub struct Fonts {
    /// For titles: a bold serif.
    pub title: Vec<Face>,
    /// For running text: a regular serif.
    pub text: Vec<Face>,
    /// For column heads and what must be seen: a bold or medium sans.
    pub strong: Vec<Face>,
}

/// A face in use: its parsed tables and the glyphs drawn so far.
pub(super) struct Used<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) index: u32,
    pub(super) parsed: ttf_parser::Face<'a>,
    pub(super) glyphs: GlyphRemapper,
    /// Text of each subset glyph, by its new number.
    pub(super) meaning: BTreeMap<u16, char>,
    /// Advance of each subset glyph in thousandths of an em, by its new number.
    pub(super) advances: BTreeMap<u16, f32>,
}

/// A stretch of text in one face: the face's number, its glyphs as two-byte codes, and its width in ems.
pub(super) struct Stretch {
    pub(super) face: usize,
    pub(super) codes: Vec<u8>,
    pub(super) ems: f64,
}

/// All faces of a PDF.
pub(super) struct Lettering<'a> {
    pub(super) faces: Vec<Used<'a>>,
    voices: [Vec<usize>; 3],
    /// Glyphs found before, by voice and character: a form says the same things on every page.
    found: BTreeMap<(Voice, char), Option<(usize, u16)>>,
}

impl<'a> Lettering<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, SheetFault> {
        let mut lettering = Self { faces: Vec::new(), voices: Default::default(), found: BTreeMap::new() };
        let lists = [&fonts.title, &fonts.text, &fonts.strong];
        for (voice, list) in lists.into_iter().enumerate() {
            // A voice without fonts of its own speaks with any other.
            let list = if list.is_empty() {
                lists.iter().find(|other| !other.is_empty()).copied().unwrap_or(list)
            } else {
                list
            };
            for face in list {
                let number = lettering.face(face)?;
                if let Some(numbers) = lettering.voices.get_mut(voice) {
                    numbers.push(number);
                }
            }
        }
        match lettering.faces.is_empty() {
            true => Err(SheetFault::Font { reason: "no font was given".to_owned() }),
            false => Ok(lettering),
        }
    }

    fn face(&mut self, face: &'a Face) -> Result<usize, SheetFault> {
        let bytes: &[u8] = &face.bytes;
        let same = |used: &Used| std::ptr::eq(used.bytes, bytes) && used.index == face.index;
        if let Some(number) = self.faces.iter().position(same) {
            return Ok(number);
        }
        let parsed = ttf_parser::Face::parse(bytes, face.index)
            .map_err(|error| SheetFault::Font { reason: error.to_string() })?;
        self.faces.push(Used {
            bytes,
            index: face.index,
            parsed,
            glyphs: GlyphRemapper::new(),
            meaning: BTreeMap::new(),
            advances: BTreeMap::new(),
        });
        Ok(self.faces.len() - 1)
    }

    /// The glyphs of a text, in stretches of one face.
    pub(super) fn set(&mut self, voice: Voice, text: &str) -> Result<Vec<Stretch>, SheetFault> {
        let mut stretches: Vec<Stretch> = Vec::new();
        for character in text.chars() {
            let found = match self.found.get(&(voice, character)) {
                Some(found) => *found,
                None => {
                    let found = self.find(voice, character);
                    self.found.insert((voice, character), found);
                    found
                }
            };
            let (face, code) = found.ok_or_else(|| SheetFault::MissingGlyph { text: text.to_owned(), character })?;
            let advance = self.faces.get(face).and_then(|used| used.advances.get(&code)).copied().unwrap_or(1000.0);
            let ems = f64::from(advance) / 1000.0;
            match stretches.last_mut() {
                Some(last) if last.face == face => {
                    last.codes.extend(code.to_be_bytes());
                    last.ems += ems;
                }
                _ => stretches.push(Stretch { face, codes: code.to_be_bytes().to_vec(), ems }),
            }
        }
        Ok(stretches)
    }

    fn find(&mut self, voice: Voice, character: char) -> Option<(usize, u16)> {
        let own = match voice {
            Voice::Title => &self.voices[0],
            Voice::Text => &self.voices[1],
            Voice::Strong => &self.voices[2],
        };
        // A rare character in another weight is better than none.
        let any = 0..self.faces.len();
        let number = own.iter().copied().chain(any).find_map(|number| {
            let glyph = self.faces.get(number)?.parsed.glyph_index(character)?;
            (glyph.0 != 0).then_some((number, glyph))
        });
        let (number, glyph) = number?;
        let used = self.faces.get_mut(number)?;
        let code = used.glyphs.remap(glyph.0);
        let units = f32::from(used.parsed.units_per_em());
        let advance =
            used.parsed.glyph_hor_advance(glyph).map_or(1000.0, |advance| f32::from(advance) * 1000.0 / units);
        used.meaning.entry(code).or_insert(character);
        used.advances.entry(code).or_insert(advance);
        Some((number, code))
    }
}
