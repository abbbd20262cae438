//! Members are listed by user ID.

use crate::rules::groups::group_members_min::LISTS;
use crate::rules::user_id::user_id_charset::first_bad;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-members-are-ids",
    title: "Member isn't a user ID",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A member that can't be a user ID, or that is a known user's name and nobody's ID.",
    why: "Groups list users by ID. User names, which may contain any character and belong to several users, don't work here. On a command line, separate IDs with spaces, not commas.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserIds": ["a,", "b"]}"#, "UserIds[0]")
            .span(1, 2)
            .fixed(r#"{"UserIds": ["a", "b"]}"#),
        Example::bad(ModifyUserGroup, r#"{"UserIdsToAdd": ["app reader"]}"#, "UserIdsToAdd[0]").span(3, 4),
        Example::bad(CreateUserGroup, r#"{"UserIds": ["Reader"]}"#, "UserIds[0]")
            .context(r#"{"users": [{"UserId": "app-reader", "UserName": "Reader"}]}"#)
            .fixed(r#"{"UserIds": ["app-reader"]}"#),
        Example::good(CreateUserGroup, r#"{"UserIds": ["app-reader"]}"#)
            .context(r#"{"users": [{"UserId": "app-reader", "UserName": "Reader"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, users) = subject.roster();
    for list in LISTS.into_iter().filter(|list| subject.knows(*list)) {
        for (n, id) in subject.draft.ids(list).unwrap_or_default().iter().enumerate() {
            let path = Path::Item(list, n);
            if let Some((at, letter)) = first_bad(id) {
                let message =
                    format!("`{}` isn't a user ID, which has only letters, digits and hyphens.", shown(id));
                let finding = RULE.finding(findings, path.clone(), message).span(at..at + letter.len_utf8());
                finding.answered("UserNotFound", "", Evidence::Derived);
                let named = users.named(id).find(|id| first_bad(id).is_none()).map(str::to_owned);
                let plain = id.trim_matches([',', ';', ' ']);
                let plain = (!plain.is_empty() && first_bad(plain).is_none()).then(|| plain.to_owned());
                let may =
                    |id: &String| !subject.is_open(&path) && roster.takes(&id.to_ascii_lowercase(), users);
                if let Some(id) = named.or(plain).filter(may) {
                    let edits = vec![Edit::text(path, id.clone())];
                    finding.fix(Choice, format!("Use `{id}`"), edits);
                }
            } else if users.are_known()
                && users.get(&id.to_ascii_lowercase()).is_none()
                && let Some(known) = users.named(id).find(|id| first_bad(id).is_none())
            {
                let message = format!("`{id}` is a user name. The user's ID is `{known}`.");
                let finding = RULE.finding(findings, path.clone(), message);
                finding.answered("UserNotFound", "", Evidence::Documented);
                if roster.takes(known, users) {
                    let edits = vec![Edit::text(path, known)];
                    finding.fix(Choice, format!("Use `{known}`"), edits);
                }
            }
        }
    }
}

/// Shortened to fit on a line.
fn shown(id: &str) -> String {
    match id.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &id[..at]),
        None => id.to_owned(),
    }
}
