//! `off` doesn't close connections.

use crate::rules::*;
use access_string::TokenKind;

pub static RULE: Rule = Rule {
    id: "as-off-keeps-connections",
    title: "Open connections stay open",
    severity: Severity::Warning,
    operations: MODIFY,
    certainty: Certainty::Medium,
    what: "ModifyUser that turns a user off.",
    why: "`off` stops new logins only. Connected clients keep working with the rights they have; remove those too (`off -@all`) if they must stop.",
    source: source::ACL,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": "off ~* +@all"}"#, "AccessString")
            .span(0, 3),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on ~* +@all"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "off -@all"}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "off ~* +@all"}"#)
            .context(r#"{"current": {"AccessString": "off ~* +@all"}}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let now = subject.current().and_then(|user| user.access_string.as_deref());
    if now.is_some_and(|text| text.split_whitespace().next() == Some("off")) {
        return;
    }
    for access in subject.access().iter().filter(|access| access.is_accepted()) {
        let user = &access.string.user;
        let nothing = user.rights().iter().all(|rights| rights.count == 0);
        let off = access.tokens().filter(|(token, _)| token.kind == TokenKind::Off).last();
        if let Some((_, place)) = off.filter(|_| !(user.enabled || nothing && access.complete)) {
            RULE.finding(findings, access.member, "Connected clients stay connected and keep their rights.")
                .span(place);
        }
    }
}
