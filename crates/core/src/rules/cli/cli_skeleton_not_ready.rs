//! A printed skeleton isn't a request yet.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-skeleton-not-ready",
    title: "Skeleton isn't filled in",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request with an empty user ID and all authentication members at once.",
    why: "`--generate-cli-skeleton` prints every member with empty strings. Fill in what you need and remove the rest, but keep one way to log in. Only the required empty members are reported.",
    source: source::CLI_SKELETON,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "", "Passwords": [""], "NoPasswordRequired": true, "AuthenticationMode": {"Type": "password", "Passwords": [""]}}"#,
            "",
        ),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#),
        Example::good(
            ModifyUser,
            r#"{"UserId": "", "Passwords": ["0123456789abcdef"], "AuthenticationMode": {"Type": "iam"}}"#,
        ),
        Example::good(CreateUser, r#"{"UserId": "", "AuthenticationMode": {"Type": "iam"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let draft = subject.draft;
    let all = draft.passwords.is_some()
        && draft.no_password_required.is_some()
        && draft.authentication_mode.is_some();
    if all && draft.user_id.as_deref() == Some("") {
        RULE.finding(findings, Path::Request, "This is a skeleton that isn't filled in yet.");
    }
}
