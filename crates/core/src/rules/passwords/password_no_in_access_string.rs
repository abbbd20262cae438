//! A password appears nowhere but in the lists of passwords.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-no-in-access-string",
    title: "Password appears in a readable field",
    severity: Severity::Security,
    operations: BOTH,
    certainty: Certainty::High,
    what: "One of the request's passwords inside its access string, user name or a tag.",
    why: "Describe calls return access strings, names and tags, and logs contain them. Remove the password from there, and use a new one.",
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
    // A short password may match a word by coincidence; more than two lists of two are rejected anyway.
    let find = |text: &str| {
        subject.passwords().iter().take(4).find_map(|(_, password)| {
            let word = password.expose();
            if word.len() < 8 || word.len() > text.len() {
                return None;
            }
            // Most passwords begin with characters that the text lacks, which is found out sooner.
            if !word.chars().take(4).all(|c| text.contains(c)) {
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
                "This contains one of the request's passwords, and it can be read back.",
            )
            .span(span);
        }
    }
}
