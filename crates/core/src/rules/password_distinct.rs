//! Two passwords of a user differ.

use super::*;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    id: "password-distinct",
    title: "The same password twice",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "Two equal passwords in one list.",
    why: "The second one adds nothing, and CloudFormation refuses it. Leave it out, or write the next password there.",
    source: source::CLOUDFORMATION,
    check,
    examples: &[
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
    ],
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.draft.all_passwords().nth(1).is_none() {
        return;
    }
    let mut seen = HashSet::new();
    for (path, password) in subject.passwords() {
        let inside = matches!(path, Path::ModePassword(_));
        if !seen.insert((inside, password.expose())) {
            let fix = vec![Edit::Remove(path.clone())];
            findings.push(
                RULE.finding(path, "This password is the same as one before it.")
                    .fix("Remove this password", fix),
            );
        }
    }
}
