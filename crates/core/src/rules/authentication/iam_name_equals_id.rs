//! With IAM, the user name equals the user ID.

use crate::authentication::Mode;
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "iam-name-equals-id",
    title: "User name differs from user ID with IAM",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "IAM authentication for a user whose `UserName` isn't its `UserId`.",
    why: "An IAM token is signed for the user ID, so ElastiCache requires the same name. IDs are stored in lowercase: write both in lowercase.",
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
    let answer = || Answer::service("InvalidParameterCombination", TEXT, Evidence::Seen);
    if subject.operation == ModifyUser {
        let name = subject.current().and_then(|user| user.user_name.as_deref());
        if name.is_none() {
            RULE.finding(findings, Path::ModeType, "This user can use IAM only if its name equals its ID.")
                .severity(Severity::Advice)
                .predicts(answer());
        }
        if let Some(name) = name.filter(|name| *name != id.to_ascii_lowercase()) {
            let message =
                format!("This user is named `{name}`, so it can't use IAM. Names can't be changed.");
            RULE.finding(findings, Path::ModeType, message).predicts(answer());
        }
        return;
    }
    let Some(name) = subject.text(Member::UserName).filter(|name| !name.is_empty()) else { return };
    let lower = id.to_ascii_lowercase();
    if name == lower && name == id {
        return;
    }
    // It isn't known whether the service compares before or after it lowercases the ID.
    let finding = if name == id || name == lower {
        RULE.finding(
            findings,
            Member::UserName,
            format!("The ID will be stored as `{lower}`. Write the name the same way."),
        )
        .severity(Severity::Warning)
    } else {
        RULE.finding(findings, Member::UserName, "With IAM, the user name must equal the user ID.")
            .predicts(answer())
    };
    let mut edits = vec![Edit::text(Member::UserName, lower.clone())];
    if id != lower {
        edits.push(Edit::text(Member::UserId, lower.clone()));
    }
    if subject::is_good_id(&lower) {
        finding.fix(Choice, format!("Set the name to `{lower}` too"), edits);
    }
    let name = name.to_ascii_lowercase();
    let edits = vec![Edit::text(Member::UserId, name.clone()), Edit::text(Member::UserName, name.clone())];
    if name != lower && subject::is_good_id(&name) && subject.is_free(&name) {
        finding.fix(Choice, format!("Set the ID to `{name}`"), edits);
    }
}
