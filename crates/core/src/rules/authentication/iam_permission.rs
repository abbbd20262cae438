//! An IAM user needs a policy that lets it connect.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "iam-permission",
    title: "A policy must allow the connection",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request that makes a user log in with IAM.",
    why: "Whoever logs in needs `elasticache:Connect` on the cache and on the user, and must send the user name: a password alone logs in as `default`. The policy may limit it: by `aws:SourceIp` and `aws:ResourceTag/…` on replication groups, by `aws:VpcSourceIp`, `aws:SourceVpc`, `aws:SourceVpce`, `aws:CurrentTime`, `aws:EpochTime` and `aws:ResourceTag/…` on serverless caches. Tokens live 15 minutes, and a connection is cut after 12 hours unless it logs in anew.",
    source: source::IAM,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#,
            "AuthenticationMode.Type",
        ),
        Example::good(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#)
            .context(r#"{"current": {"Authentication": {"Type": "iam"}}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let chosen = subject.decision == Decision::Chosen(Mode::Iam);
    if chosen && subject.current_mode() != Some(Mode::Iam) {
        RULE.finding(
            findings,
            Path::ModeType,
            "Logging in needs `elasticache:Connect` on the cache and the user.",
        );
    }
}
