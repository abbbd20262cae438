//! There's no need to send values that the user already has.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "modify-same-value",
    title: "Value is unchanged",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with the current user's own access string or engine.",
    why: "Sending it again changes nothing, but still puts the user and its groups through `modifying`.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~* +@all"}"#, "AccessString")
            .context(r#"{"current": {"AccessString": "on ~* +@all"}}"#)
            .fixed(r#"{"UserId": "a"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~* +@all"}"#)
            .context(r#"{"current": {"AccessString": "off ~* +@all"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(current) = subject.current() else { return };
    // AWS doesn't document what both members do together.
    let both = subject.given(Member::AccessString) && subject.given(Member::AppendAccessString);
    let pairs = [(Member::AccessString, &current.access_string), (Member::Engine, &current.engine)];
    for (member, now) in pairs {
        let same = |text: &str| match member {
            Member::Engine => now.as_deref().is_some_and(|now| now.eq_ignore_ascii_case(text)),
            _ => now.as_deref() == Some(text),
        };
        if subject.text(member).is_some_and(same) {
            let applicability = if both { Choice } else { Safe };
            RULE.finding(findings, member, "The user already has this value.").fix(
                applicability,
                "Remove it",
                vec![Edit::remove(member)],
            );
        }
    }
}
