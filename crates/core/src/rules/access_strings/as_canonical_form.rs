//! ElastiCache stores a normalized access string, not the one that was sent.

use crate::rules::access::Access;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-canonical-form",
    title: "Access string is stored in a different form",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "An access string that ElastiCache will store in other words with the same meaning.",
    why: "ElastiCache puts the state first, then keys, channels and commands, and writes `~*`, `&*`, `+@all` and `-@all` out. Terraform and other tools that compare what they sent with what is stored report a difference every time, unless they send the stored form.",
    source: source::TERRAFORM,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~app:* +@read"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~app:* -@all +@read"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on allkeys allcommands"}"#, "AccessString")
            .fixed(r#"{"AccessString": "on ~* +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* &* +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* resetchannels +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all"}"#)
            .context(r#"{"engineVersion": "redis-6.2"}"#),
        Example::good(CreateUser, r#"{"AccessString": "off ~keys* -@all +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        // An appended string is read back as part of a longer one.
        if access.member != Member::AccessString || !access.is_accepted() {
            continue;
        }
        if let Some(stored) = subject.stored().filter(|stored| stored.replaces(access.text)) {
            let stored = &stored.text;
            let edits = vec![Edit::text(access.member, stored.clone())];
            let applicability = if keeps_keys(access, stored) { Safe } else { Choice };
            RULE.finding(findings, access.member, format!("It will be stored as `{stored}`.")).fix(
                applicability,
                "Use the stored form",
                edits,
            );
        }
    }
}

/// `%RW~*` covers every key, but isn't `~*`: SORT with BY or GET needs the latter.
fn keeps_keys(access: &Access<'_>, after: &str) -> bool {
    access.string.user.root.all_keys || !after.split_whitespace().any(|word| word == "~*")
}
