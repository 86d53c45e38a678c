//! How a rule is judged. Pure: rule, person, records, first day of use and the day asked about are passed in.
//!
//! Nothing here names a rule or a figure of one: lengths, counts and shares come from the rule book.

use crate::features::rulebook::model::{Prorate, Rounding, Rule, Unit};
use chrono::{Datelike, Days, Months, NaiveDate};

/// A span of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Span {
    /// A span with an open end.
    #[must_use]
    pub fn since(from: NaiveDate, to: Option<NaiveDate>) -> Self {
        Self { from, to: to.unwrap_or(NaiveDate::MAX) }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// What two spans share.
    #[must_use]
    pub fn with(&self, other: &Self) -> Option<Self> {
        let shared = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (shared.from <= shared.to).then_some(shared)
    }

    /// How many days.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }
}

/// A delegate as the rules see one.
#[derive(Debug, Clone, Default)]
pub struct Delegate {
    /// Levels and days of the seats held.
    pub seats: Vec<(String, Span)>,
    /// Days of leave.
    pub leaves: Vec<Span>,
}

/// How somebody had part in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Named first, or alone.
    First,
    /// Named after somebody else.
    Joint,
    /// The person responsible, not named among the delegates.
    Leader,
    /// Named among the others present.
    Member,
    /// A member of the team that did it.
    Team,
    /// Excused from a meeting.
    Excused,
    /// Absent from a meeting.
    Absent,
    /// Expected at a meeting whose sign-in sheet does not name the delegate.
    Unlisted,
    /// The proposal was withdrawn.
    Withdrawn,
    /// The proposal is still being written.
    Draft,
    /// The co-signer's slip is not back.
    Unsigned,
    /// The proposal was not filed.
    Refused,
    /// The evaluation is not finished.
    Unfinished,
    /// The village has evaluated the delegate in that year already.
    Again,
}

/// A record that may count for a delegate.
#[derive(Debug, Clone, Copy)]
pub struct Deed<'a> {
    /// Its record.
    pub id: &'a str,
    /// Its day.
    pub day: NaiveDate,
    /// Its kind.
    pub kind: &'a str,
    /// The delegate's part in it.
    pub part: Part,
    /// Outside the own village, or a meeting of another group.
    pub outside: bool,
}

/// Why a record does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// After the day asked about.
    AfterAsOf,
    /// Before the rule was in force, or after.
    RuleNotInForce,
    /// The delegate held no seat that day.
    OutOfOffice,
    /// The rule counts other kinds.
    Kind,
    /// The rule counts the own village or group only.
    Outside,
    /// The rule counts a joint record for the first named only.
    Joint,
    /// The rule does not count the person responsible who is not named as delegate.
    Leader,
    /// Named among the others present, not as delegate.
    Member,
    /// The rule does not count what the team did.
    Team,
    /// Excused.
    Excused,
    /// Absent.
    Absent,
    /// Not on the sign-in sheet.
    Unlisted,
    /// Withdrawn.
    Withdrawn,
    /// Still being written.
    Draft,
    /// Asked to sign, and did not.
    Unsigned,
    /// Not filed.
    Refused,
    /// Not finished.
    Unfinished,
    /// A second evaluation by the same village in the same year.
    Again,
}

impl Why {
    /// Stable code; its sentence is in words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AfterAsOf => "after_as_of",
            Self::RuleNotInForce => "rule_not_in_force",
            Self::OutOfOffice => "out_of_office",
            Self::Kind => "kind",
            Self::Outside => "outside",
            Self::Joint => "joint",
            Self::Leader => "leader",
            Self::Member => "member",
            Self::Team => "team",
            Self::Excused => "excused",
            Self::Absent => "absent",
            Self::Unlisted => "unlisted",
            Self::Withdrawn => "withdrawn",
            Self::Draft => "draft",
            Self::Unsigned => "unsigned",
            Self::Refused => "refused",
            Self::Unfinished => "unfinished",
            Self::Again => "again",
        }
    }
}

/// How a window stands on the day asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done.
    Met,
    /// Still to be done, in time.
    Open,
    /// Nothing is asked for, or not yet.
    NotDue,
    /// The window ended and something is missing.
    Overdue,
}

impl State {
    /// The code sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Open => "open",
            Self::NotDue => "not_due",
            Self::Overdue => "overdue",
        }
    }
}

/// Why less is asked for than the rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relief {
    /// The window ended before the first day of use.
    BeforeStart,
    /// No seat in the window.
    OutOfOffice,
    /// On leave for too much of it.
    Leave,
    /// In office for a part of it.
    Share,
}

impl Relief {
    /// Stable code; its sentence is in words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::BeforeStart => "before_start",
            Self::OutOfOffice => "out_of_office",
            Self::Leave => "leave",
            Self::Share => "share",
        }
    }
}

/// The part of a window a delegate was bound, in days or months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Days or months bound.
    pub bound: i64,
    /// Days or months of the window.
    pub whole: i64,
    /// Whether they are months.
    pub months: bool,
}

/// One window judged.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The window.
    pub window: Span,
    /// Last day by which what is missing, or the next, is to be done.
    pub due: NaiveDate,
    /// How many are asked for.
    pub required: i64,
    /// Why less than the rule says.
    pub relief: Option<Relief>,
    /// The part bound: in office and, where the rule relieves, not on leave.
    pub share: Share,
    /// The part in office, leave or not.
    pub office: Share,
    /// How it stands.
    pub state: State,
    /// Records that count, as places in the list given.
    pub counted: Vec<usize>,
    /// Records that do not.
    pub not_counted: Vec<(usize, Why)>,
}

/// The calendar year of a day.
#[must_use]
pub fn year_of(day: NaiveDate) -> Span {
    let from = day.with_day(1).and_then(|day| day.with_month(1)).unwrap_or(day);
    let to = from.with_year(from.year() + 1).and_then(|next| next.pred_opt()).unwrap_or(day);
    Span { from, to }
}

/// The first day a rule asks for anything.
#[must_use]
pub fn starts(rule: &Rule, since: NaiveDate) -> NaiveDate {
    let own = rule.starts_on.as_deref().and_then(|text| text.parse().ok()).unwrap_or(since);
    own.max(in_force(rule).from)
}

/// The days a rule is in force.
#[must_use]
pub fn in_force(rule: &Rule) -> Span {
    let from = rule.valid_from.parse().unwrap_or(NaiveDate::MIN);
    Span::since(from, rule.valid_to.as_deref().and_then(|text| text.parse().ok()))
}

/// The windows of a rule that touch the year of a day.
#[must_use]
pub fn windows(rule: &Rule, as_of: NaiveDate, since: NaiveDate) -> Vec<Span> {
    let year = year_of(as_of);
    let force = in_force(rule);
    let length = u64::try_from(rule.window_length).unwrap_or_default().max(1);
    let all = match rule.window_unit {
        Unit::Rolling => {
            let from = as_of.checked_sub_days(Days::new(length - 1)).unwrap_or(as_of);
            vec![Span { from, to: as_of }]
        }
        Unit::Day => {
            let step = Days::new(length);
            laid(starts(rule, since), year, NaiveDate::MAX, |day| day.checked_add_days(step))
        }
        Unit::Month => {
            let step = Months::new(u32::try_from(length).unwrap_or(u32::MAX));
            let next = |day: NaiveDate| day.checked_add_months(step);
            // Windows of a year or less begin with the year; longer ones with the year the rule came into force.
            let within = next(year.from).is_some_and(|then| then.pred_opt().is_some_and(|last| last <= year.to));
            let (begin, end) = if within { (year.from, year.to) } else { (year_of(force.from).from, NaiveDate::MAX) };
            laid(begin, year, end, next)
        }
    };
    all.into_iter().filter(|window| window.with(&force).is_some()).collect()
}

/// Windows one after the other from a first day, as far as they touch a year; `end` cuts the last one short.
fn laid(begin: NaiveDate, year: Span, end: NaiveDate, next: impl Fn(NaiveDate) -> Option<NaiveDate>) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = begin;
    while from <= year.to {
        let Some(then) = next(from) else { break };
        let window = Span { from, to: then.pred_opt().unwrap_or(then).min(end) };
        if window.with(&year).is_some() {
            found.push(window);
        }
        from = then;
    }
    found
}

/// Joins overlapping and adjacent spans.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut all: Vec<Span> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last) if last.to >= span.from.pred_opt().unwrap_or(span.from) => last.to = last.to.max(span.to),
            _ => all.push(span),
        }
    }
    all
}

/// What is left of spans when others are taken out.
fn without(spans: Vec<Span>, gaps: &[Span]) -> Vec<Span> {
    gaps.iter().fold(spans, |left, gap| {
        left.into_iter()
            .flat_map(|span| {
                let before = gap.from.pred_opt().map(|to| Span { from: span.from, to: span.to.min(to) });
                let after = gap.to.succ_opt().map(|from| Span { from: span.from.max(from), to: span.to });
                [before, after].into_iter().flatten().filter(|part| part.from <= part.to).collect::<Vec<_>>()
            })
            .collect()
    })
}

/// The part of a window that spans cover, in the unit the rule reckons in.
fn share(rule: &Rule, window: Span, bound: &[Span]) -> Share {
    let covered =
        |part: Span| -> i64 { bound.iter().filter_map(|span| span.with(&part)).map(|span| span.days()).sum() };
    if rule.prorate != Prorate::Month || rule.window_unit != Unit::Month {
        return Share { bound: covered(window), whole: window.days(), months: false };
    }
    let (mut whole, mut months) = (0, 0);
    let mut from = window.from;
    while from <= window.to {
        let Some(then) = from.checked_add_months(Months::new(1)) else { break };
        let month = Span { from, to: then.pred_opt().unwrap_or(then).min(window.to) };
        let days = covered(month);
        whole += 1;
        months += i64::from(days > 0 && days + days >= month.days());
        from = then;
    }
    Share { bound: months, whole, months: true }
}

/// What a share of the required number comes to.
fn rounded(rule: &Rule, share: Share) -> i64 {
    if share.bound <= 0 || share.whole <= 0 {
        return 0;
    }
    if share.bound >= share.whole || rule.prorate == Prorate::None {
        return rule.required;
    }
    let product = rule.required * share.bound;
    match rule.rounding {
        Rounding::Down => product / share.whole,
        Rounding::Up => (product + share.whole - 1) / share.whole,
        Rounding::Half => (product + product + share.whole) / (share.whole + share.whole),
    }
}

/// What a rule asks a delegate for in a window.
#[must_use]
pub fn required(rule: &Rule, delegate: &Delegate, window: Span, since: NaiveDate) -> (i64, Option<Relief>, Share) {
    let asked = Span { from: starts(rule, since), to: in_force(rule).to };
    let seats = joined(seats(rule, delegate));
    let bound = |spans: &[Span]| -> Vec<Span> {
        spans.iter().filter_map(|span| span.with(&window)).filter_map(|span| span.with(&asked)).collect()
    };
    let in_office = bound(&seats);
    // Days of any day in office ask for the whole when nothing is pro-rated; leave still relieves when it covers all of them.
    let present = if rule.leave_relief { without(in_office.clone(), &delegate.leaves) } else { in_office.clone() };
    let part = share(rule, window, &present);
    let number = if present.is_empty() { 0 } else { rounded(rule, part) };
    let relief = if number >= rule.required {
        None
    } else if window.to < asked.from {
        Some(Relief::BeforeStart)
    } else if in_office.is_empty() {
        Some(Relief::OutOfOffice)
    } else if rounded(rule, share(rule, window, &in_office)) > number {
        Some(Relief::Leave)
    } else {
        Some(Relief::Share)
    };
    (number, relief, part)
}

/// The part of a window in office from the first day the rule asks for anything, leave or not.
fn share_in_office(rule: &Rule, seats: &[Span], window: Span, since: NaiveDate) -> Share {
    let asked = Span { from: starts(rule, since), to: in_force(rule).to };
    let bound: Vec<Span> =
        seats.iter().filter_map(|span| span.with(&window)).filter_map(|span| span.with(&asked)).collect();
    share(rule, window, &bound)
}

/// The last day on which something can still be done in time and in the usual way: within the window, in office, not on
/// leave, and a working day. None when no such day is left from `today` on.
#[must_use]
pub fn last_safe(
    rule: &Rule,
    delegate: &Delegate,
    window: Span,
    today: NaiveDate,
    works: &dyn Fn(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    let days = Span { from: window.from.max(today), to: window.to }.with(&in_force(rule))?;
    let open = without(seats(rule, delegate).iter().filter_map(|seat| seat.with(&days)).collect(), &delegate.leaves);
    let mut last: Option<NaiveDate> = None;
    for span in open {
        let mut day = span.to;
        while day >= span.from && !works(day) {
            let Some(before) = day.pred_opt() else { break };
            day = before;
        }
        if day >= span.from {
            last = last.max(Some(day));
        }
    }
    last
}

/// The spans of seats a rule binds.
fn seats(rule: &Rule, delegate: &Delegate) -> Vec<Span> {
    delegate.seats.iter().filter(|(level, _)| rule.levels.contains(level)).map(|(_, span)| *span).collect()
}

/// Whether a rule binds a delegate on any day of a span.
#[must_use]
pub fn binds(rule: &Rule, delegate: &Delegate, days: Span) -> bool {
    seats(rule, delegate).iter().any(|seat| seat.with(&days).is_some())
}

/// Whether a record counts, and if not why.
#[must_use]
pub fn credit(rule: &Rule, seats: &[Span], force: Span, deed: &Deed<'_>, as_of: NaiveDate) -> Option<Why> {
    let part = match deed.part {
        Part::First => None,
        Part::Joint => (!rule.joint_credit).then_some(Why::Joint),
        Part::Leader => (!rule.leader_credit).then_some(Why::Leader),
        Part::Team => (!rule.team_credit).then_some(Why::Team),
        Part::Excused => (!rule.excused_credit).then_some(Why::Excused),
        Part::Member => Some(Why::Member),
        Part::Absent => Some(Why::Absent),
        Part::Unlisted => Some(Why::Unlisted),
        Part::Withdrawn => Some(Why::Withdrawn),
        Part::Draft => Some(Why::Draft),
        Part::Unsigned => Some(Why::Unsigned),
        Part::Refused => Some(Why::Refused),
        Part::Unfinished => Some(Why::Unfinished),
        Part::Again => Some(Why::Again),
    };
    if deed.day > as_of {
        Some(Why::AfterAsOf)
    } else if !force.holds(deed.day) {
        Some(Why::RuleNotInForce)
    } else if !seats.iter().any(|seat| seat.holds(deed.day)) {
        Some(Why::OutOfOffice)
    } else if !rule.kinds.is_empty() && !rule.kinds.iter().any(|kind| kind == deed.kind) {
        Some(Why::Kind)
    } else if part.is_some() {
        part
    } else {
        (deed.outside && !rule.outside_credit).then_some(Why::Outside)
    }
}

/// Judges every window of a rule that touches the year of a day. `deeds` are sorted by day.
#[must_use]
pub fn judge(rule: &Rule, delegate: &Delegate, deeds: &[Deed<'_>], as_of: NaiveDate, since: NaiveDate) -> Vec<Judged> {
    let force = in_force(rule);
    let seats = joined(seats(rule, delegate));
    windows(rule, as_of, since)
        .into_iter()
        .map(|window| {
            let first = deeds.partition_point(|deed| deed.day < window.from);
            let (mut counted, mut not_counted) = (Vec::new(), Vec::new());
            for (at, deed) in deeds.iter().enumerate().skip(first).take_while(|(_, deed)| deed.day <= window.to) {
                match credit(rule, &seats, force, deed, as_of) {
                    None => counted.push(at),
                    Some(why) => not_counted.push((at, why)),
                }
            }
            let (required, relief, share) = required(rule, delegate, window, since);
            let office = share_in_office(rule, &seats, window, since);
            let done = i64::try_from(counted.len()).unwrap_or(i64::MAX);
            let due = due(rule, &seats, window, deeds, required, since);
            let state = if required == 0 {
                State::NotDue
            } else if done >= required {
                State::Met
            } else if window.from > as_of {
                State::NotDue
            } else if due >= as_of {
                State::Open
            } else {
                State::Overdue
            };
            Judged { window, due, required, relief, share, office, state, counted, not_counted }
        })
        .collect()
}

/// The last day in time. A laid window is due on its last day. A rolling one falls due when the oldest record it
/// needs grows too old, and not before a delegate was bound for its whole length.
fn due(rule: &Rule, seats: &[Span], window: Span, deeds: &[Deed<'_>], required: i64, since: NaiveDate) -> NaiveDate {
    if rule.window_unit != Unit::Rolling {
        return window.to;
    }
    let length = Days::new(u64::try_from(rule.window_length).unwrap_or_default());
    let after = |day: NaiveDate| day.checked_add_days(length).unwrap_or(window.to);
    let force = in_force(rule);
    let needed = usize::try_from(required).unwrap_or_default().max(1);
    let held = |deed: &&Deed<'_>| deed.day <= window.to && credit(rule, seats, force, deed, window.to).is_none();
    let oldest = deeds.iter().rev().filter(held).nth(needed - 1).map(|deed| after(deed.day));
    let began = seats
        .iter()
        .filter(|seat| seat.holds(window.to))
        .map(|seat| seat.from)
        .max()
        .unwrap_or(window.to)
        .max(starts(rule, since));
    let full = after(began.pred_opt().unwrap_or(began));
    oldest.map_or(full, |day| day.max(full))
}
