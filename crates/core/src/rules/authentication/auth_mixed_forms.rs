//! One form of the authentication members is clearer than a mix of two.

use crate::authentication::{Decision, Mode};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-mixed-forms",
    title: "Authentication mixes two forms",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::Medium,
    what: "`Passwords` at the top with a `Type` inside `AuthenticationMode`, or `NoPasswordRequired` false with the type `no-password-required`.",
    why: "This has worked, but the two forms look like a contradiction. Use one.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Passwords": ["0123456789abcdef"], "AuthenticationMode": {"Type": "password"}}"#, "Passwords").fixed(r#"{"AuthenticationMode": {"Type": "password", "Passwords": ["0123456789abcdef"]}}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "NoPasswordRequired": false, "AuthenticationMode": {"Type": "no-password-required"}}"#, "NoPasswordRequired").fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "no-password-required"}}"#),
        Example::good(CreateUser, r#"{"NoPasswordRequired": false, "AuthenticationMode": {"Type": "iam"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let draft = subject.draft;
    let flag = draft.no_password_required;
    match subject.decision {
        Decision::Chosen(Mode::Password) if draft.passwords.is_some() && subject.asks_for(Mode::Password) => {
            let edits = vec![Edit::Move(Member::Passwords.into(), Path::ModePasswords)];
            RULE.finding(
                findings,
                Member::Passwords,
                "The passwords are outside the `AuthenticationMode` that uses them.",
            )
            .fix(Safe, "Move them into `AuthenticationMode`", edits);
        }
        Decision::Chosen(Mode::NoPassword) if flag == Some(false) && subject.asks_for(Mode::NoPassword) => {
            let edits = vec![Edit::remove(Member::NoPasswordRequired)];
            RULE.finding(
                findings,
                Member::NoPasswordRequired,
                "This is false, but the type says that no password is required.",
            )
            .fix(Choice, "Remove it", edits);
        }
        _ => {}
    }
}
