//! A request should name each user once.

use crate::roster;
use crate::rules::groups::group_members_min::LISTS;
use crate::rules::*;
use hashbrown::HashSet;

pub static RULE: Rule = Rule {
    id: "group-member-twice",
    title: "Duplicate user",
    severity: Severity::Warning,
    operations: GROUPS,
    certainty: Certainty::Low,
    what: "A user ID that is listed twice, in any case, or is both added and removed.",
    why: "It isn't known what the service does then. Name each user once.",
    source: source::MODIFY_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserIds": ["app", "App"]}"#, "UserIds[1]")
            .fixed(r#"{"UserIds": ["app"]}"#),
        Example::bad(
            ModifyUserGroup,
            r#"{"UserIdsToAdd": ["app"], "UserIdsToRemove": ["app"]}"#,
            "UserIdsToRemove[0]",
        ),
        Example::good(ModifyUserGroup, r#"{"UserIdsToAdd": ["app"], "UserIdsToRemove": ["old"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let mut added: HashSet<String> = HashSet::new();
    for list in LISTS.into_iter().filter(|list| subject.knows(*list)) {
        let mut seen: HashSet<String> = HashSet::new();
        for (path, id) in roster::ids(subject.draft, list).filter(|(path, _)| !subject.is_open(path)) {
            if list == Member::UserIdsToRemove && added.contains(&id) {
                RULE.finding(findings, path, format!("`{id}` is both added and removed. Keep one."));
            } else if !seen.insert(id.clone()) {
                let edits = vec![Edit::Remove(path.clone())];
                RULE.finding(findings, path, format!("`{id}` is listed twice.")).fix(
                    Safe,
                    "Remove the duplicate",
                    edits,
                );
            }
        }
        if list == Member::UserIdsToAdd {
            added = seen;
        }
    }
}
