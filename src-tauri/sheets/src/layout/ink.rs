//! What is put on a page, in millimetres from the upper left corner.

use zhudian_paper::geometry::Area;

/// The three voices of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Voice {
    /// The title and what must be found at once.
    Title,
    /// Running text.
    Text,
    /// Column heads, code letters and the notice.
    Strong,
}

/// Where a text stands from its `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Align {
    /// Text begins at `x`.
    Start,
    /// The middle of the text is at `x`.
    Middle,
    /// Text ends at `x`.
    End,
}

/// One thing on the paper, always black.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ink {
    /// A line of text whose em box is centred on `middle`.
    Text { x: f64, middle: f64, size_pt: f64, voice: Voice, align: Align, text: String },
    /// A solid rectangle.
    Solid(Area),
    /// A frame whose line lies inside the rectangle.
    Frame { area: Area, line: f64 },
    /// A pen stroke, for the example tick.
    Stroke { points: Vec<(f64, f64)>, width: f64 },
    /// A square code.
    Code { area: Area, text: String },
}

/// A page ready to be drawn: what all batches of a form share, and what is this batch's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageInk {
    pub(crate) shared: Vec<Ink>,
    pub(crate) own: Vec<Ink>,
}
