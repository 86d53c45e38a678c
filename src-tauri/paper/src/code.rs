//! The code of a batch of sheets and the text of the square code on each page.
//!
//! Sixteen characters fit a version-1 square code at error level Q: format 1, batch 6, sheet 4, page 1, pages 1,
//! check 3. The sheet part is `0000` on every sheet unless the office has chosen random sheet numbers, so that nothing
//! on the paper tells one sheet from another.

use serde::{Deserialize, Serialize};

/// Digits and letters without I, L, O, U: none of them is mistaken for another when read aloud or typed in.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The first character of every code of this format.
const FORMAT: char = '1';
/// Generator of the 15-bit cyclic check (the one of the CAN bus); it finds every burst of up to 15 bits.
const CHECK_POLYNOMIAL: u32 = 0x4599;

/// The code shared by all sheets of one form, village and printing: six characters made of 30 random bits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BatchCode(String);

impl BatchCode {
    /// Number of characters of a batch code.
    pub const LENGTH: usize = 6;

    /// The code made of the lower 30 bits of `bits`; the caller draws them at random.
    pub fn from_bits(bits: u32) -> Self {
        Self(digits(bits, Self::LENGTH))
    }

    /// Reads a code as a person types it: case, hyphens and blanks do not matter, and O, I, L stand for 0, 1, 1.
    pub fn parse(typed: &str) -> Option<Self> {
        let code: Option<String> = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(canonical).collect();
        code.filter(|code| code.len() == Self::LENGTH).map(Self)
    }

    /// The six characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code as it is printed for people: two groups of three.
    pub fn readable(&self) -> String {
        let (head, tail): (Vec<_>, Vec<_>) = self.0.chars().enumerate().partition(|(at, _)| *at < 3);
        let text = |part: Vec<(usize, char)>| part.into_iter().map(|(_, c)| c).collect::<String>();
        format!("{}-{}", text(head), text(tail))
    }
}

impl TryFrom<String> for BatchCode {
    type Error = String;

    fn try_from(typed: String) -> Result<Self, String> {
        Self::parse(&typed).ok_or_else(|| format!("{typed:?} is no batch code"))
    }
}

impl From<BatchCode> for String {
    fn from(code: BatchCode) -> Self {
        code.0
    }
}

/// What the square code of one page says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PageCode {
    /// The batch the sheet belongs to.
    pub batch: BatchCode,
    /// A random number of the sheet below 2^20; 0 when sheets carry no number, which is the rule.
    pub sheet: u32,
    /// The page of the sheet, from 1.
    pub page: u8,
    /// The number of pages of the sheet, at most 9.
    pub pages: u8,
}

impl PageCode {
    /// The sixteen characters of the square code.
    pub fn text(&self) -> String {
        let body =
            format!("{FORMAT}{}{}{}{}", self.batch.0, digits(self.sheet, 4), self.page.min(9), self.pages.min(9));
        let check = digits(check(&body), 3);
        body + &check
    }

    /// Reads the text of a square code; anything that is not a whole, checked code of this format is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 16 || !text.is_ascii() || !text.starts_with(FORMAT) {
            return None;
        }
        let part = |from: usize, to: usize| text.get(from..to);
        let (body, tail) = (part(0, 13)?, part(13, 16)?);
        if digits(check(body), 3) != tail {
            return None;
        }
        let (page, pages) = (part(11, 12)?.parse().ok()?, part(12, 13)?.parse().ok()?);
        let code = Self { batch: BatchCode::parse(part(1, 7)?)?, sheet: number(part(7, 11)?)?, page, pages };
        (page >= 1 && page <= pages).then_some(code)
    }
}

fn canonical(typed: char) -> Option<char> {
    let letter = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    u8::try_from(letter).ok().filter(|byte| LETTERS.contains(byte)).map(char::from)
}

fn digits(bits: u32, length: usize) -> String {
    (0..length)
        .rev()
        .filter_map(|place| LETTERS.get(((bits >> (5 * place)) & 31) as usize))
        .map(|byte| char::from(*byte))
        .collect()
}

fn number(text: &str) -> Option<u32> {
    text.bytes().try_fold(0, |sum, byte| {
        let digit = LETTERS.iter().position(|letter| *letter == byte)?;
        Some(sum * 32 + u32::try_from(digit).ok()?)
    })
}

fn check(body: &str) -> u32 {
    body.bytes().fold(0x7fff, |sum, byte| {
        (0..8).fold(sum ^ (u32::from(byte) << 7), |sum, _| {
            let shifted = (sum << 1) & 0x7fff;
            if sum & 0x4000 != 0 { shifted ^ CHECK_POLYNOMIAL } else { shifted }
        })
    })
}
