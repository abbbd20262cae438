//! Members must exist.

use crate::rules::user_id::user_id_charset::first_bad;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-member-exists",
    title: "Unknown user",
    severity: Severity::Warning,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A member that isn't among the users given with the request, or is being deleted.",
    why: "Every member must be a user in the same account and Region, and exist before the group: create the users first, and wait until they're active. Or the list of users is old or incomplete.",
    source: source::CREATE_USER_GROUP,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserIds": ["app", "gone"]}"#, "UserIds[1]")
            .context(r#"{"users": [{"UserId": "app", "UserName": "app"}]}"#),
        Example::bad(ModifyUserGroup, r#"{"UserIdsToAdd": ["app"]}"#, "UserIdsToAdd[0]")
            .context(r#"{"users": [{"UserId": "app", "UserName": "app", "Status": "deleting"}]}"#),
        Example::good(CreateUserGroup, r#"{"UserIds": ["app", "default"]}"#)
            .context(r#"{"users": [{"UserId": "app", "UserName": "app"}]}"#),
        Example::good(CreateUserGroup, r#"{"UserIds": ["app", "gone"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, users) = subject.roster();
    if !users.are_known() {
        return;
    }
    for member in &roster.members {
        let Some(path) = member.path.clone().filter(|path| !subject.is_open(path)) else { continue };
        let named = matches!(&path, Path::Item(list, n) if subject.draft.ids(*list)
            .and_then(|ids| ids.get(*n)).is_some_and(|id| first_bad(id).is_some() || users.named(id).next().is_some()));
        let message = match member.user.map(|user| user.status.as_deref()) {
            // Another rule reports it.
            None if named => continue,
            None => format!("`{}` isn't among the known users.", member.id),
            Some(Some("deleting")) => format!("`{}` is being deleted.", member.id),
            Some(_) => continue,
        };
        RULE.finding(findings, path, message).answered("UserNotFound", "", Evidence::Documented);
    }
}
