//! The AWS CLI reads a value `file://…` from a file.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-file-single",
    title: "CLI reads this value from a file",
    severity: Severity::Warning,
    operations: ALL,
    certainty: Certainty::High,
    what: "A string that starts with `file://`.",
    why: "On the command line, the CLI replaces the value with the file's content, including the final line break. In a JSON input file, in code and in templates it's taken literally.",
    source: source::CLI_FILES,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "file://acl.txt"}"#, "AccessString")
            .span(0, 7),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~file://*"}"#),
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
            .and_then(|text| ["file://"].into_iter().find(|prefix| text.starts_with(prefix)));
        if let Some(prefix) = prefix {
            RULE.finding(findings, member, "The AWS CLI treats this as a file to read.")
                .span(0..prefix.len());
        }
    }
}
