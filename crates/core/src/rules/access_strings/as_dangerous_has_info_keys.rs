//! Some dangerous commands are useful.

use crate::rules::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-dangerous-has-info-keys",
    title: "`-@dangerous` also removes INFO",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "`-@dangerous` without adding back what clients and monitoring use.",
    why: "The category contains INFO, KEYS, SORT, FLUSHALL, FLUSHDB and more. Job queues and monitoring often need INFO: add `+info` after it if yours does.",
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
            // A later word may remove it again.
            let info = access.string.dialect.command("info");
            let holds = !info.is_some_and(|info| access.is_decided_after(place.end, info));
            let edit = holds.then(|| access.replace(&(place.end..place.end), " +info"));
            RULE.finding(findings, access.member, "This also removes INFO, KEYS, SORT and others.")
                .span(place)
                .edit(Choice, "Add `+info`", edit);
        }
    }
}
