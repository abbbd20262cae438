//! An access string can't be blank.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-nonblank",
    title: "Access string is empty",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An `AccessString` or `AppendAccessString` that is empty or only whitespace.",
    why: "Only ElastiCache checks this; the AWS CLI doesn't. For a user without rights, use `off -@all`.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": " "}"#, "AccessString").span(0, 1),
        Example::bad(ModifyUser, r#"{"UserId": "app", "AppendAccessString": ""}"#, "AppendAccessString")
            .fixed(r#"{"UserId": "app"}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "AccessString": "off -@all"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for member in [Member::AccessString, Member::AppendAccessString] {
        let Some(text) = subject.text(member).filter(|text| text.trim().is_empty()) else { continue };
        let finding = RULE.finding(findings, member, "This access string is empty.").answered(
            "InvalidParameterValue",
            "",
            Evidence::Documented,
        );
        let finding = if text.is_empty() { finding } else { finding.span(0..text.len()) };
        // Someone who empties an access string may want to remove every right.
        let applicability = if member == Member::AppendAccessString { Safe } else { Choice };
        if !subject.operation.required().contains(&member) {
            finding.fix(applicability, "Remove it", vec![Edit::remove(member)]);
        }
    }
}
