//! A look into the zip container of .xlsx and .xlsm before calamine opens it: how large it unpacks, and which rows are
//! hidden, which calamine does not tell.

use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};

use quick_xml::events::Event;

use super::finding::Trouble;

/// What the container told.
#[derive(Debug, Default)]
pub struct Inside {
    /// Names of the parts.
    pub parts: Vec<String>,
    /// Hidden rows by sheet name, counted from 0.
    pub hidden_rows: HashMap<String, BTreeSet<u32>>,
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

/// Opens the container and measures it. `most` bounds the unpacked bytes of all parts together: declared sizes are not
/// believed, the sheets are really unpacked.
///
/// # Errors
/// `imports.truncated` when the directory at the end is missing, `imports.too_large` when it unpacks to more than `most`.
pub fn look_inside(bytes: &[u8], most: u64) -> Result<Inside, Trouble> {
    let mut archive: Archive<'_> =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| Trouble::new("imports.truncated").because(e))?;
    let parts: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let mut inside = Inside { parts, ..Inside::default() };
    if !inside.parts.iter().any(|p| p.eq_ignore_ascii_case("xl/workbook.xml")) {
        return Ok(inside);
    }
    let sheets = sheet_parts(&mut archive, most).unwrap_or_default();
    let mut left = most;
    for part in inside.parts.clone() {
        if !part.to_ascii_lowercase().ends_with(".xml") {
            continue;
        }
        let text = unpack(&mut archive, &part, left)?;
        left = left.saturating_sub(text.len() as u64);
        if let Some(name) = sheets.get(&part) {
            let hidden = hidden_rows(&text);
            if !hidden.is_empty() {
                inside.hidden_rows.insert(name.clone(), hidden);
            }
        }
    }
    Ok(inside)
}

fn unpack(archive: &mut Archive<'_>, part: &str, most: u64) -> Result<Vec<u8>, Trouble> {
    let file = archive.by_name(part).map_err(|e| Trouble::new("imports.damaged").because(e))?;
    let mut out = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut out).map_err(|e| Trouble::new("imports.damaged").because(e))?;
    if out.len() as u64 > most {
        return Err(Trouble::new("imports.too_large"));
    }
    Ok(out)
}

/// Part name of each sheet with the sheet's own name.
fn sheet_parts(archive: &mut Archive<'_>, most: u64) -> Option<HashMap<String, String>> {
    let rels = unpack(archive, "xl/_rels/workbook.xml.rels", most).ok()?;
    let mut targets = HashMap::new();
    for attributes in elements(&rels, "Relationship") {
        if let (Some(id), Some(target)) = (attributes.get("Id"), attributes.get("Target")) {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id.clone(), part);
        }
    }
    let book = unpack(archive, "xl/workbook.xml", most).ok()?;
    let mut sheets = HashMap::new();
    for attributes in elements(&book, "sheet") {
        let id = attributes.get("id").and_then(|id| targets.get(id));
        if let (Some(part), Some(name)) = (id, attributes.get("name")) {
            sheets.insert(part.clone(), name.clone());
        }
    }
    Some(sheets)
}

/// Attributes, by local name, of every element of this local name.
fn elements(xml: &[u8], wanted: &str) -> Vec<HashMap<String, String>> {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let mut buffer = Vec::new();
    let mut found = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(e) | Event::Empty(e)) if e.local_name().as_ref() == wanted => {
                found.push(
                    e.attributes()
                        .flatten()
                        .filter_map(|a| {
                            let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
                            Some((a.key.local_name().as_ref().to_owned(), value.into_owned()))
                        })
                        .collect(),
                );
            }
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Hidden rows of a sheet part. The bytes are searched, not parsed: parsing a large sheet twice would double the time.
fn hidden_rows(xml: &[u8]) -> BTreeSet<u32> {
    let mut hidden = BTreeSet::new();
    let Ok(text) = std::str::from_utf8(xml) else { return hidden };
    if !text.contains("hidden=") {
        return hidden;
    }
    for piece in text.split('<') {
        let tag = piece.split('>').next().unwrap_or("");
        let name = tag.split_whitespace().next().unwrap_or("");
        if name.rsplit(':').next() != Some("row") {
            continue;
        }
        if attribute(tag, "hidden").is_some_and(|v| v == "1" || v == "true")
            && let Some(row) = attribute(tag, "r").and_then(|r| r.parse::<u32>().ok())
        {
            hidden.insert(row.saturating_sub(1));
        }
    }
    hidden
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_whitespace().find_map(|word| {
        let (found, value) = word.split_once('=')?;
        (found == name).then(|| value.trim_end_matches('/').trim_matches(['"', '\'']))
    })
}
