//! ModifyUser can switch between passwords and IAM.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-switch",
    title: "The way to log in changes",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser to another way of logging in than the current user has.",
    why: "Clients have to change with it: after the call they log in in the new way only. Open connections stay.",
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
        let message = format!("This user logs in by {} now, and by {} afterwards.", words(now), words(then));
        RULE.finding(findings, member, message);
    }
}

const fn words(mode: Mode) -> &'static str {
    match mode {
        Mode::Password => "password",
        Mode::NoPassword => "name alone",
        Mode::Iam => "IAM",
    }
}
