//! Which backups stay, and what the light says.

use super::model::{Habits, Light, Policy, Reason};
use chrono::{DateTime, Datelike, TimeDelta, Utc};

/// A backup as the thinning sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// File name.
    pub name: String,
    /// When it was taken.
    pub taken: DateTime<Utc>,
    /// Bytes.
    pub bytes: u64,
}

/// The names to take away: all stay for some days, then the newest of each day, week and month; then the oldest go
/// until the rest takes no more than its share of the free disk. The two newest always stay.
#[must_use]
pub fn thin(mut all: Vec<Kept>, now: DateTime<Utc>, free: u64, policy: &Policy) -> Vec<String> {
    all.sort_by(|one, other| other.taken.cmp(&one.taken).then_with(|| other.name.cmp(&one.name)));
    let mut gone = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut stay: Vec<Kept> = Vec::new();
    for one in all {
        let age = now - one.taken;
        let week = one.taken.iso_week();
        let rung = if age < TimeDelta::days(policy.keep_all_days) || stay.len() < 2 {
            None
        } else if age < TimeDelta::days(policy.keep_daily_days) {
            Some(format!("day {}", one.taken.date_naive()))
        } else if age < TimeDelta::weeks(policy.keep_weekly_weeks) {
            Some(format!("week {} {}", week.year(), week.week()))
        } else if age < TimeDelta::days(policy.keep_monthly_months * 31) {
            Some(format!("month {} {}", one.taken.year(), one.taken.month()))
        } else {
            Some("too old".to_owned())
        };
        match rung {
            Some(rung) => {
                if rung == "too old" || !seen.insert(rung) {
                    gone.push(one.name);
                } else {
                    stay.push(one);
                }
            }
            None => stay.push(one),
        }
    }
    let mut total: u64 = stay.iter().map(|one| one.bytes).sum();
    let share = policy.disk_share_percent.clamp(1, 100).unsigned_abs();
    let allowed = (free.saturating_add(total) / 100).saturating_mul(share);
    while stay.len() > 2 && total > allowed {
        if let Some(oldest) = stay.pop() {
            total -= oldest.bytes;
            gone.push(oldest.name);
        }
    }
    gone
}

/// The age of what was dated by a clock ahead of this one.
const AHEAD: TimeDelta = TimeDelta::MAX;

/// How long ago something was. What lies in the future was dated by a clock that has been set back since: how old it is
/// nobody knows, so it counts as old. Clocks are trusted within an hour.
fn since(at: DateTime<Utc>, now: DateTime<Utc>) -> TimeDelta {
    if at > now + TimeDelta::hours(1) { AHEAD } else { now - at }
}

/// Minutes until the next backup is due, nought when it is due now; none when nothing changed since the last.
#[must_use]
pub fn wait(habits: &Habits, entries: i64, now: DateTime<Utc>, policy: &Policy) -> Option<i64> {
    match &habits.last {
        Some(last) if last.entries >= entries => None,
        Some(last) => {
            Some((policy.every_minutes - since(last.at, now).num_minutes()).clamp(0, policy.every_minutes.max(0)))
        }
        None => (entries > 0).then_some(0),
    }
}

/// The light of the health card and why it shows so. The gravest reason comes first.
#[must_use]
pub fn light(habits: &Habits, entries: i64, now: DateTime<Utc>, policy: &Policy) -> (Light, Reason) {
    let Some(last) = &habits.last else { return (Light::Owed, Reason::None) };
    if habits.failure.as_ref().is_some_and(|failure| failure.at >= last.at) {
        return (Light::Owed, Reason::Failed);
    }
    if habits.checked.as_ref().is_some_and(|check| !check.good) {
        return (Light::Owed, Reason::Unsound);
    }
    if wait(habits, entries, now, policy) == Some(0) && since(last.at, now).num_minutes() >= 2 * policy.every_minutes {
        return (Light::Owed, Reason::Old);
    }
    match &habits.second {
        None => return (Light::Due, Reason::NoSecond),
        Some(second) => match second.at {
            None => return (Light::Due, Reason::SecondEmpty),
            Some(at) if since(at, now) == AHEAD => return (Light::Owed, Reason::SecondAhead),
            Some(at) if (now - at).num_days() >= policy.second_warn_days => return (Light::Owed, Reason::SecondOld),
            Some(_) => {}
        },
    }
    match &habits.rehearsed {
        Some(done) if done.good && since(done.at, now).num_days() < policy.rehearse_days => (Light::Ok, Reason::Fine),
        Some(done) if !done.good => (Light::Owed, Reason::RehearsalFailed),
        _ => (Light::Due, Reason::NoRehearsal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::backup::model::{Taken, Tried};

    fn moment(days: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap() + TimeDelta::days(days)
    }

    fn kept(days_ago: i64, at: i64) -> Kept {
        Kept {
            name: format!("{days_ago}-{at}"),
            taken: moment(0) - TimeDelta::days(days_ago) - TimeDelta::minutes(at),
            bytes: 10,
        }
    }

    #[test]
    fn all_stay_for_two_days_then_one_a_day_a_week_a_month() {
        let mut all = Vec::new();
        for days in 0..800 {
            for at in 0..3 {
                all.push(kept(days, at));
            }
        }
        let policy = Policy::default();
        let gone = thin(all.clone(), moment(0), u64::MAX / 4, &policy);
        let stay: Vec<&Kept> = all.iter().filter(|one| !gone.contains(&one.name)).collect();
        assert_eq!(stay.iter().filter(|one| moment(0) - one.taken < TimeDelta::days(2)).count(), 6);
        assert!((40..70).contains(&stay.len()), "{}", stay.len());
        let oldest = stay.iter().map(|one| one.taken).min().unwrap();
        assert!(moment(0) - oldest > TimeDelta::days(700));
        // Thinning again takes nothing more.
        let again = thin(stay.into_iter().cloned().collect(), moment(0), u64::MAX / 4, &policy);
        assert_eq!(again, Vec::<String>::new());
    }

    #[test]
    fn a_full_disk_leaves_the_two_newest() {
        let all: Vec<Kept> = (0..10).map(|days| kept(days, 0)).collect();
        let gone = thin(all, moment(0), 0, &Policy::default());
        assert_eq!(gone.len(), 8);
        assert!(!gone.contains(&"0-0".to_owned()) && !gone.contains(&"1-0".to_owned()));
    }

    #[test]
    fn the_light_names_the_gravest_reason() {
        let policy = Policy::default();
        let mut habits = Habits::default();
        assert_eq!(light(&habits, 5, moment(0), &policy), (Light::Owed, Reason::None));
        habits.last = Some(Taken { name: String::new(), at: moment(0), entries: 5 });
        assert_eq!(light(&habits, 5, moment(0), &policy), (Light::Due, Reason::NoSecond));
        habits.second =
            Some(crate::features::backup::model::Second { folder: "x".into(), at: Some(moment(-8)), entries: 5 });
        assert_eq!(light(&habits, 5, moment(0), &policy), (Light::Owed, Reason::SecondOld));
        habits.second.as_mut().unwrap().at = Some(moment(-6));
        assert_eq!(light(&habits, 5, moment(0), &policy), (Light::Due, Reason::NoRehearsal));
        habits.rehearsed = Some(Tried { at: moment(0), good: true });
        assert_eq!(light(&habits, 5, moment(0), &policy), (Light::Ok, Reason::Fine));
        assert_eq!(wait(&habits, 5, moment(1), &policy), None);
        assert_eq!(wait(&habits, 6, moment(0) + TimeDelta::minutes(10), &policy), Some(20));
        assert_eq!(light(&habits, 6, moment(1), &policy), (Light::Owed, Reason::Old));
        // The clock was years ahead when the last ones were taken.
        assert_eq!(wait(&habits, 6, moment(-1000), &policy), Some(0));
        assert_eq!(light(&habits, 6, moment(-1000), &policy), (Light::Owed, Reason::Old));
        habits.last = Some(Taken { name: String::new(), at: moment(-1000), entries: 6 });
        assert_eq!(light(&habits, 6, moment(-1000), &policy), (Light::Owed, Reason::SecondAhead));
    }
}
