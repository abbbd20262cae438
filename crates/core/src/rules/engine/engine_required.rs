//! `Engine` is required.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-required",
    title: "Engine is missing",
    severity: Severity::Error,
    operations: CREATE,
    certainty: Certainty::High,
    what: "CreateUser without `Engine`.",
    why: "The engine decides which user groups the user can join: `valkey` for Valkey caches, `redis` for Redis OSS caches and, in redis groups, for Valkey caches too.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "app"}"#, "Engine"),
        Example::good(CreateUser, r#"{"Engine": "valkey"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::Engine) {
        let problem =
            ClientProblem { path: Member::Engine.into(), what: ClientProblemKind::Missing(Member::Engine) };
        RULE.finding(findings, Member::Engine, "Choose an engine: valkey or redis.")
            .predicts(problem.answer());
    }
}
