//! An IAM user needs a policy that allows connecting.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "iam-permission",
    title: "IAM login needs a policy",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request that sets a user's authentication to IAM.",
    why: "The client's role needs `elasticache:Connect` on the cache and the user. Clients must send the user name too: a password alone logs in as `default`. The policy can restrict access by `aws:SourceIp` and `aws:ResourceTag/…` on replication groups, by `aws:VpcSourceIp`, `aws:SourceVpc`, `aws:SourceVpce`, `aws:CurrentTime`, `aws:EpochTime` and `aws:ResourceTag/…` on serverless caches. Tokens are valid for 15 minutes, and a connection is closed after 12 hours unless it logs in again.",
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
            "The client's role needs `elasticache:Connect` on both the cache and the user.",
        );
    }
}
