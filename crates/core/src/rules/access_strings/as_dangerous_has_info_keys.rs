//! What is dangerous and useful.

use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-dangerous-has-info-keys",
    title: "`-@dangerous` takes INFO away too",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "`-@dangerous` without giving back what clients and monitoring use.",
    why: "The category holds INFO, KEYS, SORT, FLUSHALL, FLUSHDB and more. Job queues and monitoring often need INFO: add `+info` behind it if yours does.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +@all -@dangerous"}"#, "AccessString")
            .span(12, 23)
            .fixed(r#"{"AccessString": "on ~* +@all -@dangerous +info"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -@dangerous +info"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* -@all +@read -@dangerous"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access().iter().filter(|access| access.is_live()) {
        for (kind, place) in access.lints() {
            let (LintKind::TakesAway(_), Some(place)) = (kind, place) else { continue };
            // A later word may take it away again.
            let info = access.string.dialect.command("info");
            let holds = !info.is_some_and(|info| access.is_decided_after(place.end, info));
            let edit = holds.then(|| access.replace(&(place.end..place.end), " +info"));
            RULE.finding(findings, access.member, "This takes INFO, KEYS, SORT and others away, too.")
                .span(place)
                .edit(Choice, "Add `+info`", edit);
        }
    }
}
