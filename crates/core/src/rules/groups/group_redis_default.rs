//! A Redis group needs a user named default.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-redis-default",
    title: "Redis group has no user named `default`",
    severity: Severity::Error,
    operations: CREATE_GROUP,
    certainty: Certainty::High,
    what: "A group with the engine `redis` without a member whose user name is `default`.",
    why: "A Redis group needs one: the built-in user `default`, or a user of your own with another ID and the name `default`. The built-in one has full access without a password, so it's better to create one that is off: `aws elasticache create-user --user-id default-off --user-name default --engine redis --access-string \"off ~* -@all\" --passwords …`.",
    source: source::TERRAFORM_DEFAULT,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"Engine": "redis"}"#, "UserIds")
            .fixed(r#"{"Engine": "redis", "UserIds": ["default"]}"#),
        Example::bad(CreateUserGroup, r#"{"Engine": "redis", "UserIds": ["app"]}"#, "UserIds")
            .context(r#"{"users": [{"UserId": "app", "UserName": "app"}]}"#)
            .fixed(r#"{"Engine": "redis", "UserIds": ["app", "default"]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "redis", "UserIds": ["default"]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "redis", "UserIds": ["own"]}"#)
            .context(r#"{"users": [{"UserId": "own", "UserName": "default"}]}"#),
        Example::good(CreateUserGroup, r#"{"Engine": "valkey", "UserIds": ["app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (roster, users) = subject.roster();
    if roster.engine != Some("redis") || subject.mismatch(&Member::UserIds.into()).is_some() {
        return;
    }
    let (severity, message) = match roster.has_default() {
        Some(true) => return,
        Some(false) => (Severity::Error, "No member has the user name `default`. Add one."),
        // One of the IDs may belong to a user with this name.
        None => (
            Severity::Warning,
            "One member must have the user name `default`. It isn't known whether one does.",
        ),
    };
    let place = subject.draft.ids(Member::UserIds).map_or(0, <[String]>::len);
    let default =
        users.named("default").find(|id| *id != "default" && roster.takes(id, users)).map(str::to_owned);
    let finding = RULE.finding(findings, Member::UserIds, message);
    finding.severity(severity).answered("DefaultUserRequired", TEXT, Evidence::Seen);
    if let Some(default) = default {
        let edits = vec![Edit::text(Path::Item(Member::UserIds, place), default.clone())];
        finding.fix(Choice, format!("Add `{default}`"), edits);
    }
    let named = users.get("default").is_some_and(|user| user.user_name.as_deref() == Some("default"));
    if !named || !roster.takes("default", users) {
        return;
    }
    let edits = vec![Edit::text(Path::Item(Member::UserIds, place), "default")];
    let title = "Add the built-in `default`, which has full access without a password";
    finding.fix(Choice, title, edits);
}

/// The service's text (before 2024, without the first word).
pub(in crate::rules) const TEXT: &str =
    "Redis user group needs to contain a user with the user name default.";
