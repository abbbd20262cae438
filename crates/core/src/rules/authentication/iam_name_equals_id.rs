//! For IAM, user name and user ID are the same.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "iam-name-equals-id",
    title: "For IAM, name and ID must be the same",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "IAM authentication for a user whose `UserName` is not its `UserId`.",
    why: "An IAM token is signed for the user ID, so ElastiCache wants the name to be the same. IDs are stored in lower case: write both in lower case.",
    source: source::IAM,
    check,
    examples: examples(&[
        Example::bad(
            CreateUser,
            r#"{"UserId": "app", "UserName": "service", "AuthenticationMode": {"Type": "iam"}}"#,
            "UserName",
        )
        .fixed(r#"{"UserId": "app", "UserName": "app", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "AuthenticationMode": {"Type": "iam"}}"#,
            "AuthenticationMode.Type",
        )
        .context(r#"{"current": {"UserId": "app", "UserName": "service"}}"#),
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "AuthenticationMode": {"Type": "iam"}}"#,
            "AuthenticationMode.Type",
        ),
        Example::good(ModifyUser, r#"{"UserId": "app", "AuthenticationMode": {"Type": "iam"}}"#)
            .context(r#"{"current": {"UserId": "app", "UserName": "app"}}"#),
        Example::bad(
            CreateUser,
            r#"{"UserId": "App", "UserName": "App", "AuthenticationMode": {"Type": "iam"}}"#,
            "UserName",
        )
        .fixed(r#"{"UserId": "app", "UserName": "app", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::good(
            CreateUser,
            r#"{"UserId": "app", "UserName": "app", "AuthenticationMode": {"Type": "iam"}}"#,
        ),
    ]),
};

const TEXT: &str = "User Id and User name must be same for authentication type: iam";

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(id) = subject.text(Member::UserId).filter(|id| !id.is_empty()) else { return };
    if !subject.asks_for(Mode::Iam) {
        return;
    }
    let answer = || Answer::service("InvalidParameterCombination", TEXT, Sureness::Seen);
    if subject.operation == ModifyUser {
        let name = subject.current().and_then(|user| user.user_name.as_deref());
        if name.is_none() {
            RULE.finding(findings, Path::ModeType, "If this user's name is not its ID, it cannot use IAM.")
                .severity(Severity::Advice)
                .predicts(answer());
        }
        if let Some(name) = name.filter(|name| *name != id.to_ascii_lowercase()) {
            let message =
                format!("This user is named `{name}`, so it cannot use IAM; a name cannot be changed.");
            RULE.finding(findings, Path::ModeType, message).predicts(answer());
        }
        return;
    }
    let Some(name) = subject.text(Member::UserName).filter(|name| !name.is_empty()) else { return };
    let lower = id.to_ascii_lowercase();
    if name == lower && name == id {
        return;
    }
    // Whether the comparison is made before or after the ID is put into lower case is not known.
    let finding = if name == id || name == lower {
        RULE.finding(
            findings,
            Member::UserName,
            format!("The ID will be stored as `{lower}`; write ID and name alike."),
        )
        .severity(Severity::Warning)
    } else {
        RULE.finding(findings, Member::UserName, "With IAM, the user name must be the same as the user ID.")
            .predicts(answer())
    };
    let mut edits = vec![Edit::text(Member::UserName, lower.clone())];
    if id != lower {
        edits.push(Edit::text(Member::UserId, lower.clone()));
    }
    if subject::is_good_id(&lower) {
        finding.fix(Choice, format!("Name it `{lower}` too"), edits);
    }
    let name = name.to_ascii_lowercase();
    let edits = vec![Edit::text(Member::UserId, name.clone()), Edit::text(Member::UserName, name.clone())];
    if name != lower && subject::is_good_id(&name) && subject.is_free(&name) {
        finding.fix(Choice, format!("Give it the ID `{name}`"), edits);
    }
}
