//! The AWS CLI 1 fetches a value `http://…` or `https://…`.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "cli-http-prefix-v1",
    title: "AWS CLI 1 fetches this URL",
    severity: Severity::Warning,
    operations: ALL,
    certainty: Certainty::High,
    what: "A string that starts with `http://` or `https://`.",
    why: "On the command line, version 1 of the CLI replaces the value with what it fetches from the URL; version 2 doesn't. In a JSON input file it's taken literally.",
    source: source::CLI_MIGRATION,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "https://id.example.com"}"#, "UserName").span(0, 8),
        Example::good(CreateUser, r#"{"UserName": "id.example.com"}"#),
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
            .and_then(|text| ["http://", "https://"].into_iter().find(|prefix| text.starts_with(prefix)));
        if let Some(prefix) = prefix {
            RULE.finding(findings, member, "The AWS CLI 1 treats this as a URL to fetch.")
                .span(0..prefix.len());
        }
    }
}
