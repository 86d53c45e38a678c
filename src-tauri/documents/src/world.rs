//! What the typesetter may see: the templates, one file of data, the fonts. No disk, no network, no clock.

use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::fonts::Fonts;
use crate::rows;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(rows::library()));

static TEMPLATES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    [
        ("/main.typ", include_str!("../templates/main.typ")),
        ("/table.typ", include_str!("../templates/table.typ")),
        ("/bars.typ", include_str!("../templates/bars.typ")),
        ("/form.typ", include_str!("../templates/form.typ")),
        ("/letter.typ", include_str!("../templates/letter.typ")),
        ("/code.typ", include_str!("../templates/code.typ")),
        ("/poster.typ", include_str!("../templates/poster.typ")),
        ("/village.typ", include_str!("../templates/village.typ")),
    ]
    .into_iter()
    .map(|(path, text)| Source::new(named(path), text.to_owned()))
    .collect()
});

static DATA: LazyLock<FileId> = LazyLock::new(|| named("/data.json"));

/// The file a picture of a paper is read from.
fn picture_named(at: usize) -> FileId {
    named(&format!("/picture-{at}.jpg"))
}

fn named(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the names of the templates are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The templates with one paper's data. What people typed comes as JSON strings only, so nothing of it is ever read
/// as markup.
pub(crate) struct Desk {
    pub fonts: Arc<Fonts>,
    pub data: Bytes,
    /// Pictures in the order their posters name them.
    pub pictures: Vec<Bytes>,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        named("/main.typ")
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        TEMPLATES.iter().find(|source| source.id() == id).cloned().ok_or_else(|| FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            return Ok(self.data.clone());
        }
        if let Some(picture) = (0..).zip(&self.pictures).find(|(at, _)| picture_named(*at) == id).map(|(_, one)| one) {
            return Ok(picture.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    /// A paper is dated by its data, never by the clock of the moment it was set.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
