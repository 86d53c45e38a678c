//! The pack of an evening in one file: a trial sheet, then village by village what is carried there, in the order it is
//! taken from the printer: the cover of the bag, the sheets that go into it, what is said, the rules, the sheets to count by.

use super::evening::{self, Part};
use super::printing::{self, PrintedBatch, Sheets};
use super::{gather, trial};
use crate::calls::Work;
use crate::features::reports::faults::{refusal, sheet_refusal};
use crate::features::reports::frame::{self, said};
use crate::features::reports::gather::head;
use crate::ground::refusal::Result;
use serde::Serialize;
use ts_rs::TS;
use zhudian_paper::Leaves;
use zhudian_paper::geometry::Geometry;

/// Where the papers of a village lie in a pack.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(rename = "PackPlace")]
pub struct Place {
    /// Village or community, or the meeting.
    area_id: String,
    /// Its name.
    area: String,
    /// First page, counted from 1.
    from: i64,
    /// Last page.
    to: i64,
}

/// Sheets that were drawn, batch after batch.
pub(super) struct Drawn {
    /// The PDF of all batches.
    pub(super) pdf: Vec<u8>,
    /// Where everything stands on its pages: each batch by its first sheet.
    pub(super) geometry: Geometry,
    /// Its batches in the order of the file.
    pub(super) batches: Vec<PrintedBatch>,
}

/// The pages of a pack as they follow each other.
#[derive(Default)]
struct Pile {
    papers: Vec<Vec<u8>>,
    order: Vec<Leaves>,
    pages: usize,
    /// Every paper begins on the front of a leaf, because the sheets are printed on both sides.
    fronts: bool,
}

impl Pile {
    /// Lays a whole paper on the pile.
    fn paper(&mut self, pdf: Vec<u8>, pages: usize) {
        self.papers.push(pdf);
        self.leaves(self.papers.len().saturating_sub(1), 0, pages);
    }

    fn leaves(&mut self, paper: usize, first: usize, pages: usize) {
        self.order.push(Leaves::Of { paper, pages: first..first + pages });
        self.pages += pages;
        if self.fronts && self.pages % 2 == 1 {
            self.order.push(Leaves::Empty);
            self.pages += 1;
        }
    }
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn size(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// Binds drawn sheets with the papers of the evening and lays the pack on the shelf. Answers the pack with its bytes.
///
/// # Errors
/// What the printer and the sheet maker refuse.
pub(super) fn bound(work: &Work<'_>, round: &str, drawn: Drawn) -> Result<(Sheets, Vec<u8>)> {
    let (printer, maker, station) = (work.desk.printer()?, work.desk.sheet_maker()?, work.desk.station()?);
    let Drawn { pdf, mut geometry, batches } = drawn;
    let mut areas: Vec<(String, String)> = Vec::new();
    for batch in &batches {
        if !areas.iter().any(|(id, _)| *id == batch.area_id) {
            areas.push((batch.area_id.clone(), batch.area.clone()));
        }
    }
    // A sheet of two pages is one leaf: a page before it would push it apart in a printer that prints both sides.
    let fronts = batches.iter().any(|batch| batch.pages % 2 == 0);
    let mut pile = Pile { papers: vec![pdf], fronts, ..Pile::default() };
    let try_sheet = trial::sheet(work, round, batches.first().map(|one| one.id.as_str()))?;
    let try_pages = try_sheet.1.pages.len();
    pile.paper(try_sheet.0, try_pages);
    let (mut places, total) = (Vec::new(), areas.len() as u64);
    for ((area_id, area), at) in areas.into_iter().zip(0_u64..) {
        work.progress.step(at, total, "papers");
        let from = pile.pages + 1;
        let document = |part: Part| {
            station.read(&work.session.actor, |reading| {
                let mut document = evening::pack(reading, &head(reading)?, round, Some(&area_id), part)?;
                frame::prove(&mut document);
                Ok(document)
            })
        };
        let lay = |pile: &mut Pile, part: Part| -> Result<()> {
            let pdf = printer.pdf(&document(part)?).map_err(refusal)?;
            let pages = printer.page_count(&pdf).map_err(refusal)?;
            pile.paper(pdf, pages);
            Ok(())
        };
        lay(&mut pile, Part::Cover)?;
        let mut first = 0;
        for batch in &batches {
            let pages = size(batch.pages) * size(batch.copies);
            if batch.area_id == area_id && pages > 0 {
                let shift = u32::try_from(pile.pages).unwrap_or(u32::MAX);
                let own = geometry.pages.iter_mut().filter(|page| page.batch.as_str() == batch.code);
                for (page, n) in own.zip(1..) {
                    page.page = shift.saturating_add(n);
                }
                pile.leaves(0, first, pages);
            }
            first += pages;
        }
        lay(&mut pile, Part::Rest)?;
        places.push(Place { area_id, area, from: number(from), to: number(pile.pages) });
        work.progress.go_on()?;
    }
    work.progress.step(total, total, "papers");
    let pack = maker.bound(&pile.papers, &pile.order).map_err(sheet_refusal)?;
    let round = station.read(&work.session.actor, |reading| gather::whole(reading, round))?.round;
    let title = said("evaluations.pack.title", &[("title", round.title.into())]);
    let paper = printing::lay(work, &title, pile.pages, pack.clone());
    let sheets = Sheets { paper, title, pages: number(pile.pages), batches, places, geometry };
    Ok((sheets, pack))
}
