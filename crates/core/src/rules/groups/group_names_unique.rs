//! Members of a group have distinct user names.

use crate::roster::Entrant;
use crate::rules::*;
use hashbrown::HashMap;

pub static RULE: Rule = Rule {
    id: "group-names-unique",
    title: "Duplicate user name in group",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "Two users with the same user name in one group.",
    why: "Clients log in to a group with the user name, so it must be unique there. Remove one of the two. (Names are case-sensitive: `App` and `app` differ.)",
    source: source::RBAC,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserIds": ["a", "b"]}"#, "UserIds[1]").context(r#"{"users": [{"UserId": "a", "UserName": "app"}, {"UserId": "b", "UserName": "app"}]}"#).fixed(r#"{"UserIds": ["a"]}"#),
        Example::bad(ModifyUserGroup, r#"{"UserIdsToAdd": ["own-default"]}"#, "UserIdsToAdd[0]").context(r#"{"group": {"Engine": "redis", "UserIds": ["default"]}, "users": [{"UserId": "own-default", "UserName": "default"}]}"#)
        .fixed(r#"{"UserIdsToAdd": ["own-default"], "UserIdsToRemove": ["default"]}"#),
        Example::good(ModifyUserGroup, r#"{"UserIdsToAdd": ["own-default"], "UserIdsToRemove": ["default"]}"#).context(r#"{"group": {"Engine": "redis", "UserIds": ["default"]}, "users": [{"UserId": "own-default", "UserName": "default"}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, _) = subject.roster();
    let mut names: HashMap<&str, &Entrant<'_>> = HashMap::new();
    for member in &roster.members {
        let Some(name) = member.user.and_then(|user| user.user_name.as_deref()) else { continue };
        let Some(other) = names.insert(name, member) else { continue };
        let Some(path) = member.path.clone() else { continue };
        let message = format!("`{}` and `{}` both have the user name `{name}`.", other.id, member.id);
        let finding = RULE.finding(findings, path.clone(), message);
        finding.answered("DuplicateUserName", "", Evidence::Documented);
        let removed = Member::UserIdsToRemove;
        if subject.operation == CreateUserGroup {
            finding.fix(Choice, format!("Remove `{}`", member.id), vec![Edit::Remove(path)]);
        } else if other.id == "default" && other.path.is_none() && subject.mismatch(&removed.into()).is_none()
        {
            let place = subject.draft.ids(removed).map_or(0, <[String]>::len);
            let edits = vec![Edit::text(Path::Item(removed, place), "default")];
            finding.fix(Choice, "Remove the built-in `default` in the same call", edits);
        }
    }
}
