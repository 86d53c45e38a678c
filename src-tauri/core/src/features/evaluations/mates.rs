//! Pages of one sheet find each other by the random number of the sheet where it has one, else by lying next to each other
//! in the stack, as a feeder that reads both sides leaves them. A page whose counterpart did not come, because the feeder
//! jammed or the printer skipped a side, is seen by that.
//!
//! Only that two pages are one sheet is kept; where in the stack it lay is forgotten with the run.

use std::collections::BTreeMap;

/// A page of a run, in the order of the stack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Record in the store; empty for a page that is no page of a sheet of several.
    pub page: String,
    /// Batch.
    pub batch: String,
    /// Random number of the sheet; 0 when sheets carry none.
    pub sheet: u32,
    /// Page of the sheet, from 1.
    pub at: u8,
    /// Pages of a sheet.
    pub of: u8,
}

/// What a run says about its pages.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Pages of whole sheets.
    pub sheets: Vec<Vec<String>>,
    /// Pages whose counterparts did not come with them.
    pub alone: Vec<String>,
}

/// Whole sheets in one direction: first page first, or last page first as some feeders lay them.
fn runs(stack: &[Passed], backwards: bool) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = stack.get(at) {
        let of = usize::from(first.of);
        let fits = |(offset, one): (usize, &Passed)| {
            let wanted = if backwards { of - offset } else { offset + 1 };
            !one.page.is_empty()
                && one.sheet == 0
                && one.batch == first.batch
                && one.of == first.of
                && usize::from(one.at) == wanted
        };
        let whole = of > 1 && stack.get(at..at + of).is_some_and(|pages| pages.iter().enumerate().all(fits));
        if whole {
            found.push((at..at + of).collect());
            at += of;
        } else {
            at += 1;
        }
    }
    found
}

/// Joins pages that carry the number of their sheet, wherever they lie. What came twice is left to the search for doubles.
fn by_number(stack: &[Passed], joined: &mut Joined) {
    let mut sheets: BTreeMap<(&str, u32), BTreeMap<u8, &Passed>> = BTreeMap::new();
    for one in stack.iter().filter(|one| !one.page.is_empty() && one.sheet > 0) {
        sheets.entry((&one.batch, one.sheet)).or_default().entry(one.at).or_insert(one);
    }
    for pages in sheets.into_values() {
        let of = pages.values().next().map_or(0, |first| usize::from(first.of));
        let ids = pages.values().map(|one| one.page.clone());
        if pages.len() == of { joined.sheets.push(ids.collect()) } else { joined.alone.extend(ids) }
    }
}

/// Joins the pages of a stack to sheets. A batch without numbers whose pages do not lie sheet by sheet, because all fronts
/// were read first and then all backs, is left unjoined: nothing tells in which order the backs came, so its pages are
/// counted side by side rather than joined by a guess.
#[must_use]
pub fn join(stack: &[Passed]) -> Joined {
    let (forwards, backwards) = (runs(stack, false), runs(stack, true));
    let chosen = if backwards.len() > forwards.len() { backwards } else { forwards };
    let mut in_sheets: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
    let unnumbered = |one: &&Passed| !one.page.is_empty() && one.sheet == 0;
    for one in stack.iter().filter(unnumbered) {
        *pages.entry(&one.batch).or_default() += 1;
    }
    for at in chosen.iter().flatten() {
        if let Some(one) = stack.get(*at) {
            *in_sheets.entry(&one.batch).or_default() += 1;
        }
    }
    let sorted = |batch: &str| 2 * in_sheets.get(batch).copied().unwrap_or(0) >= pages.get(batch).copied().unwrap_or(0);
    let mut taken = vec![false; stack.len()];
    let mut joined = Joined::default();
    for sheet in &chosen {
        let of: Vec<&Passed> = sheet.iter().filter_map(|at| stack.get(*at)).collect();
        if of.iter().all(|one| sorted(&one.batch)) {
            sheet.iter().for_each(|at| taken.get_mut(*at).map_or((), |taken| *taken = true));
            joined.sheets.push(of.iter().map(|one| one.page.clone()).collect());
        }
    }
    for (one, taken) in stack.iter().zip(&taken) {
        if unnumbered(&one) && !taken && sorted(&one.batch) {
            joined.alone.push(one.page.clone());
        }
    }
    by_number(stack, &mut joined);
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stack by letters: a and b are front and back of one batch, A and B of another, a dot is another page.
    fn stack(letters: &str) -> Vec<Passed> {
        let page = |(at, letter): (usize, char)| Passed {
            page: if letter == '.' { String::new() } else { format!("{letter}{at}") },
            batch: letter.is_ascii_uppercase().to_string(),
            sheet: 0,
            at: if letter.eq_ignore_ascii_case(&'a') { 1 } else { 2 },
            of: if letter == '.' { 1 } else { 2 },
        };
        letters.chars().enumerate().map(page).collect()
    }

    fn told(letters: &str) -> (Vec<String>, Vec<String>) {
        let Joined { sheets, alone } = join(&stack(letters));
        (sheets.iter().map(|sheet| sheet.join("")).collect(), alone)
    }

    #[test]
    fn a_jammed_feeder_leaves_the_other_sheets_whole() {
        assert_eq!(told("abab"), (vec!["a0b1".into(), "a2b3".into()], vec![]));
        assert_eq!(told("ababbab").1, ["b4"], "a back without its front");
        assert_eq!(told("abaabab").1, ["a2"], "a front without its back");
        assert_eq!(told("bababa").0, ["b0a1", "b2a3", "b4a5"], "laid face down");
        assert_eq!(told("bababba").1, ["b4"]);
        assert_eq!(told("ab.aAbABab").1, ["a3", "A4", "b5"], "a page of another batch between them");
        assert_eq!(told("aaaabbbb"), (vec![], vec![]), "all fronts first: nothing is known of pairs");
    }

    #[test]
    fn numbered_sheets_are_joined_in_whatever_order_they_lie() {
        let numbers = |letters: &str, numbers: [u32; 6]| {
            let mut stack = stack(letters);
            stack.iter_mut().zip(numbers).for_each(|(one, number)| one.sheet = number);
            let Joined { sheets, alone } = join(&stack);
            (sheets.iter().map(|sheet| sheet.join("")).collect::<Vec<_>>(), alone)
        };
        let all: Vec<String> = vec!["a0b5".into(), "a1b4".into(), "a2b3".into()];
        assert_eq!(numbers("aaabbb", [1, 2, 3, 3, 2, 1]), (all, vec![]), "the backs lay the other way round");
        let some: Vec<String> = vec!["a0b3".into(), "a1b4".into()];
        assert_eq!(numbers("aaabbb", [1, 2, 3, 1, 2, 4]), (some, vec!["a2".into(), "b5".into()]));
        let once: Vec<String> = vec!["a0b3".into(), "a1b4".into()];
        assert_eq!(numbers("aaabbb", [1, 2, 1, 1, 2, 2]).0, once, "a sheet that came twice is one sheet");
    }
}
