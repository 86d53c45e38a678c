//! The sheets of printed batches once more, as they were printed: the paper is gone from the shelf after a lock or a
//! restart, and printers jam. The batch, its code and its number stay; nothing is recorded.

use super::gather;
use super::printing::{self, PrintedBatch, Sheets};
use crate::calls::{Done, Work};
use crate::features::reports::faults::sheet_refusal;
use crate::features::reports::frame::said;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Right, Undo};
use serde::Deserialize;
use serde_json::Value;
use ts_rs::TS;
use zhudian_paper::SheetBatch;
use zhudian_paper::code::BatchCode;
use zhudian_paper::form::Form;

/// Sheets are drawn once more.
pub const REPRINT: Op = Op { name: "evaluations.reprint", right: Right::Enter, undo: Undo::Undoable };

/// Which batches.
#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ReprintWish")]
pub struct Wish {
    /// The evaluation.
    round: String,
    /// Batches; all of them when empty.
    #[serde(default)]
    batches: Vec<String>,
    /// Sheets of each; as many as were printed when left out.
    copies: Option<u32>,
    /// With everything that goes to the meetings, in one file village by village, a trial sheet before them.
    #[serde(default)]
    pack: bool,
}

/// The form of a batch as it was printed.
///
/// # Errors
/// `fault` when what was stored does not read.
pub(super) fn form_of(printed: &gather::Printed) -> Result<Form> {
    let kept: Value = serde_json::from_str(&printed.held.form)?;
    Ok(serde_json::from_value(kept.get("form").cloned().unwrap_or_default())?)
}

/// Draws the sheets of printed batches again and lays them on the shelf.
///
/// # Errors
/// `evaluations.gone`, `evaluations.closed`, `evaluations.not_printed`, `evaluations.copies`; what the sheet maker refuses.
pub fn reprint(work: &Work<'_>, wish: Wish) -> Result<Done<Sheets>> {
    let maker = work.desk.sheet_maker()?;
    let whole = work.desk.station()?.read(&work.session.actor, |reading| gather::whole(reading, &wish.round))?;
    whole.still_open()?;
    let (mut batches, mut lines, mut pages) = (Vec::new(), Vec::new(), 0);
    for printed in &whole.batches {
        let held = &printed.held;
        if !wish.batches.is_empty() && !wish.batches.contains(&held.id) {
            continue;
        }
        let ordered = u32::try_from(held.copies).unwrap_or_default();
        let copies = wish.copies.unwrap_or(ordered);
        if copies > ordered {
            return Err(refuse("evaluations.copies").with("copies", copies).with("most", ordered));
        }
        let form = form_of(printed)?;
        let code = BatchCode::parse(&held.code).ok_or_else(|| refuse("fault"))?;
        let a_sheet = i64::try_from(printed.geometry()?.pages.len()).unwrap_or(1);
        pages += a_sheet * i64::from(copies);
        lines.push(PrintedBatch {
            id: held.id.clone(),
            area_id: held.area_id.clone(),
            area: whole.area(&held.area_id),
            voters: held.voters,
            person_id: held.person_id.clone(),
            person: held.person_id.as_ref().map(|id| whole.person(id)),
            code: held.code.clone(),
            copies: i64::from(copies),
            pages: a_sheet,
        });
        // Numbers are drawn anew: which ones were on the first sheets is kept nowhere, and none of them may come twice.
        let numbers = if held.numbered { super::printing::numbers(copies)? } else { Vec::new() };
        batches.push(SheetBatch { form, code, copies, numbers });
    }
    if batches.is_empty() {
        return Err(refuse("evaluations.not_printed"));
    }
    work.progress.step(0, 1, "sheets");
    let (pdf, geometry) = maker.sheets(&batches).map_err(sheet_refusal)?;
    work.progress.go_on()?;
    work.progress.step(1, 1, "sheets");
    if wish.pack {
        let drawn = super::packing::Drawn { pdf, geometry, batches: lines };
        return Ok(Done::silent(super::packing::bound(work, &wish.round, drawn)?.0));
    }
    let title = said("evaluations.paper", &[("title", whole.round.title.clone().into())]);
    let paper = printing::lay(work, &title, usize::try_from(pages).unwrap_or(0), pdf);
    Ok(Done::silent(Sheets { paper, title, pages, batches: lines, places: Vec::new(), geometry }))
}
