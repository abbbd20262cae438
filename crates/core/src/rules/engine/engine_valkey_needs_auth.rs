//! A valkey user needs a password or IAM.

use crate::authentication::{Decision, Mode, settle};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-valkey-needs-auth",
    title: "Valkey user needs a password or IAM",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A user with the engine valkey that requires no password, even when it's `off`.",
    why: "ElastiCache rejects valkey users without a password. Use a password or IAM, or change the engine to redis.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "a", "UserName": "b", "Engine": "valkey", "AccessString": "on", "NoPasswordRequired": true}"#, "Engine").fixed(r#"{"UserId": "a", "UserName": "b", "Engine": "redis", "AccessString": "on", "NoPasswordRequired": true}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "Engine": "valkey"}"#, "Engine").context(r#"{"current": {"Engine": "redis", "Authentication": {"Type": "no-password"}}}"#).fixed(r#"{"UserId": "a"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password-required"}}"#, "AuthenticationMode.Type").context(r#"{"current": {"Engine": "valkey"}}"#).fixed(r#"{"UserId": "a"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "Engine": "valkey"}"#, "Engine"),
        Example::bad(ModifyUser, r#"{"UserId": "a", "NoPasswordRequired": true}"#, "NoPasswordRequired"),
        Example::good(ModifyUser, r#"{"UserId": "a", "Engine": "valkey"}"#).context(r#"{"current": {"Authentication": {"Type": "password"}}}"#),
        Example::good(CreateUser, r#"{"Engine": "valkey", "Passwords": ["0123456789abcdef"]}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "Engine": "redis", "NoPasswordRequired": true}"#).context(r#"{"current": {"Engine": "valkey"}}"#),
    ]),
};

const TEXT: &str = "No-password-required is not allowed for a user with engine Valkey";

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let current = subject.current().and_then(|user| engine(user.engine.as_deref()?));
    let engine = if subject.given(Member::Engine) { subject.engine() } else { current };
    let asked = subject.asks_for(Mode::NoPassword);
    let keeps = subject.decision == Decision::Keeps && subject.current_mode() == Some(Mode::NoPassword);
    // A ModifyUser request may name neither the engine nor the authentication.
    let is_open = subject.operation == ModifyUser
        && match engine {
            Some("valkey") => {
                subject.engine().is_some()
                    && subject.decision == Decision::Keeps
                    && subject.current_mode().is_none()
            }
            Some(_) => false,
            None => asked && !subject.given(Member::Engine),
        };
    if is_open {
        let (path, message) = match engine {
            Some(_) => (
                Path::Member(Member::Engine),
                "If this user has no password now, the engine valkey will be rejected.",
            ),
            None => (asking(subject), "If this is a valkey user, it needs a password or IAM."),
        };
        RULE.finding(findings, path, message).severity(Severity::Advice).answered(
            "InvalidParameterCombination",
            TEXT,
            Evidence::Seen,
        );
        return;
    }
    // A user that already is a valkey user has a password or IAM.
    if engine != Some("valkey") || !(asked || keeps && subject.engine().is_some()) {
        return;
    }
    let path = if subject.engine().is_some() { Path::Member(Member::Engine) } else { asking(subject) };
    let finding = RULE.finding(findings, path, "A valkey user needs a password or IAM.").answered(
        "InvalidParameterCombination",
        TEXT,
        Evidence::Seen,
    );
    if subject.operation == CreateUser {
        finding.fix(Choice, "Change the engine to redis", vec![Edit::text(Member::Engine, "redis")]);
        let edits = Some(settle(subject.draft, Mode::Iam)).filter(|edits| subject.settles(edits));
        finding.edit(Choice, "Use IAM", edits);
    } else if keeps {
        finding.fix(Choice, "Keep the current engine", vec![Edit::remove(Member::Engine)]);
    } else if !subject.given(Member::Engine)
        || subject.current_mode().is_some_and(|now| now != Mode::NoPassword)
    {
        let edits = vec![Edit::remove(Member::NoPasswordRequired), Edit::remove(Member::AuthenticationMode)];
        finding.fix(Choice, "Keep the current authentication", edits);
    }
}

/// The member that asks for no password.
fn asking(subject: &Subject<'_>) -> Path {
    match subject.draft.no_password_required {
        Some(true) => Path::Member(Member::NoPasswordRequired),
        _ => Path::ModeType,
    }
}
