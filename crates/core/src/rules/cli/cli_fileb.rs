//! The AWS CLI reads a value `fileb://…` as bytes, and refuses them here.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-fileb",
    title: "The CLI will read this as bytes",
    severity: Severity::Warning,
    operations: ALL,
    certainty: Certainty::High,
    what: "A text that starts with `fileb://`.",
    why: "As an option of the command line, the value is replaced by the bytes of the file, and no member of these requests takes bytes. Use `file://` for text.",
    source: source::CLI_FILES,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "fileb://acl.txt"}"#, "AccessString")
            .span(0, 8),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let members = [
        Member::UserGroupId,
        Member::UserId,
        Member::UserName,
        Member::Engine,
        Member::AccessString,
        Member::AppendAccessString,
    ];
    for member in members {
        let prefix = subject
            .text(member)
            .and_then(|text| ["fileb://"].into_iter().find(|prefix| text.starts_with(prefix)));
        if let Some(prefix) = prefix {
            RULE.finding(findings, member, "The AWS CLI takes this for a file of bytes, and refuses it.")
                .span(0..prefix.len());
        }
    }
}
