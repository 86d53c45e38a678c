//! Which opinions tell of the same thing. Pure.
//!
//! Two texts are alike by the pairs of characters they share. A pair that many texts of the village hold, such as its
//! name, says little; a rare one says much.

use crate::features::search::grams;
use std::collections::{BTreeSet, HashMap};

/// How much of the shorter text must be found in the other, from 0 to 1.
const LEAST: f64 = 0.34;
/// Pairs two texts must share at least: two short texts share one by chance.
const PAIRS: usize = 3;

fn pairs(text: &str) -> BTreeSet<String> {
    // A lone last character is a token of its own for the search; here only pairs count.
    grams::of_text(text)
        .into_iter()
        .filter(|token| token.chars().filter(|letter| *letter == 'x').count() == 2)
        .collect()
}

/// Positions of the texts that are alike with this one, the most alike first.
#[must_use]
pub fn alike(text: &str, others: &[&str], most: usize) -> Vec<usize> {
    let own = pairs(text);
    if own.len() < PAIRS {
        return Vec::new();
    }
    let others: Vec<BTreeSet<String>> = others.iter().map(|other| pairs(other)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for pair in others.iter().flatten() {
        *counts.entry(pair.as_str()).or_default() += 1;
    }
    let all = others.len() + 1;
    let weight = |pair: &str| {
        let share = counts.get(pair).copied().unwrap_or(0) + 1;
        (1.0 + all as f64 / share as f64).ln()
    };
    let sum = |set: &BTreeSet<String>| set.iter().map(|pair| weight(pair)).sum::<f64>();
    let whole = sum(&own);
    let mut found: Vec<(f64, usize)> = others
        .iter()
        .enumerate()
        .filter_map(|(at, other)| {
            let shared: Vec<&String> = own.intersection(other).collect();
            if shared.len() < PAIRS {
                return None;
            }
            let score = shared.iter().map(|pair| weight(pair)).sum::<f64>() / whole.min(sum(other));
            (score >= LEAST).then_some((score, at))
        })
        .collect();
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    found.into_iter().take(most).map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn the_same_ditch_is_found_and_the_village_name_alone_is_not_enough() {
        let others = [
            "北沙涌东边水沟堵了，下雨就淹",
            "北沙涌牌坊的路灯坏了三盏",
            "希望北沙涌增加公交班次",
            "北沙涌的垃圾房要搬走",
            "村口红绿灯时间太短",
        ];
        assert_eq!(alike("北沙涌东侧排水沟淤塞，下雨积水", &others, 3), [0]);
        assert_eq!(alike("牌坊路灯坏了，晚上看不见", &others, 3), [1]);
        assert!(alike("北沙涌", &others, 3).is_empty());
        assert!(alike("", &others, 3).is_empty());
        assert!(alike("学位不足，想请镇里协调", &others, 3).is_empty());
    }
}
