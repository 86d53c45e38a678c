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
}
