//! The print fonts: where they are looked for, which were found, and which characters they hold.
//!
//! The order of places: folders given by the caller, the folders of `ZHUDIAN_FONTS`, beside the program (`fonts/`,
//! `resources/fonts/`), the repository's `node_modules`, the system's font folders. Files are known by name: opening
//! every font of a system to read its family would take seconds.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use zhudian_paper::{FontRole, FontUsed, PrintFault};

/// Where fonts are looked for.
#[derive(Debug, Clone)]
pub struct FontPlaces {
    /// Folders with the program's own fonts, best first.
    pub folders: Vec<PathBuf>,
    /// The system's font folders.
    pub system: Vec<PathBuf>,
    /// Whether installed faces of the kind GB/T 9704 names are used before the program's own.
    pub installed_first: bool,
}

impl FontPlaces {
    /// The stated order, with the caller's own folders first.
    #[must_use]
    pub fn usual(first: Vec<PathBuf>) -> Self {
        let mut folders = first;
        if let Some(listed) = std::env::var_os("ZHUDIAN_FONTS") {
            folders.extend(std::env::split_paths(&listed));
        }
        let program = std::env::current_exe().ok();
        let beside = program.as_deref().and_then(Path::parent);
        for tail in ["fonts", "resources/fonts", "../Resources/fonts", "../lib/zhudian/fonts"] {
            folders.extend(beside.map(|folder| folder.join(tail)));
        }
        let current = std::env::current_dir().ok();
        for start in [beside, current.as_deref()].into_iter().flatten() {
            for folder in start.ancestors() {
                let packages = folder.join("node_modules/@expo-google-fonts");
                folders.push(packages.join("noto-serif-sc"));
                folders.push(packages.join("noto-sans-sc"));
            }
        }
        folders.retain(|folder| folder.is_dir());
        Self { folders, system: system_folders(), installed_first: true }
    }
}

/// The folders in which systems keep fonts; those that do not exist are skipped later.
fn system_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/local/share/fonts", "/usr/share/fonts", "/System/Library/Fonts", "/Library/Fonts"]
            .into_iter()
            .map(PathBuf::from)
            .collect();
    let under = |variable: &str, tail: &str| std::env::var_os(variable).map(|root| PathBuf::from(root).join(tail));
    folders.extend(under("HOME", ".local/share/fonts"));
    folders.extend(under("HOME", ".fonts"));
    folders.extend(under("HOME", "Library/Fonts"));
    folders.extend(under("WINDIR", "Fonts"));
    folders.extend(under("LOCALAPPDATA", "Microsoft/Windows/Fonts"));
    folders
}

/// `data/fonts.json`.
#[derive(Deserialize)]
struct Wanted {
    bundled: HashMap<String, Vec<String>>,
    installed: HashMap<String, Vec<String>>,
    last_resort: HashMap<String, Vec<String>>,
}

/// The families a role is set in, best first. Every list ends with every font, so that a rare character is found
/// wherever it is.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub(crate) struct Families {
    pub body: Vec<String>,
    pub strong: Vec<String>,
    pub title: Vec<String>,
    pub heading: Vec<String>,
    pub second: Vec<String>,
}

/// The fonts in use.
pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
    pub families: Families,
    pub used: Vec<FontUsed>,
    /// One bit a code point.
    covered: Vec<u64>,
    /// Widths of the ASCII characters in ems, in the text's and the strong face.
    body_widths: Vec<f64>,
    strong_widths: Vec<f64>,
}

impl Fonts {
    /// Looks for the fonts and reads them.
    ///
    /// # Errors
    /// No regular text font in any place.
    pub fn load(places: &FontPlaces) -> Result<Self, PrintFault> {
        let wanted: Wanted = serde_json::from_str(include_str!("../data/fonts.json"))
            .expect("the table of fonts is part of the program and read by the tests");
        let own = Index::of(&places.folders, 3);
        let system = Index::of(&places.system, 5);
        let mut fonts = Found::default();

        let installed =
            |role: &str| places.installed_first.then(|| system.first(wanted.installed.get(role)?)).flatten();
        let plain = |role: &str| {
            let bundled = wanted.bundled.get(role)?;
            own.first(bundled).or_else(|| system.first(bundled)).or_else(|| system.first(wanted.last_resort.get(role)?))
        };
        let official_body = fonts.take(installed("body"));
        let official_title = fonts.take(installed("title"));
        let official_heading = fonts.take(installed("heading"));
        let official_second = fonts.take(installed("second_heading"));
        let body = fonts.take(plain("body"));
        let bold = fonts.take(plain("bold"));
        let sans = fonts.take(plain("heading"));
        let Some(text) = body.clone().or_else(|| sans.clone()) else {
            let looked_in = places.folders.iter().chain(&places.system);
            return Err(PrintFault::FontsMissing {
                looked_in: looked_in.map(|folder| folder.display().to_string()).collect(),
            });
        };

        let strong = bold.clone().unwrap_or_else(|| text.clone());
        let heading = sans.unwrap_or_else(|| strong.clone());
        let all: Vec<String> = [&text, &strong, &heading].map(|face| face.0.clone()).to_vec();
        let list = |official: &Option<Face>, usual: &Face| {
            let mut list: Vec<String> = Vec::new();
            let first = official.iter().chain(std::iter::once(usual)).map(|face| face.0.clone());
            for family in first.chain(all.iter().cloned()) {
                if !list.contains(&family) {
                    list.push(family);
                }
            }
            list
        };
        let families = Families {
            body: list(&official_body, &text),
            strong: list(&None, &strong),
            title: list(&official_title, &strong),
            heading: list(&official_heading, &heading),
            second: list(&official_second, &strong),
        };
        let used = [
            (FontRole::Body, official_body, text),
            (FontRole::Title, official_title, strong.clone()),
            (FontRole::Heading, official_heading, heading),
            (FontRole::SecondHeading, official_second, strong),
        ]
        .into_iter()
        .map(|(role, official, usual)| {
            let stand_in = official.is_none();
            let (family, file) = official.unwrap_or(usual);
            FontUsed { role, family, file: file.display().to_string(), stand_in }
        })
        .collect();

        let mut covered = vec![0_u64; 0x11_0000 / 64];
        for font in &fonts.fonts {
            for point in font.info().coverage.iter() {
                if let Some(word) = covered.get_mut(point as usize / 64) {
                    *word |= 1 << (point % 64);
                }
            }
        }
        let face = |families: &[String], bold: bool| {
            let of_family = |font: &&Font| Some(&font.info().family) == families.first();
            let weight = |font: &&Font| font.info().variant.weight.to_number();
            let wanted = if bold { 700_u16 } else { 400 };
            fonts.fonts.iter().filter(of_family).min_by_key(|font| weight(font).abs_diff(wanted))
        };
        let body_widths = ascii_widths(face(&families.body, false));
        let strong_widths = ascii_widths(face(&families.strong, true));
        Ok(Self {
            body_widths,
            strong_widths,
            book: LazyHash::new(FontBook::from_fonts(&fonts.fonts)),
            fonts: fonts.fonts,
            families,
            used,
            covered,
        })
    }

    /// Whether some font has the character, or it needs no glyph of its own.
    pub fn has(&self, character: char) -> bool {
        let point = character as u32;
        let word = self.covered.get(point as usize / 64).copied().unwrap_or(0);
        word >> (point % 64) & 1 == 1 || needs_no_glyph(character)
    }

    /// The width of a text in ems: ASCII as the font has it, everything else as full-width.
    pub fn width(&self, text: &str, bold: bool) -> f64 {
        let widths = if bold { &self.strong_widths } else { &self.body_widths };
        text.chars().map(|character| widths.get(character as usize).copied().unwrap_or(1.0)).sum()
    }
}

/// The widths of the ASCII characters in ems.
fn ascii_widths(font: Option<&Font>) -> Vec<f64> {
    let face = font.and_then(|font| ttf_parser::Face::parse(font.data(), font.index()).ok());
    let width = |character: char| {
        let face = face.as_ref()?;
        let advance = face.glyph_hor_advance(face.glyph_index(character)?)?;
        Some(f64::from(advance) / f64::from(face.units_per_em()))
    };
    ('\0'..'\u{80}').map(|character| width(character).unwrap_or(0.6)).collect()
}

/// Characters that are instructions and draw nothing: breaks, joiners, selectors.
fn needs_no_glyph(character: char) -> bool {
    matches!(
        character,
        '\n' | '\u{00AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}'
    )
}

/// A family and the file it came from.
type Face = (String, PathBuf);

/// The fonts read so far, each file once.
#[derive(Default)]
struct Found {
    fonts: Vec<Font>,
    files: BTreeSet<PathBuf>,
}

impl Found {
    /// Reads a file; a broken one is as good as absent.
    fn take(&mut self, file: Option<PathBuf>) -> Option<Face> {
        let file = file?;
        let data = Bytes::new(std::fs::read(&file).ok()?);
        let faces: Vec<Font> = Font::iter(data).collect();
        let chosen = faces
            .iter()
            .find(|font| font.info().family.ends_with(" SC") || font.info().family.ends_with(" CN"))
            .or_else(|| faces.first())?
            .clone();
        let family = chosen.info().family.clone();
        if self.files.insert(file.clone()) {
            self.fonts.push(chosen);
        }
        Some((family, file))
    }
}

/// Font files by name; the first folder that has a name wins.
struct Index(HashMap<String, PathBuf>);

impl Index {
    fn of(folders: &[PathBuf], depth: usize) -> Self {
        let mut files = HashMap::new();
        for folder in folders {
            list(folder, depth, &mut files);
        }
        Self(files)
    }

    fn first(&self, names: &[String]) -> Option<PathBuf> {
        names.iter().find_map(|name| self.0.get(name).cloned())
    }
}

/// Lists the files below a folder. A folder that cannot be read has none.
fn list(folder: &Path, depth: usize, files: &mut HashMap<String, PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                list(&path, depth - 1, files);
            }
        } else if let Some(name) = path.file_name().and_then(|name| name.to_str()) {
            files.entry(name.to_owned()).or_insert(path);
        }
    }
}
