//! Rows that add up the rows above and do not say so in a word anybody knows.

use super::Reader;
use crate::features::imports::reading::finding::Finding;
use crate::features::imports::reading::mapping::Role;
use crate::features::imports::reading::text::is_han;

/// What the rows came to, since the last total and from the beginning.
#[derive(Debug, Default)]
pub(super) struct Sums {
    since: [u64; 3],
    whole: [u64; 3],
    rows: usize,
    all: usize,
}

impl Sums {
    /// A total was passed: the next one begins here.
    pub(super) fn begin(&mut self) {
        self.since = [0; 3];
        self.rows = 0;
    }

    fn add(&mut self, counts: [u64; 3]) {
        for (sums, count) in self.since.iter_mut().zip(&mut self.whole).zip(counts) {
            *sums.0 += count;
            *sums.1 += count;
        }
        self.rows += 1;
        self.all += 1;
    }
}

/// What makes a visit beside its counts.
const OWN: [Role; 9] = [
    Role::Day,
    Role::Village,
    Role::Kind,
    Role::Leader,
    Role::Delegates,
    Role::Others,
    Role::Opinion,
    Role::Situation,
    Role::Time,
];

impl Reader<'_> {
    /// Nearly every row has its own value in this column.
    fn usual(&self, column: u32) -> bool {
        let rows = self.plan.first_row()..self.sheet.height();
        let filled = rows.clone().filter(|row| self.sheet.filled(*row).next().is_some()).count();
        let own = rows.filter(|row| !self.sheet.own(*row, column).is_empty()).count();
        own * 10 >= filled * 7
    }

    /// A row of nothing but counts, whose day and village would be those of a row above: a total when it is the sum of the
    /// rows above it, and when words stand where the numbers of the rows stand.
    pub(super) fn sums_up(&mut self, row: u32, counted: [Option<u32>; 3]) -> bool {
        let counts = counted.map(|count| u64::from(count.unwrap_or(0)));
        let columns: Vec<u32> =
            OWN.into_iter().flat_map(|role| self.plan.columns_of(role).collect::<Vec<_>>()).collect();
        let own = columns.iter().any(|column| !self.sheet.own(row, *column).is_empty());
        // Under a joined day every row is a visit of that day.
        let joined = self.plan.column(Role::Day).is_some_and(|column| self.sheet.anchor(row, column).is_some());
        if !own && !joined && counts != [0; 3] {
            let words = self
                .plan
                .columns_of(Role::Sequence)
                .any(|column| self.sheet.own(row, column).shown().chars().any(is_han));
            let adds_up =
                (self.sums.rows >= 2 && counts == self.sums.since) || (self.sums.all >= 2 && counts == self.sums.whole);
            let at = self.at(row, self.sheet.filled(row).next().map_or(0, |(column, _)| column));
            if words {
                self.out.skipped.push(Finding::at(&at, "imports.row_total"));
            } else if adds_up {
                self.out.refused.push(Finding::at(&at, "imports.row_adds_up"));
            }
            if words || adds_up {
                self.sums.begin();
                return true;
            }
            // Rows that say who was there or what was done do not leave all of it out.
            let says = [Role::Delegates, Role::Kind].into_iter().filter_map(|role| self.plan.column(role));
            let says: Vec<u32> = says.collect();
            if says.into_iter().any(|column| self.usual(column) && self.sheet.seen(row, column).0.is_empty()) {
                self.out.refused.push(Finding::at(&at, "imports.row_of_figures"));
                return true;
            }
        }
        self.sums.add(counts);
        false
    }
}
