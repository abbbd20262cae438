//! A group ID consists of ASCII letters, digits and hyphens, and starts with a letter.

use crate::rules::user_id::user_id_charset::{first_bad, normalized};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-id-charset",
    title: "Group ID contains an invalid character",
    severity: Severity::Error,
    operations: CREATE_GROUP,
    certainty: Certainty::High,
    what: "A `UserGroupId` that is empty, starts with something other than a letter, or contains anything but ASCII letters, digits and hyphens.",
    why: "Only ElastiCache checks this; the AWS CLI doesn't. Use letters from a to z, digits and hyphens, and start with a letter.",
    source: source::CLOUDFORMATION_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "my_group"}"#, "UserGroupId")
            .span(2, 3)
            .fixed(r#"{"UserGroupId": "my-group"}"#),
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "1app"}"#, "UserGroupId").span(0, 1),
        Example::bad(CreateUserGroup, r#"{"UserGroupId": ""}"#, "UserGroupId"),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "app-1"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserGroupId) else { return };
    if id.is_empty() {
        RULE.finding(findings, Member::UserGroupId, "Enter a group ID.").invalid();
        return;
    }
    let Some((at, letter)) = first_bad(id) else { return };
    let message = match letter {
        _ if at == 0 => "Group IDs must start with a letter.".to_owned(),
        ' ' => "Group IDs can't contain spaces.".to_owned(),
        _ if letter.is_control() => {
            format!("Group IDs can't contain U+{:04X}, only letters, digits and hyphens.", u32::from(letter))
        }
        _ => format!("Group IDs can't contain '{letter}', only letters, digits and hyphens."),
    };
    let finding =
        RULE.finding(findings, Member::UserGroupId, message).span(at..at + letter.len_utf8()).invalid();
    if let Some(id) = normalized(id) {
        let edits = vec![Edit::text(Member::UserGroupId, id.clone())];
        finding.fix(Choice, format!("Use `{id}`"), edits);
    }
}
