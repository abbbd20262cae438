//! `Passwords` replaces all current passwords.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-replace",
    title: "All current passwords are replaced",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::High,
    what: "ModifyUser with one password, for a user that has one or may have one.",
    why: "The list replaces every password that the user has, so clients with the old one can't log in any more. To rotate without downtime, send the old and the new password, switch the clients over, then send the new one alone.",
    source: source::TERRAFORM,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#, "Passwords"),
        Example::good(ModifyUser, r#"{"UserId": "app", "Passwords": ["0123456789abcdef"]}"#)
            .context(r#"{"current": {"Authentication": {"Type": "iam"}}}"#),
        Example::good(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["0123456789abcdef", "0123456789abcdefx"]}"#,
        ),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let draft = subject.draft;
    let inside = draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref());
    let (path, list) = match (&draft.passwords, inside) {
        (Some(list), _) => (Path::Member(Member::Passwords), list),
        (None, Some(list)) => (Path::ModePasswords, list),
        (None, None) => return,
    };
    let has_one = subject.current_mode().is_none_or(|mode| mode == Mode::Password);
    if list.len() == 1 && has_one {
        let finding = RULE.finding(findings, path, "This replaces every password that the user has now.");
        if subject.current_mode().is_none() {
            finding.severity(Severity::Advice);
        }
    }
}
