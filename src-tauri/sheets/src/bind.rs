//! Papers bound into one file: pages of several PDFs in the order they are to lie on the tables.

use crate::fault::SheetFault;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use zhudian_paper::Leaves;

/// Attributes a page may have from the tree above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Entries of a page that lead to parts of its old file that are not taken along.
const LEFT: [&[u8]; 4] = [b"StructParents", b"Annots", b"B", b"Tabs"];
/// A4 in points.
const A4: [f32; 2] = [595.276, 841.89];

/// One PDF of the pages of several papers, in the order stated.
///
/// # Errors
/// A paper that is no PDF or has no such page.
pub fn bound(papers: &[Vec<u8>], order: &[Leaves]) -> Result<Vec<u8>, SheetFault> {
    let mut whole = Document::with_version("1.7");
    let mut pages: Vec<Vec<ObjectId>> = Vec::new();
    for paper in papers {
        let mut part = Document::load_mem(paper).map_err(unbound)?;
        part.renumber_objects_with(whole.max_id.saturating_add(1));
        let own: Vec<ObjectId> = part.get_pages().into_values().collect();
        let drawn = own
            .iter()
            .map(|id| Ok((*id, alone(&part, *id)?)))
            .collect::<Result<Vec<_>, lopdf::Error>>()
            .map_err(unbound)?;
        whole.max_id = part.max_id;
        whole.objects.append(&mut part.objects);
        whole.objects.extend(drawn.into_iter().map(|(id, page)| (id, Object::Dictionary(page))));
        pages.push(own);
    }
    let tree = whole.new_object_id();
    let mut kids = Vec::new();
    for leaves in order {
        match leaves {
            Leaves::Of { paper, pages: wanted } => {
                let own = pages.get(*paper).and_then(|own| own.get(wanted.clone()));
                kids.extend_from_slice(own.ok_or_else(|| unbound("no such page"))?);
            }
            Leaves::Empty => kids.push(empty(&mut whole)),
        }
    }
    for id in &kids {
        if let Ok(page) = whole.get_dictionary_mut(*id) {
            page.set("Parent", tree);
        }
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let mut root = Dictionary::new();
    root.set("Type", Object::Name(b"Pages".to_vec()));
    root.set("Count", count);
    root.set("Kids", kids.into_iter().map(Object::Reference).collect::<Vec<_>>());
    whole.set_object(tree, root);
    let mut catalog = Dictionary::new();
    catalog.set("Type", Object::Name(b"Catalog".to_vec()));
    catalog.set("Pages", tree);
    let catalog = whole.add_object(catalog);
    whole.trailer.set("Root", catalog);
    // Outlines and structure of the parts are reached from nowhere now.
    whole.prune_objects();
    let mut bytes = Vec::new();
    whole.save_modern(&mut bytes).map_err(unbound)?;
    Ok(bytes)
}

fn unbound(reason: impl std::fmt::Display) -> SheetFault {
    SheetFault::Bound { reason: reason.to_string() }
}

/// A page with all it has from the tree above it.
fn alone(part: &Document, id: ObjectId) -> Result<Dictionary, lopdf::Error> {
    let mut page = part.get_dictionary(id)?.clone();
    let mut above = page.get(b"Parent").and_then(Object::as_reference).ok();
    // A tree that leads back to itself ends here.
    for _ in 0..32 {
        let Some(parent) = above.and_then(|id| part.get_dictionary(id).ok()) else { break };
        for name in INHERITED {
            if let (false, Ok(value)) = (page.has(name), parent.get(name)) {
                page.set(name, value.clone());
            }
        }
        above = parent.get(b"Parent").and_then(Object::as_reference).ok();
    }
    for name in LEFT {
        page.remove(name);
    }
    Ok(page)
}

fn empty(whole: &mut Document) -> ObjectId {
    let content = whole.add_object(Stream::new(Dictionary::new(), Vec::new()));
    let mut page = Dictionary::new();
    page.set("Type", Object::Name(b"Page".to_vec()));
    page.set("MediaBox", vec![0.into(), 0.into(), A4[0].into(), A4[1].into()]);
    page.set("Resources", Dictionary::new());
    page.set("Contents", content);
    whole.add_object(page)
}
