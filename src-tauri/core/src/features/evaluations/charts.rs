//! Charts of answers, as the papers of a closed round draw them: shares of the denominator, the figure at the end of the bar.

use super::gather::Whole;
use super::results::ResultItem;
use crate::features::reports::frame::said;
use zhudian_paper::{Bar, Bars, Block, Text};

/// A share in percent with one decimal, rounded half up; a dash where nothing was counted.
fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "\u{2014}".to_owned();
    }
    let permille = (part * 2000 + whole) / (2 * whole);
    format!("{}.{}%", permille / 10, permille % 10)
}

/// The chart of some rows. Only grades in the denominator are drawn: the bar is the whole of them.
pub(super) fn of(whole: &Whole, caption: &str, first: &str, lines: &[(Text, &ResultItem)]) -> Block {
    let mut parts: Vec<String> = Vec::new();
    for grade in whole.batches.iter().flat_map(|batch| &batch.grades).filter(|grade| grade.counts) {
        if !parts.contains(&grade.label) {
            parts.push(grade.label.clone());
        }
    }
    let bar = |(label, item): &(Text, &ResultItem)| Bar {
        label: label.clone(),
        counts: parts
            .iter()
            .map(|part| item.grades.iter().find(|grade| grade.label == *part).map_or(0, |grade| grade.n))
            .collect(),
        figure: percent(item.satisfied, item.denominator),
    };
    let rows = lines.iter().map(bar).collect();
    let figure = whole.print("evaluations.satisfied").trim_end_matches('%');
    Block::Bars(Bars {
        caption: said(caption, &[("figure", figure.into())]),
        row_head: first.to_owned(),
        figure_head: figure.to_owned(),
        parts,
        rows,
    })
}
