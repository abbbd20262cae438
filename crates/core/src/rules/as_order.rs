//! The last word about a thing decides.

use super::access::is_password;
use super::*;
use access_string::LintKind;

pub static RULE: Rule = Rule {
    id: "as-order",
    title: "A later word undoes this one",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A word whose effect a later word takes back, as in `+get -@all`.",
    why: "Words are applied from left to right, and the last one about a thing decides. Write what is general first and the exceptions behind it: `-@all +get`, `+@all -@dangerous`.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on ~* +get -@all"}"#, "AccessString")
            .span(6, 10)
            .fixed(r#"{"AccessString": "on ~* -@all"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on ~* -keys +@all"}"#, "AccessString")
            .span(6, 11)
            .fixed(r#"{"AccessString": "on ~* +@all"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* -@all +get"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~* +@all -keys"}"#),
    ]),
};

/// More of them help nobody.
const MOST: usize = 8;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let mut told = 0;
        for (kind, place) in access.lints() {
            let (LintKind::Undone { by }, Some(place)) = (kind, place) else { continue };
            let word = access.text.get(place.clone()).unwrap_or_default();
            if is_password(word) || is_password(access.word(*by)) {
                continue;
            }
            if told == MOST {
                break;
            }
            told += 1;
            let message = format!("`{word}` has no effect, because `{}` comes behind it.", access.word(*by));
            let finding = RULE.finding(findings, access.member, message).span(place.clone());
            finding.try_edit(subject, Choice, "Take it out", access.without(&place));
        }
    }
}
