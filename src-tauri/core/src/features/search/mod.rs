//! One search over everything: two-character words, single characters, rare characters, pinyin initials.
//!
//! Words of Chinese are not parted by spaces, so the index holds pairs of characters. A pair is written as two code
//! points in hexadecimal: the engine's tokenizer then knows no scripts and drops no rare character. The index finds
//! candidates; the text itself decides.

pub mod calls;
pub mod grams;
pub mod store;
