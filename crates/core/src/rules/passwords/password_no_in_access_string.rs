//! A password stands nowhere but in the lists of passwords.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-no-in-access-string",
    title: "A password stands where it can be read",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "The text of a password of the request within its access string, user name or a tag.",
    why: "Access strings, names and tags are returned by every describe call and stand in logs. Take the password out of there and use another one.",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "app", "AccessString": "on >0123456789abcdef ~* +@read", "Passwords": ["0123456789abcdef"]}"#, "AccessString").span(4, 20),
        Example::good(ModifyUser, r#"{"UserId": "app", "AccessString": "on ~* +@read", "Passwords": ["0123456789abcdef"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let draft = subject.draft;
    let texts = [Member::AccessString, Member::AppendAccessString, Member::UserName]
        .into_iter()
        .filter_map(|member| Some((Path::Member(member), subject.text(member)?)));
    // Short ones are words that stand anywhere by chance; more than two lists of two are refused anyway.
    let find = |text: &str| {
        subject.passwords().iter().take(4).find_map(|(_, password)| {
            let word = password.expose();
            if word.len() < 8 || word.len() > text.len() {
                return None;
            }
            text.find(word).map(|at| at..at + word.len())
        })
    };
    let tags = draft.tags.iter().filter(|_| subject.knows(Member::Tags)).flatten().enumerate();
    let tags = tags.flat_map(|(n, tag)| {
        let key = tag.key.as_deref().map(|text| (Path::TagKey(n), text));
        key.into_iter().chain(tag.value.as_deref().map(|text| (Path::TagValue(n), text)))
    });
    for (path, text) in texts.chain(tags) {
        if let Some(span) = find(text) {
            RULE.finding(
                findings,
                path,
                "A password of this request stands here, where everybody can read it.",
            )
            .span(span);
        }
    }
}
