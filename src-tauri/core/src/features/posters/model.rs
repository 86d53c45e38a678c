//! The nouns of notices.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One text of the notices.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PosterText {
    /// Which, as in the data file.
    pub field: String,
    /// The usual wording, with the office's and the village's name still to be put in.
    pub usual: String,
    /// What the town wrote instead; nothing when the usual wording holds.
    pub town: Option<String>,
    /// What single villages have instead, by record.
    pub villages: BTreeMap<String, String>,
}

/// Texts of the town, or of one village.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PosterTexts {
    /// Village; the whole town when left out.
    #[serde(default)]
    pub area_id: Option<String>,
    /// Texts by field; nothing takes the replacement away, an empty text leaves its place empty.
    pub texts: BTreeMap<String, Option<String>>,
}

/// Everything the page of notices needs.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PosterDesk {
    /// Texts in the order of the notice.
    pub texts: Vec<PosterText>,
    /// People who have a picture.
    pub portraits: Vec<Portrait>,
    /// People whose picture was taken away and can still be brought back.
    pub former: Vec<String>,
    /// Largest picture taken, in bytes.
    pub largest: usize,
}

/// A picture that is kept.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Portrait {
    /// Whose.
    pub person_id: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// What tells this picture from the one before: the beginning of its digest.
    pub mark: String,
}

/// A picture to keep.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PortraitPicture {
    /// Whose.
    pub person_id: String,
    /// JPEG in base64.
    pub picture: String,
}

/// A person whose pictures are to go for good.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PortraitForget {
    /// Whose.
    pub id: String,
    /// Request or rule it follows.
    pub ground: String,
}

/// What was erased.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PortraitForgotten {
    /// The erasure.
    pub id: String,
    /// Records touched.
    pub records: usize,
    /// Backups that still hold the picture, until they are rewritten.
    pub backups: usize,
}
