//! Without a password, everybody who reaches the cache is this user.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "nopass-discouraged",
    title: "Nobody has to prove to be this user",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user that needs no password.",
    why: "Whoever reaches the cache and knows the name is this user. AWS advises against it; if it must be, let it read few keys and nothing else.",
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
        RULE.finding(findings, path, "This user needs no password.");
    }
}
