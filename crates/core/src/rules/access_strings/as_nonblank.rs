//! An access string has a character that is no space.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "as-nonblank",
    title: "The access string is empty",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "An `AccessString` or `AppendAccessString` that is empty or holds only white space.",
    why: "No client checks this; the service does. A user that may do nothing has `off -@all`.",
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
        let finding = RULE.finding(findings, member, "There is nothing in this access string.").answered(
            "InvalidParameterValue",
            "",
            Sureness::Documented,
        );
        let finding = if text.is_empty() { finding } else { finding.span(0..text.len()) };
        // Whoever empties an access string may want to take every right away.
        let applicability = if member == Member::AppendAccessString { Safe } else { Choice };
        if !subject.operation.required().contains(&member) {
            finding.fix(applicability, "Leave it out", vec![Edit::remove(member)]);
        }
    }
}
