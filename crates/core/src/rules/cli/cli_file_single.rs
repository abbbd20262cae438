//! The AWS CLI reads a value `file://…` from a file.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-file-single",
    title: "The CLI will read this from a file",
    severity: Severity::Warning,
    operations: ALL,
    certainty: Certainty::High,
    what: "A text that starts with `file://`.",
    why: "As an option of the command line, the value is replaced by the text of the file, with its line break at the end. In a JSON input file, in code and in templates it stays as it is.",
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
            RULE.finding(findings, member, "The AWS CLI takes this for the name of a file to read.")
                .span(0..prefix.len());
        }
    }
}
