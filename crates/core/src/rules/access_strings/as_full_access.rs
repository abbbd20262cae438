//! Full access is rarely needed.

use crate::rules::access::Access;
use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-full-access",
    title: "User has full access",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "All commands on all keys.",
    why: "This is the least restrictive setting. In production, limit an application to its own keys and remove what it doesn't need: `on ~app:* +@all -@dangerous`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all"}"#, "AccessString"),
        Example::bad(CreateUser, r#"{"AccessString": "allkeys on &* allcommands"}"#, "AccessString"),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AppendAccessString": "on ~* +@all"}"#,
            "AppendAccessString",
        ),
        // A word that only some versions know removes nothing from what the others grant.
        Example::bad(
            CreateUser,
            r#"{"Engine": "redis", "AccessString": "on ~* +@all -stralgo"}"#,
            "AccessString",
        ),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all &x"}"#, "AccessString")
            .context(r#"{"engineVersion": "redis-6.0"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -@dangerous"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~app:* +@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    // `on ~* +@all` grants everything whatever it's appended to, so the current rights needn't be known.
    let lives =
        |access: &&Access<'_>| access.may_be_live() || access.is_accepted() && access.string.user.enabled;
    for access in subject.access().iter().filter(lives) {
        if access.lints().any(|(kind, _)| *kind == LintKind::FullAccess) {
            RULE.finding(findings, access.member, "The user can run every command on every key.");
        }
    }
}
