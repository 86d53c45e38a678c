//! The measures of a sheet in millimetres. They come from measured reading of printed and scanned sheets: solid squares
//! survive blur, bars beside each row follow folds and feeder stretch, a module of 0.6 mm and more is read after every
//! scan. Type sizes are in points.

pub(crate) const PAPER: (f64, f64) = (210.0, 297.0);
/// Side of a corner square.
pub(crate) const SQUARE: f64 = 6.0;
/// From the edge of the paper to the centre of a corner square: inside every printer's and feeder's area.
pub(crate) const SQUARE_CENTRE: f64 = 12.7;
/// Bars at the edges: width and height.
pub(crate) const BAR: (f64, f64) = (3.0, 2.0);
/// Outer side of a box.
pub(crate) const BOX: f64 = 4.2;
/// Line of a box, inside its outer edge.
pub(crate) const BOX_LINE: f64 = 0.35;
/// Least distance of two rows of boxes, and the distance that looks best where there is room.
pub(crate) const ROW_PITCH: (f64, f64) = (9.0, 14.0);
/// Least and greatest distance of two columns of boxes.
pub(crate) const COLUMN_PITCH: (f64, f64) = (20.0, 26.0);
/// Least width left for the texts of the rows: points of an evaluation, and names.
pub(crate) const TEXT_COLUMN: (f64, f64) = (49.0, 48.0);
/// Side of a module of the square code, and the number of modules of version 1.
pub(crate) const MODULE: f64 = 0.7;
pub(crate) const MODULES: f64 = 21.0;
/// Quiet zone of the square code in modules.
pub(crate) const QUIET: f64 = 4.0;
/// Left and right edge of text and table: clear of the squares and their white.
pub(crate) const TEXT_EDGES: (f64, f64) = (20.5, 189.5);
/// The table ends above this line; below stand the second code and the notice.
pub(crate) const TABLE_END: f64 = 263.5;
/// Most pages of a sheet, one digit in the code.
pub(crate) const MOST_PAGES: u8 = 9;
/// Type sizes tried for the rows, the largest first: many of those who fill in a sheet are over seventy.
pub(crate) const ROW_SIZES: [f64; 6] = [16.0, 15.0, 14.0, 13.0, 12.0, 11.0];
/// Type size for the rows when one page is not enough.
pub(crate) const ROW_SIZE_MANY_PAGES: f64 = 14.0;
/// Leading as a multiple of the type size.
pub(crate) const LEADING: f64 = 1.38;
/// Least white above and below the text of a row, together.
pub(crate) const ROW_PADDING: f64 = 3.4;
