//! User IDs are stored in lower case.

use super::*;
use crate::{Edit, Member};
use serde_json::Value;

pub const RULE: Rule = Rule {
    id: "user-id-lowercase",
    title: "The user ID has capital letters",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A `UserId` with a letter from A to Z.",
    why: "ElastiCache stores IDs in lower case, so `MyUser` and `myuser` are one user. Policies and Terraform compare the stored form; write lower case from the start.",
    source: Source {
        title: "CreateUser, Amazon ElastiCache API Reference",
        url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html",
    },
    check,
    examples: &[
        Example {
            operation: Operation::ModifyUser,
            input: r#"{"UserId": "MyUser"}"#,
            context: "{}",
            expect: Expect::Bad { path: "UserId", span: Some((0, 1)), fixed: Some(r#"{"UserId": "myuser"}"#) },
        },
        Example { operation: Operation::ModifyUser, input: r#"{"UserId": "my-user"}"#, context: "{}", expect: Expect::Good },
    ],
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = &subject.draft.user_id else { return };
    let Some(at) = id.find(|letter: char| letter.is_ascii_uppercase()) else { return };
    let lower = id.to_ascii_lowercase();
    findings.push(
        RULE.finding(Member::UserId, format!("ElastiCache will store this ID as `{lower}`."))
            .span(at..at + 1)
            .fix("Write it in lower case", vec![Edit::Set(Member::UserId.into(), Value::String(lower))]),
    );
}
