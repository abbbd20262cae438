//! The AWS CLI splits a password `file://…` into characters, or sends it literally.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-file-passwords",
    title: "Password is a file path or URL",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password that starts with `file://`, `fileb://`, `http://` or `https://`.",
    why: "If it's the only value after `--passwords`, the CLI reads the file and makes each of its characters a password, unless the file contains a JSON list. With a second password beside it, the literal text becomes the password. Use a JSON input file.",
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
                "This password is a file path or URL, which the CLI doesn't read the way you'd expect.",
            );
        }
    }
}
