//! What hangs on a wall: the notice of a station, one page each, read from three steps away. And the square code that
//! papers carry.

use crate::Text;
use serde::{Deserialize, Serialize};

/// A square code at the upper right of a page, with what it says in figures people can type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SquareCode {
    /// What a reader reads.
    pub text: String,
    /// The number as it is typed when there is no reader.
    pub label: Text,
    /// What it is for, in small type under the number.
    #[serde(default)]
    pub note: Text,
}

/// The notice of a station, one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poster {
    /// Black on white in the manner of an announcement; otherwise drawn and in colour.
    pub plain: bool,
    /// The line above the title: whose notice it is.
    pub above: Text,
    /// The title.
    pub title: Text,
    /// One sentence that invites.
    pub lead: Text,
    /// When, where, how to reach: what is looked for first.
    pub facts: Vec<PosterFact>,
    /// Words above the people.
    pub people_title: Text,
    /// Who is there.
    pub people: Vec<PosterPerson>,
    /// Words above the list.
    pub list_title: Text,
    /// What one may come with, a few words a line.
    pub list: Vec<Text>,
    /// What a person should know before speaking.
    pub closing: Text,
    /// A square code, when the office has something to link to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<SquareCode>,
    /// Who puts it up.
    pub unit: Text,
    /// The day it is put up.
    pub day: Text,
}

/// Something that is looked for first on a notice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterFact {
    /// Which: when, where or reach. It chooses the drawing beside it.
    pub mark: String,
    /// Its word.
    pub label: Text,
    /// The fact, a line each.
    pub lines: Vec<Text>,
}

/// Somebody who is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterPerson {
    /// Name.
    pub name: Text,
    /// What they are here.
    pub role: Text,
    /// Unit and post.
    pub post: Text,
    /// A picture, JPEG in base64. Without one the first character of the name stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

impl Poster {
    /// Every text on it, for the search for missing characters.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let single = [
            &self.above,
            &self.title,
            &self.lead,
            &self.people_title,
            &self.list_title,
            &self.closing,
            &self.unit,
            &self.day,
        ];
        let facts = self.facts.iter().flat_map(|fact| std::iter::once(&fact.label).chain(&fact.lines));
        let people = self.people.iter().flat_map(|one| [&one.name, &one.role, &one.post]);
        let code = self.code.iter().flat_map(|code| [&code.label, &code.note]);
        single.into_iter().chain(facts).chain(people).chain(&self.list).chain(code)
    }
}
