//! A request may have only its operation's members.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "unknown-member",
    title: "Unknown member",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "A member that isn't part of the operation.",
    why: "Clients reject members that the API doesn't know. Check the spelling, or remove it.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccesString": "on"}"#, "AccesString")
            .fixed(r#"{"UserId": "a", "AccessString": "on"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "Bogus": 1}"#, "Bogus").fixed(r#"{"UserId": "a"}"#),
        Example::bad(
            CreateUser,
            r#"{"AuthenticationMode": {"Type": "iam", "Foo": 1}}"#,
            "AuthenticationMode.Foo",
        )
        .fixed(r#"{"AuthenticationMode": {"Type": "iam"}}"#),
        Example::bad(CreateUser, r#"{"UserIds": ["a"]}"#, "UserIds").fixed("{}"),
        Example::bad(ModifyUserGroup, r#"{"UserGroupId": "g", "UserIds": ["a"]}"#, "UserIds")
            .fixed(r#"{"UserGroupId": "g", "UserIdsToAdd": ["a"]}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    of_others(subject, findings);
    for unknown in spelling::unknown(subject).filter(|unknown| unknown.same.is_none() && !unknown.of_reply())
    {
        let what = ClientProblemKind::Unknown(unknown.name.to_owned(), unknown.known);
        let problem = ClientProblem { path: unknown.mismatch.parent.clone(), what };
        let shown = unknown.shown();
        let path = &unknown.mismatch.path;
        let near = unknown.near();
        let message = match near {
            Some(name) => format!("`{shown}` isn't a member of this request; did you mean `{name}`?"),
            None => format!("`{shown}` isn't a member of this request."),
        };
        let finding = RULE.finding(findings, path, message).predicts(problem.answer());
        if let Some((name, place)) = near.and_then(|name| Some((name, unknown.place(subject, name)?))) {
            let edits = vec![Edit::Move(path.clone(), place)];
            finding.fix(Choice, format!("Use `{name}`"), edits);
        }
        finding.fix(Choice, "Remove it", vec![Edit::Remove(path.clone())]);
    }
}

/// Members that only other operations have.
fn of_others(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let operation = subject.operation;
    // Other rules cover the members of the other user operation, and tags.
    let others: &[Operation] = if operation.is_of_group() { &[] } else { BOTH };
    let is_spoken_of = |member: &Member| {
        subject.knows(*member)
            || *member == Member::Tags
            || others.iter().any(|other| member.place(*other).is_some())
    };
    for member in Member::ALL.iter().filter(|member| subject.given(**member) && !is_spoken_of(member)) {
        let name = member.name();
        let problem = ClientProblem {
            path: Path::Request,
            what: ClientProblemKind::Unknown(name.to_owned(), operation.names()),
        };
        let message = format!("{operation} has no member `{name}`.");
        let finding = RULE.finding(findings, *member, message).predicts(problem.answer());
        let meant = match (operation, member) {
            (ModifyUserGroup, Member::UserIds) => Some(Member::UserIdsToAdd),
            (CreateUserGroup, Member::UserIdsToAdd) => Some(Member::UserIds),
            _ => None,
        };
        // Otherwise they must be valid.
        let plain = |id: &String| subject::is_good_id(id);
        let ids = subject.draft.ids(*member).unwrap_or_default();
        let fits =
            !ids.is_empty() && ids.len() <= 100 && ids.iter().all(plain) && subject.context.users.is_none();
        if let Some(meant) = meant.filter(|meant| fits && !subject.given(*meant)) {
            let edits = vec![Edit::Move(member.into(), meant.into())];
            finding.fix(Choice, format!("Use `{}`", meant.name()), edits);
        }
        finding.fix(Choice, "Remove it", vec![Edit::remove(*member)]);
    }
}
