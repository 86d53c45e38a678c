//! What a briefing may tell. Pure.

/// Why an opinion stays out of a briefing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// It is about a person by name.
    Named,
    /// It speaks of these people, who would read the briefing or work with whoever does.
    Mentions(Vec<String>),
}

impl Held {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Mentions(_) => "mentions",
        }
    }
}

/// Decides about one opinion. `close` are the names of the successor and of everybody in the teams of the villages; a name
/// of one character would be found everywhere and is not looked for. What the clerk looked at and included is told, but
/// never an opinion about a person by name.
#[must_use]
pub fn held(named: bool, texts: &[&str], close: &[String], included: bool) -> Option<Held> {
    if named {
        return Some(Held::Named);
    }
    if included {
        return None;
    }
    let bare: Vec<String> =
        texts.iter().map(|text| text.chars().filter(|one| !one.is_whitespace()).collect()).collect();
    let mut found: Vec<String> = close
        .iter()
        .filter(|name| name.chars().count() > 1 && bare.iter().any(|text| text.contains(name.as_str())))
        .cloned()
        .collect();
    found.sort();
    found.dedup();
    (!found.is_empty()).then_some(Held::Mentions(found))
}
