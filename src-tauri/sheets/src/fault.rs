//! Why a sheet cannot be made.

use serde_json::{Map, Value, json};

/// A sheet that cannot be laid out or drawn. The sentence for people is worded by the caller from [`code`](Self::code)
/// and [`fields`](Self::fields); the display text is for logs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetFault {
    /// The form has no rows.
    #[error("the form has no rows")]
    NoItems,
    /// The form has fewer than two grades.
    #[error("the form has fewer than two grades")]
    NoGrades,
    /// Two rows or two grades have the same name, so answers could not be told apart.
    #[error("{name:?} names two rows or grades")]
    TwiceNamed {
        /// The name used twice.
        name: String,
    },
    /// The boxes would stand too close together to be read safely.
    #[error("{given} grades do not fit, at most {most}")]
    TooManyGrades {
        /// Grades of the form.
        given: usize,
        /// Grades that fit.
        most: usize,
    },
    /// The rows need more pages than a sheet may have.
    #[error("the rows need more than {most} pages")]
    TooManyPages {
        /// Pages a sheet may have.
        most: u8,
    },
    /// A text is too long for its place even in the smallest type.
    #[error("{text:?} is too long for its place")]
    TooLong {
        /// The text.
        text: String,
    },
    /// No font given has this character.
    #[error("no font has {character:?} of {text:?}")]
    MissingGlyph {
        /// The whole text, so that a person finds it.
        text: String,
        /// The character.
        character: char,
    },
    /// Papers cannot be bound into one file.
    #[error("papers cannot be bound: {reason}")]
    Bound {
        /// The reason, in English.
        reason: String,
    },
    /// A font cannot be used.
    #[error("a font cannot be used: {reason}")]
    Font {
        /// The reason, in English.
        reason: String,
    },
}

impl SheetFault {
    /// Stable code of the refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoItems => "sheets.no_items",
            Self::NoGrades => "sheets.no_grades",
            Self::TwiceNamed { .. } => "sheets.twice_named",
            Self::TooManyGrades { .. } => "sheets.too_many_grades",
            Self::TooManyPages { .. } => "sheets.too_many_pages",
            Self::TooLong { .. } => "sheets.too_long",
            Self::MissingGlyph { .. } => "sheets.missing_glyph",
            Self::Bound { .. } => "sheets.bound",
            Self::Font { .. } => "sheets.font",
        }
    }

    /// The values that a sentence about it may name.
    pub fn fields(&self) -> Map<String, Value> {
        let value = match self {
            Self::NoItems | Self::NoGrades => json!({}),
            Self::TwiceNamed { name } => json!({ "name": name }),
            Self::TooManyGrades { given, most } => json!({ "given": given, "most": most }),
            Self::TooManyPages { most } => json!({ "most": most }),
            Self::TooLong { text } => json!({ "text": text }),
            Self::MissingGlyph { text, character } => {
                json!({ "text": text, "character": character.to_string() })
            }
            Self::Bound { reason } | Self::Font { reason } => json!({ "reason": reason }),
        };
        match value {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }
}
