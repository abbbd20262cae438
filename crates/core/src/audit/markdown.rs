//! An audit as a Markdown table for a review, and the cells' text, which other formats share.

use super::{Audit, AuditRow, DoubtfulWord};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The titles of the columns.
pub(super) const TITLES: [&str; 14] = [
    "User ID",
    "User name",
    "Engine",
    "Status",
    "Login",
    "Keys",
    "Channels",
    "Can empty",
    "Dangerous commands",
    "Redundant or overridden words",
    "Same rights as",
    "Groups",
    "Findings",
    "Access string",
];

/// How many dangerous commands are listed. JSON has all of them.
const MOST_DANGEROUS: usize = 12;

/// The columns of a user, each a list of words.
pub(super) fn cells(user: &AuditRow) -> [Vec<String>; 14] {
    let one = |text: &String| if text.is_empty() { Vec::new() } else { vec![text.clone()] };
    let more = |all: &[String], more: usize| {
        let mut words = all.to_vec();
        if more > 0 {
            words.push(format!("and {more} more"));
        }
        words
    };
    let few = user.dangerous.get(..MOST_DANGEROUS).unwrap_or(&user.dangerous);
    let doubtful: Vec<String> = user.doubtful_words.iter().map(doubtful).collect();
    let findings = user
        .findings
        .iter()
        .map(|finding| format!("{}: {} ({})", finding.severity.name(), finding.message, finding.rule));
    [
        one(&user.user_id),
        one(&user.user_name),
        one(&user.engine),
        one(&user.status),
        vec![login(user)],
        user.keys.clone(),
        user.channels.clone(),
        user.can_empty.clone(),
        more(few, user.dangerous.len() - few.len()),
        more(&doubtful, user.more_doubtful_words),
        more(&user.same_rights_as, user.same_rights.saturating_sub(user.same_rights_as.len())),
        user.groups.clone(),
        findings.collect(),
        one(&user.access_string),
    ]
}

/// `on, 2 passwords`.
pub(super) fn login(user: &AuditRow) -> String {
    let on = if user.login.on { "on" } else { "off" };
    let how = match (user.login.kind.as_str(), user.login.passwords) {
        ("", _) => return on.to_owned(),
        ("password", Some(2)) => "2 passwords",
        ("password", _) => "password",
        ("no-password" | "no-password-required", _) => "no password",
        ("iam", _) => "IAM",
        _ => "unknown",
    };
    format!("{on}, {how}")
}

fn doubtful(word: &DoubtfulWord) -> String {
    match (&word.by, word.contradicted) {
        (Some(by), true) => format!("{} (overridden by {by})", word.word),
        (Some(by), false) => format!("{} (repeats {by})", word.word),
        (None, _) => format!("{} (no effect)", word.word),
    }
}

/// A table in GitHub's Markdown. Everything from the text is code, so that nothing becomes a link, a mention or HTML.
#[must_use]
pub fn markdown(audit: &Audit) -> String {
    let mut text = format!("| {} |\n|{}\n", TITLES.join(" | "), " --- |".repeat(TITLES.len()));
    for user in &audit.users {
        let cells = cells(user).map(|cell| cell.iter().map(|word| code(word)).collect::<Vec<_>>().join(" "));
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    for note in &audit.notes {
        text.push_str(&format!("\n{}\n", code(note)));
    }
    text
}

/// Text as code within a cell.
fn code(text: &str) -> String {
    let mut inner = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            // Before a pipe it would undo the pipe's own backslash, and at the end the fence's.
            '\\' if matches!(letters.peek(), None | Some('|' | '\\')) => inner.push_str("\\u{5c}"),
            '|' => inner.push_str("\\|"),
            c if crate::quote::is_control(c) || is_hidden(c) => {
                inner.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => inner.push(c),
        }
    }
    let longest = inner.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let gap =
        if inner.starts_with('`') || inner.ends_with('`') || inner.trim().is_empty() { " " } else { "" };
    format!("{fence}{gap}{inner}{gap}{fence}")
}

/// Whether a character reorders text or can't be seen.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn cells_stay_cells_and_code_stays_code() {
        for (given, expected) in [
            ("+config|get", "`+config\\|get`"),
            ("a\\|b", "`a\\u{5c}\\|b`"),
            ("``x`", "``` ``x` ```"),
            ("a\nb\u{202e}", "`a\\u{a}b\\u{202e}`"),
            ("end\\", "`end\\u{5c}`"),
        ] {
            assert_eq!(code(given), expected);
        }
    }
}
