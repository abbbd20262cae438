//! A new password doesn't close open connections.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-connections",
    title: "Open connections stay open",
    severity: Severity::Advice,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with passwords, when the current user is known.",
    why: "Open connections keep working. The new password is needed only for new logins; to cut a client off, close its connections.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#, "Passwords")
            .context(r#"{"current": {"Authentication": {"Type": "password", "PasswordCount": 1}}}"#),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let draft = subject.draft;
    let inside = draft.authentication_mode.as_ref().is_some_and(|mode| mode.passwords.is_some());
    let path = match draft.passwords {
        Some(_) => Path::Member(Member::Passwords),
        None if inside => Path::ModePasswords,
        None => return,
    };
    if subject.current_mode() == Some(Mode::Password) {
        RULE.finding(findings, path, "Connections opened with the old password stay open.");
    }
}
