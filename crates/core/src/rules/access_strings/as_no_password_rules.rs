//! Passwords belong in the request's own members, not in its access string.

use crate::authentication::{Clash, Decision, Doubt, Mode};
use crate::rules::access::{Access, is_password, is_password_kind};
use crate::rules::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-no-password-rules",
    title: "Password rule in access string",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "`>password`, `<password`, `#hash`, `!hash`, `nopass` or `resetpass` in an access string.",
    why: "ElastiCache accepts passwords in `Passwords` or `AuthenticationMode`, and users without one through `NoPasswordRequired`. Anyone who can list users can read access strings: if this was a real password, don't use it again.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"AccessString": "on >secret ~* +@read"}"#, "AccessString")
            .span(3, 10)
            .fixed(r#"{"AccessString": "on ~* +@read", "Passwords": ["secret"]}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AccessString": "on >initialPassword123 >newPassword456 ~cache:* +@read"}"#,
            "AccessString",
        )
        .span(3, 22)
        .fixed(
            r#"{"UserId": "a", "AccessString": "on ~cache:* +@read", "Passwords": ["initialPassword123", "newPassword456"]}"#,
        ),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "a", "AppendAccessString": "~* nopass"}"#,
            "AppendAccessString",
        )
        .span(3, 9)
        .fixed(r#"{"UserId": "a", "AppendAccessString": "~*"}"#),
        Example::bad(CreateUser, r#"{"AccessString": "on #12 ~*"}"#, "AccessString")
            .span(3, 6)
            .fixed(r#"{"AccessString": "on ~*"}"#),
        Example::good(CreateUser, r#"{"AccessString": "on ~>a +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for access in subject.access() {
        let moved = moved(subject, access);
        for (token, place) in access.tokens() {
            let invalid = token.kind == TokenKind::Invalid && is_password(access.word(token.span));
            if !is_password_kind(token.kind) && !invalid {
                continue;
            }
            let text = "Password rules are not supported in Elasticache access string";
            let finding = RULE
                .finding(findings, access.member, "Passwords don't belong in an access string.")
                .span(place.clone())
                .answered("InvalidParameterValue", text, Evidence::Seen);
            if token.kind == TokenKind::AddPassword {
                finding.edit(Choice, "Move the passwords to `Passwords`", moved.clone());
            }
            finding.edit(Choice, "Remove it", access.without(&place));
        }
    }
}

/// Moves each `>password` to the list of passwords, if the user logs in with passwords and all of them fit.
fn moved(subject: &Subject<'_>, access: &Access<'_>) -> Option<Vec<Edit>> {
    let words = access.tokens().filter(|(token, _)| token.kind == TokenKind::AddPassword);
    let places: Vec<Range<usize>> = words.map(|(_, place)| place).take(3).collect();
    let fits = matches!(
        subject.decision,
        Decision::Clash(Clash::Nothing | Clash::OnlyFalse | Clash::PasswordWithout)
            | Decision::Keeps
            | Decision::Chosen(Mode::Password)
            | Decision::Unclear(Doubt::PasswordKept)
    );
    let room = subject.draft.all_passwords().count() + places.len() <= 2;
    // Nothing would be left of the string.
    let is_rest = access.tokens().count() > places.len();
    if places.is_empty() || !fits || !room || !is_rest {
        return None;
    }
    let mode = subject.draft.authentication_mode.as_ref();
    let list = match mode.is_some() && subject.draft.passwords.is_none() {
        true => Path::ModePasswords,
        false => Path::Member(Member::Passwords),
    };
    // From the first on, to keep their order; each removal shifts the later places to the left.
    let mut gone = 0;
    let mut edits = Vec::new();
    for place in &places {
        let edit = access.without(place)?;
        let [Edit::Replace(_, around, _)] = edit.as_slice() else { return None };
        let (start, end) = (around.start - gone, around.end - gone);
        let secret = place.start + 1 - gone..place.end - gone;
        let length = secret.len();
        edits.push(Edit::Extract(access.member.into(), secret, list.clone()));
        edits.push(Edit::Replace(access.member.into(), start..end - length, String::new()));
        gone += around.len();
    }
    Some(edits)
}
