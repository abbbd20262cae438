//! The AWS CLI takes a password `file://…` apart, or sends it as it is.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-file-passwords",
    title: "A password that names a file",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password that starts with `file://`, `fileb://`, `http://` or `https://`.",
    why: "Alone behind `--passwords`, the CLI reads the file and makes one password of each of its characters, unless the file holds a JSON list; with a second password beside it, the text itself becomes the password. Use a JSON input file.",
    source: source::CLI_FILES,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "Passwords": ["file://password.txt"]}"#, "Passwords[0]"),
        Example::good(ModifyUser, r#"{"UserId": "a", "Passwords": ["profile-of-password"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.passwords() {
        let prefixes = ["file://", "fileb://", "http://", "https://"];
        if prefixes.iter().any(|prefix| password.expose().starts_with(prefix)) {
            RULE.finding(
                findings,
                path,
                "This password names a file or an address; that is not read as meant.",
            );
        }
    }
}
