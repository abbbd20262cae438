//! `Passwords`, `NoPasswordRequired` and `AuthenticationMode` must add up to exactly one way to log in.

use crate::authentication::{Clash, Decision, Doubt, Mode, settle};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "auth-one-mode",
    title: "Authentication is missing or contradictory",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A request whose authentication members set no way to log in, or several.",
    why: "Use exactly one of `Passwords`, `NoPasswordRequired` true, and `AuthenticationMode` with a type. ModifyUser without any of them keeps the current authentication.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on"}"#, "AuthenticationMode").fixed(r#"{"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on", "NoPasswordRequired": true}"#),
        Example::bad(CreateUser, r#"{"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on", "Passwords": ["0123456789abcdef"], "NoPasswordRequired": true}"#, "NoPasswordRequired").fixed(r#"{"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on", "Passwords": ["0123456789abcdef"]}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "Passwords": ["0123456789abcdef"], "AuthenticationMode": {"Type": "iam"}}"#, "Passwords").fixed(r#"{"UserId": "a", "Passwords": ["0123456789abcdef"]}"#),
        Example::bad(CreateUser, r#"{"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on", "AuthenticationMode": {"Passwords": ["0123456789abcdef"]}}"#, "AuthenticationMode").fixed(r#"{"UserId": "a", "UserName": "a", "Engine": "redis", "AccessString": "on", "AuthenticationMode": {"Passwords": ["0123456789abcdef"], "Type": "password"}}"#),
        Example::good(CreateUser, r#"{"Passwords": ["0123456789abcdef"]}"#),
        Example::good(ModifyUser, r#"{"UserId": "a"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    match subject.decision {
        Decision::Clash(clash) => clashing(subject, findings, clash),
        Decision::Unclear(doubt) => unclear(subject, findings, doubt),
        _ => {}
    }
}

fn clashing(subject: &Subject<'_>, findings: &mut Vec<Finding>, clash: Clash) {
    let flag = || Path::Member(Member::NoPasswordRequired);
    let mode = || Path::Member(Member::AuthenticationMode);
    let (path, message, answer) = match clash {
        Clash::Nothing => {
            let text = "Input Authentication type: null is not in the allowed list: [password,no-password-required,iam]";
            let answer = Answer::service("InvalidParameterValue", text, Evidence::Seen);
            (mode(), "Choose how the user logs in: with a password, without one, or with IAM.", answer)
        }
        Clash::OnlyFalse => (
            flag(),
            "A password is required, but none is given. Add one.",
            combination(NO_PASSWORD, Evidence::Emulator),
        ),
        Clash::PasswordWithout => (
            Path::ModePasswords,
            "The type is password, but none is given. Add one.",
            combination(NO_PASSWORD, Evidence::Emulator),
        ),
        Clash::PasswordsAndNone => (
            flag(),
            "There are passwords, but no password is required. Keep one.",
            combination(NOT_ALLOWED, Evidence::Seen),
        ),
        Clash::PasswordsWithNone(place) => (
            place.path(),
            "There are passwords, but the type is no-password-required. Keep one.",
            combination(NOT_ALLOWED, Evidence::Seen),
        ),
        Clash::PasswordsWithIam(place) => {
            let text = "Password field is not allowed with authentication type: iam";
            (
                place.path(),
                "An IAM user can't have passwords. Keep one.",
                combination(text, Evidence::Emulator),
            )
        }
        Clash::NoneWith(other) => {
            let text = match other {
                Mode::Iam => "No password required flag is true but provided authentication type is iam",
                _ => "No password required flag is true but provided authentication type is password",
            };
            (
                flag(),
                "No password is required, but the type says otherwise. Keep one.",
                combination(text, Evidence::Emulator),
            )
        }
        Clash::Twice => {
            let text = "Passwords provided via multiple arguments. Use only one argument";
            (
                Path::ModePasswords,
                "There are passwords in both places. Keep one list.",
                combination(text, Evidence::Emulator),
            )
        }
    };
    let given = |wanted: &Mode| match wanted {
        Mode::Password => subject.draft.all_passwords().next().is_some(),
        other => subject.asks_for(*other),
    };
    let nothing = matches!(clash, Clash::Nothing | Clash::OnlyFalse | Clash::PasswordWithout);
    let finding = RULE.finding(findings, path, message).predicts(answer);
    if clash == Clash::Twice {
        for (title, path) in [
            ("Keep the list in `AuthenticationMode`", Member::Passwords.into()),
            ("Keep the top-level list", Path::ModePasswords),
        ] {
            let edits = Some(vec![Edit::Remove(path)]).filter(
                |edits| matches!(subject.decided(edits), Decision::Chosen(mode) if subject.allows(mode)),
            );
            finding.edit(Choice, title, edits);
        }
    }
    for mode in Mode::ALL.into_iter().filter(|mode| nothing || given(mode)) {
        let title = match mode {
            Mode::Password => "Log in with the passwords",
            Mode::NoPassword => "Log in without a password",
            Mode::Iam => "Log in with IAM",
        };
        let edits = settle(subject.draft, mode);
        if subject.decided(&edits) == Decision::Chosen(mode) && subject.allows(mode) {
            finding.fix(Choice, title, edits);
        }
    }
}

const NO_PASSWORD: &str = "A user with Authentication Mode: password, must have at least one password";
const NOT_ALLOWED: &str = "Password field is not allowed with authentication type: no-password-required";

fn combination(text: &'static str, evidence: Evidence) -> Answer {
    Answer::service("InvalidParameterCombination", text, evidence)
}

fn unclear(subject: &Subject<'_>, findings: &mut Vec<Finding>, doubt: Doubt) {
    let (path, message) = match doubt {
        Doubt::NoType => (
            Member::AuthenticationMode.into(),
            "`AuthenticationMode` has passwords but no type, and will probably be rejected. Set the type.",
        ),
        Doubt::PasswordKept => (
            Path::ModePasswords,
            "The type is password, but none is given. AWS doesn't say whether the current ones are kept.",
        ),
    };
    let finding = RULE.finding(findings, path, message).severity(Severity::Warning);
    let (title, edits) = match doubt {
        Doubt::NoType => ("Set the type to password", settle(subject.draft, Mode::Password)),
        Doubt::PasswordKept => {
            ("Remove it, to keep the current passwords", vec![Edit::remove(Member::AuthenticationMode)])
        }
    };
    finding.fix(Choice, title, edits);
}
