//! Which sheets rate a delegate, by villages and kinds of sheet, and what may be told of them.

use super::counting::Figures;
use super::gather::{Printed, Whole};
use super::protection::{self, Apart};
use super::store::Voters;

/// Kinds of sheet, in the order they are shown.
pub(super) const KINDS: [Voters; 3] = [Voters::All, Voters::Members, Voters::Residents];

/// Batches with what they add up to.
pub(super) type Counted<'a> = (&'a Printed, &'a Figures);

/// A delegate in one village: the batches that rate him there.
pub(super) struct Unit<'a> {
    /// Village, or meeting.
    pub area_id: &'a str,
    /// Its batches.
    pub batches: Vec<Counted<'a>>,
}

impl<'a> Unit<'a> {
    /// The batches of one kind of sheet.
    pub fn of(&self, voters: Voters) -> Vec<Counted<'a>> {
        self.batches.iter().copied().filter(|(batch, _)| batch.held.voters == voters).collect()
    }
}

/// Valid sheets of some batches.
pub(super) fn valid(batches: &[Counted<'_>]) -> i64 {
    batches.iter().map(|(_, figures)| figures.sheets.valid).sum()
}

/// Of these the sheets that nobody heard called.
pub(super) fn unheard(batches: &[Counted<'_>]) -> i64 {
    batches.iter().map(|(_, figures)| figures.unheard()).sum()
}

/// All the sheets that rate one delegate.
pub(super) struct Groups<'a> {
    /// Village by village, in the order of the sheets.
    pub units: Vec<Unit<'a>>,
    /// Valid sheets of each village by kinds.
    cells: Vec<Vec<i64>>,
    /// What may be shown.
    pub shown: Apart,
    /// Of the valid sheets those that nobody heard called, and what may be shown for their sake.
    unheard: (Vec<Vec<i64>>, Apart),
    /// Fewest valid sheets of which anything is shown.
    least: i64,
    /// Fewest valid sheets that are shown beside others.
    split: i64,
}

impl<'a> Groups<'a> {
    pub fn of(whole: &'a Whole, figures: &'a [Figures], person: &str) -> Self {
        let rates = |batch: &Printed, area: &str| {
            batch.held.area_id == area
                && match &batch.held.person_id {
                    Some(rated) => rated == person,
                    None => batch.rows.iter().any(|row| row.code == person),
                }
        };
        let unit = |area_id: &'a str| Unit {
            area_id,
            batches: whole.batches.iter().zip(figures).filter(|(batch, _)| rates(batch, area_id)).collect(),
        };
        let subjects = whole.round.subjects.iter().filter(|one| one.person_id == person);
        let units: Vec<Unit<'a>> = subjects.map(|one| unit(&one.area_id)).collect();
        let cells: Vec<Vec<i64>> =
            units.iter().map(|unit| KINDS.iter().map(|kind| valid(&unit.of(*kind))).collect()).collect();
        let (least, split) = (whole.rules.least_valid, whole.rules.least_split);
        let rest: Vec<Vec<i64>> =
            units.iter().map(|unit| KINDS.iter().map(|kind| unheard(&unit.of(*kind))).collect()).collect();
        let (shown, of_rest) = protection::protect_heard(&cells, &rest, least, split);
        Self { units, cells, shown, unheard: (rest, of_rest), least, split }
    }

    /// Whether there are as many valid sheets as anything needs that is shown.
    pub fn enough(&self) -> bool {
        self.cells.iter().flatten().sum::<i64>() >= self.least
    }

    /// Whether the counts of one batch may be told: as they are, and by a correction, which tells them to everybody who
    /// knows the results before and after it.
    pub fn tells(&self, batch: &str) -> bool {
        let Some((at, unit)) =
            self.units.iter().enumerate().find(|(_, unit)| unit.batches.iter().any(|(one, _)| one.held.id == batch))
        else {
            return false;
        };
        let held = unit.batches.iter().find(|(one, figures)| one.held.id == batch && figures.sheets.valid > 0);
        let voters = held.map(|(one, _)| one.held.voters);
        let Some(kind) = KINDS.iter().position(|kind| Some(*kind) == voters) else { return false };
        let of = |n: fn(&Figures) -> i64| -> Vec<i64> {
            let kind = unit.batches.iter().filter(|(one, _)| Some(one.held.voters) == voters);
            kind.map(|(_, figures)| n(figures)).collect()
        };
        let tells = |shown: &Apart, cells: &[Vec<i64>], own: &[i64]| {
            protection::tells_batches(shown, cells, (at, kind), own, self.least, self.split)
        };
        let (rest, of_rest) = &self.unheard;
        let secret = of(Figures::unheard);
        tells(&self.shown, &self.cells, &of(|figures| figures.sheets.valid))
            && (secret.iter().all(|n| *n == 0) || tells(of_rest, rest, &secret))
    }
}
