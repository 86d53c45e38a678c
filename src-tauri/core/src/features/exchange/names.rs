//! File names every stick takes: FAT and exFAT refuse some signs, Windows some names.

/// Most bytes of a name without its ending. FAT takes 255 UTF-16 units, Linux 255 bytes; room is left for a number.
const MOST_BYTES: usize = 180;

/// Names Windows keeps for devices.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// A name made safe: forbidden signs become their full-width forms, blanks and dots at the ends go, long names are cut at
/// a character.
#[must_use]
pub fn safe(name: &str) -> String {
    let mapped: String = name
        .chars()
        .map(|sign| match sign {
            '/' => '\u{ff0f}',
            '\\' => '\u{ff3c}',
            ':' => '\u{ff1a}',
            '*' => '\u{ff0a}',
            '?' => '\u{ff1f}',
            '"' => '\u{201d}',
            '<' => '\u{ff1c}',
            '>' => '\u{ff1e}',
            '|' => '\u{ff5c}',
            sign if sign.is_control() => ' ',
            sign => sign,
        })
        .collect();
    let mut cut = String::new();
    for sign in mapped.trim().chars() {
        if cut.len() + sign.len_utf8() > MOST_BYTES {
            break;
        }
        cut.push(sign);
    }
    let cut = cut.trim_end_matches(['.', ' ']).trim_start_matches([' ', '.']).to_owned();
    let stem = cut.split('.').next().unwrap_or_default().to_uppercase();
    let device = DEVICES.contains(&stem.as_str())
        || ((stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.chars().count() == 4
            && stem.ends_with(|sign: char| sign.is_ascii_digit()));
    if cut.is_empty() || device { format!("_{cut}") } else { cut }
}

/// The name of the n-th try: the second one carries （2）.
#[must_use]
pub fn numbered(stem: &str, ending: &str, at: u32) -> String {
    if at < 2 { format!("{stem}.{ending}") } else { format!("{stem}\u{ff08}{at}\u{ff09}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_every_stick() {
        assert_eq!(safe(" 2026/8: 汇总?*.表. "), "2026／8： 汇总？＊.表");
        assert_eq!(safe("con"), "_con");
        assert_eq!(safe("COM1.表"), "_COM1.表");
        assert_eq!(safe("..."), "_");
        let long = safe(&"里".repeat(200));
        assert!(long.len() <= MOST_BYTES && long.chars().all(|sign| sign == '里'));
        assert_eq!(numbered("月汇总", "pdf", 1), "月汇总.pdf");
        assert_eq!(numbered("月汇总", "pdf", 3), "月汇总（3）.pdf");
    }
}
