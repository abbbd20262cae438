//! `Engine` is required.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-required",
    title: "Engine is missing",
    severity: Severity::Error,
    operations: CREATE_GROUP,
    certainty: Certainty::High,
    what: "CreateUserGroup without `Engine`.",
    why: "The engine decides which caches the group works with and who can join it: a `valkey` group is for Valkey caches and can't contain a user without a password; a `redis` group is for Redis OSS and Valkey caches, and needs a member named `default`.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "app"}"#, "Engine"),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey"}"#),
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
