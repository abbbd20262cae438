//! A user's two passwords must differ.

use crate::rules::*;
use hashbrown::HashSet;

pub static RULE: Rule = Rule {
    id: "password-distinct",
    title: "Duplicate password",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "Two equal passwords in one list.",
    why: "The second one adds nothing, and CloudFormation rejects it. Remove it, or put the next password there.",
    source: source::CLOUDFORMATION,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["0123456789abcdef", "0123456789abcdef"]}"#,
            "Passwords[1]",
        )
        .fixed(r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#),
        Example::good(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["0123456789abcdef", "0123456789abcdefx"]}"#,
        ),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.draft.all_passwords().nth(1).is_none() {
        return;
    }
    let passwords = subject.passwords();
    let inside = |path: &Path| matches!(path, Path::ModePassword(_));
    // Looking a password up must not copy it.
    let [mut beside, mut within]: [HashSet<&[u8]>; 2] = Default::default();
    for (path, password) in passwords {
        let seen = if inside(path) { &mut within } else { &mut beside };
        if seen.insert(password.expose().as_bytes()) {
            continue;
        }
        RULE.finding(findings, path, "This password is the same as an earlier one.").fix(
            Safe,
            "Remove this password",
            vec![Edit::Remove(path.clone())],
        );
    }
}
