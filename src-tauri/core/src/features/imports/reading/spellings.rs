//! The built-in lists of spellings and headings. They are data (`data/spellings.json`, `data/headings.json`), so that a
//! place adds its own words without a new rule.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::text::key;

/// Spellings of values: what stands for nothing, for a total, for a unit, for a title.
#[derive(Debug, Deserialize)]
pub struct Spellings {
    none: Vec<String>,
    undecided: Vec<String>,
    /// Words that name the lunar calendar.
    lunar: Vec<String>,
    /// Words a total row begins with.
    pub totals: Vec<String>,
    /// Words that make a column of counts a part or a sum of another one.
    pub of_which: Vec<String>,
    /// Words in a heading of figures that are not those of one visit: planned, of last month, so far.
    pub not_done: Vec<String>,
    /// Words of a short remark that a visit did not take place.
    pub called_off: Vec<String>,
    /// The counting word of households, which stands behind whose they are.
    pub household: String,
    /// Words before a number that is a part of the number before it.
    pub part_of: Vec<String>,
    /// Those who are counted, as whole headings.
    pub counted_kinds: Vec<String>,
    /// Ends of headings that only say that something is counted.
    pub count_tails: Vec<String>,
    /// The word in "one is, two is", which numbers a list that is told.
    pub is_word: String,
    ditto: Vec<String>,
    /// Words a remark below or above the table begins with.
    pub remarks: Vec<String>,
    /// Counting words by what they count.
    pub units: BTreeMap<String, Vec<String>>,
    /// Counting words that tell a unit's count within a sentence, longest first.
    pub units_in_words: BTreeMap<String, Vec<String>>,
    /// Words before a number that say it is not exact.
    pub about: Vec<String>,
    /// Words after a number that say it is not exact.
    pub more: Vec<String>,
    digits: String,
    digits_other: HashMap<char, u32>,
    tens: HashMap<char, u32>,
    myriad: char,
    /// Marks after a year.
    pub year: Vec<char>,
    /// Marks after a month.
    pub month: Vec<char>,
    /// Marks after a day.
    pub day: Vec<char>,
    /// Marks after an hour.
    pub hour: Vec<char>,
    /// Marks after minutes.
    pub minute: Vec<char>,
    /// The half of an hour.
    pub half: char,
    /// Parts of the day up to noon.
    pub morning: Vec<String>,
    /// Parts of the day past noon.
    pub afternoon: Vec<String>,
    /// Marks between two days.
    pub range: Vec<char>,
    /// What may follow the word for a month.
    pub month_tail: char,
    /// Words for a week, before the figure of its day.
    pub weeks: Vec<String>,
    /// Figures of the days of a week.
    pub weekdays: String,
    /// Words before the day a paper was filled in, and before who did.
    pub filed: Vec<String>,
    /// Characters around the number of a page.
    page: String,
    /// Words for a signature.
    pub signed: Vec<String>,
    /// Characters that part names in one cell.
    pub separators: Vec<char>,
    /// Words that may part names, but also stand inside names.
    pub joiners: Vec<String>,
    /// Words after a list of names that stand for unnamed others.
    pub and_others: Vec<String>,
    /// Words beside a name that say the person was not there.
    absent: Vec<String>,
    /// Marks and words a column is ticked with.
    ticks: Vec<String>,
    /// Words that leave a tick out.
    no_words: Vec<String>,
    /// Words for what people say, in a sentence that counts it.
    pub opinion_words: Vec<String>,
    /// What such a sentence counts in.
    pub opinion_units: Vec<String>,
    /// Words that say the team did not come to the village that day.
    stopped: Vec<String>,
    /// Words that say it came another day instead.
    made_up: Vec<String>,
    /// Words for a whole circle of people instead of their names.
    everybody: Vec<String>,
    /// Titles written before or after a name.
    pub titles: Vec<String>,
    /// What follows the stem of a village's name, longest first after loading.
    pub area_suffixes: Vec<String>,
    /// What people write after the stem.
    pub area_tails: Vec<String>,
    /// What follows a village's name in the name of its team.
    pub team_tails: Vec<String>,
    /// What the name of a delegation ends with.
    pub delegation_tails: Vec<String>,
    /// What the name of a list of people ends with.
    pub list_tails: Vec<String>,
    male: Vec<String>,
    female: Vec<String>,
    levels: BTreeMap<String, Vec<String>>,
    kinds: BTreeMap<String, Vec<String>>,
    /// Words that mean a kind only where they are all a cell says.
    kinds_alone: BTreeMap<String, Vec<String>>,
    statuses: BTreeMap<String, Vec<String>>,
    /// How an answer ends or begins that tells how far an opinion has come; the gravest is asked first.
    status_ends: Vec<(String, Vec<String>)>,
    status_starts: Vec<(String, Vec<String>)>,
    /// Words beside the days of a time in office that are no part of them.
    pub since_words: Vec<String>,
    /// Words that say a remark behind several names is meant for all of them.
    pub all_of_them: Vec<String>,
    /// Words that say it has not been done.
    not_yet: Vec<String>,
    topics: BTreeMap<String, Vec<String>>,
    #[serde(skip)]
    sets: Sets,
}

#[derive(Debug, Default)]
struct Sets {
    none: HashSet<String>,
    undecided: HashSet<String>,
    ditto: HashSet<String>,
    kinds: HashMap<String, String>,
    levels: HashMap<String, String>,
    statuses: HashMap<String, String>,
    topics: HashMap<String, String>,
    digits: HashMap<char, u32>,
}

fn inverted(lists: &BTreeMap<String, Vec<String>>) -> HashMap<String, String> {
    lists.iter().flat_map(|(code, words)| words.iter().map(move |w| (key(w), code.clone()))).collect()
}

fn longest_first(words: &mut [String]) {
    words.sort_by_key(|w| std::cmp::Reverse(w.chars().count()));
}

/// The built-in spellings.
pub fn spellings() -> &'static Spellings {
    static LOADED: OnceLock<Spellings> = OnceLock::new();
    LOADED.get_or_init(|| {
        let mut s: Spellings = serde_json::from_str(include_str!("../../../../data/spellings.json"))
            .expect("the built-in list is checked by the tests");
        for list in [&mut s.totals, &mut s.titles, &mut s.area_suffixes, &mut s.team_tails, &mut s.about, &mut s.more] {
            longest_first(list);
        }
        for units in s.units.values_mut() {
            longest_first(units);
        }
        let keys = |list: &[String]| list.iter().map(|w| key(w)).collect::<HashSet<_>>();
        let mut digits: HashMap<char, u32> = s.digits_other.clone();
        digits.extend(s.digits.chars().zip(0u32..));
        s.sets = Sets {
            none: keys(&s.none),
            undecided: keys(&s.undecided),
            ditto: keys(&s.ditto),
            kinds: inverted(&s.kinds).into_iter().chain(inverted(&s.kinds_alone)).collect(),
            levels: inverted(&s.levels),
            statuses: inverted(&s.statuses),
            topics: inverted(&s.topics),
            digits,
        };
        s
    })
}

impl Spellings {
    /// The cell says there is none: empty, a dash, a stroke or a word for it.
    #[must_use]
    pub fn is_none(&self, text: &str) -> bool {
        let k = key(text);
        k.is_empty() || self.sets.none.contains(&k)
    }

    /// "None" before the name of what was counted.
    #[must_use]
    pub fn says_none(&self, text: &str) -> bool {
        let named = |rest: &str| self.counted_kinds.iter().any(|word| word == rest);
        self.none.iter().any(|word| text.strip_prefix(word.as_str()).is_some_and(named))
    }

    /// The text counts days by the lunar calendar.
    #[must_use]
    pub fn is_lunar(&self, text: &str) -> bool {
        self.lunar.iter().any(|word| text.contains(word.as_str()))
    }

    /// The cell says it is not decided yet.
    #[must_use]
    pub fn is_undecided(&self, text: &str) -> bool {
        let k = key(text);
        self.sets.undecided.contains(k.trim_matches(['(', ')']))
    }

    /// The cell repeats the one above.
    #[must_use]
    pub fn is_ditto(&self, text: &str) -> bool {
        let k = key(text);
        !k.is_empty() && self.sets.ditto.contains(&k)
    }

    /// The remark says that somebody was not there.
    #[must_use]
    pub fn says_absent(&self, remark: &str) -> bool {
        let k = key(remark);
        self.absent.iter().any(|word| k.contains(word.as_str()))
    }

    /// The text without the words at its end that say somebody was not there; none when there are no such words.
    #[must_use]
    pub fn before_absence<'a>(&self, text: &'a str) -> Option<&'a str> {
        let mut rest = text;
        while let Some(shorter) = self.absent.iter().find_map(|word| rest.strip_suffix(word.as_str())) {
            rest = super::text::trimmed(shorter);
        }
        (rest.len() < text.len()).then_some(rest)
    }

    /// The text stands for a whole circle of people and names nobody.
    #[must_use]
    pub fn is_everybody(&self, text: &str) -> bool {
        self.everybody.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// The text names a numbered group, "the second group", and no person.
    #[must_use]
    pub fn is_group(&self, text: &str) -> bool {
        let Some(rest) = text.strip_prefix('\u{7b2c}') else { return false };
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || self.is_han_digit(c));
        let ends = |word: &String| behind.ends_with(word.as_str());
        behind.len() < rest.len() && (self.team_tails.iter().any(ends) || self.delegation_tails.iter().any(ends))
    }

    /// The cell is a tick.
    #[must_use]
    pub fn is_tick(&self, text: &str) -> bool {
        let k = key(text);
        self.ticks.contains(&k)
    }

    /// The cell says that there is no tick here.
    #[must_use]
    pub fn is_no_tick(&self, text: &str) -> bool {
        self.is_none(text) || key(text) == "0" || self.no_words.contains(&key(text))
    }

    /// The words say that nobody came to the village that day, and not that the day was made up for.
    #[must_use]
    pub fn says_stopped(&self, text: &str) -> bool {
        let k = key(text);
        let any = |list: &[String]| list.iter().any(|word| k.contains(word.as_str()));
        any(&self.stopped) && !any(&self.made_up)
    }

    /// A short remark that the visit was called off; a sentence may speak of something else that was.
    #[must_use]
    pub fn says_called_off(&self, text: &str) -> bool {
        let k = key(text);
        k.chars().count() <= 12 && self.called_off.iter().any(|word| k.contains(word.as_str()))
    }

    /// `m` or `f`, when the cell says so.
    #[must_use]
    pub fn sex(&self, text: &str) -> Option<&'static str> {
        let k = key(text);
        if self.male.contains(&k) {
            Some("m")
        } else if self.female.contains(&k) {
            Some("f")
        } else {
            None
        }
    }

    /// Code of a visit's kind by a known spelling.
    #[must_use]
    pub fn kind(&self, text: &str) -> Option<&str> {
        self.sets.kinds.get(&key(text)).map(String::as_str)
    }

    /// The one kind a sentence names; none when it names several or none.
    #[must_use]
    pub fn kind_told(&self, text: &str) -> Option<&str> {
        let folded = key(text);
        let mut told = self
            .kinds
            .iter()
            .filter(|(_, words)| words.iter().any(|w| w.chars().count() >= 2 && folded.contains(key(w).as_str())))
            .map(|(code, _)| code.as_str());
        let first = told.next()?;
        told.next().is_none().then_some(first)
    }

    /// All codes of kinds with their spellings.
    #[must_use]
    pub fn kinds(&self) -> &BTreeMap<String, Vec<String>> {
        &self.kinds
    }

    /// Level of a delegate: city, district or town.
    #[must_use]
    pub fn level(&self, text: &str) -> Option<&str> {
        self.sets.levels.get(&key(text)).map(String::as_str)
    }

    /// Status of an opinion.
    #[must_use]
    pub fn status(&self, text: &str) -> Option<&str> {
        self.sets.statuses.get(&key(text)).map(String::as_str)
    }

    /// Status an answer in words tells: by the word it is, by how it ends, by how it begins. What says that something was
    /// not done yet is no end.
    #[must_use]
    pub fn status_told(&self, answer: &str) -> Option<&str> {
        if let Some(status) = self.status(answer) {
            return Some(status);
        }
        let folded = key(answer);
        let said = folded.trim_end_matches(['.', '\u{3002}', ';', ',', '!']);
        let open = self.not_yet.iter().any(|word| said.contains(word.as_str()));
        let fits = |code: &str| code == "handling" || !open;
        let by = |lists: &'static [(String, Vec<String>)], hit: fn(&str, &str) -> bool| {
            lists
                .iter()
                .find(|(code, words)| fits(code) && words.iter().any(|word| hit(said, word)))
                .map(|(code, _)| code.as_str())
        };
        let whole = spellings();
        by(&whole.status_ends, |said, word| said.ends_with(word))
            .or_else(|| by(&whole.status_starts, |said, word| said.starts_with(word)))
    }

    /// Code of a topic by a known spelling.
    #[must_use]
    pub fn topic(&self, text: &str) -> Option<&str> {
        self.sets.topics.get(&key(text)).map(String::as_str)
    }

    /// The parts of a text joined by a word for "and"; the text itself when it holds none.
    #[must_use]
    pub fn joined<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut parts = vec![text];
        for joiner in &self.joiners {
            parts = parts.into_iter().flat_map(|part| part.split(joiner.as_str())).collect();
        }
        parts
    }

    /// A whole number at most 99,999,999 written with Han digits; `None` when it is none.
    #[must_use]
    pub fn han_number(&self, text: &str) -> Option<u32> {
        let (mut total, mut section, mut digit) = (0u32, 0u32, None::<u32>);
        let mut seen = false;
        for c in text.chars() {
            seen = true;
            if let Some(d) = self.sets.digits.get(&c) {
                // Digits side by side spell a number out: two zero one four.
                digit = Some(digit.unwrap_or(0).checked_mul(10)?.checked_add(*d)?);
            } else if let Some(ten) = self.tens.get(&c) {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(*ten)?)?;
            } else if c == self.myriad {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                total = total.checked_add(section.checked_mul(10_000)?)?;
                section = 0;
            } else {
                return None;
            }
        }
        seen.then_some(total.checked_add(section)?.checked_add(digit.unwrap_or(0))?)
    }

    /// True when the character is a Han digit or a word for ten, hundred and so on.
    #[must_use]
    pub fn is_han_digit(&self, c: char) -> bool {
        self.sets.digits.contains_key(&c) || self.tens.contains_key(&c)
    }

    /// The text begins with a word for a total and nothing but a figure follows, or is short and ends with one:
    /// "March subtotal".
    #[must_use]
    pub fn is_total(&self, text: &str) -> bool {
        let k = key(text);
        let k = k.trim_end_matches([':', '\u{ff1a}']);
        let bare = super::text::without_brackets(k).filter(|bare| !bare.is_empty());
        let k = bare.as_deref().unwrap_or(k);
        let ends = |word: &String| k.strip_suffix(word.as_str()).is_some_and(|before| before.chars().count() <= 6);
        if self.totals.iter().filter(|word| word.chars().count() == 2).any(ends) {
            return true;
        }
        self.totals.iter().any(|word| {
            k.strip_prefix(word.as_str())
                .is_some_and(|rest| rest.chars().next().is_none_or(|c| !is_word(c) || self.is_han_digit(c)))
        })
    }

    /// The text begins with a word for a total and tells figures behind it.
    #[must_use]
    pub fn begins_total(&self, text: &str) -> bool {
        let k = key(text);
        let figure = |rest: &str| rest.chars().any(|c| c.is_ascii_digit());
        self.totals.iter().any(|word| k.strip_prefix(word.as_str()).is_some_and(figure))
    }

    /// "20 persons in all", where a name would stand.
    #[must_use]
    pub fn counts_people(&self, text: &str) -> bool {
        let k = key(text);
        let begun = self.about.iter().chain(&self.totals).find_map(|word| k.strip_prefix(word.as_str()));
        let Some(rest) = begun else { return false };
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || self.is_han_digit(c));
        let persons = self.units.get("received");
        unit.len() < rest.len() && persons.is_some_and(|words| words.iter().any(|word| word == unit))
    }

    /// The text begins like a remark outside the table: a note, who filled it in, a page; or asks for a signature.
    #[must_use]
    pub fn is_remark(&self, text: &str) -> bool {
        let k = key(text);
        // Which page it is, in a cell of its own.
        let figures = |text: &str| text.chars().all(|c| !is_word(c) || self.page.contains(c) || self.is_han_digit(c));
        if k.chars().count() <= 12 && self.page.chars().any(|c| k.contains(c)) && figures(&k) {
            return true;
        }
        let label = k.split_once(':').map(|(label, _)| label);
        if label.is_some_and(|label| {
            label.chars().count() <= 12 && self.signed.iter().any(|word| label.contains(word.as_str()))
        }) {
            return true;
        }
        self.remarks.iter().any(|word| {
            k.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with([':', '\u{3a}', '.', '\u{3001}']))
        }) || k.starts_with(['(', '*', '\u{203b}'])
    }
}

fn is_word(c: char) -> bool {
    super::text::is_han(c) || c.is_ascii_alphabetic()
}

/// Headings by job and role.
#[derive(Debug, Deserialize)]
pub struct Headings {
    roster: BTreeMap<String, Vec<String>>,
    visits: BTreeMap<String, Vec<String>>,
    /// Roles that are recognised only to be left out: they are never stored.
    pub dropped: Vec<String>,
    /// Headings of a telephone that stands beside a mobile one.
    pub fixed_phones: Vec<String>,
    /// Words added to a heading that say how to fill it in, folded.
    pub decorations: Vec<String>,
    /// Words a column of a pivot table is headed by.
    pub pivot: Vec<String>,
    /// Words in the name of a sheet that holds no list.
    pub off_sheets: Vec<String>,
}

/// The built-in headings, each list folded for comparison.
pub fn headings() -> &'static Headings {
    static LOADED: OnceLock<Headings> = OnceLock::new();
    LOADED.get_or_init(|| {
        let mut h: Headings = serde_json::from_str(include_str!("../../../../data/headings.json"))
            .expect("the built-in list is checked by the tests");
        for list in h.roster.values_mut().chain(h.visits.values_mut()) {
            for word in list.iter_mut() {
                *word = key(word);
            }
        }
        h
    })
}

impl Headings {
    /// Folded spellings by role for this job.
    #[must_use]
    pub fn of(&self, job: super::mapping::Job) -> &BTreeMap<String, Vec<String>> {
        match job {
            super::mapping::Job::Roster => &self.roster,
            super::mapping::Job::Visits => &self.visits,
        }
    }
}
