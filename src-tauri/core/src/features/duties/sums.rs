//! The sum behind what is asked for, written out so that a clerk can do it again by hand: how long the window is, how much
//! of it the delegate was bound and why not longer, the share, and how the rule book rounds it.

use super::rules::{self, Judged, Span};
use super::sheet::fields;
use super::store::{Gathered, Person};
use crate::features::reports::frame::long_day;
use crate::features::rulebook::model::{Prorate, Rounding, Rule};
use crate::ground::words;

/// The sum of a window; none when the delegate was bound for the whole of it, or for nothing.
#[must_use]
pub fn sum(gathered: &Gathered, person: &Person, rule: &Rule, one: &Judged) -> Option<String> {
    if one.share.bound >= one.share.whole || one.office.bound == 0 {
        return None;
    }
    let unit = words::print(if one.share.months { "share.months" } else { "share.days" });
    let count = words::print(&format!("unit.{}", rule.duty.code()));
    let mut parts = events(gathered, person, rule, one.window);
    let length = [
        ("whole", one.share.whole.into()),
        ("office", one.office.bound.into()),
        ("unit", unit.into()),
        ("leave", (one.office.bound - one.share.bound).into()),
        ("bound", one.share.bound.into()),
        ("note", words::print(if one.share.months { "sum.months" } else { "" }).into()),
    ];
    parts.push(words::print_with(
        if one.office.bound > one.share.bound { "sum.length_leave" } else { "sum.length" },
        &fields(&length),
    ));
    let product = [
        ("full", rule.required.into()),
        ("count", count.into()),
        ("bound", one.share.bound.into()),
        ("whole", one.share.whole.into()),
        ("exact", exact(rule.required * one.share.bound, one.share.whole).into()),
        ("required", one.required.into()),
        ("rounding", words::print(rounding(rule)).into()),
    ];
    let key = match (rule.prorate, one.share.bound) {
        (_, 0) => "sum.nothing",
        (Prorate::None, _) => "sum.whole",
        _ => "sum.share",
    };
    parts.push(words::print_with(key, &fields(&product)));
    Some(parts.concat())
}

fn rounding(rule: &Rule) -> &'static str {
    match rule.rounding {
        Rounding::Half => "rounding.half",
        Rounding::Up => "rounding.up",
        Rounding::Down => "rounding.down",
    }
}

/// A quotient with three decimals and the sign of equality that fits it. It is cut, not rounded: what is just under a
/// half must not be shown as a half that was rounded down.
fn exact(part: i64, whole: i64) -> String {
    let thousandths = part * 1000 / whole.max(1);
    let sign = words::print(if thousandths * whole == part * 1000 { "sum.equal" } else { "sum.about" });
    let (ones, rest) = (thousandths / 1000, thousandths % 1000);
    let text = format!("{ones}.{rest:03}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    format!("{sign}{short}")
}

/// What shortened the time in the window: the first day of use, the day the seat began or ended and how, leaves.
fn events(gathered: &Gathered, person: &Person, rule: &Rule, window: Span) -> Vec<String> {
    let mut found = Vec::new();
    let told = |key: &str, day: chrono::NaiveDate| words::print_with(key, &fields(&[("day", long_day(day).into())]));
    let starts = rules::starts(rule, gathered.since);
    if starts > window.from && window.holds(starts) {
        found.push((starts, told("sum.starts", starts)));
    }
    for (level, seat) in person.delegate.seats.iter().filter(|(level, _)| rule.levels.contains(level)) {
        if seat.from > window.from && window.holds(seat.from) {
            found.push((seat.from, told("sum.seated", seat.from)));
        }
        if seat.to < window.to && window.holds(seat.to) {
            let ending = person.ending(level, seat.to);
            found.push((seat.to, told(&format!("sum.ended.{ending}"), seat.to)));
        }
    }
    if rule.leave_relief {
        for (leave, reason) in person.leaves_told(window) {
            let facts = fields(&[
                ("from", long_day(leave.from).into()),
                ("to", long_day(leave.to).into()),
                ("reason", words::print(&format!("leave.{reason}")).into()),
            ]);
            found.push((leave.from, words::print_with("sum.leave", &facts)));
        }
    }
    found.sort();
    found.dedup();
    found.into_iter().map(|(_, sentence)| sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn a_quotient_is_cut_and_says_whether_it_is_exact() {
        assert_eq!(exact(184, 365), "\u{2248}0.504");
        assert_eq!(exact(182, 365), "\u{2248}0.498");
        assert_eq!(exact(6, 12), "\u{ff1d}0.5");
        assert_eq!(exact(24, 12), "\u{ff1d}2");
        assert_eq!(exact(1, 3), "\u{2248}0.333");
    }
}
