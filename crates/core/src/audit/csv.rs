//! An audit as CSV for spreadsheets, in which no cell is a formula.

use super::Audit;
use super::markdown::{TITLES, cells};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// RFC 4180: every cell in quotes, lines end with CR LF. Anything that a spreadsheet could read as a formula gets an apostrophe
/// before it, even if the file is opened with another separator.
#[must_use]
pub fn csv(audit: &Audit) -> String {
    let mut text = String::new();
    line(&mut text, TITLES.iter().map(|title| (*title).to_owned()));
    for user in &audit.users {
        line(&mut text, cells(user).into_iter().map(|cell| cell.join("; ")));
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push('"');
        text.push_str(&guarded(&cell).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// The text with an apostrophe before each character that would begin a formula: at its start, and after anything that another
/// program may treat as the end of a cell.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut at_start = true;
    for c in text.chars() {
        // No cell needs several lines, and a spreadsheet drops what it can't show.
        let c = if crate::quote::is_control(c) { ' ' } else { c };
        if at_start && matches!(c, '=' | '+' | '-' | '@' | '|' | '＝' | '＋' | '－' | '＠') {
            out.push('\'');
        }
        at_start = matches!(c, ',' | ';' | '"')
            || at_start && (c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn no_cell_starts_a_formula_with_any_separator() {
        for (given, expected) in [
            ("=1+1", "'=1+1"),
            ("  @SUM(A1)", "  '@SUM(A1)"),
            ("\t=cmd|' /C calc'!A0", " '=cmd|' /C calc'!A0"),
            ("a;=1", "a;'=1"),
            ("a,\"-2", "a,\"'-2"),
            ("\u{feff}=1", " '=1"),
            ("on ~app:* -@all +@read", "on ~app:* -@all +@read"),
            ("a\n=1", "a =1"),
        ] {
            assert_eq!(guarded(given), expected);
        }
    }
}
