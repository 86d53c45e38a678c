//! A chart made ready: shares of each bar and the percents written into it.

use serde::Serialize;
use zhudian_paper::{Bar, Bars};

use super::clean;

/// A chart made ready.
#[derive(Serialize)]
pub(crate) struct BarsPlan {
    caption: String,
    parts: Vec<String>,
    rows: Vec<BarPlan>,
}

#[derive(Serialize)]
struct BarPlan {
    label: String,
    figure: String,
    /// Empty where nothing was counted.
    parts: Vec<PartPlan>,
}

#[derive(Serialize)]
struct PartPlan {
    index: usize,
    share: f64,
    words: String,
}

impl BarsPlan {
    pub fn of(bars: &Bars) -> Self {
        Self {
            caption: clean(&bars.caption),
            parts: bars.parts.iter().map(|part| clean(part)).collect(),
            rows: bars.rows.iter().map(BarPlan::of).collect(),
        }
    }
}

impl BarPlan {
    fn of(bar: &Bar) -> Self {
        let whole: i64 = bar.counts.iter().sum();
        let part = |(index, n): (usize, &i64)| {
            let permille = (n * 2000 + whole) / (2 * whole);
            // Counts of sheets: exact as floating point.
            #[allow(clippy::cast_precision_loss)]
            let share = *n as f64 / whole as f64;
            PartPlan { index, share, words: format!("{}.{}%", permille / 10, permille % 10) }
        };
        let parts = if whole > 0 { bar.counts.iter().enumerate().map(part).collect() } else { Vec::new() };
        Self { label: clean(&bar.label.text), figure: clean(&bar.figure), parts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_nothing_counted_is_no_bar() {
        let bar = |counts: &[i64]| BarPlan::of(&Bar { counts: counts.to_vec(), ..Bar::default() });
        let plan = bar(&[2, 1, 0]);
        let words: Vec<&str> = plan.parts.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["66.7%", "33.3%", "0.0%"]);
        assert!((plan.parts.iter().map(|one| one.share).sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(bar(&[0, 0]).parts.is_empty());
    }
}
