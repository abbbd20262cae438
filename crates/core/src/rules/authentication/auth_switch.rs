//! ModifyUser can switch between passwords and IAM.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-switch",
    title: "Authentication type changes",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser to a different way of logging in.",
    why: "Clients have to change too: after the call, only the new way works. Open connections stay open.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#,
            "AuthenticationMode",
        )
        .context(r#"{"current": {"Authentication": {"Type": "password"}}}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#)
            .context(r#"{"current": {"Authentication": {"Type": "iam"}}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(now) = subject.current_mode() else { return };
    let Decision::Chosen(then) = subject.decision else { return };
    if now != then {
        let member = [Member::AuthenticationMode, Member::Passwords]
            .into_iter()
            .find(|member| subject.given(*member))
            .unwrap_or(Member::NoPasswordRequired);
        let message =
            format!("This user now logs in with {}; after this change, with {}.", words(now), words(then));
        RULE.finding(findings, member, message);
    }
}

const fn words(mode: Mode) -> &'static str {
    match mode {
        Mode::Password => "a password",
        Mode::NoPassword => "the name alone",
        Mode::Iam => "IAM",
    }
}
