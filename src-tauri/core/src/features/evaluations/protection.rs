//! What may be shown of small groups, as a pure decision.
//!
//! Nothing is shown of fewer valid sheets than the rule book's least, and the sheets of one village stand beside the
//! sum only from the least for splits on. A village that is hidden must not be the difference of two figures that are
//! shown: at least two villages stay hidden together, with as many sheets as a split needs, or none is shown apart.

/// What may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The sum over all villages.
    pub whole: bool,
    /// Each village by itself.
    pub parts: Vec<bool>,
}

/// Decides for the valid sheets of the villages of one delegate.
#[must_use]
pub fn protect(valid: &[i64], least_valid: i64, least_split: i64) -> Shown {
    let whole = valid.iter().sum::<i64>() >= least_valid.max(1);
    let voted: Vec<usize> = valid.iter().enumerate().filter(|(_, n)| **n > 0).map(|(at, _)| at).collect();
    if let [only] = voted.as_slice() {
        return Shown { whole, parts: (0..valid.len()).map(|at| at == *only && whole).collect() };
    }
    let of = |at: usize| valid.get(at).copied().unwrap_or(0);
    let mut parts: Vec<bool> = valid.iter().map(|n| whole && *n >= least_split.max(least_valid).max(1)).collect();
    loop {
        let hidden: Vec<usize> = voted.iter().copied().filter(|at| parts.get(*at) == Some(&false)).collect();
        let sheets: i64 = hidden.iter().map(|at| of(*at)).sum();
        if hidden.is_empty() || (hidden.len() >= 2 && sheets >= least_split) {
            break;
        }
        let smallest = voted.iter().copied().filter(|at| parts.get(*at) == Some(&true)).min_by_key(|at| of(*at));
        match smallest.and_then(|at| parts.get_mut(at)) {
            Some(part) => *part = false,
            None => break,
        }
    }
    Shown { whole, parts }
}

/// What may be shown where party members and residents have sheets of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The sum over everything.
    pub whole: bool,
    /// Each village by itself, all its sheets together.
    pub villages: Vec<bool>,
    /// Each kind of sheet by itself, over all villages.
    pub kinds: Vec<bool>,
    /// Each kind of sheet within each village.
    pub cells: bool,
}

/// Decides for the valid sheets of villages by kinds of sheet. Villages and kinds cut the same sheets in two ways: shown
/// side by side, a village less a kind may leave a handful. Both are shown only when every cell is large enough for a
/// split; otherwise the kinds come first, because the rule book asks for them, and the villages stay together.
#[must_use]
pub fn protect_apart(cells: &[Vec<i64>], least_valid: i64, least_split: i64) -> Apart {
    let villages: Vec<i64> = cells.iter().map(|village| village.iter().sum()).collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(0);
    let kinds: Vec<i64> = (0..most).map(|kind| cells.iter().filter_map(|village| village.get(kind)).sum()).collect();
    let by_village = protect(&villages, least_valid, least_split);
    let by_kind = protect(&kinds, least_valid, least_split);
    let enough = least_split.max(least_valid).max(1);
    let large = by_kind.whole && cells.iter().flatten().all(|n| *n == 0 || *n >= enough);
    let one_kind = kinds.iter().filter(|n| **n > 0).count() < 2;
    let all_kinds = kinds.iter().zip(&by_kind.parts).all(|(n, shown)| *n == 0 || *shown);
    if large || one_kind {
        return Apart { whole: by_village.whole, villages: by_village.parts, kinds: by_kind.parts, cells: large };
    }
    let one_village = villages.iter().filter(|n| **n > 0).count() < 2;
    if all_kinds {
        let parts = if one_village { by_village.parts } else { vec![false; villages.len()] };
        return Apart { whole: by_village.whole, villages: parts, kinds: by_kind.parts, cells: false };
    }
    Apart { whole: by_village.whole, villages: by_village.parts, kinds: vec![false; kinds.len()], cells: false }
}

impl Apart {
    /// What both allow: fewer figures never tell more.
    #[must_use]
    fn and(self, other: &Self) -> Self {
        let both = |own: &[bool], others: &[bool]| own.iter().zip(others).map(|(one, other)| *one && *other).collect();
        Self {
            whole: self.whole && other.whole,
            villages: both(&self.villages, &other.villages),
            kinds: both(&self.kinds, &other.kinds),
            cells: self.cells && other.cells,
        }
    }
}

/// The same where some of the valid sheets were called aloud in a hall: everybody there can take them off what is shown, so
/// that what is left, the `unheard`, is protected as if it stood alone. Where nothing is left nothing can be worked out.
#[must_use]
pub fn protect_heard(cells: &[Vec<i64>], unheard: &[Vec<i64>], least_valid: i64, least_split: i64) -> (Apart, Apart) {
    let all = protect_apart(cells, least_valid, least_split);
    if cells == unheard {
        return (all.clone(), all);
    }
    let mut rest = protect_apart(unheard, least_valid, least_split);
    let nothing = unheard.iter().flatten().all(|n| *n == 0);
    rest.whole |= nothing;
    rest.cells |= nothing;
    for (shown, own) in rest.villages.iter_mut().zip(unheard) {
        *shown |= own.iter().all(|n| *n == 0);
    }
    for (kind, shown) in rest.kinds.iter_mut().enumerate() {
        *shown |= unheard.iter().all(|own| own.get(kind).is_none_or(|n| *n == 0));
    }
    (all.and(&rest), rest)
}

/// Whether the batches of one cell (a kind of sheet in a village) may be told one by one; `batches` are the valid sheets of
/// all of them. A batch is told when it is corrected: who knows the results before and after works out what it counted. So
/// its cell must stand among what is shown, and no batch of the cell may be a handful.
#[must_use]
pub fn tells_batches(
    shown: &Apart,
    cells: &[Vec<i64>],
    (village, kind): (usize, usize),
    batches: &[i64],
    least_valid: i64,
    least_split: i64,
) -> bool {
    let none = |n: &i64| *n == 0;
    let own = cells.get(village).map_or(&[][..], Vec::as_slice);
    let village_alone = own.iter().enumerate().all(|(at, n)| at == kind || none(n));
    let kind_alone = cells.iter().enumerate().all(|(at, own)| at == village || own.get(kind).is_none_or(none));
    let on = |parts: &[bool], at: usize| parts.get(at) == Some(&true);
    let told = shown.cells || (on(&shown.villages, village) && village_alone) || (on(&shown.kinds, kind) && kind_alone);
    let there: Vec<i64> = batches.iter().copied().filter(|n| *n > 0).collect();
    let enough = least_split.max(least_valid).max(1);
    shown.whole && told && (there.len() < 2 || there.iter().all(|n| *n >= enough))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(valid: &[i64]) -> (bool, Vec<bool>) {
        let shown = protect(valid, 5, 10);
        (shown.whole, shown.parts)
    }

    #[test]
    fn thresholds_of_one_village_and_of_several() {
        assert_eq!(shown(&[4]), (false, vec![false]));
        assert_eq!(shown(&[5]), (true, vec![true]));
        assert_eq!(shown(&[2, 2]), (false, vec![false, false]));
        assert_eq!(shown(&[9, 9]), (true, vec![false, false]));
        assert_eq!(shown(&[10, 10]), (true, vec![true, true]));
        // 20 shown beside a sum of 23 would tell the three.
        assert_eq!(shown(&[20, 3]), (true, vec![false, false]));
        assert_eq!(shown(&[20, 3, 30]), (true, vec![false, false, true]));
        assert_eq!(shown(&[20, 3, 8, 30]), (true, vec![true, false, false, true]));
        assert_eq!(shown(&[20, 0]), (true, vec![true, false]));
        assert_eq!(shown(&[]), (false, vec![]));
    }

    #[test]
    fn no_sum_or_difference_of_shown_figures_tells_a_small_group() {
        for a in 0..24 {
            for b in 0..24 {
                for c in 0..24 {
                    let valid = [a, b, c];
                    let Shown { whole, parts } = protect(&valid, 5, 10);
                    let hidden: Vec<i64> =
                        valid.iter().zip(&parts).filter(|(n, part)| **n > 0 && !**part).map(|(n, _)| *n).collect();
                    let any = parts.iter().any(|part| *part);
                    assert!(!any || whole);
                    if whole && any && !hidden.is_empty() {
                        assert!(hidden.len() >= 2 && hidden.iter().sum::<i64>() >= 10, "{valid:?} {parts:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_was_called_aloud_is_taken_off_what_is_shown() {
        let shown = |cells: &[Vec<i64>], unheard: &[Vec<i64>]| protect_heard(cells, unheard, 5, 10).0;
        // Forty called aloud and three read from scans: the sum less the forty would be the three.
        assert!(!shown(&[vec![43]], &[vec![3]]).whole);
        assert!(shown(&[vec![45]], &[vec![5]]).whole);
        assert!(shown(&[vec![40]], &[vec![0]]).whole, "nothing is left to be worked out");
        assert!(!shown(&[vec![4]], &[vec![0]]).whole, "of fewer than five nothing is shown all the same");
        // Of two villages, one has three sheets nobody heard: neither may stand beside the sum.
        let two = shown(&[vec![43], vec![30]], &[vec![3], vec![30]]);
        assert_eq!((two.whole, two.villages), (true, vec![false, false]));
        let heard = shown(&[vec![40], vec![30]], &[vec![0], vec![30]]);
        assert_eq!(heard.villages, [true, true]);
        // Whatever the sizes: what is shown less what was heard leaves no group of fewer than five.
        for a in [0, 3, 12] {
            for b in [0, 3, 12] {
                for (more, other) in [(0, 0), (20, 0), (0, 20), (20, 20)] {
                    let shown = shown(&[vec![a + more], vec![b + other]], &[vec![a], vec![b]]);
                    assert!(!shown.whole || a + b == 0 || a + b >= 5, "{a} {b}");
                    for (at, (own, rest)) in [(a, b), (b, a)].into_iter().enumerate() {
                        let alone = shown.villages.get(at) == Some(&true);
                        assert!(!alone || own == 0 || own >= 5, "{a} {b}: itself");
                        // The rest is the whole less this village: it can only be worked out where the whole is shown.
                        assert!(!alone || !shown.whole || rest == 0 || rest >= 5, "{a} {b}: the difference");
                    }
                }
            }
        }
    }

    /// Whether a sum of cells can be worked out from sums that are shown: whether it lies in their span.
    fn told(shown: &[Vec<i64>], wanted: &[i64]) -> bool {
        let rank = |rows: &[Vec<i64>]| -> usize {
            let mut rows: Vec<Vec<f64>> =
                rows.iter().map(|row| row.iter().map(|n| f64::from(i32::try_from(*n).unwrap())).collect()).collect();
            let mut rank = 0;
            for column in 0..wanted.len() {
                let Some(at) = (rank..rows.len()).find(|at| rows[*at][column].abs() > 1e-9) else { continue };
                rows.swap(rank, at);
                for other in 0..rows.len() {
                    if other != rank {
                        let factor = rows[other][column] / rows[rank][column];
                        let own = rows[rank].clone();
                        rows[other].iter_mut().zip(&own).for_each(|(cell, own)| *cell -= factor * own);
                    }
                }
                rank += 1;
            }
            rank
        };
        let mut more = shown.to_vec();
        more.push(wanted.to_vec());
        rank(shown) == rank(&more)
    }

    #[test]
    fn no_sum_of_villages_and_kinds_tells_a_small_group() {
        let sizes = [0, 1, 3, 6, 10, 14];
        let mut seen = (0, 0, 0, 0);
        for a in 0..6_usize.pow(4) {
            let of = |place: u32| sizes[(a / 6_usize.pow(place)) % 6];
            let cells = vec![vec![of(0), of(1)], vec![of(2), of(3)]];
            let shown = protect_apart(&cells, 5, 10);
            let there: Vec<(usize, usize)> =
                (0..4).map(|at| (at / 2, at % 2)).filter(|(village, kind)| cells[*village][*kind] > 0).collect();
            let sum = |of: &dyn Fn(&(usize, usize)) -> bool| -> Vec<i64> {
                there.iter().map(|cell| i64::from(of(cell))).collect()
            };
            let mut figures = Vec::new();
            if shown.whole {
                figures.push(sum(&|_| true));
            }
            for at in 0..2 {
                if shown.villages[at] {
                    figures.push(sum(&|cell| cell.0 == at));
                }
                if shown.kinds[at] {
                    figures.push(sum(&|cell| cell.1 == at));
                }
            }
            if shown.cells {
                there.iter().for_each(|one| figures.push(sum(&|cell| cell == one)));
            }
            // Corrections tell the batch they touch: one batch a cell here.
            for one in &there {
                let batch = cells[one.0][one.1];
                if tells_batches(&shown, &cells, *one, &[batch], 5, 10) {
                    figures.push(sum(&|cell| cell == one));
                    seen.3 += 1;
                }
            }
            seen.0 += usize::from(shown.cells);
            seen.1 += usize::from(shown.kinds == [true, true]);
            seen.2 += usize::from(shown.villages == [true, true]);
            for subset in 1..1_usize << there.len() {
                let group: Vec<i64> = (0..there.len()).map(|at| i64::from(subset >> at & 1 == 1)).collect();
                let n: i64 = there.iter().zip(&group).map(|((v, k), own)| cells[*v][*k] * own).sum();
                assert!(n >= 5 || !told(&figures, &group), "{cells:?} tells a group of {n}: {shown:?}");
            }
        }
        assert!(seen.0 > 5 && seen.1 > 20 && seen.2 > 20 && seen.3 > 50, "something is shown: {seen:?}");
    }

    #[test]
    fn a_batch_is_told_where_its_cell_is_shown_and_no_batch_of_it_is_small() {
        let told = |cells: &[Vec<i64>], at: (usize, usize), batches: &[i64]| {
            tells_batches(&protect_apart(cells, 5, 10), cells, at, batches, 5, 10)
        };
        // One village of seven sheets: its result is the whole result.
        assert!(told(&[vec![7, 0, 0]], (0, 0), &[7]));
        assert!(!told(&[vec![4, 0, 0]], (0, 0), &[4]), "of fewer than five nothing is told");
        // Two prints of the same sheet: the small one would be told by the other.
        assert!(!told(&[vec![23, 0, 0]], (0, 0), &[20, 3]));
        assert!(told(&[vec![23, 0, 0]], (0, 0), &[12, 11]));
        // The handful of a second village is hidden in the sum, so neither is told.
        let two = [vec![20, 0, 0], vec![3, 0, 0]];
        assert!(!told(&two, (0, 0), &[20]) && !told(&two, (1, 0), &[3]));
        // Members of one village and residents of another: the kinds are shown, and each is one village.
        let crossed = [vec![0, 12, 0], vec![0, 0, 11]];
        assert!(told(&crossed, (0, 1), &[12]) && told(&crossed, (1, 2), &[11]));
        let small = [vec![0, 12, 3]];
        assert!(!told(&small, (0, 1), &[12]) && !told(&small, (0, 2), &[3]));
    }
}
