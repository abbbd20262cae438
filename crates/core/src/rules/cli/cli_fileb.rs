//! The AWS CLI reads a value `fileb://…` as bytes, and rejects them here.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-fileb",
    title: "CLI reads this value as bytes",
    severity: Severity::Warning,
    operations: ALL,
    certainty: Certainty::High,
    what: "A string that starts with `fileb://`.",
    why: "On the command line, the CLI replaces the value with the file's bytes, and no member of these requests accepts bytes. Use `file://` for text.",
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
            RULE.finding(findings, member, "The AWS CLI treats this as a binary file, and rejects it.")
                .span(0..prefix.len());
        }
    }
}
