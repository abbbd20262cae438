//! A password has at least 16 characters.

use super::*;
use crate::{Answer, Answerer, Sureness};

pub const RULE: Rule = Rule {
    id: "password-min-16",
    title: "The password is too short",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A password of fewer than 16 characters.",
    why: "ElastiCache takes passwords of 16 to 128 characters. A generated one of 32 letters and digits is a good choice.",
    source: Source {
        title: "Authenticating users with Role-Based Access Control, Amazon ElastiCache User Guide",
        url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
    },
    check,
    examples: &[
        Example {
            operation: Operation::ModifyUser,
            input: r#"{"UserId": "app", "Passwords": ["fifteen-letters"]}"#,
            context: "{}",
            expect: Expect::Bad { path: "Passwords[0]", span: None, fixed: None },
        },
        Example {
            operation: Operation::ModifyUser,
            input: r#"{"UserId": "app", "Passwords": ["sixteen--letters"]}"#,
            context: "{}",
            expect: Expect::Good,
        },
    ],
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for (path, password) in subject.draft.all_passwords() {
        let length = password.expose().chars().count();
        if length < 16 && !subject.draft.misfits.iter().any(|misfit| misfit.path == path) {
            findings.push(
                RULE.finding(path, format!("This password has {length} characters; it needs at least 16.")).predicts(
                    Answer {
                        by: Answerer::Service,
                        code: "InvalidParameterValue",
                        message: Cow::Borrowed("Passwords length must be between 16-128 characters."),
                        http_status: Some(400),
                        sure: Sureness::Seen,
                    },
                ),
            );
        }
    }
}
