//! How like two papers are. Pure.
//!
//! A title is short: all its pairs of neighbouring characters are kept. A text is long: of its runs of three a fixed
//! sample is kept, the ones with the smallest digests, which two like texts have in common. Candidates are found by what
//! is kept; how like they are is reckoned on the titles and texts themselves.

use crate::features::search::grams;
use std::collections::BTreeSet;

/// Samples kept of a text.
const SAMPLES: usize = 24;

/// Most pairs kept of a title.
const PAIRS: usize = 40;

/// Percent from which a paper is said to be like another.
pub const LIKE: i64 = 30;

/// Signs that part words and say nothing, as they stand in nearly every title.
fn letters(text: &str) -> Vec<char> {
    grams::fold(text).chars().filter(|letter| letter.is_alphanumeric() || u32::from(*letter) >= 0x2_0000).collect()
}

fn runs(text: &str, length: usize) -> BTreeSet<Vec<char>> {
    letters(text).windows(length).map(<[char]>::to_vec).collect()
}

/// What the index keeps of a paper: pairs of its title, and samples of its text marked apart from them.
#[must_use]
pub fn kept(title: &str, text: &str) -> BTreeSet<i64> {
    let number = |pair: &[char]| pair.iter().fold(0_i64, |sum, letter| (sum << 21) | i64::from(u32::from(*letter)));
    let pairs = runs(title, 2).iter().map(|pair| number(pair)).take(PAIRS).collect::<Vec<_>>();
    let mut samples: Vec<i64> = runs(text, 3).iter().map(|run| scattered(run) | (1 << 62)).collect();
    samples.sort_unstable();
    samples.truncate(SAMPLES);
    pairs.into_iter().chain(samples).collect()
}

/// A digest that is the same on every computer and scatters neighbours.
fn scattered(run: &[char]) -> i64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for letter in run {
        sum = (sum ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3);
    }
    sum ^= sum >> 29;
    sum = sum.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    i64::try_from((sum ^ (sum >> 32)) & ((1 << 61) - 1)).unwrap_or(0)
}

fn share(one: &BTreeSet<Vec<char>>, other: &BTreeSet<Vec<char>>) -> i64 {
    let both = one.intersection(other).count();
    let all = one.len() + other.len();
    // Two empty papers are not alike.
    (both * 200).checked_div(all).and_then(|percent| i64::try_from(percent).ok()).unwrap_or(0)
}

/// How like two papers are, in percent: their titles, and their texts where both have one.
#[must_use]
pub fn percent(one: (&str, &str), other: (&str, &str)) -> i64 {
    let titles = share(&runs(one.0, 2), &runs(other.0, 2));
    let (mine, its) = (runs(one.1, 2), runs(other.1, 2));
    if mine.len() < 10 || its.len() < 10 {
        return titles;
    }
    let texts = share(&mine, &its);
    // A copied text under another title is as telling as a like title over other words.
    ((titles + texts) / 2).max(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_titles_are_like() {
        let same = percent(("关于整治北沙涌排水的提议", ""), ("关于整治北沙涌排水的提议", ""));
        assert_eq!(same, 100);
        assert!(percent(("关于整治北沙涌排水的提议", ""), ("整治北沙涌排水问题", "")) > LIKE);
        assert!(percent(("关于整治北沙涌排水的提议", ""), ("加装沙涌小学门口路灯", "")) < LIKE);
        let text = "北沙涌东侧排水沟多年没有清淤，一到汛期就漫到路面，沿线三个村的群众多次反映。";
        assert!(percent(("甲", text), ("乙", text)) == 100);
        let (mine, its) = (kept("整治北沙涌排水", text), kept("另外一个题目", text));
        assert_eq!(mine.intersection(&its).count(), SAMPLES.min(runs(text, 3).len()));
    }
}
