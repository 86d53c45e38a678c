//! Letters by GB/T 9704-2012: 22 lines of 28 characters, body of size 3 (16 pt), title of size 2 (22 pt).

use crate::Text;
use serde::{Deserialize, Serialize};

/// A letter, report or answer. Every part that is empty is left out; no seal is ever drawn, its room is left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The issuing office above the line, when the office prints its own head. `None`: no head, for headed paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Text>,
    /// The number of the letter.
    #[serde(default)]
    pub number: Text,
    /// The title.
    pub title: Text,
    /// Who is addressed, with the colon.
    #[serde(default)]
    pub addressee: Text,
    /// The body.
    pub parts: Vec<LetterPart>,
    /// The lines of the list of annexes, the first with its word and colon.
    #[serde(default)]
    pub annexes: Vec<Text>,
    /// Who signs, one line each.
    #[serde(default)]
    pub signed: Vec<Text>,
    /// The day, written out.
    #[serde(default)]
    pub day: Text,
    /// The note in brackets below the day: contact person and telephone.
    #[serde(default)]
    pub note: Text,
    /// Copies go to, with its word.
    #[serde(default)]
    pub copies: Text,
    /// Who printed it, at the left of the last line.
    #[serde(default)]
    pub printed_by: Text,
    /// When it was printed, at the right of the last line.
    #[serde(default)]
    pub printed_on: Text,
}

/// A paragraph of a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterPart {
    /// Its level.
    #[serde(default)]
    pub level: LetterLevel,
    /// The words, with their number.
    pub text: Text,
}

/// The level of a paragraph: the first is set in Heiti, the second in Kaiti, the third and the text in Fangsong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterLevel {
    /// Text.
    #[default]
    Body,
    /// Heading of the first level.
    First,
    /// Heading of the second level.
    Second,
    /// Heading of the third level.
    Third,
}

impl LetterPart {
    /// A paragraph of text.
    pub fn body(text: impl Into<Text>) -> Self {
        Self { level: LetterLevel::Body, text: text.into() }
    }

    /// A heading.
    pub fn heading(level: LetterLevel, text: impl Into<Text>) -> Self {
        Self { level, text: text.into() }
    }
}
