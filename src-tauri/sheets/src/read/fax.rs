//! Lines in the codes of fax machines, which scanners set to text write into TIFF and PDF.

use hayro_ccitt::{DecodeSettings, Decoder, DecoderContext, EncodingMode, decode};

/// How the lines are coded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code {
    pub(super) mode: EncodingMode,
    /// Each line begins with a whole byte.
    pub(super) aligned: bool,
}

/// The lines of a picture or of a strip of one, a byte a pixel, white as the code means it; fewer lines than asked for
/// where the code breaks off, so that no white paper is made up.
pub(super) fn lines(bytes: &[u8], wide: usize, high: usize, code: Code) -> Option<Vec<u8>> {
    let settings = DecodeSettings {
        columns: u32::try_from(wide).ok()?,
        rows: u32::try_from(high).ok().filter(|rows| *rows > 0)?,
        end_of_block: true,
        end_of_line: false,
        rows_are_byte_aligned: code.aligned,
        encoding: code.mode,
        strict: false,
    };
    let mut lines = Lines { px: vec![255; wide.checked_mul(high)?], wide, done: 0 };
    // What was decoded before a fault is kept: a page that is cut off lacks its lower corners and is told by that.
    let _ = decode(bytes, &mut lines, &mut DecoderContext::new(settings));
    lines.px.truncate(lines.done * wide);
    (lines.done > 0).then_some(lines.px)
}

struct Lines {
    px: Vec<u8>,
    wide: usize,
    done: usize,
}

impl Decoder for Lines {
    fn push_row(&mut self, changes: &[u32]) {
        let from = self.done * self.wide;
        let Some(line) = self.px.get_mut(from..from + self.wide) else { return };
        for span in changes.chunks(2) {
            let at = |place: usize| span.get(place).map_or(self.wide, |change| *change as usize);
            if let Some(black) = line.get_mut(at(0)..at(1)) {
                black.fill(0);
            }
        }
        self.done += 1;
    }
}
