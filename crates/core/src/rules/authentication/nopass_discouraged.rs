//! Without a password, anyone who reaches the cache can log in.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "nopass-discouraged",
    title: "User needs no password",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user that can log in without a password.",
    why: "Anyone who can reach the cache and knows the name can log in. AWS advises against it. If you need it, let the user read a few keys and nothing else.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "NoPasswordRequired": true}"#, "NoPasswordRequired"),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password-required"}}"#,
            "AuthenticationMode.Type",
        ),
        Example::good(ModifyUser, r#"{"UserId": "a", "NoPasswordRequired": false}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.decision == Decision::Chosen(Mode::NoPassword) {
        let by_type = subject.mode_type().is_some();
        let path = if by_type { Path::ModeType } else { Member::NoPasswordRequired.into() };
        RULE.finding(findings, path, "Anyone can log in as this user without a password.");
    }
}
