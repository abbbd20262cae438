//! `Engine` must be given.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-engine-required",
    title: "The engine is missing",
    severity: Severity::Error,
    operations: CREATE_GROUP,
    certainty: Certainty::High,
    what: "CreateUserGroup without `Engine`.",
    why: "The engine says for which caches the group is, and who may be in it: a `valkey` group is for Valkey caches and has no user without a password; a `redis` group is for Redis OSS and Valkey caches, and needs a member named `default`.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "app"}"#, "Engine"),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if !subject.given(Member::Engine) {
        let complaint = Complaint { path: Member::Engine.into(), what: What::Missing(Member::Engine) };
        RULE.finding(findings, Member::Engine, "Choose the engine of the group.")
            .predicts(complaint.answer());
    }
}
