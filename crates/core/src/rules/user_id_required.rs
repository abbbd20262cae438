//! `UserId` must be given.

use super::*;
use crate::{Answer, Answerer, Member, Sureness};

pub const RULE: Rule = Rule {
    id: "user-id-required",
    title: "The user ID is missing",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request without `UserId`.",
    why: "The user ID is the key of the user in your account and Region. Choose one: letters, digits and hyphens, starting with a letter.",
    source: Source {
        title: "CreateUser, Amazon ElastiCache API Reference",
        url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html",
    },
    check,
    examples: &[
        Example {
            operation: Operation::CreateUser,
            input: r#"{"UserName": "app"}"#,
            context: "{}",
            expect: Expect::Bad { path: "UserId", span: None, fixed: None },
        },
        Example { operation: Operation::ModifyUser, input: r#"{"UserId": "app"}"#, context: "{}", expect: Expect::Good },
    ],
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.draft.user_id.is_none() && !subject.draft.is_misfit(Member::UserId) {
        findings.push(RULE.finding(Member::UserId, "Give the user an ID.").predicts(Answer {
            by: Answerer::Client,
            code: "ParamValidation",
            message: Cow::Borrowed("Missing required parameter in input: \"UserId\""),
            http_status: None,
            sure: Sureness::Seen,
        }));
    }
}
